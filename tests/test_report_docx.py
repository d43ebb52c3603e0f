"""The draft as a DOCX: form, sources, nothing invented, hostile words, templates, files that people have edited."""

from __future__ import annotations

import ast
import io
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("docxtpl")

import docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from formcheck import faults
from sampledraft import HOSTILE, sample_draft

import qcdc_parse.report.docx
from qcdc_parse.errors import BrokenFileError, MissingFileError, MissingToolError, ReadError
from qcdc_parse.report import wording
from qcdc_parse.report.docx import docx_bytes, maketemplate, write_docx
from qcdc_parse.report.docx.template import template_bytes
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.models import Answer, SlotCandidate
from qcdc_parse.span import Span
from qcdc_parse.spreadsheet import writable

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PACKAGE = Path(qcdc_parse.report.docx.__file__).parent


@pytest.fixture(scope="module")
def draft() -> ReportDraft:
    return sample_draft()


@pytest.fixture(scope="module")
def path(draft, tmp_path_factory) -> Path:
    return draft.to_docx(tmp_path_factory.mktemp("docx") / "draft.docx")


@pytest.fixture(scope="module")
def document(path):
    return docx.Document(str(path))


def words(element) -> str:
    """The words of a paragraph or comment, line breaks and tabs as such."""
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(marks.get(e.tag, e.text or "") for e in element.iter(qn("w:t"), *marks))


def paragraphs(document) -> list[str]:
    return [words(p) for p in document.element.body.iter(qn("w:p"))]


def comments(document) -> dict[str, str]:
    root = document.part.part_related_by("http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments").element
    return {c.get(qn("w:id")): "\n".join(words(p) for p in c.iter(qn("w:p"))) for c in root.iter(qn("w:comment"))}


def anchored(document) -> dict[str, str]:
    """The words that each comment is anchored to."""
    open_ones: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ones[element.get(qn("w:id"))] = []
        elif element.tag == qn("w:commentRangeEnd"):
            done[element.get(qn("w:id"))] = "".join(open_ones.pop(element.get(qn("w:id")))).strip("\n")
        elif element.tag == qn("w:t"):
            for held in open_ones.values():
                held.append(element.text or "")
        elif element.tag == qn("w:p"):
            for held in open_ones.values():
                held.append("\n")
    assert not open_ones
    return done


def with_answer(draft: ReportDraft, text: str, **more: object) -> ReportDraft:
    first: Answer = draft.answers[0]
    quote = first.quote.model_copy(update={"text": text})
    answer = first.model_copy(update={"quote": quote, "id": "mới", "unit": draft.units[0].name} | more)
    return draft.model_copy(update={"answers": (*draft.answers, answer)})


# The form of the page


def test_it_has_the_form_of_a_party_document(path) -> None:
    assert faults(path) == []


def test_the_check_of_the_form_finds_what_is_wrong(path, tmp_path) -> None:
    def broken(change) -> list[str]:
        document = docx.Document(str(path))
        change(document)
        document.save(str(tmp_path / "broken.docx"))
        return faults(tmp_path / "broken.docx")

    def narrow(document) -> None:
        document.sections[0].left_margin = Mm(15)

    def small(document) -> None:
        document.styles["Draft Body"].font.size = Pt(12)

    def tight(document) -> None:
        document.styles["Draft Body"].paragraph_format.line_spacing = Pt(14)

    def numbered(document) -> None:
        document.sections[0].different_first_page_header_footer = False

    def other_font(document) -> None:
        document.styles["Normal"].element.rPr.rFonts.set(qn("w:ascii"), "Calibri")

    def headless(document) -> None:
        document.tables[0].rows[0].cells[1].paragraphs[0].runs[0].bold = False

    changes = {narrow: "left margin", small: "14-15", tight: "18 points", numbered: "first page", other_font: "Normal", headless: "title"}
    for change, word in changes.items():
        found = broken(change)
        assert found, change.__name__
        assert any(word in fault for fault in found), (change.__name__, found)


def test_the_committed_template_is_the_one_that_the_script_makes(tmp_path) -> None:
    maketemplate.make(tmp_path / "template.docx")
    parts = ("word/document.xml", "word/styles.xml", "word/header1.xml")
    with zipfile.ZipFile(tmp_path / "template.docx") as made, zipfile.ZipFile(PACKAGE / "template.docx") as committed:
        for part in parts:
            assert made.read(part) == committed.read(part), part


