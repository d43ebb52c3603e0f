"""Wrap joining: which printed lines are one paragraph.

A line end says nothing by itself: documents arrive hard-wrapped with and without blank lines between, one paragraph a
line, or cut in mid-sentence by a page break. The evidence is the width of the lines, how a line ends, how the next one
begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from qcdc_parse.catalog import doc_types
from qcdc_parse.clean.cutnumbers import begins_number, is_cut
from qcdc_parse.clean.rawlines import RawLine

# What begins a line of its own wherever the line before ends.
STARTS = regex.compile(
    r"""
      (?: [IVXL1l]{1,5} \s? [.)/:–-] (?=\s|\p{Lu})            # I.  II-  III)
        | \d{1,3} (?: \s?[.)/] [-–]? | [-–] ) (?= \s*[\p{Lu}“"(\d\[] | \s+\p{L} )  (?! \d ) (?! \s?\d{1,2}[/.]\d{2,4} ) (?! \s?\p{Lu}\p{L}{0,6}\s?[/-]\s?\p{Lu} )   # 1.  2-  3/
        | \d{1,2} (?: \.\d{1,2} ){1,3} [.)]? (?= [\s\p{Lu}] )   # 1.1.  2.3
        | \( (?: \d{1,2} | [a-zđ] | [ivx]{1,4} ) \) \.?          # (1)  (a)
        | \( (?i: kèm \s theo | ban \s hành \s kèm )
        | [a-zđ] (?: [.)/] [-–]? (?= \s*[\p{L}“"(] | \s+\d ) | \s?[-–] (?= \s\p{Lu} ) )   # a)  b) 100%  c-
        | [A-ZĐ] [.)] \s                                        # A.
        | [-–—+*•o►▪◦✓✔➢➤❖■●◆] (?= \s ) | [-–—+•] (?= \p{L} )              # bullets
        | \|
        | [-–—_=*~\s]{3,} $                                     # rules
        | (?i: nơi \s nhận | kính \s (?:gửi|trình) ) \b
        | (?: T/M | TM\. | K/T | KT\. | T/L | TL\. | TUQ\. | T/UQ )
        | (?i: phần \s (?: thứ \s )? (?: nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|[IVX\d]+ ) \b )
        | (?: Chương | CHƯƠNG | Mục | MỤC | Tiểu \s mục | TIỂU \s MỤC ) \s [IVXLC\d]+ \b (?! \s+ (?:của|Luật|Nghị|này) )
        | (?: Điều | ĐIỀU ) \s \d+ [a-zđ]? [.:]
        | (?: PHỤ \s LỤC | Phụ \s lục ) (?: \s [IVX\d]+ | \s* [:.] | $ )
        | ĐẢNG \s CỘNG \s SẢN \s VIỆT | CỘNG \s H[ÒO][ÀA] \s XÃ
        | (?: Số | SỐ ) \s* :? \s* \d{0,5} \s* [-–/] \s* \p{Lu}
        | (?: Căn \s cứ | Xét \s đề \s nghị | Theo \s đề \s nghị ) \b
      )
    """,
    regex.VERBOSE,
)

# Words that cannot end a paragraph: the line after goes on.
DANGLING = frozenset(
    "của và về các những cho với theo tại do từ là số ngày tháng để bằng giữa hoặc vì bị một mỗi mọi nhằm thuộc khoản khóa khoá".split()
)
_DIGITAL = regex.compile(
    r"(?i:đổi|tế|hội|nghệ|tảng|tầng|liệu|năng|lực|ký|kí|dân|chính|quyền|trường|gian|hóa|hoá|thái|gia|hàng|nghiệp|dục|lịch|mại|bị|thuật|mã|điểm|chỉ) số$"
)
"""`chuyển đổi số`, `kinh tế số`, `dân số`, `mã số`: the word belongs to the one before it, and a line may end with it."""
_TERMINAL = ".:;!?…"
_GOES_ON = ".,;:%)”…»!?"
_LONGEST_TYPE = 40
"""No type of document is longer, in code points."""
_CODE_END = regex.compile(r"(?<![\w/])\d{1,5}[a-z]?(?:/(?:19|20)\d\d)?\s?[-–/]$|(?<=\d)\s?[-–/]\s?[\p{Lu}&0-9]{1,12}(?:đ|i|r|g)?\s?[-–/]$")
_TYPE_CODE_END = regex.compile(r"(?<![\w/])\d{1,5}[a-z]?(?:/(?:19|20)\d\d)?\s?[-–/]\s?\p{Lu}[\p{Lu}\d&]{0,8}[rigy]?$")
_BODY_START = regex.compile(r"/\s?\p{Lu}|[-–]\p{Lu}{2}|\d\d(?!\d)")
_CODE_START = regex.compile(r"[\p{Lu}][\p{L}\d&]{0,11}(?:\s?[-–/]|[\s,.;:)”\"]|$)")
_CODE_REST = regex.compile(r"[-–/]\s?\p{Lu}[\p{L}&]{0,11}(?:\s?[-–/]\s?\p{Lu}|[\s,.;:)]|$)")
_LETTERHEAD_ENDS = ("CỘNG SẢN VIỆT NAM", "CHỦ NGHĨA VIỆT NAM", "Tự do - Hạnh phúc", "Tự do – Hạnh phúc")
_CLOSES = regex.compile(r"[^()]{1,40}\)")
_SERIAL_END = regex.compile(r"(?i:số|luật|định|quyết|thị|luận)\s*:?\s*\d{1,5}(?:/(?:19|20)\d\d)?$")


@cache
def _type_end() -> regex.Pattern[str]:
    """Return the pattern of a type word, an abbreviation of one, or `số` at the end of a line: a number goes on."""
    names, codes = "|".join(t.name for t in doc_types()), "|".join(code for t in doc_types() for code in t.short)
    return regex.compile(rf"(?i:\s(?P<so>số\s*:?)|{names})$|(?<!\p{{L}})(?:{codes})$")


@dataclass(frozen=True, slots=True)
class Layout:
    """How lines break: ``wrapped`` lines of about ``usual`` to ``widest`` code points; ``spaced`` with blank lines between.

    A line is full when the first word of the next would have taken it to ``reach``: no room was left for that word. Where
    lines have boxes, ``margin`` is their right edge in points and says it exactly.
    """

    wrapped: bool
    spaced: bool
    usual: int
    widest: int
    reach: float
    margin: float | None = None


def measure(lines: list[RawLine], wrapped: bool | None) -> Layout:
    """Find out how a text is wrapped.

    ``wrapped`` is what the reader knows of it: None where it does not know.
    """
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= 40 and not line.table)
    if not lengths or wrapped is False:
        return Layout(wrapped=False, spaced=False, usual=0, widest=0, reach=0.0)
    widest = lengths[int(len(lengths) * 0.97)]
    near = sum(1 for n in lengths if 0.72 * widest <= n <= 1.1 * widest)
    going_on = [(a, b) for a, b in pairwise(lines) if b.text[0].islower() and len(a.text) > 0.72 * widest and a.text[-1] not in _TERMINAL]
    if wrapped is None:
        # Where lines are wrapped, many begin in the middle of a sentence.
        wrapped = widest <= 140 and near >= 0.45 * len(lengths) and len(going_on) >= max(1, 0.15 * near)
    long = [n for n in lengths if n >= 0.72 * widest]
    usual = long[len(long) // 2] if long else widest
    spaced = sum(b.gap for _, b in going_on) > 0.6 * len(going_on)
    reaches = sorted(len(a.text) + 1 + _first_word(b.text) for a, b in going_on)
    reach = reaches[len(reaches) // 16] if len(reaches) >= _ENOUGH else 0.9 * usual
    edges = sorted(line.box[2] for line in lines if line.box is not None and not line.table)
    margin = edges[int(len(edges) * 0.9)] if len(edges) >= _ENOUGH else None
    return Layout(wrapped, spaced, usual, widest, reach, margin)


_ENOUGH = 8
"""So many lines that surely go on tell how far lines reach."""


def _first_word(text: str) -> int:
    space = text.find(" ")
    return space if space >= 0 else len(text)


def joint(before: RawLine, after: RawLine, layout: Layout, interrupted: bool) -> str | None:
    """Return what joins two neighbouring lines (``""`` or ``" "``), or None where a paragraph ends.

    ``interrupted`` tells that furniture or a page break stood between.
    """
    glue = _joint(before, after, layout, interrupted)
    # Vietnamese is not hyphenated: a mark that touches its word belongs inside one (`2022-⏎2025`, `lần/⏎năm`).
    touches = glue == " " and before.text[-1] in "–/-.?&=_" and after.text[0].isalnum() and _TOUCHES.search(before.text)
    return "" if touches else glue


_TOUCHES = regex.compile(r"[^\s–/-][–/-]$|(?:https?://|www\.)\S*[.?&=_]$")


def _joint(before: RawLine, after: RawLine, layout: Layout, interrupted: bool) -> str | None:
    a, b = before.text, after.text
    last, first = a[-1], b[0]
    if before.table or after.table or "\t" in a or "\t" in b:
        return None
    if a.endswith(_LETTERHEAD_ENDS):
        return None
    if last in "-–/" and _CODE_END.search(a) and _CODE_START.match(b):
        return ""
    if first in "-–/1" and last.isalnum() and _BODY_START.match(b) and _TYPE_CODE_END.search(a) and (first != "1" or a.endswith("QH")):
        return ""
    if first in "-–/" and last.isdigit() and _CODE_REST.match(b) and _SERIAL_END.search(a):
        return ""
    if is_cut(a, b):
        return ""
    if first.isdigit() and (last.isalpha() or last == ":") and _asks_for_number(a, b):
        return " "
    if first.isdigit() and last in "-–/" and a[-2:-1].isdigit() and not STARTS.match(b):
        return ""
    if ")" in b and a.count("(") > a.count(")") and _CLOSES.match(b):
        return " "
    if first.islower() and first not in "knp" and b[1:2].isalpha():
        return _joint_inside(before, b, layout, interrupted)
    full = layout.wrapped and _is_full(before, b, layout)
    dangling = _dangles(a)
    if not (full or dangling or first in _GOES_ON or first.islower() or (interrupted and layout.wrapped)):
        # Nothing asks for more: most lines that begin with a capital or a label.
        return " " if a.endswith(_BEFORE_NUMERALS) and first in "IVX" and STARTS.match(b) and not _LOUD_HEAD.match(b) else None
    if STARTS.match(b):
        return _joint_before_label(a, b, full=full, dangling=dangling)
    if first in _GOES_ON and not b.startswith(".."):
        return " "
    if first.islower():
        return _joint_inside(before, b, layout, interrupted)
    if _is_rule(a):
        return None
    reachable = not after.gap or layout.spaced or interrupted
    if dangling and reachable and a.isupper() == b.isupper():
        return " "
    if last in ",(“‘-" and (full or (reachable and layout.wrapped and interrupted)):
        return " " if last not in "(“‘" else ""
    if not full or not reachable:
        return None
    if _shouts(a) != _shouts(b):
        return None
    if last in _TERMINAL and last != ";":
        if last != "." or after.indent > before.indent + 1:
            return None
        return " " if len(a) + 1 + _first_word(b) > layout.widest else None
    return " "


def _joint_inside(before: RawLine, b: str, layout: Layout, interrupted: bool) -> str | None:
    """Join a line that begins with a small letter, unless the line before has ended or is a heading in capitals."""
    a = before.text
    last = a[-1]
    ended = last in _TERMINAL and (last != "." or len(a) < 0.5 * layout.usual or not interrupted)
    if ended and not (layout.wrapped and _is_full(before, b, layout)):
        return None
    if _is_rule(a) or (_shouts(a) and last != "," and not _shouts(b) and not _dangles(a)):
        return None
    return " "


def _dangles(text: str) -> bool:
    """Tell whether a line ends with a word that the next one goes on from."""
    return (
        text[-1].isalpha()
        and text[text.rfind(" ") + 1 :].lower() in DANGLING
        and not _DIGITAL.search(text, max(len(text) - _LONGEST_TYPE, 0))
    )


def _asks_for_number(a: str, b: str) -> bool:
    """Tell whether a line ends with the type of a document, or `số`, and the next begins with its number."""
    if not begins_number(b, told=True):
        return False
    typed = _type_end().search(a, max(len(a) - _LONGEST_TYPE, 0))
    return typed is not None and (typed["so"] is not None or begins_number(b, told=False))


def _is_full(before: RawLine, after: str, layout: Layout) -> bool:
    """Tell whether the first word of the next line had no room on this one."""
    text, box = before.text, before.box
    word = _first_word(after) + 1
    if layout.margin is not None and box is not None:
        return box[2] + word * (box[2] - box[0]) / len(text) > layout.margin
    length = len(text) + word
    if length >= layout.reach:
        return True
    # A labelled line may be a heading, which ends without a mark: it is held to the reach; prose is not.
    return length >= 0.9 * layout.usual and (text[0] in "-–—+*•" or STARTS.match(text) is None)


_BEFORE_NUMERALS = ("lần thứ", "khóa", "khoá", "Đại hội", "quý", "thế kỷ", "kỳ họp thứ")
_LOUD_HEAD = regex.compile(r"[IVX]+\s?[.)/:–-]+\s*\p{Lu}{2}")
"""`Đại hội⏎I. ĐÁNH GIÁ`: a heading, not the numeral of a congress."""
_HEADS_ON = regex.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s*\p{Lu}")


def _joint_before_label(a: str, b: str, *, full: bool, dangling: bool) -> str | None:
    """Join a line that looks like a label or bullet only where the line before plainly has not ended."""
    if a.endswith(_BEFORE_NUMERALS) and b[0] in "IVX" and not _LOUD_HEAD.match(b):
        return " "
    asks_for_number = dangling and b[0].isdigit() and not _HEADS_ON.match(b)
    if a[-1] in _TERMINAL or not full:
        return " " if asks_for_number and a.rpartition(" ")[2].lower() in {"khoản", "số", "ngày", "điều", "tháng"} else None
    if b[0] in "-–—" and b[1:].lstrip()[:1].islower():
        return " "
    return " " if asks_for_number else None


def _is_rule(text: str) -> bool:
    return not any(map(str.isalnum, text))


def _shouts(text: str) -> bool:
    """Tell whether a line begins in capitals, as headings do."""
    return text[:28].isupper()
