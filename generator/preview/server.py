"""The preview: builds to a folder of its own, shows it in a browser, and builds again when a file
changes.

It shows drafts and embargoed articles, marked as such. So it listens to this machine only, unless
an option says otherwise. It answers only requests under a known host name, so that no web page
whose domain leads to this machine can read the drafts. Publishes nothing."""

from __future__ import annotations

import json
import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, StaticFileHandler
from tornado.websocket import WebSocketHandler

from generator.model.dataclass import dataclass, replace
from generator.model.problems import DatelineError, Severity
from generator.model.report import Build, BuildReport
from generator.preview.overlay import bare_page, overlay, with_overlay
from generator.report.lines import place_of
from generator.report.terminal import print_lines

_SCRIPT = '<script src="/livereload.js?snipver={number}"></script>'
"""The number of the build that a page is of. The browser sends it when it starts to wait for the
next build. If that is done already, the answer comes at once, so no save between the two is lost.
"""
_EVERYBODY = ("0.0.0.0", "::", "")


def serve(
    build: Build, host: str, port: int, build_once: Callable[[Build], BuildReport], now: Callable[[], datetime]
) -> int:
    """Serve until Ctrl-C or a signal to terminate; return the exit code. `build_once` builds and
    prints the problems; with errors, the last good preview stays. `now` gives the `as_of` of each
    build."""
    for number in (signal.SIGINT, signal.SIGTERM):  # the process that started us may have set them to be ignored
        signal.signal(number, signal.default_int_handler)
    address = build.base_url or f"http://{_named(host)}:{port}"
    with suppress(KeyboardInterrupt):  # it comes during the first build; later the library ends by itself
        _serve(_Preview(replace(build, base_url=address), build_once, now), host, port)
    print_lines(["The preview has ended."], sys.stderr)
    return 0


@dataclass(slots=True)
class _Preview:
    """The result of the last build; `number` counts the builds."""

    build: Build
    build_once: Callable[[Build], BuildReport]
    now: Callable[[], datetime]
    report: BuildReport | None = None
    fault: str = ""
    number: int = 0

    def again(self) -> None:
        try:
            self.report, self.fault = self.build_once(replace(self.build, as_of=self.now())), ""
        except (DatelineError, OSError) as fault:  # a folder is being moved: the next change builds again
            self.fault = str(fault)
            print_lines([f"error: {fault}"], sys.stderr)
        self.number += 1
        sys.stdout.flush()  # a log is read while it is written

    def page(self, html: bytes) -> bytes:
        """Return a page as the preview shows it."""
        problems = self.report.problems if self.report else ()
        here, folders = Path.cwd(), self.build.folders
        places = [place_of(each, folders, here) for each in problems if each.severity is Severity.ERROR]
        return with_overlay(html, _SCRIPT.format(number=self.number), overlay(self.report, self.fault, places))


def _serve(preview: _Preview, host: str, port: int) -> None:
    try:
        sockets = bind_sockets(port, host or None)
    except OSError as fault:
        reason = fault.strerror or fault
        raise DatelineError(f"There can be no preview at {host}:{port}: {reason}. Choose another --port.") from fault
    address = preview.build.base_url
    server = _Server(preview, sockets, _hosts(host, address))  # before the first build, so that a save during it counts
    for folder in preview.build.folders.sources.values():
        server.watch(str(folder), preview.again, ignore=_is_hidden)
    preview.again()
    if preview.report is None:
        raise DatelineError(preview.fault)
    said = f"Preview at {address} (drafts are in it; Ctrl-C ends it)."
    if not _is_here_alone(sockets):
        said += " It is open to other machines: whoever reaches this one can read the drafts."
    print_lines([said], sys.stdout)
    sys.stdout.flush()
    server.serve(port=port, host=host, open_url_delay=None, restart_delay=0)


