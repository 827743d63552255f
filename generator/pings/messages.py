"""The files of the site, and what was told of them before -> the messages that are due, as values.
Sends nothing.

A page has changed when its view or its text has. A new layout changes every page for readers, and
says nothing new. Feeds are told to their hub (WebSub, W3C 2018, 7: the way of publishers to their
hub is open; this is that of PubSubHubbub 0.4), pages to search engines (IndexNow)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

from generator.model.digests import digest_of_bytes
from generator.model.published_file import PublishedFile
from generator.model.search_settings import PingSettings
from generator.plan.feeds.indexnow import key_path

MOST_PAGES = 10_000
"""Pages in one message; IndexNow takes no more."""
MOST_FEEDS = 50
WEBSUB, INDEXNOW = "WebSub", "IndexNow"

_UNTOLD = frozenset({"404.html", "redirect.html", "republish.html", "search.html"})
"""Layouts of pages that search engines do not show."""
_NEWS = frozenset({"new", "view", "text"})
"""The reasons to make a page that are news to others; values of `publish.decide.Reason`."""

T = TypeVar("T")
Told = Mapping[str, str]
"""The digest of each file that was told, by path."""


class Message(NamedTuple):
    """A message to `address`, by POST. `urls` are what it is about; `files` are their digests by
    path, "" for one that is gone: so they are remembered once it is sent."""

    service: str
    address: str
    content_type: str
    body: bytes
    urls: tuple[str, ...]
    files: Mapping[str, str]


def is_page(file: PublishedFile) -> bool:
    """Whether search engines are told of a file."""
    return bool(file.layout) and file.layout not in _UNTOLD


def digest_of_news(file: PublishedFile) -> str:
    """Return a digest that changes when the file has something new to say."""
    return digest_of_bytes(f"{file.fingerprint.view} {file.fingerprint.text}".encode())[:16]


def changed_files(files: Mapping[str, PublishedFile], told: Told | None) -> dict[str, str]:
    """Return what has to be told: digests by path, "" for files that are gone. Where nothing was told
    before (None), it is what the last build made because of news."""
    now = {path: digest_of_news(file) for path, file in files.items()}
    if told is None:
        last = max((file.made for file in files.values()), default="")
        news = {path for path, file in files.items() if file.made == last and _NEWS.intersection(file.reasons.split())}
        return {path: now[path] for path in sorted(news)}
    changed = {path: digest for path, digest in now.items() if told.get(path) != digest}
    return dict(sorted((changed | dict.fromkeys(told.keys() - now.keys(), "")).items()))


def websub_messages(
    feeds: Mapping[str, str], settings: PingSettings, url_of: Callable[[str], str]
) -> Iterator[Message]:
    """Yield messages to the hub about changed feeds."""
    for some in _in_parts(feeds.items(), MOST_FEEDS):
        urls = tuple(url_of(path) for path, _ in some)
        body = urlencode([("hub.mode", "publish"), *(("hub.url", url) for url in urls)]).encode()
        yield Message(WEBSUB, settings.hub, "application/x-www-form-urlencoded", body, urls, dict(some))


def indexnow_messages(
    pages: Mapping[str, str], settings: PingSettings, url_of: Callable[[str], str]
) -> Iterator[Message]:
    """Yield messages to search engines about changed pages, and about those that are gone."""
    location = url_of(key_path(settings.indexnow_key))
    for some in _in_parts(pages.items(), MOST_PAGES):
        urls = tuple(url_of(path) for path, _ in some)
        told = {
            "host": urlsplit(location).netloc,
            "key": settings.indexnow_key,
            "keyLocation": location,
            "urlList": urls,
        }
        body = json.dumps(told, ensure_ascii=False).encode()
        yield Message(INDEXNOW, settings.indexnow_endpoint, "application/json; charset=utf-8", body, urls, dict(some))


def _in_parts(values: Iterable[T], most: int) -> Iterator[tuple[T, ...]]:
    rest = iter(values)
    while part := tuple(islice(rest, most)):
        yield part
