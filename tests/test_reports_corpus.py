"""The sets of submissions are well-formed, their builder does what it says, and the scores see what is wrong."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from compiled import compare
from encoders import HAVE_ICONV
from manysubmissions import write_many
from passagematch import folded, pair
from reportoutcome import Outcome
from reporttruth import REPORTS, ReportSet, report_sets

from qcdc_parse import parse, read_outline
from qcdc_parse.model import Source
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.models import (
    Answer,
    Cell,
    Conflict,
    Figure,
    Group,
    Matrix,
    MatrixRow,
    Quote,
    SlotState,
    Submission,
    Target,
    Total,
)
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.span import Span

pytest.importorskip("docx", reason="the sets are built with python-docx")
sys.path.append(str(REPORTS.parent))

from reports.builder.defects import damaged
from reports.builder.passages import passages_toml
from reports.builder.plain import write_md, write_txt
from reports.builder.subfile import SourceError, Sub, read_sub, slots_used
from reports.builder.word import write_docx
from reports.make import built

SETS = report_sets()
FOLDERS = sorted(path.parent for path in REPORTS.glob("*/sources"))
MOST_BYTES = 6_000_000


def sources(folder: Path) -> list[Sub]:
    return [read_sub(path) for path in sorted((folder / "sources").glob("*.sub")) if path.stem not in {"outline", "target"}]


def slots_of(one: ReportSet) -> set[str]:
    return {section.id.partition(":")[2] if section.part else section.id for section in parse(one.outline).walk()}


# The sets ------------------------------------------------------------------------------------------------------------


def test_every_set_has_its_truth_and_the_folder_stays_small() -> None:
    assert [one.folder for one in SETS] == FOLDERS
    assert sum(path.stat().st_size for path in REPORTS.rglob("*") if path.is_file()) < MOST_BYTES


@pytest.fixture(params=SETS, ids=lambda one: one.name)
def one(request) -> ReportSet:
    return request.param


def test_files_and_passages_are_those_of_the_sources(one: ReportSet) -> None:
    subs = sources(one.folder)
    assert passages_toml(subs) == (one.folder / "passages.toml").read_text("utf-8"), "python corpus/reports/make.py"
    assert {path.name for path in one.submissions} == {sub.file for sub in subs}
    assert sorted(entry.file for entry in one.truth.submission) == sorted(sub.file for sub in subs)
    assert one.truth.set.name == one.name
    assert one.target is None or one.target.is_file()
    slots = slots_of(one)
    assert {slot for sub in subs for slot, _ in slots_used(sub)} <= slots


def test_files_say_what_their_sources_say(one: ReportSet) -> None:
    """PDFs and scans need LibreOffice and are left to `make corpus`."""
    subs = [read_sub(path) for path in sorted((one.folder / "sources").glob("*.sub"))]
    for sub in subs:
        folder = one.folder if sub.path.stem in {"outline", "target"} else one.folder / "submissions"
        if sub.copy_of or sub.format in {"pdf", "scan", "broken"} or ("tcvn3" in sub.defects and not HAVE_ICONV):
            continue
        ((name, data),) = built([sub]).items()
        assert parse(data, name=name).text == parse(folder / name).text, f"{name}: python corpus/reports/make.py {one.name}"


def test_truth_names_units_of_the_roster_files_and_slots(one: ReportSet) -> None:
    truth, units = one.truth, {unit.name for unit in one.units}
    named = [*truth.missing, *truth.figure, *truth.cell, *truth.unanswered]
    assert {entry.unit for entry in named} <= units
    assert {entry.unit for entry in (*truth.submission, *truth.conflict) if entry.unit} <= units
    assert {unit for group in truth.group for unit in group.units} <= units
    used = [entry.unit for entry in truth.submission if entry.state == "used"]
    assert len(used) == len(set(used))
    assert set(used) | {entry.unit for entry in truth.missing} == units
    assert not set(used) & {entry.unit for entry in truth.missing}
    assert {entry.unit for entry in (*truth.figure, *truth.cell, *truth.unanswered)} <= set(used)
    files = {entry.file for entry in truth.submission}
    for entry in truth.submission:
        assert (entry.successor in files) == (entry.state in {"superseded", "duplicate"}), entry.file
        assert entry.unit or entry.state != "used", entry.file
    slots = slots_of(one)
    fields = {entry.field for entry in (*truth.figure, *truth.total, *truth.conflict) if entry.field}
    assert {name.partition("#")[0] for name in fields} <= slots
    assert {entry.slot for entry in (*truth.unanswered, *truth.conflict, *truth.group) if entry.slot} <= slots


def test_fields_are_those_of_the_outline(one: ReportSet) -> None:
    fields = {field.id: field for slot in read_outline(one.outline).slots for field in slot.fields}
    for entry in (*one.truth.figure, *one.truth.total):
        assert entry.field in fields
        columns = {folded(column).removeprefix("nam") for column in fields[entry.field].columns}
        assert (folded(entry.column).removeprefix("nam") in columns) if entry.column else not columns, entry


def test_words_of_the_truth_stand_in_the_sources(one: ReportSet) -> None:
    text = {sub.file: folded(sub.path.read_text("utf-8").partition("\n---\n")[2]) for sub in sources(one.folder)}
    of = {entry.unit: text[entry.file] for entry in one.truth.submission if entry.state == "used"}
    everything = "".join(text.values())
    for conflict in one.truth.conflict:
        assert conflict.words is None or folded(conflict.words) in everything, conflict
    for group in one.truth.group:
        assert len(group.units) > 1
        assert any(folded(group.words) in of[unit] for unit in group.units), group
    for cell in one.truth.cell:
        assert cell.reason is None or folded(cell.reason) in of[cell.unit], cell
    if one.target is not None:
        targets = folded(parse(one.target).text)
        assert all(folded(cell.target) in targets for cell in one.truth.cell)


def test_totals_are_sums_of_the_figures(one: ReportSet) -> None:
    money = {"đồng": 1.0, "nghìn đồng": 1e3, "triệu đồng": 1e6, "tỷ đồng": 1e9}
    for total in one.truth.total:
        parts = [figure for figure in one.truth.figure if (figure.field, figure.column) == (total.field, total.column)]
        assert total.units <= total.expected
        assert (total.value is None) == (total.kind == "apart"), total
        if total.kind == "sum":
            assert total.units == len({figure.unit for figure in parts}), total
            scaled = sum(figure.value * money.get(figure.measure or "", 1.0) for figure in parts)
            assert total.value is not None
            assert scaled == pytest.approx(total.value * money.get(total.measure or "", 1.0)), total


# The builder ---------------------------------------------------------------------------------------------------------

HEAD = "file: a.docx\nformat: docx\n---\n"
LINES = """\
~| ĐẢNG BỘ HUYỆN TÂN PHÚ || ĐẢNG CỘNG SẢN VIỆT NAM
~| CHI BỘ TRƯỜNG THCS TÂN LẬP || Tân Phú, ngày 10 tháng 6 năm 2023
~| BÁO CÁO
~| Thực hiện công văn của Huyện ủy, Chi bộ báo cáo như sau:
=| I. NHẬN THỨC
I/1| a) Có chuyển biến.
=| II. KẾT QUẢ
=| 1. Quán triệt
I/1| - Đã quán triệt đến 18/18 đảng viên.
I/1| + Riêng khối trực tiếp: 12 đảng viên.
=| 2. Kiểm tra
=| 2.1. Kế hoạch
I/2| a) Kiểm tra 02 đảng viên.
I/2| b) Giám sát 03 đảng viên.
=| 2.2. Kết quả
I/2| a) Chưa có vi phạm.
=| 5. Việc khác
I/2| a) Không có.
I/2| g) Cũng không có.
I/2| h) Vẫn không có.
=| IV. KIẾN NGHỊ
=| 1. Với Huyện ủy
-| d) Mở thêm lớp.
"""


def sub_of(tmp_path: Path, text: str, name: str = "01-a.sub") -> Sub:
    (tmp_path / name).write_text(text, "utf-8")
    return read_sub(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("file: a.docx\n", 2, "no line ---"),
        ("file: a.docx\nformat: doc\n---\n~| A", 2, "unknown format 'doc'"),
        ("file: a.pdf\nformat: docx\n---\n~| A", 1, "does not end as docx files do"),
        ("file: a.docx\nformat: docx\ncolour: red\n---\n~| A", 3, "unknown key 'colour'"),
        ("file: a.docx\nformat: docx\ndefects: upside-down\n---\n~| A", 3, "unknown defect"),
        ("file: a.docx\nformat: docx\ndefects: tcvn3\n---\n~| A", 1, "tcvn3 does not go with docx"),
        ("file: a.txt\nformat: txt\nnumbering: auto\n---\n~| A", 1, "numbering: auto goes with docx"),
        (HEAD, 3, "nothing below the header"),
        (HEAD + "~| A\nno tag here", 5, "no tag"),
        (HEAD + "I++II| A", 4, "unknown tag"),
        (HEAD + "I| A || B", 4, "two columns"),
        (HEAD + "I|", 4, "a tag without text"),
        (HEAD + "~| A\nI|#table\nTT | B\n1 | C", 5, "table without #end"),
        (HEAD + "I|#table\nTT | B\n1 | C | D\n#end", 6, "3 cells"),
    ],
)
def test_sources_that_break_a_rule_are_pointed_at(tmp_path, text, line, message) -> None:
    with pytest.raises(SourceError, match=rf":{line}: .*{message}"):
        sub_of(tmp_path, text)


def test_word_counts_to_the_numbers_that_were_typed(tmp_path) -> None:
    typed = sub_of(tmp_path, HEAD + LINES, "typed.sub")
    counted = sub_of(tmp_path, HEAD.replace("---", "numbering: auto\n---") + LINES, "auto.sub")
    data = write_docx(counted, counted.blocks, "Tinos")
    assert parse(data).text == parse(write_docx(typed, typed.blocks, "Tinos")).text
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "2.1." not in package.read("word/document.xml").decode()
    assert data == write_docx(counted, counted.blocks, "Tinos")


@pytest.mark.parametrize("defects", ["nfd", "oi-glyph", "nfd, oi-glyph, page-numbers"])
def test_defects_of_letters_are_in_the_file_and_are_mended(tmp_path, defects) -> None:
    clean = sub_of(tmp_path, HEAD + LINES)
    broken = sub_of(tmp_path, HEAD.replace("---", f"defects: {defects}\n---") + LINES, "02-b.sub")
    assert damaged(broken) != clean.blocks
    assert parse(write_docx(broken, damaged(broken), "Tinos")).text == parse(write_docx(clean, clean.blocks, "Tinos")).text


def test_plain_files_hold_every_passage(tmp_path) -> None:
    text = sub_of(tmp_path, "file: a.txt\nformat: txt\ndefects: hard-wraps, page-numbers\n---\n" + LINES, "a.sub")
    marked = sub_of(tmp_path, "file: a.md\nformat: md\ndefects: markdown, ocr-letters\n---\n" + LINES, "b.sub")
    wrapped = write_txt(text, damaged(text)).decode()
    assert max(map(len, wrapped.split("\n"))) <= 100
    assert "Riêng khối trực tiếp: 12 đảng viên." in wrapped
    assert "## **II. KẾT QUẢ**" in write_md(marked, damaged(marked)).decode()


def test_passages_follow_the_tags(tmp_path) -> None:
    rows = "=|#table\nTT | Nội dung | Kết quả\n{I/1} 1 | Quán triệt | Đã quán triệt\n{-} 2 | Khác | Không\n#end\n"
    whole = "I/2+I/1|#table\nTT | Nội dung\n1 | Kiểm tra\n#end\n"
    made = passages_toml([sub_of(tmp_path, HEAD + LINES + rows + whole)])
    assert 'slots = ["I/1"]\nwords = "- Đã quán triệt đến 18/18 đảng viên."\nkind = "bullet"' in made
    assert 'slots = ["I/1"]\nwords = "1 Quán triệt Đã quán triệt"\nkind = "table"' in made
    assert 'slots = "outside"\nwords = "2 Khác Không"' in made
    assert 'slots = ["I/2", "I/1"]\nwords = "1 Kiểm tra"\nkind = "table"' in made
    assert "KẾT QUẢ" not in made


# The scores ----------------------------------------------------------------------------------------------------------


def quote(submission: int, at: int, text: str) -> Quote:
    return Quote(submission=submission, span=Span(start=at, end=at + len(text)), text=text)


def faultless(one: ReportSet) -> ReportDraft:
    """The draft that says what the truth says."""
    truth, names = one.truth, [path.name for path in one.submissions]
    source = Source(name="x", sha256="0", media_type="text/plain")
    unit_of = {entry.file: entry.unit for entry in truth.submission}
    used = {entry.file for entry in truth.submission if entry.state == "used"}
    handed = {entry.file: entry for entry in truth.submission}
    answers = [
        Answer(
            id=f"p{at}",
            unit=unit_of[passage.file],
            quote=quote(names.index(passage.file), at * 1000, passage.words),
            kind=passage.kind,
            status="outside" if passage.outside else "aligned",
            slot=None if passage.outside else passage.slots[0],
            confidence=1,
        )
        for at, passage in enumerate(one.passages)
        if passage.file in used
    ]
    some = quote(0, 0, "x")
    groups = []
    for group in truth.group:
        ids = [a.id for a in answers if a.unit in group.units and folded(group.words)[:40] in folded(a.quote.text)]
        groups.append(Group(slot=group.slot, answers=tuple(ids), units=group.units, alike=1))
    targets = list(dict.fromkeys(cell.target for cell in truth.cell))
    rows = [
        MatrixRow(
            target=Target(id=words, statement=words, span=Span(start=0, end=1)),
            cells=tuple(
                Cell(unit=cell.unit, status="matched", verdict=cell.verdict, reason=cell.reason)
                for cell in truth.cell
                if cell.target == words
            ),
            counts={},
        )
        for words in targets
    ]
    slots = list(dict.fromkeys(entry.slot for entry in truth.unanswered))
    return ReportDraft(
        outline=Outline(source=source, slots=()),
        units=one.units,
        submissions=tuple(
            Submission(
                source=source,
                path=f"nop/{name}",
                state=handed[name].state,
                unit=handed[name].unit,
                successor=None if handed[name].successor is None else names.index(handed[name].successor),
            )
            for name in names
        ),
        answers=tuple(answers),
        groups=tuple(groups),
        slots=tuple(SlotState(slot=slot, unanswered=tuple(e.unit for e in truth.unanswered if e.slot == slot)) for slot in slots),
        figures=tuple(Figure(id=f"f{at}", quote=some, **figure.model_dump()) for at, figure in enumerate(truth.figure)),
        totals=tuple(Total(formula="", operands=(), **total.model_dump()) for total in truth.total),
        targets=Matrix(rows=tuple(rows)),
        missing=tuple(entry.unit for entry in truth.missing),
        conflicts=tuple(
            Conflict(kind=c.kind, unit=c.unit, slot=c.slot, field=c.field, message="", quotes=(quote(0, 0, c.words or "x"),))
            for c in truth.conflict
        ),
    )


def wrong(outcome: Outcome) -> dict[str, dict[str, int]]:
    counts = {area: {what: n for what, n in counts.items() if what != "right"} for area, counts in outcome.areas.items()}
    return {area: count for area, count in counts.items() if count}


@pytest.fixture(params=[one for one in SETS if one.truth.set.split == "development"], ids=lambda one: one.name)
def development(request) -> ReportSet:
    return request.param


def test_a_faultless_draft_has_no_difference(development) -> None:
    outcome = compare(development, faultless(development))
    assert wrong(outcome) == {}, outcome.differences[:5]
    assert {"alignment", "outside", "units", "states", "missing units", "matrix", "figures", "totals", "groups"} <= set(outcome.areas)


def test_faults_are_counted(development) -> None:
    draft = faultless(development)

    def faults(**changes: object) -> dict[str, dict[str, int]]:
        return wrong(compare(development, draft.model_copy(update=changes)))

    first = next(a for a in draft.answers if a.status == "aligned")
    others = tuple(a for a in draft.answers if a is not first)
    slot = next(
        a.slot for a in others if a.slot and a.slot not in next(p for p in development.passages if p.words == first.quote.text).slots
    )
    assert faults(answers=(first.model_copy(update={"slot": slot}), *others))["alignment"] == {"wrong": 1}
    assert faults(answers=(first.model_copy(update={"status": "ambiguous"}), *others))["alignment"] == {"ambiguous": 1}
    assert faults(answers=(first.model_copy(update={"status": "outside", "slot": None}), *others))["alignment"] == {"put outside": 1}
    piece = first.model_copy(update={"id": "x", "quote": quote(first.quote.submission, first.quote.span.start + 1, "cut off")})
    assert "fragments" not in faults(answers=(first, *others, piece))
    assert faults(answers=(first, *others, piece.model_copy(update={"slot": "X"})))["fragments"] == {"wrong": 1}
    assert faults(missing=())["missing units"] == {"missed": len(draft.missing)}
    figure, *rest = draft.figures
    assert faults(figures=(figure.model_copy(update={"value": figure.value + 1}), *rest))["figures"] == {"wrong": 1}
    assert faults(figures=(figure.model_copy(update={"value": -1, "status": "doubtful"}), *rest))["figures"] == {"doubtful": 1}
    assert faults(figures=rest)["figures"] == {"missed": 1}
    total, *more = draft.totals
    assert faults(totals=(total.model_copy(update={"units": total.units + 1}), *more))["totals"] == {"wrong units": 1}
    assert sum(sum(c.values()) for a, c in faults(conflicts=()).items() if a.startswith("conflicts")) == len(draft.conflicts)
    row = next(row for row in draft.targets.rows if any(cell.verdict == "not_yet_met" for cell in row.cells))
    cells = tuple(cell.model_copy(update={"verdict": "met"}) if cell.verdict == "not_yet_met" else cell for cell in row.cells)
    rows = tuple(row.model_copy(update={"cells": cells}) if one is row else one for one in draft.targets.rows)
    denied = sum(cell.verdict == "not_yet_met" for cell in row.cells)
    assert faults(targets=Matrix(rows=rows))["matrix"] == {"positive for negative": denied}


def test_passages_are_found_by_their_letters_in_reading_order() -> None:
    texts = ["- Không có.", "1. Đã quán triệt nghị quyêt đến toàn thể dảng viên trong chi bộ và quần chúng.", "Không có.", "Khác hẳn."]
    answers = [
        Answer(id=str(at), quote=quote(0, at * 100, text), kind="paragraph", status="aligned", slot="I", confidence=1)
        for at, text in enumerate(texts)
    ]
    words = [
        "Không có.",
        "- Đã quán triệt nghị quyết đến toàn thể đảng viên trong chi bộ",
        "+ Không có.",
        "Chưa từng được viết ra ở đâu cả.",
    ]
    assert [answer and answer.id for answer in pair(words, answers[::-1])] == ["0", "1", "2", None]


def test_varied_submissions_are_each_of_a_unit_of_its_own(tmp_path, development) -> None:
    for folder in ("one", "two"):
        write_many(development, 24, tmp_path / folder)
    files = sorted((tmp_path / "one" / "nop").iterdir())
    assert [path.read_bytes() for path in files] == [path.read_bytes() for path in sorted((tmp_path / "two" / "nop").iterdir())]
    units = (tmp_path / "one" / "units.csv").read_text("utf-8").split("\n")[1:-1]
    assert len(files) == len(units) == len(set(units)) == 24
    for path, unit in zip(files, units, strict=True):
        text = folded(parse(path).text)
        assert folded(unit.partition(",")[0]) in text
