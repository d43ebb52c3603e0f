"""`passages.toml`: which passage of a submission belongs to which slot, out of the tags of the sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from reports.builder.subfile import PageBreak, Row, Sub, Table, Tag

_LETTERS = 80


def passages_toml(subs: Sequence[Sub]) -> str:
    """Return the file of a set's submissions; a copy of a file says what the file says."""
    named = {sub.path.stem: sub for sub in subs}
    out = ["# Built by corpus/reports/make.py from the tags of the sources; not to be edited.\n"]
    for sub in subs:
        for tag, words, kind in _passages(named[sub.copy_of] if sub.copy_of else sub):
            slots = '"outside"' if tag.kind == "-" else json.dumps(list(tag.slots), ensure_ascii=False)
            out.append(
                f"[[passage]]\nfile = {_quoted(sub.file)}\nslots = {slots}\nwords = {_quoted(_shortened(words))}\nkind = {_quoted(kind)}\n"
            )
    return "\n".join(out)


def _passages(sub: Sub) -> Iterable[tuple[Tag, str, str]]:
    """Yield tag, words and kind of every passage; rows with tags of their own are passages, their table is then none."""
    if sub.format == "broken":
        return
    for block in sub.blocks:
        if isinstance(block, PageBreak):
            continue
        if isinstance(block, Table):
            own = [row for row in block.rows if row.tag]
            if own:
                yield from ((row.tag, _words(row), "table") for row in own if row.tag and row.tag.is_passage)
            elif block.tag.is_passage:
                yield block.tag, _words(block.rows[1]), "table"
        elif block.tag.is_passage:
            yield block.tag, block.text, "bullet" if block.text.startswith(("- ", "+ ", "• ", "* ")) else "paragraph"


def _words(row: Row) -> str:
    return " ".join(cell for cell in row.cells if cell)


def _shortened(words: str) -> str:
    """Cut a text to some 80 letters, at the end of a word."""
    text = " ".join(words.split())
    end = text.find(" ", _LETTERS)
    return text if end < 0 else text[:end]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
