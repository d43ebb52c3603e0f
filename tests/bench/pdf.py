"""PDF reading beside other libraries: milliseconds a page, ratios, same lines, memory. Run by hand: ``python tests/bench/pdf.py``.

All columns are measured in one process, one after the other, as processor time of the fastest of several runs; ratios are what
matters, machines differ. Libraries that are not installed are left out. Reports are made by LibreOffice and Typst where these are.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from qcdc_parse import parse, parse_text
from qcdc_parse.read import read

sys.path.insert(0, str(Path(__file__).parents[1]))
from pdf_lines import agreement

CORPUS = Path(__file__).parents[2] / "corpus"
PAGES = 2000


def best(run: Callable[[], object], times: int) -> float:
    """Return the seconds of processor time of the fastest of several runs."""
    fastest = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        run()
        fastest = min(fastest, time.process_time() - start)
    return fastest


# Libraries -----------------------------------------------------------------------------------------------------------


def ours(data: bytes) -> object:
    return parse(data, name="a.pdf")


def ours_read(data: bytes) -> object:
    return read(data, name="a.pdf")


def plain(data: bytes) -> str:
    """Text of all pages through pypdfium2's own helpers."""
    document = pdfium.PdfDocument(data)
    out = []
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        out.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return "\f".join(out)


def plain_parsed(data: bytes) -> object:
    return parse_text(plain(data))


def pdfplumber(data: bytes) -> object:
    import pdfplumber as library

    with library.open(io.BytesIO(data)) as document:
        out = []
        for page in document.pages:
            out.append(page.extract_text())
            page.close()
        return out


def pdfminer(data: bytes) -> object:
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data))


def pypdf(data: bytes) -> object:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def pymupdf(data: bytes) -> object:
    import pymupdf as library

    with library.open(stream=data, filetype="pdf") as document:
        return [page.get_text() for page in document]


COLUMNS: dict[str, tuple[str, Callable[[bytes], object], int]] = {
    "parse": ("qcdc_parse", ours, 5),
    "read": ("qcdc_parse", ours_read, 5),
    "pdfium": ("pypdfium2", plain, 5),
    "pdfium+parse": ("pypdfium2", plain_parsed, 5),
    "pdfplumber": ("pdfplumber", pdfplumber, 2),
    "pdfminer": ("pdfminer", pdfminer, 2),
    "pypdf": ("pypdf", pypdf, 2),
    "PyMuPDF": ("pymupdf", pymupdf, 3),
}
"""Heading, the module that is needed, what is run, how often."""


