"""What one document adds to a graph: the documents that it is, and what it says of others, with the proof."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from sys import intern
from typing import NamedTuple

from qcdc_parse.graph.asking import asks
from qcdc_parse.graph.models import Confidence, Evidence, FileId, Said
from qcdc_parse.graph.sources import Claim, claims_of
from qcdc_parse.graph.vocabulary import titled
from qcdc_parse.identity.keys import slug
from qcdc_parse.model import Attachment, Document, Header, Reference
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span

__all__ = ["Citation", "Contribution", "Own", "file_of", "read_contribution"]


class Own(NamedTuple):
    """A document at hand: its key, what its header says, the part of the file it is."""

    key: str
    said: Said
    part: int


class Citation(NamedTuple):
    """One statement: ``source`` does it to ``target``; None where a document is not settled."""

    source: str | None
    target: str | None
    candidates: tuple[str, ...]
    in_title: bool
    """It stands in the source's own title."""
    partial: bool
    """It is said of an article or clause of the target, not of the whole."""
    said: Said
    doer: Said | None
    """What is said of the source, where another document than the one that speaks does it."""
    evidence: Evidence


class Contribution(NamedTuple):
    """All that one file adds to a graph."""

    file: FileId
    own: tuple[Own, ...]
    citations: tuple[Citation, ...]


_BY_NAME = ("named", "congress")
"""Kinds of mentions whose words are the name of the document: laws, resolutions of congresses."""
_OF_FILE = 16
"""Digits of the SHA-256 in the key of a document without identity."""


def file_of(document: Document) -> FileId:
    """Return name and SHA-256 of the file of a record."""
    return document.source.name, document.source.sha256


def read_contribution(document: Document) -> Contribution:
    """Read what a document adds to a graph."""
    reader = _Reader(document)
    return Contribution(file_of(document), tuple(reader.own), (*reader.attached(), *reader.citations()))


