"""By what their names end in, the files that are or may be pictures. Apart from what measures them, because every build asks
for this and few measure anything."""

from __future__ import annotations

RAW_SUFFIXES = frozenset({".arw", ".cr2", ".cr3", ".dng", ".nef", ".orf", ".raf", ".rw2"})

IMAGE_SUFFIXES = RAW_SUFFIXES | frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff"}
    | {".avif", ".bmp", ".eps", ".heic", ".heif", ".jp2", ".jxl", ".psd", ".svg"}
)
"""Lower-case suffixes of the files worth measuring: those taken, and those an editor may believe are."""
