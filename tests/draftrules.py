"""What holds of every draft, whatever was handed in: nothing invented, nothing lost, nothing that points nowhere."""

from __future__ import annotations

import io
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import docx
import openpyxl
from docx.oxml.ns import qn

from qcdc_parse import Document
from qcdc_parse.model import Section
from qcdc_parse.report.alignment.pieces import is_frame
from qcdc_parse.report.docx.write import docx_bytes
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.figures.digits import read_digits, read_words
from qcdc_parse.report.figures.measures import factor
from qcdc_parse.report.figures.notation import exact
from qcdc_parse.report.models import Figure, Quote, Total
from qcdc_parse.report.wording import amount, number
from qcdc_parse.report.xlsx import xlsx_bytes
from qcdc_parse.scoreboard.lexicon import fold

_DIGITS = re.compile(r"\d+")
_PRINTED = re.compile(r"[\dlIoOSB|i](?:[\dlIoOSB|i.,  ]*[\dlIoOSB|i])?")


def check_draft(draft: ReportDraft, documents: Sequence[Document], target: Document | None = None) -> None:
    """Hold a draft of parsed documents to all rules but those of its files."""
    _quotes(draft, documents)
    _nothing_lost(draft, documents)
    _figures(draft)
    for total in draft.totals:
        _total(draft, total)
    _references(draft)
    _counts(draft)
    if target is not None:
        assert all(row.target.span.of(target.text) for row in draft.targets.rows)


def _all_quotes(draft: ReportDraft) -> Iterator[Quote]:
    yield from (answer.quote for answer in draft.answers)
    yield from (figure.quote for figure in draft.figures)
    for conflict in draft.conflicts:
        yield from conflict.quotes
    for row in draft.targets.rows:
        for cell in row.cells:
            yield from filter(None, (cell.quote, *cell.candidates))


def _quotes(draft: ReportDraft, documents: Sequence[Document]) -> None:
    for quote in _all_quotes(draft):
        assert quote.text == quote.span.of(documents[quote.submission].text)


# Nothing lost --------------------------------------------------------------------------------------------------------


def _blocks(sections: Iterable[Section]) -> Iterator[tuple[int, int]]:
    for section in sections:
        yield from ((block.span.start, block.span.end) for block in section.blocks)
        yield from _blocks(section.children)


def _nothing_lost(draft: ReportDraft, documents: Sequence[Document]) -> None:
    """Every letter of a block of the body stands in exactly one answer, or the block is frame, or a heading.

    A heading stands above an answer; where nothing answers below it, it is an echo of the outline.
    """
    asked = {word for text in _asked(draft) for word in _bare(text).split()}
    spans: dict[int, list[tuple[int, int]]] = {}
    for answer in draft.answers:
        spans.setdefault(answer.quote.submission, []).append((answer.quote.span.start, answer.quote.span.end))
    for place, submission in enumerate(draft.submissions):
        own = sorted(spans.get(place, []))
        if submission.state not in {"used", "unidentified"}:
            assert not own, submission
            continue
        text = documents[place].text
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(own)), "answers overlap"
        held = bytearray(len(text))
        for start, end in own:
            held[start:end] = b"\x01" * (end - start)
        shown = {_bare(heading) for answer in draft.answers if answer.quote.submission == place for heading in answer.headings}
        for start, end in _blocks(documents[place].sections):
            words = text[start:end]
            if not (is_frame(words) or _is_heading(words, shown, asked)):
                assert all(held[at] or text[at].isspace() for at in range(start, end)), f"lost: {words!r}"
        ids = [answer.quote.span.start for answer in draft.answers if answer.quote.submission == place]
        assert len(ids) == len(set(ids))


def _asked(draft: ReportDraft) -> Iterator[str]:
    for slot in draft.outline.slots:
        yield from (slot.heading, slot.label, *(prompt.text for prompt in slot.prompts), *(field.label for field in slot.fields))
        yield from (column for one in (*slot.fields, *slot.tables) for column in one.columns)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _is_heading(words: str, shown: set[str], asked: set[str]) -> bool:
    bare = _bare(words)
    if any(bare.endswith(heading) for heading in shown if heading):
        return True
    mine = bare.split()
    return sum(word in asked for word in mine) >= _ECHO * len(mine)


_ECHO = 0.6


# Numbers -------------------------------------------------------------------------------------------------------------


