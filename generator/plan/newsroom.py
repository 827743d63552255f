"""Documents -> every story planned, and everything else joined. What is kept from an earlier build and still holds is taken
as it is: only articles that have to be planned are asked for.

The order is: what there is (sections, authors, pictures, ids); by whom stories are, and whether they are out; so which
pages there are; how authors and the comment policy present themselves; and then the stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from generator.model.documents import Article, Author, BrokenPicture, Document, Picture, Section
from generator.model.problems import Checked
from generator.model.site import Newsroom, StoryFacts
from generator.plan import urls
from generator.plan.desk import Desk
from generator.plan.join import newest_first, newsroom_of, shelved
from generator.plan.links import hidden_files
from generator.plan.pages import Person
from generator.plan.photo_rules import photo_problems
from generator.plan.published import is_shown, is_story_shown, silent_documents
from generator.plan.shelves import Shelves
from generator.plan.stories import (
    Places,
    PlannedStory,
    Setting,
    StoryBatch,
    StoryTask,
    Trace,
    batch_of,
    facts_of,
    is_illustrated_so,
    phase_of,
    planned_stories,
    planned_story,
    task_of,
)
from generator.plan.views import author_view, policy_view

BATCH = 100
"""Stories a task: enough that passing them costs little, few enough that all workers are busy to the end."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is planned from. `articles` are the digests of their files, by path; `read` gives the articles at paths; `kept`
    are stories as an earlier build planned them, by path. `documents` are all others; `digests` those of their files.

    `unreadable` are the paths of files with errors: what points to them is no fault of its own; `gone` are files of pages
    that are missing with them."""

    articles: Mapping[str, str]
    read: Callable[[Iterable[str]], Mapping[str, Article]]
    kept: Mapping[str, PlannedStory]
    documents: tuple[Document, ...]
    digests: Mapping[str, str]
    unreadable: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedNewsroom:
    """`desk` has all addresses; `planned` are the stories that had to be planned, by path; `sealed` the
    digests of what stories were told of people and the comment policy; `silent` are sections and authors that have
    stories, but none that is to be seen."""

    newsroom: Newsroom
    desk: Desk
    people: Mapping[str, Person]
    planned: Mapping[str, PlannedStory]
    sealed: frozenset[str]
    silent: frozenset[str]


class Apart(Protocol):
    """Where values are put that lie apart."""

    def seal(self, value: object) -> str:
        """Put a frozen value aside; returns its digest."""
        ...

    def keep(self, values: Mapping[str, bytes]) -> None:
        """Put aside what was sealed elsewhere: pickled values by their digests."""
        ...


Spread = Callable[
    [Callable[[StoryBatch], tuple[tuple[PlannedStory, ...], dict[str, bytes]]], Iterable[StoryBatch]],
    Iterable[tuple[int, tuple[tuple[PlannedStory, ...], dict[str, bytes]]]],
]
"""Calls a function for each batch, here or in other processes; gives the number of the batch and the result, in any order."""


def one_by_one(
    function: Callable[[StoryBatch], tuple[tuple[PlannedStory, ...], dict[str, bytes]]], batches: Iterable[StoryBatch]
) -> Iterable[tuple[int, tuple[tuple[PlannedStory, ...], dict[str, bytes]]]]:
    return enumerate(map(function, batches))


def planned_newsroom(
    sources: Sources, setting: Setting, apart: Apart, spread: Spread = one_by_one
) -> Checked[PlannedNewsroom]:
    things = _things(sources)
    pictures = {each.path: each for each in sources.documents if isinstance(each, Picture)}
    holding = {
        path: story for path in sources.articles if (story := _holding(path, sources, setting, things, pictures))
    }
    articles = dict(sources.read(path for path in sources.articles if path not in holding))
    names = (
        *((story.facts.path, story.facts.id, story.facts.status == "published") for story in holding.values()),
        *((article.path, article.id, article.header.status == "published") for article in articles.values()),
    )
    shelves = shelved(sources.documents, names, sources.unreadable)
    facts = {path: story.facts for path, story in holding.items()}
    facts |= {path: facts_of(article, shelves.value, setting.settings) for path, article in articles.items()}
    joined = newsroom_of((), sources.documents, shelves.value)
    shown, silent = _seen(facts.values(), setting)
    desk = _desk(joined.value, facts.values(), shown, silent, setting, sources)
    references, policy = joined.value.references, joined.value.policy
    people = {
        author.path: Person(author_view(author, references[author.path], desk), author.body.digest)
        for author in joined.value.authors
    }
    rules = policy_view(policy, references[policy.path], desk) if policy else None
    places = Places(desk.addresses, desk.hidden, people, rules)
    answers = things | _answers(shelves.value, places, apart.seal)
    stale = [path for path, story in holding.items() if not _holds(story.places, answers)]
    articles |= sources.read(stale)
    tasks = [
        task_of(article, sources.articles[path], facts[path], answers, setting.address)
        for path, article in sorted(articles.items())
    ]
    del articles
    planned = _planned(tasks, shelves.value, places, setting, apart, spread)
    stories = {**holding, **planned}
    newsroom = replace(joined.value, stories=newest_first(story.brief for story in stories.values() if story.brief))
    sealed = frozenset(answers[name] for name in ("policy", *(f"person/{path}" for path in people)))
    pictured = (*joined.value.authors, *joined.value.pages, *((policy,) if policy else ()))
    told = (
        *(problem for story in stories.values() for problem in story.problems),
        *(
            problem
            for document in pictured
            for problem in photo_problems(
                document, references[document.path], setting.settings.photos, None, setting.as_of
            )
        ),
    )
    return Checked(
        PlannedNewsroom(newsroom, desk, people, planned, sealed, silent), (*shelves.problems, *joined.problems, *told)
    )


def _planned(
    tasks: list[StoryTask], shelves: Shelves, places: Places, setting: Setting, apart: Apart, spread: Spread
) -> dict[str, PlannedStory]:
    batches = (batch_of(tuple(tasks[start : start + BATCH]), shelves, places) for start in range(0, len(tasks), BATCH))
    planned: dict[str, PlannedStory] = {}
    for _, (stories, sealed) in spread(partial(planned_stories, setting), batches):
        apart.keep(sealed)
        planned |= {story.facts.path: story for story in stories}
    for task in tasks:
        if not planned[task.facts.path].is_settled:
            planned[task.facts.path] = planned_story(task, shelves, places, setting, apart.seal)
    return planned


def _holding(
    path: str, sources: Sources, setting: Setting, things: Mapping[str, str], pictures: Mapping[str, Picture]
) -> PlannedStory | None:
    """What is kept of a story, if nothing is different as far as the first round knows."""
    story = sources.kept.get(path)
    if (
        story is None
        or story.article != sources.articles[path]
        or story.setting != setting.digest
        or not story.is_settled
        or story.phase != phase_of(story.facts.turns, setting.as_of)
        or not _holds(story.things, things)
        or story.brief is None
        or not is_illustrated_so(story.brief, pictures)
    ):
        return None
    return story


def _holds(trace: Trace, answers: Mapping[str, str]) -> bool:
    for name, answer in trace:  # noqa: SIM110 - a generator takes twice as long, and there are tens of thousands
        if answers.get(name, "") != answer:
            return False
    return True


def _things(sources: Sources) -> dict[str, str]:
    """The answers of the first round: a section and a picture are told by the digests of their files, an author by the
    path of the file that an id or a full name means."""
    answers: dict[str, str] = {}
    for document in sorted(sources.documents, key=lambda document: document.path, reverse=True):
        match document:  # of two with one id the first counts: it comes last
            case Section():
                answers[f"section/{document.id}"] = f"{document.path} {sources.digests[document.path]}"
            case Author():
                answers[f"author/{document.id}"] = document.path
                answers[f"author-called/{document.header.name.casefold()}"] = document.path
            case Picture() | BrokenPicture():
                answers[f"picture/{document.path}"] = sources.digests[document.path]
    return answers


def _answers(shelves: Shelves, places: Places, seal: Callable[[object], str]) -> dict[str, str]:
    """The answers of the second round: an article by its path and its address, any file by its address, "-" without one. A file
    that is hidden is said to be so."""
    addresses = places.addresses
    answers = {f"file/{path}": addresses.get(path, "-") for path in shelves.paths}
    answers |= {f"article/{id}": f"{path} {addresses.get(path, '-')}" for id, path in shelves.articles.items()}
    answers |= {f"person/{path}": seal(person) for path, person in places.people.items()}
    answers |= {f"hidden/{file}": "hidden" for file in places.hidden}
    answers["policy"] = seal(places.policy)
    return answers


def _seen(stories: Iterable[StoryFacts], setting: Setting) -> tuple[tuple[StoryFacts, ...], frozenset[str]]:
    """The stories that are to be seen; and the sections and authors that have stories, but none of these."""
    instant, everything = setting.as_of.timestamp(), tuple(stories)
    shown = tuple(each for each in everything if is_story_shown(each, instant, preview=setting.preview))
    return shown, silent_documents(everything, shown)


def _desk(
    newsroom: Newsroom,
    stories: Iterable[StoryFacts],
    shown: Iterable[StoryFacts],
    silent: frozenset[str],
    setting: Setting,
    sources: Sources,
) -> Desk:
    """With the addresses of all documents that are to be seen."""
    preview = setting.preview
    pages = tuple(page for page in newsroom.pages if is_shown(page, setting.as_of, preview=preview))
    addresses = {each.path: each.url for each in shown}
    addresses |= {each.path: urls.section_url(each.id) for each in newsroom.sections if each.path not in silent}
    addresses |= {each.path: urls.author_url(each.id) for each in newsroom.authors if each.path not in silent}
    addresses |= {page.path: urls.page_url(page.path) for page in pages}
    return Desk(
        setting.settings,
        setting.address,
        setting.as_of,
        preview,
        addresses,
        setting.recipe,
        hidden_files(stories, newsroom, addresses.keys(), sources.gone),
    )
