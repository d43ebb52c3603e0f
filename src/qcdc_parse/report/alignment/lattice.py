"""All passages of a report at once: how likely each slot is for each, in the light of those before and behind.

Forward and backward over a chain whose states are the slots that ask, by their places in the outline, and `outside`. Only the states
that a place or a passage's own words make likely at all are carried, so a passage costs as much as it leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import Literal, NamedTuple

__all__ = ["Column", "Move", "Prior", "column", "posteriors", "prior_of"]

Move = Literal["same", "inner", "next"]
"""From one passage to the one behind: in the same place, into a heading within it, into another section."""


class _Habit(NamedTuple):
    """How often a report stays at a slot, moves on to those behind, goes anywhere, leaves the outline."""

    stay: float
    ahead: float
    jump: float
    out: float


_HABITS: dict[Move, _Habit] = {
    "same": _Habit(0.22, 0.60, 0.10, 0.08),
    "inner": _Habit(0.45, 0.35, 0.12, 0.08),
    "next": _Habit(0.08, 0.66, 0.18, 0.08),
}
_SKIP = 0.5
"""What is left of the chance to move on for every slot left out,"""
_NAMED = 0.7
"""and how much less where the headings name it."""
_FIRST = 1 - _SKIP
_REDRAW, _DIFFUSE = 0.06, 1.5
"""How often a passage takes up another slot than the one before in the same place: where headings are clear, and how much more where not."""
_STAY_OUT = 0.5
_LEAST = 1e-3
"""A state that is less likely than this, measured by the likeliest, is left out."""
_DECIDED = 0.03
"""Where all other states together are less likely than this, no words make up for it."""
_TINY = 1e-12


class Prior(NamedTuple):
    """What the headings of a place say, prepared for all passages there."""

    likely: list[float]
    """How likely each state is, adding up to 1, the last of them `outside`."""
    taken: float
    """How often a passage there takes up another slot than the one before."""
    far: list[float]
    """Where one goes that goes anywhere."""
    depth: list[float]
    """Log of the chance to get from the first state to each by moving on."""
    scales: list[float]
    """By what the chances to go on from each state are raised, so that they add up to 1 over what the headings allow."""
    column: Column
    """The place as a passage finds it whose own words say nothing."""
    decided: int | None
    """The state that a passage there is of, whatever its words say; null where they may tell otherwise."""


class Column(NamedTuple):
    """The states that a passage may be of, in order, `outside` apart: how likely by its place, and by how much its words raise them."""

    states: list[int]
    likely: list[float]
    gains: list[float]
    outside: float
    """Likelihood of `outside`, raised."""


def prior_of(likely: list[float], *, firm: bool) -> Prior:
    """Prepare what a place says; ``firm``: a heading says it, so one may come from anywhere."""
    inside = likely[:-1]
    depth, far = [0.0], []
    for p in inside:
        depth.append(depth[-1] + log(_SKIP * (1 - _NAMED * min(1.0, 2 * p))))
        far.append(max(p * p if firm else 0.0, 1 / len(likely)))
    least = _LEAST * max(likely)
    states = [s for s, p in enumerate(inside) if p >= least]
    own = Column(states, [inside[s] for s in states], [1.0] * len(states), likely[-1])
    best = max(range(len(likely)), key=likely.__getitem__)
    if best < len(inside) and 1 - likely[best] < _DECIDED:
        return Prior(likely, 0.0, far, depth, [1.0] * len(likely), Column([best], [likely[best]], [1.0], 0.0), best)
    bare = Prior(likely, min(_REDRAW + _DIFFUSE * (1 - max(likely)), 1.0), far, depth, [], own, None)
    reached = _from(own, own.likely, likely[-1], bare, _HABITS["same"], range(len(inside)))
    reached.append(_from_outside(own, own.likely, likely[-1], bare))
    return bare._replace(scales=[1 / max(r, _TINY) for r in reached])


def column(prior: Prior, odds: Mapping[int, float]) -> Column:
    """Raise what a place says by what a passage's own words say, in log odds by state."""
    if not odds or prior.decided is not None:
        return prior.column
    likely = prior.likely
    raised = {state: exp(gain) for state, gain in odds.items()}
    outside = likely[-1] * raised.pop(len(likely) - 1, 1.0)
    least = _LEAST * max(likely)
    states = sorted({*prior.column.states, *(s for s, gain in raised.items() if likely[s] * gain >= least)})
    return Column(states, [likely[s] for s in states], [raised.get(s, 1.0) for s in states], outside)


class _Row(NamedTuple):
    inside: list[float]
    outside: float


