"""Where only texts were edited, only their own pages are planned: exactly as the whole plan would have them, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.cache.ledger import Ledger, SourceState
from generator.cache.objects import Objects
from generator.cache.packing import packed_story
from generator.engine.documents import Documents, documents_of
from generator.engine.edits import MOST, TextEdits, edited_files, text_edits
from generator.engine.snapshot import Snapshot, options_of, source_of, taken
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.outputs import Output
from generator.model.problems import error
from generator.model.report import Build, BuildReport, Counts, Folders
from generator.plan.inputs import plan_inputs
from generator.plan.outputs import Plan, planned_site
from generator.plan.site.newsroom import SourceDocuments
from generator.read.documents import Reading
from tests.unit.newsrooms import BAGHDAD, SETTINGS

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
REPORT = BuildReport("x", True, (), Counts(), (), (), (), 0, (), NOON, NOON + timedelta(days=1))
TEXT = "We met [Sara](../authors/sara.md) after [the council](id:other) [sat](/iraq/)."


class EditionContext:
    """A newsroom on disk, as it was understood by the last build."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        folders = Folders(*(folder / name for name in ("content", "public", "cache", "layouts", "assets")))
        for source in folders.sources.values():
            source.mkdir()
        self.content = folders.content
        self.ledger = ledger
        self.build = Build(folders, NOON, begun=2**62)
        self.setting = plan_inputs(SETTINGS, "recipe", NOON, preview=False)
        self.sources: dict[str, SourceState] = {}
        self.chromes: Mapping[str, str] = {}

    def write(self, path: str, text: str = "", **keys: object) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
        file.write_text(f"---\n{lines}---\n{text}\n", "utf-8")

    def article(self, id: str, text: str = TEXT, **keys: object) -> None:
        written = {"title": f"Title of {id}", "date": "2026-11-20 12:00", "section": "iraq", "author": "dilan"}
        self.write(f"articles/{id}.md", text, **(written | keys))

    def snapshot(self) -> Snapshot:
        return taken(self.build, self.sources)

    def whole(self) -> Plan:
        """The whole plan of what is there now, made from nothing but what was read."""
        found = self._read()
        return self._planned(found, Objects(self.ledger))

    def remember(self) -> None:
        """What a build that published remembers."""
        found, objects = self._read(), Objects(self.ledger)
        plan = self._planned(found, objects)
        self.ledger.write_documents(found.rows.values(), found.gone)
        self.ledger.write_stories(((path, packed_story(story)) for path, story in plan.planned.items()), ())
        objects.flush()
        self.chromes = plan.chromes
        snapshot = self.snapshot()
        digests = {**snapshot.digests, **found.looked_at}
        self.sources = {
            location: source_of(file, digests[location], self.build) for location, file in snapshot.files.items()
        }

    def edits(self) -> TextEdits | None:
        """What the shortcut makes of the files that lie otherwise than they lay."""
        meta = {"report": REPORT, "options": options_of(self.build)}
        files = edited_files(self.build, self.snapshot(), meta)
        if not files:
            return None
        return text_edits(files, self.ledger, Reading(BAGHDAD), self.setting, self.chromes, Objects(self.ledger))

    def _read(self) -> Documents:
        workshop = Workshop(InlineExecutor(), 1)
        return documents_of(self.snapshot(), self.ledger, Reading(BAGHDAD), workshop, lambda done, total: None)

    def _planned(self, found: Documents, objects: Objects) -> Plan:
        sources = SourceDocuments(found.articles, found.articles_at, {}, tuple(found.others), found.digests)
        return planned_site(sources, self.setting, {}, objects).value


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[EditionContext]:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        desk = EditionContext(tmp_path, ledger)
        desk.write("sections/iraq.md", title="Iraq")
        desk.write("authors/dilan.md", "Dilan covers [the council](id:story).", name="Dilan Example")
        desk.write("authors/sara.md", name="Sara Example")
        desk.write("policies/comments.md", "Be kind.", title="Our rules")
        desk.article("story")
        desk.article("other", "The council met.")
        desk.remember()
        yield desk


def by_path(outputs: tuple[Output, ...]) -> dict[str, Output]:
    return {output.path: output for output in outputs}


def test_an_edited_text_is_planned_as_the_whole_plan_has_it(desk: EditionContext) -> None:
    before = desk.whole()
    desk.article("story", TEXT + " It rained.")
    edits, whole = desk.edits(), desk.whole()
    assert edits is not None
    (page,) = edits.outputs
    assert page.path == "iraq/2026/11/story/index.html"
    assert by_path(whole.outputs)[page.path] == page
    assert edits.stories == {"articles/story.md": whole.planned["articles/story.md"]}
    others = {path: output for path, output in by_path(whole.outputs).items() if path != page.path}
    assert others == {path: output for path, output in by_path(before.outputs).items() if path != page.path}


