"""Edits of a made-up newspaper, and the evidence that a build saw them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.edits import Evidence, add_article, edit_headline, remove_article
from tests.bench.generators import Newspaper, dateline, hugo

OLD = "content/articles/2024/12/old-1.md"
NEWEST = "content/articles/2025/12/new-2.md"


@pytest.fixture
def newspaper(tmp_path: Path) -> Newspaper:
    """Two articles; a third is at hand. It is as if it had been built."""
    site = Newspaper(
        dateline(), 2, tmp_path / "site", {}, OLD, "content/articles/2025/12/more-3.md", tmp_path / "extra"
    )
    _write(site.folder / OLD, 'title: "Old"\ndate: 2024-12-31 05:00:00+00:00')
    _write(site.folder / "content/articles/2025/12/before-2.md", 'title: "Before"\ndate: 2025-12-01 05:00:00+00:00')
    _write(site.folder / NEWEST, 'title: "New"\ndate: 2025-12-30 05:00:00+00:00')
    _write(site.folder / "content/authors/name.md", "name: Name")
    _write(site.extra / site.added, 'title: "More"\ndate: 2025-12-31 14:00:00+00:00')
    _page(site.output / "index.html", '<a href="/2025/12/new-2/">New</a>')
    _page(site.output / "2025/12/new-2/index.html", "New")
    return site


def test_the_headline_of_the_newest_article_changes_each_time(newspaper: Newspaper) -> None:
    evidence = [edit_headline(newspaper, number)[0] for number in (1, 12)]
    assert [each.text for each in evidence] == ["Changed 1: ", "Changed 12: "]
    assert {each.file for each in evidence} == {newspaper.output / "index.html"}
    assert 'title: "Changed 12: New"\n' in (newspaper.folder / NEWEST).read_text("utf-8")
    assert 'title: "Old"\n' in (newspaper.folder / OLD).read_text("utf-8")


def test_an_added_article_is_the_newest_of_all(newspaper: Newspaper) -> None:
    add_article(newspaper, 7)
    add_article(newspaper, 75)
    added = newspaper.folder / "content/articles/2025/12/more-3-75.md"
    assert "date: 2025-12-31 14:01:15+00:00\n" in added.read_text("utf-8")
    edit_headline(newspaper, 1)
    assert 'title: "Changed 1: Added 75: More"\n' in added.read_text("utf-8")


def test_a_removed_article_must_lose_its_page_and_its_place_on_the_home_page(newspaper: Newspaper) -> None:
    home, page = remove_article(newspaper, 1)
    assert not (newspaper.folder / NEWEST).exists()
    assert home.missing
    assert page.missing
    page.file.unlink()
    home.file.write_text('<a href="/2025/12/new-22/">Another</a>', "utf-8")
    assert not home.missing
    assert not page.missing


def test_only_dateline_must_delete_the_page(newspaper: Newspaper) -> None:
    peer = hugo(Path("hugo"))
    site = Newspaper(peer, 2, newspaper.folder, {}, OLD, newspaper.added, newspaper.extra)
    assert [each.file for each in remove_article(site, 1)] == [newspaper.output / "index.html"]


def test_what_was_never_on_the_home_page_is_no_evidence(newspaper: Newspaper) -> None:
    _page(newspaper.output / "index.html", "")
    with pytest.raises(SystemExit, match="does not have its newest article on the home page"):
        remove_article(newspaper, 1)


def test_evidence_says_what_is_missing(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    assert Evidence(page, "New").missing
    _page(page, "New")
    assert not Evidence(page, "New").missing
    assert str(Evidence(page, "New", there=False)) == f"still “New” in {page}"


def _write(source: Path, front_matter: str) -> None:
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(f"---\n{front_matter}\n---\n\nText.\n", "utf-8")


def _page(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
