"""The letters that Kurdish has and Arabic has not are drawn, by one font, joined to their neighbours, and told from those they
resemble: in every place where an article, a front or a list has words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.observe import screen
from tests.browser.sample import PAGES

LETTERS = "ڕڵۆێەگچپژڤ"
JOIN_BOTH_SIDES = "ڵێگچپڤ"
LIKE = {"ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ی", "گ": "ک", "چ": "ج", "پ": "ب", "ژ": "ز", "ڤ": "ف", "ە": "ه"}
"""The letter that each would be taken for if its mark were lost; ە never joins to the left, ه does."""

NOT_A_LETTER = "\U0010ffff"
"""No font has this: whatever is drawn for it is what a font draws for a letter it lacks."""

PLACES = {
    "sorani": (
        "h1",
        ".standfirst",
        ".body > p",
        ".lead-figure figcaption",
        ".section-nav a",
        ".byline .published",
        ".tags a",
    ),
    "sorani-home": ("h1 a", ".headline a", ".summary", ".site-footer a", ".motto"),
    "sorani-every-part": (".key-points li", ".pull-quote p", ".age-notice", ".body th", ".body h2", ".correction p"),
}

DRAW = """
([selector, texts]) => {
  const style = getComputedStyle(document.querySelector(selector));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [400, 160];
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  return texts.map(text => {
    pen.clearRect(0, 0, 400, 160);
    [pen.font, pen.direction, pen.textAlign] = [`${style.fontWeight} 64px ${style.fontFamily}`, 'rtl', 'right'];
    pen.fillText(text, 380, 100);
    const pixels = pen.getImageData(0, 0, 400, 160).data;
    let print = '';
    for (let at = 3; at < pixels.length; at += 4) print += pixels[at] > 127 ? '#' : '.';
    return print;
  });
}
"""


def drawn(page: Page, selector: str, texts: list[str]) -> list[str]:
    """Each text as it is drawn in the font of an element: "#" where there is ink."""
    found: list[str] = page.evaluate(DRAW, [selector, texts])
    return found


def fonts(page: Page, selector: str, text: str) -> dict[str, int]:
    """Which fonts of this machine draw a text in an element, and how many signs each."""
    page.bring_to_front()
    page.locator(selector).first.evaluate(
        """(one, text) => {
          one.textContent = text;
          one.dataset.probe = '';
          return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        }""",
        text,
    )  # once it is drawn: before that no font is known
    told = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        told.send(f"{domain}.enable")
    root: dict[str, Any] = told.send("DOM.getDocument")
    node = told.send("DOM.querySelector", {"nodeId": root["root"]["nodeId"], "selector": "[data-probe]"})
    used = told.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
    told.detach()
    page.evaluate("delete document.querySelector('[data-probe]').dataset.probe")
    return {font["familyName"]: font["glyphCount"] for font in used}


@pytest.fixture(scope="module")
def page_of(chrome: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Each page is opened once and stays open."""
    with screen(chrome, 1280) as context:
        pages: dict[str, Page] = {}

        def one(name: str) -> Page:
            if name not in pages:
                pages[name] = context.new_page()
                pages[name].goto(address + PAGES[name])
            return pages[name]

        yield one


places = pytest.mark.parametrize(
    ("name", "selector"), [(name, one) for name, all_of in PLACES.items() for one in all_of]
)


@places
def test_one_font_draws_all_the_letters(page_of: Callable[[str], Page], name: str, selector: str) -> None:
    used = fonts(page_of(name), selector, "ئازاد " + " ".join(LETTERS))
    assert len(used) == 1, used
    assert "Naskh" in next(iter(used)) or "Arabic" in next(iter(used)), used


@places
def test_no_letter_is_an_empty_box_or_one_without_its_mark(
    page_of: Callable[[str], Page], name: str, selector: str
) -> None:
    page = page_of(name)
    box, nothing, *signs = drawn(page, selector, [NOT_A_LETTER, " ", *LETTERS])
    assert "#" not in nothing
    assert all("#" in sign for sign in signs)
    assert box not in signs
    assert len(set(signs)) == len(LETTERS)
    for letter, like in LIKE.items():
        alone, other = drawn(page, selector, [f"{letter}ب", f"{like}ب"])
        assert alone != other, f"{letter} is drawn as {like}"


@places
def test_the_letters_join_as_they_should(page_of: Callable[[str], Page], name: str, selector: str) -> None:
    page = page_of(name)
    for letter in LETTERS:
        before, apart_before = drawn(page, selector, [f"ب{letter}", f"ب\u200c{letter}"])
        assert before != apart_before, f"{letter} does not join what stands before it"
        after, apart_after = drawn(page, selector, [f"{letter}ب", f"{letter}\u200cب"])
        assert (after != apart_after) is (letter in JOIN_BOTH_SIDES), f"{letter} and what stands after it"


def test_a_letter_that_no_font_has_would_be_seen(page_of: Callable[[str], Page]) -> None:
    page = page_of("sorani")
    box, other = drawn(page, "h1", [NOT_A_LETTER, "\U0010fffe"])
    assert box == other


@pytest.mark.parametrize("name", ["home", "article", "turkish", "kurmanji-author"])
def test_a_page_in_latin_letters_asks_for_no_other_font(page_of: Callable[[str], Page], name: str) -> None:
    used = fonts(page_of(name), "h1", "Şêx Îbrahîm çû Zaxoyê; ğüşıİöç")
    assert len(used) == 1, used
    assert "Arabic" not in next(iter(used)), used
