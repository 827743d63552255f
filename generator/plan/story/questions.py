"""What a story may ask of the newsroom, and how it is answered: the one protocol between a story and everything else.

An article asks by name: for its section, its authors, its pictures, the files and articles that it links to. Which questions it
asks depends on nothing but the article and its facts. So the answers can be recorded as a trace, compared in the next build,
and read back when a single text is planned again (a verifying trace: Mokhov, Mitchell and Peyton Jones, “Build Systems à la
Carte”, 2018). There are two rounds, because whether an author has a page depends on who wrote what: the first asks what there
is, the second asks where it stands and whether it is out.

A question and an answer are strings, because a build compares hundreds of thousands of them. Only this module makes and
reads these strings; an answer "" means that there is none.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import NamedTuple, NewType

from generator.model.documents import Article, in_language
from generator.model.letters import folded_name
from generator.model.photo_places import photos_of
from generator.model.settings import Settings
from generator.model.site import StoryFacts
from generator.plan.edition_context import Counterparts
from generator.plan.site.lookup import (
    COMMENTS,
    attachment_candidates,
    link_candidates,
    linked_id,
    lookup_names,
    original_of,
    photo_candidates,
)
from generator.plan.urls import Address, linked

Question = NewType("Question", str)
Answer = NewType("Answer", str)
Answers = Mapping[Question, Answer]
Trace = tuple[tuple[Question, Answer], ...]
"""Questions of one story with their answers."""

NO_ANSWER = Answer("")


class Kind(StrEnum):
    """What is asked for. The name behind it is an id, a path or an address; in an edition, its language stands before it."""

    SECTION = "section"
    AUTHOR = "author"
    AUTHOR_CALLED = "author-called"
    """By a folded full name."""
    PICTURE = "picture"
    ATTACHMENT = "attachment"
    POLICY = "policy"
    TRANSLATIONS = "translations"
    PERSON = "person"
    """An author as the edition presents him."""
    ARTICLE = "article"
    """By its id."""
    FILE = "file"
    """A document, by its path."""
    HIDDEN = "hidden"
    """A file of the site that is missing because it is not out."""
    TAG = "tag"
    """What a tag is called."""
    RELATED = "related"
    SERIES = "series"


FIRST_ROUND = (Kind.SECTION, Kind.AUTHOR, Kind.AUTHOR_CALLED, Kind.PICTURE, Kind.ATTACHMENT)


def question(kind: Kind, name: str) -> Question:
    return Question(f"{kind.value}/{name}")


def first_questions(article: Article, language: str = "") -> Iterator[Question]:
    """Of the first round: the section, authors, pictures and attachments of an article. `language` is "" in the edition of
    the site's own."""
    header = article.header
    yield from (question(Kind.SECTION, name) for name in lookup_names(header.section, language))
    for author in header.author:
        for name in lookup_names(author, language):
            yield question(Kind.AUTHOR, name)
            yield question(Kind.AUTHOR_CALLED, folded_name(name))
    for photo in photos_of(article):
        for candidate in photo_candidates(photo.reference, article.path):
            yield question(Kind.PICTURE, candidate)
    for candidate in attachment_candidates(article):
        yield question(Kind.ATTACHMENT, candidate)


def second_questions(article: Article, facts: StoryFacts, address: Address, settings: Settings) -> Iterator[Question]:
    """Of the second round: the pages an article leads to, whether those it names by address are hidden, its authors as its
    edition presents them, the comment policy, its translations, its tags, its series and its related stories."""
    language = settings.lookup_language(facts.lang)
    yield from (question(Kind.POLICY, name) for name in lookup_names(COMMENTS, language))
    yield question(Kind.TRANSLATIONS, original_of(article))
    for path in facts.byline:
        yield question(Kind.PERSON, in_language(path, language))
    if article.header.translation_of:
        yield question(Kind.ARTICLE, article.header.translation_of)
    for target in article.body.links:
        if target.startswith("/"):
            yield from (question(Kind.HIDDEN, file) for file in sorted(address.files(linked(target)[0])))
        elif id := linked_id(target):
            yield question(Kind.ARTICLE, id)
        else:
            yield from (question(Kind.FILE, candidate) for candidate in link_candidates(target, article.path))
    yield from tag_questions(facts, settings)
    yield question(Kind.RELATED, facts.path)
    if facts.series:
        yield question(Kind.SERIES, facts.path)


def tag_questions(facts: StoryFacts, settings: Settings) -> Iterator[Question]:
    """One for each tag of a story, in their order."""
    edition = settings.edition(facts.lang)
    return (question(Kind.TAG, f"{edition}:{id}") for id, _ in facts.tags)


def trace_of(questions: Iterable[Question], answers: Answers) -> Trace:
    """`answers` are those of the whole newsroom."""
    return tuple([(each, answers.get(each, NO_ANSWER)) for each in questions])


