"""Tags of tables in Markdown as the rows they draw: a break between cells, a blank for each empty one, merged ones counted."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)\b(?P<rest>[^<>]{0,300})>", re.IGNORECASE)
_SPAN = re.compile(r"(?P<which>col|row)span\s*=\s*[\"']?(?P<count>\d{1,3})", re.IGNORECASE)
_WIDEST = 100
"""Columns, or rows, that one cell may span; more are an error."""
_MOST = 600
"""No row is filled up beyond so many columns."""


class Rows:
    """Where the reading of a table's tags stands: the column, and in how many rows more a column is taken from above.

    What a cell spans beyond its own column is written before the next one: behind the last cell of a row nothing is missing, unless it is the heading of a group over all of them.
    """

    def __init__(self) -> None:
        self._column = 0
        self._over: dict[int, int] = {}
        self._further = 0
        self._open = False
        self._filled = False
        self._alone = False

    def write(self, tags: str) -> str:
        r"""Return what a run of tags that follow each other is in a text; what stood since the last run is in the open cell.

        >>> rows = Rows()
        >>> [rows.write(tags) for tags in ("<tr><td rowspan=2>", "</td><td></td><td>", "</td></tr><tr><td>")]
        ['\n', '\t \t', '\n \t']
        """
        out: list[str] = []
        self._filled = True
        lined = False
        for m in _TAG.finditer(tags):
            name = m["name"].lower()
            if self._open:
                out.append(self._end())
            if name in {"td", "th"}:
                out.append("" if m["close"] else self._begin(m["rest"]))
                continue
            if self._column:
                out.append("\t " * self._further if self._alone and self._further > 1 else self._taken())
                self._over = {column: rows - 1 for column, rows in self._over.items() if rows > 1}
            if self._column or not lined:
                out.append("\n")
                lined = True
            if name == "table":
                self._over = {}
                out.append("\n")
            self._column = self._further = 0
        return "".join(out)

    def _begin(self, attributes: str) -> str:
        """Open a cell behind those that are taken from above."""
        before = self._taken() + "\t " * self._further + ("\t" if self._column else "")
        spans = {m["which"].lower(): min(int(m["count"]), _WIDEST) for m in _SPAN.finditer(attributes)} if attributes else {}
        wide = spans.get("col", 1) or 1
        if spans.get("row", 1) > 1:
            self._over.update(dict.fromkeys(range(self._column, self._column + wide), spans["row"]))
        self._alone = not self._column
        self._column += wide
        self._further, self._open, self._filled = wide - 1, True, False
        return before

    def _end(self) -> str:
        """Close the open cell; a blank stands for nothing in it."""
        self._open = False
        return "" if self._filled else " "

    def _taken(self) -> str:
        """Pass the columns that are taken from above."""
        out = []
        while self._column in self._over and self._column < _MOST:
            out.append("\t " * (self._further + 1) if self._column else " ")
            self._column += 1
            self._further = 0
        return "".join(out)
