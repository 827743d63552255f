"""All documents -> where each picture is used: leads, figures of a text, galleries, portraits.
Opens no file. Drafts and other unpublished stories count too, and are marked: the report is for
editors, not for readers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime, tzinfo

from generator.model.dataclass import dataclass
from generator.model.documents import Article, Author, StaticPage, TextDocument
from generator.model.headers import PhotoReference, Status
from generator.model.photo_places import Place, PlacedPhoto, photos_of
from generator.model.problems import Location
from generator.plan.site.lookup import photo_candidates
from generator.plan.site.published import why_unpublished

AT_REST = frozenset({"draft", "withdrawn", "expired"})
"""A document with one of these marks is seen by nobody, and no date will publish it."""


@dataclass(frozen=True, slots=True)
class Use:
    """One picture in one place.

    `picture` is the path of its file, "" when there is none. `story` is the path of the article
    that this one translates, or of the document itself. `day` is the local date of an article.
    `mark` says why it is not published (draft, embargo, future, withdrawn, expired), or is ""."""

    picture: str
    document: str
    title: str
    place: Place
    reference: PhotoReference
    where: Location
    story: str
    day: date | None
    mark: str

    @property
    def is_at_rest(self) -> bool:
        return self.mark in AT_REST


def uses(
    documents: Iterable[TextDocument], pictures: Container[str], as_of: datetime, timezone: tzinfo
) -> tuple[Use, ...]:
    """Return the uses, in the order of the documents' paths, and in each document in reading order.
    `pictures` are the paths of all existing pictures."""
    listed = sorted(documents, key=lambda document: document.path)
    originals = {document.id: document for document in listed if isinstance(document, Article)}
    return tuple(
        Use(
            picture=next((path for path in photo_candidates(photo.reference, document.path) if path in pictures), ""),
            document=document.path,
            title=_title(document),
            place=photo.place,
            reference=photo.reference,
            where=photo.where,
            story=_original(document, originals).path,
            day=document.header.date.astimezone(timezone).date() if isinstance(document, Article) else None,
            mark=_mark(document, as_of),
        )
        for document in listed
        for photo in sorted(photos_of(document), key=_in_reading_order)
    )


def _in_reading_order(photo: PlacedPhoto) -> bool:
    """Return the key for sorting: a gallery comes after the text."""
    return photo.place is Place.GALLERY


def _title(document: TextDocument) -> str:
    return document.header.name if isinstance(document, Author) else document.header.title or document.id


def _original(document: TextDocument, by_id: Mapping[str, Article]) -> TextDocument:
    """Return the original of a translation, through several steps if need be; two that name each
    other are one story."""
    passed = {document.path: document}
    while isinstance(document, Article) and (original := by_id.get(document.header.translation_of)):
        if original.path in passed:
            return passed[min(passed)]
        document = passed[original.path] = original
    return document


def _mark(document: TextDocument, as_of: datetime) -> str:
    match document:
        case Article():
            return why_unpublished(document.header, as_of) or ""
        case StaticPage() if document.header.status is not Status.PUBLISHED:
            return document.header.status
        case _:
            return ""
