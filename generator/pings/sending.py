"""A message -> whether its receiver has taken it. Every request ends in time; a busy receiver is asked
again, twice, after a while. Nothing is sent anywhere else: a receiver that has moved is reported."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message as Headers
from http.client import HTTPException
from typing import IO

from generator import __version__
from generator.pings.messages import Message

TIMEOUT = 20.0
"""Seconds for a receiver to answer."""
PAUSES = (2.0, 8.0)
"""Seconds before the second and the third attempt."""
_LONGEST_PAUSE = 60.0
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_REASONS = {
    400: "it does not understand the message",
    403: "it does not accept the key: is the site with the file of the key online?",
    422: "the pages are not those of the site, or the key is not as it wants",
    429: "it has been asked too often; call again later",
}


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Headers, newurl: str
    ) -> None:
        """Follow nothing: the answer itself is the fault."""


def send(message: Message, pause: Callable[[float], None] = time.sleep) -> str:
    """Send a message; return why it was not taken, "" if it was. `pause` waits some seconds."""
    opener = urllib.request.build_opener(_NoRedirects)
    headers = {"Content-Type": message.content_type, "User-Agent": f"Dateline/{__version__}"}
    request = urllib.request.Request(message.address, message.body, headers, method="POST")
    for attempt in range(len(PAUSES) + 1):
        try:
            with opener.open(request, timeout=TIMEOUT):
                return ""
        except urllib.error.HTTPError as fault:
            with fault:
                reason, asked = _answer(fault), fault.headers.get("Retry-After", "")
            if fault.code not in _BUSY:
                return reason
        except (OSError, HTTPException) as fault:  # no connection, no answer in time, or no HTTP
            reason, asked = f"it cannot be reached: {getattr(fault, 'reason', '') or fault or type(fault).__name__}", ""
        if attempt < len(PAUSES):
            wanted = float(asked) if asked.isdecimal() else 0.0
            pause(min(max(wanted, PAUSES[attempt]), _LONGEST_PAUSE))
    return reason


def _answer(fault: urllib.error.HTTPError) -> str:
    if target := fault.headers.get("Location", ""):
        return f"it has moved to {target}: write that address into site.toml"
    return _REASONS.get(fault.code, f"it answers {fault.code} {fault.reason}".rstrip())
