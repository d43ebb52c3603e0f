"""DOCX files made from pieces of WordprocessingML, for tests: the bare package, without what a word processor adds."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "footnotes": "footnotes", "endnotes": "endnotes"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def part(root: str, inner: str) -> bytes:
    """An XML part with the usual namespaces."""
    return f"{_HEAD}<w:{root} {NAMESPACES}>{inner}</w:{root}>".encode()


def package(body: str, *, section: str = "", extra: dict[str, bytes] | None = None, **parts: str) -> dict[str, bytes]:
    """The members of a DOCX: ``body`` inside ``w:body``; parts are styles, numbering, settings, footnotes, endnotes, header1, footer1."""
    out: dict[str, bytes] = {}
    overrides, relations = [], []
    for name, inner in {"document": "", **parts}.items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr", "document": "document"}.get(kind) or _ROOTS[kind]
        content = f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>" if name == "document" else inner
        out[f"word/{name}.xml"] = part(root, content)
        main = "document.main" if name == "document" else kind
        overrides.append(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{main}+xml"/>')
        if name != "document":
            relations.append(f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{name}.xml"/>')
    out["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    ).encode()
    head = f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    out["_rels/.rels"] = (
        f'{head}<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'.encode()
    )
    out["word/_rels/document.xml.rels"] = f"{head}{''.join(relations)}</Relationships>".encode()
    return {**out, **(extra or {})}


def zipped(members: dict[str, bytes]) -> bytes:
    """Pack members as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, *, section: str = "", extra: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """The bytes of a DOCX; see :func:`package`."""
    return zipped(package(body, section=section, extra=extra, **parts))


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; what is no element is text."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'
