"""A report, as editors, programs and GitHub read it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.model.problems import Problem, SourceLocation, error, warning
from generator.model.report import BuildReport, Counts, Folders, Rebuilt
from generator.model.schedule import DueChange, LateArticle
from generator.report.lines import github_lines, json_text, text_lines

HERE = Path("/home/editor/paper")
FOLDERS = Folders(
    HERE / "content", HERE / "public", HERE / ".cache", HERE / "layouts", Path("/usr/share/dateline/assets")
)
AS_OF = datetime(2026, 11, 22, 6, tzinfo=UTC)
REPORT = BuildReport(
    name="The Courier",
    published=True,
    problems=(),
    counts=Counts(articles=1234, unpublished=0, photos=1, pages=0),
    added=("a/index.html",),
    changed=("index.html", "feed.xml"),
    removed=(),
    unchanged=7,
    seconds=(("read", 0.25), ("pages", 1.5)),
    as_of=AS_OF,
    next_due=None,
)
ERROR = error(
    "unknown-key",
    "Dateline has no key “titel”.",
    SourceLocation("content/articles/a.md", 2, 1, "titel: A headline"),
    "Did you mean “title”?",
)
WARNING = warning("stray-file", "Nothing is made of notes.txt.", SourceLocation("content/notes.txt"))


def lines(report: BuildReport, here: Path = HERE, *, verbose: bool = False, quiet: bool = False) -> list[str]:
    return list(text_lines(report, FOLDERS, here, verbose=verbose, quiet=quiet))


def with_problems(*problems: Problem, published: bool = False) -> BuildReport:
    return replace(REPORT, problems=problems, published=published)


def test_what_was_built_is_told_in_one_line() -> None:
    assert lines(REPORT) == [
        "The Courier: 1,234 articles, 1 photo, no pages in 1.8 s."
        " Files: 1 new, 2 changed, 0 removed, 7 as before, in public."
    ]


def test_a_problem_is_told_with_its_line_a_caret_and_what_to_do() -> None:
    assert lines(with_problems(ERROR)) == [
        "content/articles/a.md:2:1: error: Dateline has no key “titel”. [unknown-key]",
        "    titel: A headline",
        "    ^",
        "    Did you mean “title”?",
        "",
        "Nothing was published: 1 error. What was there before stays as it was.",
    ]


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("title: A: B", 9, "title: A: B", "        ^"),
        ("    - title: A", 7, "- title: A", "  ^"),
        ("\tname:\tvalue", 8, "name:→value", "      ^"),
    ],
)
def test_the_caret_stands_below_its_sign_whatever_the_indent(line: str, column: int, shown: str, caret: str) -> None:
    problem = replace(ERROR, where=SourceLocation("content/a.md", 1, column, line))
    assert lines(with_problems(problem))[1:3] == [f"    {shown}", f"    {caret}"]


def test_a_problem_of_a_whole_file_or_of_none_has_no_caret() -> None:
    assert lines(with_problems(WARNING, published=True))[:2] == [
        "content/notes.txt: warning: Nothing is made of notes.txt. [stray-file]",
        "",
    ]
    assert lines(with_problems(error("odd", "Something.")))[0] == "error: Something. [odd]"


def test_files_are_named_from_where_the_editor_stands() -> None:
    assert lines(with_problems(ERROR), HERE / "content")[0].startswith("articles/a.md:2:1: ")
    assert lines(with_problems(ERROR), Path("/elsewhere"))[0].startswith(
        "/home/editor/paper/content/articles/a.md:2:1: "
    )
    asset = error("missing-asset", "Gone.", SourceLocation("assets/css/a.css", 3))
    assert lines(with_problems(asset))[0].startswith("/usr/share/dateline/assets/css/a.css:3: ")


def test_quiet_tells_errors_only() -> None:
    assert lines(REPORT, quiet=True) == []
    assert lines(with_problems(WARNING, published=True), quiet=True) == []
    told = lines(with_problems(ERROR, WARNING), quiet=True)
    assert told[0].startswith("content/articles/a.md:2:1: error: ")
    assert told[-1] == "Nothing was published: 1 error, 1 warning. What was there before stays as it was."
    assert not [line for line in told if "notes.txt" in line]


def test_verbose_lists_files_and_stages() -> None:
    assert lines(REPORT, verbose=True)[:-1] == [
        "  a/index.html added",
        "  index.html changed",
        "  feed.xml changed",
        "  read          0.25 s",
        "  pages         1.50 s",
    ]


def test_what_is_not_out_and_what_is_due_is_told() -> None:
    due = datetime(2026, 11, 23, 6, tzinfo=UTC)
    bridge = DueChange(due.timestamp(), "out", "The bridge", "articles/bridge.md")
    told = lines(replace(REPORT, counts=Counts(unpublished=2), next_due=due, due=(bridge,)))[-1].splitlines()
    assert told[1].startswith("2 articles not out")
    assert told[2] == "Build again at 2026-11-23 06:00 UTC: “The bridge” comes out (content/articles/bridge.md)."
    later = bridge._replace(instant=due.timestamp() + 60)
    told = lines(replace(REPORT, next_due=due, due=(bridge, bridge._replace(title="Two"), later)))[-1].splitlines()
    assert told[1].endswith("(content/articles/bridge.md), and 1 more.")
    assert len(lines(replace(REPORT, next_due=due.replace(year=2030), due=(bridge,)))[-1].splitlines()) == 1


def test_what_came_out_late_is_told_the_latest_first() -> None:
    due = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
    bridge, well = (
        LateArticle("The bridge", "articles/bridge.md", due, 5400.0),
        LateArticle("The well", "articles/well.md", due, 59.0),
    )
    sentence = "“The bridge” came out 1 h 30 min late: it was due at 2026-11-22 04:30 UTC (content/articles/bridge.md)"
    assert lines(replace(REPORT, late=(well, bridge)))[-1].splitlines()[1:] == [f"{sentence}."]
    worse = well._replace(seconds=60.5)
    assert lines(replace(REPORT, late=(worse, bridge)))[-1].endswith(f"\n{sentence}, and 1 more was late.")
    told = json.loads(json_text(replace(REPORT, late=(bridge,)), FOLDERS, HERE))["late"]
    assert told == [
        {"title": "The bridge", "path": "articles/bridge.md", "due": "2026-11-22T04:30:00+00:00", "seconds": 5400.0}
    ]


def test_pictures_that_wait_are_told_to_everyone_with_what_to_do() -> None:
    told = [*lines(replace(REPORT, waiting=2)), *github_lines(replace(REPORT, waiting=1), FOLDERS, HERE)]
    assert "\n2 photos are not out in all formats yet; build once more without --quick." in told[0]
    assert "\n1 photo is not out " in told[1]
    assert "formats" not in lines(REPORT)[-1]
    assert json.loads(json_text(replace(REPORT, waiting=2), FOLDERS, HERE))["waiting"] == 2


def test_warnings_and_errors_of_a_published_site_are_counted() -> None:
    assert lines(with_problems(WARNING, published=True))[-1].endswith("\nThere was 1 warning.")
    assert lines(with_problems(ERROR, published=True))[-1].endswith("\nThere was 1 error.")
    assert lines(with_problems(ERROR, ERROR, WARNING, published=True))[-1].endswith("\nThere were 2 errors, 1 warning.")


def test_json_tells_the_same_to_programs() -> None:
    told = json.loads(json_text(with_problems(ERROR, WARNING), FOLDERS, HERE))
    assert (told["published"], told["errors"], told["warnings"]) == (False, 1, 1)
    assert told["problems"][0] == {
        "code": "unknown-key", "severity": "error", "message": "Dateline has no key “titel”.",
        "hint": "Did you mean “title”?", "file": "content/articles/a.md", "line": 2, "column": 1,
    }  # fmt: skip
    assert told["problems"][1]["line"] is None
    assert told["counts"] == {"articles": 1234, "unpublished": 0, "photos": 1, "pages": 0}
    assert told["changed"] == ["index.html", "feed.xml"]
    assert (told["as_of"], told["next_due"]) == ("2026-11-22T06:00:00+00:00", None)
    assert (told["due"], told["late"]) == ([], [])
    assert told["seconds"] == {"read": 0.25, "pages": 1.5}
    assert told["made"] == {}


def test_json_tells_programs_why_files_were_made() -> None:
    report = replace(REPORT, rebuilt=(Rebuilt("index.html", ("its text was edited", "what it shows changed")),))
    told = json.loads(json_text(report, FOLDERS, HERE))
    assert told["made"] == {"index.html": ["its text was edited", "what it shows changed"]}
    assert (told["added"], told["changed"], told["removed"]) == (["a/index.html"], ["index.html", "feed.xml"], [])


def test_github_gets_commands_that_no_message_can_break() -> None:
    nasty = error("odd", "100% of\nlines, a: b", SourceLocation("content/a,b:c.md", 5, 2))
    told = list(github_lines(with_problems(nasty, WARNING), FOLDERS, HERE))
    assert told[:2] == [
        "::error file=content/a%2Cb%3Ac.md,line=5,col=2::100%25 of%0Alines, a: b [odd]",
        "::warning file=content/notes.txt::Nothing is made of notes.txt. [stray-file]",
    ]
    assert next(github_lines(with_problems(error("odd", "Something.")), FOLDERS, HERE)) == "::error::Something. [odd]"
