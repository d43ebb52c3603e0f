"""The pages of docs/ are true: their snippets print what they say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SNIPPETS = [
    pytest.param(code, printed, id=f"{page.stem}-{number}")
    for page in sorted((ROOT / "docs").glob("*.md"))
    for number, (code, printed) in enumerate(re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", page.read_text("utf-8"), re.DOTALL), 1)
]


def test_there_are_snippets():
    assert len(SNIPPETS) >= 1


@pytest.mark.parametrize(("code", "printed"), SNIPPETS)
def test_snippet_prints_what_the_page_says(code, printed):
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == printed
