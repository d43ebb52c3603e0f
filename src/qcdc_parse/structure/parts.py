"""Parts: the documents that one file holds, each with header, body and footer.

A letter and the outline it sends, a decision and the regulation it issues, documents pasted one after the other: a new
part begins where, after a footer, a letterhead or a type line in capitals stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.structure import kinds
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.text import Line


@dataclass(frozen=True, slots=True)
class Part:
    """Lines ``[first, last)`` of one document.

    ``typed`` is its type line, if it has one. The body is ``[body, footer)`` and, where appendices stand behind the signature, ``[resumed, last)`` as well.
    """

    first: int
    typed: int | None
    body: int
    footer: int
    resumed: int
    last: int


def split_parts(lines: tuple[Line, ...]) -> list[Part]:
    """Find the parts of a file, at least one."""
    parts: list[Part] = []
    first = 0
    while first < len(lines) or not parts:
        typed, body = _header_end(lines, first)
        footer, resumed = _footer(lines, body)
        last = resumed
        while last < len(lines) and not (kinds.may_be_formal(lines[last].text) and _starts_part(lines, last)):
            last += 1
        parts.append(Part(first, typed, body, footer, resumed, last))
        first = last
    return parts


def _is_label(text: str) -> bool:
    label = parse_label(text)
    return label is not None and label.style is not None


def _starts_part(lines: tuple[Line, ...], index: int) -> bool:
    """Tell whether a document of its own begins with this line, the one before having ended."""
    text = lines[index].text
    if any(map(kinds.is_nation, kinds.columns(text))):
        return True
    found = kinds.type_line(text)
    if found and kinds.shouts(text[: len(found[0])]):
        return True
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return kinds.names_body(text) and len(text) < 100 and (kinds.is_nation(following) or kinds.RULE.match(following) is not None)


def _header_end(lines: tuple[Line, ...], first: int) -> tuple[int | None, int]:
    """Return the index of the type line, if there is one, and of the first line of the body."""
    limit = min(len(lines), first + 60)
    typed = address = None
    for index in range(first, limit):
        text = lines[index].text
        if kinds.type_line(text) and not _names_on(lines, index, limit):
            typed = index
            break
        if kinds.RECIPIENTS.match(text) or kinds.is_authority(text):
            break
        if kinds.ADDRESS.match(text):
            address = index
            break
        if _begins_body(text):
            break
    if typed is not None:
        end = _title_end(lines, typed, limit)
        return typed, _address_end(lines, end) if end < len(lines) and kinds.ADDRESS.match(lines[end].text) else end
    if address is not None:
        return None, _address_end(lines, address)
    return None, _letterhead_end(lines, first, limit)


def _names_on(lines: tuple[Line, ...], index: int, limit: int) -> bool:
    """A body's name that goes on with the word of a type (`BAN CHỈ ĐẠO THỰC HIỆN⏎QUY CHẾ DÂN CHỦ …`): the number comes after."""
    if index == 0 or not kinds.names_body(lines[index - 1].text.split("\t")[0]):
        return False
    after = [line.text for line in lines[index + 1 : min(index + 7, limit)]]
    return any(t.startswith(("Số ", "Số:", "SỐ")) and any(map(str.isdigit, t)) for t in after) and any(map(kinds.type_line, after))


def _begins_body(text: str) -> bool:
    if _is_label(text) and not kinds.is_nation(text):
        return True
    return len(text) > 160 or kinds.GROUNDS.match(text) is not None or (len(text) > 90 and text[-1] in ".:")


def _title_end(lines: tuple[Line, ...], typed: int, limit: int) -> int:
    """Return the line after type, title and what stands between them and the body."""
    index = typed + 1
    titled = bool((kinds.type_line(lines[typed].text) or ("", ""))[1])
    closed = False
    while index < limit:
        text = lines[index].text
        if kinds.RULE.match(text):
            index += 1
            closed = titled
            continue
        if kinds.ADDRESS.match(text) or kinds.GROUNDS.match(text) or _is_label(text):
            break
        if titled and (kinds.is_authority(text) or kinds.RECIPIENTS.match(text)):
            break
        if text.startswith("(") and text.endswith((")", ").")) and len(text) < 400:
            index += 1
            closed = True
            continue
        if _DECIDES.match(text):
            break
        authored = after_authorship(text)
        if authored is not None:
            index += 1
            closed = titled
            titled = titled or authored < len(text)
            continue
        if kinds.DRAFT.match(text) or _is_date_line(text):
            index += 1
            continue
        if closed or not is_title_line(text, titled=titled):
            break
        titled = True
        index += 1
    return index


