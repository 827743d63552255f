"""The formats of published photographs, and the names of their files. Whoever makes, names, offers,
counts or deletes such files uses the table `FORMATS`. So a new format is one entry. This module
knows no picture and opens no file.

    bridge-4x3-0123456789ab-800.avif      in the folder `photos/` of the site, and in the store under the same name
    stem   shape digest     width suffix

`stem` is the name of the original, as an address has it. Only a crop has a `shape`. `digest` is of
all that shapes the bytes of the file (see plan/photos/variants.py). `width` is in pixels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple


class Encoder(NamedTuple):
    """How Pillow saves a format. `name` is Pillow's name of it. `effort` is the encoder's option
    for how hard it works; `efforts` are its values for an effort of 0 (fastest) to 10. `options`
    are all other options. `quality` is the option for the quality, "" for a lossless encoder."""

    name: str
    effort: str
    efforts: tuple[int | str, ...]
    options: tuple[tuple[str, str | int], ...] = ()
    quality: str = "quality"


class PhotoFormat(NamedTuple):
    """A format. `name` is that in site.toml and in `<source>` lists.

    `longest_side` is in pixels: the most that the format can store, or that every browser opens.
    `quality` (1 to 100) and `effort` (0 to 10) are the defaults. `is_slow` marks formats of small
    files that take long to make; a quick build leaves them for later. `has_transparency` is false
    if the format would lose transparency."""

    name: str
    suffix: str
    media_type: str
    longest_side: int
    quality: int
    effort: int
    encoder: Encoder
    is_slow: bool = False
    has_transparency: bool = True


_AVIF = Encoder(
    "AVIF",
    "speed",  # of libaom
    (10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
    # Chroma at half the resolution. One thread and one tile: the other workers have work of their
    # own, and the bytes must not depend on the number of processors.
    (("subsampling", "4:2:0"), ("max_threads", 1), ("autotiling", False)),
)
_WEBP = Encoder("WEBP", "method", (0, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6))
_JPEG = Encoder(
    "JPEG",
    "progressive",  # with Huffman tables of its own at any effort; chroma at half the resolution
    (False, False, False, True, True, True, True, True, True, True, True),
    (("optimize", True), ("subsampling", "4:2:0")),
)
_PNG = Encoder("PNG", "compress_level", (1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9), quality="")  # of zlib

# By default AVIF takes half of the processor time of a photograph, and most of it at a higher
# effort. The limits of its sides are those of browsers. RESULTS.md of tests/bench explains how
# qualities and efforts were chosen.
FORMATS: dict[str, PhotoFormat] = {
    each.name: each
    for each in (
        PhotoFormat("avif", "avif", "image/avif", 16_383, 62, 0, _AVIF, is_slow=True),
        PhotoFormat("webp", "webp", "image/webp", 16_383, 80, 6, _WEBP, is_slow=True),
        PhotoFormat("jpeg", "jpg", "image/jpeg", 65_500, 80, 5, _JPEG, has_transparency=False),
        PhotoFormat("png", "png", "image/png", 65_500, 90, 10, _PNG),
    )
}
"""The formats by name. The order in settings is the order of preference."""

PLAIN = "jpeg"
"""The format that every program opens: for old browsers, search engines, social networks and feed
readers."""

SEE_THROUGH = "webp"
"""The format for a picture with transparency, in place of one that would lose it: every current
browser opens it."""

FLAT = "png"
"""The format for drawings of few colours: it is small, and their edges stay sharp."""

OFFERED = tuple(name for name in FORMATS if name != FLAT)
"""The formats that an outlet may name. The format for drawings is chosen by the picture."""

FinishedFiles = Mapping[str, frozenset[str]]
"""The names of finished files in slow formats in the store, by the stem that all files of one
picture share."""

_FOLDER = "photos"

_SLOW = tuple(f".{each.suffix}" for each in FORMATS.values() if each.is_slow)

_BY_SUFFIX = {each.suffix: name for name, each in FORMATS.items()}


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of names. It is compiled for the first name; an edit of a text reads none."""
    return re.compile(rf"([a-z0-9-]+?)(?:-(\d+x\d+))?-([0-9a-f]{{12}})-(\d+)\.({'|'.join(_BY_SUFFIX)})")


class PhotoName(NamedTuple):
    """The parts of a name; see above. `shape` is "" for the whole picture, else for instance "4x3";
    `format` is one of `FORMATS`."""

    stem: str
    shape: str
    digest: str
    width: int
    format: str

    @property
    def path(self) -> str:
        """The file's path in the site."""
        shape = f"-{self.shape}" if self.shape else ""
        return f"{_FOLDER}/{self.stem}{shape}-{self.digest}-{self.width}.{FORMATS[self.format].suffix}"


def name_of(path: str) -> str:
    """Return the name of a file in the store, from its path in the site."""
    return path.rpartition("/")[2]


def media_type_of(path: str) -> str:
    """Return the media type of a published photograph, by its path or address."""
    return FORMATS[_BY_SUFFIX[path.rpartition(".")[2]]].media_type


def is_slow(path: str) -> bool:
    """Whether a file is in a format that quick builds leave for later."""
    return path.endswith(_SLOW)


def names_read(name: str) -> tuple[PhotoName, ...]:
    """Return all readings of a file's name. There are two if it may be that of a crop, or of a
    picture whose own name ends like a shape. A file that is not ours has none."""
    match = _pattern().fullmatch(name)
    if match is None:
        return ()
    stem, shape, digest, width, suffix = match.groups()
    read = PhotoName(stem, shape or "", digest, int(width), _BY_SUFFIX[suffix])
    return (read, read._replace(stem=f"{stem}-{shape}", shape="")) if shape else (read,)
