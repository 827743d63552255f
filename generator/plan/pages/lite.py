"""The pages of a site -> their lite pages, with the same views in other layouts. So a lite page
shows what the full one shows, at the same time, and changes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.lite import LITE_LAYOUTS, lite_address
from generator.model.outputs import Output, PageOutput
from generator.model.settings import Settings
from generator.plan.urls import output_path


def lite_pages(pages: Iterable[Output], settings: Settings) -> Iterator[PageOutput]:
    """Yield the lite page of each page that has one; none where the lite edition is off."""
    if not settings.lite.enabled:
        return
    prefixes = frozenset(map(settings.prefix, settings.editions))
    for page in pages:
        if not isinstance(page, PageOutput) or page.layout not in LITE_LAYOUTS:
            continue
        if address := lite_address(page.url, prefixes):
            layout = LITE_LAYOUTS[page.layout]
            yield page._replace(path=output_path(address), layout=layout, url=address, noindex=True)


def lite_addresses(addresses: Iterable[str], settings: Settings) -> set[str]:
    """Return the addresses of the lite pages beside these, whether or not there are any."""
    if not settings.lite.enabled:
        return set()
    prefixes = frozenset(map(settings.prefix, settings.editions))
    return {lite for each in addresses if (lite := lite_address(each, prefixes))}