def posteriors(priors: Sequence[Prior], moves: Sequence[Move], columns: Sequence[Column]) -> list[tuple[dict[int, float], float]]:
    """Return for each passage the probability of each state, and of `outside`.

    ``moves``: how each passage follows the one before.
    """
    if not columns:
        return []
    sure = [len(c.states) == 1 and c.outside <= _LEAST * c.likely[0] * c.gains[0] for c in columns]
    forward = [_step(Column([0], [1.0], [1.0], 0.0), _Row([1.0], 0.0), columns[0], priors[0], "inner")]
    for at in range(1, len(columns)):
        forward.append(_SURE if sure[at] else _step(columns[at - 1], forward[-1], columns[at], priors[at], moves[at]))
    behind = _Row([1.0] * len(columns[-1].states), 1.0)
    out = []
    for at in range(len(columns) - 1, -1, -1):
        row = _SURE
        if not sure[at]:
            row = _normal([f * b for f, b in zip(forward[at].inside, behind.inside, strict=True)], forward[at].outside * behind.outside)
        out.append((dict(zip(columns[at].states, row.inside, strict=True)), row.outside))
        if at and not sure[at - 1]:
            behind = _back(columns[at - 1], columns[at], _EVEN if sure[at] else behind, priors[at], moves[at])
    out.reverse()
    return out


_SURE, _EVEN = _Row([1 - _LEAST], _LEAST), _Row([1.0], 1.0)
"""Of a passage that can be of one state only, whatever stands around it: its row, and what it says to the one before."""


def _normal(inside: list[float], outside: float) -> _Row:
    total = sum(inside) + outside or 1.0
    return _Row([max(v / total, _TINY) for v in inside], max(outside / total, _TINY))


def _step(one: Column, before: _Row, other: Column, prior: Prior, move: Move) -> _Row:
    """Carry probability on from a passage to the one behind."""
    habit = _HABITS[move]
    if move == "same":
        scales, taken = prior.scales, prior.taken
        scaled = [b * scales[s] for b, s in zip(before.inside, one.states, strict=True)]
        reached, out = _ahead(one.states, scaled, before.outside * scales[-1], prior, habit, other.states)
        kept = dict(zip(one.states, before.inside, strict=True))
        inside = [
            g * ((1 - taken) * kept.get(s, 0.0) + taken * p * r)
            for s, p, g, r in zip(other.states, other.likely, other.gains, reached, strict=True)
        ]
        return _normal(inside, other.outside * (taken * out + (1 - taken) * before.outside / max(prior.likely[-1], _TINY)))
    reached, out = _ahead(one.states, before.inside, before.outside, prior, habit, other.states)
    return _normal([p * g * r for p, g, r in zip(other.likely, other.gains, reached, strict=True)], other.outside * out)


def _back(one: Column, other: Column, behind: _Row, prior: Prior, move: Move) -> _Row:
    """Carry back what :func:`_step` carries on."""
    habit = _HABITS[move]
    after = [b * g * p for b, g, p in zip(behind.inside, other.gains, other.likely, strict=True)]
    beyond = behind.outside * other.outside
    reached = _from(other, after, beyond, prior, habit, one.states)
    out = _from_outside(other, after, beyond, prior)
    if move == "same":
        scales, taken = prior.scales, prior.taken
        kept = {s: b * g for s, b, g in zip(other.states, behind.inside, other.gains, strict=True)}
        inside = [(1 - taken) * kept.get(s, 0.0) + taken * scales[s] * r for s, r in zip(one.states, reached, strict=True)]
        return _normal(inside, taken * scales[-1] * out + (1 - taken) * beyond / max(prior.likely[-1], _TINY))
    return _normal(reached, out)


def _ahead(
    states: list[int], values: list[float], outside: float, prior: Prior, habit: _Habit, targets: list[int]
) -> tuple[list[float], float]:
    """Return what reaches each target: from itself, from the states before it, from anywhere; and what leaves the outline."""
    total = sum(values)
    anywhere = habit.jump * total + (1 - _STAY_OUT) * outside
    depth, far, count = prior.depth, prior.far, len(states)
    out, run, at, place = [], 0.0, 0, 0
    for target in targets:
        while at < count and states[at] < target:
            run = (run * exp(depth[states[at] + 1] - depth[place]) if run else 0.0) + values[at]
            place = states[at] + 1
            at += 1
        moved = run * exp(depth[target] - depth[place]) if run else 0.0
        stays = values[at] if at < count and states[at] == target else 0.0
        out.append(habit.stay * stays + habit.ahead * _FIRST * moved + anywhere * far[target])
    return out, habit.out * total + _STAY_OUT * outside


def _from(column: Column, values: list[float], outside: float, prior: Prior, habit: _Habit, sources: Iterable[int]) -> list[float]:
    """Return what each source reaches of some values: the same state, those behind it, any, `outside`."""
    states = column.states
    depth, far = prior.depth, prior.far
    anywhere = habit.jump * sum(v * far[s] for v, s in zip(values, states, strict=True)) + habit.out * outside
    out, run, at, place = [], 0.0, len(states) - 1, 0
    for source in reversed(list(sources)):
        while at >= 0 and states[at] > source:
            run = (run * exp(depth[place] - depth[states[at]]) if run else 0.0) + values[at]
            place = states[at]
            at -= 1
        moved = run * exp(depth[place] - depth[source + 1]) if run else 0.0
        stays = values[at] if at >= 0 and states[at] == source else 0.0
        out.append(habit.stay * stays + habit.ahead * _FIRST * moved + anywhere)
    out.reverse()
    return out


def _from_outside(column: Column, values: list[float], outside: float, prior: Prior) -> float:
    return (1 - _STAY_OUT) * sum(v * prior.far[s] for v, s in zip(values, column.states, strict=True)) + _STAY_OUT * outside
