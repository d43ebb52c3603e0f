"""The calls of pdfium that reading a page needs, with handles as plain integers.

A page takes some hundred calls, and building a pointer object for each handle costs more than most of the calls themselves.
Each function here is the one of the same name in pdfium's headers; buffers are shared, so read what a call has written before
the next call. A slice of a ctypes array is a list to the type checker; it is unpacked like the tuple that is promised, and making one
would cost as much as the call (the ``return-value`` exceptions below).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import addressof, c_double, c_float, c_int, c_uint16, c_ulong, c_void_p

import pypdfium2.raw as pdfium

TEXT, PATH, FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
FILL_AND_STROKE = pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
MOVE_TO, LINE_TO = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO


def _call(name: str, result: object, *arguments: object) -> Callable[..., int]:
    address = ctypes.cast(getattr(pdfium, name), c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


count_objects = _call("FPDFPage_CountObjects", c_int, c_void_p)
get_object = _call("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
count_form_objects = _call("FPDFFormObj_CountObjects", c_int, c_void_p)
get_form_object = _call("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
object_type = _call("FPDFPageObj_GetType", c_int, c_void_p)
_clip_path = _call("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
_count_clips = _call("FPDFClipPath_CountPaths", c_int, c_void_p)
_count_clip_segments = _call("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
_clip_segment = _call("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
_bounds = _call("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_matrix = _call("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
_object_text = _call("FPDFTextObj_GetText", c_ulong, c_void_p, c_void_p, c_void_p, c_ulong)
_font_size = _call("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
object_font = _call("FPDFTextObj_GetFont", c_void_p, c_void_p)
render_mode = _call("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
_base_font_name = _call("FPDFFont_GetBaseFontName", c_ulong, c_void_p, c_void_p, c_ulong)
font_flags = _call("FPDFFont_GetFlags", c_int, c_void_p)

count_chars = _call("FPDFText_CountChars", c_int, c_void_p)
_page_text = _call("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
char_code_point = _call("FPDFText_GetUnicode", ctypes.c_uint, c_void_p, c_int)
char_is_generated = _call("FPDFText_IsGenerated", c_int, c_void_p, c_int)
_char_origin = _call("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
_char_loose_box = _call("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
_char_box = _call("FPDFText_GetCharBox", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
_char_matrix = _call("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
_char_font_size = _call("FPDFText_GetFontSize", c_double, c_void_p, c_int)
char_object = _call("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)

_page_box = _call("FPDF_GetPageBoundingBox", c_int, c_void_p, c_void_p)
page_rotation = _call("FPDFPage_GetRotation", c_int, c_void_p)

count_segments = _call("FPDFPath_CountSegments", c_int, c_void_p)
get_segment = _call("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_type = _call("FPDFPathSegment_GetType", c_int, c_void_p)
segment_closes = _call("FPDFPathSegment_GetClose", c_int, c_void_p)
_segment_point = _call("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)

_floats = (c_float * 6)()
_f = [addressof(_floats) + 4 * i for i in range(6)]
_first = _f[0]
_doubles = (c_double * 4)()
_d = [addressof(_doubles) + 8 * i for i in range(4)]
_UNITS = 16384
_units = (c_uint16 * _UNITS)()
_u = addressof(_units)

_CLIPS = 64
"""Clipping paths, and points of one, that are looked at."""

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in the units of a page; y grows upwards."""


def bounds(handle: int) -> Rectangle:
    """Box of what an object draws."""
    f1, f2, f3, f4, _, _ = _f
    if not _bounds(handle, f1, f2, f3, f4):
        return (0.0, 0.0, 0.0, 0.0)
    return _floats[:4]  # type: ignore[return-value]


def is_clipped_away(handle: int, low: float, high: float) -> bool:
    """Tell whether the middle of what an object draws lies outside the box of one of its clipping paths.

    Objects that stand between the heights ``low`` and ``high`` are taken as seen.
    """
    clip = _clip_path(handle)
    if not clip or (_matrix(handle, _first) and low < _floats[5] < high):
        return False
    left, bottom, right, top = bounds(handle)
    x, y = (left + right) / 2, (bottom + top) / 2
    f1, f2 = _f[:2]
    for path in range(min(_count_clips(clip), _CLIPS)):
        segments = (_clip_segment(clip, path, index) for index in range(min(_count_clip_segments(clip, path), _CLIPS)))
        points = [_floats[:2] for segment in segments if _segment_point(segment, f1, f2)]
        if len(points) > 2:
            xs, ys = zip(*points, strict=True)
            if not (min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)):
                return True
    return False


