"""The page from which others copy an article: its buttons, where a browser allows them, and the page without them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.browser.sample import PAGES

PAGE = PAGES["sorani-republish"]


@pytest.fixture
def context(chrome: Browser) -> Iterator[BrowserContext]:
    with chrome.new_context() as context:
        yield context


def test_a_button_copies_the_whole_text_and_says_so(context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.goto(address + PAGE)
    for number, place in enumerate(page.locator(".copy").all()):
        place.get_by_role("button").press("Enter")
        expect(place.get_by_role("status")).to_have_text("کۆپی کرا.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("textarea").nth(number).input_value()
        assert "safeenherald.example" in copied


def test_where_it_is_refused_the_text_is_selected(context: BrowserContext, address: str) -> None:
    """A page may be told by its host to leave the clipboard alone."""

    def forbidding(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"Permissions-Policy": "clipboard-write=()"})

    page = context.new_page()
    page.route("**/republish/", forbidding)
    page.goto(address + PAGE)
    page.locator(".copy button").first.click()
    expect(page.locator(".copy [role=status]").first).to_contain_text("نەتوانرا")
    text = page.locator("textarea").first
    selected = text.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert selected == text.input_value()


def test_without_script_there_is_no_button(chrome: Browser, address: str) -> None:
    with chrome.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        assert page.locator("textarea").first.is_visible()
        assert not page.locator(".copy").first.is_visible()
