"""`Newsroom` -> `Site`: what is out at one instant, and when that next changes. Time is an input; no clock is read."""

from __future__ import annotations

from datetime import datetime, timedelta

from generator.model.documents import ArticleHeader, CommentsMode, Status
from generator.model.settings import CommentsSettings
from generator.model.site import Newsroom, Site, Unpublished


def published(newsroom: Newsroom, comments: CommentsSettings, as_of: datetime, *, preview: bool) -> Site:
    """The site as of an instant. A preview shows drafts, embargoed and future articles too, and says which they are;
    what was withdrawn or has expired is in no site."""
    reasons = {story.article.path: why_unpublished(story.article.header, as_of) for story in newsroom.stories}
    stories = tuple(story for story in newsroom.stories if is_shown(story.article.header, as_of, preview=preview))
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
        tuple(
            page
            for page in newsroom.pages
            if page.header.status is Status.PUBLISHED or (preview and page.header.status is Status.DRAFT)
        ),
        as_of,
        {story.article.path: reason for story in stories if (reason := reasons[story.article.path])},
        min(instants, default=None, key=datetime.timestamp),
        preview,
    )


def is_shown(header: ArticleHeader, as_of: datetime, *, preview: bool) -> bool:
    reason = why_unpublished(header, as_of)
    return reason is None or (preview and reason in (Unpublished.DRAFT, Unpublished.EMBARGO, Unpublished.FUTURE))


def why_unpublished(header: ArticleHeader, as_of: datetime) -> Unpublished | None:
    """None when the article is out. An instant counts as reached when `as_of` is at it."""
    if header.status is Status.WITHDRAWN:
        return Unpublished.WITHDRAWN
    if header.expires and header.expires <= as_of:
        return Unpublished.EXPIRED
    if header.status is Status.DRAFT:
        return Unpublished.DRAFT
    if header.embargo and header.embargo > as_of:
        return Unpublished.EMBARGO
    return Unpublished.FUTURE if header.date > as_of else None


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
    points = (header.date, header.embargo, header.expires, comments_close(header, comments))
    return [point for point in points if point]
