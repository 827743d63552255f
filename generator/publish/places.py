"""What lies in an output folder where we are about to write or delete, and whether we may. Looks, and changes nothing."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterator
from unicodedata import normalize

from generator.model.problems import DatelineError


class Places:
    """The places that one publishing needs. Each folder is looked at once: most files share theirs with others, and in a
    folder that is not there nothing has to be looked for.

    `needed` are the folders of all claimed files. `displaced` are files of ours that must go first, because they lie
    where a folder is needed, in a folder where a file is to be, or under another name for the same place; the latter folders are `filled`."""

    def __init__(self, root: str, ours: Collection[str]) -> None:
        """`ours` are the paths of the files that we wrote below `root`."""
        self.needed: set[str] = set()
        self.displaced: set[str] = set()
        self.filled: list[str] = []
        self._left: set[str] = set()
        self._by_folded: dict[str, str] = {}
        self._root = root
        self._ours = ours
        self._modes = {"": stat.S_IFDIR}

    def is_folder(self, folder: str) -> bool:
        """Whether a folder is there, and no link on the way to it. The output folder itself is taken for granted."""
        return stat.S_ISDIR(self._mode(folder))

    def claim(self, path: str) -> None:
        """Find out what is in the way of a file that is to be written. Raises DatelineError unless all of it is ours."""
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
        """Our file that answers to `path`, too, and is called otherwise; "" if none does. So it is where a disk does not tell
        capitals or normal forms of Unicode apart, and somebody has renamed by these alone."""
        if not self._by_folded:
            self._by_folded.update((_folded(each), each) for each in self._ours)
        other = self._by_folded.get(_folded(path), path)
        return other if other != path and _is_one_file(f"{self._root}/{path}", f"{self._root}/{other}") else ""

    def release(self, path: str) -> None:
        """Find out whether a file of ours can be deleted. Raises DatelineError if a link is on the way to it."""
        folder = folder_of(path)
        while folder and folder not in self._left:
            self._left.add(folder)
            if stat.S_ISLNK(self._mode(folder)):
                raise self._foreign(folder)
            folder = folder_of(folder)

    def check_permission(self) -> None:
        """Raise PermissionError if a folder that files are to be written to or deleted from does not allow that."""
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
    """The folder a path lies in: that of "a/b/c.html" is "a/b", that of "a" is ""."""
    return path.rpartition("/")[0]


def folders_of(path: str) -> list[str]:
    """All folders a path lies in, outermost first: "a/b/c.html" lies in "a" and "a/b"."""
    return [path[:end] for end, letter in enumerate(path) if letter == "/"]


def mode_of(path: str) -> int:
    """The mode of what lies there, links not followed; 0 if nothing does."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def files_below(folder: str, prefix: str) -> Iterator[str]:
    """Every file and link below a folder, as `prefix` and the path from there, in order."""
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(entry.path, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}"
