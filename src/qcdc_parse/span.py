"""A stretch of text, half-open offsets in Unicode code points, and the base it shares with all records."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Base of all records: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _context: object, /) -> None:
        """Share one set of field names between all records of a type: a set of its own takes more memory than the fields."""
        object.__setattr__(self, "__pydantic_fields_set__", _names(type(self)))


@cache
def _names(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


class Span(Record):
    """Half-open stretch ``[start, end)`` of the record's ``text``, in Unicode code points.

    >>> Span(start=3, end=5).of("abcdefg")
    'de'
    """

    start: int = Field(ge=0, description="Offset of the first code point.", examples=[120])
    end: int = Field(ge=0, description="Offset after the last code point.", examples=[142])

    def of(self, text: str) -> str:
        """Return the quotation: ``text[start:end]``."""
        return text[self.start : self.end]

    def __contains__(self, offset: object) -> bool:
        """Tell whether an offset lies inside."""
        return isinstance(offset, int) and self.start <= offset < self.end

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start
