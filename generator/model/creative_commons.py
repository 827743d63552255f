"""The licences of Creative Commons, by their addresses (https://creativecommons.org/licenses/)."""

from __future__ import annotations

from generator.model.dataclass import dataclass
from generator.model.regex import regex

_ADDRESS = regex(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(?P<terms>[a-z-]+)(?:/(?P<version>[\d.]+))?|publicdomain/(?P<kind>[a-z-]+))"
)


@dataclass(frozen=True, slots=True)
class CreativeCommons:
    """A licence, or a work without rights. `name` is what readers call it, "CC BY-NC 4.0"; "" where
    the address does not say enough. `is_noncommercial` says that it forbids commercial use."""

    name: str
    is_noncommercial: bool


def creative_commons(address: str) -> CreativeCommons | None:
    """Return what an address says; None for one of another licence."""
    found = _ADDRESS.match(address)
    if not found:
        return None
    if found["kind"]:
        return CreativeCommons("CC0" if found["kind"] == "zero" else "", False)
    name = f"CC {found['terms'].upper()} {found['version']}" if found["version"] else ""
    return CreativeCommons(name, "nc" in found["terms"].split("-"))
