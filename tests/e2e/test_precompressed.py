"""Compressed files beside the texts of a site: made, kept and deleted with them, and always theirs."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from newsroom import AS_OF, SITE, Newsroom, a_newsroom, codes, mtimes

ON = f'{SITE}\n[hosting]\nheaders = true\nprecompressed = ["br", "gzip"]\n'
UNPACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".br": brotli.decompress}
TEXTS = (".html", ".xml", ".css", ".svg", ".txt", ".js", ".json")


def a_compressed_newsroom(folder: Path) -> Newsroom:
    newsroom = a_newsroom(folder, printed=True)
    newsroom.write("site.toml", ON)
    return newsroom


def checked(newsroom: Newsroom) -> dict[str, bytes]:
    """The whole site. Beside each text of a kilobyte or more, and beside nothing else, lies the same in both ways."""
    site = newsroom.published()
    large = {path for path, content in site.items() if path.endswith(TEXTS) and len(content) >= 1024}
    beside = {path + ending: site[path] for path in large for ending in UNPACK}
    assert {path: UNPACK[path[-3:]](site[path]) for path in site if path.endswith(tuple(UNPACK))} == beside
    return site


def from_nothing(newsroom: Newsroom, folder: Path, **options: Any) -> dict[str, bytes]:
    clean = Newsroom(folder, newsroom.layouts, newsroom.assets)
    folder.mkdir()
    clean.content.symlink_to(newsroom.content)
    assert not clean.build(**options).errors
    return clean.published()


def test_each_text_lies_beside_itself_and_an_edit_makes_its_own_files_again(tmp_path: Path) -> None:
    newsroom = a_compressed_newsroom(tmp_path)
    assert newsroom.build().published
    site = checked(newsroom)
    assert "index.html.gz" in site
    assert "_headers.gz" not in site
    assert all(content[4:8] == bytes(4) for path, content in site.items() if path.endswith(".gz")), "no time is in them"
    before = mtimes(newsroom.output)
    newsroom.edit("articles/harvest.md", "The wheat is in.", "The barley is in.")
    report = newsroom.build()
    page = "kurdistan/2026/10/harvest/index.html"
    assert sorted(report.changed) == [page, f"{page}.br", f"{page}.gz"]
    assert {path for path, at in mtimes(newsroom.output).items() if at != before.get(path)} == set(report.changed)
    (newsroom.content / "articles" / "bazaar.md").unlink()
    report = newsroom.build()
    assert "culture/2026/11/bazaar/index.html.br" in report.removed
    assert checked(newsroom) == from_nothing(newsroom, tmp_path / "clean")


def test_what_is_over_leaves_nothing_compressed(tmp_path: Path) -> None:
    newsroom = a_compressed_newsroom(tmp_path)
    newsroom.article("over", "The zqword met.", title="Zqtitle", expires=(AS_OF + timedelta(hours=1)).isoformat(" "))
    newsroom.build()
    assert "kurdistan/2026/11/over/index.html.gz" in checked(newsroom)
    later = AS_OF + timedelta(hours=2)
    newsroom.build(as_of=later)
    assert not [path for path in checked(newsroom) if "/over/" in path]
    assert newsroom.published() == from_nothing(newsroom, tmp_path / "clean", as_of=later)


def test_a_damaged_one_is_made_again_and_none_stays_when_the_setting_is_gone(tmp_path: Path) -> None:
    newsroom = a_compressed_newsroom(tmp_path)
    newsroom.build()
    site = checked(newsroom)
    (newsroom.output / "index.html.gz").write_bytes(b"x")
    (newsroom.output / "index.html.br").unlink()
    assert sorted((*(report := newsroom.build()).added, *report.changed)) == ["index.html.br", "index.html.gz"]
    assert newsroom.published() == site
    newsroom.write("site.toml", ON.replace('"br", ', ""))
    newsroom.build()
    assert not [path for path in newsroom.published() if path.endswith(".br")]
    newsroom.write("site.toml", SITE)
    newsroom.build()
    assert not [path for path in newsroom.published() if path.endswith((".br", ".gz"))]


def test_the_last_page_of_a_broken_article_stays_with_what_lies_beside_it(tmp_path: Path) -> None:
    newsroom = a_compressed_newsroom(tmp_path)
    newsroom.build()
    newsroom.edit("articles/harvest.md", '"kurdistan"', '"nowhere"')
    newsroom.build(keep_going=True)
    assert "kurdistan/2026/10/harvest/index.html.gz" in checked(newsroom)


def test_without_brotli_a_build_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = a_compressed_newsroom(tmp_path)
    monkeypatch.setitem(sys.modules, "brotli", None)
    report = newsroom.build()
    assert codes(report) == ["no-brotli"]
    assert 'pip install ".[brotli]"' in report.problems[0].hint
    assert not report.published
    newsroom.write("site.toml", ON.replace('"br"', '"brotli"'))
    (problem,) = newsroom.build().problems
    assert "“brotli”" in problem.message
