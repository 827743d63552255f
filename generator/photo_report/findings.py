"""All pictures and their uses -> findings for a picture editor, with advice. Each rule is a
function in `RULES`. Opens no file and prints nothing: findings are values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from generator.check.photos import agree
from generator.model.dataclass import dataclass, replace
from generator.model.documents import BrokenPicture, Picture
from generator.model.photo_places import Place
from generator.model.settings import PhotoSettings
from generator.model.site import Photograph
from generator.photo_report.likeness import alike
from generator.photo_report.uses import Use
from generator.plan.photos.figures import GENERATED

SOON = timedelta(days=30)
"""Rights that end within this time are reported: long enough to extend them, or to find another
picture."""

MOST_BYTES = 12_000_000
"""A photograph of 24 megapixels is smaller as a JPEG of quality 90. Every copy of the newsroom
contains the large file for ever."""

TIMES_AS_WIDE = 4
"""An original that is wider than the widest variant by more than this factor adds nothing to any
page."""


class Kind(StrEnum):
    """The kinds of findings, the most serious first; the report is in this order."""

    BROKEN = "broken"
    EXPIRED = "expired-rights"
    EXPIRING = "expiring-rights"
    UNEVEN = "uneven-rights"
    NO_CREDIT = "no-credit"
    OTHER_CREDIT = "other-credit"
    OLD = "unlabelled-old"
    GENERATED = "generated"
    SMALL = "too-small"
    ALIKE = "look-alike"
    COPIES = "copies"
    REUSED = "reused"
    LARGE = "oversized"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `picture` is the path of its file, or as an editor wrote it when there is no such file. `others`
    are the paths of equal or similar pictures; `uses` are those that it is about. `message`
    continues the picture's name; `advice` is a sentence. `is_grave` means that it stops a build."""

    kind: Kind
    picture: str
    message: str
    advice: str
    uses: tuple[Use, ...] = ()
    others: tuple[str, ...] = ()
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """The pictures and their uses. `pictures` are by path, with their `sizes` in bytes. `uses` may
    be of pictures that do not exist. `doubtful` are the paths of pictures that may be used, by a
    document that cannot be read."""

    pictures: Mapping[str, Picture | BrokenPicture]
    sizes: Mapping[str, int]
    uses: tuple[Use, ...]
    doubtful: frozenset[str]
    settings: PhotoSettings
    as_of: datetime

    def photograph(self, use: Use) -> Photograph | None:
        """Return the picture of a use; None when it does not exist or is broken."""
        picture = self.pictures.get(use.picture)
        return Photograph(picture, use.reference) if isinstance(picture, Picture) else None

    def photographs(self) -> Iterator[tuple[Use, Photograph]]:
        """Yield all uses of pictures that can be read."""
        for use in self.uses:
            if photograph := self.photograph(use):
                yield use, photograph

    def whole(self) -> list[Picture]:
        return [self.pictures[path] for path in sorted(self.pictures) if isinstance(self.pictures[path], Picture)]  # type: ignore[misc]

    def by_picture(self) -> dict[str, tuple[Use, ...]]:
        """The uses of each picture that is used, by its path."""
        found: dict[str, list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.picture, []).append(use)
        return {path: tuple(those) for path, those in found.items()}


def findings(collection: Collection) -> tuple[Finding, ...]:
    """Return the findings by kind, the most serious first; within a kind by picture, then in the
    order of the documents. Findings on one picture with the same words become one finding, with all
    its uses."""
    found: dict[tuple[object, ...], Finding] = {}
    for each in (each for rule in RULES for each in rule(collection)):
        said = (each.kind, each.picture, each.message, each.advice, each.others)
        same = found.get(said)
        found[said] = (
            replace(same, uses=same.uses + each.uses, is_grave=same.is_grave or each.is_grave) if same else each
        )
    order = {kind: number for number, kind in enumerate(Kind)}
    return tuple(sorted(found.values(), key=lambda each: (order[each.kind], not each.is_grave, each.picture)))


