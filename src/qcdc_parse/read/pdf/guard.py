"""A look at a PDF before pdfium opens it: whether it unpacks, or multiplies, beyond the bounds.

Pdfium lays out a page as a whole: a few kilobytes can unpack to gigabytes, or draw one form inside another a thousand times
a thousand times, and no call of its interface stops that. So streams are unpacked here first, with a bound, and what they
draw is counted. Streams of an encrypted file are not looked into.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass

from qcdc_parse.errors import TooLargeError
from qcdc_parse.read.limits import Clock, Limits

_DICTIONARY = 8192
"""The dictionary of a stream is looked for in so many bytes before it."""
_NUMBER = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_SIDES = re.compile(rb"/(Width|Height)\s+(\d{1,12})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_BYTES_AN_OBJECT = 12
"""Few bytes draw an object: `0 0 m 9 9 l S`, `(a) Tj`."""
_PICTURES = 5
"""A picture may have so many times the dots of the page it is drawn on."""
_CHUNK = 1 << 16
_DEEPEST = 40
"""Pdfium draws forms no deeper inside each other."""


@dataclass(frozen=True, slots=True)
class _Stream:
    number: int
    form: bool
    objects: int
    drawn: Counter[bytes]


def check_bounds(data: bytes, name: str, limits: Limits) -> None:
    """Hold a PDF to the bounds ``unpacked`` and ``objects``.

    :raises TooLargeError: a stream unpacks to more bytes than ``limits.unpacked``, all streams together to ten times as
        many, one stream draws more than ``limits.objects`` objects, those of forms counted as often as they are drawn, or
        a picture has far more dots than ``limits.pixels``.
    """
    if b"/Encrypt" in data:
        return
    streams, named = _streams(data, name, limits)
    forms = {stream.number: stream for stream in streams if stream.form}
    children = {key: numbers & forms.keys() for key, numbers in named.items()}
    costs: dict[int, int] = {}
    for stream in streams:
        if _cost(stream, forms, children, costs, limits.objects, 0) > limits.objects:
            raise TooLargeError(name, f"a page draws more than the bound of {limits.objects:,} objects")


def _streams(data: bytes, name: str, limits: Limits) -> tuple[list[_Stream], dict[bytes, set[int]]]:
    """Unpack every stream but pictures; also return which object numbers a resource name may stand for."""
    clock = Clock(name, limits)
    streams: list[_Stream] = []
    named: dict[bytes, set[int]] = defaultdict(set)
    total = 0
    done = 0
    for match in re.finditer(rb"stream\r?\n", data):
        if match.start() < done or data[match.start() - 3 : match.start()] == b"end":
            continue
        clock.left()
        head = data[max(done, match.start() - _DICTIONARY) : match.start()]
        numbers = list(_NUMBER.finditer(head))
        head = _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), head[numbers[-1].start() :] if numbers else head)
        for key, number in _NAMED.findall(head):
            named[key].add(int(number))
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
            for key, number in _NAMED.findall(body):
                named[key].add(int(number))
        elif b"Do" in body or len(body) > _BYTES_AN_OBJECT * limits.objects or b"/Form" in head:
            drawn = Counter(_DRAWN.findall(body))
            streams.append(_Stream(int(numbers[-1][1]) if numbers else 0, b"/Form" in head, len(body) // _BYTES_AN_OBJECT, drawn))
    # Resources may also stand in objects of their own, outside streams.
    if any(stream.drawn for stream in streams):
        for key, number in _NAMED.findall(data):
            named[key].add(int(number))
    return streams, named


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


def _cost(stream: _Stream, forms: dict[int, _Stream], children: dict[bytes, set[int]], costs: dict[int, int], most: int, depth: int) -> int:
    """Count what a stream draws, no further than just over ``most``; a form that is being counted already counts nothing."""
    if stream.form and stream.number in costs:
        return costs[stream.number]
    if stream.form:
        costs[stream.number] = 0
    total = stream.objects
    for key, count in stream.drawn.items():
        inner = (
            [_cost(forms[number], forms, children, costs, most, depth + 1) for number in children.get(key, ())] if depth < _DEEPEST else []
        )
        total += count * max(inner, default=1)
        if total > most:
            break
    if stream.form:
        costs[stream.number] = total
    return total
