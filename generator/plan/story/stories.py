"""Articles -> briefs: all that a story's own page, its cards and its feeds will show, sealed under digests.

A story can only see what it asks for (a law). What it can ask for depends on nothing but its article; the answers are put
on shelves of its own, and it is planned from those. So a story whose article, settings, moment and answers are what they
were is what it was, and is not planned again: its answers are its verifying trace (Mokhov, Mitchell and Peyton Jones,
“Build Systems à la Carte”, 2018). An answer that is missing where there should be one is a problem, and is never kept.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import inf
from typing import NamedTuple

from generator.model.documents import Article, BrokenPicture, Picture, in_language
from generator.model.problems import FieldLocation, Problem, Severity
from generator.model.settings import BETTER, IMAGE_SUFFIXES, Settings
from generator.model.site import NO_EMBLEMS, Emblem, Emblems, Guest, PhotoFiles, Story, StoryFacts, StoryRecord
from generator.model.views import ImageView, ObjectId
from generator.plan import urls
from generator.plan.conflicts import unsafe_address
from generator.plan.dates import day_name
from generator.plan.edition_context import Counterparts, EditionContext
from generator.plan.feeds.feeds import feed_entry
from generator.plan.fingerprints import digest_of, packed_object
from generator.plan.pages.pages import Person, article_parts
from generator.plan.photos.figures import figure_files, lead_photo_files, thumbnail
from generator.plan.photos.rules import photo_problems
from generator.plan.photos.variants import name_of
from generator.plan.site.join import photograph_of, references_of, story_of, tags_of
from generator.plan.site.lookup import COMMENTS, Lookup, asked, first_questions, original_of, second_questions
from generator.plan.site.published import is_story_shown, turning_points
from generator.plan.site.tag_names import names_of_tags, with_usual_tags
from generator.plan.story.ages import age_turns
from generator.plan.story.related import related_questions
from generator.plan.story.views import PolicyView, article_view, card

Trace = tuple[tuple[str, str], ...]
"""Names that were asked for, and what the answer was: a digest or an address; "" when there was none."""


@dataclass(frozen=True, slots=True)
class Locations:
    """Where things stand: addresses of the documents that have a page and are out, by path; the files of pages that are
    missing because they are not out; authors by path, with the language of the edition they are to stand in before it;
    the comment policies by name; by id what an article is in several languages."""

    addresses: Mapping[str, str]
    hidden: frozenset[str]
    people: Mapping[str, Person]
    policies: Mapping[str, PolicyView]
    translations: Mapping[str, Counterparts]


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """What every story is planned with. `recipe` names the encoder of photographs; `digest` is of all but the instant: for
    that a story knows its own turning points."""

    settings: Settings
    recipe: str
    as_of: datetime
    preview: bool
    address: urls.Address
    emblems: Emblems

    digest: str

    def context(
        self,
        edition: str,
        addresses: Mapping[str, str],
        hidden: frozenset[str],
        counterparts: Mapping[str, Counterparts],
    ) -> EditionContext:
        """That of an edition."""
        address = replace(self.address, prefix=self.settings.prefix(edition))
        settings = self.settings.of_edition(edition) if self.settings.languages else self.settings
        image = dict(self.emblems.images).get(edition)
        name = settings.site.name
        return EditionContext(
            settings, address, self.as_of, self.preview, addresses, self.recipe, hidden, counterparts,
            self._shown(self.emblems.logo, name), self._shown(image, name),
        )  # fmt: skip

    def _shown(self, emblem: Emblem | None, name: str) -> ImageView | None:
        if emblem is None:
            return None
        return ImageView(self.address.canonical(f"/{emblem.path}"), emblem.width, emblem.height, name)


_ALIKE = 2
"""The last version of what `marshal` writes that is the same for equal values."""


class PlannedStory(NamedTuple):
    """`article` is the digest of the file, `inputs` that of the `PlanInputs`, `first_answers` and `locations` are the
    answers of the two rounds, the latter packed by `marshal`: as objects, those of a hundred thousand stories would take
    200 MB. `is_settled` unless something it asks for is missing."""

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
        unpacked: Trace = marshal.loads(self.packed_second_answers)
        return unpacked


def facts_of(article: Article, lookup: Lookup, inputs: PlanInputs) -> StoryFacts:
    """By what a story is found, dated and listed. `lookup` need only have its section, its authors and its lead picture."""
    header, settings, as_of = article.header, inputs.settings, inputs.as_of
    tag = header.lang or settings.own_language
    language = settings.lookup_language(tag)
    section = lookup.section(header.section, language)
    local = header.date.astimezone(settings.site.timezone)
    url = urls.article_url(article, settings)
    since, until = _around(as_of.timestamp(), _turns(article, settings, as_of))
    lead = photograph_of(header.lead_photo, article.path, lookup)
    return StoryFacts(
        path=article.path,
        id=article.id,
        status=header.status.value,
        date=header.date.timestamp(),
        embargo=header.embargo.timestamp() if header.embargo else None,
        expires=header.expires.timestamp() if header.expires else None,
        since=since,
        until=until,
        url=url,
        aliases=tuple(sorted({urls.alias_url(alias, settings.site) for alias in header.aliases} - {url})),
        day=(local.year, local.month, local.day),
        section=section.path if section else "",
        byline=tuple(dict.fromkeys(author.path for name in header.author if (author := lookup.author(name, language)))),
        tags=tuple((tag.id, tag.name) for tag in tags_of(header.tags, tag)),
        lang=tag,
        translation_of=header.translation_of,
        title=header.title,
        series=f"{tag}:{urls.tag_id(header.series, tag) or header.series}" if header.series else "",
        thumbnail=thumbnail(lead, as_of, settings.photos, inputs.recipe, inputs.address),
        ids=article.body.ids,
    )


def _turns(article: Article, settings: Settings, as_of: datetime) -> Iterator[float]:
    header = article.header
    ends = header.expires.timestamp() if header.expires else inf
    yield from turning_points(article, settings.comments)
    yield from (turn for turn in age_turns(header.date, settings.site, as_of) if turn < ends)


def _around(instant: float, turns: Iterable[float]) -> tuple[float, float]:
    """The last of `turns` that is reached at `instant`, and the first that is not."""
    since, until = -inf, inf
    for turn in turns:
        if turn <= instant:
            since = max(since, turn)
        else:
            until = min(until, turn)
    return since, until


def plan_inputs(
    settings: Settings, recipe: str, as_of: datetime, *, preview: bool, emblems: Emblems = NO_EMBLEMS
) -> PlanInputs:
    address = urls.Address(settings.site.url, settings.site.base_path)
    digest = digest_of(
        (settings.site, settings.comments, settings.photos, settings.languages, recipe, preview, emblems)
    )
    return PlanInputs(settings, recipe, as_of, preview, address, emblems, digest)


_BETTER = tuple(f".{IMAGE_SUFFIXES[name]}" for name in BETTER)


def is_illustrated_so(record: StoryRecord, pictures: Mapping[str, Picture | BrokenPicture]) -> bool:
    """Whether the files that a story names of its pictures are those it would be planned with: all that are wanted, or, in
    a quick build, those that need not be made."""
    return all(_is_used_so(use, pictures.get(use[0])) for use in record.photos)


def _is_used_so(use: PhotoFiles, picture: Picture | BrokenPicture | None) -> bool:
    _, _, files, waiting = use
    if not isinstance(picture, Picture) or picture.finished is None:
        return not waiting
    better = {name_of(file) for file in files if file.endswith(_BETTER)}
    return picture.finished >= better and picture.finished.isdisjoint(map(name_of, waiting))


def questions_of(article: Article, facts: StoryFacts, inputs: PlanInputs) -> tuple[list[str], list[str]]:
    """What an article asks for in the two rounds."""
    language = inputs.settings.lookup_language(facts.lang)
    locations = second_questions(article, facts.byline, inputs.address, language)
    tags = names_of_tags(facts, inputs.settings)
    return [*first_questions(article, language)], [*locations, *tags, *related_questions(facts)]


class StoryTask(NamedTuple):
    """A story to plan, with the answers to what it asks for. `digest` is that of the article's file."""

    article: Article
    digest: str
    facts: StoryFacts
    first_answers: Trace
    second_answers: Trace


