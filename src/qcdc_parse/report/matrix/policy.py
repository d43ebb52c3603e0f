"""Roll-up: what a policy makes of the verdicts of all units on one target.

The default policy only counts. A policy file (YAML) may say more:

    name: nine in ten
    reached: [exceeded, met]     # verdicts that count as reached
    at_least: 0.9                # share of the units that must have reached it
    of: asked                    # asked: all units of the roster; submitted; answered: those that were read to say so
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from os import PathLike
from typing import Literal, get_args

from pydantic import Field

from qcdc_parse.model import VerdictValue
from qcdc_parse.report.models import Cell, MatrixRow, Target
from qcdc_parse.report.yamlfile import load_yaml
from qcdc_parse.span import Record

__all__ = ["COUNTS", "Policy", "load_policy", "roll_up"]

_NOT: frozenset[VerdictValue] = frozenset({"not_met", "not_yet_met"})


class Policy(Record):
    """How the verdicts of many units become one; without ``at_least`` they are counted and nothing more."""

    name: str = Field("counts", description="Its name.", examples=["nine in ten"])
    reached: tuple[VerdictValue, ...] = Field(("exceeded", "met"), description="Verdicts that count as reached.")
    at_least: float | None = Field(None, gt=0, le=1, description="Share of the units that must have reached it.", examples=[0.9])
    of: Literal["asked", "submitted", "answered"] = Field("asked", description="Of which units the share is taken.")


COUNTS = Policy()
"""The default: counts of each verdict and the list of units that did not reach the target."""


def load_policy(path: str | PathLike[str]) -> Policy:
    """Read a policy from a YAML file."""
    return load_yaml(path, Policy)


def roll_up(target: Target, cells: Sequence[Cell], policy: Policy = COUNTS) -> MatrixRow:
    """Count the verdicts on a target and judge them by a policy.

    Units that are silent, ambiguous or say no verdict may have reached the target or not: where that would change the outcome it
    is ``open``.

    >>> from qcdc_parse.span import Span
    >>> target = Target(id="t1", statement="100% chi bộ có quy chế", span=Span(start=0, end=22))
    >>> cells = [Cell(unit="A", status="matched", verdict="met"), Cell(unit="B", status="not_submitted")]
    >>> row = roll_up(target, cells, Policy(name="all", at_least=1))
    >>> row.counts, row.rolled_up
    ({'met': 1, 'not_submitted': 1}, 'open')
    """
    order = (*get_args(VerdictValue), "none", "ambiguous", "unmatched", "not_submitted")
    counted = Counter((cell.verdict or "none") if cell.status == "matched" else cell.status for cell in cells)
    return MatrixRow(
        target=target,
        cells=tuple(cells),
        counts={name: counted[name] for name in order if counted[name]},
        not_reached=tuple(cell.unit for cell in cells if cell.verdict in _NOT),
        rolled_up=_judged(cells, policy),
    )


def _judged(cells: Sequence[Cell], policy: Policy) -> str | None:
    if policy.at_least is None:
        return None
    if policy.of == "submitted":
        cells = [cell for cell in cells if cell.status != "not_submitted"]
    elif policy.of == "answered":
        cells = [cell for cell in cells if cell.verdict is not None]
    if not cells:
        return "open"
    reached = sum(cell.verdict in policy.reached for cell in cells)
    unknown = sum(cell.verdict is None for cell in cells)
    needed = policy.at_least * len(cells) - 1e-9
    if reached >= needed:
        return "met"
    return "not_met" if reached + unknown < needed else "open"
