"""A stretch of text, half-open offsets in Unicode code points, and the base it shares with all records."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, ParamSpec, TypeVar

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


_set_dict, _set_names, _set_extra, _set_private = (
    BaseModel.__dict__[slot].__set__ for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


class Span(Record):
    """Half-open stretch ``[start, end)`` of the record's ``text``, in Unicode code points.

    >>> Span(start=3, end=5).of("abcdefg")
    'de'
    """

    start: int = Field(ge=0, description="Offset of the first code point.", examples=[120])
    end: int = Field(ge=0, description="Offset after the last code point.", examples=[142])

    def __init__(self, /, **data: int) -> None:
        """Take two offsets as they are and have anything else validated: half of all records are spans."""
        start, end = data.get("start"), data.get("end")
        if type(start) is int and type(end) is int and start >= 0 and end >= 0 and len(data) == 2:
            _set_dict(self, {"start": start, "end": end})
            _set_names(self, _SPAN)
            _set_extra(self, None)
            _set_private(self, None)
        else:
            super().__init__(**data)

    def of(self, text: str) -> str:
        """Return the quotation: ``text[start:end]``."""
        return text[self.start : self.end]

    def __contains__(self, offset: object) -> bool:
        """Tell whether an offset lies inside."""
        return isinstance(offset, int) and self.start <= offset < self.end

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start


_SPAN = _names(Span)

_Fields = ParamSpec("_Fields")
_Made = TypeVar("_Made", bound=Record)


def made(model: Callable[_Fields, _Made], /, *_: _Fields.args, **fields: _Fields.kwargs) -> _Made:
    """Make a record of fields whose types the type checker has seen: the validator, which is dear, is for what comes from outside.

    >>> made(Span, start=3, end=5)
    Span(start=3, end=5)
    """
    defaults, names = _shape(model)
    record: _Made = object.__new__(model)  # type: ignore[arg-type]  # a callable for the sake of its signature
    _set_dict(record, defaults | fields)
    _set_names(record, names)
    _set_extra(record, None)
    _set_private(record, None)
    return record


@cache
def _shape(model: type[BaseModel]) -> tuple[dict[str, Any], set[str]]:
    """Return all fields in their order, so that records are written in it, and their names."""
    return {name: field.default for name, field in model.model_fields.items()}, _names(model)
