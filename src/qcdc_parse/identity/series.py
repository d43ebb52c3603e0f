"""Runs of numbers: the time through which a number is given once."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from qcdc_parse.catalog import party_term

__all__ = ["one_run"]

_SEASON = range(5, 11)
"""Months of a year that ends in 0 or 5 in which local congresses are held: a number then may be of the old term or the new."""


def one_run(system: Literal["dang", "nn"], central: bool, day: dt.date, other: dt.date) -> bool:
    """Tell whether two days surely lie in one run of numbers: a term of the Party, central or local, a year of the State.

    >>> one_run("dang", True, dt.date(2016, 1, 7), dt.date(2016, 1, 17)), one_run("nn", True, dt.date(2016, 1, 7), dt.date(2017, 1, 7))
    (True, False)
    """
    if system == "nn":
        return day.year == other.year
    if central:
        return party_term(day) == party_term(other)
    return _local_term(day) is not None and _local_term(day) == _local_term(other)


def _local_term(day: dt.date) -> int | None:
    """Return the year in which the term of a local committee began; None in a season of congresses."""
    start = day.year - day.year % 5
    if day.year == start and day.month in _SEASON:
        return None
    return start - 5 if day.year == start and day.month < _SEASON.start else start
