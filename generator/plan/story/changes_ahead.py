"""An article -> the instants at which its pages may change by themselves, and those at which they
will. Time is an input; no clock is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import inf

from generator.model.documents import Article, Comment
from generator.model.headers import ArticleHeader, CommentsMode, Status
from generator.model.schedule import ChangeKind
from generator.model.settings import Settings
from generator.plan.site.published import comments_close, rights_end
from generator.plan.story.ages import age_turns

Turn = tuple[float, str]
"""An instant, in seconds since the epoch, and the value of a `ChangeKind`."""


def turns_of(article: Article, settings: Settings, as_of: datetime, comments: Iterable[Comment] = ()) -> Iterator[Turn]:
    """Yield the instants that an article and its comments name, in no order, with its ages around
    `as_of`: until the next of them, what was planned as of then is right."""
    header = article.header
    ends = inf
    yield header.date.timestamp(), ChangeKind.OUT.value
    if header.embargo:
        yield header.embargo.timestamp(), ChangeKind.OUT.value
    if header.expires:
        ends = header.expires.timestamp()
        yield ends, ChangeKind.EXPIRED.value
    if header.updated:
        yield header.updated.timestamp(), ChangeKind.UPDATED.value
    for correction in header.corrections:
        yield correction.date.timestamp(), ChangeKind.CORRECTION.value
    closes = comments_close(header, settings.comments) if _has_form(header, settings) else None
    if closes:
        yield closes.timestamp(), ChangeKind.COMMENTS_CLOSED.value
    if header.comments is not CommentsMode.NONE:
        yield from ((each.header.date.timestamp(), ChangeKind.COMMENT.value) for each in comments)
    for end in rights_end(article):
        yield end, ChangeKind.PHOTO_RIGHTS.value
    for turn in age_turns(header.date, settings.site, as_of):
        if turn < ends:
            yield turn, ChangeKind.AGE.value


def _has_form(header: ArticleHeader, settings: Settings) -> bool:
    if header.comments is not CommentsMode.OPEN or settings.comments.close_after_days is None:
        return False
    edition = settings.edition(header.lang or settings.own_language)
    return bool(settings.comments.form_url or settings.language(edition).settings.form_url)


def changes_ahead(header: ArticleHeader, turns: Iterable[Turn], instant: float, *, preview: bool) -> tuple[Turn, ...]:
    """Return the changes after an instant in their order, of the ages of an article only the next.
    `turns` are all of them, as of that instant.

    Only what readers see counts: nothing of a draft, nothing before an article is out or after it
    expired. So its page is another one at each of these instants, and stays the same between them.
    """
    if header.status is Status.DRAFT and not preview:
        return ()
    date = header.date.timestamp()
    embargo = header.embargo.timestamp() if header.embargo else date
    if header.status is Status.WITHDRAWN:
        shown = max(date, embargo)
        return ((shown, ChangeKind.NOTICE.value),) if header.notice and instant < shown else ()
    out, ends = max(date, embargo), header.expires.timestamp() if header.expires else inf
    begins = -inf if preview else out
    if begins >= ends:
        return ()
    found: set[Turn] = set()
    first, age = max(begins, instant), inf
    for turn, kind in turns:
        if not first < turn <= ends or kind == ChangeKind.OUT or (turn == ends and kind != ChangeKind.EXPIRED):
            continue
        if kind == ChangeKind.AGE:
            age = min(age, turn)
        else:
            found.add((turn, kind))
    if age < inf:
        found.add((age, ChangeKind.AGE.value))
    if header.status is Status.PUBLISHED and instant < out < ends:
        found.add((out, ChangeKind.OUT.value))
    if preview and header.status is Status.PUBLISHED and instant < embargo < min(date, ends):
        found.add((embargo, ChangeKind.MARK.value))
    return tuple(sorted(found))
