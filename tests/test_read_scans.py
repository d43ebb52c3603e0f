"""Scans and pictures: the quality of text layers, and pages read by the real Tesseract."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from layers import EMPTY, GOOD_SHORT, STAMPS, damaged, names, numbers, unharmed
from PIL import Image, ImageDraw
from rapidfuzz.distance import Levenshtein
from scanning import Scanner, as_pdf, render, scan
from strategies import CORPUS

from qcdc_parse import BrokenFileError, Document, EmptyFileError, TooLargeError, parse
from qcdc_parse.errors import MissingToolError
from qcdc_parse.parse import parse_source
from qcdc_parse.read import Limits, ocr, pictures, read, tesseract
from qcdc_parse.read.ocr import recognise
from qcdc_parse.read.pdf import scans
from qcdc_parse.read.quality import judge, judge_pages

DIRECTIVE = CORPUS / "07-chi-thi-an-toan.pdf"
SCANS = Path(__file__).parent / "files" / "scans"
needs_tesseract = pytest.mark.skipif(not ocr.available(), reason=ocr.missing() or "-")


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without Tesseract: there is nothing on its path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget() -> None:
    for function in (tesseract.missing, tesseract.version, tesseract._languages):
        function.cache_clear()


@cache
def pages_of_text() -> tuple[str, ...]:
    return tuple(page.get_textpage().get_text_range() for path in sorted(CORPUS.glob("*.pdf")) for page in pdfium.PdfDocument(path))


@cache
def printed(dpi: int = 200) -> tuple[Image.Image, ...]:
    return tuple(render(DIRECTIVE, dpi))


@cache
def last_page() -> Image.Image:
    return scan(printed()[2], Scanner(skew=-0.8), 3)


def codes(document: Document) -> dict[str, str]:
    return {note.code: note.message for note in document.notes if note.code.startswith("page-")}


def error_rate(true: str, found: str) -> float:
    words = true.split()
    return Levenshtein.distance(words, found.split()) / len(words)


# Quality of a text layer ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", EMPTY)
def test_empty_layer(text: str) -> None:
    assert judge(text).verdict == "empty"


@pytest.mark.parametrize("text", STAMPS)
def test_layer_that_is_only_a_stamp(text: str) -> None:
    assert judge(text).verdict == "stamp"
    assert judge(text + "\n" + pages_of_text()[0]).verdict == "good"


@pytest.mark.parametrize("text", GOOD_SHORT)
def test_short_layers_are_good(text: str) -> None:
    assert judge(text).verdict == "good"


@pytest.mark.parametrize("change", unharmed())
def test_readable_layers_are_good(change: str) -> None:
    for text in pages_of_text():
        assert judge(text).verdict == "good"
        assert judge(unharmed()[change](text)).verdict == "good"


@pytest.mark.parametrize("seed", range(6))
def test_numbers_and_names_are_good(seed: int) -> None:
    assert judge(numbers(seed)).verdict == judge(names(seed)).verdict == "good"


def test_other_languages_are_good() -> None:
    for text in (
        "The report shall be sent to the Department of Home Affairs before 15 March 2023, with OpenMP, GitHub and https://a.b/x_y.",
        "Правительство утвердило план мероприятий на 2023 год. Постановление № 12.",
        "ລັດຖະບານ ໄດ້ ຮັບຮອງ ແຜນການ",
    ):
        assert judge(text * 5).verdict == "good", text


@pytest.mark.parametrize("change", damaged())
def test_unreadable_layers_are_rubbish(change: str) -> None:
    found = [judge(damaged()[change](text)) for text in pages_of_text() if len(text) > 300]
    assert len(found) > 8
    assert all(one.verdict == "rubbish" for one in found)


def test_layers_seen_in_the_wild() -> None:
    assert judge("uY BAN NgAN nAN\nCQNG HOA xA HQI cHU NGHIA VIET NAM\nDoc lQp - Tq do - H4nh phric").verdict == "rubbish"


def test_a_page_too_short_to_tell_follows_the_others() -> None:
    rubbish = damaged()["misread"](pages_of_text()[0])
    assert judge_pages([rubbish, rubbish, "Noi nhan:", "Nơi nhận: Tỉnh ủy", "12"]) == ["rubbish", "rubbish", "rubbish", "good", "good"]
    assert judge_pages([pages_of_text()[0], "Noi nhan:"]) == ["good", "good"]


# Pictures made ready -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("angle", [-3.0, -1.3, -0.4, 0.0, 0.7, 2.2, 3.0])
def test_skew_is_measured(angle: float) -> None:
    page = scan(printed()[0], Scanner(skew=angle, stamp=False), 1).convert("L")
    assert pictures.skew(page) == pytest.approx(-angle, abs=0.15)


def test_skew_of_a_blank_page() -> None:
    assert pictures.skew(Image.new("L", (600, 800), 255)) == 0.0


def test_stamps_and_pens_are_suppressed() -> None:
    stamped = scan(printed()[2], Scanner(noise=0, blur=0), 3)
    clean = scan(printed()[2], Scanner(noise=0, blur=0, stamp=False), 3)
    dark = [sum(pictures.black_ink(page).histogram()[:120]) for page in (stamped, clean)]
    plain = sum(stamped.convert("L").histogram()[:120])
    assert dark[0] < 1.1 * dark[1] < plain


def test_ruled_lines_are_taken_off() -> None:
    page = Image.new("L", (1000, 800), 250)
    pen = ImageDraw.Draw(page)
    for y in (100, 300, 500):
        pen.line((100, y, 900, y), fill=30, width=2)
    for x in (100, 500, 900):
        pen.line((x, 100, x, 500), fill=30, width=2)
    ruled = pictures.take_rules(page, 200)
    assert (len(ruled.level), len(ruled.upright)) == (3, 3)
    assert sum(ruled.image.histogram()[:140]) < 0.05 * sum(page.histogram()[:140])
    assert pictures.take_rules(printed()[1].convert("L"), 200).upright == []


# Scans ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scanned() -> tuple[bytes, Document]:
    pages = [
        scan(page, Scanner(skew=askew), i, stamped=i == 2) for i, (page, askew) in enumerate(zip(printed(), (0.7, -1.2, 0.4), strict=True))
    ]
    data = as_pdf(pages, 200)
    return data, parse(data, name="scan.pdf")


@needs_tesseract
def test_scan(scanned: tuple[bytes, Document]) -> None:
    document, true = scanned[1], parse(DIRECTIVE)
    assert error_rate(true.text, document.text) <= 0.05
    for field in ("doc_type", "key", "issuer", "place", "issued"):
        assert getattr(document.header, field) == getattr(true.header, field), field
    known = [r.key for r in true.references]
    assert len(set(known) & {r.key for r in document.references}) >= 0.85 * len(set(known))
    message = codes(document)["page-read-by-ocr"]
    assert message.startswith("page 1-3 read by OCR (Tesseract ")
    assert "mean confidence 9" in message


@needs_tesseract
def test_lines_of_a_scan_have_pages_and_boxes(scanned: tuple[bytes, Document]) -> None:
    document, true = scanned[1], parse(DIRECTIVE)
    places: dict[str | None, list[float]] = {}
    for reference in true.references:
        places.setdefault(reference.key, []).extend(page * 1000 + box[1] for page, box in true.locate(reference.span).boxes)
    compared = 0
    for reference in document.references:
        place = document.locate(reference.span)
        assert place.boxes
        page, box = place.boxes[0]
        if known := places.get(reference.key):
            compared += 1
            assert min(abs(y - page * 1000 - box[1]) for y in known) < 25
    assert compared > 8


@needs_tesseract
def test_every_letter_of_a_scan_is_in_the_record() -> None:
    source = read(as_pdf([last_page()], 200), name="scan.pdf")
    document = parse_source(source)
    whole = "".join((document.text + "".join(f.text for f in document.furniture)).split())
    assert len(whole) >= 0.995 * len("".join(source.text.split()))
    body = [a.box for a in source.anchors if a.box is not None and a.box[2] - a.box[0] > 300]
    assert len(body) >= 3
    assert all(above[1] < below[1] for above, below in pairwise(body))


@pytest.mark.usefixtures("without_ocr")
def test_scan_without_ocr() -> None:
    with pytest.raises(EmptyFileError, match=r"scan\.pdf: .*page 1-2.*not read.*tesseract-ocr-vie"):
        parse(as_pdf([last_page(), last_page()], 200), name="scan.pdf")


def searchable(language: str) -> bytes:
    """A page as scanners' software leaves it: the picture, and unseen letters over it."""
    command = ["tesseract", "-", "-", "-l", language, "--dpi", "200", "pdf"]
    return subprocess.run(
        command, input=pictures.as_pgm(scan(printed()[1], Scanner(stamp=False, skew=0.5), 5).convert("L")), capture_output=True, check=True
    ).stdout


