"""Withheld names in texts, however they are spelled, and in the notes of pictures."""

from __future__ import annotations

import pytest

from generator.model.documents import Picture, Rights
from generator.model.withheld import is_name, name_in, spelled, unnamed, without_names

NAMES = ("Ali Hassan", "عەلی حەسەن", "علي حسن", "Şêrko Bêkes", "Li Na", "ڕێبوار ساڵح")

FOUND = {
    "as it is": ("Photo by Ali Hassan.", "Ali Hassan"),
    "in capitals": ("ALI HASSAN/Agency", "Ali Hassan"),
    "with accents": ("Âlî Hassân", "Ali Hassan"),
    "over two lines": ("by Ali\nHassan", "Ali Hassan"),
    "with a possessive": ("Ali Hassan’s camera", "Ali Hassan"),
    "in an address": ("/files/2026-ali-hassan-0123456789ab.pdf", "Ali Hassan"),
    "with underscores": ("https://social.example/ali_hassan", "Ali Hassan"),
    "as one word": ("@alihassan@social.example", "Ali Hassan"),
    "in a mail address": ("mailto:ali.hassan@outlet.example", "Ali Hassan"),
    "with a soft hyphen": ("Ali Has\u00adsan", "Ali Hassan"),
    "with tags": ("<p>Ali <b>Hassan</b></p>", "Ali Hassan"),
    "with a tag within": ("<p><b>A</b>li Hassan</p>", "Ali Hassan"),
    "in an attribute": ('<img alt="Ali Hassan">', "Ali Hassan"),
    "in two cells": ("<td>Ali</td><td>Hassan</td>", "Ali Hassan"),
    "in references": ("Ali&#32;Hass&#97;n", "Ali Hassan"),
    "percent-encoded": ("?title=Ali%20Hassan", "Ali Hassan"),
    "in the escapes of JSON": (r"{'name': '\u0041li Hassan'}", "Ali Hassan"),
    "in Sorani": ("وێنە: عەلی حەسەن/ئاژانس", "عەلی حەسەن"),
    "in Sorani, on an Arabic keyboard": ("عه\u200cلي حه\u200cسه\u200cن", "عەلی حەسەن"),
    "in Sorani, with an ending": ("عەلی حەسەنی وێنەگر", "عەلی حەسەن"),
    "in Sorani, percent-encoded": ("/tags/%D8%B9%DB%95%D9%84%DB%8C-%D8%AD%DB%95%D8%B3%DB%95%D9%86/", "عەلی حەسەن"),
    "in Arabic, with a letter before it": ("قال لعلي حسن", "علي حسن"),
    "in Arabic, with vowels": ("عَلِيّ حَسَن", "علي حسن"),
    "in Kurmanji, with an ending": ("bi Şêrko Bêkesî re", "Şêrko Bêkes"),
    "in Kurmanji, in an address": ("/ku/serko-bekes/", "Şêrko Bêkes"),
    "in Sorani, with a word before it": ("وتی لەڕێبوار ساڵح بپرسە", "ڕێبوار ساڵح"),
    "in Sorani, with another word before it": ("پەیوەندی بەڕێبوار ساڵحەوە کرا", "ڕێبوار ساڵح"),
    "in Sorani, with an ending in between": ("ڕێبواری ساڵح", "ڕێبوار ساڵح"),
    "in Sorani, with the letters of other keyboards": ("ريبوار سالح", "ڕێبوار ساڵح"),
    "with an ending": ("the Ali Hassans", "Ali Hassan"),
    "in a user name with a number": ("@alihassan99", "Ali Hassan"),
    "in a user name with a sign and a number": ("@ali_hassan1", "Ali Hassan"),
    "short, with its space": ("Li Na said", "Li Na"),
}

NOT_FOUND = {
    "a part": "Ali said, and Hassan agreed.",
    "another name with it": "Ali Hassanzadeh",
    "another name before it": "Kali Hassan",
    "other words between": "Ali and Hassan",
    "a short one as one word": "lina",
    "nothing": "",
}


@pytest.mark.parametrize("case", FOUND)
def test_a_name_is_found(case: str) -> None:
    text, name = FOUND[case]
    assert name_in(text, NAMES) == name


@pytest.mark.parametrize("case", NOT_FOUND)
def test_another_text_is_none(case: str) -> None:
    assert name_in(NOT_FOUND[case], NAMES) == ""
    assert name_in("Ali Hassan", ()) == ""


def test_a_name_is_shown_as_it_is_spelled() -> None:
    assert spelled("A text.\nIt was “ALI-HASSAN”, he said.", ("Ali Hassan",)) == "ALI-HASSAN"
    assert spelled("A text.", ("Ali Hassan",)) == ""


def test_a_name_has_a_letter() -> None:
    assert is_name("Ali")
    assert not is_name("—")


RIGHTS = Rights(
    "Ali Hassan", "Ali Hassan/AFP", "© AFP", "https://afp.example/terms", "Ali Hassan", "https://afp.example"
)


def test_notes_with_a_name_are_dropped_and_the_agency_stays() -> None:
    picture = without_names(
        Picture("p.jpg", "d", 9, 9, RIGHTS, "Men at work. (Photo by ALI HASSAN / AFP)"), ("Ali Hassan",)
    )
    assert picture.rights == Rights("", "AFP", "© AFP", "https://afp.example/terms", "", "https://afp.example")
    assert (picture.caption, picture.is_withheld) == ("", True)


def test_a_picture_without_the_name_is_as_it_was() -> None:
    picture = Picture("p.jpg", "d", 9, 9, RIGHTS, "Men at work.")
    assert without_names(picture, ("Hassan Ali",)) is picture
    plain = Picture("p.jpg", "d", 9, 9)
    assert unnamed(plain) is plain


def test_a_creator_is_withheld_with_all_that_could_name_one() -> None:
    picture = unnamed(
        Picture("p.jpg", "d", 9, 9, Rights("Ali Hassan; Dara Aziz/AFP", "AFP"), "Men.", source_type="digitalCapture")
    )
    assert (picture.rights, picture.caption, picture.source_type) == (Rights(), "", "digitalCapture")
    assert picture.creators_withheld == ("Ali Hassan", "Dara Aziz")
