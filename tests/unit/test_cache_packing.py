"""Values pickle quickly, and come back as they were."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.model import documents, outputs, problems, surroundings, views
from generator.model.documents import Body, BodyFigure, BodyLink, DatelinePlace
from generator.model.headers import ArticleHeader, PhotoReference
from generator.model.views import ObjectId
from tests.unit.newsrooms import NOON, OBJECTS, REST, article, plan

ROOT = Path(__file__).resolve().parents[2]
KINDS = [
    kind
    for module in (documents, outputs, problems, surroundings, views)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
]


def copied(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_value_of_every_kind_comes_back_as_it_was(kind: type[Any]) -> None:
    """With another value in each field, so that no two can be mistaken for each other."""
    whole = kind(**{field.name: f"the {field.name}" for field in fields(kind)})
    again = copied(whole)
    assert type(again) is kind
    assert [getattr(again, field.name) for field in fields(kind)] == [f"the {field.name}" for field in fields(kind)]


def test_a_whole_newsroom_and_its_plan_come_back_as_they_were() -> None:
    body = Body(
        ("<p>", DatelinePlace(), BodyLink("b.md"), BodyFigure(PhotoReference("bridge.jpg", focus=(0.5, 0.3)))), 1, "x"
    )
    story = article(author=("dilan",), photo="bridge.jpg", updated=NOON, body=body)
    made = plan(story, article("b")).value
    for value in (story, body, REST, made.outputs, made.planned):
        assert copied(value) == value


def test_what_lies_apart_comes_back_as_it_was() -> None:
    made = plan(article(photo="bridge.jpg")).value
    for story in made.site.stories:
        for packed_object in (story.parts, story.card, story.entry):
            assert isinstance(packed_object, ObjectId)
            value = pickle.loads(OBJECTS[packed_object.digest])
            assert copied(value) == value


def test_what_was_packed_is_unpacked_where_nobody_has_packed() -> None:
    """In a worker that was spawned, or by the next build."""
    packed = pickle.dumps(
        ArticleHeader(title="A", date=NOON, section="iraq", author=("dilan",)), pickle.HIGHEST_PROTOCOL
    )
    asked = "import pickle, sys; header = pickle.load(sys.stdin.buffer); print(header.title, header.section, *header.author)"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, input=packed, capture_output=True, check=True)
    assert told.stdout.split() == [b"A", b"iraq", b"dilan"]
