"""Documents -> all stories planned, and everything else joined. Stories of an earlier build are
used where they are still valid: only the other articles are loaded.

The order is: documents (sections, authors, pictures, ids); the facts of stories, and whether they
are published; the pages that follow from these; the views of authors and comment policies; then the
stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from generator.check.photos import photo_problems
from generator.check.tags import similar_tag_problems
from generator.model.dataclass import dataclass, replace
from generator.model.documents import (
    Attachment,
    Author,
    BrokenPicture,
    Picture,
    Policy,
    Section,
    StaticPage,
    in_language,
)
from generator.model.problems import Checked, Problem
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
from generator.plan.sources import SourceDocuments
from generator.plan.story.facts import facts_of
from generator.plan.story.planning import Known, ObjectWriter, Spread, one_by_one, plan_stories
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
from generator.plan.story.related import Related, oldest_first, related_answers, related_stories, series_answers
from generator.plan.story.stories import (
    Locations,
    PlannedStory,
    has_same_photos,
)
from generator.plan.story.views import author_view, completed, policy_view


@dataclass(frozen=True, slots=True)
class PlannedNewsroom:
    """The newsroom with its stories.

    `context` has all addresses, and is that of the edition in the site's own language.
    `edition_contents` are by edition. `people` are authors by path, with the language of the
    edition before it. `planned` are the stories that were planned now, by path. `shared_objects`
    are the digests of people and comment policies, which stories share. `related` are the related
    stories; `attachments` are the files that the links of a story may mean, by its path.
    `problems` are those of the newsroom that no single story has; `tag_problems` are those of
    similar tags."""

    newsroom: Newsroom
    context: EditionContext
    people: Mapping[str, Person]
    planned: Mapping[str, PlannedStory]
    shared_objects: frozenset[str]
    edition_contents: tuple[EditionContents, ...]
    related: Related
    attachments: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]
    tag_problems: tuple[Problem, ...] = ()


def planned_newsroom(
    sources: SourceDocuments, inputs: PlanInputs, objects: ObjectWriter, spread: Spread = one_by_one
) -> Checked[PlannedNewsroom]:
    first_answers = first_answers_of(sources)
    settings = inputs.settings
    still_valid = {
        path: story for path in sources.articles if (story := _still_valid(path, sources, inputs, first_answers))
    }
    unknown = sorted(sources.articles.keys() - still_valid.keys())
    facts = {path: story.facts for path, story in still_valid.items()}
    others = lookup_of(sources.documents, sources.unreadable, sources.unreadable_ids)
    for articles in sources.opened(unknown):
        facts |= {each.path: facts_of(each, others.value, inputs) for each in articles}
    shown = seen(facts.values(), inputs)
    around = surroundings(sources, facts, shown, others, inputs, objects)
    related = related_stories(oldest_first(shown))
    answers = (
        first_answers
        | around.answers
        | tag_answers(shown, settings)
        | related_answers(related, facts)
        | dict(series_answers(oldest_first(shown)))
    )
    stale = [path for path, story in still_valid.items() if not has_same_answers(story.second_answers, answers)]
    known = Known(facts, answers, around.lookup, around.locations)
    planned = plan_stories(sorted([*unknown, *stale]), known, sources, inputs, objects, spread)
    stories = {**still_valid, **planned}
    newsroom = replace(
        around.newsroom, stories=newest_first(story.record for story in stories.values() if story.record)
    )
    attachments = attachments_asked(stories)
    own = (*around.problems, *newsroom_problems_of(newsroom, sources, around, facts, attachments, inputs))
    tag_problems = (*similar_tag_problems(facts.values(), settings),)
    of_stories = (problem for story in stories.values() for problem in story.problems)
    return Checked(
        PlannedNewsroom(
            newsroom,
            around.context,
            around.people,
            planned,
            around.shared,
            around.editions,
            related,
            attachments,
            own,
            tag_problems,
        ),
        (*others.problems, *own, *tag_problems, *of_stories),
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The newsroom around the stories: documents that are joined, editions, addresses, the views of
    people, and the answers of the second round that follow from these. `shared` are the digests of
    people and comment policies."""

    lookup: Lookup
    newsroom: Newsroom
    editions: tuple[EditionContents, ...]
    context: EditionContext
    people: Mapping[str, Person]
    locations: Locations
    answers: dict[Question, Answer]
    shared: frozenset[str]
    problems: tuple[Problem, ...]


