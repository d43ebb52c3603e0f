"""Targets against results: pairs over written resolutions and reports, what stays open, what figures imply, what is handed out."""

from __future__ import annotations

import csv
import io
import itertools
import random
import re
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

from qcdc_parse import Document, Scoreboard, match_indicators, parse, parse_text
from qcdc_parse.catalog import raw
from qcdc_parse.errors import MissingToolError
from qcdc_parse.scoreboard import workbook
from qcdc_parse.scoreboard.assignment import assign
from qcdc_parse.scoreboard.claims import results_of, targets_of
from qcdc_parse.scoreboard.lexicon import fold, is_common, words_of
from qcdc_parse.scoreboard.subjects import subject_of

ROOT = Path(__file__).parents[1]
SETS = tomllib.loads((ROOT / "tests" / "data" / "matching.toml").read_text(encoding="utf-8"))["set"]
REPORTS = [pytest.param(s, r, id=f"{s['name']} {n}") for s in SETS for n, r in enumerate(s["report"], 1)]


def board(targets: str, *reports: str) -> Scoreboard:
    """A scoreboard of items under a heading of targets, and of results."""
    return match_indicators(resolution(targets), [report(r) for r in reports])


def resolution(targets: str) -> Document:
    return parse_text(f"NGHỊ QUYẾT\nvề nhiệm vụ\n\nI. MỤC TIÊU, CHỈ TIÊU\n{targets}", name="nq.txt")


def report(results: str, title: str = "kết quả công tác") -> Document:
    return parse_text(f"BÁO CÁO\n{title}\n\nI. KẾT QUẢ\n{results}", name="bc.txt")


def only(found: Scoreboard):
    assert len(found.rows) == 1
    return found.rows[0].entries[0]


# ---- written pairs


def _row(found: Scoreboard, words: str) -> int:
    rows = [index for index, row in enumerate(found.rows) if words in row.target.statement]
    assert len(rows) == 1, f"“{words}” names {len(rows)} targets"
    return rows[0]


def _outcome(entry) -> str:
    return entry.result.statement if entry.status == "matched" else entry.status


@pytest.mark.parametrize(("written", "one"), REPORTS)
def test_written_pairs(written: dict, one: dict) -> None:
    found = match_indicators(parse_text(written["resolution"]), parse_text(one["text"]))
    assert len(found.rows) == written["targets"]
    expected = {_row(found, target): result for target, result in one["pairs"]} | {_row(found, t): "ambiguous" for t in one["open"]}
    for index, row in enumerate(found.rows):
        assert expected.get(index, "unmatched") in _outcome(row.entries[0]), row.target.statement


def test_precision_and_recall_of_written_pairs() -> None:
    """Many reports at once: a wrong pair is worse than an open one."""
    right = made = wanted = 0
    for written in SETS:
        found = match_indicators(parse_text(written["resolution"]), [parse_text(r["text"]) for r in written["report"]])
        for number, one in enumerate(written["report"]):
            expected = {_row(found, target): result for target, result in one["pairs"]}
            entries = [row.entries[number] for row in found.rows]
            made += sum(e.status == "matched" for e in entries)
            wanted += len(expected) + len(one.get("missed", ()))
            right += sum(e.status == "matched" and expected.get(i, "\0") in e.result.statement for i, e in enumerate(entries))
    print(f"{right} right of {made} made, {wanted} written: precision {right / made:.3f}, recall {right / wanted:.3f}")
    assert right == made
    assert right >= 0.97 * wanted


def test_the_order_of_results_changes_no_pair() -> None:
    for written in SETS:
        target = parse_text(written["resolution"])
        for one in written["report"]:
            head, *items = re.split(r"\n(?=\d+\. |- )", one["text"].strip())
            turned = "\n".join((head, *(re.sub(r"^\d+\. ", "- ", item) for item in reversed(items))))
            straight = "\n".join((head, *(re.sub(r"^\d+\. ", "- ", item) for item in items)))
            pairs = [
                [_outcome(row.entries[0]).strip(" .;") for row in match_indicators(target, parse_text(text)).rows]
                for text in (straight, turned)
            ]
            assert pairs[0] == pairs[1]


def test_spans_quote_both_sides() -> None:
    for written in SETS:
        target, reports = parse_text(written["resolution"]), [parse_text(r["text"]) for r in written["report"]]
        found = match_indicators(target, reports)
        texts = [target.text, *(r.text for r in reports)]
        items = [row.target for row in found.rows] + list(found.unclaimed)
        items += [e.result for row in found.rows for e in row.entries if e.result]
        items += [c.result for row in found.rows for e in row.entries for c in e.candidates]
        for item in items:
            assert " ".join(item.span.of(texts[item.document]).split()) == item.statement
            assert all(m.span.start >= item.span.start and m.span.end <= item.span.end for m in item.measures)


