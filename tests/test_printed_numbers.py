"""Random numbers with random noise are read back, look-alikes are not numbers; the full run is `tests/bench/printed_numbers.py`."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lookalikes import KINDS, false_finds
from printednumbers import number
from printnoise import NOISES
from printouts import ReadBack, read_back

from qcdc_parse import DocNumber, parse_text


@pytest.fixture(scope="module")
def outcome() -> ReadBack:
    return read_back(5000, seed=7)


def test_printed_numbers_are_read_back(outcome: ReadBack) -> None:
    missed = [n for n in outcome.numbers if not n.read]
    assert len(missed) <= 0.005 * len(outcome.numbers), [(n.text, n.key) for n in missed[:20]]


@pytest.mark.parametrize("noise", NOISES)
def test_every_noise_is_read(outcome: ReadBack, noise: str) -> None:
    """A kind that is not mended at all would hide in the whole: each is held to a bound of its own."""
    made = [n for n in outcome.numbers if n.noise == noise]
    assert len(made) >= 20
    assert sum(n.read for n in made) >= (1.0 if noise == "none" else 0.85) * len(made), [(n.text, n.key) for n in made if not n.read][:5]


def test_hardly_a_number_is_read_otherwise(outcome: ReadBack) -> None:
    assert len(outcome.others) <= 0.005 * len(outcome.numbers), outcome.others[:20]


def test_noise_is_in_proportion(outcome: ReadBack) -> None:
    """The generator draws each kind as often as it says."""
    total = sum(weight for weight, _ in NOISES.values())
    drawn = Counter(n.noise for n in outcome.numbers)
    for noise, (weight, _) in NOISES.items():
        assert drawn[noise] / len(outcome.numbers) == pytest.approx(weight / total, rel=0.5)


def test_look_alikes_are_no_numbers() -> None:
    size, found = false_finds(300_000, seed=7)
    assert size >= 300_000
    assert not found


@pytest.mark.parametrize("kind", KINDS)
def test_look_alike_alone(kind: str) -> None:
    rng = random.Random(kind)
    lines = [KINDS[kind](rng) for _ in range(300)]
    found = [r.surface for r in parse_text("BÁO CÁO\n" + "\n".join(f"Việc {line} đã xong." for line in lines)).references if r.number]
    assert not found


@given(st.integers(0, 1 << 32))
def test_a_number_is_what_it_prints(seed: int) -> None:
    """``parse(str(n)) == n``, and the key of a sound number is its print."""
    made = number(random.Random(seed))
    read = DocNumber.parse(made.key)
    assert read is not None
    assert (read.key, read.mended) == (made.key, False)
    assert DocNumber.parse(str(read)) == read


@given(
    st.integers(1, 99999), st.sampled_from("-–—/. "), st.text("ABCDĐGHIKLMNOPQSTUVXYrigyh&. ", max_size=9), st.sampled_from("-–/. "),
    st.text("ABCDĐGHIKLMNOPQSTƯUVXYWghTu&15. ", max_size=9),
)  # fmt: skip
def test_what_is_read_is_read_the_same_again(serial: int, first: str, kind: str, second: str, body: str) -> None:
    """Whatever is read as a number, its canonical form is that number: no two steps of mending."""
    read = DocNumber.parse(f"{serial}{first}{kind}{second}{body}")
    if read is not None:
        again = DocNumber.parse(str(read))
        assert again is not None
        assert again.key == read.key
        assert again.system == read.system
