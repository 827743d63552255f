"""The settings -> what hosts and web servers are told of the site: headers, times in caches, the
page for an address without a file. Knows no server's format, and depends on no article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from generator.model.admin_settings import ADMIN, admin_policy
from generator.model.hosting import HostRules, PagePolicy, Sources, policy_of
from generator.model.outputs import DataOutput
from generator.model.search_settings import search_policy
from generator.model.settings import Settings
from generator.plan import urls

HEADERS_FILE = "_headers"
"""The file that Netlify and Cloudflare Pages read in the root of a site."""

HASHED = ("/assets/", "/files/", "/photos/")
"""Folders of files whose names have the digest of their bytes."""

_COPYING: Sources = (("script-src", "'self'"),)
"""What the page needs from which others copy an article: the script of its buttons."""

_YEAR = 31_536_000
_DAY = 86_400


def host_rules(settings: Settings, editions: Iterable[str], address: urls.Address) -> HostRules:
    """Return the rules of a site with these editions, by their language tags. `address` is that of
    the site or of the mirror: an onion service without https must not be asked for by https."""
    hosting, is_secure = settings.hosting, address.here().site.startswith("https://")
    more = _more_sources(settings, editions, address)

    def policy(*sources: Sources) -> str:
        return policy_of((*chain.from_iterable(sources), *hosting.sources), is_secure=is_secure)

    headers = []
    if is_secure and hosting.hsts_days:
        headers.append(("Strict-Transport-Security", f"max-age={hosting.hsts_days * _DAY}"))
    headers += [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", hosting.referrer),
        ("Permissions-Policy", hosting.permissions),
    ]
    return HostRules(
        base=address.base,
        headers=tuple(each for each in headers if each[1]),
        policy=policy(),
        policies=tuple(PagePolicy(pages, policy(sources)) for pages, sources in more),
        widest=policy(*(sources for _, sources in more)),
        precompressed=hosting.precompressed,
        hashed=tuple(map(address.href, HASHED)),
        immutable=f"public, max-age={_YEAR}, immutable",
        passing=f"public, max-age={hosting.max_age}",
        not_found=not_found_pages(settings, editions, address),
        own_policies=(PagePolicy((address.href(ADMIN),), admin_policy(settings.admin, is_secure=is_secure)),)
        if settings.admin.is_on and not address.mirror
        else (),
    )


def _more_sources(
    settings: Settings, editions: Iterable[str], address: urls.Address
) -> tuple[tuple[tuple[str, ...], Sources], ...]:
    """Return the pages with a script or a form, each with what it needs of a policy."""
    found = []
    if settings.search.is_on:
        places = sorted(f"{settings.prefix(tag)}{urls.SEARCH}" for tag in editions)
        searching = search_policy(settings.search).items()
        sources = tuple((directive, " ".join(allowed)) for directive, allowed in searching)
        found.append((tuple(map(address.href, places)), sources))
    if settings.republish:
        found.append((("*" + urls.republish_url(""),), _COPYING))
    return tuple(found)


def not_found_pages(settings: Settings, editions: Iterable[str], address: urls.Address) -> tuple[tuple[str, str], ...]:
    """Return pairs of a folder and its page for addresses without a file; that of the whole site
    comes last."""
    prefixes = sorted({settings.prefix(tag) for tag in editions} | {""}, reverse=True)
    return tuple((address.href(f"{each}/"), address.href(each + urls.NOT_FOUND)) for each in prefixes)


def told_pages(settings: Settings, editions: Iterable[str], address: urls.Address) -> tuple[tuple[str, str], ...]:
    """Return `not_found_pages` for the file `_redirects`, without that of the whole site, which
    hosts find by its name; none unless the outlet asks for files for hosts."""
    return not_found_pages(settings, editions, address)[:-1] if settings.hosting.headers else ()


def headers_file(settings: Settings, editions: Iterable[str], address: urls.Address) -> Iterator[DataOutput]:
    """Yield the file for hosts that read one in the site itself, if the outlet asks for it."""
    if settings.hosting.headers:
        yield DataOutput(HEADERS_FILE, host_rules(settings, editions, address))
