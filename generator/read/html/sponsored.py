"""The text of a sponsored article -> the same with `rel="sponsored"` on every link that leads out of
the site. Search engines ask for that where somebody paid for a link: they then take it for no
advice of the outlet. Links to documents of ours are no text yet, and stay as they are."""

from __future__ import annotations

from generator.model.documents import BodyPart
from generator.model.regex import regex

_LINK = regex(r'<a (?=[^<]*?href="(?i:https?:)?//)')
"""The beginning of a link to another host: in attributes, the allow-list writes < as &lt;."""


def with_sponsored_links(parts: tuple[BodyPart, ...]) -> tuple[BodyPart, ...]:
    return tuple(_LINK.sub('<a rel="sponsored" ', part) if isinstance(part, str) else part for part in parts)
