"""Units of measure: which are one, and how money turns from one into another (``catalog/figures.toml``)."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache

from qcdc_parse.catalog import raw

__all__ = ["SHARES", "classes_of", "factor", "fold_measure", "goes_with", "is_rate", "same_things", "worth"]

SHARES = frozenset({"%", "‰", "phần trăm"})


@lru_cache(maxsize=2048)
def fold_measure(measure: str) -> str:
    """Fold a unit as printed.

    >>> fold_measure("Tỉ  đồng"), fold_measure("Đ/c")
    ('tỷ đồng', 'đ/c')
    """
    return " ".join(measure.lower().replace("tỉ", "tỷ").replace("kĩ", "kỹ").split()).strip(" .,;:")


@cache
def _worths() -> dict[str, int]:
    return {fold_measure(word): entry["worth"] for entry in raw("figures")["money"] for word in entry["words"]}


@lru_cache(maxsize=2048)
def worth(measure: str | None) -> int | None:
    """Return how many đồng a unit of money is; None where it is none.

    >>> worth("trđ"), worth("tỉ đồng"), worth("đồng chí")
    (1000000, 1000000000, None)
    """
    return _worths().get(fold_measure(measure)) if measure else None


@cache
def _groups() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(map(fold_measure, entry["words"])), frozenset(map(fold_measure, entry["classes"]))) for entry in raw("figures")["alike"]
    )


def goes_with(one: str, other: str) -> bool:
    """Tell whether one noun is the other with more said behind it; of money it never is.

    >>> goes_with("đoàn kiểm tra", "đoàn"), goes_with("triệu đồng", "triệu"), goes_with("người", "lượt người")
    (True, False, False)
    """
    first, second = fold_measure(one), fold_measure(other)
    return (first.startswith(f"{second} ") or second.startswith(f"{first} ")) and worth(first) is None and worth(second) is None


@lru_cache(maxsize=4096)
def same_things(one: str, other: str, label: str) -> bool:
    """Tell whether two nouns count the same things under a label: `cuộc` and `hội nghị` where it asks for hội nghị.

    >>> same_things("cuộc", "hội nghị", "tổ chức hội nghị"), same_things("cuộc", "hội nghị", "đối thoại"), same_things("người", "lượt", "")
    (True, False, False)
    """
    first, second = fold_measure(one), fold_measure(other)
    if first == second or first.startswith(f"{second} ") or second.startswith(f"{first} "):
        return True
    low = label.lower()
    return any(
        first in words and second in words and all(n in classes or n in low for n in (first, second)) for words, classes in _groups()
    )


def classes_of(head: str) -> frozenset[str]:
    """Return the nouns that count any of the things that a label begins with; of what no list names, those of events.

    >>> sorted(classes_of("số đảng viên mới")), "cuộc" in classes_of("đối thoại tại nơi")
    (['người', 'đ/c', 'đồng chí'], True)
    """
    spots = [(at, classes) for words, classes in _groups() for word in words if (at := f" {head} ".find(f" {word} ")) >= 0]
    return min(spots, key=lambda spot: spot[0])[1] if spots else _groups()[0][1]


def factor(measure: str | None, into: str | None, label: str) -> Fraction | None:
    """Return what a figure in one unit is multiplied by to stand in another; None where they cannot be converted.

    A figure without a unit is in that of its field.

    >>> factor("tỷ đồng", "triệu đồng", ""), factor(None, "cuộc", ""), factor("lượt người", "cuộc", "")
    (Fraction(1000, 1), Fraction(1, 1), None)
    """
    if measure is None or into is None or fold_measure(measure) == fold_measure(into):
        return Fraction(1)
    paid, asked = worth(measure), worth(into)
    if paid is not None and asked is not None:
        return Fraction(paid, asked)
    if paid is not None or asked is not None or (measure in SHARES) != (into in SHARES):
        return None
    return Fraction(1) if same_things(measure, into, label) else None


def is_rate(measure: str | None, label: str) -> bool:
    """Tell a measure or label whose figures are never added up.

    >>> is_rate("%", ""), is_rate("triệu đồng/người", ""), is_rate(None, "Thu nhập bình quân"), is_rate("cuộc", "Số cuộc đối thoại")
    (True, True, True, False)
    """
    rates = raw("figures")["rates"]
    unit = fold_measure(measure) if measure else ""
    if unit in rates["units"] or ("/" in unit and unit != "đ/c"):
        return True
    low = f" {fold_measure(label)} "
    words = rates["means"] if worth(measure) is not None else (*rates["means"], *rates["labels"])
    return any(f" {word} " in low for word in words)
