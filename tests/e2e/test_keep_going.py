"""With --keep-going all is published but the broken documents, whose last good pages stay."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from newsroom import AS_OF, Newsroom, a_newsroom, codes, document, jpeg, photo_keys
from reader import read_page

from generator.executors.workshop import InlineExecutor
from generator.make.photos.variants import make_photo

HANDOVER = "kurdistan/2026/11/handover/index.html"
COUNCIL = "kurdistan/2026/11/council/index.html"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    assert newsroom.build().problems == ()
    newsroom.article("council", title="The council meets")
    return newsroom


def _files(newsroom: Newsroom, word: str) -> dict[str, bytes]:
    """The published files with a word in their names."""
    return {path: content for path, content in newsroom.published().items() if word in path}


def test_the_rest_is_published_and_the_exit_code_is_still_1(newsroom: Newsroom) -> None:
    before = _files(newsroom, "handover")
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.edit("articles/bazaar.md", "The shops open at eight.", "The shops open at nine.")
    said = newsroom.build_py("--keep-going")
    assert said.returncode == 1
    assert "articles/handover.md:4:1: error: " in said.stdout
    assert COUNCIL in newsroom.published()
    assert "open at nine" in newsroom.page("culture/2026/11/bazaar/index.html")
    assert _files(newsroom, "handover") == before, "the page of the broken article stays"


def test_the_last_page_of_a_broken_article_is_due_to_expire(newsroom: Newsroom) -> None:
    evening = AS_OF.replace(hour=15)
    newsroom.edit("articles/handover.md", "section:", 'expires: "2026-11-22 18:00"\nsection:')
    newsroom.build()
    newsroom.article("new", title="New", expires="2026-11-22 17:00", section="nowhere")
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    report = newsroom.build(keep_going=True)
    assert HANDOVER in newsroom.published()
    assert report.next_due == evening
    assert [change.path for change in report.due] == ["articles/handover.md"], "a new one never had a page"
    newsroom.build(keep_going=True, as_of=evening)
    assert HANDOVER not in newsroom.published()


def test_a_broken_article_keeps_its_page_its_photos_and_its_styles_build_after_build(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    page, photos = newsroom.page(HANDOVER), _files(newsroom, "photos/flag-")
    assert len(photos) == 7
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    assets = tmp_path / "assets"
    (assets / "css").mkdir(parents=True)
    (assets / "css/all.css").write_text("body { color: black }\n", "utf-8")
    for title in ("The council sits", "The council stands", "The council leaves"):
        newsroom.article("council", title=title)
        report = Newsroom(tmp_path, assets=assets).build(keep_going=True)
        assert report.published
        assert newsroom.page(HANDOVER) == page
        assert _files(newsroom, "photos/flag-") == photos
        for key, address in read_page(page).addresses:
            if key in ("src", "srcset") or "/assets/" in address:
                assert (newsroom.output / address.lstrip("/")).is_file(), address


def test_a_mended_article_is_published_again_and_nothing_of_the_old_one_stays(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.build(keep_going=True)
    newsroom.edit("articles/handover.md", "sektion:", "section:")
    newsroom.edit("articles/handover.md", "flag.jpg", "bazaar.jpg")
    report = newsroom.build()
    assert report.problems == ()
    assert _files(newsroom, "photos/flag-") == {}
    assert "photos/bazaar-" in newsroom.page(HANDOVER)


def test_a_broken_article_that_was_never_published_is_not_published(newsroom: Newsroom) -> None:
    newsroom.edit("articles/council.md", "section:", "sektion:")
    assert newsroom.build(keep_going=True).published
    assert _files(newsroom, "council") == {}
    assert b"council" not in newsroom.published()["index.html"]


def test_a_photo_that_broke_keeps_the_last_page_and_the_last_photo(newsroom: Newsroom) -> None:
    page, photos = newsroom.page(HANDOVER), _files(newsroom, "photos/flag-")
    (newsroom.content / "photos/flag.jpg").write_bytes(jpeg("another")[:500])
    report = newsroom.build(keep_going=True)
    assert codes(report) == ["broken-photo"]
    assert newsroom.page(HANDOVER) == page
    assert _files(newsroom, "photos/flag-") == photos


@pytest.mark.parametrize("word", ["withdrawn", "draft"])
def test_a_broken_article_that_was_taken_back_goes(word: str, newsroom: Newsroom) -> None:
    """Whoever withdraws an article in haste and mistypes the photo must not see it stay."""
    newsroom.edit("articles/handover.md", "flag.jpg", "flagg.jpg")
    newsroom.edit("articles/handover.md", "title:", f"status: {word}\ntitle:")
    newsroom.edit("articles/bazaar.md", "section:", "sektion:")
    newsroom.build(keep_going=True)
    assert _files(newsroom, "handover") == {}
    assert _files(newsroom, "photos/flag-") == {}
    assert len(_files(newsroom, "photos/bazaar-")) == 7


@pytest.mark.parametrize(
    "keys",
    ["status: withdrawn", "status: withdrawm", "status: draft", "expires: yesterday", "embargo: 2026-11-23 06:00"],
)
@pytest.mark.parametrize("slip", ["notcie: It was wrong.", "tags: [security"])
def test_an_article_that_cannot_be_read_goes_unless_it_is_out_as_far_as_it_can_be(
    keys: str, slip: str, newsroom: Newsroom
) -> None:
    (newsroom.content / "articles/handover.md").write_text(f"---\n{keys}\n{slip}\n---\nText.\n", "utf-8")
    assert newsroom.build(keep_going=True).published
    assert _files(newsroom, "handover") == {}
    assert not [path for path, content in newsroom.published().items() if b"handover" in content]


@pytest.mark.parametrize("word", ["withdrawn", "draft"])
def test_a_page_that_was_taken_back_goes_although_it_is_broken(word: str, newsroom: Newsroom) -> None:
    newsroom.write("pages/about.md", "---\ntitle: About\n---\nWe are here.\n")
    newsroom.build()
    newsroom.write("pages/about.md", f"---\ntitle: About\nstatus: {word}\nsumary: x\n---\nWe are here.\n")
    newsroom.build(keep_going=True)
    assert _files(newsroom, "about") == {}


def test_a_broken_article_that_expires_goes_at_its_instant(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "title:", "expires: 2026-11-23 06:00\ntitle:")
    newsroom.build()
    newsroom.edit("articles/handover.md", "flag.jpg", "flagg.jpg")
    newsroom.build(keep_going=True)
    assert _files(newsroom, "handover")
    newsroom.build(keep_going=True, as_of=AS_OF.replace(day=23))
    assert _files(newsroom, "handover") == {}


def test_the_articles_of_a_broken_section_stay_as_they_were(newsroom: Newsroom) -> None:
    before = _files(newsroom, "culture/")
    assert {"culture/index.html", "culture/feed.xml", "culture/2026/11/bazaar/index.html"} == before.keys()
    newsroom.edit("sections/culture.md", "title:", "titel:")
    report = newsroom.build(keep_going=True)
    assert codes(report) == ["unknown-key"]
    assert _files(newsroom, "culture/") == before
    assert len(_files(newsroom, "photos/bazaar-")) == 7
    assert COUNCIL in newsroom.published()


def test_the_front_of_a_broken_section_does_not_stay_with_what_was_withdrawn(newsroom: Newsroom) -> None:
    newsroom.article("museum", title="The museum opens", section="culture")
    newsroom.build()
    newsroom.edit("sections/culture.md", "title:", "titel:")
    newsroom.edit("articles/museum.md", "title:", "status: withdrawn\ntitle:")
    newsroom.build(keep_going=True)
    assert list(_files(newsroom, "culture/")) == [], "the other article had it among its related stories"
    assert not [path for path, content in newsroom.published().items() if b"museum" in content]


def test_the_articles_of_a_broken_author_stay_as_they_were(newsroom: Newsroom) -> None:
    before = _files(newsroom, "bazaar/")
    newsroom.edit("authors/hevi-example.md", "name:", "nmae:")
    newsroom.edit("articles/bazaar.md", "The shops open at eight.", "The shops open at nine.")
    report = newsroom.build(keep_going=True)
    assert codes(report) == ["unknown-key"]
    assert _files(newsroom, "bazaar/") == before
    assert "authors/hevi-example/index.html" in newsroom.published()
    assert COUNCIL in newsroom.published()


@pytest.mark.parametrize("target", ["id:handover", "handover.md"])
def test_a_link_to_a_broken_article_is_no_fault_of_its_own(target: str, newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.article("council", f"As [we wrote]({target}), the council met.", title="The council meets")
    report = newsroom.build(keep_going=True)
    assert {problem.where.path for problem in report.problems if problem.where} == {"content/articles/handover.md"}
    assert "we wrote" in newsroom.page(COUNCIL)


def test_a_link_to_the_address_of_a_broken_article_is_no_fault_of_its_own(newsroom: Newsroom) -> None:
    newsroom.article("council", "As [we wrote](/kurdistan/2026/11/handover/), it met.", title="The council meets")
    newsroom.article("bread", "See [the council](/kurdistan/2026/11/council/).", title="Bread")
    assert newsroom.build().problems == ()
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.edit("articles/council.md", "it met.", "it met again.")
    report = newsroom.build(keep_going=True)
    assert codes(report) == ["unknown-key"]
    assert read_page(newsroom.page(COUNCIL)).link("we wrote") == "/kurdistan/2026/11/handover/"
    assert "met again" in newsroom.page(COUNCIL)
    newsroom.edit("articles/handover.md", "title:", "status: withdrawn\ntitle:")
    report = newsroom.build(keep_going=True)
    assert "link-to-unpublished" in codes(report)
    assert "dead-link" not in codes(report)
    assert "/kurdistan/2026/11/handover/" not in newsroom.page(COUNCIL)


def test_a_link_to_the_address_of_a_broken_article_that_was_never_out_is_no_fault_either(newsroom: Newsroom) -> None:
    newsroom.edit("articles/council.md", "title:", "photo: lost.jpg\ntitle:")
    newsroom.article("bread", "See [the council](/kurdistan/2026/11/council/).", title="Bread")
    report = newsroom.build(keep_going=True)
    assert "dead-link" not in codes(report)
    assert COUNCIL not in newsroom.published()
    assert "/council/" not in newsroom.page("kurdistan/2026/11/bread/index.html")


def test_without_the_cache_a_build_that_keeps_going_loses_nothing_and_leaks_nothing(newsroom: Newsroom) -> None:
    before = newsroom.published()
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.edit("articles/bazaar.md", "title:", "status: withdrawn\ntitle:")
    shutil.rmtree(newsroom.cache)
    said = newsroom.build_py("--keep-going")
    assert said.returncode == 1
    assert "the cache that says which pages these are is lost. [nothing-remembered]" in said.stdout
    assert newsroom.published() == before
    newsroom.edit("articles/handover.md", "sektion:", "section:")
    newsroom.build()
    assert list(_files(newsroom, "bazaar")) == []


def test_without_the_cache_and_without_errors_a_build_goes_on(newsroom: Newsroom) -> None:
    shutil.rmtree(newsroom.cache)
    assert newsroom.build(keep_going=True).published


def test_with_broken_settings_there_is_nothing_to_go_on_with(newsroom: Newsroom) -> None:
    before = newsroom.published()
    newsroom.edit("site.toml", "timezone", "time_zone")
    assert newsroom.build_py("--keep-going").returncode == 1
    assert newsroom.published() == before


class _Careless(InlineExecutor):
    """Somebody copies another file over a photograph after it was read and before it is made."""

    def __init__(self, photo: Path) -> None:
        super().__init__()
        self.photo = photo

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        if fn is make_photo:
            self.photo.write_bytes(jpeg("half a file")[:1000])
        return super().submit(fn, *args, **kwargs)


def test_a_photo_that_cannot_be_made_holds_back_only_what_it_belongs_to(newsroom: Newsroom) -> None:
    newsroom.photo("photos/bridge.jpg")
    newsroom.article("bridge", title="The bridge", **photo_keys("bridge"))
    newsroom.edit("articles/bazaar.md", "The shops open at eight.", "The shops open at nine.")
    newsroom.write("sections/sport.md", document("", {"title": "Sport"}))  # the whole site is planned
    careless = _Careless(newsroom.content / "photos/bridge.jpg")

    report = newsroom.build(careless)
    assert not report.published, "without --keep-going, an error holds back everything"
    assert codes(report) == ["not-made"]

    newsroom.photo("photos/bridge.jpg")
    report = newsroom.build(careless, keep_going=True)
    assert report.published
    assert codes(report) == ["broken-photo"]
    assert "was changed while the site was being built" in report.problems[0].message
    assert COUNCIL in newsroom.published()
    assert "open at nine" in newsroom.page("culture/2026/11/bazaar/index.html")
    assert _files(newsroom, "bridge") == {}

    newsroom.photo("photos/bridge.jpg")
    report = newsroom.build()
    assert codes(report) == []
    assert "The bridge" in newsroom.page("index.html")


def test_an_article_whose_new_photo_cannot_be_made_keeps_its_last_page(newsroom: Newsroom) -> None:
    page, photos = newsroom.page(HANDOVER), _files(newsroom, "photos/flag-")
    newsroom.photo("photos/flag.jpg", 800, 600)
    report = newsroom.build(_Careless(newsroom.content / "photos/flag.jpg"), keep_going=True)
    assert codes(report) == ["broken-photo"]
    assert newsroom.page(HANDOVER) == page
    assert _files(newsroom, "photos/flag-") == photos
    assert COUNCIL in newsroom.published()


@pytest.mark.parametrize("notice", [{}, {"notice": "We withdrew it."}])
def test_the_last_page_goes_that_shows_an_article_which_was_taken_back(tmp_path: Path, notice: dict[str, str]) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.article(
        "council",
        "The wheat is in.",
        title="The canary sings",
        date="2026-10-02 08:00",
        tags=["farming"],
        **photo_keys("flag"),
    )
    assert newsroom.build().errors == 0
    harvest = "kurdistan/2026/10/harvest/index.html"
    assert "The canary sings" in newsroom.page(harvest), "it is related"
    newsroom.edit("articles/harvest.md", "section:", "sektion:")
    newsroom.edit("articles/bazaar.md", "section:", "sektion:")
    newsroom.edit("articles/bazaar.md", "tags:", "tagged:")
    newsroom.edit("articles/council.md", "title:", "status: withdrawn\ntitle:")
    for key, value in notice.items():
        newsroom.edit("articles/council.md", "title:", f"{key}: {value}\ntitle:")
    newsroom.edit("articles/handover.md", "photo: ", "status: withdrawn\nphoto: ")
    assert newsroom.build(keep_going=True).published
    site = newsroom.published()
    assert harvest not in site
    assert not [path for path in site if "flag" in path]
    assert {path for path, content in site.items() if b"The canary sings" in content} <= {
        "kurdistan/2026/10/council/index.html"
    }
    assert newsroom.build(keep_going=True).removed == ()
