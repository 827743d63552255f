"""The addresses of all pages, without the prefix of an edition, which `EditionContext.at` adds.

An address is a path from the site's root, unquoted ("/kurdistan/2021/12/handover/"). For printing,
`href` quotes it and adds the site's base path.

Slugs are ASCII where that is readable; else the date and six letters made from the id, so that they
never depend on other articles. `.lower()` is used on ASCII only: in Turkish it gives another
letter."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from generator.model.dataclass import dataclass
from generator.model.documents import Article, Attachment, Author, Section, StaticPage
from generator.model.letters import DEVICES, ascii_digits, is_of_word
from generator.model.regex import regex
from generator.model.settings import Settings, SiteSettings
from generator.model.web_addresses import path_of

_LATIN = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "’": "",
        "'": "",
    }
)
_PLAIN = regex(r"[A-Za-z0-9/~._-]*")
"""Characters that need no quoting. Nearly every address has only these, and it is checked millions
of times."""
_IN_QUERIES = "/?:@!$&'()*+,;=~-._%[]"
"""Characters of a query that stay as they are (RFC 3986), among them those that are quoted already."""
_NO_SLUG = regex(r"[^a-z0-9]+")
_LONGEST_DEVICE = 4
_UNSAFE = regex(rf'[\x00-\x20<>:"|?*\\#%]|^\.|\.$|^{DEVICES}(?:\.|$)', re.IGNORECASE)
"""Characters and names that leave the folder, or have another meaning in addresses or on
Windows."""

LONGEST_SEGMENT = 200
"""Bytes; file systems allow 255, and a temporary name needs some."""

_LONGEST_FILE_NAME = 100
"""Bytes, without digest and kind."""

HOME = "/"
PEOPLE = "/authors/"
ARCHIVE = "/archive/"
POLICY = "/policies/comments/"
CORRECTIONS = "/corrections/"
MASTHEAD = "/masthead/"
FRONTS = (HOME, PEOPLE, ARCHIVE)
"""The pages that every edition has."""
SEARCH = "/search/"
SEARCH_INDEX = "/search/index/"
SITEMAP = "/sitemap.xml"
LATEST_NINJS = "/latest.ninjs.json"
NOT_FOUND = "/404.html"


@dataclass(frozen=True, slots=True)
class Address:
    """The base of addresses. `base` is "" or "/paper"; `site` is the site's URL without a slash at
    its end; `prefix` is that of an edition, "/ckb" or "".

    In a mirror, `mirror` is its own URL, and `base` the path of that; `site` is still the URL of the
    main site, which its canonical addresses name."""

    site: str
    base: str
    prefix: str = ""
    mirror: str = ""

    def here(self) -> Address:
        """Return the base for addresses that lead to the mirror itself, as those in its feeds do:
        who reads a mirror may have no other way."""
        return Address(self.mirror, self.base, self.prefix) if self.mirror else self

    def href(self, path: str) -> str:
        """Return an address relative to the server's root, percent-encoded (RFC 3986)."""
        return _quoted(self.base + path)

    def old_href(self, alias: str) -> str:
        """Return an old address, which may have a query, relative to the server's root."""
        path, mark, query = alias.partition("?")
        return self.href(path) + mark + query

    def absolute(self, href: str) -> str:
        """Return an address from `href` as an absolute one."""
        if not self.mirror:
            return self.site.removesuffix(self.base) + href
        base = path_of(self.site)
        return self.site.removesuffix(base) + (base + href.removeprefix(self.base) if href else "")

    def canonical(self, path: str) -> str:
        return self.site + _quoted(path)

    def inside(self, path: str) -> str:
        """Return a path without the base path of the main site, which is in addresses copied from a
        browser."""
        base = path_of(self.site) if self.mirror else self.base
        return path[len(base) :] or HOME if f"{path}/".startswith(f"{base}/") else path

    def files(self, path: str) -> frozenset[str]:
        """Return the files that a server would send for an address, with or without the slash at
        its end."""
        inside = self.inside(path)
        return frozenset((output_path(inside), output_path(f"{inside}/")))


