"""An article and the approved comments on it -> their order on its page, and their problems. A reply
stands below the comment that it answers. Time is an input; no clock is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from generator.check.withheld import comment_withheld_problems
from generator.model.documents import Article, Comment
from generator.model.headers import CommentsMode, Status
from generator.model.outputs import COMMENT_ANCHOR
from generator.model.problems import FieldLocation, Problem, error
from generator.model.rules import EARLY_COMMENT, EARLY_COMMENTS, LOOSE_REPLY, REPLY_IN_CIRCLE, UNSEEN_COMMENTS, broken
from generator.model.suggestions import did_you_mean

DEEPEST = 2
"""Levels below a comment that are moved in: on a phone, a third one leaves no room for words. A
deeper reply names whom it answers, and stands at this level."""


class PlacedComment(NamedTuple):
    """A comment in its place. `level` is 0 for one that answers the article; `answers` is the
    comment that it answers."""

    comment: Comment
    level: int
    answers: Comment | None


def in_order(comments: Iterable[Comment], as_of: datetime) -> Iterator[PlacedComment]:
    """Yield the comments that are out at an instant, oldest first, each with its replies below it. A
    reply to a comment that is not out, or that is not there, answers the article."""
    shown = sorted(
        (each for each in comments if each.header.date <= as_of), key=lambda each: (each.header.date, each.id)
    )
    known = {each.id: each for each in reversed(shown)}
    loose = set().union(*_circles(known))
    replies: dict[str, list[Comment]] = {}
    for each in known.values() if len(known) < len(shown) else shown:
        answered = each.header.reply_to
        is_loose = answered not in known or each.id in loose
        replies.setdefault("" if is_loose else answered, []).append(each)
    waiting = [(each, 0) for each in reversed(replies.get("", ()))]  # a thread may be longer than Python's stack
    while waiting:
        each, level = waiting.pop()
        answers = known.get(each.header.reply_to) if level else None
        yield PlacedComment(each, min(level, DEEPEST), answers)
        waiting += [(reply, level + 1) for reply in reversed(replies.get(each.id, ()))]


def _circles(comments: dict[str, Comment]) -> list[set[str]]:
    """Return the ids of comments that answer one another in a circle, each circle by itself.
    `comments` are by id."""
    circles: list[set[str]] = []
    seen: set[str] = set()
    for start in comments:
        way: list[str] = []
        at = start
        while at in comments and at not in seen:
            seen.add(at)
            way.append(at)
            at = comments[at].header.reply_to
        if at in way:
            circles.append(set(way[way.index(at) :]))
    return circles


def comment_problems(article: Article, comments: tuple[Comment, ...], everywhere: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the problems of comments that an article and the others show. `comments` are sorted by
    path; there is one at least. `everywhere` are the names that the whole site withholds."""
    if article.header.status is Status.PUBLISHED:  # what is under embargo is told today
        names = (*everywhere, *article.header.withheld)
        yield from (each for comment in comments for each in comment_withheld_problems(comment, names, everywhere))
    if article.header.comments is CommentsMode.NONE:
        yield broken(UNSEEN_COMMENTS, FieldLocation(f"content/{comments[0].path}", "name"))
    known: dict[str, Comment] = {}
    for each in comments:
        if known.setdefault(each.id, each) is not each:
            message = f"This has the same id, “{each.id}”, as content/{known[each.id].path}."
            hint = "Give one of them an  id:  of its own, or delete it."
            yield error("duplicate-id", message, FieldLocation(f"content/{each.path}", "id"), hint)
        elif f"{COMMENT_ANCHOR}{each.id}" in article.body.ids:
            message = f"A part of content/{article.path} is called #{COMMENT_ANCHOR}{each.id}, as this comment."
            where = FieldLocation(f"content/{each.path}", "id")
            yield error("duplicate-id", message, where, "Give the comment another  id:")
    circles = _circles(known)
    for each in comments:
        header, location = each.header, f"content/{each.path}"
        if header.reply_to and header.reply_to not in known:
            hint = did_you_mean(header.reply_to, known) or "Write the id of the comment: its file's name without .md."
            yield broken(LOOSE_REPLY, FieldLocation(location, "reply_to"), reply_to=header.reply_to, hint=hint)
        elif circle := next((ids for ids in circles if each.id in ids), None):
            circles.remove(circle)  # of comments that answer each other, one is told
            yield broken(REPLY_IN_CIRCLE, FieldLocation(location, "reply_to"), reply_to=header.reply_to)
    if early := [each for each in comments if _is_early(each, article)]:
        day, where = article.header.date.date().isoformat(), FieldLocation(f"content/{early[0].path}", "date")
        rule = EARLY_COMMENTS if len(early) > 1 else EARLY_COMMENT
        yield broken(rule, where, day=day, count=len(early))


def _is_early(comment: Comment, article: Article) -> bool:
    date = comment.header.date
    return date.date() < article.header.date.astimezone(date.tzinfo).date()
