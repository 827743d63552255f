"""A build and its result, as values for the report."""

from __future__ import annotations

from datetime import datetime, tzinfo
from math import inf
from pathlib import Path

from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError, Problem, Severity
from generator.model.schedule import DueChange, LateArticle
from generator.model.wall_clock import unclear

UNSURE_NS = 2_000_000_000
"""Nanoseconds. A file written so shortly before the build may be written again with the same mtime.
(FAT counts time in steps of two seconds.)"""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a build; absolute paths."""

    content: Path
    output: Path
    cache: Path
    layouts: Path
    assets: Path

    @property
    def sources(self) -> dict[str, Path]:
        """Return the source folders by the name with which the path of a `SourceLocation`
        begins."""
        return {"content": self.content, "layouts": self.layouts, "assets": self.assets}


def photo_store(cache: Path) -> Path:
    """Return the folder of finished photographs in a cache folder."""
    return cache / "photos"


@dataclass(frozen=True, slots=True)
class Build:
    """A build, as it was requested.

    `as_of` without an offset is in the site's time zone. `base_url` replaces that of the settings.
    A `preview` shows unpublished articles, and says so. `begun` is the clock at the start of the
    build, in nanoseconds since the epoch: a file written at that moment may change again with the
    same mtime. A `quick` build does not wait for photographs in the better formats: it publishes
    those that are finished. `mirror` is the address at which readers find this copy of the site, ""
    for the site itself: its canonical addresses are those of the site."""

    folders: Folders
    as_of: datetime
    base_url: str = ""
    preview: bool = False
    keep_going: bool = False
    begun: int = 0
    quick: bool = False
    mirror: str = ""

    def instant(self, timezone: tzinfo) -> datetime:
        """Return `as_of` as an instant; `timezone` is that of the site. Raises DatelineError for a
        time that clocks there show twice or never."""
        if self.as_of.tzinfo:
            return self.as_of
        if fault := unclear(self.as_of, timezone):
            raise DatelineError(f"--as-of: {'. '.join(fault)}")
        return self.as_of.replace(tzinfo=timezone)

    def sure_time(self, mtime_ns: int) -> int:
        """Return the time of a file for the next build to compare: -1, which no file has, if it was
        written so shortly before this build that a second change would not show."""
        return mtime_ns if mtime_ns < self.begun - UNSURE_NS else -1


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A file that was made, with the reasons: sentences that follow “because”."""

    path: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotOut:
    """An article that no reader sees. `path` is its file in the content folder; `reason` is one of
    those of `plan/site/published.py`. `until` is the date at which that ends, or since which it
    holds, if there is one."""

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
    """The result of a build.

    `added`, `changed` and `removed` are paths in the output folder; they are empty when `published`
    is false. `rebuilt` are the files that were made, changed or not. `staying` are the last pages
    of broken documents, with the files that these need. `waiting` counts pictures that a quick
    build did not publish in all formats. `not_out` are articles that nobody sees, at most some of
    each reason. `due` are the next changes that the site makes by itself, at most some; `late` are
    articles that came out with this build and were due before. Until `valid_until`, in seconds since
    the epoch, the report would be the same. `seconds` are by stage, in their order."""

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
    due: tuple[DueChange, ...] = ()
    late: tuple[LateArticle, ...] = ()
    valid_until: float = inf

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        return sum(problem.severity is Severity.WARNING for problem in self.problems)
