"""Ngày tháng: the written forms of dates in official Vietnamese, read into dates.

Forms: ``17/6/2021``, ``24-3-2022``, ``09.01.2015``, ``ngày 24 tháng 8 năm 2018``, ``ngày 3 tháng Mười hai năm 2019``, ``28/8/18`` (Nghị định 30/2020/NĐ-CP
pads days below 10 and the months 1 and 2; practice varies).
"""

from __future__ import annotations

import datetime as dt
import re

import regex

DATE = r"""(?:
      (?P<day>\d{1,2}) \s? (?P<mark>[/.\-–]) \s? (?P<month>\d{1,2}) \s? (?P=mark) \s? (?P<year>\d{4}|\d{2}(?!\d))
    | (?P<day2>\d{1,2}) \s+ tháng \s* (?P<month2>\d{1,2}|(?i:một|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?|chạp)) \s+ năm \s* (?P<year2>\d{4})
)"""
_DATE = regex.compile(DATE, regex.VERBOSE)
_MONTHS = {name: n for n, name in enumerate("một,hai,ba,tư,năm,sáu,bảy,tám,chín,mười,mười một,mười hai".split(","), 1)} | {
    "giêng": 1,
    "chạp": 12,
}


def date_of(m: re.Match[str] | regex.Match[str]) -> dt.date | None:
    """Return the date of a match that holds the groups of :data:`DATE`; None where there is no such day."""
    day, month, year = m.group("day", "month", "year") if m["day"] else m.group("day2", "month2", "year2")
    full = int(year)
    if full < 100:
        full += 2000 if full < 45 else 1900
    try:
        return dt.date(full, int(month) if month.isdigit() else _MONTHS[" ".join(month.lower().split())], int(day))
    except ValueError:
        return None


def parse_date(text: str) -> dt.date | None:
    """Read the first date of a string.

    >>> parse_date("ngày 09  tháng 3 năm 2023"), parse_date("31/4/2020")
    (datetime.date(2023, 3, 9), None)
    """
    found = _DATE.search(text)
    return date_of(found) if found else None
