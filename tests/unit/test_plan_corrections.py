"""The page of all corrections: what is on it, where it is, and when there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from generator.model.documents import Article, BodyFacts, Document, Section, StaticPage
from generator.model.headers import Correction, CorrectionSeverity, SectionHeader, StaticPageHeader, Status
from generator.model.outputs import DataOutput, Feed, FeedEntry
from generator.model.settings import Language
from generator.plan.pages.corrections import PAGE
from tests.unit.newsrooms import BAGHDAD, KURDISTAN, NOON, SETTINGS, article, page_outputs, page_views, plan, utc

POLICY = StaticPage("pages/corrections.md", "corrections", StaticPageHeader(title="How we correct"), BodyFacts())
IN_TURKISH = replace(SETTINGS, languages=(Language("en"), Language("tr"), Language("ckb")))


def minor(day: int, text: str = "It was two.") -> Correction:
    return Correction(utc(day), text)


def serious(day: int, text: str = "It was two.") -> Correction:
    return Correction(utc(day), text, CorrectionSeverity.SERIOUS)


def corrected(id: str = "wrong", *corrections: Correction, **header: Any) -> Article:
    date = datetime(2026, 9, 1, 12, tzinfo=BAGHDAD)
    written: dict[str, Any] = {"date": date, "corrections": corrections or (minor(21),)}
    return article(id, **(written | header))


def listed(
    *documents: Document, url: str = "/corrections/", **how: Any
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Each month of a page, with its corrections."""
    view = page_views(*documents, **how)[url].main
    return [
        (month.title, [(each.article.text, each.text, each.serious) for each in month.corrections])
        for month in view.months
    ]


def feed_of(*documents: Document, path: str = "corrections/feed.xml", **how: Any) -> Feed:
    files = {output.path: output for output in plan(*documents, **how).value.outputs if isinstance(output, DataOutput)}
    content = files[path].content
    assert isinstance(content, Feed)
    return content


def paths(*documents: Document, **how: Any) -> set[str]:
    return {output.path for output in plan(*documents, **how).value.outputs if "corrections" in output.path}


def test_corrections_are_listed_by_month_the_newest_first() -> None:
    first = Correction(datetime(2026, 10, 1, tzinfo=BAGHDAD), "It was one.")
    assert listed(corrected("a", minor(20, "A."), first), corrected("b", serious(21, "B."))) == [
        ("November 2026", [("Title of b", "B.", True), ("Title of a", "A.", False)]),
        ("October 2026", [("Title of a", "It was one.", False)]),
    ]


def test_months_are_those_of_the_outlets_clocks() -> None:
    late = Correction(utc(1) - timedelta(hours=2), "It was one.")  # an hour into November in Baghdad
    assert [title for title, _ in listed(corrected("a", late))] == ["November 2026"]


def test_the_list_stands_below_what_editors_wrote_on_their_page() -> None:
    views = page_views(POLICY, corrected())
    view = views["/corrections/"]
    assert (view.main.title, len(view.main.months)) == ("How we correct", 1)
    (page,) = [page for page in page_outputs(POLICY, corrected()) if page.url == "/corrections/"]
    assert (page.layout, page.origin) == ("corrections.html", "content/pages/corrections.md")
    assert [to.text for to in views["/"].site.pages] == ["How we correct"]


def test_without_a_page_of_the_editors_the_list_has_a_title_of_ours_and_a_link_in_every_footer() -> None:
    views = page_views(corrected())
    assert views["/corrections/"].main.title == "Corrections"
    assert [(to.text, to.url) for to in views["/"].site.pages] == [("Corrections", "/corrections/")]


