"""Pages of other languages than English have no English word of ours. What the newsroom writes is Greek here, a language of no
catalogue: so each word in Latin letters is one of the layouts'. What they say of pictures, tests/unit/test_layouts_photos.py asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po
from newsroom import ROOT, Newsroom, document, in_print

LANGUAGES = ("ckb", "ku", "ar-IQ", "tr")
IN_NO_LATIN_LETTERS = ("ckb", "ar-IQ")

SITE = """[site]
name = "Εφημερίδα"
url = "https://courier.example"
timezone = "Asia/Baghdad"
language = "{language}"
description = "Νέα της κοιλάδας"
founded = "2014"
email = "desk@courier.example"
address = "Οδός 1"

[languages.{other}]
name = "Άλλη"

[comments]
form_url = "https://forms.example/post?article={{id}}"
close_after_days = 30

[photos]
widths = [320]
formats = ["jpeg"]
search_crops = false
"""
TEXT = """Κείμενο.[^1] Και πάλι.[^1] Ένα [αρχείο](data.csv).

| α | β |
|---|---|
| γ | δ |

    κώδικας

![Γέφυρα](bridge.jpg "Λεζάντα."){credit="Όνομα" file_photo}

[^1]: Σημείωση.
"""
PHOTO = {"photo": "bridge.jpg", "photo_alt": "Γέφυρα", "photo_caption": "Λεζάντα.", "photo_credit": "Όνομα"}
CORRECTIONS = [
    {"date": "2026-11-21 10:00", "text": "Λάθος."},
    {"date": "2026-11-21 11:00", "text": "Λάθος.", "severity": "serious"},
]

SHOWN = ("alt", "aria-label", "title")
OF_THE_HEAD = frozenset(
    ["description", "author", "og:title", "og:description", "og:site_name", "og:image:alt", "article:section", "article:tag"]
)  # fmt: skip
"""The `meta` elements whose `content` is in words."""
NAMES = frozenset(["WhatsApp", "Telegram", "Facebook", "X", "RSS", "CSV"])
_ADDRESS = re.compile(r"\S*[@/.]\w\S*")
_PLACE = re.compile(r"%\(\w+\)[sd]")


class Words(HTMLParser):
    """All that a page says: its text, and what is heard or shown instead of it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.is_code = tag in ("script", "style")
        self.said += [given[name] or "" for name in SHOWN if name in given]
        if tag == "meta" and (given.get("name") or given.get("property")) in OF_THE_HEAD:
            self.said.append(given["content"] or "")

    def handle_data(self, data: str) -> None:
        if not self.is_code:
            self.said.append(data)


def _pages(newsroom: Newsroom) -> dict[str, list[str]]:
    found = {}
    for path, content in newsroom.published().items():
        if path.endswith(".html"):
            page = Words()
            page.feed(content.decode())
            found[path] = page.said
    return found


def _pieces(message: str | Sequence[str] | None) -> Iterator[str]:
    """What stands between the places of a message, in words of at least two letters."""
    for form in (message,) if isinstance(message, str) else message or ():
        yield from (piece.strip() for piece in _PLACE.split(form) if re.search(r"[A-Za-z]{2}", piece))


def _english_words(language: str) -> list[str]:
    """The pieces of all messages that are other ones in a language."""
    with (ROOT / f"layouts/locale/{language.split('-', maxsplit=1)[0]}/LC_MESSAGES/dateline.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id and message.string]
    translated = {piece for message in messages for piece in _pieces(message.string)}
    return sorted({piece for message in messages for piece in _pieces(message.id)} - translated)


@pytest.fixture(scope="module", params=LANGUAGES)
def outlet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Newsroom]:
    """A page of every kind, with every part, and what only a preview shows."""
    language: str = request.param
    newsroom = in_print(tmp_path_factory.mktemp("words"))
    _write(newsroom, language)
    report = newsroom.build(preview=True)
    assert report.published, report.problems
    return language, newsroom


