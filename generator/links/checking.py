"""All links -> a verdict on each: from the cache where it is fresh, else asked. Several hosts are asked
at once, each host for one link at a time, with a pause between two; a host that asks for patience gets
it, or is left alone until the next check."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from threading import Lock
from time import sleep
from urllib.parse import quote, urlsplit

from generator.links.asking import Asker
from generator.links.judging import Judged, Verdict
from generator.links.memory import Remembered, remembered
from generator.model.dataclass import replace
from generator.model.links_settings import LinksSettings

AT_ONCE = 8
"""Hosts that are asked at the same time."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
_MOST_PATIENCE = 30.0
"""Seconds; a host that asks for more is left alone."""
_LEFT_ALONE = Judged(Verdict.UNCERTAIN, "was not checked: its server asks to be left alone for now")

Progress = Callable[[str, int, int], None]


class LinkChecker:
    """The check of links. `pause` waits some seconds, `now` gives the instant in seconds since the
    epoch."""

    def __init__(
        self,
        site: str,
        settings: LinksSettings,
        *,
        now: Callable[[], float],
        pause: Callable[[float], None] = sleep,
        progress: Progress = lambda stage, done, total: None,
    ) -> None:
        self._asker, self._settings = Asker(site), settings
        self._pause, self._now, self._progress = pause, now, progress
        self._done = 0
        self._lock = Lock()

    def check(self, addresses: Iterable[str], known: Mapping[str, Remembered]) -> dict[str, Remembered]:
        """Return what is known of these addresses now. Those that settings tell to ignore are left out."""
        now = self._now()
        wanted = [each for each in dict.fromkeys(addresses) if not each.startswith(self._settings.ignore or ("\0",))]
        found = {each: known[each] for each in wanted if each in known and known[each].is_fresh(now)}
        by_host: dict[str, list[str]] = {}
        for each in wanted:
            if each not in found:
                by_host.setdefault(urlsplit(each).hostname or "", []).append(each)
        total = sum(map(len, by_host.values()))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for answers in pool.map(lambda listed: self._host(listed, total), by_host.values()):
                found |= {each: remembered(judged, known.get(each), now) for each, judged in answers.items()}
        if self._settings.archived:
            self._find_copies(found)
        return found

    def _host(self, addresses: list[str], total: int) -> dict[str, Judged]:
        """Ask one host for its links, one after the other."""
        found: dict[str, Judged] = {}
        is_left = False
        for number, address in enumerate(addresses):
            if is_left:
                found[address] = _LEFT_ALONE
            else:
                if number:
                    self._pause(PAUSE)
                judged = self._asker.ask(address)
                if 0 < judged.wait <= _MOST_PATIENCE:
                    self._pause(judged.wait)
                    judged = self._asker.ask(address)
                is_left = judged.wait > 0
                found[address] = judged
            with self._lock:
                self._done += 1
                self._progress("Asking", self._done, total)
        return found

    def _find_copies(self, found: dict[str, Remembered]) -> None:
        """Ask the archive for a copy of each dead link that nobody has asked for yet."""
        dead = [each for each, known in found.items() if known.judged.verdict is Verdict.DEAD and known.copy is None]
        for number, address in enumerate(dead):
            if number:
                self._pause(PAUSE)
            try:
                content = self._asker.read(f"{self._settings.archive}?url={quote(address, safe='')}")
                copy = copy_in(content)
            except (OSError, HTTPException, ValueError):
                return  # the archive is away: the next check asks it
            found[address] = replace(found[address], copy=copy)


def copy_in(answer: bytes) -> str:
    """Return the address of the copy in an answer of the availability API, "" without one. Raises
    ValueError for what is no such answer."""
    closest = json.loads(answer).get("archived_snapshots", {}).get("closest", {})
    address = str(closest.get("url", "")) if closest.get("available") and str(closest.get("status")) == "200" else ""
    is_archived = address.startswith(("http://web.archive.org/web/", "https://web.archive.org/web/"))
    return f"https{address.removeprefix('https').removeprefix('http')}" if is_archived else ""
