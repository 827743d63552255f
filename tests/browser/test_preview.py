"""The preview in a real browser: every save is shown, and what is wrong stands over the page until it is mended."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sample import ROOT

PATIENCE = 120_000
"""Milliseconds until a page that never comes is given up. Nothing waits so long otherwise: the browser tells what it shows."""
STORY = "---\ntitle: {title}\ndate: 2026-11-20 14:30\nsection: news\n---\nThe council met.\n"
SITE = '[site]\nname = "The Courier"\nurl = "https://courier.example"\ntimezone = "Asia/Baghdad"\n'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    for folder in ("articles", "sections"):
        (content / folder).mkdir(parents=True)
    (content / "site.toml").write_text(SITE, "utf-8")
    (content / "sections/news.md").write_text("---\ntitle: News\n---\n", "utf-8")
    write(content, "Headline 0")
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    return content


def write(content: Path, title: str, more: str = "") -> None:
    (content / "articles/story.md").write_text(STORY.format(title=title) + more, "utf-8")


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


@pytest.fixture
def preview(content: Path, port: int) -> Iterator[str]:
    """The address of a preview that is ready."""
    folder = content.parent
    folders = [f"--content={content}", f"--output={folder / 'preview'}", f"--cache={folder / 'cache'}"]
    folders.append(f"--assets={folder / 'assets'}")
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "serve",
        "--follow",
        "--port",
        str(port),
        "--jobs",
        "1",
        *folders,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout
        for line in server.stdout:
            if line.startswith("Preview at "):
                break
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    page = chrome.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


def shows(page: Page, text: str) -> None:
    expect(page.locator("h1, h2, h3").filter(has_text=text).first).to_be_visible(timeout=PATIENCE)


def test_every_save_is_shown_however_soon_it_follows_the_last(preview: str, content: Path, page: Page) -> None:
    """Each is written as soon as the one before can be seen: so within the seconds in which the library would lose it, and
    mostly before the browser has asked to be told."""
    page.goto(preview)
    for number in range(6):
        shows(page, f"Headline {number}")
        write(content, f"Headline {number + 1}")
    shows(page, "Headline 6")


def test_an_error_stands_over_the_page_with_its_place_and_goes_when_it_is_mended(
    preview: str, content: Path, page: Page
) -> None:
    """The page of what is broken stays as it was; the rest of the site goes on."""
    page.goto(f"{preview}news/2026/11/story/")
    shows(page, "Headline 0")
    errors = page.locator("#dateline-errors")
    expect(errors).to_have_count(0)
    story = content / "articles/story.md"
    story.write_text(STORY.format(title="Headline 1").replace("section:", "sektion:"), "utf-8")
    expect(errors).to_be_visible(timeout=PATIENCE)
    expect(errors).to_contain_text("articles/story.md:4:1")
    expect(errors).to_contain_text("sektion: news")
    expect(errors).to_contain_text("Did you mean “section”?")
    shows(page, "Headline 0")
    (content / "articles/other.md").write_text(STORY.format(title="Another story"), "utf-8")
    page.goto(f"{preview}no/such/page/")
    expect(errors).to_be_visible(timeout=PATIENCE)
    page.goto(preview)
    shows(page, "Another story")
    write(content, "Headline 2 <script>alert(1)</script>")
    expect(errors).to_have_count(0, timeout=PATIENCE)
    shows(page, "Headline 2")
    page.goto(f"{preview}__desk/")
    problems = page.locator("#problems")
    expect(problems).to_contain_text("Nothing.")
    story.write_text(STORY.format(title="Headline 3").replace("section:", "sektion:"), "utf-8")
    expect(problems).to_contain_text("Did you mean “section”?", timeout=PATIENCE)
    expect(page.locator("#hidden")).to_contain_text("story.md")


def test_the_reader_stays_where_the_page_was_read_and_styles_change_under_it(
    preview: str, content: Path, page: Page
) -> None:
    long = "\n<details><summary>More</summary>There is more.</details>\n" + "\nA further line.\n" * 200
    page.goto(preview)
    write(content, "Headline 1", long)
    page.wait_for_url("**/news/2026/11/story/")  # it follows to what was saved
    shows(page, "Headline 1")
    page.evaluate("document.querySelector('.body details').open = true; scrollTo(0, 700); window.isTheSame = true")
    with (content.parent / "assets/css/90-output.css").open("a", encoding="utf-8") as sheet:
        sheet.write("body { outline: 7px solid red }\n")
    page.wait_for_function("getComputedStyle(document.body).outlineWidth === '7px'", timeout=PATIENCE)
    assert page.evaluate("window.isTheSame"), "a style needs no reload"
    write(content, "Headline 2", long)
    shows(page, "Headline 2")
    assert page.evaluate("[scrollY, document.querySelector('.body details').open, !window.isTheSame]") == [
        700,
        True,
        True,
    ]


def test_what_is_wrong_from_the_beginning_is_shown_in_the_place_of_the_paper(
    content: Path, request: pytest.FixtureRequest, page: Page
) -> None:
    (content / "site.toml").write_text(SITE.replace("Asia/Baghdad", "Mars/Base"), "utf-8")
    preview = request.getfixturevalue("preview")
    page.goto(preview)
    errors = page.locator("#dateline-errors")
    expect(errors).to_contain_text("site.toml:4", timeout=PATIENCE)
    expect(errors).to_contain_text("“Mars/Base” is not a time zone")
    (content / "site.toml").write_text(SITE, "utf-8")
    shows(page, "Headline 0")
    expect(errors).to_have_count(0, timeout=PATIENCE)
