"""What is not out leaves no trace: no page, no card, no picture, no mention in a feed, a tag, a count or a file's name."""

from __future__ import annotations

import io
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from newsroom import AS_OF, SITE, Newsroom, a_newsroom, codes, in_print
from PIL import ExifTags, Image
from reader import read_page

LATER = "2026-11-22 09:00:01"
"""A second after `AS_OF`, in the site's time."""

WORDS = ("slug", "title", "summary", "body", "dateline", "tag", "guest", "file", "alt", "caption", "credit", "camera")
"""What is said of an article, each in a word of its own that stands nowhere else."""

PUBLISHED = {*WORDS, "alias"}
"""What readers get of it, with the name of the photographer that is in the file."""

HIDDEN = {
    "draft": {"status": "draft"},
    "embargoed": {"embargo": LATER},
    "future": {"date": LATER},
    "expired": {"expires": "2026-11-22 09:00"},
    "withdrawn": {"status": "withdrawn"},
    "withdrawn and embargoed": {"status": "withdrawn", "embargo": LATER, "notice": "zqnoticezq: it was wrong."},
    "withdrawn before its date": {"status": "withdrawn", "date": LATER, "notice": "zqnoticezq: it was wrong."},
    "draft with a notice": {"status": "draft", "expires": "2026-11-21 09:00", "notice": "zqnoticezq: it was wrong."},
    "draft that would have expired": {"status": "draft", "expires": "2026-11-21 09:00"},
}


def _word(name: str) -> str:
    return f"zq{name}zq"


def _secret(newsroom: Newsroom, **keys: object) -> None:
    """An article whose every word can be found again, and one that is out and links to it."""
    said = {
        "title": f"A {_word('title')} headline",
        "summary": f"In short: {_word('summary')}.",
        "dateline": f"{_word('dateline').upper()}, Kurdistan Region",
        "tags": [_word("tag"), "security"],
        "author": ["dilan-example", f"Guest {_word('guest').title()}"],
        "photo": f"{_word('file')}.jpg",
        "photo_alt": f"A {_word('alt')}",
        "photo_caption": f"The {_word('caption')}.",
        "photo_credit": f"{_word('camera')}/{_word('credit')}",
        "aliases": [f"/old/{_word('alias')}/"],
    }
    newsroom.article(_word("slug"), f"The {_word('body')} met.", **(said | keys))
    newsroom.article("linking", f"As [we wrote](id:{_word('slug')}), the council met.")
    content = io.BytesIO()
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = _word("camera")
    Image.linear_gradient("L").resize((640, 426)).convert("RGB").save(content, "JPEG", exif=exif)
    (newsroom.content / f"photos/{_word('file')}.jpg").write_bytes(content.getvalue())


def _traces(newsroom: Newsroom) -> dict[str, list[str]]:
    """In which published files, or names of files, each word of the secret article stands."""
    site = newsroom.published()
    found = {
        name: [
            path for path, content in site.items() if _word(name).encode() in path.lower().encode() + content.lower()
        ]
        for name in (*WORDS, "alias", "notice")
    }
    return {name: paths for name, paths in found.items() if paths}


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN.keys())
def test_what_is_not_out_leaves_no_trace(keys: dict[str, object], tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, **keys)
    report = newsroom.build()
    assert codes(report) == ["link-to-unpublished"]
    assert report.counts.unpublished == 1
    assert _traces(newsroom) == {}


def test_what_is_out_is_found_by_the_very_same_search(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom)
    assert newsroom.build().problems == ()
    assert _traces(newsroom).keys() == PUBLISHED


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN.keys())
def test_what_is_taken_back_goes_from_every_place_it_stood_in(keys: dict[str, object], tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom)
    newsroom.build()
    _secret(newsroom, **keys)
    assert newsroom.build().published
    assert _traces(newsroom) == {}


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN.keys())
def test_an_edited_text_of_what_is_not_out_leaves_no_trace(keys: dict[str, object], tmp_path: Path) -> None:
    """A build that knows all else to be as it was looks at that article alone."""
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, **keys)
    newsroom.build()
    long_since = time.time_ns() + 10**10
    newsroom.build(begun=long_since)
    newsroom.edit("articles/zqslugzq.md", "The zqbodyzq met.", "The zqbodyzq met in secret.")
    report = newsroom.build(begun=long_since)
    assert (report.added, report.changed, report.removed) == ((), (), ())
    assert _traces(newsroom) == {}