def test_a_result_is_used_once_and_none_is_lost() -> None:
    for written in SETS:
        target, reports = parse_text(written["resolution"]), [parse_text(r["text"]) for r in written["report"]]
        found = match_indicators(target, reports)
        for number, each in enumerate(reports, 1):
            entries = [row.entries[number - 1] for row in found.rows]
            matched = [e.result.span for e in entries if e.result]
            assert len({(s.start, s.end) for s in matched}) == len(matched)
            near = [c.result for e in entries if e.status != "unmatched" for c in e.candidates]
            spoken = {(i.span.start, i.span.end) for i in (*(e.result for e in entries if e.result), *near)}
            left = {(i.span.start, i.span.end) for i in found.unclaimed if i.document == number}
            assert spoken | left >= {(i.span.start, i.span.end) for i in results_of(each, number)}
            assert not {(s.start, s.end) for s in matched} & left


# ---- the vocabulary, both ways


def _examples(key: str, which: str) -> list[object]:
    entries = raw("matching")[key]
    return [
        pytest.param(example, id=example) for entry in (entries if isinstance(entries, list) else [entries]) for example in entry[which]
    ]


def _pair(example: str):
    one, other = example.split(" <> ")
    return only(board(f"1. Phấn đấu {one}.", f"1. Kết quả: {other}."))


@pytest.mark.parametrize(
    "example", [*_examples("contrast", "examples"), *_examples("numbered", "examples"), *_examples("denial", "examples")]
)
def test_different_things_do_not_pair(example: str) -> None:
    assert _pair(example).status != "matched"


@pytest.mark.parametrize("example", [*_examples("short", "examples"), *_examples("same", "examples")])
def test_wordings_of_one_thing_are_one_text(example: str) -> None:
    one, other = (_subject(f"1. Đã có {side}.") for side in example.split(" <> "))
    assert one.words == other.words


@pytest.mark.parametrize("example", [*_examples("short", "counter_examples"), *_examples("same", "counter_examples")])
def test_wordings_of_other_things_are_not(example: str) -> None:
    one, other = (_subject(f"1. Đã có {side}.") for side in example.split(" <> "))
    assert one.words != other.words


def _subject(line: str):
    document = report(line)
    return subject_of(document.text, results_of(document, 1)[0])


@pytest.mark.parametrize(
    "example",
    [*_examples("contrast", "counter_examples"), *_examples("numbered", "counter_examples"), *_examples("denial", "counter_examples")],
)
def test_what_may_be_one_thing_is_not_told_apart(example: str) -> None:
    one, other = (_subject(f"1. Kết quả: {side}.") for side in example.split(" <> "))
    assert all(values & other.things.get(name, values) for name, values in one.things.items())
    assert all(numbers & other.numbered.get(label, numbers) for label, numbers in one.numbered.items())
    assert not one.denied ^ other.denied


def test_silent_and_common_words() -> None:
    for example in raw("matching")["silent"]["examples"]:
        assert words_of(re.sub(r"[\d%]+", "", fold(example))) == ()
    for key in ("silent", "common"):
        for example in raw("matching")[key]["counter_examples"]:
            assert any(not is_common(w) for w in words_of(fold(example)))
    for example in raw("matching")["common"]["examples"]:
        assert all(map(is_common, words_of(fold(example))))


@pytest.mark.parametrize(
    ("one", "other"), [("Hoà giải", "hòa giải"), ("thuỷ lợi", "thủy lợi"), ("kĩ năng, tỉ lệ", "kỹ năng, tỷ lệ"), ("Khoẻ", "khỏe")]
)
def test_fold_makes_one_of_two_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ủy", "ý"), ("tay", "tai"), ("quý", "quy"), ("hoa", "hòa"), ("máy", "mái")])
def test_fold_keeps_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


# ---- statements into items


@pytest.mark.parametrize(
    ("statement", "clauses"),
    [
        ("100% chi bộ có quy chế.", ["100% chi bộ có quy chế."]),
        (
            "100% cán bộ, đảng viên và 80% đoàn viên học tập nghị quyết.",
            ["100% cán bộ, đảng viên", "80% đoàn viên học tập nghị quyết."],
        ),
        ("Tỷ lệ hộ nghèo còn dưới 2%, tỷ lệ hộ cận nghèo còn dưới 4%.", ["Tỷ lệ hộ nghèo còn dưới 2%", "tỷ lệ hộ cận nghèo còn dưới 4%."]),
        ("Thu ngân sách tăng từ 5 - 7%.", ["Thu ngân sách tăng từ 5 - 7%."]),
        ("Đã có 46/57 chi bộ đạt, bằng 80,7%.", ["Đã có 46/57 chi bộ đạt, bằng 80,7%."]),
        (
            "Có 14/17 trường học, tỷ lệ 82,4%, đã được công nhận đạt chuẩn.",
            ["Có 14/17 trường học, tỷ lệ 82,4%, đã được công nhận đạt chuẩn."],
        ),
        ("Tỷ lệ hòa giải thành đạt 92% (chỉ tiêu 85%), vượt kế hoạch.", ["Tỷ lệ hòa giải thành đạt 92% (chỉ tiêu 85%), vượt kế hoạch."]),
    ],
)
def test_one_item_for_what_is_said_of_one_thing(statement: str, clauses: list[str]) -> None:
    document = report(f"1. {statement}")
    found = list(dict.fromkeys(i.statement for i in (*targets_of(document), *results_of(document, 1))))
    assert [c.rstrip(" ,") for c in found] == clauses or found == [statement.partition(", vượt")[0]]


