"""What every view is made with. Does nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.model.settings import Settings
from generator.plan.urls import Address


@dataclass(frozen=True, slots=True)
class Desk:
    """`addresses` are those of the documents that have a page, by path; `hidden` the files of the pages that are missing
    because they are not out; the desk of one article has of these only what the article asks for. `recipe` names the
    encoder of photographs."""

    settings: Settings
    address: Address
    as_of: datetime
    preview: bool
    addresses: Mapping[str, str]
    recipe: str
    hidden: frozenset[str] = frozenset()

    @property
    def language(self) -> str:
        return self.settings.site.language
