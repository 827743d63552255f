"""The suffixes of files that are or may be pictures. They are apart from `measure`, because every
build needs them and few builds measure anything."""

from __future__ import annotations

RAW_SUFFIXES = frozenset({".arw", ".cr2", ".cr3", ".dng", ".nef", ".orf", ".raf", ".rw2"})

IMAGE_SUFFIXES = RAW_SUFFIXES | frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff"}
    | {".avif", ".bmp", ".eps", ".heic", ".heif", ".jp2", ".jxl", ".psd", ".svg"}
)
"""Lower-case suffixes of files to measure: the accepted formats, and those that an editor may
believe are accepted."""
