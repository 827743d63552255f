"""The check of links that lead out of the site, on a server of this machine: nothing here asks the internet."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.links.checking import PAUSE, LinkChecker, copy_in
from generator.links.found import links_in
from generator.links.judging import Verdict
from generator.links.memory import PATIENCE, Remembered, load, store
from generator.links.report import link_problems, notes
from generator.links.rewriting import with_copies
from generator.model.links_settings import LinksSettings
from generator.read.scan import scanned

COPY = "http://web.archive.org/web/20200101000000/http://x.example/gone"


class Server(ThreadingHTTPServer):
    """What it was asked, and how often; how many requests were under way at once."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: Counter[tuple[str, str]] = Counter()
        self.agents: set[str] = set()
        self.now = self.most = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


STATUSES = {"gone": 404, "410": 410, "forbidden": 403, "fault": 500}
LOCATIONS = {
    "moved": (301, "/moved-on"),
    "moved-on": (308, "/ok?now=1"),
    "elsewhere": (302, "/ok"),
    "circle": (302, "/circle"),
    "inward": (302, "http://192.168.0.1/admin"),
}


def _snapshot(path: str) -> bytes:
    """What the archive answers."""
    wanted = parse_qs(urlsplit(path).query)["url"][0]
    closest = {"available": True, "url": COPY, "status": "200"}
    return json.dumps({"archived_snapshots": {"closest": closest} if "gone" in wanted else {}}).encode()


class Answers(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        server = self.server
        with server.lock:
            server.now += 1
            server.most = max(server.most, server.now)
            server.asked[method, self.path] += 1
            server.agents.add(self.headers["User-Agent"])
        first = urlsplit(self.path).path.strip("/").split("/")[0]
        times = server.asked[method, self.path]
        status, headers = STATUSES.get(first, 200), {}
        body = _snapshot(self.path) if first == "archive" else b""
        if first == "no-head" and method == "HEAD":
            status = 405
        elif first in LOCATIONS:
            status, location = LOCATIONS[first]
            headers = {"Location": location}
        elif first == "busy" and times == 1:
            status, headers = 429, {"Retry-After": "2"}
        elif first == "closed":
            status, headers = 503, {"Retry-After": "3600"}
        with server.lock:
            server.now -= 1
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if method == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


USUAL = LinksSettings()


def check(
    server: Server,
    *paths: str,
    settings: LinksSettings = USUAL,
    now: float = 1e9,
    before: dict[str, Remembered] | None = None,
) -> tuple[dict[str, Remembered], list[float]]:
    """What is known of these addresses of a server, by path; and how long the check paused."""
    pauses: list[float] = []
    checker = LinkChecker(server.url, settings, pause=pauses.append, now=lambda: now)
    found = checker.check([path if "://" in path else server.url + path for path in paths], before or {})
    return {address.removeprefix(server.url): each for address, each in found.items()}, pauses


VERDICTS = {
    "/ok": Verdict.FINE,
    "/ok?a=1&b=کورد": Verdict.FINE,
    "/no-head": Verdict.FINE,
    "/elsewhere": Verdict.FINE,
    "/busy": Verdict.FINE,
    "/moved": Verdict.MOVED,
    "/gone": Verdict.DEAD,
    "/410": Verdict.DEAD,
    "/forbidden": Verdict.UNCERTAIN,
    "/fault": Verdict.UNCERTAIN,
    "/circle": Verdict.UNCERTAIN,
    "/inward": Verdict.UNCERTAIN,
    "http://10.0.0.1/x": Verdict.UNCERTAIN,
    "http://[::1]/x": Verdict.UNCERTAIN,
}


def test_answers_are_judged_one_at_a_time(server: Server) -> None:
    found, pauses = check(server, *VERDICTS)
    assert {path: each.judged.verdict for path, each in found.items()} == VERDICTS
    assert found["/moved"].judged.to == f"{server.url}/ok?now=1"
    assert "private network" in found["http://10.0.0.1/x"].judged.why
    assert "private network" in found["/inward"].judged.why
    assert server.most == 1
    assert sorted({*pauses}) == [PAUSE, 2.0]
    assert server.asked["GET", "/ok"] == 0
    (agent,) = server.agents
    assert f"+{server.url}" in agent


def test_a_host_that_asks_for_patience_is_left_alone(server: Server) -> None:
    found, _ = check(server, "/closed", "/ok", "/gone")
    assert [each.judged.verdict for each in found.values()] == [Verdict.UNCERTAIN] * 3
    assert "left alone" in found["/ok"].judged.why
    assert server.asked["HEAD", "/ok"] == 0


def test_an_answer_is_remembered_for_days(server: Server, tmp_path: Path) -> None:
    found, _ = check(server, "/ok", "/gone", "/fault")
    store(tmp_path, {server.url + path: each for path, each in found.items()})
    known = load(tmp_path)
    day = 86_400.0
    for later, asked in (
        (0.5 * day, {"/fault"}),
        (2 * day, {"/gone", "/fault"}),
        (8 * day, {"/ok", "/gone", "/fault"}),
    ):
        server.asked.clear()
        check(server, "/ok", "/gone", "/fault", now=1e9 + later, before=known)
        assert {path for _, path in server.asked} == asked
    (tmp_path / "links.json").write_text("{broken")
    assert load(tmp_path) == {}


def test_a_server_that_is_away_for_days_is_gone(server: Server) -> None:
    away = "http://127.0.0.1:1/x"
    first, _ = check(server, away)
    assert first[away].judged.verdict is Verdict.UNCERTAIN
    soon, _ = check(server, away, now=1e9 + PATIENCE / 2, before=first)
    assert soon[away].judged.verdict is Verdict.UNCERTAIN
    later, _ = check(server, away, now=1e9 + PATIENCE, before=soon)
    assert later[away].judged.verdict is Verdict.DEAD
    assert "for 3 days" in later[away].judged.why


def test_a_dead_link_gets_its_copy_and_what_settings_ignore_is_not_asked(server: Server) -> None:
    settings = LinksSettings(archived=True, archive=f"{server.url}/archive", ignore=(f"{server.url}/forb",))
    found, _ = check(server, "/gone", "/410", "/forbidden", settings=settings)
    assert found["/gone"].copy == COPY.replace("http:", "https:", 1)
    assert found["/410"].copy == ""
    assert "/forbidden" not in found
    assert (
        copy_in(
            b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "url": "https://evil.example/"}}}'
        )
        == ""
    )


