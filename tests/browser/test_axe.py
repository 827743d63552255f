"""axe-core finds nothing wrong with any kind of page, in either direction, on every screen, in light and dark, in both looks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.observe import HEIGHT, Windows
from tests.browser.sample import PAGES, WIDTHS

LEFT_OUT = (
    "color-contrast-enhanced",  # AAA: asked of the words of an article in test_reading.py, of all words in test_adapting.py
    "landmark-complementary-is-top-level",  # a pull quote is no landmark: HTML gives an <aside> without a name no role in <article>
    "p-as-heading",  # takes the nameplate for a heading
    "focus-order-semantics",  # wants a widget wherever the Tab key stops; a table that scrolls is none
    "hidden-content",  # never finds anything wrong, only says that there is more
)
"""All other rules are asked: those of WCAG 2.0 to 2.2, A to AAA, best practices, and those axe calls experimental."""

OF_PLACES = ("target-size", "scrollable-region-focusable")
"""Those that ask where things are and how large, beside those about colours: the others look at what can be seen alone."""

RUN = """
async ([leftOut, only, ofPlaces]) => {
  const of = tag => axe.getRules([tag]).map(rule => rule.ruleId);
  const colours = of('cat.color'), all = axe.getRules().map(rule => rule.ruleId);
  const asked = {all, colours, 'colours and places': [...colours, ...ofPlaces]}[only].filter(id => !leftOut.includes(id));
  const rules = Object.fromEntries(asked.map(id => [id, {enabled: true}]));
  const found = await axe.run({runOnly: {type: 'rule', values: asked}, rules, resultTypes: ['violations', 'incomplete']});
  const told = rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`);
  // What stands half in view in the bar of sections, or on the shades of a wide table, has no one colour behind it.
  const judged = node => !document.querySelector(node.target.at(-1)).closest('.section-nav, .wide');
  const unsure = found.incomplete.filter(rule => rule.id === 'color-contrast')
    .map(rule => ({...rule, nodes: rule.nodes.filter(judged)}));
  return [...found.violations, ...unsure].flatMap(told);
}
"""

SHOWN = """
() => [...document.querySelectorAll('*')].map(one => {
  const box = one.getBoundingClientRect();
  const isOnThePage = box.right > 0 && box.left < innerWidth && box.bottom + scrollY > 0;
  return one.checkVisibility({visibilityProperty: true}) ? 1 + isOnThePage : 0;
}).join('')
"""
"""Which elements can be seen, in their order."""

COLOURS = """
() => [...new Set([...document.body.querySelectorAll('*')].filter(one => one.checkVisibility()).map(one => {
  const behind = [], of = getComputedStyle(one);
  for (let at = one; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    behind.push([style.backgroundColor, style.backgroundImage, style.opacity].join());
  }
  return [of.color, of.textShadow, parseFloat(of.fontSize) >= 24 || parseFloat(of.fontSize) >= 18.66 && of.fontWeight >= 700, ...behind].join(' ');
}))]
"""
"""How words look, and what lies behind them: all that the contrast of a page depends on, but for what lies over what."""

IN_PAPER = ("home", "article", "every-part", "section", "people", "sorani-home", "sorani-every-part", "one-in-section")


def violations(page: Page, axe: str, widths: Sequence[int] = (WIDTHS[-1],)) -> list[str]:
    """On each screen, by day: of all rules, but those that do not depend on where things are only once while the same
    elements are seen; then in the dark, where nothing is other than the colours, of those about colours, unless all have been
    judged on a narrower screen."""
    page.evaluate(axe)
    found: list[str] = []
    shown: set[str] = set()
    in_the_dark: set[str] = set()
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="light")
        seen = page.evaluate(SHOWN)
        found += _told(page, "colours and places" if seen in shown else "all", width)
        shown.add(seen)
        page.emulate_media(color_scheme="dark")
        colours = set(page.evaluate(COLOURS))
        found += () if colours <= in_the_dark else _told(page, "colours", width)
        in_the_dark |= colours
    return found


def _told(page: Page, rules: str, width: int) -> list[str]:
    return [f"{width}: {each}" for each in page.evaluate(RUN, [list(LEFT_OUT), rules, list(OF_PLACES)])]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Open, axe: str, name: str) -> None:
    assert violations(opened(name, WIDTHS[0]), axe, WIDTHS) == []


@pytest.mark.parametrize("name", IN_PAPER)
def test_axe_finds_nothing_in_the_other_look(windows: Windows, paper_address: str, axe: str, name: str) -> None:
    assert violations(windows.open(paper_address + PAGES[name], WIDTHS[0]), axe, WIDTHS) == []


def test_axe_would_find_what_is_wrong(opened: Open, axe: str) -> None:
    page = opened("article")
    page.evaluate("document.querySelector('.lead-figure img').removeAttribute('alt')")
    page.add_style_tag(content=".body { color: #999 !important }")
    told = " ".join(violations(page, axe))
    assert "image-alt" in told
    assert "color-contrast" in told
