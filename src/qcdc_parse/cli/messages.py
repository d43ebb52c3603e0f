"""Messages of one line."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from qcdc_parse.errors import ConfigError
from qcdc_parse.spreadsheet import one_line

__all__ = ["one_line", "say", "show_config_error", "unforeseen"]


def say(name: str, cause: str) -> None:
    """Say in one line what went wrong with what."""
    print(f"qcdc: {one_line(name)}: {one_line(cause)}", file=sys.stderr)


def unforeseen(error: Exception) -> str:
    """Name an error that is a defect of the program, and the place where it rose, in one line."""
    if isinstance(error, OSError) and error.filename:
        return one_line(f"{error.filename}: {error.strerror}")
    last = traceback.extract_tb(error.__traceback__)[-1]
    return one_line(f"internal error: {type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})")


def show_config_error(error: ConfigError) -> None:
    """Say what is wrong with a file that people wrote, and show the place."""
    print(f"qcdc: {one_line(str(error))}", file=sys.stderr)
    if error.excerpt:
        print(error.excerpt, file=sys.stderr)
