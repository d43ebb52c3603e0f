"""The record: what one parsed document is, as frozen, typed models.

Field names are the project's contract with other tools; ``schemas/document.schema.json`` is generated
from these models. Every quotation carries a :class:`Span` into the record's own ``text``, and
``text[start:end]`` is that quotation to the letter. What a document does not say is ``None`` or an empty
tuple: nothing is guessed into a field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from qcdc_parse.markup import Mark, Markup, render
from qcdc_parse.source_map import Location, SourceMap
from qcdc_parse.span import Record, Span

SCHEMA_VERSION = "1.0"

System = Literal["party", "state"]
SectionStyle = Literal[
    "part",
    "chapter",
    "section",
    "subsection",
    "article",
    "appendix",
    "letter_upper",
    "roman",
    "number",
    "decimal",
    "paren_number",
    "letter_lower",
    "unnumbered",
]
BlockKind = Literal["paragraph", "bullet", "table", "footnote"]
ReferenceKind = Literal["numbered", "named", "congress", "self", "unnumbered"]
Status = Literal["resolved", "ambiguous", "unknown", "self"]
Role = Literal["target", "result"]
Comparator = Literal["=", ">=", ">", "<=", "<"]
VerdictValue = Literal[
    "exceeded",
    "met",
    "on_track",
    "mostly_met",
    "partly_met",
    "not_yet_met",
    "not_met",
    "not_assessed",
]
AttachmentRole = Literal["outline", "regulation", "appendix", "document"]
FurnitureKind = Literal["page_number", "running_head", "debris", "footnote_mark", "boilerplate"]
Severity = Literal["info", "warning"]


class Source(Record):
    """Where the text came from."""

    name: str = Field(description="File name, or '<text>' for a string.", examples=["nq-11.pdf"])
    sha256: str = Field(description="SHA-256 of the bytes (of the UTF-8 form for a string), in hex.", examples=["9f86d0…"])
    media_type: str = Field(description="MIME type that was read.", examples=["application/pdf"])
    pages: int | None = Field(default=None, description="Number of pages where the format has pages.", examples=[9])


class Number(Record):
    """Số và ký hiệu: a document number taken apart."""

    serial: int = Field(description="The running number.", examples=[30])
    suffix: str | None = Field(default=None, description="Letter after the serial (`12a`), if any.", examples=["a"])
    year: int | None = Field(default=None, description="Year inside the symbol (state normative documents).", examples=[2015])
    type_code: str | None = Field(default=None, description="Type code of the symbol, official form.", examples=["CT", "QĐi"])
    body_code: str = Field(description="Code of the issuing body.", examples=["TW", "ĐUK", "CP", "QH15"])
    mark: str | None = Field(default=None, description="What stands behind the symbol of internal papers, if any.", examples=["nb"])
    system: System = Field(description="Party (`30-CT/TW`) or state (`04/2015/NĐ-CP`) numbering.", examples=["party"])


class Signer(Record):
    """Thẩm quyền ký: authority, position and name as printed."""

    authority: str | None = Field(default=None, description="Authority line (thẩm quyền).", examples=["T/M TỈNH ỦY"])
    position: str | None = Field(default=None, description="Position (chức vụ).", examples=["BÍ THƯ"])
    name: str | None = Field(default=None, description="Full name.", examples=["Nguyễn Văn An"])


class ArrivalStamp(Record):
    """Dấu văn bản đến: the receiving office's own number and date, never the document's."""

    number: str | None = Field(default=None, description="Arrival number as stamped.", examples=["615"])
    date: dt.date | None = Field(default=None, description="Arrival date.", examples=["2018-08-28"])
    receiver: str | None = Field(default=None, description="The office that stamped, as printed.", examples=["BAN DÂN VẬN TỈNH ỦY"])


class DigitalSignature(Record):
    """Chữ ký số: what the text of a digital signature says, each field as printed."""

    signer: str | None = Field(default=None, description="Người ký.", examples=["Ủy ban nhân dân tỉnh"])
    organisation: str | None = Field(default=None, description="Cơ quan.", examples=["Tỉnh Hòa Bình"])
    email: str | None = Field(default=None, description="Email.", examples=["vanthu@hoabinh.gov.vn"])
    signed: str | None = Field(default=None, description="Thời gian ký, Ngày ký.", examples=["12.03.2019 15:30:11 +07:00"])
    span: Span = Field(description="The lines that say so.")


class Header(Record):
    """Thể thức of one part: who issued what, when and to whom; null where it does not say."""

    doc_type: str | None = Field(default=None, description="Tên loại văn bản, in title case.", examples=["Nghị quyết"])
    key: str | None = Field(default=None, description="Canonical number of the document itself.", examples=["11-NQ/TU"])
    number: Number | None = Field(default=None, description="That number taken apart.")
    identity: str | None = Field(
        default=None,
        description="Identity key of the document itself, where its header settles it.",
        examples=["dang/tu@hau-giang/nq/2018-08-24/11"],
    )
    issuer: str | None = Field(default=None, description="Cơ quan ban hành, as printed.", examples=["TỈNH ỦY HẬU GIANG"])
    superior: str | None = Field(default=None, description="Cơ quan cấp trên above the issuer.", examples=["ĐẢNG BỘ TỈNH"])
    place: str | None = Field(default=None, description="Địa danh.", examples=["Hậu Giang"])
    issued: dt.date | None = Field(default=None, description="Date of issue.", examples=["2018-08-24"])
    title: str | None = Field(default=None, description="Trích yếu nội dung.", examples=["Về tăng cường …"])
    addressees: tuple[str, ...] = Field(default=(), description="Kính gửi.", examples=[["Các huyện ủy, thành ủy"]])
    recipients: tuple[str, ...] = Field(default=(), description="Nơi nhận, one a line.", examples=[["Như trên"]])
    signer: Signer | None = Field(default=None, description="Who signed.")
    secrecy: str | None = Field(default=None, description="Độ mật.", examples=["MẬT"])
    urgency: str | None = Field(default=None, description="Độ khẩn.", examples=["HỎA TỐC"])
    arrival_stamp: ArrivalStamp | None = Field(default=None, description="Dấu văn bản đến.")
    digital_signature: DigitalSignature | None = Field(default=None, description="Chữ ký số, where its text is printed.")
    typist: str | None = Field(
        default=None, description="Ký hiệu người đánh máy, số lượng bản: the typist's mark.", examples=["VPTU.NGÂN-126"]
    )


class Block(Record):
    """A paragraph, a bullet, a table of the body, or a footnote."""

    kind: BlockKind = Field(description="What it is.", examples=["bullet"])
    marker: str | None = Field(default=None, description="Mark of a bullet or footnote.", examples=["-"])
    span: Span = Field(description="Where it stands, the mark included.")


class Section(Record):
    """A numbered section (Phần, I, 1, 1.1, a, (1), Điều, phụ lục) with what stands in it."""

    id: str = Field(description="Path of labels, unique in the record.", examples=["II/2/2.1"])
    part: int = Field(description="0: main document; n: n-th attachment.", examples=[0])
    label: str = Field(description="Label as printed, without closing mark; empty for an unnumbered heading.", examples=["2.1", "Điều 3"])
    style: SectionStyle = Field(description="Kind of label.", examples=["decimal"])
    depth: int = Field(description="1 for the highest level used in the part.", examples=[3])
    heading: str | None = Field(default=None, description="Heading; null for a labelled paragraph.", examples=["Kết quả"])
    heading_span: Span | None = Field(default=None, description="Where the heading stands.")
    label_span: Span = Field(description="The label with its closing mark.")
    span: Span = Field(description="From the label to the end of the last descendant.")
    blocks: tuple[Block, ...] = Field(default=(), description="Own content, in order, children excluded.")
    children: tuple[Section, ...] = Field(default=(), description="Sub-sections, in order.")

    def walk(self) -> Iterator[Section]:
        """Yield this section and every descendant, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Pinpoint(Record):
    """Điểm, khoản, điều, or the heading above them, pointed into."""

    article: str | None = Field(default=None, description="Điều; a range with a hyphen.", examples=["5", "5-9"])
    clause: str | None = Field(default=None, description="Khoản; a list with commas.", examples=["2", "1, 3"])
    point: str | None = Field(default=None, description="Điểm; a list with commas.", examples=["a", "a, b, c"])
    heading: str | None = Field(
        default=None, description="Mục, chương, phần, phụ lục, from small to large.", examples=["mục II", "mục 2 chương III"]
    )


