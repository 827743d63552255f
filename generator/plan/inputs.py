"""The inputs of the whole plan: settings, the instant, the encoder of photographs, the pictures of
the outlet. No clock is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from generator.model.dataclass import dataclass, replace
from generator.model.photo_files import FinishedFiles
from generator.model.settings import Settings
from generator.model.site import NO_EMBLEMS, Emblem, Emblems
from generator.model.views import ImageView
from generator.model.web_addresses import path_of
from generator.plan import urls
from generator.plan.edition_context import Counterparts, EditionContext
from generator.plan.fingerprints import digest_of


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """The inputs that all stories share. `recipe` is the version of what makes photographs;
    `digest` is of all of that but the instant: for that a story knows its own turning points.

    `finished` are the photographs that a quick build need not make any more, None for one that makes whatever is wanted. It
    is no part of the digest either: whether it would make a difference, a story is asked (`has_same_photos`)."""

    settings: Settings
    recipe: str
    as_of: datetime
    preview: bool
    address: urls.Address
    emblems: Emblems
    digest: str
    finished: FinishedFiles | None = None

    def context(
        self,
        edition: str,
        addresses: Mapping[str, str],
        hidden: frozenset[str],
        counterparts: Mapping[str, Counterparts],
    ) -> EditionContext:
        """Return the context of an edition."""
        address = replace(self.address, prefix=self.settings.prefix(edition))
        settings = self.settings.of_edition(edition) if self.settings.languages else self.settings
        image = dict(self.emblems.images).get(edition)
        name = settings.site.name
        return EditionContext(
            settings, address, self.as_of, self.preview, addresses, self.recipe, hidden, counterparts,
            self._shown(self.emblems.logo, name), self._shown(image, name), self.finished,
        )  # fmt: skip

    def _shown(self, emblem: Emblem | None, name: str) -> ImageView | None:
        if emblem is None:
            return None
        return ImageView(self.address.canonical(f"/{emblem.path}"), emblem.width, emblem.height, name)


def plan_inputs(
    settings: Settings,
    recipe: str,
    as_of: datetime,
    *,
    preview: bool,
    emblems: Emblems = NO_EMBLEMS,
    finished: FinishedFiles | None = None,
    mirror: str = "",
) -> PlanInputs:
    """Return the inputs; `mirror` is the address of the mirror that is planned, "" for the site
    itself."""
    base = path_of(mirror) if mirror else settings.site.base_path
    address = urls.Address(settings.site.url, base, mirror=mirror)
    digest = digest_of(
        (
            *(settings.site, settings.comments, settings.photos, settings.languages, recipe, preview, emblems),
            *(settings.feeds, settings.partners, settings.republish, settings.search.pagefind, mirror),
        )
    )
    return PlanInputs(settings, recipe, as_of, preview, address, emblems, digest, finished)
