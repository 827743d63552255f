"""An article by itself -> problems of house style. Changes nothing. Unpublished articles are
checked, too: a fault shows before the embargo ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from generator.check.article_types import type_problems
from generator.check.typed_by_hand import typed_twice
from generator.model.documents import Article, Document
from generator.model.headers import Status
from generator.model.problems import FieldLocation, PhraseLocation, Problem, SourceLocation, error
from generator.model.rules import EARLY_CORRECTION, EARLY_UPDATE, NO_PHOTO, NO_TEXT, STRAY_NOTICE, UNUSED_ALLOW, broken


def document_problems(document: Document, reported: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """Return the problems of one document by itself. `reported` are the problems from reading it: a
    text of which they leave nothing is not reported as missing."""
    if not isinstance(document, Article):
        return ()
    is_refused = any(isinstance(problem.where, PhraseLocation) for problem in reported)
    return tuple(each for each in _article_problems(document) if not (is_refused and each.code == NO_TEXT.code))


_OF_A_PHOTO = (
    "photo_credit", "photo_caption", "photo_alt", "file_photo", "photo_focus", "photo_rights_expire",
    "photo_credit_withheld",
)  # fmt: skip
"""The keys about the lead picture."""


def _article_problems(article: Article) -> Iterator[Problem]:
    header, location = article.header, f"content/{article.path}"
    if not article.body.words:
        yield broken(NO_TEXT, SourceLocation(location))
    if header.expires and header.expires <= header.date:
        yield error("wrong-date", "The article expires before it is published.", FieldLocation(location, "expires"),
                    "Correct one of the two, or set  status: withdrawn")  # fmt: skip
    if header.notice and header.status is not Status.WITHDRAWN and not header.expires:
        yield broken(STRAY_NOTICE, FieldLocation(location, "notice"))
    written = next((key for key in _OF_A_PHOTO if getattr(header, key)), "")
    if written and not header.photo:
        yield broken(NO_PHOTO, FieldLocation(location, written), key=written)
    if header.updated and _is_before(header.updated, header.date):
        yield broken(EARLY_UPDATE, FieldLocation(location, "updated"))
    for number, correction in enumerate(header.corrections):
        if _is_before(correction.date, header.date):
            yield broken(EARLY_CORRECTION, FieldLocation(location, f"corrections.{number}.date"))
        if not correction.text:
            yield error("missing-key", "A correction has no text.", FieldLocation(location, f"corrections.{number}"),
                        "Say what was wrong and what is right, as  text:")  # fmt: skip
    for name, _ in header.allow:  # a build leaves those out that are in use
        yield broken(UNUSED_ALLOW, FieldLocation(location, f"allow.{name}"), name=name)
    yield from typed_twice(article)
    yield from type_problems(article)


def _is_before(moment: datetime, published: datetime) -> bool:
    """Whether an instant is before another one. Midnight may stand for a day without a time: then
    only the days are compared."""
    moment = moment.astimezone(published.tzinfo)
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date() < published.date()
    return moment < published
