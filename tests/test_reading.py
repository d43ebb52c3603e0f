"""Readers: every kind of file is read, or refused by the right error in one line that names it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import re
import struct
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import docx
import pdfplumber
import pypdfium2 as pdfium
import pytest
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from strategies import CORPUS

import qcdc_parse
from qcdc_parse import (
    BrokenFileError,
    Document,
    EmptyFileError,
    EncryptedFileError,
    MissingFileError,
    ReadError,
    TooLargeError,
    UnknownFormatError,
    parse,
    parse_text,
)
from qcdc_parse.read import Limits, read

SRC = Path(qcdc_parse.__file__).resolve().parent.parent
PDFS = sorted(CORPUS.glob("*.pdf"))
DOCXS = sorted(CORPUS.glob("*.docx"))
LETTER = "Thực hiện Chỉ thị số 30-CT/TW, ngày 18/02/1998 của Bộ Chính trị.\nKế hoạch số 12-KH/TU."


def shown(value: object) -> str:
    """A short id of a test: bytes have none of their own where ids are not escaped."""
    return value if isinstance(value, str) else repr(value)[:30]


def refused(kind: type[ReadError], source: object, *words: str, limits: Limits | None = None, name: str | None = None) -> ReadError:
    """Expect an error of exactly one kind; its message is one line and names the source and the cause."""
    with pytest.raises(ReadError) as caught:
        read(source, limits=limits, name=name) if limits else parse(source, name=name)  # type: ignore[arg-type]
    error = caught.value
    message = str(error)
    assert type(error) is kind, message
    assert message == f"{error.source}: {error.cause}"
    assert "\n" not in message
    assert "\r" not in message
    called = name or (Path(source).name if isinstance(source, str | os.PathLike) else "<bytes>")
    assert called in error.source
    for word in words:
        assert word in message
    return error


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """A way to write a file."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


File = Callable[[str, bytes], Path]


# Text ----------------------------------------------------------------------------------------------------------------


def same(a: Document, b: Document) -> bool:
    """Equal but for the source and the way back."""
    return a.model_dump(exclude={"source", "source_map"}) == b.model_dump(exclude={"source", "source_map"})


@pytest.mark.parametrize(
    ("name", "data"),
    {
        "plain.txt": LETTER.encode(),
        "bom.txt": b"\xef\xbb\xbf" + LETTER.encode(),
        "crlf.txt": LETTER.replace("\n", "\r\n").encode(),
        "cr.txt": LETTER.replace("\n", "\r").encode(),
        "nfd.txt": unicodedata.normalize("NFD", LETTER).encode(),
        "no ending": LETTER.encode(),
        "wrong ending.pdf": LETTER.encode(),
        "tên tiếng Việt.txt": LETTER.encode(),
    }.items(),
    ids=shown,
)
def test_utf8_text(file: File, name: str, data: bytes) -> None:
    path = file(name, data)
    document = parse(path)
    assert same(document, parse_text(LETTER))
    assert [r.key for r in document.references] == ["30-CT/TW", "12-KH/TU"]
    assert document.source.name == name
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()
    assert document.source.media_type == "text/plain"
    assert document.source.pages is None
    assert parse(str(path)) == document
    assert parse(data, name=name) == document


def test_markdown_is_told_by_its_name(file: File) -> None:
    data = "I. MỤC TIÊU\n\n**1. Ít nhất 95% xã có tổ.**\n".encode()
    assert parse(file("a.md", data)).source.media_type == "text/markdown"
    assert parse(file("a.MARKDOWN", data)).source.media_type == "text/markdown"
    assert "*" not in parse(file("a.md", data)).text


def test_offsets_of_a_text_with_bom_count_from_the_first_character(file: File) -> None:
    document = parse(file("bom.txt", b"\xef\xbb\xbf" + LETTER.encode()))
    span = document.references[0].span
    raw = document.locate(span).raw
    assert LETTER[raw.start : raw.end] == document.quote(span)


def test_name_of_bytes() -> None:
    assert parse(LETTER.encode()).source.name == "<bytes>"
    assert parse(LETTER.encode(), name="a.txt").source.name == "a.txt"
    refused(EmptyFileError, b"")
    refused(EmptyFileError, b"", name="a.txt")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t \r\n", b"\xef\xbb\xbf \n", "\u00a0\u2003\n".encode(), b"\f\f"], ids=shown)
