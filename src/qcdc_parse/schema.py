"""The JSON schema of the record, generated from the models: never written by hand."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from qcdc_parse.model import Document

__all__ = ["document_schema", "schema_text", "write_schema"]

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
    generated = Document.model_json_schema(mode="serialization", schema_generator=_RecordSchema)
    generated.pop("title", None)
    definitions = generated.pop("$defs")
    return {
        "$schema": DIALECT,
        "title": "qcdc_parse document",
        **generated,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """Return the schema as the text that ``schemas/document.schema.json`` holds and ``qcdc schema`` prints."""
    return json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"


def write_schema(path: str | PathLike[str]) -> None:
    """Write the schema to a file."""
    Path(path).write_text(schema_text(), encoding="utf-8", newline="\n")