def test_several_edited_texts_are_planned_at_once(desk: EditionContext) -> None:
    desk.article("story", TEXT + " It rained.")
    desk.article("other", "The council did not meet.")
    edits, whole = desk.edits(), by_path(desk.whole().outputs)
    assert edits is not None
    assert {page.path: page for page in edits.outputs} == {
        path: whole[path] for path in ("iraq/2026/11/story/index.html", "iraq/2026/11/other/index.html")
    }


def test_a_text_that_says_what_it_said_is_planned_as_it_was(desk: EditionContext) -> None:
    os.utime(desk.content / "articles/story.md", ns=(1, 1))
    edits = desk.edits()
    assert edits is not None
    assert edits.stories == edits.before


@pytest.mark.parametrize("keys", [{"status": "draft"}, {"embargo": "2026-12-01 06:00"}, {"date": "2026-12-01 06:00"},
                                  {"status": "withdrawn"}, {"expires": "2026-11-21 06:00"}], ids=str)  # fmt: skip
def test_the_edited_text_of_what_is_not_out_is_on_no_page(keys: dict[str, Any], desk: EditionContext) -> None:
    desk.article("secret", "Hush.", **keys)
    desk.remember()
    desk.article("secret", "Hush, hush.", **keys)
    edits = desk.edits()
    assert edits is None or edits.outputs == ()
    assert not [output for output in desk.whole().outputs if "secret" in output.path]


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
def test_more_than_a_text_is_left_to_the_whole_plan(keys: dict[str, Any], desk: EditionContext) -> None:
    """Other pages show it, or another address, or other neighbours."""
    desk.article("story", **keys)
    assert desk.edits() is None


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
def test_a_text_that_asks_for_something_else_is_left_to_the_whole_plan(text: str, desk: EditionContext) -> None:
    """Whether a link leads anywhere, and what is wrong with a picture, only the whole plan can say."""
    desk.article("story", text)
    assert desk.edits() is None


def test_a_text_with_something_wrong_in_it_is_left_to_the_whole_plan(desk: EditionContext) -> None:
    desk.article("story", TEXT + "\n\n{{< ref >}}")
    assert desk.edits() is None


def test_a_text_in_which_something_was_wrong_is_left_to_the_whole_plan(desk: EditionContext) -> None:
    """Else the last report would be told of what is no longer so."""
    desk.article("story", "")
    desk.remember()
    desk.article("story", TEXT)
    assert desk.edits() is None


OTHER_FILES: dict[str, Callable[[EditionContext], object]] = {
    "an author": lambda desk: desk.write("authors/dilan.md", "Dilan writes.", name="Dilan Example"),
    "a section": lambda desk: desk.write("sections/iraq.md", title="Baghdad"),
    "the policy": lambda desk: desk.write("policies/comments.md", "Be brief.", title="Our rules"),
    "a new article": lambda desk: desk.article("new"),
    "an article that is gone": lambda desk: (desk.content / "articles/other.md").unlink(),
    "the settings": lambda desk: (desk.content / "site.toml").write_text("[site]", "utf-8"),
    "a layout": lambda desk: (desk.build.folders.layouts / "a.html").write_text("x", "utf-8"),
    "a style sheet": lambda desk: (desk.build.folders.assets / "a.css").write_text("x", "utf-8"),
}


@pytest.mark.parametrize("what", OTHER_FILES)
def test_an_edit_beside_other_changes_is_left_to_the_whole_plan(what: str, desk: EditionContext) -> None:
    desk.article("story", TEXT + " It rained.")
    OTHER_FILES[what](desk)
    assert desk.edits() is None


def files_edited(desk: EditionContext, *, last: BuildReport | None = REPORT, **asked: Any) -> list[str]:
    desk.article("story", TEXT + " It rained.")
    meta = {"report": last, "options": options_of(desk.build)}
    return [file.path for file in edited_files(replace(desk.build, **asked), desk.snapshot(), meta)]


def test_the_edited_files_are_those_that_lie_otherwise(desk: EditionContext) -> None:
    assert files_edited(desk) == ["articles/story.md"]
    assert files_edited(desk, as_of=NOON + timedelta(hours=23)) == ["articles/story.md"]


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
def test_where_the_last_site_is_no_measure_there_is_no_shortcut(asked: dict[str, Any], desk: EditionContext) -> None:
    assert files_edited(desk, **asked) == []


def test_many_edits_are_left_to_the_whole_plan(desk: EditionContext) -> None:
    for number in range(MOST + 1):
        desk.article(f"more-{number}", "Text.")
    desk.remember()
    for number in range(MOST):
        desk.article(f"more-{number}", "Another text.")
    assert desk.edits() is not None
    desk.article(f"more-{MOST}", "Another text.")
    assert desk.edits() is None
