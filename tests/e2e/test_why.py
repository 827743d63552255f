"""`python build.py why ADDRESS`: what a page is made from, and why it was last made."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom

HANDOVER = "/kurdistan/2026/11/handover/"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    assert newsroom.build().problems == ()
    return newsroom


def _why(newsroom: Newsroom, address: str, *more: str) -> list[str]:
    said = newsroom.build_py("why", address, *more)
    assert (said.returncode, said.stderr) == (0, ""), said.stderr
    return said.stdout.splitlines()


def _depends_on(newsroom: Newsroom, address: str, *more: str) -> set[str]:
    lines = _why(newsroom, address, *more)
    start = next(number for number, line in enumerate(lines) if line.endswith("depends on:"))
    return {line.strip() for line in lines[start + 1 :]}


def _refused(newsroom: Newsroom, address: str) -> str:
    said = newsroom.build_py("why", address)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("error: ")
    assert said.stderr.count("\n") == 1, "one sentence"
    return said.stderr


def test_an_article_names_all_files_it_is_made_from(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "The flag", "As [we wrote](bazaar.md), the flag")
    newsroom.build()
    assert _depends_on(newsroom, HANDOVER) >= {
        "content/articles/handover.md",
        "content/sections/kurdistan.md",
        "content/authors/dilan-example.md",
        "content/photos/flag.jpg",
        "content/policies/comments.md",
        "the address of content/articles/bazaar.md",
        "layouts/article.html",
        "layouts/base.html",
    }


def test_an_article_names_nothing_that_it_does_not_use(newsroom: Newsroom) -> None:
    text = "\n".join(_why(newsroom, HANDOVER))
    for stranger in ("bazaar", "harvest", "hevi-example", "culture.md", "listing.html"):
        assert stranger not in text


def test_everything_named_is_a_file_that_is_there(newsroom: Newsroom) -> None:
    for address in (HANDOVER, "/", "/kurdistan/", "/authors/dilan-example/"):
        for line in _depends_on(newsroom, address):
            for word in line.replace(",", " ").split():
                folder, _, rest = word.partition("/")
                if folder in newsroom.folders.sources and rest.endswith((".md", ".html", ".jpg", ".toml")):
                    assert (newsroom.folders.sources[folder] / rest).is_file(), line


def test_a_list_names_the_articles_it_shows(newsroom: Newsroom) -> None:
    assert _depends_on(newsroom, "/kurdistan/") >= {
        "content/sections/kurdistan.md",
        "what lists show of content/articles/handover.md",
        "what lists show of content/articles/harvest.md",
        "layouts/listing.html",
    }
    assert "bazaar" not in "\n".join(_why(newsroom, "/kurdistan/"))
    assert "what lists show of content/articles/bazaar.md" in _depends_on(newsroom, "/culture/feed.xml")


def test_a_long_list_names_some_and_counts_the_others(newsroom: Newsroom) -> None:
    for number in range(15):
        newsroom.article(
            f"story-{number}", title=f"Story {number}", section="culture", date=f"2026-11-20 10:{number:02}"
        )
    newsroom.build()
    shown = newsroom.page("culture/feed.xml").count("<item>")
    assert shown == 16
    lines = _depends_on(newsroom, "/culture/feed.xml")
    named = [line for line in lines if line.startswith("what lists show of ")]
    (rest,) = [line for line in lines if line.startswith("… and of ")]
    assert rest == f"… and of {shown - len(named)} more articles"


def test_a_photo_names_its_original(newsroom: Newsroom) -> None:
    photo = next(path for path in newsroom.published() if path.startswith("photos/flag-"))
    lines = _why(newsroom, f"/{photo}")
    assert _depends_on(newsroom, f"/{photo}") == {"content/photos/flag.jpg"}
    assert "it was not there before" in lines[1]


@pytest.mark.parametrize("address", [
    HANDOVER,
    HANDOVER.rstrip("/"),
    HANDOVER.strip("/"),
    f"{HANDOVER}index.html",
    f"https://courier.example{HANDOVER}",
    f"https://courier.example{HANDOVER}?from=mail#comments",
])  # fmt: skip
def test_an_address_may_be_written_as_a_browser_shows_it(address: str, newsroom: Newsroom) -> None:
    first, *_ = _why(newsroom, address)
    assert first.startswith(f"{HANDOVER} is the file kurdistan/2026/11/handover/index.html in ")


def test_an_address_may_be_percent_encoded(newsroom: Newsroom) -> None:
    newsroom.edit("articles/harvest.md", '["farming"]', '["کشتوکاڵ"]')
    newsroom.build()
    for address in ("/tags/کشتوکاڵ/", "/tags/%DA%A9%D8%B4%D8%AA%D9%88%DA%A9%D8%A7%DA%B5/"):
        assert "what lists show of content/articles/harvest.md" in _depends_on(newsroom, address)


@pytest.mark.parametrize("address", [f"/paper{HANDOVER}", f"https://x.example/paper{HANDOVER}", HANDOVER])
def test_an_address_may_have_the_base_path_of_the_site_or_not(address: str, newsroom: Newsroom) -> None:
    base = ("--base-url", "https://x.example/paper")
    assert newsroom.build_py(*base).returncode == 0
    assert "content/photos/flag.jpg" in _depends_on(newsroom, address, *base)
    assert "content/photos/flag.jpg" in _depends_on(newsroom, address), "whoever asks need not say how it was built"


def test_a_list_names_its_articles_under_a_base_path_too(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "https://courier.example", "https://courier.example/paper")
    newsroom.build()
    assert "what lists show of content/articles/bazaar.md" in _depends_on(newsroom, "/culture/")


def test_the_last_reason_is_told_and_stays_until_the_page_is_made_again(newsroom: Newsroom) -> None:
    assert "because it was not there before." in _why(newsroom, HANDOVER)[1]
    newsroom.edit("articles/handover.md", "What flag shows", "Soldiers lower a flag")
    newsroom.build()
    assert "because what it shows changed." in _why(newsroom, HANDOVER)[1]
    newsroom.edit("articles/bazaar.md", "at eight", "at nine")
    newsroom.build()
    newsroom.build()
    assert "because what it shows changed." in _why(newsroom, HANDOVER)[1]
    (newsroom.output / "kurdistan/2026/11/handover/index.html").unlink()
    newsroom.build()
    assert "because the published file was deleted." in _why(newsroom, HANDOVER)[1]


def test_the_instant_it_was_made_as_of_is_told(newsroom: Newsroom) -> None:
    assert newsroom.build_py("--as-of", "2026-11-23 06:00").returncode == 0
    newsroom.edit("articles/handover.md", "What flag shows", "Soldiers lower a flag")
    assert newsroom.build_py("--as-of", "2026-11-23 07:00").returncode == 0
    assert "as of 2026-11-23 07:00+03:00" in _why(newsroom, HANDOVER)[1]


def test_the_instant_is_told_in_the_time_of_the_newsroom(newsroom: Newsroom) -> None:
    assert newsroom.build_py("--as-of", "2026-11-23T07:00Z").returncode == 0
    newsroom.edit("articles/handover.md", "The flag", "Its flag")
    assert newsroom.build_py("--as-of", "2026-11-23T07:00Z").returncode == 0
    assert "as of 2026-11-23 10:00+03:00" in _why(newsroom, HANDOVER)[1]


@pytest.mark.parametrize("address", ["/nowhere/", "/kurdistan/2026/11/", "https://courier.example/nowhere/", "/../x/"])
def test_an_address_that_does_not_exist_is_told(address: str, newsroom: Newsroom) -> None:
    assert _refused(newsroom, address) == f"error: No file of the site answers to {address}.\n"


def test_a_page_that_was_withdrawn_is_no_longer_known(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "title:", "status: withdrawn\ntitle:")
    newsroom.build()
    assert "No file of the site answers" in _refused(newsroom, HANDOVER)


def test_a_notice_depends_on_its_article_alone(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "title:", "status: withdrawn\nnotice: It was wrong.\ntitle:")
    newsroom.build()
    behind = _depends_on(newsroom, HANDOVER)
    assert {"content/articles/handover.md", "layouts/withdrawal.html"} <= behind
    assert not [each for each in behind if "photos/" in each or "authors/" in each or "policies/" in each]


def test_before_any_build_nothing_is_known(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    assert "build the site first" in _refused(newsroom, HANDOVER)
    assert not newsroom.cache.exists(), "to ask leaves nothing behind"


def test_a_ledger_full_of_garbage_is_told(newsroom: Newsroom) -> None:
    (ledger,) = newsroom.cache.glob("*.sqlite")
    ledger.write_bytes(b"garbage" * 1000)
    assert "build the site again" in _refused(newsroom, HANDOVER)


def test_without_an_address_it_is_asked_for(newsroom: Newsroom) -> None:
    said = newsroom.build_py("why")
    assert said.returncode == 2
    assert "the address of a page" in said.stderr


def test_to_ask_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "at noon", "at one")
    before = newsroom.published()
    _why(newsroom, HANDOVER)
    assert newsroom.published() == before
    assert newsroom.build().changed == ("kurdistan/2026/11/handover/index.html",)
