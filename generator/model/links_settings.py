"""The settings of the check of links that lead out of the site. No build asks for them."""

from __future__ import annotations

from generator.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class LinksSettings:
    """How links that lead out of the site are checked. With `archived`, a dead one gets the address of
    an archived copy, which `archive` is asked for: an address of the availability API of the Internet
    Archive. Addresses that begin with one of `ignore` are not asked."""

    archived: bool = False
    archive: str = "https://archive.org/wayback/available"
    ignore: tuple[str, ...] = ()
