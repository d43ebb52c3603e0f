"""The record: quoting, locating, walking, JSON, frozenness."""

from __future__ import annotations

import copy
import hashlib
import pickle

import pydantic
import pytest

from qcdc_parse import BrokenFileError, Document, EmptyFileError, MissingFileError, Span, UnknownFormatError, parse, parse_text
from qcdc_parse.model import Pinpoint, Region
from qcdc_parse.span import made

TEXT = """TỈNH ỦY LÀO CAI
*
Số 12-KH/TU

KẾ HOẠCH
thực hiện dân chủ ở cơ sở

Thực hiện Quyết định số 217-QD/TW ngày 12/12/2013 của Bộ Chính trị, Tỉnh ủy xây dựng kế hoạch như sau:

I. CHỈ TIÊU
1. Ít nhất 95% xã có quy chế. Chưa đạt (thiếu cán bộ).
- 100% thôn có hương ƣớc.

PHỤ LỤC 1
1. Số xã: …… xã

Nơi nhận:
- Lưu.

T/M TỈNH ỦY
BÍ THƯ

Giàng Seo Phử
"""


REGION = '{"kind": "header", "part": 0, "span": {"start": 1, "end": 2}}'


@pytest.fixture(scope="module")
def document() -> Document:
    return parse_text(TEXT, name="kh-12.txt")


def test_the_fixture_fills_every_field(document: Document) -> None:
    assert document.header.key == "12-KH/TU"
    for field in ("sections", "blocks", "regions", "references", "indicators", "blanks", "notes"):
        assert getattr(document, field), field


def test_json_round_trip(document: Document) -> None:
    again = Document.model_validate_json(document.model_dump_json())
    assert again == document


def test_record_is_frozen(document: Document) -> None:
    with pytest.raises(pydantic.ValidationError):
        document.text = "khác"  # type: ignore[misc]
    with pytest.raises(pydantic.ValidationError):
        document.header.key = "khác"  # type: ignore[misc]


def test_unknown_fields_are_refused(document: Document) -> None:
    data = document.model_dump(mode="json") | {"extra": 1}
    with pytest.raises(pydantic.ValidationError):
        Document.model_validate(data)


@pytest.mark.parametrize("data", [{"start": -1, "end": 2}, {"start": 1}, {"start": 1, "end": 2, "x": 3}, {"start": 1, "end": "b"}])
def test_a_span_that_is_no_pair_of_offsets_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(pydantic.ValidationError):
        Span(**data)  # type: ignore[arg-type]
    with pytest.raises(pydantic.ValidationError):
        Region.model_validate({"kind": "header", "part": 0, "span": data})


def test_records_made_without_the_validator_are_like_all_others() -> None:
    for record, validated in (
        (made(Pinpoint, heading="mục I", article="5"), Pinpoint(article="5", heading="mục I")),
        (made(Region, kind="header", part=0, span=Span(start=1, end=2)), Region.model_validate_json(REGION)),
    ):
        assert record == validated
        assert record.model_fields_set == validated.model_fields_set
        assert record.model_dump_json() == validated.model_dump_json()
        assert pickle.loads(pickle.dumps(record)) == copy.deepcopy(record) == record.model_copy() == validated  # noqa: S301  our own bytes
        with pytest.raises(pydantic.ValidationError):
            record.part = 1  # type: ignore[union-attr]


def test_source(document: Document) -> None:
    assert document.source.name == "kh-12.txt"
    assert document.source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.source.media_type == "text/plain"
    assert document.source.pages is None


def test_schema_version(document: Document) -> None:
    assert document.schema_version == "1.0"


def test_quote(document: Document) -> None:
    (r,) = document.references
    assert document.quote(r.span) == r.surface == "Quyết định số 217-QD/TW"


