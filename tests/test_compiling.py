"""From an outline and submissions to a draft: what stands, who answered, what stays open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qcdc_parse import ConfigError, Document, MissingFileError, Policy, Roster, compile_report, parse_text, read_outline, save_outline
from qcdc_parse.report.models import Unit

OUTLINE = """ĐỀ CƯƠNG BÁO CÁO
Kết quả thực hiện Nghị quyết số 05-NQ/ĐUK

I. ĐẶC ĐIỂM TÌNH HÌNH
II. KẾT QUẢ THỰC HIỆN
Lưu ý: cơ quan hành chính chỉ báo cáo theo nội dung 1; doanh nghiệp chỉ báo cáo theo nội dung 2.
1. Dân chủ trong cơ quan hành chính
2. Dân chủ trong doanh nghiệp
III. SỐ LIỆU
1. Số hội nghị đã tổ chức: ……… cuộc
2. Tổng kinh phí thực hiện: ……… triệu đồng
IV. KIẾN NGHỊ, ĐỀ XUẤT
"""
TARGET = "NGHỊ QUYẾT\n\nI. CHỈ TIÊU\n1. 100% chi bộ ký cam kết nêu gương.\n2. Trên 90% đảng viên học tập Nghị quyết."
ROSTER = Roster(
    units=(
        Unit(name="Chi bộ Sở Y tế", kind="administrative"),
        Unit(name="Chi bộ Công ty Điện lực", kind="enterprise"),
        Unit(name="Chi bộ Trường Tân Lập 1"),
        Unit(name="Chi bộ Trường Tân Lập 2"),
    )
)


def report(unit: str, *, body: str, day: int = 10, words: str = "", name: str | None = None) -> Document:
    text = (
        f"ĐẢNG BỘ KHỐI\tĐẢNG CỘNG SẢN VIỆT NAM\n{unit.upper()}\n*\nSố {day}-BC/CB\tAn Hòa, ngày {day} tháng 6 năm 2022\n\n"
        f"BÁO CÁO{words}\nKết quả thực hiện Nghị quyết số 05-NQ/ĐUK\n-----\n\n{body}\n"
    )
    return parse_text(text, name=name or f"{unit} {day}.txt")


def body(
    *,
    meetings: str = "04",
    money: str = "1,2 tỷ đồng",
    result: str = "1. Dân chủ trong cơ quan hành chính\nĐã công khai tài chính hằng quý.",
) -> str:
    return (
        f"I. ĐẶC ĐIỂM TÌNH HÌNH\n\nChi bộ có 18 đảng viên.\n\nII. KẾT QUẢ THỰC HIỆN\n\n{result}\n"
        "100% chi bộ ký cam kết nêu gương. Đạt.\n\n"
        f"III. SỐ LIỆU\n\n1. Số hội nghị đã tổ chức: {meetings} cuộc\n2. Tổng kinh phí thực hiện: {money}\n"
    )


HEALTH = report("Chi bộ Sở Y tế", body=body())
POWER = report(
    "Chi bộ Công ty Điện lực",
    body=body(meetings="06", money="300 triệu đồng", result="2. Dân chủ trong doanh nghiệp\nĐã đối thoại với người lao động."),
)


def compiled(*submissions: Document | Path | str, **options: object):
    return compile_report(
        parse_text(OUTLINE, name="de-cuong.txt"), submissions, **{"roster": ROSTER, "target": parse_text(TARGET), **options}
    )


def test_every_piece_of_a_draft_stands_in_its_place():
    draft = compiled(HEALTH, POWER)
    assert [(each.unit, each.state) for each in draft.submissions] == [("Chi bộ Sở Y tế", "used"), ("Chi bộ Công ty Điện lực", "used")]
    assert draft.missing == ("Chi bộ Trường Tân Lập 1", "Chi bộ Trường Tân Lập 2")
    totals = {total.field: (total.value, total.measure, total.units, total.expected) for total in draft.totals}
    assert totals == {"III/1#1": (10, "cuộc", 2, 4), "III/2#1": (1500, "triệu đồng", 2, 4)}
    said = {cell.unit: cell.verdict for cell in draft.targets.rows[0].cells}
    assert said == {
        "Chi bộ Sở Y tế": "met",
        "Chi bộ Công ty Điện lực": "met",
        "Chi bộ Trường Tân Lập 1": None,
        "Chi bộ Trường Tân Lập 2": None,
    }
    assert [cell.status for cell in draft.targets.rows[1].cells] == ["unmatched", "unmatched", "not_submitted", "not_submitted"]
    states = {state.slot: state for state in draft.slots}
    assert states["IV"].unanswered == ("Chi bộ Sở Y tế", "Chi bộ Công ty Điện lực")
    assert "Chi bộ Công ty Điện lực" in states["II/1"].not_asked
    assert draft.conflicts == ()


def test_quotations_are_to_the_letter():
    submissions = [HEALTH, POWER]
    draft = compiled(*submissions)
    quotes = [*(a.quote for a in draft.answers), *(f.quote for f in draft.figures), *(q for c in draft.conflicts for q in c.quotes)]
    assert quotes
    assert all(quote.text == submissions[quote.submission].quote(quote.span) for quote in quotes)


def test_a_correction_supersedes_and_shows_what_it_changed():
    later = report("Chi bộ Sở Y tế", body=body(meetings="07").replace("Đạt.", "Chưa đạt (02 chi bộ chưa ký)."), day=20, words=" BỔ SUNG")
    draft = compiled(HEALTH, later)
    assert [(each.state, each.successor) for each in draft.submissions] == [("superseded", 1), ("used", None)]
    assert {figure.value for figure in draft.figures if figure.field == "III/1#1"} == {7}
    assert {(c.kind, c.unit) for c in draft.conflicts} == {("first_against_second", "Chi bộ Sở Y tế")}
    assert len(draft.conflicts) == 2
    assert draft.targets.rows[0].not_reached == ("Chi bộ Sở Y tế",)


def test_a_unit_that_is_not_certain_counts_nowhere_and_loses_nothing():
    draft = compiled(report("Chi bộ Trường Tân Lập", body=body()))
    (submission,) = draft.submissions
    assert (submission.state, submission.unit) == ("unidentified", None)
    assert {answer.unit for answer in draft.answers} == {None}
    assert {figure.status for figure in draft.figures} == {"doubtful"}
    assert all(total.value is None or total.units == 0 for total in draft.totals)
    assert set(draft.missing) == {unit.name for unit in ROSTER.units}


def test_an_answer_to_the_wrong_branch_is_a_conflict():
    strayed = report("Chi bộ Công ty Điện lực", body=body())
    draft = compiled(strayed)
    assert [(c.kind, c.unit, c.slot) for c in draft.conflicts] == [("wrong_branch", "Chi bộ Công ty Điện lực", "II/1")]


def test_what_is_on_something_else_is_put_aside():
    other = parse_text(
        "CHI BỘ SỞ Y TẾ\n\nBÁO CÁO\nThu nộp đảng phí quý II\n\nI. THU ĐẢNG PHÍ\n\nĐã thu đủ của 18 đảng viên.\n\nII. SỔ SÁCH\n\nSổ ghi đúng mẫu.",
        name="dang phi.txt",
    )
    draft = compiled(other)
    assert draft.submissions[0].state == "wrong_outline"
    assert draft.answers == ()
    assert "Chi bộ Sở Y tế" in draft.missing


GENERAL = "I. ĐẶC ĐIỂM TÌNH HÌNH\n\nChi bộ có 18 đảng viên.\n\nII. VIỆC THU NỘP\n\nĐã thu đủ, ghi sổ đúng mẫu từng quý.\n\nIII. SỔ SÁCH\n\nSổ đảng phí ghi đủ."


@pytest.mark.parametrize("head", ["BÁO CÁO\nThu, nộp đảng phí quý II\n\n", ""])
def test_general_headings_alone_do_not_make_a_report_on_the_outline(head: str):
    draft = compiled(parse_text(f"CHI BỘ SỞ Y TẾ\n\n{head}{GENERAL}", name="bc.txt"))
    (submission,) = draft.submissions
    assert submission.fit is not None
    assert submission.fit > 0.1
    assert submission.state == "wrong_outline"


def test_a_correction_of_a_result_alone_shows():
    first, later = (
        report(
            "Chi bộ Sở Y tế",
            body=body().replace("100% chi bộ ký cam kết nêu gương", f"Đã có {n}% chi bộ ký cam kết nêu gương").replace("Đạt.", "Chưa đạt."),
            day=d,
        )
        for n, d in ((98, 10), (99, 20))
    )
    draft = compiled(first, later)
    assert [c.kind for c in draft.conflicts] == ["first_against_second"]
    assert "98" in draft.conflicts[0].message
    assert "99" in draft.conflicts[0].message


def test_a_short_report_on_the_topic_is_kept():
    short = report(
        "Chi bộ Sở Y tế", body="I. VIỆC KHÁC\n\nTháng này chi bộ tham gia hiến máu, trồng cây, thăm hộ nghèo.\n\nII. KẾT QUẢ\n\nĐã họp."
    )
    assert compiled(short).submissions[0].state == "used"


def test_the_outline_is_no_submission():
    draft = compiled(parse_text(OUTLINE, name="ban sao de cuong.txt"), HEALTH)
    assert [each.state for each in draft.submissions] == ["wrong_outline", "used"]
    assert {answer.unit for answer in draft.answers} == {"Chi bộ Sở Y tế"}


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(tmp_path: Path):
    broken = tmp_path / "bc.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")
    seen: list[str] = []
    draft = compiled(broken, tmp_path / "gone.docx", HEALTH, on_taken=seen.append)
    assert [each.state for each in draft.submissions] == ["unreadable", "unreadable", "used"]
    assert all(each.reason for each in draft.submissions[:2])
    assert seen == [str(broken), str(tmp_path / "gone.docx"), HEALTH.source.name]


def test_without_a_roster_the_letterheads_say_who_answered():
    draft = compiled(HEALTH, POWER, roster=None)
    assert [unit.name for unit in draft.units] == ["CHI BỘ SỞ Y TẾ", "CHI BỘ CÔNG TY ĐIỆN LỰC"]
    assert draft.missing == ()


def test_the_targets_of_the_outline_serve_where_none_are_given():
    draft = compiled(HEALTH, target=None)
    assert draft.targets.rows == ()
    assert [note.code for note in draft.notes] == ["no-targets"]


def test_a_policy_rolls_up():
    draft = compiled(HEALTH, POWER, policy=Policy(name="all", at_least=1))
    assert [row.rolled_up for row in draft.targets.rows] == ["open", "open"]
    assert draft.targets.policy == "all"


def test_a_corrected_outline_is_used(tmp_path: Path):
    path = tmp_path / "de-cuong.yaml"
    save_outline(read_outline_of(OUTLINE), path)
    assert compile_report(path, [HEALTH], roster=ROSTER).totals == compiled(HEALTH).totals


def read_outline_of(text: str):
    from qcdc_parse import outline_of

    return outline_of(parse_text(text, name="de-cuong.txt"))


def test_what_is_asked_of_must_be_readable(tmp_path: Path):
    with pytest.raises(MissingFileError):
        compile_report(tmp_path / "none.docx", [HEALTH])
    (tmp_path / "units.csv").write_text("name\nA\nA\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"units\.csv:3: 'A' stands in line 2 already"):
        compiled(HEALTH, roster=tmp_path / "units.csv")
    (tmp_path / "policy.yaml").write_text("name: x\nat_least: 1.5\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"policy\.yaml:2:"):
        compiled(HEALTH, policy=tmp_path / "policy.yaml")
    with pytest.raises(MissingFileError):
        read_outline(tmp_path / "none.docx")


def test_compiling_is_deterministic():
    assert compiled(HEALTH, POWER).model_dump_json() == compiled(HEALTH, POWER).model_dump_json()


def test_a_draft_does_not_hang_on_the_hash_seed():
    code = (
        "import sys; from qcdc_parse import compile_report; "
        "sys.stdout.write(compile_report(sys.argv[1], sys.argv[2:], roster=None).model_dump_json())"
    )
    folder = Path(__file__).parents[1] / "corpus" / "reports" / "tinh-dev"
    files = [str(next(folder.glob("outline.*"))), *map(str, sorted((folder / "submissions").glob("*.txt")))]
    drafts = {
        subprocess.run(
            [sys.executable, "-c", code, *files], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drafts) == 1
