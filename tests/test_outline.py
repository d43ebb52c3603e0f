"""Outlines: rules that hold for every text, saving and reading again, errors that point at the place, the command."""

from __future__ import annotations

import contextlib
import itertools
import json
import time
from pathlib import Path

import ooxml
import pytest
import strategies
from command import invoke, on_terminal, qcdc, unstyled
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qcdc_parse import ConfigError, Document, ReadError, parse, parse_text
from qcdc_parse.model import Note, Source
from qcdc_parse.report.outline import (
    Branch,
    Field,
    OpenTable,
    Outline,
    Prompt,
    Slot,
    outline_of,
    outline_yaml,
    read_outline,
    save_outline,
)
from qcdc_parse.report.outline.saved import default_id, style_of
from qcdc_parse.report.yamlfile import dump_yaml, read_yaml

DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))

OUTLINE = """\
ĐỀ CƯƠNG BÁO CÁO
Sơ kết 02 năm thực hiện Nghị quyết số 04-NQ/HU, ngày 10/3/2021 của Huyện ủy
-----
I. TÌNH HÌNH CHUNG (nêu khái quát)
II. KẾT QUẢ
Lưu ý: các xã chỉ báo cáo mục 1; các doanh nghiệp chỉ báo cáo mục 2.
1. Công khai
- Đã công khai những gì?
- Số cuộc: …… cuộc, trong đó cấp xã: …… cuộc
2. Đối thoại (thống kê theo từng năm: 2021 - 2022)
PHỤ LỤC 1: SỐ LIỆU
1. Tổng số đảng viên: …… đồng chí; nữ: …… đồng chí, chiếm ……%
"""


def folded(text: str) -> str:
    return "".join(text.split())


def check(document: Document) -> Outline:
    """Hold an outline to the rules that any text keeps."""
    outline = outline_of(document)
    ids = [slot.id for slot in outline.slots]
    assert len(set(ids)) == len(ids)
    ahead: set[str] = set()
    fields = {field.id for slot in outline.slots for field in slot.fields}
    for slot in outline.slots:
        assert slot.id
        assert slot.parent is None or slot.parent in ahead
        ahead.add(slot.id)
        assert slot.span is not None
        assert 0 <= slot.span.start <= slot.span.end <= len(document.text)
        assert [f.id for f in slot.fields] == [f"{slot.id}#{n}" for n in range(1, len(slot.fields) + 1)]
        assert [t.id for t in slot.tables] == [f"{slot.id}#t{n}" for n in range(1, len(slot.tables) + 1)]
        for prompt in slot.prompts:
            assert prompt.span is not None
            assert prompt.text
            assert folded(prompt.text) in folded(document.quote(prompt.span)), "a prompt is words of the outline"
        for field in slot.fields:
            assert field.label.strip()
            assert field.span is not None
            assert field.span.end <= len(document.text)
            assert len(set(field.columns)) == len(field.columns)
            assert field.part_of is None or field.part_of in fields - {field.id}
        assert slot.asks or any(other.parent == slot.id for other in outline.slots)
    for branch in outline.branches:
        assert set(branch.slots) | set(branch.instead_of) <= set(ids)
        assert not set(branch.slots) & set(branch.instead_of)
    return outline


def bare(outline: Outline) -> Outline:
    """Take off what a saved outline leaves out: the places in a text that is not there."""
    slots = tuple(
        slot.model_copy(
            update={
                "span": None,
                "prompts": tuple(p.model_copy(update={"span": None}) for p in slot.prompts),
                "fields": tuple(f.model_copy(update={"span": None}) for f in slot.fields),
                "tables": tuple(t.model_copy(update={"span": None}) for t in slot.tables),
            }
        )
        for slot in outline.slots
    )
    branches = tuple(b.model_copy(update={"span": None}) for b in outline.branches)
    return outline.model_copy(
        update={"slots": slots, "branches": branches, "notes": tuple(n.model_copy(update={"span": None}) for n in outline.notes)}
    )


def again(outline: Outline, folder: Path) -> Outline:
    save_outline(outline, folder / "outline.yaml")
    return read_outline(folder / "outline.yaml")


# ---- any text


@QUICK
@given(strategies.arbitrary)
@example("")
@example("I. (\n")
@example("ĐỀ CƯƠNG BÁO CÁO\nI. \nII. ()\n- \n")
def test_arbitrary_text(text: str) -> None:
    check(parse_text(text))


