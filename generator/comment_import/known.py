"""The comments that the content folder has, and those that were imported once: by them, a second
import of the same export adds nothing, and a comment that an editor deleted stays deleted.

The list of imported comments is content/comments/.imported: a digest a line, sorted, so that git can
join two branches. It names no reader. Without it, the names of the files tell what is there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.make.whole_files import write_whole
from generator.model.documents import Comment
from generator.model.problems import DatelineError
from generator.model.regex import regex
from generator.read.comments import FOLDER, read_comment

LIST = ".imported"
_DIGEST = regex(r"[0-9a-f]{12}")
_LARGEST = 2_000_000
"""Bytes; no build reads a larger text."""


class KnownComments:
    """The comments in a content folder."""

    def __init__(self, content: Path, timezone: ZoneInfo) -> None:
        self._content, self._timezone = content, timezone
        self.imported = self._listed()
        self._there: dict[str, dict[str, Comment]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._files: dict[str, list[Path]] | None = None
        self._days: dict[str, list[Comment]] = {}

    def _listed(self) -> frozenset[str]:
        file = self._content / FOLDER / LIST
        try:
            lines = file.read_text("utf-8").split() if file.exists() else []
        except (OSError, UnicodeDecodeError) as fault:
            raise DatelineError(f"{file} cannot be read: {fault}. Nothing was written.") from fault
        return frozenset(line for line in lines if _DIGEST.fullmatch(line))  # signs of git's conflicts are none

    def file_of(self, article: str, digest: str) -> str:
        """Return the name of the file of an imported comment; "" if there is none."""
        if article not in self._names:
            folder = self._content / FOLDER / article
            names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
            self._names[article] = {Path(name).stem.rpartition("-")[2]: name for name in names if name.endswith(".md")}
        return self._names[article].get(digest, "")

    def of_day(self, day: str) -> list[Comment]:
        """Return the imported comments of a day, as 20261121, on all articles."""
        if self._files is None:
            self._files = {}
            for file in sorted((self._content / FOLDER).glob("*/*.md")):
                begin, _, digest = file.stem.rpartition("-")
                if _DIGEST.fullmatch(digest):
                    self._files.setdefault(begin, []).append(file)
        if day not in self._days:
            self._days[day] = [found for file in self._files.get(day, ()) if (found := self._read(file))]
        return self._days[day]

    def on(self, article: str) -> dict[str, Comment]:
        """Return the comments on an article by id, as far as they can be read."""
        if article not in self._there:
            self._there[article] = {}
            folder = self._content / FOLDER / article
            for file in sorted(folder.glob("*.md")) if folder.is_dir() else ():
                if found := self._read(file):
                    self._there[article][found.id] = found
        return self._there[article]

    def _read(self, file: Path) -> Comment | None:
        if file.stat().st_size > _LARGEST:
            return None
        path = file.relative_to(self._content).as_posix()
        return read_comment(path, file.read_bytes(), self._timezone).value


def write(content: Path, files: Iterable[tuple[str, bytes]], imported: Iterable[str]) -> None:
    """Write files by their paths in the content folder, each as a whole or not at all, and then the
    list of imported comments. Raises DatelineError."""
    try:
        for path, written in files:
            _write(content / path, written)
        lines = "".join(f"{digest}\n" for digest in sorted(imported))
        _write(content / FOLDER / LIST, lines.encode())
    except OSError as fault:
        message = f"{fault.filename or content} cannot be written to: {fault.strerror or fault}. Run it once more: what is written stays."
        raise DatelineError(message) from fault


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content, is_lasting=True)
