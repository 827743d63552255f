"""`Site` -> every file the site will consist of. Nothing is published that is not in this list, and the list is made from
a `Site`, in which nothing is that is not out. Makes and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.model.documents import Picture
from generator.model.outputs import Output, PageOutput, Wave
from generator.model.problems import Checked, PhraseLocation, Problem, SourceLocation, error
from generator.model.settings import Settings
from generator.model.site import References, Site, Story
from generator.model.views import (
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
from generator.plan import fronts, machines, urls
from generator.plan.dates import direction
from generator.plan.photos import variants
from generator.plan.views import Desk, article_view, author_view, body_parts, card, comments_view, language_of, link_to

SETTINGS = "content/site.toml"


@dataclass(frozen=True, slots=True)
class Page:
    """A page before the site's frame is put round it. `url` is its address; `description` is for search engines."""

    layout: str
    url: str
    main: MainView
    origin: str
    wave: Wave
    description: str = ""
    lang: str = ""
    breadcrumb: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    preload: PictureView | None = None
    noindex: bool = False


def outputs(site: Site, settings: Settings, assets: Mapping[str, str], recipe: str) -> Checked[tuple[Output, ...]]:
    """All outputs but the assets themselves, sorted by path. `assets` gives the address of each asset by its name;
    `recipe` names the encoder of photographs."""
    address = urls.Address(settings.site.url, settings.site.base_path)
    pictures = _pictures_in_use(site)
    made = {picture.path: variants(picture, settings.photos, recipe) for picture in pictures}
    desk = Desk(site, settings, address, _addresses(site, settings), made)
    cards = {story.article.path: card(story, desk) for story in site.stories}
    frame = _site_view(desk, assets)
    pages = [_framed(page, frame, desk) for page in _pages(site, cards, desk)]
    photos = {variant.path: variant for row in made.values() for variant in row}
    planned: list[Output] = [*pages, *machines.machine_outputs(site, desk, pages), *photos.values()]
    planned.sort(key=lambda output: (output.path, output.origin))
    return Checked(tuple(planned), (*_collisions(planned), *_dead_links(site, planned), *_unsafe(planned)))


def _pages(site: Site, cards: dict[str, Card], desk: Desk) -> Iterator[Page]:
    home = Link(desk.settings.site.name, desk.address.href(urls.HOME))
    feed = Link(desk.settings.site.name, desk.address.href(urls.FEED))
    description = desk.settings.site.description
    yield Page(
        "home.html", urls.HOME, fronts.home_front(site, cards, desk), SETTINGS, Wave.FRONTS, description, feeds=(feed,)
    )
    yield from _article_pages(site, desk, home, feed)
    yield from _listing_pages(site, cards, desk, home, feed)
    yield from _archive_pages(site, cards, desk, home, feed)
    yield from _static_pages(site, desk, home, feed)
    latest = tuple(cards[story.article.path] for story in site.stories[: fronts.LATEST])
    yield Page("404.html", urls.NOT_FOUND, NotFoundView(latest), SETTINGS, Wave.FRONTS, noindex=True)


def _article_pages(site: Site, desk: Desk, home: Link, feed: Link) -> Iterator[Page]:
    written = site.newsroom.policy
    policy = body_parts(written.body, site.newsroom.references[written.path], desk) if written else ()
    for story in site.stories:
        header = story.article.header
        view = article_view(story, desk, comments_view(story, desk, policy))
        url = desk.addresses[story.article.path]
        origin = f"content/{story.article.path}"
        yield Page(
            "article.html",
            url,
            view,
            origin,
            Wave.PAGES,
            header.summary or story.article.body.opening,
            view.lang,
            (home, view.section),
            (feed, _section_feed(story.section.header.title, story.section.id, desk)),
            view.lead.picture if view.lead else None,
            noindex=bool(view.unpublished),
        )
        yield from _redirects(header.aliases, url, origin, desk)


