"""What an article is to its own page and to others: and what nobody may see of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from generator.model.documents import Body, BodyFigure, BodyLink, DatelinePlace
from generator.model.headers import CommentsMode, Correction, CorrectionSeverity, PhotoReference, Status
from generator.model.settings import CommentsSettings
from generator.model.views import ArticleView, BodyPartView, BodySlot, BodyView, CommentsView, Link
from tests.unit.newsrooms import FORM, NOON, SETTINGS, SITE, article, page_views, utc

URL = "/kurdistan/2026/11/handover/"
SECRET = "a word of the body"


def view(*others: Any, settings: Any = SETTINGS, body: Body | None = None, **header: Any) -> ArticleView:
    main = page_views(article(body=body, **header), *others, settings=settings)[settings.site.base_path + URL].main
    assert isinstance(main, ArticleView)
    return main


def html_of(body: BodyView) -> str:
    return "".join(part.html for part in parts_of(body))


def parts_of(body: BodyView) -> tuple[BodyPartView, ...]:
    assert not isinstance(body, BodySlot)
    return body


LINKING = Body(("<p>As we <a ", BodyLink("other.md#then"), ">reported</a>.</p>"))


def test_a_link_to_an_article_leads_to_its_address() -> None:
    expected = '<p>As we <a href="/kurdistan/2026/11/other/#then">reported</a>.</p>'
    assert html_of(view(article("other"), body=LINKING).body) == expected


@pytest.mark.parametrize(
    "header", [{"status": Status.DRAFT}, {"embargo": utc(30)}, {"date": utc(30)}, {"expires": NOON}]
)
def test_a_link_to_what_is_not_out_loses_its_address_and_keeps_its_words(header: dict[str, Any]) -> None:
    assert html_of(view(article("other", **header), body=LINKING).body) == "<p>As we reported.</p>"
    by_address = Body(("<p>As we <a ", BodyLink("/kurdistan/2026/11/other/?x#then"), ">reported</a>.</p>"))
    assert html_of(view(article("other", **header), body=by_address).body) == "<p>As we reported.</p>"


def test_a_link_by_address_keeps_what_stands_behind_the_question_mark() -> None:
    body = Body(("<a ", BodyLink("/iraq/?a=1&b=%20#c"), ">x</a>"))
    assert html_of(view(body=body).body) == '<a href="/iraq/?a=1&amp;b=%20#c">x</a>'


@pytest.mark.parametrize("target", ["/paper/iraq/", "/iraq/"])
def test_a_link_by_address_has_the_base_path_once(target: str) -> None:
    settings = replace(SETTINGS, site=replace(SITE, url="https://outlet.example/paper"))
    body = Body(("<a ", BodyLink(target), ">x</a>"))
    assert html_of(view(body=body, settings=settings).body) == '<a href="/paper/iraq/">x</a>'


def test_a_link_cannot_break_out_of_its_attribute() -> None:
    body = Body(("<a ", BodyLink('other.md#"><script>'), ">x</a>"))
    assert '"><script>' not in html_of(view(article("other"), body=body).body)


def test_links_pictures_and_assets_are_under_the_base_path() -> None:
    settings = replace(SETTINGS, site=replace(SITE, url="https://outlet.example/paper"))
    main = view(article("other"), body=LINKING, photo="bridge.jpg", settings=settings)
    assert 'href="/paper/kurdistan/2026/11/other/#then"' in html_of(main.body)
    assert main.lead
    assert main.lead.picture
    assert main.lead.picture.src.startswith("/paper/photos/bridge-")
    assert main.comments
    assert "https%3A%2F%2Foutlet.example%2Fpaper%2Fkurdistan" in main.comments.post_url


def test_the_dateline_stands_where_the_text_begins() -> None:
    figure = BodyFigure(PhotoReference("bridge.jpg", "A bridge"))
    main = view(body=Body((figure, "<p>", DatelinePlace(), "Iraq said.</p>")), dateline="ERBIL, Kurdistan Region")
    assert [part.dateline or part.html or "figure" for part in parts_of(main.body)] == [
        "figure",
        "<p>",
        "ERBIL, Kurdistan Region",
        "Iraq said.</p>",
    ]


def test_without_a_dateline_its_place_leaves_no_trace() -> None:
    assert view(body=Body(("<p>", DatelinePlace(), "Iraq said.</p>"))).body == (BodyPartView("<p>Iraq said.</p>"),)


def test_a_body_of_pictures_alone_has_no_empty_paragraph_where_its_text_would_begin() -> None:
    figure = BodyFigure(PhotoReference("bridge.jpg", "A bridge", "Caption."))
    main = view(body=Body(("<p>", DatelinePlace(), "</p>", figure)))
    assert [part.figure.caption if part.figure else part.html for part in parts_of(main.body)] == ["Caption."]


def test_a_picture_that_cannot_be_shown_leaves_no_empty_paragraph() -> None:
    lost = BodyFigure(PhotoReference("lost.jpg", "Nobody knows"))
    assert html_of(view(body=Body(("<p>One.</p><p>", lost, "</p><p>Two.</p>"))).body) == "<p>One.</p><p>Two.</p>"


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ({}, None),
        ({"updated": utc(21, 12)}, utc(21, 12)),
        ({"corrections": (Correction(utc(21, 13), "A."), Correction(utc(21, 11), "B."))}, utc(21, 13)),
        ({"updated": utc(21, 14), "corrections": (Correction(utc(21, 13), "A."),)}, utc(21, 14)),
        ({"updated": utc(21, 12), "corrections": (Correction(utc(21, 13), "A."),)}, utc(21, 13)),
        ({"updated": utc(21, 12), "corrections": (Correction(NOON + timedelta(hours=1), "A."),)}, utc(21, 12)),
        ({"updated": NOON + timedelta(hours=1)}, None),
    ],
    ids=str,
)
def test_an_article_was_updated_when_it_was_last_updated_or_corrected(
    header: dict[str, Any], shown: datetime | None
) -> None:
    """Never when its file was saved, or the site was built."""
    main = view(**header)
    assert (datetime.fromisoformat(main.updated.iso) if main.updated else None) == shown


def test_corrections_are_in_the_order_they_were_made() -> None:
    serious, minor = Correction(utc(21), "Second", CorrectionSeverity.SERIOUS), Correction(utc(20), "First")
    main = view(corrections=(serious, minor))
    assert [(correction.text, correction.serious) for correction in main.corrections] == [
        ("First", False),
        ("Second", True),
    ]


def test_a_byline_links_to_those_who_have_a_page() -> None:
    (card,) = page_views(article(author=("dilan", "A Guest")))["/kurdistan/"].main.cards
    assert card.byline == (Link("Dilan Example", "/authors/dilan/", "en", ""), Link("A Guest", ""))


def test_two_spellings_of_a_tag_are_one_link_spelt_as_first_written() -> None:
    assert view(tags=("Water", "water", "Dams")).tags == (Link("Water", "/tags/water/"), Link("Dams", "/tags/dams/"))


def test_an_article_in_sorani_has_its_own_language_and_direction() -> None:
    main = view(lang="ckb")
    assert (main.lang, main.dir) == ("ckb", "rtl")
    assert main.published.date == "٢١ی تشرینی دووەمی ٢٠٢٦"
    assert (main.section.lang, main.section.dir) == ("en", "")


def everything_but(url: str, *articles: Any, **how: Any) -> dict[str, Any]:
    return {address: view for address, view in page_views(*articles, **how).items() if address != url}


def test_no_other_page_sees_the_body_of_an_article() -> None:
    """So a change of the body makes no other page stale."""
    before, after = article(body=Body((SECRET,), 4, SECRET)), article(body=Body(("Another text",), 900, "Another"))
    assert everything_but(URL, before) == everything_but(URL, after)
    assert SECRET not in repr(everything_but(URL, before))


@pytest.mark.parametrize(
    "change",
    [{"title": "New"}, {"summary": "New"}, {"photo": "bridge.jpg"}, {"date": utc(1)}, {"author": ("dilan",)}],
    ids=str,
)
def test_a_change_on_the_card_of_an_article_is_seen_on_its_section(change: dict[str, Any]) -> None:
    assert page_views(article())["/kurdistan/"] != page_views(article(**change))["/kurdistan/"]


@pytest.mark.parametrize(
    "header", [{"status": Status.DRAFT}, {"status": Status.WITHDRAWN}, {"embargo": utc(30)}, {"date": utc(30)}], ids=str
)
def test_nothing_on_any_page_tells_of_what_is_not_out(header: dict[str, Any]) -> None:
    hidden = article("hidden", title="Hush", tags=("Secret",), photo="bridge.jpg", author=("dilan",), **header)
    shown = article(author=("dilan",))
    assert page_views(shown, hidden) == page_views(shown)


@pytest.mark.parametrize("header", [{"status": Status.DRAFT}, {"embargo": utc(30)}], ids=str)
def test_a_section_and_an_author_all_of_whose_stories_are_to_come_are_as_if_they_had_none(
    header: dict[str, Any],
) -> None:
    coming = article("coming", section="iraq", author=("dilan",), **header)
    views = page_views(article(), coming)
    assert views == page_views(article())
    assert {"/iraq/", "/authors/dilan/"} <= views.keys()
    assert [to.text for to in views["/"].site.sections] == ["Kurdistan"]


def test_a_section_comes_into_the_bar_and_into_search_engines_with_its_first_story() -> None:
    before, after = page_views(article()), page_views(article(), article("first", section="iraq"))
    assert [to.text for to in after["/"].site.sections] == ["Kurdistan", "Iraq"]
    assert (before["/iraq/"].noindex, after["/iraq/"].noindex) == (True, False)


def comments(days: int | None = None, form: str = FORM, **header: Any) -> CommentsView | None:
    settings = replace(SETTINGS, comments=CommentsSettings(form, days))
    return view(settings=settings, **header).comments


def test_open_comments_show_the_policy_and_the_link() -> None:
    shown = comments()
    assert shown
    assert (shown.open, shown.policy_title, shown.closes) == (True, "Our rules", None)
    assert html_of(shown.policy) == "<p>Be kind.</p>"
    assert shown.post_url.startswith("https://form.example/?id=handover&title=Title%20of%20handover&url=https%3A%2F%2F")


def test_comments_close_at_the_very_instant() -> None:
    date = NOON - timedelta(days=3)
    late, early = comments(3, date=date), comments(3, date=date + timedelta(microseconds=1))
    assert early
    assert early.open
    assert late
    assert not late.open
    assert late.closes
    assert late.closes.date == "November 22, 2026"
    assert (late.policy, late.post_url) == ((), "")


def test_an_editor_can_close_comments_or_do_without_them() -> None:
    closed = comments(3, comments=CommentsMode.CLOSED)
    assert closed
    assert (closed.open, closed.closes, closed.post_url) == (False, None, "")
    assert comments(comments=CommentsMode.NONE) is None
    assert comments(form="") is None
