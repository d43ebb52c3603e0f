"""Unnumbered headings: `MỞ ĐẦU`, `KẾT LUẬN`, a bold line between paragraphs.

A wrong section is worse than a missed one: a line counts only where its letters or its look set it off from what stands before and
behind it, and where it is nothing else that offices print in capitals or bold.
"""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.structure import kinds
from qcdc_parse.structure.candidates import Item, Option, outline
from qcdc_parse.structure.labels import Label, may_be_label, parse_label
from qcdc_parse.structure.levels import DEEPEST, STRUCTURAL, Form, Move, Stack, closing
from qcdc_parse.text import Line, Look

_LONGEST = 110
_KNOWN, HEADING = 3.0, 2.0
"""What it costs to see no heading in a line of the catalogue, and in one that only looks like one."""
_WORDS = regex.compile(r"\p{Lu}[^=|{}<>\t:;_*#@\\.!?…]*\p{L}[\p{L}\p{M}\d)”\"%]*(?:\s(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?$")
"""A line without marks inside or at its end, of two words or more; a year, or a range of years, may end it."""
_TEXT = 40
"""A line of so many code points, or one that ends with a mark, is text, no heading."""


def is_known(line: str) -> bool:
    """Tell a heading that opens or closes a document.

    >>> is_known("KẾT LUẬN"), is_known("KẾT LUẬN:")
    (True, False)
    """
    return line in _catalogue()[0]


def is_title(line: str) -> bool:
    """Tell the title of a table or list, and formulas in capitals."""
    _, titles, none = _catalogue()
    upper = f"{line.upper()} "
    return upper.startswith(titles) and not upper.startswith(none)


@cache
def _catalogue() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    data = raw("headings")
    known, titles = data["known"], data["titles"]
    return frozenset(known["words"]), tuple(f"{words} " for words in titles["words"]), tuple(titles["but_not"])


def heading(lines: tuple[Line, ...], index: int, stop: int, *, first: bool, headed: bool, above: Item | None = None) -> Item | None:
    """Return the candidate of a heading without a number; None where the line is none.

    ``first`` tells that a body begins with it, ``headed`` that a letterhead or title ends before it: else it may be the title.
    ``above`` is the last candidate before it.
    """
    line = lines[index]
    text = line.text
    if len(text) > _LONGEST or not (text[1:2].isupper() or line.bold or line.look.level is not None):
        return None
    loud = kinds.shouts(text)
    set_off = line.bold or line.look.level is not None
    if index + 1 >= stop or not (loud or set_off) or " " not in text or is_title(text) or _WORDS.match(text) is None:
        return None
    known = is_known(text)
    if not known and (
        _is_other(text) or not (headed if first else _ended(lines[index - 1], loud=loud) or _below(above, lines, index, loud=loud))
    ):
        return None
    if not (_is_text(lines[index + 1], line.look, loud=loud) or (loud and _heads_next(lines, index, stop))):
        return None
    label = Label("unnumbered", "", 0, 0, 0)
    under = _under(above, index) and lines[index - 1].text[-1] not in ".:;" and above is not None and above.form.loud
    return Item(index, 0, (Option(label),), _KNOWN if known else HEADING, Form("", loud, outline(line), set_off), under=under)


def _is_other(text: str) -> bool:
    """Tell what a letterhead, a signature or a list of names prints in capitals or bold."""
    return (
        kinds.names_body(text)
        or kinds.is_position(text)
        or kinds.is_authority(text)
        or (not kinds.shouts(text) and kinds.is_person(text))  # in capitals many a heading looks like a name
        or kinds.is_nation(text)
        or kinds.secrecy(text)
        or kinds.urgency(text)
        or kinds.type_line(text) is not None
        or kinds.is_closing(text)
        or kinds.GROUNDS.match(text) is not None
        or text.startswith("CỦA ")
    )


