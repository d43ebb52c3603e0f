"""Verdicts: what the text says of an indicator.

A verdict stands behind its indicator: in brackets, behind a comma or colon at the end, as a sentence or a line of its own
(compiled reports of Party committees). ``đạt`` as a verb (``đạt 95%``, ``kết quả đạt được``, ``đạt chuẩn``) is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.numerals import NUMBER
from qcdc_parse.indicators.wordings import NEGATIVE, PLAN_WORD, POSITIVE, denial, lower, not_only, value_of, wished, wording
from qcdc_parse.model import VerdictValue


@dataclass(frozen=True, slots=True)
class FoundVerdict:
    """A verdict where it stands; ``cut`` is where the statement before it ends, None where the statement goes on behind it."""

    start: int
    end: int
    surface: str
    value: VerdictValue
    reason: tuple[int, int] | None
    cut: int | None


class _Patterns(NamedTuple):
    ends: re.Pattern[str]
    alone: re.Pattern[str]
    bracketed: re.Pattern[str]
    closing: re.Pattern[str]
    amid: re.Pattern[str]
    begins: re.Pattern[str]


_LONGEST = 700
_TAIL = 64
_FAR = 1500
_LEAD = r"(?:đánh\ giá(?:\ chung)?|(?:so|đối\ chiếu)\ với\ (?:chỉ\ tiêu|mục\ tiêu|kế\ hoạch)(?:\ (?:đề\ ra|được\ giao|giao))?|kết\ quả(?:\ thực\ hiện)?|kết\ luận|mức\ độ\ hoàn\ thành|tự\ đánh\ giá|nhận\ xét|xếp\ loại|đến\ nay|hiện\ nay)"
_ADVERBS = r"(?:(?:hiện|đến\ nay|hiện\ nay|vẫn|cũng|đều|được\ đánh\ giá(?:\ là)?|đã(?=\ (?:hoàn|cơ)))\ )*"
_SELF = (
    r"(?:(?:như\ vậy|như\ thế|do\ đó|do\ vậy|vì\ vậy|theo\ đó|tuy\ nhiên|nhưng|đến\ nay|hiện\ nay|nhìn\ chung),?\ )?"
    r"(?:đây\ là\ |kết\ quả\ (?:này|trên)\ )?"
    r"(?:(?:chỉ\ tiêu|nội\ dung|tiêu\ chí|mục\ tiêu)(?:\ này|\ trên|\ nêu\ trên)?\ )?(?:(?:được\ )?coi\ (?:như|là)\ )?"
)
_BECAUSE = r"(?:(?:lý\ do|nguyên\ nhân)(?:\ chủ\ yếu|\ chính)?\s*(?:là\ do|là|do|:)?\s*|do\s+|vì\s+|bởi\s+(?:vì\s+)?)"
_TELLS = r"(?P<because>(?:[^.;()]|\.(?=\d)|\([^()]*\))+)"
_BRACKET = r"[(\[](?P<reason>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]"
_REASON = rf"(?:\s*{_BRACKET})?(?:\s*[,:;–-]?\s+{_BECAUSE}{_TELLS})?"
_JOINTS = re.compile(r"[(\[:;,–→=>]|(?<=\s)-(?=\s)")
_PLAN_BRACKET = re.compile(
    rf"\s*(?:so\s+với\s+)?(?:chỉ tiêu|kế hoạch|mục tiêu|KH|CT|NQ|nghị quyết|giao)(?!{LETTER})[^\d.;()]{{0,40}}{NUMBER}[^.;]{{0,24}}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:{LETTER}+\s+){{0,2}}[<>≤≥=]*\s?{NUMBER}\s?(?:%|‰)?(?:\s{LETTER}+){{0,3}}(?:\s+trở\s+(?:lên|xuống))?")
_FIGURE = re.compile(r"(?:mới |chỉ |chỉ mới )?(?:đạt|bằng)\s+\d", re.IGNORECASE)
_ADDS = re.compile(rf"(?:tăng|vượt|cao hơn|bằng|với)(?!{LETTER})|đạt\s+\d", re.IGNORECASE)
_BUT = re.compile(rf"(?<!{LETTER})(?:nhưng|song|tuy|mới|chỉ|còn|thấp)(?!{LETTER})", re.IGNORECASE)
_NAMED = re.compile(PLAN_WORD)
_MADE = "".join(f"(?<!{verb} )" for verb in ("trồng", "xây", "dựng", "nạp", "lập", "làm", "tuyển", "phát triển", "mở", "tạo", "cấp", "sắm"))
"""What is made new is not only so much: `trồng mới được 1.200 cây`."""
_LIMITED = re.compile(rf"(?<!{LETTER})(?:chỉ(?:\s+(?:có|đạt|được))?|{_MADE}mới\s+(?:có|đạt|được|chỉ))\s+\d", re.IGNORECASE)
_DENIED_BEFORE = re.compile(
    rf"[(\[:;,–→-]\s*(?:(?:đến nay|hiện nay|hiện|vẫn|còn|cũng)\s+)*(?:chưa|không|chẳng|ko)(?:\s+(?:đạt|hoàn thành|vượt)(?:\s+(?:chỉ tiêu|kế hoạch|yêu cầu|mục tiêu))?)?\s*(?=[)\],;.])"
    rf"|(?<!{LETTER})trong khi(?!{LETTER})|(?<!{LETTER})(?:năm trước|năm ngoái)\s*\Z",
    re.IGNORECASE,
)
"""Ahead of a verdict that is then not that of the whole: `xã A: chưa; xã B: đạt`, `51% (năm trước: đạt)`."""
_CLAUSE = ",;:(–"
_NAMES = ("chỉ tiêu", "kế hoạch", "mục tiêu", "dự toán", "yêu cầu", "nghị quyết", "Nghị quyết")
_MAY_JUDGE = (
    "ạt",
    "ượt",
    "oàn thành",
    "ến độ",
    "ánh giá",
    "số liệu",
    "phát sinh",
    "ẠT",
    "ƯỢT",
    "OÀN THÀNH",
    "thấp hơn",
    "hụt",
    "hậm so",
)


@cache
def _patterns() -> _Patterns:
    flags = re.VERBOSE | re.IGNORECASE
    word = rf"{_ADVERBS}(?P<word>{not_only()}{wording()})(?!{LETTER})"
    end = r"\s*[.;!)]*\s*\Z"
    share = rf"\ (?:(?:trên|hơn|gần|khoảng|ít\ nhất|thêm)\ )?{NUMBER}\s?%"
    return _Patterns(
        re.compile(rf"(?:\A|[.:;,(–>→\]-])\s*(?:{_LEAD}\s*:\s*)?{_SELF}{_ADVERBS}(?:{not_only()}{wording()})\s*[.;)]*\Z", flags),
        re.compile(
            rf"\s*(?:[-–+*=>→•]+\s*)?[(\[]?\s*(?:{_LEAD}\s*:\s*)?{_SELF}{word}\s*[)\]]?(?:{_REASON}|\s*[,:;–-]\s+(?P<plain>(?:[^.()]|\.(?=\d)|\([^()]*\))+)){end}",
            flags,
        ),
        re.compile(
            rf"[(\[]\s*(?:{_LEAD}\s*:\s*)?{_SELF}{word}\s*(?:[)\]]{_REASON}|(?:[,;:–-]\s*(?:{_BECAUSE})?|(?<=\s){_BECAUSE})(?P<inner>[^()\[\]]+)[)\]]){end}",
            flags,
        ),
        re.compile(rf"[:;,–→=>-]+\s*(?:{_LEAD}\s*:\s*)?{word}(?!\s+\d)(?:{_REASON}|\s+[–-]\s+(?P<plain>[^.;()]+)){end}", flags),
        re.compile(
            rf"""(?: (?P<figured>(?:đạt\ và\ )?vượt(?:\ mức)?(?:\ {PLAN_WORD}(?:\ (?:đề\ ra|được\ giao|giao|năm)){{0,2}})?)(?:{share}(?P<rest>\ (?:so\ với\ )?{PLAN_WORD})?|\ {NUMBER}(?:\ {LETTER}+){{1,3}}?(?P<count>\ so\ với\ {PLAN_WORD}))
                   | (?P<word>{wording()})(?=\s*[,;()]|\ là\ {NUMBER}) )(?!{LETTER})""",
            flags,
        ),
        re.compile(
            rf"\s*(?:[-–+*=>→•]+\s*)?[(\[]?\s*(?:{_LEAD}\s*:\s*)?{_SELF}{_ADVERBS}(?:{not_only()}{wording()})(?!{LETTER})(?!\s+\d)", flags
        ),
    )


def may_judge(text: str, start: int, end: int) -> bool:
    """Tell cheaply whether any wording may stand in a stretch."""
    for part in _MAY_JUDGE:  # noqa: SIM110  a generator takes as long again as the search, and this is asked of every line
        if text.find(part, start, end) >= 0:
            return True
    return False


def begins_judged(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence or line begins with a verdict, whatever follows."""
    return _patterns().begins.match(text, start, end) is not None


