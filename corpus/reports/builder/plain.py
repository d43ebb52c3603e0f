"""Sources written as plain text, as Markdown the way models that read pictures write it, and as HTML."""

from __future__ import annotations

import re
import textwrap
from html import escape

from reports.builder.layout import Look, look_of
from reports.builder.subfile import Block, PageBreak, Paragraph, Sub, Table

_WIDTH = 75
_PAGE = 42
"""Letters a line and lines a page, where lines are wrapped and pages numbered."""
_ROMAN = re.compile(r"[IVX]+\.\s")


def write_txt(sub: Sub, blocks: tuple[Block, ...]) -> bytes:
    """Return a text file: columns side by side, cells with tabs between."""
    lines: list[str] = []
    for block, look in zip(blocks, look_of(blocks), strict=True):
        match block:
            case PageBreak():
                lines.append("\f")
            case Table():
                lines += ["\t".join(row.cells) for row in block.rows]
            case Paragraph(text=text, right=None):
                lines += _wrapped(sub, text, indent="  " if look in {Look.TITLE, Look.CENTRED, Look.ASIDE} else "")
            case Paragraph(text=text, right=right):
                lines.append(f"{text:<44}  {right}".rstrip())
        if "blank-line-wraps" not in sub.defects:
            lines.append("") if look in {Look.HEADING, Look.TITLE} else None
    if "page-numbers" in sub.defects:
        pages = [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]
        lines = [line for number, page in enumerate(pages, 1) for line in ([f"{number:>38}"] if number > 1 else []) + page]
    return _encoded(sub, "\n".join(lines).replace("\f\n", "\f") + "\n")


def _wrapped(sub: Sub, text: str, indent: str = "") -> list[str]:
    """Break a paragraph into lines where a defect asks for that."""
    if not sub.defects & {"hard-wraps", "blank-line-wraps"}:
        return [indent + text]
    lines = [indent + line for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)]
    return [part for line in lines for part in (line, "")] if "blank-line-wraps" in sub.defects else lines


def _encoded(sub: Sub, text: str) -> bytes:
    if "tcvn3" not in sub.defects:
        return text.encode()
    from encoders import to_tcvn3  # tests/encoders.py: needs iconv

    return b"".join(c.encode("latin-1") if ord(c) < 256 else c.encode("cp1252") for c in to_tcvn3(text))


def write_md(sub: Sub, blocks: tuple[Block, ...]) -> bytes:
    """Return Markdown: headings with `#`, tables with pipes; with the defect `markdown` bold frames and rules between pages."""
    loud = "markdown" in sub.defects
    parts: list[str] = []
    for block, look in zip(blocks, look_of(blocks), strict=True):
        match block:
            case PageBreak():
                parts.append("---")
            case Table():
                rows = ["| " + " | ".join(row.cells) + " |" for row in block.rows]
                rows.insert(1, "|" + "---|" * len(block.rows[0].cells))
                parts.append("\n".join(rows))
            case Paragraph(text=text, right=None):
                parts.append("\n".join(_wrapped(sub, _marked(text, look, loud=loud))))
            case Paragraph(text=text, right=right):
                parts += [f"**{side}**" if loud and side.isupper() else side for side in (text, right or "") if side]
    return ("\n\n".join(parts) + "\n").encode()


def _marked(text: str, look: Look, *, loud: bool) -> str:
    match look:
        case Look.TITLE:
            return f"# {text}" if text.isupper() else (f"**{text}**" if loud else text)
        case Look.CENTRED:
            return f"## {text}"
        case Look.ASIDE:
            return f"*{text}*"
        case Look.HEADING:
            mark = "##" if _ROMAN.match(text) else "###"
            return f"{mark} **{text}**" if loud else f"{mark} {text}"
        case Look.TEXT:
            return text


def write_html(blocks: tuple[Block, ...]) -> bytes:
    """Return a page as a word processor exports it."""
    parts: list[str] = []
    for block, look in zip(blocks, look_of(blocks), strict=True):
        match block:
            case PageBreak():
                parts.append('<br style="page-break-before: always">')
            case Table():
                rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row.cells) for row in block.rows]
                parts.append('<table border="1">' + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>")
            case Paragraph(text=text, right=None):
                inner = escape(text) if look is Look.TEXT else f"<b>{escape(text)}</b>"
                align = ' align="center"' if look in {Look.TITLE, Look.CENTRED, Look.ASIDE} else ""
                parts.append(f"<p{align}>{inner}</p>")
            case Paragraph(text=text, right=right):
                sides = "".join(f'<td align="center">{escape(side)}</td>' for side in (text, right or ""))
                parts.append(f'<table width="100%"><tr>{sides}</tr></table>')
    body = "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title></title></head><body>\n{body}\n</body></html>\n'.encode()
