"""A page as its kind describes it -> `PageOutput`: the chrome is added, and everything that is
derived from the other parts."""

from __future__ import annotations

from generator.model.dataclass import dataclass, replace
from generator.model.outputs import PageOutput, Wave
from generator.model.page_views import MainView, PageParts
from generator.model.pictures import PictureView
from generator.model.views import ImageView, Link, ObjectId, RedirectView
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.feed_links import edition_feeds
from generator.plan.languages import digits, social_locale
from generator.plan.pages.metadata import page_metadata
from generator.plan.story.views import links_in_other_languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as its kind describes it. `url` is its address; `breadcrumb` and `feeds` are its own,
    besides those of the site. `bodies` are the digests of the texts that are inserted, by number.
    `policies` are properties of the outlet by schema.org, each with the address of a page;
    `articles` are the addresses of those that it lists, in order."""

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
    policies: tuple[tuple[str, str], ...] = ()
    articles: tuple[str, ...] = ()


def page_output(page: Page, chrome: ObjectId, context: EditionContext) -> PageOutput:
    """Return the output of a page; `chrome` is the digest of the chrome."""
    parts = parts_of(page, context)
    return PageOutput(
        urls.output_path(page.url), page.layout, parts.lang, chrome, parts, page.origin, page.wave, page.url, page.bodies,
        isinstance(page.main, RedirectView), parts.noindex,
    )  # fmt: skip


def parts_of(page: Page, context: EditionContext) -> PageParts:
    parts = bare_parts(page, context)
    return replace(parts, metadata=page_metadata(parts, context, page.policies, page.articles))


def bare_parts(page: Page, context: EditionContext) -> PageParts:
    """Return the parts without those that are derived from other parts."""
    language = page.lang or context.language
    name = context.settings.site.name
    alternates = _alternates(page.url, context)
    tags = (language, *(to.lang for to in alternates if to.lang != "x-default"))
    home = Link(name, context.address.href(context.at(urls.HOME)))
    return PageParts(
        main=page.main,
        url=context.address.href(page.url),
        canonical=context.address.canonical(page.url),
        description=page.description,
        lang=language,
        dir=context.direction(language),
        breadcrumb=() if page.url == context.at(urls.HOME) else (home, *page.breadcrumb),
        feeds=(*edition_feeds(context), *page.feeds),
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
    """Return the page in all its languages for search engines; the first is for readers of other
    languages."""
    pairs = context.counterparts.get(url, ())
    if all(other != url for _, other in pairs):  # another article is the translation into this language
        return ()
    links = [Link("", context.address.canonical(other), context.spoken(tag).hreflang) for tag, other in pairs]
    return (*links, replace(links[0], lang="x-default"))
