"""A file of the published site as it is remembered: what it was made of, and how it was left. Apart from the outputs, because a
build with nothing to do reads these values and waits for no other import. Tuples, because a site has many thousands."""

from __future__ import annotations

import os
from typing import NamedTuple


class Fingerprint(NamedTuple):
    """Digests of all that shapes an output; equal fingerprints make equal bytes. The parts are kept apart so that the
    reason for a rebuild can be named: `view` is the page itself without its texts, `text` those, `chrome` what the site
    puts round it."""

    view: str
    text: str = ""
    chrome: str = ""
    layout: str = ""
    code: str = ""


class FileState(NamedTuple):
    """A published file as we left it; `digest` is of its bytes (BLAKE2b of 16 bytes, in hexadecimal), the rest as `lstat`
    gives it."""

    digest: str
    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, digest: str, status: os.stat_result) -> FileState:
        return cls(digest, status.st_size, status.st_mtime_ns, status.st_ino)


class PublishedFile(NamedTuple):
    """A published file. `path` in the output folder; `origin` the source an editor would look into; `state` is how we left
    it; `layout` the name of that of a page; `reasons` why it was last made, and `made` as of when, in ISO 8601."""

    path: str
    origin: str
    fingerprint: Fingerprint
    state: FileState
    layout: str = ""
    reasons: str = ""
    made: str = ""
