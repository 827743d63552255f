"""A page -> its structured data for search engines, as JSON-LD 1.1 with the types of schema.org
30.0. A page is a NewsArticle, WebSite, CollectionPage, ProfilePage or WebPage, with the pages above
it. The data says nothing that readers do not see, and leaves out unknown properties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import Any

from generator.model.headers import ArticleType
from generator.model.outlet_views import CorrectionListView, MastheadView, PolicyPageView
from generator.model.outputs import COMMENT_ANCHOR
from generator.model.page_views import PageParts
from generator.model.site import Photograph, Story
from generator.model.views import (
    ArchiveView,
    ArticleView,
    AuthorView,
    FrontView,
    ImageView,
    ListingView,
    MonthView,
    PeopleView,
    StaticPageView,
)
from generator.plan.edition_context import EditionContext
from generator.plan.photos.creators import is_organisation
from generator.plan.photos.figures import GENERATED
from generator.plan.urls import HOME

_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Characters that could end a <script> element, or a line of one. In JSON they occur only inside
strings."""


def article_metadata(
    story: Story, view: ArticleView, parts: PageParts, lastmod: str, original: str, context: EditionContext
) -> str:
    """Return the text of a script element of the type application/ld+json. `lastmod` is the time of
    the article's last update or correction, in RFC 3339. `original` is the address of the article
    that this one translates; "" without one, or while that is not published."""
    outlet, terms = _outlet(context), context.settings.republish
    sponsor = _known("Organization", name=view.sponsor) if view.sponsor else None
    authors = [_person(author, context) for author in view.authors]
    lead = story.lead
    series = _known("CreativeWorkSeries", name=view.series.name) if view.series else None
    article = _known(
        _TYPES[view.type],
        headline=view.title,
        description=parts.description,
        url=parts.canonical,
        inLanguage=view.lang,
        isPartOf=[_edition(context), *([series] if series else [])],
        position=view.series.number if view.series else None,
        datePublished=view.published.iso,
        dateModified=lastmod,
        dateline=story.article.header.dateline if view.type != ArticleType.SPONSORED else "",
        articleSection=view.section.text,
        keywords=[tag.text for tag in view.tags],
        wordCount=view.words,
        isAccessibleForFree=True,
        image=_images(lead, parts.images, context) if lead else [],
        author=authors or [sponsor or outlet],
        publisher=outlet,
        sponsor=sponsor,
        license=terms.licence if terms and story.may_be_republished else "",
        correction=[
            _known("CorrectionComment", text=entry.text, datePublished=entry.date.iso) for entry in view.corrections
        ],
        **_comments(story, view, parts),
        **_translations(story, view.lang, original, context),
    )
    return _graph([article, *_breadcrumb(view.title, parts, context)])


_TYPES = {
    "": "NewsArticle",
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "review": "ReviewNewsArticle",
    "background": "BackgroundNewsArticle",
    "reportage": "ReportageNewsArticle",
    "sponsored": "AdvertiserContentArticle",
}
"""The types of articles by `ArticleView.type`. What somebody paid for is no news."""

_COMMENTS = 20
"""Comments in the data, which would otherwise be half of the page; `commentCount` counts all."""


def _comments(story: Story, view: ArticleView, parts: PageParts) -> dict[str, Any]:
    """Return the place where readers discuss an article, and the comments that they see first, with
    their texts as they were written."""
    if view.comments is None:
        return {}
    approved = view.comments.approved
    texts = {f"{COMMENT_ANCHOR}{each.id}": each.text for each in story.comments}
    listed = [
        _known(
            "Comment",
            url=f"{parts.canonical}#{each.anchor}",
            author=_known("Person", name=each.name),
            datePublished=each.date.iso,
            text=texts[each.anchor],
            inLanguage=each.lang,
            parentItem=_known("Comment", url=f"{parts.canonical}#{each.answers.url}") if each.answers else None,
        )
        for each in approved[:_COMMENTS]
    ]
    return {"discussionUrl": f"{parts.canonical}#comments", "commentCount": len(approved), "comment": listed}


_LISTED = 30
"""The most articles of a list in the data: a month has hundreds."""


def _item_list(articles: Sequence[str], context: EditionContext) -> dict[str, Any] | None:
    """Return the articles on a page, in its order. `articles` are their addresses."""
    entries = [
        _known("ListItem", position=number, url=context.address.canonical(url))
        for number, url in enumerate(articles[:_LISTED], 1)
    ]
    return _known("ItemList", numberOfItems=len(articles), itemListElement=entries) if entries else None


def _translations(story: Story, language: str, original: str, context: EditionContext) -> dict[str, Any]:
    """Return the article that this one translates, or those that translate it. Their titles are
    left out, so that editing one makes no other page stale."""
    others = {url: tag for pairs in context.counterparts.values() for tag, url in pairs if tag != language}
    works = {
        url: _known("NewsArticle", url=context.address.canonical(url), inLanguage=tag) for url, tag in others.items()
    }
    if story.article.header.translation_of:
        return {"translationOfWork": works.get(original)}
    return {"workTranslation": list(works.values())}


