"""An article says that it is old when it is, in the site's time zone, and its page changes on the day it turns older."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from generator.model.surroundings import AgeView
from generator.plan.story.ages import age_of, age_turns
from tests.unit.newsrooms import BAGHDAD, SETTINGS, SITE, article, page_views, plan

PUBLISHED = datetime(2020, 3, 10, 14, 30, tzinfo=BAGHDAD)


def age(day: datetime, published: datetime = PUBLISHED, after: int = 365) -> AgeView | None:
    return age_of(published, replace(SITE, old_after_days=after), day)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime(2021, 3, 10, 23, 59), None),
        (datetime(2021, 3, 11), AgeView(1)),
        (datetime(2022, 3, 10, 23), AgeView(1)),
        (datetime(2022, 3, 11), AgeView(2)),
        (datetime(2039, 3, 11), AgeView(19)),
        (datetime(2049, 1, 1), AgeView(20)),
        (datetime(2050, 3, 11), AgeView(30)),
    ],
)
def test_years_are_full_and_begin_at_midnight_of_the_newsroom(day: datetime, expected: AgeView | None) -> None:
    assert age(day.replace(tzinfo=BAGHDAD)) == expected


def test_an_outlet_may_call_articles_old_sooner_later_or_never() -> None:
    may = datetime(2020, 5, 20, tzinfo=BAGHDAD)
    assert (age(may, after=60), age(may, after=90)) == (AgeView(0, 2), None)
    assert age(datetime(2021, 4, 1, tzinfo=BAGHDAD), after=60) == AgeView(1)
    assert age(datetime(2022, 12, 1, tzinfo=BAGHDAD), after=1000) is None
    assert age(datetime(2022, 12, 6, tzinfo=BAGHDAD), after=1000) == AgeView(2)
    assert age(datetime(2060, 1, 1, tzinfo=BAGHDAD), after=0) is None


def test_a_day_that_is_not_in_every_year_or_month_has_anniversaries_all_the_same() -> None:
    leap = datetime(2020, 2, 29, 12, tzinfo=BAGHDAD)
    assert age(datetime(2021, 3, 1, tzinfo=BAGHDAD), leap) == AgeView(1)
    assert age(datetime(2020, 5, 1, tzinfo=BAGHDAD), datetime(2020, 3, 31, tzinfo=BAGHDAD), 10) == AgeView(0, 1)


@pytest.mark.parametrize(("after", "count"), [(1, 39), (45, 39), (365, 28), (500, 28), (4000, 19)])
def test_the_age_changes_at_the_turning_points_and_at_no_other_instant(after: int, count: int) -> None:
    """From each to the next: the last and the next are always known."""
    site = replace(SITE, old_after_days=after)
    turns: list[datetime] = []
    seen, at = None, PUBLISHED
    while following := [turn for turn in age_turns(PUBLISHED, site, at) if turn > at.timestamp()]:
        at = datetime.fromtimestamp(following[0], UTC)
        just_before = at - timedelta(seconds=1)
        assert age_of(PUBLISHED, site, just_before) == seen
        reached = [turn for turn in age_turns(PUBLISHED, site, just_before) if turn < at.timestamp()]
        assert reached[-1:] == [turn.timestamp() for turn in turns[-1:]]
        turns.append(at)
        seen = age_of(PUBLISHED, site, at)
        assert seen
    assert len(turns) == count


def test_dates_at_the_end_of_calendars_never_get_old() -> None:
    site = replace(SITE, old_after_days=365)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert age_turns(datetime(9999, 12, 31, 23, tzinfo=BAGHDAD), site, now) == ()
    assert age_turns(datetime(9990, 1, 1, tzinfo=UTC), site, now) == ()


def test_the_site_is_due_when_an_article_turns_old_and_its_page_says_so() -> None:
    old, settings = article(date=PUBLISHED), replace(SETTINGS, site=replace(SITE, old_after_days=365))
    before = datetime(2022, 3, 10, 12, tzinfo=BAGHDAD)
    due = plan(old, as_of=before, settings=settings).value.site.next_due
    assert due == datetime(2022, 3, 11, tzinfo=BAGHDAD)
    url = "/kurdistan/2020/03/handover/"
    assert page_views(old, as_of=before, settings=settings)[url].main.age == AgeView(1)
    assert page_views(old, as_of=due, settings=settings)[url].main.age == AgeView(2)


def test_what_has_expired_does_not_turn_older() -> None:
    settings = replace(SETTINGS, site=replace(SITE, old_after_days=365))
    gone = article(date=PUBLISHED, expires=datetime(2020, 4, 1, tzinfo=BAGHDAD))
    assert plan(gone, as_of=datetime(2020, 5, 1, tzinfo=BAGHDAD), settings=settings).value.site.next_due is None
