"""Figures that stand beside a plan: `93% so với chỉ tiêu 90%`, `93%, vượt 3% so với chỉ tiêu`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qcdc_parse.model import Measure
from qcdc_parse.scoreboard.amounts import fulfils

__all__ = ["beside_plans"]

_BY = re.compile(r"(?<![^\W\d_])(?:vượt|tăng|giảm|cao hơn|thấp hơn|hụt|kém|thiếu)(?: thêm| trên| hơn| gần)?\s*\Z", re.IGNORECASE)
_PLAN = re.compile(r"\s*so với (?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết)[^\d,;.()]{0,24}", re.IGNORECASE)


def beside_plans(text: str, measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Leave out by how much a plan was passed or missed; what stands against a plan that is told is a result, the plan a plan."""
    kept = [m for m in measures if not (fulfils(m) and _BY.search(text, max(0, m.span.start - 24), m.span.start))]
    if len(kept) == 1 and len(measures) > 1 and kept[0].role == "target":
        kept = [kept[0].model_copy(update={"role": None})]
    out = list(kept)
    for n, (one, other) in enumerate(pairwise(kept)):
        if fulfils(one) and _PLAN.fullmatch(text, one.span.end, max(one.span.end, other.span.start)):
            out[n] = one.model_copy(update={"role": None, "base": None})
            out[n + 1] = other.model_copy(update={"role": "target"})
    return tuple(out)
