"""A look at a PDF before pdfium opens it: whether it unpacks, or multiplies, beyond the bounds.

Pdfium lays out a page as a whole: a few kilobytes can unpack to gigabytes, or draw one form inside another a thousand times
a thousand times, and no call of its interface stops that. So streams are unpacked here first, with a bound, and what they
draw is counted. Streams of an encrypted file are not looked into.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from qcdc_parse.errors import TooLargeError
from qcdc_parse.read.limits import Clock, Limits

_DICTIONARY = 8192
"""The dictionary of a stream is looked for in so many bytes before it."""
_NUMBER = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_RESOURCES = re.compile(rb"/Resources\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_XOBJECT = re.compile(rb"/XObject\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_SIDES = re.compile(rb"/(Width|Height)\s+(\d{1,12})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_BYTES_AN_OBJECT = 16
"""So few bytes draw an object: `9 0 Td (a) Tj`."""
_PICTURES = 5
"""A picture may have so many times the dots of the page it is drawn on."""
_CHUNK = 1 << 16
_DEEPEST = 40
"""Pdfium draws forms no deeper inside each other."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream that draws: ``head`` is its dictionary, ``objects`` what it draws itself, ``drawn`` counts forms by name."""

    number: int
    head: bytes
    objects: int
    drawn: Counter[bytes]

    @property
    def form(self) -> bool:
        return b"/Form" in self.head


def check_bounds(data: bytes, name: str, limits: Limits) -> None:
    """Hold a PDF to the bounds ``unpacked``, ``objects`` and ``pixels``.

    :raises TooLargeError: a stream unpacks to more bytes than ``limits.unpacked``, all streams together to ten times as
        many, one stream draws more than ``limits.objects`` objects, those of forms counted as often as they are drawn, or
        a picture has far more dots than ``limits.pixels``.
    """
    if b"/Encrypt" in data:
        return
    streams, packed = _streams(data, name, limits)
    costs = _Costs(streams, data, packed, limits.objects)
    if any(costs.of(stream) > limits.objects for stream in streams):
        raise TooLargeError(name, f"a page draws more than the bound of {limits.objects:,} objects")


def _streams(data: bytes, name: str, limits: Limits) -> tuple[list[_Stream], list[bytes]]:
    """Unpack every stream but pictures; return those that draw, and the object streams."""
    clock = Clock(name, limits)
    streams: list[_Stream] = []
    packed: list[bytes] = []
    total = 0
    done = 0
    for match in re.finditer(rb"stream\r?\n", data):
        if match.start() < done or data[match.start() - 3 : match.start()] == b"end":
            continue
        clock.left()
        number, head = _head(data, max(done, match.start() - _DICTIONARY), match.start())
        if b"/Image" in head:
            sides = dict(_SIDES.findall(head))
            if len(sides) == 2 and int(sides[b"Width"]) * int(sides[b"Height"]) > _PICTURES * limits.pixels:
                raise TooLargeError(name, f"holds a picture of more than {_PICTURES} times the bound of {limits.pixels:,} pixels")
            continue
        end = data.find(b"endstream", match.end())
        body = data[match.end() : end if end >= 0 else len(data)]
        done = match.end()
        for _ in range(head.count(b"FlateDecode") + head.count(b"/Fl ")):
            body = _inflate(body, limits.unpacked)
        total += len(body)
        if len(body) > limits.unpacked or total > 10 * limits.unpacked:
            raise TooLargeError(name, f"unpacks to more than the bound of {limits.unpacked:,} bytes")
        if b"/ObjStm" in head:
            packed.append(body)
        elif b"/Length1" in head:  # the program of a font
            continue
        elif b"Do" in body or len(body) > _BYTES_AN_OBJECT * limits.objects or b"/Form" in head:
            streams.append(_Stream(number, head, len(body) // _BYTES_AN_OBJECT, Counter(_DRAWN.findall(body))))
    return streams, packed


def _head(data: bytes, start: int, end: int) -> tuple[int, bytes]:
    """Return the number and the dictionary of the stream that begins at ``end``."""
    at = data.rfind(b"obj", start, end)
    numbers = list(_NUMBER.finditer(data, max(start, at - 40), at + 3)) if at >= 0 else []
    return int(numbers[-1][1]) if numbers else 0, _plain(data[at + 3 if at >= 0 else start : end])


def _plain(names: bytes) -> bytes:
    """Write the names of a dictionary without their numbers: ``/#46orm`` is ``/Form``."""
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), names) if b"#" in names else names


