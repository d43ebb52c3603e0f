"""The citation graph: questions, copies, files that come and go. What one text says is in cases/graph-edges.md."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from qcdc_parse import CitationGraph, Document, build_graph, load_registry, parse_text, resolve_across
from qcdc_parse.graph.asking import asks
from qcdc_parse.graph.models import Contradiction
from qcdc_parse.graph.records import Entry, describe
from qcdc_parse.graph.times import day_of, span_of, year_of
from qcdc_parse.graph.vocabulary import level_of, system_of
from qcdc_parse.model import Act

KL_120 = "dang/tw/kl/2016-01-07/120"
CT_30 = "dang/tw/ct/1998-02-18/30"


def letter(number: str, day: str, title: str, *body: str, head: str = "TỈNH ỦY LÂM ĐỒNG", name: str = "") -> Document:
    """Write a document: number and symbol, day as 2016-03-04, type and title, paragraphs."""
    date = dt.date.fromisoformat(day)
    kinds = {
        "KH": "KẾ HOẠCH",
        "CT": "CHỈ THỊ",
        "QĐ": "QUYẾT ĐỊNH",
        "BC": "BÁO CÁO",
        "NQ": "NGHỊ QUYẾT",
        "HD": "HƯỚNG DẪN",
        "KL": "KẾT LUẬN",
    }
    kind = next(words for code, words in kinds.items() if code in number)
    state = head.startswith("ỦY BAN")
    lines = [
        head,
        f"Số{':' if state else ''} {number}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" if state else "ĐẢNG CỘNG SẢN VIỆT NAM",
        f"Đà Lạt, ngày {date.day:02} tháng {date.month:02} năm {date.year}",
        "",
        kind,
        title,
        "",
        *body,
        "",
        "Nơi nhận:",
        "- Như trên.",
    ]
    return parse_text("\n".join(lines), name=name or f"{number.replace('/', '-')}.txt")


HU = "TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY DI LINH"
CHAIN = (
    letter("120-KL/TW", "2016-01-07", "về tiếp tục thực hiện Chỉ thị số 30-CT/TW ngày 18/02/1998", head="BAN CHẤP HÀNH TRUNG ƯƠNG"),
    letter("10-KH/TU", "2016-03-04", "thực hiện Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị"),
    letter("5-KH/HU", "2016-05-02", "thực hiện Kế hoạch số 10-KH/TU ngày 04/3/2016 của Tỉnh ủy", head=HU),
    letter("9-BC/HU", "2018-05-02", "kết quả 02 năm thực hiện Kế hoạch số 5-KH/HU ngày 02/5/2016 của Huyện ủy", head=HU),
)
KH_10, KH_5, BC_9 = (
    "dang/tu@lam-dong/kh/2016-03-04/10",
    "dang/hu@di-linh.lam-dong/kh/2016-05-02/5",
    "dang/hu@di-linh.lam-dong/bc/2018-05-02/9",
)


def test_who_carries_a_directive_out_and_what_it_rests_on() -> None:
    graph = build_graph(CHAIN)
    assert [(s.key, s.depth, s.through) for s in graph.implementations(CT_30)] == [
        (KL_120, 1, (CT_30,)),
        (KH_10, 2, (KL_120,)),
        (KH_5, 3, (KH_10,)),
    ]
    assert [s.key for s in graph.ancestors(KH_5)] == [KH_10, KL_120, CT_30]
    assert graph.ancestors(BC_9) == (), "a report that reviews a plan does not rest on it"
    assert [graph.node(key).level for key in (KL_120, KH_10, KH_5)] == ["central", "province", "district"]


def test_where_nothing_rests_on_it() -> None:
    assert build_graph(CHAIN).implementations(BC_9) == ()
    with pytest.raises(KeyError):
        build_graph(CHAIN).ancestors("dang/tw/kl/2000-01-01/1")


def test_a_ring_of_plans_ends() -> None:
    one = letter("1-KH/TU", "2016-03-04", "thực hiện Kế hoạch số 2-KH/TU ngày 04/3/2016 của Tỉnh ủy")
    other = letter("2-KH/TU", "2016-03-04", "thực hiện Kế hoạch số 1-KH/TU ngày 04/3/2016 của Tỉnh ủy")
    graph = build_graph([one, other])
    assert [s.key for s in graph.ancestors("dang/tu@lam-dong/kh/2016-03-04/1")] == ["dang/tu@lam-dong/kh/2016-03-04/2"]


def test_the_ways_between_two_documents() -> None:
    graph = build_graph(CHAIN)
    (path,) = graph.between(CT_30, KH_5)
    assert [(e.source, e.relation, e.target) for e in path.edges] == [
        (KH_5, "implements", KH_10),
        (KH_10, "implements", KL_120),
        (KL_120, "implements", CT_30),
    ]
    assert graph.between(KH_5, KH_5) == ()
    assert build_graph([*CHAIN, letter("1-KH/TU", "2019-01-02", "làm đường")]).between(KH_5, "dang/tu@lam-dong/kh/2019-01-02/1") == ()


def test_cited_dangling_uncited() -> None:
    graph = build_graph(CHAIN)
    assert [(r.key, r.documents, r.mentions) for r in graph.dangling()] == [(CT_30, 1, 1)]
    assert graph.uncited() == (BC_9,)
    assert {r.key: r.documents for r in graph.most_cited()} == {CT_30: 1, KL_120: 1, KH_10: 1, KH_5: 1}
    assert len(graph.most_cited(2)) == 2


def test_the_times_of_a_document() -> None:
    graph = build_graph(CHAIN)
    assert [(str(e.day), e.what, e.other) for e in graph.timeline(KH_5)] == [
        ("2016-05-02", "issued", None),
        ("2018-05-02", "reviews", BC_9),
    ]
    assert [e.key for e in graph.timeline()] == [CT_30, KL_120, KH_10, KH_5, BC_9]


def test_the_part_around_a_document() -> None:
    graph = build_graph(CHAIN).focus(KL_120, 1)
    assert graph.keys() == sorted([CT_30, KL_120, KH_10])
    assert [(e.source, e.target) for e in graph.edges()] == [(KH_10, KL_120), (KL_120, CT_30)]
    assert build_graph(CHAIN).focus(KL_120, 0).keys() == [KL_120]


def test_a_guide_that_carries_out_guides() -> None:
    guide = letter("4-HD/TU", "2016-03-05", "thực hiện Kế hoạch số 10-KH/TU ngày 04/3/2016 của Tỉnh ủy")
    said = "Theo Hướng dẫn số 5-HD/TU ngày 06/4/2016 của Tỉnh ủy về “thực hiện Kế hoạch số 10-KH/TU ngày 04/3/2016 của Tỉnh ủy”."
    graph = build_graph([guide, letter("8-BC/HU", "2020-01-15", "rà soát", said, head=HU)])
    assert [(e.source, e.relation) for e in graph.cited_by(KH_10)] == [
        ("dang/tu@lam-dong/hd/2016-03-05/4", "guides"),
        ("dang/tu@lam-dong/hd/2016-04-06/5", "guides"),
    ]


def test_a_document_may_say_what_ends_it() -> None:
    said = "Quyết định này được thay thế bởi Quyết định số 12-QĐ/TU ngày 03/02/2019 của Tỉnh ủy."
    old = letter("11-QĐ/TU", "2015-02-03", "ban hành Quy chế làm việc", said)
    graph = build_graph([old])
    assert [(e.source, e.relation, e.target) for e in graph.edges()] == [(Q_12, "replaces", Q_11)]
    assert [(ended.by, ended.source) for ended in graph.node(Q_11).ended] == [(Q_12, "11-QĐ-TU.txt")]
    assert (graph.node(Q_11).title, graph.node(Q_12).number) == ("ban hành Quy chế làm việc", "12-QĐ/TU")


@pytest.mark.parametrize(("number", "confidence"), [("120-KL/TW", "H"), ("120 - KL/ TW", "H"), ("120-KL-TW", "H"), ("120-KLTW", "M")])
def test_a_number_that_was_mended_is_less_sure(number: str, confidence: str) -> None:
    graph = build_graph([parse_text(f"Thực hiện Kết luận số {number} ngày 07/01/2016 của Bộ Chính trị.")])
    assert [(e.target, e.confidence) for e in graph.edges()] == [(KL_120, confidence)]


def test_a_number_alone_is_less_sure_than_one_with_its_term_or_year() -> None:
    body = "Nghị quyết số 99-NQ/TW ngày 16/6/2022 của Bộ Chính trị; {};"
    bare, term, day = "Nghị quyết số 99-NQ/TW", "Nghị quyết số 99-NQ/TW khóa XIII", "Nghị quyết số 99-NQ/TW ngày 16/6/2022"
    for words, confidence in ((bare, "M"), (term, "H"), (day, "H")):
        (edge,) = build_graph([parse_text("Thực hiện " + body.format(words))]).edges()
        assert [e.confidence for e in edge.evidence] == ["H", confidence]


def test_what_takes_up_another_mention_is_less_sure() -> None:
    text = "Thực hiện Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị (sau đây gọi tắt là Kết luận 120). Căn cứ Kết luận 120."
    (edge,) = build_graph([parse_text(text)]).edges()
    assert [(e.surface, e.confidence) for e in edge.evidence][-1] == ("Kết luận 120", "M")


_TU, _HU, _UBND, _CP = (
    "dang/tu@lam-dong/kh/2016-03-04/1",
    "dang/hu@di-linh.lam-dong/kh/2016-05-02/5",
    "nn/ubnd@lam-dong/qd/2015/4",
    "nn/cp/nd/2015/4",
)


@pytest.mark.parametrize(
    ("relation", "doc_type", "source", "of_type", "target", "only_asks"),
    [
        ("replaces", "Kế hoạch", _TU, "Kế hoạch", _TU, False),
        ("replaces", "Kế hoạch", _TU, "Kế hoạch", _HU, False),
        ("replaces", "Kế hoạch", _HU, "Kế hoạch", _TU, True),
        ("amends", "Quyết định", _UBND, "Nghị định", _CP, True),
        ("amends", "Nghị định", _CP, "Quyết định", _UBND, False),
        ("repeals", "Quyết định", _TU, "Quyết định", _UBND, True),
        ("repeals", "Quyết định", "file:0123456789abcdef", "Nghị định", _CP, False),
        ("repeals", "Báo cáo", _TU, "Quyết định", None, True),
        ("repeals", "Báo cáo", _TU, "Báo cáo", None, False),
        ("repeals", "Quyết định", _TU, "Quyết định", None, False),
        ("guides", "Báo cáo", _TU, "Kế hoạch", _TU, True),
        ("guides", "Công văn", _HU, "Kế hoạch", _TU, False),
        ("implements", "Báo cáo", _HU, "Kế hoạch", _TU, False),
    ],
)
def test_who_can_only_ask(relation: str, doc_type: str, source: str, of_type: str, target: str | None, only_asks: bool) -> None:
    assert asks(relation, doc_type, source, of_type, target) is only_asks


# ---- ended documents

OLD = letter("11-QĐ/TU", "2015-02-03", "ban hành Quy chế làm việc")
NEW = letter(
    "12-QĐ/TU", "2019-02-03", "ban hành Quy chế làm việc", "Quyết định này thay thế Quyết định số 11-QĐ/TU ngày 03/02/2015 của Tỉnh ủy."
)
Q_11, Q_12 = "dang/tu@lam-dong/qd/2015-02-03/11", "dang/tu@lam-dong/qd/2019-02-03/12"


def _resting(day: str, *more: str) -> Document:
    return letter("7-KH/HU", day, "kiểm tra", "Căn cứ Quyết định số 11-QĐ/TU ngày 03/02/2015 của Tỉnh ủy.", *more, head=HU)


def test_cited_after_it_was_replaced() -> None:
    (found,) = build_graph([OLD, NEW, _resting("2020-01-15")]).superseded()
    assert (found.target, found.ended.by, found.ended.how, found.aware) == (Q_11, Q_12, "replaced", False)
    assert build_graph([OLD, NEW, _resting("2018-01-15")]).superseded() == (), "before that day it was right"
    assert build_graph([OLD, NEW, _resting("2019-02-03")]).superseded() == (), "and on it"
    assert build_graph([OLD, NEW, _resting("2019-02-04")]).superseded(), "but Party papers are in force at once"


def test_who_names_the_successor_is_aware() -> None:
    graph = build_graph([OLD, NEW, _resting("2020-01-15", "Xem thêm Quyết định số 12-QĐ/TU ngày 03/02/2019 của Tỉnh ủy.")])
    assert [s.aware for s in graph.superseded()] == [True]


def test_who_says_himself_that_it_was_replaced_is_aware() -> None:
    said = "Quyết định số 11-QĐ/TU ngày 03/02/2015 được thay thế bởi Quyết định số 12-QĐ/TU ngày 03/02/2019 của Tỉnh ủy."
    graph = build_graph([OLD, NEW, _resting("2020-01-15", said)])
    assert [s.aware for s in graph.superseded()] == [True]
    assert [(e.how, e.by) for e in graph.node(Q_11).ended] == [("replaced", Q_12)]


def test_a_report_may_review_what_was_replaced() -> None:
    report = letter("8-BC/HU", "2020-01-15", "kết quả 05 năm thực hiện Quyết định số 11-QĐ/TU ngày 03/02/2015 của Tỉnh ủy", head=HU)
    assert build_graph([OLD, NEW, report]).superseded() == ()


def test_a_clause_that_is_repealed_ends_nothing() -> None:
    clause = letter("12-QĐ/TU", "2019-02-03", "sửa Quy chế", "Bãi bỏ khoản 2 Điều 5 Quyết định số 11-QĐ/TU ngày 03/02/2015 của Tỉnh ủy.")
    graph = build_graph([OLD, clause, _resting("2020-01-15")])
    assert graph.node(Q_11).ended == ()
    assert graph.superseded() == ()


def test_the_catalogue_knows_ends_too() -> None:
    text = "Căn cứ Pháp lệnh số 34/2007/PL-UBTVQH11 của Ủy ban Thường vụ Quốc hội."
    (found,) = build_graph([letter("8-KH/HU", "2024-05-06", "dân chủ", text, head=HU)]).superseded()
    assert (found.ended.by, found.ended.source) == ("nn/qh15/luat/2022/10", "catalogue")


def test_a_catalogue_of_ones_own(tmp_path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        '[[directive]]\nkey = "11-QĐ/TU"\ndoc_type = "Quyết định"\nissued = 2015-02-03\nplace = "Lâm Đồng"\ntitle = "ban hành Quy chế"\n',
        encoding="utf-8",
    )
    document = _resting("2020-01-15")
    assert build_graph([document]).node(Q_11).title is None
    assert build_graph([document], load_registry(file)).node(Q_11).title == "ban hành Quy chế"


@pytest.mark.parametrize(("day", "late"), [("2024-06-30", False), ("2024-07-10", True)])
def test_local_state_papers_take_some_weeks_to_come_into_force(day: str, late: bool) -> None:
    ubnd = "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"
    new = letter(
        "18/2024/QĐ-UBND", "2024-05-20", "chợ", "Thay thế Quyết định số 27/2016/QĐ-UBND của Ủy ban nhân dân tỉnh Lâm Đồng.", head=ubnd
    )
    rests = letter("44/KH-UBND", day, "chợ", "Căn cứ Quyết định số 27/2016/QĐ-UBND của Ủy ban nhân dân tỉnh Lâm Đồng.", head=ubnd)
    assert bool(build_graph([new, rests]).superseded()) is late


def test_what_is_never_in_force_before_the_end_of_days_ends_nothing() -> None:
    said = "Nghị định số 7/2010/NĐ-CP được thay thế bởi Nghị định số 9/2015/NĐ-CP ngày 31/12/9999 của Chính phủ."
    rests = letter("8-KH/HU", "2020-05-06", "dân chủ", "Căn cứ Nghị định số 7/2010/NĐ-CP của Chính phủ.", head=HU)
    graph = build_graph([letter("8-BC/HU", "2019-01-15", "rà soát văn bản", said, head=HU), rests])
    assert graph.edge("nn/cp/nd/2015/9", "nn/cp/nd/2010/7").relation == "replaces"
    assert graph.superseded() == ()


# ---- contradictions


def _kinds(*documents: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.kind, c.keys) for c in build_graph(documents).contradictions()]


def test_nothing_contradicts_itself_in_the_chain() -> None:
    assert _kinds(*CHAIN) == []


def test_what_is_later_cannot_be_cited() -> None:
    early = letter("3-KH/TU", "2015-03-04", "thực hiện Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị")
    assert _kinds(early) == [("cites-later", ("dang/tu@lam-dong/kh/2015-03-04/3", KL_120))]


def test_nor_what_is_of_the_same_year_but_a_later_day() -> None:
    ubnd = "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"
    decision = letter("27/2016/QĐ-UBND", "2016-06-15", "quy chế", head=ubnd)
    said = "Căn cứ Quyết định số 27/2016/QĐ-UBND của Ủy ban nhân dân tỉnh Lâm Đồng."
    early, on, late = (letter(f"{n}-KH/TU", day, "dân chủ", said) for n, day in ((3, "2016-06-10"), (5, "2016-06-15"), (4, "2016-06-20")))
    for order in itertools.permutations((decision, early, on, late)):
        assert _kinds(*order) == [("cites-later", ("dang/tu@lam-dong/kh/2016-06-10/3", "nn/ubnd@lam-dong/qd/2016/27"))]


def test_one_number_with_two_dates() -> None:
    slip = letter("3-KH/TU", "2017-03-04", "thực hiện Kết luận số 120-KL/TW ngày 17/01/2016 của Bộ Chính trị")
    assert _kinds(*CHAIN, slip) == [("dates-differ", (KL_120, "dang/tw/kl/2016-01-17/120"))]


WOODS, RANKS = "về trồng rừng phòng hộ đầu nguồn các huyện phía nam", "thực hiện quy hoạch cán bộ lãnh đạo nhiệm kỳ tới"


@pytest.mark.parametrize(
    ("day", "title", "differ"),
    [
        ("2022-03-20", RANKS, True),
        ("2023-03-04", RANKS, True),
        ("2023-06-05", WOODS, True),
        ("2023-06-05", RANKS, False),
        ("2027-03-04", WOODS, False),
    ],
)
def test_local_numbers_begin_again_unless_it_looks_like_a_slip(day: str, title: str, differ: bool) -> None:
    one, other = letter("77-KH/TU", "2022-03-04", WOODS), letter("77-KH/TU", day, title)
    keys = ("dang/tu@lam-dong/kh/2022-03-04/77", f"dang/tu@lam-dong/kh/{day}/77")
    assert _kinds(one, other) == ([("dates-differ", keys)] if differ else [])


def test_a_contradiction_is_proven_by_those_that_say_it() -> None:
    said = ("Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị", "Kết luận số 120-KL/TW ngày 07/01/2016")
    wrong = ("Kết luận số 120-KL/TW ngày 07/01/2016 của Ban Bí thư", "Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị (khóa X)")
    body = [f"Căn cứ {words};" for words in (*said, *wrong)]
    found = {
        c.kind: [e.quotation for e in c.evidence] for c in build_graph([letter("3-KH/TU", "2017-03-04", "dân chủ", *body)]).contradictions()
    }
    assert found == {"issuers-differ": [body[0], body[2], body[3]], "term-mismatch": [body[3]]}


def test_a_number_of_another_term_is_another_document() -> None:
    other = letter("3-KH/TU", "2022-03-04", "thực hiện Kết luận số 120-KL/TW ngày 07/01/2021 của Bộ Chính trị")
    assert _kinds(*CHAIN, other) == []


def test_a_term_that_does_not_fit_the_date() -> None:
    wrong = letter("3-KH/TU", "2017-03-04", "thực hiện Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị (khóa VII)")
    assert _kinds(wrong) == [("term-mismatch", (CT_30,))]


def test_two_bodies_of_one_document() -> None:
    said = ("Căn cứ Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị.", "Theo Kết luận số 120-KL/TW ngày 07/01/2016 của Ban Bí thư.")
    assert _kinds(letter("3-KH/TU", "2017-03-04", "dân chủ", *said)) == [("issuers-differ", (KL_120,))]


def test_replaced_twice_and_each_by_the_other() -> None:
    again = letter("13-QĐ/TU", "2020-02-03", "quy chế", "Quyết định này thay thế Quyết định số 11-QĐ/TU ngày 03/02/2015 của Tỉnh ủy.")
    assert ("replaced-twice", (Q_11, Q_12, "dang/tu@lam-dong/qd/2020-02-03/13")) in _kinds(OLD, NEW, again)
    said = "Quyết định này thay thế Quyết định số {}-QĐ/TU ngày 03/02/2020 của Tỉnh ủy."
    one, other = (letter(f"{n}-QĐ/TU", "2020-02-03", "quy chế", said.format(m)) for n, m in ((1, 2), (2, 1)))
    keys = ("dang/tu@lam-dong/qd/2020-02-03/1", "dang/tu@lam-dong/qd/2020-02-03/2")
    assert _kinds(one, other) == [("replace-each-other", keys)]
    (found,) = build_graph([one, other]).contradictions()
    assert [e.surface for e in found.evidence] == ["Quyết định số 2-QĐ/TU", "Quyết định số 1-QĐ/TU"]


def test_one_may_replace_what_another_repeals() -> None:
    gone = letter("13-QĐ/TU", "2020-02-03", "quy chế", "Bãi bỏ Quyết định số 11-QĐ/TU ngày 03/02/2015 của Tỉnh ủy.")
    assert _kinds(OLD, NEW, gone) == []
    assert [e.how for e in build_graph([OLD, NEW, gone]).node(Q_11).ended] == ["replaced", "repealed"]


def test_two_titles_of_one_document_are_quoted() -> None:
    said = f"Căn cứ Kế hoạch số 77-KH/TU ngày 04/3/2022 của Tỉnh ủy {RANKS};"
    (found,) = build_graph(
        [letter("77-KH/TU", "2022-03-04", WOODS), letter("8-BC/HU", "2023-01-15", "rà soát", said, head=HU)]
    ).contradictions()
    assert (found.kind, found.message) == ("titles-differ", f"“{WOODS}” and “{RANKS}” are titles of one document")
    assert [e.quotation for e in found.evidence] == [said]


def test_contradictions_show_their_evidence() -> None:
    early = letter("3-KH/TU", "2015-03-04", "thực hiện Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị", name="early.txt")
    (found,) = build_graph([early]).contradictions()
    assert isinstance(found, Contradiction)
    assert [(e.document, e.surface) for e in found.evidence] == [("early.txt", "Kết luận số 120-KL/TW")]


# ---- files


def test_two_files_of_one_document_are_one_node() -> None:
    plan = CHAIN[1]
    copy = parse_text(plan.text.replace("Như trên", "Như trên;\n- Lưu"), name="copy.txt")
    graph = build_graph([*CHAIN, copy])
    assert [name for name, _ in graph.node(KH_10).files] == ["10-KH-TU.txt", "copy.txt"]
    edge = graph.edge(KH_10, KL_120)
    assert (edge.count, [e.document for e in edge.evidence]) == (1, ["10-KH-TU.txt", "copy.txt"])
    graph.remove(plan)
    assert graph.edge(KH_10, KL_120).evidence[0].document == "copy.txt"


def test_the_same_file_is_there_once() -> None:
    graph = build_graph(CHAIN)
    graph.add(CHAIN[1])
    assert graph.edge(KH_10, KL_120).count == 1
    assert len(graph.files) == len(CHAIN)


def test_a_document_without_identity_is_known_by_its_file() -> None:
    draft = parse_text("Căn cứ Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị.", name="draft.txt")
    graph = build_graph([draft])
    key = f"file:{draft.source.sha256[:16]}"
    assert [n.key for n in graph.nodes() if n.state == "held"] == [key]
    assert graph.node(key).level is None


def test_nothing_stays_of_what_is_removed() -> None:
    graph = build_graph(CHAIN)
    for document in CHAIN:
        graph.remove(document)
    assert (len(graph), graph.keys(), graph.contradictions(), graph.superseded(), graph.timeline()) == (0, [], (), (), ())
    with pytest.raises(KeyError):
        graph.remove(CHAIN[0])


def test_candidates_are_no_edges_unless_asked_for() -> None:
    graph = build_graph([letter("3-KH/TU", "2023-03-04", "dân chủ", "Quán triệt Nghị quyết số 18-NQ/TW.")])
    assert list(graph.edges()) == []
    assert [(e.target, e.status) for e in graph.edges(candidates=True)] == [
        ("dang/tw/nq/2017-10-25/18", "candidate"),
        ("dang/tw/nq/2022-06-16/18", "candidate"),
    ]
    assert [graph.node(e.target).state for e in graph.edges(candidates=True)] == ["candidate", "candidate"]
    assert graph.dangling() == ()


def test_another_document_settles_the_candidate() -> None:
    bare = letter("3-KH/TU", "2023-03-04", "dân chủ", "Quán triệt Nghị quyết số 99-NQ/TW khóa XIII.")
    dated = letter("4-KH/TU", "2023-04-04", "dân chủ", "Quán triệt Nghị quyết số 99-NQ/TW ngày 16/6/2022.")
    graph = build_graph(resolve_across([bare, dated]))
    assert [(e.source[-1], e.target) for e in graph.edges()] == [("3", "dang/tw/nq/2022-06-16/99"), ("4", "dang/tw/nq/2022-06-16/99")]


def test_a_key_that_is_none_tells_nothing() -> None:
    for key in ("", "a", "/", "dang", "nn/cp/nd/²²²²/4", "nn/cp/nd/2015-13-45/4", "nn/cp/nd/0000/4"):
        assert day_of(key) is None
    assert [(level_of(key), system_of(key)) for key in ("", "a", "/", "a/tu@b/c")] == [(None, None)] * 4
    assert [year_of(key) for key in ("dang/dh/nq/khoa-xiii", "nn/qh13/hp/2013", "nn/cp/nd/2015/4")] == [None, 2013, 2015]
    assert [span_of(f"nn/cp/nd/{mark}/4") for mark in ("²²²²", "0000", "khoa-xii")] == [None] * 3


def test_an_empty_graph() -> None:
    graph = CitationGraph()
    assert (len(graph), list(graph.edges()), graph.most_cited(), graph.uncited(), graph.dangling()) == (0, [], (), (), ())


def test_what_is_only_said_to_have_done_something_is_described_too() -> None:
    said = "Quyết định số 11-QĐ/TU ngày 03/02/2015 được thay thế bởi Quyết định số 12-QĐ/TU ngày 03/02/2019 của Tỉnh ủy."
    graph = build_graph([letter("8-BC/HU", "2020-01-15", "rà soát văn bản", said, head=HU)])
    node = graph.node(Q_12)
    assert (node.number, node.doc_type, node.issued, node.state) == ("12-QĐ/TU", "Quyết định", dt.date(2019, 2, 3), "cited")
    graph.remove(graph.files[0])
    assert len(graph) == 0


def test_what_is_cited_by_name_has_its_name_for_title() -> None:
    said = "Căn cứ Luật Tiếp công dân năm 2013; Luật Bảo vệ sức khỏe nhân dân năm 1989; thực hiện Nghị quyết Đại hội XIII của Đảng."
    graph = build_graph([letter("3-KH/TU", "2023-03-04", "tiếp dân", said)])
    assert {n.key: (n.title, n.label) for n in graph.nodes() if n.state == "cited"} == {
        "nn/qh13/luat/2013/42": ("Luật Tiếp công dân", "Luật 42/2013/QH13"),
        "nn/qh/luat/1989/bao-ve-suc-khoe-nhan-dan": (title := "Luật Bảo vệ sức khỏe nhân dân năm 1989", title),
        "dang/dh/nq/khoa-xiii": (title := "Nghị quyết Đại hội XIII của Đảng", title),
    }


def test_a_law_is_described_by_the_catalogue_also_where_it_is_only_possible() -> None:
    graph = build_graph([letter("3-KH/TU", "2023-03-04", "ngân sách", "Căn cứ Luật Đất đai và Pháp lệnh Công an xã;")])
    laws = {n.key: n for n in graph.nodes() if n.state != "held"}
    assert {n.state for n in laws.values()} >= {"candidate"}
    assert laws["nn/qh13/luat/2013/45"][3:8] == ("45/2013/QH13", "Luật", "Luật Đất đai", "Quốc hội", dt.date(2013, 11, 29))
    assert {n.issuer for key, n in laws.items() if "/pl/" in key} == {"Ủy ban Thường vụ Quốc hội"}
    assert not [key for key, n in laws.items() if n.label == key]


@pytest.mark.parametrize(
    ("key", "number", "issuer"),
    [
        ("nn/qh17/luat/2029/3", "3/2029/QH17", "Quốc hội"),
        ("nn/ubtvqh9/pl/1995/12", "12/1995/UBTVQH9", "Ủy ban Thường vụ Quốc hội"),
        ("nn/qh/luat/1989/bao-ve-suc-khoe-nhan-dan", None, "Quốc hội"),
        ("nn/cp/nd/2015/4", None, None),
        ("dang/qh/nq/2015/4", None, None),
    ],
)
def test_of_a_law_that_none_describes_the_key_tells_number_and_issuer(key: str, number: str | None, issuer: str | None) -> None:
    said = describe(Entry(key, 0, None), None)
    assert (said.number, said.issuer) == (number, issuer)


def test_what_people_call_a_document() -> None:
    named = letter("3-KH/TU", "2023-03-04", "tiếp dân", name="ke-hoach.docx")
    nameless = parse_text("Nội dung không số.")
    (one,) = build_graph([named]).nodes()
    (other,) = build_graph([nameless]).nodes()
    assert (one.label, other.label) == ("Kế hoạch 3-KH/TU", "<text>")
    assert one._replace(number=None).label == "Kế hoạch tiếp dân"
    assert one._replace(number=None, title="KẾ HOẠCH tiếp dân").label == "KẾ HOẠCH tiếp dân"
    assert one._replace(number=None, title=None).label == "ke-hoach.docx"
    assert one._replace(number=None, title=None, files=()).label == one.key


def test_ids_that_lead_nowhere_say_nothing() -> None:
    said = "Quyết định số 11-QĐ/TU ngày 03/02/2015 được thay thế bởi Quyết định số 12-QĐ/TU ngày 03/02/2019 của Tỉnh ủy."
    document = letter("8-BC/HU", "2020-01-15", "rà soát văn bản", said, head=HU)
    lost = Act(relation="replaces", by="r99", cue_span=document.references[0].span)
    changes = ({"inside": "r99"}, {"done_by": lost}, {"refers_to": "r99"})
    for change in changes:
        references = tuple(r.model_copy(update=change) for r in document.references)
        graph = build_graph([document.model_copy(update={"references": references})])
        assert {Q_11, Q_12} <= set(graph.keys())


def test_what_ended_a_document_may_itself_be_without_identity() -> None:
    said = "Quyết định này thay thế Quyết định số 11-QĐ/TU ngày 03/02/2015 của Tỉnh ủy."
    draft = parse_text(letter("12-QĐ/TU", "2019-02-03", "quy chế", said).text.replace("Số 12-QĐ/TU\n", ""), name="draft.txt")
    graph = build_graph([OLD, draft, _resting("2020-01-15")])
    assert [found.ended.by[:5] for found in graph.superseded()] == ["file:"]


# ---- what was asked before

ENDED = "Pháp lệnh số 34/2007/PL-UBTVQH11"
PLAN = letter("8-KH/HU", "2024-05-06", "dân chủ", head=HU)
PLAN_8 = "Kế hoạch số 8-KH/HU ngày 06/5/2024 của Huyện ủy Di Linh"


def test_another_document_says_of_one_at_hand_that_it_rests_on_what_was_ended() -> None:
    graph = build_graph([PLAN])
    assert graph.superseded() == ()
    graph.add(letter("9-KH/HU", "2024-06-07", f"triển khai {PLAN_8} về thực hiện {ENDED}", head=HU))
    plan = "dang/hu@di-linh.lam-dong/kh/2024-05-06/8"
    assert [(found.source, found.aware) for found in graph.superseded()] == [(plan, False)]
    awake = letter("10-KH/HU", "2024-06-08", f"triển khai {PLAN_8} về thực hiện Luật số 10/2022/QH15", head=HU)
    graph.add(awake)
    assert [(found.source, found.aware) for found in graph.superseded()] == [(plan, True)]
    graph.remove(awake)
    assert [(found.source, found.aware) for found in graph.superseded()] == [(plan, False)]


def test_what_an_ambiguous_mention_may_mean_has_its_day_too() -> None:
    graph = build_graph([PLAN])
    before = graph.timeline()
    unsure = letter("3-KH/TU", "2023-03-04", "dân chủ", "Quán triệt Nghị quyết số 18-NQ/TW.")
    graph.add(unsure)
    assert [event.key for event in graph.timeline() if event.key.startswith("dang/tw/")] == [
        "dang/tw/nq/2017-10-25/18",
        "dang/tw/nq/2022-06-16/18",
    ]
    graph.remove(unsure)
    assert graph.timeline() == before


def test_a_change_that_another_document_tells_of_is_dated_by_the_one_that_made_it() -> None:
    graph = build_graph([NEW])
    graph.timeline()
    graph.add(
        letter(
            "8-BC/HU",
            "2020-01-15",
            "rà soát",
            "Chỉ thị số 5-CT/TU ngày 03/02/2014 được sửa đổi bởi Quyết định số 12-QĐ/TU ngày 03/02/2019 của Tỉnh ủy.",
            head=HU,
        )
    )
    assert ("2019-02-03", "amends", Q_12) in [(str(event.day), event.what, event.other) for event in graph.timeline()]


def test_one_decree_with_two_days_of_its_year() -> None:
    said = (
        "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ.",
        "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 18/4/2020 của Chính phủ.",
    )
    documents = [letter(f"{n}-KH/TU", "2021-03-04", "dịch vụ công", words) for n, words in enumerate(said, 3)]
    assert _kinds(*documents) == [("dates-differ", ("nn/cp/nd/2020/45",))]


def test_what_a_third_document_says_of_two_is_no_citation_by_the_older() -> None:
    said = "Quyết định số 12-QĐ/TU ngày 03/02/2019 được thay thế bởi Quyết định số 11-QĐ/TU ngày 03/02/2015 của Tỉnh ủy."
    assert _kinds(letter("8-BC/HU", "2020-01-15", "rà soát", said, head=HU)) == []


def test_who_ended_it_is_asked_first() -> None:
    letter_of_another = letter(
        "8-BC/HU",
        "2020-01-15",
        "rà soát",
        "Quyết định số 11-QĐ/TU ngày 03/02/2015 được thay thế bởi Quyết định số 12-QĐ/TU ngày 03/02/2019 của Tỉnh ủy.",
        head=HU,
        name="1.txt",
    )
    assert [e.source for e in build_graph([letter_of_another, OLD, NEW]).node(Q_11).ended] == ["12-QĐ-TU.txt"]


def test_a_sentence_that_lists_hundreds_is_quoted_around_each() -> None:
    said = ", ".join(f"Kế hoạch số {n}-KH/TU ngày 04/3/2016 của Tỉnh ủy" for n in range(1, 400))
    graph = build_graph([letter("8-BC/HU", "2020-01-15", "rà soát", f"Căn cứ {said}.", head=HU)])
    quoted = [edge.evidence[0] for edge in graph.edges()]
    assert len(quoted) == 399
    assert all(e.surface in e.quotation and len(e.quotation) < 1200 for e in quoted)
    assert quoted[0].quotation.endswith(" …")
