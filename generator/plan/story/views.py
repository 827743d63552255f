"""An article -> its views for its own page and for others, with all addresses. Knows no layout."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeGuard, get_type_hints
from zoneinfo import ZoneInfo

from generator.model.dataclass import replace
from generator.model.documents import Author, BodyFacts, Policy, Section
from generator.model.headers import ArticleHeader, CorrectionSeverity
from generator.model.own_keys import OwnKeys, OwnValue
from generator.model.page_views import LanguageView
from generator.model.settings import Language
from generator.model.site import Guest, References, Story
from generator.model.views import (
    ArticleView,
    AuthorView,
    BodySlot,
    BodyView,
    Card,
    CorrectionView,
    Link,
    Moment,
)
from generator.plan import urls
from generator.plan.attachments import kind_and_size
from generator.plan.dates import moment
from generator.plan.edition_context import EditionContext
from generator.plan.languages import label
from generator.plan.photos.figures import card_picture, figure_view, lead_view, portrait_view
from generator.plan.site.published import why_unpublished
from generator.plan.story.ages import age_of
from generator.plan.story.comment_block import PolicyView, comments_view
from generator.plan.story.originals import original_view
from generator.plan.story.questions import NO_ANSWER, Answers, Kind, question
from generator.plan.story.reading_time import minutes
from generator.plan.story.related import related_views, series_view
from generator.plan.story.sharing import share_links


def language_of(written: str, context: EditionContext) -> str:
    """Return the language of a document, from its header."""
    return written or context.settings.own_language


def card(story: Story, url: str, context: EditionContext) -> Card:
    """Return the card. `url` is the address of the article."""
    header = story.article.header
    language = language_of(header.lang, context)
    return Card(
        **_as_written(header, Card),
        url=context.address.href(url),
        section=document_link(story.section, context),
        byline=tuple(_byline_link(author, context) for author in story.byline),
        published=moment(header.date, context.settings.site.timezone, context.spoken(language)),
        picture=card_picture(story.lead, context),
        lang=language,
        dir=context.direction(language),
        unpublished=_mark(story, context),
        type=header.shown_type,
    )


_RESOLVED = frozenset({"id", "lang"})
"""A header may leave these out: then the file or the site gives them."""


def _as_written(header: ArticleHeader, view: Any) -> dict[str, Any]:
    """Return the fields of a view that have the name and the type of a key: they are printed as
    they are in the header. So a new key is listed in the header and in the views only."""
    return {name: getattr(header, name) for name in _names_of_keys(view)}


@cache
def _names_of_keys(view: Any) -> tuple[str, ...]:
    keys, shown = get_type_hints(ArticleHeader), get_type_hints(view)
    return tuple(name for name in shown if name not in _RESOLVED and name in keys and keys[name] == shown[name])


def _mark(story: Story, context: EditionContext) -> str:
    """Return why a story is not published, for a preview."""
    return str(why_unpublished(story.article.header, context.as_of) or "") if context.preview else ""


def document_link(document: Section | Author, context: EditionContext) -> Link:
    """Return a link to the document's page in the edition."""
    text = document.header.title if isinstance(document, Section) else document.header.name
    lang = document.header.lang
    return _link(text, context.at(urls.place(document, context.settings)), lang, context, page_language(lang, context))


def page_language(tag: str, context: EditionContext) -> str:
    """Return the language of a page about something in a language: the edition's, unless the outlet
    has no edition in the other."""
    return context.language if not tag or tag in context.settings.editions else tag


def text_language(name: str, context: EditionContext) -> LanguageView:
    """Return the language of a text of the outlet in the edition: see `Settings.language_of`."""
    tag = context.settings.language_of(name)
    return LanguageView(tag, context.direction(tag))


def link_to(path: str, text: str, lang: str, context: EditionContext) -> Link:
    """Return a link to the page of a document in its own language."""
    return _link(text, context.addresses[path], lang, context)


def _link(text: str, url: str, lang: str, context: EditionContext, leads_to: str = "") -> Link:
    language = language_of(lang, context)
    other = leads_to if leads_to != language else ""
    return Link(text, context.address.href(url), language, context.direction(language), other)


