"""Damaged and hostile files: made from ours by seeded mutation, and by hand.

``files()`` yields all of them, the same ones every time. Run as a program, this module parses them one by one in a process
of bounded memory and prints one JSON line a file: the tests start it so that a crash, a hang or a flood of memory is seen
from outside.

    python tests/damage.py [NAME-PART]
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent
CORPUS = TESTS.parent / "corpus" / "documents"
FILES = TESTS / "files"
MUTANTS = {".pdf": 10, ".docx": 14, ".html": 5, ".htm": 5, ".png": 4, ".jpg": 4, ".tif": 4, ".txt": 2, ".md": 2}
"""How many mutants are made of each file of ours, by its ending; formats that are read through a program have tests of their own."""
LARGEST = 200_000
"""Files of more bytes than this are not mutated: a mutant of a small one finds the same."""


# Mutation ------------------------------------------------------------------------------------------------------------


def damaged(data: bytes, rng: random.Random) -> bytes:
    """A file with some bytes changed, cut out, doubled or cut off; of a ZIP now and then one of its members."""
    if data.startswith(b"PK") and rng.random() < 0.8:
        return damaged_member(data, rng)
    if data.startswith(b"%PDF") and rng.random() < 0.5:
        return damaged_token(data, rng)
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        at = rng.randrange(max(len(out), 1))
        way = rng.random()
        if way < 0.7:
            out[at : at + 1] = rng.randbytes(1)
        elif way < 0.8:
            del out[at : at + rng.randrange(1, 200)]
        elif way < 0.9:
            out[at:at] = out[at : at + rng.randrange(1, 200)]
        elif way < 0.92:
            del out[max(at, 1) :]
        else:
            out[at : at + 8] = rng.randbytes(8)
    return bytes(out)


def damaged_member(data: bytes, rng: random.Random) -> bytes:
    """A ZIP archive, sound as such, with one member damaged, emptied or left out."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        victim = rng.choice(old.namelist())
        for name in old.namelist():
            member = old.read(name)
            if name != victim:
                new.writestr(name, member)
            elif member and rng.random() < 0.8:
                new.writestr(name, damaged_token(member, rng) if rng.random() < 0.6 else damaged(member, rng))
            elif rng.random() < 0.5:
                new.writestr(name, b"")
    return result.getvalue()


_TOKENS = re.compile(rb"/[A-Za-z]+|-?\d+(?:\.\d+)?|<[/?!]?[\w:]+|[\w:]+=\"[^\"]*\"|endobj|stream|<<|>>|\[|\]")
_NUMBERS = (b"0", b"-1", b"1", b"2147483647", b"-2147483648", b"99999999999999999999", b"1e308", b"0.0000001")


def damaged_token(data: bytes, rng: random.Random) -> bytes:
    """A PDF or XML with one token changed for another of its own, left out, doubled, or a number made extreme."""
    tokens = [m.span() for m in _TOKENS.finditer(data[:400_000])]
    if not tokens:
        return data[: len(data) // 2]
    out = data
    for start, end in sorted(rng.sample(tokens, min(len(tokens), rng.choice((1, 1, 2, 5)))), reverse=True):
        token = out[start:end]
        other = out[slice(*rng.choice(tokens))]
        number = rng.choice(_NUMBERS) if token[-1:].isdigit() else other
        out = out[:start] + rng.choice((number, number, other, b"", token + b" " + token)) + out[end:]
    return out


def mutants() -> Iterator[tuple[str, bytes]]:
    """Mutants of the corpus and of the files of the tests."""
    for path in sorted([*CORPUS.iterdir(), *(p for p in FILES.rglob("*") if p.is_file())]):
        data = path.read_bytes()
        if len(data) > LARGEST:
            continue
        for number in range(MUTANTS.get(path.suffix.lower(), 0)):
            rng = random.Random(f"{path.name} {number}")
            yield f"mutant {number} of {path.name}", damaged(data, rng)


# By hand: PDF --------------------------------------------------------------------------------------------------------


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table))


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), more, data)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def page_of(contents: bytes, resources: bytes = b"<</Font<</F1 5 0 R>>>>", box: bytes = b"[0 0 595 842]") -> tuple[bytes, ...]:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return CATALOG, pages, b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources%s>>" % (box, resources), contents, FONT


