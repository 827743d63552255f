"""What a row says of its article -> the article: by its id, its address or its headline. The form's
link carries all three."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from generator.model.documents import Article
from generator.model.headers import CommentsMode
from generator.model.letters import folded
from generator.model.regex import regex
from generator.model.settings import Settings
from generator.model.site import Unpublished
from generator.model.suggestions import closest
from generator.plan.site.published import why_unpublished
from generator.plan.urls import alias_url, article_url

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
_UNSEEN: dict[Unpublished | None, str] = {
    Unpublished.WITHDRAWN: "is withdrawn",
    Unpublished.DRAFT: "is a draft",
    Unpublished.EXPIRED: "has expired",
}
_ADDRESS = regex(r"(?:https?://|/)\S+")


class UnknownArticleError(ValueError):
    """No article, or more than one, can be meant. The message is the rest of a sentence."""


class KnownArticle(NamedTuple):
    """An article that a comment may be on. `date` is in seconds since the epoch. `unseen` says why
    it shows no comment, as the rest of a sentence; "" if it does, or will by itself."""

    id: str
    date: float
    unseen: str


class Articles:
    """All articles, also those that are not out: a comment may wait for its article."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        self._settings, self._now = settings, now
        self._by_id: dict[str, KnownArticle] = {}
        self._by_address: dict[str, str] = {}
        self._by_title: dict[str, set[str]] = {}

    def add(self, articles: Iterable[Article]) -> None:
        for article in articles:
            self._by_id.setdefault(article.id, _known(article, self._now))
            addresses = (article_url(article, self._settings), *self._aliases(article))
            for address in addresses:
                self._by_address.setdefault(address.removesuffix("/index.html").rstrip("/"), article.id)
            self._by_title.setdefault(_title(article.header.title), set()).add(article.id)

    def _aliases(self, article: Article) -> Iterator[str]:
        return (alias_url(alias, self._settings.site) for alias in article.header.aliases)

    def named(self, written: str) -> KnownArticle:
        """Return the article that a cell names. Raises UnknownArticleError."""
        name = " ".join(written.split())
        if not name:
            raise UnknownArticleError("it names no article")
        if name in self._by_id:
            return self._by_id[name]
        if _ADDRESS.fullmatch(name):
            path = unquote(urlsplit(name).path).removeprefix(self._settings.site.base_path)
            if id := self._by_address.get(path.removesuffix("/index.html").rstrip("/")):
                return self._by_id[id]
            raise UnknownArticleError("no article has the address that it names")
        found = self._by_title.get(_title(name), set())
        if len(found) > 1:
            raise UnknownArticleError(f"{len(found)} articles have the headline that it names; write an id there")
        if not found:
            close = closest(name, self._by_id)
            meant = f": did you mean “{close}”?" if close else ""
            raise UnknownArticleError(f"no article has the id or the headline that it names{meant}")
        return self._by_id[next(iter(found))]


def _known(article: Article, now: datetime) -> KnownArticle:
    unseen = _UNSEEN.get(why_unpublished(article.header, now), "")
    if not unseen and article.header.comments is CommentsMode.NONE:
        unseen = "says  comments: none"
    return KnownArticle(article.id, article.header.date.timestamp(), unseen)


def _title(text: str) -> str:
    return folded(" ".join(text.translate(_QUOTES).split()))
