"""The commands ``refs`` and ``check``: what they print, where they say it stands, what they exit with."""

import csv
import io
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import strategies
from command import COMMAND, DOCUMENTS, environment, invoke, on_terminal, qcdc, unstyled
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from qcdc_parse import Span, parse
from qcdc_parse.cli.excerpt import excerpt
from qcdc_parse.cli.inputs import Input, Parsed
from qcdc_parse.cli.places import Places
from qcdc_parse.parse import parse_source
from qcdc_parse.read import read
from qcdc_parse.read.text import read_string
from qcdc_parse.spreadsheet import csv_text

QUICK = settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
OUTLINE = DOCUMENTS / "04-cong-van-de-cuong.pdf"
PLAN = DOCUMENTS / "05-ke-hoach-dan-van.docx"
REPORT = DOCUMENTS / "16-cong-van-chan-chinh.txt"
TEXT = """I. CĂN CỨ
Thực hiện điểm a khoản 2 Điều 5 Quyết định số
217-QD/TW ngày 12/12/2013 của Bộ Chính trị (khóa XII) về “=HYPERLINK("x"), giám sát”.

1. Chỉ thị số 30-CT/TW.
"""
COLUMNS = "file id place section surface kind type key issued issuer term title pinpoint relation status target candidates rule".split()


@pytest.fixture
def sample(tmp_path) -> Path:
    path = tmp_path / "mẫu.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# --- places ----------------------------------------------------------------------------------------------------------


@QUICK
@given(strategies.texts)
def test_line_and_column_lead_to_the_letter(text: str) -> None:
    source = read_string(text)
    parsed = Parsed(Input("a", None), parse_source(source), source.text)
    places = Places(parsed)
    lines = source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for reference in parsed.document.references:
        place, location = places.locate(reference.span)
        line = lines[place.line - 1]
        assert line[place.column - 1] == source.text[location.raw.start]
        assert place.words == f"line {place.line}"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_an_editor(ending: str) -> None:
    source = read_string(f"a{ending}{ending}  Xem Kế hoạch 5-KH/HU")
    document = parse_source(source)
    place, _ = Places(Parsed(Input("a", None), document, source.text)).locate(document.references[0].span)
    assert (place.line, place.column) == (3, 7)
    assert place.after("a.txt") == "a.txt:3:7"


@pytest.mark.parametrize("path", [OUTLINE, DOCUMENTS / "07-chi-thi-an-toan.pdf"], ids=lambda path: path.name)
def test_page_and_line_of_a_pdf(path: Path) -> None:
    source = read(path)
    document = parse_source(source)
    pages = [page.split("\n") for page in source.text.split("\f")]
    places = Places(Parsed(Input(path.name, path), document, source.text))
    found = [(reference, places.locate(reference.span)[0]) for reference in document.references]
    assert {place.page for _, place in found} > {1}
    for reference, place in found:
        lines = [line for line in pages[place.page - 1] if line]
        assert reference.surface.split()[0] in lines[place.line - 1], (reference.surface, place)
        assert place.after("a.pdf") == f"a.pdf: page {place.page}, line {place.line}"


def test_paragraph_of_a_docx() -> None:
    source = read(PLAN)
    document = parse_source(source)
    places = Places(Parsed(Input("a", None), document, source.text))
    heads = {anchor.paragraph: anchor.raw for anchor in reversed(source.anchors)}
    for reference in document.references:
        place, _ = places.locate(reference.span)
        assert (place.page, place.line, place.column) == (None, None, None)
        stretch = source.text[heads[place.paragraph] : heads.get(place.paragraph + 1)]
        assert reference.surface.split()[0] in stretch
        assert place.after("a.docx") == f"a.docx: paragraph {place.paragraph}"


# --- refs ------------------------------------------------------------------------------------------------------------


def test_csv_has_all_columns_and_rows(sample):
    result = invoke("refs", sample, OUTLINE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("\ufefffile,id,place,")
    rows = csv_rows(result.stdout)
    assert list(rows[0]) == COLUMNS
    first, second, *others = rows
    assert first == {
        "file": str(sample),
        "id": "r1",
        "place": "line 2",
        "section": "I",
        "surface": "Quyết định số 217-QD/TW",
        "kind": "numbered",
        "type": "Quyết định",
        "key": "217-QĐ/TW",
        "issued": "2013-12-12",
        "issuer": "Bộ Chính trị",
        "term": "XII",
        "title": '\'=HYPERLINK("x"), giám sát',
        "pinpoint": "điểm a khoản 2 Điều 5",
        "relation": "implements",
        "status": "resolved",
        "target": "dang/tw/qd/2013-12-12/217",
        "candidates": "",
        "rule": "numbered.party",
    }
    assert second["place"] == "line 5"
    assert second["candidates"].split() == ["dang/tw/ct/1998-02-18/30", "dang/tw/ct/2019-01-22/30"]
    assert [row["id"] for row in others] == [reference.id for reference in parse(OUTLINE).references]
    assert {row["place"].split(",")[0] for row in others} == {"page 1", "page 3"}


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=5))
def test_csv_reads_back_and_no_cell_is_a_formula(rows):
    again = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in again] == [[cell.removeprefix("'") for cell in row] for row in rows]
    assert not [cell for row in again for cell in row if cell[:1] in {"=", "+", "-", "@", "\t"}]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1"])
