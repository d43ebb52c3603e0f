"""Paper: pages rendered, stamped, signed, printed badly, laid on a scanner askew. Everything follows from a seed."""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

PAPER = (250, 249, 246)
RED = (205, 30, 40)
BLUE = (35, 50, 160)


@dataclass(frozen=True)
class Scanner:
    """How pages come out: dots an inch, degrees they lie askew, quarter turns, what stands on them, how well they are copied.

    ``copied`` above 0 is a photocopy: grey, darker, specks. ``colour`` False gives a grey picture: the stamp turns grey too.
    """

    dpi: int = 200
    skew: float = 0.0
    turn: int = 0
    stamp: bool = True
    colour: bool = True
    noise: float = 10.0
    blur: float = 0.5
    copied: float = 0.0
    quality: int = 60


def render(pdf: bytes | Path, dpi: int) -> list[Image.Image]:
    """Render the pages of a PDF."""
    document = pdfium.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return pages


def scan(page: Image.Image, scanner: Scanner, seed: int = 0, *, stamped: bool | None = None) -> Image.Image:
    """Put a rendered page through a scanner; ``stamped`` says whether the stamp and the signature fall on this page."""
    draw = random.Random(seed)
    paper = ImageChops.multiply(page, Image.new("RGB", page.size, PAPER))
    if scanner.stamp if stamped is None else stamped:
        paper = _stamp(paper, draw, scanner.dpi)
    # Print is never quite black, ink runs a little.
    paper = Image.blend(paper, Image.new("RGB", paper.size, (90, 90, 95)), 0.12)
    if scanner.skew:
        paper = paper.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=PAPER)
    if scanner.blur:
        paper = paper.filter(ImageFilter.GaussianBlur(scanner.blur * scanner.dpi / 200))
    if not scanner.colour or scanner.copied:
        paper = paper.convert("L")
    if scanner.copied:
        paper = ImageEnhance.Contrast(ImageEnhance.Brightness(paper).enhance(1 - 0.25 * scanner.copied)).enhance(1 + scanner.copied)
        _specks(paper, draw, int(400 * scanner.copied * (scanner.dpi / 200) ** 2))
    if scanner.noise:
        paper = _noise(paper, draw, scanner.noise)
    if scanner.turn:
        paper = paper.rotate(90 * scanner.turn, expand=True)
    return _jpeg(paper, scanner)


def _stamp(paper: Image.Image, draw: random.Random, dpi: int) -> Image.Image:
    """Press a round red stamp and a blue signature over the last quarter of the print."""
    ink = Image.new("RGB", paper.size, "white")
    pen = ImageDraw.Draw(ink)
    bottom = _last_line(paper)
    radius = 0.7 * dpi
    x = paper.width * draw.uniform(0.52, 0.62)
    y = max(bottom - draw.uniform(0.4, 1.0) * dpi, radius)
    for r, width in ((radius, 0.035), (radius * 0.9, 0.012), (radius * 0.62, 0.015)):
        pen.ellipse((x - r, y - r, x + r, y + r), outline=RED, width=max(2, int(width * dpi)))
    star = [
        (
            x + radius * 0.4 * (1 if i % 2 else 0.4) * math.sin(i * math.pi / 5),
            y + radius * 0.4 * (1 if i % 2 else 0.4) * math.cos(i * math.pi / 5),
        )
        for i in range(10)
    ]
    pen.polygon(star, fill=RED)
    for i in range(40):  # strokes of the letters around
        a = i * math.tau / 40 + 0.05
        pen.line(
            [(x + radius * k * math.sin(a), y + radius * k * math.cos(a)) for k in (0.68, 0.84)], fill=RED, width=max(2, int(0.03 * dpi))
        )
    points = [(x + dpi * 0.25 * i, y + dpi * draw.uniform(-0.4, 0.4)) for i in range(7)]
    pen.line(points, fill=BLUE, width=max(2, int(0.015 * dpi)), joint="curve")
    return ImageChops.multiply(paper, ink)


def _last_line(paper: Image.Image) -> float:
    box = paper.convert("L").point(lambda v: 255 if v < 128 else 0).getbbox()
    return float(box[3]) if box else paper.height * 0.7


def _specks(paper: Image.Image, draw: random.Random, count: int) -> None:
    pen = ImageDraw.Draw(paper)
    for _ in range(count):
        x, y, r = draw.uniform(0, paper.width), draw.uniform(0, paper.height), draw.choice((0, 0, 0.5, 1))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=draw.randint(30, 120))


def _noise(paper: Image.Image, draw: random.Random, sigma: float) -> Image.Image:
    tile = Image.frombytes("L", (256, 256), bytes(min(255, max(0, round(draw.gauss(128, sigma)))) for _ in range(65536)))
    grain = Image.new("L", paper.size)
    for x in range(0, paper.width, 256):
        for y in range(0, paper.height, 256):
            grain.paste(tile.transpose(draw.choice(list(Image.Transpose))), (x, y))
    bands = [ImageChops.add(band, grain, 1, -128) for band in paper.split()]
    return Image.merge(paper.mode, bands)


def _jpeg(paper: Image.Image, scanner: Scanner) -> Image.Image:
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=scanner.quality, dpi=(scanner.dpi, scanner.dpi))
    return Image.open(out)


def as_pdf(pages: list[Image.Image], dpi: int) -> bytes:
    """Put pictures into a PDF, one a page, as scanners do."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pages[1:])
    return out.getvalue()
