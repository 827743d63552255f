"""The settings of the model -> the JSON Schema of content/site.toml."""

from __future__ import annotations

from typing import Any

from generator.model.admin_settings import BACKENDS, AdminSettings
from generator.model.dataclass import fields
from generator.model.feed_settings import FEED_CONTENTS, FEED_KINDS, FeedSettings, PartnerFeed
from generator.model.hosting import HostingSettings
from generator.model.links_settings import LinksSettings
from generator.model.lite import LiteSettings
from generator.model.own_keys import OWN_KINDS
from generator.model.partner_settings import PartnerSettings, RepublishSettings
from generator.model.photo_files import OFFERED
from generator.model.problems import Severity
from generator.model.rules import RULES, codes_named, names_of_rules
from generator.model.search_settings import PingSettings, SearchSettings
from generator.model.settings import (
    ATTACHMENT_KINDS,
    DIGITS,
    SHARE_SERVICES,
    AttachmentSettings,
    CommentsSettings,
    EditSettings,
    ExportSettings,
    LanguageSettings,
    PhotoSettings,
    SiteSettings,
)
from generator.model.well_known import AI_USES, LicenceSettings, WellKnownSettings
from generator.model.withheld_settings import WithheldSettings
from generator.schemas.documents import DRAFT
from generator.schemas.guide import Guide
from generator.schemas.types import TEXTS, Schema, of_record

TABLES: dict[str, type[Any]] = {
    "site": SiteSettings,
    "comments": CommentsSettings,
    "photos": PhotoSettings,
    "attachments": AttachmentSettings,
    "edits": EditSettings,
    "withheld": WithheldSettings,
    "feeds": FeedSettings,
    "partners": PartnerSettings,
    "republish": RepublishSettings,
    "search": SearchSettings,
    "ping": PingSettings,
    "hosting": HostingSettings,
    "well_known": WellKnownSettings,
    "licence": LicenceSettings,
    "lite": LiteSettings,
    "links": LinksSettings,
    "admin": AdminSettings,
}
"""The tables whose keys are the fields of a dataclass; `languages`, `keys` and `checks` have others."""

_NOT_WRITTEN = {"photos": ("data_mining",)}
"""Fields that no setting of their own gives."""


_SPELLING: Schema = {"type": "string", "pattern": "\\S"}


def _listed(words: tuple[str, ...]) -> Schema:
    return {"anyOf": [{"type": "array", "items": {"enum": list(words)}}, {"enum": list(words)}]}


_CHOICES: dict[str, Schema] = {
    "site.share": _listed((*SHARE_SERVICES, "none")),
    "photos.formats": _listed(OFFERED),
    "attachments.kinds": _listed(ATTACHMENT_KINDS),
    "feeds.rss": _listed(FEED_KINDS),
    "feeds.json": _listed(FEED_KINDS),
    "feeds.content": {"enum": list(FEED_CONTENTS)},
    "feeds.partner.content": {"enum": list(FEED_CONTENTS)},
    "licence.ai": {"enum": [*AI_USES, ""]},
    "languages.digits": {"enum": [*DIGITS, ""]},
    "languages.direction": {"enum": ["ltr", "rtl", ""]},
    "well_known.security_expires": {"type": ["string", "object"]},
    "admin.backend": {"enum": list(BACKENDS)},
    "site.url": {"type": "string", "pattern": "^https?://"},
}
"""Words to choose from, by “table.key”, and values that TOML has of its own."""


def settings_schema(guide: Guide) -> Schema:
    """Return the schema of site.toml."""
    tables = {name: _table(name, kind, guide) for name, kind in TABLES.items()}
    tables["comments"]["properties"]["export"] = _table("comments.export", ExportSettings, guide)
    partner = _table("feeds.partner", PartnerFeed, guide)
    tables["feeds"]["properties"]["partner"] = {"type": "array", "items": partner}
    tables |= {
        "languages": {
            "type": "object",
            "description": "The languages of the outlet, each under its tag: ckb, ku, ar-IQ, tr.",
            "additionalProperties": _table("languages", LanguageSettings, guide),
        },
        "keys": {
            "type": "object",
            "description": "Keys of your own in articles, each with its kind.",
            "additionalProperties": {"enum": list(OWN_KINDS)},
        },
        "checks": _checks(),
        "style": {
            "type": "object",
            "properties": {"cities": {"description": "Cities that stand alone in a dateline.", **TEXTS}},
            "additionalProperties": False,
        },
        "spellings": {
            "type": "object",
            "description": "House spellings: what is wrong, and what is right. In a table of a language, for its texts.",
            "additionalProperties": {"anyOf": [_SPELLING, {"type": "object", "additionalProperties": _SPELLING}]},
        },
    }
    return {
        "$schema": DRAFT,
        "title": "The settings of an outlet",
        "description": "content/site.toml",
        "type": "object",
        "properties": tables,
        "additionalProperties": False,
        "required": ["site"],
    }


def _table(name: str, kind: Any, guide: Guide) -> Schema:
    described: dict[str, Schema] = {}
    for each in fields(kind):
        key = f"{name}.{each.name}"
        said = guide.settings.get(key) or guide.settings.get(key.replace("languages.", "languages.ckb."))
        described[each.name] = {**({"description": said.words} if said else {}), **_CHOICES.get(key, {})}
    found = of_record(kind, described)
    for key in _NOT_WRITTEN.get(name, ()):
        del found["properties"][key]
    if words := guide.settings.get(name):
        found["description"] = words.words
    return found


def _checks() -> Schema:
    words = [str(each) for each in Severity]
    rules = {name: _rule(name, words) for name in names_of_rules()}
    scope = {
        "type": "object",
        "properties": {
            "folder": {"type": "string", "description": "A folder of content/: all files in it."},
            "before": {"description": "A day: all articles that are older.", **_DAY},
            **rules,
        },
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "description": "How grave it is when one of these rules is broken.",
        "properties": {**rules, "where": {"type": "array", "items": scope}},
        "additionalProperties": False,
    }


_DAY: Schema = {"type": ["string", "object"]}


def _rule(name: str, words: list[str]) -> Schema:
    """Return the schema of the severity of a rule, or of those with one short code."""
    listed = [RULES[code] for code in codes_named(name)]
    about = "; or if ".join(rule.about.replace("`", "") for rule in listed)
    found: Schema = {"enum": words, "description": f"Told if {about}."}
    return {**found, "default": str(listed[0].usual)} if len(listed) == 1 else found
