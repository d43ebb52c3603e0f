"""The corpus on paper: each of its documents as a PDF in Tinos, by LibreOffice where it is none yet."""

from __future__ import annotations

from pathlib import Path

from drafts import corpus_drafts
from producers import libreoffice, missing, pages

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "documents"


def printed() -> dict[str, bytes]:
    """Return the PDFs of the corpus by name; without LibreOffice only those that are PDFs already."""
    out = {path.stem: path.read_bytes() for path in DOCUMENTS.glob("*.pdf")}
    if not missing("libreoffice"):
        html = pages(corpus_drafts(), "Tinos")
        out |= libreoffice({name: page for name, page in html.items() if name not in out}, "Tinos")
    return dict(sorted(out.items()))
