"""A longer search for texts and files that break a promise; it runs only where it is asked for.

    QCDC_FUZZ_SECONDS=600 python -m pytest tests/test_fuzz.py -s
    python tests/test_fuzz.py DIRECTORY -max_total_time=600     # guided by coverage, where atheris is installed; seeds are
                                                                # the files in DIRECTORY

The first goes through fresh random texts (``strategies.texts``) and damaged files of the corpus and lists every kind of
failure it met; the second keeps inputs that reach new code in DIRECTORY.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
import strategies
from damage import FILES, MUTANTS, damaged
from hypothesis import HealthCheck, Phase, given, seed, settings
from test_properties import check, check_record

from qcdc_parse import ReadError, parse

SECONDS = float(os.environ.get("QCDC_FUZZ_SECONDS", "0"))
asked = pytest.mark.skipif(not SECONDS, reason="set QCDC_FUZZ_SECONDS to search for that long")


def leaves(error: BaseException) -> Iterator[BaseException]:
    """The failures in a group, or the failure itself."""
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from leaves(inner)
    else:
        yield error


def place(error: BaseException) -> str:
    """Kind of a failure: its type and where it was raised; failures of one kind are reported once."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "qcdc_parse" in f.filename or "test_properties" in f.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}"


def report(found: dict[str, str]) -> None:
    if found:
        pytest.fail("\n\n".join(f"{kind}\n{how}" for kind, how in found.items()), pytrace=False)


@asked
def test_texts() -> None:
    """Random texts hold every property."""
    found: dict[str, str] = {}
    end = time.monotonic() + SECONDS / 2
    number = random.SystemRandom().getrandbits(32)
    while time.monotonic() < end:
        number += 1

        @seed(number)
        @settings(
            max_examples=200,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        @given(strategies.texts)
        def one(text: str) -> None:
            check(text)

        try:
            one()
        except Exception as error:  # noqa: BLE001  every kind of failure is listed at the end
            for leaf in leaves(error):
                notes = "\n".join(getattr(leaf, "__notes__", ()))
                found.setdefault(place(leaf), f"seed {number}: {str(leaf)[:300]}\n{notes[:1200]}")
    report(found)


@asked
def test_files() -> None:
    """A damaged file is read, or refused by a ReadError of one line; it never ends otherwise."""
    found: dict[str, str] = {}
    paths = [p for p in sorted([*strategies.CORPUS.iterdir(), *FILES.rglob("*.*")]) if p.suffix in MUTANTS]
    end = time.monotonic() + SECONDS / 2
    number = random.SystemRandom().getrandbits(32)
    while time.monotonic() < end:
        number += 1
        rng = random.Random(number)
        path = rng.choice(paths)
        data = damaged(path.read_bytes(), rng)
        try:
            check_record(parse(data, name=path.name))
        except ReadError as error:
            if "\n" in str(error) or not str(error).startswith(path.name):
                found.setdefault(f"message of {type(error).__name__}", f"seed {number}: {str(error)!r}")
        except Exception as error:  # noqa: BLE001
            found.setdefault(place(error), f"seed {number}, {path.name}: {str(error)[:300]}")
    report(found)


def guided() -> None:
    """Fuzz with atheris, which counts the branches that each input reaches."""
    import atheris

    for name in [m for m in sys.modules if m.partition(".")[0] in {"qcdc_parse", "test_properties"}]:
        del sys.modules[name]
    with atheris.instrument_imports(include=["qcdc_parse"]):
        from test_properties import check, check_record

        from qcdc_parse import ReadError, parse

    def one(data: bytes) -> None:
        """Text is held to every property; a file of a format is read or refused."""
        if not data.startswith((b"PK", b"%PDF", b"<", b"{")):
            check(data.decode("utf-8", "surrogateescape"))
            return
        with contextlib.suppress(ReadError):
            check_record(parse(data))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    guided()
