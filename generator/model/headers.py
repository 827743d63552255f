"""The headers: the front matter of each kind of document, typed. Every key that an editor may write
is a field of the same name here. Knows no file and reads no clock. The keys that an outlet adds are
in `own_keys`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from generator.model.dataclass import dataclass

Prose = Annotated[str, "typographic"]
"""Typographic text: readers see it with the quotes, dashes and dots of a newspaper, however they
were typed."""
Sentences = Annotated[tuple[Prose, ...], "sentences"]
"""Texts that may contain commas: in other lists, a comma stands between two entries."""
ExactTime = Annotated[datetime, "exact"]
"""An instant of which the minute matters: a day alone is an error, not its midnight."""
Allowed = Annotated[tuple[tuple[str, str], ...], "allowed"]
"""Codes of rules that an article may break, as they were written, each with the reason."""
DayOrTime = Annotated[datetime, "day"]
"""An instant that is often a day alone: then it is the beginning of that day."""


class Status(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class CommentsMode(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    NONE = "none"


class ArticleType(StrEnum):
    """What an article is: the subtypes of schema.org's Article that readers have to tell apart."""

    REPORT = "report"
    OPINION = "opinion"
    ANALYSIS = "analysis"
    REVIEW = "review"
    BACKGROUND = "background"
    REPORTAGE = "reportage"
    SPONSORED = "sponsored"


class CorrectionSeverity(StrEnum):
    MINOR = "minor"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class Correction:
    """A fault that was published, and the right words. A serious correction is printed above the
    body."""

    date: datetime
    text: Prose
    severity: CorrectionSeverity = CorrectionSeverity.MINOR


@dataclass(frozen=True, slots=True)
class PhotoReference:
    """A picture as a document names it: in its header, in its text, or in a gallery, where the
    fields are the keys of an entry.

    `photo` is the path as written. `focus` is (x, y), each 0 to 1; every crop contains it.
    `file_photo` is None where an editor said neither yes nor no. From `rights_expire` on, the
    picture may not be shown. With `credit_withheld`, nothing that the file itself says of its
    creator is published."""

    photo: str
    alt: str = ""
    caption: Prose = ""
    credit: str = ""
    file_photo: bool | None = None
    focus: tuple[float, float] | None = None
    rights_expire: DayOrTime | None = None
    credit_withheld: bool = False

    def is_withdrawn(self, as_of: datetime) -> bool:
        """Whether the right to show it has ended. An instant counts as reached when `as_of` equals
        it."""
        return self.rights_expire is not None and self.rights_expire <= as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHeader:
    """The front matter of an article. `withheld` are names that may not be published with it.
    `sponsor` is who paid for one that is sponsored. `republish` is false if others may not republish
    it, where they may anything else. `allow` are the rules that are silent about it."""

    title: Prose
    date: datetime
    section: str
    author: tuple[str, ...] = ()
    dateline: str = ""
    summary: Prose = ""
    tags: tuple[str, ...] = ()
    photo: str = ""
    photo_alt: str = ""
    photo_caption: Prose = ""
    photo_credit: str = ""
    file_photo: bool | None = None
    photo_focus: tuple[float, float] | None = None
    photo_rights_expire: DayOrTime | None = None
    photo_credit_withheld: bool = False
    photos: tuple[PhotoReference, ...] = ()
    lang: str = ""
    translation_of: str = ""
    updated: datetime | None = None
    embargo: ExactTime | None = None
    expires: ExactTime | None = None
    corrections: tuple[Correction, ...] = ()
    status: Status = Status.PUBLISHED
    notice: Prose = ""
    aliases: tuple[str, ...] = ()
    comments: CommentsMode = CommentsMode.OPEN
    id: str = ""
    key_points: Sentences = ()
    series: Prose = ""
    withheld: tuple[str, ...] = ()
    type: ArticleType = ArticleType.REPORT
    sponsor: str = ""
    republish: bool = True
    allow: Allowed = ()

    @property
    def shown_type(self) -> str:
        """The type that readers are told; "" for a report, which says so by itself."""
        return "" if self.type is ArticleType.REPORT else self.type.value

    @property
    def lead_photo(self) -> PhotoReference | None:
        if not self.photo:
            return None
        words = (self.photo_alt, self.photo_caption, self.photo_credit)
        end, is_withheld = self.photo_rights_expire, self.photo_credit_withheld
        return PhotoReference(self.photo, *words, self.file_photo, self.photo_focus, end, is_withheld)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorHeader:
    """An author. `order` is the place in the masthead, `group` the heading there."""

    name: str
    role: str = ""
    email: str = ""
    photo: str = ""
    photo_alt: str = ""
    photo_credit: str = ""
    photo_credit_withheld: bool = False
    profiles: tuple[str, ...] = ()
    lang: str = ""
    order: int = 1000
    group: Prose = ""

    @property
    def portrait(self) -> PhotoReference | None:
        if not self.photo:
            return None
        words = (self.photo_alt, "", self.photo_credit)
        return PhotoReference(self.photo, *words, credit_withheld=self.photo_credit_withheld)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHeader:
    title: Prose
    description: Prose = ""
    order: int = 1000
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticPageHeader:
    """A static page: about, ethics, contact. `order` is its place in the footer."""

    title: Prose
    summary: Prose = ""
    order: int = 1000
    lang: str = ""
    status: Status = Status.PUBLISHED
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyHeader:
    """A version of the comment policy. It stands from `since` until the next one; without an
    instant it is the only version."""

    title: Prose = ""
    since: DayOrTime | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentHeader:
    """The front matter of an approved comment: who wrote it, and when. `reply_to` is the id of the
    comment it answers."""

    name: str
    date: DayOrTime
    reply_to: str = ""
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontRankingHeader:
    """The articles that editors put first on a front, each by its id or its file; the most
    important is first."""

    lead: str = ""
    top: tuple[str, ...] = ()


HEADERS: dict[str, type] = {
    "articles": ArticleHeader,
    "authors": AuthorHeader,
    "sections": SectionHeader,
    "pages": StaticPageHeader,
    "policies": PolicyHeader,
    "comments": CommentHeader,
    "fronts": FrontRankingHeader,
}
"""The header of the documents in each folder of the content folder."""
