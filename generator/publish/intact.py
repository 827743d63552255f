"""Which of our published files have changed since the last build. Compares size, time and inode
only: reads no file, and imports nothing that would slow a build with nothing to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from generator.model.published_file import FileState


def is_intact(file: str, seen: FileState) -> bool:
    """Whether a file still has the given state."""
    try:
        status = os.lstat(file)
    except OSError:
        return False
    return status.st_mtime_ns == seen.mtime_ns and status.st_size == seen.size and status.st_ino == seen.inode


def altered(output: Path, seen: Mapping[str, FileState]) -> list[str]:
    """Return the paths among `seen` at which the file has changed: deleted, replaced or
    written to."""
    folder = f"{output}/"
    return [path for path, file in seen.items() if not is_intact(folder + path, file)]
