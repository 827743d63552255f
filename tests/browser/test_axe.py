"""axe-core finds nothing wrong with any kind of page, in either direction, on every screen, in light and dark, in both looks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Open
from tests.browser.observe import screen
from tests.browser.sample import PAGES, WIDTHS

LEFT_OUT = (
    "color-contrast-enhanced",  # AAA: asked of the words of an article in test_reading.py, of all words in test_adapting.py
    "landmark-complementary-is-top-level",  # a pull quote is no landmark: HTML gives an <aside> without a name no role in <article>
    "p-as-heading",  # takes the nameplate for a heading
    "focus-order-semantics",  # wants a widget wherever the Tab key stops; a table that scrolls is none
    "hidden-content",  # never finds anything wrong, only says that there is more
)
"""All other rules are asked: those of WCAG 2.0 to 2.2, A to AAA, best practices, and those axe calls experimental."""

RUN = """
async ([leftOut, tags]) => {
  const asked = axe.getRules(tags).map(rule => rule.ruleId).filter(id => !leftOut.includes(id));
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

IN_PAPER = ("home", "article", "every-part", "section", "people", "sorani-home", "sorani-every-part", "one-in-section")


def violations(page: Page, axe: str) -> list[str]:
    """By day, of all rules; then in the dark, where nothing is other than the colours, of those about colours."""
    page.evaluate(axe)
    page.emulate_media(color_scheme="light")
    by_day = page.evaluate(RUN, [list(LEFT_OUT), []])
    page.emulate_media(color_scheme="dark")
    return [*by_day, *page.evaluate(RUN, [list(LEFT_OUT), ["cat.color"]])]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Open, axe: str, name: str, width: int) -> None:
    assert violations(opened(name, width), axe) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", IN_PAPER)
def test_axe_finds_nothing_in_the_other_look(
    chrome: Browser, paper_address: str, axe: str, name: str, width: int
) -> None:
    with screen(chrome, width) as context:
        page = context.new_page()
        page.goto(paper_address + PAGES[name])
        assert violations(page, axe) == []


def test_axe_would_find_what_is_wrong(opened: Open, axe: str) -> None:
    page = opened("article")
    page.evaluate("document.querySelector('.lead-figure img').removeAttribute('alt')")
    page.add_style_tag(content=".body { color: #999 !important }")
    told = " ".join(violations(page, axe))
    assert "image-alt" in told
    assert "color-contrast" in told
