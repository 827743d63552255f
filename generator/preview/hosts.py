"""Who may read the preview: requests under the names of this machine, and pages of the preview
itself.

A page of the web can have its domain lead to this machine (DNS rebinding). Its requests then name
that domain as their host, so they are refused. No answer may be shown, or loaded, by a page of
another origin."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler

_EVERYBODY = ("0.0.0.0", "::", "")

REFUSED = "The preview shows drafts, so it answers only by the name it was started with."


def named(host: str) -> str:
    """Return a host as a browser on this machine writes it."""
    if host in _EVERYBODY:
        return "localhost"
    return f"[{host}]" if ":" in host else host


def is_here_alone(sockets: Iterable[socket.socket]) -> bool:
    return all(ip_address(each.getsockname()[0]).is_loopback for each in sockets)


def hosts_of(host: str, address: str) -> frozenset[str]:
    """Return the host names under which the preview answers, besides IP addresses. `address` is
    where the preview is."""
    own = {urlsplit(address).hostname or "", host.lower(), "localhost"}
    return frozenset(own | {socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"})


def check_request(request: HTTPServerRequest, hosts: frozenset[str]) -> None:
    """Raise HTTPError for an unknown host name, and for what a page of another site wants to load.
    An IP address is safe: no domain can claim it."""
    name = request.host_name.strip("[]").lower()
    try:
        ip_address(name)
    except ValueError:
        if name not in hosts:
            raise HTTPError(403) from None
    site, mode = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Sec-Fetch-Mode", "")
    if site in ("cross-site", "same-site") and mode != "navigate":
        raise HTTPError(403)  # a link to the preview may be followed; nothing of it may be loaded


def set_headers(handler: RequestHandler) -> None:
    """Set the headers of every answer: nothing is cached, and no other page can show it."""
    handler.set_header("Cache-Control", "no-store")
    handler.set_header("Cross-Origin-Resource-Policy", "same-origin")
    handler.set_header("Content-Security-Policy", "frame-ancestors 'self'")
    handler.set_header("X-Content-Type-Options", "nosniff")
    handler.set_header("X-Robots-Tag", "noindex, nofollow")