def _write(newsroom: Newsroom, language: str) -> None:
    newsroom.write("site.toml", SITE.format(language=language, other="el"))
    newsroom.write("policies/comments.md", document("Σχόλια.", {"title": "Πολιτική"}))
    newsroom.write("sections/kurdistan.md", document("", {"title": "Τόπος"}))
    newsroom.write("sections/empty.md", document("", {"title": "Κενό"}))
    newsroom.write("pages/about.md", document("Εμείς.", {"title": "Σελίδα", "aliases": ["/old/"]}))
    newsroom.write("pages/draft.md", document("Εμείς.", {"title": "Σχέδιο", "status": "draft"}))
    life = {"name": "Όνομα", "role": "Ρόλος", "email": "name@courier.example", "profiles": ["https://bsky.example/x"]}
    newsroom.write("authors/one.md", document("Μια μεγάλη ζωή. " * 20, life))
    newsroom.write("authors/two.md", document("Ζωή.", life | {"name": "Άλλος"}))
    newsroom.write("articles/data.csv", "α,β\n1,2\n")
    newsroom.photo("photos/bridge.jpg")
    whole = {
        "title": "Τίτλος",
        "author": ["one", "two"],
        "tags": ["Θέμα"],
        "series": "Σειρά",
        "key_points": ["Ένα.", "Δύο."],
    }
    newsroom.article(
        "every-part", TEXT, **whole, **PHOTO, photos=[{"photo": "bridge.jpg", "alt": "Γέφυρα", "credit": "Όνομα"}],
        corrections=CORRECTIONS, updated="2026-11-21 12:00", translation_of="greek",
    )  # fmt: skip
    newsroom.article("greek", "Κείμενο.", title="Ελληνικά", lang="el")
    newsroom.article("old", TEXT, **whole | {"author": "one", "date": "2023-05-01 09:00"}, **PHOTO, file_photo=True)
    newsroom.article(
        "closed", "Κείμενο.", title="Κλειστό", comments="closed", **PHOTO, photo_rights_expire="2026-01-01"
    )
    for state in ({"status": "draft"}, {"embargo": "2026-12-01 06:00"}, {"date": "2026-12-01 06:00"}):
        newsroom.article(next(iter(state)), "Κείμενο.", **{"title": "Κρυφό", "date": "2026-11-20 09:00"} | state)
    for day in range(1, 29):
        for month in (7, 8, 9):
            newsroom.article(f"a-{month}-{day}", "Κείμενο.", title="Παλιό", date=f"2026-{month:02}-{day:02} 09:00")


def test_no_english_word_of_the_layouts_is_on_a_page_of_another_language(outlet: tuple[str, Newsroom]) -> None:
    language, newsroom = outlet
    english = re.compile("|".join(rf"(?<!\w){re.escape(piece)}(?!\w)" for piece in _english_words(language)))
    found = {(path, text.strip()) for path, said in _pages(newsroom).items() for text in said if english.search(text)}
    assert {(path, text) for path, text in found if not path.startswith("el/")} == set()


def test_where_nobody_writes_latin_letters_there_are_none_but_in_names(outlet: tuple[str, Newsroom]) -> None:
    language, newsroom = outlet
    if language not in IN_NO_LATIN_LETTERS:
        return
    found = {
        (path, word)
        for path, said in _pages(newsroom).items()
        if not path.startswith("el/")
        for text in said
        for word in re.findall(r"[A-Za-z]+", _ADDRESS.sub(" ", text))
    }
    assert {(path, word) for path, word in found if word not in NAMES} == set()


def test_an_english_word_would_be_found(outlet: tuple[str, Newsroom]) -> None:
    """On the pages of a language without a catalogue all of ours are English."""
    language, newsroom = outlet
    said = {text.strip() for path, words in _pages(newsroom).items() if path.startswith("el/") for text in words}
    assert {"Latest", "Sections", "Read this article in:", "Breadcrumb", "Skip to the main text"} <= said
    assert {"Latest", "Sections", "Read this article in:"} <= set(_english_words(language))
