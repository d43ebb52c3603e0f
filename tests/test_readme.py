"""The README is true: its snippets print what it says, its commands run, its figures are today's."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
SNIPPETS = [(code, BLOCKS[i + 1][1]) for i, (kind, code) in enumerate(BLOCKS) if kind == "python"]
COMMANDS = sorted(
    {line.split("#")[0].strip() for kind, code in BLOCKS if kind == "sh" for line in code.splitlines() if line.startswith("qcdc ")}
)


def run(arguments, **options):
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **options,
    )


def test_the_readme_has_snippets_and_commands():
    assert len(SNIPPETS) == 7
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize(("code", "printed"), SNIPPETS)
def test_snippet_prints_what_the_readme_says(code, printed):
    done = run(["-c", code])
    assert done.returncode == 0, done.stderr
    assert done.stdout == printed


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(command, tmp_path):
    if "submissions" in command and not shutil.which("tesseract"):
        pytest.skip("a submission is a scan: Tesseract is not installed")
    arguments = [re.sub(r"^out(?=/|$)", str(tmp_path), a) for a in shlex.split(command)[1:]]
    done = run(["-c", "from qcdc_parse.cli import main; main()", *arguments])
    assert done.returncode == 0, done.stderr
    assert done.stdout or list(tmp_path.iterdir())


def test_figures_are_those_of_today():
    done = run(["-c", "from qcdc_parse.cli import main; main()", "eval", "corpus", "--split", "test"])
    assert done.stdout.strip() in README


def test_make_targets_named_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"^make (\w+)", README, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_figures_of_compiled_reports_are_those_of_today():
    if not shutil.which("tesseract"):
        pytest.skip("a submission is a scan: Tesseract is not installed")
    done = run(["tests/bench/compiled.py", "--split", "test"])
    assert done.returncode == 0, done.stderr
    overall = done.stdout[done.stdout.index("\nall\n") :].partition("\n\n")[0].strip()
    assert overall in README


@pytest.mark.parametrize("bench", ["graph_truth", "graph_chains"])
def test_figures_of_the_graph_are_those_of_today(bench):
    done = run([f"tests/bench/{bench}.py"])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() in README
