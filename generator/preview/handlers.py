"""Requests to the preview -> answers: the files of the site, with the errors over its pages; the
connections over which browsers are told; the desk. Builds nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.web import RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from generator.desk.words import Words
from generator.model.admin_settings import ADMIN
from generator.model.regex import regex
from generator.preview.builds import DESK, News
from generator.preview.desk_pages import desk_handlers
from generator.preview.hosts import REFUSED, check_request, set_headers
from generator.preview.overlay import bare_page
from generator.preview.site import Site

_OWN = Path(__file__).parent
_NAMED_BY_DIGEST = regex(r"assets/.*-[0-9a-f]{10}\.\w+")
"""Style sheets, icons and scripts of the site. Pictures are not among them: they may be under embargo."""


def handlers(site: Site) -> list[Any]:
    """Return the handlers of the server by address."""
    given = {"site": site}
    pages = {**given, "path": str(site.folders.output), "default_filename": "index.html"}
    return [
        *desk_handlers(site),
        (r"/livereload", _Connection, given),
        (r"/livereload\.js", _Script, given),
        (rf"{DESK}preview\.js", _OwnScript, given),
        (r"/(.*)", _Pages, pages),
    ]


def tell_pages(news_for: Callable[[str], News | None]) -> None:
    """Tell every page that waits what concerns it."""
    for page in tuple(LiveReloadHandler.waiters):
        if isinstance(page, _Connection) and (news := news_for(page.address)):
            page.tell(news)


class _Connection(LiveReloadHandler):  # type: ignore[misc]  # it has no types
    """A page that waits for news. The library's handler shakes hands."""

    def initialize(self, site: Site) -> None:
        self._site, self._seen, self.address = site, "", ""

    def prepare(self) -> None:
        check_request(self.request, self._site.hosts)

    def check_origin(self, origin: str) -> bool:
        """Refuse pages of other origins; the library would accept all."""
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        said = _message(message)
        if not said.get("command"):  # none of our pages sends that
            return
        if said["command"] == "hello":
            self._seen = str(said.get("snipver", ""))
        self.address = str(said.get("url", self.address))
        super().on_message(message)
        if said["command"] == "info":
            builds = self._site.builds
            seen = int(self._seen) if self._seen.isdecimal() else -1
            if not builds.loud <= seen <= builds.number:
                self.tell(News(follow=builds.follow))
            elif builds.styles:
                self.tell(News(builds.styles))

    def tell(self, news: News) -> None:
        """Send news to the page: preview.js reads them from what livereload calls a path."""
        said = {"styles": news.styles} if news.styles else {"follow": news.follow}
        try:
            self.write_message({"command": "reload", "path": json.dumps(said), "liveCSS": False, "liveImg": False})
        except WebSocketClosedError:
            LiveReloadHandler.waiters.discard(self)


class _Script(LiveReloadJSHandler):  # type: ignore[misc]  # it has no types
    """The script of livereload."""

    def initialize(self, site: Site) -> None:
        self._site = site

    def prepare(self) -> None:
        check_request(self.request, self._site.hosts)
        set_headers(self)


class _OwnScript(RequestHandler):
    def initialize(self, site: Site) -> None:
        self._site = site

    def prepare(self) -> None:
        check_request(self.request, self._site.hosts)
        set_headers(self)

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish((_OWN / "preview.js").read_bytes())


class _Pages(StaticFileHandler):
    """Files as they are, pages with the errors over them; the site's own 404 page for a missing
    file."""

    def initialize(self, site: Site, path: str, default_filename: str) -> None:  # type: ignore[override]
        super().initialize(path, default_filename)
        self._site: Site = site

    def prepare(self) -> None:
        check_request(self.request, self._site.hosts)

    def set_extra_headers(self, path: str) -> None:
        set_headers(self)
        if _NAMED_BY_DIGEST.fullmatch(path):  # so a page that is loaded again need not wait for it
            self.set_header("Cache-Control", "private, max-age=86400, immutable")

    def should_return_304(self) -> bool:
        return False

    def compute_etag(self) -> None:
        """Send no ETag: the browser caches nothing."""

    async def get(self, path: str, include_body: bool = True) -> None:
        self.path = self.parse_url_path(path)
        file = Path(self.get_absolute_path(self.root, self.path))
        if (sheet := self._site.builds.sheets.get(path)) and not file.is_file():
            set_headers(self)
            self.set_header("Content-Type", "text/css; charset=utf-8")
            self.finish(sheet)
            return
        page = file / "index.html" if file.is_dir() and self.request.path.endswith("/") else file
        # The web desk is not reloaded: what somebody types there would be lost.
        if page.suffix != ".html" or not page.is_file() or f"/{self.path}".startswith(ADMIN):
            await super().get(path, include_body)
            return
        self.validate_absolute_path(self.root, str(page))  # raises for a path outside
        self._answer(page.read_bytes(), page.relative_to(self.root).as_posix())

    def write_error(self, status_code: int, **_: Any) -> None:
        if status_code != 404:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(REFUSED if status_code == 403 else "The preview cannot show this; the terminal says why.")
            return
        own = Path(self.root, "404.html")
        title = "There is no such page" if self._site.builds.number else "The first build is under way"
        self._answer(own.read_bytes() if own.is_file() else bare_page(title, self._words()))

    def _answer(self, html: bytes, path: str = "") -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        set_headers(self)
        self.finish(self._site.page(html, self._words(), path))

    def _words(self) -> Words:
        return self._site.words(self.request.headers.get("Accept-Language", ""))


def _message(message: str | bytes) -> dict[str, Any]:
    try:
        said = json.loads(message)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
