r"""Cypher: statements that make the graph in Neo4j 5 and its like."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from qcdc_parse.graph.exports.property_graph import LABELS, Label, Link, Property, Row, labelled, linked
from qcdc_parse.graph.exports.words import encodable

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["literal", "write_cypher"]

_BATCH = 500
"""Rows of a statement: what a server plans and holds at ease."""
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")


def write_cypher(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write one file for `cypher-shell -f`: constraints, then nodes and relationships in batches; running it twice changes nothing.

    Labels, types and names of properties are our own words; all that stands in documents stands in string literals. A single surrogate and
    U+0000, where some programs end a text, are U+FFFD; what is not known has no property.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for label in LABELS:
            key = label.properties[0].name
            file.write(f"CREATE CONSTRAINT {label.name.lower()}_{key} IF NOT EXISTS FOR (n:{label.name}) REQUIRE n.{key} IS UNIQUE;\n")
        for label in LABELS:
            file.writelines(_nodes(label, labelled(graph, label)))
        for link, rows in linked(graph):
            file.writelines(_links(link, rows))
    return (path,)


def literal(value: str | int | dt.date | Sequence[str]) -> str:
    r"""Write a value as Cypher.

    A server unfolds ``\uXXXX`` before it reads a statement, a backslash that stands before another not (openCypher, lexical structure): so
    a backslash is always doubled, and quotes are never written by their code.

    >>> print(literal("đồng ý'; MATCH (n) DETACH DELETE n //"), literal("\\u0027"), literal("\x1b"))
    'đồng ý\'; MATCH (n) DETACH DELETE n //' '\\u0027' '\u001b'
    """
    if isinstance(value, str):
        return f"'{_ESCAPED.sub(_escape, encodable(value).replace(chr(0), chr(0xFFFD)))}'"
    if isinstance(value, dt.date):
        return f"date('{value.isoformat()}')"
    return str(value) if isinstance(value, int) else f"[{', '.join(map(literal, value))}]"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _nodes(label: Label, rows: Iterator[Row]) -> Iterator[str]:
    key = label.properties[0].name
    for batch in _batches(_map(label.properties, row) for row in rows):
        yield f"UNWIND [\n{batch}\n] AS row MERGE (n:{label.name} {{{key}: row.{key}}}) SET n += row;\n"


def _links(link: Link, rows: Sequence[Row]) -> Iterator[str]:
    ends = [f"({name}:{label} {{{_key(label)}: row.{name}}})" for name, label in (("start", link.start), ("finish", link.end))]
    properties = " SET r += row.known" if link.properties else ""
    made = (
        f"{{start: {literal(row[0] or '')}, finish: {literal(row[1] or '')}"
        f"{f', known: {_map(link.properties, row[2:])}' if link.properties else ''}}}"
        for row in rows
    )
    for batch in _batches(made):
        yield f"UNWIND [\n{batch}\n] AS row MATCH {' MATCH '.join(ends)} MERGE (start)-[r:{link.name}]->(finish){properties};\n"


def _key(label: str) -> str:
    return next(each.properties[0].name for each in LABELS if each.name == label)


def _map(properties: Sequence[Property], row: Row) -> str:
    known = (f"{name}: {literal(value)}" for (name, _), value in zip(properties, row, strict=True) if value is not None and value != [])
    return f"{{{', '.join(known)}}}"


def _batches(rows: Iterable[str]) -> Iterator[str]:
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield ",\n".join(batch)
