"""content/site.toml -> `Settings`, with a problem for every fault. Knows no content."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from generator.model.dataclass import replace
from generator.model.photo_files import FORMATS, OFFERED
from generator.model.problems import Checked, FieldLocation, Problem, Severity, SourceLocation, error
from generator.model.regex import regex
from generator.model.rules import RULES
from generator.model.settings import (
    ATTACHMENT_KINDS,
    DIGITS,
    SHARE_SERVICES,
    AttachmentSettings,
    CommentsSettings,
    Language,
    LanguageSettings,
    PhotoSettings,
    Settings,
    SiteSettings,
    is_web_address,
)
from generator.read.attachments import REFUSED
from generator.read.front_matter.parse import decoded
from generator.read.own_keys import own_keys
from generator.read.toml import toml_tables
from generator.read.values.schema import canonical_tag, did_you_mean, is_email, is_language, validated

PATH = "content/site.toml"
TABLES = ("site", "languages", "comments", "photos", "attachments", "keys", "checks")
PERMALINK_FIELDS = ("section", "year", "month", "day", "slug", "id", "lang")
FORM_FIELDS = ("id", "title", "url", "lang", "date")

_NO_PERMALINK = regex(r"(?:^|/)\.{1,2}(?:/|$)|//|[\s\\?#]")


def read_settings(content: Path) -> Checked[Settings | None]:
    """Return the settings of the newsroom in `content`; None when anything in them is wrong. A site
    built with other settings than the outlet meant would have other addresses."""
    try:
        text = decoded((content / "site.toml").read_bytes(), PATH)
    except FileNotFoundError:
        hint = '`python build.py new newsroom` writes one; or write it with  [site]  name = "…"  url = "https://…"  timezone = "Asia/Baghdad".'
        return Checked(
            None, (error("no-settings", "There is no site.toml in the content folder.", SourceLocation(PATH), hint),)
        )
    if text.value is None:
        return Checked(None, text.problems)
    tables = toml_tables(text.value, PATH)
    if tables.value is None:
        return Checked(None, (*text.problems, *tables.problems))
    settings = _settings(tables.value)
    return replace(settings, problems=(*text.problems, *settings.problems))


def _settings(tables: dict[str, Any]) -> Checked[Settings | None]:
    problems = [_unknown_table(name, value) for name, value in tables.items() if name not in TABLES]
    for name in TABLES:
        if not isinstance(tables.get(name, {}), dict):
            return Checked(
                None,
                (
                    error(
                        "wrong-value",
                        f"“{name}” must be a table.",
                        FieldLocation(PATH, name),
                        f"Write a line [{name}], and the keys below it.",
                    ),
                ),
            )
    site = _table(SiteSettings, tables.get("site", {}), "site.", problems)
    comments = _table(CommentsSettings, tables.get("comments", {}), "comments.", problems)
    photos = _photos(tables.get("photos", {}), problems)
    attachments = _attachments(tables.get("attachments", {}), problems)
    keys, faults = own_keys(tables.get("keys", {}), PATH)
    problems += faults
    checks = _checks(tables.get("checks", {}), problems)
    languages = _languages(tables.get("languages", {}), site.language if site else "", problems)
    if comments and comments.close_after_days is not None and comments.close_after_days < 1:
        where = FieldLocation(PATH, "comments.close_after_days")
        problems.append(
            error("wrong-value", "Comments cannot close before they open.", where, "Write 1 or more, or leave it out.")
        )
    if site is None or comments is None or photos is None or attachments is None:
        return Checked(None, tuple(problems))
    site = replace(site, url=site.url.rstrip("/"), share=() if site.share == ("none",) else site.share)
    problems += _site_problems(site) + _form_problems("comments.form_url", comments.form_url)
    settings = Settings(site, comments, photos, checks, languages, attachments, keys)
    return Checked(None if problems else settings, tuple(problems))


def _form_problems(key: str, form_url: str) -> list[Problem]:
    problems = _placeholder_problems(key, form_url, FORM_FIELDS)
    if form_url and _address(form_url).scheme not in ("https", "http", "mailto"):
        message, hint = "The comment form is no web or mail address.", "Begin it with https:// or mailto:"
        problems.append(error("wrong-value", message, FieldLocation(PATH, key), hint))
    return problems


def _unknown_table(name: str, value: Any) -> Problem:
    where = FieldLocation(PATH, name)
    if not isinstance(value, dict):
        return error("unknown-key", f"“{name}” stands in no table.", where, "Write a line [site] above it.")
    hint = did_you_mean(name, TABLES) or f"The tables are: {', '.join(f'[{table}]' for table in TABLES)}."
    return error("unknown-key", f"site.toml has no table [{name}].", where, hint)


def _table(kind: type[Any], values: dict[str, Any], prefix: str, problems: list[Problem]) -> Any:
    checked = validated(kind, values, PATH, timezone=ZoneInfo("UTC"), foreign_keys={}, prefix=prefix)
    problems.extend(checked.problems)
    return checked.value


def _languages(tables: dict[str, Any], own: str, problems: list[Problem]) -> tuple[Language, ...]:
    """Return all languages of the outlet, the site's own first; empty where there is one. `own` is
    "" when it is not known."""
    found: list[Language] = []
    for tag, values in tables.items():
        where = FieldLocation(PATH, f"languages.{tag}")
        if not isinstance(values, dict):
            hint = f"Write a line [languages.{tag}], and the keys below it; or put the key into [site]."
            problems.append(error("wrong-value", f"“{tag}” must be the table of a language.", where, hint))
            continue
        problems += _tag_problems(tag, where)
        prefix = f"languages.{tag}."
        settings: LanguageSettings | None = _table(LanguageSettings, values, prefix, problems)
        if settings:
            found.append(Language(tag, settings))
            problems += _language_problems(settings, prefix, is_own=tag == own)
    first = next((language for language in found if language.tag == own), Language(own))
    others = [language for language in found if language.tag != own]
    problems += _twin_problems([first, *others])
    return (first, *others) if found else ()


_TAKEN = frozenset({"archive", "assets", "authors", "photos", "tags"})
"""The first folders of addresses that Dateline itself uses."""
_LONGEST_PREFIX = 40
_TAGS = "Write for instance en, ckb, ku, ar-IQ or tr."
_PREFIX = regex(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""A prefix; names of Windows devices are excluded, because no folder there can have them."""
_QUOTED = regex(r"'[^']*'")
_IN_DATES = {"G": 5, "y": 5, "u": 5, "M": 5, "L": 5, "d": 2, "E": 6, "c": 6, "e": 6}
_IN_TIMES = {"H": 2, "h": 2, "K": 2, "k": 2, "m": 2, "s": 2, "a": 5, "b": 5, "B": 5}
"""The letters of a CLDR pattern, and how often each may be repeated (UTS 35, part 4, “Date Field
Symbol Table”)."""


