"""What stays of the last site for the sake of a broken document."""

from __future__ import annotations

from pathlib import Path

from generator.model.outputs import Wave
from generator.model.published_file import FileState, Fingerprint, PublishedFile
from generator.publish.last_pages import forgotten, last_pages
from tests.unit.publishing import publish


def entry(path: str, origin: str = "content/articles/a.md", *, named_by_content: bool = False) -> PublishedFile:
    layout = "" if named_by_content else "layout"
    return PublishedFile(path, origin, Fingerprint("v", layout=layout, code=layout), FileState("", 0, 0, 0))


ENTRIES = (entry("a/index.html"), entry("photos/a-1.jpg", "content/photos/a.jpg", named_by_content=True))


def test_a_kept_page_keeps_what_it_names_and_what_that_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text('<link href="/paper/assets/s%20ite-1.css"><a href="/b/">b</a>', "utf-8")
    (tmp_path / "s ite-1.css").write_text("", "utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/s ite-1.css").write_text("a { background: url(paper-2.svg) }", "utf-8")
    before = (
        entry("a/index.html"),
        entry("assets/other-3.svg", "assets/other.svg", named_by_content=True),
        entry("assets/paper-2.svg", "assets/paper.svg", named_by_content=True),
        entry("assets/s ite-1.css", "assets/s ite.css", named_by_content=True),
        entry("b/index.html", "content/articles/b.md"),
        entry("index.html", "content/site.toml"),
    )
    paths = [each.path for each in last_pages(tmp_path, before, {"content/articles/a.md"}, ())]
    assert paths == ["a/index.html", "assets/paper-2.svg", "assets/s ite-1.css"]
    assert last_pages(tmp_path, before, (), ()) == ()


def test_a_kept_page_that_is_gone_needs_nothing(tmp_path: Path) -> None:
    assert last_pages(tmp_path, ENTRIES, {"content/articles/a.md"}, ()) == ENTRIES[:1]


def test_a_list_that_names_a_page_which_goes_goes_with_it(tmp_path: Path) -> None:
    """That page may be one that was withdrawn."""
    (tmp_path / "iraq").mkdir()
    (tmp_path / "iraq/index.html").write_text('<a href="/gone/">Gone</a>', "utf-8")
    before = (
        entry("gone/index.html", "content/articles/gone.md"),
        entry("iraq/index.html", "content/sections/iraq.md"),
    )
    broken = {"content/sections/iraq.md"}
    assert last_pages(tmp_path, before, broken, ()) == ()
    assert last_pages(tmp_path, before, broken, {"gone/index.html"}) == before[1:]
    assert last_pages(tmp_path, before, {*broken, "content/articles/gone.md"}, ()) == before


def test_a_file_of_ours_that_nobody_remembers_and_nobody_makes_is_forgotten(tmp_path: Path) -> None:
    names = ("a/index.html", "b/index.html", "c/index.html")
    publish(tmp_path, [(Wave.PAGES, name, name.encode()) for name in names])
    (tmp_path / "stranger.html").write_text("", "utf-8")
    assert forgotten(tmp_path, [entry("a/index.html")], {"b/index.html"}) == ("c/index.html",)
    assert forgotten(tmp_path, (), ()) == names