def test_a_formula_is_kept_from_running(cell):
    assert list(csv.reader(io.StringIO(csv_text([[cell]]), newline=""))) == [[f"'{cell}"]]


def test_a_file_named_like_a_formula(tmp_path):
    (tmp_path / "=1+1.txt").write_text(TEXT, encoding="utf-8")
    command = [*COMMAND, "refs", "=1+1.txt"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, check=True)
    assert {row["file"] for row in csv_rows(done.stdout.decode())} == {"'=1+1.txt"}


def test_jsonl_is_the_reference_with_its_source_and_place(sample):
    result = invoke("refs", sample, OUTLINE, "--format", "jsonl")
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    document = parse(sample)
    assert [o["file"] for o in objects] == [str(sample)] * 2 + [str(OUTLINE)] * len(parse(OUTLINE).references)
    for found, reference in zip(objects, document.references, strict=False):
        assert found["source"] == document.source.model_dump(mode="json")
        assert reference.model_dump(mode="json").items() <= found.items()
        raw = TEXT[found["place"]["raw"]["start"] : found["place"]["raw"]["end"]]
        assert " ".join(raw.split()) == reference.surface
    place = objects[0]["place"]
    assert (place["words"], place["line"], place["column"], place["page"], place["paragraph"]) == ("line 2", 2, 33, None, None)
    page, box = objects[2]["place"]["boxes"][0]
    assert (page, objects[2]["place"]["page"]) == (1, 1)
    assert len(box) == 4


def test_a_pipe_gets_whole_rows_separated_by_tabs(sample):
    done = qcdc("refs", sample, "--format", "table")
    header, *rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert header == COLUMNS
    assert [row[4] for row in rows] == ["Quyết định số 217-QD/TW", "Chỉ thị số 30-CT/TW"]
    assert done.stdout.isascii() is False
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("columns", "names"),
    [(40, None), (80, "place surface issued relation status"), (160, "place surface issued issuer title relation status")],
)
def test_a_terminal_gets_a_table_of_its_width_a_line_a_reference(columns, names):
    code, text = on_terminal("refs", OUTLINE, PLAN, columns=columns)
    lines = unstyled(text)
    assert code == 0
    assert max(map(cell_len, lines)) <= columns
    heads = [index for index, line in enumerate(lines) if line.startswith("place")]
    for at, path in zip(heads, (OUTLINE, PLAN), strict=True):
        references = parse(path).references
        shown = lines[at + 2 : at + 2 + len(references)]
        assert len(shown) == len(references)
        if names:
            assert lines[at].split() == names.split()
            assert all(line.startswith(("page ", "paragraph ")) for line in shown)
            assert all(reference.surface[:20] in line for reference, line in zip(references, shown, strict=True))
            assert [line.split()[-2:] for line in shown] == [[reference.relation, reference.status] for reference in references]


def test_refs_of_nothing_and_of_failures(tmp_path, sample):
    (tmp_path / "a.txt").write_text("không có gì\n", encoding="utf-8")
    assert csv_rows(invoke("refs", tmp_path / "a.txt").stdout) == []
    result = invoke("refs", tmp_path / "missing.txt", sample)
    assert (result.exit_code, len(csv_rows(result.stdout))) == (1, 2)
    assert result.stderr == f"qcdc: {tmp_path / 'missing.txt'}: no such file\n"
    assert {row["file"] for row in csv_rows(qcdc("refs", "-", stdin=TEXT.encode()).stdout.decode())} == {"<stdin>"}
    assert len(csv_rows(invoke("refs", tmp_path).stdout)) == 2


@pytest.mark.parametrize("arguments", [["refs"], ["check"], ["refs", "a", "--format", "tree"], ["check", "a", "--format", "csv"]])
def test_wrong_usage_is_exit_code_2(arguments):
    assert invoke(*arguments).exit_code == 2


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_is_a_linter(sample):
    result = invoke("check", sample)
    assert result.stdout == (
        f"{sample}:2:33: info number-mended: “Quyết định số 217-QD/TW” was read as 217-QĐ/TW\n"
        "    Thực hiện điểm a khoản 2 Điều 5 Quyết định số 217-QD/TW ngày 12/12/2013 của Bộ Chính trị (khóa XII) về “=HYPERLINK…\n"
        f"{' ' * 36}{'^' * 23}\n"
        f"{sample}:2:33: warning term-mismatch: khóa XII does not fit 2013-12-12, which is in khóa XI\n"
        "    Thực hiện điểm a khoản 2 Điều 5 Quyết định số 217-QD/TW ngày 12/12/2013 của Bộ Chính trị (khóa XII) về “=HYPERLINK…\n"
        f"{' ' * 36}{'^' * 23}\n"
        "1 warning and 1 info note in 1 of 1 file\n"
    )
    assert (result.exit_code, result.stderr) == (1, "")


