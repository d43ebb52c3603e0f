"""Configurations of automatic numbers in DOCX files: what is numbered how, and where Word is known to differ from LibreOffice.

Run as a program it has LibreOffice render all of them, and writes the labels it prints to ``data/list_labels.json``:

    PYTHONPATH=src python tests/listconfigs.py
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ooxml import docx

EXPECTED = Path(__file__).parent / "data" / "list_labels.json"
_TOKEN = re.compile(r"x(\d+)x")


def lvl(form: str, text: str, *inner: str, start: int = 1) -> str:
    """One level of a list; its number stands for ``@``."""
    return f'<w:lvl w:ilvl="@"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{"".join(inner)}<w:lvlText w:val="{text}"/></w:lvl>'


def on(num: int | None = None, level: int | None = 0, style: str = "", more: str = "", runs: str = "") -> str:
    """A paragraph on a level of a list; its text stands for ``@``."""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    which = "" if num is None else f'<w:numId w:val="{num}"/>'
    numbered = f"<w:numPr>{at}{which}</w:numPr>" if which or (at and level is not None and num is None and style and level) else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{numbered}{more}</w:pPr>{runs or '<w:r><w:t>@</w:t></w:r>'}</w:p>"


def style(identity: str, properties: str = "", *, based: str = "Normal", kind: str = "paragraph") -> str:
    """A style of the file."""
    base = f'<w:basedOn w:val="{based}"/>' if based and kind == "paragraph" else ""
    return f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{identity}"/>{base}<w:pPr>{properties}</w:pPr></w:style>'


def numbered(num: int | None, level: int | None = None) -> str:
    """The numbering of a style."""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f"<w:numPr>{at}{'' if num is None else f'<w:numId w:val=@{num}@/>'}</w:numPr>".replace("@", '"')


def override(level: int, start: int | None = None, own: str = "") -> str:
    """An override of a level in a list."""
    begin = "" if start is None else f'<w:startOverride w:val="{start}"/>'
    return f'<w:lvlOverride w:ilvl="{level}">{begin}{own.replace("@", str(level), 1)}</w:lvlOverride>'


def table(*rows: tuple[str, ...]) -> str:
    """A ruled table of cells."""
    edges = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    cells = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid/>{cells}</w:tbl><w:p/>"


@dataclass(frozen=True)
class Config:
    """Abstract lists, the lists over them, styles, and a body."""

    lists: Mapping[int, tuple[str, ...] | str]
    body: tuple[str, ...]
    nums: Mapping[int, str] = field(default_factory=lambda: {1: "0"})
    styles: str = ""
    language: str = "vi-VN"
    alone: bool = False
    """LibreOffice 7.4 falls over this file; what Word prints is known only."""

    def data(self) -> bytes:
        """The bytes of the file; each ``@`` of the body becomes a word of its own (``x0x``, ``x1x``)."""
        count = iter(range(10_000))
        body = re.sub("@", lambda _: f"x{next(count)}x", "".join(self.body))
        abstract = "".join(_abstract(identity, levels) for identity, levels in self.lists.items())
        nums = "".join(_num(identity, over) for identity, over in self.nums.items())
        styles = (
            f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{self.language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        )
        return docx(body, styles=styles + self.styles, numbering=abstract + nums)


def _abstract(identity: int, levels: tuple[str, ...] | str) -> str:
    inner = levels if isinstance(levels, str) else "".join(level.replace("@", str(at), 1) for at, level in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'


def _num(identity: int, over: str) -> str:
    abstract, _, overrides = over.partition(" ")
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


LEGAL = (lvl("upperRoman", "%1."), lvl("decimal", "%2."), lvl("lowerLetter", "%3)"), lvl("bullet", "-"))
DECIMAL = (lvl("decimal", "%1."), lvl("decimal", "%1.%2."), lvl("decimal", "%1.%2.%3."), lvl("lowerLetter", "%4)"))
SIMPLE = (lvl("decimal", "%1."),)
ARTICLES = (
    lvl("upperRoman", "Chương %1."),
    lvl("decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'),
    lvl("decimal", "%3."),
    lvl("lowerLetter", "%4)"),
)


def formats(form: str, count: int = 4, start: int = 1, text: str = "%1.") -> Config:
    """A list of one level in a format."""
    return Config({0: (lvl(form, text, start=start),)}, (on(1),) * count)


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
GONE = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
NEW = '<w:rPr><w:ins w:id="1" w:author="a"/></w:rPr>'
DELETED_RUN = '<w:del w:id="2" w:author="a"><w:r><w:delText>@</w:delText></w:r></w:del>'
BOX = (
    '<w:p><w:r><w:pict><v:shape style="width:200pt;height:60pt"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>'
    "</w:pict></w:r></w:p>"
)

CONFIGS: dict[str, Config] = {
    "decimal": formats("decimal", 12),
    "decimal-zero": formats("decimalZero", 11),
    "lower-letter-beyond-z": formats("lowerLetter", 4, start=25, text="%1)"),
    "upper-letter-beyond-z": formats("upperLetter", 4, start=51),
    "lower-roman": formats("lowerRoman", 12, text="(%1)"),
    "upper-roman": formats("upperRoman", 14),
    "upper-roman-large": formats("upperRoman", 3, start=1988),
    "ordinal-vietnamese": formats("ordinal", 2),
    "cardinal-text": formats("cardinalText", 3),
    "cardinal-text-large": formats("cardinalText", 16, start=10, text="Phần %1:"),
    "cardinal-text-hundreds": formats("cardinalText", 3, start=104, text="Phần %1:"),
    "russian-lower": formats("russianLower", 5),
    "chicago": formats("chicago", 6, text="%1"),
    "enclosed-circle": formats("decimalEnclosedCircle", 3, text="%1"),
    "none": formats("none", 2, text=""),
    "number-in-dash": Config(
        {0: (lvl("numberInDash", "%1"),)},
        (on(1),) * 2,
    ),
    "enclosed-paren": Config(
        {0: (lvl("decimalEnclosedParen", "%1"),)},
        (on(1),) * 2,
    ),
    "articles": Config({0: (lvl("decimal", "Điều %1."),)}, (on(1),) * 3),
    "words-around": Config(
        {0: (lvl("decimal", "Phụ lục số %1 -"), lvl("decimal", "Biểu %1/%2:"))}, (on(1), on(1, 1), on(1, 1), on(1), on(1, 1))
    ),
    "legal-outline": Config({0: LEGAL}, (on(1), on(1, 1), on(1, 2), on(1, 2), on(1, 1), on(1, 2), on(1), on(1, 1), on(1, 2))),
    "decimal-outline": Config({0: DECIMAL}, (on(1), on(1, 1), on(1, 1), on(1, 2), on(1, 2), on(1, 3), on(1), on(1, 1), on(1, 2))),
    "articles-run-through-chapters": Config(
        {0: ARTICLES}, (on(1), on(1, 1), on(1, 2), on(1, 2), on(1, 1), on(1, 2), on(1), on(1, 1), on(1, 2), on(1, 3), on(1, 1))
    ),
    "level-skipped": Config({0: DECIMAL}, (on(1), on(1, 2), on(1, 2), on(1, 1), on(1, 2))),
    "restart-by-top-level-only": Config(
        {0: (lvl("decimal", "%1."), lvl("decimal", "%1.%2."), lvl("lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>'))},
        (on(1), on(1, 1), on(1, 2), on(1, 2), on(1, 1), on(1, 2), on(1), on(1, 1), on(1, 2)),
    ),
    "never-restarts": Config(
        {0: (lvl("upperRoman", "%1."), lvl("decimal", "%2.", '<w:lvlRestart w:val="0"/>'))},
        (on(1), on(1, 1), on(1, 1), on(1), on(1, 1), on(1), on(1, 1)),
    ),
    "starts": Config(
        {0: (lvl("decimal", "%1.", start=5), lvl("decimal", "%1.%2.", start=3))}, (on(1), on(1, 1), on(1, 1), on(1), on(1, 1))
    ),
    "start-zero": formats("decimal", 3, start=0),
    "legal-numbers": Config(
        {0: (lvl("upperRoman", "%1."), lvl("decimal", "%1.%2.", "<w:isLgl/>"), lvl("lowerLetter", "%1.%2.%3"))},
        (on(1), on(1, 1), on(1), on(1, 1), on(1, 2)),
    ),
    "legal-numbers-own-letter": Config(
        {0: (lvl("upperRoman", "%1."), lvl("upperLetter", "%1.%2.", "<w:isLgl/>"))},
        (on(1), on(1, 1), on(1, 1)),
    ),
    "suffixes": Config(
        {0: (lvl("decimal", "%1.", '<w:suff w:val="space"/>'), lvl("decimal", "%2)", '<w:suff w:val="nothing"/>'), lvl("decimal", "(%3)"))},
        (on(1), on(1, 1), on(1, 2)),
    ),
    "interrupted": Config({0: SIMPLE}, (on(1), on(), on(1), on(), on(1))),
    "two-lists-mixed": Config({0: SIMPLE, 1: (lvl("lowerLetter", "%1)"),)}, (on(1), on(2), on(2), on(1), on(2)), nums={1: "0", 2: "1"}),
    "two-nums-continue": Config({0: SIMPLE}, (on(1), on(1), on(2), on(2), on(1)), nums={1: "0", 2: "0"}),
    "start-override": Config({0: SIMPLE}, (on(1), on(1), on(2), on(2)), nums={1: "0", 2: f"0 {override(0, 1)}"}),
    "start-override-at-five": Config({0: SIMPLE}, (on(1), on(2), on(2)), nums={1: "0", 2: f"0 {override(0, 5)}"}),
    "start-overrides-many": Config(
        {0: DECIMAL},
        (on(1), on(1, 1), on(2), on(2, 1), on(2, 1), on(3), on(3, 1)),
        nums={1: "0", 2: f"0 {override(0, 1)}{override(1, 1)}", 3: f"0 {override(0, 4)}{override(1, 1)}"},
    ),
    "start-override-and-back": Config(
        {0: SIMPLE},
        (on(1), on(1), on(1), on(2), on(2), on(1)),
        nums={1: "0", 2: f"0 {override(0, 1)}"},
    ),
    "start-override-deep-level": Config(
        {0: DECIMAL}, (on(1), on(1, 1), on(1, 1), on(2, 1), on(2, 1), on(1), on(1, 1)), nums={1: "0", 2: f"0 {override(1, 1)}"}
    ),
    "level-override": Config({0: SIMPLE}, (on(1), on(2), on(2)), nums={1: "0", 2: f"0 {override(0, None, lvl('lowerLetter', '%1)'))}"}),
    "level-override-with-start": Config(
        {0: SIMPLE}, (on(1), on(2), on(2)), nums={1: "0", 2: f"0 {override(0, 3, lvl('upperRoman', '%1.', start=3))}"}
    ),
    "num-zero": Config({0: SIMPLE}, (on(1), on(0), on(1))),
    "num-unknown": Config({0: SIMPLE}, (on(1), on(9), on(1))),
    "style-numbered": Config(
        {0: SIMPLE}, (on(style="Khoan"), on(style="Khoan"), on(), on(style="Khoan")), styles=style("Khoan", numbered(1))
    ),
    "style-linked-levels": Config(
        {0: (lvl("upperRoman", "%1.", '<w:pStyle w:val="Muc"/>'), lvl("decimal", "%2.", '<w:pStyle w:val="Khoan"/>'))},
        (on(style="Muc"), on(style="Khoan"), on(style="Khoan"), on(style="Muc"), on(style="Khoan")),
        styles=style("Muc", numbered(1)) + style("Khoan", numbered(1)),
    ),
    "style-with-level": Config(
        {0: DECIMAL},
        (on(style="Muc"), on(style="Khoan"), on(style="Khoan")),
        styles=style("Muc", numbered(1, 0)) + style("Khoan", numbered(1, 1)),
    ),
    "style-based-on-numbered": Config(
        {0: SIMPLE},
        (on(style="Khoan"), on(style="KhoanDam"), on(style="Khoan")),
        styles=style("Khoan", numbered(1)) + style("KhoanDam", based="Khoan"),
    ),
    "style-based-on-with-own-level": Config(
        {0: (lvl("decimal", "%1.", '<w:pStyle w:val="Muc"/>'), lvl("decimal", "%1.%2.", '<w:pStyle w:val="Khoan"/>'))},
        (on(style="Muc"), on(style="Khoan"), on(style="Khoan"), on(style="Muc"), on(style="Khoan")),
        styles=style("Muc", numbered(1, 0)) + style("Khoan", numbered(None, 1), based="Muc"),
    ),
    "style-based-on-one-that-a-level-names": Config(
        {0: (lvl("decimal", "%1."), lvl("decimal", "%1.%2.", '<w:pStyle w:val="Goc"/>'))},
        (on(style="Con"), on(style="Con")),
        styles=style("Goc") + style("Con", numbered(1), based="Goc"),
    ),
    "style-switched-off": Config(
        {0: SIMPLE}, (on(style="Khoan"), on(0, style="Khoan"), on(style="Khoan")), styles=style("Khoan", numbered(1))
    ),
    "style-switched-off-by-style": Config(
        {0: SIMPLE},
        (on(style="Khoan"), on(style="Thuong"), on(style="Khoan")),
        styles=style("Khoan", numbered(1)) + style("Thuong", numbered(0), based="Khoan"),
    ),
    "style-with-other-list-of-its-own": Config(
        {0: SIMPLE, 1: (lvl("lowerLetter", "%1)"),)},
        (on(style="Khoan"), on(2, style="Khoan"), on(style="Khoan")),
        nums={1: "0", 2: "1"},
        styles=style("Khoan", numbered(1)),
    ),
    "headings-outline": Config(
        {
            0: (
                lvl("upperRoman", "%1.", '<w:pStyle w:val="Heading1"/>'),
                lvl("decimal", "%2.", '<w:pStyle w:val="Heading2"/>'),
                lvl("decimal", "%2.%3.", '<w:pStyle w:val="Heading3"/>'),
            )
        },
        (
            on(style="Heading1"),
            on(style="Heading2"),
            on(style="Heading3"),
            on(style="Heading3"),
            on(style="Heading2"),
            on(style="Heading1"),
            on(style="Heading2"),
            on(style="Heading3"),
        ),
        styles="".join(
            style(f"Heading{n}", f'{numbered(1, n - 1 or None)}<w:outlineLvl w:val="{n - 1}"/>').replace(
                f'w:name w:val="Heading{n}"', f'w:name w:val="heading {n}"'
            )
            for n in (1, 2, 3)
        ),
    ),
    "list-style-link": Config(
        {
            0: '<w:numStyleLink w:val="DanhSach"/>',
            1: '<w:styleLink w:val="DanhSach"/>' + "".join(level.replace("@", str(at), 1) for at, level in enumerate(DECIMAL)),
        },
        (on(1), on(1, 1), on(1, 1), on(1)),
        nums={1: "0", 2: "1"},
        styles=style("DanhSach", numbered(2), kind="numbering"),
    ),
    "list-style-link-two": Config(
        {
            0: '<w:numStyleLink w:val="DanhSach"/>',
            1: '<w:styleLink w:val="DanhSach"/>' + "".join(level.replace("@", str(at), 1) for at, level in enumerate(DECIMAL)),
            2: '<w:numStyleLink w:val="DanhSach"/>',
        },
        (on(1), on(1), on(3), on(3), on(1)),
        nums={1: "0", 2: "1", 3: "2"},
        styles=style("DanhSach", numbered(2), kind="numbering"),
    ),
    "list-style-link-loop": Config(
        {0: '<w:numStyleLink w:val="DanhSach"/>'},
        (on(1), on(1)),
        nums={1: "0"},
        styles=style("DanhSach", numbered(1), kind="numbering"),
        alone=True,
    ),
    "style-loop": Config(
        {0: SIMPLE},
        (on(style="A"), on(style="B"), on(1)),
        styles=style("A", based="B") + style("B", based="A"),
        alone=True,
    ),
    "in-table": Config({0: SIMPLE}, (on(1), table((on(1), on(1)), (on(1), on(1))), on(1))),
    "in-table-column": Config({0: SIMPLE}, (table((on(1), on()), (on(1), on()), (on(1), on())),)),
    "in-table-two-lists": Config(
        {0: SIMPLE, 1: (lvl("lowerLetter", "%1)"),)}, (table((on(1), on(2)), (on(1), on(2)), (on(1), on(2))),), nums={1: "0", 2: "1"}
    ),
    "in-content-control": Config({0: SIMPLE}, (on(1), f"<w:sdt><w:sdtContent>{on(1)}{on(1)}</w:sdtContent></w:sdt>", on(1))),
    "template-of-deeper-level": Config({0: (lvl("decimal", "%1.%2."), lvl("decimal", "%2."))}, (on(1), on(1, 1), on(1))),
    "level-repeated-in-template": Config({0: (lvl("decimal", "%1-%1."),)}, (on(1), on(1))),
    "percent-in-template": Config({0: (lvl("decimal", "100% %1."),)}, (on(1), on(1))),
    "custom-padding": Config(
        {
            0: (
                (
                    '<w:lvl w:ilvl="@"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
                    '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
                ),
            )
        },
        (on(1), on(1)),
    ),
    "empty-paragraphs-count": Config({0: SIMPLE}, (on(1), on(1, runs=" "), on(1))),
    "inserted-paragraph": Config({0: SIMPLE}, (on(1), on(1, more=NEW), on(1))),
    "hidden-paragraph": Config({0: SIMPLE}, (on(1), on(1, more=HIDDEN, runs="<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"), on(1))),
    "deleted-paragraph": Config({0: SIMPLE}, (on(1), on(1, more=GONE, runs=DELETED_RUN.replace("@", "xóa")), on(1))),
    "orphan-second-level": Config({0: DECIMAL}, (on(1, 1), on(1, 1), on(1), on(1, 1))),
    "text-box": Config({0: SIMPLE}, (on(1), on(1), BOX.format(on(1) + on(1)), on(1))),
    "level-without-start": Config({0: ('<w:lvl w:ilvl="@"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>',)}, (on(1), on(1))),
    "bullets-then-numbers": Config({0: (lvl("decimal", "%1."), lvl("bullet", "•"))}, (on(1), on(1, 1), on(1, 1), on(1), on(1, 1), on(1))),
    "nine-levels": Config(
        {0: tuple(lvl("decimal", "".join(f"%{n}." for n in range(1, at + 2))) for at in range(9))},
        (*tuple(on(1, at) for at in range(9)), on(1, 8), on(1, 4), on(1, 0)),
    ),
    "paragraph-gives-level-style-gives-list": Config(
        {0: DECIMAL}, (on(style="Khoan"), on(level=1, style="Khoan"), on(style="Khoan")), styles=style("Khoan", numbered(1))
    ),
    "paragraph-gives-list-style-gives-level": Config(
        {0: DECIMAL, 1: LEGAL},
        (on(style="Khoan"), on(2, 0, style="Khoan"), on(2, None, style="Khoan")),
        nums={1: "0", 2: "1"},
        styles=style("Khoan", numbered(1, 1)),
    ),
    "many-items": formats("decimal", 120),
    "alternating-levels": Config({0: DECIMAL}, (on(1),) + (on(1, 1), on(1, 2)) * 4 + (on(1), on(1, 2))),
}

WORD: dict[str, tuple[tuple[str, ...], str]] = {
    "number-in-dash": (("- 1 - ", "- 2 - "), "LibreOffice does not know numberInDash; ECMA-376 17.18.59 gives '- 1 -'"),
    "enclosed-paren": (
        ("(1) ", "(2) "),
        "LibreOffice does not know decimalEnclosedParen; ECMA-376 17.18.59 encloses the number in parentheses",
    ),
    "list-style-link-loop": (("", ""), "a definition that only names itself has no levels"),
    "style-loop": (("", "", "1. "), "styles that are based on each other give no number"),
    "ordinal-vietnamese": (
        ("1. ", "2. "),
        "how Vietnamese ordinals are written is not known here: digits, and a note; LibreOffice writes a point behind",
    ),
    "cardinal-text-hundreds": (
        ("Phần Một trăm linh bốn: ", "Phần Một trăm linh năm: ", "Phần Một trăm linh sáu: "),
        "LibreOffice leaves out the linh that Vietnamese says before units behind hundreds",
    ),
    "articles-run-through-chapters": (
        ("Chương I. ", "Điều 1. ", "1. ", "2. ", "Điều 2. ", "1. ", "Chương II. ", "Điều 3. ", "1. ", "a) ", "Điều 4. "),
        "LibreOffice 7.4 does not read lvlRestart; 0 never restarts (ECMA-376 17.9.10)",
    ),
    "restart-by-top-level-only": (
        ("1. ", "1.1. ", "a) ", "b) ", "1.2. ", "c) ", "2. ", "2.1. ", "a) "),
        "LibreOffice 7.4 does not read lvlRestart (ECMA-376 17.9.10)",
    ),
    "never-restarts": (
        ("I. ", "1. ", "2. ", "II. ", "3. ", "III. ", "4. "),
        "LibreOffice 7.4 does not read lvlRestart; 0 never restarts (ECMA-376 17.9.10)",
    ),
    "level-skipped": (
        ("1. ", "1.1.1. ", "1.1.2. ", "1.1. ", "1.1.1. "),
        "a level that was only shown has not counted (MS-DOC 2.4.6.4 counts the paragraphs of the level itself)",
    ),
    "legal-numbers": (("I. ", "1.1. ", "II. ", "2.1. ", "II.1.a "), "LibreOffice 7.4 does not read isLgl (ECMA-376 17.9.4)"),
    "legal-numbers-own-letter": (
        ("I. ", "1.A. ", "1.B. "),
        "LibreOffice 7.4 does not read isLgl; it changes inherited numbers only (MS-DOC 2.9.150, fLegal)",
    ),
    "suffixes": (("1. ", "1)", "(1) "), "LibreOffice's text export puts a blank behind every label"),
    "style-linked-levels": (
        ("I. ", "1. ", "2. ", "II. ", "1. "),
        "LibreOffice takes level 0 where the style names none; the level that names the style counts (ECMA-376 17.9.23)",
    ),
    "list-style-link-two": (
        ("1. ", "2. ", "1. ", "2. ", "3. "),
        "an abstract definition that links to a list style is a list of its own (measured in Word by the docx4j project)",
    ),
    "template-of-deeper-level": (
        ("1.. ", "1. ", "2.. "),
        "LibreOffice prints the place of a deeper level as a sign; such a level has no number yet",
    ),
    "level-repeated-in-template": (("1-1. ", "2-2. "), "LibreOffice fills only the first of equal places; ECMA-376 17.9.11 fills each"),
    "hidden-paragraph": (
        ("1. ", "2. "),
        "LibreOffice counts paragraphs that are hidden as a whole; what is not printed has no number in Word",
    ),
    "deleted-paragraph": (
        ("1. ", "2. "),
        "LibreOffice exports tracked deletions as if they stood; the text is read as if they were accepted",
    ),
    "orphan-second-level": (("1.1. ", "1.2. ", "1. ", "1.1. "), "a level that was only shown has not counted (MS-DOC 2.4.6.4)"),
    "text-box": (
        ("1. ", "2. ", "1. ", "2. ", "3. "),
        "LibreOffice's text export leaves text boxes out; each counts by itself (measured in Word by the docx4j project)",
    ),
    "bullets-then-numbers": (
        ("1. ", "• ", "• ", "2. ", "• ", "3. "),
        "LibreOffice's text export prints a bullet of the level, not the one of the file",
    ),
}
"""What Word prints where LibreOffice prints something else, and from where it is known."""


def labels_in(text: str) -> dict[int, str]:
    """What stands before each word of a text on its line, or in its cell."""
    out = {}
    for line in text.splitlines():
        for m in _TOKEN.finditer(line):
            before = line[: m.start()].rsplit("x\t", 1)[-1]
            out[int(m[1])] = before.lstrip()
    return out


def converted(keys: Iterable[str], form: str, folder: Path) -> dict[str, Path]:
    """Have LibreOffice convert the files of some configurations, in one call."""
    inside = folder / "in"
    inside.mkdir()
    files = []
    for key in keys:
        files.append(inside / f"{key}.docx")
        files[-1].write_bytes(CONFIGS[key].data())
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    return {file.stem: folder / f"{file.stem}.{form.partition(':')[0]}" for file in files}


def rendered() -> dict[str, list[str]]:
    """Have LibreOffice print the labels of all configurations."""
    with tempfile.TemporaryDirectory() as name:
        files = converted([key for key, config in CONFIGS.items() if not config.alone], "txt:Text (encoded):UTF8", Path(name))
        found = {key: labels_in(file.read_text("utf-8-sig")) for key, file in files.items()}
    return {key: [labels[at] for at in sorted(labels)] for key, labels in found.items()}


if __name__ == "__main__":
    EXPECTED.parent.mkdir(exist_ok=True)
    EXPECTED.write_text(json.dumps(rendered(), ensure_ascii=False, indent=1) + "\n", "utf-8")
