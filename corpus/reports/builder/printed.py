"""PDFs: printed by LibreOffice from the DOCX, and pictures of their pages as a scanner makes them."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from office import TO_PDF, convert, find_office, fixed_pdf
from scanning import Scanner, render, scan

_SCANNER = Scanner(dpi=150, colour=False, noise=5.0, blur=0.4)
_QUALITY = 32
_SKEW = 0.9
"""Pictures stay small: grey, 150 dots an inch, strong compression; pages lie up to this many degrees askew."""


def print_pdfs(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the PDF of every DOCX, by the names given, all in one run of LibreOffice."""
    if not files:
        return {}
    names = list(files)
    with tempfile.TemporaryDirectory(prefix="reports-") as folder:
        work = Path(folder)
        written = [work / f"f{at}.docx" for at in range(len(names))]
        for path, name in zip(written, names, strict=True):
            path.write_bytes(files[name])
        made = convert(find_office(), work, TO_PDF, written)
        return {name: fixed_pdf((made / f"f{at}.pdf").read_bytes(), name.removesuffix(".pdf")) for at, name in enumerate(names)}


def scanned(pdf: bytes, name: str) -> bytes:
    """Return the pages of a PDF as pictures, a little askew; everything follows from the name."""
    draw = random.Random(name)  # noqa: S311  repeatable, nothing secret
    pages = [scan(page, _tilted(draw), draw.randrange(1 << 30), stamped=False).convert("L") for page in render(pdf, _SCANNER.dpi)]
    out = BytesIO()
    day = time.gmtime(1_767_225_600)  # 2026-01-01, as in the other files of the corpus
    pages[0].save(
        out,
        "PDF",
        resolution=_SCANNER.dpi,
        quality=_QUALITY,
        save_all=True,
        append_images=pages[1:],
        creationDate=day,
        modDate=day,
    )
    return out.getvalue()


def _tilted(draw: random.Random) -> Scanner:
    return replace(_SCANNER, skew=draw.choice((-1, 1)) * draw.uniform(0.2, _SKEW))
