"""The bytes of a photograph -> its upright pixels in sRGB, and parts of them in smaller sizes.
Never enlarges.

Pixels are averaged as they are encoded, as libvips and all picture editors do, and not in linear
light; nothing is sharpened. Twelve pictures at four widths were compared with Lanczos-3 in linear
light and floating point (SSIM, tests/bench/similarity). Photographs reach 0.9955 to 0.9984 this
way, and 0.9923 to 0.9993 with sharp. In linear light they reach 0.999, in five times the time. The
difference is invisible, except that small lights at night are brighter, and dark hair and letters
thinner, in linear light. An unsharp mask of 30 % adds 0.0002 to photographs and takes 0.001 to
0.005 from text and hair."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from generator.make.photos.profiles import named_profile
from generator.model.dataclass import dataclass, field
from generator.model.orientation import SIDEWAYS, TURNS, orientation_of

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile

Size = tuple[int, int]
"""Width and height, in pixels."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels of the upright original."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")

_LEAST_REDUCED = 2000
"""Pixels: a JPEG is decoded at a half, a quarter or an eighth of its size as long as it stays this
wide."""

_LARGE = 24_000_000
"""Pixels: in a larger picture that is no JPEG, squares of pixels are averaged as soon as it is
decoded."""

_LEAST_JOINED = 3200
"""The width in pixels after that: twice that of the widest common variant."""

_MARGIN = 1.1
"""A reduced original is used for a variant if it still has so many times the variant's pixels, each
way; otherwise the whole original is decoded."""

_STAIRS = (800, 1200, 1600)
"""The widths of the intermediate steps. A variant is made from the lowest step that is large
enough, which is made from the next higher one, and so on up to the original.

Four widths of a photograph of 2400 × 1600 take 69 ms this way. Each made from the original by
LANCZOS, they took 143 ms; the results are 0.997 similar (SSIM). The steps are no setting: the bytes
of a variant must not depend on other variants."""

_STEP = 1.3
"""A step is at least this many times as wide and as high as the variant; the original is 1.25 times
as wide as a step. With less, a picture would be filtered twice without gain."""

_SHORT = 1.4
"""A picture reduced by less than this is made by LANCZOS, which keeps it sharp; by more, by
BICUBIC, in two thirds of the time."""

_REDUCING_GAP = 2.0
"""A picture reduced to less than a quarter goes through a box filter to twice the size first; the
difference is invisible."""

_BLOCK = 16 * 1024 * 1024
"""Bytes in a block of Pillow's memory; a pixel takes four."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""The numbers of two options of mallopt(3): bytes at the end of the heap that are kept when they
are free, and bytes of a piece that is not of the heap."""

_DEFAULT_THRESHOLD = 128 * 1024
"""Bytes, of both options."""

_INKS = (
    (255, 255, 255),
    (0, 158, 224),
    (229, 0, 125),
    (49, 39, 131),
    (255, 237, 0),
    (0, 150, 64),
    (227, 6, 19),
    (50, 45, 45),
)
"""Paper, cyan, magenta, cyan on magenta, yellow, cyan on yellow, magenta on yellow, and all three, in sRGB."""

_BLACK_INK = 29
"""Of 255."""

_STRIP = 1_000_000
"""Pixels that are converted at once, where a large picture would otherwise be there twice."""


class UnmakeableError(ValueError):
    """The variant cannot be made of this picture; the message gives the reason in an editor's
    words."""


