"""The command that draws the graph of citations."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_parse import Document, Registry, resolve_across
from qcdc_parse.cli.graphfiles import Sources, check_outputs, write_files
from qcdc_parse.cli.inputs import RegistryOption, expand, registry_of
from qcdc_parse.cli.messages import one_line, say, unforeseen
from qcdc_parse.cli.recordfiles import TAKEN, RecordRun
from qcdc_parse.collector import quiet_collector

if TYPE_CHECKING:
    from qcdc_parse.graph import CitationGraph, Node

__all__ = ["graph_command"]

_UNREAD = dict.fromkeys(("sections", "blocks", "furniture", "indicators", "summary_verdicts", "blanks", "notes"), ())
"""What a graph does not read of a record: half of the memory, and all documents are held together."""
_OFFERED = 10
"""So many candidates of an open --focus are listed."""


def graph_command(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, directories, records of qcdc parse (.jsonl, .json), or - for standard input."),
    ],
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write FILE in the form its ending says; may be repeated."),
    ] = None,
    report: Annotated[bool, typer.Option("--report", help="Print the answers as tables, each line with its proof.")] = False,
    focus: Annotated[
        str | None, typer.Option("--focus", metavar="KEY", help="A document: its identity key, or its number or title as people write it.")
    ] = None,
    depth: Annotated[int, typer.Option("--depth", metavar="N", min=0, help="With --focus: documents at most N citations away.")] = 1,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="Rows of each table of --report; 0 is all.")] = 20,
    files: Annotated[
        list[Path] | None, typer.Option("--files", metavar="DIR", help="Where the files of records are, for the links of the page.")
    ] = None,
    registry: RegistryOption = None,
) -> None:
    """Draw the graph of citations: which document rests on, implements, amends, replaces which, with the sentences that say so.

    Endings of -o: .html (a page to look at), .graphml, .gexf, .csv, .parquet, .jsonld, .cypher, .neo4j, .mmd, .dot. All inputs are
    taken together: what one document leaves open another may settle.
    With --focus the chains and the timeline are those of that document, all else is the part of the graph around it.
    Exit code: 0 all read, 1 some file failed, 2 wrong usage.
    """
    outputs = output or []
    taken = [each for name in inputs for each in expand(name, TAKEN)]
    known = registry_of(registry)
    _be_ready()
    if outputs:
        check_outputs(outputs, taken)
    run = RecordRun(taken, progress=True, registry=known)
    sources = Sources(files or [])
    graph, failed = _build(list(_documents(run, sources)), known)
    node = _focused(graph, focus) if focus is not None else None
    part = graph.focus(node.key, depth) if node is not None else graph
    if report:
        _print_report(graph, part, node, limit)
    elif not outputs:
        _summarise(part)
    written, unwritten = write_files(part, outputs, sources)
    for path in written:
        print(f"written: {one_line(str(path))}")
    raise typer.Exit(int(run.failed or failed or unwritten))


def _be_ready() -> None:
    """Find out before the work whether the graph can be built."""
    try:
        import_module("qcdc_parse.graph")
    except ImportError as error:
        if error.name is None or error.name.startswith("qcdc_parse"):
            raise
        say("graph", f"needs {error.name}: pip install 'qcdc-parse[graph]'")
        raise typer.Exit(1) from error


def _documents(run: RecordRun, sources: Sources) -> Iterator[Document]:
    for parsed in run:
        sources.note(parsed)
        yield parsed.document.model_copy(update=_UNREAD)


def _build(documents: Sequence[Document], registry: Registry | None) -> tuple[CitationGraph, bool]:
    """Build the graph; what a defect loses of it is said in one line a document."""
    from qcdc_parse.graph import CitationGraph

    graph = CitationGraph(registry)
    failed = False
    with quiet_collector():
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
    from qcdc_parse.graph.lookup import near

    found = graph.find(text)
    if len(found) == 1:
        return found[0]
    offered = found or near(graph, text)
    words = f"{len(found)} documents fit; name one by its key:" if found else f"no such document{'; near are:' if offered else ''}"
    print(f"qcdc: --focus {one_line(text)}: {words}", file=sys.stderr)
    for node in offered[:_OFFERED]:
        print(f"  {node.key}  {one_line(' '.join(filter(None, (node.label, node.title if node.number else None))))}", file=sys.stderr)
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
