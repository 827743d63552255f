"""A document -> all pictures that it names, with the place of each. Opens no picture and resolves no
name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from generator.model.documents import Article, Author, TextDocument
from generator.model.headers import PhotoReference
from generator.model.problems import FieldLocation, Location, PhraseLocation


class Place(StrEnum):
    """The place of a picture in a document."""

    LEAD = "lead photo"
    FIGURE = "in the text"
    GALLERY = "in the gallery"
    PORTRAIT = "portrait"


class PlacedPhoto(NamedTuple):
    """A picture as a document names it. `key` is the key of its fields: "photo" in a header,
    "photos.0" and so on in a gallery, "" in a text. `where` is the location of its file's name."""

    reference: PhotoReference
    place: Place
    key: str
    where: Location


def photos_of(document: TextDocument) -> Iterator[PlacedPhoto]:
    """Yield the lead of an article or the portrait of an author, the gallery, and the figures of the
    text, in this order."""
    location = f"content/{document.path}"
    if isinstance(document, Article) and (lead := document.header.lead_photo):
        yield PlacedPhoto(lead, Place.LEAD, "photo", FieldLocation(location, "photo"))
    if isinstance(document, Author) and (portrait := document.header.portrait):
        yield PlacedPhoto(portrait, Place.PORTRAIT, "photo", FieldLocation(location, "photo"))
    for number, photo in enumerate(document.header.photos if isinstance(document, Article) else ()):
        key = f"photos.{number}"
        yield PlacedPhoto(photo, Place.GALLERY, key, FieldLocation(location, f"{key}.photo"))
    for figure in document.body.figures:
        yield PlacedPhoto(figure, Place.FIGURE, "", PhraseLocation(location, figure.photo))
