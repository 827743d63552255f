"""The store of photographs after real builds: whatever a site or a preview names survives, however long, and what an edit
took out of both goes in the end."""

from __future__ import annotations

from pathlib import Path

from newsroom import Newsroom, Preview, a_newsroom, photo_keys

from generator.cache.photo_store import DAY_NS, prune

TODAY = 1_795_330_000_000_000_000


def stored(newsroom: Newsroom) -> set[str]:
    return {file.name for file in (newsroom.cache / "photos").iterdir()}


def pruned_for_days(newsroom: Newsroom, first: int, last: int) -> set[str]:
    return {name for day in range(first, last + 1) for name in prune(newsroom.cache, TODAY + day * DAY_NS)}


def test_what_the_site_or_the_preview_shows_stays_and_the_rest_goes(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    newsroom.photo("photos/secret.jpg")
    newsroom.article("secret", status="draft", **photo_keys("secret"))
    newsroom.build()
    preview = Preview(tmp_path)
    preview.build(preview=True)
    everything = stored(newsroom)
    assert {name.partition("-")[0] for name in everything} == {"flag", "bazaar", "secret"}
    assert pruned_for_days(newsroom, 0, 100) == set()
    (newsroom.content / "articles/bazaar.md").unlink()
    newsroom.build()
    assert pruned_for_days(newsroom, 101, 200) == set(), "the preview still has it"
    preview.build(preview=True)
    gone = pruned_for_days(newsroom, 201, 232)
    assert gone == {name for name in everything if name.startswith("bazaar-")}
    assert stored(newsroom) == everything - gone


def test_a_site_that_was_pruned_is_made_again_with_the_same_bytes(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    newsroom.build()
    before = newsroom.published()
    text = (newsroom.content / "articles/bazaar.md").read_text("utf-8")
    (newsroom.content / "articles/bazaar.md").unlink()
    newsroom.build()
    assert pruned_for_days(newsroom, 0, 31) != set()
    newsroom.write("articles/bazaar.md", text)
    newsroom.build()
    assert newsroom.published() == before
