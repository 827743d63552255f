"""Two versions of an article -> what changed between them that readers were not told of. Knows
neither git nor the clock: the caller names two versions that readers have seen, or will see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from generator.model.dataclass import dataclass
from generator.model.documents import Article, BodyPart
from generator.model.headers import Correction, CorrectionSeverity
from generator.model.problems import FieldLocation, Problem, SourceLocation
from generator.model.rules import (
    CHANGED_ADDRESS,
    DELETED_ARTICLE,
    LOST_CORRECTION,
    REWRITTEN_CORRECTION,
    SILENT_EDIT,
    SILENT_HEADLINE,
    SOFTENED_CORRECTION,
    UNKNOWN_EDIT,
    UNPUBLISHED_ARTICLE,
    broken,
)
from generator.model.settings import Settings
from generator.model.site import Unpublished
from generator.plan.urls import alias_url, article_url
from generator.record.word_changes import WordChange, shown_text, untold, word_changes

_QUOTED = 3
"""Changes that are quoted in one message."""
_BEGINNING = 30
"""Characters by which a long new passage is found."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article as readers see it. `text` has its words on one line: standfirst, text, captions.
    `declared` is the last time of which readers are told: publication, update or correction;
    what is dated in the future tells nobody yet, and is in neither it nor `corrections`."""

    headline: str
    text: str
    address: str
    aliases: frozenset[str]
    language: str
    declared: datetime
    corrections: tuple[Correction, ...]


def version_of(article: Article, parts: Iterable[BodyPart], settings: Settings, as_of: datetime) -> Version:
    """Return an article as readers see it at an instant, at which it is out."""
    header = article.header
    texts = (header.summary, *header.key_points, shown_text(parts))
    captions = (header.photo_caption, *(photo.caption for photo in header.photos))
    corrections = tuple(each for each in header.corrections if each.date <= as_of)
    updates = [header.updated] if header.updated and header.updated <= as_of else []
    return Version(
        header.title or article.id,
        " ".join(" ".join(filter(None, (*texts, *captions))).split()),
        article_url(article, settings),
        frozenset(alias_url(alias, settings.site) for alias in header.aliases),
        header.lang or settings.own_language,
        max((header.date, *(each.date for each in corrections), *updates)),
        corrections,
    )


def silent_edits(before: Version, now: Version, path: str, source: str, settings: Settings) -> Iterator[Problem]:
    """Yield what changed in silence. `path` is that of the file now, in the content folder, and
    `source` its content, in which the lines of the changes are found."""
    location = f"content/{path}"
    yield from address_problems(before.address, now, path)
    corrections = _paired(before.corrections, now.corrections)
    listed = FieldLocation(location, "corrections" if now.corrections else "date")
    for old in corrections.lost:
        yield broken(LOST_CORRECTION, listed, day=f"{old.date:%Y-%m-%d}")
    for old, new in corrections.kept:
        if old.severity is CorrectionSeverity.SERIOUS and new.severity is not old.severity:
            yield broken(SOFTENED_CORRECTION, listed, day=f"{old.date:%Y-%m-%d}")
        if changes := untold(word_changes(old.text, new.text), now.language, settings.edits):
            where = _place(location, source, changes[0])
            yield broken(REWRITTEN_CORRECTION, where, day=f"{old.date:%Y-%m-%d}", changes=_listed(changes))
    if now.declared > before.declared or corrections.added:
        return
    if untold(word_changes(before.headline, now.headline), now.language, settings.edits):
        yield headline_problem(before.headline, path)
    if changes := untold(word_changes(before.text, now.text), now.language, settings.edits):
        yield broken(SILENT_EDIT, _place(location, source, changes[0]), changes=_listed(changes))


class _Corrections(NamedTuple):
    """The corrections of two versions: those that both have, those of the first alone, and those of
    the second alone."""

    kept: list[tuple[Correction, Correction]]
    lost: list[Correction]
    added: list[Correction]


def _paired(before: Iterable[Correction], now: Iterable[Correction]) -> _Corrections:
    """Return which corrections stayed. One with another date or other words is the same one; with
    both it is another. Of two with one date, the one with the same words is found first."""
    found = _Corrections([], [*before], [*now])
    for is_same in _SAME:
        for old in [*found.lost]:
            if (at := next((at for at, new in enumerate(found.added) if is_same(old, new)), None)) is not None:
                found.kept.append((old, found.added.pop(at)))
                found.lost.remove(old)
    return found


_SAME: tuple[Callable[[Correction, Correction], bool], ...] = (
    lambda old, new: old == new,
    lambda old, new: (old.text, old.date) == (new.text, new.date),
    lambda old, new: old.text == new.text,
    lambda old, new: old.date == new.date,
)


def address_problems(address: str, now: Version, path: str) -> Iterator[Problem]:
    """Yield a problem if an article has left its `address`, and that does not lead to it."""
    if address != now.address and address not in now.aliases:
        yield broken(CHANGED_ADDRESS, SourceLocation(f"content/{path}"), old=address, new=now.address)


def gone_problem(before: Version, path: str, reason: Unpublished | None, commit: str) -> Problem:
    """Return the problem of an article that readers know, and that is not out. `reason` says why, None
    if its file was deleted; `commit` has the file."""
    location = f"content/{path}"
    if reason is None:
        return broken(DELETED_ARTICLE, SourceLocation(location), address=before.address, file=location, commit=commit)
    key, happened = _AGAIN.get(reason, ("date", "dated in the future now"))
    return broken(UNPUBLISHED_ARTICLE, FieldLocation(location, key), address=before.address, happened=happened)


_AGAIN = {
    Unpublished.DRAFT: ("status", "a draft again"),
    Unpublished.EMBARGO: ("embargo", "under embargo again"),
}


def headline_problem(headline: str, path: str) -> Problem:
    return broken(SILENT_HEADLINE, FieldLocation(f"content/{path}", "title"), old=headline)


def unknown_problem(path: str, day: str) -> Problem:
    """Return the problem of a text of which only the digest of `day` is known."""
    return broken(UNKNOWN_EDIT, SourceLocation(f"content/{path}"), day=day)


def _listed(changes: Sequence[WordChange]) -> str:
    more = len(changes) - _QUOTED
    others = f"; and {more:,} more {'place' if more == 1 else 'places'}" if more > 0 else ""
    return "; ".join(map(str, changes[:_QUOTED])) + others


def _place(location: str, source: str, change: WordChange) -> SourceLocation:
    """Return the line of a change: that of its context or, if that is not written so, of its first
    new words."""
    for phrase in filter(None, (change.context, change.new, change.new[:_BEGINNING])):
        if (at := source.find(phrase)) >= 0:
            at += max(0, phrase.find(change.new))
            start = source.rfind("\n", 0, at) + 1
            line = source[start:].split("\n", 1)[0]
            return SourceLocation(location, source.count("\n", 0, at) + 1, at - start + 1, line)
    return SourceLocation(location)
