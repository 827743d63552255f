"""What editors write, file by file, as it stands in the content folder. Knows of no other file, no URL and no clock.

A document has a header (its front matter, typed) and a body (its Markdown, converted, with pictures and links still
symbolic, so that converting one file needs to know no other).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from generator.model.headers import (
    ArticleHeader,
    AuthorHeader,
    FrontRankingHeader,
    PhotoReference,
    PolicyHeader,
    SectionHeader,
    StaticPageHeader,
    Status,
)
from generator.model.own_keys import OwnValue


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
    `is_flat` is a drawing of few colours, `is_transparent` has a pixel to see through; `frames` are more than one for an
    animation; `misread` are the first word of its notes that stands there in a wrong encoding, and what it is when read
    rightly, which is how it is shown."""

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
    frames: int = 1
    misread: tuple[str, str] = ("", "")
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
