"""What editors write, file by file, as it stands in the content folder. Knows of no other file, no URL and no clock.

A document has a header (its front matter, typed) and a body (its Markdown, converted, with pictures and links still
symbolic, so that converting one file needs to know no other).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from generator.model.own_keys import OwnValue


class Status(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class CommentsMode(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    NONE = "none"


class CorrectionSeverity(StrEnum):
    MINOR = "minor"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong and what is right; a serious one stands above the body."""

    date: datetime
    text: str
    severity: CorrectionSeverity = CorrectionSeverity.MINOR


@dataclass(frozen=True, slots=True)
class PhotoReference:
    """A picture as an article names it. `src` is the path as written; `focus` is (x, y), each 0 to 1, kept in every crop;
    `file_photo` is None where an editor said neither yes nor no; from `rights_expire` on it may not be shown."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    file_photo: bool | None = None
    focus: tuple[float, float] | None = None
    rights_expire: datetime | None = None

    def is_withdrawn(self, as_of: datetime) -> bool:
        """Whether the right to show it has ended. An instant counts as reached when `as_of` is at it."""
        return self.rights_expire is not None and self.rights_expire <= as_of


@dataclass(frozen=True, slots=True)
class GalleryPhoto:
    """One of the pictures of a gallery: an entry of the key `photos`. Its fields are the keys an editor may write there."""

    photo: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    file_photo: bool | None = None
    focus: tuple[float, float] | None = None
    rights_expire: datetime | None = None

    @property
    def reference(self) -> PhotoReference:
        return PhotoReference(
            self.photo, self.alt, self.caption, self.credit, self.file_photo, self.focus, self.rights_expire
        )


@dataclass(frozen=True, slots=True)
class BodyFigure:
    """Where a picture stands in a body."""

    photo: PhotoReference


@dataclass(frozen=True, slots=True)
class BodyLink:
    """Where the `href` of a link to another document stands. `target` is a file path or `id:…`, as written."""

    target: str


@dataclass(frozen=True, slots=True)
class DatelinePlace:
    """Where the dateline is to be printed: right before the first words of the text."""


BodyPart = str | BodyFigure | BodyLink | DatelinePlace


@dataclass(frozen=True, slots=True)
class Body:
    """`parts` in reading order; strings are sanitised HTML. `opening` is how its plain text begins, in whole words, 200 characters at most. `ids` are those of its headings and other parts, which links may name."""

    parts: tuple[BodyPart, ...] = ()
    words: int = 0
    opening: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What is known of a body without having it at hand: bodies lie apart, under the digest of their parts, because they
    are most of what a newsroom writes and only their own pages need them. `figures` and `links` (targets as written)
    are in reading order; `ids` is all that others may ask of it."""

    digest: str = ""
    words: int = 0
    opening: str = ""
    figures: tuple[PhotoReference, ...] = ()
    links: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHeader:
    """The front matter of an article; every key an editor may write is a field here, under the same name."""

    title: str
    date: datetime
    section: str
    author: tuple[str, ...] = ()
    dateline: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    photo: str = ""
    photo_alt: str = ""
    photo_caption: str = ""
    photo_credit: str = ""
    file_photo: bool | None = None
    photo_focus: tuple[float, float] | None = None
    photo_rights_expire: datetime | None = None
    photos: tuple[GalleryPhoto, ...] = ()
    lang: str = ""
    translation_of: str = ""
    updated: datetime | None = None
    embargo: datetime | None = None
    expires: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    status: Status = Status.PUBLISHED
    notice: str = ""
    aliases: tuple[str, ...] = ()
    comments: CommentsMode = CommentsMode.OPEN
    id: str = ""
    key_points: tuple[str, ...] = ()
    series: str = ""

    @property
    def lead_photo(self) -> PhotoReference | None:
        if not self.photo:
            return None
        return PhotoReference(
            self.photo,
            self.photo_alt,
            self.photo_caption,
            self.photo_credit,
            self.file_photo,
            self.photo_focus,
            self.photo_rights_expire,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorHeader:
    name: str
    role: str = ""
    email: str = ""
    photo: str = ""
    photo_alt: str = ""
    photo_credit: str = ""
    profiles: tuple[str, ...] = ()
    lang: str = ""

    @property
    def portrait(self) -> PhotoReference | None:
        return PhotoReference(self.photo, self.photo_alt, "", self.photo_credit) if self.photo else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHeader:
    title: str
    description: str = ""
    order: int = 1000
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticPageHeader:
    """A static page: about, ethics, contact. `order` is its place in the footer."""

    title: str
    summary: str = ""
    order: int = 1000
    lang: str = ""
    status: Status = Status.PUBLISHED
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyHeader:
    title: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """`path` is relative to the content folder, with forward slashes; `id` never changes once published. `own` has the value of
    every key that the outlet declared, also of those that are not written."""

    path: str
    id: str
    header: ArticleHeader
    body: BodyFacts
    own: tuple[tuple[str, OwnValue], ...] = ()


def in_language(id: str, language: str) -> str:
    """What a thing is called by those who want it in a language; "" is the site's own."""
    return f"{language}:{id}" if language else id


@dataclass(frozen=True, slots=True)
class Author:
    """In this and the following, `language` is the one in whose folder the file lies: "" where that is the site's own, or
    where it lies in no such folder. Those with one `id` in several languages are translations of one another."""

    path: str
    id: str
    header: AuthorHeader
    body: BodyFacts
    language: str = ""

    @property
    def name(self) -> str:
        return in_language(self.id, self.language)


@dataclass(frozen=True, slots=True)
class Section:
    path: str
    id: str
    header: SectionHeader
    body: BodyFacts
    language: str = ""

    @property
    def name(self) -> str:
        return in_language(self.id, self.language)


@dataclass(frozen=True, slots=True)
class StaticPage:
    path: str
    id: str
    header: StaticPageHeader
    body: BodyFacts
    language: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    path: str
    id: str
    header: PolicyHeader
    body: BodyFacts
    language: str = ""

    @property
    def name(self) -> str:
        return in_language(self.id, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontRankingHeader:
    """What editors want first on a front: articles, each by its id or its file, the most important first. Every key they
    may write is a field here."""

    lead: str = ""
    top: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontRanking:
    """`id` is "home" or that of a section; `language` the folder it lies in, "" for the site's own."""

    path: str
    id: str
    header: FrontRankingHeader
    language: str = ""

    @property
    def name(self) -> str:
        return in_language(self.id, self.language)


@dataclass(frozen=True, slots=True)
class Rights:
    """Who made a picture, whose it is and on what terms, as embedded in the original (XMP, IPTC IIM or EXIF). `statement` is
    the web address of the terms (xmpRights:WebStatement); `licensor` and `licensor_url` say who licenses it (PLUS)."""

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    statement: str = ""
    licensor: str = ""
    licensor_url: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A measured photograph. `width` and `height` are in pixels, after its orientation was applied; `digest` is of its bytes.

    `caption` (in `caption_lang`, a BCP 47 tag, or ""), `created` (the day it was taken) and `source_type` (the last part of IPTC's digital source type, as
    “trainedAlgorithmicMedia”) are as embedded, or say nothing. `colour` is the one that stands for it while it loads
    (“#8a7f6b”; "" when it would be seen through the picture); `likeness` a perceptual hash of 64 bits, in hexadecimal: the
    same picture saved otherwise differs in at most 6 of them, another seldom in less than 16; an even one has none but 0.
    `is_flat` is a drawing of few colours, `is_transparent` has a pixel to see through; `chromes` are more than one for an
    animation; `misread` are the first word of its notes that stands there in a wrong encoding, and what it is when read
    rightly, which is how it is shown.

    `finished` is told to quick builds alone: the names of its files in better formats that need not be made any more.
    None: whatever is named will be made."""

    path: str
    digest: str
    width: int
    height: int
    rights: Rights = Rights()
    caption: str = ""
    created: date | None = None
    source_type: str = ""
    colour: str = ""
    likeness: str = ""
    is_flat: bool = False
    is_transparent: bool = False
    chromes: int = 1
    misread: tuple[str, str] = ("", "")
    finished: frozenset[str] | None = None
    caption_lang: str = ""


@dataclass(frozen=True, slots=True)
class BrokenPicture:
    """A file that was meant to be a picture. `fault` and `hint` are in an editor's words; reported where it is used."""

    path: str
    fault: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is neither text nor picture. It is published as it is where a link names it, unless it has a `fault`; `hint`
    says what to do then. `kind` is the end of its name in small letters, `size` in bytes; one of a kind that is not listed in
    the settings is not opened, and has no `digest`."""

    path: str
    digest: str
    size: int
    kind: str
    fault: str = ""
    hint: str = ""
    is_listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether and when a document is out. Without a date it has been out for ever."""

    status: Status = Status.PUBLISHED
    date: datetime | None = None
    embargo: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class BrokenText:
    """A text that cannot be read as a whole. `standing` is what it says of itself all the same; None when it says something
    that cannot be understood. `readable` has what can be read, to look up what it names: it is never shown."""

    path: str
    standing: Standing | None
    readable: TextDocument | None = None


TextDocument = Article | Author | Section | StaticPage | Policy

Document = TextDocument | FrontRanking | Picture | BrokenPicture | BrokenText | Attachment


def header_photo(document: TextDocument) -> PhotoReference | None:
    """The picture that a header names: the lead of an article, the portrait of an author."""
    match document:
        case Article():
            return document.header.lead_photo
        case Author():
            return document.header.portrait
        case _:
            return None
