"""Feeds, sitemaps and robots.txt: what programs are told of the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.make.feeds.data_file import data_file
from generator.make.opening import needed, opened_data
from generator.model.documents import Body
from generator.model.headers import ArticleType, Correction
from generator.model.outputs import (
    MAX_SITEMAP_BYTES,
    MAX_SITEMAP_ENTRIES,
    DataOutput,
    Feed,
    Robots,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
)
from generator.model.views import ObjectId
from generator.plan.feeds.feeds import IN_FEED
from generator.plan.feeds.sitemaps import page_entries, sitemaps
from tests.unit.newsrooms import (
    NOON,
    OBJECTS,
    SETTINGS,
    SITE,
    article,
    context,
    page_outputs,
    page_views,
    plan,
    site_of,
    utc,
)


def machines(*articles: Any, **how: Any) -> dict[str, Any]:
    """What each file says, by its path, as it is when it is written: with the entries of feeds opened."""
    outputs = plan(*articles, **how).value.outputs
    return {output.path: opened_data(output, OBJECTS) for output in outputs if isinstance(output, DataOutput)}


def listed(made: dict[str, Any]) -> list[SitemapEntry]:
    """The pages in all parts of the sitemap, in the order of the index."""
    index = made["sitemap.xml"]
    assert isinstance(index, SitemapIndex)
    parts = [made[entry.url.rpartition("/")[2]] for entry in index.entries]
    return [entry for part in parts for entry in part.entries]


def lastmod(**header: Any) -> str:
    made = machines(article(**header))
    (entry,) = made["sitemap-2026-11.xml"].entries
    assert {part.lastmod for part in made["sitemap.xml"].entries} == {"", entry.lastmod}
    return str(entry.lastmod)


def test_a_feed_has_the_newest_articles_first() -> None:
    many = [article(f"a{number:02}", date=NOON - timedelta(hours=number)) for number in range(IN_FEED + 5)]
    feed = machines(*many)["feed.xml"]
    assert isinstance(feed, Feed)
    assert [entry.title for entry in feed.entries] == [f"Title of a{number:02}" for number in range(IN_FEED)]


def test_every_section_has_a_feed_of_its_own_articles() -> None:
    made = machines(article("one"), article("two", section="iraq"))
    assert [entry.title for entry in made["iraq/feed.xml"].entries] == ["Title of two"]
    assert made["iraq/feed.xml"].url == "https://outlet.example/iraq/feed.xml"
    assert made["iraq/feed.xml"].home == "https://outlet.example/iraq/"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ({}, (("The Outlet",), ("Kurdistan",))),
        ({"type": ArticleType.SPONSORED, "sponsor": "A bank"}, (("A bank",), ("Kurdistan", "sponsored"))),
        ({"type": ArticleType.OPINION, "author": ("A Guest",)}, (("A Guest",), ("Kurdistan", "opinion"))),
    ],
)
def test_readers_of_feeds_know_an_advertisement(header: dict[str, Any], told: tuple[tuple[str, ...], ...]) -> None:
    (entry,) = machines(article(**header))["feed.xml"].entries
    assert (entry.byline, entry.categories) == told


def test_a_feed_tells_of_an_article_what_a_reader_needs() -> None:
    (entry,) = machines(article(author=("dilan", "A Guest"), tags=("Water",), photo="bridge.jpg"))["feed.xml"].entries
    assert entry.url == "https://outlet.example/kurdistan/2026/11/handover/"
    assert entry.published == "2026-11-21T12:00:00+03:00"
    assert entry.byline == ("Dilan Example", "A Guest")
    assert entry.categories == ("Kurdistan", "Water")
    assert entry.picture.url.startswith("https://outlet.example/photos/bridge-16x9-")
    assert entry.picture.url.endswith("-1200.jpg")
    assert (entry.picture.type, entry.picture.width, entry.picture.height) == ("image/jpeg", 1200, 675)


def test_a_feed_says_in_which_format_the_picture_of_an_article_is() -> None:
    photos = replace(SETTINGS.photos, formats=("avif",), search_crops=False)
    made = machines(article(photo="bridge.jpg"), settings=replace(SETTINGS, photos=photos))
    (entry,) = made["feed.xml"].entries
    assert (entry.picture.url[-5:], entry.picture.type) == (".avif", "image/avif")


def test_the_entries_of_a_feed_lie_apart_until_it_is_written() -> None:
    (feed,) = (output for output in plan(article()).value.outputs if output.path == "feed.xml")
    assert isinstance(feed, DataOutput)
    assert isinstance(feed.content, Feed)
    (entry,) = feed.content.entries
    assert isinstance(entry, ObjectId)
    assert list(needed(feed)) == [entry.digest]
    assert entry.digest in OBJECTS


def test_a_feed_has_no_text_of_an_article_so_an_edited_text_changes_none() -> None:
    before, after = (machines(article(body=Body((text,), 1, text))) for text in ("One.", "Two."))
    assert before == after


def test_a_feed_is_found_under_the_base_path_and_written_at_the_root() -> None:
    settings = replace(SETTINGS, site=replace(SITE, url="https://outlet.example/paper"))
    made = machines(article(), settings=settings)
    assert made["feed.xml"].url == "https://outlet.example/paper/feed.xml"
    assert made["iraq/feed.xml"].url == "https://outlet.example/paper/iraq/feed.xml"
    assert made["robots.txt"] == Robots(("https://outlet.example/paper/sitemap.xml",))


def test_no_feed_and_no_sitemap_tells_of_what_is_not_out_not_even_in_a_preview() -> None:
    hidden = article("hidden", date=utc(30))
    assert machines(article(), hidden) == machines(article())
    preview = machines(article(), hidden, preview=True)
    assert "hidden" not in repr(preview)
    assert preview["robots.txt"].closed


def test_every_preview_is_closed_to_robots_and_no_site_is() -> None:
    assert machines(article(), preview=True)["robots.txt"].closed
    assert not machines(article())["robots.txt"].closed


def test_the_sitemap_lists_every_page_a_reader_can_want_once() -> None:
    aliased = article(aliases=("/old/",))
    addresses = [entry.url for entry in listed(machines(aliased))]
    expected = {view.canonical for view in page_views(aliased).values() if not view.noindex}
    assert sorted(addresses) == sorted(expected)
    assert "https://outlet.example/old/" not in addresses
    assert "https://outlet.example/404.html" not in addresses


def test_an_article_was_last_changed_when_its_own_dates_say_so() -> None:
    assert lastmod() == "2026-11-21T12:00:00+03:00"
    assert lastmod(updated=utc(22, 5)) == "2026-11-22T08:00:00+03:00"
    assert lastmod(updated=utc(22, 5), corrections=(Correction(utc(22, 6), "x"),)) == "2026-11-22T09:00:00+03:00"


def test_the_last_change_is_the_last_instant_and_not_the_last_text() -> None:
    """Where clocks are put back, the later hour of two has the smaller number."""
    berlin = replace(SETTINGS, site=replace(SITE, timezone=ZoneInfo("Europe/Berlin")))
    october = utc(1).replace(month=10, day=25)
    written = article(date=october.replace(hour=0, minute=50), updated=october.replace(hour=1, minute=10))
    entries = machines(written, settings=berlin)["sitemap-2026-10.xml"].entries
    assert "2026-10-25T02:10:00+01:00" in {entry.lastmod for entry in entries}


def test_no_other_page_claims_to_know_when_it_was_changed() -> None:
    assert [entry.url for entry in listed(machines(article())) if entry.lastmod] == [
        "https://outlet.example/kurdistan/2026/11/handover/"
    ]


def sitemaps_of(count: int) -> list[DataOutput]:
    """The sitemaps of a site with so many pages, which all look like the home front but for their address."""
    home = next(page for page in page_outputs() if page.url == "/")
    (entry,) = page_entries([home], context()).values()
    many = (entry._replace(url=f"https://outlet.example/{number:06}/") for number in range(count))
    made = sitemaps(site_of([]), context(), many).outputs
    return [output for output in made if "sitemap" in output.path]


def test_each_month_has_a_part_of_its_own_so_a_new_article_changes_that_alone() -> None:
    older = [article("june", date=utc(9).replace(month=6)), article("july", date=utc(9).replace(month=7))]
    before, after = machines(*older, article()), machines(*older, article(), article("new"))
    assert [entry.url for entry in before["sitemap.xml"].entries] == [
        f"https://outlet.example/sitemap-{part}.xml" for part in ("pages", "2026-06", "2026-07", "2026-11")
    ]
    assert {path for path in before if "sitemap" in path and before[path] != after[path]} == {"sitemap-2026-11.xml"}


def test_a_month_without_an_article_that_is_out_has_no_part() -> None:
    assert not [path for path in machines(article(date=utc(30))) if path.startswith("sitemap-2")]


def test_a_part_that_is_full_is_still_one_file() -> None:
    _, whole = sitemaps_of(MAX_SITEMAP_ENTRIES)
    assert whole.path == "sitemap-pages.xml"
    assert isinstance(whole.content, Sitemap)


def test_a_part_of_a_sitemap_ends_at_50_mib() -> None:
    """4,500 pages in eight languages, with addresses of 1,500 bytes: 57 MB."""
    counterparts = tuple((tag, f"/{tag}/{'x' * 1500}/") for tag in ("en", "ckb", "ku", "ar", "tr", "fa", "syr", "hy"))
    home = next(page for page in page_outputs() if page.url == "/")
    page = home._replace(url=counterparts[0][1])
    told = replace(context(), counterparts={counterparts[0][1]: counterparts})
    (entry,) = page_entries([page], told).values()
    many = (entry._replace(url=f"https://outlet.example/{number:04}/") for number in range(4_500))
    index, *parts = (each for each in sitemaps(site_of([]), told, many).outputs if "sitemap" in each.path)
    assert isinstance(index.content, SitemapIndex)
    sizes = [len(data_file(part.content)) for part in parts]
    assert len(sizes) == 2
    assert MAX_SITEMAP_BYTES * 0.99 < sizes[0] <= MAX_SITEMAP_BYTES


@pytest.mark.parametrize(
    ("id", "url", "expected"),
    [
        ("handover", "https://outlet.example", "tag:outlet.example,2026:handover"),
        ("پل", "https://x.example/courier", "tag:x.example,2026:courier/%D9%BE%D9%84"),
        ("a b&c", "https://Bücher.example:8080", "tag:xn--bcher-kva.example,2026:a%20b%26c"),
    ],
)
def test_an_article_is_the_same_to_readers_programs_wherever_it_moves(id: str, url: str, expected: str) -> None:
    site = replace(SETTINGS, site=replace(SITE, url=url))
    moved = replace(site, site=replace(site.site, permalink="/{year}/{slug}/"))
    ids = {
        entry.id
        for settings, at in ((site, utc(19)), (moved, utc(18)))
        for entry in machines(article(id, date=at), settings=settings)["feed.xml"].entries
    }
    assert ids == {expected}


def test_a_part_that_is_too_long_is_divided() -> None:
    index, first, second = sitemaps_of(MAX_SITEMAP_ENTRIES + 1)
    assert isinstance(index.content, SitemapIndex)
    assert [entry.url for entry in index.content.entries] == [
        "https://outlet.example/sitemap-pages.xml",
        "https://outlet.example/sitemap-pages-2.xml",
    ]
    assert (index.path, first.path, second.path) == ("sitemap.xml", "sitemap-pages.xml", "sitemap-pages-2.xml")
    assert isinstance(first.content, Sitemap)
    assert isinstance(second.content, Sitemap)
    assert (len(first.content.entries), len(second.content.entries)) == (MAX_SITEMAP_ENTRIES, 1)