def test_empty_files(file: File, data: bytes) -> None:
    refused(EmptyFileError, file("a.txt", data))


def test_a_file_of_no_bytes_is_called_empty(file: File) -> None:
    refused(EmptyFileError, file("a.txt", b""), "the file is empty")


def test_text_of_invisible_characters_only() -> None:
    """Such a file holds no text either; as a string it is an empty record, since parse_text never raises."""
    assert parse_text("\u200b\ufeff\u00ad").text == ""
    refused(EmptyFileError, "\u200b\ufeff\u00ad".encode())


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        ("một\nhai\n".encode() + "Cà phê".encode("latin-1"), 3, 2),
        (b"ba " + b"\xff", 1, 4),
        ("một\n".encode() + b"\x80", 2, 1),
        ("một\nđ".encode()[:-1], 2, 1),
        (b"\xef\xbb\xbfa\n\n\xe0b", 3, 1),
    ],
    ids=shown,
)
def test_other_encodings_are_pointed_at(file: File, data: bytes, line: int, byte: int) -> None:
    refused(UnknownFormatError, file("a.txt", data), f"line {line}", f"byte {byte}", "UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings(file: File, encoding: str) -> None:
    """With a mark at the beginning or without; a note says which."""
    document = parse(file("a.txt", LETTER.encode(encoding)))
    assert document.text == parse(LETTER.encode()).text
    assert [n.code for n in document.notes][:1] == ["decoded-as"]


@pytest.mark.parametrize(
    "data", ["Kính gửi".encode("utf-16") + b"A", b"\xff\xfe\x00\xd8A\x00", b"\x00\x00\xfe\xff\x00\x11\x00\x00"], ids=shown
)
def test_broken_wide_encodings(file: File, data: bytes) -> None:
    refused(BrokenFileError, file("a.txt", data), "breaks at byte")


# What is no text -----------------------------------------------------------------------------------------------------


def test_missing_file(tmp_path: Path) -> None:
    refused(MissingFileError, tmp_path / "none.pdf", "no such file")
    refused(MissingFileError, str(tmp_path / "none.pdf"))
    refused(MissingFileError, tmp_path / "none" / "none.pdf")
    refused(MissingFileError, tmp_path / ("a" * 300))


def test_directory(tmp_path: Path) -> None:
    refused(MissingFileError, tmp_path, "directory")


def test_file_as_directory(file: File) -> None:
    refused(MissingFileError, file("a.txt", b"a") / "b.txt")


def test_nul_in_the_name(tmp_path: Path) -> None:
    refused(MissingFileError, str(tmp_path / "a\0b.txt"))


@pytest.mark.skipif(os.name == "nt", reason="no such file names on Windows")
@pytest.mark.parametrize("written", [False, True])
def test_line_break_in_the_name(tmp_path: Path, written: bool) -> None:
    path = tmp_path / "a\nb.txt"
    if written:
        path.write_bytes(b"")
    with pytest.raises(ReadError) as caught:
        parse(path)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open every file")
def test_permission_denied(file: File) -> None:
    path = file("a.txt", LETTER.encode())
    path.chmod(0)
    refused(MissingFileError, path, "permission")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x1f\x8b\x08" + b"x" * 50, "gzip"),
        (b"Rar!\x1a\x07" + b"x" * 50, "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + b"x" * 50, "7-Zip"),
        (b"\x7fELF\x02\x01\x01\0\0\0" + b"\0" * 50, "binary"),
        (bytes(range(256)), "binary"),
        (random.Random(1).randbytes(4000), ""),
    ],
    ids=shown,
)
def test_binary_files(file: File, data: bytes, word: str) -> None:
    refused(UnknownFormatError, file("a.txt", data), word)


@pytest.mark.parametrize("limit", [0, 10, len(LETTER.encode()) - 1])
def test_limit_of_bytes(file: File, limit: int) -> None:
    data = LETTER.encode()
    refused(TooLargeError, file("a.txt", data), limits=Limits(bytes=limit))
    refused(TooLargeError, data, limits=Limits(bytes=limit))
    assert read(data, limits=Limits(bytes=len(data))).text == LETTER


