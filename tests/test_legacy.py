"""TCVN3 and VNI-Windows: every letter of their tables, whole documents, what must not be touched."""

from __future__ import annotations

import re
import unicodedata

import pytest
from encoders import HAVE_ICONV, LETTERS, to_tcvn3, to_vni, to_windows_1258
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import corpus_texts
from test_properties import check_record

from qcdc_parse import ReadError, parse, parse_text
from qcdc_parse.clean.edits import apply
from qcdc_parse.clean.glyphs import repair
from qcdc_parse.legacy import decode, decoded_edits, detect, is_syllable, of_font
from qcdc_parse.legacy.tables import TCVN3

ENCODERS = {"tcvn3": to_tcvn3, "vni": to_vni}
iconv = pytest.mark.skipif(not HAVE_ICONV, reason="iconv, which knows TCVN5712-1, is not installed")
encodings = pytest.mark.parametrize("legacy", [pytest.param("tcvn3", marks=iconv), "vni"])
TEXTS = [unicodedata.normalize("NFC", repair(text)[0].text) for text in corpus_texts()]

PLAIN = """\
Ủy ban nhân dân tỉnh Cao Bằng
Số: 05/QĐ-UB
Cao Bằng, ngày 12 tháng 5 năm 2003
Căn cứ Nghị định số 12/2002/NĐ-CP của Chính phủ về công tác văn thư;
Điều 1. Thành lập tổ công tác giúp việc, gồm các ông, bà có tên sau.
Tổng số: 7 người
Nơi nhận:
- Như trên;
- Lưu VT."""


def decoded(text: str) -> str:
    return apply(text, decoded_edits(text).edits).text


# The tables ----------------------------------------------------------------------------------------------------------


def test_letters_are_all_of_vietnamese() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 12 * 6 - 6 + 1
    assert all(unicodedata.is_normalized("NFC", c) for c in LETTERS)


@iconv
def test_tcvn3_is_what_glibc_says() -> None:
    import subprocess

    for code, letter in TCVN3.items():
        if code != "μ":
            made = subprocess.run(
                ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=code.encode("latin-1"), capture_output=True, check=True
            )
            assert made.stdout.decode() == letter, f"{ord(code):02x}"
    assert set(TCVN3.values()) == {*LETTERS, *LETTERS.upper()}


@encodings
def test_every_letter_comes_back(legacy: str) -> None:
    for letter in LETTERS:
        assert decode(ENCODERS[legacy](letter), legacy) == letter  # type: ignore[arg-type]


def test_every_capital_of_vni_comes_back() -> None:
    for letter in LETTERS.upper():
        assert decode(to_vni(letter), "vni") == letter
        assert decode(to_vni(letter)[0] + to_vni(letter)[1:].lower(), "vni") == letter, "the base tells the case"


@iconv
def test_capital_fonts() -> None:
    for letter in LETTERS:
        assert decode(to_tcvn3(letter), "tcvn3-capitals") == letter.upper()


@iconv
def test_tcvn_5712_has_toned_capitals() -> None:
    import subprocess

    for letter in LETTERS.upper():
        made = subprocess.run(["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=letter.encode(), capture_output=True, check=True)
        assert decode(made.stdout.decode("latin-1"), "tcvn3") == letter


WORDS = [w for text in TEXTS for w in re.findall(r"[^\W\d_]+", text) if is_syllable(w) and (w.islower() or w.istitle() or w.isupper())]


def test_most_words_of_the_corpus_are_syllables() -> None:
    words = [w for text in TEXTS for w in re.findall(r"[^\W\d_]+", text) if not w.isascii() and "Đ" not in w]
    wrong = {w for w in words if not is_syllable(w)}
    assert len([w for w in words if w in wrong]) < 0.005 * len(words), wrong


@pytest.mark.parametrize("word", "lôc Phôc nghj café Größe naïve sãp ngịê quyểt gýp kể̉ cca tiêg ñy".split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(sorted(set(WORDS))), min_size=1, max_size=12))
def test_vni_undoes_its_encoder(words: list[str]) -> None:
    text = " ".join(words)
    assert decode(to_vni(text), "vni") == text


@iconv
@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(sorted({w.lower() for w in WORDS})), min_size=1, max_size=12), st.booleans())
def test_tcvn3_undoes_its_encoder(words: list[str], capitals: bool) -> None:
    text = " ".join(words)
    assert decode(to_tcvn3(text), "tcvn3-capitals" if capitals else "tcvn3") == (text.upper() if capitals else text)


# Fonts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [".VnTime", "ABCDEF+.VnTime-Bold", ".VnArial,Italic", ".vntime", "VnTime", "#2EVnTime", ".VnCentury Schoolbook", "'.VnArial Narrow'"],
)
def test_fonts_of_tcvn3(name: str) -> None:
    assert of_font(name) == "tcvn3"


