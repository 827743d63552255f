"""What `check --fix` mends, and what it never touches."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.fixes.dates import iso_date
from generator.fixes.diff import diff_lines
from generator.fixes.files import LETTERS, QUOTES, Fixed, fixes_of
from generator.read.documents import Reading
from generator.read.scan import scanned

READING = Reading(ZoneInfo("Asia/Baghdad"), "en", ("en", "ckb", "ar-IQ"))


PATH = "articles/x.md"


def fixed(folder: Path, text: str, path: str = PATH, *also: str) -> Fixed | None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return next(iter(fixes_of(scanned(folder, "content").value, READING, also=also)), None)


def mended(folder: Path, text: str, path: str = PATH, *also: str) -> str:
    found = fixed(folder, text, path, *also)
    return found.after.decode() if found else text


HEAD = "---\ntitle: A headline\ndate: 2026-11-20 14:30\nsection: kurdistan\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Two  words,   and more.", "Two words, and more."),
        ("A hard break  \nstays.", "A hard break  \nstays."),
        ('He said "no" and it\'s so...', "He said “no” and it’s so…"),
        ("What....", "What...."),
        ("Left\u200e and \u202bright\u202c.", "Left and right."),
        ('Code `a  "b"...` stays, text  does not.', 'Code `a  "b"...` stays, text does not.'),
        ('```\na  "b"...\n```', '```\na  "b"...\n```'),
        ("~~~~ python\na  b\n~~~\na  b\n~~~~", "~~~~ python\na  b\n~~~\na  b\n~~~~"),
        ('    indented  "code"', '    indented  "code"'),
        ('[a  "link"](https://x.example/a...b "T  t") stays', '[a  "link"](https://x.example/a...b "T  t") stays'),
        ('![a  "b"](x.jpg "C  c."){credit="A  B"}', '![a  "b"](x.jpg "C  c."){credit="A  B"}'),
        ('<div class="a">\nTwo  words...\n</div>', '<div class="a">\nTwo  words...\n</div>'),
        ('A <b title="x  y">bold  word</b>  here', 'A <b title="x  y">bold word</b>  here'),
        ("https://x.example/a...b  and  more", "https://x.example/a...b  and more"),
        ("| a  | b... |\n|---|---|\n| c  | d |", "| a  | b... |\n|---|---|\n| c  | d |"),
        ('[1]: https://x.example/  "Title  here"', '[1]: https://x.example/  "Title  here"'),
        ("- an entry  of a list...", "- an entry of a list…"),
        ('An \\"escaped\\" sign...', 'An \\"escaped\\" sign…'),
    ],
)
def test_running_text_is_mended_and_nothing_else(tmp_path: Path, before: str, after: str) -> None:
    assert mended(tmp_path, f"{HEAD}{before}\n", PATH, QUOTES) == f"{HEAD}{after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("headline: A", "title: A"),
        ("Keywords: a, b   # a note", "tags: a, b   # a note"),
        ("categories: kurdistan", "section: kurdistan"),
        ("categories: [one, two]", "categories: [one, two]"),
        ("image: {src: a.jpg}", "image: {src: a.jpg}"),
        ("img: 'a.jpg'", "photo: 'a.jpg'"),
        ("title: A\nheadline: B", "title: A\nheadline: B"),
        ("headline: A\nheading: B", "title: A\nheading: B"),
        ("date: 22.11.2026 14:30 # when", "date: 2026-11-22 14:30 # when"),
        ('lastmod: "November 22, 2026 2:30 PM"', "updated: 2026-11-22 14:30"),
        ("date: 3/4/2026", "date: 3/4/2026"),
        (
            "corrections:\n  - date: 22.11.2026 14:30\n    text: 1.2.2026",
            "corrections:\n  - date: 2026-11-22 14:30\n    text: 1.2.2026",
        ),
        ("title: 22.11.2026", "title: 22.11.2026"),
        ("title: A\u200f headline", "title: A headline"),
        ("lang: ckb\ntags: [هەولێر, كوردستان]", "lang: ckb\ntags: [هەولێر, کوردستان]"),
        ("lang: ckb\ntags:\n  - علي\nauthor: علي", "lang: ckb\ntags:\n  - علی\nauthor: علی"),
        ("lang: ckb\ntitle: علي", "lang: ckb\ntitle: علي"),
        ("lang: ar-IQ\ntags: [کرکوک, علی]", "lang: ar-IQ\ntags: [كركوك, علی]"),
        ("tags: [علي]", "tags: [علي]"),
        ("title: [broken", "title: [broken"),
    ],
)
def test_front_matter_is_mended_line_by_line(tmp_path: Path, before: str, after: str) -> None:
    assert mended(tmp_path, f'---\n{before}\nsummary:  "Two  words..."\n---\nText.\n') == (
        f'---\n{after}\nsummary:  "Two  words..."\n---\nText.\n'
    )


def test_other_documents_keep_their_keys_and_comments_their_words(tmp_path: Path) -> None:
    assert mended(tmp_path, "---\nname: A\nheadline: B\n---\nTwo  words.\n", "authors/a.md") == (
        "---\nname: A\nheadline: B\n---\nTwo words.\n"
    )
    comment = "---\nname: A\ndate: 22.11.2026\n---\nTwo  words...\n"
    assert mended(tmp_path / "other", comment, "comments/x/a.md") == comment


def test_letters_in_running_text_are_mended_when_that_is_asked_for(tmp_path: Path) -> None:
    head = "---\ntitle: A\nlang: ckb\n---\n"
    assert mended(tmp_path, f"{head}علي `علي`\n") == f"{head}علي `علي`\n"
    assert mended(tmp_path, f"{head}علي `علي`\n", PATH, LETTERS) == f"{head}علی `علي`\n"


def test_byte_order_mark_and_ends_of_lines_stay(tmp_path: Path) -> None:
    before = "\ufeff---\r\nheadline: A\r\n---\r\nTwo  words.\r\nAnd\nso  on"
    found = fixed(tmp_path, before)
    assert found is not None
    assert found.after.decode() == "\ufeff---\r\ntitle: A\r\n---\r\nTwo words.\r\nAnd\nso on"
    lines = [*diff_lines(found, "content/articles/x.md")]
    assert lines[:2] == ["--- a/content/articles/x.md", "+++ b/content/articles/x.md"]
    assert "-headline: A\r" in lines
    assert "+title: A\r" in lines
    assert lines[-1] == "\\ No newline at end of file"


def test_what_was_mended_stays_as_it_is(tmp_path: Path) -> None:
    text = '---\nheadline: A\nlastmod: 22.11.2026 2:30 pm\ntags: [كورد]\nlang: ckb\n---\nTwo  "words"...\n'
    once = mended(tmp_path, text, PATH, LETTERS, QUOTES)
    assert once != text
    assert fixed(tmp_path, once, PATH, LETTERS, QUOTES) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026/11/22", "2026-11-22"),
        ("2026.1.2 9:05", "2026-01-02 09:05"),
        ("22/11/2026, 14:30:15", "2026-11-22 14:30:15"),
        ("11/22/2026 2:30 PM", "2026-11-22 14:30"),
        ("5.4.2026", "2026-04-05"),
        ("5/5/2026", "2026-05-05"),
        ("22 November 2026", "2026-11-22"),
        ("Nov. 22nd, 2026 at 12:10 a.m.", "2026-11-22 00:10"),
        ("Sun, 22 Nov 2026 14:30:00 +0300", "2026-11-22 14:30:00+03:00"),
        ("٢٢/١١/٢٠٢٦", "2026-11-22"),
        ("2026-11-22 14:30", ""),
        ("2026-11-22T14:30:00Z", ""),
        ("4/5/2026", ""),
        ("31.2.2026", ""),
        ("22 Foo 2026", ""),
        ("22.11.2026 14:70", ""),
        ("22.11.2026 14:30 PM", ""),
        ("22.11.26", ""),
        ("tomorrow", ""),
    ],
)
def test_a_date_is_rewritten_where_it_means_one_day(written: str, meant: str) -> None:
    assert iso_date(written) == meant
