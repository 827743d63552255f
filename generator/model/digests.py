"""The digest of a file's bytes: BLAKE2b of 16 bytes (RFC 7693), in hexadecimal."""

from __future__ import annotations

import hashlib
from typing import IO, Any


def digest_of_bytes(content: bytes | memoryview) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def digest_of_stream(opened: IO[Any]) -> str:
    """Return the digest of a file of any size, opened for reading in binary."""
    return hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=16)).hexdigest()  # type: ignore[arg-type]
