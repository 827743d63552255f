"""Recorded addresses that are in no plan -> those that an editor took back, and problems of the
others: what happened to each, and the line that mends it. One problem a cause."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from generator.model.dataclass import dataclass
from generator.model.headers import Status
from generator.model.problems import FieldLocation, Problem, SourceLocation, error
from generator.model.site import Newsroom, StoryFacts, Unpublished
from generator.plan.site.published import why_story_unpublished
from generator.record.history import Departure
from generator.record.lines import RecordLine
from generator.record.states import VANISHED

MOST = 10
"""Files with a problem each; more of one kind have one cause, and one problem."""
_EXAMPLES = 3

History = Callable[[Collection[str]], Mapping[str, Departure]]
"""A function that says what became of files that are no longer there."""


def taken_back(newsroom: Newsroom, as_of: datetime) -> dict[str, str]:
    """Return the addresses of withdrawn and expired articles, and of withdrawn pages: each with the
    path of its document. Editors may take these out of the site. A page is its path alone."""
    instant = as_of.timestamp()
    found = {page.path: page.path for page in newsroom.pages if page.header.status is Status.WITHDRAWN}
    for story in newsroom.stories:
        facts = story.facts
        if facts.expires is not None or facts.status == Status.WITHDRAWN:  # hardly any: the others cost little
            found |= dict.fromkeys(addresses_taken_back(facts, instant), facts.path)
    return found


def addresses_taken_back(facts: StoryFacts, instant: float) -> tuple[str, ...]:
    """Return the addresses of an article if it is withdrawn or has expired."""
    reason = why_story_unpublished(facts, instant)
    return (facts.url, *facts.aliases) if reason in (Unpublished.WITHDRAWN, Unpublished.EXPIRED) else ()


class _Case(NamedTuple):
    """One file with recorded addresses that would vanish. `kind` is what happened to it; `file` is
    its path now, `facts` are those of the article there, if there is one. `renamed` says that it
    has another path than the record knows."""

    kind: str
    lines: tuple[RecordLine, ...]
    file: str
    facts: StoryFacts | None = None
    departure: Departure | None = None

    @property
    def is_renamed(self) -> bool:
        return self.file != self.lines[0].file


DELETED, MOVED, DRAFT, WAITING = "deleted", "moved", "draft", "waiting"


@dataclass(frozen=True, slots=True)
class Vanishing:
    """The lines of addresses that would vanish, in a newsroom, as of an instant. `live` are all
    recorded addresses."""

    lines: tuple[RecordLine, ...]
    newsroom: Newsroom
    as_of: datetime
    live: frozenset[str]

    def problems(self, history: History) -> Iterator[Problem]:
        """Yield the problems."""
        cases: dict[str, list[_Case]] = {}
        for case in self._cases(history):
            cases.setdefault(case.kind, []).append(case)
        for kind, alike in cases.items():
            if len(alike) > MOST:
                yield _problem_of_many(kind, alike)
            else:
                yield from map(_problem, alike)

    def waiting(self, history: History) -> frozenset[str]:
        """Return the addresses of articles that are under embargo or dated in the future: they come
        back by themselves."""
        return frozenset(line.address for case in self._cases(history) if case.kind == WAITING for line in case.lines)

    def _cases(self, history: History) -> Iterator[_Case]:
        by_file: dict[str, list[RecordLine]] = {}
        for line in sorted(self.lines, key=lambda line: (line.file, line.address)):
            by_file.setdefault(line.file, []).append(line)
        stories = {story.facts.path: story.facts for story in self.newsroom.stories}
        pages = {page.path: page.header.status for page in self.newsroom.pages}
        absent = by_file.keys() - stories.keys() - pages.keys()
        renamed = self._renamed([line for file in absent for line in by_file[file]], stories.values())
        unknown = absent - renamed.keys()
        departures = history(unknown) if 0 < len(unknown) <= MOST else {}
        for file, lines in by_file.items():
            departure = departures.get(file)
            to = departure.to if departure and (departure.to in stories or departure.to in pages) else ""
            now = renamed.get(file) or to or file
            facts = stories.get(now)
            if facts:
                reason = why_story_unpublished(facts, self.as_of.timestamp())
                kind = _KINDS.get(reason, MOVED) if reason else MOVED
            elif now in pages:
                kind = DRAFT if pages[now] is Status.DRAFT else MOVED
            else:
                kind = DELETED
            yield _Case(kind, tuple(lines), now, facts, departure)

    def _renamed(self, lines: Iterable[RecordLine], stories: Iterable[StoryFacts]) -> dict[str, str]:
        """Return the new paths of files that were renamed, as far as the headline tells: one article
        has it whose address is not recorded."""
        wanted = {line.headline: line.file for line in lines if line.text}
        found: dict[str, list[str]] = {}
        for facts in stories:
            if facts.title in wanted and facts.url not in self.live:
                found.setdefault(wanted[facts.title], []).append(facts.path)
        return {file: paths[0] for file, paths in found.items() if len(paths) == 1}


_KINDS = {Unpublished.DRAFT: DRAFT, Unpublished.EMBARGO: WAITING, Unpublished.FUTURE: WAITING}


def _problem(case: _Case) -> Problem:
    is_page = case.file.startswith("pages/")
    what = "page" if is_page else "article"
    withdraw = "status: withdrawn" if is_page else "status: withdrawn  and  notice: …"
    location = f"content/{case.file}"
    where: FieldLocation | SourceLocation = SourceLocation(location)
    moved = f"the file content/{case.lines[0].file} is {location} now, and " if case.is_renamed else ""
    match case.kind:
        case "deleted":
            happened, restore = _departed(case)
            hint = f"{restore} and write in it  {withdraw}  Or write in the {what} that took its place  {_alias_line(case)}"
        case "draft":
            where = FieldLocation(location, "status")
            happened = f"the {what} is a draft again"
            hint = f"To take it back, write  {withdraw}"
        case "waiting":
            is_embargo = case.facts is not None and (case.facts.embargo or 0) > case.facts.date
            where = FieldLocation(location, "embargo" if is_embargo else "date")
            happened = f"the {what} is {'under embargo again' if is_embargo else 'dated in the future now'}"
            hint = f"Correct the time. To take the {what} back, write  {withdraw}"
        case _:
            if case.facts and case.facts.aliases:
                where = FieldLocation(location, "aliases")
            happened = f"the {what} has " + (f"the address {case.facts.url}" if case.facts else "another address")
            happened += "" if moved else " now"
            hint = f"So that it leads there, write in {location}:  {_alias_line(case)}"
    accepted = f"python build.py record --accept {' '.join(line.address for line in case.lines)}"
    addresses = [line.address for line in case.lines]
    published = f"The published address{'es' if len(addresses) > 1 else ''} {_listed(addresses)}"
    message = f"{published} of “{case.lines[0].headline}” would vanish: {moved}{happened}."
    return error(VANISHED, message, where, f"{hint}  {_FOR_GOOD}  {accepted}")


_FOR_GOOD = "Or, if this is gone for good:"


def _departed(case: _Case) -> tuple[str, str]:
    """Return what happened to a file that is not there, and how it comes back."""
    known = case.departure
    if known is None:
        return "the file was deleted or renamed", "Bring the file back,"
    happened = f"the file was {f'renamed to content/{known.to}' if known.to else 'deleted'}"
    happened += f" in commit {known.commit} of {known.day}" if known.commit else ", and that is not committed yet"
    revision = f"{known.commit}~" if known.commit else "HEAD"
    return happened, f"Bring the file back:  git checkout {revision} -- content/{case.file} "


def _problem_of_many(kind: str, cases: list[_Case]) -> Problem:
    where = None
    match kind:
        case "moved":
            where = SourceLocation("content/site.toml")
            happened = "have other addresses now"
            hint = (
                "Was  permalink  changed, or the prefix of a language, or the name of a section? Then change it back; or write "
                f"the old address in each file:  {_alias_line(cases[0])}  in content/{cases[0].file}"
            )
        case "deleted":
            happened = "were deleted or renamed"
            hint = "Bring the files back:  git log --diff-filter=D --stat  shows when they went."
        case _:
            happened = "are drafts again" if kind == DRAFT else "are under embargo again, or dated in the future"
            hint = "To take them back, write  status: withdrawn  and  notice: …"
    accepted = "python build.py record --accept"
    accepted += "  with each address" if kind == WAITING else ""
    count = sum(len(case.lines) for case in cases)
    listed = f"{'; '.join(map(_example, cases[:_EXAMPLES]))}; and {len(cases) - _EXAMPLES:,} more files"
    message = f"{count:,} published addresses would vanish, because their files {happened}: {listed}."
    return error(VANISHED, message, where, f"{hint}  {_FOR_GOOD}  {accepted}")


def _example(case: _Case) -> str:
    now = f", now {case.facts.url}" if case.facts and case.kind == MOVED else ""
    return f"{case.lines[0].address} (content/{case.file}{now})"


def _alias_line(case: _Case) -> str:
    """Return the line of front matter, with the old addresses that the article has already."""
    before = case.facts.aliases if case.facts else ()
    return f"aliases: [{', '.join([*before, *(line.address for line in case.lines)])}]"


def _listed(addresses: list[str]) -> str:
    return addresses[0] if len(addresses) == 1 else f"{', '.join(addresses[:-1])} and {addresses[-1]}"
