"""Entries of files that people write: values that know their line and column, and errors that point at them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from qcdc_parse.errors import ConfigError

__all__ = ["Entries", "Node", "Pointer", "called"]

_Model = TypeVar("_Model", bound=BaseModel)
_Key = str | int
_ROOM = 100


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the place it begins at, both from 1; ``keys`` are the places of the keys of a mapping."""

    value: str | list[Node] | dict[str, Node] | None
    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def inside(self, key: _Key) -> Node | None:
        """Return the value of a key, or at a place of a list; None where there is none."""
        if isinstance(self.value, dict) and isinstance(key, str):
            return self.value.get(key)
        if isinstance(self.value, list) and isinstance(key, int):
            return self.value[key] if key < len(self.value) else None
        return None

    def plain(self) -> object:
        """Return the value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return [node.plain() for node in self.value] if isinstance(self.value, list) else self.value


class Pointer:
    """Makes errors that show a place of a text."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._lines = text.split("\n")

    def at(self, line: int, column: int, cause: str) -> ConfigError:
        """Return the error that something is wrong at a place; line and column count from 1."""
        return ConfigError(self.name, cause, line=line, column=column, excerpt=self._excerpt(line, column))

    def _excerpt(self, line: int, column: int) -> str | None:
        """Return the line, cut around the place, and a caret under it."""
        if line > len(self._lines) or not self._lines[line - 1].strip():
            return None
        whole = "".join(c if c.isprintable() else " " for c in self._lines[line - 1])
        first = max(0, min(column - 1 - _ROOM // 2, len(whole) - _ROOM))
        shown = whole[first : first + _ROOM]
        ahead = sum(not unicodedata.combining(c) for c in whole[first : column - 1])
        head = "…" if first else ""
        return f"{head}{shown}{'…' if len(whole) > first + _ROOM else ''}\n{' ' * (len(head) + ahead)}^"


class Entries:
    """The entries of a file."""

    def __init__(self, pointer: Pointer, root: Node, sha256: str) -> None:
        self.name = pointer.name
        self.sha256 = sha256
        self._pointer = pointer
        self._root = root

    def plain(self) -> object:
        """Return the values without their places."""
        return self._root.plain()

    def into(self, model: type[_Model]) -> _Model:
        """Return the whole file as a model.

        :raises ConfigError: it breaks a rule of the model; the first one that stands wrong is named.
        """
        if not isinstance(self._root.value, dict):
            cause = f"a mapping (`key: value`) is wanted here, not {called(self._root.value)}"
            raise self._pointer.at(self._root.line, self._root.column, cause)
        try:
            return model.model_validate(self._root.plain())
        except ValidationError as error:
            found = min(error.errors(include_url=False), key=lambda each: self._place(each["loc"]))
            where = found["loc"]
            place = self._key(where) if found["type"] == "extra_forbidden" else self._place(where)
            raise self._pointer.at(*place, self._said(model, found)) from error

    def error(self, where: Sequence[_Key], cause: str) -> ConfigError:
        """Return the error that a rule of a caller's own is broken at an entry (`("slots", 0, "label")`)."""
        return self._pointer.at(*self._place(where), cause)

    def _place(self, where: Sequence[_Key]) -> tuple[int, int]:
        """Return line and column of an entry: of its value, of its key where it has no value, or of what should hold it."""
        node = self._root
        place = node.line, node.column
        for key in where:
            inner = node.inside(key)
            if inner is None:
                break
            place = node.keys[str(key)] if inner.value is None and str(key) in node.keys else (inner.line, inner.column)
            node = inner
        return place

    def _key(self, where: Sequence[_Key]) -> tuple[int, int]:
        """Return line and column of a key."""
        node = self._root
        for key in where[:-1]:
            node = node.inside(key) or node
        return node.keys.get(str(where[-1]), (node.line, node.column))

    def _said(self, model: type[BaseModel], found: Mapping[str, Any]) -> str:
        """Say in plain words what pydantic found wrong."""
        where = found["loc"]
        key = next((str(part) for part in reversed(where) if isinstance(part, str)), "it")
        kind, value = found["type"], found["input"]
        if kind == "extra_forbidden":
            known = _keys_at(model, where)
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.7)
            return f"unknown key `{key}`; " + (f"is `{near[0]}` meant?" if near else f"known are {', '.join(known)}")
        if kind == "missing":
            return f"the key `{key}` is missing here"
        wanted = {"string_type": "text", "tuple_type": "a list", "list_type": "a list", "model_type": "a mapping (`key: value`)"}
        if kind in wanted:
            return f"`{key}` wants {wanted[kind]}, not {called(value)}"
        if kind.startswith("date"):
            return f"`{key}` wants a day such as 2022-06-15, not {called(value)}"
        if kind.startswith("bool"):
            return f"`{key}` wants true or false, not {called(value)}"
        if kind == "literal_error":
            return f"`{key}` wants {found['ctx']['expected']}, not {called(value)}"
        if kind == "value_error":
            return str(found["ctx"]["error"])
        return f"`{key}`: {found['msg'][:1].lower()}{found['msg'][1:]}, not {called(value)}"


def called(value: object) -> str:
    """Name a value in a message: text in quotation marks, anything else by what it is."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"“{value if len(value) <= 40 else value[:39] + '…'}”"
    return "a list" if isinstance(value, list | tuple) else "a mapping (`key: value`)"


def _keys_at(model: type[BaseModel], where: Sequence[_Key]) -> list[str]:
    """Return the keys that the model of a mapping has, the innermost of those an entry stands in."""
    found: type[BaseModel] = model
    for key in where[:-1]:
        field = found.model_fields.get(key) if isinstance(key, str) else None
        inner = next(_models(field.annotation), None) if field is not None else None
        found = inner or found
    return list(found.model_fields)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)