TAKEN_BACK = [HIDDEN["expired"], HIDDEN["withdrawn"], HIDDEN["draft"]]


@pytest.mark.parametrize("keys", TAKEN_BACK, ids=["expired", "withdrawn", "draft"])
def test_nothing_wrong_in_an_article_or_in_a_link_to_it_holds_back_that_it_is_taken_back(
    keys: dict[str, object], tmp_path: Path
) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom)
    newsroom.article("linking", "As [we wrote](/kurdistan/2026/11/zqslugzq/), and [before](/old/zqaliaszq/), they met.")
    assert newsroom.build().problems == ()
    _secret(newsroom, **keys, photo_alt="")
    newsroom.article("linking", "As [we wrote](/kurdistan/2026/11/zqslugzq/), and [before](/old/zqaliaszq/), they met.")
    (newsroom.content / f"photos/{_word('file')}.jpg").unlink()
    report = newsroom.build()
    assert report.published
    assert report.errors == 0
    assert {"missing-photo", "photo-alt", "link-to-unpublished"} <= set(codes(report))
    assert _traces(newsroom) == {}


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN.keys())
def test_no_front_that_names_it_holds_back_that_it_is_taken_back(keys: dict[str, object], tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.write("fronts/home.toml", f'lead = "{_word("slug")}"\ntop = ["articles/linking.md"]\n')
    newsroom.write("fronts/kurdistan.toml", f'top = ["{_word("slug")}"]\n')
    _secret(newsroom)
    assert newsroom.build().problems == ()
    assert "index.html" in _traces(newsroom)["title"]
    _secret(newsroom, **keys)
    report = newsroom.build()
    assert report.published
    assert report.errors == 0
    assert {"gone-from-front", "not-yet-on-front"} & set(codes(report))
    assert _traces(newsroom) == {}


NOTICED = {
    "withdrawn": {"status": "withdrawn", "notice": "zqnoticezq: it was wrong."},
    "expired": {"expires": "2026-11-22 09:00", "notice": "zqnoticezq: the licence has ended."},
}
PAGE, ALIAS, LINKING = (
    f"{path}/index.html" for path in ("kurdistan/2026/11/zqslugzq", "old/zqaliaszq", "kurdistan/2026/11/linking")
)
NOTICE_ALONE = {
    "title": [PAGE],
    "notice": [PAGE],
    "slug": ["_redirects", LINKING, PAGE, ALIAS],
    "alias": ["_redirects", ALIAS],
}
"""All that is left, and where: an article that links to it still does."""


@pytest.mark.parametrize("preview", [False, True], ids=["site", "preview"])
@pytest.mark.parametrize("keys", NOTICED.values(), ids=NOTICED.keys())
def test_what_is_taken_back_with_a_notice_leaves_headline_and_notice_alone(
    keys: dict[str, object], preview: bool, tmp_path: Path
) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom)
    newsroom.build(preview=preview)
    _secret(newsroom, **keys)
    report = newsroom.build(preview=preview)
    assert report.problems == ()
    found = _traces(newsroom)
    assert {name: sorted(paths) for name, paths in found.items()} == {
        name: sorted(paths) for name, paths in NOTICE_ALONE.items()
    }
    page = read_page(newsroom.output / PAGE)
    assert page.noindex
    page.follow("A zqtitlezq headline", "November 20, 2026", "zqnoticezq")
    assert "ld+json" not in newsroom.page(PAGE)
    (tmp_path / "anew").mkdir()
    anew = in_print(tmp_path / "anew")
    anew.content.symlink_to(newsroom.content)
    anew.build(preview=preview)
    assert anew.published() == newsroom.published()


def test_an_edited_notice_is_on_its_page(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, **NOTICED["withdrawn"])
    newsroom.build(begun=time.time_ns() - 10**11)
    newsroom.edit("articles/zqslugzq.md", "it was wrong", "it was all wrong")
    assert newsroom.build(begun=time.time_ns() + 10**11).changed == (PAGE,)
    assert "it was all wrong" in newsroom.page(PAGE)


