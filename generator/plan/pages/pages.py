"""`Site` -> every HTML page of one edition, with its address and its view. Knows no layout but by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.model.documents import Author, StaticPage, in_language
from generator.model.headers import Status
from generator.model.outputs import PageOutput, PromisedParts, Wave
from generator.model.pictures import PictureView
from generator.model.site import Site, Story, StoryRecord
from generator.model.views import (
    ArticleView,
    AuthorView,
    ImageView,
    Link,
    MainView,
    NotFoundView,
    ObjectId,
    PageParts,
    PeopleView,
    RedirectView,
    SiteView,
    StaticPageView,
)
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.fingerprints import digest_of
from generator.plan.languages import digits, label, social_locale
from generator.plan.pages import fronts
from generator.plan.pages.metadata import article_metadata, page_metadata
from generator.plan.photos.figures import search_images
from generator.plan.site.ranking import LATEST, home_stories, ranked_front
from generator.plan.site.tag_names import FEW, usual
from generator.plan.story.views import (
    body_slot,
    document_link,
    language_of,
    link_to,
    links_in_other_languages,
    page_language,
    text_language,
    with_body,
)

ARTICLE, LISTING = "article.html", "listing.html"
PAGE_LAYOUTS = frozenset({ARTICLE, "page.html", "redirect.html"})
"""Of the pages that lists point to."""

SETTINGS = "content/site.toml"
_SIGNS_OF_A_WORD = frozenset(":,;.،؛")
"""No space stands before them."""
AUTHORS = "content/authors"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page before the site's name and address are put to it. `url` is its address; `breadcrumb` and `feeds` are what it
    has besides the site's own; `bodies` the digests of the texts that are set in, by number."""

    layout: str
    url: str
    main: MainView
    origin: str
    wave: Wave = Wave.FRONTS
    description: str = ""
    lang: str = ""
    breadcrumb: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    preload: PictureView | ObjectId | None = None
    images: tuple[ImageView, ...] = ()
    noindex: bool = False
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """An author as pages present them; `body` is the digest of the biography's text, "" without one."""

    view: AuthorView
    body: str


def article_parts(
    story: Story, url: str, view: ArticleView, lastmod: str, original: str, context: EditionContext
) -> PageParts:
    """The page of an article, but for its frame. The texts are numbered as in `article_view`; `lastmod` is when it was last
    changed in substance, in RFC 3339; `original` the address of what it translates, if that is out."""
    header = story.article.header
    section = story.section
    page = _Page(
        layout=ARTICLE,
        url=url,
        main=view,
        origin="",
        description=header.summary or story.article.body.opening,
        lang=view.lang,
        breadcrumb=(view.section,),
        feeds=(_section_feed(section.header.title, section.id, context),),
        preload=view.lead.picture if view.lead else None,
        images=search_images(story.lead, context),
        noindex=bool(view.unpublished),
    )
    parts = _bare_parts(page, context)
    return replace(parts, metadata=article_metadata(story, view, parts, lastmod, original, context))


def pages(site: Site, context: EditionContext, people: Mapping[str, Person], chrome: ObjectId) -> Iterator[PageOutput]:
    """All HTML pages of an edition: `site` is what is out in it. `people` are the authors by path; `chrome` is the digest of
    what stands round every page."""
    for story in site.stories:
        yield article_output(story, chrome)
    kinds = (
        _home(site, context),
        _old_addresses(site, context),
        _people(site, people, context),
        _archives(site, context),
        _static_pages(site, context),
    )
    for kind in kinds:
        for page in kind:
            parts = _parts(page, context)
            is_redirect = isinstance(page.main, RedirectView)
            yield PageOutput(
                urls.output_path(page.url), page.layout, parts.lang, chrome, parts, page.origin, page.wave, page.url,
                page.bodies, is_redirect, parts.noindex,
            )  # fmt: skip
    names = {f"content/{section.path}": in_language(section.id, context.lookup_language) for section in site.sections}
    for listing, stories in _listings(site, people, context):
        ranked = partial(ranked_front, names[listing.origin], site=site) if listing.origin in names else None
        yield from _listing_outputs(listing, stories, chrome, context, ranked)


def article_output(story: StoryRecord, chrome: ObjectId) -> PageOutput:
    """The page of an article; `chrome` is the digest of what stands round every page."""
    facts = story.facts
    return PageOutput(
        urls.output_path(facts.url), ARTICLE, facts.lang, chrome, story.parts, f"content/{facts.path}", Wave.PAGES,
        facts.url, story.bodies,
    )  # fmt: skip


