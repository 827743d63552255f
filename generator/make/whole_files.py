"""Bytes -> a file that exists whole or not at all, even if the program is killed. Reads nothing,
and makes no folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(file: Path, content: bytes, *, is_lasting: bool = False) -> None:
    """Write to a temporary file and rename it, replacing an older file. The temporary name begins
    with a dot and ends in “.part”. A file that `is_lasting` is on the disk before it is renamed: it
    survives a power failure. Raises OSError when the file cannot be written; then nothing is left
    behind."""
    with tempfile.NamedTemporaryFile(dir=file.absolute().parent, prefix=".", suffix=".part", delete=False) as opened:
        temporary = Path(opened.name)
        try:
            opened.write(content)
            if is_lasting:
                opened.flush()
                os.fsync(opened.fileno())
            opened.close()
            temporary.chmod(0o644)  # a temporary file is readable for its owner only; this one must be as others are
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
