"""Articles -> planned stories: the contents of a story's page, cards and feed entries, as objects
under digests.

A story can only see its answers (law; see `questions`): it is planned from a lookup of its own,
which holds nothing else. So a story with the same article, inputs, moment and answers is the same,
and is not planned again. A missing answer is a problem, and such a story is planned again in the
next build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from generator.check.withheld import creators_withheld
from generator.model.dataclass import dataclass, replace
from generator.model.documents import Article, in_language
from generator.model.photo_files import FinishedFiles, is_slow, name_of
from generator.model.problems import Problem, Severity
from generator.model.site import Guest, PhotoFiles, Story, StoryFacts, StoryRecord
from generator.model.views import ImageView, ObjectId
from generator.plan.dates import day_name
from generator.plan.edition_context import Counterparts, EditionContext
from generator.plan.feeds.feed_entries import feed_entry
from generator.plan.fingerprints import packed_object
from generator.plan.inputs import PlanInputs
from generator.plan.pages.articles import article_parts
from generator.plan.pages.people import Person
from generator.plan.photos.figures import figure_files, lead_photo_files
from generator.plan.photos.variants import stem
from generator.plan.site.join import story_of
from generator.plan.site.lookup import COMMENTS, Lookup, lookup_names, original_of
from generator.plan.site.references import references_of
from generator.plan.site.tag_names import with_usual_tags
from generator.plan.story.comment_block import PolicyView
from generator.plan.story.originals import original_problems
from generator.plan.story.problems import story_problems
from generator.plan.story.questions import (
    Answers,
    Kind,
    Question,
    Trace,
    first_questions,
    names_asked,
    packed_trace,
    second_questions,
    similar_in,
    trace_of,
    unpacked_trace,
)
from generator.plan.story.views import article_view, card


@dataclass(frozen=True, slots=True)
class Locations:
    """Addresses and views, for the second round.

    They are: the addresses of documents with a published page, by path; the files of pages that do
    not exist because they are unpublished; authors by path, with the language of their edition
    before it; comment policies by name; the translations of an article by id."""

    addresses: Mapping[str, str]
    hidden: frozenset[str]
    people: Mapping[str, Person]
    policies: Mapping[str, PolicyView]
    translations: Mapping[str, Counterparts]


class PlannedStory(NamedTuple):
    """A planned story. `article` is the digest of the file, `inputs` that of the `PlanInputs`. The
    answers of the second round are packed, because there are many. `is_settled` is false if an
    answer is missing."""

    article: str
    inputs: str
    facts: StoryFacts
    first_answers: Trace
    packed_second_answers: bytes
    record: StoryRecord | None
    is_settled: bool
    problems: tuple[Problem, ...] = ()

    @property
    def second_answers(self) -> Trace:
        return unpacked_trace(self.packed_second_answers)


def has_same_photos(record: StoryRecord, finished: FinishedFiles | None) -> bool:
    """Whether the picture files of a story, whose pictures are unchanged, are those that a new plan
    would name: all, or, in a quick build, the finished ones."""
    return all(_is_used_so(use, finished) for use in record.photos)


def _is_used_so(use: PhotoFiles, finished: FinishedFiles | None) -> bool:
    path, _, files, waiting = use
    if finished is None:
        return not waiting
    ready = finished.get(stem(path), frozenset())
    return ready >= {name_of(file) for file in files if is_slow(file)} and ready.isdisjoint(map(name_of, waiting))


def questions_of(article: Article, facts: StoryFacts, inputs: PlanInputs) -> tuple[list[Question], list[Question]]:
    """Return the questions of an article in the two rounds."""
    first = first_questions(article, inputs.settings.lookup_language(facts.lang))
    return [*first], [*second_questions(article, facts, inputs.address, inputs.settings)]


class StoryTask(NamedTuple):
    """A story to plan, with its answers. `digest` is that of the article's file."""

    article: Article
    digest: str
    facts: StoryFacts
    first_answers: Trace
    second_answers: Trace


@dataclass(frozen=True, slots=True)
class StoryBatch:
    """Stories to plan together, with inputs, a lookup and locations that hold their answers."""

    inputs: PlanInputs
    tasks: tuple[StoryTask, ...]
    lookup: Lookup
    locations: Locations


