"""The evaluation: every measure can fail, and the counts are those of the reference scorer."""

import copy
import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_parse import Document, ReadError, parse, parse_text
from qcdc_parse.evaluation import (
    MEASURES,
    CorpusError,
    Entry,
    Gold,
    Outcome,
    Score,
    changes,
    compare,
    evaluate,
    fold,
    fold_statement,
    fold_title,
    load_baseline,
    load_corpus,
    load_gold,
    overall,
    save_baseline,
)
from qcdc_parse.evaluation.merges import MERGES, Identified, merge_lines, merges
from qcdc_parse.evaluation.outcome import scores
from qcdc_parse.evaluation.pairs import Family, family_outcomes
from qcdc_parse.evaluation.report import change_rows, difference_lines, group_rows, measure_rows, unmet
from qcdc_parse.evaluation.tree import Tree, common_nodes

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "eval" / "score.py"

TEXT = """TỈNH ỦY HÒA BÌNH
NGHỊ QUYẾT
I. KẾT QUẢ
1. Đã làm
Thực hiện Kế hoạch số 10-KH/TU về “triển khai Luật Đất đai”, Đề án 06 và Nghị quyết này.
- Có 46/57 xã đạt chuẩn.
- Ít nhất 95% hộ có nước sạch: chưa đạt, do thiếu vốn.
Nhìn chung các chỉ tiêu cơ bản đạt.
- Số hộ nghèo: ...... hộ
ĐỀ CƯƠNG BÁO CÁO
I. TÌNH HÌNH
"""


def at(words: str, after: str = "") -> dict:
    start = TEXT.index(words, TEXT.index(after))
    return {"start": start, "end": start + len(words)}


def section(id_: str, label: str, style: str, depth: int, heading: str, **more) -> dict:
    label_span = at(f"{label}.", more.pop("after", ""))
    whole = {"start": label_span["start"], "end": more.pop("end", TEXT.index(heading) + len(heading))}
    fixed = {"id": id_, "label": label, "style": style, "depth": depth, "heading": heading, "label_span": label_span}
    return {**fixed, "part": 0, "span": whole, **more}


def reference(id_: str, kind: str, surface: str, **more) -> dict:
    return {"id": id_, "kind": kind, "surface": surface, "span": at(surface), "rule": "made", **more}


def bullet(words: str) -> dict:
    return {"kind": "bullet", "marker": "-", "span": at(words)}


RECORD = {
    "source": {"name": "made.txt", "sha256": "", "media_type": "text/plain"},
    "text": TEXT,
    "header": {
        "doc_type": "Nghị quyết",
        "key": "11-NQ/TU",
        "issuer": "TỈNH ỦY HÒA BÌNH",
        "place": "Hòa Bình",
        "issued": "2018-08-24",
        "title": "Về việc cấp nước",
        "addressees": ["Các huyện ủy"],
        "recipients": ["Như trên", "Lưu"],
        "signer": {"authority": "T/M TỈNH ỦY", "position": "BÍ THƯ", "name": "Lữ Văn Hùng"},
        "secrecy": "MẬT",
        "arrival_stamp": {"number": "615", "date": "2018-08-28"},
        "digital_signature": {"signer": "Tỉnh ủy", "span": at("TỈNH ỦY")},
    },
    "attachments": [{"part": 1, "role": "outline", "span": at("ĐỀ CƯƠNG"), "header": {"doc_type": "Đề cương báo cáo"}}],
    "sections": [
        section(
            "I",
            "I",
            "roman",
            1,
            "KẾT QUẢ",
            end=TEXT.index("ĐỀ CƯƠNG"),
            children=[
                section(
                    "I/1",
                    "1",
                    "number",
                    2,
                    "Đã làm",
                    blocks=[bullet("- Có 46/57"), bullet("- Ít nhất 95%"), bullet("- Số hộ")],
                )
            ],
        ),
        section("1:I", "I", "roman", 1, "TÌNH HÌNH", part=1, after="ĐỀ CƯƠNG"),
    ],
    "references": [
        reference(
            "r1",
            "numbered",
            "Kế hoạch số 10-KH/TU",
            doc_type="Kế hoạch",
            key="10-KH/TU",
            issued="2018-01-02",
            issuer="Tỉnh ủy",
            term="XII",
            title="triển khai Luật Đất đai",
            relation="implements",
            status="resolved",
            target="dang/tu@hoa-binh/kh/2018-01-02/10",
        ),
        reference("r2", "named", "Luật Đất đai", doc_type="Luật", inside="r1"),
        reference("r3", "unnumbered", "Đề án 06", doc_type="Đề án"),
        reference("r4", "self", "Nghị quyết này", doc_type="Nghị quyết", key="11-NQ/TU"),
    ],
    "indicators": [
        {
            "id": "i1",
            "section_id": "I/1",
            "span": at("Có 46/57 xã đạt chuẩn."),
            "statement": "Có 46/57 xã đạt chuẩn.",
            "role": "result",
            "measures": [{"value": 46, "of": 57, "role": "result", "base": "so với kế hoạch", "span": at("46/57")}],
            "computed": "not_met",
            "scope": "toàn tỉnh",
        },
        {
            "id": "i2",
            "section_id": "I/1",
            "span": at("Ít nhất 95% hộ có nước sạch"),
            "statement": "Ít nhất 95% hộ có nước sạch",
            "role": "target",
            "measures": [{"value": 95, "unit": "%", "comparator": ">=", "span": at("95%")}],
            "deadline": "đến năm 2025",
            "frequency": "hằng năm",
            "verdict": {"value": "not_yet_met", "surface": "chưa đạt", "reason": "thiếu vốn", "span": at("chưa đạt")},
        },
    ],
    "summary_verdicts": [
        {
            "span": at("Nhìn chung các chỉ tiêu cơ bản đạt."),
            "text": "Nhìn chung các chỉ tiêu cơ bản đạt.",
            "value": "mostly_met",
            "surface": "cơ bản đạt",
            "total": 5,
            "counts": [
                {"count": 4, "value": "met", "surface": "đạt", "span": at("đạt")},
                {"count": 1, "value": "not_yet_met", "surface": "chưa đạt", "span": at("chưa đạt")},
            ],
        }
    ],
    "blanks": [{"before": "- Số hộ nghèo:", "label": "Số hộ nghèo", "unit": "hộ", "span": at("......"), "section_id": "I/1"}],
    "source_map": {"text_starts": [0], "raw_starts": [0], "raw_ends": [len(TEXT)]},
}