class _Server(Server):  # type: ignore[misc]  # it has no types
    """The server. The library watches the folders and informs the browsers; pages, errors and names
    are ours."""

    def __init__(self, preview: _Preview, sockets: list[socket.socket], hosts: frozenset[str]) -> None:
        super().__init__()
        self._preview, self._sockets, self._hosts = preview, sockets, hosts

    def application(self, *_: object, **__: object) -> None:
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = False  # published style sheets are named by their digests
        LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # with a delay it would lose a save within three seconds
        with_hosts = {"hosts": self._hosts, "preview": self._preview}
        handlers: list[Any] = [
            (r"/livereload", _Reload, with_hosts),
            (r"/livereload\.js", LiveReloadJSHandler),
            (
                r"/(.*)",
                _Pages,
                {**with_hosts, "path": str(self._preview.build.folders.output), "default_filename": "index.html"},
            ),
        ]
        HTTPServer(Application(handlers, log_function=lambda handler: None)).add_sockets(self._sockets)

    def _setup_logging(self) -> None:
        """Hide the library's messages about reloads and tasks; faults in a handler are
        still shown."""
        for name in ("livereload", "tornado.access", "tornado.general"):
            logging.getLogger(name).disabled = True


class _Reload(LiveReloadHandler):  # type: ignore[misc]  # it has no types
    def initialize(self, preview: _Preview, hosts: frozenset[str]) -> None:
        self._preview, self._hosts, self._seen = preview, hosts, ""

    def prepare(self) -> None:
        _check_host(self.request.host_name, self._hosts)

    def check_origin(self, origin: str) -> bool:
        """Refuse pages of other origins; the library would accept all."""
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        said = _message(message)
        if not said.get("command"):  # none of the library's pages sends that
            return
        if said["command"] == "hello":
            self._seen = str(said.get("snipver", ""))
        super().on_message(message)
        if said["command"] == "info" and self._seen != str(self._preview.number):
            self.send_message({"command": "reload", "path": "/", "liveCSS": False, "liveImg": False})


class _Pages(StaticFileHandler):
    """Files as they are, pages with the errors over them; the site's own 404 page for a missing
    file."""

    def initialize(  # type: ignore[override]
        self, preview: _Preview, hosts: frozenset[str], path: str, default_filename: str
    ) -> None:
        super().initialize(path, default_filename)
        self._preview, self._hosts = preview, hosts

    def prepare(self) -> None:
        _check_host(self.request.host_name, self._hosts)

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")
        # No other page can show a photograph under embargo.
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def should_return_304(self) -> bool:
        return False

    def compute_etag(self) -> None:
        """Send no ETag: the browser caches nothing."""

    async def get(self, path: str, include_body: bool = True) -> None:
        self.path = self.parse_url_path(path)
        file = Path(self.get_absolute_path(self.root, self.path))
        page = file / "index.html" if file.is_dir() and self.request.path.endswith("/") else file
        if page.suffix != ".html" or not page.is_file():
            await super().get(path, include_body)
            return
        self.validate_absolute_path(self.root, str(page))  # raises for a path outside
        self._answer(page.read_bytes())

    def write_error(self, status_code: int, **_: Any) -> None:
        if status_code != 404:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            said = "The preview shows drafts, so it answers only by the name it was started with."
            self.finish(said if status_code == 403 else "The preview cannot show this; the terminal says why.")
            return
        own = Path(self.root, "404.html")
        self._answer(own.read_bytes() if own.is_file() else bare_page("There is no such page"))

    def _answer(self, html: bytes) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_extra_headers("")
        self.finish(self._preview.page(html))


def _message(message: str | bytes) -> dict[str, Any]:
    try:
        said = json.loads(message)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _is_hidden(path: str) -> bool:
    """Whether a file is a temporary one of an editor's program, which no build reads."""
    return Path(path).name.startswith(".")


def _named(host: str) -> str:
    """Return a host as a browser on this machine writes it."""
    if host in _EVERYBODY:
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _is_here_alone(sockets: list[socket.socket]) -> bool:
    return all(ip_address(each.getsockname()[0]).is_loopback for each in sockets)


def _hosts(host: str, address: str) -> frozenset[str]:
    """Return the host names under which the preview answers, besides IP addresses."""
    own = {urlsplit(address).hostname or "", host.lower(), "localhost"}
    return frozenset(own | {socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"})


def _check_host(name: str, hosts: frozenset[str]) -> None:
    """Raise HTTPError for an unknown host name. An IP address is safe: no domain can claim it."""
    name = name.strip("[]").lower()
    try:
        ip_address(name)
    except ValueError:
        if name not in hosts:
            raise HTTPError(403) from None