def links_in_other_languages(url: str, context: EditionContext) -> tuple[Link, ...]:
    """Return links to a page in all its other languages, each in its own name. `url` is the address
    of the page."""
    return tuple(
        Link(label(context.spoken(tag)), context.address.href(other), tag, context.direction(tag))
        for tag, other in context.counterparts.get(url, ())
        if other != url
    )


def article_view(
    story: Story,
    url: str,
    context: EditionContext,
    people: Mapping[str, AuthorView],
    policy: PolicyView | None,
    answers: Answers,
) -> ArticleView:
    """Return the view of an article. `people` are its authors by path, `answers` those to its
    questions. Bodies are numbered: the article's own is 0, the comment policy 1."""
    article, header = story.article, story.article.header
    language = language_of(header.lang, context)
    settings, spoken = context.settings, context.spoken(language)
    timezone = settings.site.timezone
    day = header.date.astimezone(timezone).date()
    photographs = (story.references.photograph(photo) for photo in header.photos)
    other = context.language if context.language != language else ""
    authors = tuple(
        AuthorView(author.name, "") if isinstance(author, Guest) else replace(people[author.path], biography=())
        for author in story.byline
    )
    return ArticleView(
        **_as_written(header, ArticleView),
        id=article.id,
        url=context.address.href(url),
        section=document_link(story.section, context),
        authors=authors,
        published=moment(header.date, timezone, spoken),
        updated=moment(changed, timezone, spoken) if (changed := _last_change(header, context)) else None,
        lead=lead_view(story.lead, day, language, context),
        body=body_slot(0, article.body, story.references, context, language, day, header.dateline),
        corrections=tuple(
            CorrectionView(
                moment(correction.date, timezone, spoken),
                correction.text,
                correction.severity is CorrectionSeverity.SERIOUS,
            )
            for correction in sorted(header.corrections, key=lambda correction: correction.date)
            if _is_past(correction.date, context)
        ),
        tags=tuple(
            Link(tag.name, context.address.href(context.at(urls.tag_url(tag.id))), hreflang=other) for tag in story.tags
        ),
        comments=comments_view(story, url, context, policy),
        words=article.body.words,
        lang=language,
        dir=context.direction(language),
        unpublished=_mark(story, context),
        gallery=tuple(figure for each in photographs if (figure := figure_view(each, day, language, context))),
        translations=links_in_other_languages(url, context),
        minutes=minutes(article.body.words, language),
        age=age_of(header.date, settings.site, context.as_of),
        series=series_view(answers.get(question(Kind.SERIES, article.path), NO_ANSWER), header.series, context),
        related=related_views(answers.get(question(Kind.RELATED, article.path), NO_ANSWER), language, context),
        share=share_links(settings.site.share, header.title, context.address.canonical(url)),
        own=OwnKeys(tuple((name, _own_view(value, timezone, spoken)) for name, value in article.own)),
        original=original_view(article, answers, language, context),
        type=header.shown_type,
        ninjs_url=context.address.href(urls.ninjs_url(url)) if settings.partners.ninjs else "",
        republish_url=context.address.href(urls.republish_url(url))
        if settings.republish and story.may_be_republished
        else "",
    )


def _last_change(header: ArticleHeader, context: EditionContext) -> datetime | None:
    """Return the time of the last update or correction that has come. A correction of the day of
    publication may have that day's midnight for its time: then it is none."""
    later = (correction.date for correction in header.corrections if correction.date > header.date)
    return max((each for each in (header.updated, *later) if _is_past(each, context)), default=None)


def _own_view(value: OwnValue, timezone: ZoneInfo, spoken: Language) -> object:
    """Return the value of a key of the outlet's own. An instant at midnight is a day without a
    time."""
    if not isinstance(value, datetime):
        return value
    shown = moment(value, timezone, spoken)
    at_midnight = value.astimezone(timezone).time() == time()
    return Moment(shown.iso.partition("T")[0], shown.date, "") if at_midnight else shown


def _is_past(instant: datetime | None, context: EditionContext) -> TypeGuard[datetime]:
    return instant is not None and instant <= context.as_of


