"""Changed articles -> the stories that they touch, and what all stories in reach are now.

An article can touch stories that link to it, its translations, the parts of its series, and stories
related to it. It can touch those with a tag that now has another name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.check.tags import similar_tag_problems
from generator.model.headers import Status
from generator.model.problems import Checked, Problem
from generator.model.site import StoryFacts
from generator.plan.inputs import PlanInputs
from generator.plan.site.affected import with_affected
from generator.plan.site.amid import related_amid
from generator.plan.site.archive import Change
from generator.plan.site.editions import translations
from generator.plan.site.join import lookup_of
from generator.plan.site.lookup import Lookup
from generator.plan.site.reach import Asking, Reach, asked_before, asking_of
from generator.plan.site.story_keys import LINK, ORIGINAL, key
from generator.plan.site.surroundings import seen
from generator.plan.site.tag_names import tag_answers
from generator.plan.sources import SourceDocuments
from generator.plan.story.facts import facts_of
from generator.plan.story.originals import correction_answers, whose_original_changed
from generator.plan.story.related import Lacking, Related, changes_many, oldest_first, related_again


class ChangedArticles(NamedTuple):
    """The articles that changed, and those that a date or a file affects, in `sources`. `documents`
    are all others. `old` are the facts of changed and deleted ones as they were, `new` as they are;
    `gone_now` are those visible then, `come_now` those visible now; `asking` says what all of them
    ask for and asked for."""

    sources: SourceDocuments
    documents: Checked[Lookup]
    old: Mapping[str, StoryFacts]
    new: Mapping[str, StoryFacts]
    gone_now: tuple[StoryFacts, ...]
    come_now: tuple[StoryFacts, ...]
    asking: tuple[Asking, ...]

    @property
    def paths(self) -> frozenset[str]:
        return frozenset((*self.old, *self.new))


class StoriesInReach(NamedTuple):
    """The facts of all stories in reach, by path, as they were and as they are; and of the visible
    ones."""

    before: Mapping[str, StoryFacts]
    now: Mapping[str, StoryFacts]
    shown_before: tuple[StoryFacts, ...]
    shown: tuple[StoryFacts, ...]


class Touched(NamedTuple):
    """The stories that a change touches, and the related stories of all in reach, by path."""

    paths: frozenset[str]
    related: Related


def changed_articles(sources: SourceDocuments, change: Change, inputs: PlanInputs) -> ChangedArticles | None:
    """Return what changed; None if it is more than a few articles. `sources` are as in
    `changed_newsroom`."""
    wider = with_affected(sources, change, inputs)
    if wider is None:
        return None
    paths = {*wider.articles, *change.gone}
    last = change.index.at(sorted(paths))
    documents = lookup_of(wider.documents, comments=wider.comments)
    asking = tuple(
        asking_of(each, facts_of(each, documents.value, inputs), inputs.settings)
        for articles in wider.opened(sorted(wider.articles))
        for each in articles
    )
    old = {path: last[path].facts for path in sorted(last)}
    new = {each.facts.path: each.facts for each in asking}
    # Pages of articles that were taken back, and what leads through them, are planned with the whole site.
    if documents.problems or any(map(_may_leave_something, (*old.values(), *new.values()))):
        return None
    return ChangedArticles(
        wider,
        documents,
        old,
        new,
        seen(old.values(), change.as_of.timestamp(), preview=inputs.preview),
        seen(new.values(), inputs.as_of.timestamp(), preview=inputs.preview),
        (*asking, *map(asked_before, last.values())),
    )


def _may_leave_something(facts: StoryFacts) -> bool:
    """Whether an article has a notice, or old addresses that may outlive it."""
    return bool(facts.notice or (facts.aliases and (facts.status == Status.WITHDRAWN or facts.expires is not None)))


def reach_of(articles: ChangedArticles, change: Change, inputs: PlanInputs) -> Reach:
    """Return the stories of the last build that changed articles can touch, with their lists."""
    instant = inputs.as_of.timestamp()
    reach = Reach(change.index, len(articles.paths), inputs.settings, inputs.address, instant)
    reach.at({*articles.paths, *change.archive.unsettled})
    newest = reach.newest(without=articles.paths)
    is_many = changes_many(articles.gone_now, articles.come_now, newest)
    if is_many and not inputs.preview:
        reach.related = related_amid(reach, articles.gone_now, articles.come_now)
    if inputs.preview or (is_many and reach.related is None):
        reach.load_all()
        return reach
    reach.load_newsroom(articles.sources.documents)
    for facts in (*articles.old.values(), *articles.new.values()):
        reach.load_lists(facts)
        reach.load_related(facts)
    for each in articles.asking:
        reach.load_asked(each)
    return reach


def stories_in(reach: Reach, articles: ChangedArticles, inputs: PlanInputs) -> StoriesInReach:
    before = {path: story.facts for path, story in reach.found.items()}
    others = {path: facts for path, facts in before.items() if path not in articles.paths}
    shown = seen(others.values(), inputs.as_of.timestamp(), preview=inputs.preview)
    return StoriesInReach(
        before, {**others, **articles.new}, (*shown, *articles.gone_now), (*shown, *articles.come_now)
    )


def touched(articles: ChangedArticles, change: Change, inputs: PlanInputs, reach: Reach) -> Touched:
    """Return the stories that changed articles touch, themselves among them."""
    linking = _that_ask(reach, *_moved(articles.old, articles.new))
    stories = stories_in(reach, articles, inputs)
    before = {path: story.related for path, story in reach.found.items() if story.related}
    if reach.related is None:
        lacking = Lacking({path for path, story in reach.found.items() if story.is_lacking}, reach.in_language)
        by_date = oldest_first(stories.shown)
        related = related_again(before, by_date, articles.gone_now, articles.come_now, lacking)
    else:
        related = {**before, **reach.related}
    paths = {
        *change.archive.unsettled,
        *linking,
        *_whose_related_changed(before, related, articles.old, articles.new),
        *_whose_answers_changed(stories, articles, inputs),
        *_translations_of(stories, inputs),
        *_whose_original_was_corrected(stories),
    }
    return Touched(frozenset(paths & stories.now.keys()).union(articles.new), related)


def with_answering(known: Touched, articles: ChangedArticles, reach: Reach, more: Iterable[str] = ()) -> Touched:
    """Load what touched stories ask for, and `more` of them; return all of them, with the related
    stories of those that were loaded."""
    paths = known.paths | {*more} & reach.found.keys()
    before = known.related.keys() | reach.found.keys() - {*more}
    for path in paths - articles.paths:
        reach.load_asked(asked_before(reach.found[path]))
    loaded = {path: story.related for path, story in reach.found.items() if path not in before and story.related}
    return Touched(paths, {**loaded, **known.related})


def _whose_related_changed(
    before: Related, now: Related, old: Mapping[str, StoryFacts], new: Mapping[str, StoryFacts]
) -> Iterator[str]:
    """Yield the stories with another list of related ones, or one of them that looks otherwise."""
    renewed = {path for path in new if path not in old or _in_a_list(old[path]) != _in_a_list(new[path])}
    for path, others in now.items():
        if (before.get(path) is not others and before.get(path) != others) or not renewed.isdisjoint(others):
            yield path
    yield from before.keys() - now.keys()


def _in_a_list(facts: StoryFacts) -> tuple[str, str, float, str, str]:
    return facts.url, facts.title, facts.date, facts.type, facts.thumbnail


def _whose_answers_changed(stories: StoriesInReach, articles: ChangedArticles, inputs: PlanInputs) -> Iterator[str]:
    """Yield the stories in a series of changed ones, and those with a tag that now has another
    name."""
    changed = (*articles.gone_now, *articles.come_now)
    before, now = stories.shown_before, stories.shown
    if series := {each.series for each in changed if each.series}:
        yield from (facts.path for facts in (*before, *now) if facts.series in series)
    if tags := frozenset(id for each in changed for id, _ in each.tags):
        names, names_before = (tag_answers(each, inputs.settings, tags) for each in (now, before))
        if names != names_before:
            yield from (facts.path for facts in now if not tags.isdisjoint([id for id, _ in facts.tags]))


def _moved(old: Mapping[str, StoryFacts], new: Mapping[str, StoryFacts]) -> tuple[set[str], set[str]]:
    """Return the paths and the ids of articles that came or went, or that have another address or
    id, or are out at another time."""
    paths = {path for path in {*old, *new} if _standing(old.get(path)) != _standing(new.get(path))}
    return paths, {facts[path].id for facts in (old, new) for path in paths & facts.keys()}


def _standing(facts: StoryFacts | None) -> tuple[object, ...]:
    return (facts.url, facts.id, facts.status, facts.date, facts.embargo, facts.expires) if facts else ()


def _that_ask(reach: Reach, moved: set[str], ids: set[str]) -> set[str]:
    """Return the stories that link to a moved article, or that translate it."""
    keys = [*(key(LINK, "path", path) for path in moved), *(key(LINK, "id", id) for id in ids)]
    return {path for each in (*keys, *(key(ORIGINAL, id) for id in ids)) for path in reach.under(each)}


def _translations_of(stories: StoriesInReach, inputs: PlanInputs) -> Iterator[str]:
    """Yield the stories whose translations have changed."""
    before = translations(stories.before.values(), stories.shown_before, inputs.settings)
    now = translations(stories.now.values(), stories.shown, inputs.settings)
    if before == now:
        return
    ids = {id for id in before.keys() | now.keys() if before.get(id) != now.get(id)}
    yield from (path for path, each in stories.now.items() if (each.translation_of or each.id) in ids)


def _whose_original_was_corrected(stories: StoriesInReach) -> Iterator[str]:
    """Yield the translations of which an original was corrected, or is not visible any more."""
    before = correction_answers(stories.before.values(), stories.shown_before)
    now = correction_answers(stories.now.values(), stories.shown)
    yield from whose_original_changed(before, now, stories.now.values())


def have_alike_tags(
    reach: Reach, stories: StoriesInReach, articles: ChangedArticles, problems: tuple[Problem, ...], inputs: PlanInputs
) -> bool:
    """Whether the problems of similar tags are still the same."""
    old, new = articles.old, articles.new
    tags_before, tags = ({path: (each.lang, each.tags) for path, each in some.items()} for some in (old, new))
    if tags_before == tags:
        return True
    pairs = {(each.lang, tag) for each in (*old.values(), *new.values()) for tag in each.tags}

    def among(some: Iterable[StoryFacts]) -> set[tuple[str, tuple[str, str]]]:
        return {(each.lang, tag) for each in some for tag in each.tags} & pairs

    if not problems and among(stories.before.values()) == among(stories.now.values()):
        return True
    everything = {path: story.facts for path, story in reach.everything().items() if path not in old}
    return (*similar_tag_problems((everything | {**new}).values(), inputs.settings),) == problems
