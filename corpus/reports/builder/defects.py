"""Defects that files of real offices have, put into the text of a source; everything follows from the file's name."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from reports.builder.subfile import Block, Paragraph, Sub, Table

_MISREAD = {"ẩ": "ấ", "ữ": "ừ", "ỏ": "ó", "đ": "d", "ặ": "ạ", "ể": "é", "ọ": "o", "ầ": "à", "rn": "m", "ệ": "ê"}
_MISREADS = 7
"""Letters that a bad recogniser takes for others, and how many a text has."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def damaged(sub: Sub) -> tuple[Block, ...]:
    """Return a source's blocks with the defects of letters that its header names."""
    blocks = sub.blocks
    if "ocr-letters" in sub.defects:
        blocks = _misread(blocks, random.Random(sub.file))  # noqa: S311  repeatable, nothing secret
    if "oi-glyph" in sub.defects:
        blocks = _each(blocks, lambda text: text.replace("Ư", "Ƣ").replace("ư", "ƣ"))
    if "nfd" in sub.defects:
        blocks = _each(blocks, lambda text: unicodedata.normalize("NFD", text))
    return blocks


def _each(blocks: tuple[Block, ...], change: Callable[[str], str]) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph():
                out.append(replace(block, text=change(block.text), right=None if block.right is None else change(block.right)))
            case Table():
                rows = tuple(replace(row, cells=tuple(map(change, row.cells))) for row in block.rows)
                out.append(replace(block, rows=rows))
            case _:
                out.append(block)
    return tuple(out)


def _misread(blocks: tuple[Block, ...], draw: random.Random) -> tuple[Block, ...]:
    """Change one letter in a few words of the passages: of text in paragraphs, never of numbers."""
    words = [
        (at, match.start(), match[0])
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.tag.is_passage
        for match in _WORD.finditer(block.text)
        if any(letters in match[0] for letters in _MISREAD)
    ]
    out = list(blocks)
    chosen = draw.sample(words, min(_MISREADS, len(words)))
    for at, start, word in sorted(chosen, key=lambda choice: choice[:2], reverse=True):
        block = out[at]
        assert isinstance(block, Paragraph)
        letters = next(letters for letters in _MISREAD if letters in word)
        text = block.text[:start] + word.replace(letters, _MISREAD[letters], 1) + block.text[start + len(word) :]
        out[at] = replace(block, text=text)
    return tuple(out)
