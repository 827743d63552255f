"""Requests for the desk -> answers. They are worked out in another thread, so that the preview goes
on answering."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RequestHandler

from generator.cache.ledger import DamagedError
from generator.desk.article import article_page
from generator.desk.changes import commits_of
from generator.desk.on_paper import page_on_paper, sheet_on_paper
from generator.desk.overview import overview
from generator.desk.rendering import FOLDER, article_html, history_page, message_page, overview_page
from generator.desk.stories import DeskStories
from generator.desk.words import Words
from generator.model.problems import DatelineError
from generator.preview.builds import DESK, path_of
from generator.preview.hosts import check_request, set_headers
from generator.preview.site import Site
from generator.read.settings import read_settings
from generator.report.lines import place_of

_TYPES = {".css": "text/css", ".js": "text/javascript"}
_BUSY = "A build is under way; this page comes by itself."
_NONE = "There is no such article in the preview."


def desk_handlers(site: Site) -> list[Any]:
    """Return the handlers of the desk by address."""
    desk = _Desk(site)
    given = {"site": site, "desk": desk}
    return [
        (rf"{DESK}", _DeskPage, {**given, "answer": desk.overview}),
        (rf"{DESK}article/(.+)", _DeskPage, {**given, "answer": desk.article}),
        (rf"{DESK}history/(.+)", _DeskPage, {**given, "answer": desk.history}),
        (rf"{DESK}plain/(.*)", _DeskPage, {**given, "answer": desk.plain}),
        (rf"{DESK}print/(.*)", _DeskPage, {**given, "answer": desk.on_paper}),
        (rf"{DESK}(print\.css)", _Sheet, given),
        (rf"{DESK}(desk\.css|desk\.js)", _DeskFile, given),
    ]


class _Desk:
    """The answers of the desk, each a whole page. They run in threads."""

    def __init__(self, site: Site) -> None:
        self._site, self._stories = site, DeskStories()

    def overview(self, _: str, words: Words) -> str:
        builds, folders = self._site.builds, self._site.folders
        script = self._site.script(follows=False)
        if builds.report is None:
            return message_page(_BUSY, words, script)
        settings = read_settings(folders.content).value
        timezone = settings.site.timezone if settings else UTC
        now, here = datetime.now(UTC), Path.cwd()
        with closing(self._site.ledger()) as ledger:
            today = self._stories.today(ledger, now, timezone)
        desk = overview(builds.report, today, now, timezone, lambda problem: place_of(problem, folders, here))
        return overview_page(desk, builds.fault, words, script)

    def article(self, id: str, words: Words) -> str:
        folders, script = self._site.folders, self._site.script(follows=False)
        settings = read_settings(folders.content).value
        if settings is None:
            return message_page(_NONE, words, script)
        with closing(self._site.ledger()) as ledger:
            found = article_page(ledger, unquote(id), folders.output, settings)
        return article_html(found, words, script) if found else message_page(_NONE, words, script)

    def history(self, id: str, words: Words) -> str:
        folders = self._site.folders
        settings = read_settings(folders.content).value
        if settings is None:
            return message_page(_NONE, words, "")
        with closing(self._site.ledger()) as ledger:
            found = article_page(ledger, unquote(id), folders.output, settings)
        commits = commits_of(folders.content, found.facts.path) if found else ()
        return history_page(commits, words)

    def plain(self, address: str, _: Words) -> str:
        """Return a page of the site without anything of the preview."""
        return self.page(address)

    def on_paper(self, address: str, _: Words) -> str:
        return page_on_paper(self.page(address))

    def page(self, address: str) -> str:
        return self.file(path_of(f"/{address}")).read_text("utf-8")

    def file(self, path: str) -> Path:
        """Return a file of the site. Raises HTTPError for any other."""
        output = self._site.folders.output.resolve()
        file = (output / path).resolve()
        if not file.is_relative_to(output) or not file.is_file():
            raise HTTPError(404)
        return file


class _OfDesk(RequestHandler):
    def initialize(self, site: Site, desk: _Desk, answer: Callable[[str, Words], str] | None = None) -> None:
        self._site, self._desk, self._work_out = site, desk, answer or (lambda name, words: "")

    def prepare(self) -> None:
        check_request(self.request, self._site.hosts)
        set_headers(self)

    def compute_etag(self) -> None:
        """Send no ETag: the browser caches nothing."""


class _DeskPage(_OfDesk):
    async def get(self, name: str = "") -> None:
        words = self._site.words(self.request.headers.get("Accept-Language", ""))
        try:
            html = await IOLoop.current().run_in_executor(None, self._work_out, name, words)
        except (DamagedError, DatelineError, OSError):  # a build is writing
            self.set_status(503)
            html = message_page(_BUSY, words, self._site.script(follows=False))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(html)


class _Sheet(_OfDesk):
    """A style sheet of the site, as printers read it."""

    def get(self, _: str) -> None:
        file = self._desk.file(path_of(self.get_query_argument("of", "")))
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(sheet_on_paper(file.read_text("utf-8")))


class _DeskFile(_OfDesk):
    def get(self, name: str) -> None:
        file = FOLDER / name
        self.set_header("Content-Type", f"{_TYPES[file.suffix]}; charset=utf-8")
        self.finish(file.read_bytes())
