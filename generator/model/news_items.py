"""Articles for the programs of partners, before a file is made of them. Everything is there as a
value: nothing to look up. The words are those of ninjs, which IPTC publishes."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.dataclass import dataclass
from generator.model.page_views import PageParts
from generator.model.views import ObjectId


class NewsRendition(NamedTuple):
    """A file of a picture: its absolute address, and its size in pixels; 0 where it is not known."""

    url: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class NewsPicture:
    """A picture of an article for programs of partners, with its rights. `source_type` is IPTC's
    digital source type, "" where it is not known. The first of `renditions` stands for it."""

    renditions: tuple[NewsRendition, ...]
    credit: str = ""
    creator: str = ""
    caption: str = ""
    alt: str = ""
    copyright: str = ""
    statement: str = ""
    source_type: str = ""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """An article for programs of partners, without its text.

    `id` is that of feeds. All addresses are absolute, all instants are in RFC 3339. `byline` are
    pairs of a name and the address of a page, or "". `corrections` are pairs of an instant and a
    text. `is_out` is false only in previews. `holder` owns the `copyright`; `terms` are the
    conditions of the `licence`, whose address is "" where there is none."""

    id: str
    url: str
    lang: str
    title: str
    summary: str
    byline: tuple[tuple[str, str], ...]
    located: str
    section: str
    tags: tuple[str, ...]
    type: str
    sponsor: str
    published: str
    changed: str
    embargo: str
    expires: str
    corrections: tuple[tuple[str, str], ...]
    pictures: tuple[NewsPicture, ...]
    holder: str
    copyright: str
    licence: str = ""
    terms: tuple[str, ...] = ()
    is_out: bool = True


@dataclass(frozen=True, slots=True)
class Ninjs:
    """An article in ninjs 3.1 (IPTC). `page` are the parts of its page, of which the text is taken."""

    item: NewsItem | ObjectId
    page: PageParts | ObjectId


@dataclass(frozen=True, slots=True)
class LatestNinjs:
    """The latest articles of an edition in ninjs 3.1, without their texts. `policies` are properties of the outlet by
    schema.org, each with the absolute address of a page."""

    id: str
    title: str
    lang: str
    items: tuple[NewsItem | ObjectId, ...]
    policies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CanceledNinjs:
    """What is left of a withdrawn article in ninjs 3.1: nobody may use it any more."""

    id: str
    url: str
    lang: str
    title: str
    notice: str
    published: str
