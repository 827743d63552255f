"""What is wrong with the pictures of a document: told where it is to be mended, and only where an editor can mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from generator.check.photos import photo_problems
from generator.model.documents import Author, BodyFacts, Policy, Rights, StaticPage, TextDocument
from generator.model.headers import AuthorHeader, PhotoReference, PolicyHeader, StaticPageHeader
from generator.model.problems import FieldLocation, PhraseLocation, Problem, Severity
from generator.model.settings import PhotoSettings
from generator.model.site import References
from tests.unit.newsrooms import BRIDGE, NOON, SETTINGS, article, plan

WRITTEN = "content/articles/handover.md"
DAY = date(2026, 11, 21)
SAID: dict[str, Any] = {
    "photo": "a.jpg",
    "photo_alt": "A base",
    "photo_caption": "The base.",
    "photo_credit": "A. Name/Agency",
}
CROWD = BodyFacts(words=3, figures=(PhotoReference("crowd.jpg"),))


def problems_of(document: TextDocument, day: date | None = DAY, **picture: Any) -> tuple[Problem, ...]:
    """Of a document in which every picture is the bridge, or that with something else in it."""
    shown = replace(BRIDGE, **picture)
    references = References(dict.fromkeys(("a.jpg", "b.jpg", "crowd.jpg", "sara.jpg"), shown))
    return photo_problems(document, references, SETTINGS, day, NOON)


def codes(said: Mapping[str, Any] = MappingProxyType({}), **picture: Any) -> list[str]:
    return [problem.code for problem in problems_of(article(**(SAID | dict(said))), **picture)]


def test_a_photo_with_all_that_is_said_of_it_is_fine() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("left_out", "code", "severity"),
    [
        ("photo_alt", "photo-alt", Severity.ERROR),
        ("photo_credit", "photo-credit", Severity.ERROR),
        ("photo_caption", "photo-caption", Severity.WARNING),
    ],
)
def test_what_a_photo_lacks_is_told_at_the_photo(left_out: str, code: str, severity: Severity) -> None:
    (problem,) = problems_of(article(**{key: value for key, value in SAID.items() if key != left_out}))
    assert (problem.code, problem.severity) == (code, severity)
    assert problem.where == FieldLocation(WRITTEN, "photo")
    assert f"{left_out}:" in problem.hint


def test_what_a_picture_in_the_text_lacks_is_told_there_and_as_it_is_written_there() -> None:
    document = replace(article(), body=CROWD)
    problems = problems_of(document)
    assert [problem.code for problem in problems] == ["photo-alt", "photo-credit", "photo-caption"]
    assert {problem.where for problem in problems} == {PhraseLocation(WRITTEN, "crowd.jpg")}
    assert not any("photo_" in problem.hint for problem in problems)


def test_what_a_picture_of_a_gallery_lacks_is_told_at_its_number() -> None:
    fine = PhotoReference("a.jpg", "A base", "The base.", "A. Name/Agency")
    problems = problems_of(article(photos=(fine, PhotoReference("b.jpg"))))
    assert [problem.code for problem in problems] == ["photo-alt", "photo-credit", "photo-caption"]
    assert {problem.where for problem in problems} == {FieldLocation(WRITTEN, "photos.1.photo")}
    assert not any("photo_" in problem.hint for problem in problems)


def test_of_a_picture_that_there_is_not_nothing_is_missing_that_may_stand_in_its_file() -> None:
    told = photo_problems(article(photo="lost.jpg"), References(), SETTINGS, DAY, NOON)
    assert [problem.code for problem in told] == ["photo-alt"]


@pytest.mark.parametrize("rights", [Rights(credit="Agency"), Rights(creator="A. Name")])
def test_what_is_embedded_in_a_picture_need_not_be_written(rights: Rights) -> None:
    assert codes({"photo_credit": "", "photo_caption": ""}, rights=rights, caption="The base.") == []


def test_a_portrait_needs_a_credit_and_words_for_the_blind_but_no_caption() -> None:
    author = Author("authors/sara.md", "sara", AuthorHeader(name="Sara", photo="sara.jpg"), BodyFacts())
    assert [problem.code for problem in problems_of(author, None)] == ["photo-alt", "photo-credit"]


@pytest.mark.parametrize(
    "document",
    [
        StaticPage("pages/about.md", "about", StaticPageHeader(title="About"), CROWD),
        Author("authors/sara.md", "sara", AuthorHeader(name="Sara"), CROWD),
        Policy("policies/comments.md", "comments", PolicyHeader(title="C"), CROWD),
    ],
    ids=lambda document: document.path,
)
def test_pictures_in_other_texts_are_looked_at_too(document: TextDocument) -> None:
    pictures = (replace(BRIDGE, path="photos/crowd.jpg"),)
    told = [problem for problem in plan(document, *pictures).problems if problem.code.startswith("photo-")]
    assert [(problem.code, problem.where) for problem in told] == [
        (code, PhraseLocation(f"content/{document.path}", "crowd.jpg")) for code in ("photo-alt", "photo-credit")
    ]


@pytest.mark.parametrize(
    ("credit", "creator", "embedded"),
    [
        ("A. Name/Agency", "A. Name", "Agency"),
        ("a. NAME/agency", "A. Name", "Agency"),
        ("Agency", "A. Name", "Agency"),
        ("A. Name", "A. Name", "Agency"),
        ("Anna Name/Agency", "Name, Anna", "The Agency via Wire"),
        ("Zoë Näme/Agency", "Zoe Name", ""),
        ("A. Name/Outlet", "A. Name", ""),
        ("A. Name/Agency", "", "Agency"),
        ("ئا. ناو/ئاژانس", "A. Name", "Agency"),
        ("A. Name/Agency", "", ""),
    ],
)
def test_a_credit_that_may_mean_the_same_is_fine(credit: str, creator: str, embedded: str) -> None:
    assert codes({"photo_credit": credit}, rights=Rights(creator, embedded)) == []


@pytest.mark.parametrize(
    ("credit", "creator", "embedded"),
    [
        ("B. Other/Outlet", "A. Name", "Agency"),
        ("A. Name/Outlet", "A. Name", "Agency"),
        ("B. Other", "A. Name", ""),
        ("Outlet", "", "Agency"),
    ],
)
def test_a_credit_that_contradicts_the_picture_is_told_with_both(credit: str, creator: str, embedded: str) -> None:
    document = article(**(SAID | {"photo_credit": credit}))
    (problem,) = problems_of(document, rights=Rights(creator, embedded))
    assert (problem.code, problem.severity) == ("other-credit", Severity.WARNING)
    assert problem.where == FieldLocation(WRITTEN, "photo_credit")
    assert credit in problem.message
    assert (embedded or creator) in problem.message


@pytest.mark.parametrize(
    ("caption", "embedded"),
    [
        ("The base in Duhok after the handover.", "ERBIL, IRAQ - A soldier stands at the base on March 29, 2020."),
        ("Soldiers lower the flag.", "A soldier looks on as troops leave."),
        ("Erbil’s citadel on Nowruz.", "Nowruz fires are lit."),
        ("Şîlan Ömer at the museum.", "OMER, Silan: a portrait of the director"),
        ("قەڵای هەولێر لە نەورۆزدا", "The citadel of Erbil"),
        ("The base.", "A soldier stands near Duhok."),
        ("A soldier stands near Duhok.", "The base."),
        ("A soldier stands near Duhok.", ""),
    ],
)
def test_a_caption_that_was_rewritten_is_fine(caption: str, embedded: str) -> None:
    assert codes({"photo_caption": caption}, caption=embedded) == []


def test_what_is_said_for_the_blind_counts_as_well() -> None:
    said = {"photo_caption": "The Dara camp in Duhok, June 5.", "photo_alt": "Tents in rows before mountains"}
    assert codes(said, caption="Rows of tents on a plain.") == []


def test_a_caption_without_a_word_of_that_in_the_file_is_told_with_it() -> None:
    document = article(**(SAID | {"photo_caption": "Lawmakers vote on the budget in Baghdad."}))
    (problem,) = problems_of(document, caption="A soldier looks on near Duhok." + " More of it." * 20)
    assert (problem.code, problem.severity) == ("other-caption", Severity.WARNING)
    assert problem.where == FieldLocation(WRITTEN, "photo_caption")
    assert "“A soldier looks on near Duhok. More" in problem.message
    assert len(problem.message) < 250


@pytest.mark.parametrize("lang", ["", "en"])
def test_an_article_may_name_the_sites_own_language(lang: str) -> None:
    said = {"photo_caption": "Lawmakers vote on the budget in Baghdad.", "lang": lang}
    assert codes(said, caption="A soldier looks on near Duhok.") == ["other-caption"]


def test_a_caption_in_another_language_than_the_sites_own_is_not_compared() -> None:
    said = {"photo_caption": "Parlementerên nû deng didin.", "lang": "ku"}
    assert codes(said, caption="A soldier looks on near Duhok.") == []


def test_an_old_picture_that_nobody_called_a_file_photo_is_told_with_its_day() -> None:
    (problem,) = problems_of(article(**SAID), created=date(2026, 3, 1))
    assert problem.code == "old-photo"
    assert "March 1, 2026, 265 days" in problem.message
    assert "file_photo: true" in problem.hint


@pytest.mark.parametrize("said", [True, False])
def test_once_an_editor_has_said_whether_it_is_a_file_photo_nothing_is_told(said: bool) -> None:
    assert codes({"file_photo": said}, created=date(2020, 3, 1)) == []


def test_an_animation_is_told() -> None:
    (problem,) = problems_of(article(**SAID), frames=2)
    assert problem.code == "animated-photo"
    assert "first frame" in problem.message
    assert "2" not in problem.message  # of a GIF nobody counted them


def test_a_lead_that_is_too_small_for_search_is_told_and_no_other_picture() -> None:
    assert codes(width=1199) == ["small-photo"]
    assert codes(width=1200) == []
    in_gallery = article(photos=(PhotoReference("a.jpg", "A base", "The base.", "A. Name/Agency"),))
    assert problems_of(in_gallery, width=300) == ()


def test_a_lead_is_large_enough_where_no_larger_one_is_asked_for() -> None:
    small = replace(BRIDGE, width=640)
    settings = replace(SETTINGS, photos=PhotoSettings(widths=(320, 640)))
    assert photo_problems(article(**SAID), References({"a.jpg": small}), settings, DAY, NOON) == ()


def test_a_picture_whose_rights_have_ended_is_told_and_nothing_else_of_it() -> None:
    said = {"photo_rights_expire": NOON, "photo_caption": "Lawmakers vote on the budget."}
    (problem,) = problems_of(article(**(SAID | said)), frames=12, width=9, caption="Women walk home.")
    assert (problem.code, problem.severity) == ("expired-photo", Severity.WARNING)
    assert problem.where == FieldLocation(WRITTEN, "photo_rights_expire")


def test_words_in_a_wrong_encoding_in_the_file_of_a_picture_are_told_where_it_is_used() -> None:
    (problem,) = problems_of(article(**SAID), misread=("itâ€™s", "it’s"))
    assert (problem.code, problem.severity) == ("misread-photo", Severity.WARNING)
    assert problem.where == FieldLocation(WRITTEN, "photo_caption")
    assert "“itâ€™s”" in problem.message
    assert "“it’s”" in problem.message
