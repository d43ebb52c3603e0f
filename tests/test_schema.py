"""The JSON schema: generated, documented, and true of real records."""

import copy
import inspect
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from qcdc_parse import model, parse
from qcdc_parse.report import contents
from qcdc_parse.report import models as report_models
from qcdc_parse.report.outline import models as outline_models
from qcdc_parse.schema import document_schema, report_schema, schema_text, write_schema

ROOT = Path(__file__).parents[1]
SCHEMAS = {"document": document_schema, "report": report_schema}
DOCUMENTS = sorted((ROOT / "corpus" / "documents").iterdir())
MODELS = sorted(
    {
        kind
        for module in (model, contents, report_models, outline_models)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, BaseModel) and kind is not BaseModel
    },
    key=lambda kind: kind.__name__,
)
VALIDATOR = Draft202012Validator(document_schema())


@pytest.fixture(scope="module")
def record() -> dict:
    return json.loads(parse(ROOT / "corpus" / "documents" / "19-bao-cao-thi-xa.txt").model_dump_json())


@pytest.mark.parametrize("printed", SCHEMAS)
def test_the_written_schema_is_the_generated_one(printed):
    written = ROOT / "schemas" / f"{printed}.schema.json"
    assert written.read_text(encoding="utf-8") == schema_text(printed), f"run: qcdc schema {printed} > schemas/{written.name}"


@pytest.mark.parametrize("printed", SCHEMAS)
def test_it_is_written_as_it_is_printed(printed, tmp_path):
    write_schema(tmp_path / "s.json", printed)
    assert (tmp_path / "s.json").read_bytes() == schema_text(printed).encode()


@pytest.mark.parametrize("printed", SCHEMAS)
def test_it_is_valid_draft_2020_12_without_id(printed):
    schema = SCHEMAS[printed]()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in schema
    assert list(schema["$defs"]) == sorted(schema["$defs"])


@pytest.mark.parametrize("printed", SCHEMAS)
def test_every_object_requires_all_its_fields(printed):
    schema = SCHEMAS[printed]()
    for name, definition in {printed: schema, **schema["$defs"]}.items():
        if "properties" in definition:
            assert definition["required"] == list(definition["properties"]), name


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_every_field_of_every_model_is_described(kind):
    assert inspect.getdoc(kind)
    assert [name for name, field in kind.model_fields.items() if not (field.description or "").strip()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_real_records_are_valid(path):
    errors = list(VALIDATOR.iter_errors(json.loads(parse(path).model_dump_json())))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: record.pop("notes"),
        lambda record: record.update(extra=1),
        lambda record: record["references"][0].update(kind="rumour"),
        lambda record: record["references"][0].update(issued="18/02/1998"),
        lambda record: record["references"][0].update(span={"start": -1, "end": 3}),
        lambda record: record["sections"][0]["children"][0].update(depth="deep"),
        lambda record: record["indicators"][0]["measures"][0].update(value=None),
    ],
)
def test_damaged_records_are_refused(record, damage):
    damaged = copy.deepcopy(record)
    damage(damaged)
    validator = Draft202012Validator(document_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert validator.is_valid(record)
    assert not validator.is_valid(damaged)
