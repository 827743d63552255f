"""Deleted files, and addresses that would vanish -> what else they concern. A commit hook is given
deleted files, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from generator.file_check.known import KnownDocuments
from generator.file_check.links import LinkedStory
from generator.model.problems import Problem
from generator.model.site import Newsroom, StoryFacts, StoryRecord
from generator.plan.inputs import PlanInputs
from generator.plan.site.published import is_story_shown
from generator.plan.site.story_keys import AUTHOR, FILE, LINK, ORIGINAL, PICTURE, SECTION, key
from generator.record.addresses import recorded_among
from generator.record.states import FOLDER, record_states

MOST = 20
"""Documents that named a deleted file and are looked at."""


def naming(path: str, known: KnownDocuments) -> tuple[list[str], int]:
    """Return the paths of articles that named a file, at most some, and how many there are."""
    if known.index is None:
        return [], 0
    names = [key(LINK, "path", path)]
    story = known.index.at([path]).get(path)
    if story:
        names += [key(LINK, "id", story.facts.id), key(ORIGINAL, story.facts.id)]
    folder = path.partition("/")[0]
    if kind := {"sections": SECTION, "authors": AUTHOR}.get(folder):
        languages = {each.partition("/")[0] for each in known.index.names(kind)}
        names += [key(kind, language, path) for language in languages]
    if not path.endswith((".md", ".toml")):
        names += [key(PICTURE, path.rpartition("/")[2]), key(FILE, path)]
    found = dict.fromkeys(each for name in names for each in known.stories_under(name, MOST) if each != path)
    total = max(len(found), *(known.index.count(name) for name in names))
    return [*found][:MOST], total


def vanishing(
    paths: list[str], now: Mapping[str, StoryFacts], known: KnownDocuments, content: Path, inputs: PlanInputs
) -> Iterator[Problem]:
    """Yield the problems of recorded addresses that these articles had in the last build and have no
    more. `now` are the facts of those that are there and can be read."""
    if known.index is None:
        return
    instant = inputs.as_of.timestamp()
    had = {
        address
        for story in known.index.at(paths).values()
        if story.is_shown
        for address in (story.facts.url, *story.facts.aliases)
    }
    for facts in now.values():
        if is_story_shown(facts, instant, preview=False):
            had -= {facts.url, *facts.aliases}
    folder = content / FOLDER
    recorded = recorded_among(folder, record_states(folder), had) if had else set()
    if not recorded:
        return
    from generator.record.files import read_record  # noqa: PLC0415 - hardly ever, and it loads much
    from generator.record.vanished import Vanishing, addresses_taken_back  # noqa: PLC0415

    for facts in now.values():
        recorded.difference_update(addresses_taken_back(facts, instant))
    lines = read_record(folder).lines
    live = frozenset(address for address, line in lines.items() if not line.gone)
    stories = tuple(cast("StoryRecord", LinkedStory(facts)) for facts in now.values())
    newsroom = Newsroom(stories, (), (), (), (), {})
    gone = tuple(lines[each] for each in sorted(recorded & live))
    yield from Vanishing(gone, newsroom, inputs.as_of, live).problems(lambda _: {})
