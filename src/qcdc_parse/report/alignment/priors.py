"""How likely each slot is at a place, by the headings above it."""

from __future__ import annotations

from math import exp, log

from qcdc_parse.report.alignment.lattice import Prior, prior_of
from qcdc_parse.report.alignment.places import Place
from qcdc_parse.report.alignment.plan import Plan
from qcdc_parse.report.outline.models import Outline

__all__ = ["Priors"]

_DOWN = 0.8
"""What a slot loses where only the heading above it is named."""
_UNKNOWN = 1.0
"""What all slots together lose where no heading is."""
_OTHER_PART, _NO_HEADING, _ROW = 4.0, 2.5, 0.5
"""What an item of an appendix loses in a section of the body (and the other way about), without headings, in a table without headings."""
_NOT_ASKED = 1.0
"""What a slot loses that is not asked of the unit: answers to it must be seen all the same."""
_NONE = -60.0
_KEPT = 8192


class Priors:
    """What places say, kept: units repeat the headings of the outline and of one another."""

    def __init__(self, plan: Plan, outline: Outline) -> None:
        self._plan = plan
        self._outline = outline
        self._lost: dict[str | None, list[float]] = {}
        self._known: dict[tuple[object, ...], Prior] = {}

    def of(self, where: Place, kind: str | None) -> Prior:
        """Return what a place says of a passage of a unit of some kind."""
        key = (where.leads, where.appendix, bool(where.sections), where.table, where.firm, where.counted, kind)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            found = self._known[key] = self._make(where, kind)
        return found

    def _make(self, where: Place, kind: str | None) -> Prior:
        plan, odds = self._plan, where.leads.odds
        root = len(plan.slots)
        unknown = odds[root] - _UNKNOWN - log(len(plan.states) or 1)
        down: list[float] = []
        for node, up in enumerate(plan.parents):
            above = down[up] - _DOWN if up >= 0 else unknown
            down.append(max(odds[node], above, unknown))
        other = (
            _OTHER_PART
            if where.appendix or (where.sections and not where.counted)
            else _ROW
            if where.table or where.counted
            else _NO_HEADING
        )
        lost = self._not_asked(kind)
        weights = [
            down[node] - (other if plan.appendix[node] != where.appendix else 0.0) - lost[state] - (0.0 if plan.leaf[node] else _DOWN)
            for state, node in enumerate(plan.states)
        ]
        weights.append(odds[root + 1])
        top = max(weights)
        raised = [exp(max(w - top, _NONE)) for w in weights]
        total = sum(raised)
        return prior_of([w / total for w in raised], firm=where.firm)

    def _not_asked(self, kind: str | None) -> list[float]:
        if kind not in self._lost:
            asked = {slot.id for slot in self._outline.asked_of(kind)}
            self._lost[kind] = [0.0 if self._plan.slots[node].id in asked else _NOT_ASKED for node in self._plan.states]
        return self._lost[kind]
