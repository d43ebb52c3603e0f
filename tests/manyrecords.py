"""As many records of documents that cite each other as one likes, made without parsing: `records(count)`.

What cites what comes from `citedworld`; here the text is written, with every mention where a reference says it is. Beside the plain
citations: mentions that stay ambiguous (with candidates) or unknown, mentions in the titles of others, laws amended by laws, dates and titles
that do not fit, own numbers, drafts without number, attachments, second copies of a file, pages and paragraphs.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from citedworld import TOPICS, Card, Cited, World

from qcdc_parse.model import Attachment, Block, Document, Header, LooseBlock, Reference, Region, Section, Source
from qcdc_parse.source_map import Anchor, SourceMap
from qcdc_parse.span import Span, made

CUES = {
    "based_on": "căn cứ",
    "implements": "thực hiện",
    "disseminates": "quán triệt",
    "reviews": "sơ kết 05 năm thực hiện",
    "guides": "hướng dẫn thi hành",
    "details": "quy định chi tiết",
    "amends": "sửa đổi, bổ sung",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "suspends": "ngưng hiệu lực",
    "corrects": "đính chính",
    "consolidates": "hợp nhất",
    "attached_to": "kèm theo",
    "responds_to": "phúc đáp",
}
TAILS = (
    ", phù hợp với đặc điểm tình hình và điều kiện thực tế của từng địa phương, cơ quan, đơn vị.",
    ", phân công rõ người, rõ việc, rõ trách nhiệm và thời hạn hoàn thành của từng thành viên.",
    "; kịp thời phát hiện, nhân rộng cách làm hay, đồng thời chấn chỉnh nơi làm chưa nghiêm.",
    ", coi đây là nhiệm vụ thường xuyên của cấp ủy, chính quyền và cả hệ thống chính trị.",
    ", bảo đảm dân chủ, công khai, đúng nguyên tắc, không hình thức, không làm thay.",
    " trên địa bàn.",
)
SENTENCES = (
    " Nhận thức của cán bộ, đảng viên và nhân dân có chuyển biến, nền nếp làm việc từng bước được củng cố.",
    " Định kỳ sáu tháng, một năm, các đơn vị báo cáo kết quả về cơ quan thường trực để tổng hợp, theo dõi.",
    " Tuy vậy, một số nơi còn lúng túng, việc kiểm tra chưa thường xuyên, hồ sơ lưu giữ chưa đầy đủ.",
    "",
    "",
)
HEADINGS = ("ĐẶC ĐIỂM TÌNH HÌNH", "NHIỆM VỤ, GIẢI PHÁP", "KẾT QUẢ ĐẠT ĐƯỢC", "TỔ CHỨC THỰC HIỆN")
ROMAN = ("I", "II", "III", "IV")
_WRITTEN = 0.93
"""Titles name further documents: so much less is drawn."""
_PAGE = 1800
"""Characters of a page."""
_DAY = dt.timedelta(days=1)


def records(count: int, mentions_per_document: float = 20, seed: int = 1) -> Iterator[Document]:
    """Yield so many records one after the other, by date, the same for the same seed; none is kept."""
    draw = random.Random(f"{seed} text")
    written = 0
    for card, cited in World(count, mentions_per_document * _WRITTEN, seed).documents():
        for copy in range(2 if draw.random() < 0.005 else 1):
            if written < count:
                yield _Writing(draw, card, written).document(cited, copy)
                written += 1


class _Writing:
    """One document while it is written."""

    def __init__(self, draw: random.Random, card: Card, at: int) -> None:
        self._draw, self._card, self._number = draw, card, at
        self._parts: list[str] = []
        self._at = 0
        self._references: list[Reference] = []
        self._section: str | None = None
        self._known: dict[str, str] = {}

    def document(self, cited: list[Cited], copy: int) -> Document:
        """Write header, preamble, sections and footer; a second copy lacks its last paragraph."""
        head = self._header()
        regions = [self._region("header", 0)]
        mentions = [c for times in range(max(c.mentions for c in cited)) for c in cited if c.mentions > times]
        groups = [mentions[at : at + 2] for at in range(0, len(mentions), 2)][: -copy or None]
        opening = [self._paragraph(group) for group in groups[:2]]
        sections = self._sections(groups[2:])
        begin = self._at
        self._put(f"Nơi nhận:\n- Như trên,\n- Lưu Văn phòng.\nNgười ký: {self._card.issuer}\n")
        regions.append(self._region("footer", begin))
        attachments = (self._attachment(),) if self._number % 100 == 7 else ()
        text = "".join(self._parts)
        name = f"{self._card.symbol.replace('/', '-')} {self._number:06}.txt"
        return made(
            Document,
            source=made(Source, name=name, sha256=f"{self._number * 0x9E3779B97F4A7C15:064x}", media_type="text/plain", pages=None),
            text=text,
            header=head,
            attachments=attachments,
            sections=tuple(sections),
            blocks=tuple(made(LooseBlock, kind="paragraph", span=span, part=0) for span in opening),
            regions=tuple(regions),
            references=tuple(self._references),
            source_map=self._map(len(text)),
        )

    def _put(self, text: str) -> int:
        """Write a text and return where it begins."""
        begin = self._at
        self._parts.append(text)
        self._at += len(text)
        return begin

    def _region(self, kind: Any, begin: int) -> Region:
        return made(Region, kind=kind, part=0, span=Span(start=begin, end=self._at))

    def _header(self) -> Header:
        card = self._card
        self._put(f"{card.superior}\n" if card.superior else "")
        self._put(f"{card.letterhead}\n")
        self._put(f"Số {card.symbol}\n" if card.key else "Số\n")
        day = card.issued
        self._put(f"{card.place}, ngày {day.day:02} tháng {day.month:02} năm {day.year}\n{card.doc_type.upper()}\n")
        title = self._put("về ")
        if card.about is None:
            self._put(card.topic)
        else:
            relation = "reviews" if card.doc_type == "Báo cáo" else "implements"
            cue = self._put(f"{CUES[relation]} ")
            self._refer(card.about, relation, Span(start=cue, end=self._at - 1), dated=True)
        end = self._at
        self._put("\n-----\n")
        return made(
            Header,
            doc_type=card.doc_type,
            key=card.symbol if card.key else None,
            number=card.number if card.key else None,
            identity=card.key,
            issuer=card.letterhead,
            superior=card.superior,
            place=card.place,
            issued=day,
            title="".join(self._parts)[title:end],
        )

    def _sections(self, groups: list[list[Cited]]) -> list[Section]:
        out = []
        size = -(-len(groups) // len(ROMAN))
        for nth, label in enumerate(ROMAN):
            own = groups[nth * size : (nth + 1) * size]
            if not own:
                break
            begin = self._put(f"{label}. ")
            heading = self._put(f"{HEADINGS[nth]}\n")
            named = Span(start=heading, end=self._at - 1)
            children = tuple(self._point(f"{label}/{n}", str(n), group) for n, group in enumerate(own, 1))
            out.append(
                made(
                    Section,
                    id=label,
                    part=0,
                    label=label,
                    style="roman",
                    depth=1,
                    heading=HEADINGS[nth],
                    heading_span=named,
                    label_span=Span(start=begin, end=heading - 1),
                    span=Span(start=begin, end=self._at - 1),
                    children=children,
                )
            )
        self._section = None
        return out

    def _point(self, id_: str, label: str, group: list[Cited]) -> Section:
        self._section = id_
        begin = self._put(f"{label}. ")
        block = self._paragraph(group)
        return made(
            Section,
            id=id_,
            part=0,
            label=label,
            style="number",
            depth=2,
            label_span=Span(start=begin, end=begin + len(label) + 1),
            span=Span(start=begin, end=block.end),
            blocks=(made(Block, kind="paragraph", span=block),),
        )

    def _paragraph(self, group: list[Cited]) -> Span:
        """Write one or two mentions as a sentence, often with another behind it."""
        draw = self._draw.random
        begin = self._put("Cấp ủy, chính quyền các cấp " if draw() < 0.5 else "Ban Thường vụ và các cơ quan liên quan ")
        for nth, cited in enumerate(group):
            if nth:
                self._put(", đồng thời ")
            self._mention(cited, draw())
        self._put(TAILS[int(draw() * len(TAILS))])
        self._put(SENTENCES[int(draw() * len(SENTENCES))])
        if draw() < 0.04:
            self._self()
        end = self._at
        self._put("\n")
        return Span(start=begin, end=end)

    def _mention(self, cited: Cited, chance: float) -> None:
        """Write a mention with its cue; ``chance`` says in which of the rarer ways."""
        card = cited.card
        first = card.named not in self._known
        relation = cited.relation if first or chance < 0.4 else "cites"
        cue = None
        if words := CUES.get(relation):
            at = self._put(words)
            cue = Span(start=at, end=self._at)
            self._put(" ")
        else:
            self._put("như đã nêu tại ")
        if chance > 0.97 and card.key:
            keys = sorted({card.key, card.twin(5), *([card.twin(10)] if chance > 0.98 else [])})
            self._refer(card, relation, cue, status="ambiguous", candidates=tuple(keys))
        elif chance > 0.94:
            self._refer(card, relation, cue, status="unknown")
        elif not first and chance > 0.8:
            self._again(card, relation, cue)
        elif (titled := first and card.about is not None and chance > 0.5) or (first and chance > 0.35):
            self._titled(card, relation, cue, inner=card.about if titled else None, strange=chance > 0.938)
        else:
            self._refer(card, relation, cue, dated=first)
        if chance < 0.01 and card.key:  # what is said of the mention before
            replaced = chance < 0.001 and card.province is not None
            self._put(" (")
            at = self._put("được thay thế bởi" if replaced else "được sửa đổi, bổ sung bởi")
            cue = Span(start=at, end=self._at)
            self._put(" ")
            self._refer(card.successor(), "replaced_by" if replaced else "amended_by", cue, dated=True)
            self._put(")")

    def _refer(self, card: Card, relation: str, cue: Span | None, *, dated: bool = False, **more: Any) -> str:
        """Write the number of a document, with its date and body where wanted, and return the id of the mention."""
        begin = self._put(card.named)
        end = self._at
        if dated:
            day = card.issued
            self._put(f" ngày {day.day:02}/{day.month:02}/{day.year} của {card.issuer}")
        id_ = f"r{len(self._references) + 1}"
        settled = card.key is not None and "status" not in more
        self._references.append(
            made(
                Reference,
                id=id_,
                kind="numbered",
                span=Span(start=begin, end=end),
                surface=_anew(card.named),
                doc_type=card.doc_type,
                key=_anew(card.symbol),
                number=card.number,
                issued=card.issued if dated else None,
                issuer=_anew(card.issuer) if dated else None,
                section_id=self._section,
                relation=relation,
                cue_span=cue,
                rule="numbered.party" if card.number.system == "party" else "numbered.state",
                target=_anew(card.key) if settled and card.key else None,
                **({"status": "resolved" if settled else "unknown"} | more),
            )
        )
        if settled:
            self._known.setdefault(card.named, id_)
        return id_

    def _again(self, card: Card, relation: str, cue: Span | None) -> None:
        """Take a document up by its type and bare number."""
        short = f"{card.doc_type} {card.number.serial}"
        begin = self._put(short)
        self._references.append(
            made(
                Reference,
                id=f"r{len(self._references) + 1}",
                kind="unnumbered",
                span=Span(start=begin, end=self._at),
                surface=short,
                doc_type=card.doc_type,
                section_id=self._section,
                relation=relation,
                cue_span=cue,
                status="resolved" if card.key else "unknown",
                target=_anew(card.key) if card.key else None,
                refers_to=self._known.get(card.named),
                rule="unnumbered",
            )
        )

    def _titled(self, card: Card, relation: str, cue: Span | None, *, inner: Card | None, strange: bool) -> None:
        """Write a mention with its title, which may name another document; a ``strange`` one has another day, or another title."""
        place = len(self._references)
        printed = card._replace(issued=card.issued + _DAY) if strange and card.number.year else card
        holder = self._refer(printed, relation, cue, dated=True)
        self._put(" về ")
        begin = self._at
        if inner is None:
            self._put(TOPICS[self._number % len(TOPICS)] if strange else card.topic)
        else:
            said = "reviews" if card.doc_type == "Báo cáo" else "implements"
            at = self._put(CUES[said])
            within = Span(start=at, end=self._at)
            self._put(" ")
            self._refer(inner, said, within, dated=True, inside=holder)
        title = Span(start=begin, end=self._at)
        text = "".join(self._parts)[begin:] if inner else _anew(self._parts[-1])
        self._references[place] = self._references[place].model_copy(update={"title": text, "title_span": title})

    def _self(self) -> None:
        """Write a sentence of the document itself."""
        self._put(" ")
        surface = f"{self._card.doc_type} này"
        begin = self._put(surface)
        self._references.append(
            made(
                Reference,
                id=f"r{len(self._references) + 1}",
                kind="self",
                span=Span(start=begin, end=self._at),
                surface=surface,
                doc_type=self._card.doc_type,
                section_id=self._section,
                status="self",
                rule="self",
            )
        )
        self._put(" có hiệu lực kể từ ngày ký.")

    def _attachment(self) -> Attachment:
        """Write a regulation behind the footer, every second one with number and date of its own."""
        begin = self._put("QUY CHẾ\nlàm việc và phối hợp công tác\nQuy chế này quy định trách nhiệm và lề lối làm việc.\n")
        card, number, key, identity = self._card, None, None, None
        if self._number % 200 == 7 and card.key and card.number.system == "party" and card.number.body_code != "ĐU":
            number = card.number.model_copy(update={"type_code": "QC"})
            key = f"{number.serial:02}-QC/{number.body_code}"
            identity = "/".join((*card.key.split("/")[:2], "qc", *card.key.split("/")[3:]))
        header = made(
            Header,
            doc_type="Quy chế",
            key=key,
            number=number,
            identity=identity,
            issuer=card.letterhead if number else None,
            superior=card.superior if number else None,
            place=card.place if number else None,
            issued=card.issued if number else None,
            title="làm việc và phối hợp công tác",
        )
        return made(Attachment, part=1, role="regulation", span=Span(start=begin, end=self._at), header=header)

    def _map(self, length: int) -> SourceMap:
        """Point a third of the documents to pages, a third to paragraphs."""
        anchors: tuple[Anchor, ...] = ()
        if self._number % 3 == 0:
            anchors = tuple(made(Anchor, raw=at, page=page) for page, at in enumerate(range(0, length, _PAGE), 1))
        elif self._number % 3 == 1:
            anchors = tuple(made(Anchor, raw=at, paragraph=nth) for nth, at in enumerate(range(0, length, 300), 1))
        return made(SourceMap, text_starts=(0,), raw_starts=(0,), raw_ends=(length,), anchors=anchors)


def _anew(text: str) -> str:
    """Return the same text in memory of its own, as every mention of a parsed record has it."""
    return text[:1] + text[1:]
