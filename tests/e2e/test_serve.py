"""The preview: it answers, marks what is not out, builds again when a file changes, and ends on Ctrl-C."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom
from reader import read_page

TRIES = 20_000
"""Of asking the preview for a page, some milliseconds each."""
KNOCKS = 1_000_000
"""At the door of a server that is not there yet, some hundredths of a millisecond each."""


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.article("secret", title="Not yet", status="draft")
    return newsroom


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def _served(newsroom: Newsroom, port: int, *, is_deaf: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    """`is_deaf` as whatever is started in the background of a script: Ctrl-C is ignored."""
    arguments = newsroom.arguments("serve", "--port", str(port), "--jobs", "1")
    deafen = (lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if is_deaf else None
    with (
        (newsroom.folder / "log").open("wb") as log,
        subprocess.Popen(arguments, stdout=log, stderr=log, preexec_fn=deafen) as server,  # noqa: PLW1509 - no thread runs
    ):
        try:
            _wait_at_the_door(port, server)
            yield server
        finally:
            server.kill()


def _wait_at_the_door(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(KNOCKS):
        assert server.poll() is None, "the server has ended"
        with contextlib.suppress(ConnectionError), socket.create_connection(("127.0.0.1", port)):
            return
    raise AssertionError("the server never opened its door")


def _asked(port: int, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text, dict(answer.getheaders())


def _answer(port: int, path: str, server: subprocess.Popen[bytes]) -> str | None:
    """What the server answers; None for a page that is not there."""
    assert server.poll() is None, "the server has ended"
    status, text, _ = _asked(port, path)
    return text if status == 200 else None


def _page_with(word: str, port: int, path: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(TRIES):
        if (text := _answer(port, path, server)) and word in text:
            return text
    raise AssertionError(f"the preview never showed “{word}”")


def test_the_preview_shows_drafts_builds_again_and_ends_on_ctrl_c(newsroom: Newsroom) -> None:
    port = _free_port()
    with _served(newsroom, port) as server:
        front = _page_with("The Courier", port, "/", server)
        assert "Not yet" in front
        html = _page_with("Not yet", port, "/kurdistan/2026/11/secret/", server)
        draft = read_page(html)
        assert draft.noindex
        draft.follow("Draft", "Not yet")
        assert f"http://127.0.0.1:{port}/kurdistan/2026/11/secret/" in html, "links stay in the preview"

        desk = _page_with("Not yet", port, "/__desk/", server)
        assert 'href="/__desk/article/secret"' in desk
        article = _page_with("Not yet", port, "/__desk/article/secret", server)
        assert "courier.example › kurdistan" in article
        assert "Not yet" in _page_with("print.css?of=", port, "/__desk/print/kurdistan/2026/11/secret/", server)
        assert not [*newsroom.output.rglob("*desk*")], "the desk is no file"
        status, text, _ = _asked(port, "/__desk/", **{"Accept-Language": "ckb, en;q=0.5"})
        assert (status, "مێزی هەواڵ" in text, 'dir="rtl"' in text) == (200, True, True)

        newsroom.edit("articles/secret.md", "Not yet", "Almost there")
        _page_with("Almost there", port, "/", server)

        newsroom.edit("articles/secret.md", "section:", "sektion:")
        newsroom.edit("articles/bazaar.md", "at eight", "at nine")
        for _ in range(TRIES):
            assert _answer(port, "/kurdistan/2026/11/secret/", server), "an error leaves the last preview where it is"
            if b"sektion" in (newsroom.folder / "log").read_bytes():
                break
        else:
            raise AssertionError("the error was never told")
        newsroom.edit("articles/secret.md", "sektion:", "section:")
        _page_with("at nine", port, "/culture/2026/11/bazaar/", server)

        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0
    assert "Traceback" not in (newsroom.folder / "log").read_text("utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("is_deaf", [False, True])
def test_it_ends_well_on_either_signal_whoever_started_it(
    number: signal.Signals, is_deaf: bool, newsroom: Newsroom
) -> None:
    port = _free_port()
    with _served(newsroom, port, is_deaf=is_deaf) as server:
        _page_with("The Courier", port, "/", server)
        server.send_signal(number)
        assert server.wait(timeout=600) == 0
    log = (newsroom.folder / "log").read_text("utf-8")
    assert "Traceback" not in log
    assert log.endswith("The preview has ended.\n")


def test_what_is_not_there_is_told_by_the_papers_own_page(newsroom: Newsroom) -> None:
    port = _free_port()
    with _served(newsroom, port) as server:
        _page_with("The Courier", port, "/", server)
        status, text, _ = _asked(port, "/no/such/page/")
        assert status == 404
        assert any(_asked(port, "/") and b"Preview at" in (newsroom.folder / "log").read_bytes() for _ in range(TRIES))
        assert (newsroom.output / "404.html").read_text("utf-8").partition("</head>")[0] in text
    log = (newsroom.folder / "log").read_text("utf-8")
    assert "404" not in log, "the log is of builds"
    assert "livereload" not in log.lower()
    assert log.splitlines()[0].startswith("The Courier: ")


def test_drafts_are_shown_to_nobody_who_came_by_a_strange_name(newsroom: Newsroom) -> None:
    """Else a page of the web could have its name lead to this machine, and read what the preview shows."""
    port = _free_port()
    with _served(newsroom, port) as server:
        _page_with("Not yet", port, "/", server)
        for name in ("evil.example", f"evil.example:{port}", "localhost.evil.example", "127.0.0.1.evil.example"):
            for path in (
                "/",
                "/kurdistan/2026/11/secret/",
                "/feed.xml",
                "/no/such/page/",
                "/__desk/",
                "/livereload.js",
            ):
                status, text, _ = _asked(port, path, Host=name)
                assert (status, "Not yet" in text, "Courier" in text) == (403, False, False)
        for name in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "LOCALHOST"):
            assert _asked(port, "/", Host=name)[0] == 200
        handshake = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        assert _asked(port, "/livereload", Origin="https://evil.example", **handshake, **key)[0] == 403
        for site in ("cross-site", "same-site"):
            assert _asked(port, "/__desk/", **{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"})[0] == 403
        assert _asked(port, "/__desk/", **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})[0] == 200
        _, _, headers = _asked(port, "/kurdistan/2026/11/secret/")
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers
        for path in (
            "/../content/site.toml",
            "/%2e%2e/content/site.toml",
            "//etc/passwd",
            "/..%2fcontent/site.toml",
            "/__desk/plain/../content/site.toml",
            "/__desk/print.css?of=/../content/site.toml",
        ):
            assert "Asia/Baghdad" not in _asked(port, path)[1]


def test_a_port_that_is_taken_is_named(newsroom: Newsroom) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = newsroom.build_py("serve", "--port", str(other.getsockname()[1]))
    assert said.returncode == 2
    assert "Choose another --port." in said.stderr
    assert "Traceback" not in said.stderr
