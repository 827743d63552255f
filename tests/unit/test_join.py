from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from generator.model.documents import (
    Article,
    ArticleHeader,
    Author,
    AuthorHeader,
    Body,
    BodyFigure,
    BodyLink,
    BrokenPicture,
    Document,
    PhotoReference,
    Picture,
    Section,
    SectionHeader,
    Status,
)
from generator.model.problems import Checked, FieldLocation, Severity
from generator.model.site import Guest, Newsroom
from generator.plan.join import joined

NEWS = Section("sections/news.md", "news", SectionHeader(title="News"), Body())
DILAN = Author("authors/dilan.md", "dilan", AuthorHeader(name="Dilan Example"), Body())
BASE = Picture("photos/base.jpg", "0" * 32, 640, 480)


def _article(path: str = "articles/a.md", body: Body | None = None, **header: object) -> Article:
    whole: dict[str, object] = {"title": "A", "date": datetime(2021, 12, 9, tzinfo=UTC), "section": "news"} | header
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    return Article(path, name, ArticleHeader(**whole), body or Body())  # type: ignore[arg-type]


def _joined(*documents: Document, unreadable: frozenset[str] = frozenset()) -> Checked[Newsroom]:
    return joined((NEWS, DILAN, BASE, *documents), unreadable)


def _said(*documents: Document, unreadable: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(problem.code, problem.hint) for problem in _joined(*documents, unreadable=unreadable).problems]


def _linking(*targets: str) -> Body:
    return Body(tuple(BodyLink(target) for target in targets))


def test_stories_are_newest_first_and_equal_times_in_the_order_of_their_paths() -> None:
    late = datetime(2021, 12, 10, tzinfo=UTC)
    stories = _joined(
        _article("articles/b.md"), _article("articles/c.md", date=late), _article("articles/a.md")
    ).value.stories
    assert [story.article.id for story in stories] == ["c", "a", "b"]


def test_the_order_of_the_documents_makes_no_difference() -> None:
    documents: list[Document] = [_article("articles/b.md"), _article("articles/a.md"), NEWS, DILAN, BASE]
    assert joined(documents) == joined(reversed(documents))


def test_sections_stand_in_their_order_and_then_by_id() -> None:
    front = Section("sections/z.md", "z", SectionHeader(title="Z", order=1), Body())
    other = Section("sections/a.md", "a", SectionHeader(title="A"), Body())
    assert [section.id for section in _joined(front, other).value.sections] == ["z", "a", "news"]


def test_a_byline_has_authors_with_a_file_and_guests() -> None:
    (story,) = _joined(_article(author=("dilan", "Sara Guest", "نازدار"))).value.stories
    assert story.byline == (DILAN, Guest("Sara Guest"), Guest("نازدار"))


def test_an_id_of_no_author_is_told_at_its_place_in_the_byline() -> None:
    (problem,) = _joined(_article(author=("Sara Guest", "dilen"))).problems
    assert (problem.where, problem.hint) == (
        FieldLocation("content/articles/a.md", "author.1"),
        "Did you mean “dilan”?",
    )


def test_an_unknown_section_is_told_with_the_closest_one() -> None:
    assert _said(_article(section="newss")) == [("unknown-section", "Did you mean “news”?")]


def test_a_section_called_no_is_told_what_to_write() -> None:
    assert _said(_article(section="no")) == [("unknown-section", "Write the name of the section: news.")]


def test_what_points_to_a_file_that_could_not_be_read_is_no_fault_of_its_own() -> None:
    article = _article(
        section="iraq",
        author=("sara",),
        translation_of="old",
        photo="crowd.jpg",
        body=_linking("b.md", "id:c"),
    )
    unreadable = ["sections/iraq.md", "authors/sara.md", "articles/b.md", "articles/c.md", "articles/old.md"]
    assert _said(article, unreadable=frozenset([*unreadable, "photos/crowd.jpg"])) == []


def test_sections_and_authors_that_could_not_be_read_may_lie_in_folders() -> None:
    article = _article(section="iraq", author=("sara",))
    assert _said(article, unreadable=frozenset(["sections/iraq/index.md", "authors/desk/sara.md"])) == []


def test_a_draft_without_a_section_is_no_story() -> None:
    assert _joined(_article(section="iraq", status=Status.DRAFT)).value.stories == ()


def test_two_articles_with_one_id_are_told_at_the_second() -> None:
    (problem,) = _joined(_article("articles/2021/a.md"), _article("articles/2022/a.md")).problems
    assert problem.code == "duplicate-id"
    assert problem.where == FieldLocation("content/articles/2022/a.md", "id")
    assert "content/articles/2021/a.md" in problem.message


def test_of_two_articles_with_one_id_the_draft_is_to_blame() -> None:
    (problem,) = _joined(_article("articles/2021/a.md", status=Status.DRAFT), _article("articles/2022/a.md")).problems
    assert problem.where == FieldLocation("content/articles/2021/a.md", "id")


