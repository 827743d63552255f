"""How a picture lies in its file, and how it is turned to stand upright (EXIF 3.0, Orientation). Opens and turns nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

SIDEWAYS = (5, 6, 7, 8)
"""The orientations that exchange width and height."""

TURNS: Mapping[int, str] = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""What makes a picture upright, by orientation, as Pillow calls it. One of orientation 1 is upright."""

_ORIENTATION = 0x0112


def orientation_of(exif: Callable[[], Mapping[int, Any]]) -> int:
    """1 to 8; 1 when there is none or none that can be read. `exif` reads the fields of a picture, and may raise anything."""
    try:
        written = exif().get(_ORIENTATION, 1)
    except Exception:  # broken EXIF, in whatever way, is as good as none
        return 1
    return written if written in range(1, 9) else 1
