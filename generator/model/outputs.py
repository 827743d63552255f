"""Every kind of file of the site, before the file is made. `path` is relative to the output folder,
with forward slashes. `origin` names the source file that an editor would open if this file were
wrong."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from generator.model.dataclass import dataclass, field
from generator.model.documents import Rights
from generator.model.feed_views import FeedTextView
from generator.model.hosting import HostRules, RightsFile, TextFile
from generator.model.news_items import CanceledNinjs, LatestNinjs, Ninjs
from generator.model.page_views import PageParts
from generator.model.views import ObjectId

MAX_SITEMAP_ENTRIES = 50_000
MAX_SITEMAP_BYTES = 52_428_800
"""The largest size of one file in the sitemaps.org 0.9 standard."""
MAX_NEWS_ENTRIES = 1_000
"""The largest number of articles in one news sitemap (Google's schema sitemap-news 0.9)."""

TOP_OF_PAGE = frozenset(["", "top"])
"""Parts in addresses that lead to the top of any page, by the HTML standard."""
IDS_OF_LAYOUTS = frozenset([
    "about-authors", "articles", "comments", "comments-heading", "footer-follow", "footer-outlet",
    "footer-sections", "gallery", "key-points", "latest", "main", "related", "republish-html",
    "republish-text", "search-words", "series", "series-heading", "top-stories",
])  # fmt: skip
"""Ids that the layouts give to elements of a page. No heading of a text gets one of these."""
COMMENT_ANCHOR = "comment-"
"""The beginning of the id of a comment on its page."""


class Wave(IntEnum):
    """The order of publishing: a file comes before the files that link to it."""

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
    """Page parts that are put together only if the page has to be made. `digest` covers everything
    that goes into the parts: equal digests mean equal parts."""

    digest: str
    assemble: Callable[[], PageParts] = field(compare=False)


class PageOutput(NamedTuple):
    """An HTML page. `url` is its address from the site's root. The page of an article has the
    digest of its `parts`; a list has promised parts. `bodies` gives the digest of each text that is
    inserted into the page, by the number of its slot. `withheld` are names that it may not have."""

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
    withheld: tuple[str, ...] = ()

    def whole(self) -> PageOutput:
        """Return the page with its parts put together."""
        return self._replace(parts=self.parts.assemble()) if isinstance(self.parts, PromisedParts) else self


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """The picture of an entry: its absolute address, media type and size in pixels. `is_photo` is
    false for drawings and for what a model made: then nobody took it."""

    url: str
    type: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    is_photo: bool = True


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article in a feed. `published` and `updated` are RFC 3339 with offset; `updated` is that
    of the last update or correction, "" where it says nothing. `url` is absolute. `id` identifies
    the article to feed readers: it stays the same when the article moves.

    `text` is set where any feed of the site has whole texts; `body` is the digest of that text, so
    that another text makes another entry."""

    id: str
    url: str
    title: str
    summary: str
    byline: tuple[str, ...]
    categories: tuple[str, ...]
    published: str
    lang: str = ""
    updated: str = ""
    picture: FeedPicture | None = None
    text: FeedTextView | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: an RSS 2.0 channel or a JSON Feed 1.1, as its `format` says, one of `FEED_FORMATS`.
    `url` is the address of the feed, `home` that of the page it belongs to; both are absolute. `hub`
    is the address of its WebSub hub, `rights` that of rsl.xml, or ""."""

    title: str
    description: str
    url: str
    home: str
    lang: str
    entries: tuple[FeedEntry | ObjectId, ...]
    format: str = "rss"
    hub: str = ""
    rights: str = ""

    @property
    def loaded(self) -> tuple[FeedEntry, ...]:
        """The entries, once their objects have been inserted."""
        return tuple([entry for entry in self.entries if isinstance(entry, FeedEntry)])


News = tuple[str, str, str, str]
"""An article in a news sitemap: name and language of the publication, the instant at which it was
first published, in RFC 3339, and its title."""


class SitemapEntry(NamedTuple):
    """One page in a sitemap: its address, `lastmod` in RFC 3339 or "", its `alternates`, and the
    addresses of its `images`. `alternates` are pairs of language tag and address, for a page in more
    than one language. `news` is set in news sitemaps only. It is a tuple, because a site has many
    thousands of entries."""

    url: str
    lastmod: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    images: tuple[str, ...] = ()
    news: News | tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A urlset of sitemaps.org 0.9: at most 50,000 entries."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """A sitemapindex: it lists the parts of a sitemap that is too long for one file."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class Robots:
    """robots.txt (RFC 9309), with the addresses of the sitemaps. Everything is allowed unless
    `closed`, as in a preview; the crawlers that are `refused` may read the file at `rights` alone,
    which is also announced (RSL 1.0). It is from the site's root."""

    sitemaps: tuple[str, ...]
    closed: bool = False
    refused: tuple[str, ...] = ()
    rights: str = ""
    rights_url: str = ""


@dataclass(frozen=True, slots=True)
class OldAddresses:
    """Addresses that a web server answers by itself, from its root and percent-encoded. `moved` are
    pairs of an old address and the one it leads to; old ones may have a query. `gone` are answered
    with the status 410, and with the page at the address if there is one. `not_found` are pairs of
    a folder and its page for an address without a file, as in `HostRules`."""

    moved: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    not_found: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexNowKey:
    """The file by which a site shows search engines that a key of IndexNow is its own."""

    key: str


Data = (
    Feed | Sitemap | SitemapIndex | Robots | OldAddresses | Ninjs | LatestNinjs | CanceledNinjs | IndexNowKey
    | HostRules | TextFile | RightsFile
)  # fmt: skip
"""A file for programs as a value, one type for each kind of file. Objects in it are inserted when
it is made."""


@dataclass(frozen=True, slots=True)
class DataOutput:
    """A file for programs. `bodies` and `withheld` are as in a `PageOutput`; a feed of whole texts has
    one body for each entry. Its texts go through the `layout`, in the languages `langs`; "" for other files."""

    path: str
    content: Data
    origin: str = "content/site.toml"
    wave: Wave = Wave.DATA
    bodies: tuple[str, ...] = ()
    layout: str = ""
    langs: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetOutput:
    """A file of assets/, published under a name that has the digest of its bytes."""

    path: str
    content: bytes
    origin: str
    wave: Wave = Wave.FILES


class PhotoFile(NamedTuple):
    """A file made of a photograph, with all that is known before it is made. `source` is the path
    of the original in the content folder; `focus`, `credit` and `notes` are those of its use (`PhotoUse`).
    These and the name determine the variant (`planned_file` in plan/photos/variants.py)."""

    path: str
    source: str
    origin: str
    focus: tuple[float, float] | None = None
    credit: str = ""
    notes: tuple[str, ...] = ()
    wave: Wave = Wave.FILES


class AttachmentFile(NamedTuple):
    """A file of the content folder that is published unchanged. `source` is its path there,
    `digest` that of its bytes. `withheld` are names that it may not have."""

    path: str
    source: str
    digest: str
    origin: str
    withheld: tuple[str, ...] = ()
    wave: Wave = Wave.FILES


@dataclass(frozen=True, slots=True)
class PhotoOutput:
    """One variant of a photograph, to be made: one width in one format.

    `source` is the path of the original in the content folder, `digest` that of its bytes. `path`
    is unique to the bytes and to all fields here. `crop` is left, top, right and bottom in pixels
    of the upright original; None means the whole picture. `effort` is the encoder's, 0 (fastest) to
    10. `rights`, `caption`, `source_type` and `data_mining` (see `PhotoSettings`) are written into the
    file."""

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
    data_mining: str = ""
    wave: Wave = Wave.FILES


class SearchEntry(NamedTuple):
    """An article in the index of the search. `url` is ready to print; `card` and `body` are digests
    of objects, `published` is RFC 3339. `withheld` are names that may not stand there. `around` is
    the digest of the words around the body, "" without any."""

    url: str
    card: ObjectId
    body: str
    published: str
    withheld: tuple[str, ...] = ()
    around: str = ""


class SearchIndexOutput(NamedTuple):
    """The index of the search in one language. `path` is the file that a browser reads first; the
    names of the others beside it have digests, and are known when the index is made."""

    path: str
    lang: str
    entries: tuple[SearchEntry, ...]
    origin: str = "content/site.toml"
    wave: Wave = Wave.DATA

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0] + "/"


Output = PageOutput | DataOutput | AssetOutput | PhotoFile | AttachmentFile | SearchIndexOutput


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, with its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """A finished photograph that lies in the photo store under `name`."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An output that could not be made. `layout` and `line` are set when a template is
    the cause, `withheld` when it has this name, which may not be published."""

    path: str
    origin: str
    message: str
    layout: str = ""
    line: int | None = None
    withheld: str = ""
