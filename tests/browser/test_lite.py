"""Lite pages in a browser that trusts nothing, on a small screen; and a pack, opened from a file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from generator.cli import main
from tests.browser.observe import screen
from tests.browser.sample import AS_OF
from tests.browser.test_axe import violations

LITE = (
    "/lite/ckb/",
    "/lite/iraq/page/2/",
    "/lite/environment/2026/11/dukan-gauge-reader/",
    "/lite/ckb/kurdistan/2026/10/shwan-bridge-ckb/",
)
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'"


@pytest.mark.parametrize("path", LITE)
def test_a_lite_page_asks_for_a_style_sheet_alone_and_fits_a_small_screen(
    chrome: Browser, address: str, axe: str, path: str
) -> None:
    with screen(chrome, 320) as context:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []

        def with_policy(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": POLICY})

        page.on("request", lambda request: asked.append(request.resource_type))
        page.on("console", lambda message: said.append(message.text))
        page.route(f"{address}{path}", with_policy)
        page.goto(address + path)
        assert set(asked) <= {"document", "stylesheet", "other"}
        assert said == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with screen(chrome, 360) as context:
        page = context.new_page()
        page.goto(address + path)
        assert violations(page, axe) == []


def test_a_pack_opens_from_a_file(chrome: Browser, public: Path, tmp_path: Path) -> None:
    folders = [f"--content={public.parent / 'content'}", f"--cache={public.parent / 'cache'}", f"--as-of={AS_OF}"]
    archive = tmp_path / "week.zip"
    assert main(["pack", *folders, "--days=30", "--photos", "--jobs=1", "-q", f"--output={archive}"]) == 0
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "week")
    with screen(chrome, 360) as context:
        page = context.new_page()
        asked: list[str] = []
        failed: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.goto((tmp_path / "week" / "index.html").as_uri())
        page.click('a[href="ckb/index.html"]')
        page.click("main li a")
        page.wait_for_selector("article h1")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
        page.click("header a")
        page.wait_for_selector("main li a")
        assert failed == []
        assert all(url.startswith("file:") for url in asked)
