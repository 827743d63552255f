"""`python build.py hosting`: what a web server needs besides the files of the site: headers, times
in caches, pages for errors, old addresses. Builds nothing.

For Caddy the list has the addresses that are gone without a notice. So it is never a file of the
site, where readers could fetch it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.commands.options import command_parser
from generator.commands.server_text import EPILOG, PlannedSite, add_options, hand_out

_DESCRIPTION = "Prints the configuration of a web server for the site: headers, times in caches, pages for errors."


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("hosting", _DESCRIPTION, EPILOG)
    add_options(parser, formats=("nginx", "caddy", "headers"))
    options = parser.parse_args(arguments)
    from generator.make.feeds.caddyfile import caddyfile
    from generator.make.feeds.headers_file import headers_file
    from generator.make.feeds.nginx_server import nginx_server
    from generator.plan.hosting import host_rules
    from generator.plan.redirects import server_addresses
    from generator.plan.urls import Address

    def text_of(site: PlannedSite) -> str:
        about = site.settings.site
        rules = host_rules(site.settings, site.plan.chromes, Address(about.url, about.base_path))
        if options.format == "nginx":
            return nginx_server(rules)
        if options.format == "headers":
            return headers_file(rules)
        return caddyfile(rules, server_addresses(site.plan.site, site.settings, site.paths))

    return hand_out(options, text_of)