def author_view(author: Author, references: References, context: EditionContext) -> AuthorView:
    """Return the view of an author. Each page sets the number of the biography: see `with_body`."""
    header = author.header
    language, leads_to = language_of(header.lang, context), page_language(header.lang, context)
    return AuthorView(
        name=header.name,
        url=context.address.href(context.at(urls.author_url(author.id))),
        role=header.role,
        email=header.email,
        biography=body_slot(0, author.body, references, context, language),
        opening=author.body.opening,
        profiles=tuple(Link(urls.host_of(address), address) for address in header.profiles),
        portrait=portrait_view(references.photograph(header.portrait), language, context),
        lang=language,
        dir=context.direction(language),
        hreflang=leads_to if leads_to != language else "",
    )


def completed(view: AuthorView, author: Author, known: AuthorView) -> AuthorView:
    """Return a translated author with the missing e-mail address, accounts and portrait of the
    original. The words that describe a portrait may be translated without the portrait."""
    portrait = view.portrait or known.portrait
    if view.portrait is None and portrait and portrait.picture and author.header.photo_alt:
        portrait = replace(portrait, picture=replace(portrait.picture, alt=author.header.photo_alt))
    profiles = view.profiles or known.profiles
    return replace(view, email=view.email or known.email, portrait=portrait, profiles=profiles)


def with_body(author: AuthorView, number: int) -> AuthorView:
    """Return the author with another number for the biography, if there is one."""
    biography = author.biography
    return replace(author, biography=replace(biography, number=number)) if isinstance(biography, BodySlot) else author


def policy_view(policy: Policy, references: References, context: EditionContext, versions: str) -> PolicyView:
    """Return the comment policy as pages of articles show it. `versions` is the address of the page
    with its earlier versions, or ""."""
    header, language = policy.header, language_of(policy.header.lang, context)
    slot = body_slot(0, policy.body, references, context, language)
    direction, spoken = context.direction(language), context.spoken(language)
    since = moment(header.since, context.settings.site.timezone, spoken) if header.since else None
    page = context.address.href(versions) if versions else ""
    return PolicyView(header.title, slot, policy.body.digest, language, direction, since, page)


def body_slot(
    number: int,
    body: BodyFacts,
    references: References,
    context: EditionContext,
    language: str,
    day: date | None = None,
    dateline: str = "",
) -> BodyView:
    """Return the place of a body, with every link and picture resolved. A link to an unpublished
    document keeps only its words, so that nothing else of it shows. `day` is that of the article,
    if it is the body of one."""
    if not body.digest:
        return ()
    return BodySlot(
        number,
        tuple(_href(target, references, context, language) for target in body.links),
        tuple(figure_view(references.photograph(figure), day, language, context) for figure in body.figures),
        dateline,
    )


def _href(target: str, references: References, context: EditionContext, language: str) -> str:
    """Return the attributes of a link in a text: its address, the target's language if it is
    another, and the data of an attachment. `language` is that of the text."""
    resolved = references.links.get(target)
    if found := references.attachments.get(target):
        address = context.address.href(urls.file_url(found)) + html.escape("".join(target.partition("#")[1:]))
        return f'href="{address}" data-file="{kind_and_size(found, context.spoken(language))}"'
    if resolved is None:
        return ""
    if resolved.startswith("/"):
        path = None if context.address.files(resolved) & context.hidden else context.address.inside(resolved)
        rest = urls.linked(target)[1]
    else:
        path = context.addresses.get(resolved)
        rest = "".join(target.partition("#")[1:])
    if not path:
        return ""
    edition = context.settings.edition_at(path)
    is_other = path.endswith("/") and edition != context.settings.edition(language)
    other = f' hreflang="{edition}"' if is_other else ""
    return f'href="{context.address.href(path)}{html.escape(rest)}"{other}'


_SIGNS_OF_A_WORD = frozenset(":,;.،؛")
"""Signs without a space before them."""


def dateline_end(context: EditionContext) -> str:
    """Return what stands between a dateline and the first sentence."""
    dash = context.settings.site.dateline_dash
    return f"{dash} " if dash in _SIGNS_OF_A_WORD else f" {dash} "


def _byline_link(author: Author | Guest, context: EditionContext) -> Link:
    if isinstance(author, Guest):
        return Link(author.name, "")
    return document_link(author, context)
