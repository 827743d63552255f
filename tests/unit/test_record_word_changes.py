"""Which words changed between two versions of a text, and what counts as spelling."""

from __future__ import annotations

import pytest

from generator.model.documents import BodyFigure, BodyLink
from generator.model.headers import PhotoReference
from generator.model.settings import EditSettings
from generator.record.word_changes import shown_text, untold, word_changes

TEXT = "The council met on Monday in Erbil and approved the budget of 1,500 dinars."


def quoted(before: str, now: str, language: str = "en", **settings: int) -> list[str]:
    return [str(each) for each in untold(word_changes(before, now), language, EditSettings(**settings))]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Monday", "Tuesday", "“Monday” is now “Tuesday” (“The council met on Tuesday in Erbil and approved”)"),
        ("met on", "did not meet on", "“met” is now “did not meet” (“The council did not meet on Monday in Erbil”)"),
        (" in Erbil", "", "“in Erbil” is gone (“council met on Monday and approved the budget”)"),
        ("approved", "not approved", "“not” is new (“Monday in Erbil and not approved the budget of”)"),
        ("1,500", "15,00", "“1,500” is now “15,00” (“approved the budget of 15,00 dinars”)"),
        ("dinars", "dinars%", "“%” is new (“budget of 1,500 dinars%”)"),
    ],
)
def test_changed_words_are_quoted_with_those_around_them(old: str, new: str, said: str) -> None:
    assert quoted(TEXT, TEXT.replace(old, new)) == [said]


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("recieve", "receive", "en"),
        ("acommodate", "accommodate", "en"),
        ("council", "Council", "en"),
        ("its", "it's", "en"),
        ("re-opened", "reopened", "en"),
        ("any more", "anymore", "en"),
        ("كتاب جديد", "كتاب جديد.", "ar"),
        ("هه‌ولێر", "هەولێر", "ckb"),
        ("yayinlandi", "yayınlandi", "tr"),
        ("“quoted”", "'quoted'", "en"),
    ],
)
def test_spelling_is_let_through(old: str, new: str, language: str) -> None:
    assert quoted(f"before {old} after", f"before {new} after", language) == []


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("15", "16", "en"),
        ("Iran", "Iraq", "en"),
        ("now", "not", "en"),
        ("could", "couldn't", "en"),
        ("was", "were", "en"),
        ("geldi", "gelmedi", "tr"),
        ("", "not", "en"),
        ("alleged", "", "en"),
        ("2G", "3G", "en"),
    ],
)
def test_another_meaning_is_not(old: str, new: str, language: str) -> None:
    assert quoted(f"before {old} after", f"before {new} after", language)


def test_much_spelling_is_no_longer_small() -> None:
    before, now = "recieve beleive seperate", "receive believe separate"
    assert quoted(before, now) == []
    assert len(quoted(before, now, spelling_words=2)) == 1
    assert quoted("recieve", "receive", spelling_letters=0)
    assert quoted("re-opened", "reopened", spelling_letters=0) == []
    assert quoted("re-opened", "reopened", spelling_words=0)


def test_beside_another_meaning_spelling_is_not_quoted() -> None:
    (said,) = quoted("We recieve about five letters.", "We receive about six letters.")
    assert said.startswith("“five” is now “six”")


def test_markup_is_no_word_and_captions_are() -> None:
    plain = ("<p>The wheat’s in, at last.</p><p>It rained.</p>",)
    marked = (
        '<p>The <a href="',
        BodyLink("a.md"),
        '">wh<em>ea</em>t</a>’s in – at last.</p>\n\n<blockquote>It rained.</blockquote>',
    )
    assert word_changes(shown_text(plain), shown_text(marked)) == []
    figure = BodyFigure(PhotoReference("a.jpg", caption="A field & a barn."))
    assert shown_text((*plain, figure)).endswith("It rained. A field & a barn.")


def test_a_whole_new_text_is_told_in_one_piece() -> None:
    before, now = " ".join(f"a{number}" for number in range(5000)), " ".join(f"b{number}" for number in range(5000))
    (said,) = quoted(before, now)
    assert len(said) < 200
