"""The settings -> what editors find on the web desk: articles, authors, sections and pages of each
language, as collections of Sveltia CMS. Asks no document: a configuration that everybody can read must
not tell who or what is not out yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.model.headers import ArticleHeader, AuthorHeader, SectionHeader, StaticPageHeader, Status
from generator.model.key_descriptions import ARTICLE_KEYS, ENTRY_KEYS
from generator.model.own_keys import OWN_KINDS
from generator.model.settings import Settings
from generator.plan.languages import direction
from generator.plan.web_desk.fields import Field, field, fields_of, relation

_FIRST = (
    "title", "summary", "body", "photo", "photo_alt", "photo_caption", "photo_credit", "file_photo", "section",
    "author", "dateline", "tags", "date", "status", "type", "embargo", "translation_of",
)  # fmt: skip
"""The keys of an article that editors need first, in that order; the others follow."""
UNSHOWN = frozenset({"allow", "id", "lang", "photo_focus", "photos"})
"""The keys of an article that the desk does not show. It keeps what they say: the folder says the
language, an id never changes, and numbers that mean a place in a picture cannot be typed blindly."""
_HIDDEN = {"authors": {"lang", "photo_credit_withheld"}, "sections": {"lang"}, "pages": {"lang"}}

PHOTOS = {"media_folder": "/content/photos", "public_folder": "."}
"""Where the desk puts pictures; else those of an article in folders of its date get a folder of their own.
What it writes is ./bridge.jpg, which the program finds in photos/ from every article."""

_HAS_TITLE = "^(?!null$)"
"""A pattern that every headline fits: a file without one, as a guide for editors, is no article. The
desk reads a missing value as “null”."""
_NAME = ["^[a-z0-9]+(-[a-z0-9]+)*$", "Small letters a to z, digits and hyphens."]
_NAME_NOTE = "The name of the file, in letters a to z. The address is made of it, and neither changes again."
_BUTTONS = ["bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list"]


def collections(settings: Settings) -> list[dict[str, Any]]:
    """Return the collections of all languages, the site's own first."""
    found: list[dict[str, Any]] = []
    for tag in settings.editions:
        if found:
            found.append({"divider": True})
        found += _of_language(tag, settings)
    return found


def _of_language(tag: str, settings: Settings) -> Iterator[dict[str, Any]]:
    is_own = tag == settings.own_language
    folder = "" if is_own else f"/{tag}"
    title = "" if is_own else f" · {tag}"
    zone = settings.site.timezone.key

    def one(kind: str, called: str, fields: list[Field], *, key: str, **more: Any) -> dict[str, Any]:
        """`called` is what one of them is called."""
        slug: dict[str, Any] = {"editable": ["create"], "pattern": _NAME, "hint": _NAME_NOTE}
        if not direction(settings.language(tag)):
            slug["template"] = f"{{{{{key}}}}}"
        # Else it has to be typed: the desk's letters for Arabic script leave out half of a Sorani word.
        return {
            "name": kind if is_own else f"{kind}_{tag}",
            "label": f"{kind.capitalize()}{title}",
            "label_singular": called,
            "folder": f"content/{kind}{folder}",
            "identifier_field": key,
            "filter": {"field": key, "pattern": _HAS_TITLE},
            "slug": slug,
            "aliases_field": False,
            **PHOTOS,
            "delete": False,
            "fields": fields,
            **more,
        }

    yield one(
        "articles",
        "Article",
        _article(settings, zone, is_translated=not is_own),
        key="title",
        path=settings.admin.path.replace("{", "{{").replace("}", "}}"),
        sortable_fields={"fields": ["date", "title"], "default": {"field": "date", "direction": "descending"}},
        view_filters=[{"label": "Drafts", "field": "status", "pattern": f"^{Status.DRAFT.value}$"}],
    )
    for kind, called, header, key in (
        ("authors", "Author", AuthorHeader, "name"),
        ("sections", "Section", SectionHeader, "title"),
        ("pages", "Page", StaticPageHeader, "title"),
    ):
        made = fields_of(header, ENTRY_KEYS[kind], zone)
        shown = [each for name, each in made.items() if name not in _HIDDEN[kind]]
        # A translation has the name of its original, which the desk cannot look up.
        yield one(kind, called, [*shown, _body(required=False)], key=key, create=is_own)


def _article(settings: Settings, zone: str, *, is_translated: bool) -> list[Field]:
    made = fields_of(ArticleHeader, {key: _note(key) for key in ARTICLE_KEYS}, zone, UNSHOWN)
    made |= {name: field(name, OWN_KINDS[kind][0], "", zone) for name, kind in settings.keys}
    made["body"] = _body(required=True)
    made["section"] = relation(made["section"], "sections", "title")
    made["author"] = relation(made["author"], "authors", "name", multiple=True)
    # No default: the desk fills it into old articles, too, and one without a status is out.
    made["status"] |= {"required": True}
    made["date"] |= {"default": "{{now}}"}
    hidden = UNSHOWN
    if is_translated:
        made["translation_of"] = relation(made["translation_of"], "articles", "title")
    else:
        hidden |= {"translation_of"}
    return [made[name] for name in _ordered(made, hidden)]


def _note(key: str) -> str:
    described = ARTICLE_KEYS[key]
    example = described.example.replace("`", "")
    if not example or example == "see below" or example in described.plain or key in ("photo", "section", "author"):
        return described.plain
    return f"{described.plain}; for instance {example}"


def _ordered(made: Mapping[str, Field], hidden: Collection[str]) -> list[str]:
    return [name for name in dict.fromkeys([*_FIRST, *made]) if name in made and name not in hidden]


def _body(*, required: bool) -> Field:
    return {
        "name": "body",
        "label": "Text",
        "widget": "richtext",
        "required": required,
        "modes": ["raw", "rich_text"],
        "buttons": _BUTTONS,
    }
