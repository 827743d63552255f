"""A build that is killed, runs out of disk, or meets another build: the site is whole, and the next build puts all right."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from newsroom import AS_OF, Newsroom, a_newsroom, codes, jpeg, photo_keys, tree
from PIL import Image

from generator.engine.build import run
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.report import Build
from generator.publish.manifest import STAGING

PHOTOS = 4


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Built by one undisturbed build; with enough photos that a build can be met in the midst of them."""
    newsroom = a_newsroom(tmp_path_factory.mktemp("model"))
    for number in range(PHOTOS):
        newsroom.photo(f"photos/crowd-{number}.jpg")
        newsroom.article(f"crowd-{number}", title=f"Crowd {number}", **photo_keys(f"crowd-{number}"))
    assert newsroom.build().problems == ()
    return newsroom


@pytest.fixture
def clean(model: Newsroom) -> dict[str, bytes]:
    return model.published()


@pytest.fixture
def newsroom(model: Newsroom, tmp_path: Path) -> Newsroom:
    """The same content, not built yet."""
    shutil.copytree(model.content, tmp_path / "content")
    return Newsroom(tmp_path)


Moment = Callable[[Newsroom], bool]

MOMENTS: dict[str, Moment] = {
    "at the start": lambda newsroom: newsroom.cache.exists(),
    "at the first photo": lambda newsroom: any((newsroom.cache / "photos").glob("*.*")),
    "when all photos are made": lambda newsroom: len(list((newsroom.cache / "photos").glob("*.*"))) > 4 * PHOTOS,
    "while staging": lambda newsroom: (newsroom.output / STAGING).exists(),
    "late in staging": lambda newsroom: (newsroom.output / STAGING / "20").exists(),
    "at the first published photo": lambda newsroom: any((newsroom.output / "photos").glob("*.jpg")),
    "at the first published page": lambda newsroom: (newsroom.output / "authors").exists(),
    "at the front page": lambda newsroom: (newsroom.output / "index.html").exists(),
    "at the feed": lambda newsroom: (newsroom.output / "feed.xml").exists(),
}


def _killed_at(moment: Moment, newsroom: Newsroom, *arguments: str) -> None:
    """Start a build and kill it at a moment. One that was quicker has simply been built."""
    with subprocess.Popen(newsroom.arguments(*arguments), stdout=subprocess.PIPE) as build:
        while build.poll() is None and not moment(newsroom):
            pass
        build.kill()
        build.communicate(timeout=60)  # which needs every worker to end


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_killed_first_build_is_made_good_by_the_next(
    moment: Moment, newsroom: Newsroom, clean: dict[str, bytes]
) -> None:
    _killed_at(moment, newsroom, "--jobs", "1")
    half = tree(newsroom.output)
    for path in half.keys() & clean.keys():
        assert half[path] == clean[path], "a file is whole or not there"
    assert newsroom.build().published
    assert newsroom.published() == clean


@pytest.mark.parametrize("moment", ["at the start", "at the first photo", "late in staging"])
def test_the_workers_of_a_killed_build_end_with_it_and_the_next_build_is_free(
    moment: str, newsroom: Newsroom, clean: dict[str, bytes]
) -> None:
    _killed_at(MOMENTS[moment], newsroom, "--jobs", "2")
    said = newsroom.build_py("--jobs", "2")
    assert (said.returncode, said.stderr) == (0, "")
    assert newsroom.published() == clean


@pytest.mark.parametrize("moment", [name for name in MOMENTS if "staging" in name or name == "at the start"])
def test_a_killed_later_build_leaves_whole_files_and_is_made_good(
    moment: str, newsroom: Newsroom, clean: dict[str, bytes], tmp_path: Path
) -> None:
    newsroom.build()
    newsroom.edit("site.toml", "The Courier", "The Evening Courier")
    (newsroom.content / "articles/crowd-0.md").unlink()
    _killed_at(MOMENTS[moment], newsroom)
    anew = Newsroom(tmp_path / "anew")
    anew.folder.mkdir()
    anew.content.symlink_to(newsroom.content)
    anew.build()
    new = anew.published()
    for path, content in newsroom.published().items():
        if not path.startswith(STAGING):
            assert content in (clean.get(path), new.get(path)), "either the old file or the new one"
    assert newsroom.build().published
    assert newsroom.published() == new


