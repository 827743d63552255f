"""Where only articles changed, only they and what they touch is planned: exactly as the whole plan has it, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from generator.cache.ledger import Ledger
from generator.cache.objects import Objects
from generator.cache.packing import packed_story
from generator.cache.published_files import write_published
from generator.cache.published_paths import PublishedPaths
from generator.cache.story_index import StoryIndex, write_archive
from generator.engine.documents import Documents, read_again
from generator.engine.scope import changed_files, changed_sources, edited_sources, stories_at
from generator.engine.snapshot import options_of
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.feed_settings import FEED_KINDS, FeedSettings, PartnerFeed
from generator.model.lite import LiteSettings
from generator.model.outputs import Output, PageOutput
from generator.model.partner_settings import PartnerSettings, RepublishSettings
from generator.model.problems import Checked, SourceLocation, error, warning
from generator.model.published_file import FileState, Fingerprint, PublishedFile
from generator.model.report import BuildReport, Counts
from generator.plan.inputs import plan_inputs
from generator.plan.last_site import LastSite
from generator.plan.outputs import Plan, planned_site
from generator.plan.part import PartialPlan, planned_change, planned_texts
from generator.plan.site.affected import MOST
from generator.plan.site.archive import Archive, Change
from generator.plan.site.comment_folders import CommentFolders
from generator.plan.sources import SourceDocuments
from tests.unit.folders import NOON, ContentFolder
from tests.unit.newsrooms import SETTINGS
from tests.unit.pictures import picture_bytes

DUE = NOON + timedelta(days=1)
STORY_PAGES = ["iraq/2026/11/story/index.html", "lite/iraq/2026/11/story/index.html"]
"""The pages that a text makes: its own, and its lite page."""
WITH_LITE = replace(SETTINGS, lite=LiteSettings(enabled=True))
REPORT = BuildReport("x", True, (), Counts(), (), (), (), 0, (), NOON, DUE, valid_until=DUE.timestamp())
EVERYTHING = replace(
    SETTINGS,
    partners=PartnerSettings(ninjs=True),
    republish=RepublishSettings("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
)
"""With all files beside articles that settings can ask for."""
EDITED = SourceLocation("content/articles/story.md")
TEXT = "We met [Sara](../authors/sara.md) after [the council](id:other) [sat](/iraq/)."


class PlannedFolder(ContentFolder):
    """A content folder, as it was understood by the last build."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        super().__init__(folder, ledger)
        self.inputs = plan_inputs(WITH_LITE, "recipe", NOON, preview=False)
        self.chromes: Mapping[str, str] = {}
        self.files: dict[str, PublishedFile] = {}
        self.report = REPORT

    def article(self, name: str, text: str = TEXT, **keys: object) -> None:
        written = {"title": f"Title of {name}", "date": "2026-11-20 12:00", "section": "iraq", "author": "dilan"}
        self.write(f"articles/{name}.md", text, **(written | keys))

    def comment(self, on: str, name: str, text: str = "So it was.", **keys: object) -> None:
        self.write(f"comments/{on}/{name}.md", text, **({"name": "A. Reader", "date": "2026-11-21 10:00:05"} | keys))

    def whole(self) -> Plan:
        """The whole plan of what is there now, made from nothing but what was read."""
        return self.checked().value

    def checked(self) -> Checked[Plan]:
        """The same, with its problems."""
        return self._planned(self.found(), Objects(self.ledger))

    def build_all(self) -> Plan:
        """What a build that published remembers."""
        found, objects = self.found(), Objects(self.ledger)
        plan = self._planned(found, objects).value
        self.remember(found, self.snapshot())
        self.ledger.write_stories(((path, packed_story(story)) for path, story in plan.planned.items()), ())
        write_archive(self.ledger, plan.archive)
        objects.flush()
        self.chromes = plan.chromes
        gone = self.files.keys()
        self.files = {output.path: _published(output) for output in plan.outputs}
        write_published(self.ledger, self.files.values(), gone)
        site = plan.site
        self.report = replace(REPORT, as_of=site.as_of, next_due=site.next_due, valid_until=site.valid_until)
        return plan

    def edits(self) -> PartialPlan | None:
        """The plan of edited texts alone."""
        read = self._read(is_only_edited=True)
        sources = edited_sources(read[0]) if read else None
        objects = Objects(self.ledger)
        return planned_texts(sources, self.inputs, objects, self.chromes, objects.loaded) if sources else None

    def change(self) -> PartialPlan | None:
        """The plan of the changed articles, with all that they touch."""
        read, index = self._read(), StoryIndex(self.ledger)
        archive, sources = index.around(), changed_sources(*read) if read else None
        if read is None or sources is None or not archive:
            return None
        stories = partial(stories_at, self.ledger)
        change = Change(archive, index, self.report.as_of, sources.gone, sources.files, stories, sources.comments)
        last = LastSite(PublishedPaths(self.ledger), self._files_at, self.chromes, {})
        return planned_change(sources.documents, change, self.inputs, last, Objects(self.ledger))

    def archived(self, part: PartialPlan) -> Archive:
        """The archive that the ledger has after a part was planned."""
        assert part.archive is not None
        write_archive(self.ledger, part.archive, part.before.keys() - part.planned.keys())
        index = StoryIndex(self.ledger)
        around = index.around()
        assert around is not None
        return _sorted(replace(around, stories=index.everything()))

    def _files_at(self, paths: Iterable[str]) -> dict[str, PublishedFile]:
        return {path: self.files[path] for path in paths if path in self.files}

    def _read(self, *, is_only_edited: bool = False) -> tuple[Documents, frozenset[str]] | None:
        changed = changed_files(self.build, self.snapshot(), {"report": self.report, "options": options_of(self.build)})
        if is_only_edited and changed and not changed.is_only_edited:
            return None
        workshop = Workshop(InlineExecutor(), 1)
        documents = read_again(changed.files, self.ledger, self.reading, workshop) if changed else None
        return (documents, changed.gone) if documents and changed else None

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.build = replace(self.build, as_of=self.build.as_of + timedelta(**time))
        self.inputs = replace(self.inputs, as_of=self.build.as_of)

    def _planned(self, found: Documents, objects: Objects) -> Checked[Plan]:
        comments = CommentFolders(found.comments, found.comments_at)
        others = tuple(found.others)
        sources = SourceDocuments(found.articles, found.articles_at, {}, others, found.digests, comments=comments)
        return planned_site(sources, self.inputs, {}, objects)