@pytest.mark.parametrize(
    ("text", "code", "last"),
    [
        ("Chỉ thị số 30-CT/TW.", 0, "nothing to note in 1 file"),
        ("Quyết định 217-QD/TW và Quyết định 218-QD/TW.", 0, "2 info notes in 1 of 1 file"),
        ("Chỉ thị số 30-CT/TW ngày 30/02/2019.", 1, "1 warning in 1 of 1 file"),
    ],
)
def test_only_warnings_fail(tmp_path, text, code, last):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    result = invoke("check", tmp_path / "a.txt")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (code, last)


def test_a_note_on_the_file_names_the_file_only(tmp_path):
    (tmp_path / "a.txt").write_text("Tăng cƣờng lãnh đạo\n\nĐại hội.", encoding="utf-8")
    result = invoke("check", tmp_path / "a.txt")
    assert result.stdout.splitlines()[0] == f"{tmp_path / 'a.txt'}: info glyphs-mended: 1 wrong letters (such as Ƣ for Ư) were mended"


def test_check_of_a_file_that_cannot_be_read(tmp_path, sample):
    result = invoke("check", tmp_path / "missing.txt", sample)
    assert result.exit_code == 1
    assert result.stderr == f"qcdc: {tmp_path / 'missing.txt'}: no such file\n"
    assert result.stdout.endswith("1 warning and 1 info note in 1 of 1 file; 1 file not read\n")
    (tmp_path / "a.txt").write_text("Một\n", encoding="utf-8")
    assert invoke("check", tmp_path / "missing.txt", tmp_path / "a.txt").exit_code == 1


def test_notes_are_in_the_order_of_the_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Tăng cƣờng Quyết định 217-QD/TW.\n\n1. Một\n\n3. Ba\n\nQuyết định 218-QD/TW.\n", encoding="utf-8")
    starts = [note.span.start for note in parse(path).notes if note.span]
    assert starts != sorted(starts)
    lines = [line.removeprefix(str(path)) for line in invoke("check", path).stdout.splitlines()]
    assert [line.split(":")[1] for line in lines if line.startswith(":")] == [" info glyphs-mended", "1", "5", "7"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_check_on_a_terminal_keeps_messages_whole(sample):
    code, text = on_terminal("check", sample, columns=50)
    lines = unstyled(text)
    assert code == 1
    assert "\x1b[33mwarning term-mismatch" in text
    assert "khóa XII does not fit 2013-12-12, which is in khóa XI" in "".join(lines)
    assert [len(line) for line in lines if "…" in line] == [50, 50]


# --- excerpts --------------------------------------------------------------------------------------------------------


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, Span, int]:
    text = draw(
        st.one_of(st.text(st.one_of(strategies.characters, st.sampled_from("漢字\u0301\u0323\t🙂")), max_size=80), strategies.texts)
    )
    text = unicodedata.normalize("NFC", text)
    start = draw(st.integers(0, len(text)))
    return text, Span(start=start, end=draw(st.integers(start, min(len(text), start + 200)))), draw(st.integers(10, 100))


@QUICK
@given(quoted())
def test_carets_stand_under_the_span(case: tuple[str, Span, int]) -> None:
    text, span, room = case
    line, carets = excerpt(text, span, room)
    assert cell_len(line) <= room
    assert "\n" not in line
    assert set(carets.strip()) == {"^"}
    words = "".join(c if c.isprintable() else " " for c in text[span.start : span.end].split("\n")[0])
    assume(cell_len(words[:1]) or not words)  # a combining mark stands under no caret of its own
    pad = len(carets) - len(carets.lstrip())
    behind = line[max(i for i in range(len(line) + 1) if cell_len(line[:i]) == pad) :]
    assert behind.startswith(words) or (behind.endswith("…") and words.startswith(behind[:-1]))
    if cell_len(words) <= room - 2:
        assert behind.startswith(words)
        assert len(carets.strip()) == max(cell_len(words), 1)


@pytest.mark.parametrize(
    ("text", "start", "end", "wanted"),
    [
        ("漢字 Kế hoạch", 3, 6, ["漢字 Kế hoạch", "     ^^^"]),
        ("x\u0301 Kế hoạch", 3, 5, ["x\u0301 Kế hoạch", "  ^^"]),
        ("Một\tHai\nBa", 4, 7, ["Một Hai", "    ^^^"]),
        ("Một\nHai ba", 1, 7, ["Một", " ^^"]),
        ("Một", 3, 3, ["Một", "   ^"]),
        ("a\x1b[31mb", 0, 1, ["a [31mb", "^"]),
        ("x" * 30 + "ABC" + "y" * 30, 30, 33, ["…xxxxxxxxABCyyyyyyy…", "         ^^^"]),
        ("A" * 50, 0, 50, ["A" * 18 + "…", "^" * 18]),
    ],
)
def test_excerpt(text: str, start: int, end: int, wanted: list[str]) -> None:
    assert list(excerpt(text, Span(start=start, end=end), 20)) == wanted