def test_headings_are_those_of_the_outline_with_its_labels(document) -> None:
    found = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert found[:5] == [
        "I. TÌNH HÌNH CHUNG",
        "1. Đặc điểm tình hình",
        "2. Việc quán triệt, cụ thể hóa nghị quyết",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Ở cơ quan hành chính, đơn vị sự nghiệp",
    ]
    assert "a) Hội nghị người lao động và đối thoại định kỳ" in found
    levels = {p.text: p.style.name for p in document.paragraphs}
    assert levels["I. TÌNH HÌNH CHUNG"] == "Heading 1"
    assert levels["1. Đặc điểm tình hình"] == "Heading 2"
    assert levels["a) Hội nghị người lao động và đối thoại định kỳ"] == "Heading 3"
    openings = [p.text for p in document.paragraphs if p.style.name == "Draft Appendix"]
    assert openings[:2] == ["PHỤ LỤC 1\nDANH MỤC VĂN BẢN ĐÃ BAN HÀNH", "PHỤ LỤC 2\nSỐ LIỆU"]


def test_the_matrix_lies_on_pages_turned_round(document) -> None:
    upright, turned, last = document.sections
    assert upright.page_width < upright.page_height
    assert turned.page_width > turned.page_height
    assert last.page_width < last.page_height


# Nothing invented, every passage with its source


def known(draft: ReportDraft) -> list[str]:
    """All that a draft may say beside fixed phrases and counts."""
    outline = draft.outline
    out = [outline.title or "", outline.issuer or "", draft.targets.source.name if draft.targets.source else ""]
    for slot in outline.slots:
        out += [slot.heading, wording.heading(slot), slot.label, *(prompt.text for prompt in slot.prompts)]
        for field in slot.fields:
            out += [field.label, field.unit or "", *field.columns]
        out += [column for table in slot.tables for column in table.columns]
    out += [unit.name for unit in draft.units]
    quotes = [a.quote for a in draft.answers] + [q for c in draft.conflicts for q in c.quotes]
    out += [text for quote in quotes for line in quote.text.split("\n") for text in (line, *line.split("\t"))]
    out += [wording.source(draft, quote) for quote in quotes]
    for figure in draft.figures:
        out += [wording.amount(figure.value, figure.of, figure.measure), wording.amount(figure.value, figure.of, None)]
    for total in draft.totals:
        out.append(wording.total_words(total))
        if total.value is not None:
            out += [wording.amount(total.value, of, None, digits) for of in (None, total.of) for digits in (2, 6)]
            out.append(f"({total.units}/{total.expected} đơn vị)")
    for row in draft.targets.rows:
        out += [row.target.statement, wording.counted(row)]
        out += [text for cell in row.cells for text in (cell.result, cell.reason) if text]
    out += [wording.file_name(s) for s in draft.submissions]
    out += [s.reason for s in draft.submissions if s.reason] + [c.message for c in draft.conflicts]
    return [writable(text) for text in out if text]


def counts(draft: ReportDraft) -> set[str]:
    lists = [draft.missing, draft.units, [s for s in draft.submissions if s.state != "used"]]
    lists += [getattr(state, name) for state in draft.slots for name in ("perhaps", "unanswered", "not_asked")]
    return {str(len(each)) for each in lists} | {str(len(draft.units) - len(draft.missing))}


def fixed_words() -> set[str]:
    """Words of the fixed phrases: all strings of the modules that write, and the template."""
    texts = []
    for source in (*PACKAGE.glob("*.py"), Path(wording.__file__)):
        texts += [
            n.value for n in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(n, ast.Constant) and isinstance(n.value, str)
        ]
    texts += paragraphs(docx.Document(str(PACKAGE / "template.docx")))
    return {word.casefold() for text in texts for word in re.findall(r"[^\W\d_]+", text)}


BORDER = (r"(?<!\w)", r"(?!\w)")


