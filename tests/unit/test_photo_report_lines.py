"""How the photo report is told: in lines, in JSON, and on the contact sheet. Names may have any signs in them."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.documents import Picture, Rights
from generator.model.headers import PhotoReference
from generator.model.photo_places import Place
from generator.model.problems import DatelineError, SourceLocation
from generator.model.report import Folders
from generator.photo_report.findings import Finding, Kind
from generator.photo_report.lines import HEADINGS, MARKS, isolated, photo_json, photo_lines
from generator.photo_report.printing import print_sheet
from generator.photo_report.sheet import sheet
from generator.photo_report.survey import PhotoReport
from generator.photo_report.uses import Use
from tests.unit.newsrooms import NOON

BRIDGE = Picture("photos/bridge.jpg", "b", 2400, 1600, Rights("Ali Name"), caption="The bridge at noon.")
USE = Use(
    "photos/bridge.jpg",
    "articles/a.md",
    "The bridge opens",
    Place.LEAD,
    PhotoReference("bridge.jpg", alt="A bridge over a river"),
    SourceLocation("content/articles/a.md", 7, 8),
    "articles/a.md",
    NOON.date(),
    "",
)
DRAFT = replace(USE, document="articles/b.md", where=SourceLocation("content/articles/b.md"), mark="draft")
NO_CREDIT = Finding(Kind.NO_CREDIT, BRIDGE.path, "has no credit.", "Find out who made it.", (USE, DRAFT))
KURDISH = "photos/پرد <b> # \u202e1.jpg"


def report(*findings: Finding, unread: tuple[str, ...] = (), **pictures: Picture) -> PhotoReport:
    measured = {picture.path: picture for picture in (BRIDGE, *pictures.values())}
    originals = dict.fromkeys(measured, "nowhere.jpg")
    return PhotoReport("The Outlet", NOON, 2, {"photos/bridge.jpg": 3}, findings, unread, originals, measured)


def lines(*findings: Finding, **more: Any) -> list[str]:
    return list(photo_lines(report(*findings, **more)))


def test_a_finding_says_where_what_who_else_and_what_to_do() -> None:
    assert lines(NO_CREDIT) == [
        "Without a credit (1)",
        "  content/articles/a.md:7: content/photos/bridge.jpg has no credit.",
        "      also content/articles/b.md, lead photo (draft)",
        "      Find out who made it.",
        "",
        "2 pictures, used 3 times: 1 no-credit.",
    ]


def test_the_same_advice_is_given_once() -> None:
    told = lines(NO_CREDIT, replace(NO_CREDIT, picture="photos/market.jpg"))
    assert told.count("  Find out who made it.") == 1
    assert sum("Find out" in line for line in told) == 1


def test_a_picture_that_nobody_uses_is_told_by_its_file() -> None:
    told = lines(Finding(Kind.UNUSED, "photos/x.jpg", "is used by no document.", "Delete it."))
    assert told[1] == "  content/photos/x.jpg is used by no document."


def test_files_that_look_alike_are_all_named() -> None:
    told = lines(Finding(Kind.ALIKE, "photos/x.jpg", "looks like another.", "Keep one.", (), ("photos/y.jpg",)))
    assert "      the other file: content/photos/y.jpg" in told


def test_where_there_is_nothing_to_tell_that_is_told() -> None:
    assert lines() == ["2 pictures, used 3 times: nothing to tell."]


def test_documents_that_could_not_be_read_are_named() -> None:
    assert lines(unread=("content/articles/broken.md",))[-1].endswith(": content/articles/broken.md")


def test_what_is_written_from_right_to_left_turns_nothing_around_it() -> None:
    """And a sign that would turn the rest of the line is not printed as it is."""
    assert isolated("photos/bridge.jpg") == "photos/bridge.jpg"
    assert isolated("پرد.jpg") == "\u2068پرد.jpg\u2069"
    assert isolated("a\u202eb\x1b[2J\nc") == "a\ufffdb\ufffd[2J\ufffdc"
    assert isolated("می\u200cروم") == "\u2068می\u200cروم\u2069", "a joiner belongs to the word"


def test_json_has_all_that_the_lines_have() -> None:
    told = json.loads(photo_json(report(NO_CREDIT, unread=("content/articles/broken.md",))))
    assert told["counts"].keys() == {str(kind) for kind in Kind}
    assert told["counts"]["no-credit"] == 1
    assert told["as_of"] == "2026-11-22T12:00:00+03:00"
    assert told["unread"] == ["content/articles/broken.md"]
    (finding,) = told["findings"]
    assert finding["picture"] == "photos/bridge.jpg"
    assert [(use["document"], use["line"], use["mark"]) for use in finding["uses"]] == [
        ("articles/a.md", 7, ""),
        ("articles/b.md", None, "draft"),
    ]


def test_every_kind_has_a_heading_and_every_mark_has_words() -> None:
    assert HEADINGS.keys() == set(Kind)
    assert MARKS.keys() == {"draft", "embargo", "future", "withdrawn", "expired"}


class _Page(HTMLParser):
    """Headings, pictures and all that could load or run something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "img":
            self.images.append(given)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(*findings: Finding, thumbnails: dict[str, str] | None = None, **more: Any) -> _Page:
    return _Page(sheet(report(*findings, **more), thumbnails or {}))


