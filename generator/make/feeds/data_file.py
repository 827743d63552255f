"""The content of a file for programs -> its bytes: feeds, sitemaps, robots.txt, _redirects. A format of another
kind is a module beside this one, and a case in `data_file`.

XML is built as element trees, so that no title can break it. Prefixes are written out, because
registering them with ElementTree would change it for the whole program. The same value gives the
same bytes: no clock is read. Selects, sorts and shortens nothing, and knows no file."""

from __future__ import annotations

from datetime import datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.make.feeds.redirects_file import redirects_file
from generator.make.xml_text import for_xml
from generator.model.news_items import CanceledNinjs, LatestNinjs, Ninjs
from generator.model.outputs import (
    MAX_SITEMAP_BYTES,
    MAX_SITEMAP_ENTRIES,
    Data,
    Feed,
    FeedEntry,
    OldAddresses,
    Robots,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
)
from generator.model.regex import regex

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_CONTROL = regex("[\x00-\x20\x7f-\xa0\u2028\u2029]")


def data_file(content: Data) -> bytes:
    """Return the finished file, in UTF-8.

    It is RSS 2.0, a urlset or sitemapindex of sitemaps.org 0.9, a robots.txt of RFC 9309, or a file
    _redirects. RSS has Atom's self link, Dublin Core creators and Media RSS pictures. Characters that
    XML 1.0 forbids are left out.

    Raises ValueError for a date that is not RFC 3339 with an offset, and for more than 50,000
    entries or 52,428,800 bytes in a sitemap."""
    match content:
        case Feed():
            return _document(_rss(content))
        case Sitemap(entries):
            return _sitemap("urlset", "url", entries)
        case SitemapIndex(entries):
            return _sitemap("sitemapindex", "sitemap", entries)
        case Robots():
            return _robots(content).encode()
        case OldAddresses():
            return redirects_file(content).encode()
        case Ninjs() | LatestNinjs() | CanceledNinjs():
            from generator.make.feeds.ninjs_file import ninjs_file  # noqa: PLC0415 - few outlets have them

            return ninjs_file(content)


def _rss(feed: Feed) -> Element:
    rss = Element("rss", {"version": "2.0", "xmlns:atom": ATOM, "xmlns:dc": DUBLIN_CORE, "xmlns:media": MEDIA})
    channel = SubElement(rss, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.description or feed.title)  # RSS requires one
    if feed.lang:
        _add(channel, "language", feed.lang)
    entries = [entry for entry in feed.entries if isinstance(entry, FeedEntry)]  # all of them: they have been loaded
    if entries:
        newest = max(_moment(entry.published) for entry in entries)
        _add(channel, "lastBuildDate", _rfc_822(newest))
    _add(channel, "atom:link", "", href=feed.url, rel="self", type="application/rss+xml")
    for entry in entries:
        _add_entry(channel, entry, feed.lang)
    return rss


def _add_entry(channel: Element, entry: FeedEntry, feed_lang: str) -> None:
    item = SubElement(channel, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.url)
    _add(item, "guid", entry.id, isPermaLink="false")
    _add(item, "pubDate", _rfc_822(_moment(entry.published)))
    for name in entry.byline:
        _add(item, "dc:creator", name)
    if entry.lang and entry.lang != feed_lang:
        _add(item, "dc:language", entry.lang)
    for category in entry.categories:
        _add(item, "category", category)
    if entry.summary:
        # A description is HTML, and the summary is plain text.
        _add(item, "description", escape(entry.summary, quote=False))
    if entry.enclosure:  # not RSS's own <enclosure>: it requires the length in bytes before the picture is made
        media_type = {"type": entry.enclosure_type} if entry.enclosure_type else {}
        _add(item, "media:content", "", url=entry.enclosure, medium="image", **media_type)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no offset from UTC")
    return moment


def _sitemap(root: str, child: str, entries: tuple[SitemapEntry, ...]) -> bytes:
    """Return a sitemap as text and not as a tree: it may have tens of thousands of entries."""
    if len(entries) > MAX_SITEMAP_ENTRIES:
        raise ValueError(f"a sitemap takes {MAX_SITEMAP_ENTRIES} entries, not {len(entries)}")
    if not entries:
        return f'{_DECLARATION}\n<{root} xmlns="{SITEMAPS}" />\n'.encode()
    xhtml = f' xmlns:xhtml="{XHTML}"' if any(entry.alternates for entry in entries) else ""
    lines = [_DECLARATION, f'<{root} xmlns="{SITEMAPS}"{xhtml}>']
    for entry in entries:
        lastmod = f"<lastmod>{_text(entry.lastmod)}</lastmod>\n" if entry.lastmod else ""
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(url)}" />\n'
            for tag, url in entry.alternates
        )
        lines.append(f"<{child}>\n<loc>{_text(entry.url)}</loc>\n{lastmod}{alternates}</{child}>")
    content = "\n".join([*lines, f"</{root}>\n"]).encode()
    if len(content) > MAX_SITEMAP_BYTES:
        raise ValueError(f"a sitemap takes {MAX_SITEMAP_BYTES} bytes, not {len(content)}")
    return content


def _rfc_822(moment: datetime) -> str:
    from email.utils import format_datetime  # noqa: PLC0415 - the edit of an article does not need it

    return format_datetime(moment)


def _text(text: str) -> str:
    return escape(for_xml(text), quote=False)


def _robots(robots: Robots) -> str:
    if robots.closed:
        return "User-agent: *\nDisallow: /\n"
    sitemap = _CONTROL.sub("", robots.sitemap)
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {sitemap}\n" if sitemap else "")


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    element = SubElement(parent, name, {key: for_xml(value) for key, value in attributes.items()})
    element.text = for_xml(text) or None


def _document(root: Element) -> bytes:
    indent(root, space="")  # one line per element: smaller than an indented tree, and as easy to compare
    return f"{_DECLARATION}\n{tostring(root, encoding='unicode')}\n".encode()