@dataclass(frozen=True, slots=True)
class StoryBatch:
    """Stories to plan together, and shelves and places that have what they ask for."""

    tasks: tuple[StoryTask, ...]
    lookup: Lookup
    locations: Locations


def task_of(
    article: Article, digest: str, facts: StoryFacts, answers: Mapping[str, str], inputs: PlanInputs
) -> StoryTask:
    """`answers` are those of the whole newsroom."""
    asked_things, asked_places = questions_of(article, facts, inputs)
    first_answers = tuple([(name, answers.get(name, "")) for name in asked_things])
    second_answers = tuple([(name, answers.get(name, "")) for name in asked_places])
    return StoryTask(article, digest, facts, first_answers, second_answers)


def batch_of(tasks: tuple[StoryTask, ...], lookup: Lookup, locations: Locations) -> StoryBatch:
    """`lookup` and `locations` are those of the whole newsroom."""
    first_answers = tuple({name for task in tasks for name in task.first_answers})
    second_answers = tuple({name for task in tasks for name in task.second_answers})
    own = _own_lookup(first_answers, second_answers, lookup)
    paths = _of_kind("file/", second_answers) | set(own.articles.values())
    people = _of_kind("person/", second_answers)
    return StoryBatch(
        tasks,
        own,
        Locations(
            {path: url for path in paths if (url := locations.addresses.get(path))},
            _of_kind("hidden/", second_answers) & locations.hidden,
            {name: locations.people[name] for name in people},
            locations.policies,
            {
                id: locations.translations[id]
                for id in _of_kind("translations/", second_answers) & locations.translations.keys()
            },
        ),
    )


