"""The command line, in process and as a real process."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import COMMAND, DOCUMENTS, environment, invoke, on_terminal, qcdc, unstyled

from qcdc_parse import __version__
from qcdc_parse.cli import inputs
from qcdc_parse.schema import schema_text

REPORT = DOCUMENTS / "19-bao-cao-thi-xa.txt"
OUTLINE = DOCUMENTS / "04-cong-van-de-cuong.pdf"
PLAN = DOCUMENTS / "05-ke-hoach-dan-van.docx"
SAMPLE = "BÁO CÁO\nKết quả\n\nI. KẾT QUẢ\n1. Thực hiện Chỉ thị số 30-CT/TW, ngày 18/02/1998 của Bộ Chính trị, 95% xã có tổ tự quản.\n"
BOX = re.compile("[\u2500-\u259f]")


@pytest.fixture
def sample(tmp_path) -> Path:
    path = tmp_path / "mẫu.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


# --- parse -----------------------------------------------------------------------------------------------------------


def test_one_file_is_one_object(sample):
    done = qcdc("parse", sample)
    assert (done.returncode, done.stderr) == (0, b"")
    record = json.loads(done.stdout)
    assert record["source"]["name"] == "mẫu.txt"
    assert [reference["key"] for reference in record["references"]] == ["30-CT/TW"]


@pytest.mark.parametrize("path", [REPORT, OUTLINE, PLAN], ids=lambda path: path.suffix)
def test_text_pdf_and_docx_are_read(path):
    result = invoke("parse", path, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["references"]


def test_several_files_are_an_array_in_order(sample):
    result = invoke("parse", sample, REPORT, "-f", "json")
    assert [record["source"]["name"] for record in json.loads(result.stdout)] == ["mẫu.txt", REPORT.name]


def test_a_directory_is_an_array_of_its_readable_files(sample):
    (sample.parent / "a.MD").write_text(SAMPLE, encoding="utf-8")
    (sample.parent / "z.xls").write_bytes(b"PK")
    (sample.parent / "deeper.txt").mkdir()
    result = invoke("parse", sample.parent, "--format", "json")
    assert result.exit_code == 0
    assert [record["source"]["name"] for record in json.loads(result.stdout)] == ["a.MD", "mẫu.txt"]


def test_a_directory_without_readable_files_is_a_failure(tmp_path):
    result = invoke("parse", tmp_path, "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "[]\n")
    assert result.stderr.startswith(f"qcdc: {tmp_path}: no file in it ends in .txt")


def test_jsonl_is_one_line_a_file(sample):
    result = invoke("parse", sample, REPORT, "--format", "jsonl")
    assert [json.loads(line)["source"]["name"] for line in result.stdout.splitlines()] == ["mẫu.txt", REPORT.name]


def test_standard_input():
    done = qcdc("parse", "-", stdin=SAMPLE.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["name"] == "<stdin>"
    assert json.loads(qcdc("parse", "-", stdin=PLAN.read_bytes()).stdout)["source"]["media_type"].endswith("document")


def test_a_failure_is_one_line_and_the_rest_goes_on(sample, tmp_path):
    bad = {
        "broken.pdf": b"%PDF-1.7\nnothing more",
        "empty.txt": b"",
        "blank.txt": b" \n\n",
        "picture.txt": b"\x89PNG\r\n\x1a\n",
        "latin.txt": b"caf\xe9",
        "broken.docx": b"PK\x03\x04 nothing more",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    done = qcdc("parse", *[tmp_path / name for name in bad], tmp_path / "missing.txt", sample, "--format", "jsonl")
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in lines] == [*(str(tmp_path / name) for name in bad), str(tmp_path / "missing.txt")]
    assert all(line.startswith("qcdc: ") and "internal error" not in line for line in lines)
    assert lines[-1].endswith(": no such file")
    assert json.loads(done.stdout)["source"]["name"] == "mẫu.txt"


def test_an_unforeseen_error_is_one_line_and_the_rest_goes_on(sample, monkeypatch):
    real = inputs.parse_source

    def buggy(source, registry):
        if source.source.name == "mẫu.txt":
            raise ZeroDivisionError("two\nlines")
        return real(source, registry)

    monkeypatch.setattr(inputs, "parse_source", buggy)
    result = invoke("parse", sample, REPORT, "--format", "jsonl")
    assert result.exit_code == 1
    assert re.fullmatch(
        rf"qcdc: {re.escape(str(sample))}: internal error: ZeroDivisionError: two lines \(test_cli\.py:\d+\)\n", result.stderr
    )
    assert json.loads(result.stdout)["source"]["name"] == REPORT.name


def test_nothing_but_failures_is_an_empty_array():
    result = invoke("parse", "/nowhere/a", "/nowhere/b", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


def test_a_closed_pipe_is_no_error():
    with subprocess.Popen(
        [*COMMAND, "parse", str(DOCUMENTS)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("arguments", [[], ["parse"], ["parse", "--format", "xml", "a"], ["prase", "a"], ["show"], ["show", "a", "b"]])
def test_wrong_usage_is_exit_code_2(arguments):
    assert invoke(*arguments).exit_code == 2


# --- score -----------------------------------------------------------------------------------------------------------

TARGETS = "NGHỊ QUYẾT\nVề a\n\nI. CHỈ TIÊU\n1. Tỷ lệ hòa giải thành đạt từ 85% trở lên.\n2. 100% chi bộ sinh hoạt chuyên đề.\n"
RESULTS = "BÁO CÁO\nVề a\n\nI. KẾT QUẢ\n1. Đã hòa giải thành 92,5%. Vượt.\n2. Đã có 91% hộ dân dùng nước sạch.\n"


@pytest.fixture
def scored(tmp_path) -> tuple[Path, Path]:
    paths = tmp_path / "nghị quyết.txt", tmp_path / "báo cáo.txt"
    for path, text in zip(paths, (TARGETS, RESULTS), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_score_prints_csv_to_a_pipe(scored):
    done = qcdc("score", *scored)
    assert (done.returncode, done.stderr) == (0, b"")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert [(row["status"], row["reached"], row["verdict"], row["computed"]) for row in rows] == [
        ("matched", "92,5%", "exceeded", "met"),
        ("unmatched", "", "", ""),
        ("no target", "91%", "", ""),
    ]
    assert [row["report"] for row in rows] == ["báo cáo.txt"] * 3


def test_score_shows_a_table_on_a_terminal(scored):
    code, shown = on_terminal("score", *scored, columns=140)
    lines = unstyled(shown)
    assert code == 0
    assert lines[0].startswith("2 targets, 1 report")
    assert any("hòa giải" in line and "matched" in line and "≥ 85%" in line for line in lines)
    assert max(map(len, lines)) <= 140


def test_score_prints_json_and_tsv(scored):
    board = json.loads(invoke("score", *scored, "--format", "json").stdout)
    assert [row["entries"][0]["status"] for row in board["rows"]] == ["matched", "unmatched"]
    lines = invoke("score", *scored, "--format", "table").stdout.splitlines()
    assert lines[0].split("\t")[0] == "resolution"
    assert len(lines) == 4


@pytest.mark.parametrize("ending", ["csv", "json", "tsv", "xlsx"])
def test_score_writes_by_the_ending_of_the_file(scored, tmp_path, ending):
    if ending == "xlsx":
        pytest.importorskip("xlsxwriter")
    path = tmp_path / f"bảng.{ending}"
    result = invoke("score", *scored, "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    begins = {"csv": b"\xef\xbb\xbfresolution,", "json": b'{\n  "resolution"', "tsv": b"resolution\ttarget_id", "xlsx": b"PK"}
    assert path.read_bytes().startswith(begins[ending])


def test_score_wrong_usage(scored, tmp_path):
    assert invoke("score", scored[0]).exit_code == 2
    assert invoke("score", *scored, "--format", "xlsx").exit_code == 2
    assert invoke("score", tmp_path, scored[1]).exit_code == 2
    assert invoke("score", *scored, "-o", tmp_path / "none" / "a.csv").exit_code == 2
    before = scored[1].read_bytes()
    assert invoke("score", *scored, "-o", scored[1], "-f", "json").exit_code == 2
    assert scored[1].read_bytes() == before


def test_score_says_what_cannot_be_read_and_goes_on(scored, tmp_path):
    result = invoke("score", *scored, tmp_path / "none.txt", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"qcdc: {tmp_path / 'none.txt'}: ")
    assert len(json.loads(result.stdout)["reports"]) == 1
    result = invoke("score", tmp_path / "none.txt", scored[1])
    assert (result.exit_code, result.stdout) == (1, "")


def test_score_takes_directories_and_standard_input(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text(RESULTS, encoding="utf-8")
    result = invoke("score", "-", folder, "--format", "json", stdin=TARGETS.encode())
    board = json.loads(result.stdout)
    assert board["resolution"]["name"] == "<stdin>"
    assert [each["name"] for each in board["reports"]] == ["a.txt", "b.txt"]


# --- parse -o --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format_", "suffix"), [(None, ".json"), ("json", ".json"), ("jsonl", ".jsonl"), ("tree", ".txt"), ("table", ".txt")]
)
def test_output_directory(sample, tmp_path, format_, suffix):
    out = tmp_path / "made" / "here"
    result = invoke("parse", sample, REPORT, "-o", out, *(["--format", format_] if format_ else []))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert {path.name for path in out.iterdir()} == {f"mẫu{suffix}", f"19-bao-cao-thi-xa{suffix}"}
    text = (out / f"mẫu{suffix}").read_text("utf-8")
    assert "30-CT/TW" in text or format_ == "tree"
    assert "\x1b" not in text
    if suffix.startswith(".json"):
        assert json.loads(text)["source"]["name"] == "mẫu.txt"


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path):
    for folder, number in (("a", 1), ("b", 2), ("c", 3)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(SAMPLE.replace("30-CT", f"{number}-CT"), encoding="utf-8")
    names = [tmp_path / folder / "x.txt" for folder in "abc"]
    result = invoke("parse", *names, "-o", tmp_path / "out")
    assert result.exit_code == 0
    keys = {p.name: json.loads(p.read_text("utf-8"))["references"][0]["key"] for p in (tmp_path / "out").iterdir()}
    assert keys == {"x.json": "1-CT/TW", "x-2.json": "2-CT/TW", "x-3.json": "3-CT/TW"}
    assert result.stderr.splitlines() == [
        f"qcdc: {names[1]}: written to x-2.json, because x.json belongs to {names[0]}",
        f"qcdc: {names[2]}: written to x-3.json, because x.json belongs to {names[0]}",
    ]


def test_an_input_is_never_overwritten(sample):
    result = invoke("parse", sample, "--format", "tree", "-o", sample.parent)
    assert result.exit_code == 0
    assert sample.read_text("utf-8") == SAMPLE
    assert (sample.parent / "mẫu-2.txt").is_file()
    assert "written to mẫu-2.txt" in result.stderr


def test_results_of_an_earlier_run_are_written_again(sample, tmp_path):
    for _ in range(2):
        assert invoke("parse", sample, "-o", tmp_path / "out").stderr == ""
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mẫu.json"]


def test_an_output_that_is_a_file_is_wrong_usage(sample):
    result = invoke("parse", sample, "-o", sample)
    assert result.exit_code == 2
    assert sample.read_text("utf-8") == SAMPLE


# --- tree, table, show -----------------------------------------------------------------------------------------------


def test_tree_lists_headings_and_what_stands_in_them(sample):
    lines = invoke("parse", sample, "--format", "tree").stdout.splitlines()
    assert lines[0] == "mẫu.txt (text/plain): Báo cáo"
    assert lines[1] == "  I  KẾT QUẢ"
    assert lines[2].startswith("    1  Thực hiện Chỉ thị số 30-CT/TW")
    assert lines[2].endswith("…  [1 reference, 1 indicator]")


def test_tables_are_tsv_when_piped():
    text = invoke("parse", REPORT, OUTLINE, "--format", "table").stdout
    references, indicators = ([*csv.reader(io.StringIO(part), delimiter="\t")] for part in text.split("\n\n"))
    assert references[0][:4] == ["file", "id", "place", "section"]
    assert indicators[0][:3] == ["file", "id", "section"]
    for table in (references, indicators):
        assert {len(row) for row in table} == {len(table[0])}
        assert {row[0] for row in table[1:]} == {str(REPORT), str(OUTLINE)}
    wanted = {(r["key"] or "") for r in json.loads(invoke("parse", REPORT, "-f", "json").stdout)["references"]}
    key = references[0].index("key")
    assert {row[key] for row in references[1:] if row[0] == str(REPORT)} == wanted


@pytest.mark.parametrize("path", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.stem)
def test_show_is_plain_and_whole_when_piped(path):
    result = invoke("show", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert not BOX.search(result.stdout)
    assert "\x1b" not in result.stdout
    record = json.loads(invoke("parse", path, "-f", "json").stdout)
    for name in ("references", "indicators", "blanks"):
        ids = [item["id"] for item in record[name] if "id" in item]
        assert re.findall(rf"^ +({name[0]}\d+) ", result.stdout, re.MULTILINE) == (ids if name != "blanks" else [])
    for note in record["notes"]:
        assert f"{note['severity']} {note['code']}  " in result.stdout


def test_show_says_verdicts_and_reasons():
    text = invoke("show", REPORT).stdout
    assert re.search(r"i4 +target +not_yet_met +Ít nhất 50% hồ sơ", text)
    assert "because người dân chưa quen dùng dịch vụ công" in text
    assert re.search(r"mostly_met +Qua sáu tháng", text)


def test_show_of_a_bad_file():
    result = invoke("show", "/nowhere/x.pdf")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "qcdc: /nowhere/x.pdf: no such file\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [60, 120])
def test_a_terminal_gets_colours_and_lines_of_its_width(columns):
    code, text = on_terminal("show", REPORT, columns=columns)
    assert code == 0
    assert "\x1b[31mnot_yet_met" in text
    assert "\x1b[32mmet" in text
    lines = unstyled(text)
    assert max(map(len, lines)) <= columns
    assert any(line.endswith("…") for line in lines)


def test_vietnamese_prints_in_the_c_locale(sample):
    ascii_only = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = qcdc("show", sample, **ascii_only)
    assert done.returncode == 0
    assert "Chỉ thị 30-CT/TW" in done.stdout.decode()
    record = json.loads(qcdc("parse", sample, **ascii_only).stdout.decode())
    assert record["source"]["name"] == "mẫu.txt"
    assert qcdc("parse", sample.parent / "không.txt", **ascii_only).stderr.decode().endswith("không.txt: no such file\n")


# --- schema, version, help -------------------------------------------------------------------------------------------


def test_schema():
    assert qcdc("schema").stdout.decode() == schema_text()


def test_version():
    assert invoke("--version").stdout == f"qcdc {__version__}\n"


@pytest.mark.parametrize("command", ["parse", "show", "refs", "check", "schema", "eval"])
def test_help_has_examples_that_begin_with_the_command(command):
    result = invoke(command, "--help")
    assert result.exit_code == 0
    examples = result.stdout.partition("Examples:\n")[2].strip().splitlines()
    assert examples
    assert all(f"qcdc {command}" in line for line in examples)


# --- eval ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    gold = {
        "identity": {"type": "Báo cáo", "title": "Kết quả"},
        "references": [
            {"kind": "numbered", "surface": "Chỉ thị số 30-CT/TW", "type": "Chỉ thị", "key": "30-CT/TW", "date": "1998-02-18"},
            {"kind": "numbered", "surface": "Chỉ thị số 31-CT/TW", "type": "Chỉ thị", "key": "31-CT/TW", "date": None},
        ],
    }
    (root / "g.json").write_text(json.dumps(gold), encoding="utf-8")
    manifest = ""
    for name, split in (("a.txt", "test"), ("b.txt", "development")):
        (root / name).write_text(SAMPLE, encoding="utf-8")
        manifest += f'[[document]]\nfile = "{name}"\ngold = "g.json"\nsplit = "{split}"\ngenre = "Báo cáo"\ndefects = ["nfd"]\n'
    (root / "manifest.toml").write_text(manifest, encoding="utf-8")
    return root


def rows(text: str) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}


def test_eval_prints_a_row_a_measure(corpus):
    result = invoke("eval", corpus)
    assert (result.exit_code, result.stderr) == (0, "")
    assert rows(result.stdout)["measure"] == ["P", "R", "F1", "gold", "found"]
    assert rows(result.stdout)["references"] == ["1.000", "0.500", "0.667", "4", "2"]
    assert rows(invoke("eval", corpus, "--split", "test").stdout)["references"][3:] == ["2", "1"]


def test_eval_breaks_down_and_lists(corpus):
    assert rows(invoke("eval", corpus, "--by", "document").stdout)["a.txt"][0] == "1"
    assert rows(invoke("eval", corpus, "--by", "defect").stdout)["nfd"][0] == "2"
    assert rows(invoke("eval", corpus, "--by", "split").stdout)["test"][0] == "1"
    shown = invoke("eval", corpus, "--show").stdout
    assert "== a.txt\n   references missed: Chỉ thị số 31-CT/TW [31-CT/TW]\n" in shown


@pytest.mark.parametrize(
    ("wishes", "code", "message"),
    [
        (["references=0.6", "header=1"], 0, ""),
        (["references=0.7"], 1, "qcdc: references: F1 0.6667 is below 0.7\n"),
        (["header=1", "blanks=0"], 1, "qcdc: blanks: nothing to measure, 0 asked\n"),
    ],
)
def test_eval_minimums(corpus, wishes, code, message):
    result = invoke("eval", corpus, *(part for wish in wishes for part in ("--min", wish)))
    assert (result.exit_code, result.stderr) == (code, message)


@pytest.mark.parametrize("wish", ["refs=1", "references", "references=much", "references="])
def test_eval_minimum_that_makes_no_sense_is_wrong_usage(corpus, wish):
    assert invoke("eval", corpus, "--min", wish).exit_code == 2


def test_eval_against_a_baseline(corpus, tmp_path):
    saved = tmp_path / "base.json"
    assert invoke("eval", corpus, "--save", saved).exit_code == 0
    same = invoke("eval", corpus, "--baseline", saved)
    assert same.stdout.endswith("2 of 2 documents are in the baseline; nothing changed.\n")
    (corpus / "a.txt").write_text(SAMPLE.replace("30-CT/TW", "31-CT/TW"), encoding="utf-8")
    (corpus / "b.txt").write_text(SAMPLE + "2. Chỉ thị số 31-CT/TW.\n", encoding="utf-8")
    changed = invoke("eval", corpus, "--baseline", saved).stdout
    assert re.search(r"^all +references +0\.667 +0\.857 +\+0\.190$", changed, re.MULTILINE)
    assert re.search(r"^b\.txt +references +0\.667 +1\.000 +\+0\.333$", changed, re.MULTILINE)


def test_eval_counts_an_unreadable_document_and_fails(corpus):
    (corpus / "a.txt").write_bytes(b"")
    result = invoke("eval", corpus)
    assert (result.exit_code, result.stderr) == (1, "qcdc: a.txt: the file is empty\n")
    assert rows(result.stdout)["references"][3:] == ["4", "1"]


def test_eval_counts_a_document_that_breaks_the_parser_and_fails(corpus, monkeypatch):
    def buggy(source, _):
        raise ZeroDivisionError(source.source.name)

    monkeypatch.setattr(inputs, "parse_source", buggy)
    result = invoke("eval", corpus, "--split", "test")
    assert result.exit_code == 1
    assert result.stderr.startswith("qcdc: a.txt: internal error: ZeroDivisionError")


@pytest.mark.parametrize("missing", ["manifest.toml", "g.json"])
def test_eval_of_a_bad_corpus_is_one_line(corpus, missing):
    (corpus / missing).unlink()
    result = invoke("eval", corpus)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert missing in result.stderr


def test_eval_takes_the_corpus_in_the_working_directory(corpus):
    done = subprocess.run([*COMMAND, "eval"], cwd=corpus.parent, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0
    assert rows(done.stdout.decode())["references"][3:] == ["4", "2"]
