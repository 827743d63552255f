"""Host rules -> a file for nginx, to include in a block server: headers, times in caches, pages for
errors, old addresses. Names and certificates are for the server's own configuration.

nginx takes the headers of a block only where an inner block has none of its own. So the file has
no inner block for pages; variables decide instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.model.hosting import POLICY, HostRules

_HEAD = """\
# Headers, times in caches and pages for errors, for nginx. Made by “python build.py hosting”; include it in the block server,
# which has listen, server_name, root and the certificates. The block http includes the maps of “python build.py addresses”.
"""

_TEXTS = "text/css text/plain text/xml application/json application/feed+json application/rss+xml application/xml"
"""Besides text/html, which is always one."""

_HIDDEN = r"""location ~ "/(?:\.(?!well-known/)|_(?:headers|redirects)$)" { return 404; }"""


def nginx_server(rules: HostRules) -> str:
    """Return the text of the file."""
    return _HEAD + "".join(f"{line}\n" for line in _lines(rules))


def _lines(rules: HostRules) -> Iterator[str]:
    yield "charset utf-8;"
    yield f"charset_types {_TEXTS};"
    yield "index index.html;"
    yield "absolute_redirect off;"
    yield "server_tokens off;"
    yield "gzip on;"
    yield "gzip_vary on;"
    if "gzip" in rules.precompressed:
        yield "gzip_static on;"
    if "br" in rules.precompressed:
        yield "# The module of the next line: apt-get install libnginx-mod-http-brotli-static"
        yield "brotli_static on;"
    yield f"gzip_types {_TEXTS} image/svg+xml;"
    yield f"set $dateline_policy {_quoted(rules.policy)};"
    for each in (*rules.policies, *rules.own_policies):
        yield f"if ($uri ~ {_of_pages(each.pages)}) {{ set $dateline_policy {_quoted(each.policy)}; }}"
    yield f"add_header {POLICY} $dateline_policy always;"
    for name, value in rules.headers:
        yield f"add_header {name} {_quoted(value)} always;"
    yield f"set $dateline_cache {_quoted(rules.passing)};"
    yield f"if ($uri ~ {_beginning(rules.hashed)}) {{ set $dateline_cache {_quoted(rules.immutable)}; }}"
    yield "add_header Cache-Control $dateline_cache;"
    *others, (_, page) = rules.not_found
    yield f"set $dateline_not_found {_quoted(page)};"
    for folder, other in others:
        yield f"if ($uri ~ {_beginning((folder,))}) {{ set $dateline_not_found {_quoted(other)}; }}"
    yield "error_page 404 $dateline_not_found;"
    yield "if ($dateline_moved) { return 301 $dateline_moved; }"
    yield "if ($dateline_gone) { return 410; }"
    yield "error_page 410 @gone;"
    yield "location @gone { try_files $uri ${uri}index.html $uri/index.html $dateline_not_found =410; }"
    yield _HIDDEN


def _quoted(text: str) -> str:
    """Return a text as nginx reads it. A dollar sign begins a variable, and cannot be written
    otherwise: it is percent-encoded where an address has it."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("$", "%24")
    return f'"{escaped}"'


def _beginning(folders: tuple[str, ...]) -> str:
    """Return a pattern of addresses in these folders. nginx compares decoded addresses."""
    names = "|".join(re.escape(unquote(folder)) for folder in folders)
    return _pattern(f"^(?:{names})")


def _of_pages(pages: tuple[str, ...]) -> str:
    """Return a pattern of these pages; an asterisk before one stands for anything. nginx asks again
    when it has found the file in a folder."""
    names = "|".join(".*" * page.startswith("*") + re.escape(unquote(page.removeprefix("*"))) for page in pages)
    return _pattern(rf"^(?:{names})(?:index\.html)?$")


def _pattern(text: str) -> str:
    escaped = text.replace('"', r"\"")
    return f'"{escaped}"'
