"""Danh sách đơn vị: the roster, a table of the units that shall report.

    name,aliases,kind
    Chi bộ Văn phòng,CB VP; Văn phòng,cơ quan hành chính
    Công ty CP Nước sạch,,doanh nghiệp

The first row names the columns, in English or Vietnamese; commas or semicolons (as Excel saves) part the cells.
"""

from __future__ import annotations

import csv
import io
from os import PathLike, fspath
from pathlib import Path

from qcdc_parse.errors import ConfigError, ReadError, UnknownFormatError
from qcdc_parse.read import read
from qcdc_parse.report.models import Roster, Unit
from qcdc_parse.report.outline.audiences import kinds, kinds_of
from qcdc_parse.scoreboard.lexicon import fold

__all__ = ["load_roster", "read_roster"]

_COLUMNS = {
    **dict.fromkeys(("name", "unit", "tên", "tên đơn vị", "đơn vị"), "name"),
    **dict.fromkeys(("aliases", "alias", "tên khác", "tên gọi khác", "tên viết tắt", "viết tắt"), "aliases"),
    **dict.fromkeys(("kind", "loại", "loại hình", "loại đơn vị", "khối"), "kind"),
}
_FOLDED = {fold(heading): column for heading, column in _COLUMNS.items()}
_TABLES = frozenset({"text/plain", "text/markdown"})
_MOST_UNITS = 20_000
_SAVE = "save the roster as CSV in UTF-8"


def load_roster(path: str | PathLike[str]) -> Roster:
    """Read a roster from a CSV file, in UTF-8, UTF-16 or an older code page.

    :raises ConfigError: it cannot be read or breaks a rule; the message names file and line.
    """
    name = fspath(path)
    try:
        source = read(Path(path))
    except UnknownFormatError as error:
        raise ConfigError(name, f"{error.cause.partition(',')[0]}; {_SAVE}") from error
    except ReadError as error:
        raise ConfigError(name, error.cause) from error
    if source.source.media_type not in _TABLES:
        raise ConfigError(name, f"no text table but {source.source.media_type}; {_SAVE}")
    return read_roster(source.text, name)


def read_roster(text: str, name: str = "<text>") -> Roster:
    r"""Read a roster from the text of a CSV table.

    :raises ConfigError: it breaks a rule; the message names ``name`` and line.

    >>> [(unit.name, unit.aliases, unit.kind) for unit in read_roster("name,aliases\nChi bộ Văn phòng,CB VP; Văn phòng").units]
    [('Chi bộ Văn phòng', ('CB VP', 'Văn phòng'), None)]
    """
    head = text.partition("\n")[0]
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else "\t" if "\t" in head else ",", strict=True
    )
    columns: list[str | None] | None = None
    units: list[Unit] = []
    lines: dict[str, int] = {}
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if not any(cells):
                continue
            if columns is None:
                columns = _heads(cells, name, rows.line_num)
                continue
            unit = _unit(dict(zip(columns, cells, strict=False)), name, rows.line_num)
            first = lines.setdefault(fold(unit.name), rows.line_num)
            if first != rows.line_num:
                raise ConfigError(name, f"{unit.name!r} stands in line {first} already", line=rows.line_num)
            units.append(unit)
            if len(units) > _MOST_UNITS:
                raise ConfigError(name, f"a roster has at most {_MOST_UNITS:,} units", line=rows.line_num)
    except csv.Error as error:
        raise ConfigError(name, str(error), line=rows.line_num) from error
    if not units:
        raise ConfigError(name, "no unit in it; the first row names the columns: name, aliases, kind")
    return Roster(units=tuple(units))


def _heads(cells: list[str], name: str, line: int) -> list[str | None]:
    columns = [_FOLDED.get(fold(cell)) for cell in cells]
    if "name" not in columns:
        raise ConfigError(name, f"no column `name` (or `Tên đơn vị`) in the first row: {', '.join(cells)[:200]}", line=line)
    return columns


def _unit(cells: dict[str | None, str], name: str, line: int) -> Unit:
    if not cells.get("name"):
        raise ConfigError(name, "a unit without a name", line=line)
    aliases = tuple(filter(None, (" ".join(a.split()) for a in cells.get("aliases", "").replace("|", ";").split(";"))))
    kind = cells.get("kind") or None
    return Unit(name=cells["name"], aliases=aliases, kind=_kind(kind, name, line) if kind else None)


def _kind(printed: str, name: str, line: int) -> str:
    if printed in kinds():
        return printed
    named = kinds_of(printed)
    if len(named) == 1:
        return named[0]
    why = f"may be {' or '.join(named)}" if named else f"is no kind of unit that is known: {', '.join(kinds())}"
    raise ConfigError(name, f"{printed!r} {why}; name one of the kinds, or leave the cell empty", line=line)
