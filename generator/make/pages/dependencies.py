"""What each layout depends on: files of layouts/ by path -> the closure of each, and its digest in one language. Fills in
nothing, and loads Jinja only to read layouts anew: a build with little to do remembers what they use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.model.problems import Checked, FieldLocation, Problem, SourceLocation, error
from generator.model.rules import NO_CATALOGUE, broken

if TYPE_CHECKING:
    from jinja2 import Environment

_SAME_LANGUAGE = {"kmr": "ku"}
"""Two codes, one language: CLDR and ISO 639-3 call Kurmanji differently."""


def layout_uses(files: Mapping[str, bytes]) -> Checked[dict[str, tuple[str, ...]]]:
    """For each layout, itself and all that it extends, includes or imports, sorted. `files` are those of layouts/ by path.
    A layout that chooses another by a variable is refused: nobody could know what it depends on."""
    from jinja2 import Environment  # noqa: PLC0415 - only when layouts have changed

    parser = Environment(extensions=["jinja2.ext.i18n"])
    layouts = [name for name in files if name.endswith(".html")]
    problems: list[Problem] = []
    uses: dict[str, set[str]] = {}
    waiting = set(layouts)
    while waiting:
        found = {name: _references(name, files[name], parser) for name in sorted(waiting)}
        uses |= {name: checked.value for name, checked in found.items()}
        problems += (problem for checked in found.values() for problem in checked.problems)
        waiting = {name for checked in found.values() for name in checked.value if name in files} - uses.keys()
    return Checked({name: tuple(sorted(_closure(name, uses))) for name in layouts}, tuple(problems))


def layout_digest(layout: str, language: str, uses: Mapping[str, tuple[str, ...]], digests: Mapping[str, str]) -> str:
    """The digest of all that shapes a page beside its view: of the files that its layout uses, as `layout_uses` gave them,
    and of the catalogue of its language. `digests` are those of the content of all files of layouts/ by path."""
    catalogue = catalogue_of(language, lambda path: path in digests)
    content = hashlib.blake2b(digest_size=16)
    for path in (*uses.get(layout, (layout,)), catalogue):
        content.update(f"{path}\0{digests.get(path, '')}\0".encode())
    return content.hexdigest()


def catalogue_of(language: str, is_there: Callable[[str], bool]) -> str:
    """The path in layouts/ of the catalogue of a language tag ("ar-IQ": that of ar_IQ, else of ar), or "": then messages
    stay in English. `is_there` says whether there is a file at such a path."""
    base = language.split("-", 1)[0]
    names = (language.replace("-", "_"), base, _SAME_LANGUAGE.get(base, base))
    paths = (f"locale/{name}/LC_MESSAGES/dateline.po" for name in names)
    return next((path for path in paths if is_there(path)), "")


def catalogue_problems(languages: Iterable[str], files: Collection[str]) -> Iterator[Problem]:
    """Languages whose readers would find the words round every article in English. `files` are the paths in layouts/; layouts
    that are not translated at all are as their designer wants them."""
    if not any(path.startswith("locale/") and path.endswith(".po") for path in files):
        return
    listed = tuple(languages)
    for language in listed:
        if language.split("-", 1)[0] != "en" and not catalogue_of(language, lambda path: path in files):
            key = f"languages.{language}" if len(listed) > 1 else "site.language"
            where = FieldLocation("content/site.toml", key)
            yield broken(NO_CATALOGUE, where, language=language, folder=language.replace("-", "_"))


def _references(name: str, content: bytes, parser: Environment) -> Checked[set[str]]:
    """What a file names itself."""
    from jinja2 import TemplateSyntaxError, meta  # noqa: PLC0415 - only when layouts have changed

    where = SourceLocation(f"layouts/{name}")
    try:
        named = set(meta.find_referenced_templates(parser.parse(content.decode("utf-8", "replace"), name)))
    except TemplateSyntaxError as fault:
        message = f"The layout cannot be read: {fault.message}"
        where = SourceLocation(f"layouts/{name}", fault.lineno)
        return Checked(set(), (error("layout", message, where, "Is each {% block %} closed?"),))
    problems = []
    if None in named:
        message = "This layout includes another one by a variable."
        problems.append(error("layout", message, where, "Write its name, in quotes."))
    return Checked({reference for reference in named if reference}, tuple(problems))


def _closure(name: str, uses: Mapping[str, set[str]]) -> set[str]:
    found, waiting = set(), {name}
    while waiting:
        current = waiting.pop()
        found.add(current)
        waiting |= uses.get(current, set()) - found
    return found
