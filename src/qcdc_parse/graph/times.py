"""Times: the days that an identity key and what is said of a document leave open."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from qcdc_parse.graph.vocabulary import time_of
from qcdc_parse.identity.series import one_run

__all__ = ["day_of", "one_series", "same_series", "span_of", "year_of"]

_YEAR = 4


@lru_cache(maxsize=1 << 12)
def _day(mark: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(mark) if len(mark) > _YEAR else None
    except ValueError:
        return None


def day_of(key: str) -> dt.date | None:
    """Return the date in an identity key.

    >>> day_of("dang/tw/kl/2016-01-07/120"), day_of("nn/cp/nd/2015/4")
    (datetime.date(2016, 1, 7), None)
    """
    return _day(time_of(key))


def year_of(key: str) -> int | None:
    """Return the year in an identity key.

    >>> year_of("nn/cp/nd/2015/4"), year_of("dang/tw/nq/khoa-xii/18")
    (2015, None)
    """
    mark = time_of(key)
    return int(mark[:_YEAR]) if mark[:_YEAR].isdecimal() else None


def span_of(key: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that a key leaves open; None where it says no year."""
    if (day := day_of(key)) is not None:
        return day, day
    year = year_of(key)
    return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else None


def same_series(key: str) -> str | None:
    """Return what documents share that take their numbers from one series and have one number; None without a date in the key.

    >>> same_series("dang/tw/kl/2016-01-07/120")
    'dang/tw/kl/120'
    """
    parts = key.split("/")
    return "/".join((*parts[:3], *parts[4:])) if day_of(key) is not None else None


def one_series(first: str, second: str) -> bool:
    """Tell whether two dated keys of one number lie in one run of numbers, where a number is given once.

    Party numbers run through a term, state numbers through a year (docs/identity.md).

    >>> one_series("dang/tw/kl/2016-01-07/120", "dang/tw/kl/2016-01-17/120")
    True
    """
    one, other = day_of(first), day_of(second)
    return one is not None and other is not None and one_run("nn" if first.startswith("nn/") else "dang", "@" not in first, one, other)
