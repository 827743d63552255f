"""A loaded picture -> what can be told from its pixels: its colour, a hash of how it looks, and whether it is a drawing.

All of it is found on a reduced copy of at most 800 pixels, which takes a few milliseconds; only for a pixel to see
through is the whole picture looked at, strip by strip. Never writes, and keeps no pixel.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.orientation import TURNS

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_SIDE = 800
"""Pixels on the longer side of the copy, at most; about those of a picture in an article."""

_STRIP = 1_000_000
"""Pixels that are looked through at a time."""

_REDUCIBLE = frozenset({"L", "LA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB"})
"""Modes in which pixels can be averaged."""


@dataclass(frozen=True, slots=True)
class Looks:
    """As in `Picture`."""

    colour: str
    likeness: str
    is_flat: bool
    is_transparent: bool


def looks(image: ImageFile, orientation: int) -> Looks:
    """`orientation` is by which the picture is still to be turned (EXIF 0x0112)."""
    is_transparent = _is_transparent(image)
    copy = _in_rgb(_reduced(image))
    return Looks(
        "" if is_transparent else _mean_colour(copy),  # it would be seen through the picture once that is there
        _hash(copy, orientation),
        image.format not in {"JPEG", "MPO"} and _is_flat(copy),
        is_transparent,
    )


def _is_transparent(image: Image) -> bool:
    if not image.has_transparency_data:
        return False
    rows = max(1, _STRIP // image.width)
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height))).convert("RGBA")
        if strip.getchannel("A").getextrema() != (255, 255):
            return True
    return False


def _reduced(image: Image) -> Image:
    from PIL.Image import Resampling  # noqa: PLC0415 - only when there is a picture to measure

    factor = -(-max(image.size) // _SIDE)
    if factor < 2:
        return image
    if image.mode in _REDUCIBLE and not image.has_transparency_data:
        return image.reduce(factor)
    size = max(1, image.width // factor), max(1, image.height // factor)
    return image.resize(size, Resampling.NEAREST)  # of a palette, or of more than 8 bits, no mean can be had


def _in_rgb(image: Image) -> Image:
    """On a white ground. White of numbers beyond 8 bits is written nowhere: it is the brightest there is."""
    from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to measure

    if image.mode.startswith("I") or image.mode == "F":
        numbers = image.convert("F")
        brightest = max(float(number) for number in numbers.getextrema() if isinstance(number, (int, float)))
        white = next((each for each in (1.0, 255.0, 65535.0) if brightest <= each), brightest)
        return numbers.point(lambda value: value * (255 / white)).convert("L").convert("RGB")
    if image.mode == "LAB":
        return image.getchannel("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    picture = image.convert("RGBA")
    ground = images.new("RGB", image.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _linear(value: int) -> float:
    """Light, 0 to 1, of a value in sRGB (IEC 61966-2-1)."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


_LIGHT = tuple(_linear(value) for value in range(256))


def _mean_colour(copy: Image) -> str:
    """The mean in linear light, which is what the eye sees of a picture far away."""
    counts = copy.histogram()
    channels = (counts[start : start + 256] for start in (0, 256, 512))
    lights = (_product(_LIGHT, tuple(map(float, channel))) / sum(channel) for channel in channels)
    return "#" + "".join(f"{min(range(256), key=lambda value: abs(_LIGHT[value] - light)):02x}" for light in lights)


_FREQUENCIES = range(1, 9)
"""Of the waves of light and dark across a picture; the lowest, which is its brightness, is left out."""
_SAMPLES = 32
_WAVES = tuple(
    tuple(math.cos(math.pi / _SAMPLES * (sample + 0.5) * frequency) for sample in range(_SAMPLES))
    for frequency in _FREQUENCIES
)


def _hash(copy: Image, orientation: int) -> str:
    """pHash (C. Zauner, “Implementation and Benchmarking of Perceptual Image Hash Functions”, 2010): whether each of the 8 × 8
    lowest frequencies of a picture of 32 × 32 pixels is stronger than their median. Reduced, as GIF or as a bad JPEG a picture
    differs from itself in at most 4 bits, from others in 20 and more; those of dHash differ in 14, of drawings in 11."""
    from PIL.Image import Resampling  # noqa: PLC0415 - only when there is a picture to measure

    light = upright(copy.convert("L"), orientation).resize((_SAMPLES, _SAMPLES), Resampling.BOX).tobytes()
    rows = [tuple(map(float, light[start : start + _SAMPLES])) for start in range(0, len(light), _SAMPLES)]
    across = [[_product(wave, row) for row in rows] for wave in _WAVES]
    # Rounded: what is left of an even picture is noise of the arithmetic.
    strengths = [round(_product(wave, column)) for wave in _WAVES for column in across]
    median = sorted(strengths)[len(strengths) // 2]
    return f"{int(''.join(str(int(strength > median)) for strength in strengths), 2):016x}"


def _product(first: Sequence[float], second: Sequence[float]) -> float:
    return sum(map(float.__mul__, first, second))


def upright(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose  # noqa: PLC0415 - only when there is a picture to measure

    turn = TURNS.get(orientation)
    return image.transpose(Transpose[turn]) if turn else image


def _is_flat(copy: Image) -> bool:
    """Whether PNG, which loses nothing, takes fewer bytes than JPEG, as for drawings, maps and screenshots; for
    photographs it takes eight times as many. Not asked of what was a JPEG, whose traces PNG would keep."""
    return _is_even(copy) and len(_encoded(copy, "PNG")) < len(_encoded(copy, "JPEG"))


def _is_even(copy: Image) -> bool:
    """Whether two thirds of the pixels are as bright as the next: it spares photographs the encoders' 100 ms. Of drawings
    and pages of text it is three quarters and more, of photographs at most 0.57."""
    from PIL import ImageChops  # noqa: PLC0415 - only when there is a picture to measure

    width, height = copy.size
    grey = copy.convert("L")
    steps = ImageChops.difference(grey.crop((1, 0, width, height)), grey.crop((0, 0, width - 1, height)))
    return steps.histogram()[0] * 3 >= steps.width * steps.height * 2


def _encoded(copy: Image, image_format: str) -> bytes:
    file = io.BytesIO()
    copy.save(file, image_format, quality=80)
    return file.getvalue()
