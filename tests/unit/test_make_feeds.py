"""Feeds, sitemaps and robots.txt, read back as a program would read them."""

from __future__ import annotations

import json
from dataclasses import replace
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from generator.make.feeds.data_file import data_file
from generator.model.feed_views import FeedTextView
from generator.model.outputs import Feed, FeedEntry, FeedPicture, Robots, Sitemap, SitemapEntry, SitemapIndex

NO_TEXT = FeedTextView((), (), (), (), " - ", "en", "", "")
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

FLAG = FeedEntry(
    id="tag:outlet.example,2026:flag",
    url="https://outlet.example/kurdistan/2026/11/flag/",
    title="Flag & <b>base</b> handed over",
    summary="Soldiers lower the flag.",
    byline=("Dilan Example", "سارا"),
    categories=("Kurdistan", "coalition"),
    published="2026-11-19T09:20:00+03:00",
    updated="2026-11-20T08:00:00+03:00",
    picture=FeedPicture(
        "https://outlet.example/photos/flag-1200.jpg", "image/jpeg", 1200, 675, 'A flag, "down"', "A. Name/Agency"
    ),
)
EARLIER = FeedEntry("b", "https://outlet.example/b/", "B", "", (), (), "2026-11-19T06:00:00Z", "ckb")
FEED = Feed(
    "The Outlet",
    "News from Erbil",
    "https://outlet.example/feed.xml",
    "https://outlet.example/",
    "en",
    (EARLIER, FLAG),
)


def channel(feed: Feed) -> Element:
    found = fromstring(data_file(feed)).find("channel")
    assert found is not None
    return found


def texts(element: Element, name: str) -> list[str | None]:
    return [each.text for each in element.findall(name)]


def test_a_feed_is_rss_that_knows_its_own_address() -> None:
    content = data_file(FEED)
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"')
    top = channel(FEED)
    assert [texts(top, name) for name in ("title", "link", "description", "language")] == [
        ["The Outlet"],
        ["https://outlet.example/"],
        ["News from Erbil"],
        ["en"],
    ]
    (link,) = top.findall(f"{ATOM}link")
    assert link.attrib == {"href": FEED.url, "rel": "self", "type": "application/rss+xml"}


def test_a_feed_names_its_hub() -> None:
    hub = "https://hub.example/?a=1&b=2"
    links = channel(replace(FEED, hub=hub)).findall(f"{ATOM}link")
    assert [(each.get("rel"), each.get("href")) for each in links] == [("self", FEED.url), ("hub", hub)]
    in_json = json.loads(data_file(replace(FEED, format="json", hub=hub)))
    assert in_json["hubs"] == [{"type": "WebSub", "url": hub}]
    assert "hubs" not in json.loads(data_file(replace(FEED, format="json")))


def test_entries_stand_in_the_order_they_are_given() -> None:
    assert [texts(item, "title") for item in channel(FEED).findall("item")] == [["B"], [FLAG.title]]


def test_an_entry_says_who_wrote_what_and_when() -> None:
    item = channel(FEED).findall("item")[1]
    assert texts(item, "title") == ["Flag & <b>base</b> handed over"]
    assert texts(item, "link") == [FLAG.url]
    assert texts(item, "guid") == ["tag:outlet.example,2026:flag"]
    assert [guid.attrib for guid in item.findall("guid")] == [{"isPermaLink": "false"}]
    assert texts(item, "pubDate") == ["Thu, 19 Nov 2026 09:20:00 +0300"]
    assert texts(item, f"{DC}creator") == ["Dilan Example", "سارا"]
    assert texts(item, "category") == ["Kurdistan", "coalition"]
    assert texts(item, "description") == ["Soldiers lower the flag."]
    (picture,) = item.findall(f"{MEDIA}content")
    assert picture.attrib == {
        "url": "https://outlet.example/photos/flag-1200.jpg",
        "medium": "image",
        "type": "image/jpeg",
        "width": "1200",
        "height": "675",
    }
    assert texts(picture, f"{MEDIA}description") == ['A flag, "down"']
    (credit,) = picture.findall(f"{MEDIA}credit")
    assert (credit.text, credit.attrib) == ("A. Name/Agency", {"role": "photographer", "scheme": "urn:ebu"})
    assert texts(item, f"{ATOM}updated") == ["2026-11-20T08:00:00+03:00"]


