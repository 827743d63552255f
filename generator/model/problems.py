"""What can be wrong, as values.

A stage never prints and never stops at the first fault: it returns `Checked`, a value with everything that was
found wrong on the way. Only the report (generator/report.py) speaks. Knows nothing of files, terminals or stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    ERROR = "error"
    """Holds back publishing."""
    WARNING = "warning"
    """Is told, and holds back nothing."""
    OFF = "off"
    """Not looked for; only in settings, never on a problem."""


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """A place in a file. `path` starts with the name of its folder: "content/…", "layouts/…" or "assets/…",
    whatever that folder is called on this machine. `line` and `column` count from 1."""

    path: str
    line: int | None = None
    column: int | None = None
    line_text: str = ""


@dataclass(frozen=True, slots=True)
class FieldLocation:
    """The value of a front matter key, or of a `table.key` of site.toml, whose line is looked up only if it is reported."""

    path: str
    key: str


@dataclass(frozen=True, slots=True)
class PhraseLocation:
    """The first place in a file where `phrase` stands, looked up only if it is reported; with an `occurrence`, counted from 1,
    that one in the text below the front matter."""

    path: str
    phrase: str
    occurrence: int = 0


Location = SourceLocation | FieldLocation | PhraseLocation


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in an editor's words. `code` is the name by which `[checks]` and tests know it."""

    code: str
    severity: Severity
    message: str
    where: Location | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value and what was found wrong while making it."""

    value: T
    problems: tuple[Problem, ...] = ()


def error(code: str, message: str, where: Location | None = None, hint: str = "") -> Problem:
    return Problem(code, Severity.ERROR, message, where, hint)


def warning(code: str, message: str, where: Location | None = None, hint: str = "") -> Problem:
    return Problem(code, Severity.WARNING, message, where, hint)


class DatelineError(Exception):
    """The program cannot go on, and says why in one sentence; exit code 2."""
