"""All schemas as files: for the folder .vscode/ of a checkout, or printed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.model.headers import HEADERS
from generator.model.regex import regex
from generator.schemas.documents import document_schema
from generator.schemas.guide import Guide
from generator.schemas.settings import settings_schema
from generator.schemas.types import Schema

SETTINGS = "site"


def schemas(guide: Guide, own_keys: tuple[tuple[str, str], ...] = ()) -> Mapping[str, Schema]:
    """Return all schemas by name: that of a folder of content/, or “site” for site.toml."""
    return {
        **{folder: document_schema(folder, guide, own_keys) for folder in HEADERS},
        SETTINGS: settings_schema(guide),
    }


_UNSEEN = regex("[\u061c\u0660-\u0669\u06f0-\u06f9\u200b-\u200f\u2010-\u2013\u202a-\u202e\u2060-\u2069\u2212\ufeff]")


def text_of(schema: Schema) -> str:
    """Return a schema as JSON. Signs of patterns that nobody sees, or that look like others, are
    escaped."""
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
