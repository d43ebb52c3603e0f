"""Circumstances of an indicator: by when, how often, and where it holds, each as printed."""

from __future__ import annotations

import re

from qcdc_parse.catalog.phrases import LETTER, UPPER

_YEAR = r"(?:19|20)\d\d"
_DEADLINE = re.compile(
    rf"(?<!{LETTER})(?:(?:chậm nhất\s+(?:là\s+)?)?(?:đến|trước|trong|vào|hết)\s+(?:(?:hết|cuối|đầu|giữa)\s+)?"
    rf"(?:ngày\s+\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|tháng\s+\d{{1,2}}[/ ](?:năm\s+)?\d{{4}}|quý\s+[IV]+[/ ](?:năm\s+)?\d{{4}}|năm\s+{_YEAR})"
    rf"|(?:đến|trước)\s+\d{{1,2}}/\d{{1,2}}/\d{{4}}|đến\s+(?:hết|cuối)\s+(?:năm|nhiệm kỳ|quý\s+[IV]+|tháng\s+\d{{1,2}})(?!{LETTER}|/))",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    rf"(?<!{LETTER})(?:(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)|định kỳ(?:\s+(?:hằng|hàng|\d+)\s+(?:năm|quý|tháng|tuần))?)(?!{LETTER})",
    re.IGNORECASE,
)
_OFTEN = ("ằng ", "àng ", "ỗi ", "ịnh kỳ")
_WHERE = ("oàn ", "địa bàn", "trong ", "Trong ", "ả nước")
_REGION = r"(?:tỉnh|thành phố|huyện|thị xã|thị trấn|xã|phường|quận|đặc khu|khu phố|thôn|ấp)"
_NAME = rf"(?:\s+{UPPER}[\w]*(?:\s+{UPPER}[\w]*){{0,3}})?"
_SCOPE = re.compile(
    rf"(?<!{LETTER})(?:(?i:trên\s+địa\s+bàn(?:\s+(?:toàn|cả))?\s+{_REGION})(?!{LETTER}){_NAME}"
    rf"|(?i:(?:trong\s+)?toàn\s+(?:đảng\s+bộ|đảng|khối|ngành|quốc|{_REGION}))(?!{LETTER})(?:\s+(?:{_REGION}|khối|Khối|xã)(?!{LETTER}))?{_NAME}"
    rf"|(?i:trong)\s+(?:Đảng bộ|đảng bộ|Khối|khối|hệ thống chính trị)(?!{LETTER})(?:\s+(?:tỉnh|huyện|thành phố|thị xã|xã|phường|Khối)(?!{LETTER}))?{_NAME}"
    rf"|(?i:trong\s+cả\s+nước|trên\s+cả\s+nước)(?!{LETTER}))"
)


def deadline(text: str, start: int, end: int) -> str | None:
    """Return by when: `đến năm 2025`, `trước ngày 30/6/2024`."""
    return _first(_DEADLINE, text, start, end)


def frequency(text: str, start: int, end: int) -> str | None:
    """Return how often: `hằng năm`, `mỗi quý`."""
    return _first(_FREQUENCY, text, start, end) if any(text.find(w, start, end) >= 0 for w in _OFTEN) else None


def scope(text: str, start: int, end: int) -> str | None:
    """Return where it holds.

    >>> text = "100% thôn trên địa bàn tỉnh Hà Nam có tủ sách."
    >>> scope(text, 0, len(text))
    'trên địa bàn tỉnh Hà Nam'
    """
    return _first(_SCOPE, text, start, end) if any(text.find(w, start, end) >= 0 for w in _WHERE) else None


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> str | None:
    found = pattern.search(text, start, end)
    return found[0] if found else None
