"""What a page shows round the text of an article, beside what stands in the article itself. As `views`: ready to print."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.pictures import PictureView


@dataclass(frozen=True, slots=True)
class AgeView:
    """How old an old article is, at least: in years, or, where the outlet calls it old sooner, in months."""

    years: int
    months: int = 0


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a series. `number` counts from 1, the oldest; `is_here` of the article that shows it."""

    number: int
    title: str
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The series that an article is part `number` of. `parts` are those around it, oldest first, of `count` in all."""

    name: str
    number: int
    count: int
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another article on the same subject, in the same language. `iso` and `date` are when it was published, for machines
    and for readers; `picture` is one for a small place, without a text: the title says what it would."""

    title: str
    url: str
    iso: str
    date: str
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True)
class ShareView:
    """A link by which a reader passes an article on. `service` is "mail", "whatsapp", "telegram", "facebook" or "x"."""

    service: str
    url: str
