"""A document and its pictures -> what is wrong with them: with what an editor says of each, and with each for the use it is put
to. Here, and not where the other rules of house style are, because it takes both: what is embedded in a picture stands in
for what an editor left out, and may contradict what he wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from generator.model.documents import Article, Picture, TextDocument
from generator.model.headers import PhotoReference
from generator.model.photo_places import photos_of
from generator.model.problems import FieldLocation, Location, PhraseLocation, Problem
from generator.model.rules import RULES
from generator.model.settings import Language, PhotoSettings
from generator.model.site import Photograph, References
from generator.plan.dates import day_name
from generator.plan.photos.figures import caption_of, credit_of, is_old, is_withdrawn
from generator.plan.photos.variants import SEARCH_WIDTH
from generator.plan.site.lookup import is_outside

_WORD = re.compile(r"\w\w+")

_BEGINNING = 4
"""Letters of a word by which two captions are compared: endings and little words do not count."""

_CAPTION_IN_TEXT = '![alt](file.jpg "Here.")'

_LONGEST_QUOTE = 120
"""Characters."""

_COMPARABLE = 2
"""Words of that length; with fewer, a caption says too little to contradict another one."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A picture where it is used. `location` is that of the document; `key` is how its fields are called there ("photo",
    "photos.0"), "" in a text. `is_in_own_language` where the document is in that of the site."""

    reference: PhotoReference
    picture: Picture | None
    location: str
    key: str
    is_in_own_language: bool

    @property
    def name(self) -> str:
        return self.reference.photo

    def at(self, field: str, written: object) -> Location:
        """Where a field stands, if it was written, or else the name of the file."""
        if not self.key:
            return PhraseLocation(self.location, self.reference.photo)
        in_list = self.key != "photo"
        if written:
            return FieldLocation(self.location, f"{self.key}.{field}" if in_list else _HEADER_KEYS[field])
        return FieldLocation(self.location, f"{self.key}.photo" if in_list else "photo")

    def advice(self, field: str, value: str, in_text: str) -> str:
        """How a field is written here; `in_text` is how that is done in a text."""
        if not self.key:
            return in_text
        return f"{field if self.key != 'photo' else _HEADER_KEYS[field]}: {value}"


_HEADER_KEYS = {
    "alt": "photo_alt",
    "caption": "photo_caption",
    "credit": "photo_credit",
    "file_photo": "file_photo",
    "rights_expire": "photo_rights_expire",
}
"""What the fields of the picture in a header are called."""


def photo_problems(
    document: TextDocument, references: References, photos: PhotoSettings, day: date | None, as_of: datetime
) -> tuple[Problem, ...]:
    """`references` are those of the document; `day` is that of the article, if it is one."""
    is_article = isinstance(document, Article)
    return tuple(
        problem
        for use in _uses(document, references)
        for problem in (
            *_missing(use, needs_caption=is_article),
            *(_unfit(use, Photograph(use.picture, use.reference), photos, day, as_of) if use.picture else ()),
        )
    )


def _uses(document: TextDocument, references: References) -> Iterator[_Use]:
    location, is_in_own_language = f"content/{document.path}", not document.header.lang
    for reference, _, key, _ in photos_of(document):
        yield _Use(reference, references.pictures.get(reference.photo), location, key, is_in_own_language)


def _missing(use: _Use, *, needs_caption: bool) -> Iterator[Problem]:
    """Of a picture that there is not, too, so that all is told at once; but its caption and credit may stand in its file,
    and whether they do will be seen once it is there."""
    reference = use.reference
    photograph = Photograph(use.picture, reference) if use.picture else None
    if not use.key and is_outside(reference.photo):
        return  # it is to be written anew, and the hint says how
    if not reference.alt:
        yield _problem(
            "photo-alt", f"The photo {use.name} has no alternative text: blind readers would not know what it shows.",
            use.at("alt", reference.alt),
            f"Say in a sentence what can be seen:  {use.advice('alt', '…', '![here](file.jpg)')}",
        )  # fmt: skip
    if photograph is None:
        return
    if not credit_of(photograph):
        in_text = '{credit="Name/Agency"}'
        behind = "" if use.key else ", behind the picture"
        yield _problem(
            "photo-credit", f"The photo {use.name} has no credit.", use.at("credit", reference.credit),
            f"Name who made it{behind}:  {use.advice('credit', 'Name/Agency', in_text)}",
        )  # fmt: skip
    if needs_caption and not caption_of(photograph):
        yield _problem(
            "photo-caption", f"The photo {use.name} has no caption.", use.at("caption", reference.caption),
            f"Say who or what it shows, where and when:  {use.advice('caption', '…', _CAPTION_IN_TEXT)}",
        )  # fmt: skip


def _unfit(
    use: _Use, photograph: Photograph, photos: PhotoSettings, day: date | None, as_of: datetime
) -> Iterator[Problem]:
    reference, picture = use.reference, photograph.picture
    if is_withdrawn(reference, as_of):
        yield _problem(
            "expired-photo", f"The right to show the photo {use.name} has ended: readers see a note in its place.",
            use.at("rights_expire", reference.rights_expire), "Choose another picture, or correct the date.",
        )  # fmt: skip
        return
    embedded = tuple(filter(None, (picture.rights.creator, picture.rights.credit)))
    if reference.credit and embedded and not agree(reference.credit, embedded):
        yield _problem(
            "other-credit",
            f"The photo {use.name} is credited to “{reference.credit}” here, and in its file to “{'/'.join(embedded)}”.",
            use.at("credit", reference.credit), "Correct the one that is wrong.",
        )  # fmt: skip
    # Only in the site's own language, which is most likely that of the photographers, too.
    said = f"{reference.caption} {reference.alt}" if reference.caption and use.is_in_own_language else ""
    if is_about_something_else(said, picture.caption):
        yield _problem(
            "other-caption",
            f"What is said of the photo {use.name} has not a word in common with the caption in its file: "
            f"“{_shortened(picture.caption)}”",
            use.at("caption", reference.caption),
            "Make sure that it is the right picture, and that caption and alternative text tell what it shows.",
        )  # fmt: skip
    if day and picture.created and reference.file_photo is None and is_old(photograph, day, photos.old_after_days):
        yield _problem(
            "old-photo",
            f"The photo {use.name} was taken on {day_name(picture.created, Language('en'))}, {(day - picture.created).days} days "
            "before the article: it is shown as a file photo.",
            use.at("file_photo", None),
            f"Say so:  {use.advice('file_photo', 'true', '{file_photo}')}  or, if it is none, "
            f" {use.advice('file_photo', 'false', '{file_photo=false}')}",
        )  # fmt: skip
    if picture.misread[0]:
        word, right = picture.misread
        shown = f"it is shown as “{right}”" if right else "what nobody can read is left out"
        yield _problem(
            "misread-photo", f"In the notes of the photo {use.name}, “{word}” stands in a wrong encoding: {shown}.",
            use.at("caption", reference.caption), f"Correct it in the file, or write it here:  {use.advice('caption', '…', _CAPTION_IN_TEXT)}",
        )  # fmt: skip
    if picture.chromes > 1:
        yield _problem(
            "animated-photo", f"The photo {use.name} moves; readers see only its first frame.",
            use.at("photo", None), "Save the frame that should be seen as a picture of its own.",
        )  # fmt: skip
    least = min(SEARCH_WIDTH, photos.widths[-1])
    if use.key == "photo" and day and picture.width < least:
        yield _problem(
            "small-photo",
            f"The photo {use.name} is only {picture.width} pixels wide: as the lead of an article it looks blurred, and "
            "search engines leave it out.",
            use.at("photo", None), f"Ask for a larger one, of {least} pixels or more. It is never enlarged.",
        )  # fmt: skip


def _shortened(caption: str) -> str:
    return caption if len(caption) <= _LONGEST_QUOTE else caption[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"


def is_about_something_else(written: str, embedded: str) -> bool:
    """Whether what an editor says of a picture, caption and alternative text, and the caption in its file have not one word in
    common. Forgiving: every editor rewrites what an agency sends, and nearly all keep a name, a place or what can be seen;
    so this is mostly a picture that was taken for another one."""
    own, others = (
        frozenset(word[:_BEGINNING] for word in _words(text) if len(word) >= _BEGINNING) for text in (written, embedded)
    )
    if min(len(own), len(others)) < _COMPARABLE or _incomparable(own, others):
        return False
    return not own & others


def agree(written: str, embedded: tuple[str, ...]) -> bool:
    """Whether a credit line can be that of a picture whose file names these. Forgiving: case, accents, order and initials do
    not count, nor does a name that only one of the two gives. Of “Name/Agency” each part must be known where the file
    gives both a creator and a credit."""
    parts = [part for part in written.split("/") if _words(part)]
    known = [words for each in embedded if (words := _words(each))]
    meant = [any(words & own or _incomparable(words, own) for own in known) for words in map(_words, parts)]
    return (all if len(known) > 1 else any)(meant) if meant and known else True


def _words(text: str) -> frozenset[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(_WORD.findall("".join(sign for sign in decomposed if not unicodedata.combining(sign))))


def _incomparable(words: frozenset[str], others: frozenset[str]) -> bool:
    """A name in Arabic letters and one in Latin ones may be the same."""
    return all(map(str.isascii, words)) != all(map(str.isascii, others))


def _problem(code: str, message: str, where: Location, hint: str) -> Problem:
    return Problem(code, RULES[code], message, where, hint)
