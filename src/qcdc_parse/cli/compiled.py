"""A compiled draft in short, as lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text

from qcdc_parse.cli.messages import one_line
from qcdc_parse.cli.render import SEVERITY_STYLES, VERDICT_STYLES, Line
from qcdc_parse.model import Note
from qcdc_parse.report.absent import files_of_missing
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.index import Index
from qcdc_parse.report.models import Submission
from qcdc_parse.report.wording import file_name

__all__ = ["summary_lines"]

_LISTED = 12
"""So many of a kind are listed; the files hold the others."""
_WORDS = 70


def summary_lines(draft: ReportDraft, written: Sequence[Path]) -> Iterator[Line]:
    """Yield what a person wants to know first: who is missing, what was put aside, what needs a look."""
    files = files_of_missing(draft)
    index = Index(draft)
    units, handed = _count(len(draft.units), "unit"), _count(len(draft.submissions), "file")
    yield Line(0, Text(f"{len(draft.units) - len(draft.missing)} of {units} in the draft, {handed} handed in", style="bold"))
    yield from _some("not submitted", [unit for unit in files if not files[unit]])
    perhaps = [f"{unit}: {', '.join(map(file_name, files[unit]))}" for unit in files if files[unit]]
    yield from _some("perhaps submitted, in a file that was put aside", perhaps)
    yield from _some("put aside", [_aside(each) for each in draft.submissions if each.state != "used"])
    answers = Counter(answer.status for answer in draft.answers)
    yield Line(0, Text())
    told = f"{_count(answers['aligned'], 'passage')} in their slots, {answers['ambiguous']} ambiguous, {answers['outside']} outside the outline"
    yield Line(0, Text(told, style="bold"))
    yield from _some(
        "slots that some did not answer",
        [
            f"{_cut(index.where(state.slot))}: {len(state.answered)} answered, {len(state.perhaps)} perhaps, {len(state.unanswered)} did not"
            for state in draft.slots
            if state.unanswered
        ],
    )
    doubtful = sum(figure.status == "doubtful" for figure in draft.figures)
    if draft.figures:
        yield Line(0, Text())
        yield Line(
            0,
            Text(
                f"{_count(len(draft.figures), 'figure')}, {doubtful} of them doubtful; {_count(len(draft.totals), 'total')}", style="bold"
            ),
        )
    if draft.targets.rows:
        yield Line(0, Text())
        yield Line(0, Text(_count(len(draft.targets.rows), "target"), style="bold"))
        for row in draft.targets.rows:
            words = Text(f"{row.target.id}  {_cut(row.target.statement)}: ")
            for place, (name, count) in enumerate(row.counts.items()):
                words.append(", " if place else "").append(f"{count} {name}", style=VERDICT_STYLES.get(name, "dim"))
            if row.rolled_up is not None:
                words.append(f" → {row.rolled_up}", style=VERDICT_STYLES.get(row.rolled_up, "yellow"))
            yield Line(1, words)
    if draft.conflicts:
        yield Line(0, Text())
        yield Line(0, Text(_count(len(draft.conflicts), "conflict"), style="bold"))
        for conflict in draft.conflicts[:_LISTED]:
            about = f"{conflict.unit or '?'}: {conflict.kind}: {conflict.message}"
            yield Line(1, Text(one_line(about), style="yellow"))
        yield from _more(len(draft.conflicts))
    yield from _notes([*draft.outline.notes, *draft.notes])
    yield Line(0, Text())
    yield from (Line(0, Text(f"written: {path}")) for path in written)


def _notes(notes: Sequence[Note]) -> Iterator[Line]:
    """Yield what is doubtful of the outline and of the compiling."""
    if notes:
        yield Line(0, Text())
        yield Line(0, Text(_count(len(notes), "note"), style="bold"))
    for note in notes[:_LISTED]:
        yield Line(1, Text.assemble((f"{note.severity} {note.code}", SEVERITY_STYLES[note.severity]), f"  {one_line(note.message)}"))
    yield from _more(len(notes))


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _some(title: str, items: Sequence[str]) -> Iterator[Line]:
    if not items:
        return
    yield Line(1, Text(f"{title}:"))
    yield from (Line(2, Text(one_line(item))) for item in items[:_LISTED])
    yield from (line._replace(indent=2) for line in _more(len(items)))


def _more(count: int) -> Iterator[Line]:
    if count > _LISTED:
        yield Line(1, Text(f"and {count - _LISTED} more", style="dim"))


def _aside(submission: Submission) -> str:
    whose = f" ({submission.unit})" if submission.unit else ""
    return f"{submission.path}{whose}: {submission.state}" + (f", {submission.reason}" if submission.reason else "")


def _cut(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"
