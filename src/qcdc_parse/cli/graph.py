"""The command that draws the graph of citations."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_parse import Document, Registry, resolve_across
from qcdc_parse.cli.inputs import RegistryOption, expand, registry_of
from qcdc_parse.cli.messages import one_line, say, unforeseen
from qcdc_parse.cli.recordfiles import TAKEN, RecordRun

if TYPE_CHECKING:
    from qcdc_parse.graph import CitationGraph, Node

__all__ = ["graph_command"]

_OFFERED = 10
"""So many candidates of an open --focus are listed."""


def graph_command(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, directories, records of qcdc parse (.jsonl, .json), or - for standard input."),
    ],
    report: Annotated[bool, typer.Option("--report", help="Print the answers as tables, each line with its proof.")] = False,
    focus: Annotated[
        str | None, typer.Option("--focus", metavar="KEY", help="A document: its identity key, or its number or title as people write it.")
    ] = None,
    depth: Annotated[int, typer.Option("--depth", metavar="N", min=0, help="With --focus: documents at most N citations away.")] = 1,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="Rows of each table of --report; 0 is all.")] = 20,
    registry: RegistryOption = None,
) -> None:
    """Draw the graph of citations: which document rests on, implements, amends, replaces which, with the sentences that say so.

    All inputs are taken together: what one document leaves open another may settle. Exit code: 0 all read, 1 some file failed,
    2 wrong usage.
    """
    taken = [each for name in inputs for each in expand(name, TAKEN)]
    known = registry_of(registry)
    run = RecordRun(taken, progress=True, registry=known)
    graph, failed = _build([parsed.document for parsed in run], known)
    node = _focused(graph, focus) if focus is not None else None
    part = graph.focus(node.key, depth) if node is not None else graph
    if report:
        _print_report(graph, part, node, limit)
    else:
        _summarise(part)
    raise typer.Exit(int(run.failed or failed))


def _build(documents: list[Document], registry: Registry | None) -> tuple[CitationGraph, bool]:
    """Build the graph; what a defect loses of it is said in one line a document."""
    from qcdc_parse.graph import CitationGraph

    graph = CitationGraph(registry)
    failed = False
    for document in resolve_across(documents, registry):
        try:
            graph.add(document)
        except Exception as error:  # noqa: BLE001  a defect met in one file must not lose the others
            failed = True
            say(document.source.name, unforeseen(error))
    return graph, failed


def _focused(graph: CitationGraph, text: str) -> Node:
    """Return the document that is asked for.

    :raises typer.Exit: with code 2, after saying which are possible: none or several fit.
    """
    from qcdc_parse.cli.graphtables import named
    from qcdc_parse.graph.lookup import near

    found = graph.find(text)
    if len(found) == 1:
        return found[0]
    offered = found or near(graph, text)
    words = f"{len(found)} documents fit; name one by its key:" if found else f"no such document{'; near are:' if offered else ''}"
    print(f"qcdc: --focus {one_line(text)}: {words}", file=sys.stderr)
    for node in offered[:_OFFERED]:
        print(f"  {node.key}  {one_line(' '.join(filter(None, (named(node), node.title))))}", file=sys.stderr)
    if len(offered) > _OFFERED:
        print(f"  and {len(offered) - _OFFERED} more", file=sys.stderr)
    raise typer.Exit(2)


def _print_report(graph: CitationGraph, part: CitationGraph, focus: Node | None, limit: int) -> None:
    from qcdc_parse.cli.graphtables import report_tables
    from qcdc_parse.cli.terminal import print_counted

    for place, (table, more) in enumerate(report_tables(graph, part, focus, limit)):
        if place:
            print()
        print_counted(table, more)


def _summarise(graph: CitationGraph) -> None:
    from qcdc_parse.cli.graphed import summary_lines
    from qcdc_parse.cli.terminal import print_lines

    print_lines(summary_lines(graph))
