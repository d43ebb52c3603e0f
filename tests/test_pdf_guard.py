"""What a PDF unpacks to and draws is held to bounds before pdfium lays out a page."""

from __future__ import annotations

import zlib
from pathlib import Path

import damage
import pytest
from damage import CATALOG, FONT, SHOWN, page_of, pdf, stream

from qcdc_parse import Limits, TooLargeError, parse
from qcdc_parse.read.pdf.guard import check_bounds

SMALL = Limits(unpacked=1_000_000, objects=1000, pixels=1_000_000)
HEAVY = SHOWN * 20
"""So heavy that a hundred of it are beyond the bound, and ten are not."""
FORMS = b"<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>"


def form(contents: bytes, inner: bytes = b"") -> bytes:
    return stream(contents, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>%s>>" % inner)


def chain(times: int, depth: int, **names: bytes) -> bytes:
    """A page that draws a form some times, which draws another as often, and so on."""
    inner = [form(b"/X Do " * times, b"/XObject<</X %d 0 R>>" % (7 + i)) for i in range(depth - 1)]
    return pdf(*page_of(stream(b"/X Do " * times), FORMS), *inner, form(SHOWN), **names)


@pytest.mark.parametrize(("times", "depth"), [(3, 2), (3, 4), (1, 30)])
def test_forms_that_multiply_a_little_are_read(times: int, depth: int) -> None:
    data = chain(times, depth)
    check_bounds(data, "a.pdf", SMALL)
    assert "12" in parse(data, limits=SMALL).text


@pytest.mark.parametrize(("times", "depth"), [(2, 12), (10, 4), (40, 2), (1000, 1)])
def test_forms_that_multiply_beyond_the_bound(times: int, depth: int) -> None:
    with pytest.raises(TooLargeError, match="draws more than the bound of 1,000 objects"):
        check_bounds(chain(times, depth), "a.pdf", SMALL)


def test_names_written_in_numbers_are_understood() -> None:
    data = chain(10, 4).replace(b"/Subtype/Form", b"/Subtype/#46orm")
    with pytest.raises(TooLargeError):
        check_bounds(data, "a.pdf", SMALL)


def test_names_that_many_forms_use_for_their_own_are_told_apart() -> None:
    """Headers and watermarks nest: every page has its `X` that draws its own `X` twice."""
    forms = []
    for i in range(30):
        forms += [form(b"/X Do /X Do", b"/XObject<</X %d 0 R>>" % (7 + 2 * i)), form(SHOWN)]
    check_bounds(pdf(*page_of(stream(b"/X Do"), FORMS), *forms), "a.pdf", SMALL)


def test_resources_of_a_form_that_stand_elsewhere() -> None:
    outer = stream(b"/X Do " * 10, b"/Subtype/Form/BBox[0 0 9 9]/Resources 8 0 R")
    resources = (b"<</XObject 9 0 R>>", b"<</X 7 0 R>>")
    with pytest.raises(TooLargeError):
        check_bounds(pdf(*page_of(stream(b"/X Do " * 10), FORMS), outer, form(HEAVY), *resources), "a.pdf", SMALL)


def test_a_form_that_draws_itself_is_no_harm() -> None:
    data = pdf(*page_of(stream(b"/X Do"), FORMS), form(b"/X Do /X Do " + SHOWN, b"/XObject<</X 6 0 R>>"))
    check_bounds(data, "a.pdf", SMALL)


def test_references_inside_object_streams_are_found() -> None:
    """The resources of a form may stand in a packed object stream."""
    packed = stream(zlib.compress(b"9 0 <</XObject<</X 7 0 R>>>>"), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    outer = stream(b"/X Do " * 10, b"/Subtype/Form/BBox[0 0 9 9]/Resources 9 0 R")
    data = pdf(*page_of(stream(b"/X Do " * 10), FORMS), outer, form(HEAVY), packed)
    with pytest.raises(TooLargeError):
        check_bounds(data, "a.pdf", SMALL)


@pytest.mark.parametrize("filters", ["/Filter/FlateDecode", "/Filter [ /FlateDecode ]", "/Filter/Fl#61teDecode"])
def test_a_stream_that_unpacks_beyond_the_bound(filters: str) -> None:
    data = pdf(*page_of(stream(zlib.compress(b"\n" * 2_000_000), filters.encode())))
    with pytest.raises(TooLargeError, match="unpacks to more than the bound of 1,000,000 bytes"):
        check_bounds(data, "a.pdf", SMALL)


def test_many_streams_that_unpack_beyond_the_bound_together() -> None:
    fonts = [stream(zlib.compress(b"\n" * 900_000), b"/Filter/FlateDecode") for _ in range(12)]
    with pytest.raises(TooLargeError, match="unpacks"):
        check_bounds(pdf(*page_of(stream(SHOWN)), *fonts), "a.pdf", SMALL)


def test_a_damaged_stream_counts_as_far_as_it_goes() -> None:
    packed = zlib.compress(bytes(range(256)) * 8000, 0)[:-40]
    data = pdf(*page_of(stream(packed, b"/Filter/FlateDecode")))
    with pytest.raises(TooLargeError):
        check_bounds(data, "a.pdf", SMALL)
    check_bounds(pdf(*page_of(stream(b"\x78\x9c nonsense", b"/Filter/FlateDecode"))), "a.pdf", SMALL)


def test_a_picture_beyond_the_bound() -> None:
    head = b"/Subtype/Image/BitsPerComponent 1/ColorSpace/DeviceGray/Width %d/Height %d"
    check_bounds(pdf(CATALOG, stream(b"", head % (2000, 2000)), FONT), "a.pdf", SMALL)
    with pytest.raises(TooLargeError, match="picture"):
        check_bounds(pdf(CATALOG, stream(b"", head % (20_000, 2000)), FONT), "a.pdf", SMALL)


@pytest.mark.parametrize("path", sorted([*damage.CORPUS.glob("*.pdf"), *damage.FILES.rglob("*.pdf")]), ids=lambda p: p.name)
def test_sound_files_are_far_from_the_bounds(path: Path) -> None:
    check_bounds(path.read_bytes(), path.name, Limits(unpacked=8_000_000, objects=100_000, pixels=20_000_000))
