"""Mirrors: the same site at other addresses, in folders of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from newsroom import AS_OF, SITE, Newsroom, a_newsroom

from generator.cli import main
from generator.engine.publication import publication
from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.model.report import Folders

MAIN, MIRROR, ONION, FOLDER = (
    "https://courier.example", "https://m.example", "http://abc.onion", "https://host.example/paper"
)  # fmt: skip


def _build(newsroom: Newsroom, *more: str) -> int:
    newsroom.cache.mkdir(exist_ok=True)
    return main(newsroom.arguments("--jobs=1", *more)[2:])


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    made = a_newsroom(tmp_path, printed=True)
    made.write("site.toml", SITE.replace("[site]", f'[site]\nonion = "{ONION}"') + "\n[lite]\nenabled = true\n")
    made.article("linking", "See [all](https://courier.example/kurdistan/) and [it](/culture/).", aliases=["/old/"])
    return made


def _files(newsroom: Newsroom, name: str) -> dict[str, bytes]:
    folder = newsroom.folder / "public-mirrors" / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def _addresses(*each: str) -> list[str]:
    return [f"--base-url={address}" for address in each]


def test_a_mirror_is_the_site_byte_for_byte_but_for_addresses(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _build(newsroom, *_addresses(MAIN, MIRROR, ONION, FOLDER)) == 0
    assert f"Mirror {MIRROR}. Files:" in capsys.readouterr().out
    site = {path: content for path, content in newsroom.published().items() if not path.startswith(".")}
    stored = {path.name: path.stat().st_mtime_ns for path in (newsroom.cache / "photos").iterdir()}
    for name in ("m.example", "abc.onion", "host.example_paper"):
        mirror = _files(newsroom, name)
        assert mirror.keys() == site.keys()
        for path, content in mirror.items():
            if path.startswith(("photos/", "assets/")):
                assert content == site[path]
            else:
                assert _as_main(content) == _as_main(site[path]), path
    assert {path.name: path.stat().st_mtime_ns for path in (newsroom.cache / "photos").iterdir()} == stored
    assert _build(newsroom, *_addresses(MAIN, MIRROR, ONION, FOLDER), "-q") == 0


def _as_main(content: bytes) -> str:
    """A file with the main address in place of each other, and without the folder of a mirror."""
    text = content.decode()
    for address in (MIRROR, ONION, FOLDER):
        text = text.replace(address, MAIN)
    return re.sub(r'(?<=["\s=])/paper/|^/paper/', "/", text)


def test_what_identifies_a_page_is_the_main_address_and_what_leads_to_it_the_mirrors(newsroom: Newsroom) -> None:
    assert _build(newsroom, *_addresses(MAIN, FOLDER), "-q") == 0
    mirror = _files(newsroom, "host.example_paper")
    page = mirror["kurdistan/2026/11/linking/index.html"].decode()
    assert f'<link rel="canonical" href="{MAIN}/kurdistan/2026/11/linking/">' in page
    assert f'<meta property="og:url" content="{MAIN}/kurdistan/2026/11/linking/">' in page
    assert f'"url":"{MAIN}/kurdistan/2026/11/linking/"' in page
    assert f'<meta http-equiv="onion-location" content="{ONION}/kurdistan/2026/11/linking/">' in page
    lite = mirror["lite/kurdistan/2026/11/linking/index.html"].decode()
    assert f'<meta http-equiv="onion-location" content="{ONION}/lite/kurdistan/2026/11/linking/">' in lite
    assert 'href="/paper/culture/"' in page
    assert 'href="/paper/lite/culture/"' in lite
    feed = mirror["feed.xml"].decode()
    assert f"<link>{FOLDER}/kurdistan/2026/11/linking/</link>" in feed
    assert f'href="{FOLDER}/feed.xml"' in feed
    assert '<guid isPermaLink="false">tag:courier.example,2026:linking</guid>' in feed
    assert f"<loc>{MAIN}/culture/</loc>" in mirror["sitemap-pages.xml"].decode()


def test_a_mirror_is_never_recorded_and_takes_no_folder_of_others(newsroom: Newsroom) -> None:
    assert _build(newsroom, *_addresses(MAIN, MIRROR), "-q") == 0
    folders = newsroom.folders
    with pytest.raises(DatelineError, match="mirror"):
        publication(_with_output(newsroom, "public-mirrors/m.example"), {}, AS_OF)
    assert publication(folders, {}, AS_OF).new
    assert _build(newsroom, *_addresses(MAIN, MIRROR, f"{MIRROR}/")) == 2
    assert _build(newsroom, *_addresses(MAIN, MIRROR), "--drafts", f"--output={newsroom.folder / 'other'}") == 2
    stranger = newsroom.folder / "public-mirrors" / "host.example_paper" / "mine.txt"
    stranger.parent.mkdir()
    stranger.write_text("mine", "utf-8")
    assert _build(newsroom, *_addresses(MAIN, FOLDER)) == 2
    assert stranger.read_text("utf-8") == "mine"


def _with_output(newsroom: Newsroom, path: str) -> Folders:
    return replace(newsroom.folders, output=newsroom.folder / path)


def test_nothing_of_a_mirror_is_published_while_the_content_has_errors(newsroom: Newsroom) -> None:
    newsroom.article("broken", section="nowhere")
    assert _build(newsroom, *_addresses(MAIN, MIRROR), "-q") == 1
    assert not (newsroom.folder / "public-mirrors").exists()


def test_a_mirror_tells_hosts_of_its_own_address(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", f"{SITE}\n[hosting]\nheaders = true\n")
    assert _build(newsroom, *_addresses(MAIN, ONION, FOLDER)) == 0
    assert b"Strict-Transport-Security" in newsroom.published()["_headers"]
    onion = _files(newsroom, "abc.onion")["_headers"]
    assert b"Strict-Transport-Security" not in onion
    assert b"upgrade-insecure-requests" not in onion
    assert b"/paper/assets/*" in _files(newsroom, "host.example_paper")["_headers"]