def task_of(article: Article, digest: str, facts: StoryFacts, answers: Answers, inputs: PlanInputs) -> StoryTask:
    """Return a task. `answers` are those of the whole newsroom."""
    first, second = questions_of(article, facts, inputs)
    return StoryTask(article, digest, facts, trace_of(first, answers), trace_of(second, answers))


def batch_of(inputs: PlanInputs, tasks: tuple[StoryTask, ...], lookup: Lookup, locations: Locations) -> StoryBatch:
    """Return a batch. `inputs`, `lookup` and `locations` are those of the whole newsroom."""
    first_answers = tuple({name for task in tasks for name in task.first_answers})
    second_answers = tuple({name for task in tasks for name in task.second_answers})
    own = _own_lookup(first_answers, second_answers, lookup)
    paths = names_asked(second_answers, Kind.FILE) | set(own.articles.values())
    people = names_asked(second_answers, Kind.PERSON)
    finished = inputs.finished
    if finished is not None:  # that of all pictures would be sent to workers with every batch
        finished = {each: finished[each] for each in map(stem, own.pictures) if each in finished}
    return StoryBatch(
        replace(inputs, finished=finished),
        tasks,
        own,
        Locations(
            {path: url for path in paths if (url := locations.addresses.get(path))},
            names_asked(second_answers, Kind.HIDDEN) & locations.hidden,
            {name: locations.people[name] for name in people},
            locations.policies,
            {
                id: locations.translations[id]
                for id in names_asked(second_answers, Kind.TRANSLATIONS) & locations.translations.keys()
            },
        ),
    )


def planned_stories(batch: StoryBatch) -> tuple[tuple[PlannedStory, ...], dict[str, bytes]]:
    """One batch, for a worker; and its objects by digest. A story that is not settled is for `planned_story`, with
    everything there is."""
    packed: dict[str, bytes] = {}

    def add_object(value: object) -> str:
        digest, packed[digest] = packed_object(value)
        return digest

    stories = (planned_story(task, batch.lookup, batch.locations, batch.inputs, add_object) for task in batch.tasks)
    return tuple(stories), packed


def planned_story(
    task: StoryTask,
    lookup: Lookup,
    locations: Locations,
    inputs: PlanInputs,
    add_object: Callable[[object], str],
) -> PlannedStory:
    """Plan one story. It takes only its answers from `lookup` and `locations`; hints of problems
    may use more. `add_object` stores a value and returns its digest."""
    article, digest, facts, first_answers, second_answers = task
    language = inputs.settings.lookup_language(facts.lang)
    joined = story_of(article, _own_lookup(first_answers, second_answers, lookup), language, facts.lang)
    is_settled = joined.value is not None and not any(each.severity is Severity.ERROR for each in joined.problems)
    if not is_settled:  # the hints need the whole newsroom
        joined = story_of(article, lookup, language, facts.lang)
    references = joined.value.references if joined.value else references_of(article, lookup, [])
    creators = creators_withheld(article, references)
    similar = similar_in(second_answers)
    problems = (*story_problems(article, joined, references, facts, creators, similar, inputs),)
    record = None
    if joined.value is not None:
        context = _own_context(joined.value, facts, locations, inputs)
        original = _original_of(article, facts, lookup, locations)
        answers = dict(second_answers)
        story = with_usual_tags(joined.value, facts, inputs.settings, answers)
        record = _record(story, facts, original, context, locations, answers, creators, add_object)
        original_path = lookup.articles.get(facts.translation_of, "")
        problems += (*original_problems(article, answers, inputs.settings, original_path, inputs.as_of),)
    return PlannedStory(
        digest, inputs.digest, facts, first_answers, packed_trace(second_answers), record, is_settled, problems
    )


def _original_of(article: Article, facts: StoryFacts, lookup: Lookup, locations: Locations) -> str:
    """Return the address of the article that this one translates; "" without one, or while it is
    not published. The notice of a withdrawn one is no text that could be translated."""
    pairs = locations.translations.get(original_of(article), ())
    address = locations.addresses.get(lookup.articles.get(facts.translation_of, ""), "")
    return address if any(address == url for _, url in pairs) else ""


