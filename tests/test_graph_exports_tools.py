"""Exports for the semantic web, graph databases and drawings, read back by rdflib, Neo4j's parser, an openCypher engine, Graphviz, Mermaid."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF, XSD
from samplegraph import HOSTILE, document, graphs, hostile_graph, key_of, nameless

from qcdc_parse import CitationGraph, TooLargeError, build_graph, parse_text
from qcdc_parse.graph.exports import write
from qcdc_parse.graph.exports.cypher import literal
from qcdc_parse.graph.exports.drawings import label_of
from qcdc_parse.graph.exports.iri import iri_of
from qcdc_parse.graph.exports.jsonld import BASE, OWN
from qcdc_parse.graph.exports.property_graph import LINKS, type_of
from qcdc_parse.graph.exports.words import encodable
from qcdc_parse.graph.vocabulary import relations
from qcdc_parse.spreadsheet import one_line, writable

SCHEMA, OA, OURS = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/oa#"), rdflib.Namespace(OWN)
NODE, DOT = shutil.which("node"), shutil.which("dot")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


def npm_package(name: str) -> Path | None:
    """Folder of a package that `npm install -g` has put on this machine."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    root = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False).stdout.strip()
    folder = Path(root) / name
    return folder if folder.is_dir() else None


@pytest.fixture(scope="module")
def hostile() -> CitationGraph:
    return hostile_graph()


LAWS = build_graph(
    [
        document(1, [("implements", 2), ("replaces", 3), ("unsettled", 0)]),
        document(2, [("cites", 3)]),
        parse_text(
            "CHÍNH PHỦ\nSố: 987/2021/NĐ-CP\nHà Nội, ngày 03 tháng 02 năm 2021\nNGHỊ ĐỊNH\nVề việc thử\n\n"
            "Căn cứ Luật số 45/2013/QH13;\n\nNghị định này sửa đổi, bổ sung Nghị định số 988/2020/NĐ-CP."
        ),
    ]
)


def said_of(graph: CitationGraph) -> dict[tuple[str, str], tuple[str, str, int]]:
    return {(e.source, e.target): (e.relation, e.status, e.count) for e in graph.edges(candidates=True)}


# ---- JSON-LD


def triples_of(graph: CitationGraph, folder: Path) -> rdflib.Graph:
    write(graph, folder / "x.jsonld")
    return rdflib.Graph().parse(folder / "x.jsonld", format="json-ld")


