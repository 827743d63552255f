"""What stands beside an article: its series, and articles on its subject: a newer one changes no list that is full."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Article
from generator.model.headers import Status
from generator.model.settings import Language, Settings
from generator.model.site import StoryFacts
from generator.model.views import ArticleView
from generator.plan.story.related import (
    OF_A_TAG,
    RELATED,
    Group,
    Lacking,
    groups_of,
    oldest_first,
    related_again,
    related_from,
    related_stories,
)
from tests.unit.newsrooms import NOON, SETTINGS, article, page_views, plan

FACTS = StoryFacts(
    path="", id="", status="published", date=0.0, embargo=None, expires=None, since=0.0, until=1.0, url="/x/", aliases=(),
    day=(2026, 11, 20), section="sections/iraq.md", byline=(), tags=(), lang="en",
)  # fmt: skip


def story(number: int, *tags: str, **header: Any) -> Article:
    """The higher its number, the newer a story is."""
    return article(f"s{number:02}", date=NOON - timedelta(days=60 - number), tags=tags, **header)


def views(*stories: Article, settings: Settings = SETTINGS) -> dict[str, ArticleView]:
    found = (page.main for page in page_views(*stories, settings=settings).values())
    return {main.id: main for main in found if isinstance(main, ArticleView)}


def related(view: ArticleView) -> list[str]:
    return [older.title.removeprefix("Title of ") for older in view.related]


def test_the_nearest_in_tags_come_first_then_the_section_then_the_newest() -> None:
    found = views(
        story(1, "water", "wells", section="iraq"),
        story(2, "water"),
        story(3, "water", section="iraq"),
        story(4, "roads", section="iraq"),
        story(5),
        story(6, "water", "wells"),
    )
    assert related(found["s06"]) == ["s01", "s02", "s03", "s05"]


def test_a_rare_tag_in_common_is_nearer_than_the_name_of_a_place_and_another_place() -> None:
    places = [story(number, "Erbil", "Kurdistan") for number in range(2, 20)]
    found = views(story(1, "wells", section="iraq"), *places, story(20, "Erbil", "Kurdistan", "wells", section="iraq"))
    assert related(found["s20"])[-1] != "s01", "two places outweigh it only together"
    found = views(story(1, "wells", section="iraq"), *places, story(20, "Erbil", "wells"))
    assert related(found["s20"])[0] == "s01"


def test_only_an_article_with_few_older_ones_is_told_of_newer_ones_and_only_of_the_first() -> None:
    found = views(*(story(number, "water") for number in range(1, 9)), story(9, "roads", section="iraq"))
    assert related(found["s01"]) == ["s02", "s03", "s04", "s05"]
    assert related(found["s03"]) == ["s02", "s01", "s04", "s05"]
    assert related(found["s05"]) == ["s04", "s03", "s02", "s01"]
    assert related(found["s08"]) == ["s07", "s06", "s05", "s04"]
    assert related(found["s09"]) == []


def test_what_is_related_has_a_small_picture_until_the_right_to_it_ends() -> None:
    old = story(1, "water", photo="bridge.jpg", photo_alt="A bridge", photo_focus=(0.5, 0.3))
    (of,) = views(old, story(2, "water"))["s02"].related
    assert of.picture
    names = [name for name, output in files(old).items() if output]
    for file in (
        of.picture.src,
        of.picture.srcset.split()[0],
        *(each.srcset.split()[0] for each in of.picture.sources),
    ):
        assert file.removeprefix("/") in names
    assert (of.picture.width, of.picture.height, of.picture.alt) == (480, 320, "")
    (of,) = views(story(1, "water", photo="bridge.jpg", photo_rights_expire=NOON), story(2, "water"))["s02"].related
    assert of.picture is None


def files(*stories: Article) -> dict[str, Any]:
    return {output.path: output for output in plan(*stories).value.outputs}


def test_what_is_related_is_older_and_in_the_same_language() -> None:
    found = views(story(1, "water", lang="ckb"), story(2, "water"), story(3, "water"), story(4, "water", lang="ckb"))
    assert related(found["s03"]) == ["s02"]
    assert related(found["s04"]) == ["s01"]
    assert related(found["s01"]) == ["s04"]


def test_a_series_and_what_is_related_stay_within_the_edition_of_a_language() -> None:
    outlet = replace(SETTINGS, languages=(Language("en"), Language("ckb")))
    english = [story(number, "water", series="Wells") for number in (1, 3)]
    sorani = [story(number, "water", series="Wells", lang="ckb") for number in (2, 4)]
    found = views(story(0, "water"), story(5, "water", lang="ckb"), *english, *sorani, settings=outlet)
    assert related(found["s03"]) == ["s00"]
    assert related(found["s05"]) == ["s04", "s02"]
    for id, expected in (("s03", ["s01", "s03"]), ("s04", ["s02", "s04"])):
        series = found[id].series
        assert series
        assert [part.title.removeprefix("Title of ") for part in series.parts] == expected
    assert found["s05"].related[0].url.startswith("/ckb/")


def test_what_is_not_out_is_related_to_nothing() -> None:
    assert related(views(story(1, "water", status=Status.DRAFT), story(2, "water"))["s02"]) == []


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3), max_size=30), st.data())
def test_a_newer_article_changes_no_list_of_related_ones_that_is_full_and_only_adds_to_others(
    tagged: list[list[str]], data: Any
) -> None:
    stories = [story(number, *tags) for number, tags in enumerate(tagged)]
    some = stories[: data.draw(st.integers(0, len(stories)))]
    before, after = views(*some), views(*stories)
    assert all(after[id].related[: len(view.related)] == view.related for id, view in before.items())
    assert all(len(view.related) <= RELATED for view in after.values())
    more = views(*stories, *(story(number, "a", "b", "c") for number in range(40, 45)))
    grown = [id for id, view in after.items() if more[id].related != view.related]
    assert len(stories) < 2 * RELATED or len(grown) <= RELATED


@st.composite
def newsrooms(draw: Any) -> list[StoryFacts]:
    """Stories in two languages and sections, with common and rare tags; two may be of one instant."""
    stories = []
    for number in range(draw(st.integers(0, 24))):
        facts = FACTS._replace(
            path=f"articles/{number:02}.md", date=float(draw(st.integers(0, 30))), lang=draw(st.sampled_from(["en", "ckb"])),
            section=draw(st.sampled_from(["sections/iraq.md", "sections/sport.md"])),
            tags=tuple((tag, tag) for tag in draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=3))),
            series=draw(st.sampled_from(["", "", "en:rivers"])),
        )  # fmt: skip
        stories.append(facts)
    return stories


@given(newsrooms(), st.data())
def test_related_stories_after_a_change_are_those_of_a_newsroom_that_was_so_from_the_beginning(
    stories: list[StoryFacts], data: Any
) -> None:
    before = oldest_first(stories)
    kind = data.draw(st.sampled_from(["newest comes", "newest goes", "one goes", "another title", "other tags"]))
    gone, come = [], []
    if kind == "newest comes":
        come = [FACTS._replace(path="articles/new.md", date=31.0, tags=(("a", "a"), ("b", "b")))]
    elif before:
        one = before[-1] if kind == "newest goes" else data.draw(st.sampled_from(before))
        gone = [one]
        come = {"another title": [one._replace(title="X")], "other tags": [one._replace(tags=(("c", "c"),))]}.get(
            kind, []
        )
    now = oldest_first([*(each for each in before if each not in gone), *come])
    related = related_stories(before)
    dates = {each.path: each.date for each in before}
    lacking = Lacking(
        {path for path in dates if sum(dates[other] < dates[path] for other in related.get(path, ())) < RELATED},
        Counter(each.lang for each in before).__getitem__,
    )
    assert related_again(related, now, gone, come, lacking) == related_stories(now)


@given(newsrooms(), st.integers(0, 31), st.data())
def test_related_stories_of_later_ones_need_the_newest_earlier_ones_of_each_tag_and_section(
    stories: list[StoryFacts], since: int, data: Any
) -> None:
    every = oldest_first(each for each in stories if each.lang == "en")
    earlier = [each for each in every if each.date < since]
    counts: Counter[Group | str] = Counter()
    for each in earlier:
        counts.update((*groups_of(each), each.lang))
    newest = {
        path: each
        for group in counts
        for path, each in [(each.path, each) for each in earlier if group in groups_of(each)][-OF_A_TAG:]
    }
    newest |= {each.path: each for each in data.draw(st.lists(st.sampled_from(earlier)) if earlier else st.just([]))}
    later = every[len(earlier) :]
    found, expected = related_from(oldest_first(newest.values()), later, counts), related_stories(every)
    dates = {each.path: each.date for each in every}
    if found is None:
        assert any(sum(dates[other] < each.date for other in expected.get(each.path, ())) < RELATED for each in later)
    else:
        assert found == {each.path: expected[each.path] for each in later}


def test_a_series_lists_its_parts_in_order_and_says_which_this_is() -> None:
    found = views(
        *(story(number, series=name) for number, name in ((3, "Dry rivers"), (1, "dry rivers"), (2, "Roads")))
    )
    series = found["s03"].series
    assert series
    assert (series.name, series.number, series.count) == ("Dry rivers", 2, 2)
    assert [(part.number, part.title, part.is_here) for part in series.parts] == [
        (1, "Title of s01", False), (2, "Title of s03", True),
    ]  # fmt: skip
    assert series.parts[0].url == found["s01"].url
    assert found["s02"].series is None, "a series of one part is none"


def test_the_other_parts_of_a_series_are_not_listed_once_more_as_related() -> None:
    found = views(story(1, series="Roads"), story(2), story(3, series="Roads"))
    assert [related(found[id]) for id in ("s01", "s02", "s03")] == [["s02"], ["s01", "s03"], ["s02"]]


def test_of_a_long_series_the_nearest_parts_are_listed() -> None:
    found = views(*(story(number, series="Daily") for number in range(40)))
    listed = {id: view.series and [part.number for part in view.series.parts] for id, view in found.items()}
    assert listed["s00"] == [*range(1, 13)]
    assert listed["s20"] == [*range(15, 27)]
    assert listed["s39"] == [*range(29, 41)]
    assert found["s20"].series
    assert (found["s20"].series.number, found["s20"].series.count) == (21, 40)