def test_every_span_lies_in_the_text(document: Document) -> None:
    def spans(value: object) -> list[Span]:
        if isinstance(value, Span):
            return [value]
        if isinstance(value, pydantic.BaseModel):
            return [s for name in type(value).model_fields if name not in ("source_map", "raw") for s in spans(getattr(value, name))]
        return [s for item in value for s in spans(item)] if isinstance(value, tuple) else []

    found = spans(document)
    assert len(found) > 20
    for span in found:
        assert 0 <= span.start <= span.end <= len(document.text)


def test_locate_leads_back_to_the_letter(document: Document) -> None:
    (r,) = document.references
    location = document.locate(r.span)
    assert TEXT[location.raw.start : location.raw.end] == "Quyết định số 217-QD/TW"
    assert (location.page, location.boxes, location.paragraph) == (None, (), None)


def test_locate_over_mended_letters(document: Document) -> None:
    at = document.text.index("hương ước")
    location = document.locate(Span(start=at, end=at + 9))
    assert TEXT[location.raw.start : location.raw.end] == "hương ƣớc"


def test_locate_over_a_joined_line() -> None:
    raw = "Thực hiện Chỉ thị số 30-\n\nCT/TW của Bộ Chính trị."
    document = parse_text(raw)
    span = document.locate(document.references[0].span).raw
    assert raw[span.start : span.end] == "Chỉ thị số 30-\n\nCT/TW"


def test_walk_is_in_reading_order(document: Document) -> None:
    sections = list(document.walk())
    assert [s.id for s in sections] == ["I", "I/1", "PHỤ LỤC 1", "PHỤ LỤC 1/1"]
    assert [s.id for s in document.sections[0].walk()] == ["I", "I/1"]
    starts = [s.span.start for s in sections]
    assert starts == sorted(starts)


def test_span() -> None:
    span = Span(start=3, end=5)
    assert (len(span), 3 in span, 5 in span, 2 in span, "3" in span) == (2, True, False, False, False)
    assert span.of("abcdefg") == "de"
    with pytest.raises(pydantic.ValidationError):
        Span(start=-1, end=2)


def test_text_is_the_same_from_bytes_and_file(tmp_path, document: Document) -> None:
    path = tmp_path / "kh-12.txt"
    path.write_bytes(TEXT.encode())
    from_file = parse(path)
    from_bytes = parse(TEXT.encode(), name="kh-12.txt")
    assert from_file == from_bytes
    assert from_file == document


def test_byte_order_mark_is_dropped() -> None:
    assert parse(b"\xef\xbb\xbf" + "Kết luận 120-KL/TW".encode()).text == "Kết luận 120-KL/TW"


def test_parsing_is_repeatable(document: Document) -> None:
    assert parse_text(TEXT, name="kh-12.txt") == document


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\f",
        "\x00",
        "số",
        "“",
        "(",
        "1.",
        "-",
        "|",
        "I.",
        "Điều 1.",
        "đạt",
        pytest.param("\ud800", id="lone surrogate"),
        "ƣ" * 50,
        "\t\t",
    ],
)
def test_any_text_gives_a_record(text: str) -> None:
    made = parse_text(text)
    assert Document.model_validate_json(made.model_dump_json()) == made


def test_errors_say_what_and_why(tmp_path) -> None:
    with pytest.raises(MissingFileError, match=r"khong-co\.txt: no such file"):
        parse(tmp_path / "khong-co.txt")
    with pytest.raises(EmptyFileError):
        parse(b"")
    with pytest.raises(EmptyFileError):
        parse(b"  \n ")
    with pytest.raises(UnknownFormatError, match="line 2"):
        parse(b"M\xc3\xb4t\n\xff")
    with pytest.raises(UnknownFormatError):
        parse(b"\x1f\x8b\r\n")
    with pytest.raises(BrokenFileError):
        parse(b"PK\x03\x04 not a zip")


def test_the_name_tells_markdown() -> None:
    data = "Giữ **vững** ổn định.".encode()
    assert parse(data, name="a.md").text == "Giữ vững ổn định."
    assert parse(data, name="a.md").source.media_type == "text/markdown"
    assert parse(data, name="a.txt").text == "Giữ **vững** ổn định."
