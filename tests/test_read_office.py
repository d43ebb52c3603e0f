"""DOC, RTF and ODT through the real LibreOffice: text, refusals, and that no link is ever followed."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from strategies import CORPUS

from qcdc_parse import BrokenFileError, EncryptedFileError, ReadError, TooLargeError, UnknownFormatError, parse
from qcdc_parse.errors import MissingToolError
from qcdc_parse.read import Limits, read, soffice
from qcdc_parse.text import SourceText

FILES = Path(__file__).resolve().parent / "files" / "office"
MEDIA_TYPES = {
    "doc": "application/msword",
    "dot": "application/msword",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "fodt": "application/vnd.oasis.opendocument.text-flat-xml",
}
needs_office = pytest.mark.skipif(soffice.find_soffice() is None, reason="LibreOffice is not installed")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@cache
def made(suffix: str) -> SourceText:
    return read(FILES / f"ke-hoach.{suffix}")


def refused(kind: type[ReadError], data: bytes, word: str, limits: Limits | None = None) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name="a", limits=limits) if limits else read(data, name="a")
    assert type(caught.value) is kind, caught.value
    assert word in caught.value.cause
    assert str(caught.value).startswith("a: ")


# Files of a real word processor ----------------------------------------------------------------------------------------


@needs_office
@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_the_text_is_that_of_the_docx(suffix: str) -> None:
    """LibreOffice made all of them of one source; the DOCX of the corpus is its direct way."""
    found = made(suffix)
    assert words(found.text) == words(read(CORPUS / "05-ke-hoach-dan-van.docx").text)
    assert found.source.media_type == MEDIA_TYPES[suffix]
    assert found.source.name == f"ke-hoach.{suffix}"
    assert found.source.sha256 == hashlib.sha256((FILES / f"ke-hoach.{suffix}").read_bytes()).hexdigest()
    assert found.wrapped is False
    note = next(note for note in found.notes if note.code == "converted")
    assert note.severity == "info"
    assert re.match(r"converted by LibreOffice \d+\.\d+", note.message)
    assert [a.paragraph for a in found.anchors] == sorted(a.paragraph or 0 for a in found.anchors)


@needs_office
def test_several_at_once() -> None:
    suffixes = ["doc", "rtf", "odt"]
    with ThreadPoolExecutor(3) as pool:
        texts = list(pool.map(lambda suffix: read(FILES / f"ke-hoach.{suffix}").text, suffixes))
    assert [words(text) for text in texts] == [words(made(suffix).text) for suffix in suffixes]


RTF = r"""{\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0\froman\fcharset163 Times New Roman;}{\f1\fcharset0 Arial;}}
{\*\generator Msftedit 5.41.21.2510;}{\info{\author An}{\doccomm thua}}\viewkind4\uc1\pard\qc\b\f0\fs28
T\u7880?NH \u7910?Y KI\'caN GIANG\b0\par
\pard K\'ea\'ec ho\'f2ach s\'f4\'ec 12-KH/TU, \u272?\'e0\'ccng \'f4\'f2y Kh\'f4\'ecI\par
{\field{\*\fldinst HYPERLINK "http://127.0.0.1:9/"}{\fldrslt Th\u7921?c hi\u7879?n}} Ch\u7881? th\u7883? s\u7889? 30\_CT/TW\~n\'e0\'cc\par
{\pard\intbl \'d1i\u7875?m\cell 95%\cell\row}
\{ngo\u7863?c\}\tab {\v \'ean}{\deleted x}h\u7871?t\par}"""


@needs_office
def test_rtf_as_word_writes_it() -> None:
    r"""Vietnamese as `\u` with a fallback and as cp1258 escapes with combining marks; hidden and deleted text."""
    found = parse(RTF.encode(), name="a.rtf")
    assert found.source.media_type == "application/rtf"
    assert "TỈNH ỦY KIÊN GIANG" in found.text
    assert "Kế" in found.text
    assert "Thực hiện Chỉ thị số 30" in found.text
    assert "{ngoặc}" in found.text
    assert "12-KH/TU" in [r.key for r in found.references]
    assert "Msftedit" not in found.text
    assert "thua" not in found.text


# Refusals --------------------------------------------------------------------------------------------------------------


def doc(edit: Callable[[bytearray], None] = lambda _: None) -> bytes:
    data = bytearray((FILES / "ke-hoach.doc").read_bytes())
    edit(data)
    return bytes(data)


def odt(changes: dict[str, bytes], without: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(FILES / "ke-hoach.odt") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in without:
                new.writestr(name, changes.get(name, old.read(name)))
    return out.getvalue()


def test_a_password_is_told() -> None:
    def seal(data: bytearray) -> None:
        fib = next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
        data[fib + 0x0B] |= 1

    refused(EncryptedFileError, doc(seal), "password")
    manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    refused(EncryptedFileError, odt({"META-INF/manifest.xml": manifest, "content.xml": bytes(range(256))}), "password")


@pytest.mark.parametrize("kept", [8, 100, 600, 5000, 12000, 20000])
def test_a_truncated_doc(kept: int) -> None:
    refused(BrokenFileError, doc()[:kept], "truncated")


@pytest.mark.parametrize("kept", [100, 5000, 30000])
def test_a_truncated_odt(kept: int) -> None:
    refused(BrokenFileError, odt({})[:kept], "damaged")


def test_damaged_odt() -> None:
    data = bytearray(odt({}))
    at = data.index(b"office:document-content") + 3000
    data[at] ^= 255
    refused(BrokenFileError, bytes(data), "damaged")
    refused(BrokenFileError, odt({}, without=("content.xml",)), "without content")
    refused(BrokenFileError, odt({"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "entities")
    refused(BrokenFileError, (FILES / "ke-hoach.fodt").read_bytes()[:30000], "truncated")


@needs_office
def test_what_libreoffice_cannot_open_is_broken() -> None:
    refused(BrokenFileError, odt({"content.xml": b"<office:document-content>"}), "LibreOffice")


@pytest.mark.parametrize(
    ("mimetype", "word"),
    {"spreadsheet": "a spreadsheet", "presentation": "a presentation", "graphics": "a drawing", "formula": "no text"}.items(),
)
def test_other_opendocuments(mimetype: str, word: str) -> None:
    refused(UnknownFormatError, odt({"mimetype": f"application/vnd.oasis.opendocument.{mimetype}".encode()}), word)


def test_other_ole_files() -> None:
    old, new = ("WordDocument".encode("utf-16-le"), "Workbook\0\0\0\0".encode("utf-16-le"))

    def rename(data: bytearray) -> None:
        at = data.index(old)
        data[at : at + len(old)] = new
        data[at + 64 : at + 66] = (18).to_bytes(2, "little")

    refused(UnknownFormatError, doc(rename), "a spreadsheet (.xls)")


@needs_office
@pytest.mark.parametrize("kept", [12000, 25000])
def test_a_truncated_rtf_says_so(kept: int) -> None:
    found = read((FILES / "ke-hoach.rtf").read_bytes()[:kept], name="a")
    assert [note.code for note in found.notes if note.severity == "warning"] == ["truncated"]
    assert not any(note.code == "truncated" for note in made("rtf").notes)


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_without_libreoffice_a_message_says_what_to_do(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(soffice, "_PLACES", ())
    refused(MissingToolError, (FILES / f"ke-hoach.{suffix}").read_bytes(), "install it")


@needs_office
def test_bounds_and_nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the time or the size is at its bound the whole group of processes ends, and the folder goes."""
    monkeypatch.setattr(soffice.tempfile, "tempdir", str(tmp_path))
    data = (FILES / "ke-hoach.rtf").read_bytes()
    refused(TooLargeError, data, "seconds", limits=Limits(seconds=0.4))
    refused(TooLargeError, data, "bytes", limits=Limits(unpacked=50_000))
    assert list(tmp_path.iterdir()) == []
    if Path("/proc").is_dir():
        running = [each.read_bytes() for each in Path("/proc").glob("[0-9]*/cmdline") if os.access(each, os.R_OK)]
        assert not any(str(tmp_path).encode() in command for command in running)


# Links -----------------------------------------------------------------------------------------------------------------

SECRET = "bi mat cua may nay"


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine: its port, and the paths that were asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{SECRET}\n".encode())

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  http.server looks for these names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1], paths
    server.shutdown()
    server.server_close()
    thread.join()


def linked_odt(web: str, file: str) -> bytes:
    """An ODT whose pictures, sections, objects and template stand elsewhere, and which asks to be updated by itself."""
    body = "".join(
        f"""<text:p>Mot<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image xlink:href="{root}/p.png"
        xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame><draw:frame svg:width="2cm" svg:height="2cm"><draw:object
        xlink:href="{root}/o.odt" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>
        <draw:frame svg:width="2cm" svg:height="2cm"><draw:plugin xlink:href="{root}/m.mp4" draw:mime-type="video/mp4"/></draw:frame>
        <draw:frame svg:width="2cm" svg:height="2cm"><draw:floating-frame xlink:href="{root}/f.html"/></draw:frame></text:p>
        <text:section text:name="s{i}" ><text:section-source xlink:href="{root}/s.txt" text:filter-name="Text"/><text:p>cu</text:p></text:section>
        <text:section text:name="d{i}"><office:dde-source office:name="d" office:dde-application="soffice" office:dde-topic="{root}/d.txt"
        office:dde-item="x" office:automatic-update="true"/><text:p>cu</text:p></text:section>"""
        for i, root in enumerate((web, file))
    )
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {"office": "office", "text": "text", "draw": "drawing", "config": "config", "manifest": "manifest"}.items()
    )
    spaces += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    spaces += ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.2"'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": f'<office:document-meta {spaces}><office:meta><meta:template xlink:href="{web}/t.ott" xlink:type="simple" xlink:actuate="onRequest"/><meta:auto-reload xlink:href="{web}/reload.odt" meta:delay="PT0S"/></office:meta></office:document-meta>',
        "settings.xml": f'<office:document-settings {spaces}><office:settings><config:config-item-set config:name="ooo:configuration-settings"><config:config-item config:name="LinkUpdateMode" config:type="short">2</config:config-item><config:config-item config:name="FieldAutoUpdate" config:type="boolean">true</config:config-item></config:config-item-set></office:settings></office:document-settings>',
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{n}.xml" manifest:media-type="text/xml"/>' for n in ("content", "meta", "settings")
        )
        + "</manifest:manifest>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def linked_rtf(web: str, file: str) -> bytes:
    fields = "".join(
        rf'{{\field{{\*\fldinst {field} "{root}/{name}" {more}}}{{\fldrslt cu}}}}\par'
        for root in (web, file)
        for field, name, more in (
            ("INCLUDEPICTURE", "p.png", r"\\d"),
            ("INCLUDEPICTURE", "q.png", r"\\* MERGEFORMAT"),
            ("INCLUDETEXT", "s.txt", ""),
            ("IMPORT", "i.png", ""),
            ("RD", "r.rtf", ""),
            ("LINK Word.Document.8", "l.doc", r"\\a \\t"),
            ("DDEAUTO soffice", "d.txt", "x"),
        )
    )
    objects = r"{\object\objautlink\objupdate{\*\objclass Word.Document.8}{\*\objdata 01050000}{\result cu}}"
    return rf"{{\rtf1\ansi{{\*\template {web}/t.dot}}{{\*\nextfile {web}/n.rtf}}\linkstyles {fields}{objects} het\par}}".encode()


@needs_office
@pytest.mark.parametrize("form", ["odt", "rtf", "doc"])
def test_no_link_is_followed(form: str, asked: tuple[int, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dead-end proxy alone would do; the settings alone would do for ODT and RTF."""
    port, paths = asked
    (tmp_path / "s.txt").write_text(SECRET, encoding="utf-8")
    web, file = f"http://127.0.0.1:{port}", tmp_path.as_uri()
    if form == "doc":
        old, new = "127.0.0.1:00000", f"127.0.0.1:{port:05}"
        data = (FILES / "linked.doc").read_bytes()
        data = data.replace(old.encode(), new.encode()).replace(old.encode("utf-16-le"), new.encode("utf-16-le"))
        assert new.encode() in data
    else:
        data = linked_odt(web, file) if form == "odt" else linked_rtf(web, file)
    text = read(data, name="a").text
    assert re.search("cu|30-CT/TW", text)
    assert SECRET not in text
    assert paths == []
    if form == "doc":
        return
    settings = tuple(item for item in soffice._SETTINGS if "Inet" not in item[0])
    monkeypatch.setattr(soffice, "_SETTINGS", settings)
    monkeypatch.setattr(soffice, "_environment", lambda home: os.environ | {"HOME": str(home)})
    assert SECRET not in read(data, name="a").text
    assert paths == []


@needs_office
def test_the_server_would_see_requests(asked: tuple[int, list[str]], tmp_path: Path) -> None:
    """LibreOffice as it is installed does follow such links: the test above can fail."""
    port, paths = asked
    (tmp_path / "a.odt").write_bytes(linked_odt(f"http://127.0.0.1:{port}", tmp_path.as_uri()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(soffice.find_soffice()),
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.odt"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path, start_new_session=True)
    try:
        end = time.monotonic() + 30
        while not paths and time.monotonic() < end:
            time.sleep(0.1)
    finally:
        soffice._end(process)
    assert paths
