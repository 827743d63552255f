"""A feed -> RSS 2.0, with Atom's self link and `updated`, Dublin Core's creators, Media RSS's pictures
and, where texts are whole, the content module of RSS 1.0.

XML is built as element trees, so that no title can break it. Prefixes are written out, because
registering them with ElementTree would change it for the whole program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.make.feeds.rights_file import RSL_TYPE
from generator.make.xml_text import for_xml
from generator.model.outputs import Feed, FeedEntry, FeedPicture

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"

_PHOTOGRAPHER = {"role": "photographer", "scheme": "urn:ebu"}
"""The role of a credit in the scheme of the European Broadcasting Union (Media RSS 1.5.1)."""


def rss(feed: Feed, texts: Sequence[str] = ()) -> bytes:
    """Return the file. `texts` are the whole texts of the entries as HTML, "" for none. Raises
    ValueError for a date that is not RFC 3339 with an offset."""
    spaces = {"xmlns:atom": ATOM, "xmlns:dc": DUBLIN_CORE, "xmlns:media": MEDIA}
    root = Element("rss", {"version": "2.0", **spaces} | ({"xmlns:content": CONTENT} if texts else {}))
    channel = SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.description or feed.title)  # RSS requires one
    if feed.lang:
        _add(channel, "language", feed.lang)
    entries = feed.loaded
    if entries:
        _add(channel, "lastBuildDate", _rfc_822(max(_moment(entry.updated or entry.published) for entry in entries)))
    _add(channel, "atom:link", "", href=feed.url, rel="self", type="application/rss+xml")
    if feed.hub:
        _add(channel, "atom:link", "", href=feed.hub, rel="hub")
    if feed.rights:
        _add(channel, "atom:link", "", href=feed.rights, rel="license", type=RSL_TYPE)
    for number, entry in enumerate(entries):
        _add_entry(channel, entry, feed.lang, texts[number] if texts else "")
    indent(root, space="")  # one line per element: smaller than an indented tree, and as easy to compare
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declaration}\n{tostring(root, encoding='unicode')}\n".encode()


def _add_entry(channel: Element, entry: FeedEntry, feed_lang: str, text: str) -> None:
    item = SubElement(channel, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.url)
    _add(item, "guid", entry.id, isPermaLink="false")
    _add(item, "pubDate", _rfc_822(_moment(entry.published)))
    if entry.updated:
        _add(item, "atom:updated", _moment(entry.updated).isoformat())
    for name in entry.byline:
        _add(item, "dc:creator", name)
    if entry.lang and entry.lang != feed_lang:
        _add(item, "dc:language", entry.lang)
    for category in entry.categories:
        _add(item, "category", category)
    if entry.summary:
        # A description is HTML, and the summary is plain text.
        _add(item, "description", escape(entry.summary, quote=False))
    if text:  # behind the description, because some readers take the last of both
        _add(item, "content:encoded", text)
    if entry.picture:
        _add_picture(item, entry.picture)


def _add_picture(item: Element, picture: FeedPicture) -> None:
    """RSS's own <enclosure> requires the length in bytes, and is written before the picture is
    made."""
    media_type = {"type": picture.type} if picture.type else {}
    size = {"width": str(picture.width), "height": str(picture.height)}
    content = _add(item, "media:content", "", url=picture.url, medium="image", **media_type, **size)
    if picture.caption:
        _add(content, "media:description", picture.caption, type="plain")
    if picture.credit:
        _add(content, "media:credit", picture.credit, **(_PHOTOGRAPHER if picture.is_photo else {}))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no offset from UTC")
    return moment


def _rfc_822(moment: datetime) -> str:
    from email.utils import format_datetime  # noqa: PLC0415 - the edit of an article does not need it

    return format_datetime(moment)


def _add(parent: Element, name: str, text: str, **attributes: str) -> Element:
    element = SubElement(parent, name, {key: for_xml(value) for key, value in attributes.items()})
    element.text = for_xml(text) or None
    return element
