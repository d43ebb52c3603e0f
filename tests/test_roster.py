"""Rosters as offices save them."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

import pytest

from qcdc_parse import ConfigError, load_roster
from qcdc_parse.report.roster import read_roster

PLAIN = "name,aliases,kind\nChi bộ Văn phòng,CB VP; Văn phòng,cơ quan hành chính\nCông ty CP Nước sạch,,enterprise\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        codecs.BOM_UTF8 + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PLAIN.replace("name,aliases,kind", "Tên đơn vị,Tên khác,Loại").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        ("\n\n" + PLAIN).replace("\n", " ,,\n", 2).encode(),
        PLAIN.replace(",", "\t").encode(),
    ],
)
def test_tables_of_any_program(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(data)
    assert [(u.name, u.aliases, u.kind) for u in load_roster(path).units] == [
        ("Chi bộ Văn phòng", ("CB VP", "Văn phòng"), "administrative"),
        ("Công ty CP Nước sạch", (), "enterprise"),
    ]


def test_semicolons_part_cells_where_excel_saves_so() -> None:
    units = read_roster('name;aliases;kind\nChi bộ A;"CB A; A";doanh nghiệp\n').units
    assert [(u.name, u.aliases, u.kind) for u in units] == [("Chi bộ A", ("CB A", "A"), "enterprise")]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "no unit"),
        ("name,kind\n", "no unit"),
        ("tên gì đó,loại\nA,xã\n", ":1: no column `name`"),
        ("name,kind\nA,xã\n,xã\n", ":3: a unit without a name"),
        ("name,kind\nA,xã\n a ,xã\n", ":3: 'a' stands in line 2 already"),
        ("name,kind\nHòa Bình,xã\nHoà  bình,xã\n", ":3: "),
        ('name,kind\n"A,\nB,\nC,\n', "unexpected end of data"),
        ("name,kind\nA,câu lạc bộ\n", ":2: 'câu lạc bộ' is no kind of unit that is known"),
    ],
)
def test_errors_name_the_line(text: str, cause: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_roster(text, "units.csv")
    assert cause in str(caught.value)


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    for name, data in (("units.xlsx", packed.getvalue()), ("nul.csv", b"\0\0\0"), ("empty.csv", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ConfigError):
            load_roster(tmp_path / name)
    with pytest.raises(ConfigError, match=r"gone\.csv"):
        load_roster(tmp_path / "gone.csv")
