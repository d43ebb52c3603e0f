"""The golden documents of corpus/: the development split is held to floors, the test split only to the rules of the record.

No difference of the test split is printed here: what is listed gets mended, and then the split measures nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qcdc_parse import Document, parse

evaluation = pytest.importorskip("qcdc_parse.evaluation")

CORPUS = Path(__file__).parent.parent / "corpus"
if not (CORPUS / "manifest.toml").exists():
    pytest.skip("no corpus/manifest.toml", allow_module_level=True)

FLOORS = {
    "header": 0.98,
    "attachments": 1.0,
    "attachments.header": 1.0,
    "sections": 0.99,
    "sections.tree": 0.99,
    "bullets": 0.95,
    "references": 0.99,
    "references.numbered": 0.99,
    "references.unnumbered": 0.9,
    "references.type": 0.99,
    "references.date": 0.98,
    "references.issuer": 0.98,
    "references.term": 0.96,
    "references.title": 0.95,
    "references.inside": 0.99,
    "references.relation": 0.95,
    "references.status": 0.95,
    "references.merges": 0.95,
    "spans": 1.0,
    "indicators": 0.98,
    "indicators.verdict": 0.99,
    "indicators.sign": 1.0,
    "indicators.role": 0.95,
    "indicators.measures": 0.98,
    "indicators.of": 0.99,
    "indicators.reason": 0.99,
    "indicators.section": 0.98,
    "summary_verdicts": 0.99,
    "blanks": 0.99,
    "blanks.unit": 0.99,
}
ENTRIES = evaluation.load_corpus(CORPUS).entries


@pytest.fixture(scope="module")
def development() -> object:
    return evaluation.evaluate(evaluation.load_corpus(CORPUS).select("development"), parse)


def test_every_development_document_was_read(development) -> None:
    assert [r.error for r in development.documents] == [None] * 10


def test_floors_name_every_measure(development) -> None:
    assert set(development.scores) == set(FLOORS)


@pytest.mark.parametrize("measure", FLOORS)
def test_development(development, measure: str) -> None:
    score = development.scores[measure]
    wrong = [str(o) for r in development.documents for o in r.differences if o.measure == measure]
    assert score.f1 >= FLOORS[measure], "\n".join(wrong)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.name)
def test_rules_of_the_record(entry) -> None:
    document = parse(entry.file)
    assert Document.model_validate_json(document.model_dump_json()) == document
    assert document.text == "\n".join(line for line in document.text.split("\n") if line)
    for r in document.references:
        assert " ".join(document.quote(r.span).split()) == r.surface
        location = document.locate(r.span)
        assert location.raw.start < location.raw.end
        if entry.file.suffix == ".pdf":
            assert location.page is not None
            assert 1 <= location.page <= (document.source.pages or 0)
            assert location.boxes
        if entry.file.suffix == ".docx":
            assert location.paragraph is not None
    ids = [s.id for s in document.walk()]
    assert len(set(ids)) == len(ids)
    starts = [s.span.start for s in document.walk()]
    assert starts == sorted(starts)
    for i in document.indicators:
        assert i.section_id is None or i.section_id in ids