def left_over(document, draft: ReportDraft) -> list[str]:
    """What stands in the document beside the words of submissions, outline and records."""
    told = sorted(set(known(draft)), key=len, reverse=True)
    pattern = re.compile("|".join(rf"{BORDER[0] * text[0].isalnum()}{re.escape(text)}{BORDER[1] * text[-1].isalnum()}" for text in told))
    return [pattern.sub(" ", text) for text in paragraphs(document)]


def test_every_number_is_quoted_recorded_or_counted(document, draft) -> None:
    allowed = counts(draft)
    for rest in left_over(document, draft):
        assert set(re.findall(r"\d+", rest)) <= allowed, rest


def test_every_word_is_quoted_or_of_a_fixed_phrase(document, draft) -> None:
    fixed = fixed_words()
    for rest in left_over(document, draft):
        assert {word.casefold() for word in re.findall(r"[^\W\d_]+", rest)} <= fixed, rest


def test_every_answer_stands_in_it_to_the_letter(document, draft) -> None:
    text = "\n".join(paragraphs(document)) + "\n".join(comments(document).values())
    cells = {words(p) for p in document.element.body.iter(qn("w:p"))}
    for answer in draft.answers:
        if answer.kind == "table":
            header = {"TT", "Số, ký hiệu", "Trích yếu"}
            assert {c for line in answer.quote.text.split("\n") for c in line.split("\t")} <= cells | header
        else:
            assert writable(answer.quote.text) in text, answer.id


def test_every_answer_has_its_source_as_a_comment_on_its_own_words(document, draft) -> None:
    said, notes = anchored(document), comments(document)
    assert said.keys() == notes.keys()
    by_words: dict[str, list[str]] = {}
    for number, held in said.items():
        by_words.setdefault(held, []).append(notes[number])
    for answer in draft.answers:
        if answer.kind == "table":
            continue
        told = by_words.get(writable(answer.quote.text), [])
        here = f"{wording.source(draft, answer.quote)}"
        assert any(here in note for note in told) or any(here in note for note in notes.values() if "giống" in note), answer.id


def test_a_comment_of_a_total_tells_formula_and_files(document, draft) -> None:
    said, notes = anchored(document), comments(document)
    for total in draft.totals:
        told = [notes[n] for n, held in said.items() if held.endswith(wording.total_words(total))]
        files = {wording.file_name(draft.submissions[f.quote.submission]) for f in draft.figures if f.id in total.operands}
        assert any(f"Cách tính: {total.formula}" in note and all(name in note for name in files) for note in told), total.field


def test_what_a_total_leaves_out_is_told_with_the_reason(document) -> None:
    assert any(
        "Không tính: Chi bộ cơ sở số 19: 4 lần (đơn vị tính khác với đơn vị tính được yêu cầu)" in note
        for note in comments(document).values()
    )


def test_near_identical_passages_stand_once_unless_their_figures_differ(document) -> None:
    text = paragraphs(document)
    copied = [line for line in text if "niêm yết tại bảng tin" in line]
    assert len(copied) == 2
    assert copied[0].startswith("Đảng ủy Sở Y tế; Chi bộ Văn phòng Hội Nông dân; Chi bộ Trường Chính trị tỉnh: Quy chế")
    assert copied[1].endswith("Có 2 bảng tin.")


def test_what_differs_within_a_group_is_kept_in_the_comment(draft) -> None:
    group = draft.groups[0]
    changed = tuple(
        a.model_copy(update={"quote": a.quote.model_copy(update={"text": a.quote.text.replace("niêm yết", "dán")})})
        if a.id == group.answers[1]
        else a
        for a in draft.answers
    )
    made = docx.Document(io.BytesIO(docx_bytes(draft.model_copy(update={"answers": changed}))))
    assert any("Nguyên văn: Quy chế dân chủ ở cơ sở được dán" in note for note in comments(made).values())


def test_ambiguous_answers_stand_apart_with_the_slots_they_may_belong_to(document) -> None:
    text = paragraphs(document)
    at = text.index("Cần xem lại")
    assert text[at + 1].endswith("[có thể thuộc mục: III. HẠN CHẾ, NGUYÊN NHÂN; IV. ĐỀ XUẤT, KIẾN NGHỊ]")
    assert not [line for line in text[:at] if "chưa làm xong" in line]


