"""How an outlet governs the rules: severities by folder and age, what an archive may go on doing
(the baseline), and what some rules of house style ask for. Reads no file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.model.dataclass import dataclass
from generator.model.problems import Severity
from generator.model.rules import OPTIONAL

Checks = tuple[tuple[str, Severity], ...]
"""Severities by the code of a rule."""

BASELINE_FILE = "baseline.txt"
"""The file of the baseline in the content folder."""


@dataclass(frozen=True, slots=True)
class CheckScope:
    """Other severities for a part of the content: for files below `folder` (from the content folder,
    without a slash at its end; "" is all of it), and for articles dated `before` a day
    in the site's time zone, if there is one."""

    folder: str
    before: date | None
    checks: Checks

    def has(self, path: str, day: date | None) -> bool:
        """Whether a file is in the part. `day` is that of its date, None for a file without one."""
        if self.folder and not path.startswith(f"{self.folder}/") and path != self.folder:
            return False
        return self.before is None or (day is not None and day < self.before)


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What documents are checked for when they are read. `rules` are the codes of the optional ones
    that are checked anywhere; `cities` are those that stand alone in datelines; `spellings` are
    triples of a language's tag, what is wrong and what is right."""

    rules: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Beside the severities of the whole outlet: `scopes`, of which the last that has a file and
    names a rule counts; the `baseline`, triples of a path in the content folder, a code and how many
    problems of it are not told; `cities` and `spellings` as in `HouseStyle`."""

    scopes: tuple[CheckScope, ...] = ()
    baseline: tuple[tuple[str, str, int], ...] = ()
    cities: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str, str], ...] = ()

    def severity(self, checks: Checks, code: str, path: str, day: date | None) -> Severity:
        """Return the severity of a rule in a file; `checks` are those of the whole outlet."""
        for scope in reversed(self.scopes):
            chosen = dict(scope.checks).get(code)
            if chosen is not None and scope.has(path, day):
                return chosen
        return dict(checks).get(code, Severity.ERROR)

    def silent(self, checks: Checks) -> set[str]:
        """Return the codes of rules that are off everywhere."""
        off = {code for code, severity in checks if severity is Severity.OFF}
        return off - {code for scope in self.scopes for code, severity in scope.checks if severity is not Severity.OFF}

    def style(self, checks: Checks) -> HouseStyle:
        """Return what documents are checked for."""
        asked = {code for code, severity in checks if code in OPTIONAL}
        return HouseStyle(tuple(sorted(asked - self.silent(checks))), self.cities, self.spellings)

    def is_in_baseline(self, paths: Iterable[str]) -> bool:
        """Whether the baseline has one of these paths."""
        return bool(self.baseline) and not {path for path, _, _ in self.baseline}.isdisjoint(paths)
