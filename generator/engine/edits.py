"""A build in which only the texts of a few articles changed: only their own pages can change,
because a body is private.

So only those articles are read and planned. Their answers come from the ledger, and no list is
planned. Where anything else turns out to be different, the caller makes the whole plan; that is
never wrong, only slower."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.cache.ledger import Ledger, unpacked
from generator.cache.objects import Objects
from generator.cache.packing import unpacked_story
from generator.engine.documents import ARTICLE, ReadRow, read_batch
from generator.engine.snapshot import Snapshot, is_finished, is_waiting, options_of
from generator.model.documents import Article
from generator.model.outputs import DataOutput, PageOutput
from generator.model.report import Build, BuildReport
from generator.model.views import ObjectId
from generator.plan.inputs import PlanInputs
from generator.plan.pages.articles import article_outputs
from generator.plan.site.lookup import Lookup
from generator.plan.site.published import is_story_shown
from generator.plan.story.facts import facts_of
from generator.plan.story.remembered import documents_behind, remembered_locations, remembered_lookup
from generator.plan.story.stories import PlannedStory, StoryTask, planned_story, questions_of
from generator.read.documents import Reading
from generator.read.scan import SourceFile

MOST = 100
"""Articles; beyond this the whole plan costs little more."""


class TextEdits(NamedTuple):
    """Articles with edited texts, read and planned, and their pages. Nothing else is stale."""

    rows: tuple[ReadRow, ...]
    stories: dict[str, PlannedStory]
    before: dict[str, PlannedStory]
    outputs: tuple[PageOutput | DataOutput, ...]


def edited_files(build: Build, snapshot: Snapshot, meta: Mapping[str, Any]) -> list[SourceFile]:
    """Return the changed articles, if nothing else has changed since a whole site was published;
    else an empty list. `meta` is the ledger's record of that build."""
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
        or any(
            problem.where and problem.where.path in changed for problem in last.problems
        )  # its line may be another one now
    ):
        return []
    return [snapshot.files[location] for location in changed]


def text_edits(
    files: list[SourceFile],
    ledger: Ledger,
    reading: Reading,
    inputs: PlanInputs,
    chromes: Mapping[str, str],
    objects: Objects,
) -> TextEdits | None:
    """Return the edits, or None when more than texts is different. `chromes` are the digests of the
    chrome of each edition."""
    rows = read_batch(reading, tuple(files))
    paths = [each.row.path for each in rows]
    before = {path: unpacked_story(story) for path, story in ledger.stories_at(paths).items()}
    if (
        any(each.row.kind != ARTICLE or each.problems for each in rows)
        or before.keys() != set(paths)
        or ledger.have_problems(paths)
    ):
        return None
    ledger.write_objects((each.row.body, each.body) for each in rows if each.body)
    stories: dict[str, PlannedStory] = {}
    outputs: list[PageOutput | DataOutput] = []
    for each in rows:
        article, old = unpacked(each.row.document or b""), before[each.row.path]
        lookup = remembered_lookup(old, ledger.documents_at(documents_behind(old)))
        story = _planned(article, each.row.digest, old, lookup, inputs, objects)
        if story is None or story.record is None:
            return None
        stories[each.row.path] = story
        if is_story_shown(story.facts, inputs.as_of.timestamp(), preview=inputs.preview):
            edition = inputs.settings.edition(story.facts.lang)
            outputs += article_outputs(story.record, ObjectId(chromes[edition]))
    return TextEdits(rows, stories, before, tuple(outputs))


def _planned(
    article: Article, digest: str, before: PlannedStory, lookup: Lookup, inputs: PlanInputs, objects: Objects
) -> PlannedStory | None:
    """Return the article planned with the answers of the last build, or None. None means: its
    questions are different, or another page would show the difference. Its problems need no check
    here: with any problem, there is no such build."""
    if before.record is None or not before.is_settled or before.inputs != inputs.digest:
        return None
    questions = tuple([name for name, _ in trace] for trace in (before.first_answers, before.second_answers))
    facts = facts_of(article, lookup, inputs)
    if facts != before.facts or questions != questions_of(article, facts, inputs):
        return None
    locations = remembered_locations(before.second_answers, objects.loaded)
    task = StoryTask(article, digest, facts, before.first_answers, before.second_answers)
    story = planned_story(task, lookup, locations, inputs, objects.add)
    if story.record is None or not story.is_settled or story.problems != before.problems:
        return None
    same = before.record._replace(parts=story.record.parts, bodies=story.record.bodies)
    return story if story.record == same else None
