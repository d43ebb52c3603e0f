"""The graph of citations of thousands of synthetic records: work that grows no faster than they do, and the same whatever the way to it."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import chain

import pytest
from manyrecords import records

from qcdc_parse import Document, parse_text
from qcdc_parse.graph import CitationGraph, build_graph
from qcdc_parse.graph.sources import claims_of
from qcdc_parse.identity.own import own_keys

FEW, MANY = 500, 2000


@cache
def some(count: int) -> tuple[Document, ...]:
    return tuple(records(count, seed=3))


def everything(graph: CitationGraph) -> dict[str, object]:
    """What a graph says."""
    keys = graph.keys()
    return {
        "files": graph.files,
        "nodes": tuple(graph.nodes()),
        "edges": tuple(graph.edges()),
        "with candidates": tuple(graph.edges(candidates=True)),
        "open": graph.open_citations(),
        "most cited": graph.most_cited(len(graph)),
        "dangling": graph.dangling(),
        "uncited": graph.uncited(),
        "superseded": graph.superseded(),
        "contradictions": graph.contradictions(),
        "timeline": graph.timeline(),
        "ancestors": [graph.ancestors(key) for key in keys[::50]],
        "implementations": [graph.implementations(key) for key in keys[::50]],
        "cited by": [graph.cited_by(key) for key in keys[::50]],
        "parts": [
            (part.keys(), list(part.edges(candidates=True)), part.open_citations()) for key in keys[::50] if (part := graph.focus(key))
        ],
    }


def work(run: Callable[[], object]) -> int:
    """Return how many functions were called: a measure of work that no other program disturbs."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls


def test_synthetic_records_are_records_whose_spans_quote_themselves() -> None:
    for document in some(FEW)[::5]:
        assert Document.model_validate(document.model_dump()) == document
        for at, mention in enumerate(document.references, 1):
            assert (mention.id, document.quote(mention.span)) == (f"r{at}", mention.surface)
            assert mention.title_span is None or document.quote(mention.title_span) == mention.title
        for section in document.walk():
            assert document.quote(section.label_span) == f"{section.label}."
        assert document.header.title is not None
        assert document.header.title in document.text
        headers = (document.header, *(part.header for part in document.attachments))
        assert own_keys(headers[0], headers[1:]) == tuple(h.identity for h in headers)


def test_synthetic_records_are_the_same_for_the_same_seed() -> None:
    assert list(records(100, seed=3)) == list(records(100, seed=3)) != list(records(100, seed=4))


def test_synthetic_citations_are_skewed_as_real_ones() -> None:
    mentions = list(chain.from_iterable(d.references for d in some(MANY)))
    cited = Counter(m.target for m in mentions if m.target)
    held = {d.header.identity for d in some(MANY)}
    status = Counter(m.status for m in mentions)
    assert 18 < len(mentions) / MANY < 22
    assert 0.6 < len(held & cited.keys()) / len(cited) < 0.8
    assert cited.most_common(1)[0][1] > 0.1 * MANY
    assert sum(1 for count in cited.values() if count == 1) > 0.15 * len(cited)
    assert 0.02 < status["ambiguous"] / len(mentions) < 0.04
    assert 0.02 < status["unknown"] / len(mentions) < 0.04


def test_what_a_mention_takes_does_not_grow() -> None:
    for count in (FEW, MANY):
        build_graph(some(count))  # fills what is looked up once
    few, many = (work(lambda count=count: build_graph(some(count))) / sum(len(d.references) for d in some(count)) for count in (FEW, MANY))
    assert many < 1.3 * few, f"{few:.1f} calls a mention at {FEW} documents, {many:.1f} at {MANY}"


def test_what_adding_and_removing_takes_does_not_grow() -> None:
    taken = []
    for count in (FEW, MANY):
        graph = build_graph(some(count))
        changed = some(count)[-100:]
        taken.append(work(lambda graph=graph, changed=changed: [(graph.remove(d), graph.add(d)) for d in changed]))
    few, many = taken
    assert many < 2 * few


_ONE_LINE = {
    "passives": "được thay thế bởi Quyết định số {}-QĐ/TU ngày 01/02/2015,",
    "brackets that stay open": "Luật Đất đai năm 2013 (được sửa đổi, bổ sung bởi Luật số {}/2018/QH14",
    "laws that amend": "Luật sửa đổi, bổ sung một số điều của Luật Đất đai năm 2013 và {}",
    "deeds": "Quyết định số {}-QĐ/TU ngày 01/02/2015 đã thay thế Quyết định số 1-QĐ/TU ngày 01/02/2011.",
}


@pytest.mark.parametrize("shape", _ONE_LINE)
def test_what_a_mention_takes_does_not_grow_with_its_line(shape: str) -> None:
    words = _ONE_LINE[shape]
    few, many = (parse_text("Căn cứ Quyết định này " + " ".join(words.format(n) for n in range(1, count))) for count in (100, 400))
    claims_of(many)  # fills what is looked up once
    assert work(lambda: claims_of(many)) / len(many.references) < 1.3 * work(lambda: claims_of(few)) / len(few.references)


@pytest.mark.parametrize("seed", range(4))
def test_a_graph_is_that_of_its_files_whatever_the_order(seed: int) -> None:
    draw = random.Random(seed)
    documents = list(some(FEW))
    kept = sorted(draw.sample(range(FEW), draw.randint(1, FEW - 1)))
    rebuilt = build_graph(documents[at] for at in kept)
    graph = CitationGraph()
    for nth, at in enumerate(draw.sample(range(FEW), FEW)):
        graph.add(documents[at])
        if nth % 100 == 50:  # what was asked before is answered anew
            graph.superseded(), graph.contradictions(), graph.timeline()
    for at in draw.sample(range(FEW), FEW):
        if at not in set(kept):
            graph.remove(documents[at])
    again, whole = everything(graph), everything(rebuilt)
    for name, said in whole.items():
        assert again[name] == said, name


def test_the_order_of_the_documents_does_not_matter() -> None:
    documents = list(some(MANY))
    random.Random(1).shuffle(documents)
    shuffled, sorted_ = everything(build_graph(documents)), everything(build_graph(some(MANY)))
    for name, said in sorted_.items():
        assert shuffled[name] == said, name


def test_what_was_asked_before_is_answered_anew_from_what_others_say() -> None:
    resting = parse_text(
        "CHÍNH PHỦ\nSố: 920/2018/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2018\nNGHỊ ĐỊNH\nvề dân chủ\n\nCăn cứ Nghị định số 933/2010/NĐ-CP của Chính phủ;"
    )
    ending = parse_text("Nghị định số 933/2010/NĐ-CP được thay thế bởi Nghị định số 944/2015/NĐ-CP.")
    dating = parse_text("Thực hiện Nghị định số 944/2015/NĐ-CP ngày 09/01/2015 của Chính phủ.")
    knowing = parse_text("Căn cứ Nghị định số 944/2015/NĐ-CP (được sửa đổi, bổ sung bởi Nghị định số 920/2018/NĐ-CP);")
    graph = build_graph([resting, ending])
    assert graph.superseded() == ()
    graph.add(dating)
    (late,) = graph.superseded()
    assert (late.source, late.target, late.aware) == ("nn/cp/nd/2018/920", "nn/cp/nd/2010/933", False)
    graph.add(knowing)
    assert [late.aware for late in graph.superseded()] == [True]
    graph.remove(dating)
    assert graph.superseded() == ()
