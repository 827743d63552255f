"""A loaded picture -> facts from its pixels: its mean colour, a perceptual hash, and whether it is
a drawing.

They are computed on a reduced copy of at most 800 pixels, in a few milliseconds. Only the search
for transparent pixels reads the whole picture, strip by strip. Never writes, and keeps no pixel."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.model.dataclass import dataclass
from generator.model.orientation import TURNS

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_SIDE = 800
"""Pixels of the longer side of the copy, at most; about those of a picture in an article."""

_STRIP = 1_000_000
"""Pixels in one strip."""

_REDUCIBLE = frozenset({"L", "LA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB"})
"""Modes in which pixels can be averaged."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The facts, as in `Picture`."""

    colour: str
    likeness: str
    is_flat: bool
    is_transparent: bool


def looks(image: ImageFile, orientation: int) -> Looks:
    """Return the facts. `orientation` is the turn that is still to be made (EXIF 0x0112)."""
    is_transparent = _is_transparent(image)
    copy = _in_rgb(_reduced(image))
    return Looks(
        "" if is_transparent else _mean_colour(copy),  # it would be seen through the loaded picture
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
    from PIL.Image import Resampling  # noqa: PLC0415 - only for a new picture

    factor = -(-max(image.size) // _SIDE)
    if factor < 2:
        return image
    if image.mode in _REDUCIBLE and not image.has_transparency_data:
        return image.reduce(factor)
    size = max(1, image.width // factor), max(1, image.height // factor)
    return image.resize(size, Resampling.NEAREST)  # pixels of a palette, or of more than 8 bits, cannot be averaged


def _in_rgb(image: Image) -> Image:
    """Return a picture in RGB on a white ground. Beyond 8 bits no file says which number is white:
    the brightest counts."""
    from PIL import Image as images  # noqa: N813, PLC0415 - only for a new picture

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
    """Return the linear light, 0 to 1, of a value in sRGB (IEC 61966-2-1)."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


_LIGHT = tuple(_linear(value) for value in range(256))


def _mean_colour(copy: Image) -> str:
    """Return the mean in linear light: the colour of the picture from far away."""
    counts = copy.histogram()
    channels = (counts[start : start + 256] for start in (0, 256, 512))
    lights = (_product(_LIGHT, tuple(map(float, channel))) / sum(channel) for channel in channels)
    return "#" + "".join(f"{min(range(256), key=lambda value: abs(_LIGHT[value] - light)):02x}" for light in lights)


_FREQUENCIES = range(1, 9)
"""Frequencies of light and dark across a picture; the lowest, its brightness, is left out."""
_SAMPLES = 32
_WAVES = tuple(
    tuple(math.cos(math.pi / _SAMPLES * (sample + 0.5) * frequency) for sample in range(_SAMPLES))
    for frequency in _FREQUENCIES
)


def _hash(copy: Image, orientation: int) -> str:
    """Return a perceptual hash, pHash. For each of the 8 × 8 lowest frequencies of a picture of 32
    × 32 pixels, it says whether this is stronger than their median.

    Source: C. Zauner, “Implementation and Benchmarking of Perceptual Image Hash Functions”, 2010. A
    picture that is reduced, or saved as GIF or as a bad JPEG, differs from itself in at most 4
    bits, from others in 20 and more; with dHash in 14, of drawings in 11."""
    from PIL.Image import Resampling  # noqa: PLC0415 - only for a new picture

    light = upright(copy.convert("L"), orientation).resize((_SAMPLES, _SAMPLES), Resampling.BOX).tobytes()
    rows = [tuple(map(float, light[start : start + _SAMPLES])) for start in range(0, len(light), _SAMPLES)]
    across = [[_product(wave, row) for row in rows] for wave in _WAVES]
    # Rounded: of an even picture, only noise of the arithmetic remains.
    strengths = [round(_product(wave, column)) for wave in _WAVES for column in across]
    median = sorted(strengths)[len(strengths) // 2]
    return f"{int(''.join(str(int(strength > median)) for strength in strengths), 2):016x}"


def _product(first: Sequence[float], second: Sequence[float]) -> float:
    return sum(map(float.__mul__, first, second))


def upright(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose  # noqa: PLC0415 - only for a new picture

    turn = TURNS.get(orientation)
    return image.transpose(Transpose[turn]) if turn else image


def _is_flat(copy: Image) -> bool:
    """Whether lossless PNG takes fewer bytes than JPEG, as for drawings, maps and screenshots.
    Photographs take eight times as many. It is not checked for JPEG originals: PNG would store
    their artefacts."""
    return _is_even(copy) and len(_encoded(copy, "PNG")) < len(_encoded(copy, "JPEG"))


def _is_even(copy: Image) -> bool:
    """Whether two thirds of the pixels are as bright as the next one: a fast check that saves
    photographs the encoders' 100 ms. For drawings and pages of text the share is three quarters and
    more, for photographs at most 0.57."""
    from PIL import ImageChops  # noqa: PLC0415 - only for a new picture

    width, height = copy.size
    grey = copy.convert("L")
    steps = ImageChops.difference(grey.crop((1, 0, width, height)), grey.crop((0, 0, width - 1, height)))
    return steps.histogram()[0] * 3 >= steps.width * steps.height * 2


def _encoded(copy: Image, image_format: str) -> bytes:
    file = io.BytesIO()
    copy.save(file, image_format, quality=80)
    return file.getvalue()
