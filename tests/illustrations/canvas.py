"""A small darkroom: a canvas of linear light, soft masks, noise, lenses, film and the JPEG with its metadata.

Every coordinate is in design pixels (2400 x 1600 unless told otherwise), whatever the scale of the drawing:
a draft at scale 0.375 shows the same picture as the print at scale 1. Colours are given as sRGB ("#e8a15c")
and kept as linear light; `develop` turns the light into 8-bit sRGB.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms, ImageDraw

Plane = NDArray[np.floating[Any]]
Pixels = NDArray[np.uint8]
Colour = str | Sequence[float] | Plane
Point = tuple[float, float]
Scene = tuple[str, str, str, Callable[[float], Pixels]]
"""Name, date taken (ISO 8601), description, and the function that draws it at a scale."""

MAX_BYTES = 360_000
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def rgb(colour: Colour) -> Plane:
    """Linear light of "#rrggbb" (as in sRGB); anything else is taken to be linear already."""
    if not isinstance(colour, str):
        return np.asarray(colour, np.float32)
    code = colour.lstrip("#")
    return to_linear(np.array([int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32))


def to_linear(srgb: Plane) -> Plane:
    """Light of sRGB values between 0 and 1."""
    low, high = srgb / 12.92, ((np.maximum(srgb, 0) + 0.055) / 1.055) ** 2.4
    return np.where(srgb <= 0.04045, low, high).astype(np.float32)


def to_srgb(linear: Plane) -> Plane:
    """SRGB values between 0 and 1 of linear light."""
    light = np.clip(linear, 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055).astype(np.float32)


def mix(start: Colour, end: Colour, amount: float | Plane) -> Plane:
    """The colour between two; an `amount` that is a plane gives a picture of colours."""
    first, last = rgb(start), rgb(end)
    share = np.asarray(amount, np.float32)
    if share.ndim >= 2:
        share = share[..., None]
    return (first + (last - first) * share).astype(np.float32)


def smoothstep(low: float, high: float, value: float | Plane) -> Plane:
    """0 below `low`, 1 above `high`, an S between them (`low` may be the greater)."""
    share = np.clip((np.asarray(value, np.float32) - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def resize(plane: Plane, height: int, width: int, box: tuple[float, float, float, float] | None = None) -> Plane:
    """A plane (or a picture of three) at another size, by bicubic interpolation."""
    if plane.ndim == 3:
        return np.dstack([resize(plane[..., i], height, width, box) for i in range(plane.shape[2])])
    image = Image.fromarray(np.ascontiguousarray(plane, np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC, box=box), np.float32)


def blur(plane: Plane, sigma: float | tuple[float, float]) -> Plane:
    """Gaussian blur, `sigma` in canvas pixels (or down, across); wide ones on a reduced picture."""
    down, across = sigma if isinstance(sigma, tuple) else (sigma, sigma)
    height, width = plane.shape[:2]
    factors = [max(1.0, s / 3) for s in (down, across)]
    if max(factors) > 1.3:
        small = (max(4, round(height / factors[0])), max(4, round(width / factors[1])))
        done = blur(resize(plane, *small), (down * small[0] / height, across * small[1] / width))
        return resize(done, height, width)
    return _convolve(_convolve(plane, down, 0), across, 1)


def _convolve(plane: Plane, sigma: float, axis: int) -> Plane:
    radius = min(math.ceil(sigma * 2.6), plane.shape[axis] - 1)
    if radius < 1 or sigma < 0.2:
        return plane
    kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    edges = [(radius, radius) if a == axis else (0, 0) for a in range(plane.ndim)]
    padded = np.pad(plane, edges, mode="edge")
    total = np.zeros(plane.shape, np.float32)
    for i, weight in enumerate(kernel):
        window = padded[i : i + plane.shape[0]] if axis == 0 else padded[:, i : i + plane.shape[1]]
        total += weight * window
    return total


class Pen:
    """A supersampled mask: draw shapes in design pixels, then call `mask()` for a plane between 0 and 1."""

    def __init__(self, width: float, height: float, scale: float, supersample: int = 3) -> None:
        self.size = (round(width * scale), round(height * scale))
        self.scale = scale
        self.supersample = supersample
        self.zoom = scale * supersample
        self.image = Image.new("L", (self.size[0] * supersample, self.size[1] * supersample))
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Iterable[Point], value: float = 1.0) -> Pen:
        """A filled polygon; `value` 0 rubs out."""
        self.draw.polygon([(x * self.zoom, y * self.zoom) for x, y in points], fill=round(value * 255))
        return self

    def curve(self, points: Sequence[Point], value: float = 1.0) -> Pen:
        """A filled closed curve running smoothly through the points."""
        return self.polygon(smooth_path(points, closed=True), value)

    def rectangle(self, left: float, top: float, right: float, bottom: float, value: float = 1.0) -> Pen:
        """A filled upright rectangle."""
        return self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], value)

    def ellipse(self, x: float, y: float, rx: float, ry: float, value: float = 1.0, turn: float = 0.0) -> Pen:
        """A filled ellipse about a centre, turned by `turn` radians."""
        angles = np.linspace(0, 2 * math.pi, 48, endpoint=False)
        ex, ey = rx * np.cos(angles), ry * np.sin(angles)
        cos, sin = math.cos(turn), math.sin(turn)
        return self.polygon(list(zip(x + ex * cos - ey * sin, y + ex * sin + ey * cos, strict=True)), value)

    def line(self, points: Sequence[Point], width: float, value: float = 1.0) -> Pen:
        """A line of one width with round joints; thinner than a sample it turns fainter, not thicker."""
        wide = width * self.zoom
        ink = round(255 * value * min(1.0, max(wide, 0.05)))
        self.draw.line(
            [(x * self.zoom, y * self.zoom) for x, y in points],
            fill=ink,
            width=max(1, round(wide)),
            joint="curve",
        )
        return self

    def stroke(self, points: Sequence[Point], widths: Sequence[float], value: float = 1.0) -> Pen:
        """A limb: a smooth line whose width follows `widths` (one a point), with round ends."""
        path = smooth_path(points)
        girth = np.interp(np.linspace(0, 1, len(path)), np.linspace(0, 1, len(widths)), widths) / 2
        along = np.gradient(np.array(path), axis=0)
        along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)[:, None]
        sides = np.stack([-along[:, 1], along[:, 0]], 1) * girth[:, None]
        left, right = np.array(path) + sides, np.array(path) - sides
        self.polygon([(float(x), float(y)) for x, y in np.concatenate([left, right[::-1]])], value)
        for end in (0, -1):
            self.ellipse(path[end][0], path[end][1], girth[end], girth[end], value)
        return self

    def mask(self, soft: float = 0.0) -> Plane:
        """The mask, its edges softened by `soft` design pixels."""
        small = self.image.reduce(self.supersample) if self.supersample > 1 else self.image
        plane = np.asarray(small, np.float32) / 255
        return blur(plane, soft * self.scale) if soft else plane


def smooth_path(points: Sequence[Point], closed: bool = False, steps: int = 10) -> list[Point]:
    """Points along the Catmull-Rom curve through `points`."""
    known = np.array(points, np.float64)
    before = known[-1:] if closed else known[:1]
    after = known[:2] if closed else known[-1:]
    ring = np.concatenate([before, known, after])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    path: list[Point] = []
    for a, b, c, d in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        bend = 2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
        path += [(float(x), float(y)) for x, y in bend / 2]
    return path if closed else [*path, (float(known[-1][0]), float(known[-1][1]))]


def lattice(height: float, width: float, size: tuple[int, int], cell: tuple[float, float], seed: int) -> Plane:
    """One octave of smooth noise, about -1 to 1, over an area in design pixels, at `size` (rows, columns)."""
    rows, columns = math.ceil(height / cell[0]) + 4, math.ceil(width / cell[1]) + 4
    grid = np.random.default_rng(seed).uniform(-1.35, 1.35, (rows, columns)).astype(np.float32)
    box = (1.5, 1.5, 1.5 + width / cell[1], 1.5 + height / cell[0])
    return resize(grid, size[0], size[1], box)


class Canvas:
    """Linear light, `pixels[row, column, channel]`, with `xs`, `ys` the design coordinates."""

    def __init__(self, scale: float = 1.0, width: int = 2400, height: int = 1600, seed: int = 1) -> None:
        self.width, self.height, self.scale, self.seed = width, height, scale, seed
        self.rows, self.columns = round(height * scale), round(width * scale)
        self.pixels: Plane = np.zeros((self.rows, self.columns, 3), np.float32)
        self.xs: Plane = ((np.arange(self.columns, dtype=np.float32) + 0.5) / scale)[None, :]
        self.ys: Plane = ((np.arange(self.rows, dtype=np.float32) + 0.5) / scale)[:, None]
        self.random = np.random.default_rng(seed)

    def pen(self, supersample: int = 3) -> Pen:
        """A new, empty mask to draw on."""
        return Pen(self.width, self.height, self.scale, supersample)

    def blur(self, plane: Plane, sigma: float | tuple[float, float]) -> Plane:
        """Gaussian blur with `sigma` in design pixels."""
        down, across = sigma if isinstance(sigma, tuple) else (sigma, sigma)
        return blur(plane, (down * self.scale, across * self.scale))

    def noise(
        self,
        cell: float,
        octaves: int = 5,
        gain: float = 0.5,
        seed: int = 0,
        stretch: float = 1.0,
        ridged: bool = False,
    ) -> Plane:
        """Fractal noise, about -1 to 1: features up to `cell` px tall, `cell * stretch` px wide."""
        total = np.zeros((self.rows, self.columns), np.float32)
        weight, norm = 1.0, 0.0
        for octave in range(octaves):
            tall = cell / 2**octave
            if tall * self.scale < 1:
                break
            layer = lattice(
                self.height,
                self.width,
                total.shape,
                (tall, tall * stretch),
                self.seed * 7919 + seed * 101 + octave,
            )
            total += weight * (1 - 2 * np.abs(layer) if ridged else layer)
            norm += weight
            weight *= gain
        return total / max(norm, 1e-6) * 1.4

    def paint(self, mask: Plane | float, colour: Colour, opacity: float = 1.0) -> None:
        """Cover with a colour (or a picture of colours) where the mask is."""
        share = np.asarray(mask, np.float32) * opacity
        self.pixels += (rgb(colour) - self.pixels) * (share[..., None] if share.ndim else share)

    def light(self, mask: Plane, colour: Colour, gain: float = 1.0) -> None:
        """Add light where the mask is."""
        self.pixels += mask[..., None] * rgb(colour) * gain

    def shade(self, mask: Plane, colour: Colour = (0, 0, 0), opacity: float = 1.0) -> None:
        """Multiply by a colour where the mask is: shadow, dirt, stain."""
        self.pixels *= 1 + (rgb(colour) - 1) * (mask * opacity)[..., None]

    def gradient(self, stops: Sequence[tuple[float, Colour]]) -> Plane:
        """Colours of rows, from (y, colour) stops in order, smoothly interpolated."""
        where = [y for y, _ in stops]
        colours = np.array([rgb(colour) for _, colour in stops])
        rows = np.stack([np.interp(self.ys[:, 0], where, colours[:, i]) for i in range(3)], 1)
        return _convolve(rows.astype(np.float32), 24 * self.scale, 0)[:, None, :] * np.ones(
            (1, self.columns, 1), np.float32
        )

    def sky(self, stops: Sequence[tuple[float, Colour]]) -> None:
        """Fill the canvas with a sky from (y, colour) stops."""
        self.pixels = self.gradient(stops).astype(np.float32)

    def cloud_cover(
        self,
        horizon: float,
        cell: float = 500,
        cover: float = 0.5,
        seed: int = 3,
        squash: float = 3.0,
        sharp: float = 0.5,
    ) -> Plane:
        """Thickness of a deck of clouds (0 to 1), flattening towards the horizon as seen in perspective."""
        tile = tile_noise(1024, 1.5, self.seed * 31 + seed)
        high = np.maximum(horizon - self.ys, 6.0) / horizon
        far = 1 / (high + 0.12)
        u = (self.xs - self.width / 2) / cell * far * 0.5
        v = far * squash
        field = sample(tile, u * 90, v * 90 + u * 0)
        return smoothstep(-sharp, sharp, field + (cover - 0.5) * 3) * smoothstep(0, 0.06, high)

    def glow(
        self, x: float, y: float, radius: float, colour: Colour, strength: float = 1.0, squash: float = 1.0
    ) -> None:
        """The halo of a lamp or the sun: bright at the core, with a long faint tail."""
        reach = radius * 9
        top, bottom = (np.clip((y + s * reach / squash) * self.scale, 0, self.rows) for s in (-1, 1))
        left, right = (np.clip((x + s * reach) * self.scale, 0, self.columns) for s in (-1, 1))
        rows, columns = slice(int(top), int(bottom)), slice(int(left), int(right))
        distance = ((self.xs[:, columns] - x) ** 2 + ((self.ys[rows] - y) * squash) ** 2) / radius**2
        fade = np.clip(1 - distance / 81, 0, 1) ** 2
        self.pixels[rows, columns] += (fade / (1 + distance * 1.6) ** 1.5)[..., None] * rgb(colour) * strength

    def bloom(self, threshold: float = 0.8, sigma: float = 40, amount: float = 0.5) -> None:
        """Let what is brighter than `threshold` spill over its surroundings."""
        spill = np.maximum(self.pixels - threshold, 0)
        wide = self.blur(spill, sigma) + 0.6 * self.blur(spill, sigma * 4)
        self.pixels += wide * amount

    def defocus(self, amount: Plane, sigma: float) -> None:
        """Depth of field: blur each pixel by `amount` (0 to 1) of `sigma` design pixels."""
        sharp = self.pixels
        levels = [sharp, self.blur(sharp, sigma / 4), self.blur(sharp, sigma / 2), self.blur(sharp, sigma)]
        knots = (0.0, 0.25, 0.5, 1.0)
        result = levels[0]
        for low, high, level in zip(knots, knots[1:], levels[1:], strict=False):
            share = np.clip((amount - low) / (high - low), 0, 1)[..., None]
            result = result + (level - result) * share
        self.pixels = result.astype(np.float32)

    def ridge(self, base: float, height: float, cell: float, seed: int, octaves: int = 8, gain: float = 0.5) -> Plane:
        """The skyline (y of each column) of a mountain range: `base` less up to about `height`."""
        total = np.zeros(self.columns, np.float32)
        weight = 1.0
        for octave in range(octaves):
            wide = cell / 2**octave
            if wide * self.scale < 1:
                break
            row = lattice(1, self.width, (1, self.columns), (1, wide), self.seed * 613 + seed * 53 + octave)[0]
            total += weight * (1 - np.abs(row) * 1.6 if octave < 3 else row * 0.8)
            weight *= gain
        return (base - height * (total / 1.6)).astype(np.float32)

    def below(self, skyline: Plane, soft: float = 1.2) -> Plane:
        """Mask of everything under a skyline, with an edge `soft` design pixels wide."""
        return np.clip((self.ys - skyline[None, :]) / soft + 0.5, 0, 1)


def tile_noise(size: int, slope: float, seed: int) -> Plane:
    """Noise that repeats without a seam, falling as frequency to the `slope`; mean 0, deviation 1."""
    spectrum = np.fft.rfft2(np.random.default_rng(seed).standard_normal((size, size)))
    frequency = np.hypot(np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None, :])
    frequency[0, 0] = 1
    spectrum *= frequency**-slope
    spectrum[0, 0] = 0
    tile = np.fft.irfft2(spectrum, s=(size, size))
    return np.asarray(tile / tile.std(), np.float32)


def sample(tile: Plane, u: Plane, v: Plane) -> Plane:
    """Values of a seamless tile at (column u, row v), bilinear, repeating."""
    size = tile.shape[0]
    column, row = np.broadcast_arrays(u, v)
    left, top = np.floor(column), np.floor(row)
    a, b = (column - left).astype(np.float32), (row - top).astype(np.float32)
    x0, y0 = left.astype(np.int32) % size, top.astype(np.int32) % size
    x1, y1 = (x0 + 1) % size, (y0 + 1) % size
    if tile.ndim == 3:
        a, b = a[..., None], b[..., None]
    upper = tile[y0, x0] * (1 - a) + tile[y0, x1] * a
    lower = tile[y1, x0] * (1 - a) + tile[y1, x1] * a
    return np.asarray(upper * (1 - b) + lower * b, np.float32)


@dataclass(frozen=True)
class Film:
    """How light becomes a print."""

    exposure: float = 1.0
    contrast: float = 0.25
    """Strength of the S-shaped tone curve."""
    saturation: float = 1.0
    shadows: str = "#808080"
    """Tint of the shadows; mid grey is none."""
    highlights: str = "#808080"
    vignette: float = 0.3
    grain: float = 0.009
    black: float = 0.012
    """Lift of the black point, as in print."""
    sharpen: float = 0.35


def develop(canvas: Canvas, film: Film) -> Pixels:
    """The print: exposure, highlight shoulder, tone curve, split toning, vignette and grain."""
    light = canvas.pixels * film.exposure * _falloff(canvas, film.vignette)[..., None]
    if film.sharpen:
        light += (light - canvas.blur(light, 1.6)) * film.sharpen
    light = np.maximum(light, 0)
    over = np.maximum(light - 0.6, 0)
    light = np.where(light > 0.6, 0.6 + 0.4 * (1 - np.exp(-over / 0.4)), light).astype(np.float32)
    tone = to_srgb(light)
    grey = (tone @ LUMA)[..., None]
    tone = grey + (tone - grey) * film.saturation
    curve = tone * tone * (3 - 2 * tone)
    tone += (curve - tone) * film.contrast
    tone += _toning(film, grey)
    tone = film.black + tone * (1 - film.black) + _grain(canvas, film.grain, grey)
    return (np.clip(tone, 0, 1) * 255 + 0.5).astype(np.uint8)


def _falloff(canvas: Canvas, amount: float) -> Plane:
    across = (canvas.xs - canvas.width / 2) / (canvas.width / 2)
    down = (canvas.ys - canvas.height / 2) / (canvas.height / 2)
    return (1 - amount * smoothstep(0.25, 2.1, across**2 + down**2)).astype(np.float32)


def _toning(film: Film, grey: Plane) -> Plane:
    tints = [
        np.array([int(t[i : i + 2], 16) - 128 for i in (1, 3, 5)], np.float32) / 255
        for t in (film.shadows, film.highlights)
    ]
    return ((1 - grey) ** 2 * tints[0] + grey**2 * tints[1]).astype(np.float32)


def _grain(canvas: Canvas, amount: float, grey: Plane) -> Plane:
    shape = (canvas.rows, canvas.columns, 1)
    fine = blur(np.random.default_rng(canvas.seed + 99).standard_normal(shape, np.float32), 0.8) * 2.2
    return (fine * amount * (0.35 + 2.2 * grey * (1 - grey))).astype(np.float32)


def save_photo(
    path: Path,
    pixels: Pixels,
    creator: str,
    credit: str,
    copyright: str,
    taken: datetime,
    description: str,
    source_type: str = SOURCE_TYPE,
) -> int:
    """Write a JPEG with its EXIF and XMP; the number of bytes. Quality gives way before the size does."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = description
    exif[ExifTags.Base.Artist] = creator
    exif[ExifTags.Base.Copyright] = copyright
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = taken.strftime("%Y:%m:%d %H:%M:%S")
    details[ExifTags.Base.ColorSpace] = 1
    packet = _xmp(creator, credit, copyright, taken, description, source_type)
    image = Image.fromarray(pixels)
    for quality in range(82, 50, -3):
        buffer = BytesIO()
        image.save(
            buffer,
            "JPEG",
            quality=quality,
            progressive=True,
            optimize=True,
            subsampling="4:2:0",
            icc_profile=_srgb_profile(),
            exif=exif,
            xmp=packet,
        )
        if buffer.tell() <= MAX_BYTES:
            break
    path.write_bytes(buffer.getvalue())
    return buffer.tell()


def _srgb_profile() -> bytes:
    """The sRGB profile of LittleCMS with a fixed date, so that the same picture has the same bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes.fromhex("07e8 0001 0001 0000 0000 0000")
    return bytes(profile)


def _xmp(creator: str, credit: str, rights: str, taken: datetime, description: str, source_type: str) -> bytes:
    def default(text: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
   <dc:creator><rdf:Seq><rdf:li>{escape(creator)}</rdf:li></rdf:Seq></dc:creator>
   <dc:rights>{default(rights)}</dc:rights>
   <dc:description>{default(description)}</dc:description>
   <photoshop:Credit>{escape(credit)}</photoshop:Credit>
   <photoshop:DateCreated>{taken.isoformat()}</photoshop:DateCreated>
   <Iptc4xmpExt:DigitalSourceType>{source_type}</Iptc4xmpExt:DigitalSourceType>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()
