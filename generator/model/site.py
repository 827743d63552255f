"""The newsroom's content, joined: every cross-reference is resolved, everything is in order. Knows
no URL and no page.

A `Newsroom` has everything. A `Site` has what is published at one instant. No draft is in it, and
nothing under embargo, dated in the future, expired or withdrawn, unless the build is a preview. So
a page made from a `Site` cannot leak unpublished content. A `Withdrawal` has no more of an article
than its last page may show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from math import inf
from typing import NamedTuple

from generator.model.dataclass import dataclass, field
from generator.model.documents import Article, Attachment, Author, Comment, Picture, Policy, Section, StaticPage
from generator.model.headers import ArticleType, PhotoReference
from generator.model.schedule import DueChange
from generator.model.views import ObjectId
from generator.model.withheld import unnamed


@dataclass(frozen=True, slots=True)
class Guest:
    """A person with a byline and without a file in content/authors/."""

    name: str


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture as one document uses it: the measured file, and the document's own caption, credit
    and so on."""

    picture: Picture
    reference: PhotoReference

    @property
    def caption(self) -> str:
        return self.reference.caption or self.picture.caption

    @property
    def credit(self) -> str:
        rights = self.picture.rights
        return self.reference.credit or rights.credit or rights.creator

    def is_old(self, day: date, after_days: int) -> bool:
        """Whether the picture's metadata says that it was taken more than `after_days` days before
        a day."""
        created = self.picture.created
        return created is not None and (day - created).days > after_days


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag. `id` is the same for all spellings, and is used in URLs; `name` is the spelling of one
    article."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class References:
    """The targets of a document's references, by the text of the reference: pictures, documents and
    `attachments` (paths). A target that begins with a slash is an address of the site and is its
    own target."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)

    def photograph(self, reference: PhotoReference | None) -> Photograph | None:
        """Return the picture; None for no reference, and for a picture that has a problem."""
        picture = self.pictures.get(reference.photo) if reference else None
        return photograph(picture, reference) if picture and reference else None


def photograph(picture: Picture, reference: PhotoReference) -> Photograph:
    """Return a picture as a document uses it; a creator who is withheld is not in it any more."""
    return Photograph(unnamed(picture) if reference.credit_withheld else picture, reference)


class Unpublished(StrEnum):
    """Why an article is not published. The first reason that applies counts, in this order."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DRAFT = "draft"
    EMBARGO = "embargo"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Story:
    """An article with everything it refers to, and the approved comments on it, sorted by path."""

    article: Article
    section: Section
    byline: tuple[Author | Guest, ...]
    tags: tuple[Tag, ...]
    references: References
    comments: tuple[Comment, ...] = ()

    @property
    def date(self) -> datetime:
        return self.article.header.date

    @property
    def lead(self) -> Photograph | None:
        return self.references.photograph(self.article.header.lead_photo)

    @property
    def may_be_republished(self) -> bool:
        """Whether others may republish it, where they may anything. What somebody paid for is never
        passed on."""
        header = self.article.header
        return header.republish and header.type is not ArticleType.SPONSORED


class StoryFacts(NamedTuple):
    """The facts by which a story is found, dated and listed.

    Times are seconds since the epoch. `since` and `until` are the turning points before and after
    the planned instant: until then, what was planned is right (-inf and inf: for ever). `changes`
    are those to come, with the value of their `ChangeKind`. `url` and `aliases` are from the site's
    root; `day` is the local date. `section` (or "") and `byline`
    (without guests) are paths of documents; `tags` are pairs of id and name. `series` is the same
    for all parts of a series in a language; "" outside a series.

    `thumbnail` is the lead picture in its small form for links, packed: see plan/photos/figures.py.
    `ids` are those of the parts of the text; links of other articles may name them. `notice` is what
    readers are told once the article is withdrawn or has expired. `corrections` are those made by the
    planned instant, oldest first: each with its instant, its text, and whether it is serious.
    `withheld` are names that its page may not have. `type` is the value of its `ArticleType`, "" for
    a report."""

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
    changes: tuple[tuple[float, str], ...] = ()
    notice: str = ""
    corrections: tuple[tuple[float, str, bool], ...] = ()
    withheld: tuple[str, ...] = ()
    type: str = ""

    @property
    def is_sponsored(self) -> bool:
        return self.type == ArticleType.SPONSORED

    @property
    def first_out(self) -> float:
        """When the article is first published: its date, or the end of a later embargo."""
        return self.date if self.embargo is None else max(self.date, self.embargo)


class Withdrawal(NamedTuple):
    """An article that was published, and of which a notice is left: all that readers may know of
    it. `date` is in seconds since the epoch; `has_expired` is false if an editor withdrew it."""

    path: str
    url: str
    aliases: tuple[str, ...]
    lang: str
    title: str
    date: float
    notice: str
    has_expired: bool
    withheld: tuple[str, ...] = ()
    id: str = ""


