"""What is remembered of a build, and that nothing of it is ever needed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.model.outputs import Fingerprint
from generator.model.problems import DatelineError
from generator.publish.keep import kept
from generator.publish.ledger import VERSION, Entry, ledger_of, recalled, remember


def entry(path: str, origin: str = "content/articles/a.md", *, named_by_content: bool = False) -> Entry:
    print_of = Fingerprint(path, "", "") if named_by_content else Fingerprint("view", "layout", "code")
    return Entry(path, origin, print_of)


NAME = "ledger.sqlite"
ENTRIES = (entry("a/index.html"), entry("photos/a-1.jpg", "content/photos/a.jpg", named_by_content=True))


def test_what_was_remembered_is_recalled_in_the_order_of_paths(tmp_path: Path) -> None:
    remember(tmp_path / NAME, reversed(ENTRIES))
    assert recalled(tmp_path / NAME) == ENTRIES


def test_the_last_build_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    remember(tmp_path / NAME, ENTRIES)
    remember(tmp_path / NAME, ENTRIES[1:])
    assert recalled(tmp_path / NAME) == ENTRIES[1:]


def test_without_a_ledger_nothing_is_remembered(tmp_path: Path) -> None:
    assert recalled(tmp_path / NAME) == ()
    assert recalled(tmp_path / "nowhere" / NAME) == ()


def test_each_output_folder_has_its_own_which_moves_with_the_checkout(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert ledger_of(here / "public", here / ".cache") != ledger_of(here / ".preview", here / ".cache")
    assert ledger_of(here / "public", here / ".cache").name == ledger_of(there / "public", there / ".cache").name


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(100)])
def test_a_damaged_ledger_counts_as_empty_and_is_made_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert recalled(tmp_path / NAME) == ()
    remember(tmp_path / NAME, ENTRIES)
    assert recalled(tmp_path / NAME) == ENTRIES


def test_a_ledger_that_is_cut_off_counts_as_empty(tmp_path: Path) -> None:
    remember(tmp_path / NAME, [entry(f"{number}/index.html") for number in range(500)])
    content = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(content[: len(content) // 2])
    assert recalled(tmp_path / NAME) == ()
    remember(tmp_path / NAME, ENTRIES)
    assert recalled(tmp_path / NAME) == ENTRIES


def test_a_ledger_of_another_version_counts_as_empty(tmp_path: Path) -> None:
    remember(tmp_path / NAME, ENTRIES)
    with closing(sqlite3.connect(tmp_path / NAME)) as ledger:
        ledger.execute(f"PRAGMA user_version = {VERSION + 1}")
    assert recalled(tmp_path / NAME) == ()
    remember(tmp_path / NAME, ENTRIES)
    assert recalled(tmp_path / NAME) == ENTRIES


def test_a_ledger_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(DatelineError, match="cannot be written to"):
        remember(tmp_path / NAME, ENTRIES)
    assert recalled(tmp_path / NAME) == ()


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
    paths = [each.path for each in kept(tmp_path, before, {"content/articles/a.md"}, ())]
    assert paths == ["a/index.html", "assets/paper-2.svg", "assets/s ite-1.css"]
    assert kept(tmp_path, before, (), ()) == ()


def test_a_kept_page_that_is_gone_needs_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path, ENTRIES, {"content/articles/a.md"}, ()) == ENTRIES[:1]
