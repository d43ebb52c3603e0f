"""Times against the day of issue: what was by then is told, what is to come is aimed at."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.model import Role

_UNTIL = re.compile(
    rf"(?<!{LETTER})(?:đến|trước|hết|vào|tới)\s+(?:(?:hết|cuối|đầu|giữa)\s+)?(?:ngày\s+\d{{1,2}}[/.-](?P<of_day>\d{{1,2}})[/.-]|tháng\s+(?P<month>\d{{1,2}})[/ ](?:năm\s+)?|quý\s+(?P<quarter>I{{1,3}}|IV)[/ ](?:năm\s+)?|năm\s+)(?P<year>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"(?:Trong\s+|Cả\s+|Đầu\s+|Kết thúc\s+|Hết\s+)?[Nn]ăm\s+(?P<year>20\d\d)(?!\s*[-–]\s*20)")
_PERIOD = re.compile(rf"(?<!{LETTER})giai\s+đoạn\s+20\d\d\s*[-–]\s*(?P<year>20\d\d)", re.IGNORECASE)
_QUARTERS = {"I": 3, "II": 6, "III": 9, "IV": 12}
_LAST = 12


@dataclass(frozen=True, slots=True)
class Time:
    """A time where it stands, and what it says of the figures beside it; None where it says nothing."""

    start: int
    end: int
    role: Role | None


def time_cues(text: str, start: int, end: int, issued: dt.date | None) -> list[Time]:
    """Return the times of a sentence.

    >>> text = "Đến hết tháng 9/2025, 56/56 xã có mạng."
    >>> [t.role for t in time_cues(text, 0, len(text), dt.date(2025, 10, 28))], [t.role for t in time_cues(text, 0, 39, dt.date(2024, 1, 2))]
    (['result'], ['target'])
    """
    if text.find("20", start, end) < 0:
        return []
    out = []
    for m in _UNTIL.finditer(text, start, end):
        month = int(m["of_day"] or m["month"] or _QUARTERS.get((m["quarter"] or "").upper(), 0))
        out.append(Time(m.start(), m.end(), _until(int(m["year"]), month, issued, m[0].lower())))
    if issued is not None:
        year = _IN_YEAR.match(text, start, end)
        if year and (int(year["year"]) != issued.year or issued.month == _LAST):
            out.append(Time(year.start(), year.end(), "result" if int(year["year"]) <= issued.year else "target"))
        out += [Time(m.start(), m.end(), "result") for m in _PERIOD.finditer(text, start, end) if int(m["year"]) < issued.year]
    return out


def _until(year: int, month: int, issued: dt.date | None, words: str) -> Role | None:
    if issued is None:
        return "target" if words.startswith("đến") and "năm 20" in words and "tháng" not in words else None
    if (year, month or _LAST) > (issued.year, issued.month):
        return "target" if month or year > issued.year else None
    return "result" if words.startswith(("đến", "hết", "tới")) else None
