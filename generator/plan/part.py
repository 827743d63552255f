"""A few changed articles -> the files of the site that they can change. No other file can change.

Edited bodies change their own pages alone. Other changes of articles (a headline, a new article, a
deleted one) also change the lists they are in, and the stories that show something of them. Where
more can change, there is no such plan, and the whole site has to be planned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from generator.check.newsroom import newsroom_problems
from generator.model.dataclass import dataclass, replace
from generator.model.documents import in_language
from generator.model.outputs import DataOutput, Output, PageOutput
from generator.model.published_file import PublishedFile
from generator.model.site import Site, StoryRecord
from generator.model.views import ObjectId
from generator.plan.conflicts import address_problems, collide, query_problems
from generator.plan.feeds.feeds import feed_outputs
from generator.plan.feeds.sitemaps import page_entries, sitemaps
from generator.plan.files_of_part import attachments_of_part, photos_of_part
from generator.plan.inputs import PlanInputs
from generator.plan.pages.articles import article_outputs
from generator.plan.pages.chrome import chrome_of
from generator.plan.pages.fronts import Month
from generator.plan.pages.lists import Lists, lists_with
from generator.plan.pages.old_addresses import old_address_pages
from generator.plan.pages.pages import PAGE_LAYOUTS, pages_of_lists, pages_that_link
from generator.plan.redirects import REDIRECTS_FILE, Redirect, redirects_file, redirects_of
from generator.plan.site.archive import Archive, Change
from generator.plan.site.changes import ChangedNewsroom, changed_newsroom
from generator.plan.site.editions import EditionContents, edition_of
from generator.plan.site.links import link_problems
from generator.plan.site.newsroom import archived, edition_contexts
from generator.plan.site.published import is_story_shown, published
from generator.plan.site.withdrawals import chains, gone
from generator.plan.sources import SourceDocuments
from generator.plan.story.planning import ObjectWriter, plan_stories
from generator.plan.story.remembered import asks_the_same, remembered
from generator.plan.story.stories import PlannedStory
from generator.plan.urls import author_url, listing_url, month_url, output_path, section_url, sitemap_url, tag_url


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


class LastPaths(Container[str], Protocol):
    """The paths of all files of the last build's site."""

    def among(self, paths: Iterable[str]) -> set[str]:
        """Return those of the paths that are files."""
        ...

    def have_rivals(self, paths: Iterable[str]) -> bool:
        """Whether one of the files would have the place of one of these, which are no files yet, or
        would lie inside it, or around it. Capitals do not count."""
        ...


@dataclass(frozen=True, slots=True)
class LastSite:
    """The last build's site: `files` are the paths of its files, `at` gives the entries of those at
    some paths; `chromes` are the digests of the chrome of each edition, `assets` the output path of
    each asset by its name."""

    files: LastPaths
    at: Callable[[Iterable[str]], Mapping[str, PublishedFile]]
    chromes: Mapping[str, str]
    assets: Mapping[str, str]


