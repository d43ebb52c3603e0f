"""Numbers as Vietnamese texts print them, for formulas: decimal comma, dots between thousands."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["exact", "printed", "rounded"]

_PLACES = 6


def exact(value: float) -> Fraction:
    """Return the decimal number that a float was made of, without the drift of binary.

    >>> exact(0.1) + exact(0.2) == exact(0.3)
    True
    """
    return Fraction(repr(value))


def printed(value: Fraction) -> str:
    """Print a number with as many decimals as it has, six at most.

    >>> printed(Fraction(12345, 10)), printed(Fraction(1000)), printed(Fraction(-1, 4))
    ('1.234,5', '1.000', '-0,25')
    """
    text = f"{float(value):,.{_PLACES}f}" if value.denominator != 1 else f"{value.numerator:,}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def rounded(value: Fraction, places: int = 2) -> str:
    """Print a number rounded half up.

    >>> rounded(Fraction(200, 3)), rounded(Fraction(100))
    ('66,67', '100')
    """
    scale = 10**places
    return printed(Fraction((value * scale + Fraction(1, 2)).__floor__(), scale))
