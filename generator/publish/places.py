"""The places in an output folder where files will be written or deleted, and whether that is
allowed. Only looks, changes nothing."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterator
from unicodedata import normalize

from generator.model.problems import DatelineError


class Places:
    """The places of one transaction.

    Each folder is looked at once: most files share theirs with others, and a missing folder has no
    files. `needed` are the folders of all claimed files. `displaced` are files of ours that must be
    deleted first: they lie where a folder is needed, in a folder where a file is to be, or under
    another name for the same place. Those folders are `filled`."""

    def __init__(self, root: str, ours: Collection[str]) -> None:
        """`ours` are the paths of our files below `root`."""
        self.needed: set[str] = set()
        self.displaced: set[str] = set()
        self.filled: list[str] = []
        self._left: set[str] = set()
        self._by_folded: dict[str, str] = {}
        self._root = root
        self._ours = ours
        self._modes = {"": stat.S_IFDIR}

    def is_folder(self, folder: str) -> bool:
        """Whether a path is a folder, and no part of it is a link. The output folder itself is not
        checked."""
        return stat.S_ISDIR(self._mode(folder))

    def claim(self, path: str) -> None:
        """Find out which files are in the way of a new file. Raises DatelineError unless all of
        them are ours."""
        folder = folder_of(path)
        self._need(folder)
        if not self.is_folder(folder):
            return
        mode = mode_of(f"{self._root}/{path}")
        if stat.S_ISDIR(mode):
            inside = list(files_below(f"{self._root}/{path}", f"{path}/"))
            if stranger := next((each for each in inside if each not in self._ours), ""):
                raise self._foreign(stranger)
            self.displaced.update(inside)
            self.filled.append(path)
        elif mode and path not in self._ours and (other := self.other_name(path)):
            self.displaced.add(other)
        elif mode and (path not in self._ours or not stat.S_ISREG(mode)):
            raise self._foreign(path)

    def other_name(self, path: str) -> str:
        """Return our file with another name that the disk treats as `path`; "" if there is none. It
        exists on disks that ignore capitals or normal forms of Unicode, after a rename that changes
        only these."""
        if not self._by_folded:
            self._by_folded.update((_folded(each), each) for each in self._ours)
        other = self._by_folded.get(_folded(path), path)
        return other if other != path and _is_one_file(f"{self._root}/{path}", f"{self._root}/{other}") else ""

    def release(self, path: str) -> None:
        """Check that a file of ours can be deleted. Raises DatelineError if a part of its path is a
        link."""
        folder = folder_of(path)
        while folder and folder not in self._left:
            self._left.add(folder)
            if stat.S_ISLNK(self._mode(folder)):
                raise self._foreign(folder)
            folder = folder_of(folder)

    def check_permission(self) -> None:
        """Raise PermissionError if a folder with files to write or delete is not writable."""
        for folder in ("", *sorted(self.needed | self._left)):
            path = f"{self._root}/{folder}"
            if self.is_folder(folder) and not os.access(path, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    def _need(self, folder: str) -> None:
        while folder and folder not in self.needed:
            self.needed.add(folder)
            mode = self._mode(folder)
            if mode and not stat.S_ISDIR(mode):
                if stat.S_ISLNK(mode) or folder not in self._ours:
                    raise self._foreign(folder)
                self.displaced.add(folder)
            folder = folder_of(folder)

    def _mode(self, folder: str) -> int:
        mode = self._modes.get(folder)
        if mode is None:
            mode = mode_of(f"{self._root}/{folder}") if self.is_folder(folder_of(folder)) else 0
            self._modes[folder] = mode
        return mode

    def _foreign(self, path: str) -> DatelineError:
        place = f"{self._root}/{path}"
        kind = "a link" if stat.S_ISLNK(mode_of(place)) else "a file"
        return DatelineError(
            f"Nothing was published: {place} is {kind} that Dateline did not write and will not overwrite;"
            " move it away, or publish to another folder."
        )


def _folded(path: str) -> str:
    return path.casefold() if path.isascii() else normalize("NFC", normalize("NFC", path).casefold())


def _is_one_file(path: str, other: str) -> bool:
    try:
        return os.path.samestat(os.lstat(path), os.lstat(other))
    except (FileNotFoundError, NotADirectoryError):
        return False


def folder_of(path: str) -> str:
    """Return the folder of a path: "a/b" for "a/b/c.html", "" for "a"."""
    return path.rpartition("/")[0]


def folders_of(path: str) -> list[str]:
    """Return all folders of a path, outermost first: "a" and "a/b" for "a/b/c.html"."""
    return [path[:end] for end, letter in enumerate(path) if letter == "/"]


def mode_of(path: str) -> int:
    """Return the mode of a file or folder, without following links; 0 if it does not exist."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def files_below(folder: str, prefix: str) -> Iterator[str]:
    """Yield every file and link below a folder, as `prefix` and the path from there, in order."""
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(entry.path, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}"
