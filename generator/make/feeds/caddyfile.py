"""Host rules and old addresses -> a snippet for Caddy, to import into a site block: headers, times
in caches, pages for errors, old addresses. Names and the root are for the Caddyfile itself."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from generator.model.hosting import POLICY, HostRules
from generator.model.outputs import OldAddresses

_HEAD = """\
# Headers, times in caches, pages for errors and old addresses, for Caddy 2. Made by “python build.py hosting --format caddy”;
# import it into the block of the site, which has its name and  root * /var/www/courier
"""

_HIDDEN = ".dateline-manifest.json .nojekyll _headers _redirects"
"""The files that are for hosts and for builds. An error would send what its address names."""


def caddyfile(rules: HostRules, addresses: OldAddresses) -> str:
    """Return the text of the snippet. Old addresses with a query, and those with signs that Caddy
    gives a meaning, keep their page that leads on."""
    return _HEAD + "".join(f"{line}\n" for line in _lines(rules, addresses))


def _lines(rules: HostRules, addresses: OldAddresses) -> Iterator[str]:
    yield "header {"
    for name, value in rules.headers:
        yield f"\t{name} {_quoted(value)}"
    yield "}"
    yield from _policies(rules)
    hashed = " ".join(_quoted(f"{folder}*") for folder in rules.hashed)
    yield "@dateline_hashed {"
    yield f"\tpath {hashed}"
    yield "\tfile {path}"
    yield "}"
    yield f"@dateline_passing not path {hashed}"
    yield f"header @dateline_hashed Cache-Control {_quoted(rules.immutable)}"
    yield f"header @dateline_passing Cache-Control {_quoted(rules.passing)}"
    for old, new in addresses.moved:
        if _is_plain(old):
            yield f"redir {_quoted(unquote(old))} {_quoted(new)} 301"
    for old in addresses.gone:
        if _is_plain(old):
            yield f"error {_quoted(unquote(old))} 410"
    yield "encode gzip"
    yield from _file_server(rules)
    yield "handle_errors {"
    yield "\t@dateline_withdrawn {"
    yield "\t\texpression {http.error.status_code} == 410"
    yield "\t\tfile {path} {path}/index.html"
    yield "\t}"
    yield "\trewrite @dateline_withdrawn {http.matchers.file.relative}"
    for number, (folder, page) in enumerate(rules.not_found, 1):
        yield f"\t@dateline_not_found_{number} {{"
        yield f"\t\tpath {_quoted(f'{folder}*')}"
        yield "\t\tnot file {path} {path}/index.html"
        yield "\t}"
        yield f"\trewrite @dateline_not_found_{number} {_quoted(page)}"
    yield from _file_server(rules)
    yield "}"


def _file_server(rules: HostRules) -> Iterator[str]:
    yield "file_server {"
    yield f"\thide {_HIDDEN}"
    if rules.precompressed:
        yield f"\tprecompressed {' '.join(sorted(rules.precompressed))}"
    yield "}"


def _policies(rules: HostRules) -> Iterator[str]:
    """Yield the policy of each page: every matcher leaves out the pages of the others."""
    policies = (*rules.policies, *rules.own_policies)
    yield "@dateline_policy {"
    for each in policies:
        yield f"\tnot path {_paths(each.pages)}"
    yield "\tpath *"
    yield "}"
    yield f"header @dateline_policy {POLICY} {_quoted(rules.policy)}"
    for number, each in enumerate(policies, 1):
        yield f"@dateline_policy_{number} path {_paths(each.pages)}"
        yield f"header @dateline_policy_{number} {POLICY} {_quoted(each.policy)}"


def _paths(pages: tuple[str, ...]) -> str:
    return " ".join(_quoted(unquote(page) + file) for page in pages for file in ("", "index.html"))


def _is_plain(address: str) -> bool:
    return not any(sign in unquote(address) for sign in '?*{}"`\\')


def _quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