class Act(Record):
    """What another document than the citing one does to a mention: `Nghị định A thay thế Nghị định B`."""

    by: str = Field(description="The mention of the document that does it.", examples=["r5"])
    relation: str = Field(description="What it does.", examples=["replaces"])
    cue_span: Span = Field(description="The words that say so.")


class Reference(Record):
    """One mention of a document, its own included."""

    id: str = Field(description="Unique in the record, in reading order.", examples=["r7"])
    kind: ReferenceKind = Field(description="How it is named; docs/references.md explains.", examples=["numbered"])
    span: Span = Field(description="Type word through number or name.")
    surface: str = Field(description="That stretch, white space folded.", examples=["Chỉ thị số 30-CT/TW"])
    doc_type: str | None = Field(default=None, description="Tên loại in full.", examples=["Chỉ thị"])
    key: str | None = Field(default=None, description="Canonical number.", examples=["30-CT/TW"])
    number: Number | None = Field(default=None, description="That number taken apart.")
    issued: dt.date | None = Field(default=None, description="Date given with the mention.", examples=["1998-02-18"])
    issuer: str | None = Field(default=None, description="Issuer given with the mention, as printed.", examples=["Bộ Chính trị"])
    term: str | None = Field(default=None, description="Khóa, as printed.", examples=["VIII"])
    title: str | None = Field(default=None, description="Trích yếu without its quotation marks.", examples=["Về …"])
    title_span: Span | None = Field(default=None, description="Where the title stands.")
    pinpoint: Pinpoint | None = Field(default=None, description="Article, clause and point referred to, the nearest where several are.")
    pinpoints: tuple[Pinpoint, ...] = Field(default=(), description="All of them, lists taken apart, in order.")
    section_id: str | None = Field(default=None, description="Section that holds the mention.", examples=["I/1"])
    inside: str | None = Field(default=None, description="The reference whose title holds this one.", examples=["r6"])
    relation: str = Field(
        "cites", description="What the citing document does with it; docs/references.md lists the values.", examples=["implements"]
    )
    cue_span: Span | None = Field(default=None, description="The words that say so.")
    asked: bool = Field(
        default=False, description="Asked of or ordered to others (`đề nghị Chính phủ sửa đổi …`); the citing document does not do it."
    )
    done_by: Act | None = Field(
        default=None, description="What another document does to it, as the text says; `relation` then claims nothing."
    )
    status: Status = Field("unknown", description="Whether the identity is settled.", examples=["resolved"])
    target: str | None = Field(default=None, description="Identity key.", examples=["dang/tw/ct/1998-02-18/30"])
    candidates: tuple[str, ...] = Field(default=(), description="Identity keys that fit an ambiguous mention.")
    refers_to: str | None = Field(
        default=None, description="The mention of the same document that an alias, a short form or `nêu trên` takes up.", examples=["r2"]
    )
    rule: str = Field(description="The rule that fired.", examples=["numbered.party"])


