"""Properties that hold for every text: what the contract promises whatever was read.

``check`` holds them all for one text; the fuzz tests call it too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
import strategies
from hypothesis import HealthCheck, example, given, settings
from shapes import SHAPES

from qcdc_parse import DocNumber, Document, Span, parse, parse_text
from qcdc_parse.model import Header, Section

QUICK = settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))

# Letters -----------------------------------------------------------------------------------------------------------

REPAIRS = str.maketrans("ƢƣÐƉðАВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ƯưĐĐđABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]")
MARKUP = re.compile(
    r"<br[ \t]*/?>|</?(?:b|i|u|sup|sub|strong|em)>|</?(?:table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col|p|div|center|span|font|small|big|ins)\b[^<>]*>"
    r"|&#?\w{2,9};|\\[A-Za-z]+",
    re.IGNORECASE,
)
SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
REWRITTEN = {"legacy-encoding", "mojibake-mended"}
"""Notes of texts whose letters were read as others: what comes back is tested with encoders, in `test_legacy.py`."""


def as_read(text: str) -> str:
    """The text that offsets point into: surrogate pairs joined, lone surrogates replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if re.search("[\ud800-\udfff]", text) else text


def visible(text: str) -> str:
    """The text after the documented repairs of letters, not yet composed."""
    return INVISIBLE.sub("", text).translate(REPAIRS).translate(SMALL)


MENDED = {"l": "1", "I": "1", "O": "0", "đ": "d"}


def letters(text: str) -> str:
    """Letters, digits and combining marks in their order, decomposed; everything else dropped, and what a label is mended by alike."""
    out: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", visible(text)):
        if unicodedata.category(char)[0] == "M":
            marks.append(char)
        elif char.isalnum():
            out += [*sorted(marks), MENDED.get(char, char)]
            marks = []
    return "".join([*out, *sorted(marks)])


def untagged(text: str) -> str:
    return MARKUP.sub("", visible(text))


def same_letters(found: str, source: str) -> bool:
    """Tell whether two texts hold the same letters, in whatever order; marks that were read or left may differ."""
    return any(sorted(letters(a)) == sorted(letters(b)) for a in (found, untagged(found)) for b in (source, untagged(source)))


def fold(text: str) -> str:
    return " ".join(text.split())


# The properties ------------------------------------------------------------------------------------------------------


def check(raw: str) -> Document:
    """Parse a text and hold the record to everything the contract says of it."""
    document = parse_text(raw)
    assert parse_text(raw) == document, "not deterministic"
    check_record(document)
    check_source(document, as_read(raw))
    return document


def check_record(document: Document) -> None:
    """What holds of a record by itself."""
    check_text(document)
    check_spans(document)
    check_quotations(document)
    check_coverage(document)
    check_sections(document)
    check_parts(document)
    check_references(document)
    check_header_words(document)
    assert Document.model_validate_json(document.model_dump_json()) == document, "JSON round trip"


def check_source(document: Document, raw: str) -> None:
    """What holds between a record and the raw text it was read from."""
    if REWRITTEN & {n.code for n in document.notes}:
        return
    check_letters(document, raw)
    check_source_map(document, raw)
    check_locate(document, raw)


def spans(value: object, path: str = "document") -> Iterator[tuple[str, Span]]:
    """Every span of a record that points into its text."""
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from spans(item, f"{path}[{index}]")
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            if name not in {"raw", "source_map"}:
                yield from spans(getattr(value, name), f"{path}.{name}")


def check_text(document: Document) -> None:
    text = document.text
    assert unicodedata.is_normalized("NFC", text), "text is not NFC"
    assert not INVISIBLE.search(text), "invisible characters left in the text"
    assert not set(text) & set("ƢƣÐƉ\r\f\u00a0"), "unrepaired characters left in the text"
    assert "\n\n" not in text
    assert text == text.strip()


def check_spans(document: Document) -> None:
    for path, span in spans(document):
        assert 0 <= span.start <= span.end <= len(document.text), f"{path}: {span} outside the text"