def test_who_is_silent_and_who_was_not_asked_is_told(document, draft) -> None:
    text = "\n".join(paragraphs(document))
    assert "[Không thuộc đối tượng báo cáo mục này (4 đơn vị): Đảng ủy Công ty cổ phần Cấp nước Phú Sơn;" in text
    assert "[Có báo cáo nhưng chưa trả lời mục này (16 đơn vị)" in text
    assert f"Chưa nộp báo cáo (3/20 đơn vị): {'; '.join(draft.missing)}." in text


def test_totals_are_sentences_and_figures_are_tables(document) -> None:
    text = paragraphs(document)
    assert "Kinh phí tuyên truyền. Tổng cộng (16/20 đơn vị): 320 triệu đồng." in text
    assert "Tỷ lệ giải quyết. Tỷ lệ chung (17/20 đơn vị): 73,85%." in text
    assert "Mức hài lòng. Không tính gộp (9/20 đơn vị); xem số liệu từng đơn vị." in text
    heads = [[c.text for c in t.rows[0].cells] for t in document.tables]
    assert ["Đơn vị", "2020", "2021", "2022"] in heads
    assert ["Đơn vị", "TT", "Số, ký hiệu", "Trích yếu"] in heads
    assert ["TT", "Số", "Tên", "Ghi chú"] in heads


def test_doubtful_figures_are_marked(document) -> None:
    assert any(line == "4 lần [cần xem lại]" for line in paragraphs(document))


def test_a_verdict_is_a_word_beside_its_colour(document) -> None:
    text = paragraphs(document)
    assert "chưa đạt: 96,5%" in text
    assert "(biên chế ít, người phụ trách mới nhận việc)" in text
    assert {"không tìm thấy", "chưa có báo cáo", "cần xem lại"} <= set(text)


def with_figure(draft: ReportDraft, text: str, words: str, value: float) -> ReportDraft:
    """The draft with a passage in a slot of figures, and one figure read in it."""
    made = with_answer(draft, text, slot="PHỤ LỤC 2/2")
    quote = made.answers[-1].quote
    start = text.index(words)
    inside = quote.model_copy(update={"text": words, "span": Span(start=start, end=start + len(words))})
    first = next(f for f in draft.figures if f.field == "PHỤ LỤC 2/2#1")
    figure = first.model_copy(update={"id": "fx", "unit": made.answers[-1].unit, "quote": inside, "value": value})
    figures = tuple(f for f in draft.figures if f.unit != figure.unit)
    answer = made.answers[-1].model_copy(update={"quote": quote.model_copy(update={"span": Span(start=0, end=len(text))})})
    return made.model_copy(update={"figures": (*figures, figure), "answers": (*draft.answers, answer)})


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("1. Kinh phí tuyên truyền: 77 triệu đồng.", "77 triệu đồng", False),
        ("- Kinh phí tuyên truyền trong năm là 77 triệu đồng", "77 triệu đồng", False),
        ("Kinh phí tuyên truyền: 77 triệu đồng, cho 3 lớp.", "77 triệu đồng", True),
        ("Kinh phí tuyên truyền: 77 triệu đồng do cấp trên hỗ trợ.", "77 triệu đồng", True),
        ("Kinh phí tuyên truyền: 70; 77 triệu đồng", "70; 77 triệu đồng", True),
        ("Kinh phí tuyên truyền 77 triệu đồng, chưa đạt", "77 triệu đồng", True),
    ],
)
def test_a_passage_that_only_spells_out_a_figure_stands_in_its_comment(draft, text, words, shown) -> None:
    made = docx.Document(io.BytesIO(docx_bytes(with_figure(draft, text, words, 77))))
    assert any(line.endswith(text) for line in paragraphs(made)) == shown
    said = [
        note for number, note in comments(made).items() if f"Nguyên văn: {text}" in note and anchored(made)[number] == draft.units[0].name
    ]
    assert bool(said) != shown


def test_rows_that_a_unit_wrote_are_a_table_again(draft) -> None:
    rows = ["TT\tNội dung\tKết quả", "1\tHội nghị\tđã xong", "2\tĐối thoại"]
    made = draft
    for number, row in enumerate(rows):
        made = with_answer(made, row, slot="IV", kind="table", id=f"r{number}")
    document = docx.Document(io.BytesIO(docx_bytes(made)))
    found = [[[c.text for c in row.cells] for row in t.rows] for t in document.tables]
    assert [["TT", "Nội dung", "Kết quả"], ["1", "Hội nghị", "đã xong"], ["2", "Đối thoại", ""]] in found


