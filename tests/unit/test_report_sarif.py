"""A log in SARIF 2.1.0, judged by its official schema, and by what the standard asks for beside it (OASIS)."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema

from generator.model.problems import FieldLocation, Problem, SourceLocation, error, warning
from generator.model.report import Folders
from generator.model.rules import RULES
from generator.report.sarif import sarif_log, sarif_text

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
HERE = Path("/home/editor/paper")
FOLDERS = Folders(HERE / "content", HERE / "public", HERE / ".cache", HERE / "layouts", Path("/usr/share/assets"))
GUIDE = "https://git.example/paper/blob/1a/content/README.md"
PROBLEMS: tuple[Problem, ...] = (
    error(
        "unknown-key",
        "There is no key “titel”.",
        SourceLocation("content/articles/پرد a.md", 2, 1, "titel: A"),
        "Write title.",
    ),
    warning("photo-credit", "No credit.", SourceLocation("content/articles/a.md")),
    error("layout", "Broken.", SourceLocation("assets/style.css", 3)),
    error("nothing-remembered", "Lost."),
    error("missing-key", "Not looked up.", FieldLocation("content/articles/a.md", "title")),
)


def test_a_log_is_what_the_official_schema_says() -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8-sig"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for log in (sarif_log(PROBLEMS, FOLDERS, HERE, GUIDE), sarif_log((), FOLDERS, HERE)):
        validator.validate(log)


def test_a_log_has_what_the_standard_asks_for() -> None:
    log = sarif_log(PROBLEMS, FOLDERS, HERE, GUIDE)
    assert (log["version"], urlsplit(log["$schema"]).path) == ("2.1.0", "/sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert len(run["results"]) == len(PROBLEMS)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len({*ids}) == len(ids)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        assert rule["helpUri"].startswith("https://git.example/paper/blob/1a/content/R")
    for result, problem in zip(run["results"], PROBLEMS, strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
        assert result["level"] in ("warning", "error")
        assert result["message"]["text"]
        assert all(isinstance(each, str) for each in result["partialFingerprints"].values())
        for location in result.get("locations", ()):
            place = location["physicalLocation"]
            address = place["artifactLocation"]
            assert address["uri"].isascii()
            assert " " not in address["uri"]
            is_relative = not urlsplit(address["uri"]).scheme
            assert is_relative == (address.get("uriBaseId") in run["originalUriBaseIds"])
            assert all(number > 0 for key, number in place.get("region", {}).items() if key.startswith("start"))
    for base in run["originalUriBaseIds"].values():
        assert base["uri"].endswith("/")  # 3.14.14
    assert run["columnKind"] == "unicodeCodePoints"


def test_each_problem_is_at_its_place() -> None:
    results = sarif_log(PROBLEMS, FOLDERS, HERE)["runs"][0]["results"]
    first = results[0]["locations"][0]["physicalLocation"]
    assert unquote(first["artifactLocation"]["uri"]) == "content/articles/پرد a.md"
    assert first["region"] == {"startLine": 2, "startColumn": 1, "snippet": {"text": "titel: A"}}
    assert "region" not in results[1]["locations"][0]["physicalLocation"]
    assert results[2]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "file:///usr/share/assets/style.css"
    }
    assert "locations" not in results[3]


def test_all_rules_that_can_be_changed_are_listed_and_a_place_without_a_guide_has_no_address() -> None:
    log = json.loads(sarif_text((), FOLDERS, HERE))
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*RULES]
    assert not any("helpUri" in rule for rule in rules)
    assert log["runs"][0]["results"] == []
