"""A source of a set (`.sub`): a header, then one paragraph a line, each with the slot of the outline that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from office import MakeError

ENDINGS = {
    "docx": (".docx",),
    "pdf": (".pdf",),
    "txt": (".txt",),
    "md": (".md",),
    "scan": (".pdf",),
    "html": (".html", ".htm"),
    "broken": (".docx",),
}
"""Formats, each with the endings that its files may have."""

DEFECTS: dict[str, tuple[str, ...]] = {
    "nfd": tuple(ENDINGS),
    "oi-glyph": tuple(ENDINGS),
    "ocr-letters": tuple(ENDINGS),
    "hard-wraps": ("txt", "md"),
    "blank-line-wraps": ("txt", "md"),
    "page-numbers": ("txt", "pdf", "scan", "docx"),
    "tcvn3": ("txt",),
    "markdown": ("md",),
}
"""Defects, each with the formats that it goes with."""

_KEYS = ("file", "format", "numbering", "defects", "told", "copy_of")
_ROW_TAG = re.compile(r"\{([^{}]*)\}\s*")


class SourceError(MakeError):
    """A source that cannot be built, with file and line."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Name the place: `path:line: message`."""
        super().__init__(f"{path}:{line}: {message}")


@dataclass(frozen=True)
class Tag:
    """What stands ahead of a line: frame, heading, outside, or the slots that it answers."""

    kind: str
    slots: tuple[str, ...] = ()

    @property
    def is_passage(self) -> bool:
        """Whether the line is content."""
        return self.kind in {"-", "slots"}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `right` is the second column of a letterhead or signature."""

    tag: Tag
    text: str
    line: int
    right: str | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table; a tag of its own makes it a passage of its own."""

    cells: tuple[str, ...]
    tag: Tag | None = None


@dataclass(frozen=True)
class Table:
    """A table; its first row is the head."""

    tag: Tag
    rows: tuple[Row, ...]
    line: int


@dataclass(frozen=True)
class PageBreak:
    """A new page begins."""


Block = Paragraph | Table | PageBreak


@dataclass(frozen=True)
class Sub:
    """A source: what to write, and how. `copy_of` names the source whose file this one repeats byte for byte."""

    path: Path
    file: str
    format: str
    automatic: bool
    defects: frozenset[str]
    blocks: tuple[Block, ...]
    copy_of: str | None = None


def read_sub(path: Path) -> Sub:
    """Read a source.

    :raises SourceError: it breaks a rule of the format.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise SourceError(path, 1, f"not UTF-8: {error.reason}") from None
    try:
        rule = next(i for i, line in enumerate(lines) if line.strip() == "---")
    except StopIteration:
        raise SourceError(path, len(lines), "no line --- below the header") from None
    head = _header(path, lines[:rule])
    blocks = tuple(_blocks(path, lines, rule + 1))
    if not blocks and "copy_of" not in head:
        raise SourceError(path, rule + 1, "nothing below the header")
    return Sub(
        path,
        head["file"],
        head["format"],
        head.get("numbering", "typed") == "auto",
        frozenset(_words(head.get("defects", ""))),
        blocks,
        head.get("copy_of"),
    )


def slots_used(sub: Sub) -> Iterable[tuple[str, int]]:
    """Yield every slot that a source names, with its line."""
    for block in sub.blocks:
        if isinstance(block, PageBreak):
            continue
        yield from ((slot, block.line) for slot in block.tag.slots)
        if isinstance(block, Table):
            for at, row in enumerate(block.rows, block.line + 1):
                yield from ((slot, at) for slot in (row.tag.slots if row.tag else ()))


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _header(path: Path, lines: list[str]) -> dict[str, str]:
    head: dict[str, str] = {}
    for at, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, colon, value = line.partition(":")
        key, value = key.strip(), re.sub(r"\s+#\s.*$", "", value).strip()
        if not colon or key not in _KEYS:
            raise SourceError(path, at, f"unknown key {key!r}: one of {', '.join(_KEYS)}")
        if key in head:
            raise SourceError(path, at, f"{key} stands twice")
        head[key] = value
        if key == "format" and value not in ENDINGS:
            raise SourceError(path, at, f"unknown format {value!r}: one of {', '.join(ENDINGS)}")
        if key == "numbering" and value not in {"auto", "typed"}:
            raise SourceError(path, at, f"unknown numbering {value!r}: auto or typed")
        if key == "defects" and (wrong := [word for word in _words(value) if word not in DEFECTS]):
            raise SourceError(path, at, f"unknown defect {wrong[0]!r}: one of {', '.join(DEFECTS)}")
    missing = [key for key in ("file", "format") if key not in head]
    if missing:
        raise SourceError(path, 1, f"the header lacks {missing[0]}")
    if "/" in head["file"] or not head["file"].lower().endswith(ENDINGS[head["format"]]):
        raise SourceError(path, 1, f"{head['file']!r} does not end as {head['format']} files do, or names a folder")
    for defect in _words(head.get("defects", "")):
        if head["format"] not in DEFECTS[defect]:
            raise SourceError(path, 1, f"{defect} does not go with {head['format']}")
    if head.get("numbering") == "auto" and head["format"] != "docx":
        raise SourceError(path, 1, f"numbering: auto goes with docx, not with {head['format']}")
    return head


def _tag(path: Path, at: int, text: str) -> Tag:
    text = text.strip()
    if text in {"~", "=", "-"}:
        return Tag(text)
    slots = tuple(slot.strip() for slot in text.split("+"))
    if not all(slots):
        raise SourceError(path, at, f"unknown tag {text!r}")
    return Tag("slots", slots)


def _blocks(path: Path, lines: list[str], start: int) -> Iterable[Block]:
    at = start
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        if not line.strip():
            continue
        if line.strip() == "#page":
            yield PageBreak()
            continue
        tag, bar, text = line.partition("|")
        if not bar:
            raise SourceError(path, number, "no tag: a line is TAG| text, #page or a row of a table")
        if text.startswith("|"):
            raise SourceError(path, number, "no tag ahead of ||")
        kind, text = _tag(path, number, tag), text.strip()
        if text == "#table":
            end = next((i for i in range(at, len(lines)) if lines[i].strip() == "#end"), None)
            if end is None:
                raise SourceError(path, number, "table without #end")
            yield _table(path, kind, lines[at:end], number)
            at = end + 1
        elif "||" in text or text.endswith("|") or text.startswith("|"):
            left, two, right = text.partition("||")
            if kind.kind != "~" or not two:
                raise SourceError(path, number, "two columns stand in the frame only (~| left || right)")
            yield Paragraph(kind, left.strip(), number, right.strip())
        elif text:
            yield Paragraph(kind, text, number)
        else:
            raise SourceError(path, number, "a tag without text")


def _table(path: Path, tag: Tag, lines: list[str], line: int) -> Table:
    rows: list[Row] = []
    for at, text in enumerate(lines, line + 1):
        own = _ROW_TAG.match(text)
        cells = tuple(cell.strip() for cell in (text[own.end() :] if own else text).split("|"))
        if rows and len(cells) != len(rows[0].cells):
            raise SourceError(path, at, f"{len(cells)} cells, where the first row has {len(rows[0].cells)}")
        rows.append(Row(cells, _tag(path, at, own[1]) if own else None))
    if len(rows) < 2:
        raise SourceError(path, line, "a table has a head and at least one row")
    return Table(tag, tuple(rows), line)