@dataclass(frozen=True, slots=True)
class Upright:
    """A decoded picture: the first frame, turned by its EXIF, in sRGB, as RGB or (only with
    transparency) RGBA, without metadata. `original` is the size of the upright original, of which
    this may be a reduction. `steps` are intermediate sizes that are made already."""

    image: Image
    original: Size
    steps: dict[Size, Image] = field(default_factory=dict)

    def is_enough_for(self, size: Size, crop: Box | None) -> bool:
        """Whether this size can be made from the reduced picture without loss."""
        if self.image.size == self.original:
            return True
        across, down = _part(self.image.size, self.original, crop)
        return across >= size[0] * _MARGIN and down >= size[1] * _MARGIN

    def resized(self, size: Size, crop: Box | None = None) -> Image:
        """Return all of the picture, or a part of it, in that size. Raises UnmakeableError where
        the part is smaller, or is not within the picture."""
        across, down = _part(self.original, self.original, crop)
        if crop and not (0 <= crop[0] < crop[2] <= self.original[0] and 0 <= crop[1] < crop[3] <= self.original[1]):
            raise UnmakeableError(
                f"the part {crop} does not lie within its {self.original[0]} × {self.original[1]} pixels"
            )
        if size[0] > across or size[1] > down:
            raise UnmakeableError(f"it has only {across:.0f} × {down:.0f} pixels")
        if min(size) < 1:
            raise UnmakeableError(f"there is no picture of {size[0]} × {size[1]} pixels")
        return self._step(size) if crop is None and size in self._stairs() else self._reduced(size, crop)

    def _reduced(self, size: Size, crop: Box | None) -> Image:
        from PIL.Image import Resampling  # noqa: PLC0415 - only when there is a picture to make

        source = next((self._step(step) for step in self._stairs() if self._is_above(step, size, crop)), self.image)
        across, down = source.width / self.original[0], source.height / self.original[1]
        box = (crop[0] * across, crop[1] * down, crop[2] * across, crop[3] * down) if crop else None
        width = _part(source.size, self.original, crop)[0]
        resampling = Resampling.LANCZOS if size[0] * _SHORT > width else Resampling.BICUBIC
        return source.resize(size, resampling, box, reducing_gap=_REDUCING_GAP)

    def _stairs(self) -> tuple[Size, ...]:
        """Return the steps, lowest first, each as high as plan/photos/variants.py makes its
        variants."""
        width, height = self.original
        return tuple((step, max(1, round(height * step / width))) for step in _STAIRS if step * 1.25 <= width)

    def _is_above(self, step: Size, size: Size, crop: Box | None) -> bool:
        across, down = _part(step, self.original, crop)
        return across >= size[0] * _STEP and down >= size[1] * _STEP

    def _step(self, step: Size) -> Image:
        if step not in self.steps:
            self.steps[step] = self._reduced(step, None)
        return self.steps[step]


def _part(size: Size, original: Size, crop: Box | None) -> tuple[float, float]:
    """Return the width and height that a part of the original has in a picture of another size."""
    left, top, right, bottom = crop or (0, 0, *original)
    return (right - left) * size[0] / original[0], (bottom - top) * size[1] / original[1]


