"""The inputs of every view in one edition. Does no work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from generator.model.dataclass import dataclass, field, replace
from generator.model.photo_files import FinishedFiles
from generator.model.settings import Language, Settings
from generator.model.views import ImageView
from generator.plan import languages
from generator.plan.urls import Address

Counterparts = tuple[tuple[str, str], ...]
"""A page in several languages: pairs of language tag and address, the site's own language first."""


@dataclass(frozen=True, slots=True)
class EditionContext:
    """An edition, for the views that are made in it.

    `settings` are those of the edition. `addresses` are those of documents with a page, by path.
    `hidden` are the files of pages that do not exist because their content is not published.
    `counterparts` are the pages in several languages, by address. The context of one article has of
    these only the answers to its questions. `recipe` is the version of the code that makes
    photographs; `finished` is as in `PlanInputs`. `logo` and `image` are pictures of the outlet."""

    settings: Settings
    address: Address
    as_of: datetime
    preview: bool
    addresses: Mapping[str, str]
    recipe: str
    hidden: frozenset[str] = frozenset()
    counterparts: Mapping[str, Counterparts] = field(default_factory=dict)
    logo: ImageView | None = None
    image: ImageView | None = None
    finished: FinishedFiles | None = None

    @property
    def language(self) -> str:
        """The language of the edition."""
        return self.settings.site.language

    @property
    def lookup_language(self) -> str:
        """The language under which the edition looks up sections and authors: "" for the site's
        own."""
        return self.settings.lookup_language(self.language)

    def at(self, place: str) -> str:
        """Return the address of a page of the edition."""
        return self.address.prefix + place

    def here(self) -> EditionContext:
        """Return the context for files whose addresses lead to a mirror itself (see `Address`)."""
        return replace(self, address=self.address.here()) if self.address.mirror else self

    def spoken(self, tag: str) -> Language:
        return self.settings.language(tag)

    def direction(self, tag: str) -> str:
        return languages.direction(self.settings.language(tag))
