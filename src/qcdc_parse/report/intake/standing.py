"""Which of several submissions of one unit stands: a correction supersedes what it corrects, a copy is a duplicate."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.model import Document
from qcdc_parse.report.intake.sameness import Fingerprint, Seen
from qcdc_parse.scoreboard.lexicon import bare, fold

__all__ = ["Handed", "Standing", "corrects", "standing"]

_COPY = re.compile(r"(?:^|[^a-z])(?:bo sung|thay the|dinh chinh|chinh sua|sua lai|lan (?P<time>[2-9])|v(?P<version>[2-9]))(?:[^a-z]|$)")


class Handed(NamedTuple):
    """What tells the submissions of one unit apart: what is the same, when it was written, and whether it says that it corrects."""

    place: int
    text: Fingerprint
    issued: dt.date | None
    serial: int | None
    corrects: bool
    name: str


class Standing(NamedTuple):
    """What becomes of a submission: which one stands for it, whether it is the same text, and what told."""

    place: int
    successor: int | None
    duplicate: bool
    reason: str | None


@cache
def _replaces() -> re.Pattern[str]:
    return re.compile(any_of(fold(words) for words in raw("unit_names")["replaces"]["words"]))


def corrects(document: Document, file_name: str) -> bool:
    r"""Tell whether a submission says that it stands for an earlier one: in title, opening words or file name.

    >>> from qcdc_parse import parse_text
    >>> corrects(parse_text("BÁO CÁO BỔ SUNG\nKết quả quý II\n\nI. KẾT QUẢ\n1. Đã xong."), "bc.txt")
    True
    """
    header = document.header
    opening = " ".join(document.quote(b.span) for b in document.blocks if b.part == 0 and b.kind == "paragraph")[:1500]
    top = " ".join(document.quote(r.span) for r in document.regions if r.part == 0 and r.kind == "header")
    printed = fold(f"{header.doc_type or ''} {header.title or ''} \n {top} \n {opening}")
    name = bare(fold(re.sub(r"[_.\-()]+", " ", file_name.rsplit(".", 1)[0])))
    return _replaces().search(printed) is not None or _COPY.search(name) is not None


def standing(handed: Sequence[Handed]) -> list[Standing]:
    """Decide which submission of one unit stands.

    The same text twice is a duplicate of the first. Of different ones the later stands: the one that says it corrects another, that is
    dated later, that has the higher number of the same day. Where nothing tells, the one named last stands and the reason says so.
    """
    different: list[Handed] = []
    out: dict[int, Standing] = {}
    seen = Seen()
    for each in handed:
        original = seen.first(each.text)
        if original is None:
            different.append(each)
            seen.add(each.place, each.text)
        else:
            out[each.place] = Standing(each.place, original, True, "cùng một văn bản nộp hai lần")
    if different:
        last, reason = _latest(different)
        names = {each.place: each.name for each in different}
        for each in different:
            stands = each.place == last
            out[each.place] = Standing(each.place, None if stands else last, False, None if stands else f"{names[last]} {reason}")
        for place, told in list(out.items()):
            if told.duplicate and told.successor != last:
                out[place] = told._replace(successor=last, reason=f"cùng một văn bản nộp hai lần; {names[last]} {reason}")
    return [out[each.place] for each in handed]


def _latest(different: Sequence[Handed]) -> tuple[int, str]:
    """Return the submission that stands and what told so."""
    correcting = [each for each in different if each.corrects]
    pool = correcting or list(different)
    if len(pool) == 1:
        return pool[0].place, "nêu là bản thay thế, bổ sung"
    days = [each.issued for each in pool]
    if all(days) and len(set(days)) > 1:
        latest = max(day for day in days if day)
        pool = [each for each in pool if each.issued == latest]
        if len(pool) == 1:
            return pool[0].place, "ghi ngày muộn hơn"
    serials = [each.serial for each in pool]
    if all(serial is not None for serial in serials) and len(set(serials)) == len(serials):
        return max(pool, key=lambda each: each.serial or 0).place, "có số lớn hơn"
    return pool[-1].place, "đứng sau trong danh sách tệp; không có ngày, số hay lời nào cho biết bản nào sau"
