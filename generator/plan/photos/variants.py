"""A measured picture and the use it is put to -> the names and sizes of all files that will be made of it. Pure arithmetic: a
page knows its `srcset` before any pixel is touched. Opens no file.

The same is asked for whatever else is: a file's name and bytes depend on the picture, on what is asked of it and on the
encoder. So two uses that come to the same share their files, as the card of a picture does that is 3:2 already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import PurePosixPath

from generator.model.documents import Picture
from generator.model.outputs import PhotoFile, PhotoOutput
from generator.model.photo_files import FLAT, FORMATS, PLAIN, SEE_THROUGH, FinishedFiles, PhotoName, name_of, names_read
from generator.model.settings import SEARCH_WIDTH, PhotoSettings
from generator.model.site import Focus
from generator.plan.photos.crops import CARD, NARROW, PORTRAIT, SEARCH_SHAPES, Box, Shape, box_of, is_nearly
from generator.plan.urls import slug

CARD_WIDTH = 1200
"""Pixels: the last width that a card needs is the first one that is no smaller. The picture of the widest card is 688 wide
on the page."""

NARROW_WIDTH = 1200
"""Pixels, as for cards: telephones have three for each of their 400."""

PORTRAIT_WIDTHS = (112, 224, 336)
"""Pixels: portraits are 112 wide on the page, on screens of single, double and triple density."""

Finished = frozenset[str]
"""The names of those files of a picture that need not be made any more."""

_CACHED = 256
"""Pictures: the uses of one come one after the other."""


def widths(width: int, photos: PhotoSettings) -> tuple[int, ...]:
    """Every width that is asked for, of a picture so wide. Its own takes the place of the first one above it; that of a
    picture wider than all of them is never published, unless full size is asked for."""
    fitting = tuple(each for each in photos.widths if each <= width)
    is_between = len(fitting) < len(photos.widths)
    return (*fitting, width) if width not in fitting and (is_between or photos.full_size) else fitting


def formats(picture: Picture, photos: PhotoSettings) -> tuple[str, ...]:
    """In the order of preference."""
    if picture.is_flat:
        return (FLAT,)
    if picture.is_transparent:
        return tuple(dict.fromkeys(n if FORMATS[n].has_transparency else SEE_THROUGH for n in photos.formats))
    return photos.formats


@lru_cache(maxsize=_CACHED)
def variants(
    picture: Picture, photos: PhotoSettings, recipe: str, finished: Finished | None = None
) -> tuple[PhotoOutput, ...]:
    """The whole picture, for leads, figures and galleries: one output a width and format, formats in the order of
    preference, widths ascending.

    `recipe` names what makes pixels: it is part of the names, so that the files of another program never pass for these.
    `finished` are the names of the picture's files in slow formats that need not be made any more, for a quick build: it
    names no others. None: whatever is wanted will be made. So in all that follow."""
    return _files(picture, None, None, widths(picture.width, photos), photos, recipe, finished)


@lru_cache(maxsize=_CACHED)
def card_crops(
    picture: Picture, focus: Focus | None, photos: PhotoSettings, recipe: str, finished: Finished | None = None
) -> tuple[PhotoOutput, ...]:
    """As cards show it. In the order of `variants`, as all that follow but the crops for search."""
    if is_nearly(picture.width, picture.height, CARD):
        return variants(picture, photos, recipe, finished)
    return _crop(picture, CARD, focus, _up_to(CARD_WIDTH, photos), photos, recipe, finished)


@lru_cache(maxsize=_CACHED)
def thumbnail_crops(
    picture: Picture, focus: Focus | None, photos: PhotoSettings, recipe: str, finished: Finished | None = None
) -> tuple[PhotoOutput, ...]:
    """The smallest that cards have, one a format. They are found without the others: every article has to say its own."""
    if finished is not None:  # which formats there are is known only of all widths
        crops = card_crops(picture, focus, photos, recipe, finished)
        return tuple({file.format: file for file in reversed(crops)}.values())[::-1]
    if is_nearly(picture.width, picture.height, CARD):
        return _files(picture, None, None, widths(picture.width, photos)[:1], photos, recipe, None)
    return _crop(picture, CARD, focus, _up_to(CARD_WIDTH, photos)[:1], photos, recipe, None)


@lru_cache(maxsize=_CACHED)
def narrow_crops(
    picture: Picture, focus: Focus | None, photos: PhotoSettings, recipe: str, finished: Finished | None = None
) -> tuple[PhotoOutput, ...]:
    """As the lead of an article on narrow screens; none where no editor said what is to be seen, and none of a picture that
    is not much wider than that."""
    if focus is None or picture.width * NARROW[1] * 4 < picture.height * NARROW[0] * 5:
        return ()
    return _crop(picture, NARROW, focus, _up_to(NARROW_WIDTH, photos), photos, recipe, finished)


@lru_cache(maxsize=_CACHED)
def portrait_crops(
    picture: Picture, focus: Focus | None, photos: PhotoSettings, recipe: str, finished: Finished | None = None
) -> tuple[PhotoOutput, ...]:
    """As the portrait of an author."""
    return _crop(picture, PORTRAIT, focus, PORTRAIT_WIDTHS, photos, recipe, finished)


@lru_cache(maxsize=_CACHED)
def search_crops(
    picture: Picture, focus: Focus | None, photos: PhotoSettings, recipe: str, finished: Finished | None = None
) -> tuple[PhotoOutput, ...]:
    """As search engines and social networks show it, in the plain format: one for each of `SEARCH_SHAPES`, in their order; never
    enlarged, so a small picture's are smaller than they ask for. Where an outlet wants no crops, one file of the whole
    picture."""
    if not photos.search_crops:
        files = variants(picture, photos, recipe, finished)
        return tuple([file for file in files if file.width <= SEARCH_WIDTH][-1:]) or files[-1:]
    made: list[PhotoOutput] = []
    for shape in SEARCH_SHAPES:
        box = box_of(picture.width, picture.height, shape, focus)
        width = min(SEARCH_WIDTH, _size(picture, box)[0])
        made.append(_file(picture, shape, box, width, PLAIN, photos, recipe))
    return tuple(made)


def lead_files(
    picture: Picture, focus: Focus | None, photos: PhotoSettings, recipe: str, finished: Finished | None = None
) -> tuple[PhotoOutput, ...]:
    """All that is made of the lead picture of an article, each file once."""
    files = (
        *variants(picture, photos, recipe, finished),
        *narrow_crops(picture, focus, photos, recipe, finished),
        *card_crops(picture, focus, photos, recipe, finished),
        *search_crops(picture, focus, photos, recipe, finished),
    )
    return tuple({file.path: file for file in files}.values())


def planned_file(file: PhotoFile, picture: Picture, photos: PhotoSettings, recipe: str) -> PhotoOutput | None:
    """A file as it was planned, whole again: its name and its use say all that was asked for. None where it was planned of
    another picture, or in another way.

    Between planning and making, files travel as `PhotoFile`. Measured for the 16 files of a lead: their names take 1.9 KB of
    memory, and 2 µs to be remembered; all that was asked for takes 7.7 KB and 142 µs, where planning takes 220 µs. To be
    made whole again takes 20 µs a file, of the few that are stale."""
    for name in names_read(name_of(file.path)):
        if name.stem == stem(picture.path):
            shape = _shape_of(name.shape)
            box = box_of(picture.width, picture.height, shape, file.focus) if shape else None
            made = _file(credited(picture, file.credit), shape, box, name.width, name.format, photos, recipe)
            return made if made.path == file.path else None
    return None


def _shape_of(written: str) -> Shape | None:
    across, _, down = written.partition("x")
    return (int(across), int(down)) if down else None


def credited(picture: Picture, credit: str) -> Picture:
    """With an editor's credit, where its own file names nobody: that is written into what is made of it, too."""
    is_named = picture.rights.credit or picture.rights.creator
    return picture if is_named or not credit else replace(picture, rights=replace(picture.rights, credit=credit))


