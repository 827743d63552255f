"""Staged files -> the live site. Only this module changes files that readers see, and it sets the
order of changes."""

# A Path for each of thousands of files would cost more than all the work on it.
#
# ruff: noqa: PTH102, PTH105, PTH106, PTH108

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Sequence
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from generator.model.outputs import Wave
from generator.model.published_file import FileState
from generator.publish.manifest import MANIFEST
from generator.publish.places import Places, folder_of, mode_of

_AT_ONCE = 200
"""Files that one thread renames before it takes more."""

_THREADS = 4


class Write(NamedTuple):
    """A staged file, ready to be renamed to its place."""

    wave: Wave
    path: str
    staged: str
    is_new: bool
    seen: FileState


def commit(
    root: str, writes: Sequence[Write], gone: Sequence[str], places: Places, manifests: tuple[str, str]
) -> tuple[str, ...]:
    """Make staging live: first `writes`, then deletions, each in the given order; return the
    deleted paths. `manifests` are the two staged manifests, for the time of publishing and for
    afterwards, or "" for none."""
    first, last = manifests
    if first:
        os.replace(first, f"{root}/{MANIFEST}")
    removed = [path for path in sorted(places.displaced) if _remove(root, path)]
    for filled in places.filled:  # without any file by now
        for folder, _, _ in os.walk(f"{root}/{filled}", topdown=False):
            os.rmdir(folder)
    for folder in sorted(places.needed):
        if places.displaced or not places.is_folder(folder):  # deleting a displaced file also removed its empty folders
            with suppress(FileExistsError):
                os.mkdir(f"{root}/{folder}")
    for _, wave in groupby(writes, key=_rank):
        _replace(root, list(wave))
    removed += [path for path in gone if _remove(root, path)]
    if last:
        os.replace(last, f"{root}/{MANIFEST}")
    return tuple(sorted(removed))


def _replace(root: str, writes: Sequence[Write]) -> None:
    """Rename files of one rank into place, in no order, in several threads. When a file replaces
    another, ext4 writes it to disk, and one thread waits each time: 6,000 files took 3.4 s, in four
    threads 1.4 to 2.5 s.

    Linux can exchange two names instead (renameat2 with RENAME_EXCHANGE), and delete the old file
    afterwards: 11,700 files took 0.4 to 1.7 s instead of 1.8 to 2.4. But then ext4 does not write
    the file, and a power failure can leave an empty page where a whole one was."""

    def some(start: int) -> None:
        for write in writes[start : start + _AT_ONCE]:
            os.replace(write.staged, f"{root}/{write.path}")

    if len(writes) <= _AT_ONCE:
        some(0)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most builds rename a few files

    with ThreadPoolExecutor(_THREADS) as threads:
        for _ in threads.map(some, range(0, len(writes), _AT_ONCE)):
            pass  # raises the exception of the thread


def _remove(root: str, path: str) -> bool:
    """Delete a file of ours and the folders that are empty without it; False if it was gone, or if
    a folder is there now."""
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
    """The sort key of publishing: assets first, then new files, then files that may link to them;
    the front page last."""
    return *_rank(write), write.path


def _rank(write: Write) -> tuple[int, Wave]:
    """The rank of a file. Files of one rank may come in any order: no reader is led to a new file
    before all are there. A compressed page that comes after its page leads nobody too early."""
    path = write.path.removesuffix(".gz").removesuffix(".br")
    if path == "index.html":
        return 3, write.wave
    if write.is_new and write.wave is not Wave.FILES and path == write.path:  # a front names its feed
        return 1, Wave.FILES if write.wave is Wave.DATA else write.wave
    return 0 if write.wave is Wave.FILES else 2, write.wave


def leaving(pages: Collection[str], path: str) -> tuple[int, str]:
    """The sort key of deleting: what lies compressed beside other files, for a server would go on
    sending it; lists and feeds, then the pages that they link to, then the files that pages show."""
    if path.endswith((".gz", ".br")):
        return -1, path
    return 2 if not path.endswith((".html", ".xml", ".txt")) else 1 if path in pages else 0, path
