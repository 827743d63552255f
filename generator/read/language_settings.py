"""The tables [languages.TAG] of content/site.toml -> the languages of the outlet, with a problem for
every fault: tags, prefixes of addresses, patterns of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.model.problems import Problem
from generator.model.regex import regex
from generator.model.settings import DIGITS, Language, LanguageSettings
from generator.model.suggestions import did_you_mean
from generator.read.setting_problems import form_problems, tag_problems, typed_table, wrong_value

_TAKEN = frozenset({"archive", "assets", "authors", "photos", "policies", "tags"})
"""The first folders of addresses that Dateline itself uses."""
_LONGEST_PREFIX = 40
_PREFIX = regex(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""A prefix; names of Windows devices are excluded, because no folder there can have them."""
_QUOTED = regex(r"'[^']*'")
_IN_DATES = {"G": 5, "y": 5, "u": 5, "M": 5, "L": 5, "d": 2, "E": 6, "c": 6, "e": 6}
_IN_TIMES = {"H": 2, "h": 2, "K": 2, "k": 2, "m": 2, "s": 2, "a": 5, "b": 5, "B": 5}
"""The letters of a CLDR pattern, and how often each may be repeated (UTS 35, part 4, “Date Field
Symbol Table”)."""


def languages_of(tables: dict[str, Any], own: str, problems: list[Problem]) -> tuple[Language, ...]:
    """Return all languages of the outlet, the site's own first; empty where there is one. `own` is
    "" when it is not known."""
    found: list[Language] = []
    for tag, values in tables.items():
        key = f"languages.{tag}"
        if not isinstance(values, dict):
            hint = f"Write a line [{key}], and the keys below it; or put the key into [site]."
            problems.append(wrong_value(key, f"“{tag}” must be the table of a language.", hint))
            continue
        problems += tag_problems(key, tag)
        settings: LanguageSettings | None = typed_table(LanguageSettings, values, f"{key}.", problems)
        if settings:
            found.append(Language(tag, settings))
            problems += _language_problems(settings, f"{key}.", is_own=tag == own)
    first = next((language for language in found if language.tag == own), Language(own))
    others = [language for language in found if language.tag != own]
    problems += _twin_problems([first, *others])
    return (first, *others) if found else ()


def _language_problems(settings: LanguageSettings, keys: str, *, is_own: bool) -> Iterator[Problem]:
    """Yield the problems of a language's settings. `keys` is the beginning of its keys."""
    yield from form_problems(f"{keys}form_url", settings.form_url)
    if is_own and settings.prefix:
        yield wrong_value(f"{keys}prefix", "The site's own language has no prefix.", "Leave it out.")
    elif settings.prefix in _TAKEN:
        message = f"Dateline itself uses the addresses that begin with /{settings.prefix}/."
        yield wrong_value(f"{keys}prefix", message, 'Give the language another one, for instance  prefix = "ckb"')
    elif settings.prefix and not _is_prefix(settings.prefix):
        message = f"“{settings.prefix[:_LONGEST_PREFIX]}” cannot be the first folder of addresses."
        hint = 'Write small letters of ASCII, digits and hyphens, without a slash:  prefix = "ckb"'
        yield wrong_value(f"{keys}prefix", message, hint)
    for key, tag in (("locale", settings.locale), ("hreflang", settings.hreflang)):
        if tag:
            yield from tag_problems(f"{keys}{key}", tag)
    for key, written, known in (
        ("digits", settings.digits, tuple(DIGITS)),
        ("direction", settings.direction, ("ltr", "rtl")),
    ):
        if written and written not in known:
            hint = did_you_mean(written, known) or f"Choose from {', '.join(known)}."
            yield wrong_value(f"{keys}{key}", f"“{written}” cannot be the {key} of a language.", hint)
    for key, pattern, letters, example in (
        ("date", settings.date, _IN_DATES, "d MMMM y"),
        ("month", settings.month, _IN_DATES, "MMMM y"),
        ("time", settings.time, _IN_TIMES, "HH:mm"),
    ):
        if fault := _pattern_fault(pattern, letters):
            hint = f'Other letters stand in single quotes. Write for instance  {key} = "{example}"'
            yield wrong_value(f"{keys}{key}", f"“{key}”: {fault}.", hint)


def _is_prefix(written: str) -> bool:
    return len(written) <= _LONGEST_PREFIX and bool(_PREFIX.fullmatch(written))


def _pattern_fault(pattern: str, letters: dict[str, int]) -> str:
    """Return the fault of a pattern, or ""."""
    plain = _QUOTED.sub("", pattern)
    if pattern and not any(letter in letters for letter in plain):
        return "no letter of it stands for anything, and all dates would be alike"
    if "'" in plain:
        return "a quotation mark is opened and never closed"
    for run in re.finditer(r"([A-Za-z])\1*", plain):
        if run[1] not in letters:
            return f"“{run[1]}” stands for nothing here"
        if len(run[0]) > letters[run[1]]:
            return f"“{run[1]}” cannot stand {len(run[0])} times in a row"
    return ""


def _twin_problems(languages: list[Language]) -> Iterator[Problem]:
    """Yield a problem for languages with the same addresses, or the same tag for search engines.
    The first is the site's own, which has no prefix."""
    prefixes: dict[str, str] = {}
    names: dict[str, str] = {}
    for language in languages:
        key = f"languages.{language.tag}"
        other = prefixes.setdefault(language.folder, language.tag) if language is not languages[0] else language.tag
        if other != language.tag:
            message = f"The addresses of “{language.tag}” and of “{other}” would both begin with /{language.folder}/."
            yield wrong_value(f"{key}.prefix", message, 'Give one of them another  prefix = "…"')
        other = names.setdefault(language.hreflang, language.tag)
        if other != language.tag:
            message = f"Search engines would take “{language.tag}” and “{other}” both for “{language.hreflang}”."
            yield wrong_value(f"{key}.hreflang", message, 'Give one of them another  hreflang = "…"')