def joined(*files: bytes | Path) -> bytes:
    whole = pdfium.PdfDocument.new()
    for file in files:
        whole.import_pages(pdfium.PdfDocument(file))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def misread() -> bytes:
    if "eng" not in tesseract._languages():
        pytest.skip("Tesseract has no data for English")
    return searchable("eng")


@needs_tesseract
def test_rubbish_layer_is_read_again(misread: bytes) -> None:
    document = parse(misread, name="a.pdf")
    assert "unreadable and was left out" in codes(document)["page-read-by-ocr"]
    assert error_rate(pages_of_text()[5], document.text) < 0.15
    assert judge(document.text).verdict == "good"


@needs_tesseract
def test_rubbish_layer_without_ocr(misread: bytes, request: pytest.FixtureRequest) -> None:
    data = joined(DIRECTIVE, misread)
    request.getfixturevalue("without_ocr")
    document = parse(data, name="a.pdf")
    assert "page 4 " in codes(document)["page-unreadable"]
    assert [r.key for r in document.references] == [r.key for r in parse(DIRECTIVE).references]
    debris = " ".join(f.text for f in document.furniture if f.kind == "debris")
    assert len(debris.split()) > 200
    with pytest.raises(EmptyFileError, match="unreadable"):
        parse(misread, name="a.pdf")


