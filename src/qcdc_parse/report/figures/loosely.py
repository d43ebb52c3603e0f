"""Labels said otherwise than the form prints them: shortened, without their marks, with more told around the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.report.figures.asked import Asked
from qcdc_parse.report.figures.clauses import Clause
from qcdc_parse.report.figures.fitting import Fit, best_fit
from qcdc_parse.report.figures.measures import fold_measure
from qcdc_parse.report.figures.scanning import Item
from qcdc_parse.report.figures.wording import Words, agree, alternatives, head_of, without_marks, words_in
from qcdc_parse.scoreboard.lexicon import fold

__all__ = ["JOINED", "LIKE", "is_named", "mended", "of_others", "only_like", "said_column", "shortened", "stripped"]

_SURE = 0.99
_NEARLY = 0.85
JOINED = re.compile(r".*(?:,|(?<!\w)và(?!\w))", re.DOTALL)
"""What stands ahead of the last of several things said."""


_BRIEF = 2
"""Syllables that a shortened label has at least."""


def shortened(fields: Sequence[Asked], others: Sequence[Asked], said: Words) -> Asked | None:
    """Return the one field whose label words are a part of: `hội nghị người lao động` of `hội nghị cán bộ, công chức, người lao động`.

    They begin as it does, say nothing else, and are a part of no other label.
    """
    if len(said.content) < _BRIEF or said.short:
        return None
    holding = [a for a in (*fields, *others) if said.content <= a.words.content and said.narrow == a.words.narrow]
    if len(holding) != 1 or not any(a is holding[0] for a in fields):
        return None
    asked = holding[0]
    return asked if said.content.issuperset(head_of(asked.words).split()[:1]) and agree(asked.words.folded, said.folded) else None


def mended(fields: Sequence[Asked], text: str) -> str:
    """Put the marks of a label on words that lack them, or have others: `dảng viên`, `Tong so dang vien`.

    Only words that no label has are changed, and none that mean something of their own (`năm`, `mới`).
    """
    known = {syllable for asked in fields for syllable in asked.words.every}
    plain = {without_marks(syllable): syllable for syllable in sorted(known)}

    def mend(m: re.Match[str]) -> str:
        said = words_in(m[0])
        kept = said.folded in known or not said.content or said.narrow
        return m[0] if kept else plain.get(without_marks(said.folded), m[0])

    return _WORD.sub(mend, text)


_WORD = re.compile(r"[^\W\d_]+")


def is_named(best: tuple[Asked, Fit], item: Item) -> bool:
    """Tell whether words around a number are all of a label and no more, and count what it counts: `mở 07 lớp tập huấn`."""
    asked, fit = best
    if item.measure is None or asked.unit is None or len(asked.weights) < _SEVERAL or asked.weak:
        return False
    return fit.covered >= _SURE and not fit.extra and fold_measure(item.measure) == fold_measure(asked.unit)


_SEVERAL = 2
LIKE = "lời văn chỉ gần giống nội dung được hỏi"


def only_like(best: tuple[Asked, Fit], said: Words) -> bool:
    """Tell words that leave out some of a label and say other things: `cơ sở tái phạm` of `cơ sở vi phạm`.

    Of several like things that a label names one is enough (`đoàn kiểm tra` of `đoàn thanh tra, kiểm tra`).
    """
    asked, fit = best
    return fit.extra > 0 and fit.covered < _NEARLY and not any(one <= said.every for one in alternatives(asked.field.label))


def of_others(asked: Asked, clause: Clause) -> bool:
    """Tell a number that what stands behind it keeps from being the amount asked for: `15 thành viên` of `triệu đồng`."""
    if clause.item.measure is not None or asked.unit is None:
        return False
    named = _never().match(clause.behind)
    return named is not None and fold(named[1]) not in asked.words.folded


@cache
def _never() -> re.Pattern[str]:
    return re.compile(rf"\s+({any_of(raw('numbers')['counted']['never'])})(?![^\W_])", re.IGNORECASE)


_MORE = re.compile(r"(?<!\w)(?:gồm|bao gồm|cho|với|tại|do|của|theo|để|nhằm|là)(?!\w)")


def stripped(
    fields: Sequence[Asked], beside: Sequence[Asked], clause: Clause, own: frozenset[str], lead: Asked | None, *, direct: bool
) -> tuple[Asked, Fit] | None:
    """Fit the words next to a number: without what its clause says before and goes on to tell, with marks that a scan lost."""
    if direct:
        again = mended(beside, clause.ahead)
        return best_fit(fields, words_in(again), own, lead) if again != clause.ahead else None
    near = JOINED.sub("", clause.ahead)
    cut = _MORE.search(clause.behind)
    behind = clause.behind[: cut.start()] if cut else clause.behind
    if (near, behind) == (clause.ahead, clause.behind):
        return None
    return best_fit(fields, words_in(f"{near} | {behind}"), own, lead, _NEARLY)


def said_column(asked: Asked, ahead: Words, behind: Words) -> bool:
    """Tell words beside a number that are a column of the field."""
    return any(c.words and (ahead.every | behind.every).issuperset(c.words.split()) for c in asked.columns)
