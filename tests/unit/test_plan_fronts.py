"""What stands on the home front and on the lists of articles, and that lists are stable."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Article, FrontRanking
from generator.model.headers import FrontRankingHeader
from generator.model.outputs import DataOutput, Sitemap
from generator.model.site import StoryRecord
from generator.model.views import Card, CardView, FrontView, Link, ListingView, ObjectId
from generator.plan.pages.fronts import (
    IN_STRIP,
    PAGE,
    Listing,
    archive_view,
    home_front,
    listing_pages,
    listing_view,
    month_view,
    months,
)
from generator.plan.site.ranking import BESIDE_LEAD, CARDS, LEAD_AMONG
from tests.unit.newsrooms import OBJECTS, article, context, page_views, plan, site_of, utc

LISTING = Listing(kind="tag", front=Link("Water", "/tags/water/"), path="/tags/water/", origin="")


def story(number: int, *, photo: bool = False, section: str = "kurdistan") -> Article:
    """The higher its number, the newer a story is."""
    date = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    return article(f"s{number:03}", date=date, section=section, photo="bridge.jpg" if photo else "")


def front_of(*articles: Article) -> FrontView:
    """With its cards sealed."""
    return home_front(site_of(articles), context(*articles))


def ids(cards: tuple[CardView, ...]) -> list[str]:
    return [opened_card(card).title.removeprefix("Title of ") for card in cards]


def opened_card(card: CardView) -> Card:
    opened = pickle.loads(OBJECTS[card.digest]) if isinstance(card, ObjectId) else card
    assert isinstance(opened, Card)
    return opened


def test_the_newest_story_with_a_picture_leads() -> None:
    front = front_of(story(1, photo=True), story(2, photo=True), story(3), story(4))
    assert front.lead
    assert ids((front.lead,)) == ["s002"]
    assert ids(front.newest) == ["s004", "s003", "s001"]


def test_an_old_picture_does_not_make_a_story_lead() -> None:
    front = front_of(story(0, photo=True), *(story(number) for number in range(1, LEAD_AMONG + 1)))
    assert front.lead
    assert ids((front.lead,)) == ["s005"]


def test_where_nothing_was_published_nothing_leads() -> None:
    assert front_of() == FrontView(None, (), (), (), ())


def test_the_home_front_has_a_lead_and_the_latest_by_day() -> None:
    front = front_of(*(story(number) for number in range(40)))
    assert front.lead
    assert ids((front.lead, *front.newest)) == ["s039", "s038", "s037", "s036"]
    assert len(front.newest) == CARDS
    assert [(day.date.date, ids(day.cards)) for day in front.latest] == [
        ("January 2, 2026", ["s035", "s034", "s033", "s032", "s031", "s030", "s029"])
    ]
    assert sum(len(day.cards) for day in front.latest) == BESIDE_LEAD


def test_the_latest_stand_under_the_day_of_the_sites_time_zone() -> None:
    newer = [story(number) for number in range(2001, 2005)]
    latest = [article(f"late-{hour}", date=datetime(2026, 2, 1, hour, tzinfo=UTC)) for hour in range(19, 23)]
    front = front_of(*newer, *latest)
    assert [(day.date.date, ids(day.cards)) for day in front.latest] == [
        ("February 2, 2026", ["late-22", "late-21"]), ("February 1, 2026", ["late-20", "late-19"]),
    ]  # fmt: skip


def test_sections_have_strips_in_their_order() -> None:
    front = front_of(
        *(story(number, section="iraq") for number in range(3)), *(story(number) for number in range(3, 30))
    )
    assert [strip.section.text for strip in front.strips] == ["Kurdistan", "Iraq"]
    kurdistan, iraq = front.strips
    assert ids(kurdistan.cards) == ["s018", "s017", "s016", "s015"]
    assert len(kurdistan.cards) == IN_STRIP
    assert ids(iraq.cards) == ["s002", "s001", "s000"]


def test_a_strip_of_which_all_stands_above_is_left_out() -> None:
    front = front_of(*(story(number) for number in range(20)), story(30, section="iraq"))
    assert [strip.section.text for strip in front.strips] == ["Kurdistan"]
    assert front_of(story(1, section="iraq"), story(2)).strips == ()


@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from(["kurdistan", "iraq"])), max_size=40),
    st.lists(st.integers(0, 39), max_size=9),
)
def test_no_story_stands_twice_on_a_front(stories: list[tuple[bool, str]], ranked: list[int]) -> None:
    articles = [story(number, photo=photo, section=section) for number, (photo, section) in enumerate(stories)]
    names = [f"s{number:03}" for number in ranked if number < len(stories)]
    ranking = FrontRanking("fronts/home.toml", "home", FrontRankingHeader(lead="", top=tuple(names)), "")
    front = home_front(site_of((*articles, ranking)), context(*articles, ranking))
    latest = [card for day in front.latest for card in day.cards]
    strips = [card for strip in front.strips for card in strip.cards]
    shown = [opened_card(card).url for card in (front.lead, *front.top, *front.newest, *latest, *strips) if card]
    assert len(shown) == len(set(shown))
    assert all(strip.cards for strip in front.strips)
    assert len(shown) == len(stories) or len(shown) > CARDS + BESIDE_LEAD


MOST = 10 * PAGE
DESK = context()


@cache
def many() -> tuple[StoryRecord, ...]:
    """As many stories as any list here has, newest first."""
    return site_of(story(number) for number in range(MOST + 1)).stories


def listed(count: int) -> dict[str, ListingView]:
    """The pages of a list of so many articles, the oldest of those there are, by address."""
    pages = listing_pages(LISTING, many()[len(many()) - count :], DESK)
    return {page.url: listing_view(LISTING, page) for page in pages}


@given(st.integers(0, MOST))
def test_one_more_article_changes_the_front_and_at_most_adds_a_page(count: int) -> None:
    before, after = listed(count), listed(count + 1)
    older = {url: view.cards for url, view in before.items() if view.number}
    assert {url: after[url].cards for url in older} == older
    assert len(after.keys() - before.keys()) <= 1
    assert before.keys() <= after.keys()


@given(st.integers(0, MOST))
def test_every_article_stands_once_in_a_list_newest_first(count: int) -> None:
    pages = listed(count)
    numbers = [0, *sorted((view.number for view in pages.values() if view.number), reverse=True)]
    by_number = {view.number: view for view in pages.values()}
    shown = [card for number in numbers for card in by_number[number].cards]
    assert ids(tuple(shown)) == [f"s{number:03}" for number in reversed(range(count))]
    assert all(len(view.cards) == PAGE for view in pages.values() if view.number)
    assert len(by_number[0].cards) < 2 * PAGE


@given(st.integers(0, MOST))
def test_the_pages_of_a_list_can_be_walked_from_the_newest_to_the_oldest_and_back(count: int) -> None:
    pages = listed(count)
    address, walked = "/tags/water/", ["/tags/water/"]
    while pages[address].older:
        assert pages[pages[address].older].newer == address
        address = pages[address].older
        walked.append(address)
    assert sorted(walked) == sorted(pages)
    assert pages["/tags/water/"].newer == ""


def test_a_short_list_has_one_page() -> None:
    assert list(listed(2 * PAGE - 1)) == ["/tags/water/"]
    assert list(listed(2 * PAGE)) == ["/tags/water/", "/tags/water/page/1/"]


def test_a_month_is_that_of_the_sites_time_zone_and_its_days_are_newest_first() -> None:
    articles = (
        article("first", date=datetime(2026, 10, 31, 21, 30, tzinfo=UTC)),  # November in Baghdad
        article("second", date=utc(1, 8)),
        article("third", date=utc(2, 8)),
        article("before", date=datetime(2026, 9, 1, tzinfo=UTC)),
    )
    by_month = months(site_of(articles).stories)
    assert by_month.keys() == {(2026, 9), (2026, 11)}
    november = month_view(by_month[2026, 11], sorted(by_month), 1, context(*articles))
    assert november.title == "November 2026"
    assert [(day.date.date, ids(day.cards)) for day in november.days] == [
        ("November 2, 2026", ["third"]),
        ("November 1, 2026", ["second", "first"]),
    ]
    assert november.previous == Link("September 2026", "/archive/2026/09/", "en", "")
    assert november.next is None


def test_the_archive_has_the_newest_year_and_month_first() -> None:
    dates = [datetime(year, month, 5, tzinfo=UTC) for year, month in ((2025, 3), (2026, 1), (2026, 2))]
    site = site_of(article(f"a{number}", date=date) for number, date in enumerate(dates))
    years = archive_view(months(site.stories), DESK).years
    assert [(year.title, [month.text for month in year.months]) for year in years] == [
        ("2026", ["February 2026", "January 2026"]),
        ("2025", ["March 2025"]),
    ]


def test_a_tag_has_a_front_only_while_an_article_has_the_tag() -> None:
    assert "/tags/water/" in page_views(article(tags=("Water",)))
    assert "/tags/water/" not in page_views(article(tags=("Water",), date=utc(30)))


def test_a_tag_of_few_articles_is_nothing_for_search_engines() -> None:
    tagged = [article(f"a{number}", tags=("Water",)) for number in range(3)]
    for articles, noindex in ((tagged[:2], True), (tagged, False)):
        assert page_views(*articles)["/tags/water/"].noindex is noindex
        outputs = plan(*articles).value.outputs
        sitemap = next(
            output.content
            for output in outputs
            if isinstance(output, DataOutput) and output.path == "sitemap-pages.xml"
        )
        assert isinstance(sitemap, Sitemap)
        assert any("/tags/" in entry.url for entry in sitemap.entries) is not noindex


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (["erbil", "Erbil", "Erbil"], "Erbil"),
        (["erbil", "erbil", "Erbil"], "erbil"),
        (["erbil", "Erbil"], "Erbil"),
        (["Hewlêr", "hewlêr", "HEWLÊR"], "HEWLÊR"),
    ],
)
def test_a_tag_is_called_everywhere_as_most_articles_write_it(spellings: list[str], name: str) -> None:
    """On its own page, on those of articles, and for machines; what is not out does not count."""
    articles = [article(f"a{number}", tags=(spelling,)) for number, spelling in enumerate(spellings)]
    coming = [article(f"c{number}", tags=("ERBIL", "hewlêr"), embargo=utc(30)) for number in range(9)]
    views = page_views(*articles, *coming)
    tag = views["/kurdistan/2026/11/a0/"].main.tags[0]
    assert {page.main.tags[0].text for url, page in views.items() if url.startswith("/kurdistan/2026")} == {name}
    assert views[tag.url].main.title == name
    assert f'"{name}"' in views["/kurdistan/2026/11/a0/"].metadata


def test_a_section_and_an_author_have_a_front_before_their_first_article() -> None:
    assert {"/kurdistan/", "/iraq/", "/authors/dilan/"} <= page_views().keys()


def test_a_day_of_a_month_is_named_once_by_the_time_of_its_newest_story() -> None:
    late, early = article("late", date=utc(2, 8)), article("early", date=utc(2, 6, 30))
    (day,) = page_views(early, late)["/archive/2026/11/"].main.days
    assert (day.date.date, day.date.time, day.date.iso) == (
        "November 2, 2026",
        "11:00\u202fAM",
        "2026-11-02T11:00:00+03:00",
    )
    assert [card.title for card in day.cards] == ["Title of late", "Title of early"]


def test_the_lead_and_its_picture_are_what_the_home_page_loads_first() -> None:
    home = page_views(article("plain", date=utc(21, 10)), article("seen", photo="bridge.jpg"))["/"]
    assert home.main.lead.title == "Title of seen"
    assert home.preload == home.main.lead.picture
    assert home.image.startswith("https://outlet.example/photos/bridge-16x9-")
    assert (page_views(article())["/"].preload, page_views(article())["/"].image) == (None, "")
