"""`Newsroom` -> `Site`: what is published at one instant, and when that changes next. Time is an
input; no clock is read."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from heapq import nsmallest
from itertools import chain

from generator.model.dataclass import replace
from generator.model.documents import (
    Article,
    Author,
    BrokenText,
    Document,
    Policy,
    Standing,
    StaticPage,
    TextDocument,
)
from generator.model.headers import ArticleHeader, CommentsMode, Status
from generator.model.photo_places import photos_of
from generator.model.report import NotOut
from generator.model.schedule import ChangeKind, DueChange, LateArticle, Schedule
from generator.model.settings import CommentsSettings
from generator.model.site import Newsroom, Site, StoryFacts, StoryRecord, Unpublished
from generator.plan.site.news import can_be_news, leaves_news
from generator.plan.site.policies import policy_changes, versions
from generator.plan.site.withdrawals import next_notices, withdrawals_of


def published(
    newsroom: Newsroom,
    as_of: datetime,
    there: Container[str],
    languages: Collection[str],
    *,
    preview: bool,
    timezone: tzinfo | None = None,
    has_news: bool = True,
) -> Site:
    """Return the site as of an instant; `has_news` says that it has a news sitemap.

    `next_due` is in the `timezone`, or in that of the instant: nothing changes before, something
    does then. A file that changes with time alone, in no article, belongs into `_due`. `there` are
    the paths of the sections, authors and pages that have a page in some edition; `languages` are those of the
    editions, "" for the site's own. A preview shows drafts, embargoed and future articles, each with its reason. Of withdrawn and expired articles only the notices are in a site."""
    instant = as_of.timestamp()
    shown = tuple(story for story in newsroom.stories if is_story_shown(story.facts, instant, preview=preview))
    reasons = ((story.facts.path, why_story_unpublished(story.facts, instant)) for story in shown) if preview else ()
    waiting = (Status.PUBLISHED, Status.DRAFT) if preview else (Status.PUBLISHED,)
    authors = tuple(author for author in newsroom.authors if author.path in there)
    pages = tuple(page for page in newsroom.pages if page.path in there)
    turns = (story.facts.until for story in newsroom.stories if story.facts.status in waiting)
    out = chain.from_iterable(versions(newsroom.policies, as_of).values())
    policies = tuple(policy for policy in out if policy.language in languages)
    pictured: tuple[Author | StaticPage | Policy, ...] = (*authors, *pages, *policies)
    expiries = [(each, document) for document in pictured for each in rights_end(document) if each > instant]
    ahead = [*policy_changes(newsroom.policies, languages, instant)]
    ahead += _ends_of_news(newsroom.stories, instant) if has_news and not preview else ()
    due = _due(newsroom.stories, expiries, ahead)
    return Site(
        newsroom,
        shown,
        tuple(section for section in newsroom.sections if section.path in there),
        authors,
        pages,
        as_of,
        {path: reason for path, reason in reasons if reason},
        _instant(due[0].instant, timezone or as_of.tzinfo) if due else None,
        preview,
        due,
        min(
            chain(
                turns,
                (each for each, _ in expiries),
                (each.instant for each in ahead),
                next_notices(newsroom.ending, instant),
            ),
            default=_NEVER,
        ),
        withdrawals_of(newsroom.ending, instant),
        policies,
    )


MOST_DUE = 100
"""Changes to come in the report."""


def _ends_of_news(stories: Iterable[StoryRecord], instant: float) -> Iterator[DueChange]:
    """Yield the instants at which articles leave the news sitemap: those that are out, and those to
    come."""
    for story in stories:
        facts = story.facts
        if can_be_news(facts, instant) and (ends := leaves_news(facts, instant)) is not None:
            yield DueChange(ends, ChangeKind.NEWS.value, facts.title or facts.id, facts.path)


def _due(
    stories: Iterable[StoryRecord],
    expiries: Iterable[tuple[float, Author | StaticPage | Policy]],
    ahead: Iterable[DueChange],
) -> tuple[DueChange, ...]:
    """Return the next changes of the site, in their order. `expiries` are ends of rights to pictures
    in other documents, `ahead` other changes of these."""
    listed = [
        (story.facts.changes[0][0], number, story.facts) for number, story in enumerate(stories) if story.facts.changes
    ]
    found = [
        DueChange(instant, kind, facts.title or facts.id, facts.path)
        for _, _, facts in nsmallest(MOST_DUE, listed)  # of no other story is a change among the first
        for instant, kind in facts.changes
    ]
    rights = ChangeKind.PHOTO_RIGHTS.value
    found += [DueChange(each, rights, _name_of(document), document.path) for each, document in expiries]
    found += ahead
    return tuple(nsmallest(MOST_DUE, (each for each in found if _instant(each.instant, UTC))))


def with_last_pages(site: Site, documents: Iterable[Document], timezone: tzinfo) -> Site:
    """Return the site with the instants at which documents expire that are not in it, because they
    are broken, and whose last pages stay."""
    found = []
    for document in documents:
        text = document.readable if isinstance(document, BrokenText) else document
        standing = _standing(document) if isinstance(document, Article | BrokenText) else None
        if standing and standing.expires and standing.expires > site.as_of:
            title = text.header.title if isinstance(text, Article) else ""
            name = title or document.path
            found.append(DueChange(standing.expires.timestamp(), ChangeKind.EXPIRED.value, name, document.path))
    due = tuple(sorted((*site.due, *found))[:MOST_DUE])
    return replace(site, due=due, next_due=_instant(due[0].instant, timezone)) if found else site


