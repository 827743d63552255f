"""What a layout sees of an article that stands whole in a feed."""

from __future__ import annotations

from typing import ClassVar

from generator.model.dataclass import dataclass
from generator.model.views import BodyView, CorrectionView, FigureView


@dataclass(frozen=True, slots=True)
class FeedTextView:
    """The text of an article for a feed. Addresses in it may be relative: they are made absolute
    when it is printed. `dateline_end` stands behind a dateline; `digits` are those of the language,
    "" for ASCII digits."""

    NAME: ClassVar = "text"

    key_points: tuple[str, ...]
    body: BodyView
    gallery: tuple[FigureView, ...]
    corrections: tuple[CorrectionView, ...]
    dateline_end: str
    lang: str
    dir: str
    digits: str
