"""Whoever has no mouse: every stop of the Tab key, in order, seen and not covered by anything; and places large enough for thumbs."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.sample import PAGES

SOME_OF_EACH_KIND = (
    "home", "article", "hard", "every-part", "sorani-every-part", "gallery", "sorani-home", "older-in-section",
    "kurmanji-author", "people", "month", "archive", "page", "empty-section", "404", "sorani-republish",
)  # fmt: skip

STOPS = "a[href], summary, button, input, select, textarea, [tabindex='0']"

# Of a text to copy, the caret is brought into view: its first line.
LISTEN = """
stops => {
  const all = [...document.querySelectorAll(stops)].filter(one => one.checkVisibility());
  window.walked = [];
  addEventListener('focusin', ({target}) => {
    const drawn = target.closest('.card') ?? target;
    const styles = [target, drawn].flatMap(one => [null, '::after'].map(part => getComputedStyle(one, part)));
    const box = target.getClientRects()[0];
    const corners = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2]];
    const over = corners.map(([x, y]) => document.elementFromPoint(x, y));
    walked.push({
      place: all.indexOf(target), text: target.textContent.trim().slice(0, 60),
      outlined: styles.some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
      seen: box.top >= 0 && (box.bottom <= innerHeight + 1 || target.matches('textarea') && box.top < innerHeight - 24) && box.left >= -1 && box.right <= document.documentElement.clientWidth + 1,
      covered: over.every(one => one === null || !(target.contains(one) || one.contains(target))),
    });
  });
  return all.length;
}
"""

TARGETS = """
() => {
  const inSentence = '.body :is(p, li, h2, h3, h4), .biography p, .policy p, .policy li, .footnote, .standfirst, .byline p, summary, figcaption';
  return [...document.links].filter(one => one.checkVisibility() && !one.matches('.skip-link') && !one.closest(inSentence))
    .map(one => {
      const own = one.getBoundingClientRect(), card = one.closest('.headline') && one.closest('.card');
      const box = card ? card.getBoundingClientRect() : own;
      return [one.textContent.trim().slice(0, 60), box.width, box.height];
    })
    .filter(([, width, height]) => width < 24 || height < 24);
}
"""


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("name", SOME_OF_EACH_KIND)
def test_the_tab_key_comes_to_everything_in_its_order_and_each_stop_is_seen(
    opened: Open, name: str, width: int, scheme: str
) -> None:
    page = opened(name, width, scheme)
    there_are = page.evaluate(LISTEN, STOPS)
    for _ in range(there_are):
        page.keyboard.press("Tab")
    walked = page.evaluate("walked")
    assert [stop["place"] for stop in walked] == list(range(there_are))
    assert [stop["text"] for stop in walked if not stop["outlined"]] == []
    assert [stop["text"] for stop in walked if not stop["seen"]] == []
    assert [stop["text"] for stop in walked if stop["covered"]] == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_what_stands_outside_a_sentence_is_large_enough_for_a_thumb(opened: Open, name: str, width: int) -> None:
    """24 pixels each way (WCAG 2.2, 2.5.8), without its exception for places that stand apart."""
    assert opened(name, width).evaluate(TARGETS) == []


def test_the_tab_key_goes_back_the_way_it_came(opened: Open) -> None:
    page = opened("every-part", 360)
    there_are = page.evaluate(LISTEN, STOPS)
    for key in ["Tab"] * there_are + ["Shift+Tab"] * (there_are - 1):
        page.keyboard.press(key)
    there = list(range(there_are))
    assert page.evaluate("walked.map(stop => stop.place)") == there + there[-2::-1]


def test_what_is_folded_opens_and_closes_by_keyboard(opened: Open) -> None:
    page = opened("every-part")
    page.locator("summary").focus()
    for open_now in (True, False):
        page.keyboard.press("Enter")
        assert page.locator("details").evaluate("one => one.open") is open_now
