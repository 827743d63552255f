"""What is remembered of a build, and that nothing of it is ever needed: a ledger that cannot be used says so, and a new one
takes its place."""

from __future__ import annotations

import hashlib
import pickle
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from generator.cache.ledger import VERSION, DamagedError, Ledger, Row, emptied, ledger_of, packed, unpacked
from generator.cache.published_files import count, file_stats, write_published
from generator.cache.sources import SourceFolder, read_sources, write_sources
from generator.model.problems import DatelineError, error
from generator.model.published_file import FileStat, FileState, Fingerprint, PublishedFile
from tests.unit.newsrooms import DILAN, article

ROOT = Path(__file__).resolve().parents[2]
NAME = "ledger.sqlite"
SOURCES = {
    "content/": SourceFolder((("site.toml", 1234, 1_795_330_000_123_456_789, 2**64 - 1),), ("d1",)),
    "content/articles/": SourceFolder((("a.md", 1, 2, 3), ("b.md", 4, -1, 6)), ("d2", "d3")),
}
OTHER = SourceFolder((("b.md", 7, 8, 9),), ("d4",))
STORY = article("story")
PROBLEM = error("odd", "Something.")
ROWS = (
    Row("articles/story.md", "article", "f1", packed(STORY), "b1", None),
    Row("authors/dilan.md", "other", "f2", packed(DILAN), "", packed((PROBLEM,))),
    Row("articles/broken.md", "nothing", "f3", None, "", packed((PROBLEM, PROBLEM))),
)
ENTRY = PublishedFile(
    "a/index.html",
    "content/articles/a.md",
    Fingerprint("view", "text", "frame", "layout", "code"),
    FileState("digest", 12, 1_795_330_000_123_456_789, 34),
    "article.html",
    "view text",
    "2026-11-22T06:00:00+00:00",
)
PHOTO = PublishedFile("photos/a-1.jpg", "content/photos/a.jpg", Fingerprint("photos/a-1.jpg"), FileState("d", 1, 2, 3))


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    with closing(Ledger(folder / NAME)) as ledger:
        yield ledger


def write_everything(ledger: Ledger) -> None:
    ledger.write_meta({"report": ("a report", 1), "stamp": "s1"})
    write_sources(ledger, SOURCES, ())
    ledger.write_documents(ROWS, ())
    ledger.write_stories([("articles/story.md", b"a story")], ())
    ledger.write_objects([("b1", b"a text"), ("c1", b"a card")])
    write_published(ledger, [PHOTO, ENTRY], ())


def sources_in(ledger: Ledger) -> dict[str, SourceFolder]:
    sources = read_sources(ledger)
    return {location: sources.folder(location) for location in sources}


def stats_in(ledger: Ledger) -> list[FileStat]:
    return sorted(chain.from_iterable(file_stats(ledger)))


