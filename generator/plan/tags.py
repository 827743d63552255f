"""The tags of all stories -> what is said of those that readers take for one word. Each has a page of its own, because “kâr” is
no “kar”; but “أربيل” and “اربيل” are one town, and half of its stories would stand under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.model.letters import searched
from generator.model.problems import PhraseLocation, Problem
from generator.model.rules import RULES
from generator.model.settings import Settings
from generator.model.site import StoryFacts


def similar_tag_problems(stories: Iterable[StoryFacts], settings: Settings) -> Iterator[Problem]:
    """Of the tags of an edition that are alike but for accents and hamzas, all but the most frequent, each in the first article
    that has it."""
    listed = tuple(stories)
    alike: dict[tuple[str, str], set[str]] = {}
    for tags, lang in {(facts.tags, facts.lang) for facts in listed if facts.tags}:
        edition = settings.edition(lang)
        for id, _ in tags:
            alike.setdefault((edition, searched(id)), set()).add(id)
    pairs = {(edition, id) for (edition, _), ids in alike.items() if len(ids) > 1 for id in ids}
    if pairs:
        yield from _told(listed, pairs, settings)


def _told(stories: Iterable[StoryFacts], pairs: set[tuple[str, str]], settings: Settings) -> Iterator[Problem]:
    """`pairs` are the ids that are like another one, each behind its edition."""
    uses: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for facts in sorted(stories, key=lambda facts: facts.path):
        for id, name in facts.tags:
            key = (settings.edition(facts.lang), id)
            if key in pairs:
                uses[key] += 1
                first.setdefault(key, (facts.path, name))
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key in sorted(pairs, key=lambda key: (-uses[key], key)):
        groups.setdefault((key[0], searched(key[1])), []).append(key)
    for group in groups.values():
        path, name = first[group[0]]
        for key in group[1:]:
            own_path, own_name = first[key]
            yield Problem(
                "similar-tags",
                RULES["similar-tags"],
                f"The tag “{own_name}” differs from “{name}” (content/{path}) in accents or hamzas only: each has a page.",
                PhraseLocation(f"content/{own_path}", own_name),
                "If they are one, write it in one way in all articles.",
            )
