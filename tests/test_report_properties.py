"""Properties that hold for every report that is compiled, whatever was handed in (`draftrules.py`)."""

from __future__ import annotations

import errno
import os
import re
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("docxtpl")
pytest.importorskip("xlsxwriter")

import strategies
from draftrules import check_draft, check_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reporttruth import report_sets

from qcdc_parse import parse, parse_text
from qcdc_parse.report.compiling import compile_report
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.roster import load_roster

QUICK = settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
SETS = ("huyen-dev", "khoi-dev")

TROUBLE = (
    "=cmd|'/c calc'!A0", "{{ 7*7 }}", "{% for x in y %}", "&lt;&#65;&nbsp;", "<w:p><w:r>", "]]>", "--><script>", "javascript:alert(1)",
    r"\\may-chu\chung\a.docx", "file:///C:/a.docx", "12/15", "15/12", "1.234,5 triệu đồng", "1 tỷ 200 triệu đồng", "٣٤", "½", "1e5", "-12",
    "95%", "(đạt)", "chưa đạt", "9" * 400, "1" + ".000" * 120, "mười hai", "12 345 678", "1.2.3", "IV. KẾT QUẢ", "a) ", "1.1.1.1.1.1.1.1.1.1 Sâu",
    "PHỤ LỤC 2", "\t", "\t\t\t", "Trên đây là báo cáo", "Nơi nhận:", "T/M CHI BỘ", "tỷ đồng", "０１２", "năm 2021: 5; năm 2022: 6", "việc " * 3_000,
)  # fmt: skip


