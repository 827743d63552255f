"""An article -> what machines read of it on its page: a NewsArticle of schema.org 30.0, as JSON-LD 1.1. Says nothing that readers
are not told, and leaves out what nobody knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.model.site import Photograph, Story
from generator.model.views import ArticleView, ImageView, Sheet
from generator.plan.desk import Desk
from generator.plan.figures import GENERATED, caption_of, credit_of
from generator.plan.urls import HOME

_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a <script> element, or a line of one; in JSON it can only stand within a text."""


def article_metadata(story: Story, view: ArticleView, sheet: Sheet, lastmod: str, desk: Desk) -> str:
    """The text of a script element of the type application/ld+json. `lastmod` is that of the article's last update or
    correction, in RFC 3339."""
    outlet = _outlet(desk)
    authors = [
        _known("Person", name=author.name, url=desk.address.absolute(author.url) if author.url else "")
        for author in view.authors
    ]
    lead = story.lead
    return _json(
        {
            "@context": "https://schema.org",
            **_known(
                "NewsArticle",
                headline=view.title,
                description=sheet.description,
                url=sheet.canonical,
                mainEntityOfPage=sheet.canonical,
                inLanguage=view.lang,
                datePublished=view.published.iso,
                dateModified=lastmod if lastmod != view.published.iso else "",
                articleSection=view.section.text,
                keywords=[tag.text for tag in view.tags],
                wordCount=view.words,
                image=_images(lead, sheet.images) if lead else [],
                author=authors or [outlet],
                publisher=outlet,
            ),
        }
    )


def _outlet(desk: Desk) -> dict[str, Any]:
    site = desk.settings.site
    return _known("NewsMediaOrganization", name=site.name, url=desk.address.canonical(desk.at(HOME)))


def _images(lead: Photograph, images: Iterable[ImageView]) -> list[dict[str, Any]]:
    """One object a shape. What Google shows of a picture, and of who licenses it, is the creator, the credit and the
    copyright notice, with the address of its terms; the names are those of the IPTC properties' counterparts."""
    rights = lead.picture.rights
    said = {
        "caption": caption_of(lead),
        "creditText": credit_of(lead),
        "creator": _known("Person", name=rights.creator) if rights.creator else None,
        "copyrightNotice": rights.copyright,
        "license": _address(rights.statement),
        "acquireLicensePage": _address(rights.licensor_url),
        "digitalSourceType": _source(lead.picture.source_type),
    }
    return [_known("ImageObject", url=image.url, width=image.width, height=image.height, **said) for image in images]


def _source(source_type: str) -> str:
    """IPTC's digital source type as schema.org names it, where a trained model had a part in the picture."""
    return (
        f"https://schema.org/{source_type[0].upper()}{source_type[1:]}DigitalSource" if source_type in GENERATED else ""
    )


def _address(written: str) -> str:
    """What is embedded may be any text."""
    return written if written.startswith(("https://", "http://")) else ""


def _known(kind: str, **properties: Any) -> dict[str, Any]:
    """A thing of a type, with the properties that have a value."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def _json(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _ESCAPED.items():
        text = text.replace(sign, escaped)
    return text
