"""What is staged and checked in; a live site out. The only module that changes what a reader sees, and the order in which."""

# A Path for each of thousands of files would cost more than all that is done with it.
# ruff: noqa: PTH102, PTH105, PTH106, PTH108

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from generator.model.outputs import Wave
from generator.model.published_file import FileState
from generator.publish.manifest import MANIFEST
from generator.publish.places import Places, folder_of, mode_of

_AT_ONCE = 200
"""Files that a thread renames before it asks for more."""

_THREADS = 4


class Write(NamedTuple):
    """A file that waits in staging for its place."""

    wave: Wave
    path: str
    staged: str
    is_new: bool
    seen: FileState


def commit(
    root: str, writes: Sequence[Write], gone: Sequence[str], places: Places, manifests: tuple[str, str]
) -> tuple[str, ...]:
    """Bring staging live: `writes` and then deletions, each in the order they are given in. Returns what was removed.

    `manifests` are the staged ones for the time until all is done and for afterwards, or "" for none."""
    first, last = manifests
    if first:
        os.replace(first, f"{root}/{MANIFEST}")
    removed = [path for path in sorted(places.displaced) if _remove(root, path)]
    for filled in places.filled:  # by now without a file in it
        for folder, _, _ in os.walk(f"{root}/{filled}", topdown=False):
            os.rmdir(folder)
    for folder in sorted(places.needed):
        if places.displaced or not places.is_folder(folder):  # a displaced file took its empty folders with it
            with suppress(FileExistsError):
                os.mkdir(f"{root}/{folder}")
    for _, wave in groupby(writes, key=_rank):
        _replace(root, list(wave))
    removed += [path for path in gone if _remove(root, path)]
    if last:
        os.replace(last, f"{root}/{MANIFEST}")
    return tuple(sorted(removed))


def _replace(root: str, writes: Sequence[Write]) -> None:
    """Rename files of one rank into place, in no order. Some at once: ext4 begins to write a file out when it takes the place
    of another, and one thread waits for it each time (6,000 files took 3.4 s, and 1.4 to 2.5 s in four threads)."""

    def some(start: int) -> None:
        for write in writes[start : start + _AT_ONCE]:
            os.replace(write.staged, f"{root}/{write.path}")

    if len(writes) <= _AT_ONCE:
        some(0)
        return
    with ThreadPoolExecutor(_THREADS) as threads:
        for _ in threads.map(some, range(0, len(writes), _AT_ONCE)):
            pass  # raises what went wrong


def _remove(root: str, path: str) -> bool:
    """Delete a file of ours and the folders that are empty without it; False if it was gone, or a folder is there now."""
    if stat.S_ISDIR(mode_of(f"{root}/{path}")):
        return False
    removed = False
    with suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(f"{root}/{path}")
        removed = True
    with suppress(OSError):  # not empty
        while path := folder_of(path):
            os.rmdir(f"{root}/{path}")
    return removed


def arriving(write: Write) -> tuple[int, Wave, str]:
    """The order of publishing: files, then what is new, and only then what may point to that; the front page last."""
    return *_rank(write), write.path


def _rank(write: Write) -> tuple[int, Wave]:
    """Files of one rank may come in any order: no reader is led to a new one before all are there."""
    if write.path == "index.html":
        return 3, write.wave
    if write.is_new and write.wave is not Wave.FILES:  # a front names its feed
        return 1, Wave.FILES if write.wave is Wave.DATA else write.wave
    return 0 if write.wave is Wave.FILES else 2, write.wave


def leaving(pages: Collection[str], path: str) -> tuple[int, str]:
    """The order of deleting: lists and feeds, then the pages that they point to, then what these show."""
    return 2 if not path.endswith((".html", ".xml", ".txt")) else 1 if path in pages else 0, path
