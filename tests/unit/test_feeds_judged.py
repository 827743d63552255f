"""Feeds and sitemaps of an odd newsroom, looked at by programs that others wrote: XML Schema, JSON Schema, a feed reader."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
import referencing
import xmlschema
from referencing.jsonschema import DRAFT4

from generator.make.pages.layouts import Layouts
from generator.make.texts import TextBatch, make_texts
from generator.model.documents import Body, BodyFigure, BodyLink, DatelinePlace
from generator.model.feed_settings import FEED_KINDS, FeedSettings, PartnerFeed
from generator.model.headers import Correction, PhotoReference
from generator.model.outputs import DataOutput, Feed, Made
from generator.model.search_settings import PingSettings
from generator.model.settings import Language, LanguageSettings, Settings
from tests.unit.newsrooms import NOON, OBJECTS, SETTINGS, SITE, article, page_views, plan

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
LAYOUTS = Layouts(str(Path(__file__).resolve().parents[2] / "layouts"), "judged")

PHOTO: dict[str, Any] = {"photo": "bridge.jpg", "photo_alt": "A bridge", "photo_caption": 'A "bridge" & more.'}
TITLES = {
    "quotes": """ "Quoted" & 'single' <b>bold</b> &amp; ]]> """.strip(),
    "script": "It said </script><script>alert(1)</script> & <!-- so -->",
    "emoji": "🏴󠁧󠁢󠁳󠁣󠁴󠁿 👩🏽‍🚒 in Erbil",
    "bidi": "The \u202eodd\u202c \u2067ئەوە\u2069 one",
    "long": "Long " * 1_000,
}
BODY = Body(
    (
        "<p>",
        DatelinePlace(),
        "We met <a ",
        BodyLink("/iraq/"),
        '>them</a> at <a href="#fn:1" id="a">1</a> &amp; <a href="https://else.example/?a&amp;b">elsewhere</a>.</p>',
        BodyFigure(PhotoReference("bridge.jpg", "A bridge", 'Under "it".', "A. Name/Agency", file_photo=True)),
        "<p>After it: “&lt;/script&gt;”.</p>",
    )
)


def odd_newsroom() -> list[Any]:
    odd = [article(id, title=title, author=(), summary=title[:300]) for id, title in TITLES.items()]
    own = article(
        "whole", body=BODY, dateline="ERBIL, Kurdistan Region", tags=("Water",), author=("dilan", "سارا"), **PHOTO
    )
    corrected = article(
        "corrected", tags=("Water",), updated=NOON - timedelta(hours=2), section="iraq", photo_credit="Illustration: B.", **PHOTO,
        corrections=(Correction(NOON - timedelta(hours=1), "It was <b>two</b>."),),
    )  # fmt: skip
    sorani = article(
        "sorani", body=BODY, title="پردەکە کرایەوە", summary="«پردەکە» کرایەوە", lang="ckb", tags=("ئاو", "Water"),
        corrections=(Correction(NOON - timedelta(hours=1), "دوو بوو."),), translation_of="whole",
    )  # fmt: skip
    return [*odd, own, corrected, sorani, article("third", tags=("Water",)), article("turkish", lang="tr")]


def settings_of(content: str) -> Settings:
    partners = (
        PartnerFeed("Agency", "/feeds/agency.json", ("kurdistan",), ("water", "x"), "", 5, "full"),
        PartnerFeed("Radio", "/feeds/radio.xml", language="ckb", number=1, listed=True),
    )
    feeds = FeedSettings(FEED_KINDS, FEED_KINDS, content, partners)
    languages = (Language("en"), Language("ckb", LanguageSettings(name="دەروازە & ڕۆژنامە")), Language("tr"))
    site = replace(SITE, name='The "Outlet" & Sons', news_sitemap=True)
    ping = PingSettings("https://hub.example/?a=1&b=2")
    return replace(SETTINGS, feeds=feeds, languages=languages, site=site, ping=ping)


@cache
def made(content: str) -> dict[str, bytes]:
    """Every file for programs, by path."""
    outputs = plan(*odd_newsroom(), settings=settings_of(content)).value.outputs
    files = tuple(output for output in outputs if isinstance(output, DataOutput))
    finished = make_texts(LAYOUTS, TextBatch(files, OBJECTS))
    assert all(isinstance(each, Made) for each in finished), finished
    return {each.path: each.content for each in finished if isinstance(each, Made)}


@cache
def schema(name: str) -> xmlschema.XMLSchema:
    extensions = {
        "http://www.google.com/schemas/sitemap-news/0.9": str(SCHEMAS / "sitemap-news.xsd"),
        "http://www.google.com/schemas/sitemap-image/1.1": str(SCHEMAS / "sitemap-image.xsd"),
        "http://www.w3.org/1999/xhtml": str(SCHEMAS / "xhtml-link.xsd"),
    }
    return xmlschema.XMLSchema(str(SCHEMAS / name), locations=extensions, use_location_hints=True)


def test_every_sitemap_is_valid_with_its_extensions() -> None:
    files = {path: content.decode() for path, content in made("summary").items() if path.startswith("sitemap")}
    assert "sitemap-news.xml" in files
    schema("siteindex.xsd").validate(files.pop("sitemap.xml"))
    for text in files.values():
        schema("sitemap.xsd").validate(text)
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema("sitemap.xsd").validate(files["sitemap-news.xml"].replace(">ckb<", ">ckb-IQ<"))
    month = files["sitemap-2026-11.xml"]
    assert month.count("<image:loc>") == 4, "a lead twice, and a picture in two texts"
    assert month.count('hreflang="x-default"') == 2


def parsed_of(content: bytes) -> Any:
    """What a reader gets out of a feed, as it stands there."""
    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


@cache
def judge_of_json() -> jsonschema.Draft4Validator:
    first, second = (
        json.loads((SCHEMAS / name).read_text("utf-8")) for name in ("jsonfeed-1.json", "jsonfeed-1.1.json")
    )
    known = [(url, DRAFT4.create_resource(first)) for url in ("https://json.schemastore.org/feed-1", "feed-1")]
    return jsonschema.Draft4Validator(second, registry=referencing.Registry().with_resources(known))


@pytest.mark.parametrize("content", ["summary", "full"])
def test_every_json_feed_is_valid_and_says_what_the_rss_says(content: str) -> None:
    files = made(content)
    listed = [path for path in files if path.endswith(".json")]
    assert len(listed) > 10
    for path in listed:
        feed = json.loads(files[path])
        judge_of_json().validate(feed)
        if path.startswith("feeds/"):
            continue
        entries = parsed_of(files[path.replace(".json", ".xml")]).entries
        assert [each["id"] for each in feed["items"]] == [each.id for each in entries]
        for item, entry in zip(feed["items"], entries, strict=True):
            assert [each["name"] for each in item.get("authors", ())] == [
                each.name for each in entry.get("authors", ())
            ]
            texts = [each.value for each in entry.get("content", ())]
            assert texts == ([item["content_html"]] if "content_html" in item else [])


def test_a_feed_reader_gets_every_odd_headline_as_it_was_typed() -> None:
    parsed = parsed_of(made("summary")["feed.xml"])
    assert {each.title for each in parsed.entries} >= {title.strip() for title in TITLES.values()}
    assert parsed.feed.title == 'The "Outlet" & Sons'
    by_id = {each.id.rpartition(":")[2]: each for each in parsed.entries}
    assert by_id["long"].author == 'The "Outlet" & Sons', "an article of nobody is the outlet's"
    assert [each.name for each in by_id["whole"].authors] == ["Dilan Example", "سارا"]
    (picture,) = by_id["whole"].media_content
    assert (picture["width"], picture["height"], picture["type"]) == ("1200", "675", "image/jpeg")
    assert by_id["corrected"].updated == "2026-11-22T11:00:00+03:00"
    assert not by_id["corrected"].media_credit[0].get("role"), "a drawing was taken by no photographer"
    assert all(each.guidislink is False for each in parsed.entries)


def test_a_feed_of_sorani_says_so_and_reads_from_the_right() -> None:
    parsed = parsed_of(made("full")["ckb/feed.xml"])
    assert (parsed.feed.language, parsed.feed.title) == ("ckb", "دەروازە & ڕۆژنامە")
    (entry,) = parsed.entries
    assert entry.title == "پردەکە کرایەوە"
    assert '<div lang="ckb" dir="rtl">' in entry.content[0].value
    assert "دوو بوو." in entry.content[0].value


class Addresses(HTMLParser):
    """All addresses in a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def test_a_whole_text_stands_with_all_its_parts_and_with_absolute_addresses() -> None:
    items = {item["id"].rpartition(":")[2]: item for item in json.loads(made("full")["feed.json"])["items"]}
    text = items["whole"]["content_html"]
    own = "https://outlet.example/kurdistan/2026/11/whole/"
    assert [each for each in Addresses(text).found if "photos" not in each] == [
        "https://outlet.example/iraq/",
        f"{own}#fn:1",
        "https://else.example/?a&b",
    ]
    assert all(each.startswith("https://") for each in Addresses(text).found)
    assert "<p>ERBIL, Kurdistan Region - We met <a " in text
    assert "File photo: <bdi>A. Name/Agency</bdi>" in text
    assert "Under &#34;it&#34;." in text
    assert "It was &lt;b&gt;two&lt;/b&gt;." in items["corrected"]["content_html"]


