"""Registries of users: what they add, what they replace, and how their errors point."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import invoke

from qcdc_parse import CatalogError, Document, Registry, load_registry, parse, parse_text, resolve_across

ENTRY = """
[[directive]]
key = "24-CT/TU"
doc_type = "Chỉ thị"
issued = 2018-02-27
place = "Lâm Đồng"
title = "nâng cao chất lượng công tác dân vận"
title_exact = true
source = "own archive"
"""
HEADER = "TỈNH ỦY LÂM ĐỒNG\n*\nSố 40-KH/TU\nLâm Đồng, ngày 05 tháng 3 năm 2021\n\nKẾ HOẠCH\n\n"


@pytest.fixture
def registry_file(tmp_path: Path) -> Path:
    return write(tmp_path / "own.toml", ENTRY)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def status(document: Document) -> list[tuple[str, str | None, int]]:
    return [(r.status, r.target, len(r.candidates)) for r in document.references]


def test_a_local_document_is_a_candidate_in_its_place_only(registry_file: Path) -> None:
    own = load_registry(registry_file)
    text = "Thực hiện Chỉ thị số 24-CT/TU. Thực hiện Chỉ thị số 24-CT/TU của Tỉnh ủy Hậu Giang."
    assert status(parse_text(HEADER + text)) == [("unknown", None, 0)] * 2
    assert status(parse_text(HEADER + text, registry=own)) == [("ambiguous", None, 1), ("unknown", None, 0)]


def test_its_title_to_the_letter_settles(registry_file: Path) -> None:
    text = HEADER + "Thực hiện Chỉ thị số 24-CT/TU về “Nâng cao chất lượng công tác dân vận”."
    document = parse(text.encode(), registry=load_registry(registry_file))
    assert status(document) == [("resolved", "dang/tu@lam-dong/ct/2018-02-27/24", 0)]


def test_across_takes_a_registry_too(registry_file: Path) -> None:
    document = parse_text(HEADER + "Thực hiện Chỉ thị số 24-CT/TU.")
    assert status(resolve_across([document], load_registry(registry_file))[0]) == [("ambiguous", None, 1)]


def test_what_the_library_knows_stays_known(registry_file: Path) -> None:
    text = "Thực hiện Nghị quyết số 18-NQ/TW khóa XII. Luật Đất đai năm 2013."
    assert status(parse_text(text, registry=load_registry(registry_file))) == status(parse_text(text))


def test_an_entry_takes_the_place_of_the_librarys(tmp_path: Path) -> None:
    entry = """
