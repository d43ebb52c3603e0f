"""Automatic numbers of DOCX files: equal to what LibreOffice prints, but where Word is known to print something else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from listconfigs import CONFIGS, EXPECTED, WORD, converted, labels_in, rendered

from qcdc_parse.read.docx import read_docx
from qcdc_parse.read.docx.numbering import Counters, Numbering
from qcdc_parse.read.docx.numfmt import write
from qcdc_parse.read.docx.styles import Styles

LIBREOFFICE: dict[str, list[str]] = json.loads(EXPECTED.read_text("utf-8"))


def read(key: str) -> list[str]:
    """The labels that the reader puts before the words of a configuration."""
    found = labels_in(read_docx(CONFIGS[key].data(), f"{key}.docx").text)
    return [found[at] for at in sorted(found)]


@pytest.mark.parametrize("key", [key for key in CONFIGS if key not in WORD])
def test_numbers_are_those_of_libreoffice(key: str) -> None:
    assert read(key) == LIBREOFFICE[key]


@pytest.mark.parametrize("key", WORD)
def test_numbers_are_those_of_word_where_libreoffice_differs(key: str) -> None:
    assert tuple(read(key)) == WORD[key][0]
    assert LIBREOFFICE.get(key) != list(WORD[key][0]), "LibreOffice prints the same: no difference to tell of"


def test_there_are_enough_configurations() -> None:
    assert len(CONFIGS.keys() - WORD.keys()) >= 40
    assert LIBREOFFICE.keys() == {key for key, config in CONFIGS.items() if not config.alone}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice (soffice) here")
def test_stored_labels_are_what_libreoffice_prints() -> None:
    assert rendered() == LIBREOFFICE


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice (soffice) here")
def test_numbers_stay_when_libreoffice_writes_the_files_anew(tmp_path: Path) -> None:
    """Its own way of writing lists: a definition for each list, levels that styles name, overrides written out."""
    keys = [key for key in CONFIGS if key not in WORD]
    written = converted(keys, "docx:MS Word 2007 XML", tmp_path)
    for key in keys:
        found = labels_in(read_docx(written[key].read_bytes(), f"{key}.docx").text)
        assert [found[at] for at in sorted(found)] == LIBREOFFICE[key], key


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 53, "AAA"),
        ("upperRoman", 3999, "MMMCMXCIX"),
        ("upperLetter", 10**9, "1000000000"),
        ("decimalEnclosedCircle", 21, "21"),
        ("vietnameseCounting", 15, "mười lăm"),
        ("vietnameseCounting", 21, "hai mươi mốt"),
        ("vietnameseCounting", 1005, "một nghìn không trăm linh năm"),
    ],
)
def test_written_numbers(form: str, value: int, text: str) -> None:
    assert write(value, form).text == text


def test_a_format_that_is_not_known_is_told() -> None:
    assert write(3, "hebrew1") == ("3", False)
    assert write(3, "ordinal", language="en-GB") == ("3rd", True)
    assert write(3, "ordinal", language="vi-VN") == ("3", False)
    assert write(3, "custom", "a, b, c") == ("3", False)


def test_a_file_without_lists_has_no_numbers() -> None:
    numbering = Numbering(None, Styles(None, None))
    assert numbering.list("1") is None
    assert Counters().values == {}
