"""An outlet in several languages, as its readers see it: one more is a block in site.toml and a catalogue."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
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


def test_a_language_that_unicode_does_not_know_is_a_block_too(outlet: Newsroom) -> None:
    """Hawrami has dates and digits of Sorani, and a name for search engines of its own choice."""
    outlet.edit(
        "site.toml",
        "[languages.fa]",
        '[languages.hac]\nlabel = "هەورامی"\nlocale = "ckb"\nhreflang = "ku-Arab"\n\n[languages.fa]',
    )
    outlet.article("hac/pird", title="پرد", date="2026-11-01 09:05", translation_of="bridge")
    report = outlet.build()
    assert [problem.code for problem in report.problems] == ["no-catalogue"], "readers are told so much in English"
    article = _page(outlet, "hac/kurdistan/2026/11/pird/index.html")
    assert '<html lang="hac" dir="rtl"' in article
    assert "١ی تشرینی دووەمی ٢٠٢٦" in article
    bridge = _page(outlet, "kurdistan/2026/11/bridge/index.html")
    assert '<link rel="alternate" hreflang="ku-Arab" href="https://courier.example/hac/' in bridge
    assert 'lang="hac" dir="rtl">هەورامی</a>' in bridge


@pytest.mark.parametrize(
    "hidden",
    [{"status": "draft"}, {"status": "withdrawn"}, {"embargo": "2026-11-23 06:00"}, {"expires": "2026-11-21 00:00"}],
    ids=str,
)
def test_of_a_translation_that_is_not_out_nothing_is_seen_in_any_language(
    outlet: Newsroom, hidden: dict[str, str]
) -> None:
    outlet.article("tr/gizli", title="Gizli haber", translation_of="bridge", tags=["gizli"], series="Gizli", **hidden)
    outlet.write("fronts/tr/home.toml", 'lead = "gizli"\n')
    (outlet.content / "articles/tr/kopru.md").unlink()
    assert outlet.build().published
    assert [path for path, content in outlet.published().items() if "gizli" in f"{path} {content!r}".lower()] == []
    assert not any(path.startswith("tr/") for path in outlet.published()), "nothing is out in Turkish"
    assert 'hreflang="tr"' not in _page(outlet, "kurdistan/2026/11/bridge/index.html")


def test_a_story_under_embargo_leads_the_front_when_its_time_has_come(outlet: Newsroom) -> None:
    """The ranking is written in the evening; at six in the morning nobody is there."""
    outlet.article("tender", title="The tender", embargo="2026-11-23 06:00")
    outlet.write("fronts/home.toml", 'lead = "tender"\n')
    evening = outlet.build(as_of=datetime(2026, 11, 22, 20, tzinfo=UTC))
    assert evening.published
    assert [problem.code for problem in evening.problems] == ["not-yet-on-front"]
    assert evening.next_due == datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert "The tender" not in _page(outlet, "index.html")
    morning = outlet.build(as_of=datetime(2026, 11, 23, 3, tzinfo=UTC))
    assert (morning.published, morning.problems) == (True, ())
    front = _page(outlet, "index.html")
    assert front.index("The tender") < front.index("A headline")


def test_each_part_in_another_language_says_so_and_so_does_a_link_to_it(outlet: Newsroom) -> None:
    """An edition borrows what it has not: here its name, its motto, the street, a page and a section."""
    outlet.edit(
        "site.toml",
        'founded = "2014"',
        'founded = "2014"\ndescription = "News of the valley"\naddress = "Street 1, Erbil"\ncopyright = "The Courier"',
    )
    outlet.edit("site.toml", 'name = "پیک"\n', 'direction = "rtl"\n')
    outlet.write("pages/about.md", document("We report.", {"title": "About"}))
    outlet.build()
    persian, english = ' lang="en" dir="ltr"', _page(outlet, "index.html")
    for path in ("fa/index.html", "fa/kurdistan/2026/11/pol/index.html", "fa/kurdistan/index.html"):
        page = _page(outlet, path)
        assert page.count(f"{persian}>The Courier</a>") == 2, "in the masthead and in the footer"
        assert f'<p class="motto"{persian}>News of the valley</p>' in page
        assert f'<p class="street"><bdi{persian}>' in page
        assert f'<p class="copyright"><bdi{persian}>' in page
        assert f'<a href="/about/"{persian} hreflang="en">' in page
        assert f'<a href="/fa/kurdistan/"{persian}><bdi>Kurdistan</bdi></a>' in page, "the page itself is Persian"
    assert ' lang="en"' not in english.removeprefix('<!doctype html>\n<html lang="en"')
    turkish = _page(outlet, "tr/index.html")
    assert "Kurye</a>" in turkish
    assert '<p class="street"><bdi lang="en">' in turkish


def test_an_article_in_a_language_without_an_edition_leads_to_pages_in_that_of_the_site(outlet: Newsroom) -> None:
    outlet.article("zaza", title="Pird", lang="diq", tags=["pird"])
    outlet.build()
    article = _page(outlet, "kurdistan/2026/11/zaza/index.html")
    assert '<html lang="diq"' in article
    assert '<a href="/kurdistan/" lang="en" hreflang="en">' in article
    assert '<a href="/tags/pird/" hreflang="en">' in article
    assert '<a href="/archive/" hreflang="en">' in article
    assert 'href="/kurdistan/2026/11/zaza/" hreflang="diq">Pird</a>' in _page(outlet, "kurdistan/index.html")
