"""A newsroom that knows nothing of ours builds, and its readers get every part of an article in its order."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from newsroom import Newsroom, a_newsroom, in_print
from PIL import ExifTags, Image
from reader import Page, read_page

CAPTION = "A soldier stands at the base on March 29, 2020, the day it was handed over."
PARAGRAPHS = (
    "Iraq announced on Thursday the end of the combat mission of the international coalition.",
    "The adviser wrote it on his account after a last round of talks.",
    "The coalition was formed in 2014.",
)
POLICY = (
    "Our publication moderates every comment.",
    "We welcome all relevant comments and constructive criticism.",
    "We do not tolerate insults, or calls for violence.",
    "Comments are approved or rejected, never edited.",
)
SHAPE = re.compile(r"-\d+x\d+-")
"""In the names of crops."""
ADDRESS = "politics/2021/12/mission-ends/index.html"


@pytest.fixture
def foreign(tmp_path: Path) -> Newsroom:
    """Another outlet's folder: a section, an author, a policy and one article with a file photo, as a camera made it."""
    newsroom = in_print(tmp_path)
    newsroom.write(
        "site.toml",
        '[site]\nname = "Valley Gazette"\nurl = "https://gazette.example"\ntimezone = "Asia/Baghdad"\n\n'
        '[comments]\nform_url = "https://docs.google.com/forms/d/e/X/viewform?usp=pp_url&entry.1={title}&entry.2={url}"\n',
    )
    newsroom.write("sections/politics.md", "---\ntitle: Politics\n---\n")
    newsroom.write("authors/sara-ahmed.md", "---\nname: Sara Ahmed\n---\nSara reports from Erbil.\n")
    newsroom.write("policies/comments.md", "---\ntitle: Comment policy\n---\n" + "\n\n".join(POLICY) + "\n")
    newsroom.write(
        "articles/mission-ends.md",
        "---\n"
        "title: Coalition formally ends its combat mission\n"
        "date: 2021-12-09 14:30:00+03:00\n"
        "section: politics\n"
        "author: sara-ahmed\n"
        "dateline: ERBIL, Kurdistan Region\n"
        "photo: handover.jpg\n"
        "photo_alt: A soldier beside a gate\n"
        f"photo_caption: {CAPTION}\n"
        "photo_credit: A. Name/Agency\n"
        "file_photo: true\n"
        "---\n" + "\n\n".join(PARAGRAPHS) + "\n",
    )
    (newsroom.content / "articles/handover.jpg").write_bytes(_camera_jpeg())
    return newsroom