def _language_problems(settings: LanguageSettings, prefix: str, *, is_own: bool) -> list[Problem]:
    """Return the problems of a language's settings. `prefix` is that of its keys."""
    problems = _form_problems(f"{prefix}form_url", settings.form_url)
    if is_own and settings.prefix:
        where, hint = FieldLocation(PATH, f"{prefix}prefix"), "Leave it out."
        problems.append(error("wrong-value", "The site's own language has no prefix.", where, hint))
    elif settings.prefix in _TAKEN:
        message = f"Dateline itself uses the addresses that begin with /{settings.prefix}/."
        hint = 'Give the language another one, for instance  prefix = "ckb"'
        problems.append(error("wrong-value", message, FieldLocation(PATH, f"{prefix}prefix"), hint))
    elif settings.prefix and not _is_prefix(settings.prefix):
        message = f"“{settings.prefix[:_LONGEST_PREFIX]}” cannot be the first folder of addresses."
        hint = 'Write small letters of ASCII, digits and hyphens, without a slash:  prefix = "ckb"'
        problems.append(error("wrong-value", message, FieldLocation(PATH, f"{prefix}prefix"), hint))
    for key, tag in (("locale", settings.locale), ("hreflang", settings.hreflang)):
        problems += _tag_problems(tag, FieldLocation(PATH, f"{prefix}{key}")) if tag else []
    for key, written, known in (
        ("digits", settings.digits, tuple(DIGITS)),
        ("direction", settings.direction, ("ltr", "rtl")),
    ):
        if written and written not in known:
            hint = did_you_mean(written, known) or f"Choose from {', '.join(known)}."
            where = FieldLocation(PATH, f"{prefix}{key}")
            problems.append(error("wrong-value", f"“{written}” cannot be the {key} of a language.", where, hint))
    for key, pattern, letters in (
        ("date", settings.date, _IN_DATES),
        ("month", settings.month, _IN_DATES),
        ("time", settings.time, _IN_TIMES),
    ):
        if fault := _pattern_fault(pattern, letters):
            hint = f"Other letters stand in single quotes. Write for instance  {_PATTERNS[key]}"
            problems.append(error("wrong-value", f"“{key}”: {fault}.", FieldLocation(PATH, f"{prefix}{key}"), hint))
    return problems


