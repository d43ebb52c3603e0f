"""The prose cases of tests/cases: what a careful reader finds is what the parser finds."""

from __future__ import annotations

import difflib
from collections import Counter

import pytest
from casefile import Case, compare, load_cases

CASES = load_cases()


def _parameter(case: Case) -> object:
    marks = [pytest.mark.xfail(reason="open", strict=True, raises=pytest.fail.Exception)] if case.open else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in CASES])
def test_case(case: Case) -> None:
    problems = []
    for kind, expected, found in compare(case, case.document()):
        if expected != found:
            diff = difflib.ndiff(expected, found)
            problems.append(f"{kind}: - expected, + found\n" + "\n".join(line for line in diff if not line.startswith("?")))
    if problems:
        pytest.fail(f"tests/cases/{case.file}.md:{case.line}\n{case.text}\n\n" + "\n\n".join(problems), pytrace=False)


def test_titles_are_unique() -> None:
    twice = [name for name, times in Counter(c.id for c in CASES).items() if times > 1]
    assert twice == []


def test_quotations_are_to_the_letter() -> None:
    """Whatever a case says, every span of its record quotes the text it claims to quote."""
    for case in CASES:
        document = case.document()
        for r in document.references:
            assert " ".join(document.quote(r.span).split()) == r.surface, case.id
            if r.title_span:
                assert " ".join(document.quote(r.title_span).split()) == " ".join((r.title or "").split()), case.id
        for i in document.indicators:
            assert " ".join(document.quote(i.span).split()) == " ".join(i.statement.split()), case.id
            for m in i.measures:
                assert document.quote(m.span)[0].isdigit(), case.id
        for s in document.walk():
            assert document.quote(s.span).startswith(document.quote(s.label_span)), case.id
