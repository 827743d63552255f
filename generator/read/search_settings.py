"""The tables [search] and [ping] of content/site.toml -> their settings, with a problem for every
fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from generator.model.problems import Problem
from generator.model.regex import regex
from generator.model.search_settings import PingSettings, SearchSettings
from generator.model.settings import is_web_address
from generator.read.setting_problems import placeholder_problems, typed_table, wrong_value

_SITE_SEARCH = 'Write for instance site_search = "https://duckduckgo.com/?q={query}&sites={host}".'
_KEY = regex(r"[A-Za-z0-9-]{8,128}")
"""A key of IndexNow."""


def search_settings(values: dict[str, Any], problems: list[Problem]) -> SearchSettings:
    search: SearchSettings | None = typed_table(SearchSettings, values, "search.", problems)
    if search and search.site_search:
        problems += _site_search_problems(search.site_search)
    return search or SearchSettings()


def _site_search_problems(pattern: str) -> Iterator[Problem]:
    """Yield the problems of the address of a search engine. A form without script can only put the
    words of a reader into a parameter of their own."""
    key = "search.site_search"
    unknown = list(placeholder_problems(key, pattern, ("query", "host")))
    yield from unknown
    if unknown:
        return
    base, _, query = pattern.partition("?")
    if "#" in pattern or not is_web_address(base):
        yield wrong_value(key, f"“{pattern}” is no address of a search engine.", _SITE_SEARCH)
    elif [value for _, value in parse_qsl(query)].count("{query}") != 1 or pattern.count("{query}") != 1:
        message = "The words of a reader need a parameter of their own in the address of the search engine."
        yield wrong_value(
            key, message, f"{_SITE_SEARCH} Where the engine wants site:… in the same words, choose another."
        )


def ping_settings(values: dict[str, Any], problems: list[Problem]) -> PingSettings:
    ping: PingSettings | None = typed_table(PingSettings, values, "ping.", problems)
    if ping is None:
        return PingSettings()
    usual = {"hub": "https://pubsubhubbub.appspot.com/", "indexnow_endpoint": PingSettings().indexnow_endpoint}
    for name, example in usual.items():
        if (address := getattr(ping, name)) and not _is_endpoint(address):
            message = f"“{address}” is no address to which a change could be told."
            problems.append(wrong_value(f"ping.{name}", message, f'Write for instance {name} = "{example}".'))
    if ping.indexnow_key and not _KEY.fullmatch(ping.indexnow_key):
        message = "A key of IndexNow has 8 to 128 letters of ASCII, digits and hyphens."
        hint = 'Make one:  python -c "import secrets; print(secrets.token_hex(16))"'
        problems.append(wrong_value("ping.indexnow_key", message, hint))
    return ping


def _is_endpoint(address: str) -> bool:
    return is_web_address(address.partition("?")[0]) and not urlsplit(address).fragment
