"""`--verify`: what is published is compared with a clean build, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom, jpeg

HANDOVER = "kurdistan/2026/11/handover/index.html"
VERIFIED = "Verified: a clean build gives the same files, byte for byte.\n"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    assert newsroom.build().problems == ()
    return newsroom


def _tamper(file: Path, old: bytes, new: bytes) -> None:
    """So that size, time and inode stay: a build does not see it."""
    assert len(old) == len(new)
    before = file.stat()
    content = file.read_bytes()
    assert old in content
    with file.open("r+b") as opened:
        opened.write(content.replace(old, new))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)


def test_a_first_build_is_verified(tmp_path: Path) -> None:
    said = a_newsroom(tmp_path).build_py("--verify")
    assert (said.returncode, said.stderr) == (0, VERIFIED)


def test_a_build_with_nothing_to_do_is_verified_too(newsroom: Newsroom) -> None:
    newsroom.build_py()
    said = newsroom.build_py("--verify")
    assert (said.returncode, said.stderr) == (0, VERIFIED)


def test_a_build_after_edits_is_verified(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "at noon", "at one")
    newsroom.edit("authors/hevi-example.md", "covers culture", "covers the markets")
    (newsroom.content / "articles/harvest.md").unlink()
    (newsroom.content / "photos/flag.jpg").write_bytes(jpeg("another flag"))
    said = newsroom.build_py("--verify")
    assert (said.returncode, said.stderr) == (0, VERIFIED)


def test_the_pages_of_notices_are_verified_and_have_no_word_of_the_text(newsroom: Newsroom) -> None:
    newsroom.article("wrong", "Nobody reads this.", summary="Nor this.", status="withdrawn", notice="It was wrong.")
    newsroom.article("bought", "Nobody reads this.", tags=["x"], expires="2026-11-21 00:00", notice="It has ended.")
    said = newsroom.build_py("--verify")
    assert (said.returncode, said.stderr) == (0, VERIFIED)


def test_what_a_build_does_not_see_is_named(newsroom: Newsroom) -> None:
    _tamper(newsroom.output / HANDOVER, b"The flag came down at noon.", b"The flag went up at noon!!!")
    assert newsroom.build().changed == ()
    said = newsroom.build_py("--verify")
    assert said.returncode == 2
    assert (
        said.stderr
        == "error: /kurdistan/2026/11/handover/index.html is published otherwise than a clean build would have it.\n"
    )
    assert b"The flag went up" in newsroom.published()[HANDOVER], "to verify mends nothing"


def test_every_difference_is_named(newsroom: Newsroom) -> None:
    _tamper(newsroom.output / HANDOVER, b"The flag came down", b"The flag went up!!")
    photo = next(path for path in newsroom.published() if path.startswith("photos/flag-"))
    _tamper(newsroom.output / photo, newsroom.published()[photo][-40:], b"x" * 40)
    said = newsroom.build_py("--verify")
    assert said.returncode == 2
    assert len(said.stderr.splitlines()) == 2
    assert f"/{HANDOVER} " in said.stderr
    assert f"/{photo} " in said.stderr


def test_what_a_build_sees_is_mended_and_then_verified(newsroom: Newsroom) -> None:
    (newsroom.output / HANDOVER).write_text("by hand", "utf-8")
    (newsroom.output / "index.html").unlink()
    said = newsroom.build_py("--verify")
    assert (said.returncode, said.stderr) == (0, VERIFIED)


def test_files_of_others_are_no_difference(newsroom: Newsroom) -> None:
    (newsroom.output / "CNAME").write_text("courier.example", "utf-8")
    said = newsroom.build_py("--verify")
    assert (said.returncode, said.stderr) == (0, VERIFIED)


def test_with_errors_nothing_is_verified_and_the_errors_are_told(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    said = newsroom.build_py("--verify")
    assert said.returncode == 1
    assert "articles/handover.md:4:1: error: " in said.stdout
    assert "Verified" not in said.stderr


def test_the_last_pages_of_what_is_broken_are_no_difference(newsroom: Newsroom) -> None:
    """They are meant to stay, and no clean build could make them."""
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.edit("articles/bazaar.md", "at eight", "at nine")
    said = newsroom.build_py("--keep-going", "--verify")
    assert said.returncode == 1
    assert "error: /" not in said.stderr
    _tamper(newsroom.output / "culture/2026/11/bazaar/index.html", b"at nine", b"at NINE")
    said = newsroom.build_py("--keep-going", "--verify")
    assert said.returncode == 2
    assert "/culture/2026/11/bazaar/" in said.stderr


def test_a_preview_and_another_address_are_compared_with_their_like(newsroom: Newsroom) -> None:
    newsroom.article("secret", title="Not yet", status="draft")
    for options in (["--drafts"], ["--base-url", "https://x.example/paper"], ["--as-of", "2026-11-23 06:00"]):
        said = newsroom.build_py("--verify", *options)
        assert (said.returncode, said.stderr) == (0, VERIFIED), options


def test_quiet_or_for_a_program_the_report_stays_what_it_is(newsroom: Newsroom) -> None:
    said = newsroom.build_py("--verify", "--format", "json")
    assert said.stdout.startswith("{")
    assert said.stdout.endswith("}\n")
    assert said.stderr == VERIFIED


def test_it_leaves_nothing_behind(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.build_py()
    cached = sorted(path.name for path in newsroom.cache.iterdir())
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert newsroom.build_py("--verify", TMPDIR=str(scratch)).returncode == 0
    assert list(scratch.iterdir()) == []
    assert sorted(path.name for path in newsroom.cache.iterdir()) == cached
    assert Path(tempfile.gettempdir()) != scratch


def test_a_layout_that_leaves_out_words_is_told_with_the_lines_of_the_words(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.edit("articles/handover.md", "at noon", "at noon, unexpectedly")
    layouts = Path(shutil.copytree(newsroom.layouts, tmp_path / "layouts"))
    article = layouts / "article.html"
    shown = "{{ body(article.body) }}"
    article.write_text(
        article.read_text("utf-8").replace(shown, shown.replace(" }}", "|replace('unexpectedly', '') }}")), "utf-8"
    )
    changed = replace(newsroom, layouts=layouts)
    changed.build_py()
    said = changed.build_py("--verify")
    assert said.returncode == 2
    assert re.fullmatch(
        r"error: content/articles/handover\.md:\d+: “unexpectedly” is not on the page of this article\. .*\n",
        said.stderr,
    )
