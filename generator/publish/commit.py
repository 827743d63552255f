"""What is staged and checked in; a live site out. The only module that changes what a reader sees; it decides nothing."""

# A Path for each of thousands of files would cost more than all that is done with it.
# ruff: noqa: PTH102, PTH105, PTH106, PTH108

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from generator.model.outputs import Wave
from generator.publish.manifest import MANIFEST
from generator.publish.places import Places, folder_of, mode_of
from generator.publish.seen import Seen


class Write(NamedTuple):
    """A file that waits in staging for its place. Sorted, these are in the order of publishing."""

    wave: Wave
    path: str
    staged: str
    is_new: bool
    seen: Seen


def commit(
    root: str, writes: Sequence[Write], gone: Sequence[str], places: Places, manifests: tuple[str, str]
) -> tuple[str, ...]:
    """Bring staging live: first what is pointed to, and deletions last. Returns what was removed.

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
    for write in writes:
        os.replace(write.staged, f"{root}/{write.path}")
    removed += [path for path in gone if _remove(root, path)]
    if last:
        os.replace(last, f"{root}/{MANIFEST}")
    return tuple(sorted(removed))


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
