"""Recorded addresses never vanish: each is in the site, or its article was taken back, or an editor accepted that it is gone,
or the build stops and names it; whichever way the site is planned."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom, codes, document

from generator.commands import record
from generator.model.problems import DatelineError
from generator.plan.urls import output_path
from generator.record.files import read_record
from tests.laws import edits
from tests.laws.edits import Edit, Session
from tests.laws.paper import SECOND, Paper, a_paper, assert_built_as_from_nothing

EXAMPLES = max(1, settings().max_examples // 20)

_NAMED = re.compile(r" (/[^\s,]*)")


def keep_record(paper: Paper, *more: str) -> None:
    """`python build.py record`, which may refuse."""
    with suppress(DatelineError):
        record.run(["-q", *paper.newsroom.arguments()[4:], f"--as-of={paper.as_of.isoformat()}", "--jobs=1", *more])
    for file in (paper.newsroom.content / "record").glob("*.txt"):
        os.utime(file, ns=(paper.now, paper.now))


def accept(paper: Paper) -> None:
    keep_record(paper, "--accept")


def split_record(paper: Paper) -> None:
    """Two branches that git could not join."""
    for file in sorted((paper.newsroom.content / "record").glob("*.txt"))[:1]:
        lines = file.read_bytes().splitlines(keepends=True)
        half = len(lines) // 2
        paper.put(file, b"".join([b"<<<<<<< HEAD\n", *lines[:half], b"=======\n", *lines[half:], b">>>>>>> desk\n"]))


KEYS = {
    key: edits.KEYS[key]
    for key in ("title", "date", "section", "embargo", "expires", "status", "aliases", "id", "lang")
}
MOVES: st.SearchStrategy[Edit] = st.one_of(
    st.just(Edit(keep_record)),
    st.just(Edit(keep_record)),
    st.just(Edit(accept)),
    edits._written(edits.ARTICLES, KEYS),
    edits._written(edits.ARTICLES, KEYS),
    edits._edit(edits.add, edits._article, st.just("More was said.")),
    edits._edit(edits.delete, st.sampled_from((*edits.ARTICLES, *edits.PAGES, "sections/culture.md"))),
    edits._edit(edits.rename, edits._article, edits._article),
    edits._edit(edits.copy, edits._article, edits._article),
    edits._edit(edits.break_off, edits._article),
    edits._edit(edits.mend, edits._article),
    edits._written(edits.PAGES, {"status": ("", "draft", "withdrawn"), "aliases": ([], ["/us/"])}),
    st.sampled_from(
        [Edit(edits.set_up, ("site", "permalink", value)) for value in edits.SETTINGS["site", "permalink"]]
    ),
    st.just(Edit(edits.speak, ("ckb",))),
    edits._edit(edits.move_clock, st.sampled_from((-75, 0, 24, 51))),
    st.sampled_from(
        [Edit(edits.delete_cache), Edit(edits.delete_output), Edit(edits.clone_afresh), Edit(split_record)]
    ),
)
SESSIONS = st.builds(Session, st.lists(MOVES, min_size=1, max_size=3).map(tuple), st.booleans())


def _site(content: Path, folder: Path, paper: Paper, texts: dict[str, Any]) -> dict[str, bytes] | None:
    """The site of these texts with no record; None for one with errors."""
    shutil.rmtree(folder, ignore_errors=True)
    newsroom = Newsroom(folder, paper.newsroom.layouts, paper.newsroom.assets)
    shutil.copytree(content, newsroom.content, ignore=shutil.ignore_patterns("record"))
    for path, (keys, body) in texts.items():
        newsroom.write(path, document(body, keys))
    report = newsroom.build(as_of=paper.as_of, begun=paper.now)
    return None if report.errors else newsroom.published()


def _is_over(keys: dict[str, Any], as_of: datetime) -> bool:
    expires = keys.get("expires")
    if keys.get("status") == "withdrawn":
        return True
    moment = datetime.fromisoformat(expires) if expires else None
    return moment is not None and (moment if moment.tzinfo else moment.astimezone(as_of.tzinfo)) <= as_of


def _assert_none_vanishes(sessions: Sequence[Session], folder: Path) -> None:
    paper = a_paper(folder)
    assert paper.build().problems == ()
    keep_record(paper)
    for session in sessions:
        session.make(paper)
        before = paper.newsroom.published()
        report = paper.build()
        assert_built_as_from_nothing(paper, before, report)
        named = {
            address
            for problem in report.problems
            if problem.code == "vanished-address"
            for address in _NAMED.findall(problem.message.partition(" of “")[0])
        }
        lines = read_record(paper.newsroom.content / "record").lines.values()
        live = {line.address for line in lines if not line.gone and line.first <= paper.as_of}
        assert named <= live
        site = _site(paper.newsroom.content, folder / "other", paper, {})
        if site is None:
            assert report.errors
            continue
        missing = {address for address in live if output_path(address) not in site}
        assert named <= missing
        over = {path: keys for path, (keys, _) in paper.texts.items() if _is_over(keys, paper.as_of)}
        again = {
            path: ({key: value for key, value in keys.items() if key not in ("status", "expires", "embargo")}, "")
            for path, keys in over.items()
        }
        back = _site(paper.newsroom.content, folder / "other", paper, again) if over else site
        if back is not None:
            assert {address for address in missing - named if output_path(address) not in back} == set()
        assert report.published == (not named and "record-conflict" not in codes(report))


@given(st.lists(SESSIONS, min_size=1, max_size=6))
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_is_edited_no_recorded_address_vanishes(sessions: Sequence[Session]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _assert_none_vanishes(sessions, Path(folder))


def _later(*what: Edit) -> Session:
    return Session(what)


HISTORIES: dict[str, Sequence[Session]] = {
    "an article that is recorded, withdrawn, and then deleted": (
        _later(Edit(edits.write, ("articles/c.md", "status", "withdrawn"))),
        _later(Edit(edits.add, ("articles/b.md", "More was said."))),
        _later(Edit(edits.delete, ("articles/c.md",))),
    ),
    "an article that takes the place of another": (_later(Edit(edits.rename, ("articles/a.md", "articles/b.md"))),),
    "a new article and a record that has it": (
        _later(Edit(edits.write, ("articles/f.md", "title", "New"))),
        _later(Edit(keep_record)),
        _later(Edit(edits.add, ("articles/a.md", "More was said."))),
        _later(Edit(edits.delete, ("articles/f.md",))),
        _later(Edit(accept)),
        _later(Edit(edits.add, ("articles/a.md", "It rained."))),
    ),
    "an article that breaks after it was renamed": (
        _later(Edit(edits.rename, ("articles/c.md", "articles/f.md")), Edit(edits.break_off, ("articles/f.md",))),
        _later(Edit(edits.mend, ("articles/f.md",))),
    ),
    "a section that is deleted": (_later(Edit(edits.delete, ("sections/culture.md",))),),
    "a clock that goes back": (
        _later(Edit(edits.move_clock, (-75,))),
        _later(Edit(edits.delete, ("articles/a.md",))),
        _later(Edit(edits.move_clock, (0,))),
    ),
}


@pytest.mark.parametrize("history", HISTORIES)
def test_no_recorded_address_vanishes_in_a_history(history: str, tmp_path: Path) -> None:
    _assert_none_vanishes(HISTORIES[history], tmp_path)


def test_a_record_takes_away_no_quick_way(tmp_path: Path) -> None:
    paper = a_paper(tmp_path)

    def stages() -> set[str]:
        """The stages of the next build, a minute later."""
        paper.now += 60 * SECOND
        report = paper.build()
        assert report.problems == ()
        return {stage for stage, _ in report.seconds}

    assert "plan" in stages()
    keep_record(paper)
    assert stages() == set(), "a change of the record alone is nothing to do"
    edits.add(paper, "articles/a.md", "More was said.")
    assert "plan" not in stages(), "an edited text is planned alone"
    edits.write(paper, "articles/f.md", "title", "New")
    stages()
    keep_record(paper)
    edits.add(paper, "articles/a.md", "It rained.")
    assert "plan" not in stages(), "also beside a record that changed"
    edits.write(paper, "articles/f.md", "status", "withdrawn")
    stages()
    edits.add(paper, "articles/a.md", "It snowed.")
    assert "plan" not in stages(), "also with an address that was taken back"
    assert stages() == set()