def test_clauses_share_the_words_of_their_statement() -> None:
    found = targets_of(resolution("1. Tỷ lệ hồ sơ giải quyết đúng hạn: cấp tỉnh đạt ít nhất 98%, cấp xã đạt ít nhất 95%."))
    assert [(i.lead, i.statement) for i in found][1] == ("Tỷ lệ hồ sơ giải quyết đúng hạn:", "cấp xã đạt ít nhất 95%.")
    first, last = targets_of(resolution("1. Phấn đấu 100% đảng viên và 90% đoàn viên tham gia học tập nghị quyết."))
    assert (first.tail, last.tail) == ("đoàn viên tham gia học tập nghị quyết", None)


def test_an_item_is_no_heading_of_its_own() -> None:
    found = targets_of(resolution("1. Phấn đấu 100% chi bộ sinh hoạt chuyên đề\na) Mỗi quý một lần, đạt 90%."))
    assert [i.section for i in found] == ["MỤC TIÊU, CHỈ TIÊU", "MỤC TIÊU, CHỈ TIÊU / Phấn đấu 100% chi bộ sinh hoạt chuyên đề"]


def test_what_a_clause_says_of_its_own_has_to_be_said() -> None:
    found = board(
        "1. Tỷ lệ giải quyết hồ sơ hành chính đạt ít nhất 90%, đối thoại đạt ít nhất 95%.", "1. Đã giải quyết 97% hồ sơ hành chính."
    )
    assert [row.entries[0].status for row in found.rows] == ["matched", "unmatched"]


def test_a_lead_before_a_colon_is_what_its_figures_are_rates_of() -> None:
    found = board(
        "1. Tỷ lệ hồ sơ trả đúng hạn: cấp tỉnh đạt ít nhất 98%, cấp xã đạt ít nhất 95%.", "1. Tỷ lệ số hóa hồ sơ cấp xã đã đạt 87%."
    )
    assert [row.entries[0].status for row in found.rows] == ["unmatched", "unmatched"]


def test_a_restated_figure_tells_two_targets_apart() -> None:
    found = board("- Ít nhất 80% thôn có hương ước.\n- Ít nhất 90% thôn có hương ước.", "- Ít nhất 90% thôn có hương ước. Đạt.")
    assert [row.entries[0].status for row in found.rows] == ["unmatched", "matched"]


def test_a_misprint_is_the_same_word() -> None:
    fits = [
        only(board("1. Tỷ lệ tham gia bảo hiểm y tế đạt 95%.", f"1. Tỷ lệ tham gia {words} đã đạt 96%.")).score
        for words in ("bảo hiểm y tế", "bảo hiễm y tế")
    ]
    assert fits[1] > 0.85 * fits[0]


def test_the_year_to_reach_a_target_by_tells_two_apart() -> None:
    targets = "- Đến năm 2025, 80% hộ dân dùng nước sạch.\n- Đến năm 2030, 95% hộ dân dùng nước sạch."
    found = board(targets, "- Đến năm 2025, đã có 82% hộ dân dùng nước sạch.")
    assert [row.entries[0].status for row in found.rows] == ["matched", "unmatched"]


def test_another_year_stays_open() -> None:
    target = resolution("1. Năm 2024, 90% hộ dân dùng nước sạch.")
    assert only(match_indicators(target, report("1. Đã có 92% hộ dân dùng nước sạch.", "kết quả năm 2025"))).status == "ambiguous"


@pytest.mark.parametrize(
    ("target", "result", "status"),
    [
        ("Tỷ lệ hộ nghèo còn dưới 2%.", "Tỷ lệ hộ nghèo của thôn 3 là 5%.", "ambiguous"),
        ("Tỷ lệ hộ nghèo còn dưới 2%.", "Tỷ lệ hộ nghèo DTTS là 5%.", "ambiguous"),
        ("Tỷ lệ tham gia BHYT đạt 95%.", "Tỷ lệ tham gia BHYT học sinh đạt 98%.", "ambiguous"),
        ("Tỷ lệ tử vong trẻ dưới 5 tuổi còn 12‰.", "Tỷ lệ tử vong trẻ dưới 1 tuổi còn 9‰.", "unmatched"),
        ("Tỷ lệ tử vong trẻ dưới 5 tuổi còn 12‰.", "Tỷ lệ tử vong trẻ dưới 5 tuổi còn 9‰.", "matched"),
        ("Đường trục thôn được cứng hóa đạt 85%.", "Tỷ lệ đường trục thôn được cứng hóa là 88%.", "matched"),
    ],
)
def test_what_is_narrower_stays_open(target: str, result: str, status: str) -> None:
    assert only(board(f"1. {target}", f"1. {result}")).status == status