def test_an_unfinished_photo_is_never_taken_for_a_finished_one(newsroom: Newsroom, clean: dict[str, bytes]) -> None:
    store = newsroom.cache / "photos"
    store.mkdir(parents=True)
    for path in clean:
        if path.startswith("photos/"):
            (store / Path(path).name).write_bytes(b"")
            (store / f".{Path(path).name}.part").write_bytes(clean[path][:100])
    newsroom.build()
    assert newsroom.published() == clean


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[: len(content) // 2], lambda content: b"x" * len(content)],
    ids=["half", "garbage"],
)
def test_a_damaged_photo_in_the_cache_is_not_published(
    damage: Callable[[bytes], bytes], newsroom: Newsroom, clean: dict[str, bytes]
) -> None:
    """A cache that was restored by halves, or lies on a bad disk."""
    newsroom.build()
    for file in (newsroom.cache / "photos").iterdir():
        file.write_bytes(damage(file.read_bytes()))
    shutil.rmtree(newsroom.output)
    assert newsroom.build().published
    assert newsroom.published() == clean


def _limited(bytes: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, bytes))


def _build_limited(newsroom: Newsroom, bytes: int) -> subprocess.CompletedProcess[str]:
    """A build that may write no file above a size: what a full disk is, for a test without one."""
    return subprocess.run(
        newsroom.arguments("--jobs", "1"),
        preexec_fn=_limited(bytes),  # no threads here
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def test_a_page_that_finds_no_room_leaves_the_site_as_it_was(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.build()
    before = newsroom.published()
    wordy = Newsroom(tmp_path, layouts=tmp_path / "layouts")
    shutil.copytree(newsroom.layouts, wordy.layouts)
    (wordy.layouts / "article.html").write_text("{{ 'The council met. ' * 60_000 }}\n", "utf-8")
    said = _build_limited(wordy, 1_000_000)
    assert said.returncode == 2
    assert said.stderr.startswith(f"error: Nothing was published to {newsroom.output}: ")
    assert "larger than this disk or account allows" in said.stderr
    assert newsroom.published() == before
    assert not (newsroom.output / STAGING).exists()
    assert newsroom.build().published


def test_a_photo_that_finds_no_room_leaves_the_site_as_it_was(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "widths = [320, 640]", "widths = [320, 1600]")
    newsroom.build()
    before = newsroom.published()
    Image.effect_noise((1600, 1066), 100).save(newsroom.content / "photos/flag.jpg", quality=95)
    said = _build_limited(newsroom, 600_000)
    assert said.returncode != 0
    assert "the store of finished photographs cannot be written to (File too large)" in said.stdout
    assert "photos/flag.jpg" not in said.stdout, "no picture is to blame"
    assert newsroom.published() == before


def test_a_ledger_that_finds_no_room_is_told_in_one_sentence_and_leaves_the_site_as_it_was(newsroom: Newsroom) -> None:
    newsroom.build()
    before = newsroom.published()
    newsroom.article("long", "The council met. " * 60_000, title="A very long meeting")
    said = _build_limited(newsroom, 600_000)
    assert said.returncode == 2
    assert said.stderr.startswith("error: ")
    assert said.stderr.count("\n") == 1
    assert str(newsroom.cache) in said.stderr
    assert newsroom.published() == before
    assert newsroom.build().added == ("kurdistan/2026/11/long/index.html",)


def test_a_ledger_that_finds_no_room_forgets_nothing(newsroom: Newsroom) -> None:
    """A build that keeps going needs to know what the last pages were made from, when there is room again."""
    newsroom.build()
    handover = newsroom.page("kurdistan/2026/11/handover/index.html")
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.article("long", "The council met. " * 60_000, title="A very long meeting")
    assert _build_limited(newsroom, 600_000).returncode == 2
    report = newsroom.build(keep_going=True)
    assert report.published
    assert codes(report) == ["unknown-key"]
    assert newsroom.page("kurdistan/2026/11/handover/index.html") == handover


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that holds the site twice and little more, where this machine lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while filler.write(bytes(1024)):
            pass


def test_a_full_disk_leaves_the_site_as_it_was(small_disk: Path, newsroom: Newsroom) -> None:
    output = small_disk / "public"
    assert newsroom.build_py("--output", str(output)).returncode == 0
    before = tree(output)
    _fill(small_disk)
    newsroom.edit("site.toml", "The Courier", "The Evening Courier")
    said = newsroom.build_py("--output", str(output))
    assert said.returncode == 2
    assert said.stderr.startswith(f"error: Nothing was published to {output}: the disk is full")
    assert tree(output) == before
    (small_disk / "filler").unlink()
    assert newsroom.build_py("--output", str(output)).returncode == 0


def test_a_full_cache_is_named_too(small_disk: Path, newsroom: Newsroom) -> None:
    _fill(small_disk)
    said = newsroom.build_py("--cache", str(small_disk / "cache"))
    assert said.returncode == 2
    assert "No space left on device" in said.stderr
    assert str(small_disk) in said.stderr


def test_of_two_builds_the_second_waits_and_both_succeed(newsroom: Newsroom, clean: dict[str, bytes]) -> None:
    newsroom.cache.mkdir()
    with FileLock(newsroom.cache / "build.lock") as other:
        with subprocess.Popen(newsroom.arguments(), stderr=subprocess.PIPE, encoding="utf-8") as second:
            assert second.stderr is not None
            assert "Another build is at work" in second.stderr.readline()
            assert not newsroom.output.exists()
            other.release()
        assert second.returncode == 0
    assert newsroom.published() == clean


def test_two_builds_at_once_make_one_whole_site(newsroom: Newsroom, clean: dict[str, bytes]) -> None:
    silence = subprocess.DEVNULL
    builds = [subprocess.Popen(newsroom.arguments(), stdout=silence, stderr=silence) for _ in range(2)]
    assert [build.wait() for build in builds] == [0, 0]
    assert newsroom.published() == clean


@pytest.mark.parametrize("jobs", ["1", "8"])
def test_ctrl_c_ends_a_build_with_one_sentence(jobs: str, newsroom: Newsroom) -> None:
    """The terminal sends it to the workers too, those who work and those who wait."""
    arguments = newsroom.arguments("--jobs", jobs)
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True) as build:
        while build.poll() is None and not MOMENTS["at the first photo"](newsroom):
            pass
        with contextlib.suppress(ProcessLookupError):  # it was quicker
            os.killpg(build.pid, signal.SIGINT)
        _, said = build.communicate(timeout=60)
    assert (build.returncode, said) in (
        (2, "Stopped. Every page that is out is whole; if publishing had begun, build again to finish it.\n"),
        (0, ""),
    )


def test_a_photo_that_changes_while_it_is_being_built_is_not_published(newsroom: Newsroom) -> None:
    def swap(stage: str, done: int, total: int) -> None:
        if stage == "Reading" and done == total:
            (newsroom.content / "photos/flag.jpg").write_bytes(jpeg("swapped"))

    newsroom.cache.mkdir()
    report = run(Build(newsroom.folders, AS_OF), Workshop(InlineExecutor(), 1), swap)
    assert not report.published
    assert [problem.code for problem in report.problems] == ["not-made"]
    assert "build again" in report.problems[0].message
