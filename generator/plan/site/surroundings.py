"""The newsroom around the stories: documents that are joined, editions, addresses, the views of
people and comment policies; and the answers to the questions of stories that follow from these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.model.dataclass import dataclass, replace
from generator.model.documents import (
    Attachment,
    Author,
    BrokenPicture,
    Picture,
    Policy,
    Section,
    in_language,
)
from generator.model.problems import Checked, Problem
from generator.model.site import Newsroom, StoryFacts
from generator.plan import urls
from generator.plan.broken_texts import broken_references
from generator.plan.edition_context import EditionContext
from generator.plan.inputs import PlanInputs
from generator.plan.pages.people import Person
from generator.plan.site.editions import (
    EditionContents,
    counterparts,
    edition_contents,
    translations,
)
from generator.plan.site.join import newsroom_of, with_articles
from generator.plan.site.links import hidden_files
from generator.plan.site.lookup import COMMENTS, Lookup, author_names
from generator.plan.site.policies import has_page, versions
from generator.plan.site.published import is_story_shown
from generator.plan.site.ranking import rankings_of
from generator.plan.site.withdrawals import chains, earlier_addresses, ending, gone, withdrawals_of
from generator.plan.sources import SourceDocuments
from generator.plan.story.all_answers import AnswersWithPages
from generator.plan.story.planning import ObjectWriter
from generator.plan.story.questions import (
    HIDDEN,
    Answer,
    Kind,
    Question,
    file_answer,
    question,
    translations_answer,
)
from generator.plan.story.stories import (
    Locations,
)
from generator.plan.story.views import author_view, completed, policy_view


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The newsroom around the stories.

    `newsroom` has all other documents, joined. `context` has all addresses, and is that of the
    edition in the site's own language. `people` are authors by path, with the language of the
    edition before it. `answers` are those of the second round that follow from these, without
    documents and articles: see `answers_with`. `shared` are the digests of people and comment policies, which stories share."""

    lookup: Lookup
    newsroom: Newsroom
    editions: tuple[EditionContents, ...]
    context: EditionContext
    people: Mapping[str, Person]
    locations: Locations
    answers: dict[Question, Answer]
    shared: frozenset[str]
    problems: tuple[Problem, ...]

    def answers_with(self, others: dict[Question, Answer]) -> AnswersWithPages:
        """Return these and other answers, with those on documents and articles by path and id."""
        return AnswersWithPages(self.answers | others, self.lookup, self.locations.addresses)


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
    ended = ending(facts.values())
    context = _context(joined.value, facts.values(), shown, ended, editions, inputs, sources)
    references, policies = joined.value.references, versions(joined.value.policies, inputs.as_of)
    people = _people(joined.value, facts.values(), editions, context, inputs)
    rules = {
        name: policy_view(listed[0], references[listed[0].path], context, context.addresses.get(listed[0].path, ""))
        for name, listed in policies.items()
    }
    locations = Locations(
        context.addresses, context.hidden, people, rules, translations(facts.values(), shown, settings)
    )
    answers = _second_answers(locations, objects.add)
    shared = (*(question(Kind.POLICY, name) for name in rules), *(question(Kind.PERSON, name) for name in people))
    newsroom = replace(
        joined.value,
        references={**references, **broken.value},
        rankings=rankings_of(sources.documents, lookup.value),
        ending=ended,
    )
    return Surroundings(
        lookup.value, newsroom, editions, context, people, locations, answers,
        frozenset(answers[each] for each in shared),
        (*lookup.problems, *joined.problems, *broken.problems),
    )  # fmt: skip


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
    answers |= {question(Kind.COMMENTS, id): Answer(digest) for id, digest in sources.comments.digests()}
    return answers | {question(Kind.AUTHOR_CALLED, name): Answer(author.path) for name, author in by_name}


def _second_answers(locations: Locations, add_object: Callable[[object], str]) -> dict[Question, Answer]:
    """Return the answers of the second round, except those for documents, articles, tags, series
    and related stories."""
    return {
        **{question(Kind.PERSON, name): Answer(add_object(person)) for name, person in locations.people.items()},
        **{question(Kind.POLICY, name): Answer(add_object(policy)) for name, policy in locations.policies.items()},
        **{question(Kind.TRANSLATIONS, id): translations_answer(each) for id, each in locations.translations.items()},
        **{question(Kind.HIDDEN, file): HIDDEN for file in locations.hidden},
    }


def seen(stories: Iterable[StoryFacts], instant: float, *, preview: bool) -> tuple[StoryFacts, ...]:
    """Return the stories that are visible at an instant, in seconds since the epoch."""
    return tuple(each for each in stories if is_story_shown(each, instant, preview=preview))


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
        view = author_view(author, references[path], in_edition(context, tag, inputs))
        if known is not author:
            view = completed(view, author, author_view(known, references[known.path], context))
        people[in_language(path, settings.lookup_language(tag))] = Person(view, author.body.digest)
    return people


def in_edition(context: EditionContext, tag: str, inputs: PlanInputs) -> EditionContext:
    """Return the context of another edition, with the same addresses."""
    return (
        context
        if tag == context.language
        else inputs.context(tag, context.addresses, context.hidden, context.counterparts)
    )


def _context(
    newsroom: Newsroom,
    stories: Iterable[StoryFacts],
    shown: Iterable[StoryFacts],
    ended: tuple[StoryFacts, ...],
    editions: tuple[EditionContents, ...],
    inputs: PlanInputs,
    sources: SourceDocuments,
) -> EditionContext:
    """Return the context with the addresses of all visible documents, and of the notices of
    withdrawn ones: a link may lead there. A document without a page in its own edition, which
    stands for its translation in another, is included."""
    settings = inputs.settings
    instant = inputs.as_of.timestamp()
    withdrawals = withdrawals_of(ended, instant)
    addresses = {each.path: each.url for each in shown} | {each.path: each.url for each in withdrawals}
    for contents in editions:
        for document in contents.documents(settings):
            addresses.setdefault(document.path, settings.prefix(contents.tag) + urls.place(document, settings))
    policies = _policy_pages(newsroom, editions, inputs)
    addresses |= {policy.path: url for _, url, listed in policies for policy in listed}
    others = [url for each in withdrawals for url in (each.url, *each.aliases)]
    if links := chains(gone(ended, instant)):
        others += earlier_addresses((*others, *(alias for story in shown for alias in story.aliases)), links)
    hidden = hidden_files(stories, shown, newsroom, editions, settings, sources.gone, others)
    pairs = tuple((tag, url) for tag, url, _ in policies)
    pages = counterparts(editions, settings) | (dict.fromkeys((url for _, url in pairs), pairs) if pairs[1:] else {})
    return inputs.context(settings.own_language, addresses, hidden, pages)


def _policy_pages(
    newsroom: Newsroom, editions: Iterable[EditionContents], inputs: PlanInputs
) -> list[tuple[str, str, tuple[Policy, ...]]]:
    """Return the pages of comment policies: the language of the edition, the address, and the versions
    that are out."""
    settings, out = inputs.settings, versions(newsroom.policies, inputs.as_of)
    found = []
    for contents in editions:
        listed = out.get(in_language(COMMENTS, settings.lookup_language(contents.tag)), ())
        if has_page(listed):
            found.append((contents.tag, settings.prefix(contents.tag) + urls.POLICY, listed))
    return found
