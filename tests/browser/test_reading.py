"""What a reader does with a page: reads it from top to bottom, from right to left, past the masthead, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.sample import PAGES

FOCUS = "() => ({text: document.activeElement.textContent.trim(), id: document.activeElement.id})"

CONTRAST = """
selector => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const element = document.querySelector(selector);
  let behind = element;
  while (behind.parentElement && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
  const pair = [light(getComputedStyle(element).color), light(getComputedStyle(behind).backgroundColor)].sort();
  return (pair[1] + 0.05) / (pair[0] + 0.05);
}
"""


def text_of(page: Page) -> str:
    """What a page says, with every run of white space as one space."""
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


def caption_of(page: Page) -> str:
    """What stands under the lead of an article, with the word before it that is heard and not seen."""
    return re.sub(r"\s+", " ", page.locator(".lead-figure figcaption").inner_text())


def test_an_article_reads_in_its_order(opened: Open) -> None:
    page = opened("article")
    text = text_of(page)
    paragraphs = [re.sub(r"\s+", " ", words).strip() for words in page.locator(".body > p").all_inner_texts()]
    headline, caption = page.locator("h1").inner_text(), caption_of(page)
    policy = page.locator(".policy > p").all_inner_texts()
    expected = [headline, caption, *paragraphs, "Comments", *policy, "Post a comment"]
    place = 0
    for words in expected:
        found = text.find(words, place)
        assert found >= 0, f"“{words[:60]}” is missing, or not after what should stand before it"
        place = found + len(words)
    assert len(paragraphs) > 5
    assert len(policy) > 1


def test_caption_and_credit_are_one_run_of_text(opened: Open) -> None:
    page = opened("article")
    assert re.search(
        r"^Caption: .*\. (Illustration( from the archive)?|File photo(, [^:]+)?|Photo): \S+", caption_of(page)
    )
    assert re.search("نیگار( لە ئەرشیفەوە)?: Safeen Herald", caption_of(opened("sorani")))


def test_the_dateline_and_the_first_sentence_are_one_run_of_text(opened: Open) -> None:
    assert re.match(r"[A-Z]+, Kurdistan Region - \w", opened("article").locator(".body > p").first.inner_text())


def test_a_body_that_opens_with_a_quotation_has_its_dateline_there(opened: Open) -> None:
    quotation = opened("hard").locator(".body blockquote").first.inner_text()
    assert quotation == "ERBIL, Kurdistan Region - A quotation opens the text, so the dateline stands in it."


def test_a_serious_correction_stands_above_the_body_and_a_small_one_below(opened: Open) -> None:
    page = opened("hard")
    text = text_of(page)
    assert text.index("There are 17") < text.index("A quotation opens") < text.index("misspelled the name")


@pytest.mark.parametrize("name", PAGES)
def test_the_first_key_leads_past_the_masthead(opened: Open, name: str) -> None:
    page = opened(name)
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    assert first["text"] == page.locator(".skip-link").inner_text().strip()
    assert page.locator(".skip-link").bounding_box() is not None
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS)["id"] == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_sorani_article_runs_from_right_to_left(opened: Open, width: int) -> None:
    page = opened("sorani", width)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ckb", "rtl"]
    for selector in ("h1", ".body > p", ".lead-figure figcaption"):
        ends = page.evaluate(
            """selector => {
              const element = document.querySelector(selector), range = document.createRange();
              range.selectNodeContents(element);
              const box = element.getBoundingClientRect();
              return [...range.getClientRects()].map(line => line.right - box.right);
            }""",
            selector,
        )
        assert max(ends) == pytest.approx(0, abs=1), selector
        assert page.locator(selector).first.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_sorani_is_set_larger_leaded_and_never_spaced_out(opened: Open) -> None:
    paragraph = opened("sorani").locator(".body > p").first
    style = paragraph.evaluate(
        "e => ({leading: parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize),"
        " spacing: getComputedStyle(e).letterSpacing, slant: getComputedStyle(e).fontStyle})"
    )
    assert style["leading"] >= 1.6
    assert style["spacing"] in ("normal", "0px")
    assert style["slant"] == "normal"


def test_paper_has_the_article_and_no_navigation(opened: Open) -> None:
    page = opened("article")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".body").is_visible()
    assert page.locator(".lead-figure img").is_visible()
    assert [nav.inner_text() for nav in page.locator("nav").all() if nav.is_visible()] == []
    assert not page.locator(".site-footer").is_visible()
    assert not page.locator(".skip-link").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("selector", "least"),
    [("h1", 7), (".body > p", 7), (".kicker a, .breadcrumb a", 4.5), (".credit", 4.5), (".standfirst", 4.5), (".post-comment", 7)],
)  # fmt: skip
def test_words_stand_out_from_the_paper(opened: Open, scheme: str, selector: str, least: float) -> None:
    assert opened("article", 360, scheme).evaluate(CONTRAST, selector) >= least
