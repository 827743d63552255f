"""The sample newsroom with what it lacks of the pages a newsroom can have, in newsroom/: articles of every part and of
everything that is hard to lay out, an empty section, an archive of years ago. Built by build.py and served on this machine
as a static host serves. What screenshots and the browser tests look at."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.sample import GONE, SAMPLE

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MORE = HERE / "newsroom"
TOOLS = ROOT / ".cache" / "tools" / "node_modules"
AXE = Path(os.environ.get("DATELINE_AXE") or TOOLS / "axe-core" / "axe.min.js")
VNU = Path(os.environ.get("DATELINE_VNU_JAR") or TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar")
LIGHTHOUSE = Path(os.environ.get("DATELINE_LIGHTHOUSE") or TOOLS / "lighthouse" / "cli" / "index.js")
INSTALL = "npm install --prefix .cache/tools axe-core vnu-jar lighthouse@12"
"""Puts all three where they are looked for."""

AS_OF = "2026-11-22T09:00:00+03:00"

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")

PAGES = {
    "home": "/",
    "article": "/environment/2026/11/dukan-gauge-reader/",
    "sorani": "/ckb/kurdistan/2026/10/shwan-bridge-ckb/",
    "sorani-home": "/ckb/",
    "arabic-section": "/ar/kurdistan/",
    "kurmanji-author": "/ku/authors/hevi-amedi/",
    "turkish": "/tr/kurdistan/2026/10/zaho-tas-kopru-kapatildi/",
    "hard": "/culture/2026/06/hard-to-lay-out/",
    "old": "/environment/2023/03/old-well/",
    "every-part": "/environment/2023/05/every-part/",
    "sorani-every-part": "/ckb/environment/2023/05/hemu-besekan/",
    "gallery": "/culture/2026/11/goizha-film-week/",
    "section": "/kurdistan/",
    "long-section": "/iraq/",
    "older-in-section": "/iraq/page/2/",
    "one-in-section": "/ckb/business/",
    "empty-section": "/sport/",
    "author": "/authors/nazdar-akreyi/",
    "tag": "/tags/water/",
    "month": "/archive/2026/11/",
    "archive": "/archive/",
    "page": "/ethics/",
    "sorani-policy": "/ckb/policies/comments/",
    "people": "/authors/",
    "sorani-people": "/ckb/authors/",
    "arabic-page": "/ar/corrections/",
    "long-month": "/archive/2022/10/",
    "404": "/no/such/page/",
    "withdrawn": "/kurdistan/2026/09/rania-clinic-waiting-list/",
    "corrections": "/corrections/",
    "masthead": "/masthead/",
    "sorani-unchecked": "/ckb/environment/2026/06/wergeran/",
    "sorani-expired": "/ckb/kurdistan/2026/10/withdrawn-ckb/",
    "sorani-republish": "/ckb/kurdistan/2026/10/shwan-bridge-ckb/republish/",
}
"""A page of each kind, by the name tests and screenshots give it."""

SCRIPTED = {"sorani-republish"}
"""Those with a script, and a style sheet of their own for what it shows."""

REPUBLISH = """
[republish]
licence = "https://creativecommons.org/licenses/by-nc/4.0/"
conditions = ["Do not change the text.", "Tell us: newsroom@safeenherald.example"]
credits = ["The Safeen Herald"]
"""

_COMPRESSED: Mapping[str, str] = {".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml", ".xml": "text/xml"}

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def build_sample(folder: Path, theme: str = "", cache: Path | None = None) -> Path:
    """The site of the sample newsroom, built in `folder`; where it lies. With the `cache` of another build, its photographs
    are not made again."""
    content, public = folder / "content", folder / "public"
    if SAMPLE is None:
        raise FileNotFoundError(GONE)
    shutil.copytree(SAMPLE, content)
    shutil.copytree(MORE, content, dirs_exist_ok=True)
    _draw_uprights(content / "photos")
    _write_archive(content / "articles" / "2022")
    settings = content / "site.toml"
    written = settings.read_text("utf-8") + REPUBLISH
    settings.write_text(written.replace("[site]", f'[site]\ntheme = "{theme}"', 1) if theme else written, "utf-8")
    folders: list[str | Path] = ["--content", content, "--output", public, "--cache", cache or folder / "cache"]
    command = [sys.executable, ROOT / "build.py", *folders, "--as-of", AS_OF]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:
        raise RuntimeError(built.stdout + built.stderr)
    return public


def _write_archive(folder: Path) -> None:
    """So many short articles of years ago that their section has older pages, and one month many days."""
    folder.mkdir()
    days = [f"2022-{month:02}-{day:02}" for month in (8, 9, 10) for day in range(1, 29)]
    for day in days:
        header = f"title: What the ministry said on {day}\ndate: {day} 09:00\nsection: iraq\nauthor: ruth-ellery"
        text = f"---\n{header}\ndateline: BAGHDAD\nsummary: One of many.\n---\nThe ministry spoke on {day}.\n"
        (folder / f"ministry-{day}.md").write_text(text, "utf-8")


def _draw_uprights(folder: Path) -> None:
    """The upright pictures of the article that is hard to lay out: the newsroom has few of that shape."""
    for name, height in (("upright.jpg", 2000), ("another-upright.jpg", 2400)):
        Image.linear_gradient("L").resize((1600, height)).convert("RGB").save(folder / name, quality=60)


class _Host(SimpleHTTPRequestHandler):
    """Answers as a static host does: text is compressed (else Lighthouse would judge this host and not the pages), and 404.html
    stands for what is not there. Every answer has the `headers`. Keeps quiet."""

    protocol_version = "HTTP/1.1"  # one connection for many files

    def __init__(self, *arguments: Any, headers: Mapping[str, str], **named: Any) -> None:
        self.added = headers
        super().__init__(*arguments, **named)

    def end_headers(self) -> None:
        for name, value in self.added.items():
            self.send_header(name, value)
        super().end_headers()

    def send_head(self) -> BinaryIO | None:
        asked = Path(self.translate_path(self.path))
        file = asked / "index.html" if self.path.endswith("/") else asked
        if file.suffix not in _COMPRESSED or not file.is_file():
            return super().send_head()
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{_COMPRESSED[file.suffix]}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(public: Path, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """The address at which a folder can be read as long as this lasts, with these headers in every answer."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(public), headers=headers)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def chromium() -> str:
    """Where Chromium is, or ""."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), "")


@contextmanager
def browser(executable: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield running
        running.close()


def in_ci() -> bool:
    """Where nothing may be left out because a tool is missing."""
    return os.environ.get("CI") == "true"
