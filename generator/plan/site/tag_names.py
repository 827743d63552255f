"""Tags -> their names on all pages of an edition: the spelling of most of its articles. Where all
articles write a tag alike, the answer is empty and a story prints its own spelling. So pages become
stale only when another spelling becomes the most frequent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.model.dataclass import replace
from generator.model.settings import Settings
from generator.model.site import Story, StoryFacts
from generator.plan.story.questions import NO_ANSWER, Answer, Answers, Question, tag_questions

FEW = 3
"""Search engines get a tag page only with so many articles: a shorter list adds nothing to the
articles."""


def tag_answers(
    shown: Iterable[StoryFacts], settings: Settings, only: frozenset[str] | None = None
) -> dict[Question, Answer]:
    """Return the names of tags with more than one spelling; `only` are the ids of the tags that
    matter. `shown` are the visible stories."""
    found: dict[Question, list[str]] = {}
    for facts in shown:
        if only is not None and only.isdisjoint([id for id, _ in facts.tags]):
            continue
        for name, (_, spelling) in zip(tag_questions(facts, settings), facts.tags, strict=True):
            found.setdefault(name, []).append(spelling)
    return {name: Answer(usual(spellings)) for name, spellings in found.items() if len(set(spellings)) > 1}


def usual(spellings: Iterable[str]) -> str:
    """Return the most frequent spelling; among equals the one with a capital letter, which sorts
    first."""
    counts = Counter(spellings)
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))


def with_usual_tags(story: Story, facts: StoryFacts, settings: Settings, answers: Answers) -> Story:
    names = [answers.get(name, NO_ANSWER) for name in tag_questions(facts, settings)]
    if not any(names):
        return story
    pairs = zip(story.tags, names, strict=True)
    return replace(story, tags=tuple(replace(tag, name=name or tag.name) for tag, name in pairs))