def test_an_ambiguous_row_is_a_table_with_the_slots_it_may_belong_to(draft) -> None:
    options = (SlotCandidate(slot="III", probability=0.5), SlotCandidate(slot="IV", probability=0.4))
    made = with_answer(draft, "1\tĐối thoại\t9", slot="IV", kind="table", status="ambiguous", candidates=options)
    document = docx.Document(io.BytesIO(docx_bytes(made)))
    assert ["1", "Đối thoại", "9"] in [[c.text for c in t.rows[0].cells] for t in document.tables]
    assert "[có thể thuộc mục: III. HẠN CHẾ, NGUYÊN NHÂN; IV. ĐỀ XUẤT, KIẾN NGHỊ]" in paragraphs(document)


def test_figures_of_columns_that_nobody_asked_for_are_shown(draft) -> None:
    figures = list(draft.figures)
    figures[0] = figures[0].model_copy(update={"column": "2019", "value": 4321})
    figures[1] = figures[1].model_copy(update={"column": None, "value": 8765})
    at = next(n for n, f in enumerate(figures) if f.field == "PHỤ LỤC 2/2#1")
    figures[at] = figures[at].model_copy(update={"column": "2018", "value": 5678})
    text = paragraphs(docx.Document(io.BytesIO(docx_bytes(draft.model_copy(update={"figures": tuple(figures)})))))
    assert {"4.321", "8.765", "5.678", "2019", "2018", "không rõ cột"} <= set(text)


def test_a_group_does_not_pull_other_figures_out_of_their_place(draft) -> None:
    unit = draft.units[0].name
    made = with_answer(draft, "Trước đó có 5 việc.", slot="IV", id="x1")
    made = with_answer(made, "Đã họp 7 lần.", slot="IV", id="x2")
    made = with_answer(made, "Đã họp 8 lần.", slot="IV", id="x3", unit=draft.units[1].name)
    group = draft.groups[0].model_copy(update={"answers": ("x2", "x3"), "units": (unit, draft.units[1].name)})
    text = paragraphs(docx.Document(io.BytesIO(docx_bytes(made.model_copy(update={"groups": (group,)})))))
    at = text.index("Trước đó có 5 việc.")
    assert text[at + 1 : at + 3] == ["Đã họp 7 lần.", f"{draft.units[1].name}: Đã họp 8 lần."]


# Words that would do something


def test_template_code_and_markup_in_a_submission_stay_words(document) -> None:
    assert f"Đảng ủy Sở Y tế: {writable(HOSTILE)}" in paragraphs(document)


NASTY = [
    "dài " * 100,
    "\x00",
    "\x0b\x0c\x1b[31m",
    "\ud800",
    "\ufffe\uffff",
    "]]>",
    "<w:p/>",
    "&#0;&amp;",
    "{{ self }}",
    "{% include '/etc/passwd' %}",
    "\u202eRTL",
    "🏠" * 3,
    " ",
    "a\tb",
]


@pytest.mark.parametrize("text", NASTY, ids=[ascii(text) for text in NASTY])
def test_any_letters_leave_the_file_whole(draft, text) -> None:
    made = with_answer(draft, text)
    outline = draft.outline.model_copy(update={"title": text, "issuer": text})
    data = docx_bytes(made.model_copy(update={"outline": outline}))
    again = docx.Document(io.BytesIO(data))
    if text.strip():
        assert writable(text) in "\n".join(paragraphs(again))


def test_a_passage_of_several_lines_keeps_its_lines_under_one_comment(draft) -> None:
    made = docx.Document(io.BytesIO(docx_bytes(with_answer(draft, "một\nhai\nba", slot="IV"))))
    assert "một\nhai\nba" in anchored(made).values()