@needs_tesseract
def test_only_pages_without_a_layer_are_recognised() -> None:
    document = parse(joined(DIRECTIVE, as_pdf([last_page()], 200)), name="a.pdf")
    assert codes(document)["page-read-by-ocr"].startswith("page 4 read")
    assert document.text.startswith(parse(DIRECTIVE).text[:2000])


def with_stamp(picture: Image.Image, *lines: str) -> bytes:
    """A scan that was signed: its only letters are the stamp's."""
    document = pdfium.PdfDocument(as_pdf([picture], 200))
    page = document[0]
    for number, line in enumerate(lines):
        text = pdfium.raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 8)
        pdfium.raw.FPDFText_SetText(text, (pdfium.raw.FPDF_WCHAR * (len(line) + 1))(*map(ord, line), 0))
        pdfium.raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 300, 60 - 10 * number)
        pdfium.raw.FPDFPage_InsertObject(page, text)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


STAMP = ("Digitally signed by Tinh uy", "Date: 2023.07.28 09:10:11")


@needs_tesseract
def test_a_stamp_alone_makes_no_text_layer() -> None:
    document = parse(with_stamp(last_page(), *STAMP), name="a.pdf")
    assert "page-read-by-ocr" in codes(document)
    assert "BAN THƯỜNG VỤ" in document.text
    assert "Digitally signed by" in document.text
    assert document.text.count("2023.07.28") == 1


@pytest.mark.usefixtures("without_ocr")
def test_a_stamp_alone_without_ocr() -> None:
    document = parse(with_stamp(last_page(), *STAMP), name="a.pdf")
    assert "stamp of a signature" in codes(document)["page-without-text"]
    assert "Digitally signed by" in document.text


# Picture files -------------------------------------------------------------------------------------------------------


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@needs_tesseract
def test_tiff_of_several_pages() -> None:
    document = parse(SCANS / "chi-thi.tif")
    assert (document.source.media_type, document.source.pages) == ("image/tiff", 2)
    assert error_rate(" ".join(pages_of_text()[4:6]), document.text) < 0.12
    assert document.header.key == "27-CT/TU"


@needs_tesseract
def test_photograph() -> None:
    """A JPEG in colours, stamped and signed, without a resolution."""
    document = parse(SCANS / "trang-cuoi.jpg")
    assert document.source.media_type == "image/jpeg"
    assert document.header.signer is not None
    assert "Hồ Sỹ Đăng Khoa" in document.text
    assert "19-CT/TU" in {r.key for r in document.references}


@needs_tesseract
@pytest.mark.parametrize("turn", [1, 2])
def test_pages_that_lie_on_their_side(turn: int) -> None:
    if "osd" not in tesseract._languages():
        pytest.skip("Tesseract has no data for orientation (Debian: tesseract-ocr-osd)")
    page = scan(printed()[1], Scanner(turn=turn, stamp=False), 1)
    document = parse(as_pdf([page], 200), name="a.pdf")
    assert "turned upright" in codes(document)["page-read-by-ocr"]
    assert error_rate(pages_of_text()[5], document.text) < 0.1


