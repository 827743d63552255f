"""The digest of a file's bytes: BLAKE2b of 16 bytes (RFC 7693), in hexadecimal."""

from __future__ import annotations

from typing import IO, Any

__all__ = ["blake2b", "digest_of_bytes", "digest_of_stream"]

try:
    from _blake2 import blake2b  # that of hashlib, which loads OpenSSL, too: a tenth of all imports
except ImportError:  # a Python that has it elsewhere
    from hashlib import blake2b


def digest_of_bytes(content: bytes | memoryview) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def digest_of_stream(opened: IO[Any]) -> str:
    """Return the digest of a file of any size, opened for reading in binary."""
    digest = blake2b(digest_size=16)
    while content := opened.read(1 << 18):
        digest.update(content)
    return digest.hexdigest()