class Measure(Record):
    """A number with unit and bound."""

    value: float = Field(description="The number; of a part of a total, the part.", examples=[46])
    of: float | None = Field(default=None, description="The total of a part (`46/57`).", examples=[57])
    planned: float | None = Field(default=None, description="The target a value is held against (`36/33 tỷ đồng`).", examples=[33])
    unit: str | None = Field(default=None, description="Unit as printed.", examples=["%", "lần/năm"])
    comparator: Comparator = Field("=", description="Bound.", examples=[">="])
    role: Role | None = Field(
        default=None, description="Which it is where a statement or row holds both a target and a result.", examples=["target"]
    )
    base: str | None = Field(default=None, description="What it is compared with, as printed.", examples=["so với cùng kỳ năm 2022"])
    column: str | None = Field(default=None, description="In a table: the heading of its column.", examples=["Thực hiện năm 2023"])
    subject: str | None = Field(default=None, description="Who or what it is said of.", examples=["cơ quan, đơn vị"])
    span: Span = Field(description="Number and unit; in a table the cell of the number.")


class Verdict(Record):
    """What the text says of an indicator."""

    value: VerdictValue = Field(description="The judgement.", examples=["not_yet_met"])
    surface: str = Field(description="Its wording, lower case.", examples=["chưa đạt"])
    reason: str | None = Field(default=None, description="Explanation beside it.", examples=["một số đơn vị ít biên chế"])
    span: Span = Field(description="Where the verdict stands.")
    reason_span: Span | None = Field(default=None, description="Where the explanation stands.")