def check_quotations(document: Document) -> None:
    """``text[start:end]`` is the quotation, white space folded."""
    quote = document.quote
    for s in document.walk():
        assert (s.heading is None) == (s.heading_span is None)
        if s.heading_span is not None:
            assert s.heading == fold(quote(s.heading_span)), s.id
        assert not len(s.label_span) or quote(s.label_span).strip(), s.id
        for block in s.blocks:
            assert block.marker is None or quote(block.span).startswith(block.marker)
    for r in document.references:
        assert r.surface == fold(quote(r.span)), r.id
        assert r.surface
        assert (r.title is None) == (r.title_span is None)
        if r.title_span is not None:
            assert r.title == fold(quote(r.title_span)), r.id
        if r.issuer is not None:
            assert r.issuer in fold(document.text), r.id
        if r.cue_span is not None:
            assert len(r.cue_span)
    for i in document.indicators:
        assert i.statement == fold(quote(i.span)), i.id
        assert i.measures, i.id
        for m in i.measures:
            assert re.search(r"\d", quote(m.span)), i.id
            assert i.span.start <= m.span.start, i.id
            assert m.span.end <= i.span.end, i.id
        for words in (i.deadline, i.frequency):
            assert words is None or fold(words) in i.statement or any(fold(words) in (m.column or "") for m in i.measures)
        if (v := i.verdict) is not None:
            assert v.surface == fold(quote(v.span)).lower(), i.id
            assert (v.reason is None) == (v.reason_span is None)
            if v.reason_span is not None:
                assert v.reason == fold(quote(v.reason_span)), i.id
    for s in document.summary_verdicts:
        assert s.text == fold(quote(s.span))
        assert s.surface == s.surface.lower()
        assert s.surface in s.text.lower()
    for b in document.blanks:
        assert len(b.before) <= 40
        assert fold(document.text[: b.span.start]).endswith(b.before), b
        assert b.before == b.before.strip() or len(b.before) == 40
        assert not any(map(str.isalnum, quote(b.span))), b
    for n in document.notes:
        assert n.message
        assert "\n" not in n.message
    for f in document.furniture:
        assert not len(f.span)
        assert f.text.strip()


def check_coverage(document: Document) -> None:
    """Regions, labels, headings and blocks cover the text once, in order."""
    taken = [(r.span, r.kind) for r in document.regions]
    taken += [(b.span, "loose block") for b in document.blocks]
    for s in document.walk():
        if s.style == "unnumbered":
            assert s.label == s.label_span.of(document.text) == ""
        else:
            taken.append((s.label_span, f"label of {s.id}"))
        taken += [(s.heading_span, f"heading of {s.id}")] if s.heading_span else []
        taken += [(b.span, f"block of {s.id}") for b in s.blocks]
    taken.sort(key=lambda t: (t[0].start, t[0].end))
    at = 0
    for span, what in taken:
        assert len(span), f"{what} is empty"
        assert span.start >= at, f"{what} {span} overlaps what ends at {at}"
        assert not document.text[at : span.start].strip(), f"uncovered before {what}: {document.text[at : span.start]!r}"
        at = span.end
    assert not document.text[at:].strip(), f"uncovered at the end: {document.text[at:]!r}"
    for columns in (
        [r.span.start for r in document.regions],
        [b.span.start for b in document.blocks],
        [s.span.start for s in document.walk()],
        [f.span.start for f in document.furniture],
        [f.raw.start for f in document.furniture],
        *([b.span.start for b in s.blocks] for s in document.walk()),
    ):
        assert columns == sorted(columns)