def everything(ledger: Ledger) -> dict[str, Any]:
    return {
        "meta": ledger.meta(),
        "sources": sources_in(ledger),
        "digests": ledger.document_digests(),
        "articles": list(ledger.documents("article")),
        "others": list(ledger.documents("other")),
        "problems": dict(ledger.problems()),
        "stories": dict(ledger.stories()),
        "objects": ledger.objects(["b1", "c1"]),
        "outputs": list(ledger.outputs().items()),
        "seen": ledger.seen(),
        "stats": stats_in(ledger),
    }


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A folder with a ledger in which there is something of everything."""
    with opened(tmp_path) as ledger:
        write_everything(ledger)
        ledger.commit()
    return tmp_path


def test_what_was_written_is_read_back_by_the_next_build(filled: Path) -> None:
    with opened(filled) as ledger:
        assert everything(ledger) == {
            "meta": {"report": ("a report", 1), "stamp": "s1"},
            "sources": SOURCES,
            "digests": {row.path: (row.kind, row.digest) for row in ROWS},
            "articles": [("articles/story.md", "f1", STORY)],
            "others": [("authors/dilan.md", "f2", DILAN)],
            "problems": {"authors/dilan.md": (PROBLEM,), "articles/broken.md": (PROBLEM, PROBLEM)},
            "stories": {"articles/story.md": b"a story"},
            "objects": {"b1": b"a text", "c1": b"a card"},
            "outputs": [("a/index.html", ENTRY), ("photos/a-1.jpg", PHOTO)],
            "seen": {"a/index.html": ENTRY.state, "photos/a-1.jpg": PHOTO.state},
            "stats": [("a/index.html", 12, 1_795_330_000_123_456_789, 34), ("photos/a-1.jpg", 1, 2, 3)],
        }


def test_a_new_ledger_remembers_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        assert not any(everything(ledger).values())


def test_before_the_commit_nothing_is_there_for_good_and_afterwards_all(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        write_everything(ledger)
        assert all(everything(ledger).values())
    with opened(tmp_path) as ledger:
        assert not any(everything(ledger).values())
        write_everything(ledger)
        ledger.commit()
    with opened(tmp_path) as ledger:
        assert all(everything(ledger).values())


def test_what_was_forgotten_without_a_commit_is_still_there(filled: Path) -> None:
    with opened(filled) as ledger:
        before = everything(ledger)
        ledger.write_documents((), [row.path for row in ROWS])
        write_published(ledger, (), [ENTRY.path])
        ledger.write_meta({"report": None})
        assert everything(ledger) != before
    with opened(filled) as ledger:
        assert everything(ledger) == before


_KILLED = """
import os, signal, sys
from pathlib import Path
from generator.cache.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
ledger.write_meta({"report": "half of it"})
ledger.write_stories(((f"articles/{n}.md", os.urandom(8000)) for n in range(5000)), ["articles/story.md"])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_build_that_is_killed_while_it_writes_leaves_what_was_there_before(filled: Path) -> None:
    """Forty megabytes: more than SQLite holds in memory, so that the file is half written when the process ends."""
    before = (filled / NAME).stat().st_size
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(filled / NAME)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (filled / NAME).stat().st_size > before
    with opened(filled) as ledger:
        assert ledger.meta()["report"] == ("a report", 1)
        assert dict(ledger.stories()) == {"articles/story.md": b"a story"}


def test_the_last_writing_counts_and_what_is_gone_is_forgotten(filled: Path) -> None:
    newer = ENTRY._replace(made="2026-11-23T06:00:00+00:00", reasons="")
    with opened(filled) as ledger:
        ledger.write_meta({"stamp": "s2"})
        write_sources(ledger, {"content/articles/": OTHER}, ["content/"])
        ledger.write_documents([ROWS[0]._replace(digest="f9")], ["authors/dilan.md"])
        ledger.write_stories([("articles/b.md", b"2")], ["articles/story.md"])
        write_published(ledger, [newer], [PHOTO.path])
        ledger.commit()
    with opened(filled) as ledger:
        assert ledger.meta() == {"report": ("a report", 1), "stamp": "s2"}
        assert sources_in(ledger) == {"content/articles/": OTHER}
        assert ledger.document_digests() == {
            "articles/story.md": ("article", "f9"),
            "articles/broken.md": ("nothing", "f3"),
        }
        assert dict(ledger.stories()) == {"articles/b.md": b"2"}
        assert ledger.outputs() == {newer.path: newer}
        assert stats_in(ledger) == [(newer.path, *newer.state[1:])]


def test_how_published_files_lie_is_written_with_their_entries(tmp_path: Path) -> None:
    """They are packed in parts, of which a change writes some."""
    entries = {path: ENTRY._replace(path=path) for path in (f"news/{number}/index.html" for number in range(600))}
    state = FileState("other", 5, 6, 7)
    changed = {path: ENTRY._replace(path=path, state=state) for path in ("news/7/index.html", "new.html")}
    gone = ("news/8/index.html", "never there")
    with opened(tmp_path) as ledger:
        write_published(ledger, entries.values(), ())
        write_published(ledger, changed.values(), gone)
        expected = {path: entry for path, entry in {**entries, **changed}.items() if path not in gone}
        assert ledger.outputs() == expected
        assert stats_in(ledger) == sorted((path, *entry.state[1:]) for path, entry in expected.items())
        assert count(ledger) == len(expected)


def test_what_comes_back_in_the_same_build_is_not_gone(filled: Path) -> None:
    with opened(filled) as ledger:
        write_published(ledger, [ENTRY], [ENTRY.path])
        ledger.write_documents([ROWS[1]], [ROWS[1].path])
        assert ENTRY.path in ledger.outputs()
        assert ROWS[1].path in ledger.document_digests()