@QUICK
@given(strategies.document_like())
def test_document_like_text(text: str) -> None:
    check(parse_text(text))


@settings(QUICK, max_examples=60)
@given(strategies.mutated())
def test_mutated_documents(text: str) -> None:
    check(parse_text(f"ĐỀ CƯƠNG BÁO CÁO\n{text}"))


PIECES = (
    "I. KẾT QUẢ", "1. Công khai", "a) Hình thức", "PHỤ LỤC 1", "BIỂU MẪU 02", "ĐỀ CƯƠNG BÁO CÁO", "- Số cuộc: …… cuộc, đạt …%", "+ Nữ: …",
    "trong đó:", "Lưu ý: các xã chỉ báo cáo mục 1; doanh nghiệp báo cáo mục 2", "(Dành cho các xã)", "(thống kê theo từng năm: 2017 - 2021)",
    "TT\tNội dung\tNăm 2021\tNăm 2022", "1\tSố cuộc\t\t", "\tTrong đó: nữ\t\t", "1\t\t\t", "TT", "Số, ký hiệu", "Tổng số hồ sơ: …/… hồ sơ",
    "năm 2021: … đồng; năm 2022: … đồng", "Báo cáo gửi về trước ngày 15/6/2022", "mục 1 đến mục 3", "(", ")", "…", "Các sở báo cáo mục 2.1",
)  # fmt: skip


@QUICK
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join))
def test_pieces_of_outlines(text: str) -> None:
    outline = check(parse_text(text))
    assert bare(outline) == bare(outline_of(parse_text(text)))