def _inflate(packed: bytes, most: int) -> bytes:
    """Unpack no more than one byte over the bound; what is damaged unpacks as far as it goes."""
    machine = zlib.decompressobj()
    out: list[bytes] = []
    left = most + 1
    for at in range(0, len(packed), _CHUNK):
        try:
            piece = machine.decompress(packed[at : at + _CHUNK], left)
            while machine.unconsumed_tail and len(piece) < left:
                piece += machine.decompress(machine.unconsumed_tail, left - len(piece))
        except zlib.error:
            break
        out.append(piece)
        left -= len(piece)
        if left <= 0 or machine.eof:
            break
    return b"".join(out)


class _Costs:
    """Counts what streams draw, the forms in them as often as they draw them."""

    def __init__(self, streams: list[_Stream], data: bytes, packed: list[bytes], most: int) -> None:
        self._forms = {stream.number: stream for stream in streams if stream.form}
        self._most = most
        self._known: dict[int, int] = {}
        self._objects: dict[int, bytes] = {}
        self._named: dict[bytes, set[int]] = {}
        if self._forms and any(stream.drawn for stream in streams):
            self._objects = dict(_objects(data, packed))
            self._named = _names(_plain(b" ".join([data, *packed])))

    def of(self, stream: _Stream, depth: int = 0) -> int:
        """Count no further than just over the bound; a form that is being counted already counts nothing, as in pdfium."""
        if stream.form:
            if stream.number in self._known:
                return self._known[stream.number]
            self._known[stream.number] = 0
        total = stream.objects
        names = self._resources(stream) if stream.drawn else {}
        for key, count in stream.drawn.items():
            inner = [self.of(self._forms[n], depth + 1) for n in names.get(key, ()) if n in self._forms] if depth < _DEEPEST else []
            total += count * max(inner, default=1)
            if total > self._most:
                break
        if stream.form:
            self._known[stream.number] = total
        return total

    def _resources(self, stream: _Stream) -> dict[bytes, set[int]]:
        """Return what the names in a stream may stand for: a form has resources of its own, a page those of any page."""
        if not stream.form or b"/Resources" not in stream.head:
            return self._named
        texts = [stream.head]
        for key in (_RESOURCES, _XOBJECT):
            texts += [self._objects.get(int(number), b"") for text in texts for number in key.findall(text)]
        return _names(b" ".join(texts))


def _names(text: bytes) -> dict[bytes, set[int]]:
    named: dict[bytes, set[int]] = defaultdict(set)
    for key, number in _NAMED.findall(text):
        named[key].add(int(number))
    return named


def _objects(data: bytes, packed: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the dictionaries of a file that may be resources, those packed in object streams too."""
    for match in _NUMBER.finditer(data):
        yield int(match[1]), _plain(data[match.end() : data.find(b"endobj", match.end(), match.end() + _DICTIONARY)])
    for body in packed:
        table = body[: len(body) - len(body.lstrip(b"0123456789 \t\r\n\f\0"))]
        head = [int(number) for number in table.split()]
        first = len(table)
        places = sorted(zip(head[1::2], head[::2], strict=False))
        for (start, number), (end, _) in pairwise([*places, (len(body), 0)]):
            yield number, _plain(body[first + start : first + end])