def _camera_jpeg() -> bytes:
    """Taken with the camera held upright, at a place it recorded."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.BodySerialNumber] = "SERIAL-4711"
    exif[ExifTags.Base.Artist] = "Ann Name"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (36.0, 11.0, 28.0), 3: "E", 4: (44.0, 0.0, 33.0)})
    content = io.BytesIO()
    Image.linear_gradient("L").resize((1000, 640)).convert("RGB").save(content, "JPEG", exif=exif)
    return content.getvalue()


def test_a_newsroom_none_of_us_wrote_reads_in_order(foreign: Newsroom) -> None:
    said = foreign.build_py()
    assert said.returncode == 0, said.stdout + said.stderr
    page = read_page(foreign.output / ADDRESS)
    page.follow(
        f"{CAPTION} File photo: A. Name/Agency",
        f"ERBIL, Kurdistan Region - {PARAGRAPHS[0]}",
        *PARAGRAPHS[1:],
        "Comments",
        *POLICY,
        "Post a comment",
    )
    assert "Comments" in page.runs, "the heading stands alone"


def test_the_article_links_to_its_author_its_section_and_the_form(foreign: Newsroom) -> None:
    assert foreign.build().published
    page = read_page(foreign.output / ADDRESS)
    assert ("Sara Ahmed", "/authors/sara-ahmed/") in page.links
    assert ("Politics", "/politics/") in page.links
    form = parse_qs(urlsplit(page.link("Post a comment")).query)
    assert form["entry.1"] == ["Coalition formally ends its combat mission"]
    assert form["entry.2"] == ["https://gazette.example/politics/2021/12/mission-ends/"]
    assert page.link("Post a comment").startswith("https://docs.google.com/forms/d/e/X/viewform?usp=pp_url&")


def test_the_camera_is_turned_upright_and_its_place_is_not_published(foreign: Newsroom) -> None:
    assert foreign.build().published
    photos = sorted((foreign.output / "photos").iterdir())
    assert {photo.suffix for photo in photos} == {".avif", ".jpg"}
    for photo in photos:
        with Image.open(photo) as image:
            if not SHAPE.search(photo.name):
                assert image.height > image.width, "it was taken upright"
            exif = image.getexif()
            assert not exif.get_ifd(ExifTags.IFD.GPSInfo)
            assert exif.get(ExifTags.Base.Orientation, 1) == 1
            assert exif.get(ExifTags.Base.Artist, "Ann Name") == "Ann Name"
        assert b"SERIAL-4711" not in photo.read_bytes()


SERVICES = {
    "Google Forms": "https://docs.google.com/forms/d/e/F/viewform?usp=pp_url&entry.11={title}&entry.22={url}",
    "Microsoft Forms": "https://forms.office.com/Pages/ResponsePage.aspx?id=FORM&rabc123={title}&rdef456={url}",
    "Airtable": "https://airtable.com/app/shr?prefill_Article+Title={title}&prefill_Address={url}",
    "Tally": "https://tally.so/r/wA?title={title}&url={url}",
    "Typeform": "https://outlet.typeform.com/to/ID#title={title}&url={url}",
    "Jotform": "https://form.jotform.com/123?title={title}&url={url}",
    "mail": "mailto:comments@courier.example?subject={title}&body={url}",
}
TITLES = {
    "plain": "The bazaar opens again",
    "reserved": "Rice & bread: 50% + “cheaper” #1? a=b/c",
    "arabic": "انتهاء مهمة التحالف الدولي القتالية في العراق رسميا",
    "sorani": "کۆتایی ئەرکی هاوپەیمانان",
}
LONG = ("انتهاء مهمة التحالف الدولي " * 20).strip()


@pytest.mark.parametrize("form_url", SERVICES.values(), ids=SERVICES.keys())
def test_the_form_of_every_service_gets_title_and_address(form_url: str, tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.edit("site.toml", "https://forms.example/post?article={id}&title={title}&url={url}", form_url)
    for name, title in (TITLES | {"long": LONG}).items():
        newsroom.article(name, title=title)
    assert newsroom.build().published
    before, between, _ = (unquote(part) for part in form_url.replace("{url}", "{title}").split("{title}"))
    for name, title in TITLES.items():
        link = _story(newsroom, name).link("Post a comment")
        assert unquote(link) == f"{before}{title}{between}https://courier.example/kurdistan/2026/11/{name}/"
        values = link.removeprefix(form_url.partition("{title}")[0])
        assert values.count("&") == 1, "what stands in a title never ends its field"
        assert not set("+ #?/“”").intersection(values), "every reserved sign of a value is encoded"
        assert link.isascii()
    link = _story(newsroom, "long").link("Post a comment")
    assert len(link) < 2000
    shortened = unquote(link, errors="strict").removeprefix(before).partition("…")[0]
    assert LONG.startswith(shortened), "whole letters only"
    assert len(shortened) > 200
    assert unquote(link).endswith("https://courier.example/kurdistan/2026/11/long/")


def _story(newsroom: Newsroom, slug: str = "story") -> Page:
    return read_page(newsroom.output / f"kurdistan/2026/11/{slug}/index.html")


def test_comments_close_when_the_outlet_says_and_the_policy_goes_with_the_form(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.edit("site.toml", "[comments]", "[comments]\nclose_after_days = 2")
    newsroom.article("story", date="2026-11-20 09:00")
    assert newsroom.build().published
    page = _story(newsroom)
    assert "Comments" in page.runs
    assert any(run.startswith("Comments closed on") for run in page.runs)
    assert not [text for text, _ in page.links if "Post a comment" in text]
    assert not [run for run in page.runs if "constructive criticism" in run]


def test_an_article_may_have_no_comments_at_all(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.article("story", comments="none")
    assert newsroom.build().published
    assert "Comments" not in _story(newsroom).runs
