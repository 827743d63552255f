"""Publishing into real folders: what is touched, what is left alone, what survives a crash and a full disk; and what of it is
looked at."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.digests import digest_of_bytes
from generator.model.outputs import Wave
from generator.model.problems import DatelineError
from generator.model.published_file import FileState
from generator.publish.commit import Write, arriving, leaving
from generator.publish.intact import altered
from generator.publish.manifest import MANIFEST, STAGING, WrittenManifest, check_output, manifest_of, owned, state_of
from generator.publish.staging import FOLDER_SIZE
from generator.publish.transaction import Published, Transaction
from tests.unit.publishing import publish

ROOT = Path(__file__).resolve().parents[2]
Files = Iterable[tuple[Wave, str, bytes | Path]]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


def pages(**contents: str) -> list[tuple[Wave, str, bytes | Path]]:
    """Pages by path, "__" for "/": {"news__index_html": …} is news/index.html."""
    return [(Wave.PAGES, path_of(name), text.encode()) for name, text in contents.items()]


def path_of(name: str) -> str:
    return name.replace("__", "/").replace("_html", ".html")


def tree(output: Path) -> dict[str, str]:
    """Every file but our manifest, by path."""
    return {
        path.relative_to(output).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def refused(output: Path, files: Files, keep: frozenset[str] = frozenset()) -> str:
    """The message, after making sure that nothing at all was changed."""
    before = snapshot(output)
    with pytest.raises(DatelineError) as caught:
        publish(output, files, keep)
    assert snapshot(output) == before
    return str(caught.value)


def in_place(file: Path, text: str) -> None:
    """Change a file in a way that size, time and inode do not tell."""
    status = file.stat()
    assert len(text) == status.st_size
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
        if path.is_file() or path.is_symlink()
    }


def test_a_first_build_adds_every_file(output: Path) -> None:
    published = publish(output, pages(index_html="front", news__a__index_html="a"))
    assert published == Published(("index.html", "news/a/index.html"), (), (), 0)
    assert tree(output) == {"index.html": "front", "news/a/index.html": "a"}
    assert sorted(owned(output)) == ["index.html", "news/a/index.html"]


def test_the_same_files_again_touch_nothing(output: Path) -> None:
    publish(output, pages(index_html="front", news__index_html="news"))
    before = snapshot(output)
    assert publish(output, pages(index_html="front", news__index_html="news")) == Published((), (), (), 2)
    assert snapshot(output) == before


def test_only_what_changed_is_written(output: Path) -> None:
    publish(output, pages(a_html="a", b_html="b", c_html="c"))
    before = (output / "a.html").stat().st_mtime_ns
    published = publish(output, pages(a_html="a", b_html="B", d_html="d"))
    assert published == Published(("d.html",), ("b.html",), ("c.html",), 1)
    assert tree(output) == {"a.html": "a", "b.html": "B", "d.html": "d"}
    assert (output / "a.html").stat().st_mtime_ns == before


def test_the_files_may_come_from_a_generator(output: Path) -> None:
    def files() -> Iterator[tuple[Wave, str, bytes | Path]]:
        for number in range(3):
            yield Wave.PAGES, f"{number}.html", str(number).encode()

    assert publish(output, files()).added == ("0.html", "1.html", "2.html")


def test_a_page_that_was_changed_by_hand_is_put_right(output: Path) -> None:
    publish(output, pages(index_html="front"))
    (output / "index.html").write_text("by hand", encoding="utf-8")
    assert publish(output, pages(index_html="front")).changed == ("index.html",)
    assert tree(output) == {"index.html": "front"}


def test_a_page_that_was_deleted_by_hand_comes_back(output: Path) -> None:
    publish(output, pages(index_html="front"))
    (output / "index.html").unlink()
    assert publish(output, pages(index_html="front")).added == ("index.html",)


def test_a_photograph_is_copied_from_the_store(output: Path, tmp_path: Path) -> None:
    stored = tmp_path / "store.jpg"
    stored.write_bytes(b"pixels")
    files: Files = [(Wave.FILES, "photos/flag.jpg", stored)]
    assert publish(output, files).added == ("photos/flag.jpg",)
    assert not (output / "photos/flag.jpg").samefile(stored)
    assert publish(output, files).unchanged == 1
    stored.write_bytes(b"PIXELS")
    assert (output / "photos/flag.jpg").read_bytes() == b"pixels"
    assert publish(output, files).changed == ("photos/flag.jpg",)


def test_a_withdrawn_page_goes_even_if_it_was_changed_by_hand(output: Path) -> None:
    publish(output, pages(index_html="front", news__a__index_html="a", news__b__index_html="b"))
    (output / "news/a/index.html").write_text("by hand", encoding="utf-8")
    published = publish(output, pages(index_html="front", news__b__index_html="b"))
    assert published.removed == ("news/a/index.html",)
    assert not (output / "news/a").exists()
    assert (output / "news/b").exists()


_FILES = st.dictionaries(st.text(st.sampled_from('ab"é, :'), min_size=1, max_size=4), st.sampled_from(["", "1f", "2e"]))


@given(_FILES, _FILES, st.data())
def test_a_written_manifest_is_looked_up_and_changed_without_reading_all_of_it(
    files: dict[str, str], others: dict[str, str], data: st.DataObject
) -> None:
    written = WrittenManifest(manifest_of(files))
    assert dict(written) == files
    assert (len(written), [path in written for path in others]) == (len(files), [path in files for path in others])
    gone = data.draw(st.lists(st.sampled_from(sorted(files)))) if files else []
    after = {path: digest for path, digest in {**files, **others}.items() if path not in gone}
    assert b"".join(written.changed({**others, **dict.fromkeys(gone)})) == manifest_of(after)


def test_all_files_but_a_few_are_kept_without_a_list_of_all(output: Path) -> None:
    first = publish(output, pages(index_html="front", a_html="a", b__index_html="b", c_html="c"))
    with Transaction(output, first.seen, first.manifest) as transaction:
        transaction.add(Wave.PAGES, "index.html", b"new")
        transaction.add(Wave.PAGES, "a.html", b"a")
        transaction.add(Wave.PAGES, "b/d.html", b"d")
        transaction.keep_all_but(["b/index.html"])
        published = transaction.publish()
    assert published == Published(("b/d.html",), ("index.html",), ("b/index.html",), 2)
    assert tree(output) == {"a.html": "a", "b/d.html": "d", "c.html": "c", "index.html": "new"}
    assert sorted(owned(output)) == ["a.html", "b/d.html", "c.html", "index.html"]
    assert published.manifest == state_of(output / MANIFEST)
    assert all(published.seen[path].digest == digest for path, digest in owned(output).items() if path != "c.html")


def test_of_a_manifest_that_was_changed_meanwhile_all_is_read(output: Path) -> None:
    first = publish(output, pages(index_html="front", a_html="a"))
    (output / MANIFEST).write_bytes((output / MANIFEST).read_bytes().replace(b'"a.html"', b'"b.html"'))
    with Transaction(output, first.seen, first.manifest) as transaction:
        assert not transaction.keep("a.html")
        transaction.keep_all_but([])
        assert transaction.publish().removed == ()
    assert tree(output) == {"a.html": "a", "index.html": "front"}


def test_folders_that_became_empty_are_removed_and_the_output_folder_stays(output: Path) -> None:
    publish(output, pages(a__b__c__index_html="deep"))
    assert publish(output, []).removed == ("a/b/c/index.html",)
    assert [path.name for path in output.iterdir()] == [MANIFEST]


def test_the_folder_of_a_withdrawn_page_goes_even_if_the_page_was_deleted_by_hand(output: Path) -> None:
    publish(output, pages(a__b__index_html="deep"))
    (output / "a/b/index.html").unlink()
    assert publish(output, []) == Published((), (), (), 0)
    assert [path.name for path in output.iterdir()] == [MANIFEST]


def test_a_folder_with_a_file_of_somebody_else_is_not_removed(output: Path) -> None:
    publish(output, pages(a__index_html="a"))
    (output / "a/theirs.txt").write_text("theirs", encoding="utf-8")
    publish(output, [])
    assert tree(output) == {"a/theirs.txt": "theirs"}


def test_files_of_somebody_else_are_never_deleted(output: Path) -> None:
    publish(output, pages(index_html="front"))
    (output / "CNAME").write_text("outlet.example", encoding="utf-8")
    (output / ".well-known").mkdir()
    (output / ".well-known/security.txt").write_text("theirs", encoding="utf-8")
    publish(output, pages(index_html="new front"))
    publish(output, [])
    assert tree(output) == {"CNAME": "outlet.example", ".well-known/security.txt": "theirs"}


def test_a_file_of_somebody_else_is_never_overwritten(output: Path) -> None:
    publish(output, pages(index_html="front"))
    (output / "robots.txt").write_text("theirs", encoding="utf-8")
    message = refused(output, [(Wave.DATA, "robots.txt", b"ours"), *pages(index_html="new front")])
    assert "robots.txt" in message
    assert "Dateline did not write" in message


def test_a_file_of_somebody_else_with_the_same_bytes_stays_theirs(output: Path) -> None:
    publish(output, [])
    (output / "robots.txt").write_text("same", encoding="utf-8")
    assert publish(output, [(Wave.DATA, "robots.txt", b"same")]).unchanged == 1
    assert "robots.txt" not in owned(output)
    assert publish(output, []).removed == ()
    assert (output / "robots.txt").read_text("utf-8") == "same"


def test_what_is_kept_stays_although_it_is_not_planned(output: Path) -> None:
    publish(output, pages(a_html="a", b_html="b", c_html="c"))
    published = publish(output, pages(a_html="A"), keep=frozenset({"b.html", "never-published.html"}))
    assert published == Published((), ("a.html",), ("c.html",), 1)
    assert sorted(owned(output)) == ["a.html", "b.html"]


def test_what_is_kept_gives_way_to_what_needs_its_place(output: Path) -> None:
    publish(output, pages(a="file", b__index_html="folder"))
    publish(output, pages(a__index_html="folder", b="file"), keep=frozenset({"a", "b/index.html"}))
    assert tree(output) == {"a/index.html": "folder", "b": "file"}
    assert sorted(owned(output)) == ["a/index.html", "b"]


def test_nothing_live_is_touched_before_publishing(output: Path) -> None:
    publish(output, pages(a_html="a", gone_html="gone"))
    before = tree(output)
    with Transaction(output) as transaction:
        transaction.add(Wave.PAGES, "a.html", b"new")
        transaction.add(Wave.PAGES, "b.html", b"new")
        staged = {path: text for path, text in tree(output).items() if not path.startswith(STAGING)}
        assert staged == before
        transaction.publish()
    assert tree(output) == {"a.html": "new", "b.html": "new"}


def test_an_edition_that_is_not_published_leaves_nothing_behind(output: Path, tmp_path: Path) -> None:
    with Transaction(output / "deep") as transaction:
        transaction.add(Wave.PAGES, "a.html", b"a")
    assert list(tmp_path.iterdir()) == []
    publish(output, pages(a_html="a"))
    before = snapshot(output)
    with Transaction(output) as transaction:
        transaction.add(Wave.PAGES, "a.html", b"new")
    assert snapshot(output) == before
    assert not (output / STAGING).exists()


def test_more_files_than_one_folder_of_staging_holds(output: Path) -> None:
    count = 2 * FOLDER_SIZE + 1
    with Transaction(output) as transaction:
        for number in range(count):
            transaction.add(Wave.PAGES, f"{number}.html", str(number).encode())
        assert len(transaction.publish().added) == count
    assert tree(output) == {f"{number}.html": str(number) for number in range(count)}


def test_adding_a_file_tells_its_digest_and_publishing_how_it_lies_there(output: Path, tmp_path: Path) -> None:
    stored = tmp_path / "store.jpg"
    stored.write_bytes(b"pixels")
    publish(output, pages(same_html="same", kept_html="kept"))
    with Transaction(output) as transaction:
        assert transaction.add(Wave.FILES, "flag.jpg", stored) == digest_of_bytes(b"pixels")
        assert transaction.add(Wave.PAGES, "same.html", b"same") == digest_of_bytes(b"same")
        assert transaction.keep("kept.html")
        published = transaction.publish()
    assert published == Published(("flag.jpg",), (), (), 2)
    assert dict(published.seen) == {
        path: FileState.of(digest_of_bytes((output / path).read_bytes()), (output / path).lstat())
        for path in ("flag.jpg", "same.html", "kept.html")
    }


def test_what_was_added_wins_over_what_was_kept(output: Path) -> None:
    publish(output, pages(a_html="a"))
    with Transaction(output) as transaction:
        transaction.keep("a.html")
        transaction.add(Wave.PAGES, "a.html", b"new")
        assert transaction.publish() == Published((), ("a.html",), (), 0)
    assert tree(output) == {"a.html": "new"}


def test_what_is_not_ours_cannot_be_kept(output: Path) -> None:
    publish(output, pages(a_html="a"))
    (output / "CNAME").write_text("theirs", encoding="utf-8")
    with Transaction(output) as transaction:
        assert not transaction.keep("CNAME")
        assert not transaction.keep("nothing.html")
        assert transaction.keep("a.html")
        assert transaction.publish() == Published((), (), (), 1)
    assert list(owned(output)) == ["a.html"]
    assert (output / "CNAME").exists()


def test_a_file_that_is_kept_but_is_not_there_is_no_longer_ours(output: Path) -> None:
    publish(output, pages(a_html="a", b_html="b"))
    (output / "a.html").unlink()
    with Transaction(output) as transaction:
        transaction.keep("a.html")
        transaction.keep("b.html")
        assert list(transaction.publish().seen) == ["b.html"]
    assert list(owned(output)) == ["b.html"]


def test_a_link_in_the_place_of_a_file_that_is_kept_is_left_alone(output: Path, tmp_path: Path) -> None:
    publish(output, pages(a_html="a"))
    (output / "a.html").rename(tmp_path / "theirs.html")
    (output / "a.html").symlink_to(tmp_path / "theirs.html")
    with Transaction(output) as transaction:
        assert transaction.standing("a.html") == ""
        transaction.keep("a.html")
        transaction.publish()
    assert (output / "a.html").is_symlink()
    assert owned(output) == {}


def test_a_file_of_somebody_else_that_comes_while_pages_are_made_is_not_overwritten(output: Path) -> None:
    publish(output, pages(a_html="a"))
    with Transaction(output) as transaction:
        transaction.add(Wave.PAGES, "a.html", b"new")
        transaction.add(Wave.PAGES, "news/index.html", b"new")
        (output / "news").mkdir()
        (output / "news/index.html").write_text("theirs", encoding="utf-8")
        with pytest.raises(DatelineError, match="did not write"):
            transaction.publish()
    assert tree(output) == {"a.html": "a", "news/index.html": "theirs"}


def test_the_digest_of_a_file_that_is_as_we_left_it_is_known_without_reading_it(output: Path) -> None:
    seen = publish(output, pages(news__a_html="a")).seen
    in_place(output / "news/a.html", "b")
    assert altered(output, seen) == []
    with Transaction(output, seen) as transaction:
        assert transaction.standing("news/a.html") == digest_of_bytes(b"a")
    with Transaction(output) as transaction:
        assert transaction.standing("news/a.html") == digest_of_bytes(b"b")


def test_the_digest_of_a_file_that_was_changed_is_that_of_what_is_there_now(output: Path) -> None:
    seen = publish(output, pages(a_html="a")).seen
    (output / "a.html").write_text("by hand", encoding="utf-8")
    with Transaction(output, seen) as transaction:
        assert transaction.standing("a.html") == digest_of_bytes(b"by hand")
        transaction.keep("a.html")
        published = transaction.publish()
    assert published.seen["a.html"].digest == digest_of_bytes(b"by hand")
    assert altered(output, published.seen) == []


@pytest.mark.parametrize("digest", ["", digest_of_bytes(b"c")], ids=["killed in between", "another build in between"])
def test_what_was_seen_counts_only_if_the_manifest_says_the_same(output: Path, digest: str) -> None:
    seen = publish(output, pages(a_html="a")).seen
    manifest = (output / MANIFEST).read_text(encoding="ascii")
    (output / MANIFEST).write_text(manifest.replace(digest_of_bytes(b"a"), digest), encoding="ascii")
    in_place(output / "a.html", "b")
    with Transaction(output, seen) as transaction:
        assert transaction.standing("a.html") == digest_of_bytes(b"b")
    with Transaction(output, seen) as transaction:
        transaction.keep("a.html")
        assert transaction.publish().seen["a.html"].digest == digest_of_bytes(b"b")
    assert owned(output) == {"a.html": digest_of_bytes(b"b")}


def test_nothing_stands_where_no_file_of_ours_lies(output: Path) -> None:
    names = ["gone.html", "folder.html", "link.html", "below/a.html"]
    seen = publish(output, [(Wave.PAGES, name, b"ours") for name in names]).seen
    for name in names[:3]:
        (output / name).unlink()
    (output / "folder.html").mkdir()
    (output / "link.html").symlink_to(MANIFEST)
    shutil.rmtree(output / "below")
    (output / "below").write_text("theirs", encoding="utf-8")
    (output / "theirs.html").write_text("theirs", encoding="utf-8")
    with Transaction(output, seen) as transaction:
        assert [transaction.standing(name) for name in [*names, "theirs.html", "nothing.html"]] == [""] * 6


def test_nothing_is_read_through_a_link_and_what_we_left_there_is_known_and_not_touched(
    output: Path, tmp_path: Path
) -> None:
    seen = publish(output, pages(news__a_html="a")).seen
    (output / "news").rename(tmp_path / "news")
    (output / "news").symlink_to(tmp_path / "news")
    before = snapshot(tmp_path)
    with Transaction(output) as transaction:
        assert transaction.standing("news/a.html") == ""
    with Transaction(output, seen) as transaction:
        assert transaction.standing("news/a.html") == digest_of_bytes(b"a")
        transaction.keep("news/a.html")
        assert transaction.publish() == Published((), (), (), 1)
    with Transaction(output, seen) as transaction:
        transaction.add(Wave.PAGES, "news/a.html", b"new")
        with pytest.raises(DatelineError, match="a link"):
            transaction.publish()
    assert snapshot(tmp_path) == before


def test_only_files_that_are_not_as_we_left_them_are_altered(output: Path) -> None:
    names = ["as-it-was.html", "below/gone.html", "longer.html", "older.html", "replaced.html", "gone.html"]
    seen = publish(output, [(Wave.PAGES, name, b"ours") for name in names]).seen
    assert altered(output, seen) == []
    shutil.rmtree(output / "below")
    (output / "below").write_text("theirs", encoding="utf-8")
    with (output / "longer.html").open("a", encoding="utf-8") as file:
        file.write(".")
    os.utime(output / "longer.html", ns=(0, seen["longer.html"].mtime_ns))
    os.utime(output / "older.html", ns=(0, seen["older.html"].mtime_ns - 1))
    shutil.copy2(output / "replaced.html", output / "copy.html")
    (output / "copy.html").replace(output / "replaced.html")
    (output / "gone.html").unlink()
    assert sorted(altered(output, seen)) == sorted(set(names) - {"as-it-was.html"})
    assert altered(output / "elsewhere", seen) == list(seen)


def test_to_ask_what_is_altered_imports_nothing_that_takes_time() -> None:
    program = """
