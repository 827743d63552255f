"""A few articles that changed -> the newsroom with them, and everything else that they touch.

An article can touch stories that link to it, its translations, the parts of its series, and stories
related to it. It can touch those with a tag that now has another name, and the lists it is in or
was in. These are found among the facts of all stories; only they are loaded and planned.

A change can touch more: an edition, the name of an author, a problem. Then there is no result, and
the whole site has to be planned. That is never wrong, only slower."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, cast

from generator.check.tags import similar_tag_problems
from generator.model.dataclass import dataclass, replace
from generator.model.headers import Status
from generator.model.settings import Settings
from generator.model.site import StoryFacts, StoryRecord
from generator.model.views import ObjectId
from generator.plan.inputs import PlanInputs
from generator.plan.site.affected import with_affected
from generator.plan.site.archive import Archive, ArchivedStory, Change, Stories
from generator.plan.site.editions import translations
from generator.plan.site.join import lookup_of, newest_first
from generator.plan.site.lookup import link_candidates, linked_id
from generator.plan.site.newsroom import PlannedNewsroom, asked_files, newsroom_problems_of, unsettled_in
from generator.plan.site.surroundings import Surroundings, first_answers_of, seen, surroundings
from generator.plan.site.tag_names import tag_answers
from generator.plan.sources import SourceDocuments
from generator.plan.story.facts import facts_of
from generator.plan.story.originals import correction_answers, whose_original_changed
from generator.plan.story.planning import Known, ObjectWriter, plan_stories
from generator.plan.story.questions import Answer, AnswersWithPages, FilesAsked, Question
from generator.plan.story.related import Related, oldest_first, related_again, related_answers, series_answers
from generator.plan.story.stories import PlannedStory
from generator.plan.urls import linked


@dataclass(frozen=True, slots=True)
class ChangedNewsroom:
    """The newsroom after a change. `planned` has the stories that were planned now; all others load
    themselves when they are needed. `before` are the old stories of those planned or gone.
    `listed_before` and `listed_now` are the visible stories that lists show otherwise, as they were
    and as they are."""

    planned: PlannedNewsroom
    before: Mapping[str, PlannedStory]
    listed_before: tuple[StoryRecord, ...]
    listed_now: tuple[StoryRecord, ...]


class _LaterRecord:
    """A record that is loaded when more is asked for than lists of articles show."""

    __slots__ = ("_load", "card", "facts", "links")

    def __init__(self, facts: StoryFacts, story: ArchivedStory, load: Callable[[str], StoryRecord]) -> None:
        self.facts, self.links, self.card, self._load = facts, story.links, ObjectId(story.card), load

    def __getattr__(self, name: str) -> Any:
        return getattr(self._load(self.facts.path), name)


def changed_newsroom(
    changed: SourceDocuments, change: Change, inputs: PlanInputs, objects: ObjectWriter
) -> ChangedNewsroom | None:
    """Return the newsroom, or None if the change touches more than stories and lists. `changed` has
    the changed articles alone, and all other documents, of which only pictures and attachments
    changed."""
    archive, settings = change.archive, inputs.settings
    if archive.inputs != inputs.digest or not change.gone | archive.unsettled <= archive.stories.keys():
        return None
    sources = with_affected(changed, change, inputs)
    if sources is None:
        return None
    paths = {*sources.articles, *change.gone}
    old = {path: archive.stories[path].facts for path in sorted(paths & archive.stories.keys())}
    others = lookup_of(sources.documents, comments=sources.comments)
    new = {
        each.path: facts_of(each, others.value, inputs)
        for articles in sources.opened(sorted(sources.articles))
        for each in articles
    }
    # Pages of articles that were taken back, and what leads through them, are planned with the whole site.
    if others.problems or any(map(_may_leave_something, (*old.values(), *new.values()))):
        return None
    facts_before = archive.facts()
    facts = archive.facts(without=change.gone) | new

    seen_then = partial(seen, instant=change.as_of.timestamp(), preview=inputs.preview)
    seen_now = partial(seen, instant=inputs.as_of.timestamp(), preview=inputs.preview)
    gone_now, come_now = seen_then(old.values()), seen_now(new.values())
    others_shown = seen_now(each for path, each in facts.items() if path not in paths)
    shown_before, shown = (*others_shown, *gone_now), (*others_shown, *come_now)
    around = surroundings(sources, facts, shown, others, inputs, objects)
    if tuple(each.paths for each in around.editions) != archive.editions or around.shared != archive.shared:
        return None

    stories = oldest_first(shown)
    related_before = {path: story.related for path, story in archive.stories.items() if story.related}
    related = related_again(related_before, stories, gone_now, come_now)
    corrected_before, corrected = (
        (correction_answers(facts_before.values(), shown_before), correction_answers(facts.values(), shown))
        if any(contents.has_corrections for contents in around.editions)  # before and now: the editions are the same
        else ({}, {})
    )
    tags = frozenset(id for each in (*gone_now, *come_now) for id, _ in each.tags)
    series = {each.series for each in (*gone_now, *come_now) if each.series}
    touched = {
        *archive.unsettled,
        *_whose_related_changed(related_before, related, old, new),
        *_whose_answers_changed(shown_before, shown, series, tags, inputs),
        *_that_ask(archive, *_moved(old, new), around.context.hidden ^ archive.hidden, inputs),
        *_translations_of(facts_before, facts, shown_before, shown, inputs),
        *whose_original_changed(corrected_before, corrected, facts.values()),
    }
    to_plan = sorted({*sources.articles, *(touched & facts.keys() - paths)})
    before = dict(change.stories({*to_plan, *(change.gone & facts_before.keys())}))
    if not before.keys() >= (set(to_plan) | change.gone) & archive.stories.keys():
        return None
    answers = _answers(to_plan, facts, stories, related, corrected, around, sources, inputs)
    digests = {path: story.article for path, story in before.items() if path in to_plan}
    known = Known(facts, answers, around.lookup, around.locations)
    planned = plan_stories(to_plan, known, replace(sources, articles=digests | dict(sources.articles)), inputs, objects)
    if not all(_is_sound(story, before.get(path), settings) for path, story in planned.items()):
        return None

    load = _record_loader(change.stories)

    def record_of(path: str, known_facts: StoryFacts) -> StoryRecord:
        if path in planned:
            made = planned[path].record
            assert made is not None
            return made
        return cast("StoryRecord", _LaterRecord(known_facts, archive.stories[path], load))

    newsroom = replace(
        around.newsroom, stories=newest_first(record_of(path, known_facts) for path, known_facts in facts.items())
    )
    files = {
        path: FilesAsked(story.attachments, story.pictures)
        for path, story in archive.stories.items()
        if (story.attachments or story.pictures) and path not in paths and path not in planned
    } | asked_files(planned)
    may_be_alike = archive.tag_problems or _tags_may_be_alike(facts_before, facts, old, new)
    if may_be_alike and (*similar_tag_problems(facts.values(), settings),) != archive.tag_problems:
        return None
    records_before = {path: story.record for path, story in before.items() if story.record}
    records = {path: story.record for path, story in planned.items() if story.record}
    listed = {
        path
        for path in {*records_before, *records}
        if not (path in records_before and path in records and records_before[path].is_alike_elsewhere(records[path]))
    }
    was, is_now = {each.path for each in shown_before}, {each.path for each in shown}
    return ChangedNewsroom(
        PlannedNewsroom(
            newsroom,
            around,
            planned,
            related,
            files,
            unsettled_in(planned),
            newsroom_problems_of(newsroom, sources, around, facts, files, inputs),
        ),
        before,
        tuple(records_before[path] for path in sorted(listed & was & records_before.keys())),
        tuple(records[path] for path in sorted(listed & is_now & records.keys())),
    )


def _may_leave_something(facts: StoryFacts) -> bool:
    """Whether an article has a notice, or old addresses that may outlive it."""
    return bool(facts.notice or (facts.aliases and (facts.status == Status.WITHDRAWN or facts.expires is not None)))


def _record_loader(stories: Stories) -> Callable[[str], StoryRecord]:
    """Return a function that loads the record of a story of the last build, each once."""

    @cache
    def load(path: str) -> StoryRecord:
        record = stories([path])[path].record
        assert record is not None
        return record

    return load


def _whose_related_changed(
    before: Related, now: Related, old: Mapping[str, StoryFacts], new: Mapping[str, StoryFacts]
) -> Iterator[str]:
    """Yield the stories with another list of related ones, or one of them that looks otherwise."""
    renewed = {path for path in new if path not in old or _in_a_list(old[path]) != _in_a_list(new[path])}
    for path, others in now.items():
        if (before.get(path) is not others and before.get(path) != others) or not renewed.isdisjoint(others):
            yield path
    yield from before.keys() - now.keys()


def _in_a_list(facts: StoryFacts) -> tuple[str, str, float, str]:
    return facts.url, facts.title, facts.date, facts.thumbnail


def _whose_answers_changed(
    before: Iterable[StoryFacts],
    now: Iterable[StoryFacts],
    series: set[str],
    tags: frozenset[str],
    inputs: PlanInputs,
) -> Iterator[str]:
    """Yield the stories in one of the series, and those with a tag that now has another name."""
    if series:
        yield from (facts.path for facts in (*before, *now) if facts.series in series)
    if tags:
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


def _that_ask(
    archive: Archive, moved: set[str], ids: set[str], hidden: frozenset[str], inputs: PlanInputs
) -> Iterator[str]:
    """Yield the stories that link to a moved article or to a file that is now hidden or no longer,
    or that translate such an article."""
    if not moved and not hidden:
        return
    for path, story in archive.stories.items():
        if story.facts.translation_of in ids:
            yield path
        for target, _ in story.links:
            if target.startswith("/"):
                is_asked = not hidden.isdisjoint(inputs.address.files(linked(target)[0]))
            elif id := linked_id(target):
                is_asked = id in ids
            else:
                is_asked = not moved.isdisjoint(link_candidates(target, path))
            if is_asked:
                yield path


def _translations_of(
    facts_before: Mapping[str, StoryFacts],
    facts: Mapping[str, StoryFacts],
    shown_before: Iterable[StoryFacts],
    shown: Iterable[StoryFacts],
    inputs: PlanInputs,
) -> Iterator[str]:
    """Yield the stories whose translations have changed."""
    before = translations(facts_before.values(), shown_before, inputs.settings)
    now = translations(facts.values(), shown, inputs.settings)
    if before == now:
        return
    ids = {id for id in before.keys() | now.keys() if before.get(id) != now.get(id)}
    yield from (path for path, each in facts.items() if (each.translation_of or each.id) in ids)


def _answers(
    paths: Iterable[str],
    facts: Mapping[str, StoryFacts],
    stories: list[StoryFacts],
    related: Related,
    corrected: dict[Question, Answer],
    around: Surroundings,
    sources: SourceDocuments,
    inputs: PlanInputs,
) -> AnswersWithPages:
    """Return the answers for the stories at `paths`. `stories` are the visible ones, oldest
    first; `corrected` are the answers on corrections of originals."""
    wanted = set(paths)
    tags = frozenset(id for path in wanted for id, _ in facts[path].tags)
    series = {facts[path].series for path in wanted} - {""}
    return around.answers_with(
        first_answers_of(sources)
        | tag_answers(stories, inputs.settings, tags)
        | related_answers({path: related[path] for path in wanted & related.keys()}, facts)
        | dict(series_answers(each for each in stories if each.series in series))
        | corrected
    )


def _is_sound(story: PlannedStory, before: PlannedStory | None, settings: Settings) -> bool:
    """Whether a story lacks no answer, and tells of no problem, that it did not in the last build."""
    is_settled, problems = (before.is_settled, before.problems) if before else (True, ())
    is_told = story.problems == problems or settings.told(story.problems) == settings.told(problems)
    return story.record is not None and story.is_settled == is_settled and is_told


def _tags_may_be_alike(
    facts_before: Mapping[str, StoryFacts],
    facts: Mapping[str, StoryFacts],
    old: Mapping[str, StoryFacts],
    new: Mapping[str, StoryFacts],
) -> bool:
    """Whether the tags of the newsroom are no longer the same, in all their spellings."""
    pairs = {(each.lang, tag) for each in (*old.values(), *new.values()) for tag in each.tags}

    def among(stories: Iterable[StoryFacts]) -> set[tuple[str, tuple[str, str]]]:
        return {(each.lang, tag) for each in stories for tag in each.tags} & pairs

    return bool(pairs) and among(facts_before.values()) != among(facts.values())
