"""The forms for issues are as GitHub takes them: one that is not is not shown, and nobody is told.

The rules are those of “Syntax for GitHub's form schema” in GitHub's documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / ".github" / "ISSUE_TEMPLATE"
FORMS = sorted(file.name for file in FOLDER.glob("*.yml") if file.name != "config.yml")
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_one_that_github_shows(name: str) -> None:
    form = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    assert form.keys() <= {"name", "description", "title", "labels", "assignees", "body", "projects", "type"}
    assert form["name"]
    assert form["description"]
    ids, labels = [], []
    for field in form["body"]:
        kind, attributes = field["type"], field["attributes"]
        assert attributes.keys() <= ATTRIBUTES[kind]
        assert field.keys() <= {"type", "id", "attributes", "validations"}
        if kind == "markdown":
            assert attributes["value"]
            continue
        ids.append(field["id"])
        labels.append(attributes["label"])
        assert re.fullmatch(r"[\w-]+", field["id"])
        if kind == "dropdown":
            assert len(set(attributes["options"])) == len(attributes["options"])
            assert "None" not in attributes["options"]
    assert ids
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
