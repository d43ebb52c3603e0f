"""Make the DOC, RTF and ODT files of this folder with LibreOffice, from sources of `corpus/`: `python make.py`.

Tests use the files, not this script. `linked.doc` holds links to a port 00000 that a test replaces by its own server's.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[2] / "corpus" / "sources" / "05-ke-hoach-dan-van.html"
TARGETS = {
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "fodt": "OpenDocument Text Flat XML",
    "dot": "MS Word 97 Vorlage",
}
LINKED = """<html><body><p>Căn cứ Kế hoạch số 12-KH/TU ngày 05/6/2024 của Tỉnh ủy.</p>
<p><img src="http://127.0.0.1:00000/picture.png" width="40" height="40"></p>
<p>Thực hiện Chỉ thị số 30-CT/TW của Bộ Chính trị.</p></body></html>"""


def convert(source: Path, target: str, work: Path, out: Path) -> None:
    """Convert one HTML file."""
    command = ["soffice", f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--infilter=HTML (StarWriter)", "--convert-to", f"{target}:{TARGETS[target]}", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def main() -> int:
    """Make every file."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        plan = work / "ke-hoach.html"
        plan.write_bytes(SOURCE.read_bytes())
        for target in TARGETS:
            convert(plan, target, work, HERE)
        linked = work / "linked.html"
        linked.write_text(LINKED, encoding="utf-8")
        convert(linked, "doc", work, HERE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
