"""A few changed articles -> the files of the site that they can change. No other file can change.

Edited bodies change their own pages alone. Other changes of articles (a headline, a new article, a
deleted one) also change the lists they are in, and the stories that show something of them. Where
more can change, there is no such plan, and the whole site has to be planned."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from generator.check.newsroom import newsroom_problems
from generator.model.dataclass import dataclass, replace
from generator.model.outputs import Output, PageOutput
from generator.model.published_file import PublishedFile
from generator.model.site import Site
from generator.model.views import ObjectId
from generator.plan.conflicts import address_problems, collide, meet_coming, query_problems
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.news_sitemap import news_entries
from generator.plan.feeds.sitemaps import page_entries, sitemaps
from generator.plan.files_of_part import attachments_of_part, photos_of_part
from generator.plan.hosting import told_pages
from generator.plan.inputs import PlanInputs
from generator.plan.last_site import FilesNow, LastSite
from generator.plan.pages.articles import article_outputs
from generator.plan.pages.lite import lite_addresses, lite_pages
from generator.plan.pages.pages import PAGE_LAYOUTS
from generator.plan.pages_of_part import pages_of_part
from generator.plan.photos.withheld import touches_withheld
from generator.plan.redirects import REDIRECTS_FILE, redirects_file, redirects_of
from generator.plan.site.archive import Archive, Change
from generator.plan.site.changes import ChangedNewsroom, changed_newsroom, with_linking
from generator.plan.site.links import link_problems
from generator.plan.site.newsroom import archived
from generator.plan.site.published import is_story_shown, published
from generator.plan.site.withdrawals import chains, gone
from generator.plan.sources import SourceDocuments
from generator.plan.story.planning import ObjectWriter, plan_stories
from generator.plan.story.remembered import asks_the_same, remembered
from generator.plan.story.stories import PlannedStory
from generator.plan.urls import output_path, sitemap_url
from generator.plan.well_known import with_security_turn


@dataclass(frozen=True, slots=True)
class PartialPlan:
    """The plan of a part of a site; no other file of the site can change. `outputs` and `planned`
    are as in `Plan`. `gone` are the paths of files that are no longer planned. `before` are the
    stories of the last build in place of those planned or deleted. `site` and `archive` are None
    when only texts were edited: then both are as they were. Of the stories, both have only those in
    reach of the change; there are so many `more` visible ones than before, and more in all."""

    outputs: tuple[Output, ...]
    planned: Mapping[str, PlannedStory]
    before: Mapping[str, PlannedStory]
    gone: frozenset[str] = frozenset()
    site: Site | None = None
    archive: Archive | None = None
    more: tuple[int, int] = (0, 0)


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
    known = remembered(sources.before, {each.path: each for each in sources.documents}, sources.comments, loaded)
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
    return PartialPlan((*outputs, *lite_pages(outputs, inputs.settings)), planned, sources.before)


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
        [inputs.settings.lookup_language(each.tag) for each in planned.around.editions],
        preview=inputs.preview,
        timezone=inputs.settings.site.timezone,
        has_news=inputs.settings.site.news_sitemap,
    )
    site = with_security_turn(site, inputs.settings)
    redirects = redirects_of(site, inputs.settings) if _have_old_addresses(changed) else ()
    records = [each.record for part in (changed.before, planned.planned) for each in part.values() if each.record]
    if touches_withheld(records, archive.withheld, planned.around.lookup):
        return None
    then, now = ([each.facts for each in part.values()] for part in (changed.before, planned.planned))
    stories = () if inputs.preview else (each.facts for each in planned.newsroom.stories)
    if meet_coming(then, now, stories, last.files, inputs.as_of.timestamp()):
        return None
    if [*query_problems(redirects)] or _may_lead_on(changed, site):
        return None
    pages = pages_of_part(changed, site, redirects, inputs, last, objects)
    photos = photos_of_part(changed, change, site, context)
    if pages is None or photos is None:
        return None
    lite = [*lite_pages(pages.outputs, inputs.settings)]
    html = [*(each for each in pages.outputs if isinstance(each, PageOutput)), *lite]
    urls = {page.url for page in html}
    leaving = pages.left | lite_addresses(pages.left, inputs.settings)
    left = last.files.among(map(output_path, leaving - urls))
    listed = (*changed.listed_before, *changed.listed_now)
    entries = {
        url: entry for url, entry in archive.pages.items() if url not in urls and output_path(url) not in left
    } | page_entries(html, context)
    months = {story.facts.day[:2] for story in listed}
    news = news_entries(site, context, inputs.settings)
    maps = sitemaps(site, context, entries.values(), archive.last, months, news)
    attachments = attachments_of_part(changed, change, site, sources.documents)
    told = told_pages(inputs.settings, (each.tag for each in planned.around.editions), inputs.address)
    moved = redirects_file(redirects, site.withdrawals, context.address, told) if _have_old_addresses(changed) else ()
    outputs: list[Output] = [*pages.outputs, *lite, *maps.outputs, *moved, *photos.outputs, *attachments.outputs]
    paths = {output.path for output in outputs}
    left |= photos.former | attachments.former | ({REDIRECTS_FILE} if _have_old_addresses(changed) else set())
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
    if not _are_links_alike(changed, archive, FilesNow(last.files, gone, paths), new_paths | gone, context):
        return None
    if inputs.settings.told(newsroom_problems(planned.newsroom, inputs.settings, inputs.as_of)):
        return None
    new = Archive(
        archive.inputs,
        archive.address,
        archived(planned, site.stories, planned.planned),
        archive.unsettled - changed.before.keys() | planned.unsettled,
        archive.editions,
        context.hidden,
        archive.problems,
        archive.link_problems,
        archive.tag_problems,
        archive.shared,
        entries,
        maps.last,
        photos.pictured,
        photos.waiting,
        archive.withheld,
    )
    outputs.sort(key=lambda output: (output.path, output.origin))
    return PartialPlan(tuple(outputs), planned.planned, changed.before, frozenset(gone), site, new, changed.more)


def _are_links_alike(
    changed: ChangedNewsroom, archive: Archive, files: FilesNow, others: Iterable[str], context: EditionContext
) -> bool:
    """Whether no link has another problem than before. `files` are those of the site, `others` those
    that came or went."""
    newsroom, addresses, concerned = with_linking(changed, others, context)
    problems = link_problems(newsroom, files, replace(context, addresses=addresses))
    return concerned.among(problems) == concerned.among(archive.link_problems)


def _have_old_addresses(changed: ChangedNewsroom) -> bool:
    """Whether one of the stories that were planned has or had old addresses."""
    stories = (*changed.planned.planned.values(), *changed.before.values())
    return any(story.facts.aliases for story in stories)


def _may_lead_on(changed: ChangedNewsroom, site: Site) -> bool:
    """Whether an old address of a changed story may lead to it through an article that is gone."""
    stories = (*changed.listed_before, *changed.listed_now)
    return any(story.facts.aliases for story in stories) and bool(
        chains(gone(site.newsroom.ending, site.as_of.timestamp()))
    )


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
