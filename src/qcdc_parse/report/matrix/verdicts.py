"""The verdict on a statement that holds no figure, where the parser looks only at those that do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcdc_parse.indicators.behind import with_reason
from qcdc_parse.indicators.unsaid import ends_denied
from qcdc_parse.indicators.verdicts import FoundVerdict, may_judge, verdict_alone, verdict_inside
from qcdc_parse.indicators.wordings import POSITIVE, denial, lower, value_of, wished
from qcdc_parse.model import Verdict, VerdictValue
from qcdc_parse.span import Span, made

__all__ = ["said_of", "verdict_at", "worded"]

_COLON = re.compile(r":(?=\s)")
_REPORTS = re.compile(
    r"(?:[-–+*•]\s*)?(?:Kết quả(?: thực hiện| đạt được)?|Thực hiện|Đã thực hiện|Số liệu)(?: năm 20\d\d)?\s*:", re.IGNORECASE
)
_TIMED = re.compile(
    r"(?:(?:trong|cả) (?:kỳ|năm|quý|thời gian qua)|tại (?:cơ quan|đơn vị|xã)|cơ quan|đơn vị|chi bộ|đảng bộ|hiện tại)(?: (?:này|báo cáo))?,? ",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?<![^\W\d_])(?P<word>(?:chưa|không)(?: (?:thể|kịp))? (?:hoàn thành|đạt)(?: (?:chỉ tiêu|kế hoạch|yêu cầu|mục tiêu))?)"
    r"(?:\s*,?\s*(?:do|vì|bởi vì|nguyên nhân(?: là)?(?: do)?:?)\s+(?P<why>[^;]+?)|\s*\((?P<in>[^()]+)\))?[\s.;]*\Z",
    re.IGNORECASE,
)
"""`… chưa hoàn thành do …`: at the end of a sentence, nothing between it and what it is said of."""
_CLEAN = re.compile(
    r"\W*(?:trong (?:kỳ|năm|02 năm|thời gian) ?(?:qua)?,? )?không (?:có|để|còn|xảy ra|phát sinh)[^.;:()]+[,–-] ?(?P<word>(?:đạt|hoàn thành)(?: (?:chỉ tiêu|kế hoạch|yêu cầu|mục tiêu))?)[\s.;]*",
    re.IGNORECASE,
)
"""`Không có …, đạt`: what is denied is what was to be kept from happening."""
_WORD = re.compile(r"[^\W\d_]{2}")
_RATHER = re.compile(
    r"(?P<word>cơ bản (?:đạt|hoàn thành)|đạt một phần)\s*[,;–-]\s*(?:riêng|do|vì)?\s*(?P<why>(?:trừ|còn|chỉ|năm|quý|tháng)\s[^()]+?)[\s.;]*",
    re.IGNORECASE,
)


def said_of(text: str, start: int, end: int, behind: Sequence[tuple[int, int]]) -> Verdict | None:
    """Read what is said of ``text[start:end]``: in it, or in the sentences or lines behind it."""
    found = _inside(text, start, end) if may_judge(text, start, end) else None
    if found is not None:
        return _made(text, with_reason(text, found, behind))
    if behind and _REPORTS.match(text, *behind[0]):
        inside = _inside(text, *behind[0])
        if inside is not None:
            return _made(text, with_reason(text, inside, behind[1:]))
        behind = behind[1:]
    alone = verdict_alone(text, *behind[0]) if behind else None
    if alone is None or (alone.value in POSITIVE and ends_denied(text, start, end)):
        return None
    return _made(text, with_reason(text, alone, behind[1:]))


def worded(verdict: Verdict | None) -> Verdict | None:
    """Take off a reason that is a figure and no words: `cơ bản đạt (89,7%)`."""
    if verdict is None or verdict.reason is None or _WORD.search(verdict.reason):
        return verdict
    return verdict.model_copy(update={"reason": None, "reason_span": None})


def _inside(text: str, start: int, end: int) -> FoundVerdict | None:
    """Read the verdict in a sentence: as of an indicator, or as what stands behind its colon and nothing else."""
    found = verdict_inside(text, start, end)
    if found is not None:
        return found
    for colon in _COLON.finditer(text, start, end):
        at = colon.end()
        while at < end and text[at] == " ":
            at += 1
        behind = verdict_inside(text, at, end)  # what is wished for ahead of the colon is the target's
        if behind is not None:
            return behind
        alone = verdict_alone(text, at, end)
        if alone is not None:
            return alone
        timed = _TIMED.match(text, at, end)
        alone = verdict_alone(text, timed.end(), end) if timed is not None else None
        if alone is not None:
            return alone
        rather = _RATHER.fullmatch(text, at, end)
        if rather is not None:
            word = rather["word"].lower()
            value: VerdictValue = "partly_met" if "phần" in word else "mostly_met"
            return FoundVerdict(at, rather.end("word"), word, value, rather.span("why"), at)
    for glued in _GLUED.finditer(text, start, end):
        alone = verdict_alone(text, glued.end(), end)
        if alone is not None:
            return alone
    naming = _naming(text, start, end)
    if naming is not None:
        return naming
    clean = _CLEAN.fullmatch(text, start, end)
    if clean is not None:
        word = lower(clean["word"])
        return FoundVerdict(clean.start("word"), clean.end("word"), word, value_of(word), None, clean.start("word"))
    plain = _PLAIN.search(text, start, end)
    if plain is None or _SOME.search(text, start, plain.start()):
        return None
    why = next((plain.span(g) for g in ("why", "in") if plain[g]), None)
    word = lower(plain["word"])
    return FoundVerdict(plain.start("word"), plain.end("word"), word, value_of(word), why, plain.start("word"))


_SOME = re.compile(
    r"(?<![^\W\d_])(?:một số|một vài|(?:còn|có) \d+|nhiều|vài|những|nếu|khi|trường hợp|các|sẽ|có thể|dự kiến|nguy cơ|khả năng|để|nhằm|hay|hoặc|đánh giá|xem xét)(?![^\W_])",
    re.IGNORECASE,
)
"""`còn 02 xã chưa hoàn thành`: said of some only; `nếu chưa hoàn thành`: of nobody yet."""


_GLUED = re.compile(r"[\d%)\s][-–](?=[^\W\d_])")
"""`31/31 -Đạt`: a dash that lost a space."""
_NAMING = re.compile(
    r"[,;(–]\s*(?:(?:và|nhưng|đã|vẫn|còn|song) )*(?P<word>(?:(?:chưa|không|cơ bản) )?(?:đạt|hoàn thành|vượt) (?:chỉ tiêu|kế hoạch|mục tiêu))"
    r"\s(?!ở |tại |do |vì )(?P<plan>(?:[^,;:()]|,(?=\d)){1,120}?)[\s.;)]*\Z",
    re.IGNORECASE,
)
"""`kết nạp 06 đảng viên, chưa đạt chỉ tiêu hằng năm kết nạp 05 đảng viên`: behind the verdict its target is told again."""
_PART = re.compile(r"\d\s*/\s*\d")
_DIGIT = re.compile(r"\d")


def _naming(text: str, start: int, end: int) -> FoundVerdict | None:
    m = _NAMING.search(text, start, end)
    if m is None or not _DIGIT.search(m["plan"]) or _PART.search(m["plan"]) or wished(text, start, m.start()):
        return None
    word = lower(m["word"])
    value = value_of(word)
    if value in POSITIVE and denial(text, start, m.start()) is not None:
        return None
    return FoundVerdict(m.start("word"), m.end("word"), word, value, None, m.start())


def verdict_at(text: str, start: int, end: int) -> Verdict:
    """Return the verdict whose wording stands at a place, without a reason."""
    surface = lower(text[start:end])
    return made(Verdict, value=value_of(surface), surface=surface, reason=None, span=Span(start=start, end=end), reason_span=None)


def _made(text: str, v: FoundVerdict) -> Verdict:
    reason, where = None, None
    if v.reason is not None:
        a, b = v.reason
        while a < b and text[b - 1] in " .;,\n":
            b -= 1
        if a < b and _WORD.search(text, a, b):
            reason, where = " ".join(text[a:b].split()), Span(start=a, end=b)
    return made(Verdict, value=v.value, surface=v.surface, reason=reason, span=Span(start=v.start, end=v.end), reason_span=where)
