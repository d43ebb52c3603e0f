"""Tesseract, the program: a grey picture goes in through a pipe, words come out through another. No file is written.

Chosen before its Python bindings: pytesseract writes the picture and the text to shared temporary files that others may read, and loads
pandas; tesserocr runs Tesseract inside the process, where no time limit reaches it; ocrmypdf (MPL-2.0) brings
Ghostscript (AGPL-3.0).
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from functools import lru_cache
from typing import NamedTuple

from qcdc_parse.errors import BrokenFileError, TooLargeError
from qcdc_parse.read.limits import Clock

LANGUAGE = "vie"
PAGE, BLOCK = 3, 6
"""Ways to look for lines: by the layout of a page, or one below the other."""
_SPAN = re.compile(
    r"<span class=['\"](ocr_line|ocr_header|ocr_caption|ocr_textfloat|ocrx_word)['\"][^>]*?title=(?:\"([^\"]*)\"|'([^']*)')[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size (-?[\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (-?\d+)")
_ROTATE = re.compile(r"^Rotate: (\d+)$.*?^Orientation confidence: ([\d.]+)$", re.MULTILINE | re.DOTALL)
_SURE_OF_TURN = 2.0


class Word(NamedTuple):
    """A word as recognised: box in dots, ``base`` its base line, ``size`` the height of its line, ``confidence`` of 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    base: float
    size: float
    confidence: int


@lru_cache(maxsize=1)
def missing() -> str:
    """Say what is missing to read Vietnamese pictures; empty where nothing is."""
    if shutil.which("tesseract") is None:
        return "the program Tesseract is not installed (Debian: apt install tesseract-ocr tesseract-ocr-vie)"
    if LANGUAGE not in _languages():
        return (
            "Tesseract has no data for Vietnamese (Debian: apt install tesseract-ocr-vie; or put vie.traineddata into its tessdata folder)"
        )
    return ""


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version of the program, such as ``5.3.0``."""
    done = _ask("--version")
    found = re.search(r"tesseract v?(\S+)", done)
    return found[1] if found else "of unknown version"


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(_ask("--list-langs").split("\n")[1:])


def _ask(option: str) -> str:
    try:
        done = subprocess.run(["tesseract", option], capture_output=True, check=False, timeout=20, env=_environment())  # noqa: S603, S607  a fixed command
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def words(pgm: bytes, dpi: float, name: str, clock: Clock, layout: int = PAGE) -> list[list[Word]]:
    """Recognise a page, or what is left of it as one ``BLOCK``; return its lines, each the words of it.

    :raises TooLargeError: the time is up.
    :raises BrokenFileError: Tesseract failed.
    """
    options = ["-l", LANGUAGE, "--psm", str(layout), "--dpi", str(round(dpi)), "-c", "tessedit_create_hocr=1"]
    lines: list[list[Word]] = []
    hocr = _run(pgm, options, name, clock)
    about = ""
    for found in _SPAN.finditer(hocr):
        title = found[2] or found[3] or ""
        if found[1] != "ocrx_word":
            about = title
            lines.append([])
        elif lines and (word := _word(hocr, found.end(), title, about)):
            lines[-1].append(word)
    return [line for line in lines if line]


def _word(hocr: str, start: int, title: str, line: str) -> Word | None:
    text = html.unescape(_TAG.sub("", hocr[start : hocr.index("</span>", start)])).strip()
    box, whole, size = _BOX.search(title), _BOX.search(line), _SIZE.search(line)
    if not text or box is None or whole is None or size is None:
        return None
    left, top, right, bottom = map(int, box.groups())
    base = _BASE.search(line)
    slope, offset = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
    middle = (left + right) / 2 - int(whole[1])
    sure = _CONFIDENCE.search(title)
    return Word(text, left, top, right, bottom, int(whole[4]) + offset + slope * middle, float(size[1]), int(sure[1]) if sure else 0)


def quarter_turns(pgm: bytes, dpi: float, name: str, clock: Clock) -> int:
    """Tell by how many degrees (0, 90, 180, 270), with the clock, a page must be turned to stand upright; 0 where that is not sure."""
    if "osd" not in _languages():
        return 0
    try:
        found = _ROTATE.search(_run(pgm, ["-l", "osd", "--psm", "0", "--dpi", str(round(dpi))], name, clock))
    except BrokenFileError:  # too few letters to tell
        return 0
    return int(found[1]) if found and float(found[2]) >= _SURE_OF_TURN else 0


def _run(pgm: bytes, options: list[str], name: str, clock: Clock) -> str:
    seconds = clock.left()
    try:
        done = subprocess.run(  # noqa: S603  no shell, fixed options
            ["tesseract", "-", "-", *options],  # noqa: S607  the program on the path is the one the user installed
            input=pgm,
            capture_output=True,
            check=False,
            timeout=seconds,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise TooLargeError(name, "takes longer to recognise than the bound of seconds allows") from None
    except OSError as error:
        raise BrokenFileError(name, f"Tesseract could not be run ({error})") from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise BrokenFileError(name, f"Tesseract could not read a page ({said})")
    return done.stdout.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}
