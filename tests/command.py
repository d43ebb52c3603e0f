"""The command line for tests: in process, as a process, and as a process on a terminal."""

import os
import re
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from qcdc_parse.cli import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "corpus" / "documents"
COMMAND = [sys.executable, "-c", "from qcdc_parse.cli import main; main()"]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"}}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **more}


def qcdc(*arguments: object, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment(**more), check=False, timeout=120)


def invoke(*arguments: object, stdin: bytes | None = None):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def on_terminal(*arguments: object, columns: int) -> tuple[int, str]:
    """Exit code and output, control sequences included, on a pseudo-terminal of some width."""
    import pty

    parent, child = pty.openpty()
    environment_ = environment(TERM="xterm-256color", COLUMNS=str(columns), LINES="40")
    environment_.pop("NO_COLOR", None)
    command = [*COMMAND, *map(str, arguments)]
    with subprocess.Popen(command, stdout=child, stdin=subprocess.DEVNULL, env=environment_) as process:
        os.close(child)
        chunks = []
        while True:
            try:
                chunk = os.read(parent, 65536)
            except OSError:
                break
            if not chunk:
                break
            chunks.append(chunk)
        code = process.wait()
    os.close(parent)
    return code, b"".join(chunks).decode()


def unstyled(text: str) -> list[str]:
    """Lines of what a terminal got, without its control sequences."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
