"""content/site.toml -> `Settings`, with a problem for every fault. Knows no content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.model.admin_settings import AdminSettings
from generator.model.dataclass import replace
from generator.model.feed_settings import FeedSettings
from generator.model.hosting import HostingSettings
from generator.model.lite import LiteSettings
from generator.model.partner_settings import PartnerSettings
from generator.model.photo_files import FORMATS, OFFERED
from generator.model.problems import Checked, FieldLocation, Problem, SourceLocation, error
from generator.model.regex import regex
from generator.model.settings import (
    ATTACHMENT_KINDS,
    SHARE_SERVICES,
    AttachmentSettings,
    CommentsSettings,
    EditSettings,
    ExportSettings,
    PhotoSettings,
    Settings,
    SiteSettings,
    is_web_address,
)
from generator.model.suggestions import did_you_mean
from generator.model.well_known import DATA_MINING, LicenceSettings, WellKnownSettings
from generator.read.attachments import REFUSED
from generator.read.check_settings import check_settings, checks_of
from generator.read.language_settings import languages_of
from generator.read.own_keys import own_keys
from generator.read.republish_settings import republish_settings
from generator.read.search_settings import ping_settings, search_settings
from generator.read.setting_problems import (
    PATH,
    form_problems,
    placeholder_problems,
    scheme_of,
    tag_problems,
    typed_table,
    wrong_value,
)
from generator.read.toml import toml_file
from generator.read.values.schema import is_email
from generator.read.withheld_settings import withheld_settings

TABLES = (
    "site",
    "languages",
    "comments",
    "photos",
    "attachments",
    "keys",
    "edits",
    "checks",
    "style",
    "spellings",
    "withheld",
    "feeds",
    "partners",
    "republish",
    "search",
    "ping",
    "hosting",
    "well_known",
    "licence",
    "lite",
    "links",
    "admin",
)
PERMALINK_FIELDS = ("section", "year", "month", "day", "slug", "id", "lang")

_NO_PERMALINK = regex(r"(?:^|/)\.{1,2}(?:/|$)|//|[\s\\?#]")
_A_PERMALINK = 'Write "/{section}/{year}/{month}/{slug}/".'


def read_settings(content: Path) -> Checked[Settings | None]:
    """Return the settings of the newsroom in `content`; None when anything in them is wrong. A site
    built with other settings than the outlet meant would have other addresses."""
    try:
        tables = toml_file((content / "site.toml").read_bytes(), PATH)
    except FileNotFoundError:
        hint = '`python build.py new newsroom` writes one; or write it with  [site]  name = "…"  url = "https://…"  timezone = "Asia/Baghdad".'
        return Checked(
            None, (error("no-settings", "There is no site.toml in the content folder.", SourceLocation(PATH), hint),)
        )
    if tables.value is None:
        return Checked(None, tables.problems)
    settings = _settings(tables.value, content)
    return replace(settings, problems=(*tables.problems, *settings.problems))


def _settings(tables: dict[str, Any], content: Path) -> Checked[Settings | None]:
    problems = [_unknown_table(name, value) for name, value in tables.items() if name not in TABLES]
    for name in TABLES:
        if not isinstance(tables.get(name, {}), dict):
            hint = f"Write a line [{name}], and the keys below it."
            return Checked(None, (wrong_value(name, f"“{name}” must be a table.", hint),))
    site: SiteSettings | None = typed_table(SiteSettings, tables.get("site", {}), "site.", problems)
    written = dict(tables.get("comments", {}))
    export = _export(written.pop("export", None), problems)
    comments: CommentsSettings | None = typed_table(CommentsSettings, written, "comments.", problems)
    photos = _photos(tables.get("photos", {}), problems)
    attachments = _attachments(tables.get("attachments", {}), problems)
    edits = _edits(tables.get("edits", {}), problems)
    keys, faults = own_keys(tables.get("keys", {}), PATH)
    problems += faults
    checks, scopes = checks_of(tables.get("checks", {}), problems)
    withheld = withheld_settings(tables, content, problems)
    partners: PartnerSettings | None = typed_table(PartnerSettings, tables.get("partners", {}), "partners.", problems)
    republish = republish_settings(tables["republish"], problems) if "republish" in tables else None
    search = search_settings(tables.get("search", {}), problems)
    ping = ping_settings(tables.get("ping", {}), problems)
    told = _told(tables, problems)
    mining = DATA_MINING.get(told[2].ai, "")
    lite: LiteSettings | None = typed_table(LiteSettings, tables.get("lite", {}), "lite.", problems)
    if "links" in tables:
        from generator.read.links_settings import links_settings  # noqa: PLC0415 - only where there is such a table

        links_settings(tables["links"], problems)  # the check of links alone needs them
    languages = languages_of(tables.get("languages", {}), site.language if site else "", problems)
    if comments and comments.close_after_days is not None and comments.close_after_days < 1:
        message, hint = "Comments cannot close before they open.", "Write 1 or more, or leave it out."
        problems.append(wrong_value("comments.close_after_days", message, hint))
    if site is None or comments is None or photos is None or attachments is None or edits is None:
        return Checked(None, tuple(problems))
    if partners is None or lite is None:
        return Checked(None, tuple(problems))
    photos = replace(photos, data_mining=mining) if mining else photos
    site = replace(
        site,
        url=site.url.rstrip("/"),
        onion=site.onion.rstrip("/"),
        share=() if site.share == ("none",) else site.share,
    )
    problems += _site_problems(site)
    problems += form_problems("comments.form_url", comments.form_url)
    tags = [each.tag for each in languages] or [site.language]
    feeds = _feeds(tables.get("feeds"), tags, problems)
    settings = Settings(
        *(site, comments, photos, checks, languages, attachments, keys, export, edits, withheld, feeds),
        partners=partners,
        republish=republish,
        search=search,
        ping=ping,
        hosting=told[0],
        well_known=told[1],
        licence=told[2],
        lite=lite,
        checking=check_settings(tables, scopes, tags, content, problems),
        admin=_admin(tables.get("admin"), problems),
    )
    return Checked(None if problems else settings, tuple(problems))


def _export(values: Any, problems: list[Problem]) -> ExportSettings | None:
    if values is None:
        return None
    from generator.read.export_settings import export_settings  # noqa: PLC0415 - only where there is such a table

    return export_settings(values, problems)


def _feeds(values: Any, editions: list[str], problems: list[Problem]) -> FeedSettings:
    if not values:
        return FeedSettings()
    from generator.read.feed_settings import feed_settings  # noqa: PLC0415 - only where there is such a table

    return feed_settings(values, editions, problems)


def _admin(values: Any, problems: list[Problem]) -> AdminSettings:
    if values is None:
        return AdminSettings()
    from generator.read.admin_settings import admin_settings  # noqa: PLC0415 - only where there is such a table

    return admin_settings(values, problems)


def _told(
    tables: dict[str, Any], problems: list[Problem]
) -> tuple[HostingSettings, WellKnownSettings, LicenceSettings]:
    """Return what hosts and programs are told."""
    if not tables.keys() & {"hosting", "well_known", "licence"}:
        return HostingSettings(), WellKnownSettings(), LicenceSettings()
    from generator.read import hosting_settings  # noqa: PLC0415 - only where there is such a table

    licence = hosting_settings.licence_settings(tables, problems)
    well_known = hosting_settings.well_known_settings(tables, licence, problems)
    return hosting_settings.hosting_settings(tables, problems), well_known, licence


def _unknown_table(name: str, value: Any) -> Problem:
    where = FieldLocation(PATH, name)
    if not isinstance(value, dict):
        return error("unknown-key", f"“{name}” stands in no table.", where, "Write a line [site] above it.")
    hint = did_you_mean(name, TABLES) or f"The tables are: {', '.join(f'[{table}]' for table in TABLES)}."
    return error("unknown-key", f"site.toml has no table [{name}].", where, hint)


def _photos(values: dict[str, Any], problems: list[Problem]) -> PhotoSettings | None:
    photos: PhotoSettings | None = typed_table(PhotoSettings, values, "photos.", problems)
    if photos is None:
        return None
    if photos.data_mining:
        message, hint = (
            "What machines may do with pictures is said by the licence.",
            'Write  ai = "deny"  in [licence].',
        )
        problems.append(wrong_value("photos.data_mining", message, hint))
    for name in photos.formats:
        if name in FORMATS and name not in OFFERED:
            message = f"“{name}” need not be asked for: drawings of few colours become {name.upper()} by themselves."
            hint = f"Leave it out. Photos are made in {', '.join(OFFERED)}."
            problems.append(wrong_value("photos.formats", message, hint))
        elif name not in OFFERED:
            hint = did_you_mean(name, OFFERED) or f"Choose from {', '.join(OFFERED)}."
            problems.append(wrong_value("photos.formats", f"“{name}” is no format for photos.", hint))
    if photos.old_after_days < 1:
        message, hint = "A photo cannot be old before its story is out.", "Write 1 or more; 90 unless it is written."
        problems.append(wrong_value("photos.old_after_days", message, hint))
    if not photos.widths or min(photos.widths) < 16 or max(photos.widths) > 10_000 or not photos.formats:
        message, hint = (
            "Photos need widths from 16 to 10,000 pixels, and a format.",
            "Write widths = [480, 800, 1200, 1600].",
        )
        problems.append(wrong_value("photos.widths", message, hint))
    return replace(photos, widths=tuple(sorted(set(photos.widths))))


def _attachments(values: dict[str, Any], problems: list[Problem]) -> AttachmentSettings | None:
    attachments: AttachmentSettings | None = typed_table(AttachmentSettings, values, "attachments.", problems)
    if attachments is None:
        return None
    kinds = tuple(dict.fromkeys(kind.lower().lstrip(".") for kind in attachments.kinds))
    for kind in kinds:
        if kind in ATTACHMENT_KINDS:
            continue
        message, hint = f"“{kind}” is no kind of file that can be published.", did_you_mean(kind, ATTACHMENT_KINDS)
        if reason := REFUSED.get(kind):
            message, hint = f"Files that end in .{kind} cannot be published: {reason}.", ""
        hint = hint or f"Choose from {', '.join(ATTACHMENT_KINDS)}."
        problems.append(wrong_value("attachments.kinds", message, hint))
    return AttachmentSettings(kinds)


def _edits(values: dict[str, Any], problems: list[Problem]) -> EditSettings | None:
    edits: EditSettings | None = typed_table(EditSettings, values, "edits.", problems)
    for key, most in (("spelling_words", 100), ("spelling_letters", 3)):
        if edits and not 0 <= getattr(edits, key) <= most:
            message = f"“{key}” is from 0 to {most}: more is no matter of spelling."
            problems.append(
                wrong_value(f"edits.{key}", message, f"Write for instance {key} = {getattr(EditSettings(), key)}.")
            )
    return edits


def _site_problems(site: SiteSettings) -> Iterator[Problem]:
    yield from placeholder_problems("site.permalink", site.permalink, PERMALINK_FIELDS)
    for account in site.social:
        if scheme_of(account.url) not in ("http", "https"):
            yield wrong_value("site.social", f"“{account.url}” is no web address.", "Begin it with https://")
    if site.email and not is_email(site.email):
        hint = "Write for instance newsroom@outlet.example"
        yield wrong_value("site.email", f"“{site.email}” is no e-mail address.", hint)
    if not is_web_address(site.url):
        hint = 'Write for instance url = "https://outlet.example".'
        yield wrong_value("site.url", f"“{site.url}” is no web address.", hint)
    if site.onion and not (is_web_address(site.onion) and (urlsplit(site.onion).hostname or "").endswith(".onion")):
        hint = 'Write for instance onion = "http://….onion", as your onion service has it.'
        yield wrong_value("site.onion", f"“{site.onion}” is no address of an onion service.", hint)
    yield from tag_problems("site.language", site.language)
    for service in site.share:
        if service not in SHARE_SERVICES:
            hint = did_you_mean(service, SHARE_SERVICES) or f'Choose from {", ".join(SHARE_SERVICES)}, or write "none".'
            yield wrong_value("site.share", f"“{service}” is nothing an article can be passed on by.", hint)
    if site.old_after_days < 0:
        message = "An article cannot be old before it is out."
        yield wrong_value("site.old_after_days", message, "Write 365, or 0 for never.")
    if not site.permalink.startswith("/") or not ("{slug}" in site.permalink or "{id}" in site.permalink):
        message = "A permalink begins with a slash and has {slug} or {id} in it."
        yield wrong_value("site.permalink", message, _A_PERMALINK)
    elif not site.permalink.endswith(("/", ".html")):
        message = "A permalink ends with a slash or with .html: hosts offer files of other names as downloads."
        yield wrong_value("site.permalink", message, _A_PERMALINK)
    if _NO_PERMALINK.search(site.permalink):
        message = "A permalink leads to one place below the site's root: without .., spaces, doubled slashes, ? and #."
        yield wrong_value("site.permalink", message, _A_PERMALINK)
