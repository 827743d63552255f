"""The message catalogues of our own layouts: every word of every layout is in each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
CATALOGUES = sorted(LAYOUTS.glob("locale/*/LC_MESSAGES/dateline.po"))
_PLACEHOLDER = re.compile(r"%\(\w+\)\w")


def _words() -> set[str | tuple[str, ...]]:
    """Every message of the layouts, extracted as layouts/README.md says."""
    with (LAYOUTS / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = extract_from_dir(LAYOUTS, methods, options)
    return {each[2] for each in found}


def _read(catalogue: Path) -> Catalog:
    with catalogue.open("rb") as file:
        return read_po(file)


def _name(catalogue: Path) -> str:
    return catalogue.parts[-3]


def _texts(written: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written or ())


def _messages(catalogue: Path) -> list[Message]:
    return [message for message in _read(catalogue) if message.id]


def test_there_is_a_catalogue_for_each_language_of_the_sample() -> None:
    assert {_name(path) for path in CATALOGUES} >= {"en", "ckb", "ku", "ar", "tr"}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=_name)
def test_a_catalogue_has_the_words_of_the_layouts_and_no_others(catalogue: Path) -> None:
    there = {message.id if isinstance(message.id, str) else tuple(message.id) for message in _messages(catalogue)}
    assert there == {words if isinstance(words, str) else tuple(words) for words in _words()}


@pytest.mark.parametrize("catalogue", [path for path in CATALOGUES if _name(path) != "en"], ids=_name)
def test_every_message_is_translated_and_keeps_its_placeholders(catalogue: Path) -> None:
    for message in _messages(catalogue):
        asked = set(_PLACEHOLDER.findall(" ".join(_texts(message.id))))
        assert all(_texts(message.string)), message.id
        assert not message.fuzzy, message.id
        assert {place for text in _texts(message.string) for place in _PLACEHOLDER.findall(text)} == asked, message.id


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=_name)
def test_a_catalogue_says_how_many_plural_forms_it_has(catalogue: Path) -> None:
    read = _read(catalogue)
    plurals = [message for message in _messages(catalogue) if isinstance(message.id, tuple | list)]
    assert plurals
    assert {len(_texts(message.string)) for message in plurals} == {read.num_plurals}
