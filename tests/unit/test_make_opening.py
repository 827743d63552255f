"""What lies apart -> what a layout sees: texts are set into their slots, sealed cards and sheets are opened."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from typing import Any

import pytest

from generator.make import opening
from generator.make.opening import needed, opened, opened_data, unopened
from generator.model.dataclass import dataclass, fields, is_dataclass, replace
from generator.model.documents import Body, BodyFigure, BodyLink, BodyPart, DatelinePlace, StaticPage
from generator.model.headers import Correction, PhotoReference, StaticPageHeader, Status
from generator.model.outputs import DataOutput, Feed, FeedEntry, PageOutput, Wave
from generator.model.page_views import MainView, PageParts, SiteView
from generator.model.partner_settings import RepublishSettings
from generator.model.pictures import PictureView
from generator.model.search_settings import SearchSettings
from generator.model.views import (
    ArticleView,
    AuthorView,
    BodyPartView,
    BodySlot,
    FigureView,
    Link,
    ObjectId,
    PeopleView,
    StaticPageView,
)
from generator.plan.fingerprints import digest_of, fingerprint
from tests.unit.newsrooms import (
    DILAN,
    NOON,
    OBJECTS,
    POLICY,
    SETTINGS,
    article,
    body_facts,
    comment,
    page_outputs,
    page_views,
    plan,
)

FIGURE = BodyFigure(PhotoReference("bridge.jpg"))
SHOWN = FigureView(PictureView((), "/bridge.jpg", "", 800, 533, "A bridge"), "The bridge.", "A. Name/Agency", False)
ENGLISH, SORANI = Link("English", "/", "en"), Link("کوردی", "/ckb/", "ckb", "rtl")
SITE = SiteView(
    *("The Outlet", "", "https://outlet.example", "en", "", "/", "/archive/", "/authors/", "/feed.xml", (), ()),
    *("", "", "", "", "", "", (), {}),
    (ENGLISH, SORANI),
)


def set_in(parts: Iterable[BodyPart], **slot: Any) -> tuple[BodyPartView, ...]:
    """A text as it stands on a page of its own."""
    main = opened_page(StaticPageView("About", "", BodySlot(0, **slot)), (tuple(parts),)).main
    assert isinstance(main, StaticPageView)
    assert not isinstance(main.body, BodySlot)
    return main.body


def opened_page(main: MainView, texts: Iterable[tuple[BodyPart, ...] | None], **sheet_fields: Any) -> Any:
    """A page with these texts, None for one that there is not."""
    kept = {digest_of(SITE): pickle.dumps(SITE)}
    kept |= {digest_of(parts): pickle.dumps(parts) for parts in texts if parts is not None}
    bodies = tuple("" if parts is None else digest_of(parts) for parts in texts)
    parts = PageParts(main, "/about/", "https://outlet.example/about/", "", "en", "", **sheet_fields)
    return opened(
        PageOutput("about/index.html", "page.html", "en", ObjectId(digest_of(SITE)), parts, "", Wave.PAGES, "/about/", bodies),
        kept,
    )  # fmt: skip


def test_a_text_without_marks_is_one_piece() -> None:
    assert set_in(("<p>One.</p>", "<p>Two.</p>")) == (BodyPartView("<p>One.</p><p>Two.</p>"),)


def test_a_text_that_is_empty_leaves_nothing() -> None:
    assert set_in(()) == ()
    assert set_in(("",)) == ()


def test_links_are_set_in_in_their_order_and_one_without_address_keeps_its_words() -> None:
    links = ('href="/a/"', "", 'href="/c/"')
    parts = ("<p><a ", BodyLink("a.md"), ">A</a> <a ", BodyLink("b.md"), ">B</a> <a ", BodyLink("c.md"), ">C</a></p>")
    assert set_in(parts, links=links) == (BodyPartView('<p><a href="/a/">A</a> B <a href="/c/">C</a></p>'),)


def test_a_link_that_loses_its_address_keeps_its_other_attributes() -> None:
    parts = ('<a title="x" ', BodyLink("a.md"), ">A</a>")
    assert set_in(parts, links=("",)) == (BodyPartView('<span title="x">A</span>'),)


def test_a_figure_stands_between_the_paragraphs() -> None:
    assert set_in(("<p>One.</p>", FIGURE, "<p>Two.</p>"), figures=(SHOWN,)) == (
        BodyPartView("<p>One.</p>"),
        BodyPartView(figure=SHOWN),
        BodyPartView("<p>Two.</p>"),
    )


def test_a_figure_that_is_not_shown_leaves_no_trace_and_the_next_keeps_its_place() -> None:
    parts = ("<p>One.</p><p>", FIGURE, "</p><p>Two.</p>", FIGURE)
    assert set_in(parts, figures=(None, SHOWN)) == (BodyPartView("<p>One.</p><p>Two.</p>"), BodyPartView(figure=SHOWN))


def test_the_dateline_stands_before_the_first_words() -> None:
    parts = (FIGURE, "<p>", DatelinePlace(), "Iraq said.</p>")
    assert set_in(parts, figures=(SHOWN,), dateline="ERBIL") == (
        BodyPartView(figure=SHOWN),
        BodyPartView("<p>"),
        BodyPartView(dateline="ERBIL"),
        BodyPartView("Iraq said.</p>"),
    )
    assert set_in(("<p>", DatelinePlace(), "Iraq said.</p>")) == (BodyPartView("<p>Iraq said.</p>"),)


def test_links_figures_and_dateline_are_set_into_one_text() -> None:
    parts = (
        "<p>",
        DatelinePlace(),
        "As <a ",
        BodyLink("a.md"),
        ">said</a>.</p>",
        FIGURE,
        "<p><a ",
        BodyLink("b.md"),
        ">B</a></p>",
    )
    found = set_in(parts, links=('href="/a/"', 'href="/b/"'), figures=(SHOWN,), dateline="ERBIL")
    assert [part.dateline or part.html or "figure" for part in found] == [
        "<p>", "ERBIL", 'As <a href="/a/">said</a>.</p>', "figure", '<p><a href="/b/">B</a></p>',
    ]  # fmt: skip


def test_each_text_goes_into_its_own_slot() -> None:
    people = PeopleView(tuple(AuthorView(name, "", biography=BodySlot(number)) for number, name in enumerate("ABC")))
    main = opened_page(people, [(f"<p>{name}</p>",) for name in "ABC"]).main
    assert [(author.name, author.biography[0].html) for author in main.authors] == [
        (name, f"<p>{name}</p>") for name in "ABC"
    ]


def test_a_person_without_a_biography_has_none_and_takes_nobodys() -> None:
    people = PeopleView((AuthorView("A", ""), AuthorView("B", "", biography=BodySlot(1)), AuthorView("C", "")))
    main = opened_page(people, [None, ("<p>B</p>",), None]).main
    assert [author.biography for author in main.authors] == [(), (BodyPartView("<p>B</p>"),), ()]


def test_a_biography_is_whole_on_the_pages_about_people_and_begun_on_those_of_articles() -> None:
    text = ("<p>Covers <a ", BodyLink("id:handover"), ">politics</a>.</p>")
    dilan = replace(DILAN, body=body_facts(Body(text, 2, "Covers politics.")))
    views = page_views(article(author=("A Guest", "dilan")), dilan)
    expected = (BodyPartView('<p>Covers <a href="/kurdistan/2026/11/handover/">politics</a>.</p>'),)
    guest, author = views["/kurdistan/2026/11/handover/"].main.authors
    assert (guest.biography, guest.opening) == ((), "")
    assert (author.biography, author.opening) == ((), "Covers politics.")
    assert views["/authors/dilan/"].main.author.biography == expected
    assert [each.biography for each in views["/authors/"].main.authors] == [expected]


def test_the_text_of_an_article_and_the_policy_do_not_get_mixed_up() -> None:
    dilan = replace(DILAN, body=body_facts(Body(("<p>Biography.</p>",))))
    story = article(author=("dilan", "A Guest"), body=Body(("<p>Text of its own.</p>",)))
    main = page_views(story, dilan)["/kurdistan/2026/11/handover/"].main
    assert isinstance(main, ArticleView)
    assert main.body == (BodyPartView("<p>Text of its own.</p>"),)
    assert main.comments
    assert main.comments.policy == (BodyPartView("<p>Be kind.</p>"),)


def newsroom_outputs() -> tuple[PageOutput, ...]:
    """Pages of every kind."""
    about = StaticPage(
        "pages/about.md", "about", StaticPageHeader(title="About"), body_facts(Body(("<p>Who we are.</p>",)))
    )
    dilan = replace(DILAN, body=body_facts(Body(("<p>Biography.</p>",))))
    stories = [article(f"s{number}", author=("dilan",), photo="bridge.jpg", tags=("Water",)) for number in range(65)]
    stories.append(article("gone", status=Status.WITHDRAWN, notice="It was wrong."))
    masthead = StaticPage("pages/masthead.md", "masthead", StaticPageHeader(title="Who we are"), about.body)
    policy = StaticPage("pages/corrections.md", "corrections", StaticPageHeader(title="Corrections"), about.body)
    stories.append(article("wrong", corrections=(Correction(NOON, "It was two."),)))
    rules = replace(POLICY, header=replace(POLICY.header, since=NOON))
    return page_outputs(
        about,
        masthead,
        policy,
        dilan,
        rules,
        comment("first", on="s1"),
        article(aliases=("/old/",), body=Body(("<p>One.</p>", FIGURE))),
        *stories,
        settings=replace(
            SETTINGS,
            republish=RepublishSettings("https://outlet.example/terms/", "Our terms"),
            search=SearchSettings(site_search="https://search.example/?q={query}&site={host}"),
        ),
    )


def values_in(value: Any) -> Iterable[Any]:
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from values_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from values_in(each)


def test_on_no_page_a_layout_sees_anything_that_lies_apart() -> None:
    kinds = set()
    for output in newsroom_outputs():
        view = opened(output, OBJECTS)
        kinds.add(type(view.main))
        assert not [each for each in values_in(view) if isinstance(each, ObjectId | BodySlot)], output.path
    assert kinds == set(MainView.__args__)


def test_with_what_is_said_to_be_needed_every_page_can_be_opened() -> None:
    for output in newsroom_outputs():
        opening._OPENED.clear()
        assert opened(output, {digest: OBJECTS[digest] for digest in needed(output)})


def test_what_did_not_come_along_is_missed() -> None:
    for output in newsroom_outputs():
        for missing in needed(output):
            opening._OPENED.clear()
            with pytest.raises(KeyError, match=missing):
                opened(output, {digest: OBJECTS[digest] for digest in needed(output) if digest != missing})


def test_what_pages_share_is_the_same_object_on_all_of_them() -> None:
    """So a frame that was printed once need not be compared again."""
    first, second, *_ = (opened(output, OBJECTS) for output in newsroom_outputs())
    assert first.site is second.site


def test_what_is_held_open_takes_no_more_memory_than_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_MOST_OPENED", 10)
    opening._OPENED.clear()
    outputs = newsroom_outputs()
    views, most = [], 0
    for output in outputs:  # each a batch of its own
        missing = unopened([output])
        views.append(opened(output, {digest: OBJECTS[digest] for digest in missing}))
        most = max(most, len(opening._OPENED) - len(missing))
    assert most < 10
    monkeypatch.undo()
    assert [opened(output, OBJECTS) for output in outputs] == views


def test_a_feed_is_opened_entry_by_entry_in_its_order() -> None:
    outputs = plan(article("one"), article("two")).value.outputs
    (feed,) = (output for output in outputs if output.path == "feed.xml")
    assert isinstance(feed, DataOutput)
    assert isinstance(feed.content, Feed)
    whole = opened_data(feed, {digest: OBJECTS[digest] for digest in needed(feed)})
    assert isinstance(whole, Feed)
    assert [entry.title for entry in whole.entries if isinstance(entry, FeedEntry)] == ["Title of one", "Title of two"]
    assert replace(whole, entries=()) == replace(feed.content, entries=())
    assert opened_data(replace(feed, content=whole), {}) == whole
    assert list(needed(replace(feed, content=whole))) == []
    with pytest.raises(KeyError):
        opened_data(feed, {})


@dataclass(frozen=True, slots=True)
class _NewsItem:
    """What a file beside an article could say."""

    entry: FeedEntry | ObjectId
    page: PageParts | ObjectId


def test_a_file_for_programs_may_show_an_article_whole_with_its_text() -> None:
    (story,) = plan(article(body=Body(("One.",), 1, "One."))).value.site.stories
    content: Any = _NewsItem(story.entry, story.parts)
    beside = DataOutput("x.json", content, bodies=story.bodies)
    assert set(needed(beside)) == {story.entry, story.parts, *filter(None, story.bodies)}
    item: Any = opened_data(beside, {digest: OBJECTS[digest] for digest in needed(beside)})
    assert (item.entry.title, item.page.main.title) == ("Title of handover", "Title of handover")
    assert item.page.main.body == (BodyPartView(html="One."),)
    assert fingerprint(beside, lambda *_: "", "").text == " ".join(filter(None, story.bodies))


def test_a_reader_who_chooses_a_language_comes_to_the_page_in_it_or_to_its_front() -> None:
    (_, lonely), (_, translated) = (
        opened_page(StaticPageView("About", "", ()), (), counterparts=counterparts).languages
        for counterparts in ((), (Link("کوردی", "/ckb/about/", "ckb", "rtl"),))
    )
    assert lonely == SORANI
    assert translated == replace(SORANI, url="/ckb/about/")


def test_the_language_of_the_page_leads_to_the_page() -> None:
    assert opened_page(StaticPageView("About", "", ()), ()).languages[0] == replace(ENGLISH, url="/about/")
