"""`qcdc compile` as a clerk runs it: what it writes, says and leaves alone."""

import json
import os
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from command import ROOT, invoke, on_terminal, qcdc, unstyled

SET = ROOT / "corpus" / "reports" / "khoi-dev"
OUTLINE, ROSTER, TARGET = SET / "outline.docx", SET / "units.csv", SET / "target.docx"
TEXTS = ("BAO CAO PC HOA LAM.txt", "ngoaivu_baocao_nq05.txt")
OUTPUTS = ["draft.docx", "draft.json", "draft.xlsx"]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A directory with two submissions that need no other program."""
    directory = tmp_path / "inbox"
    directory.mkdir()
    for name in TEXTS:
        shutil.copy(SET / "submissions" / name, directory)
    return directory


def compiled(*submissions: Path, to: Path, **options: Path):
    chosen = {"outline": OUTLINE, "units": ROSTER, **options}
    return invoke("compile", *(part for name, value in chosen.items() for part in (f"--{name}", value)), *submissions, "-o", to)


def names(draft: Path) -> list[str]:
    return [Path(each["path"]).name for each in json.loads((draft / "draft.json").read_text())["submissions"]]


def edited(path: Path, words: str = "Đã sửa tay.") -> bytes:
    document = docx.Document(str(path))
    document.add_paragraph(words)
    document.save(str(path))
    return path.read_bytes()


def template(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(str(path))
    return path


def test_a_whole_set_end_to_end(tmp_path: Path) -> None:
    out = tmp_path / "new" / "draft"
    result = compiled(SET / "submissions", to=out, target=TARGET)
    assert result.exit_code == 0, result.stderr
    assert sorted(file.name for file in out.iterdir()) == OUTPUTS
    draft = json.loads((out / "draft.json").read_text())
    assert len(draft["submissions"]) == len(list((SET / "submissions").iterdir()))
    assert len(draft["units"]) == 15
    said = result.stdout
    for unit in draft["missing"]:
        assert unit in said
    for row in draft["targets"]["rows"]:
        assert row["target"]["id"] in said
    aside = [each for each in draft["submissions"] if each["state"] != "used"]
    assert aside
    for each in aside:
        assert f"{each['state']}" in said
    answer = next(each for each in draft["answers"] if each["status"] == "aligned")
    assert " ".join(answer["quote"]["text"].split())[:40] in " ".join(p.text for p in docx.Document(str(out / "draft.docx")).paragraphs)
    assert openpyxl.load_workbook(out / "draft.xlsx").sheetnames


def test_a_directory_stands_for_all_that_is_in_it(inbox: Path, tmp_path: Path) -> None:
    below = inbox / "đợt 2"
    below.mkdir()
    (inbox / TEXTS[1]).rename(below / TEXTS[1])
    for name in ("~$bao cao.docx", ".DS_Store", "Thumbs.db"):
        (inbox / name).write_bytes(b"x")
    result = compiled(inbox, to=tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert sorted(names(tmp_path / "out")) == sorted(TEXTS)


def test_a_file_named_twice_is_read_once(inbox: Path, tmp_path: Path) -> None:
    assert compiled(inbox, inbox / TEXTS[0], to=tmp_path / "out").exit_code == 0
    assert sorted(names(tmp_path / "out")) == sorted(TEXTS)


def test_what_the_command_is_given_and_what_it_wrote_are_no_submissions(inbox: Path) -> None:
    outline, roster = inbox / "de cuong.docx", inbox / "don vi.csv"
    shutil.copy(OUTLINE, outline)
    shutil.copy(ROSTER, roster)
    out = inbox / "out"
    for _ in range(2):
        assert compiled(inbox, to=out, outline=outline, units=roster).exit_code == 0
        assert sorted(names(out)) == sorted(TEXTS)


def test_files_that_cannot_be_read_are_listed_and_the_others_go_on(inbox: Path, tmp_path: Path) -> None:
    (inbox / "Bao tang tinh.docx").write_bytes(b"")
    (inbox / "so lieu.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    result = compiled(inbox, to=tmp_path / "out")
    assert result.exit_code == 1
    assert "Bao tang tinh.docx" in result.stdout
    assert "tệp không có nội dung" in result.stdout
    assert "so lieu.xlsx" in result.stdout
    assert "2 of 15 units in the draft, 4 files handed in" in result.stdout
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == OUTPUTS


def test_a_unit_whose_file_cannot_be_read_did_hand_something_in(inbox: Path, tmp_path: Path) -> None:
    (inbox / "BC Bao tang tinh.docx").write_bytes(b"")
    result = compiled(inbox, to=tmp_path / "out")
    silent, perhaps = result.stdout.partition("perhaps submitted")[::2]
    assert "Chi bộ Bảo tàng tỉnh" not in silent
    assert "Chi bộ Bảo tàng tỉnh: BC Bao tang tinh.docx" in perhaps
    said = [p.text for p in docx.Document(str(tmp_path / "out" / "draft.docx")).paragraphs]
    never = next(line for line in said if line.startswith("Chưa nộp báo cáo (12/15 đơn vị)"))
    assert "Bảo tàng" not in never
    assert "Có thể đã nộp nhưng tệp không tổng hợp được (1/15 đơn vị): Chi bộ Bảo tàng tỉnh (BC Bao tang tinh.docx)." in said
    rows = openpyxl.load_workbook(tmp_path / "out" / "draft.xlsx")["Thiếu"].iter_rows(values_only=True)
    told = {row[0]: row[1] for row in rows if row[2] is None}
    assert told["Chi bộ Bảo tàng tỉnh"] == "có thể đã nộp, tệp không tổng hợp được: BC Bao tang tinh.docx"
    assert told["Đảng bộ Cục Thống kê"] == "chưa nộp báo cáo"


def test_an_edited_draft_is_never_written_over(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert compiled(inbox, to=out).exit_code == 0
    mine = edited(out / "draft.docx")
    again = compiled(inbox, to=out)
    assert again.exit_code == 0
    assert (out / "draft.docx").read_bytes() == mine
    assert "somebody has changed it" in again.stderr
    assert "draft-2.docx" in again.stderr
    assert "written: " + str(out / "draft-2.docx") in again.stdout
    second = edited(out / "draft-2.docx")
    compiled(inbox, to=out)
    assert (out / "draft-2.docx").read_bytes() == second
    assert sorted(file.name for file in out.iterdir()) == ["draft-2.docx", "draft-3.docx", *OUTPUTS]


def test_a_draft_that_nobody_touched_is_renewed(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    compiled(inbox / TEXTS[0], to=out)
    before = (out / "draft.docx").read_bytes()
    result = compiled(inbox, to=out)
    assert result.stderr == ""
    assert (out / "draft.docx").read_bytes() != before
    assert sorted(file.name for file in out.iterdir()) == OUTPUTS


@pytest.mark.parametrize(
    ("option", "file", "content", "place", "said"),
    [
        ("units", "units.csv", "name;kind\nChi bộ A;tàu vũ trụ\n", "units.csv:2", "'tàu vũ trụ' is no kind of unit"),
        ("units", "units.csv", "name\nChi bộ A\nChi bộ B\nchi bộ a\n", "units.csv:4", "stands in line 2 already"),
        ("units", "units.csv", "mã,địa chỉ\n1,2\n", "units.csv:1", "no column `name`"),
        ("policy", "policy.yaml", "name: x\nat_leat: 0.9\n", "policy.yaml:2:1", "is `at_least` meant?"),
        ("policy", "policy.yaml", "at_least: 90\n", "policy.yaml:1:11", "less than or equal to 1"),
        (
            "outline",
            "outline.yaml",
            "slots:\n- label: I\n  heading: A\n- label: I\n  heading: B\n",
            "outline.yaml:4:10",
            "a slot I stands ahead",
        ),
        ("outline", "outline.yaml", "slots:\n- label: I\n  heeding: A\n", "outline.yaml:3:3", "is `heading` meant?"),
        ("outline", "outline.yaml", "slots: []\n", "outline.yaml", "nothing is asked in it"),
        ("outline", "outline.yaml", "slots:\n\t- label: I\n", "outline.yaml:2:1", "indent with blanks"),
        (
            "outline",
            "outline.yaml",
            "slots:\n- label: I\n  heading: A\nbranches:\n- audience: xã\n  kinds: [xã]\n  slots: [I]\n",
            "outline.yaml:6:11",
            "is commune meant?",
        ),
    ],
)
def test_what_people_wrote_wrong_is_shown_with_its_place(
    inbox: Path, tmp_path: Path, option: str, file: str, content: str, place: str, said: str
) -> None:
    wrong = tmp_path / file
    wrong.write_text(content, encoding="utf-8")
    result = compiled(inbox, to=tmp_path / "out", **{option: wrong})
    assert result.exit_code == 2
    assert place in result.stderr
    assert said in result.stderr
    assert not list((tmp_path / "out").iterdir())


def test_a_roster_in_a_workbook_is_to_be_saved_as_csv(inbox: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["name"])
    book.save(tmp_path / "units.xlsx")
    result = compiled(inbox, to=tmp_path / "out", units=tmp_path / "units.xlsx")
    assert result.exit_code == 2
    assert "save the roster as CSV" in result.stderr


@pytest.mark.parametrize("option", ["outline", "units", "target", "policy", "template"])
def test_a_file_that_is_not_there_is_wrong_usage(inbox: Path, tmp_path: Path, option: str) -> None:
    result = compiled(inbox, to=tmp_path / "out", **{option: tmp_path / "không có.docx"})
    assert result.exit_code == 2
    assert "không có.docx" in result.stderr


def test_a_mistyped_directory_empties_no_draft(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    compiled(inbox, to=out)
    before = (out / "draft.docx").read_bytes()
    result = compiled(tmp_path / "inbok", to=out)
    assert result.exit_code == 2
    assert "no such file or directory" in result.stderr
    assert (out / "draft.docx").read_bytes() == before


def test_an_empty_directory_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    result = compiled(tmp_path / "inbox", to=tmp_path / "out")
    assert result.exit_code == 2
    assert "no file in what was named" in result.stderr


def test_where_nothing_can_be_written_nothing_is_read(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qcdc_parse.report.compile_report", _never)
    (tmp_path / "out").write_text("a file")
    result = compiled(inbox, to=tmp_path / "out")
    assert result.exit_code == 2
    assert (tmp_path / "out").read_text() == "a file"


def test_a_template_is_tried_before_the_work(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qcdc_parse.report.compile_report", _never)
    for path in (template(tmp_path / "a.docx", "BÁO CÁO"), template(tmp_path / "b.docx", "{{ body }}", "{{ nobody }}"), ROSTER):
        result = compiled(inbox, to=tmp_path / "out", template=path)
        assert result.exit_code == 2, result.stderr
        assert path.name in result.stderr


def _never(*_: object, **__: object) -> None:
    raise AssertionError("the submissions were read")


def test_a_template_of_ones_own(inbox: Path, tmp_path: Path) -> None:
    own = template(tmp_path / "own.docx", "MẪU CỦA VĂN PHÒNG", "{{ body }}", "HẾT")
    assert compiled(inbox, to=tmp_path / "out", template=own).exit_code == 0
    said = [p.text for p in docx.Document(str(tmp_path / "out" / "draft.docx")).paragraphs]
    assert said[0] == "MẪU CỦA VĂN PHÒNG"
    assert said.index("HẾT") > 5


def test_a_saved_outline_gives_the_same_draft(inbox: Path, tmp_path: Path) -> None:
    saved = tmp_path / "outline.yaml"
    assert invoke("outline", OUTLINE, "--save", saved).exit_code == 0
    for outline, out in ((OUTLINE, "a"), (saved, "b")):
        assert compiled(inbox, to=tmp_path / out, outline=outline, target=TARGET).exit_code == 0
    one, other = (json.loads((tmp_path / out / "draft.json").read_text()) for out in "ab")
    for part in ("answers", "figures", "totals", "slots", "missing", "conflicts"):
        assert one[part] == other[part], part


def test_notes_on_the_outline_and_the_compiling_are_told(inbox: Path, tmp_path: Path) -> None:
    outline = tmp_path / "bao cao.txt"
    outline.write_text("BÁO CÁO\nTình hình quý I\n\nI. KẾT QUẢ\n\nII. KIẾN NGHỊ\n", encoding="utf-8")
    result = compiled(inbox, to=tmp_path / "out", outline=outline)
    assert "outline-unnamed" in result.stdout
    assert "no-targets" in result.stdout


def test_piped_output_is_plain(inbox: Path, tmp_path: Path) -> None:
    done = qcdc("compile", "--outline", OUTLINE, "--units", ROSTER, inbox, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.stderr == b""
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "2 of 15 units in the draft, 2 files handed in"
    assert lines[-1] == f"written: {tmp_path / 'out' / 'draft.json'}"


def test_a_terminal_gets_the_same_words(inbox: Path, tmp_path: Path) -> None:
    code, shown = on_terminal("compile", "--outline", OUTLINE, "--units", ROSTER, inbox, "-o", tmp_path / "out", columns=200)
    assert code == 0
    assert "\x1b[" in shown
    assert "2 of 15 units in the draft, 2 files handed in" in unstyled(shown)


def test_what_a_policy_makes_of_the_counts_is_said_under_its_name(inbox: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("name: chín phần mười\nat_least: 0.9\n", encoding="utf-8")
    assert compiled(inbox, to=tmp_path / "out", target=TARGET, policy=policy).exit_code == 0
    document = docx.Document(str(tmp_path / "out" / "draft.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    sheet = openpyxl.load_workbook(tmp_path / "out" / "draft.xlsx")["Chỉ tiêu"]
    for said in (cells, [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]):
        assert any(str(words).startswith("chưa đủ căn cứ kết luận theo quy tắc “chín phần mười” (") for words in said)


def test_submissions_may_lie_in_the_output_directory(tmp_path: Path) -> None:
    (tmp_path / "de-cuong.txt").write_text("ĐỀ CƯƠNG BÁO CÁO\n\nI. ĐẶC ĐIỂM TÌNH HÌNH\nII. KẾT QUẢ THỰC HIỆN\n", encoding="utf-8")
    (tmp_path / "bc.txt").write_text("BÁO CÁO\n\nI. ĐẶC ĐIỂM TÌNH HÌNH\n\nCó 18 đảng viên.\n\nII. KẾT QUẢ\n\nĐã họp.\n", encoding="utf-8")
    for _ in range(2):
        done = qcdc("compile", "--outline", str(tmp_path / "de-cuong.txt"), str(tmp_path), "-o", str(tmp_path))
        assert done.returncode == 0, done.stderr.decode()
    assert [each["source"]["name"] for each in json.loads((tmp_path / "draft.json").read_text("utf-8"))["submissions"]] == ["bc.txt"]


def test_a_pipe_is_no_submission(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "bc.txt")
    done = qcdc("compile", "--outline", str(tmp_path / "none.txt"), str(tmp_path / "bc.txt"), "-o", str(tmp_path / "out"))
    assert done.returncode == 2
    assert b"neither a file nor a directory" in done.stderr
