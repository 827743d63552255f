"""The first day of an editor, as she walks it: a newsroom and an article begun in a real terminal, an error seen in a real browser
and mended, checked, committed and built."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.sample import ROOT
from tests.compiled import cache_with_layouts
from tests.fork_server import fork_server

pty = pytest.importorskip("pty")

PATIENCE = 60
"""Seconds until a program that never answers is given up."""
EDITOR = """\
import sys
from pathlib import Path
file = Path(sys.argv[1])
text = file.read_text("utf-8").replace("section: news", "sektion: news")
file.write_text(text + "\\nThe bridge opened on Sunday.\\n", "utf-8")
"""
"""An editor who mistypes a key."""


class Terminal:
    """A program at a pseudo-terminal."""

    def __init__(self, *arguments: str, cwd: Path, **variables: str) -> None:
        self._master, slave = pty.openpty()
        environment = os.environ | {"PYTHONUTF8": "1", "TERM": "xterm", "COLUMNS": "120"} | variables
        command = [sys.executable, str(ROOT / "build.py"), *arguments]
        self._program = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=environment, start_new_session=True
        )
        os.close(slave)
        self.said = ""

    def answer(self, question: str, line: str) -> None:
        """Type a line once a question stands there that was not answered before."""
        while question not in self.said:
            assert self._more(), f"“{question}” was never asked:\n{self.said}"
        self.said = self.said.partition(question)[2]
        os.write(self._master, f"{line}\n".encode())

    def end(self) -> tuple[int, str]:
        """The exit code, and what was said last."""
        while self._more():
            pass
        os.close(self._master)
        return self._program.wait(PATIENCE), self.said.replace("\r\n", "\n")

    def _more(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        assert ready, f"nothing more is said:\n{self.said}"
        try:
            part = os.read(self._master, 1 << 14)
        except OSError:  # Linux's way to say that nobody is at the other end
            return False
        self.said += part.decode("utf-8", "replace")
        return bool(part)


@contextmanager
def _previewed(folder: Path, folders: list[str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", str(port), "--jobs", "1", *folders]
    with subprocess.Popen(
        [*command, f"--output={folder / 'preview'}"], stdout=subprocess.PIPE, encoding="utf-8"
    ) as server:
        assert server.stdout
        next(line for line in server.stdout if line.startswith("Preview at "))
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    server = fork_server() if command[0] == sys.executable else None
    if server and server.fits(os.environ):
        return server.run(command, folder, timeout=PATIENCE)
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)


def test_from_nothing_to_a_published_article(tmp_path: Path, chrome: Browser) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    cache_with_layouts(cache, ROOT / "layouts")
    folders = [f"--content={content}", f"--cache={cache}"]
    (tmp_path / "editor.py").write_text(EDITOR, "utf-8")

    owner = Terminal("new", "newsroom", *folders, cwd=tmp_path)
    for question, line in (
        ("called?", "The Valley Courier"),
        ("address?", "courier.example"),
        ("languages,", "en, ckb"),
        ("(ckb)?", "کۆریەر"),
        ("time zone?", "Mars/Base"),
        ("not a time zone", "UTC"),
        ("comment form?", ""),
    ):
        owner.answer(question, line)
    code, said = owner.end()
    assert (code, "Your newsroom lies in" in said) == (0, True)

    editor = Terminal("new", "article", "--edit", *folders, cwd=tmp_path, VISUAL=f"{sys.executable} editor.py")
    editor.answer("headline?", "The bridge: open")
    editor.answer("language?", "")
    editor.answer("section?", "nwes")
    editor.answer("Did you mean “news”?", "News")
    code, said = editor.end()
    (article,) = content.glob("articles/*/*/the-bridge-open.md")
    assert (code, str(article.relative_to(tmp_path)) in said) == (0, True)

    page = chrome.new_page()
    with _previewed(tmp_path, folders) as address:
        page.goto(address)
        expect(page.get_by_text("Did you mean “section”?")).to_be_visible(timeout=PATIENCE * 1000)
        article.write_text(article.read_text("utf-8").replace("sektion:", "section:"), "utf-8")
        headline = page.locator("h1, h2, h3").filter(has_text="The bridge: open").first
        expect(headline).to_be_visible(timeout=PATIENCE * 1000)
    page.close()

    build = [sys.executable, str(ROOT / "build.py"), *folders, f"--output={tmp_path / 'public'}"]
    checked = _run(tmp_path, *build, "check")
    assert (checked.returncode, ": warning: " in checked.stdout) == (0, False), checked.stdout
    text = article.read_text("utf-8")
    article.write_text(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith("status:")), "utf-8"
    )
    git = ("git", "-c", "user.name=E", "-c", "user.email=e@x.example")
    for arguments in (("init", "-q"), ("add", "content"), ("commit", "-qm", "The bridge")):
        assert _run(tmp_path, *git, *arguments).returncode == 0
    built = _run(tmp_path, *build)
    assert (built.returncode, ": warning: " in built.stdout) == (0, False), built.stdout
    (story,) = (tmp_path / "public").glob("news/*/*/the-bridge-open/index.html")
    assert "The bridge opened on Sunday." in story.read_text("utf-8")
