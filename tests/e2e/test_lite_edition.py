"""The lite edition: small pages beside the full ones, without script and without a picture before it is asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from newsroom import AS_OF, SITE, Newsroom, a_newsroom, document
from reader import read_page

from generator.model.lite import LITE_LAYOUTS
from generator.plan.urls import output_path

ON = "\n[lite]\nenabled = true\n"
SORANI = '\n[languages.ckb]\nname = "ڕۆژنامە"\n'
BASE = SITE.replace('"https://courier.example"', '"https://courier.example/paper"')
WORDS = " ".join(["وشەیەک"] * 900)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    made = a_newsroom(tmp_path, printed=True)
    made.write("site.toml", f"{BASE}{SORANI}{ON}")
    made.write("pages/about.md", document("We [report](../articles/handover.md#the-flag).", {"title": "About us"}))
    made.write("sections/ckb/kurdistan.md", document("", {"title": "کوردستان"}))
    body = f'{WORDS}\n\n![ئاڵا](flag.jpg "ئاڵاکە لە بنکەکە."){{credit="A. Name"}}\n\nببینە [دووەم](handover.md).'
    keys = {"date": "2026-11-21 10:00", "lang": "ckb", "translation_of": "handover", "tags": ["ئاو"]}
    made.article("sorani", body, title="سەردێڕ", **keys)
    made.edit("articles/handover.md", "The flag came", "## The flag\n\nSee [all](/tags/security/).\n\nThe flag came")
    made.article("gone", status="withdrawn", notice="It was wrong.", title="Gone", date="2026-11-02 09:00")
    made.article("moved", title="Moved", aliases=["/old/place/"], date="2026-11-03 09:00")
    made.article(
        "corrected",
        corrections=[{"date": "2026-11-21 09:00", "text": "It was five kilometres, not six."}],
        title="Corrected",
    )
    made.write("comments/corrected/one.md", document("So it was.", {"name": "A. Reader", "date": "2026-11-21 12:00"}))
    return made


def test_each_page_has_a_small_one_that_runs_nothing_and_shows_no_picture(newsroom: Newsroom) -> None:
    assert newsroom.build().problems == ()
    site = newsroom.published()
    style = max(len(content) for path, content in site.items() if path.startswith("assets/lite-"))
    lite = {path: content.decode() for path, content in site.items() if path.startswith("lite/")}
    full = {path for path in site if path.endswith(".html") and not path.startswith("lite/")}
    without = {path for path in full if "tags/" in path or "archive/" in path or path.endswith("404.html")}
    assert lite.keys() == {f"lite/{path}" for path in full - without}
    for path, html in lite.items():
        assert style + len(html.encode()) < 20_000, path
        assert not any(sign in html for sign in ("<script", "<img", "<picture", " style=", "<style", "preload")), path
        page = read_page(html)
        assert page.noindex
        assert page.canonical.startswith("https://courier.example/paper/")
        assert "/lite/" not in page.canonical
        assert f"/paper/lite/{path[5:]}".removesuffix("index.html") not in page.canonical
    assert b"/lite/" not in b"".join(content for path, content in site.items() if path.endswith((".xml", "robots.txt")))


def test_all_its_links_work_and_lead_from_lite_page_to_lite_page(newsroom: Newsroom) -> None:
    newsroom.build()
    site = newsroom.published()
    for path in (each for each in site if each.startswith("lite/")):
        for _, address in read_page(site[path].decode()).addresses:
            if not address.startswith("/"):
                continue
            inside, part = unquote(urlsplit(address).path).removeprefix("/paper"), urlsplit(address).fragment
            target = output_path(inside)
            assert target in site, f"{path} leads to {address}"
            if part and target.endswith(".html"):
                assert part in read_page(site[target].decode()).ids, f"{path} leads to {address}"
    sorani = read_page(newsroom.page("lite/ckb/kurdistan/2026/11/sorani/index.html"))
    assert sorani.link("دووەم") == "/paper/lite/kurdistan/2026/11/handover/"
    assert sorani.link("لاپەڕەی تەواو") == "/paper/ckb/kurdistan/2026/11/sorani/"
    handover = newsroom.page("lite/kurdistan/2026/11/handover/index.html")
    assert read_page(handover).link("all") == "/paper/tags/security/"
    assert 'href="/paper/lite/kurdistan/2026/11/handover/"' in newsroom.page("kurdistan/2026/11/handover/index.html")
    assert "/paper/lite/" not in newsroom.page("tags/security/index.html")
    assert read_page(newsroom.page("lite/old/place/index.html")).refresh == "/paper/lite/kurdistan/2026/11/moved/"


def test_it_shows_what_readers_are_owed(newsroom: Newsroom) -> None:
    newsroom.build()
    corrected = read_page(newsroom.page("lite/kurdistan/2026/11/corrected/index.html"))
    corrected.follow("Correction", "It was five kilometres, not six.", "A. Reader", "So it was.")
    read_page(newsroom.page("lite/kurdistan/2026/11/gone/index.html")).follow("Gone", "withdrawn", "It was wrong.")
    assert "It was five kilometres, not six." in newsroom.page("lite/corrections/index.html")
    sorani = newsroom.page("lite/ckb/kurdistan/2026/11/sorani/index.html")
    assert '<html lang="ckb" dir="rtl">' in sorani
    (photo,) = [address for _, address in read_page(sorani).addresses if address.startswith("/paper/photos/")]
    size = len(newsroom.published()[photo.removeprefix("/paper/")])
    kilobytes = str(max(1, round(size / 1000))).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert f"({kilobytes} " in sorani.replace("<bdi>", "")


def test_it_is_as_new_as_the_site_and_goes_with_its_setting(newsroom: Newsroom) -> None:
    """An edited text makes its page and its lite page; what is not out is on neither."""
    newsroom.article("later", embargo="2026-12-24 10:00", title="The later one")
    newsroom.build()
    assert not [path for path, content in newsroom.published().items() if b"later" in content or "later" in path]
    newsroom.edit("articles/harvest.md", "The wheat is in.", "The barley is in.")
    assert newsroom.build().changed == (
        "kurdistan/2026/10/harvest/index.html", "lite/kurdistan/2026/10/harvest/index.html"
    )  # fmt: skip
    newsroom.edit("articles/harvest.md", "Farmers bring", "They bring")
    newsroom.edit("articles/moved.md", "kurdistan", "culture")
    report = newsroom.build(as_of=AS_OF + timedelta(days=40))
    assert {"lite/kurdistan/2026/11/moved/index.html"} <= {*report.removed}
    built, clean = newsroom.published(), Newsroom(newsroom.folder / "again", newsroom.layouts, newsroom.assets)
    (clean.folder).mkdir()
    (clean.folder / "content").symlink_to(newsroom.content)
    clean.build(as_of=AS_OF + timedelta(days=40))
    assert clean.published() == built
    newsroom.edit("site.toml", ON, "")
    report = newsroom.build(as_of=AS_OF + timedelta(days=40))
    assert not [path for path in newsroom.published() if "lite" in path]
    assert all(path.startswith(("lite/", "assets/lite-")) for path in report.removed)


def test_nothing_else_may_lie_in_its_folder(newsroom: Newsroom) -> None:
    newsroom.write("sections/lite.md", document("", {"title": "Lite"}))
    (problem,) = newsroom.build().problems
    assert (problem.code, problem.where and problem.where.path) == ("same-address", "content/sections/lite.md")


def test_every_kind_of_text_has_a_layout() -> None:
    folder = Path(__file__).parents[2] / "layouts"
    assert all((folder / name).is_file() and (folder / lite).is_file() for name, lite in LITE_LAYOUTS.items())
