"""A document in a folder of `[withheld]` in site.toml -> the document as if each of its pictures had
`credit_withheld: true`."""

from __future__ import annotations

from typing import Any, TypeVar

from generator.model.dataclass import replace
from generator.model.documents import BodyFigure, BodyPart
from generator.model.headers import ArticleHeader, AuthorHeader, PhotoReference

H = TypeVar("H")


def without_creators(header: H) -> H:
    """Return a header whose pictures have no creators."""
    own: Any = header
    if isinstance(header, ArticleHeader):
        return replace(own, photo_credit_withheld=bool(own.photo), photos=tuple(map(_withheld, own.photos)))  # type: ignore[no-any-return]
    return replace(own, photo_credit_withheld=bool(own.photo)) if isinstance(header, AuthorHeader) else header


def without_creator(part: BodyPart) -> BodyPart:
    """Return a part of a body; if it is a picture, without its creator."""
    return BodyFigure(_withheld(part.photo)) if isinstance(part, BodyFigure) else part


def _withheld(photo: PhotoReference) -> PhotoReference:
    return replace(photo, credit_withheld=True)
