"""What changed in published texts without a word to readers -> lines, JSON or annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.engine.silent_edits import RECORD
from generator.model.problems import Problem, Severity
from generator.model.report import Folders
from generator.model.rules import CHANGED_ADDRESS, DELETED_ARTICLE, SILENT_EDIT
from generator.report.lines import annotation, problem_lines, problem_object


def edits_lines(
    problems: Sequence[Problem], texts: int, since: str, folders: Folders, here: Path, form: str
) -> Iterator[str]:
    """Yield the report in a format: "text", "json" or "github". `texts` were compared with those of
    the revision `since`; paths are relative to the folder `here`."""
    if form == "json":
        import json  # noqa: PLC0415 - only for a program that asks

        said = {
            "since": since,
            "texts": texts,
            "errors": sum(problem.severity is Severity.ERROR for problem in problems),
            "warnings": sum(problem.severity is Severity.WARNING for problem in problems),
            "problems": [problem_object(problem, folders, here) for problem in problems],
        }
        yield json.dumps(said, ensure_ascii=False, indent=1)
        return
    for problem in problems:
        if form == "github":
            yield annotation(problem, folders, here)
        else:
            yield from problem_lines(problem, folders, here)
            yield ""
    compared = f"{texts:,} published {'article' if texts == 1 else 'articles'} compared with {since}"
    if since == RECORD:
        compared += " in headline, text and address alone"
    if not problems:
        yield f"{compared}: readers were told of every {'such ' * (since == RECORD)}change."
    elif found := [*_counted(problems)]:
        yield f"{compared}: {', '.join(found)}."
    else:
        yield f"{compared}."


_COUNTED = (
    (SILENT_EDIT.code, "changed in silence"),
    (CHANGED_ADDRESS.code, "at another address"),
    (DELETED_ARTICLE.code, "no longer out"),
)


def _counted(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield how many files are of each kind. A file may be of several."""
    for code, words in _COUNTED:
        if files := {problem.where.path for problem in problems if problem.where and problem.code == code}:
            yield f"{len(files):,} {words}"