def _is_date_line(text: str) -> bool:
    return "ngày" in text and "tháng" in text and len(text) < 80 and text[-1].isdigit()


_DECIDES = regex.compile(r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|KẾT LUẬN|NGHỊ QUYẾT)\s*:?$")


def after_authorship(text: str) -> int | None:
    """Return where the words end that name who issues, under a type line; None where the line is no such line.

    >>> text = "của Ban Thường vụ Tỉnh ủy về công tác dân vận"
    >>> text[after_authorship(text) :].strip()
    'về công tác dân vận'
    """
    if text[:4].lower() == "của ":
        if kinds.shouts(text[:24]):
            return len(text) if kinds.names_body(text[4:]) and kinds.shouts(text) else None
        end = match_body(text, 4)
        if end is None:
            return None
        rest = text[end:].strip(" ,")
        return end if not rest or rest[0].islower() else None
    if kinds.shouts(text) and len(text) < 120 and (kinds.is_position(text) or kinds.names_body(text)):
        return len(text)
    return None


def is_title_line(text: str, *, titled: bool) -> bool:
    """Tell whether a line under the type is trích yếu still; the first one is held to less."""
    if len(text) > 600 or text[-1] == ":" or (text[-1] == ";" and titled):
        return False
    if not titled:
        return not (text[-1] == "." and len(text) > 200)
    if text[-1] in ".…" or len(text) > 240:
        return False
    return text[0].islower() or kinds.shouts(text) or len(text) < 90


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
    """Without type line and address: a letterhead only where it plainly is one."""
    index = first
    seen = False
    while index < limit:
        text = lines[index].text
        if _begins_body(text):
            break
        cells = kinds.columns(text)
        known = any(
            kinds.is_nation(c) or kinds.names_body(c) or kinds.RULE.match(c) or _is_date_line(c) or c.startswith(("Số", "SỐ"))
            for c in cells
        )
        seen = seen or known
        if not known and not (seen and len(text) < 90 and (kinds.SUBJECT.match(text) or index - first < 3)):
            break
        index += 1
    return index if seen else first


def _footer(lines: tuple[Line, ...], body: int) -> tuple[int, int]:
    """Return where the footer of a part begins and ends."""
    index = body
    while index < len(lines):
        text = lines[index].text
        if not kinds.may_be_formal(text):
            index += 1
            continue
        if index > body and _starts_document(lines, index):
            return index, index
        if _begins_footer(lines, index):
            return index, _footer_end(lines, index)
        index += 1
    return len(lines), len(lines)


def _starts_document(lines: tuple[Line, ...], index: int) -> bool:
    """Without a footer before, only a whole letterhead or an outline's type line begins a part."""
    text = lines[index].text
    if any(map(kinds.is_nation, kinds.columns(text))):
        return True
    found = kinds.type_line(text)
    return bool(found and not found[1] and kinds.shouts(text) and _kem_theo(lines, index))


def _kem_theo(lines: tuple[Line, ...], index: int) -> bool:
    """Look for `(Kèm theo …)`, `(Ban hành kèm theo …)` beneath a type line."""
    for line in lines[index + 1 : index + 6]:
        low = line.text[:40].lower()
        if low.startswith("(") and "kèm theo" in low:
            return True
        if _is_label(line.text) or len(line.text) > 300:
            return False
    return False


def _begins_footer(lines: tuple[Line, ...], index: int) -> bool:
    text = lines[index].text
    cells = kinds.columns(text)
    if any(kinds.RECIPIENTS.match(c) and len(c) < 60 for c in cells):
        return True
    if any(kinds.is_authority(c) and kinds.shouts(c) for c in cells):
        return True
    if not any(kinds.is_position(c) for c in cells):
        return False
    # A position alone signs only where a name, a recipient list or the end follows.
    after = [line.text for line in lines[index + 1 : index + 4]]
    return not after or any(kinds.is_person(t) or kinds.RECIPIENTS.match(t) or "ký)" in t.lower() for t in after)


def _footer_end(lines: tuple[Line, ...], start: int) -> int:
    index = start + 1
    while index < len(lines):
        text = lines[index].text
        if _starts_part(lines, index):
            return index
        label = parse_label(text)
        if label is not None and label.style in {"appendix", "part", "chapter", "article", "roman"}:
            return index
        if kinds.shouts(text) and text.startswith(("BIỂU", "DANH MỤC", "DANH SÁCH", "BẢNG")):
            return index
        index += 1
    return index
