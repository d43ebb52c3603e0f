"""Automatic numbers: the definitions of ``numbering.xml`` and the counting, as Word does it (ECMA-376 17.9, MS-DOC 2.4.6.4).

Counters belong to the abstract definition, so all lists over one go on counting together; a ``startOverride`` restarts
them where its list is first met. Each story (body, notes, a text box, headers) counts by itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.etree import _Element

from qcdc_parse.read.docx.fonts import bullet
from qcdc_parse.read.docx.names import MC, VAL, W, number, switch, val
from qcdc_parse.read.docx.numfmt import write
from qcdc_parse.read.docx.styles import Style, Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_SUFFIX = {"nothing": "", "space": " ", "tab": " "}
_LINKS = 8
"""Definitions that only name another one are followed so far."""


class Level(NamedTuple):
    """One level of a list. ``restart``: the level that restarts it, from 1; 0 is none, None any higher one."""

    form: str = "decimal"
    pattern: str = ""
    template: str = ""
    start: int = 0
    restart: int | None = None
    legal: bool = False
    suffix: str = " "
    style: str | None = None
    run: _Element | None = None
    picture: bool = False


class List(NamedTuple):
    """A list that paragraphs can belong to: its levels, what it counts with, where it starts anew when first met."""

    identity: str
    counted_with: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Label(NamedTuple):
    """The printed number of a paragraph, what follows it included; ``run`` are the level's own run properties."""

    text: str
    run: _Element | None
    unknown: tuple[str, ...] = ()
    """Number formats that are not known, for which digits stand."""


class Counters:
    """Where the lists of one story stand."""

    def __init__(self) -> None:
        self.values: dict[str, list[int | None]] = {}
        self.started: set[tuple[str, int]] = set()


class Numbering:
    """The lists of a file."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, _Element] = {}
        self._nums: dict[str, _Element] = {}
        self._lists: dict[str, List | None] = {}
        for element in () if root is None else root.iterchildren(W + "abstractNum"):
            self._abstract.setdefault(element.get(W + "abstractNumId") or "", element)
        for element in () if root is None else root.iterchildren(W + "num"):
            self._nums.setdefault(element.get(W + "numId") or "", element)

    def place(self, properties: _Element | None, chain: tuple[Style, ...]) -> tuple[List, int] | None:
        """Return the list and level of a paragraph; None where it has no number.

        A level that names the style stands before the level that the style gives; what the paragraph gives stands before both.
        """
        identity: str | None = None
        level: int | None = None
        seen: list[str] = []
        holders = [(None, properties), *((style.identity, style.paragraph) for style in chain)]
        for style, holder in holders:
            given = None if holder is None else holder.find(W + "numPr")
            if style is not None and identity is None:
                seen.append(style)
            if given is None:
                continue
            if level is None:
                level = number(val(given, "ilvl"))
            if identity is None:
                identity = val(given, "numId")
        found = None if identity is None else self.list(identity)
        if found is None:
            return None
        direct = None if properties is None else properties.find(W + "numPr")
        linked = None
        if direct is None or direct.find(W + "ilvl") is None:
            names = seen or [style.identity for style in chain]
            linked = next((at for name in names for at, one in found.levels.items() if one.style == name), None)
        at = linked if linked is not None else level or 0
        return (found, at) if at in found.levels else None

    def list(self, identity: str) -> List | None:
        """Return a list by the number that paragraphs name it with (``w:numId``); 0 and unknown ones are none."""
        if identity not in self._lists:
            self._lists[identity] = self._make(identity)
        return self._lists[identity]

    def _make(self, identity: str) -> List | None:
        num = None if identity == "0" else self._nums.get(identity)
        counted_with = val(num, "abstractNumId")
        if num is None or counted_with is None or counted_with not in self._abstract:
            return None
        levels = self._levels(counted_with)
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            at = number(override.get(W + "ilvl"))
            if at is None or not 0 <= at < _LEVELS:
                continue
            own = override.find(W + "lvl")
            if own is not None:
                levels[at] = _level(own)
            start = number(val(override, "startOverride"))
            if start is not None:
                starts[at] = start
                levels[at] = levels.get(at, Level())._replace(start=start)
        return List(identity, counted_with, levels, starts)

    def _levels(self, abstract: str | None, links: int = 0) -> dict[int, Level]:
        """Return the levels of an abstract definition, or of the one that the style it names leads to."""
        element = None if abstract is None else self._abstract.get(abstract)
        if element is None or links > _LINKS:
            return {}
        levels: dict[int, Level] = {}
        for child in element.iterchildren(W + "lvl"):
            at = number(child.get(W + "ilvl"))
            if at is not None and 0 <= at < _LEVELS:
                levels[at] = _level(child)
        style = val(element, "numStyleLink")
        if levels or style is None:
            return levels
        chain = self._styles.chain(style)
        num = next((n for s in chain if s.paragraph is not None and (n := val(s.paragraph.find(W + "numPr"), "numId"))), None)
        return self._levels(val(self._nums.get(num or ""), "abstractNumId"), links + 1)

    def advance(self, counters: Counters, numbered: List, at: int) -> tuple[int, ...]:
        """Count a paragraph; return the numbers of its level and those above it."""
        values = counters.values.setdefault(numbered.counted_with, [None] * _LEVELS)
        levels = numbered.levels
        start = levels[at].start
        if at in numbered.starts and (numbered.identity, at) not in counters.started:
            counters.started.add((numbered.identity, at))
            values[at] = start
        else:
            before = values[at]
            values[at] = start if before is None else before + 1
        for deeper in range(at + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or restart > deeper or at < restart:
                values[deeper] = None
        out = []
        for level in range(at + 1):
            value = values[level]
            out.append(value if value is not None else levels[level].start if level in levels else 0)
        return tuple(out)

    def label(self, numbered: List, at: int, numbers: tuple[int, ...], language: str) -> Label:
        """Write the label of a paragraph from its numbers."""
        level = numbered.levels[at]
        if level.form == "bullet":
            text = bullet(level.template, self._styles.properties(level.run).get("font"))
            if level.picture:
                text = "•"
            return Label(text + level.suffix if text else "", level.run)
        unknown: list[str] = []

        def written(m: re.Match[str]) -> str:
            one = int(m[1]) - 1
            if one > at:
                return ""
            source = numbered.levels.get(one, Level())
            form = source.form
            if form == "bullet":
                return ""
            if level.legal and one < at and form not in ("decimalZero", "none"):
                form = "decimal"
            numeral = write(numbers[one], form, source.pattern, language)
            if not numeral.known:
                unknown.append(form)
            return numeral.text

        text = _PLACE.sub(written, level.template)
        return Label(text + level.suffix if text else "", level.run, tuple(unknown))


def _level(element: _Element) -> Level:
    form, pattern = _form(element)
    return Level(
        form,
        pattern,
        val(element, "lvlText") or "",
        number(val(element, "start")) or 0,
        number(val(element, "lvlRestart")),
        bool(switch(element, "isLgl")),
        _SUFFIX.get(val(element, "suff") or "tab", " "),
        val(element, "pStyle"),
        element.find(W + "rPr"),
        element.find(W + "lvlPicBulletId") is not None,
    )


def _form(element: _Element) -> tuple[str, str]:
    """Return the number format and its pattern; newer ones stand in an alternative beside an older one."""
    found = element.find(W + "numFmt")
    if found is None:
        found = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if found is None:
        return "decimal", ""
    return found.get(VAL) or "decimal", found.get(W + "format") or ""
