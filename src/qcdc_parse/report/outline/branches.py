"""Branches: remarks that say which units answer what, each taken apart into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.report.outline.audiences import first_unit, kinds_of
from qcdc_parse.report.outline.wording import begins, brackets, clean, holds

__all__ = ["Clause", "Mention", "clauses_in", "names_slots", "reserved_in"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A slot as a remark calls it: `phần II`, `mục 2.1`; the last label of a range (`mục 1 đến mục 3`) in ``last``."""

    noun: str
    label: str
    last: str | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Which units answer what; without mentions the slot that the remark stands in.

    ``only``: nothing else of its kind (`chỉ`); ``left``: they leave it out; ``more``: beside all others (`báo cáo thêm`); ``skips``: they
    pass over where the remark stands (`chuyển sang`); ``reserved``: nobody else answers it.
    """

    audience: str
    kinds: tuple[str, ...]
    mentions: tuple[Mention, ...]
    start: int
    end: int
    only: bool = False
    left: bool = False
    more: bool = False
    skips: bool = False
    reserved: bool = False


_LABEL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}(?:\.\d{1,2})*|[A-ZĐ]|[a-zđ])(?:[.)](?=\s|$|[,;]))?(?![\w/])"
_HERE = re.compile(r"(?<!\w)(?:phần|mục|nội dung|phụ lục|biểu|điểm|khoản)\s+này(?!\w)", re.IGNORECASE)
_SPLIT = re.compile(
    r";\s*(?:còn|riêng)?|\.\s+(?=[^\W\d_a-zà-ỹđ])|(?P<more>,\s*(?:còn\s+|riêng\s+|và\s+)?(?=(?:các|những|đối với|đơn vị|khối)\s))"
)
_LEAD = re.compile(
    r"\s*(?:(?:lưu ý|ghi chú|chú ý|yêu cầu|chú thích)\s*[:.\-]?\s*|[-–+*•(:]\s*|(?:còn|riêng|đối với|chỉ|ở)\s+|(?:phần|mục|nội dung|phụ lục|biểu) này\s*[,:]?\s*|(?:do|thì|phần của)\s+)*",
    re.IGNORECASE,
)
_NEAR = 30
_LONGEST = 240
_PLURAL = re.compile(r"(?:(?:các|những|mọi|từng)\s+)*", re.IGNORECASE)
_ONLY = re.compile(r"(?<!\w)chỉ(?!\w)", re.IGNORECASE)
_MORE = re.compile(r"(?<!\w)(?:thêm|bổ sung)(?!\w)", re.IGNORECASE)
_AHEAD_OF_VERB = re.compile(r"[\s,:]*(?:(?:chỉ|thì|phải|cần|không|miễn|bỏ qua|có trách nhiệm|sẽ)[\s,:]*)*$", re.IGNORECASE)


@cache
def _mention() -> re.Pattern[str]:
    nouns = any_of(raw("outlines")["named"]["words"])
    more = rf"(?:\s*(?:,|;|và|hoặc|đến|tới|[-–])\s*(?:(?:{nouns})\s+)?(?:số\s+)?{_LABEL})*"
    under = rf"(?:\s*(?:,|của|thuộc|tại)?\s*(?:phần|mục)\s+(?P<under>{_LABEL}))?"
    return re.compile(rf"(?<!\w)(?i:(?P<noun>{nouns}))\s+(?:số\s+)?(?P<labels>{_LABEL}{more}){under}")


_NEXT = re.compile(rf"(?P<to>(?:đến|tới|[-–])\s*)?(?:(?P<noun>[a-zà-ỹđ]{{2,}}(?: [a-zà-ỹđ]{{2,}})?)\s+)?(?P<label>{_LABEL})")


def clauses_in(text: str, start: int, end: int) -> list[Clause]:
    """Return what a remark says of who answers what; nothing where it says nothing of the kind.

    >>> remark = "Lưu ý: các xã chỉ báo cáo mục 1; còn các doanh nghiệp báo cáo mục 2, 3."
    >>> [(c.kinds, [m.label for m in c.mentions], c.only) for c in clauses_in(remark, 0, len(remark))]
    [(('commune',), ['1'], True), (('enterprise',), ['2', '3'], False)]
    """
    words = text[start:end]
    plain = list(words)
    for begin, stop in brackets(words, 0, len(words)):
        if begin or stop < len(words.rstrip(" .")):
            plain[begin:stop] = " " * (stop - begin)
    masked = "".join(plain)
    found = (_clause(masked[begin:stop], start + begin) for begin, stop in _parted(masked))
    return [clause for clause in found if clause is not None]


def _parted(words: str) -> Iterator[tuple[int, int]]:
    """Cut a remark into clauses: at marks, and at a comma where other units follow a clause that is whole."""
    at = 0
    for m in _SPLIT.finditer(words):
        if m["more"] is not None and not names_slots(words, at, m.start()):
            continue
        yield at, m.start()
        at = m.end()
    yield at, len(words)


def _clause(words: str, offset: int) -> Clause | None:
    mentions = list(_mention().finditer(words))
    here = _HERE.search(words)
    lead = _LEAD.match(words)
    at = lead.end() if lead else 0
    if mentions and mentions[0].start() <= at:  # `Mục 2: các xã báo cáo`, `Nội dung 1 dành cho doanh nghiệp`
        return _turned(words, offset, mentions)
    stop = mentions[0].start() if mentions else len(words)
    begun = _someone(words, at, stop)
    verbs = list(holds("answers").finditer(words, begun, stop)) if begun is not None else []
    if not verbs or not (mentions or here):
        return None
    leads = _AHEAD_OF_VERB.search(words, at, verbs[0].start())
    until = leads.start() if leads else verbs[0].start()
    audience = clean(words[at:until])
    kinds = _kinds(audience) or ()
    if not 0 < len(audience) < _LONGEST:
        return None
    said = words[until : verbs[-1].end()]
    left = holds("leaves_out").search(said) is not None
    named = tuple(each for m in mentions for each in _labels(m))
    trimmed = len(words) - len(words.lstrip())
    return Clause(
        audience,
        kinds,
        named,
        offset + trimmed,
        offset + len(words.rstrip()),
        only=_ONLY.search(words[:stop]) is not None,
        left=left,
        more=_MORE.search(words[verbs[0].end() : stop + 1]) is not None,
        skips="chuyển sang" in said.lower(),
        reserved=not named and not left and _ONLY.search(words[: verbs[0].end()]) is not None,
    )


def names_slots(text: str, start: int, end: int) -> bool:
    """Tell whether words say that something is to be reported under a slot that they name."""
    named = _mention().search(text, start, end)
    return named is not None and holds("answers").search(text, start, named.start()) is not None


def _someone(words: str, at: int, stop: int) -> int | None:
    """Return where the first unit of an audience begins that stands right at a place, of a known kind or none."""
    first = first_unit(words[at:stop])
    if first is not None and first <= _NEAR:
        return at + first
    lead = _PLURAL.match(words, at)
    after = lead.end() if lead else at
    return after if begins("someone").match(words, after) else None


def _turned(words: str, offset: int, mentions: list[re.Match[str]]) -> Clause | None:
    """Read a clause that names the slots first and the units behind."""
    behind = words[mentions[-1].end() :]
    only = holds("only").search(behind)
    verb = holds("answers").search(behind)
    if only is None and verb is None:
        return None
    stop = verb.start() if verb and (only is None or verb.start() > only.end()) else len(behind)
    audience = clean(
        re.sub(
            r"^[\s:,.\-–]*(?:(?:chỉ|do|đối với|là|các nội dung|nội dung)\s+)*",
            "",
            behind[only.end() if only else 0 : stop],
            flags=re.IGNORECASE,
        )
    )
    audience = clean(re.sub(_AHEAD_OF_VERB, "", audience))
    kinds = _kinds(audience)
    if kinds is None:
        return None
    named = tuple(each for m in mentions for each in _labels(m))
    trimmed = len(words) - len(words.lstrip())
    reserved = only is not None or _ONLY.search(behind) is not None
    return Clause(audience, kinds, named, offset + trimmed, offset + len(words.rstrip()), reserved=reserved)


def _labels(m: re.Match[str]) -> list[Mention]:
    """Take a row of labels apart: `1, 2 và 4`, `1 đến 3`, `2 phần I`."""
    out: list[Mention] = []
    noun = m["noun"].lower()
    under = _bare(m["under"]) if m["under"] else None
    for each in _NEXT.finditer(m["labels"]):
        label = _bare(each["label"])
        noun = each["noun"] or noun
        if each["to"] and out:
            out[-1] = Mention(out[-1].noun, out[-1].label, label, under)
        else:
            out.append(Mention(noun, label, None, under))
    return out


def _bare(label: str) -> str:
    return label.strip(" .)")


def reserved_in(text: str, start: int, end: int) -> Clause | None:
    """Read a bracket, or a line of its own, that says whom a slot is for; None where it says something else.

    >>> words = "(Dành cho các xã, phường)"
    >>> reserved_in(words, 0, len(words)).kinds
    ('commune', 'ward')
    """
    words = text[start:end].strip(" ().")
    only = begins("only").match(words)
    if only is not None:
        audience = clean(words[only.end() :].lstrip(" :"))
    elif words.lower().startswith("đối với "):
        audience = clean(words[len("đối với ") :])
    else:
        shown = re.fullmatch(
            r"(?:(?:do|chỉ)\s+)*(?P<who>.+?)\s+(?:báo cáo|điền|lập|thực hiện)(?: (?:phần|mục|nội dung|biểu) này)?", words, re.IGNORECASE
        )
        if shown is None:
            return None
        audience, only = clean(shown["who"]), shown
    kinds = _kinds(audience)
    return None if kinds is None else Clause(audience, kinds, (), start, end, reserved=only is not None)


def _kinds(audience: str) -> tuple[str, ...] | None:
    """Return the kinds of an audience: None where it is none, none at all where only some units of the kinds are meant."""
    first = first_unit(audience)
    kinds = kinds_of(audience)
    if not kinds or first is None or first > _NEAR or len(audience) > _LONGEST:
        return None
    return () if holds("some").search(audience, first) else kinds
