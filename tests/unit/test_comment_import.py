"""The export of a comment form: approved rows become files, each once, and nothing else of it is written or said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.comment_import.articles import Articles
from generator.comment_import.importing import Imported, Outlet, imported
from generator.comment_import.lines import import_json, import_lines
from generator.model.documents import Comment
from generator.model.headers import CommentsMode, Status
from generator.model.problems import DatelineError
from generator.model.settings import ExportSettings
from generator.read.comments import read_comment
from tests.unit.newsrooms import BAGHDAD, NOON, SETTINGS, article

EXPORT = ExportSettings("Your name", "Your comment", "Timestamp", "Article", "OK?", "In reply to", "Row")
HEAD = "Timestamp,Your name,E-mail,IP,Article,Your comment,OK?,In reply to,Row\n"
SECRET = "reader@mail.example"


def row(
    name: str = "A. Reader",
    text: str = "So it was.",
    *,
    on: str = "handover",
    date: str = "2026-11-21 14:30:05",
    ok: str = "yes",
    reply_to: str = "",
    id: str = "",
) -> str:
    cells = (date, name, SECRET, "192.0.2.1", on, text, ok, reply_to, id)
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


class Desk:
    """A content folder with some articles, and exports that are imported into it."""

    def __init__(self, folder: Path, export: ExportSettings = EXPORT) -> None:
        self.content, self._file = folder / "content", folder / "export.csv"
        self.content.mkdir()
        articles = Articles(SETTINGS, NOON)
        articles.add(
            [
                article("handover", title="“Handover” of the base", aliases=("/old/handover/",)),
                article("other", title="Other"),
                article("gone", status=Status.WITHDRAWN),
                article("draft", status=Status.DRAFT),
                article("past", expires=NOON),
                article("silent", comments=CommentsMode.NONE),
                article("coming", date=NOON + timedelta(days=1), embargo=NOON + timedelta(days=2)),
            ]
        )
        self.outlet = Outlet(articles, export, BAGHDAD, NOON)

    def take(self, *rows: str, head: str = HEAD, encoding: str = "utf-8", trial: bool = False) -> Imported:
        return self.take_bytes((head + "".join(rows)).encode(encoding), trial=trial)

    def take_bytes(self, content: bytes, *, encoding: str = "", trial: bool = False) -> Imported:
        self._file.write_bytes(content)
        return imported(self.outlet, self.content, self._file, encoding, is_trial=trial)

    def comments(self) -> list[Comment]:
        """What a build would read, oldest first."""
        found = []
        for file in sorted(self.content.rglob("*.md")):
            path = file.relative_to(self.content).as_posix()
            checked = read_comment(path, file.read_bytes(), BAGHDAD)
            assert not checked.problems
            assert checked.value
            found.append(checked.value)
        return sorted(found, key=lambda each: each.header.date)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def reasons(done: Imported) -> list[str]:
    return [each.told for each in done.left_out]


def test_an_approved_row_becomes_a_file_that_says_what_it_said(desk: Desk) -> None:
    done = desk.take(row('Ava "A" Reader', "First.\r\n\r\nSecond,\nand third."), row(ok="no"), row(ok=""))
    (comment,) = desk.comments()
    assert (comment.header.name, comment.text) == ('Ava "A" Reader', "First.\n\nSecond,\nand third.")
    assert comment.header.date == NOON.replace(day=21, hour=14, minute=30, second=5)
    assert comment.article == "handover"
    assert (len(done.new), done.unapproved, done.left_out) == (1, 2, ())


def test_no_address_and_no_column_without_a_use_is_written_or_said(desk: Desk) -> None:
    bad = [
        row(SECRET),
        row(text=f"Write to {SECRET}!"),
        row(on=SECRET),
        row(date=SECRET),
        row(reply_to=SECRET),
        row("Z"),
    ]
    done = desk.take(*bad)
    written = b"".join(file.read_bytes() for file in desk.content.rglob("*") if file.is_file())
    said = "\n".join(import_lines(done, is_trial=False)) + import_json(done)
    assert len(done.left_out) == 4
    for secret in ("@", "mail.example", "192.0.2"):
        assert secret.encode() not in written
        assert secret not in said


def test_a_second_import_adds_nothing_and_changes_nothing(desk: Desk) -> None:
    rows = [row(), row("B. Reader", id="7"), row(text="More.", reply_to="7")]
    desk.take(*rows)
    before = {file: file.read_bytes() for file in desk.content.rglob("*") if file.is_file()}
    done = desk.take(*reversed(rows), row("C. Reader", ok="no"))
    assert (done.new, done.known) == ((), 3)
    assert {file: file.read_bytes() for file in desk.content.rglob("*") if file.is_file()} == before


def test_what_an_editor_deleted_stays_deleted_and_what_she_edited_stays_edited(desk: Desk) -> None:
    done = desk.take(row(), row("B. Reader"))
    first, second = (desk.content / each.path for each in done.new)
    first.unlink()
    second.write_text(second.read_text("utf-8").replace("So it was.", "So it is."), "utf-8")
    done = desk.take(row(), row("B. Reader"))
    assert (done.new, done.known, done.deleted) == ((), 1, 1)
    assert [each.text for each in desk.comments()] == ["So it is."]


def test_without_the_list_of_what_was_imported_the_files_are_known_by_their_names(desk: Desk) -> None:
    desk.take(row())
    (desk.content / "comments/.imported").unlink()
    assert desk.take(row()).known == 1
    assert (desk.content / "comments/.imported").is_file()


def test_a_trial_says_the_same_and_writes_nothing(desk: Desk) -> None:
    trial = desk.take(row(), row("", ok="yes"), trial=True)
    assert [*desk.content.rglob("*")] == []
    assert desk.take(row(), row("", ok="yes")) == trial
    assert [*import_lines(trial, is_trial=True)][-1] == "Nothing was written."


@pytest.mark.parametrize(
    "on",
    [
        "handover",
        " handover ",
        "https://outlet.example/kurdistan/2026/11/handover/",
        "https://outlet.example/kurdistan/2026/11/handover?from=mail#comments",
        "/kurdistan/2026/11/handover/",
        "https://outlet.example/old/handover",
        "“Handover” of the base",
        '"handover"  of the base',
    ],
)
def test_an_article_is_known_by_its_id_its_address_and_its_headline(on: str, desk: Desk) -> None:
    desk.take(row(on=on))
    assert [each.article for each in desk.comments()] == ["handover"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (row(on="handovr"), "no article has the id or the headline that it names: did you mean “handover”?"),
        (row(on="../../etc"), "no article has the id or the headline that it names"),
        (row(on="https://outlet.example/nowhere/"), "no article has the address that it names"),
        (row(on=""), "it names no article"),
        (row(""), "it has no name"),
        (row("\u202e\u200b "), "it has no name"),
        (row(text="\n \n"), "it has no text"),
        (row(date="21/11/2026"), "its date is not written as 2026-11-22 14:30; say how as  date_format:  in [comments.export]"),
        (row("x" * 101), "its name has 101 characters; 100 are the most"),
        (row(text="x" * 10_001), "its text has 10,001 characters; 10,000 are the most"),
        (row(text="x" * 2_000_000), "its text has 2,000,000 characters"),
        (row(text="<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> z"), "a build would not read it: "),
    ],
)  # fmt: skip
def test_a_row_that_makes_no_comment_is_left_out_with_its_reason(wrong: str, why: str, desk: Desk) -> None:
    done = desk.take(wrong, row("B. Reader"))
    assert [(each.row, each.told.startswith(why)) for each in done.left_out] == [(2, True)]
    assert len(desk.comments()) == 1


def test_rows_that_are_the_same_become_one_comment(desk: Desk) -> None:
    done = desk.take(row(), row("B. Reader"), row())
    assert (len(done.new), reasons(done)) == (2, ["it is the same as row 2"])


def test_a_text_that_was_edited_in_the_form_is_told_and_changes_nothing(desk: Desk) -> None:
    desk.take(row(), row("B. Reader", id="7"))
    done = desk.take(row(text="So it was not."), row("B. Reader", "No.", id="7"))
    assert ["has the same name and the same second, and another text" in each for each in reasons(done)] == [True]
    assert done.known == 1
    assert {each.text for each in desk.comments()} == {"So it was."}


def notes(done: Imported) -> list[tuple[int, str, str]]:
    return [(each.row, each.path, each.told.partition(":")[0]) for each in done.notes]


def test_a_row_that_is_no_longer_approved_is_told_while_its_file_is_there(desk: Desk) -> None:
    first, second = (each.path for each in desk.take(row(), row("B. Reader", id="7")).new)
    withdrawn = (row(ok="no"), row("B. Reader", "Spam.", ok="", id="7"), row("C. Reader", ok="no"))
    told = "it is no longer approved"
    done = desk.take(*withdrawn)
    assert (notes(done), done.unapproved) == ([(2, first, told), (3, second, told)], 3)
    assert notes(desk.take(row(ok="no"), row())) == []  # it was sent twice, and approved once
    (desk.content / first).unlink()
    assert notes(desk.take(*withdrawn)) == [(3, second, told)]


def test_a_known_row_with_another_text_is_told_and_its_file_stays(desk: Desk) -> None:
    (first,) = (each.path for each in desk.take(row(id="7")).new)
    done = desk.take(row(text="So it was not.", id="7"))
    assert notes(done) == [(2, first, "its text is another one in the file, which stays as it is")]
    assert [each.text for each in desk.comments()] == ["So it was."]


@pytest.mark.parametrize("id", ["7", ""])
def test_a_row_with_another_article_is_told_until_its_file_is_deleted(id: str, desk: Desk) -> None:
    (first,) = (each.path for each in desk.take(row(id=id)).new)
    done = desk.take(row(on="other", id=id), row("B. Reader", on="other", id="7"))
    assert reasons(done) == [
        f"content/{first} is the same comment on another article; if this one is right, delete that file"
    ]
    assert [each.header.name for each in desk.comments() if each.article == "other"] == ["B. Reader"]
    (desk.content / first).unlink()
    assert [each.row for each in desk.take(row(on="other", id=id)).new] == ([] if id else [2])  # B. Reader took the id


def test_formulas_and_html_stay_text(desk: Desk) -> None:
    formula = '=HYPERLINK("https://evil.example";"here")'
    desk.take(row("=1+1", f"{formula}\n\n<script>alert(1)</script> --- {{{{ x }}}} # not: yaml\n---\ntitle: x"))
    (comment,) = desk.comments()
    assert comment.header.name == "=1+1"
    assert comment.text == f"{formula}\n\n<script>alert(1)</script> --- {{{{ x }}}} # not: yaml\n---\ntitle: x"


def test_a_reply_names_the_comment_by_its_row_or_its_address(desk: Desk) -> None:
    desk.take(row(id="7"), row("B. Reader", reply_to="7", date="2026-11-21 15:00:00"))
    first, second = desk.comments()
    assert (first.id, second.header.reply_to) == ("7", "7")
    address = f"https://outlet.example/kurdistan/2026/11/handover/#comment-{second.id}"
    desk.take(row("C. Reader", reply_to=address, date="2026-11-21 16:00:00"))
    assert desk.comments()[-1].header.reply_to == second.id


def test_a_reply_to_what_is_not_there_stands_by_itself_and_is_told(desk: Desk) -> None:
    done = desk.take(row(reply_to="8"))
    assert [each.told for each in done.notes] == ["it answers a comment that is not there, and stands by itself"]
    assert [each.header.reply_to for each in desk.comments()] == [""]


def test_a_comment_older_than_its_article_is_told(desk: Desk) -> None:
    done = desk.take(row(date="2026-11-20 14:30"))
    assert [each.told for each in done.notes] == ["it is older than its article: is the time zone right?"]


@pytest.mark.parametrize(
    ("on", "why"),
    [
        ("gone", "is withdrawn"),
        ("draft", "is a draft"),
        ("past", "has expired"),
        ("silent", "says  comments: none"),
    ],
)
def test_a_comment_on_an_article_that_shows_none_is_told(on: str, why: str, desk: Desk) -> None:
    done = desk.take(row(on=on))
    assert [each.told for each in done.notes] == [f"readers do not see it, because its article {why}"]
    assert len(desk.comments()) == 1


def test_a_date_to_come_is_told_and_left_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path, replace(EXPORT, date_format="M/d/yyyy H:mm"))
    done = desk.take(row(date="12/11/2026 14:30"), row(date="11/22/2026 12:00"), row(date="11/22/2026 12:01"))
    assert [(each.row, each.told.partition(":")[0]) for each in done.left_out] == [
        (2, "its date is to come"),
        (4, "its date is to come"),
    ]
    assert len(desk.comments()) == 1


@pytest.mark.parametrize("delimiter", ",;\t|")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_programs_write_tables_in_many_ways(delimiter: str, encoding: str, desk: Desk) -> None:
    rows = [delimiter.join(line.split(",")) for line in (HEAD, row("ئاوات عەلی", "دەقەکە: چاک بوو"))]
    desk.take_bytes("".join(rows).replace("\n", "\r\n").encode(encoding))
    (comment,) = desk.comments()
    assert (comment.header.name, comment.text) == ("ئاوات عەلی", "دەقەکە: چاک بوو")


def test_an_older_encoding_is_told_and_can_be_named(desk: Desk) -> None:
    content = (HEAD + row("José")).encode("latin-1")
    with pytest.raises(DatelineError, match=r"is not in UTF-8.*--encoding windows-1252"):
        desk.take_bytes(content)
    desk.take_bytes(content, encoding="latin-1")
    assert [each.header.name for each in desk.comments()] == ["José"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (row() + row(), "none of the columns"),
        ("", "none of the columns"),
        (HEAD.replace("Your name", "Name of you"), r"no column for: name = “Your name” \(did you mean"),
        (HEAD.replace("E-mail", "Your name"), "two columns “Your name”"),
        (HEAD + row() + '2026-11-21,"never closed,\n' + row(), "a cell has no end"),
    ],
    ids=["no head", "empty", "a column is missing", "a column is there twice", "an open quotation mark"],
)
def test_a_file_that_is_no_such_table_is_refused_as_a_whole(content: str, said: str, desk: Desk) -> None:
    with pytest.raises(DatelineError, match=said) as fault:
        desk.take_bytes(content.encode())
    assert SECRET not in str(fault.value)
    assert [*desk.content.rglob("*")] == []


def test_a_cell_of_twenty_megabytes_is_left_out_and_the_rest_is_not(desk: Desk) -> None:
    done = desk.take(row(text="x" * 20_000_000), row())
    assert reasons(done) == ["its text has 20,000,000 characters"]
    assert len(desk.comments()) == 1


@pytest.mark.parametrize(
    ("pattern", "zone", "written", "hour"),
    [
        ("", "", "2026-11-21T11:30:00.000Z", 14),
        ("", "", "2026-11-21 14:30", 14),
        ("", "UTC", "2026-11-21 11:30", 14),
        ("M/d/yyyy H:mm:ss", "", "11/21/2026 14:30:00", 14),
        ("yyyy/MM/dd h:mm:ss a x", "", "2026/11/21 2:30:00 PM GMT+3", 14),
        ("yyyy/MM/dd h:mm:ss a x", "", "2026/11/21 12:30:00 am GMT", 3),
        ("dd.MM.yyyy 'um' HH:mm", "Europe/Berlin", "21.11.2026 um 12:30", 14),
        ("d/M/yy HH:mm", "", "21/11/26 14:30", 14),
        ("d/M/yyyy HH:mm", "", "٢١/١١/٢٠٢٦ ١٤:٣٠", 14),
    ],
)
def test_a_date_is_read_as_the_settings_say(pattern: str, zone: str, written: str, hour: int, tmp_path: Path) -> None:
    export = replace(EXPORT, date_format=pattern, timezone=zone)
    desk = Desk(tmp_path, export)
    done = desk.take(row(date=written))
    assert not done.left_out
    (comment,) = desk.comments()
    assert comment.header.date.astimezone(ZoneInfo("Asia/Baghdad")) == NOON.replace(day=21, hour=hour, minute=30)


def test_a_day_without_a_time_stays_a_day(desk: Desk) -> None:
    desk.take(row(date="2026-11-21"))
    (comment,) = desk.comments()
    assert comment.header.date == NOON - timedelta(hours=36)
    assert b"date: 2026-11-21\n" in (desk.content / comment.path).read_bytes()
