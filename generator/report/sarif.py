"""Problems -> one log in SARIF 2.1.0 (OASIS, 2020), which code hosts and editors show beside lines.

Every rule that an outlet can change is in it, so that a viewer lists them all; of the others, those
that were broken. Columns count characters, not UTF-16 units, and the log says so. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.model.digests import digest_of_bytes
from generator.model.problems import Problem, Severity, SourceLocation
from generator.model.report import Folders
from generator.model.rules import RULES
from generator.report.lines import shown_path

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
GUIDE, RULES_GUIDE = "content/README.md", "content/RULES.md"
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.OFF: "none"}
_CANNOT_CHANGE = "This is always an error: without it, the site could not be made as it was meant."


def sarif_text(problems: Sequence[Problem], folders: Folders, here: Path, guide: str = "") -> str:
    """Return the log as JSON. Paths are relative to the folder `here`; `guide` is the web address of
    the editor's guide, "" where it has none."""
    import json  # noqa: PLC0415 - only for a program that asks

    return json.dumps(sarif_log(problems, folders, here, guide), ensure_ascii=False, indent=1)


def sarif_log(problems: Sequence[Problem], folders: Folders, here: Path, guide: str = "") -> dict[str, Any]:
    """Return the log as an object of JSON."""
    codes = [*RULES, *sorted({problem.code for problem in problems} - RULES.keys())]
    index = {code: number for number, code in enumerate(codes)}
    driver: dict[str, Any] = {
        "name": "Dateline",
        "semanticVersion": __version__,
        "rules": [_rule(code, guide) for code in codes],
    }
    if guide:
        driver["informationUri"] = guide
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": f"{here.as_uri().rstrip('/')}/"}},
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(problem, index[problem.code], folders, here) for problem in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, guide: str) -> dict[str, Any]:
    """Return a rule (3.49, reportingDescriptor) with its help."""
    rule = RULES.get(code)
    about = f"{rule.about[:1].upper()}{rule.about[1:]}." if rule else f"{code.replace('-', ' ').capitalize()}."
    page, change = GUIDE, _CANNOT_CHANGE
    if rule:
        page = f"{RULES_GUIDE}#{code}"
        change = f'It is "{rule.usual}" unless content/site.toml says otherwise:  [checks]  {code} = "off"'
    address = guide.removesuffix(GUIDE) + page if guide else ""
    found: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": about.replace("`", "")},
        "help": {
            "text": f"{about.replace('`', '')} {change} The guide: {page}.",
            "markdown": f"{about}\n\n{change}\n\n" + (f"[The guide]({address})" if address else f"The guide: `{page}`"),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.usual if rule else Severity.ERROR]},
    }
    if address:
        found["helpUri"] = address
    return found


def _result(problem: Problem, number: int, folders: Folders, here: Path) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": number,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message} {problem.hint}".strip()},
        "partialFingerprints": {"datelineProblem/v1": _fingerprint(problem)},
    }
    if problem.where:
        found["locations"] = [{"physicalLocation": _place(problem, folders, here)}]
    return found


def _place(problem: Problem, folders: Folders, here: Path) -> Mapping[str, Any]:
    """Return a place (3.29, physicalLocation). Lines and columns count from 1."""
    where = problem.where
    assert where is not None
    path = shown_path(where.path, folders, here)
    if Path(path).is_absolute():
        place: dict[str, Any] = {"artifactLocation": {"uri": Path(path).as_uri()}}
    else:
        place = {"artifactLocation": {"uri": quote(path), "uriBaseId": _ROOT}}
    if isinstance(where, SourceLocation) and where.line:
        region: dict[str, Any] = {"startLine": where.line}
        if where.column:
            region["startColumn"] = where.column
        if where.line_text:
            region["snippet"] = {"text": where.line_text}
        place["region"] = region
    return place


def _fingerprint(problem: Problem) -> str:
    """Return what stays the same of a problem when lines above it come and go."""
    where = problem.where
    line = where.line_text.strip() if isinstance(where, SourceLocation) else ""
    return digest_of_bytes("\n".join(_words(problem, line)).encode(errors="replace"))


def _words(problem: Problem, line: str) -> Iterable[str]:
    return problem.code, problem.where.path if problem.where else "", line, problem.message
