"""The first law: after whatever edits, the site is byte for byte that of a clean build, and the same problems are told."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laws import edits
from tests.laws.edits import SESSIONS, Edit, Session
from tests.laws.paper import a_paper, assert_built_as_from_nothing

EXAMPLES = max(1, settings().max_examples // 10)


def _assert_each_build_equals_a_clean_one(sessions: Sequence[Session], folder: Path) -> None:
    paper = a_paper(folder)
    assert paper.build().problems == ()
    for session in sessions:
        session.make(paper)
        before = paper.newsroom.published()
        report = paper.build()
        assert_built_as_from_nothing(paper, before, report)


@given(st.lists(SESSIONS, min_size=1, max_size=8))
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_is_edited_each_build_equals_a_clean_one(sessions: Sequence[Session]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _assert_each_build_equals_a_clean_one(sessions, Path(folder))


def _later(*what: Edit) -> Session:
    return Session(what)


def _in_the_same_instant(*what: Edit) -> Session:
    return Session(what, pause=False)


def _title(title: str) -> Edit:
    return Edit(edits.write, ("articles/a.md", "title", title))


def _key(path: str, key: str, value: object) -> Edit:
    return Edit(edits.write, (path, key, value))


HISTORIES: dict[str, Sequence[Session]] = {
    "a language that comes and goes": (
        _later(Edit(edits.translate_paper)),
        _later(Edit(edits.add, ("articles/a.md", "More was said."))),
        _later(Edit(edits.add, ("articles/ckb/a-ckb.md", "More was said."))),
        _later(Edit(edits.set_up, ("languages.ckb", "prefix", '"ku"'))),
        _later(*(Edit(edits.delete, (path,)) for path in edits.TRANSLATIONS)),
        _later(Edit(edits.fall_silent, ("ckb",))),
    ),
    "a translation that becomes one of another article": (
        _later(Edit(edits.translate_paper)),
        _later(_key("articles/ckb/a-ckb.md", "translation_of", "c")),
        _later(Edit(edits.delete, ("articles/c.md",)), _key("articles/ckb/a-ckb.md", "translation_of", "a")),
        _later(_key("articles/ckb/a-ckb.md", "translation_of", "")),
    ),
    "translations of a translation, and in a circle": (
        _later(
            Edit(edits.translate_paper), Edit(edits.speak, ("tr",)), _key("articles/tr/h.md", "translation_of", "a-ckb")
        ),
        _later(_key("articles/a.md", "translation_of", "h")),
        _later(_key("articles/ckb/a-ckb.md", "status", "draft")),
        _later(_key("articles/b.md", "lang", "ckb"), _key("articles/b.md", "translation_of", "a")),
    ),
    "a translation under embargo": (
        _later(Edit(edits.translate_paper), _key("articles/ckb/a-ckb.md", "embargo", "2026-11-23 06:00")),
        _later(Edit(edits.rewrite, ("articles/c.md", edits.BODIES[8]))),
        _later(Edit(edits.move_clock, (51,))),
        _later(Edit(edits.move_clock, (0,))),
    ),
    "a policy and an author in a language of their own": (
        _later(Edit(edits.translate_paper), _key("articles/ckb/a-ckb.md", "author", ["dilan", "Hevi Example"])),
        _later(Edit(edits.write_policy, ("---\ntitle: Rules\n---\nBe kind.\n", "policies/ckb/comments.md"))),
        _later(Edit(edits.add, ("articles/ckb/a-ckb.md", "More was said."))),
        _later(Edit(edits.delete, ("authors/ckb/dilan.md",)), Edit(edits.delete, ("policies/ckb/comments.md",))),
    ),
    "a broken translation of a section": (
        _later(Edit(edits.ask_for, ("keep_going", True)), Edit(edits.translate_paper)),
        _later(Edit(edits.break_off, ("sections/ckb/kurdistan.md",))),
        _later(Edit(edits.mend, ("sections/ckb/kurdistan.md",))),
    ),
    "a layout that stays broken": (
        _later(Edit(edits.lay_out, ("unused.html", "{% block unclosed %}"))),
        _later(Edit(edits.add, ("articles/a.md", "More was said."))),
        _later(Edit(edits.drop_layout_file, ("unused.html",))),
    ),
    "a draft in a preview that expires": (
        _later(
            Edit(edits.ask_for, ("preview", True)),
            _key("articles/a.md", "status", "draft"),
            _key("articles/a.md", "expires", "2026-11-23 06:00"),
        ),
        _later(Edit(edits.move_clock, (51,))),
    ),
    "a broken article that expires while its page stays": (
        _later(Edit(edits.ask_for, ("keep_going", True)), _key("articles/a.md", "expires", "2026-11-23 06:00")),
        _later(Edit(edits.break_off, ("articles/a.md",))),
        _later(Edit(edits.move_clock, (51,))),
    ),
    "an author whose only article is a draft in a section that there is not": (
        _later(
            _key("authors/rojin.md", "name", "Rojin Example"),
            _key("articles/f.md", "section", "nowhere"),
            _key("articles/f.md", "author", ["rojin"]),
            _key("articles/f.md", "status", "draft"),
        ),
    ),
    "a text that moves a link to what is not out": (
        _later(_key("articles/b.md", "status", "draft")),
        _later(Edit(edits.add, ("articles/a.md", "More was said."))),
    ),
    "an article that is broken, left out, and mended as it was": (
        _later(Edit(edits.ask_for, ("keep_going", True)), Edit(edits.break_off, ("articles/a.md",))),
        _later(Edit(edits.add, ("articles/b.md", "More was said."))),
        _later(Edit(edits.mend, ("articles/a.md",))),
        _later(Edit(edits.lay_out, ("base.html", "<!-- one -->\n"))),
    ),
    "a section that broke when its last pages had been deleted": (
        _later(
            Edit(edits.ask_for, ("keep_going", True)),
            Edit(edits.break_off, ("sections/culture.md",)),
            Edit(edits.delete_output),
        ),
    ),
    "a title that goes and comes back": (_later(_title("Two")), _later(_title("One")), _later(_title("Two"))),
    "titles of one length in one instant": (
        _in_the_same_instant(_title("Two")),
        _in_the_same_instant(_title("Six")),
        _in_the_same_instant(_title("Two")),
    ),
    "two articles that change places": (
        _later(
            Edit(edits.rename, ("articles/a.md", "articles/f.md")),
            Edit(edits.rename, ("articles/b.md", "articles/a.md")),
            Edit(edits.rename, ("articles/f.md", "articles/b.md")),
        ),
    ),
    "two articles with one text, of which one is edited": (
        _later(
            Edit(edits.rewrite, ("articles/a.md", "The same.")), Edit(edits.rewrite, ("articles/b.md", "The same."))
        ),
        _later(Edit(edits.add, ("articles/a.md", "More was said."))),
        _later(Edit(edits.lay_out, ("base.html", "<!-- one -->\n"))),
    ),
    "an article that was begun from another one": (
        _later(Edit(edits.copy, ("articles/b.md", "articles/f.md"))),
        _later(Edit(edits.delete, ("articles/f.md",))),
        _later(Edit(edits.lay_out, ("base.html", "<!-- one -->\n"))),
    ),
    "a section that takes the place of another": (
        _later(Edit(edits.rename, ("sections/culture.md", "sections/sport.md"))),
        _later(_key("articles/b.md", "section", "sport")),
        _later(Edit(edits.rename, ("sections/sport.md", "sections/culture.md"))),
        _later(_key("articles/b.md", "section", "culture")),
    ),
    "an author who takes the name of another": (
        _later(_key("articles/a.md", "author", ["Hevi Example"])),
        _later(_key("authors/hevi.md", "name", "Hevi Other")),
        _later(_key("authors/dilan.md", "name", "Hevi Example")),
    ),
    "a photo beside an article in place of that in photos": (
        _later(Edit(edits.take_photo, ("articles/flag.jpg", "another flag"))),
        _later(Edit(edits.delete, ("articles/flag.jpg",))),
    ),
    "a picture whose rights end while it stands on a front": (
        _later(_key("articles/b.md", "photo_rights_expire", "2026-11-23 06:00")),
        _later(Edit(edits.move_clock, (51,))),
        _later(Edit(edits.move_clock, (0,))),
    ),
    "a picture with two foci of which one goes": (
        _later(
            Edit(edits.photograph, ("articles/a.md", "flag.jpg")),
            _key("articles/a.md", "photo_focus", [0.1, 0.9]),
            _key("articles/b.md", "photo_focus", [0.9, 0.1]),
        ),
        _later(_key("articles/a.md", "photo_focus", [0.9, 0.1])),
        _later(_key("articles/b.md", "photo_focus", "")),
    ),
    "articles that come and go with their pictures": (
        _later(
            Edit(edits.take_photo, ("articles/f.jpg", "a crowd")), Edit(edits.photograph, ("articles/f.md", "f.jpg"))
        ),
        _later(Edit(edits.photograph, ("articles/a.md", "flag.jpg"))),
        _later(Edit(edits.delete, ("articles/f.md",)), Edit(edits.delete, ("articles/f.jpg",))),
        _later(Edit(edits.take_photo, ("photos/flag.jpg", "another flag"))),
        _later(Edit(edits.delete, ("articles/b.md",)), Edit(edits.rewrite, ("articles/a.md", "It rained."))),
        _later(_key("articles/a.md", "status", "draft")),
    ),
    "months and old addresses that come and go": (
        _later(_key("articles/f.md", "date", "2026-08-01 09:00"), _key("articles/f.md", "aliases", ["/old/f/"])),
        _later(_key("articles/f.md", "date", "2026-09-01 09:00"), _key("articles/f.md", "aliases", ["/older/f/"])),
        _later(Edit(edits.delete, ("articles/f.md",))),
    ),
    "an article that moves, to which a page links": (
        _later(_key("articles/a.md", "date", "2026-10-20 14:30")),
        _later(_key("articles/a.md", "section", "culture")),
    ),
    "a gallery in which a picture takes the place of another": (
        _later(_key("articles/a.md", "photos", [edits.GALLERY])),
        _later(Edit(edits.add, ("articles/a.md", "More was said."))),
        _later(_key("articles/a.md", "photos", [edits.GALLERY | {"photo": "flag.jpg"}])),
        _later(Edit(edits.delete, ("photos/flag.jpg",))),
    ),
    "a front that is ranked, whose stories come and go": (
        _later(Edit(edits.rank, ("fronts/home.toml", "c", ("f", "b", "d")))),
        _later(_key("articles/f.md", "embargo", "2026-11-23 06:00")),
        _later(Edit(edits.add, ("articles/c.md", "More was said."))),
        _later(Edit(edits.move_clock, (51,))),
        _later(_key("articles/c.md", "status", "withdrawn")),
        _later(Edit(edits.ask_for, ("keep_going", True))),
        _later(Edit(edits.delete, ("fronts/home.toml",))),
    ),
    "a front that is ranked by a story that expires": (
        _later(
            Edit(edits.rank, ("fronts/home.toml", "c", ("b",))), _key("articles/c.md", "expires", "2026-11-23 06:00")
        ),
        _later(Edit(edits.move_clock, (51,))),
    ),
    "fronts of two languages that are ranked": (
        _later(
            Edit(edits.translate_paper), Edit(edits.rank, ("fronts/ckb/home.toml", "a-ckb", ("articles/ckb/g.md",)))
        ),
        _later(Edit(edits.rank, ("fronts/home.toml", "a-ckb", ("b", "a")))),
        _later(_key("articles/ckb/g.md", "title", "Seven")),
        _later(_key("articles/ckb/g.md", "lang", "ckb"), _key("articles/ckb/a-ckb.md", "status", "withdrawn")),
        _later(Edit(edits.delete, ("fronts/ckb/home.toml",)), Edit(edits.fall_silent, ("ckb",))),
    ),
    "a series that is translated": (
        _later(_key("articles/a.md", "series", "Dry rivers"), _key("articles/c.md", "series", "Dry rivers")),
        _later(Edit(edits.translate_paper), _key("articles/ckb/a-ckb.md", "series", "Dry rivers")),
        _later(_key("articles/ckb/g.md", "series", "Dry rivers"), _key("articles/ckb/g.md", "tags", ["water"])),
        _later(_key("articles/a.md", "title", "Nine")),
        _later(Edit(edits.fall_silent, ("ckb",))),
    ),
    "a series that gets a part and loses one": (
        _later(_key("articles/a.md", "series", "Dry rivers"), _key("articles/c.md", "series", "dry rivers")),
        _later(_key("articles/f.md", "series", "Dry rivers"), _key("articles/f.md", "embargo", "2026-11-23 06:00")),
        _later(Edit(edits.add, ("articles/a.md", "More was said."))),
        _later(Edit(edits.move_clock, (51,))),
        _later(_key("articles/c.md", "title", "Nine")),
        _later(_key("articles/c.md", "status", "withdrawn")),
    ),
    "articles that turn old": (_later(Edit(edits.move_clock, (9000,))), _later(Edit(edits.move_clock, (20000,)))),
    "an old address that becomes an article": (
        _later(_key("articles/2026/d.md", "aliases", ["/kurdistan/2026/11/f/"])),
        _later(Edit(edits.rewrite, ("articles/a.md", "See [f](/kurdistan/2026/11/f/)."))),
        _later(_key("articles/2026/d.md", "aliases", []), _key("articles/f.md", "date", "2026-11-19 10:00")),
    ),
    "an article that is withdrawn, explained, and back": (
        _later(_key("articles/c.md", "aliases", ["/old/c/", "/?p=3"])),
        _later(_key("articles/a.md", "notice", "It was wrong."), _key("articles/a.md", "status", "withdrawn")),
        _later(_key("articles/a.md", "notice", "It was all wrong."), Edit(edits.add, ("articles/c.md", "It rained."))),
        _later(_key("articles/c.md", "title", "Nine")),
        _later(_key("articles/c.md", "status", "withdrawn")),
        _later(_key("articles/a.md", "aliases", ["/kurdistan/2026/10/c/"])),
        _later(_key("articles/a.md", "notice", ""), _key("articles/a.md", "status", "")),
        _later(_key("articles/c.md", "status", ""), _key("articles/a.md", "aliases", [])),
    ),
    "an article that expires with a notice while others are edited": (
        _later(_key("articles/b.md", "expires", "2026-11-23 06:00"), _key("articles/b.md", "notice", "It has ended.")),
        _later(Edit(edits.add, ("articles/a.md", "It rained."))),
        _later(Edit(edits.move_clock, (51,)), Edit(edits.add, ("articles/a.md", "It rained again."))),
        _later(_key("articles/c.md", "title", "Nine")),
        _later(Edit(edits.translate_paper), _key("articles/b.md", "lang", "ckb")),
        _later(Edit(edits.fall_silent, ("ckb",))),
        _later(_key("articles/b.md", "expires", "")),
    ),
    "a translation whose original is withdrawn": (
        _later(Edit(edits.translate_paper)),
        _later(_key("articles/a.md", "notice", "It was wrong."), _key("articles/a.md", "status", "withdrawn")),
        _later(Edit(edits.add, ("articles/ckb/a-ckb.md", "More was said."))),
        _later(_key("articles/ckb/a-ckb.md", "title", "Nine")),
        _later(_key("articles/a.md", "notice", ""), _key("articles/a.md", "status", "")),
    ),
    "a site whose files were touched by others, and an edit": (
        _later(
            Edit(edits.delete_published, (3,)),
            Edit(edits.alter_published, (9, "replaced")),
            Edit(edits.add, ("articles/a.md", "More was said.")),
        ),
        _later(Edit(edits.delete_output), Edit(edits.add, ("articles/a.md", "It rained."))),
    ),
}
"""What went wrong once, or might."""


@pytest.mark.parametrize("history", HISTORIES)
def test_each_build_of_a_history_equals_a_clean_one(history: str, tmp_path: Path) -> None:
    _assert_each_build_equals_a_clean_one(HISTORIES[history], tmp_path)
