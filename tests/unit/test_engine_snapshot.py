"""Whether there is anything to do: what a build depends on, compared with how it lay; stat is the shortcut, digests the truth."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from pathlib import Path

import pytest

from generator.cache.ledger import Ledger, ledger_of
from generator.cache.program import program_stamp
from generator.cache.published_files import write_published
from generator.cache.sources import NO_SOURCES, Sources, read_sources, write_sources
from generator.engine.snapshot import Look, digest_of_file, look, options_of, remember_sources, taken
from generator.model.outputs import Wave
from generator.model.problems import warning
from generator.model.published_file import Fingerprint, PublishedFile
from generator.model.report import UNSURE_NS, Build, BuildReport, Counts, Rebuilt
from tests.unit.folders import NOON, folders_in
from tests.unit.publishing import publish

DUE = NOON + timedelta(hours=6)
LONG_AGO = 10**18
"""Nanoseconds: when the sources were written."""

BEGUN = LONG_AGO + 10 * UNSURE_NS
STORY = "content/articles/story.md"
FOLDER = "content/articles/"
WARNING = warning("stray-file", "Nothing is made of notes.txt.")
REPORT = BuildReport(
    name="The Courier",
    published=True,
    problems=(WARNING,),
    counts=Counts(articles=1),
    added=("index.html",),
    changed=("feed.xml",),
    removed=("old.html",),
    unchanged=7,
    seconds=(("scan", 0.25),),
    as_of=NOON,
    next_due=DUE,
    valid_until=DUE.timestamp(),
    rebuilt=(Rebuilt("index.html", ("it was not there before",)),),
)


@dataclass(frozen=True, slots=True)
class BuiltNewsroom:
    """A newsroom of one story, as a build left it."""

    build: Build

    @property
    def ledger(self) -> Path:
        return ledger_of(self.build.folders.output, self.build.folders.cache)

    def file(self, location: str) -> Path:
        name, _, path = location.partition("/")
        return self.build.folders.sources[name] / path

    def write(self, location: str, text: str, mtime_ns: int = LONG_AGO) -> None:
        """In place, so that the file stays the same one."""
        file = self.file(location)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        os.utime(file, ns=(mtime_ns, mtime_ns))

    def remember(self, report: BuildReport | None = REPORT, stamp: str = "") -> None:
        """What a build that published remembers."""
        build = self.build
        files = [(Wave.FRONTS, "index.html", b"The front"), (Wave.PAGES, "story/index.html", b"A story")]
        seen = publish(build.folders.output, files).seen
        snapshot = taken(build, NO_SOURCES)
        digests = {location: digest_of_file(file) for location, file in snapshot.files.items()}
        with closing(Ledger(self.ledger)) as ledger:
            remember_sources(ledger, digests, snapshot, build)
            write_published(ledger, (PublishedFile(path, "", Fingerprint(""), each) for path, each in seen.items()), ())
            ledger.write_meta({"report": report, "options": options_of(build), "stamp": stamp or program_stamp()})
            ledger.commit()

    def sources(self) -> Sources:
        with closing(Ledger(self.ledger)) as ledger:
            return read_sources(ledger)

    def report(self, **asked: object) -> BuildReport | None:
        """What a first look at the newsroom gives."""
        return look(replace(self.build, **asked)).report  # type: ignore[arg-type]


@pytest.fixture
def newsroom(tmp_path: Path) -> BuiltNewsroom:
    folders = folders_in(tmp_path)
    folders.cache.mkdir()
    newsroom = BuiltNewsroom(Build(folders, NOON, begun=BEGUN))
    for location in (STORY, "content/site.toml", "layouts/article.html", "assets/site.css"):
        newsroom.write(location, f"The text of {location}")
    newsroom.remember()
    return newsroom


def test_where_nothing_changed_the_last_report_is_told_again_without_what_it_had_done(newsroom: BuiltNewsroom) -> None:
    assert newsroom.report() == replace(
        REPORT, added=(), changed=(), removed=(), rebuilt=(), unchanged=2, seconds=(), problems=(WARNING,)
    )


def test_a_first_look_saves_the_build_the_second(newsroom: BuiltNewsroom) -> None:
    newsroom.write(STORY, "Edited")
    found = look(newsroom.build)
    assert found.report is None
    assert found.snapshot == taken(newsroom.build, newsroom.sources())


LOCATIONS = (STORY, "content/site.toml", "layouts/article.html", "assets/site.css")


@pytest.mark.parametrize("location", LOCATIONS)
def test_any_source_with_other_bytes_is_something_to_do(location: str, newsroom: BuiltNewsroom) -> None:
    newsroom.write(location, "Edited", LONG_AGO + 1)
    assert newsroom.report() is None


@pytest.mark.parametrize("location", LOCATIONS)
def test_a_source_that_is_gone_is_something_to_do(location: str, newsroom: BuiltNewsroom) -> None:
    newsroom.file(location).unlink()
    assert newsroom.report() is None


@pytest.mark.parametrize(
    "location", ["content/articles/new.md", "content/notes.txt", "layouts/parts/new.html", "assets/new.svg"]
)
def test_a_source_that_is_new_is_something_to_do(location: str, newsroom: BuiltNewsroom) -> None:
    newsroom.write(location, "New")
    assert newsroom.report() is None


def test_a_source_that_was_renamed_is_something_to_do(newsroom: BuiltNewsroom) -> None:
    newsroom.file(STORY).rename(newsroom.file(STORY).with_name("other.md"))
    assert newsroom.report() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to link")
def test_something_that_is_wrong_with_the_folders_is_something_to_do(newsroom: BuiltNewsroom) -> None:
    (newsroom.build.folders.content / "lost").symlink_to("nowhere")
    assert newsroom.report() is None


def test_dotfiles_and_guides_are_nothing_to_do(newsroom: BuiltNewsroom) -> None:
    newsroom.write("content/.story.md.swp", "an editor's")
    newsroom.write("content/README.md", "a guide")
    assert newsroom.report()


def test_a_source_whose_size_time_and_inode_are_as_they_were_is_not_opened(newsroom: BuiltNewsroom) -> None:
    """Nobody can change a file and leave all three; here it is done on purpose."""
    text = newsroom.file(STORY).read_text("utf-8")
    newsroom.write(STORY, text[::-1])
    assert taken(newsroom.build, newsroom.sources()).digests.keys() == set(LOCATIONS)
    assert newsroom.report()


def touch(newsroom: BuiltNewsroom) -> None:
    os.utime(newsroom.file(STORY), ns=(LONG_AGO + 1, LONG_AGO + 1))


def copy_over(newsroom: BuiltNewsroom) -> None:
    """As git and many editors write: another file takes its place."""
    copy = newsroom.build.folders.cache / "copy"
    copy.write_bytes(newsroom.file(STORY).read_bytes())
    os.utime(copy, ns=(LONG_AGO, LONG_AGO))
    copy.replace(newsroom.file(STORY))


@pytest.mark.parametrize("move", [touch, copy_over])
def test_a_source_that_lies_otherwise_and_says_the_same_is_nothing_to_do(
    move: Callable[[BuiltNewsroom], None], newsroom: BuiltNewsroom
) -> None:
    move(newsroom)
    assert STORY not in taken(newsroom.build, newsroom.sources()).digests
    assert newsroom.report()


@pytest.mark.parametrize("move", [touch, copy_over])
def test_how_it_lies_now_is_remembered_so_that_it_is_opened_once(
    move: Callable[[BuiltNewsroom], None], newsroom: BuiltNewsroom
) -> None:
    move(newsroom)
    assert newsroom.report()
    assert STORY in taken(newsroom.build, newsroom.sources()).digests


def test_a_fresh_clone_with_a_restored_cache_has_nothing_to_do(newsroom: BuiltNewsroom) -> None:
    """Every file is another one, of another time, and has the bytes it had."""
    for location in LOCATIONS:
        text = newsroom.file(location).read_text("utf-8")
        newsroom.file(location).unlink()
        newsroom.write(location, text, LONG_AGO + 5)
    assert newsroom.report()


def test_a_source_that_got_longer_in_the_same_instant_is_seen(newsroom: BuiltNewsroom) -> None:
    newsroom.write(STORY, newsroom.file(STORY).read_text("utf-8") + ".")
    assert newsroom.report() is None


def rewritten_unseen(newsroom: BuiltNewsroom) -> None:
    """With as many bytes, in the same file, within the same instant."""
    file = newsroom.file(STORY)
    mtime_ns = file.stat().st_mtime_ns
    newsroom.write(STORY, file.read_text("utf-8")[::-1], mtime_ns)


@pytest.mark.parametrize("before_the_build", [0, 1, UNSURE_NS // 2, UNSURE_NS, -UNSURE_NS])
def test_a_source_that_was_written_in_the_instant_of_the_build_is_not_trusted(
    before_the_build: int, newsroom: BuiltNewsroom
) -> None:
    """Nor one that was written afterwards, by a clock that is ahead."""
    newsroom.write(STORY, "The story", BEGUN - before_the_build)
    newsroom.remember()
    assert newsroom.report()
    rewritten_unseen(newsroom)
    assert newsroom.report() is None


def test_a_source_that_was_written_well_before_the_build_is_trusted(newsroom: BuiltNewsroom) -> None:
    newsroom.write(STORY, "The story", BEGUN - UNSURE_NS - 1)
    newsroom.remember()
    assert newsroom.sources().facts(FOLDER)[STORY][2] == BEGUN - UNSURE_NS - 1


def test_a_source_that_was_not_trusted_is_trusted_by_a_later_build(newsroom: BuiltNewsroom) -> None:
    newsroom.write(STORY, "The story", BEGUN)
    newsroom.remember()
    assert STORY not in taken(newsroom.build, newsroom.sources()).digests
    assert newsroom.report(begun=BEGUN + UNSURE_NS + 1)
    assert STORY in taken(newsroom.build, newsroom.sources()).digests


def test_without_a_clock_no_source_is_trusted(newsroom: BuiltNewsroom) -> None:
    """`begun` is 0 unless the command line says otherwise."""
    newsroom.write(STORY, "Edited")
    build = replace(newsroom.build, begun=0)
    with closing(Ledger(newsroom.ledger)) as ledger:
        remember_sources(ledger, {}, taken(build, read_sources(ledger)), build)
        assert read_sources(ledger).facts(FOLDER)[STORY][2] == -1


@pytest.mark.parametrize("asked", [{"base_url": "https://x.example"}, {"preview": True}, {"keep_going": True}], ids=str)
def test_other_options_are_something_to_do(asked: dict[str, object], newsroom: BuiltNewsroom) -> None:
    assert newsroom.report(**asked) is None


@pytest.mark.parametrize(
    ("waiting", "quick", "is_done"), [(0, False, True), (0, True, True), (2, True, True), (2, False, False)]
)
def test_what_a_quick_build_left_is_something_to_do_for_one_that_is_not(
    waiting: int, quick: bool, is_done: bool, newsroom: BuiltNewsroom
) -> None:
    newsroom.remember(replace(REPORT, waiting=waiting))
    assert (look(replace(newsroom.build, quick=quick)).report is not None) == is_done


def test_another_program_is_something_to_do(newsroom: BuiltNewsroom) -> None:
    newsroom.remember(stamp="another")
    assert newsroom.report() is None


def test_after_a_build_that_published_nothing_there_is_something_to_do(newsroom: BuiltNewsroom) -> None:
    newsroom.remember(report=None)
    assert newsroom.report() is None


@pytest.mark.parametrize(
    ("as_of", "is_waiting"),
    [
        (NOON, True),
        (NOON + timedelta(hours=5, minutes=59), True),
        (DUE - timedelta(microseconds=1), True),
        (DUE, False),
        (DUE + timedelta(days=1), False),
        (NOON - timedelta(microseconds=1), False),
        (NOON.replace(tzinfo=None), False),
    ],
    ids=str,
)
def test_until_something_is_due_and_not_before_the_last_build_there_is_nothing_to_do(
    as_of: datetime, is_waiting: bool, newsroom: BuiltNewsroom
) -> None:
    assert (newsroom.report(as_of=as_of) is not None) == is_waiting


def test_where_nothing_is_ever_due_time_alone_is_nothing_to_do(newsroom: BuiltNewsroom) -> None:
    newsroom.remember(replace(REPORT, next_due=None, valid_until=inf))
    assert newsroom.report(as_of=NOON.replace(year=2126))


def deleted(file: Path) -> None:
    file.unlink()


def written_to(file: Path) -> None:
    file.write_bytes(b"somebody else")


def replaced(file: Path) -> None:
    copy = file.with_name("copy")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)


@pytest.mark.parametrize("meddle", [deleted, written_to, replaced])
def test_a_published_file_that_does_not_lie_as_we_left_it_is_something_to_do(
    meddle: Callable[[Path], None], newsroom: BuiltNewsroom
) -> None:
    meddle(newsroom.build.folders.output / "story" / "index.html")
    assert newsroom.report() is None


def test_somebody_elses_file_beside_the_site_is_nothing_to_do(newsroom: BuiltNewsroom) -> None:
    (newsroom.build.folders.output / "CNAME").write_text("courier.example", "utf-8")
    assert newsroom.report()


def test_without_a_ledger_there_is_something_to_do_and_nothing_to_begin_with(newsroom: BuiltNewsroom) -> None:
    newsroom.ledger.unlink()
    assert look(newsroom.build) == Look()


@pytest.mark.parametrize("content", [b"", b"garbage", b"SQLite format 3\0" + bytes(200)])
def test_a_ledger_that_cannot_be_read_is_as_good_as_none(content: bytes, newsroom: BuiltNewsroom) -> None:
    newsroom.ledger.write_bytes(content)
    assert newsroom.report() is None


def test_a_folder_that_is_not_there_is_left_for_the_build_to_tell(newsroom: BuiltNewsroom) -> None:
    newsroom.file("assets/site.css").unlink()
    newsroom.build.folders.assets.rmdir()
    assert look(newsroom.build) == Look()


def test_another_output_folder_has_a_memory_of_its_own(newsroom: BuiltNewsroom) -> None:
    elsewhere = replace(newsroom.build.folders, output=newsroom.build.folders.output.with_name("other"))
    assert newsroom.report(folders=elsewhere) is None


def test_the_files_of_a_folder_are_known_by_their_path_in_it(newsroom: BuiltNewsroom) -> None:
    snapshot = taken(newsroom.build, NO_SOURCES)
    assert snapshot.of("content").keys() == {"articles/story.md", "site.toml"}
    assert snapshot.of("assets").keys() == {"site.css"}
    assert snapshot.digests == {}


def test_what_is_new_and_what_is_gone_is_told_apart_from_what_changed(newsroom: BuiltNewsroom) -> None:
    before = newsroom.sources()
    newsroom.file("assets/site.css").unlink()
    newsroom.write("assets/new.css", "new")
    newsroom.write(STORY, "Edited")
    snapshot = taken(newsroom.build, before)
    assert snapshot.added == {"assets/new.css"}
    assert snapshot.gone == {"assets/site.css"}
    assert snapshot.touched == ("assets/new.css", STORY)
    assert snapshot.files.keys() - snapshot.digests.keys() == set(snapshot.touched)


def test_only_folders_in_which_anything_changed_are_written(newsroom: BuiltNewsroom) -> None:
    newsroom.write(STORY, "Edited")
    with closing(Ledger(newsroom.ledger)) as ledger:
        snapshot = taken(newsroom.build, read_sources(ledger))
        write_sources(ledger, {}, list(read_sources(ledger)))
        remember_sources(ledger, {STORY: "new"}, snapshot, newsroom.build)
        assert list(read_sources(ledger)) == [FOLDER]
        assert read_sources(ledger).digests(FOLDER) == {STORY: "new"}


def test_bytes_that_turn_out_to_be_others_are_remembered_although_the_file_lies_as_it_did(
    newsroom: BuiltNewsroom,
) -> None:
    with closing(Ledger(newsroom.ledger)) as ledger:
        snapshot = taken(newsroom.build, read_sources(ledger))
        remember_sources(ledger, {STORY: "other"}, snapshot, newsroom.build)
        assert read_sources(ledger).digests(FOLDER) == {STORY: "other"}


def test_a_file_that_cannot_be_read_has_no_digest(newsroom: BuiltNewsroom) -> None:
    file = taken(newsroom.build, NO_SOURCES).files[STORY]
    assert len(digest_of_file(file)) == 32
    newsroom.file(STORY).unlink()
    assert digest_of_file(file) == ""
