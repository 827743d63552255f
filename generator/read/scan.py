"""A folder -> its files, folder by folder, in a fixed order. Opens no file; never follows a link out of
the folder, nor into a folder it is in.

Dotfiles, README.md, content/RULES.md and the record (content/record/) are not content. Names are
compared in Unicode normal form C, because macOS uses another form than Linux and Windows: two files
whose names differ only in that are a problem.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from generator.model.problems import Checked, Problem, SourceLocation, error

_RECORD = "record"
GUIDES = frozenset({"RULES.md"})
"""Files beside README.md that are for editors, too."""


FileFacts = tuple[str, int, int, int]
"""The name of a file, its size, its mtime in nanoseconds, and its inode."""


class SourceFile(NamedTuple):
    """A file. `path` is relative to the scanned folder, with forward slashes, in normal form C;
    `disk_path` opens it."""

    path: str
    disk_path: str
    size: int
    mtime_ns: int
    inode: int


class ListedFolder(NamedTuple):
    """The files that lie in one folder itself. `path` is "" for the scanned folder, else it ends with
    a slash; `disk_path` opens it. `files` are sorted by name. `others` are the paths of files that
    have another name on the disk, or lie in another folder whose name is the same in normal form C."""

    path: str
    disk_path: str
    files: tuple[FileFacts, ...]
    others: Mapping[str, str]

    def source_files(self) -> Iterator[SourceFile]:
        for name, *facts in self.files:
            disk_path = self.others.get(name) or os.path.join(self.disk_path, name)  # noqa: PTH118 - thousands
            yield SourceFile(self.path + name, disk_path, *facts)


class _Found:
    """What was found in a folder so far. `others` are files with their paths on the disk, as in a
    `ListedFolder`. `is_odd` says that two files may have one name."""

    __slots__ = ("disk_path", "files", "is_odd", "others")

    def __init__(self, disk_path: str) -> None:
        self.disk_path = disk_path
        self.files: list[FileFacts] = []
        self.others: list[tuple[FileFacts, str]] = []
        self.is_odd = False


def scanned(root: Path, name: str) -> Checked[tuple[SourceFile, ...]]:
    """Return all files below `root`, sorted by path. `name` is the folder's name in problems
    ("content")."""
    listed = listed_folders(root, name)
    files = [file for folder in listed.value for file in folder.source_files()]
    return Checked(tuple(sorted(files)), listed.problems)


def listed_folders(root: Path, name: str) -> Checked[tuple[ListedFolder, ...]]:
    """Return the folders with files below `root`, sorted by path, with these files. A site has so
    many that a build should not make a value of each."""
    problems: list[Problem] = []
    found: dict[str, _Found] = {}
    _walk(os.fspath(root), (root.resolve(),), "", name, found, problems)
    folders = [_listed(path, folder, name, problems) for path, folder in sorted(found.items()) if folder.files]
    return Checked(tuple(folders), tuple(problems))


def _listed(path: str, folder: _Found, name: str, problems: list[Problem]) -> ListedFolder:
    """Return a folder; of files that have the same name, the first."""
    if not folder.is_odd:
        return ListedFolder(path, folder.disk_path, tuple(folder.files), {})
    first: dict[str, FileFacts] = {}
    problems += (_twin(name, path + file[0]) for file in folder.files if first.setdefault(file[0], file) is not file)
    others = {file[0]: disk_path for file, disk_path in folder.others if first[file[0]] is file}
    return ListedFolder(path, folder.disk_path, tuple(sorted(first.values())), others)


def is_content(path: str) -> bool:
    """Whether a file may be content, by its path in the folder: it is no dotfile, lies in no dot
    folder, and is no README.md."""
    names = path.split("/")
    return "README.md" not in names and not any(name.startswith(".") for name in names)


def _twin(name: str, path: str) -> Problem:
    message = f"Two files have the same name, “{path}”, written in two Unicode forms."
    return error("file-name", message, SourceLocation(f"{name}/{path}"), "Rename or delete one of them.")


def _walk(
    folder: str, above: tuple[Path, ...], prefix: str, name: str, found: dict[str, _Found], problems: list[Problem]
) -> None:
    """Add the files below a folder to `found`, which has folders by path. `above` are the real folders
    on the way down, from the root to this one."""
    try:
        with _opened(folder) as opened, os.scandir(opened) as listing:
            _add_entries(sorted(listing, key=attrgetter("name")), folder, above, prefix, name, found, problems)
    except OSError as fault:
        problems.append(_unreadable(SourceLocation(f"{name}/{prefix}".rstrip("/")), fault))


@contextmanager
def _opened(folder: str) -> Iterator[int | str]:
    """Open a folder, where the system can list an open one: to look at a file then takes it a tenth less
    than by the whole path. Raises OSError."""
    if os.scandir not in os.supports_fd:
        yield folder
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield opened
    finally:
        os.close(opened)


def _add_entries(
    entries: Iterable[os.DirEntry[str]],
    folder: str,
    above: tuple[Path, ...],
    prefix: str,
    name: str,
    found: dict[str, _Found],
    problems: list[Problem],
) -> None:
    own = found.setdefault(prefix, _Found(folder))
    own.is_odd = is_second = own.disk_path != folder
    for entry in entries:
        called = entry.name
        if called[0] == "." or called == "README.md" or (not prefix and called in GUIDES):
            continue
        if not called.isascii():
            called = unicodedata.normalize("NFC", called)
            if not _is_utf8(called):
                where = _place(name, prefix + called)
                problems.append(error("file-name", "The file's name is not valid Unicode.", where, "Rename the file."))
                continue
            own.is_odd = True
        try:
            if entry.is_file(follow_symlinks=False) and not own.is_odd:  # nearly all
                facts = entry.stat()
                own.files.append((called, facts.st_size, facts.st_mtime_ns, facts.st_ino))
                continue
            path, disk_path = prefix + called, os.path.join(folder, entry.name)  # noqa: PTH118 - as above
            if entry.is_file(follow_symlinks=False):
                _add(entry, called, disk_path, own, is_second=is_second)
                continue
            if path == _RECORD and name == "content" and entry.is_dir():
                continue
            # A junction of Windows is a link, too, but is listed as a folder.
            is_link = entry.is_symlink() or (os.name == "nt" and entry.is_dir())
            if is_link and (leads := _link_fault(Path(disk_path), above, name)):
                message = f"“{path}” is a link to {leads}."
                hint = "Copy the file itself into the folder."
                problems.append(error("link-outside", message, _place(name, path), hint))
            elif entry.is_dir():
                real = Path(disk_path).resolve() if is_link else above[-1] / entry.name
                _walk(disk_path, (*above, real), path + "/", name, found, problems)
            elif entry.is_file():
                _add(entry, called, disk_path, own, is_second=is_second)
        except OSError as fault:
            problems.append(_unreadable(_place(name, prefix + called), fault))


def _add(entry: os.DirEntry[str], called: str, disk_path: str, folder: _Found, *, is_second: bool) -> None:
    facts = entry.stat()
    file = (called, facts.st_size, facts.st_mtime_ns, facts.st_ino)
    folder.files.append(file)
    if is_second or called != entry.name:
        folder.others.append((file, disk_path))


def _place(name: str, path: str) -> SourceLocation:
    return SourceLocation(f"{name}/{path}".encode("utf-8", "replace").decode())


def _unreadable(where: SourceLocation, fault: OSError) -> Problem:
    return error("unreadable", f"{where.path} cannot be read: {fault.strerror}.", where, "Check who may read it.")


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def link_problem(link: Path, path: str, root: Path, name: str) -> Problem | None:
    """Return the problem of a file that is a link out of a folder, or to nothing; None for all others.
    `path` is its path in the folder `root`."""
    return _link_problem(link, path, (root.resolve(),), name) if link.is_symlink() else None


def _link_problem(link: Path, path: str, above: tuple[Path, ...], name: str) -> Problem | None:
    if leads := _link_fault(link, above, name):
        hint = "Copy the file itself into the folder."
        return error("link-outside", f"“{path}” is a link to {leads}.", _place(name, path), hint)
    return None


def _link_fault(link: Path, above: tuple[Path, ...], name: str) -> str:
    """Return the fault of a link: it leads out of the folder, to nothing, or in a circle. A link to
    a file has none."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # Python before 3.13 raises RuntimeError for links in a circle
        return "a file that does not exist"
    if not target.is_relative_to(above[0]):
        return f"a place outside the {name} folder"
    return "the folder it lies in" if any(real.is_relative_to(target) for real in above) else ""
