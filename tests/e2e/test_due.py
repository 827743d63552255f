"""`python build.py due`: what changes next, told without a build, whatever has changed since the last one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from newsroom import AS_OF, Newsroom, a_newsroom, mtimes

EVENING = "2026-11-22 18:00"
FEAST = datetime.fromisoformat("2026-11-22T18:00:00+03:00")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    newsroom.article("feast", title="The feast", date="2026-11-20 10:00", embargo=EVENING)
    newsroom.article("sale", title="The sale", expires="2026-11-23 08:00")
    newsroom.article("draft", title="A draft", status="draft", date="2026-11-22 12:00")
    return newsroom


def due(newsroom: Newsroom, *options: str) -> tuple[int, Any]:
    said = newsroom.build_py("due", "--format", "json", *options)
    return said.returncode, json.loads(said.stdout)


def changes(told: Any) -> list[tuple[str, str]]:
    return [(change["title"], change["what"]) for change in told["changes"]]


BOTH = [("The feast", "out"), ("The sale", "expired")]


def test_before_the_first_build_the_content_says_what_is_due(newsroom: Newsroom) -> None:
    said = newsroom.build_py("due")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.splitlines() == [
        "No site is published here yet; this is what the content says.",
        "Next at 2026-11-22 18:00 UTC+03:00, in 9 h:",
        "    “The feast” comes out (content/articles/feast.md)",
        "Then:",
        "    2026-11-23 08:00  “The sale” expires (content/articles/sale.md)",
    ]
    code, told = due(newsroom, "--as-of", "2026-11-22 19:00")
    assert (code, told["built"], told["overdue"]) == (0, None, False)
    assert changes(told) == BOTH[1:]
    assert not newsroom.output.exists()
    assert not newsroom.cache.exists()


def test_after_a_build_the_ledger_says_the_same(newsroom: Newsroom) -> None:
    before = due(newsroom)[1]
    newsroom.build()
    code, told = due(newsroom)
    assert code == 0
    assert told == before | {"built": "2026-11-22T09:00:00+03:00"}
    assert changes(told) == BOTH
    assert told["next_due"] == "2026-11-22T18:00:00+03:00"
    assert newsroom.build_py("due", "--format", "unix").stdout == f"{int(FEAST.timestamp())}\n"


def test_what_has_come_since_the_last_build_is_overdue(newsroom: Newsroom) -> None:
    newsroom.build()
    assert due(newsroom, "--as-of", "2026-11-22 17:59:59")[0] == 0
    code, told = due(newsroom, "--as-of", EVENING)
    assert (code, told["overdue"], told["next_due_unix"]) == (3, True, int(FEAST.timestamp()))
    said = newsroom.build_py("due", "--as-of", "2026-11-22 18:12")
    assert (said.returncode, said.stdout.splitlines()[0]) == (
        3,
        "Overdue since 2026-11-22 18:00 UTC+03:00, for 12 min. Build now:",
    )
    assert newsroom.build_py("due", "-q", "--as-of", EVENING).stdout == ""
    newsroom.build(as_of=FEAST)
    assert due(newsroom, "--as-of", EVENING)[0] == 0


def test_a_site_that_never_changes_by_itself_has_nothing_due(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    newsroom.build()
    assert newsroom.build_py("due").stdout == "Nothing is due: the site changes only when its content does.\n"
    assert newsroom.build_py("due", "--format", "unix").stdout == ""


def _deleted(path: str) -> Callable[[Newsroom], None]:
    return lambda newsroom: (newsroom.content / path).unlink()


EDITS: dict[str, tuple[Callable[[Newsroom], None], list[tuple[str, str]]]] = {
    "a new article": (
        lambda newsroom: newsroom.article("vote", title="The vote", date="2026-11-22 10:30"),
        [("The vote", "out"), *BOTH],
    ),
    "another embargo": (
        lambda newsroom: newsroom.edit("articles/feast.md", EVENING, "2026-11-24 18:00"),
        [BOTH[1], BOTH[0]],
    ),
    "a deleted article": (_deleted("articles/feast.md"), BOTH[1:]),
    "another time zone": (lambda newsroom: newsroom.edit("site.toml", "Asia/Baghdad", "UTC"), BOTH),
    "days until comments close": (
        lambda newsroom: newsroom.edit("site.toml", "[comments]", "[comments]\nclose_after_days = 2"),
        [("Coalition formally ends its combat mission", "comments-closed"), *BOTH],
    ),
    "a text": (lambda newsroom: newsroom.edit("articles/handover.md", "noon", "one"), BOTH),
}


@pytest.mark.parametrize("what", EDITS)
def test_of_edited_content_it_says_what_is_due_now(what: str, newsroom: Newsroom) -> None:
    newsroom.build()
    edit, expected = EDITS[what]
    edit(newsroom)
    _, told = due(newsroom)
    assert told["edited"] == 1
    assert [each for each in changes(told) if each in expected] == expected
    shutil.rmtree(newsroom.cache)
    assert due(newsroom)[1]["changes"] == told["changes"], "as one says who knows nothing of the last build"


def test_an_article_that_was_written_after_the_last_build_may_be_overdue(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.article("vote", title="The vote", date="2026-11-22 10:30")
    code, told = due(newsroom, "--as-of", "2026-11-22 11:00")
    assert (code, changes(told)[0]) == (3, ("The vote", "out"))


def test_as_of_an_instant_before_the_last_build_nothing_is_overdue(newsroom: Newsroom) -> None:
    newsroom.build(as_of=datetime.fromisoformat("2026-11-25T06:00:00+03:00"))
    assert due(newsroom, "--as-of", "2026-11-25 07:00")[1]["changes"] == []
    code, told = due(newsroom, "--as-of", "2026-11-22 17:00")
    assert (code, changes(told)) == (0, BOTH)


def test_content_with_errors_is_told_with_its_exit_code_unless_something_is_overdue(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.edit("articles/handover.md", "section: ", "section: no")
    code, told = due(newsroom)
    assert (code, told["errors"]) == (1, 1)
    assert newsroom.build_py("due").stdout.splitlines()[1].startswith("The content has errors, so nothing will")
    assert due(newsroom, "--as-of", EVENING)[0] == 3
    newsroom.write("site.toml", "[site\n")
    code, told = due(newsroom)
    assert (code, told["next_due"]) == (1, None)


def test_it_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.build()
    before = {path: mtimes(path) for path in (newsroom.output, newsroom.cache, newsroom.content)}
    due(newsroom, "--as-of", EVENING)
    newsroom.article("vote")
    before[newsroom.content] = mtimes(newsroom.content)
    due(newsroom)
    assert {path: mtimes(path) for path in before} == before


def test_a_damaged_ledger_is_as_good_as_none(newsroom: Newsroom) -> None:
    newsroom.build()
    for ledger in newsroom.cache.glob("*.sqlite"):
        ledger.write_bytes(ledger.read_bytes()[:5000])
    code, told = due(newsroom)
    assert (code, told["built"], changes(told)) == (0, None, BOTH)


def test_a_site_that_was_deleted_is_none(newsroom: Newsroom) -> None:
    newsroom.build()
    shutil.rmtree(newsroom.output)
    assert due(newsroom, "--as-of", EVENING)[1]["built"] is None


def test_a_preview_is_due_when_its_marks_change(newsroom: Newsroom) -> None:
    assert changes(due(newsroom, "--drafts")[1]) == BOTH, "an embargo on what is dated before"


@pytest.mark.parametrize("command", [(), ("due",), ("check",)], ids=str)
def test_an_instant_that_clocks_show_twice_or_never_is_refused_with_both_choices(
    command: tuple[str, ...], newsroom: Newsroom
) -> None:
    newsroom.edit("site.toml", "Asia/Baghdad", "America/New_York")
    said = newsroom.build_py(*command, "--as-of", "2026-11-01 01:30")
    assert said.returncode == 2
    assert said.stderr == (
        "error: --as-of: 2026-11-01 01:30 is there twice in America/New_York, because clocks are set back."
        " Write 2026-11-01 01:30-04:00 for the first, or 2026-11-01 01:30-05:00 for the second.\n"
    )
    said = newsroom.build_py(*command, "--as-of", "2026-03-08 02:30")
    assert "Write 2026-03-08 01:30 or 2026-03-08 03:30." in said.stderr
    assert newsroom.build_py(*command, "--as-of", "2026-11-01 01:30-05:00").returncode == 0


def test_a_build_says_by_how_much_an_article_was_late(newsroom: Newsroom) -> None:
    """Also when builds have failed since then; and only once."""
    newsroom.build()
    newsroom.edit("articles/handover.md", "section: ", "section: no")
    assert newsroom.build(as_of=FEAST).errors
    newsroom.edit("articles/handover.md", "section: no", "section: ")
    said = newsroom.build_py("--as-of", "2026-11-22 18:12")
    late = "“The feast” came out 12 min late: it was due at 2026-11-22 18:00 UTC+03:00 (content/articles/feast.md)."
    assert late in said.stdout.splitlines()
    assert "late" not in newsroom.build_py("--as-of", "2026-11-22 18:13").stdout
    newsroom.article("new", title="New")
    assert "late" not in newsroom.build_py("--as-of", "2026-11-22 18:14").stdout


def test_what_comes_out_on_time_is_not_late(newsroom: Newsroom) -> None:
    newsroom.build()
    assert newsroom.build(as_of=FEAST).late == ()
    newsroom.article("old", title="Old", date="2026-11-01 10:00")
    assert newsroom.build(as_of=FEAST).late == (), "nor is what was written later"
    assert newsroom.build(as_of=AS_OF).late == ()
