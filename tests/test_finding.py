"""Finding is quick because texts are scanned for sites of numbers; the plain pattern, tried everywhere, is what it must equal."""

from collections.abc import Iterable

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_parse.number import DocNumber, symbol
from qcdc_parse.references.find import FREE, find_numbered, symbols
from qcdc_parse.references.lines import line_finder
from qcdc_parse.text import Line

WORDS = """217 2015 12 4 0 số Số: NĐ NĐ-CP QĐ/TW QyĐ QĐi/TU CTr TrS NQ QH15 UBTVQH14 SNV-TĐKT&NCC NĐ103/CP C06 T.Ư HĐND VB É đ a/ /2015/ /nb
    100% 5/6/2014 ngày Nghị quyết"""
PIECES = st.sampled_from(
    [*WORDS.split(), *"/-– \n,.", "số 4 ", "QĐ-TT g", "N Đ-CP", "C Tr/T W", " r/", "3O-", "l2", "2O15", "nq/tw", "/qh15", "12.NQ", " - VP"]
)
EVERYWHERE = regex.compile(FREE + symbol().pattern, regex.VERBOSE)


def numbers(matches: Iterable[regex.Match[str]]) -> list[tuple[tuple[int, int], DocNumber]]:
    return [(m.span(), number) for m in matches if (number := DocNumber.of_match(m)) is not None]


@settings(max_examples=2000, deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
def test_the_sites_lose_no_number(text: str) -> None:
    assert [((start, end), number) for start, end, number in symbols(text)] == numbers(EVERYWHERE.finditer(text))


def test_a_number_does_not_go_over_the_end_of_a_line() -> None:
    first, second = "Theo Chỉ thị số 30-", "CT/TW, Chỉ thị số 5-CT/TU"
    text = f"{first}\n{second}"
    lines = [Line(0, len(first), first), Line(len(first) + 1, len(text), second)]
    assert [m.key for m in find_numbered(text, line_finder(lines))] == ["5-CT/TU"]
