"""The digest of a text: other words have another one, other signs and markup have not."""

from __future__ import annotations

import pytest

from generator.model.documents import BodyFigure, BodyLink, BodyPart
from generator.model.headers import PhotoReference
from generator.record.words import digest_of_words

TEXT = "<p>The wheat’s in: 5 tonnes.</p>"


@pytest.mark.parametrize(
    "parts",
    [
        ("<p>The wheat&#x27;s in:\n5 tonnes.</p>",),
        ("<p>The <em>wheat</em>’s in – 5 tonnes</p>", BodyFigure(PhotoReference("a.jpg", "A field"))),
        ('<p>The <a href="', BodyLink("a.md"), '">wheat</a>’s in: 5 tonnes.</p>'),
    ],
)
def test_signs_links_and_pictures_are_no_words(parts: tuple[BodyPart, ...]) -> None:
    assert digest_of_words("Harvest", parts) == digest_of_words("Harvest", (TEXT,))


@pytest.mark.parametrize("text", ["The wheat’s in: 6 tonnes.", "The wheat’s in: $5 tonnes.", "The wheat’s in: −5 tonnes.",
                                  "The Wheat’s in: 5 tonnes.", "The wheat’s in: 5% tonnes.", ""])  # fmt: skip
def test_another_word_or_figure_is_another_digest(text: str) -> None:
    assert digest_of_words("Harvest", (f"<p>{text}</p>",)) != digest_of_words("Harvest", (TEXT,))


def test_the_headline_is_part_of_it() -> None:
    assert digest_of_words("Harvest", (TEXT,)) != digest_of_words("The harvest", (TEXT,))
