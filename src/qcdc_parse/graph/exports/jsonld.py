"""JSON-LD: documents as schema.org knows them, relations as it knows them and as we do, proofs as Web Annotations."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from qcdc_parse.graph.exports.iri import iri_of, is_act
from qcdc_parse.graph.exports.words import encodable
from qcdc_parse.graph.models import Edge, Evidence, Node, OpenCitation
from qcdc_parse.graph.vocabulary import relations

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["BASE", "OWN", "schema_property", "write_jsonld"]

BASE = "https://qcdc-parse.invalid/"
"""What IRIs stand under. No such host can exist (RFC 2606): nothing is fetched by mistake. An archive puts its own in ``@base``."""
OWN = f"{BASE}graph#"
"""Our own terms."""

Json = dict[str, Any]


def write_jsonld(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write one file; its context is inside, nothing is fetched to read it.

    Normative state documents are ``Legislation``; all others ``CreativeWork`` with an ``additionalType``: a Party document is no act. A
    settled relation stands twice on its source: under our own name, and as the property of schema.org where that says it of such
    documents, ``citation`` else. A candidate stands as a ``Citation`` with that status alone: nothing is claimed of it.

    Each mention is an ``Annotation`` of the W3C, from the words in the file to the document that they mean: its selectors say place and
    words in standard terms, where ``citation`` of schema.org has room for neither. A single surrogate is U+FFFD; what is not known is
    left out.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {_line(_context())},\n"@graph": [')
        for at, entry in enumerate(_entries(graph)):
            file.write(f"{',' if at else ''}\n{_line(entry)}")
        file.write("\n]}\n")
    return (path,)


def schema_property(relation: str, source: str, target: str) -> str:
    """Return the property of schema.org for a relation; those of ``Legislation`` hold between acts only.

    >>> schema_property("amends", "nn/cp/nd/2020/5", "nn/cp/nd/2015/4")
    'legislationAmends'
    >>> schema_property("implements", "dang/tu@lam-dong/kh/2018-05-02/10", "dang/tw/ct/1998-02-18/30")
    'citation'
    """
    name = relations()[relation].schema
    return name if not name.startswith("legislation") or (is_act(source) and is_act(target)) else "citation"


def _line(entry: Json) -> str:
    """Write an object on one line; without ``<`` it can stand in a page."""
    return encodable(json.dumps(_known(entry), ensure_ascii=False)).replace("<", "\\u003c")


def _known(value: Any) -> Any:
    """Leave out what is not known, at any depth."""
    if isinstance(value, Mapping):
        return {name: _known(inner) for name, inner in value.items() if inner is not None and inner != []}
    if isinstance(value, dt.date):
        return value.isoformat()
    return [_known(inner) for inner in value] if isinstance(value, list) else value


def _context() -> Json:
    link, day = {"@type": "@id"}, {"@type": "xsd:date"}
    works = ("citation", "isBasedOn", "isPartOf")
    schema = sorted({r.schema for r in relations().values()} | set(works))
    return {
        "@version": 1.1,
        "@base": BASE,
        "@vocab": OWN,
        "schema": "https://schema.org/",
        "oa": "http://www.w3.org/ns/oa#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        **{name: f"schema:{name}" for name in ("CreativeWork", "Legislation", "Organization", "MediaObject", "name", "identifier")},
        **{name: f"schema:{name}" for name in ("legislationIdentifier", "legislationType", "legislationPassedBy", "creator")},
        **{name: {"@id": f"schema:{name}", **day} for name in ("legislationDate", "dateCreated")},
        "sha256": "schema:sha256",
        "additionalType": {"@id": "schema:additionalType", "@type": "@vocab"},
        **{name: {"@id": f"schema:{name}", **link} for name in schema},
        **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector")},
        **{name: f"oa:{name}" for name in ("start", "end", "exact", "hasTarget", "hasSelector")},
        **{name: {"@id": f"oa:{name}", **link} for name in ("hasBody", "hasSource", "motivatedBy")},
        **{name: {"@id": f"{OWN}{name}", **link} for name in relations()},
        **{name: {"@id": f"{OWN}{name}", **link} for name in ("source", "target", "candidate", "by")},
        **{name: {"@id": f"{OWN}{name}", **day} for name in ("issued", "statedOn")},
        "relations": {"@id": f"{OWN}relations", "@container": "@list"},
        "evidence": {"@id": f"{OWN}evidence", "@container": "@list"},
    }


def _entries(graph: CitationGraph) -> Iterator[Json]:
    for node in graph.nodes():
        edges = graph.cites(node.key, candidates=True)
        yield _document(node) | _stated(node.key, edges)
        yield from map(_citation, edges)
    yield from map(_open, graph.open_citations())


def _document(node: Node) -> Json:
    act = is_act(node.key)
    body = {"@type": "Organization", "name": node.issuer} if node.issuer else None
    by_type = (
        {
            "legislationIdentifier": node.number,
            "legislationType": node.doc_type,
            "legislationDate": node.issued,
            "legislationPassedBy": body,
        }
        if act
        else {"additionalType": _ADDITIONAL.get(node.system or ""), "dateCreated": node.issued, "creator": body}
    )
    return {
        "@id": iri_of(node.key),
        "@type": "Legislation" if act else "CreativeWork",
        "identifier": node.key,
        "name": node.title,
        **by_type,
        "number": node.number,
        "docType": node.doc_type,
        "year": node.year,
        "term": node.term,
        "system": node.system,
        "level": node.level,
        "body": node.body,
        "state": node.state,
        "citing": node.citing,
        "cited": node.cited,
        "file": [{"@id": _file(sha256), "@type": "MediaObject", "name": name, "sha256": sha256} for name, sha256 in node.files],
        "ended": [{"how": e.how, "by": iri_of(e.by), "issued": e.issued, "statedBy": e.source} for e in node.ended],
    }


_ADDITIONAL = {"party": "PartyDocument", "state": "StateDocument"}


def _file(sha256: str) -> str:
    return f"/file/{quote(sha256, safe='', errors='surrogatepass')}"


def _stated(key: str, edges: tuple[Edge, ...]) -> Json:
    """Return the settled relations of a document, each under both its names."""
    out: dict[str, dict[str, None]] = {}
    for edge in edges:
        if edge.status == "resolved":
            for relation, _ in edge.relations:
                for name in (relation, schema_property(relation, key, edge.target)):
                    out.setdefault(name, {})[iri_of(edge.target)] = None
    return {name: list(out[name]) for name in sorted(out)}


def _citation(edge: Edge) -> Json:
    return {
        "@type": "Citation",
        "source": iri_of(edge.source),
        "target": iri_of(edge.target),
        "relation": edge.relation,
        "relations": [f"{name}:{count}" for name, count in edge.relations],
        "count": edge.count,
        "status": edge.status,
        "confidence": edge.confidence,
        "evidence": [_annotation(proof, edge.target if edge.status == "resolved" else None) for proof in edge.evidence],
    }


def _open(citation: OpenCitation) -> Json:
    return {
        "@type": "OpenCitation",
        "source": citation.source and iri_of(citation.source),
        "target": citation.target and iri_of(citation.target),
        "candidate": [iri_of(key) for key in citation.candidates],
        "evidence": [_annotation(citation.evidence, citation.target)],
    }


def _annotation(proof: Evidence, means: str | None) -> Json:
    return {
        "@type": "Annotation",
        "motivatedBy": "oa:linking",
        "hasBody": means and iri_of(means),
        "hasTarget": {
            "@type": "SpecificResource",
            "hasSource": _file(proof.sha256),
            "hasSelector": [
                {"@type": "TextPositionSelector", "start": proof.span.start, "end": proof.span.end},
                {"@type": "TextQuoteSelector", "exact": proof.surface},
            ],
        },
        "document": proof.document,
        "reference": proof.reference or None,
        "part": proof.part,
        "section": proof.section_id,
        "page": proof.page,
        "paragraph": proof.paragraph,
        "quotation": proof.quotation,
        "relation": proof.relation,
        "statedOn": proof.issued,
        "rule": proof.rule,
        "confidence": proof.confidence,
    }
