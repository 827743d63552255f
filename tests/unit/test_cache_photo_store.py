"""The store of finished photographs is pruned of what no site names, and of nothing else."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache.ledger import Ledger, ledger_of
from generator.cache.photo_store import DAY_NS, UNNAMED, prune
from generator.cache.published_files import write_published
from generator.model.published_file import FileState, Fingerprint, PublishedFile

TODAY = 1_795_330_000_000_000_000
"""Nanoseconds since the epoch: some day in November 2026."""

BRIDGE = "bridge-0123456789ab-800.webp"
BRIDGE_CROP = "bridge-16x9-cafe56789abc-1200.avif"
MARKET = "market-00ff00ff00ff-480.jpg"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    cache = tmp_path / "cache"
    for name in (BRIDGE, BRIDGE_CROP, MARKET):
        lay(cache, name)
    return cache


def lay(cache: Path, name: str, content: bytes = b"pixels", *, time: int = TODAY) -> Path:
    file = cache / "photos" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    os.utime(file, ns=(time, time))
    return file


def names(cache: Path, site: str, *pictures: str) -> None:
    """The ledger of the output folder `site` names just these pictures."""
    with closing(Ledger(ledger_of(cache.parent / site, cache))) as ledger:
        write_published(ledger, (), list(ledger.seen()))
        write_published(
            ledger,
            (
                PublishedFile(f"photos/{name}", "content/x.jpg", Fingerprint("v"), FileState("d", 1, 2, 3))
                for name in pictures
            ),
            (),
        )
        ledger.commit()


def lying(cache: Path) -> set[str]:
    return {file.name for file in (cache / "photos").iterdir()}


def prune_daily(cache: Path, first: int, last: int) -> list[str]:
    """What was deleted by the looks of these days from today."""
    return [name for day in range(first, last + 1) for name in prune(cache, TODAY + day * DAY_NS)]


def test_a_variant_that_no_site_names_goes_when_its_grace_is_over(cache: Path) -> None:
    names(cache, "public", BRIDGE)
    assert prune_daily(cache, 0, 30) == []
    assert prune(cache, TODAY + 31 * DAY_NS) == (BRIDGE_CROP, MARKET)
    assert lying(cache) == {BRIDGE}


def test_grace_begins_when_a_variant_stops_being_named_however_old_it_is(cache: Path) -> None:
    names(cache, "public", BRIDGE, BRIDGE_CROP, MARKET)
    prune_daily(cache, 0, 200)
    names(cache, "public", BRIDGE, BRIDGE_CROP)
    assert prune_daily(cache, 201, 231) == []
    assert prune_daily(cache, 232, 232) == [MARKET]


def test_a_variant_that_is_named_again_has_its_whole_grace_again(cache: Path) -> None:
    names(cache, "public", BRIDGE, BRIDGE_CROP)
    prune_daily(cache, 0, 29)
    names(cache, "public", BRIDGE, BRIDGE_CROP, MARKET)
    prune_daily(cache, 30, 40)
    names(cache, "public", BRIDGE, BRIDGE_CROP)
    assert prune_daily(cache, 41, 71) == []
    assert prune_daily(cache, 72, 72) == [MARKET]


def test_what_one_of_two_sites_names_stays(cache: Path) -> None:
    names(cache, "public", BRIDGE)
    names(cache, ".preview", MARKET)
    prune_daily(cache, 0, 40)
    assert lying(cache) == {BRIDGE, MARKET}


def test_the_store_is_looked_at_once_a_day(cache: Path) -> None:
    names(cache, "public", BRIDGE, BRIDGE_CROP, MARKET)
    prune(cache, TODAY)
    names(cache, "public", BRIDGE)
    prune(cache, TODAY + DAY_NS - 1)
    assert json.loads((cache / UNNAMED).read_bytes()) == {}
    prune(cache, TODAY + DAY_NS)
    assert json.loads((cache / UNNAMED).read_bytes()).keys() == {BRIDGE_CROP, MARKET}


def test_a_clock_that_was_ahead_neither_stops_the_looks_nor_shortens_the_grace(cache: Path) -> None:
    names(cache, "public", BRIDGE)
    prune(cache, TODAY + 400 * DAY_NS)
    assert prune_daily(cache, 0, 30) == []
    assert prune_daily(cache, 31, 31) == [BRIDGE_CROP, MARKET]


def test_what_is_not_ours_stays_for_ever(cache: Path) -> None:
    names(cache, "public")
    foreign = {"holiday.jpg", "notes.txt", "bridge-0123456789ab-800.webp.orig", "Bridge-0123456789ab-800.webp", ".keep"}
    for name in foreign:
        lay(cache, name, time=0)
    (cache / "photos" / "folder-0123456789ab-800.webp").mkdir()
    prune_daily(cache, 0, 40)
    assert lying(cache) == foreign | {"folder-0123456789ab-800.webp"}


def test_a_link_in_the_store_is_not_followed_and_not_deleted(cache: Path, tmp_path: Path) -> None:
    names(cache, "public")
    original = tmp_path / "original.jpg"
    original.write_bytes(b"the only copy")
    link = cache / "photos" / "link-0123456789ab-800.jpg"
    link.symlink_to(original)
    prune_daily(cache, 0, 40)
    assert original.read_bytes() == b"the only copy"
    assert link.is_symlink()


def test_what_killed_builds_left_behind_goes_after_a_day(cache: Path) -> None:
    names(cache, "public", BRIDGE, BRIDGE_CROP, MARKET)
    lay(cache, ".tmp0a1b.part", time=TODAY - 2 * DAY_NS)
    lay(cache, ".tmp2c3d.part", time=TODAY - DAY_NS // 2)
    assert prune(cache, TODAY) == (".tmp0a1b.part",)
    assert lying(cache) == {BRIDGE, BRIDGE_CROP, MARKET, ".tmp2c3d.part"}


def test_a_damaged_variant_is_no_other_than_a_whole_one(cache: Path) -> None:
    names(cache, "public", BRIDGE)
    lay(cache, BRIDGE, b"")
    lay(cache, MARKET, b"")
    prune_daily(cache, 0, 31)
    assert lying(cache) == {BRIDGE}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"a": "b"}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_list_of_the_unnamed_begins_their_grace_again(cache: Path, damage: bytes) -> None:
    names(cache, "public", BRIDGE)
    prune_daily(cache, 0, 20)
    time = (cache / UNNAMED).stat().st_mtime_ns
    (cache / UNNAMED).write_bytes(damage)
    os.utime(cache / UNNAMED, ns=(time, time))
    assert prune_daily(cache, 21, 51) == []
    assert lying(cache) == {BRIDGE, BRIDGE_CROP, MARKET}
    assert prune_daily(cache, 52, 52) == [BRIDGE_CROP, MARKET]


def test_a_damaged_ledger_counts_as_empty_until_its_site_is_built_again(cache: Path) -> None:
    names(cache, "public", BRIDGE, BRIDGE_CROP, MARKET)
    ledger = ledger_of(cache.parent / "public", cache)
    whole = ledger.read_bytes()
    ledger.write_bytes(b"no ledger at all")
    assert prune_daily(cache, 0, 29) == []
    ledger.write_bytes(whole)
    assert prune_daily(cache, 30, 90) == []


def test_where_there_is_no_store_none_is_made(tmp_path: Path) -> None:
    assert prune(tmp_path, TODAY) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_nobody_may_write_to_is_left_as_it_is(cache: Path) -> None:
    """A folder stands where the list of the unnamed should."""
    (cache / UNNAMED / "x").mkdir(parents=True)
    before = lying(cache)
    os.utime(cache / UNNAMED, ns=(0, 0))
    assert prune(cache, TODAY) == ()
    assert lying(cache) == before


def test_half_of_a_list_is_never_there(cache: Path) -> None:
    """What a killed build had written of it takes no part."""
    names(cache, "public", BRIDGE)
    prune(cache, TODAY)
    (cache / f"{UNNAMED}.part").write_bytes(b"{")
    prune_daily(cache, 1, 31)
    assert lying(cache) == {BRIDGE}
    assert not (cache / f"{UNNAMED}.part").exists()
