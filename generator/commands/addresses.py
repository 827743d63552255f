"""`python build.py addresses`: the old addresses of the site, and those that are gone, for a web
server. Builds nothing.

The list names articles that are gone without a notice. So it is never a file of the site, where
readers could fetch it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.commands.options import command_parser
from generator.commands.server_text import EPILOG, PlannedSite, add_options, hand_out
from generator.model.outputs import OldAddresses

_DESCRIPTION = (
    "Lists old addresses and those that are gone, for the web server: moved ones get the status 301, gone ones 410."
)


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("addresses", _DESCRIPTION, EPILOG)
    add_options(parser, formats=("nginx", "json"))
    options = parser.parse_args(arguments)
    from generator.make.feeds.nginx_map import nginx_map
    from generator.plan.redirects import server_addresses

    def text_of(site: PlannedSite) -> str:
        addresses = server_addresses(site.plan.site, site.settings, site.paths)
        return nginx_map(addresses) if options.format == "nginx" else _json(addresses)

    return hand_out(options, text_of)


def _json(addresses: OldAddresses) -> str:
    listed = {"moved": dict(addresses.moved), "gone": addresses.gone}
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
