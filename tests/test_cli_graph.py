"""The command ``graph``: what it reads, what it answers, what it writes, and how it fails."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import graphset
import networkx as nx
import pytest
from command import DOCUMENTS, environment, invoke, on_terminal, qcdc, unstyled
from graphset import KEYS
from rich.cells import cell_len

from qcdc_parse import parse
from qcdc_parse.cli import recordfiles
from qcdc_parse.graph.exports import FORMS

EXPECTED = Path(__file__).parent / "data" / "graph_report.txt"
HOSTILE = "\x1b[2J\x1b]0;owned\x07\u202e=cmd|' /C calc'!A0 <script>alert(1)</script> [bold red]"


@pytest.fixture
def inbox(tmp_path) -> Path:
    return graphset.write_set(tmp_path / "inbox")


@pytest.fixture
def records(inbox, tmp_path) -> Path:
    """The set as records, a line a document."""
    path = tmp_path / "records.jsonl"
    path.write_bytes(qcdc("parse", inbox, "--format", "jsonl").stdout)
    return path


def tables(text: str) -> dict[str, list[dict[str, str]]]:
    """Tables of a piped report by their titles."""
    out = {}
    for block in text.strip("\n").split("\n\n"):
        title, *lines = block.split("\n")
        rows = [line.split("\t") for line in lines if not line.startswith("# and ")]
        out[title.removeprefix("# ").removesuffix(": none")] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] if rows else []
    return out


def report(*arguments: object, code: int = 0) -> dict[str, list[dict[str, str]]]:
    result = invoke("graph", *arguments, "--report")
    assert result.exit_code == code, result.stderr
    return tables(result.stdout)


# --- the summary -----------------------------------------------------------------------------------------------------


def test_the_summary_counts_and_says_what_to_do_next(inbox):
    result = invoke("graph", inbox)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "4 files, 9 documents"
    assert lines[3] == "5 edges, 4 unsure"
    assert lines[1] == "  4 at hand, 1 cited only, 4 only as candidates"
    assert [line.split() for line in lines[4:7]] == [["implements", "3"], ["based_on", "1"], ["replaces", "1"]]
    assert "  1  citations of what was replaced or repealed before" in lines
    assert "  0  contradictions" in lines
    assert "  1  mentions that are not settled" in lines
    assert lines[-1].startswith("--report --focus dang/")


def test_no_document_at_all_is_said(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    result = invoke("graph", empty)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "0 files, 0 documents"
    assert ".jsonl" in result.stderr


# --- inputs ----------------------------------------------------------------------------------------------------------


def test_records_give_the_same_graph_as_files(inbox, records, tmp_path):
    wanted = invoke("graph", inbox, "--report").stdout
    for form in ("json", "jsonl"):
        path = tmp_path / f"again.{form}"
        path.write_bytes(qcdc("parse", inbox, "--format", form).stdout)
        assert invoke("graph", path, "--report").stdout == wanted
    qcdc("parse", inbox, "-o", tmp_path / "each")
    assert invoke("graph", tmp_path / "each", "--report").stdout == wanted
    assert invoke("graph", "-", "--report", stdin=records.read_bytes()).stdout == wanted
    assert invoke("graph", records, inbox, "--report").stdout == wanted, "a file that is there twice counts once"


def test_standard_input_may_be_a_document_or_records_of_any_form(inbox):
    assert invoke("graph", "-", stdin=graphset.CENTRAL.encode()).stdout.startswith("1 file, 1 document\n")
    assert invoke("graph", "-", stdin=qcdc("parse", inbox / "01-trung-uong.txt").stdout).stdout.startswith("1 file, 1 document\n")
    assert invoke("graph", "-", stdin=qcdc("parse", inbox).stdout).stdout.startswith("4 files, 9 documents\n")
    nothing = invoke("graph", "-", stdin=b"[\n]\n")
    assert (nothing.exit_code, nothing.stderr) == (1, "qcdc: <stdin>: no record in it\n")


def test_an_unreadable_file_is_one_line_and_the_rest_goes_on(inbox):
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    result = invoke("graph", inbox)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"qcdc: {inbox / 'broken.pdf'}: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout.startswith("4 files, 9 documents\n")


def test_a_broken_line_of_records_is_said_with_its_place_and_the_rest_goes_on(records):
    good = records.read_text("utf-8").splitlines()
    records.write_text("\n".join([good[0], "{oops", "", good[1][: len(good[1]) // 2], '{"a": 1}', "[]", *good[1:]]), encoding="utf-8")
    result = invoke("graph", records)
    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [f"{records}:{line}" for line in (2, 4, 5, 6)]
    assert result.stdout.startswith("4 files, 9 documents\n")


def change(line: str, **fields: object) -> str:
    return json.dumps({**json.loads(line), **fields}, ensure_ascii=False)


def damaged(line: str, **fields: object) -> str:
    record = json.loads(line)
    record["references"][0].update(fields)
    return json.dumps(record, ensure_ascii=False)


def act(**fields: str) -> dict[str, object]:
    return {"by": "r1", "relation": "replaces", "cue_span": {"start": 0, "end": 1}} | fields


def part(line: str, number: int) -> dict[str, object]:
    return {"part": number, "role": "appendix", "span": {"start": 0, "end": 9}, "header": json.loads(line)["header"]}


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [
        (lambda line: change(line, schema_version="9.0"), "a record of schema 9.0; this program reads 1.0"),
        (lambda line: change(line, text="short"), "outside the text"),
        (lambda line: change(line, extra=1), "no record of qcdc parse: extra"),
        (lambda line: damaged(line, span={"start": 5, "end": 10**9}), "outside the text"),
        (lambda line: damaged(line, span={"start": 50, "end": 5}), "outside the text"),
        (lambda line: damaged(line, relation="loves"), "a relation that does not exist: loves"),
        (lambda line: damaged(line, refers_to="r77"), "speaks of r77, which is not there"),
        (lambda line: damaged(line, inside="r77"), "speaks of r77, which is not there"),
        (lambda line: damaged(line, refers_to="r1"), "takes up itself"),
        (lambda line: damaged(line, done_by=act(by="r77")), "speaks of r77, which is not there"),
        (lambda line: damaged(line, done_by=act(relation="loves")), "a relation that does not exist: loves"),
        (lambda line: damaged(line, done_by=act(relation="amended_by")), "a relation that does not exist: amended_by"),
        (lambda line: change(line, source={**json.loads(line)["source"], "sha256": ""}), "source.sha256 is none"),
        (lambda line: change(line, attachments=[part(line, 1), part(line, 1)]), "the attachments are not numbered"),
        (lambda line: damaged(line, id="r2"), "two references of one id"),
        (lambda line: change(line, source_map={**json.loads(line)["source_map"], "raw_ends": []}), "not equally long"),
        (lambda line: line.replace('"text":"', '"text":"\\ud800', 1), "no record of qcdc parse"),
        (lambda _: "[" * 100_000, "no record of qcdc parse"),
    ],
)
def test_a_record_that_qcdc_parse_did_not_write_is_refused(records, spoil, cause):
    good = records.read_text("utf-8").splitlines()
    records.write_text("\n".join([spoil(good[2]), good[0]]) + "\n", encoding="utf-8")
    result = invoke("graph", records)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"qcdc: {records}:1: ")
    assert cause in result.stderr
    assert "internal error" not in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout.startswith("1 file, 1 document\n")


def test_a_line_without_end_is_refused_before_it_fills_the_memory(records, monkeypatch):
    good = records.read_text("utf-8").splitlines()
    monkeypatch.setattr(recordfiles, "_LONGEST", max(len(line.encode()) for line in good))
    records.write_text("\n".join(["x" * 100_000, *good]), encoding="utf-8")
    result = invoke("graph", records)
    assert (result.exit_code, result.stdout.partition("\n")[0]) == (1, "4 files, 9 documents")
    assert re.fullmatch(r"qcdc: .*records\.jsonl:1: a line of more than [\d,]+ bytes\n", result.stderr)


def test_a_file_of_nothing_but_rubbish_says_so_in_a_few_lines(tmp_path):
    (tmp_path / "log.jsonl").write_text("rubbish\n" * 500, encoding="utf-8")
    (tmp_path / "package.json").write_text('{\n  "name": "x"\n}\n', encoding="utf-8")
    (tmp_path / "torn.json").write_text('[\n{"schema', encoding="utf-8")
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    result = invoke("graph", tmp_path)
    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    assert len(lines) == 10 + 1 + 3
    assert lines[10] == f"qcdc: {tmp_path / 'log.jsonl'}: 490 more records cannot be used"
    assert [line.split(": ")[1] for line in lines[11:]] == [str(tmp_path / n) for n in ("none.jsonl", "package.json", "torn.json")]


def test_documents_are_settled_together(tmp_path):
    (tmp_path / "a.txt").write_text("Thực hiện Kết luận số 7-KL/TW ngày 05/4/2021 của Bộ Chính trị.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Thực hiện Kết luận số 7-KL/TW của Bộ Chính trị khóa XIII.", encoding="utf-8")
    most = report(tmp_path)["most cited"]
    assert [(row["documents"], row["key"]) for row in most] == [("2", "dang/tw/kl/2021-04-05/7")]


def test_a_registry_is_the_catalogue_too(tmp_path):
    (tmp_path / "own.toml").write_text(
        '[[directive]]\nkey = "90-QĐ/TU"\ndoc_type = "Quyết định"\nissued = 2018-02-27\nplace = "Lâm Đồng"\ntitle = "về lưu trữ hồ sơ"\n',
        encoding="utf-8",
    )
    (tmp_path / "a.txt").write_text("Căn cứ Quyết định số 90-QĐ/TU ngày 27/02/2018 của Tỉnh ủy Lâm Đồng;", encoding="utf-8")
    text = tmp_path / "a.txt"
    assert report(text)["most cited"][0]["title"] == ""
    assert report(text, "--registry", tmp_path / "own.toml")["most cited"][0]["title"] == "về lưu trữ hồ sơ"


# --- the report ------------------------------------------------------------------------------------------------------


def test_the_whole_report_of_a_small_set(inbox):
    assert invoke("graph", inbox, "--report").stdout == EXPECTED.read_text("utf-8")


def test_every_sentence_of_the_report_stands_in_the_file_it_names():
    found = report(DOCUMENTS, "--limit", 0)
    proven = [row for rows in found.values() for row in rows if row.get("sentence")]
    texts = {path.name: " ".join(parse(path).text.split()) for path in DOCUMENTS.iterdir()}
    assert len(proven) > 150
    for row in proven:
        assert row["sentence"] in texts[row["where"].partition(": ")[0]]


def test_a_chain_goes_from_level_to_level(inbox):
    chain = report(inbox)[f"who implements Chỉ thị 61-CT/TW ({KEYS['central']})"]
    assert [(row["document"], row["level"], row["relation"]) for row in chain] == [
        ("Kế hoạch 35-KH/TU", "province", "implements"),
        ("  Kế hoạch 22-KH/HU", "district", "implements"),
    ]
    assert (chain[1]["under"], chain[1]["also"]) == (KEYS["province"], KEYS["central"])


def test_what_acts_on_something_open_may_be_no_document_of_the_graph(tmp_path):
    text = "Kế hoạch số 5-KH/HU được thay thế bởi Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    rows = report(tmp_path / "a.txt")["mentions that are not settled"]
    assert [(row["relation"], row["key"]) for row in rows][1:] == [("replaces", "dang/tw/ct/1998-02-18/30")]


def test_a_contradiction_of_many_documents_shows_some_of_their_mentions(tmp_path):
    for year in range(1990, 2010):
        words = f"Chỉ thị số 7-CT/TW ngày 02/3/1985 được thay thế bởi Chỉ thị số 8-CT/TW ngày 02/3/{year} của Bộ Chính trị."
        (tmp_path / f"{year}.txt").write_text(words, encoding="utf-8")
    rows = [row for row in report(tmp_path, "--limit", "0")["contradictions"] if row["kind"] == "replaced-twice"]
    assert len(rows) == 10
    assert {row["message"].count("Chỉ thị 8-CT/TW (") for row in rows} == {20}
    assert {len(row["keys"].split()) for row in rows} == {21}


def test_a_ring_of_documents_is_shown_once(tmp_path):
    for mine, other in ((1, 2), (2, 3), (3, 1)):
        text = graphset.PROVINCE.replace("35-KH/TU", f"{mine}-KH/TU").replace("61-CT/TW, ngày 12/4/2023", f"{other}-KH/TU, ngày 20/6/2023")
        (tmp_path / f"{mine}.txt").write_text(text.replace("Chỉ thị", "Kế hoạch").replace("Ban Bí thư", "Tỉnh ủy"), encoding="utf-8")
    chain = report(tmp_path, "--focus", "1-KH/TU")["who implements Kế hoạch 1-KH/TU (dang/tu@lam-dong/kh/2023-06-20/1)"]
    assert [row["document"] for row in chain] == ["Kế hoạch 3-KH/TU", "  Kế hoạch 2-KH/TU"]


def test_limit_cuts_each_table_and_says_how_many_more_there_are():
    whole, cut = invoke("graph", DOCUMENTS, "--report", "--limit", 0).stdout, invoke("graph", DOCUMENTS, "--report", "--limit", 3).stdout
    assert "# and " not in whole
    for title, rows in tables(whole).items():
        assert len(tables(cut)[title]) == min(3, len(rows)) or title == "contradictions"
    more = len(tables(whole)["cited, not at hand"]) - 3
    assert f"# and {more} more" in cut.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_a_terminal_gets_tables_cut_to_its_width(inbox, columns):
    code, text = on_terminal("graph", inbox, "--report", columns=columns)
    assert code == 0
    lines = unstyled(text)
    assert max(map(cell_len, lines)) <= columns
    assert "contradictions: none" in lines
    assert any(line.startswith("Kế hoạch 40-KH/HU") for line in lines) or columns == 60


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_a_terminal_shows_proofs_whole_with_their_place(inbox, columns):
    code, text = on_terminal("graph", inbox, "--report", columns=columns)
    lines = unstyled(text)
    assert (code, max(map(cell_len, lines)) <= columns) == (0, True)
    whole = " ".join(" ".join(lines).split())
    for row in [*(found := report(inbox))["citations of what was replaced or repealed before"], *found["mentions that are not settled"]]:
        assert f"“{row['sentence']}” {row['where']}" in whole
    assert (
        "Kế hoạch 40-KH/HU (2023-10-03) → Kế hoạch 14-KH/TU: implements replaced by Kế hoạch 35-KH/TU 2023-06-20, says 02-tinh.txt" in whole
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_contradiction_stands_once_above_its_proofs(tmp_path):
    for number, day in ((1, "22"), (2, "28")):
        text = graphset.LATE.replace("40-KH/HU", f"{number}-KH/HU").replace("08/5/2019", f"{day}/5/2019")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    rows = report(tmp_path)["contradictions"]
    assert [row["where"].partition(":")[0] for row in rows] == ["1.txt", "2.txt"]
    whole = " ".join(" ".join(unstyled(on_terminal("graph", tmp_path, "--report", columns=100)[1])).split())
    assert whole.count(rows[0]["message"]) == 1
    assert all(f"“{row['sentence']}” {row['where']}" in whole for row in rows)


def test_the_timeline_has_a_document_once_a_day(inbox):
    found = report(inbox, "--focus", KEYS["central"])["timeline of Chỉ thị 61-CT/TW"]
    assert [(row["event"], row["document"]) for row in found] == [
        ("issued", "Chỉ thị 61-CT/TW"),
        ("implements", "Kế hoạch 35-KH/TU"),
        ("based_on", "Kế hoạch 22-KH/HU"),
    ]
    text = graphset.PROVINCE.replace("1- Văn phòng", "Căn cứ Chỉ thị số 61-CT/TW, ngày 12/4/2023 của Ban Bí thư;\n1- Văn phòng")
    (inbox / "02-tinh.txt").write_text(text, encoding="utf-8")
    found = report(inbox, "--focus", KEYS["central"])["timeline of Chỉ thị 61-CT/TW"]
    assert [set(row["event"].split(", ")) for row in found] == [{"issued"}, {"implements", "based_on"}, {"based_on"}]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("option", [(), ("--report",)])
def test_words_of_documents_do_not_steer_the_terminal(records, option):
    good = records.read_text("utf-8").splitlines()
    record = json.loads(good[0])
    record["header"]["title"] = HOSTILE
    record["source"]["name"] = HOSTILE.replace("/", "") + ".txt"
    records.write_text("\n".join([json.dumps(record), *good[1:]]), encoding="utf-8")
    code, text = on_terminal("graph", records, *option, columns=200)
    assert code == 0
    assert "[2J" in text, "the letters are there, cut or not"
    assert not re.search(r"\x1b(?!\[[0-9;]*m)", text)
    assert "\x07" not in text
    assert "\u202e" not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", invoke("graph", records, *option).stdout)


# --- focus -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [KEYS["province"], "35-KH/TU", "ke hoach so 35-kh/tu", "Kế hoạch 35", "035-KH/TU ngày 20/6/2023"])
def test_focus_takes_a_key_or_a_number_as_people_write_it(inbox, asked):
    found = report(inbox, "--focus", asked)
    assert [row["key"] for row in found[f"who implements Kế hoạch 35-KH/TU ({KEYS['province']})"]] == [KEYS["district"]]
    assert [row["key"] for row in found["what Kế hoạch 35-KH/TU rests on"]] == [KEYS["central"]]
    assert [row["event"] for row in found["timeline of Kế hoạch 35-KH/TU"]] == ["issued", "implements"]


def test_focus_keeps_what_is_near_and_depth_says_how_near(inbox):
    assert invoke("graph", inbox, "--focus", KEYS["late"], "--depth", 0).stdout.startswith("1 file, 1 document\n")
    near = {row["key"] for row in report(inbox, "--focus", KEYS["late"])["most cited"]}
    further = {row["key"] for row in report(inbox, "--focus", KEYS["late"], "--depth", 3)["most cited"]}
    assert near == {KEYS["old"]}
    assert further == {KEYS["old"], KEYS["province"], KEYS["central"]}
    chain = report(inbox, "--focus", KEYS["central"], "--depth", 0)[f"who implements Chỉ thị 61-CT/TW ({KEYS['central']})"]
    assert len(chain) == 2, "chains are those of the whole graph"


def test_a_number_of_several_documents_lists_them(inbox):
    result = invoke("graph", inbox, "--focus", "25-NQ/TW")
    assert (result.exit_code, result.stdout) == (2, "")
    head, *offered = result.stderr.splitlines()
    assert head == "qcdc: --focus 25-NQ/TW: 4 documents fit; name one by its key:"
    assert [line.split()[0] for line in offered] == sorted(line.split()[0] for line in offered)
    assert any("dang/tw/nq/2013-06-03/25  Nghị quyết 25-NQ/TW tăng cường" in line for line in offered)


def test_an_unknown_number_offers_what_is_near(inbox):
    result = invoke("graph", inbox, "--focus", "61-CT/TU")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"qcdc: --focus 61-CT/TU: no such document; near are:\n  {KEYS['central']}  Chỉ thị 61-CT/TW")
    assert invoke("graph", inbox, "--focus", "xyzw").stderr == "qcdc: --focus xyzw: no such document\n"


# --- usage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [["--depth", "-1"], ["--limit", "-1"], ["--limit", "many"], []])
def test_wrong_usage_is_exit_code_2(inbox, options):
    arguments = [inbox, *options] if options else []
    assert invoke("graph", *arguments).exit_code == 2


def test_help_names_the_endings_and_has_examples():
    text = invoke("graph", "--help").stdout
    for ending in (".html", *FORMS):
        assert re.search(rf"{re.escape(ending)}[,. ]", text)
    assert all("qcdc graph" in line for line in text.partition("Examples:\n")[2].strip().splitlines())


# --- files -----------------------------------------------------------------------------------------------------------


def page_files(page: Path) -> dict[str, str | None]:
    """Links of a page by the name of the file."""
    data = re.search(r'"files":(\[\[.*?\]\])', page.read_text("utf-8"))
    return {name: link for name, _, link in json.loads(data[1])}


def test_files_are_written_in_the_forms_that_their_endings_say(inbox, tmp_path):
    outputs = [tmp_path / f"graph{ending}" for ending in (".html", ".GraphML", ".gexf", ".csv")]
    result = invoke("graph", inbox, *(f"-o{path}" for path in outputs))
    assert (result.exit_code, result.stderr) == (0, "")
    written = [Path(line.removeprefix("written: ")) for line in result.stdout.splitlines()]
    assert {path.suffix for path in written} == {".html", ".GraphML", ".gexf", ".csv"}
    assert all(path.stat().st_size for path in written)
    names = set(nx.read_graphml(outputs[1]))
    assert set(KEYS.values()) <= names == set(nx.read_gexf(outputs[2]))
    assert KEYS["central"] in outputs[0].read_text("utf-8")


def test_a_focus_is_what_is_written(inbox, tmp_path):
    invoke("graph", inbox, "--focus", KEYS["late"], "-o", tmp_path / "part.graphml")
    assert set(nx.read_graphml(tmp_path / "part.graphml")) == {KEYS["late"], KEYS["old"]}


def test_report_and_files_in_one_run(inbox, tmp_path):
    result = invoke("graph", inbox, "--report", "-o", tmp_path / "a.gexf")
    assert result.stdout == EXPECTED.read_text("utf-8") + f"written: {tmp_path / 'a.gexf'}\n"


def test_the_page_links_to_the_files_from_its_own_folder(inbox, tmp_path):
    odd = inbox / "a b%20#c?&'“ệ”.txt"
    (inbox / "01-trung-uong.txt").rename(odd)
    for folder in (tmp_path, tmp_path / "pages" / "deep", inbox):
        folder.mkdir(parents=True, exist_ok=True)
        page = folder / "graph.htm"
        assert invoke("graph", *sorted(inbox.glob("*.txt")), "-o", page).exit_code == 0
        links = page_files(page)
        assert set(links) == {path.name for path in inbox.glob("*.txt")}
        for name, link in links.items():
            assert not re.search(r"[#?%](?![0-9A-F]{2})", link)
            assert (folder / unquote(link)).resolve() == inbox / name


def test_a_file_of_records_is_linked_only_where_its_sha256_fits(inbox, records, tmp_path):
    page, other = tmp_path / "graph.html", tmp_path / "other"
    assert invoke("graph", records, "-o", page).exit_code == 0
    assert set(page_files(page).values()) == {None}
    assert invoke("graph", records, "-o", page, "--files", inbox).exit_code == 0
    assert page_files(page)["02-tinh.txt"] == "inbox/02-tinh.txt"
    other.mkdir()
    (other / "02-tinh.txt").write_text("something else", encoding="utf-8")
    (other / "03-huyen.txt").mkdir()
    invoke("graph", records, "-o", page, "--files", other)
    assert set(page_files(page).values()) == {None}
    invoke("graph", records, "-o", page, "--files", other, "--files", inbox)
    assert page_files(page)["02-tinh.txt"] == "inbox/02-tinh.txt"
    beside = records.rename(inbox / "records.jsonl")
    invoke("graph", beside, "-o", page)
    assert page_files(page)["04-huyen-khac.txt"] == "inbox/04-huyen-khac.txt"
    invoke("graph", "-", "-o", page, "--files", inbox, stdin=beside.read_bytes())
    assert page_files(page)["04-huyen-khac.txt"] == "inbox/04-huyen-khac.txt"


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "..", "", "x/", "a\x00b", "C:\\x.txt"])
def test_a_record_cannot_name_a_file_outside_its_folder(records, tmp_path, name):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    sha256 = hashlib.sha256(b"secret").hexdigest()
    line = records.read_text("utf-8").splitlines()[0]
    path = tmp_path / "in" / "records.jsonl"
    path.write_text(change(line, source={**json.loads(line)["source"], "name": name, "sha256": sha256}), encoding="utf-8")
    assert invoke("graph", path, "-o", tmp_path / "graph.html").exit_code == 0
    assert page_files(tmp_path / "graph.html") == {name: None}


@pytest.mark.parametrize("ending", [".docx", "", ".html.gz", ".json"])
def test_an_unknown_ending_lists_those_there_are(inbox, tmp_path, ending):
    result = invoke("graph", inbox, "-o", tmp_path / f"x{ending}")
    assert result.exit_code == 2
    assert all(known in result.stderr for known in (".html", ".graphml", ".parquet"))
    assert not (tmp_path / f"x{ending}").exists()


def test_files_that_cannot_be_written_are_wrong_usage(inbox, tmp_path):
    before = sorted(inbox.iterdir())
    assert invoke("graph", inbox, "-o", tmp_path / "none" / "x.csv").exit_code == 2
    (tmp_path / "full.html").mkdir()
    assert invoke("graph", inbox, "-o", tmp_path / "full.html").exit_code == 2
    page = inbox / "page.html"
    page.write_text("<p>Thực hiện Chỉ thị số 61-CT/TW ngày 12/4/2023 của Ban Bí thư</p>", encoding="utf-8")
    result = invoke("graph", inbox, "-o", page)
    assert (result.exit_code, "one of the files to read" in " ".join(result.stderr.split())) == (2, True)
    page.unlink()
    assert sorted(inbox.iterdir()) == before


def test_a_missing_library_is_one_line_and_the_other_files_are_written(inbox, tmp_path):
    hidden = f"import sys; sys.modules['pyarrow'] = None; sys.argv[1:] = {['graph', str(inbox)]!r}; sys.argv += {{}}; "
    run = "from qcdc_parse.cli import main; main()"
    outputs = ["-o", str(tmp_path / "x.parquet"), "-o", str(tmp_path / "x.graphml")]
    done = subprocess.run(
        [sys.executable, "-c", hidden.format(repr(outputs)) + run], capture_output=True, env=environment(), check=False, text=True
    )
    assert (done.returncode, done.stdout) == (1, f"written: {tmp_path / 'x.graphml'}\n")
    assert done.stderr == "qcdc: graph: x.parquet: needs pyarrow: pip install 'qcdc-parse[graph]'\n"
    done = subprocess.run(
        [sys.executable, "-c", hidden.format("[]").replace("pyarrow", "rustworkx") + run],
        capture_output=True,
        env=environment(),
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "qcdc: graph: needs rustworkx: pip install 'qcdc-parse[graph]'\n"
