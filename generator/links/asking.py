"""A web address -> what its server answers. One request at a time: HEAD, and GET where a server does
not know HEAD. No text is read. Redirects are followed one by one, so that each host is looked at.

Addresses of private networks are never asked, unless the host is the site's own: a text could
otherwise make this machine knock at doors behind its firewall. The connection goes to the very
address that was looked at."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from generator import __version__
from generator.links.judging import Judged, Verdict, judged, unanswered

TIMEOUT = 15.0
"""Seconds for a connection, and for each part of an answer."""
MOST_REDIRECTS = 5
MOST_BYTES = 65_536
"""Bytes of an answer that are read where one is needed: of the archive's."""
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_NO_HEAD = (400, 403, 404, 405, 406, 501, 503)
"""Answers to HEAD after which GET is tried: some servers know no HEAD, and say so in many ways."""


class Asker(NamedTuple):
    """Who asks: the address of the outlet's site, which the server is told, and its host."""

    site: str

    @property
    def own_host(self) -> str:
        return urlsplit(self.site).hostname or ""

    @property
    def agent(self) -> str:
        return f"Mozilla/5.0 (compatible; Dateline/{__version__}; +{self.site})"

    def ask(self, address: str) -> Judged:
        """Return the verdict on an address."""
        seen, is_permanent, at = {address}, True, address
        for _ in range(MOST_REDIRECTS + 1):
            try:
                answer = self._answer("HEAD", at)
                if answer.status in _NO_HEAD:
                    answer = self._answer("GET", at)
            except _PrivateError as fault:
                return Judged(Verdict.UNCERTAIN, f"was not checked: {fault} is in a private network")
            except (OSError, http.client.HTTPException, ValueError) as fault:
                return unanswered(_reason(fault))
            if answer.status not in _REDIRECTS or not answer.location:
                to = at if is_permanent and at != address else ""
                return judged(answer.status, to, answer.wait)
            is_permanent &= answer.status in _PERMANENT
            at = urljoin(at, answer.location).split("#", 1)[0]
            if at in seen or urlsplit(at).scheme not in ("http", "https"):
                return Judged(Verdict.UNCERTAIN, "could not be checked: it leads in a circle")
            seen.add(at)
        return Judged(Verdict.UNCERTAIN, "could not be checked: it leads on too often")

    def read(self, address: str) -> bytes:
        """Return the first bytes of an answer. Raises OSError, HTTPException or ValueError."""
        return self._answer("GET", address, is_read=True).content

    def _answer(self, method: str, address: str, *, is_read: bool = False) -> _Answer:
        parts = urlsplit(address)
        host = parts.hostname or ""
        place = _place_of(host, parts.port or (443 if parts.scheme == "https" else 80), is_own=host == self.own_host)
        connection = _Connection(host, place, is_secure=parts.scheme == "https")
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
            f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
        )
        try:
            headers = {
                "Host": _host_header(parts.hostname or "", parts.port),
                "User-Agent": self.agent,
                "Accept": "*/*",
            }
            connection.request(method, target, headers=headers)
            with connection.getresponse() as response:
                content = response.read(MOST_BYTES) if is_read else b""
                return _Answer(response.status, response.getheader("Location") or "", _wait(response.headers), content)
        finally:
            connection.close()


class _Answer(NamedTuple):
    status: int
    location: str
    wait: float
    content: bytes


class _PrivateError(Exception):
    """A host of a private network."""


_QUERY = "/%:@!$&'()*+,;=?~[]"
_Place = tuple[str, int]


def _place_of(host: str, port: int, *, is_own: bool) -> _Place:
    """Return the network address of a host. Raises OSError if it has none."""
    name = host.encode("idna").decode() if not host.isascii() else host
    found = [str(each[4][0]) for each in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    if not is_own and not all(ipaddress.ip_address(each.partition("%")[0]).is_global for each in found):
        raise _PrivateError(host)
    return found[0], port


def _host_header(host: str, port: int | None) -> str:
    name = host.encode("idna").decode() if not host.isascii() else host
    return f"{name}:{port}" if port else name


class _Connection(http.client.HTTPConnection):
    """A connection to a network address that was looked at, for a host of a name."""

    def __init__(self, host: str, place: _Place, *, is_secure: bool) -> None:
        super().__init__(host, place[1], timeout=TIMEOUT)
        self._place, self._is_secure = place, is_secure

    def connect(self) -> None:
        self.sock = socket.create_connection(self._place, TIMEOUT)
        if self._is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _wait(headers: http.client.HTTPMessage) -> float:
    """Return the seconds of Retry-After (RFC 9110, 10.2.3); a time in it is that of the server's clock."""
    written = headers.get("Retry-After", "")
    if written.isdecimal():
        return float(written)
    try:
        wait = parsedate_to_datetime(written) - parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, wait.total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _reason(fault: Exception) -> str:
    if isinstance(fault, socket.gaierror):
        return "there is no server of this name"
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({fault.verify_message})"
    if isinstance(fault, ssl.SSLError):
        return "no secure connection can be made"
    if isinstance(fault, TimeoutError):
        return f"it did not answer within {TIMEOUT:.0f} seconds"
    return str(getattr(fault, "strerror", "") or fault or type(fault).__name__)