DOCUMENT = """\
\ufeff---\r
title: A\r
profiles: [https://x.example/a, https://x.example/b]\r
---\r
A [link](https://x.example/gone#part "Title"), [another](<https://x.example/b(c)>), <https://x.example/auto>\r
and [one more](https://x.example/gone) [in one line](https://x.example/gone?a=1&amp;b=2).\r
<a href="https://x.example/html">here</a> [a](b.md) [mail](mailto:a@x.example)\r
```\r
[code](https://x.example/code)\r
```\r
\r
[ref]: https://x.example/ref "Title"\r
"""


def test_links_are_found_with_their_places_and_replaced_there_alone(tmp_path: Path) -> None:
    (tmp_path / "authors").mkdir()
    file = tmp_path / "authors" / "a.md"
    file.write_bytes(DOCUMENT.encode())
    files = scanned(tmp_path, "content").value
    links = [*links_in(files)]
    assert [(link.address.removeprefix("https://x.example/"), link.where.line) for link in links] == [
        ("a", 3), ("b", 3), ("gone", 5), ("b(c)", 5), ("auto", 5), ("gone", 6), ("gone?a=1&b=2", 6), ("html", 7), ("ref", 12),
    ]  # fmt: skip
    (fixed,) = with_copies(files, {"https://x.example/gone": "https://web.archive.org/web/1/https://x.example/gone"})
    archived = DOCUMENT.replace(
        '(https://x.example/gone#part "', '(https://web.archive.org/web/1/https://x.example/gone#part "'
    )
    assert fixed.after.decode() == archived.replace(
        "more](https://x.example/gone)", "more](https://web.archive.org/web/1/https://x.example/gone)"
    )


def test_editors_are_told_where_and_what_to_do(server: Server, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = "".join(f"[a]({server.url}{path})\n" for path in ("/ok", "/gone", "/moved", "/forbidden"))
    (tmp_path / "articles" / "a.md").write_text(f"---\ntitle: A\n---\n{text}")
    links = [*links_in(scanned(tmp_path, "content").value)]
    known = LinkChecker(server.url, LinksSettings(), now=time.time, pause=lambda _: None).check(
        [each.address for each in links], {}
    )
    told = [*link_problems(links, known)]
    assert [(each.code, str(each.severity)) for each in told] == [
        ("dead-outside-link", "error"),
        ("moved-outside-link", "warning"),
    ]
    assert [getattr(each.where, "line", 0) for each in told] == [5, 6]
    assert told[1].hint == f"Write  {server.url}/ok?now=1"
    assert "refuses programs (403)" in notes(known)[0]