def _home(site: Site, context: EditionContext) -> Iterator[_Page]:
    lead = home_stories(site, context.lookup_language).lead
    yield _Page(
        layout="home.html",
        url=context.at(urls.HOME),
        main=fronts.home_front(site, context),
        origin=SETTINGS,
        description=context.settings.site.description,
        preload=lead.card if lead and lead.image else None,
        images=(ImageView(*lead.image),) if lead and lead.image else (),
    )
    latest = fronts.days_of(site.stories[:LATEST])
    not_found = context.at(urls.NOT_FOUND)
    yield _Page(layout="404.html", url=not_found, main=NotFoundView(latest), origin=SETTINGS, noindex=True)


def _old_addresses(site: Site, context: EditionContext) -> Iterator[_Page]:
    for story in site.stories:
        if story.facts.aliases:
            yield from _redirects(story.facts.aliases, story.facts.url, f"content/{story.facts.path}", context)
    for page in _own_pages(site, context):
        aliases = [urls.alias_url(alias, context.settings.site) for alias in page.header.aliases]
        yield from _redirects(aliases, context.addresses[page.path], f"content/{page.path}", context)


def _own_pages(site: Site, context: EditionContext) -> Iterator[StaticPage]:
    """The static pages that are in the edition's language."""
    return (page for page in site.pages if (page.language or context.settings.own_language) == context.language)


def _redirects(aliases: Iterable[str], target: str, origin: str, context: EditionContext) -> Iterator[_Page]:
    view = RedirectView(context.address.href(target), context.address.canonical(target))
    for url in sorted(set(aliases) - {target}):
        yield _Page(layout="redirect.html", url=url, main=view, origin=origin, wave=Wave.PAGES, noindex=True)


def _listings(
    site: Site, people: Mapping[str, Person], context: EditionContext
) -> Iterator[tuple[fronts.Listing, Sequence[StoryRecord]]]:
    """The lists of sections, authors and tags, with their stories. A section and an author have one even before their first
    article."""
    by_section = fronts.stories_by(site.stories, lambda facts: [facts.section])
    by_author = fronts.stories_by(site.stories, lambda facts: facts.byline)
    by_tag: dict[str, list[tuple[StoryRecord, str]]] = {}
    for story in site.stories:
        for id, name in story.facts.tags:
            by_tag.setdefault(id, []).append((story, name))
    for section in site.sections:
        header = section.header
        own = by_section.get(section.path, [])
        listing = fronts.Listing(
            kind="section",
            front=document_link(section, context),
            path=context.at(urls.section_url(section.id)),
            origin=f"content/{section.path}",
            description=header.description,
            feeds=(_section_feed(header.title, section.id, context),),
            noindex=not own,
        )
        yield listing, own
    for author in site.authors:
        person = _person(author, people, context)
        listing = fronts.Listing(
            kind="author",
            front=document_link(author, context),
            path=context.at(urls.author_url(author.id)),
            origin=f"content/{author.path}",
            description=author.body.opening,
            author=person.view,
            bodies=(person.body,),
        )
        yield listing, by_author.get(author.path, [])
    for tag_id, found in sorted(by_tag.items()):
        tagged = [story for story, _ in found]
        path = context.at(urls.tag_url(tag_id))
        front = Link(usual(spelling for _, spelling in found), context.address.href(path))
        origin = f"content/{tagged[-1].facts.path}"
        yield fronts.Listing(kind="tag", front=front, path=path, origin=origin, noindex=len(tagged) < FEW), tagged


def _listing_outputs(
    listing: fronts.Listing,
    stories: Sequence[StoryRecord],
    chrome: ObjectId,
    context: EditionContext,
    ranked: Callable[[Sequence[StoryRecord]], Sequence[StoryRecord]] | None,
) -> Iterator[PageOutput]:
    """The pages of a list. Of the thousands there are, few have to be made: so their views are only promised."""
    shown = replace(listing, origin="", bodies=())  # neither is seen on a page
    of_all = digest_of((shown, context.settings.site, context.settings.languages, context.preview))
    language = page_language(listing.front.lang, context)
    for page in fronts.listing_pages(listing, stories, context, ranked):
        promise = PromisedParts(
            digest_of((of_all, page, context.counterparts.get(page.url))),
            partial(_listing_parts, listing, page, context),
        )
        yield PageOutput(
            urls.output_path(page.url), LISTING, language, chrome, promise, listing.origin, Wave.FRONTS, page.url,
            listing.bodies, noindex=listing.noindex or context.preview,
        )  # fmt: skip


def _listing_parts(listing: fronts.Listing, page: fronts.ListingPage, context: EditionContext) -> PageParts:
    """It shows nothing of `context` but the settings of the site and its languages, what it is in these, and whether this
    is a preview: see the digest of its promise."""
    return _parts(
        _Page(
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
        ),
        context,
    )


def _person(author: Author, people: Mapping[str, Person], context: EditionContext) -> Person:
    """An author as he is presented in the edition."""
    return people[in_language(author.path, context.lookup_language)]


