"""Words around a wording for all indicators that take it back: it holds for some only, or nothing is left of it."""

from __future__ import annotations

import re

from qcdc_parse.catalog.phrases import LETTER

_BODIES = (
    r"(?:xã|phường|thôn|huyện|tỉnh|đơn\s+vị|địa\s+phương|cơ\s+quan|ngành|tổ\s+chức|chi\s+bộ|đảng\s+bộ|cấp\s+ủy|doanh\s+nghiệp|sở|trường)"
)
_SOME = re.compile(
    rf"(?<!{LETTER})(?:(?:một\s+số|vài|nhiều|ít)\s+{_BODIES}|(?:chỉ|mới)\s+(?:(?:có|mới)\s+)*(?:\d+|một|vài|khi))(?!{LETTER})"
    rf"|(?<!{LETTER})(?:ít|nửa|tỷ\s+lệ|tỉ\s+lệ|mới\s+chỉ|chỉ\s+mới|gần|suýt|trượt|chậm|xấp\s+xỉ|khó\s+khăn\s+(?:trong|để|khi))\s*\Z",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(rf"(?<!{LETTER})(?:chưa|không(?:\s+thể)?|chẳng)\s*,[^;:.]*\Z", re.IGNORECASE)
_FAR = 160
_TAKEN_BACK = re.compile(
    rf"(?:\s+(?:và\s+vượt|đề\s+ra|được\s+giao|này|năm\s+20\d\d))*(?:\s*\?|\s*[:–-]\s*(?:là\s+)?(?:không|chưa|0)(?![\d.,]*\d)(?!{LETTER})(?!\s+(?:những|chỉ))"
    rf"|\s+(?:còn\s+|vẫn\s+)?(?:chưa|thấp|(?:là\s+)?không\s+(?:nhiều|đúng|cao|đều|có)|là\s+(?:khó|sai)|gặp\s+(?:nhiều\s+)?khó|một\s+cách\s+hình\s+thức)(?!{LETTER}))",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    rf"(?<!{LETTER})(?:trừ|(?P<beside>ngoài))\s+(?:(?:\d+|các|một|một\s+số)\s+)?(?:nhóm\s+)?(?:chỉ\s+tiêu|mục\s+tiêu)(?!{LETTER})"
    rf"(?(beside)[^,;:.]{{0,80}}(?<!{LETTER})(?:chưa|không)(?!{LETTER}))"
    rf"|[,;(]\s*(?:ngoại\s+)?trừ(?!{LETTER})",
    re.IGNORECASE,
)
_MISREAD = re.compile(
    rf"(?<!{LETTER})(?!không\s|chưa\s)(?:kh[oòóỏõọôồốổỗộ0]ng|ch[uưúùủũụứừửữự]a)\s+(?:{LETTER}+\s+){{0,2}}(?:đạt|hoàn\s+thành|vượt)(?!{LETTER})",
    re.IGNORECASE,
)
_BUT = re.compile(rf"(?<!{LETTER})(?:nhưng|song)(?!{LETTER})|khó\s+đều(?!{LETTER})", re.IGNORECASE)


_ENDS_DENIED = re.compile(r"(?:[:;,(–-]|\A)\s*(?:chưa|không|chẳng|ko)\s*[.)]?\s*\Z", re.IGNORECASE)


def ends_denied(text: str, start: int, end: int) -> bool:
    """Tell whether a statement closes with a denial, whose verb may stand on the next line: `Hộ nghèo 5%: Không`."""
    return _ENDS_DENIED.search(text, max(start, end - 16), end) is not None


def of_some(text: str, start: int, at: int) -> bool:
    """Tell whether the clause ahead of a wording speaks of some only, or denies it: `rất ít các chỉ tiêu đạt`, `gần đạt`.

    A denial may be cut off from its verb: `chưa, đến hết năm 2023, hoàn thành các chỉ tiêu`.
    """
    clause = max(start, text.rfind(",", start, at) + 1, text.rfind(";", start, at) + 1)
    return _SOME.search(text, clause, at) is not None or _CUT_OFF.search(text, max(start, at - _FAR), at) is not None


def taken_back(text: str, at: int, end: int) -> bool:
    """Tell whether nothing is left behind a wording: `các chỉ tiêu đạt: không có`, `hoàn thành các chỉ tiêu chưa cao`."""
    return _TAKEN_BACK.match(text, at, end) is not None


def excepts(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence leaves indicators out: `trừ chỉ tiêu về môi trường, các chỉ tiêu đạt`."""
    return _EXCEPT.search(text, start, end) is not None


def turned(text: str, start: int, end: int) -> bool:
    """Tell whether a denial ends before ``end``: `tuy khó nhưng vẫn đạt`, `các chỉ tiêu khó đều đạt`."""
    return _BUT.search(text, start, end) is not None


def misread_denial(text: str, start: int, end: int) -> bool:
    """Tell a word of denial that was misread in a scan, ahead of a verb of reaching: `khòng hoàn thành`."""
    return _MISREAD.search(text, start, end) is not None
