"""The bytes of a finished text -> the same, compressed, for servers that send such a file as it lies
(`gzip_static` of nginx, `precompressed` of Caddy). The same text gives the same bytes: no time and no
name is in them. Reads and writes no file."""

from __future__ import annotations

import zlib
from importlib.util import find_spec

from generator.model.problems import FieldLocation, Problem, error

_GZIP_LEVEL, _BROTLI_QUALITY = 9, 11
"""The smallest result of each. For a page of 10 KB Brotli takes 18 ms and gzip 0.3, and makes it a
fifth smaller."""
_GZIP = 31
"""The window of zlib, 15 bits, and 16: with the head of a gzip file (RFC 1952), whose time is 0."""


def compressed(content: bytes, encoding: str) -> bytes:
    """Return bytes in a content coding of HTTP: "gzip" (RFC 1952), or "br" (RFC 7932), which needs
    the package brotli."""
    if encoding == "gzip":
        return zlib.compress(content, _GZIP_LEVEL, _GZIP)
    import brotli  # noqa: PLC0415 - few outlets have it

    made: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
    return made


def compressor(encoding: str) -> str:
    """Return the version of what compresses; another may make other bytes."""
    if encoding == "gzip":
        return f"{_GZIP_LEVEL} {zlib.ZLIB_RUNTIME_VERSION}"
    import brotli  # noqa: PLC0415 - as above

    return f"{_BROTLI_QUALITY} {brotli.__version__}"


def no_brotli() -> Problem | None:
    """Return a problem if the package is not installed."""
    if find_spec("brotli"):
        return None
    return error(
        "no-brotli",
        "Files with the ending .br need the package brotli, which is not installed.",
        FieldLocation("content/site.toml", "hosting.precompressed"),
        'Install it:  python -m pip install ".[brotli]"  or write precompressed = ["gzip"].',
    )