GOLD = {
    "identity": {
        "type": "Nghị quyết",
        "number": "11-NQ/TU",
        "issuer": "Tỉnh uỷ Hoà Bình",
        "place": "Hòa Bình",
        "date": "2018-08-24",
        "title": "cấp nước",
        "signer": {"authority": "T/M TỈNH ỦY", "position": "BÍ THƯ", "name": "Lữ Văn Hùng"},
        "addressees": ["Các huyện ủy;"],
        "recipients": ["Như trên", "Lưu"],
        "secrecy": "MẬT",
        "urgency": None,
        "arrival_stamp": {"number": "615", "date": "2018-08-28"},
        "digital_signer": "Tỉnh ủy",
    },
    "attachments": [{"part": 1, "identity": {"type": "Đề cương báo cáo"}}],
    "sections": [
        {"part": 0, "label": "I", "depth": 1, "path": "I", "text": "KẾT QUẢ"},
        {"part": 0, "label": "1", "depth": 2, "path": "I/1", "text": "Đã làm"},
        {"part": 1, "label": "I", "depth": 1, "path": "I", "text": "TÌNH HÌNH"},
    ],
    "bullets": {"I/1": 3},
    "references": [
        {
            "kind": "numbered",
            "surface": "Kế hoạch số 10-KH/TU",
            "type": "Kế hoạch",
            "key": "10-KH/TU",
            "date": "2018-01-02",
            "issuer": "Tỉnh ủy",
            "term": "XII",
            "title": "triển khai Luật Đất đai",
            "relation": "implements",
            "status": "resolved",
            "identity": "10-KH/TU 2018-01-02 Hòa Bình",
        },
        {"kind": "named", "surface": "Luật Đất đai", "type": "Luật", "key": None, "date": None, "inside": "10-KH/TU"},
        {"kind": "unnumbered", "surface": "Đề án 06", "type": "Đề án", "key": None, "date": None},
        {"kind": "self", "surface": "Nghị quyết này", "type": "Nghị quyết", "key": "11-NQ/TU", "date": None},
    ],
    "indicators": [
        {
            "section": "I/1",
            "statement_start": "Có 46/57 xã đạt chuẩn.",
            "role": "result",
            "values": [
                {"value": 46, "of": 57, "unit": None, "subject_start": "xã", "role": "result", "base": "so với kế hoạch"},
            ],
            "verdict": None,
            "reason": None,
            "computed": "not_met",
            "scope": "toàn tỉnh",
        },
        {
            "section": "I/1",
            "statement_start": "- Ít nhất 95% hộ có nước sạch",
            "role": "target",
            "values": [{"value": 95, "unit": "%", "comparator": ">=", "subject_start": "hộ"}],
            "verdict": "chưa đạt",
            "reason": "thiếu vốn",
            "deadline": "đến năm 2025",
            "frequency": "hằng năm",
        },
    ],
    "summary_verdicts": [
        {"text": "Nhìn chung các chỉ tiêu cơ bản đạt.", "verdict": "cơ bản đạt", "total": 5, "counts": [["đạt", 4], ["chưa đạt", 1]]},
    ],
    "blanks": [{"before": "- Số hộ nghèo:", "label": "Số hộ nghèo", "unit": "hộ", "section": "I/1"}],
    "defects": ["tone-mix"],
}


