"""Chữ ký số: what a reader of PDFs prints of a digital signature (`Người ký: …`, `Digitally signed by …`).

Nghị định 30/2020/NĐ-CP, Phụ lục I puts it at the top right of the first page or beside the name of the signer; programs print
its text before, between or behind the lines there. It names nobody's office and no date of issue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import regex

from qcdc_parse.model import DigitalSignature
from qcdc_parse.span import Span
from qcdc_parse.structure.cells import Cell
from qcdc_parse.text import Line

_FIELD = regex.compile(
    r"""
      (?P<signer> (?: Người\s+ký | (?:Được\s+)? (?i:ký) (?:\s+số)? \s+ bởi | Signer ) \s*: | (?i:digitally\s+signed\s+by|certified\s+by) \s*:? )
    | (?P<organisation> (?: Cơ\s+quan | Tổ\s+chức | Đơn\s+vị ) (?:\s+ký)? \s*: )
    | (?P<email> (?: E-?mail | Thư\s+điện\s+tử ) \s*: )
    | (?P<signed> (?: (?:Thời\s+gian|Ngày|Giờ) \s+ ký (?:\s+số)? | Ký\s+ngày | Signing\s+[Tt]ime | Signing\s+[Dd]ate | Date ) \s*: )
    | (?P<other> (?i:signature\s+(?:not\s+verified|valid|yes)) | (?: Reason | Location | Lý\s+do\s+ký | Nơi\s+ký ) \s*: )
    """,
    regex.VERBOSE,
)
_BEGINNINGS = tuple(
    "Người ký,Ký ,Được ký,Signe,Digital,Certified,Cơ quan,Tổ chức,Đơn vị,Email,E-mail,Thư điện,Thời gian ký,Ngày ký,Giờ ký,Signing,Date,Signature,Reason,Location,Lý do ký,Nơi ký,SIGNATURE".split(
        ","
    )
)
_INITIALS = frozenset(word[:2] for word in _BEGINNINGS)
_NAMED = ("signer", "organisation", "email", "signed")


class _Said(Protocol):
    """A line, or a cell of one."""

    @property
    def text(self) -> str: ...


def may_sign_digitally(text: str) -> bool:
    """Tell cheaply whether a line may belong to such a text."""
    return text[:2] in _INITIALS and text.startswith(_BEGINNINGS)


def signature_end(lines: Sequence[_Said], index: int) -> int:
    """Return the line after the text of a digital signature that begins with this line; ``index`` where none does."""
    if index >= len(lines) or not may_sign_digitally(lines[index].text):
        return index
    fields: set[str] = set()
    at = index
    hanging = False
    while at < len(lines) and at - index < 12:
        text = lines[at].text
        found = _FIELD.match(text) if may_sign_digitally(text) else None
        if found is None:
            if not (hanging and len(text) < 60 and ":" not in text):
                break
            hanging = False
            at += 1
            continue
        every = list(_FIELD.finditer(text))
        fields.update(m.lastgroup or "" for m in every)
        hanging = every[-1].lastgroup != "other" and not text[every[-1].end() :].strip()
        at += 1
    whole = len(fields) > 1 if "signer" in fields else fields == {"other"} and lines[index].text[:9].lower() == "signature"
    return at if whole else index


def read_signature(cells: Sequence[Cell], lines: Sequence[Line]) -> tuple[DigitalSignature | None, set[int]]:
    """Read the first digital signature among cells; return it and the positions of the cells of all of them."""
    first: DigitalSignature | None = None
    taken: set[int] = set()
    for at, cell in enumerate(cells):
        if at in taken or not may_sign_digitally(cell.text):
            continue
        end = signature_end(cells, at)
        if end == at:
            continue
        taken.update(range(at, end))
        span = Span(start=lines[cell.line].start, end=lines[cells[end - 1].line].end)
        first = first or DigitalSignature(**_fields("\n".join(c.text for c in cells[at:end])), span=span)
    return first, taken


def _fields(text: str) -> dict[str, str]:
    marks = list(_FIELD.finditer(text))
    values: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = " ".join(text[mark.end() : following.start() if following else len(text)].split()).strip(" ,;|")
        if value and mark.lastgroup in _NAMED:
            values.setdefault(mark.lastgroup, value)
    return values
