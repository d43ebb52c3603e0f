"""What remarks call `mục 2.1` led to the slots that are meant, from where the remark stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcdc_parse.model import Note
from qcdc_parse.report.outline.audiences import kinds_of, widened
from qcdc_parse.report.outline.branches import Clause, Mention
from qcdc_parse.report.outline.models import Branch, Slot
from qcdc_parse.report.outline.wording import begins, holds
from qcdc_parse.span import Span, made

__all__ = ["Named", "branches_of", "unclear"]

_APPENDED = ("phụ lục", "biểu", "biểu mẫu", "biểu số", "mẫu")


@dataclass(frozen=True, slots=True)
class Named:
    """A slot as remarks can name it."""

    id: str
    parent: str | None
    label: str
    appendix: bool


@dataclass(frozen=True, slots=True)
class _Read:
    clause: Clause
    slots: tuple[str, ...]
    siblings: tuple[str, ...]
    at: str | None


class _Slots:
    def __init__(self, slots: Sequence[Named]) -> None:
        self.by_id = {slot.id: slot for slot in slots}
        self.below: dict[str | None, list[Named]] = defaultdict(list)
        self.labelled: dict[str, list[Named]] = defaultdict(list)
        for slot in slots:
            self.below[slot.parent].append(slot)
            self.labelled[slot.label].append(slot)

    def find(self, mention: Mention, at: str | None) -> list[Named]:
        """Return the slots that a mention may mean, seen from a slot: below it, beside it, then further up, then anywhere."""
        if mention.noun in _APPENDED:
            return self._appended(mention.label)
        if mention.under is not None:
            above = self.find(Mention("phần", mention.under), at)
            return [s for each in above for s in self._among(each.id, mention)] if len(above) == 1 else above
        where = at
        while where is not None:
            found = self._among(where, mention)
            if found:
                return found
            where = self.by_id[where].parent
        return self._among(None, mention) or list(self.labelled[mention.label]) or self._paths(mention.label)

    def _paths(self, label: str) -> list[Named]:
        """Return the slots anywhere that a path of labels leads to: `II.1`."""
        first, _, rest = label.partition(".")
        return [s for above in self.labelled[first] for s in self.below[above.id] if s.label == rest] if rest else []

    def _among(self, parent: str | None, mention: Mention) -> list[Named]:
        row = self.below[parent]
        if mention.last is not None:
            labels = [slot.label for slot in row]
            if mention.label in labels and mention.last in labels:
                return row[labels.index(mention.label) : labels.index(mention.last) + 1]
            return []
        found = [slot for slot in row if slot.label == mention.label]
        if found or "." not in mention.label:
            return found
        first, _, rest = mention.label.partition(".")
        above = [slot for slot in row if slot.label == first]
        return [s for each in above for label in (mention.label, rest) for s in self._among(each.id, Mention(mention.noun, label))]

    def _appended(self, label: str) -> list[Named]:
        found = [slot for slot in self.by_id.values() if slot.appendix and slot.label.split()[-1:] == [label]]
        return [slot for slot in found if slot.parent is None or slot.label.lower().startswith(("phụ lục", "biểu", "mẫu"))]


def branches_of(slots: Sequence[Named], remarks: Iterable[tuple[str | None, Clause]]) -> tuple[list[Branch], list[Note]]:
    """Return the branches that remarks set, each standing in a slot (None: ahead of all), and notes on what they leave open."""
    known = _Slots(slots)
    groups: dict[str | None, list[_Read]] = defaultdict(list)
    notes: list[Note] = []
    for at, clause in remarks:
        found, doubt = _resolved(known, at, clause)
        if doubt is not None:
            notes.append(_note("branch-unresolved", doubt, clause))
        elif found is not None:
            groups[found.at if clause.mentions else known.by_id[at].parent if at else None].append(found)
    out: list[tuple[int, Branch]] = []
    for group in groups.values():
        out += ((each.clause.start, branch) for each in group for branch in _branch(each, group, notes))
        notes += _unnamed(group)
    return [branch for _, branch in sorted(out, key=lambda pair: pair[0])], notes


def _resolved(known: _Slots, at: str | None, clause: Clause) -> tuple[_Read | None, str | None]:
    if not clause.mentions:
        if at is None:
            return None, None
        beside = tuple(s.id for s in known.below[known.by_id[at].parent])
        return _Read(clause, (at,), beside, at), None
    slots: list[str] = []
    siblings: list[str] = []
    for mention in clause.mentions:
        found = known.find(mention, at)
        named = f"{mention.noun} {mention.label}" + (f" của {mention.under}" if mention.under else "")
        if not found:
            return None, f"đề cương không có “{named}”; chưa rõ đơn vị nào trả lời"
        if len(found) > 1 and mention.last is None:
            return None, f"“{named}” có thể là {' hoặc '.join(s.id for s in found[:4])}; chưa rõ đơn vị nào trả lời mục nào"
        slots += [s.id for s in found]
        siblings += [s.id for each in found for s in known.below[each.parent]]
    return _Read(clause, tuple(dict.fromkeys(slots)), tuple(dict.fromkeys(siblings)), at), None


def _branch(read: _Read, group: Sequence[_Read], notes: list[Note]) -> Iterable[Branch]:
    clause = read.clause
    others = [each for each in group if each is not read]
    elsewhere = {kind for each in others for kind in each.clause.kinds} - set(clause.kinds)
    kinds = widened(clause.kinds, elsewhere)
    answered: tuple[str, ...] = read.slots
    rest = dict.fromkeys(
        s for each in others if not each.clause.left and not set(each.clause.kinds) & set(clause.kinds) for s in each.slots
    )
    left: dict[str, None] = {}
    if clause.left:
        answered, left = (), dict.fromkeys(read.slots)
    elif clause.skips and read.at is not None:
        left = {read.at: None}
    elif not clause.more:
        left = dict.fromkeys(
            (*rest, *(read.siblings if clause.only and clause.mentions and all(each.clause.left for each in others) else ()))
        )
    reserved = clause.reserved or (clause.more and not clause.left)
    if not clause.kinds:
        some = bool(kinds_of(clause.audience))
        said = (
            "chỉ là một số đơn vị cùng loại; cần xác định là những đơn vị nào"
            if some
            else "không phải loại đơn vị đã biết; không loại trừ đơn vị nào"
        )
        notes.append(_note("branch-some" if some else "branch-unknown", f"“{clause.audience}” {said}", clause))
    elif not (left or reserved):
        said = f"“{clause.audience}” trả lời {', '.join(read.slots)}; không nêu có bỏ mục nào không và đơn vị khác có trả lời không"
        notes.append(_note("branch-one-sided", said, clause))
    span = made(Span, start=clause.start, end=clause.end)
    yield made(
        Branch,
        audience=clause.audience,
        kinds=kinds,
        slots=answered,
        instead_of=tuple(s for s in left if s not in answered),
        reserved=reserved,
        span=span,
    )


def _unnamed(group: Sequence[_Read]) -> Iterable[Note]:
    """Note the slots beside alternatives that no clause names, where `chỉ` may leave them out or not."""
    strict = next((each.clause for each in group if each.clause.only and each.clause.mentions), None)
    if strict is None or sum(not each.clause.left for each in group) == 1:
        return
    named = {s for each in group for s in each.slots}
    beside = [s for s in dict.fromkeys(s for each in group if each.clause.only for s in each.siblings) if s not in named]
    if beside:
        yield _note(
            "branch-unnamed", f"không nêu {', '.join(beside)} dành cho loại đơn vị nào; được coi là yêu cầu đối với mọi đơn vị", strict
        )


def _note(code: str, message: str, clause: Clause) -> Note:
    return made(Note, code=code, severity="warning", message=message, span=made(Span, start=clause.start, end=clause.end))


def unclear(slots: Sequence[Slot], branches: Iterable[Branch]) -> Iterable[Note]:
    """Note slots beside each other whose headings name different units (`Đối với các xã`, `Đối với các trường`) and that no branch parts."""
    parted = {s for b in branches for s in (*b.slots, *b.instead_of)}
    rows: dict[str | None, list[tuple[Slot, set[str]]]] = defaultdict(list)
    headings = {slot.id: slot.heading for slot in slots}
    for slot in slots:
        on = begins("on").match(slot.heading)
        named = set(kinds_of(slot.heading[on.end() :])) if on else set()
        proposes = slot.parent is not None and holds("proposals").search(headings[slot.parent])
        if named and slot.id not in parted and not proposes:
            rows[slot.parent].append((slot, named))
    for row in rows.values():
        if len(row) > 1 and not set.intersection(*(named for _, named in row)):
            beside = ", ".join(slot.id for slot, _ in row)
            said = f"{beside} nêu các đơn vị khác nhau nhưng không nêu chỉ đơn vị đó trả lời; được coi là yêu cầu đối với mọi đơn vị"
            yield made(Note, code="branch-unclear", severity="warning", message=said, span=row[0][0].span)
