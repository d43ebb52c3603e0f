"""Subjects: who or what a number is said of, behind it (`100% cơ quan có …`) or before (`Tỷ lệ hộ nghèo giảm còn 2%`)."""

from __future__ import annotations

import re

from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.plans import is_plan

_BEHIND = re.compile(
    rf"\s*(?:trở\ lên\s+|trở\ xuống\s+)?(?:(?:tổng\ )?số\s+)?(?P<noun>{LETTER}[^.;:()%\d]*?)"
    rf"(?=\s+(?:được|có|phải|đã|đều|đạt|thực\ hiện|tổ\ chức|xây\ dựng|ban\ hành|không|cam\ kết|tham\ gia|hoàn\ thành|lãnh\ đạo|là|trở\ lên|sử\ dụng|đăng\ ký"
    rf"|bảo\ đảm|đảm\ bảo|và\s+\d|do|sẽ|trong|vào|đủ|triển\ khai|giải\ quyết|duy\ trì|ký|chưa|so\ với|tăng|giảm|vượt)(?!{LETTER})|[.;:(%\d]|,\s+(?:đạt|tăng|giảm|bằng|vượt)|$)",
)
_PREDICATE = re.compile(
    r"\s(?:đạt|chiếm|là|còn|tăng|giảm|từ|trên|dưới|ít nhất|bằng|vượt|không quá|tối thiểu|mới|xuống|lên|đã|phải|được\s(?=\d|$))\s"
)
_SHARE_OF = re.compile(r"(?:(?:Tỷ|tỷ|Tỉ|tỉ)\s+(?:lệ|suất|trọng)|Số|số|Lượng|lượng)\s+(?:của\s+)?(?=\w)")
_LEADING = re.compile(
    rf"(?:(?:Phấn đấu|phấn đấu|Đến nay|đến nay|trong đó|Trong đó|Trong kỳ|riêng|Riêng|và|đã|có|mỗi năm|Hằng năm|hằng năm|Đến\s+(?:hết\s+)?năm\s+20\d\d|kéo)(?!{LETTER}),?\s+)+"
)
_NO_SUBJECT = (
    "năm ",
    "so với",
    "dự toán",
    "kế hoạch",
    "chỉ tiêu",
    "tháng ",
    "cùng kỳ",
    "tổng số",
    "mục tiêu",
    "nghị quyết",
    "trở lên",
    "trở xuống",
)
_CLAUSE = re.compile(r"[;,(:]|\d[\d.,/]*\s?%?")
_FAR = 240
_NEAR = 160
_LONGEST = 120


def subject_of(text: str, start: int, end: int, m: Found, before: str | None) -> str | None:
    """Return who or what a measure is said of; ``before`` is the subject of the measure ahead of it in the sentence.

    >>> text = "Tỷ lệ hộ nghèo giảm còn 2%, 100% thôn có nhà văn hóa."
    >>> from qcdc_parse.indicators.measures import find_measures
    >>> [subject_of(text, 0, len(text), m, None) for m in find_measures(text, 0, len(text))]
    ['hộ nghèo', 'thôn']
    """
    if before is not None and is_plan(text, start, m.start):
        return before
    amount = m.of is None and m.unit is not None and m.unit[0].isalpha()
    noun = "" if amount else _behind(text, m.end, min(end, m.end + _NEAR))
    if amount and "/" not in (m.unit or "") and not (m.unit or "").endswith(("đồng", "tỷ", "triệu")):
        return m.unit
    if noun and not noun.startswith(_NO_SUBJECT):
        return noun[:_LONGEST]
    ahead = text[max(start, m.start - _FAR) : m.start]
    clauses = _CLAUSE.split(ahead)
    noun = _before(clauses[-1])
    if noun:
        return noun[:_LONGEST]
    if before is not None:
        return before
    return next((found[:_LONGEST] for clause in reversed(clauses[:-1]) if (found := _before(clause))), None)


def _behind(text: str, start: int, end: int) -> str:
    found = _BEHIND.match(text, start, end)
    return found["noun"].strip(" ,") if found else ""


def _before(clause: str) -> str:
    words = _LEADING.sub("", clause.strip(), count=1)
    words = _PREDICATE.split(f"{words} ", maxsplit=1)[0].strip(" ,:-–")
    if words.split(" ", 1)[0] in {
        "đạt",
        "tăng",
        "giảm",
        "bằng",
        "chiếm",
        "vượt",
        "còn",
        "đã",
        "trên",
        "là",
        "từ",
        "so",
        "trong",
        "mới",
        "dưới",
        "phải",
        "ít",
        "tối",
        "kéo",
    }:
        return ""
    return _SHARE_OF.sub("", words, count=1) if _SHARE_OF.match(words) else words