def planned_change(
    sources: SourceDocuments, change: Change, inputs: PlanInputs, last: LastSite, objects: ObjectWriter
) -> PartialPlan | None:
    """Return the plan of everything that changed articles touch, or None if that is more than
    stories and lists. `sources` has these articles alone, and all other documents, of which only
    pictures and attachments changed."""
    changed = changed_newsroom(sources, change, inputs, objects)
    if changed is None:
        return None
    planned, context, archive = changed.planned, changed.planned.around.context, change.archive
    site = published(
        planned.newsroom,
        inputs.as_of,
        context.addresses,
        preview=inputs.preview,
        timezone=inputs.settings.site.timezone,
    )
    redirects = redirects_of(site, inputs.settings)
    if [*query_problems(redirects)] or _may_lead_on(changed, site):
        return None
    pages = _pages(changed, site, redirects, inputs, last, objects)
    photos = photos_of_part(changed, change, site, context)
    if pages is None or photos is None:
        return None
    html = [each for each in pages.outputs if isinstance(each, PageOutput)]
    urls = {page.url for page in html}
    left = last.files.among(map(output_path, pages.left - urls))
    listed = (*changed.listed_before, *changed.listed_now)
    entries = {
        url: entry for url, entry in archive.pages.items() if url not in urls and output_path(url) not in left
    } | page_entries(html, context)
    maps = sitemaps(site, context, entries.values(), archive.last, {story.facts.day[:2] for story in listed})
    attachments = attachments_of_part(changed, change, site, sources.documents)
    moved = redirects_file(redirects, site.withdrawals, context.address)
    outputs: list[Output] = [*pages.outputs, *maps.outputs, *moved, *photos.outputs, *attachments.outputs]
    paths = {output.path for output in outputs}
    left |= photos.former | attachments.former | {REDIRECTS_FILE}
    left |= {output_path(sitemap_url(name)) for name in archive.last.keys() - maps.last.keys()}
    gone = last.files.among(left - paths)
    standing = last.files.among(paths)
    new_paths, before = paths - standing, {story.facts.path for story in changed.listed_before}
    if (
        address_problems(outputs)
        or (new_paths and (collide([*new_paths]) or last.files.have_rivals(new_paths)))
        or _are_taken(outputs, gone, last.at(standing | gone), before)
    ):
        return None
    problems = (*planned.problems, *link_problems(planned.newsroom, FilesNow(last.files, gone, paths), context))
    settings = inputs.settings
    is_told = problems == archive.problems or settings.told(problems) == settings.told(archive.problems)
    if not is_told or settings.told(newsroom_problems(planned.newsroom, settings, inputs.as_of)):
        return None
    others = {path: story for path, story in archive.stories.items() if path not in change.gone}
    new = Archive(
        archive.inputs,
        others | archived(planned, planned.planned),
        archive.unsettled - changed.before.keys() | planned.unsettled,
        archive.editions,
        context.hidden,
        problems,
        archive.tag_problems,
        archive.shared,
        entries,
        maps.last,
        photos.pictured,
        photos.waiting,
    )
    outputs.sort(key=lambda output: (output.path, output.origin))
    return PartialPlan(tuple(outputs), planned.planned, changed.before, frozenset(gone), site, new)


@dataclass(frozen=True, slots=True)
class FilesNow:
    """The files of the site with the part: those of the last site without those that are `gone`, and
    those `planned`."""

    last: Container[str]
    gone: Container[str]
    planned: Container[str]

    def __contains__(self, path: object) -> bool:
        return path in self.planned or (path in self.last and path not in self.gone)


class _Pages(NamedTuple):
    """Pages, and the files beside them. `left` are the addresses that changed stories and the lists
    with them had, or may have had."""

    outputs: list[PageOutput | DataOutput]
    left: set[str]


def _pages(
    changed: ChangedNewsroom,
    site: Site,
    redirects: Iterable[Redirect],
    inputs: PlanInputs,
    last: LastSite,
    objects: ObjectWriter,
) -> _Pages | None:
    """Return the pages of all editions that can change; None if it is all pages of one."""
    planned, editions = changed.planned, [contents.tag for contents in changed.planned.around.editions]
    led = [each for each in redirects if each.origin.removeprefix(_CONTENT) in planned.planned]
    outputs: list[PageOutput | DataOutput] = []
    left = {url for story in changed.listed_before for url in (story.facts.url, *story.facts.aliases)}
    for contents, context in zip(planned.around.editions, edition_contexts(planned, inputs), strict=True):
        edition = edition_of(site, contents, inputs.settings)
        chrome = ObjectId(objects.add(chrome_of(edition, last.assets, context)))
        if chrome.digest != last.chromes.get(contents.tag):
            return None
        stories = [story for story in edition.stories if story.facts.path in planned.planned]
        outputs += (output for story in stories for output in article_outputs(story, chrome))
        outputs += old_address_pages(led, (), editions, context, chrome)
        outputs += pages_that_link(edition, context, chrome, planned.planned.keys() | changed.before.keys())
        before = _in_edition(changed.listed_before, contents, inputs)
        now = _in_edition(changed.listed_now, contents, inputs)
        if not before and not now:
            continue
        lists = lists_with(each.facts for each in (*before, *now))
        lists = _with_rankings(lists, (*before, *now), edition, contents, inputs)
        lists = _with_neighbours(lists, _other_months(edition, before, now), edition)
        outputs += pages_of_lists(edition, context, planned.around.people, chrome, lists)
        outputs += feed_outputs(edition, context, lists.sections)
        left |= {context.at(month_url(*month)) for month in lists.months}
        for place in map(context.at, _places(lists, edition)):
            left |= {place, *_older_pages(place, last)}
    return _Pages(outputs, left)


