"""The verifying trace: a story is planned again exactly when something that it asks for is another; and what was taken as it
was gives the same site as one that is planned from nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import inf
from typing import Any

import pytest

from generator.model.documents import (
    Article,
    Author,
    Body,
    BodyFacts,
    BodyFigure,
    BodyLink,
    BrokenPicture,
    Document,
    Section,
    StaticPage,
)
from generator.model.headers import AuthorHeader, Correction, PhotoReference, SectionHeader, StaticPageHeader, Status
from generator.model.outputs import PageOutput
from generator.model.problems import Checked
from generator.model.settings import CommentsSettings, Settings
from generator.plan.inputs import plan_inputs
from generator.plan.outputs import Plan
from generator.plan.site.lookup import Lookup
from generator.plan.story.facts import facts_of
from tests.unit.newsrooms import (
    BRIDGE,
    DILAN,
    IRAQ,
    KURDISTAN,
    NOON,
    POLICY,
    SETTINGS,
    SITE,
    article,
    body_facts,
    plan,
    utc,
)

HANDOVER = "articles/handover.md"

TEXT = Body(
    (
        "<p>",
        *(part for target in ("linked.md", "id:called", "/iraq/2026/11/addressed/", "../authors/sara.md", "../pages/about.md")
          for part in ("<a ", BodyLink(target), ">x</a>")),
        BodyFigure(PhotoReference("crowd.jpg", "A crowd", "The crowd.", "A. Name/Agency")),
        "</p>",
    ),
    5,
    "x x x x x",
)  # fmt: skip
"""A text that asks for everything a text can ask for."""

PHOTO: dict[str, Any] = {"photo_alt": "A bridge", "photo_caption": "The bridge.", "photo_credit": "A. Name/Agency"}
STORY = article(
    "handover", author=("dilan", "A Guest"), photo="bridge.jpg", translation_of="original", body=TEXT, **PHOTO
)
SARA = Author("authors/sara.md", "sara", AuthorHeader(name="Sara Example"), BodyFacts())
HEVI = Author("authors/hevi.md", "hevi", AuthorHeader(name="Hevi Example"), BodyFacts())
CROWD = replace(BRIDGE, path="photos/crowd.jpg", digest="d2")
HARVEST = replace(BRIDGE, path="photos/harvest.jpg", digest="d3")
ABOUT = StaticPage("pages/about.md", "about", StaticPageHeader(title="About"), BodyFacts())
OTHERS: tuple[Article, ...] = (
    article("linked", section="iraq"),
    article("called", section="iraq"),
    article("addressed", section="iraq"),
    article("original", section="iraq"),
    article("by-sara", section="iraq", author=("sara",)),
    article(
        "unrelated",
        section="iraq",
        author=("hevi",),
        photo="harvest.jpg",
        body=Body(("<p>One.</p>",), 1, "One."),
        **PHOTO,
    ),
)
DOCUMENTS: tuple[Document, ...] = (STORY, *OTHERS, SARA, HEVI, CROWD, HARVEST, ABOUT)


def newsroom(*changed: Document) -> tuple[Document, ...]:
    """The newsroom with some documents as they are now, or new."""
    return (*DOCUMENTS, *changed)


def other(id: str, **header: Any) -> Article:
    """One of the other articles, with something else in its header."""
    (found,) = (each for each in OTHERS if each.id == id)
    return replace(found, header=replace(found.header, **header))


def planned_again(
    before: tuple[Document, ...], after: tuple[Document, ...], then: dict[str, Any], now: dict[str, Any]
) -> set[str]:
    """The paths of the stories that are planned again when a build follows another; and what comes of it must be what a
    clean build makes."""
    stories = plan(*before, **then).value.planned
    again, clean = plan(*after, **now, before=stories), plan(*after, **now)
    assert what_comes_of(again) == what_comes_of(clean)
    assert {path: {**stories, **again.value.planned}[path] for path in clean.value.planned} == clean.value.planned
    return set(again.value.planned)


def what_comes_of(checked: Checked[Plan]) -> tuple[object, ...]:
    outputs = [each.whole() if isinstance(each, PageOutput) else each for each in checked.value.outputs]
    return checked.value.site, outputs, checked.problems


def stale_after(*changed: Document, **now: Any) -> set[str]:
    return planned_again(newsroom(), newsroom(*changed), {}, now)


def test_a_story_of_which_nothing_changed_is_not_planned_again() -> None:
    assert stale_after() == set()


ABROAD = Section("sections/abroad.md", "abroad", SectionHeader(title="Abroad"), BodyFacts())
RULES = replace(POLICY, body=body_facts(Body(("<p>Be brief.</p>",))))

ASKED_FOR: dict[str, Callable[[], set[str]]] = {
    "its own text": lambda: stale_after(replace(STORY, body=body_facts(Body(("<p>Other.</p>",))))),
    "its own title": lambda: stale_after(replace(STORY, header=replace(STORY.header, title="Other"))),
    "the title of its section": lambda: stale_after(replace(KURDISTAN, header=SectionHeader(title="The North", order=1))),
    "the language of its section": lambda: stale_after(replace(KURDISTAN, header=replace(KURDISTAN.header, lang="ckb"))),
    "the name of its author": lambda: stale_after(replace(DILAN, header=AuthorHeader(name="Dilan E. Example"))),
    "the role of its author": lambda: stale_after(replace(DILAN, header=replace(DILAN.header, role="Reporter"))),
    "the biography of its author": lambda: stale_after(replace(DILAN, body=body_facts(Body(("<p>Covers politics.</p>",))))),
    "the portrait of its author": lambda: stale_after(replace(DILAN, header=replace(DILAN.header, photo="harvest.jpg"))),
    "a guest who gets a page": lambda: stale_after(
        replace(SARA, path="authors/guest.md", id="guest", header=AuthorHeader(name="A Guest"))
    ),
    "the file of its author": lambda: stale_after(replace(DILAN, path="authors/desk/dilan.md"), without=DILAN.path),
    "the bytes of its lead photo": lambda: stale_after(replace(BRIDGE, digest="d9")),
    "the bytes of a photo in its text": lambda: stale_after(replace(CROWD, digest="d9")),
    "a photo nearer than the one it had": lambda: stale_after(replace(BRIDGE, path="articles/bridge.jpg", digest="d9")),
    "the section of a linked article, and so its address": lambda: stale_after(other("linked", section="kurdistan")),
    "the date of an article it links to by id, and so its address": lambda: stale_after(other("called", date=utc(1).replace(month=10))),
    "the withdrawal of a linked article": lambda: stale_after(other("linked", status=Status.WITHDRAWN)),
    "the withdrawal of an article it links to by id": lambda: stale_after(other("called", status=Status.WITHDRAWN)),
    "the withdrawal of an article it links to by address": lambda: stale_after(other("addressed", status=Status.WITHDRAWN)),
    "the file of an article it links to by id": lambda: stale_after(
        replace(other("called"), path="articles/2026/called.md"), without="articles/called.md"
    ),
    "a page it links to that is a draft again": lambda: stale_after(replace(ABOUT, header=replace(ABOUT.header, status=Status.DRAFT))),
    "a page it links to that is gone": lambda: stale_after(without=ABOUT.path),
    "the comment policy": lambda: stale_after(RULES),
    "the title of the comment policy": lambda: stale_after(replace(POLICY, header=replace(POLICY.header, title="Rules"))),
    "a picture in the comment policy": lambda: stale_after(
        replace(POLICY, body=body_facts(Body(("<p>Be kind.</p>", BodyFigure(PhotoReference("harvest.jpg", "Wheat"))))))
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ASKED_FOR)
def test_a_story_is_planned_again_when_what_it_asks_for_changes(what: str) -> None:
    assert HANDOVER in ASKED_FOR[what]()


UNRELATED: dict[str, Callable[[], set[str]]] = {
    "the text of another article": lambda: stale_after(
        replace(other("unrelated"), body=body_facts(Body(("<p>Two.</p>",), 1, "Two.")))
    ),
    "the title of another article": lambda: stale_after(other("unrelated", title="Other")),
    "the title of a linked article": lambda: stale_after(other("linked", title="Other", summary="Other")),
    "the text of a linked article": lambda: stale_after(
        replace(other("linked"), body=body_facts(Body(("<p>Two.</p>",))))
    ),
    "the text of the original it is translated from": lambda: stale_after(
        replace(other("original"), body=body_facts(Body(("<p>Two.</p>",))))
    ),
    "the title of another section": lambda: stale_after(replace(IRAQ, header=replace(IRAQ.header, title="Baghdad"))),
    "a picture of another article": lambda: stale_after(replace(HARVEST, digest="d9")),
    "a picture that nobody shows": lambda: stale_after(replace(BRIDGE, path="photos/road.jpg", digest="d9")),
    "the biography of another author": lambda: stale_after(replace(HEVI, body=body_facts(Body(("<p>Culture.</p>",))))),
    "the name of an author whose page it links to": lambda: stale_after(
        replace(SARA, header=AuthorHeader(name="S. Example"))
    ),
    "a new article": lambda: stale_after(article("new", author=("dilan",), photo="bridge.jpg", tags=("New",))),
    "a new section": lambda: stale_after(ABROAD),
    "an article that is gone": lambda: stale_after(without="articles/unrelated.md"),
    "an article that is withdrawn": lambda: stale_after(other("unrelated", status=Status.WITHDRAWN)),
    "the text of a page it links to": lambda: stale_after(
        replace(ABOUT, body=body_facts(Body(("<p>Who we are.</p>",))))
    ),
    "a new page": lambda: stale_after(replace(ABOUT, path="pages/ethics.md", id="ethics")),
}


@pytest.mark.parametrize("what", UNRELATED)
def test_a_story_is_not_planned_again_when_something_else_changes(what: str) -> None:
    assert HANDOVER not in UNRELATED[what]()


def test_an_edited_text_has_its_own_story_planned_again_and_no_other() -> None:
    edited = replace(other("linked"), body=body_facts(Body(("<p>Two.</p>",))))
    assert stale_after(edited) == {"articles/linked.md"}


def site(**changed: Any) -> Settings:
    return replace(SETTINGS, site=replace(SITE, **changed))


@pytest.mark.parametrize(
    "settings",
    [
        site(url="https://outlet.example/paper"),
        site(language="ckb"),
        site(permalink="/{section}/{slug}/"),
        replace(SETTINGS, comments=CommentsSettings(SETTINGS.comments.form_url, 3)),
        replace(SETTINGS, comments=CommentsSettings()),
        replace(SETTINGS, photos=replace(SETTINGS.photos, widths=(320,))),
    ],
    ids=["address", "language", "permalink", "end of comments", "no comments", "photos"],
)
def test_other_settings_have_every_story_planned_again(settings: Settings) -> None:
    assert stale_after(settings=settings) == {document.path for document in (STORY, *OTHERS)}


def test_a_preview_plans_every_story_for_itself() -> None:
    assert len(stale_after(preview=True)) == 1 + len(OTHERS)


def test_an_encoder_that_gives_pictures_other_names_has_every_story_planned_again() -> None:
    digests = {plan_inputs(SETTINGS, recipe, NOON, preview=False).digest for recipe in ("one", "two")}
    assert len(digests) == 2


def test_what_no_story_shows_is_no_part_of_its_setting() -> None:
    loose = replace(SETTINGS, checks=())
    assert (
        plan_inputs(loose, "r", NOON, preview=False).digest == plan_inputs(SETTINGS, "r", utc(1), preview=False).digest
    )


TURNS: dict[str, tuple[dict[str, Any], datetime]] = {
    "its date": ({"date": utc(23)}, utc(23)),
    "its embargo": ({"embargo": utc(23)}, utc(23)),
    "its end": ({"expires": utc(23)}, utc(23)),
    "its update": ({"updated": utc(23)}, utc(23)),
    "a correction": ({"corrections": (Correction(utc(23), "It was noon."),)}, utc(23)),
    "the end of its comments": ({}, STORY.header.date.replace(day=24)),
}


@pytest.mark.parametrize("what", TURNS)
def test_a_story_is_planned_again_when_its_own_time_has_come(what: str) -> None:
    header, instant = TURNS[what]
    settings = replace(SETTINGS, comments=CommentsSettings(SETTINGS.comments.form_url, 3))
    documents = newsroom(replace(STORY, header=replace(STORY.header, **header)))

    def stale(as_of: datetime) -> set[str]:
        return planned_again(documents, documents, {"settings": settings}, {"settings": settings, "as_of": as_of})

    assert HANDOVER not in stale(instant.replace(second=0) - (instant - NOON) / 2)
    assert HANDOVER in stale(instant)


def test_a_clock_that_is_put_back_has_the_story_planned_as_it_was_then() -> None:
    documents = newsroom(replace(STORY, header=replace(STORY.header, embargo=utc(23))))
    assert HANDOVER in planned_again(documents, documents, {"as_of": utc(24)}, {"as_of": utc(22)})


def test_time_alone_has_no_story_planned_again() -> None:
    assert stale_after(as_of=utc(29)) == set()


def test_a_linked_article_whose_embargo_ends_becomes_a_link() -> None:
    embargoed = newsroom(other("linked", embargo=utc(23)))
    assert planned_again(embargoed, embargoed, {}, {"as_of": utc(23)}) == {"articles/linked.md", HANDOVER}


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        (KURDISTAN.path, "unknown-section"),
        (DILAN.path, "unknown-author"),
        (CROWD.path, "missing-photo"),
        ("articles/linked.md", "dead-link"),
        ("articles/original.md", "unknown-article"),
    ],
)
def test_a_story_to_which_something_is_missing_is_looked_at_in_every_build(missing: str, code: str) -> None:
    """So its problem is told each time, with hints from what there is then; and when it is mended, it is a story again."""
    before = plan(*newsroom()).value.planned
    for _ in range(2):
        broken = plan(*newsroom(), without=missing, before=before)
        assert code in {problem.code for problem in broken.problems}
        assert HANDOVER in broken.value.planned
        before = {**before, **broken.value.planned}
    mended = plan(*newsroom(), before=before)
    assert HANDOVER in mended.value.planned
    assert what_comes_of(mended) == what_comes_of(plan(*newsroom()))


def test_a_picture_that_breaks_is_told_at_the_story_that_shows_it() -> None:
    before = plan(*newsroom()).value.planned
    broken = plan(*newsroom(BrokenPicture(CROWD.path, "It is cut off.")), before=before)
    assert [problem.code for problem in broken.problems] == ["broken-photo"]
    assert broken.value.planned.keys() == {HANDOVER}


def test_what_is_wrong_with_a_story_that_is_taken_as_it_was_is_told_again() -> None:
    tagged = newsroom(replace(STORY, header=replace(STORY.header, tags=("!!!",))))
    before = plan(*tagged).value.planned
    again = plan(*tagged, before=before)
    assert again.value.planned == {}
    assert [problem.code for problem in again.problems] == ["tag-without-letters"]


def test_a_story_sees_only_what_it_asks_for() -> None:
    """A law: with a hundred things more in the newsroom it is the same story."""
    alone = plan(article("alone", photo="bridge.jpg", author=("dilan",))).value
    many = [article(f"other-{number}", photo="crowd.jpg", author=("sara",)) for number in range(100)]
    among = plan(article("alone", photo="bridge.jpg", author=("dilan",)), *newsroom(), *many).value
    path = "articles/alone.md"
    assert among.planned[path] == alone.planned[path]


def test_the_facts_of_a_story_are_in_the_time_zone_of_the_site() -> None:
    late = article(
        date=utc(20, 22, 30), tags=("Water", "water"), aliases=("/old", "/old/"), author=("dilan", "A Guest")
    )
    lookup = Lookup(sections={"kurdistan": KURDISTAN}, authors={"dilan": DILAN})
    facts = facts_of(late, lookup, plan_inputs(SETTINGS, "recipe", utc(22), preview=False))
    assert (facts.day, facts.date) == ((2026, 11, 21), utc(20, 22, 30).timestamp())
    assert (facts.section, facts.byline) == (KURDISTAN.path, (DILAN.path,))
    assert (facts.tags, facts.aliases) == ((("water", "Water"),), ("/old/",))
    assert (facts.status, facts.lang) == ("published", SITE.language)


def test_an_article_is_no_old_address_of_itself() -> None:
    facts = facts_of(
        article(aliases=("/kurdistan/2026/11/handover/",)),
        Lookup(),
        plan_inputs(SETTINGS, "recipe", utc(22), preview=False),
    )
    assert (facts.url, facts.aliases, facts.section) == ("/kurdistan/2026/11/handover/", (), "")


def test_a_turning_point_is_reached_at_its_very_instant() -> None:
    waiting = article(date=utc(21), embargo=utc(23))
    settings = replace(SETTINGS, site=replace(SETTINGS.site, old_after_days=0))
    second_answers = [
        facts_of(waiting, Lookup(), plan_inputs(settings, "recipe", as_of, preview=False))
        for as_of in map(utc, (20, 21, 22, 23, 24))
    ]
    first, second = utc(21).timestamp(), utc(23).timestamp()
    assert [(facts.since, facts.until) for facts in second_answers] == [
        (-inf, first), (first, second), (first, second), (second, inf), (second, inf)
    ]  # fmt: skip
