"""`Site` -> every HTML page of it, with its address and its view. Knows no layout but by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.documents import Status
from generator.model.outputs import PageOutput, Wave
from generator.model.site import Story
from generator.model.views import (
    AuthorView,
    Card,
    Link,
    MainView,
    NotFoundView,
    PageView,
    PeopleView,
    PictureView,
    RedirectView,
    SiteView,
    StaticPageView,
)
from generator.plan import fronts, urls
from generator.plan.dates import direction
from generator.plan.views import Desk, article_view, author_view, body_parts, card, comments_view, language_of, link_to

SETTINGS = "content/site.toml"
AUTHORS = "content/authors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unframed:
    """A page before the site's frame is put round it. `url` is its address; `breadcrumb` and `feeds` are what it has
    besides the site's own."""

    layout: str
    url: str
    main: MainView
    origin: str
    wave: Wave = Wave.FRONTS
    description: str = ""
    lang: str = ""
    breadcrumb: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    preload: PictureView | None = None
    noindex: bool = False


def pages(desk: Desk, assets: Mapping[str, str]) -> tuple[PageOutput, ...]:
    """`assets` gives the output path of each asset by its name."""
    cards = {story.article.path: card(story, desk) for story in desk.site.stories}
    people = {author.path: author_view(author, desk) for author in desk.site.authors}
    frame = _frame(desk, assets)
    kinds = (
        _home(desk, cards),
        _articles(desk, people),
        _listings(desk, cards, people),
        _people(people),
        _archives(desk, cards),
        _static_pages(desk),
    )
    return tuple(_framed(page, frame, desk) for kind in kinds for page in kind)


def _home(desk: Desk, cards: Mapping[str, Card]) -> Iterator[Unframed]:
    view = fronts.home_front(desk.site, cards, desk)
    yield Unframed(
        layout="home.html",
        url=urls.HOME,
        main=view,
        origin=SETTINGS,
        description=desk.settings.site.description,
        preload=view.lead.picture if view.lead else None,
    )
    latest = tuple(cards[story.article.path] for story in desk.site.stories[: fronts.LATEST])
    yield Unframed(layout="404.html", url=urls.NOT_FOUND, main=NotFoundView(latest), origin=SETTINGS, noindex=True)


def _articles(desk: Desk, people: Mapping[str, AuthorView]) -> Iterator[Unframed]:
    newsroom = desk.site.newsroom
    policy = (
        body_parts(newsroom.policy.body, newsroom.references[newsroom.policy.path], desk) if newsroom.policy else ()
    )
    for story in desk.site.stories:
        header = story.article.header
        view = article_view(story, desk, people, comments_view(story, desk, policy))
        origin = f"content/{story.article.path}"
        url = desk.addresses[story.article.path]
        yield Unframed(
            layout="article.html",
            url=url,
            main=view,
            origin=origin,
            wave=Wave.PAGES,
            description=header.summary or story.article.body.opening,
            lang=view.lang,
            breadcrumb=(view.section,),
            feeds=(_section_feed(story.section.header.title, story.section.id, desk),),
            preload=view.lead.picture if view.lead else None,
            noindex=bool(view.unpublished),
        )
        yield from _redirects(header.aliases, url, origin, desk)


def _redirects(aliases: Iterable[str], target: str, origin: str, desk: Desk) -> Iterator[Unframed]:
    view = RedirectView(desk.address.href(target), desk.address.canonical(target))
    for url in sorted({urls.alias_url(alias) for alias in aliases} - {target}):
        yield Unframed(layout="redirect.html", url=url, main=view, origin=origin, wave=Wave.PAGES, noindex=True)


def _listings(desk: Desk, cards: Mapping[str, Card], people: Mapping[str, AuthorView]) -> Iterator[Unframed]:
    """The fronts of sections, authors and tags, and their older pages. A section and an author have one even before
    their first article."""
    stories = desk.site.stories
    by_section = fronts.stories_by(stories, lambda story: [story.section.path])
    by_author = fronts.stories_by(stories, lambda story: [getattr(author, "path", "") for author in story.byline])
    by_tag = fronts.stories_by(stories, lambda story: [tag.id for tag in story.tags])
    for section in desk.site.sections:
        header = section.header
        listing = fronts.Listing(
            kind="section",
            front=link_to(section.path, header.title, header.lang, desk),
            path=desk.addresses[section.path],
            origin=f"content/{section.path}",
            description=header.description,
            feeds=(_section_feed(header.title, section.id, desk),),
        )
        yield from _listing(listing, by_section.get(section.path, []), cards, desk)
    for author in desk.site.authors:
        listing = fronts.Listing(
            kind="author",
            front=link_to(author.path, author.header.name, author.header.lang, desk),
            path=desk.addresses[author.path],
            origin=f"content/{author.path}",
            description=author.body.opening,
            author=people[author.path],
        )
        yield from _listing(listing, by_author.get(author.path, []), cards, desk)
    for tag_id, tagged in sorted(by_tag.items()):
        spellings = Counter(tag.name for story in tagged for tag in story.tags if tag.id == tag_id)
        name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
        path = urls.tag_url(tag_id)
        front = Link(name, desk.address.href(path))
        listing = fronts.Listing(kind="tag", front=front, path=path, origin=f"content/{tagged[-1].article.path}")
        yield from _listing(listing, tagged, cards, desk)


