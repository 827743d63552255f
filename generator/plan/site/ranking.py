"""The editors' rankings -> the stories on top of fronts. All others are in the order of time: so
“Latest” has the newest story that editors did not put on top.

An unpublished story in a ranking is passed over: a future one appears when it is due, a withdrawn
one must not stay because of a ranking. Only a name that does not exist is an error. The name of a
front in the site's own language is its id, “home” or that of a section; in another language it is
“ckb:home”."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from generator.model.documents import Document, FrontRanking, in_language
from generator.model.problems import FieldLocation, Location, PhraseLocation, Problem, SourceLocation, error
from generator.model.rules import GONE_FROM_FRONT, NOT_YET_ON_FRONT, OTHER_EDITION_ON_FRONT, broken
from generator.model.settings import Settings
from generator.model.site import Ranking, Site, StoryFacts, StoryRecord, Unpublished
from generator.plan.site.lookup import Lookup
from generator.plan.site.published import why_story_unpublished
from generator.plan.site.unknown_names import unknown_article

HOME = "home"

LEAD_AMONG = 5
"""Where editors name no lead, it is the newest story with a picture among so many of the newest;
else the newest."""
LATEST = 10
"""Stories in a list of the newest that stands alone."""
CARDS = 3
"""So many of the latest are cards, unless as many top stories take their column. Twice as many, and
no lines, where no other stories are left."""
BESIDE_LEAD, BESIDE_ROW = 7, 3
"""Lines of the latest: as high as the lead, and as each row of top stories under it."""
_MOST_LATEST = CARDS + BESIDE_LEAD + BESIDE_ROW
"""Lines beside fewer than `CARDS` top stories; each further one makes room for at most one line."""

_GONE = {Unpublished.WITHDRAWN: "was withdrawn", Unpublished.EXPIRED: "has expired"}
_WAITING = {
    Unpublished.DRAFT: "is a draft",
    Unpublished.EMBARGO: "is under embargo",
    Unpublished.FUTURE: "is not out yet",
}


def rankings_of(documents: Iterable[Document], lookup: Lookup) -> dict[str, Ranking]:
    """Return the rankings of all fronts that editors rank, by the name of the front."""
    return {
        front.name: Ranking(
            _path_of(front.header.lead, front, lookup) or "",
            tuple(filter(None, (_path_of(name, front, lookup) for name in front.header.top))),
        )
        for front in documents
        if isinstance(front, FrontRanking)
    }


def _path_of(name: str, front: FrontRanking, lookup: Lookup) -> str | None:
    """Return the path of the article that an id or a file means."""
    if not name.endswith(".md"):
        return lookup.articles.get(name)
    return next(
        (path for path in files_named(name, front) if path in lookup.paths and path.startswith("articles/")), None
    )


def files_named(name: str, front: FrontRanking) -> list[str]:
    """Return the files that a name may mean. They are: from the content folder, from articles/ or
    fronts/, or from the folder of the front's language in these."""
    file = unicodedata.normalize("NFC", name)
    folders = ("", "articles", "fronts", f"articles/{front.language}", f"fronts/{front.language}")
    return list(dict.fromkeys(posixpath.normpath(posixpath.join(folder, file)) for folder in folders))


def ranking_problems(
    documents: Iterable[Document],
    lookup: Lookup,
    facts: Mapping[str, StoryFacts],
    settings: Settings,
    as_of: datetime,
    *,
    preview: bool,
) -> Iterator[Problem]:
    """Yield the problems of rankings. `facts` are those of all stories, by path. A preview shows
    future stories, and so does not report them."""
    ranked: dict[str, FrontRanking] = {}
    for front in sorted((each for each in documents if isinstance(each, FrontRanking)), key=lambda each: each.path):
        other = ranked.setdefault(front.name, front)
        if problem := _front_problem(front, other, lookup, settings):
            yield problem
            continue
        edition = front.language or settings.own_language
        for name, where in _names_in(front):
            path = _path_of(name, front, lookup)
            story = facts.get(path or "")  # None also if it cannot be read
            if path is None and not _may_be_unreadable(name, front, lookup):
                yield unknown_article(name, lookup, where)
            elif story and (absent := _absence(story, name, where, edition, settings, as_of, preview=preview)):
                yield absent


def _front_problem(front: FrontRanking, other: FrontRanking, lookup: Lookup, settings: Settings) -> Problem | None:
    """Return the problem of a front, if it has one. `other` is the first file that ranks the same
    front, perhaps this one."""
    where = SourceLocation(f"content/{front.path}")
    if other is not front:
        message = f"This ranks the same front as content/{other.path}."
        return error("two-rankings", message, where, "Delete one of them.")
    if front.language and front.language not in settings.editions:
        message = f"site.toml has no language “{front.language}”, and so no front that could be ranked."
        return error("unknown-front", message, where, f"Write a line  [languages.{front.language}]  in site.toml.")
    if front.id == HOME or lookup.section(front.id, front.language) or lookup.may_be("sections", front.id):
        return None
    sections = {each.id for each in lookup.sections.values() if each.language in ("", front.language)}
    message = f"There is no front “{front.id}” that could be ranked."
    hint = f"Name the file after a front, as {HOME}.toml; the fronts are {', '.join((HOME, *sorted(sections)))}."
    return error("unknown-front", message, where, hint)