def _tag_problems(tag: str, where: FieldLocation) -> list[Problem]:
    """Return the problems of a tag: folders and front matter use it exactly, and nobody sees the
    difference of ar-iq and ar-IQ."""
    if not is_language(tag):
        return [error("wrong-value", f"“{tag}” is not a language tag.", where, _TAGS)]
    if tag != canonical_tag(tag):
        hint = f"Write {canonical_tag(tag)}, here and where else the language is named."
        return [error("wrong-value", f"The language tag “{tag}” is written with other capitals.", where, hint)]
    return []


def _is_prefix(written: str) -> bool:
    return len(written) <= _LONGEST_PREFIX and bool(_PREFIX.fullmatch(written))


_PATTERNS = {"date": 'date = "d MMMM y"', "month": 'month = "MMMM y"', "time": 'time = "HH:mm"'}


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


def _twin_problems(languages: list[Language]) -> list[Problem]:
    """Return a problem for languages with the same addresses, or the same tag for search engines.
    The first is the site's own, which has no prefix."""
    prefixes: dict[str, str] = {}
    names: dict[str, str] = {}
    problems = []
    for language in languages:
        other = prefixes.setdefault(language.folder, language.tag) if language is not languages[0] else language.tag
        if other != language.tag:
            message = f"The addresses of “{language.tag}” and of “{other}” would both begin with /{language.folder}/."
            where = FieldLocation(PATH, f"languages.{language.tag}.prefix")
            problems.append(error("wrong-value", message, where, 'Give one of them another  prefix = "…"'))
        other = names.setdefault(language.hreflang, language.tag)
        if other != language.tag:
            message = f"Search engines would take “{language.tag}” and “{other}” both for “{language.hreflang}”."
            where = FieldLocation(PATH, f"languages.{language.tag}.hreflang")
            problems.append(error("wrong-value", message, where, 'Give one of them another  hreflang = "…"'))
    return problems


def _photos(values: dict[str, Any], problems: list[Problem]) -> PhotoSettings | None:
    photos: PhotoSettings | None = _table(PhotoSettings, values, "photos.", problems)
    if photos is None:
        return None
    where = FieldLocation(PATH, "photos.formats")
    for name in photos.formats:
        if name in FORMATS and name not in OFFERED:
            message = f"“{name}” need not be asked for: drawings of few colours become {name.upper()} by themselves."
            hint = f"Leave it out. Photos are made in {', '.join(OFFERED)}."
            problems.append(error("wrong-value", message, where, hint))
        elif name not in OFFERED:
            hint = did_you_mean(name, OFFERED) or f"Choose from {', '.join(OFFERED)}."
            problems.append(error("wrong-value", f"“{name}” is no format for photos.", where, hint))
    if photos.old_after_days < 1:
        where = FieldLocation(PATH, "photos.old_after_days")
        message = "A photo cannot be old before its story is out."
        problems.append(error("wrong-value", message, where, "Write 1 or more; 90 unless it is written."))
    if not photos.widths or min(photos.widths) < 16 or max(photos.widths) > 10_000 or not photos.formats:
        where = FieldLocation(PATH, "photos.widths")
        problems.append(
            error(
                "wrong-value",
                "Photos need widths from 16 to 10,000 pixels, and a format.",
                where,
                "Write widths = [480, 800, 1200, 1600].",
            )
        )
    return replace(photos, widths=tuple(sorted(set(photos.widths))))


def _attachments(values: dict[str, Any], problems: list[Problem]) -> AttachmentSettings | None:
    attachments: AttachmentSettings | None = _table(AttachmentSettings, values, "attachments.", problems)
    if attachments is None:
        return None
    kinds = tuple(dict.fromkeys(kind.lower().lstrip(".") for kind in attachments.kinds))
    for kind in kinds:
        if kind in ATTACHMENT_KINDS:
            continue
        choose = f"Choose from {', '.join(ATTACHMENT_KINDS)}."
        if reason := REFUSED.get(kind):
            message, hint = f"Files that end in .{kind} cannot be published: {reason}.", choose
        else:
            message, hint = (
                f"“{kind}” is no kind of file that can be published.",
                did_you_mean(kind, ATTACHMENT_KINDS) or choose,
            )
        problems.append(error("wrong-value", message, FieldLocation(PATH, "attachments.kinds"), hint))
    return AttachmentSettings(kinds)