class Indicator(Record):
    """Chỉ tiêu: a statement that sets or reports a rate."""

    id: str = Field(description="Unique in the record, in reading order.", examples=["i3"])
    section_id: str | None = Field(default=None, description="Section that holds it.", examples=["II/1"])
    span: Span = Field(description="The statement.")
    statement: str = Field(description="That stretch, white space folded.", examples=["100% cơ quan có …"])
    role: Role = Field(description="What is to be reached, or what was reached.", examples=["target"])
    measures: tuple[Measure, ...] = Field(description="Its numbers, in order.")
    deadline: str | None = Field(default=None, description="By when, as printed.", examples=["đến năm 2025"])
    frequency: str | None = Field(default=None, description="How often, as printed.", examples=["hằng năm"])
    scope: str | None = Field(default=None, description="Where it holds, as printed.", examples=["trên địa bàn tỉnh", "toàn Đảng bộ"])
    computed: VerdictValue | None = Field(default=None, description="What the figures imply; never mixed with the verdict.")
    verdict: Verdict | None = Field(default=None, description="What the text says.")


class VerdictCount(Record):
    """How many indicators a sentence says were judged so (`22 chỉ tiêu đạt`)."""

    count: int = Field(description="The number of indicators.", examples=[22])
    value: VerdictValue = Field(description="The judgement.", examples=["met"])
    surface: str = Field(description="Its wording, lower case.", examples=["đạt"])
    span: Span = Field(description="From the number through the wording.")


class SummaryVerdict(Record):
    """A sentence that judges the indicators as a whole, or counts them by verdict."""

    span: Span = Field(description="The sentence.")
    text: str = Field(description="That stretch, white space folded.", examples=["… cơ bản đạt các chỉ tiêu."])
    value: VerdictValue = Field(description="The judgement.", examples=["mostly_met"])
    surface: str = Field(description="Its wording, lower case.", examples=["cơ bản đạt"])
    total: int | None = Field(default=None, description="How many indicators there are, where it says so (`46/57`: 57).", examples=[57])
    counts: tuple[VerdictCount, ...] = Field(default=(), description="The numbers of indicators by verdict, in order.")


class Blank(Record):
    """A form field left to be filled in."""

    before: str = Field(description="Up to 40 characters ahead of it, white space folded.", examples=["đạt tỷ lệ:"])
    label: str | None = Field(
        default=None, description="What is asked for: the words ahead, or row and column of a table.", examples=["Tổng số đảng viên"]
    )
    unit: str | None = Field(default=None, description="Unit printed after it.", examples=["%"])
    span: Span = Field(description="The dots, or the empty place.")
    section_id: str | None = Field(default=None, description="Section that holds it.", examples=["PHỤ LỤC 2/2"])


class Note(Record):
    """A doubt or a repair, for a person to look at."""

    code: str = Field(description="Stable code of the rule.", examples=["term-mismatch"])
    severity: Severity = Field(description="info: mended, or known perhaps; warning: look at it.", examples=["warning"])
    span: Span | None = Field(default=None, description="Where.")
    message: str = Field(description="What, in one sentence.", examples=["khóa VII does not fit 1998-02-18, which is in khóa VIII"])


class Furniture(Record):
    """Page number, running head, debris, mark of a footnote, or what a web page puts around: taken out of ``text``, kept here."""

    kind: FurnitureKind = Field(description="What it is.", examples=["page_number"])
    text: str = Field(description="The line as it stood.", examples=["- 3 -"])
    span: Span = Field(description="Empty span of ``text``: the place it was taken from.")
    raw: Span = Field(description="Where it stands in the raw source text.")


class Region(Record):
    """A stretch of ``text`` that is header or footer of a part, not body."""

    kind: Literal["header", "footer"] = Field(description="Which.", examples=["footer"])
    part: int = Field(description="Part it belongs to.", examples=[0])
    span: Span = Field(description="Where.")


class Attachment(Record):
    """A document of its own in the same file."""

    part: int = Field(description="1, 2, …", examples=[1])
    role: AttachmentRole = Field(description="What it is to the main document.", examples=["outline"])
    span: Span = Field(description="Where it stands.")
    header: Header = Field(description="Its own header.")


