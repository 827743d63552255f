"""What a picture editor is told of, and what not: pictures and documents in, findings out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from generator.model.documents import Author, Body, BodyFacts, BodyFigure, BrokenPicture, Picture, Rights, TextDocument
from generator.model.headers import AuthorHeader, PhotoReference, Status
from generator.model.settings import PhotoSettings
from generator.photo_report.findings import RULES, Collection, Finding, Kind, findings
from generator.photo_report.uses import uses
from tests.unit.newsrooms import BAGHDAD, NOON, article

BRIDGE = Picture("photos/bridge.jpg", "b", 2400, 1600, Rights("Ali Name", "Agency"), created=date(2026, 11, 21))
MARKET = Picture("photos/market.jpg", "m", 2400, 1600)
LEAD: dict[str, Any] = {"photo": "bridge.jpg", "photo_alt": "A bridge", "photo_credit": "A. Name/Agency"}


def found(
    *documents: TextDocument,
    pictures: tuple[Picture | BrokenPicture, ...] = (BRIDGE,),
    sizes: dict[str, int] | None = None,
    doubtful: frozenset[str] = frozenset(),
    as_of: datetime = NOON,
    **settings: Any,
) -> list[Finding]:
    by_path = {picture.path: picture for picture in pictures}
    photos = PhotoSettings(**settings)
    named = uses(documents, by_path, as_of, BAGHDAD)
    return list(findings(Collection(by_path, sizes or {}, named, doubtful, photos, as_of)))


def kinds(*documents: TextDocument, **more: Any) -> list[Kind]:
    return [finding.kind for finding in found(*documents, **more)]


def only(kind: Kind, *documents: TextDocument, **more: Any) -> Finding:
    (finding,) = (each for each in found(*documents, **more) if each.kind is kind)
    return finding


def figure(src: str = "bridge.jpg", **said: Any) -> Body:
    return Body((BodyFigure(PhotoReference(src, **({"alt": "A bridge", "credit": "Agency"} | said))),))


def test_of_a_picture_with_nothing_wrong_nothing_is_told() -> None:
    assert found(article(**LEAD)) == []


def test_of_no_pictures_nothing_is_told() -> None:
    assert found(pictures=()) == []


def test_every_kind_is_found_by_one_rule_at_least() -> None:
    """One newsroom in which all that can be wrong is wrong."""
    lamp = replace(
        MARKET, path="photos/lamp.jpg", digest="l", likeness="0123456789abcdef", source_type="compositeSynthetic"
    )
    pictures = (
        BRIDGE,
        replace(BRIDGE, path="photos/copy.jpg"),
        MARKET,
        lamp,
        replace(lamp, path="photos/lamp-small.jpg", digest="s", width=600, height=400, source_type=""),
        replace(MARKET, path="photos/huge.jpg", digest="h", width=9000, height=6000),
        BrokenPicture("photos/cut.jpg", "It is cut off."),
    )
    documents = (
        article("a", photo="bridge.jpg", photo_credit="B. Other/Rival", photo_rights_expire=NOON - timedelta(days=1)),
        article("b", photo="copy.jpg", photo_rights_expire=NOON + timedelta(days=9), date=NOON + timedelta(days=200)),
        article("c", photo="lamp-small.jpg"),
        article("d", photo="market.jpg"),
    )
    assert set(kinds(*documents, pictures=pictures)) == set(Kind)


def test_what_is_graver_is_told_first() -> None:
    told = kinds(article(photo="bridge.jpg"), article("b", photo="none.jpg"), pictures=(BRIDGE, MARKET))
    assert told == sorted(told, key=list(Kind).index)


def test_a_broken_picture_is_grave_where_readers_are_to_see_it() -> None:
    broken = BrokenPicture("photos/bridge.jpg", "It is cut off.", "Copy it again.")
    shown = only(Kind.BROKEN, article(photo="bridge.jpg"), pictures=(broken,))
    assert (shown.message, shown.advice, shown.is_grave) == ("cannot be used: It is cut off.", "Copy it again.", True)
    draft = article(photo="bridge.jpg", status=Status.DRAFT)
    assert not only(Kind.BROKEN, draft, pictures=(broken,)).is_grave
    assert not only(Kind.BROKEN, pictures=(broken,)).is_grave
    embargoed = article(photo="bridge.jpg", embargo=NOON + timedelta(days=1))
    assert only(Kind.BROKEN, embargoed, pictures=(broken,)).is_grave


def test_a_picture_that_is_not_there_is_told_as_it_was_written() -> None:
    missing = only(Kind.BROKEN, article(photo="brigde.jpg"))
    assert (missing.picture, missing.is_grave) == ("brigde.jpg", True)


@pytest.mark.parametrize(
    ("document", "advice"),
    [
        (article(photo="market.jpg"), "photo_credit: Name/Agency"),
        (article(body=figure("market.jpg", credit="")), '{credit="Name/Agency"}'),
        (article(photos=(PhotoReference("market.jpg"),)), "credit: Name/Agency  in its entry of the gallery"),
        (Author("authors/a.md", "a", AuthorHeader(name="A", photo="market.jpg"), BodyFacts()), "photo_credit: "),
    ],
)
def test_a_picture_without_a_credit_is_told_with_what_to_write_there(document: TextDocument, advice: str) -> None:
    assert advice in only(Kind.NO_CREDIT, document, pictures=(MARKET,)).advice


@pytest.mark.parametrize("rights", [Rights(creator="Ali Name"), Rights(credit="Agency")])
def test_a_credit_in_the_file_is_one(rights: Rights) -> None:
    assert kinds(article(photo="market.jpg"), pictures=(replace(MARKET, rights=rights),)) == []
    assert Kind.NO_CREDIT in kinds(
        article(photo="market.jpg"), pictures=(replace(MARKET, rights=Rights(copyright="©")),)
    )


def test_a_credit_that_the_file_contradicts_is_told_with_both() -> None:
    told = only(Kind.OTHER_CREDIT, article(photo="bridge.jpg", photo_credit="B. Other/Rival")).message
    assert "“B. Other/Rival”" in told
    assert "“Ali Name” and “Agency”" in told


def credited(written: str, creator: str, credit: str) -> list[Kind]:
    story = article(photo="bridge.jpg", photo_credit=written)
    return kinds(story, pictures=(replace(BRIDGE, rights=Rights(creator, credit)),))


@pytest.mark.parametrize(
    ("written", "creator", "credit"),
    [
        ("A. Name/Agency", "Ahmed Name", "Agency"),
        ("Ahmed Name/Agency", "AHMED NAME", "Agency"),
        ("Ahmed Name", "Ahmed Name", "Agency"),
        ("Agency", "Ahmed Name", "Agency"),
        ("AFP", "Ahmed Name", "AFP via Getty Images"),
        ("A. Name/AFP", "Ahmed Name", "AFP via Getty Images"),
        ("Getty Images", "Ahmed Name", "AFP via Getty Images"),
        ("A. Name/Outlet", "Ahmed Name", ""),
        ("Name/Outlet", "Name, Ahmed", ""),
        ("Dîlan Şêxanî/Outlet", "Dilan Şêxanî", ""),
        ("Dilan Sexani/Outlet", "Dîlan Şêxanî", ""),
        ("Handout", "", ""),
        ("دیلان/ئاژانس", "Dilan", "Agency"),
        ("D. Example/Agency", "دیلان نموونە", ""),
        ("دیلان نموونە/ئاژانس", "دیلان نموونە", ""),
        ("Photo: Ahmed Name", "Ahmed Name", ""),
    ],
)
def test_a_credit_in_other_words_than_those_of_the_file_is_not_told(written: str, creator: str, credit: str) -> None:
    assert Kind.OTHER_CREDIT not in credited(written, creator, credit)


@pytest.mark.parametrize(
    ("written", "creator", "credit"),
    [
        ("B. Other/Agency", "Ahmed Name", "Agency"),
        ("A. Name/Outlet", "Ahmed Name", "AFP"),
        ("Reuters", "Ahmed Name", "AFP"),
        ("Outlet", "Ahmed Name", ""),
        ("Reuters", "", "AFP"),
        ("هێڤی نموونە/ئاژانس", "دیلان نموونی", ""),
    ],
)
def test_a_credit_for_somebody_else_is_told(written: str, creator: str, credit: str) -> None:
    assert Kind.OTHER_CREDIT in credited(written, creator, credit)


def test_an_old_picture_is_told_unless_an_editor_said_yes_or_no() -> None:
    story = article(**LEAD, date=datetime(2027, 2, 20, tzinfo=UTC))
    told = only(Kind.OLD, story)
    assert "2026-11-21, 91 days before" in told.message
    assert "file_photo: true" in told.advice
    for said in (True, False):
        header = replace(story.header, file_photo=said)
        assert kinds(replace(story, header=header), as_of=datetime(2027, 3, 1, tzinfo=UTC)) == []


def test_how_old_is_old_is_a_setting_and_the_last_day_is_not_old_yet() -> None:
    assert Kind.OLD not in kinds(article(**LEAD, date=datetime(2027, 2, 19, tzinfo=UTC)))
    assert Kind.OLD in kinds(article(**LEAD, date=datetime(2026, 11, 29, tzinfo=UTC)), old_after_days=7)
    assert Kind.OLD not in kinds(article(**LEAD, date=datetime(2026, 11, 28, tzinfo=UTC)), old_after_days=7)


def test_the_day_of_a_story_is_that_of_the_newsroom() -> None:
    """At ten in the evening in London it is tomorrow in Erbil."""
    late = article(**LEAD, date=datetime(2026, 11, 28, 22, tzinfo=UTC))
    assert Kind.OLD in kinds(late, old_after_days=7)


def test_of_a_picture_that_does_not_say_when_it_was_taken_nobody_knows_its_age() -> None:
    assert Kind.OLD not in kinds(
        article(**LEAD, date=datetime(2036, 1, 1, tzinfo=UTC)), pictures=(replace(BRIDGE, created=None),)
    )


def rights_end(days: int) -> list[Kind]:
    return kinds(article(**LEAD, photo_rights_expire=NOON + timedelta(days=days)))


def test_rights_are_told_from_thirty_days_before_their_end() -> None:
    assert rights_end(31) == []
    assert rights_end(30) == [Kind.EXPIRING]
    assert rights_end(1) == [Kind.EXPIRING]
    assert rights_end(0) == [Kind.EXPIRED]
    assert rights_end(-400) == [Kind.EXPIRED]


def test_rights_that_end_in_one_article_and_not_in_the_other_are_told_of_the_other() -> None:
    dated = article("a", **LEAD, photo_rights_expire=NOON + timedelta(days=90))
    told = only(Kind.UNEVEN, dated, article("b", body=figure()))
    assert [use.document for use in told.uses] == ["articles/b.md"]
    assert '{rights_expire="2027-02-20"}' in told.advice
    both = article("b", body=figure(rights_expire=dated.header.photo_rights_expire))
    assert Kind.UNEVEN not in kinds(dated, both)


@pytest.mark.parametrize("source_type", ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"])
def test_a_picture_that_a_model_had_a_part_in_is_told(source_type: str) -> None:
    picture = replace(BRIDGE, source_type=source_type)
    assert only(Kind.GENERATED, article(**LEAD), pictures=(picture,)).uses[0].document == "articles/handover.md"


@pytest.mark.parametrize("source_type", ["", "digitalCapture", "algorithmicMedia", "negativeFilm"])
def test_a_picture_that_none_had_a_part_in_is_not(source_type: str) -> None:
    assert kinds(article(**LEAD), pictures=(replace(BRIDGE, source_type=source_type),)) == []


def test_a_lead_photo_that_is_too_small_is_told_and_one_in_the_text_is_not() -> None:
    small = replace(BRIDGE, width=1199, height=800)
    assert kinds(article(**LEAD), pictures=(small,)) == [Kind.SMALL]
    assert kinds(article(**LEAD), pictures=(replace(small, width=1200),)) == []
    assert kinds(article(body=figure()), pictures=(small,)) == []


def test_a_picture_in_two_stories_is_reused_and_in_two_languages_it_is_not() -> None:
    first, second = article("a", **LEAD), article("b", **LEAD)
    told = only(Kind.REUSED, first, second)
    assert [use.document for use in told.uses] == ["articles/a.md", "articles/b.md"]
    translation = replace(second, header=replace(second.header, translation_of="a"))
    assert kinds(first, translation) == []


def test_translations_of_translations_are_one_story_even_in_a_circle() -> None:
    a, b, c = (article(name, **LEAD, translation_of=of) for name, of in (("a", "c"), ("b", "a"), ("c", "b")))
    assert kinds(a, b, c) == []


def test_a_portrait_that_stands_in_an_article_too_is_not_reused() -> None:
    header = AuthorHeader(name="A", photo="bridge.jpg", photo_credit="Agency")
    assert kinds(Author("authors/a.md", "a", header, BodyFacts()), article(**LEAD)) == []


def test_two_files_with_the_same_bytes_are_copies_and_their_stories_share_a_picture() -> None:
    copy = replace(BRIDGE, path="photos/copy.jpg")
    documents = article("a", **LEAD), article("b", **(LEAD | {"photo": "copy.jpg"}))
    told = only(Kind.COPIES, *documents, pictures=(BRIDGE, copy))
    assert (told.picture, told.others) == ("photos/bridge.jpg", ("photos/copy.jpg",))
    assert kinds(*documents, pictures=(BRIDGE, copy)) == [Kind.COPIES, Kind.REUSED]


def test_pictures_that_look_alike_are_told_once_and_copies_are_not_told_as_such() -> None:
    shot = replace(BRIDGE, likeness="0123456789abcdef")
    again = replace(shot, path="photos/again.jpg", digest="a", likeness="0123456789abcdee")
    copy = replace(shot, path="photos/copy.jpg")
    told = only(Kind.ALIKE, article(**LEAD), pictures=(shot, again, copy))
    assert (told.picture, told.others) == ("photos/again.jpg", ("photos/bridge.jpg",))
    assert [use.picture for use in told.uses] == ["photos/bridge.jpg"]


def test_a_file_that_is_larger_than_of_any_use_is_told() -> None:
    wide = replace(BRIDGE, width=6401, height=4000)
    assert kinds(article(**LEAD), pictures=(wide,)) == [Kind.LARGE]
    assert kinds(article(**LEAD), pictures=(replace(wide, width=6400),)) == []
    assert kinds(article(**LEAD), pictures=(wide,), full_size=True) == []
    assert kinds(article(**LEAD), sizes={BRIDGE.path: 12_000_001}) == [Kind.LARGE]
    assert kinds(article(**LEAD), sizes={BRIDGE.path: 12_000_000}) == []


def test_a_picture_that_no_document_names_is_unused_and_a_draft_names_one() -> None:
    assert kinds() == [Kind.UNUSED]
    assert kinds(article(**LEAD, status=Status.DRAFT)) == []


def test_a_picture_that_an_unreadable_document_may_name_is_not_called_unused() -> None:
    assert kinds(doubtful=frozenset({BRIDGE.path})) == []


def test_what_is_to_be_said_of_one_picture_in_the_same_words_is_said_once() -> None:
    documents = [article(name, photo="market.jpg", photo_alt="x") for name in "abc"]
    told = only(Kind.NO_CREDIT, *documents, pictures=(MARKET,))
    assert [use.document for use in told.uses] == ["articles/a.md", "articles/b.md", "articles/c.md"]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_and_what_to_do(rule: Callable[[Collection], Any]) -> None:
    """A sentence that goes on from the name of the picture, and one of its own."""
    huge = replace(
        BRIDGE, width=9000, height=6000, digest="h", path="photos/huge.jpg", source_type="compositeSynthetic"
    )
    pictures = {
        each.path: each for each in (BRIDGE, MARKET, huge, BrokenPicture("photos/cut.jpg", "It is cut.", "Copy it."))
    }
    named = uses(
        [article("a", photo="market.jpg"), article("b", photo="none.jpg"), article("c", photo="market.jpg")],
        pictures,
        NOON,
        BAGHDAD,
    )
    for finding in rule(Collection(pictures, {}, named, frozenset(), PhotoSettings(), NOON)):
        assert finding.message[0].islower()
        assert finding.message.endswith((".", "!"))
        assert finding.advice[0].isupper()
