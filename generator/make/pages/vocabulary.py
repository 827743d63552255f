"""The filters, functions and messages of layouts. `layouts/README.md` describes them to designers.
Knows no file and no layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from gettext import NullTranslations
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from generator.model.dataclass import dataclass, field, replace
from generator.model.page_views import PageView, SiteView
from generator.model.pictures import PictureView, Source
from generator.model.regex import regex
from generator.model.views import Link

_NOTHING = Markup()


class Written(Protocol):
    """Anything with a language: pages, and most of their parts."""

    @property
    def lang(self) -> str: ...
    @property
    def dir(self) -> str: ...


def escaped(value: object) -> str:
    """Return a value as a layout prints it, escaped like `markupsafe.escape` does. Most texts have
    no sign to escape, and are returned unchanged."""
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            return escape(value)
        return value
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


def language(of: Written, page: Written) -> Markup:
    """Return the attributes `lang` and `dir`, with a space before them, where they differ from the
    page's."""
    if not of.lang or of.lang == page.lang:
        return _NOTHING
    direction = f' dir="{escaped(of.dir or "ltr")}"' if of.dir != page.dir else ""
    return Markup(f' lang="{escaped(of.lang)}"{direction}')


def hreflang(of: Written, page: Written) -> Markup:
    """Return the attribute `hreflang`, with a space before it, if a link leads to a page in another
    language than this page. `of` is a link, or something on the target page."""
    leads_to = getattr(of, "hreflang", "") or of.lang
    return Markup(f' hreflang="{escaped(leads_to)}"') if leads_to and leads_to != page.lang else _NOTHING


class Counted(Protocol):
    """Anything with the digits of a language: a page or its chrome."""

    @property
    def digits(self) -> str: ...


def digits(number: int | str, page: Counted) -> str:
    """Return a number in the digits of the page's language."""
    own = page.digits
    return str(number).translate(str.maketrans("0123456789", own)) if own else str(number)


_NAMED = regex(
    r'(?P<item><li id="fn:)|<a class="footnote-(?P<kind>ref|backref)" href="#fn(?:ref(?P<mark>\d*))?:[^"]*"(?=>(?P<text>[^<]*))'
    r'|(?<=<div class="wide" tabindex="0" role="region" aria-label=")(?P<table>\d+)(?=">)'
    r'|(?<=<pre tabindex="0" role="region" aria-label=")(?P<verbatim>\d+)(?=")'
)
_MARK_NUMBER = regex(r'(?<=<a class="footnote-ref)(" href="[^"]*"[^>]*>)(\d+)(?=</a>)')


def named(html: str, page: Counted, *, note: str, back: str, table: str, verbatim: str) -> str:
    """Return the HTML of a text with accessible names for footnotes, tables and blocks of code, in
    the page's language and digits. `note` and `back` contain a placeholder for a number."""
    count = 0

    def name(match: re.Match[str]) -> str:
        nonlocal count
        if number := match["table"] or match["verbatim"]:
            return f"{escaped(table if match['table'] else verbatim)} {digits(number, page)}"
        if match["item"]:
            count += 1
            return match[0]
        if match["kind"] == "ref":
            label = note % {"number": digits(match["text"], page)}
        else:
            again = f" ({digits(match['mark'], page)})" if match["mark"] else ""
            label = back % {"number": digits(count, page)} + again
        return f'{match[0]} aria-label="{escaped(label)}"'

    printed = _NAMED.sub(name, html)
    if not page.digits:
        return printed
    return _MARK_NUMBER.sub(lambda mark: mark[1] + digits(mark[2], page), printed)


_FILE = regex(
    r'<a (?P<before>[^>]*?) ?data-file="(?P<kind>\w+) (?P<number>[^" ]+) (?P<unit>[KMG]B)"(?P<after>[^>]*)>(?P<text>.*?)</a>'
    r"(?=(?P<behind>\s*\([^)<]{1,60}\))?)",
    re.DOTALL,
)
_MARKUP = regex(r"<[^>]+>")


def with_files(html: str, page: Written, *, both: str, kb: str, mb: str, gb: str) -> str:
    """Return the HTML of a text with kind and size after links to attachments, where the author has
    not written them. `kb`, `mb` and `gb` contain a placeholder for the size, `both` for the kind
    and the size."""
    units = {"KB": kb, "MB": mb, "GB": gb}
    names = [unit % {"size": ""} for unit in units.values()]
    sizes = re.compile(rf"\d\s*(?:[KMG]i?B\b|{'|'.join(re.escape(name.strip()) for name in names)})", re.IGNORECASE)

    def said(match: re.Match[str]) -> str:
        kind, size = match["kind"], units[match["unit"]] % {"size": match["number"]}
        written = _MARKUP.sub("", match["text"]) + (match["behind"] or "")
        has_kind = re.search(rf"(?<![A-Za-z0-9]){kind}(?![A-Za-z0-9])", written, re.IGNORECASE)
        has_size = sizes.search(written)
        label = both % {"kind": kind, "size": size} if not has_kind and not has_size else ""
        label = label or ("" if has_kind and has_size else size if has_kind else kind)
        shown = f' <bdi class="file-facts" dir="{escaped(page.dir or "ltr")}">({escaped(label)})</bdi>' if label else ""
        return f"<a {match['before']}{match['after']}>{match['text']}{shown}</a>"

    return _FILE.sub(said, html)


