"""The straight line: from a source to a record."""

from __future__ import annotations

from os import PathLike

from qcdc_parse.clean import clean
from qcdc_parse.collector import quiet_collector
from qcdc_parse.identity.own import identified
from qcdc_parse.identity.registry import Registry
from qcdc_parse.indicators import find_blanks, find_indicators
from qcdc_parse.markup import Markup
from qcdc_parse.model import Document
from qcdc_parse.passages import passages
from qcdc_parse.read import read
from qcdc_parse.read.limits import DEFAULT, Limits
from qcdc_parse.read.text import read_string
from qcdc_parse.references import find_references
from qcdc_parse.structure import build_structure
from qcdc_parse.text import SourceText


def parse(
    source: str | PathLike[str] | bytes, *, name: str | None = None, limits: Limits = DEFAULT, registry: Registry | None = None
) -> Document:
    """Read a file (or its bytes) and return its record.

    Reads PDF, scans (where Tesseract is installed), DOCX, DOC, RTF and ODT (where LibreOffice is), HTML, text and Markdown;
    the format is told by the bytes.
    ``name`` is the name the record carries, for bytes; ``limits`` are the bounds that the file is held to; ``registry`` is what
    is known of documents (:func:`qcdc_parse.load_registry`), None what the library knows.

    :raises ReadError: the file is missing, empty, encrypted, broken, too large or of an unknown format.

    >>> parse("Thực hiện Kết luận 120-KL/TW".encode()).references[0].key
    '120-KL/TW'
    """
    return parse_source(read(source, name=name, limits=limits), registry)


def parse_text(text: str, *, name: str = "<text>", registry: Registry | None = None) -> Document:
    r"""Return the record of a text. Never raises, whatever the text.

    >>> document = parse_text("NGHỊ QUYẾT\nVề chuyển đổi số\n\nI. MỤC TIÊU\n1. Ít nhất 95% xã có tổ công nghệ số.")
    >>> document.header.title, document.indicators[0].measures[0].comparator
    ('Về chuyển đổi số', '>=')
    """
    return parse_source(read_string(text, name), registry)


def annotate(text: str, format: Markup = "html") -> str:  # noqa: A002  as in Document.annotate
    """Return a text as HTML or Markdown with every reference in it marked: ``parse_text(text).annotate(format)``.

    What is annotated is the canonical text: letters repaired, printed lines joined, page furniture taken off.

    :raises ValueError: ``format`` is neither ``html`` nor ``markdown``.

    >>> print(annotate("Xem <b>Kế hoạch số 5-KH/HU</b>."))
    <p>Xem &lt;b&gt;<mark class="qcdc-reference" title="5-KH/HU; cites; unknown" data-id="r1" data-kind="numbered"
    data-key="5-KH/HU" data-relation="cites" data-status="unknown">Kế hoạch số 5-KH/HU</mark>&lt;/b&gt;.</p>
    """
    return parse_text(text).annotate(format)


@quiet_collector()
def parse_source(source: SourceText, registry: Registry | None = None) -> Document:
    """Take read text through the stages; each hands values on, none looks back."""
    cleaned = clean(source)
    structure = build_structure(cleaned)
    places = passages(structure.header, structure.attachments, structure.sections, structure.blocks, structure.regions)
    references, doubts = find_references(structure.text, cleaned.lines, places, registry)
    header, attachments = identified(structure.header, structure.attachments, references, structure.text)
    indicators, summaries, unread = find_indicators(structure.text, places)
    return Document(
        source=source.source,
        text=structure.text,
        header=header,
        attachments=attachments,
        sections=structure.sections,
        blocks=structure.blocks,
        regions=structure.regions,
        furniture=cleaned.furniture,
        references=tuple(references),
        indicators=tuple(indicators),
        summary_verdicts=tuple(summaries),
        blanks=tuple(find_blanks(structure.text, places)),
        notes=(*cleaned.notes, *structure.notes, *doubts, *unread),
        source_map=cleaned.source_map,
    )
