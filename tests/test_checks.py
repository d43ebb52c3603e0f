"""docs/checks.md: every code with a text that has the note, the note as printed, and a text close to it that has not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from qcdc_parse import load_registry, parse_text
from qcdc_parse.model import Note

ROOT = Path(__file__).parent.parent
SOURCES = (
    "references/checks",
    "references/conflicts",
    "identity/force",
    "references/superseded",
    "structure/doubts",
    "structure/sections",
    "indicators/clauses",
    "indicators/records",
    "indicators/tables",
    "indicators/totals",
)
_SECTION = re.compile(
    r"^## `(?P<code>[a-z-]+)` \((?P<severity>info|warning)\)\n.*?"
    r"^```text\n(?P<noted>.*?)^```\n\n> (?P<message>[^\n]+)\n\n^```no note\n(?P<clean>.*?)^```\n",
    re.MULTILINE | re.DOTALL,
)


class Told(NamedTuple):
    """One section of the page."""

    code: str
    severity: str
    noted: str
    message: str
    clean: str


PAGE = (ROOT / "docs/checks.md").read_text("utf-8")
TOLD = [Told(**m.groupdict()) for m in _SECTION.finditer(PAGE)]
_each = pytest.mark.parametrize("told", TOLD, ids=lambda told: told.code)


def _notes(text: str) -> tuple[Note, ...]:
    return parse_text(text).notes


def test_every_section_is_read() -> None:
    assert [told.code for told in TOLD] == re.findall(r"^## `([a-z-]+)`", PAGE, re.MULTILINE)


def test_every_code_is_told() -> None:
    code = re.compile(r'"([a-z]+(?:-[a-z]+)+|replaced|repealed)"')
    package = ROOT / "src/qcdc_parse"
    assert {found for name in SOURCES for found in code.findall((package / f"{name}.py").read_text("utf-8"))} == {t.code for t in TOLD}


@_each
def test_the_note(told: Told) -> None:
    (note,) = _notes(told.noted)
    assert (note.code, note.severity, note.message) == (told.code, told.severity, told.message)


@_each
def test_no_note(told: Told) -> None:
    assert _notes(told.clean) == ()


REGISTRY = """
[[directive]]
key = "995-CT/TW"
doc_type = "Chỉ thị"
issued = 2003-05-05
confidence = "M"
source = "test"

[[directive]]
key = "995-CT/TW"
doc_type = "Chỉ thị"
issued = 2012-05-05
confidence = "M"
source = "test"

[[directive]]
key = "997-KL/TW"
doc_type = "Kết luận"
issued = 2017-05-05
confidence = "M"
repeals = ["995-CT/TW"]
source = "test"
"""

REPORT = (
    "HUYỆN ỦY ĐỨC TRỌNG\nSố 15-BC/HU\nĐức Trọng, ngày 05 tháng 6 năm 2022\nBÁO CÁO\nkết quả công tác\n\nHuyện thực hiện {} của Ban Bí thư."
)


def test_of_documents_that_share_a_number_the_last_is_repealed(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(REGISTRY, "utf-8")
    registry = load_registry(tmp_path / "own.toml")
    notes = {
        year: [n.code for n in parse_text(REPORT.format(f"Chỉ thị số 995-CT/TW ngày 05/5/{year}"), registry=registry).notes]
        for year in (2003, 2012)
    }
    assert notes == {2003: [], 2012: ["repealed"]}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("về “phòng cháy và chữa cháy rừng trong mùa khô hanh”", [("title-mismatch", "warning")]),
        ("về kiểm kê kho bãi, thu phí trông giữ xe tại chợ", [("title-mismatch", "info")]),
        ("về kiểm kê kho bãi", []),
    ],
)
def test_unquoted_titles_weigh_less(title: str, found: list[tuple[str, str]]) -> None:
    notes = _notes(f"Theo Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị {title}, xã đã họp.")
    assert [(n.code, n.severity) for n in notes] == found
