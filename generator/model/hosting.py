"""What web servers, hosts and programs are told of the site, and the settings for that. Knows no server's
format; make/feeds has one module for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from generator.model.dataclass import dataclass

POLICY = "Content-Security-Policy"
"""The name of its header."""

DIRECTIVES = {
    "default-src": "'none'",
    "img-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
"""The Content Security Policy (Level 3) that every page of the layouts keeps."""

MORE_DIRECTIVES = (
    "script-src",
    "connect-src",
    "media-src",
    "frame-src",
    "child-src",
    "object-src",
    "worker-src",
    "style-src-elem",
    "style-src-attr",
    "script-src-elem",
    "script-src-attr",
)
"""Other directives that settings may name. Without a setting, `default-src` stands for them."""

ENDINGS = {"gzip": ".gz", "br": ".br"}
"""What is added to the name of a file, by its content coding of HTTP (IANA's registry)."""

Sources = Annotated[tuple[tuple[str, str], ...], "sources"]
"""Pairs of a directive and the sources that it allows besides its own, with spaces between them."""


@dataclass(frozen=True, slots=True)
class HostingSettings:
    """What hosts are told. With `headers`, the site has a file `_headers`. Browsers ask for pages
    and feeds again after `max_age` seconds. For `hsts_days` they ask for them by https alone; 0
    days say nothing. `sources` add to the Content Security Policy. `precompressed` are the content
    codings in which each text lies beside itself."""

    headers: bool = False
    max_age: int = 60
    hsts_days: int = 365
    permissions: str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    referrer: str = "strict-origin-when-cross-origin"
    sources: Sources = ()
    precompressed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePolicy:
    """The Content Security Policy of some pages. `pages` are their addresses; one that begins with
    an asterisk stands for all that end in the rest."""

    pages: tuple[str, ...]
    policy: str


@dataclass(frozen=True, slots=True)
class HostRules:
    """What a server does with the files of a site, once for all servers.

    `base` is the folder of the site's address, "/paper" or "". `headers` are those of every answer,
    also of errors. So is `policy`, a Content Security Policy, but for the pages in `policies`, which
    need more; `widest` allows what any page needs, for hosts that have one policy for all. `own_policies`
    are those of pages that need so much that no other page may have it. Files in the folders `hashed`
    never change, and get the header Cache-Control `immutable`; all others get `passing`. `not_found` are pairs of a folder and its page for an
    address without a file, that of the whole site last. All folders and addresses are from the
    server's root, percent-encoded. `precompressed` are the codings in which texts lie beside
    themselves."""

    base: str
    headers: tuple[tuple[str, str], ...]
    policy: str
    policies: tuple[PagePolicy, ...]
    widest: str
    precompressed: tuple[str, ...]
    hashed: tuple[str, ...]
    immutable: str
    passing: str
    not_found: tuple[tuple[str, str], ...]
    own_policies: tuple[PagePolicy, ...] = ()


@dataclass(frozen=True, slots=True)
class TextFile:
    """A plain text, by lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RightsFile:
    """rsl.xml (RSL 1.0): what may be done with everything below `url`. `permitted` and `prohibited`
    are words of its vocabulary for usage; `licence` and `contact` are addresses, or ""."""

    url: str
    permitted: tuple[str, ...]
    prohibited: tuple[str, ...]
    licence: str
    owner: str
    contact: str


def policy_of(sources: Sources, *, is_secure: bool) -> str:
    """Return the Content Security Policy with additional sources. `is_secure` is for a site on
    https."""
    allowed = {directive: value.split() for directive, value in DIRECTIVES.items()}
    for directive, added in sources:
        own = allowed.get(directive, allowed["default-src"] if directive in MORE_DIRECTIVES else [])
        before = [] if own == ["'none'"] else own
        allowed[directive] = list(dict.fromkeys([*before, *added.split()]))
    return own_policy({directive: " ".join(values) for directive, values in allowed.items()}, is_secure=is_secure)


def own_policy(allowed: Mapping[str, str], *, is_secure: bool) -> str:
    """Return the Content Security Policy of these directives, each with its sources."""
    parts = [f"{directive} {value}" for directive, value in allowed.items()]
    return "; ".join([*parts, "upgrade-insecure-requests"] if is_secure else parts)