@pytest.mark.parametrize(
    ("result", "status"),
    [
        ("Năm 2025, tỷ lệ hộ dân dùng nước sạch đạt 81%.", "ambiguous"),
        ("Tỷ lệ hộ dân dùng nước sạch năm 2025 là 81%.", "ambiguous"),
        ("Năm 2026, tỷ lệ hộ dân dùng nước sạch đạt 81%.", "matched"),
        ("Tỷ lệ hộ dân dùng nước sạch đạt 81%, cao hơn năm 2025.", "matched"),
    ],
)
def test_a_figure_of_another_year_than_the_report_stays_open(result: str, status: str) -> None:
    target = resolution("1. Tỷ lệ hộ dân dùng nước sạch đạt 90%.")
    assert only(match_indicators(target, report(f"1. {result}", "kết quả năm 2026"))).status == status


@pytest.mark.parametrize(
    ("target", "result", "status"),
    [
        ("Tỷ lệ hộ nghèo giảm còn 2%.", "Tỷ lệ hộ nghèo giảm 0,4%.", "unmatched"),
        ("Tỷ lệ tham gia bảo hiểm y tế đạt 95%.", "Tỷ lệ tham gia bảo hiểm y tế tăng 2%.", "unmatched"),
        ("Tỷ lệ hộ nghèo giảm 0,5%.", "Tỷ lệ hộ nghèo giảm 0,4%.", "matched"),
        ("Tỷ lệ hộ nghèo giảm còn 2%.", "Tỷ lệ hộ nghèo giảm 0,4%, còn 1,9%.", "matched"),
    ],
)
def test_by_how_much_is_no_level(target: str, result: str, status: str) -> None:
    assert only(board(f"1. {target}", f"1. {result}")).status == status


# ---- tables

PLAN = """KẾ HOẠCH
năm 2024

I. CÁC CHỈ TIÊU

TT\tChỉ tiêu\tĐơn vị tính\tThực hiện 2023\tKế hoạch 2024
1\tTổng thu ngân sách\ttỷ đồng\t410\t450
2\tTỷ lệ hộ nghèo\t%\t3,2\t2,5
3\tThành lập mới\tdoanh nghiệp\t60\t70
4\tThành lập mới\thợp tác xã\t6\t9
"""
TOLD = """BÁO CÁO
kết quả năm 2024

I. KẾT QUẢ
1. Tổng thu ngân sách đã đạt 468.000 triệu đồng, đạt 104% kế hoạch; đã thành lập mới 72 doanh nghiệp, đạt 102,8% kế hoạch.

II. BIỂU SỐ LIỆU

STT\tChỉ tiêu\tĐVT\tKế hoạch\tThực hiện\tĐánh giá
1\tHộ nghèo\t%\t2,5\t2,7\tĐạt
2\tTrường đạt chuẩn\t%\t70\t72\tVượt
"""


def test_target_columns_of_a_plan_against_prose_and_rows_of_a_report() -> None:
    found = match_indicators(parse_text(PLAN), parse_text(TOLD))
    said = [(row.target.measures[0].value, row.entries[0].status, row.entries[0].computed) for row in found.rows]
    assert said == [(450, "matched", "met"), (2.5, "matched", "not_met"), (70, "matched", "met"), (9, "unmatched", None)]
    assert [n.code for n in found.rows[1].entries[0].notes] == ["verdict-differs"]
    assert [i.measures[0].subject for i in found.unclaimed] == ["Trường đạt chuẩn"]


# ---- what is left open


def test_two_results_that_fit_are_candidates_of_an_ambiguous_entry() -> None:
    found = board(
        "1. Tỷ lệ giải ngân đầu tư công đạt trên 95%.", "1. Xã A đã giải ngân đầu tư công 93%.\n2. Xã B đã giải ngân đầu tư công 78%."
    )
    entry = only(found)
    assert (entry.status, entry.result, entry.computed) == ("ambiguous", None, None)
    assert sorted(c.result.measures[0].value for c in entry.candidates) == [78, 93]
    assert found.unclaimed == ()


def test_no_result_is_unmatched_and_not_missed() -> None:
    entry = only(board("1. 100% chi bộ sinh hoạt chuyên đề.", "1. Đã có 91% hộ dân dùng nước sạch."))
    assert (entry.status, entry.result, entry.computed, entry.score) == ("unmatched", None, None, None)


def test_results_of_no_target_are_listed() -> None:
    found = board("1. 100% chi bộ sinh hoạt chuyên đề.", "1. Đã có 91% hộ dân dùng nước sạch.")
    assert [i.statement for i in found.unclaimed] == ["Đã có 91% hộ dân dùng nước sạch."]


def test_a_repeated_result_is_one_result() -> None:
    line = "Tỷ lệ hòa giải thành đã đạt 92%."
    found = board("1. Tỷ lệ hòa giải thành từ 85% trở lên.", f"1. {line}\n2. Đã có 91% hộ dân dùng nước sạch.\n3. {line}")
    entry = only(found)
    assert (entry.status, [n.code for n in entry.notes]) == ("matched", ["repeated"])
    assert len(found.unclaimed) == 1


