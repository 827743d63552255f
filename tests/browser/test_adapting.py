"""Pages fit who reads them: narrow screens, large text, wide spacing, colours of one's own, more contrast, no motion, paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Look, Open
from tests.browser.observe import Windows
from tests.browser.sample import FLAGS, PAGES, SCHEMES, chromium

LARGE = 32
"""Pixels of the text of a reader who has set his browser to twice the usual size."""

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

CUT_OFF = """
() => [...document.body.querySelectorAll('*')].filter(one => {
  const style = getComputedStyle(one);
  return one.checkVisibility() && !one.matches('.visually-hidden, .visually-hidden *, img, picture')
    && (/hidden|clip/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1
      || /hidden|clip/.test(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 100))
"""

OVERLAP = """
() => {
  // Boxes of text that lie on one another: each line of words against those of the elements that follow.
  const lines = [];
  for (const one of document.querySelectorAll('h1, h2, h3, p, li, a, figcaption, time, summary, th, td')) {
    if (!one.checkVisibility() || one.closest('.visually-hidden, .skip-link, .section-nav, .wide')) continue;
    const range = document.createRange();
    for (const node of one.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 2) lines.push([box, node.data.trim().slice(0, 40), one]);
    }
  }
  lines.sort((one, other) => one[0].top - other[0].top);
  const found = [];
  lines.forEach(([box, text, of], at) => {
    for (let next = at + 1; next < lines.length && lines[next][0].top < box.bottom; next++) {
      const [other, words, its] = lines[next];
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - other.top;
      if (wide > 3 && high > 0.45 * Math.min(box.height, other.height) && of !== its) found.push(`${text} / ${words}`);
    }
  });
  return found;
}
"""

SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
"""What a reader may set who finds text hard to read (WCAG 1.4.12)."""

MOVES = """
() => [...document.querySelectorAll('*')].flatMap(one => [null, '::before', '::after'].map(part => getComputedStyle(one, part)))
  .filter(style => style.transitionDuration.split(', ').some(time => time !== '0s') || style.animationName !== 'none'
    || style.scrollBehavior !== 'auto').length + document.getAnimations().length
"""


@pytest.mark.parametrize("name", PAGES)
def test_a_screen_of_320_pixels_scrolls_one_way_only(look: Look, name: str) -> None:
    """Which is also 400 % on a screen of 1280 (WCAG 1.4.10)."""
    seen = look(name, 320, "light")
    assert (seen.overflow, seen.past_the_edge) == (0, ())


@pytest.fixture(scope="module")
def large_text(chrome: Browser) -> Iterator[Windows]:
    """A browser whose owner has set its text to 200 %."""
    setting = f"--blink-settings=defaultFontSize={LARGE}"
    running = chrome.browser_type.launch(executable_path=chromium(), args=[*FLAGS, setting])
    yield Windows(running)
    running.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_text_of_twice_the_size_stays_on_the_page_and_whole(
    large_text: Windows, address: str, name: str, width: int
) -> None:
    page = large_text.open(address + PAGES[name], width)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= LARGE
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERLAP) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_words_lie_on_others_or_are_lost_when_they_are_spaced_out(opened: Open, name: str, width: int) -> None:
    page = opened(name, width)
    assert page.evaluate(OVERLAP) == []
    page.add_style_tag(content=SPACING)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERLAP) == []


@pytest.mark.parametrize(
    "name", ["home", "every-part", "sorani-every-part", "section", "people", "month", "archive", "404"]
)
def test_nothing_moves_by_itself(opened: Open, name: str) -> None:
    """Nor for those who have not asked for it: there is nothing to stop."""
    page = opened(name)
    assert page.evaluate(MOVES) == 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVES) == 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["home", "article", "every-part", "sorani-every-part", "one-in-section"])
def test_with_a_readers_own_colours_everything_still_shows(opened: Open, name: str, scheme: Any) -> None:
    """Forced colours: what is told by a background or a shadow is told by a border, too."""
    page = opened(name)
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    for selector in (".post-comment", ".key-points", ".age-notice", ".serious"):
        for box in page.locator(selector).all():
            assert box.evaluate("one => [...'Left Right'.split(' ')].map(side => parseFloat(getComputedStyle(one)['border' + side + 'Width'])).some(width => width >= 1)"), selector  # fmt: skip
    for here in page.locator(".section-nav [aria-current]").all():
        assert here.evaluate("one => parseFloat(getComputedStyle(one).borderBottomWidth)") >= 2
    for within in page.locator(".body p a:not(.footnote-ref, .footnote-backref), .policy a, .byline a").all():
        assert within.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    gradients = "() => [...document.querySelectorAll('.body *')].filter(one => getComputedStyle(one).backgroundImage !== 'none').length"
    assert page.evaluate(gradients) == 0, "the reader's words would stand on our colours"


ENHANCED = """
async () => (await axe.run({runOnly: {type: 'rule', values: ['color-contrast-enhanced']}, rules: {'color-contrast-enhanced': {enabled: true}}}))
  .violations.flatMap(rule => rule.nodes.map(node => `${node.html} ${node.failureSummary}`))
"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("look_of", ["", "paper"])
@pytest.mark.parametrize("name", ["home", "every-part", "sorani-every-part", "section", "people"])
def test_who_asks_for_more_contrast_gets_seven_to_one(
    windows: Windows, address: str, paper_address: str, axe: str, name: str, look_of: str, scheme: Any
) -> None:
    page = windows.blank(360, scheme)
    page.emulate_media(contrast="more")
    page.goto((paper_address if look_of else address) + PAGES[name])
    page.evaluate(axe)
    assert page.evaluate(ENHANCED) == []
    ink, soft = page.evaluate(
        "['--ink', '--ink-soft'].map(name => getComputedStyle(document.documentElement).getPropertyValue(name))"
    )
    assert soft == ink
    rule, strong = page.evaluate(
        "['--rule', '--rule-strong'].map(name => getComputedStyle(document.documentElement).getPropertyValue(name))"
    )
    assert rule == strong


@pytest.mark.parametrize("name", ["article", "every-part", "sorani-every-part", "gallery"])
def test_an_article_is_printed_in_black_on_white_with_its_corrections_and_its_address(opened: Open, name: str) -> None:
    page = opened(name, 1280, "dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    for selector in (
        "h1",
        ".body",
        ".lead-figure figcaption",
        ".print-source",
        ".correction",
        ".body table",
        ".gallery figure",
    ):
        assert all(one.is_visible() for one in page.locator(selector).all()), selector
    assert page.locator(".print-source").inner_text().startswith("https://safeenherald.example/")
    source, text = (page.locator(selector).bounding_box() for selector in (".print-source", ".body"))
    assert source is not None
    assert text is not None
    assert source["y"] < text["y"], "below the text it could stand on a page of its own"
    assert [
        one.inner_text() for one in page.locator("nav, .comments, .author-box, .related").all() if one.is_visible()
    ] == []
    assert page.evaluate(SIDEWAYS) == 0
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