def _listing(
    listing: fronts.Listing, stories: Iterable[Story], cards: Mapping[str, Card], desk: Desk
) -> Iterator[Unframed]:
    for url, view in fronts.listing_pages(listing, [cards[story.article.path] for story in stories], desk):
        yield Unframed(
            layout="listing.html",
            url=url,
            main=view,
            origin=listing.origin,
            description=listing.description,
            lang=listing.front.lang,
            breadcrumb=(listing.front,) if view.number else (),
            feeds=listing.feeds,
        )


def _people(people: Mapping[str, AuthorView]) -> Iterator[Unframed]:
    view = PeopleView(tuple(people.values()))
    yield Unframed(layout="people.html", url=urls.PEOPLE, main=view, origin=AUTHORS)


def _archives(desk: Desk, cards: Mapping[str, Card]) -> Iterator[Unframed]:
    by_month = fronts.months(desk.site.stories, desk)
    yield Unframed(layout="archive.html", url=urls.ARCHIVE, main=fronts.archive_view(by_month, desk), origin=SETTINGS)
    for month in sorted(by_month):
        view = fronts.month_view(month, by_month, cards, desk)
        yield Unframed(layout="month.html", url=urls.month_url(*month), main=view, origin=SETTINGS)


def _static_pages(desk: Desk) -> Iterator[Unframed]:
    for page in desk.site.pages:
        header, origin = page.header, f"content/{page.path}"
        language = language_of(header.lang, desk)
        body = body_parts(page.body, desk.site.newsroom.references[page.path], desk)
        unpublished = "draft" if header.status is Status.DRAFT else ""
        yield Unframed(
            layout="page.html",
            url=desk.addresses[page.path],
            main=StaticPageView(header.title, header.summary, body, language, direction(language), unpublished),
            origin=origin,
            wave=Wave.PAGES,
            description=header.summary or page.body.opening,
            lang=language,
            noindex=bool(unpublished),
        )
        yield from _redirects(header.aliases, desk.addresses[page.path], origin, desk)


def _framed(page: Unframed, frame: SiteView, desk: Desk) -> PageOutput:
    language = language_of(page.lang, desk)
    home, feed = Link(frame.name, frame.home), Link(frame.name, frame.feed)
    view = PageView(
        site=frame,
        main=page.main,
        url=desk.address.href(page.url),
        canonical=desk.address.canonical(page.url),
        description=page.description,
        lang=language,
        dir=direction(language),
        breadcrumb=() if page.url == urls.HOME else (home, *page.breadcrumb),
        feeds=(feed, *page.feeds),
        preload=page.preload,
        image=desk.address.absolute(page.preload.src) if page.preload else "",
        noindex=page.noindex or desk.site.preview,
    )
    return PageOutput(urls.output_path(page.url), page.layout, view, page.origin, page.wave)


def _frame(desk: Desk, assets: Mapping[str, str]) -> SiteView:
    site = desk.settings.site
    return SiteView(
        name=site.name,
        description=site.description,
        url=site.url,
        lang=site.language,
        dir=direction(site.language),
        home=desk.address.href(urls.HOME),
        archive=desk.address.href(urls.ARCHIVE),
        people=desk.address.href(urls.PEOPLE),
        feed=desk.address.href(urls.FEED),
        sections=tuple(
            link_to(section.path, section.header.title, section.header.lang, desk) for section in desk.site.sections
        ),
        pages=tuple(link_to(page.path, page.header.title, page.header.lang, desk) for page in desk.site.pages),
        organisation=site.organisation,
        email=site.email,
        phone=site.phone,
        address=site.address,
        founded=site.founded,
        copyright=site.copyright or site.name,
        social=tuple(Link(account.name, account.url) for account in site.social),
        assets={name: desk.address.href("/" + path) for name, path in sorted(assets.items())},
    )


def _section_feed(title: str, section_id: str, desk: Desk) -> Link:
    return Link(f"{desk.settings.site.name}: {title}", desk.address.href(urls.section_feed_url(section_id)))
