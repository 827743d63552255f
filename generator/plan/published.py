"""`Newsroom` -> `Site`: what is out at one instant, and when that next changes. Time is an input; no clock is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from generator.model.documents import Article, ArticleHeader, BrokenText, CommentsMode, Page, Standing, Status
from generator.model.settings import CommentsSettings
from generator.model.site import Guest, Newsroom, Site, Story, Unpublished


def published(newsroom: Newsroom, comments: CommentsSettings, as_of: datetime, *, preview: bool) -> Site:
    """The site as of an instant. A preview shows drafts, embargoed and future articles too, and says which they are;
    what was withdrawn or has expired is in no site."""
    reasons = {story.article.path: why_unpublished(story.article.header, as_of) for story in newsroom.stories}
    stories = tuple(story for story in newsroom.stories if is_shown(story.article, as_of, preview=preview))
    silent = _named_by(newsroom.stories) - _named_by(stories)
    instants = [
        instant
        for story in newsroom.stories
        if story.article.header.status is Status.PUBLISHED
        for instant in turning_points(story.article.header, comments)
        if instant > as_of
    ]
    return Site(
        newsroom,
        stories,
        tuple(section for section in newsroom.sections if section.path not in silent),
        tuple(author for author in newsroom.authors if author.path not in silent),
        tuple(page for page in newsroom.pages if is_shown(page, as_of, preview=preview)),
        as_of,
        {story.article.path: reason for story in stories if (reason := reasons[story.article.path])},
        min(instants, default=None, key=datetime.timestamp),
        preview,
    )


def _named_by(stories: Iterable[Story]) -> frozenset[str]:
    """The sections and authors of stories, by path."""
    return frozenset(
        document.path
        for story in stories
        for document in (story.section, *story.byline)
        if not isinstance(document, Guest)
    )


def is_shown(document: Article | Page | BrokenText, as_of: datetime, *, preview: bool) -> bool:
    """Whether a document is to be seen, by what it says of itself."""
    standing = _standing(document)
    if standing is None:
        return False
    reason = why_unpublished(standing, as_of)
    return reason is None or (preview and reason in (Unpublished.DRAFT, Unpublished.EMBARGO, Unpublished.FUTURE))


def _standing(document: Article | Page | BrokenText) -> ArticleHeader | Standing | None:
    match document:
        case Article():
            return document.header
        case Page():
            return Standing(status=document.header.status)
        case BrokenText():
            return document.standing


def why_unpublished(header: ArticleHeader | Standing, as_of: datetime) -> Unpublished | None:
    """None when the article is out. An instant counts as reached when `as_of` is at it."""
    if header.status is Status.WITHDRAWN:
        return Unpublished.WITHDRAWN
    if header.expires and header.expires <= as_of:
        return Unpublished.EXPIRED
    if header.status is Status.DRAFT:
        return Unpublished.DRAFT
    if header.embargo and header.embargo > as_of:
        return Unpublished.EMBARGO
    return Unpublished.FUTURE if header.date and header.date > as_of else None


def comments_close(header: ArticleHeader, comments: CommentsSettings) -> datetime | None:
    """When the comments of an article close by themselves."""
    if comments.close_after_days is None or header.comments is not CommentsMode.OPEN:
        return None
    try:
        return header.date + timedelta(days=comments.close_after_days)
    except OverflowError:  # after the year 9999: never
        return None


def turning_points(header: ArticleHeader, comments: CommentsSettings) -> list[datetime]:
    """The instants at which an article's pages change without anybody editing it."""
    points = (header.date, header.embargo, header.expires, header.updated, comments_close(header, comments))
    return [*(point for point in points if point), *(correction.date for correction in header.corrections)]
