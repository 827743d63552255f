"""A measured picture -> the names, sizes and URLs of everything that will be made of it. Pure arithmetic: a page knows its
`srcset` before any pixel is touched. Opens no file."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from generator.model.documents import Picture, Rights
from generator.model.outputs import PhotoOutput
from generator.model.settings import IMAGE_SUFFIXES, IMAGE_TYPES, PhotoSettings
from generator.model.site import Photograph
from generator.model.views import FigureView, PictureView, Source
from generator.plan.urls import Address, slug

LONGEST_SIDE = {"webp": 16_383, "jpeg": 65_500}
"""Pixels that a format can hold."""

PREFERRED_WIDTH = 800
"""Of the one file that browsers without `srcset` load."""


def widths(picture: Picture, photos: PhotoSettings) -> tuple[int, ...]:
    """Every width that is asked for, up to the original's own, which takes the place of the first one above it."""
    fitting = tuple(width for width in photos.widths if width <= picture.width)
    return fitting if len(fitting) == len(photos.widths) or picture.width in fitting else (*fitting, picture.width)


def variants(picture: Picture, photos: PhotoSettings, recipe: str) -> tuple[PhotoOutput, ...]:
    """One output a width and format, formats in the order of preference, widths ascending. `recipe` names the encoder: it
    is part of the names, so that another encoder's files never pass for these."""
    asked = tuple(
        _variant(picture, width, name, photos.quality_of(name), recipe)
        for name in photos.formats
        for width in widths(picture, photos)
    )
    return tuple(variant for variant in asked if variant.height <= LONGEST_SIDE[variant.format]) or asked


def _variant(picture: Picture, width: int, image_format: str, quality: int, recipe: str) -> PhotoOutput:
    height = max(1, round(picture.height * width / picture.width))
    # The photographer is named in the credit, as the editors word it: the name in the original may be withheld there.
    rights = Rights(credit=picture.rights.credit, copyright=picture.rights.copyright)
    made_of = (picture.digest, width, height, image_format, quality, rights, recipe)
    digest = hashlib.blake2b(repr(made_of).encode(), digest_size=6).hexdigest()
    stem = slug(PurePosixPath(picture.path).stem)[:60].strip("-") or "photo"
    return PhotoOutput(
        path=f"photos/{stem}-{digest}-{width}.{IMAGE_SUFFIXES[image_format]}",
        source=picture.path,
        digest=picture.digest,
        width=width,
        height=height,
        format=image_format,
        quality=quality,
        rights=rights,
        origin=f"content/{picture.path}",
    )


def picture_view(photograph: Photograph, made: tuple[PhotoOutput, ...], address: Address) -> PictureView:
    """`made` as `variants` gives it. The last format is the one for every browser, unless JPEG is among them."""
    by_format: dict[str, list[PhotoOutput]] = {}
    for variant in made:
        by_format.setdefault(variant.format, []).append(variant)
    plain = by_format.pop("jpeg", None) or by_format.pop(list(by_format)[-1])
    fallback = next((variant for variant in plain if variant.width >= PREFERRED_WIDTH), plain[-1])
    focus = photograph.reference.focus
    return PictureView(
        sources=tuple(Source(IMAGE_TYPES[name], _srcset(row, address)) for name, row in by_format.items()),
        src=address.href("/" + fallback.path),
        srcset=_srcset(plain, address),
        width=fallback.width,
        height=fallback.height,
        alt=photograph.reference.alt,
        focus=f"{focus[0]:.0%} {focus[1]:.0%}" if focus else "",
    )


def figure_view(photograph: Photograph, made: tuple[PhotoOutput, ...], address: Address) -> FigureView:
    reference = photograph.reference
    return FigureView(
        picture_view(photograph, made, address), reference.caption, reference.credit, reference.file_photo
    )


def _srcset(row: list[PhotoOutput], address: Address) -> str:
    return ", ".join(f"{address.href('/' + variant.path)} {variant.width}w" for variant in row)
