"""Subjects: who or what a number is said of, behind it (`100% cơ quan có …`) or before (`Tỷ lệ hộ nghèo giảm còn 2%`)."""

from __future__ import annotations

import re

from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.plans import is_plan
from qcdc_parse.indicators.units import sizes

_BEHIND = re.compile(
    rf"\s*(?:trở\ lên\s+|trở\ xuống\s+)?(?P<noun>(?:(?:tổng\ )?số\s+)?{LETTER}[^.;:()%\d]*?)"
    r"(?=\s+(?:được|có|phải|đã|đều|đạt|thực\ hiện|tổ\ chức|xây\ dựng|ban\ hành|không|cam\ kết|tham\ gia|hoàn\ thành|lãnh\ đạo|là|trở\ lên|sử\ dụng"
    r"|đăng\ ký|bảo\ đảm|đảm\ bảo|và\s+(?:\d|tăng|giảm|(?:\S+\s){1,4}phần\străm)|do|sẽ|trong|vào|đủ|triển\ khai|giải\ quyết|duy\ trì|ký|chưa|so\ với|tăng|giảm|vượt|nhưng)"
    rf"(?!{LETTER})|[.;:(%\d]|,\s+(?:đạt|tăng|giảm|bằng|vượt)|$)"
)
_PREDICATE = re.compile(
    r"(?<!ốc độ)\s(?:đạt|chiếm|là|còn|tăng|giảm|từ|trên|dưới|ít nhất|bằng|vượt|không quá|tối thiểu|mới|xuống|lên|đã|phải|giữ ở|có thêm|ước|chỉ|duy trì)\s"
)
_OUGHT = re.compile(r"\s(?:được|phải|sẽ)\s")
_NUMBER_OF = re.compile(r"(?:tổng\s+)?số\s+")
_GROWS = re.compile(rf"(?<!{LETTER})(?:tăng|giảm)(?:\s+{LETTER}+){{0,2}}\s*\Z", re.IGNORECASE)
_SAID_OF = re.compile(
    rf"(?<!{LETTER})(?:chiếm|bằng|còn|là|mức|không quá)(?:\s+(?:từ|trên|dưới|hơn|khoảng|ít nhất|tối thiểu|không quá))?\s*\Z", re.IGNORECASE
)
_SHARE_OF = re.compile(r"(?:(?:tỷ|tỉ)\s+(?:lệ|suất|trọng)|số|lượng)\s+(?:của\s+)?(?=\w)", re.IGNORECASE)
_LEADING = re.compile(
    rf"(?:(?:phấn đấu|đến nay|trong đó|trong kỳ|riêng|và|đã|có|mỗi năm|mỗi|hằng năm|nhìn chung|(?:đến|trong)\s+(?:hết\s+)?năm\s+20\d\d|năm\s+20\d\d|kéo)(?!{LETTER}),?\s+)+(?:(?:giảm|tăng|nâng|duy trì|giữ)\s+(?=(?:tỷ lệ|tỷ trọng|số)\s))?|(?:giảm|nâng|duy trì|giữ)\s+(?=(?:tỷ lệ|tỷ trọng|số)\s)",
    re.IGNORECASE,
)
_NO_SUBJECT = (
    "năm ", "so với", "dự toán", "kế hoạch", "chỉ tiêu", "tháng ", "cùng kỳ", "tổng số", "mục tiêu", "nghị quyết", "kh ",
    "trở lên", "trở xuống",
    "xuống", "đến", "lên", "tới", "còn", "từ ", "được ",
)  # fmt: skip
_EMPTY = frozenset(
    "đạt tăng giảm bằng chiếm vượt còn đã trên là từ so trong mới dưới phải ít tối kéo có phấn được với đến không giữ ước có".split()
)
_CLAUSE = re.compile(r"[;(:]|(?<![\d.,])(?<!năm )\d[\d.,/]*\s?%?")
_FAR = 240
_NEAR = 160
_LONGEST = 120
_PAIRED = 3


def subject_of(text: str, start: int, end: int, m: Found, before: str | None) -> str | None:
    """Return who or what a measure is said of; ``before`` is the subject of the measure ahead of it in the sentence.

    >>> text = "Tỷ lệ hộ nghèo giảm còn 2%, 100% thôn có nhà văn hóa."
    >>> from qcdc_parse.indicators.measures import find_measures
    >>> [subject_of(text, 0, len(text), m, None) for m in find_measures(text, 0, len(text))]
    ['hộ nghèo', 'thôn']
    """
    if before is not None and is_plan(text, start, m.start):
        return before
    unit = m.unit or ""
    amount = m.of is None and unit[:1].isalpha()
    sized = unit in sizes()
    if amount and "/" not in unit and not sized and not unit.endswith(("đồng", "tỷ", "triệu")):
        return unit
    ahead = text[max(start, m.start - _FAR) : m.start]
    clauses = _CLAUSE.split(ahead)
    grows = _GROWS.search(ahead) is not None
    near = _before(clauses[-1], unit, grows=grows)
    if (not amount or sized) and not (near and _SAID_OF.search(ahead)):
        noun = _behind(text, m.end, min(end, m.end + _NEAR), grows=grows)
        if noun and (m.of is not None or not f"{noun.lower()} ".startswith(_NO_SUBJECT)) and not noun.startswith("điểm"):
            return noun[:_LONGEST]
    if near:
        return near[:_LONGEST]
    if before is not None:
        return before
    others = dict.fromkeys(reversed(clauses[:-1]))  # between many numbers the same few words stand again and again
    far = next((found[:_LONGEST] for clause in others if (found := _before(clause, unit, grows=grows))), None)
    return far or (unit.partition("/")[0] if amount else "") or None


def _behind(text: str, start: int, end: int, *, grows: bool) -> str:
    found = _BEHIND.match(text, start, end)
    if found is None:
        return ""
    noun = found["noun"].strip(" ,")
    return noun if grows else _NUMBER_OF.sub("", noun, count=1) if _NUMBER_OF.match(noun) else noun


def _before(clause: str, unit: str, *, grows: bool) -> str:
    """Read the subject ahead of a number: from the last comma that is none of a list, up to the verb."""
    parts = [part.strip() for part in clause.strip(" ,").split(",")]
    if unit.startswith("lần") and len(parts) > 1 and _is_empty(parts[-1]):
        parts.pop()
    first = len(parts) - 1
    while (
        first > 0
        and 0 < len(parts[first - 1].split()) <= _PAIRED
        and "/" not in parts[first - 1]
        and not _opens(parts[first])
        and not _LEADING.fullmatch(f"{parts[first - 1]} ")
    ):
        first -= 1
    words = ", ".join(parts[first:])
    leading = _LEADING.match(words)
    words = words[leading.end() :] if leading else words
    if unit.startswith("lần"):
        words = _OUGHT.split(f"{words} ")[-1].strip()
    words = _PREDICATE.split(f"{words} ", maxsplit=1)[0].strip(" ,:-–").lstrip("), ")
    if (
        _is_empty(words)
        or words.lower().startswith(_NO_SUBJECT)
        or words.lower() in {"kết quả", "thực hiện", "kết quả thực hiện", "ước thực hiện"}
    ):
        return ""
    share = None if grows and words.lower().startswith("số ") else _SHARE_OF.match(words)
    return words[share.end() :] if share else words


def _is_empty(words: str) -> bool:
    return words.split(" ", 1)[0].lower() in _EMPTY


def _opens(part: str) -> bool:
    """Tell a clause of its own from the rest of a list: `…, trong đó công nhân`, `…, tăng`."""
    return _is_empty(part) or _LEADING.match(f"{part} ") is not None
