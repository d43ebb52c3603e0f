"""Headless LibreOffice for the files of the corpus, and fixed dates and identifiers in what comes out.

LibreOffice runs under a throw-away profile: neither the settings nor a running window of the user play a part.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

FONT = "Tinos"
TIME_LIMIT = 180.0  # seconds for one run of LibreOffice

TO_PDF = "pdf:writer_pdf_Export"
FIXED_DATE = b"20260101000000"
FIXED_ISO_DATE = b"2026-01-01T00:00:00Z"
FIXED_ZIP_DATE = (2026, 1, 1, 0, 0, 0)


class MakeError(Exception):
    """A failure the user can understand without a traceback."""


def find_office() -> str:
    """Return the path of the LibreOffice command."""
    for command in ("soffice", "libreoffice"):
        path = shutil.which(command)
        if path:
            return path
    raise MakeError("LibreOffice is not installed: no soffice on the PATH")


def convert(office: str, work: Path, target: str, files: Sequence[Path], *options: str) -> Path:
    """Convert ``files`` to ``target`` in one run; return the folder that holds the results."""
    extension = target.partition(":")[0]
    folder = work / extension
    if not files:
        return folder
    command = [
        office,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        *options,
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # soffice starts children: on time-out the whole group is ended
    ) as process:
        try:
            output, _ = process.communicate(timeout=TIME_LIMIT)
        except BaseException as error:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            if isinstance(error, subprocess.TimeoutExpired):
                raise MakeError(f"LibreOffice took more than {TIME_LIMIT:.0f} s") from None
            raise
    missing = [f.stem for f in files if not (folder / f"{f.stem}.{extension}").is_file()]
    if missing:
        lines = output.decode(errors="replace").split("\n")
        reason = next((line for line in reversed(lines) if line.strip()), "no message")
        raise MakeError(f"LibreOffice made no {extension} of {', '.join(missing)} ({reason})")
    return folder


def edit_zip(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """Pass every member of a ZIP archive through ``edit``; order and compression stay."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, FIXED_ZIP_DATE)
            info.compress_type = member.compress_type
            new.writestr(info, edit(member.filename, old.read(member)))
    return result.getvalue()


def fixed_docx(data: bytes) -> bytes:
    """Replace the dates inside a DOCX and of its members by fixed ones."""

    def edit(name: str, member: bytes) -> bytes:
        if name != "docProps/core.xml":
            return member
        return re.sub(rb"(<dcterms:\w+[^>]*>)[^<]+", rb"\g<1>" + FIXED_ISO_DATE, member)

    return edit_zip(data, edit)


def fixed_pdf(data: bytes, name: str) -> bytes:
    """Replace a PDF's date and identifiers by fixed ones of the same length (offsets stay)."""
    if b"+" + FONT.encode() not in data:
        raise MakeError(f"{name}.pdf was not set in {FONT}: the font is not installed")

    def zeros(match: re.Match[bytes]) -> bytes:
        return match[1] + re.sub(rb"[0-9A-F]", b"0", match[2])

    data = re.sub(rb"(/CreationDate\(D:)\d{14}", rb"\g<1>" + FIXED_DATE, data)
    data = re.sub(rb"(/DocChecksum /)([0-9A-F]{32})", zeros, data)
    return re.sub(rb"(/ID \[)([^\]]*)", zeros, data)