def test_a_report_without_indicators_and_no_reports() -> None:
    found = board("1. 100% chi bộ sinh hoạt chuyên đề.", "Không có số liệu.")
    assert only(found).status == "unmatched"
    assert match_indicators(resolution("1. 100% chi bộ sinh hoạt chuyên đề."), []).rows[0].entries == ()
    assert match_indicators(parse_text(""), parse_text("")).rows == ()


def test_one_report_may_be_given_alone() -> None:
    target, told = resolution("1. Tỷ lệ hòa giải thành từ 85%."), report("1. Đã hòa giải thành 92%.")
    assert match_indicators(target, told) == match_indicators(target, [told])


def test_years_tell_targets_apart() -> None:
    targets = "1. Năm 2024, 90% hộ dân dùng nước sạch.\n2. Năm 2025, 95% hộ dân dùng nước sạch."
    found = match_indicators(resolution(targets), report("1. Đã có 92% hộ dân dùng nước sạch.", "kết quả năm 2025"))
    assert [row.entries[0].status for row in found.rows] == ["unmatched", "matched"]


# ---- what the figures imply


@pytest.mark.parametrize(
    ("target", "result", "implied"),
    [
        ("Tỷ lệ hòa giải thành đạt từ 85% trở lên.", "Đã hòa giải thành 92%.", "met"),
        ("Tỷ lệ hòa giải thành đạt từ 85% trở lên.", "Đã hòa giải thành 85%.", "met"),
        ("Tỷ lệ hộ nghèo giảm 1,5%/năm.", "Tỷ lệ hộ nghèo đã giảm 1,7%.", "exceeded"),
        ("Tỷ lệ hộ nghèo giảm 1,5%/năm.", "Tỷ lệ hộ nghèo đã giảm 1,2%.", "not_met"),
        ("Tỷ lệ hộ nghèo giảm 1,5%/năm.", "Tỷ lệ hộ nghèo hiện có là 3,2%.", None),
        ("Tỷ lệ hộ nghèo giảm còn 3%.", "Tỷ lệ hộ nghèo đã giảm xuống còn 2,4%.", "exceeded"),
        ("Giải ngân đầu tư công đạt trên 95% kế hoạch.", "Giải ngân đầu tư công đã đạt 97% kế hoạch.", "met"),
        ("Giải ngân đầu tư công đạt trên 95% kế hoạch.", "Giải ngân đầu tư công đã đạt 93% kế hoạch.", "not_met"),
        ("Thu ngân sách đạt 450 tỷ đồng.", "Thu ngân sách đã đạt 445 tỷ đồng, đạt 98,9% kế hoạch.", "not_met"),
        ("Tỷ lệ hòa giải thành đạt từ 85% trở lên.", "Đã hòa giải thành 84,9%.", "not_met"),
        ("Tỷ lệ hòa giải thành đạt trên 85%.", "Đã hòa giải thành 85%.", "not_met"),
        ("Tỷ lệ hòa giải thành đạt 85%.", "Đã hòa giải thành 92%.", "exceeded"),
        ("Tỷ lệ hòa giải thành đạt 85%.", "Đã hòa giải thành 34/40 vụ.", "met"),
        ("Tỷ lệ hòa giải thành đạt từ 85% trở lên.", "Đã hòa giải thành trên 90%.", "met"),
        ("Tỷ lệ hòa giải thành đạt từ 85% trở lên.", "Đã hòa giải thành trên 80%.", None),
        ("Tỷ lệ hộ nghèo còn dưới 3%.", "Tỷ lệ hộ nghèo hiện có là 2,4%.", "met"),
        ("Tỷ lệ hộ nghèo còn dưới 3%.", "Tỷ lệ hộ nghèo hiện có là 3,4%.", "not_met"),
        ("Tỷ lệ hộ nghèo còn 3%.", "Tỷ lệ hộ nghèo hiện có là 2,4%.", "exceeded"),
        ("100% xã có nhà văn hóa.", "Đã có 99,9% xã có nhà văn hóa.", "not_met"),
        ("Tỷ trọng chăn nuôi là 40%.", "Tỷ trọng chăn nuôi hiện có là 42%.", None),
        ("Thu nhập phấn đấu 62 triệu đồng/người/năm.", "Thu nhập đã đạt 0,063 tỷ đồng/người/năm.", "exceeded"),
        ("85% chi bộ sinh hoạt chuyên đề ít nhất 4 lần/năm.", "Đã có 88% chi bộ sinh hoạt chuyên đề.", None),
        ("Trên 85% chi bộ sinh hoạt chuyên đề ít nhất 4 lần/năm.", "Đã có 80% chi bộ sinh hoạt chuyên đề.", "not_met"),
        ("Thu ngân sách tăng từ 5 - 7%.", "Thu ngân sách đã tăng 6%.", "met"),
        ("Thu ngân sách tăng từ 5 - 7%.", "Thu ngân sách đã tăng 8%.", "exceeded"),
        ("Thu ngân sách tăng từ 5 - 7%.", "Thu ngân sách đã tăng 4%.", "not_met"),
        ("Tỷ lệ hòa giải thành đạt 85%.", "Tỷ lệ hòa giải thành từ 85% trở lên. Đạt.", None),
    ],
)
def test_computed(target: str, result: str, implied: str | None) -> None:
    entry = only(board(f"1. {target}", f"1. {result}"))
    assert (entry.status, entry.computed) == ("matched", implied)


