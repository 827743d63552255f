"""The sample newsroom with two more articles, one in Sorani and one of everything that is hard to lay out, built by
build.py and served on this machine. What screenshots and the browser tests look at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ARTICLES = HERE / "articles"
TOOLS = ROOT / ".cache" / "tools" / "node_modules"
AXE = Path(os.environ.get("DATELINE_AXE") or TOOLS / "axe-core" / "axe.min.js")
VNU = Path(os.environ.get("DATELINE_VNU_JAR") or TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar")
"""`npm install --prefix .cache/tools axe-core vnu-jar` puts both where they are looked for."""

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
    "gallery": "/environment/2026/11/solar-pumps-groundwater/",
    "old": "/environment/2023/03/old-well/",
    "section": "/kurdistan/",
    "author": "/authors/nazdar-akreyi/",
    "tag": "/tags/water/",
    "month": "/archive/2026/11/",
    "archive": "/archive/",
    "page": "/ethics/",
    "people": "/authors/",
    "404": "/no/such/page/",
}
"""A page of each kind, by the name tests and screenshots give it."""

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


def build_sample(folder: Path) -> Path:
    """The site of the sample newsroom, built in `folder`; where it lies."""
    content, public = folder / "content", folder / "public"
    shutil.copytree(ROOT / "content", content)
    shutil.copytree(ARTICLES, content / "articles", dirs_exist_ok=True)
    _draw_uprights(content / "photos")
    folders: list[str | Path] = ["--content", content, "--output", public, "--cache", folder / "cache"]
    command = [sys.executable, ROOT / "build.py", *folders, "--as-of", AS_OF]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:
        raise RuntimeError(built.stdout + built.stderr)
    return public


def _draw_uprights(folder: Path) -> None:
    """The upright pictures of the article that is hard to lay out: the newsroom has few of that shape."""
    for name, height in (("upright.jpg", 2000), ("another-upright.jpg", 2400)):
        Image.linear_gradient("L").resize((1600, height)).convert("RGB").save(folder / name, quality=60)


class _Host(SimpleHTTPRequestHandler):
    """Answers as a static host does: with 404.html for what is not there. Keeps quiet."""

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
def served(public: Path) -> Iterator[str]:
    """The address at which a folder can be read as long as this lasts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(public))) as server:
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
