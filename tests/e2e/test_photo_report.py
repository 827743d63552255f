"""`python build.py photos`: what a picture editor is told of real files with real metadata, and that nothing else is touched."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from newsroom import Newsroom, a_newsroom, jpeg, mtimes, photo_keys, tree
from PIL import Image

EXIFTOOL = "exiftool"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Two pictures, both with a credit; all that is wrong with them is that they are small."""
    newsroom = a_newsroom(tmp_path)
    newsroom.write("site.toml", (newsroom.content / "site.toml").read_text("utf-8") + "old_after_days = 90\n")
    return newsroom


def told(newsroom: Newsroom, *more: str, code: int = 0) -> dict[str, Any]:
    said = newsroom.build_py("photos", "--format", "json", *more)
    assert (said.returncode, said.stderr) == (code, "")
    answer: dict[str, Any] = json.loads(said.stdout)
    return answer


def found(newsroom: Newsroom, kind: str, code: int = 0) -> list[dict[str, Any]]:
    return [finding for finding in told(newsroom, code=code)["findings"] if finding["kind"] == kind]


def embed(newsroom: Newsroom, path: str, *tags: str) -> None:
    if not shutil.which(EXIFTOOL) and "CI" not in os.environ:
        pytest.skip("exiftool is not installed")
    file = newsroom.content / path
    subprocess.run([EXIFTOOL, "-q", "-overwrite_original", *tags, str(file)], check=True, capture_output=True)


def test_a_report_in_plain_lines_with_file_and_line(newsroom: Newsroom) -> None:
    newsroom.photo("photos/spare.jpg")
    newsroom.edit("articles/handover.md", 'photo_credit: "A. Name/Agency"\n', "")
    said = newsroom.build_py("photos")
    assert (said.returncode, said.stderr) == (0, "")
    assert (
        "Without a credit (1)\n  content/articles/handover.md:8: content/photos/flag.jpg has no credit" in said.stdout
    )
    assert "content/photos/spare.jpg is used by no document" in said.stdout
    assert said.stdout.splitlines()[-1] == "3 pictures, used 2 times: 1 no-credit, 1 unused."
    assert "\x1b" not in said.stdout


def test_nothing_is_built_and_nothing_is_written(newsroom: Newsroom) -> None:
    told(newsroom)
    assert not newsroom.output.exists()
    assert not newsroom.cache.exists()


def test_the_report_is_the_same_with_and_without_a_ledger_and_changes_none(newsroom: Newsroom) -> None:
    newsroom.photo("photos/spare.jpg")
    fresh = told(newsroom)
    newsroom.build()
    newsroom.article("late", "Later.", **photo_keys("flag"))
    before = tree(newsroom.folder), mtimes(newsroom.folder)
    with_ledger = told(newsroom)
    assert (tree(newsroom.folder), mtimes(newsroom.folder)) == before
    shutil.rmtree(newsroom.cache)
    assert told(newsroom) == with_ledger
    (newsroom.content / "articles/late.md").unlink()
    assert told(newsroom) == fresh


@pytest.mark.parametrize("damage", [b"", b"no ledger", None])
def test_a_damaged_ledger_is_as_good_as_none(newsroom: Newsroom, damage: bytes | None) -> None:
    fresh = told(newsroom)
    newsroom.build()
    (ledger,) = newsroom.cache.glob("ledger-*.sqlite")
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert told(newsroom) == fresh


def test_what_the_file_says_of_itself_is_held_against_what_editors_wrote(newsroom: Newsroom) -> None:
    embed(newsroom, "photos/flag.jpg", "-XMP-dc:Creator=Sara Other", "-XMP-photoshop:Credit=Rival")
    embed(newsroom, "photos/bazaar.jpg", "-IPTC:By-line=Ali Name", "-IPTC:Credit=Agency")
    (finding,) = found(newsroom, "other-credit")
    assert finding["picture"] == "photos/flag.jpg"
    assert "“A. Name/Agency”, but its file says “Sara Other” and “Rival”" in finding["message"]
    assert finding["uses"][0]["line"] == 8