def ends_judged(text: str, start: int, end: int) -> bool:
    """Tell whether a passage may end with a verdict, or be one."""
    return _patterns().ends.search(text[max(start, end - _TAIL) : end]) is not None


def verdict_alone(text: str, start: int, end: int) -> FoundVerdict | None:
    """Read a sentence or line that is a verdict and nothing else.

    >>> found = verdict_alone("Chưa đạt (thiếu vốn).", 0, 21)
    >>> found.surface, found.value
    ('chưa đạt', 'not_yet_met')
    """
    if end - start > _LONGEST or not begins_judged(text, start, end):
        return None
    m = _patterns().alone.fullmatch(text, start, end)
    found = _found(text, m, m.start("word")) if m else None
    if m is None or found is None or m["plain"] is None:
        return found
    if found.value in NEGATIVE:
        return replace(found, reason=None) if _FIGURE.match(m["plain"]) else found
    # Behind a good verdict only what adds to it: `Đạt, tăng 5% so với năm trước`.
    adds = _ADDS.match(m["plain"]) and not _BUT.search(m["plain"]) and denial(m["plain"], 0, len(m["plain"])) is None
    return replace(found, reason=None) if adds else None


def verdict_inside(text: str, start: int, end: int) -> FoundVerdict | None:
    """Read the verdict in the sentence of its indicator: at its end, or amid it where it names the plan.

    >>> text = "Thu đạt 36 tỷ đồng, vượt kế hoạch 8%, tăng 2% so với cùng kỳ."
    >>> verdict_inside(text, 0, len(text)).surface
    'vượt kế hoạch'
    """
    start = max(start, end - _FAR)
    if not may_judge(text, start, end):
        return None
    patterns = _patterns()
    for joint in _JOINTS.finditer(text, start, end):
        opened = joint[0] in "(["
        m = (patterns.bracketed if opened else patterns.closing).match(text, joint.start(), end)
        if m is None:
            continue
        found = _found(text, m, joint.start())
        if found is None or (not opened and m["plain"] is not None and found.value not in NEGATIVE):
            return None
        if found.value in POSITIVE and _DENIED_BEFORE.search(text, start, m.start("word") if joint[0] in "([" else joint.start()):
            return None
        if not (joint[0] == "," and found.value in POSITIVE and _undone(text, start, joint.start())):
            return found
    return _amid(text, start, end) if any(text.find(w, start, end) >= 0 for w in _NAMES) else None