def _name_of(document: Author | StaticPage | Policy) -> str:
    name = document.header.name if isinstance(document, Author) else document.header.title
    return name or document.id


_NEVER = float("inf")
_MOST_LISTED = 50
"""Articles in the report for one reason: an archive may have thousands of drafts."""


def not_out(site: Site, timezone: tzinfo | None) -> tuple[NotOut, ...]:
    """Return the articles that are not shown: waiting ones first, the next at the top; drafts and
    past ones newest first."""
    shown = {story.facts.path for story in site.stories}
    instant = site.as_of.timestamp()
    found: dict[Unpublished, list[StoryFacts]] = {}
    for story in site.newsroom.stories:
        if story.facts.path not in shown and (reason := why_story_unpublished(story.facts, instant)):
            found.setdefault(reason, []).append(story.facts)
    waiting = (Unpublished.EMBARGO, Unpublished.FUTURE)
    listed = sorted(
        ((_until(facts, reason), facts, reason) for reason in waiting for facts in found.get(reason, ())),
        key=lambda each: (each[0], each[1].path),
    )[:_MOST_LISTED]
    for reason in (Unpublished.DRAFT, Unpublished.EXPIRED, Unpublished.WITHDRAWN):
        listed += [(_until(facts, reason), facts, reason) for facts in found.get(reason, ())[:_MOST_LISTED]]
    return tuple(
        NotOut(facts.title or facts.id, facts.path, reason, _instant(until, timezone or site.as_of.tzinfo))
        for until, facts, reason in listed
    )


def late_articles(site: Site, last: Schedule | None, timezone: tzinfo | None) -> tuple[LateArticle, ...]:
    """Return the articles that waited for their time when the site was last published, and are out
    now, after that time."""
    instant = site.as_of.timestamp()
    waited = {(change.path, change.instant) for change in last.changes if change.kind == ChangeKind.OUT} if last else ()
    if not waited or site.preview:
        return ()
    late = []
    for story in site.stories:
        facts = story.facts
        due = _until(facts, Unpublished.EMBARGO)
        if due < instant and (facts.path, due) in waited and (local := _instant(due, timezone)):
            late.append(LateArticle(facts.title or facts.id, facts.path, local, instant - due))
    return tuple(late)


def _until(facts: StoryFacts, reason: Unpublished) -> float:
    """Return the time at which an article is published, or at which it was taken back."""
    match reason:
        case Unpublished.EMBARGO | Unpublished.FUTURE:
            return max(facts.date, facts.embargo or facts.date)
        case Unpublished.EXPIRED:
            return facts.expires or _NEVER
    return _NEVER


def _instant(seconds: float, timezone: tzinfo | None) -> datetime | None:
    """Return an instant, or None for the end of the year 9999, which some write for “never”."""
    try:
        return datetime.fromtimestamp(seconds, timezone)
    except (OverflowError, ValueError):
        return None


def rights_end(document: TextDocument) -> Iterator[float]:
    """Yield the times at which rights to pictures of the document end, in no order."""
    ends = (photo.reference.rights_expire for photo in photos_of(document))
    return (each.timestamp() for each in ends if each)


def is_shown(document: Article | StaticPage | BrokenText, as_of: datetime, *, preview: bool) -> bool:
    """Whether a document is visible, by its own header."""
    standing = _standing(document)
    return standing is not None and _is_to_be_seen(why_unpublished(standing, as_of), preview=preview)


def is_story_shown(facts: StoryFacts, instant: float, *, preview: bool) -> bool:
    return _is_to_be_seen(why_story_unpublished(facts, instant), preview=preview)


def _is_to_be_seen(reason: Unpublished | None, *, preview: bool) -> bool:
    return reason is None or (preview and reason in (Unpublished.DRAFT, Unpublished.EMBARGO, Unpublished.FUTURE))


def _standing(document: Article | StaticPage | BrokenText) -> ArticleHeader | Standing | None:
    match document:
        case Article():
            return document.header
        case StaticPage():
            return Standing(status=document.header.status)
        case BrokenText():
            return document.standing


def why_unpublished(header: ArticleHeader | Standing, as_of: datetime) -> Unpublished | None:
    """Return the reason, or None when the article is published. An instant counts as reached when
    `as_of` equals it."""
    date, embargo, expires = (
        moment.timestamp() if moment else None for moment in (header.date, header.embargo, header.expires)
    )
    return _why(header.status, date, embargo, expires, as_of.timestamp())


def why_story_unpublished(facts: StoryFacts, instant: float) -> Unpublished | None:
    return _why(facts.status, facts.date, facts.embargo, facts.expires, instant)


def _why(
    status: str, date: float | None, embargo: float | None, expires: float | None, as_of: float
) -> Unpublished | None:
    if status == Status.WITHDRAWN:
        return Unpublished.WITHDRAWN
    if expires is not None and expires <= as_of:
        return Unpublished.EXPIRED
    if status == Status.DRAFT:
        return Unpublished.DRAFT
    if embargo is not None and embargo > as_of:
        return Unpublished.EMBARGO
    return Unpublished.FUTURE if date is not None and date > as_of else None


def comments_close(header: ArticleHeader, comments: CommentsSettings) -> datetime | None:
    """Return the time at which the comments of an article close by themselves."""
    if comments.close_after_days is None or header.comments is not CommentsMode.OPEN:
        return None
    try:
        return (header.date + timedelta(days=comments.close_after_days)).astimezone(UTC)
    except OverflowError:  # after the year 9999: never
        return None
