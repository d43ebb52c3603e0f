"""How a paragraph looks on the page: what its tag and its words say of that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from reports.builder.subfile import Block, Paragraph

_CENTRED = re.compile(r"(?i:phụ lục\b|phần thứ\b)")
_LABELLED = re.compile(r"(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s|[-+•]\s")


class Look(Enum):
    """Title of the document, centred heading, remark in brackets, heading, text."""

    TITLE = auto()
    CENTRED = auto()
    ASIDE = auto()
    HEADING = auto()
    TEXT = auto()


def look_of(blocks: Sequence[Block]) -> list[Look]:
    """Return the look of every block; what is no paragraph counts as text."""
    looks: list[Look] = []
    opened = False
    for block in blocks:
        look = Look.TEXT
        if isinstance(block, Paragraph) and block.right is None:
            before = looks[-1] if looks else Look.TEXT
            if block.tag.kind == "~" and re.fullmatch(r"\(.+\)|[-–_*]{3,}", block.text):
                look = Look.ASIDE
            elif block.tag.kind == "~" and not opened and block.text[-1] not in ".:;,":
                look = Look.TITLE
            elif block.tag.kind == "=" or (block.tag.kind == "~" and _CENTRED.match(block.text)):
                centred = _CENTRED.match(block.text) or (before is Look.CENTRED and not _LABELLED.match(block.text))
                look = Look.CENTRED if centred else Look.HEADING
            opened = opened or look in {Look.TEXT, Look.HEADING, Look.CENTRED}
        looks.append(look)
    return looks
