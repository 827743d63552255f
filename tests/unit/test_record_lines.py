"""The lines of the record: written, read, joined; no address is lost on the way."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.record.addresses import address_of, file_of, read_addresses, recorded_among
from generator.record.files import read_record, write_lines
from generator.record.lines import RecordLine, parsed, text_of
from tests.unit.newsrooms import BAGHDAD

ADDRESSES = st.from_regex(r"(/[a-z0-9-]{1,4}){0,3}/([a-z]\.html)?", fullmatch=True)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1), timezones=st.just(ZoneInfo("Asia/Baghdad"))).map(
    lambda moment: moment.replace(microsecond=0, fold=0)
)
LINES = st.builds(
    RecordLine,
    address=ADDRESSES,
    first=MOMENTS,
    changed=st.none() | MOMENTS,
    text=st.sampled_from(["", "0123456789abcdef"]),
    file=st.sampled_from(["articles/a.md", "articles/my story.md"]),
    headline=st.sampled_from(["Council", "gone fishing", "پرد", "A\tB\u2028C\nD", "<<<<<<< HEAD"]),
    gone=st.none(),
).map(
    lambda line: line._replace(changed=None, text="", gone=date(2026, 11, 22)) if line.first.minute % 5 == 0 else line
)


def a_line(address: str, **more: Any) -> RecordLine:
    first = datetime(2026, 11, 20, 9, tzinfo=BAGHDAD)
    return RecordLine(address, first, None, "0123456789abcdef", "articles/a.md", "Council")._replace(**more)


@given(st.lists(LINES, max_size=8, unique_by=lambda line: line.address))
def test_what_is_written_is_read_again(lines: list[RecordLine]) -> None:
    again = parsed(text_of(lines).encode(), "2026-11.txt")
    assert again.problems == ()
    assert text_of(placed.line for placed in again.value) == text_of(lines)
    assert [placed.line.address for placed in again.value] == sorted(line.address for line in lines)
    shown = {line.address: (line.first, line.changed, line.text, line.file, line.gone) for line in lines}
    read = (placed.line for placed in again.value)
    assert {line.address: (line.first, line.changed, line.text, line.file, line.gone) for line in read} == shown


@given(st.lists(LINES, max_size=8, unique_by=lambda line: line.address), st.data())
def test_the_quick_way_to_read_finds_what_the_whole_one_does(lines: list[RecordLine], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record")
        names = write_lines(path, read_record(path), lines)
        live = {line.address for line in lines if not line.gone}
        quick = read_addresses(path, names)
        assert (quick.is_sound, set(quick.all)) == (True, live)
        wanted = data.draw(st.sets(st.sampled_from([*(line.address for line in lines), "/other/"]), max_size=6))
        assert recorded_among(path, names, wanted) == live & wanted
        assert write_lines(path, read_record(path), ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "/a/\n",
        "a\t\n",
        "<<<<<<< HEAD\n",
        "/a/\t1\n/a/\t2\n",
        "\ufeff/a/\t1\n",
        "\n",
        "",
        "/a/\t1\n\n/b/\t1\n",
        "0\t1\n",
    ],
)
def test_the_quick_way_leaves_what_is_odd_to_the_whole_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "2026-11.txt").write_bytes(text.encode())
    assert not read_addresses(tmp_path, ["2026-11.txt"]).is_sound


def test_of_two_lines_the_older_publication_and_the_newer_text_count(tmp_path: Path) -> None:
    older = a_line("/a/", first=datetime(2026, 11, 1, 9, tzinfo=BAGHDAD), text="1" * 16)
    newer = a_line("/a/", changed=datetime(2026, 11, 21, 9, tzinfo=BAGHDAD), text="2" * 16)
    gone = a_line("/a/", text="", gone=date(2026, 11, 21))
    (tmp_path / "2026-11.txt").write_text(text_of([newer]) + text_of([older]) + text_of([gone]), "utf-8")
    record = read_record(tmp_path)
    assert record.lines == {"/a/": newer._replace(first=older.first)}
    assert [problem.code for problem in record.problems] == ["record-twice", "record-twice"]


def test_lines_of_one_address_in_two_months_become_one(tmp_path: Path) -> None:
    october = a_line("/a/", first=datetime(2026, 10, 31, 9, tzinfo=BAGHDAD))
    (tmp_path / "2026-10.txt").write_text(text_of([october]), "utf-8")
    (tmp_path / "2026-11.txt").write_text(text_of([a_line("/a/")]), "utf-8")
    assert write_lines(tmp_path, read_record(tmp_path), ()) == ("2026-11.txt",)
    assert [file.name for file in tmp_path.iterdir()] == ["2026-10.txt"]
    assert read_record(tmp_path).lines == {"/a/": october}


@given(ADDRESSES)
def test_an_address_is_that_of_its_file(address: str) -> None:
    assert address_of(file_of(address)) == address
