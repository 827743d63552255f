"""A file of the published site as the ledger remembers it: its inputs, and its state on disk. The
module is apart from `outputs`, because a build with nothing to do reads these values and must
import little. They are named tuples, because a site has many thousands."""

from __future__ import annotations

import os
from typing import NamedTuple


class Fingerprint(NamedTuple):
    """The digests of everything that shapes an output. Equal fingerprints mean equal bytes. The
    digests are separate fields, so that a build can name the reason for a rebuild: `view` is the
    page without its texts, `text` the texts, `chrome` the parts of the site around them."""

    view: str
    text: str = ""
    chrome: str = ""
    layout: str = ""
    code: str = ""


class FileState(NamedTuple):
    """A published file as the build left it. `digest` is that of its bytes (BLAKE2b of 16 bytes,
    hexadecimal); the other fields are those of `lstat`."""

    digest: str
    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, digest: str, status: os.stat_result) -> FileState:
        return cls(digest, status.st_size, status.st_mtime_ns, status.st_ino)


FileStat = tuple[str, int, int, int]
"""The state of a file on the disk: its path, size, mtime in nanoseconds, and inode."""


class PublishedFile(NamedTuple):
    """A published file. `path` is in the output folder; `origin` is the source file that an editor
    would open. `state` is the file as the build left it. `layout` is the name of a page's layout.
    `reasons` say why it was last made; `made` is the `as_of` of that build, in ISO 8601."""

    path: str
    origin: str
    fingerprint: Fingerprint
    state: FileState
    layout: str = ""
    reasons: str = ""
    made: str = ""
