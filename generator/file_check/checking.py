"""A few files -> what is wrong with them, and what else they concern, in a fraction of the time of a
whole check. Publishes nothing, writes nothing, waits for no build.

The last build knows what a document names; where a file is not as it was then, it is read anew. Two
things need a whole check: what only the newsroom as a whole can have, and what shows when pages are
made. `notes` say what was not looked at."""

from __future__ import annotations

import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.program import code_digest, program_stamp
from generator.engine.known import written_by
from generator.engine.session import check_sources
from generator.engine.severity import at_rest, blamed, graded
from generator.file_check.documents import DocumentCheck
from generator.file_check.given import Given, Kind, given_files
from generator.file_check.gone import MOST, naming, vanishing
from generator.file_check.known import KnownDocuments
from generator.model.dataclass import dataclass, replace
from generator.model.problems import DatelineError, Problem, Severity, by_place
from generator.model.report import Build
from generator.model.rules import STALE_BASELINE, UNUSED_ALLOW
from generator.model.settings import Settings
from generator.plan.inputs import PlanInputs, plan_inputs
from generator.read.documents import Reading, reading_of
from generator.read.settings import read_settings

if TYPE_CHECKING:
    from generator.file_check.staged import Staged

_WITHOUT_LEDGER = (
    "There is no build to compare with, so that two articles with one id or one address, and links to addresses"
    " (/…), were not looked at."
)
_WHOLE = "A whole check sees the rest:  python build.py check"


@dataclass(frozen=True, slots=True)
class FilesReport:
    """The result. `checked` are the places of the files that were looked at; `notes` are sentences on
    what was not, for an editor."""

    problems: tuple[Problem, ...]
    checked: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        return sum(problem.severity is Severity.WARNING for problem in self.problems)


def check_files(build: Build, names: Sequence[str], here: Path, staged: Staged | None = None) -> FilesReport:
    """Check the files of these names, or all sources in a folder; `here` is the working directory. Of
    what is `staged`, these files are those of the commit. Raises DatelineError when a source folder is
    missing."""
    begun = time.perf_counter()
    check_sources(build.folders)
    copies = _copies(staged) if staged else {}
    given = [
        replace(each, is_there=copies[each.path] is not None) if each.path in copies else each
        for each in given_files(names, build.folders, here)
        if not (staged and each.kind in (Kind.ELSEWHERE, Kind.GUIDE))  # a commit has other files, too
    ]
    read = read_settings(build.folders.content)
    if read.value is None:
        note = "Nothing else was looked at: everything is read by these settings."
        return _located(FilesReport(read.problems, (), (note,), 0), build, staged, begun)
    settings = read.value
    settings = replace(settings, site=replace(settings.site, url=build.base_url.rstrip("/") or settings.site.url))
    reading = reading_of(settings)
    try:
        with _last_build(build, reading) as ledger:
            found = _checked(given, settings, reading, build, ledger, copies)
    except (DamagedError, DatelineError):  # a build is writing to it, or it is damaged
        found = _checked(given, settings, reading, build, None, copies)
    return _located(found, build, staged, begun)


def _copies(staged: Staged) -> dict[str, Path | None]:
    """Return the files of a commit in place of those of the working tree, by path."""
    return {path: staged.copies / path for path in staged.differ} | dict.fromkeys(staged.gone)


@contextmanager
def _last_build(build: Build, reading: Reading) -> Iterator[Ledger | None]:
    """Open the ledger of the last build; None if there is none of this program and these settings."""
    path = ledger_of(build.folders.output, build.folders.cache)
    if not path.is_file():
        yield None
        return
    with closing(Ledger(path, is_kept=False)) as ledger:
        meta = ledger.meta("program", "code", "reading", "style")
        stamp, code = meta.get("program", ("", ""))
        code = code if stamp == program_stamp() else code_digest()
        is_known = written_by(code, reading).items() <= meta.items()
        yield ledger if is_known else None


