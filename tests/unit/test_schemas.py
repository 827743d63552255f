"""The JSON Schemas judge documents as the program does, and those of the checkout are up to date."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.commands.schema import FOLDER
from generator.model.documents import BrokenText
from generator.model.headers import HEADERS
from generator.model.problems import Severity
from generator.read.documents import Reading, read
from generator.read.front_matter.parse import decoded, split
from generator.read.scan import SourceFile, scanned
from generator.read.settings import TABLES, read_settings
from generator.schemas.files import SETTINGS, schemas, text_of
from generator.schemas.guide import FILE, read_guide
from tests.sample import CONTENT, GONE, SAMPLE
from tests.unit.newsrooms import BAGHDAD

READING = Reading(BAGHDAD, "en", ("en", "ckb", "ku", "ar-IQ", "tr"))
GUIDE = read_guide(FILE.read_text("utf-8"))


@cache
def validators() -> dict[str, jsonschema.Draft7Validator]:
    made = schemas(GUIDE)
    for schema in made.values():
        jsonschema.Draft7Validator.check_schema(schema)
    return {name: jsonschema.Draft7Validator(schema) for name, schema in made.items()}


def values_of(content: bytes, path: str) -> Any:
    text = decoded(content, path).value or ""
    if path.endswith(".toml"):
        return tomllib.loads(text)
    matter = split(text, path).value
    return matter.values if matter else None


def is_read(file: SourceFile) -> bool:
    found = read(file, READING)
    is_wrong = any(problem.severity is Severity.ERROR for problem in found.problems)
    return found.document is not None and not isinstance(found.document, BrokenText) and not is_wrong


@pytest.mark.skipif(SAMPLE is None, reason=GONE)
def test_every_document_of_the_sample_is_right() -> None:
    assert SAMPLE
    for file in scanned(SAMPLE, "content").value:
        folder = file.path.partition("/")[0]
        if folder in HEADERS and file.path.endswith((".md", ".toml")):
            faults = [*validators()[folder].iter_errors(values_of(Path(file.disk_path).read_bytes(), file.path))]
            assert not faults, f"{file.path}: {faults[0].message}"
    validators()[SETTINGS].validate(tomllib.loads((SAMPLE / "site.toml").read_text("utf-8")))


ARTICLE = "title: A\ndate: 2026-11-20 14:30\nsection: news\n"

DOCUMENTS = [
    ("articles/x.md", ARTICLE),
    ("articles/x.md", ARTICLE.replace("title: A\n", "")),
    ("articles/x.md", ARTICLE + "titel: B\n"),
    ("articles/x.md", ARTICLE + "headline: B\n"),
    ("articles/x.md", ARTICLE.replace("title: A", "title: 2021")),
    ("articles/x.md", ARTICLE.replace("title: A", "title: [a, b]")),
    ("articles/x.md", ARTICLE.replace("2026-11-20 14:30", "20.11.2026")),
    ("articles/x.md", ARTICLE.replace("2026-11-20 14:30", "2026-11-20")),
    ("articles/x.md", ARTICLE.replace("2026-11-20 14:30", "2026-11-20T14:30:15.5Z")),
    ("articles/x.md", ARTICLE.replace("2026-11-20 14:30", "٢٠٢٦-١١-٢٠ ١٤:٣٠ +03:00")),
    ("articles/x.md", ARTICLE + "embargo: 2026-11-20\n"),
    ("articles/x.md", ARTICLE + "photo_rights_expire: 2026-11-20\n"),
    ("articles/x.md", ARTICLE + "status: Draft\n"),
    ("articles/x.md", ARTICLE + "status: drafft\n"),
    ("articles/x.md", ARTICLE + "file_photo: maybe\n"),
    ("articles/x.md", ARTICLE + "file_photo: Yes\n"),
    ("articles/x.md", ARTICLE + "photo_focus: [0.5, 0.3]\n"),
    ("articles/x.md", ARTICLE + "photo_focus: [0.5]\n"),
    ("articles/x.md", ARTICLE + "tags: one, two\n"),
    ("articles/x.md", ARTICLE + "tags: {a: b}\n"),
    ("articles/x.md", ARTICLE + "lang: english language\n"),
    (
        "articles/x.md",
        ARTICLE + "corrections:\n  - date: 2026-11-23 10:00\n    text: It was wrong.\n    severity: serious\n",
    ),
    ("articles/x.md", ARTICLE + "corrections:\n  - text: It was wrong.\n"),
    ("articles/x.md", ARTICLE + "corrections: yes\n"),
    ("articles/x.md", ARTICLE + "photos:\n  - photo: a.jpg\n    alt: A\n"),
    ("articles/x.md", ARTICLE + "photos:\n  - src: a.jpg\n"),
    ("articles/x.md", ARTICLE + "summary:\n"),
    ("articles/x.md", ARTICLE + "allow: {D3: the city begins the quotation}\n"),
    ("articles/x.md", ARTICLE + "allow: {D3: 3}\n"),
    ("articles/x.md", ARTICLE + "allow: {unknown-key: because}\n"),
    ("articles/x.md", ARTICLE + "allow: D3\n"),
    ("authors/x.md", "name: A\norder: 3\nprofiles: https://x.example/a\n"),
    ("authors/x.md", "name: A\norder: third\n"),
    ("authors/x.md", "name: A\nprofiles: [x.example]\n"),
    ("authors/x.md", "role: editor\n"),
    ("sections/x.md", "title: A\ndescription: B\norder: ٣\n"),
    ("sections/x.md", "title: A\nname: B\n"),
    ("pages/x.md", "title: A\nstatus: withdrawn\naliases: [/a/, /b/]\n"),
    ("pages/x.md", "title: A\nphoto: a.jpg\n"),
    ("policies/comments.md", "since: 2026-09-01\n"),
    ("policies/comments.md", "since: soon\n"),
    ("comments/a/x.md", "name: A\ndate: 2026-11-13\n"),
    ("comments/a/x.md", "date: 2026-11-13\n"),
]


@pytest.mark.parametrize(("path", "matter"), DOCUMENTS)
def test_a_document_is_judged_as_the_program_judges_it(tmp_path: Path, path: str, matter: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(f"---\n{matter}---\nText.\n", "utf-8")
    (found,) = scanned(tmp_path, "content").value
    values = values_of(file.read_bytes(), path)
    assert validators()[path.partition("/")[0]].is_valid(values) == is_read(found)


SITE = '[site]\nname = "A"\nurl = "https://a.example"\ntimezone = "Asia/Baghdad"\n'


@pytest.mark.parametrize(
    "more",
    [
        "",
        'old_after_days = 3\nshare = ["mail", "x"]\nsocial = [{ name = "M", url = "https://m.example" }]\n',
        'share = ["fax"]\n',
        'old_after_days = "often"\n',
        'titel = "B"\n',
        '[checks]\nphoto-credit = "warning"\n',
        '[checks]\nphoto-credit = "loud"\n',
        '[checks]\nC3 = "off"\n[[checks.where]]\nfolder = "articles/old"\ndead-link = "warning"\n',
        '[[checks.where]]\nfolder = "articles/old"\ndead-link = "maybe"\n',
        '[style]\ncities = ["BAGHDAD"]\n[spellings]\n"Irbil" = "Erbil"\n',
        '[style]\ntowns = ["BAGHDAD"]\n',
        '[spellings]\n"Irbil" = ""\n',
        '[checks]\nphoto-kredit = "off"\n',
        "[fotos]\nwidths = [480]\n",
        '[photos]\nwidths = [480, 800]\nquality = { jpeg = 80 }\neffort = 3\nformats = ["jpeg"]\n',
        "[photos]\nquality = 101\n",
        '[photos]\nformats = ["gif"]\n',
        '[languages.ckb]\nname = "B"\ndigits = "arab"\n',
        '[languages.ckb]\ncolour = "red"\n',
        '[keys]\nkicker = "text"\n',
        '[keys]\nkicker = "words"\n',
        '[feeds]\nrss = ["site"]\ncontent = "full"\n[[feeds.partner]]\nname = "B"\npath = "/feeds/b.xml"\n',
        '[feeds]\ncontent = "half"\n',
        '[comments]\nform_url = "https://f.example/?a={id}"\n[comments.export]\nname = "N"\ntext = "T"\ndate = "D"\narticle = "A"\napproved = "S"\n',
        '[comments.export]\nname = "N"\n',
        '[hosting]\nheaders = true\n[hosting.sources]\nimg-src = "https://m.example"\n',
        '[hosting.sources]\npicture-src = "https://m.example"\n',
        '[licence]\nai = "deny"\n',
        '[licence]\nai = "perhaps"\n',
    ],
)
def test_settings_are_judged_as_the_program_judges_them(tmp_path: Path, more: str) -> None:
    (tmp_path / "site.toml").write_text(SITE + more, "utf-8")
    is_right = read_settings(tmp_path).value is not None
    assert validators()[SETTINGS].is_valid(tomllib.loads(SITE + more)) == is_right


def test_every_table_and_every_key_has_a_description() -> None:
    """A key that is added to the model needs a row in the guide, or words beside the schema."""
    made = schemas(GUIDE)
    assert {*made[SETTINGS]["properties"]} == {*TABLES}
    for folder in HEADERS:
        for key, schema in made[folder]["properties"].items():
            assert len(schema["description"]) > 8, f"{folder}: {key}"


def test_keys_of_the_outlet_are_keys_of_its_articles(tmp_path: Path) -> None:
    schema = schemas(GUIDE, (("hearing", "date"), ("kicker", "text")))["articles"]
    validator = jsonschema.Draft7Validator(schema)
    values: dict[str, Any] = {"title": "A", "date": "2026-11-20 14:30", "section": "news", "kicker": "Roads"}
    assert validator.is_valid(values | {"hearing": "2026-11-20"})
    assert not validator.is_valid(values | {"hearing": "soon"})


@pytest.mark.skipif(SAMPLE != CONTENT, reason=GONE)  # an owner has keys of their own
def test_those_of_the_checkout_are_up_to_date() -> None:
    settings = read_settings(CONTENT).value
    assert settings is not None
    for name, schema in schemas(GUIDE, settings.keys).items():
        file = FOLDER / f"{name}.schema.json"
        assert json.loads(file.read_text("utf-8")) == schema, f"{file}: python build.py schema --write"
        assert file.read_bytes() == text_of(schema).encode()