def test_nobody_took_a_drawing() -> None:
    assert FLAG.picture
    drawn = replace(FLAG, picture=replace(FLAG.picture, is_photo=False, caption=""))
    (picture,) = channel(replace(FEED, entries=(drawn,))).iter(f"{MEDIA}content")
    assert [(each.tag, each.attrib) for each in picture] == [(f"{MEDIA}credit", {})]


def test_readers_see_a_summary_as_it_is_written() -> None:
    """A description is HTML (RSS 2.0): what is read out of the XML is shown as HTML is."""
    item = channel(replace(FEED, entries=(replace(FLAG, summary='<b>"AT&T"</b> & 5 < 6'),))).find("item")
    assert item is not None
    assert texts(item, "description") == ['&lt;b&gt;"AT&amp;T"&lt;/b&gt; &amp; 5 &lt; 6']
    assert unescape(item.findtext("description") or "") == '<b>"AT&T"</b> & 5 < 6'


def test_an_entry_says_nothing_where_there_is_nothing_to_say() -> None:
    item = channel(FEED).findall("item")[0]
    assert [each.tag for each in item] == ["title", "link", "guid", "pubDate", f"{DC}language"]


def test_an_entry_in_another_language_than_its_feed_says_so() -> None:
    assert [texts(item, f"{DC}language") for item in channel(FEED).findall("item")] == [["ckb"], []]


def test_a_feed_was_last_built_when_its_newest_entry_was_published() -> None:
    top = channel(replace(FEED, entries=(EARLIER, replace(FLAG, updated=""))))
    (built,) = texts(top, "lastBuildDate")
    assert built is not None
    assert parsedate_to_datetime(built) == max(
        parsedate_to_datetime(item.findtext("pubDate") or "") for item in top.findall("item")
    )
    assert built == "Thu, 19 Nov 2026 09:20:00 +0300"
    (built,) = texts(channel(FEED), "lastBuildDate")
    assert built == "Fri, 20 Nov 2026 08:00:00 +0300", "or when one was changed"


def test_a_feed_without_entries_has_no_date() -> None:
    top = channel(Feed("The Outlet", "", FEED.url, FEED.home, "en", ()))
    assert [each.tag for each in top] == ["title", "link", "description", "language", f"{ATOM}link"]
    assert texts(top, "description") == ["The Outlet"]


@pytest.mark.parametrize("published", ["2026-11-19T09:20:00", "2026-11-19", "yesterday", ""])
def test_a_date_that_is_no_instant_is_an_error(published: str) -> None:
    with pytest.raises(ValueError, match=r"offset|isoformat"):
        data_file(Feed("", "", "", "", "", (FeedEntry("", "", "", "", (), (), published),)))


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_xml_cannot_hold_are_left_out(character: str) -> None:
    text = f"a{character}b"
    picture = FeedPicture(f"https://x/{text}", "", 1, 1, text, text)
    entry = FeedEntry(
        text, "https://x.example/", text, text, (text,), (text,), FLAG.published, picture=picture, text=NO_TEXT
    )
    top = channel(Feed(text, text, f"https://x/{text}", "https://x.example/", "en", (entry,)))
    (item,) = top.findall("item")
    assert texts(item, "title") == texts(item, "description") == texts(item, f"{DC}creator") == ["ab"]
    assert [link.get("href") for link in top.findall(f"{ATOM}link")] == ["https://x/ab"]
    feed = Feed(text, text, "https://x/", "https://x/", "en", (entry,), "json")
    made = json.loads(data_file(feed, (f"<p>{text}</p>",)))
    assert made["title"].replace(character, "") == made["items"][0]["id"].replace(character, "") == "ab"
    assert data_file(Sitemap((SitemapEntry(f"https://x.example/{character}"),)))


