"""The questions of a story to the newsroom, and their answers: the only protocol between a story
and everything else.

An article asks by name: for its section, its authors, its pictures, the files and articles that it
links to. Its questions depend only on the article and its facts. So the answers can be recorded as
a trace, compared in the next build, and read back when one text is planned again (a verifying
trace: Mokhov, Mitchell and Peyton Jones, “Build Systems à la Carte”, 2018). There are two rounds,
because the existence of an author's page depends on all articles. The first asks for documents, the
second for their addresses and whether they are published.

A question and an answer are strings, because a build compares hundreds of thousands of them. Only
this module makes and reads these strings. The answer "" means: there is none."""

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
"""The questions of one story with their answers."""

NO_ANSWER = Answer("")


class Kind(StrEnum):
    """The kind of a question. The name after it is an id, a path or an address; within an edition,
    its language stands before it."""

    SECTION = "section"
    AUTHOR = "author"
    AUTHOR_CALLED = "author-called"
    """An author by folded full name."""
    PICTURE = "picture"
    ATTACHMENT = "attachment"
    COMMENTS = "comments"
    """The comments on an article, by its id."""
    POLICY = "policy"
    TRANSLATIONS = "translations"
    PERSON = "person"
    """An author as the edition shows them."""
    ARTICLE = "article"
    """An article by its id."""
    FILE = "file"
    """A document by its path."""
    HIDDEN = "hidden"
    """A file of the site that does not exist because its content is unpublished."""
    TAG = "tag"
    """The name of a tag."""
    RELATED = "related"
    SERIES = "series"
    CORRECTED = "corrected"
    """The last serious correction of an article by its id: see `originals`."""
    SIMILAR_AUTHOR = "similar-author"
    """The author who is called nearly as a byline."""


def question(kind: Kind, name: str) -> Question:
    return Question(f"{kind.value}/{name}")


def first_questions(article: Article, language: str = "") -> Iterator[Question]:
    """Yield the questions of the first round: the section, authors, pictures, attachments and
    comments of an article. `language` is "" in the edition of the site's own."""
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
    yield question(Kind.COMMENTS, article.id)


def second_questions(article: Article, facts: StoryFacts, address: Address, settings: Settings) -> Iterator[Question]:
    """Yield the questions of the second round. They ask for the comment policy, the translations,
    the authors as the edition shows them, and those called nearly so. They also ask for the pages and hidden files behind
    links, the tags, the series and the related stories."""
    language = settings.lookup_language(facts.lang)
    yield from (question(Kind.POLICY, name) for name in lookup_names(COMMENTS, language))
    yield question(Kind.TRANSLATIONS, original_of(article))
    for path in facts.byline:
        yield question(Kind.PERSON, in_language(path, language))
    if article.header.translation_of:
        yield question(Kind.ARTICLE, article.header.translation_of)
        yield question(Kind.CORRECTED, article.header.translation_of)
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
    yield from (question(Kind.SIMILAR_AUTHOR, name) for name in full_names(article))  # last: see `similar_asked`


def tag_questions(facts: StoryFacts, settings: Settings) -> Iterator[Question]:
    """Yield one question for each tag of a story, in their order."""
    edition = settings.edition(facts.lang)
    return (question(Kind.TAG, f"{edition}:{id}") for id, _ in facts.tags)


def trace_of(questions: Iterable[Question], answers: Answers) -> Trace:
    """Return the questions with their answers. `answers` are those of the whole newsroom."""
    return tuple([(each, answers.get(each, NO_ANSWER)) for each in questions])


def has_same_answers(trace: Trace, answers: Answers) -> bool:
    """Whether all questions still have the recorded answers."""
    for each, answer in trace:  # noqa: SIM110 - a generator takes twice as long, and there are tens of thousands
        if answers.get(each, NO_ANSWER) != answer:
            return False
    return True


def names_asked(trace: Trace, kind: Kind) -> frozenset[str]:
    """Return the names of all questions of a kind, with or without an answer."""
    start = f"{kind.value}/"
    return frozenset(each.removeprefix(start) for each, _ in trace if each.startswith(start))


class FilesAsked(NamedTuple):
    """The files that a story asks for: `attachments` are those that its links may mean, `pictures`
    the names, without folders, of those that its pictures may mean."""

    attachments: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def files_asked(trace: Trace) -> FilesAsked:
    """Return the files that a trace of the first round asks for. Every plan of the whole site asks
    all stories, and most have neither."""
    attachments, pictures = [], set()
    for each, _ in trace:
        if each.startswith("attachment/"):
            attachments.append(each.removeprefix("attachment/"))
        elif each.startswith("picture/"):
            pictures.add(each.rpartition("/")[2])
    if not attachments and not pictures:
        return NO_FILES
    return FilesAsked(tuple(sorted(set(attachments))), tuple(sorted(pictures)))


NO_FILES = FilesAsked()


def answered(trace: Trace, kind: Kind) -> Iterator[tuple[str, Answer]]:
    """Yield name and answer of each question of a kind that has an answer."""
    start = f"{kind.value}/"
    return ((each.removeprefix(start), answer) for each, answer in trace if answer and each.startswith(start))