def check_sections(document: Document) -> None:
    """Sections nest; what is theirs lies inside them."""
    ids = [s.id for s in document.walk()]
    assert len(set(ids)) == len(ids), "section ids are not unique"
    for before, after in pairwise(document.sections):
        assert before.span.end <= after.span.start
    for s in document.walk():
        assert s.label_span.start == s.span.start
        own = [s.label_span, *([s.heading_span] if s.heading_span else []), *(b.span for b in s.blocks), *(c.span for c in s.children)]
        assert all(s.span.start <= o.start <= o.end <= s.span.end for o in own), s.id
        assert s.span.end == max(o.end for o in own), f"{s.id} ends elsewhere than its last part"
        for before, after in pairwise(s.children):
            assert before.span.end <= after.span.start, s.id
        for child in s.children:
            assert (child.part, child.depth) == (s.part, s.depth + 1), child.id
            assert child.id.startswith(s.id + "/"), child.id
        assert s.depth >= 1


def check_parts(document: Document) -> None:
    """Part numbers count up, and what names a part lies in it."""
    assert [a.part for a in document.attachments] == list(range(1, len(document.attachments) + 1))
    for before, after in pairwise(document.attachments):
        assert before.span.end <= after.span.start
    ends = [a.span.start for a in document.attachments] + [len(document.text) + 1]
    starts = [0] + [a.span.start for a in document.attachments]
    holders: list[tuple[int, Span]] = [(r.part, r.span) for r in document.regions]
    holders += [(b.part, b.span) for b in document.blocks if b.kind != "footnote"] + [(s.part, s.span) for s in document.walk()]
    for part, span in holders:
        assert starts[part] <= span.start <= span.end <= ends[part]
    for part in range(len(starts)):
        assert [r.kind for r in document.regions if r.part == part] in ([], ["header"], ["footer"], ["header", "footer"])


def check_references(document: Document) -> None:
    by_section: dict[str, Section] = {s.id: s for s in document.walk()}
    by_id = {r.id: r for r in document.references}
    assert len(by_id) == len(document.references), "reference ids are not unique"
    assert len({i.id for i in document.indicators}) == len(document.indicators), "indicator ids are not unique"
    starts = [r.span.start for r in document.references]
    assert starts == sorted(starts), "references are not in reading order"
    assert [i.span.start for i in document.indicators] == sorted(i.span.start for i in document.indicators)
    assert [b.span.start for b in document.blanks] == sorted(b.span.start for b in document.blanks)
    footnotes = [b for b in document.blocks if b.kind == "footnote"]
    for record in (*document.references, *document.indicators, *document.blanks):
        note = next((b for b in footnotes if b.span.start <= record.span.start < b.span.end), None)
        if note:
            assert record.section_id == note.section_id
        elif record.section_id is not None:
            holder = by_section[record.section_id]
            assert holder.span.start <= record.span.start <= record.span.end <= holder.span.end, record
    for r in document.references:
        assert (r.key is None) == (r.number is None), r.id
        if r.key is not None:
            check_key(r.key)
        if r.inside is not None:
            outer = by_id[r.inside]
            assert outer.title_span is not None
            assert outer.title_span.start <= r.span.start < outer.title_span.end, r.id
            assert r.inside != r.id
        assert (r.status == "resolved") == (r.target is not None), r.id
        assert r.status == "ambiguous" or not r.candidates, r.id
        assert (r.status == "self") == (r.kind == "self"), r.id
    for header in (document.header, *(a.header for a in document.attachments)):
        assert (header.key is None) == (header.number is None)
        if header.key is not None:
            check_key(header.key)


def check_key(key: str) -> None:
    """A canonical number reads as itself."""
    number = DocNumber.parse(key)
    assert number is not None, key
    assert number.key == key


def check_header_words(document: Document) -> None:
    """What a header quotes stands in the text."""
    for h in (document.header, *(a.header for a in document.attachments)):
        for words in header_quotations(h):
            for word in words.split():
                assert word in document.text, words


def header_quotations(h: Header) -> Iterator[str]:
    fields = [h.issuer, h.superior, h.place, h.title, h.secrecy, h.urgency, *h.addressees, *h.recipients]
    if h.signer:
        fields += [h.signer.authority, h.signer.position, h.signer.name]
    if h.arrival_stamp:
        fields.append(h.arrival_stamp.number)
    yield from (f for f in fields if f is not None)


