"""The documents that editors write, file by file. Knows no other file, no URL and no clock. A
document has a header (its front matter, typed) and a body: its Markdown as HTML. Pictures and links
are still symbolic there, so that converting one file needs no other."""

from __future__ import annotations

from datetime import date, datetime

from generator.model.dataclass import dataclass
from generator.model.headers import (
    ArticleHeader,
    AuthorHeader,
    CommentHeader,
    ExactTime,
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
    """The place of a picture in a body."""

    photo: PhotoReference


@dataclass(frozen=True, slots=True)
class BodyLink:
    """The place of the `href` of a link to another document. `target` is a file path or `id:…`, as
    written."""

    target: str


@dataclass(frozen=True, slots=True)
class DatelinePlace:
    """The place of the dateline: right before the first words of the text."""


BodyPart = str | BodyFigure | BodyLink | DatelinePlace


@dataclass(frozen=True, slots=True)
class Body:
    """A body. `parts` are in reading order; strings are sanitised HTML. `opening` is the beginning
    of its plain text, in whole words, 200 characters at most. `ids` are those of its headings and
    other parts, which links may name."""

    parts: tuple[BodyPart, ...] = ()
    words: int = 0
    opening: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """The facts of a body without its text.

    Bodies are objects under the digest of their parts, because they are most of what a newsroom
    writes and only their own pages need them. `figures` and `links` (targets as written) are in
    reading order; `ids` are those that links of others may name."""

    digest: str = ""
    words: int = 0
    opening: str = ""
    figures: tuple[PhotoReference, ...] = ()
    links: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article. `path` is relative to the content folder, with forward slashes; `id` never
    changes once published. `own` has the value of every key that the outlet declared, also of those
    that are not written."""

    path: str
    id: str
    header: ArticleHeader
    body: BodyFacts
    own: tuple[tuple[str, OwnValue], ...] = ()


def in_language(id: str, language: str) -> str:
    """Return the name of a document in the lookup of a language; "" is the site's own."""
    return f"{language}:{id}" if language else id


@dataclass(frozen=True, slots=True)
class Author:
    """An author. Here and below, `language` is that of the folder of the file: "" for the site's
    own, and for a file in no such folder. Documents with one `id` in several languages are
    translations of one another."""

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
class Comment:
    """An approved comment of a reader. `article` is the id of the article, which is the name of its
    folder. `text` is plain: paragraphs with an empty line between them, without control characters
    and without signs that turn the direction of what follows."""

    path: str
    id: str
    article: str
    header: CommentHeader
    text: str


@dataclass(frozen=True, slots=True)
class FrontRanking:
    """The ranking of a front. `id` is "home" or that of a section; `language` is that of its
    folder, "" for the site's own."""

    path: str
    id: str
    header: FrontRankingHeader
    language: str = ""

    @property
    def name(self) -> str:
        return in_language(self.id, self.language)


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of a picture, as embedded in the original (XMP, IPTC IIM or EXIF). `statement` is
    the web address of the terms (xmpRights:WebStatement); `licensor` and `licensor_url` say who
    licenses it (PLUS)."""

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    statement: str = ""
    licensor: str = ""
    licensor_url: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A measured photograph. `width` and `height` are in pixels, after its orientation was applied;
    `digest` is of its bytes.

    `caption`, `created` and `source_type` are embedded values, or empty. `caption_lang` is a BCP 47
    tag or "". `created` is the day it was taken. `source_type` is the last part of IPTC's digital
    source type, as “trainedAlgorithmicMedia”.

    `colour` stands for the picture while it loads (“#8a7f6b”); it is "" where it would be seen
    through the picture. `likeness` is a perceptual hash of 64 bits, in hexadecimal. The same
    picture saved otherwise differs in at most 6 bits, another one seldom in less than 16. An even
    picture has a hash of 0.

    `is_withheld` says that some of these notes are withheld, and are not here any more;
    `creators_withheld` are the names of those whom they gave as its creators.

    `is_flat` is a drawing of few colours, `is_transparent` has a pixel to see through. An animation
    has more than one of `frames`. `misread` is the first word of its notes in a wrong encoding, and
    the word as it is shown: as it was meant."""

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
    is_withheld: bool = False
    creators_withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenPicture:
    """A file that was meant to be a picture. `fault` and `hint` are in an editor's words; it is
    reported where it is used."""

    path: str
    fault: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is neither text nor picture. It is published unchanged where a link names it,
    unless it has a `fault`; `hint` says what to do then.

    `kind` is the end of its name in small letters, `size` is in bytes. A file of a kind that is not
    in the settings is not opened, and has no `digest`."""

    path: str
    digest: str
    size: int
    kind: str
    fault: str = ""
    hint: str = ""
    is_listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether and when a document is published. Without a date it always has been."""

    status: Status = Status.PUBLISHED
    date: datetime | None = None
    embargo: ExactTime | None = None
    expires: ExactTime | None = None


@dataclass(frozen=True, slots=True)
class BrokenText:
    """A text that cannot be read as a whole. `standing` says whether it is published; None when
    that cannot be understood. `readable` has the readable part, whose references are checked: it is
    never shown."""

    path: str
    standing: Standing | None
    readable: TextDocument | None = None


TextDocument = Article | Author | Section | StaticPage | Policy

Document = TextDocument | Comment | FrontRanking | Picture | BrokenPicture | BrokenText | Attachment
