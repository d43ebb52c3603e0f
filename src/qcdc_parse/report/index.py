"""A draft looked up by slot, field and id; each list is gone through once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from qcdc_parse.report.contents import DraftContents
from qcdc_parse.report.models import Answer, Figure, Group, SlotState, Total
from qcdc_parse.report.outline.models import Field, Slot
from qcdc_parse.report.wording import heading

__all__ = ["Index"]

_Item = TypeVar("_Item")
_Key = TypeVar("_Key")


class Index:
    """What belongs to a slot or field of a draft."""

    def __init__(self, draft: DraftContents) -> None:
        self.draft = draft
        self.slots: dict[str, Slot] = {slot.id: slot for slot in draft.outline.slots}
        self.fields: dict[str, Field] = {field.id: field for slot in draft.outline.slots for field in slot.fields}
        self.states: dict[str, SlotState] = {state.slot: state for state in draft.slots}
        self.answers: dict[str | None, list[Answer]] = _by(draft.answers, lambda a: a.slot if a.status != "outside" else None)
        self.figures: dict[str, list[Figure]] = _by(draft.figures, lambda f: f.field)
        self.totals: dict[str, list[Total]] = _by(draft.totals, lambda t: t.field)
        self.figure: dict[str, Figure] = {figure.id: figure for figure in draft.figures}
        self.group: dict[str, Group] = {answer: group for group in draft.groups for answer in group.answers}

    def where(self, slot_id: str | None) -> str:
        """Say which slot an id means: the labels above it, its own, its heading; the id itself where there is no such slot."""
        slot = self.slots.get(slot_id or "")
        if slot is None:
            return slot_id or ""
        above: list[str] = []
        parent = slot.parent
        while parent in self.slots and len(above) < len(self.slots):
            above.insert(0, self.slots[parent].label)
            parent = self.slots[parent].parent
        return " / ".join((*above, heading(slot)))

    def depth(self, slot: Slot) -> int:
        """Return how deep a slot lies, from 1."""
        depth = 1
        while slot.parent in self.slots and depth < len(self.slots):
            depth, slot = depth + 1, self.slots[slot.parent]
        return depth


def _by(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    out: dict[_Key, list[_Item]] = defaultdict(list)
    for item in items:
        out[key(item)].append(item)
    return out
