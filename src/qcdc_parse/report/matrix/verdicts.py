"""The verdict on a statement that holds no figure, where the parser looks only at those that do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcdc_parse.indicators.behind import with_reason
from qcdc_parse.indicators.unsaid import ends_denied
from qcdc_parse.indicators.verdicts import FoundVerdict, begins_judged, may_judge, verdict_alone, verdict_inside
from qcdc_parse.indicators.wordings import POSITIVE
from qcdc_parse.model import Verdict
from qcdc_parse.span import Span, made

__all__ = ["said_of"]

_COLON = re.compile(r":(?=\s)")
_REPORTS = re.compile(
    r"(?:[-–+*•]\s*)?(?:Kết quả(?: thực hiện| đạt được)?|Thực hiện|Đã thực hiện|Số liệu)(?: năm 20\d\d)?\s*:", re.IGNORECASE
)
_RATHER = re.compile(
    r"(?P<word>cơ bản (?:đạt|hoàn thành)|đạt một phần)\s*[,;–-]\s*(?:riêng|do|vì)?\s*(?P<why>(?:trừ|còn|chỉ|năm|quý|tháng)\s[^()]+?)[\s.;]*",
    re.IGNORECASE,
)


def said_of(text: str, start: int, end: int, behind: Sequence[tuple[int, int]]) -> Verdict | None:
    """Read what is said of ``text[start:end]``: in it, or in the sentences or lines behind it."""
    found = _inside(text, start, end) if may_judge(text, start, end) else None
    if found is not None:
        return _made(text, with_reason(text, found, behind))
    if behind and _REPORTS.match(text, *behind[0]):
        inside = _inside(text, *behind[0])
        if inside is not None:
            return _made(text, with_reason(text, inside, behind[1:]))
        behind = behind[1:]
    alone = verdict_alone(text, *behind[0]) if behind else None
    if alone is None or (alone.value in POSITIVE and ends_denied(text, start, end)):
        return None
    return _made(text, with_reason(text, alone, behind[1:]))


def _inside(text: str, start: int, end: int) -> FoundVerdict | None:
    """Read the verdict in a sentence: as of an indicator, or as what stands behind its colon and nothing else."""
    found = verdict_inside(text, start, end)
    if found is not None:
        return found
    for colon in _COLON.finditer(text, start, end):
        at = colon.end()
        while at < end and text[at] == " ":
            at += 1
        behind = verdict_inside(text, at, end)  # what is wished for ahead of the colon is the target's
        if behind is not None:
            return behind
        if not begins_judged(text, at, end):
            continue
        alone = verdict_alone(text, at, end)
        if alone is not None:
            return alone
        rather = _RATHER.fullmatch(text, at, end)
        if rather is not None:
            word = rather["word"].lower()
            value = "partly_met" if "phần" in word else "mostly_met"
            return FoundVerdict(at, rather.end("word"), word, value, rather.span("why"), at)
    return None


def _made(text: str, v: FoundVerdict) -> Verdict:
    reason, where = None, None
    if v.reason is not None:
        a, b = v.reason
        while a < b and text[b - 1] in " .;,\n":
            b -= 1
        if a < b:
            reason, where = " ".join(text[a:b].split()), Span(start=a, end=b)
    return made(Verdict, value=v.value, surface=v.surface, reason=reason, span=Span(start=v.start, end=v.end), reason_span=where)
