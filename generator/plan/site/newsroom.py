"""Documents -> every story planned, and everything else joined. What is kept from an earlier build and still holds is taken
as it is: only articles that have to be planned are asked for.

The order is: what there is (sections, authors, pictures, ids); by whom stories are, and whether they are out; so which
pages there are; how authors and the comment policy present themselves; and then the stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from generator.model.documents import (
    Article,
    Attachment,
    Author,
    BrokenPicture,
    Document,
    Page,
    Picture,
    Policy,
    Section,
    in_language,
)
from generator.model.problems import Checked
from generator.model.site import Newsroom, StoryFacts
from generator.plan import urls
from generator.plan.attachments import stray_problems
from generator.plan.broken_texts import broken_references
from generator.plan.edition_context import Desk
from generator.plan.languages import language_problems
from generator.plan.pages.pages import Person
from generator.plan.photos.rules import photo_problems
from generator.plan.site.editions import Roster, answer_of, counterparts, rosters, translation_problems, translations
from generator.plan.site.join import newest_first, newsroom_of, shelved, with_articles
from generator.plan.site.links import hidden_files
from generator.plan.site.lookup import Shelves, called
from generator.plan.site.published import is_story_shown
from generator.plan.site.ranking import ranking_problems, rankings_of
from generator.plan.site.tag_names import tag_answers
from generator.plan.site.tags import similar_tag_problems
from generator.plan.story.related import company_answers
from generator.plan.story.stories import (
    Places,
    PlannedStory,
    Setting,
    StoryBatch,
    StoryTask,
    Trace,
    batch_of,
    facts_of,
    is_illustrated_so,
    planned_stories,
    planned_story,
    task_of,
)
from generator.plan.story.views import author_view, completed, policy_view

BATCH = 100
"""Stories a task: enough that passing them costs little, few enough that all workers are busy to the end."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is planned from. `articles` are the digests of their files, by path; `read` gives the articles at paths; `kept`
    are stories as an earlier build planned them, by path. `documents` are all others; `digests` those of their files.

    `unreadable` are the paths of files with errors, `unreadable_ids` the ids of articles among them: what points to them is
    no fault of its own; `gone` are files of pages that are missing with them."""

    articles: Mapping[str, str]
    read: Callable[[Iterable[str]], Mapping[str, Article]]
    kept: Mapping[str, PlannedStory]
    documents: tuple[Document, ...]
    digests: Mapping[str, str]
    unreadable: frozenset[str] = frozenset()
    unreadable_ids: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedNewsroom:
    """`desk` has all addresses, and is that of the edition in the site's own language; `rosters` say what the editions
    consist of; `people` are authors by path, with the language of the edition before it; `planned` are the stories that
    had to be planned, by path; `sealed` the digests of what stories were told of people and comment policies."""

    newsroom: Newsroom
    desk: Desk
    people: Mapping[str, Person]
    planned: Mapping[str, PlannedStory]
    sealed: frozenset[str]
    rosters: tuple[Roster, ...]


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
    settings = setting.settings
    pictures = {each.path: each for each in sources.documents if isinstance(each, Picture)}
    holding = {
        path: story for path in sources.articles if (story := _holding(path, sources, setting, things, pictures))
    }
    unknown = sorted(sources.articles.keys() - holding.keys())
    facts = {path: story.facts for path, story in holding.items()}
    others = shelved(sources.documents, sources.unreadable, sources.unreadable_ids)
    for articles in _opened(unknown, sources):
        facts |= {each.path: facts_of(each, others.value, setting) for each in articles}
    names = ((each.path, each.id, each.status == "published") for each in facts.values())
    shelves = with_articles(others.value, names)
    joined = newsroom_of((), sources.documents, shelves.value)
    broken = broken_references(sources.documents, shelves.value, settings)
    shown = _seen(facts.values(), setting)
    cast = rosters(joined.value, shown, settings, setting.as_of, preview=setting.preview)
    desk = _desk(joined.value, facts.values(), shown, cast, setting, sources)
    references, policies = joined.value.references, joined.value.policies
    people = _people(joined.value, facts.values(), cast, desk, setting)
    rules = {policy.name: policy_view(policy, references[policy.path], desk) for policy in policies}
    places = Places(desk.addresses, desk.hidden, people, rules, translations(facts.values(), shown, settings))
    answers = (
        things | _answers(shelves.value, places, apart.seal) | tag_answers(shown, settings) | company_answers(shown)
    )
    stale = [path for path, story in holding.items() if not _holds(story.places, answers)]
    planned = _planned(
        sorted([*unknown, *stale]), _Known(facts, answers, shelves.value, places), sources, setting, apart, spread
    )
    stories = {**holding, **planned}
    newsroom = replace(
        joined.value,
        stories=newest_first(story.brief for story in stories.values() if story.brief),
        references={**references, **broken.value},
        rankings=rankings_of(sources.documents, shelves.value),
    )
    told_of = (*(f"policy/{name}" for name in rules), *(f"person/{name}" for name in people))
    sealed = frozenset(answers[name] for name in told_of)
    pictured: tuple[Author | Page | Policy, ...] = (*joined.value.authors, *joined.value.pages, *policies)
    told = (
        *language_problems(settings),
        *translation_problems(facts.values(), settings),
        *similar_tag_problems(facts.values(), settings),
        *(problem for story in stories.values() for problem in story.problems),
        *(
            problem
            for document in pictured
            for problem in photo_problems(
                document, references[document.path], setting.settings.photos, None, setting.as_of
            )
        ),
        *stray_problems(
            [each for each in sources.documents if isinstance(each, Attachment)],
            newsroom,
            (name for story in stories.values() for name, _ in story.things),
            is_all_known=not sources.unreadable,
        ),
        *ranking_problems(sources.documents, shelves.value, facts, settings, setting.as_of, preview=setting.preview),
    )
    return Checked(
        PlannedNewsroom(newsroom, desk, people, planned, sealed, cast),
        (*others.problems, *shelves.problems, *joined.problems, *broken.problems, *told),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the whole newsroom before its stories are planned: `facts` of all stories by path, and the `answers` to
    whatever they ask."""

    facts: Mapping[str, StoryFacts]
    answers: Mapping[str, str]
    shelves: Shelves
    places: Places