def link(to: Link, page: Written) -> Markup:
    """Return a link with its language; without an address, as for guests, its text only."""
    return _link(to.url, to.text, language(to, page) + hreflang(to, page) if to.url else language(to, page))


@lru_cache(maxsize=4096)  # most lead to sections and authors, on every card
def _link(url: str, text: str, attributes: str) -> Markup:
    if url:
        return Markup(f'<a href="{escaped(url)}"{attributes}><bdi>{escaped(text)}</bdi></a>')
    return Markup(f"<bdi{attributes}>{escaped(text)}</bdi>")


def srcset(of: PictureView | Source, place: Mapping[str, Any]) -> Markup:
    """Return the attributes `srcset` and `sizes` for a place on a page (see
    layouts/parts/sizes.html). The files are listed narrowest first, up to the first that is
    `place.needed` pixels wide; 0 means all. A single file is listed without its width; "" is returned
    where it is the one that the attribute `src` names."""
    src = of.src if isinstance(of, PictureView) else ""
    return _srcset(of.srcset, place["needed"], place["sizes"], src)


@lru_cache(maxsize=4096)
def _srcset(srcset: str, needed: int, sizes: str, src: str) -> Markup:
    files = srcset.split(", ")
    wide = (number for number, file in enumerate(files, 1) if int(file.rsplit(" ", 1)[1].removesuffix("w")) >= needed)
    chosen = files[: next(wide, len(files))] if needed else files
    if len(chosen) == 1:
        only = chosen[0].rsplit(" ", 1)[0]
        return Markup("" if only == src else f'srcset="{escaped(only)}"')
    return Markup(f'srcset="{escaped(", ".join(chosen))}" sizes="{escaped(sizes)}"')


@pass_context
def asset(context: Context, name: str) -> str:
    assets: dict[str, str] = context["site"].assets
    if name not in assets:
        raise LookupError(f"there is no asset “{name}”; there are: {', '.join(assets)}")
    return assets[name]


def gettext_of(translations: NullTranslations) -> Callable[..., Markup]:
    """Return the function `_` of a language. Each message is looked up once: Jinja's own takes 4 µs
    each time."""
    messages: dict[str, str] = {}
    translated: dict[str, Markup] = {}

    def gettext(message: str, /, **variables: object) -> Markup:
        if not variables and message in translated:
            return translated[message]
        if message not in messages:
            messages[message] = translations.gettext(message)
        sentence = _sentence(messages[message], variables)
        if not variables:
            translated[message] = sentence
        return sentence

    return gettext


def ngettext_of(translations: NullTranslations) -> Callable[..., Markup]:
    """Return the function behind `{% pluralize %}`. Each message is looked up once for each
    number."""
    messages: dict[tuple[str, str, int], str] = {}

    def ngettext(singular: str, plural: str, number: int, /, **variables: object) -> Markup:
        key = (singular, plural, number)
        if key not in messages:
            messages[key] = translations.ngettext(*key)
        return _sentence(messages[key], {"num": number} | variables)

    return ngettext


def _sentence(message: str, variables: Mapping[str, object]) -> Markup:
    return Markup(message % {name: _in_sentence(value) for name, value in variables.items()})


def _in_sentence(value: object) -> object:
    """Return a value for a message; a number stays a number, because a translator may write
    %(number)d."""
    return value if type(value) is int else escaped(value)


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the chrome that `once` renders: what such a macro sees in place of the page.
    Nothing in it belongs to a single page. `section` is the address of the section that the page is
    in, or ""; `section_front` says whether the page is that section's front."""

    site: SiteView
    lang: str
    dir: str
    section: str
    section_front: bool
    digits: str


@dataclass(frozen=True, slots=True)
class _Filled:
    """The rendered macros of a site: by macro and by `section` and `section_front`."""

    site: SiteView
    sections: frozenset[str]
    macros: WeakKeyDictionary[Macro, dict[tuple[str, str, str, bool], str]] = field(default_factory=WeakKeyDictionary)


class Once:
    """`once(macro, page)`: the output of a macro that sees only the chrome around the page.

    It is rendered once for all pages with the same chrome: a macro sees only its arguments, so it
    would print the same again. Only the last site is remembered; the site of another batch of pages
    is another object, but equal."""

    def __init__(self) -> None:
        self._filled: _Filled | None = None

    def __call__(self, macro: Macro, page: PageView) -> str:
        filled = self._of(page.site)
        section = page.url
        if section not in filled.sections:
            section = next((to.url for to in page.breadcrumb if to.url in filled.sections), "")
        frame = Frame(page.site, page.lang, page.dir, section, section == page.url, page.digits)
        if not isinstance(macro, Macro):
            return macro(frame)  # reports the wrong use
        printed = filled.macros.setdefault(macro, {})
        key = (frame.lang, frame.dir, frame.section, frame.section_front)
        if key not in printed:
            printed[key] = macro(frame)
        return printed[key]

    def _of(self, site: SiteView) -> _Filled:
        filled = self._filled
        if filled is None or filled.site is not site:
            if filled and filled.site == site:
                filled = replace(filled, site=site)
            else:
                filled = _Filled(site, frozenset(to.url for to in site.sections))
            self._filled = filled
        return filled
