"""Host rules -> the file `_headers`, which Netlify and Cloudflare Pages read in the root of a site.

Where two patterns fit an address, Cloudflare joins the values of a header and Netlify takes that of the
narrower one. So no two patterns here give the same header, but for a page with a policy of its own:
there a line with an exclamation mark takes the other policy away at Cloudflare; Netlify reports that
line, and does without. That is why pages have no Cache-Control: both hosts let a
browser ask for them each time, unless a pattern says otherwise (as of 2026). It is also why all
other pages have one policy, which allows what the page to search on needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.hosting import POLICY, HostRules


def headers_file(rules: HostRules) -> str:
    """Return the text of the file."""
    return "".join(f"{line}\n" for line in _lines(rules))


def _lines(rules: HostRules) -> Iterator[str]:
    yield f"{rules.base}/*"
    for name, value in ((POLICY, rules.widest), *rules.headers):
        yield f"  {name}: {value}"
    for folder in rules.hashed:
        yield f"{folder}*"
        yield f"  Cache-Control: {rules.immutable}"
    for each in rules.own_policies:
        for page in each.pages:
            yield f"{page}*"
            yield f"  ! {POLICY}"
            yield f"  {POLICY}: {each.policy}"
