"""What is not out leaves no trace, neither by what is there nor by what is missing: the site is, byte for byte, that of a
newsroom in which it was deleted."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import AS_OF, POLICY, SITE, Newsroom, document, in_print, jpeg

from generator.publish.manifest import MANIFEST

EXAMPLES = settings().max_examples * 3 // 10

NOT_OUT: list[dict[str, Any]] = [
    {"status": "draft"},
    {"status": "withdrawn"},
    {"status": "withdrawn", "embargo": "2026-11-22 09:01", "notice": "It was wrong."},
    {"embargo": "2026-11-22 09:01"},
    {"date": "2026-11-23 08:00"},
    {"expires": "2026-11-22 09:00"},
    {"status": "draft", "expires": "2026-11-22 09:00", "notice": "It was wrong."},
]
NOTICED: list[dict[str, Any]] = [
    {"status": "withdrawn", "notice": "It was wrong."},
    {"expires": "2026-11-22 09:00", "notice": "It was wrong."},
]
SECTIONS = ("kurdistan", "culture", "sport")
AUTHORS = ("dilan", "hevi", "A Guest")
LANGUAGES = ("en", "ckb")
RULES_TO_COME = 'Be brief.\n\n![A rule](rules.jpg "A rule."){credit="A. Name"}'


@dataclass(frozen=True, slots=True)
class Story:
    """An article's keys, and how it comes that it is not out: {} for one that is."""

    keys: dict[str, Any]
    hidden: dict[str, Any] = field(default_factory=dict)


KEYS = st.fixed_dictionaries(
    {
        "section": st.sampled_from(SECTIONS),
        "author": st.lists(st.sampled_from(AUTHORS), unique=True, max_size=2),
        "tags": st.lists(st.sampled_from(["Erbil", "erbil", "water", "Roads"]), unique_by=str.casefold, max_size=3),
        "lang": st.sampled_from(LANGUAGES),
        "series": st.sampled_from(["", "", "Dry rivers"]),
        "photo": st.booleans(),
        "age": st.integers(0, 60),
    }
)
STORIES = st.lists(st.builds(Story, KEYS, st.just({}) | st.sampled_from(NOT_OUT)), min_size=1, max_size=14)
WITHDRAWN = st.lists(st.builds(Story, KEYS, st.just({}) | st.sampled_from(NOTICED)), min_size=1, max_size=14)


def _write(newsroom: Newsroom, stories: dict[str, Story], ranked: list[str]) -> None:
    """Three sections, two of them translated, and two authors, one of them translated; `ranked` are ids for the home front."""
    shutil.rmtree(newsroom.content, ignore_errors=True)
    newsroom.write("site.toml", f'{SITE}\n[languages.ckb]\nname = "ڕۆژنامە"\n[checks]\nsmall-photo = "off"\n')
    newsroom.write("policies/comments.md", POLICY)
    for number, section in enumerate(SECTIONS):
        newsroom.write(f"sections/{section}.md", document("", {"title": section.title(), "order": number}))
    for section in SECTIONS[:2]:
        newsroom.write(f"sections/ckb/{section}.md", document("", {"title": f"{section} ckb"}))
    for name in AUTHORS[:2]:
        newsroom.write(f"authors/{name}.md", document(f"{name} writes.", {"name": f"{name.title()} Example"}))
    newsroom.write("authors/ckb/hevi.md", document("هێڤی دەنووسێت.", {"name": "هێڤی"}))
    (newsroom.content / "photos").mkdir()
    (newsroom.content / "photos/flag.jpg").write_bytes(jpeg("flag", 40, 30))
    newsroom.write("fronts/home.toml", f"top = {ranked}\n".replace("'", '"'))
    _write_comments(newsroom, stories)
    for id, story in stories.items():
        keys = {key: value for key, value in story.keys.items() if value and key not in ("photo", "age")}
        keys |= {
            "title": f"The headline of {id}",
            "date": f"{AS_OF - timedelta(days=story.keys['age']):%Y-%m-%d %H:%M}",
        }
        if story.keys["photo"]:
            keys |= {"photo": "flag.jpg", "photo_alt": "A flag", "photo_caption": "A flag.", "photo_credit": "A. Name"}
        newsroom.write(
            f"articles/{id}.md", document("The council met.", keys | {"aliases": [f"/old/{id}/"]} | story.hidden)
        )