def _checked(
    given: Sequence[Given],
    settings: Settings,
    reading: Reading,
    build: Build,
    ledger: Ledger | None,
    copies: Mapping[str, Path | None],
) -> FilesReport:
    content = build.folders.content
    known = KnownDocuments(content, reading, ledger, copies)
    inputs = plan_inputs(settings, "", build.instant(settings.site.timezone), preview=build.preview)
    documents = [each for each in given if each.kind is Kind.DOCUMENT]
    there = [each.path for each in documents if each.is_there]
    check = DocumentCheck(known, inputs, there)
    problems: list[Problem] = []
    deleted = {each.path for each in documents if not each.is_there and known.was_built(each.path)}
    notes = [*_notes(given, deleted)]
    for path in there:
        fault = known.files.fault(path)
        problems += (fault,) if fault else check.problems(path)
    for each in documents:
        if not each.is_there:
            named, total = naming(each.path, known)
            problems += _of_gone(each.path, named, check)
            if total > MOST:
                notes.append(f"{each.location} is named by {total:,} articles; {MOST} of them were looked at.")
    if documents and ledger is None:
        notes.append(_WITHOUT_LEDGER)
    if notes:
        notes.append(_WHOLE)
    problems = _graded(problems, known, inputs)
    broken = blamed(problems)
    sound = {path: facts for path, facts in check.beside().items() if f"content/{path}" not in broken}
    paths = [each.path for each in documents if each.path in sound or not each.is_there]
    problems += vanishing(paths, sound, known, content, inputs)  # nobody can switch these off
    looked_at = tuple(
        each.location
        for each in given
        if each.kind in (Kind.DOCUMENT, Kind.SETTINGS) and (each.is_there or each.path in deleted)
    )
    return FilesReport(tuple(problems), looked_at, tuple(notes), 0)


def _graded(problems: Iterable[Problem], known: KnownDocuments, inputs: PlanInputs) -> list[Problem]:
    """Return the problems with the severities that the outlet chose."""
    listed = [*problems]
    paths = sorted({each.where.path.removeprefix("content/") for each in listed if each.where})
    found = [document for path in paths if (document := known.at(path))]
    told = graded(listed, inputs.settings, at_rest(found, inputs.as_of), found)
    return [each for each in told if each.code not in _OF_THE_WHOLE]


_OF_THE_WHOLE = frozenset({UNUSED_ALLOW.code, STALE_BASELINE.code})
"""The codes of excuses for nothing: only a check of everything knows that there is nothing."""


def _of_gone(path: str, named: Iterable[str], check: DocumentCheck) -> Iterator[Problem]:
    """Yield the problems of documents that named a deleted file: those of what does not exist."""
    for each in named:
        yield from (problem for problem in check.problems(each) if problem.code in _DANGLING)


_DANGLING = frozenset(
    {"unknown-section", "unknown-author", "unknown-article", "missing-photo", "missing-file", "dead-link"}
)
"""The codes of names that nothing has."""


def _notes(given: Iterable[Given], was_there: Container[str]) -> Iterator[str]:
    """Yield what was not looked at, and why. `was_there` are the paths of files that are deleted."""
    for each in given:
        if not each.is_there and each.path not in was_there:
            yield f"There is no file {each.written}."
            continue
        match each.kind:
            case Kind.ELSEWHERE:
                yield f"{each.written} is no source of the site, and was not looked at."
            case Kind.GUIDE:
                yield f"{each.written} is not published, and was not looked at."
            case Kind.LAYOUT | Kind.ASSET:
                yield f"{each.written} shows in pages only when they are made, and was not looked at."
            case Kind.RECORD:
                yield f"{each.written} is compared with all addresses of the site, and was not looked at."
            case Kind.SETTINGS:
                yield f"{each.written} was looked at by itself: what it changes elsewhere was not."


def _located(found: FilesReport, build: Build, staged: Staged | None, begun: float) -> FilesReport:
    """Return a report with the lines of its problems, each once, sorted by place."""
    problems: dict[Problem, None] = {}
    if found.problems:
        from generator.read.locate import located  # noqa: PLC0415 - only where there are problems

        sources = build.folders.sources
        copies = {**sources, "content": staged.copies} if staged else sources
        differ = staged.differ if staged else frozenset[str]()
        for each in found.problems:
            is_copy = each.where is not None and each.where.path.removeprefix("content/") in differ
            problems[located(each, copies if is_copy else sources)] = None
    return replace(found, problems=tuple(sorted(problems, key=by_place)), seconds=time.perf_counter() - begun)