def page_metadata(
    parts: PageParts,
    context: EditionContext,
    policies: Iterable[tuple[str, str]] = (),
    articles: Sequence[str] = (),
) -> str:
    """Return the data of any other page; "" for pages such as redirects, which are not content of
    the outlet. `policies` are properties of the outlet, each with the address of a page; `articles`
    are the addresses of those on the page, in its order."""
    name, about = context.settings.site.name, {"url": parts.canonical, "inLanguage": parts.lang}
    match parts.main:
        case FrontView():
            front = _known(
                "WebSite",
                name=name,
                description=parts.description,
                **about,
                publisher=_whole_outlet(context, policies),
            )
            return _graph([front])
        case ListingView(author=AuthorView() as author, title=title):
            person = _person(author, context) | _given(email=author.email, worksFor=_outlet(context))
            page = _known("ProfilePage", name=title, **about, isPartOf=_edition(context), mainEntity=person)
        case ListingView(title=title) | MonthView(title=title):
            page = _known(
                "CollectionPage",
                name=title,
                description=parts.description,
                **about,
                isPartOf=_edition(context),
                mainEntity=_item_list(articles, context),
            )
        case ArchiveView() | PeopleView():
            title = ""  # the layouts have the words for it
            page = _known("CollectionPage", **about, isPartOf=_edition(context))
        case CorrectionListView(title=title, number=number) if number:
            page = _known("CollectionPage", name=title, **about, isPartOf=_edition(context))
        case (
            StaticPageView(title=title)
            | PolicyPageView(title=title)
            | CorrectionListView(title=title)
            | MastheadView(title=title)
        ):
            page = _known("WebPage", name=title, description=parts.description, **about, isPartOf=_edition(context))
        case _:
            return ""
    return _graph([page, *_breadcrumb(title, parts, context)])


def _breadcrumb(title: str, parts: PageParts, context: EditionContext) -> list[dict[str, Any]]:
    """Return the pages above a page, and the page itself under its `title`; it needs no address."""
    above = [(link.text, context.address.absolute(link.url)) for link in parts.breadcrumb]
    steps = enumerate([*above, *([(title, "")] if title else [])], 1)
    entries = [_known("ListItem", position=number, name=name, item=url) for number, (name, url) in steps]
    return [_known("BreadcrumbList", itemListElement=entries)] if len(entries) > 1 else []


def _edition(context: EditionContext) -> dict[str, Any]:
    """Return the edition that the page is part of."""
    return _known("WebSite", name=context.settings.site.name, url=_home(context), inLanguage=context.language)


def _outlet(context: EditionContext) -> dict[str, Any]:
    """Return the outlet in few words. Its `@id` is that of the whole description, which is on the
    front of the edition."""
    logo = context.logo and _known(
        "ImageObject", url=context.logo.url, width=context.logo.width, height=context.logo.height
    )
    home = _home(context)
    about = _known("NewsMediaOrganization", name=context.settings.site.name, url=home, logo=logo)
    return {"@id": f"{home}#publisher", **about}


def _person(author: AuthorView, context: EditionContext) -> dict[str, Any]:
    """Return a person; of a guest, only the name."""
    portrait = author.portrait.picture if author.portrait else None
    return _known(
        "Person",
        name=author.name,
        url=context.address.absolute(author.url) if author.url else "",
        jobTitle=author.role,
        image=context.address.absolute(portrait.src) if portrait else "",
        sameAs=[profile.url for profile in author.profiles],
    )


def _whole_outlet(context: EditionContext, policies: Iterable[tuple[str, str]]) -> dict[str, Any]:
    site = context.settings.site
    return _outlet(context) | _given(
        legalName=site.organisation,
        foundingDate=site.founded,
        email=site.email,
        telephone=site.phone,
        address=site.address,
        sameAs=[account.url for account in site.social],
        **{name: context.address.canonical(url) for name, url in policies},
    )


def _home(context: EditionContext) -> str:
    return context.address.canonical(context.at(HOME))


def _images(lead: Photograph, images: Iterable[ImageView], context: EditionContext) -> list[dict[str, Any]]:
    """Return one object for each shape of the picture, the first with its caption. Google shows the creator, the credit and the
    copyright notice of a picture, with the address of its licence. The properties are the
    counterparts of those of IPTC."""
    rights = lead.picture.rights
    said = {
        "creditText": lead.credit,
        "creator": _creator(rights.creator, lead.credit, context),
        "copyrightNotice": rights.copyright,
        "license": _address(rights.statement),
        "acquireLicensePage": _address(rights.licensor_url),
        "digitalSourceType": _source(lead.picture.source_type),
    }
    captions = chain([lead.caption], repeat(""))  # once: in Arabic script it is half a kilobyte
    return [
        _known("ImageObject", url=image.url, width=image.width, height=image.height, caption=caption, **said)
        for image, caption in zip(images, captions, strict=False)
    ]


def _creator(name: str, credit: str, context: EditionContext) -> dict[str, Any] | None:
    if not name:
        return None
    return _known("Organization" if is_organisation(name, credit, context.settings.site) else "Person", name=name)


def _source(source_type: str) -> str:
    """Return schema.org's name of an IPTC digital source type, if a trained model took part in the
    picture."""
    return (
        f"https://schema.org/{source_type[0].upper()}{source_type[1:]}DigitalSource" if source_type in GENERATED else ""
    )


def _address(written: str) -> str:
    """Return an embedded address, if it is one: the file may have any text there."""
    return written if written.startswith(("https://", "http://")) else ""


def _known(kind: str, **properties: Any) -> dict[str, Any]:
    """Return an object of a type, with the properties that have a value."""
    return {"@type": kind, **_given(**properties)}


def _given(**properties: Any) -> dict[str, Any]:
    """Return the properties with a value; a number of zero is one."""
    return {name: value for name, value in properties.items() if value or type(value) is int}


def _graph(entries: list[dict[str, Any]]) -> str:
    value = {"@context": "https://schema.org", "@graph": entries}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _ESCAPED.items():
        text = text.replace(sign, escaped)
    return text
