"""The words of the desk, and of the frame round errors, in the languages of newsrooms. Messages of
rules are in English in every language.

The catalogues lie beside the program and not in layouts/: an outlet with layouts of its own has the
same desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("en", "ckb", "ku", "ar", "tr")
RIGHT_TO_LEFT = frozenset({"ckb", "ar"})
_SAME = {"kmr": "ku"}
"""Other tags that browsers have for our languages."""

_FOLDER = Path(__file__).parent / "locale"


class Words(NamedTuple):
    """The words of one language. `say` returns a sentence with its placeholders filled."""

    lang: str
    messages: Mapping[str, str]

    @property
    def dir(self) -> str:
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    def say(self, message: str, **values: object) -> str:
        found = self.messages.get(message) or message
        return found % values if values else found


@lru_cache(maxsize=len(LANGUAGES))
def words_in(lang: str) -> Words:
    """Return the words of one of `LANGUAGES`."""
    path = _FOLDER / f"{lang}.po"
    if not path.is_file():
        return Words(lang, {})
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English needs none

    with path.open("rb") as file:
        catalogue = read_po(file)
    return Words(lang, {str(each.id): str(each.string) for each in catalogue if each.id and each.string})


def chosen_language(setting: str, accepted: str) -> str:
    """Return the language of the desk: that of the `setting`, else the first one that a browser
    accepts (the header Accept-Language, RFC 9110), else English."""
    wanted = [(setting, 2.0)] if setting else []
    for part in accepted.split(","):
        tag, _, weight = part.partition(";")
        wanted.append((tag.strip(), _number(weight)))
    for tag in _primary(tag for tag, _ in sorted(wanted, key=lambda each: -each[1])):
        if tag in LANGUAGES:
            return tag
    return "en"


def _primary(tags: Iterable[str]) -> Iterable[str]:
    for tag in tags:
        first = tag.replace("_", "-").partition("-")[0].lower()
        yield _SAME.get(first, first)


def _number(weight: str) -> float:
    try:
        return float(weight.strip().removeprefix("q=")) if weight.strip() else 1.0
    except ValueError:
        return 0.0


Say = Callable[..., str]
