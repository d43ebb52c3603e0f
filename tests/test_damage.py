"""Damaged and hostile files are read or refused in one line: no crash, no hang, no flood of memory, nothing outside touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import damage
import pytest

import qcdc_parse

SECONDS = 30.0
"""No file takes longer; the longest, 100,000 labels, takes a few seconds."""
MEGABYTES = 1200
"""No file makes the process grow by more."""
REFUSALS = {name for name, value in vars(qcdc_parse).items() if isinstance(value, type) and issubclass(value, qcdc_parse.ReadError)}
Outcome = dict[str, object]


@cache
def outcomes() -> tuple[dict[str, Outcome], str, int]:
    """What became of every file, the one that was being read at the end, and how the process ended.

    No program is on its path, so that pictures and old formats are refused rather than read through Tesseract or LibreOffice.
    """
    source = str(Path(qcdc_parse.__file__).resolve().parent.parent)
    environment = os.environ | {"PATH": "", "PYTHONPATH": source}
    process = subprocess.run([sys.executable, damage.__file__], capture_output=True, text=True, timeout=900, env=environment, check=False)
    lines = [json.loads(line) for line in process.stdout.splitlines()]
    last = str(lines[-1]["name"]) if lines else process.stderr
    return {line["name"]: line for line in lines if "outcome" in line}, last, process.returncode


def test_the_process_survives() -> None:
    found, last, code = outcomes()
    assert code == 0, f"ended by {code} while reading {last}"
    assert len(found) >= 300, Counter(name.partition(":")[0] for name in found)


@pytest.mark.parametrize("group", damage.GROUPS)
def test_files_are_read_or_refused(group: str) -> None:
    here = {name: line for name, line in outcomes()[0].items() if name.startswith(f"{group}:")}
    assert here
    for name, line in here.items():
        outcome, message = str(line["outcome"]), str(line["message"])
        assert outcome in REFUSALS | {"read"}, f"{name}: {message}"
        if outcome != "read":
            assert message.startswith("damaged: "), name
            assert "\n" not in message, name
        assert float(str(line["seconds"])) < SECONDS, name
        assert int(str(line["grown"])) < MEGABYTES, name


def test_nothing_is_written_outside() -> None:
    outcomes()
    assert not Path("/tmp/qcdc-climbed").exists()  # noqa: S108
    assert not Path("/etc/qcdc-climbed").exists()


@pytest.mark.parametrize(
    ("name", "word"),
    {
        "DOCX: an entity from outside": "root:",
        "HTML: an entity from outside": "root:",
        "HTML: resources from outside": "root:",
        "DOCX: a bomb of entities": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    }.items(),
)
def test_entities_are_not_expanded(name: str, word: str) -> None:
    data = next(data for each, data in damage.GROUPS[name.partition(":")[0]]() if name.endswith(each))
    try:
        text = qcdc_parse.parse(data, name="damaged").text
    except qcdc_parse.ReadError:
        return
    assert word not in text


def test_a_sound_file_is_read() -> None:
    """The files made by hand fail by their damage, not by how they are made."""
    for data in (damage.docx(), damage.pdf(*damage.page_of(damage.stream(damage.SHOWN)))):
        document = qcdc_parse.parse(data)
        assert [document.header.key, *(r.key for r in document.references)].count("12-KH/TU") == 1
