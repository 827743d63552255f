"""The sample newsroom, built once as it is: every link leads somewhere, and machines are told what is there."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from newsroom import AS_OF, Newsroom, in_print
from reader import Page, css_addresses, read_page

from generator.model.problems import Severity

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_PHOTO = re.compile(r"^photo: (\S+)$|!\[[^\]]*\]\(([^) ]+)", re.MULTILINE)
_METADATA = re.compile('<script type="application/ld\\+json">(.*?)</script>')
_SWITCH = re.compile('<nav class="languages".*?</nav>', re.DOTALL)
_ALTERNATE = re.compile('<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


@pytest.fixture(scope="session")
def site(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = in_print(tmp_path_factory.mktemp("sample"))
    shutil.copytree(sample, newsroom.content)
    newsroom.edit("site.toml", "widths = [480, 800, 1200, 1600]", "widths = [480, 800]")
    texts = [path.read_text("utf-8") for path in newsroom.content.rglob("*.md")]
    for name in sorted({name for text in texts for names in _PHOTO.findall(text) for name in names if name}):
        if not (newsroom.content / "photos" / name).exists():
            newsroom.photo(f"photos/{name}", 1600, 1066)
    with ProcessPoolExecutor(2) as pool:
        report = newsroom.build(pool, workers=2)
    assert [problem for problem in report.problems if problem.severity is Severity.ERROR] == []
    return newsroom


@pytest.fixture(scope="session")
def pages(site: Newsroom) -> dict[str, Page]:
    """Every page, by its path."""
    return {path: read_page(html.decode()) for path, html in site.published().items() if path.endswith(".html")}


@pytest.fixture(scope="session")
def url(site: Newsroom) -> str:
    """Of the site, without a slash at its end."""
    _, _, rest = (site.content / "site.toml").read_text("utf-8").partition('url = "')
    return rest.partition('"')[0]


def _file(address: str, page: str, url: str) -> str | None:
    """The file an address leads to, from a page; None if it is not of this site."""
    if address.startswith(url):
        address = address.removeprefix(url) or "/"
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path and not path.startswith("/"):
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path))
    path = path.lstrip("/") if path else page
    return path + "index.html" if path == "" or path.endswith("/") else path


def test_every_address_leads_to_a_file(site: Newsroom, pages: dict[str, Page], url: str) -> None:
    published = site.published().keys()
    dead = [
        (path, key, address)
        for path, page in pages.items()
        for key, address in page.addresses
        if (file := _file(address, path, url)) is not None and file not in published
    ]
    assert dead == []


def test_every_fragment_leads_to_an_id(pages: dict[str, Page], url: str) -> None:
    dead = [
        (path, address)
        for path, page in pages.items()
        for _, address in page.addresses
        if (fragment := unquote(urlsplit(address).fragment))
        and (file := _file(address, path, url)) is not None
        and fragment not in pages[file].ids
    ]
    assert dead == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, Page]) -> None:
    assert {path: sorted(page.ids) for path, page in pages.items() if len(page.ids) != len(set(page.ids))} == {}


def test_every_address_in_a_style_sheet_leads_to_a_file(site: Newsroom, url: str) -> None:
    published = site.published()
    for path, content in published.items():
        if path.endswith(".css"):
            for address in css_addresses(content.decode()):
                assert address.startswith("data:") or _file(address, path, url) in published


def test_everything_published_is_used(site: Newsroom, pages: dict[str, Page], url: str) -> None:
    """No photo or asset is made that no page shows."""
    shown = {_file(address, path, url) for path, page in pages.items() for _, address in page.addresses}
    for path, content in site.published().items():
        if path.endswith((".css", ".xml")):
            shown |= {_file(address, path, url) for address in css_addresses(content.decode())}
    photos = {path for path in site.published() if path.startswith("photos/")}
    assert photos
    shown |= {_file(address, "feed.xml", url) for address in (*_media(site), *_told(site))}
    unused = {_of(path) for path in photos - shown} - {_of(path) for path in shown & photos if path}
    assert unused == set(), "a layout may leave out a width, but no photo and no crop of one"


def _of(path: str) -> str:
    """Which photograph, in which shape, a file shows."""
    return re.sub(r"-[0-9a-f]{12}-\d+\.\w+$", "", path)


def _told(site: Newsroom) -> list[str]:
    """The addresses of the pictures that machines are told of."""
    told = [_METADATA.search(page.decode()) for path, page in site.published().items() if path.endswith(".html")]
    things = (thing for found in told if found for thing in json.loads(found[1])["@graph"])
    return [image["url"] for thing in things for image in thing.get("image", [])]


def _media(site: Newsroom) -> list[str]:
    tree = ElementTree.fromstring(site.published()["feed.xml"])
    return [media.attrib["url"] for media in tree.iter("{http://search.yahoo.com/mrss/}content")]


def test_every_page_has_a_title_a_heading_and_its_own_canonical_address(pages: dict[str, Page], url: str) -> None:
    for path, page in pages.items():
        assert page.title.strip(), path
        address = f"{url}/{path.removeprefix('lite/').removesuffix('index.html')}"
        if path.startswith("lite/"):
            assert page.noindex
            assert page.refresh or unquote(page.canonical) == address, path
        elif page.noindex:
            assert page.refresh or not page.canonical, path
        else:
            assert unquote(page.canonical) == address
    canonical = [page.canonical for page in pages.values() if not page.noindex]
    assert len(canonical) == len(set(canonical))


def _addresses(sitemap: bytes) -> list[str]:
    return [str(element.text) for element in ElementTree.fromstring(sitemap).iter(f"{SITEMAP}loc")]


def _months(published: dict[str, bytes]) -> list[str]:
    return sorted(path.removeprefix("sitemap-") for path in published if path.startswith("sitemap-2"))


def test_the_sitemap_lists_exactly_the_indexable_pages(site: Newsroom, pages: dict[str, Page]) -> None:
    published = site.published()
    parts = [f"sitemap-{part}" for part in ("pages.xml", *_months(published))]
    named = [address.rpartition("/")[2] for address in _addresses(published["sitemap.xml"])]
    assert named == [parts[0], "sitemap-news.xml", *parts[1:]]
    listed = [address for part in parts for address in _addresses(published[part])]
    assert sorted(listed, key=str) == sorted(
        page.canonical for page in pages.values() if not page.noindex and not page.refresh
    )
    assert {*_addresses(published["sitemap-news.xml"])} < {*listed}


def test_every_feed_can_be_read_and_leads_to_articles(site: Newsroom, pages: dict[str, Page], url: str) -> None:
    feeds = {path: content for path, content in site.published().items() if path.endswith("feed.xml")}
    assert "feed.xml" in feeds
    for path, content in feeds.items():
        channel = ElementTree.fromstring(content).find("channel")
        assert channel is not None
        own = channel.find("{http://www.w3.org/2005/Atom}link")
        assert own is not None
        assert own.attrib["href"] == f"{url}/{path}"
        dates = []
        for entry in channel.findall("item"):
            said = {child.tag: child.text or "" for child in entry}
            assert pages[_file(said["link"], path, url) or ""].canonical == said["link"]
            assert said["guid"].startswith("tag:")
            assert said["title"]
            assert CREATOR in said or path.endswith("corrections/feed.xml"), (
                "a correction is the newsroom's, not its reporter's"
            )
            dates.append(parsedate_to_datetime(said["pubDate"]))
        assert dates == sorted(dates, reverse=True)
        assert all(date <= AS_OF for date in dates)


def test_every_feed_a_page_offers_is_there(site: Newsroom, pages: dict[str, Page], url: str) -> None:
    offered = {
        file
        for path, page in pages.items()
        for _, address in page.addresses
        if (file := _file(address, path, url) or "").endswith("feed.xml")
    }
    assert offered == {path for path in site.published() if path.endswith("feed.xml")}


def test_robots_may_come_and_are_shown_the_sitemap(site: Newsroom, url: str) -> None:
    sitemaps = "".join(f"Sitemap: {url}/{name}.xml\n" for name in ("sitemap", "sitemap-news"))
    crawlers, rest = site.published()["robots.txt"].decode().split("User-agent: *\n")
    assert rest == f"Allow: /\n\nLicense: {url}/rsl.xml\n\n{sitemaps}"
    assert re.fullmatch(r"(User-agent: [\w-]+\n)+Allow: /rsl.xml\nDisallow: /\n\n", crawlers)


def test_every_article_is_within_reach_of_the_front_page(pages: dict[str, Page], url: str) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in pages and path not in reached:
            reached.add(path)
            waiting += [file for _, address in pages[path].links if (file := _file(address, path, url))]
    assert sorted(path for path, page in pages.items() if not page.noindex and path not in reached) == []


def _whole_pages(site: Newsroom) -> dict[str, str]:
    """All but the lite ones and those that lead from an old address to a new one."""
    pages = {path: content.decode() for path, content in site.published().items() if path.endswith(".html")}
    full = {path: html for path, html in pages.items() if not path.startswith("lite/")}
    return {path: html for path, html in full.items() if 'http-equiv="refresh"' not in html}


def test_every_page_leads_to_every_language_in_its_own_name(site: Newsroom) -> None:
    for path, html in _whole_pages(site).items():
        (switch,) = _SWITCH.findall(html)
        names = re.findall(r"<(?:a|span)[^>]*>([^<]+)</", switch)
        assert names == ["English", "سۆرانی", "Kurmancî", "العربية", "Türkçe"], path
        assert switch.count("aria-current") == 1, path


def test_pages_are_in_the_language_of_their_folder(site: Newsroom) -> None:
    languages = {"ckb": "ckb", "ku": "ku", "ar": "ar-IQ", "tr": "tr"}
    for path, html in _whole_pages(site).items():
        language = languages.get(path.split("/", 1)[0], "en")
        direction = ' dir="rtl" class="digits-arab"' if language in ("ckb", "ar-IQ") else ""
        assert f'<html lang="{language}"{direction}>' in html, path


def test_what_a_page_is_in_other_languages_these_say_too(site: Newsroom, url: str) -> None:
    told = {path: _ALTERNATE.findall(html) for path, html in _whole_pages(site).items()}
    for path, links in told.items():
        for _, address in links:
            assert told[address.removeprefix(f"{url}/") + "index.html"] == links, path
    assert len(told["kurdistan/2026/10/zakho-bridge-closed/index.html"]) == 6
