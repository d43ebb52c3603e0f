"""Looking documents up in a graph of citations: by key, number, title, words."""

import copy
import re

import pytest

from qcdc_parse import build_graph, parse_text
from qcdc_parse.graph.lookup import UnknownDocumentError, near

CT_30 = "dang/tw/ct/1998-02-18/30"
TEXT = """Căn cứ Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị; Chỉ thị số 130-CT/TW ngày 30/4/2014 của Ban Bí thư;
Căn cứ Nghị quyết số 18-NQ/TW khóa XII; Nghị quyết số 18-NQ/TW ngày 16/6/2022 về đất đai;
Căn cứ Nghị định số 04/2015/NĐ-CP; Nghị định số 38/2015/NĐ-CP; Nghị định số 100/2019/NĐ-CP; Thông tư số 04/2015/TT-BNV;
Căn cứ Kế hoạch số 05-KH/TU ngày 03/4/2020 của Tỉnh ủy Lâm Đồng về thực hiện Chỉ thị số 61-CT/TW;
Căn cứ Quyết định số 12a-QĐ/TU ngày 05/4/2020 của Tỉnh ủy Lâm Đồng; 45-QĐ/TU ngày 06/4/2020 của Tỉnh ủy Lâm Đồng;
Quán triệt Nghị quyết Đại hội XIII của Đảng."""


@pytest.fixture(scope="module")
def graph():
    return build_graph([parse_text(TEXT)])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("dang/tw/ct/1998-02-18/30", ["dang/tw/ct/1998-02-18/30"]),
        (" dang/tw/ct/1998-02-18/30\n", ["dang/tw/ct/1998-02-18/30"]),
        ("30-CT/TW", ["dang/tw/ct/1998-02-18/30"]),
        ("30 ct tw", ["dang/tw/ct/1998-02-18/30"]),
        ("Chỉ thị số 30-CT/TW, ngày 18/02/1998 của Bộ Chính trị", ["dang/tw/ct/1998-02-18/30"]),
        ("Chỉ thị số 30-CT/TW ngày 19/02/1998", []),
        ("nghị quyết 30-CT/TW", []),
        ("chi thi 30", ["dang/tw/ct/1998-02-18/30"]),
        ("chỉ thị 130", ["dang/tw/ct/2014-04-30/130"]),
        ("18-NQ/TW", ["dang/tw/nq/2017-10-25/18", "dang/tw/nq/2022-06-16/18"]),
        ("18-NQ/TW khóa XII", ["dang/tw/nq/2017-10-25/18"]),
        ("18-NQ/TW năm 2022", ["dang/tw/nq/2022-06-16/18"]),
        ("04/2015", ["nn/bnv/tt/2015/4", "nn/cp/nd/2015/4"]),
        ("nghị định 4/2015", ["nn/cp/nd/2015/4"]),
        ("4/NĐ-CP", ["nn/cp/nd/2015/4"]),
        ("0100/2019/nđ-cp", ["nn/cp/nd/2019/100"]),
        ("61-CT/TU", []),
        ("quyet dinh 12A-qd/tu", ["dang/tu@lam-dong/qd/2020-04-05/12a"]),
        ("12-QĐ/TU", []),
        ("Quyết định 45-QĐ/TU", ["dang/tu@lam-dong/qd/2020-04-06/45"]),
        ("nghị quyết sử dụng đất", ["dang/tw/nq/2022-06-16/18"]),
        ("chỉ thị sử dụng đất", []),
        ("CT 30", ["dang/tw/ct/1998-02-18/30"]),
        ("ct số 030", ["dang/tw/ct/1998-02-18/30"]),
        ("ct30", ["dang/tw/ct/1998-02-18/30"]),
        ("30ct/tw", ["dang/tw/ct/1998-02-18/30"]),
        ("KH 30", []),
        ("KL 130-CT/TW", []),
        ("kh05", ["dang/tu@lam-dong/kh/2020-04-03/5"]),
        ("KH 5 tỉnh ủy lâm đồng", ["dang/tu@lam-dong/kh/2020-04-03/5"]),
        ("kế hoạch số 5 của Tỉnh ủy năm 2020", ["dang/tu@lam-dong/kh/2020-04-03/5"]),
        ("KH 61", []),
        ("kế hoạch thực hiện 61-CT/TW", []),
        ("kế hoạch thực hiện chỉ thị 61", ["dang/tu@lam-dong/kh/2020-04-03/5"]),
        ("NĐ 04/2015", ["nn/cp/nd/2015/4"]),
        ("TT 04/2015", ["nn/bnv/tt/2015/4"]),
        ("nđ 4", ["nn/cp/nd/2015/4"]),
        ("NQ đại hội XIII", ["dang/dh/nq/khoa-xiii"]),
        ("qd 12a", ["dang/tu@lam-dong/qd/2020-04-05/12a"]),
        ("qd12a", ["dang/tu@lam-dong/qd/2020-04-05/12a"]),
        ("QĐ 12", []),
        ("<text>", ["file:"]),
        ("", []),
        ("-/-", []),
    ],
)
def test_what_people_write_finds_what_they_mean(graph, asked, found):
    assert [re.sub("(?<=file:).*", "", node.key) for node in graph.find(asked)] == found


def test_what_is_near_is_offered_the_nearest_first(graph):
    assert near(graph, "30-CT/TU")[0].key == "dang/tw/ct/1998-02-18/30"
    assert near(graph, "dang/tw/ct/1998-02-18/31")[0].key == "dang/tw/ct/1998-02-18/30"
    assert len(near(graph, "30-CT/TU", 1)) == 1
    assert near(graph, "something else altogether") == near(graph, "") == ()


def test_letters_that_are_none_find_nothing(graph):
    assert graph.find("\ud800\x00") == near(graph, "\ud800\x00") == ()


def test_a_long_question_is_no_burden(graph):
    assert graph.find("nothing " * 100_000) == graph.find("1" * 1_000_000) == graph.find("1-" * 1_000_000) == ()


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph, key: graph.node(key),
        lambda graph, key: graph.cites(key),
        lambda graph, key: graph.cited_by(key),
        lambda graph, key: graph.ancestors(key),
        lambda graph, key: graph.implementations(key),
        lambda graph, key: graph.timeline(key),
        lambda graph, key: graph.focus(key),
        lambda graph, key: graph.between(key, key),
        lambda graph, key: graph.between(CT_30, key),
        lambda graph, key: graph.edge(key, CT_30),
        lambda graph, key: graph.edge(CT_30, key),
    ],
)
def test_an_unknown_key_is_named_with_what_is_near(graph, ask):
    with pytest.raises(KeyError) as raised:
        ask(graph, "dang/tw/ct/1998-02-18/31")
    assert str(raised.value).startswith(f"no document 'dang/tw/ct/1998-02-18/31'; near are: {CT_30}")
    assert raised.value.args == ("dang/tw/ct/1998-02-18/31",)
    with pytest.raises(KeyError, match=r"^no document 'xyzw'$"):
        ask(graph, "xyzw")


def test_a_copy_of_the_error_leaves_the_graph_behind(graph):
    error = UnknownDocumentError("dang/tw/ct/1998-02-18/31", graph)
    assert str(copy.copy(error)) == "no document 'dang/tw/ct/1998-02-18/31'"