def test_a_value_that_nobody_needs_is_forgotten_unless_it_is_the_text_of_a_document(filled: Path) -> None:
    with opened(filled) as ledger:
        assert ledger.bodies_of(["articles/story.md", "articles/no.md"]) == {"b1"}
        ledger.forget(["b1", "c1", "never kept"])
        assert ledger.objects(["b1", "c1"]) == {"b1": b"a text"}
        ledger.write_documents((), ["articles/story.md"])
        ledger.forget(["b1"])
        assert ledger.objects(["b1"]) == {}


def test_another_program_understands_all_anew_and_still_knows_what_was_published(filled: Path) -> None:
    with opened(filled) as ledger:
        before = everything(ledger)
        ledger.forget_understanding()
        after = everything(ledger)
    understood = {"digests", "articles", "others", "problems", "stories", "objects"}
    assert {name for name, value in after.items() if value != before[name]} == understood
    assert not any(after[name] for name in understood)


def test_any_number_of_values_is_asked_for_at_once(tmp_path: Path) -> None:
    """SQLite takes a limited number of values in one query."""
    values = {f"digest-{number}": b"%d" % number for number in range(2600)}
    with opened(tmp_path) as ledger:
        ledger.write_objects(values.items())
        ledger.write_documents((ROWS[0]._replace(path=path) for path in values), ())
        assert ledger.objects([*values, *values, "never kept"]) == values
        assert ledger.documents_at(values).keys() == values.keys()
        assert ledger.objects(iter(())) == {}


def test_documents_are_found_by_path_where_there_are_any(filled: Path) -> None:
    with opened(filled) as ledger:
        found = ledger.documents_at(["articles/story.md", "authors/dilan.md", "articles/broken.md", "articles/no.md"])
    assert found == {"articles/story.md": STORY, "authors/dilan.md": DILAN}


def test_each_output_folder_has_its_own_which_moves_with_the_checkout(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert ledger_of(here / "public", here / ".cache") != ledger_of(here / ".preview", here / ".cache")
    assert ledger_of(here / "public", here / ".cache").name == ledger_of(there / "public", there / ".cache").name
    assert ledger_of(here / "public", here / ".cache").parent == here / ".cache"


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_packed_value_is_unpacked_as_it_was() -> None:
    assert unpacked(packed((STORY, PROBLEM))) == (STORY, PROBLEM)


@pytest.mark.parametrize("place", [0, 7, 8, 20, -2])
def test_a_packed_value_with_one_wrong_bit_is_of_no_use(place: int) -> None:
    content = packed(STORY)
    with pytest.raises(DamagedError):
        unpacked(flipped(content, place % len(content)))


@pytest.mark.parametrize("content", [b"", b"short", packed(STORY)[:-1], packed(STORY) + b"\0"])
def test_a_packed_value_that_is_cut_off_or_longer_is_of_no_use(content: bytes) -> None:
    with pytest.raises(DamagedError):
        unpacked(content)


def test_a_value_of_a_class_that_is_no_more_is_of_no_use() -> None:
    """Another version of the program wrote it: it is whole, and means nothing any more."""
    whole = packed(STORY)
    content = pickle.dumps(STORY, pickle.HIGHEST_PROTOCOL).replace(b"ArticleHeader", b"ArticleHaeder")
    assert unpacked(whole) == STORY
    with pytest.raises(DamagedError):
        unpacked(packed_bytes(content))


def packed_bytes(content: bytes) -> bytes:
    """Sealed as `packed` does it, whatever it is."""
    empty = packed(None)
    size = len(empty) - len(pickle.dumps(None, pickle.HIGHEST_PROTOCOL))
    return hashlib.blake2b(content, digest_size=size).digest() + content


READINGS: dict[str, tuple[str, Callable[[Ledger], object]]] = {
    "what is said of the build": ("UPDATE meta SET value = ?", Ledger.meta),
    "a document": (
        "UPDATE documents SET document = ? WHERE kind = 'other'",
        lambda ledger: list(ledger.documents("other")),
    ),
    "a document at a path": (
        "UPDATE documents SET document = ? WHERE kind = 'article'",
        lambda ledger: ledger.documents_at(["articles/story.md"]),
    ),
    "problems": (
        "UPDATE documents SET problems = ? WHERE problems IS NOT NULL",
        lambda ledger: list(ledger.problems()),
    ),
    "a story": ("UPDATE stories SET story = ?", lambda ledger: list(ledger.stories())),
    "how published files lie": ("UPDATE stats SET files = ?", stats_in),
    "how sources lay": ("UPDATE sources SET files = ?", sources_in),
    "the digests of sources": ("UPDATE sources SET digests = ?", sources_in),
    "what lies apart": ("UPDATE objects SET content = ?", lambda ledger: ledger.objects(["b1"])),
}


@pytest.mark.parametrize("what", READINGS)
def test_a_wrong_bit_in_any_value_is_noticed_when_it_is_read(what: str, filled: Path) -> None:
    update, read = READINGS[what]
    with closing(sqlite3.connect(filled / NAME)) as direct:
        direct.execute(update, (flipped(packed("x"), 12),))
        direct.commit()
    with opened(filled) as ledger, pytest.raises(DamagedError):
        read(ledger)


def read_all(path: Path) -> None:
    with closing(Ledger(path)) as ledger:
        everything(ledger)


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + bytes(100), bytes(4096)])
def test_a_ledger_of_garbage_cannot_be_used_and_is_made_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(DamagedError):
        read_all(tmp_path / NAME)
    assert_it_can_be_made_anew(tmp_path)


