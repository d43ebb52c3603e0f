"""Reading: from a file or its bytes to text, by what the bytes are."""
from __future__ import annotations
from os import PathLike
from pathlib import Path
from qcdc_parse.read.text import read_string
from qcdc_parse.text import SourceText
def read(source: str | PathLike[str] | bytes, *, name: str | None = None) -> SourceText:
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    return read_string(data.decode("utf-8-sig"), name or "x")
