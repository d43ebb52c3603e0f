"""Roll-up of verdicts by a policy."""

from __future__ import annotations

import pytest

from qcdc_parse.report.matrix.policy import Policy, roll_up
from qcdc_parse.report.models import Cell, Target
from qcdc_parse.span import Span

TARGET = Target(id="t1", statement="100% chi bộ có quy chế", span=Span(start=0, end=22))
MET = Cell(unit="A", status="matched", verdict="met")
OVER = Cell(unit="B", status="matched", verdict="exceeded")
NOT = Cell(unit="C", status="matched", verdict="not_yet_met")
NONE = Cell(unit="D", status="matched")
GONE = Cell(unit="E", status="not_submitted")


def test_default_counts_and_lists_those_that_did_not_reach_it() -> None:
    row = roll_up(TARGET, [MET, OVER, NOT, NONE, GONE])
    assert row.counts == {"exceeded": 1, "met": 1, "not_yet_met": 1, "none": 1, "not_submitted": 1}
    assert row.not_reached == ("C",)
    assert row.rolled_up is None


@pytest.mark.parametrize(
    ("cells", "policy", "outcome"),
    [
        ([MET, OVER], Policy(at_least=1), "met"),
        ([MET, NOT], Policy(at_least=1), "not_met"),
        ([MET, NONE], Policy(at_least=1), "open"),
        ([MET, GONE], Policy(at_least=1), "open"),
        ([MET, GONE], Policy(at_least=1, of="submitted"), "met"),
        ([MET, NONE, GONE], Policy(at_least=1, of="answered"), "met"),
        ([MET, OVER, NOT, GONE], Policy(at_least=0.5), "met"),
        ([MET, NOT, NOT, GONE], Policy(at_least=0.75), "not_met"),
        ([GONE], Policy(at_least=0.5, of="answered"), "open"),
        ([MET, OVER], Policy(at_least=1, reached=("met",)), "not_met"),
    ],
)
def test_unknown_units_leave_open_what_they_could_change(cells: list[Cell], policy: Policy, outcome: str) -> None:
    assert roll_up(TARGET, cells, policy).rolled_up == outcome


def test_outcome_never_turns_over_when_an_open_cell_is_answered() -> None:
    policy = Policy(at_least=0.6)
    for known in ([MET], [NOT], [MET, NOT], [MET, MET, NOT], [MET, NOT, NOT]):
        before = roll_up(TARGET, [*known, GONE, NONE], policy).rolled_up
        for one in (MET, NOT):
            for other in (MET, NOT):
                after = roll_up(TARGET, [*known, one, other], policy).rolled_up
                assert before in {after, "open"}