def _write_comments(newsroom: Newsroom, stories: dict[str, Story]) -> None:
    """A policy with a version to come, and a comment on every article, with a reply."""
    newsroom.write("policies/comments.md", document("Be kind.", {"since": "2026-01-01"}))
    newsroom.write("policies/comments/2020.md", document("Be very kind.", {"since": "2020-01-01"}))
    for id in stories:
        keys = {"name": "A. Reader", "date": "2026-11-22 08:59"}
        newsroom.write(f"comments/{id}/first.md", document(f"What {id} says is so.", keys))
        newsroom.write(f"comments/{id}/reply.md", document("It is.", keys | {"reply_to": "first"}))


def _built(
    folder: Path, stories: dict[str, Story], ranked: list[str], *, printed: bool, to_come: bool = False
) -> dict[str, bytes]:
    """With `to_come` there are a version of the policy and a comment on each article that are not out yet."""
    newsroom = in_print(folder) if printed else Newsroom(folder)
    _write(newsroom, stories, ranked)
    if to_come:
        newsroom.write("policies/comments/2027.md", document(RULES_TO_COME, {"since": "2027-01-01"}))
        (newsroom.content / "photos/rules.jpg").write_bytes(jpeg("rules", 40, 30))
        for id in stories:
            keys = {"name": "B. Reader", "date": "2026-11-22 09:01", "reply_to": "first"}
            newsroom.write(f"comments/{id}/later.md", document("It is not.", keys))
    report = newsroom.build()
    assert report.errors == 0
    return newsroom.published() | {MANIFEST: (newsroom.output / MANIFEST).read_bytes()}


@given(STORIES, st.data())
@settings(max_examples=EXAMPLES)
def test_the_site_is_that_of_a_newsroom_in_which_it_was_deleted(listed: list[Story], data: st.DataObject) -> None:
    stories = {f"story-{number}": story for number, story in enumerate(listed)}
    out = {id: story for id, story in stories.items() if not story.hidden}
    ranked = data.draw(
        st.lists(
            st.sampled_from([id for id in stories if stories[id].keys["lang"] == "en"] or [""]), unique=True, max_size=5
        )
    )
    ranked = [id for id in ranked if id]
    printed = data.draw(st.booleans(), label="printed")
    with tempfile.TemporaryDirectory() as folder:
        site = _built(Path(folder, "a"), stories, ranked, printed=printed, to_come=True)
        without = _built(Path(folder, "b"), out, [id for id in ranked if id in out], printed=printed)
    assert site == without


@given(WITHDRAWN)
@settings(max_examples=EXAMPLES)
def test_beside_the_pages_of_notices_the_site_is_that_of_a_newsroom_without_them(listed: list[Story]) -> None:
    stories = {f"story-{number}": story for number, story in enumerate(listed)}
    out = {id: story for id, story in stories.items() if not story.hidden}
    with tempfile.TemporaryDirectory() as folder:
        site = _built(Path(folder, "a"), stories, [], printed=True)
        without = _built(Path(folder, "b"), out, [], printed=True)
    withdrawn = stories.keys() - out.keys()
    lines = site.pop("_redirects", b"").decode().splitlines()
    kept = [line for line in lines if not any(f"/{id}/" in line for id in withdrawn)]
    assert kept == without.pop("_redirects", b"").decode().splitlines()
    pages = {path for path in site if any(f"/{id}/" in path for id in withdrawn)}
    assert len(pages) == 2 * len(withdrawn)  # the notice, and the old address
    assert not [path for path in pages if b"The council met" in site[path] or b"flag" in site[path]]
    del site[MANIFEST], without[MANIFEST]
    assert {path: content for path, content in site.items() if path not in pages} == without


def test_a_section_with_an_embargoed_story_is_as_one_without_any(tmp_path: Path) -> None:
    keys = {
        "section": "culture",
        "author": ["dilan"],
        "tags": ["water"],
        "lang": "en",
        "series": "",
        "photo": False,
        "age": 1,
    }
    stories = {"one": Story(keys), "two": Story(keys | {"section": "sport", "author": ["hevi"]}, NOT_OUT[2])}
    site = _built(tmp_path / "a", stories, [], printed=True)
    assert site == _built(tmp_path / "b", {"one": stories["one"]}, [], printed=True)
    assert {"sport/index.html", "sport/feed.xml", "authors/hevi/index.html"} <= site.keys()
    assert b"Hevi Example" in site["authors/index.html"]
    assert b"Sport" not in site["index.html"]
    assert not [path for path in site if path.startswith("sitemap") and b"/sport/" in site[path]]
