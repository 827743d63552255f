"""Editors say what opens a front; all others stand there by their time, and no story stands there twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Article, FrontRanking
from generator.model.headers import FrontRankingHeader, Status
from generator.model.problems import Severity
from generator.model.settings import Language
from generator.model.site import StoryRecord
from generator.plan.site.ranking import BESIDE_LEAD, BESIDE_ROW, CARDS, home_stories
from generator.read.front_rankings import is_front, read_front
from tests.unit.newsrooms import SETTINGS, article, page_views, plan, site_of, utc

BILINGUAL = replace(SETTINGS, languages=(Language("en"), Language("ckb")))


def story(number: int, **header: Any) -> Article:
    """The higher its number, the newer a story is."""
    return article(f"s{number}", date=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number), **header)


def front(lead: str = "", *top: str, id: str = "home", language: str = "") -> FrontRanking:
    folder = f"fronts/{language}" if language else "fronts"
    return FrontRanking(f"{folder}/{id}.toml", id, FrontRankingHeader(lead=lead, top=top), language)


def home(*documents: Article | FrontRanking) -> list[str]:
    """The lead, the top stories and the latest, as cards and as lines, with a bar between them."""
    lead, top, newest, latest = home_stories(site_of(documents))
    return [*ids(lead), "|", *ids(*top), "|", *ids(*newest), "|", *ids(*latest)]


def ids(*stories: StoryRecord | None) -> list[str]:
    return [each.facts.id for each in stories if each]


TEN = [story(number) for number in range(10)]


def test_the_named_stories_stand_first_and_the_latest_are_all_others_by_their_time() -> None:
    named = home(*TEN, front("s3", "s0", "s5"))
    assert named == ["s3", "|", "s0", "s5", "|", "s9", "s8", "s7", "|", "s6", "s4", "s2", "s1"]
    named = home(*TEN, front("s3", "s0", "s5", "s4"))
    assert named == ["s3", "|", "s0", "s5", "s4", "|", "|", "s9", "s8", "s7", "s6", "s2", "s1"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, (0, 0)), (1, (0, 0)), (2, (1, 0)), (3, (2, 0)), (7, (6, 0)), (8, (3, 4)), (9, (3, 5)), (75, (3, 7))],
)
def test_few_stories_are_all_cards(number: int, expected: tuple[int, int]) -> None:
    shown = home_stories(site_of(story(each) for each in range(number)))
    assert (len(shown.newest), len(shown.latest)) == expected
    assert shown.top == ()


@pytest.mark.parametrize(
    ("top", "expected"),
    [(1, (3, 10)), (2, (3, 10)), (3, (0, 7)), (4, (0, 10)), (6, (0, 10)), (7, (0, 13)), (40, (0, 46))],
)
def test_the_latest_are_as_many_as_there_is_room_for_beside_the_top_stories(
    top: int, expected: tuple[int, int]
) -> None:
    stories = [story(number) for number in range(100)]
    shown = home_stories(site_of((*stories, front("s0", *(f"s{number}" for number in range(1, top + 1))))))
    assert (len(shown.newest), len(shown.latest)) == expected


def test_a_story_may_be_named_by_its_file() -> None:
    by_file = front("articles/s3.md", "s0.md", "../articles/s5.md")
    assert home(*TEN, by_file) == home(*TEN, front("s3", "s0", "s5"))


def test_a_front_whose_lead_nobody_names_opens_with_the_newest_that_is_not_named() -> None:
    assert home(*TEN, front("", "s9", "s1"))[:6] == ["s8", "|", "s9", "s1", "|", "s7"]


def test_the_lead_is_not_among_the_top_stories_and_no_story_is_twice() -> None:
    assert home(*TEN, front("s9", "s9", "s8", "articles/s8.md"))[:6] == ["s9", "|", "s8", "|", "s7", "s6"]


def test_a_ranking_of_nothing_is_no_ranking() -> None:
    assert home(*TEN, front()) == home(*TEN)


def test_what_is_not_out_yet_is_passed_over_and_in_its_place_when_it_is_due() -> None:
    later = article("later", date=utc(23))
    documents: list[Article | FrontRanking] = [*TEN, later, front("later", "s0")]
    assert ids(home_stories(site_of(documents)).lead) == ["s9"]
    lead, top, *_ = home_stories(site_of(documents, utc(24)))
    assert ids(lead, top[0]) == ["later", "s0"]
    lead, top, *_ = home_stories(site_of(documents, preview=True))
    assert ids(lead, top[0]) == ["later", "s0"]


def test_all_that_is_named_is_shown_however_many_there_are() -> None:
    many = [story(number) for number in range(30)]
    names = [f"s{number}" for number in range(9)]
    lead, top, newest, latest = home_stories(site_of((*many, front(*names))))
    assert (ids(lead, *top), newest) == (names, ())
    assert ids(*latest) == [f"s{number}" for number in range(29, 29 - BESIDE_LEAD - 2 * BESIDE_ROW, -1)]


@given(st.lists(st.integers(0, 25)), st.integers(0, 20))
def test_the_latest_is_the_newest_of_all_that_editors_did_not_put_on_top(named: list[int], number: int) -> None:
    stories = [story(each) for each in range(number)]
    listed = list(dict.fromkeys(f"s{each}" for each in named if each < number))
    lead, top, newest, latest = home_stories(site_of((*stories, front(*listed[:1], *listed[1:]))))
    above, by_time = ids(lead, *top), ids(*newest, *latest)
    assert len({*above, *by_time}) == len(above) + len(by_time)
    assert above[: len(listed)] == listed
    others = [f"s{each}" for each in reversed(range(number)) if f"s{each}" not in above]
    assert by_time == others[: len(by_time)]
    assert len(by_time) >= min(len(others), BESIDE_LEAD if len(top) >= CARDS else CARDS + BESIDE_LEAD)


def test_a_section_front_has_the_named_stories_first_and_its_older_pages_stay_as_they_are() -> None:
    stories = [story(number) for number in range(70)]
    plain, ranked = page_views(*stories), page_views(*stories, front("s3", "s60", id="kurdistan"))
    cards = ranked["/kurdistan/"].main.cards
    assert [card.title.removeprefix("Title of ") for card in cards[:4]] == ["s3", "s60", "s69", "s68"]
    assert len(cards) == len(plain["/kurdistan/"].main.cards) + 1
    differing = {path for path in plain if plain[path] != ranked[path]}
    assert differing == {"/kurdistan/"}


def test_the_folder_of_a_file_says_in_which_language_a_front_is_ranked() -> None:
    assert [is_front(path) for path in ("fronts/home.toml", "fronts/ckb/home.toml", "fronts/a/b/c.toml", "a/home.toml")] == [
        True, True, False, False,
    ]  # fmt: skip
    read = read_front("fronts/ckb/home.toml", b'lead = "x"', "en")
    assert read.value == FrontRanking("fronts/ckb/home.toml", "home", FrontRankingHeader(lead="x"), "ckb")
    own = read_front("fronts/en/home.toml", b'lead = "x"', "en")
    assert own.value == FrontRanking("fronts/en/home.toml", "home", FrontRankingHeader(lead="x"))


def test_each_edition_has_fronts_of_its_own() -> None:
    sorani = [replace(story(each, lang="ckb"), id=f"k{each}", path=f"articles/ckb/k{each}.md") for each in range(5)]
    rankings = front("s3", "s0"), front("k1", "k0.md", language="ckb"), front("k2", id="kurdistan", language="ckb")
    pages = page_views(*TEN, *sorani, *rankings, settings=BILINGUAL)
    shown = {url: pages[url].main for url in ("/", "/ckb/", "/kurdistan/", "/ckb/kurdistan/")}
    assert [shown["/"].lead.url, shown["/"].top[0].url] == [url_of("s3"), url_of("s0")]
    assert [shown["/ckb/"].lead.url, shown["/ckb/"].top[0].url] == [f"/ckb{url_of('k1')}", f"/ckb{url_of('k0')}"]
    assert shown["/kurdistan/"].cards[0].url == url_of("s9")
    assert shown["/ckb/kurdistan/"].cards[0].url == f"/ckb{url_of('k2')}"


def url_of(id: str) -> str:
    return f"/kurdistan/2026/01/{id}/"


def test_a_front_shows_nothing_of_another_edition_and_editors_are_told() -> None:
    sorani = story(20, lang="ckb")
    made = plan(*TEN, sorani, front("s20", "s1"), settings=BILINGUAL)
    assert [(each.code, each.severity) for each in made.problems] == [("other-edition-on-front", Severity.WARNING)]
    home = page_views(*TEN, sorani, front("s20", "s1"), settings=BILINGUAL)["/"].main
    assert [home.lead.url, home.top[0].url] == [url_of("s9"), url_of("s1")]


@pytest.mark.parametrize(
    ("front", "code"),
    [
        (front("s1", language="tr"), "unknown-front"),
        (front("s1", id="sport", language="ckb"), "unknown-front"),
        (front("sorani", language="ckb"), "unknown-article"),
        (front("s1", id="kurdistan", language="ckb"), "other-edition-on-front"),
    ],
)
def test_what_is_wrong_with_a_ranking_in_another_language_is_told(front: FrontRanking, code: str) -> None:
    assert [problem.code for problem in plan(*TEN, front, settings=BILINGUAL).problems] == [code]


@pytest.mark.parametrize("gone", [{"status": Status.WITHDRAWN}, {"expires": utc(1)}], ids=["withdrawn", "expired"])
def test_what_was_taken_back_is_passed_over_with_a_warning(gone: dict[str, Any]) -> None:
    documents: tuple[Article | FrontRanking, ...] = (*TEN, article("gone", **gone), front("gone", "s1"))
    assert [(each.code, each.severity) for each in plan(*documents).problems] == [("gone-from-front", Severity.WARNING)]
    assert home(*documents)[:3] == ["s9", "|", "s1"]
