"""Numbers and bullets that a browser puts before the items of a list."""

from __future__ import annotations

from lxml.etree import _Element

from qcdc_parse.read.html.style import declarations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STYLES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_MOST = 4000
"""Numbers beyond this are written as digits; no list counts so far."""
BULLET = "•"


class Counter:
    """Counts the items of every list of a page."""

    def __init__(self) -> None:
        self._next: dict[_Element, int] = {}

    def label(self, item: _Element) -> str:
        """Return what stands before an item: ``3.``, ``c.``, a bullet, or nothing."""
        parent = item.getparent()
        css = declarations(item)
        outer = declarations(parent) if parent is not None else {}
        kind = css.get("list-style-type") or css.get("list-style") or outer.get("list-style-type") or outer.get("list-style") or ""
        if parent is None or parent.tag != "ol":
            return "" if "none" in kind else BULLET
        value = self._value(item, parent)
        if "none" in kind:
            return ""
        form = next((short for name, short in _STYLES.items() if name in kind), item.get("type") or parent.get("type") or "1")
        return f"{written(value, form)}."

    def _value(self, item: _Element, parent: _Element) -> int:
        step = -1 if parent.get("reversed") is not None else 1
        value = _integer(item.get("value"))
        if value is None:
            value = self._next.get(parent)
        if value is None:
            value = _integer(parent.get("start"))
        if value is None:
            value = sum(1 for child in parent if child.tag == "li") if step < 0 else 1
        self._next[parent] = value + step
        return value


def written(value: int, form: str) -> str:
    """Write a number in a form of `ol`: ``1``, ``a``, ``A``, ``i``, ``I``.

    >>> written(4, "I"), written(28, "a"), written(0, "a")
    ('IV', 'ab', '0')
    """
    if form not in ("a", "A", "i", "I") or not 0 < value < _MOST:
        return str(value)
    out = ""
    if form in "iI":
        for number, letters in _ROMAN:
            count, value = divmod(value, number)
            out += letters * count
    else:
        while value:
            value, rest = divmod(value - 1, 26)
            out = chr(97 + rest) + out
    return out.upper() if form.isupper() else out


def _integer(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.lstrip("+-").isdecimal() and len(digits) < 12 and digits.count("-") + digits.count("+") < 2 else None
