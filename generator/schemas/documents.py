"""The headers of the model -> the JSON Schemas of front matter, one for each folder of content/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.dataclass import fields
from generator.model.headers import HEADERS
from generator.read.own_keys import header_with
from generator.read.values.types import record_kind, type_hints
from generator.schemas.guide import Described, Guide
from generator.schemas.types import Schema, of_record, of_type

DRAFT = "http://json-schema.org/draft-07/schema#"

_LANGUAGE = {"pattern": "^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$"}
_ADDRESS = {
    "anyOf": [{"type": "string", "pattern": "^https?://"}, {"type": "array", "items": {"pattern": "^https?://"}}]
}
_FORMS: Mapping[str, Schema] = {"lang": _LANGUAGE, "profiles": _ADDRESS}
"""What a key has to look like beyond its type."""

_TITLES = {
    "articles": "An article",
    "authors": "An author",
    "sections": "A section",
    "pages": "A page",
    "policies": "A version of the comment policy",
    "comments": "An approved comment",
    "fronts": "The ranking of a front",
}

_WORDS = {
    "authors": {
        "name": "The full name, as readers see it.",
        "role": "What the person does at the outlet.",
        "email": "An address that readers may write to.",
        "photo": "The file of a portrait.",
        "photo_alt": "What can be seen on the portrait, for readers who cannot see it.",
        "photo_credit": "Who made the portrait.",
        "photo_credit_withheld": "true: nothing that the portrait's file says of its creator is published.",
        "profiles": "Addresses of the person's pages elsewhere.",
        "lang": "The language, if it is not that of the folder.",
        "order": "A number: the place in the masthead.",
        "group": "The heading in the masthead under which the person stands.",
    },
    "sections": {
        "title": "The name of the section, as readers see it.",
        "description": "One sentence on what is in it.",
        "order": "A number: its place in the bar.",
        "lang": "The language, if it is not that of the folder.",
    },
    "pages": {
        "title": "The headline of the page.",
        "summary": "One or two sentences, for search engines.",
        "order": "A number: its place in the footer.",
        "lang": "The language, if it is not that of the folder.",
        "status": "draft, published (if left out) or withdrawn.",
        "aliases": "Old addresses that lead here.",
    },
    "policies": {
        "title": "The headline above the policy.",
        "since": "The day from which this version stands.",
        "lang": "The language, if it is not that of the folder.",
    },
    "comments": {
        "name": "Who wrote it; never an e-mail address.",
        "date": "When it was written. A day alone will do.",
        "reply_to": "The id of the comment that it answers.",
        "id": "What the comment is called in addresses. The file's name, if left out.",
        "lang": "The language, if it is another than the article's.",
    },
    "fronts": {
        "lead": "The article that opens the front, by its id or its file.",
        "top": "The articles below it, by their ids or files; the most important is first.",
    },
    "articles.photos": {
        "photo": "The picture's file, beside the article or in photos/.",
        "alt": "What can be seen, for readers who cannot see it.",
        "caption": "Who, what, where, when.",
        "credit": "Who made it: Name/Agency.",
        "file_photo": "true for a picture from the archive.",
        "focus": "What must stay visible: from the left and from the top, 0 to 1.",
        "rights_expire": "From then on the picture is nowhere on the site.",
        "credit_withheld": "true: nothing that the file says of its creator is published.",
    },
    "articles.corrections": {
        "date": "When it was corrected.",
        "text": "What was wrong, and what is right.",
        "severity": "serious: then it stands above the text.",
    },
}
"""What each key is for, where the guide has no row for it."""


def document_schema(folder: str, guide: Guide, own_keys: tuple[tuple[str, str], ...] = ()) -> Schema:
    """Return the schema of the documents in a folder of content/. `own_keys` are those that the outlet
    adds to articles."""
    kind: Any = header_with(own_keys) if folder == "articles" and own_keys else HEADERS[folder]
    described: dict[str, Schema] = {}
    for each in fields(kind):
        described[each.name] = {**_said(folder, each.name, guide, own_keys), **_FORMS.get(each.name, {})}
        schema = of_type(type_hints(kind)[each.name])
        if schema.get("type") == "array" and schema["items"].get("type") == "object":
            words = {key: {"description": words} for key, words in _WORDS[f"{folder}.{each.name}"].items()}
            entry = of_record(_entry_of(kind, each.name), words)
            described[each.name] |= {"type": ["array", "null"], "items": entry}
    return {
        "$schema": DRAFT,
        "title": _TITLES[folder],
        "description": f"Front matter of the files in content/{folder}/." if folder != "fronts" else "fronts/*.toml",
        **of_record(kind, described),
    }


def _entry_of(kind: Any, key: str) -> type[Any]:
    entry = record_kind(type_hints(kind)[key])
    assert entry is not None
    return entry


def _said(folder: str, key: str, guide: Guide, own_keys: tuple[tuple[str, str], ...]) -> Schema:
    """Return what the guide says of a key. Raises KeyError where nothing does: a key without a
    description is no use to an editor."""
    if key in dict(own_keys) and folder == "articles":
        return {"title": key, "description": f"A key of this newsroom: {dict(own_keys)[key]}."}
    said = guide.articles[key] if folder == "articles" else Described(_WORDS[folder][key])
    found: Schema = {"title": key, "description": said.words}
    return {**found, "examples": list(said.examples)} if said.examples else found
