"""The site of the last build, as the plan of a part asks for it: by the paths of its files."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Protocol

from generator.model.dataclass import dataclass
from generator.model.published_file import PublishedFile


class LastPaths(Container[str], Protocol):
    """The paths of all files of the last build's site."""

    def among(self, paths: Iterable[str]) -> set[str]:
        """Return those of the paths that are files."""
        ...

    def have_rivals(self, paths: Iterable[str]) -> bool:
        """Whether one of the files would have the place of one of these, which are no files yet, or
        would lie inside it, or around it. Capitals do not count."""
        ...


@dataclass(frozen=True, slots=True)
class LastSite:
    """The last build's site: `files` are the paths of its files, `at` gives the entries of those at
    some paths; `chromes` are the digests of the chrome of each edition, `assets` the output path of
    each asset by its name."""

    files: LastPaths
    at: Callable[[Iterable[str]], Mapping[str, PublishedFile]]
    chromes: Mapping[str, str]
    assets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilesNow:
    """The files of the site with the part: those of the last site without those that are `gone`, and
    those `planned`."""

    last: Container[str]
    gone: Container[str]
    planned: Container[str]

    def __contains__(self, path: object) -> bool:
        return path in self.planned or (path in self.last and path not in self.gone)
