"""Readers find articles with the keyboard that they have, on a page that a strict policy protects."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model.search_settings import SearchSettings, search_policy
from generator.model.search_words import search_form
from tests.browser.observe import screen
from tests.browser.sample import ROOT
from tests.browser.test_axe import violations

ENGINE = "https://engine.example/find?q={query}&site={host}"
SITE = f"""\
[site]
name = "The Courier"
url = "https://courier.example"
timezone = "Asia/Baghdad"
[languages.ckb]
[languages.ku]
[languages.ar]
[languages.tr]
[search]
pagefind = true
site_search = "{ENGINE}"
"""
TEXTS = {
    "ckb": ("پردی نوێی کوردستان", "شاری هەولێر لە هەرێمی کوردستانە. ڕۆژنامەکە گەورەیە."),
    "ku": ("Çîroka gundê me", "Çîrok li Şengalê dest pê dike."),
    "ar": ("جسر جديد في أربيل", "افتتحت مدرسة في المدينة."),
    "tr": ("İstanbul’da yeni köprü", "Irak’ta ışıklar yandı."),
}
POLICY = {"default-src": ("'none'",), "style-src": ("'self'",), "img-src": ("'self'",)}


def put(folder: Path, path: str, text: str, **keys: object) -> None:
    file = folder / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["---", *(f"{key}: {value}" for key, value in keys.items()), "---", text, ""]), "utf-8")


def article(folder: Path, name: str, title: str, text: str, **keys: object) -> None:
    more = {"date": "2026-11-20 14:30", "section": "news", "author": "Ruth Ellery"} | keys
    put(folder, f"articles/{name}.md", text, title=f'"{title}"', **more)


def build(folder: Path) -> Path:
    public = folder / "public"
    folders: list[str | Path] = ["--content", folder / "content", "--output", public, "--cache", folder / "cache"]
    built = subprocess.run(
        [sys.executable, ROOT / "build.py", *folders, "--as-of", "2026-11-22T09:00:00+03:00"],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    return public


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    put(folder, "policies/comments.md", "Be kind.", title="Comments")
    (folder / "content" / "site.toml").write_text(SITE, "utf-8")
    put(folder, "sections/news.md", "", title="News")
    for tag, (title, text) in TEXTS.items():
        put(folder, f"sections/{tag}/news.md", "", title=f"News {tag}")
        article(folder, f"in-{tag}", title, text, lang=tag)
    for number in range(12):
        article(
            folder, f"bridge-{number}", f"Bridge {number} opens", f"The council paid <b>{number}</b> & more for it."
        )
    date = {"date": "2021-12-09 10:00", "author": "Dilan Example"}
    article(folder, "old", "An old bridge closes", "Engineers looked at the bridges.", **date)
    build(folder)
    return folder


@pytest.fixture(scope="module")
def address(newsroom: Path) -> Iterator[str]:
    """The site as a host serves it that sends the policy of the search page."""
    policy = POLICY | search_policy(SearchSettings(pagefind=True, site_search=ENGINE))

    class Host(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            told = "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())
            self.send_header("Content-Security-Policy", told)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(newsroom / "public"))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


Ask = Callable[..., Page]


@pytest.fixture
def ask(chrome: Browser, address: str) -> Iterator[Ask]:
    """Opens the page of a language, types something, and presses Enter. In the end, nothing was complained of."""
    contexts, complaints = [], list[str]()

    def one(words: str = "", tag: str = "", query: str = "", width: int = 360) -> Page:
        contexts.append(screen(chrome, width, "light"))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(f"{address}{tag and f'/{tag}'}/search/{query}")
        if words:
            search(page, words)
        return page

    yield one
    for context in contexts:
        context.close()
    assert complaints == []


def search(page: Page, words: str) -> None:
    page.fill("#search-words", words)
    page.press("#search-words", "Enter")


def headlines(page: Page) -> list[str]:
    page.locator(".search-results h2").first.wait_for()
    return page.locator(".search-results h2").all_inner_texts()


def test_the_script_has_the_rules_of_the_program(ask: Ask) -> None:
    page = ask()
    signs = [chr(code) for code in (*range(0x20, 0x3000), *range(0xFB00, 0xFE00), *range(0xFE70, 0xFF70))]
    known = [sign for sign in signs if unicodedata.category(sign) not in ("Cn", "Cs", "Co")]
    texts = [*known, *(text for pair in TEXTS.values() for text in pair), "ΟΔΟΣ İIıi Straße ﷺ", "𞥓 𑁧"]
    script = page.locator("script[type=module]").get_attribute("src")
    written = page.evaluate("async ([script, texts]) => texts.map((await import(script)).searchForm)", [script, texts])
    different = {text: (found, search_form(text)) for text, found in zip(texts, written, strict=True)}
    assert {text: both for text, both in different.items() if both[0] != both[1]} == {}


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("ckb", "كوردستان"),
        ("ckb", "ههولير"),
        ("ckb", "روژنامه"),
        ("ckb", "٢٠٢٦"),
        ("ku", "cirok"),
        ("ku", "ÇÎROK"),
        ("ku", "Sengal"),
        ("ar", "اربيل"),
        ("ar", "مدرسه"),
        ("ar", "المدرسة"),
        ("tr", "istanbul"),
        ("tr", "ISTANBUL"),
        ("tr", "İstanbul"),
        ("tr", "isik"),
    ],
)
def test_readers_find_with_the_keyboard_that_they_have(ask: Ask, tag: str, typed: str) -> None:
    assert headlines(ask(typed, tag)) == [TEXTS[tag][0]]


def test_words_are_shown_as_they_were_written(ask: Ask) -> None:
    page = ask("ههولير", "ckb")
    assert page.locator(".search-results mark").inner_text() == "هەولێر"
    search(page, "كوردستان")
    expect(page.locator(".search-status")).to_have_text("ئەنجامەکان: ١")
    page = ask("council")
    headlines(page)
    assert "<" not in page.locator(".excerpt").first.inner_text().replace("&", "")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("x", "Type at least two letters."),
        ("<b>", "Type at least two letters."),
        ("zzyzx", "Nothing was found for “zzyzx”. Other words, or fewer, may find more."),
        ("bricklayer", "Nothing was found for “bricklayer”. Other words, or fewer, may find more."),
    ],
)
def test_what_cannot_be_found_is_said(ask: Ask, typed: str, told: str) -> None:
    page = ask(typed)
    status = page.get_by_role("status")
    expect(status).to_have_text(told)
    assert page.locator(".search-results li").count() == 0


def test_results_come_ten_at_a_time_and_the_next_are_read_on_from(ask: Ask) -> None:
    page = ask("bridge")
    assert len(headlines(page)) == 10
    expect(page.locator(".search-status")).to_have_text("Results: 13")
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".search-results li")).to_have_count(13)
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.search-results li')[10]")
    expect(page.get_by_role("button", name="More results")).to_be_hidden()


def test_an_address_keeps_what_was_asked_for(ask: Ask) -> None:
    page = ask("bridge")
    headlines(page)
    page.locator("summary").click()
    page.get_by_label("Year").select_option("2021")
    expect(page.locator(".search-results li")).to_have_count(1)
    again = ask(query=f"?{page.url.partition('?')[2]}")
    assert headlines(again) == ["An old bridge closes"]
    assert again.get_by_label("Year").input_value() == "2021"
    again.get_by_label("Year").select_option("")
    again.get_by_label("Author").select_option("Ruth Ellery")
    again.get_by_label("Order").select_option("desc")
    expect(again.locator(".search-status")).to_have_text("Results: 12")


@pytest.mark.parametrize("tag", ["", "ckb"])
def test_axe_finds_nothing_wrong(ask: Ask, axe: str, tag: str) -> None:
    page = ask("كوردستان" if tag else "bridge", tag)
    headlines(page)
    page.locator("summary").click()
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_the_words_go_to_a_search_engine(chrome: Browser, address: str) -> None:
    with chrome.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.route("https://engine.example/**", lambda route: route.fulfill(body="found"))
        page.goto(f"{address}/search/")
        search(page, "old bridge")
        page.wait_for_url(re.compile("engine"))
        assert page.url == "https://engine.example/find?q=old+bridge&site=courier.example"


def test_a_reader_who_searches_while_a_site_is_published_still_finds(ask: Ask, newsroom: Path) -> None:
    page = ask("bridge")
    headlines(page)
    article(newsroom, "tunnel", "A tunnel", "It was dug below the river.")
    build(newsroom)
    search(page, "tunnel")
    assert headlines(page) == ["A tunnel"]