@pytest.mark.parametrize(
    "header",
    [
        {"corrections": ()},
        {"status": Status.DRAFT},
        {"status": Status.WITHDRAWN, "notice": "It was wrong."},
        {"embargo": NOON + timedelta(days=1)},
        {"expires": NOON - timedelta(hours=1)},
        {"corrections": (Correction(NOON + timedelta(minutes=1), "Not yet."),)},
    ],
    ids=str,
)
def test_without_a_correction_that_readers_may_see_nothing_is_there(header: dict[str, Any]) -> None:
    hidden = corrected(**{"corrections": (minor(21),)} | header)
    assert paths(hidden) == set()
    assert page_views(POLICY, hidden)["/corrections/"].main == page_views(POLICY)["/corrections/"].main


def test_a_correction_shows_from_its_own_time_on() -> None:
    later = corrected("a", minor(20), Correction(NOON, "At noon."))
    assert [len(found) for _, found in listed(later, as_of=NOON - timedelta(seconds=1))] == [1]
    assert [len(found) for _, found in listed(later)] == [2]


def test_older_pages_are_full_and_do_not_change() -> None:
    many = [Correction(utc(1) + timedelta(minutes=number), f"Number {number}.") for number in range(2 * PAGE + 1)]
    before = {page.url: page for page in page_outputs(corrected("a", *many[:-1])) if "/corrections/" in page.url}
    now = {page.url: page for page in page_outputs(corrected("a", *many)) if "/corrections/" in page.url}
    assert before.keys() == now.keys() == {"/corrections/", "/corrections/page/1/"}
    assert before["/corrections/page/1/"] == now["/corrections/page/1/"]
    ((_, oldest),) = listed(corrected("a", *many), url="/corrections/page/1/")
    assert [text for _, text, _ in oldest] == [f"Number {number}." for number in reversed(range(PAGE))]
    assert now["/corrections/page/1/"].origin == "content/site.toml"  # the record takes it for no page of the editors


def test_each_language_has_its_own_and_they_lead_to_one_another() -> None:
    turkish = corrected("yanlis", serious(21, "İkiydi."), lang="tr")
    views = page_views(corrected(), turkish, settings=IN_TURKISH)
    assert views["/tr/corrections/"].main.title == "Düzeltmeler"
    assert [to.url for to in views["/corrections/"].counterparts] == ["/tr/corrections/"]
    assert listed(corrected(), turkish, url="/tr/corrections/", settings=IN_TURKISH) == [
        ("Kasım 2026", [("Title of yanlis", "İkiydi.", True)])
    ]
    assert "ckb/corrections/index.html" not in paths(corrected(), turkish, settings=IN_TURKISH)


def test_the_feed_has_an_entry_for_each_correction() -> None:
    feed = feed_of(corrected("a", minor(20, "A."), serious(21, "B.")))
    assert feed.title == "The Outlet: Corrections"
    entries = [entry for entry in feed.entries if isinstance(entry, FeedEntry)]
    assert [(entry.title, entry.summary, entry.published) for entry in entries] == [
        ("Title of a", "B.", "2026-11-21T03:00:00+03:00"),
        ("Title of a", "A.", "2026-11-20T03:00:00+03:00"),
    ]
    assert len({entry.id for entry in entries}) == 2
    assert page_views(corrected())["/corrections/"].feeds[-1].url == "/corrections/feed.xml"


def test_a_section_of_that_name_keeps_its_address() -> None:
    section = Section("sections/corrections.md", "corrections", SectionHeader(title="Put right"), BodyFacts())
    checked = plan(section, KURDISTAN, corrected(section="corrections"))
    assert checked.problems == ()
    (page,) = [each for each in checked.value.outputs if each.path == "corrections/index.html"]
    assert page.origin == "content/sections/corrections.md"


def test_the_home_front_names_the_page_as_the_corrections_policy() -> None:
    masthead = StaticPage("pages/masthead.md", "masthead", StaticPageHeader(title="Who we are"), BodyFacts())
    metadata = page_views(POLICY, masthead, corrected())["/"].metadata
    assert '"correctionsPolicy":"https://outlet.example/corrections/"' in metadata
    assert '"masthead":"https://outlet.example/masthead/"' in metadata
    assert "correctionsPolicy" not in page_views(corrected())["/"].metadata  # a list is no policy