def _up_to(width: int, photos: PhotoSettings) -> tuple[int, ...]:
    """The widths that are asked for, to the first that is no smaller than this."""
    wide = next((number for number, each in enumerate(photos.widths, 1) if each >= width), len(photos.widths))
    return photos.widths[:wide]


def _crop(
    picture: Picture,
    shape: Shape,
    focus: Focus | None,
    wanted: tuple[int, ...],
    photos: PhotoSettings,
    recipe: str,
    finished: Finished | None,
) -> tuple[PhotoOutput, ...]:
    """A part of a picture in the `wanted` widths; its own takes the place of the first one above it."""
    box = box_of(picture.width, picture.height, shape, focus)
    width, _ = _size(picture, box)
    fitting = [each for each in wanted if each <= width]
    own = () if len(fitting) == len(wanted) or width in fitting else (width,)
    return _files(picture, shape, box, (*fitting, *own), photos, recipe, finished)


def _files(
    picture: Picture,
    shape: Shape | None,
    box: Box | None,
    wanted: Iterable[int],
    photos: PhotoSettings,
    recipe: str,
    finished: Finished | None,
) -> tuple[PhotoOutput, ...]:
    asked = [
        _file(picture, shape, box, width, name, photos, recipe) for name in formats(picture, photos) for width in wanted
    ]
    fitting = [file for file in asked if file.height <= FORMATS[file.format].longest_side] or asked
    return tuple(fitting if finished is None else _without_waiting(fitting, finished))