class LooseBlock(Block):
    """A block of the body that stands in no section: preamble, closing formula, and footnotes, which end the text."""

    part: int = Field(description="Part it belongs to; for a footnote the one its mark stands in.", examples=[0])
    section_id: str | None = Field(default=None, description="Of a footnote: the section its mark stands in.", examples=["II/2"])


class Document(Record):
    """One parsed document."""

    schema_version: str = Field(SCHEMA_VERSION, description="Raised when a field changes meaning.", examples=["1.0"])
    source: Source = Field(description="Where the text came from.")
    text: str = Field(description="Canonical text: repaired, NFC, wraps joined; all spans point into it.")
    header: Header = Field(description="Thể thức of the main document.")
    attachments: tuple[Attachment, ...] = Field(default=(), description="Further documents in the same file.")
    sections: tuple[Section, ...] = Field(default=(), description="The trees of sections of all parts, in order.")
    blocks: tuple[LooseBlock, ...] = Field(default=(), description="Blocks that stand in no section, in order.")
    regions: tuple[Region, ...] = Field(default=(), description="Headers and footers of the parts.")
    furniture: tuple[Furniture, ...] = Field(default=(), description="Page numbers, running heads, debris.")
    references: tuple[Reference, ...] = Field(default=(), description="Every mention of a document, in reading order.")
    indicators: tuple[Indicator, ...] = Field(default=(), description="Every indicator, in reading order.")
    summary_verdicts: tuple[SummaryVerdict, ...] = Field(default=(), description="Sentences that judge as a whole.")
    blanks: tuple[Blank, ...] = Field(default=(), description="Fields left to be filled in.")
    notes: tuple[Note, ...] = Field(default=(), description="Doubts and repairs.")
    source_map: SourceMap = Field(description="The way back to the source.")

    def walk(self) -> Iterator[Section]:
        """Yield every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    def quote(self, span: Span) -> str:
        """Return ``text[span.start:span.end]``."""
        return span.of(self.text)

    def locate(self, span: Span) -> Location:
        r"""Lead a span back to the source: raw characters, page and boxes, or paragraph.

        >>> from qcdc_parse import parse_text
        >>> document = parse_text("Thực hiện Chỉ thị số 30-\n\nCT/TW của Bộ Chính trị.")
        >>> span = document.references[0].span
        >>> document.quote(span), document.locate(span).raw
        ('Chỉ thị số 30-CT/TW', Span(start=10, end=31))
        """
        return self.source_map.locate(span)

    def annotate(self, format: Markup = "html") -> str:  # noqa: A002  as the option of the command line
        """Return ``text`` as HTML or Markdown with every reference marked, those inside titles and other references too.

        HTML is a fragment: one ``<p>`` a line of ``text``; a reference is a ``<mark class="qcdc-reference">`` whose ``title``
        says key, relation and identity to people, and whose ``data-id``, ``-kind``, ``-key``, ``-relation``, ``-status``,
        ``-target``, ``-candidates`` and ``-inside`` say them to programs, where the record has them. Markdown is CommonMark: a
        paragraph a line, a reference is a link ``[words][r7]``, and the definitions at the end carry the titles. What the
        document says is data in both: no tag, link or emphasis of its own gets through.

        :raises ValueError: ``format`` is neither ``html`` nor ``markdown``.

        >>> from qcdc_parse import parse_text
        >>> print(parse_text("Thực hiện Kết luận 120-KL/TW của Bộ Chính trị ngày 07/01/2016.").annotate("markdown"))
        Thực hiện [Kết luận 120-KL/TW][r1] của Bộ Chính trị ngày 07/01/2016.
        <BLANKLINE>
        [r1]: #r1 "120-KL/TW; implements; resolved: dang/tw/kl/2016-01-07/120"
        """
        return render(self.text, map(_mark, self.references), format)


def _mark(reference: Reference) -> Mark:
    """Say of a reference what a mark shows of it."""
    identity = ", ".join(reference.candidates) or reference.target
    said = (reference.key, reference.relation, f"{reference.status}: {identity}" if identity else reference.status)
    data = (
        ("kind", reference.kind),
        ("key", reference.key),
        ("relation", reference.relation),
        ("status", reference.status),
        ("target", reference.target),
        ("candidates", " ".join(reference.candidates)),
        ("inside", reference.inside),
    )
    told = tuple((name, value) for name, value in data if value)
    return Mark(reference.span.start, reference.span.end, reference.id, "; ".join(filter(None, said)), told)
