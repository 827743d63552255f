"""What is out at an instant, and when that next changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.model.documents import BodyFacts, StaticPage
from generator.model.headers import CommentsMode, Correction, StaticPageHeader, Status
from generator.model.settings import CommentsSettings
from generator.model.site import Unpublished
from generator.plan.site.published import turning_points, why_unpublished
from tests.unit.newsrooms import SETTINGS, article, plan, site_of, utc

TICK = timedelta(microseconds=1)


def reason(as_of: datetime, **header: Any) -> Unpublished | None:
    return why_unpublished(article(**header).header, as_of)


def test_an_article_is_out_from_the_very_instant_of_its_date() -> None:
    assert reason(utc(20) - TICK, date=utc(20)) is Unpublished.FUTURE
    assert reason(utc(20), date=utc(20)) is None


def test_an_embargo_ends_at_its_very_instant() -> None:
    assert reason(utc(21) - TICK, date=utc(20), embargo=utc(21)) is Unpublished.EMBARGO
    assert reason(utc(21), date=utc(20), embargo=utc(21)) is None


def test_an_article_is_gone_from_the_very_instant_it_expires() -> None:
    assert reason(utc(22) - TICK, date=utc(20), expires=utc(22)) is None
    assert reason(utc(22), date=utc(20), expires=utc(22)) is Unpublished.EXPIRED


def test_a_draft_and_a_withdrawn_article_are_never_out() -> None:
    assert reason(utc(22), status=Status.DRAFT) is Unpublished.DRAFT
    assert reason(utc(22), status=Status.WITHDRAWN) is Unpublished.WITHDRAWN


def test_of_several_reasons_the_gravest_is_told() -> None:
    everything = {"date": utc(25), "embargo": utc(26), "expires": utc(21)}
    assert reason(utc(22), **everything, status=Status.WITHDRAWN) is Unpublished.WITHDRAWN
    assert reason(utc(22), **everything, status=Status.DRAFT) is Unpublished.EXPIRED
    assert reason(utc(20), **everything, status=Status.DRAFT) is Unpublished.DRAFT
    assert reason(utc(20), **everything) is Unpublished.EMBARGO


ALL = (
    article("out", date=utc(1)),
    article("draft", date=utc(1), status=Status.DRAFT),
    article("withdrawn", date=utc(1), status=Status.WITHDRAWN),
    article("expired", date=utc(1), expires=utc(2)),
    article("embargo", date=utc(1), embargo=utc(25)),
    article("future", date=utc(24)),
)


def test_a_site_has_only_what_is_out() -> None:
    site = site_of(ALL, utc(22))
    assert [story.facts.id for story in site.stories] == ["out"]
    assert site.unpublished == {}


def test_a_preview_shows_what_is_to_come_and_says_so_but_not_what_is_gone() -> None:
    site = site_of(ALL, utc(22), preview=True)
    assert {story.facts.id for story in site.stories} == {"out", "draft", "embargo", "future"}
    assert site.unpublished == {f"articles/{id}.md": id for id in ("draft", "embargo", "future")}


def test_sections_and_authors_are_in_a_site_whether_anything_of_theirs_is_out_or_not() -> None:
    coming = article("coming", section="iraq", author=("dilan",), embargo=utc(25))
    sites = site_of([coming], utc(22)), site_of([coming], utc(25)), site_of([coming], preview=True), site_of([])
    for later in sites:
        assert [section.id for section in later.sections] == ["kurdistan", "iraq"]
        assert [author.id for author in later.authors] == ["dilan"]


@pytest.mark.parametrize(("preview", "expected"), [(False, ["about"]), (True, ["about", "plans"])])
def test_a_page_in_draft_is_only_in_a_preview(preview: bool, expected: list[str]) -> None:
    about = StaticPage("pages/about.md", "about", StaticPageHeader(title="About"), BodyFacts())
    plans = StaticPage("pages/plans.md", "plans", StaticPageHeader(title="Plans", status=Status.DRAFT), BodyFacts())
    gone = StaticPage("pages/gone.md", "gone", StaticPageHeader(title="Gone", status=Status.WITHDRAWN), BodyFacts())
    assert [page.id for page in site_of([about, plans, gone], preview=preview).pages] == expected


def test_the_same_documents_are_another_site_at_another_instant() -> None:
    late, early = site_of(ALL, utc(25)), site_of(ALL, utc(1))
    assert len(late.newsroom.stories) == len(early.newsroom.stories) == len(ALL)
    assert {story.facts.id for story in late.stories} == {"out", "embargo", "future"}
    assert {story.facts.id for story in early.stories} == {"out", "expired"}
    assert (late.as_of, late.next_due, early.next_due) == (utc(25), None, utc(2))


def next_due(*, close_after_days: int | None = None, **header: Any) -> datetime | None:
    settings = replace(SETTINGS, comments=CommentsSettings("", close_after_days))
    return plan(article(**header), settings=settings, as_of=utc(22)).value.site.next_due


def test_the_site_is_next_due_at_the_first_turning_point_to_come() -> None:
    assert next_due(date=utc(21)) is None
    assert next_due(date=utc(23), embargo=utc(24), expires=utc(25)) == utc(23)
    assert next_due(date=utc(21), embargo=utc(24), expires=utc(25)) == utc(24)
    assert next_due(date=utc(21), expires=utc(25)) == utc(25)


def test_a_turning_point_that_is_reached_is_past() -> None:
    assert next_due(date=utc(22)) is None


def test_the_site_is_due_when_comments_close() -> None:
    assert next_due(date=utc(21), close_after_days=3) == utc(24)
    assert next_due(date=utc(21), close_after_days=3, comments=CommentsMode.CLOSED) is None
    assert next_due(date=datetime(9999, 12, 1, tzinfo=UTC), close_after_days=60) == datetime(9999, 12, 1, tzinfo=UTC)


def test_the_site_is_due_when_an_update_or_a_correction_is_to_show() -> None:
    assert next_due(date=utc(21), updated=utc(23)) == utc(23)
    corrections = (Correction(utc(25), "It was noon."), Correction(utc(24), "It was Monday."))
    assert next_due(date=utc(21), corrections=corrections) == utc(24)


def test_the_site_is_due_at_the_first_turning_point_of_any_story() -> None:
    stories = (article("a", expires=utc(25)), article("b", embargo=utc(24)), article("c", expires=utc(21)))
    assert site_of(stories, utc(22)).next_due == utc(24)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Baghdad"])
def test_an_end_that_is_written_for_never_is_as_good_as_none(zone: str) -> None:
    """In UTC it may be in the year 10000, which no date can be in."""
    never = datetime(9999, 12, 31, 23, 59, tzinfo=ZoneInfo(zone))
    assert [story.facts.id for story in site_of([article(expires=never)], utc(22)).stories] == ["handover"]


def test_an_article_turns_at_every_instant_that_it_names() -> None:
    written = article(
        date=utc(21), embargo=utc(21), expires=utc(24), updated=utc(22), photo="a.jpg", photo_rights_expire=utc(24)
    )
    assert turning_points(written, CommentsSettings("", 2)) == {utc(day).timestamp() for day in (21, 22, 23, 24)}


def test_nothing_is_due_for_a_draft_or_a_withdrawn_article() -> None:
    assert next_due(date=utc(23), status=Status.DRAFT) is None
    assert next_due(date=utc(23), status=Status.WITHDRAWN) is None


def test_a_preview_is_due_when_a_draft_in_it_changes_by_itself() -> None:
    draft = article(date=utc(21), status=Status.DRAFT, expires=utc(25))
    before = site_of([draft], utc(22), preview=True)
    assert [story.facts.id for story in before.stories] == ["handover"]
    assert site_of([draft], utc(25), preview=True).stories == ()
    assert before.next_due == utc(25)
