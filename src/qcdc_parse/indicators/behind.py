"""What stands behind a statement: the verdict in the next sentence or line, and its reason in the one after that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from qcdc_parse.indicators.verdicts import FoundVerdict, begins_judged, verdict_alone
from qcdc_parse.indicators.wordings import NEGATIVE
from qcdc_parse.passages import Passage
from qcdc_parse.sentences import split_sentences

_WHY = re.compile(
    r"(?:[-–+*•]\s*)?[(\[]?\s*(?:Nguyên nhân|Lý do|Lí do)(?:\s+(?:chủ yếu|chính|chủ quan|khách quan|chưa đạt|không đạt))?(?:\s+là)?(?:\s+do)?\s*:?\s*(?:là\s+)?(?:do\s+)?"
)
_BECAUSE = re.compile(r"(?:Do|Vì)\s+(?!đó|vậy|thế)")
_REPORTS = re.compile(r"(?:[-–+*•]\s*)?(?:Kết quả(?: thực hiện| đạt được)?|Thực hiện|Đã thực hiện)(?: năm 20\d\d)?\s*:")
_LINES = 2
_SHORT = 700


def with_reason(text: str, verdict: FoundVerdict, behind: Sequence[tuple[int, int]]) -> FoundVerdict:
    """Add the reason that a sentence `Nguyên nhân …` behind a verdict tells."""
    if verdict.reason is not None or not behind:
        return verdict
    why = _WHY.match(text, *behind[0]) or (_BECAUSE.match(text, *behind[0]) if verdict.value in NEGATIVE else None)
    return replace(verdict, reason=(why.end(), behind[0][1])) if why and why.end() < behind[0][1] else verdict


def restated(text: str, behind: Sequence[tuple[int, int]]) -> bool:
    """Tell whether what stands behind a statement reports on it: `Kết quả: 93,5%`."""
    return bool(behind) and _REPORTS.match(text, *behind[0]) is not None


def stretches_behind(
    text: str, places: Sequence[Passage], index: int, sentences: Sequence[tuple[int, int]], position: int
) -> list[tuple[int, int]]:
    """Return the two sentences behind one: in its passage, then on the next lines of its section, up to two."""
    return list(islice(_behind(text, places, index, sentences, position), 2))


def _behind(
    text: str, places: Sequence[Passage], index: int, sentences: Sequence[tuple[int, int]], position: int
) -> Iterator[tuple[int, int]]:
    yield from sentences[position + 1 : position + 3]
    here = places[index]
    for following in places[index + 1 : index + 1 + _LINES]:
        if following.kind not in ("paragraph", "bullet") or following.section_id != here.section_id:
            return
        if following.end - following.body > _SHORT:
            return
        whole = following.body, following.end
        if verdict_alone(text, *whole) or _WHY.match(text, *whole) or _REPORTS.match(text, *whole):
            yield whole
        elif begins_judged(text, *whole):
            yield from split_sentences(text, *whole)[:2]
        else:
            return
