"""Every kind of file the site consists of, before it is made. `path` is relative to the output folder, with forward
slashes; `origin` names the source an editor would look into if this file went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from generator.model.documents import Rights
from generator.model.views import ObjectId, PageParts

MAX_SITEMAP_ENTRIES = 50_000
MAX_SITEMAP_BYTES = 52_428_800
"""The most that sitemaps.org 0.9 allows in one file."""

IDS_OF_LAYOUTS = frozenset(
    [
        "about-authors",
        "articles",
        "comments",
        "comments-heading",
        "footer-follow",
        "footer-outlet",
        "footer-sections",
        "gallery",
        "key-points",
        "latest",
        "main",
        "related",
        "series",
        "series-heading",
        "top-stories",
    ]
)
"""The places on a page that the layouts name themselves: no part of a text is called so."""


class Wave(IntEnum):
    """The order of publishing: what is pointed to comes before what points to it."""

    FILES = 1
    """Photos, style sheets, icons."""
    PAGES = 2
    """Articles and static pages."""
    FRONTS = 3
    """Fronts, listings and archives."""
    DATA = 4
    """Feeds, sitemaps, robots.txt."""


@dataclass(frozen=True, slots=True)
class PromisedParts:
    """A sheet that is put together only if its page has to be made. `digest` is of all that it is put together from: equal
    digests, equal sheets."""

    digest: str
    keep: Callable[[], PageParts] = field(compare=False)


class PageOutput(NamedTuple):
    """`parts` lies apart for the page of an article, under its digest, and is only promised for a list. `bodies` are the digests of the texts that are
    set in, by the numbers of their slots; `url` is the page's address, from the site's root."""

    path: str
    layout: str
    lang: str
    chrome: ObjectId
    parts: PageParts | ObjectId | PromisedParts
    origin: str
    wave: Wave
    url: str
    bodies: tuple[str, ...] = ()
    is_redirect: bool = False
    noindex: bool = False

    def whole(self) -> PageOutput:
        """The page with its sheet put together."""
        return self._replace(parts=self.parts.keep()) if isinstance(self.parts, PromisedParts) else self


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`published` in RFC 3339 with offset; `url` absolute; `enclosure` an absolute picture URL or "". `id` is what readers'
    programs know the article by: it stays when the article moves."""

    id: str
    url: str
    title: str
    summary: str
    byline: tuple[str, ...]
    categories: tuple[str, ...]
    published: str
    lang: str = ""
    enclosure: str = ""
    enclosure_type: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS 2.0 channel. `url` is the feed's own address, `home` the page it speaks for; both absolute."""

    title: str
    description: str
    url: str
    home: str
    lang: str
    entries: tuple[FeedEntry | ObjectId, ...]


class SitemapEntry(NamedTuple):
    """`lastmod` in RFC 3339, or "" when nobody knows; `alternates` are the page in all its languages, pairs of tag and
    address, if it has more than one. A tuple, because a site has many thousands of them."""

    url: str
    lastmod: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A urlset as of sitemaps.org 0.9: at most 50,000 entries."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """A sitemapindex: the parts of a sitemap that is too long for one file."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class Robots:
    """robots.txt (RFC 9309): everything is allowed unless `closed`, as for a preview."""

    sitemap: str
    closed: bool = False


Data = Feed | Sitemap | SitemapIndex | Robots
"""What a file for programs says, one type a kind of file. Values in it may lie apart: they are opened when it is made."""


@dataclass(frozen=True, slots=True)
class DataOutput:
    """A file that programs read. `bodies` are as in a `PageOutput`."""

    path: str
    content: Data
    origin: str = "content/site.toml"
    wave: Wave = Wave.DATA
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetOutput:
    """A file of assets/, under a name that carries its content's digest."""

    path: str
    content: bytes
    origin: str
    wave: Wave = Wave.FILES


class PhotoFile(NamedTuple):
    """A file that is made of a photograph: all that is known of it before it has to be made. `source` is the original's path
    in the content folder, `focus` and `credit` are those of its use (`PhotoUse`): they and its name say all that was asked for
    (`planned_file` in plan/photos/variants.py)."""

    path: str
    source: str
    origin: str
    focus: tuple[float, float] | None = None
    credit: str = ""
    wave: Wave = Wave.FILES


class AttachmentFile(NamedTuple):
    """A file of the content folder that is published as it is. `source` is its path there, `digest` that of its bytes."""

    path: str
    source: str
    digest: str
    origin: str
    wave: Wave = Wave.FILES


@dataclass(frozen=True, slots=True)
class PhotoOutput:
    """One width of a photograph in one format, as it is to be made. `source` is the original's path in the content folder,
    `digest` that of its bytes; `path` is unique to the original's bytes and to everything asked for here. `crop` is the part
    that is wanted: left, top, right and bottom in pixels of the upright original; None for all of it. `effort` is what the
    encoder may spend, 0 (fastest) to 10; `rights`, `caption` and `source_type` are written into the file."""

    path: str
    source: str
    digest: str
    width: int
    height: int
    format: str
    quality: int
    rights: Rights
    origin: str
    caption: str = ""
    source_type: str = ""
    crop: tuple[int, int, int, int] | None = None
    effort: int = 5
    wave: Wave = Wave.FILES


Output = PageOutput | DataOutput | AssetOutput | PhotoFile | AttachmentFile


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, by value."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """A finished photograph, lying in the store under `name`."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An output that could not be made; `layout` and `line` when a template is to blame."""

    path: str
    origin: str
    message: str
    layout: str = ""
    line: int | None = None
