"""Old addresses -> three maps for nginx (ngx_http_map_module), in one file to include. The maps only
give variables: what becomes of these is for the server's own configuration, as the head of the file
says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from generator.model.outputs import OldAddresses

_HEAD = """\
# Old addresses of the site, for nginx. Made by “python build.py addresses”; include it in the block http, and write there:
#
#     map_hash_bucket_size {bucket};
#     map_hash_max_size {most};
#
# and in the block server:
#
#     if ($dateline_moved) {{ return 301 $dateline_moved; }}
#     if ($dateline_gone) {{ return 410; }}
#     error_page 410 @gone;
#     location @gone {{ try_files $uri ${{uri}}index.html $uri/index.html /404.html =410; }}
#
# The file of “python build.py hosting” has these four lines, and headers besides: include it there instead.
"""

_BESIDE_KEY = 32
"""Bytes of an entry in a hash of nginx beside its key, rather more than fewer."""


def nginx_map(addresses: OldAddresses) -> str:
    """Return the text of the file. nginx compares paths decoded, and queries as they were sent; in
    neither do capitals count."""
    moved = [(each, new) for each, new in addresses.moved if "?" not in each]
    queries = [(each, new) for each, new in addresses.moved if "?" in each]
    paths = [(path, new) for old, new in moved for path in _spellings(old)]
    gone = [(path, "1") for old in addresses.gone for path in _spellings(old)]
    keys = [old for old, _ in (*queries, *paths, *gone)]
    longest = max((len(key.encode()) for key in keys), default=0)
    head = _HEAD.format(bucket=_power(longest + _BESIDE_KEY, 128), most=_power(2 * len(keys), 2048))
    return "\n".join(
        [
            head,
            *_map("$request_uri", "$dateline_query_moved", '""', queries),
            *_map("$uri", "$dateline_moved", "$dateline_query_moved", paths),
            *_map("$uri", "$dateline_gone", '""', gone),
        ]
    )


def _spellings(address: str) -> tuple[str, ...]:
    """Return a path, decoded, with and without the slash at its end."""
    path = unquote(address)
    bare = path.rstrip("/")
    return (bare, path) if bare and bare != path else (path,)


def _map(source: str, variable: str, default: str, entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"map {source} {variable} {{"
    yield f"    default {default};"
    known = {old.lower(): f'    "{old}" "{new}";' for old, new in entries}  # nginx refuses a key that it has already
    yield from known.values()
    yield "}"
    yield ""


def _power(least: int, first: int) -> int:
    """Return `first`, doubled until it is at least `least`."""
    while first < least:
        first *= 2
    return first
