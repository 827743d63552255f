"""Problems, as values. A stage never prints and never stops at the first fault. It returns
`Checked`: a value with all problems that were found. Only the report (`report/`) prints. The module
knows no files, terminals or stages."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

from generator.model.dataclass import dataclass

T = TypeVar("T")


class Severity(StrEnum):
    ERROR = "error"
    """A problem that stops publishing."""
    WARNING = "warning"
    """A problem that is reported and stops nothing."""
    OFF = "off"
    """A rule that is not checked; used in settings, never on a problem."""


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """A place in a file. `line` and `column` count from 1. `path` starts with "content/",
    "layouts/" or "assets/", whatever that folder is called on this machine."""

    path: str
    line: int | None = None
    column: int | None = None
    line_text: str = ""


@dataclass(frozen=True, slots=True)
class FieldLocation:
    """The value of a front matter key, or of a `table.key` of site.toml. The line is looked up only
    for the report."""

    path: str
    key: str


@dataclass(frozen=True, slots=True)
class PhraseLocation:
    """The first place of `phrase` in a file, looked up only for the report. An `occurrence`,
    counted from 1, means that one in the text below the front matter."""

    path: str
    phrase: str
    occurrence: int = 0


Location = SourceLocation | FieldLocation | PhraseLocation


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in an editor's words. `[checks]` and tests know the rule by its
    `code`."""

    code: str
    severity: Severity
    message: str
    where: Location | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value with the problems that were found while it was made."""

    value: T
    problems: tuple[Problem, ...] = ()


def error(code: str, message: str, where: Location | None = None, hint: str = "") -> Problem:
    return Problem(code, Severity.ERROR, message, where, hint)


def warning(code: str, message: str, where: Location | None = None, hint: str = "") -> Problem:
    return Problem(code, Severity.WARNING, message, where, hint)


class DatelineError(Exception):
    """The program cannot go on. The message is one sentence; the exit code is 2."""


def by_place(problem: Problem) -> tuple[str, int, int, str, str]:
    """Return the key by which problems are sorted: file, line and column, then code and message."""
    where = problem.where
    line, column = (where.line or 0, where.column or 0) if isinstance(where, SourceLocation) else (0, 0)
    return where.path if where else "", line, column, problem.code, problem.message