def holds(trace: Trace, answers: Answers) -> bool:
    """Whether all that was asked is answered as it was."""
    for asked, answer in trace:  # noqa: SIM110 - a generator takes twice as long, and there are tens of thousands
        if answers.get(asked, NO_ANSWER) != answer:
            return False
    return True


def names_asked(trace: Trace, kind: Kind) -> frozenset[str]:
    """The names that were asked for of a kind, whether there was an answer or not."""
    start = f"{kind.value}/"
    return frozenset(asked.removeprefix(start) for asked, _ in trace if asked.startswith(start))


def answered(trace: Trace, kind: Kind) -> Iterator[tuple[str, Answer]]:
    """Name and answer of each question of a kind that has an answer."""
    start = f"{kind.value}/"
    return ((asked.removeprefix(start), answer) for asked, answer in trace if answer and asked.startswith(start))


# A section is told by its file and the digest of that; an author by the path of his file; a picture, an attachment, a person
# and a policy by a digest; a document by its address.

_NOT_OUT = Answer("-")
"""A document that is there, and has no page that is out."""

HIDDEN = Answer("hidden")


def file_answer(path: str, digest: str) -> Answer:
    """A file and what is in it."""
    return Answer(f"{path} {digest}")


def path_in(answer: Answer) -> str:
    """The path in what `file_answer` or `article_answer` gave."""
    return answer.rpartition(" ")[0]


def address_answer(url: str) -> Answer:
    """`url` is "" for what is not out."""
    return Answer(url) if url else _NOT_OUT


def address_in(answer: Answer) -> str:
    """The address in what `address_answer` or `article_answer` gave; "" for what is not out."""
    url = answer.rpartition(" ")[2]
    return "" if url == _NOT_OUT else url


def article_answer(path: str, url: str) -> Answer:
    """An article that was asked for by its id. No address has a space in it."""
    return Answer(f"{path} {address_answer(url)}")


def translations_answer(pairs: Counterparts) -> Answer:
    """Pairs of a language and an address. Neither has a space in it."""
    return Answer(" ".join(chain(*pairs)))


def translations_in(answer: Answer) -> Counterparts:
    words = answer.split(" ")
    return tuple(zip(words[::2], words[1::2], strict=True))


class ListedStory(NamedTuple):
    """A story as another one lists it: its address, title, instant (seconds since the epoch) and the fields of its picture,
    tab by tab, "" without one. No field has a line end in it; address and title have no tab."""

    url: str
    title: str
    date: float
    thumbnail: str = ""


def related_answer(stories: Iterable[ListedStory]) -> Answer:
    return Answer("\n".join([f"{_line(each)}\t{each.thumbnail}" for each in stories]))


def related_in(answer: Answer) -> Iterator[ListedStory]:
    return map(_listed, answer.split("\n") if answer else ())


class SeriesPlace(NamedTuple):
    """The place of a story in its series: it is part `number` of `length`; the parts around it, of which `first` is the number
    of the first."""

    number: int
    length: int
    first: int
    parts: tuple[ListedStory, ...]


def series_answer(place: SeriesPlace) -> Answer:
    return Answer("\n".join([f"{place.number}\t{place.length}\t{place.first}", *map(_line, place.parts)]))


def series_in(answer: Answer) -> SeriesPlace | None:
    """None where there are no other parts."""
    if not answer:
        return None
    head, *lines = answer.split("\n")
    number, length, first = map(int, head.split("\t"))
    return SeriesPlace(number, length, first, tuple(map(_listed, lines)))


def _line(story: ListedStory) -> str:
    return f"{story.url}\t{story.title}\t{story.date!r}"


def _listed(line: str) -> ListedStory:
    url, title, date, *thumbnail = line.split("\t", 3)
    return ListedStory(url, title, float(date), *thumbnail)


_SAME_BYTES = 2
"""The last version of what `marshal` writes that is the same for equal values."""


def packed_trace(trace: Trace) -> bytes:
    """A trace as bytes: as objects, those of a hundred thousand stories would take 200 MB."""
    return marshal.dumps(trace, _SAME_BYTES)


def unpacked_trace(content: bytes) -> Trace:
    trace: Trace = marshal.loads(content)
    return trace


def files_behind(trace: Trace) -> Iterator[tuple[str, bool]]:
    """For whoever asks why: the files of the content folder behind the answers, and whether only their address counts."""
    for asked, answer in trace:
        kind, _, name = asked.partition("/")
        if not answer or answer == _NOT_OUT:
            continue
        match kind:
            case Kind.SECTION:
                yield path_in(answer), False
            case Kind.AUTHOR | Kind.AUTHOR_CALLED:
                yield answer, False
            case Kind.PICTURE | Kind.ATTACHMENT:
                yield name, False
            case Kind.ARTICLE:
                yield path_in(answer), True
            case Kind.FILE:
                yield name, True
            case Kind.POLICY:
                yield f"policies/{COMMENTS}.md", False
