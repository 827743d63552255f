"""What a real nginx and a real Caddy answer with the configuration that `build.py hosting` prints."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from newsroom import Newsroom
from test_addresses import PUBLISHED, a_paper_with_a_past, needs_nginx, running_nginx

CADDY = shutil.which("caddy")
needs_caddy = pytest.mark.skipif(not CADDY and "CI" not in os.environ, reason="Caddy is not installed")

SETTINGS = """
[languages.ckb]
name = "ڕۆژنامە"

[hosting]
headers = true
precompressed = ["gzip"]

[hosting.sources]
img-src = "https://maps.example"

[search]
site_search = "https://engine.example/?q={query}&site={host}"

[republish]
licence = "https://creativecommons.org/licenses/by-nd/4.0/"
"""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = a_paper_with_a_past(tmp_path_factory.mktemp("served"))
    with (newsroom.content / "site.toml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    newsroom.article("in-sorani", lang="ckb", title="کۆبوونەوە", section="kurdistan")
    assert newsroom.build().published
    return newsroom


def configuration(newsroom: Newsroom, folder: Path, server: str) -> Path:
    file = folder / f"{server}.conf"
    assert newsroom.build_py("hosting", f"--format={server}", f"--file={file}").returncode == 0
    return file


@contextmanager
def running_caddy(newsroom: Newsroom, folder: Path) -> Iterator[int]:
    """The port of a Caddy that answers with the site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = folder / "Caddyfile"
    file.write_text(
        "{\n\tadmin off\n\tauto_https off\n}\n"
        f"http://127.0.0.1:{port} {{\n\troot * {newsroom.output}\n"
        f"\timport {configuration(newsroom, folder, 'caddy')}\n}}\n",
        "utf-8",
    )
    places = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([CADDY or "caddy", "run", "--config", file], env=os.environ | places, stderr=log)
        try:
            while running.poll() is None and not _answers(port):
                pass
            assert running.poll() is None, (folder / "log").read_text("utf-8")
            yield port
        finally:
            running.terminate()
            running.wait()


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def get(port: int, address: str, **asked: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", address, headers=asked)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def check(newsroom: Newsroom, port: int) -> None:
    """What every server has to answer."""
    page, site = f"{PUBLISHED}bridge/", newsroom.published()
    photo = next(path for path in site if path.startswith("photos/"))
    style = next(path for path in site if path.endswith(".css"))
    strict = "default-src 'none'; img-src 'self' https://maps.example; style-src 'self'; font-src 'self'; "
    for address, status, more in (
        (page, 200, ""),
        ("/ckb/", 200, ""),
        ("/no/such/", 404, ""),
        (f"{PUBLISHED}wrong/", 410, ""),
        ("/feed.xml", 200, ""),
        (f"/{photo}", 200, ""),
        ("/old/bridge/", 301, ""),
        ("/search/", 200, "form-action 'self' https://engine.example"),
        ("/ckb/search/", 200, "form-action 'self' https://engine.example"),
        (f"{page}republish/", 200, "script-src 'self'"),
    ):
        answered, told, _ = get(port, address)
        assert answered == status, address
        policy = told["content-security-policy"]
        assert policy.startswith(strict)
        assert policy.count("default-src") == 1
        assert ("engine.example" in policy, "script-src" in policy) == ("/search/" in address, "/republish/" in address)
        assert more in policy
        assert told["strict-transport-security"] == "max-age=31536000"
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in told["permissions-policy"]
    for address in (page, "/feed.xml", "/robots.txt"):
        assert get(port, address)[1]["cache-control"] == "public, max-age=60"
    for address in (f"/{photo}", f"/{style}"):
        assert get(port, address)[1]["cache-control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in get(port, "/photos/none.jpg")[1].get("cache-control", "")
    assert b'lang="en"' in get(port, "/no/such/")[2]
    assert b'lang="ckb"' in get(port, "/ckb/no/such/")[2]
    assert get(port, page)[1]["content-type"] == "text/html; charset=utf-8"
    assert b"It was wrong." in get(port, f"{PUBLISHED}wrong/")[2]
    for hidden in ("/.dateline-manifest.json", "/_redirects", "/_headers"):
        assert (newsroom.output / hidden[1:]).is_file()
        assert get(port, hidden)[0] == 404
    status, told, body = get(port, page, **{"Accept-Encoding": "gzip"})
    assert (status, told["content-encoding"], told["content-type"]) == (200, "gzip", "text/html; charset=utf-8")
    assert "accept-encoding" in told["vary"].lower()
    assert body == site[f"{page.strip('/')}/index.html.gz"]


@needs_nginx
def test_nginx_answers_as_its_configuration_says(newsroom: Newsroom, tmp_path: Path) -> None:
    file = configuration(newsroom, tmp_path, "nginx")
    with running_nginx(newsroom, tmp_path / "nginx", f"include {file};") as port:
        check(newsroom, port)
        for lost in ("/photos/none.jpg", "/no/such/"):
            assert "cache-control" not in get(port, lost)[1]


@needs_caddy
def test_caddy_answers_as_its_configuration_says(newsroom: Newsroom, tmp_path: Path) -> None:
    with running_caddy(newsroom, tmp_path) as port:
        check(newsroom, port)