def _sorted(archive: Archive) -> Archive:
    """The archive with its stories in the order of their paths: equal ones are equal."""
    return replace(archive, stories=dict(sorted(archive.stories.items())))


def _published(output: Output) -> PublishedFile:
    layout = output.layout if isinstance(output, PageOutput) else ""
    return PublishedFile(output.path, output.origin, Fingerprint(""), FileState("", 0, 0, 0), layout)


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


def test_an_edited_text_isassert_planned_alike(folder: PlannedFolder) -> None:
    before = folder.whole()
    folder.article("story", TEXT + " It rained.")
    edits, whole = folder.edits(), folder.whole()
    assert edits is not None
    pages = by_path(edits.outputs)
    assert [*pages] == STORY_PAGES
    assert {path: by_path(whole.outputs)[path] for path in STORY_PAGES} == pages
    assert edits.planned == {"articles/story.md": whole.planned["articles/story.md"]}
    others = {path: output for path, output in by_path(whole.outputs).items() if path not in pages}
    assert others == {path: output for path, output in by_path(before.outputs).items() if path not in pages}


def test_an_edited_text_is_planned_with_the_files_beside_its_page(paper: PlannedFolder) -> None:
    paper.article("story", TEXT + " It rained.")
    edits, whole = paper.edits(), by_path(paper.whole().outputs)
    assert edits is not None
    place = "iraq/2026/11/story"
    assert by_path(edits.outputs) == {
        path: whole[path]
        for path in (f"{place}/index.html", f"{place}/index.ninjs.json", f"{place}/republish/index.html")
    }


def test_several_edited_texts_are_planned_at_once(folder: PlannedFolder) -> None:
    folder.article("story", TEXT + " It rained.")
    folder.article("other", "The council did not meet.")
    edits, whole = folder.edits(), by_path(folder.whole().outputs)
    assert edits is not None
    assert {page.path: page for page in edits.outputs} == {
        path: whole[path] for path in (*STORY_PAGES, *(page.replace("story", "other") for page in STORY_PAGES))
    }


def test_an_edited_text_keeps_its_comments(folder: PlannedFolder) -> None:
    folder.comment("story", "first")
    folder.build_all()
    folder.article("story", TEXT + " It rained.")
    edits, whole = folder.edits(), folder.whole()
    assert edits is not None
    assert by_path(edits.outputs) == {path: by_path(whole.outputs)[path] for path in STORY_PAGES}


def test_a_comment_makes_one_page_anew(folder: PlannedFolder) -> None:
    before = by_path(folder.whole().outputs)
    folder.comment("story", "first")
    part, now = folder.change(), by_path(folder.whole().outputs)
    assert part is not None
    assert [path for path in now if now[path] != before.get(path)] == STORY_PAGES


