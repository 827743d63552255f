"""The version of the code that makes photographs: it changes whenever the same original could give
other bytes.

It is part of the name of every file, so that files of another program are never mistaken for ours.
The engine passes it to plan, which must not import make. The options of each format are no part of
it: they are in the names of that format's files alone (see plan/photos/variants.py)."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent

MODULES = (
    *sorted(_HERE.glob("*.py")),
    _HERE.parent / "xml_text.py",
    _HERE.parents[1] / "model" / "orientation.py",
)
"""Our modules that shape pixels or metadata, but not the facts of a picture."""

_CODECS = ("libjpeg_turbo", "jpg", "webp", "avif", "zlib_ng", "zlib", "littlecms2")
"""Pillow's names for the libraries that decode, encode and convert."""


@cache
def recipe() -> str:
    """Return twelve hexadecimal digits. It takes a tenth of a second, most of it for the libraries:
    so the engine stores it as long as the program is the same."""
    from PIL import __version__, features  # noqa: PLC0415 - only when the program is another one

    libraries = [f"{name}={features.version(name)}" for name in _CODECS]
    return recipe_of([path.read_text("utf-8") for path in MODULES], [f"pillow={__version__}", *libraries])


def recipe_of(sources: Iterable[str], libraries: Iterable[str]) -> str:
    """Return the version of the texts of modules, without their comments: a better comment makes no
    photograph again."""
    parts = "\0".join((*map(_code, sources), *libraries))
    return hashlib.blake2b(parts.encode(), digest_size=6).hexdigest()


def _code(source: str) -> str:
    """Return the code without docstrings, lines of comments and empty lines. It compares text,
    because syntax trees differ between versions of Python."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[number] = ""
    return "\n".join(line for line in lines if line.strip() and not line.lstrip().startswith("#"))
