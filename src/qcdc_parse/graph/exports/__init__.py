"""The graph in the forms of other tools: one module a form, chosen by the ending of the file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qcdc_parse.errors import MissingToolError, UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Callable

    from qcdc_parse.graph.citation_graph import CitationGraph

    Writer = Callable[[CitationGraph, Path], tuple[Path, ...]]

__all__ = ["FORMS", "Form", "write"]


class Form(NamedTuple):
    """A form of export: what it is called, the module of this package that writes it, the function there, and what it needs."""

    name: str
    module: str
    function: str
    library: str | None = None


FORMS = {
    ".graphml": Form("GraphML", "graphml", "write_graphml", "networkx"),
    ".gexf": Form("GEXF", "gexf", "write_gexf", "networkx"),
    ".csv": Form("CSV", "csvfiles", "write_csv"),
    ".parquet": Form("Parquet", "parquet", "write_parquet", "pyarrow"),
    ".jsonld": Form("JSON-LD", "jsonld", "write_jsonld"),
    ".cypher": Form("Cypher", "cypher", "write_cypher"),
    ".neo4j": Form("Neo4j import", "neo4j", "write_neo4j"),
    ".mmd": Form("Mermaid", "mermaid", "write_mermaid"),
    ".dot": Form("DOT", "dot", "write_dot", "graphviz"),
}
"""Forms by the ending of a file, in small letters. Their modules are loaded when they are first used: some need large libraries."""


def write(graph: CitationGraph, path: str | Path) -> tuple[Path, ...]:
    """Write a graph in the form that the ending of a file says, and return the files.

    :raises UnknownFormatError: no form has this ending.
    :raises TooLargeError: it is too large for a drawing.
    :raises MissingToolError: the library it needs is not installed.
    :raises OSError: the file cannot be written.

    >>> from qcdc_parse import build_graph
    >>> write(build_graph([]), "chi-thi.docx")
    Traceback (most recent call last):
    qcdc_parse.errors.UnknownFormatError: chi-thi.docx: a graph is not written so: give a name that ends in .graphml, .gexf, .csv, .parquet, .jsonld, .cypher, .neo4j, .mmd, .dot
    """
    path = Path(path)
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UnknownFormatError(path.name, f"a graph is not written so: give a name that ends in {', '.join(FORMS)}")
    return _writer(form, path.name)(graph, path)


def _writer(form: Form, wanted_by: str) -> Writer:
    try:
        writer: Writer = getattr(import_module(f"{__name__}.{form.module}"), form.function)
    except ImportError as error:
        if form.library is None or (error.name or "").partition(".")[0] != form.library:
            raise
        raise MissingToolError(wanted_by, f"needs {form.library}: pip install 'qcdc-parse[graph]'") from error
    return writer
