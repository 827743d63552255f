"""Source files -> all documents: read once, then kept as long as their bytes are what they were."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.cache.ledger import Ledger
from generator.engine.documents import Documents
from generator.engine.snapshot import Snapshot, digest_of_file
from generator.model.documents import Article
from generator.read.documents import Reading
from tests.unit.folders import ContentFolder

READING = Reading(ZoneInfo("Asia/Baghdad"))
HEADER = "---\ntitle: {title}\ndate: 2026-11-21 12:00\nsection: iraq\n---\n"


class KeptFolder(ContentFolder):
    """A content folder of which everything that is read is remembered. `told` is the progress of the reading."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        super().__init__(folder, ledger)
        self.told: list[tuple[int, int]] = []

    def article(self, name: str, text: str = "Text.", title: str = "A headline") -> None:
        self.write(f"articles/{name}.md", HEADER.format(title=title) + text)

    def read(self, snapshot: Snapshot | None = None, *, workers: int = 1) -> Documents:
        snapshot = snapshot or self.snapshot()
        found = self.found(snapshot, workers, lambda done, total: self.told.append((done, total)))
        self.remember(found, snapshot)
        return found


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[KeptFolder]:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        folder = KeptFolder(tmp_path, ledger)
        folder.article("a")
        folder.article("b", title="")
        folder.write("sections/iraq.md", "---\ntitle: Iraq\n---\n")
        folder.write("authors/sara.md", "---\nname: Sara Example\n---\nSara covers politics.\n")
        folder.write("notes.md", "Nothing is made of this.")
        yield folder


def known(found: Documents) -> tuple[Mapping[str, str], list[object], list[str]]:
    """What a library holds, however it came by it."""
    return found.articles, list(found.everything()), sorted(problem.code for problem in found.problems)


def test_articles_stay_packed_until_somebody_asks_and_all_else_is_at_hand(folder: KeptFolder) -> None:
    found = folder.read()
    assert found.articles.keys() == {"articles/a.md"}
    assert [document.path for document in found.others] == ["articles/b.md", "authors/sara.md", "sections/iraq.md"]
    assert isinstance(found.articles_at(["articles/a.md"])["articles/a.md"], Article)
    assert [document.path for document in found.documents_at(["articles/a.md", "authors/sara.md", "x"])] == [
        "authors/sara.md",
        "articles/a.md",
    ]
    assert len(found.everything()) == 4


def test_whatever_is_read_is_told_with_its_problems(folder: KeptFolder) -> None:
    assert sorted(problem.code for problem in folder.read().problems) == ["missing-key", "stray-file"]
    assert folder.told[-1] == (5, 5)


def test_what_has_not_changed_is_not_even_opened(folder: KeptFolder) -> None:
    first = known(folder.read())
    snapshot = folder.snapshot()
    for file in list(folder.content.rglob("*.md")):
        file.unlink()
    again = folder.read(snapshot)
    assert known(again) == first
    assert again.rows == {}


def test_a_file_of_which_nothing_is_made_is_told_of_in_every_build(folder: KeptFolder) -> None:
    for _ in range(2):
        assert "stray-file" in {problem.code for problem in folder.read().problems}


def test_what_is_wrong_with_a_file_that_was_not_read_again_is_told_again(folder: KeptFolder) -> None:
    """Both by the reading itself, and by the rules of the house."""
    keys = "title: A headline\ndate: 2026-11-20 14:30\nsection: kurdistan\nphoto_alt: A flag"
    folder.write("articles/sara.md", f"---\n{keys}\n---\n<script>alert()</script>\n")
    first = folder.read().problems
    again = folder.read()
    assert "articles/sara.md" not in again.rows
    assert {problem.code for problem in first} >= {"raw-html", "no-photo"}
    assert sorted(map(repr, again.problems)) == sorted(map(repr, first))


def test_a_file_with_other_bytes_is_read_and_only_that(folder: KeptFolder) -> None:
    folder.article("c")
    folder.read()
    folder.article("a", "Other text.", title="Another headline")
    found = folder.read()
    assert found.rows.keys() == {"articles/a.md"}
    assert found.articles_at(["articles/a.md"])["articles/a.md"].header.title == "Another headline"
    assert found.looked_at == {"content/articles/a.md": found.articles["articles/a.md"]}


def test_a_file_that_was_only_touched_is_not_read_again(folder: KeptFolder) -> None:
    first = known(folder.read())
    os.utime(folder.content / "articles/a.md", ns=(1, 1))
    again = folder.read()
    assert "articles/a.md" not in again.rows
    assert known(again) == first
    (file,) = (file for file in folder.snapshot().files.values() if file.path == "articles/a.md")
    assert again.looked_at["content/articles/a.md"] == digest_of_file(file)


def test_what_is_gone_is_forgotten(folder: KeptFolder) -> None:
    folder.read()
    (folder.content / "articles/a.md").unlink()
    (folder.content / "authors/sara.md").unlink()
    found = folder.read()
    assert set(found.gone) == {"articles/a.md", "authors/sara.md"}
    assert found.articles == {}
    assert folder.ledger.document_digests().keys() == {"articles/b.md", "sections/iraq.md"}


def test_a_file_that_comes_back_as_it_was_is_there_again(folder: KeptFolder) -> None:
    first = known(folder.read())
    text = (folder.content / "articles/a.md").read_text("utf-8")
    (folder.content / "articles/a.md").unlink()
    folder.read()
    folder.write("articles/a.md", text)
    assert known(folder.read()) == first


def test_a_file_that_is_mended_loses_its_problems(folder: KeptFolder) -> None:
    folder.read()
    folder.article("b")
    found = folder.read()
    assert found.articles.keys() == {"articles/a.md", "articles/b.md"}
    assert "articles/b.md" not in {document.path for document in found.others}
    assert [problem.code for problem in found.problems] == ["stray-file"]


def test_where_nothing_is_understood_any_more_all_is_read_anew(folder: KeptFolder) -> None:
    first = known(folder.read())
    folder.ledger.forget_understanding()
    again = folder.read()
    assert again.rows.keys() == {"articles/a.md", "articles/b.md", "authors/sara.md", "sections/iraq.md"}
    assert known(again) == first


def test_texts_lie_apart_under_their_digests(folder: KeptFolder) -> None:
    found = folder.read()
    body = found.articles_at(["articles/a.md"])["articles/a.md"].body
    assert "Text." in repr(pickle.loads(folder.ledger.objects([body.digest])[body.digest]))


def test_a_file_that_vanishes_after_it_was_seen_is_a_problem_and_is_not_remembered(folder: KeptFolder) -> None:
    snapshot = folder.snapshot()
    (folder.content / "articles/a.md").unlink()
    found = folder.read(snapshot)
    assert "unreadable" in {problem.code for problem in found.problems}
    assert "articles/a.md" not in folder.ledger.document_digests()


def test_many_workers_find_what_one_finds(folder: KeptFolder) -> None:
    for number in range(120):
        folder.article(f"more-{number}")
    among_many = known(folder.read(workers=7))
    folder.ledger.forget_understanding()
    assert known(folder.read()) == among_many


def test_the_settings_are_no_document(folder: KeptFolder) -> None:
    folder.write("site.toml", "[site]")
    found = folder.read()
    assert "site.toml" not in folder.ledger.document_digests()
    assert not [problem for problem in found.problems if problem.where and "site.toml" in problem.where.path]