def test_a_file_that_was_written_again_and_says_what_it_said_has_not_changed(folder: PlannedFolder) -> None:
    """Even if there is something to tell of it: its lines are what they were."""
    os.utime(folder.content / "articles/other.md", ns=(1, 1))
    assert files_edited(folder) == ["articles/story.md"]
    told = warning("x", "Hm.", SourceLocation("content/articles/other.md"))
    assert files_edited(folder, last=replace(REPORT, problems=(told,))) == ["articles/story.md"]
    assert files_edited(folder, last=replace(REPORT, problems=(replace(told, where=EDITED),))) == []


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
    changed = changed_files(replace(folder.build, **asked), folder.snapshot(), meta)
    return [file.path for file in changed.files] if changed else []


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
        {"as_of": NOON - timedelta(seconds=1)},
    ],
    ids=["nothing published", "errors", "a preview", "another address", "an earlier instant"],
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


# -- a change of more than texts ---------------------------------------------------------------------------------------


@pytest.fixture
def paper(folder: PlannedFolder) -> PlannedFolder:
    """A paper with two sections and authors, three months, a series, links between articles, and a draft; with pictures,
    attachments, an old address, and articles of which the time has yet to come."""
    folder.inputs = plan_inputs(EVERYTHING, "recipe", NOON, preview=False)
    folder.write("sections/sport.md", title="Sport")
    folder.write("fronts/sport.toml", 'top = ["story"]\n')
    for number in range(8):
        folder.article(
            f"a{number}",
            f"Text of {number}.",
            date=f"2026-{9 + number % 3:02}-0{number + 1} 12:00",
            section=("iraq", "sport")[number % 2],
            author=("dilan", "sara")[number % 2],
            tags=f"[water, tag{number % 3}]",
            **({"series": "Dry rivers"} if number in (2, 4, 6) else {}),
        )
    folder.article("linking", "As [the first](id:a0) and [the third](a2.md) said, [so](/2026/).", tags="[water]")
    folder.article("draft", "Not yet.", status="draft", tags="[water]")
    folder.article("elsewhere", "Elsewhere.", aliases="[/iraq/2026/11/old/]")
    folder.article("gone", "Wrong.", status="withdrawn", notice="It was wrong.", aliases="[/gone/]")
    folder.article("to-gone", "As [we said](gone.md), [once](/gone/).")
    folder.article("unlinked", "Nobody links here.", tags="[water, Roads]", date="2026-10-09 12:00")
    folder.article("january", "It snowed.", date="2026-01-05 12:00")
    for path in ("bridge", "view", "shared", "portrait", "copy"):
        folder.put(f"photos/{path}.jpg", picture(path))
    folder.put("articles/own.jpg", picture("own"))
    folder.put("articles/copied/copy.jpg", picture("copy"))
    folder.write("authors/sara.md", name="Sara Example", photo="portrait.jpg", photo_alt="Sara", photo_credit="A. Name")
    folder.article("bridge", **photo("bridge"))
    folder.article("view", **photo("view"))
    folder.article("own", **photo("own"))
    folder.article("shared", **photo("shared", photo_focus="[0.1, 0.5]"))
    folder.article("figure", 'Look.\n\n![Again](shared.jpg "Again."){credit="A. Name/Agency"}')
    folder.article("copy", **photo("copy"))
    folder.article("copied/copied", "It is there twice.", **photo("copy"))
    folder.article("sara", **photo("portrait"))
    for path in ("articles/plan.pdf", "articles/own.pdf"):
        folder.put(path, b"%PDF-1.4 " + path.encode())
    folder.article("plan", "Read [the plan](plan.pdf).")
    folder.article("plan-too", "Read [the plan](plan.pdf), too.")
    folder.article("report", "Read [the report](own.pdf).")
    folder.article("moved", "It was elsewhere.", aliases="[/old/, /old/page.html]")
    folder.article("embargoed", "It is out.", embargo="2026-11-23 06:00", tags="[water]")
    folder.article("expiring", "It is over.", expires="2026-11-23 06:00", **photo("own"))
    folder.write("pages/about.md", "We wrote [this](../articles/bridge.md) and [that](/iraq/).", title="About us")
    folder.comment("a1", "first")
    folder.comment("a1", "reply", "No.", reply_to="first", date="2026-11-21 11:00")
    folder.comment("a2", "only", date="2026-11-22 21:00")
    folder.article("torn", "See [it](id:lost).", status="draft", **photo("lost"))
    folder.build_all()
    return folder


@cache
def picture(look: str) -> bytes:
    return picture_bytes(size=(1200, 200), comment=look.encode())


def photo(name: str, **keys: str) -> dict[str, str]:
    written = {
        "photo": f"{name}.jpg",
        "photo_alt": "A view",
        "photo_caption": "A view.",
        "photo_credit": "A. Name/Agency",
    }
    return written | keys


