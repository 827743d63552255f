"""The tags of all stories -> problems of tags that readers may take for one word, and of two tags
on one page.

“kâr” and “kar” have a page each, because they are two words. But “أربيل” and “اربيل” are one town,
and each page would have half of its stories. “R&B” and “R-B” have one page, because the program
cannot know whether they are two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from generator.model.letters import searched
from generator.model.problems import PhraseLocation, Problem
from generator.model.rules import SIMILAR_TAGS, TAGS_OF_ONE_PAGE, Rule, broken
from generator.model.settings import Settings
from generator.model.site import StoryFacts
from generator.model.tags import tag_id, tag_in_signs

_Key = tuple[str, str, str]
"""A tag: its edition, the part it shares with similar tags, and the part of its own."""


def similar_tag_problems(stories: Iterable[StoryFacts], settings: Settings) -> Iterator[Problem]:
    """Yield a problem for tags of an edition that differ only in accents and hamzas, or only in
    signs. All but the most frequent are reported, each in the first article that has it."""
    listed = tuple(stories)
    pages: dict[tuple[str, str], set[str]] = {}
    writings: dict[tuple[str, str], set[str]] = {}
    for tags, lang in {(facts.tags, facts.lang) for facts in listed if facts.tags}:
        edition = settings.edition(lang)
        for id, name in tags:
            pages.setdefault((edition, searched(id)), set()).add(id)
            writings.setdefault((edition, id), set()).add(tag_in_signs(name, lang))
    alike = {(edition, id) for (edition, _), ids in pages.items() if len(ids) > 1 for id in ids}
    shared = {page for page, names in writings.items() if len(names) > 1}

    def of_alike(edition: str, id: str, _name: str, _lang: str) -> _Key | None:
        return (edition, searched(id), id) if (edition, id) in alike else None

    def of_shared(edition: str, id: str, name: str, lang: str) -> _Key | None:
        return (edition, id, tag_in_signs(name, lang)) if (edition, id) in shared else None

    if alike:
        yield from _problems(listed, settings, of_alike, SIMILAR_TAGS)
    if shared:
        yield from _problems(listed, settings, of_shared, TAGS_OF_ONE_PAGE)


def tags_of_one_page(names: Iterable[str], language: str, location: str) -> Iterator[Problem]:
    """Yield a problem for each tag of one article that is left out because an earlier one has the
    same page."""
    first: dict[str, str] = {}
    for name in names:
        id = tag_id(name, language)
        other = first.setdefault(id, name)
        if id and tag_in_signs(name, language) != tag_in_signs(other, language):
            yield broken(TAGS_OF_ONE_PAGE, PhraseLocation(location, name), name=name, other=f"“{other}”")


def _problems(
    stories: Iterable[StoryFacts],
    settings: Settings,
    key_of: Callable[[str, str, str, str], _Key | None],
    rule: Rule,
) -> Iterator[Problem]:
    uses: Counter[_Key] = Counter()
    first: dict[_Key, tuple[str, str]] = {}
    for facts in sorted(stories, key=lambda facts: facts.path):
        for id, name in facts.tags:
            if key := key_of(settings.edition(facts.lang), id, name, facts.lang):
                uses[key] += 1
                first.setdefault(key, (facts.path, name))
    groups: dict[tuple[str, str], list[_Key]] = {}
    for key in sorted(uses, key=lambda key: (-uses[key], key)):
        groups.setdefault(key[:2], []).append(key)
    for group in groups.values():
        path, name = first[group[0]]
        for key in group[1:]:
            own_path, own_name = first[key]
            where = PhraseLocation(f"content/{own_path}", own_name)
            yield broken(rule, where, name=own_name, other=f"“{name}” (content/{path})")
