"""Looking a document up: its identity key, or its number or title as people write them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Protocol

from qcdc_parse.alike import shares_words, similarity
from qcdc_parse.catalog import doc_types
from qcdc_parse.graph.models import Node
from qcdc_parse.graph.vocabulary import fold

__all__ = ["UnknownDocumentError", "find", "near"]

_LIKE = 0.6
"""What is less alike is not offered."""
_LONGEST = 1000
"""Of what somebody asks for so many letters count, and of a title."""
_TYPE_WORDS = 4
"""The longest name of a type that somebody asks for has so many words."""
_SYMBOL = re.compile(r"\d+[^\W\d]?(?:/\d{4})?[-/–][^\W\d]\S*")
"""A number and its symbol: `30-CT/TW`, `04/2015/NĐ-CP`."""
_GLUED = re.compile(r"([a-z]+)(\d+[a-z]?)|(\d+)([a-z]+)")
"""Type and number without a blank: `kh15`, `30ct`."""
_ZEROS = re.compile(r"\b0+(?=\d)")
_FILLERS = frozenset({"so", "ngay", "thang", "nam", "cua", "ve", "khoa"})
"""Words between the parts of a citation (số, ngày, tháng, năm, của, về, khóa)."""


class Nodes(Protocol):
    """Where documents are looked up: a graph of citations."""

    def __contains__(self, key: object, /) -> bool: ...
    def node(self, key: str, /) -> Node:
        """Return a document by its key."""

    def nodes(self) -> Iterable[Node]:
        """Return all documents, sorted by key."""


class UnknownDocumentError(KeyError):
    """No document of the graph has this key; what is near is looked for where the message is read.

    >>> from qcdc_parse import build_graph, parse_text
    >>> graph = build_graph([parse_text("Thực hiện Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị.")])
    >>> graph.node("dang/tw/ct/1998-02-18/31")
    Traceback (most recent call last):
    ...
    qcdc_parse.graph.lookup.UnknownDocumentError: no document 'dang/tw/ct/1998-02-18/31'; near are: dang/tw/ct/1998-02-18/30
    """

    def __init__(self, key: object, graph: Nodes | None = None) -> None:
        """Keep the key, alone in ``args``, and where it was looked for."""
        super().__init__(key)
        self._graph = graph

    def __reduce__(self) -> tuple[type[UnknownDocumentError], tuple[object, ...]]:
        """Go to another process without the graph."""
        return type(self), self.args

    def __str__(self) -> str:
        """Name the key and what is near."""
        key = self.args[0]
        offered = near(self._graph, key) if self._graph is not None and isinstance(key, str) else ()
        return f"no document {key!r}{'; near are: ' if offered else ''}{', '.join(node.key for node in offered)}"


def find(graph: Nodes, text: str) -> tuple[Node, ...]:
    """Return the documents that somebody may mean, sorted by key: several where the words leave it open, none where nothing fits.

    In this order, the first that fits anything: the identity key; the name of a file; a document's whole number, with nothing beside it that is not
    true of the document (type, date, issuer, term, words of the title); the whole title; the begin of the number, with the type or
    without (`chỉ thị 30`, `NĐ 4/2015`, `kh15`), and, behind a type, with what else is true (`KH 35 Tỉnh ủy`); words that all stand in type,
    number, date, issuer, term and title. A type, in full or short, or a number and symbol that somebody asks for is that of all
    that is found. Tones, case and leading zeros do not count.

    >>> from qcdc_parse import build_graph, parse_text
    >>> graph = build_graph([parse_text("Thực hiện Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị.")])
    >>> [node.key for node in find(graph, "chi thi 30-ct/tw")]
    ['dang/tw/ct/1998-02-18/30']
    """
    if (key := text.strip()) in graph:
        return (graph.node(key),)
    asked = _apart(_words(text[:_LONGEST]))
    if not asked:
        return ()
    nodes = tuple(graph.nodes())
    if found := tuple(node for node in nodes if any(name == key for name, _ in node.files)):
        return found
    for fits in (_by_number, _by_title, _by_begin, _by_type_and_begin):
        if found := tuple(node for node in nodes if fits(node, asked)):
            return found
    symbol = {word for m in _SYMBOL.finditer(text[:_LONGEST]) for word in _words(m[0])}
    return tuple(node for node in nodes if symbol <= {*_words(node.number)} and _by_words(node, asked))


def near(graph: Nodes, text: str, count: int = 5) -> tuple[Node, ...]:
    """Return documents whose key, number or title is nearest to what somebody asked for, the nearest first."""
    text = text.strip()[:_LONGEST]
    asked = " ".join(_words(text))
    if not asked:
        return ()
    ranked = sorted((-_alike(node, text, asked), node.key, node) for node in graph.nodes())
    return tuple(node for alike, _, node in ranked[:count] if -alike >= _LIKE)


def _alike(node: Node, text: str, asked: str) -> float:
    named = " ".join((*_types(node)[:1], *_words(node.number)))
    parts = (similarity(asked, named), similarity(asked, " ".join(_words(node.number))), similarity(text, node.key))
    return max(*parts, shares_words(asked, " ".join(_title(node))) if len(asked.split()) > 2 else 0.0)


def _by_number(node: Node, asked: tuple[str, ...]) -> bool:
    number = _words(node.number)
    if not number or not any(word in number for word in asked):
        return False
    for at in range(len(asked) - len(number) + 1):
        if asked[at : at + len(number)] == number:
            return _all_true(node, (*asked[:at], *asked[at + len(number) :]))
    return False


def _by_title(node: Node, asked: tuple[str, ...]) -> bool:
    title = _title(node)
    return bool(title) and (asked == title or any((*name.split(), *title) == asked for name in _types(node)))


def _by_begin(node: Node, asked: tuple[str, ...]) -> bool:
    number = _words(node.number)
    rest = tuple(word for word in asked if word != "so")
    at = next((index for index, word in enumerate(rest) if word.isdigit()), len(rest))
    return bool(rest[at:]) and number[: len(rest) - at] == rest[at:] and (at == 0 or _is_type(node, rest[:at]))


def _by_type_and_begin(node: Node, asked: tuple[str, ...]) -> bool:
    count, names = _type_asked(asked)
    number, rest = _words(node.number), tuple(word for word in asked[count:] if word != "so")
    if not count or not number or rest[:1] != number[:1] or names.isdisjoint(_types(node)):
        return False
    return _all_true(node, rest)


def _by_words(node: Node, asked: tuple[str, ...]) -> bool:
    count, names = _type_asked(asked)
    if all(word.isdigit() or word in _FILLERS for word in asked) or (count and asked[0] in _shorts()):
        return False
    return (not count or not names.isdisjoint(_types(node))) and _all_true(node, asked)


def _is_type(node: Node, words: tuple[str, ...]) -> bool:
    name = " ".join(words)
    return not {name, *_shorts().get(name, ())}.isdisjoint(_types(node))


@lru_cache(maxsize=1)
def _type_asked(asked: tuple[str, ...]) -> tuple[int, frozenset[str]]:
    """Return how many words name the type that what is asked for begins with, and the types they may mean; short forms only before a number."""
    for count in range(min(len(asked), _TYPE_WORDS), 0, -1):
        if (name := " ".join(asked[:count])) in _all_types():
            return count, frozenset({name})
    behind = next((word for word in asked[1:] if word != "so"), "")
    short = _shorts().get(asked[0]) if behind[:1].isdigit() else None
    return (1, short) if short else (0, frozenset())


@cache
def _all_types() -> frozenset[str]:
    return frozenset(fold(t.name) for t in doc_types())


@cache
def _shorts() -> dict[str, frozenset[str]]:
    """Return by short form, folded, the types that it may stand for: `qd` for quyết định and quy định."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in doc_types():
        for code in (*entry.short, *entry.party, *entry.state):
            found[fold(code)].add(fold(entry.name))
    return {code: frozenset(names) for code, names in found.items() if code}


