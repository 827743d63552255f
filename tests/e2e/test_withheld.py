"""Names that may not be published: they are in no file of the site, or nothing is published."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from newsroom import Newsroom, Preview, document, in_print, jpeg, photo_keys
from newsroom import a_newsroom as any_newsroom
from PIL import Image

from generator.model.problems import SourceLocation
from generator.model.report import BuildReport
from generator.model.withheld import name_in
from generator.publish.manifest import MANIFEST
from tests.unit.pictures import exif, with_iptc, xmp

NAME = "Ali Hassan"


def embedded(look: str, creator: str = NAME) -> bytes:
    """A picture that names its creator in EXIF, IPTC and XMP."""
    with_xmp = io.BytesIO()
    image = Image.open(io.BytesIO(jpeg(look)))
    packet = xmp(f"<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>")
    image.save(with_xmp, "JPEG", exif=exif({0x013B: creator, 0x8298: f"(c) {creator}"}), xmp=packet)
    return with_iptc(
        with_xmp.getvalue(),
        [
            (80, creator.encode()),
            (110, f"{creator}/Agency".encode()),
            (116, creator.encode()),
            (120, f"Men. Photo: {creator}".encode()),
        ],
    )


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """With a picture of Ali Hassan's in an article, of which nothing but the alternative text is typed."""
    newsroom = any_newsroom(tmp_path, printed=True)
    (newsroom.content / "photos/flag.jpg").write_bytes(embedded("flag"))
    newsroom.article("handover", "The flag came down.", **plain())
    return newsroom


def plain(**keys: Any) -> dict[str, Any]:
    return {
        "photo": "flag.jpg",
        "photo_alt": "A flag",
        "photo_caption": "The base on the day it was handed over.",
        "author": "dilan-example",
        "tags": ["water"],
    } | keys


def everything(newsroom: Newsroom) -> dict[str, bytes]:
    return newsroom.published() | {MANIFEST: (newsroom.output / MANIFEST).read_bytes()}


def named(newsroom: Newsroom, name: str = NAME) -> list[str]:
    """The files of the site that have the name, in their own name or bytes."""
    return sorted(
        path
        for path, content in everything(newsroom).items()
        if name_in(path, (name,)) or name_in(content.decode("utf-8", "replace"), (name,))
    )


def told(report: BuildReport) -> list[tuple[str, str, int | None]]:
    """The errors: code, file and line."""
    return [
        (each.code, each.where.path.removeprefix("content/"), each.where.line)
        for each in report.problems
        if each.severity == "error" and isinstance(each.where, SourceLocation)
    ]


def codes(report: BuildReport) -> list[str]:
    return [code for code, _, _ in told(report)]


def withhold(newsroom: Newsroom, lines: str) -> None:
    site = (newsroom.content / "site.toml").read_text("utf-8").partition("\n[withheld]")[0]
    newsroom.write("site.toml", f"{site}\n[withheld]\n{lines}\n" if lines else site)


WAYS: dict[str, dict[str, Any]] = {
    "names of the article": {"withheld": [NAME]},
    "the credit of its photo": {"photo_credit_withheld": True},
}


@pytest.mark.parametrize("way", WAYS)
def test_an_article_withholds_the_creator_that_its_picture_names(newsroom: Newsroom, way: str) -> None:
    newsroom.build()
    before = named(newsroom)
    assert any(path.endswith(".jpg") for path in before)
    assert "kurdistan/2026/11/handover/index.html" in before
    newsroom.article("handover", "The flag came down.", **plain(**WAYS[way]))
    assert newsroom.build().errors == 0
    assert named(newsroom) == []
    assert "Agency" in newsroom.page("kurdistan/2026/11/handover/index.html") or way != "names of the article"


@pytest.mark.parametrize("lines", [f'names = ["{NAME}"]', 'folders = ["photos"]', 'folders = ["articles/"]'])
def test_the_site_withholds_what_was_published_before(newsroom: Newsroom, lines: str) -> None:
    newsroom.write(
        "articles/inside.md",
        document("![Men](flag.jpg)", {"title": "Inside", "date": "2026-11-20 09:00", "section": "culture"}),
    )
    newsroom.build()
    assert named(newsroom)
    withhold(newsroom, lines)
    assert newsroom.build().errors == 0
    assert named(newsroom) == []
    withhold(newsroom, "")
    newsroom.build()
    assert named(newsroom)


