"""A cache of compiled layouts and catalogues: bytes in a folder, each with a digest of its source
and of itself.

A damaged file, or one of another source, counts as absent; so does a folder that is read-only. A
name has one file, which the next version replaces, so the folder does not grow. Two processes at
once are safe."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

_CHECKSUM = 16


def load(folder: str, name: str, made_from: bytes) -> bytes | None:
    """Return the bytes under a name, if they were made from this source; else None."""
    try:
        stored = (Path(folder) / name).read_bytes()
    except OSError:
        return None
    checksum, content = stored[:_CHECKSUM], stored[_CHECKSUM:]
    return content if checksum == _checksum(made_from, content) else None


def store(folder: str, name: str, made_from: bytes, content: bytes) -> None:
    """Store bytes for the next `load`. They are written to a temporary file and renamed, so that
    nobody reads half of them."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        descriptor, written = tempfile.mkstemp(prefix=name, suffix=".tmp", dir=folder)
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_checksum(made_from, content) + content)
        Path(written).replace(Path(folder) / name)
    except OSError:
        Path(written).unlink(missing_ok=True)


def _checksum(made_from: bytes, content: bytes) -> bytes:
    source = hashlib.blake2b(made_from, digest_size=_CHECKSUM).digest()
    return hashlib.blake2b(source + content, digest_size=_CHECKSUM).digest()