def installed(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


# Files ---------------------------------------------------------------------------------------------------------------


def report(paragraphs: int) -> str:
    """Return a report in HTML, made of paragraphs of the corpus."""
    lines = [
        line
        for name in ("06-ket-luan-xay-dung-dang.txt", "16-cong-van-chan-chinh.txt")
        for line in (CORPUS / "documents" / name).read_text("utf-8").splitlines()
        if len(line) > 120
    ]
    body = "".join(
        f"<p><b>{i // 4 + 1}. Công tác tuyên truyền, phổ biến</b></p>"
        if i % 4 == 0
        else f'<p style="text-align:justify">{lines[i % len(lines)]}</p>'
        for i in range(paragraphs)
    )
    style = "<style>@page { size: A4; margin: 2cm 2cm 2cm 3cm } body, p { font-family: Tinos; font-size: 14pt }</style>"
    return f"<html><head><meta charset='utf-8'>{style}</head><body><p align=center><b>BÁO CÁO</b></p>{body}</body></html>"


def generated(folder: Path) -> dict[str, bytes]:
    """Reports of nine or so pages, by the word processor and the browser that are installed."""
    source = folder / "report.html"
    source.write_text(report(75), encoding="utf-8")
    out = {}
    if office := shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        for filters, target, name in (
            (["--infilter=HTML (StarWriter)"], "odt:writer8", source),
            ([], "pdf:writer_pdf_Export", folder / "report.odt"),
        ):
            command = [office, "--headless", "--norestore", profile, *filters, "--convert-to", target, "--outdir", str(folder), str(name)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        out["report, LibreOffice"] = (folder / "report.pdf").read_bytes()
    if browser := shutil.which("chromium"):
        target = folder / "browser.pdf"
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'chromium'}"]
        subprocess.run(
            [*command, "--no-pdf-header-footer", f"--print-to-pdf={target}", str(source)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        out["report, Chromium"] = target.read_bytes()
    return out


def long_pdf(data: bytes, pages: int) -> bytes:
    """Repeat the pages of a file until there are so many."""
    source = pdfium.PdfDocument(data)
    out = pdfium.PdfDocument.new()
    done = 0
    while done < pages:
        some = min(len(source), pages - done)
        out.import_pages(source, pages=list(range(some)))
        done += some
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


# Tables --------------------------------------------------------------------------------------------------------------


def speed(files: dict[str, bytes], *, quick: bool) -> None:
    """Print milliseconds a page of every library, and the ratios that are asked of ours."""
    names = [name for name, (module, _, _) in COLUMNS.items() if installed(module)]
    print(f"{'ms a page':28}{'pages':>6}" + "".join(f"{name:>13}" for name in names))
    total = dict.fromkeys(names, 0.0)
    count = 0
    for label, data in files.items():
        document = pdfium.PdfDocument(data)
        pages = len(document)
        document.close()
        count += pages
        row = ""
        for name in names:
            _, run, times = COLUMNS[name]
            run(data)
            seconds = best(lambda run=run, data=data: run(data), 1 if quick else times)
            total[name] += seconds
            row += f"{1000 * seconds / pages:13.2f}"
        print(f"{label[:27]:28}{pages:6}{row}")
    print(f"{'all':28}{count:6}" + "".join(f"{1000 * seconds / count:13.2f}" for seconds in total.values()))
    print(f"{'times parse':34}" + "".join(f"{seconds / total['parse']:13.2f}" for seconds in total.values()))
    for name, (module, _, _) in COLUMNS.items():
        if name not in names:
            print(f"{name}: {module} is not installed")
    print(f"\nwhole parse against pdfplumber's text: {total['pdfplumber'] / total['parse']:.1f} times faster")
    print(f"whole parse against pdfium's text and parse_text: {total['parse'] / total['pdfium+parse']:.2f} times its time")


def lines(files: dict[str, bytes]) -> None:
    """Print the share of pdfplumber's lines that ours are."""
    found = {label: agreement(data) for label, data in files.items()}
    count = sum(f.lines for f in found.values())
    missing = [(label, *line) for label, f in found.items() for line in f.missing]
    print(f"\nlines that pdfplumber gives too: {1 - len(missing) / count:.4f} of {count:,}")
    for label, page, text in missing[:10]:
        print(f"  not so: {label}, page {page}: {text}")


CHILD = """
import sys
from pathlib import Path
from qcdc_parse import parse
from qcdc_parse.read import read
def peak():
    return next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
before = peak()
{}(Path(sys.argv[1]).read_bytes(), name="a.pdf")
print(before, peak())
"""


def memory(data: bytes, folder: Path) -> None:
    """Print the peak memory of reading and of parsing long files, each in a process of its own."""
    if not Path("/proc/self/status").is_file():
        print("\npeak memory: measured on Linux only")
        return
    print(f"\n{'peak memory, MB':28}{'pages':>6}{'file':>9}{'imported':>10}{'read':>8}{'parse':>8}")
    for pages in (PAGES // 4, PAGES // 2, PAGES):
        path = folder / f"{pages}.pdf"
        path.write_bytes(long_pdf(data, pages))
        row = []
        for what in ("read", "parse"):
            command = [sys.executable, "-c", CHILD.format(what), str(path)]
            made = subprocess.run(command, check=True, capture_output=True, text=True)
            row.append([int(value) / 1024 for value in made.stdout.split()])
        size = path.stat().st_size / 1e6
        print(f"{'':28}{pages:6}{size:9.1f}{row[0][0]:10.0f}{row[0][1]:8.0f}{row[1][1]:8.0f}")


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one run of each instead of the fastest of several")
    parser.add_argument("--no-memory", action="store_true", help="leave out the long files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pdf-bench-") as name:
        folder = Path(name)
        files = {path.stem: path.read_bytes() for path in sorted((CORPUS / "documents").glob("*.pdf"))}
        files |= generated(folder)
        speed(files, quick=options.quick)
        lines(files)
        if not options.no_memory:
            memory(files.get("report, LibreOffice") or next(iter(files.values())), folder)


if __name__ == "__main__":
    main()