def _planned(
    paths: Sequence[str], known: _Known, sources: Sources, setting: Setting, apart: Apart, spread: Spread
) -> dict[str, PlannedStory]:
    """The articles at `paths`, sorted. The facts that come back with the stories are not kept twice."""
    facts, shelves, places = known.facts, known.shelves, known.places

    def task(article: Article) -> StoryTask:
        return task_of(article, sources.articles[article.path], facts[article.path], known.answers, setting)

    batches = (batch_of(tuple(map(task, articles)), shelves, places) for articles in _opened(paths, sources))
    planned: dict[str, PlannedStory] = {}
    for _, (stories, sealed) in spread(partial(planned_stories, setting), batches):
        apart.keep(sealed)
        planned |= {story.facts.path: _with_facts(story, facts[story.facts.path]) for story in stories}
    for articles in _opened([path for path in paths if not planned[path].is_settled], sources):
        for article in articles:
            planned[article.path] = planned_story(task(article), shelves, places, setting, apart.seal)
    return planned


def _opened(paths: Sequence[str], sources: Sources) -> Iterator[list[Article]]:
    """The articles at paths, some at a time: a hundred thousand at once would take half a gigabyte, so they are rather opened
    twice, for their facts and to be planned."""
    for start in range(0, len(paths), BATCH):
        found = sources.read(paths[start : start + BATCH])
        yield [found[path] for path in paths[start : start + BATCH]]