# PDF -----------------------------------------------------------------------------------------------------------------

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
PERMISSIONS = -4


def rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def make_pdf(pages: Sequence[Sequence[str]], user: str | None = None) -> bytes:
    """A small PDF of ASCII lines; with ``user``, encrypted (RC4, 40 bits) under that password, and an owner's."""
    mark = b"0123456789abcdef"
    key = owner = b""
    if user is not None:
        password = (user.encode() + PADDING)[:32]
        owner = rc4(hashlib.md5((b"owner" + PADDING)[:32]).digest()[:5], password)  # noqa: S324  the format asks for it
        key = hashlib.md5(password + owner + struct.pack("<i", PERMISSIONS) + mark).digest()[:5]  # noqa: S324

    def sealed(number: int, data: bytes) -> bytes:
        if not key:
            return data
        return rc4(hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10], data)  # noqa: S324

    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b"".join(b"1 0 0 1 72 %d Tm (%s) Tj\n" % (760 - 20 * i, line.encode()) for i, line in enumerate(lines))
        content = sealed(len(objects) + 1, b"BT /F1 12 Tf\n" + shown + b"ET" if lines else b"72 72 200 200 re f")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        resources = b"<< /Font << /F1 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>" % (resources, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    trailer = b"/Root 1 0 R /ID [<%s> <%s>]" % (mark.hex().encode(), mark.hex().encode())
    if key:
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>"
            % (owner.hex().encode(), rc4(key, PADDING).hex().encode(), PERMISSIONS)
        )
        trailer += b" /Encrypt %d 0 R" % len(objects)
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def test_small_pdf(file: File) -> None:
    document = parse(file("a.pdf", make_pdf([["Chi thi 30-CT/TW", "second line"], ["Ket luan 12-KL/TW"]])))
    assert [r.key for r in document.references] == ["30-CT/TW", "12-KL/TW"]
    assert document.source.pages == 2
    assert document.source.media_type == "application/pdf"
    assert [document.locate(r.span).page for r in document.references] == [1, 2]


def test_pdf_behind_junk() -> None:
    """Some mailers put lines before a PDF."""
    assert "30-CT/TW" in parse(b"\r\n\r\n" + make_pdf([["Chi thi 30-CT/TW"]])).text


def test_text_far_off_the_page_does_not_blow_up() -> None:
    """The indent of a line is its place in points; a damaged or hostile page may put it anywhere."""
    data = make_pdf([["Chi thi 30-CT/TW", "second line"]])
    moved = data.replace(b"1 0 0 1 72 740 Tm", b"1 0 0 1 6000000 740 Tm")
    assert moved != data
    assert len(read(moved).text) < 10_000


def test_encrypted_pdf(file: File) -> None:
    refused(EncryptedFileError, file("a.pdf", make_pdf([["Chi thi 30-CT/TW"]], user="secret")), "password")


def test_pdf_with_an_owner_password_only(file: File) -> None:
    """Such a file opens without a password; it only asks not to be changed."""
    assert "30-CT/TW" in parse(file("a.pdf", make_pdf([["Chi thi 30-CT/TW"]], user=""))).text


def picture_pdf(pages: int) -> bytes:
    """Pages that hold a picture and no text, as scanners make them."""
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        page = document.new_page(595, 842)
        bitmap = pdfium.PdfBitmap.new_native(20, 20, pdfium.raw.FPDFBitmap_BGR)
        bitmap.fill_rect((0, 0, 0, 255), 0, 0, 20, 20)
        image = pdfium.PdfImage.new(document)
        image.set_bitmap(bitmap)
        image.set_matrix(pdfium.PdfMatrix().scale(400, 400))
        page.insert_obj(image)
        page.gen_content()
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_pdf_without_text(file: File) -> None:
    refused(EmptyFileError, file("scan.pdf", picture_pdf(3)), "3 pages", "text")
    refused(EmptyFileError, file("blank.pdf", make_pdf([[], []])))
    refused(EmptyFileError, file("blanks.pdf", make_pdf([[" ", "  "]])))


def test_pdf_with_a_silent_page(file: File) -> None:
    document = parse(file("a.pdf", make_pdf([["Chi thi 30-CT/TW"], [], ["Ket luan 12-KL/TW"], []])))
    notes = [n for n in document.notes if n.code == "page-without-text"]
    assert len(notes) == 1
    assert re.search(r"\b2\b.*\b4\b", notes[0].message)
    assert [document.locate(r.span).page for r in document.references] == [1, 3]


