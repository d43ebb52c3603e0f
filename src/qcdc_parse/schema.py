"""The JSON schemas of records, generated from the models: never written by hand."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema

from qcdc_parse.model import Document
from qcdc_parse.report.contents import DraftContents
from qcdc_parse.span import Record

__all__ = ["Printed", "document_schema", "report_schema", "schema_text", "write_schema"]

Printed = Literal["document", "report"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _RecordSchema(GenerateJsonSchema):
    """A printed record carries every field, and a field's name needs no second title."""

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: ARG002  pydantic calls it so
        return True

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  pydantic calls it so
        return False


def document_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of one printed record.

    >>> schema = document_schema()
    >>> schema["title"], schema["$defs"]["Span"]["required"]
    ('qcdc_parse document', ['start', 'end'])
    """
    return _schema(Document, "qcdc_parse document")


def report_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of a compiled report.

    >>> report_schema()["title"]
    'qcdc_parse report'
    """
    return _schema(DraftContents, "qcdc_parse report")


def _schema(model: type[Record], title: str) -> dict[str, Any]:
    generated = model.model_json_schema(mode="serialization", schema_generator=_RecordSchema)
    generated.pop("title", None)
    definitions = generated.pop("$defs")
    return {"$schema": DIALECT, "title": title, **generated, "$defs": dict(sorted(definitions.items()))}


def schema_text(printed: Printed = "document") -> str:
    """Return a schema as the text that ``schemas/`` holds and ``qcdc schema`` prints."""
    schema = document_schema() if printed == "document" else report_schema()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schema(path: str | PathLike[str], printed: Printed = "document") -> None:
    """Write a schema to a file."""
    Path(path).write_text(schema_text(printed), encoding="utf-8", newline="\n")
