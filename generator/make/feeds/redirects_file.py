"""Old addresses -> the file `_redirects`, which Netlify, Cloudflare Pages and GitLab Pages read in the
root of a site. One line each: the old address, the new one, the status.

Netlify sends its own file for an address that has one, unless the status ends in "!". The others
skip such lines, and lines of more than three words. So a redirect has two lines, and each host takes
the one that it understands. Only Netlify knows queries and the statuses 410 and 404 (as of 2026);
Cloudflare finds the nearest 404.html by itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.outputs import OldAddresses
from generator.model.regex import regex

_PAIR = regex(r"[^=&:*]+=[^=&:*]+")
"""A key and its value, without the signs that stand for any value."""


def redirects_file(addresses: OldAddresses) -> str:
    """Return the text of the file. Queries that are not pairs of key and value are left out: the
    format cannot have them."""
    return "".join(f"{line}\n" for line in _lines(addresses))


def _lines(addresses: OldAddresses) -> Iterator[str]:
    for old, new in addresses.moved:
        path, mark, query = old.partition("?")
        if not mark:
            yield f"{old} {new} 301!"
            yield f"{old} {new} 301"
        elif all(map(_PAIR.fullmatch, pairs := query.split("&"))):
            yield f"{path} {' '.join(pairs)} {new} 301!"
    for page in addresses.gone:
        yield f"{page} {page} 410!"
    for folder, page in addresses.not_found:
        yield f"{folder}* {page} 404"
