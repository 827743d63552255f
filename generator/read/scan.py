"""Folder -> the files in it, in a fixed order. Opens no file; never follows a link out of the folder.

Dotfiles and README.md are not content. Names are compared in Unicode normal form C, because macOS stores them in
another one than Linux and Windows: two files whose names differ only in that are a problem.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model.problems import Checked, Problem, SourceLocation, error


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`path` is relative to the scanned folder, with forward slashes, in normal form C; `disk_path` opens it."""

    path: str
    disk_path: str
    size: int
    mtime_ns: int


def scanned(root: Path, name: str) -> Checked[tuple[SourceFile, ...]]:
    """All files below `root`, sorted by path. `name` is what problems call the folder ("content")."""
    problems: list[Problem] = []
    found: dict[str, SourceFile] = {}
    for file in _walk(root, root.resolve(), "", name, problems):
        if file.path in found:
            problems.append(
                error(
                    "file-name",
                    f"Two files have the same name, “{file.path}”, written in two Unicode forms.",
                    SourceLocation(f"{name}/{file.path}"),
                    "Rename or delete one of them.",
                )
            )
        found.setdefault(file.path, file)
    return Checked(tuple(found[path] for path in sorted(found)), tuple(problems))


def _walk(folder: Path, root: Path, prefix: str, name: str, problems: list[Problem]) -> Iterator[SourceFile]:
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "README.md":
            continue
        path = prefix + unicodedata.normalize("NFC", entry.name)
        where = SourceLocation(f"{name}/{path}".encode("utf-8", "replace").decode())
        if not _is_utf8(path):
            problems.append(error("file-name", "The file's name is not valid Unicode.", where, "Rename the file."))
        elif entry.is_symlink() and (fault := _link_fault(Path(entry.path), root, name)):
            message = f"“{path}” is a link to {fault}."
            problems.append(error("link-outside", message, where, "Copy the file itself into the folder."))
        elif entry.is_dir():
            yield from _walk(Path(entry.path), root, path + "/", name, problems)
        elif entry.is_file():
            facts = entry.stat()
            yield SourceFile(path, entry.path, facts.st_size, facts.st_mtime_ns)


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _link_fault(link: Path, root: Path, name: str) -> str:
    """What is wrong with where a symbolic link leads: out of the folder, to nothing, or round in a circle."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # Python before 3.13 raises RuntimeError for links in a circle
        return "a file that does not exist"
    if not target.is_relative_to(root):
        return f"a place outside the {name} folder"
    return "the folder it lies in" if link.parent.resolve().is_relative_to(target) else ""