import collections.abc, os, pathlib, sys, typing
before = set(sys.modules)
import generator.publish.intact
print(*sorted(sys.modules.keys() - before))
"""
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    own = [name for name in result.stdout.split() if name.startswith("generator.")]
    assert own == ["generator.model", "generator.model.published_file", "generator.publish", "generator.publish.intact"]
    assert set(result.stdout.split()) == {"__future__", "generator", *own}


def test_a_file_becomes_a_folder_and_a_folder_a_file(output: Path) -> None:
    publish(output, pages(a="file", b__c__index_html="deep", b__index_html="folder"))
    (output / "b/empty").mkdir()
    published = publish(output, pages(a__x__index_html="folder", b="file"))
    assert published == Published(("a/x/index.html", "b"), (), ("a", "b/c/index.html", "b/index.html"), 0)
    assert tree(output) == {"a/x/index.html": "folder", "b": "file"}
    publish(output, pages(a="file", b__c__index_html="deep"))
    assert tree(output) == {"a": "file", "b/c/index.html": "deep"}


def test_a_folder_of_somebody_else_is_not_replaced_by_a_file(output: Path) -> None:
    publish(output, pages(b__index_html="folder"))
    (output / "b/theirs.txt").write_text("theirs", encoding="utf-8")
    assert "theirs.txt" in refused(output, pages(b="file"))


def test_a_file_of_somebody_else_is_not_replaced_by_a_folder(output: Path) -> None:
    publish(output, [])
    (output / "news").write_text("theirs", encoding="utf-8")
    assert "news" in refused(output, pages(news__index_html="ours"))


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../up.html", "a/../b", "a//b", "./a", "a\\b", "a\0b", "a/", MANIFEST, f"{STAGING}/x"]
)
def test_a_path_that_leaves_the_output_folder_is_refused(output: Path, path: str) -> None:
    publish(output, [])
    assert "cannot be the path" in refused(output, [(Wave.PAGES, path, b"x")])


def test_two_files_for_one_place_are_refused(output: Path) -> None:
    publish(output, [])
    assert "a.html" in refused(output, [*pages(a_html="one"), *pages(a_html="two")])
    assert "folder of a/b.html" in refused(output, pages(a="file", a__b_html="folder"))


def test_nothing_is_written_through_a_link_that_leads_outside(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    publish(output, [])
    (output / "photos").symlink_to(outside, target_is_directory=True)
    assert "a link" in refused(output, [(Wave.FILES, "photos/a/flag.jpg", b"pixels")])
    assert not list(outside.iterdir())


def test_nothing_is_written_to_a_file_that_is_a_link(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("theirs", encoding="utf-8")
    publish(output, pages(a_html="a"))
    (output / "a.html").unlink()
    (output / "a.html").symlink_to(outside)
    assert "a link" in refused(output, pages(a_html="new"))
    assert outside.read_text(encoding="utf-8") == "theirs"


def test_nothing_is_deleted_through_a_link_that_leads_outside(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    publish(output, pages(news__index_html="ours"))
    (output / "news").rename(outside)
    (output / "news").symlink_to(outside, target_is_directory=True)
    assert "a link" in refused(output, [])
    assert (outside / "index.html").exists()


def test_a_link_in_the_place_of_staging_is_removed_and_not_followed(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "theirs").write_text("theirs", encoding="utf-8")
    output.mkdir()
    (output / STAGING).symlink_to(outside, target_is_directory=True)
    publish(output, pages(a_html="a"))
    assert tree(outside) == {"theirs": "theirs"}
    assert not (output / STAGING).exists()


def test_the_output_folder_itself_may_be_a_link(output: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    output.symlink_to(tmp_path / "disk", target_is_directory=True)
    publish(output, pages(a_html="a"))
    assert tree(tmp_path / "disk") == {"a.html": "a"}


def test_left_over_staging_of_a_killed_build_is_cleared(output: Path) -> None:
    (output / STAGING / "deep").mkdir(parents=True)
    (output / STAGING / "deep/0").write_text("half", encoding="utf-8")
    publish(output, pages(a_html="a"))
    assert tree(output) == {"a.html": "a"}
    assert not (output / STAGING).exists()


def test_a_fault_while_the_files_are_made_leaves_everything_as_it_was(output: Path) -> None:
    publish(output, pages(a_html="a"))

    def files() -> Iterator[tuple[Wave, str, bytes | Path]]:
        yield Wave.PAGES, "a.html", b"new"
        raise KeyboardInterrupt

    before = snapshot(output)
    with pytest.raises(KeyboardInterrupt):
        publish(output, files())
    assert snapshot(output) == before


def test_a_photograph_that_is_missing_from_the_store_stops_publishing(output: Path, tmp_path: Path) -> None:
    publish(output, pages(a_html="a"))
    message = refused(output, [*pages(a_html="new"), (Wave.FILES, "flag.jpg", tmp_path / "gone.jpg")])
    assert "Nothing was published" in message
    assert "gone.jpg" in message


def test_a_name_too_long_for_the_disk_stops_publishing(output: Path) -> None:
    publish(output, pages(a_html="a"))
    assert "too long" in refused(output, [*pages(a_html="new"), (Wave.PAGES, "x" * 300, b"x")])


PUBLISH_IN_A_SMALL_ACCOUNT = """
import resource, sys
from pathlib import Path
from generator.model.outputs import Wave
from generator.model.problems import DatelineError
from tests.unit.publishing import publish
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    publish(Path(sys.argv[1]), [(Wave.PAGES, "a.html", b"new"), (Wave.FILES, "b.bin", bytes(200_000))])
except DatelineError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
def test_a_disk_that_takes_no_more_leaves_the_live_files_as_they_were(output: Path) -> None:
    publish(output, pages(a_html="a"))
    before = snapshot(output)
    command = [sys.executable, "-c", PUBLISH_IN_A_SMALL_ACCOUNT, str(output)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Nothing was published" in result.stdout
    assert "larger than this disk or account allows" in result.stdout
    assert snapshot(output) == before
    assert not (output / STAGING).exists()


PUBLISH_NEWS = """
import sys
from pathlib import Path
from generator.model.outputs import Wave
from generator.model.problems import DatelineError
from tests.unit.publishing import publish
try:
    publish(Path(sys.argv[1]), [(Wave.PAGES, "a.html", b"new"), (Wave.PAGES, "news/index.html", b"new")])
except DatelineError as error:
    print(error)
"""
AS_ANYBODY = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
"""Root, without the powers of root: the build machines run these tests as root."""


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("setpriv"), reason="needs setpriv of Linux")
@pytest.mark.parametrize("locked", ["", "news"])
def test_a_folder_that_may_not_be_written_to_leaves_the_live_files_as_they_were(output: Path, locked: str) -> None:
    publish(output, pages(a_html="a", news__index_html="news"))
    before = snapshot(output)
    (output / locked).chmod(0o555)
    command = [*(AS_ANYBODY if os.geteuid() == 0 else []), sys.executable, "-c", PUBLISH_NEWS, str(output)]
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    finally:
        (output / locked).chmod(0o755)
    assert "Nothing was published" in result.stdout
    assert "no permission" in result.stdout
    assert snapshot(output) == before


