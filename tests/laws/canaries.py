"""A random newsroom with a canary in everything that an editor writes: a word that stands nowhere else. It is written down as
it is, and as it would be if what is not out at an instant had been deleted."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from newsroom import AS_OF, POLICY, SITE, Newsroom, document, jpeg

from tests.unit.pictures import with_iptc

SPOTS = tuple(AS_OF + timedelta(hours=12 * number) for number in range(-2, 3))
"""The instants at which something changes: few, so that many things happen at once."""

SECTIONS, AUTHORS, LANGUAGES = ("kurdistan", "culture", "sport"), ("dilan", "hevi"), ("en", "ckb")
SHARED_PHOTOS, SHARED_FILES = ("flag.jpg", "crowd.jpg"), ("budget.csv",)
PAGES = ("about", "contact")
FRONTS = {"home": "en", "kurdistan": "en", "ckb/home": "ckb"}

SETTINGS = f"""
{SITE.replace("old_after_days = 0", "old_after_days = 3").replace("news_sitemap = false", "news_sitemap = true")}
formats = ["jpeg"]

[checks]
small-photo = "off"
photo-caption = "off"
dead-link = "warning"
early-update = "off"
early-comment = "off"

[lite]
enabled = true

[languages.ckb]
name = "ڕۆژنامە"

[feeds]
rss = ["site", "sections", "authors", "tags", "corrections"]
json = ["site", "sections", "authors", "tags", "corrections"]
content = "full"

[[feeds.partner]]
name = "Agency"
path = "/feeds/agency.xml"
sections = ["sport"]
tags = ["water", "erbil"]
content = "full"
listed = true

[partners]
ninjs = true

[republish]
licence = "https://creativecommons.org/licenses/by-nd/4.0/"

[hosting]
headers = true

[well_known]
security_contact = "mailto:security@courier.example"
security_expires = 2027-11-01
trust = ["belongto=https://association.example/"]
manifest = true

