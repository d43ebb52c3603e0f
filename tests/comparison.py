"""How much of what was written is read: tokens in order, and the records made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafts import tokens
from rapidfuzz.distance import LCSseq

from qcdc_parse import Document


@dataclass(frozen=True)
class Fidelity:
    """The text of a record against the text that was written, as tokens."""

    wanted: tuple[str, ...]
    got: tuple[str, ...]
    furniture: tuple[str, ...]

    @cached_property
    def kept(self) -> int:
        """Tokens of the written text that are read in their order."""
        return in_order(self.wanted, self.got)

    @property
    def share(self) -> float:
        """Share of the written tokens that are read in their order."""
        return self.kept / max(1, len(self.wanted))

    @property
    def extra(self) -> int:
        """Tokens of the text that were not written, or not there."""
        return len(self.got) - self.kept

    @property
    def vanished(self) -> Counter[str]:
        """Tokens that are neither in the text nor in the furniture, as often as they are lacking."""
        return Counter(self.wanted) - Counter(self.got) - Counter(self.furniture)

    @property
    def parted(self) -> int:
        """Differences of white space alone: a word read in two, two read as one."""
        return sum(wanted.replace(" ", "") == got.replace(" ", "") for _, wanted, got in self.differences())

    def differences(self) -> list[tuple[str, str, str]]:
        """Return each difference: a few words ahead of it, what was written, what was read."""
        found = LCSseq.opcodes(*_numbered(self.wanted, self.got))
        out: list[tuple[str, str, str]] = []
        last = (-1, -1)
        for op in found:
            if op.tag == "equal":
                continue
            wanted, got = " ".join(self.wanted[op.src_start : op.src_end]), " ".join(self.got[op.dest_start : op.dest_end])
            if out and last == (op.src_start, op.dest_start):
                before, earlier, read = out.pop()
                wanted, got = f"{earlier} {wanted}".strip(), f"{read} {got}".strip()
            else:
                before = " ".join(self.wanted[max(0, op.src_start - 4) : op.src_start])
            out.append((before, wanted, got))
            last = (op.src_end, op.dest_end)
        return out


def compare(written: str, record: Document) -> Fidelity:
    """Compare a record with the text that was written."""
    furniture = tuple(token for item in record.furniture for token in tokens(item.text))
    return Fidelity(tuple(tokens(written)), tuple(tokens(record.text)), furniture)


def in_order(wanted: Sequence[Hashable], got: Sequence[Hashable]) -> int:
    """Length of the longest common subsequence.

    >>> in_order("Nơi nhận : Như trên".split(), "Như Nơi nhận trên".split())
    3
    """
    return LCSseq.similarity(*_numbered(wanted, got))


def _numbered(*sequences: Sequence[Hashable]) -> list[list[int]]:
    numbers: dict[Hashable, int] = {}
    return [[numbers.setdefault(item, len(numbers)) for item in sequence] for sequence in sequences]


def keys(record: Document) -> list[str]:
    """Keys of the references, in order, those without one by their surface."""
    return [reference.key or " ".join(reference.surface.split()) for reference in record.references]


def labels(record: Document) -> list[str]:
    """Paths of the sections, in order."""
    return [section.id for section in record.walk()]


def share(wanted: Sequence[Hashable], got: Sequence[Hashable]) -> tuple[int, int]:
    """Return how many are the same in order, out of how many there are on the longer side."""
    return in_order(wanted, got), max(len(wanted), len(got))
