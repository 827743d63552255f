from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.problems import FieldLocation, Location, PhraseLocation, SourceLocation, error
from generator.read.locate import located

ARTICLE = """\
---
title: A headline
tags: [dam, water]
author:
  - Sara
  - shilan
corrections:
  - {date: 2021-12-10 10:00, txt: One.}
  - date: yesterday
    text: Two.
photo: base.jpg
photo_caption: "The base.jpg"
---
Text of base.jpg.

![a](base.jpg)
"""
SETTINGS = """\
name = "outside"
[site]
name = "The Courier"
[[site.social]]
name = "A"
[[site.social]]
name = "B"
url = "x"
[photos]
quality = { webp = 80 }
"""


def _place(folder: Path, where: Location, code: str = "wrong-value") -> tuple[int | None, int | None]:
    (folder / "a.md").write_text(ARTICLE, "utf-8")
    (folder / "site.toml").write_text(SETTINGS, "utf-8")
    found = located(error(code, "x", where), {"content": folder}).where
    assert isinstance(found, SourceLocation)
    return found.line, found.column


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("title", (2, 8)),
        ("tags", (3, 7)),
        ("tags.1", (3, 13)),
        ("author.1", (6, 5)),
        ("author", (4, 1)),
        ("corrections.0.txt", (8, 35)),
        ("corrections.1.date", (9, 11)),
        ("title.0", (2, 8)),
        ("section", (1, 1)),
    ],
)
def test_a_value_of_a_front_matter_is_found(tmp_path: Path, key: str, place: tuple[int, int]) -> None:
    assert _place(tmp_path, FieldLocation("content/a.md", key)) == place


@pytest.mark.parametrize(("key", "place"), [("title", (2, 1)), ("corrections.0.txt", (8, 30)), ("section", (1, 1))])
def test_what_is_wrong_with_a_key_is_placed_at_the_key(tmp_path: Path, key: str, place: tuple[int, int]) -> None:
    assert _place(tmp_path, FieldLocation("content/a.md", key), "unknown-key") == place


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("site.name", (3, 8)),
        ("site.social.0.name", (5, 8)),
        ("site.social.1.url", (8, 7)),
        ("site.social.0.url", (4, 1)),
        ("photos.quality.webp", (10, 11)),
        ("photos.widths", (9, 1)),
        ("name", (1, 1)),
        ("comments.form_url", (None, None)),
    ],
)
def test_a_value_of_the_settings_is_found(tmp_path: Path, key: str, place: tuple[int, int]) -> None:
    assert _place(tmp_path, FieldLocation("content/site.toml", key)) == place


def test_a_phrase_is_looked_for_in_the_text_before_the_front_matter(tmp_path: Path) -> None:
    assert _place(tmp_path, PhraseLocation("content/a.md", "base.jpg")) == (14, 9)
    assert _place(tmp_path, PhraseLocation("content/a.md", "yesterday")) == (9, 11)


def test_a_phrase_is_found_by_itself_rather_than_within_a_word(tmp_path: Path) -> None:
    assert _place(tmp_path, PhraseLocation("content/a.md", "a")) == (16, 3)


@pytest.mark.parametrize(
    "where",
    [
        PhraseLocation("content/a.md", "nowhere to be found"),
        PhraseLocation("content/a.md", ""),
        PhraseLocation("content/missing.md", "x"),
        FieldLocation("elsewhere/a.md", "title"),
        SourceLocation("content/a.md"),
    ],
)
def test_what_cannot_be_found_is_placed_in_the_file_alone(tmp_path: Path, where: Location) -> None:
    assert _place(tmp_path, where) == (None, None)


def test_the_text_of_a_line_is_added_where_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\ntwo\n")
    found = located(error("x", "x", SourceLocation("content/a.md", 2)), {"content": tmp_path}).where
    assert found == SourceLocation("content/a.md", 2, None, "two")


def test_in_a_broken_front_matter_a_key_is_found_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("---\na: [\n---\n")
    found = located(error("x", "x", FieldLocation("content/b.md", "a")), {"content": tmp_path}).where
    assert found == SourceLocation("content/b.md", 2, 4, "a: [")
    found = located(error("x", "x", FieldLocation("content/b.md", "c")), {"content": tmp_path}).where
    assert found == SourceLocation("content/b.md", 1, 1, "---")
