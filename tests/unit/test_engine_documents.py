"""Source files -> all documents: read once, then kept as long as their bytes are what they were."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.cache.ledger import Ledger, SourceState
from generator.engine.documents import Documents, documents_of
from generator.engine.snapshot import Snapshot, digest_of_file, source_of, taken
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.documents import Article
from generator.model.report import Build, Folders
from generator.read.documents import Reading

READING = Reading(ZoneInfo("Asia/Baghdad"))
HEADER = "---\ntitle: {title}\ndate: 2026-11-21 12:00\nsection: iraq\n---\n"


class EditionContext:
    """A content folder, and what is remembered of it between builds."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        folders = Folders(*(folder / name for name in ("content", "public", "cache", "layouts", "assets")))
        for source in folders.sources.values():
            source.mkdir()
        self.content = folders.content
        self.ledger = ledger
        self.build = Build(folders, datetime(2026, 11, 22, tzinfo=UTC), begun=2**62)
        self.sources: dict[str, SourceState] = {}
        self.told: list[tuple[int, int]] = []

    def write(self, path: str, text: str) -> None:
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).write_text(text, "utf-8")

    def article(self, name: str, text: str = "Text.", title: str = "A headline") -> None:
        self.write(f"articles/{name}.md", HEADER.format(title=title) + text)

    def snapshot(self) -> Snapshot:
        return taken(self.build, self.sources)

    def read(self, snapshot: Snapshot | None = None, *, workers: int = 1) -> Documents:
        """As a build does it: afterwards everything is remembered."""
        snapshot = snapshot or self.snapshot()
        workshop = Workshop(InlineExecutor(), workers)
        found = documents_of(
            snapshot, self.ledger, READING, workshop, lambda done, total: self.told.append((done, total))
        )
        digests = {**snapshot.digests, **found.looked_at}
        self.ledger.write_documents(found.rows.values(), found.gone)
        self.sources = {
            location: source_of(file, digests.get(location, ""), self.build)
            for location, file in snapshot.files.items()
        }
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[EditionContext]:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        desk = EditionContext(tmp_path, ledger)
        desk.article("a")
        desk.article("b", title="")
        desk.write("sections/iraq.md", "---\ntitle: Iraq\n---\n")
        desk.write("authors/sara.md", "---\nname: Sara Example\n---\nSara covers politics.\n")
        desk.write("notes.md", "Nothing is made of this.")
        yield desk


def known(found: Documents) -> tuple[Mapping[str, str], list[object], list[str]]:
    """What a library holds, however it came by it."""
    return found.articles, list(found.everything()), sorted(problem.code for problem in found.problems)


def test_articles_stay_packed_until_somebody_asks_and_all_else_is_at_hand(desk: EditionContext) -> None:
    found = desk.read()
    assert found.articles.keys() == {"articles/a.md"}
    assert [document.path for document in found.others] == ["articles/b.md", "authors/sara.md", "sections/iraq.md"]
    assert isinstance(found.articles_at(["articles/a.md"])["articles/a.md"], Article)
    assert [document.path for document in found.documents_at(["articles/a.md", "authors/sara.md", "x"])] == [
        "authors/sara.md",
        "articles/a.md",
    ]
    assert len(found.everything()) == 4


def test_whatever_is_read_is_told_with_its_problems(desk: EditionContext) -> None:
    assert sorted(problem.code for problem in desk.read().problems) == ["missing-key", "stray-file"]
    assert desk.told[-1] == (5, 5)


def test_what_has_not_changed_is_not_even_opened(desk: EditionContext) -> None:
    first = known(desk.read())
    snapshot = desk.snapshot()
    for file in list(desk.content.rglob("*.md")):
        file.unlink()
    again = desk.read(snapshot)
    assert known(again) == first
    assert again.rows == {}


def test_a_file_of_which_nothing_is_made_is_told_of_in_every_build(desk: EditionContext) -> None:
    for _ in range(2):
        assert "stray-file" in {problem.code for problem in desk.read().problems}


