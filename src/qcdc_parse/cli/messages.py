"""Messages of one line, and text made safe for one."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

__all__ = ["one_line", "say", "unforeseen"]


def say(name: str, cause: str) -> None:
    """Say in one line what went wrong with what."""
    print(f"qcdc: {one_line(name)}: {one_line(cause)}", file=sys.stderr)


def one_line(text: str) -> str:
    r"""Fold white space and drop control characters, so that no text of a document steers the terminal.

    >>> one_line("Chỉ thị\n\x1b[31m 30")
    'Chỉ thị [31m 30'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def unforeseen(error: Exception) -> str:
    """Name an error that is a defect of the program, and the place where it rose, in one line."""
    if isinstance(error, OSError) and error.filename:
        return one_line(f"{error.filename}: {error.strerror}")
    last = traceback.extract_tb(error.__traceback__)[-1]
    return one_line(f"internal error: {type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})")