def test_limit_of_pages(file: File) -> None:
    path = file("a.pdf", make_pdf([["a"], ["b"], ["c"]]))
    refused(TooLargeError, path, "3 pages", limits=Limits(pages=2))
    assert read(path, limits=Limits(pages=3)).source.pages == 3


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_truncated_pdf(path: Path, share: float) -> None:
    data = path.read_bytes()
    refused_or_read(data[: int(len(data) * share)], path.name)


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
def test_pdf_head_alone_is_broken(path: Path) -> None:
    refused(BrokenFileError, path.read_bytes()[:20], name=path.name)


def refused_or_read(data: bytes, name: str) -> Document | ReadError:
    """A damaged file is read as far as it goes or refused in one line; nothing else may come out."""
    try:
        return parse(data, name=name)
    except ReadError as error:
        refusal = error
    assert str(refusal).startswith(f"{name}: ")
    assert "\n" not in str(refusal)
    return refusal


@pytest.mark.parametrize("path", [*PDFS, *DOCXS], ids=lambda p: p.name)
def test_damaged_bytes(path: Path) -> None:
    rng = random.Random(path.name)
    for _ in range(25):
        data = bytearray(path.read_bytes())
        for _ in range(rng.choice((1, 8, 64))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        refused_or_read(bytes(data), path.name)


# PDF against pdfplumber ----------------------------------------------------------------------------------------------


def tokens(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).replace("Ƣ", "Ư").replace("ƣ", "ư").split()


def inside(word: dict[str, float], box: Sequence[float], slack: float = 0.0) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] - slack <= x <= box[2] + slack and box[1] - slack <= y <= box[3] + slack


@cache
def oracle(path: Path) -> list[tuple[list[dict[str, float]], list[Sequence[float]]]]:
    """Of each page: the words with their boxes in reading order, and the boxes of tables; by pdfplumber."""
    out = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            boxes = [t.bbox for t in page.find_tables() if len(t.rows) > 1 and len(t.rows[0].cells) > 1]
            out.append((page.extract_words(), boxes))
            page.close()
    return out


def read_pages(path: Path) -> list[list[str]]:
    """Of each page: the tokens outside ruled tables that the reader gives."""
    pages = zip(read(path).text.split("\f"), oracle(path), strict=True)
    return [tokens("\n".join(line for line in page.split("\n") if not (tables and "\t" in line))) for page, (_, tables) in pages]


def expected_pages(path: Path) -> list[list[str]]:
    """The same by pdfplumber."""
    return [tokens(" ".join(w["text"] for w in words if not any(inside(w, b) for b in tables))) for words, tables in oracle(path)]


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
def test_pdf_pages_hold_the_words_that_pdfplumber_reads(path: Path) -> None:
    for number, (found, expected) in enumerate(zip(read_pages(path), expected_pages(path), strict=True), 1):
        common = (Counter(found) & Counter(expected)).total()
        assert common >= 0.99 * max(len(found), len(expected)), f"page {number}: {Counter(found) ^ Counter(expected)}"


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
def test_pdf_bodies_are_in_the_order_of_pdfplumber(path: Path) -> None:
    """Letterhead and signature are two columns, which pdfplumber reads line by line and pdfium one after the other."""
    bodies = without_columns(path)
    for number, (found, expected) in enumerate(zip(bodies, expected_pages(path), strict=True), 1):
        matched = sum(size for _, _, size in SequenceMatcher(None, found, expected, autojunk=False).get_matching_blocks())
        assert matched >= 0.99 * len(found), f"page {number}: {matched} of {len(found)}"


