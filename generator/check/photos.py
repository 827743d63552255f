"""A document and its pictures -> problems: of the editor's text about each picture, and of each
picture for its use. Embedded metadata replaces a text that an editor left out, and may contradict
one that is there. Changes nothing and opens no file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime

from generator.check.captions import caption_problems
from generator.model.dataclass import dataclass
from generator.model.documents import Article, Picture, TextDocument
from generator.model.headers import PhotoReference
from generator.model.photo_places import photos_of
from generator.model.problems import FieldLocation, Location, PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import (
    ANIMATED_PHOTO,
    EXPIRED_PHOTO,
    MISREAD_PHOTO,
    OLD_PHOTO,
    OTHER_CAPTION,
    OTHER_CREDIT,
    PHOTO_ALT,
    PHOTO_CAPTION,
    PHOTO_CREDIT,
    SMALL_PHOTO,
    broken,
)
from generator.model.settings import PhotoSettings, Settings
from generator.model.site import Photograph, References

_ABSOLUTE = regex(r"/|\\|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*://")
_WORD = regex(r"\w\w+")

_BEGINNING = 4
"""Letters of a word by which two captions are compared: endings and short words do not count."""

_CAPTION_IN_TEXT = '![alt](file.jpg "Here.")'

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_LONGEST_QUOTE = 120
"""Characters."""

_COMPARABLE = 2
"""Words of that length; with fewer, a caption says too little to contradict another one."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A picture where it is used. `location` is that of the document. `key` is the prefix of its
    fields ("photo", "photos.0"), "" in a text. `is_in_own_language` says that the document is in
    that of the site."""

    reference: PhotoReference
    picture: Picture | None
    location: str
    key: str
    is_in_own_language: bool

    @property
    def name(self) -> str:
        return self.reference.photo

    def at(self, field: str, written: object) -> Location:
        """Return the place of a field, if it was written, else that of the file's name."""
        if not self.key:
            return PhraseLocation(self.location, self.reference.photo)
        in_list = self.key != "photo"
        if written:
            return FieldLocation(self.location, f"{self.key}.{field}" if in_list else _HEADER_KEYS[field])
        return FieldLocation(self.location, f"{self.key}.photo" if in_list else "photo")

    def advice(self, field: str, value: str, in_text: str) -> str:
        """Return how to write a field here; `in_text` is how to do it in a text."""
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
"""The keys in a header for the fields of its picture."""


def photo_problems(
    document: TextDocument, references: References, settings: Settings, day: date | None, as_of: datetime
) -> tuple[Problem, ...]:
    """Return the problems of a document's pictures. `references` are those of the document; `day`
    is that of the article, if it is one."""
    is_article = isinstance(document, Article)
    photos, own = settings.photos, document.header.lang in ("", settings.own_language)
    return tuple(
        problem
        for use in _uses(document, references, is_in_own_language=own)
        for problem in (
            *_missing(use, needs_caption=is_article),
            *caption_problems(use.reference, use.at),
            *(_unfit(use, Photograph(use.picture, use.reference), photos, day, as_of) if use.picture else ()),
        )
    )


def _uses(document: TextDocument, references: References, *, is_in_own_language: bool) -> Iterator[_Use]:
    location = f"content/{document.path}"
    for reference, _, key, _ in photos_of(document):
        photograph = references.photograph(reference)
        picture = photograph.picture if photograph else None
        yield _Use(reference, picture, location, key, is_in_own_language)


def _missing(use: _Use, *, needs_caption: bool) -> Iterator[Problem]:
    """Yield missing texts, also of a picture that does not exist, so that all is reported at once.
    Its caption and credit may be embedded in its file; this shows once the file is there."""
    reference = use.reference
    photograph = Photograph(use.picture, reference) if use.picture else None
    if not use.key and is_outside(reference.photo):
        return  # it has to be written again, and the hint says how
    if not reference.alt:
        advice = use.advice("alt", "…", "![here](file.jpg)")
        yield broken(PHOTO_ALT, use.at("alt", reference.alt), name=use.name, advice=advice)
    if photograph is None:
        return
    if not photograph.credit and not (reference.credit_withheld or photograph.picture.is_withheld):
        behind = "" if use.key else ", behind the picture"
        advice = use.advice("credit", "Name/Agency", '{credit="Name/Agency"}')
        yield broken(PHOTO_CREDIT, use.at("credit", reference.credit), name=use.name, behind=behind, advice=advice)
    if needs_caption and not photograph.caption:
        advice = use.advice("caption", "…", _CAPTION_IN_TEXT)
        yield broken(PHOTO_CAPTION, use.at("caption", reference.caption), name=use.name, advice=advice)


