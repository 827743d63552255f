"""A `FilesReport` -> lines, JSON, GitHub's annotations or SARIF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.file_check.checking import FilesReport
from generator.model.problems import Severity
from generator.model.report import Folders
from generator.report.lines import annotation, problem_lines, problem_object, shown_path


def files_lines(
    report: FilesReport, folders: Folders, here: Path, form: str, *, guide: str = "", quiet: bool = False
) -> Iterator[str]:
    """Yield the report in a format: "text", "json", "github" or "sarif". `guide` is the web address
    of the editor's guide, for SARIF."""
    if form == "json":
        yield _json_text(report, folders, here)
    elif form == "sarif":
        from generator.report.sarif import sarif_text  # noqa: PLC0415 - only for a program that asks

        yield sarif_text(report.problems, folders, here, guide)
    elif form == "github":
        yield from (annotation(problem, folders, here) for problem in report.problems)
        yield _summary(report)
    else:
        for problem in report.problems:
            if not quiet or problem.severity is Severity.ERROR:
                yield from problem_lines(problem, folders, here)
                yield ""
        if not quiet:
            yield from report.notes
            yield _summary(report)


def _json_text(report: FilesReport, folders: Folders, here: Path) -> str:
    import json  # noqa: PLC0415 - only for a program that asks

    return json.dumps(
        {
            "files": [shown_path(each, folders, here) for each in report.checked],
            "errors": report.errors,
            "warnings": report.warnings,
            "problems": [problem_object(problem, folders, here) for problem in report.problems],
            "notes": report.notes,
        },
        ensure_ascii=False,
        indent=1,
    )


def _summary(report: FilesReport) -> str:
    number = len(report.checked)
    counted = (("error", report.errors), ("warning", report.warnings))
    found = ", ".join(f"{many:,} {noun}{'' if many == 1 else 's'}" for noun, many in counted if many)
    return f"{number:,} {'file' if number == 1 else 'files'} checked in {report.seconds:.2f} s: {found or 'nothing is wrong'}."