def test_what_falls_short_before_its_day_is_not_yet_met() -> None:
    target = resolution("1. Đến năm 2025, tỷ lệ hộ dân dùng nước sạch đạt từ 95% trở lên.")
    for year, implied in ((2023, "not_yet_met"), (2025, "not_met")):
        entry = only(match_indicators(target, report("1. Đã có 90% hộ dân dùng nước sạch.", f"kết quả năm {year}")))
        assert entry.computed == implied


def test_a_deadline_in_the_heading_counts() -> None:
    target = parse_text("NGHỊ QUYẾT\nvề nhiệm vụ\n\nI. CHỈ TIÊU ĐẾN NĂM 2030\n1. Tỷ lệ tham gia bảo hiểm y tế đạt 98%.")
    for year, implied in ((2026, "not_yet_met"), (2030, "not_met")):
        entry = only(match_indicators(target, report("1. Tỷ lệ tham gia bảo hiểm y tế là 95,6%.", f"kết quả năm {year}")))
        assert (entry.status, entry.computed) == ("matched", implied)


@pytest.mark.parametrize(
    ("title", "result", "implied"),
    [
        ("kết quả 9 tháng đầu năm 2026", "Tỷ lệ hòa giải thành là 80%.", "not_yet_met"),
        ("kết quả quý III năm 2026", "Tỷ lệ hòa giải thành là 80%.", "not_yet_met"),
        ("kết quả năm 2026", "Trong 6 tháng đầu năm, tỷ lệ hòa giải thành là 80%.", "not_yet_met"),
        ("kết quả năm 2026", "Tỷ lệ hòa giải thành là 80%.", "not_met"),
        ("kết quả 12 tháng năm 2026", "Tỷ lệ hòa giải thành là 80%.", "not_met"),
        ("kết quả 9 tháng đầu năm 2026", "Tỷ lệ hòa giải thành là 86%.", "met"),
    ],
)
def test_a_part_of_the_year_misses_no_target(title: str, result: str, implied: str) -> None:
    entry = only(match_indicators(resolution("1. Tỷ lệ hòa giải thành đạt từ 85% trở lên."), report(f"1. {result}", title)))
    assert (entry.status, entry.computed) == ("matched", implied)


@pytest.mark.parametrize(
    ("target", "result", "implied"),
    [
        ("Tỷ lệ hộ nghèo còn dưới 2%.", "Tỷ lệ hộ nghèo đã giảm từ 3,5% xuống còn 1,9%.", "met"),
        ("Tỷ lệ hộ nghèo còn dưới 2%.", "Tỷ lệ hộ nghèo đã giảm từ 3,5% xuống 2,4%.", "not_met"),
        ("Tỷ lệ hộ dân dùng nước sạch đạt từ 85% trở lên.", "Tỷ lệ hộ dân dùng nước sạch đã tăng từ 86% lên 90%.", "met"),
    ],
)
def test_where_a_change_began_was_not_reached(target: str, result: str, implied: str) -> None:
    entry = only(board(f"1. {target}", f"1. {result}"))
    assert (entry.status, entry.computed) == ("matched", implied)


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 95%.", "95% hồ sơ đúng hạn là mục tiêu khó; thực tế mới đạt 89%."),
        ("Tỷ lệ hộ nghèo còn dưới 2%.", "Trong khi hộ nghèo cả tỉnh là 1,8%, xã còn 3,4%."),
    ],
)
def test_what_is_wanted_or_said_of_others_was_not_reached(target: str, result: str) -> None:
    assert only(board(f"1. {target}", f"1. {result}")).computed is None


def test_a_verdict_behind_a_clause_is_said_of_that_clause() -> None:
    found = board(
        "1. Hộ cận nghèo còn dưới 2%.\n2. Hộ nghèo còn dưới 2%.",
        "1. Tỷ lệ hộ cận nghèo còn 1,9%; tỷ lệ hộ nghèo còn 2,6%, chưa đạt.",
    )
    entries = [row.entries[0] for row in found.rows]
    assert [e.result.verdict and e.result.verdict.value for e in entries] == [None, "not_yet_met"]
    assert [e.notes for e in entries] == [(), ()]


def test_by_how_much_a_plan_was_passed_is_no_plan() -> None:
    entry = only(board("1. Kết nạp 35 đảng viên.", "1. Kết nạp 40 đảng viên (vượt 5 đảng viên so với chỉ tiêu)."))
    assert (entry.status, [n.code for n in entry.notes]) == ("matched", [])


def test_numbers_for_people_have_a_decimal_comma_and_no_plan_among_what_was_reached() -> None:
    told = "BÁO CÁO\nnăm 2024\n\nI. KẾT QUẢ\n\nTT\tChỉ tiêu\tĐVT\tKế hoạch\tThực hiện\n1\tThu nhập bình quân\tTr.đ/người/năm\t62\t61,5\n"
    table = match_indicators(resolution("1. Thu nhập bình quân đạt 62 triệu đồng/người/năm."), parse_text(told)).table()
    cells = dict(zip(table.columns, table.rows[0], strict=True))
    assert (cells["status"], cells["reached"]) == ("matched", "61,5 tr.đ/người/năm")


