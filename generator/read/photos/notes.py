"""The bytes of a photograph -> what an editor is told of it once, when it comes into the newsroom:
a text for readers who cannot see it, and whether it says where it was taken. Never raises."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from generator.model.dataclass import dataclass
from generator.read.photos.metadata import alternative_text

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_GPS_DIRECTORY = 0x8825
_LATITUDE, _LONGITUDE = 2, 4
"""Numbers of EXIF 3.0."""


@dataclass(frozen=True, slots=True)
class PhotoNotes:
    alt: str = ""
    has_position: bool = False


def notes_of(content: bytes) -> PhotoNotes:
    """Return the notes; none for what is no picture."""
    from PIL import Image  # noqa: PLC0415 - only for a new picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as image:
                return PhotoNotes(alternative_text(image), _has_position(image))
    except Exception:  # hostile bytes raise a dozen types, and `measured` has said what is wrong
        return PhotoNotes()


def _has_position(image: ImageFile) -> bool:
    """Whether EXIF or XMP says where the picture was taken."""
    packet = image.info.get("xmp")
    if isinstance(packet, bytes) and b"exif:GPSL" in packet:
        return True
    return bool({_LATITUDE, _LONGITUDE} & image.getexif().get_ifd(_GPS_DIRECTORY).keys())
