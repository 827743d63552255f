"""A small newsroom that can be edited in any way, built again and again, and compared with itself built from nothing."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from newsroom import AS_OF, PLAIN, POLICY, Newsroom, codes, document, jpeg
from reader import css_addresses, read_page

from generator.cache.ledger import ledger_of
from generator.model.problems import Problem
from generator.model.report import BuildReport
from generator.plan.urls import output_path
from tests.unit.pictures import with_iptc

SECOND = 1_000_000_000
MORNING = int(AS_OF.timestamp()) * SECOND

Text = tuple[dict[str, Any], str]
"""The front matter of a Markdown file, and what stands below it."""

SITE: Mapping[str, Mapping[str, object]] = {
    "site": {"name": '"The Courier"', "url": '"https://courier.example"', "timezone": '"Asia/Baghdad"'},
    "comments": {"form_url": '"https://forms.example/post?article={id}&title={title}&url={url}"'},
    "photos": {"widths": "[20, 640]"},
    "checks": {"small-photo": '"off"', "repeated-headline": '"off"'},
}

TEXTS: Mapping[str, Text] = {
    "sections/kurdistan.md": ({"title": "Kurdistan", "order": 1}, ""),
    "sections/culture.md": ({"title": "Culture", "order": 2}, ""),
    "authors/dilan.md": ({"name": "Dilan Example"}, "Dilan covers politics."),
    "authors/hevi.md": ({"name": "Hevi Example"}, "Hevi covers [culture](/culture/)."),
    "pages/about.md": ({"title": "About us"}, "We are the [Courier](/). See [a](../articles/a.md)."),
    "articles/a.md": (
        {"title": "One", "date": "2026-11-20 14:30", "section": "kurdistan", "author": ["dilan"], "tags": ["security"]},
        "The council met. See [b](b.md).",
    ),
    "articles/b.md": (
        {"title": "Two", "date": "2026-11-18 09:00", "section": "culture", "author": ["hevi", "A Guest"],
         "photo": "flag.jpg", "photo_alt": "A flag", "photo_caption": "A flag over the town.", "photo_credit": "A. Name/Agency"},
        "The shops open at eight.",
    ),
    "articles/c.md": (
        {"title": "Six", "date": "2026-10-03 08:00", "section": "kurdistan", "author": ["dilan"], "tags": ["Security"]},
        'The wheat is in.\n\n![Bags](bazaar.jpg "Bags of wheat."){credit="B. Name"}\n\nSee [a](id:a), [more](/tags/security/).',
    ),
    "articles/2026/d.md": (
        {"title": "Ten", "date": "2026-11-20 14:30", "section": "kurdistan", "aliases": ["/old/d/"]},
        "The bridge is open. See [the policy](/about/) and [c](/kurdistan/2026/10/c/).",
    ),
}  # fmt: skip

_LINK = re.compile(rb'<a href="[^"]*"(?: hreflang="[^"]*")?>(.*?)</a>', re.DOTALL)

PHOTOS = ("photos/flag.jpg", "photos/bazaar.jpg")


@dataclass(slots=True)
class Paper:
    """`texts` and `site` are what lies in the content folder; `now` is the clock by which files are saved and builds begin,
    in nanoseconds, `as_of` the instant that the site is built for."""

    newsroom: Newsroom
    scratch: Path
    texts: dict[str, Text]
    site: dict[str, dict[str, object]]
    now: int = MORNING
    as_of: datetime = AS_OF
    options: dict[str, Any] = field(default_factory=dict)

    def put(self, file: Path, content: bytes) -> None:
        """Save a file in place, as of now."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, ns=(self.now, self.now))

    def put_text(self, path: str, text: Text) -> None:
        keys, body = text
        keys = {key: value for key, value in keys.items() if value not in ("", None, [])}
        self.texts[path] = keys, body
        self.put(self.newsroom.content / path, document(body, keys).encode())

    def put_photo(self, path: str, look: str) -> None:
        """A picture of 40 by 30 pixels; each `look` is another one. “rider” names its creator."""
        content = jpeg(look, 40, 30)
        self.put(self.newsroom.content / path, with_iptc(content, [(80, b"C. Rider")]) if look == "rider" else content)

    def put_site(self) -> None:
        lines = []
        for table, keys in self.site.items():
            lines += [f"[{table}]", *(f"{key} = {value}" for key, value in keys.items() if value != "")]
        self.put(self.newsroom.content / "site.toml", "\n".join([*lines, ""]).encode())

    def delete(self, path: str) -> None:
        """A file of the content folder, if it is there."""
        self.texts.pop(path, None)
        (self.newsroom.content / path).unlink(missing_ok=True)

    def restore(self) -> None:
        """All of the content as it was at first."""
        shutil.rmtree(self.newsroom.content, ignore_errors=True)
        self.newsroom.content.mkdir()
        self.site = {table: dict(keys) for table, keys in SITE.items()}
        self.put_site()
        self.texts.clear()
        for path, (keys, body) in TEXTS.items():
            self.put_text(path, (dict(keys), body))
        self.put(self.newsroom.content / "policies/comments.md", POLICY.encode())
        for path in PHOTOS:
            self.put_photo(path, path)

    def build(self) -> BuildReport:
        """As the command line does, but for the lock."""
        return self.newsroom.build(as_of=self.as_of, begun=self.now, **self.options)

    def forget_report(self) -> None:
        """So that the next build cannot find that nothing has changed."""
        with closing(sqlite3.connect(ledger_of(self.newsroom.output, self.newsroom.cache))) as ledger:
            ledger.execute("DELETE FROM meta WHERE name = 'report'")
            ledger.commit()

    def built_clean(self, store: Path | None = None) -> tuple[BuildReport, dict[str, bytes]]:
        """The report of a build into an empty folder with an empty cache, and its site. But photographs, of which neither
        name nor bytes depend on what else there is, are made once, unless there is a `store` to build with."""
        clean = Newsroom(self.scratch, self.newsroom.layouts, self.newsroom.assets)
        for folder in (clean.output, clean.cache):
            shutil.rmtree(folder, ignore_errors=True)
        clean.cache.mkdir(parents=True)
        store = store or self.scratch / "photos"
        store.mkdir(exist_ok=True)
        if not clean.content.exists():
            clean.content.symlink_to(self.newsroom.content)
        (clean.cache / "photos").symlink_to(store)
        return clean.build(as_of=self.as_of, begun=self.now, **self.options), clean.published()


