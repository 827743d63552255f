"""An outlet in several languages, as its readers see it: one more is a block in site.toml and a catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from newsroom import ROOT, Newsroom, document

PERSIAN = {
    "Languages": "زبان‌ها",
    "Archive": "بایگانی",
    "Sections": "بخش‌ها",
    "Founded in %(year)s": "تأسیس در %(year)s",
    "Read this article in:": "این مقاله را بخوانید به:",
    "%(title)s, page %(number)s — %(outlet)s": "%(title)s، صفحهٔ %(number)s — %(outlet)s",
}


@pytest.fixture
def outlet(tmp_path: Path) -> Newsroom:
    """In English and Turkish, and, with the layouts that readers see and one more catalogue, in Persian."""
    layouts = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", layouts)
    catalogue = layouts / "locale/fa/LC_MESSAGES/dateline.po"
    catalogue.parent.mkdir(parents=True)
    entries = "".join(f'\nmsgid "{message}"\nmsgstr "{text}"\n' for message, text in PERSIAN.items())
    catalogue.write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n{entries}', "utf-8")
    newsroom = Newsroom(tmp_path, layouts, ROOT / "assets")
    newsroom.write(
        "site.toml",
        """[site]
name = "The Courier"
url = "https://courier.example"
timezone = "Asia/Baghdad"
founded = "2014"

[languages.tr]
name = "Kurye"

[languages.fa]
name = "پیک"
""",
    )
    newsroom.write("sections/kurdistan.md", document("", {"title": "Kurdistan"}))
    newsroom.article("bridge")
    newsroom.article("tr/kopru", translation_of="bridge")
    newsroom.article("fa/pol", title="پل زاخو بسته شد", date="2026-11-01 09:05", translation_of="bridge")
    return newsroom


def _page(newsroom: Newsroom, path: str) -> str:
    return newsroom.published()[path].decode()


def test_one_more_language_is_a_block_and_a_catalogue(outlet: Newsroom) -> None:
    report = outlet.build()
    assert report.problems == ()
    front = _page(outlet, "fa/index.html")
    assert '<html lang="fa" dir="rtl" class="digits-arabext">' in front
    for text in ("پیک", "زبان‌ها", "تأسیس در ۲۰۱۴", ">Kurdistan</"):
        assert text in front, text
    assert "نوامبر ۲۰۲۶" in _page(outlet, "fa/archive/index.html")
    article = _page(outlet, "fa/kurdistan/2026/11/pol/index.html")
    assert "۱ نوامبر ۲۰۲۶" in article
    assert "۹:۰۵" in article
    assert "این مقاله را بخوانید به:" in article
    assert 'hreflang="tr" lang="tr" dir="ltr">Türkçe</a>' in article
    assert 'hreflang="fa" lang="fa" dir="rtl">فارسی</a>' in _page(outlet, "kurdistan/2026/11/bridge/index.html")


def test_a_language_that_goes_takes_its_edition_with_it(outlet: Newsroom) -> None:
    outlet.build()
    outlet.edit("site.toml", '[languages.fa]\nname = "پیک"\n', "")
    shutil.rmtree(outlet.content / "articles/fa")
    report = outlet.build()
    assert report.problems == ()
    assert not any(path.startswith("fa/") for path in outlet.published())
    assert 'hreflang="fa"' not in _page(outlet, "kurdistan/2026/11/bridge/index.html")