def outcomes(record: dict = RECORD, gold: dict = GOLD) -> tuple[Outcome, ...]:
    return compare(Gold.model_validate(gold), Document.model_validate(record))


def fallen(record: dict = RECORD, gold: dict = GOLD) -> set[str]:
    return {name for name, score in scores(outcomes(record, gold)).items() if score.f1 < 1}


def test_a_right_record_scores_one_in_every_measure():
    found = scores(outcomes())
    assert list(found) == [name for name in MEASURES if name not in {MERGES, *PAIRS}]
    assert {score.f1 for score in found.values()} == {1.0}
    assert all(score.gold for score in found.values())


HEADER_FIELDS = {
    "doc_type": "Chỉ thị",
    "key": "12-NQ/TU",
    "issuer": "HUYỆN ỦY",
    "place": None,
    "issued": "2018-08-25",
    "title": "Về việc thoát nước",
    "addressees": [],
    "recipients": ["Như trên"],
}


@pytest.mark.parametrize("field", [*HEADER_FIELDS, "signer"])
def test_every_field_of_the_header_is_compared(field):
    record = copy.deepcopy(RECORD)
    record["header"][field] = HEADER_FIELDS.get(field)
    lost = 3 if field == "signer" else 1
    assert fallen(record) == {"header"}
    assert scores(outcomes(record))["header"] == Score(11 - lost, 11, 11)


PAIRS = ("matching", "matching.open")
DAMAGES = [
    ({"header.marks"}, lambda r: r["header"].update(secrecy=None)),
    ({"header.marks"}, lambda r: r["header"].update(urgency="KHẨN")),
    ({"header.marks"}, lambda r: r["header"]["arrival_stamp"].update(number="61")),
    ({"header.marks"}, lambda r: r["header"].update(digital_signature=None)),
    ({"attachments"}, lambda r: r.update(attachments=[])),
    ({"attachments"}, lambda r: r["attachments"][0]["header"].update(doc_type="Quy chế")),
    ({"attachments.header"}, lambda r: r["attachments"][0]["header"].update(issuer="TỈNH ỦY")),
    ({"sections", "sections.tree"}, lambda r: r["sections"].pop()),
    ({"sections", "sections.tree"}, lambda r: r["sections"][1].update(part=0)),
    ({"sections", "sections.tree"}, lambda r: r["sections"][1].update(label_span=at("ĐỀ CƯƠNG"), span=at("ĐỀ CƯƠNG"))),
    ({"sections", "sections.tree", "bullets", "indicators.section"}, lambda r: r["sections"][0]["children"][0].update(label="2")),
    ({"bullets"}, lambda r: r["sections"][0]["children"][0]["blocks"].pop()),
    ({"bullets"}, lambda r: r["sections"][0]["children"][0]["blocks"][0].update(kind="paragraph")),
    ({"references", "references.numbered", "references.inside"}, lambda r: r["references"][0].update(key="11-KH/TU")),
    ({"references", "references.numbered"}, lambda r: r["references"].append(dict(r["references"][0], id="r9"))),
    ({"references"}, lambda r: r["references"].pop(1)),
    ({"references"}, lambda r: r["references"][1].update(kind="congress")),
    ({"references"}, lambda r: r["references"].pop(3)),
    ({"references.unnumbered"}, lambda r: r["references"].pop(2)),
    ({"references.type"}, lambda r: r["references"][1].update(doc_type="Pháp lệnh")),
    ({"references.date"}, lambda r: r["references"][0].update(issued="2018-02-01")),
    ({"references.date"}, lambda r: r["references"][1].update(issued="2013-01-01")),
    ({"references.issuer"}, lambda r: r["references"][0].update(issuer=None)),
    ({"references.term"}, lambda r: r["references"][0].update(term="XIII")),
    ({"references.title"}, lambda r: r["references"][0].update(title="triển khai Luật")),
    ({"references.inside"}, lambda r: r["references"][1].update(inside=None)),
    ({"references.relation"}, lambda r: r["references"][0].update(relation="cites")),
    ({"references.status"}, lambda r: r["references"][0].update(status="ambiguous")),
    ({"spans"}, lambda r: r["references"][1].update(span=at("Luật"))),
    ({"indicators"}, lambda r: r["indicators"].append(dict(r["indicators"][0], statement="Có 12 xã"))),
    ({"indicators.verdict"}, lambda r: r["indicators"][1]["verdict"].update(surface="không đạt")),
    ({"indicators.verdict", "indicators.sign", "indicators.reason"}, lambda r: r["indicators"][1].update(verdict=None)),
    ({"indicators.sign"}, lambda r: r["indicators"][1]["verdict"].update(value="met")),
    ({"indicators.role"}, lambda r: r["indicators"][1].update(role="result")),
    ({"indicators.measures"}, lambda r: r["indicators"][1]["measures"][0].update(value=96)),
    ({"indicators.measures"}, lambda r: r["indicators"][1]["measures"][0].update(unit="hộ")),
    ({"indicators.measures"}, lambda r: r["indicators"][1]["measures"][0].update(comparator=">")),
    (
        {"indicators.measures", "indicators.of", "indicators.measures.role", "indicators.measures.base"},
        lambda r: r["indicators"][0].update(measures=[]),
    ),
    ({"indicators.of"}, lambda r: r["indicators"][0]["measures"][0].update(of=None)),
    ({"indicators.of"}, lambda r: r["indicators"][0]["measures"][0].update(planned=60)),
    ({"indicators.measures.role"}, lambda r: r["indicators"][0]["measures"][0].update(role="target")),
    ({"indicators.measures.base"}, lambda r: r["indicators"][0]["measures"][0].update(base=None)),
    ({"indicators.computed"}, lambda r: r["indicators"][0].update(computed=None)),
    ({"indicators.deadline"}, lambda r: r["indicators"][1].update(deadline="năm 2025")),
    ({"indicators.frequency"}, lambda r: r["indicators"][1].update(frequency=None)),
    ({"indicators.scope"}, lambda r: r["indicators"][0].update(scope=None)),
    ({"indicators.reason"}, lambda r: r["indicators"][1]["verdict"].update(reason="thiếu đất")),
    ({"indicators.section"}, lambda r: r["indicators"][1].update(section_id="I")),
    ({"summary_verdicts"}, lambda r: r.update(summary_verdicts=[])),
    ({"summary_verdicts"}, lambda r: r["summary_verdicts"][0].update(surface="đạt")),
    ({"summary_verdicts.total"}, lambda r: r["summary_verdicts"][0].update(total=4)),
    ({"summary_verdicts.counts"}, lambda r: r["summary_verdicts"][0]["counts"].pop()),
    ({"blanks.label"}, lambda r: r["blanks"][0].update(label=None)),
    ({"blanks"}, lambda r: r["blanks"].append(dict(r["blanks"][0], before="Số xã:"))),
    ({"blanks.unit"}, lambda r: r["blanks"][0].update(unit="%")),
]