def _said(text: str) -> set[Fraction]:
    """Return all numbers that words say, in any reading."""
    out: set[Fraction] = set()
    for match in _PRINTED.finditer(text):
        pieces = [match[0], *re.split(r"\s", match[0]), *re.split(r"[.,\s]", match[0]), *_DIGITS.findall(match[0])]
        for piece in filter(None, (p.strip("., ") for p in pieces)):
            out |= {read_digits(piece).value, read_digits(piece, share=True).value}
    words = re.findall(r"[^\W\d_]+", text)
    for first in range(len(words)):
        for last in range(first + 1, min(first + 10, len(words)) + 1):
            value = read_words(" ".join(words[first:last]))
            if value is not None:
                out.add(Fraction(value))
    return out


_LARGEST = 10**15


def _compound(text: str, value: float) -> bool:
    """Tell whether a value is said in two units: `1 tỷ 200 triệu đồng`."""
    first, *rest = _DIGITS.findall(text)
    return len(rest) == 1 and value == float(Fraction(first) + Fraction(rest[0], 1_000))


def _figures(draft: ReportDraft) -> None:
    for figure in draft.figures:
        said = {float(value) for value in _said(figure.quote.text) if value < _LARGEST}
        assert (
            figure.value in said
            or _compound(figure.quote.text, figure.value)
            or (figure.value == 0 and not _DIGITS.search(figure.quote.text))
        ), figure
        assert figure.of is None or figure.of in said, figure
        assert (figure.status == "doubtful") == (figure.reason is not None)


def _total(draft: ReportDraft, total: Total) -> None:
    """A total can be made again out of its operands."""
    known = {figure.id: figure for figure in draft.figures}
    operands = [known[i] for i in total.operands]
    assert not set(total.operands) & set(total.left_out)
    assert all(figure.status == "read" and figure.unit is not None for figure in operands)
    assert total.units <= max(total.expected, len(draft.units))
    if total.kind == "apart":
        assert total.value is None
    elif total.kind == "sum":
        assert total.value is not None
        label = next(field.label for slot in draft.outline.slots for field in slot.fields if field.id == total.field)
        times = [factor(f.measure, total.measure, label) for f in operands]
        value = sum((exact(f.value) * t for f, t in zip(operands, times, strict=True) if t is not None), Fraction(0))
        assert None not in times
        assert math.isclose(float(value), total.value, rel_tol=1e-12)
        assert len({f.unit for f in operands}) == len(operands) == total.units
    else:
        assert total.value is not None
        assert total.of
        assert math.isclose(_parts(operands, total) / total.of * 100, total.value, rel_tol=1e-9)


def _parts(operands: Sequence[Figure], total: Total) -> float:
    """Return the sum of the parts: figures with a whole of their own, and the first of each pair of a unit's."""
    by_unit: dict[str | None, list[Figure]] = {}
    for figure in operands:
        by_unit.setdefault(figure.unit, []).append(figure)
    assert len(by_unit) == total.units
    return float(sum(exact(several[0].value) for several in by_unit.values()))


# References and counts -----------------------------------------------------------------------------------------------


def _references(draft: ReportDraft) -> None:
    slots = {slot.id for slot in draft.outline.slots}
    columns = {field.id: {None, *field.columns} for slot in draft.outline.slots for field in slot.fields}
    units = {unit.name for unit in draft.units}
    answers = {answer.id for answer in draft.answers}
    figures = {figure.id for figure in draft.figures}
    assert len(answers) == len(draft.answers)
    assert len(figures) == len(draft.figures)
    assert len(units) == len(draft.units)
    for answer in draft.answers:
        assert (answer.slot is None) == (answer.status == "outside")
        assert answer.slot is None or answer.slot in slots
        assert {candidate.slot for candidate in answer.candidates} <= slots
        assert answer.unit is None or answer.unit in units
    for figure in draft.figures:
        assert figure.column in columns[figure.field]
        assert figure.unit is None or figure.unit in units
    for total in draft.totals:
        assert total.column in columns[total.field]
        assert {*total.operands, *total.left_out} <= figures
    for group in draft.groups:
        assert {*group.answers} <= answers
        assert {*group.units} <= units
        assert len(group.units) > 1
    for conflict in draft.conflicts:
        assert conflict.slot is None or conflict.slot in slots
        assert conflict.field is None or conflict.field in columns
        assert conflict.unit is None or conflict.unit in units
        assert conflict.quotes
    for submission in draft.submissions:
        assert submission.successor is None or draft.submissions[submission.successor].state == "used"
        assert (submission.state in {"superseded", "duplicate"}) == (submission.successor is not None)