def _apart(asked: tuple[str, ...]) -> tuple[str, ...]:
    """Part a type and a number that begin what is asked for and are written as one word."""
    found = _GLUED.fullmatch(asked[0]) if asked else None
    parts = [part for part in found.groups() if part] if found is not None else []
    if not any(part in _shorts() for part in parts):
        return asked
    return (*_words(" ".join(parts)), *asked[1:])


def _all_true(node: Node, words: Iterable[str]) -> bool:
    """Tell whether each of some words stands in what is known of a document."""
    rest = {word for word in words if word not in _FILLERS}
    return not rest or rest <= {*_known(node)}


def _known(node: Node) -> Iterator[str]:
    yield from _words(node.number)
    for name in _types(node):
        yield from name.split()
        yield from (short for short, names in _shorts().items() if name in names)
    yield from _title(node)
    yield from _words(node.issuer)
    yield from _words(node.term)
    if node.issued is not None:
        yield from map(str, (node.issued.day, node.issued.month, node.issued.year))
    elif node.year is not None:
        yield str(node.year)


def _types(node: Node) -> tuple[str, ...]:
    """Return the names of a document's type, folded: as it is called, else as the code in its number says."""
    if node.doc_type:
        return (fold(node.doc_type),)
    codes = (node.number or "").replace("/", "-").split("-")
    return tuple(name for code in codes[1:] for name in _names(code))


@lru_cache(maxsize=1 << 8)
def _names(code: str) -> tuple[str, ...]:
    return tuple(fold(t.name) for t in doc_types() if code in (*t.party, *t.state))


def _title(node: Node) -> tuple[str, ...]:
    return _words((node.title or "")[:_LONGEST])


@lru_cache(maxsize=1 << 14)
def _words(text: str | None) -> tuple[str, ...]:
    return tuple(_ZEROS.sub("", fold(text)).split()) if text else ()
