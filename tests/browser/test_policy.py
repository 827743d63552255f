"""Every page of the sample under a policy that trusts nothing within a page, as hosts send it (Content Security Policy 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.observe import screen
from tests.browser.sample import PAGES, SCRIPTED, served

WATCH = """
window.violations = [];
addEventListener('securitypolicyviolation', event => violations.push([event.effectiveDirective, event.blockedURI, event.sample]));
"""

TRUSTED = re.compile(
    r"""<style|<script(?! type="application/ld\+json"| [^>]*\bsrc=)|<[^>]*\s(?:style|on\w+)=""", re.IGNORECASE
)

PLACEHOLDERS = """
() => [...document.querySelectorAll('img[data-colour]')].map(image => {
  const probe = document.createElement('canvas').getContext('2d');
  probe.fillStyle = getComputedStyle(image).backgroundColor;
  return [image.dataset.colour, probe.fillStyle];
})
"""

PLACES = """
() => [...document.querySelectorAll('[data-focus]')].map(image => [image.dataset.focus, getComputedStyle(image).objectPosition])
"""


@pytest.fixture(scope="module")
def policy(public: Path) -> str:
    """The policy as the file for hosts has it, for a site that is not on https."""
    line = next(line for line in (public / "_headers").read_text("utf-8").splitlines() if "Security-Policy" in line)
    return line.partition(": ")[2].replace("; upgrade-insecure-requests", "")


@pytest.fixture(scope="module")
def strict_address(public: Path, policy: str) -> Iterator[str]:
    with served(public, {"Content-Security-Policy": policy}) as found:
        yield found


@pytest.fixture(scope="module")
def strict(chrome: Browser) -> Iterator[Page]:
    with screen(chrome, 1280) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        yield page


def test_no_page_has_a_style_or_a_script_in_it(public: Path) -> None:
    pages = {path.relative_to(public): path.read_text("utf-8") for path in public.rglob("*.html")}
    assert len(pages) > 100
    assert {path: found[0] for path, page in pages.items() if (found := TRUSTED.search(page))} == {}


@pytest.mark.parametrize("name", PAGES)
def test_a_browser_that_trusts_nothing_has_nothing_to_refuse(
    strict: Page, strict_address: str, policy: str, name: str
) -> None:
    assert "unsafe-inline" not in policy
    complaints: list[str] = []
    strict.on("console", lambda message: complaints.append(message.text))
    answer = strict.goto(strict_address + PAGES[name])
    assert answer
    assert answer.header_value("content-security-policy") == policy
    assert strict.evaluate("violations") == []
    assert [text for text in complaints if "404" not in text] == []
    rules = strict.evaluate("[...document.styleSheets].map(sheet => sheet.cssRules.length)")
    assert rules[0] > 99
    assert len(rules) == 1 + (name in SCRIPTED)


def test_what_is_refused_would_be_seen(strict: Page, strict_address: str) -> None:
    strict.goto(strict_address)
    strict.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">It met.</p>')")
    strict.wait_for_function("violations.length")
    assert strict.evaluate("violations[0][0]") == "style-src-attr"


def test_a_colour_stands_for_each_picture_and_each_focus_has_its_place(strict: Page, strict_address: str) -> None:
    colours, places = [], []
    for name in ("home", "article", "every-part", "sorani-people", "hard"):
        strict.goto(strict_address + PAGES[name])
        colours += strict.evaluate(PLACEHOLDERS)
        places += strict.evaluate(PLACES)
    assert [pair for pair in (*colours, *places) if pair[0] != pair[1]] == []
    assert colours
    assert places
