"""Tags -> what they are called on all pages of an edition: as most of its articles write them. Where all write one alike, a
story is told nothing, and prints what its own article says; so only a spelling that wins over another makes pages stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.model.settings import Settings
from generator.model.site import Story, StoryFacts
from generator.plan.story.questions import NO_ANSWER, Answer, Answers, Question, tag_questions

FEW = 3
"""A page of fewer articles than that says no more than these do: search engines need not know it."""


def tag_answers(shown: Iterable[StoryFacts], settings: Settings) -> dict[Question, Answer]:
    """What tags are called, where not all write them alike. `shown` are the stories that are to be seen."""
    found: dict[Question, list[str]] = {}
    for facts in shown:
        for name, (_, spelling) in zip(tag_questions(facts, settings), facts.tags, strict=True):
            found.setdefault(name, []).append(spelling)
    return {name: Answer(usual(spellings)) for name, spellings in found.items() if len(set(spellings)) > 1}


def usual(spellings: Iterable[str]) -> str:
    """The most frequent; of two as frequent the one with a capital letter, which sorts first."""
    counts = Counter(spellings)
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))


def with_usual_tags(story: Story, facts: StoryFacts, settings: Settings, answers: Answers) -> Story:
    names = [answers.get(name, NO_ANSWER) for name in tag_questions(facts, settings)]
    if not any(names):
        return story
    pairs = zip(story.tags, names, strict=True)
    return replace(story, tags=tuple(replace(tag, name=name or tag.name) for tag, name in pairs))
