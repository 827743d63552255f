"""What is not out leaves no trace, neither by what is there nor by what is missing: the site is, byte for byte, that of a
newsroom in which it was deleted, at every instant."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import AS_OF, Newsroom, in_print

from generator.engine.ask import answer
from generator.engine.session import Session
from generator.engine.understand import content_of, understand_all
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.outputs import DataOutput, Feed, Output, SearchIndexOutput
from generator.model.report import Build
from generator.publish.manifest import MANIFEST
from tests.laws.canaries import NEXT_POLICY, SPOTS, Content, Text, contents

EXAMPLES = max(1, settings().max_examples // 25)

EVERY_INSTANT = sorted({spot - before for spot in SPOTS for before in (timedelta(0), timedelta(seconds=1))})
"""At which something changes, and right before; so also between two of them."""


MORE = '[search]\npagefind = true\n[ping]\nhub = "https://hub.example/"\nindexnow_key = "0123456789abcdef"\n'


def _built(newsroom: Newsroom, at: datetime, store: Path) -> dict[str, bytes]:
    """The site with its manifest. Photographs, whose bytes depend on nothing else, are made once."""
    newsroom.cache.mkdir(exist_ok=True)
    if not (newsroom.cache / "photos").exists():
        (newsroom.cache / "photos").symlink_to(store)
    report = newsroom.build(as_of=at)
    wrong = [problem for problem in report.problems if problem.severity == "error"]
    assert not wrong, wrong
    return newsroom.published() | {MANIFEST: (newsroom.output / MANIFEST).read_bytes()}


def _planned(newsroom: Newsroom, at: datetime, without: frozenset[str]) -> Sequence[Output]:
    """The list of all files of the site, with digests of what goes into them; but for the pages of some texts, and the
    feeds, if there are any of these: they have the whole texts."""

    def outputs(session: Session) -> Sequence[Output]:
        content = content_of(session)
        assert content
        understood = understand_all(session, content)
        assert understood.files, understood.report.problems
        planned = understood.files.outputs
        feeds = {each.path for each in planned if isinstance(each, DataOutput) and isinstance(each.content, Feed)}
        left_out = feeds if without else set()
        return [
            _without_texts(each) if isinstance(each, SearchIndexOutput) else each
            for each in planned
            if each.path not in left_out and each.origin.removeprefix("content/") not in without
        ]

    build = Build(newsroom.folders, at, begun=2**62)
    return answer(build, Workshop(InlineExecutor(), 1), lambda stage, done, total: None, outputs)


def _without_texts(index: SearchIndexOutput) -> SearchIndexOutput:
    """An index without the digests of texts: those in `without` are other files, of the same words."""
    return index._replace(entries=tuple(entry._replace(body="") for entry in index.entries))


def _turn_on(newsroom: Newsroom) -> None:
    """Turn on what a site has only if it is asked for. It is planned here, and not made: Pagefind takes longer than all else."""
    settings = newsroom.content / "site.toml"
    settings.write_text(f"{settings.read_text('utf-8')}\n{MORE}", "utf-8")


def _assert_no_canary(site: dict[str, bytes], content: Content, at: datetime) -> None:
    words = {word.encode() for text in content.texts.values() for word in text.canaries(at)}
    if content.policy and content.policy > at:
        words.add(NEXT_POLICY.encode())
    for path, bytes_ in site.items():
        found = {word for word in words if word in path.encode().lower() or word in bytes_.lower()}
        assert not found, f"{path} has {found} at {at}"


@given(contents(), st.sampled_from(EVERY_INSTANT), st.sampled_from(EVERY_INSTANT))
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_the_site_is_that_of_a_newsroom_in_which_it_was_deleted(
    content: Content, first: datetime, then: datetime
) -> None:
    """Each of its files is planned alike at every instant; and at two of them, one after the other, it is built."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "photos")
        store.mkdir()
        newsroom, other = in_print(Path(folder, "a")), in_print(Path(folder, "b"))
        content.write(newsroom)
        for at in (first, then):
            content.without_what_is_not_out(at).write(other)
            site = _built(newsroom, at, store)
            assert site == _built(other, at, store)
            _assert_no_canary(site, content, at)
        _turn_on(newsroom)
        for at in EVERY_INSTANT:
            content.without_what_is_not_out(at).write(other)
            _turn_on(other)
            linking = content.linking(at)
            assert _planned(newsroom, at, linking) == _planned(other, at, linking), f"at {at}"


def test_a_section_with_an_embargoed_story_is_as_one_without_any(tmp_path: Path) -> None:
    keys = {
        "date": AS_OF - timedelta(days=1),
        "section": "culture",
        "lang": "en",
        "author": ["dilan"],
        "tags": ["water"],
    }
    later = {"section": "sport", "author": ["hevi"], "embargo": AS_OF + timedelta(minutes=1)}
    content = Content({"one": Text("one", keys), "two": Text("two", keys | later)})
    newsroom = in_print(tmp_path)
    content.write(newsroom)
    site = _built(newsroom, AS_OF, tmp_path)
    assert {"sport/index.html", "sport/feed.xml", "authors/hevi/index.html"} <= site.keys()
    assert b"Hevi Example" in site["authors/index.html"]
    assert b"Sport" not in site["index.html"]
    assert not [path for path in site if path.startswith("sitemap") and b"/sport/" in site[path]]
