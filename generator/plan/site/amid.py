"""An article that comes, and is not the newest -> the stories related to it, and to those that are newer.

Newsrooms publish two articles in one minute, or one with the time of yesterday evening. Only few are
newer then, and only these can be related to it. So they are compared again, with the newest older
ones of each tag and section, and no others are loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from generator.model.site import StoryFacts
from generator.plan.site.archive import ArchivedStory
from generator.plan.site.reach import Reach
from generator.plan.site.story_keys import LACKING, LANGUAGE, SECTION, TAG, key
from generator.plan.story.related import (
    OF_A_TAG,
    RELATED,
    Group,
    Related,
    groups_of,
    listed_otherwise,
    oldest_first,
    related_from,
)

MOST_NEWER = 40
"""Newer stories that are compared again. Where there are more, it takes as long to load all."""


def related_amid(reach: Reach, gone: Sequence[StoryFacts], come: Sequence[StoryFacts]) -> Related | None:
    """Return the related stories of one that comes, and of all that are as new or newer, and load what
    they are compared with. None where more than one comes or goes, or where the lists of others can
    change. `gone` and `come` are as in `related_again`."""
    gone, come = listed_otherwise(gone, come)
    if gone or len(come) != 1:
        return None
    story = come[0]
    newer = _newer(reach, story)
    if newer is None or any(each.is_lacking for each in newer.values()) or _may_fill(reach, story, newer):
        return None
    later = oldest_first([story, *(each.facts for each in newer.values())])
    groups = {group for facts in later for group in groups_of(facts)}
    counts: Counter[Group | str] = Counter({story.lang: reach.count(key(LANGUAGE, story.lang), story.date)})
    earlier: dict[str, StoryFacts] = {}
    for group in groups:
        lang, kind, name = group
        of_group = key(TAG if kind == "tag" else SECTION, lang, name)
        earlier |= {path: each.facts for path, each in reach.older(of_group, story.date, OF_A_TAG).items()}
        if kind == "tag":  # of sections only the newest matter
            counts[group] = reach.count(of_group, story.date)
    return related_from(oldest_first(earlier.values()), later, counts)


def _newer(reach: Reach, story: StoryFacts) -> Mapping[str, ArchivedStory] | None:
    """Return the visible stories in the language of one that are as new or newer; None if they are
    many."""
    newest = reach.under(key(LANGUAGE, story.lang), MOST_NEWER + 1)
    newer = {path: each for path, each in newest.items() if each.facts.date >= story.date}
    return newer if len(newer) <= MOST_NEWER else None


def _may_fill(reach: Reach, story: StoryFacts, newer: Mapping[str, ArchivedStory]) -> bool:
    """Whether a story may come into the list of one that has fewer older ones than it could show: such
    a list is filled with the first later ones."""
    lang = story.lang
    groups = [reach.under(key(TAG, lang, id)) for id, _ in story.tags]
    groups.append(reach.under(key(LACKING, lang, story.section), RELATED))
    for group in groups:
        lacking = {each.facts: each for path, each in group.items() if each.is_lacking and path not in newer}
        for facts in oldest_first(lacking)[-RELATED:]:
            related = lacking[facts].related
            if len(related) < RELATED or not newer.keys().isdisjoint(related):
                return True
    return False
