"""The best whole reading: which candidates are sections, as what, and how deep.

A beam search over the stacks of open levels, linear in the number of candidates: every state is extended by every reading at
every depth, what costs far more than the best is given up, and at the end the cheapest whole reading stands. Where a label
goes on without any doubt nothing else is tried, which is nearly everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from qcdc_parse.model import SectionStyle
from qcdc_parse.structure.candidates import Item, Option
from qcdc_parse.structure.labels import Label
from qcdc_parse.structure.levels import GAP, RANK, ROUNDING, STRUCTURAL, Level, Move, Seen, Stack, closing, moves
from qcdc_parse.structure.unnumbered import HEADING, heading_moves

_WIDTH = 4
_MARGIN = 4.0
"""A reading that costs so much more than the best is given up: what follows could not make up for it."""
SURE = 4.0
"""A candidate of this weight that goes on or begins a level as usual is not weighed."""
_DOUBT = 1.0
"""A place that costs so much more than the cheapest for this line alone is told in a note."""


class Placed(NamedTuple):
    """A section of the best reading.

    ``cost`` is that of its place, ``local`` the reading and depth that this line alone would have had, where the whole asked
    for another, and ``above`` the levels that were open before.
    """

    item: Item
    option: Option
    move: Move
    local: tuple[Option, Move] | None
    above: Stack

    @property
    def label(self) -> Label:
        """The label as it is read."""
        return self.option.label


class _Trail(NamedTuple):
    before: _Trail | None
    placed: Placed


class _State(NamedTuple):
    cost: float
    stack: Stack
    seen: dict[SectionStyle, Seen]
    trail: _Trail | None


def read_labels(items: Iterable[Item]) -> tuple[Placed, ...]:
    """Return the sections of the cheapest whole reading of the candidates of one stretch of body, in order."""
    states = [_State(0.0, (), {}, None)]
    for item in items:
        states = _extended(states, item)
    best = min(states, key=lambda state: state.cost + closing(state.stack, 0))
    out = []
    trail = best.trail
    while trail is not None:
        out.append(trail.placed)
        trail = trail.before
    return tuple(reversed(out))


def _sure(state: _State, item: Item) -> Move | None:
    """Return the place of a label that goes on, or begins a level where its kind began one before: no other is near."""
    if item.weight < SURE or item.inside:
        return None
    label = item.options[0].label
    style, value, stack = label.style, label.value, state.stack
    if item.options[0].cost or style is None or style == "unnumbered":
        return None
    found = None
    for depth, level in enumerate(stack):
        if level.style == style:
            if found is not None or level.bare:
                return None
            found = depth
    if len(item.options) > 1:
        following = {(level.style, level.value + 1) for level in stack}
        if any((other.label.style, other.label.value) in following for other in item.options[1:]):
            return None
    if found is not None:
        level = stack[found]
        if level.value + 1 != value or level.mark != item.form.mark or level.loud != item.form.loud:
            return None
        if style == "decimal" and level.text.rpartition(".")[0] != label.text.rpartition(".")[0]:
            return None
        return Move(closing(stack, found + 1) if found + 1 < len(stack) else 0.0, found, False)
    if value != 1 or not stack or stack[-1].bare or style == "decimal" or style in STRUCTURAL:
        return None
    over = stack[-1].style
    before = state.seen.get(style)
    if over is None or (before is not None and before.parent != over) or RANK[over] >= RANK[style] or over in STRUCTURAL:
        return None
    return Move(0.0, len(stack), True)


def _extended(states: list[_State], item: Item) -> list[_State]:
    """Extend every state by every reading of one candidate; keep the best, of those with the same open levels one."""
    if len(states) == 1:
        sure = _sure(states[0], item)
        if sure is not None:
            return [_applied(states[0], item, item.options[0], sure, None)]
    made: list[tuple[float, int, _State, Option | None, Move | None, tuple[Option, Move] | None]] = []
    bound = math.inf
    for state in states:
        if state.cost >= bound:
            break
        sure = _sure(state, item)
        if sure is not None:
            made.append((state.cost + sure.cost, len(made), state, item.options[0], sure, None))
            bound = min(bound, state.cost + sure.cost + _MARGIN)
            continue
        if state.cost + item.weight < bound:
            made.append((state.cost + item.weight, len(made), state, None, None, None))
        bound = min(bound, state.cost + item.weight + _MARGIN)
        places = _places(state, item, bound)
        if not places:
            continue
        first = min(places, key=itemgetter(0))
        bound = min(bound, first[0] + _MARGIN)
        for cost, option, move in places:
            if cost < bound:
                made.append((cost, len(made), state, option, move, first[1:] if cost >= first[0] + _DOUBT else None))
        if len(places) >= _WIDTH and state is not states[-1]:
            # One reading at several depths leaves as many different stacks: what costs more than the last kept of them is not kept.
            alike = sorted(cost for cost, option, _ in places if option is item.options[0])
            if len(alike) >= _WIDTH:
                bound = min(bound, alike[_WIDTH - 1] + ROUNDING)
    if len(made) > 1:
        made.sort()
    kept: list[_State] = []
    for cost, _, before, read, place, local in made:
        if cost > bound or len(kept) == _WIDTH:
            break
        new = before._replace(cost=cost) if read is None or place is None else _applied(before, item, read, place, local)
        if not kept or new.stack not in [better.stack for better in kept]:
            kept.append(new)
    return kept


def _places(state: _State, item: Item, bound: float) -> list[tuple[float, Option, Move]]:
    """Return what a candidate may be, with what it would cost in all."""
    out = []
    for option in item.options:
        label = option.label
        cost = state.cost + option.cost + item.glued
        if cost >= bound:
            continue
        if label.style == "unnumbered":
            found = heading_moves(item.form, item.weight > HEADING, state.stack, under=item.under)
        else:
            found = moves(label, item.form, state.stack, state.seen, bound - cost)
        if item.inside:
            found = [move for move in found if move.cost < GAP and (label.value == 1 or not move.opens)]
        out += [(cost + move.cost, option, move) for move in found]
    return out


def _applied(state: _State, item: Item, option: Option, move: Move, local: tuple[Option, Move] | None) -> _State:
    label, form, stack, seen = option.label, item.form, state.stack, state.seen
    depth, opens = move.depth, move.opens
    above = stack[:depth]
    if label.style == "unnumbered":
        if depth < len(stack):
            opened = stack[depth]._replace(bare=True, colon=False)
        else:
            opened = Level(None, 0, "", "", form.loud, False, True, False, form.outline)
    else:
        opened = Level(label.style, label.value, label.text, form.mark, form.loud, opens, False, item.colon, form.outline)
    closed = depth + (not opens)
    if opens or len(stack) > closed:
        seen = dict(seen)
        for d in range(closed, len(stack)):
            style = stack[d].style
            if style is not None:
                seen[style] = Seen(_over(stack, d), stack[d].value)
        if opens and label.style is not None and label.style != "unnumbered":
            seen[label.style] = Seen(_over(stack, depth), label.value)
    cost = state.cost + option.cost + move.cost + item.glued
    return _State(cost, (*above, opened), seen, _Trail(state.trail, Placed(item, option, move, local, stack)))


def _over(stack: Stack, depth: int) -> SectionStyle | None:
    """Return the kind of the section that a level stands below."""
    if not depth:
        return None
    return "unnumbered" if stack[depth - 1].bare else stack[depth - 1].style
