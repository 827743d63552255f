"""The lite edition: small pages beside those of the site, below /lite/. Which pages have one, at
which address, and in which layout. The address alone decides: so a link to a lite page can be made
from any link to a page, and leads to a page that is there."""

from __future__ import annotations

from collections.abc import Container, Iterable

from generator.model.dataclass import dataclass

LITE = "/lite"
"""The folder of the lite edition, below the base path of the site."""

LITE_LAYOUTS = {
    name: f"lite/{name}"
    for name in (
        "article.html", "corrections.html", "home.html", "listing.html", "masthead.html", "page.html",
        "people.html", "policy.html", "redirect.html", "withdrawal.html",
    )
}  # fmt: skip
"""The layout of the lite page by that of the full one."""

LITE_SHEET = "lite.css"
"""The style sheet of the lite edition: a file of assets/, published only with it."""

_WITHOUT = frozenset({"tags", "archive", "search"})
"""First folders of pages without a lite one: a site has thousands of topics, the months of an archive
have no limit to their size, and the search needs a script."""
_REPUBLISH = "/republish/"
"""The end of the address of a page to copy from, which only other outlets need."""


@dataclass(frozen=True, slots=True)
class LiteSettings:
    """The settings of the lite edition."""

    enabled: bool = False


def lite_address(address: str, prefixes: Container[str]) -> str:
    """Return the address of the lite page beside a page; "" if there is none. Both are without the
    site's base path. `prefixes` are those of the editions ("/ckb")."""
    first, _, rest = address[1:].partition("/")
    if f"/{first}" in prefixes:
        first = rest.partition("/")[0]
    if first in _WITHOUT or address.endswith(_REPUBLISH):
        return ""
    is_page = address.endswith("/") or (address.endswith(".html") and not address.endswith("/404.html"))
    return LITE + address if is_page and not address.startswith("//") else ""


def lite_href(href: str, lite: str, fronts: Iterable[str]) -> str:
    """Return the address of the lite page beside the page at `href`; "" if there is none. Both are
    relative to the server's root, with the base path. `lite` is the address of the folder of the
    lite edition, "" where it is off; `fronts` are the addresses of the fronts of all editions."""
    base = lite.removesuffix(LITE)
    inside = href.removeprefix(base)
    if not lite or not href.startswith(f"{base}/") or inside.startswith(f"{LITE}/"):
        return ""
    address = lite_address(inside, {front.removeprefix(base).rstrip("/") for front in fronts})
    return base + address if address else ""


def is_lite(layout: str) -> bool:
    """Whether a layout is that of a lite page."""
    return layout.startswith("lite/")