PUBLISH_AND_DIE = """
import os, sys
from pathlib import Path
from generator.model.outputs import Wave
from tests.unit.publishing import publish
renames = int(sys.argv[2])
def watch(event, arguments):
    global renames
    if event == "os.rename":
        if renames == 0:
            os._exit(9)
        renames -= 1
sys.addaudithook(watch)
waves = {"a.css": Wave.FILES, "x.html": Wave.PAGES, "index.html": Wave.FRONTS, "feed.xml": Wave.DATA}
publish(Path(sys.argv[1]), [(wave, path, b"new") for path, wave in reversed(waves.items())])
"""


@pytest.mark.parametrize(
    ("renames", "new"),
    [
        (0, []),
        (1, []),
        (2, ["a.css"]),
        (3, ["a.css", "x.html"]),
        (4, ["a.css", "feed.xml", "x.html"]),
        (5, ["a.css", "feed.xml", "index.html", "x.html"]),
    ],
)
def test_a_killed_build_leaves_whole_files_in_the_order_of_the_waves_and_the_next_repairs_it(
    output: Path, renames: int, new: list[str]
) -> None:
    names = ("a.css", "x.html", "index.html", "feed.xml", "gone.html")
    seen = publish(output, [(Wave.PAGES, path, b"old") for path in names]).seen
    command = [sys.executable, "-c", PUBLISH_AND_DIE, str(output), str(renames)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    shutil.rmtree(output / STAGING)
    found = tree(output)
    assert sorted(path for path, text in found.items() if text == "new") == new
    assert set(found.values()) <= {"old", "new"}
    assert set(found) <= set(owned(output))
    unsure = [path for path in names if owned(output).get(path) == ""]
    assert set(new) <= set(unsure) or renames == 0
    assert sorted({*altered(output, seen)} - {"gone.html"}) == new
    with Transaction(output, seen) as transaction:
        for path in names[:4]:
            if transaction.standing(path) == digest_of_bytes(b"new"):
                transaction.keep(path)
            else:
                transaction.add(Wave.PAGES, path, b"new")
        published = transaction.publish()
    assert set(published.changed) == set(names[:4]) - set(new)
    assert tree(output) == dict.fromkeys(names[:4], "new")
    assert "" not in owned(output).values()


def test_a_build_that_was_killed_before_it_had_a_manifest_can_be_repeated(output: Path) -> None:
    command = [sys.executable, "-c", PUBLISH_AND_DIE, str(output), "2"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    check_output(output, output.parent / "content", [])
    assert publish(output, pages(index_html="front")).removed == ("a.css",)
    assert tree(output) == {"index.html": "front"}


def test_any_sequence_of_builds_leaves_the_tree_of_the_last_one(output: Path, tmp_path: Path) -> None:
    dice = random.Random(20261119)
    names = ["a", "b", "a/x", "a/y", "b/x", "b/x/deep", "c.html", "d.html"]
    seen: Mapping[str, FileState] = {}
    for build in range(60):
        chosen: list[str] = []
        for name in dice.sample(names, dice.randrange(len(names))):
            if not any(name.startswith(f"{other}/") or other.startswith(f"{name}/") for other in chosen):
                chosen.append(name)
        files = [(Wave.PAGES, name, f"{name} {dice.randrange(2)}".encode()) for name in chosen]
        if seen and dice.randrange(2):
            _spoil(output / dice.choice(sorted(seen)), dice)
        touched = altered(output, seen)
        with Transaction(output, seen) as transaction:
            for wave, name, content in files:
                fresh = name in seen and name not in touched and seen[name].digest == digest_of_bytes(content)
                if fresh or transaction.standing(name) == digest_of_bytes(content):
                    assert transaction.keep(name)
                else:
                    transaction.add(wave, name, content)
            published = transaction.publish()
        seen = published.seen if dice.randrange(5) else {}
        clean = tmp_path / f"clean-{build}"
        publish(clean, files)
        assert tree(output) == tree(clean)
        assert (output / MANIFEST).read_bytes() == (clean / MANIFEST).read_bytes()
        assert {path.name for path in output.iterdir()} == {path.name for path in clean.iterdir()}
        assert altered(output, seen) == []


def _spoil(file: Path, dice: random.Random) -> None:
    if dice.randrange(2):
        file.unlink()
    else:
        file.write_text("by hand", encoding="utf-8")


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 1}',
        '{"version": 2, "files": {"a.html": "0"}}',
        '{"version": 1, "files": ["a.html"]}',
        '{"version": 1, "files": {"a.html": 0}}',
        '{"version": 1, "files": {"../up.html": "0"}}',
        '{"version": 1, "files": {"/etc/passwd": "0"}}',
        "[" * 100_000,
    ],
)
def test_a_manifest_that_cannot_be_trusted_lists_nothing(output: Path, manifest: str) -> None:
    output.mkdir()
    (output / MANIFEST).write_text(manifest, encoding="utf-8")
    assert owned(output) == {}


