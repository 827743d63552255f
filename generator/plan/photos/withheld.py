"""The uses of pictures of which one document withholds a note, and others may not: readers would find
the name by the picture. Stories to come are asked today, so that no embargo ends in an error."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.model.documents import Picture
from generator.model.site import PhotoFiles, StoryRecord, Unpublished
from generator.plan.photos.variants import notes_of
from generator.plan.site.lookup import Lookup
from generator.plan.site.published import why_story_unpublished

_TO_BE_SEEN = (None, Unpublished.EMBARGO, Unpublished.FUTURE)


def withheld_uses(
    stories: Iterable[StoryRecord], around: Iterable[PhotoFiles], instant: float, lookup: Lookup
) -> dict[str, list[PhotoFiles]]:
    """Return the uses of all pictures of which a document withholds a note, by the path of the
    document; of those `around` the stories, by the path of the picture."""
    stories, around = tuple(stories), tuple(around)
    if not any(use[1][2] for uses in (around, *(each.photos for each in stories)) for use in uses):
        return {}
    seen = [each for each in stories if each.photos and why_story_unpublished(each.facts, instant) in _TO_BE_SEEN]
    found = {use[0] for story in seen for use in _withheld(story.photos, lookup)}
    found |= {use[0] for use in _withheld(around, lookup)}
    if not found:
        return {}
    uses = {story.facts.path: [use for use in story.photos if use[0] in found] for story in seen}
    for use in sorted(around):
        if use[0] in found:
            uses.setdefault(use[0], []).append(use)
    return uses


def touches_withheld(stories: Iterable[StoryRecord], withheld: Collection[str], lookup: Lookup) -> bool:
    """Whether a story uses a picture of which it, or another document, withholds a note: then more
    than the story can change. `withheld` are the paths of such pictures."""
    return any(use[0] in withheld for story in stories for use in story.photos) or any(
        True for story in stories for _ in _withheld(story.photos, lookup)
    )


def _withheld(uses: Iterable[PhotoFiles], lookup: Lookup) -> Iterator[PhotoFiles]:
    """Yield the uses that withhold more than the newsroom withholds everywhere."""
    for use in uses:
        notes = use[1][2]
        if notes and isinstance(picture := lookup.pictures.get(use[0]), Picture) and notes != notes_of(picture):
            yield use
