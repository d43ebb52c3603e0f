"""The prose cases of tests/cases: what a careful reader finds is what the parser finds."""

from __future__ import annotations

import difflib
from collections import Counter
from pathlib import Path

import pytest
from casefile import Case, CaseError, compare, load_cases, read_cases

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
                quoted = document.quote(m.span)
                assert quoted[0].isdigit() or quoted.endswith("phần trăm") or (m.column and any(map(str.isdigit, quoted))), case.id
        for s in document.walk():
            assert document.quote(s.span).startswith(document.quote(s.label_span)), case.id


FILE = """
## one
```
Theo Chỉ thị số 30-CT/TW, ngày 18/02/1998 của Bộ Chính trị.
```
```references
{line}
```
"""


def _differs(folder: Path, line: str) -> bool:
    (folder / "one.md").write_text(FILE.format(line=line), encoding="utf-8")
    (case,) = read_cases(folder / "one.md")
    ((_, expected, found),) = compare(case, case.document())
    return expected != found


def test_the_runner_sees_every_field(tmp_path: Path) -> None:
    right = "numbered | Chỉ thị số 30-CT/TW | 30-CT/TW | date=1998-02-18 | issuer=Bộ Chính trị | type=Chỉ thị"
    assert not _differs(tmp_path, right)
    for old, new in [
        ("30-CT/TW |", "31-CT/TW |"),
        ("02-18", "02-19"),
        (" | issuer=Bộ Chính trị", ""),
        ("type=Chỉ", "type=Kế"),
        ("numbered", "named"),
    ]:
        assert _differs(tmp_path, right.replace(old, new)), new
    assert _differs(tmp_path, f"{right} | title=dân chủ")
    assert _differs(tmp_path, "(nothing)")


@pytest.mark.parametrize("line", ["numbered | a | b | ngày=1", ""])
def test_a_broken_case_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(CaseError):
        _differs(tmp_path, line)


def test_a_case_without_expectation_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("## one\n```\nMột.\n```\n", encoding="utf-8")
    with pytest.raises(CaseError):
        read_cases(tmp_path / "one.md")
