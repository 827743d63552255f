"""Pictures of pages as a phone and a desk see them, by the Chromium or Chrome of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.model.problems import DatelineError

WIDTHS = (360, 1280)
_HEIGHT = 2200
_SECONDS = 90
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def take_screenshots(browser: str, site: Path, addresses: Sequence[str], to: Path) -> list[str]:
    """Write a PNG of each page at each width into `to`, and return their names. `browser` is its
    program, or "": one that is found. `addresses` are from the site's root. Raises DatelineError without a browser, and where it takes no picture."""
    browser = browser or next(filter(None, map(shutil.which, _NAMES)), "")
    if not browser:
        raise DatelineError("Screenshots need Chromium or Chrome, which is not found here; CHROME_PATH names it.")
    to.mkdir(parents=True, exist_ok=True)
    made = []
    with _served(site) as root, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for address in addresses:
            for width in WIDTHS:
                name = f"{address.strip('/').replace('/', '-') or 'home'}-{width}.png"
                _take(browser, f"{root}{address}", width, to / name, profile)
                made.append(name)
    return made


def _take(browser: str, address: str, width: int, to: Path, profile: str) -> None:
    to.unlink(missing_ok=True)
    as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    options = (f"--user-data-dir={profile}", f"--window-size={width},{_HEIGHT}", f"--screenshot={to.absolute()}")
    try:
        subprocess.run(
            [browser, *_FLAGS, *as_root, *options, address], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise DatelineError(f"{browser} took no screenshot of {address}: {fault}") from fault
    if not to.is_file():
        raise DatelineError(f"{browser} took no screenshot of {address}.")


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing of each request."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine alone, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
