"""What our published files were when we left them, and which of them are no longer so. Asks for size, time and inode only:
reads no file and imports nothing that a build with nothing to do would have to wait for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Seen(NamedTuple):
    """A published file as we left it; `digest` is of its bytes (BLAKE2b of 16 bytes, in hexadecimal), the rest as `lstat`
    gives it. A tuple, because a site has many thousands of them."""

    digest: str
    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, digest: str, status: os.stat_result) -> Seen:
        return cls(digest, status.st_size, status.st_mtime_ns, status.st_ino)


def is_intact(file: str, seen: Seen) -> bool:
    """Whether a file lies as it was seen."""
    try:
        status = os.lstat(file)
    except OSError:
        return False
    return status.st_mtime_ns == seen.mtime_ns and status.st_size == seen.size and status.st_ino == seen.inode


def altered(output: Path, seen: Mapping[str, Seen]) -> list[str]:
    """The paths among `seen` at which the file no longer lies as we left it: gone, replaced or written to."""
    folder = f"{output}/"
    return [path for path, file in seen.items() if not is_intact(folder + path, file)]