def test_a_draft_without_anything_is_written(draft) -> None:
    empty = draft.model_copy(
        update={
            "answers": (), "groups": (), "slots": (), "figures": (), "totals": (), "submissions": (), "missing": (), "conflicts": (), "units": (),
            "targets": draft.targets.model_copy(update={"rows": (), "units": ()}),
        }
    )  # fmt: skip
    made = docx.Document(io.BytesIO(docx_bytes(empty)))
    assert "[chưa có nội dung do đơn vị báo cáo]" in paragraphs(made)
    assert len(made.sections) == 1
    assert comments(made) == {}


# Templates


def template(tmp_path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(tmp_path / "mẫu.docx"))
    return tmp_path / "mẫu.docx"


def test_a_template_of_ones_own(draft, tmp_path) -> None:
    own = template(tmp_path, "TÊN: {{ title|upper }}", "{% if issuer %}có{% else %}không{% endif %}", "{{ body }}", "KÝ TÊN")
    text = paragraphs(docx.Document(str(draft.to_docx(tmp_path / "draft.docx", own))))
    assert text[0].startswith("TÊN: SƠ KẾT 02 NĂM")
    assert text[1] == "có"
    assert text.index("IV. ĐỀ XUẤT, KIẾN NGHỊ") < text.index("KÝ TÊN") < text.index("PHỤ LỤC 2\nSỐ LIỆU")


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__ }}",
        "{{ title.__class__.__mro__ }}",
        "{% for x in 'aaaa' %}{{ x }}{% endfor %}",
        "{{ range(10) }}",
        "{% include 'x' %}",
        "{{ 'a' * 1000000000 }}",
        "{% set x = 1 %}",
        "{{ title['x'] }}",
        "{{ tên }}",
        "{{ title|attr('x') }}",
        "{% import 'os' as os %}",
        "{{ title",
        "{% if title %}",
    ],
)
def test_a_template_can_name_things_and_nothing_else(draft, tmp_path, code) -> None:
    with pytest.raises(ReadError, match=r"mẫu\.docx"):
        docx_bytes(draft, template(tmp_path, code, "{{ body }}"))


@pytest.mark.parametrize(
    "code", ["{% include title %}", "{% extends title %}", "{% block title %}{% endblock %}", "{% filter upper %}{% endfilter %}"]
)
def test_blocks_other_than_conditions_are_told_to_be_wrong(draft, tmp_path, code) -> None:
    with pytest.raises(ReadError, match="is not allowed in a template"):
        docx_bytes(draft, template(tmp_path, code, "{{ body }}"))


def test_a_template_without_a_place_for_the_body_is_refused(draft, tmp_path) -> None:
    with pytest.raises(ReadError, match="body"):
        docx_bytes(draft, template(tmp_path, "{{ title }}"))