def _redirects(aliases: Iterable[str], target: str, origin: str, desk: Desk) -> Iterator[Page]:
    view = RedirectView(desk.address.href(target), desk.address.canonical(target))
    for alias in aliases:
        yield Page("redirect.html", "/" + alias.lstrip("/"), view, origin, Wave.PAGES, noindex=True)


def _listing_pages(site: Site, cards: dict[str, Card], desk: Desk, home: Link, feed: Link) -> Iterator[Page]:
    by_section = fronts.stories_by(site.stories, lambda story: [story.section.id])
    by_author = fronts.stories_by(site.stories, lambda story: [getattr(author, "path", "") for author in story.byline])
    by_tag = fronts.stories_by(site.stories, lambda story: [tag.id for tag in story.tags])

    def listing(
        kind: str, stories: Iterable[Story], front: Link, description: str, path: str, origin: str, **more: object
    ) -> Iterator[Page]:
        feeds = (feed, more.pop("feed")) if "feed" in more else (feed,)
        listed = [cards[story.article.path] for story in stories]
        for url, view in fronts.listing_pages(kind, listed, front, description, desk, path=path, **more):  # type: ignore[arg-type]
            crumbs = (home, front) if view.number else (home,)
            yield Page("listing.html", url, view, origin, Wave.FRONTS, description, front.lang, crumbs, feeds)  # type: ignore[arg-type]

    for section in site.newsroom.sections:
        header = section.header
        front = link_to(section.path, header.title, header.lang, desk)
        own_feed = _section_feed(header.title, section.id, desk)
        stories = by_section.get(section.id, [])
        yield from listing(
            "section",
            stories,
            front,
            header.description,
            urls.section_url(section.id),
            f"content/{section.path}",
            feed=own_feed,
        )
    for author in site.newsroom.authors:
        view = author_view(author, desk)
        front = link_to(author.path, author.header.name, author.header.lang, desk)
        stories = by_author.get(author.path, [])
        yield from listing(
            "author",
            stories,
            front,
            author.body.opening,
            urls.author_url(author.id),
            f"content/{author.path}",
            author=view,
        )
    yield Page(
        "people.html", urls.PEOPLE, PeopleView(tuple(author_view(author, desk) for author in site.newsroom.authors)),
        "content/authors", Wave.FRONTS, breadcrumb=(home,), feeds=(feed,),
    )  # fmt: skip
    for tag_id, stories in sorted(by_tag.items()):
        name = min(tag.name for story in stories for tag in story.tags if tag.id == tag_id)
        front = Link(name, desk.address.href(urls.tag_url(tag_id)))
        yield from listing("tag", stories, front, "", urls.tag_url(tag_id), f"content/{stories[-1].article.path}")


def _archive_pages(site: Site, cards: dict[str, Card], desk: Desk, home: Link, feed: Link) -> Iterator[Page]:
    by_month = fronts.months(site.stories, desk)
    yield Page(
        "archive.html",
        urls.ARCHIVE,
        fronts.archive_view(by_month, desk),
        SETTINGS,
        Wave.FRONTS,
        breadcrumb=(home,),
        feeds=(feed,),
    )
    for month in sorted(by_month):
        view = fronts.month_view(month, by_month, cards, desk)
        yield Page("month.html", urls.month_url(*month), view, SETTINGS, Wave.FRONTS, breadcrumb=(home,), feeds=(feed,))


def _static_pages(site: Site, desk: Desk, home: Link, feed: Link) -> Iterator[Page]:
    for page in site.pages:
        header = page.header
        language = language_of(header.lang, desk)
        body = body_parts(page.body, site.newsroom.references[page.path], desk)
        view = StaticPageView(header.title, header.summary, body, language, direction(language))
        url, origin = desk.addresses[page.path], f"content/{page.path}"
        description = header.summary or page.body.opening
        yield Page("page.html", url, view, origin, Wave.PAGES, description, language, (home,), (feed,))
        yield from _redirects(header.aliases, url, origin, desk)


