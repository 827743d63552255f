"""The photo store: finished variants of photographs, each a file under its name. Opens no picture
and plans none.

The name determines the bytes (see plan/photos/variants.py), so a file never becomes old. It may be
damaged, on a bad disk or in a cache that was restored by halves: a checksum at its end shows that.
CRC-32 (RFC 1952) overlooks one damage in four thousand million. For 2,400 files of 107 KB it takes
0.1 s, BLAKE2b 0.4 s. The digest of the content lies before it, because publishing needs it.

Whoever publishes a file writes the bytes that were checked. Letting the system copy the file brings
nothing: the check reads it anyway, and writing is as fast as `copy_file_range`. Cloning those files
(FICLONE) takes 0.4 s of processor time on XFS, where writing takes 0.2 s; on Btrfs 0.2 and 1.4 s;
ext4 and tmpfs have no clones. Links would let an edit of the published file change the store."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import NamedTuple

from generator.make.whole_files import write_whole
from generator.model.digests import blake2b

_DIGEST, _CHECKSUM = 16, 4
"""Bytes."""


class StoreError(Exception):
    """A finished variant cannot be put into the store; the message says why and what to do. The
    picture is not the cause."""


class StoredPhoto(NamedTuple):
    """A finished variant. `digest` is that of its bytes (model/digests.py). `content` is a part of
    what was read, because a copy would take as long as reading."""

    content: memoryview
    digest: str


def stored(store: Path, name: str) -> StoredPhoto | None:
    """Return a variant from the store; None if there is none, or if it is damaged."""
    try:
        with open(f"{store}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path takes longer than the file
            kept = memoryview(file.read())
    except (OSError, ValueError):
        return None
    content, digest = kept[: -_DIGEST - _CHECKSUM], kept[-_DIGEST - _CHECKSUM : -_CHECKSUM]
    is_whole = content and _checksum(kept[:-_CHECKSUM]) == kept[-_CHECKSUM:]
    return StoredPhoto(content, digest.hex()) if is_whole else None


def put(store: Path, name: str, content: bytes) -> None:
    """Put a finished variant into the store. It appears there whole or not at all. Raises
    StoreError."""
    kept = content + blake2b(content, digest_size=_DIGEST).digest()
    try:
        store.mkdir(parents=True, exist_ok=True)
        write_whole(store / name, kept + _checksum(kept))
    except OSError as fault:
        raise StoreError(
            f"the store of finished photographs cannot be written to ({fault.strerror or fault}); make room there, or see to "
            "it that it may be written to, and build again"
        ) from fault


def _checksum(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_CHECKSUM, "big")
