"""The package of a DOCX: its parts and relationships, read from the archive with bounds; nothing outside it is followed.

Only the parts that hold text are unpacked: pictures, macros and embedded files stay where they are.
"""

from __future__ import annotations

import base64
import binascii
import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from qcdc_parse.errors import BrokenFileError, TooLargeError
from qcdc_parse.read.docx.names import STRICT, R
from qcdc_parse.read.limits import Limits

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_DAMAGED = "a damaged or incomplete DOCX file"
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"


class Relation(NamedTuple):
    """A relationship inside the package: the last word of its type (``footnotes``) and the part it leads to."""

    kind: str
    part: str


@dataclass(slots=True)
class Package:
    """Parts by name (``word/document.xml``), parsed when asked for; ``main`` is the part of the document."""

    name: str
    parts: frozenset[str]
    load: Callable[[str], bytes]
    limits: Limits
    main: str = ""
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def root(self, part: str) -> _Element | None:
        """Return the root element of a part; None where there is no such part.

        :raises BrokenFileError: it is no XML, or has a DTD, which the format forbids.
        :raises TooLargeError: it has more elements than the bound.
        """
        if part not in self.parts:
            return None
        return parse_xml(self.load(part), self.name, part, self.limits)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by id; those that lead out of the package are not among them."""
        if part not in self._relations:
            folder, _, file = part.rpartition("/")
            root = self.root(f"{folder}/_rels/{file}.rels".lstrip("/"))
            self._relations[part] = {} if root is None else _relations(root, folder)
        return self._relations[part]

    def related(self, part: str, kind: str) -> _Element | None:
        """Return the root of the first part of a kind (``styles``) that a part leads to."""
        for relation in self.relations(part).values():
            if relation.kind == kind:
                return self.root(relation.part)
        return None

    def by_reference(self, part: str, element: _Element) -> Relation | None:
        """Return what the ``r:id`` of an element leads to."""
        return self.relations(part).get(element.get(f"{R}id") or "")


def open_package(data: bytes, name: str, limits: Limits) -> Package:
    """Open the archive of a DOCX and find its main part.

    :raises BrokenFileError: it is damaged or is no Word document.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BrokenFileError(name, _DAMAGED) from error
    budget = _Budget(name, limits.unpacked)
    entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in archive.infolist()}

    def load(part: str) -> bytes:
        try:
            with archive.open(entries[part]) as file:
                return budget.read(file.read)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise BrokenFileError(name, f"{_DAMAGED} ({part} does not unpack)") from error

    return _with_main(Package(name, frozenset(entries), load, limits))


def open_flat(data: bytes, name: str, limits: Limits) -> Package:
    """Open a Flat OPC file (Word 2003-2007 XML): the parts of a package inside one XML file.

    :raises BrokenFileError: it is damaged or is no Word document.
    """
    budget = _Budget(name, limits.unpacked)
    parts: dict[str, bytes] = {}
    for part in parse_xml(data, name, "the file", limits).iterchildren(f"{_PKG}part"):
        where = (part.get(f"{_PKG}name") or "").lstrip("/")
        xml = part.find(f"{_PKG}xmlData")
        if xml is not None and len(xml):
            parts[where] = budget.spend(etree.tostring(xml[0]))
        elif (binary := part.findtext(f"{_PKG}binaryData")) is not None and where.endswith(".xml"):
            try:
                parts[where] = budget.spend(base64.b64decode(binary))
            except binascii.Error as error:
                raise BrokenFileError(name, _DAMAGED) from error
    return _with_main(Package(name, frozenset(parts), parts.__getitem__, limits))


class _Budget:
    """Counts what is unpacked: what an archive says of its sizes is a claim."""

    def __init__(self, name: str, bound: int) -> None:
        self._name = name
        self._bound = bound
        self._left = bound

    def read(self, read: Callable[[int], bytes]) -> bytes:
        return self.spend(read(self._left + 1))

    def spend(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError(self._name, f"unpacks to more than the bound of {self._bound:,} bytes")
        return data


def _with_main(package: Package) -> Package:
    """Find the main part, as the package says or where Word puts it."""
    found = [r.part for r in package.relations("").values() if r.kind == "officeDocument"]
    main = next((part for part in [*found, "word/document.xml"] if part in package.parts), None)
    if main is None:
        raise BrokenFileError(package.name, f"{_DAMAGED} (no main part in it)")
    package.main = main
    return package


def _relations(root: _Element, folder: str) -> dict[str, Relation]:
    out = {}
    for relation in root.iterchildren(_RELATIONSHIP):
        target = relation.get("Target")
        identity = relation.get("Id")
        kind = relation.get("Type")
        if target and identity and kind and relation.get("TargetMode") != "External":
            where = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
            out[identity] = Relation(kind.rpartition("/")[2], where)
    return out


def parse_xml(data: bytes, name: str, part: str, limits: Limits) -> _Element:
    """Parse a part: no entity is expanded, nothing is loaded, libxml2's own bounds stay on; strict names become transitional.

    :raises BrokenFileError: it is no XML, or has a DTD.
    :raises TooLargeError: it has more elements than the bound: each takes a hundred times its letters in memory.
    """
    if data.count(b"<") - data.count(b"</") > limits.elements:
        raise TooLargeError(name, f"{part} has more than the bound of {limits.elements:,} elements")
    if _STRICT_MARK in data:
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFileError(name, f"{_DAMAGED} ({part}: {error})") from error
    if root.getroottree().docinfo.doctype:
        raise BrokenFileError(name, f"{part} has a document type declaration, which DOCX forbids")
    return root
