"""Programs that write documents: LibreOffice, Chromium's print, Typst, pandoc, python-docx.

Each takes drafts, or HTML pages as the corpus has them, by name and gives the bytes of the files by name. Every program runs under
a throw-away profile and a time limit; ``missing`` tells which are not on this machine.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from drafts import SOURCES, Draft, corpus_drafts
from writers import to_docx, to_html, to_typst

FONTS = ("Tinos", "DejaVu Serif", "Noto Serif")
"""Fonts that have every Vietnamese letter."""
STRESS_FONTS = ("Liberation Serif",)
"""It lacks Vietnamese letters: programs take those from another font and set a word in pieces."""

TIME_LIMIT = 240.0  # seconds for one run of a program

_FILTERS = {
    "pdf": "pdf:writer_pdf_Export",
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
}
_FAMILY = re.compile(r"font-family:[^;}]*")
_RUNNING = re.compile(r'<div title="(header|footer)">(.*?)</div>', re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>")
_FIELD = re.compile(r"<sdfield[^>]*>.*?</sdfield>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)
_ONE_ROW = re.compile(
    r"(<table:table\s[^>]*>(?:(?!<table:table-row|</table:table>).)*)<table:table-row[^>]*>(?=(?:(?!<table:table-row).)*?</table:table>)",
    re.DOTALL,
)
_WHOLE_ROW = (
    '<style:style style:name="WholeRow" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>'
)
_TAG = re.compile(r"<[^>]*>")


def missing(producer: str) -> str:
    """Say what a producer lacks on this machine; empty if nothing.

    ``producer`` is one of the keys of ``PRODUCERS``.
    """
    need = {
        "libreoffice": "soffice",
        "libreoffice-docx": "soffice",
        "word-libreoffice": "soffice",
        "chromium": "chromium",
        "pandoc": "pandoc",
    }.get(producer)
    if need and not shutil.which(need):
        return f"{need} is not installed"
    if producer == "typst" and find_spec("typst") is None:
        return "the Python package typst is not installed"
    return ""


def run(command: Sequence[str], folder: Path) -> str:
    """Run a program in a folder, with no input; return what it says. On time-out it and its children are ended."""
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=TIME_LIMIT)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return output.decode(errors="replace")


def _collect(folder: Path, names: Sequence[str], ending: str, said: str) -> dict[str, bytes]:
    lacking = [name for name in names if not (folder / f"{name}.{ending}").is_file()]
    if lacking:
        msg = f"no {ending} was made of {', '.join(lacking)}: {said.strip()[-300:]}"
        raise RuntimeError(msg)
    return {name: (folder / f"{name}.{ending}").read_bytes() for name in names}


def with_font(html: str, font: str) -> str:
    """Set a page in a font."""
    return _FAMILY.sub(f'font-family: "{font}"', html).replace("</style>", 'table[border="0"] { page-break-inside: avoid }</style>', 1)


def pages(drafts: Mapping[str, Draft], font: str) -> dict[str, str]:
    """Return the HTML of drafts; a document of the corpus that is HTML is taken as it stands."""
    out = {}
    for name, draft in drafts.items():
        source = SOURCES / f"{name}.html"
        out[name] = with_font(source.read_text(encoding="utf-8"), font) if source.is_file() else to_html(draft, font)
    return out


def libreoffice(html: Mapping[str, str], font: str, to: str = "pdf") -> dict[str, bytes]:
    """Convert HTML pages to PDF, DOCX, DOC, RTF or ODT in one run of LibreOffice; PDF and DOCX go by way of ODT."""
    with tempfile.TemporaryDirectory(prefix="soffice-") as made:
        folder = Path(made)
        for name, page in html.items():
            (folder / f"{name}.html").write_text(with_font(page, font), encoding="utf-8")
        said = _soffice(folder, [f"{name}.html" for name in html], "odt", "--infilter=HTML (StarWriter)")
        if to == "odt":
            return _collect(folder, list(html), "odt", said)
        for name, data in _collect(folder, list(html), "odt", said).items():
            (folder / f"{name}.odt").write_bytes(_whole(data))
        said = _soffice(folder, [f"{name}.odt" for name in html], to)
        return _collect(folder, list(html), to, said)


def _whole(odt: bytes) -> bytes:
    """Keep each table of one row, a letterhead or signature, on one page."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "content.xml":
                text = _ONE_ROW.sub(r'\1<table:table-row table:style-name="WholeRow">', data.decode())
                data = text.replace("</office:automatic-styles>", f"{_WHOLE_ROW}</office:automatic-styles>", 1).encode()
            new.writestr(entry, data, zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def libreoffice_from(files: Mapping[str, bytes], ending: str, to: str) -> dict[str, bytes]:
    """Convert files of some format, as DOCX, by LibreOffice."""
    with tempfile.TemporaryDirectory(prefix="soffice-") as made:
        folder = Path(made)
        for name, data in files.items():
            (folder / f"{name}.{ending}").write_bytes(data)
        said = _soffice(folder, [f"{name}.{ending}" for name in files], to)
        return _collect(folder, list(files), to, said)


def _soffice(folder: Path, files: Sequence[str], to: str, *options: str) -> str:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return run(["soffice", "--headless", "--norestore", profile, *options, "--convert-to", _FILTERS[to], "--outdir", ".", *files], folder)


def chromium(html: Mapping[str, str], font: str, *, tags: bool = True) -> dict[str, bytes]:
    """Print HTML pages by Chromium; running heads and page numbers become margin boxes."""
    untagged = () if tags else ("--disable-pdf-tagging",)
    with tempfile.TemporaryDirectory(prefix="chromium-") as made:
        folder = Path(made)
        said = ""
        for name, page in html.items():
            (folder / f"{name}.html").write_text(_RUNNING.sub(_margin_box, with_font(page, font)), encoding="utf-8")
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder / 'profile'}"]
            said = run(["chromium", *options, "--no-pdf-header-footer", *untagged, f"--print-to-pdf={name}.pdf", f"{name}.html"], folder)
        return _collect(folder, list(html), "pdf", said)


