"""The program of the web desk is the one that was tried, or none; and what is missing is said."""

from __future__ import annotations

import io
import os
import sys
import tarfile
from pathlib import Path

import pytest

from generator.model.problems import DatelineError
from generator.web_desk.package import INTEGRITY, fetched, install, of_file, package

needs_scripts = pytest.mark.skipif(os.name == "nt", reason="a program in its place is a script with #!")


def archive(**files: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as opened:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            opened.addfile(member, io.BytesIO(content))
    return made.getvalue()


def npm(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Put a program of that name where programs are looked for."""
    program = folder / "npm"
    program.write_text(f"#!{sys.executable}\nimport pathlib, sys\n{body}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_another_package_is_not_used(tmp_path: Path) -> None:
    other = tmp_path / "other.tgz"
    other.write_bytes(archive(**{"package/dist/sveltia-cms.js": b"steal()"}))
    with pytest.raises(DatelineError, match=r"other\.tgz is not @sveltia/cms .* was not used: its digest is sha512-"):
        of_file(other)
    with pytest.raises(DatelineError, match="There is no file"):
        of_file(tmp_path / "none.tgz")
    assert INTEGRITY.startswith("sha512-")


def test_without_npm_the_way_with_a_file_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DatelineError, match=r"not installed here.*--from FILE\.tgz"):
        fetched()


@needs_scripts
def test_what_npm_says_is_passed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    npm(tmp_path, monkeypatch, "sys.exit('npm error network request failed')")
    with pytest.raises(DatelineError, match=r"could not fetch .*network request failed.*--from FILE\.tgz"):
        fetched()


@needs_scripts
def test_what_npm_brings_is_checked_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    npm(
        tmp_path,
        monkeypatch,
        "pathlib.Path(sys.argv[sys.argv.index('--pack-destination') + 1], 'x.tgz').write_bytes(b'x')",
    )
    with pytest.raises(DatelineError, match="what npm fetched is not @sveltia/cms"):
        fetched()


def test_only_what_the_site_needs_is_taken_and_written_once(tmp_path: Path) -> None:
    files = package(
        archive(
            **{
                "package/dist/sveltia-cms.js": b"desk()",
                "package/dist/sveltia-cms.js.map": b"{}",
                "package/LICENSE.txt": b"MIT",
                "package/locales/tr.json": b"{}",
                "package/locales/vi.json": b"{}",
                "package/npm/assets/noto-mono-latin-400-normal-DiC8lJru.woff2": b"font",
                "package/npm/assets/noto-mono.LICENSE.txt": b"OFL",
                "package/../../evil.js": b"steal()",
                "/package/dist/sveltia-cms.js": b"steal()",
            }
        )
    ).files
    assert files == {
        "admin/sveltia-cms.js": b"desk()",
        "admin/sveltia-cms.LICENSE.txt": b"MIT",
        "admin/locales/tr.json": b"{}",
        "admin/noto-mono.woff2": b"font",
        "admin/noto-mono.LICENSE.txt": b"OFL",
    }
    assert install(files, tmp_path) == tuple(sorted(files))
    assert install({**files, "admin/sveltia-cms.js": b"newer()"}, tmp_path) == ("admin/sveltia-cms.js",)
    assert sorted(each.name for each in tmp_path.rglob("*.part")) == []
