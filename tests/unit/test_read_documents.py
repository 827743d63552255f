"""A source file -> the document it holds, what is wrong with it, and its text apart."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.model.documents import (
    Article,
    Attachment,
    Author,
    Body,
    BodyFacts,
    BodyFigure,
    BodyLink,
    BrokenPicture,
    BrokenText,
    DatelinePlace,
    Document,
    Policy,
    Section,
    StaticPage,
)
from generator.model.headers import PhotoReference
from generator.read.documents import MAX_BYTES, ReadFile, Reading, body_facts, default_id, read
from generator.read.scan import scanned

HEADER = "title: A headline\ndate: 2021-12-09 14:30\nsection: news\n"
ARTICLE = f"---\n{HEADER}---\nText.\n"


def _read(root: Path, path: str, content: str | bytes) -> ReadFile:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = scanned(root, "content").value
    return read(found, Reading(ZoneInfo("Asia/Baghdad")))


def _codes(checked: ReadFile) -> list[str]:
    return [problem.code for problem in checked.problems]


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("articles/2021/a.md", ARTICLE, Article),
        ("authors/dilan.md", "---\nname: Dilan\n---\n", Author),
        ("sections/news.md", "---\ntitle: News\n---\n", Section),
        ("pages/about.md", "---\ntitle: About\n---\n", StaticPage),
        ("policies/comments.md", "---\ntitle: Comments\n---\n", Policy),
        ("articles/a.jpg", b"no picture", BrokenPicture),
        ("articles/A.MD", ARTICLE, Article),
    ],
)
def test_what_a_file_is_its_folder_says(tmp_path: Path, path: str, content: str | bytes, kind: type[Document]) -> None:
    checked = _read(tmp_path, path, content)
    assert isinstance(checked.document, kind)
    assert checked.document.path == path
    assert checked.problems == ()


@pytest.mark.parametrize("path", ["a.md", "drafts/a.md"])
def test_a_file_that_nothing_is_made_of_is_told(tmp_path: Path, path: str) -> None:
    checked = _read(tmp_path, path, ARTICLE)
    assert checked.document is None
    assert _codes(checked) == ["stray-file"]


@pytest.mark.parametrize("path", ["articles/a.docx", "articles/a.markdown", "a"])
def test_a_file_that_is_neither_text_nor_picture_waits_for_a_link(tmp_path: Path, path: str) -> None:
    checked = _read(tmp_path, path, ARTICLE)
    assert isinstance(checked.document, Attachment)
    assert not checked.document.is_listed
    assert checked.problems == ()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("articles/handover.md", "handover"),
        ("articles/2021/12/handover.md", "handover"),
        ("articles/handover/index.md", "handover"),
        ("articles/index.md", "index"),
        ("articles/v1.2.md", "v1.2"),
    ],
)
def test_an_id_is_that_of_the_file_or_of_its_folder(path: str, name: str) -> None:
    assert default_id(path) == name


def test_an_id_may_be_written(tmp_path: Path) -> None:
    document = _read(tmp_path, "articles/a.md", f"---\n{HEADER}id: handover-2021\n---\n").document
    assert isinstance(document, Article)
    assert document.id == "handover-2021"


@pytest.mark.parametrize(
    ("name", "codes"), [("middle-east", []), ("عراق", []), ("Iraq & Iran", ["file-name"]), ("a?b", ["file-name"])]
)
def test_the_file_of_a_section_has_a_name_for_addresses(tmp_path: Path, name: str, codes: list[str]) -> None:
    assert _codes(_read(tmp_path, f"sections/{name}.md", "---\ntitle: Iraq\n---\n")) == codes


@pytest.mark.parametrize("name", ["../x", "a/b", "a b", ".hidden", "a?b", "https://c.example"])
def test_an_id_is_one_word(tmp_path: Path, name: str) -> None:
    assert _codes(_read(tmp_path, "articles/a.md", f"---\n{HEADER}id: {name}\n---\n")) == ["wrong-value"]


@pytest.mark.parametrize(
    "alias", ["/a/b/", "a.html", "/مجلس/", "/a..b/", "/2021/12/09/a", "/?p=1", "'?p=1'", "/a.php?b=c:d&e=/f?"]
)
def test_an_old_address_is_a_path_perhaps_with_a_query(tmp_path: Path, alias: str) -> None:
    assert _codes(_read(tmp_path, "articles/a.md", f"---\n{HEADER}aliases: [{alias}]\n---\n")) == []


@pytest.mark.parametrize(
    "alias", ["../a", "/a/../b", "/..", "https://c.example/a", "/?", '"/?a b"', '"/?a#b"', "/a/../?b", '"/a#b"', "a\\b"]
)
def test_an_old_address_that_leads_elsewhere_is_a_problem(tmp_path: Path, alias: str) -> None:
    assert _codes(_read(tmp_path, "articles/a.md", f"---\n{HEADER}aliases: [{alias}]\n---\n")) == ["wrong-value"]


def test_a_file_too_large_to_be_an_article_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with (tmp_path / "articles/a.md").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    (found,) = scanned(tmp_path, "content").value
    Path(found.disk_path).unlink()
    assert _codes(read(found, Reading(ZoneInfo("UTC")))) == ["too-large"]


def test_a_file_that_vanished_since_the_scan_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text(ARTICLE)
    (found,) = scanned(tmp_path, "content").value
    os.unlink(found.disk_path)  # noqa: PTH108
    assert _codes(read(found, Reading(ZoneInfo("UTC")))) == ["unreadable"]


def test_faults_of_the_header_and_of_the_text_are_told_together(tmp_path: Path) -> None:
    checked = _read(tmp_path, "articles/a.md", "---\ntitle: A\nsection: news\n---\n{{< ref >}}\n")
    assert sorted(_codes(checked)) == ["foreign-shortcode", "missing-key"]


@pytest.mark.parametrize(
    ("path", "content", "codes"),
    [
        ("sections/news.md", "---\ntitle: News\n---\nWhat happens.\n", ["stray-file"]),
        ("sections/news.md", "---\ntitle: News\n---\n\n", []),
        ("policies/privacy.md", "---\ntitle: Privacy\n---\nNothing is kept.\n", ["stray-file"]),
        ("policies/comments.md", "---\ntitle: Comments\n---\nBe kind.\n", []),
    ],
)
def test_a_text_that_is_shown_nowhere_is_told(tmp_path: Path, path: str, content: str, codes: list[str]) -> None:
    checked = _read(tmp_path, path, content)
    assert checked.document is not None
    assert _codes(checked) == codes


@pytest.mark.parametrize(
    ("path", "content"),
    [("articles/a.md", ARTICLE), ("articles/b.md", "no front matter"), ("photos/a.jpg", b"no picture")],
)
def test_a_file_is_known_by_the_digest_of_its_bytes_whatever_is_in_it(
    tmp_path: Path, path: str, content: str | bytes
) -> None:
    got = _read(tmp_path, path, content)
    whole = content if isinstance(content, bytes) else content.encode()
    assert (got.path, got.digest) == (path, hashlib.blake2b(whole, digest_size=16).hexdigest())


def test_what_was_not_read_has_no_digest(tmp_path: Path) -> None:
    """So nothing of it is remembered, and it is looked at again in the next build."""
    assert _read(tmp_path, "articles/a.docx", ARTICLE).digest == ""
    (tmp_path / "articles/a.docx").rename(tmp_path / "articles/a.md")
    (found,) = scanned(tmp_path, "content").value
    Path(found.disk_path).unlink()
    assert read(found, Reading(ZoneInfo("UTC"))).digest == ""


def test_the_text_of_a_document_lies_apart_under_its_digest(tmp_path: Path) -> None:
    text = "We [met](b.md) in *Erbil*.\n\n![A crowd](crowd.jpg)\n\nMore [here](/about/).\n"
    got = _read(tmp_path, "articles/a.md", f"---\n{HEADER}---\n{text}")
    assert isinstance(got.document, Article)
    body = got.document.body
    parts = pickle.loads(got.body)
    assert body == body_facts(Body(parts, body.words, body.opening))
    assert (body.links, [figure.photo for figure in body.figures]) == (("b.md", "/about/"), ["crowd.jpg"])
    assert "Erbil" in repr(parts)
    assert body.opening.startswith("We met in Erbil.")
    assert body.words == 6


def test_a_document_without_a_text_has_nothing_apart(tmp_path: Path) -> None:
    got = _read(tmp_path, "authors/dilan.md", "---\nname: Dilan\n---\n")
    assert isinstance(got.document, Author)
    assert (got.document.body, got.body) == (BodyFacts(), b"")


def test_two_texts_have_one_digest_exactly_if_they_are_printed_alike() -> None:
    figure, link = BodyFigure(PhotoReference("a.jpg")), BodyLink("b.md")
    texts = [
        ("a",),
        ("b",),
        ("a", "b"),
        ("ab",),
        (figure,),
        (link,),
        (DatelinePlace(),),
        (figure, link),
        (link, figure),
    ]
    digests = [body_facts(Body(parts)).digest for parts in texts]
    assert len(set(digests)) == len(texts)
    assert [body_facts(Body(parts)).digest for parts in texts] == digests


@pytest.mark.parametrize("folder", ["articles", "pages"])
def test_of_what_cannot_be_read_as_a_whole_it_is_known_whether_it_is_out(tmp_path: Path, folder: str) -> None:
    got = _read(tmp_path, f"{folder}/a.md", "---\ntitle: A\nsumary: x\nstatus: withdrawn\n---\nText.\n")
    assert isinstance(got.document, BrokenText)
    assert got.document.standing
    assert got.document.standing.status == "withdrawn"
    assert got.problems


OUTLET = Reading(ZoneInfo("Asia/Baghdad"), "en", ("en", "ckb", "ar-IQ"))


def _read_in(reading: Reading, root: Path, path: str, content: str) -> ReadFile:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    (found,) = scanned(root, "content").value
    return read(found, reading)


@pytest.mark.parametrize(
    ("path", "language", "lang"),
    [
        ("sections/news.md", "", ""),
        ("sections/ckb/news.md", "ckb", "ckb"),
        ("sections/ar-IQ/news.md", "ar-IQ", "ar-IQ"),
        ("sections/en/news.md", "", "en"),
        ("sections/tr/news.md", "", ""),
        ("sections/ckb.md", "", ""),
    ],
)
def test_a_folder_named_like_a_language_holds_documents_in_it(
    tmp_path: Path, path: str, language: str, lang: str
) -> None:
    document = _read_in(OUTLET, tmp_path, path, "---\ntitle: News\n---\n").document
    assert isinstance(document, Section)
    assert (document.language, document.header.lang) == (language, lang)


def test_an_article_in_the_folder_of_a_language_is_in_it(tmp_path: Path) -> None:
    document = _read_in(OUTLET, tmp_path, "articles/ckb/2026/11/a.md", ARTICLE).document
    assert isinstance(document, Article)
    assert (document.id, document.header.lang) == ("a", "ckb")


def test_of_an_outlet_with_one_language_folders_say_nothing(tmp_path: Path) -> None:
    document = _read_in(
        Reading(ZoneInfo("UTC"), "en"), tmp_path, "sections/ckb/news.md", "---\ntitle: News\n---\n"
    ).document
    assert isinstance(document, Section)
    assert (document.language, document.header.lang) == ("", "")


@pytest.mark.parametrize(
    ("path", "lang", "code"),
    [
        ("articles/ckb/a.md", "en", ["other-language"]),
        ("articles/ckb/a.md", "ckb", []),
        ("articles/a.md", "ckb", []),
        ("articles/a.md", "ar", ["no-edition"]),
    ],
)
def test_what_a_document_says_of_its_language_goes_with_its_folder_and_with_the_outlet(
    tmp_path: Path, path: str, lang: str, code: list[str]
) -> None:
    assert _codes(_read_in(OUTLET, tmp_path, path, f"---\n{HEADER}lang: {lang}\n---\nText.\n")) == code
