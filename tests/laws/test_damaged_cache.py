"""A cache that is lost, cut off, foreign or full of nonsense counts as none: the next build makes what a clean one would. One
that cannot be written to is named."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import Newsroom

from generator.cache.ledger import ledger_of
from tests.laws.edits import rewrite
from tests.laws.paper import Paper, a_paper

EXAMPLES = max(1, settings().max_examples // 8)


class Edited:
    """A paper that was built and then edited; `kept` has the site and the cache before the edit was built, `clean` is the
    site after it. No dataclass, because Hypothesis would print all of it."""

    def __init__(self, paper: Paper, kept: Path, clean: dict[str, bytes]) -> None:
        self.paper = paper
        self.kept = kept
        self.clean = clean

    def again(self) -> Paper:
        """The paper, with site and cache as they were before the edit was built."""
        _copy(self.kept, self.paper.newsroom.folder)
        return self.paper

    def assert_made_good(self) -> None:
        assert self.paper.build().problems == ()
        assert _difference(self.paper.newsroom.published(), self.clean) == []
        again = self.paper.build()
        assert (again.added, again.changed, again.removed) == ((), (), ())
        if again.rebuilt:  # the damage was found when there was nothing left to do but to remember
            again = self.paper.build()
        assert again.rebuilt == (), "and all is known again"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    paper, kept = a_paper(tmp_path_factory.mktemp("paper")), tmp_path_factory.mktemp("kept")
    assert paper.build().problems == ()
    _copy(paper.newsroom.folder, kept)
    rewrite(paper, "articles/a.md", "The council met once more.")
    report, site = paper.built_clean()
    assert report.problems == ()
    return Edited(paper, kept, site)


@pytest.fixture
def paper(edited: Edited) -> Paper:
    return edited.again()


def _copy(source: Path, target: Path) -> None:
    for name in ("public", "cache"):
        shutil.rmtree(target / name, ignore_errors=True)
        shutil.copytree(source / name, target / name)


def _difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [path for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path)]


def _ledger(paper: Paper) -> Path:
    return ledger_of(paper.newsroom.output, paper.newsroom.cache)


def no_cache(paper: Paper) -> None:
    shutil.rmtree(paper.newsroom.cache)


def empty_files(paper: Paper) -> None:
    for file in paper.newsroom.cache.rglob("*"):
        if file.is_file():
            file.write_bytes(b"")


def nonsense_in_all_files(paper: Paper) -> None:
    for file in paper.newsroom.cache.rglob("*"):
        if file.is_file():
            file.write_bytes(b"nonsense\n" * 2000)


def _execute(paper: Paper, statement: str) -> None:
    with closing(sqlite3.connect(_ledger(paper))) as ledger:
        ledger.execute(statement)
        ledger.commit()


def an_older_version(paper: Paper) -> None:
    _execute(paper, "PRAGMA user_version = 1")


def a_newer_version(paper: Paper) -> None:
    _execute(paper, "PRAGMA user_version = 1000")


def another_database(paper: Paper) -> None:
    _ledger(paper).unlink()
    _execute(paper, "CREATE TABLE recipes (name TEXT)")


def another_database_of_our_version(paper: Paper) -> None:
    with closing(sqlite3.connect(_ledger(paper))) as ledger:
        (version,) = ledger.execute("PRAGMA user_version").fetchone()
    another_database(paper)
    _execute(paper, f"PRAGMA user_version = {version}")


def a_table_is_gone(paper: Paper) -> None:
    _execute(paper, "DROP TABLE documents")


def values_of_another_program(paper: Paper) -> None:
    _execute(paper, "UPDATE documents SET document = x'00', problems = x'80'")


def what_lies_apart_is_gone(paper: Paper) -> None:
    _execute(paper, "DELETE FROM objects")


def values_that_are_gone(paper: Paper) -> None:
    _execute(paper, "UPDATE meta SET value = NULL")


def a_kind_of_document_that_there_is_not(paper: Paper) -> None:
    _execute(paper, "UPDATE documents SET kind = 'artjcle' WHERE path = 'articles/b.md'")


def an_article_that_is_said_to_be_none(paper: Paper) -> None:
    _execute(paper, "UPDATE documents SET kind = 'nothing' WHERE path = 'articles/b.md'")


def a_path_that_no_file_can_have(paper: Paper) -> None:
    _execute(paper, "UPDATE outputs SET path = 'index' || char(0) || 'html' WHERE path = 'index.html'")


def a_table_whose_name_is_no_text(paper: Paper) -> None:
    ledger = _ledger(paper)
    ledger.write_bytes(ledger.read_bytes().replace(b"tablemetameta", b"table\x80etameta"))


def a_journal_of_something_else(paper: Paper) -> None:
    ledger = _ledger(paper)
    ledger.with_name(f"{ledger.name}-journal").write_bytes(b"nonsense\n" * 100)


DAMAGES = (
    no_cache, empty_files, nonsense_in_all_files, an_older_version, a_newer_version, another_database,
    another_database_of_our_version, a_table_is_gone, values_of_another_program, what_lies_apart_is_gone,
    values_that_are_gone, a_kind_of_document_that_there_is_not, an_article_that_is_said_to_be_none,
    a_path_that_no_file_can_have, a_table_whose_name_is_no_text,
    a_journal_of_something_else,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_cache_counts_as_none(damage: Callable[[Paper], None], edited: Edited) -> None:
    damage(edited.again())
    edited.assert_made_good()


@given(length=st.floats(0, 1))
@settings(max_examples=EXAMPLES)
def test_a_ledger_cut_off_anywhere_counts_as_none(length: float, edited: Edited) -> None:
    ledger = _ledger(edited.again())
    os.truncate(ledger, int(length * ledger.stat().st_size))
    edited.assert_made_good()


SPOTS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=64)), min_size=1, max_size=5
)
"""Parts of a ledger, from 0 to 1, and the bytes that stand there."""


@given(spots=SPOTS)
@settings(max_examples=EXAMPLES)
def test_a_ledger_with_nonsense_in_it_is_never_believed(spots: list[tuple[float, bytes]], edited: Edited) -> None:
    ledger = _ledger(edited.again())
    content = bytearray(ledger.read_bytes())
    for place, nonsense in spots:
        start = int(place * len(content))
        content[start : start + len(nonsense)] = nonsense
    ledger.write_bytes(content)
    edited.assert_made_good()


def test_a_folder_in_the_place_of_the_ledger_is_named(paper: Paper) -> None:
    ledger = _ledger(paper)
    ledger.unlink()
    ledger.mkdir()
    before = paper.newsroom.published()
    said = paper.newsroom.build_py()
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert said.stderr.startswith(f"error: {ledger} cannot be written to: ")
    assert paper.newsroom.published() == before


@pytest.fixture
def read_only(paper: Paper) -> Iterator[Newsroom]:
    """With a cache on a read-only disk, as far as this machine lets us."""
    cache = paper.newsroom.cache
    if os.geteuid() != 0:
        for path in (*cache.rglob("*"), cache):
            path.chmod(0o500 if path.is_dir() else 0o400)
        yield paper.newsroom
        cache.chmod(0o700)
        for path in cache.rglob("*"):
            path.chmod(0o700)
        return
    mounts = (["mount", "--bind", str(cache), str(cache)], ["mount", "-o", "remount,bind,ro", str(cache)])
    if any(subprocess.run(mount, capture_output=True, check=False).returncode for mount in mounts):
        pytest.skip("root may write everywhere, and here not even mount")
    try:
        yield paper.newsroom
    finally:
        subprocess.run(["umount", str(cache)], check=True)


def test_a_cache_that_cannot_be_written_to_is_named_and_the_site_stays(read_only: Newsroom) -> None:
    before = read_only.published()
    said = read_only.build_py()
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert said.stderr.startswith(f"error: {read_only.cache}")
    assert read_only.published() == before