@cache
def texts(name: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Return the outline, the resolution and the submissions of a set as text."""
    (one,) = report_sets(name)
    read = [parse(path) for path in one.submissions[:12]]
    return parse(one.outline).text, parse(one.target).text if one.target else "", tuple((d.source.name, d.text) for d in read)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """Swap, drop, double, cut and join lines; put what makes trouble into them."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 12))):
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        cut = draw(st.integers(0, len(lines[at])))
        match draw(st.sampled_from(["swap", "drop", "double", "cut", "join", "letter", "trouble", "line", "number", "many"])):
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "drop":
                lines[at : at + draw(st.integers(1, 8))] = [""]
            case "double":
                lines.insert(other, lines[at])
            case "cut":
                lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
            case "join":
                lines[at] += " " + lines[other]
            case "letter":
                lines[at] = lines[at][:cut] + draw(strategies.characters) + lines[at][cut:]
            case "trouble":
                lines[at] = f"{lines[at][:cut]} {draw(st.sampled_from(TROUBLE))} {lines[at][cut:]}"
            case "line":
                lines.insert(at, draw(st.sampled_from(TROUBLE)))
            case "number":
                lines[at] = re.sub(r"\d+", draw(st.sampled_from([*TROUBLE, "7", "2021"])).replace("\\", "/"), lines[at])
            case _:
                lines[at:at] = [f"- Việc {n}: {n} cuộc" for n in range(draw(st.integers(1, 300)))]
    return "\n".join(lines)


@st.composite
def handed_in(draw: st.DrawFn) -> tuple[str, str, str, list[tuple[str, str]], bool]:
    """Return a set, an outline, a resolution, submissions and whether there is a roster."""
    name = draw(st.sampled_from(SETS))
    outline, target, submissions = texts(name)
    picked = draw(st.lists(st.sampled_from(submissions), min_size=1, max_size=4))
    changed = [(file, draw(mutated(text))) for file, text in picked]
    if draw(st.booleans()):
        changed.append(
            draw(st.sampled_from([changed[0], ("de-cuong.txt", outline), ("trống.txt", ""), ("../=1+1'\"\n.txt", changed[0][1])]))
        )
    return name, draw(mutated(outline)), draw(mutated(target)) if draw(st.booleans()) else "", changed, draw(st.booleans())


def compiled_and_checked(outline: str, target: str, submissions: list[tuple[str, str]], roster) -> ReportDraft:
    asked = parse_text(outline, name="de-cuong.txt")
    documents = [parse_text(text, name=name) for name, text in submissions]
    aimed = parse_text(target, name="nghi-quyet.txt") if target else None
    draft = compile_report(asked, documents, roster=roster, target=aimed)
    check_draft(draft, documents, aimed)
    again = compile_report(asked, documents, roster=roster, target=aimed)
    assert again == draft
    return draft


@QUICK
@given(handed_in())
def test_mutated_sets(given_in: tuple[str, str, str, list[tuple[str, str]], bool]) -> None:
    name, outline, target, submissions, known = given_in
    (one,) = report_sets(name)
    compiled_and_checked(outline, target, submissions, load_roster(one.folder / "units.csv") if known else None)


@settings(QUICK, max_examples=12)
@given(handed_in())
def test_numbers_in_the_files_are_quoted_or_recorded(tmp_path_factory, given_in) -> None:
    name, outline, target, submissions, known = given_in
    (one,) = report_sets(name)
    draft = compiled_and_checked(outline, target, submissions, load_roster(one.folder / "units.csv") if known else None)
    check_files(draft, tmp_path_factory.getbasetemp())


@settings(QUICK, max_examples=60)
@given(strategies.arbitrary, st.lists(strategies.arbitrary, max_size=3), strategies.arbitrary)
def test_any_texts(outline: str, submissions: list[str], target: str) -> None:
    compiled_and_checked(f"{OUTLINE}\n{outline}", target, [(f"{n}.txt", text) for n, text in enumerate(submissions)], None)


@pytest.mark.parametrize("name", SETS)
def test_whole_sets(name: str, tmp_path) -> None:
    (one,) = report_sets(name)
    documents = [parse(path) for path in one.submissions]
    aimed = parse(one.target) if one.target else None
    draft = compile_report(one.outline, documents, roster=one.folder / "units.csv", target=aimed)
    check_draft(draft, documents, aimed)
    check_files(draft, tmp_path)


OUTLINE = """ĐỀ CƯƠNG BÁO CÁO

I. KẾT QUẢ THỰC HIỆN
1. Công tác tuyên truyền
- Số hội nghị: …… cuộc
2. Công tác kiểm tra
PHỤ LỤC 1
1. Số cuộc đối thoại: …… cuộc
"""
HEAD = "CHI BỘ A\n\nBÁO CÁO\nKết quả\n\nI. KẾT QUẢ THỰC HIỆN\n1. Công tác tuyên truyền\n"
SHAPES = {
    "thousands of tiny paragraphs": HEAD + "\n\n".join(f"Đã họp {n} cuộc." for n in range(3_000)),
    "a table of 5,000 rows": HEAD + "\n".join(f"{n}\tSố hội nghị\t{n}\t{n % 7} cuộc" for n in range(5_000)),
    "one huge line": HEAD + "đã họp 12 cuộc; " * 20_000,
    "one huge word": HEAD + "a" * 300_000,
    "deep numbering": HEAD + "\n".join(".".join(["1"] * (n % 60 + 1)) + f". Việc thứ {n}" for n in range(600)),
    "letters that no file holds": HEAD + "\x00\x01\x0b\x1b[31m\u202e\u2066\ud800\udfff\ufffe đã họp 12 cuộc\x85",
    "headings and nothing else": HEAD * 300,
    "blanks": HEAD + " \t\u00a0\u3000\n" * 5_000,
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_shapes(text: str, tmp_path) -> None:
    check_files(compiled_and_checked(OUTLINE, "", [("a.txt", text), ("b.txt", text.replace("CHI BỘ A", "CHI BỘ B"))], None), tmp_path)


def test_a_file_that_has_no_room_leaves_what_stood_there(monkeypatch, tmp_path) -> None:
    draft = compile_report(parse_text(OUTLINE), [parse_text(HEAD + "Đã họp 12 cuộc.")])
    before = {path.name: path.read_bytes() for path in (draft.to_json(tmp_path / "draft.json"), draft.to_docx(tmp_path / "draft.docx"))}

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    for write, name in ((draft.to_json, "draft.json"), (draft.to_docx, "draft.docx"), (draft.to_xlsx, "draft.xlsx")):
        with pytest.raises(OSError, match="No space"):
            write(tmp_path / name)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_whose_name_is_no_utf_8_is_compiled(tmp_path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1o c\xe1o =1+1.txt"))
    try:
        file.write_text(HEAD + "Đã họp 12 cuộc.", "utf-8")
    except OSError:
        pytest.skip("the file system has no such names")
    draft = compile_report(parse_text(OUTLINE), [file, f"{file}x"])
    assert [(each.state, each.source.name) for each in draft.submissions] == [
        ("used", "b\ufffdo c\ufffdo =1+1.txt"),
        ("unreadable", "b\ufffdo c\ufffdo =1+1.txtx"),
    ]
    assert [a.quote.text for a in draft.answers] == ["Đã họp 12 cuộc."]
    for write, name in ((draft.to_json, "draft.json"), (draft.to_docx, "draft.docx"), (draft.to_xlsx, "draft.xlsx")):
        assert write(tmp_path / name).stat().st_size > 0