def _with_facts(story: PlannedStory, facts: StoryFacts) -> PlannedStory:
    return story._replace(facts=facts, brief=story.brief._replace(facts=facts) if story.brief else None)


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
        or not story.facts.since <= setting.as_of.timestamp() < story.facts.until
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
    """The answers of the first round: a section, a picture and an attachment are told by the digests of their files, an author by the
    path of the file that an id or a full name means."""
    answers: dict[str, str] = {}
    for document in sorted(sources.documents, key=lambda document: document.path, reverse=True):
        match document:  # of two with one id the first counts: it comes last
            case Section():
                answers[f"section/{document.name}"] = f"{document.path} {sources.digests[document.path]}"
            case Author():
                answers[f"author/{document.name}"] = document.path
            case Picture() | BrokenPicture():
                answers[f"picture/{document.path}"] = sources.digests[document.path]
            case Attachment():
                answers[f"attachment/{document.path}"] = sources.digests[document.path]
    authors = sorted((each for each in sources.documents if isinstance(each, Author)), key=lambda each: each.path)
    answers |= {f"author-called/{name}": author.path for name, author in reversed([*called(authors)])}
    return answers


def _answers(shelves: Shelves, places: Places, seal: Callable[[object], str]) -> dict[str, str]:
    """The answers of the second round: an article by its path and its address, any file by its address, "-" without one. A file
    that is hidden is said to be so."""
    addresses = places.addresses
    answers = {f"file/{path}": addresses.get(path, "-") for path in shelves.paths}
    answers |= {f"article/{id}": f"{path} {addresses.get(path, '-')}" for id, path in shelves.articles.items()}
    answers |= {f"person/{name}": seal(person) for name, person in places.people.items()}
    answers |= {f"policy/{name}": seal(policy) for name, policy in places.policies.items()}
    answers |= {f"translations/{id}": answer_of(pairs) for id, pairs in places.translations.items()}
    answers |= {f"hidden/{file}": "hidden" for file in places.hidden}
    return answers


def _seen(stories: Iterable[StoryFacts], setting: Setting) -> tuple[StoryFacts, ...]:
    """The stories that are to be seen."""
    instant = setting.as_of.timestamp()
    return tuple(each for each in stories if is_story_shown(each, instant, preview=setting.preview))


def _people(
    newsroom: Newsroom, stories: Iterable[StoryFacts], cast: Iterable[Roster], desk: Desk, setting: Setting
) -> dict[str, Person]:
    """The authors whom stories name or who have a page, in each edition where that is so. What is no matter of language, and
    missing in a translation, is as the site's own language has it."""
    settings, references = setting.settings, newsroom.references
    authors = {author.path: author for author in newsroom.authors}
    own = {author.id: author for author in newsroom.authors if not author.language}
    wanted = {(settings.edition(facts.lang), path) for facts in stories for path in facts.byline if path in authors}
    wanted |= {(roster.tag, author.path) for roster in cast for author in roster.authors}
    people = {}
    for tag, path in sorted(wanted):
        author = authors[path]
        known = own.get(author.id, author)
        view = author_view(author, references[path], _in_edition(desk, tag, setting))
        if known is not author:
            view = completed(view, author, author_view(known, references[known.path], desk))
        people[in_language(path, settings.asked_in(tag))] = Person(view, author.body.digest)
    return people


def _in_edition(desk: Desk, tag: str, setting: Setting) -> Desk:
    """The desk of another edition, with the same addresses."""
    return desk if tag == desk.language else setting.desk(tag, desk.addresses, desk.hidden, desk.counterparts)


def edition_desks(planned: PlannedNewsroom, setting: Setting) -> list[Desk]:
    """That of each edition, in the order of the rosters."""
    return [_in_edition(planned.desk, roster.tag, setting) for roster in planned.rosters]


def _desk(
    newsroom: Newsroom,
    stories: Iterable[StoryFacts],
    shown: Iterable[StoryFacts],
    cast: tuple[Roster, ...],
    setting: Setting,
    sources: Sources,
) -> Desk:
    """With the addresses of all documents that are to be seen. That of one that stands for its translation in another
    edition, and has no page in its own, is there."""
    settings = setting.settings
    addresses = {each.path: each.url for each in shown}
    for roster in cast:
        for document in roster.documents(settings):
            addresses.setdefault(document.path, settings.prefix(roster.tag) + urls.place(document, settings))
    hidden = hidden_files(stories, shown, newsroom, cast, settings, sources.gone)
    return setting.desk(settings.own_language, addresses, hidden, counterparts(cast, settings))