def test_a_partner_gets_what_was_agreed() -> None:
    files = made("summary")
    agency = json.loads(files["feeds/agency.json"])
    assert sorted(each["id"].rpartition(":")[2] for each in agency["items"]) == ["third", "whole"]
    assert all("content_html" in each for each in agency["items"]), "whole, though the others are short"
    assert agency["feed_url"] == "https://outlet.example/feeds/agency.json"
    assert [each.title for each in parsed_of(files["feeds/radio.xml"]).entries] == ["پردەکە کرایەوە"]


def test_only_a_listed_feed_of_a_partner_is_named_by_pages() -> None:
    pages = page_views(*odd_newsroom(), settings=settings_of("summary"))
    named = {each.url for view in pages.values() for each in view.feeds}
    assert "/feeds/radio.xml" in named
    assert "/feeds/agency.json" not in named
    assert {"/feeds/radio.xml"} < {each.url for each in pages["/ckb/"].feeds}
    assert "/feeds/radio.xml" not in {each.url for each in pages["/"].feeds}
    assert [each.url for each in pages["/authors/dilan/"].feeds][-2:] == [
        "/authors/dilan/feed.xml",
        "/authors/dilan/feed.json",
    ]
    assert "tags/water/feed.xml" in made("summary"), "three articles have it"


def test_an_outlet_without_feeds_has_none_and_names_none() -> None:
    settings = replace(settings_of("summary"), feeds=FeedSettings((), ()))
    outputs = plan(*odd_newsroom(), settings=settings).value.outputs
    assert not [each.path for each in outputs if isinstance(each, DataOutput) and isinstance(each.content, Feed)]
    pages = page_views(*odd_newsroom(), settings=settings)
    assert all(view.feeds == () and view.site.feed == "" for view in pages.values())
    assert pages["/corrections/"].main.feed == ""


def test_an_entry_is_the_same_bytes_until_its_article_changes() -> None:
    def entry(path: str, *articles: Any) -> str:
        outputs = plan(*articles, settings=settings_of("full")).value.outputs
        (feed,) = (each.content for each in outputs if each.path == path and isinstance(each, DataOutput))
        assert isinstance(feed, Feed)
        return str(feed.entries[-1])

    old = article("old", date=NOON - timedelta(days=9))
    alone = entry("feed.xml", old)
    assert entry("feed.xml", article("new"), old) == entry("kurdistan/feed.json", article("new"), old) == alone
    assert entry("feed.xml", article("old", date=old.header.date, body=Body(("<p>Another.</p>",)))) != alone
