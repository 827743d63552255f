"""Names of files as a shell, an editor or pre-commit gives them -> places in the source folders.

A name is relative to the working directory or absolute, with slashes of either kind, and may lead
through a link. A file that is not there any more has a place, too. Opens no file."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path, PureWindowsPath

from generator.model.check_settings import BASELINE_FILE
from generator.model.dataclass import dataclass
from generator.model.problems import Problem
from generator.model.report import Folders
from generator.read.scan import GUIDES, SourceFile, link_problem, scanned

RECORD = "record"


class Kind(StrEnum):
    DOCUMENT = "document"
    SETTINGS = "settings"
    LAYOUT = "layout"
    ASSET = "asset"
    RECORD = "record"
    GUIDE = "guide"
    """A file in a source folder that is no source: a dotfile, a README."""
    ELSEWHERE = "elsewhere"
    """A file outside of all source folders."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was named. `location` is its place (“content/articles/x.md”), "" for one
    elsewhere; `written` is its name as it was given. `is_there` is false for a deleted one."""

    written: str
    kind: Kind
    location: str = ""
    is_there: bool = True

    @property
    def path(self) -> str:
        """Its path in the folder, without the folder's name."""
        return self.location.partition("/")[2]


def given_files(names: Sequence[str], folders: Folders, here: Path) -> tuple[Given, ...]:
    """Return the files that were named, each once; of a folder, the documents in it. `here` is the
    working directory."""
    found: dict[str, Given] = {}
    for name in names:
        for each in _given(name, folders, here):
            found.setdefault(each.location or each.written, each)
    return tuple(found.values())


def _given(name: str, folders: Folders, here: Path) -> Iterator[Given]:
    path = _path(name, here)
    place = _place(path, folders)
    if place is None:
        inside = [each for each, folder in folders.sources.items() if path.is_dir() and folder.is_relative_to(path)]
        for each in inside:
            yield from _in_folder(each, folders.sources[each], "")
        if not inside:
            yield Given(name, Kind.ELSEWHERE, is_there=path.exists())
        return
    folder, inner = place
    if path.is_dir():
        yield from _in_folder(folder, folders.sources[folder], inner)
    else:
        yield Given(name, _kind(folder, inner), f"{folder}/{inner}", is_there=path.is_file())


def _path(name: str, here: Path) -> Path:
    """Return the absolute path. On other systems than Windows, a name with its slashes means the
    same file, unless there is one of that very name."""
    path = Path(os.path.normpath(here / name))
    if "\\" in name and not path.exists():
        return Path(os.path.normpath(here / PureWindowsPath(name).as_posix()))
    return path


def _place(path: Path, folders: Folders) -> tuple[str, str] | None:
    """Return the name of the source folder that a path lies in, and the path there; None outside."""
    for name, folder in folders.sources.items():
        if path.is_relative_to(folder):
            return name, _inner(path.relative_to(folder))
    real = path.parent.resolve() / path.name if not path.exists() else path.resolve()
    for name, folder in folders.sources.items():
        if real.is_relative_to(folder.resolve()):
            return name, _inner(real.relative_to(folder.resolve()))
    return None


def _inner(path: Path) -> str:
    inner = unicodedata.normalize("NFC", path.as_posix())
    return "" if inner == "." else inner


def _kind(folder: str, inner: str) -> Kind:
    parts = inner.split("/")
    if any(part.startswith(".") for part in parts) or parts[-1] == "README.md" or inner in GUIDES:
        return Kind.GUIDE
    if folder != "content":
        return Kind.LAYOUT if folder == "layouts" else Kind.ASSET
    if inner in ("site.toml", BASELINE_FILE):
        return Kind.SETTINGS
    return Kind.RECORD if parts[0] == RECORD else Kind.DOCUMENT


def _in_folder(folder: str, root: Path, inner: str) -> Iterator[Given]:
    prefix = f"{inner}/" if inner else ""
    for file in scanned(root, folder).value:
        kind = _kind(folder, file.path)
        if file.path.startswith(prefix) and kind in (Kind.DOCUMENT, Kind.SETTINGS):
            yield Given(file.disk_path, kind, f"{folder}/{file.path}")


class ContentFiles:
    """The files of the content folder by path, looked up one by one: a folder of ten thousand is not
    scanned. Names are compared in Unicode's normal form C, and capitals count on every disk.

    `copies` are files in place of those of the folder, by path; None for one that counts as deleted."""

    def __init__(self, content: Path, copies: Mapping[str, Path | None] | None = None) -> None:
        self._content, self._copies = content, copies or {}
        self._listed: dict[str, dict[str, Path]] = {}

    def at(self, path: str) -> SourceFile | None:
        """Return a file; None if there is none, or if it is no source."""
        found = self._copies[path] if path in self._copies else self._found(path)
        try:
            facts = found.stat() if found and found.is_file() else None
        except OSError:
            facts = None
        if found is None or facts is None:
            return None
        return SourceFile(path, os.fspath(found), facts.st_size, facts.st_mtime_ns, facts.st_ino)

    def fault(self, path: str) -> Problem | None:
        """Return the problem of a file that is a link out of the folder."""
        found = None if path in self._copies else self._found(path)
        return link_problem(found, path, self._content, "content") if found else None

    def among(self, paths: Iterable[str]) -> list[str]:
        """Return those of the paths at which there is a file."""
        return [path for path in paths if self.at(path)]

    def below(self, folder: str) -> Iterator[str]:
        """Yield the paths of all files in a folder and those in it."""
        for name, found in sorted(self._names(folder).items()):
            if found.is_dir():
                yield from self.below(f"{folder}/{name}")
            else:
                yield f"{folder}/{name}"

    def _found(self, path: str) -> Path | None:
        folder, _, name = path.rpartition("/")
        return None if path.startswith("../") else self._names(folder).get(name)

    def _names(self, folder: str) -> dict[str, Path]:
        """Return the files and folders in a folder by name, without dotfiles and guides."""
        if folder not in self._listed:
            root = self._found(folder) if folder else self._content
            try:
                entries = [*os.scandir(root)] if root else []
            except OSError:
                entries = []
            self._listed[folder] = {
                unicodedata.normalize("NFC", entry.name): Path(entry.path)
                for entry in sorted(entries, key=lambda entry: entry.name, reverse=True)
                if not entry.name.startswith(".") and entry.name != "README.md"
            }
        return self._listed[folder]
