"""The changes that a site makes by themselves, at instants to come. Reads no clock."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class ChangeKind(StrEnum):
    """What changes. An article comes out or expires; the rest is on pages that readers see:
    “Updated”, a correction, a comment, closed comments, another version of the comment policy, a
    picture without rights, the age of an article. MARK is in previews only: an embargo ends before
    the date of the article. NOTICE: of an article that was withdrawn before its date, the notice is
    shown. NEWS: an article is no news any more, and leaves the news sitemap."""

    OUT = "out"
    EXPIRED = "expired"
    UPDATED = "updated"
    CORRECTION = "correction"
    COMMENT = "comment"
    COMMENTS_CLOSED = "comments-closed"
    POLICY = "policy"
    PHOTO_RIGHTS = "photo-rights"
    AGE = "age"
    MARK = "mark"
    NOTICE = "notice"
    NEWS = "news"


class DueChange(NamedTuple):
    """A change to come. `instant` is in seconds since the epoch; `kind` is the value of a
    `ChangeKind`; `path` is the document in the content folder, `title` its name for readers."""

    instant: float
    kind: str
    title: str
    path: str


class Schedule(NamedTuple):
    """What was published as of an instant, and the changes after it: the next ones, in order. All
    those of the first instant are among them, unless these are very many."""

    as_of: float
    changes: tuple[DueChange, ...] = ()


class Agenda(NamedTuple):
    """What is due after the last build, as of an instant.

    `built` is the instant of that build, None where no site is published. `next_due` is the instant
    of the first change, None for never; it is past when the site is overdue. `edited` counts source
    files that changed since the build, `errors` those of a build now, as far as they are known."""

    as_of: datetime
    built: datetime | None
    next_due: datetime | None
    changes: tuple[DueChange, ...]
    edited: int = 0
    errors: int = 0

    @property
    def is_overdue(self) -> bool:
        return self.built is not None and self.next_due is not None and self.next_due <= self.as_of


class LateArticle(NamedTuple):
    """An article that waited for its time in the last build, and came out `seconds` after it."""

    title: str
    path: str
    due: datetime
    seconds: float
