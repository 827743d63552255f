"""A document, and the newsroom as a whole -> what is wrong with its house style. Every rule has a code, and a severity that the outlet chooses in
`[checks]`; here each speaks with its usual one. Changes nothing, and looks at what is not out as well: a fault in an
embargoed article is to show before the embargo ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.documents import (
    Article,
    Author,
    Document,
    Page,
    PhotoReference,
    Policy,
    TextDocument,
    header_photo,
)
from generator.model.problems import FieldLocation, Location, PhraseLocation, Problem, SourceLocation, error
from generator.model.rules import RULES
from generator.model.settings import CommentsSettings
from generator.model.site import Newsroom


def document_problems(document: Document) -> tuple[Problem, ...]:
    """What is wrong with one document by itself, whatever else there is."""
    match document:
        case Article():
            return (*_article_problems(document), *_all_photo_problems(document))
        case Author() | Page():
            return _all_photo_problems(document)
        case Policy(id="comments"):
            return _all_photo_problems(document)
        case _:
            return ()


def newsroom_problems(newsroom: Newsroom, comments: CommentsSettings) -> tuple[Problem, ...]:
    """What is wrong with the newsroom as a whole."""
    if not comments.form_url or newsroom.policy:
        return ()
    return (
        error(
            "no-policy",
            "There is a comment form, but no comment policy.",
            FieldLocation("content/site.toml", "comments.form_url"),
            "Write content/policies/comments.md: what must be met for a comment to be approved, and what is not tolerated.",
        ),
    )


def _article_problems(article: Article) -> Iterator[Problem]:
    header, location = article.header, f"content/{article.path}"
    if not article.body.words:
        yield _broken("no-text", "The article has no text.", SourceLocation(location),
                      "Write it below the front matter, or set  status: draft")  # fmt: skip
    if header.expires and header.expires <= header.date:
        yield error("wrong-date", "The article expires before it is published.", FieldLocation(location, "expires"),
                    "Correct one of the two, or set  status: withdrawn")  # fmt: skip
    if not header.photo and (header.photo_alt or header.photo_caption or header.photo_credit or header.file_photo):
        key = (
            "photo_credit"
            if header.photo_credit
            else "photo_caption"
            if header.photo_caption
            else "photo_alt"
            if header.photo_alt
            else "file_photo"
        )
        yield _broken("no-photo", f"There is no photo for this “{key}”.", FieldLocation(location, key),
                      "Name the picture's file as  photo:  or delete the line.")  # fmt: skip
    for number, correction in enumerate(header.corrections):
        if not correction.text:
            yield error("missing-key", "A correction has no text.", FieldLocation(location, f"corrections.{number}"),
                        "Say what was wrong and what is right, as  text:")  # fmt: skip


def _all_photo_problems(document: TextDocument) -> tuple[Problem, ...]:
    return tuple(
        problem
        for reference, where in _photos(document, f"content/{document.path}")
        for problem in _photo_problems(reference, where, needs_caption=isinstance(document, Article))
    )


def _photos(
    document: TextDocument, location: str
) -> Iterator[tuple[PhotoReference, tuple[Location, Location, Location]]]:
    """Every picture of a document, and where its alternative text, credit and caption stand or would stand."""
    if reference := header_photo(document):
        yield (
            reference,
            (
                FieldLocation(location, "photo_alt" if reference.alt else "photo"),
                FieldLocation(location, "photo_credit" if reference.credit else "photo"),
                FieldLocation(location, "photo_caption" if reference.caption else "photo"),
            ),
        )
    for figure in document.body.figures:
        where = PhraseLocation(location, figure.src)
        yield figure, (where, where, where)


def _photo_problems(
    reference: PhotoReference, where: tuple[Location, Location, Location], *, needs_caption: bool
) -> Iterable[Problem]:
    alt, credit, caption = where
    in_header = isinstance(alt, FieldLocation)
    if not reference.alt:
        yield _broken(
            "photo-alt", f"The photo {reference.src} has no alternative text: blind readers would not know what it shows.", alt,
            "Say in a sentence what can be seen:  photo_alt: …" if in_header else "Say in a sentence what can be seen:  ![here](file.jpg)",
        )  # fmt: skip
    if not reference.credit:
        yield _broken(
            "photo-credit", f"The photo {reference.src} has no credit.", credit,
            "Name who made it:  photo_credit: Name/Agency" if in_header else 'Name who made it, behind the picture:  {credit="Name/Agency"}',
        )  # fmt: skip
    if needs_caption and not reference.caption:
        yield _broken(
            "photo-caption", f"The photo {reference.src} has no caption.", caption,
            "Say who or what it shows, where and when:  photo_caption: …" if in_header else 'Say who or what it shows, where and when:  ![alt](file.jpg "Here.")',
        )  # fmt: skip


def _broken(code: str, message: str, where: Location, hint: str) -> Problem:
    return Problem(code, RULES[code], message, where, hint)