def test_no_program_reads_the_name_in_a_photograph(newsroom: Newsroom) -> None:
    if not shutil.which("exiftool") and "CI" not in os.environ:
        pytest.skip("exiftool is not installed")
    newsroom.write(
        "site.toml", (newsroom.content / "site.toml").read_text("utf-8") + 'formats = ["avif", "webp", "jpeg"]\n'
    )
    withhold(newsroom, f'names = ["{NAME}"]')
    newsroom.build()
    read = subprocess.run(
        ["exiftool", "-a", "-G", "-r", str(newsroom.output / "photos")],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    assert "Credit" in read
    assert "Agency" in read
    assert not name_in(read, (NAME,))


PLACES: dict[str, dict[str, Any]] = {
    "title": {"title": f"{NAME} opens the bridge"},
    "tags.1": {"tags": ["water", "ali-hassan"]},
    "summary": {"summary": "Says ALI HASSAN."},
    "photo_alt": {"photo_alt": f"{NAME} with a flag"},
    "photo_caption": {"photo_caption": f"Photo: {NAME}"},
    "photo_credit": {"photo_credit": f"{NAME}/Agency"},
    "aliases": {"aliases": ["/ali-hassan/"]},
    "corrections": {"corrections": [{"date": "2026-11-21 10:00", "text": f"We named {NAME}."}]},
    "author": {"author": ["dilan-example", NAME]},
    "id": {"id": "alihassan"},
    "series": {"series": f"The case of {NAME}"},
    "key_points": {"key_points": ["One.", f"Two: {NAME}."]},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_name_that_was_typed_is_an_error_at_its_line(newsroom: Newsroom, place: str) -> None:
    newsroom.build()
    before = everything(newsroom)
    keys = plain(withheld=[NAME]) | PLACES[place]
    newsroom.article("handover", "The flag came down.", **keys)
    report = newsroom.build()
    written = (newsroom.content / "articles/handover.md").read_text("utf-8").splitlines()
    ((code, path, line),) = told(report)
    assert (code, path) == ("withheld-name", "articles/handover.md")
    assert line
    assert written[line - 1].startswith(place.partition(".")[0])
    assert not report.published
    assert everything(newsroom) == before


BODIES = {
    "in the text": "The flag.\n\nIt was Ali\nHassan who took it down.",
    "in emphasis": "The flag.\n\nIt was Ali *Hassan* who took it down.",
    "in a link": "The flag.\n\nSee [more](https://social.example/alihassan).",
    "in a picture's words": 'The flag.\n\n![A flag](flag.jpg "By Ali Hassan."){credit="Agency"}',
    "in raw HTML": "The flag.\n\n<p>It was Ali <b>Hassan</b> who took it down.</p>",
}


@pytest.mark.parametrize("body", BODIES)
def test_a_name_in_a_text_is_an_error(newsroom: Newsroom, body: str) -> None:
    newsroom.article("handover", BODIES[body], **plain(withheld=[NAME]))
    report = newsroom.build()
    assert [each for each in codes(report) if each == "withheld-name"] == ["withheld-name"]
    assert next(line for code, _, line in told(report) if code == "withheld-name")
    assert not report.published


def test_what_only_other_files_show_is_an_error_too(newsroom: Newsroom) -> None:
    """A byline by the name of a file, a title of another article, a layout, an attachment."""
    newsroom.write("authors/ah.md", document("He writes.", {"name": NAME}))
    newsroom.article("handover", **plain(withheld=[NAME], author="ah"))
    ((code, path, _),) = told(newsroom.build())
    assert (code, path) == ("withheld-name", "articles/handover.md")

    newsroom.article("handover", **plain(withheld=[NAME]))
    newsroom.article("harvest", title=f"{NAME} brings in the wheat", date="2026-10-03 08:00", tags=["water"])
    report = newsroom.build()
    assert codes(report) == ["withheld-name"], "it is among the related stories"
    assert "handover/index.html" in report.problems[0].message
    newsroom.article("harvest", title=f"{NAME} brings in the wheat", date="2026-10-03 08:00", section="culture")
    assert newsroom.build().published, "in another article, which has nothing to do with it, it may stand"

    office = io.BytesIO()
    with zipfile.ZipFile(office, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:t>A list.</w:t>")
        archive.writestr("docProps/core.xml", f"<dc:creator>{NAME}</dc:creator>")
    (newsroom.content / "articles/list.docx").write_bytes(office.getvalue())
    newsroom.article("handover", "See [the list](list.docx).", **plain(withheld=[NAME]))
    ((code, path, _),) = told(newsroom.build())
    assert (code, path) == ("withheld-name", "articles/list.docx")


def test_a_name_of_the_whole_site_is_found_in_all_that_is_published(newsroom: Newsroom) -> None:
    withhold(newsroom, f'names = ["{NAME}"]')
    newsroom.article("handover", **plain())
    assert newsroom.build().published
    newsroom.write("authors/ali-hassan.md", document("He writes.", {"name": "Ali Hassan"}))
    newsroom.write("pages/about.md", document("Founded by Ali Hassan.", {"title": "About"}))
    newsroom.write("sections/sport.md", document("", {"title": "Sport", "description": "By Ali Hassan"}))
    report = newsroom.build()
    assert {path for _, path, _ in told(report)} == {"authors/ali-hassan.md", "pages/about.md", "sections/sport.md"}
    assert set(codes(report)) == {"withheld-name"}
    shutil.rmtree(newsroom.content / "pages")
    for path in ("authors/ali-hassan.md", "sections/sport.md"):
        (newsroom.content / path).unlink()
    assert newsroom.build().published
    site = (newsroom.content / "site.toml").read_text("utf-8")
    newsroom.write("site.toml", site.replace('url = "https://c', 'copyright = "Ali Hassan"\nurl = "https://c'))
    assert told(newsroom.build()) == [("wrong-value", "site.toml", 3)]
    newsroom.write("site.toml", site.replace('"Ali Hassan"', '"—"'))
    assert codes(newsroom.build()) == ["wrong-value"]
    newsroom.write("site.toml", site + 'folders = ["photos/nowhere"]\n')
    assert codes(newsroom.build()) == ["wrong-value"]


def test_a_layout_that_names_somebody_publishes_nothing(tmp_path: Path) -> None:
    printed = in_print(tmp_path)
    shutil.copytree(printed.layouts, tmp_path / "layouts")
    newsroom = Newsroom(tmp_path, tmp_path / "layouts", printed.assets)
    newsroom = Newsroom(any_newsroom(tmp_path).folder, newsroom.layouts, newsroom.assets)
    assert newsroom.build().published
    (newsroom.layouts / "footer.html").exists()
    layout = newsroom.layouts / "article.html"
    layout.write_text(
        layout.read_text("utf-8").replace("{% block", "{# by #}{% block", 1) + "<!-- Ali Hassan -->", "utf-8"
    )
    base = sorted(newsroom.layouts.glob("base*.html"))[0]
    base.write_text(base.read_text("utf-8").replace("</body>", "<p>Design: Ali Hassan</p></body>"), "utf-8")
    assert newsroom.build().published
    assert named(newsroom)
    withhold(newsroom, f'names = ["{NAME}"]')
    report = newsroom.build()
    assert not report.published
    assert set(codes(report)) == {"withheld-name"}


def test_what_is_typed_beside_a_withheld_credit_is_compared_with_the_picture(newsroom: Newsroom) -> None:
    newsroom.article("handover", **plain(photo_credit_withheld=True, photo_caption="The flag. Photo: Ali Hassan"))
    ((code, _, line),) = told(newsroom.build())
    assert code == "withheld-name"
    assert line
    newsroom.article(
        "handover", "Ali Hassan took the picture.", **plain(photo_credit_withheld=True, photo_caption="A flag.")
    )
    report = newsroom.build()
    assert codes(report) == ["withheld-name"]
    assert not report.published


def test_a_creator_who_is_withheld_in_one_article_is_not_named_in_another(newsroom: Newsroom) -> None:
    newsroom.article("second", title="Two", **plain())
    assert newsroom.build().published
    newsroom.article("handover", **plain(photo_credit_withheld=True))
    report = newsroom.build()
    assert [(code, path) for code, path, _ in told(report)] == [("withheld-elsewhere", "articles/second.md")]
    assert not report.published
    newsroom.article("second", title="Two", **plain(photo_credit_withheld=True))
    assert newsroom.build().published
    assert named(newsroom) == []
    newsroom.article("third", "![A flag](flag.jpg)", title="Three", embargo="2026-12-24 06:00", date="2026-11-21 09:00")
    assert codes(newsroom.build()) == ["withheld-elsewhere"], "told today, and not when the embargo ends"
    newsroom.article("third", "![A flag](flag.jpg){credit_withheld}", title="Three", date="2026-11-21 09:00")
    report = newsroom.build()
    assert told(report) == []
    assert named(newsroom) == []


def test_nothing_with_such_a_name_stays_when_a_build_keeps_going(newsroom: Newsroom) -> None:
    newsroom.build()
    broken = plain(withheld=[NAME]) | {"section": "nowhere"}
    newsroom.article("handover", **broken)
    report = newsroom.build(keep_going=True)
    assert not report.published
    assert sorted(codes(report)) == ["unknown-section", "withheld-name"]
    newsroom.article("handover", **(plain() | {"section": "nowhere"}))
    assert newsroom.build(keep_going=True).published, "without such a name, its last page stays"
    withhold(newsroom, f'names = ["{NAME}"]')
    assert not newsroom.build(keep_going=True).published
    newsroom.article("handover", **plain())
    assert newsroom.build(keep_going=True).published
    assert named(newsroom) == []


def test_a_withdrawn_article_can_go_and_a_notice_may_not_name(newsroom: Newsroom) -> None:
    newsroom.article("handover", f"By {NAME}.", **photo_keys("flag"))
    newsroom.build()
    assert named(newsroom)
    newsroom.article(
        "handover",
        f"By {NAME}.",
        withheld=[NAME],
        status="withdrawn",
        notice="We named somebody.",
        **photo_keys("flag"),
    )
    report = newsroom.build()
    assert report.published
    assert codes(report) == [], "nothing prevents a withdrawal"
    assert "withheld-name" in {problem.code for problem in report.problems}
    assert named(newsroom) == []
    newsroom.article("handover", withheld=[NAME], status="withdrawn", notice=f"We named {NAME}.")
    report = newsroom.build()
    assert not report.published
    assert codes(report) == ["withheld-in-notice"]


def test_a_part_of_the_site_is_as_the_whole(newsroom: Newsroom) -> None:
    """An edit beside withheld names is planned alone, and such a name in it is found."""
    newsroom.article("handover", "The flag came down.", **plain(withheld=[NAME]))
    newsroom.build()
    newsroom.article("handover", "The flag came down at noon.", **plain(withheld=[NAME]))
    assert "plan" not in dict(newsroom.build().seconds)
    newsroom.article("handover", "The flag came down.", **plain(withheld=[NAME], title="A new headline"))
    assert newsroom.build().published
    newsroom.article("handover", "Ali-Hassan took it down.", **plain(withheld=[NAME], title="A new headline"))
    assert codes(newsroom.build()) == ["withheld-name"]


def test_a_draft_with_a_name_is_for_the_desk_alone(newsroom: Newsroom) -> None:
    newsroom.article("handover", f"By {NAME}.", **plain(withheld=[NAME], status="draft"))
    report = newsroom.build()
    assert report.published
    assert named(newsroom) == []
    desk = Preview(newsroom.folder, newsroom.layouts, newsroom.assets)
    assert desk.build(preview=True).published
    newsroom.article("handover", f"By {NAME}.", **plain(withheld=[NAME], embargo="2026-12-24 06:00"))
    assert codes(newsroom.build()) == ["withheld-name"], "told today, and not when the embargo ends"
