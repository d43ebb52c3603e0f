"""Parquet: the four tables with types; the one place that loads pyarrow."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet

from qcdc_parse.graph.exports.tables import TABLES, Cell, Kind, Table
from qcdc_parse.graph.exports.words import encodable

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["write_parquet"]

_ROWS = 50_000
"""Rows of a group."""
_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "int": pa.int64(),
    "date": pa.date32(),
    "texts": pa.list_(pa.string()),
    "dates": pa.list_(pa.date32()),
}


def write_parquet(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write `x-nodes.parquet`, `x-edges.parquet`, `x-evidence.parquet` and `x-open.parquet` beside each other for `x.parquet`.

    Zstandard; days are ``date32``, offsets and pages integers, lists lists; what is not known is null. A single surrogate is U+FFFD,
    all other characters stay.
    """
    return tuple(_write(table, graph, path.with_name(f"{path.stem}-{table.name}.parquet")) for table in TABLES)


def _write(table: Table, graph: CitationGraph, path: Path) -> Path:
    schema = pa.schema([(column.name, _TYPES[column.kind]) for column in table.columns])
    rows = table.rows(graph)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while chunk := list(islice(rows, _ROWS)):
            columns = [[_cell(cell) for cell in column] for column in zip(*chunk, strict=True)]
            writer.write_batch(pa.record_batch(columns, schema=schema))
    return path


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return encodable(cell)
    if isinstance(cell, list | tuple):
        return [encodable(item) if isinstance(item, str) else item for item in cell]
    return cell
