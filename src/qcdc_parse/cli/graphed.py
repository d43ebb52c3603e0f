"""What a graph of citations says, in short, as lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from qcdc_parse.cli.messages import one_line
from qcdc_parse.cli.render import Line
from qcdc_parse.cli.tables import day_text
from qcdc_parse.graph import CitationGraph

__all__ = ["summary_lines"]

_MOST = 5


def summary_lines(graph: CitationGraph) -> Iterator[Line]:
    """Yield what a person wants to know first: how much there is, what most cite, what needs a look."""
    states = Counter(node.state for node in graph.nodes())
    relations = Counter(edge.relation for edge in graph.edges())
    yield _title(f"{_count(len(graph.files), 'file')}, {_count(len(graph), 'document')}")
    yield Line(1, Text(f"{states['held']} at hand, {states['cited']} cited only, {states['candidate']} only as candidates"))
    yield Line(0, Text())
    unsure = sum(edge.status == "candidate" for edge in graph.edges(candidates=True))
    yield _title(f"{_count(sum(relations.values()), 'edge')}{f', {unsure:,} unsure' if unsure else ''}")
    width = max(map(len, relations), default=0)
    for relation, count in relations.most_common():
        yield Line(1, Text(f"{relation:{width}} {count:6}"))
    yield from _most_cited(graph)
    yield Line(0, Text())
    yield _title("to look at")
    found = _found(graph)
    width = max(len(str(count)) for count, _ in found)
    for count, words in found:
        yield Line(1, Text(f"{count:{width}}  {words}", style="yellow" if count else "dim"))
    yield Line(0, Text())
    yield from _next(graph)


def _most_cited(graph: CitationGraph) -> Iterator[Line]:
    ranked = graph.most_cited(_MOST)
    if ranked:
        yield Line(0, Text())
        yield _title("most cited")
    width = len(str(ranked[0].documents)) if ranked else 0
    for each in ranked:
        node = graph.node(each.key)
        line = Text.assemble((f"{each.documents:{width}}  ", "bold"), (one_line(node.label), "cyan"), f" {day_text(node.issued)}".rstrip())
        if node.title and node.number:
            line.append(f"  {one_line(node.title)}", style="italic")
        yield Line(1, line)


def _found(graph: CitationGraph) -> tuple[tuple[int, str], ...]:
    return (
        (len(graph.superseded()), "citations of what was replaced or repealed before"),
        (len(graph.contradictions()), "contradictions"),
        (len(graph.open_citations()), "mentions that are not settled"),
        (len(graph.dangling()), "documents cited, not at hand"),
        (len(graph.uncited()), "documents at hand that none cites"),
    )


def _next(graph: CitationGraph) -> Iterator[Line]:
    yield Line(0, Text("--report lists them with the sentences that prove them; -o graph.html writes a page to look at", style="dim"))
    if ranked := graph.most_cited(1):
        node = graph.node(ranked[0].key)
        yield Line(0, Text(f"--report --focus {node.key} tells who implements {one_line(node.label)}", style="dim"))


def _title(words: str) -> Line:
    return Line(0, Text(words, style="bold"))


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
