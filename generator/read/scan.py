"""A folder -> its files, in a fixed order. Opens no file; never follows a link out of the folder,
nor into a folder it is in.

Dotfiles, README.md and the record (content/record/) are not content. Names are compared in Unicode
normal form C, because macOS uses another form than Linux and Windows: two files whose names differ
only in that are a problem.
"""

from __future__ import annotations

import os
import unicodedata
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from generator.model.problems import Checked, Problem, SourceLocation, error

_RECORD = "record"


class SourceFile(NamedTuple):
    """A file. `path` is relative to the scanned folder, with forward slashes, in normal form C;
    `disk_path` opens it."""

    path: str
    disk_path: str
    size: int
    mtime_ns: int
    inode: int


def scanned(root: Path, name: str) -> Checked[tuple[SourceFile, ...]]:
    """Return all files below `root`, sorted by path. `name` is the folder's name in problems
    ("content")."""
    problems: list[Problem] = []
    files: list[SourceFile] = []
    _walk(os.fspath(root), (root.resolve(),), "", name, files, problems)
    files.sort(key=attrgetter("path"))
    found = {file.path: file for file in reversed(files)}  # the first of two
    if len(found) < len(files):
        problems += (_twin(name, file) for file in files if found[file.path] is not file)
        files = [file for file in files if found[file.path] is file]
    return Checked(tuple(files), tuple(problems))


def _twin(name: str, file: SourceFile) -> Problem:
    message = f"Two files have the same name, “{file.path}”, written in two Unicode forms."
    return error("file-name", message, SourceLocation(f"{name}/{file.path}"), "Rename or delete one of them.")


def _walk(
    folder: str, above: tuple[Path, ...], prefix: str, name: str, files: list[SourceFile], problems: list[Problem]
) -> None:
    """Add the files of a folder to `files`. `above` are the real folders on the way down, from the
    root to this one."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=attrgetter("name"))
    except OSError as fault:
        problems.append(_unreadable(SourceLocation(f"{name}/{prefix}".rstrip("/")), fault))
        return
    for entry in entries:
        called = entry.name
        if called.startswith(".") or called == "README.md":
            continue
        if not called.isascii():
            called = unicodedata.normalize("NFC", called)
            if not _is_utf8(called):
                where = _place(name, prefix + called)
                problems.append(error("file-name", "The file's name is not valid Unicode.", where, "Rename the file."))
                continue
        path = prefix + called
        try:
            if entry.is_file(follow_symlinks=False):
                facts = entry.stat()
                files.append(SourceFile(path, entry.path, facts.st_size, facts.st_mtime_ns, facts.st_ino))
                continue
            if path == _RECORD and name == "content" and entry.is_dir():
                continue
            # A junction of Windows is a link, too, but is listed as a folder.
            is_link = entry.is_symlink() or (os.name == "nt" and entry.is_dir())
            if is_link and (leads := _link_fault(Path(entry.path), above, name)):
                message = f"“{path}” is a link to {leads}."
                hint = "Copy the file itself into the folder."
                problems.append(error("link-outside", message, _place(name, path), hint))
            elif entry.is_dir():
                real = Path(entry.path).resolve() if is_link else above[-1] / entry.name
                _walk(entry.path, (*above, real), path + "/", name, files, problems)
            elif entry.is_file():
                facts = entry.stat()
                files.append(SourceFile(path, entry.path, facts.st_size, facts.st_mtime_ns, facts.st_ino))
        except OSError as fault:
            problems.append(_unreadable(_place(name, path), fault))


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