SHOWN = b"BT /F1 12 Tf 72 700 Td (So 12-KH/TU ngay 5/6/2024) Tj ET"


def pdfs() -> Iterator[tuple[str, bytes]]:
    yield "head only", b"%PDF-1.7\n"
    yield "no objects", pdf()
    yield "page tree that is its own child", pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield (
        "page tree of two that hold each other",
        pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 5>>", b"<</Type/Pages/Kids[2 0 R]/Count 5/Parent 2 0 R>>"),
    )
    yield "a count of pages beyond belief", pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 2147483647>>")
    yield "a negative count of pages", pdf(CATALOG, b"<</Type/Pages/Kids[]/Count -5>>")
    yield (
        "one page object 4,000 times",
        pdf(CATALOG, b"<</Type/Pages/Kids[%s]/Count 4000>>" % (b"3 0 R " * 4000), *page_of(stream(SHOWN))[2:]),
    )
    yield (
        "one page object 20,000 times",
        pdf(CATALOG, b"<</Type/Pages/Kids[%s]/Count 20000>>" % (b"3 0 R " * 20000), *page_of(stream(SHOWN))[2:]),
    )
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>/Length 40>>\nstream\n/X Do BT /F1 9 Tf 9 9 Td (CT/TW) Tj ET   \nendstream"
    yield "a form that draws itself", pdf(*page_of(stream(b"/X Do"), b"<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>"), form)
    deep = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>/Length 6>>\nstream\n/X Do \nendstream" % (7 + i)
        for i in range(3000)
    ]
    yield (
        "3,000 forms inside each other",
        pdf(*page_of(stream(b"/X Do"), b"<</XObject<</X 6 0 R>>>>"), *deep, stream(SHOWN, b"/Subtype/Form")),
    )
    wide = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>/Length 60>>\nstream\n%s\nendstream"
        % (7 + i, b"/X Do " * 10)
        for i in range(9)
    ]
    yield (
        "forms that multiply to 10^9",
        pdf(*page_of(stream(b"/X Do " * 10), b"<</XObject<</X 6 0 R>>>>"), *wide, stream(b"0 0 m 9 9 l S ", b"/Subtype/Form")),
    )
    packed = zlib.compress(b"\n" * 100_000_000, 9)
    yield "a stream that unpacks to 100 MB of blanks", pdf(*page_of(stream(packed, b"/Filter/FlateDecode")))
    twice = zlib.compress(packed, 9)
    yield "a stream packed twice", pdf(*page_of(stream(twice, b"/Filter[/FlateDecode/FlateDecode]")))
    packed = zlib.compress(b"BT /F1 1 Tf 9 9 Td (a) Tj ET\n" * 400_000, 9)
    yield "400,000 text objects", pdf(*page_of(stream(packed, b"/Filter/FlateDecode")))
    packed = zlib.compress(b"0 0 m 9 9 l S\n" * 400_000, 9)
    yield (
        "400,000 drawn lines beside a text",
        pdf(*page_of(stream(zlib.compress(SHOWN + b"\n" + b"0 0 m 9 9 l S\n" * 400_000, 9), b"/Filter/FlateDecode"))),
    )
    yield "100,000 nested graphics states", pdf(*page_of(stream(zlib.compress(b"q " * 100_000 + SHOWN, 9), b"/Filter/FlateDecode")))
    yield "nested arrays", pdf(*page_of(stream(b"[" * 100_000 + SHOWN)))
    yield "nested dictionaries", pdf(CATALOG, b"<</A" * 50_000 + b"1" + b">>" * 50_000)
    yield "a box beyond belief", pdf(*page_of(stream(SHOWN), box=b"[-1e30 -1e30 1e30 1e30]"))
    yield "an empty box", pdf(*page_of(stream(SHOWN), box=b"[0 0 0 0]"))
    yield "a box of words", pdf(*page_of(stream(SHOWN), box=b"[/a /b (c) null]"))
    yield "letters of a size beyond belief", pdf(*page_of(stream(SHOWN.replace(b"12 Tf", b"1e30 Tf"))))
    yield "letters of no size", pdf(*page_of(stream(SHOWN.replace(b"12 Tf", b"0 Tf"))))
    yield "letters far away", pdf(*page_of(stream(SHOWN.replace(b"72 700", b"1e38 -1e38"))))
    yield "a matrix of zeros", pdf(*page_of(stream(b"0 0 0 0 0 0 cm " + SHOWN)))
    yield "a matrix of nothing", pdf(*page_of(stream(b"nan inf -inf 0 0 0 cm " + SHOWN)))
    yield (
        "predictor beyond belief",
        pdf(
            *page_of(stream(zlib.compress(SHOWN), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 2147483647>>"))
        ),
    )
    yield "a filter nobody knows", pdf(*page_of(stream(SHOWN, b"/Filter/Nonsense")))
    yield "a length that is the stream itself", pdf(*page_of(b"<</Length 4 0 R>>\nstream\n" + SHOWN + b"\nendstream"))
    yield "contents that are the page", pdf(*page_of(b"<</Type/Page>>")[:3], b"[3 0 R 4 0 R]", FONT)
    yield (
        "a font that is its own descendant",
        pdf(*page_of(stream(SHOWN))[:4], b"<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>"),
    )
    yield "a cross-reference that is its own predecessor", pdf(*page_of(stream(SHOWN)), trailer=b"/Root 1 0 R/Prev 9")
    yield "a trailer without a root", pdf(*page_of(stream(SHOWN)), trailer=b"")
    yield "an unknown security handler", pdf(*page_of(stream(SHOWN)), trailer=b"/Root 1 0 R/Encrypt<</Filter/Nobody/V 99>>")
    active = (b"/OpenAction<</S/JavaScript/JS(app.launchURL('http://127.0.0.1:9'))>>", b"/OpenAction<</S/Launch/F(/bin/true)>>", b"/OpenAction<</S/URI/URI(http://127.0.0.1:9)>>", b"/AA<</WC<</S/SubmitForm/F(http://127.0.0.1:9)>>>>")  # fmt: skip
    for number, action in enumerate(active, 1):
        yield f"an action ({number})", pdf(b"<</Type/Catalog/Pages 2 0 R%s>>" % action, *page_of(stream(SHOWN))[1:])
    sound = pdf(*page_of(stream(SHOWN)))
    yield "junk before", b"\x00" * 1000 + sound
    yield "junk behind", sound + b"\xff" * 100_000
    yield "two files in one", sound + sound
    yield "line ends of another system", sound.replace(b"\n", b"\r\n")
    yield "no cross-reference", sound[: sound.index(b"xref")]
    yield "a cross-reference of nonsense", re.sub(rb"\d{10} 00000 n", b"9999999999 00000 n", sound)


# By hand: DOCX -------------------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
RELATIONS = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" Type="{RELATION}/numbering" Target="numbering.xml"/><Relationship Id="s" Type="{RELATION}/styles" Target="styles.xml"/>%s</Relationships>'
P = "<w:p><w:r><w:t>Kế hoạch số 12-KH/TU ngày 5/6/2024</w:t></w:r></w:p>"


def docx(
    body: str = P, *, numbering: str = "", styles: str = "", relations: str = "", prolog: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """A DOCX of this body."""
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/_rels/document.xml.rels": RELATIONS % relations,
        "word/document.xml": f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (members | (more or {})).items():
            archive.writestr(name, content)
    return out.getvalue()


NUMBERED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>Việc cần làm</w:t></w:r></w:p>'


def docxs() -> Iterator[tuple[str, bytes]]:
    for tag in ("w:p", "w:r", "w:sdt", "w:ins", "w:smartTag", "w:hyperlink", "w:txbxContent"):
        yield f"100,000 {tag} inside each other", docx(f"<{tag}>" * 100_000 + P + f"</{tag}>" * 100_000)
        yield f"150 {tag} inside each other", docx(f"<{tag}>" * 150 + P + f"</{tag}>" * 150)
    table = "<w:tbl><w:tr><w:tc>"
    yield "2,000 tables inside each other", docx(table * 2000 + P + "</w:tc></w:tr></w:tbl>" * 2000)
    yield "100 tables inside each other", docx(table * 60 + P + "</w:tc></w:tr></w:tbl>" * 60)
    yield (
        "a cell over 2^31 columns",
        docx(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>{P}</w:tc><w:tc>{P}</w:tc><w:tc>{P}</w:tc></w:tr></w:tbl>'
        ),
    )
    yield "a table of 200,000 cells", docx("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 20 + "</w:tr>") * 10_000 + "</w:tbl>" + P)
    yield "300,000 empty paragraphs", docx("<w:p/>" * 300_000 + P)
    yield "a run of 5 million letters", docx(f"<w:p><w:r><w:t>{'a' * 5_000_000}</w:t></w:r></w:p>{P}")
    yield "200,000 tabs", docx(f"<w:p><w:r>{'<w:tab/>' * 200_000}</w:r></w:p>{P}")
    yield (
        "a bomb of entities",
        docx(
            "<w:p><w:r><w:t>&h;</w:t></w:r></w:p>",
            prolog="<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
            + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
            + "]>",
        ),
    )
    yield (
        "an entity from outside",
        docx(f"<w:p><w:r><w:t>&x; {'a' * 9}</w:t></w:r></w:p>", prolog='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    )
    yield "a schema from outside", docx(prolog='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')
    level = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    several = {
        "start beyond belief": level.format(0, 2**31 - 1, "decimal", "%1."),
        "negative start": level.format(0, -5, "lowerLetter", "%1)"),
        "roman beyond belief": level.format(0, 99_999_999, "upperRoman", "%1."),
        "letters beyond belief": level.format(0, 99_999_999, "lowerLetter", "%1."),
        "start that is no number": level.format(0, "nhiều", "decimal", "%1."),
        "text that counts levels nobody has": level.format(0, 1, "decimal", "%1.%2.%9.%99."),
        "format nobody knows": level.format(0, 1, "nonsense", "%1."),
        "level 99": level.format(99, 1, "decimal", "%1."),
        "text of a megabyte": level.format(0, 1, "decimal", "%1" * 500_000),
        "no levels": "",
    }
    for name, levels in several.items():
        numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        yield (
            f"numbering: {name}",
            docx(
                NUMBERED.format(0, 1) * 3 + NUMBERED.format(5, 1) + NUMBERED.format(99, 7) + NUMBERED.format("x", "y") + P,
                numbering=numbering,
            ),
        )
    linked = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    loop = '<w:style w:type="numbering" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    yield "numbering that is linked to itself", docx(NUMBERED.format(0, 1) + P, numbering=linked, styles=loop)
    loop = "".join(f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA"))
    yield "styles based on each other", docx(f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>{P}', styles=loop)
    chain = "".join(f'<w:style w:type="paragraph" w:styleId="S{i}"><w:basedOn w:val="S{i + 1}"/></w:style>' for i in range(20_000))
    yield "a chain of 20,000 styles", docx(f'<w:p><w:pPr><w:pStyle w:val="S0"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>{P}' * 50, styles=chain)
    yield "fields that never end", docx('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 5000 + P)
    yield "fields that only end", docx('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' * 5000 + P)
    outside = f'<Relationship Id="x" Type="{RELATION}/{{}}" Target="{{}}" TargetMode="External"/>'
    for kind, target in (("image", "http://127.0.0.1:9/a.png"), ("attachedTemplate", "http://127.0.0.1:9/a.dotm"), ("oleObject", "file:///etc/passwd"), ("aFChunk", "http://127.0.0.1:9/a.html")):  # fmt: skip
        yield f"a relation to outside: {kind}", docx(f'<w:altChunk r:id="x"/>{P}', relations=outside.format(kind, target))
    yield "a part that is its own relation", docx(relations=f'<Relationship Id="x" Type="{RELATION}/footnotes" Target="document.xml"/>')
    yield (
        "a relation that climbs out",
        docx(relations=f'<Relationship Id="x" Type="{RELATION}/footnotes" Target="../../../../etc/passwd"/>'),
    )
    yield "no document", docx(more={"word/document.xml": b""})
    yield "a document of another kind", docx(more={"word/document.xml": b"<html/>"})
    yield "a document that is cut", docx(more={"word/document.xml": f"<w:document {W}><w:body>{P}<w:p>".encode()})
    yield (
        "a document in UTF-16",
        docx(
            more={
                "word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?><w:document {W}><w:body>{P}</w:body></w:document>'.encode(
                    "utf-16"
                )
            }
        ),
    )
    yield "a document in an encoding nobody knows", docx(prolog='<?xml version="1.0" encoding="nonsense"?>')
    yield "a bomb beside the document", docx(more={"word/media/a.bin": b"\0" * 100_000_000})
    yield "a document of 100 MB of blanks", docx(" " * 100_000_000 + P)
    yield "60,000 members", docx(more={f"word/media/{i}.png": b"" for i in range(60_000)})
    yield "members with names that climb", docx(more={"../../../../tmp/qcdc-climbed": b"x", "/etc/qcdc-climbed": b"x"})
    sound = docx()
    yield "a size that lies", lying(sound)
    yield "two central directories", sound + sound
    yield "a directory that points behind the file", sound[:-6] + struct.pack("<I", 2**31) + sound[-2:]
    yield "a comment of 64 KB", sound[:-2] + b"\xff\xff" + b"x" * 65_535


def lying(data: bytes) -> bytes:
    """The same archive, every size in its directory made small."""
    out = bytearray(data)
    at = out.find(b"PK\x01\x02")
    while at >= 0:
        out[at + 24 : at + 28] = struct.pack("<I", 10)
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)


# By hand: text, HTML, pictures -----------------------------------------------------------------------------------------

LINE = "Thực hiện Kế hoạch số 12-KH/TU ngày 5/6/2024 của Tỉnh ủy."


def texts() -> Iterator[tuple[str, bytes]]:
    line = LINE.encode()
    yield "half a letter", line[:-30] + "ủ".encode()[:2]
    yield "every byte", bytes(range(256)) * 20
    yield "bytes above 127", bytes(range(128, 256)) * 200
    yield "UTF-16 cut in the middle", LINE.encode("utf-16")[:-1]
    yield "UTF-16 of lone surrogates", b"\xff\xfe" + b"\x00\xd8" * 500
    yield "UTF-32", LINE.encode("utf-32")
    yield "a BOM alone", b"\xef\xbb\xbf"
    yield "two BOMs", b"\xef\xbb\xbf\xef\xbb\xbf" + line
    yield "one line of 3 MB", line * 40_000
    yield "one word of 3 MB", b"a" * 3_000_000
    yield "300,000 lines", b"- a\n" * 300_000
    yield "100,000 labels", b"1. a\n" * 100_000
    yield "100,000 slashes", b"/" * 100_000
    yield "nested quotation marks", "“".encode() * 20_000
    yield "nested brackets", b"(" * 100_000
    yield "a table row of 100,000 cells", b"|a" * 100_000
    yield "100,000 marks of Markdown", b"**" * 100_000
    yield "combining marks", ("e" + "\u0301" * 100_000).encode()
    yield "binary behind text", line * 200 + bytes(range(256)) * 20


def htmls() -> Iterator[tuple[str, bytes]]:
    page = "<html><body>{}</body></html>"
    for tag in ("div", "table", "b", "ol", "blockquote", "td", "sup"):
        yield f"100,000 {tag} inside each other", page.format(f"<{tag}>" * 100_000 + LINE).encode()
    yield (
        "a cell over 10^9 columns and rows",
        page.format(f"<table border=1><tr><td colspan=999999999 rowspan=999999999>{LINE}<td>a</table>").encode(),
    )
    yield "a list that starts at 10^99", page.format(f"<ol start={'9' * 99}><li>{LINE}<li>b</ol>").encode()
    yield "a roman list that starts at 10^9", page.format(f"<ol type=I start=999999999><li>{LINE}<li>b</ol>").encode()
    yield "a comment that never ends", page.format(f"<p>{LINE}</p><!-- ").encode()
    yield "a script that never ends", page.format(f"<p>{LINE}</p><script>").encode()
    yield "200,000 attributes", page.format(f"<p {' '.join(f'a{i}=1' for i in range(200_000))}>{LINE}").encode()
    yield "300,000 paragraphs", page.format(f"<p>{LINE}</p>" * 30_000).encode()
    yield "entities of HTML", page.format("&nbsp;&#0;&#x110000;&#xD800;&nonsense;&amp;amp;" * 1000 + LINE).encode()
    yield (
        "an entity from outside",
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; {LINE}</p></body></html>'.encode(),
    )
    yield "a charset nobody knows", f'<html><head><meta charset="nonsense"></head><body>{LINE}</body></html>'.encode()
    yield "a charset that lies", f'<html><head><meta charset="utf-16"></head><body>{LINE}</body></html>'.encode()
    yield "resources from outside", page.format(f'<link rel=stylesheet href="http://127.0.0.1:9/a.css"><img src="http://127.0.0.1:9/a.png"><iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>{LINE}').encode()  # fmt: skip
    yield "nothing but a script", b"<html><body><script>document.write('a')</script></body></html>"
    yield "NUL bytes", page.format(LINE.replace(" ", "\0")).encode()


def png(width: int, height: int, data: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def pictures() -> Iterator[tuple[str, bytes]]:
    yield "a picture of 60,000 by 60,000", png(60_000, 60_000, b"\0" * 7501 * 1000)
    yield "a picture of 2^31 by 2^31", png(2**31 - 1, 2**31 - 1, b"")
    yield "a picture of nothing", png(0, 0, b"")
    yield "a picture without data", png(100, 100, b"")
    yield (
        "a TIFF that is its own next page",
        b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 9) + struct.pack("<I", 8),
    )
    yield "a JPEG head", b"\xff\xd8\xff\xe0\0\x10JFIF\0"
    yield "a GIF head", b"GIF89a\xff\xff\xff\xff\xf7\0\0"


GROUPS: dict[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
    "mutants": mutants,
    "PDF": pdfs,
    "DOCX": docxs,
    "text": texts,
    "HTML": htmls,
    "pictures": pictures,
}


def files() -> Iterator[tuple[str, bytes]]:
    """Every damaged file: its name, and its bytes."""
    for group, make in GROUPS.items():
        for name, data in make():
            yield f"{group}: {name}", data


# A process of bounded memory -----------------------------------------------------------------------------------------

ADDRESS_SPACE = 4 * 1024**3
"""Bytes that the process may map; what it holds at most is measured and printed."""
UNPACKED = 64 * 1024**2
"""Bound of unpacked bytes here, so that a bomb need not be large to be one."""


def run(wanted: str = "") -> None:
    """Parse the files whose names hold ``wanted`` and print what became of each."""
    from qcdc_parse import Limits, ReadError, parse

    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    for name, data in files():
        if wanted not in name:
            continue
        say({"name": name})
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.monotonic()
        try:
            document = parse(data, name="damaged", limits=Limits(unpacked=UNPACKED, seconds=60))
            outcome, message = "read", f"{len(document.text)} letters, notes {sorted({n.code for n in document.notes})}"
        except ReadError as error:
            outcome, message = type(error).__name__, str(error)
        except BaseException as error:  # noqa: BLE001  told to the test
            outcome, message = "raised", f"{type(error).__name__}: {error}"
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        say(
            {
                "name": name,
                "outcome": outcome,
                "message": message[:300],
                "seconds": round(time.monotonic() - start, 2),
                "grown": grown // 1024,
            }
        )


def say(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(*sys.argv[1:])