def test_a_near_result_that_is_no_match_has_its_reason() -> None:
    entry = only(board("1. Tỷ lệ hộ nghèo còn dưới 2%.", "1. Tỷ lệ hộ thoát nghèo đạt 1,5%."))
    assert (entry.status, [n.code for n in entry.notes]) == ("unmatched", ["near-miss"])
    assert "poverty" in entry.notes[0].message
    assert only(board("1. Tỷ lệ hộ nghèo còn dưới 2%.", "1. Đã có 91% thôn có hương ước.")).notes == ()


def test_words_at_the_end_of_two_clauses_hold_for_the_first_too() -> None:
    found = board(
        "1. Trên 90% tổ chức đảng và 95% đảng viên hoàn thành tốt nhiệm vụ.", "1. Có 39/42 tổ chức đảng hoàn thành tốt nhiệm vụ trở lên."
    )
    assert [(row.entries[0].status, row.entries[0].computed) for row in found.rows] == [("matched", "met"), ("unmatched", None)]


def test_other_units_do_not_pair() -> None:
    assert only(board("1. Thu nhập phấn đấu 62 triệu đồng/người/năm.", "1. Thu nhập đã đạt 8%.")).status != "matched"


def test_what_a_sum_is_counted_by_may_be_said_in_words() -> None:
    entry = only(
        board(
            "1. Thu nhập bình quân phấn đấu 62 triệu đồng/người/năm.",
            "1. Thu nhập bình quân đầu người đã đạt 63 triệu đồng, đạt 101,6% kế hoạch.",
        )
    )
    assert entry.status == "matched"


def test_a_sum_for_each_is_no_sum() -> None:
    assert only(board("1. Thu nhập phấn đấu 62 triệu đồng/hộ/năm.", "1. Thu nhập đã đạt 63 triệu đồng. Vượt.")).status != "matched"


def test_a_comparison_with_another_time_is_no_result() -> None:
    entry = only(board("1. Tỷ lệ hộ dùng nước sạch đạt 90%.", "1. Số hộ dùng nước sạch đã tăng 12% so với cùng kỳ."))
    assert entry.status != "matched"


def test_verdict_and_figures_that_disagree_are_noted_and_not_mixed() -> None:
    entry = only(board("1. Tỷ lệ hòa giải thành đạt từ 85% trở lên.", "1. Đã hòa giải thành 80%. Đạt."))
    assert (entry.result.verdict.value, entry.computed) == ("met", "not_met")
    assert [n.code for n in entry.notes] == ["verdict-differs"]


def test_a_verdict_on_several_items_is_noted() -> None:
    found = board("1. Tỷ lệ hòa giải thành từ 85%.", "1. Đã hòa giải thành 92%; đã có 90% hộ dân dùng nước sạch. Đạt.")
    assert [n.code for n in only(found).notes] == ["verdict-shared"]


def test_a_target_restated_with_another_figure_is_noted() -> None:
    entry = only(board("1. Tỷ lệ hòa giải thành ở cơ sở từ 85% trở lên.", "1. Tỷ lệ hòa giải thành ở cơ sở từ 80% trở lên. Đạt."))
    assert (entry.status, [n.code for n in entry.notes]) == ("matched", ["target-differs"])


# ---- the assignment


def _best(scores: list[dict[int, float]], without: tuple[int, int] | None = None) -> float:
    def go(row: int, used: frozenset[int]) -> float:
        if row == len(scores):
            return 0.0
        taken = [s + go(row + 1, used | {c}) for c, s in scores[row].items() if c not in used and (row, c) != without]
        return max([go(row + 1, used), *taken])

    return go(0, frozenset())


def test_the_assignment_is_best_and_its_margins_are_true() -> None:
    chance = random.Random(5)
    for _ in range(600):
        rows, columns = chance.randint(1, 5), chance.randint(1, 5)
        scores = [{c: round(chance.uniform(0.01, 1), 3) for c in range(columns) if chance.random() < 0.6} for _ in range(rows)]
        found = assign(scores)
        total = sum(scores[row][a.column] for row, a in enumerate(found) if a)
        assert total == pytest.approx(_best(scores))
        for row, a in enumerate(found):
            if a:
                assert a.margin == pytest.approx(total - _best(scores, (row, a.column)), abs=1e-9), scores


def test_hundreds_of_indicators_take_seconds() -> None:
    names = [
        " ".join(p)
        for p in itertools.product(("trường", "chợ", "trạm", "nhà", "kênh"), ("xanh", "đỏ", "tím", "vàng"), ("lớn", "nhỏ", "vừa"), "abcde")
    ]
    targets = "\n".join(f"- Tỷ lệ {name} được sửa chữa đạt từ 85% trở lên." for name in names)
    results = "\n".join(f"- Đã sửa chữa 9{n % 10}% {name}." for n, name in enumerate(names))
    began = time.monotonic()
    found = board(targets, results)
    assert time.monotonic() - began < 30
    assert len(found.rows) == len(names) == 300
    wrong = [
        r
        for r in found.rows
        if r.entries[0].result
        and fold(r.target.statement.split(" được")[0].removeprefix("Tỷ lệ ")) not in fold(r.entries[0].result.statement)
    ]
    assert wrong == []


