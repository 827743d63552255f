"""Where only texts were edited, only their own pages are planned: exactly as the whole plan would have them, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.cache.ledger import Ledger
from generator.cache.objects import Objects
from generator.cache.packing import packed_story
from generator.engine.documents import Documents, read_again
from generator.engine.scope import MOST, edited_files, edited_sources
from generator.engine.snapshot import options_of
from generator.model.outputs import Output
from generator.model.problems import error
from generator.model.report import BuildReport, Counts
from generator.plan.inputs import plan_inputs
from generator.plan.outputs import PartialPlan, Plan, Scope, planned_part, planned_site
from generator.plan.sources import SourceDocuments
from generator.read.documents import Reading
from tests.unit.folders import NOON, ContentFolder
from tests.unit.newsrooms import BAGHDAD, SETTINGS

REPORT = BuildReport("x", True, (), Counts(), (), (), (), 0, (), NOON, NOON + timedelta(days=1))
TEXT = "We met [Sara](../authors/sara.md) after [the council](id:other) [sat](/iraq/)."


class PlannedFolder(ContentFolder):
    """A content folder, as it was understood by the last build."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        super().__init__(folder, ledger)
        self.inputs = plan_inputs(SETTINGS, "recipe", NOON, preview=False)
        self.chromes: Mapping[str, str] = {}

    def article(self, id: str, text: str = TEXT, **keys: object) -> None:
        written = {"title": f"Title of {id}", "date": "2026-11-20 12:00", "section": "iraq", "author": "dilan"}
        self.write(f"articles/{id}.md", text, **(written | keys))

    def whole(self) -> Plan:
        """The whole plan of what is there now, made from nothing but what was read."""
        found = self.found()
        return self._planned(found, Objects(self.ledger))

    def build_all(self) -> None:
        """What a build that published remembers."""
        found, objects = self.found(), Objects(self.ledger)
        plan = self._planned(found, objects)
        self.remember(found, self.snapshot())
        self.ledger.write_stories(((path, packed_story(story)) for path, story in plan.planned.items()), ())
        objects.flush()
        self.chromes = plan.chromes

    def edits(self) -> PartialPlan | None:
        """The plan of the edited articles alone."""
        meta = {"report": REPORT, "options": options_of(self.build)}
        files = edited_files(self.build, self.snapshot(), meta)
        if not files:
            return None
        documents = read_again(files, self.ledger, Reading(BAGHDAD))
        sources = edited_sources(documents) if documents else None
        objects = Objects(self.ledger)
        return planned_part(sources, self.inputs, objects, Scope(self.chromes, objects.loaded)) if sources else None

    def _planned(self, found: Documents, objects: Objects) -> Plan:
        sources = SourceDocuments(found.articles, found.articles_at, {}, tuple(found.others), found.digests)
        return planned_site(sources, self.inputs, {}, objects).value


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[PlannedFolder]:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        folder = PlannedFolder(tmp_path, ledger)
        folder.write("sections/iraq.md", title="Iraq")
        folder.write("authors/dilan.md", "Dilan covers [the council](id:story).", name="Dilan Example")
        folder.write("authors/sara.md", name="Sara Example")
        folder.write("policies/comments.md", "Be kind.", title="Our rules")
        folder.article("story")
        folder.article("other", "The council met.")
        folder.build_all()
        yield folder


def by_path(outputs: tuple[Output, ...]) -> dict[str, Output]:
    return {output.path: output for output in outputs}


def test_an_edited_text_is_planned_as_the_whole_plan_has_it(folder: PlannedFolder) -> None:
    before = folder.whole()
    folder.article("story", TEXT + " It rained.")
    edits, whole = folder.edits(), folder.whole()
    assert edits is not None
    (page,) = edits.outputs
    assert page.path == "iraq/2026/11/story/index.html"
    assert by_path(whole.outputs)[page.path] == page
    assert edits.planned == {"articles/story.md": whole.planned["articles/story.md"]}
    others = {path: output for path, output in by_path(whole.outputs).items() if path != page.path}
    assert others == {path: output for path, output in by_path(before.outputs).items() if path != page.path}


def test_several_edited_texts_are_planned_at_once(folder: PlannedFolder) -> None:
    folder.article("story", TEXT + " It rained.")
    folder.article("other", "The council did not meet.")
    edits, whole = folder.edits(), by_path(folder.whole().outputs)
    assert edits is not None
    assert {page.path: page for page in edits.outputs} == {
        path: whole[path] for path in ("iraq/2026/11/story/index.html", "iraq/2026/11/other/index.html")
    }


def test_a_text_that_says_what_it_said_is_planned_as_it_was(folder: PlannedFolder) -> None:
    os.utime(folder.content / "articles/story.md", ns=(1, 1))
    edits, before = folder.edits(), {"articles/story.md": folder.whole().planned["articles/story.md"]}
    assert edits is not None
    assert edits.planned == before


@pytest.mark.parametrize("keys", [{"status": "draft"}, {"embargo": "2026-12-01 06:00"}, {"date": "2026-12-01 06:00"},
                                  {"status": "withdrawn"}, {"expires": "2026-11-21 06:00"}], ids=str)  # fmt: skip
