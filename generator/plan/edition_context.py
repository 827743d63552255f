"""The inputs of every view in one edition. Does no work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.model.photo_files import FinishedFiles
from generator.model.settings import Language, Settings
from generator.model.views import ImageView
from generator.plan import languages
from generator.plan.urls import Address

Counterparts = tuple[tuple[str, str], ...]
"""A page in several languages: pairs of language tag and address, the site's own language first."""


@dataclass(frozen=True, slots=True)
class EditionContext:
    """`settings` are those of the edition. `addresses` are those of the documents that have a page, by path; `hidden` the
    files of the pages that are missing because they are not out; `counterparts` the pages that are there in other
    languages, too, by address. The desk of one article has of these only what the article asks for. `recipe` is the
    version of what makes photographs, `finished` as in `PlanInputs`; `logo` and `image` stand for the outlet."""

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

    def spoken(self, tag: str) -> Language:
        return self.settings.language(tag)

    def direction(self, tag: str) -> str:
        return languages.direction(self.settings.language(tag))
