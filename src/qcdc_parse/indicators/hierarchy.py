"""Rows above rows: groups (`I`, `A`, `1`), and those that a dash or `Trong đó` puts under another."""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import raw

_MARK = regex.compile(
    r"(?P<roman>[IVX]{1,5})(?=[.)\s-]|$) | (?P<upper>[A-ZĐ])(?=[.)]|$) | (?P<decimal>\d{1,3}(?:\.\d{1,3})+)\b | (?P<number>\d{1,3})(?=[.)]|$)"
    r"| (?P<lower>[a-zđ])(?=[.)]|$) | \((?P<paren>\w{1,3})\) | (?P<dash>[-–−•]) | (?P<plus>[+*])",
    regex.VERBOSE,
)
_BEHIND = regex.compile(r"[.)\-–:\s]*")
DEEPEST = 8
"""Rows do not stand deeper under each other."""


@cache
def _parts() -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, raw("columns")["parts"]["words"]))
    return regex.compile(rf"(?P<word>{words})(?:\s*:\s*|$)|(?P<led>trong đó)[\s,]+", regex.IGNORECASE)


def taken_apart(serial: str, name: str) -> tuple[str, str]:
    """Return how a row is marked and its name without the mark; a mark of its own cell, or in front of the name.

    >>> taken_apart("", "- Thu nội địa"), taken_apart("1.2", "Thu nội địa"), taken_apart("", "Trong đó: thu nội địa")
    (('dash', 'Thu nội địa'), ('decimal1', 'Thu nội địa'), ('part', 'thu nội địa'))
    """
    style = _style(serial)
    if style is None and (m := _MARK.match(name)) and (behind := _BEHIND.match(name, m.end())) and behind.end() > m.end():
        found = _style(m[0])
        rest = name[behind.end() :]
        if found is not None and rest:
            style, name = found, rest
    part = _parts().match(name)
    if part:
        return "part", name[part.end() :]
    return style or "plain", name


def _style(mark: str) -> str | None:
    m = _MARK.match(mark) if mark else None
    if m is None:
        return None
    kind = m.lastgroup
    return f"decimal{m[0].count('.')}" if kind == "decimal" else kind


class Chain:
    """The names of the rows above the one that is read, by their marks: a mark seen before goes back to its level."""

    def __init__(self) -> None:
        self._styles: list[str] = []
        self._names: list[str] = []
        self._leads: list[bool] = []

    def enter(self, style: str, name: str, *, leads: bool = False) -> str:
        """Enter a row; return its name behind those of the rows above it, ` / ` between.

        A row without a mark stands under one that ``leads``, which holds no figures, never under one of figures.

        >>> chain = Chain()
        >>> [chain.enter(*row) for row in (("roman", "Kinh tế"), ("number", "Thu"), ("dash", "Nội địa"), ("number", "Chi"))]
        ['Kinh tế', 'Kinh tế / Thu', 'Kinh tế / Thu / Nội địa', 'Kinh tế / Chi']
        """
        depth = len(self._styles)
        if style in self._styles:
            depth = self._styles.index(style)
        elif style == "group":
            depth = 0
        elif style == "plain":
            while depth and not self._leads[depth - 1]:
                depth -= 1
        depth = min(depth, DEEPEST - 1)
        for column in (self._styles, self._names, self._leads):
            del column[depth:]
        self._styles.append(style)
        self._names.append(name)
        self._leads.append(leads)
        return " / ".join(filter(None, self._names))
