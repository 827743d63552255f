"""What a build says it made anew, and why; and what it tells a program that has to purge a cache."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import PLAIN, ROOT, Newsroom, a_newsroom, jpeg

HANDOVER = "/kurdistan/2026/11/handover/"
TITLE = "Coalition formally ends its combat mission"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    assert newsroom.build().problems == ()
    return newsroom


@pytest.fixture
def own_layouts(tmp_path: Path) -> Newsroom:
    """The same, with layouts that a test may edit."""
    shutil.copytree(PLAIN / "layouts", tmp_path / "layouts")
    newsroom = a_newsroom(tmp_path)
    newsroom = Newsroom(newsroom.folder, layouts=tmp_path / "layouts")
    assert newsroom.build().problems == ()
    return newsroom


def _explained(newsroom: Newsroom, *more: str) -> dict[str, str]:
    """Each file that a build says it made, by its address, and the reason as it is written."""
    said = newsroom.build_py("--explain", *more)
    assert said.returncode == 0, said.stdout + said.stderr
    *sentences, summary = said.stdout.splitlines()
    assert summary.startswith("The Courier: ")
    told = {}
    for sentence in sentences:
        address, because, reason = sentence.partition(" was made because ")
        assert because, sentence
        assert address not in told, "each file once"
        told[address] = reason
    return told


def _edit_layout(newsroom: Newsroom, name: str) -> None:
    file = newsroom.layouts / name
    file.write_text(file.read_text("utf-8") + "<!-- edited -->\n", "utf-8")


def test_a_first_build_makes_all_because_nothing_was_there(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    told = _explained(newsroom)
    assert set(told.values()) == {"it was not there before."}
    assert told.keys() == {f"/{path.removesuffix('index.html')}" for path in newsroom.published()}


def test_nothing_changed_is_said_in_a_sentence(newsroom: Newsroom) -> None:
    said = newsroom.build_py("--explain")
    first, _ = said.stdout.splitlines()
    assert (
        first == "Nothing was made anew: no source, no layout and no published file has changed, and no date has come."
    )


def test_without_being_asked_no_reason_is_told(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "at noon", "at one")
    assert "because" not in newsroom.build_py().stdout


def test_an_edited_body_is_the_reason_of_one_page(newsroom: Newsroom) -> None:
    newsroom.article("long", "The council met. " * 100 + "\n\nThe flag came down.", title="The council meets")
    newsroom.build()
    newsroom.edit("articles/long.md", "The flag came down.", "The flag went up.")
    assert _explained(newsroom) == {"/kurdistan/2026/11/long/": "its text was edited."}


def test_an_edited_title_is_the_reason_of_every_page_that_shows_it(newsroom: Newsroom) -> None:
    showing = {
        f"/{path.removesuffix('index.html')}"
        for path, content in newsroom.published().items()
        if TITLE.encode() in content
    }
    newsroom.edit("articles/handover.md", TITLE, "Coalition ends its combat mission")
    assert _explained(newsroom) == dict.fromkeys(showing, "what it shows changed.")


def test_an_edited_layout_is_the_reason_of_the_pages_it_is_used_for(own_layouts: Newsroom) -> None:
    _edit_layout(own_layouts, "article.html")
    articles = {HANDOVER, "/culture/2026/11/bazaar/", "/kurdistan/2026/10/harvest/"}
    assert _explained(own_layouts) == dict.fromkeys(articles, "its layout or the words of its language changed.")


def test_an_edited_layout_that_all_others_extend_is_the_reason_of_every_page(own_layouts: Newsroom) -> None:
    _edit_layout(own_layouts, "base.html")
    told = _explained(own_layouts)
    assert set(told.values()) == {"its layout or the words of its language changed."}
    pages = {f"/{path.removesuffix('index.html')}" for path in own_layouts.published() if path.endswith(".html")}
    assert told.keys() == pages


def test_another_name_of_the_outlet_is_what_stands_round_every_page(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "The Courier", "The Courier: late edition")
    told = _explained(newsroom)
    pages = {f"/{path.removesuffix('index.html')}" for path in newsroom.published() if path.endswith(".html")}
    assert pages <= told.keys()
    assert {path for path in pages if "what stands round every page changed" not in told[path]} == set()


def test_two_reasons_are_both_told(own_layouts: Newsroom) -> None:
    own_layouts.edit("articles/handover.md", "What flag shows", "Soldiers lower a flag")
    _edit_layout(own_layouts, "article.html")
    reason = _explained(own_layouts)[HANDOVER]
    assert reason == "its layout or the words of its language changed and what it shows changed."


def test_a_published_file_that_was_deleted_is_made_again_for_that_reason(newsroom: Newsroom) -> None:
    before = newsroom.published()
    (newsroom.output / "kurdistan/index.html").unlink()
    photo = next(path for path in before if path.startswith("photos/flag-"))
    (newsroom.output / photo).unlink()
    assert _explained(newsroom) == {
        "/kurdistan/": "the published file was deleted.",
        f"/{photo}": "the published file was deleted.",
    }
    assert newsroom.published() == before


def test_a_published_file_that_was_changed_by_hand_is_made_again_for_that_reason(newsroom: Newsroom) -> None:
    before = newsroom.published()
    page = newsroom.output / "kurdistan/index.html"
    page.write_text(page.read_text("utf-8").replace("Kurdistan", "Kurdistan, by hand"), "utf-8")
    assert _explained(newsroom) == {"/kurdistan/": "the published file was changed by somebody else."}
    assert newsroom.published() == before


def test_a_published_file_that_was_only_touched_is_left_alone(newsroom: Newsroom) -> None:
    page = newsroom.output / "kurdistan/index.html"
    page.touch()
    touched = page.stat().st_mtime_ns
    said = newsroom.build_py("--explain")
    assert said.stdout.startswith("Nothing was made anew")
    assert page.stat().st_mtime_ns == touched


def test_a_date_that_has_come_is_told_by_what_it_brings(newsroom: Newsroom) -> None:
    newsroom.article("secret", title="Not yet", embargo="2026-11-23 06:00")
    newsroom.build()
    told = _explained(newsroom, "--as-of", "2026-11-23 06:00+03:00")
    assert told["/kurdistan/2026/11/secret/"] == "it was not there before."
    assert told["/kurdistan/"] == "what it shows changed."
    assert HANDOVER not in told


def test_another_program_is_the_reason_of_every_page_and_of_no_photo(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    program = tmp_path / "program"
    shutil.copytree(ROOT / "generator", program / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", program)

    def built() -> dict[str, list[str]]:
        arguments = newsroom.arguments("--format", "json")[2:]
        command = [sys.executable, str(program / "build.py"), *arguments]
        said = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
        assert said.returncode == 0, said.stderr
        told = json.loads(said.stdout)
        assert told["unchanged"] == len(newsroom.published()) or told["added"]
        made: dict[str, list[str]] = told["made"]
        return made

    built()
    before = newsroom.published()
    module = program / "generator/plan/dates.py"
    module.write_text(module.read_text("utf-8") + "# another version\n", "utf-8")
    made = built()
    assert made == {
        path: ["the program or one of its libraries changed"]
        for path in before
        if not path.startswith(("photos/", "assets/"))
    }
    assert newsroom.published() == before
    assert built() == {}


def _purged(newsroom: Newsroom, *more: str) -> dict[str, list[str]]:
    """What a program reads that purges what changed from a cache."""
    said = newsroom.build_py("--format", "json", *more)
    assert said.returncode == 0, said.stdout + said.stderr
    told = json.loads(said.stdout)
    return {name: told[name] for name in ("added", "changed", "removed")} | {"made": sorted(told["made"])}


def test_a_purge_is_told_what_came_what_changed_and_what_went(newsroom: Newsroom) -> None:
    before = newsroom.published()
    newsroom.edit("articles/bazaar.md", '["markets"]', '["shops"]')
    (newsroom.content / "photos/flag.jpg").write_bytes(jpeg("another flag"))
    told = _purged(newsroom)
    after = newsroom.published()
    assert told["added"] == sorted(after.keys() - before.keys())
    assert told["removed"] == sorted(before.keys() - after.keys())
    assert told["changed"] == sorted(path for path in before.keys() & after.keys() if before[path] != after[path])
    assert told["made"] == sorted(told["added"] + told["changed"]), "and nothing was made in vain"
    assert "tags/shops/index.html" in told["added"]
    assert "tags/markets/index.html" in told["removed"]
    assert HANDOVER.strip("/") + "/index.html" in told["changed"]


def test_a_purge_is_told_of_nothing_when_nothing_changed(newsroom: Newsroom) -> None:
    assert _purged(newsroom) == {"added": [], "changed": [], "removed": [], "made": []}


def test_what_was_made_and_came_out_the_same_needs_no_purge(own_layouts: Newsroom) -> None:
    file = own_layouts.layouts / "article.html"
    file.write_text("{# a word to designers #}" + file.read_text("utf-8"), "utf-8")
    told = _purged(own_layouts)
    assert (told["added"], told["changed"], told["removed"]) == ([], [], [])
    assert len(told["made"]) == 3


def test_a_purge_is_told_of_a_withdrawn_article(newsroom: Newsroom) -> None:
    newsroom.edit("articles/bazaar.md", "title:", "status: withdrawn\ntitle:")
    told = _purged(newsroom)
    assert "culture/2026/11/bazaar/index.html" in told["removed"]
    assert [path for path in told["removed"] if path.startswith("photos/bazaar-")]
    assert "index.html" in told["changed"]