def without_columns(path: Path) -> list[list[str]]:
    """Of each page: the tokens of the document's bodies, outside tables, as the reader gives them."""
    document, raw = parse(path), read(path).text
    kept = list(raw)
    for region in document.regions:
        place = document.locate(region.span).raw
        kept[place.start : place.end] = [c if c == "\f" else " " for c in kept[place.start : place.end]]
    pages = zip("".join(kept).split("\f"), oracle(path), strict=True)
    bodies = [tokens("\n".join(line for line in page.split("\n") if not (tables and "\t" in line))) for page, (_, tables) in pages]
    assert sum(map(len, bodies)) > 0.6 * sum(len(line.split()) for line in raw.split("\n") if "\t" not in line)
    return bodies


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
def test_pdf_tables_are_found(path: Path) -> None:
    for page, (_, tables) in zip(read(path).text.split("\f"), oracle(path), strict=True):
        assert ("\t" in page) == bool(tables)


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
def test_locate_leads_to_the_words_on_the_page(path: Path) -> None:
    """Page and boxes of a finding hold its words, by pdfplumber's account of the page, and not much more."""
    document = parse(path)
    raw_text = read(path).text
    spans = [r.span for r in document.references] + [i.span for i in document.indicators]
    spans += [r.title_span for r in document.references if r.title_span] + [s.label_span for s in document.walk()]
    spans += [s.heading_span for s in document.walk() if s.heading_span] + [b.span for s in document.walk() for b in s.blocks]
    assert spans
    furniture = {f.text for f in document.furniture}
    for span in spans:
        place = document.locate(span)
        assert place.page == raw_text.count("\f", 0, place.raw.start) + 1
        assert place.boxes
        assert place.boxes[0][0] == place.page
        found = ""
        for page, box in place.boxes:
            words = " ".join(w["text"] for w in oracle(path)[page - 1][0] if inside(w, box, slack=1.5))
            found += words if words not in furniture else ""  # a page number between two lines of the span
        wanted, seen = (re.sub(r"[^\w]", "", "".join(tokens(text))) for text in (document.quote(span), found))
        table = "\t" in document.quote(span)
        if table:
            assert sorted(set(wanted)) == sorted(set(wanted) & set(seen)), (document.quote(span), found)
        else:
            assert wanted in seen, (document.quote(span), found)
        for page, box in place.boxes:
            assert 0 <= box[0] <= box[2] <= 600, box
            assert 0 <= box[1] <= box[3] <= 850, box
            assert table or box[3] - box[1] < 40 or any(inside_box(box, t) for t in oracle(path)[page - 1][1]), box


def inside_box(box: Sequence[float], other: Sequence[float]) -> bool:
    return other[0] - 1 <= box[0] and box[2] <= other[2] + 1 and other[1] - 1 <= box[1] and box[3] <= other[3] + 1


# DOCX ----------------------------------------------------------------------------------------------------------------


def saved(word: Word) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def in_docx(build: Callable[[Word], object]) -> Document:
    word = docx.Document()
    build(word)
    return parse(saved(word), name="a.docx")


def test_small_docx() -> None:
    def build(word: Word) -> None:
        word.add_paragraph("Thực hiện Chỉ thị số 30-CT/TW.")
        word.add_paragraph("")
        word.add_paragraph("Kết luận 12-KL/TW.")

    document = in_docx(build)
    assert document.text == "Thực hiện Chỉ thị số 30-CT/TW.\nKết luận 12-KL/TW."
    assert document.source.media_type.endswith("wordprocessingml.document")
    assert [document.locate(r.span).paragraph for r in document.references] == [1, 3]
    assert not document.notes


def test_runs_of_a_paragraph_are_one_text() -> None:
    def build(word: Word) -> None:
        paragraph = word.add_paragraph("Chỉ thị số 3")
        paragraph.add_run("0-").bold = True
        paragraph.add_run("CT/TW")

    assert in_docx(build).references[0].key == "30-CT/TW"


def test_soft_breaks() -> None:
    document = in_docx(lambda word: word.add_paragraph("TỈNH ỦY HẬU GIANG\n*\nSố 11-NQ/TU"))
    assert document.text.split("\n") == ["TỈNH ỦY HẬU GIANG", "*", "Số 11-NQ/TU"]
    assert document.header.key == "11-NQ/TU"


def test_tabs_and_long_paragraphs_stay() -> None:
    long = "Nghị quyết này được quán triệt đến từng chi bộ, " * 30 + "hết."
    document = in_docx(lambda word: (word.add_paragraph("a\tb"), word.add_paragraph(long), word.add_paragraph("và tiếp.")))
    assert document.text.split("\n")[:2] == ["a\tb", long]


