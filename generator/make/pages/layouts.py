"""The folder layouts/ -> a Jinja environment for each language. Renders nothing. Compiled layouts
and catalogues are cached between builds, because compiling takes longer than rendering. Babel is
loaded only for a catalogue that has to be compiled."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro

from generator.make.clean_text import clean_html, plain_text
from generator.make.pages import vocabulary
from generator.make.pages.compiled import load, store
from generator.make.pages.dependencies import catalogue_of
from generator.make.pages.lite import lightest
from generator.model.dataclass import dataclass

_OPTIONS: dict[str, Any] = {
    "extensions": ["jinja2.ext.i18n"],
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
"""The options that shape the compiled code of a layout."""


@dataclass(frozen=True, slots=True)
class Layouts:
    """The folder layouts/. `stamp` is a text that changes when a file in it does, so that nothing
    in memory is used for new layouts. `cache` is the folder of compiled layouts, or "" for none."""

    folder: str
    stamp: str
    cache: str = ""


@lru_cache(maxsize=32)
def environment(layouts: Layouts, language: str) -> Environment:
    """Return the Jinja environment of one language. Each process makes it once, because compiling
    takes longer than rendering."""
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
    made.globals["ngettext"] = vocabulary.ngettext_of(translations)
    made.filters |= {
        "clean_html": clean_html,
        "digits": vocabulary.digits,
        "named": vocabulary.named,
        "with_files": vocabulary.with_files,
        "hreflang": vocabulary.hreflang,
        "language": vocabulary.language,
        "lightest": lightest,
        "link": vocabulary.link,
        "plain_text": plain_text,
        "srcset": vocabulary.srcset,
    }
    return made


class _Template(Template):
    """A layout that prints text, and is imported, faster.

    Jinja prints the `Markup` that `markupsafe.escape` makes of each value. It could be joined to
    other text without a second escaping, but text that goes straight into the page need not be one.
    Making it takes ten times as long as all the rest (0.6 µs a value, of which a page has
    hundreds)."""

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

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """Return the macros of an imported layout. Jinja first looks for globals of the importing
        one, which has none of its own."""
        return super()._get_default_module()


class _Context(Context):
    """A context that calls macros and our functions directly. Jinja first asks everything that a
    layout calls whether it wants the context."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        kind = type(called)
        if kind is not Macro and (kind is not FunctionType or called.__dict__):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **kwargs) if kind is Macro else called(*args, **kwargs)


class _Environment(Environment):
    template_class = _Template
    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str | Template, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return a layout: the one that was loaded before, because layouts have no parents and no
        globals of their own."""
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, globals)
        return self._loaded[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of the environment: no layout has its own. Jinja's chain of two
        dictionaries costs 4 µs at every import of every page."""
        return super().make_globals(d) if d else self.globals


class _CompiledLayouts(BytecodeCache):
    """A cache of compiled layouts. Jinja's own cannot detect damaged files, which may crash the
    process: Python's `marshal` trusts its input."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._made_by = repr((sys.version, jinja2.__version__, _OPTIONS))

    def load_bytecode(self, bucket: Bucket) -> None:
        compiled = load(self._folder, self._name(bucket), self._made_from(bucket))
        if compiled is not None:
            bucket.bytecode_from_string(compiled)

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
    """Return a .po file as .mo. Reading it takes 20 ms, and loading Babel more."""
    name = f"{hashlib.blake2b(path.encode(), digest_size=20).hexdigest()}.mo"
    made_from = catalogue + _babel()
    compiled = load(cache, name, made_from) if cache else None
    if compiled is not None:
        return compiled
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only when a catalogue has changed
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only when a catalogue has changed

    made = io.BytesIO()
    write_mo(made, read_po(io.BytesIO(catalogue), locale=None, abort_invalid=True))
    if cache:
        store(cache, name, made_from, made.getvalue())
    return made.getvalue()


def _babel() -> bytes:
    """Return the file with Babel's version. Asking Babel, or importlib.metadata, takes as long as
    loading it."""
    found = find_spec("babel")
    return Path(found.origin).read_bytes() if found and found.origin else b""
