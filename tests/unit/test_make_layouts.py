"""The words of each language, and that compiled layouts are kept, but never used for others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from generator.make.pages.layouts import Layouts, environment


def write_catalogue(folder: Path, name: str, message: str) -> None:
    catalogue = folder / "locale" / name / "LC_MESSAGES" / "dateline.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalogue.write_text(f'{header}msgid "Comments"\nmsgstr "{message}"\n', "utf-8")


def says(folder: Path, language: str = "en", stamp: str = "stamp", cache: str = "") -> str:
    """What the layout a.html says, read anew."""
    environment.cache_clear()
    return environment(Layouts(str(folder), stamp, cache), language).get_template("a.html").render()


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
    for name in catalogues:
        write_catalogue(tmp_path, name, name)
    (tmp_path / "a.html").write_text("{{ _('Comments') }}", "utf-8")
    assert says(tmp_path, language) == expected


def test_another_stamp_reads_the_layouts_anew(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("one", "utf-8")
    assert environment(Layouts(str(tmp_path), "1"), "en").get_template("a.html").render() == "one"
    (tmp_path / "a.html").write_text("two", "utf-8")
    assert environment(Layouts(str(tmp_path), "2"), "en").get_template("a.html").render() == "two"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Layouts whose compiled form lies in the folder beside them."""
    layouts = tmp_path / "layouts"
    write_catalogue(layouts, "ckb", "x")
    (layouts / "a.html").write_text("{{ _('Comments') }} {{ 1 + 1 }}", "utf-8")
    assert says(layouts, "ckb", cache=str(tmp_path / "cache")) == "x 2"
    return layouts


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the layouts that are compiled, and of the catalogues."""
    names: list[str] = []
    monkeypatch.setattr("jinja2.environment.Environment.compile", noted(jinja2.Environment.compile, names, "layout"))
    monkeypatch.setattr("babel.messages.pofile.read_po", noted(read_po(), names, "catalogue"))
    return names


def read_po() -> Callable[..., object]:
    from babel.messages import pofile  # noqa: PLC0415 - the first to load it must not be this module

    return pofile.read_po


def noted(function: Callable[..., object], names: list[str], name: str) -> Callable[..., object]:
    def noting(*arguments: object, **named: object) -> object:
        names.append(name)
        return function(*arguments, **named)

    return noting


def test_what_was_compiled_is_not_compiled_again(folder: Path, compiled: list[str]) -> None:
    assert says(folder, "ckb", "another stamp", str(folder.parent / "cache")) == "x 2"
    assert compiled == []


def test_a_layout_that_changed_is_compiled_anew(folder: Path, compiled: list[str]) -> None:
    (folder / "a.html").write_text("{{ _('Comments') }} {{ 1 + 2 }}", "utf-8")
    assert says(folder, "ckb", cache=str(folder.parent / "cache")) == "x 3"
    assert compiled == ["layout"]


def test_a_catalogue_that_changed_is_compiled_anew(folder: Path, compiled: list[str]) -> None:
    write_catalogue(folder, "ckb", "y")
    assert says(folder, "ckb", cache=str(folder.parent / "cache")) == "y 2"
    assert compiled == ["catalogue"]


@pytest.mark.parametrize("what", ["sys.version", "jinja2.__version__"])
def test_what_another_version_compiled_is_not_used(
    folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(what, "another")
    assert says(folder, "ckb", cache=str(folder.parent / "cache")) == "x 2"
    assert compiled == ["layout"]


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"never compiled"])
def test_damaged_files_in_the_cache_count_as_absent(folder: Path, compiled: list[str], content: bytes) -> None:
    cache = folder.parent / "cache"
    for file in cache.iterdir():
        file.write_bytes(content)
    assert says(folder, "ckb", cache=str(cache)) == "x 2"
    assert sorted(compiled) == ["catalogue", "layout"]
    assert says(folder, "ckb", cache=str(cache)) == "x 2"
    assert sorted(compiled) == ["catalogue", "layout"]


def test_layouts_of_the_same_name_in_two_folders_are_told_apart(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "a.html").write_text("other", "utf-8")
    cache = str(folder.parent / "cache")
    assert [says(other, "ckb", cache=cache), says(folder, "ckb", cache=cache)] == ["other", "x 2"]


def test_babel_is_not_loaded_for_a_catalogue_that_was_compiled(folder: Path) -> None:
    cache = str(folder.parent / "cache")
    program = (
        "import sys; from generator.make.pages.layouts import Layouts, environment;"
        f"made = environment(Layouts({str(folder)!r}, '', {cache!r}), 'ckb').get_template('a.html').render();"
        "assert made == 'x 2'; assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=True)