def a_paper(folder: Path) -> Paper:
    """One that was never built, with layouts and assets of its own."""
    layouts, assets = folder / "layouts", folder / "assets"
    paper = Paper(Newsroom(folder, layouts, assets), folder / "scratch", {}, {})
    for source, copy in ((PLAIN / "layouts", layouts), (PLAIN / "assets", assets)):
        for file in sorted(source.rglob("*.*")):
            if file.is_file():
                paper.put(copy / file.relative_to(source), file.read_bytes())
    paper.restore()
    return paper


def assert_built_as_from_nothing(
    paper: Paper, before: Mapping[str, bytes], report: BuildReport, store: Path | None = None
) -> None:
    """What a build has just made of a paper is what a clean build makes of it. `before` is the site as it was, `store` a copy
    of that of photographs, if the build depends on it."""
    after = paper.newsroom.published()
    clean, site = paper.built_clean(store)
    if "nothing-remembered" in codes(report):  # a clean build has nothing to remember
        assert clean.errors
        assert after == before, "what is held back stays as it was"
        return
    to_broken = _dead_links_to_broken_files(report, clean)
    assert _told(report) == _told(clean, without=to_broken)
    assert (report.published, report.waiting) == (clean.published, clean.waiting)
    if not report.published:
        assert after == before, "what is held back stays as it was"
    elif not report.errors:
        assert _difference(after, site) == {}
        if not paper.site.get("checks", {}).get("dead-link"):
            assert dead_links(after, after, paper) == []
    else:  # something broken was left out, of which the last pages may stay
        assert {path for path in after if path not in site} <= before.keys()
        if not to_broken:
            common = {path: content for path, content in after.items() if path in site}
            assert _difference(_without_links(common), _without_links(site)) == {}
        paper.forget_report()
        assert paper.build().published
        assert _difference(paper.newsroom.published(), after) == {}, "what stays would stay if all were planned again"


def _told(report: BuildReport, without: frozenset[Problem] = frozenset()) -> list[str]:
    return [
        f"{each.where}: {each.severity} {each.code}: {each.message} {each.hint}"
        for each in report.problems
        if each not in without
    ]


def _without_links(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Links to the pages that stay are links; where there is no such page their words stand alone."""
    return {path: _LINK.sub(rb"\1", content) for path, content in site.items()}


def _dead_links_to_broken_files(report: BuildReport, clean: BuildReport) -> frozenset[Problem]:
    """A link to the address of a file that is broken leads somewhere as long as its last page is there, and nowhere in a
    clean build."""
    if not report.errors:
        return frozenset()
    return frozenset(each for each in clean.problems if each.code == "dead-link") - frozenset(report.problems)


def dead_links(pages: Iterable[str], site: Mapping[str, bytes], paper: Paper) -> list[str]:
    """What pages and style sheets of a site name that is not there, as “page -> address”."""
    return [
        f"{path} -> {address}"
        for path in sorted(pages)
        for address in _named(path, site[path], paper)
        if not _answering(address, site)
    ]


def reachable(site: Mapping[str, bytes], paper: Paper, entrances: Iterable[str]) -> set[str]:
    """The files that a reader comes to who starts at one of the entrances."""
    found: set[str] = set()
    waiting = [path for path in entrances if path in site]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [file for address in _named(path, site[path], paper) for file in _answering(address, site)]
    return found


def _named(path: str, content: bytes, paper: Paper) -> list[str]:
    """The addresses on this site that a file names, from the site's root."""
    if path.endswith(".css"):
        folder = path.rpartition("/")[0]
        return [f"/{folder}/{address}" for address in css_addresses(content.decode())]
    if not path.endswith(".html"):
        return []
    url = paper.options.get("base_url") or str(paper.site["site"]["url"]).strip('"')
    base = "".join(url.split("://")[1].partition("/")[1:]).rstrip("/")
    addresses = [address for _, address in read_page(content.decode()).addresses if address.startswith("/")]
    assert all(f"{address}/".startswith(f"{base}/") for address in addresses), "all are below the site's base path"
    return [unquote(urlsplit(address).path).removeprefix(base) or "/" for address in addresses]


def _answering(address: str, site: Mapping[str, bytes]) -> list[str]:
    return [file for file in (output_path(address), output_path(f"{address}/")) if file in site]


def _difference(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> dict[str, tuple[bytes | None, bytes | None]]:
    return {
        path: (one.get(path), other.get(path))
        for path in sorted(one.keys() | other.keys())
        if one.get(path) != other.get(path)
    }