def _people(site: Site, people: Mapping[str, Person], context: EditionContext) -> Iterator[_Page]:
    shown = [_person(author, people, context) for author in site.authors]
    view = PeopleView(tuple(with_body(person.view, number) for number, person in enumerate(shown)))
    bodies = tuple(person.body for person in shown)
    yield _Page(layout="people.html", url=context.at(urls.PEOPLE), main=view, origin=AUTHORS, bodies=bodies)


def _archives(site: Site, context: EditionContext) -> Iterator[_Page]:
    by_month = fronts.months(site.stories)
    archive = fronts.archive_view(by_month, context)
    yield _Page(layout="archive.html", url=context.at(urls.ARCHIVE), main=archive, origin=SETTINGS)
    order = sorted(by_month)
    for place, month in enumerate(order):
        view = fronts.month_view(by_month[month], order, place, context)
        yield _Page(layout="month.html", url=context.at(urls.month_url(*month)), main=view, origin=SETTINGS)


def _static_pages(site: Site, context: EditionContext) -> Iterator[_Page]:
    for page in _own_pages(site, context):
        header = page.header
        language = language_of(header.lang, context)
        body = body_slot(0, page.body, site.newsroom.references[page.path], context, language)
        unpublished = "draft" if header.status is Status.DRAFT else ""
        yield _Page(
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


def _parts(page: _Page, context: EditionContext) -> PageParts:
    parts = _bare_parts(page, context)
    return replace(parts, metadata=page_metadata(parts, context))


def _bare_parts(page: _Page, context: EditionContext) -> PageParts:
    """Without what is made of all the rest."""
    language = page.lang or context.language
    name = context.settings.site.name
    alternates = _alternates(page.url, context)
    tags = (language, *(to.lang for to in alternates if to.lang != "x-default"))
    home, feed = (Link(name, context.address.href(context.at(place))) for place in (urls.HOME, urls.FEED))
    return PageParts(
        main=page.main,
        url=context.address.href(page.url),
        canonical=context.address.canonical(page.url),
        description=page.description,
        lang=language,
        dir=context.direction(language),
        breadcrumb=() if page.url == context.at(urls.HOME) else (home, *page.breadcrumb),
        feeds=(feed, *page.feeds),
        preload=page.preload,
        image=page.images[0].url if page.images else "",
        noindex=page.noindex or context.preview,
        images=page.images,
        counterparts=links_in_other_languages(page.url, context),
        alternates=alternates,
        digits=digits(context.spoken(language)),
        locales=tuple(dict.fromkeys(filter(None, map(social_locale, tags)))),
    )


def _alternates(url: str, context: EditionContext) -> tuple[Link, ...]:
    """The page in all its languages, for search engines; the first is for readers of no language among them."""
    pairs = context.counterparts.get(url, ())
    if all(other != url for _, other in pairs):  # there is another translation into this language
        return ()
    links = [Link("", context.address.canonical(other), context.spoken(tag).hreflang) for tag, other in pairs]
    return (*links, replace(links[0], lang="x-default"))


def chrome_of(site: Site, assets: Mapping[str, str], context: EditionContext) -> SiteView:
    """What stands round every page of an edition. `assets` gives the output path of each asset by what layouts call it."""
    about = context.settings.site
    home = context.at(urls.HOME)
    filled = {story.facts.section for story in site.stories}
    return SiteView(
        name=about.name,
        description=about.description,
        url=about.url,
        lang=about.language,
        dir=context.direction(about.language),
        home=context.address.href(home),
        archive=context.address.href(context.at(urls.ARCHIVE)),
        people=context.address.href(context.at(urls.PEOPLE)) if site.authors else "",
        feed=context.address.href(context.at(urls.FEED)),
        sections=tuple(document_link(section, context) for section in site.sections if section.path in filled),
        pages=tuple(link_to(page.path, page.header.title, page.header.lang, context) for page in site.pages),
        organisation=about.organisation,
        email=about.email,
        phone=about.phone,
        address=about.address,
        founded=about.founded,
        copyright=about.copyright or about.name,
        social=tuple(Link(account.name, account.url) for account in about.social),
        assets={name: context.address.href("/" + path) for name, path in sorted(assets.items())},
        languages=tuple(
            Link(label(context.spoken(tag)), context.address.href(url), tag, context.direction(tag))
            for tag, url in context.counterparts.get(home, ())
        ),
        theme=about.theme,
        image=context.image,
        dateline_end=f"{about.dateline_dash} "
        if about.dateline_dash in _SIGNS_OF_A_WORD
        else f" {about.dateline_dash} ",
        name_language=text_language("name", context),
        description_language=text_language("description", context),
        address_language=text_language("address", context),
        copyright_language=text_language("copyright" if about.copyright else "name", context),
    )


def _section_feed(title: str, section_id: str, context: EditionContext) -> Link:
    url = context.address.href(context.at(urls.section_feed_url(section_id)))
    return Link(f"{context.settings.site.name}: {title}", url)