@pytest.mark.parametrize(("measures", "damage"), DAMAGES, ids=lambda value: ",".join(sorted(value)) if isinstance(value, set) else "")
def test_damage_lowers_its_own_measures_and_no_other(measures, damage):
    record = copy.deepcopy(RECORD)
    damage(record)
    assert fallen(record) == measures


def test_every_measure_is_made_to_fail():
    assert set().union(*(measures for measures, _ in DAMAGES)) | {"header", MERGES, *PAIRS} == set(MEASURES)


@pytest.mark.parametrize("name", ["attachments", "sections", "references", "indicators", "summary_verdicts", "blanks"])
def test_what_was_not_annotated_is_not_scored(name):
    gold = {key: value for key, value in GOLD.items() if key != name}
    left = scores(outcomes(gold=gold))
    assert not [measure for measure in left if measure.split(".")[0] == name]
    assert {score.f1 for score in left.values()} == {1.0}


def test_relation_and_status_are_scored_where_given():
    gold = copy.deepcopy(GOLD)
    for name in ("relation", "status", "identity"):
        del gold["references"][0][name]
    assert not {"references.relation", "references.status"} & set(scores(outcomes(gold=gold)))


@pytest.mark.parametrize(
    ("mentions", "score", "lines"),
    [
        (["a=x", "a=x", "b=y"], Score(1, 1, 1), []),
        (["a=x", "b=x"], Score(0, 0, 1), ["references.merges wrong: x is a (m0), b (m1)"]),
        (["a=x", "a=y"], Score(0, 1, 0), ["references.merges missed: a is x (m0), y (m1)"]),
        (["a=x", "a="], Score(0, 1, 0), ["references.merges missed: a is x (m0), nothing (m1)"]),
        (["a=", "a=", "b="], Score(0, 1, 0), []),
        (["a=x", "a=x", "a=x", "b=x"], Score(3, 3, 6), ["references.merges wrong: x is a (m0), b (m3)"]),
    ],
)
def test_merges(mentions, score, lines):
    made = [Identified(f"m{index}", gold, found or None) for index, (gold, found) in enumerate(m.split("=") for m in mentions)]
    assert merges(made) == score
    assert list(merge_lines(made)) == lines


def test_merges_are_counted_across_documents(tmp_path):
    other = json.loads(json.dumps(GOLD, ensure_ascii=False).replace("10-KH/TU 2018-01-02 Hòa Bình", "another"))
    first, second = load_corpus(write_corpus(tmp_path)).entries
    (tmp_path / "other.json").write_text(json.dumps(other), encoding="utf-8")
    result = evaluate([first, replace(second, gold=tmp_path / "other.json")], lambda _: Document.model_validate(RECORD))
    assert [document.scores.get(MERGES) for document in result.documents] == [None, None]
    assert result.scores[MERGES] == Score(0, 0, 1)
    assert any("references.merges wrong" in line for line in difference_lines(result))