def test_files_that_are_no_templates_are_refused_by_name(draft, tmp_path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(BrokenFileError, match=r"broken\.docx"):
        docx_bytes(draft, broken)
    with zipfile.ZipFile(broken, "w") as package:
        package.writestr("a.txt", "no document")
    with pytest.raises(BrokenFileError, match=r"broken\.docx"):
        docx_bytes(draft, broken)
    with pytest.raises(MissingFileError):
        docx_bytes(draft, tmp_path / "none.docx")


def test_a_template_of_several_sections_with_a_running_head(draft, tmp_path) -> None:
    own = docx.Document()
    own.add_paragraph("bìa")
    own.add_section()
    own.add_paragraph("{{ body }}")
    last = own.sections[-1]
    last.page_width, last.page_height = last.page_height, last.page_width
    last.header.is_linked_to_previous = False
    last.header.paragraphs[0].text = "Về: {{ title }}"
    own.save(str(tmp_path / "mẫu.docx"))
    made = docx.Document(io.BytesIO(docx_bytes(draft, tmp_path / "mẫu.docx")))
    assert made.sections[-1].header.paragraphs[0].text == f"Về: {draft.outline.title}"
    assert len(made.sections) == 4
    widths = [sum(int(w.get(qn("w:w"))) for w in t._tbl.iter(qn("w:gridCol"))) for t in made.tables]
    room = [s.page_width.twips - s.left_margin.twips - s.right_margin.twips for s in made.sections]
    assert all(width <= max(room) for width in widths)


def test_comments_of_a_template_stay(draft, tmp_path) -> None:
    own = docx.Document()
    line = own.add_paragraph("một")
    own.add_comment(line.runs, text="của mẫu", author="a", initials="a")
    own.add_paragraph("{{ body }}")
    own.save(str(tmp_path / "mẫu.docx"))
    notes = comments(docx.Document(io.BytesIO(docx_bytes(draft, tmp_path / "mẫu.docx"))))
    assert notes["0"] == "của mẫu"
    assert len(notes) > 100


def test_without_docxtpl_it_says_what_to_install(draft, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docxtpl", None)
    with pytest.raises(MissingToolError, match=r"pip install 'qcdc-parse\[report\]'"):
        docx_bytes(draft)


# Files that people have edited


def test_what_nobody_has_edited_is_written_over(draft, tmp_path) -> None:
    path = tmp_path / "draft.docx"
    assert draft.to_docx(path) == path
    assert draft.to_docx(path) == path
    assert [p.name for p in tmp_path.iterdir()] == ["draft.docx"]


def test_an_edited_file_is_never_written_over(draft, tmp_path) -> None:
    path = draft.to_docx(tmp_path / "draft.docx")
    edited = docx.Document(str(path))
    edited.paragraphs[5].add_run(" thêm")
    edited.save(str(path))
    before = path.read_bytes()
    assert draft.to_docx(path) == tmp_path / "draft-2.docx"
    assert draft.to_docx(path) == tmp_path / "draft-2.docx"
    assert path.read_bytes() == before
    second = docx.Document(str(tmp_path / "draft-2.docx"))
    second.add_paragraph("thêm")
    second.save(str(tmp_path / "draft-2.docx"))
    assert draft.to_docx(path) == tmp_path / "draft-3.docx"


def test_one_other_letter_is_an_edit(draft, tmp_path) -> None:
    path = draft.to_docx(tmp_path / "draft.docx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part.replace(b"18 ", b"19 ", 1) if name == "word/document.xml" else part)
    assert draft.to_docx(path) == tmp_path / "draft-2.docx"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "text", "zip"])
def test_files_of_others_are_never_written_over(draft, tmp_path, content) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(content)
    assert draft.to_docx(path) == tmp_path / "draft-2.docx"
    assert path.read_bytes() == content


@pytest.mark.parametrize("lock", [".~lock.draft.docx#", "~$draft.docx", "~$aft.docx"])
def test_a_file_open_in_an_editor_is_left_alone(draft, tmp_path, lock) -> None:
    path = draft.to_docx(tmp_path / "draft.docx")
    (tmp_path / lock).write_bytes(b"x")
    assert draft.to_docx(path) == tmp_path / "draft-2.docx"


# LibreOffice, and time


def convert(path: Path, kind: str, out: Path) -> Path:
    profile = out / "profile"
    command = [
        str(SOFFICE),
        "--headless",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{kind.partition(':')[0]}"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_all_comments_and_no_blank_page(path, tmp_path) -> None:
    import pypdfium2

    again = docx.Document(str(convert(path, "docx", tmp_path)))
    before = docx.Document(str(path))
    assert sorted(comments(again).values()) == sorted(comments(before).values())
    with pypdfium2.PdfDocument(convert(path, "pdf", tmp_path)) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert all(len(text.split()) > 5 for text in texts)
    assert not texts[0].lstrip().startswith("1")
    assert [text.split()[0] for text in texts[1:]] == [str(n) for n in range(2, len(texts) + 1)]


def test_time_grows_with_the_number_of_units() -> None:
    def seconds(count: int) -> float:
        made = sample_draft(count)
        times = []
        for _ in range(3):
            began = time.process_time()
            docx_bytes(made)
            times.append(time.process_time() - began)
        return min(times)

    seconds(20)
    assert seconds(800) < 4 * 1.7 * seconds(200)


def test_a_template_that_declares_entities_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(template_bytes(None)[1]))
    with zipfile.ZipFile(packed, "w") as package:
        for part in source.namelist():
            data = source.read(part)
            if part == "word/document.xml":
                head, _, rest = data.partition(b"?>")
                data = head + b'?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + rest
            package.writestr(part, data)
    path = tmp_path / "template.docx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(BrokenFileError, match="document type"):
        write_docx(sample_draft(), tmp_path / "draft.docx", path)
    assert not (tmp_path / "draft.docx").exists()