def test_the_sheet_needs_no_other_file_and_runs_nothing() -> None:
    shown = page(NO_CREDIT, thumbnails={BRIDGE.path: "data:image/webp;base64,AAAA"})
    assert {"script", "link", "iframe", "object"}.isdisjoint(shown.tags)
    assert all(address.startswith(("data:image/webp;base64,", "#")) for address in shown.addresses)


def test_every_link_of_the_sheet_leads_to_a_heading() -> None:
    shown = page(NO_CREDIT, Finding(Kind.UNUSED, "photos/x.jpg", "is used nowhere.", "Delete it."))
    assert [address[1:] for address in shown.addresses] == shown.ids == ["no-credit", "unused", "all"]


def test_headings_have_no_gap() -> None:
    shown = page(NO_CREDIT)
    assert [tag for tag in shown.tags if tag in ("h1", "h2", "h3", "h4")] == ["h1", "h2", "h3", "h2"]


def test_a_thumbnail_says_what_can_be_seen() -> None:
    thumbnails = {BRIDGE.path: "data:image/webp;base64,AAAA"}
    assert page(NO_CREDIT, thumbnails=thumbnails).images[0]["alt"] == "A bridge over a river"
    unused = Finding(Kind.UNUSED, BRIDGE.path, "is used nowhere.", "Delete it.")
    assert page(unused, thumbnails=thumbnails).images[0]["alt"] == "The bridge at noon."


def test_a_picture_that_cannot_be_shown_leaves_a_place_and_no_broken_image() -> None:
    shown = page(Finding(Kind.BROKEN, "photos/cut.jpg", "cannot be used: It is cut off.", "Copy it again."))
    assert shown.images == []
    assert "No picture" in shown.text


def test_names_and_titles_with_any_signs_stay_text() -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    use = replace(USE, title=hostile, document=f"articles/{hostile}.md", reference=PhotoReference("x", alt=hostile))
    finding = Finding(Kind.NO_CREDIT, KURDISH, hostile, hostile, (use,), (hostile,))
    picture = Picture(KURDISH, "k", 3, 2, Rights(hostile, hostile))
    thumbnails = {KURDISH: "data:image/webp;base64,AAAA"}
    shown = page(finding, thumbnails=thumbnails, kurdish=replace(picture, caption=hostile), unread=(hostile,))
    assert "script" not in shown.tags
    assert [image.keys() for image in shown.images] == [{"src", "alt"}]
    assert shown.text.count("<script>alert(1)</script>") >= 6, "it is there to be read"


def test_names_are_set_apart_from_the_words_around_them() -> None:
    text = sheet(report(Finding(Kind.UNUSED, KURDISH, "is used nowhere.", "Delete it.")), {})
    assert "<h3><bdi>photos/<wbr>پرد &lt;b&gt; # \u202e1.jpg</bdi></h3>" in text


def test_what_is_to_be_typed_is_set_apart() -> None:
    advice = 'Say so. Write  file_photo: true  or  {credit="<b>"}'
    text = sheet(report(replace(NO_CREDIT, advice=advice)), {})
    assert "Write <code>file_photo: true</code> or <code>{credit=&quot;&lt;b&gt;&quot;}</code>" in text


def test_of_a_picture_that_is_everywhere_the_first_places_are_shown() -> None:
    uses = tuple(replace(USE, document=f"articles/{number}.md") for number in range(30))
    assert "and 22 more" in page(replace(NO_CREDIT, uses=uses)).text


def test_an_empty_report_is_a_page_too() -> None:
    assert "There is nothing to do about any picture." in page().text


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(*(tmp_path / name for name in ("content", "public", "cache", "layouts", "assets")))
    for folder in (folders.content, folders.output, folders.cache):
        folder.mkdir()
    return folders


def print_to(file: Path, folders: Folders) -> None:
    print_sheet(report(), file, folders, Workshop(InlineExecutor(), 1), lambda done, total: None)


@pytest.mark.parametrize("place", ["public/sheet.html", "content/sheet.html", "public/../content/photos/x.html"])
def test_the_sheet_never_lies_in_the_site_or_among_its_sources(place: str, folders: Folders, tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="not for readers"):
        print_to(tmp_path / place, folders)
    assert list(folders.output.iterdir()) == list(folders.content.iterdir()) == []


def test_a_sheet_that_cannot_be_written_is_told_and_leaves_nothing_behind(folders: Folders, tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="cannot be written"):
        print_to(tmp_path / "nowhere" / "sheet.html", folders)
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "a-folder" / "x").touch()
    with pytest.raises(DatelineError, match="cannot be written"):
        print_to(tmp_path / "a-folder", folders)
    assert not list(tmp_path.glob(".*"))


def test_a_sheet_takes_the_place_of_the_last_one(folders: Folders, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    file.write_text("the last one")
    print_to(file, folders)
    assert file.read_text("utf-8").startswith("<!doctype html>")
