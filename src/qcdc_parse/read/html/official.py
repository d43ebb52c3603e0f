"""Where the official text of a page begins and ends, by the fixed words of letterheads, headings and signatures.

Only what readers need to tell a document from the page around it; the structure of the document is read by a later stage.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache

import regex

from qcdc_parse.catalog import doc_types, raw

_NUMBER = regex.compile(
    r"(?:Số|SỐ|Luật số|LUẬT SỐ|Nghị quyết số)\s*:?\s*[\d….\s]*[a-z]?\s*(?:[-–/]\s*[\p{Lu}\d][\p{Lu}\d&]*\p{Ll}{0,2}\s*){1,5}$"
)
_DATE = regex.compile(r"[\p{Lu}][\p{L}\s.’'-]{1,40},?\s*ngày\b[\s\d….]{0,12}tháng\b[\s\d….]{0,12}năm\b[\s\d….]{0,12}$")
_RECIPIENTS = regex.compile(r"(?:Nơi nhận|NƠI NHẬN|Nơi gửi)\b\s*:?")
_SIGNED = regex.compile(r"\(?(?:Đã ký|đã ký|ĐÃ KÝ|[Kk]ý tên)")
_LABEL = regex.compile(
    r"(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*[.:]|(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\s+(?:[IVXLC\d]+|thứ\s\p{L}+)\b|(?:Căn cứ|Xét đề nghị|Theo đề nghị|Kính gửi)\b|[IVX]{1,5}\s?[.)–-]\s?\p{Lu}"
)
_RESUMES = regex.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu mẫu|DANH MỤC|DANH SÁCH|BẢNG|MẪU SỐ|Mẫu số)\b|\((?:Ban hành )?[Kk]èm theo")
_PERSON = regex.compile(r"(?:(?:GS|PGS|TS|ThS|BS|Ths|Ts)\.?\s*)*(?:\p{Lu}[\p{Ll}]+|\p{Lu}{2,})(?:\s+(?:\p{Lu}[\p{Ll}]*|\p{Lu}{2,})){1,4}$")
_RULE = regex.compile(r"[-–—_=*~.\s]+$")
_CLUSTER = 14
"""A letterhead has two of its parts within so many lines."""


@cache
def _words() -> tuple[frozenset[str], regex.Pattern[str], regex.Pattern[str], frozenset[str], tuple[str, ...]]:
    data = raw("thethuc")
    positions = "|".join(regex.escape(w) for w in sorted(data["position"]["words"], key=len, reverse=True))
    return (
        frozenset(data["nation"]["lines"]),
        regex.compile(data["authority"]["pattern"]),
        regex.compile(rf"(?:Q\. ?)?(?:{positions})(?![\p{{L}}])"),
        frozenset(t.name.upper() for t in doc_types() if t.heads),
        tuple(w + " " for w in data["heads"]["words"]),
    )


def is_nation(text: str) -> bool:
    """Quốc hiệu, tiêu ngữ, or the tiêu đề of Party documents."""
    return len(text) < 60 and text.upper().strip(" .-–*_") in _words()[0]


def is_letterhead(text: str) -> bool:
    """Tell a line that stands in a letterhead: nation, number, or place and date."""
    return len(text) < 90 and (is_nation(text) or _NUMBER.match(text) is not None or _DATE.match(text) is not None)


def is_type(text: str) -> bool:
    """Tên loại alone on its line: `NGHỊ QUYẾT`."""
    return len(text) < 60 and text.strip(" .:*") in _words()[3]


def is_signature(text: str) -> bool:
    """Tell a line of the foot: recipients, authority, position, or `(Đã ký)`."""
    if _RECIPIENTS.match(text) and len(text) < 60:
        return True
    if len(text) > 90:
        return False
    if _SIGNED.match(text):
        return True
    return text.isupper() and (_words()[1].match(text) is not None or _words()[2].match(text) is not None)


def is_person(text: str) -> bool:
    """Tell a line that may be a name of a person."""
    return len(text) < 40 and _PERSON.match(text) is not None


def resumes(text: str) -> bool:
    """Tell a line at which a document goes on behind its signature: an appendix, an enclosed text, another document."""
    return len(text) < 200 and (_RESUMES.match(text) is not None or is_nation(text) or is_type(text))


def is_formal(text: str) -> bool:
    r"""Tell text in which some line is of a letterhead or a signature.

    >>> is_formal("TỈNH ỦY A\nSố 12-NQ/TU"), is_formal("Số lượt xem: 12")
    (True, False)
    """
    return any(is_letterhead(line) or is_signature(line) or is_type(line) for line in text.split("\n"))


def is_label(text: str) -> bool:
    """Tell a line that begins as documents do: `Điều 1.`, `Chương I`, `Căn cứ …`, `II. `."""
    return _LABEL.match(text) is not None


def letterhead(lines: Sequence[str]) -> int | None:
    """Return the first line of the first letterhead, None where there is none.

    The line of the nation alone, as in the banner of a portal, makes none: a number, a date or the motto stands near it.
    """
    heads = [index for index, text in enumerate(lines) if is_letterhead(text)]
    for head, after in itertools.pairwise(heads):
        if after - head > _CLUSTER or lines[head] == lines[after]:
            continue
        if not (is_nation(lines[head]) or is_nation(lines[after]) or any(is_type(t) for t in lines[head : after + _CLUSTER])):
            continue
        return head
    return None


def heads_on(text: str) -> bool:
    """Tell a line that may stand above the nation in a letterhead: a body, in capitals, the rule or star below it, a stamp."""
    return len(text) < 90 and (text.isupper() or _RULE.match(text) is not None)


def last_signature(lines: Sequence[str], start: int) -> int | None:
    """Return the last line of the last signature behind ``start``, the name included; None where nobody signs."""
    signs = [index for index in range(start, len(lines)) if is_signature(lines[index])]
    if not signs:
        return None
    end = signs[-1]
    for step in range(1, 12):
        at = end + step
        if at >= len(lines):
            break
        if is_person(lines[at]):
            return at
        text = lines[at]
        if not (text.startswith(("-", "–", "+", "(", "•")) or text.isupper() or text.endswith((";", "./.", ",")) or _RULE.match(text)):
            break
        if text.startswith(("-", "–", "•")) or text.endswith((";", "./.")):
            signs.append(at)
    return max(signs)
