"""A few articles that changed -> the newsroom with them, and everything else that they touch.

Stories that it touches are planned with it (`touched`), and the lists it is in or was in. These are
found by the keys of all stories; only they are loaded (`reach`).

A change can touch more: an edition, the name of an author, a problem. Then there is no result, and
the whole site has to be planned. That is never wrong, only slower."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from generator.model.dataclass import dataclass, replace
from generator.model.documents import Attachment
from generator.model.settings import Settings
from generator.model.site import Newsroom, StoryFacts, StoryRecord
from generator.model.views import ObjectId
from generator.plan.edition_context import EditionContext
from generator.plan.inputs import PlanInputs
from generator.plan.site.archive import ArchivedStory, Change, Stories
from generator.plan.site.concerned import Concerned, concerned_of
from generator.plan.site.join import newest_first
from generator.plan.site.newsroom import PlannedNewsroom, asked_files, newsroom_problems_of, unsettled_in
from generator.plan.site.reach import Older, Reach, asked_before, load_pages
from generator.plan.site.story_keys import LINK, key
from generator.plan.site.surroundings import Surroundings, first_answers_of, surroundings
from generator.plan.site.tag_names import tag_answers
from generator.plan.site.touched import (
    StoriesInReach,
    changed_articles,
    have_alike_headlines,
    have_alike_tags,
    reach_of,
    stories_in,
    touched,
    with_answering,
)
from generator.plan.sources import SourceDocuments
from generator.plan.story.all_answers import AnswersWithPages
from generator.plan.story.originals import correction_answers
from generator.plan.story.planning import Known, ObjectWriter, plan_stories
from generator.plan.story.questions import FilesAsked
from generator.plan.story.related import Related, oldest_first, related_answers, series_answers
from generator.plan.story.stories import PlannedStory
from generator.plan.urls import output_path


@dataclass(frozen=True, slots=True)
class ChangedNewsroom:
    """The newsroom after a change. `planned` has the stories that were planned now; all others load
    themselves when they are needed. `before` are the old stories of those planned or gone.
    `listed_before` and `listed_now` are the visible stories that lists show otherwise, as they were
    and as they are. Only the stories in `reach` are in the newsroom; `older` are those that are left
    out of the lists of sections, by edition and section. `more` are so many more visible stories, and
    so many more in all."""

    planned: PlannedNewsroom
    before: Mapping[str, PlannedStory]
    listed_before: tuple[StoryRecord, ...]
    listed_now: tuple[StoryRecord, ...]
    reach: Reach
    older: Mapping[tuple[str, str], Older]
    more: tuple[int, int]
    load: Callable[[str], StoryRecord]


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
    archive = change.archive
    articles = changed_articles(changed, change, inputs) if archive.inputs == inputs.digest else None
    if articles is None:
        return None
    reach = reach_of(articles, change, inputs)
    if not change.gone | archive.unsettled <= reach.found.keys():
        return None
    known = with_answering(touched(articles, change, inputs, reach), articles, reach)
    while True:
        stories = stories_in(reach, articles, inputs)
        around = surroundings(articles.sources, stories.now, stories.shown, articles.documents, inputs, objects)
        changed_files = around.context.hidden ^ archive.hidden
        more = {path for file in changed_files for path in reach.under(key(LINK, "file", file))} - change.gone
        if more <= known.paths:
            break
        known = with_answering(known, articles, reach, more - known.paths)
    if tuple(each.paths for each in around.editions) != archive.editions or around.shared != archive.shared:
        return None
    to_plan = sorted(known.paths)
    before = dict(change.stories({*to_plan, *(change.gone & reach.found.keys())}))
    if not before.keys() >= (known.paths | change.gone) & reach.found.keys():
        return None
    answers = _answers(to_plan, stories, known.related, around, articles.sources, inputs)
    digests = {path: story.article for path, story in before.items() if path in known.paths}
    planned = plan_stories(
        to_plan,
        Known(stories.now, answers, around.lookup, around.locations),
        replace(articles.sources, articles={**digests, **articles.sources.articles}),
        inputs,
        objects,
    )
    if not all(
        _is_sound(story, before.get(path), inputs.settings) for path, story in planned.items()
    ) or not have_alike_tags(reach, stories, articles, archive.tag_problems, inputs):
        return None
    if not have_alike_headlines(articles, change.index, inputs.settings):
        return None
    listed_before, listed_now = _listed(before, planned, stories)
    older = load_pages(
        reach, [each.facts for each in (*listed_before, *listed_now)], around.editions, around.newsroom, inputs.settings
    )
    load = _record_loader(change.stories)
    newsroom = replace(around.newsroom, stories=newest_first(_records(reach, planned, change.gone, load)))
    files = {
        path: FilesAsked(story.attachments, story.pictures)
        for path, story in reach.found.items()
        if (story.attachments or story.pictures) and path not in articles.paths and path not in planned
    } | asked_files(planned)
    asking = (*articles.asking, *(asked_before(reach.found[path]) for path in to_plan if path in reach.found))
    attachments = frozenset(each.path for each in articles.sources.documents if isinstance(each, Attachment))
    concerned = concerned_of(reach, asking, attachments, change)
    problems = newsroom_problems_of(
        newsroom, articles.sources, around, stories.now, files, inputs, concerned.other_files, concerned.ids
    )
    if concerned.among(problems) != concerned.among(archive.problems):
        return None
    return ChangedNewsroom(
        PlannedNewsroom(newsroom, around, planned, known.related, files, unsettled_in(planned), archive.problems),
        before,
        listed_before,
        listed_now,
        reach,
        older,
        (len(articles.come_now) - len(articles.gone_now), len(articles.new) - len(articles.old)),
        load,
    )


def _listed(
    before: Mapping[str, PlannedStory], planned: Mapping[str, PlannedStory], stories: StoriesInReach
) -> tuple[tuple[StoryRecord, ...], tuple[StoryRecord, ...]]:
    """Return the visible stories that lists show otherwise, as they were and as they are."""
    old = {path: story.record for path, story in before.items() if story.record}
    new = {path: story.record for path, story in planned.items() if story.record}
    listed = {
        path
        for path in {*old, *new}
        if path not in old or path not in new or not old[path].is_alike_elsewhere(new[path])
    }
    was, is_now = {each.path for each in stories.shown_before}, {each.path for each in stories.shown}
    return (
        tuple(old[path] for path in sorted(listed & was & old.keys())),
        tuple(new[path] for path in sorted(listed & is_now & new.keys())),
    )


def _records(
    reach: Reach, planned: Mapping[str, PlannedStory], gone: frozenset[str], load: Callable[[str], StoryRecord]
) -> Iterator[StoryRecord]:
    """Yield the records of all stories in reach, as they are now."""
    yield from (story.record for story in planned.values() if story.record)
    for path, story in reach.found.items():
        if path not in planned and path not in gone:
            yield cast("StoryRecord", _LaterRecord(story.facts, story, load))


def with_linking(
    changed: ChangedNewsroom, files: Iterable[str], context: EditionContext
) -> tuple[Newsroom, Mapping[str, str], Concerned]:
    """Return the newsroom with all stories that link to a changed article, or to one of the `files`
    that came or went, and with what these link to; the addresses of all these; and the stories whose
    links can have other problems than before."""
    planned, reach = changed.planned.planned, changed.reach
    stories = (*planned.values(), *changed.before.values())
    keys = {
        key(LINK, kind, name)
        for story in stories
        for kind, name in (("path", story.facts.path), ("id", story.facts.id))
    }
    touched = {*files, *(output_path(story.facts.url) for story in stories)}
    keys |= {key(LINK, "file", file) for file in touched}
    linking = {path: story for each in keys for path, story in reach.under(each).items() if path not in planned}
    for story in linking.values():
        reach.load_asked(asked_before(story))
    newsroom, gone = changed.planned.newsroom, changed.before.keys() - planned.keys()
    there = {story.facts.path for story in newsroom.stories}
    others = [story for path, story in reach.found.items() if path not in there and path not in gone]
    records = (cast("StoryRecord", _LaterRecord(story.facts, story, changed.load)) for story in others)
    shown = {path: story.facts.url for path, story in reach.found.items() if story.is_shown and path not in gone}
    addresses = {**{path: url for path, url in shown.items() if path not in planned}, **context.addresses}
    concerned = Concerned(None if reach.is_all else frozenset({*planned, *gone, *linking}), frozenset())
    return replace(newsroom, stories=newest_first((*newsroom.stories, *records))), addresses, concerned


def _record_loader(stories: Stories) -> Callable[[str], StoryRecord]:
    """Return a function that loads the record of a story of the last build, each once."""

    @cache
    def load(path: str) -> StoryRecord:
        record = stories([path])[path].record
        assert record is not None
        return record

    return load


def _answers(
    paths: Iterable[str],
    stories: StoriesInReach,
    related: Related,
    around: Surroundings,
    sources: SourceDocuments,
    inputs: PlanInputs,
) -> AnswersWithPages:
    """Return the answers for the stories at `paths`."""
    wanted, facts, by_date = set(paths), stories.now, oldest_first(stories.shown)
    tags = frozenset(id for path in wanted for id, _ in facts[path].tags)
    series = {facts[path].series for path in wanted} - {""}
    return around.answers_with(
        first_answers_of(sources)
        | tag_answers(by_date, inputs.settings, tags)
        | related_answers({path: related[path] for path in wanted & related.keys()}, facts)
        | dict(series_answers(each for each in by_date if each.series in series))
        | correction_answers(facts.values(), stories.shown)
    )


def _is_sound(story: PlannedStory, before: PlannedStory | None, settings: Settings) -> bool:
    """Whether a story lacks no answer, and tells of no problem, that it did not in the last build."""
    is_settled, problems = (before.is_settled, before.problems) if before else (True, ())
    is_told = story.problems == problems or settings.told(story.problems) == settings.told(problems)
    return story.record is not None and story.is_settled == is_settled and is_told
