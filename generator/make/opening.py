"""Values with digests of objects -> the values that a layout or a writer sees: objects and texts
are inserted. Reads no file: all objects come as arguments. The types of the fields say where a
digest may be."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_type_hints

from generator.model.dataclass import fields, is_dataclass, replace
from generator.model.documents import BodyFigure, BodyLink, BodyPart, DatelinePlace
from generator.model.lite import LITE_LAYOUTS, lite_href
from generator.model.outputs import Data, DataOutput, Feed, FeedEntry, PageOutput
from generator.model.page_views import PageParts, PageView, SiteView
from generator.model.regex import regex
from generator.model.views import BodyPartView, BodySlot, Link, ObjectId

T = TypeVar("T")

PackedObjects = Mapping[str, bytes]
"""Pickled objects by their digests."""


Bodies = list[tuple[BodyPart, ...]]


def needed(output: PageOutput | DataOutput) -> Iterator[str]:
    """Yield the digests of all objects that a whole page, or a file for programs, needs."""
    yield from filter(None, output.bodies)
    if isinstance(output, DataOutput):
        yield from _apart(output.content)
        return
    yield output.chrome.digest
    if isinstance(output.parts, ObjectId):
        yield output.parts.digest
    elif isinstance(output.parts, PageParts):
        yield from _apart(output.parts.main)


def unopened(outputs: Iterable[PageOutput | DataOutput]) -> set[str]:
    """Return the digests of the objects that these outputs need and this process has not loaded
    yet."""
    make_room()
    return {digest for output in outputs for digest in needed(output) if digest not in _OPENED}


def make_room() -> None:
    """Forget loaded objects when there are many. Call it only between batches: objects that
    `unopened` left out must stay."""
    if len(_OPENED) >= _MOST_OPENED:
        _OPENED.clear()


def opened(output: PageOutput, objects: PackedObjects) -> PageView:
    """Return a whole page as its layout sees it. Raises KeyError for a missing object."""
    parts: PageParts = output.parts if isinstance(output.parts, PageParts) else _loaded(output.parts.digest, objects)
    preload = parts.preload
    site: SiteView = _value(output.chrome.digest, objects)
    opened_parts = {
        "main": _opened(parts.main, _bodies(output, objects), objects, _value),
        "preload": _value(preload, objects).picture if isinstance(preload, ObjectId) else preload,
    }
    has_lite = bool(site.lite) and output.layout.removeprefix("lite/") in LITE_LAYOUTS
    lite = lite_href(parts.url, site.lite, (front.url for front in site.languages)) if has_lite else ""
    return PageView(**(_fields(parts) | opened_parts), site=site, languages=_languages(parts, site), lite=lite)


def opened_data(output: DataOutput, objects: PackedObjects) -> Data:
    """Return a whole file for programs. Raises KeyError for a missing object."""
    content = output.content
    if isinstance(content, Feed):
        return replace(content, entries=_entries(content, _bodies(output, objects), objects))
    return _opened(content, _bodies(output, objects), objects, _loaded)


def _entries(feed: Feed, bodies: Bodies, objects: PackedObjects) -> tuple[FeedEntry, ...]:
    """Return the entries of a feed. In one of whole texts each has a body, which is the first of its
    own; in others no text is inserted."""
    known = (_loaded(each, objects) if isinstance(each, ObjectId) else each for each in feed.entries)
    if not bodies:
        return tuple([replace(entry, text=None) if entry.text else entry for entry in known])
    return tuple([_opened(entry, [body], objects, _loaded) for entry, body in zip(known, bodies, strict=True)])


def _bodies(output: PageOutput | DataOutput, objects: PackedObjects) -> Bodies:
    return [_value(digest, objects) if digest else () for digest in output.bodies]


_NAMES = tuple(field.name for field in fields(PageParts))
_values = attrgetter(*_NAMES)


def _fields(parts: PageParts) -> dict[str, Any]:
    return dict(zip(_NAMES, _values(parts), strict=True))


def _languages(parts: PageParts, site: SiteView) -> tuple[Link, ...]:
    """Return links to each language: to this page in it, or to its front."""
    there = {to.lang: to.url for to in parts.counterparts} | {site.lang: parts.url}
    return tuple(replace(front, url=there.get(front.lang, front.url)) for front in site.languages)


def _loaded(digest: str, objects: PackedObjects) -> Any:
    """Return an object that few outputs show."""
    return _OPENED[digest] if digest in _OPENED else pickle.loads(objects[digest])


_OPENED: dict[str, Any] = {}
_MOST_OPENED = 4096


def _value(digest: str, objects: PackedObjects) -> Any:
    """Return an object that many pages share: loaded once, as long as there is room, and always the
    same Python object."""
    if digest not in _OPENED:
        _OPENED[digest] = pickle.loads(objects[digest])
    return _OPENED[digest]


def _apart(value: Any) -> Iterator[str]:
    """Yield the digests of all objects in a value."""
    if isinstance(value, ObjectId):
        yield value.digest
    elif isinstance(value, tuple):
        for each in value:
            yield from _apart(each)
    else:
        for name in _openable(type(value)):
            yield from _apart(getattr(value, name))


def _opened(value: T, bodies: Bodies, objects: PackedObjects, load: Callable[[str, PackedObjects], Any]) -> T:
    """Return a value with all objects inserted."""
    opened: Any = value
    if isinstance(value, ObjectId):
        opened = _opened(load(value, objects), bodies, objects, load)
    elif isinstance(value, BodySlot):
        opened = _body(bodies[value.number], value)
    elif isinstance(value, tuple):
        opened = tuple([_opened(each, bodies, objects, load) for each in value])
    elif names := _openable(type(value)):
        changed = {name: _opened(getattr(value, name), bodies, objects, load) for name in names}
        opened = replace(opened, **changed)
    return opened  # type: ignore[no-any-return]


_OPENABLE: dict[type[Any], tuple[str, ...]] = {}


def _openable(kind: type[Any]) -> tuple[str, ...]:
    """Return the fields of a type that may have digests of objects."""
    if kind not in _OPENABLE:
        hints = get_type_hints(kind) if is_dataclass(kind) else {}
        _OPENABLE[kind] = tuple(name for name, hint in hints.items() if _may_lie_apart(hint))
    return _OPENABLE[kind]


def _may_lie_apart(hint: Any) -> bool:
    if hint in (ObjectId, BodySlot):
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return bool(_openable(hint))
    return any(map(_may_lie_apart, get_args(hint)))


def _names_its_language(before: str, after: BodyPart) -> bool:
    """Whether an editor gave the link a language: HTML allows an attribute once."""
    behind = after.partition('">')[0] if isinstance(after, str) and not after.startswith(">") else ""
    return "hreflang=" in before.rpartition("<a ")[2] + behind


_IN_TAG = "<a"
_ATTRIBUTE = regex(r'([\w:-]+)="[^"]*"')
_REST_OF_TAG = regex(r'(?:\s+[\w:-]+="[^"]*")*\s*>')


def _without_address(before: str, behind: str) -> tuple[str, str, str]:
    """Return the HTML before and behind the place of an address without the link around it, and what
    stands in place of its end. A link without an address would show that there is something to
    which it could lead. Attributes of its words stay."""
    start, rest = before.rfind("<a "), _REST_OF_TAG.match(behind)
    if start < 0 or rest is None:
        return before.removesuffix(" "), behind, "</a>"
    kept = [each[0] for each in _ATTRIBUTE.finditer(before[start:] + rest[0]) if each[1] != "hreflang"]
    opening, end = (f"<span {' '.join(kept)}>", "</span>") if kept else ("", "")
    return before[:start] + opening, behind[rest.end() :], end


def _body(parts: tuple[BodyPart, ...], slot: BodySlot) -> tuple[BodyPartView, ...]:
    """Return a text with its placeholders replaced: links by their addresses, pictures by their
    figures."""
    links, figures = iter(slot.links), iter(slot.figures)
    views: list[BodyPartView] = []
    text = ""
    end: str | None = None
    for at, part in enumerate(parts):
        if isinstance(part, str):
            behind = part
            if end == _IN_TAG:
                text, behind, end = _without_address(text, part)
            if end is not None and "</a>" in behind:  # links are never inside one another
                behind, end = behind.replace("</a>", end, 1), None
            text += behind
        elif isinstance(part, BodyLink):
            href = next(links)
            if " hreflang=" in href and _names_its_language(text, parts[at + 1]):
                href = href.partition(" hreflang=")[0]
            text += href
            end = end if href else _IN_TAG
        elif isinstance(part, DatelinePlace) and slot.dateline:
            views += [BodyPartView(html=text), BodyPartView(dateline=slot.dateline)]
            text = ""
        elif isinstance(part, BodyFigure) and (figure := next(figures)):
            views += [BodyPartView(html=text.replace("<p></p>", "")), BodyPartView(figure=figure)]
            text = ""
    views.append(BodyPartView(html=text.replace("<p></p>", "")))
    return tuple(view for view in views if view != BodyPartView())
