"""LibreOffice as a converter, kept apart from everything else: its own profile, its own folder, no network, no macros."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qcdc_parse.errors import BrokenFileError, MissingToolError, TooLargeError
from qcdc_parse.read.limits import Clock, Limits

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/opt/libreoffice/program/soffice",
)
"""Where LibreOffice stands when it is not on the PATH."""
_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "COMSPEC", "LD_LIBRARY_PATH")
"""What is left of the environment."""
_NOWHERE = "127.0.0.1"
_NO_PORT = "9"
"""The discard port: a proxy that nobody answers at, so that a request that got past the other locks ends there."""
_TICK = 0.05
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Chart", "false"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    *(
        ("org.openoffice.Inet/Settings", f"ooInet{scheme}Proxy{what}", value)
        for scheme in ("HTTP", "HTTPS", "FTP")
        for what, value in (("Name", _NOWHERE), ("Port", _NO_PORT))
    ),
)
"""Links are never updated (0 in Writer, 1 in Calc), macros and active content are off, the network is a dead end."""


def find_soffice() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    named = (shutil.which(command) for command in ("soffice", "libreoffice"))
    return next((path for path in (*named, *_PLACES) if path and Path(path).is_file()), None)


def to_docx(data: bytes, name: str, kind: str, suffix: str, filter_name: str, limits: Limits) -> bytes:
    """Convert a text document to DOCX.

    ``kind`` is what the document is called in messages; ``suffix`` and ``filter_name`` tell LibreOffice what to take it
    for. Several conversions may run at once.

    :raises MissingToolError: LibreOffice is not installed.
    :raises TooLargeError: it took longer, or became larger, than ``limits`` allow.
    :raises BrokenFileError: LibreOffice made nothing of it.
    """
    program = find_soffice()
    if program is None:
        cause = f"{kind} is read through LibreOffice, which is not installed: install it (libreoffice.org), or save the file as DOCX"
        raise MissingToolError(name, cause)
    clock = Clock(name, limits)
    # LibreOffice may hold a file of its profile a moment longer than it lives.
    with tempfile.TemporaryDirectory(prefix="qcdc-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source, out = home / f"document{suffix}", home / "out"
        out.mkdir()
        source.write_bytes(data)
        _write_profile(home / "profile")
        command = [
            program,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
            f"--infilter={filter_name}",
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)),
        ]
        _run(command, home, name, limits, clock)
        made = out / "document.docx"
        if not made.is_file() or not made.stat().st_size:
            raise BrokenFileError(name, f"damaged: LibreOffice could not open it as {kind}")
        _check_size(home, name, limits)
        return made.read_bytes()


def _run(command: list[str], home: Path, name: str, limits: Limits, clock: Clock) -> None:
    """Run to the end, whatever the exit code; the whole group of processes is gone afterwards."""
    try:
        process = subprocess.Popen(  # noqa: S603  a fixed command; the document is a file of ours, not an argument
            command,
            cwd=home,
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise MissingToolError(name, f"LibreOffice cannot be started ({error})") from error
    try:
        while process.poll() is None:
            clock.left()
            _check_size(home, name, limits)
            time.sleep(_TICK)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        # The starter ends before its children where it was killed: the group outlives its leader.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        with contextlib.suppress(OSError):
            command = [str(Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"), "/T", "/F", "/PID"]
            subprocess.run([*command, str(process.pid)], check=False, capture_output=True)  # noqa: S603  a fixed command
    process.wait()


def _check_size(home: Path, name: str, limits: Limits) -> None:
    """Hold what LibreOffice writes to the bound of what is packed inside a file."""
    size = 0
    for folder, _, files in os.walk(home):
        for file in files:
            with contextlib.suppress(OSError):
                size += (Path(folder) / file).stat().st_size
    if size > limits.unpacked:
        raise TooLargeError(name, f"its conversion is larger than the bound of {limits.unpacked:,} bytes")


def _environment(home: Path) -> dict[str, str]:
    """What LibreOffice sees of the machine: nothing of the user's."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    own = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME"), str(home))
    proxy = f"http://{_NOWHERE}:{_NO_PORT}"
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), proxy)
    return {**kept, **own, **proxies, "no_proxy": "", "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, key, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n' + items + "</oor:items>\n",
        encoding="utf-8",
    )
