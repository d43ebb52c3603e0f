"""Dates as official Vietnamese writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from qcdc_parse.dates import parse_date

DATES = {
    "17/6/2021": (2021, 6, 17),
    "17/06/2021": (2021, 6, 17),
    "24-3-2022": (2022, 3, 24),
    "09.01.2015": (2015, 1, 9),
    "28/8/18": (2018, 8, 28),
    "28/8/98": (1998, 8, 28),
    "ngày 24 tháng 8 năm 2018": (2018, 8, 24),
    "ngày 09  tháng 3 năm 2023": (2023, 3, 9),
    "ngày 1 tháng 12 năm 2020": (2020, 12, 1),
    "Hậu Giang, ngày 24 tháng 8 năm 2018": (2018, 8, 24),
    "29/02/2024": (2024, 2, 29),
    "16–6–2022": (2022, 6, 16),
}
NO_DATES = ["31/4/2020", "29/02/2023", "45/13/2020", "ngày      tháng 5 năm 2023", "17/6-2021", "2021", "", "24/7", "tháng 9 năm 2021"]


@pytest.mark.parametrize(("text", "day"), DATES.items())
def test_date(text: str, day: tuple[int, int, int]) -> None:
    assert parse_date(text) == dt.date(*day)


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_the_first_date_counts() -> None:
    assert parse_date("từ 01/02/2020 đến 03/04/2021") == dt.date(2020, 2, 1)


@pytest.mark.parametrize(("text", "year"), [("1/1/00", 2000), ("1/1/44", 2044), ("1/1/45", 1945), ("1/1/99", 1999)])
def test_two_digit_years(text: str, year: int) -> None:
    assert parse_date(text) == dt.date(year, 1, 1)