@QUICK
@given(text=st.one_of(st.lists(st.sampled_from(PIECES), max_size=20).map("\n".join), strategies.document_like()))
def test_what_is_saved_is_read_again(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    outline = outline_of(parse_text(text))
    assert again(outline, tmp_path_factory.mktemp("saved")) == bare(outline)


# ---- outlines as people may make them

WORDS = st.one_of(
    st.sampled_from(
        (
            "I",
            "2.1",
            "null",
            "~",
            "yes",
            "2021",
            "1.10",
            "# a",
            "- b",
            "a: b",
            "'",
            '"',
            "Phần thứ nhất",
            "{a}",
            "*x",
            "&x",
            "!x",
            "Kết quả…",
        )
    ),
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(lambda s: s == s.strip()),
)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    slots: list[Slot] = []

    def grow(parent: str | None, depth: int) -> None:
        for _ in range(draw(st.integers(0, 2 if depth else 3))):
            label, heading = draw(WORDS), draw(WORDS)
            own = draw(st.sampled_from((default_id(parent, label, heading), f"x{len(slots)}")))
            if not own or own == parent or any(slot.id == own for slot in slots):
                continue
            fields = [
                Field(
                    id=f"{own}#{n}",
                    label=draw(WORDS.filter(str.strip)),
                    unit=draw(st.none() | WORDS),
                    columns=tuple(dict.fromkeys(draw(st.lists(WORDS, max_size=3)))),
                    part_of=f"{own}#{n - 1}" if n > 1 and draw(st.booleans()) else None,
                )
                for n in range(1, draw(st.integers(1, 3)))
            ]
            kinds = st.sampled_from(("bullet", "question", "paragraph"))
            slot = Slot(
                id=own,
                parent=parent,
                label=label,
                style=draw(st.sampled_from((style_of(label), "roman"))),
                heading=heading,
                prompts=tuple(Prompt(kind=draw(kinds), text=draw(WORDS)) for _ in range(draw(st.integers(0, 2)))),
                fields=tuple(fields),
                tables=tuple(OpenTable(id=f"{own}#t1", columns=(draw(WORDS), "")) for _ in range(draw(st.integers(0, 1)))),
                asks=draw(st.booleans()),
                appendix=draw(st.booleans()),
            )
            slots.append(slot)
            if depth < 3:
                grow(own, depth + 1)

    grow(None, 0)
    ids = [slot.id for slot in slots]
    named = st.lists(st.sampled_from(ids), max_size=2).map(tuple) if ids else st.just(())
    branches = [
        Branch(audience=draw(WORDS), kinds=("enterprise",), slots=draw(named), instead_of=draw(named), reserved=draw(st.booleans()))
        for _ in range(draw(st.integers(0, 2)))
    ]
    return Outline(
        source=Source(name=draw(WORDS), sha256="0" * 64, media_type="text/plain", pages=draw(st.none() | st.integers(1, 9))),
        title=draw(st.none() | WORDS),
        subject=tuple(draw(st.lists(WORDS, max_size=2))),
        deadline=draw(st.none() | st.dates()),
        slots=tuple(slots),
        branches=tuple(branches),
        notes=tuple(Note(code="a", severity=draw(st.sampled_from(("info", "warning"))), message=draw(WORDS)) for _ in range(2)),
    )


@QUICK
@given(outline=outlines())
@example(outline=Outline(source=Source(name="a", sha256="0" * 64, media_type="text/plain"), title="0\x850\u2028\r1\n\ufeff😀", slots=()))
def test_any_outline_is_saved_whole(outline: Outline, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert again(outline, tmp_path_factory.mktemp("saved")) == outline


# ---- files


def test_formats_of_one_outline(tmp_path: Path) -> None:
    """Text, Markdown and DOCX, with labels typed or counted by Word, are one outline."""
    expected = bare(outline_of(parse_text(OUTLINE))).slots
    (tmp_path / "a.md").write_text(OUTLINE.replace("\n", "\n\n"), encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(ooxml.docx("".join(ooxml.p(ooxml.r(line)) for line in OUTLINE.splitlines())))
    for name in ("a.md", "a.docx"):
        assert bare(read_outline(tmp_path / name)).slots == expected, name


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_labels_that_word_counts() -> None:
    def counted(text: str, level: int) -> str:
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return ooxml.p(ooxml.r(text), properties=properties)

    body = (
        ooxml.p(ooxml.r("ĐỀ CƯƠNG BÁO CÁO"))
        + counted("TÌNH HÌNH", 0)
        + counted("KẾT QUẢ", 0)
        + counted("Công khai (nêu rõ)", 1)
        + counted("Số cuộc: …… cuộc", 1)
    )
    outline = outline_of(parse(ooxml.docx(body, numbering=NUMBERING), name="a.docx"))
    assert [(s.id, s.heading, len(s.prompts), len(s.fields)) for s in outline.slots] == [
        ("I", "TÌNH HÌNH", 0, 0),
        ("II", "KẾT QUẢ", 0, 0),
        ("II/1", "Công khai", 1, 0),
        ("II/2", "Số cuộc", 0, 1),
    ]


def test_letter_and_outline_of_a_pdf() -> None:
    outline = check(parse(DOCUMENTS / "04-cong-van-de-cuong.pdf"))
    assert (outline.letter, str(outline.deadline), outline.subject) == ("1946/SYT-TCCB", "2022-08-20", ("20-NQ/TW", "21-NQ/TW"))
    assert [s.id for s in outline.slots if not s.asks] == ["II", "III", "IV"]
    assert [(f.id, f.part_of) for s in outline.slots for f in s.fields] == [
        ("III/1#1", None),
        ("III/1#2", "III/1#1"),
        ("III/1#3", "III/1#2"),
        ("III/2#1", None),
    ]


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")) + sorted(DOCUMENTS.glob("*.md")), ids=lambda p: p.name[:2])
def test_any_document_gives_an_outline_that_can_be_saved(path: Path, tmp_path: Path) -> None:
    outline = check(parse(path))
    assert again(outline, tmp_path) == bare(outline)


def test_a_document_that_is_no_outline_says_so() -> None:
    codes = [note.code for note in outline_of(parse_text("BÁO CÁO\nKết quả năm 2022\n\nI. KẾT QUẢ\nĐã họp 4 cuộc.")).notes]
    assert codes == ["outline-unnamed"]
    assert [note.code for note in outline_of(parse_text("ĐỀ CƯƠNG BÁO CÁO\nKết quả")).notes] == ["outline-empty"]


def test_time_is_linear() -> None:
    """Four times the outline takes at most some eight times the time."""
    body = "".join(f"{n}. Công khai (nêu rõ)\n- Số cuộc: …… cuộc, trong đó nữ: …, đạt …%\nCác xã báo cáo mục {n}.\n" for n in range(1, 400))
    taken = []
    for times in (1, 4):
        document = parse_text(f"ĐỀ CƯƠNG BÁO CÁO\n{''.join(f'PHẦN THỨ {n}{chr(10)}{body}' for n in range(times))}")
        begun = time.process_time()
        outline_of(document)
        taken.append(time.process_time() - begun)
    assert taken[1] < 8 * taken[0] + 0.5


# ---- who is asked


def test_asked_of() -> None:
    outline = outline_of(parse_text(OUTLINE))
    everything = [s.id for s in outline.slots if s.asks]
    assert [s.id for s in outline.asked_of(None)] == everything == ["I", "II/1", "II/2", "PHỤ LỤC 1/1"]
    assert [s.id for s in outline.asked_of("commune")] == ["I", "II/1", "PHỤ LỤC 1/1"]
    assert [s.id for s in outline.asked_of("enterprise")] == ["I", "II/2", "PHỤ LỤC 1/1"]
    assert [s.id for s in outline.asked_of("ward")] == everything


def test_a_slot_reserved_is_asked_of_nobody_else() -> None:
    outline = outline_of(parse_text("ĐỀ CƯƠNG BÁO CÁO\nI. CHUNG\nII. RIÊNG (Dành cho doanh nghiệp)\n1. Đối thoại\n2. Hội nghị\nIII. KHÁC"))
    assert [s.id for s in outline.asked_of("enterprise")] == ["I", "II/1", "II/2", "III"]
    assert [s.id for s in outline.asked_of("commune")] == ["I", "III"]
    assert [s.id for s in outline.asked_of(None)] == ["I", "II/1", "II/2", "III"]


# ---- YAML by hand

SMALL = """\
slots:
- label: I
  heading: KẾT QUẢ
  fields:
  - label: Số cuộc
    unit: cuộc
    columns: [2021, 2022]
  - {label: đạt tỷ lệ, unit: '%', part_of: '#1'}
  slots:
  - label: 1
    heading: Công khai
    prompts:
    - Hình thức
    - question: vì sao?
    tables:
    - [TT, Trích yếu]
- label: Phụ lục
  fields:
branches:
- audience: các xã
  kinds: [commune]
  slots: [I/1]
"""


def test_a_short_file_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL, encoding="utf-8")
    outline = read_outline(tmp_path / "a.yaml")
    one, two, three = outline.slots
    assert (one.id, one.style, one.asks, two.id, two.parent, two.style) == ("I", "roman", True, "I/1", "I", "number")
    assert one.fields == (
        Field(id="I#1", label="Số cuộc", unit="cuộc", columns=("2021", "2022")),
        Field(id="I#2", label="đạt tỷ lệ", unit="%", part_of="I#1"),
    )
    assert two.prompts == (Prompt(kind="bullet", text="Hình thức"), Prompt(kind="question", text="vì sao?"))
    assert two.tables == (OpenTable(id="I/1#t1", columns=("TT", "Trích yếu")),)
    assert (three.style, three.appendix, three.asks) == ("appendix", True, True)
    assert outline.branches[0].slots == ("I/1",)
    assert outline.source.name == "a.yaml"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_as_editors_save_it(tmp_path: Path, encoding: str, newline: str) -> None:
    (tmp_path / "a.yml").write_bytes(SMALL.replace("\n", newline).encode(encoding))
    assert [slot.id for slot in read_outline(tmp_path / "a.yml").slots] == ["I", "I/1", "Phụ lục"]


def wrong(old: str, new: str) -> str:
    assert SMALL.count(old) >= 1
    return SMALL.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        (wrong("heading: KẾT", "headng: KẾT"), 3, 3, "unknown key `headng`; is `heading` meant?"),
        (wrong("unit: cuộc", "measure: cuộc"), 6, 5, "unknown key `measure`; known are label, unit, columns, part_of"),
        (wrong("[2021, 2022]", "[2021, [2022]]"), 7, 21, "`columns` wants text, not a list"),
        (wrong("[2021, 2022]", "2021"), 7, 14, "`columns` wants a list, not “2021”"),
        (wrong("[2021, 2022]", "[2021, 2021]"), 7, 21, "a column 2021 stands ahead already"),
        (wrong("'#1'", "'#3'"), 8, 44, "there is no other field I#3"),
        (wrong("'#1'", "'#2'"), 8, 44, "there is no other field I#2"),
        (wrong("- label: 1\n    heading", "- heading"), 10, 5, "the key `label` is missing here"),
        (wrong("- label: Phụ lục", "- label: I"), 17, 10, "a slot I stands ahead already"),
        (wrong("[commune]", "[comune]"), 21, 11, "no kind of unit is called comune; is commune meant?"),
        (wrong("[I/1]", "[I/2]"), 22, 11, "there is no slot I/2; is I/1 meant?"),
        (wrong("- question: vì sao?", "- {question: vì sao, bullet: a}"), 14, 7, "one of bullet:, question:, paragraph:"),
        (wrong("- Hình thức", "- [a]"), 13, 7, "a mapping (`key: value`), not a list"),
        (wrong("KẾT QUẢ", "KẾT QUẢ: chung"), 3, 19, "put text with a colon in quotes"),
        (wrong("  heading: KẾT", "\theading: KẾT"), 3, 1, ""),
        (wrong("  heading: KẾT", " heading: KẾT"), 3, 2, ""),
        (wrong("KẾT QUẢ", '"KẾT QUẢ'), 1, 1, "not closed"),
        (wrong("KẾT QUẢ", "&a KẾT QUẢ"), 3, 12, "an anchor (`&a`) is not read"),
        (wrong("KẾT QUẢ", "*a"), 3, 12, "an alias (`*name`) is not read"),
        (wrong("KẾT QUẢ", "!!python/name:os.system x"), 3, 12, "a tag (`tag:yaml.org,2002:python/name:os.system`) is not read"),
        (wrong("- label: I\n", "- label: I\n  label: II\n"), 3, 3, "the key `label` stands here twice"),
        (wrong("slots:\n", "? [a]\n: b\nslots:\n"), 1, 3, "a key is text, not a list"),
        (SMALL + "---\nslots: []\n", 23, 1, "a second document (`---`) begins here"),
        (SMALL + "deadline: 31/12/2022\n", 23, 11, "`deadline` wants a day such as 2022-06-15, not “31/12/2022”"),
        (wrong("heading: KẾT QUẢ", "asks: maybe"), 3, 9, "`asks` wants true or false, not “maybe”"),
        (wrong("heading: KẾT QUẢ", "style: romann"), 3, 10, "not “romann”"),
        (wrong("heading: KẾT QUẢ", "heading:\n  - a"), 4, 3, "`heading` wants text, not a list"),
        (wrong("KẾT QUẢ", "K\x07"), 3, 13, "the character U+0007 has no place here"),
        ("- a\n", 1, 1, "a mapping (`key: value`) is wanted here, not a list"),
        ("title: x\n", 1, 1, "the key `slots` is missing here"),
        ("", 1, 1, "there is nothing in it"),
        ("# only this\n", 1, 1, "there is nothing in it"),
        ("slots: " + "[" * 100_000, 1, 67, "entries stand more than 60 deep"),
        ("slots:\n" + "- label: a\n" * 60_000, 33_334, None, "more than 100,000 entries"),
    ],
    ids=itertools.count(),
)
def test_an_error_says_where_and_what(tmp_path: Path, text: str, line: int, column: int | None, said: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(ConfigError) as raised:
        read_outline(path)
    error = raised.value
    assert said in error.cause
    if said != "not closed":  # parsers differ on where that shows
        assert error.line == line
        assert column in (None, error.column)
        assert str(error).startswith(f"{path}:{line}:")
        assert "\n" not in str(error)
    if error.excerpt is not None:
        shown, caret = error.excerpt.split("\n")
        assert caret.strip() == "^"
        assert len(shown) < 110
        if column is not None and column < 50 and said != "not closed":
            assert caret.index("^") == column - 1
            assert shown.startswith("".join(c if c.isprintable() else " " for c in text.split("\n")[line - 1])[:60])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"slots: []\n# " + b"x" * 2_000_000, "larger than 2 MB"),
        (b"slots:\n- label: \xff\n", "a.yaml:2: not in UTF-8"),
        (b"\xff\xfe\x00", "not in UTF-8"),
    ],
    ids=["large", "latin", "half"],
)
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    with pytest.raises(ConfigError, match=said):
        read_outline(tmp_path / "a.yaml")


