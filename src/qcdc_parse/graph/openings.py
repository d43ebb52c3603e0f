"""Mentions that settle no edge: their target, or the document in whose title they stand, may be several or is not known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from qcdc_parse.graph.citation import Citation
from qcdc_parse.graph.models import FileId

__all__ = ["Open"]


class Open:
    """Open mentions, by file, and by the documents that they may mean."""

    def __init__(self) -> None:
        self._of_file: dict[FileId, list[Citation]] = {}
        self._files: defaultdict[str, set[FileId]] = defaultdict(set)
        """By document the files with open mentions that are said of it."""
        self._possible: defaultdict[str, dict[str, list[Citation]]] = defaultdict(dict)

    def __iter__(self) -> Iterator[Citation]:
        """Yield all, in no order."""
        for citations in self._of_file.values():
            yield from citations

    def files(self, key: str) -> frozenset[FileId]:
        """Return the files with open mentions that a document makes, or that are said of it."""
        return frozenset(self._files.get(key, ()))

    def possible(self, source: str) -> Mapping[str, Sequence[Citation]]:
        """Return the ambiguous mentions that a document makes, by the documents that they may mean."""
        return self._possible.get(source, {})

    def add(self, citation: Citation) -> tuple[str, ...]:
        """Take in a mention; return the documents that are there for its sake, its source first."""
        self._of_file.setdefault(citation.file, []).append(citation)
        if key := citation.source or citation.target:
            self._files[key].add(citation.file)
        for candidate in (keys := _for(citation))[1:]:
            self._possible[keys[0]].setdefault(candidate, []).append(citation)
        return keys

    def remove(self, file: FileId) -> Counter[str]:
        """Take out the mentions of a file; return how often each document was there for their sake."""
        gone = self._of_file.pop(file, [])
        for key in {key for c in gone if (key := c.source or c.target)}:
            self._files[key].discard(file)
            if not self._files[key]:
                del self._files[key]
        pairs = {(keys[0], candidate) for c in gone if (keys := _for(c)) for candidate in keys[1:]}
        for source, candidate in pairs:
            of_source = self._possible[source]
            if left := [c for c in of_source[candidate] if c.file != file]:
                of_source[candidate] = left
            else:
                del of_source[candidate]
            if not of_source:
                del self._possible[source]
        return Counter(key for c in gone for key in _for(c))


def _for(citation: Citation) -> tuple[str, ...]:
    if citation.source is None or citation.target is not None or not citation.candidates:
        return ()
    return citation.source, *citation.candidates
