"""What a build did, as a value, for whoever tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.model.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Folders:
    """Where everything lies; absolute paths."""

    content: Path
    output: Path
    cache: Path
    layouts: Path
    assets: Path

    @property
    def sources(self) -> dict[str, Path]:
        """The folders problems can point into, by the name their locations begin with."""
        return {"content": self.content, "layouts": self.layouts, "assets": self.assets}


def photo_store(cache: Path) -> Path:
    """Where finished photographs lie in a cache folder."""
    return cache / "photos"


@dataclass(frozen=True, slots=True)
class Build:
    """What is to be built. `as_of` without an offset is in the site's time zone; `base_url` takes the place of the one in
    settings; a `preview` shows what is not out yet, and says so. `begun` is the clock when the build was asked for, in
    nanoseconds since the epoch: what was written just then may be written again unseen. A `quick` one waits for no photograph
    in the better formats: it publishes those that are finished."""

    folders: Folders
    as_of: datetime
    base_url: str = ""
    preview: bool = False
    keep_going: bool = False
    begun: int = 0
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A file that was made, and why, in sentences that follow “because”."""

    path: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotOut:
    """An article that no reader sees. `path` is its file in the content folder; `reason` one of those of plan/published.py;
    `until` is when that ends, or since when it holds, if a date says so."""

    title: str
    path: str
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int = 0
    unpublished: int = 0
    photos: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """`added`, `changed` and `removed` are paths in the output folder, and empty when `published` is false; `rebuilt` are
    the files that were made, whether they came out changed or not; `staying` are the last pages of broken documents, with
    what these need; `waiting` is the number of pictures that are not published in all formats yet, because the build was a
    quick one; `not_out` are articles that nobody sees, at most some of each reason. `seconds` are by stage, in their order."""

    name: str
    published: bool
    problems: tuple[Problem, ...]
    counts: Counts
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    seconds: tuple[tuple[str, float], ...]
    as_of: datetime
    next_due: datetime | None
    rebuilt: tuple[Rebuilt, ...] = ()
    staying: tuple[str, ...] = ()
    waiting: int = 0
    not_out: tuple[NotOut, ...] = ()

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        return sum(problem.severity is Severity.WARNING for problem in self.problems)
