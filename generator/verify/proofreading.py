"""The published site and its sources -> lost words: every word of an article must be on its page,
or a problem reports it. Runs only on request (`--verify`). When a text is read, it is compared with
its HTML. This check includes the plan and the layouts, and the values of the front matter."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from generator.cache.ledger import Ledger, ledger_of
from generator.cache.packing import unpacked_story
from generator.check.words import lost_words, shown_words, words_of
from generator.model.letters import one_encoding
from generator.model.problems import FieldLocation, PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import LOST_ON_PAGE, broken
from generator.plan.pages.old_addresses import WITHDRAWAL
from generator.plan.urls import output_path
from generator.read.front_matter.parse import decoded, split

_MAIN = regex(r"<main\b.*</main>", re.DOTALL)
_ALT_TEXT = regex(r"\salt=\"([^\"]*)\"")
_VALUES = ("title", "summary", "dateline", "photo_alt", "photo_caption", "photo_credit")
_OF_EACH = {"photos": ("alt", "caption", "credit"), "corrections": ("text",)}


def unprinted(content: Path, output: Path, cache: Path, reported: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each document with lost words. `output` and `cache` are those of a build
    of `content`. `reported` are the documents (content/…) for which that build already reported
    hidden words."""
    with closing(Ledger(ledger_of(output, cache))) as ledger:
        stories = sorted((path, unpacked_story(story)) for path, story in ledger.stories())
        withdrawn = {path for path, each in ledger.outputs().items() if each.layout == WITHDRAWAL}
    for path, story in stories:
        location = f"content/{path}"
        page = output / output_path(story.facts.url)
        if story.record is None or location in reported or not page.is_file():
            continue
        text = decoded((content / path).read_bytes(), location).value
        matter = split(text, location).value if text else None
        if matter:
            is_withdrawn = output_path(story.facts.url) in withdrawn
            yield from _unprinted(
                matter.values, matter.body, page.read_text("utf-8"), location, is_withdrawn=is_withdrawn
            )


def _unprinted(
    values: Mapping[str, Any], body: str, page: str, location: str, *, is_withdrawn: bool
) -> Iterator[Problem]:
    shown = _MAIN.search(page)
    main = shown[0] if shown else page
    alt_texts = html.unescape(" ".join(_ALT_TEXT.findall(main)))
    words = [*shown_words(main), *words_of(alt_texts)]
    letters, spelled = "".join(words).casefold(), set(map(_folded, words))
    for key, value in _read_by_readers(values, is_withdrawn=is_withdrawn):
        if key.startswith("tags"):  # a page prints the most frequent spelling of a tag
            is_there = spelled.issuperset(map(_folded, words_of(value)))
        else:
            # Readers see it in the form of the label before it.
            last = value.rpartition("/")[2] if key.endswith("credit") else value
            is_there = "".join(words_of(last)).casefold() in letters
        if not is_there:
            yield _missing(value, FieldLocation(location, key))
    for lost in () if is_withdrawn else lost_words(body, main, alt_texts):
        place = PhraseLocation(location, lost.words[0], body.count(lost.words[0], 0, lost.place) + 1)
        yield _missing(str(lost), place)


def _read_by_readers(values: Mapping[str, Any], *, is_withdrawn: bool) -> Iterator[tuple[str, str]]:
    """Yield the values of a front matter that are on the page, each with its key."""
    written: list[tuple[str, Any]] = [
        (key, values.get(key)) for key in (("title", "notice") if is_withdrawn else _VALUES)
    ]
    if not is_withdrawn:
        for key in ("tags", "key_points"):
            entries = values.get(key)
            written += [
                (f"{key}.{number}", each) for number, each in enumerate(entries if isinstance(entries, list) else ())
            ]
        for key, names in _OF_EACH.items():
            for number, each in enumerate(values.get(key) or ()):
                written += [(f"{key}.{number}.{name}", each.get(name)) for name in names if isinstance(each, dict)]
    yield from ((key, value) for key, value in written if isinstance(value, str))


def _folded(letters: str) -> str:
    plain = unicodedata.normalize("NFKD", one_encoding(letters).casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _missing(words: str, where: FieldLocation | PhraseLocation) -> Problem:
    shown = words if len(words) <= 60 else f"{words[:59]}…"
    return broken(LOST_ON_PAGE, where, words=shown)
