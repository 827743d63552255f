"""Everything that may happen to a newsroom between two builds, for Hypothesis to choose from. Each edit is a function of a
paper; an example that fails prints as the list of them, and can be written down so as a test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from newsroom import AS_OF, jpeg, tree

from generator.cache.ledger import ledger_of
from tests.laws.paper import SECOND, Paper


@dataclass(frozen=True, slots=True)
class Edit:
    make: Callable[..., None]
    what: tuple[Any, ...] = ()

    def __repr__(self) -> str:
        return f"Edit({self.make.__name__}, {self.what!r})"


@dataclass(frozen=True, slots=True)
class Session:
    """Edits that are built together. Unless there is a `pause` before them, they are saved in the instant in which the last
    build began."""

    edits: tuple[Edit, ...]
    pause: bool = True

    def make(self, paper: Paper) -> None:
        if self.pause:
            paper.now += 60 * SECOND
        for edit in self.edits:
            edit.make(paper, *edit.what)


ARTICLES = (
    "articles/a.md", "articles/b.md", "articles/c.md", "articles/2026/d.md", "articles/e/index.md", "articles/f.md",
    "articles/ckb/g.md", "articles/tr/h.md",
)  # fmt: skip
AUTHORS = ("authors/dilan.md", "authors/hevi.md", "authors/rojin.md", "authors/ckb/rojin.md")
SECTIONS = ("sections/kurdistan.md", "sections/culture.md", "sections/sport.md", "sections/ckb/sport.md")
PAGES = (
    "pages/about.md",
    "pages/ethics.md",
    "pages/a/index.md",
    "pages/ckb/about.md",
    "pages/corrections.md",
    "pages/masthead.md",
)
PHOTOS = ("photos/flag.jpg", "photos/bazaar.jpg", "articles/e/crowd.jpg", "articles/flag.jpg")
LOOKS = ("rider", "rider", "a flag", "a square", "a crowd")
POLICY = "policies/comments.md"
POLICIES = (POLICY, "policies/ckb/comments.md", "policies/comments/old.md")
RULES = (
    "---\ntitle: Rules\n---\nBe kind.\n",
    *(f"---\ntitle: Rules\nsince: 2026-11-{day}\n---\nBe brief. [a](/about/), [b](id:b)\n" for day in (18, 22, 23)),
)
COMMENTS = ("comments/a/one.md", "comments/a/two.md", "comments/b/one.md", "comments/zed/one.md")
TRANSLATIONS = (
    "articles/ckb/a-ckb.md", "sections/ckb/kurdistan.md", "authors/ckb/dilan.md", "pages/ckb/about.md",
)  # fmt: skip
LANGUAGES = ("ckb", "tr", "en")
FRONTS = ("fronts/home.toml", "fronts/kurdistan.toml", "fronts/ckb/home.toml", "fronts/sport.toml")
RANKED = ("a", "b", "c", "d", "e", "zed", "a-ckb", "articles/a.md", "2026/d.md", "f.md")

MOMENTS = (
    "", "2026-10-31 23:30", "2026-11-01 00:30", "2026-11-18 09:00", "2026-11-22 09:00", "2026-11-22 09:00:00+00:00",
    "2026-11-23 06:00", "2026-12-01 00:10",
)  # fmt: skip

BODIES = (
    "The council met.",
    "The council sat.",
    "",
    "See [a](a.md), [b](b.md#end) and [d](articles/2026/d.md).",
    "See [a](id:a), [zed](id:zed) and [f](id:f#end).",
    "See [culture](/culture/), [sport](/sport/) and [the feed](/feed.xml).",
    "See [what was wrong](/corrections/).",
    "See [hevi](/authors/hevi/), [rojin](../authors/rojin.md), [security](/tags/security/) and [about](/about).",
    "See [the front](/ckb/), [g](id:g), [about](/ckb/about/) and [sport](/ckb/sport/).",
    "See [a](/kurdistan/2026/11/a/), [c](https://courier.example/), [an old address](/old/d/) and [e](/e.html).",
    'Look.\n\n![A flag](flag.jpg "A flag over the town."){credit="A. Name"}\n\n![A crowd](crowd.jpg "A crowd in town."){credit="B. Name"}',
)

GALLERY = {"photo": "bazaar.jpg", "alt": "A square", "caption": "A square in town.", "credit": "A. Name"}

KEYS: dict[str, Sequence[object]] = {
    "title": ("One", "Two", "Six", "“Nine” & <b>"),
    "date": MOMENTS[1:],
    "section": ("kurdistan", "culture", "sport"),
    "author": ([], ["dilan"], ["hevi", "A Guest"], ["Rojin Example"], ["rojin"], ["dilan", "hevi", "dilan"]),
    "dateline": ("", "ERBIL"),
    "summary": ("", "In short.", "In brief."),
    "tags": ([], ["security"], ["Security", "markets"], ["markets", "ئاسایش"]),
    "photo": ("", "flag.jpg", "bazaar.jpg", "crowd.jpg"),
    "photo_alt": ("A flag", "A crowd"),
    "photo_credit": ("", "A. Name", "B. Name"),
    "file_photo": ("", "true", "false"),
    "photo_focus": ("", [0.1, 0.9], [0.9, 0.1]),
    "photo_rights_expire": MOMENTS,
    "photos": (
        [], [GALLERY], [GALLERY, GALLERY | {"photo": "flag.jpg"}],
        *([GALLERY | {"rights_expire": moment}] for moment in MOMENTS[4:7]),
    ),
    "lang": ("", "ckb", "tr"),
    "translation_of": ("", "a", "f", "g"),
    "updated": MOMENTS,
    "embargo": MOMENTS,
    "expires": MOMENTS,
    "corrections": (
        [], *([{"date": moment, "text": "It was two, and not three."}] for moment in MOMENTS[3:7]),
        *([{"date": moment, "text": "It was six, and not three.", "severity": "serious"}] for moment in MOMENTS[4:7]),
    ),
    "status": ("", "draft", "withdrawn", "published"),
    "notice": ("", "", "It was wrong.", "It was all wrong."),
    "aliases": ([], ["/old/d/"], ["/old/d/", "/?p=1"], ["/old/d", "/e.html"], ["/kurdistan/2026/11/b/"]),
    "comments": ("", "closed", "none"),
    "id": ("", "a", "zed"),
    "key_points": ([], ["The council met, and sat."]),
    "series": ("", "Dry rivers", "dry rivers", "Roads"),
    "withheld": ([], ["C. Rider"], ["C. Rider", "Hevi Example"]),
    "photo_credit_withheld": ("", "true"),
}  # fmt: skip

SETTINGS: dict[tuple[str, str], Sequence[str]] = {
    ("site", "name"): ('"The Courier"', '"The Evening"'),
    ("site", "url"): ('"https://courier.example"', '"https://courier.example/paper"'),
    ("site", "timezone"): ('"Asia/Baghdad"', '"Pacific/Auckland"'),
    ("site", "permalink"): ("", '"/{id}.html"', '"/{section}/{slug}/"', '"/{year}/{month}/{day}/{slug}/{lang}/"'),
    ("site", "language"): ("", '"ckb"'),
    ("site", "theme"): ("", '"paper"'),
    ("site", "old_after_days"): ("", "0", "20"),
    ("site", "share"): ("", '["mail"]', '"none"'),
    ("site", "description"): ("", '"All the news"'),
    ("site", "news_sitemap"): ("", "false"),
    ("feeds", "rss"): ("", "[]", '["site", "authors", "tags"]'),
    ("feeds", "json"): ("", '["site", "sections", "tags"]'),
    ("feeds", "content"): ("", '"full"'),
    ("feeds", "partner"): (
        "",
        '[{ name = "B", path = "/feeds/b.json", sections = ["culture"], number = 2, listed = true }]',
    ),
    ("languages.ckb", "name"): ("", '"رۆژنامە"'),
    ("languages.ckb", "prefix"): ('"ku"', '""'),
    ("languages.ckb", "digits"): ("", '"latn"'),
    ("languages.tr", "date"): ("", '"d.M.y"'),
    ("languages.tr", "form_url"): ("", '"https://forms.example/tr?{id}"'),
    ("languages.en", "time"): ("", '"HH:mm"'),
    ("comments", "close_after_days"): ("", "2", "30"),
    ("comments", "form_url"): ("", '"https://forms.example/?{id}"'),
    ("photos", "widths"): ("[20, 640]", "[30, 640]", "[640]"),
    ("photos", "formats"): ("", '["jpeg"]', '["avif", "webp", "jpeg"]'),
    ("photos", "quality"): ("", "50"),
    ("checks", "photo-credit"): ("", '"warning"', '"off"'),
    ("checks", "dead-link"): ("", '"warning"', '"off"'),
    ("photos", "full_size"): ("", "true"),
    ("checks", "link-to-unpublished"): ("", '"error"'),
    ("checks", "gone-from-front"): ("", '"warning"', '"off"'),
    ("checks", "expired-photo"): ("", '"error"', '"off"'),
    ("checks", "repeated-headline"): ('"off"', '"warning"', '"error"'),
    ("checks", "N1"): ("", '"warning"', '"off"'),
    ("withheld", "names"): ("", '["C. Rider"]', '["Ten"]'),
    ("withheld", "folders"): ("", '["photos"]', '["articles/2026"]'),
}

LAYOUTS = (
    "base.html",
    "article.html",
    "parts.html",
    "listing.html",
    "404.html",
    "redirect.html",
    "feed_text.html",
    "unused.html",
)
CATALOGUES = ("locale/ckb/LC_MESSAGES/dateline.po", "locale/tr/LC_MESSAGES/dateline.po")
NOTES = ("", "{# one #}\n", "{# two #}\n", "<!-- one -->\n", "{% block unclosed %}")
WORDS = ("Comments", "words", "updated", "Archive")


def write(paper: Paper, path: str, key: str, value: object) -> None:
    """A key of a document, which is a new one if there was none."""
    keys, body = paper.texts.get(path) or _blank(path)
    paper.put_text(path, (keys | {key: value}, body))


def photograph(paper: Paper, path: str, photo: str) -> None:
    """A lead photo, with all that belongs to it."""
    keys, body = paper.texts.get(path) or _blank(path)
    more = {"photo": photo, "photo_alt": "A flag", "photo_caption": "A flag over the town.", "photo_credit": "A. Name"}
    paper.put_text(path, (keys | more, body))


def rewrite(paper: Paper, path: str, body: str) -> None:
    keys, _ = paper.texts.get(path) or _blank(path)
    paper.put_text(path, (keys, body))


def add(paper: Paper, path: str, words: str) -> None:
    """A paragraph above all others: what follows stands elsewhere then."""
    keys, body = paper.texts.get(path) or _blank(path)
    paper.put_text(path, (keys, f"{words}\n\n{body}"))


def rename(paper: Paper, path: str, to: str) -> None:
    """Over another file, too. The file keeps its time, as files do."""
    if path not in paper.texts or path == to:
        return
    source, target = paper.newsroom.content / path, paper.newsroom.content / to
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    paper.texts[to] = paper.texts.pop(path)


def copy(paper: Paper, path: str, to: str) -> None:
    """An article begun from another one."""
    if path in paper.texts:
        keys, body = paper.texts[path]
        paper.put_text(to, (dict(keys), body))


def delete(paper: Paper, path: str) -> None:
    paper.delete(path)


def break_off(paper: Paper, path: str) -> None:
    """A front matter that is never closed, in a file that would be right otherwise."""
    keys, body = paper.texts.get(path) or _blank(path)
    paper.put_text(path, (keys, body))
    file = paper.newsroom.content / path
    paper.put(file, file.read_bytes().replace(b"\n---\n", b"\n--\n"))


def mend(paper: Paper, path: str) -> None:
    """Write a file once more as it should be."""
    if path in paper.texts:
        paper.put_text(path, paper.texts[path])


def restore(paper: Paper) -> None:
    paper.restore()


def write_policy(paper: Paper, text: str, path: str = POLICY) -> None:
    paper.put(paper.newsroom.content / path, text.encode())


def speak(paper: Paper, tag: str) -> None:
    """One more language, if it is not there already."""
    paper.site.setdefault(f"languages.{tag}", {})
    paper.put_site()


def fall_silent(paper: Paper, tag: str) -> None:
    """A language less; what is written in it stays where it lies."""
    paper.site.pop(f"languages.{tag}", None)
    paper.put_site()


def translate_paper(paper: Paper) -> None:
    """Sorani, and something of each kind in it."""
    speak(paper, "ckb")
    for path in TRANSLATIONS:
        keys, body = _blank(path)
        paper.put_text(path, (keys | ({"translation_of": "a"} if path.startswith("articles/") else {}), body))


def rank(paper: Paper, path: str, lead: str, top: Sequence[str]) -> None:
    """What editors want first on a front."""
    listed = ", ".join(f'"{name}"' for name in top)
    paper.put(paper.newsroom.content / path, f'lead = "{lead}"\ntop = [{listed}]\n'.encode())


def take_photo(paper: Paper, path: str, look: str) -> None:
    paper.put_photo(path, look)


def spoil_photo(paper: Paper, path: str) -> None:
    paper.put(paper.newsroom.content / path, jpeg(path, 40, 30)[:300])


def leave_stray_file(paper: Paper, path: str) -> None:
    paper.put(paper.newsroom.content / path, b"a stray file")


def set_up(paper: Paper, table: str, key: str, value: str) -> None:
    paper.site.setdefault(table, {})[key] = value
    paper.put_site()


def lay_out(paper: Paper, name: str, note: str) -> None:
    """A note at the end of a layout, in place of another one there."""
    file = paper.newsroom.layouts / name
    text = file.read_text("utf-8") if file.exists() else "\n"
    for old in NOTES:
        text = text.removesuffix(old)
    paper.put(file, (text + note).encode())


def translate(paper: Paper, catalogue: str, word: str, to: str) -> None:
    entry = f'\nmsgid "{word}"\nmsgstr "{to}"\n'
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    paper.put(paper.newsroom.layouts / catalogue, (header + entry).encode())


def drop_layout_file(paper: Paper, name: str) -> None:
    (paper.newsroom.layouts / name).unlink(missing_ok=True)


def style(paper: Paper, name: str, rule: str) -> None:
    paper.put(paper.newsroom.assets / name, rule.encode())


def drop_asset(paper: Paper, name: str) -> None:
    (paper.newsroom.assets / name).unlink(missing_ok=True)


def move_clock(paper: Paper, hours: float) -> None:
    """To so many hours from the morning of the first build."""
    paper.as_of = AS_OF + timedelta(hours=hours)


def ask_for(paper: Paper, option: str, value: object) -> None:
    paper.options[option] = value


def save_without_change(paper: Paper) -> None:
    for folder in paper.newsroom.folders.sources.values():
        for file in folder.rglob("*.*"):
            os.utime(file, ns=(paper.now, paper.now))


def clone_afresh(paper: Paper) -> None:
    """Every source with another inode and time, as git writes them."""
    for folder in paper.newsroom.folders.sources.values():
        for file in folder.rglob("*.*"):
            if file.is_file():
                copy = file.with_name(".copy")
                shutil.copy(file, copy)
                os.utime(copy, ns=(paper.now, paper.now))
                copy.replace(file)


def delete_published(paper: Paper, number: int) -> None:
    if files := sorted(tree(paper.newsroom.output)):
        (paper.newsroom.output / files[number % len(files)]).unlink()


def alter_published(paper: Paper, number: int, how: str) -> None:
    """A file of the site is written to, with another time or size; or replaced by another file of its time and size."""
    files = sorted(tree(paper.newsroom.output))
    if not files:
        return
    file = paper.newsroom.output / files[number % len(files)]
    content, facts = file.read_bytes(), file.stat()
    other = bytes(255 - byte for byte in content[:9]) + content[9:]
    match how:
        case "longer":
            file.write_bytes(content + b"\n")
        case "same size":
            file.write_bytes(other)
            os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns + SECOND))
        case "replaced":
            copy = file.with_name("copy")
            copy.write_bytes(other)
            os.utime(copy, ns=(facts.st_atime_ns, facts.st_mtime_ns))
            copy.replace(file)


def delete_output(paper: Paper) -> None:
    shutil.rmtree(paper.newsroom.output, ignore_errors=True)


def delete_cache(paper: Paper) -> None:
    shutil.rmtree(paper.newsroom.cache, ignore_errors=True)


def lose_ledger(paper: Paper) -> None:
    ledger_of(paper.newsroom.output, paper.newsroom.cache).unlink(missing_ok=True)


def _blank(path: str) -> tuple[dict[str, Any], str]:
    """The least that a document of a folder needs."""
    folder = path.split("/", 1)[0]
    name = {"authors": "name", "comments": "name"}.get(folder, "title")
    keys: dict[str, Any] = {name: "Rojin Example" if folder == "authors" else "New"}
    if folder == "comments":
        keys |= {"date": "2026-11-20 10:00"}
    if folder == "articles":
        keys |= {"date": "2026-11-19 10:00", "section": "kurdistan"}
    return keys, "" if folder == "sections" else "New."


def _edit(make: Callable[..., None], *what: st.SearchStrategy[Any]) -> st.SearchStrategy[Edit]:
    return st.tuples(*what).map(lambda drawn: Edit(make, drawn))


def _written(paths: Sequence[str], keys: dict[str, Sequence[object]]) -> st.SearchStrategy[Edit]:
    pairs = st.sampled_from([(key, value) for key, values in keys.items() for value in values])
    return st.tuples(st.sampled_from(paths), pairs).map(lambda drawn: Edit(write, (drawn[0], *drawn[1])))


_article, _person = st.sampled_from(ARTICLES), st.sampled_from(AUTHORS)
_document = st.sampled_from((*ARTICLES, *AUTHORS, *SECTIONS, *PAGES))
_number = st.integers(0, 40)

OF_EDITORS: st.SearchStrategy[Edit] = st.one_of(
    _written(ARTICLES, KEYS),
    _written(ARTICLES, KEYS),
    _edit(rewrite, _article, st.sampled_from(BODIES)),
    _edit(rewrite, st.sampled_from((*AUTHORS, *PAGES)), st.sampled_from(BODIES[:6])),
    _edit(photograph, st.sampled_from((*ARTICLES, "authors/dilan.md")), st.sampled_from(("flag.jpg", "crowd.jpg"))),
    _written(AUTHORS, {"name": ("Dilan Example", "Hevi Example", "Ümit Örnek"), "role": ("", "Editor"), "lang": ("", "ckb")}),
    _written(SECTIONS, {"title": ("Kurdistan", "Region"), "order": (1, 9), "lang": ("", "ckb"), "description": ("", "All.")}),
    _written(PAGES, {"title": ("About us", "Ethics"), "status": ("", "draft"), "aliases": ([], ["/us/"]), "order": (1, 9)}),
    _edit(rename, _article, _article),
    _edit(copy, _article, _article),
    _edit(rename, _person, _person),
    _edit(rename, st.sampled_from(PAGES), st.sampled_from(PAGES)),
    _edit(delete, _document),
    _edit(break_off, _document),
    _edit(mend, _document),
    _edit(restore),
    _edit(write_policy, st.sampled_from(("---\ntitle: Rules\n---\nBe kind.\n", "---\ntitle: Rules\n---\nBe brief. [a](/about/)\n"))),
    _edit(write_policy, st.sampled_from(RULES), st.sampled_from(POLICIES)),
    _written(COMMENTS, {"date": MOMENTS[1:], "reply_to": ("", "one", "two"), "name": ("A. Reader", "B. Reader")}),
    _edit(delete, st.sampled_from(COMMENTS)),
    _edit(break_off, st.sampled_from(COMMENTS)),
    _edit(delete, st.sampled_from(POLICIES)),
    _edit(speak, st.sampled_from(LANGUAGES)),
    _edit(fall_silent, st.sampled_from(LANGUAGES)),
    _edit(translate_paper),
    _edit(delete, st.sampled_from(TRANSLATIONS)),
    _edit(rank, st.sampled_from(FRONTS[:3]), st.sampled_from(("", *RANKED)), st.lists(st.sampled_from(RANKED), max_size=3)),
    _edit(rank, st.sampled_from(FRONTS), st.sampled_from(("", "a", "b")), st.just(())),
    _edit(delete, st.sampled_from(FRONTS)),
    _edit(take_photo, st.sampled_from(PHOTOS), st.sampled_from(LOOKS)),
    _edit(spoil_photo, st.sampled_from(PHOTOS)),
    _edit(delete, st.sampled_from(PHOTOS)),
    _edit(leave_stray_file, st.sampled_from(("notes.txt", "articles/a.txt", "b.md"))),
    _edit(delete, st.sampled_from(("notes.txt", "articles/a.txt", "b.md"))),
    st.sampled_from([Edit(set_up, (*key, value)) for key, values in SETTINGS.items() for value in values]),
)  # fmt: skip

OF_OTHERS: st.SearchStrategy[Edit] = st.one_of(
    _edit(lay_out, st.sampled_from(LAYOUTS), st.sampled_from(NOTES)),
    _edit(drop_layout_file, st.sampled_from(("unused.html", *CATALOGUES))),
    _edit(translate, st.sampled_from(CATALOGUES), st.sampled_from(WORDS), st.sampled_from(("Bir", "İki"))),
    _edit(style, st.just("css/90-more.css"), st.sampled_from(("a { color: red }", "b { color: red }", "i { background: url(paper.svg) }"))),
    _edit(style, st.sampled_from(("paper.svg", "icon.svg")), st.sampled_from(("<svg/>", "<svg />"))),
    _edit(drop_asset, st.sampled_from(("css/90-more.css", "icon.svg"))),
    _edit(move_clock, st.sampled_from((-1300, -75, -0.5, 0, 3, 3.0001, 21, 24, 51, 215, 1000, 9000))),
    _edit(ask_for, st.just("preview"), st.booleans()),
    _edit(ask_for, st.just("keep_going"), st.booleans()),
    _edit(ask_for, st.just("base_url"), st.sampled_from(("", "https://preview.example/x"))),
    _edit(save_without_change),
    _edit(clone_afresh),
    _edit(delete_published, _number),
    _edit(alter_published, _number, st.sampled_from(("longer", "same size", "replaced"))),
    _edit(delete_output),
    _edit(delete_cache),
    _edit(lose_ledger),
)  # fmt: skip

OF_TEXTS: st.SearchStrategy[Edit] = st.one_of(
    _edit(add, _article, st.sampled_from(("More was said.", "It rained."))),
    _written(
        ARTICLES,
        {
            "dateline": ("", "ERBIL"),
            "photo_caption": ("A flag over the town.", "The flag of the town."),
            "notice": ("", "We erred."),
        },
    ),
)
"""Of which only the page of an article itself can tell."""

SESSIONS: st.SearchStrategy[Session] = st.builds(
    Session, st.lists(OF_TEXTS, min_size=1, max_size=2).map(tuple), st.booleans()
) | st.builds(Session, st.lists(OF_EDITORS | OF_OTHERS | OF_TEXTS, min_size=1, max_size=4).map(tuple), st.booleans())
