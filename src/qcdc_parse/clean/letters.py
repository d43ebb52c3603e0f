"""All that is done to letters before lines are looked at, one edit after the other, each with the way back."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from qcdc_parse.clean.decoding import Decoded, decode_lines
from qcdc_parse.clean.edits import Back, Edited, apply, compose
from qcdc_parse.clean.glyphs import ODD, repair
from qcdc_parse.clean.lookalikes import FOREIGN, has_foreign, mend_lookalikes
from qcdc_parse.clean.markdown import looks_like_markdown
from qcdc_parse.clean.markup import markup
from qcdc_parse.clean.mojibake import has_mojibake
from qcdc_parse.clean.segmented import segmentation_edits
from qcdc_parse.legacy import SUSPECT
from qcdc_parse.model import FurnitureKind, Note
from qcdc_parse.text import SourceText

Taken = tuple[int, int, FurnitureKind]
"""A stretch of the raw text that was taken out of the middle of a line, and what it is."""


_LEGACY = re.compile(f"[{SUSPECT}]")
_UNUSUAL = re.compile(f"[{ODD}{FOREIGN}{SUSPECT}]")
"""All letters that something may be done to, looked for in one go: most texts have few or none."""


class Letters(NamedTuple):
    """The repaired text with the way back, whether it is Markdown, what was taken out of its lines, what there is to say."""

    edited: Edited
    markdown: bool
    taken: list[Taken]
    decoded: Decoded
    notes: tuple[Note, ...]


def put_right(read: SourceText) -> Letters:
    """Cut marks of footnotes, decode, repair, and read markup and word-segmented text like plain text."""
    taken: list[Taken] = [(start, end, "footnote_mark") for start, end in read.marks]
    unmarked = apply(read.text, [(start, end, "") for start, end in read.marks]) if read.marks else Edited(read.text)
    strange = "".join(set(_UNUSUAL.findall(unmarked.text)))
    decoded, edited, count = Decoded(unmarked, [], 0), unmarked, 0
    if _LEGACY.search(strange) or has_mojibake(unmarked.text):
        decoded = decode_lines(unmarked)
    as_read = decoded.edited is unmarked
    if strange or not as_read or not unicodedata.is_normalized("NFC", unmarked.text):
        mended, count = repair(decoded.edited.text)
        edited = compose(decoded.edited, mended)
    text, more = mend_lookalikes(edited.text, latin=as_read and not has_foreign(strange))
    if more and unicodedata.is_normalized("NFC", text):
        edited = Edited(text, edited.pieces)
        count += more
    notes = read.notes
    if count:
        message = f"{count} wrong letters (such as Ƣ for Ư) were mended"
        notes = (*notes, Note(code="glyphs-mended", severity="info", span=None, message=message))
    if segments := segmentation_edits(edited.text):
        edited = compose(edited, apply(edited.text, segments))
        message = "the text is word-segmented (Chỉ_thị, blanks before stops): read like plain text"
        notes = (*notes, Note(code="word-segmented", severity="info", span=None, message=message))
    markdown = looks_like_markdown(edited.text) if read.markdown is None else read.markdown
    if markdown:
        edited, lifted = _read_markup(edited)
        taken = sorted([*taken, *lifted])
    return Letters(edited, markdown, taken, decoded, notes)


def _read_markup(edited: Edited) -> tuple[Edited, list[Taken]]:
    found = markup(edited.text)
    if not found.edits:
        return edited, []
    made = apply(edited.text, found.edits)
    if not unicodedata.is_normalized("NFC", made.text):
        return edited, []
    back = Back(edited) if edited.pieces else None
    lifted: list[Taken] = [(back.start(a), back.end(b), "boilerplate") if back else (a, b, "boilerplate") for a, b in found.lifted]
    return compose(edited, made), lifted
