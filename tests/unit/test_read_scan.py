"""A folder -> the files in it, in their order, and nothing else."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from generator.model.problems import SourceLocation
from generator.read.scan import SourceFile, scanned


def _write(path: Path, content: bytes = b"x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _paths(root: Path) -> list[str]:
    return [file.path for file in scanned(root, "content").value]


def _messages(root: Path) -> list[str]:
    return [problem.message for problem in scanned(root, "content").problems]


def test_files_are_listed_by_path_with_their_size(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a.md"):
        _write(tmp_path / name, b"four")
    files = scanned(tmp_path, "content").value
    assert [(file.path, file.size) for file in files] == [("a.md", 4), ("a/z.md", 4), ("b.md", 4)]


def test_a_file_is_known_by_its_size_its_time_and_its_inode(tmp_path: Path) -> None:
    _write(tmp_path / "a/b.md", b"four")
    (file,) = scanned(tmp_path, "content").value
    facts = (tmp_path / "a/b.md").stat()
    assert file == SourceFile("a/b.md", str(tmp_path / "a/b.md"), 4, facts.st_mtime_ns, facts.st_ino)
    os.utime(tmp_path / "a/b.md", ns=(1, 1))
    assert scanned(tmp_path, "content").value == (file._replace(mtime_ns=1),)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to link")
def test_a_link_is_known_by_the_file_it_leads_to(tmp_path: Path) -> None:
    _write(tmp_path / "photos/a.jpg", b"four")
    (tmp_path / "b.jpg").symlink_to("photos/a.jpg")
    link, file = scanned(tmp_path, "content").value
    assert link[2:] == file[2:]


def test_dotfiles_and_guides_are_no_content(tmp_path: Path) -> None:
    for name in (".DS_Store", ".git/config", "README.md", "articles/README.md", "articles/a.md", "readme.md"):
        _write(tmp_path / name)
    assert _paths(tmp_path) == ["articles/a.md", "readme.md"]


def test_names_are_in_normal_form_c_and_open_under_the_name_on_disk(tmp_path: Path) -> None:
    _write(tmp_path / unicodedata.normalize("NFD", "café.md"), b"open")
    (file,) = scanned(tmp_path, "content").value
    assert file.path == unicodedata.normalize("NFC", "café.md")
    assert Path(file.disk_path).read_bytes() == b"open"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS stores both forms as one name")
def test_two_names_that_differ_only_in_their_normal_form_are_a_problem(tmp_path: Path) -> None:
    _write(tmp_path / unicodedata.normalize("NFC", "café.md"))
    _write(tmp_path / unicodedata.normalize("NFD", "café.md"))
    assert [problem.code for problem in scanned(tmp_path, "content").problems] == ["file-name"]
    assert len(_paths(tmp_path)) == 1


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS stores both forms as one name")
@pytest.mark.parametrize("names", [("K.md", "\N{KELVIN SIGN}.md"), ("\N{ANGSTROM SIGN}/a.md", "A\u030a/a.md")])
def test_of_two_such_names_the_first_on_the_disk_counts(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        _write(tmp_path / name, name.encode())
    checked = scanned(tmp_path, "content")
    (file,) = checked.value
    assert Path(file.disk_path).read_text("utf-8") == min(names)
    assert [problem.code for problem in checked.problems] == ["file-name"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_name_that_is_not_unicode_is_a_problem(tmp_path: Path) -> None:
    (Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.md"))).write_bytes(b"x")
    assert [problem.code for problem in scanned(tmp_path, "content").problems] == ["file-name"]


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    _write(tmp_path / "photos/a.jpg")
    (tmp_path / "b.jpg").symlink_to("photos/a.jpg")
    (tmp_path / "more").symlink_to("photos")
    assert _paths(tmp_path) == ["b.jpg", "more/a.jpg", "photos/a.jpg"]


def test_no_link_out_of_the_folder_is_followed(tmp_path: Path) -> None:
    _write(tmp_path / "secret.md")
    root = tmp_path / "content"
    root.mkdir()
    (root / "a.md").symlink_to(tmp_path / "secret.md")
    (root / "folder").symlink_to(tmp_path)
    assert _paths(root) == []
    assert _messages(root) == [
        "“a.md” is a link to a place outside the content folder.",
        "“folder” is a link to a place outside the content folder.",
    ]


def test_links_that_lead_to_nothing_or_in_a_circle_are_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("nothing.md")
    (tmp_path / "b.md").symlink_to("c.md")
    (tmp_path / "c.md").symlink_to("b.md")
    (tmp_path / "d").symlink_to(".")
    assert _paths(tmp_path) == []
    assert _messages(tmp_path) == [
        "“a.md” is a link to a file that does not exist.",
        "“b.md” is a link to a file that does not exist.",
        "“c.md” is a link to a file that does not exist.",
        "“d” is a link to the folder it lies in.",
    ]


def test_two_folders_that_link_to_each_other_are_walked_once(tmp_path: Path) -> None:
    _write(tmp_path / "a/one.md")
    _write(tmp_path / "b/two.md")
    (tmp_path / "a/to_b").symlink_to("../b")
    (tmp_path / "b/to_a").symlink_to("../a")
    assert _paths(tmp_path) == ["a/one.md", "a/to_b/two.md", "b/to_a/one.md", "b/two.md"]
    assert _messages(tmp_path) == [
        "“a/to_b/to_a” is a link to the folder it lies in.",
        "“b/to_a/to_b” is a link to the folder it lies in.",
    ]


def test_a_folder_that_may_not_be_read_is_a_problem_and_the_rest_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/closed/one.md", "b.md"):
        _write(tmp_path / name)
    scandir = os.scandir

    def refuse(folder: str) -> Any:
        if Path(folder).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    checked = scanned(tmp_path, "content")
    assert [file.path for file in checked.value] == ["b.md"]
    assert [(problem.code, problem.where) for problem in checked.problems] == [
        ("unreadable", SourceLocation("content/a/closed"))
    ]
