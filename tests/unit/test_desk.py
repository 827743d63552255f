"""The desk: its words, what others read of a page, and the words that changed by commit."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from generator.desk.changes import Part, commits_of
from generator.desk.on_paper import page_on_paper, sheet_on_paper
from generator.desk.page_head import head_of
from generator.desk.words import LANGUAGES, chosen_language, words_in

PROGRAM = Path(__file__).resolve().parents[2] / "generator"
_PLACEHOLDER = re.compile(r"%\(\w+\)\w")
_IN_PYTHON = re.compile(r"(?:say\(|_BUSY = |_NONE = |title = )\s*[\"']([^\"']+)[\"'](?: if [\w.]+ else \"([^\"]+)\")?")


def _messages() -> set[str]:
    """Every message of the desk, and of what the preview adds to pages."""
    found = {each[2] for each in extract_from_dir(PROGRAM / "desk", [("**.html", "jinja2")], {"**.html": {}})}
    written = "".join(file.read_text("utf-8") for file in sorted((PROGRAM / "preview").glob("*.py")))
    return {str(each) for each in found} | {text for match in _IN_PYTHON.findall(written) for text in match if text}


@pytest.mark.parametrize("lang", [each for each in LANGUAGES if each != "en"])
def test_every_message_is_translated_and_keeps_its_placeholders(lang: str) -> None:
    with (PROGRAM / "desk/locale" / f"{lang}.po").open("rb") as file:
        catalogue = {str(each.id): str(each.string) for each in read_po(file) if each.id}
    assert catalogue.keys() == _messages()
    for message, translated in catalogue.items():
        assert translated, message
        assert {*_PLACEHOLDER.findall(message)} == {*_PLACEHOLDER.findall(translated)}


@pytest.mark.parametrize(
    ("setting", "accepted", "chosen"),
    [
        ("", "", "en"),
        ("", "de, fr;q=0.5", "en"),
        ("", "de;q=0.9, ckb;q=0.5, tr;q=0.7", "tr"),
        ("", "ar-IQ,ar;q=0.9,en;q=0.8", "ar"),
        ("", "kmr", "ku"),
        ("ckb", "en", "ckb"),
        ("", ";;,q=,en;q=x,*", "en"),
    ],
)
def test_the_desk_speaks_as_it_was_told_or_as_the_browser_does(setting: str, accepted: str, chosen: str) -> None:
    assert chosen_language(setting, accepted) == chosen
    assert words_in(chosen).dir == ("rtl" if chosen in ("ar", "ckb") else "ltr")


def test_the_head_of_a_page_is_read_as_search_engines_read_it() -> None:
    page = '<head><title>A &amp; B — Courier</title><meta name="description" content="It “met”."><meta property="og:title" content="A &amp; B">'
    head = head_of(f'{page}</head><body><title>No</title><meta name="description" content="no"></body>')
    assert (head.title, head.description, head.card_title, head.image) == ("A & B — Courier", "It “met”.", "A & B", "")


def test_on_paper_the_rules_for_print_count_and_those_for_screens_do_not() -> None:
    page = page_on_paper('<link rel="stylesheet" href="/assets/site-1.css"><script defer src="/x.js"></script>')
    assert page == '<link rel="stylesheet" href="/__desk/print.css?of=/assets/site-1.css">'
    sheet = "@media print{a{}}@media screen and (min-width:1em){b{}}@media (prefers-color-scheme:dark){c{}}@media (min-width:2em){d{}}"
    assert sheet_on_paper(sheet) == (
        "@media all{a{}}@media not all and (min-width:1em){b{}}@media not all{c{}}@media (min-width:2em){d{}}"
    )


def test_the_words_that_changed_are_told_by_commit_under_earlier_names_too(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Dilan", "-c", "user.email=dilan@courier.example")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    text = (
        "---\ntitle: ئەنجومەن\n---\nThe council met on Monday and spoke at length of the water.\n"
        + "Nobody objected.\n\n" * 5
    )
    (tmp_path / "old.md").write_text(text, "utf-8")
    assert commits_of(tmp_path, "old.md") == (), "outside of a repository nothing is known"
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "First | draft")
    git("mv", "old.md", "new.md")
    (tmp_path / "new.md").write_text(text.replace("Monday", "Tuesday"), "utf-8")
    git("commit", "-qam", "The right day")
    (tmp_path / "new.md").write_text(text.replace("Monday", "Wednesday"), "utf-8")
    edited, second, first = commits_of(tmp_path, "new.md")
    assert (edited.name, second.subject, second.author, first.subject) == (
        "",
        "The right day",
        "Dilan",
        "First | draft",
    )
    assert [part for part in edited.parts if part.kind in "+-"] == [Part("-", "Tuesday"), Part("+", "Wednesday")]
    assert [part for part in second.parts if part.kind in "+-"] == [Part("-", "Monday"), Part("+", "Tuesday")]
