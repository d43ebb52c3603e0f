"""Passages of the truth held against the answers of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from passagematch import pair
from reportoutcome import Outcome, file_names
from reporttruth import Passage, ReportSet

from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.models import Answer


def compare_passages(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    names = file_names(draft)
    used = {one.file for one in truth.truth.submission if one.state == "used"}
    for file in sorted(used):
        answers = [answer for answer in draft.answers if names[answer.quote.submission] == file]
        passages = [passage for passage in truth.passages if passage.file == file]
        held = pair([passage.words for passage in passages], answers)
        for passage, answer in zip(passages, held, strict=True):
            area = "outside" if passage.outside else "alignment"
            what = _judge(passage.slots, answer)
            said = "" if answer is None else f"{answer.status} {answer.slot} {answer.confidence:.2f} {[c.slot for c in answer.candidates]}"
            out.count(area, what, None if what == "right" else f"{file}: {passage.words[:60]!r} is {passage.slots}, draft: {said}")
        _fragments(file, list(zip(passages, held, strict=True)), answers, out)


def _fragments(file: str, pairs: list[tuple[Passage, Answer | None]], answers: list[Answer], out: Outcome) -> None:
    """Judge what the draft cut off passages (rows of a table, sentences): such a piece belongs where the passage around it does."""
    known = {id(answer) for _, answer in pairs}
    for answer in answers:
        if id(answer) in known or answer.status == "ambiguous":
            continue
        ahead = [(a.quote.span.start, p) for p, a in pairs if a is not None and a.quote.span.start <= answer.quote.span.start]
        behind = [(a.quote.span.start, p) for p, a in pairs if a is not None and a.quote.span.start > answer.quote.span.start]
        around = [max(ahead, key=lambda pair: pair[0])[1]] if ahead else []
        around += [min(behind, key=lambda pair: pair[0])[1]] if behind else []
        right = any(passage.outside if answer.slot is None else answer.slot in passage.slots for passage in around)
        said = f"{file}: {answer.quote.text[:60]!r} in {answer.slot}, between {[passage.slots for passage in around]}"
        out.count("fragments", "right" if right else "wrong", None if right else said)


def _judge(slots: Sequence[str] | str, answer: Answer | None) -> str:
    if answer is None:
        return "missing"
    if slots == "outside":
        return {"outside": "right", "ambiguous": "ambiguous", "aligned": "wrong"}[answer.status]
    if answer.status == "ambiguous":
        among = {candidate.slot for candidate in answer.candidates} & set(slots)
        return "right" if len(slots) > 1 and among else "ambiguous"
    if answer.status == "outside":
        return "put outside"
    return "right" if answer.slot in slots else "wrong"
