"""Names of rows: sums, and figures that had better be small."""

from __future__ import annotations

import re
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.indicators.headings import fold_heading


@cache
def _directions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = raw("columns")
    return re.compile(any_of(words["less"]["words"])), re.compile(any_of(words["reduced"]["words"]))


def less_is_better(name: str) -> bool:
    """Tell from the name of a row whether its figure had better be small, so that a plan without a bound says nothing.

    >>> less_is_better("Tỷ lệ hộ nghèo"), less_is_better("Mức giảm tỷ lệ hộ nghèo")
    (True, False)
    """
    less, reduced = _directions()
    low = name.lower()
    return less.search(low) is not None and ("còn" in low.split() or reduced.search(low) is None)


def is_sum(name: str) -> bool:
    """Tell a row that sums the others up."""
    return fold_heading(name) in raw("columns")["sums"]["words"]
