"""The front page and the front of a section of papers with few articles, from left to right and from right to left: words stay
on the page, whatever grid a number of articles has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.browser.observe import Windows
from tests.browser.sample import ROOT, served

sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from newsroom import POLICY, SITE, document, in_print, photo_keys

COUNTS = (0, 1, 2, 3, 5, 9)

TITLES = {
    "en": "The town's second bridge opens three years late and at twice the price that the council was told",
    "ckb": "پردی دووەمی شارۆچکەکە سێ ساڵ درەنگتر و بە دوو هێندەی ئەو نرخە دەکرێتەوە کە بە ئەنجوومەن گوترابوو",
}
SUMMARIES = {
    "en": "The ministry says that the river is to blame. Those who live beside it say that nobody asked them, and that the gravel "
    "for the piers was taken out of the bank on which the old bridge stands, which is closed now.",
    "ckb": "وەزارەت دەڵێت هۆکارەکە ڕووبارەکەیە. ئەوانەی لە تەنیشتی دەژین دەڵێن کەس پرسی پێ نەکردوون، و چەوی پایەکان لەو کەنارەوە "
    "هێنراوە کە پردە کۆنەکەی لەسەرە، و ئێستا داخراوە.",
}

Paper = tuple[str, int, bool]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Paper, str]]:
    """The addresses of papers, by their language, how many articles they have, and whether these have pictures."""
    with ExitStack() as stack:
        found = {}
        for paper in (
            (language, count, pictures) for language in TITLES for count in COUNTS for pictures in (True, False)
        ):
            language, count, pictures = paper
            newsroom = in_print(tmp_path_factory.mktemp("paper"))
            newsroom.write("policies/comments.md", POLICY)
            newsroom.write("site.toml", SITE.replace("[site]", f'[site]\nlanguage = "{language}"', 1))
            newsroom.write("sections/kurdistan.md", document("", {"title": "Kurdistan"}))
            newsroom.photo("photos/bridge.jpg")
            keys = {"title": TITLES[language], "summary": SUMMARIES[language], "author": "Dilan Example"}
            for number in range(count):
                newsroom.article(f"a{number}", **keys, **(photo_keys("bridge") if pictures else {}))
            assert newsroom.build().published
            found[paper] = stack.enter_context(served(newsroom.output))
        yield found


@pytest.mark.parametrize("pictures", [True, False])
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_front_is_wider_than_the_screen(
    windows: Windows, papers: dict[Paper, str], language: str, count: int, pictures: bool, width: int
) -> None:
    page = windows.blank(width)
    for path in ("/", "/kurdistan/"):
        page.goto(papers[language, count, pictures] + path)
        assert page.evaluate(SIDEWAYS) == 0, path


@pytest.mark.parametrize("path", ["/", "/kurdistan/"])
@pytest.mark.parametrize("language", TITLES)
def test_a_single_article_without_a_picture_fills_both_halves_of_the_page(
    windows: Windows, papers: dict[Paper, str], language: str, path: str
) -> None:
    page = windows.open(papers[language, 1, False] + path, 1280)
    headline, summary = (page.locator(f".lead-card .{part}").bounding_box() for part in ("headline", "summary"))
    assert headline is not None
    assert summary is not None
    first, second = (headline, summary) if language == "en" else (summary, headline)
    assert first["x"] + first["width"] <= second["x"]
    assert summary["y"] < headline["y"] + headline["height"]


@pytest.mark.parametrize("count", [0, 1])
def test_no_heading_in_the_footer_stands_over_nothing(windows: Windows, papers: dict[Paper, str], count: int) -> None:
    """The paper has neither pages of its own nor journalists with a file."""
    page = windows.open(papers["en", count, False], 360)
    assert page.locator(".footer-list:not(:has(li))").count() == 0
