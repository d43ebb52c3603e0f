"""What an element does to the letters inside it: tags and inline style, as far as a reader of documents needs them."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.etree import _Element

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 "
    "h5 h6 header hgroup html legend li main menu nav noframes ol option p pre section summary table tbody td tfoot th thead tr ul xmp caption "
    "button select textarea".split()
)
OUT = frozenset(
    "script style template noscript head title meta link object embed applet iframe canvas svg math audio video map datalist param xml "
    "area base del".split()
)
"""Elements without text of the document; what `del` holds is gone from it."""
_BOLD = frozenset("b strong th h1 h2 h3 h4 h5 h6".split())
_ITALIC = frozenset("i em cite dfn address".split())
_UNDERLINE = frozenset("u ins".split())
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_UNITS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12, "cm": 28.35, "mm": 2.835, "in": 72.0}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(pt|px|r?em|%|cm|mm|in)")
_RELATIVE = {"em", "%"}


class Style(NamedTuple):
    """How letters look and what they are part of."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float | None = None
    level: int | None = None
    upper: bool = False
    kept: bool = False
    """White space is kept as it stands (`pre`)."""
    link: str | None = None
    raised: bool = False
    symbol: bool = False
    """A font of pictures: its letters are bullets."""


def declarations(element: _Element) -> dict[str, str]:
    """Return the inline style of an element, in lower case.

    >>> from lxml.etree import fromstring
    >>> declarations(fromstring('<p style="FONT-WEIGHT: bold; text-align:center"/>'))
    {'font-weight': 'bold', 'text-align': 'center'}
    """
    text = element.get("style")
    if not text:
        return {}
    pairs = (part.partition(":") for part in text.lower().split(";"))
    return {key.strip(): value.replace("!important", "").strip() for key, _, value in pairs if value}


def is_hidden(element: _Element) -> bool:
    """Tell an element that its page does not show."""
    if element.get("hidden") is not None:
        return True
    style = declarations(element)
    return style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all"


def is_block(element: _Element) -> bool:
    """Tell an element that begins a line of its own."""
    display = declarations(element).get("display", "")
    return element.tag in BLOCKS or display in {"block", "flex", "grid", "table", "table-row", "list-item"}


def styled(outer: Style, element: _Element) -> Style:
    """Return the style inside an element."""
    tag = element.tag
    css = declarations(element)
    if not css and tag in {"p", "div", "span", "td", "tr"}:
        return outer
    weight = css.get("font-weight", "")
    bold = outer.bold or tag in _BOLD
    if weight:
        bold = weight.startswith("bold") or (weight.isdigit() and int(weight) >= 600)
    slant = css.get("font-style")
    decoration = css.get("text-decoration", "") + css.get("text-decoration-line", "")
    family = css.get("font-family", "") + css.get("font", "") + (element.get("face") or "").lower()
    return Style(
        bold=bold,
        italic=slant in {"italic", "oblique"} if slant else outer.italic or tag in _ITALIC,
        underline="underline" in decoration if decoration else outer.underline or tag in _UNDERLINE,
        size=_size(outer, element, css),
        level=int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else outer.level,
        upper=css["text-transform"] == "uppercase" if "text-transform" in css else outer.upper,
        kept=css["white-space"].startswith("pre") and css["white-space"] != "pre-line"
        if "white-space" in css
        else outer.kept or tag in {"pre", "xmp", "textarea"},
        link=element.get("href") if tag == "a" and element.get("href") else outer.link,
        raised=outer.raised or tag == "sup" or css.get("vertical-align") == "super",
        symbol="symbol" in family or "wingdings" in family or (outer.symbol and not family),
    )


def _size(outer: Style, element: _Element, css: dict[str, str]) -> float | None:
    if found := _LENGTH.search(css.get("font-size") or css.get("font", "")):
        unit = found[2]
        factor = (outer.size or 12.0) * _UNITS[unit] / 12.0 if unit in _RELATIVE else _UNITS[unit]
        size = round(float(found[1][:6]) * factor, 1)
        return size if 1 <= size <= 200 else outer.size
    if element.tag == "font":
        return _FONT_SIZES.get(element.get("size", ""), outer.size)
    return outer.size