def _checks(values: dict[str, Any], problems: list[Problem]) -> tuple[tuple[str, Severity], ...]:
    chosen = {code: rule.severity for code, rule in RULES.items()}
    for code, word in values.items():
        where = FieldLocation(PATH, f"checks.{code}")
        if code not in RULES:
            hint = did_you_mean(code, RULES) or f"The rules are: {', '.join(RULES)}."
            problems.append(error("unknown-key", f"There is no rule “{code}” that could be changed.", where, hint))
        elif word not in tuple(Severity):
            problems.append(
                error("wrong-value", f"“{code}” cannot be set to this.", where, 'Write "error", "warning" or "off".')
            )
        else:
            chosen[code] = Severity(word)
    return tuple(sorted(chosen.items()))


def _site_problems(site: SiteSettings) -> list[Problem]:
    problems = _placeholder_problems("site.permalink", site.permalink, PERMALINK_FIELDS)
    for account in site.social:
        if _address(account.url).scheme not in ("http", "https"):
            where, hint = FieldLocation(PATH, "site.social"), "Begin it with https://"
            problems.append(error("wrong-value", f"“{account.url}” is no web address.", where, hint))
    if site.email and not is_email(site.email):
        where, hint = FieldLocation(PATH, "site.email"), "Write for instance newsroom@outlet.example"
        problems.append(error("wrong-value", f"“{site.email}” is no e-mail address.", where, hint))
    if not is_web_address(site.url):
        where = FieldLocation(PATH, "site.url")
        problems.append(
            error(
                "wrong-value",
                f"“{site.url}” is no web address.",
                where,
                'Write for instance url = "https://outlet.example".',
            )
        )
    problems += _tag_problems(site.language, FieldLocation(PATH, "site.language"))
    for service in site.share:
        if service not in SHARE_SERVICES:
            hint = did_you_mean(service, SHARE_SERVICES) or f'Choose from {", ".join(SHARE_SERVICES)}, or write "none".'
            message = f"“{service}” is nothing an article can be passed on by."
            problems.append(error("wrong-value", message, FieldLocation(PATH, "site.share"), hint))
    if site.old_after_days < 0:
        where = FieldLocation(PATH, "site.old_after_days")
        message = "An article cannot be old before it is out."
        problems.append(error("wrong-value", message, where, "Write 365, or 0 for never."))
    if not site.permalink.startswith("/") or not ("{slug}" in site.permalink or "{id}" in site.permalink):
        where = FieldLocation(PATH, "site.permalink")
        problems.append(
            error(
                "wrong-value",
                "A permalink begins with a slash and has {slug} or {id} in it.",
                where,
                'Write "/{section}/{year}/{month}/{slug}/".',
            )
        )
    elif not site.permalink.endswith(("/", ".html")):
        where = FieldLocation(PATH, "site.permalink")
        message = "A permalink ends with a slash or with .html: hosts offer files of other names as downloads."
        problems.append(error("wrong-value", message, where, 'Write "/{section}/{year}/{month}/{slug}/".'))
    if _NO_PERMALINK.search(site.permalink):
        where = FieldLocation(PATH, "site.permalink")
        message = "A permalink leads to one place below the site's root: without .., spaces, doubled slashes, ? and #."
        problems.append(error("wrong-value", message, where, 'Write "/{section}/{year}/{month}/{slug}/".'))
    return problems


def _address(written: str) -> SplitResult:
    """Return the parts of an address; all are empty when it is invalid, as https://[courier."""
    try:
        return urlsplit(written)
    except ValueError:
        return urlsplit("")


def _placeholder_problems(key: str, pattern: str, known: tuple[str, ...]) -> list[Problem]:
    where = FieldLocation(PATH, key)
    listed = ", ".join(f"{{{name}}}" for name in known)
    try:
        parsed = list(string.Formatter().parse(pattern))
    except ValueError:
        return [error("wrong-value", f"“{key}” has a brace without its partner.", where, f"Placeholders are {listed}.")]
    return [
        error(
            "unknown-placeholder",
            f"“{key}” has an unknown placeholder {{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}.",
            where,
            f"Placeholders are {listed}.",
        )
        for _, name, form, conversion in parsed
        if name is not None and (name not in known or form or conversion)
    ]
