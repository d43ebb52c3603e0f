"""Real documents with gold by two annotators, where they stand beside the project: the floors that every change must keep."""

import subprocess
import sys
import textwrap
import unicodedata
from pathlib import Path

import pytest

from qcdc_parse import parse, parse_text

SHARED = Path(__file__).parents[2] / "shared"
FLOORS = {
    "references.numbered": 0.99,
    "references": 0.97,
    "references.date": 0.95,
    "references.issuer": 0.95,
    "references.term": 0.95,
    "references.title": 0.95,
    "spans": 1.0,
    "sections": 0.98,
    "bullets": 0.95,
    "header": 0.93,
    "indicators": 0.97,
    "indicators.verdict": 1.0,
    "indicators.reason": 1.0,
    "indicators.measures": 0.95,
    "blanks": 0.9,
}

pytestmark = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seed documents are not beside the project")


SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
WIDE = 85


def rewrapped(text: str, width: int, newline: str, paragraph: str = "\n") -> str:
    """Lines as a word processor of another page width prints them; ``text`` holds one paragraph a line."""
    lines = (
        newline.join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) if "\t" not in line else line
        for line in text.split("\n")
    )
    return paragraph.join(lines)


def paged(text: str) -> str:
    """Printed lines with a page number after every forty-two."""
    lines = rewrapped(text, WIDE, "\n").split("\n")
    pages = ["\n".join(lines[i : i + 42]) for i in range(0, len(lines), 42)]
    return "".join(f"{page}\n\n{number}\n\n" for number, page in enumerate(pages, start=2))


CANONICAL = {
    "a paragraph a line": lambda text: text,
    "wrapped at 72": lambda text: rewrapped(text, 72, "\n"),
    "wrapped at 95": lambda text: rewrapped(text, 95, "\n"),
    "wrapped at 80, blank lines between all lines": lambda text: rewrapped(text, 80, "\n\n", "\n\n"),
    "wrapped at 88, blank lines between paragraphs": lambda text: rewrapped(text, 88, "\n", "\n\n"),
    "page numbers": paged,
}
AS_TYPED = {
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "the gha letters": lambda text: text.replace("ư", "\u01a3").replace("Ư", "\u01a2"),
    "odd blanks": lambda text: text.replace(" của ", "  của ").replace(" và ", " và\u00a0"),
    "en dashes": lambda text: text.replace("-", "\u2013"),
    "the other tone placement": lambda text: text.replace("ủy", "uỷ").replace("hóa", "hoá").replace("hòa", "hoà"),
}


def keeps_the_floors(records: Path) -> None:
    floors = [f"{name}={least}" for name, least in FLOORS.items()]
    command = [sys.executable, str(SHARED / "eval" / "score.py"), "--gold", str(SHARED / "gold"), "--pred", str(records), "--show", "--min"]
    done = subprocess.run([*command, *floors], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_floors_on_the_seeds(tmp_path):
    for path in SEEDS:
        (tmp_path / f"{path.stem}.json").write_text(parse(path).model_dump_json(), "utf-8")
    keeps_the_floors(tmp_path)


@pytest.mark.parametrize("damage", CANONICAL)
def test_floors_on_the_seeds_laid_out_anew(damage, tmp_path):
    for path in SEEDS:
        document = parse_text(CANONICAL[damage](parse(path).text))
        (tmp_path / f"{path.stem}.json").write_text(document.model_dump_json(), "utf-8")
    keeps_the_floors(tmp_path)


@pytest.mark.parametrize("damage", AS_TYPED)
def test_floors_on_the_seeds_typed_otherwise(damage, tmp_path):
    for path in SEEDS:
        document = parse_text(AS_TYPED[damage](path.read_text("utf-8-sig")))
        (tmp_path / f"{path.stem}.json").write_text(document.model_dump_json(), "utf-8")
    keeps_the_floors(tmp_path)
