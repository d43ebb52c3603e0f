"""Outlines as YAML for people to correct: slots nested as a tree, ids made of labels, spans left out."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from qcdc_parse.model import Note, SectionStyle, Severity, Source
from qcdc_parse.report.outline.models import Outline, PromptKind, Slot
from qcdc_parse.report.yamlfile import dump_yaml

__all__ = ["SavedBranch", "SavedField", "SavedOutline", "SavedSlot", "default_asks", "default_id", "outline_yaml", "style_of"]

_ABOVE = """\
# An outline (đề cương) as it was read. Correct it by hand and use it again: `qcdc outline` shows what is read of it.
# Order counts. A slot's id is the labels on the way to it, joined by / (I/1); branches and `part_of` name slots and fields by it.
#   slots:     label, heading, and what is asked there: prompts (a line is a bullet; question: or paragraph: for the others), fields
#              (one figure each, one for each of `columns` where there are any), tables (columns of a table with rows of the unit's own),
#              slots below it. Keys that say nothing may be left out; `id`, `style`, `asks`, `appendix` stand only where they are not plain.
#   fields:    the first of slot I/1 is I/1#1, the second I/1#2; `part_of: '#1'` is the first of the same slot.
#   branches:  units of these kinds answer `slots` and leave out `instead_of`; reserved: nobody else answers `slots`.
# Kinds of units stand in docs/outline.md.
"""
_T = TypeVar("_T")


def _or_empty(value: object) -> object:
    return () if value is None else value


_Many = Annotated[tuple[_T, ...], BeforeValidator(_or_empty)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SavedPrompt(_Entry):
    """A prompt: one of the three keys."""

    bullet: str | None = None
    question: str | None = None
    paragraph: str | None = None

    @property
    def said(self) -> tuple[PromptKind, str]:
        """Return kind and words."""
        if self.bullet is not None:
            return "bullet", self.bullet
        return ("question", self.question) if self.question is not None else ("paragraph", self.paragraph or "")

    @model_validator(mode="after")
    def _one(self) -> SavedPrompt:
        if len(self.model_dump(exclude_none=True)) != 1:
            raise ValueError("a prompt is a line of text, or one of bullet:, question:, paragraph:")
        return self


def _bullet(value: object) -> object:
    return {"bullet": value} if isinstance(value, str) else value


class SavedField(_Entry):
    """A figure that is asked for; its id is its place."""

    label: str
    unit: str | None = None
    columns: _Many[str] = ()
    part_of: str | None = None


class SavedSlot(_Entry):
    """A slot with those below it."""

    label: str
    heading: str = ""
    id: str | None = None
    style: SectionStyle | None = None
    asks: bool | None = None
    appendix: bool | None = None
    prompts: _Many[Annotated[SavedPrompt, BeforeValidator(_bullet)]] = ()
    fields: _Many[SavedField] = ()
    tables: _Many[tuple[str, ...]] = ()
    slots: _Many[SavedSlot] = ()


class SavedBranch(_Entry):
    """A branch as it is written."""

    audience: str
    kinds: _Many[str] = ()
    slots: _Many[str] = ()
    instead_of: _Many[str] = ()
    reserved: bool = False


class SavedNote(_Entry):
    """A doubt of the reading."""

    code: str
    message: str
    severity: Severity = "warning"


class SavedOutline(_Entry):
    """The whole file."""

    title: str | None = None
    issuer: str | None = None
    letter: str | None = None
    subject: _Many[str] = ()
    deadline: dt.date | None = None
    slots: _Many[SavedSlot]
    branches: _Many[SavedBranch] = ()
    notes: _Many[SavedNote] = ()
    source: Source | None = None


_STYLES: tuple[tuple[SectionStyle, str], ...] = (
    ("unnumbered", r"[-–+*•]?"),
    ("part", r"phần\b.*"),
    ("chapter", r"chương\b.*"),
    ("section", r"mục\b.*"),
    ("article", r"điều\b.*"),
    ("appendix", r"(?:phụ lục|phụ biểu|biểu|mẫu|phiếu)\b.*"),
    ("roman", r"(?-i:[IVX]+)"),
    ("letter_upper", r"(?-i:[A-ZĐ])"),
    ("letter_lower", r"(?-i:[a-zđ])"),
    ("number", r"\d+"),
    ("decimal", r"\d+(?:\.\d+)+"),
    ("paren_number", r"\(\w+\)"),
)


def style_of(label: str) -> SectionStyle:
    """Return the kind that a label is by its looks.

    >>> style_of("II"), style_of("2.1"), style_of("PHỤ LỤC 1")
    ('roman', 'decimal', 'appendix')
    """
    return next((style for style, pattern in _STYLES if re.fullmatch(pattern, label, re.IGNORECASE | re.DOTALL)), "unnumbered")


def default_id(parent: str | None, label: str, heading: str) -> str:
    """Return the id of a slot that gives none: its label, or heading where it has none, behind the id of the one above."""
    return "/".join(filter(None, (parent, label.strip("-–+*•") or heading)))


def default_asks(slot: SavedSlot | Slot, *, above: bool) -> bool:
    """Tell whether a slot asks that does not say: a heading over others with nothing of its own does not."""
    return not above or bool(slot.prompts or slot.fields or slot.tables)


def outline_yaml(outline: Outline) -> str:
    r"""Write an outline as YAML with comments on top that say what may be edited.

    >>> from qcdc_parse import parse_text
    >>> from qcdc_parse.report.outline.reading import outline_of
    >>> written = outline_yaml(outline_of(parse_text("ĐỀ CƯƠNG BÁO CÁO\n\nI. KẾT QUẢ (nêu rõ)\n- Công khai", name="a.txt")))
    >>> print(written[written.index("slots:\n") : written.index("source:")], end="")
    slots:
    - label: I
      heading: KẾT QUẢ
      prompts:
      - question: nêu rõ
      - Công khai
    """
    below: dict[str | None, list[Slot]] = {}
    for slot in outline.slots:
        below.setdefault(slot.parent, []).append(slot)
    whole = {
        "title": outline.title,
        "issuer": outline.issuer,
        "letter": outline.letter,
        "subject": outline.subject,
        "deadline": outline.deadline,
        "slots": [_slot(slot, below, appendix=False) for slot in below.get(None, ())],
        "branches": [
            _told(audience=b.audience, kinds=b.kinds, slots=b.slots, instead_of=b.instead_of, reserved=b.reserved) for b in outline.branches
        ],
        "notes": [_note(note) for note in outline.notes],
        "source": outline.source.model_dump(exclude_none=True),
    }
    return f"{_ABOVE}\n{dump_yaml({'slots': [], **_told(**whole)} if not outline.slots else _told(**whole))}"


def _told(**entries: object) -> dict[str, object]:
    """Leave out the entries that say nothing."""
    return {key: value for key, value in entries.items() if value is not None and value not in ([], ()) and value is not False}


def _slot(slot: Slot, below: dict[str | None, list[Slot]], *, appendix: bool) -> dict[str, object]:
    inside = below.get(slot.id, [])
    appendix = appendix or slot.style == "appendix"
    own: dict[str, object] = {"label": slot.label, "heading": slot.heading}
    if slot.id != default_id(slot.parent, slot.label, slot.heading):
        own["id"] = slot.id
    if slot.style != style_of(slot.label):
        own["style"] = slot.style
    if slot.asks != default_asks(slot, above=bool(inside)):
        own["asks"] = slot.asks
    if slot.appendix != appendix:
        own["appendix"] = slot.appendix
    return own | _told(
        prompts=[p.text if p.kind == "bullet" else {p.kind: p.text} for p in slot.prompts],
        fields=[_told(label=f.label, unit=f.unit, columns=f.columns, part_of=_near(f.part_of, slot.id)) for f in slot.fields],
        tables=[table.columns for table in slot.tables],
        slots=[_slot(each, below, appendix=slot.appendix) for each in inside],
    )


def _near(field: str | None, slot: str) -> str | None:
    """Name a field of the same slot by its place alone."""
    return field if field is None or field.rpartition("#")[0] != slot else f"#{field.rpartition('#')[2]}"


def _note(note: Note) -> dict[str, object]:
    entry: dict[str, object] = {"code": note.code, "message": note.message}
    return entry | ({"severity": note.severity} if note.severity != "warning" else {})
