"""The newsroom's content, joined: every cross-reference resolved, everything in its order. Knows no URL and no page.

A `Newsroom` has all of it. A `Site` has what is out at one instant: nothing that is a draft, under embargo, dated in the
future, expired or withdrawn is in it (unless the build is a preview), so nothing made from it can leak what is not out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from generator.model.documents import Article, Attachment, Author, Picture, Policy, Section, StaticPage
from generator.model.headers import PhotoReference
from generator.model.views import ObjectId


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a byline and no file in content/authors/."""

    name: str


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture as one document uses it: the measured file and what is said of it there."""

    picture: Picture
    reference: PhotoReference


@dataclass(frozen=True, slots=True)
class Tag:
    """`id` is what makes two spellings the same tag, and its name in URLs; `name` is how this article spells it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class References:
    """What a document refers to, by what is written there: pictures, and the paths of the documents and `attachments` that it
    links to. A target that begins with a slash is an address of the site, and stands for itself."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)

    def photograph(self, reference: PhotoReference | None) -> Photograph | None:
        """None, too, for a picture that has a problem."""
        picture = self.pictures.get(reference.photo) if reference else None
        return Photograph(picture, reference) if picture and reference else None


class Unpublished(StrEnum):
    """Why an article is not out; the first that applies, in this order."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DRAFT = "draft"
    EMBARGO = "embargo"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Story:
    """An article with all it refers to."""

    article: Article
    section: Section
    byline: tuple[Author | Guest, ...]
    tags: tuple[Tag, ...]
    references: References

    @property
    def date(self) -> datetime:
        return self.article.header.date

    @property
    def lead(self) -> Photograph | None:
        return self.references.photograph(self.article.header.lead_photo)


class StoryFacts(NamedTuple):
    """By what a story is found, dated and listed. Times are seconds since the epoch; `since` and `until` (-inf and inf
    without any) are the turning points, before and after the instant it was planned for, at which its pages change by
    themselves. `url` and `aliases` are from the site's root; `day` is the local date; `section` ("" if there is none) and `byline` (without guests) are paths of documents; `tags` pairs of id and name;
    `series` is the same for all parts of a series in a language, and "" for what is no part of one; `thumbnail` is the lead
    picture as it stands small beside a link, packed: see plan/figures.py; `ids` are those of the parts of its text, which links of
    others may name."""

    path: str
    id: str
    status: str
    date: float
    embargo: float | None
    expires: float | None
    since: float
    until: float
    url: str
    aliases: tuple[str, ...]
    day: tuple[int, int, int]
    section: str
    byline: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    lang: str
    translation_of: str = ""
    title: str = ""
    series: str = ""
    thumbnail: str = ""
    ids: tuple[str, ...] = ()


class Emblem(NamedTuple):
    """A picture of assets/ that stands for the outlet: its path in the site, and its size in pixels."""

    path: str
    width: int
    height: int


class Emblems(NamedTuple):
    """What machines are shown of the outlet: `logo`, and `images`, by the tag of an edition, in place of a picture that a page has
    not."""

    logo: Emblem | None = None
    images: tuple[tuple[str, Emblem], ...] = ()


NO_EMBLEMS = Emblems()


Focus = tuple[float, float]

PhotoUse = tuple[Focus | None, str]
"""What the files of a picture depend on, besides the picture: what an editor wants kept in crops, and his credit, where the
picture's own file names nobody, else "". A plain tuple, as what follows: thousands are remembered between builds."""

PhotoFiles = tuple[str, PhotoUse, tuple[str, ...], tuple[str, ...]]
"""The path of a picture, how it is used, the paths of the files that are made of it for that use; and of those that a quick
build left for later."""


class StoryRecord(NamedTuple):
    """A story in brief: all that the rest of the site asks of it, so that tens of thousands fit into memory. What its own
    page, its cards and its feeds show lies apart, under the digests `parts`, `card` and `entry`; `bodies` are those of the
    texts on its page.

    `published` and `lastmod` are in RFC 3339, `day` and `time` are the local date and time of day as the site's readers
    see them; `links` are pairs of a target as written and
    what it leads to; `photos` are the files that are made of pictures for it; `image` is the lead picture for
    social networks, with the fields of an `ImageView`, empty without one; `counterparts` are pairs of a language and the address of the article in
    it, itself among them, if there is another."""

    facts: StoryFacts
    canonical: str
    published: str
    lastmod: str
    day: str
    time: str
    links: tuple[tuple[str, str], ...]
    photos: tuple[PhotoFiles, ...]
    bodies: tuple[str, ...]
    parts: ObjectId
    card: ObjectId
    entry: ObjectId
    image: tuple[str, int, int, str] | tuple[()]
    counterparts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """What editors want first on a front: paths of articles; `lead` is "" where they name none."""

    lead: str = ""
    top: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Stories newest first; sections and pages in their `order`; authors by name; in all languages. `policies` are those
    for comments. `references` are those of the documents that are no articles, by path; `rankings` are of fronts that
    editors rank, by what the front is called: see plan/ranking.py."""

    stories: tuple[StoryRecord, ...]
    sections: tuple[Section, ...]
    authors: tuple[Author, ...]
    pages: tuple[StaticPage, ...]
    policies: tuple[Policy, ...]
    references: dict[str, References]
    rankings: dict[str, Ranking] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """What is out at `as_of`, as a whole or in one edition; in a `preview` also what is not. Sections and authors that have
    stories, but none that is out, are not in it. The pages of an edition are those it points to: where one is not
    translated, that in the site's own language. `unpublished` says of a story, by the path of its article, why it is not out: empty but in a preview.
    `next_due` is the next instant at which the site changes by itself."""

    newsroom: Newsroom
    stories: tuple[StoryRecord, ...]
    sections: tuple[Section, ...]
    authors: tuple[Author, ...]
    pages: tuple[StaticPage, ...]
    as_of: datetime
    unpublished: dict[str, Unpublished]
    next_due: datetime | None
    preview: bool = False
