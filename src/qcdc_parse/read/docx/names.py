"""Names of WordprocessingML as lxml spells them, and the reading of its values."""

from __future__ import annotations

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"

STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
)
"""Namespaces of ISO 29500 strict and those of the transitional files that nearly all programs write."""

VAL = f"{W}val"
_OFF = {"0", "false", "off", "none"}
_LARGEST = 2**31 - 1


def val(parent: _Element | None, name: str) -> str | None:
    """Return ``w:val`` of a child, or None where there is no such child or value."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL)


def number(text: str | None) -> int | None:
    """Read a whole number; None where it is none or beyond 32 bits.

    >>> number("12"), number("1e9"), number(None)
    (12, None, None)
    """
    try:
        value = int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None
    return value if value is not None and abs(value) <= _LARGEST else None


def is_on(element: _Element) -> bool:
    """Tell whether a switch (``<w:b/>``, ``<w:b w:val="0"/>``) is on."""
    return (element.get(VAL) or "1").lower() not in _OFF


def switch(parent: _Element | None, name: str) -> bool | None:
    """Return the state of a switch, or None where it is not given."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else is_on(child)
