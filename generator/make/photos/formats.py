"""A finished picture -> the bytes of a file in one of the formats of model/photo_files.py. Never
changes the place of a pixel or the size.

Measured by tests/bench/photographs.py on 8 photographs of the bench and 8 of the sample newsroom,
in four widths. AVIF of quality 62 at effort 0 with JPEG of quality 80 takes 0.24 s of processor
time and 645 KB a photograph. WebP of quality 80 at effort 6 with JPEG of quality 82 takes 0.35 s
and 672 KB; the same with sharp, 0.62 s and 686 KB. All are equally similar to the original (SSIM
0.954). More effort gains little: AVIF is 4 % smaller at 2, in twice the time, and 10 % at 4, in
five times; WebP at 4 is 6 % larger than at 6, in half the time. At efforts 0 and 1 libaom does the
same. Progressive JPEG is 3 % smaller, for a fifth more time. A drawing of 3,600 colours is a PNG of
23 KB with a palette of 256, of 61 KB with all colours, and a WebP of 30 KB."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

from generator.make.photos.metadata import exif, is_silent, xmp
from generator.make.photos.pixels import UnmakeableError
from generator.model.outputs import PhotoOutput
from generator.model.photo_files import FORMATS, Encoder

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_EFFORT = 10
_LOSSLESS = 100
_PALETTE = 256
"""Colours."""


def encoded(image: Image, variant: PhotoOutput) -> bytes:
    """Return the file of a variant, from a picture in its size, as RGB or RGBA. Raises
    UnmakeableError for a format without an encoder, for an unknown quality or effort, and where the
    encoder refuses."""
    entry = FORMATS.get(variant.format)
    if entry is None:
        raise UnmakeableError(f"there is no encoder for {variant.format}")
    if not (0 <= variant.quality <= 100 and 0 <= variant.effort <= _MOST_EFFORT):
        raise UnmakeableError(f"there is no quality {variant.quality} with effort {variant.effort}")
    metadata: dict[str, Any] = {}
    if not is_silent(variant):
        metadata = {"xmp": xmp(variant)} | ({"exif": fields} if (fields := exif(variant)) else {})
    encoder = entry.encoder
    options = metadata | dict(encoder.options) | {encoder.effort: encoder.efforts[variant.effort]}
    if encoder.quality:
        options[encoder.quality] = variant.quality
    if encoder.name == "PNG":
        return _png(image, encoder, variant.quality, options)
    if image.mode == "RGBA" and not entry.has_transparency:
        image = _on_white(image)
    return _saved(image, encoder, options)


def _saved(image: Image, encoder: Encoder, options: dict[str, Any]) -> bytes:
    file, name = io.BytesIO(), encoder.name
    try:
        image.save(file, name, **options)
    except (OSError, ValueError, KeyError) as fault:  # too large for the format, or Pillow was built without it
        size = f"{image.width} × {image.height}"
        raise UnmakeableError(f"a picture of {size} pixels cannot be saved as {name} here ({fault})") from fault
    return file.getvalue()


def _on_white(image: Image) -> Image:
    from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to make

    ground = images.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _png(image: Image, encoder: Encoder, quality: int, options: dict[str, Any]) -> bytes:
    """Return a PNG with a palette, where that is smaller: of all its colours, or, with a quality
    below 100, of the 256 nearest ones."""
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - only when there is a picture to make

    chunks = PngInfo()
    if packet := options.pop("xmp", None):
        chunks.add_itxt("XML:com.adobe.xmp", packet.decode())
    wanted = [image] if (palette := _with_palette(image, quality)) is None else [palette, image]
    return min((_saved(each, encoder, options | {"pnginfo": chunks}) for each in wanted), key=len)


def _with_palette(image: Image, quality: int) -> Image | None:
    """Return the picture with a palette; None where no palette is good enough."""
    from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to make

    if image.getcolors(_PALETTE):
        return _with_all_its_colours(image)
    if quality == _LOSSLESS:
        return None
    method = images.Quantize.FASTOCTREE if image.mode == "RGBA" else images.Quantize.MEDIANCUT
    return image.quantize(_PALETTE, method=method, dither=images.Dither.NONE)


def _with_all_its_colours(image: Image) -> Image:
    """Return a picture of few colours with a palette of exactly these; Pillow's own palettes may
    change a colour."""
    from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to make

    pixels = memoryview(image.convert("RGBA").tobytes()).cast("I")
    places = {colour: place for place, colour in enumerate(sorted(set(pixels), key=_channels))}
    palette = images.frombytes("P", image.size, bytes(map(places.__getitem__, pixels)))
    entries = b"".join(_channels(colour)[: len(image.mode)] for colour in places)
    palette.putpalette(entries, image.mode)
    return palette


def _channels(pixel: int) -> bytes:
    """Return red, green, blue and alpha of four bytes that this machine read as one number."""
    return pixel.to_bytes(4, sys.byteorder)