def test_text_in_every_script_and_every_mark_of_xml_survives() -> None:
    title = """<]]> & "quotes" 'more' &amp; ئاڵا 🏴 \u200c"""
    assert texts(channel(Feed(title, title, "https://x/", "https://x/", "ckb", ())), "title") == [title]


def test_a_sitemap_lists_addresses_with_the_times_that_are_known() -> None:
    entries = (
        SitemapEntry("https://x.example/a/?b&c", "2026-11-19T09:20:00+03:00"),
        SitemapEntry("https://x.example/b/"),
    )
    root = fromstring(data_file(Sitemap(entries)))
    assert root.tag == f"{SITEMAPS}urlset"
    assert [[(each.tag, each.text) for each in url] for url in root] == [
        [
            (f"{SITEMAPS}loc", "https://x.example/a/?b&c"),
            (f"{SITEMAPS}lastmod", "2026-11-19T09:20:00+03:00"),
        ],
        [(f"{SITEMAPS}loc", "https://x.example/b/")],
    ]
    assert {url.tag for url in root} == {f"{SITEMAPS}url"}


def test_a_sitemap_index_lists_sitemaps() -> None:
    entry = SitemapEntry("https://x.example/sitemap-1.xml", "2026-11-19T09:20:00+03:00")
    root = fromstring(data_file(SitemapIndex((entry,))))
    assert root.tag == f"{SITEMAPS}sitemapindex"
    assert [each.tag for each in root] == [f"{SITEMAPS}sitemap"]
    assert [each.text for each in root[0]] == [entry.url, entry.lastmod]


def test_a_sitemap_takes_fifty_thousand_entries_and_no_more() -> None:
    entry = SitemapEntry("https://x.example/")
    assert data_file(Sitemap((entry,) * 50_000)).count(b"<loc>") == 50_000
    with pytest.raises(ValueError, match="50000"):
        data_file(Sitemap((entry,) * 50_001))


def test_robots_may_read_everything_and_are_shown_the_sitemap() -> None:
    robots = data_file(Robots(("https://x.example/sitemap.xml",)))
    assert robots == b"User-agent: *\nAllow: /\n\nSitemap: https://x.example/sitemap.xml\n"
    assert data_file(Robots(())) == b"User-agent: *\nAllow: /\n"


def test_robots_are_kept_out_of_a_preview() -> None:
    assert data_file(Robots(("https://x.example/sitemap.xml",), closed=True)) == b"User-agent: *\nDisallow: /\n"


def test_an_address_cannot_add_a_rule_to_robots() -> None:
    assert data_file(Robots(("https://x.example/\nDisallow: /",))).splitlines().count(b"Disallow: /") == 0


def test_the_same_value_gives_the_same_bytes() -> None:
    assert data_file(FEED) == data_file(FEED)


def test_a_sitemap_names_a_page_in_all_its_languages() -> None:
    pairs = (("en", "https://x.example/a/?b&c"), ("ckb", "https://x.example/ckb/a/"))
    made = data_file(Sitemap((SitemapEntry(pairs[0][1], "", pairs), SitemapEntry("https://x.example/b/"))))
    first, second = fromstring(made)
    links = [each.attrib for each in first if each.tag == "{http://www.w3.org/1999/xhtml}link"]
    assert links == [{"rel": "alternate", "hreflang": tag, "href": url} for tag, url in pairs]
    assert len(second) == 1


def test_a_sitemap_in_one_language_is_as_it_was() -> None:
    assert b"xhtml" not in data_file(Sitemap((SitemapEntry("https://x.example/b/"),)))
