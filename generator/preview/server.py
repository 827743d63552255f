"""The preview: builds to a folder of its own, shows it in a browser, and builds again when a file
changes.

It shows drafts and embargoed articles, marked as such. So it listens to this machine only, unless
an option says otherwise; `hosts` says who gets an answer. The server answers while a build runs in
another process (`builder`). Publishes nothing."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_sockets
from tornado.web import Application

from generator.model.dataclass import dataclass, replace
from generator.model.problems import DatelineError
from generator.model.report import Build
from generator.preview.builder import Answer, Builder, Order, Outcome, Work
from generator.preview.builds import Builds
from generator.preview.handlers import handlers, tell_pages
from generator.preview.hosts import hosts_of, is_here_alone, named
from generator.preview.notices import Notices
from generator.preview.site import Site
from generator.report.terminal import print_lines

_MISSING = 1000
"""Milliseconds between two looks for a source folder that is gone, or is another one now."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the preview is shown. `poll` are the seconds between two looks where the system is not to
    give notice of changes, None where it is. `follows` leads the browser to what was saved.
    `language` is that of the desk, "" for the browser's."""

    host: str
    port: int
    poll: float | None = None
    follows: bool = False
    language: str = ""


def serve(build: Build, options: Options, start_work: Callable[[Build], Callable[[], Work]]) -> int:
    """Serve until Ctrl-C or a signal to terminate; return the exit code. `start_work` gives what
    builds, in a process of its own; it prints the problems. With errors, the last good preview
    stays."""
    for number in (signal.SIGINT, signal.SIGTERM):  # the process that started us may have set them to be ignored
        signal.signal(number, signal.default_int_handler)
    address = build.base_url or f"http://{named(options.host)}:{options.port}"
    build = replace(build, base_url=address)
    preview: _Preview | None = None
    try:
        with suppress(KeyboardInterrupt):  # it comes at the beginning; later the library ends by itself
            preview = _Preview(build, options, _bound(options), start_work(build))
            preview.run()
    finally:
        if preview:
            preview.stop()
    if preview and preview.failure:
        raise DatelineError(preview.failure)
    print_lines(["The preview has ended."], sys.stderr)
    return 0


def _bound(options: Options) -> list[socket.socket]:
    try:
        return bind_sockets(options.port, options.host or None)
    except OSError as fault:
        place, reason = f"{options.host}:{options.port}", fault.strerror or fault
        raise DatelineError(f"There can be no preview at {place}: {reason}. Choose another --port.") from fault


class _Preview:
    """The parts of the preview: notices -> builds -> builder -> builds -> browsers."""

    def __init__(
        self, build: Build, options: Options, sockets: list[socket.socket], start_work: Callable[[], Work]
    ) -> None:
        self.failure = ""
        self._build, self._options, self._sockets = build, options, sockets
        self._loop = IOLoop.current()
        self._builds = Builds(self._loop, self._order, tell_pages, time.monotonic, follows=options.follows)
        self._notices = Notices(build.folders.sources.values(), self._from_afar(self._builds.notice), options.poll)
        self._builder = Builder(start_work, self._from_afar(self._hear))
        self._has_begun = False

    def run(self) -> None:
        """Serve until a signal comes, or the first build is impossible."""
        self._builds.look()  # the folders are watched by then, so a save during the first build counts
        site = Site(self._builds, self._build.folders, hosts_of(self._options.host, self._build.base_url), self._options.language, self._options.follows)  # fmt: skip
        server = _Server(self._notices, site, self._sockets)
        PeriodicCallback(self._renew, _MISSING).start()
        server.serve(port=self._options.port, host=self._options.host, open_url_delay=None, restart_delay=0)

    def stop(self) -> None:
        """End all other threads and processes."""
        self._notices.stop()
        self._builder.stop()

    def _order(self, order: Order) -> None:
        self._builder.order(order)

    def _hear(self, answer: Answer) -> None:
        if isinstance(answer, Outcome) and not self._has_begun:
            self._has_begun = True
            if answer.report is None:
                self.failure = answer.fault
                self._loop.stop()
                return
            print_lines([self._said()], sys.stdout)
            sys.stdout.flush()
        self._builds.hear(answer)

    def _said(self) -> str:
        address = self._build.base_url
        said = f"Preview at {address} (drafts are in it; Ctrl-C ends it). The desk: {address}/__desk/"
        if not is_here_alone(self._sockets):
            said += " It is open to other machines: whoever reaches this one can read the drafts."
        if self._notices.is_polling:
            said += " Changes are looked for every few seconds, because the disk or the system gives no notice of them."
        return said

    def _renew(self) -> None:
        if self._notices.renew():
            self._builds.look()

    def _from_afar(self, function: Callable[[Any], None]) -> Callable[[Any], None]:
        """Return a function that may be called in any thread, and calls another in the loop."""
        return lambda value: self._loop.add_callback(function, value)


class _Server(Server):  # type: ignore[misc]  # it has no types
    """The server. The library starts the notices and holds the connections of browsers; pages,
    errors and names are ours."""

    def __init__(self, notices: Notices, site: Site, sockets: list[socket.socket]) -> None:
        super().__init__(watcher=notices)
        self._site, self._sockets = site, sockets

    def application(self, *_: object, **__: object) -> None:
        LiveReloadHandler.watcher = self.watcher
        application = Application(handlers(self._site), log_function=lambda handler: None)
        HTTPServer(application).add_sockets(self._sockets)

    def _setup_logging(self) -> None:
        """Hide the library's messages about reloads and tasks; faults in a handler are
        still shown."""
        for name in ("livereload", "tornado.access", "tornado.general"):
            logging.getLogger(name).disabled = True