def _names_in(front: FrontRanking) -> Iterator[tuple[str, FieldLocation | PhraseLocation]]:
    """Yield the names in a ranking with their locations."""
    location, header = f"content/{front.path}", front.header
    if header.lead:
        yield header.lead, FieldLocation(location, "lead")
    yield from ((name, PhraseLocation(location, name)) for name in header.top)


def _may_be_unreadable(name: str, front: FrontRanking, lookup: Lookup) -> bool:
    return lookup.may_be("articles", name) or not lookup.unreadable.isdisjoint(files_named(name, front))


def _absence(
    story: StoryFacts, name: str, where: Location, edition: str, settings: Settings, as_of: datetime, *, preview: bool
) -> Problem | None:
    """Return the problem of an existing story that is not shown on the front of an edition that
    names it; else None."""
    reason = why_story_unpublished(story, as_of.timestamp())
    if reason in _GONE:
        return broken(GONE_FROM_FRONT, where, name=name, reason=_GONE[reason])
    if settings.edition(story.lang) != edition:
        return broken(OTHER_EDITION_ON_FRONT, where, name=name, language=story.lang, edition=edition)
    if reason and not preview:
        return broken(NOT_YET_ON_FRONT, where, name=name, reason=_WAITING[reason])
    return None


def most_above(named: int) -> int:
    """Return how many of the newest stories a home front may need, where editors name so many."""
    return 1 + _MOST_LATEST + 2 * named + -(-named // CARDS) * BESIDE_ROW


class HomeStories(NamedTuple):
    """The stories above the strips of a home front. No story is in it twice; the lead is None if
    nothing is published. `newest` are the first of the latest, shown as cards; `latest` follow them
    as lines."""

    lead: StoryRecord | None
    top: tuple[StoryRecord, ...]
    newest: tuple[StoryRecord, ...]
    latest: tuple[StoryRecord, ...]

    @property
    def all(self) -> Iterator[StoryRecord]:
        yield from filter(None, (self.lead, *self.top, *self.newest, *self.latest))


def home_stories(site: Site, language: str = "") -> HomeStories:
    """Return the stories of an edition's home front; `language` is "" for that in the
    site's own."""
    ranking = site.newsroom.rankings.get(in_language(HOME, language), Ranking())
    top = _named(ranking, site.stories)
    lead = top.pop(0) if top and top[0].facts.path == ranking.lead else None
    rest = _newest(1 + _MOST_LATEST + len(top), site.stories, {story.facts.path for story in (lead, *top) if story})
    if lead is None:
        lead = lead_of(rest) or (top.pop(0) if top else None)
        rest = [story for story in rest if story is not lead]
    cards, lines = _latest_beside(len(top), len(rest))
    return HomeStories(lead, tuple(top), tuple(rest[:cards]), tuple(rest[cards : cards + lines]))


def _latest_beside(top: int, rest: int) -> tuple[int, int]:
    """Return how many of the latest are cards, and how many are lines. `top` counts the top stories
    and `rest` the others. The numbers fit the grids in assets/css/50-front.css."""
    if rest <= (CARDS if top >= CARDS else 2 * CARDS):
        return rest, 0
    if top < CARDS:
        return CARDS, BESIDE_LEAD + (BESIDE_ROW if top else 0)
    return 0, BESIDE_LEAD + BESIDE_ROW * -(-(top - CARDS) // CARDS)


def lead_of(stories: Sequence[StoryRecord]) -> StoryRecord | None:
    return next((story for story in stories[:LEAD_AMONG] if story.image), stories[0] if stories else None)


def ranked_front(name: str, stories: Sequence[StoryRecord], site: Site) -> list[StoryRecord]:
    """Return the stories of a section's front: those that editors ranked, then the others, newest
    first. A ranked story may be of another section. It may be so old that it is on an older page as
    well; that page does not change."""
    ranking = site.newsroom.rankings.get(name)
    if ranking is None:
        return list(stories)
    first = _named(ranking, site.stories)
    paths = {story.facts.path for story in first}
    return [*first, *(story for story in stories if story.facts.path not in paths)]


def _named(ranking: Ranking, stories: Sequence[StoryRecord]) -> list[StoryRecord]:
    """Return the published stories of a ranking, each once, the lead first."""
    wanted = list(dict.fromkeys(filter(None, (ranking.lead, *ranking.top))))
    if not wanted:
        return []
    found = {story.facts.path: story for story in stories if story.facts.path in wanted}
    return [found[path] for path in wanted if path in found]


def _newest(number: int, stories: Sequence[StoryRecord], without: set[str]) -> list[StoryRecord]:
    return [story for story in stories[: number + len(without)] if story.facts.path not in without][:number]
