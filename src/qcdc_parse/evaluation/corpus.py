"""The corpus: a manifest that names documents, gold files, splits and defects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from qcdc_parse.evaluation.gold import CorpusError
from qcdc_parse.evaluation.pairs import MATCHING, Family, load_families

__all__ = ["Entry", "GoldCorpus", "Split", "load_corpus"]

Split = Literal["development", "test"]

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the corpus. ``name`` is its path as the manifest writes it."""

    name: str
    file: Path
    gold: Path
    split: Split
    genre: str
    defects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldCorpus:
    """All documents of a corpus, in the order of its manifest, and the families of ``matching.toml``."""

    root: Path
    entries: tuple[Entry, ...]
    families: tuple[Family, ...] = ()

    def select(self, split: str | None) -> tuple[Entry, ...]:
        """Return the documents of one split, or all."""
        return tuple(entry for entry in self.entries if split in (None, entry.split))


def load_corpus(root: Path) -> GoldCorpus:
    """Read ``manifest.toml`` of a corpus directory.

    :raises CorpusError: the manifest is missing or breaks its format, or names a file that is not there.
    """
    manifest = root / MANIFEST
    try:
        data = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except OSError as error:
        raise CorpusError(f"{manifest}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{manifest}: {error}") from error
    tables = data.get("document")
    if not isinstance(tables, list) or not tables:
        raise CorpusError(f"{manifest}: no [[document]]")
    entries = tuple(_entry(table, manifest) for table in tables)
    _no_repeats(entries, manifest)
    families = load_families(root)
    known = {entry.name for entry in entries}
    for name in (name for family in families for name in (family.resolution, *family.reports)):
        if name not in known:
            raise CorpusError(f"{root / MATCHING}: {name} is not in the manifest")
    return GoldCorpus(root, entries, families)


def _entry(table: Any, manifest: Path) -> Entry:
    try:
        name, gold, split, genre, defects = (table[key] for key in ("file", "gold", "split", "genre", "defects"))
    except (KeyError, TypeError) as error:
        raise CorpusError(f"{manifest}: a [[document]] lacks {error}") from error
    if split not in get_args(Split):
        raise CorpusError(f"{manifest}: {name}: split {split!r} is neither development nor test")
    entry = Entry(name, manifest.parent / name, manifest.parent / gold, split, genre, tuple(defects))
    for path in (entry.file, entry.gold):
        if not path.is_file():
            raise CorpusError(f"{manifest}: {path}: no such file")
    return entry


def _no_repeats(entries: tuple[Entry, ...], manifest: Path) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.name in seen:
            raise CorpusError(f"{manifest}: {entry.name} stands twice")
        seen.add(entry.name)
