"""What a layout depends on, in each language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.make.pages.dependencies import catalogue_of, layout_digest, layout_uses
from generator.model.problems import SourceLocation

FILES = {
    "base.html": b"{% import 'parts/names.html' as names %}{% block main %}{% endblock %}",
    "article.html": b"{% extends 'base.html' %}{% block main %}{% include 'parts/body.html' %}{% endblock %}",
    "home.html": b"{% from 'parts/card.html' import card %}",
    "parts/names.html": b"{% macro names() %}{% endmacro %}",
    "parts/body.html": b"{% from 'parts/figure.html' import figure %}",
    "parts/figure.html": b"{% macro figure() %}{% include 'parts/sign.svg' %}{% endmacro %}",
    "parts/sign.svg": b"<svg>{% include 'parts/path.txt' %}</svg>",
    "parts/path.txt": b"M0 0",
    "parts/card.html": b"{% macro card() %}{% endmacro %}",
    "locale/ckb/LC_MESSAGES/dateline.po": b'msgid "Comments"\nmsgstr "x"\n',
    "locale/ar/LC_MESSAGES/dateline.po": b'msgid "Comments"\nmsgstr "x"\n',
}

ARTICLE = (
    "article.html",
    "base.html",
    "parts/body.html",
    "parts/figure.html",
    "parts/names.html",
    "parts/path.txt",
    "parts/sign.svg",
)


def digests_of(files: Mapping[str, bytes], language: str) -> dict[str, str]:
    """The digest of each layout in a language."""
    uses = layout_uses(files).value
    contents = {path: repr(content) for path, content in files.items()}
    return {layout: layout_digest(layout, language, uses, contents) for layout in uses}


def changed_by(name: str, content: bytes = b"{# another #}", language: str = "en") -> set[str]:
    """The layouts that have another digest after a change."""
    before, after = digests_of(FILES, language), digests_of(FILES | {name: content}, language)
    return {layout for layout in before if before[layout] != after[layout]}


def test_a_layout_uses_itself_and_all_it_extends_includes_or_imports() -> None:
    assert layout_uses(FILES).value["article.html"] == ARTICLE


@pytest.mark.parametrize("name", ARTICLE)
def test_a_layout_depends_on_all_it_uses(name: str) -> None:
    assert "article.html" in changed_by(name)


@pytest.mark.parametrize("name", ["home.html", "parts/card.html"])
def test_a_layout_does_not_depend_on_what_it_does_not_use(name: str) -> None:
    assert "article.html" not in changed_by(name)


def test_a_catalogue_changes_every_layout_in_its_language_and_none_in_another() -> None:
    catalogue = "locale/ckb/LC_MESSAGES/dateline.po"
    assert changed_by(catalogue, language="ckb") == {name for name in FILES if name.endswith(".html")}
    assert changed_by(catalogue, language="ar") == changed_by(catalogue, language="en") == set()


def test_a_catalogue_of_its_own_takes_the_place_of_that_of_its_base() -> None:
    closer = "locale/ar_IQ/LC_MESSAGES/dateline.po"
    assert "home.html" in changed_by(closer, FILES["locale/ar/LC_MESSAGES/dateline.po"], language="ar-IQ")
    assert changed_by(closer, language="ar") == set()


def test_a_part_that_is_not_there_yet_changes_the_digest_when_it_comes() -> None:
    layout = {"a.html": b"{% include 'b.html' ignore missing %}"}
    assert digests_of(layout, "en")["a.html"] != digests_of(layout | {"b.html": b""}, "en")["a.html"]


def test_a_layout_that_is_not_there_has_a_digest() -> None:
    assert layout_digest("gone.html", "en", {}, {}) != layout_digest("lost.html", "en", {}, {})


def test_the_digest_of_a_layout_does_not_depend_on_the_order_of_files() -> None:
    assert digests_of(FILES, "ckb") == digests_of(dict(reversed(FILES.items())), "ckb")


def test_layouts_that_include_each_other_still_have_a_digest() -> None:
    circle = {"a.html": b"{% include 'b.html' %}", "b.html": b"{% include 'a.html' %}"}
    assert layout_uses(circle).value == {"a.html": ("a.html", "b.html"), "b.html": ("a.html", "b.html")}


def test_a_layout_that_is_included_by_a_variable_is_refused() -> None:
    (problem,) = layout_uses({"a.html": b"{% include which %}"}).problems
    assert "by a variable" in problem.message
    assert problem.where == SourceLocation("layouts/a.html")


def test_a_layout_that_cannot_be_read_is_a_problem_at_its_line() -> None:
    (problem,) = layout_uses({"a.html": b"<p>\n{% if x %}\n</p>"}).problems
    assert isinstance(problem.where, SourceLocation)
    assert problem.where.path == "layouts/a.html"
    assert problem.where.line in (2, 3)


@pytest.mark.parametrize(
    ("language", "there", "expected"),
    [
        ("ar-IQ", {"ar", "ar_IQ"}, "ar_IQ"),
        ("ar-IQ", {"ar"}, "ar"),
        ("ar", {"ar_IQ"}, ""),
        ("kmr", {"ku"}, "ku"),
        ("kmr-Latn", {"ku", "kmr"}, "kmr"),
        ("tr", set[str](), ""),
    ],
)
def test_a_language_has_its_own_catalogue_or_that_of_its_base(language: str, there: set[str], expected: str) -> None:
    found = catalogue_of(language, lambda path: path.split("/")[1] in there)
    assert found == (f"locale/{expected}/LC_MESSAGES/dateline.po" if expected else "")


def test_digests_of_layouts_that_are_known_need_neither_jinja_nor_babel() -> None:
    program = (
        "import sys; from generator.make.pages.dependencies import layout_digest; layout_digest('a.html', 'ckb', {}, {});"
        "assert not {'jinja2', 'babel'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=True)
