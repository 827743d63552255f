"""The files for editors' programs name what there is: commands, keys, schemas, lines of a report."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from generator.cli import COMMANDS
from generator.model.dataclass import fields
from generator.model.headers import HEADERS
from generator.model.problems import SourceLocation, error
from generator.model.report import Folders
from generator.report.lines import problem_lines

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / ".vscode"
KEYS = {each.name for kind in HEADERS.values() for each in fields(kind)} | {
    "alt",
    "caption",
    "credit",
    "text",
    "severity",
}


def loaded(name: str) -> Any:
    return json.loads((HERE / name).read_text("utf-8"))


def test_tasks_run_commands_that_there_are() -> None:
    for task in loaded("tasks.json")["tasks"]:
        assert task["args"][0] == "build.py"
        assert task["args"][1] in COMMANDS


def test_the_lines_of_a_check_become_problems_at_their_places() -> None:
    folders = Folders(*(ROOT / name for name in ("content", "public", ".cache", "layouts", "assets")))
    problem = error("unknown-section", "There is: [no] section.", SourceLocation("content/a b.md", 4, 10, "section: x"))
    (line, *_) = problem_lines(problem, folders, ROOT)
    (whole, *_) = problem_lines(error("no-text", "None.", SourceLocation("content/a.md")), folders, ROOT)
    matchers = [task["problemMatcher"] for task in loaded("tasks.json")["tasks"] if task["problemMatcher"]]
    assert len(matchers) == 3
    for matcher in matchers:
        (pattern,) = matcher["pattern"]
        match = re.match(pattern["regexp"], line)
        assert match
        found = {key: match[group] for key, group in pattern.items() if isinstance(group, int)}
        assert found == {
            "file": "content/a b.md", "line": "4", "column": "10", "severity": "error",
            "message": "There is: [no] section.", "code": "unknown-section",
        }  # fmt: skip
        assert re.match(pattern["regexp"], whole)


def test_snippets_have_keys_that_there_are() -> None:
    for name, snippet in loaded("dateline.code-snippets").items():
        keys = {match[1] for line in snippet["body"] if (match := re.match(r"[ -]*([a-z_]+): ?(?![.])", line))}
        assert keys <= KEYS, name


def test_settings_name_schemas_that_there_are() -> None:
    settings = loaded("settings.json")
    named = [*settings["yaml.schemas"], *settings["evenBetterToml.schema.associations"].values()]
    assert named
    assert all((ROOT / path).is_file() for path in named)
