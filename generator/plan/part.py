"""A few changed articles -> the files of the site that they can change. No other file can change.

Edited bodies change their own pages alone. Other changes of articles (a headline, a new article, a
deleted one) also change the lists they are in, and the stories that show something of them. Where
more can change, there is no such plan, and the whole site has to be planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.check.newsroom import newsroom_problems
from generator.model.dataclass import dataclass, replace
from generator.model.documents import in_language
from generator.model.outputs import DataOutput, Output, PageOutput
from generator.model.site import Site, StoryRecord
from generator.model.views import ObjectId
from generator.plan.conflicts import collide
from generator.plan.feeds.feeds import feed_outputs
from generator.plan.feeds.sitemaps import page_entries, sitemaps
from generator.plan.inputs import PlanInputs
from generator.plan.outputs import photo_outputs
from generator.plan.pages.articles import article_outputs
from generator.plan.pages.chrome import chrome_of
from generator.plan.pages.lists import Lists, lists_with
from generator.plan.pages.pages import pages_of_lists
from generator.plan.site.archive import Archive
from generator.plan.site.changes import Change, ChangedNewsroom, changed_newsroom
from generator.plan.site.editions import EditionContents, edition_of
from generator.plan.site.links import link_problems
from generator.plan.site.newsroom import archived, edition_contexts
from generator.plan.site.published import is_story_shown, published
from generator.plan.sources import SourceDocuments
from generator.plan.story.planning import ObjectWriter, plan_stories
from generator.plan.story.remembered import asks_the_same, remembered
from generator.plan.story.stories import PlannedStory
from generator.plan.urls import author_url, output_path, section_url, tag_url


@dataclass(frozen=True, slots=True)
class PartialPlan:
    """The plan of a part of a site; no other file of the site can change. `outputs` and `planned`
    are as in `Plan`. `gone` are the paths of files that are no longer planned. `before` are the
    stories of the last build in place of those planned or deleted. `site` and `archive` are None
    when only texts were edited: then both are as they were."""

    outputs: tuple[Output, ...]
    planned: Mapping[str, PlannedStory]
    before: Mapping[str, PlannedStory]
    gone: frozenset[str] = frozenset()
    site: Site | None = None
    archive: Archive | None = None


def planned_texts(
    sources: SourceDocuments,
    inputs: PlanInputs,
    objects: ObjectWriter,
    chromes: Mapping[str, str],
    loaded: Callable[[str], Any],
) -> PartialPlan | None:
    """Return the outputs of edited articles, planned with their answers of the last build; None if
    their edits can change anything else, or ask anything new.

    `sources` are these articles alone, their stories of that build, and the documents behind these.
    A body is private: only its own page shows it. So no list is planned. Problems need no check:
    the caller takes no article that has or had one. `chromes` are the digests of the chrome of each
    edition in that build; `loaded` gives the object with a digest."""
    known = remembered(sources.before, {each.path: each for each in sources.documents}, loaded)
    paths = sorted(sources.articles)
    if not all(asks_the_same(each, known, inputs) for articles in sources.opened(paths) for each in articles):
        return None
    planned = plan_stories(paths, known, sources, inputs, objects)
    outputs: list[Output] = []
    for path, story in planned.items():
        if story.record is None or not _is_only_text(sources.before[path], story, inputs):
            return None
        if is_story_shown(story.facts, inputs.as_of.timestamp(), preview=inputs.preview):
            chrome = chromes[inputs.settings.edition(story.facts.lang)]
            outputs += article_outputs(story.record, ObjectId(chrome))
    return PartialPlan(tuple(outputs), planned, sources.before)


def _is_only_text(before: PlannedStory, now: PlannedStory, inputs: PlanInputs) -> bool:
    """Whether a story differs from that of the last build in nothing that another page shows."""
    return (
        before.record is not None
        and now.record is not None
        and before.is_settled
        and now.is_settled
        and before.inputs == inputs.digest
        and before.problems == now.problems
        and before.record.is_alike_elsewhere(now.record)
    )


@dataclass(frozen=True, slots=True)
class LastSite:
    """The last build's site: `files` are the paths of its files, `chromes` the digests of the
    chrome of each edition, `assets` the output path of each asset by its name."""

    files: frozenset[str]
    chromes: Mapping[str, str]
    assets: Mapping[str, str]


def planned_change(
    sources: SourceDocuments, change: Change, inputs: PlanInputs, last: LastSite, objects: ObjectWriter
) -> PartialPlan | None:
    """Return the plan of everything that changed articles touch, or None if that is more than
    stories and lists. `sources` has these articles alone, and all other documents, which are as
    they were."""
    changed = changed_newsroom(sources, change, inputs, objects)
    if changed is None or not _keeps_files(changed):
        return None
    planned, context, archive = changed.planned, changed.planned.around.context, change.archive
    site = published(
        planned.newsroom,
        inputs.as_of,
        context.addresses,
        preview=inputs.preview,
        timezone=inputs.settings.site.timezone,
    )
    texts: list[PageOutput | DataOutput] = []
    fronts: list[str] = []
    for contents, own_context in zip(planned.around.editions, edition_contexts(planned, inputs), strict=True):
        edition = edition_of(site, contents, inputs.settings)
        chrome = objects.add(chrome_of(edition, last.assets, own_context))
        if chrome != last.chromes.get(contents.tag):
            return None
        texts += (
            output
            for story in edition.stories
            if story.facts.path in planned.planned
            for output in article_outputs(story, ObjectId(chrome))
        )
        before = _in_edition(changed.listed_before, contents, inputs)
        now = _in_edition(changed.listed_now, contents, inputs)
        if not before and not now:
            continue
        if not _has_the_same_months(edition, before, now):
            return None
        lists = _with_rankings(
            lists_with(each.facts for each in (*before, *now)), (*before, *now), edition, contents, inputs
        )
        texts += pages_of_lists(edition, own_context, planned.around.people, ObjectId(chrome), lists)
        texts += feed_outputs(edition, own_context, lists.sections)
        places = _places(lists, edition)
        fronts += (own_context.at(place) for place in places)
    html = [each for each in texts if isinstance(each, PageOutput)]
    urls = {page.url for page in html}
    below = tuple(f"{front}page/" for front in fronts)
    kept = {
        url: entry
        for url, entry in archive.pages.items()
        if url not in urls and url not in fronts and not url.startswith(below)
    }
    pages = kept | page_entries(html, context)
    listed = (*changed.listed_before, *changed.listed_now)
    months = {story.facts.day[:2] for story in listed}
    maps = sitemaps(site, context, pages.values(), archive.last, months)
    photos = [*photo_outputs({use for story in changed.listed_now for use in story.photos})]
    outputs: list[Output] = [*texts, *maps.outputs, *photos]
    paths = {output.path for output in outputs}
    former = {output_path(story.facts.url) for story in changed.listed_before}
    former |= {output_path(front) for front in fronts}
    below = tuple(output_path(f"{front}page/")[: -len("index.html")] for front in fronts)
    gone = (former | {file for file in last.files if file.startswith(below)}) & last.files - paths
    new_paths = paths - last.files
    came = {output_path(story.facts.url) for story in changed.listed_now} - former
    if len(paths) < len(outputs) or came & last.files or (new_paths and collide([*last.files, *new_paths])):
        return None
    problems = (*planned.problems, *link_problems(planned.newsroom, (last.files - gone) | paths, context))
    if problems != archive.problems or newsroom_problems(planned.newsroom, inputs.settings, inputs.as_of):
        return None
    stories = {path: story for path, story in archive.stories.items() if path not in change.gone}
    new = Archive(
        archive.inputs,
        stories | archived(planned, planned.planned),
        archive.editions,
        context.hidden,
        archive.problems,
        archive.tag_problems,
        archive.shared,
        pages,
        maps.last,
        archive.pictured | {photo.source for photo in photos},
    )
    outputs.sort(key=lambda output: (output.path, output.origin))
    return PartialPlan(tuple(outputs), planned.planned, changed.before, frozenset(gone), site, new)


def _keeps_files(changed: ChangedNewsroom) -> bool:
    """Whether all pictures and attachments of the stories stay published: others may use them, or
    not."""
    now = {story.facts.path: story for story in changed.listed_now}
    for story in changed.listed_before:
        other = now.get(story.facts.path)
        if not set(story.photos) <= set(other.photos if other else ()):
            return False
    attached = changed.planned.attachments
    everything = (*changed.listed_before, *changed.listed_now)
    return not any(use[3] for story in changed.listed_now for use in story.photos) and not any(
        story.facts.path in attached for story in everything
    )


def _in_edition(
    stories: Iterable[StoryRecord], contents: EditionContents, inputs: PlanInputs
) -> tuple[StoryRecord, ...]:
    return tuple(story for story in stories if inputs.settings.edition(story.facts.lang) == contents.tag)


def _has_the_same_months(edition: Site, before: Iterable[StoryRecord], now: Iterable[StoryRecord]) -> bool:
    """Whether the archive of an edition has the months that it had. `before` and `now` are stories
    that changed."""
    came = {story.facts.path for story in now}
    had = {story.facts.day[:2] for story in before}
    has: set[tuple[int, int]] = set()
    for story in edition.stories:
        has.add(story.facts.day[:2])
        if story.facts.path not in came:
            had.add(story.facts.day[:2])
    return had == has


def _with_rankings(
    lists: Lists,
    listed: Iterable[StoryRecord],
    edition: Site,
    contents: EditionContents,
    inputs: PlanInputs,
) -> Lists:
    """Return the lists with those sections whose ranking by editors has one of the stories."""
    paths = {story.facts.path for story in listed}
    language = inputs.settings.lookup_language(contents.tag)
    rankings = edition.newsroom.rankings
    ranked = {
        section.path
        for section in edition.sections
        if (ranking := rankings.get(in_language(section.id, language)))
        and not paths.isdisjoint((ranking.lead, *ranking.top))
    }
    return replace(lists, sections=lists.sections | ranked)


def _places(lists: Lists, edition: Site) -> Iterator[str]:
    """Yield the addresses of the fronts of lists, without the edition's prefix."""
    yield from (section_url(section.id) for section in edition.sections if section.path in lists.sections)
    yield from (author_url(author.id) for author in edition.authors if author.path in lists.authors)
    yield from map(tag_url, lists.tags)