def matrix(handle: int) -> Matrix:
    """Matrix of an object: its last two numbers are the origin of its first letter."""
    if not _matrix(handle, _f[0]):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return _floats[:]  # type: ignore[return-value]


def object_text(handle: int, textpage: int) -> str:
    """Text of a text object; empty where it repeats another at the same place."""
    size = _object_text(handle, textpage, _u, 2 * _UNITS)
    if size <= 2:
        return ""
    if size > 2 * _UNITS:
        units = _long(size // 2)
        _object_text(handle, textpage, addressof(units), size)
        return ctypes.string_at(units, size - 2).decode("utf-16-le", "replace")
    return ctypes.string_at(_u, size - 2).decode("utf-16-le", "replace")


def _long(count: int) -> ctypes.Array[c_uint16]:
    """Return a buffer of at least so many units; ctypes keeps a type for every length, so there are few lengths."""
    return (c_uint16 * (1 << count.bit_length()))()


def object_font_size(handle: int) -> float:
    """Size of the font of a text object, before its matrix."""
    return _floats[0] if _font_size(handle, _f[0]) else 0.0


def base_font_name(font: int) -> str:
    """Name of a font as the file has it, with the mark of a subset (``ABCDEF+Tinos-Bold``)."""
    size = _base_font_name(font, _u, 1024)
    return ctypes.string_at(_u, min(size, 1024)).rstrip(b"\0").decode("utf-8", "replace") if size > 1 else ""


def page_text(textpage: int, count: int) -> str:
    """Return the letters of a page, one code unit each."""
    units = _units if count < _UNITS else _long(count + 1)
    written = _page_text(textpage, 0, count, addressof(units))
    return ctypes.string_at(units, 2 * max(written - 1, 0)).decode("utf-16-le", "replace")


def char_origin(textpage: int, index: int) -> tuple[float, float]:
    """Where a letter stands on its base line."""
    d1, d2, _, _ = _d
    if not _char_origin(textpage, index, d1, d2):
        return (0.0, 0.0)
    return _doubles[:2]  # type: ignore[return-value]


def char_loose_box(textpage: int, index: int) -> Rectangle:
    """Box of a letter as wide as its advance: (left, top, right, bottom)."""
    if not _char_loose_box(textpage, index, _first):
        return (0.0, 0.0, 0.0, 0.0)
    return _floats[:4]  # type: ignore[return-value]


def char_right(textpage: int, index: int) -> float:
    """Right end of the advance of a letter."""
    return _floats[2] if _char_loose_box(textpage, index, _first) else 0.0


def char_box(textpage: int, index: int) -> Rectangle:
    """Box of what a letter draws: (left, right, bottom, top)."""
    d1, d2, d3, d4 = _d
    if not _char_box(textpage, index, d1, d2, d3, d4):
        return (0.0, 0.0, 0.0, 0.0)
    return _doubles[:]  # type: ignore[return-value]


def char_matrix(textpage: int, index: int) -> Matrix:
    """Matrix of the text a letter belongs to."""
    if not _char_matrix(textpage, index, _f[0]):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return _floats[:]  # type: ignore[return-value]


def char_font_size(textpage: int, index: int) -> float:
    """Size of the font of a letter, before its matrix."""
    return float(_char_font_size(textpage, index))


def page_box(page: int) -> Rectangle:
    """Return what is shown of a page: its crop box inside its media box."""
    if not _page_box(page, _f[0]):
        return (0.0, 0.0, 595.0, 842.0)
    left, top, right, bottom = _floats[:4]
    return (left, bottom, right, top)


def segment_point(segment: int) -> tuple[float, float]:
    """End of a piece of a path."""
    f1, f2, *_ = _f
    if not _segment_point(segment, f1, f2):
        return (0.0, 0.0)
    return _floats[:2]  # type: ignore[return-value]
