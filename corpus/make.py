"""Rebuild the DOCX and PDF documents of the corpus from their HTML sources.

    python corpus/make.py [--output DIR] [NAME ...]

Every file of ``corpus/sources`` becomes one file of ``corpus/documents``, converted by headless
LibreOffice under a throw-away profile, so that neither the settings nor a running window of the
user play a part. The documents under ``corpus/documents`` that have no source (TXT, Markdown) are
not touched.

The text of a result depends on its source, on LibreOffice and, where lines and pages break, on the
font Tinos (metrics of Times New Roman); the gold files know the breaks made with Tinos. Dates,
checksums and identifiers that LibreOffice puts into a file are replaced by fixed ones: with the
same LibreOffice, building twice gives the same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from office import TO_PDF, MakeError, convert, edit_zip, find_office, fixed_docx, fixed_pdf

CORPUS = Path(__file__).resolve().parent
SOURCES = CORPUS / "sources"
DOCUMENTS = CORPUS / "documents"

#: What each source becomes.
FORMATS = {
    "04-cong-van-de-cuong": "pdf",
    "05-ke-hoach-dan-van": "docx",
    "07-chi-thi-an-toan": "pdf",
    "08-quyet-dinh-quy-che": "docx",
    "11-bao-cao-tong-hop-cchc": "pdf",
    "12-bao-cao-don-vi-y-te": "docx",
    "15-huong-dan-binh-xet": "docx",
    "18-ke-hoach-ubnd": "pdf",
    "32-bao-cao-ban-can-su-nhan-luc": "docx",
    "34-bao-cao-so-ket-nhan-luc": "pdf",
    "37-bao-cao-dang-uy-khoi-2022": "docx",
    "39-ke-hoach-huyen-uy-nong-thon": "pdf",
    "43-quyet-dinh-quy-dinh-cho": "docx",
    "44-cong-van-bieu-mau": "docx",
    "45-bao-cao-kinh-te-phu-luc": "pdf",
    "50-ke-hoach-phuong-2025": "pdf",
    "51-bao-cao-benh-vien": "docx",
}

#: PDFs that get a page number at the top centre from the second page on, as official letters have
#: it. HTML can only ask for a header on every page (``<div title="header">``, as in the other
#: sources), so this header is written into the intermediate ODT.
NUMBERED_FROM_SECOND_PAGE = frozenset({"04-cong-van-de-cuong", "39-ke-hoach-huyen-uy-nong-thon"})

HTML_IMPORT = "--infilter=HTML (StarWriter)"
TO_ODT = "odt:writer8"
TO_DOCX = "docx:MS Word 2007 XML"

HEADER_STYLE = (
    '<style:style style:name="PageNumber" style:family="paragraph" '
    'style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center" '
    'fo:margin-top="0cm" fo:margin-bottom="0cm"/>'
    '<style:text-properties fo:font-size="13pt"/></style:style>'
)
HEADER = (
    '<style:header><text:p text:style-name="PageNumber">'
    '<text:page-number text:select-page="current">2</text:page-number></text:p></style:header>'
    '<style:header-first><text:p text:style-name="PageNumber"/></style:header-first>'
)
#: The header takes 0.8 cm of the 2 cm upper margin: the body stays where it is without a header.
HEADER_PROPERTIES = (
    '<style:header-style><style:header-footer-properties svg:height="0.8cm" '
    'fo:margin-bottom="0cm" style:dynamic-spacing="false"/></style:header-style>'
)


def replace_once(pattern: str, new: str, text: str) -> str:
    """Replace the one match of ``pattern``; anything but one match is an error."""
    result, count = re.subn(pattern, lambda _: new, text, flags=re.DOTALL)
    if count != 1:
        raise MakeError(f"unexpected ODT: {count} matches of {pattern}")
    return result


def number_pages(styles: str) -> str:
    """Add to an ODT's ``styles.xml`` a header with the page number, left out on the first page."""
    master = re.search(r'style:name="HTML" style:page-layout-name="(\w+)"', styles)
    if master is None:
        raise MakeError("unexpected ODT: no page style HTML")
    layout = re.search(rf'<style:page-layout style:name="{master[1]}">.*?</style:page-layout>', styles, re.DOTALL)
    if layout is None:
        raise MakeError(f"unexpected ODT: no page layout {master[1]}")
    changed = replace_once(r'fo:margin-top="[^"]*"', 'fo:margin-top="1.2cm"', layout[0])
    changed = replace_once(r"<style:header-style/>", HEADER_PROPERTIES, changed)
    styles = styles.replace(layout[0], changed)
    styles = replace_once(r"<office:automatic-styles>", f"<office:automatic-styles>{HEADER_STYLE}", styles)
    opening = f"<style:master-page {master[0]}"
    return replace_once(re.escape(opening) + "/>", f"{opening}>{HEADER}</style:master-page>", styles)


def number_odt(path: Path) -> None:
    """Give the ODT at ``path`` page numbers from its second page on."""

    def edit(name: str, data: bytes) -> bytes:
        return number_pages(data.decode()).encode() if name == "styles.xml" else data

    path.write_bytes(edit_zip(path.read_bytes(), edit))


def build(names: Sequence[str], output: Path) -> None:
    """Build the documents ``names`` into the folder ``output``."""
    office = find_office()
    sources = {kind: [SOURCES / f"{n}.html" for n in names if FORMATS[n] == kind] for kind in ("docx", "pdf")}
    results: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        work = Path(folder)
        made = convert(office, work, TO_DOCX, sources["docx"], HTML_IMPORT)
        for source in sources["docx"]:
            file = made / f"{source.stem}.docx"
            results[file.name] = fixed_docx(file.read_bytes())
        made = convert(office, work, TO_ODT, sources["pdf"], HTML_IMPORT)
        texts = [made / f"{source.stem}.odt" for source in sources["pdf"]]
        for text in texts:
            if text.stem in NUMBERED_FROM_SECOND_PAGE:
                number_odt(text)
        made = convert(office, work, TO_PDF, texts)
        for text in texts:
            file = made / f"{text.stem}.pdf"
            results[file.name] = fixed_pdf(file.read_bytes(), text.stem)
    output.mkdir(parents=True, exist_ok=True)
    for name in sorted(results):
        file = output / name
        same = file.is_file() and file.read_bytes() == results[name]
        if not same:
            file.write_bytes(results[name])
        print(f"{name}: {'unchanged' if same else 'written'}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="documents (default: all)")
    parser.add_argument("--output", type=Path, default=DOCUMENTS, help="folder for the results")
    options = parser.parse_args(arguments)
    try:
        found = {path.stem for path in SOURCES.glob("*.html")}
        if found != FORMATS.keys():
            names = ", ".join(sorted(found ^ FORMATS.keys()))
            raise MakeError(f"sources and the table FORMATS differ in: {names}")
        unknown = [name for name in options.names if name not in FORMATS]
        if unknown:
            raise MakeError(f"no such source: {', '.join(unknown)}")
        build(options.names or sorted(FORMATS), options.output)
    except MakeError as error:
        print(f"make.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