def _broken(collection: Collection) -> Iterator[Finding]:
    by_picture = collection.by_picture()
    for path in sorted(collection.pictures):
        picture = collection.pictures[path]
        if isinstance(picture, BrokenPicture):
            uses = by_picture.get(path, ())
            grave = any(not use.is_at_rest for use in uses)
            yield Finding(Kind.BROKEN, path, f"cannot be used: {picture.fault}", picture.hint, uses, is_grave=grave)
    for use in collection.uses:
        if not use.picture:
            advice = "Copy it beside the article or into content/photos/, or correct the name."
            yield Finding(
                Kind.BROKEN, use.reference.photo, "is not there.", advice, (use,), is_grave=not use.is_at_rest
            )


def _rights(collection: Collection) -> Iterator[Finding]:
    for use, _ in collection.photographs():
        end = use.reference.rights_expire
        if end is None:
            continue
        day = f"{end:%Y-%m-%d}"
        if use.reference.is_withdrawn(collection.as_of):
            advice = "Put another picture in its place, or write the new end if the rights were renewed."
            yield Finding(Kind.EXPIRED, use.picture, f"may not be shown since {day}.", advice, (use,))
        elif use.reference.is_withdrawn(collection.as_of + SOON):
            advice = "It goes by itself on that day: renew the rights, or look for another picture."
            yield Finding(Kind.EXPIRING, use.picture, f"may not be shown from {day} on.", advice, (use,))


def _uneven_rights(collection: Collection) -> Iterator[Finding]:
    """Yield pictures whose rights end in one article, and not in another."""
    for paths, uses in _by_content(collection):
        ends = {use.reference.rights_expire for use in uses}
        known = sorted(end for end in ends if end)
        if known and len(ends) > 1:
            days = " or ".join(dict.fromkeys(f"{end:%Y-%m-%d}" for end in known))
            others = tuple(use for use in uses if use.reference.rights_expire != known[0])
            advice = f"Say the same in all of them. {_how(others[0], 'rights_expire', f'{known[0]:%Y-%m-%d}')}"
            message = f"has rights that end ({days}), and here they end at another time or never."
            yield Finding(Kind.UNEVEN, paths[0], message, advice, others)


def _no_credit(collection: Collection) -> Iterator[Finding]:
    for use, photograph in collection.photographs():
        if not photograph.credit:
            advice = f"Find out who made it. {_how(use, 'credit', 'Name/Agency')}"
            yield Finding(Kind.NO_CREDIT, use.picture, "has no credit, neither here nor in its file.", advice, (use,))


def _other_credit(collection: Collection) -> Iterator[Finding]:
    for use, photograph in collection.photographs():
        written, rights = use.reference.credit, photograph.picture.rights
        embedded = tuple(said for said in dict.fromkeys((rights.creator, rights.credit)) if said)
        if written and embedded and not agree(written, embedded):
            quoted = " and ".join(f"“{said}”" for said in embedded)
            message = f"is credited to “{written}”, but its file says {quoted}."
            yield Finding(
                Kind.OTHER_CREDIT, use.picture, message, "Find out who is right, and correct the other.", (use,)
            )


def _old(collection: Collection) -> Iterator[Finding]:
    for use, photograph in collection.photographs():
        created, days = photograph.picture.created, collection.settings.old_after_days
        if use.day and created and use.reference.file_photo is None and photograph.is_old(use.day, days):
            message = f"was taken on {created}, {(use.day - created).days:,} days before the story, and nobody said so."
            advice = f"Say whether it is from the archive. {_how_file_photo(use)}"
            yield Finding(Kind.OLD, use.picture, message, advice, (use,))


def _generated(collection: Collection) -> Iterator[Finding]:
    by_picture = collection.by_picture()
    for picture in collection.whole():
        if did := GENERATED.get(picture.source_type):
            message = f"was {did} with artificial intelligence, says its file ({picture.source_type})."
            advice = "Readers are told so. Make sure that it may be printed, and that the caption misleads nobody."
            yield Finding(Kind.GENERATED, picture.path, message, advice, by_picture.get(picture.path, ()))


def _small(collection: Collection) -> Iterator[Finding]:
    least = collection.settings.least_lead
    for use, photograph in collection.photographs():
        picture = photograph.picture
        if use.place is Place.LEAD and use.day and picture.width < least:
            message = f"has {picture.width} × {picture.height} pixels; a lead photo needs {least} in width."
            advice = "Ask for the original: pictures are never enlarged, and search engines leave out smaller ones."
            yield Finding(Kind.SMALL, use.picture, message, advice, (use,))


