"""The lists of sections, authors and tags -> their pages. There are thousands and few have to be
made, so each has only promised parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from generator.model.dataclass import replace
from generator.model.documents import in_language
from generator.model.outputs import PageOutput, PromisedParts, Wave
from generator.model.page_views import PageParts
from generator.model.site import Site, StoryRecord
from generator.model.views import Link, ObjectId
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.feed_links import feed_links
from generator.plan.feeds.feeds import has_tag_feed
from generator.plan.fingerprints import digest_of
from generator.plan.pages import fronts
from generator.plan.pages.lists import Lists
from generator.plan.pages.page import Page, parts_of
from generator.plan.pages.people import Person, person_in
from generator.plan.site.ranking import ranked_front
from generator.plan.site.tag_names import FEW, usual
from generator.plan.story.views import document_link, page_language

LISTING = "listing.html"


def listing_outputs(
    site: Site,
    people: Mapping[str, Person],
    context: EditionContext,
    chrome: ObjectId,
    only: Lists | None = None,
) -> Iterator[PageOutput]:
    """Yield all pages of all lists of an edition, or of some lists only."""
    names = {f"content/{section.path}": in_language(section.id, context.lookup_language) for section in site.sections}
    settings = context.settings
    of_settings = digest_of((settings.site, settings.languages, settings.feeds, context.preview))
    for listing, stories in _listings(site, people, context, only):
        ranked = partial(ranked_front, names[listing.origin], site=site) if listing.origin in names else None
        _, older = site.older.get(listing.origin.removeprefix("content/"), (0, 0))
        yield from _listing_outputs(listing, stories, older, chrome, context, of_settings, ranked)


def _listings(
    site: Site, people: Mapping[str, Person], context: EditionContext, only: Lists | None
) -> Iterator[tuple[fronts.Listing, Sequence[StoryRecord]]]:
    """Yield the lists of sections, authors and tags, with their stories; sections and authors have
    one before their first article."""
    by_section = fronts.stories_by(site.stories, lambda facts: [facts.section], only.sections if only else None)
    by_author = fronts.stories_by(site.stories, lambda facts: facts.byline, only.authors if only else None)
    by_tag: dict[str, list[tuple[StoryRecord, str]]] = {}
    for story in site.stories:
        for id, name in story.facts.tags:
            if only and id not in only.tags:
                continue
            by_tag.setdefault(id, []).append((story, name))
    for section in site.sections:
        if only and section.path not in only.sections:
            continue
        header = section.header
        own = by_section.get(section.path, [])
        if section.path in site.older:
            since, _ = site.older[section.path]
            own = [story for story in own if story.facts.date >= since]
        listing = fronts.Listing(
            kind="section",
            front=document_link(section, context),
            path=context.at(urls.section_url(section.id)),
            origin=f"content/{section.path}",
            description=header.description,
            feeds=feed_links("sections", header.title, urls.section_url(section.id), context),
            noindex=not own,
        )
        yield listing, own
    for author in site.authors:
        if only and author.path not in only.authors:
            continue
        person = person_in(author, people, context)
        listing = fronts.Listing(
            kind="author",
            front=document_link(author, context),
            path=context.at(urls.author_url(author.id)),
            origin=f"content/{author.path}",
            description=author.body.opening,
            feeds=feed_links("authors", author.header.name, urls.author_url(author.id), context),
            author=person.view,
            bodies=(person.body,),
        )
        yield listing, by_author.get(author.path, [])
    for tag_id, found in sorted(by_tag.items()):
        tagged = [story for story, _ in found]
        path = context.at(urls.tag_url(tag_id))
        front = Link(usual(spelling for _, spelling in found), context.address.href(path))
        origin = f"content/{tagged[-1].facts.path}"
        feeds = feed_links("tags", front.text, urls.tag_url(tag_id), context) if has_tag_feed(len(tagged)) else ()
        noindex = len(tagged) < FEW
        yield fronts.Listing(kind="tag", front=front, path=path, origin=origin, feeds=feeds, noindex=noindex), tagged


def _listing_outputs(
    listing: fronts.Listing,
    stories: Sequence[StoryRecord],
    older: int,
    chrome: ObjectId,
    context: EditionContext,
    of_settings: str,
    ranked: Callable[[Sequence[StoryRecord]], Sequence[StoryRecord]] | None,
) -> Iterator[PageOutput]:
    """Yield the pages of a list. There are thousands and few have to be made, so each has only
    promised parts. `of_settings` is the digest of the settings that these show. So many `older`
    stories are left out, with the pages that have any of them."""
    shown = replace(listing, origin="", bodies=())  # no page shows either
    of_all = digest_of((shown, of_settings))
    language = page_language(listing.front.lang, context)
    for page in fronts.listing_pages(listing, stories, context, ranked, older):
        promise = PromisedParts(
            digest_of((of_all, page, context.counterparts.get(page.url))),
            partial(_listing_parts, listing, page, context),
        )
        yield PageOutput(
            urls.output_path(page.url), LISTING, language, chrome, promise, listing.origin, Wave.FRONTS, page.url,
            listing.bodies, noindex=listing.noindex or context.preview,
        )  # fmt: skip


def _listing_parts(listing: fronts.Listing, page: fronts.ListingPage, context: EditionContext) -> PageParts:
    """Return the parts of a page of a list. Of `context` it uses only the settings of the site,
    its languages and feeds, the page's counterparts, and whether this is a preview. The digest of the
    promised parts covers exactly these."""
    return parts_of(
        Page(
            layout=LISTING,
            url=page.url,
            main=fronts.listing_view(listing, page),
            origin=listing.origin,
            description=listing.description,
            lang=page_language(listing.front.lang, context),
            breadcrumb=(listing.front,) if page.number else (),
            feeds=listing.feeds,
            bodies=listing.bodies,
            noindex=listing.noindex,
            articles=page.articles,
        ),
        context,
    )
