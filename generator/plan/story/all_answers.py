"""The answers of the whole newsroom to all questions of stories: those that exist, and those that are
made when a story asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.check.bylines import similar_name
from generator.model.documents import Author
from generator.model.letters import folded_name, searched
from generator.plan.site.lookup import Lookup
from generator.plan.story.questions import (
    NO_ANSWER,
    Answer,
    Kind,
    Question,
    address_answer,
    article_answer,
    question,
    similar_answer,
)


class SimilarAuthors:
    """The authors, to be compared with names in bylines. Each name is compared once."""

    def __init__(self, authors: Iterable[Author]) -> None:
        self._authors = authors
        self._by_name: dict[str, Author] | None = None
        self._answers: dict[str, Answer] = {}

    def answer(self, name: str) -> Answer:
        """Return the answer for a byline; that of an author's very name is none."""
        if name not in self._answers:
            self._answers[name] = self._compared(name)
        return self._answers[name]

    def _compared(self, name: str) -> Answer:
        if self._by_name is None:  # of two with one name the first
            listed = sorted(self._authors, key=lambda author: author.path, reverse=True)
            self._by_name = {searched(author.header.name): author for author in listed}
        close = similar_name(name, self._by_name)
        author = self._by_name.get(close)
        if author is None or folded_name(author.header.name) == folded_name(name):
            return NO_ANSWER
        return similar_answer(author.header.name, author.path)

    def answers(self, names: Iterable[str]) -> dict[Question, Answer]:
        """Return the answers for bylines by their questions."""
        return {question(Kind.SIMILAR_AUTHOR, name): self.answer(name) for name in names}


class AnswersWithPages(Mapping[Question, Answer]):
    """Answers, and those on documents by path, on articles by id, and on authors who are called nearly
    as a byline. The latter are made when they are asked for: there are tens of thousands, and a few
    changed articles ask for a few.

    `addresses` gives the address of each path that has one."""

    def __init__(
        self,
        others: Mapping[Question, Answer],
        lookup: Lookup,
        addresses: Mapping[str, str],
    ) -> None:
        self._others, self._paths, self._articles, self._addresses = others, lookup.paths, lookup.articles, addresses
        self._similar = SimilarAuthors(lookup.authors.values())

    def __getitem__(self, asked: Question) -> Answer:
        if asked in self._others:
            return self._others[asked]
        kind, _, name = asked.partition("/")
        if kind == Kind.FILE.value and name in self._paths:
            return address_answer(self._addresses.get(name, ""))
        if kind == Kind.ARTICLE.value and name in self._articles:
            path = self._articles[name]
            return article_answer(path, self._addresses.get(path, ""))
        if kind == Kind.SIMILAR_AUTHOR.value and (similar := self._similar.answer(name)):
            return similar
        raise KeyError(asked)

    def __iter__(self) -> Iterator[Question]:
        yield from self._others
        yield from (question(Kind.FILE, path) for path in self._paths)
        yield from (question(Kind.ARTICLE, id) for id in self._articles)

    def __len__(self) -> int:
        return len(self._others) + len(self._paths) + len(self._articles)
