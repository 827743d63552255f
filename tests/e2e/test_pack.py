"""`build.py pack`: a copy to carry away, as a ZIP archive and as books."""

from __future__ import annotations

import io
import posixpath
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from newsroom import SITE, Newsroom, a_newsroom, document
from reader import read_page

from generator.cli import main

OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    made = a_newsroom(tmp_path, printed=True)
    made.write("site.toml", f'{SITE}\n[languages.ckb]\nname = "ڕۆژنامە"\n')
    made.write("sections/ckb/kurdistan.md", document("", {"title": "کوردستان"}))
    made.edit(
        "articles/handover.md",
        "The flag came",
        "See [the bazaar](bazaar.md) and [the wheat](harvest.md).\n\nThe flag came",
    )
    keys = {"date": "2026-11-21 10:00", "lang": "ckb", "translation_of": "handover"}
    made.article("sorani", "دەق & [ئاڵا](handover.md).\n\n- یەک\n- دوو", title="سەردێڕ", **keys)
    made.article("later", title="The embargoed one", embargo="2026-12-24 10:00")
    made.article("draft", title="The draft", status="draft")
    return made


def _pack(newsroom: Newsroom, *more: str) -> int:
    newsroom.cache.mkdir(exist_ok=True)
    return main(["pack", *(each for each in newsroom.arguments(*more)[2:] if not each.endswith(str(newsroom.output)))])


def _opened(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_has_the_articles_of_the_days_and_every_link_in_it_works(newsroom: Newsroom) -> None:
    assert _pack(newsroom, f"--output={newsroom.folder / 'week'}", "-q") == 0
    files = _opened(newsroom.folder / "week.zip")
    text = b"".join(files.values()).decode()
    assert "The shops open at eight." in text
    assert not any(words in text for words in ("The wheat is in.", "embargoed", "The draft", "<script", " style="))
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        for kind, address in read_page(content.decode()).addresses:
            assert not address.startswith("/"), f"{path} names {address}"
            if kind == "href" and "://" not in address and not address.startswith("#"):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address.partition("#")[0]))
                assert target in files, f"{path} leads to {address}"
    (sorani,) = [content.decode() for path, content in files.items() if path.startswith("ckb/sorani")]
    assert read_page(sorani).link("ئاڵا").startswith("../en/handover-")
    (handover,) = [content.decode() for path, content in files.items() if path.startswith("en/handover")]
    assert read_page(handover).link("the wheat") == "https://courier.example/kurdistan/2026/10/harvest/"
    assert not newsroom.output.exists()


def test_equal_content_gives_equal_bytes_and_a_build_before_changes_nothing(newsroom: Newsroom) -> None:
    first, second = newsroom.folder / "a.zip", newsroom.folder / "b.zip"
    assert _pack(newsroom, f"--output={first}", "--photos", "-q") == 0
    newsroom.build()
    site = newsroom.published()
    assert _pack(newsroom, f"--output={second}", "--photos", "-q") == 0
    assert first.read_bytes() == second.read_bytes()
    assert newsroom.published() == site
    photos = [path for path in _opened(first) if path.startswith("photos/")]
    assert len(photos) == 2
    assert {path: content for path, content in _opened(first).items() if path in photos}.items() <= site.items()


def test_a_book_is_an_epub_that_pages_from_right_to_left(newsroom: Newsroom) -> None:
    assert _pack(newsroom, f"--output={newsroom.folder / 'week'}", "-q", "--lang=ckb", "--photos") == 0
    book = newsroom.folder / "week-ckb.epub"
    with zipfile.ZipFile(io.BytesIO(book.read_bytes())) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, archive.read(first)) == (
            "mimetype", zipfile.ZIP_STORED, b"application/epub+zip"
        )  # fmt: skip
        package = ElementTree.fromstring(archive.read("book/package.opf"))
        names = set(archive.namelist())
        listed = {f"book/{item.get('href')}" for item in package.iter(f"{OPF}item")}
        for name in names:
            if name.endswith(".xhtml"):
                ElementTree.fromstring(archive.read(name))
    assert names - listed == {"mimetype", "META-INF/container.xml", "book/package.opf"}
    assert listed <= names
    assert next(package.iter(f"{OPF}spine")).get("page-progression-direction") == "rtl"
    assert not (newsroom.folder / "week-en.epub").exists()
    if checker := shutil.which("epubcheck"):
        told = subprocess.run(["java", "-jar", checker, book], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr


def test_what_cannot_be_packed_is_said(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    mine = newsroom.folder / "mine.zip"
    mine.write_text("mine", "utf-8")
    for more, told in (
        ((f"--output={mine}",), "is no pack"),
        ((f"--output={newsroom.content / 'x.zip'}",), "lies in"),
        (("--lang=tr",), "no edition in “tr”"),
        (("--drafts",), "not out"),
        (("--as-of=2030-01-01 10:00", "--days=3000"), "still to come"),
        (("--as-of=2026-10-01 10:00", "--days=1"), "Nothing was published in the last 1 day"),
    ):
        assert _pack(newsroom, *more) == 2
        assert told in capsys.readouterr().err
    assert mine.read_text("utf-8") == "mine"
    newsroom.article("broken", section="nowhere")
    assert _pack(newsroom, f"--output={newsroom.folder / 'other'}") == 1
    assert not (newsroom.folder / "other.zip").exists()
