"""What is out at an instant, and when that next changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from generator.model.documents import Body, CommentsMode, Page, PageHeader, Status
from generator.model.settings import CommentsSettings
from generator.model.site import Unpublished
from generator.plan.join import joined
from generator.plan.published import published, why_unpublished
from tests.unit.newsrooms import REST, article, site_of, utc

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
    assert [story.article.id for story in site.stories] == ["out"]
    assert site.unpublished == {}


def test_a_preview_shows_what_is_to_come_and_says_so_but_not_what_is_gone() -> None:
    site = site_of(ALL, utc(22), preview=True)
    assert {story.article.id for story in site.stories} == {"out", "draft", "embargo", "future"}
    assert site.unpublished == {f"articles/{id}.md": id for id in ("draft", "embargo", "future")}


def test_sections_and_authors_of_whom_nothing_is_out_are_in_no_site() -> None:
    coming = article("coming", section="iraq", author=("dilan",), embargo=utc(25))
    site = site_of([coming], utc(22))
    assert ([section.id for section in site.sections], site.authors) == (["kurdistan"], ())
    for later in (site_of([coming], utc(25)), site_of([coming], utc(22), preview=True), site_of([], utc(22))):
        assert [section.id for section in later.sections] == ["kurdistan", "iraq"]
        assert [author.id for author in later.authors] == ["dilan"]


@pytest.mark.parametrize(("preview", "expected"), [(False, ["about"]), (True, ["about", "plans"])])
def test_a_page_in_draft_is_only_in_a_preview(preview: bool, expected: list[str]) -> None:
    about = Page("pages/about.md", "about", PageHeader(title="About"), Body())
    plans = Page("pages/plans.md", "plans", PageHeader(title="Plans", status=Status.DRAFT), Body())
    gone = Page("pages/gone.md", "gone", PageHeader(title="Gone", status=Status.WITHDRAWN), Body())
    assert [page.id for page in site_of([about, plans, gone], preview=preview).pages] == expected


def next_due(*, close_after_days: int | None = None, **header: Any) -> datetime | None:
    newsroom = joined([article(**header), *REST]).value
    return published(newsroom, CommentsSettings("", close_after_days), utc(22), preview=False).next_due


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


def test_nothing_is_due_for_a_draft_or_a_withdrawn_article() -> None:
    assert next_due(date=utc(23), status=Status.DRAFT) is None
    assert next_due(date=utc(23), status=Status.WITHDRAWN) is None
