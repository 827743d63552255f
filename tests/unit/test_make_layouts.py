"""What a layout depends on, and the words of each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.make.layouts import environment, layout_digests
from generator.model.problems import SourceLocation

FILES = {
    "base.html": b"{% import 'parts/names.html' as names %}{% block main %}{% endblock %}",
    "article.html": b"{% extends 'base.html' %}{% block main %}{% include 'parts/body.html' %}{% endblock %}",
    "home.html": b"{% from 'parts/card.html' import card %}",
    "parts/names.html": b"{% macro names() %}{% endmacro %}",
    "parts/body.html": b"{% from 'parts/figure.html' import figure %}",
    "parts/figure.html": b"{% macro figure() %}{% endmacro %}",
    "parts/card.html": b"{% macro card() %}{% endmacro %}",
    "locale/ckb/LC_MESSAGES/dateline.po": b'msgid "Comments"\nmsgstr "x"\n',
}

ARTICLE = {"article.html", "base.html", "parts/names.html", "parts/body.html", "parts/figure.html"}


def changed_by(name: str, content: bytes = b"{# another #}") -> set[str]:
    """The layouts that have another digest after a change."""
    before, after = layout_digests(FILES).value, layout_digests(FILES | {name: content}).value
    return {layout for layout in before if before[layout] != after[layout]}


@pytest.mark.parametrize("name", sorted(ARTICLE))
def test_a_layout_depends_on_all_it_extends_includes_or_imports(name: str) -> None:
    assert "article.html" in changed_by(name)


@pytest.mark.parametrize("name", ["home.html", "parts/card.html"])
def test_a_layout_does_not_depend_on_what_it_does_not_use(name: str) -> None:
    assert "article.html" not in changed_by(name)


def test_every_layout_depends_on_the_catalogues() -> None:
    assert changed_by("locale/ckb/LC_MESSAGES/dateline.po") == {name for name in FILES if name.endswith(".html")}


def test_the_digest_of_a_layout_does_not_depend_on_the_order_of_files() -> None:
    assert layout_digests(FILES).value == layout_digests(dict(reversed(FILES.items()))).value


def test_layouts_that_include_each_other_still_have_a_digest() -> None:
    circle = {"a.html": b"{% include 'b.html' %}", "b.html": b"{% include 'a.html' %}"}
    assert layout_digests(circle).value.keys() == circle.keys()


def test_a_layout_that_is_included_by_a_variable_is_refused() -> None:
    (problem,) = layout_digests({"a.html": b"{% include which %}"}).problems
    assert "by a variable" in problem.message
    assert problem.where == SourceLocation("layouts/a.html")


def test_a_layout_that_cannot_be_read_is_a_problem_at_its_line() -> None:
    (problem,) = layout_digests({"a.html": b"<p>\n{% if x %}\n</p>"}).problems
    assert isinstance(problem.where, SourceLocation)
    assert problem.where.path == "layouts/a.html"
    assert problem.where.line in (2, 3)


def words(folder: Path, language: str, *catalogues: str) -> str:
    """What a layout says in a language, where each catalogue translates a word by its own name."""
    for name in catalogues:
        catalogue = folder / "locale" / name / "LC_MESSAGES" / "dateline.po"
        catalogue.parent.mkdir(parents=True)
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        catalogue.write_text(f'{header}msgid "Comments"\nmsgstr "{name}"\n', "utf-8")
    (folder / "a.html").write_text("{{ _('Comments') }}", "utf-8")
    return environment(str(folder), "stamp", language).get_template("a.html").render()


@pytest.mark.parametrize(
    ("language", "catalogues", "expected"),
    [
        ("ar-IQ", ["ar", "ar_IQ"], "ar_IQ"),
        ("ar-IQ", ["ar"], "ar"),
        ("ar", ["ar_IQ"], "Comments"),
        ("ckb", ["ckb", "ku"], "ckb"),
        ("tr", [], "Comments"),
    ],
)
def test_a_language_has_its_own_catalogue_or_that_of_its_base(
    tmp_path: Path, language: str, catalogues: list[str], expected: str
) -> None:
    assert words(tmp_path, language, *catalogues) == expected


def test_another_stamp_reads_the_layouts_anew(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("one", "utf-8")
    assert environment(str(tmp_path), "1", "en").get_template("a.html").render() == "one"
    (tmp_path / "a.html").write_text("two", "utf-8")
    assert environment(str(tmp_path), "2", "en").get_template("a.html").render() == "two"
