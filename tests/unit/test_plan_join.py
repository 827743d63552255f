"""Every cross-reference resolved, or told where it stands; and everything in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from generator.model.documents import (
    Article,
    Author,
    BodyFacts,
    BrokenPicture,
    Document,
    Picture,
    Policy,
    Section,
    StaticPage,
)
from generator.model.headers import (
    ArticleHeader,
    AuthorHeader,
    PhotoReference,
    PolicyHeader,
    SectionHeader,
    StaticPageHeader,
    Status,
)
from generator.model.problems import Checked, FieldLocation, PhraseLocation, Severity
from generator.model.site import Guest, Newsroom, Story
from generator.plan.site.join import lookup_of, newsroom_of, story_of, with_articles
from generator.plan.site.lookup import Lookup
from tests.unit.newsrooms import article, site_of, utc

NEWS = Section("sections/news.md", "news", SectionHeader(title="News"), BodyFacts())
DILAN = Author("authors/dilan.md", "dilan", AuthorHeader(name="Dilan Example"), BodyFacts())
BASE = Picture("photos/base.jpg", "0" * 32, 640, 480)


def _article(path: str = "articles/a.md", body: BodyFacts | None = None, **header: object) -> Article:
    whole: dict[str, object] = {"title": "A", "date": datetime(2021, 12, 9, tzinfo=UTC), "section": "news"} | header
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    return Article(path, name, ArticleHeader(**whole), body or BodyFacts())  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Joined:
    """What becomes of documents: stories in the order of their paths, all else in the newsroom."""

    stories: tuple[Story, ...]
    newsroom: Newsroom


def _joined(*documents: Document, unreadable: frozenset[str] = frozenset()) -> Checked[_Joined]:
    return _join((NEWS, DILAN, BASE, *documents), unreadable)


def _join(documents: Iterable[Document], unreadable: frozenset[str] = frozenset()) -> Checked[_Joined]:
    listed = list(documents)
    articles = [document for document in listed if isinstance(document, Article)]
    others = [document for document in listed if not isinstance(document, Article)]
    names = ((article.path, article.id, article.header.status is Status.PUBLISHED) for article in articles)
    without = lookup_of(others, unreadable)
    lookup = with_articles(without.value, names)
    newsroom = newsroom_of((), others, lookup.value)
    told = [story_of(article, lookup.value) for article in sorted(articles, key=lambda article: article.path)]
    stories = tuple(story.value for story in told if story.value)
    known = (*without.problems, *lookup.problems, *newsroom.problems)
    problems = (*known, *(problem for story in told for problem in story.problems))
    return Checked(_Joined(stories, newsroom.value), problems)


def _said(*documents: Document, unreadable: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(problem.code, problem.hint) for problem in _joined(*documents, unreadable=unreadable).problems]


def _linking(*targets: str) -> BodyFacts:
    return BodyFacts(links=targets)


def test_stories_are_newest_first_and_equal_times_in_the_order_of_their_paths() -> None:
    site = site_of([article("b", date=utc(9)), article("c", date=utc(10)), article("a", date=utc(9))])
    assert [story.facts.id for story in site.newsroom.stories] == ["c", "a", "b"]
    stories = site.newsroom.stories
    assert newsroom_of(reversed(stories), (), Lookup()).value.stories == stories


def test_the_order_of_the_documents_makes_no_difference() -> None:
    documents: list[Document] = [_article("articles/b.md"), _article("articles/a.md"), NEWS, DILAN, BASE]
    assert _join(documents) == _join(reversed(documents))
    twice: list[Document] = [
        _article("articles/2022/a.md"),
        _article("articles/2021/a.md"),
        NEWS,
        replace(NEWS, path="sections/b.md"),
    ]
    assert _join(twice) == _join(reversed(twice))


def test_sections_stand_in_their_order_and_then_by_id() -> None:
    front = Section("sections/z.md", "z", SectionHeader(title="Z", order=1), BodyFacts())
    other = Section("sections/a.md", "a", SectionHeader(title="A"), BodyFacts())
    assert [section.id for section in _joined(front, other).value.newsroom.sections] == ["z", "a", "news"]


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
        ("bass.jpg", "Did you mean “base.jpg”?"),
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
    assert _said(_article(body=BodyFacts(figures=(PhotoReference("crowd.jpg"),))), broken)[0][0] == "broken-photo"


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


def test_authors_stand_by_name_and_pages_in_their_order() -> None:
    sara = Author("authors/z.md", "z", AuthorHeader(name="Ava Example"), BodyFacts())
    pages = [
        StaticPage(f"pages/{name}.md", name, StaticPageHeader(title=name, order=order), BodyFacts())
        for name, order in (("a", 2), ("c", 1), ("b", 1))
    ]
    newsroom = _joined(sara, *pages).value.newsroom
    assert [author.id for author in newsroom.authors] == ["z", "dilan"]
    assert [page.id for page in newsroom.pages] == ["b", "c", "a"]


def test_the_policy_that_is_shown_is_the_one_for_comments() -> None:
    house, comments = (Policy(f"policies/{id}.md", id, PolicyHeader(), BodyFacts()) for id in ("a", "comments"))
    assert _joined(house, comments).value.newsroom.policies == (comments,)
    assert _joined(house).value.newsroom.policies == ()


def test_of_two_sections_with_one_id_the_first_counts_and_the_second_is_told() -> None:
    other = replace(NEWS, path="sections/other/news.md", header=SectionHeader(title="Other"))
    checked = _joined(other, _article())
    assert [(problem.code, problem.where) for problem in checked.problems] == [
        ("duplicate-id", FieldLocation("content/sections/other/news.md", "id"))
    ]
    assert checked.value.stories[0].section == NEWS


def test_a_full_name_means_the_file_of_whoever_has_it_whatever_its_capitals() -> None:
    (story,) = _joined(_article(author=("DILAN Example",))).value.stories
    assert story.byline == (DILAN,)


def test_what_others_than_articles_refer_to_is_resolved_and_told_as_well() -> None:
    body = BodyFacts(figures=(PhotoReference("base.jpg"),), links=("../articles/a.md", "lost.md"))
    about = StaticPage("pages/about.md", "about", StaticPageHeader(title="About"), body)
    checked = _joined(about, _article())
    references = checked.value.newsroom.references["pages/about.md"]
    assert references.pictures == {"base.jpg": BASE}
    assert references.links == {"../articles/a.md": "articles/a.md"}
    assert [(problem.code, problem.where) for problem in checked.problems] == [
        ("dead-link", PhraseLocation("content/pages/about.md", "lost.md"))
    ]


@pytest.mark.parametrize("original", ["old", "olld"])
def test_the_original_of_a_translation_is_an_article_that_is_there(original: str) -> None:
    said = _said(_article(translation_of=original), _article("articles/old.md"))
    assert said == ([] if original == "old" else [("unknown-article", "Did you mean “old”?")])
