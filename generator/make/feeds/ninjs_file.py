"""An article for partners -> its file in ninjs 3.1 (News in JSON, IPTC 2024): UTF-8, on one
line. Properties without a value are left out. Reads no clock and chooses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from generator.make.clean_text import clean_html, plain_text
from generator.model.news_items import CanceledNinjs, LatestNinjs, NewsItem, NewsPicture, Ninjs
from generator.model.page_views import PageParts
from generator.model.photo_files import media_type_of
from generator.model.views import ArticleView
from generator.model.web_addresses import server_of

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
_SCHEMA_ORG = "https://schema.org/"
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_GENRES = {
    "": ("Current", "Current"),
    "opinion": ("Opinion", "Opinion"),
    "analysis": ("Analysis", "Analysis"),
    "review": ("Review", "Review"),
    "background": ("Background", "Background"),
    "reportage": ("Reportage", ""),
    "sponsored": ("Sponsored", ""),
}
"""By the type of an article: the name of the genre, and its code in IPTC's vocabulary, if one means
the same."""
_GENRE = "http://cv.iptc.org/newscodes/genre/"


def ninjs_file(content: Ninjs | LatestNinjs | CanceledNinjs) -> bytes:
    """Return the finished file."""
    match content:
        case Ninjs(NewsItem() as item, PageParts(main=ArticleView() as view)):
            value = _item(item) | {"representationType": "full", "bodies": _bodies(item, view)}
        case LatestNinjs():
            value = _latest(content)
        case CanceledNinjs():
            value = _canceled(content)
        case _:
            raise TypeError("an article is missing")
    text = json.dumps(_given({"standard": _STANDARD} | value), ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _item(item: NewsItem) -> dict[str, Any]:
    name, code = _GENRES[item.type]
    return {
        "uri": item.id,
        "type": "text",
        "representationType": "partial",
        "pubStatus": "usable" if item.is_out else "withheld",
        "language": item.lang,
        "firstCreated": item.published,
        "versionCreated": item.changed,
        "embargoedUntil": item.embargo,
        "expires": item.expires,
        "title": item.title,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": item.title}],
        "descriptions": _texts(("summary", item.summary)),
        "by": ", ".join(name for name, _ in item.byline) or item.sponsor,
        "people": [_given({"name": name, "rel": "author", "uri": url}) for name, url in item.byline],
        "located": item.located,
        "genres": [_given({"name": name, "uri": code and f"{_GENRE}{code}"})],
        "subjects": [
            {"name": item.section, "rel": "section"},
            *({"name": tag, "rel": "about"} for tag in item.tags),
        ],
        "infoSources": [{"name": item.sponsor, "role": "sponsor"}] if item.sponsor else [],
        "edNote": "\n".join(f"Correction, {instant[:10]}: {text}" for instant, text in item.corrections),
        "copyrightHolder": item.holder,
        "copyrightNotice": item.copyright,
        "usageTerms": "\n".join(item.terms),
        "rightsInfo": {"linkedRights": item.licence} if item.licence else {},
        "altIds": [{"role": "canonical", "value": item.url}],
        "renditions": [{"name": "web", "href": item.url, "contentType": "text/html"}],
        "associations": [_picture(picture, number) for number, picture in enumerate(item.pictures)],
    }


def _bodies(item: NewsItem, view: ArticleView) -> list[dict[str, Any]]:
    """Return the text twice, in HTML and plain, without pictures and dateline: these have
    properties of their own."""
    pieces = [part.html for part in view.body] if isinstance(view.body, tuple) else []
    text = clean_html("".join(pieces), server_of(item.url)).strip()
    if not text:
        return []
    plain = plain_text(text)
    length = {"wordCount": view.words, "charCount": len(plain)}
    return [
        {"role": "main", "contentType": "text/html", **length, "value": text},
        {"role": "main", "contentType": "text/plain", **length, "value": plain},
    ]


def _picture(picture: NewsPicture, number: int) -> dict[str, Any]:
    code = picture.source_type
    return _given(
        {
            "name": f"picture-{number + 1}",
            "rel": "depicts",
            "uri": picture.renditions[0].url,
            "type": "picture",
            "descriptions": _texts(("caption", picture.caption), ("alt", picture.alt)),
            "by": picture.creator or picture.credit,
            "infoSources": [{"name": picture.credit, "role": "credit"}] if picture.credit else [],
            "copyrightNotice": picture.copyright,
            "rightsInfo": {"linkedRights": picture.statement} if picture.statement else {},
            "digitalSourceType": {"name": code, "uri": f"{_SOURCE_TYPES}{code}"} if code else {},
            "renditions": [
                _given({
                    "name": f"{file.width}x{file.height}",
                    "href": file.url,
                    "contentType": media_type_of(file.url),
                    "width": file.width,
                    "height": file.height,
                })
                for file in picture.renditions
            ],
        }
    )  # fmt: skip


def _latest(latest: LatestNinjs) -> dict[str, Any]:
    items = [item for item in latest.items if isinstance(item, NewsItem)]  # all of them: they have been loaded
    return {
        "uri": latest.id,
        "type": "composite",
        "language": latest.lang,
        "title": latest.title,
        "versionCreated": _last(item.changed for item in items),
        "trustIndicators": [
            {"role": f"{_SCHEMA_ORG}{name}", "title": name, "href": url} for name, url in latest.policies
        ],
        "associations": [_given({"name": item.title, "rel": "latest", **_item(item)}) for item in items],
    }


def _canceled(canceled: CanceledNinjs) -> dict[str, Any]:
    return {
        "uri": canceled.id,
        "type": "text",
        "pubStatus": "canceled",
        "language": canceled.lang,
        "firstCreated": canceled.published,
        "title": canceled.title,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": canceled.title}],
        "edNote": canceled.notice,
        "altIds": [{"role": "canonical", "value": canceled.url}],
    }


def _last(instants: Iterable[str]) -> str:
    return max(instants, key=datetime.fromisoformat, default="")


def _texts(*texts: tuple[str, str]) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in texts if text]


def _given(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties that have a value."""
    return {name: value for name, value in properties.items() if value not in ("", [], {}, 0, None)}