def test_an_empty_list_says_that_there_is_nothing():
    left = scores(outcomes(gold={**GOLD, "references": []}))
    assert left["references"] == Score(0, 0, 3)
    assert left["references"].f1 == 0
    assert "references.unnumbered" not in left


def test_a_repeated_mention_is_found_as_often_as_it_stands():
    record = copy.deepcopy(RECORD)
    gold = copy.deepcopy(GOLD)
    gold["references"].append(gold["references"][0])
    assert scores(outcomes(record, gold))["references.numbered"] == Score(1, 2, 1)


def test_a_blank_outside_every_section_is_not_asked_for():
    gold = {**GOLD, "blanks": [*GOLD["blanks"], {"before": "Lưu hồ sơ số:", "unit": None, "section": None}]}
    assert scores(outcomes(gold=gold))["blanks"] == Score(1, 1, 1)


# --- trees -----------------------------------------------------------------------------------------------------------


TREES = st.recursive(
    st.builds(lambda name: Tree(name, []), st.sampled_from("ab")),
    lambda below: st.builds(Tree, st.sampled_from("ab"), st.lists(below, max_size=3)),
    max_leaves=6,
)


def as_value(forest: list[Tree]) -> tuple:
    return tuple((tree.name, as_value(tree.children)) for tree in forest)


@cache
def kept_by_definition(left: tuple, right: tuple) -> int:
    """What the best mapping of ordered forests keeps, by the recursion that defines it: the last roots go, or are kept."""
    if not left or not right:
        return 0
    (*before, (name, below)), (*other_before, (other_name, other_below)) = left, right
    kept = max(kept_by_definition((*before, *below), right), kept_by_definition(left, (*other_before, *other_below)))
    if name == other_name:
        kept = max(kept, 1 + kept_by_definition(below, other_below) + kept_by_definition(tuple(before), tuple(other_before)))
    return kept


@given(st.lists(TREES, max_size=3), st.lists(TREES, max_size=3))
def test_the_best_mapping_of_trees_is_that_of_its_definition(left, right):
    assert common_nodes(left, right) == kept_by_definition(as_value(left), as_value(right))


def test_sections_of_one_path_are_told_by_their_texts():
    gold = copy.deepcopy(GOLD)
    record = copy.deepcopy(RECORD)
    gold["sections"].insert(1, {**gold["sections"][0], "text": "K"})
    record["sections"].insert(0, {**record["sections"][0], "id": "I~2", "children": []})
    assert scores(outcomes(record, gold))["sections"] == Score(3, 4, 4)


def test_a_wrong_level_costs_one_section_of_the_tree():
    record = copy.deepcopy(RECORD)
    record["sections"].insert(1, record["sections"][0]["children"].pop())
    assert scores(outcomes(record))["sections.tree"] == Score(2, 3, 3)


# --- targets and results ---------------------------------------------------------------------------------------------


RESOLUTION = "NGHỊ QUYẾT\n\nI. CHỈ TIÊU\n1. 100% chi bộ sinh hoạt chuyên đề.\n2. Tỷ lệ hòa giải thành từ 85%."
REPORT = "BÁO CÁO\n\nI. KẾT QUẢ\n1. Đã hòa giải thành 92,5% số vụ. Đạt.\n2. Có 12/13 chi bộ sinh hoạt chuyên đề."


def paired(*pairs: dict) -> tuple[set[str], dict[str, Score]]:
    """What the pairs of a reader are worth: the lines that differ, and the scores."""
    family = Family.model_validate({"resolution": "a.txt", "reports": ["b.txt"], "pair": [{"report": "b.txt", **p} for p in pairs]})
    found = list(family_outcomes([family], {"a.txt": parse_text(RESOLUTION), "b.txt": parse_text(REPORT)}))
    return {outcome.kind for outcome in found}, scores(found)


MEDIATION = {"target": "Tỷ lệ hòa giải thành từ 85%.", "result": "Đã hòa giải thành 92,5% số vụ."}
MEETINGS = {"target": "100% chi bộ sinh hoạt chuyên đề.", "result": "Có 12/13 chi bộ sinh hoạt chuyên đề."}


def test_pairs_of_targets_and_results():
    assert paired(MEDIATION, MEETINGS) == ({"hit"}, {"matching": Score(2, 2, 2)})
    assert paired(MEDIATION)[1] == {"matching": Score(1, 1, 2)}
    assert paired(MEDIATION, {**MEETINGS, "result": "khác"})[1] == {"matching": Score(1, 2, 2)}
    assert paired(MEDIATION, {"target": MEETINGS["target"], "ambiguous": True})[1] == {
        "matching": Score(1, 1, 2),
        "matching.open": Score(0, 1, 0),
    }


