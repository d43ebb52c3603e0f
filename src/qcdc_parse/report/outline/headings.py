"""Headings of slots: the words that name one, and what brackets and further sentences behind them want told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qcdc_parse.model import Blank
from qcdc_parse.report.outline.branches import Clause, reserved_in
from qcdc_parse.report.outline.models import Prompt, PromptKind
from qcdc_parse.report.outline.wording import FOR_EACH, begins, brackets, clean, is_request, years_in
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span, made

__all__ = ["Heading", "prompt", "read_heading", "sentences_of"]

_COLON = re.compile(r":(?=\s|$)")
_LONG = 160


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading, what stands behind them to be told, whom it is for, and whether it wants figures of several years."""

    words: str
    prompts: tuple[Prompt, ...]
    audiences: tuple[Clause, ...]


def prompt(text: str, kind: PromptKind, start: int, end: int) -> Prompt:
    """Make a prompt of ``text[start:end]``, white space and closing marks off."""
    words = clean(text[start:end])
    if words[:1] == "(" and words[-1:] == ")" and next(brackets(words, 0, len(words)), None) == (0, len(words)):
        words = clean(words[1:-1])
    return made(Prompt, kind=kind, text=words, span=made(Span, start=start, end=end))


def read_heading(text: str, start: int, end: int, blanks: Sequence[Blank]) -> Heading:
    """Read the heading, or the sentence that asks, at ``text[start:end]``; ``blanks`` are those in it.

    >>> read_heading("Kiến nghị (nêu rõ lý do).", 0, 25, ()).words
    'Kiến nghị'
    """
    sentences = sentences_of(text, start, end, blanks) or [(start, end)]
    first, last = sentences[0]
    prompts: list[Prompt] = []
    audiences: list[Clause] = []
    cut: list[tuple[int, int]] = []
    for begin, stop in brackets(text, first, last):
        if any(begin < b.span.start < stop for b in blanks):
            continue
        inner = text[begin + 1 : stop - 1]
        clause = reserved_in(text, begin, stop)
        if clause is not None:
            audiences.append(clause)
        elif years_in(inner) or not FOR_EACH.sub("", inner).strip() or begins("limit").match(inner):
            pass
        elif is_request(inner):
            prompts.append(prompt(text, "question", begin, stop))
        else:
            continue
        cut.append((begin, stop))
    stop = blanks[0].span.start if blanks and blanks[0].span.start < last else last
    colon = next(
        (m.start() for m in _COLON.finditer(text, first, stop + 1) if m.start() < last and not _inside(text, first, m.start())), None
    )
    if colon is not None:
        if not blanks and text[colon + 1 : last].strip(" .;,") and len(text[first:colon].split()) > 1:
            prompts.insert(0, prompt(text, "question" if "?" in text[colon:last] else "paragraph", colon + 1, last))
        stop = min(stop, colon)
    words = _without(text, first, stop, cut)
    if years_in(text[first:last]):
        words = clean(FOR_EACH.sub("", words)) or words
    for begin, until in sentences[1:]:
        if not any(begin <= b.span.start <= until for b in blanks):
            prompts.append(prompt(text, "question" if text[begin:until].rstrip().endswith("?") else "paragraph", begin, until))
    return Heading(words or clean(text[first:last]), tuple(p for p in prompts if any(map(str.isalpha, p.text))), tuple(audiences))


def sentences_of(text: str, start: int, end: int, blanks: Sequence[Blank]) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph; the dots of a blank end none where a bracket follows (`Số cuộc: .... (cuộc)`)."""
    dotted = {b.span.end for b in blanks}
    out: list[tuple[int, int]] = []
    for first, last in split_sentences(text, start, end):
        if out and out[-1][1] in dotted and text[first] == "(":
            out[-1] = out[-1][0], last
        else:
            out.append((first, last))
    return out


def _inside(text: str, start: int, at: int) -> bool:
    """Tell whether a place stands inside a bracket or quotation."""
    ahead = text[start:at]
    return ahead.count("(") > ahead.count(")") or ahead.count("“") > ahead.count("”")


def _without(text: str, start: int, end: int, cut: Sequence[tuple[int, int]]) -> str:
    out = []
    for begin, stop in sorted(cut):
        if start <= begin < end:
            out.append(text[start:begin])
            start = max(start, stop)
    out.append(text[start:end])
    return clean(re.sub(r"\s+([.,;:])", r"\1", " ".join(out)))
