"""Runs of letters gathered into lines, as a browser lays them out."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from lxml.etree import _Element

from qcdc_parse.read.html.style import Style
from qcdc_parse.text import Look

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SELF_LABELLED = re.compile(r"\s*(?:[-–—+•*·]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivxIVX]{1,5})[.)/])(?:\s|\w)")
_PICTURED = re.compile(r"[^\s\w]|[§ØüvonqlØ](?!\w)")


class Run(NamedTuple):
    """Letters of one style; ``mark`` says that they are the mark of a footnote."""

    text: str
    style: Style
    mark: bool = False


class HtmlLine(NamedTuple):
    """One line as laid out: its letters, what they look like, and the block element it stands in.

    ``marks`` are stretches that are marks of footnotes, ``raised`` those that only stand high; ``linked`` counts the letters
    inside links, whose targets are ``targets``. ``soft`` says that the line ended by `<br>` or in `<pre>`.
    """

    text: str
    look: Look
    node: _Element
    marks: tuple[tuple[int, int], ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    linked: int = 0
    targets: tuple[str, ...] = ()
    soft: bool = False
    table: bool = False

    @property
    def link_share(self) -> float:
        """Share of its letters that stand in links."""
        letters = sum(map(str.isalnum, self.text))
        return min(self.linked / letters, 1.0) if letters else 0.0


class Flow:
    """Takes letters and ends of lines in their order; ``lines`` are what came of them."""

    def __init__(self) -> None:
        self.lines: list[HtmlLine] = []
        self._runs: list[Run] = []
        self._label = ""

    def add(self, text: str, style: Style, *, mark: bool = False) -> None:
        """Take letters."""
        self._runs.append(Run(text, style, mark))

    def label(self, text: str) -> None:
        """Take the label of a list's item, which stands before its first letters unless these have one."""
        self._label = text

    def end(self, node: _Element, *, soft: bool = False) -> None:
        """End the line; where nothing is on it, nothing comes of it."""
        if not self._runs:
            return
        runs, self._runs = self._runs, []
        if not any(map(_has_ink, runs)):
            return
        if any(run.style.kept and "\n" in run.text for run in runs):
            for part in _split(runs):
                self._write(part, node, soft=True)
        else:
            self._write(runs, node, soft=soft)

    def _write(self, runs: list[Run], node: _Element, *, soft: bool) -> None:
        text = ""
        pieces: list[tuple[int, int, Run]] = []
        for run in runs:
            shown = run.text if run.style.kept else _BLANKS.sub(" ", run.text)
            shown = shown.replace("\u00a0", " ") if run.style.kept or not text else shown
            if not run.style.kept and shown.startswith(" ") and (not text or text.endswith((" ", "\t"))):
                shown = shown[1:]
            if run.style.upper:
                shown = shown.upper()
            if run.style.symbol and _PICTURED.fullmatch(shown.strip()):
                shown = "•"
            if shown:
                pieces.append((len(text), len(text) + len(shown), run))
                text += shown
        bare = text.strip("\n\r\t \u00a0")
        if not bare:
            return
        cut = text.index(bare)
        text = bare.replace("\u00a0", " ")
        if self._label:
            if not _SELF_LABELLED.match(text):
                text = f"{self._label} {text}"
                cut -= len(self._label) + 1
            self._label = ""
        moved = [(max(a - cut, 0), min(b - cut, len(text)), run) for a, b, run in pieces if b - cut > 0 and a - cut < len(text)]
        inked = [(sum(map(str.isalnum, text[a:b])), run) for a, b, run in moved]
        letters = [(count, run) for count, run in inked if count] or [(1, run) for _, _, run in moved]
        self.lines.append(
            HtmlLine(
                text,
                _look(letters),
                node,
                tuple((a, b) for a, b, run in moved if run.mark),
                tuple((a, b) for a, b, run in moved if run.style.raised and not run.mark),
                sum(count for count, run in letters if run.style.link),
                tuple({run.style.link for _, run in letters if run.style.link}),
                soft,
            )
        )


def _has_ink(run: Run) -> bool:
    return not run.text.isspace() and bool(run.text)


def _split(runs: list[Run]) -> list[list[Run]]:
    """Cut runs at the line ends that are kept."""
    out: list[list[Run]] = [[]]
    for run in runs:
        if not run.style.kept:
            out[-1].append(run)
            continue
        first, *others = run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        out[-1].append(run._replace(text=first))
        out += [[run._replace(text=other)] for other in others]
    return out


def _look(letters: list[tuple[int, Run]]) -> Look:
    sizes: Counter[float | None] = Counter()
    for count, run in letters:
        sizes[run.style.size] += count
    return Look(
        bold=all(run.style.bold for _, run in letters),
        italic=all(run.style.italic for _, run in letters),
        underline=all(run.style.underline for _, run in letters),
        size=sizes.most_common(1)[0][0] if sizes else None,
        level=next((run.style.level for _, run in letters if run.style.level), None),
    )
