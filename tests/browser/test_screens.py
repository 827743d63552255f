"""Every kind of page on a phone, a tablet and a desk, in light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Look
from tests.browser.sample import PAGES, SCHEMES, SCRIPTED, WIDTHS

MOST_BYTES, MOST_LITE_BYTES = 60_000, 20_000
"""Of a page's HTML and style sheet together."""

SCREENS = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]

everywhere = pytest.mark.parametrize(("name", "width", "scheme"), [(name, *one) for name in PAGES for one in SCREENS])


@everywhere
def test_no_page_scrolls_sideways(look: Look, name: str, width: int, scheme: str) -> None:
    seen = look(name, width, scheme)
    assert seen.overflow == 0, seen.past_the_edge
    assert seen.past_the_edge == ()


@everywhere
def test_every_page_loads_without_a_complaint(look: Look, name: str, width: int, scheme: str) -> None:
    seen = look(name, width, scheme)
    assert seen.status == (404 if name == "404" else 200)
    assert seen.complaints == ()
    assert seen.failed == ()


@everywhere
def test_no_page_needs_a_script_or_another_host(look: Look, name: str, width: int, scheme: str) -> None:
    seen = look(name, width, scheme)
    assert seen.scripts == (name in SCRIPTED)
    assert seen.hosts == {"127.0.0.1"}


@everywhere
def test_every_picture_in_view_has_loaded_and_none_is_enlarged(look: Look, name: str, width: int, scheme: str) -> None:
    pictures = look(name, width, scheme).pictures
    assert [picture.src for picture in pictures if picture.in_view and not picture.loaded] == []
    blurred = [p for p in pictures if p.loaded and p.file_width < p.drawn_width - 1 and p.file_width < max(p.offered)]
    assert [(p.src, p.drawn_width) for p in blurred] == []


@everywhere
def test_the_file_of_a_picture_fits_its_place(look: Look, name: str, width: int, scheme: str) -> None:
    """No smaller file would have been sharp on this screen, unless the page is as wide as the picture on none of them."""
    for picture in look(name, width, scheme).pictures:
        smaller = [offered for offered in picture.offered if offered < picture.file_width]
        if picture.loaded and smaller:
            assert max(smaller) < max(picture.drawn_width * 1.2, 112), picture.src


@everywhere
def test_the_lead_picture_is_fetched_first_and_the_others_when_they_are_near(
    look: Look, name: str, width: int, scheme: str
) -> None:
    pictures = look(name, width, scheme).pictures
    assert all(picture.first and not picture.lazy for picture in pictures if picture.lead)
    assert all(picture.lazy and not picture.first for picture in pictures if not picture.lead)


@pytest.mark.parametrize("name", ["home", "article", "sorani", "section"])
def test_these_pages_open_with_a_picture(look: Look, name: str) -> None:
    assert [picture.lead for picture in look(name, 1280, "light").pictures].count(True) == 1


def test_every_picture_has_an_alternative_text(look: Look) -> None:
    assert all(picture.alt is not None for name in PAGES for picture in look(name, 1280, "light").pictures)


def test_a_body_has_pictures_too(look: Look) -> None:
    assert any(picture.body for picture in look("article", 360, "light").pictures)


def test_the_text_and_style_of_every_page_are_small(public: Path) -> None:
    """A lite page has a style sheet of its own, and is a third of that at most."""
    (full,), (lite,) = (list(public.glob(f"assets/{name}-*.css")) for name in ("site", "lite"))
    for page in public.rglob("*.html"):
        is_lite = page.relative_to(public).parts[0] == "lite"
        size = page.stat().st_size + (lite if is_lite else full).stat().st_size
        assert size < (MOST_LITE_BYTES if is_lite else MOST_BYTES), page