def assert_it_can_be_made_anew(folder: Path) -> None:
    with closing(emptied(folder / NAME)) as ledger:
        assert not any(everything(ledger).values())
        write_everything(ledger)
        ledger.commit()
    with opened(folder) as ledger:
        assert all(everything(ledger).values())


def test_an_empty_file_is_a_new_ledger(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"")
    assert_it_can_be_made_anew(tmp_path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_ledger_that_is_cut_off_cannot_be_used_and_is_made_anew(share: float, filled: Path) -> None:
    with opened(filled) as ledger:
        write_published(ledger, (ENTRY._replace(path=f"{number}/index.html") for number in range(500)), ())
        ledger.commit()
    content = (filled / NAME).read_bytes()
    (filled / NAME).write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DamagedError):
        read_all(filled / NAME)
    assert_it_can_be_made_anew(filled)


@pytest.mark.parametrize("version", [VERSION + 1, VERSION - 1, 0])
def test_a_ledger_of_another_version_cannot_be_used_and_is_made_anew(version: int, filled: Path) -> None:
    with closing(sqlite3.connect(filled / NAME)) as direct:
        direct.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(DamagedError):
        Ledger(filled / NAME)
    assert_it_can_be_made_anew(filled)


def test_a_table_that_is_gone_is_noticed_when_it_is_read_or_written(filled: Path) -> None:
    with closing(sqlite3.connect(filled / NAME)) as direct:
        direct.execute("DROP TABLE outputs")
    with opened(filled) as ledger:
        with pytest.raises(DamagedError):
            ledger.outputs()
        with pytest.raises(DamagedError):
            write_published(ledger, [ENTRY], ())


def test_what_sqlite_left_beside_a_damaged_ledger_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database")
    (tmp_path / f"{NAME}-journal").write_bytes(b"half a transaction")
    assert_it_can_be_made_anew(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_a_ledger_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(DatelineError, match=rf"{NAME} cannot be written to"):
        Ledger(tmp_path / NAME)
    with pytest.raises(DatelineError, match=rf"{NAME} cannot be written to"):
        emptied(tmp_path / NAME)
    with pytest.raises(DatelineError, match="cannot be written to"):
        emptied(tmp_path / "nowhere" / NAME)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/index.html", True), ("A/Index.html", True), ("a/index.html/b.html", True), ("a", True), ("A", True),
        ("IMG.jpg", True), ("img.JPG", True), ("img.jpg/x", True), ("a/b.html", False), ("b/index.html", False), ("im", False),
    ],
)  # fmt: skip
def test_files_that_would_have_one_place_are_rivals_whatever_their_capitals(
    tmp_path: Path, path: str, expected: bool
) -> None:
    with opened(tmp_path) as ledger:
        write_published(ledger, [ENTRY, PHOTO._replace(path="Img.jpg")], ())
        assert ledger.has_rivals([path, "z"]) == expected