def _may_lead_on(changed: ChangedNewsroom, site: Site) -> bool:
    """Whether an old address of a changed story may lead to it through an article that is gone."""
    stories = (*changed.listed_before, *changed.listed_now)
    return any(story.facts.aliases for story in stories) and bool(
        chains(gone(site.newsroom.ending, site.as_of.timestamp()))
    )


def _older_pages(front: str, last: LastSite) -> Iterator[str]:
    """Yield the addresses of the older pages of a list in the last site."""
    number = 1
    while output_path(url := listing_url(front, number)) in last.files:
        yield url
        number += 1


def _in_edition(
    stories: Iterable[StoryRecord], contents: EditionContents, inputs: PlanInputs
) -> tuple[StoryRecord, ...]:
    return tuple(story for story in stories if inputs.settings.edition(story.facts.lang) == contents.tag)


def _are_taken(
    outputs: Iterable[Output], gone: Iterable[str], entries: Mapping[str, PublishedFile], left: Container[str]
) -> bool:
    """Whether an output or a file that is `gone` has the address of another page that stays.
    `entries` are the files of the last site at these addresses. The pages of the articles in `left`
    do not stay: they are planned anew or gone."""

    def stays(entry: PublishedFile) -> bool:
        return entry.origin.removeprefix(_CONTENT) not in left

    if any(entries[path].layout in PAGE_LAYOUTS and stays(entries[path]) for path in gone):
        return True
    there = ((output, entries[output.path]) for output in outputs if output.path in entries)
    return any(stays(entry) and not _is_same(output, entry) for output, entry in there)


def _is_same(output: Output, entry: PublishedFile) -> bool:
    """Whether an output is the page, or the other file, that the last site has at its address."""
    if not isinstance(output, PageOutput):
        return not entry.layout
    if output.layout in PAGE_LAYOUTS:
        return (entry.layout, entry.origin) == (output.layout, output.origin)
    # the list of a tag has the origin of its oldest article
    return (entry.layout, _folder(entry.origin)) == (output.layout, _folder(output.origin))


_CONTENT = "content/"


def _folder(origin: str) -> str:
    """Return the folder of a document in content/."""
    return origin.removeprefix(_CONTENT).partition("/")[0]


def _other_months(edition: Site, before: Iterable[StoryRecord], now: Iterable[StoryRecord]) -> set[Month]:
    """Return the months that the archive of an edition has and had not, or had and has not.
    `before` and `now` are stories that changed."""
    came = {story.facts.path for story in now}
    had = {story.facts.day[:2] for story in before}
    has: set[Month] = set()
    for story in edition.stories:
        has.add(story.facts.day[:2])
        if story.facts.path not in came:
            had.add(story.facts.day[:2])
    return had ^ has


def _with_neighbours(lists: Lists, other: Iterable[Month], edition: Site) -> Lists:
    """Return the lists with the months next to those that came or went: they link to these."""
    if not other:
        return lists
    months = sorted({story.facts.day[:2] for story in edition.stories})
    near: set[Month] = set()
    for month in other:
        place = bisect_left(months, month)
        near.update(months[max(0, place - 1) : bisect_right(months, month) + 1])
    return replace(lists, months=lists.months | near, has_other_months=True)


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
