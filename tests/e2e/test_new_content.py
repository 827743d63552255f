"""`python build.py new article`, `author`, `section`, `page`, `language`: files in the right place, which a build takes as they are,
and nothing that was there is touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from newsroom import ROOT, Newsroom, a_newsroom, document, jpeg, tree

from generator.cli import main
from generator.model.problems import Severity
from generator.read.front_matter.parse import split
from generator.read.settings import read_settings
from tests.unit.pictures import encoded, with_iptc, xmp

CREATOR, CREDIT, CAPTION, DAY = 80, 110, 120, 55


def new(newsroom: Newsroom, *arguments: str) -> int:
    """The exit code of `build.py new`; nobody is there to be asked."""
    folders = ["--content", str(newsroom.content), "--cache", str(newsroom.cache)]
    if "newsroom" not in arguments:
        folders += ["--layouts", str(newsroom.layouts)]
    return main(["new", *arguments, *folders])


def written(newsroom: Newsroom, path: str) -> dict[str, Any]:
    matter = split((newsroom.content / path).read_text("utf-8"), f"content/{path}").value
    assert matter
    return matter.values


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Whose articles lie by year and month, and which is in two languages."""
    newsroom = a_newsroom(tmp_path)
    for name, month in (("handover", "11"), ("bazaar", "11"), ("harvest", "10")):
        (newsroom.content / f"articles/2026/{month}").mkdir(parents=True, exist_ok=True)
        (newsroom.content / f"articles/{name}.md").rename(newsroom.content / f"articles/2026/{month}/{name}.md")
    newsroom.edit("site.toml", "[comments]", "[languages.ckb]\n\n# The form of readers.\n[comments]")
    newsroom.write("authors/ckb/dilan-example.md", document("", {"name": "دیلان"}))
    return newsroom


HEADLINES = {
    'Council opens the "new" bridge: #1 — 50% off 🎉': "council-opens-the-new-bridge-1-50-off",
    "It's 'quoted' \\ and {braced} [1] & *starred*": "its-quoted-and-braced-1-starred",
    "null": "null",
    "- a dash: @sign %percent `tick` | > ?": "a-dash-sign-percent-tick",
    "هەولێر «پایتەخت»": "hewler-paytext",
    "\u200fالعراق": "al-iraq",
    "???!": "20261122-0900",
    "--- # no: fence": "no-fence",
    "Word " * 60: "-".join(["word"] * 12),
    "CON": "con-1",
    "2026": "2026",
}


def test_whatever_the_headline_a_build_reads_it_and_lacks_only_a_text(newsroom: Newsroom) -> None:
    before = tree(newsroom.content)
    for headline, name in HEADLINES.items():
        language = "ckb" if "هە" in headline else "en"
        date = ("--date", "2026-11-22 09:00")
        assert new(newsroom, "article", headline, "--section", "Kurdistan", "--lang", language, *date) == 0
        path = f"articles/{'ckb/' if language == 'ckb' else ''}2026/11/{name}.md"
        assert written(newsroom, path)["title"] == " ".join(headline.split())
    assert {path: text for path, text in tree(newsroom.content).items() if path in before} == before
    report = newsroom.build()
    assert {problem.code for problem in report.problems} == {"no-text", "headline-length"}
    assert not [path for path in newsroom.published() if "word-word" in path or "hewler" in path]


def test_what_was_given_stands_in_it_and_the_rest_waits_as_comments(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "[comments]", '[keys]\nkicker = "text"\n\n[comments]')
    given = ("--author", "Dilan Example", "--guest", "Sana Rashid", "--tags", "roads، Amedi", "--type", "reportage")
    more = (
        "--dateline",
        "ERBIL, Kurdistan Region",
        "--date",
        "٢٠٢٦-١٠-٠٥ ١٠:٣٠",
        "--status",
        "published",
        "--slug",
        "the-bridge",
    )
    assert new(newsroom, "article", "Bridge", "--section", "kurdistan", *given, *more) == 0
    values = written(newsroom, "articles/2026/10/the-bridge.md")
    assert values == {
        "title": "Bridge",
        "date": "2026-10-05 10:30",
        "section": "kurdistan",
        "author": ["dilan-example", "Sana Rashid"],
        "type": "reportage",
        "tags": ["roads", "Amedi"],
        "dateline": "ERBIL, Kurdistan Region",
    }
    file = newsroom.content / "articles/2026/10/the-bridge.md"
    text = file.read_text("utf-8")
    waiting = [line for line in text.split("\n") if line.startswith("# ") and ":   " in line]
    assert {"summary", "photo", "embargo", "withheld", "kicker"} <= {line[2:].partition(":")[0] for line in waiting}
    # Each of them is a key, once its sign is gone: an editor who uncomments all of them breaks nothing.
    for line in waiting:
        text = text.replace(line, line.removeprefix("# "))
    file.write_text(f"{text}\nThe bridge is open.\n", "utf-8")
    assert [problem for problem in newsroom.build().problems if problem.severity is Severity.ERROR] == []


