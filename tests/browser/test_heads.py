"""The head of every page: what search engines, social networks and browsers are told of it. No browser is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.plan.languages import social_locale
from tests.schemas.vocabulary import faults, metadata_in

SITE = "https://safeenherald.example"
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Head:
    """`meta` by name or property, in their order; `links` by rel, each with its attributes."""

    title: str = ""
    lang: str = ""
    is_redirect: bool = False
    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The only one of that name; "" where there is none."""
        found = self.meta.get(name, [""])
        assert len(found) == 1, (name, found)
        return found[0]

    def only(self, rel: str) -> str:
        (found,) = self.links.get(rel, [{"href": ""}])
        return found["href"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.head, self._in_title = Head(), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.head.lang = said["lang"]
        elif tag == "meta" and "http-equiv" in said:
            self.head.is_redirect = True
        elif tag == "meta" and (name := said.get("name") or said.get("property")):
            self.head.meta.setdefault(name, []).append(said["content"])
        elif tag == "link":
            self.head.links.setdefault(said["rel"], []).append(said)
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        self.head.title += data if self._in_title else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


def head_of(page: Path) -> Head:
    reader = _Reader()
    reader.feed(page.read_text("utf-8"))
    return reader.head


@pytest.fixture(scope="module")
def heads(public: Path) -> dict[str, Head]:
    """By the path of the page, without those of old addresses, and without lite pages, which nobody is to find."""
    read = {page.relative_to(public).as_posix(): head_of(page) for page in sorted(public.rglob("*.html"))}
    return {name: head for name, head in read.items() if not head.is_redirect and not name.startswith("lite/")}


def shown(heads: dict[str, Head]) -> Iterator[tuple[str, Head]]:
    """Those that search engines are to find."""
    return ((name, head) for name, head in heads.items() if head.one("robots") != "noindex")


def test_every_page_says_what_it_is(heads: dict[str, Head]) -> None:
    for name, head in heads.items():
        assert head.title.strip(), name
        assert head.one("og:title"), name
        assert head.one("og:site_name"), name
        assert head.one("og:type") in ("website", "article", "profile"), name
        assert head.one("description") or head.one("robots") == "noindex", name
        assert head.one("og:description") == head.one("description"), name


def test_a_page_has_one_address_and_one_that_is_none_has_none(heads: dict[str, Head]) -> None:
    for name, head in shown(heads):
        assert head.only("canonical") == f"{SITE}/{quote(name.removesuffix('index.html'))}"
        assert head.one("og:url") == head.only("canonical")
    assert heads["404.html"].one("description") == ""
    assert heads["404.html"].only("canonical") == heads["404.html"].one("og:url") == ""


def test_translations_name_one_another_and_the_one_for_all_others(heads: dict[str, Head]) -> None:
    by_address = {head.only("canonical"): head for _, head in shown(heads)}
    several = 0
    for address, head in by_address.items():
        pairs = [(to["hreflang"], to["href"]) for to in head.links.get("alternate", ()) if "hreflang" in to]
        if not pairs:
            continue
        several += 1
        assert (head.lang, address) in pairs
        assert [tag for tag, _ in pairs].count("x-default") == 1
        for _, other in pairs:
            theirs = by_address[other].links["alternate"]
            assert [(to["hreflang"], to["href"]) for to in theirs if "hreflang" in to] == pairs
    assert several > 20


def test_open_graph_knows_the_language_of_a_page_and_of_its_translations(heads: dict[str, Head]) -> None:
    for name, head in heads.items():
        tags = [
            to["hreflang"] for to in head.links.get("alternate", ()) if to.get("hreflang", "x-default") != "x-default"
        ]
        assert head.one("og:locale") == social_locale(head.lang), name
        assert re.fullmatch("[a-z]{2}_[A-Z]{2}", head.one("og:locale")), name
        others = {social_locale(tag) for tag in tags} - {head.one("og:locale")}
        assert set(head.meta.get("og:locale:alternate", ())) == others, name
    assert heads["ckb/index.html"].one("og:locale") == "cb_IQ"
    assert heads["index.html"].meta["og:locale:alternate"] == ["cb_IQ", "ku_TR", "ar_AR", "tr_TR"]


def test_an_article_has_its_times_its_section_and_a_picture_with_a_size(heads: dict[str, Head]) -> None:
    articles = [(name, head) for name, head in shown(heads) if head.one("og:type") == "article"]
    assert len(articles) > 50
    for name, head in articles:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", head.one("article:published_time")), name
        assert head.one("article:section"), name


def test_every_page_has_a_picture_with_its_size_and_what_is_to_be_seen(public: Path, heads: dict[str, Head]) -> None:
    for name, head in heads.items():
        assert head.one("og:image").startswith(SITE), name
        assert (public / head.one("og:image").removeprefix(f"{SITE}/")).is_file(), name
        assert int(head.one("og:image:width")) >= 600, name
        assert int(head.one("og:image:height")) >= 300, name
        assert head.one("og:image:alt"), name
        assert head.one("twitter:card") == "summary_large_image", name


def test_the_bars_of_the_browser_have_the_colour_of_the_paper(public: Path, heads: dict[str, Head]) -> None:
    (style,) = (path.read_text("utf-8") for path in public.rglob("assets/site-*.css"))
    papers = re.findall(r"--paper:(#[0-9a-f]+)", style)[:2]
    assert len(papers) == 2
    wanted = [paper if len(paper) == 7 else "#" + "".join(2 * digit for digit in paper[1:]) for paper in papers]
    assert all(head.meta["theme-color"] == wanted for head in heads.values())


@pytest.mark.parametrize("theme", sorted((ROOT / "assets" / "themes").glob("*.css")), ids=lambda path: path.stem)
def test_a_theme_has_its_own(theme: Path) -> None:
    light, dark = re.findall(r"--paper: (#[0-9a-f]{6})", theme.read_text("utf-8"))
    assert f'"{theme.stem}": ("{light}", "{dark}")' in (ROOT / "layouts" / "base.html").read_text("utf-8")


def test_icons_and_feeds_are_there(public: Path, heads: dict[str, Head]) -> None:
    for name, head in heads.items():
        feeds = [to["href"] for to in head.links["alternate"] if to.get("type", "").startswith("application/")]
        assert feeds, name
        for file in (head.only("icon"), head.only("apple-touch-icon"), *feeds):
            assert (public / file.removeprefix("/")).is_file(), (name, file)


def test_machines_read_nothing_of_any_page_that_schema_org_does_not_know(public: Path) -> None:
    """Every type is known, each has only properties of its own, and each of these has a value of its kind."""
    found = {path: data for path in public.rglob("*.html") if (data := metadata_in(path.read_text("utf-8")))}
    assert len(found) > 100
    wrong = {path.relative_to(public).as_posix(): told for path, data in found.items() if (told := [*faults(data)])}
    assert wrong == {}
