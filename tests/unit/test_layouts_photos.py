"""What our own layouts print of photographs: the words under them in one run of text, in every language; and what browsers
need so that nothing jumps and no file is fetched twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from generator.make.pages.layouts import Layouts, environment
from generator.model.pictures import PictureView, Source
from generator.model.views import FigureView, Moment

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
LANGUAGES = ("ar", "ckb", "ku", "tr")
PICTURE = PictureView(
    (Source("image/webp", "/b-480.webp 480w, /b-800.webp 800w"),), "/b.jpg", "/b.jpg 480w", 800, 533, "A bridge"
)
DAY = Moment("2020-03-29", "March 29, 2020", "")


def printed(part: str, macro: str, *given: Any, language: str = "en", **named: Any) -> str:
    """What a macro of a part prints."""
    module: Any = environment(Layouts(str(LAYOUTS), "stamp"), language).get_template(f"parts/{part}.html").module
    return str(getattr(module, macro)(*given, **named))


def seen(html: str) -> str:
    """The text of it that can be seen."""
    return re.sub(r"<[^>]+>", "", re.sub(r'<span class="visually-hidden">.*?</span>', "", html))


def caption(language: str = "en", **figure: Any) -> str:
    return seen(printed("figure", "caption", FigureView(PICTURE, **figure), language=language))


def test_a_caption_in_another_language_says_so() -> None:
    printed_caption = printed("figure", "caption", FigureView(PICTURE, "الجسر", lang="ar", dir="rtl"))
    assert '<span class="caption" lang="ar" dir="rtl">الجسر</span>' in printed_caption
    printed_caption = printed("figure", "caption", FigureView(PICTURE, "The bridge", lang="en"))
    assert '<span class="caption" lang="en" dir="ltr">The bridge</span>' in printed_caption


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({}, "Photo: A. Name"),
        ({"file_photo": True}, "File photo: A. Name"),
        ({"file_photo": True, "taken": DAY}, "File photo, March 29, 2020: A. Name"),
        ({"generated": "edited"}, "Image edited with artificial intelligence: A. Name"),
        ({"generated": "edited", "file_photo": True}, "File photo, edited with artificial intelligence: A. Name"),
        (
            {"generated": "edited", "file_photo": True, "taken": DAY},
            "File photo, March 29, 2020, edited with artificial intelligence: A. Name",
        ),
        ({"generated": "made"}, "Image made with artificial intelligence: A. Name"),
        ({"generated": "made", "file_photo": True, "taken": DAY}, "Image made with artificial intelligence: A. Name"),
    ],
)
def test_caption_label_and_credit_are_one_run_of_text(figure: dict[str, Any], words: str) -> None:
    assert caption(caption="The bridge.", credit="A. Name", **figure) == f"The bridge. {words}"
    alone = words.removesuffix(": A. Name")
    if alone != "Photo":
        assert caption(**figure) == alone


def test_a_picture_of_which_nothing_is_said_has_no_caption() -> None:
    assert printed("figure", "caption", FigureView(PICTURE)) == ""


def test_a_caption_begins_with_a_word_that_is_only_heard() -> None:
    html = printed("figure", "caption", FigureView(PICTURE, "The bridge.", "A. Name"))
    assert html.startswith(
        '<figcaption><span class="visually-hidden">Caption: </span><span class="caption">The bridge.'
    )


def _combinations() -> Iterator[dict[str, Any]]:
    for generated, file_photo, taken, credit in product(
        ("", "made", "edited"), (False, True), (None, DAY), ("", "A. Name")
    ):
        if file_photo or not taken:
            yield {"generated": generated, "file_photo": file_photo, "taken": taken, "credit": credit}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_in_the_language_of_its_page(language: str) -> None:
    for figure in _combinations():
        words = caption(language, **figure)
        for own in ("A. Name", "March 29, 2020"):
            words = words.replace(own, "")
        assert not re.search("photo|image|intelligence", words, re.IGNORECASE), figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_layouts_is_translated(language: str) -> None:
    options = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "trimmed": "false", "silent": "false"}}
    found = extract_from_dir(LAYOUTS, method_map=[("**.html", "jinja2")], options_map=options)
    catalogue = read_po(BytesIO((LAYOUTS / f"locale/{language}/LC_MESSAGES/dateline.po").read_bytes()))
    names = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    assert len(names) > 60
    assert [name for name in sorted(names) if not _is_translated(catalogue.get(name))] == []


def _is_translated(message: Message | None) -> bool:
    texts = (message.string if message else "") or ""
    return bool(texts) and (isinstance(texts, str) or all(texts))


def test_in_place_of_a_picture_that_was_withdrawn_stands_a_note_and_nothing_else() -> None:
    html = printed("figure", "figure", FigureView(None), lead=True)
    assert seen(html) == "This picture is no longer shown: the right to publish it has ended."
    assert "<img" not in html


def test_a_picture_keeps_its_place_and_its_colour_until_it_has_come() -> None:
    place = {"sizes": "100vw", "needed": 0}
    html = printed("picture", "picture", replace(PICTURE, colour="#8a7f6b", focus="50% 30%"), place)
    assert 'width="800" height="533"' in html
    assert 'data-colour="#8a7f6b" data-focus="50% 30%"' in html
    assert "style" not in html
    assert "data-" not in printed("picture", "picture", PICTURE, place)


def test_sources_for_narrow_screens_come_first_each_with_its_size() -> None:
    narrow = (
        Source("image/webp", "/n-480.webp 480w, /n-800.webp 800w", 800, 800),
        Source("image/jpeg", "/n-480.jpg 480w", 480, 480),
    )
    html = printed("picture", "picture", replace(PICTURE, narrow=narrow), {"sizes": "50vw", "needed": 0})
    first, second, third = re.findall("<source ([^>]+)>", html)
    assert 'media="screen and (max-width: 47.99em)" type="image/webp"' in first
    assert 'width="800" height="800"' in first
    assert 'type="image/jpeg"' in second
    assert "media" not in third


@pytest.mark.parametrize(("count", "wide"), [(1, 1), (2, 0), (3, 1), (4, 0)])
def test_of_an_odd_number_of_pictures_the_first_stands_alone(count: int, wide: int) -> None:
    html = printed("gallery", "gallery", (FigureView(PICTURE, "One.", "A. Name"),) * count)
    assert (html.count("<figure"), html.count("wide-figure")) == (count, wide)
    assert "<script" not in html


def test_an_upright_picture_never_stands_alone_across_a_gallery() -> None:
    upright = FigureView(replace(PICTURE, width=533, height=800))
    assert "wide-figure" not in printed("gallery", "gallery", (upright,) * 3)


def test_an_article_without_a_gallery_has_no_trace_of_one() -> None:
    assert printed("gallery", "gallery", ()).strip() == ""