def test_families_are_read_beside_the_manifest_and_paired_where_all_documents_are_at_hand(tmp_path):
    assert load_corpus(write_corpus(tmp_path)).families == ()
    pair = '[[matching.pair]]\ntarget = "Tỷ lệ hòa giải thành từ 85%."\nreport = "b.txt"\nresult = "Đã hòa giải thành 92,5% số vụ."\n'
    (tmp_path / "matching.toml").write_text(f'[[matching]]\nresolution = "a.txt"\nreports = ["b.txt"]\n{pair}', encoding="utf-8")
    corpus = load_corpus(tmp_path)
    read = {"a.txt": parse_text(RESOLUTION), "b.txt": parse_text(REPORT)}
    result = evaluate(corpus.select(None), lambda path: read[path.name], corpus.families)
    assert result.scores["matching"] == Score(1, 1, 2)
    assert any(line.strip().startswith("matching extra") for line in difference_lines(result))
    assert "matching" not in evaluate(corpus.select("test"), lambda path: read[path.name], corpus.families).scores


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('[[matching]]\nresolution = "c.txt"\nreports = []', "c.txt is not in the manifest"),
        ('[[matching]]\nresolution = "a.txt"', "reports: Field required"),
        ("matching", "Expected"),
        ("", "matching"),
    ],
)
def test_a_broken_file_of_pairs_is_named(tmp_path, text, cause):
    write_corpus(tmp_path)
    (tmp_path / "matching.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=re.escape(cause)):
        load_corpus(tmp_path)


# --- folding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban", "UỶ BAN"),
        ("hoà bình", "hòa bình"),
        ("loè", "lòe"),
        ("“Dân vận khéo”", '"Dân vận khéo"'),
        ("30 – CT / TW", "30-CT/TW"),
        ("Hà  Nội\n", "hà nội"),
        ("TƢ", "tư"),
        ("a\u0302\u0301n", "ấn"),
        ("Như trên;", "như trên"),
        ("**Kết luận**", "kết luận"),
    ],
)
def test_fold_lets_pass(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("toán", "tóan"), ("quy", "quý"), ("hòa", "hóa"), ("30-CT/TW", "30-CT/TU"), ("a b", "ab")])
def test_fold_keeps_apart(one, other):
    assert fold(one) != fold(other)


def test_fold_of_titles_and_statements():
    assert fold(None) == ""
    assert fold_title("Về việc cấp nước") == fold_title("về cấp nước") == "cấp nước"
    assert fold_title("vềnh") == "vềnh"
    assert fold_statement("(1) 100% hộ") == fold_statement("+ 100% hộ") == fold_statement("100% hộ")
    assert len(fold_statement("x" * 90)) == 40


# --- scores ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (Score(0, 0, 0), (1, 1, 1)),
        (Score(0, 0, 2), (0, 1, 0)),
        (Score(0, 2, 0), (0, 0, 0)),
        (Score(1, 2, 4), (0.25, 0.5, 1 / 3)),
    ],
)
def test_precision_recall_f1(score, expected):
    assert (score.precision, score.recall, score.f1) == pytest.approx(expected)


def test_an_outcome_reads_as_one_line():
    assert str(Outcome("blanks", "missed", "số hộ:", "số hộ:")) == "blanks missed: số hộ:"
    assert str(Outcome("header", "differs", "place", "hà nội", "")) == "header differs: place: gold 'hà nội', found nothing"


# --- corpus, runs, baselines -----------------------------------------------------------------------------------------


def write_corpus(root: Path, manifest: str | None = None) -> Path:
    (root / "a.txt").write_text(TEXT, encoding="utf-8")
    (root / "b.txt").write_text(TEXT, encoding="utf-8")
    (root / "g.json").write_text(json.dumps(GOLD), encoding="utf-8")
    entry = '[[document]]\nfile = "{}.txt"\ngold = "g.json"\nsplit = "{}"\ngenre = "Nghị quyết"\ndefects = {}\n'
    text = manifest or entry.format("a", "test", '["nfd", "table"]') + entry.format("b", "development", '["table"]')
    (root / "manifest.toml").write_text(text, encoding="utf-8")
    return root


def right(_: Path) -> Document:
    return Document.model_validate(RECORD)


def wrong_in_b(path: Path) -> Document:
    return right(path) if path.name == "a.txt" else Document.model_validate({**RECORD, "blanks": []})


def test_groups(tmp_path):
    corpus = load_corpus(write_corpus(tmp_path))
    result = evaluate(corpus.select(None), wrong_in_b)
    assert result.scores["blanks"] == Score(1, 2, 1)
    assert {name: [r.entry.name for r in group] for name, group in result.by_defect().items()} == {
        "nfd": ["a.txt"],
        "table": ["a.txt", "b.txt"],
    }
    assert list(result.by_split()) == ["development", "test"]
    assert list(result.by_document()) == ["a.txt", "b.txt"]
    rows = {row[0]: row for row in group_rows(result.by_defect())}
    assert rows["nfd"][2:] == ("1.000", str(overall(result.by_defect()["nfd"]).gold), "")
    assert rows["table"][1] == "2"
    assert rows["table"][4] == "blanks 0.667"
    assert [entry.name for entry in corpus.select("test")] == ["a.txt"]


