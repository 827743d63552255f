"""What an article that cannot be read says all the same of whether it is out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.model.documents import Standing
from generator.model.headers import Status
from generator.read.front_matter.remains import standing_of
from tests.unit.newsrooms import BAGHDAD


def standing(header: str) -> Standing | None:
    return standing_of(f"---\ntitle: Draft\n{header}\n---\nstatus: draft\n".encode(), BAGHDAD)


WITHDRAWN = Standing(status=Status.WITHDRAWN)


@pytest.mark.parametrize(
    "header",
    [
        "status: withdrawn\nsumary: x",
        'status: "withdrawn" # see mail\nsumary: x',
        "Status: withdrawn",
        "status: withdrawn\ntags: [a",
        "status: 'withdrawn' # see mail\n\tphoto: a.jpg",
        "status: withdrawn\ndate: yesterday",
    ],
)
def test_a_withdrawal_is_read_whatever_else_is_wrong(header: str) -> None:
    assert standing(header) == WITHDRAWN


@pytest.mark.parametrize(
    "text", ["status: withdrawn\n\nText", "---\nstatus: withdrawn\n\nText", "+++\nstatus = 'withdrawn'\n+++\n"]
)
def test_a_withdrawal_is_read_where_there_is_no_front_matter(text: str) -> None:
    assert standing_of(text.encode(), BAGHDAD) == WITHDRAWN


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256"])
def test_a_withdrawal_is_read_in_any_encoding(encoding: str) -> None:
    assert standing_of("---\ntitle: پرد\nstatus: withdrawn\n---\n".encode(encoding, "replace"), BAGHDAD) == WITHDRAWN


@pytest.mark.parametrize(
    "header",
    [
        "status: withdrawm",
        "staus: withdrawn",
        "draft: true",
        "published: false",
        "expires: tomorrow",
        "expires: 2026-11-30",
        "embargo: 2026-13-01 09:00",
        "embargo: tomorrow\ntags: [a",
        "<<<<<<< here\nstatus: published\n=======\nstatus: withdrawn\n>>>>>>> there",
    ],
)
def test_what_cannot_be_understood_counts_as_not_out(header: str) -> None:
    assert standing(header) is None


@pytest.mark.parametrize(
    "header", ["sumary: x", "tags: [a", "date: yesterday", "status: published # at last\ntags: [a"]
)
def test_what_says_nothing_of_it_is_out(header: str) -> None:
    assert standing(header) == Standing()


def test_its_instants_are_read() -> None:
    expected = Standing(date=datetime(2026, 11, 20, tzinfo=BAGHDAD), expires=datetime(2027, 1, 1, tzinfo=UTC))
    assert standing("date: 2026-11-20\nexpires: 2027-01-01 00:00Z\nsumary: x") == expected