def test_a_notice_in_a_language_without_other_articles_has_a_page(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.write("site.toml", f'{SITE}\n[languages.ckb]\nname = "ڕۆژنامە"\n')
    without = newsroom.build().added
    newsroom.article("wrong", lang="ckb", status="withdrawn", notice="هەڵە بوو.")
    report = newsroom.build()
    assert report.problems == ()
    assert set(report.added) == {"ckb/kurdistan/2026/11/wrong/index.html", "_redirects"}
    assert not set(report.changed) & set(without)
    page = read_page(newsroom.output / "ckb/kurdistan/2026/11/wrong/index.html")
    page.follow("ئەم بابەتە کشێنراوەتەوە", "هەڵە بوو.")


INSTANT = datetime.fromisoformat("2026-11-23T06:00:00+03:00")


@pytest.mark.parametrize("key", ["embargo", "date"])
def test_it_appears_at_its_instant_and_not_a_second_before(key: str, tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, **{key: "2026-11-23 06:00"})
    report = newsroom.build(as_of=INSTANT - timedelta(seconds=1))
    assert report.next_due == INSTANT
    assert _traces(newsroom) == {}
    report = newsroom.build(as_of=INSTANT)
    assert report.next_due is None
    assert _traces(newsroom).keys() == PUBLISHED


def test_it_expires_at_its_instant_and_not_a_second_before(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, expires="2026-11-23 06:00")
    assert newsroom.build(as_of=INSTANT - timedelta(seconds=1)).next_due == INSTANT
    assert _traces(newsroom).keys() == PUBLISHED
    assert newsroom.build(as_of=INSTANT).published
    assert _traces(newsroom) == {}


def test_its_notice_appears_at_the_instant_at_which_it_expires(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, expires="2026-11-23 06:00", notice="zqnoticezq: the licence has ended.")
    assert newsroom.build(as_of=INSTANT - timedelta(seconds=1)).next_due == INSTANT
    assert _traces(newsroom).keys() == PUBLISHED
    assert newsroom.build(as_of=INSTANT).next_due is None
    assert _traces(newsroom).keys() == NOTICE_ALONE.keys()


def test_what_is_withdrawn_before_its_date_gets_its_notice_then(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, status="withdrawn", date="2026-11-23 06:00", notice="zqnoticezq: it was wrong.")
    assert newsroom.build(as_of=INSTANT - timedelta(seconds=1)).next_due == INSTANT
    assert _traces(newsroom) == {}
    assert newsroom.build(as_of=INSTANT).next_due is None
    assert _traces(newsroom).keys() == NOTICE_ALONE.keys()


OF_THE_PICTURE = {"file", "alt", "caption", "credit", "camera"}


def test_a_picture_goes_when_its_rights_end_and_not_a_second_before(tmp_path: Path) -> None:
    """And nobody is told any more what it showed, or whose it was; the article stays, with a note in its place."""
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, photo_rights_expire="2026-11-23 06:00")
    assert newsroom.build(as_of=INSTANT - timedelta(seconds=1)).next_due == INSTANT
    assert _traces(newsroom).keys() == PUBLISHED
    report = newsroom.build(as_of=INSTANT)
    assert codes(report) == ["expired-photo"]
    assert _traces(newsroom).keys() == PUBLISHED - OF_THE_PICTURE
    assert "the right to publish it has ended" in newsroom.page("kurdistan/2026/11/zqslugzq/index.html")