class Emblem(NamedTuple):
    """A picture of assets/ that represents the outlet: its path in the site, and its size in
    pixels."""

    path: str
    width: int
    height: int


class Emblems(NamedTuple):
    """The pictures of the outlet for search engines and social networks. `logo` is one for all;
    `images`, by tag of an edition, are for pages without a picture."""

    logo: Emblem | None = None
    images: tuple[tuple[str, Emblem], ...] = ()


NO_EMBLEMS = Emblems()


Focus = tuple[float, float]

PhotoUse = tuple[Focus | None, str, tuple[str, ...]]
"""How a document uses a picture: the focus for crops; the credit if the file itself names nobody,
else ""; and, if some of its notes are withheld, the others: the fields of `Rights`, and the caption.
The files of the picture depend on all three. It is a plain tuple, because thousands are stored
between builds."""

PhotoFiles = tuple[str, PhotoUse, tuple[str, ...], tuple[str, ...]]
"""The files of one use of a picture: its path, the use, the paths of the files made, and of those
that a quick build left for later."""


class StoryRecord(NamedTuple):
    """The small record of a story: all that the rest of the site needs. Tens of thousands fit into
    memory.

    The contents of its page, its card and its feed entry are objects under the digests `parts`,
    `card` and `entry`; `bodies` are digests of the texts on its page.

    `published` and `lastmod` are in RFC 3339; `day` and `time` are local, as readers see them.
    `links` are pairs of a target as written and its address. `photos` are the files made for it.
    `image` is the lead picture for social networks, with the fields of an `ImageView`; empty
    without one. `counterparts` are pairs of a language and the article's address in it; the article
    itself is among them, if there is another. `creators` are the names of creators that its page may
    not have, because an editor withholds the credit of a picture. `item` and `republish` are the
    digests of its `NewsItem` and of the parts of the page from which others may copy it; `searched`
    that of the words around its body, for the search. All are "" without one."""

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
    creators: tuple[str, ...] = ()
    item: str = ""
    republish: str = ""
    searched: str = ""

    @property
    def objects(self) -> tuple[str, ...]:
        """The digests of all objects of the story, without its texts."""
        return tuple(filter(None, (self.parts, self.card, self.entry, self.item, self.republish, self.searched)))

    def is_alike_elsewhere(self, other: StoryRecord) -> bool:
        """Whether no page except the story's own shows a difference to another record of it."""
        both = self.republish and other.republish
        own = self._replace(parts=other.parts, bodies=other.bodies)
        return (own._replace(republish=other.republish) if both else own) == other


@dataclass(frozen=True, slots=True)
class Ranking:
    """The stories that editors put first on a front: paths of articles. `lead` is "" where they
    chose none."""

    lead: str = ""
    top: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Newsroom:
    """All content, in all languages.

    Stories are newest first; sections and pages are in their `order`; authors are sorted by name.
    `policies` are all versions of the comment policies. `references` are those of documents other than articles, by
    path. `rankings` are by the name of the front: see plan/site/ranking.py. `ending` are the facts of
    all articles that are withdrawn or have an end, sorted by path."""

    stories: tuple[StoryRecord, ...]
    sections: tuple[Section, ...]
    authors: tuple[Author, ...]
    pages: tuple[StaticPage, ...]
    policies: tuple[Policy, ...]
    references: dict[str, References]
    rankings: dict[str, Ranking] = field(default_factory=dict)
    ending: tuple[StoryFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """The content that is published at `as_of`, in all editions or in one; a `preview` has
    unpublished articles, too.

    Sections and authors whose stories are all unpublished are not in it. The pages of an edition
    are those it links to: the page in the site's own language where it is not translated.
    `unpublished` gives the reason by path of the article; it is empty except in a preview.
    `due` are the next changes that the site makes by itself, at most some; `next_due` is the
    instant of the first. From `valid_until` on, in seconds since the epoch, problems may change,
    too. `withdrawals` are the articles of which a notice is left. `policies` are the versions of the
    comment policies that are out: of each policy, that which stands is first. `corrected` are the
    stories of an edition with a correction, where it has a page of them. Of a part of a site, the lists of
    sections may begin late: `older` has an instant by path of the section, and how many stories before
    it are left out."""

    newsroom: Newsroom
    stories: tuple[StoryRecord, ...]
    sections: tuple[Section, ...]
    authors: tuple[Author, ...]
    pages: tuple[StaticPage, ...]
    as_of: datetime
    unpublished: dict[str, Unpublished]
    next_due: datetime | None
    preview: bool = False
    due: tuple[DueChange, ...] = ()
    valid_until: float = inf
    withdrawals: tuple[Withdrawal, ...] = ()
    policies: tuple[Policy, ...] = ()
    corrected: tuple[StoryRecord, ...] = ()
    older: Mapping[str, tuple[float, int]] = field(default_factory=dict)