def ref(key: str) -> rdflib.URIRef:
    return rdflib.URIRef(BASE + iri_of(key)[1:])


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("nothing is fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.usefixtures("offline")
def test_jsonld_says_what_schema_org_knows(tmp_path: Path) -> None:
    found = triples_of(LAWS, tmp_path)
    decree, old, law = ref("nn/cp/nd/2021/987"), ref("nn/cp/nd/2020/988"), ref("nn/qh13/luat/2013/45")
    assert (decree, RDF.type, SCHEMA.Legislation) in found
    assert (decree, SCHEMA.legislationIdentifier, rdflib.Literal("987/2021/NĐ-CP")) in found
    assert (decree, SCHEMA.legislationDate, rdflib.Literal(dt.date(2021, 2, 3))) in found
    assert (decree, SCHEMA.legislationAmends, old) in found
    assert (decree, OURS.amends, old) in found
    assert (decree, SCHEMA.isBasedOn, law) in found
    party, other = ref(key_of(1)), ref(key_of(2))
    assert (party, RDF.type, SCHEMA.CreativeWork) in found
    assert (party, RDF.type, SCHEMA.Legislation) not in found, "a Party document is no act"
    assert (party, SCHEMA.additionalType, OURS.PartyDocument) in found
    assert (party, SCHEMA.dateCreated, rdflib.Literal("2001-01-02", datatype=XSD.date)) in found
    assert (party, OURS.implements, other) in found
    assert (party, SCHEMA.citation, other) in found
    assert not list(found.triples((party, SCHEMA.legislationApplies, None)))
    assert not [o for o in found.objects() if isinstance(o, rdflib.Literal) and str(o) in {"", "None", "null"}]


@pytest.mark.usefixtures("offline")
def test_jsonld_claims_nothing_of_candidates(tmp_path: Path) -> None:
    found = triples_of(LAWS, tmp_path)
    possible = [e for e in LAWS.edges(candidates=True) if e.status == "candidate"]
    assert possible
    for edge in possible:
        assert not list(found.predicates(ref(edge.source), ref(edge.target)))
        citation = next(s for s in found.subjects(OURS.target, ref(edge.target)) if (s, OURS.source, ref(edge.source)) in found)
        assert found.value(citation, OURS.status) == rdflib.Literal("candidate")


@pytest.mark.usefixtures("offline")
def test_jsonld_comes_back(hostile: CitationGraph, tmp_path: Path) -> None:
    for graph in (LAWS, hostile):
        found = triples_of(graph, tmp_path)
        keys = {
            str(found.value(s, SCHEMA.identifier)): s
            for kind in (SCHEMA.Legislation, SCHEMA.CreativeWork)
            for s in found.subjects(RDF.type, kind)
        }
        assert sorted(keys) == graph.keys()
        assert all(keys[key] == ref(key) for key in keys)
        for node in graph.nodes():
            title = found.value(keys[node.key], SCHEMA.name)
            assert (title and str(title)) == (node.title and encodable(node.title))
        back = {
            (found.value(s, OURS.source), found.value(s, OURS.target)): tuple(
                found.value(s, p).toPython() for p in (OURS.relation, OURS.status, OURS["count"])
            )
            for s in found.subjects(RDF.type, OURS.Citation)
        }
        assert back == {(ref(source), ref(target)): said for (source, target), said in said_of(graph).items()}
        proofs = [p for e in graph.edges(candidates=True) for p in e.evidence] + [o.evidence for o in graph.open_citations()]
        assert sorted(
            (s.toPython(), e.toPython())
            for q in found.subjects(RDF.type, OA.TextPositionSelector)
            for s in [found.value(q, OA.start)]
            for e in [found.value(q, OA.end)]
        ) == sorted((p.span.start, p.span.end) for p in proofs)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(graphs())
def test_jsonld_of_any_graph_loses_nothing(tmp_path_factory: pytest.TempPathFactory, graph: CitationGraph) -> None:
    found = triples_of(graph, tmp_path_factory.mktemp("jsonld"))
    assert sorted(map(str, found.objects(None, SCHEMA.identifier))) == graph.keys()
    ends = {(found.value(s, OURS.source), found.value(s, OURS.target)) for s in found.subjects(RDF.type, OURS.Citation)}
    assert ends == {(ref(source), ref(target)) for source, target in said_of(graph)}


def test_jsonld_can_stand_in_a_page(hostile: CitationGraph, tmp_path: Path) -> None:
    write(hostile, tmp_path / "x.jsonld")
    text = (tmp_path / "x.jsonld").read_text(encoding="utf-8")
    assert "<" not in text
    titles = {entry.get("identifier"): entry.get("name") for entry in json.loads(text)["@graph"]}
    assert titles[key_of(2)] == HOSTILE[1]


# ---- Cypher


def kept(text: str) -> str:
    return encodable(text).replace("\x00", "\ufffd")


@pytest.mark.parametrize("text", [*HOSTILE, "", "\\", "'", "\\'", "\\\\u0027", "\\u005c\\u0027", "😀"], ids=ascii)
def test_a_literal_is_one_literal(text: str) -> None:
    assert unread(literal(text)) == kept(text)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(st.one_of(st.sampled_from("\\'u0027\n\r\x00\ud800{}/;"), st.characters())))
def test_any_literal_is_one_literal(text: str) -> None:
    assert unread(literal(text)) == kept(text)


def unread(written: str) -> str:
    r"""Read a literal as Neo4j does: first every `\uXXXX` that no other backslash precedes, then the escapes of a string up to its end."""
    unfolded = re.sub(r"\\(?:u([0-9a-fA-F]{4})|.)", lambda m: chr(int(m[1], 16)) if m[1] else m[0], written, flags=re.DOTALL)
    found = re.fullmatch(r"'((?:[^'\\]|\\[\\'\"bfnrt])*)'", unfolded, flags=re.DOTALL)
    assert found, f"no literal: {written!r}"
    plain = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda m: plain.get(m[1], m[1]), found[1], flags=re.DOTALL)


