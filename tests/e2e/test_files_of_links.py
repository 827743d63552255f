"""Files that links publish: a report beside an article is there as long as something that is out links to it, and no longer."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from newsroom import AS_OF, Newsroom, a_newsroom, in_print

PDF = b"%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
STORY = "kurdistan/2026/11/depot/index.html"

NOT_OUT = [
    {"status": "draft"},
    {"status": "withdrawn"},
    {"embargo": "2026-11-22 09:01"},
    {"date": "2026-11-23 08:00"},
    {"expires": "2026-11-22 09:00"},
]


def office(kind: str, *names: str) -> bytes:
    """As much of a file of an office program as its list of contents."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if kind.startswith("od"):
            form = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[kind]
            archive.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{form}")
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "<x/>")  # of no time: bytes become names of tests
    return content.getvalue()


def put(newsroom: Newsroom, path: str, content: bytes) -> None:
    file = newsroom.content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def files(newsroom: Newsroom) -> dict[str, bytes]:
    return {path: content for path, content in newsroom.published().items() if path.startswith("files/")}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    newsroom.article("depot", "Read [the report](Depot%20Report.pdf).")
    put(newsroom, "articles/Depot Report.pdf", PDF)
    return newsroom


def test_a_file_is_published_as_it_is_under_an_address_that_the_page_links_to(newsroom: Newsroom) -> None:
    report = newsroom.build()
    [(path, content)] = files(newsroom).items()
    assert (report.problems, content) == ((), PDF)
    assert path.startswith("files/depot-report-")
    assert path.endswith(".pdf")
    assert f'href="/{path}"' in newsroom.page(STORY)


def test_other_bytes_have_another_address_and_make_the_linking_pages_anew(newsroom: Newsroom) -> None:
    newsroom.write("pages/about.md", "---\ntitle: About\n---\n[Our report](../articles/Depot%20Report.pdf)\n")
    newsroom.build()
    [before] = files(newsroom)
    put(newsroom, "articles/Depot Report.pdf", PDF + b"more\n")
    report = newsroom.build()
    [after] = files(newsroom)
    assert (report.added, report.removed) == ((after,), (before,))
    assert set(report.changed) == {STORY, "about/index.html"}


def test_what_has_not_changed_is_not_written_again(newsroom: Newsroom) -> None:
    newsroom.build()
    [path] = files(newsroom)
    before = (newsroom.output / path).stat()
    newsroom.edit("articles/depot.md", "Read", "Do read")
    report = newsroom.build()
    after = (newsroom.output / path).stat()
    assert report.changed == (STORY,)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_goes_with_the_last_link_to_it(newsroom: Newsroom) -> None:
    newsroom.article("second", "Again [the report](Depot%20Report.pdf).")
    newsroom.build()
    newsroom.edit("articles/depot.md", "[the report](Depot%20Report.pdf)", "the report")
    newsroom.build()
    assert len(files(newsroom)) == 1
    newsroom.edit("articles/second.md", "[the report](Depot%20Report.pdf)", "the report")
    report = newsroom.build()
    assert files(newsroom) == {}
    assert [problem.code for problem in report.problems] == ["stray-file"]