def test_layout_table_is_read_by_columns() -> None:
    def build(word: Word) -> None:
        cells = word.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text = "TỈNH ỦY HẬU GIANG\n*\nSố 11-NQ/TU"
        cells[1].text = "ĐẢNG CỘNG SẢN VIỆT NAM\nHậu Giang, ngày 24 tháng 8 năm 2018"
        word.add_paragraph("NGHỊ QUYẾT")
        word.add_paragraph("về chuyển đổi số")

    document = in_docx(build)
    assert document.text.index("Số 11-NQ/TU") < document.text.index("ĐẢNG CỘNG SẢN")
    header = document.header
    assert (header.key, header.issuer, header.place, str(header.issued)) == ("11-NQ/TU", "TỈNH ỦY HẬU GIANG", "Hậu Giang", "2018-08-24")


def ruled(word: Word, rows: int, cols: int) -> docx.table.Table:
    return word.add_table(rows=rows, cols=cols, style="Table Grid")


def test_ruled_table_is_read_by_rows() -> None:
    def build(word: Word) -> None:
        word.add_paragraph("I. SỐ LIỆU")
        word.add_paragraph("Số liệu như sau.")
        table = ruled(word, 2, 3)
        for row, texts in zip(table.rows, (("TT", "Tên", "Số"), ("1", "Xã\nA", "95%")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    document = in_docx(build)
    assert document.text.endswith("TT\tTên\tSố\n1\tXã A\t95%")
    blocks = document.sections[0].blocks
    assert [b.kind for b in blocks] == ["paragraph", "table"]
    assert document.quote(blocks[1].span) == "TT\tTên\tSố\n1\tXã A\t95%"


def test_two_columns_in_a_grid_are_data() -> None:
    """A letterhead has two columns too, but no grid."""

    def build(word: Word) -> None:
        for i, cell in enumerate(c for row in ruled(word, 2, 2).rows for c in row.cells):
            cell.text = "abcd"[i]

    assert in_docx(build).text == "a\tb\nc\td"


def test_table_ruled_by_borders_is_read_by_rows() -> None:
    def build(word: Word) -> None:
        table = word.add_table(rows=2, cols=2)
        borders = OxmlElement("w:tblBorders")
        for side in ("w:top", "w:insideH"):
            edge = OxmlElement(side)
            edge.set(qn("w:val"), "single")
            borders.append(edge)
        table._tbl.tblPr.append(borders)
        for i, cell in enumerate(c for row in table.rows for c in row.cells):
            cell.text = "abcd"[i]

    assert in_docx(build).text == "a\tb\nc\td"


def test_merged_cells_are_read_once() -> None:
    def build(word: Word) -> None:
        table = ruled(word, 3, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "ngang"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "dọc"
        table.cell(1, 1).text, table.cell(1, 2).text = "b", "c"
        table.cell(2, 1).text, table.cell(2, 2).text = "d", "e"

    text = in_docx(build).text
    assert text.count("ngang") == 1
    assert text.count("dọc") == 1, text
    assert all(text.count(letter) for letter in "bcde")


def test_nested_tables_keep_their_text() -> None:
    def build(word: Word) -> None:
        cell = ruled(word, 1, 2).rows[0].cells[0]
        for depth in range(7):
            cell.add_paragraph(f"tầng {depth}")
            cell = cell.add_table(rows=1, cols=1).rows[0].cells[0]
        cell.text = "đáy"

    text = in_docx(build).text
    assert [d for d in range(7) if f"tầng {d}" not in text] == []
    assert "đáy" in text


def test_empty_table() -> None:
    document = in_docx(lambda word: (ruled(word, 2, 2), word.add_paragraph("a")))
    assert document.text.strip() == "a"


def wrapped(tag: str) -> Callable[[Word], object]:
    """A builder that puts the second of two runs into an element of Word's own."""

    def build(word: Word) -> None:
        paragraph = word.add_paragraph("Chỉ thị số 30-")
        run = paragraph.add_run("CT/TW")
        holder = OxmlElement(tag)
        paragraph._p.append(holder)
        inner = holder
        if tag == "w:sdt":
            inner = OxmlElement("w:sdtContent")
            holder.append(inner)
        inner.append(run._r)

    return build


@pytest.mark.parametrize("tag", ["w:ins", "w:hyperlink", "w:smartTag", "w:sdt", "w:fldSimple"])
def test_text_inside_other_elements_is_read(tag: str) -> None:
    """Tracked insertions, links, smart tags, content controls and fields are part of the text."""
    assert "30-CT/TW" in in_docx(wrapped(tag)).text


def test_deleted_text_is_not_read() -> None:
    assert "CT/TW" not in in_docx(lambda word: _delete(word.add_paragraph("Chỉ thị "))).text


def _delete(paragraph: docx.text.paragraph.Paragraph) -> None:
    run = paragraph.add_run("CT/TW")
    run._r.find(qn("w:t")).tag = qn("w:delText")
    holder = OxmlElement("w:del")
    paragraph._p.append(holder)
    holder.append(run._r)


def test_content_control_around_paragraphs_is_read() -> None:
    """Templates put whole paragraphs into content controls."""

    def build(word: Word) -> None:
        word.add_paragraph("trước")
        paragraph = word.add_paragraph("Chỉ thị số 30-CT/TW")
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        paragraph._p.addprevious(control)
        content.append(paragraph._p)

    assert "30-CT/TW" in in_docx(build).text


def test_text_box_is_read_or_noted() -> None:
    """What stands in a drawn box is text; a reader that leaves it out has to say so."""

    def build(word: Word) -> None:
        run = word.add_paragraph("trước").add_run()
        run._r.append(
            parse_xml(
                f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
                "<w:t>Chỉ thị số 30-CT/TW</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
            )
        )

    document = in_docx(build)
    assert "30-CT/TW" in document.text or document.notes


def test_docx_without_text(file: File) -> None:
    refused(EmptyFileError, file("a.docx", saved(docx.Document())))


@pytest.mark.parametrize("path", DOCXS, ids=lambda p: p.stem)
@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.5, 0.9, 0.99])
def test_truncated_docx(path: Path, share: float) -> None:
    data = path.read_bytes()
    refused(BrokenFileError, data[: max(int(len(data) * share), 4)], name=path.name)


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@cache
def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("contents", "word"),
    [
        ({"a.txt": b"a"}, "ZIP"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}, "spreadsheet"),
        ({}, "ZIP"),
    ],
)
def test_other_zip_files(file: File, contents: dict[str, bytes], word: str) -> None:
    refused(UnknownFormatError, file("a.docx", zipped(contents)), word)


