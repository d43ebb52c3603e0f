r"""Markdown marks that OCR models and converters leave, taken off a line with offsets kept.

Only marks go: ``**bold**``, ``#`` heads, ``\-`` escapes, table pipes, quote marks, line-end blanks. What they meant
stays on the line as evidence (bold, table, how many ``#``), never as a decision: models mix levels freely.
"""

from __future__ import annotations

import re

_HEAD = re.compile(r"[ \t]*+(?:>[ \t]?)*+(?:#{1,6}(?=\s|\*|$)[ \t]*+)?")
_MARK = re.compile(
    r"(?:\*{2,3}|(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_])|\\(?=[-!\"#$%&\'()*+,./:;<=>?@\[\\\]^_`{|}~]|\s*(?:\||$)|\s{2})|</?(?:b|i|u|sup|sub|strong|em)>)(?![\u0300-\u036f])"
)
_EM = re.compile(r"(?:(?<![\w*\\])\*(?=[^\s*])|(?<=[^\s*\\])\*(?![\w*]))(?![\u0300-\u036f])")
_RULE = re.compile(r"[ \t]*+\+[-=+: ]++(?<=\+)[ \t]*+$|[ \t]*+(?:\|[ \t]*+)?:?-{2,}+:?[ \t]*+\|[-:| \t]*+$")
_SIGNS = {
    char: re.compile(form, re.MULTILINE)
    for char, form in {
        "#": r"^[ \t]*+#{1,6}[ \t]",
        "*": r"\*\*[^*\n]{1,400}\*\*",
        "|": r"^[ \t]*+\|.*\|[ \t]{0,8}$",
        "\\": r"\\(?:[-.()%]|[a-z]{2,12}\b)",
        "]": r"\]\(\S+\)",
        "<": r"</t[dr]>",
        "&": r"&(?:nbsp|amp|#\d{2,5});",
        "`": r"^```",
    }.items()
}
"""Signs of Markdown, each by the character it cannot do without: most texts have few of these."""


def looks_like_markdown(text: str) -> bool:
    r"""Tell whether a text carries Markdown marks on several lines.

    >>> looks_like_markdown("## I. MỤC TIÊU\n\n**1. Chung**")
    True
    """
    present = [sign for char, sign in _SIGNS.items() if char in text]
    found = [m.span() for sign in present if (m := sign.search(text))]
    return bool(found) and any(sign.search(text, min(found)[1]) for sign in present)


def is_table_rule(line: str) -> bool:
    """Tell whether a line is the rule under a table head: ``|---|---|``."""
    return _RULE.match(line) is not None


def heading_level(line: str) -> int | None:
    """Return how many ``#`` stand before a line: a hint, for models mix levels freely.

    >>> heading_level("### **1.2. Nguyên nhân**")
    3
    """
    head = _HEAD.match(line)
    return (head[0].count("#") if head else 0) or None


def strip_marks(line: str) -> tuple[list[tuple[int, int]], bool, bool]:
    """Return the stretches of a line to keep, whether all of it was bold, and whether it is a table row.

    A table pipe becomes a break between stretches that are one tab apart; see :func:`cells`.

    >>> line = "### **1.2. Nguyên nhân**"
    >>> [line[a:b] for a, b in strip_marks(line)[0]]
    ['1.2. Nguyên nhân']
    """
    head = _HEAD.match(line)
    start = head.end() if head else 0
    end = len(line.rstrip())
    while end > start and line[end - 1] == "\\" and not line.endswith("\\\\"):
        end -= 1
    table = line.startswith("|", start) and line.count("|") >= 2
    bold = line.startswith("**", start) and line.rstrip().endswith("**")
    cuts = [(m.start(), m.end()) for m in _MARK.finditer(line, start, end)]
    if sum(line[a:b] == "__" for a, b in cuts) % 2:
        cuts = [(a, b) for a, b in cuts if line[a:b] != "__"]  # a blank to be filled in
    if "*" in line:
        taken = {p for a, b in cuts for p in range(a, b)}
        single = [m.start() for m in _EM.finditer(line, start, end) if m.start() not in taken]
        if len(single) % 2 == 0:
            cuts += [(p, p + 1) for p in single]
            cuts.sort()
    keep: list[tuple[int, int]] = []
    at = start
    for a, b in cuts:
        if a > at:
            keep.append((at, a))
        at = max(at, b)
    if end > at:
        keep.append((at, end))
    return keep, bold, table
