"""Which program this is: the digest of its code and of the versions of the libraries that shape what it makes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("babel", "jinja2", "markdown", "nh3", "pillow", "python-frontmatter", "pyyaml")


@cache
def code_digest() -> str:
    """Another one whenever the same content could make other pages."""
    digest = hashlib.blake2b(digest_size=16)
    root = Path(__file__).parent
    for module in sorted(root.rglob("*.py"), key=lambda module: module.relative_to(root).as_posix()):
        digest.update(module.relative_to(root).as_posix().encode() + b"\0" + module.read_bytes() + b"\0")
    for library in LIBRARIES:
        digest.update(f"{library}={version(library)}\0".encode())
    return digest.hexdigest()
