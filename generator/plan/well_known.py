"""The settings -> the files that programs look for at fixed addresses, as values. They depend on no
article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from generator.model.dataclass import replace
from generator.model.hosting import RightsFile, TextFile
from generator.model.outputs import DataOutput
from generator.model.settings import Settings
from generator.model.site import Emblem, Site
from generator.model.well_known import (
    ADS,
    DATA_TRAINING,
    HUMANS,
    MANIFEST,
    NO_JEKYLL,
    RIGHTS,
    RSL_USES,
    SECURITY,
    TRUST,
    WARNED_BEFORE,
)
from generator.plan import urls
from generator.plan.languages import direction

_ICON = "favicon.svg"


def well_known_files(
    settings: Settings,
    editions: Iterable[str],
    assets: Mapping[str, str],
    logo: Emblem | None,
    address: urls.Address,
) -> Iterator[DataOutput]:
    """Yield the files of a site with these editions, by their language tags. `assets` gives the
    output path of each asset by its name. `address` is that of the site or of the mirror."""
    asked = settings.well_known
    tags = tuple(editions)
    texts = {
        SECURITY: tuple(_security(settings, tags, address)) if asked.security_contact else (),
        TRUST: tuple(_trust(settings)),
        ADS: asked.ads,
        HUMANS: asked.humans,
    }
    for url, lines in texts.items():
        if lines:
            yield DataOutput(urls.output_path(url), TextFile(lines))
    if asked.nojekyll:
        yield DataOutput(urls.output_path(NO_JEKYLL), TextFile(()))
    if settings.licence.is_set:
        yield DataOutput(urls.output_path(RIGHTS), _rights(settings, address))
    if asked.manifest:
        for tag in tags:
            url = settings.prefix(tag) + MANIFEST
            yield DataOutput(urls.output_path(url), _manifest(settings, tag, address, assets, logo))


def _security(settings: Settings, editions: tuple[str, ...], address: urls.Address) -> Iterator[str]:
    asked = settings.well_known
    yield from (f"Contact: {each}" for each in asked.security_contact)
    if asked.security_expires:
        yield f"Expires: {asked.security_expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    yield f"Preferred-Languages: {', '.join(editions)}"
    yield f"Canonical: {address.canonical(SECURITY)}"
    if asked.security_policy:
        yield f"Policy: {asked.security_policy}"


def _trust(settings: Settings) -> Iterator[str]:
    """Yield the lines of the outlet, its accounts elsewhere, and what the licence says of models."""
    asked, ai = settings.well_known, settings.licence.ai
    if not (asked.trust or ai):
        return
    yield from asked.trust
    yield from (line for each in settings.site.social if (line := f"social={each.url}") not in asked.trust)
    if ai:
        yield f"{DATA_TRAINING}={'yes' if ai == 'allow' else 'no'}"


def _rights(settings: Settings, address: urls.Address) -> RightsFile:
    permitted, prohibited = RSL_USES.get(settings.licence.ai, ((), ()))
    site = settings.site
    return RightsFile(
        url=address.href("/"),
        permitted=permitted,
        prohibited=prohibited,
        licence=settings.licence.text,
        owner=site.copyright or site.organisation or site.name,
        contact=settings.licence.contact,
    )


def _manifest(
    settings: Settings, tag: str, address: urls.Address, assets: Mapping[str, str], logo: Emblem | None
) -> TextFile:
    site = settings.of_edition(tag).site if settings.languages else settings.site
    home = address.href(f"{settings.prefix(tag)}/")
    icons = []
    if _ICON in assets:
        icons.append({"src": address.href(f"/{assets[_ICON]}"), "sizes": "any", "type": "image/svg+xml"})
    if logo:
        size = f"{logo.width}x{logo.height}"
        icons.append({"src": address.href(f"/{logo.path}"), "sizes": size, "type": "image/png"})
    said = {
        "id": home,
        "name": site.name,
        "description": site.description,
        "lang": tag,
        "dir": direction(settings.language(tag)) or "ltr",
        "start_url": home,
        "scope": home,
        "display": "browser",
        "icons": icons,
    }
    return TextFile((json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=1),))


def with_security_turn(site: Site, settings: Settings) -> Site:
    """Return a site that is checked again when there is something new to say of security.txt."""
    turns = [each.timestamp() for each in security_turns(settings) if each > site.as_of]
    return replace(site, valid_until=min(site.valid_until, *turns)) if turns else site


def security_turns(settings: Settings) -> tuple[datetime, ...]:
    """Return the instants at which the outlet is warned that security.txt ends, and at which it
    does."""
    ends = settings.well_known.security_expires
    return (ends - WARNED_BEFORE, ends) if ends else ()