def surroundings(
    sources: SourceDocuments,
    facts: Mapping[str, StoryFacts],
    shown: Sequence[StoryFacts],
    others: Checked[Lookup],
    inputs: PlanInputs,
    objects: ObjectWriter,
) -> Surroundings:
    """Return the newsroom around stories. `facts` are those of all stories by path, `shown` those
    of the visible ones; `others` is the lookup of all other documents."""
    settings = inputs.settings
    names = ((each.path, each.id, each.status == "published") for each in facts.values())
    lookup = with_articles(others.value, names)
    joined = newsroom_of((), sources.documents, lookup.value)
    broken = broken_references(sources.documents, lookup.value, settings)
    editions = edition_contents(joined.value, shown, settings, inputs.as_of, preview=inputs.preview)
    context = _context(joined.value, facts.values(), shown, editions, inputs, sources)
    references, policies = joined.value.references, joined.value.policies
    people = _people(joined.value, facts.values(), editions, context, inputs)
    rules = {policy.name: policy_view(policy, references[policy.path], context) for policy in policies}
    locations = Locations(
        context.addresses, context.hidden, people, rules, translations(facts.values(), shown, settings)
    )
    answers = _second_answers(lookup.value, locations, objects.add)
    shared = (*(question(Kind.POLICY, name) for name in rules), *(question(Kind.PERSON, name) for name in people))
    newsroom = replace(
        joined.value,
        references={**references, **broken.value},
        rankings=rankings_of(sources.documents, lookup.value),
    )
    return Surroundings(
        lookup.value, newsroom, editions, context, people, locations, answers,
        frozenset(answers[each] for each in shared),
        (*lookup.problems, *joined.problems, *broken.problems),
    )  # fmt: skip


def attachments_asked(stories: Mapping[str, PlannedStory]) -> dict[str, tuple[str, ...]]:
    """Return the files that the links of stories may mean, by the path of each that has such
    links."""
    asked = ((path, names_asked(story.first_answers, Kind.ATTACHMENT)) for path, story in stories.items())
    return {path: tuple(sorted(names)) for path, names in asked if names}


def newsroom_problems_of(
    newsroom: Newsroom,
    sources: SourceDocuments,
    around: Surroundings,
    facts: Mapping[str, StoryFacts],
    attachments: Mapping[str, tuple[str, ...]],
    inputs: PlanInputs,
) -> tuple[Problem, ...]:
    """Return the problems of the newsroom that no single story has, without those of tags."""
    settings, lookup = inputs.settings, around.lookup
    pictured: tuple[Author | StaticPage | Policy, ...] = (*newsroom.authors, *newsroom.pages, *newsroom.policies)
    return (
        *language_problems(settings),
        *translation_problems(facts.values(), settings),
        *(
            problem
            for document in pictured
            for problem in photo_problems(document, newsroom.references[document.path], settings, None, inputs.as_of)
        ),
        *stray_problems(
            [each for each in sources.documents if isinstance(each, Attachment)],
            newsroom,
            chain.from_iterable(attachments.values()),
            is_all_known=not sources.unreadable,
        ),
        *ranking_problems(sources.documents, lookup, facts, settings, inputs.as_of, preview=inputs.preview),
    )


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


def first_answers_of(sources: SourceDocuments) -> dict[Question, Answer]:
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


def seen(stories: Iterable[StoryFacts], inputs: PlanInputs) -> tuple[StoryFacts, ...]:
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