def upright(content: bytes, whole: bool) -> Upright:
    """Decode a photograph. Unless it is to be `whole`, it may be reduced, by a factor that depends
    only on itself. Raises OSError, ValueError, SyntaxError and a dozen more where it cannot be
    decoded."""
    from PIL import Image  # noqa: PLC0415 - only when there is a picture to make

    with Image.open(io.BytesIO(content), formats=_FORMATS) as original:
        is_jpeg = original.format in {"JPEG", "MPO"}
        orientation = orientation_of(original.getexif) if is_jpeg else 1
        size = original.size  # before it is reduced: the steps need the heights that variants have
        if is_jpeg and not whole:
            width = original.height if orientation in SIDEWAYS else original.width
            scale = next((scale for scale in (8, 4, 2) if width // scale >= _LEAST_REDUCED), 1)
            original.draft(None, (original.width // scale, original.height // scale))
        _keep_memory(original)
        original.load()
        factor = 1
        if not is_jpeg:  # a PNG may have its EXIF after its pixels; Pillow turned a TIFF, which now says 1
            orientation, size = orientation_of(original.getexif), original.size
            width = original.height if orientation in SIDEWAYS else original.width
            factor = max(1, width // _LEAST_JOINED) if not whole and math.prod(size) > _LARGE else 1
        turn = TURNS.get(orientation)
        profile = original.info.get("icc_profile") or named_profile(original)
        image = _in_srgb(_joined(original, factor), profile)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    if turn is not None:
        image = image.transpose(Image.Transpose[turn])
    image.info = {}
    return Upright(image, size[::-1] if orientation in SIDEWAYS else size)


def _keep_memory(image: Image) -> None:
    """Let Pillow and the encoders reuse their memory, or none of it for a larger picture.

    Getting new pages from the system takes 20 ms a photograph for Pillow's blocks, and 35 of 560 ms
    for the encoders. The blocks are kept as PILLOW_BLOCKS_MAX=2 in the environment keeps them. But
    blocks that are kept from the many of a large picture leave holes in the heap, of 350 MB once it
    is gone."""
    from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to make

    is_usual = image.width * image.height * 4 <= 2 * _BLOCK
    core = getattr(images, "core", None)  # an attribute that Pillow does not guarantee
    if set_blocks_max := getattr(core, "set_blocks_max", None):
        set_blocks_max(2 if is_usual else 0)
    if mallopt := _mallopt():
        for threshold in (_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD):
            mallopt(threshold, 2 * _BLOCK if is_usual else _DEFAULT_THRESHOLD)


@cache
def _mallopt() -> Callable[[int, int], int] | None:
    """Return mallopt(3) of the GNU C library; None where there is another one."""
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 - only when there is a picture to make

    return getattr(ctypes.CDLL(None), "mallopt", None)


def _joined(original: Image, factor: int) -> Image:
    """Return a picture of any mode in a mode of eight bits a channel, with squares of `factor`
    pixels each way averaged to one. A large picture is done in strips, so that it is never in
    memory twice."""
    white = _white(original)
    if factor == 1:
        return _in_eight_bits(original, white)
    joined: Image | None = None
    for top, bottom in _strips(original, factor):
        strip = _in_eight_bits(original.crop((0, top, original.width, bottom)), white).reduce(factor)
        if joined is None:
            from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to make

            joined = images.new(strip.mode, (strip.width, math.ceil(original.height / factor)))
        joined.paste(strip, (0, top // factor))
    assert joined is not None  # a picture has at least one row
    return joined


def _strips(image: Image, factor: int) -> Iterator[tuple[int, int]]:
    """Yield the first row of each strip and the row after its last, in whole squares of pixels."""
    high = max(1, _STRIP // (image.width * factor)) * factor
    return ((top, min(top + high, image.height)) for top in range(0, image.height, high))


def _white(image: Image) -> float:
    """Return the value of white in a mode without bounds, which no file gives: 1, 255 or 65535, the
    smallest that fits."""
    if image.mode not in {"I", "F"}:
        return 255
    brightest = max(float(each) for each in image.getextrema() if isinstance(each, (int, float)))
    return next((each for each in (1.0, 255.0, 65535.0) if brightest <= each), brightest)


def _in_eight_bits(image: Image, white: float) -> Image:
    """Return the picture as L, LA, RGB, RGBA, CMYK or LAB."""
    if image.mode.startswith("I;16"):
        if image.mode != "I;16":  # the other byte order, which Pillow can convert but not compute with
            image = image.convert("I")
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"I", "F"}:
        return image.convert("F").point(lambda value: value * (255 / white)).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "LA" else image.convert("RGBA")
    return image if image.mode in {"L", "RGB", "CMYK", "LAB"} else image.convert("RGB")


def _in_srgb(image: Image, embedded: object) -> Image:
    """Return a picture of eight bits a channel as RGB or RGBA, by its colour profile (ICC.1) if it
    has a usable one."""
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA"} else None
    opaque = image.convert(image.mode[:-1]) if alpha else image
    try:
        converted = _by_profile(opaque, embedded)
    except Exception:  # a broken profile, or one for another kind of picture, counts as absent
        converted = opaque
    if converted.mode == "CMYK":
        converted = _as_printed(converted)
    elif converted.mode != "RGB":
        converted = converted.convert("RGB")
    if alpha:
        converted.putalpha(alpha)
    return converted


def _by_profile(image: Image, embedded: object) -> Image:
    """Convert by the embedded profile. Raises `ImageCms.PyCMSError` and others where it cannot be
    used."""
    from PIL import ImageCms  # noqa: PLC0415 - only when there is a picture to make

    if image.mode == "LAB":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    elif isinstance(embedded, bytes) and embedded:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(embedded))
    else:
        return image
    if _space(profile) == "RGB" and image.mode == "L":  # a grey picture with a profile for colours
        image = image.convert("RGB")
    if "sRGB" in ImageCms.getProfileDescription(profile):
        return image
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return (
        ImageCms.profileToProfile(
            image,
            profile,
            srgb,
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            "RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        or image
    )


def _as_printed(image: Image) -> Image:
    """Return a CMYK picture without a profile as RGB, similar to coated paper (ISO 12647-2). Each
    pixel is the mean of the colours of the inks and their combinations, by their shares of the
    paper (Neugebauer)."""
    from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to make
    from PIL import ImageChops, ImageFilter  # noqa: PLC0415

    cyan, magenta, yellow, black = image.split()
    printed = [share / 255 for colour in _INKS for share in colour]
    colours = images.merge("RGB", (cyan, magenta, yellow)).filter(ImageFilter.Color3DLUT(2, printed))
    paper = black.point([round(255 - ink * (255 - _BLACK_INK) / 255) for ink in range(256)])
    return ImageChops.multiply(colours, images.merge("RGB", (paper, paper, paper)))


def _space(profile: ImageCmsProfile) -> str:
    return profile.profile.xcolor_space.strip()
