"""`Site` -> all HTML pages of one edition, with addresses and views, and the files for programs
beside them. Knows layouts only by name."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from itertools import chain

from generator.model.documents import StaticPage
from generator.model.headers import Status
from generator.model.lite import LITE_LAYOUTS
from generator.model.outputs import DataOutput, PageOutput, Wave
from generator.model.site import Site
from generator.model.views import ImageView, NotFoundView, ObjectId, StaticPageView
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.pages import fronts
from generator.plan.pages.articles import ARTICLE, article_outputs
from generator.plan.pages.corrections import corrections_outputs, own_page
from generator.plan.pages.listings import listing_outputs
from generator.plan.pages.lists import Lists
from generator.plan.pages.masthead import masthead_page
from generator.plan.pages.old_addresses import REDIRECT, WITHDRAWAL
from generator.plan.pages.page import Page, page_output
from generator.plan.pages.people import Person, people_page
from generator.plan.pages.policies import links_elsewhere, policy_page
from generator.plan.pages.search import search_page
from generator.plan.site.ranking import LATEST, home_stories
from generator.plan.story.views import body_slot, language_of

_TEXTS = (ARTICLE, "page.html", REDIRECT, WITHDRAWAL)
PAGE_LAYOUTS = frozenset((*_TEXTS, *(LITE_LAYOUTS[layout] for layout in _TEXTS)))
"""Layouts of pages that lists link to."""

SETTINGS = "content/site.toml"


def pages(
    site: Site, context: EditionContext, people: Mapping[str, Person], chrome: ObjectId
) -> Iterator[PageOutput | DataOutput]:
    """Yield all pages of an edition, and the files beside them. `site` is the published content of
    the edition. `people` are the authors by path; `chrome` is the digest of the chrome."""
    for story in site.stories:
        yield from article_outputs(story, chrome)
    kinds: tuple[Iterator[Page | DataOutput], ...] = (
        _home(site, context),
        people_page(site, people, context),
        _archive(site, context),
        _months(site, context),
        _static_pages(site, people, context),
        policy_page(site, context),
        search_page(site, context),
    )
    for each in chain.from_iterable(kinds):
        yield page_output(each, chrome, context) if isinstance(each, Page) else each
    yield from corrections_outputs(site, context, chrome)
    yield from listing_outputs(site, people, context, chrome)


def pages_of_lists(
    site: Site, context: EditionContext, people: Mapping[str, Person], chrome: ObjectId, lists: Lists
) -> Iterator[PageOutput]:
    """Yield those pages of an edition that show stories of changed lists."""
    archive = _archive(site, context) if lists.has_other_months else ()
    for page in (*_home(site, context), *archive, *_months(site, context, lists.months)):
        yield page_output(page, chrome, context)
    yield from listing_outputs(site, people, context, chrome, lists)


def pages_that_link(
    site: Site,
    context: EditionContext,
    people: Mapping[str, Person],
    chrome: ObjectId,
    paths: Container[str],
    *,
    is_corrected: bool,
) -> Iterator[PageOutput | DataOutput]:
    """Yield the static pages of an edition, and the page of its policy, that link to a document at
    one of the paths, or to any address of the site. If a changed article has corrections, or had
    some, their pages are among them."""

    def links(page: StaticPage) -> bool:
        return any(to in paths or to.startswith("/") for to in site.newsroom.references[page.path].links.values())

    for page in _own_pages(site, context):
        if links(page):
            yield page_output(_static_page(page, site, people, context), chrome, context)
    if links_elsewhere(site, context, paths):
        yield from (page_output(page, chrome, context) for page in policy_page(site, context))
    policy = own_page(site, urls.CORRECTIONS, context) if site.corrected else None
    if is_corrected or (policy and links(policy)):
        yield from corrections_outputs(site, context, chrome)


def _home(site: Site, context: EditionContext) -> Iterator[Page]:
    lead = home_stories(site, context.lookup_language).lead
    yield Page(
        layout="home.html",
        url=context.at(urls.HOME),
        main=fronts.home_front(site, context),
        origin=SETTINGS,
        description=context.settings.site.description,
        preload=lead.card if lead and lead.image else None,
        images=(ImageView(*lead.image),) if lead and lead.image else (),
        policies=policies_of(site, context),
    )
    latest = fronts.days_of(site.stories[:LATEST])
    not_found = context.at(urls.NOT_FOUND)
    yield Page(layout="404.html", url=not_found, main=NotFoundView(latest), origin=SETTINGS, noindex=True)


_POLICIES = {
    urls.CORRECTIONS: "correctionsPolicy",
    urls.MASTHEAD: "masthead",
    "/ethics/": "ethicsPolicy",
    "/ownership/": "ownershipFundingInfo",
    "/principles/": "publishingPrinciples",
    "/fact-checking/": "verificationFactCheckingPolicy",
    "/sources/": "unnamedSourcesPolicy",
    "/feedback/": "actionableFeedbackPolicy",
    "/diversity/": "diversityPolicy",
    "/mission/": "missionCoveragePrioritiesPolicy",
    "/bylines/": "noBylinesPolicy",
}
"""Static pages that schema.org has a property for, by their address without the prefix."""


def policies_of(site: Site, context: EditionContext) -> tuple[tuple[str, str], ...]:
    """Return the pages on which the outlet gives account of itself: properties of schema.org and
    addresses."""
    places = ((_POLICIES.get(urls.place(page, context.settings), ""), page.path) for page in site.pages)
    return tuple((name, context.addresses[path]) for name, path in places if name)


def _own_pages(site: Site, context: EditionContext) -> Iterator[StaticPage]:
    """Yield the static pages in the edition's own language, without that of corrections if it lists
    them."""
    corrections = own_page(site, urls.CORRECTIONS, context) if site.corrected else None
    own = context.settings.own_language
    return (page for page in site.pages if (page.language or own) == context.language and page is not corrections)


def _archive(site: Site, context: EditionContext) -> Iterator[Page]:
    archive = fronts.archive_view(fronts.months(site.stories), context)
    yield Page(layout="archive.html", url=context.at(urls.ARCHIVE), main=archive, origin=SETTINGS)


def _months(site: Site, context: EditionContext, only: Container[fronts.Month] | None = None) -> Iterator[Page]:
    by_month = fronts.months(site.stories)
    order = sorted(by_month)
    for place, month in enumerate(order):
        if only is not None and month not in only:
            continue
        view = fronts.month_view(by_month[month], order, place, context)
        listed = tuple(story.facts.url for story in by_month[month])
        yield Page(
            layout="month.html", url=context.at(urls.month_url(*month)), main=view, origin=SETTINGS, articles=listed
        )


def _static_pages(site: Site, people: Mapping[str, Person], context: EditionContext) -> Iterator[Page]:
    return (_static_page(page, site, people, context) for page in _own_pages(site, context))


def _static_page(page: StaticPage, site: Site, people: Mapping[str, Person], context: EditionContext) -> Page:
    is_masthead = urls.place(page, context.settings) == urls.MASTHEAD
    if is_masthead and (masthead := masthead_page(page, site, people, context)):
        return masthead
    header = page.header
    language = language_of(header.lang, context)
    body = body_slot(0, page.body, site.newsroom.references[page.path], context, language)
    unpublished = "draft" if header.status is Status.DRAFT else ""
    return Page(
        layout="page.html",
        url=context.addresses[page.path],
        main=StaticPageView(header.title, header.summary, body, language, context.direction(language), unpublished),
        origin=f"content/{page.path}",
        wave=Wave.PAGES,
        description=header.summary or page.body.opening,
        lang=language,
        noindex=bool(unpublished),
        bodies=(page.body.digest,),
    )