def _unfit(
    use: _Use, photograph: Photograph, photos: PhotoSettings, day: date | None, as_of: datetime
) -> Iterator[Problem]:
    reference, picture = use.reference, photograph.picture
    if reference.is_withdrawn(as_of):
        yield broken(EXPIRED_PHOTO, use.at("rights_expire", reference.rights_expire), name=use.name)
        return
    embedded = tuple(filter(None, (picture.rights.creator, picture.rights.credit)))
    if reference.credit and embedded and not agree(reference.credit, embedded):
        where, others = use.at("credit", reference.credit), "/".join(embedded)
        yield broken(OTHER_CREDIT, where, name=use.name, credit=reference.credit, embedded=others)
    # Only in the site's own language, which is probably that of the photographers, too.
    said = f"{reference.caption} {reference.alt}" if reference.caption and use.is_in_own_language else ""
    if is_about_something_else(said, picture.caption):
        where = use.at("caption", reference.caption)
        yield broken(OTHER_CAPTION, where, name=use.name, embedded=_shortened(picture.caption))
    if day and picture.created and reference.file_photo is None and photograph.is_old(day, photos.old_after_days):
        yield broken(
            OLD_PHOTO,
            use.at("file_photo", None),
            name=use.name,
            day=_in_english(picture.created),
            days=(day - picture.created).days,
            yes=use.advice("file_photo", "true", "{file_photo}"),
            no=use.advice("file_photo", "false", "{file_photo=false}"),
        )
    if picture.misread[0]:
        word, right = picture.misread
        shown = f"it is shown as “{right}”" if right else "what nobody can read is left out"
        where, advice = use.at("caption", reference.caption), use.advice("caption", "…", _CAPTION_IN_TEXT)
        yield broken(MISREAD_PHOTO, where, name=use.name, word=word, shown=shown, advice=advice)
    if picture.frames > 1:
        yield broken(ANIMATED_PHOTO, use.at("photo", None), name=use.name)
    if use.key == "photo" and day and picture.width < photos.least_lead:
        where = use.at("photo", None)
        yield broken(SMALL_PHOTO, where, name=use.name, width=picture.width, least=photos.least_lead)


def _in_english(day: date) -> str:
    """Return “November 19, 2026”."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def is_outside(src: str) -> bool:
    """Whether a picture is named by an address of the web or of a machine, not of the content
    folder."""
    return bool(_ABSOLUTE.match(unicodedata.normalize("NFC", src)))


def _shortened(caption: str) -> str:
    return caption if len(caption) <= _LONGEST_QUOTE else caption[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"


def is_about_something_else(written: str, embedded: str) -> bool:
    """Whether an editor's caption and alternative text have no word in common with the embedded
    caption. Editors rewrite the captions of agencies, but nearly all keep a name or a place: so
    this is mostly the wrong picture."""
    own, others = (
        frozenset(word[:_BEGINNING] for word in _words(text) if len(word) >= _BEGINNING) for text in (written, embedded)
    )
    if min(len(own), len(others)) < _COMPARABLE or _incomparable(own, others):
        return False
    return not own & others


def agree(written: str, embedded: tuple[str, ...]) -> bool:
    """Whether a credit line can be that of a picture with these embedded names. Case, accents,
    order and initials do not count, nor does a name that only one of the two has. Of “Name/Agency”
    each part must be known where the file has both a creator and a credit."""
    parts = [part for part in written.split("/") if _words(part)]
    known = [words for each in embedded if (words := _words(each))]
    meant = [any(words & own or _incomparable(words, own) for own in known) for words in map(_words, parts)]
    return (all if len(known) > 1 else any)(meant) if meant and known else True


def _words(text: str) -> frozenset[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(_WORD.findall("".join(sign for sign in decomposed if not unicodedata.combining(sign))))


def _incomparable(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two names are in different scripts: one in Arabic letters and one in Latin ones may
    be the same."""
    return all(map(str.isascii, words)) != all(map(str.isascii, others))
