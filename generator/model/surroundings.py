"""The views of what a page shows around the text of an article. As in `views`, every text is ready
to print."""

from __future__ import annotations

from generator.model.dataclass import dataclass
from generator.model.pictures import PictureView


@dataclass(frozen=True, slots=True)
class AgeView:
    """The least age of an old article: in years, or in months where the outlet calls articles old
    sooner."""

    years: int
    months: int = 0


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a series. `number` counts from 1, the oldest; `is_here` is true for the article
    that shows it."""

    number: int
    title: str
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The series of an article, which is part `number` of `count`. `parts` are those around it,
    oldest first."""

    name: str
    number: int
    count: int
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another article on the same subject, in the same language. `iso` and `date` are when it was
    published, for programs and for readers. `picture` is a small one without alternative text: the
    title beside it says the same. `type` is as in an `ArticleView`."""

    title: str
    url: str
    iso: str
    date: str
    picture: PictureView | None = None
    type: str = ""


@dataclass(frozen=True, slots=True)
class ShareView:
    """A link for sharing an article. `service` is "mail", "whatsapp", "telegram", "facebook" or
    "x"."""

    service: str
    url: str
