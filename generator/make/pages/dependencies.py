"""The files of layouts/ by path -> the dependencies of each layout, and its digest in one language.
Renders nothing. Loads Jinja only to read changed layouts: else the ledger has their dependencies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.model.problems import Checked, FieldLocation, Problem, SourceLocation, error
from generator.model.rules import NO_CATALOGUE, broken

if TYPE_CHECKING:
    from jinja2 import Environment

_SAME_LANGUAGE = {"kmr": "ku"}
"""Two codes, one language: CLDR and ISO 639-3 have different codes for Kurmanji."""


def layout_uses(files: Mapping[str, bytes]) -> Checked[dict[str, tuple[str, ...]]]:
    """Return for each layout itself and all files that it extends, includes or imports, sorted.
    `files` are those of layouts/ by path. A layout that chooses another by a variable is an error,
    because its dependencies would be unknown."""
    layouts = [name for name in files if name.endswith(".html")]
    problems: list[Problem] = []
    uses: dict[str, frozenset[str]] = {}
    waiting = set(layouts)
    while waiting:
        found = {name: _references(name, files[name]) for name in sorted(waiting)}
        uses |= {name: checked.value for name, checked in found.items()}
        problems += (problem for checked in found.values() for problem in checked.problems)
        waiting = {name for checked in found.values() for name in checked.value if name in files} - uses.keys()
    return Checked({name: tuple(sorted(_closure(name, uses))) for name in layouts}, tuple(problems))


def layout_digest(layout: str, language: str, uses: Mapping[str, tuple[str, ...]], digests: Mapping[str, str]) -> str:
    """Return the digest of everything that shapes a page beside its view: the files of its layout,
    and the catalogue of its language. `uses` are the result of `layout_uses`; `digests` are those
    of all files of layouts/ by path."""
    catalogue = catalogue_of(language, lambda path: path in digests)
    content = hashlib.blake2b(digest_size=16)
    for path in (*uses.get(layout, (layout,)), catalogue):
        content.update(f"{path}\0{digests.get(path, '')}\0".encode())
    return content.hexdigest()


def catalogue_of(language: str, is_there: Callable[[str], bool]) -> str:
    """Return the path in layouts/ of a language's catalogue ("ar-IQ": that of ar_IQ, else of ar),
    or "": messages stay in English. `is_there` says whether there is a file at such a path."""
    base = language.split("-", 1)[0]
    names = (language.replace("-", "_"), base, _SAME_LANGUAGE.get(base, base))
    paths = (f"locale/{name}/LC_MESSAGES/dateline.po" for name in names)
    return next((path for path in paths if is_there(path)), "")


def catalogue_problems(languages: Iterable[str], files: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each language without a catalogue: the words around every article would
    be English. `files` are the paths in layouts/. Layouts without any catalogue are not reported.
    """
    if not any(path.startswith("locale/") and path.endswith(".po") for path in files):
        return
    listed = tuple(languages)
    for language in listed:
        if language.split("-", 1)[0] != "en" and not catalogue_of(language, lambda path: path in files):
            key = f"languages.{language}" if len(listed) > 1 else "site.language"
            where = FieldLocation("content/site.toml", key)
            yield broken(NO_CATALOGUE, where, language=language, folder=language.replace("-", "_"))


@lru_cache(maxsize=256)
def _references(name: str, content: bytes) -> Checked[frozenset[str]]:
    """Return the files that a file names itself. Parsing takes milliseconds; a preview, which lives
    for many builds, parses only what has changed."""
    from jinja2 import TemplateSyntaxError, meta  # noqa: PLC0415 - only when layouts have changed

    where = SourceLocation(f"layouts/{name}")
    try:
        named = set(meta.find_referenced_templates(_parser().parse(content.decode("utf-8", "replace"), name)))
    except TemplateSyntaxError as fault:
        message = f"The layout cannot be read: {fault.message}"
        where = SourceLocation(f"layouts/{name}", fault.lineno)
        return Checked(frozenset(), (error("layout", message, where, "Is each {% block %} closed?"),))
    problems = []
    if None in named:
        message = "This layout includes another one by a variable."
        problems.append(error("layout", message, where, "Write its name, in quotes."))
    return Checked(frozenset(reference for reference in named if reference), tuple(problems))


@lru_cache(maxsize=1)
def _parser() -> Environment:
    from jinja2 import Environment  # noqa: PLC0415 - as above

    return Environment(extensions=["jinja2.ext.i18n"])


def _closure(name: str, uses: Mapping[str, frozenset[str]]) -> set[str]:
    found: set[str] = set()
    waiting = {name}
    while waiting:
        current = waiting.pop()
        found.add(current)
        waiting |= uses.get(current, frozenset()) - found
    return found
