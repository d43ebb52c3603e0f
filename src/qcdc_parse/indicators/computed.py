"""What figures imply: a value held against its plan; never mixed with what the text says."""

from __future__ import annotations

from qcdc_parse.model import Comparator, VerdictValue

_GOOD = {"met", "exceeded"}
_BAD = {"not_met", "not_yet_met"}


def computed(value: float, planned: float, comparator: Comparator) -> VerdictValue:
    """Return what a value implies where ``planned`` was to be reached; ``comparator`` is that of the plan.

    A plan without a bound is one that more than it exceeds; where less is better the plan must say so (``<``, ``<=``).

    >>> computed(51.79, 70, ">="), computed(36, 33, "="), computed(1.8, 2, "<")
    ('not_met', 'exceeded', 'met')
    """
    if comparator == "=" and value > planned:
        return "exceeded"
    reached = {"=": value >= planned, ">=": value >= planned, ">": value > planned, "<=": value <= planned, "<": value < planned}
    return "met" if reached[comparator] else "not_met"


def disagree(said: VerdictValue, implied: VerdictValue) -> bool:
    """Tell whether a verdict of the text and what the figures imply cannot both be right.

    `đạt` of what was exceeded is no contradiction; nor are `cơ bản đạt` and `đạt tiến độ` of what is not met yet.

    >>> disagree("met", "not_met"), disagree("met", "exceeded"), disagree("mostly_met", "not_met")
    (True, False, False)
    """
    return (said in _GOOD and implied in _BAD) or (said in _BAD and implied in _GOOD)
