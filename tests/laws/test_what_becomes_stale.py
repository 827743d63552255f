"""What an edit costs: which files are made anew after it, and that no other file is made, let alone written."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from newsroom import AS_OF, POLICY, SITE, Newsroom, document, jpeg, mtimes, photo_keys

from generator.model.report import BuildReport

ARTICLES = 300
SECTIONS = ("kurdistan", "culture", "sport")
AUTHORS = 5
TAGS = 20
STORY = "story-250"
PAGE = "culture/2026/09/story-250/index.html"
TITLE = "The headline of story 250"


def _write_archive(newsroom: Newsroom) -> None:
    """Ten months of articles, one a day; every tenth has a photo, a few link to another."""
    newsroom.write("site.toml", f'{SITE}\n[checks]\nsmall-photo = "off"\n')
    newsroom.write("policies/comments.md", POLICY)
    newsroom.write("pages/about.md", document("We are the Courier.", {"title": "About"}))
    for number, section in enumerate(SECTIONS):
        newsroom.write(f"sections/{section}.md", document("", {"title": f"The {section} desk", "order": number}))
    for number in range(AUTHORS):
        name = f"Author Number{number}"
        newsroom.write(f"authors/author-{number}.md", document(f"{name} writes.", {"name": name}))
    for number in range(ARTICLES):
        date = datetime(2026, 1, 10, 9) + timedelta(days=number)
        photo = photo_keys(f"photo-{number}") if number % 10 == 0 else {}
        link = f" More in [an older story](story-{number - 1}.md)." if number % 25 == 1 else ""
        newsroom.article(
            f"story-{number}",
            f"The council met for the {number}th time.{link}",
            title=f"The headline of story {number}",
            date=f"{date:%Y-%m-%d %H:%M}",
            section=SECTIONS[number % 3],
            author=f"author-{number % AUTHORS}",
            tags=[f"tag {number % TAGS}"],
            **photo,
        )
        if photo:
            (newsroom.content / "photos").mkdir(exist_ok=True)
            (newsroom.content / f"photos/photo-{number}.jpg").write_bytes(jpeg(f"{number}", 40, 30))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("archive"))
    _write_archive(newsroom)
    report = newsroom.build()
    assert report.problems == ()
    assert report.counts.articles == ARTICLES
    return newsroom


@pytest.fixture
def newsroom(archive: Newsroom, tmp_path: Path) -> Newsroom:
    """The archive in another checkout, with what is kept of its last build."""
    folder = tmp_path / "checkout"
    shutil.copytree(archive.folder, folder)
    return Newsroom(folder)


def _places(newsroom: Newsroom, *texts: str) -> set[str]:
    """The published files in which one of these texts stands."""
    return {path for path, content in newsroom.published().items() if any(text.encode() in content for text in texts)}


def _made(report: BuildReport) -> set[str]:
    return {each.path for each in report.rebuilt}


def _assert_made(newsroom: Newsroom, places: set[str], before: dict[str, int]) -> None:
    """Exactly these files are made, and each is another one then; no other file is touched."""
    report = newsroom.build()
    assert _made(report) == places
    assert {*report.added, *report.changed} == places
    after = mtimes(newsroom.output)
    assert {path for path in before.keys() & after.keys() if before[path] != after[path]} == places & before.keys()


def test_another_checkout_with_what_was_kept_makes_nothing(newsroom: Newsroom) -> None:
    before = mtimes(newsroom.output)
    report = newsroom.build()
    assert (_made(report), report.unchanged) == (set(), len(before))
    assert mtimes(newsroom.output) == before


def test_a_body_makes_its_own_page_and_no_other(newsroom: Newsroom) -> None:
    before = mtimes(newsroom.output)
    newsroom.edit(f"articles/{STORY}.md", "The council met", "The whole council met")
    _assert_made(newsroom, {PAGE}, before)


def test_the_body_of_the_newest_article_makes_no_front(newsroom: Newsroom) -> None:
    before = mtimes(newsroom.output)
    newsroom.edit("articles/story-299.md", "The council met", "The whole council met")
    _assert_made(newsroom, {"sport/2026/11/story-299/index.html"}, before)


def test_a_title_makes_the_pages_that_show_it(newsroom: Newsroom) -> None:
    before, places = mtimes(newsroom.output), _places(newsroom, f"{TITLE}<", f"{TITLE}\n")
    assert {PAGE, "archive/2026/09/index.html", "authors/author-0/index.html"} < places
    assert "index.html" not in places, "it is an old story"
    newsroom.edit(f"articles/{STORY}.md", TITLE, "Another headline")
    _assert_made(newsroom, places, before)


def test_the_title_of_the_newest_article_makes_the_fronts_that_show_it(newsroom: Newsroom) -> None:
    title = "The headline of story 299"
    before, places = mtimes(newsroom.output), _places(newsroom, title)
    assert {"index.html", "404.html", "feed.xml", "sport/index.html", "sport/feed.xml"} < places
    newsroom.edit("articles/story-299.md", title, "Another headline")
    _assert_made(newsroom, places, before)


def test_a_ranking_makes_the_front_it_ranks_and_nothing_else(newsroom: Newsroom) -> None:
    before = mtimes(newsroom.output)
    newsroom.write("fronts/home.toml", f'lead = "{STORY}"\ntop = ["story-100", "articles/story-7.md"]\n')
    _assert_made(newsroom, {"index.html"}, before)
    before = mtimes(newsroom.output)
    newsroom.edit("fronts/home.toml", '"story-100", ', "")
    _assert_made(newsroom, {"index.html"}, before)
    before = mtimes(newsroom.output)
    newsroom.write("fronts/culture.toml", f'lead = "{STORY}"\n')
    _assert_made(newsroom, {"culture/index.html"}, before)


def test_a_new_part_of_a_series_makes_its_parts_and_no_other_article(newsroom: Newsroom) -> None:
    for number in (100, 120):
        newsroom.edit(f"articles/story-{number}.md", "\n---\n", "\nseries: Dry rivers\n---\n")
    newsroom.build()
    newsroom.article("newest", title="The newest", date="2026-11-21 10:00", section="sport", series="Dry rivers")
    stories = {path for path in _made(newsroom.build()) if "/story-" in path}
    assert stories == _places(newsroom, "Dry rivers 1/3", "Dry rivers 2/3")


def test_an_article_that_turns_old_makes_its_own_page_and_no_other(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "old_after_days = 0", "old_after_days = 365")
    assert newsroom.build().changed == (), "none is old yet"
    day = datetime(
        2027, 1, 10, 22, tzinfo=UTC
    )  # the first article is of January 10, 2026; its midnight is at nine in UTC
    report = newsroom.build(as_of=day - timedelta(hours=2))
    assert _made(report) == set()
    assert report.next_due == day - timedelta(hours=1)
    assert _made(newsroom.build(as_of=day)) == {"kurdistan/2026/01/story-0/index.html"}


def test_a_note_in_a_ranking_makes_nothing(newsroom: Newsroom) -> None:
    newsroom.write("fronts/home.toml", f'lead = "{STORY}"\n')
    newsroom.build()
    before = mtimes(newsroom.output)
    newsroom.write("fronts/home.toml", f'# for Sunday\nlead = "articles/{STORY}.md"\n')
    _assert_made(newsroom, set(), before)


def test_a_new_article_makes_a_handful_of_files(newsroom: Newsroom) -> None:
    newsroom.article(
        "newest", title="The newest", date="2026-11-21 10:00", section="sport", author="author-3", tags=["tag 7"]
    )
    report = newsroom.build()
    assert report.removed == ()
    assert report.added == ("sport/2026/11/newest/index.html",)
    assert _made(report) == {*report.added, *report.changed}
    assert len(_made(report)) <= 15
    assert _places(newsroom, "The newest") <= _made(report)


def test_a_new_article_of_the_past_makes_a_handful_of_files_for_each_of_its_lists(newsroom: Newsroom) -> None:
    """It pushes one story from each older page of its lists to the next one: which is why nobody should."""
    newsroom.article("late", title="Late", date="2026-03-21 10:00", section="sport", author="author-3", tags=["tag 7"])
    report = newsroom.build()
    pages = {path for path in newsroom.published() if "/page/" in path}
    related = _places(newsroom, ">Late</a>, <time")
    assert _made(report) - pages - related <= {
        "sport/2026/03/late/index.html", "archive/2026/03/index.html", "sport/index.html", "authors/author-3/index.html",
        "tags/tag-7/index.html", "sitemap.xml", "sitemap-2026-03.xml", "index.html",
    }  # fmt: skip


def test_a_removed_article_leaves_the_articles_alone(newsroom: Newsroom) -> None:
    """But for one that linked to it, which holds everything back."""
    (newsroom.content / f"articles/{STORY}.md").unlink()
    report = newsroom.build()
    assert (report.published, [problem.code for problem in report.problems]) == (False, ["dead-link"])
    newsroom.edit("articles/story-251.md", " More in [an older story](story-250.md).", "")
    related = _places(newsroom, f">{TITLE}</a>, <time")
    report = newsroom.build()
    assert PAGE in report.removed
    stories = {path for path in _made(report) if "/story-" in path}
    assert stories == {"sport/2026/09/story-251/index.html"} | related


def test_a_section_with_another_name_makes_every_page_and_the_feeds_that_name_it(newsroom: Newsroom) -> None:
    places = _places(newsroom, "The culture desk")
    newsroom.edit("sections/culture.md", "The culture desk", "The arts desk")
    report = newsroom.build()
    pages = {path for path in newsroom.published() if path.endswith(".html")}
    assert _made(report) == pages | {"feed.xml", "culture/feed.xml"}
    assert set(report.changed) == places, "what came out as it was is not written"


def test_a_biography_makes_the_author_and_her_articles(newsroom: Newsroom) -> None:
    before, places = mtimes(newsroom.output), _places(newsroom, "Author Number3 writes.")
    own = {path for path in places if "/story-" in path}
    assert len(own) == ARTICLES / AUTHORS
    older = {path for path in newsroom.published() if path.startswith("authors/author-3/page/")}
    newsroom.edit("authors/author-3.md", "Author Number3 writes.", "Author Number3 writes well.")
    assert places == own | {"authors/index.html", "authors/author-3/index.html"} | older
    _assert_made(newsroom, places, before)


def test_a_photo_makes_its_files_and_whatever_names_them(newsroom: Newsroom) -> None:
    files = {path for path in newsroom.published() if path.startswith("photos/photo-250-")}
    before, places = mtimes(newsroom.output), _places(newsroom, *files)
    assert PAGE in places
    (newsroom.content / "photos/photo-250.jpg").write_bytes(jpeg("another", 40, 30))
    report = newsroom.build()
    assert set(report.removed) == files
    assert len(report.added) == len(files)
    assert set(report.changed) == places
    assert _made(report) == {*report.added, *places}
    after = mtimes(newsroom.output)
    assert {path for path in before.keys() & after.keys() if before[path] != after[path]} == places


def test_an_alternative_text_makes_no_photo(newsroom: Newsroom) -> None:
    before, places = mtimes(newsroom.output), _places(newsroom, "What photo-250 shows")
    newsroom.edit("articles/story-250.md", "What photo-250 shows", "A bridge")
    _assert_made(newsroom, places, before)


def test_a_note_in_a_layout_makes_the_pages_of_that_layout(newsroom: Newsroom, tmp_path: Path) -> None:
    layouts = tmp_path / "layouts"
    shutil.copytree(newsroom.layouts, layouts)
    own = Newsroom(newsroom.folder, layouts, newsroom.assets)
    assert _made(own.build()) == set(), "the same layouts in another place are the same"
    before = mtimes(own.output)
    with (layouts / "month.html").open("a") as layout:
        layout.write("{# for the next designer #}\n")
    report = own.build()
    assert _made(report) == {path for path in before if path.startswith("archive/2026/")}
    assert report.changed == (), "a note shows nowhere"
    assert mtimes(own.output) == before


def test_an_embargo_that_ends_costs_what_a_new_article_costs(newsroom: Newsroom) -> None:
    newsroom.article(
        "newest", title="The newest", date="2026-11-21 10:00", section="sport", author="author-3", tags=["tag 7"],
        embargo="2026-11-23 06:00",
    )  # fmt: skip
    assert _made(newsroom.build()) == set()
    report = newsroom.build(as_of=AS_OF + timedelta(days=1))
    assert report.added == ("sport/2026/11/newest/index.html",)
    assert len(_made(report)) <= 15


def test_a_new_policy_makes_the_articles_whose_comments_are_open(newsroom: Newsroom) -> None:
    before = mtimes(newsroom.output)
    newsroom.edit("policies/comments.md", "never edit", "do not edit")
    _assert_made(newsroom, {path for path in before if "/story-" in path}, before)


@pytest.fixture
def outlet(newsroom: Newsroom) -> Newsroom:
    """With an edition in Sorani, in which one article is out, and the translation of a story that is not out yet."""
    with (newsroom.content / "site.toml").open("a") as settings:
        settings.write("\n[languages.ckb]\n")
    keys = {"date": "2026-11-20 10:00", "section": "culture"}
    newsroom.write("articles/ckb/first.md", document("Text.", keys | {"title": "First in Sorani"}))
    more = {"title": "The translation", "translation_of": STORY, "embargo": "2026-11-23 06:00"}
    newsroom.write("articles/ckb/translation.md", document("Text.", keys | more))
    report = newsroom.build()
    assert report.problems == ()
    assert "ckb/culture/index.html" in report.added
    return newsroom


def test_a_translation_that_comes_out_makes_its_original_and_no_other_page_in_its_language(outlet: Newsroom) -> None:
    assert b"hreflang" not in outlet.published()[PAGE]
    tomorrow = outlet.build(as_of=AS_OF + timedelta(days=1))
    assert tomorrow.added == ("ckb/culture/2026/11/translation/index.html",)
    assert {path for path in _made(tomorrow) if not path.startswith("ckb/")} == {
        PAGE,
        "sitemap-2026-09.xml",
        "sitemap-2026-11.xml",
    }
    assert b'hreflang="ckb"' in outlet.published()[PAGE]


def test_a_translation_that_is_edited_leaves_its_original_alone(outlet: Newsroom) -> None:
    assert outlet.build(as_of=AS_OF + timedelta(days=1)).published
    outlet.edit("articles/ckb/translation.md", "The translation", "Another headline")
    report = outlet.build(as_of=AS_OF + timedelta(days=1))
    assert all(path.startswith("ckb/") for path in _made(report))
    outlet.edit("articles/ckb/translation.md", "Text.", "Another text.")
    report = outlet.build(as_of=AS_OF + timedelta(days=1))
    assert _made(report) == {"ckb/culture/2026/11/translation/index.html"}


def test_an_article_in_one_language_makes_nothing_in_another(outlet: Newsroom) -> None:
    outlet.article("newest", title="The newest", date="2026-11-21 10:00", section="sport")
    assert not any(path.startswith("ckb/") for path in _made(outlet.build()))