def test_a_picture_in_a_gallery_goes_too_when_its_rights_end(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    photo = {"photo": "zqfilezq.jpg", "alt": "A zqaltzq", "credit": "zqcamerazq/Agency", "caption": "The zqcaptionzq."}
    _secret(
        newsroom,
        photo="",
        photo_alt="",
        photo_credit="",
        photo_caption="",
        photos=[photo | {"rights_expire": "2026-11-23 06:00"}],
    )
    assert newsroom.build(as_of=INSTANT - timedelta(seconds=1)).next_due == INSTANT
    assert _traces(newsroom).keys() >= OF_THE_PICTURE - {"credit"}
    assert codes(newsroom.build(as_of=INSTANT)) == ["expired-photo"]
    assert _traces(newsroom).keys() & OF_THE_PICTURE == set()


def test_the_command_line_takes_the_instant_in_the_time_of_the_site(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, embargo="2026-11-23 06:00")
    assert newsroom.build_py("--as-of", "2026-11-23 05:59:59").returncode == 0
    assert _traces(newsroom) == {}
    assert newsroom.build_py("--as-of", "2026-11-23 06:00").returncode == 0
    assert _traces(newsroom)
    assert newsroom.build_py("--as-of", "2026-11-23 02:59:59+00:00").returncode == 0
    assert _traces(newsroom) == {}


def test_a_hidden_article_that_shares_a_photo_and_a_tag_takes_neither_away(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    before = newsroom.build()
    newsroom.article("secret", status="draft", photo="flag.jpg", photo_alt="A", photo_credit="B", tags=["security"])
    after = newsroom.build()
    assert (after.added, after.changed, after.removed) == ((), (), ())
    assert after.unchanged == len(before.added)


def test_a_page_that_is_a_draft_leaves_no_trace(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.write("pages/about.md", "---\ntitle: About us\n---\nWe are [here](zqslugzq.md).\n")
    newsroom.write("pages/zqslugzq.md", "---\ntitle: A zqtitlezq\nstatus: draft\n---\nThe zqbodyzq.\n")
    assert newsroom.build().published
    assert _traces(newsroom) == {}


PREVIEWED = {"draft": {"status": "draft"}, "embargoed": {"embargo": LATER}, "future": {"date": LATER}}
MARKS = {"draft": "Draft", "embargoed": "Under embargo", "future": "Scheduled"}


@pytest.mark.parametrize("kind", PREVIEWED)
def test_a_preview_shows_what_is_not_out_and_marks_it(kind: str, tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, **PREVIEWED[kind])
    assert newsroom.build(preview=True).problems == ()
    page = read_page(newsroom.output / "kurdistan/2026/11/zqslugzq/index.html")
    assert page.noindex
    page.follow(MARKS[kind], "A zqtitlezq headline", "The zqbodyzq met.")
    assert any("zqtitlezq" in run for run in read_page(newsroom.output / "index.html").runs)
    assert MARKS[kind] in newsroom.page("kurdistan/index.html")
    assert read_page(newsroom.output / "kurdistan/2026/11/handover/index.html").noindex  # as all of a preview


@pytest.mark.parametrize("keys", [HIDDEN["expired"], HIDDEN["withdrawn"]], ids=["expired", "withdrawn"])
def test_not_even_a_preview_shows_what_was_taken_back(keys: dict[str, object], tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, **keys)
    newsroom.build(preview=True)
    assert _traces(newsroom) == {}


@pytest.mark.parametrize("kind", PREVIEWED)
def test_no_machine_is_told_of_what_a_preview_shows(kind: str, tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, **PREVIEWED[kind])
    newsroom.build(preview=True)
    machines = {path: content for path, content in newsroom.published().items() if path.endswith((".xml", ".txt"))}
    assert not [path for path, content in machines.items() if b"zqslugzq" in content]
    assert b"Disallow: /\n" in machines["robots.txt"]


def test_a_preview_without_anything_to_hide_is_closed_to_machines_too(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.build(preview=True)
    assert b"Disallow: /\n" in newsroom.published()["robots.txt"]


def test_a_draft_page_in_a_preview_is_kept_from_search_engines(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.write("pages/about.md", "---\ntitle: About us\nstatus: draft\n---\nWe are here.\n")
    newsroom.build(preview=True)
    assert read_page(newsroom.output / "about/index.html").noindex
    assert b"/about/" not in newsroom.published()["sitemap-pages.xml"]


def test_the_site_at_the_same_instant_is_the_same_whatever_was_built_before(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    _secret(newsroom, embargo="2026-11-23 06:00")
    newsroom.build()
    before = newsroom.published()
    newsroom.build(preview=True)
    newsroom.build(as_of=INSTANT)
    newsroom.build(as_of=AS_OF)
    assert newsroom.published() == before
