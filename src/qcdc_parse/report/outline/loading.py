"""Outlines from files: read out of a document, or from YAML that was saved and perhaps corrected by hand."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path

from qcdc_parse.model import Note, Source
from qcdc_parse.parse import parse
from qcdc_parse.report.outline.audiences import kinds, kinds_of
from qcdc_parse.report.outline.models import Branch, Field, OpenTable, Outline, Prompt, Slot
from qcdc_parse.report.outline.reading import outline_of
from qcdc_parse.report.outline.saved import SavedOutline, SavedSlot, default_asks, default_id, outline_yaml, style_of
from qcdc_parse.report.pointing import Entries
from qcdc_parse.report.yamlfile import read_yaml

__all__ = ["is_saved", "read_outline", "save_outline"]

_Key = str | int


def is_saved(path: str | PathLike[str]) -> bool:
    """Tell a saved outline from a document by the ending of its name.

    >>> is_saved("de-cuong.yaml"), is_saved("de-cuong.docx")
    (True, False)
    """
    return fspath(path).lower().endswith((".yaml", ".yml"))


def save_outline(outline: Outline, path: str | PathLike[str]) -> None:
    """Write an outline as YAML that people can correct and :func:`read_outline` reads; a file of that name is written over.

    :raises OSError: it cannot be written.
    :raises MissingToolError: PyYAML is not installed.
    """
    Path(path).write_text(outline_yaml(outline), encoding="utf-8", newline="\n")


def read_outline(path: str | PathLike[str]) -> Outline:
    """Read an outline from a document of any readable format, or from YAML as :func:`save_outline` writes it.

    :raises ReadError: the document cannot be read.
    :raises ConfigError: the YAML is wrong; the error says where and how.
    """
    if not is_saved(path):
        return outline_of(parse(path))
    entries = read_yaml(path)
    return _Loader(entries, entries.into(SavedOutline)).outline()


class _Loader:
    """Makes the records of a saved outline and holds them to the rules that no single entry can break."""

    def __init__(self, entries: Entries, saved: SavedOutline) -> None:
        self._entries = entries
        self._saved = saved
        self._slots: list[tuple[Slot, tuple[_Key, ...]]] = []
        self._ids: set[str] = set()

    def outline(self) -> Outline:
        saved = self._saved
        for place, each in enumerate(saved.slots):
            self._take(each, None, ("slots", place), appendix=False)
        fields = {f.id for slot, _ in self._slots for f in slot.fields}
        for slot, where in self._slots:
            for place, field in enumerate(slot.fields):
                if field.part_of is not None and (field.part_of not in fields or field.part_of == field.id):
                    self._fail((*where, "fields", place, "part_of"), f"there is no other field {field.part_of}", field.part_of, fields)
        return Outline(
            source=saved.source or Source(name=Path(self._entries.name).name, sha256=self._entries.sha256, media_type="application/yaml"),
            title=saved.title,
            issuer=saved.issuer,
            letter=saved.letter,
            subject=saved.subject,
            deadline=saved.deadline,
            slots=tuple(slot for slot, _ in self._slots),
            branches=tuple(self._branch(place) for place in range(len(saved.branches))),
            notes=tuple(Note(code=n.code, severity=n.severity, message=n.message) for n in saved.notes),
        )

    def _take(self, saved: SavedSlot, parent: str | None, where: tuple[_Key, ...], *, appendix: bool) -> None:
        own = saved.id or default_id(parent, saved.label, saved.heading)
        if not own or own == parent:
            self._fail((*where, "label"), "a slot needs a label, a heading or an `id`")
        if own in self._ids:
            self._fail((*where, "id" if saved.id else "label"), f"a slot {own} stands ahead already; give one of them an `id` of its own")
        self._ids.add(own)
        style = saved.style or style_of(saved.label)
        appendix = saved.appendix if saved.appendix is not None else appendix or style == "appendix"
        for place, asked in enumerate(saved.fields):
            self._own_names((*where, "fields", place, "columns"), asked.columns)
            if not asked.label.strip():
                self._fail((*where, "fields", place, "label"), "a field needs a label")
        slot = Slot(
            id=own,
            parent=parent,
            label=saved.label,
            style=style,
            heading=saved.heading,
            prompts=tuple(Prompt(kind=kind, text=text) for kind, text in (p.said for p in saved.prompts)),
            fields=tuple(
                Field(
                    id=f"{own}#{place}",
                    label=f.label,
                    unit=f.unit,
                    columns=f.columns,
                    part_of=f"{own}{f.part_of}" if f.part_of and f.part_of.startswith("#") else f.part_of,
                )
                for place, f in enumerate(saved.fields, 1)
            ),
            tables=tuple(OpenTable(id=f"{own}#t{place}", columns=columns) for place, columns in enumerate(saved.tables, 1)),
            asks=saved.asks if saved.asks is not None else default_asks(saved, above=bool(saved.slots)),
            appendix=appendix,
        )
        self._slots.append((slot, where))
        for place, below in enumerate(saved.slots):
            self._take(below, own, (*where, "slots", place), appendix=appendix)

    def _branch(self, place: int) -> Branch:
        saved = self._saved.branches[place]
        where: tuple[_Key, ...] = ("branches", place)
        for at, kind in enumerate(saved.kinds):
            if kind not in kinds():
                meant = kinds_of(kind) or difflib.get_close_matches(kind, kinds(), n=1)
                known = f"is {' or '.join(meant)} meant?" if meant else f"known are {', '.join(kinds())}"
                self._fail((*where, "kinds", at), f"no kind of unit is called {kind}; {known}")
        for key, named in (("slots", saved.slots), ("instead_of", saved.instead_of)):
            for at, slot in enumerate(named):
                if slot not in self._ids:
                    self._fail((*where, key, at), f"there is no slot {slot}", slot, self._ids)
        return Branch(audience=saved.audience, kinds=saved.kinds, slots=saved.slots, instead_of=saved.instead_of, reserved=saved.reserved)

    def _own_names(self, where: tuple[_Key, ...], names: Sequence[str]) -> None:
        for at, name in enumerate(names):
            if name in names[:at]:
                self._fail((*where, at), f"a column {name} stands ahead already")

    def _fail(self, where: tuple[_Key, ...], cause: str, wrong: str = "", known: Sequence[str] | set[str] | dict[str, object] = ()) -> None:
        near = difflib.get_close_matches(wrong, sorted(known), n=1) if wrong else []
        raise self._entries.error(where, f"{cause}; is {near[0]} meant?" if near else cause)
