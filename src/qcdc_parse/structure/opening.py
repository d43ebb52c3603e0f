"""The head of a part: how far letterhead, type line, trích yếu and addressees reach."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import columns
from qcdc_parse.structure.copies import is_copy_mark
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.letterhead import begins_letterhead, dated, names_on, numbers
from qcdc_parse.structure.signature import signature_end
from qcdc_parse.text import Line

_FARTHEST = 60
"""Lines in which a head must have come to its end."""
_DECIDES = regex.compile(r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|KẾT LUẬN|NGHỊ QUYẾT)\s*:?$")


def opening_end(lines: tuple[Line, ...], first: int) -> tuple[int | None, int]:
    """Return the index of the type line, if there is one, and of the first line of the body."""
    limit = min(len(lines), first + _FARTHEST)
    typed = address = None
    index = first
    while index < limit:
        signed = signature_end(lines, index)
        if signed > index:
            index = signed
            continue
        text = lines[index].text
        if kinds.type_line(text) and not names_on(lines, index):
            typed = index
            break
        if kinds.RECIPIENTS.match(text) or kinds.is_authority(text):
            break
        if kinds.ADDRESS.match(text):
            address = index
            break
        if _begins_body(text):
            break
        index += 1
    if typed is not None:
        end = _title_end(lines, typed, limit)
        return typed, _address_end(lines, end) if end < len(lines) and kinds.ADDRESS.match(lines[end].text) else end
    if address is not None:
        return None, _address_end(lines, address)
    return None, _letterhead_end(lines, first, limit)


def is_label(text: str) -> bool:
    """Tell whether a line begins with a label that is no bullet."""
    label = parse_label(text)
    return label is not None and label.style is not None


def _begins_body(text: str) -> bool:
    if is_label(text) and not kinds.is_nation(text):
        return True
    return len(text) > 160 or kinds.GROUNDS.match(text) is not None or (len(text) > 90 and text[-1] in ".:")


def _title_end(lines: tuple[Line, ...], typed: int, limit: int) -> int:
    """Return the line after type, title and what stands between them and the body."""
    index = typed + 1
    above = (kinds.type_line(lines[typed].text) or ("", ""))[1]
    titled = bool(above)
    closed = authors = False
    sure = index + over_rule([line.text for line in lines[index : index + _LONGEST_TITLE]])
    while index < limit:
        text = lines[index].text
        signed = signature_end(lines, index)
        if signed > index:
            index = signed
            continue
        if _begins_table(lines[index]):
            break
        if kinds.RULE.match(text):
            index += 1
            closed = titled or (authors and not (index < limit and lines[index].text.lower().startswith(ABOUT)))
            continue
        if kinds.ADDRESS.match(text) or kinds.GROUNDS.match(text) or is_label(text):
            break
        if titled and (kinds.is_authority(text) or kinds.RECIPIENTS.match(text)):
            break
        if text.startswith("(") and text.endswith((")", ").")) and len(text) < 400:
            index += 1
            closed = True
            continue
        if _DECIDES.match(text) or (titled and begins_letterhead(lines, index)):
            break
        authored = after_authorship(text, titled=titled)
        if authored is not None:
            index += 1
            authors = True
            closed = titled
            titled = titled or authored < len(text)
            above = above or text[authored:]
            continue
        if kinds.DRAFT.match(text) or dated(text) or numbers(text):
            index += 1
            continue
        if closed or not (index < sure or is_title_line(text, above)):
            break
        titled = True
        above = text
        index += 1
    return index


_UNIT_OF_TABLE = ("đơn vị tính", "đvt", "(đơn vị tính", "(đvt", "đơn vị:")


def _begins_table(line: Line) -> bool:
    """Tell the first row of a table that stands right under a title, or the unit above it; a letterhead has two columns."""
    return (line.table and line.text.count("\t") > 1) or line.text[:14].lower().startswith(_UNIT_OF_TABLE)


def after_authorship(text: str, *, titled: bool = False) -> int | None:
    """Return where the words end that name who issues, under a type line; None where the line is no such line.

    Behind the beginning of a title words in small letters go on with it.

    >>> text = "của Ban Thường vụ Tỉnh ủy về công tác dân vận"
    >>> text[after_authorship(text) :].strip()
    'về công tác dân vận'
    """
    if text[:4].lower() == "của ":
        if kinds.shouts(text[:24]):
            return len(text) if kinds.names_body(text[4:]) and kinds.shouts(text) else None
        end = None if titled else match_body(text, 4)
        if end is None:
            return None
        rest = text[end:].strip(" ,")
        return end if not rest or rest[0].islower() else None
    if kinds.shouts(text) and len(text) < 120 and (kinds.is_position(text) or kinds.names_body(text) or text.startswith(_MEETINGS)):
        return len(text)
    return None


ABOUT = ("về ", "v/v", "(v", "“về ")
"""What a trích yếu begins with that stands apart from the line of who issues."""
_MEETINGS = ("HỘI NGHỊ LẦN THỨ", "HỘI NGHỊ BAN CHẤP HÀNH", "KỲ HỌP THỨ")


def is_title_line(text: str, above: str) -> bool:
    """Tell whether a line under the type is trích yếu still; the first one, with no line of it ``above``, is held to less.

    A line in capitals under one that is not is the first heading.
    """
    if len(text) > 600 or text[-1] == ":" or (text[-1] == ";" and above) or kinds.begins_text(text):
        return False
    if not above:
        return not (text[-1] == "." and len(text) > 200)
    if text[-1] in ".…" or len(text) > 240 or _OPENS.match(text):
        return False
    if kinds.shouts(text):
        return kinds.shouts(above) or above[-1] == "," or len(text) < 8
    return text[0].islower() or len(text) < 90


_LONGEST_TITLE = 8


def over_rule(texts: Sequence[str]) -> int:
    """Return how many lines stand over the rule that ends a title (Hướng dẫn 36-HD/VPTW); 0 where none does.

    >>> over_rule(["kết quả thực hiện Nghị quyết của", "Đảng ủy Khối", "-----", "Thực hiện kế hoạch, …"])
    2
    """
    for at, text in enumerate(texts):
        if kinds.RULE.match(text):
            return at if len(text) > 2 else 0
        if text[-1] in ".;:" or len(text) > 400 or kinds.ADDRESS.match(text) or kinds.GROUNDS.match(text) or is_label(text):
            return 0
    return 0


_OPENS = regex.compile(r"\p{Lu}[\p{Ll}\s]{2,28}:(?:\s|$)|(?:Kính\s+)?(?:Thưa|thưa)\s|(?:Trân\s+trọng\s+)?(?:Kính|kính)\s+mời\b|Hôm\s+nay\b")
"""Words that open the text below a title: `Thời gian: …`, `Kính thưa …`, `Hôm nay, …`."""


def _address_end(lines: tuple[Line, ...], index: int) -> int:
    """Return the line after the addressees."""
    rest = kinds.ADDRESS.sub("", lines[index].text, count=1).strip()
    index += 1
    plain = not rest
    while index < len(lines):
        text = lines[index].text
        label = parse_label(text)
        if label is not None and label.style is None:
            plain = False
            if len(text) > 250:
                break
        elif not (plain and label is None and len(text) < 160 and text[-1] in ";.," and text[0].isupper()):
            break
        index += 1
        if plain and text[-1] == ".":
            break
    return index


def _letterhead_end(lines: tuple[Line, ...], first: int, limit: int) -> int:
    """Without type line and address: a letterhead only where it plainly is one, below two lines of capitals at most."""
    index = first
    seen = False
    while index < limit:
        text = lines[index].text
        signed = signature_end(lines, index)
        if signed > index:
            seen = True
            index = signed
            continue
        if _begins_body(text):
            break
        known = any(_of_letterhead(cell) for cell in columns(text))
        seen = seen or known
        above = not seen and index - first < _UNKNOWN_ABOVE and kinds.shouts(text) and len(text) < _SHORT
        if not known and not above and not (seen and len(text) < _SHORT and (kinds.SUBJECT.match(text) or index - first < _NEAR)):
            break
        index += 1
    return index if seen else first


_SHORT = 90
_NEAR = 3
_UNKNOWN_ABOVE = 2


def _of_letterhead(cell: str) -> bool:
    return (
        kinds.is_nation(cell)
        or kinds.names_body(cell)
        or kinds.RULE.match(cell) is not None
        or dated(cell)
        or is_copy_mark(cell)
        or numbers(cell)
        or (len(cell) < _SHORT and cell[-1] != "." and kinds.NUMBER.match(cell) is not None)
    )