def _own_lookup(first_answers: Trace, second_answers: Trace, lookup: Lookup) -> Lookup:
    return Lookup(
        sections={id: lookup.sections[id] for id in names_asked(first_answers, Kind.SECTION) & lookup.sections.keys()},
        authors={name: author for name in names_asked(first_answers, Kind.AUTHOR) if (author := lookup.author(name))},
        articles={id: lookup.articles[id] for id in names_asked(second_answers, Kind.ARTICLE) & lookup.articles.keys()},
        pictures={
            path: lookup.pictures[path] for path in names_asked(first_answers, Kind.PICTURE) & lookup.pictures.keys()
        },
        attachments={
            path: lookup.attachments[path]
            for path in names_asked(first_answers, Kind.ATTACHMENT) & lookup.attachments.keys()
        },
        comments={id: lookup.comments[id] for id in names_asked(first_answers, Kind.COMMENTS) if id in lookup.comments},
        paths=lookup.paths & names_asked(second_answers, Kind.FILE),
    )


def _own_context(story: Story, facts: StoryFacts, locations: Locations, inputs: PlanInputs) -> EditionContext:
    references = story.references
    files = (inputs.address.files(path) for path in references.links.values() if path.startswith("/"))
    translations = locations.translations.get(original_of(story.article))
    return inputs.context(
        inputs.settings.edition(facts.lang),
        {path: url for path in references.links.values() if (url := locations.addresses.get(path))},
        frozenset().union(*files) & locations.hidden if locations.hidden else frozenset(),
        {facts.url: translations} if translations else {},
    )


def _photo_files(story: Story, context: EditionContext) -> tuple[PhotoFiles, ...]:
    """Return the picture files of a story, each use of a picture once."""
    references, header = story.references, story.article.header
    others = (*header.photos, *story.article.body.figures)
    uses = dict.fromkeys(use for each in others for use in figure_files(references.photograph(each), context))
    return (*lead_photo_files(story.lead, context), *uses)


def _record(
    story: Story,
    facts: StoryFacts,
    original: str,
    context: EditionContext,
    locations: Locations,
    answers: Answers,
    creators: tuple[str, ...],
    add_object: Callable[[object], str],
) -> StoryRecord:
    language = context.lookup_language
    byline = [author.path for author in story.byline if not isinstance(author, Guest)]
    views = {path: locations.people[in_language(path, language)].view for path in byline}
    policy = next((found for name in lookup_names(COMMENTS, language) if (found := locations.policies.get(name))), None)
    view = article_view(story, facts.url, context, views, policy, answers)
    moments = (view.published, *([view.updated] if view.updated else []), *(entry.date for entry in view.corrections))
    lastmod = max((moment.iso for moment in moments), key=datetime.fromisoformat)
    parts = article_parts(story, facts.url, view, lastmod, original, context)
    item = republish = searched = ""
    if context.settings.partners.ninjs:
        from generator.plan.feeds.news_items import news_item  # noqa: PLC0415 - few outlets have them

        item = add_object(news_item(story, view, parts.images, lastmod, context))
    if (terms := context.settings.republish) and story.may_be_republished:
        from generator.plan.pages.republish import republish_parts  # noqa: PLC0415 - few outlets have them

        republish = add_object(republish_parts(story, facts.url, view, terms, context))
    if context.settings.search.pagefind:
        from generator.plan.pages.search import words_around  # noqa: PLC0415 - few outlets have an index

        searched = add_object(around) if (around := words_around(view)) else ""
    return StoryRecord(
        facts=facts,
        canonical=parts.canonical,
        published=view.published.iso,
        lastmod=lastmod,
        day=day_name(date(*facts.day), context.spoken(context.language)),
        time=view.published.time,
        links=tuple(story.references.links.items()),
        photos=_photo_files(story, context),
        bodies=(
            story.article.body.digest,
            policy.body if policy else "",
        ),
        parts=ObjectId(add_object(parts)),
        card=ObjectId(add_object(card(story, facts.url, context))),
        entry=ObjectId(add_object(feed_entry(story, facts.url, view, lastmod, context))),
        image=_plain(parts.images[0]) if parts.images else (),
        counterparts=context.counterparts.get(facts.url, ()),
        creators=creators,
        item=item,
        republish=republish,
        searched=searched,
    )


def _plain(image: ImageView) -> tuple[str, int, int, str]:
    return image.url, image.width, image.height, image.alt