def test_differences_are_listed_once_each(tmp_path):
    record = copy.deepcopy(RECORD)
    record["references"].pop(0)
    result = evaluate(load_corpus(write_corpus(tmp_path)).select("test"), lambda _: Document.model_validate(record))
    assert list(difference_lines(result)) == [
        "== a.txt",
        "   references missed: Kế hoạch số 10-KH/TU [10-KH/TU]",
        "   references.inside differs: Luật Đất đai (named): gold '10-kh/tu', found nothing",
    ]
    assert result.scores["references.numbered"] == Score(0, 1, 0)


def test_an_unreadable_document_counts_as_missed(tmp_path):
    def broken(path: Path) -> Document:
        raise ReadError(path.name, "needs a password")

    result = evaluate(load_corpus(write_corpus(tmp_path)).select("test"), broken)
    assert result.documents[0].error == "needs a password"
    assert result.scores["references"] == Score(0, 3, 0)
    assert result.scores["header"].hits == 0
    assert all(score.hits == 0 for score in result.scores.values())


def test_an_unforeseen_error_is_not_swallowed(tmp_path):
    def buggy(_: Path) -> Document:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        evaluate(load_corpus(write_corpus(tmp_path)).select(None), buggy)


def test_baseline_round_trip_gains_and_losses(tmp_path):
    entries = load_corpus(write_corpus(tmp_path)).select(None)
    before, after = evaluate(entries, wrong_in_b), evaluate(entries, right)
    save_baseline(before, tmp_path / "base.json")
    baseline = load_baseline(tmp_path / "base.json")
    assert baseline.documents["a.txt"] == before.documents[0].scores
    assert changes(baseline, before) == ()
    assert change_rows(changes(baseline, after)) == [
        ("all", "blanks", "0.667", "1.000", "+0.333"),
        ("all", "blanks.unit", "1.000", "1.000", "+0.000"),
        ("all", "blanks.label", "1.000", "1.000", "+0.000"),
        ("b.txt", "blanks", "0.000", "1.000", "+1.000"),
        ("b.txt", "blanks.unit", "1.000", "1.000", "+0.000"),
        ("b.txt", "blanks.label", "1.000", "1.000", "+0.000"),
    ]
    save_baseline(after, tmp_path / "base.json")
    lost = changes(load_baseline(tmp_path / "base.json"), before)
    assert [round(change.gain, 3) for change in lost if change.measure == "blanks"] == [-0.333, -1.0]


def test_a_baseline_of_other_documents_is_compared_on_the_common_ones(tmp_path):
    corpus = load_corpus(write_corpus(tmp_path))
    save_baseline(evaluate(corpus.select("development"), wrong_in_b), tmp_path / "base.json")
    baseline = load_baseline(tmp_path / "base.json")
    run = evaluate(corpus.select(None), right)
    assert baseline.common(run) == ("b.txt",)
    assert changes(baseline, run)[0].after == Score(1, 1, 1)


def test_minimums(tmp_path):
    measured = evaluate(load_corpus(write_corpus(tmp_path)).select(None), wrong_in_b).scores
    assert list(unmet(measured, {"blanks": 0.6, "header": 1})) == []
    assert list(unmet(measured, {"blanks": 0.7})) == ["blanks: F1 0.6667 is below 0.7"]
    assert list(unmet({}, {"spans": 0.5})) == ["spans: nothing to measure, 0.5 asked"]
    assert measure_rows(measured)[0] == ("header", "1.000", "1.000", "1.000", "22", "22")


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("", "no [[document]]"),
        ("[[document]", "manifest.toml"),
        ('[[document]]\nfile = "a.txt"\n', "lacks 'gold'"),
        ('[[document]]\nfile="a.txt"\ngold="g.json"\nsplit="train"\ngenre=""\ndefects=[]\n', "split 'train'"),
        ('[[document]]\nfile="x.txt"\ngold="g.json"\nsplit="test"\ngenre=""\ndefects=[]\n', "x.txt: no such file"),
        ('[[document]]\nfile="a.txt"\ngold="g.json"\nsplit="test"\ngenre=""\ndefects=[]\n' * 2, "stands twice"),
    ],
)
def test_a_bad_manifest_is_refused_in_one_line(tmp_path, manifest, message):
    write_corpus(tmp_path, manifest or "# empty\n")
    with pytest.raises(CorpusError, match=re.escape(message)) as raised:
        load_corpus(tmp_path)
    assert "\n" not in str(raised.value)