def test_types_are_our_own_words(hostile: CitationGraph, tmp_path: Path) -> None:
    assert {type_of(name) for name in relations()} < {link.name for link in LINKS}
    with pytest.raises(KeyError):
        type_of("CITES]->() DETACH DELETE n //")
    write(hostile, tmp_path / "x.cypher")
    text = (tmp_path / "x.cypher").read_text(encoding="utf-8")
    bare = re.sub(r"'(?:[^'\\]|\\.)*'", "''", text)
    words = set(re.findall(r"\w+", bare))
    assert "DETACH" not in words
    assert "DELETE" not in words
    assert set(re.findall(r"\[r:(\w+)\]", bare)) <= {link.name for link in LINKS}
    assert {line.split("(")[0].split("[")[0].strip() for line in bare.splitlines() if not line.startswith(("{", "}"))} <= {
        "CREATE CONSTRAINT document_key IF NOT EXISTS FOR", "CREATE CONSTRAINT file_id IF NOT EXISTS FOR",
        "CREATE CONSTRAINT mention_id IF NOT EXISTS FOR", "UNWIND", "] AS row MERGE", "] AS row MATCH", "",
    }  # fmt: skip


SHORT = [title for title in HOSTILE if len(title) < 100]


def test_neo4j_parses_the_statements(tmp_path: Path) -> None:
    """By the parser and the semantic analysis that Neo4j's own editor uses."""
    package = npm_package("@neo4j-cypher/language-support")
    if NODE is None or package is None:
        pytest.skip("needs node and `npm install -g @neo4j-cypher/language-support@2.0.0-next.38`")
    script = (
        "const {lintCypherQuery, parseStatementsStrs} = require(process.argv[1]);"
        "console.log(JSON.stringify(process.argv.slice(2).map(path => {"
        "  const text = require('fs').readFileSync(path, 'utf8');"
        "  return [lintCypherQuery(text, {}).diagnostics, parseStatementsStrs(text).map(s => s.trim()).filter(Boolean).length];"
        "})));"
    )
    titled = [document(serial, title=title) for serial, title in enumerate(SHORT, 2)]
    write(build_graph([document(1, [("replaces", 2), ("unsettled", 0)]), *titled]), tmp_path / "x.cypher")
    text = (tmp_path / "x.cypher").read_text(encoding="utf-8")
    (tmp_path / "bad.cypher").write_text("RETURN '\\u0027';", encoding="utf-8")
    run = subprocess.run([NODE, "-e", script, package, tmp_path / "x.cypher", tmp_path / "bad.cypher"], capture_output=True, check=True)
    (diagnostics, statements), (seen, _) = json.loads(run.stdout)
    assert diagnostics == []
    assert statements == text.count("CREATE CONSTRAINT") + text.count("\nUNWIND [")
    assert seen, "a quote by its code ends the literal: what is not escaped is seen"


@pytest.fixture(scope="module")
def engine() -> Callable[[Path], Any]:
    """Run the statements of a file in GraphQLite, openCypher on SQLite; it has no dates."""
    graphqlite = pytest.importorskip("graphqlite", reason="needs `pip install graphqlite pysqlite3-binary`")
    sqlite = pytest.importorskip("pysqlite3", reason="needs `pip install graphqlite pysqlite3-binary`")

    def run(path: Path) -> Any:
        database = graphqlite.wrap(sqlite.connect(":memory:"))
        for _ in range(2):  # running it twice changes nothing
            for statement in re.split(r";\n(?=UNWIND|CREATE|$)", path.read_text(encoding="utf-8")):
                if statement.strip():
                    database.cypher(statement)
        return database

    return run


def check_database(graph: CitationGraph, database: Any) -> None:
    nodes = {row["key"]: row["title"] for row in database.cypher("MATCH (n:Document) RETURN n.key AS key, n.title AS title")}
    assert sorted(nodes) == graph.keys()
    for node in graph.nodes():
        assert nodes[node.key] == (node.title and kept(node.title))
    edges = {}
    for name in relations():
        query = f"MATCH (a:Document)-[r:{type_of(name)}]->(b:Document) RETURN a.key AS a, b.key AS b, r.status AS s, r.count AS n"
        edges |= {(row["a"], row["b"]): (name, row["s"], row["n"]) for row in database.cypher(query)}
    assert edges == said_of(graph)


def test_an_engine_runs_the_statements(engine: Callable[[Path], Any], tmp_path: Path) -> None:
    for graph in (LAWS, build_graph([document(serial, title=title) for serial, title in enumerate(HOSTILE, 1)])):
        check_database(graph, engine(*write(graph, tmp_path / "x.cypher")))


@settings(max_examples=25, derandomize=True, deadline=None)
@given(graph=graphs())
def test_an_engine_runs_any_graph(engine: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory, graph: CitationGraph) -> None:
    check_database(graph, engine(*write(graph, tmp_path_factory.mktemp("cypher") / "x.cypher")))


# ---- Neo4j import


