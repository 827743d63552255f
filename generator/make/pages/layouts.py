"""The folder layouts/ -> a Jinja environment for each language. Fills in nothing.

What costs more than filling in pages, compiling layouts and catalogues, is kept between builds. Babel is loaded only for
a catalogue that has to be compiled.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket

from generator.make.pages import vocabulary
from generator.make.pages.compiled import load, store
from generator.make.pages.dependencies import catalogue_of

_OPTIONS: dict[str, Any] = {
    "extensions": ["jinja2.ext.i18n"],
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
"""What shapes the code that a layout is compiled to."""


@dataclass(frozen=True, slots=True)
class Layouts:
    """The folder layouts/; `stamp` is any text that changes when a file in it does, so that nothing kept in memory is used
    for new layouts; `cache` is the folder where compiled layouts are kept between builds, or "" for none."""

    folder: str
    stamp: str
    cache: str = ""


@lru_cache(maxsize=32)
def environment(layouts: Layouts, language: str) -> Environment:
    """The Jinja environment of one language. Made once a process and kept, because compiling the layouts costs more than
    filling them in."""
    made = _Environment(
        **_OPTIONS,
        loader=FileSystemLoader(layouts.folder),
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_CompiledLayouts(layouts.cache) if layouts.cache else None,
    )
    translations = _translations(layouts, language)
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    gettext = vocabulary.gettext_of(translations)
    made.globals |= {"asset": vocabulary.asset, "once": vocabulary.Once(), "gettext": gettext, "_": gettext}
    made.filters |= {
        "digits": vocabulary.digits,
        "named": vocabulary.named,
        "with_files": vocabulary.with_files,
        "hreflang": vocabulary.hreflang,
        "language": vocabulary.language,
        "link": vocabulary.link,
        "srcset": vocabulary.srcset,
    }
    return made


class _Template(Template):
    """A layout that prints text faster. Jinja prints what `markupsafe.escape` makes of each value, a `Markup`, which
    could be joined to other text without being escaped twice; but what goes straight into the page needs to be no
    `Markup`, and making it one takes ten times as long as all the rest (0.6 µs a value, of which a page has hundreds)."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = vocabulary.escaped
        return made


class _Environment(Environment):
    template_class = _Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """No layout has globals of its own. Jinja's chain of two dictionaries, in case one had, is compared name by name
        at every import of every page, 4 µs each."""
        return super().make_globals(d) if d else self.globals


class _CompiledLayouts(BytecodeCache):
    """Jinja's own keeps files that it cannot tell from damaged ones, which may end the process: Python's `marshal` trusts
    what it reads."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._made_by = repr((sys.version, jinja2.__version__, _OPTIONS))

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = load(self._folder, self._name(bucket), self._made_from(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        store(self._folder, self._name(bucket), self._made_from(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        return f"{bucket.key}.layout"

    def _made_from(self, bucket: Bucket) -> bytes:
        return f"{bucket.key}\0{bucket.checksum}\0{self._made_by}".encode()


def _translations(layouts: Layouts, language: str) -> NullTranslations:
    root = Path(layouts.folder)
    path = catalogue_of(language, lambda path: (root / path).is_file())
    return (
        GNUTranslations(io.BytesIO(_compiled(layouts.cache, path, (root / path).read_bytes())))
        if path
        else NullTranslations()
    )


def _compiled(cache: str, path: str, catalogue: bytes) -> bytes:
    """A .po file as .mo: reading it takes 20 ms, and loading what reads it more."""
    name = f"{hashlib.blake2b(path.encode(), digest_size=20).hexdigest()}.mo"
    made_from = catalogue + _babel()
    kept = load(cache, name, made_from) if cache else None
    if kept is not None:
        return kept
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only when a catalogue has changed
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only when a catalogue has changed

    made = io.BytesIO()
    write_mo(made, read_po(io.BytesIO(catalogue), locale=None, abort_invalid=True))
    if cache:
        store(cache, name, made_from, made.getvalue())
    return made.getvalue()


def _babel() -> bytes:
    """The file that says which version of Babel this is; to ask Babel, or importlib.metadata, takes as long as to load it."""
    found = find_spec("babel")
    return Path(found.origin).read_bytes() if found and found.origin else b""
