"""The report of the last build and the stories of today -> what the desk shows: lists, and problems
by file. Reads nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import NamedTuple

from generator.desk.stories import MOST, Today
from generator.model.problems import Problem, Severity
from generator.model.report import BuildReport
from generator.model.rules import CORRECTED_ORIGINAL
from generator.model.site import StoryFacts, Unpublished
from generator.plan.site.published import why_story_unpublished

_CREDIT = "photo-credit"
_ARTICLES = "content/articles/"


class Item(NamedTuple):
    """A line of a list: an article or another file. `id` is that of an article, "" for another file;
    `when` is an instant in the site's time zone; `why` is a value of `Unpublished`, or a
    sentence."""

    title: str
    path: str
    id: str = ""
    when: datetime | None = None
    why: str = ""
    lang: str = ""


class FileProblems(NamedTuple):
    """The problems of one file; `errors` counts those that keep it back."""

    place: str
    problems: tuple[tuple[str, Problem], ...]
    errors: int


class Section(NamedTuple):
    """A list of the desk: the name of it, its lines, and how many there are in all."""

    name: str
    items: tuple[Item, ...]
    number: int


class Overview(NamedTuple):
    """All that the page shows. `scheduled` are the times to come; `hidden` what is out no more, or
    held back by an error; `due` the other changes that come by themselves."""

    name: str
    as_of: datetime
    sections: tuple[Section, ...]
    problems: tuple[FileProblems, ...]
    errors: int
    warnings: int


def overview(
    report: BuildReport, today: Today, now: datetime, timezone: tzinfo, place_of: Callable[[Problem], str]
) -> Overview:
    """Return the overview. `place_of` gives the file and line of a problem."""
    seconds = now.timestamp()

    def item(facts: StoryFacts, instant: float | None = None) -> Item:
        when = datetime.fromtimestamp(facts.first_out if instant is None else instant, timezone)
        why = why_story_unpublished(facts, seconds) or ""
        return Item(facts.title or facts.id, facts.path, facts.id, when, str(why), facts.lang)

    broken = dict.fromkeys(
        each.where.path
        for each in report.problems
        if each.where and each.severity is Severity.ERROR and each.where.path.startswith(_ARTICLES)
    )
    hidden = [Item(path.rpartition("/")[2], path.removeprefix("content/"), why="error") for path in broken]
    hidden += [item(facts, _ended(facts, seconds)) for facts in today.gone]
    counts = today.counts
    sections = (
        Section("scheduled", tuple(map(item, today.scheduled)), counts["scheduled"]),
        Section("drafts", tuple(map(item, today.drafts)), counts["drafts"]),
        Section("published", tuple(map(item, today.published)), counts["published"]),
        Section("hidden", tuple(hidden[:MOST]), len(broken) + counts["gone"]),
        _told("credits", report, _CREDIT, place_of),
        _told("corrections", report, CORRECTED_ORIGINAL.code, place_of),
    )
    problems = _by_file(report.problems, place_of)
    return Overview(report.name, now.astimezone(timezone), sections, problems, report.errors, report.warnings)


def _ended(facts: StoryFacts, now: float) -> float:
    return facts.expires if facts.expires is not None and facts.expires <= now else facts.date


def _told(name: str, report: BuildReport, code: str, place_of: Callable[[Problem], str]) -> Section:
    """Return the list of a rule: the files that break it."""
    told = [each for each in report.problems if each.code == code]
    items = (Item(place_of(each), each.where.path if each.where else "", why=each.message) for each in told[:MOST])
    return Section(name, tuple(items), len(told))


def _by_file(problems: Iterable[Problem], place_of: Callable[[Problem], str]) -> tuple[FileProblems, ...]:
    """Return problems by file, those with errors first."""
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.where.path if problem.where else "", []).append(problem)
    found = [
        FileProblems(
            path,
            tuple((place_of(each), each) for each in listed),
            sum(each.severity is Severity.ERROR for each in listed),
        )
        for path, listed in files.items()
    ]
    return tuple(sorted(found, key=lambda file: (not file.errors, file.place))[:MOST])


REASONS = {each.value: each for each in Unpublished}