def is_share(verdict: FoundVerdict, start: int, measures: Sequence[Found]) -> bool:
    """Tell a rate from a verdict: in `15/15 xã có chợ, đạt 100%` it is what the ratio comes to."""
    inside = [m for m in measures if start <= m.start < verdict.start]
    return verdict.surface == "đạt 100%" and any(m.of is not None for m in inside) and any(m.start >= verdict.start for m in measures)


def _amid(text: str, start: int, end: int) -> FoundVerdict | None:
    """`…, vượt kế hoạch 8%, …`: a verdict that the sentence goes on behind; it names the plan, or says by how much."""
    for joint in _JOINTS.finditer(text, start, end):
        at = joint.end()
        while at < end and text[at] == " ":
            at += 1
        m = _patterns().amid.match(text, at, end)
        if m is None:
            continue
        group = "figured" if m["figured"] else "word"
        surface = lower(m[group])
        named = _NAMED.search(surface) is not None
        value = value_of(surface)
        if not (named or (group == "figured" and (m["rest"] or m["count"]))) or (value in POSITIVE and _undone(text, start, joint.start())):
            continue
        if wished(text, start, at):
            continue
        return FoundVerdict(at, m.end(group), surface, value, None, None)
    return None


def _undone(text: str, start: int, at: int) -> bool:
    """Tell whether what stands before a comma wishes, denies or limits what follows it: `phấn đấu …, vượt`, `chưa xã nào đạt, vượt`."""
    clause = max(text.rfind(mark, start, at) for mark in _CLAUSE) + 1
    clause = max(clause, start)
    return wished(text, start, at) or denial(text, clause, at) is not None or _LIMITED.search(text, clause, at) is not None


def _found(text: str, m: re.Match[str], cut: int) -> FoundVerdict | None:
    """Make the record of a wording; None where the bracket behind it says the opposite, as a form does (`đạt (không đạt)`)."""
    surface = lower(m["word"])
    value = value_of(surface)
    reason = next((m.span(g) for g in ("because", "reason", "inner", "plain") if g in m.re.groupindex and m[g]), None)
    if reason is not None:
        opposite = _patterns().begins.match(text, *reason)
        if opposite is not None and _polarity(text[opposite.start() : opposite.end()]) != (value in NEGATIVE):
            return None
        if text[slice(*reason)].strip().lower() in {"chưa", "không", "chưa đạt", "không đạt"}:
            return None
        if _PLAN_BRACKET.fullmatch(text, *reason) or (_NAMED.search(surface) and _BARE.fullmatch(text, *reason)):
            return FoundVerdict(m.start("word"), m.end("word"), surface, value, None, None)
    return FoundVerdict(m.start("word"), m.end("word"), surface, value, reason, cut)


def _polarity(words: str) -> bool:
    """Tell whether words of a verdict deny."""
    return denial(words, 0, len(words)) is not None