def check_letters(document: Document, raw: str) -> None:
    """Nothing is lost: every letter of the source stands in the text or in a furniture record."""
    kept = document.text + "\n" + "\n".join(f.text for f in document.furniture)
    assert same_letters(kept, raw), "letters were lost or made up"


def check_source_map(document: Document, raw: str) -> None:
    """The columns rise, each piece holds the letters of its raw stretch, and all of them hold all of the raw text's."""
    m = document.source_map
    assert len(m.text_starts) == len(m.raw_starts) == len(m.raw_ends)
    assert all(a < b for a, b in pairwise(m.text_starts)), "text_starts do not rise"
    assert all(a < b for a, b in pairwise(m.raw_starts)), "raw_starts do not rise"
    assert all(a <= b for a, b in pairwise(m.raw_ends))
    stretches: list[tuple[int, int]] = []
    text_ends = (*m.text_starts, len(document.text))[1:]
    for start, end, raw_start, raw_end in zip(m.text_starts, text_ends, m.raw_starts, m.raw_ends, strict=True):
        assert 0 <= raw_start <= raw_end <= len(raw)
        assert letters(document.text[start:end]) in (letters(raw[raw_start:raw_end]), letters(untagged(raw[raw_start:raw_end]))), (
            start,
            end,
        )
        stretches.append((raw_start, raw_end))
    for f in document.furniture:
        assert 0 <= f.raw.start <= f.raw.end <= len(raw)
        assert letters(f.text) in (letters(raw[f.raw.start : f.raw.end]), letters(untagged(raw[f.raw.start : f.raw.end])))
        stretches.append((f.raw.start, f.raw.end))
    stretches.sort()
    assert all(a[1] <= b[0] for a, b in pairwise(stretches)), "raw stretches overlap"
    read = "\n".join(raw[a:b] for a, b in stretches)
    assert letters(read) == letters(raw) or letters(untagged(read)) == letters(untagged(raw)), "the source map does not lead to all letters"


def check_locate(document: Document, raw: str) -> None:
    """``locate`` leads a span to raw characters with the same letters, furniture between them aside."""
    lifted = [(f.raw.start, f.raw.end) for f in document.furniture]
    for path, span in spans(document):
        found = document.locate(span).raw
        assert 0 <= found.start <= found.end <= len(raw), path
        if not len(span) or unicodedata.category(document.text[span.end : span.end + 1] or " ")[0] == "M":  # cuts a letter from its mark
            continue
        out, at = [], found.start
        for start, end in lifted:
            if at <= start and end <= found.end:
                out.append(raw[at:start])
                at = end
        out.append(raw[at : found.end])
        expected = letters(document.quote(span))
        stretch = "\n".join(out)
        assert {expected, letters(untagged(document.quote(span)))} & {letters(stretch), letters(untagged(stretch))}, (
            f"{path}: {document.quote(span)!r} located at {stretch!r}"
        )


# Tests ---------------------------------------------------------------------------------------------------------------


@QUICK
@given(strategies.arbitrary)
@example("")
@example("\ufeff")
@example("e\u200b\u0301")
@example("\ud83d\ude00 \ud83d")
@example("về “ca phe\u0302\u0323”")
def test_arbitrary_text(text: str) -> None:
    check(text)


@QUICK
@given(strategies.document_like())
def test_document_like_text(text: str) -> None:
    check(text)


@QUICK
@given(strategies.mutated())
def test_mutated_documents(text: str) -> None:
    check(text)


@settings(QUICK, max_examples=60)
@given(strategies.mutated())
def test_markdown_by_name(text: str) -> None:
    """A file that is called Markdown is read as Markdown, whatever it holds."""
    text = as_read(text)
    if visible(text).strip():
        document = parse(text.encode(), name="a.md")
        check_record(document)
        check_source(document, text.removeprefix("\ufeff"))


@pytest.mark.parametrize("path", sorted(strategies.CORPUS.iterdir()), ids=lambda p: p.name)
def test_corpus(path: object) -> None:
    check_record(parse(path))  # type: ignore[arg-type]