def table(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_neo4j_files_fit_together(hostile: CitationGraph, tmp_path: Path) -> None:
    check_files(LAWS, tmp_path / "a.neo4j")
    check_files(hostile, tmp_path / "b.neo4j")


@settings(max_examples=40, derandomize=True, deadline=None)
@given(graphs())
def test_neo4j_files_of_any_graph_fit_together(tmp_path_factory: pytest.TempPathFactory, graph: CitationGraph) -> None:
    check_files(graph, tmp_path_factory.mktemp("neo4j") / "x.neo4j")


def check_files(graph: CitationGraph, folder: Path) -> None:
    written = write(graph, folder)
    assert {path.read_bytes()[4:8] for path in written} == {b"\x00" * 4}, "no time stamp"
    files = {path.name.removesuffix(".csv.gz"): table(path) for path in written}
    ids = {
        label: {row[head] for row in files[label.lower()]}
        for label, head in (("Document", "key:ID(Document)"), ("File", "id:ID(File)"), ("Mention", "id:ID(Mention)"))
    }
    assert sorted(ids["Document"]) == graph.keys()
    titles = {row["key:ID(Document)"]: row["title"] for row in files["document"]}
    for node in graph.nodes():
        assert titles[node.key] == writable(node.title or "").replace("\n", " ")
    edges = {}
    for link in LINKS:
        for row in files.get(link.name.lower(), ()):
            start, end = row[f":START_ID({link.start})"], row[f":END_ID({link.end})"]
            assert start in ids[link.start]
            assert end in ids[link.end]
            assert row[":TYPE"] == link.name
            if link.start == link.end:
                edges[start, end] = (link.name.lower(), row["status"], int(row["count:int"]))
    assert edges == said_of(graph)
    for rows in files.values():
        assert not [value for row in rows for value in row.values() if "\n" in value or "\r" in value], "no field has several lines"
    possible = {(e.target, p.surface) for e in graph.edges(candidates=True) if e.status == "candidate" for p in e.evidence}
    possible |= {(key, o.evidence.surface) for o in graph.open_citations() for key in o.candidates}
    surfaces = {row["id:ID(Mention)"]: row["surface"] for row in files["mention"]}
    assert {(row[":END_ID(Document)"], surfaces[row[":START_ID(Mention)"]]) for row in files.get("candidate", ())} == possible
    settled = {(e.target, p.surface) for e in graph.edges() for p in e.evidence}
    settled |= {(o.target, o.evidence.surface) for o in graph.open_citations() if o.target is not None}
    assert {(row[":END_ID(Document)"], surfaces[row[":START_ID(Mention)"]]) for row in files.get("target", ())} == settled
    proofs = {(p.document, p.span, p.relation) for e in graph.edges(candidates=True) for p in e.evidence}
    proofs |= {(o.evidence.document, o.evidence.span, o.evidence.relation) for o in graph.open_citations()}
    assert len(files["mention"]) == len(proofs)


def test_an_earlier_graph_leaves_nothing(tmp_path: Path) -> None:
    write(LAWS, tmp_path / "x.neo4j")
    written = write(build_graph([document(1)]), tmp_path / "x.neo4j")
    assert sorted(written) == sorted((tmp_path / "x.neo4j").iterdir())


# ---- drawings


def test_a_large_graph_is_not_drawn(tmp_path: Path) -> None:
    graph = build_graph([document(serial, [("cites", serial + 1), ("based_on", serial + 2)]) for serial in range(1, 600, 3)])
    for ending in (".mmd", ".dot"):
        with pytest.raises(TooLargeError, match=rf"x\{ending}: 600 documents and 400 edges.*--focus KEY --depth N"):
            write(graph, tmp_path / f"x{ending}")
        assert not (tmp_path / f"x{ending}").exists()
        assert write(graph.focus(key_of(1), 1), tmp_path / f"x{ending}")


def test_a_drawing_of_too_many_letters_is_refused(tmp_path: Path) -> None:
    graph = build_graph([document(serial, [("cites", serial + 1)], title="”“&".join(["#"] * 40)) for serial in range(1, 400)])
    with pytest.raises(TooLargeError, match=r"letters; Mermaid takes 50,000: draw the part"):
        write(graph, tmp_path / "x.mmd")


@pytest.mark.skipif(DOT is None, reason="needs the Debian package graphviz")
def test_graphviz_draws_it(hostile: CitationGraph, tmp_path: Path) -> None:
    from lxml import etree

    assert DOT is not None
    for graph in (LAWS, hostile):
        (path,) = write(graph, tmp_path / "x.dot")
        run = subprocess.run([DOT, "-Tjson", path], capture_output=True, check=True)
        assert run.stderr == b""
        drawn = json.loads(run.stdout)
        names = {node["_gvid"]: node["name"] for node in drawn["objects"]}
        assert sorted(names.values()) == sorted(map(iri_of, graph.keys()))
        assert {(names[e["tail"]], names[e["head"]]): (e["relation"], e["status"]) for e in drawn["edges"]} == {
            (iri_of(s), iri_of(t)): (relation, status) for (s, t), (relation, status, _) in said_of(graph).items()
        }
        assert all(("dashed" in e["style"]) == (e["status"] == "candidate") for e in drawn["edges"])
        svg = etree.fromstring(subprocess.run([DOT, "-Tsvg", path], capture_output=True, check=True).stdout)
        space = {"s": "http://www.w3.org/2000/svg"}
        shown = {
            group.findtext("s:title", namespaces=space): [" ".join(t.itertext()) for t in group.iterfind(".//s:text", space)]
            for group in svg.iterfind(".//s:g[@class='node']", space)
        }
        for node in graph.nodes():
            assert [line.replace("\xa0", " ") for line in shown[iri_of(node.key)]] == [line.replace("\xa0", " ") for line in label_of(node)]
        tips = {a.get("{http://www.w3.org/1999/xlink}title") for a in svg.iterfind(".//s:a", space)}
        for node in graph.nodes():
            if node.title:
                assert writable(one_line(node.title)).replace("\\", "\u2216") in tips


def test_no_label_of_mermaid_begins_a_list(tmp_path: Path) -> None:
    write(build_graph([nameless("Một.", "1. Báo cáo.docx"), nameless("Hai.", "- hai.txt")]), tmp_path / "x.mmd")
    labels = re.findall(r'\["(.*)"\]', (tmp_path / "x.mmd").read_text(encoding="utf-8"))
    assert sorted(labels) == ["#45; hai.txt", "1#46; Báo cáo.docx"]


@pytest.mark.skipif(CHROMIUM is None, reason="needs the Debian package chromium")
def test_mermaid_draws_it(hostile: CitationGraph, tmp_path: Path) -> None:
    package = npm_package("mermaid")
    if package is None:
        pytest.skip("needs `npm install -g mermaid`")
    assert CHROMIUM is not None
    odd = build_graph(
        [
            document(i, title=title)
            for i, title in enumerate(("1. một", "- hai", "style a: b #35;", "classDef x: #fff;", "ﬂ°°60¶ßb", "end", "%%{init: {}}%%"), 1)
        ]
        + [nameless("Căn cứ Chỉ thị số 1-CT/TW ngày 02/01/2001 của Bộ Chính trị;", "1. Báo cáo.docx"), nameless("Nội dung.", "- hai.txt")]
    )
    for graph in (LAWS, hostile, odd):
        (path,) = write(graph, tmp_path / "x.mmd")
        page = tmp_path / "x.html"
        source = json.dumps(path.read_text(encoding="utf-8")).replace("<", "\\u003c")
        page.write_text(
            f'<!doctype html><meta charset="utf-8"><body><script src="{(package / "dist" / "mermaid.min.js").as_uri()}"></script><script>'
            "window.alert = () => { document.title = 'alert'; };"
            f"mermaid.initialize({{startOnLoad: false}}); mermaid.render('drawn', {source}).then("
            "made => { document.body.innerHTML = made.svg; document.body.dataset.state = 'done'; },"
            "error => { document.body.dataset.state = 'error: ' + error; });</script>",
            encoding="utf-8",
        )
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom", page.as_uri()]
        said = subprocess.run(
            command, capture_output=True, check=True, env=os.environ | {"HOME": str(tmp_path)}, timeout=120
        ).stdout.decode()
        assert 'data-state="done"' in said, re.findall(r'data-state="[^"]*"', said)
        assert "<title>alert" not in said
        labels = [
            html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br ?/?>", "\n", label)))
            for label in re.findall(r'<span [^>]*class="nodeLabel[^"]*">(.*?)</span>', said, re.DOTALL)
        ]
        assert sorted(labels) == sorted("\n".join(label_of(node)).replace("ﬂ", "fl").replace("¶ß", "¶ ß") for node in graph.nodes())
        arrows = re.findall(r'<path [^>]*class="([^"]*flowchart-link[^"]*)"', said)
        assert len(arrows) == len(said_of(graph))
        assert sum("edge-pattern-dotted" in arrow for arrow in arrows) == sum(
            status == "candidate" for _, status, _ in said_of(graph).values()
        )