def test_the_same_line_a_thousand_times_is_no_trap() -> None:
    began = time.monotonic()
    found = board(
        "\n".join(["- Tỷ lệ hòa giải thành đạt từ 85% trở lên."] * 600), "\n".join(f"- Đã hòa giải thành {n / 10}%." for n in range(600))
    )
    assert time.monotonic() - began < 30
    assert all(row.entries[0].status == "ambiguous" for row in found.rows)


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "documents").glob("0*.txt")), ids=lambda p: p.stem)
def test_any_document_may_stand_on_both_sides(path: Path) -> None:
    document = parse(path)
    found = match_indicators(document, [document, document])
    assert Scoreboard.model_validate_json(found.model_dump_json()) == found


# ---- handing out

HOSTILE = "1. =CMD() 100% chi bộ sinh hoạt chuyên đề."


def test_table_has_a_row_for_each_target_and_report_and_for_what_is_left() -> None:
    found = board(
        "1. 100% chi bộ sinh hoạt chuyên đề.\n2. 90% thôn có hương ước.", "1. Đã có 91% thôn có hương ước.", "1. Đã có 8% hộ nghèo."
    )
    table = found.table()
    status = table.columns.index("status")
    assert [row[status] for row in table.rows] == ["unmatched", "unmatched", "matched", "unmatched", "no target"]
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_a_shared_verdict_is_noted_on_rows_without_target_too() -> None:
    found = board("1. 100% chi bộ sinh hoạt chuyên đề.", "1. Đã hòa giải thành 92%; đã có 90% hộ dân dùng nước sạch. Đạt.")
    table = found.table()
    notes = [dict(zip(table.columns, row, strict=True))["notes"].partition(":")[0] for row in table.rows]
    assert notes == ["", "verdict-shared", "verdict-shared"]


def test_csv_runs_no_formula(tmp_path) -> None:
    path = tmp_path / "bảng.csv"
    found = match_indicators(parse_text(f"NGHỊ QUYẾT\n\nI. CHỈ TIÊU\n{HOSTILE}", name="=nq"), report("1. Đã có 91% thôn có hương ước."))
    found.to_csv(path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0]["resolution"] == "'=nq"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert [tuple(row.values()) for row in rows][1][1:] == found.table().rows[1][1:]


def test_workbook_has_strings_a_frozen_header_and_a_filter(tmp_path) -> None:
    pytest.importorskip("xlsxwriter")
    path = tmp_path / "bảng.xlsx"
    target = parse_text(f"NGHỊ QUYẾT\n\nI. CHỈ TIÊU\n{HOSTILE}", name="=1+1")
    match_indicators(target, report("1. Đã có 91% chi bộ sinh hoạt chuyên đề. Chưa đạt.")).to_xlsx(path)
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        strings = package.read("xl/sharedStrings.xml").decode()
        styles = package.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in strings
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert "FFFFC7CE" in styles


def test_workbook_without_its_library_says_what_to_install(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(MissingToolError, match=r"pip install 'qcdc-parse\[xlsx\]'"):
        workbook.write_xlsx(board("1. 100% chi bộ có sổ.").table(), tmp_path / "a.xlsx")


def test_a_figure_beside_one_that_is_held_against_its_plan_is_an_item_of_its_own():
    resolution = parse_text(
        "NGHỊ QUYẾT\n\nI. CHỈ TIÊU\n1. Hằng năm phát triển từ 200 hội viên trở lên, trong đó hội viên nữ chiếm ít nhất 45%.", name="nq.txt"
    )
    report = parse_text(
        "BÁO CÁO\n\nI. KẾT QUẢ\n1. Phát triển 212 hội viên (chỉ tiêu 200), hội viên nữ chiếm 41,5%.\n2. Chi hội vững mạnh đạt 90%.",
        name="bc.txt",
    )
    rows = match_indicators(resolution, report).rows
    reached = [[m.value for m in row.entries[0].result.measures] for row in rows]
    assert reached == [[212, 200], [41.5]]
    assert [row.entries[0].computed for row in rows] == ["met", "not_met"]


def test_a_narrow_terminal_keeps_the_report() -> None:
    from qcdc_parse.cli.score import _table
    from qcdc_parse.cli.terminal import _fitting

    target = resolution("1. Thu nhập bình quân đầu người của toàn xã phấn đấu đạt 62 triệu đồng/người/năm trở lên.")
    found = match_indicators(target, [parse_text("BÁO CÁO", name=f"bao-cao-nam-202{n}.docx") for n in (3, 4)])
    rows, widths = _fitting(_table(found), 80)
    assert "report" in rows[0]
    assert sum(widths) <= 80
