"""The folder layouts/ -> a Jinja environment for each language, and what each layout depends on. Fills in nothing."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, meta, pass_context
from jinja2.runtime import Context

from generator.model.problems import Checked, Problem, SourceLocation, error


def layout_digests(files: Mapping[str, bytes]) -> Checked[dict[str, str]]:
    """The digest of each layout with all that it extends, includes or imports, and of all catalogues. `files` are those
    of layouts/ by path. A layout that chooses another by a variable is refused: nobody could know what it depends on."""
    problems: list[Problem] = []
    parser = Environment(extensions=["jinja2.ext.i18n"])
    sources = {name: content.decode("utf-8", "replace") for name, content in files.items() if name.endswith(".html")}
    catalogues = b"".join(content for name, content in sorted(files.items()) if name.endswith(".po"))
    uses: dict[str, set[str]] = {}
    for name, source in sources.items():
        try:
            references = set(meta.find_referenced_templates(parser.parse(source, name)))
        except TemplateSyntaxError as fault:
            where = SourceLocation(f"layouts/{name}", fault.lineno)
            problems.append(
                error("layout", f"The layout cannot be read: {fault.message}", where, "Is each {% block %} closed?")
            )
            references = set()
        if None in references:
            message = "This layout includes another one by a variable."
            problems.append(error("layout", message, SourceLocation(f"layouts/{name}"), "Write its name, in quotes."))
        uses[name] = {reference for reference in references if reference}
    digests = {}
    for name in sources:
        content = hashlib.blake2b(catalogues, digest_size=16)
        for used in sorted(_closure(name, uses)):
            content.update(used.encode() + b"\0" + files.get(used, b"") + b"\0")
        digests[name] = content.hexdigest()
    return Checked(digests, tuple(problems))


def _closure(name: str, uses: Mapping[str, set[str]]) -> set[str]:
    found, waiting = set(), {name}
    while waiting:
        current = waiting.pop()
        found.add(current)
        waiting |= uses.get(current, set()) - found
    return found


_SAME_LANGUAGE = {"kmr": "ku"}
"""Two codes, one language: CLDR and ISO 639-3 call Kurmanji differently."""


@cache
def environment(layouts: str, stamp: str, language: str) -> Environment:
    """The Jinja environment of one language. Made once a process and kept, because compiling the layouts costs more than
    filling them in; `stamp` is any text that changes when a file in `layouts` does."""
    made = Environment(
        loader=FileSystemLoader(layouts),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals["asset"] = _asset
    made.filters["upto"] = _upto
    translations = _translations(Path(layouts) / "locale", language)
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    return made


@pass_context
def _asset(context: Context, name: str) -> str:
    assets: dict[str, str] = context["site"].assets
    if name not in assets:
        raise LookupError(f"there is no asset “{name}”; there are: {', '.join(assets)}")
    return assets[name]


@cache
def _upto(srcset: str, needed: int) -> str:
    """The files of a srcset, narrowest first, up to the first that is `needed` pixels wide; 0: all of them. One file alone
    stands without its width."""
    files = srcset.split(", ")
    wide = (number for number, file in enumerate(files, 1) if int(file.rsplit(" ", 1)[1].removesuffix("w")) >= needed)
    chosen = files[: next(wide, len(files))] if needed else files
    return ", ".join(chosen) if len(chosen) > 1 else chosen[0].rsplit(" ", 1)[0]


def _translations(locale: Path, language: str) -> NullTranslations:
    """The catalogue of a language tag ("ar-IQ": that of ar_IQ, else of ar), or none: then messages stay in English."""
    base = language.split("-", 1)[0]
    for name in (language.replace("-", "_"), base, _SAME_LANGUAGE.get(base, base)):
        path = locale / name / "LC_MESSAGES" / "dateline.po"
        if path.is_file():
            compiled = io.BytesIO()
            with path.open("rb") as source:
                write_mo(compiled, read_po(source, locale=None, abort_invalid=True))
            compiled.seek(0)
            return GNUTranslations(compiled)
    return NullTranslations()
