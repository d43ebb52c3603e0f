"""The words of outlines (``catalog/outlines.toml``) as patterns, and brackets and years in a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of

__all__ = ["FOR_EACH", "begins", "brackets", "clean", "holds", "is_form_title", "is_request", "is_whole", "wants_words", "years_in"]


@cache
def begins(name: str) -> re.Pattern[str]:
    """Return the pattern of the words of one table, to match where they may begin.

    >>> bool(begins("remark").match("Lưu ý: các xã")), bool(begins("remark").match("Việc lưu ý"))
    (True, False)
    """
    return re.compile(rf"(?:{any_of(raw('outlines')[name]['words'])})(?!\w)", re.IGNORECASE)


@cache
def holds(name: str) -> re.Pattern[str]:
    """Return the pattern of the words of one table, to search for anywhere."""
    return re.compile(rf"(?<!\w)(?:{any_of(raw('outlines')[name]['words'])})(?!\w)", re.IGNORECASE)


def is_whole(name: str, words: str) -> bool:
    """Tell whether words are one entry of a table and nothing else.

    >>> is_whole("share", "Đạt tỷ lệ"), is_whole("share", "tỷ lệ học sinh vi phạm")
    (True, False)
    """
    found = begins(name).match(words)
    return found is not None and not words[found.end() :].strip(" :;,.()%‰")


@cache
def _wants_words() -> tuple[frozenset[str], re.Pattern[str]]:
    table = raw("outlines")["words"]
    return frozenset(table["whole"]), re.compile(rf"(?:{any_of(table['begins'])})(?!\w)", re.IGNORECASE)


def wants_words(label: str) -> bool:
    """Tell whether a blank behind a label waits for words, not for a figure.

    >>> wants_words("Đơn vị báo cáo"), wants_words("Đơn vị đạt chuẩn")
    (True, False)
    """
    whole, first = _wants_words()
    return label.lower().strip(" :.,") in whole or first.match(label) is not None


def clean(words: str) -> str:
    """Fold white space and take off marks that only close a line.

    >>> clean(" Kết quả  thực hiện. "), clean("Vì sao?")
    ('Kết quả thực hiện', 'Vì sao?')
    """
    return " ".join(words.split()).rstrip(" .:;,…").rstrip()


def brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the outermost brackets of ``text[start:end]``, each from ``(`` through ``)``; one that is never closed is none."""
    opened: list[int] = []
    for at in range(start, end):
        if text[at] == "(":
            opened.append(at)
        elif text[at] == ")" and opened:
            begin = opened.pop()
            if not opened:
                yield begin, at + 1


_LISTED = re.compile(r"[a-zà-ỹđ][^,;()\d“”]*(?:[,;] [a-zà-ỹđ][^,;()\d“”]*)+")


def is_request(inner: str) -> bool:
    """Tell whether the words of a bracket want something told.

    >>> is_request("nêu rõ lý do"), is_request("đạt hay không đạt, nguyên nhân?"), is_request("viết tắt là QCDC")
    (True, True, False)
    """
    inner = inner.strip()
    if inner.endswith("?"):
        return True
    if begins("aside").match(inner):
        return False
    return begins("request").match(inner) is not None or _LISTED.fullmatch(inner.rstrip(". …")) is not None


_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_EACH = r"(?:từng|mỗi|hằng|hàng|theo) năm"
_RANGE = rf"(?:từ\s+)?(?:năm\s+)?(?P<first>{_YEAR})\s*(?:[-–—]|đến|tới)\s*(?:năm\s+)?(?P<last>{_YEAR})"
_LIST = rf"(?P<list>(?:năm\s+)?{_YEAR}(?:\s*(?:,|;|và)\s*(?:năm\s+)?{_YEAR})+)"
_EACH_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"{_EACH}[\s:,(]*(?:{_LIST}|{_RANGE})", rf"(?:{_LIST}|{_RANGE})[^.;()]{{0,30}}?{_EACH}")
)
_BARE_LIST = re.compile(_LIST, re.IGNORECASE)
_MOST_YEARS = 30
FOR_EACH = re.compile(rf"[\s,;(:]*(?:(?:số liệu |thống k[êế] |chia |tính )*(?:theo |của )?{_EACH}).*$", re.IGNORECASE | re.DOTALL)
"""The words behind a request that say it is for each year."""


def years_in(words: str) -> tuple[str, ...]:
    """Return the years for each of which a sentence wants a figure; none where it wants one for a period.

    >>> years_in("(thống kê theo từng năm: 2017 - 2019)"), years_in("trong 05 năm từ 2017-2022"), years_in("(2020, 2021)")
    (('2017', '2018', '2019'), (), ('2020', '2021'))
    """
    m = next(filter(None, (pattern.search(words) for pattern in _EACH_YEAR)), None)
    if m is None:
        bare = words.strip(" ().")
        return tuple(re.findall(_YEAR, bare)) if _BARE_LIST.fullmatch(bare) else ()
    if m["list"]:
        return tuple(dict.fromkeys(re.findall(_YEAR, m["list"])))
    first, last = int(m["first"]), int(m["last"])
    return tuple(map(str, range(first, last + 1))) if first < last < first + _MOST_YEARS else ()


_FORM = re.compile(r"\s*[:.]?\s*(?:số\s*)?[:.]?\s*(?P<number>\d{1,3}[\w./-]{0,12}|[IVX]{1,4}(?!\w)|[A-ZĐ](?!\w))", re.IGNORECASE)


def is_form_title(line: str) -> tuple[str, str] | None:
    """Return label and title of a line that opens a form; None where it opens none.

    >>> is_form_title("BIỂU MẪU 01: TÌNH HÌNH ĐỐI THOẠI"), is_form_title("Biểu dương 3 tập thể")
    (('BIỂU MẪU 01', 'TÌNH HÌNH ĐỐI THOẠI'), None)
    """
    found = begins("form").match(line)
    number = _FORM.match(line, found.end()) if found else None
    if found is not None and not line[found.end() :].strip(" :."):
        return clean(line), ""
    if number is None:
        return None
    return clean(line[: number.end()]), clean(line[number.end() :].lstrip(" .:-–"))
