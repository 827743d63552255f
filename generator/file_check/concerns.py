"""An article beside others -> the problems that the two of them make: one id, one address, tags that
are alike, translations. Only articles that share something with it are loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.tags import similar_tag_problems
from generator.file_check.known import KnownDocuments
from generator.model.documents import Article
from generator.model.headers import Status
from generator.model.letters import searched
from generator.model.problems import FieldLocation, Problem
from generator.model.site import StoryFacts
from generator.plan.conflicts import coming_problems, same_address, unsafe_address
from generator.plan.inputs import PlanInputs
from generator.plan.site.editions import translation_problems
from generator.plan.site.join import with_articles
from generator.plan.site.lookup import Lookup
from generator.plan.site.published import is_story_shown
from generator.plan.site.story_keys import ADDRESS, ID, ORIGINAL, TAG, key
from generator.plan.site.withdrawals import withdrawals_of
from generator.plan.story.originals import correction_answers, original_problems
from generator.plan.urls import output_path

_MOST = 200
"""Articles with a tag that are loaded to find out how it is usually written."""


def concerns(
    article: Article, facts: StoryFacts, beside: Mapping[str, StoryFacts], known: KnownDocuments, inputs: PlanInputs
) -> Iterator[Problem]:
    """Yield the problems of an article with others. `facts` are its own, `beside` those of all
    articles that are checked now, by path."""
    yield from _same_id(article, beside, known)
    yield from _same_address(facts, beside, known, inputs)
    yield from _translations(article, facts, beside, known, inputs)
    location = f"content/{article.path}"
    yield from (each for each in _alike_tags(facts, known, inputs) if each.where and each.where.path == location)


def _same_id(article: Article, beside: Mapping[str, StoryFacts], known: KnownDocuments) -> Iterator[Problem]:
    paths = {
        *known.stories_under(key(ID, article.id)),
        *(path for path, each in beside.items() if each.id == article.id),
    }
    others = [
        other
        for path in sorted(paths - {article.path})
        if isinstance(other := known.at(path), Article) and other.id == article.id
    ]
    named = ((each.path, each.id, each.header.status is Status.PUBLISHED) for each in (article, *others))
    for problem in with_articles(Lookup(), named).problems:
        if problem.where and problem.where.path.removeprefix("content/") in {*beside, *paths}:
            yield problem


def _same_address(
    facts: StoryFacts, beside: Mapping[str, StoryFacts], known: KnownDocuments, inputs: PlanInputs
) -> Iterator[Problem]:
    """Yield a problem for an address that another page has now, or will have."""
    instant, addresses = inputs.as_of.timestamp(), (facts.url, *facts.aliases)
    is_shown = is_story_shown(facts, instant, preview=inputs.preview)
    if is_shown:
        shown = {
            path: each
            for path, each in beside.items()
            if is_story_shown(each, instant, preview=inputs.preview) or withdrawals_of((each,), instant)
        }
        taken = {address: owner for address in addresses if (owner := _owner(address, facts, shown, known))}
        for address, owner in taken.items():
            where = FieldLocation(f"content/{facts.path}", "aliases" if address in facts.aliases else "id")
            yield same_address(address, owner, where)
        for alias in facts.aliases:
            yield from unsafe_address(
                output_path(alias.partition("?")[0]), FieldLocation(f"content/{facts.path}", "aliases")
            )
    rivals = {
        path: story.facts
        for address in addresses
        for path, story in known.stories_under(key(ADDRESS, output_path(address))).items()
    }
    rivals |= {path: each for path, each in beside.items() if not {each.url, *each.aliases}.isdisjoint(addresses)}
    rivals.pop(facts.path, None)
    if rivals:
        problems = coming_problems((), (facts, *rivals.values()), instant)
        yield from (each for each in problems if each.where and each.where.path == f"content/{facts.path}")


def _owner(address: str, facts: StoryFacts, beside: Mapping[str, StoryFacts], known: KnownDocuments) -> str:
    """Return whose page another document's address is: the location of a document, or other words; ""
    if it is nobody's. `beside` are the visible articles that are checked with it. Of two of these, the
    one is told whose old address it is, or the later in the alphabet."""
    for path, each in sorted(beside.items()):
        if each.id == facts.id or address not in (each.url, *each.aliases):
            continue
        is_old, is_old_there = address in facts.aliases, address in each.aliases
        if (is_old and not is_old_there) or (is_old == is_old_there and path < facts.path):
            return f"content/{path}"
    entry = known.ledger.outputs_at([output_path(address)]).get(output_path(address)) if known.ledger else None
    path = entry.origin.removeprefix("content/") if entry else ""
    if entry is None or path == facts.path or path in beside:
        return ""
    if not path.endswith(".md"):
        return "a page that Dateline makes by itself"
    found = known.found(path)
    return entry.origin if found and found.is_as_built else ""


def _translations(
    article: Article, facts: StoryFacts, beside: Mapping[str, StoryFacts], known: KnownDocuments, inputs: PlanInputs
) -> Iterator[Problem]:
    found = _translated_with(facts, beside, known)
    if len(found) < 2 and not facts.translation_of:
        return
    listed, location = tuple(found.values()), f"content/{article.path}"
    for problem in translation_problems(listed, inputs.settings):
        if problem.where and problem.where.path == location:
            yield problem
    instant = inputs.as_of.timestamp()
    shown = [each for each in listed if is_story_shown(each, instant, preview=inputs.preview)]
    answers = correction_answers(listed, shown)
    original = next((each.path for each in listed if each.id == facts.translation_of), "")
    yield from original_problems(article, answers, inputs.settings, original, inputs.as_of)


def _translated_with(
    facts: StoryFacts, beside: Mapping[str, StoryFacts], known: KnownDocuments
) -> dict[str, StoryFacts]:
    """Return the facts of an article, and of all that translate each other with it, by path."""
    found, ids, waiting = {facts.path: facts}, set[str](), [facts.id, facts.translation_of]
    while waiting:
        id = waiting.pop()
        if not id or id in ids:
            continue
        ids.add(id)
        others = {path: each for path, each in beside.items() if id in (each.id, each.translation_of)}
        for name in (key(ID, id), key(ORIGINAL, id)):
            others |= {path: story.facts for path, story in known.stories_under(name).items() if path not in beside}
        for path, each in others.items():
            found.setdefault(path, each)
            waiting += (each.id, each.translation_of)
    return found


def _alike_tags(facts: StoryFacts, known: KnownDocuments, inputs: PlanInputs) -> Iterator[Problem]:
    """Yield the problems of tags that are alike. The tags of a language are known by their ids."""
    if known.index is None or not facts.tags:
        return
    own = {searched(id): id for id, _ in facts.tags}
    alike = [name for name in known.index.names(f"{TAG}/{facts.lang}") if own.get(searched(name), name) != name]
    stories = {
        path: story.facts
        for name in (*alike, *(own[searched(name)] for name in alike))
        for path, story in known.stories_under(key(TAG, facts.lang, name), _MOST).items()
        if path != facts.path
    }
    if stories:
        yield from similar_tag_problems((facts, *stories.values()), inputs.settings)
