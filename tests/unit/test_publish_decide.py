"""What was published and what is to be -> what has to be made, and why."""

from __future__ import annotations

import pytest

from generator.model.published_file import FileState, Fingerprint, PublishedFile
from generator.publish.decide import SENTENCES, Reason, decide

PRINT = Fingerprint("view", "text", "frame", "layout", "code")
ENTRY = PublishedFile("a/index.html", "content/articles/a.md", PRINT, FileState("d1", 12, 34, 56))


def test_what_is_as_it_was_and_lies_where_it_lay_is_fresh() -> None:
    assert decide(PRINT, ENTRY, "d1") == ()


def test_what_was_not_there_before_is_new_whatever_lies_there_now() -> None:
    assert decide(PRINT, None, "") == (Reason.NEW,)
    assert decide(PRINT, None, "d1") == (Reason.NEW,)


@pytest.mark.parametrize("part", Fingerprint._fields)
def test_each_part_of_a_fingerprint_is_a_reason_of_its_own(part: str) -> None:
    assert decide(PRINT._replace(**{part: "other"}), ENTRY, "d1") == (Reason(part),)
    assert decide(PRINT, ENTRY._replace(fingerprint=PRINT._replace(**{part: "other"})), "d1") == (Reason(part),)


def test_several_reasons_are_all_told_and_always_in_the_same_order() -> None:
    assert decide(Fingerprint("v", "t", "f", "l", "c"), ENTRY, "d1") == (
        Reason.CODE,
        Reason.LAYOUT,
        Reason.CHROME,
        Reason.VIEW,
        Reason.TEXT,
    )
    assert decide(PRINT._replace(view="v", text="t"), ENTRY, "d1") == (Reason.VIEW, Reason.TEXT)


def test_a_published_file_that_is_gone_is_made_again() -> None:
    assert decide(PRINT, ENTRY, "") == (Reason.MISSING,)


def test_a_published_file_that_somebody_changed_is_made_again() -> None:
    assert decide(PRINT, ENTRY, "d2") == (Reason.ALTERED,)


@pytest.mark.parametrize("standing", ["", "d2"])
def test_what_is_to_be_another_page_is_made_for_that_reason_alone(standing: str) -> None:
    """That its file is gone besides tells an editor nothing."""
    assert decide(PRINT._replace(text="t"), ENTRY, standing) == (Reason.TEXT,)


def test_a_file_that_is_gone_is_not_fresh_even_if_we_left_it_without_a_digest() -> None:
    assert decide(PRINT, ENTRY._replace(state=FileState("", 0, 0, 0)), "") == (Reason.MISSING,)


def test_every_reason_has_a_sentence_of_its_own() -> None:
    assert set(SENTENCES) == set(Reason)
    assert len(set(SENTENCES.values())) == len(Reason)
    assert not any(sentence.endswith(".") for sentence in SENTENCES.values())  # they stand in the middle of one