def test_the_manifest_lists_paths_with_their_digests_in_order(output: Path) -> None:
    publish(output, pages(b_html="", a__ئاڵا_html="x"))
    manifest = json.loads((output / MANIFEST).read_text(encoding="ascii"))
    assert manifest["version"] == 1
    assert list(manifest["files"]) == ["a/ئاڵا.html", "b.html"]
    assert manifest["files"]["b.html"] == "cae66941d9efbd404e4d88758ea67670"


def check(output: Path, content: Path) -> str:
    with pytest.raises(DatelineError) as caught:
        check_output(output, content, [content.parent / "layouts"])
    return str(caught.value)


def test_an_output_folder_that_is_new_or_empty_or_ours_is_fine(output: Path, tmp_path: Path) -> None:
    check_output(output, tmp_path / "content", [tmp_path / "layouts"])
    output.mkdir()
    check_output(output, tmp_path / "content", [])
    (output / ".git").mkdir()
    (output / ".git/config").write_text("theirs", encoding="utf-8")
    (output / ".nojekyll").write_text("", encoding="utf-8")
    check_output(output, tmp_path / "content", [])
    publish(output, pages(a_html="a"))
    (output / "CNAME").write_text("outlet.example", encoding="utf-8")
    check_output(output, tmp_path / "content", [])


