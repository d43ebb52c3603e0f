"""All passages of a report at once: how likely each slot is for each, in the light of those before and behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

__all__ = ["Move", "Prior", "posteriors", "prior_of"]

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
"""What is left of the chance to move on for every slot left out."""
_NAMED = 0.7
_REDRAW, _DIFFUSE = 0.06, 1.5
"""How often a passage takes up another slot than the one before in the same place: where headings are clear, and how much more where not."""
_STAY_OUT = 0.5
_TINY = 1e-12

_Row = Sequence[float]


class Prior(NamedTuple):
    """What the headings of a place say: how likely each state is, adding up to 1, the last of them `outside`."""

    likely: list[float]
    taken: float
    """How often a passage there takes up another slot than the one before."""
    far: list[float]
    """Where one goes that goes anywhere."""
    skips: list[float]
    """What is left of the chance to move on where a state is left out: the less, the more the headings name it."""
    scales: list[float]
    """By what the chances to go on from each state are raised, so that they add up to 1 over what the headings allow."""


def prior_of(likely: list[float], *, firm: bool) -> Prior:
    """Prepare what a place says for all passages in it; ``firm``: a heading says it, so one may come from anywhere."""
    skips = [_SKIP * (1 - _NAMED * min(1.0, 2 * p)) for p in likely[:-1]]
    far = [max(p * p if firm else 0.0, 1 / len(likely)) for p in likely[:-1]]
    reached = _from(likely, far, skips, _HABITS["same"])
    return Prior(likely, min(_REDRAW + _DIFFUSE * (1 - max(likely)), 1.0), far, skips, [1 / max(r, _TINY) for r in reached])


def posteriors(priors: Sequence[Prior], moves: Sequence[Move], gains: Sequence[_Row]) -> list[list[float]]:
    """Return for each passage the probability of each state; the last state is `outside`.

    ``moves``: how each passage follows the one before; ``gains``: by how much its own words raise each state.
    """
    count = len(priors)
    if not count:
        return []
    start = _ahead([1.0, *[0.0] * (len(gains[0]) - 1)], priors[0].far, priors[0].skips, _HABITS["inner"])
    forward = [_normal([s * p * g for s, p, g in zip(start, priors[0].likely, gains[0], strict=True)])]
    for at in range(1, count):
        forward.append(_normal(_step(forward[-1], priors[at], gains[at], moves[at])))
    behind = [1.0] * len(gains[0])
    out = [forward[-1]]
    for at in range(count - 2, -1, -1):
        behind = _normal(_back(behind, priors[at + 1], gains[at + 1], moves[at + 1]))
        out.append(_normal([f * b for f, b in zip(forward[at], behind, strict=True)]))
    out.reverse()
    return out


def _normal(values: list[float]) -> list[float]:
    total = sum(values) or 1.0
    return [max(v / total, _TINY) for v in values]


def _step(before: list[float], prior: Prior, gain: _Row, move: Move) -> list[float]:
    likely, taken, far, skips, scales = prior
    if move == "same":
        reached = _ahead([b * s for b, s in zip(before, scales, strict=True)], far, skips, _HABITS[move])
        return [g * ((1 - taken) * b + taken * p * r) for g, b, p, r in zip(gain, before, likely, reached, strict=True)]
    return [g * p * r for g, p, r in zip(gain, likely, _ahead(before, far, skips, _HABITS[move]), strict=True)]


def _back(behind: list[float], prior: Prior, gain: _Row, move: Move) -> list[float]:
    likely, taken, far, skips, scales = prior
    reached = _from([b * g * p for b, g, p in zip(behind, gain, likely, strict=True)], far, skips, _HABITS[move])
    if move == "same":
        return [(1 - taken) * b * g + taken * s * r for b, g, s, r in zip(behind, gain, scales, reached, strict=True)]
    return reached


def _ahead(before: list[float], far: list[float], skips: list[float], habit: _Habit) -> list[float]:
    """Carry probability on, in one run over the states."""
    inside, outside = before[:-1], before[-1]
    total = sum(inside)
    anywhere = habit.jump * total + (1 - _STAY_OUT) * outside
    reached, run = [], 0.0
    for b, skip in zip(inside, skips, strict=True):
        reached.append(run)
        run = run * skip + b
    ahead = habit.ahead * (1 - _SKIP)
    return [
        *(habit.stay * b + ahead * r + anywhere * f for b, r, f in zip(inside, reached, far, strict=True)),
        habit.out * total + _STAY_OUT * outside,
    ]


def _from(after: list[float], far: list[float], skips: list[float], habit: _Habit) -> list[float]:
    """Carry back what :func:`_ahead` carries on."""
    inside, outside = after[:-1], after[-1]
    anywhere = sum(a * f for a, f in zip(inside, far, strict=True))
    reached, run = [], 0.0
    for a, skip in zip(reversed(inside), reversed(skips), strict=True):
        reached.append(run)
        run = run * skip + a
    reached.reverse()
    ahead = habit.ahead * (1 - _SKIP)
    return [
        *(habit.stay * a + ahead * r + habit.jump * anywhere + habit.out * outside for a, r in zip(inside, reached, strict=True)),
        (1 - _STAY_OUT) * anywhere + _STAY_OUT * outside,
    ]