def test_no_file(tmp_path: Path) -> None:
    for name in ("a.yaml", "."):
        with pytest.raises(ConfigError):
            read_yaml(tmp_path / name)
    with pytest.raises(ReadError):
        read_outline(tmp_path / "a.docx")


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefghij", "bcdefghijk", strict=True)),
        "{" * 60_000,
        "a: " * 60_000,
        "? " * 60_000,
        "- " * 60_000,
        "a" * 500_000 + ": b",
        '"' + "\\" * 500_000,
        "%YAML 9.9\n---\n",
        "a: |\n" + " x\n" * 200_000,
        "\n" * 500_000,
        "a:\n" + " b\n" * 100_000,
    ],
    ids="aliases brackets colons questions bullets key escapes version block blanks lines".split(),
)
def test_bombs_are_refused_in_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    with pytest.raises(ConfigError):
        read_outline(tmp_path / "a.yaml")
    assert time.perf_counter() - begun < 10


@QUICK
@given(text=st.text(st.sampled_from("ab: -[]{}#&*!|>'\"%@`,?\n\t~é…"), max_size=60))
def test_any_yaml_is_read_or_refused(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with contextlib.suppress(ConfigError):
        read_outline(path)


def test_written_values_are_read_as_text(tmp_path: Path) -> None:
    values = {"a": ["yes", "2021", "null", "1.10", "~", "", "x: y"], "b": ("no", "2021-01-01")}
    (tmp_path / "a.yaml").write_text(dump_yaml(values), encoding="utf-8")
    assert read_yaml(tmp_path / "a.yaml").plain() == {"a": values["a"], "b": list(values["b"])}


# ---- the command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "outline.txt"
    path.write_text(OUTLINE, encoding="utf-8")
    return path


TREE = """\
outline.txt: Sơ kết 02 năm thực hiện Nghị quyết số 04-NQ/HU, ngày 10/3/2021 của Huyện ủy
  subject  04-NQ/HU
  I  TÌNH HÌNH CHUNG
    ? nêu khái quát
  II  KẾT QUẢ
    1  Công khai
      - Đã công khai những gì?
      #1 Số cuộc: …… cuộc
      #2 cấp xã: …… cuộc  part of #1
    2  Đối thoại
      #1 Đối thoại: ……  [2021 | 2022]
  PHỤ LỤC 1  SỐ LIỆU
    1  Tổng số đảng viên
      #1 Tổng số đảng viên: …… đồng chí
      #2 nữ: …… đồng chí
      #3 chiếm: …… %  part of #2

who answers what
  các xã (commune): answer II/1; not II/2
  các doanh nghiệp (enterprise): answer II/2; not II/1
"""


def test_tree(file: Path) -> None:
    done = qcdc("outline", file)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, TREE, b"")


