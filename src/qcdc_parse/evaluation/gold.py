"""Gold files: what a careful reader finds in a document, as typed records.

The format is that of the annotation guide. A list that a file leaves out (``null`` or absent) was not annotated
and is not scored; an empty list says that there is nothing. Unknown keys are refused: a misspelt key would
otherwise pass for "not annotated".
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from qcdc_parse.errors import QcdcError
from qcdc_parse.model import Comparator, ReferenceKind, Role, Status, VerdictValue

__all__ = [
    "CorpusError",
    "Gold",
    "GoldArrivalStamp",
    "GoldAttachment",
    "GoldBlank",
    "GoldIdentity",
    "GoldIndicator",
    "GoldReference",
    "GoldSection",
    "GoldSigner",
    "GoldSummary",
    "GoldValue",
    "load_gold",
]


class CorpusError(QcdcError):
    """A manifest, gold file or baseline breaks its format; the message is one line that names it."""


class _Annotation(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldSigner(_Annotation):
    """Who signed."""

    authority: str | None = None
    position: str | None = None
    name: str | None = None


class GoldArrivalStamp(_Annotation):
    """Stamp of the receiving office."""

    number: str | None = None
    date: dt.date | None = None
    receiver: str | None = None


class GoldIdentity(_Annotation):
    """Header (thể thức) of the document or of an attachment.

    ``superior``, ``secrecy``, ``urgency``, ``arrival_stamp``, ``digital_signer`` (Người ký of a digital signature) and
    ``typist`` are scored where given; null says that the document has none.
    """

    type: str | None
    number: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: dt.date | None = None
    title: str | None = None
    signer: GoldSigner | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    superior: str | None = None
    secrecy: str | None = None
    urgency: str | None = None
    arrival_stamp: GoldArrivalStamp | None = None
    digital_signer: str | None = None
    typist: str | None = None


class GoldAttachment(_Annotation):
    """A document of its own in the same file."""

    part: int
    identity: GoldIdentity


class GoldSection(_Annotation):
    """A labelled heading or paragraph."""

    part: int
    label: str
    depth: int
    path: str
    text: str


class GoldReference(_Annotation):
    """A mention of a document. What has a default is scored where the file gives it.

    ``identity`` is the reader's own label of the document meant, one label a document in the whole corpus; null beside a
    given ``status``: the document is not settled.
    """

    kind: ReferenceKind
    surface: str
    type: str | None
    key: str | None
    date: dt.date | None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    inside: str | None = None
    relation: str | None = None
    status: Status | None = None
    identity: str | None = None


class GoldValue(_Annotation):
    """A number of an indicator; ``of`` is the total of a part of a total, ``planned`` the target it is held against.

    ``role`` and ``base`` (`so với cùng kỳ`) are scored where given.
    """

    value: float
    of: float | None = None
    planned: float | None = None
    role: Role | None = None
    base: str | None = None
    unit: str | None = None
    comparator: Comparator = "="
    subject_start: str | None = None


class GoldIndicator(_Annotation):
    """A statement that sets or reports a rate. What has a default is scored where the file gives it.

    ``computed`` is what its figures imply, by the values of the record.
    """

    section: str | None = None
    statement_start: str
    role: Role | None = None
    values: tuple[GoldValue, ...] = ()
    verdict: str | None = None
    reason: str | None = None
    computed: VerdictValue | None = None
    deadline: str | None = None
    frequency: str | None = None
    scope: str | None = None


class GoldSummary(_Annotation):
    """A sentence that judges the indicators as a whole; ``total`` and ``counts`` (wording, number) are scored where given."""

    text: str
    verdict: str
    total: int | None = None
    counts: tuple[tuple[str, int], ...] = ()


class GoldBlank(_Annotation):
    """A form field left to be filled in. ``label``, what is asked for, is scored where given."""

    before: str
    label: str | None = None
    unit: str | None = None
    section: str | None = None


class Gold(_Annotation):
    """Everything annotated in one document."""

    identity: GoldIdentity
    attachments: tuple[GoldAttachment, ...] | None = None
    sections: tuple[GoldSection, ...] | None = None
    bullets: dict[str, int] | None = None
    references: tuple[GoldReference, ...] | None = None
    indicators: tuple[GoldIndicator, ...] | None = None
    summary_verdicts: tuple[GoldSummary, ...] | None = None
    blanks: tuple[GoldBlank, ...] | None = None
    defects: tuple[str, ...] = ()


def load_gold(path: Path) -> Gold:
    """Load one gold file.

    :raises CorpusError: the file is missing or breaks the format.
    """
    try:
        return Gold.model_validate_json(path.read_bytes())
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror or error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "file"
        raise CorpusError(f"{path}: {where}: {first['msg']}") from error
