"""PDF and DOCX in fonts of the time before Unicode: the font's name tells the encoding, capitals included."""

from __future__ import annotations

import pytest
from damage import page_of, pdf, stream
from ooxml import package, zipped

from qcdc_parse import Document, parse

TCVN3 = "Thùc hiÖn ChØ thÞ sè 30-CT/TW ngµy 18/02/1998 cña Bé ChÝnh trÞ"
UNICODE = "Thực hiện Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị"
VNI = "Thöïc hieän Chæ thò soá 30-CT/TW ngaøy 18/02/1998 cuûa Boä Chính trò"


def in_pdf(*runs: tuple[str, str]) -> Document:
    """A page with one line a run, each in its font."""
    fonts = b" ".join(b"/F%d %d 0 R" % (n, 6 + n) for n in range(len(runs)))
    lines = b"".join(
        b"/F%d 12 Tf (%s) Tj 0 -30 Td " % (n, text.encode("latin-1").replace(b"(", rb"\(").replace(b")", rb"\)"))
        for n, (text, _) in enumerate(runs)
    )
    faces = [
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[%s]>>"
        % (name.encode(), b"500 " * 224)
        for _, name in runs
    ]
    content = stream(b"BT 72 700 Td " + lines + b"ET")
    return parse(pdf(*page_of(content, b"<</Font<<%s>>>>" % fonts)[:4], b"null", *faces), name="a.pdf")


def in_docx(*paragraphs: tuple[tuple[str, str], ...]) -> Document:
    """Paragraphs of runs, each with its font."""

    def run(text: str, font: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    body = "".join(f"<w:p>{''.join(run(*each) for each in runs)}</w:p>" for runs in paragraphs)
    return parse(zipped(package(body)), name="a.docx")


@pytest.mark.parametrize(("text", "font"), [(TCVN3, ".VnTime"), (TCVN3, "ABCDEF+.VnArial-Bold"), (VNI, "VNI-Times"), (VNI, "VNI-Helve")])
def test_pdf(text: str, font: str) -> None:
    document = in_pdf((text, font))
    assert document.text == UNICODE
    assert [r.key for r in document.references] == ["30-CT/TW"]
    assert [(n.code, n.severity) for n in document.notes] == [("legacy-encoding", "info")]
    assert "page 1" in document.notes[0].message


def test_capital_fonts_give_capitals() -> None:
    assert in_pdf(("quyÕt ®Þnh cña uû ban nh©n d©n", ".VnTimeH")).text == "QUYẾT ĐỊNH CỦA UỶ BAN NHÂN DÂN"
    assert in_docx((("quyÕt ", ".VnTimeH"), ("®Þnh", ".VnTimeH"))).text == "QUYẾT ĐỊNH"


def test_the_letter_that_looks_like_a_soft_hyphen() -> None:
    """``ư`` is byte 0xAD, which readers of PDF take for a hyphen that ends a line."""
    assert "như\nvậy được" in in_pdf(("®Æc biÖt nh\xad", ".VnTime"), ("vËy ®\xadîc", ".VnTime")).text.replace(" vậy", "\nvậy")
    assert in_docx((("®\xadîc n\xadíc nh\xad", ".VnTime"),)).text == "được nước như"


def test_each_run_of_a_page_has_its_own_encoding() -> None:
    document = in_pdf(("céng hoµ x· héi chñ nghÜa", ".VnTimeH"), (TCVN3, ".VnTime"), (VNI, "VNI-Times"), ("Unit 5 of 7", "Helvetica"))
    assert " ".join(document.text.split()) == f"CỘNG HOÀ XÃ HỘI CHỦ NGHĨA {UNICODE} {UNICODE} Unit 5 of 7"
    assert ".VnTime, .VnTimeH, VNI-Times" in document.notes[0].message


def test_docx_words_and_letters_split_between_runs() -> None:
    """Word splits runs inside words; the letters of VNI are two characters each."""
    whole = in_docx(((TCVN3, ".VnTime"),))
    split = in_docx(tuple((char, ".VnTime") for char in TCVN3), tuple((char, "VNI-Times") for char in VNI))
    assert whole.text == UNICODE
    assert split.text.splitlines() == [UNICODE, UNICODE]
    assert [n.code for n in split.notes] == ["legacy-encoding"]


def test_docx_unicode_beside_a_legacy_run() -> None:
    document = in_docx((("Căn cứ ", "Times New Roman"), ("ChØ thÞ sè 30-CT/TW", ".VnTime"), (" ngày 18/02/1998", "Times New Roman")))
    assert document.text == "Căn cứ Chỉ thị số 30-CT/TW ngày 18/02/1998"


def test_unicode_text_in_a_legacy_font_stays() -> None:
    """Typed in Unicode, shown in a font that the machine does not have."""
    document = in_docx(((UNICODE, ".VnTime"),))
    assert document.text == UNICODE
    assert document.notes == ()


def test_letters_tell_where_the_font_does_not() -> None:
    """A converter that renamed the fonts."""
    document = in_docx(((TCVN3, "Times New Roman"),))
    assert document.text == UNICODE
    assert [n.code for n in document.notes] == ["legacy-encoding"]
