"""Printing: the same lines and tables for a terminal (styled, cut to its width) and for a pipe (plain, whole)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from string import Formatter

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from qcdc_parse.cli.render import Line
from qcdc_parse.cli.tables import Table

__all__ = ["aligned", "console", "plain", "print_aligned", "print_counted", "print_lines", "print_table", "print_whole", "tsv", "width"]

_PIPE_WIDTH = 120
_GAP = 2
"""Blanks between the columns of a table."""
_READABLE = 12
_WIDEST = 60


def console() -> Console:
    """Return a console on standard output that takes text as it is: no markup, no emoji, no guessed colours."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def plain(lines: Iterable[Line]) -> str:
    """Return lines as plain text, two spaces an indent."""
    return "".join(f"{'  ' * line.indent}{line.text.plain}".rstrip() + "\n" for line in lines)


def tsv(table: Table) -> str:
    """Return a table as tab-separated values under a line of names; cells hold neither tabs nor line ends."""
    return "".join("\t".join(row) + "\n" for row in (table.columns, *table.rows))


def aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns padded with spaces, numbers to the right.

    >>> print(aligned(["measure", "F1"], [["header", "0.9"], ["spans", "1.0"]]), end="")
    measure   F1
    header   0.9
    spans    1.0
    """
    widths = [max(len(cell) for cell in cells) for cells in zip(columns, *rows, strict=True)]
    right = [all(_is_number(cell) for cell in cells) for cells in zip(*rows, strict=True)] or [False] * len(columns)
    lines = []
    for row in (columns, *rows):
        cells = zip(row, widths, right, strict=True)
        lines.append("  ".join(cell.rjust(width) if number else cell.ljust(width) for cell, width, number in cells).rstrip())
    return "".join(f"{line}\n" for line in lines)


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines: cut to the width of a terminal, whole to a pipe."""
    out = console()
    if not out.is_terminal:
        sys.stdout.write(plain(lines))
        return
    for line in lines:
        text = Text("  " * line.indent).append_text(line.text)
        out.print(text, no_wrap=True, overflow="ellipsis")


def print_whole(lines: Iterable[Line]) -> None:
    """Print lines whole, to a terminal too."""
    out = console()
    if not out.is_terminal:
        sys.stdout.write(plain(lines))
        return
    for line in lines:
        out.print(Text("  " * line.indent).append_text(line.text), soft_wrap=True)


def width() -> int:
    """Return the width that quotations are cut to: that of the terminal."""
    out = console()
    return out.width if out.is_terminal else _PIPE_WIDTH


def print_table(table: Table) -> None:
    """Print a table: its brief columns on a terminal, a line a row, cut to its width; all of them as TSV to a pipe."""
    out = console()
    if not out.is_terminal:
        sys.stdout.write(tsv(table))
        return
    if table.block:
        _print_blocks(out, table)
        return
    (names, *rows), widths = _fitting(table, out.width)
    _print_rich(out, table.title, names, rows, widths)


def _print_blocks(out: Console, table: Table) -> None:
    """Print each row as lines that are wrapped, the last of them dim; a first line that is that of the row before stands once."""
    out.print(Text(table.title, style="italic"))
    before = ""
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        head, *lines = [
            line.format_map(cells) for line in table.block if any(cells[name] for _, name, *_ in Formatter().parse(line) if name)
        ]
        if head != before:
            out.print()
            out.print(Text(head, style="bold"))
        before = head
        for line in lines:
            out.print(Padding(Text(line, style="dim" if line is lines[-1] else ""), (0, 0, 0, _GAP)))


def print_counted(table: Table, more: int) -> None:
    """Print one of several tables under its title, and how many more rows there are; titles in a pipe begin with #."""
    out = console()
    mark = "" if out.is_terminal else "# "
    if not table.rows:
        out.print(Text(f"{mark}{table.title}: none"), soft_wrap=True)
        return
    if not out.is_terminal:
        sys.stdout.write(f"{mark}{table.title}\n")
    print_table(table)
    if more:
        out.print(Text(f"{mark}and {more} more", style="dim"))


def _fitting(table: Table, width: int) -> tuple[list[list[str]], list[int]]:
    """Choose columns and their widths: spare ones give way first, and are left out where nothing readable would be left of them."""
    names = list(table.brief)
    for spare in (*table.spare, None):
        places = [table.columns.index(name) for name in names]
        rows = [names, *([row[place] for place in places] for row in table.rows)]
        widths = [min(max(map(cell_len, column)), _WIDEST) for column in zip(*rows, strict=True)]
        room = width - _GAP * (len(names) - 1)
        spares = [index for index, name in enumerate(names) if name in table.spare]
        bound = _shrink(widths, spares, room)
        if spare is None or bound >= _READABLE:
            break
        names.remove(spare)
    _shrink(widths, range(len(widths)), room)
    return rows, widths


def _shrink(widths: list[int], places: Sequence[int], room: int) -> int:
    """Narrow the widest of some columns until all fit, or these are narrowest; return what the narrowed ones are bound to."""
    bound = _WIDEST
    while sum(widths) > room and bound > 1:
        bound -= 1
        for place in places:
            widths[place] = min(widths[place], bound)
    return bound


def print_aligned(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of figures: framed on a terminal, in columns padded with spaces to a pipe."""
    out = console()
    if out.is_terminal:
        _print_rich(out, title, columns, rows)
    else:
        sys.stdout.write(aligned(columns, rows))


def _print_rich(out: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int | None] = ()) -> None:
    shown = RichTable(
        title=Text(title), title_justify="left", header_style="bold", box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0)
    )
    for index, (name, wide) in enumerate(zip_longest(columns, widths)):
        number = bool(rows) and all(_is_number(row[index]) for row in rows)
        shown.add_column(
            Text(name), justify="right" if number else "left", width=wide, no_wrap=bool(wide), overflow="ellipsis" if wide else "fold"
        )
    for row in rows:
        shown.add_row(*map(Text, row))
    out.print(shown)


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(".", "", 1).isdigit()
