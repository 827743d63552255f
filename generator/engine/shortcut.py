"""A build in which nothing changed but the texts of a few articles: only their own pages can be other than they were, because a
body is private. So only those articles are read and planned, from what is remembered of their neighbours, and no list is
looked at. Where anything else turns out to be different, the whole plan has to be made; that is never wrong, only slower.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.cache.finished_photos import Finished, told
from generator.cache.ledger import Ledger, unpacked
from generator.cache.objects import Kept
from generator.cache.packing import unpacked_story
from generator.engine.documents import ARTICLE, ReadRow, read_batch
from generator.engine.snapshot import Snapshot, is_finished, is_waiting, options_of
from generator.model.documents import Article, Attachment, Author, BrokenPicture, Picture, Section
from generator.model.outputs import PageOutput
from generator.model.report import Build, BuildReport
from generator.model.views import Sealed
from generator.plan.pages.pages import Person, article_output
from generator.plan.site.editions import pairs_of
from generator.plan.site.lookup import Shelves
from generator.plan.site.published import is_story_shown
from generator.plan.story.stories import Places, PlannedStory, Setting, StoryTask, facts_of, names_asked, planned_story
from generator.plan.story.views import PolicyView
from generator.read.documents import Reading
from generator.read.scan import SourceFile

MOST = 100
"""Articles; where more have changed, the whole plan costs little more."""


class TextEdits(NamedTuple):
    """Articles whose texts were edited, as they were read and planned, and their pages; nothing else is stale."""

    rows: tuple[ReadRow, ...]
    stories: dict[str, PlannedStory]
    before: dict[str, PlannedStory]
    outputs: tuple[PageOutput, ...]


def edited_files(build: Build, snapshot: Snapshot, meta: Mapping[str, Any]) -> list[SourceFile]:
    """The articles that lie otherwise than they lay, if nothing else does since a whole site was published; else none.
    `meta` is what is remembered of that build."""
    last: BuildReport | None = meta.get("report")
    changed = [location for location in snapshot.files if location not in snapshot.digests]
    if (
        last is None
        or last.errors
        or snapshot.problems
        or len(changed) > MOST
        or meta.get("options") != options_of(build)
        or snapshot.added
        or snapshot.gone
        or not is_waiting(build, last)
        or not is_finished(build, last)
        or not all(location.startswith("content/articles/") and location.endswith(".md") for location in changed)
        or any(problem.where and problem.where.path in changed for problem in last.problems)  # it stands elsewhere now
    ):
        return []
    return [snapshot.files[location] for location in changed]


def text_edits(
    files: list[SourceFile],
    ledger: Ledger,
    reading: Reading,
    setting: Setting,
    frames: Mapping[str, str],
    apart: Kept,
    finished: Finished | None = None,
) -> TextEdits | None:
    """None when more than texts is different. `frames` are the digests of what stands round the pages of each edition;
    `finished` as a quick build knows it."""
    rows = read_batch(reading, tuple(files))
    paths = [each.row.path for each in rows]
    before = {path: unpacked_story(story) for path, story in ledger.stories_at(paths).items()}
    if (
        any(each.row.kind != ARTICLE or each.problems for each in rows)
        or before.keys() != set(paths)
        or ledger.have_problems(paths)
    ):
        return None
    ledger.keep((each.row.body, each.body) for each in rows if each.body)
    stories: dict[str, PlannedStory] = {}
    outputs: list[PageOutput] = []
    for each in rows:
        article, old = unpacked(each.row.document or b""), before[each.row.path]
        shelves = _shelves(old, ledger, finished)
        story = _planned(article, each.row.digest, old, shelves, setting, apart)
        if story is None or story.brief is None:
            return None
        stories[each.row.path] = story
        if is_story_shown(story.facts, setting.as_of.timestamp(), preview=setting.preview):
            edition = setting.settings.edition(story.facts.lang)
            outputs.append(article_output(story.brief, Sealed(frames[edition])))
    return TextEdits(rows, stories, before, tuple(outputs))


def _planned(
    article: Article, digest: str, before: PlannedStory, shelves: Shelves, setting: Setting, apart: Kept
) -> PlannedStory | None:
    """An article planned from the answers it had before; None if it asks for something else, or if anybody but its own page
    could see a difference. Problems it may have had, and has still: none was told, or there would be no shortcut."""
    if before.brief is None or not before.is_settled or before.setting != setting.digest:
        return None
    asked = tuple([name for name, _ in trace] for trace in (before.things, before.places))
    facts = facts_of(article, shelves, setting)
    if facts != before.facts or asked != names_asked(article, facts, setting):
        return None
    places = _places(dict(before.places), apart)
    task = StoryTask(article, digest, facts, before.things, before.places)
    story = planned_story(task, shelves, places, setting, apart.seal)
    if story.brief is None or not story.is_settled or story.problems != before.problems:
        return None
    same = before.brief._replace(sheet=story.brief.sheet, bodies=story.brief.bodies)
    return story if story.brief == same else None


def _answered(kind: str, answers: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What was asked for of a kind, and the answer, where there was one."""
    for name, answer in answers.items():
        if name.startswith(kind) and answer:
            yield name.removeprefix(kind), answer


def _shelves(story: PlannedStory, ledger: Ledger, finished: Finished | None) -> Shelves:
    """What a story was answered before."""
    things, around = dict(story.things), dict(story.places)
    sections = {name: answer.rpartition(" ")[0] for name, answer in _answered("section/", things)}
    authors, by_name = (dict(_answered(kind, things)) for kind in ("author/", "author-called/"))
    files = [path for kind in ("picture/", "attachment/") for path, _ in _answered(kind, things)]
    known = ledger.documents_at((*sections.values(), *authors.values(), *by_name.values(), *files))
    found = {document.path: document for document in told(known.values(), finished)}
    return Shelves(
        sections={name: each for name, path in sections.items() if isinstance(each := found.get(path), Section)},
        authors={name: each for name, path in authors.items() if isinstance(each := found.get(path), Author)},
        by_name={name: each for name, path in by_name.items() if isinstance(each := found.get(path), Author)},
        articles={id: answer.rpartition(" ")[0] for id, answer in _answered("article/", around)},
        pictures={path: each for path, each in found.items() if isinstance(each, Picture | BrokenPicture)},
        attachments={path: each for path, each in found.items() if isinstance(each, Attachment)},
        paths=frozenset(path for path, _ in _answered("file/", around)),
    )


def _places(around: dict[str, str], apart: Kept) -> Places:
    addresses = {path: url for path, url in _answered("file/", around) if url != "-"}
    for _, answer in _answered("article/", around):
        path, _, url = answer.rpartition(" ")
        if url != "-":
            addresses[path] = url
    people: dict[str, Person] = {name: apart.value(digest) for name, digest in _answered("person/", around)}
    policies: dict[str, PolicyView] = {name: apart.value(digest) for name, digest in _answered("policy/", around)}
    translations = {id: pairs_of(answer) for id, answer in _answered("translations/", around)}
    hidden = frozenset(file for file, _ in _answered("hidden/", around))
    return Places(addresses, hidden, people, policies, translations)
