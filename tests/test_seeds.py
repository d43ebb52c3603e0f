"""Real documents with gold by two annotators, where they stand beside the project: the floors that every change must keep."""

import subprocess
import sys
from pathlib import Path

import pytest

from qcdc_parse import parse

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


def test_floors_on_the_seeds(tmp_path):
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        (tmp_path / f"{path.stem}.json").write_text(parse(path).model_dump_json(), "utf-8")
    command = [
        sys.executable,
        str(SHARED / "eval" / "score.py"),
        "--gold",
        str(SHARED / "gold"),
        "--pred",
        str(tmp_path),
        "--show",
        "--min",
    ]
    done = subprocess.run(
        [*command, *(f"{name}={least}" for name, least in FLOORS.items())], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