[licence]
ai = "deny"
"""


@dataclass(frozen=True, slots=True)
class Text:
    """An article or a static page. `keys` are as typed, but for the times, which are instants; `links` name others in its
    body, `photos` and `files` what it shows and links to there: shared ones, and "own"."""

    id: str
    keys: Mapping[str, Any]
    links: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    is_page: bool = False

    @property
    def path(self) -> str:
        return f"pages/{self.id}.md" if self.is_page else f"articles/{_name(self.id)}.md"

    def is_out(self, at: datetime) -> bool:
        keys = self.keys
        first = max(keys["date"], keys.get("embargo") or keys["date"])
        expires = keys.get("expires")
        return not keys.get("status") and first <= at and (expires is None or at < expires)

    def leaves_notice(self, at: datetime) -> bool:
        """Whether it was out, and was taken back with a notice."""
        keys = self.keys
        first = max(keys["date"], keys.get("embargo") or keys["date"])
        is_over = keys.get("status") == "withdrawn" or (
            not keys.get("status") and keys.get("expires") and keys["expires"] <= at
        )
        return bool(keys.get("notice") and is_over and first <= at)

    def canaries(self, at: datetime) -> tuple[str, ...]:
        """The words that stand in no file of the site at an instant."""
        if self.is_out(at):
            return ()
        every = tuple(self.canary(place) for place in PLACES)
        return every[LEFT_IN_NOTICE:] if self.leaves_notice(at) else every

    def canary(self, place: str) -> str:
        return f"zq{self.id}{place}"


NEXT_POLICY = "zqpolicy"
LEFT_IN_NOTICE = 4
PLACES = (
    "title", "id", "alias", "notice", "summary", "body", "guest", "tag", "photo", "alt", "caption", "credit", "creator",
    "file", "series", "keypoint", "correction", "reader", "comment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """`rankings` are ids by the name of a front. `policy` is the instant of another version of the comment policy."""

    texts: Mapping[str, Text]
    rankings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    policy: datetime | None = None

    def without_what_is_not_out(self, at: datetime) -> Content:
        """As if an editor had deleted it. Of what was taken back with a notice, its headline, its date, its notice and its
        addresses are left (in these are its language and its section), and how it was taken back."""
        texts = {
            id: _as_out(text, at) if text.is_out(at) else _notice(text)
            for id, text in self.texts.items()
            if text.is_out(at) or text.leaves_notice(at)
        }
        out = {id for id in texts if self.texts[id].is_out(at)}
        texts = {
            id: replace(
                text,
                links=tuple(to if to in texts else "" for to in text.links),
                keys={key: value for key, value in text.keys.items() if key != "translation_of" or value in out},
            )
            for id, text in texts.items()
        }
        rankings = {front: tuple(id for id in ids if id in out) for front, ids in self.rankings.items()}
        return Content(texts, rankings, self.policy if self.policy and self.policy <= at else None)

    def linking(self, at: datetime) -> frozenset[str]:
        """The paths of texts in which a link stands to what has no page at an instant. An editor who deletes that writes them
        anew."""
        there = {id for id, text in self.texts.items() if text.is_out(at) or text.leaves_notice(at)}
        return frozenset(text.path for text in self.texts.values() if not there.issuperset(text.links))

    def write(self, newsroom: Newsroom) -> None:
        shutil.rmtree(newsroom.content, ignore_errors=True)
        newsroom.write("site.toml", SETTINGS)
        newsroom.write("policies/comments.md", POLICY.replace("---\n", "---\nsince: 2020-01-01\n", 1))
        if self.policy:
            newsroom.write("policies/comments/next.md", document(f"Be {NEXT_POLICY}.", {"since": _typed(self.policy)}))
        for number, section in enumerate(SECTIONS):
            newsroom.write(f"sections/{section}.md", document("", {"title": section.title(), "order": number}))
        for section in SECTIONS[:2]:
            newsroom.write(f"sections/ckb/{section}.md", document("", {"title": f"{section} ckb"}))
        for name in AUTHORS:
            newsroom.write(f"authors/{name}.md", document(f"{name} writes.", {"name": f"{name.title()} Example"}))
        newsroom.write("authors/ckb/hevi.md", document("هێڤی دەنووسێت.", {"name": "هێڤی"}))
        for front, ids in self.rankings.items():
            newsroom.write(f"fronts/{front}.toml", f"top = {[*map(_name, ids)]}\n".replace("'", '"'))
        for name in SHARED_PHOTOS:
            _put(newsroom, f"photos/{name}", _photo(name))
        for name in SHARED_FILES:
            newsroom.write(f"articles/{name}", "place,votes\n")
        for text in self.texts.values():
            _write(newsroom, text, self.texts)


def _name(id: str) -> str:
    return f"story-{Text(id, {}).canary('id')}"


def _put(newsroom: Newsroom, path: str, content: bytes) -> None:
    file = newsroom.content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


@cache
def _photo(name: str, creator: str = "") -> bytes:
    """One with an embedded creator, which is in all its files."""
    content = jpeg(name, 40, 30)
    return with_iptc(content, [(80, creator.encode()), (120, f"Caption by {creator}".encode())]) if creator else content


def _as_out(text: Text, at: datetime) -> Text:
    """Without what is to come in it, or is over."""
    keys = dict(text.keys)
    if keys.get("updated") and keys["updated"] > at:
        del keys["updated"]
    if keys.get("corrected") and keys["corrected"] > at:
        del keys["corrected"]
    if keys.get("commented") and keys["commented"] > at:
        del keys["commented"]
    if keys.get("photo_rights_expire") and keys["photo_rights_expire"] <= at:
        keys["photo"] = "over"
    return replace(text, keys=keys)


def _notice(text: Text) -> Text:
    left = ("date", "lang", "section", "status", "notice", "alias", "embargo", "expires")
    return replace(text, keys={key: text.keys[key] for key in left if key in text.keys}, links=(), photos=(), files=())


def _write(newsroom: Newsroom, text: Text, texts: Mapping[str, Text]) -> None:
    keys: dict[str, Any] = {"title": f"The {text.canary('title')}"}
    if text.is_page:
        status = {"status": text.keys["status"]} if text.keys["status"] else {}
        newsroom.write(text.path, document(_body(newsroom, text, texts), keys | status))
        return
    written = dict(text.keys)
    _write_comments(newsroom, text, written.pop("commented", None))
    keys |= {key: _typed(value) for key, value in written.items() if isinstance(value, datetime)}
    corrected = keys.pop("corrected", None)
    if corrected:
        keys["corrections"] = [{"date": corrected, "text": f"It was {text.canary('correction')}."}]
    for key in ("section", "lang", "status", "tags", "author"):
        if written.get(key):
            keys[key] = written[key]
    for key, place in (("summary", "summary"), ("notice", "notice"), ("series", "series")):
        if written.get(key):
            keys[key] = f"Of {text.canary(place)}." if written[key] is True else written[key]
    if written.get("guest"):
        keys["author"] = [*keys.get("author", ()), f"Guest {text.canary('guest').title()}"]
    if written.get("own_tag"):
        keys["tags"] = [*keys.get("tags", ()), text.canary("tag")]
    if written.get("key_points"):
        keys["key_points"] = [f"A {text.canary('keypoint')}"]
    if written.get("alias"):
        keys["aliases"] = [f"/old/{text.canary('alias')}/"]
    if written.get("translation_of"):
        keys["translation_of"] = _name(written["translation_of"])
    if written.get("photo"):
        keys |= _lead(newsroom, text, written["photo"])
    newsroom.write(text.path, document(_body(newsroom, text, texts), keys))


def _write_comments(newsroom: Newsroom, text: Text, at: datetime | None) -> None:
    if at:
        by = {"name": f"Reader {text.canary('reader').title()}", "date": _typed(at)}
        folder = f"comments/{_name(text.id)}"
        newsroom.write(f"{folder}/first.md", document(f"It is {text.canary('comment')}.", by))
        newsroom.write(f"{folder}/reply.md", document("It is not.", by | {"reply_to": "first"}))


def _typed(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}+00:00"


def _lead(newsroom: Newsroom, text: Text, photo: str) -> dict[str, Any]:
    end: Any = text.keys.get("photo_rights_expire")
    if photo == "over":  # any other picture: nothing of it may be on the page
        _put(newsroom, "photos/over.jpg", _photo("over"))
        ended = {"photo_rights_expire": _typed(end)}
        return {"photo": "over.jpg", "photo_alt": "Over", "photo_credit": "Nobody"} | ended
    own = {"photo_alt": text.canary("alt"), "photo_caption": f"A {text.canary('caption')}."}
    name = _own_photo(newsroom, text) if photo == "own" else photo
    own |= {"photo": name} if photo == "own" else {"photo": name, "photo_credit": f"A. {text.canary('credit')}"}
    return own | ({"photo_rights_expire": _typed(end)} if end else {})


def _own_photo(newsroom: Newsroom, text: Text) -> str:
    name = f"{text.canary('photo')}.jpg"
    _put(newsroom, f"photos/{name}", _photo(text.id, text.canary("creator")))
    return name


def _body(newsroom: Newsroom, text: Text, texts: Mapping[str, Text]) -> str:
    parts = [f"The {text.canary('body')} met."]
    parts += [
        f"See [more {number}]({_target(to, texts)})." if to else f"See more {number}."
        for number, to in enumerate(text.links)
    ]
    for photo in text.photos:
        name = _own_photo(newsroom, text) if photo == "own" else photo
        parts.append(
            f'![{text.canary("alt")}]({name} "A {text.canary("caption")}."){{credit="A. {text.canary("credit")}"}}'
        )
    for file in text.files:
        name = f"{text.canary('file')}.csv" if file == "own" else file
        if file == "own":
            newsroom.write(f"articles/{name}", f"{text.canary('file')},1\n")
        parts.append(f"Read [the table](../articles/{name}).")
    return "\n\n".join(parts)


def _target(id: str, texts: Mapping[str, Text]) -> str:
    """The three ways in which an editor writes a link."""
    if id in PAGES:
        return f"/{id}/"
    kind = sum(map(ord, id)) % 3
    keys = texts[id].keys
    prefix = "/ckb" if keys["lang"] == "ckb" else ""
    month = f"{keys['date'].astimezone(AS_OF.tzinfo) + timedelta(hours=3):%Y/%m}"
    ways = (f"id:{_name(id)}", f"../articles/{_name(id)}.md", f"{prefix}/{keys['section']}/{month}/{_name(id)}/")
    return ways[kind]


def _maybe(instants: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.none() | instants


_spots = st.sampled_from(SPOTS)
_past = st.integers(0, 40).map(lambda days: AS_OF - timedelta(days=days))
KEYS = st.fixed_dictionaries(
    {
        "date": _past | _past | _spots,
        "section": st.sampled_from(SECTIONS),
        "lang": st.sampled_from(LANGUAGES),
        "status": st.sampled_from(["", "", "", "draft", "withdrawn"]),
        "embargo": _maybe(_spots),
        "expires": _maybe(_spots),
        "notice": st.booleans(),
        "author": st.lists(st.sampled_from(AUTHORS), unique=True, max_size=2),
        "guest": st.booleans(),
        "tags": st.lists(st.sampled_from(["Erbil", "erbil", "water", "Roads"]), unique_by=str.casefold, max_size=3),
        "own_tag": st.booleans(),
        "summary": st.booleans(),
        "key_points": st.booleans(),
        "alias": st.booleans(),
        "series": st.sampled_from(["", "", "Dry rivers", True]),
        "photo": st.sampled_from(["", "own", *SHARED_PHOTOS]),
        "photo_rights_expire": _maybe(_spots),
        "updated": _maybe(_spots),
        "corrected": _maybe(_spots),
        "commented": _maybe(_spots),
        "translation_of": st.integers(0, 30),
    }
)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """One to twelve articles, two pages, and what editors put first."""
    drawn = draw(st.lists(KEYS, min_size=1, max_size=12))
    ids = [f"s{number}x" for number in range(len(drawn))]
    texts: dict[str, Text] = {}
    translated: set[int] = set()
    for id, keys in zip(ids, drawn, strict=True):
        number = keys["translation_of"]
        is_one = number < len(drawn) and drawn[number]["lang"] == "en" != keys["lang"] and number not in translated
        translated.add(number)
        keys |= {"translation_of": ids[number] if is_one else ""}
        links = draw(st.lists(st.sampled_from([*ids, *PAGES]), max_size=2))
        photos = draw(st.lists(st.sampled_from(["own", *SHARED_PHOTOS]), max_size=1))
        files = draw(st.lists(st.sampled_from(["own", *SHARED_FILES]), max_size=1))
        texts[id] = Text(id, _possible(keys), tuple(to for to in links if to != id), tuple(photos), tuple(files))
    for page in PAGES:
        status = draw(st.sampled_from(["", "draft"]))
        keys = {"status": status, "date": AS_OF - timedelta(days=400)}
        texts[page] = Text(page, keys, tuple(draw(st.lists(st.sampled_from(ids), max_size=2))), is_page=True)
    rankings = {
        front: tuple(draw(st.lists(st.sampled_from(found), unique=True, max_size=4)))
        for front, language in FRONTS.items()
        if (found := [id for id, keys in zip(ids, drawn, strict=True) if keys["lang"] == language
                      and (front != "kurdistan" or keys["section"] == "kurdistan")])
    }  # fmt: skip
    return Content(texts, rankings, draw(_maybe(_spots)))


def _possible(keys: dict[str, Any]) -> dict[str, Any]:
    """Without what would be an error."""
    possible = {key: value for key, value in keys.items() if value not in (None, "", False, [])}
    first = max(keys["date"], keys["embargo"] or keys["date"])
    if keys["expires"] and keys["expires"] <= first:
        del possible["expires"]
    if keys["lang"] == "ckb" and keys["section"] == "sport":
        possible["section"] = "culture"
    if not (keys["status"] == "withdrawn" or "expires" in possible):
        possible.pop("notice", None)
    if not keys["photo"]:
        possible.pop("photo_rights_expire", None)
    return possible
