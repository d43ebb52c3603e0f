"""As many submissions as one likes: those of a set of corpus/reports, varied by a seed, each of a unit of its own."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import regex
from reporttruth import ReportSet

sys.path.append(str(Path(__file__).resolve().parent.parent / "corpus"))

from reports.builder.defects import damaged
from reports.builder.plain import write_html, write_md, write_txt
from reports.builder.subfile import Block, Paragraph, Sub, Table, Tag, read_sub
from reports.builder.word import write_docx

PLACES = "Bình An,Hòa Lạc,Tân Minh,Phú Khê,Đông Giang,Sơn Hà,Thanh Lâm,Yên Thọ,Vĩnh Lộc,An Thịnh,Quang Trung,Lương Sơn".split(",")
KINDS = "Đảng ủy xã,Đảng ủy phường,Chi bộ Trường THCS,Chi bộ Trường Tiểu học,Chi bộ Công ty cổ phần,Chi bộ Trạm Y tế".split(",")
_NUMBER = regex.compile(r"(?<![\p{L}\d./,-])\d{2,4}(?![\p{L}\d./,%-])")
_LEFT_OUT = 0.08
"""Share of the passages that a varied submission leaves out."""


def write_many(one: ReportSet, count: int, folder: Path) -> Path:
    """Write so many submissions of a set into ``folder/nop``, their roster beside them, and return the roster.

    PDFs and scans become DOCX; figures change by up to a tenth, some passages are left out.
    """
    used = {entry.file for entry in one.truth.submission if entry.state == "used"}
    subs = [sub for path in sorted((one.folder / "sources").glob("[0-9]*.sub")) if (sub := read_sub(path)).file in used]
    (folder / "nop").mkdir(parents=True)
    units = [
        f"{KINDS[at % len(KINDS)]} {PLACES[at // len(KINDS) % len(PLACES)]} {at // (len(KINDS) * len(PLACES)) + 1}" for at in range(count)
    ]
    for at, unit in enumerate(units):
        sub = _varied(subs[at % len(subs)], unit, random.Random(f"{one.name} {at}"))
        (folder / "nop" / f"{at:04} {sub.file}").write_bytes(_written(sub))
    roster = folder / "units.csv"
    roster.write_text("name,aliases,kind\n" + "".join(f"{unit},,\n" for unit in units), "utf-8")
    return roster


def _written(sub: Sub) -> bytes:
    blocks = damaged(sub)
    match sub.format:
        case "txt":
            return write_txt(sub, blocks)
        case "md":
            return write_md(sub, blocks)
        case "html":
            return write_html(blocks)
        case _:
            return write_docx(sub, blocks, "Times New Roman")


def _varied(sub: Sub, unit: str, draw: random.Random) -> Sub:
    letterhead = Paragraph(Tag("~"), "ĐẢNG BỘ CẤP TRÊN", 1, "ĐẢNG CỘNG SẢN VIỆT NAM")
    out: list[Block] = [letterhead, replace(letterhead, text=unit.upper(), right="")]
    body = False
    for block in sub.blocks:
        body = body or not (isinstance(block, Paragraph) and block.right is not None)
        if isinstance(block, Paragraph) and block.right is not None:
            if body:
                out.append(block)
        elif isinstance(block, Paragraph) and block.tag.is_passage:
            if draw.random() >= _LEFT_OUT:
                out.append(replace(block, text=_jittered(block.text, draw)))
        elif isinstance(block, Table):
            out.append(replace(block, rows=tuple(replace(r, cells=tuple(_jittered(c, draw) for c in r.cells)) for r in block.rows)))
        else:
            out.append(block)
    form = sub.format if sub.format in {"txt", "md", "html"} and "tcvn3" not in sub.defects else "docx"
    name = sub.file if form == sub.format else f"{sub.path.stem}.docx"
    return replace(sub, file=name, format=form, blocks=tuple(out))


def _jittered(text: str, draw: random.Random) -> str:
    """Change figures, not years and not numbers of documents."""

    def change(match: regex.Match[str]) -> str:
        value = int(match[0])
        return match[0] if 1990 <= value <= 2030 else str(max(1, round(value * draw.uniform(0.9, 1.1))))

    return _NUMBER.sub(change, text)