def test_a_name_that_is_taken_is_never_written_over(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    """Articles are called by it wherever they lie, and a disk may not tell capitals apart."""
    assert new(newsroom, "article", "HARVEST", "--section", "culture", "-q") == 0
    assert new(newsroom, "article", "Harvest!", "--section", "culture", "-q") == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == ["harvest-2.md", "harvest-3.md"]
    before = tree(newsroom.content)
    for arguments, said in (
        (("article", "X", "--section", "culture", "--slug", "harvest"), "articles/2026/10/harvest.md"),
        (("article", "X", "--section", "culture", "--slug", "Not A Name"), "not-a-name"),
        (("author", "DILAN example"), "authors/dilan-example.md"),
        (("author", "Dilan Example", "--slug", "other"), "There is an author called"),
        (("section", "Tags"), "/tags/"),
        (("section", "CKB"), "/ckb/"),
        (("section", "Culture"), "sections/culture.md"),
        (("language", "CKB"), "ckb"),
        (("language", "no such"), "not a language tag"),
    ):
        assert new(newsroom, *arguments) == 2, arguments
        assert said in capsys.readouterr().err
    assert tree(newsroom.content) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say what to begin"),
        (("artcle", "X"), "Did you mean “article”?"),
        (("article",), "HEADLINE"),
        (("article", "X"), "--section"),
        (("article", "X", "--section", "kurdstan"), "--section: there is no “kurdstan”. Did you mean “kurdistan”?"),
        (("article", "X", "--section", "culture", "--author", "Dilan Exampel"), "Did you mean “dilan-example”?"),
        (("article", "X", "--section", "culture", "--lang", "tr"), "new language tr"),
        (("article", "X", "--section", "culture", "--date", "22.11.2026"), "--date"),
        (("article", "X", "--section", "culture", "--date", "2026-11-22"), "14:30"),
        (("article", "X", "--section", "culture", "--type", "opinon"), "Did you mean “opinion”?"),
        (("article", "AT&amp;T", "--section", "culture"), "HTML"),
        (("article", "X", "--section", "culture", "--photo", "nowhere.jpg"), "--photo nowhere.jpg"),
        (("article", "X", "--section", "culture", "--alt", "A flag"), "--photo FILE"),
        (("article", "--translate", "handovr"), "Did you mean “handover”?"),
        (("article", "--translate", "handover", "--section", "culture"), "--section"),
        (("author",), "NAME"),
        (("author", "🎉"), "--slug"),
        (("author", "X", "--translate", "nobody", "--lang", "ckb"), "dilan-example"),
    ],
)
def test_a_script_is_never_asked_and_told_which_option_is_wrong(
    arguments: tuple[str, ...], said: str, newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(newsroom.content)
    assert new(newsroom, *arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert tree(newsroom.content) == before


def _photo(folder: Path, name: str, *, creator: str = "A. Name", day: str = "20261120", gps: bool = False) -> Path:
    from PIL import Image  # noqa: PLC0415

    image = Image.new("RGB", (1400, 900), (10, 90, len(name)))
    exif = image.getexif()
    exif[0x0112] = 6
    if gps:
        exif.get_ifd(0x8825)[2] = (36.0, 11.0, 0.0)
    said = (
        '<Iptc4xmpCore:AltTextAccessibility xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"><rdf:Alt>'
        '<rdf:li xml:lang="x-default">A flag over a base</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>'
    )
    content = encoded(image, exif=exif, xmp=xmp(said))
    fields = [
        (CREATOR, creator.encode()),
        (CREDIT, f"{creator}/Agency".encode()),
        (CAPTION, b'The flag: "down" at noon'),
        (DAY, day.encode()),
    ]
    file = folder / name
    file.write_bytes(with_iptc(content, fields))
    return file


def test_a_photograph_is_copied_as_it_is_and_brings_its_own_words(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _photo(newsroom.folder, "IMG_0231.JPG", day="20200329", gps=True)
    article = ("article", "The flag", "--section", "culture", "--date", "2026-11-22 09:00", "--photo", str(file))
    assert new(newsroom, *article) == 0
    copied = newsroom.content / "photos/the-flag.jpg"  # the paper keeps its pictures there
    assert copied.read_bytes() == file.read_bytes()
    values = written(newsroom, "articles/2026/11/the-flag.md")
    assert {key: value for key, value in values.items() if "photo" in key} == {
        "photo": "the-flag.jpg",
        "photo_alt": "A flag over a base",
        "photo_caption": 'The flag: "down" at noon',
        "photo_credit": "A. Name/Agency",
        "file_photo": "true",
    }
    assert "says where it was taken" in capsys.readouterr().err
    # The same bytes are not copied twice, another picture of that name not over the first.
    assert new(newsroom, *article, "--caption", "Another.") == 0
    other = _photo(newsroom.folder, "the-flag.jpg", creator="B. Name")
    assert new(newsroom, *article[:-1], str(other)) == 0
    assert sorted(tree(newsroom.content / "photos")) == ["bazaar.jpg", "flag.jpg", "the-flag-2.jpg", "the-flag.jpg"]
    assert written(newsroom, "articles/2026/11/the-flag-2.md")["photo_caption"] == "Another."
    assert written(newsroom, "articles/2026/11/the-flag-3.md")["photo"] == "the-flag-2.jpg"
    for name in ("the-flag", "the-flag-2", "the-flag-3"):
        newsroom.edit(f"articles/2026/11/{name}.md", "status: draft", "status: published")
    assert {problem.code for problem in newsroom.build().problems} <= {"no-text", "repeated-headline"}
    broken = newsroom.folder / "broken.jpg"
    broken.write_bytes(jpeg("x")[:500])
    before = tree(newsroom.content)
    assert new(newsroom, *article[:-1], str(broken)) == 2
    assert "cut off or damaged" in capsys.readouterr().err
    assert tree(newsroom.content) == before


def test_a_withheld_name_is_neither_written_nor_in_the_name_of_the_file(newsroom: Newsroom) -> None:
    newsroom.edit(
        "site.toml", "[comments]", '[withheld]\nnames = ["Sara Karim"]\nfolders = ["articles/2026/09"]\n\n[comments]'
    )
    (newsroom.content / "articles/2026/09").mkdir()
    file = _photo(newsroom.folder, "Sara Karim.jpg", creator="Sara Karim")
    article = ("article", "The flag", "--section", "culture", "--photo", str(file))
    assert new(newsroom, *article, "--date", "2026-11-22 09:00") == 0
    assert written(newsroom, "articles/2026/11/the-flag.md")["photo_credit"] == "Agency"
    assert new(newsroom, *article, "--date", "2026-09-22 09:00") == 0
    assert written(newsroom, "articles/2026/09/the-flag-2.md")["photo_credit"] == ""
    texts = {path: text for path, text in tree(newsroom.content).items() if path.endswith(".md")}
    assert not [path for path, text in texts.items() if "sara" in path or b"Sara" in text]


def test_a_translation_has_all_that_is_not_to_be_translated(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom.content / "photos/flag.jpg").rename(newsroom.content / "articles/2026/11/flag.jpg")
    newsroom.edit(
        "articles/2026/11/handover.md", "tags:", 'embargo: "2026-11-21 06:00"\nwithheld: ["Ali Hassan"]\ntags:'
    )
    assert new(newsroom, "article", "ئاڵاکە هاتە خوارەوە", "--translate", "content/articles/2026/11/handover.md") == 0
    path = "articles/ckb/2026/11/alake-hate-xwarewe.md"
    original = written(newsroom, "articles/2026/11/handover.md")
    same = ("date", "section", "author", "tags", "embargo", "withheld", "photo_credit")
    assert written(newsroom, path) == {key: original[key] for key in same} | {
        "title": "ئاڵاکە هاتە خوارەوە",
        "status": "draft",
        "translation_of": "handover",
        "photo": "articles/2026/11/flag.jpg",
        "photo_alt": "",
        "photo_caption": "",
    }
    assert "# in the original: Coalition formally ends its combat mission" in (newsroom.content / path).read_text(
        "utf-8"
    )
    report = newsroom.build()
    assert {problem.code for problem in report.problems} == {"no-text", "photo-alt", "photo-caption"}
    assert new(newsroom, "article", "--translate", "handover") == 2
    assert "in every language of the paper" in capsys.readouterr().err
    assert new(newsroom, "article", "--translate", "harvest") == 0
    assert written(newsroom, "articles/ckb/2026/10/harvest-ckb.md")["title"] == "Farmers bring in the wheat"


def test_authors_sections_and_pages_in_both_languages(newsroom: Newsroom) -> None:
    assert new(newsroom, "author", "Şîlan Öztürk", "--role", "Editor: desk") == 0
    assert new(newsroom, "author", "شیلان", "--translate", "silan-ozturk") == 0
    assert new(newsroom, "section", "Sport & more") == 0
    assert new(newsroom, "section", "وەرزش", "--translate", "sport-more", "--lang", "ckb") == 0
    assert new(newsroom, "page", "Fact-checking", "--summary", "How we check.") == 0
    assert written(newsroom, "authors/silan-ozturk.md") == {"name": "Şîlan Öztürk", "role": "Editor: desk"}
    assert written(newsroom, "authors/ckb/silan-ozturk.md") == {"name": "شیلان"}
    assert written(newsroom, "sections/sport-more.md") == {"title": "Sport & more", "order": "3"}
    assert written(newsroom, "sections/ckb/sport-more.md") == {"title": "وەرزش"}
    assert written(newsroom, "pages/fact-checking.md")["status"] == "draft"
    assert newsroom.build().problems == ()
    assert "sport-more/index.html" in newsroom.published()
    assert "fact-checking/index.html" not in newsroom.published()


def _layouts(folder: Path) -> Path:
    """With the catalogues in which a language would get one."""
    english = folder / "layouts/locale/en/LC_MESSAGES/dateline.po"
    english.parent.mkdir(parents=True)
    english.write_bytes((ROOT / "layouts/locale/en/LC_MESSAGES/dateline.po").read_bytes())
    for file in (ROOT / "tests/sites/layouts").glob("*.html"):
        (folder / "layouts" / file.name).write_bytes(file.read_bytes())
    return folder / "layouts"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_language_is_added_and_every_other_setting_stays(ends: str, tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, _layouts(tmp_path))
    given = ("--name", "The Courier", "--url", "x.example", "--languages", "en", "--timezone", "UTC", "--form", "")
    assert new(newsroom, "newsroom", *given) == 0
    file = newsroom.content / "site.toml"
    file.write_bytes(
        f"{file.read_text('utf-8')}\n# Of all pictures.\n[photos]\nwidths = [480]\n".replace("\n", ends).encode()
    )
    was, before = read_settings(newsroom.content).value, file.read_bytes()
    assert new(newsroom, "language", "ckb", "--name", "کۆریەر") == 0
    assert new(newsroom, "language", "pl") == 0
    now = read_settings(newsroom.content).value
    assert was
    assert now
    assert now.editions == ("en", "ckb", "pl")
    assert now.of_edition("ckb").site.name == "کۆریەر"
    assert (now.site, now.photos) == (was.site, was.photos)
    assert file.read_bytes().startswith(before.rstrip())
    assert file.read_bytes().count(ends.encode()) == file.read_bytes().count(b"\n")
    # For Sorani everything is there, in Sorani; the policy, too, because it is still ours.
    assert written(newsroom, "sections/ckb/news.md") == {"title": "هەواڵ"}
    assert "ckb" in json.dumps(sorted(tree(newsroom.content / "policies")))
    assert not (newsroom.content / "policies/pl").exists()
    catalogue = (newsroom.layouts / "locale/pl/LC_MESSAGES/dateline.po").read_text("utf-8")
    assert 'msgstr[2] ""' in catalogue  # Polish has three forms of a number
    assert new(newsroom, "article", "بەخێربێن", "--translate", "first", "--lang", "ckb", "-q") == 0
    assert new(newsroom, "article", "Witajcie", "--translate", "first", "--lang", "pl", "-q") == 0
    told = {problem.code for problem in newsroom.build().problems}
    assert told <= {"no-text", "no-catalogue"}  # the layouts here have English alone, and now Polish


def test_a_folder_without_a_newsroom_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newsroom = Newsroom(tmp_path)
    assert new(newsroom, "article", "X") == 2
    assert "new newsroom" in capsys.readouterr().err
    newsroom.write("site.toml", "[site]\nname = \n")
    assert new(newsroom, "article", "X") == 2
    assert "content/site.toml:2" in capsys.readouterr().err
    newsroom.write("site.toml", '[site]\nname = "X"\nurl = "https://x.example"\ntimezone = "UTC"\n')
    assert new(newsroom, "article", "X") == 2
    assert "new section" in capsys.readouterr().err
