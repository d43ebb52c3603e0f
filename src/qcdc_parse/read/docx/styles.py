"""Styles: what a run looks like and what a paragraph inherits, resolved over defaults, styles and direct formatting."""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml.etree import _Element

from qcdc_parse.read.docx.names import VAL, A, W, is_on, number, val

_TOGGLES = {"b", "i", "caps", "smallCaps", "vanish"}
"""Properties that two levels of styles switch off between them (ECMA-376 17.7.3)."""
_TOGGLE_TAGS = {W + name: name for name in _TOGGLES}
_UNDERLINE, _SIZE, _FONTS, _LANGUAGE = W + "u", W + "sz", W + "rFonts", W + "lang"
_LONGEST = 64
"""Styles that are based on each other are followed so far."""
_POINTS = 10.0
"""Size of letters where nothing gives one."""
_HEADING = "heading "
_NOTHING: dict[str, Any] = {}

Properties = dict[str, Any]
"""Run properties that are given: toggles and ``u`` as bool, ``sz`` in points, ``font``, ``lang``."""


class RunFormat(NamedTuple):
    """How a run is printed. ``capitals`` are those of ``w:caps`` and ``w:smallCaps``."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float = _POINTS
    capitals: bool = False
    hidden: bool = False
    font: str | None = None
    language: str = ""


class Style(NamedTuple):
    """A style of the file; ``run`` are its own run properties."""

    identity: str
    name: str
    based_on: str | None
    element: _Element
    paragraph: _Element | None
    run: Properties


class Styles:
    """The styles of a file."""

    def __init__(self, root: _Element | None, theme: _Element | None) -> None:
        self._fonts = _theme_fonts(theme)
        self._styles: dict[str, Style] = {}
        self._chains: dict[str | None, tuple[Style, ...]] = {None: ()}
        self._formats: dict[tuple[Any, ...], RunFormat] = {}
        self._merged: dict[str | None, Properties] = {}
        self._default_style: str | None = None
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults = self.properties(defaults)
        for element in () if root is None else root.iterchildren(W + "style"):
            identity = element.get(W + "styleId")
            if identity is None:
                continue
            paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
            name = (val(element, "name") or "").lower()
            self._styles[identity] = Style(identity, name, val(element, "basedOn"), element, paragraph, self.properties(run))
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default_style = identity

    def chain(self, identity: str | None) -> tuple[Style, ...]:
        """Return a style and those it is based on, in that order; a loop ends where it closes."""
        if identity not in self._chains:
            out: dict[str, Style] = {}
            at: str | None = identity
            while at is not None and at not in out and len(out) < _LONGEST and (style := self._styles.get(at)) is not None:
                out[at] = style
                at = style.based_on
            self._chains[identity] = tuple(out.values())
        return self._chains[identity]

    def of_paragraph(self, properties: _Element | None) -> tuple[Style, ...]:
        """Return the chain of a paragraph's style; a style that is missing is the default one."""
        return self.chain(val(properties, "pStyle")) or self.chain(self._default_style)

    def level(self, properties: _Element | None) -> int | None:
        """Return the outline level of a paragraph, 1 the highest; None for body text."""
        chain = self.of_paragraph(properties)
        for holder in (properties, *(style.paragraph for style in chain)):
            outline = number(val(holder, "outlineLvl"))
            if outline is not None:
                return outline + 1 if 0 <= outline < 9 else None
        for style in chain:
            if style.name.startswith(_HEADING) and (level := number(style.name[len(_HEADING) :])) is not None:
                return level if 1 <= level <= 9 else None
        return None

    def properties(self, element: _Element | None) -> Properties:
        """Read the run properties that matter here."""
        if element is None or not len(element):
            return _NOTHING
        out: Properties = {}
        for child in element.iterchildren():
            tag = child.tag
            if tag in _TOGGLE_TAGS:
                out[_TOGGLE_TAGS[tag]] = is_on(child)
            elif tag == _UNDERLINE:
                out["u"] = child.get(VAL, "single") != "none"
            elif tag == _SIZE:
                if (size := _points(child.get(VAL))) is not None:
                    out["sz"] = size
            elif tag == _FONTS:
                if (font := self._font(child)) is not None:
                    out["font"] = font
            elif tag == _LANGUAGE and (language := child.get(VAL)):
                out["lang"] = language
        return out

    def format(self, paragraph: tuple[Style, ...], direct: _Element | None) -> RunFormat:
        """Return how a run is printed: its paragraph's style, its character style, its own formatting."""
        own = self.properties(direct)
        character = None if direct is None else val(direct, "rStyle")
        key = (paragraph[0].identity if paragraph else None, character, *own.items())
        known = self._formats.get(key)
        if known is None:
            known = self._formats[key] = self._resolve(paragraph, character, own)
        return known

    def _resolve(self, paragraph: tuple[Style, ...], character: str | None, own: Properties) -> RunFormat:
        styles = (self._merge(paragraph[0].identity if paragraph else None), self._merge(character))
        toggles: dict[str, bool] = {}
        for name in _TOGGLES:
            if name in own:
                toggles[name] = own[name]
            else:
                toggles[name] = bool(self._defaults.get(name)) or styles[0].get(name, False) != styles[1].get(name, False)
        given = {**self._defaults, **styles[0], **styles[1], **own}
        return RunFormat(
            toggles["b"],
            toggles["i"],
            given.get("u", False),
            given.get("sz", _POINTS),
            toggles["caps"] or toggles["smallCaps"],
            toggles["vanish"],
            given.get("font"),
            given.get("lang", ""),
        )

    def _merge(self, identity: str | None) -> Properties:
        """Return the run properties along a chain of styles, the nearest winning."""
        if identity not in self._merged:
            merged: Properties = {}
            for style in reversed(self.chain(identity)):
                merged.update(style.run)
            self._merged[identity] = merged
        return self._merged[identity]

    def _font(self, fonts: _Element) -> str | None:
        """Return the font of Latin letters; one of the theme stands before a name."""
        for kind in ("hAnsi", "ascii"):
            theme = fonts.get(f"{W}{kind}Theme")
            if theme is not None and (named := self._fonts.get(theme[:5])):
                return named
            if name := fonts.get(W + kind):
                return str(name)
        return None


def _points(text: str | None) -> float | None:
    """Read a size: half points, or points where it says so (``13pt``)."""
    if text and text.endswith("pt"):
        try:
            return float(text[:-2])
        except ValueError:
            return None
    half = number(text)
    return half / 2 if half is not None and half > 0 else None


def _theme_fonts(theme: _Element | None) -> dict[str, str]:
    """Return the Latin fonts of a theme, by the first five letters of how they are called (``major``, ``minor``)."""
    out: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = None if theme is None else theme.find(f".//{A}{kind}Font/{A}latin")
        if latin is not None and (face := latin.get("typeface")):
            out[kind] = face
    return out
