"""Hubs and search engines are told of each change once, by a server on this machine that answers as they do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from newsroom import SITE, Newsroom, a_newsroom

from generator.commands.ping import run
from generator.model.published_file import FileState, Fingerprint, PublishedFile
from generator.model.search_settings import PingSettings
from generator.pings.messages import INDEXNOW, MOST_PAGES, Message, changed_files, indexnow_messages
from generator.pings.sending import send

KEY = "0123456789abcdef"


@dataclass
class Receiver:
    """A server that takes messages. `answers` are the next statuses, 200 when there is none left."""

    port: int
    answers: list[int] = field(default_factory=list)
    messages: list[tuple[str, str, bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def topics(self) -> list[str]:
        return [url for path, _, body in self.messages if path == "/hub" for url in parse_qs(body.decode())["hub.url"]]

    def pages(self) -> list[str]:
        return [url for path, _, body in self.messages if path == "/indexnow" for url in json.loads(body)["urlList"]]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.messages.append((self.path, self.headers["Content-Type"], body))
            status = found.answers.pop(0) if found.answers else 200
            self.send_response(status)
            if status == 301:
                self.send_header("Location", "/elsewhere")
            if status == 429:
                self.send_header("Retry-After", "30")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Receiver(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


def pinged(newsroom: Newsroom, *more: str) -> int:
    folders = {"content": newsroom.content, "output": newsroom.output, "cache": newsroom.cache}
    return run([*(f"--{name}={folder}" for name, folder in folders.items()), *more])


def a_newsroom_that_tells(folder: Path, receiver: Receiver) -> Newsroom:
    newsroom = a_newsroom(folder)
    table = f'\n[ping]\nhub = "{receiver.address}/hub"\nindexnow_key = "{KEY}"\n'
    newsroom.write("site.toml", f'{SITE}{table}indexnow_endpoint = "{receiver.address}/indexnow"\n')
    assert newsroom.build().published
    return newsroom


def test_only_send_sends(tmp_path: Path, receiver: Receiver, capsys: pytest.CaptureFixture[str]) -> None:
    newsroom = a_newsroom_that_tells(tmp_path, receiver)
    assert pinged(newsroom) == 0
    said = capsys.readouterr().out
    assert "https://courier.example/kurdistan/2026/11/handover/" in said
    assert "Nothing was sent" in said
    assert receiver.messages == []


def test_each_change_is_told_once(tmp_path: Path, receiver: Receiver) -> None:
    newsroom = a_newsroom_that_tells(tmp_path, receiver)
    assert f'<atom:link href="{receiver.address}/hub" rel="hub" />' in newsroom.page("feed.xml")
    assert newsroom.page(f"{KEY}.txt") == KEY
    assert pinged(newsroom, "--send", "-q") == 0
    assert "https://courier.example/feed.xml" in receiver.topics()
    assert {"https://courier.example/", "https://courier.example/culture/2026/11/bazaar/"} <= set(receiver.pages())
    assert not [url for url in receiver.pages() if "404" in url]
    assert len(receiver.messages) == 2, "one message to each"
    receiver.messages.clear()
    assert pinged(newsroom, "--send") == 0
    assert receiver.messages == []


def test_what_two_builds_changed_is_told_and_what_is_gone(tmp_path: Path, receiver: Receiver) -> None:
    newsroom = a_newsroom_that_tells(tmp_path, receiver)
    pinged(newsroom, "--send", "-q")
    receiver.messages.clear()
    newsroom.edit("articles/handover.md", "at noon", "at one")
    newsroom.build()
    (newsroom.content / "articles/harvest.md").unlink()
    newsroom.build()
    pinged(newsroom, "--send", "-q")
    pages = receiver.pages()
    assert "https://courier.example/kurdistan/2026/11/handover/" in pages, "of the build before the last"
    assert "https://courier.example/kurdistan/2026/10/harvest/" in pages, "which is gone"
    assert "https://courier.example/culture/2026/11/bazaar/" not in pages
    assert "https://courier.example/culture/feed.xml" not in receiver.topics()
    message = json.loads(next(body for path, _, body in receiver.messages if path == "/indexnow"))
    assert (message["host"], message["key"]) == ("courier.example", KEY)
    assert message["keyLocation"] == f"https://courier.example/{KEY}.txt"


def test_who_was_not_told_is_told_the_next_time(
    tmp_path: Path, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom = a_newsroom_that_tells(tmp_path, receiver)
    receiver.answers = [200, 403]
    assert pinged(newsroom, "--send") == 4
    assert "does not accept the key" in capsys.readouterr().err
    first = receiver.pages()
    receiver.messages.clear()
    assert pinged(newsroom, "--send") == 0
    assert receiver.pages() == first
    assert receiver.topics() == [], "the hub had been told"


def test_another_layout_is_no_news(tmp_path: Path, receiver: Receiver) -> None:
    newsroom = a_newsroom_that_tells(tmp_path, receiver)
    pinged(newsroom, "--send", "-q")
    receiver.messages.clear()
    newsroom.edit("site.toml", 'name = "The Courier"', 'name = "The Courier"\nfounded = "2014"')
    assert newsroom.build().rebuilt
    pinged(newsroom, "--send", "-q")
    assert "https://courier.example/kurdistan/2026/11/handover/" not in receiver.pages()


def a_message(receiver: Receiver) -> Message:
    return Message(INDEXNOW, f"{receiver.address}/indexnow", "application/json", b"{}", ("u",), {"p": "d"})


@pytest.mark.parametrize(
    ("answers", "pauses", "reason"),
    [
        ([503, 500, 202], [2.0, 8.0], ""),
        ([429, 200], [30.0], ""),
        ([503, 503, 503], [2.0, 8.0], "it answers 503 Service Unavailable"),
        ([301], [], "it has moved to /elsewhere: write that address into site.toml"),
        ([422], [], "the pages are not those of the site, or the key is not as it wants"),
    ],
)
def test_a_busy_receiver_is_asked_again_after_a_while(
    receiver: Receiver, answers: list[int], pauses: list[float], reason: str
) -> None:
    receiver.answers = [*answers]
    waited: list[float] = []
    assert send(a_message(receiver), waited.append) == reason
    assert waited == pauses
    assert len(receiver.messages) == len(answers)


def test_a_receiver_that_is_not_there_is_named() -> None:
    message = Message(INDEXNOW, "http://127.0.0.1:9/", "application/json", b"{}", ("u",), {})
    assert send(message, lambda seconds: None).startswith("it cannot be reached: ")


def test_no_message_has_more_pages_than_search_engines_take() -> None:
    pages = {f"{number}/index.html": "d" for number in range(MOST_PAGES + 1)}
    messages = [*indexnow_messages(pages, PingSettings(indexnow_key=KEY), lambda path: f"https://x.example/{path}")]
    assert [len(message.urls) for message in messages] == [MOST_PAGES, 1]


def test_at_first_only_what_the_last_build_made_of_news_is_told() -> None:
    def file(path: str, made: str, reasons: str) -> PublishedFile:
        return PublishedFile(path, "", Fingerprint(path), FileState("", 0, 0, 0), "article.html", reasons, made)

    files = [file("a", "2026-01-01", "new"), file("b", "2026-01-02", "view"), file("c", "2026-01-02", "layout")]
    assert changed_files({each.path: each for each in files}, None).keys() == {"b"}