@pytest.mark.parametrize(
    "name", [".VnTimeH", ".VnArialH", "ABCDEF+.VnTimeH,Bold", ".VNTIMEH", ".Vntimeh", ".VnArial NarrowH", "VnTimeH", ".Vn3DH"]
)
def test_fonts_of_capitals(name: str) -> None:
    assert of_font(name) == "tcvn3-capitals"


@pytest.mark.parametrize(
    "name", ["VNI-Times", "VNI-Helve", "ABCDEF+VNI-Times,Bold", "VNI Times", "VNI-Helve-Condense", "Vni-Avo", "VNITimes"]
)
def test_fonts_of_vni(name: str) -> None:
    assert of_font(name) == "vni"


@pytest.mark.parametrize(
    "name",
    [
        "Times New Roman",
        "VNtimes new roman",
        "VNarial",
        "Arial",
        "UTM Avo",
        "UVnTime",
        "VPS Times",
        "SVN-Times",
        "VnTimes2",
        "TimesNewRomanPSMT",
        "",
        ".",
        "Vn",
    ],
)
def test_other_fonts(name: str) -> None:
    assert of_font(name) is None


# Detection -----------------------------------------------------------------------------------------------------------

LETTERHEADS = (
    "Số: 05/QĐ-UB", "Uỷ ban nhân dân", "Hà Nội, ngày 12 tháng 5 năm 2003", "Điều 1", "Căn cứ", "Quyết định", "QUYẾT ĐỊNH", "Kính gửi:",
    "Nơi nhận:", "Độc lập - Tự do - Hạnh phúc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "Nghị định số 12/NĐ-CP",
)  # fmt: skip


@encodings
@pytest.mark.parametrize("line", LETTERHEADS)
def test_short_lines_speak_for_themselves(legacy: str, line: str) -> None:
    if legacy == "tcvn3" and line.startswith("Uỷ"):
        line = "Uû ban nhân dân".replace("û", "ỷ")
    written = ENCODERS[legacy](line)
    assert detect(written) == legacy
    assert decode(written, legacy) == line  # type: ignore[arg-type]


UNTOUCHED = (
    "«Đà Nẵng», naïve café, Größe, São Paulo, 10 µm ± 5 §", "Der Größe nach hört man für später schöne Übungen; § 5 Abs. 2 gilt.",
    "L'été à Orléans : où êtes-vous, naïfs maïs, Noël et Saül ?", "El niño añora la señal; ¿qué? ¡Sí! Español, pingüino, vergüenza.",
    "A ação não é só dos irmãos: põe, lê, vês, órgãos, à noite.", "På så då gå få må: Åre, Malmö, Östersund.", "Blåbærsyltetøy på grøt, så gøy.",
    "Hyvää päivää, tämä on sää.", "El raïm, la veïna i les conseqüències.", "De zeeën, coördinatie, geïnd, reële.",
    "Pâté, hôtel, août, goût, dû, crû, mûr, sûr.", "x·y + m×n ≤ 2π, ¬p, a¹, b², ½ kg, 5 µm, N·m, kW·h, §2, ©2020, Windows®, £5, 3¢",
    'if (a¬b) { x = "¶"; }  /* µs */ K£0Î', "Türk, ığdır, Şırnak, Łódź, žluťoučký kůň", "Ngày 5 tháng 4, ông Müller và bà Åsa Öberg sang Đà Nẵng.",
    "AÑO, NIÑO, CAÑÓN, ESPAÑA", "Hà Nội có ao sâu, cá và tôm; bà cô lên tàu.", "An ninh (quốc phòng)¹; ghi chú², mục ¶3", "ta có là cô bé",
)  # fmt: skip


@pytest.mark.parametrize("text", UNTOUCHED)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_other_texts_are_not_touched(text: str, form: str) -> None:
    text = unicodedata.normalize(form, text)
    assert detect(text) is None
    assert decoded_edits(text) == ([], [])


@pytest.mark.parametrize("number", range(len(TEXTS)))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_documents_are_not_touched(number: int, form: str) -> None:
    text = unicodedata.normalize(form, corpus_texts()[number])
    assert decoded_edits(text) == ([], [])
    assert not {n.code for n in parse_text(text).notes} & {"legacy-encoding", "mojibake-mended", "word-segmented", "decoded-as"}


OPEN = {
    ("731/QĐ-UBND", "tcvn3"): "lines of one word, and a heading misread by a scanner, say too little beside their neighbours",
    ("731/QĐ-UBND", "vni"): "as above",
    ("705-BC/HU", "tcvn3"): "the dash behind a label is a letter of TCVN3",
    ("HUYỆN ỦY ĐĂK HÀ", "tcvn3"): "short lines of names that are no Vietnamese syllables",
    ("HUYỆN ỦY ĐĂK HÀ", "vni"): "as above",
    ("kg/người/năm", "tcvn3"): "a unit beside a word that stands in Unicode letters",
    ("kg/người/năm", "vni"): "as above",
}


