"""What an article is to its own page and to others: views, with every address filled in. Knows no layout."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeGuard

from generator.model.documents import (
    Author,
    Body,
    BodyFigure,
    BodyLink,
    CommentsMode,
    CorrectionSeverity,
    DatelinePlace,
)
from generator.model.outputs import PhotoOutput
from generator.model.settings import Settings
from generator.model.site import Guest, Photograph, References, Site, Story
from generator.model.views import (
    ArticleView,
    AuthorView,
    BodyPartView,
    Card,
    CommentsView,
    CorrectionView,
    FigureView,
    Link,
    Moment,
)
from generator.plan import urls
from generator.plan.comments import form_link
from generator.plan.dates import direction, moment
from generator.plan.photos import figure_view, picture_view
from generator.plan.published import comments_close


@dataclass(frozen=True, slots=True)
class Desk:
    """What every view is made with. `addresses` are those of the documents that have a page, by path; `variants` those of
    the pictures in use, by path; `hidden` the files of the pages that are missing because they are not out."""

    site: Site
    settings: Settings
    address: urls.Address
    addresses: Mapping[str, str]
    variants: Mapping[str, tuple[PhotoOutput, ...]]
    hidden: frozenset[str] = frozenset()

    @property
    def language(self) -> str:
        return self.settings.site.language


def language_of(written: str, desk: Desk) -> str:
    return written or desk.language


def card(story: Story, desk: Desk) -> Card:
    header = story.article.header
    language = language_of(header.lang, desk)
    lead = story.lead
    reason = desk.site.unpublished.get(story.article.path)
    return Card(
        url=desk.address.href(desk.addresses[story.article.path]),
        title=header.title,
        summary=header.summary,
        section=section_link(story, desk),
        byline=tuple(_byline_link(author, desk) for author in story.byline),
        published=moment(header.date, desk.settings.site.timezone, language),
        picture=picture_view(lead, desk.variants[lead.picture.path], desk.address) if lead else None,
        lang=language,
        dir=direction(language),
        unpublished=str(reason) if reason else "",
    )


def section_link(story: Story, desk: Desk) -> Link:
    return link_to(story.section.path, story.section.header.title, story.section.header.lang, desk)


def link_to(path: str, text: str, lang: str, desk: Desk) -> Link:
    """A link to the page of a document."""
    language = language_of(lang, desk)
    return Link(text, desk.address.href(desk.addresses[path]), language, direction(language))


def article_view(
    story: Story, desk: Desk, people: Mapping[str, AuthorView], comments: CommentsView | None
) -> ArticleView:
    """`people` are the authors by path, each made once for all articles."""
    article, header = story.article, story.article.header
    language = language_of(header.lang, desk)
    timezone = desk.settings.site.timezone
    reason = desk.site.unpublished.get(article.path)
    return ArticleView(
        id=article.id,
        url=desk.address.href(desk.addresses[article.path]),
        title=header.title,
        summary=header.summary,
        section=section_link(story, desk),
        authors=tuple(
            AuthorView(author.name, "") if isinstance(author, Guest) else people[author.path] for author in story.byline
        ),
        published=moment(header.date, timezone, language),
        updated=moment(header.updated, timezone, language) if _is_past(header.updated, desk) else None,
        lead=_figure(story.lead, desk),
        body=body_parts(article.body, story.references, desk, header.dateline),
        corrections=tuple(
            CorrectionView(
                moment(correction.date, timezone, language),
                correction.text,
                correction.severity is CorrectionSeverity.SERIOUS,
            )
            for correction in sorted(header.corrections, key=lambda correction: correction.date)
            if _is_past(correction.date, desk)
        ),
        tags=tuple(Link(tag.name, desk.address.href(urls.tag_url(tag.id))) for tag in story.tags),
        comments=comments,
        words=article.body.words,
        lang=language,
        dir=direction(language),
        unpublished=str(reason) if reason else "",
    )


def _is_past(instant: datetime | None, desk: Desk) -> TypeGuard[datetime]:
    return instant is not None and instant <= desk.site.as_of


def author_view(author: Author, desk: Desk) -> AuthorView:
    header, references = author.header, desk.site.newsroom.references[author.path]
    language = language_of(header.lang, desk)
    return AuthorView(
        name=header.name,
        url=desk.address.href(desk.addresses[author.path]),
        role=header.role,
        email=header.email,
        biography=body_parts(author.body, references, desk),
        portrait=_figure(references.photograph(header.portrait), desk),
        lang=language,
        dir=direction(language),
    )


def comments_view(story: Story, desk: Desk, policy: tuple[BodyPartView, ...]) -> CommentsView | None:
    """The comment block of an article; `policy` is that of the outlet, made once for all. None when there is no form, or
    the editors want no comments here."""
    header, settings = story.article.header, desk.settings
    written = desk.site.newsroom.policy
    if not settings.comments.form_url or written is None or header.comments is CommentsMode.NONE:
        return None
    language = language_of(header.lang, desk)
    closes = comments_close(header, settings.comments)
    closing: Moment | None = moment(closes, settings.site.timezone, language) if closes else None
    is_open = header.comments is CommentsMode.OPEN and (closes is None or closes > desk.site.as_of)
    post_url = form_link(
        settings.comments.form_url,
        id=story.article.id,
        title=header.title,
        url=desk.address.canonical(desk.addresses[story.article.path]),
        lang=language,
        date=f"{header.date.astimezone(settings.site.timezone):%Y-%m-%d}",
    )
    policy_language = language_of(written.header.lang, desk)
    return CommentsView(
        is_open,
        written.header.title,
        policy if is_open else (),
        post_url if is_open else "",
        closing,
        policy_language,
        direction(policy_language),
    )


def body_parts(body: Body, references: References, desk: Desk, dateline: str = "") -> tuple[BodyPartView, ...]:
    """A body with its marks replaced: figures by their views, links by addresses. A link to what is not out loses its
    address and keeps its words, so that nothing of it shows."""
    views: list[BodyPartView] = []
    text = ""
    for part in body.parts:
        if isinstance(part, str):
            text += part
        elif isinstance(part, BodyLink):
            href = _href(part.target, references, desk)
            text = text + href if href else text.removesuffix(" ")
        elif isinstance(part, DatelinePlace) and dateline:
            views += [BodyPartView(html=text), BodyPartView(dateline=dateline)]
            text = ""
        elif isinstance(part, BodyFigure) and (figure := _figure(references.photograph(part.photo), desk)):
            views += [BodyPartView(html=text.replace("<p></p>", "")), BodyPartView(figure=figure)]
            text = ""
    views.append(BodyPartView(html=text.replace("<p></p>", "")))
    return tuple(view for view in views if view != BodyPartView())


def _href(target: str, references: References, desk: Desk) -> str:
    resolved = references.links.get(target)
    if resolved is None:
        return ""
    if resolved.startswith("/"):
        path = None if desk.address.files(resolved) & desk.hidden else desk.address.inside(resolved)
        rest = urls.linked(target)[1]
    else:
        path = desk.addresses.get(resolved)
        rest = "".join(target.partition("#")[1:])
    return f'href="{desk.address.href(path)}{html.escape(rest)}"' if path else ""


def _figure(photograph: Photograph | None, desk: Desk) -> FigureView | None:
    return figure_view(photograph, desk.variants[photograph.picture.path], desk.address) if photograph else None


def _byline_link(author: Author | Guest, desk: Desk) -> Link:
    if isinstance(author, Guest):
        return Link(author.name, "")
    return link_to(author.path, author.header.name, author.header.lang, desk)