def test_nothing_of_the_file_is_left_with_a_notice(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.article("depot", "Read [the report](Depot%20Report.pdf).", status="withdrawn", notice="It was wrong.")
    newsroom.build()
    assert files(newsroom) == {}
    assert not any(b"eport" in content or "eport" in path for path, content in newsroom.published().items())


@pytest.mark.parametrize("keys", NOT_OUT)
def test_nothing_of_the_file_of_what_is_not_out_is_in_the_tree(keys: dict[str, object], newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.article("depot", "Read [the report](Depot%20Report.pdf).", **keys)
    report = newsroom.build()
    assert files(newsroom) == {}
    assert not any(b"epot" in content or "epot" in path for path, content in newsroom.published().items())
    assert "stray-file" not in [problem.code for problem in report.problems]


def test_it_is_there_when_the_embargo_ends(newsroom: Newsroom) -> None:
    newsroom.article("depot", "Read [the report](Depot%20Report.pdf).", embargo="2026-11-22 09:01")
    newsroom.build()
    newsroom.build(as_of=AS_OF.replace(minute=1))
    assert list(files(newsroom).values()) == [PDF]


def test_an_incremental_tree_is_that_of_a_build_from_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.build()
    put(newsroom, "articles/figures.xlsx", office("xlsx", "[Content_Types].xml", "xl/workbook.xml"))
    newsroom.edit("articles/depot.md", "Read", "[Figures](figures.xlsx#a). Read")
    newsroom.build()
    clean = Newsroom(tmp_path / "clean")
    clean.folder.mkdir()
    (clean.folder / "content").symlink_to(newsroom.content)
    clean.build()
    assert clean.published() == newsroom.published()
    assert len(files(newsroom)) == 2


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.xlsx", office("xlsx", "[Content_Types].xml", "xl/vbaProject.bin"), "macros"),
        ("a.xlsx", office("docx", "[Content_Types].xml", "word/document.xml"), "it is no XLSX"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("a.ods", office("odt", "content.xml"), "it is no ODS"),
        ("a.odt", office("odt", "content.xml")[:60], "cut off"),
        ("a.odt", office("odt", "content.xml", "Basic/Standard/Module1.xml"), "macros"),
        ("a.csv", b"MZ\x90\0", "it is no CSV"),
        ("a.csv", b"\xef\xbb\xbf <script>", "it is no CSV"),
        ("a.pdf", b"<html>%PDF-1.4", "it is no PDF"),
        ("a.pdf", b"", "empty"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_an_error(
    name: str, content: bytes, fault: str, newsroom: Newsroom
) -> None:
    put(newsroom, f"articles/{name}", content)
    newsroom.edit("articles/depot.md", "Read", f"[This]({name}). Read")
    report = newsroom.build()
    assert not report.published
    assert [(problem.code, fault in problem.message) for problem in report.problems] == [("broken-file", True)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", office("xlsx", "[Content_Types].xml", "xl/workbook.xml")),
        ("a.ods", office("ods", "content.xml")),
        ("a.csv", "\ufeffnumber;place\n1;هەولێر\n".encode("utf-16")),
        ("a.csv", b"\xef\xbb\xbfa,b\n"),
    ],
)
def test_a_file_that_is_what_its_name_says_is_published(name: str, content: bytes, newsroom: Newsroom) -> None:
    put(newsroom, f"articles/{name}", content)
    newsroom.edit("articles/depot.md", "Read", f"[This]({name}). Read")
    assert newsroom.build().problems == ()
    assert content in files(newsroom).values()


def test_with_keep_going_the_last_page_of_a_broken_article_keeps_its_file(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.edit("articles/depot.md", "Read", "[Nothing](nothing.pdf). Read")
    report = newsroom.build(keep_going=True)
    assert report.published
    assert list(files(newsroom).values()) == [PDF]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "(PDF, 1.2 MB)"), ("ckb", "(PDF، ١٫٢ مێگابایت)"), ("tr", "(PDF, 1,2 MB)"), ("ku", "(PDF, 1,2 MB)")],
)
def test_readers_are_told_kind_and_size_in_their_language(language: str, said: str, tmp_path: Path) -> None:
    newsroom = in_print(tmp_path)
    a_newsroom(tmp_path, printed=True)
    newsroom.edit("site.toml", 'timezone = "Asia/Baghdad"', f'timezone = "Asia/Baghdad"\nlanguage = "{language}"')
    newsroom.article("depot", "Read [the report](report.pdf), or [the report (pdf, 1.2 MB)](report.pdf).")
    put(newsroom, "articles/report.pdf", PDF + b" " * 1_200_000)
    newsroom.build()
    page = newsroom.page(STORY)
    assert page.count(said) == 1
    assert "data-file" not in page
