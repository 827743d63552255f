"""A colour space that a photograph names without an embedded profile -> its ICC profile. Opens
nothing and converts no pixel.

Cameras that are set to Adobe RGB write their JPEGs so (DCF 2.0): the name of the space is in the
EXIF, and there is no profile. Read as sRGB, such a picture is dull, its greens most of all."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_EXIF_DIRECTORY, _COLOUR_SPACE, _INTEROPERABILITY, _INDEX = 0x8769, 0xA001, 0xA005, 1
_ADOBE_RGB_OF_DCF = "R03"
_ADOBE_RGB_OF_CAMERAS = 2
"""Not a value of the standard, which has 1 for sRGB and 65535 for all others; but some cameras
write it."""

_WHITE = (0.9642, 1.0, 0.8249)
"""D50, to which the colours of a profile are adapted."""

_COLORANTS = {
    b"rXYZ": (0.60974, 0.31111, 0.01947),
    b"gXYZ": (0.20528, 0.62567, 0.06087),
    b"bXYZ": (0.14919, 0.06322, 0.74457),
}
"""Of Adobe RGB (1998), adapted to D50."""

_GAMMA = 563 / 256


def named_profile(image: ImageFile) -> bytes:
    """Return the profile of the space that the EXIF of a loaded picture names; no bytes for sRGB,
    and where none is named."""
    try:
        exif = image.getexif()
        index = exif.get_ifd(_INTEROPERABILITY).get(_INDEX, "")
        space = exif.get_ifd(_EXIF_DIRECTORY).get(_COLOUR_SPACE)
    except Exception:  # EXIF that is broken in any way counts as absent
        return b""
    is_adobe_rgb = str(index).startswith(_ADOBE_RGB_OF_DCF) or space == _ADOBE_RGB_OF_CAMERAS
    return _adobe_rgb() if is_adobe_rgb else b""


def _adobe_rgb() -> bytes:
    """Return a profile by ICC.1:2001-04: a header, a table of the tags, and the tags, each a whole
    number of words."""
    name = b"Adobe RGB (1998)\0"
    curve = b"curv" + bytes(4) + struct.pack(">IH2x", 1, round(_GAMMA * 256))
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(78),
        b"wtpt": _point(_WHITE),
        **{tag: _point(colorant) for tag, colorant in _COLORANTS.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        table += tag + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    kind = struct.pack(">4xI4s4s4s12x4s", 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    header = struct.pack(">I", start + len(body)) + kind + bytes(28) + _numbers(_WHITE)
    return header.ljust(128, b"\0") + table + body


def _point(numbers: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(numbers)


def _numbers(numbers: Sequence[float]) -> bytes:
    """Return numbers in fixed point: 16 bits before the point and 16 after it."""
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)