[[directive]]
key = "30-CT/TW"
doc_type = "Chỉ thị"
issued = 1998-02-18
term = "VIII"
title = "một tiêu đề của mình"
title_exact = true
"""
    own = load_registry(write(tmp_path / "a.toml", entry))
    assert status(parse_text("Chỉ thị số 30-CT/TW về “Một tiêu đề của mình”.", registry=own)) == [
        ("resolved", "dang/tw/ct/1998-02-18/30", 0)
    ]
    found = parse_text("Thực hiện Chỉ thị số 30-CT/TW.", registry=own).references[0]
    assert len(found.candidates) == len(parse_text("Thực hiện Chỉ thị số 30-CT/TW.").references[0].candidates)


def test_a_law_of_ones_own(tmp_path: Path) -> None:
    law = '[[law]]\nname = "Luật Đất đai"\nacts = [{ key = "99/2030/QH16", issued = 2030-06-14 }]\n'
    own = load_registry(write(tmp_path / "a.toml", law))
    assert status(parse_text("Luật Đất đai năm 2030 và Luật Đất đai năm 2013.", registry=own)) == [
        ("resolved", "nn/qh16/luat/2030/99", 0),
        ("resolved", "nn/qh13/luat/2013/45", 0),
    ]


def test_the_same_entry_twice_is_one(tmp_path: Path, registry_file: Path) -> None:
    assert load_registry(registry_file, write(tmp_path / "b.toml", ENTRY)) == load_registry(registry_file)


def test_two_files_that_contradict_each_other_are_reported(tmp_path: Path, registry_file: Path) -> None:
    other = write(tmp_path / "b.toml", ENTRY.replace("công tác dân vận", "dân vận chính quyền"))
    with pytest.raises(
        CatalogError, match=r"b\.toml: directive 1 \(24-CT/TU\): .*own\.toml: directive 1 \(24-CT/TU\) says otherwise: title"
    ):
        load_registry(registry_file, other)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('key = "24-CT/TU"', 'key = "24"'), "directive 1 (24): key: '24' is no document number"),
        (('doc_type = "Chỉ thị"', 'doc_type = "Chi thi"'), "directive 1 (24-CT/TU): doc_type: 'Chi thi' is no type of document"),
        (("issued = 2018-02-27", 'issued = "hôm qua"'), "directive 1 (24-CT/TU): issued: "),
        (("issued = 2018-02-27", "ngay = 2018-02-27"), "directive 1 (24-CT/TU): ngay: Extra inputs are not permitted"),
        (("issued = 2018-02-27\n", ""), "directive 1 (24-CT/TU): without a date it is no document"),
        (('place = "Lâm Đồng"\n', ""), "directive 1 (24-CT/TU): a number of a local body needs its place"),
        (("title_exact = true", 'confidence = "X"'), "directive 1 (24-CT/TU): confidence: Input should be 'H', 'M' or 'L'"),
        (("title_exact = true", 'term = "13"'), "directive 1 (24-CT/TU): term: '13' is no term of the Central Committee"),
        (('"24-CT/TU"', '"24-KL/TƯ"'), "directive 1 (24-KL/TƯ): TƯ stands for TU and TW"),
        (("[[directive]]", "[[directives]]"), "directives"),
        (("[[directive]]", "[[directive"), "line 2"),
        (("[[directive]]", '[[law]]\nname = "Nghị định"\nacts = []\n[[directive]]'), "law 1 (Nghị định): name: a name begins with"),
        (
            ("[[directive]]", '[[law]]\nname = "Luật A"\nacts = [{ key = "x" }]\n[[directive]]'),
            "law 1 (Luật A): acts.1.key: 'x' is no document number",
        ),
        (('key = "24-CT/TU"', "key = 24"), "directive 1 (24): key: should be text in quotation marks"),
        (("issued = 2018-02-27", "issued = 2018"), "directive 1 (24-CT/TU): issued: 2018 is no day; days are written 2018-02-27"),
        (("issued = 2018-02-27", "issued = 0218-02-27"), "issued: 0218-02-27 is no day on which a document was issued"),
        (("issued = 2018-02-27", f"issued = {'9' * 5000}"), "5000 digits"),
        (("issued = 2018-02-27", f"issued = {'[' * 5000}"), "nested too deep"),
        (('place = "Lâm Đồng"', 'place = "/"'), "directive 1 (24-CT/TU): place: '/' names no place"),
        (("[[directive]]", "[directive]"), "directive: should be a list"),
        (("[[directive]]", "directive = [1]\n[a]"), "directive 1: should be a table"),
        (("[[directive]]", '[[law]]\nname = "Luật A"\nacts = []\n[[directive]]'), "law 1 (Luật A): give at least one act"),
        (("[[directive]]", '[[law]]\nname = "Luật A"\nacts = [{ key = "9/QH14" }]\n[[directive]]'), "acts.1: without a year it is no act"),
        (("[[directive]]", '[[law]]\nname = "Luật A"\nacts = [{ key = "30-CT/TW" }]\n[[directive]]'), "acts.1: a Party number is no act's"),
        (("24-CT/TU", r"x\n[y]\u001b"), r"directive 1 (x [y]"),
        (("24-CT/TU", "x" * 10_000), "directive 1 (xxx"),
    ],
)
def test_errors_point(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    path = write(tmp_path / "own.toml", ENTRY.replace(*change))
    with pytest.raises(CatalogError) as raised:
        load_registry(path)
    assert all(line.startswith(f"{path}: ") for line in str(raised.value).splitlines())
    assert told in str(raised.value)
    assert len(str(raised.value)) < len(str(path)) + 700


def test_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xef\xbb\xbf" + ENTRY.replace("\n", "\r\n").encode())
    assert isinstance(load_registry(tmp_path / "own.toml"), Registry)


def test_an_act_has_one_name(tmp_path: Path) -> None:
    law = '[[law]]\nname = "Luật A"\nacts = [{ key = "1/2020/QH14" }]\n'
    assert load_registry(write(tmp_path / "twice.toml", law * 2)) == load_registry(write(tmp_path / "once.toml", law))
    with pytest.raises(CatalogError, match=r"law 2 \(Luật B\): .*law 1 \(Luật A\) says otherwise: 1/2020/QH14"):
        load_registry(write(tmp_path / "own.toml", law + law.replace("Luật A", "Luật B")))


def test_of_many_errors_some_are_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as raised:
        load_registry(write(tmp_path / "own.toml", ENTRY.replace('"24-CT/TU"', '"x"') * 500))
    assert len(str(raised.value).splitlines()) == 21
    assert str(raised.value).endswith("own.toml: and 480 more")


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(CatalogError, match="null"):
        load_registry("a\0b")


def test_every_error_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as raised:
        load_registry(write(tmp_path / "own.toml", ENTRY.replace('"24-CT/TU"', '"x"') + ENTRY.replace('"Chỉ thị"', '"y"')))
    assert [line.split(": ")[1] for line in str(raised.value).splitlines()] == ["directive 1 (x)", "directive 2 (24-CT/TU)"]


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="No such file"):
        load_registry(tmp_path / "gone.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogError, match=r"bytes\.toml"):
        load_registry(tmp_path / "bytes.toml")


@pytest.mark.parametrize("command", ["parse", "refs", "check"])
def test_the_command_line_takes_registries(command: str, tmp_path: Path, registry_file: Path) -> None:
    document = write(tmp_path / "a.txt", HEADER + "Thực hiện Chỉ thị số 24-CT/TU về “Nâng cao chất lượng công tác dân vận”.")
    result = invoke(command, document, "--registry", registry_file)
    assert result.exit_code == 0, result.stderr
    assert command == "check" or "dang/tu@lam-dong/ct/2018-02-27/24" in result.stdout
    broken = write(tmp_path / "broken.toml", ENTRY.replace("24-CT/TU", "x"))
    result = invoke(command, document, "--registry", registry_file, "--registry", broken)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"qcdc: {broken}: directive 1 (x): key: 'x' is no document number\n"
