"""Pictures -> thumbnails for the contact sheet, as data URLs (RFC 2397). They are made as all
variants are: upright, in sRGB and without metadata. They lie in the same store, so a second sheet
makes none again."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator.executors.workshop import Workshop
from generator.make.photos.recipe import recipe
from generator.make.photos.variants import PhotoRequest, make_photo
from generator.make.stored_photos import stored
from generator.model.documents import Picture, Rights
from generator.model.outputs import PhotoOutput, Stored
from generator.model.photo_files import FORMATS, PhotoName

LONGER_SIDE = 256
"""Pixels: sharp in a card some 240 wide, and four to eight kilobytes."""

_FORMAT, _QUALITY = "webp", 60


def thumbnails(
    pictures: Iterable[Picture],
    originals: Mapping[str, str],
    store: Path,
    workshop: Workshop,
    progress: Callable[[int, int], None],
) -> dict[str, str]:
    """Return thumbnails by the paths of the pictures, without those that cannot be made.
    `originals` are their files."""
    wanted = list(pictures)
    requests = (PhotoRequest(originals[each.path], str(store), (_variant(each),)) for each in wanted)
    found: dict[str, str] = {}
    for done, (place, made) in enumerate(workshop.spread(make_photo, requests, long=True), 1):
        for content in _contents(made, store):
            found[wanted[place].path] = (
                f"data:{FORMATS[_FORMAT].media_type};base64,{base64.b64encode(content).decode()}"
            )
        progress(done, len(wanted))
    return found


def _contents(made: Iterable[object], store: Path) -> Iterator[bytes]:
    for each in made:
        if isinstance(each, Stored) and (photo := stored(store, each.name)):
            yield bytes(photo.content)


def _variant(picture: Picture) -> PhotoOutput:
    scale = min(1.0, LONGER_SIDE / max(picture.width, picture.height))
    width, height = (max(1, round(side * scale)) for side in (picture.width, picture.height))
    made_of = (picture.digest, width, height, _QUALITY, recipe())
    digest = hashlib.blake2b(repr(made_of).encode(), digest_size=6).hexdigest()
    return PhotoOutput(
        path=PhotoName("thumbnail", "", digest, width, _FORMAT).path,
        source=picture.path,
        digest=picture.digest,
        width=width,
        height=height,
        format=_FORMAT,
        quality=_QUALITY,
        rights=Rights(),
        origin=f"content/{picture.path}",
        effort=2,
    )