def test_a_credit_in_the_file_fills_a_missing_one(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", 'photo_credit: "A. Name/Agency"\n', "")
    assert len(found(newsroom, "no-credit")) == 1
    embed(newsroom, "photos/flag.jpg", "-EXIF:Artist=Ali Name")
    assert found(newsroom, "no-credit") == []


def test_an_old_picture_is_found_by_its_own_date(newsroom: Newsroom) -> None:
    embed(newsroom, "photos/flag.jpg", "-EXIF:DateTimeOriginal=2020:03:29 10:00:00")
    (finding,) = found(newsroom, "unlabelled-old")
    assert "2020-03-29" in finding["message"]
    newsroom.edit("articles/handover.md", 'photo: "flag.jpg"', 'photo: "flag.jpg"\nfile_photo: true')
    assert found(newsroom, "unlabelled-old") == []


def test_a_picture_made_by_a_model_is_found_by_its_source_type(newsroom: Newsroom) -> None:
    address = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    embed(newsroom, "photos/flag.jpg", f"-XMP-iptcExt:DigitalSourceType={address}")
    (finding,) = found(newsroom, "generated")
    assert (finding["picture"], finding["uses"][0]["document"]) == ("photos/flag.jpg", "articles/handover.md")


def test_a_copy_and_a_smaller_copy_of_a_photograph_are_found(newsroom: Newsroom, sample: Path) -> None:
    for name in ("flag", "same"):
        shutil.copy(sample / "photos/snow-road.jpg", newsroom.content / f"photos/{name}.jpg")
    with Image.open(newsroom.content / "photos/flag.jpg") as original:
        file = io.BytesIO()
        original.resize((320, 213)).save(file, "WEBP", quality=50)
    (newsroom.content / "photos/smaller.webp").write_bytes(file.getvalue())
    (copies,) = found(newsroom, "copies")
    assert (copies["picture"], copies["others"]) == ("photos/flag.jpg", ["photos/same.jpg"])
    (alike,) = found(newsroom, "look-alike")
    assert (alike["picture"], alike["others"]) == ("photos/flag.jpg", ["photos/smaller.webp"])


def test_drafts_and_stories_under_embargo_count_and_are_marked(newsroom: Newsroom) -> None:
    newsroom.photo("photos/secret.jpg")
    secret = {"photo": "secret.jpg", "photo_alt": "x", "photo_caption": "x"}
    newsroom.article("secret", embargo="2026-11-23 06:00", **secret)
    newsroom.article("draft", status="draft", **secret)
    (finding,) = found(newsroom, "no-credit")
    assert [(use["document"], use["mark"]) for use in finding["uses"]] == [
        ("articles/draft.md", "draft"),
        ("articles/secret.md", "embargo"),
    ]


def test_only_what_is_broken_or_missing_ends_with_1(newsroom: Newsroom) -> None:
    newsroom.photo("photos/spare.jpg")
    assert told(newsroom)["findings"] != []
    (newsroom.content / "photos/spare.jpg").write_bytes(b"")
    told(newsroom)
    (newsroom.content / "photos/flag.jpg").write_bytes(jpeg("flag")[:2000])
    (finding,) = [each for each in found(newsroom, "broken", code=1) if each["grave"]]
    assert finding["uses"][0]["line"] == 8
    (newsroom.content / "photos/flag.jpg").unlink()
    (finding,) = [each for each in found(newsroom, "broken", code=1) if each["grave"]]
    assert (finding["picture"], finding["message"]) == ("flag.jpg", "is not there.")


def test_a_picture_in_an_article_that_cannot_be_read_is_not_called_unused(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "title:", "title: [")
    answer = told(newsroom)
    assert answer["unread"] == ["content/articles/handover.md"]
    assert answer["counts"]["unused"] == 0


def test_settings_with_errors_are_told_of(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "widths = [320, 640]", "widths = ")
    said = newsroom.build_py("photos")
    assert (said.returncode, said.stdout) == (2, "")
    assert "site.toml" in said.stderr


def test_the_contact_sheet_shows_the_pictures_and_the_site_stays_as_it_was(newsroom: Newsroom) -> None:
    newsroom.photo("photos/پرد # 1.jpg")
    newsroom.build()
    before = newsroom.published()
    said = newsroom.build_py("photos", "--html", "sheet.html")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.endswith("The contact sheet is sheet.html.\n")
    sheet = (newsroom.folder / "sheet.html").read_text("utf-8")
    thumbnails = re.findall(r'<img src="(data:image/webp;base64,[^"]+)"', sheet)
    pictures = list(newsroom.content.rglob("*.jpg"))
    assert len(set(thumbnails)) == len(pictures), "one of each picture there is"
    assert len(thumbnails) == len(pictures) + 1, "and one more of that which nobody shows"
    assert "پرد # 1.jpg" in sheet
    assert newsroom.published() == before


def test_no_metadata_of_an_original_gets_into_the_sheet(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.photo("photos/spare.jpg")
    embed(newsroom, "photos/spare.jpg", "-GPSLatitude=36.19", "-GPSLatitudeRef=N", "-EXIF:SerialNumber=12345")
    assert newsroom.build_py("photos", "--html", "sheet.html").returncode == 0
    sheet = (newsroom.folder / "sheet.html").read_text("utf-8")
    for number, content in enumerate(re.findall(r'base64,([^"]+)"', sheet)):
        thumbnail = tmp_path / f"{number}.webp"
        thumbnail.write_bytes(base64.b64decode(content))
    told = subprocess.run(
        [EXIFTOOL, "-G", "-j", str(tmp_path), "-ext", "webp"], check=True, capture_output=True, encoding="utf-8"
    )
    listed = [tag for file in json.loads(told.stdout) for tag in file]
    assert listed
    assert not [tag for tag in listed if tag.startswith(("EXIF:", "XMP:", "IPTC:"))]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "--html", "x.html"], "unrecognized arguments: --html"),
        (["photos", "--format", "github"], "invalid choice"),
        (["photos", "/x/"], "unrecognized arguments: /x/"),
    ],
)
def test_what_does_not_go_together_is_told(newsroom: Newsroom, arguments: list[str], said: str) -> None:
    answer = newsroom.build_py(*arguments)
    assert answer.returncode == 2
    assert said in answer.stderr
