"""The graph in other forms, read back by the tool that each is for: nothing is lost, no text of a document is anything but text."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from samplegraph import HOSTILE, document, graphs, hostile_graph, key_of, nameless

from qcdc_parse import CitationGraph, MissingToolError, UnknownFormatError, build_graph, parse_text
from qcdc_parse.graph.exports import FORMS, write
from qcdc_parse.graph.exports.iri import iri_of, is_act
from qcdc_parse.graph.exports.iri import key_of as key_of_iri
from qcdc_parse.graph.exports.words import encodable
from qcdc_parse.graph.records import by_key
from qcdc_parse.identity.registry import builtin
from qcdc_parse.spreadsheet import writable

PLAIN = build_graph(
    [document(1, [("implements", 2), ("replaces", 3), ("unsettled", 0)]), document(2, [("based_on", 1), ("cites", 4)]), document(5)]
)


@pytest.fixture(scope="module")
def hostile() -> CitationGraph:
    return hostile_graph()


def all_edges(graph: CitationGraph) -> dict[tuple[str, str], tuple[str, str]]:
    return {(e.source, e.target): (e.relation, e.status) for e in graph.edges(candidates=True)}


# ---- what is common to all forms


def files_of(graph: CitationGraph, folder: Path, ending: str) -> dict[str, bytes]:
    folder.mkdir()
    written = write(graph, folder / f"x{ending}")
    assert sorted(written) == sorted(p for p in folder.rglob("*") if p.is_file()), "the files it names are those it wrote"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in written}


@pytest.mark.parametrize("ending", FORMS)
def test_the_same_graph_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    documents = [document(1, [("implements", 2), ("cites", 3), ("unsettled", 0)], title=HOSTILE[0]), document(2, [("replaces", 3)])]
    one = files_of(build_graph(documents), tmp_path / "one", ending)
    other = files_of(build_graph(reversed(documents)), tmp_path / "other", ending)
    assert one == other
    assert all(one.values())


@pytest.mark.parametrize("ending", FORMS)
def test_an_empty_graph_is_written(ending: str, tmp_path: Path) -> None:
    assert files_of(build_graph([]), tmp_path / "none", ending)


def test_the_ending_chooses_the_form(tmp_path: Path) -> None:
    assert write(PLAIN, tmp_path / "X.GraphML") == (tmp_path / "X.GraphML",)
    for name in ("x.docx", "x", "graphml"):
        with pytest.raises(UnknownFormatError, match=r"\.graphml, \.gexf, "):
            write(PLAIN, tmp_path / name)


@pytest.mark.parametrize(("ending", "library"), [(e, form.library) for e, form in FORMS.items() if form.library])
def test_a_missing_library_is_named(ending: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins
    import sys

    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {library!r}", name=library)
        return real(name, *rest)

    for module in [m for m in sys.modules if m.startswith("qcdc_parse.graph.exports.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingToolError, match=rf"x\{ending}: needs {library}: pip install 'qcdc-parse\[graph\]'"):
        write(PLAIN, tmp_path / f"x{ending}")


# ---- IRIs

slugs = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
kinds = st.one_of(slugs, st.sampled_from(["qd", "nd", "kl", "ket-luan", "luat", "hd", "quy-dinh", "nghi-dinh"]))
marks = st.one_of(slugs, st.sampled_from(["2016-01-07", "2015", "khoa-xii"]))


@st.composite
def made_keys(draw: st.DrawFn) -> str:
    place = draw(st.one_of(st.just(""), st.lists(slugs, min_size=1, max_size=3).map(lambda units: "@" + ".".join(units))))
    parts = [draw(st.sampled_from(["dang", "nn"])), draw(slugs) + place, draw(kinds), draw(marks)]
    return "/".join(parts + draw(st.one_of(st.just([]), slugs.map(lambda s: [s]))))


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.one_of(made_keys(), st.text(max_size=20), st.from_regex(r"file:[0-9a-f]{16}(:\d)?", fullmatch=True)))
def test_an_iri_is_ascii_and_gives_its_key_back(key: str) -> None:
    iri = iri_of(key)
    assert key_of_iri(iri) == key
    assert iri.isascii()
    assert not any(segment in {"", ".", ".."} for segment in iri.split("/")[1:]), "nothing that resolving would take away"


def test_iris_of_all_known_documents() -> None:
    keys = list(by_key(builtin()))
    assert [key_of_iri(iri_of(key)) for key in keys] == keys


@pytest.mark.parametrize(
    ("key", "act"),
    [
        ("nn/qh13/luat/2013/45", True),
        ("nn/qh/hp/2013/hien-phap", True),
        ("nn/ubtvqh11/pl/2007/34", True),
        ("nn/cp/nd/1995-03-01/12", True),
        ("nn/qh15/nq/2022/10", True),
        ("nn/ttg/qd/2020/20", True),
        ("nn/ttg/ct/2018-05-16/16", False),
        ("nn/ubnd@lam-dong/bc/2020/15", False),
        ("nn/vpqh/vbhn/2013-05-01/3", False),
        ("dang/tw/ct/2018/16", False),
        ("file:0123456789abcdef", False),
    ],
)
def test_only_normative_state_documents_are_acts(key: str, act: bool) -> None:
    assert is_act(key) is act
    assert iri_of(key).startswith("/akn/vn/act/" if act else "/akn/vn/doc/")


@pytest.mark.parametrize(
    "iri", ["", "/akn/vn/doc/kl/dang.tw/2016-01-07/120-kl-tw/vie@", "/akn/vn/act/ket-luan/dang.tw/2016-01-07/120-kl-tw/vie@", "x"]
)
def test_no_second_iri_is_read(iri: str) -> None:
    with pytest.raises(ValueError, match="no IRI of a document"):
        key_of_iri(iri)


# ---- GraphML and GEXF


def network_of(graph: CitationGraph, path: Path) -> nx.DiGraph:
    write(graph, path)
    return nx.read_graphml(path) if path.suffix == ".graphml" else nx.read_gexf(path)


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_networks_come_back(ending: str, hostile: CitationGraph, tmp_path: Path) -> None:
    for graph in (PLAIN, hostile):
        back = network_of(graph, tmp_path / f"x{ending}")
        assert sorted(back) == graph.keys()
        assert {(s, t): (said["relation"], said["status"]) for s, t, said in back.edges(data=True)} == all_edges(graph)
        for node in graph.nodes():
            known = back.nodes[node.key]
            assert known.get("title") == (node.title and writable(node.title))
            assert known.get("date") == (node.issued and node.issued.isoformat())
            assert known.get("year") == node.year
            assert (known["state"], known["iri"], known["cited"]) == (node.state, iri_of(node.key), node.cited)
            assert "" not in known.values()


def test_gexf_begins_on_the_day(tmp_path: Path) -> None:
    write(build_graph([document(1, [("cites", 2)]), nameless("Căn cứ Nghị định số 987/2015/NĐ-CP;")]), tmp_path / "x.gexf")
    from lxml import etree

    root = etree.parse(tmp_path / "x.gexf").getroot()
    graph = root.find("{*}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert root.find("{*}meta").get("lastmodifieddate") is None
    days = {node.get("id"): node.get("start") for node in root.iterfind(".//{*}node")}
    assert days[key_of(1)] == "2001-01-02"
    assert days["nn/cp/nd/2015/987"] is None, "a year is no day"
    assert [edge.get("start") for edge in root.iterfind(".//{*}edge") if edge.get("source") == key_of(1)] == ["2001-01-02"]


@settings(max_examples=80, derandomize=True, deadline=None)
@given(graphs())
def test_networks_of_any_graph_come_back(tmp_path_factory: pytest.TempPathFactory, graph: CitationGraph) -> None:
    folder = tmp_path_factory.mktemp("networks")
    for ending in (".graphml", ".gexf"):
        back = network_of(graph, folder / f"x{ending}")
        assert sorted(back) == graph.keys()
        assert set(back.edges()) == set(all_edges(graph))


def test_an_edge_of_gexf_begins_with_its_source_not_with_who_tells_of_it(tmp_path: Path) -> None:
    text = (
        "Căn cứ Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị về “tiếp tục thực hiện Chỉ thị số 30-CT/TW ngày 18/02/1998 "
        "của Bộ Chính trị về dân chủ ở cơ sở”;"
    )
    teller = document(9000)
    graph = build_graph([teller.model_copy(update={"text": text, "references": parse_text(text).references, "attachments": ()})])
    assert graph.edge("dang/tw/kl/2016-01-07/120", "dang/tw/ct/1998-02-18/30").evidence[0].issued == teller.header.issued
    back = network_of(graph, tmp_path / "x.gexf")
    assert back.edges["dang/tw/kl/2016-01-07/120", "dang/tw/ct/1998-02-18/30"]["start"] == "2016-01-07"


def test_a_key_that_xml_cannot_hold_stays_a_document_of_its_own() -> None:
    from qcdc_parse.graph.exports.xmlwords import for_xml

    network = nx.DiGraph([("a\x00", "a\x01"), ("a\x01", "a")])
    assert for_xml(network).number_of_nodes() == 3


# ---- CSV and Parquet


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cell(text: str) -> str:
    """What a cell of a CSV file says, read as the docstring of the writer tells."""
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@\t＝＋－＠") else text


def test_csv_comes_back(hostile: CitationGraph, tmp_path: Path) -> None:
    write(hostile, tmp_path / "x.csv")
    nodes = {row["key"]: row for row in rows_of(tmp_path / "x-nodes.csv")}
    assert sorted(nodes) == hostile.keys()
    for node in hostile.nodes():
        row = nodes[node.key]
        assert cell(row["title"]).replace("\r\n", "\n") == writable(node.title or "")
        assert row["issued"] == (node.issued.isoformat() if node.issued else "")
        assert row["citing"] == str(node.citing)
    edges = {(row["source"], row["target"]): (row["relation"], row["status"]) for row in rows_of(tmp_path / "x-edges.csv")}
    assert edges == all_edges(hostile)
    evidence = [proof for edge in hostile.edges(candidates=True) for proof in edge.evidence]
    assert [(row["reference"], int(row["start"]), row["surface"]) for row in rows_of(tmp_path / "x-evidence.csv")] == [
        (proof.reference, proof.span.start, proof.surface) for proof in evidence
    ]
    assert len(rows_of(tmp_path / "x-open.csv")) == len(hostile.open_citations()) > 0


def test_no_cell_begins_as_a_formula(hostile: CitationGraph, tmp_path: Path) -> None:
    for path in write(hostile, tmp_path / "x.csv"):
        for row in rows_of(path):
            assert not [value for value in row.values() if value.startswith(("=", "+", "-", "@", "\t"))]


def test_parquet_comes_back(hostile: CitationGraph, tmp_path: Path) -> None:
    for graph in (PLAIN, hostile):
        paths = write(graph, tmp_path / "x.parquet")
        nodes, edges, evidence, opened = (parquet.read_table(path) for path in paths)
        assert str(nodes.schema.field("issued").type) == "date32[day]"
        assert str(nodes.schema.field("files").type).startswith("list<")
        assert str(evidence.schema.field("start").type) == "int64"
        assert parquet.ParquetFile(paths[0]).metadata.row_group(0).column(0).compression == "ZSTD"
        for row, node in zip(nodes.to_pylist(), graph.nodes(), strict=True):
            assert (row["key"], row["year"], row["issued"], row["level"]) == (node.key, node.year, node.issued, node.level)
            assert row["title"] == (node.title and encodable(node.title))
            assert list(zip(row["files"], row["sha256"], strict=True)) == [(encodable(name), sha256) for name, sha256 in node.files]
        assert {(r["source"], r["target"]): (r["relation"], r["status"]) for r in edges.to_pylist()} == all_edges(graph)
        proofs = [proof for edge in graph.edges(candidates=True) for proof in edge.evidence]
        assert [(r["start"], r["end"], r["issued"], r["page"]) for r in evidence.to_pylist()] == [
            (p.span.start, p.span.end, p.issued, p.page) for p in proofs
        ]
        assert [tuple(r["candidates"]) for r in opened.to_pylist()] == [o.candidates for o in graph.open_citations()]


def test_pandas_reads_parquet(tmp_path: Path) -> None:
    write(PLAIN, tmp_path / "x.parquet")
    frame = pd.read_parquet(tmp_path / "x-nodes.parquet")
    assert frame.loc[frame["key"] == key_of(1), "issued"].tolist() == [dt.date(2001, 1, 2)]
    assert frame.loc[frame["key"] == key_of(3), "ended_by"].tolist()[0].tolist() == [key_of(1)]
    assert frame.loc[frame["key"] == key_of(4), "title"].isna().all(), "what is not known is null, no empty text"


@settings(max_examples=80, derandomize=True, deadline=None)
@given(graphs())
def test_parquet_of_any_graph_loses_nothing(tmp_path_factory: pytest.TempPathFactory, graph: CitationGraph) -> None:
    paths = write(graph, tmp_path_factory.mktemp("parquet") / "x.parquet")
    nodes, edges = (parquet.read_table(path).to_pylist() for path in paths[:2])
    assert [row["key"] for row in nodes] == graph.keys()
    assert {(row["source"], row["target"]): (row["relation"], row["status"]) for row in edges} == all_edges(graph)