def test_other_office_files(file: File) -> None:
    """A workbook or a presentation is no DOCX, though it has the same wrapping."""
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/xl/workbook.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    )
    relations = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        b' Target="xl/workbook.xml"/></Relationships>'
    )
    data = zipped({"[Content_Types].xml": types, "_rels/.rels": relations, "xl/workbook.xml": b"<workbook/>"})
    with pytest.raises(ReadError) as caught:
        parse(file("a.xlsx", data))
    assert type(caught.value) in {UnknownFormatError, BrokenFileError}


def test_encrypted_docx(file: File) -> None:
    """Word keeps an encrypted document in an OLE file with a stream of this name."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    refused(EncryptedFileError, file("a.docx", data), "password")


def test_zip_with_encrypted_members(file: File) -> None:
    """The flag bit says so, in the local and the central headers."""
    data = bytearray(zipped(members(DOCXS[0])))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    with pytest.raises(ReadError) as caught:
        parse(file("a.docx", bytes(data)))
    assert type(caught.value) in {EncryptedFileError, BrokenFileError}


def test_zip_bomb(file: File) -> None:
    bomb = zipped({**members(DOCXS[0]), "word/media/a.bin": b"\0" * 20_000_000})
    assert len(bomb) < 100_000
    path = file("a.docx", bomb)
    refused(TooLargeError, path, "20,", limits=Limits(unpacked=10_000_000))
    assert read(path).text


def test_zip_bomb_that_lies_about_its_size() -> None:
    """Sizes in the directory of an archive are claims; a member never unpacks to more than it claims."""
    bomb = bytearray(zipped({**members(DOCXS[0]), "word/document.xml": members(DOCXS[0])["word/document.xml"] + b" " * 30_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = bomb.find(mark)
        while at >= 0:
            if struct.unpack_from("<I", bomb, at + offset)[0] > 1_000_000:
                struct.pack_into("<I", bomb, at + offset, 1000)
            at = bomb.find(mark, at + 4)
    refused(BrokenFileError, bytes(bomb), limits=Limits(unpacked=10_000_000))


def test_entities_are_not_expanded() -> None:
    """A billion laughs stay one."""
    laughs = b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    old = members(DOCXS[0])["word/document.xml"]
    head, _, rest = old.partition(b"?>")
    body = rest.replace(b"<w:t", b"<w:t>&j;</w:t><w:t", 1)
    result = refused_or_read(zipped({**members(DOCXS[0]), "word/document.xml": head + b"?>" + laughs + b"]>" + body}), "a.docx")
    assert isinstance(result, ReadError) or len(result.text) < 100_000


@pytest.mark.parametrize("victim", sorted(members(DOCXS[0])))
@pytest.mark.parametrize("content", [None, b"", b"<a/>", b"<a", b"\xff\xfe\x00"], ids=shown)
def test_docx_with_a_bad_member(victim: str, content: bytes | None) -> None:
    parts = dict(members(DOCXS[0]))
    if content is None:
        del parts[victim]
    else:
        parts[victim] = content
    refused_or_read(zipped(parts), "a.docx")


def test_docx_with_a_damaged_stream() -> None:
    """Compressed bytes that do not unpack."""
    data = bytearray(zipped(members(DOCXS[0])))
    at = data.find(b"word/document.xml") + len("word/document.xml")
    for offset in range(200):
        data[at + offset] ^= 0xFF
    refused(BrokenFileError, bytes(data), name="a.docx")


@pytest.mark.parametrize("attribute", ["Target", "Id", "Type"])
def test_docx_with_a_relationship_that_lacks_an_attribute(attribute: str) -> None:
    for member in ("_rels/.rels", "word/_rels/document.xml.rels"):
        parts = dict(members(DOCXS[0]))
        parts[member] = parts[member].replace(f" {attribute}=".encode(), f" {attribute}X=".encode())
        assert parts[member] != members(DOCXS[0])[member]
        refused_or_read(zipped(parts), "a.docx")


def test_docx_with_an_unknown_compression() -> None:
    data = bytearray(zipped(members(DOCXS[0])))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into("<H", data, at + offset, 99)
            at = data.find(mark, at + 4)
    refused(BrokenFileError, bytes(data), name="a.docx")


# What is loaded ------------------------------------------------------------------------------------------------------

HEAVY = ("underthesea", "rapidfuzz", "xlsxwriter", "pdfplumber", "pdfminer", "docx", "lxml", "pypdfium2", "typer", "rich", "numpy")


def loaded(code: str) -> list[str]:
    """The heavy libraries that a fresh interpreter has loaded after some code."""
    script = f"{code}\nimport sys, json\nprint(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=120)
    result: list[str] = json.loads(done.stdout.splitlines()[-1])
    return result


def test_importing_the_package_loads_no_reader() -> None:
    assert loaded("import qcdc_parse") == []


@pytest.mark.parametrize(
    "text",
    ["", "Thực hiện Chỉ thị số 30-CT/TW.", "BÁO CÁO\nVề a.\nI. KẾT QUẢ\n1. Công tác b. Công tác c.", "Ngày 3/2 đi họp. Hai người. Xong."],
)
def test_text_without_indicators_loads_no_reader(text: str) -> None:
    assert loaded(f"import qcdc_parse; qcdc_parse.parse_text({text!r})") == []


def test_each_format_loads_its_own_library() -> None:
    text = next(p for p in sorted(CORPUS.iterdir()) if p.suffix == ".txt")
    assert not set(loaded(f"import qcdc_parse; qcdc_parse.parse({str(text)!r})")) & {"pdfplumber", "docx", "pypdfium2"}
    assert not set(loaded(f"import qcdc_parse; qcdc_parse.parse({str(PDFS[0])!r})")) & {"docx"}
    assert not set(loaded(f"import qcdc_parse; qcdc_parse.parse({str(DOCXS[0])!r})")) & {"pypdfium2", "pdfplumber"}


def test_refusing_a_file_loads_no_reader() -> None:
    code = "import qcdc_parse\ntry: qcdc_parse.parse(b'\\x1f\\x8b')\nexcept qcdc_parse.ReadError: pass"
    assert loaded(code) == []
