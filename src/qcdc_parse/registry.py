"""Registries of users: TOML files with the documents that their texts cite.

[[directive]]                       # one document
key = "24-CT/TU"                    # number and symbol
doc_type = "Chỉ thị"
issued = 2018-02-27
place = "Lâm Đồng"                  # of a local body
title = "nâng cao chất lượng công tác dân vận"
title_exact = true                  # to the letter
source = "own archive"

[[law]]
name = "Luật Ví dụ"
acts = [{ key = "99/2030/QH16", issued = 2030-06-14 }]
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from qcdc_parse.catalog import Directive, Law, directives, doc_types, law_entries, terms
from qcdc_parse.errors import CatalogError
from qcdc_parse.identity.keys import slug, symbol_of
from qcdc_parse.identity.registry import Registry, make_registry
from qcdc_parse.number import DocNumber

__all__ = ["load_registry"]


def _number(text: str) -> str:
    number = DocNumber.parse(text)
    if number is None:
        raise ValueError(f"{text!r} is no document number")
    return number.key


def _doc_type(name: str) -> str:
    if name not in {t.name for t in doc_types()}:
        raise ValueError(f"{name!r} is no type of document")
    return name


def _term(roman: str) -> str:
    if roman not in terms():
        raise ValueError(f"{roman!r} is no term of the Central Committee; terms are written XII")
    return roman


def _law_name(name: str) -> str:
    if not name.startswith(("Luật ", "Bộ luật ", "Pháp lệnh ")):
        raise ValueError("a name begins with Luật, Bộ luật or Pháp lệnh")
    return name


def _place(name: str) -> str:
    if not slug(name):
        raise ValueError(f"{name!r} names no place")
    return name


def _day(value: object) -> object:
    if isinstance(value, int | float):
        raise ValueError(f"{value!r} is no day; days are written 2018-02-27")  # noqa: TRY004  pydantic passes a TypeError on
    return value


def _of_time(day: dt.date) -> dt.date:
    if day.year not in _YEARS:
        raise ValueError(f"{day} is no day on which a document was issued")
    return day


_YEARS = range(1930, 2101)
_Day = Annotated[dt.date, BeforeValidator(_day), AfterValidator(_of_time)]
_Key = Annotated[str, AfterValidator(_number)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # built when a file is loaded: few programs have one


class _Directive(_Entry):
    key: _Key
    doc_type: Annotated[str, AfterValidator(_doc_type)]
    issued: _Day | None = None
    issuer: _Text | None = None
    term: Annotated[str, AfterValidator(_term)] | None = None
    plenum: Annotated[int, Field(ge=1)] | None = None
    place: Annotated[_Text, AfterValidator(_place)] | None = None
    title: _Text | None = None
    title_exact: bool = False
    confidence: Literal["H", "M", "L"] = "M"
    source: str = ""
    replaced_by: tuple[_Key, ...] = ()
    repeals: tuple[_Key, ...] = ()
    amends: tuple[_Key, ...] = ()

    @model_validator(mode="after")
    def _has_identity(self) -> _Directive:
        number = DocNumber.parse(self.key)
        assert number is not None
        scope = symbol_of(number, self.doc_type).scope
        if scope == "either":
            raise ValueError("TƯ stands for TU and TW; write which")
        if scope != "central" and self.place is None:
            raise ValueError("a number of a local body needs its place")
        if self.issued is None and number.year is None and (self.term is None or scope != "central" or number.system != "party"):
            raise ValueError("without a date it is no document: give issued (or, of a central Party body, term)")
        return self


class _Act(_Entry):
    key: _Key
    issued: _Day | None = None

    @model_validator(mode="after")
    def _has_identity(self) -> _Act:
        number = DocNumber.parse(self.key)
        assert number is not None
        if number.system == "party":
            raise ValueError("a Party number is no act's")
        if number.year is None and self.issued is None:
            raise ValueError("without a year it is no act: give issued")
        return self


class _Law(_Entry):
    name: Annotated[str, AfterValidator(_law_name)]
    acts: tuple[_Act, ...]

    @model_validator(mode="after")
    def _has_acts(self) -> _Law:
        if not self.acts:
            raise ValueError("give at least one act")
        return self


class _File(_Entry):
    directive: tuple[_Directive, ...] = ()
    law: tuple[_Law, ...] = ()


def load_registry(*files: str | PathLike[str]) -> Registry:
    r"""Load registries of users; their entries stand before those of the library.

    An entry for a document that the library knows takes its place. Two files, or two entries of one, that say different things
    of one document are an error.

    :raises CatalogError: a file cannot be read or breaks the format; the message names file, entry and key.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "own.toml")
    ...     _ = file.write_text("[[law]]\nname = 'Luật Ví dụ'\nacts = [{ key = '99/2030/QH16' }]", encoding="utf-8")
    ...     load_registry(file).acts["luat-vi-du"]
    (Act(key='nn/qh16/luat/2030/99', year=2030, issued=None),)
    """
    stated: dict[str, tuple[str, _Directive]] = {}
    acts: dict[str, tuple[str, str, dt.date | None]] = {}
    laws: list[Law] = []
    for name in (fspath(file) for file in files):
        data = _load(name)
        for index, entry in enumerate(data.directive, 1):
            where = f"{name}: directive {index} ({entry.key})"
            document = f"{entry.key} {entry.issued or entry.term} {entry.place}"
            before, same = stated.setdefault(document, (where, entry))
            if same != entry:
                differ = ", ".join(n for n in type(entry).model_fields if getattr(same, n) != getattr(entry, n))
                raise CatalogError(f"{where}: {before} says otherwise: {differ}")
        for index, law in enumerate(data.law, 1):
            where = f"{name}: law {index} ({_line(law.name)})"
            for act in law.acts:
                first, *said = acts.setdefault(act.key, (where, law.name, act.issued))
                if said != [law.name, act.issued]:
                    raise CatalogError(f"{where}: {first} says otherwise: {act.key}")
            laws.append(Law(law.name, tuple((act.key, act.issued) for act in law.acts), ()))
    own = [_directive(entry, where) for where, entry in stated.values()]
    return make_registry([*own, *(d for entries in directives().values() for d in entries)], [*laws, *law_entries()])


def _directive(entry: _Directive, where: str) -> Directive:
    fields = entry.model_dump()
    return Directive(**{**fields, "source": entry.source or where})


def _load(name: str) -> _File:
    try:
        data = tomllib.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CatalogError(f"{name}: {error.strerror or error}") from error
    except RecursionError as error:
        raise CatalogError(f"{name}: nested too deep") from error
    except ValueError as error:  # of TOML, of UTF-8, of numbers and names that Python does not take
        raise CatalogError(f"{name}: {error}") from error
    try:
        return _File.model_validate(data)
    except ValidationError as error:
        raise CatalogError("\n".join(_told(name, data, error))) from error


_MOST = 20
"""Errors that are told of one file."""
_LONGEST = 200
_SHOULD_BE = {"tuple_type": "should be a list", "model_type": "should be a table", "string_type": "should be text in quotation marks"}


def _told(name: str, data: dict[str, Any], error: ValidationError) -> Iterator[str]:
    """Say each error in one line: file, entry with its key or name, field, cause."""
    errors = error.errors(include_url=False)
    for each in errors[:_MOST]:
        kind, *rest = each["loc"] or ("file",)
        where = str(kind)
        if rest and isinstance(rest[0], int):
            table = data[str(kind)][rest[0]] if isinstance(data.get(str(kind)), list) else {}
            said = (table.get("key") or table.get("name")) if isinstance(table, dict) else None
            where += f" {rest[0] + 1}" + (f" ({_line(said)})" if said else "")
            rest = rest[1:]
        field = ".".join(str(step + 1) if isinstance(step, int) else step for step in rest)
        cause = _SHOULD_BE.get(each["type"]) or each["msg"].removeprefix("Value error, ")
        yield f"{name}: {_line(where)}: {f'{_line(field)}: ' if field else ''}{_line(cause)}"
    if len(errors) > _MOST:
        yield f"{name}: and {len(errors) - _MOST} more"


def _line(said: object) -> str:
    """What a file says, on one line that is not too long."""
    line = " ".join(str(said).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