def _in_turn(*steps: Callable[[PlannedFolder], object]) -> Callable[[PlannedFolder], object]:
    return lambda folder: [step(folder) for step in steps]


def _deleted(*names: str) -> Callable[[PlannedFolder], object]:
    return lambda folder: folder.delete(*(f"articles/{name if '.' in name else name + '.md'}" for name in names))


def _again(folder: PlannedFolder, name: str, **keys: object) -> None:
    """Write an article of the paper again, with other keys."""
    path = folder.content / f"articles/{name}.md"
    front, text = path.read_text("utf-8").removeprefix("---\n").split("---\n", 1)
    written = dict(line.split(": ", 1) for line in front.splitlines())
    folder.write(f"articles/{name}.md", text, **(written | keys))


CHANGES: dict[str, Callable[[PlannedFolder], object]] = {
    "a headline": lambda folder: _again(folder, "a3", title="Another"),
    "the headline of a ranked article": lambda folder: _again(folder, "story", title="Another"),
    "the headline of the newest": lambda folder: _again(folder, "other", title="Another"),
    "a headline in a series": lambda folder: _again(folder, "a4", title="Another"),
    "a summary": lambda folder: _again(folder, "a1", summary="In short."),
    "a correction": lambda folder: _again(folder, "a1", updated="2026-11-21 09:00"),
    "another author": lambda folder: _again(folder, "a1", author="dilan"),
    "other tags": lambda folder: _again(folder, "a1", tags="[Water, roads]"),
    "a tag that nobody has": lambda folder: _again(folder, "a1", tags="[desert]"),
    "a series": lambda folder: _again(folder, "a1", series="Dry rivers"),
    "a date": lambda folder: _again(folder, "unlinked", date="2026-09-09 12:00"),
    "another type": lambda folder: _again(folder, "a1", type="opinion", dateline=""),
    "an article that somebody paid for": lambda folder: _again(folder, "a1", type="sponsored", sponsor="A bank"),
    "an article that may not be republished": lambda folder: _again(folder, "a1", republish="false"),
    "another section": lambda folder: _again(folder, "unlinked", section="sport"),
    "an address to which a page links": lambda folder: _again(folder, "bridge", date="2026-10-09 12:00"),
    "an id": lambda folder: _again(folder, "unlinked", id="renamed"),
    "a new article": lambda folder: folder.article("new", date="2026-11-21 14:59", tags="[water, tag1]"),
    "a new article of the past": lambda folder: folder.article("new", date="2026-10-01 10:00", tags="[water, tag1]"),
    "two new ones": _in_turn(lambda folder: folder.article("new", tags="[new]"), lambda folder: folder.article("newer")),
    "a new article with links": lambda folder: folder.article("new", TEXT + " [See](a4.md).", date="2026-11-21 10:00"),
    "a new draft": lambda folder: folder.article("new", status="draft"),
    "a draft that comes out": lambda folder: _again(folder, "draft", status="published"),
    "an article that becomes a draft": lambda folder: _again(folder, "unlinked", status="draft"),
    "a language without an edition": lambda folder: folder.article("new", lang="tr"),
    "an article that is withdrawn without a notice": lambda folder: _again(folder, "unlinked", status="withdrawn"),
    "an article that has expired": lambda folder: _again(folder, "unlinked", expires="2026-11-21 06:00"),
    "an embargo": lambda folder: _again(folder, "unlinked", embargo="2026-12-01 06:00"),
    "a deleted article": _deleted("unlinked"),
    "a deleted part of a series": _deleted("a6"),
    "a renamed file": lambda folder: (folder.content / "articles/unlinked.md").rename(
        folder.content / "articles/renamed.md"
    ),
    "the last article of a month": _deleted("january"),
    "the first article of a month": lambda folder: folder.article("new", date="2026-08-20 12:00"),
    "the first articles of two months": _in_turn(
        lambda folder: folder.article("new", date="2026-08-20 12:00"),
        lambda folder: _again(folder, "january", date="2026-02-05 12:00"),
    ),
    "a photograph": lambda folder: folder.article("new", **photo("bridge")),
    "a photograph with another focus": lambda folder: folder.article("new", **photo("shared", photo_focus="[0.9, 0.5]")),
    "a photograph with another credit": lambda folder: _again(folder, "shared", photo_credit="B. Name"),
    "a photograph that is new": _in_turn(
        lambda folder: folder.put("articles/new.jpg", picture("new")), lambda folder: folder.article("new", **photo("new"))
    ),
    "a photograph in place of another": lambda folder: _again(folder, "bridge", photo="shared.jpg"),
    "a photograph that is removed": lambda folder: _again(folder, "bridge", **dict.fromkeys(photo("bridge"), "")),
    "a photograph that others use otherwise": _deleted("shared"),
    "a photograph in the text of another": _deleted("figure"),
    "a photograph on the page of an author": _deleted("sara"),
    "a photograph that changed": lambda folder: folder.put("photos/bridge.jpg", picture("another")),
    "a photograph that nobody uses": lambda folder: folder.put("photos/idle.jpg", picture("idle")),
    "an article with its photograph": _in_turn(_deleted("own", "expiring"), _deleted("own.jpg")),
    "an article with a copy of a photograph": _in_turn(_deleted("copied/copied"), _deleted("copied/copy.jpg")),
    "an article with a photograph that has a copy": _in_turn(_deleted("copy"), lambda folder: folder.delete("photos/copy.jpg")),
    "a photograph nearer to an article": lambda folder: folder.put("articles/bridge.jpg", picture("nearer")),
    "an article with a photograph that becomes a draft": lambda folder: _again(folder, "view", status="draft"),
    "an article with a photograph under embargo": lambda folder: _again(folder, "own", embargo="2026-12-01 06:00"),
    "an attachment": lambda folder: folder.article("new", "Read [the plan](plan.pdf)."),
    "an attachment that is new": _in_turn(
        lambda folder: folder.put("articles/new.pdf", b"%PDF-1.4 new"),
        lambda folder: folder.article("new", "Read [the news](new.pdf)."),
    ),
    "an attachment that changed": lambda folder: folder.put("articles/plan.pdf", b"%PDF-1.4 another plan"),
    "an attachment of two articles": _deleted("plan"),
    "an article with its attachment": _deleted("report", "own.pdf"),
    "an article with an attachment that becomes a draft": lambda folder: _again(folder, "report", status="draft"),
    "the headline of an article with an attachment": lambda folder: _again(folder, "plan", title="Another"),
    "a text with an attachment more": lambda folder: folder.article("plan", "[The plan](plan.pdf), [the report](own.pdf)"),
    "a comment more": lambda folder: folder.comment("a1", "second"),
    "a first comment": lambda folder: folder.comment("unlinked", "first"),
    "a comment on a draft": lambda folder: folder.comment("draft", "first"),
    "an edited comment": lambda folder: folder.comment("a1", "first", "So it was, and not otherwise."),
    "a comment that is taken back": lambda folder: folder.delete("comments/a1/reply.md"),
    "the last comment": lambda folder: folder.delete("comments/a2/only.md"),
    "comments on two articles, and a text": _in_turn(
        lambda folder: folder.comment("a3", "first"),
        lambda folder: folder.comment("a4", "first"),
        lambda folder: folder.article("plan", "It has changed."),
    ),
    "an article with a comment that becomes a draft": lambda folder: _again(folder, "a1", status="draft"),
    "the headline of an article with comments": lambda folder: _again(folder, "a1", title="Another"),
    "a new article with a comment": _in_turn(
        lambda folder: folder.article("new"), lambda folder: folder.comment("new", "first")
    ),
    "an article with its comments": _in_turn(_deleted("a1"), lambda folder: folder.delete("comments/a1/first.md", "comments/a1/reply.md")),
    "an old address": lambda folder: folder.article("new", aliases="[/old/new/]"),
    "another old address": lambda folder: _again(folder, "moved", aliases="[/old/, /older/]"),
    "no old address": lambda folder: _again(folder, "moved", aliases="[]"),
    "an article with old addresses": _deleted("moved"),
    "an article with old addresses that moves": lambda folder: _again(folder, "moved", date="2026-10-09 12:00"),
    "an old address that changes hands": _in_turn(
        _deleted("moved"), lambda folder: folder.article("new", aliases="[/old/]")
    ),
    "an old address of a draft": lambda folder: folder.article("new", aliases="[/old/new/]", status="draft"),
    "a time that comes": lambda folder: folder.later(days=1),
    "a time that comes with an edit": _in_turn(
        lambda folder: folder.later(days=1), lambda folder: _again(folder, "a3", title="Another")
    ),
    "a time that comes, and another": _in_turn(
        lambda folder: folder.later(days=1), lambda folder: _again(folder, "embargoed", embargo="2026-12-01 06:00")
    ),
    "several at once": _in_turn(
        lambda folder: _again(folder, "a3", title="Another"),
        lambda folder: folder.article("new"),
        _deleted("unlinked"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_isassert_planned_alike(what: str, paper: PlannedFolder) -> None:
    assert_planned_alike(paper, CHANGES[what])


def assert_planned_alike(paper: PlannedFolder, change: Callable[[PlannedFolder], object]) -> PartialPlan:
    last, problems = paper.build_all(), paper.checked().problems
    before = by_path(last.outputs)
    change(paper)
    part, checked = paper.change(), paper.checked()
    assert part is not None
    whole = checked.value
    assert set(checked.problems) == set(problems)
    sites = (whole.site, last.site)
    visible, every = (
        [len(stories) for stories in some]
        for some in zip(*((s.stories, s.newsroom.stories) for s in sites), strict=True)
    )
    assert part.more == (visible[0] - visible[1], every[0] - every[1])
    planned, now = by_path(part.outputs), by_path(whole.outputs)
    assert planned.items() <= now.items()
    assert {path for path, output in now.items() if before.get(path) != output} <= planned.keys()
    assert part.gone == before.keys() - now.keys()
    assert part.site is not None
    assert {story.facts for story in part.site.stories} <= {story.facts for story in whole.site.stories}
    assert paper.archived(part) == _sorted(whole.archive)
    due = (whole.site.next_due, whole.site.due, whole.site.valid_until)
    assert (part.site.next_due, part.site.due, part.site.valid_until) == due
    assert part.planned.items() <= whole.planned.items()
    assert len(planned) < len(now)
    return part


@pytest.fixture
def archive(folder: PlannedFolder) -> PlannedFolder:
    """A paper with so long lists that the plan of a part leaves most of them out."""
    folder.write("sections/sport.md", title="Sport")
    folder.write("authors/hevi.md", name="Hevi Example")
    for number in range(460):
        folder.article(
            f"n{number:03}",
            f"Text of {number}.",
            date=f"20{10 + number // 40}-{1 + number // 4 % 10:02}-0{1 + number % 4} 12:00",
            section="sport" if number % 23 == 0 else "iraq",
            author="dilan" if number % 3 else "hevi",
            tags=f"[tag{number % 60}]",
        )
    folder.article("newest", date="2026-11-20 13:00", tags="[tag7]")
    return folder


LONG: dict[str, Callable[[PlannedFolder], object]] = {
    "a new article": lambda folder: folder.article("new", date="2026-11-21 14:59", tags="[tag7]"),
    "a new article of the minute of the newest": lambda folder: folder.article(
        "new", date="2026-11-20 13:00", tags="[tag7]"
    ),
    "another one, before it by its name": lambda folder: folder.article(
        "a", date="2026-11-20 13:00", tags="[tag7, tag8]"
    ),
    "a new article that is not the newest": lambda folder: folder.article(
        "new", date="2026-11-20 12:30", section="sport", tags="[tag7]"
    ),
    "a new article among those of a year": lambda folder: folder.article(
        "new", date="2021-03-02 12:00", tags="[tag30, tag31, tag32]"
    ),
    "the newest is deleted": _deleted("newest"),
    "a headline": lambda folder: _again(folder, "n455", title="Another"),
    "an old headline of a short list": lambda folder: _again(folder, "n046", title="Another"),
    "an old headline of a long list": lambda folder: _again(folder, "n040", title="Another"),
}


@pytest.mark.parametrize("what", LONG)
def test_of_long_lists_only_what_a_change_can_touch_is_loaded(what: str, archive: PlannedFolder) -> None:
    part = assert_planned_alike(archive, LONG[what])
    assert part.site is not None
    assert len(part.site.stories) < 463 or what == "an old headline of a long list"


WIDER: dict[str, Callable[[PlannedFolder], object]] = {
    "an article at an old address of another one": lambda folder: folder.article("old"),
    "an article that leaves a notice": lambda folder: _again(
        folder, "unlinked", status="withdrawn", notice="It was wrong."
    ),
    "a notice that readers see": lambda folder: _again(folder, "gone", notice="It was all wrong."),
    "an article that is back": lambda folder: _again(folder, "gone", status="published", notice=""),
    "an old address of two": lambda folder: folder.article("new", aliases="[/old/]"),
    "an old address that is the address of another": lambda folder: folder.article("new", aliases="[/iraq/2026/11/story/]"),
    "an old address that is that of a list": lambda folder: folder.article("new", aliases="[/tags/water/]"),
    "an old address that is that of a feed": lambda folder: folder.article("new", aliases="[/feed.xml]"),
    "an old address that leaves the site": lambda folder: folder.article("new", aliases="[/..%2f/]"),
    "a photograph of an author": lambda folder: folder.put("photos/portrait.jpg", picture("another")),
    "a photograph nearer to an author": lambda folder: folder.put("authors/portrait.jpg", picture("nearer")),
    "a photograph that is missed": lambda folder: folder.delete("photos/bridge.jpg"),
    "a photograph that was missed": lambda folder: folder.put("photos/lost.jpg", picture("lost")),
    "an article that was missed": lambda folder: folder.article("lost"),
    "a photograph that is too small": _in_turn(
        lambda folder: folder.put("photos/new.jpg", picture_bytes()), lambda folder: folder.article("new", **photo("new"))
    ),
    "a broken photograph": lambda folder: folder.put("photos/bridge.jpg", b"broken"),
    "an attachment without an article": lambda folder: folder.put("articles/new.pdf", b"%PDF-1.4 new"),
    "an article without its attachment": _deleted("report"),
    "an attachment that is missed": _deleted("own.pdf"),
    "a file of another kind": lambda folder: folder.put("articles/new.exe", b"MZ"),
    "a linked article that becomes a draft": lambda folder: _again(folder, "a2", status="draft"),
    "an author without a page": _in_turn(
        lambda folder: folder.write("authors/new.md", name="New Example"),
        lambda folder: folder.article("new", author="new"),
    ),
    "a section without articles": _in_turn(
        lambda folder: folder.write("sections/new.md", title="New"),
        lambda folder: folder.article("new", section="new"),
    ),
    "a linked article that is gone": _deleted("a0"),
    "an id that stands twice": lambda folder: folder.article("new", id="a3"),
    "an address that stands twice": lambda folder: folder.article("x/unlinked", id="unlinked2", tags="[]"),
    "a tag much like another": lambda folder: _again(folder, "a1", tags="[wáter]"),
    "an article without its comments": _deleted("a1"),
    "a comment on no article": lambda folder: folder.comment("a-1", "first"),
    "a comment that answers none": lambda folder: folder.comment("a1", "loose", reply_to="frist"),
    "a comment without the one that it answers": lambda folder: folder.delete("comments/a1/first.md"),
    "a comment with a fault": lambda folder: folder.comment("a1", "second", date="yesterday"),
    "a version of the policy": lambda folder: folder.write("policies/comments/old.md", "Be kind.", since="2020-01-01"),
    "an article with a fault": lambda folder: folder.article("new", section="nowhere"),
    "an article with a warning": lambda folder: folder.article("new", photo_credit="A. Name"),
}  # fmt: skip


@pytest.mark.parametrize("what", WIDER)
def test_a_change_that_touches_more_is_left_to_the_whole_plan(what: str, paper: PlannedFolder) -> None:
    WIDER[what](paper)
    assert paper.change() is None


def test_with_other_settings_no_change_is_small(paper: PlannedFolder) -> None:
    _again(paper, "a3", title="Another")
    paper.inputs = plan_inputs(SETTINGS, "another recipe", NOON, preview=False)
    assert paper.change() is None


def test_when_news_becomes_old_the_sitemaps_are_planned_and_no_page_of_an_article(paper: PlannedFolder) -> None:
    settings = replace(SETTINGS, site=replace(SETTINGS.site, news_sitemap=True))
    paper.inputs = plan_inputs(settings, "recipe", NOON, preview=False)
    paper.article("fresh", date="2026-11-20 16:00")
    paper.article("held", date="2026-09-20 16:00", embargo="2026-11-20 16:30")
    first = assert_planned_alike(paper, lambda folder: folder.later(hours=1))
    assert {output.path for output in first.outputs} - {"about/index.html"} == {  # that links to an address
        "robots.txt",
        "sitemap.xml",
        "sitemap-pages.xml",
        "sitemap-news.xml",
    }
    second = assert_planned_alike(paper, lambda folder: folder.later(hours=1))
    assert second.gone == {"sitemap-news.xml"}


@pytest.fixture
def fed(paper: PlannedFolder) -> PlannedFolder:
    """The paper with every feed that there can be, of whole texts, and with feeds for partners."""
    partners = (
        PartnerFeed("Water in sport", "/feeds/water.xml", ("sport",), ("water",), number=2),
        PartnerFeed("Sport", "/feeds/sport.json", ("sport",), number=3, content="full"),
        PartnerFeed("All", "/feeds/all.xml", number=40, listed=True),
        PartnerFeed("Roads", "/feeds/roads.xml", tags=("roads",)),
    )
    settings = replace(SETTINGS, feeds=FeedSettings(FEED_KINDS, FEED_KINDS, "full", partners))
    settings = replace(settings, site=replace(SETTINGS.site, news_sitemap=True))
    paper.inputs = plan_inputs(settings, "recipe", NOON, preview=False)
    return paper


FED: dict[str, Callable[[PlannedFolder], object]] = {
    "a text": lambda folder: _again_with(folder, "a3", "It has another text."),
    "a text of the newest with a headline": lambda folder: folder.article("other", "Another text.", title="Another"),
    "a tag that too few have now": lambda folder: _again(folder, "a1", tags="[water]"),
    "an article that a partner gets": lambda folder: folder.article("new", section="sport", tags="[water]"),
    "an article that no partner gets any more": lambda folder: _again(folder, "unlinked", tags="[]"),
    "a deleted article": _deleted("unlinked"),
    "a time that comes": lambda folder: folder.later(days=1),
}  # fmt: skip


def _again_with(folder: PlannedFolder, name: str, text: str) -> None:
    path = folder.content / f"articles/{name}.md"
    front = path.read_text("utf-8").removeprefix("---\n").split("---\n", 1)[0]
    folder.write(f"articles/{name}.md", text, **dict(line.split(": ", 1) for line in front.splitlines()))


@pytest.mark.parametrize("what", FED)
def test_a_change_of_what_feeds_have_is_planned_alike(what: str, fed: PlannedFolder) -> None:
    assert_planned_alike(fed, FED[what])


def test_a_text_that_stands_in_feeds_is_no_matter_of_its_page_alone(fed: PlannedFolder) -> None:
    fed.build_all()
    _again_with(fed, "a3", "It has another text.")
    assert fed.edits() is None
    part = fed.change()
    assert part is not None
    assert {"sport/feed.xml", "feeds/sport.json", "feed.json"} <= {output.path for output in part.outputs}


def test_of_long_lists_a_partner_gets_the_newest(archive: PlannedFolder) -> None:
    partners = (
        PartnerFeed("Sport", "/feeds/sport.xml", ("sport",), number=15),
        PartnerFeed("Seven", "/feeds/seven.xml", ("iraq",), ("tag7",), number=5),
        PartnerFeed("Many", "/feeds/many.xml", number=90),
    )
    settings = replace(SETTINGS, feeds=FeedSettings(partner=partners))
    archive.inputs = plan_inputs(settings, "recipe", NOON, preview=False)
    part = assert_planned_alike(archive, LONG["a new article"])
    assert {"feeds/seven.xml", "feeds/many.xml"} <= {output.path for output in part.outputs}
    assert part.site is not None
    assert len(part.site.stories) < 463


CORRECTED = '[{date: "2026-11-20 15:00", text: It was two., severity: serious}]'


@pytest.fixture
def corrected(paper: PlannedFolder) -> PlannedFolder:
    """The paper with a page about corrections, corrected articles, and a translation that nobody has looked at since."""
    paper.write("pages/corrections.md", "We correct [this](../articles/bridge.md).", title="Corrections")
    paper.article("wrong", date="2026-10-20 12:00", corrections=CORRECTED)
    paper.article("yanlis", date="2026-10-21 12:00", lang="tr", translation_of="wrong")
    paper.article("minor", corrections='[{date: "2026-11-20 18:00", text: It was one.}]')
    paper.article("due", corrections='[{date: "2026-11-23 06:00", text: It was six.}]')
    return paper


CORRECTIONS: dict[str, Callable[[PlannedFolder], object]] = {
    "another correction": lambda folder: _again(folder, "a1", corrections=CORRECTED.replace("two", "three")),
    "the text of a correction": lambda folder: _again(folder, "minor", corrections=CORRECTED.replace("two", "nine")),
    "a correction that is taken out": lambda folder: _again(folder, "minor", corrections="[]"),
    "the headline of a corrected article": lambda folder: _again(folder, "minor", title="Another"),
    "a corrected article that is gone": _deleted("minor"),
    "the headline of an article that the page links to": lambda folder: _again(folder, "bridge", title="Another"),
    "a correction whose time comes": lambda folder: folder.later(days=1),
    "the headline of a corrected original": lambda folder: _again(folder, "wrong", summary="Short."),
    "many corrections": lambda folder: folder.article(
        "new", corrections=[{"date": "2026-11-21 10:00", "text": f"It was {number}."} for number in range(120)]
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CORRECTIONS)
def test_a_change_with_corrections_isassert_planned_alike(what: str, corrected: PlannedFolder) -> None:
    assert_planned_alike(corrected, CORRECTIONS[what])


WIDER_CORRECTIONS: dict[str, Callable[[PlannedFolder], object]] = {
    "a translation that was looked at": lambda folder: _again(folder, "yanlis", updated="2026-11-21 09:00"),
    "an original without its correction": lambda folder: _again(folder, "wrong", corrections="[]"),
    "an original that is corrected again": lambda folder: _again(
        folder, "wrong", corrections=CORRECTED.replace("15:00", "16:00")
    ),
    "the last corrections": _deleted("wrong", "minor"),
}


@pytest.mark.parametrize("what", WIDER_CORRECTIONS)
def test_what_editors_are_told_of_corrections_is_left_to_the_whole_plan(what: str, corrected: PlannedFolder) -> None:
    corrected.build_all()
    WIDER_CORRECTIONS[what](corrected)
    assert corrected.change() is None


def test_the_first_correction_is_left_to_the_whole_plan(paper: PlannedFolder) -> None:
    _again(paper, "a1", corrections=CORRECTED)
    assert paper.change() is None