def _counts(draft: ReportDraft) -> None:
    used = Counter(submission.unit for submission in draft.submissions if submission.state == "used")
    names = tuple(unit.name for unit in draft.units)
    assert all(count == 1 for count in used.values())
    assert set(names) == {*draft.missing, *used}
    assert not {*draft.missing} & {*used}
    assert draft.targets.units == names
    for row in draft.targets.rows:
        assert tuple(cell.unit for cell in row.cells) == names
        assert sum(row.counts.values()) == len(names)
        assert row.counts.get("not_submitted", 0) == len(draft.missing)
    for state in draft.slots:
        told = [state.answered, state.perhaps, state.unanswered]
        assert len({*itertools.chain(*told)}) == sum(map(len, told))
        assert {*itertools.chain(*told)} >= {*used} - {*state.not_asked}


# Files ---------------------------------------------------------------------------------------------------------------


def check_files(draft: ReportDraft, tmp_path) -> None:
    """Every number in both files is in a quotation, a recorded figure, total or count, or the outline or a target."""
    known = frozenset(_DIGITS.findall(" ".join(_recorded(draft))))
    amounts = _amounts(draft)
    document = docx.Document(io.BytesIO(docx_bytes(draft)))
    for p in document.element.body.iter(qn("w:p")):
        _all_known(" ".join(t.text or "" for t in p.iter(qn("w:t"))), known)
    for p in document.part._comments_part.element.iter(qn("w:p")):
        _all_known(" ".join(t.text or "" for t in p.iter(qn("w:t"))), known)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(draft, tmp_path)))
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    _all_known(cell.value, known)
                elif cell.value is not None:
                    assert cell.value in amounts, (sheet.title, cell.coordinate, cell.value)


def _all_known(text: str, known: frozenset[str]) -> None:
    assert known.issuperset(_DIGITS.findall(text)), text


def _amounts(draft: ReportDraft) -> set[float]:
    out = {float(n) for n in range(max(len(draft.units), len(draft.submissions), len(draft.conflicts), len(draft.answers), 10) + 1)}
    for figure in draft.figures:
        out |= {figure.value, figure.of or 0}
    for total in draft.totals:
        out |= {total.value or 0, total.of or 0, total.units, total.expected}
    for quote in _all_quotes(draft):
        out |= {quote.page or 0, quote.paragraph or 0}
    return out | {a.confidence for a in draft.answers} | {s.fit or 0 for s in draft.submissions} | {len(draft.figures), len(draft.totals)}


def _recorded(draft: ReportDraft) -> Iterator[str]:
    yield draft.outline.model_dump_json()
    for slot in draft.outline.slots:
        yield " ".join((slot.heading, slot.label, *(p.text for p in slot.prompts), *(f"{f.label} {f.unit}" for f in slot.fields)))
    for quote in _all_quotes(draft):
        yield f"{quote.text} {quote.page} {quote.paragraph}"
    for unit in draft.units:
        yield unit.name
    for row in draft.targets.rows:
        yield f"{row.target.statement} {row.target.section} {row.target.id}"
        yield " ".join(map(str, row.counts.values()))
    for submission in draft.submissions:
        yield f"{submission.path} {submission.key} {submission.title} {submission.issued} {submission.source.sha256} {submission.reason}"
        yield " ".join(f"{c.unit} {c.words}" for c in submission.candidates)
        if submission.issued:
            yield submission.issued.strftime("%d/%m/%Y")
    for answer in draft.answers:
        yield " ".join((answer.id, *answer.headings, *(e.detail for e in answer.evidence)))
    for figure in draft.figures:
        yield f"{amount(figure.value, figure.of, figure.measure)} {figure.id} {figure.column}"
    for total in draft.totals:
        yield f"{amount(total.value or 0, total.of, total.measure)} {number(total.value or 0, 2)} {total.formula} {total.units} {total.expected}"
    for conflict in draft.conflicts:
        yield conflict.message
    yield " ".join(map(str, _whole_counts(draft)))


def _whole_counts(draft: ReportDraft) -> Iterator[int]:
    yield from (len(draft.units), len(draft.missing), len(draft.units) - len(draft.missing), len(draft.submissions), len(draft.conflicts))
    yield from (len(draft.answers), len(draft.figures), len(draft.totals), len(draft.targets.rows), len(draft.groups))
    yield from Counter(s.state for s in draft.submissions).values()
    yield sum(s.state != "used" for s in draft.submissions)
    yield from Counter(a.status for a in draft.answers).values()
    yield from Counter(f.status for f in draft.figures).values()
    for state in draft.slots:
        yield from map(len, (state.answered, state.perhaps, state.unanswered, state.not_asked))
    yield from Counter(c.kind for c in draft.conflicts).values()