def test_a_missing_manifest_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"manifest\.toml: No such file"):
        load_corpus(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "Invalid JSON"),
        ("{}", "identity: Field required"),
        (json.dumps({**GOLD, "refrences": []}), "refrences: Extra inputs"),
        (json.dumps({**GOLD, "blanks": [{"befor": "x"}]}), r"blanks.0.before: Field required"),
    ],
)
def test_bad_gold_is_refused_in_one_line(tmp_path, text, message):
    (tmp_path / "x.gold.json").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=message) as raised:
        load_gold(tmp_path / "x.gold.json")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("text", [None, "[]", '{"documents": {"a": {"spans": {"hits": -1, "gold": 1, "found": 1}}}}'])
def test_a_bad_baseline_is_refused(tmp_path, text):
    if text is not None:
        (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"b\.json"):
        load_baseline(tmp_path / "b.json")


# --- the corpus of the project ---------------------------------------------------------------------------------------


def project_entries() -> tuple[Entry, ...]:
    return load_corpus(CORPUS).entries


def test_the_manifest_lists_every_document_and_gold_file():
    entries = project_entries()
    assert {entry.file for entry in entries} == set((CORPUS / "documents").iterdir())
    assert {entry.gold for entry in entries} == set((CORPUS / "gold").iterdir())
    assert [entry.name[10:12] for entry in entries if entry.split == "test"] == [*map(str, (*range(10, 19), *range(20, 55)))]


@pytest.mark.parametrize("entry", project_entries(), ids=lambda entry: entry.file.stem)
def test_manifest_and_gold_agree(entry):
    gold = load_gold(entry.gold)
    assert entry.gold.name == f"{entry.file.stem}.gold.json"
    assert entry.defects == gold.defects
    assert entry.genre == gold.identity.type


def test_every_defect_is_described():
    described = set(re.findall(r"^\| `([a-z-]+)` \|", (CORPUS / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert described == {defect for entry in project_entries() for defect in entry.defects}


# --- against the reference scorer ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scorer():
    if not SCORER.is_file():
        pytest.skip("the reference scorer is not here")
    spec = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference_counts(scorer, gold: dict, record: dict) -> dict[str, Score]:
    tally = scorer.Tally()
    scorer.score(gold, record, tally, [])
    counts = {name: Score(tally.hit[name], tally.gold[name], tally.pred[name]) for name in tally.gold}
    return {name: score for name, score in counts.items() if score != Score()}


OURS_ALONE = {
    "header.marks",
    "attachments.header",
    "sections.tree",
    "indicators.sign",
    "indicators.measures.role",
    "indicators.measures.base",
    "indicators.computed",
    "indicators.deadline",
    "indicators.frequency",
    "indicators.scope",
    "summary_verdicts.total",
    "summary_verdicts.counts",
    "blanks.label",
    "references.inside",
    "references.relation",
    "references.status",
    "indicators.of",
    "indicators.section",
    "summary_verdicts",
    "blanks.unit",
}


def assert_agreement(scorer, gold: Path, document: Document) -> None:
    theirs = reference_counts(scorer, json.loads(gold.read_text("utf-8")), json.loads(document.model_dump_json()))
    annotated = load_gold(gold)
    ours = {name: score for name, score in scores(compare(annotated, document)).items() if name not in OURS_ALONE}
    places = [(section.part, section.path) for section in annotated.sections or ()]
    if len(set(places)) < len(places):
        # Of sections that share a path the reference scorer knows the length of one text only.
        assert ours.pop("sections").hits >= theirs.pop("sections").hits
    assert ours == theirs


def test_counts_agree_with_the_reference_scorer_on_right_and_wrong_records(scorer):
    """Every gold file against every record: mostly wrong pairs, so that misses and extras of every kind are counted."""
    golds = sorted((SHARED / "gold").glob("*.gold.json"))
    documents = [parse(SHARED / "seeds" / f"{gold.name.removesuffix('.gold.json')}.txt") for gold in golds]
    assert documents
    for gold in golds:
        for document in documents:
            assert_agreement(scorer, gold, document)


@pytest.mark.parametrize("entry", project_entries(), ids=lambda entry: entry.file.stem)
def test_counts_agree_with_the_reference_scorer_on_the_corpus(scorer, entry):
    assert_agreement(scorer, entry.gold, parse(entry.file))


@pytest.mark.parametrize("damage", [damage for _, damage in DAMAGES])
def test_counts_agree_with_the_reference_scorer_on_damaged_records(scorer, tmp_path, damage):
    record = copy.deepcopy(RECORD)
    damage(record)
    (tmp_path / "g.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert_agreement(scorer, tmp_path / "g.json", Document.model_validate(record))


def test_importing_the_library_does_not_import_the_evaluation():
    code = "import sys, qcdc_parse; print([m for m in sys.modules if 'evaluation' in m or m.startswith(('typer', 'rich'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