def _framed(page: Page, frame: SiteView, desk: Desk) -> PageOutput:
    language = language_of(page.lang, desk)
    view = PageView(
        site=frame,
        main=page.main,
        url=desk.address.href(page.url),
        canonical=desk.address.canonical(page.url),
        description=page.description,
        lang=language,
        dir=direction(language),
        breadcrumb=page.breadcrumb,
        feeds=page.feeds,
        preload=page.preload,
        noindex=page.noindex,
    )
    return PageOutput(urls.output_path(page.url), page.layout, view, page.origin, page.wave)


def _site_view(desk: Desk, assets: Mapping[str, str]) -> SiteView:
    site, newsroom = desk.settings.site, desk.site.newsroom
    return SiteView(
        name=site.name,
        description=site.description,
        url=site.url,
        lang=site.language,
        home=desk.address.href(urls.HOME),
        archive=desk.address.href(urls.ARCHIVE),
        people=desk.address.href(urls.PEOPLE),
        feed=desk.address.href(urls.FEED),
        sections=tuple(
            link_to(section.path, section.header.title, section.header.lang, desk) for section in newsroom.sections
        ),
        pages=tuple(link_to(page.path, page.header.title, page.header.lang, desk) for page in desk.site.pages),
        email=site.email,
        address=site.address,
        founded=site.founded,
        copyright=site.copyright or site.name,
        social=tuple(Link(account.name, account.url) for account in site.social),
        assets={name: desk.address.href("/" + path) for name, path in sorted(assets.items())},
    )


def _section_feed(title: str, section_id: str, desk: Desk) -> Link:
    return Link(f"{desk.settings.site.name}: {title}", desk.address.href(machines.section_feed_url(section_id)))


def _addresses(site: Site, settings: Settings) -> dict[str, str]:
    newsroom = site.newsroom
    return {
        **{story.article.path: urls.article_url(story.article, settings.site) for story in site.stories},
        **{section.path: urls.section_url(section.id) for section in newsroom.sections},
        **{author.path: urls.author_url(author.id) for author in newsroom.authors},
        **{page.path: urls.page_url(page.path) for page in site.pages},
    }


def _pictures_in_use(site: Site) -> list[Picture]:
    """Those of articles and pages that are out, and of authors: no other picture is ever made."""
    newsroom = site.newsroom
    references: list[References] = [story.references for story in site.stories]
    hidden = {page.path for page in newsroom.pages} - {page.path for page in site.pages}
    references += [shelf for path, shelf in newsroom.references.items() if path not in hidden]
    pictures = {picture.path: picture for shelf in references for picture in shelf.pictures.values()}
    return [pictures[path] for path in sorted(pictures)]


def _collisions(planned: list[Output]) -> list[Problem]:
    problems = []
    for first, second in pairwise(planned):
        if first.path == second.path:
            problems.append(
                error(
                    "same-address",
                    f"This would have the same address, /{first.path.removesuffix('index.html')}, as {first.origin}.",
                    SourceLocation(second.origin),
                    "Rename one of the two files, or give one an  id:  of its own.",
                )
            )
    return problems


def _unsafe(planned: list[Output]) -> list[Problem]:
    return [
        error(
            "unsafe-address",
            f"The address “/{output.path.removesuffix('index.html')}” cannot be used: it leaves the site or has signs that addresses may not have.",
            SourceLocation(output.origin),
            "Look at the  id:  and  aliases:  of the file, and at permalink in site.toml.",
        )
        for output in planned
        if not urls.is_safe("/" + output.path)
    ]


def _dead_links(site: Site, planned: list[Output]) -> list[Problem]:
    """Links written as an address of this site ("/about/") that no output answers."""
    known = {output.path for output in planned}
    sources = {story.article.path: story.references for story in site.stories} | site.newsroom.references
    return [
        error("dead-link", f"No page of this site has the address “{address}”.", PhraseLocation(f"content/{path}", target),
              "Write the path of the file instead, ending in .md.")
        for path, references in sources.items()
        for target, address in references.links.items()
        if address.startswith("/") and urls.output_path(address) not in known and urls.output_path(address + "/") not in known
    ]  # fmt: skip
