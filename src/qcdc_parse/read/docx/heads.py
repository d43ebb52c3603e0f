"""Headers and footers of the sections: which are printed where."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from qcdc_parse.read.docx.names import W, switch
from qcdc_parse.read.docx.package import Package


class Heads(NamedTuple):
    """Parts of headers and footers.

    ``opening`` is printed once, over the first page: a letterhead belongs to the text. The others are running heads.
    """

    opening: str | None
    headers: tuple[str, ...]
    footers: tuple[str, ...]


def find_heads(package: Package, sections: list[_Element]) -> Heads:
    """Return the headers and footers that sections name, each part once."""
    opening: str | None = None
    found: dict[str, dict[str, None]] = {"headerReference": {}, "footerReference": {}}
    for index, section in enumerate(sections):
        for tag, parts in found.items():
            for reference in section.iterchildren(W + tag):
                relation = package.by_reference(package.main, reference)
                if relation is None or relation.part not in package.parts:
                    continue
                first = tag == "headerReference" and reference.get(W + "type") == "first"
                if first and index == 0 and switch(section, "titlePg"):
                    opening = relation.part
                else:
                    parts[relation.part] = None
    headers, footers = (tuple(part for part in parts if part != opening) for parts in found.values())
    return Heads(opening, headers, footers)
