"""What an article asks for depends on nothing but the article; and what it is answered can be read back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Article, BodyFigure, BodyLink
from generator.model.headers import PhotoReference
from generator.plan.inputs import plan_inputs
from generator.plan.site.lookup import Lookup
from generator.plan.story.facts import facts_of
from generator.plan.story.questions import (
    Answer,
    Kind,
    ListedStory,
    Question,
    SeriesPlace,
    address_answer,
    address_in,
    answered,
    article_answer,
    file_answer,
    first_questions,
    path_in,
    related_answer,
    related_in,
    second_questions,
    series_answer,
    series_in,
    translations_answer,
    translations_in,
)
from generator.plan.urls import Address
from tests.unit.newsrooms import DILAN, KURDISTAN, NOON, SETTINGS, a_body, article

HERE = Address("https://outlet.example", "")
PAPER = Address("https://outlet.example/paper", "/paper")
LOOKUP = Lookup(sections={"kurdistan": KURDISTAN}, authors={"dilan": DILAN})

printed = st.text(st.characters(exclude_characters="\t\n", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
listed = st.builds(ListedStory, printed, printed, st.floats(allow_nan=False), printed, printed)


def asked(asking: Article, address: Address = HERE) -> list[Question]:
    facts = facts_of(asking, LOOKUP, plan_inputs(SETTINGS, "recipe", NOON, preview=False))
    return list(second_questions(asking, facts, address, SETTINGS))


def test_an_article_asks_for_its_section_its_authors_and_its_pictures() -> None:
    asking = article(
        section="iraq",
        author=("dilan", "A Guest"),
        photo="bridge.jpg",
        body=a_body(BodyFigure(PhotoReference("../photos/crowd.jpg"))),
    )
    assert list(first_questions(asking)) == [
        "section/iraq",
        "author/dilan",
        "author-called/dilan",
        "author/A Guest",
        "author-called/a guest",
        "picture/articles/bridge.jpg",
        "picture/photos/bridge.jpg",
        "picture/bridge.jpg",
        "picture/photos/crowd.jpg",
        "picture/photos/crowd.jpg",
        "picture/../photos/crowd.jpg",
        "comments/handover",
    ]


def test_an_article_asks_for_its_people_the_policy_and_where_its_links_lead() -> None:
    asking = article(
        author=("dilan",),
        translation_of="original",
        body=a_body(BodyLink("b.md#x"), BodyLink("id:c"), BodyLink("/paper/iraq/?a=1#b")),
    )
    assert asked(asking, PAPER) == [
        "policy/comments",
        "translations/original",
        "person/authors/dilan.md",
        "article/original",
        "corrected/original",
        "file/articles/b.md",
        "file/b.md",
        "article/c",
        *(f"hidden/{file}" for file in sorted(PAPER.files("/paper/iraq/"))),
        "related/articles/handover.md",
    ]


def test_an_address_is_asked_for_without_what_stands_behind_it() -> None:
    plain, more = (article(body=a_body(BodyLink(target))) for target in ("/iraq/", "/iraq/?from=mail#top"))
    assert asked(plain) == asked(more)


@given(st.lists(st.text(max_size=20), max_size=4))
def test_whatever_is_written_in_a_link_has_a_name_to_be_asked_for_by(targets: list[str]) -> None:
    asking = article(body=a_body(*map(BodyLink, targets)))
    questions = asked(asking)
    assert questions == asked(asking)
    trace = tuple((each, Answer("x")) for each in questions)
    assert sum(len([*answered(trace, kind)]) for kind in Kind) == len(questions)


@given(st.text(max_size=20), printed.filter(lambda text: " " not in text and text != "-"))
def test_an_article_is_answered_with_its_path_and_its_address(path: str, url: str) -> None:
    answer = article_answer(path, url)
    assert (path_in(answer), address_in(answer)) == (path, url)
    assert address_in(address_answer(url)) == url
    assert path_in(file_answer(path, "d1")) == path


def test_what_a_story_is_told_of_its_translations_can_be_read_again() -> None:
    pairs = (("en", "/news/a/"), ("ckb", "/ckb/news/a/"))
    assert translations_in(translations_answer(pairs)) == pairs


@given(st.lists(listed, min_size=1, max_size=4))
def test_what_a_story_is_told_of_others_can_be_read_again(stories: list[ListedStory]) -> None:
    assert list(related_in(related_answer(stories))) == stories
    parts = tuple(each._replace(type="", thumbnail="") for each in stories)  # a series shows neither
    place = SeriesPlace(1, len(stories), 1, parts)
    assert series_in(series_answer(place)) == place


def test_a_story_without_others_is_told_nothing() -> None:
    assert list(related_in(Answer(""))) == []
    assert series_in(Answer("")) is None