def test_a_tag_without_a_letter_is_told() -> None:
    checked = _joined(_article(tags=("C++", "!!!", "💧")))
    assert [(problem.code, problem.severity, problem.where) for problem in checked.problems] == [
        ("tag-without-letters", Severity.WARNING, FieldLocation("content/articles/a.md", f"tags.{number}"))
        for number in (1, 2)
    ]
    assert [tag.name for tag in checked.value.stories[0].tags] == ["C++"]


def test_two_spellings_of_one_tag_are_one_tag() -> None:
    (story,) = _joined(_article(tags=("Water", "water", "كوردستان", "کوردستان"))).value.stories
    assert [tag.name for tag in story.tags] == ["Water", "كوردستان"]


@pytest.mark.parametrize(
    "src", ["base.jpg", "photos/base.jpg", "../photos/base.jpg", "./base.jpg", "..\\photos\\base.jpg"]
)
def test_a_picture_is_found_beside_the_article_and_in_the_photos(src: str) -> None:
    (story,) = _joined(_article(photo=src)).value.stories
    assert story.lead is not None
    assert story.lead.picture == BASE


def test_the_picture_beside_the_article_is_meant_rather_than_that_in_the_photos() -> None:
    beside = replace(BASE, path="articles/base.jpg", width=64)
    (story,) = _joined(_article(photo="base.jpg"), beside).value.stories
    assert story.lead is not None
    assert story.lead.picture.path == "articles/base.jpg"


@pytest.mark.parametrize("src", ["crowd%20in%20Erbil.jpg", "crowd in Erbil.jpg"])
def test_a_picture_with_spaces_in_its_name_may_be_quoted(src: str) -> None:
    (story,) = _joined(_article(photo=src), replace(BASE, path="photos/crowd in Erbil.jpg")).value.stories
    assert story.lead is not None


def test_a_picture_named_in_another_normal_form_is_found() -> None:
    (story,) = _joined(_article(photo="cafe\u0301.jpg"), replace(BASE, path="photos/caf\u00e9.jpg")).value.stories
    assert story.lead is not None


@pytest.mark.parametrize(
    "src",
    ["/etc/passwd", "../../etc/passwd", "../../../base.jpg", "C:\\base.jpg", "\\\\server\\base.jpg", "https://a.example/base.jpg",
     "file:///etc/passwd", "//a.example/base.jpg", "..\\..\\base.jpg"],
)  # fmt: skip
def test_no_picture_comes_from_outside_the_folder(src: str) -> None:
    checked = _joined(_article(photo=src))
    assert [problem.code for problem in checked.problems] == ["photo-outside"]
    assert checked.value.stories[0].lead is None


@pytest.mark.parametrize(
    ("src", "hint"),
    [
        ("bass.jpg", "Did you mean “base.jpg”? Capitals count."),
        ("Base.JPG", "Did you mean “base.jpg”? Capitals count."),
        ("crowd.png", "Copy it there, or correct the name."),
    ],
)
def test_a_missing_picture_is_told_with_the_closest_one(src: str, hint: str) -> None:
    assert _said(_article(photo=src)) == [("missing-photo", hint)]


def test_a_broken_picture_is_told_where_it_is_used_and_only_there() -> None:
    broken = BrokenPicture("photos/crowd.jpg", "It is cut off.", "Copy it again.")
    assert _said(broken) == []
    assert _said(_article(photo="crowd.jpg"), broken) == [("broken-photo", "Copy it again.")]
    assert _said(_article(body=Body((BodyFigure(PhotoReference("crowd.jpg")),))), broken)[0][0] == "broken-photo"


def test_links_lead_to_documents_by_file_and_by_id() -> None:
    body = _linking(
        "b.md", "../sections/news.md", "articles/b.md#x", "id:b", "/about/", "./b.md", "/2021/a%20b/?c=%20#d"
    )
    (story, _) = _joined(_article(body=body), _article("articles/b.md")).value.stories
    assert story.references.links == {
        "b.md": "articles/b.md",
        "../sections/news.md": "sections/news.md",
        "articles/b.md#x": "articles/b.md",
        "id:b": "articles/b.md",
        "/about/": "/about/",
        "./b.md": "articles/b.md",
        "/2021/a%20b/?c=%20#d": "/2021/a b/",
    }


@pytest.mark.parametrize("target", ["c.md", "id:c", "photos/base.jpg", "council.example", "../../b.md", "id:", "?p=1"])
def test_a_link_that_leads_nowhere_is_told(target: str) -> None:
    assert [code for code, _ in _said(_article(body=_linking(target)), _article("articles/b.md"))] == ["dead-link"]


def test_a_link_to_a_misspelt_file_is_told_with_the_closest_one() -> None:
    article, depot = _article(body=_linking("depott.md")), _article("articles/depot.md")
    assert _said(article, depot) == [("dead-link", "Did you mean “depot.md”?")]
