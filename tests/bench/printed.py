"""The corpus on paper: each of its documents as a PDF in Tinos, by LibreOffice where it is none yet."""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from pathlib import Path

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "documents"
_STYLE = "<style>@page{size:A4;margin:2cm}p{font-family:Tinos;font-size:14pt;margin:0 0 4pt;text-indent:1cm}</style>"


def printed() -> dict[str, bytes]:
    """Return the PDFs of the corpus by name; without LibreOffice only those that are PDFs already."""
    out = {path.stem: path.read_bytes() for path in DOCUMENTS.glob("*.pdf")}
    if shutil.which("soffice"):
        with tempfile.TemporaryDirectory() as folder:
            out |= _print(Path(folder))
    return dict(sorted(out.items()))


def _print(folder: Path) -> dict[str, bytes]:
    for path in DOCUMENTS.iterdir():
        if path.suffix == ".docx":
            shutil.copy(path, folder)
        elif path.suffix in {".txt", ".md"}:
            _page_of_text(path, folder / f"{path.stem}.html")
    for kind, options in (("html", ["--infilter=HTML (StarWriter)"]), ("docx", [])):
        files = sorted(folder.glob(f"*.{kind}"))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            *options,
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder),
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.stem: path.read_bytes() for path in folder.glob("*.pdf")}


def _page_of_text(path: Path, page: Path) -> None:
    lines = (line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    page.write_text(f"<html><head><meta charset='utf-8'>{_STYLE}</head><body>{body}</body></html>", encoding="utf-8")