def test_an_output_folder_that_has_a_part_in_a_source_folder_is_refused(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (tmp_path / "layouts").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "layouts", target_is_directory=True)
    assert "is a source folder too" in check(content, content)
    assert "lies in the source folder" in check(content / "public", content)
    assert "contains the source folder" in check(tmp_path, content)
    assert "lies in the source folder" in check(tmp_path / "layouts/public", content)
    assert "is a source folder too" in check(tmp_path / "content/../layouts", content)
    assert "lies in the source folder" in check(tmp_path / "link/public", content)
    check_output(tmp_path / "content-public", content, [])


def test_an_output_folder_that_is_a_file_is_refused(output: Path, tmp_path: Path) -> None:
    output.write_text("", encoding="utf-8")
    assert f"{output} is a file" in check(output, tmp_path / "content")
    assert f"{output} is a file" in check(output / "public", tmp_path / "content")
    assert "Nothing was published" in refused(output, [])


def test_an_output_folder_with_somebody_elses_work_is_refused_and_the_work_is_named(
    output: Path, tmp_path: Path
) -> None:
    (output / "b/c").mkdir(parents=True)
    (output / "b/c/thesis.txt").write_text("theirs", encoding="utf-8")
    message = check(output, tmp_path / "content")
    assert "b/c/thesis.txt" in message
    assert "choose another folder, or delete this one yourself" in message


