"""What machines read of an article stands in the vocabulary of schema.org, and says nothing that nobody knows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.model.documents import Correction, Rights
from tests.unit.newsrooms import BRIDGE, NOON, article, page_views, utc

URL = "/kurdistan/2026/11/handover/"


def metadata(*others: Any, **header: Any) -> dict[str, Any]:
    page = page_views(article(**header), *others)[URL]
    read: dict[str, Any] = json.loads(page.metadata)
    return read


NAMED = replace(
    BRIDGE,
    rights=Rights(
        "A. Name", "Agency", "© Agency", "https://agency.example/terms", "Agency", "https://agency.example/buy"
    ),
    caption="The bridge at Amedi.",
)
LEAD: dict[str, Any] = {"photo": "bridge.jpg", "photo_alt": "A bridge"}


def test_machines_read_what_is_known_of_an_article() -> None:
    read = metadata(author=("dilan", "A Guest"), summary="In short.", tags=("bridges",))
    assert read["@type"] == "NewsArticle"
    assert (read["headline"], read["description"]) == ("Title of handover", "In short.")
    assert read["url"] == read["mainEntityOfPage"] == f"https://outlet.example{URL}"
    assert [author.get("url") for author in read["author"]] == ["https://outlet.example/authors/dilan/", None]
    assert (read["articleSection"], read["keywords"], read["inLanguage"]) == ("Kurdistan", ["bridges"], "en")
    assert not {"image", "dateModified"} & read.keys()


def test_machines_read_what_is_known_of_a_picture_in_each_of_its_shapes() -> None:
    images = metadata(NAMED, **LEAD)["image"]
    assert [(image["width"], image["height"]) for image in images] == [(1200, 675), (1200, 900), (1200, 1200)]
    for image in images:
        assert image["url"].startswith("https://outlet.example/photos/bridge-")
        assert {key: value for key, value in image.items() if key not in ("url", "width", "height")} == {
            "@type": "ImageObject",
            "caption": "The bridge at Amedi.",
            "creditText": "Agency",
            "creator": {"@type": "Person", "name": "A. Name"},
            "copyrightNotice": "© Agency",
            "license": "https://agency.example/terms",
            "acquireLicensePage": "https://agency.example/buy",
        }


@pytest.mark.parametrize("statement", ["All rights reserved", "javascript:alert(1)", ""])
def test_terms_that_are_no_web_address_are_left_out(statement: str) -> None:
    images = metadata(replace(BRIDGE, rights=Rights(statement=statement)), **LEAD)["image"]
    assert not any("license" in image for image in images)


@pytest.mark.parametrize(
    ("source_type", "told"),
    [
        ("trainedAlgorithmicMedia", "https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
        ("compositeSynthetic", "https://schema.org/CompositeSyntheticDigitalSource"),
        ("digitalCapture", None),
        ("", None),
    ],
)
def test_machines_are_told_too_what_a_trained_model_had_a_part_in(source_type: str, told: str | None) -> None:
    images = metadata(replace(BRIDGE, source_type=source_type), **LEAD)["image"]
    assert {image.get("digitalSourceType") for image in images} == {told}


def test_without_a_byline_the_outlet_is_the_author() -> None:
    read = metadata()
    assert read["author"] == [read["publisher"]]
    assert read["publisher"]["name"] == "The Outlet"


@pytest.mark.parametrize("header", [{"updated": NOON}, {"corrections": (Correction(NOON, "It was two."),)}])
def test_an_update_or_a_correction_is_when_an_article_was_modified(header: dict[str, Any]) -> None:
    assert metadata(**header)["dateModified"] == NOON.isoformat()
    assert "dateModified" not in metadata(updated=utc(30)), "that is still to come"


def test_no_title_ends_the_script_that_metadata_stands_in() -> None:
    title = "</script><script>alert('&')</script><!-- \u2028"
    page = page_views(article(title=title))[URL]
    assert not set("<>&\u2028") & set(page.metadata)
    assert json.loads(page.metadata)["headline"] == title
