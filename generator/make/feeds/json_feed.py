"""A feed -> JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.make.feeds.rights_file import RSL_TYPE
from generator.make.xml_text import for_xml
from generator.model.outputs import Feed, FeedEntry, FeedPicture

_LICENCE_LINK = "https://www.rfc-editor.org/rfc/rfc4946"


def json_feed(feed: Feed, texts: Sequence[str] = ()) -> bytes:
    """Return the file. `texts` are the whole texts of the entries as HTML, "" for none: then the
    summary is all there is to read. Extensions are `_picture`, with a picture's caption and credit,
    and `_license`, which leads to the licence as a link of RFC 4946 does."""
    import json  # noqa: PLC0415 - only where an outlet wants such a feed

    value = _given(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.home,
        feed_url=feed.url,
        description=feed.description,
        language=feed.lang,
        _license={"about": _LICENCE_LINK, "href": feed.rights, "type": RSL_TYPE} if feed.rights else None,
        hubs=[{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    )
    value["items"] = [
        _item(entry, feed.lang, texts[number] if texts else "") for number, entry in enumerate(feed.loaded)
    ]
    return f"{for_xml(json.dumps(value, ensure_ascii=False, indent=0))}\n".encode()


def _item(entry: FeedEntry, feed_lang: str, text: str) -> dict[str, Any]:
    content = (
        {"summary": entry.summary, "content_html": text} if text else {"content_text": entry.summary or entry.title}
    )
    return _given(
        id=entry.id,
        url=entry.url,
        title=entry.title,
        **content,
        image=entry.picture.url if entry.picture else "",
        _picture=_picture(entry.picture) if entry.picture else None,
        date_published=entry.published,
        date_modified=entry.updated,
        authors=[{"name": name} for name in entry.byline],
        tags=list(entry.categories),
        language=entry.lang if entry.lang != feed_lang else "",
    )


def _picture(picture: FeedPicture) -> dict[str, Any]:
    return _given(
        type=picture.type, width=picture.width, height=picture.height, caption=picture.caption, credit=picture.credit
    )


def _given(**properties: Any) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}
