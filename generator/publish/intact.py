"""What our published files were when we left them, and which of them are no longer so. Asks for size, time and inode only:
reads no file and imports nothing that a build with nothing to do would have to wait for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from generator.model.published_file import FileState


def is_intact(file: str, seen: FileState) -> bool:
    """Whether a file lies as it was seen."""
    try:
        status = os.lstat(file)
    except OSError:
        return False
    return status.st_mtime_ns == seen.mtime_ns and status.st_size == seen.size and status.st_ino == seen.inode


def altered(output: Path, seen: Mapping[str, FileState]) -> list[str]:
    """The paths among `seen` at which the file no longer lies as we left it: gone, replaced or written to."""
    folder = f"{output}/"
    return [path for path, file in seen.items() if not is_intact(folder + path, file)]
