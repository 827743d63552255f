"""What is out at an instant, and when that next changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.model.documents import BodyFacts, StaticPage
from generator.model.headers import CommentsMode, Correction, StaticPageHeader, Status
from generator.model.schedule import LateArticle, Schedule
from generator.model.settings import CommentsSettings
from generator.model.site import Unpublished
from generator.plan.site.published import late_articles, why_unpublished
from tests.unit.newsrooms import FORM, SETTINGS, article, plan, site_of, utc

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


def due(*, form: str = FORM, close_after_days: int | None = None, preview: bool = False, **header: Any) -> list[Any]:
    """What changes after November 22, and on which days."""
    settings = replace(SETTINGS, comments=CommentsSettings(form, close_after_days))
    site = plan(article(**header), settings=settings, as_of=utc(22), preview=preview).value.site
    assert (site.next_due is None) == (not site.due)
    assert site.next_due is None or site.next_due.timestamp() == site.due[0].instant
    return [(change.kind, datetime.fromtimestamp(change.instant, UTC).day) for change in site.due]


def next_due(**header: Any) -> datetime | None:
    found = due(**header)
    return utc(found[0][1]) if found else None


def test_an_article_changes_the_site_when_it_comes_out_and_when_it_expires() -> None:
    assert due(date=utc(21)) == []
    assert due(date=utc(23), embargo=utc(24), expires=utc(25)) == [("out", 24), ("expired", 25)]
    assert due(date=utc(24), embargo=utc(23), expires=utc(25)) == [("out", 24), ("expired", 25)]
    assert due(date=utc(21), embargo=utc(24), expires=utc(25)) == [("out", 24), ("expired", 25)]
    assert due(date=utc(21), expires=utc(25)) == [("expired", 25)]


def test_what_is_reached_is_past() -> None:
    assert due(date=utc(22)) == []
    assert due(date=utc(21), updated=utc(22)) == []


def test_what_expires_before_it_is_out_changes_nothing() -> None:
    assert due(date=utc(21), embargo=utc(25), expires=utc(24)) == []
    assert due(date=utc(24), expires=utc(24)) == []


def test_what_nobody_sees_changes_nothing() -> None:
    """Before an article is out, and after it is gone."""
    assert due(date=utc(24), updated=utc(23), photo="bridge.jpg", photo_rights_expire=utc(23)) == [("out", 24)]
    assert due(date=utc(21), expires=utc(24), updated=utc(25)) == [("expired", 24)]
    assert due(date=utc(24), updated=utc(24)) == [("out", 24)], "and what happens at once is one change"


def test_a_preview_changes_when_a_mark_does() -> None:
    assert due(preview=True, date=utc(24), embargo=utc(23)) == [("mark", 23), ("out", 24)]
    assert due(preview=True, date=utc(23), embargo=utc(24)) == [("out", 24)]
    assert due(preview=True, date=utc(24), updated=utc(23)) == [("updated", 23), ("out", 24)]
    assert due(preview=True, date=utc(24), status=Status.DRAFT, expires=utc(25)) == [("expired", 25)]


def test_the_site_is_due_when_comments_close() -> None:
    assert next_due(date=utc(21), close_after_days=3) == utc(24)
    assert next_due(date=utc(21), close_after_days=3, comments=CommentsMode.CLOSED) is None
    assert next_due(date=utc(21), close_after_days=3, form="") is None, "there are none to close"
    assert due(date=datetime(9999, 12, 1, tzinfo=UTC), close_after_days=60) == [("out", 1)]


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


def test_the_changes_to_come_are_told_in_their_order_each_with_its_article() -> None:
    stories = (article("a", expires=utc(25)), article("b", embargo=utc(24), expires=utc(26)), article("c"))
    told = [(change.kind, change.title, change.path) for change in site_of(stories, utc(22)).due]
    a, b = ("Title of a", "articles/a.md"), ("Title of b", "articles/b.md")
    assert told == [("out", *b), ("expired", *a), ("expired", *b)]


def test_of_very_many_changes_the_next_are_told() -> None:
    stories = [article(f"a{number}", embargo=utc(23, number // 60, number % 60)) for number in range(150)]
    site = site_of(reversed(stories), utc(22))
    assert [change.path for change in site.due] == [f"articles/a{number}.md" for number in range(100)]


def test_a_plan_is_valid_until_the_next_instant_that_an_article_names() -> None:
    """What is wrong with it may be something else then, though no page changes."""
    waiting = article(date=utc(21), embargo=utc(25), photo="bridge.jpg", photo_rights_expire=utc(23))
    site = site_of([waiting], utc(22))
    assert (site.next_due, site.valid_until) == (utc(25), utc(23).timestamp())


def test_an_article_that_waited_and_came_out_after_its_time_is_late() -> None:
    stories = (article("a", embargo=utc(23, 6)), article("b", date=utc(23, 7)), article("c", embargo=utc(24)))
    before, now = site_of(stories, utc(22)), site_of(stories, utc(23, 7))
    last = Schedule(utc(22).timestamp(), before.due)
    assert late_articles(now, last, UTC) == (LateArticle("Title of a", "articles/a.md", utc(23, 6), 3600),)
    assert late_articles(now, None, UTC) == ()
    assert late_articles(now, Schedule(utc(23, 7).timestamp(), now.due), UTC) == (), "it was out"


def test_an_embargo_that_an_editor_moved_is_not_late() -> None:
    last = Schedule(utc(22).timestamp(), site_of([article(embargo=utc(25))], utc(22)).due)
    assert late_articles(site_of([article(embargo=utc(23))], utc(24)), last, UTC) == ()
    assert late_articles(site_of([article(embargo=utc(25), status=Status.DRAFT)], utc(26)), last, UTC) == ()


def test_nothing_is_due_for_a_draft_or_a_withdrawn_article() -> None:
    assert next_due(date=utc(23), status=Status.DRAFT) is None
    assert next_due(date=utc(23), status=Status.WITHDRAWN) is None


def test_a_preview_is_due_when_a_draft_in_it_changes_by_itself() -> None:
    draft = article(date=utc(21), status=Status.DRAFT, expires=utc(25))
    before = site_of([draft], utc(22), preview=True)
    assert [story.facts.id for story in before.stories] == ["handover"]
    assert site_of([draft], utc(25), preview=True).stories == ()
    assert before.next_due == utc(25)
