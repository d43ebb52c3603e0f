"""Mermaid: drawings in Markdown pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from qcdc_parse.graph.exports.drawings import FILLS, label_of, small, too_large
from qcdc_parse.graph.vocabulary import relations

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["write_mermaid"]

_NODES, _EDGES, _LETTERS = 500, 500, 50_000
"""What Mermaid takes of a page without settings of its own: 500 edges and 50,000 letters; beyond, it draws an error."""

_SPECIAL = re.compile(r"[!-'*+/:-@\[-`{-~]")
"""ASCII marks but ``() , - .``."""
_INNER = {"ﬂ": "fl", "¶ß": "¶ ß"}
"""Letters by which Mermaid marks entities inside, and what is drawn for them."""
_LIST = re.compile(r"^( *\d*)([-.)])")
"""The begin of a list in Markdown: Mermaid 11.4 puts an error in the place of such words."""


def write_mermaid(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write one file. Documents are coloured by level, those not at hand have a dashed border; candidates are dashed, changes thick.

    Titles are cut, control characters and marks of direction are blanks, every other mark is written by its code: no word of a document
    is syntax, HTML or Markdown.

    :raises TooLargeError: more than 500 documents, 500 edges, or 50,000 letters, which is all that Mermaid draws.
    """
    small(graph, path.name, _NODES, _EDGES)
    names = {key: f"n{at}" for at, key in enumerate(graph.keys(), 1)}
    lines = ["flowchart LR"]
    for node in graph.nodes():
        words = "<br>".join(map(_plain, label_of(node)))
        lines.append(f'{names[node.key]}["{words}"]:::{node.level or "none"}{"" if node.state == "held" else "_cited"}')
    for edge in graph.edges(candidates=True):
        relation = relations()[edge.relation]
        candidate = edge.status == "candidate"
        arrow = "-.->" if candidate else "==>" if relation.changes or relation.ends else "-->"
        words = f"{relation.vi}{'?' if candidate else ''}"
        lines.append(f'{names[edge.source]} {arrow}|"{_plain(words)}"| {names[edge.target]}')
    for level, fill in FILLS.items():
        style = f"fill:{fill},stroke:#555555,color:#000000"
        lines += [f"classDef {level or 'none'} {style}", f"classDef {level or 'none'}_cited {style},stroke-dasharray:4 3"]
    text = "\n".join((*lines, ""))
    if len(text) > _LETTERS:
        raise too_large(path.name, f"a drawing of {len(text):,} letters; Mermaid takes {_LETTERS:,}")
    path.write_text(text, encoding="utf-8", newline="\n")
    return (path,)


def _plain(text: str) -> str:
    for letters, drawn in _INNER.items():
        text = text.replace(letters, drawn)
    return _LIST.sub(lambda mark: f"{mark[1]}{_code(mark[2])}", _SPECIAL.sub(lambda mark: _code(mark[0]), text))


def _code(mark: str) -> str:
    return f"#{ord(mark)};"
