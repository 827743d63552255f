"""The folder beside the live site in which new files are written, on the same file system. Nothing
here changes a file that readers see."""

# A Path for each of thousands of files would cost more than all the work on it.
#
# ruff: noqa: PTH102, PTH123

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from generator.model.digests import blake2b, digest_of_bytes
from generator.model.published_file import FileState

FOLDER_SIZE = 100
"""Files in one folder of staging: writing 12,500 files into one folder took a third longer, because
of the search for names."""

_PIECE = 1 << 20
"""Bytes in memory at once while a file is copied."""


Pieces = Sequence[bytes | memoryview]
"""The content of a file, piece by piece."""


class Staged(NamedTuple):
    """A finished file in staging. `file` is its path there; "" if the same bytes lie at `path`
    already."""

    path: str
    file: str
    seen: FileState


def staged(path: str, content: bytes | memoryview, file: str, standing: FileState | None, digest: str = "") -> Staged:
    """Write a finished file into staging as `file`, unless the file `standing` at its `path` has
    the same bytes. `digest` is that of the bytes, if it is known. For workers: the transaction gets
    the result by `take`. Raises OSError."""
    digest = digest or digest_of_bytes(content)
    if standing and standing.digest == digest:
        return Staged(path, "", standing)
    return Staged(path, file, FileState.of(digest, _written(file, content)))


class Staging:
    """A new folder for staged files. All methods raise OSError."""

    def __init__(self, folder: str) -> None:
        self._root = folder
        self._numbers = count()
        self._folder = ""
        self._files = 0

    def create(self) -> None:
        """Make the folder, without the files of a killed build."""
        root = Path(self._root)
        if root.is_symlink() or root.is_file():
            root.unlink()
        elif root.exists():
            shutil.rmtree(root)
        root.mkdir(parents=True)

    def delete(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)

    def new_folder(self) -> str:
        """Return a new folder in staging."""
        folder = f"{self._root}/{next(self._numbers)}"
        os.mkdir(folder)
        return folder

    def next_file(self) -> str:
        """Return the path in staging for the next file."""
        self._files += 1
        if self._files % FOLDER_SIZE == 0 or not self._folder:
            self._folder = self.new_folder()
        return f"{self._folder}/{self._files}"

    def write(self, name: str, pieces: Pieces) -> str:
        """Write a file under a name of its own; return its path."""
        file = f"{self._root}/{name}"
        with open(file, "xb") as opened:
            opened.writelines(pieces)
        return file

    def copy(self, path: str, source: Path, digest: str) -> Staged | None:
        """Stage a copy of a file, piece by piece; None if its bytes have another digest, or if it
        is gone."""
        try:
            opened = source.open("rb")
        except OSError:
            return None
        file, found = self.next_file(), blake2b(digest_size=16)
        with opened, open(file, "xb") as copied:
            while piece := opened.read(_PIECE):
                found.update(piece)
                copied.write(piece)
        return Staged(path, file, FileState.of(digest, os.lstat(file))) if found.hexdigest() == digest else None


def _written(path: str, content: bytes | memoryview) -> os.stat_result:
    """Write a new file; return its stat."""
    with open(path, "xb") as file:
        file.write(content)
    return os.lstat(path)