@needs_tesseract
def test_orientation_in_exif() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees with the clock
    page = scan(printed()[2], Scanner(stamp=False), 3).convert("L").rotate(90, expand=True)
    document = parse(saved(page, "JPEG", quality=60, exif=exif), name="a.jpg")
    assert "BAN THƯỜNG VỤ" in document.text
    assert "turned" not in codes(document)["page-read-by-ocr"]


@needs_tesseract
def test_print_in_colours_is_kept() -> None:
    page = printed()[2].convert("L")
    red = Image.new("RGB", page.size, "white")
    red.paste((200, 20, 30), (0, 0, page.width, page.height // 4), page.crop((0, 0, page.width, page.height // 4)).point(lambda v: 255 - v))
    red.paste(printed()[2].crop((0, page.height // 4, page.width, page.height)), (0, page.height // 4))
    document = parse(saved(red, "PNG", dpi=(200, 200)), name="a.png")
    assert "Chỉ thị này; Ban Nội chính Tỉnh ủy theo dõi" in document.text
    assert "BAN THƯỜNG VỤ" in document.text


@pytest.mark.usefixtures("without_ocr")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_picture_without_ocr(kind: str) -> None:
    with pytest.raises(MissingToolError, match=r"a picture, which is read by OCR: .*Tesseract is not installed"):
        parse(saved(last_page(), kind), name="a.bin")


def test_no_data_for_vietnamese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    forget()
    try:
        with pytest.raises(MissingToolError, match=r"no data for Vietnamese .*tesseract-ocr-vie"):
            parse(saved(last_page(), "PNG"), name="a.png")
    finally:
        monkeypatch.undo()
        forget()


@needs_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("share", [0.01, 0.5, 0.9])
def test_truncated_pictures(kind: str, share: float) -> None:
    data = saved(last_page().convert("L").resize((400, 600)), kind)
    with pytest.raises(BrokenFileError, match="damaged or truncated"):
        parse(data[: max(12, int(share * len(data)))], name="a.bin")


@needs_tesseract
def test_too_many_dots() -> None:
    data = saved(Image.new("1", (9000, 9000), 1), "PNG")
    assert len(data) < 40_000
    with pytest.raises(TooLargeError, match="9,000 by 9,000 dots"):
        read(data, name="a.png")
    bomb = saved(Image.new("1", (30_000, 30_000), 1), "TIFF", compression="group4")
    with pytest.raises(TooLargeError, match="dots"):
        read(bomb, name="a.tif")


@needs_tesseract
def test_pages_too_large_to_draw_are_drawn_coarser() -> None:
    document = parse_source(read(as_pdf([last_page()], 200), name="a.pdf", limits=Limits(pixels=1_500_000)))
    assert "Tỉnh ủy" in document.text
    with pytest.raises(EmptyFileError, match="too large to be drawn"):
        read(as_pdf([last_page()], 20), name="a.pdf", limits=Limits(pixels=1_000_000))


@needs_tesseract
def test_limit_of_seconds() -> None:
    with pytest.raises(TooLargeError, match="bound of"):
        read(as_pdf([last_page()], 200), name="a.pdf", limits=Limits(seconds=0.3))


@needs_tesseract
def test_pages_that_are_not_reached_in_time_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock runs out between two pages of a scan: the first is read, the second named."""
    pages = [last_page(), last_page()]
    read_once: list[int] = []

    def recognise_once(*arguments: object) -> object:
        read_once.append(1)
        if len(read_once) > 1:
            raise TooLargeError("a.pdf", "takes more than the bound of 600 seconds to read")
        return recognise(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(scans, "recognise", recognise_once)
    document = parse(as_pdf(pages, 200), name="a.pdf")
    assert "Tỉnh ủy" in document.text
    assert codes(document)["page-without-text"] == "no text layer on page 2; not read: the time for reading was up"


@needs_tesseract
def test_picture_without_letters() -> None:
    with pytest.raises(EmptyFileError, match="OCR found no text"):
        parse(saved(Image.new("L", (800, 1000), 255), "PNG"), name="a.png")


@needs_tesseract
def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    parse(saved(last_page().convert("L"), "JPEG"), name="a.jpg")
    assert list(tmp_path.iterdir()) == []
    assert "OMP_THREAD_LIMIT" not in os.environ
