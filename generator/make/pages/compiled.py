"""Bytes that cost much to make, kept in a folder between builds, each under a seal: a digest of what they were made from
and of themselves. What is damaged, or was made from something else, counts as absent; so does a folder that cannot be
written. A name has one file, which the next version replaces, so the folder does not grow. Two processes at once are safe."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

_SEAL = 16


def load(folder: str, name: str, made_from: bytes) -> bytes | None:
    """What was kept under a name, if it was made from this."""
    try:
        kept = (Path(folder) / name).read_bytes()
    except OSError:
        return None
    seal, content = kept[:_SEAL], kept[_SEAL:]
    return content if seal == _seal(made_from, content) else None


def store(folder: str, name: str, made_from: bytes, content: bytes) -> None:
    """For the next `load`. Written aside and renamed, so that nobody reads half of it."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        descriptor, written = tempfile.mkstemp(prefix=name, suffix=".tmp", dir=folder)
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_seal(made_from, content) + content)
        Path(written).replace(Path(folder) / name)
    except OSError:
        Path(written).unlink(missing_ok=True)


def _seal(made_from: bytes, content: bytes) -> bytes:
    source = hashlib.blake2b(made_from, digest_size=_SEAL).digest()
    return hashlib.blake2b(source + content, digest_size=_SEAL).digest()