def test_tree_from_standard_input() -> None:
    done = qcdc("outline", "-", stdin=OUTLINE.encode())
    assert done.stdout.decode().splitlines()[1:] == TREE.splitlines()[1:]


def test_a_terminal_shows_the_same_and_cuts_lines(file: Path) -> None:
    code, printed = on_terminal("outline", file, columns=60)
    lines = unstyled(printed)
    assert code == 0
    assert "\x1b[" in printed
    assert [line.rstrip() for line in lines[1:]] == TREE.splitlines()[1:]
    assert lines[0].endswith("…")


def test_json_and_yaml(file: Path) -> None:
    outline = outline_of(parse(file))
    assert Outline.model_validate_json(invoke("outline", file, "-f", "json").stdout) == outline
    assert invoke("outline", file, "-f", "yaml").stdout == outline_yaml(outline)


def test_saved_corrected_and_shown_again(file: Path, tmp_path: Path) -> None:
    saved = tmp_path / "outline.yaml"
    assert invoke("outline", file, "--save", saved).exit_code == 0
    assert invoke("outline", saved).stdout == TREE
    saved.write_text(saved.read_text("utf-8").replace("heading: Công khai", "heading: Công khai, minh bạch"), encoding="utf-8")
    shown = invoke("outline", saved, "-f", "json")
    assert json.loads(shown.stdout)["slots"][2]["heading"] == "Công khai, minh bạch"


def test_what_is_there_is_not_written_over(file: Path, tmp_path: Path) -> None:
    saved = tmp_path / "outline.yaml"
    saved.write_text("mine", encoding="utf-8")
    done = invoke("outline", file, "--save", saved)
    assert done.exit_code == 2
    assert "is there already" in " ".join(done.stderr.split())
    assert saved.read_text("utf-8") == "mine"


@pytest.mark.parametrize(("name", "said"), [("outline.txt.bak", "does not end in .yaml"), ("gone/outline.yaml", "No such file")])
def test_a_file_that_cannot_be_written(file: Path, tmp_path: Path, name: str, said: str) -> None:
    done = invoke("outline", file, "--save", tmp_path / name)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())


def test_an_error_shows_the_place(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(wrong("heading: KẾT", "headng: KẾT"), encoding="utf-8")
    done = qcdc("outline", path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [
        f"qcdc: {path}:3:3: unknown key `headng`; is `heading` meant?",
        "  headng: KẾT QUẢ",
        "  ^",
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    done = qcdc("outline", tmp_path / "gone.docx")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().count("\n") == 1