class _Reader:
    """One document with what is looked up again and again."""

    def __init__(self, document: Document) -> None:
        self.document = document
        nameless = f"file:{document.source.sha256[:_OF_FILE]}"
        self.own = [Own(document.header.identity or nameless, _said(document.header), 0)]
        self._starts: list[int] = []
        self._speakers: list[Own] = []
        for part in document.attachments:
            self._starts.append(part.span.start)
            self._speakers.append(self._speaker(part, part.header.identity, nameless))
        self._titles = [(r.span.start, r.span.end) for r in document.regions if r.kind == "header"]
        self._line = (0, -1)
        self._sentences: list[tuple[int, int]] = []
        self._quoted: tuple[tuple[int, int], str] = ((0, -1), "")

    def _speaker(self, part: Attachment, key: str | None, nameless: str) -> Own:
        """Return who says what stands in an attachment: itself, where it has an identity or stands for itself, else the main document."""
        if key is None and part.role != "document":
            return self.own[0]
        own = Own(key or f"{nameless}:{part.part}", _said(part.header), part.part)
        self.own.append(own)
        return own

    def speaker(self, offset: int) -> Own:
        """Return the document that speaks at an offset."""
        at = bisect_right(self._starts, offset) - 1
        return self._speakers[at] if at >= 0 else self.own[0]

    def attached(self) -> Iterator[Citation]:
        """Yield that an attachment with an identity of its own is attached to the main document."""
        for part, speaker in zip(self.document.attachments, self._speakers, strict=True):
            if part.role != "document" and speaker.key != self.own[0].key and speaker.part == part.part:
                end = self.document.text.find("\n", part.span.start, part.span.end)
                span = Span(start=part.span.start, end=part.span.end if end < 0 else end)
                words = " ".join(self.document.quote(span).split())
                proof = self._evidence(span, words, "", "attached_to", "attachment", None, "H", words, speaker)
                yield Citation(
                    speaker.key, self.own[0].key, (), in_title=True, partial=False, said=self.own[0].said, doer=None, evidence=proof
                )

    def citations(self) -> Iterator[Citation]:
        """Yield what the mentions say, one statement a mention."""
        for claim in claims_of(self.document):
            mention = claim.mention
            speaker = self.speaker(mention.span.start)
            source = speaker.key if claim.source is None else claim.source.target
            target = speaker.key if claim.target is None else claim.target.target
            if claim.source is not None and claim.source.status == "self":
                source = speaker.key
            if source is not None and source == target:
                continue
            source, target = source and intern(source), target and intern(target)
            candidates = claim.target.candidates if claim.target is not None else ()
            in_title = claim.source is None and self._in_title(mention.span)
            relation = _stated(claim, speaker, target, in_title=in_title)
            proof = self._evidence(
                mention.span,
                intern(mention.surface),
                intern(mention.id),
                relation,
                mention.rule,
                mention.section_id and intern(mention.section_id),
                _confidence(mention) if target is not None else "L",
                self._sentence(mention.span),
                speaker,
            )
            said = _said_of(claim.target) if claim.target is not None else speaker.said
            partial = claim.target is not None and claim.target.pinpoint is not None
            doer = _said_of(claim.source) if claim.source is not None else None
            yield Citation(source, target, candidates, in_title, partial, said, doer, proof)

    def _in_title(self, span: Span) -> bool:
        return any(start <= span.start and span.end <= end for start, end in self._titles)

    def _sentence(self, span: Span) -> str:
        """Return the sentence that holds a span, white space folded."""
        (begin, stop), quotation = self._quoted
        if begin <= span.start and span.end <= stop:
            return quotation
        text = self.document.text
        start, end = self._line
        if not start <= span.start < end:
            start = text.rfind("\n", 0, span.start) + 1
            end = text.find("\n", span.end)
            end = len(text) if end < 0 else end
            self._line = (start, end)
            self._sentences = split_sentences(text, start, end)
        at = max(bisect_right(self._sentences, (span.start, len(text))) - 1, 0)
        sentence = self._sentences[at] if self._sentences else (span.start, span.end)
        found = (min(sentence[0], span.start), max(sentence[1], span.end))
        quotation = " ".join(text[found[0] : found[1]].split())
        if found == sentence:
            self._quoted = (found, quotation)
        return quotation

    def _evidence(
        self,
        span: Span,
        surface: str,
        reference: str,
        relation: str,
        rule: str,
        section: str | None,
        confidence: Confidence,
        quotation: str,
        speaker: Own,
    ) -> Evidence:
        document = self.document
        page, paragraph = document.source_map.start_of(span)
        return Evidence(
            document.source.name,
            document.source.sha256,
            reference,
            speaker.part,
            section,
            page,
            paragraph,
            span,
            surface,
            quotation,
            relation,
            speaker.said.issued,
            rule,
            confidence,
        )


def _said(header: Header) -> Said:
    return Said(header.key, header.doc_type, header.issued, header.issuer, None, header.title)


def _said_of(mention: Reference) -> Said:
    title = mention.surface if mention.title is None and mention.kind in _BY_NAME else mention.title
    return Said(mention.key, mention.doc_type, mention.issued, mention.issuer, mention.term, title)


def _stated(claim: Claim, speaker: Own, target: str | None, *, in_title: bool) -> str:
    """Return the relation as the type of the document that does it makes it: what it cannot do it cites."""
    of_type = claim.target.doc_type if claim.target is not None else None
    if (claim.mention.asked and claim.mention.done_by is None) or (claim.relation == "attached_to" and not in_title):
        return "cites"  # what is attached says so in its own header; elsewhere the text tells of another attachment
    if claim.source is None and asks(claim.relation, speaker.said.doc_type, speaker.key, of_type, target):
        return "cites"
    if in_title or (claim.source is not None and claim.mention.inside is not None):
        return titled(claim.source.doc_type if claim.source is not None else speaker.said.doc_type, claim.relation)
    return claim.relation


def _confidence(mention: Reference) -> Confidence:
    number = mention.number
    if mention.status != "resolved":
        return "L"
    if mention.refers_to is not None or mention.kind == "unnumbered":
        return "M"
    if number is None:
        return "H" if mention.kind == "congress" or any(c.isdigit() for c in mention.surface) else "M"
    if mention.issued is None and number.year is None and mention.term is None:
        return "M"
    key = mention.key or ""
    return "H" if key in mention.surface or slug(key) in slug(mention.surface) else "M"
