"""An article -> links by which readers share it: plain addresses with its title and its own
address. No script, no counter, no picture from another server. Sends nothing."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from generator.model.surroundings import ShareView

_PATTERNS = {
    "mail": "mailto:?subject={title}&body={url}",
    "whatsapp": "https://wa.me/?text={title}%20{url}",
    "telegram": "https://t.me/share/url?url={url}&text={title}",
    "facebook": "https://www.facebook.com/sharer/sharer.php?u={url}",
    "x": "https://x.com/intent/post?text={title}&url={url}",
}


def share_links(services: Iterable[str], title: str, url: str) -> tuple[ShareView, ...]:
    """Return the links. `url` is absolute. A space is %20, never `+`, which stays a plus in mail.
    Letters of other scripts are not encoded, as the URL standard of browsers allows: encoded, each
    would take three times the space, in four links a page."""
    said = {"title": "".join(map(_encoded, title)), "url": quote(url, safe="")}
    return tuple(ShareView(service, _PATTERNS[service].format(**said)) for service in services)


def _encoded(sign: str) -> str:
    return sign if sign.isalnum() else quote(sign, safe="")