def test_an_output_folder_with_an_unreadable_manifest_is_somebody_elses(output: Path, tmp_path: Path) -> None:
    publish(output, pages(a_html="a"))
    (output / MANIFEST).write_text("{", encoding="utf-8")
    assert "a.html" in check(output, tmp_path / "content")


def test_links_that_go_in_circles_are_refused(output: Path, tmp_path: Path) -> None:
    output.symlink_to(output)
    assert str(output) in check(output, tmp_path / "content")


def test_what_is_new_is_published_before_what_changed_and_the_front_page_last() -> None:
    """So that no page that is out ever names one that is not yet there."""
    seen = FileState("", 0, 0, 0)
    waves = {"x.html": Wave.PAGES, "list.html": Wave.FRONTS, "feed.xml": Wave.DATA, "index.html": Wave.FRONTS}
    writes = [
        Write(wave, f"{'new' if is_new else 'old'}/{path}" if path != "index.html" else path, "", is_new, seen)
        for path, wave in waves.items()
        for is_new in (True, False)
    ]
    order = [write.path for write in sorted(writes, key=arriving)]
    new, old = ["new/feed.xml", "new/x.html", "new/list.html"], ["old/x.html", "old/list.html", "old/feed.xml"]
    assert order == [*new, *old, "index.html", "index.html"]