def _large(collection: Collection) -> Iterator[Finding]:
    widest = max(collection.settings.widths)
    for picture in collection.whole():
        size = collection.sizes.get(picture.path, 0)
        is_wide = not collection.settings.full_size and picture.width > TIMES_AS_WIDE * widest
        if size > MOST_BYTES or is_wide:
            message = (
                f"has {picture.width} × {picture.height} pixels and {size / 1e6:,.1f} MB; {widest} pixels are shown."
            )
            advice = f"Keep the original elsewhere, and save it here as JPEG with {2 * widest} pixels in width."
            yield Finding(Kind.LARGE, picture.path, message, advice)


def _copies(collection: Collection) -> Iterator[Finding]:
    for paths, uses in _by_content(collection):
        if len(paths) > 1:
            advice = "Keep one of the files, in content/photos/, and name that everywhere."
            yield Finding(Kind.COPIES, paths[0], "lies here more than once, to the last byte.", advice, uses, paths[1:])


def _reused(collection: Collection) -> Iterator[Finding]:
    for paths, uses in _by_content(collection):
        shown = tuple(use for use in uses if use.day)
        stories = {use.story for use in shown}
        if len(stories) > 1:
            message = f"is shown in {len(stories)} stories."
            advice = "Say  file_photo  where it does not show the news itself, or look for another picture."
            yield Finding(Kind.REUSED, paths[0], message, advice, shown)


def _alike(collection: Collection) -> Iterator[Finding]:
    by_picture = collection.by_picture()
    first = {picture.digest: picture for picture in reversed(collection.whole())}
    for paths in alike(first.values()):
        message = "looks like another picture, or like others."
        advice = "If it is the same photograph, keep the best file and name that everywhere."
        uses = tuple(use for path in paths for use in by_picture.get(path, ()))
        yield Finding(Kind.ALIKE, paths[0], message, advice, uses, paths[1:])


def _unused(collection: Collection) -> Iterator[Finding]:
    used = collection.by_picture().keys() | collection.doubtful
    for picture in collection.whole():
        if picture.path not in used:
            size = collection.sizes.get(picture.path, 0)
            message = f"is used by no document ({size / 1e6:,.1f} MB)."
            yield Finding(Kind.UNUSED, picture.path, message, "Use it, or delete the file: git remembers it.")


RULES: tuple[Callable[[Collection], Iterable[Finding]], ...] = (
    _broken,
    _rights,
    _uneven_rights,
    _no_credit,
    _other_credit,
    _old,
    _generated,
    _small,
    _alike,
    _copies,
    _reused,
    _large,
    _unused,
)


def _by_content(collection: Collection) -> Iterator[tuple[tuple[str, ...], tuple[Use, ...]]]:
    """Yield the paths of files with the same bytes, and the uses of all of them; sorted by the
    first path."""
    paths: dict[str, list[str]] = {}
    for picture in collection.whole():
        paths.setdefault(picture.digest, []).append(picture.path)
    uses: dict[str, list[Use]] = {}
    for use, photograph in collection.photographs():
        uses.setdefault(photograph.picture.digest, []).append(use)
    for digest, same in paths.items():
        yield tuple(same), tuple(uses.get(digest, ()))


def _how(use: Use, key: str, value: str) -> str:
    """Return the text to write where the picture is used."""
    match use.place:
        case Place.FIGURE:
            return f'Write  {{{key}="{value}"}}  behind the picture.'
        case Place.GALLERY:
            return f"Write  {key}: {value}  in its entry of the gallery."
        case _:
            return f"Write  photo_{key}: {value}"


def _how_file_photo(use: Use) -> str:
    if use.place is Place.FIGURE:
        return "Write  {file_photo}  or  {file_photo=false}  behind the picture."
    entry = " in its entry of the gallery" if use.place is Place.GALLERY else ""
    return f"Write  file_photo: true  or  file_photo: false {entry}".rstrip() + ("." if entry else "")
