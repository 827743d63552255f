"""`python build.py check --fix` mends the files of editors, and nothing else in these; what it mends: unit/test_fixes.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom

MISREAD = (
    "\ufeff---\r\ntitle: It\u0092s  a “bridge”\t\r\ndate: 2026-11-20 14:30\r\nsection: kurdistan\r\n---\r\n"
    "The scales âš–ï¸\u008f,  and \u0093he\u0094 met at the cafÃ©.   \r\rکافێ Ø§Ù„Ø¹Ø±Ø§Ù‚ no end of line"
)
MENDED = (
    "\ufeff---\r\ntitle: It’s  a “bridge”\t\r\ndate: 2026-11-20 14:30\r\nsection: kurdistan\r\n---\r\n"
    "The scales ⚖️,  and “he” met at the café.   \r\rکافێ العراق no end of line"
)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return a_newsroom(tmp_path)


def files_of(newsroom: Newsroom) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in newsroom.content.rglob("*") if path.is_file()}


def test_misread_words_are_mended_and_no_other_byte_changes(newsroom: Newsroom) -> None:
    before = files_of(newsroom)
    newsroom.write("articles/scales.md", MISREAD)
    said = newsroom.build_py("check", "--fix", "--yes")
    assert said.returncode == 0, said.stdout + said.stderr
    assert files_of(newsroom) == before | {"scales.md": MENDED.encode()}
    assert "+title: It’s  a “bridge”" in said.stdout
    assert "content/articles/scales.md: words in a wrong encoding" in said.stderr
    assert "Mended: 1 file." in said.stderr
    assert "Nothing holds back a build" in said.stdout


def test_a_script_says_whether_to_write(newsroom: Newsroom) -> None:
    newsroom.write("articles/scales.md", MISREAD)
    asked, shown = newsroom.build_py("check", "--fix"), newsroom.build_py("check", "--fix", "--diff")
    assert (asked.returncode, shown.returncode) == (2, 1)
    assert "--yes to write" in asked.stderr
    assert "+title: It’s" in shown.stdout
    assert (newsroom.content / "articles/scales.md").read_bytes() == MISREAD.encode()
    assert newsroom.build_py("check", "--yes").returncode == 2
    assert newsroom.build_py("check", "--fix", "--diff", "content/sections").returncode == 0


def test_only_the_files_that_are_named_are_mended_and_then_checked(newsroom: Newsroom) -> None:
    newsroom.article("one", "Two  words.", section="none")
    newsroom.article("two", "Two  words.")
    said = newsroom.build_py("check", "--fix", "--yes", "content/articles/one.md")
    assert said.returncode == 1
    assert "[unknown-section]" in said.stdout
    assert "Two words." in (newsroom.content / "articles/one.md").read_text("utf-8")
    assert "Two  words." in (newsroom.content / "articles/two.md").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_terminal_it_asks(newsroom: Newsroom) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    newsroom.write("articles/scales.md", MISREAD)
    for answer, after in (("n", MISREAD), ("y", MENDED)):
        ours, theirs = pty.openpty()
        os.write(ours, f"{answer}\n".encode())
        arguments = newsroom.arguments("check", "--fix", "content/articles/scales.md")
        said = subprocess.run(arguments, cwd=newsroom.folder, stdin=theirs, capture_output=True, check=False)
        os.close(ours)
        os.close(theirs)
        assert b"Write this file? [y/N]" in said.stderr
        assert (newsroom.content / "articles/scales.md").read_bytes() == after.encode()


def test_without_it_nothing_is_mended_and_nothing_is_published(newsroom: Newsroom) -> None:
    newsroom.write("articles/scales.md", MISREAD)
    said = newsroom.build_py()
    assert said.returncode == 1
    assert "[wrong-encoding]" in said.stdout
    assert "python build.py check --fix" in said.stdout
    assert (newsroom.content / "articles/scales.md").read_bytes() == MISREAD.encode()


def test_settings_authors_and_policies_are_mended_as_well(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "The Courier", "The Courier\u0092s Paper")
    newsroom.edit("policies/comments.md", "All comments", "â€œAllâ€\u009d comments")
    assert newsroom.build_py("check", "--fix", "--yes").returncode == 0
    assert "The Courier’s Paper" in (newsroom.content / "site.toml").read_text("utf-8")
    assert "“All” comments" in (newsroom.content / "policies/comments.md").read_text("utf-8")


def test_what_nobody_can_read_stays_and_is_told(newsroom: Newsroom) -> None:
    newsroom.article("lost", body="The council\u0081 met.")
    before = files_of(newsroom)
    said = newsroom.build_py("check", "--fix", "--yes")
    assert said.returncode == 1
    assert "Nothing to mend." in said.stderr
    assert files_of(newsroom) == before


def test_the_rights_of_a_file_stay(newsroom: Newsroom) -> None:
    newsroom.write("articles/scales.md", MISREAD)
    file = newsroom.content / "articles/scales.md"
    file.chmod(0o640)
    newsroom.build_py("check", "--fix", "--yes")
    assert file.stat().st_mode & 0o7777 == 0o640
    assert file.read_bytes() == MENDED.encode()


def test_a_file_that_a_link_leads_to_is_mended_behind_the_link(newsroom: Newsroom) -> None:
    newsroom.write("articles/real/scales.md", MISREAD)
    link = newsroom.content / "articles/linked.md"
    link.symlink_to("real/scales.md")
    newsroom.build_py("check", "--fix", "--yes")
    assert link.is_symlink()
    assert link.read_bytes() == MENDED.encode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_nobody_may_replace_is_told(newsroom: Newsroom) -> None:
    newsroom.write("articles/locked/scales.md", MISREAD)
    folder = newsroom.content / "articles/locked"
    folder.chmod(0o555)
    said = newsroom.build_py("check", "--fix", "--yes")
    folder.chmod(0o755)
    assert "could not be written" in said.stderr