def test_lists_go_before_the_pages_they_point_to_and_those_before_their_photos() -> None:
    gone = ["photos/a.webp", "news/a/index.html", "news/feed.xml", "tags/x/index.html"]
    order = sorted(gone, key=lambda path: leaving({"news/a/index.html"}, path))
    assert order == ["news/feed.xml", "tags/x/index.html", "news/a/index.html", "photos/a.webp"]


@pytest.mark.parametrize("text", ["new", "old"])
def test_a_page_that_was_renamed_by_capitals_only_is_published(output: Path, text: str) -> None:
    """On a disk that folds case the old page answers to the new name: here a second name of the file stands in for that."""
    publish(output, pages(tags__Water__index_html="old", index_html="home"))
    (output / "tags/water").mkdir()
    (output / "tags/water/index.html").hardlink_to(output / "tags/Water/index.html")
    published = publish(output, pages(tags__water__index_html=text, index_html="home"))
    assert tree(output) == {"tags/water/index.html": text, "index.html": "home"}
    assert (published.added, published.removed) == (("tags/water/index.html",), ("tags/Water/index.html",))
    assert owned(output).keys() == {"tags/water/index.html", "index.html"}
    assert publish(output, pages(tags__water__index_html=text, index_html="home")).unchanged == 2


def test_a_file_of_somebody_else_whose_name_differs_by_capitals_is_not_overwritten(output: Path) -> None:
    publish(output, pages(tags__Water__index_html="old"))
    (output / "tags/water").mkdir()
    (output / "tags/water/index.html").write_text("theirs")
    assert "did not write" in refused(output, pages(tags__water__index_html="new"))