def planned_stories(inputs: PlanInputs, batch: StoryBatch) -> tuple[tuple[PlannedStory, ...], dict[str, bytes]]:
    """One batch, for a worker; and what was sealed, by digest. A story that is not settled is for `planned_story`, with
    everything there is."""
    kept: dict[str, bytes] = {}

    def add_object(value: object) -> str:
        digest, kept[digest] = packed_object(value)
        return digest

    return tuple(planned_story(task, batch.lookup, batch.locations, inputs, add_object) for task in batch.tasks), kept


def planned_story(
    task: StoryTask,
    lookup: Lookup,
    locations: Locations,
    inputs: PlanInputs,
    add_object: Callable[[object], str],
) -> PlannedStory:
    """Plan one story. Only what the article asks for is taken from `lookup` and `locations`, but for the hints of problems.
    `add_object` puts a value aside and gives its digest."""
    article, digest, facts, first_answers, second_answers = task
    language = inputs.settings.lookup_language(facts.lang)
    joined = story_of(article, _own_lookup(first_answers, second_answers, lookup), language, facts.lang)
    is_settled = joined.value is not None and not any(each.severity is Severity.ERROR for each in joined.problems)
    if not is_settled:  # once more with everything there is, for the hints
        joined = story_of(article, lookup, language, facts.lang)
    references = joined.value.references if joined.value else references_of(article, lookup, [])
    photos, day = inputs.settings.photos, date(*facts.day)
    problems = (*joined.problems, *photo_problems(article, references, photos, day, inputs.as_of))
    record = None
    if joined.value is not None:
        context = _own_context(joined.value, facts, locations, inputs)
        original = locations.addresses.get(lookup.articles.get(facts.translation_of, ""), "")
        told = dict(second_answers)
        story = with_usual_tags(joined.value, facts, inputs.settings, told)
        record = _record(story, facts, original, context, locations, told, add_object)
        if is_story_shown(facts, inputs.as_of.timestamp(), preview=inputs.preview):
            problems += unsafe_address(urls.output_path(facts.url), FieldLocation(f"content/{article.path}", "id"))
    return PlannedStory(
        digest, inputs.digest, facts, first_answers, marshal.dumps(second_answers, _ALIKE), record, is_settled, problems
    )


def _own_lookup(first_answers: Trace, second_answers: Trace, lookup: Lookup) -> Lookup:
    return Lookup(
        sections={id: lookup.sections[id] for id in _of_kind("section/", first_answers) & lookup.sections.keys()},
        authors={name: author for name in _of_kind("author/", first_answers) if (author := lookup.author(name))},
        articles={id: lookup.articles[id] for id in _of_kind("article/", second_answers) & lookup.articles.keys()},
        pictures={path: lookup.pictures[path] for path in _of_kind("picture/", first_answers) & lookup.pictures.keys()},
        attachments={
            path: lookup.attachments[path]
            for path in _of_kind("attachment/", first_answers) & lookup.attachments.keys()
        },
        paths=lookup.paths & _of_kind("file/", second_answers),
    )


def _of_kind(kind: str, trace: Trace) -> frozenset[str]:
    return frozenset(name.removeprefix(kind) for name, _ in trace if name.startswith(kind))


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
    """What has to be made of pictures for a story, each use of a picture once."""
    references, header = story.references, story.article.header
    others = (*(photo.reference for photo in header.photos), *story.article.body.figures)
    uses = dict.fromkeys(use for each in others for use in figure_files(references.photograph(each), context))
    return (*lead_photo_files(story.lead, context), *uses)


def _record(
    story: Story,
    facts: StoryFacts,
    original: str,
    context: EditionContext,
    locations: Locations,
    company: Mapping[str, str],
    add_object: Callable[[object], str],
) -> StoryRecord:
    language = context.lookup_language
    byline = [author.path for author in story.byline if not isinstance(author, Guest)]
    views = {path: locations.people[in_language(path, language)].view for path in byline}
    policy = next((found for name in asked(COMMENTS, language) if (found := locations.policies.get(name))), None)
    view = article_view(story, facts.url, context, views, policy, company)
    moments = (view.published, *([view.updated] if view.updated else []), *(entry.date for entry in view.corrections))
    lastmod = max((moment.iso for moment in moments), key=datetime.fromisoformat)
    parts = article_parts(story, facts.url, view, lastmod, original, context)
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
        entry=ObjectId(add_object(feed_entry(story, facts.url, context))),
        image=_plain(parts.images[0]) if parts.images else (),
        counterparts=context.counterparts.get(facts.url, ()),
    )


def _plain(image: ImageView) -> tuple[str, int, int, str]:
    return image.url, image.width, image.height, image.alt