def _margin_box(match: re.Match[str]) -> str:
    """Turn LibreOffice's running head into one of CSS."""
    place = "top" if match[1] == "header" else "bottom"
    parts = ["counter(page)" if _FIELD.search(line) else f'"{_TAG.sub("", line)}"' for line in _PARAGRAPH.findall(match[2])]
    content = ' "\\A" '.join(parts)
    return f"<style>@page {{ @{place}-center {{ content: {content}; white-space: pre-line }} }}</style>"


def typst(drafts: Mapping[str, Draft], font: str, *, tags: bool = True) -> dict[str, bytes]:
    """Compile drafts to PDF by Typst."""
    import typst as compiler

    return {name: compiler.compile(to_typst(draft, font).encode(), pdf_tags=tags) for name, draft in drafts.items()}


def pandoc(html: Mapping[str, str]) -> dict[str, bytes]:
    """Convert HTML pages to DOCX by pandoc; it keeps neither fonts nor running heads."""
    with tempfile.TemporaryDirectory(prefix="pandoc-") as made:
        folder = Path(made)
        said = ""
        for name, page in html.items():
            (folder / f"{name}.html").write_text(_TITLE.sub("", _RUNNING.sub("", page)), encoding="utf-8")
            said = run(["pandoc", "-f", "html", "-t", "docx", "-o", f"{name}.docx", f"{name}.html"], folder)
        return _collect(folder, list(html), "docx", said)


def word(drafts: Mapping[str, Draft], font: str) -> dict[str, bytes]:
    """Write drafts as DOCX with python-docx."""
    return {name: to_docx(draft, font) for name, draft in drafts.items()}


Producer = Callable[[Mapping[str, Draft], str], dict[str, bytes]]

PRODUCERS: dict[str, tuple[str, Producer]] = {
    "libreoffice": ("pdf", lambda drafts, font: libreoffice(pages(drafts, font), font, "pdf")),
    "chromium": ("pdf", lambda drafts, font: chromium(pages(drafts, font), font)),
    "typst": ("pdf", typst),
    "word-libreoffice": ("pdf", lambda drafts, font: libreoffice_from(word(drafts, font), "docx", "pdf")),
    "libreoffice-docx": ("docx", lambda drafts, font: libreoffice(pages(drafts, font), font, "docx")),
    "pandoc": ("docx", lambda drafts, font: pandoc(pages(drafts, font))),
    "word": ("docx", word),
}
"""Ways to make files of drafts: the ending of the files, and the function."""

__all__ = [
    "FONTS",
    "PRODUCERS",
    "STRESS_FONTS",
    "Producer",
    "chromium",
    "corpus_drafts",
    "libreoffice",
    "libreoffice_from",
    "missing",
    "pages",
    "pandoc",
    "typst",
    "word",
]
