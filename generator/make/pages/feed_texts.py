"""The entries of a feed of whole texts -> their HTML, through a layout, in the language of each. All
addresses in it are absolute. Reads no file but layouts."""

from __future__ import annotations

import re

from generator.make.pages.layouts import Layouts, environment
from generator.make.pages.render import failed_layout
from generator.model.outputs import DataOutput, Failed, Feed, FeedEntry
from generator.model.regex import regex
from generator.model.web_addresses import server_of

_ADDRESS = regex(r'(?<=[ \n])(?P<name>href|src)="(?P<address>(?:/(?!/)|#)[^"]*)"')
"""An address from the root of the server, or a part of the page. In texts every quotation mark is
escaped."""


def printed_texts(layouts: Layouts, output: DataOutput, feed: Feed) -> tuple[str, ...] | Failed:
    """Return the text of each entry, "" for one without. `output` is the file of the feed. Never
    raises."""
    try:
        return tuple(_printed(layouts, output.layout, entry) for entry in feed.loaded)
    except Exception as fault:  # a layout can raise anything
        return failed_layout(layouts, output, fault)


def _printed(layouts: Layouts, layout: str, entry: FeedEntry) -> str:
    if entry.text is None:
        return ""
    template = environment(layouts, entry.text.lang).get_template(layout)
    return _with_absolute_addresses(template.render({entry.text.NAME: entry.text}).strip(), entry.url)


def _with_absolute_addresses(html: str, url: str) -> str:
    """Return the HTML of a text whose page is at an absolute address."""
    server = server_of(url)

    def absolute(match: re.Match[str]) -> str:
        address = match["address"]
        return f'{match["name"]}="{url if address.startswith("#") else server}{address}"'

    return _ADDRESS.sub(absolute, html)
