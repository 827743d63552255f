"""The content of a file for programs -> its bytes: feeds, sitemaps, robots.txt, _redirects. A format of another
kind is a module beside this one, and a case in `data_file`.

The same value gives the same bytes: no clock is read. Selects, sorts and shortens nothing, and knows
no file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generator.make.feeds.headers_file import headers_file
from generator.make.feeds.json_feed import json_feed
from generator.make.feeds.redirects_file import redirects_file
from generator.make.feeds.rss import rss
from generator.make.xml_text import for_xml
from generator.model.hosting import HostRules, RightsFile, TextFile
from generator.model.news_items import CanceledNinjs, LatestNinjs, Ninjs
from generator.model.outputs import (
    MAX_SITEMAP_BYTES,
    MAX_SITEMAP_ENTRIES,
    Data,
    Feed,
    IndexNowKey,
    OldAddresses,
    Robots,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
)
from generator.model.regex import regex

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
XHTML = "http://www.w3.org/1999/xhtml"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_CONTROL = regex("[\x00-\x20\x7f-\xa0\u2028\u2029]")


def data_file(content: Data, texts: Sequence[str] = ()) -> bytes:
    """Return the finished file, in UTF-8.

    The formats are RSS 2.0, JSON Feed 1.1, sitemaps.org 0.9, robots.txt (RFC 9309), RSL 1.0 and
    ninjs 3.1. Besides, there are _redirects, _headers, keys of IndexNow and plain texts. `texts` are
    the whole texts of a feed's entries, as HTML with absolute addresses. Characters that XML 1.0
    forbids are left out.

    Raises ValueError for a date that is not RFC 3339 with an offset, and for more than 50,000
    entries or 52,428,800 bytes in a sitemap."""
    match content:
        case Feed(format="json"):
            return json_feed(content, texts)
        case Feed():
            return rss(content, texts)
        case Sitemap(entries):
            return _sitemap("urlset", "url", entries)
        case SitemapIndex(entries):
            return _sitemap("sitemapindex", "sitemap", entries)
        case Robots():
            return _robots(content).encode()
        case OldAddresses():
            return redirects_file(content).encode()
        case HostRules():
            return headers_file(content).encode()
        case TextFile(lines):
            return "".join(f"{line}\n" for line in lines).encode()
        case RightsFile():
            from generator.make.feeds.rights_file import rights_file  # noqa: PLC0415 - once for the site

            return rights_file(content)
        case Ninjs() | LatestNinjs() | CanceledNinjs():
            from generator.make.feeds.ninjs_file import ninjs_file  # noqa: PLC0415 - few outlets have them

            return ninjs_file(content)
        case IndexNowKey(key):
            return key.encode()


def _sitemap(root: str, child: str, entries: tuple[SitemapEntry, ...]) -> bytes:
    """Return a sitemap as text and not as a tree: it may have tens of thousands of entries."""
    if len(entries) > MAX_SITEMAP_ENTRIES:
        raise ValueError(f"a sitemap takes {MAX_SITEMAP_ENTRIES} entries, not {len(entries)}")
    if not entries:
        return f'{_DECLARATION}\n<{root} xmlns="{SITEMAPS}" />\n'.encode()
    used = {
        "xhtml": XHTML if any(entry.alternates for entry in entries) else "",
        "image": IMAGES if any(entry.images for entry in entries) else "",
        "news": NEWS if any(entry.news for entry in entries) else "",
    }
    spaces = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in used.items() if space)
    lines = [_DECLARATION, f'<{root} xmlns="{SITEMAPS}"{spaces}>']
    for entry in entries:
        lastmod = f"<lastmod>{_text(entry.lastmod)}</lastmod>\n" if entry.lastmod else ""
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(url)}" />\n'
            for tag, url in entry.alternates
        )
        images = "".join(f"<image:image><image:loc>{_text(url)}</image:loc></image:image>\n" for url in entry.images)
        news = _news(*entry.news) if entry.news else ""
        lines.append(f"<{child}>\n<loc>{_text(entry.url)}</loc>\n{lastmod}{alternates}{images}{news}</{child}>")
    content = "\n".join([*lines, f"</{root}>\n"]).encode()
    if len(content) > MAX_SITEMAP_BYTES:
        raise ValueError(f"a sitemap takes {MAX_SITEMAP_BYTES} bytes, not {len(content)}")
    return content


def _news(name: str, language: str, published: str, title: str) -> str:
    return (
        f"<news:news>\n<news:publication>\n<news:name>{_text(name)}</news:name>\n"
        f"<news:language>{_text(language)}</news:language>\n</news:publication>\n"
        f"<news:publication_date>{_text(published)}</news:publication_date>\n"
        f"<news:title>{_text(title)}</news:title>\n</news:news>\n"
    )


def _text(text: str) -> str:
    return escape(for_xml(text), quote=False)


def _robots(robots: Robots) -> str:
    if robots.closed:
        return "User-agent: *\nDisallow: /\n"
    groups = ["User-agent: *\nAllow: /\n"]
    if robots.refused:
        agents = "".join(f"User-agent: {name}\n" for name in robots.refused)
        groups.insert(0, f"{agents}Allow: {robots.rights}\nDisallow: /\n")
    if robots.rights_url:
        groups.append(f"License: {robots.rights_url}\n")
    groups.append("".join(f"Sitemap: {_CONTROL.sub('', url)}\n" for url in robots.sitemaps))
    return "\n".join(filter(None, groups))