def _ended(before: Line, *, loud: bool) -> bool:
    """Tell whether the line before is whole: a heading set off in the same way, or a sentence, not the first half of a title."""
    if before.table or before.text[-1] in '.;:!?…”")':
        return True
    if may_be_label(before.text) and parse_label(before.text) is not None:
        return True
    return not before.bold and not kinds.shouts(before.text) and (loud or before.text[-1].isalnum())


def _below(above: Item | None, lines: tuple[Line, ...], index: int, *, loud: bool) -> bool:
    """Tell whether a heading in small letters stands right under one in capitals: without number too, or named on a line of its own."""
    return (
        not loud
        and _under(above, index)
        and above is not None
        and (above.named > 0 or above.form.loud)
        and kinds.shouts(lines[index - 1].text)
    )


def _under(above: Item | None, index: int) -> bool:
    """Tell whether the heading of the last candidate ends on the line before."""
    return above is not None and above.line + above.named == index - 1


def _heads_next(lines: tuple[Line, ...], index: int, stop: int) -> bool:
    """Tell whether another heading in small letters follows one in capitals, both set off, and text behind it."""
    if index + 2 >= stop or not lines[index].bold:
        return False
    following = lines[index + 1]
    text = following.text
    if not following.bold or following.table or kinds.shouts(text) or len(text) > _LONGEST or _WORDS.match(text) is None or _is_other(text):
        return False
    return _is_text(lines[index + 2], following.look, loud=False)


def over_table(lines: tuple[Line, ...], item: Item) -> bool:
    """Tell a heading that only the look of others tells from the title of the table below it."""
    return item.options[0].label.style == "unnumbered" and lines[item.line + 1].table and lines[item.line].look.level is None


def _is_text(following: Line, look: Look, *, loud: bool) -> bool:
    """Tell whether a section goes on behind its heading: with a paragraph, a bullet or a label."""
    text = following.text
    if following.table or text[0] == "(" or "\t" in text:
        return following.table and (loud or look.level is not None)
    if may_be_label(text) and parse_label(text) is not None:
        return True
    if kinds.shouts(text) or (following.bold and not loud):
        return False
    return len(text) > _TEXT or text[-1] in ".;:"


def heading_moves(form: Form, known: bool, stack: Stack, *, under: bool) -> list[Move]:
    """Return the places of an unnumbered heading: in capitals beside the highest sections, else below the innermost.

    What is ``known`` to open or close a document stands beside its parts, too; one right ``under`` a numbered heading below it.
    """
    if (stack and stack[-1].style in {"article", "appendix"}) or any(level.style == "article" for level in stack):
        return []  # a title, or words that an article quotes
    top = 0 if known else next((d for d, level in enumerate(stack) if level.style not in STRUCTURAL), len(stack))
    mine = next((d for d, level in enumerate(stack) if level.style is None and level.loud == form.loud), None)
    out = []
    for depth in range(top, min(len(stack) + 1, DEEPEST)):
        below = depth == len(stack)
        if form.outline is not None and any(level.outline is not None for level in stack):
            above = [level.outline for level in stack[:depth] if level.outline is not None]
            fits = all(level < form.outline for level in above) and (below or (stack[depth].outline or 0) >= form.outline)
            cost = 0.2 if fits else 1.5
        elif mine is not None and not known:
            cost = 0.2 if depth == mine else 1.5
        elif under and form.loud and not known and stack and not stack[-1].bare:
            cost = 0.2 if below else 1.5
        elif form.loud:
            cost = 0.2 if depth == top else 1.0 if below else 1.5
        elif stack and stack[-1].bare and stack[-1].loud == form.loud:
            cost = 0.2 if depth == len(stack) - 1 else 1.5
        else:
            cost = 0.2 if below else 1.2
        if below and form.outline is None and stack and stack[-1].bare and stack[-1].loud == form.loud:
            cost += 2.0
        out.append(Move(cost + closing(stack, depth + 1), depth, opens=below))
    return out