def test_the_edited_text_of_what_is_not_out_is_on_no_page(keys: dict[str, Any], folder: PlannedFolder) -> None:
    folder.article("secret", "Hush.", **keys)
    folder.build_all()
    folder.article("secret", "Hush, hush.", **keys)
    edits = folder.edits()
    assert edits is None or edits.outputs == ()
    assert not [output for output in folder.whole().outputs if "secret" in output.path]


@pytest.mark.parametrize(
    "keys",
    [
        {"title": "Another"},
        {"summary": "In short."},
        {"author": "sara"},
        {"author": "[dilan, sara]"},
        {"tags": "[water]"},
        {"date": "2026-11-20 13:00"},
        {"status": "draft"},
        {"embargo": "2026-12-01 06:00"},
        {"updated": "2026-11-21 09:00"},
        {"aliases": "[/old/]"},
        {"lang": "ckb"},
        {"section": "nowhere"},
    ],
    ids=str,
)
def test_more_than_a_text_is_left_to_the_whole_plan(keys: dict[str, Any], folder: PlannedFolder) -> None:
    """Other pages show it, or another address, or other neighbours."""
    folder.article("story", **keys)
    assert folder.edits() is None


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("/iraq/", "/nowhere/"),
        TEXT.replace("sara.md", "dilan.md"),
        TEXT.replace("id:other", "id:lost"),
        TEXT + " [More](other.md)",
        "No link.",
        "",
        '![A bridge](bridge.jpg "The bridge."){credit="A. Name/Agency"}',
    ],
)
def test_a_text_that_asks_for_something_else_is_left_to_the_whole_plan(text: str, folder: PlannedFolder) -> None:
    """Whether a link leads anywhere, and what is wrong with a picture, only the whole plan can say."""
    folder.article("story", text)
    assert folder.edits() is None


def test_a_text_with_something_wrong_in_it_is_left_to_the_whole_plan(folder: PlannedFolder) -> None:
    folder.article("story", TEXT + "\n\n{{< ref >}}")
    assert folder.edits() is None


def test_a_text_in_which_something_was_wrong_is_left_to_the_whole_plan(folder: PlannedFolder) -> None:
    """Else the last report would be told of what is no longer so."""
    folder.article("story", "")
    folder.build_all()
    folder.article("story", TEXT)
    assert folder.edits() is None


OTHER_FILES: dict[str, Callable[[PlannedFolder], object]] = {
    "an author": lambda folder: folder.write("authors/dilan.md", "Dilan writes.", name="Dilan Example"),
    "a section": lambda folder: folder.write("sections/iraq.md", title="Baghdad"),
    "the policy": lambda folder: folder.write("policies/comments.md", "Be brief.", title="Our rules"),
    "a new article": lambda folder: folder.article("new"),
    "an article that is gone": lambda folder: (folder.content / "articles/other.md").unlink(),
    "the settings": lambda folder: (folder.content / "site.toml").write_text("[site]", "utf-8"),
    "a layout": lambda folder: (folder.build.folders.layouts / "a.html").write_text("x", "utf-8"),
    "a style sheet": lambda folder: (folder.build.folders.assets / "a.css").write_text("x", "utf-8"),
}


@pytest.mark.parametrize("what", OTHER_FILES)
def test_an_edit_beside_other_changes_is_left_to_the_whole_plan(what: str, folder: PlannedFolder) -> None:
    folder.article("story", TEXT + " It rained.")
    OTHER_FILES[what](folder)
    assert folder.edits() is None


def files_edited(folder: PlannedFolder, *, last: BuildReport | None = REPORT, **asked: Any) -> list[str]:
    folder.article("story", TEXT + " It rained.")
    meta = {"report": last, "options": options_of(folder.build)}
    return [file.path for file in edited_files(replace(folder.build, **asked), folder.snapshot(), meta)]


def test_the_edited_files_are_those_that_lie_otherwise(folder: PlannedFolder) -> None:
    assert files_edited(folder) == ["articles/story.md"]
    assert files_edited(folder, as_of=NOON + timedelta(hours=23)) == ["articles/story.md"]


@pytest.mark.parametrize(
    "asked",
    [
        {"last": None},
        {"last": replace(REPORT, problems=(error("x", "Wrong."),))},
        {"preview": True},
        {"base_url": "https://x.example"},
        {"as_of": NOON + timedelta(days=1)},
        {"as_of": NOON - timedelta(seconds=1)},
    ],
    ids=["nothing published", "errors", "a preview", "another address", "something due", "an earlier instant"],
)
def test_where_the_last_site_is_no_measure_there_is_no_shortcut(asked: dict[str, Any], folder: PlannedFolder) -> None:
    assert files_edited(folder, **asked) == []


def test_many_edits_are_left_to_the_whole_plan(folder: PlannedFolder) -> None:
    for number in range(MOST + 1):
        folder.article(f"more-{number}", "Text.")
    folder.build_all()
    for number in range(MOST):
        folder.article(f"more-{number}", "Another text.")
    assert folder.edits() is not None
    folder.article(f"more-{MOST}", "Another text.")
    assert folder.edits() is None
