"""YAML that people write: read with bounds, every entry knowing its line and column.

Only what such files need is read: mappings, lists and text. Anchors, aliases, tags and several documents in one file are refused. A plain
scalar is the text that is printed (`2021`, `no`, `1.10`); what it means, the model that it is read into says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from os import PathLike, fspath
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from qcdc_parse.errors import ConfigError, MissingToolError
from qcdc_parse.report.pointing import Entries, Node, Pointer, called

if TYPE_CHECKING:
    import yaml

__all__ = ["dump_yaml", "load_yaml", "read_yaml"]

_Model = TypeVar("_Model", bound=BaseModel)
_MOST_BYTES = 2_000_000
_MOST_NODES = 100_000
_DEEPEST = 60
_WIDTH = 130
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def load_yaml(path: str | PathLike[str], model: type[_Model]) -> _Model:
    """Read a YAML file into a model.

    :raises ConfigError: it cannot be read, is no YAML of this kind, or breaks a rule of the model; the error names line and column.
    :raises MissingToolError: PyYAML is not installed.
    """
    return read_yaml(path).into(model)


def read_yaml(path: str | PathLike[str]) -> Entries:
    """Read the entries of a YAML file in UTF-8.

    :raises ConfigError: it cannot be read, or is no YAML of this kind.
    :raises MissingToolError: PyYAML is not installed.
    """
    name = fspath(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(name, error.strerror or str(error)) from error
    if len(data) > _MOST_BYTES:
        raise ConfigError(name, f"larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        at = data[: error.start].count(b"\n") + 1
        raise ConfigError(name, "not in UTF-8; save it in that encoding", line=at) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pointer = Pointer(name, text)
    return Entries(pointer, _root(pointer, text), hashlib.sha256(data).hexdigest())


def _library(name: str) -> ModuleType:
    """Load PyYAML when first asked for it.

    :raises MissingToolError: it is not installed.
    """
    try:
        import yaml
    except ImportError as error:
        raise MissingToolError(name, "needs PyYAML: pip install 'qcdc-parse[report]'") from error
    return yaml


def _root(pointer: Pointer, text: str) -> Node:
    """Build the one document of a text out of the events of the parser; no more is kept than the bounds allow."""
    yaml = _library(pointer.name)
    try:
        return _Builder(pointer).root(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.reader.ReaderError as error:
        ahead = text[: error.position]
        cause = f"the character U+{ord(error.character) if isinstance(error.character, str) else error.character:04X} has no place here"
        raise pointer.at(ahead.count("\n") + 1, error.position - ahead.rfind("\n"), cause) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = "; ".join(filter(None, (error.problem, error.context)))
        raise pointer.at(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, _in_words(said)) from error


class _Builder:
    def __init__(self, pointer: Pointer) -> None:
        self._pointer = pointer
        self._open: list[tuple[Node, list[Node]]] = []
        self._count = 0

    def root(self, events: Iterable[yaml.Event]) -> Node:
        root: Node | None = None
        for event in events:
            name = type(event).__name__
            line, column = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
            if name == "AliasEvent":
                raise self._pointer.at(line, column, "an alias (`*name`) is not read; write the entry again")
            if name == "DocumentStartEvent" and root is not None:
                raise self._pointer.at(line, column, "a second document (`---`) begins here; a file holds one")
            node = self._node(event, name, line, column)
            if node is not None and self._open:
                self._open[-1][1].append(node)
            elif node is not None:
                root = node
        if root is None:
            raise self._pointer.at(1, 1, "there is nothing in it")
        return root

    def _node(self, event: yaml.Event, name: str, line: int, column: int) -> Node | None:
        """Return the value that an event completes."""
        if name in {"SequenceEndEvent", "MappingEndEvent"}:
            node, inside = self._open.pop()
            self._fill(node, inside)
            return node
        if name not in {"ScalarEvent", "SequenceStartEvent", "MappingStartEvent"}:
            return None
        self._refuse(event, line, column)
        if name == "ScalarEvent":
            value: str = event.value  # type: ignore[attr-defined]  # a scalar has one
            plain = event.style in (None, "")  # type: ignore[attr-defined]  # and this
            return Node(None if plain and value in _NULLS else value, line, column)
        self._open.append((Node([] if name == "SequenceStartEvent" else {}, line, column), []))
        return None

    def _refuse(self, event: yaml.Event, line: int, column: int) -> None:
        self._count += 1
        cause = None
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if self._count > _MOST_NODES:
            cause = f"more than {_MOST_NODES:,} entries"
        elif len(self._open) >= _DEEPEST:
            cause = f"entries stand more than {_DEEPEST} deep"
        elif anchor is not None:
            cause = f"an anchor (`&{anchor[:40]}`) is not read; put the text in quotes if it begins so"
        elif tag is not None:
            cause = f"a tag (`{tag[:40]}`) is not read; put the text in quotes if it begins so"
        if cause is not None:
            raise self._pointer.at(line, column, cause)

    def _fill(self, node: Node, inside: Sequence[Node]) -> None:
        if isinstance(node.value, list):
            node.value.extend(inside)
        elif isinstance(node.value, dict):
            for key, value in zip(inside[::2], inside[1::2], strict=True):
                if not isinstance(key.value, str):
                    raise self._pointer.at(key.line, key.column, f"a key is text, not {called(key.value)}")
                if key.value in node.value:
                    raise self._pointer.at(key.line, key.column, f"the key `{key.value}` stands here twice")
                node.value[key.value] = value
                node.keys[key.value] = key.line, key.column


_WORDS = {
    "found character '\\t' that cannot start any token": "a tab stands here; indent with blanks",
    "found character that cannot start any token": "this character cannot begin an entry; indent with blanks, put text in quotes",
    "mapping values are not allowed": "a second `: ` on the line; put text with a colon in quotes",
    "could not find expected ':'": "a `:` is missing behind the key",
    "did not find expected key": "the indent does not fit the entries above",
    "found unexpected end of stream": "a quotation or bracket is not closed",
    "did not find expected '-' indicator": "the indent does not fit the list above",
}


def _in_words(said: str) -> str:
    return next((words for start, words in _WORDS.items() if said.startswith(start)), f"this is no YAML: {said}")


def dump_yaml(value: object) -> str:
    """Write plain values as YAML in the order they have, lines of at most some 130 characters; a tuple stands in one line.

    >>> print(dump_yaml({"label": "1", "columns": ("2021", "2022"), "prompts": ["Kết quả: công khai"]}), end="")
    label: '1'
    columns: ['2021', '2022']
    prompts:
    - 'Kết quả: công khai'

    :raises MissingToolError: PyYAML is not installed.
    """
    yaml = _library("YAML")

    class Dumper(yaml.SafeDumper):  # type: ignore[misc, name-defined]  # loaded when asked for
        """The safe one, with tuples in one line."""

    Dumper.add_representer(tuple, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True))
    # Breaks that are no line feed (U+0085, U+2028) are folded away in any other style.
    Dumper.add_representer(
        str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"')
    )
    Dumper.ignore_aliases = lambda *_: True
    return str(yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False))