def test_what_is_wrong_with_a_file_that_was_not_read_again_is_told_again(desk: EditionContext) -> None:
    """Both by the reading itself, and by the rules of the house."""
    keys = "title: A headline\ndate: 2026-11-20 14:30\nsection: kurdistan\nphoto_alt: A flag"
    desk.write("articles/sara.md", f"---\n{keys}\n---\n<script>alert()</script>\n")
    first = desk.read().problems
    again = desk.read()
    assert "articles/sara.md" not in again.rows
    assert {problem.code for problem in first} >= {"raw-html", "no-photo"}
    assert sorted(map(repr, again.problems)) == sorted(map(repr, first))


def test_a_file_with_other_bytes_is_read_and_only_that(desk: EditionContext) -> None:
    desk.article("c")
    desk.read()
    desk.article("a", "Other text.", title="Another headline")
    found = desk.read()
    assert found.rows.keys() == {"articles/a.md"}
    assert found.articles_at(["articles/a.md"])["articles/a.md"].header.title == "Another headline"
    assert found.looked_at == {"content/articles/a.md": found.articles["articles/a.md"]}


def test_a_file_that_was_only_touched_is_not_read_again(desk: EditionContext) -> None:
    first = known(desk.read())
    os.utime(desk.content / "articles/a.md", ns=(1, 1))
    again = desk.read()
    assert "articles/a.md" not in again.rows
    assert known(again) == first
    (file,) = (file for file in desk.snapshot().files.values() if file.path == "articles/a.md")
    assert again.looked_at["content/articles/a.md"] == digest_of_file(file)


def test_what_is_gone_is_forgotten(desk: EditionContext) -> None:
    desk.read()
    (desk.content / "articles/a.md").unlink()
    (desk.content / "authors/sara.md").unlink()
    found = desk.read()
    assert set(found.gone) == {"articles/a.md", "authors/sara.md"}
    assert found.articles == {}
    assert desk.ledger.document_digests().keys() == {"articles/b.md", "sections/iraq.md"}


def test_a_file_that_comes_back_as_it_was_is_there_again(desk: EditionContext) -> None:
    first = known(desk.read())
    text = (desk.content / "articles/a.md").read_text("utf-8")
    (desk.content / "articles/a.md").unlink()
    desk.read()
    desk.write("articles/a.md", text)
    assert known(desk.read()) == first


def test_a_file_that_is_mended_loses_its_problems(desk: EditionContext) -> None:
    desk.read()
    desk.article("b")
    found = desk.read()
    assert found.articles.keys() == {"articles/a.md", "articles/b.md"}
    assert "articles/b.md" not in {document.path for document in found.others}
    assert [problem.code for problem in found.problems] == ["stray-file"]


def test_where_nothing_is_understood_any_more_all_is_read_anew(desk: EditionContext) -> None:
    first = known(desk.read())
    desk.ledger.forget_understanding()
    again = desk.read()
    assert again.rows.keys() == {"articles/a.md", "articles/b.md", "authors/sara.md", "sections/iraq.md"}
    assert known(again) == first


def test_texts_lie_apart_under_their_digests(desk: EditionContext) -> None:
    found = desk.read()
    body = found.articles_at(["articles/a.md"])["articles/a.md"].body
    assert "Text." in repr(pickle.loads(desk.ledger.objects([body.digest])[body.digest]))


def test_a_file_that_vanishes_after_it_was_seen_is_a_problem_and_is_not_remembered(desk: EditionContext) -> None:
    snapshot = desk.snapshot()
    (desk.content / "articles/a.md").unlink()
    found = desk.read(snapshot)
    assert "unreadable" in {problem.code for problem in found.problems}
    assert "articles/a.md" not in desk.ledger.document_digests()


def test_many_workers_find_what_one_finds(desk: EditionContext) -> None:
    for number in range(120):
        desk.article(f"more-{number}")
    among_many = known(desk.read(workers=7))
    desk.ledger.forget_understanding()
    assert known(desk.read()) == among_many


def test_the_settings_are_no_document(desk: EditionContext) -> None:
    desk.write("site.toml", "[site]")
    found = desk.read()
    assert "site.toml" not in desk.ledger.document_digests()
    assert not [problem for problem in found.problems if problem.where and "site.toml" in problem.where.path]
