"""The settings of what leads readers to articles: the page on which they search, and those who are
told of changes. Reads no file."""

from __future__ import annotations

from generator.model.dataclass import dataclass
from generator.model.web_addresses import server_of


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """The page on which readers search. With `pagefind` it has an index for each language, which
    browsers search by themselves. `site_search` is the address of a search engine, for readers
    without script: one parameter of its query is {query}, and {host} stands for the site."""

    pagefind: bool = False
    site_search: str = ""

    @property
    def is_on(self) -> bool:
        """Whether there is such a page."""
        return self.pagefind or bool(self.site_search)


@dataclass(frozen=True, slots=True)
class PingSettings:
    """Whom `build.py ping` tells of changes: the WebSub `hub` that feeds name, and search engines
    by IndexNow. `indexnow_key` is published at the root of the site, as their protocol wants it."""

    hub: str = ""
    indexnow_key: str = ""
    indexnow_endpoint: str = "https://api.indexnow.org/indexnow"


def search_policy(search: SearchSettings) -> dict[str, tuple[str, ...]]:
    """Return what the page on which readers search needs of a Content Security Policy (CSP 3), by
    directive. No other page needs it."""
    form = (server_of(search.site_search),) if search.site_search else ()
    script = {"script-src": ("'self'", "'wasm-unsafe-eval'"), "connect-src": ("'self'",)} if search.pagefind else {}
    return {**script, "form-action": ("'self'", *form)}
