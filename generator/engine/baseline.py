"""The problems of today -> the baseline of an archive: one text file in the content folder. Builds and
`check` are silent about what is in it, and strict about the rest.

Each line has a file, a rule and how many problems of it the file has, sorted: so two branches that
mend different articles can be merged. Only rules that may be switched off get into it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from generator.engine.session import Session
from generator.engine.understand import understand
from generator.model.check_settings import BASELINE_FILE
from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError
from generator.model.report import BuildReport
from generator.model.rules import RULES

_CONTENT = "content/"
_HEAD = """\
# What is wrong in old articles, and no longer told: file, rule, how many. What is mended is told, and goes with the next
#     python build.py check --write-baseline
"""


@dataclass(frozen=True, slots=True)
class NewBaseline:
    """The problems as they are without a baseline, and the text of a new one, None where the settings
    are wrong; with how many problems of how many files are in it."""

    report: BuildReport
    text: str | None
    problems: int = 0
    files: int = 0


def new_baseline(session: Session) -> NewBaseline:
    """Return the baseline of the content as it is."""
    report = understand(session, has_baseline=False).report
    if any(
        each.where and each.where.path == f"{_CONTENT}site.toml" for each in report.problems if each.code not in RULES
    ):
        return NewBaseline(report, None)
    found = Counter(
        (each.where.path.removeprefix(_CONTENT), each.code)
        for each in report.problems
        if each.where and each.where.path.startswith(_CONTENT) and each.code in RULES
    )
    lines = (f"{path} {code} {count}\n" for (path, code), count in sorted(found.items()))
    files = {path for path, _ in found}
    return NewBaseline(report, _HEAD + "".join(lines), found.total(), len(files))


def write_baseline(content: Path, text: str) -> None:
    """Write the baseline in place of the last one. Raises DatelineError when that is impossible."""
    path = content / BASELINE_FILE
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(text.encode())
        new.replace(path)
    except OSError as fault:
        raise DatelineError(f"{path} cannot be written to: {fault.strerror}.") from fault