@pytest.mark.parametrize("number", range(len(TEXTS)))
@encodings
def test_documents_come_back(number: int, legacy: str, request: pytest.FixtureRequest) -> None:
    """All letters of VNI; of TCVN3 all but the case of toned capitals that begin a word, which its fonts do not have."""
    text = TEXTS[number]
    for (words, encoding), reason in OPEN.items():
        if words in text and encoding == legacy:
            request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    found = decoded(ENCODERS[legacy](text))
    if legacy == "vni":
        assert found == text
        return
    assert found.lower() == text.lower()
    pairs = [(a, b) for a, b in zip(text, found, strict=True) if a.isalpha()]
    assert sum(a == b for a, b in pairs) >= 0.997 * len(pairs)


@encodings
def test_lines_of_a_mixed_document(legacy: str) -> None:
    """A letterhead in the old letters above a Unicode body, and both old encodings in one file."""
    body = "\nCăn cứ Luật Tổ chức chính quyền địa phương; theo đề nghị của ông, bà.\nTổng số: có và là."
    assert decoded(ENCODERS[legacy](PLAIN) + body).lower() == (PLAIN + body).lower()
    found = decoded_edits(to_vni(PLAIN) + "\n\n" + to_tcvn3(PLAIN)) if HAVE_ICONV else None
    if found:
        assert [s.legacy for s in found.stretches] == ["vni", "tcvn3"]


def test_a_unicode_word_in_a_legacy_line() -> None:
    assert decoded("Céng hoµ Việt Nam x· héi chñ nghÜa") == "Cộng hoà Việt Nam xã hội chủ nghĩa"
    assert (
        decoded("Theo Nghị định mới, QuyÕt ®Þnh nµy thay thế Nghị quyết cũ.")
        == "Theo Nghị định mới, Quyết định này thay thế Nghị quyết cũ."
    )


def test_short_lines_go_with_their_neighbours() -> None:
    assert decoded("QuyÕt ®Þnh vÒ tæ chøc\nTæng sè\nPhô lôc\nUû ban nh©n d©n") == "Quyết định về tổ chức\nTổng số\nPhụ lục\nUỷ ban nhân dân"
    assert decoded("Tæng sè\nPhô lôc") == "Tæng sè\nPhô lôc"


@pytest.mark.parametrize("sign", ["\u00ad", "-", "\u2212"])
def test_the_letter_on_the_soft_hyphen(sign: str) -> None:
    text = "Nh\u00ad vËy, ®\u00adîc cÊp n\u00adíc cho nh©n d©n; 12-N§/TW, \u00adu tiªn, trõ 5-10 ng\u00adêi".replace("\u00ad", sign)
    assert decoded(text) == "Như vậy, được cấp nước cho nhân dân; 12-NĐ/TW, ưu tiên, trừ 5-10 người"


def test_greek_mu_is_taken_for_the_micro_sign() -> None:
    assert decoded("Hμ Néi, ngμy 12 th¸ng 5") == "Hà Nội, ngày 12 tháng 5"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (to_vni("Căn cứ Nghị định số 12 về tổ chức, quyết định:"), "Căn cứ Nghị định số 12 về tổ chức, quyết định:"),
        ("C¨n cø NghÞ ®Þnh sè 12 vÒ tæ chøc, quyÕt ®Þnh", "Căn cứ Nghị định số 12 về tổ chức, quyết định"),
    ],
)
def test_letters_mangled_through_windows_1258(written: str, text: str) -> None:
    assert decoded(written.encode("cp1252").decode("cp1258")) == text


def test_a_unicode_line_in_a_legacy_font_stays() -> None:
    """Word documents name `.VnTime` for text that is Unicode."""
    text = "Cán bộ có và là đảng viên ở chi bộ"
    assert decode(text, "tcvn3") == decode(text, "vni") == decode(text, "tcvn3-capitals") == text


