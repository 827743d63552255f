"""An article -> the link to the outlet's comment form, with the article's id, title and URL. Sends
nothing."""

from __future__ import annotations

from urllib.parse import quote

LONGEST = 2000
"""The longest link in characters: some mail programs and form services cut longer ones."""


def form_link(pattern: str, *, id: str, title: str, url: str, lang: str, date: str) -> str:
    """Return `pattern` with its placeholders filled in.

    Every reserved character is percent-encoded (RFC 3986). A space is %20, never `+`, which stays a
    plus after `#` and in mailto links. Only the title is shortened, by whole letters, to keep the
    link under `LONGEST`; an Arabic letter takes six characters."""
    fixed = {
        "id": quote(id, safe=""),
        "url": quote(url, safe=""),
        "lang": quote(lang, safe=""),
        "date": quote(date, safe=""),
    }
    whole = pattern.format(title=quote(title, safe=""), **fixed)
    if len(whole) < LONGEST:
        return whole
    room = LONGEST - 1 - len(pattern.format(title="", **fixed))
    room = room // max(pattern.count("{title}"), 1) - len(quote("…"))
    shortened = ""
    for letter in title:
        encoded = quote(letter, safe="")
        if len(encoded) > room - len(shortened):
            break
        shortened += encoded
    return pattern.format(title=shortened + quote("…") if shortened else "", **fixed)
