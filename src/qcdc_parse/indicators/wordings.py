"""Wordings of verdicts as patterns, what each stands for, and what turns it round or makes it a wish.

``chưa`` and ``không`` bind to the nearest verb of reaching, also over an adverb (`chưa thể hoàn thành`); `không những đạt mà còn
vượt` denies nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from qcdc_parse.catalog import raw, verdicts
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.model import VerdictValue

POSITIVE: frozenset[VerdictValue] = frozenset({"exceeded", "met", "on_track", "mostly_met"})
NEGATIVE: frozenset[VerdictValue] = frozenset({"not_met", "not_yet_met"})

PLAN_WORD = r"(?:chỉ\ tiêu|kế\ hoạch|mục\ tiêu|yêu\ cầu|dự\ toán|nghị\ quyết)"
_BODY = r"(?:nghị\ quyết|đại\ hội|đảng\ bộ|chi\ bộ|tỉnh|huyện|thành\ phố|thị\ xã|xã|khối|ngành|cấp\ trên|hội\ đồng\ nhân\ dân|hđnd|ubnd|trung\ ương|chính\ phủ|chương\ trình|đề\ án)"
OF_PLAN = (
    rf"(?:\ (?:so\ với\ )?(?:{PLAN_WORD}|kh|ct|nq)(?!{LETTER})(?:\ (?:của\ )?{_BODY}(?!{LETTER})){{0,3}}"
    rf"(?:\ (?:đề\ ra|đã\ đề\ ra|được\ giao|giao|đặt\ ra|đã\ đặt\ ra|đăng\ ký)(?!{LETTER}))?"
    rf"(?:\ (?:trong\ |cả\ )?(?:năm|nhiệm\ kỳ)(?:\ 20\d\d)?(?!{LETTER}))?"
    rf"|(?:(?<=kế\ hoạch)|(?<=chỉ\ tiêu)|(?<=mục\ tiêu))\ (?:cả\ )?(?:năm|nhiệm\ kỳ)(?:\ 20\d\d)?(?!{LETTER})"
    rf"|(?:\ {_BODY}(?!{LETTER})){{0,3}}\ (?:đề\ ra|được\ giao|giao)(?!{LETTER}))?"
)
"""The plan a wording speaks of: `đạt chỉ tiêu nghị quyết đại hội đề ra`."""
_DENIED_OVER = r"(?:chưa|không|chẳng)\ (?:thể|hề|thực\ sự|thật\ sự|kịp|cơ\ bản|có\ khả\ năng)\ (?:đạt|hoàn\ thành|vượt)"
_NOT_ONLY = r"không\ (?:những|chỉ)\ (?:đã\ )?[^,.;:()]{3,40}?,?\ mà\ (?:còn\ )?(?:đã\ )?"


@cache
def wording() -> str:
    """Return the source of a pattern for every wording, with the plan it speaks of; for ``re.VERBOSE`` and any case."""
    return rf"(?:{any_of(verdicts())}|{_DENIED_OVER}){OF_PLAN}"


@cache
def not_only() -> str:
    """Return the source of a pattern for `không những … mà còn` ahead of a wording."""
    return f"(?:{_NOT_ONLY})?"


def lower(words: str) -> str:
    """Lower case of what a pattern found in any case: ``re`` takes dotless and dotted i, and long s, for their plain forms.

    >>> lower("Tốı Thıểu")
    'tối thiểu'
    """
    return words.lower().replace("ı", "i").replace("i\u0307", "i").replace("ſ", "s")


@cache
def _not_only_ahead() -> re.Pattern[str]:
    return re.compile(_NOT_ONLY, re.VERBOSE)


@lru_cache(maxsize=1024)
def value_of(surface: str) -> VerdictValue:
    """Return the value of a wording: that of the longest known one it begins with.

    >>> value_of("hoàn thành chỉ tiêu nghị quyết đề ra"), value_of("không hoàn thành mục tiêu"), value_of("chưa thể đạt")
    ('met', 'not_met', 'not_yet_met')
    >>> value_of("không những đạt mà còn vượt")
    'exceeded'
    """
    known = verdicts()
    ahead = _not_only_ahead().match(surface)
    surface = surface[ahead.end() :] if ahead else surface
    longest = max((w for w in known if surface.startswith(w)), key=len, default=None)
    if longest is not None:
        return known[longest]
    return "not_yet_met" if surface.startswith("chưa") else "not_met"


@cache
def _denial() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!{LETTER})(?P<word>{any_of(raw('verdicts')['denial']['words'])})(?!{LETTER})"
        rf"(?!\s+(?:{any_of(raw('verdicts')['denial']['unless'])})(?!{LETTER}))",
        re.IGNORECASE,
    )


@cache
def _wish() -> re.Pattern[str]:
    wish = raw("verdicts")["wish"]
    return re.compile(rf"(?<!{LETTER})(?:{any_of(wish['neutral'])}|(?P<wish>{any_of(wish['words'])}))(?!{LETTER})", re.IGNORECASE)


def denial(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last word of ``text[start:end]`` that denies what follows it.

    >>> denial("các chỉ tiêu chưa được", 0, 22)["word"], denial("không những đạt mà còn", 0, 22)
    ('chưa', None)
    """
    last = None
    for last in _denial().finditer(text, start, end):  # noqa: B007  the last is what is asked for
        pass
    return last


def wished(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` speaks of what is wanted, asked for or expected (`phấn đấu`, `dự kiến`)."""
    return any(m["wish"] for m in _wish().finditer(text, start, end))
