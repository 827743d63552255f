"""Every kind of page as one hears it: its headings, landmarks, links, languages and tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.observe import Windows
from tests.browser.sample import PAGES

Hear = Callable[[str], dict[str, Any]]

HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => [+one.tagName[1], one.textContent.trim()])"

LANDMARKS = """
() => [...document.querySelectorAll('main, nav, body > header, body > footer, section[aria-label], section[aria-labelledby]')]
  .map(one => [one.tagName.toLowerCase(), one.getAttribute('aria-label')
    ?? document.getElementById(one.getAttribute('aria-labelledby'))?.textContent.trim() ?? ''])
"""

LINKS = """
() => [...document.links].map(one => ({
  name: (one.getAttribute('aria-label') ?? one.textContent).replace(/\\s+/g, ' ').trim(), address: one.href.replace(/#.*/, ''),
  here: one.hash !== '' && one.pathname === location.pathname,
  path: one.host === location.host ? decodeURIComponent(one.pathname) : null,
  language: one.closest('[lang]').lang, inText: !!one.closest('.body'), feed: /[.]xml$/.test(one.pathname),
  inside: (one.firstElementChild?.lang || one.closest('[lang]').lang),
}))
"""

FOREIGN = """
() => {
  const arabic = /\\p{Script=Arabic}/u, latin = /\\p{Script=Latin}/u, rightToLeft = /^(ar|ckb|fa|ur)\\b/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), of = walker.currentNode.parentElement;
    if (!text || !of.checkVisibility() && !of.closest('.visually-hidden')) continue;
    const theirs = rightToLeft.test(of.closest('[lang]').lang);
    const inOther = theirs ? latin.test(text) && !arabic.test(text) : arabic.test(text) && !latin.test(text);
    const name = of.closest('bdi') || /[@]|:\\/\\//.test(text) || of.closest('code, .policy, .biography');
    if (inOther && !name) found.push(`no lang: ${text.slice(0, 60)}`);
    const mixed = getComputedStyle(of).direction === 'rtl' ? latin.test(text) && !arabic.test(text) : arabic.test(text) && !latin.test(text);
    if (mixed && !of.closest('bdi') && !/[@]|:\\/\\//.test(text)) found.push(`no dir: ${text.slice(0, 60)}`);
  }
  for (const one of document.querySelectorAll('body [lang]')) {
    const needs = rightToLeft.test(one.lang) ? 'rtl' : 'ltr';
    if (getComputedStyle(one).direction !== needs) found.push(`${one.lang} runs ${getComputedStyle(one).direction}: ${one.outerHTML.slice(0, 80)}`);
  }
  return found;
}
"""

TABLES = """
() => [...document.querySelectorAll('table')].map(one => ({
  headed: [...one.querySelectorAll('thead th')].every(cell => cell.textContent.trim()) && !!one.querySelector('thead th'),
  even: new Set([...one.rows].map(row => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0))).size === 1,
  reached: one.parentElement.matches('.wide[tabindex="0"]'),
}))
"""


@pytest.fixture(scope="module")
def hear(windows: Windows, address: str) -> Hear:
    """Each page is opened once, whatever is asked of it afterwards."""
    heard: dict[str, dict[str, Any]] = {}
    asked = {"headings": HEADINGS, "landmarks": LANDMARKS, "links": LINKS, "foreign": FOREIGN}

    def one(name: str) -> dict[str, Any]:
        if name not in heard:
            page = windows.open(address + PAGES[name], 1280)
            heard[name] = {what: page.evaluate(how) for what, how in asked.items()}
            heard[name]["lang"] = page.evaluate("document.documentElement.lang")
        return heard[name]

    return one


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_headline_and_no_level_of_headings_is_skipped(hear: Hear, name: str) -> None:
    headings = hear(name)["headings"]
    assert [text for level, text in headings if level == 1 and text] != []
    assert [level for level, _ in headings].count(1) == 1
    assert [text for _, text in headings if not text] == []
    levels = [level for level, _ in headings]
    assert [headings[at + 1] for at in range(len(levels) - 1) if levels[at + 1] > levels[at] + 1] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_each_landmark_once_and_every_one_of_a_kind_has_a_name_of_its_own(hear: Hear, name: str) -> None:
    landmarks = hear(name)["landmarks"]
    kinds = [kind for kind, _ in landmarks]
    assert [kinds.count(kind) for kind in ("header", "main", "footer")] == [1, 1, 1]
    named = [(kind, label) for kind, label in landmarks if kind in ("nav", "section")]
    assert [kind for kind, label in named if not label] == []
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", PAGES)
def test_links_of_one_name_lead_to_one_place(hear: Hear, name: str) -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for link in hear(name)["links"]:
        assert link["name"], link
        if not link["here"]:
            places[link["name"]].add(link["address"])
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_in_another_language_says_so_and_runs_its_own_way(hear: Hear, name: str) -> None:
    assert hear(name)["foreign"] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_link_to_another_language_is_in_that_language(hear: Hear, name: str) -> None:
    def language_of(path: str) -> str:
        first = path.removeprefix("/lite").split("/")[1]
        return {"ckb": "ckb", "ku": "ku", "ar": "ar-IQ", "tr": "tr"}.get(first, "en")

    page = hear(name)
    wrong: list[Any] = [
        link
        for link in page["links"]
        if link["path"]
        and language_of(link["path"]) != page["lang"]
        and not link["inText"]
        and link["inside"] != language_of(link["path"])
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["hard", "every-part", "sorani-every-part"])
def test_a_table_has_headers_and_can_be_scrolled_by_keyboard(opened: Open, name: str) -> None:
    page = opened(name, 360)
    tables = page.evaluate(TABLES)
    assert tables
    assert all(table == {"headed": True, "even": True, "reached": True} for table in tables)
    box = page.locator(".wide").first
    room = box.evaluate("box => box.scrollWidth - box.clientWidth")
    if name == "hard":
        assert room > 0
    box.focus()
    assert box.evaluate("box => box === document.activeElement")
    if room > 0:
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.activeElement.scrollLeft !== 0")