def test_capitals_of_a_line_tell_the_case() -> None:
    assert decode("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "tcvn3") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert decode("Sè: 05/Q§-UB vÒ viÖc BAN HµNH QUY CHÕ", "tcvn3") == "Số: 05/QĐ-UB về việc BAN HÀNH QUY CHẾ"


# In the record -------------------------------------------------------------------------------------------------------


@encodings
def test_a_legacy_document_is_read_like_the_plain_one(legacy: str) -> None:
    raw = ENCODERS[legacy](PLAIN.replace("Ủy", "Uỷ"))
    document, plain = parse_text(raw), parse_text(PLAIN.replace("Ủy", "Uỷ"))
    check_record(document)
    assert document.text == plain.text
    assert document.header == plain.header
    assert [r.key for r in document.references] == [r.key for r in plain.references]
    (note,) = [n for n in document.notes if n.code == "legacy-encoding"]
    assert note.span is not None
    assert (note.span.start, note.span.end) == (0, len(document.text))
    assert note.severity == "info"
    for r in document.references:
        place = document.locate(r.span).raw
        assert decode(raw[place.start : place.end], legacy) == document.quote(r.span)  # type: ignore[arg-type]


@encodings
@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.data())
def test_every_word_leads_back(legacy: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    raw = ENCODERS[legacy]("\n".join(lines[at : at + 12]))
    document = parse_text(raw)
    check_record(document)
    for note in document.notes:
        assert note.code != "legacy-encoding" or note.span is not None
    for m in re.finditer(r"[^\W_]+", document.text):
        place = (
            document.locate(
                type(document.header.span if hasattr(document.header, "span") else document.regions[0].span)(start=m.start(), end=m.end())
            ).raw
            if document.regions
            else None
        )
        if place is not None:
            assert decoded_word(raw[place.start : place.end], legacy).lower() == m[0].lower()


def decoded_word(word: str, legacy: str) -> str:
    return re.sub(r"[^\w\d]|_", "", decode(word, legacy))  # type: ignore[arg-type]


# Files ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "windows-1258"])
def test_bytes_of_old_files(encoding: str) -> None:
    text = PLAIN.replace("Ủy", "Uỷ")
    if encoding == "tcvn3" and not HAVE_ICONV:
        pytest.skip("iconv, which knows TCVN5712-1, is not installed")
    data = to_windows_1258(text) if encoding == "windows-1258" else ENCODERS[encoding](text).encode("cp1252")
    document = parse(data, name="a.txt")
    assert document.text == parse_text(text).text
    note = document.notes[0]
    assert note.code == "decoded-as"
    assert note.message == f"not UTF-8: read as {'windows-1258' if encoding == 'windows-1258' else 'windows-1252'}"


@iconv
def test_bytes_of_the_standard_with_toned_capitals() -> None:
    import subprocess

    text = "ĐẢNG ỦY KHỐI\nSỐ 12-NQ/ĐUK\nNGHỊ QUYẾT\nVỀ CÔNG TÁC TỔ CHỨC"
    data = subprocess.run(["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=text.encode(), capture_output=True, check=True).stdout
    document = parse(data, name="a.txt")
    assert document.text == text
    assert document.notes[0].message == "not UTF-8: read as tcvn5712-1"


@pytest.mark.parametrize("text", ["Größe für später, schöne Übung", "El niño añora la señal", "“Smart quotes” – only"])
def test_bytes_of_other_languages_are_refused_as_before(text: str) -> None:
    with pytest.raises(ReadError, match="not UTF-8 text: byte 0x"):
        parse(text.encode("cp1252"), name="a.txt")


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=80).map(lambda t: t.encode("utf-16", "surrogatepass")),
        st.sampled_from(TEXTS).map(to_vni).map(lambda t: t.encode("cp1252", "replace")[:900]),
    )
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check_record(parse(data, name="a.txt"))
    except ReadError as error:
        assert "\n" not in str(error)  # noqa: PT017


# Mojibake ------------------------------------------------------------------------------------------------------------

WRONG = ("cp1252", "latin-1")


@pytest.mark.parametrize("codec", WRONG)
@pytest.mark.parametrize("times", [1, 2])
def test_mojibake_is_mended(codec: str, times: int) -> None:
    text = "Nghị quyết số 05-NQ/TU ngày 12/3/2021 của Đảng ủy về “công tác dân vận” – ưu tiên là chính."
    raw = text
    for _ in range(times):
        raw = "".join(bytes([b]).decode(codec, "replace").replace("\ufffd", chr(b)) for b in raw.encode())
    for shown in (raw, "Chỉ thị đã ban hành: " + raw, raw.replace("\xa0", " ")):
        document = parse_text(shown)
        check_record(document)
        assert document.text.endswith(text)
        assert [n.code for n in document.notes].count("mojibake-mended") == 1
        (reference,) = document.references
        place = document.locate(reference.span).raw
        assert shown[place.start : place.end].startswith("Ngh")
        assert shown[place.start : place.end].endswith("05-NQ/TU")


@pytest.mark.parametrize("text", ["XÃ HỘI “CÁ” VÀ Ã”", "“Cá”, «ná», Ô…", "TP. HCM: Á–Âu, Å…"])
def test_what_is_no_mojibake_stays(text: str) -> None:
    assert "mojibake-mended" not in {n.code for n in parse_text(text).notes}
