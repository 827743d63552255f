"""`[checks]`, `[style]` and `[spellings]` of site.toml, and the baseline beside it -> how the outlet
governs the rules, with a problem for every fault."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from generator.model.check_settings import BASELINE_FILE, Checks, CheckScope, CheckSettings
from generator.model.dataclass import dataclass
from generator.model.problems import FieldLocation, Problem, Severity, SourceLocation, error
from generator.model.rules import RULES, codes_named, names_of_rules
from generator.model.suggestions import did_you_mean
from generator.read.front_matter.yaml_faults import conflict_problem
from generator.read.setting_problems import PATH, typed_table, wrong_value

_WHERE = "where"
_A_SCOPE = (
    'Write  [[checks.where]]  and below it  folder = "articles/archive"  or  before = 2020-01-01  and then the rules.'
)
_A_SPELLING = 'Write what is wrong and what is right:  "Irbil" = "Erbil"'
_BASELINE = f"content/{BASELINE_FILE}"


@dataclass(frozen=True, slots=True)
class _StyleTable:
    """The table `[style]`."""

    cities: tuple[str, ...] = ()


def checks_of(values: Mapping[str, Any], problems: list[Problem]) -> tuple[Checks, tuple[CheckScope, ...]]:
    """Return the severities of the whole outlet, every rule in them, and those of parts of it."""
    everywhere = {name: word for name, word in values.items() if name != _WHERE}
    checks = {code: rule.usual for code, rule in RULES.items()} | _severities(everywhere, "checks", problems)
    return tuple(sorted(checks.items())), _scopes(values.get(_WHERE, []), problems)


def _severities(values: Mapping[str, Any], table: str, problems: list[Problem]) -> dict[str, Severity]:
    """Return what a table chooses. A rule's own code counts before a short one, which several rules
    may share, in whatever order they stand."""
    shared: dict[str, Severity] = {}
    own: dict[str, Severity] = {}
    for name, word in values.items():
        codes = codes_named(name)
        if not codes:
            hint = (
                did_you_mean(name, names_of_rules()) or "All rules stand in content/RULES.md, with an example of each."
            )
            message = f"There is no rule “{name}” that could be changed."
            problems.append(error("unknown-key", message, FieldLocation(PATH, f"{table}.{name}"), hint))
        elif word not in tuple(Severity):
            hint = 'Write "error", "warning" or "off".'
            problems.append(wrong_value(f"{table}.{name}", f"“{name}” cannot be set to this.", hint))
        else:
            (own if name in RULES else shared).update(dict.fromkeys(codes, Severity(word)))
    return shared | own


def _scopes(values: Any, problems: list[Problem]) -> tuple[CheckScope, ...]:
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        problems.append(wrong_value(f"checks.{_WHERE}", "A part of the content is a table of its own.", _A_SCOPE))
        return ()
    return tuple(_scope(dict(each), f"checks.{_WHERE}.{number}", problems) for number, each in enumerate(values))


def _scope(values: dict[str, Any], table: str, problems: list[Problem]) -> CheckScope:
    folder, before = values.pop("folder", ""), values.pop("before", None)
    if before is None and folder == "":
        problems.append(wrong_value(table, "This part of the content has neither a folder nor a day.", _A_SCOPE))
    if not isinstance(folder, str):
        problems.append(wrong_value(f"{table}.folder", "This is no folder.", _A_SCOPE))
        folder = ""
    if isinstance(before, str):
        with suppress(ValueError):
            before = date.fromisoformat(before)
    day = before.date() if isinstance(before, datetime) else before
    if day is not None and not isinstance(day, date):
        message = f"“{before}” is no day."
        problems.append(wrong_value(f"{table}.before", message, "Write a day as  before = 2020-01-01"))
        day = None
    if not values:
        problems.append(wrong_value(table, "No rule is another one in this part of the content.", _A_SCOPE))
    return CheckScope(_plain(folder), day, tuple(sorted(_severities(values, table, problems).items())))


def _plain(folder: str) -> str:
    """Return a folder as the paths of documents begin."""
    written = folder.replace("\\", "/").removeprefix("./").removeprefix("content/").strip("/")
    return PurePosixPath(written).as_posix() if written not in ("", ".") else ""


def check_settings(
    tables: Mapping[str, Any],
    scopes: tuple[CheckScope, ...],
    languages: Collection[str],
    content: Path,
    problems: list[Problem],
) -> CheckSettings:
    """Return how the outlet governs the rules. `languages` are the tags of the paper, its own first;
    `content` is the content folder."""
    style: _StyleTable | None = typed_table(_StyleTable, tables.get("style", {}), "style.", problems)
    spellings = _spellings(tables.get("spellings", {}), [*languages], problems)
    return CheckSettings(scopes, _baseline(content, problems), style.cities if style else (), spellings)


def _spellings(
    values: Mapping[str, Any], languages: list[str], problems: list[Problem]
) -> tuple[tuple[str, str, str], ...]:
    """Return the house spellings. Those in no table of a language are for the site's own."""
    found: list[tuple[str, str, str]] = []
    tables = {tag: each for tag, each in values.items() if isinstance(each, dict)}
    own = {wrong: right for wrong, right in values.items() if wrong not in tables}
    for tag, table, key in (
        (languages[0], own, "spellings"),
        *((tag, each, f"spellings.{tag}") for tag, each in tables.items()),
    ):
        if tag not in languages:
            hint = did_you_mean(tag, languages) or f"The languages of the paper are {', '.join(languages)}."
            problems.append(wrong_value(key, f"“{tag}” is no language of the paper.", hint))
        for wrong, right in table.items():
            if not isinstance(right, str) or not right.strip() or not wrong.strip() or wrong == right:
                problems.append(wrong_value(f"{key}.{wrong}", f"“{wrong}” has no right spelling here.", _A_SPELLING))
            else:
                found.append((tag, " ".join(wrong.split()), " ".join(right.split())))
    return tuple(sorted(found))


def _baseline(content: Path, problems: list[Problem]) -> tuple[tuple[str, str, int], ...]:
    """Return the lines of the baseline. Only rules that may be switched off can be in it."""
    try:
        text = (content / BASELINE_FILE).read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return ()
    except OSError as fault:
        problems.append(
            error("unreadable", f"The baseline cannot be read: {fault.strerror}.", SourceLocation(_BASELINE))
        )
        return ()
    if conflict := conflict_problem(text, _BASELINE):
        problems.append(conflict)
        return ()
    found: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        path, code, count = [*line.rsplit(maxsplit=2), "", ""][:3]
        if code not in RULES or not (count.isascii() and count.isdigit() and int(count)):
            message = "This line of the baseline is no file with a rule and a number."
            hint = "Delete the line, or write the file anew:  python build.py check --write-baseline"
            problems.append(error("wrong-baseline", message, SourceLocation(_BASELINE, number, 1, line[:200]), hint))
            continue
        found[path, code] = max(found.get((path, code), 0), int(count))
    return tuple((path, code, count) for (path, code), count in sorted(found.items()))
