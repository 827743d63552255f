"""Documents -> all stories planned, and everything else joined. Stories of an earlier build are
used where they are still valid: only the other articles are loaded.

The order is: documents (sections, authors, pictures, ids); the facts of stories, and whether they
are published; the pages that follow from these; the views of authors and comment policies; then the
stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from generator.check.photos import photo_problems
from generator.check.tags import similar_tag_problems
from generator.model.dataclass import dataclass, replace
from generator.model.documents import (
    Article,
    Attachment,
    Author,
    BrokenPicture,
    Document,
    Picture,
    Policy,
    Section,
    StaticPage,
    in_language,
)
from generator.model.problems import Checked
from generator.model.site import Newsroom, StoryFacts
from generator.plan import urls
from generator.plan.attachments import stray_problems
from generator.plan.broken_texts import broken_references
from generator.plan.edition_context import EditionContext
from generator.plan.inputs import PlanInputs
from generator.plan.languages import language_problems
from generator.plan.pages.people import Person
from generator.plan.site.editions import (
    EditionContents,
    counterparts,
    edition_contents,
    translation_problems,
    translations,
)
from generator.plan.site.join import lookup_of, newest_first, newsroom_of, with_articles
from generator.plan.site.links import hidden_files
from generator.plan.site.lookup import Lookup, author_names
from generator.plan.site.published import is_story_shown
from generator.plan.site.ranking import ranking_problems, rankings_of
from generator.plan.site.tag_names import tag_answers
from generator.plan.story.facts import facts_of
from generator.plan.story.questions import (
    HIDDEN,
    Answer,
    Answers,
    Kind,
    Question,
    address_answer,
    article_answer,
    file_answer,
    has_same_answers,
    names_asked,
    question,
    translations_answer,
)
from generator.plan.story.related import related_answers
from generator.plan.story.stories import (
    Locations,
    PlannedStory,
    StoryBatch,
    StoryTask,
    batch_of,
    has_same_photos,
    planned_stories,
    planned_story,
    task_of,
)
from generator.plan.story.views import author_view, completed, policy_view

BATCH = 100
"""Stories in one task: enough that passing them costs little, few enough that all workers are busy
to the end."""


@dataclass(frozen=True, slots=True)
class SourceDocuments:
    """The documents of a plan.

    `articles` are the digests of their files, by path; `read` loads the articles at paths. `before`
    are stories of an earlier build, by path. `documents` are all others; `digests` those of their
    files.

    `unreadable` are the paths of files with errors, `unreadable_ids` the ids of articles among
    them: references to them are not reported. `gone` are the files of pages that are missing
    because of them."""

    articles: Mapping[str, str]
    read: Callable[[Iterable[str]], Mapping[str, Article]]
    before: Mapping[str, PlannedStory]
    documents: tuple[Document, ...]
    digests: Mapping[str, str]
    unreadable: frozenset[str] = frozenset()
    unreadable_ids: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedNewsroom:
    """The newsroom with its stories.

    `context` has all addresses, and is that of the edition in the site's own language.
    `edition_contents` are by edition. `people` are authors by path, with the language of the
    edition before it. `planned` are the stories that were planned now, by path. `shared_objects`
    are the digests of people and comment policies, which stories share."""

    newsroom: Newsroom
    context: EditionContext
    people: Mapping[str, Person]
    planned: Mapping[str, PlannedStory]
    shared_objects: frozenset[str]
    edition_contents: tuple[EditionContents, ...]


class ObjectWriter(Protocol):
    """A place for objects."""

    def add(self, value: object) -> str:
        """Add a frozen value; return its digest."""
        ...

    def add_packed(self, values: Mapping[str, bytes]) -> None:
        """Add values that another process has pickled, by their digests."""
        ...


Spread = Callable[
    [Callable[[StoryBatch], tuple[tuple[PlannedStory, ...], dict[str, bytes]]], Iterable[StoryBatch]],
    Iterable[tuple[int, tuple[tuple[PlannedStory, ...], dict[str, bytes]]]],
]
"""A function that calls another one for each batch, perhaps in other processes. It yields the
number of the batch and the result, in any order."""


def one_by_one(
    function: Callable[[StoryBatch], tuple[tuple[PlannedStory, ...], dict[str, bytes]]], batches: Iterable[StoryBatch]
) -> Iterable[tuple[int, tuple[tuple[PlannedStory, ...], dict[str, bytes]]]]:
    return enumerate(map(function, batches))


def planned_newsroom(
    sources: SourceDocuments, inputs: PlanInputs, objects: ObjectWriter, spread: Spread = one_by_one
) -> Checked[PlannedNewsroom]:
    first_answers = _first_answers(sources)
    settings = inputs.settings
    still_valid = {
        path: story for path in sources.articles if (story := _still_valid(path, sources, inputs, first_answers))
    }
    unknown = sorted(sources.articles.keys() - still_valid.keys())
    facts = {path: story.facts for path, story in still_valid.items()}
    others = lookup_of(sources.documents, sources.unreadable, sources.unreadable_ids)
    for articles in _opened(unknown, sources):
        facts |= {each.path: facts_of(each, others.value, inputs) for each in articles}
    names = ((each.path, each.id, each.status == "published") for each in facts.values())
    lookup = with_articles(others.value, names)
    joined = newsroom_of((), sources.documents, lookup.value)
    broken = broken_references(sources.documents, lookup.value, settings)
    shown = _seen(facts.values(), inputs)
    editions = edition_contents(joined.value, shown, settings, inputs.as_of, preview=inputs.preview)
    context = _context(joined.value, facts.values(), shown, editions, inputs, sources)
    references, policies = joined.value.references, joined.value.policies
    people = _people(joined.value, facts.values(), editions, context, inputs)
    rules = {policy.name: policy_view(policy, references[policy.path], context) for policy in policies}
    locations = Locations(
        context.addresses, context.hidden, people, rules, translations(facts.values(), shown, settings)
    )
    answers = (
        first_answers
        | _second_answers(lookup.value, locations, objects.add)
        | tag_answers(shown, settings)
        | related_answers(shown)
    )
    stale = [path for path, story in still_valid.items() if not has_same_answers(story.second_answers, answers)]
    planned = _planned(
        sorted([*unknown, *stale]), _Known(facts, answers, lookup.value, locations), sources, inputs, objects, spread
    )
    stories = {**still_valid, **planned}
    newsroom = replace(
        joined.value,
        stories=newest_first(story.record for story in stories.values() if story.record),
        references={**references, **broken.value},
        rankings=rankings_of(sources.documents, lookup.value),
    )
    shared = (*(question(Kind.POLICY, name) for name in rules), *(question(Kind.PERSON, name) for name in people))
    shared_objects: frozenset[str] = frozenset(answers[each] for each in shared)
    pictured: tuple[Author | StaticPage | Policy, ...] = (*joined.value.authors, *joined.value.pages, *policies)
    problems = (
        *language_problems(settings),
        *translation_problems(facts.values(), settings),
        *similar_tag_problems(facts.values(), settings),
        *(problem for story in stories.values() for problem in story.problems),
        *(
            problem
            for document in pictured
            for problem in photo_problems(
                document, references[document.path], inputs.settings.photos, None, inputs.as_of
            )
        ),
        *stray_problems(
            [each for each in sources.documents if isinstance(each, Attachment)],
            newsroom,
            (path for story in stories.values() for path in names_asked(story.first_answers, Kind.ATTACHMENT)),
            is_all_known=not sources.unreadable,
        ),
        *ranking_problems(sources.documents, lookup.value, facts, settings, inputs.as_of, preview=inputs.preview),
    )
    return Checked(
        PlannedNewsroom(newsroom, context, people, planned, shared_objects, editions),
        (*others.problems, *lookup.problems, *joined.problems, *broken.problems, *problems),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """The knowledge about the whole newsroom that stories are planned from. `facts` are those of
    all stories by path, `answers` those to all questions."""

    facts: Mapping[str, StoryFacts]
    answers: Answers
    lookup: Lookup
    locations: Locations


def _planned(
    paths: Sequence[str],
    known: _Known,
    sources: SourceDocuments,
    inputs: PlanInputs,
    objects: ObjectWriter,
    spread: Spread,
) -> dict[str, PlannedStory]:
    """Plan the articles at `paths`; return them sorted by path. Equal facts in `known` and in a
    story are one object in memory."""
    facts, lookup, locations = known.facts, known.lookup, known.locations

    def task(article: Article) -> StoryTask:
        return task_of(article, sources.articles[article.path], facts[article.path], known.answers, inputs)

    batches = (batch_of(inputs, tuple(map(task, articles)), lookup, locations) for articles in _opened(paths, sources))
    planned: dict[str, PlannedStory] = {}
    for _, (stories, packed) in spread(planned_stories, batches):
        objects.add_packed(packed)
        planned |= {story.facts.path: _with_facts(story, facts[story.facts.path]) for story in stories}
    for articles in _opened([path for path in paths if not planned[path].is_settled], sources):
        for article in articles:
            planned[article.path] = planned_story(task(article), lookup, locations, inputs, objects.add)
    return planned


def _opened(paths: Sequence[str], sources: SourceDocuments) -> Iterator[list[Article]]:
    """Yield the articles at paths in small groups. A hundred thousand at once would take half a
    gigabyte. So each is loaded twice: for its facts and for its plan."""
    for start in range(0, len(paths), BATCH):
        found = sources.read(paths[start : start + BATCH])
        yield [found[path] for path in paths[start : start + BATCH]]


def _with_facts(story: PlannedStory, facts: StoryFacts) -> PlannedStory:
    return story._replace(facts=facts, record=story.record._replace(facts=facts) if story.record else None)


def _still_valid(
    path: str, sources: SourceDocuments, inputs: PlanInputs, first_answers: Answers
) -> PlannedStory | None:
    """Return the story of an earlier build, if nothing in the first round has changed for it."""
    story = sources.before.get(path)
    if (
        story is None
        or story.article != sources.articles[path]
        or story.inputs != inputs.digest
        or not story.is_settled
        or not story.facts.since <= inputs.as_of.timestamp() < story.facts.until
        or not has_same_answers(story.first_answers, first_answers)
        or story.record is None
        or not has_same_photos(story.record, inputs.finished)
    ):
        return None
    return story


def _first_answers(sources: SourceDocuments) -> dict[Question, Answer]:
    """Return the answers of the first round. Of two documents with one id the first counts, so it
    comes last."""
    answers: dict[Question, Answer] = {}
    for document in sorted(sources.documents, key=lambda document: document.path, reverse=True):
        match document:
            case Section():
                section = file_answer(document.path, sources.digests[document.path])
                answers[question(Kind.SECTION, document.name)] = section
            case Author():
                answers[question(Kind.AUTHOR, document.name)] = Answer(document.path)
            case Picture() | BrokenPicture():
                answers[question(Kind.PICTURE, document.path)] = Answer(sources.digests[document.path])
            case Attachment():
                answers[question(Kind.ATTACHMENT, document.path)] = Answer(sources.digests[document.path])
    authors = sorted((each for each in sources.documents if isinstance(each, Author)), key=lambda each: each.path)
    by_name = reversed([*author_names(authors)])
    return answers | {question(Kind.AUTHOR_CALLED, name): Answer(author.path) for name, author in by_name}


def _second_answers(
    lookup: Lookup, locations: Locations, add_object: Callable[[object], str]
) -> dict[Question, Answer]:
    """Return the answers of the second round, except those for tags, series and related stories."""
    urls_of = locations.addresses
    return {
        **{question(Kind.FILE, path): address_answer(urls_of.get(path, "")) for path in lookup.paths},
        **{
            question(Kind.ARTICLE, id): article_answer(path, urls_of.get(path, ""))
            for id, path in lookup.articles.items()
        },
        **{question(Kind.PERSON, name): Answer(add_object(person)) for name, person in locations.people.items()},
        **{question(Kind.POLICY, name): Answer(add_object(policy)) for name, policy in locations.policies.items()},
        **{question(Kind.TRANSLATIONS, id): translations_answer(each) for id, each in locations.translations.items()},
        **{question(Kind.HIDDEN, file): HIDDEN for file in locations.hidden},
    }


def _seen(stories: Iterable[StoryFacts], inputs: PlanInputs) -> tuple[StoryFacts, ...]:
    """Return the visible stories."""
    instant = inputs.as_of.timestamp()
    return tuple(each for each in stories if is_story_shown(each, instant, preview=inputs.preview))


def _people(
    newsroom: Newsroom,
    stories: Iterable[StoryFacts],
    editions: Iterable[EditionContents],
    context: EditionContext,
    inputs: PlanInputs,
) -> dict[str, Person]:
    """Return the authors whom stories name or who have a page, for each such edition. Fields that a
    translation leaves out, and that are the same in all languages, come from the file in the site's
    own language."""
    settings, references = inputs.settings, newsroom.references
    authors = {author.path: author for author in newsroom.authors}
    own = {author.id: author for author in newsroom.authors if not author.language}
    wanted = {(settings.edition(facts.lang), path) for facts in stories for path in facts.byline if path in authors}
    wanted |= {(contents.tag, author.path) for contents in editions for author in contents.authors}
    people = {}
    for tag, path in sorted(wanted):
        author = authors[path]
        known = own.get(author.id, author)
        view = author_view(author, references[path], _in_edition(context, tag, inputs))
        if known is not author:
            view = completed(view, author, author_view(known, references[known.path], context))
        people[in_language(path, settings.lookup_language(tag))] = Person(view, author.body.digest)
    return people


def _in_edition(context: EditionContext, tag: str, inputs: PlanInputs) -> EditionContext:
    """Return the context of another edition, with the same addresses."""
    return (
        context
        if tag == context.language
        else inputs.context(tag, context.addresses, context.hidden, context.counterparts)
    )


def edition_contexts(planned: PlannedNewsroom, inputs: PlanInputs) -> list[EditionContext]:
    """Return the context of each edition, in the order of `edition_contents`."""
    return [_in_edition(planned.context, contents.tag, inputs) for contents in planned.edition_contents]


def _context(
    newsroom: Newsroom,
    stories: Iterable[StoryFacts],
    shown: Iterable[StoryFacts],
    editions: tuple[EditionContents, ...],
    inputs: PlanInputs,
    sources: SourceDocuments,
) -> EditionContext:
    """Return the context with the addresses of all visible documents. A document without a page in
    its own edition, which stands for its translation in another, is included."""
    settings = inputs.settings
    addresses = {each.path: each.url for each in shown}
    for contents in editions:
        for document in contents.documents(settings):
            addresses.setdefault(document.path, settings.prefix(contents.tag) + urls.place(document, settings))
    hidden = hidden_files(stories, shown, newsroom, editions, settings, sources.gone)
    return inputs.context(settings.own_language, addresses, hidden, counterparts(editions, settings))