def _quoted(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/~-._")


def slug(text: str) -> str:
    """Return ASCII letters, digits and hyphens, never the name of a Windows device. Return "" when
    the text has letters of a script other than Latin."""
    plain = ascii_digits(text.translate(_LATIN))
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        if any(letter.isalpha() and not letter.isascii() for letter in plain):
            return ""
    joined = _NO_SLUG.sub("-", plain.lower()).strip("-")
    return f"{joined}-1" if len(joined) <= _LONGEST_DEVICE and re.fullmatch(DEVICES, joined) else joined


def article_slug(article: Article, timezone: ZoneInfo) -> str:
    ascii_slug = slug(article.id)
    if ascii_slug:
        return ascii_slug
    letters = hashlib.blake2b(article.id.encode(), digest_size=3).hexdigest()
    return f"{article.header.date.astimezone(timezone):%Y%m%d}-{letters}"


def article_url(article: Article, settings: Settings) -> str:
    site = settings.site
    date = article.header.date.astimezone(site.timezone)
    language = article.header.lang or settings.own_language
    return settings.prefix(settings.edition(language)) + site.permalink.format(
        section=ascii_digits(article.header.section),
        year=f"{date:%Y}",
        month=f"{date:%m}",
        day=f"{date:%d}",
        slug=article_slug(article, site.timezone),
        id=ascii_digits(article.id),
        lang=language,
    )


def place(document: Author | Section | StaticPage, settings: Settings) -> str:
    """Return the address of a document's page without the prefix of its edition: the same in all
    languages."""
    match document:
        case Section():
            return section_url(document.id)
        case Author():
            return author_url(document.id)
        case StaticPage():
            return page_url(document.path, settings.editions)


def section_url(section_id: str) -> str:
    return f"/{ascii_digits(section_id)}/"


def feed_url(front: str, format: str) -> str:
    """Return the address of the feed of a list, in one of `FEED_FORMATS`; `front` is that of its
    front."""
    return f"{front}feed.json" if format == "json" else f"{front}feed.xml"


def author_url(author_id: str) -> str:
    return f"/authors/{ascii_digits(author_id)}/"


def tag_url(tag: str) -> str:
    return f"/tags/{tag}/"


def linked(written: str) -> tuple[str, str]:
    """Split the address in a link: its path, unquoted, and the rest from ? or # on."""
    end = min(at for at in (written.find("?"), written.find("#"), len(written)) if at >= 0)
    return unquote(written[:end]), written[end:]


def alias_url(written: str, site: SiteSettings) -> str:
    """Return the address of an alias: a folder, unless it names a file ("/old.html"). It may be
    quoted, and may begin with the site's own address. The base path of a site is not part of it: in
    a site at /courier, /courier/old/ means /old/. An address with a query ("/?p=123") is only quoted:
    it has no page, and servers compare it as it is."""
    written, mark, query = written.partition("?")
    path = Address(site.url, site.base_path).inside("/" + unquote(written).replace("?", "%3F").lstrip("/"))
    if mark:
        return f"{path}?{quote(query, safe=_IN_QUERIES)}"
    return path if path.endswith("/") or "." in path.rsplit("/", 1)[1] else path + "/"


def has_query(url: str) -> bool:
    """Whether an old address has a query. No other address contains a question mark."""
    return "?" in url


def file_url(attachment: Attachment) -> str:
    """Return the address of an attachment: its readable name, in letters of any script, and the
    digest of its bytes. So the bytes at an address never change, and two files of one name have two
    addresses."""
    stem = PurePosixPath(attachment.path).stem
    words = "".join(sign if is_of_word(sign) else " " for sign in unicodedata.normalize("NFC", stem.casefold())).split()
    readable = slug(stem) or "-".join(words)
    while len(readable.encode()) > _LONGEST_FILE_NAME:
        readable = readable[:-1]
    return f"/files/{readable.strip('-') or 'file'}-{attachment.digest[:12]}.{attachment.kind}"


def ninjs_url(url: str) -> str:
    """Return the address of the file for partners' programs beside an article's page."""
    return f"/{output_path(url).removesuffix('.html')}.ninjs.json"


def republish_url(url: str) -> str:
    """Return the address of the page from which an article may be copied."""
    return f"{url.removesuffix('.html').rstrip('/')}/republish/"


def listing_url(front: str, number: int) -> str:
    """Return the address of an older page of a front; number 0 is the front itself."""
    return f"{front}page/{number}/" if number else front


def month_url(year: int, month: int) -> str:
    return f"{ARCHIVE}{year:04d}/{month:02d}/"


def sitemap_url(part: str) -> str:
    """Return the address of a part of the sitemap."""
    return f"/sitemap-{part}.xml"


def page_url(path: str, languages: Container[str] = ()) -> str:
    """Return the address of a static page: its path below content/pages/, and below the folder of
    its language, if there is one."""
    parts = PurePosixPath(path).relative_to("pages").with_suffix("").parts
    parts = parts[1:] if len(parts) > 1 and parts[0] in languages else parts
    parts = parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts
    return "/" + "".join(f"{slug(part) or ascii_digits(part)}/" for part in parts)


def output_path(url: str) -> str:
    """Return the file that a static host sends for an address."""
    path = url.lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def host_of(address: str) -> str:
    """Return the short name of a web address for readers: “bsky.app” for
    https://www.bsky.app/profile/x."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def is_safe(url: str) -> bool:
    """Whether an address stays in the output folder, on every file system."""
    segments = url.removeprefix("/").removesuffix("/").split("/")
    return url == "/" or (
        url.startswith("/")
        and all(
            segment and len(segment.encode()) <= LONGEST_SEGMENT and not _UNSAFE.search(segment) for segment in segments
        )
    )
