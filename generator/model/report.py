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


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int = 0
    unpublished: int = 0
    photos: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """`added`, `changed` and `removed` are paths in the output folder, and empty when `published` is false. `seconds` are
    by stage, in their order."""

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

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        return sum(problem.severity is Severity.WARNING for problem in self.problems)