def _without_waiting(files: list[PhotoOutput], finished: Finished) -> list[PhotoOutput]:
    """Without the formats of which any file would have to be made: browsers choose the format before the width. But the one
    for every browser is always there."""
    plain = plain_format([file.format for file in files])
    slow = (file for file in files if file.format != plain and FORMATS[file.format].is_slow)
    waiting = {file.format for file in slow if name_of(file.path) not in finished}
    return [file for file in files if file.format not in waiting]


def plain_format(names: Sequence[str]) -> str:
    """Of formats in the order of preference, the one for every browser, else the last."""
    return PLAIN if PLAIN in names else names[-1]


def _size(picture: Picture, box: Box | None) -> tuple[int, int]:
    return (box[2] - box[0], box[3] - box[1]) if box else (picture.width, picture.height)


def _file(
    picture: Picture,
    shape: Shape | None,
    box: Box | None,
    width: int,
    image_format: str,
    photos: PhotoSettings,
    recipe: str,
) -> PhotoOutput:
    whole, high = _size(picture, box)
    height = max(1, round(high * width / whole))
    quality, effort = photos.quality_of(image_format), photos.effort_of(image_format)
    asked = f"{_made_of(picture, recipe)}{_encoder(image_format)}{(box, width, height, quality, effort)}"
    digest = hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()
    kind = f"{shape[0]}x{shape[1]}" if shape and box else ""
    return PhotoOutput(
        path=PhotoName(stem(picture.path), kind, digest, width, image_format).path,
        source=picture.path,
        digest=picture.digest,
        width=width,
        height=height,
        format=image_format,
        quality=quality,
        rights=picture.rights,
        origin=f"content/{picture.path}",
        caption=picture.caption,
        source_type=picture.source_type,
        crop=box,
        effort=effort,
    )


@cache
def _encoder(image_format: str) -> str:
    """How a format is encoded: another option of its encoder makes other files of it, and of no other format."""
    return hashlib.blake2b(repr(FORMATS[image_format].encoder).encode(), digest_size=4).hexdigest()


@lru_cache(maxsize=_CACHED)
def _made_of(picture: Picture, recipe: str) -> str:
    """What all files of a picture are made of, whatever is asked for. Written once: there are some twenty of them."""
    return repr((picture.digest, picture.rights, picture.caption, picture.source_type, recipe))


def finished_of(picture: Picture, finished: FinishedFiles | None) -> Finished | None:
    """The finished files of one picture, as `variants` and its like take them."""
    return None if finished is None else finished.get(stem(picture.path), frozenset())


@lru_cache(maxsize=_CACHED)
def stem(path: str) -> str:
    """What the names of all files begin with that are made of the picture at a path."""
    return slug(PurePosixPath(path).stem)[:60].strip("-") or "photo"
