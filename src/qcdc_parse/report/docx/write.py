"""The draft as a DOCX: the template filled, then the parts put where it says ``{{ body }}`` and ``{{ appendices }}``."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from qcdc_parse.model import Source
from qcdc_parse.report.contents import DraftContents
from qcdc_parse.report.docx.appendices import for_the_clerk
from qcdc_parse.report.docx.matrix import matrix_of
from qcdc_parse.report.docx.package import Package
from qcdc_parse.report.docx.paper import Paper
from qcdc_parse.report.docx.slots import slots_of
from qcdc_parse.report.docx.styles import with_styles
from qcdc_parse.report.docx.template import filled, template_bytes
from qcdc_parse.report.models import Matrix
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.report.seal import BLANK_SEAL, write_free
from qcdc_parse.spreadsheet import one_line

__all__ = ["check_template", "docx_bytes", "write_docx"]

_NO_TITLE = "[trích yếu nội dung báo cáo]"
_PROPERTY = 255
"""What a property of a file holds."""
_NO_ISSUER = "[CƠ QUAN BAN HÀNH]"


def write_docx(draft: DraftContents, path: str | PathLike[str], template: str | PathLike[str] | None = None) -> Path:
    """Write a draft and return where; beside a file that a person has changed since, under the next free name.

    :param template: a DOCX with ``{{ body }}`` alone in a paragraph; Party form where none is given.
    :raises MissingToolError: docxtpl is not installed.
    :raises ReadError: the template cannot be used.
    :raises OSError: the file cannot be written.
    """
    return write_free(docx_bytes(draft, template), path)


def check_template(template: str | PathLike[str] | None) -> None:
    """Fill a template, or the one that comes along, with a draft that says nothing.

    :raises MissingToolError: docxtpl is not installed.
    :raises ReadError: the template cannot be used.
    """
    nothing = Outline(source=Source(name="", sha256="", media_type=""), slots=())
    docx_bytes(DraftContents(outline=nothing, units=(), submissions=(), answers=(), targets=Matrix(policy="")), template)


def docx_bytes(draft: DraftContents, template: str | PathLike[str] | None = None) -> bytes:
    """Return a draft as a DOCX."""
    name, data = template_bytes(template)
    body, appendices = (f"part-{uuid.uuid4().hex}" for _ in range(2))
    answered = len(draft.units) - len(draft.missing)
    title = one_line(draft.outline.title or "")
    values = {
        "body": body,
        "appendices": appendices,
        "title": title or _NO_TITLE,
        "issuer": f"[{one_line(draft.outline.issuer)}]" if draft.outline.issuer else _NO_ISSUER,
        "asked": str(len(draft.units)),
        "answered": str(answered),
    }
    document = filled(name, data, values)
    package = Package(name, document)
    paper = Paper(draft, with_styles(document), package.width, package.wide, package.next_comment)
    package.put(body, slots_of(paper, appendix=False), needed=True)
    package.put(appendices, _behind(paper, package))
    package.comment(paper.comments)
    document.core_properties.title = title[:_PROPERTY]
    document.core_properties.identifier = BLANK_SEAL
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _behind(paper: Paper, package: Package) -> Iterator[str]:
    """Yield what stands behind the signature: the outline's appendices, the matrix on pages turned round, what the clerk has to look at."""
    yield from slots_of(paper, appendix=True)
    matrix = list(matrix_of(paper))
    if matrix:
        yield paper.section_end(package.upright())
        yield from matrix
        yield paper.section_end(package.turned())
    yield from for_the_clerk(paper)
