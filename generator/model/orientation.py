"""How a picture lies in its file, and which turn makes it upright (EXIF 3.0, Orientation). Opens
and turns no picture."""

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
"""The name of Pillow's operation that makes a picture upright, by orientation. Orientation 1 needs
none."""

_ORIENTATION = 0x0112


def orientation_of(exif: Callable[[], Mapping[int, Any]]) -> int:
    """Return the orientation, 1 to 8; 1 when there is none or it cannot be read. `exif` reads the
    fields of a picture, and may raise anything."""
    try:
        written = exif().get(_ORIENTATION, 1)
    except Exception:  # EXIF that is broken in any way counts as absent
        return 1
    return written if written in range(1, 9) else 1
