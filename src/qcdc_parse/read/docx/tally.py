"""What a file holds beside its text: counted while it is read, told in notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from qcdc_parse.model import Note


@dataclass(slots=True)
class Tally:
    """Counts of what was left out or is not known."""

    deleted: int = 0
    """Characters of tracked deletions."""
    inserted: int = 0
    """Tracked insertions."""
    hidden: int = 0
    """Characters that are hidden."""
    comments: int = 0
    pictures: int = 0
    decoded: Counter[str] = field(default_factory=Counter)
    """Stretches in fonts of a legacy encoding."""
    objects: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    broken_fields: int = 0
    unmarked: int = 0
    """Notes at the foot that no mark leads to."""
    missing: int = 0
    """Marks whose note is not in the file."""
    by_page: bool = False
    """Footnotes that begin anew on every page."""

    def notes(self) -> tuple[Note, ...]:
        """Return a note for each thing that was met."""
        out: list[Note] = []

        def note(code: str, message: str, *, info: bool = False) -> None:
            out.append(Note(code=code, severity="info" if info else "warning", span=None, message=message))

        if self.deleted or self.inserted:
            note(
                "tracked-changes", f"tracked changes: {self.inserted} insertions are in the text, {self.deleted} deleted characters are not"
            )
        if self.hidden:
            note("hidden-text", f"{self.hidden} characters of hidden text were left out")
        if self.decoded:
            note("legacy-encoding", f"decoded to Unicode, stretches in the font {_listed(self.decoded)}", info=True)
        if self.comments:
            note("comments", f"{self.comments} comments were left out", info=True)
        if self.objects:
            note("objects-not-read", f"not read: {_listed(self.objects)}")
        if self.pictures:
            note("pictures", f"{self.pictures} pictures; text inside pictures is not read", info=True)
        if self.formats:
            note("number-formats", f"digits stand for automatic numbers in formats that are not known here: {_listed(self.formats)}")
        if self.fields:
            note("fields-without-result", f"fields whose result is not in the file: {_listed(self.fields)}")
        if self.broken_fields:
            note(
                "broken-fields",
                f"{self.broken_fields} marks of fields have no counterpart; the text around them was read as it stands",
                info=True,
            )
        if self.unmarked:
            note("footnotes-without-mark", f"{self.unmarked} footnotes that no mark leads to were left out")
        if self.missing:
            note("missing-footnotes", f"{self.missing} marks lead to footnotes that are not in the file")
        if self.by_page:
            note("footnote-numbers", "footnotes count anew on every page; they are numbered through, since pages are not known")
        return tuple(out)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