# The answer for a section is its file with the digest of that; for an author the path of the file;
# for a picture, an attachment, comments, a person and a policy a digest; for a document its address.

_NOT_OUT = Answer("-")
"""A document without a published page."""

HIDDEN = Answer("hidden")


def file_answer(path: str, digest: str) -> Answer:
    """Return a file and the digest of its bytes as an answer."""
    return Answer(f"{path} {digest}")


def path_in(answer: Answer) -> str:
    """Return the path in an answer of `file_answer` or `article_answer`."""
    return answer.rpartition(" ")[0]


def address_answer(url: str) -> Answer:
    """Return an address as an answer; `url` is "" for an unpublished document."""
    return Answer(url) if url else _NOT_OUT


def address_in(answer: Answer) -> str:
    """Return the address in an answer of `address_answer` or `article_answer`; "" for an
    unpublished document."""
    url = answer.rpartition(" ")[2]
    return "" if url == _NOT_OUT else url


def article_answer(path: str, url: str) -> Answer:
    """Return the answer for an article by its id. No address contains a space."""
    return Answer(f"{path} {address_answer(url)}")


def similar_answer(name: str, path: str) -> Answer:
    """Return the name and the file of an author as an answer. No name contains a tab."""
    return Answer(f"{path}\t{name}")


def full_names(article: Article) -> Iterator[str]:
    """Yield the names in a byline that are no ids of files."""
    return (name for name in article.header.author if not name.isascii() or not name.islower())


def similar_asked(trace: Trace) -> Iterator[tuple[str, Answer]]:
    """Yield the names in a byline that a trace of the second round asks for, and their answers: these
    are its last questions."""
    start = f"{Kind.SIMILAR_AUTHOR.value}/"
    for each, answer in reversed(trace):
        if not each.startswith(start):
            return
        yield each.removeprefix(start), answer


def similar_in(trace: Trace) -> dict[str, tuple[str, str]]:
    """Return the name and the file of the author who is called nearly so, by name in a byline."""
    found = ((name, answer.partition("\t")) for name, answer in similar_asked(trace) if answer)
    return {name: (author, path) for name, (path, _, author) in found}


def translations_answer(pairs: Counterparts) -> Answer:
    """Return pairs of language and address as an answer. Neither contains a space."""
    return Answer(" ".join(chain(*pairs)))


def translations_in(answer: Answer) -> Counterparts:
    words = answer.split(" ")
    return tuple(zip(words[::2], words[1::2], strict=True))


class ListedStory(NamedTuple):
    """A story in the list of another one. It has address, title, instant (seconds since the epoch),
    type ("" for a report) and the fields of its picture, separated by tabs, "" without one. No field
    contains a line end; address and title contain no tab."""

    url: str
    title: str
    date: float
    type: str = ""
    thumbnail: str = ""


def related_answer(stories: Iterable[ListedStory]) -> Answer:
    return Answer("\n".join([f"{_line(each)}\t{each.type}\t{each.thumbnail}" for each in stories]))


def related_in(answer: Answer) -> Iterator[ListedStory]:
    return map(_listed, answer.split("\n") if answer else ())


class SeriesPlace(NamedTuple):
    """The place of a story in its series: it is part `number` of `length`. `parts` are those around
    it; `first` is the number of the first of these."""

    number: int
    length: int
    first: int
    parts: tuple[ListedStory, ...]


def series_answer(place: SeriesPlace) -> Answer:
    return Answer("\n".join([f"{place.number}\t{place.length}\t{place.first}", *map(_line, place.parts)]))


def series_in(answer: Answer) -> SeriesPlace | None:
    """Return the place in a series; None where there are no other parts."""
    if not answer:
        return None
    head, *lines = answer.split("\n")
    number, length, first = map(int, head.split("\t"))
    return SeriesPlace(number, length, first, tuple(map(_listed, lines)))


def _line(story: ListedStory) -> str:
    return f"{story.url}\t{story.title}\t{story.date!r}"


def _listed(line: str) -> ListedStory:
    url, title, date, *more = line.split("\t", 4)
    return ListedStory(url, title, float(date), *more)


_SAME_BYTES = 2
"""The last version of `marshal`'s format that is the same for equal values."""


def packed_trace(trace: Trace) -> bytes:
    """Return a trace as bytes: as Python objects, the traces of a hundred thousand stories would
    take 200 MB."""
    return marshal.dumps(trace, _SAME_BYTES)


def unpacked_trace(content: bytes) -> Trace:
    trace: Trace = marshal.loads(content)
    return trace


def files_behind(trace: Trace) -> Iterator[tuple[str, bool]]:
    """Yield the files of the content folder behind the answers, and whether only their address
    counts. The command `why` uses it."""
    for each, answer in trace:
        kind, _, name = each.partition("/")
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
            case Kind.SIMILAR_AUTHOR:
                yield answer.partition("\t")[0], False
            case Kind.COMMENTS:
                yield f"comments/{name}/", False
            case Kind.POLICY:
                yield f"policies/{COMMENTS}.md", False