@pytest.mark.parametrize("number", range(len(strategies.corpus_texts())))
@pytest.mark.parametrize("shape", sorted(strategies.SHAPES))
def test_corpus_in_other_shapes(number: int, shape: str) -> None:
    check(strategies.SHAPES[shape](strategies.corpus_texts()[number]))


@pytest.mark.parametrize("number", range(len(strategies.corpus_texts())))
def test_decomposed_text_gives_the_same_record(number: int) -> None:
    """NFD is a way to write the same document: text and findings are equal, only the way back differs."""
    text = strategies.corpus_texts()[number]
    composed, decomposed = (parse_text(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    left_out = {"source", "source_map", "furniture"}
    assert decomposed.model_dump(exclude=left_out) == composed.model_dump(exclude=left_out)
    assert [(f.kind, f.span) for f in decomposed.furniture] == [(f.kind, f.span) for f in composed.furniture]


NESTED = {f"{depth} nested lists": "\n\n".join(f"1. mục số {i} gồm:" for i in range(depth)) for depth in (120, 400, 3000)}
HOSTILE = NESTED | {
    "a ratio of 400 digits": "Đạt 5/" + "9" * 400,
    "a ratio of 5,000 digits": "Đạt 5/" + "9" * 5000 + " xã",
    "a percentage of 400 digits": "Đạt " + "9" * 400 + "% số xã.",
    "a part of 400 digits": "Đạt " + "9" * 400 + "/57 chỉ tiêu",
    "a rate of 400 digits": "Họp " + "9" * 400 + " lần/năm",
    "long s in a cue": "ſơ kết Nghị quyết số 1-NQ/TW",
    "long s in a type word": "Bộ luật Hình sự và nghị quyết ſố 1-NQ/TW, Quyet định ſố 3-QĐ/TW",
    "dotless i": "Thực hıện Nghı quyet số 1-NQ/TW. Tốı thıểu 95% xã: ĐANG THỰC HİỆN.",
    "sharp s and ligatures": "BÁO CÁO ß\nVỀ ﬁ ǆ\nCỦA ĐẢNG ỦY ß\n1. ẞ 95% ﬁ",
    "digits of other scripts": "Điều ٣. Nghị quyết số ٣٠-NQ/TW ngày ١/٢/٢٠٢٠ đạt ٩٥% và ٤/٥٧ chỉ tiêu\n٣\nI. a",
    "superscripts": "Điều ². ½% và ²/³ chỉ tiêu Nghị quyết số ²-NQ/TW",
    "invisible between letter and mark": "e\u200b\u0301 a\u0301\u200b\x01\x02",
    "mark after Markdown": "**e**\u0301 **a**\n**b**",
    "mark at the start of a line": "a\n\u0301b\n=\n\u0338",
    "only marks": "**\n#\n|---|\n\\",
    "only form feeds": "\f\f\f",
    "only page numbers": "1\n\f2\n\f3",
    "unit separator": "\x1fa\x1f \x1f\x1f95% xã\x1f",
    "one colon": ":",
    "one quote": "“",
    "one label": "1.",
    "a label that looks like one within another": "PHỤ LỤC I.T\nII.Ả",
    "a title of one blank": '9-NQ/TU ngày 5/4/2020 " "',
    "a title with blanks inside its marks": "Nghị quyết số 36-NQ/TW về “ phát triển kinh tế biển ” và",
    "labels without text": "I.\n1.\na)\n-\nĐiều 1\nChương I\nPhần thứ nhất",
    "a footer alone": "Nơi nhận:",
    "letterheads alone": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" * 5,
    "type lines alone": "QUYẾT ĐỊNH\nBÁO CÁO\nQUY CHẾ\n(Kèm theo a)\n" * 3,
    "100,000 opening brackets": "(" * 100_000,
    "a line of 200,000 letters": "a" * 200_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts(case: str) -> None:
    check(HOSTILE[case])


@pytest.mark.parametrize("shape", SHAPES)
def test_texts_of_one_shape(shape: str) -> None:
    check(SHAPES[shape](3000))
