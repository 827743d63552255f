"""The index of the search in each language -> its files in staging.

Pagefind makes all files of an index at once. So an index of which no article changed is left alone,
and any other is made whole.

    objects  -> pages in the words that searches compare, and what readers are shown    workers
    pages    -> index                                                                   Pagefind
    index    -> the same in one order, with what readers are shown                      workers

All of that is written in staging, so a killed build leaves nothing."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from generator.cache.ledger import DamagedError, Ledger
from generator.engine.local_work import spread_here
from generator.engine.render import Decision, Tools
from generator.make.search.canonical import in_order, list_name, packed, unpacked
from generator.make.search.documents import finished_fragment, search_documents
from generator.make.search.pagefind import index_pages
from generator.make.withheld import refused
from generator.model.outputs import AssetOutput, Failed, SearchEntry, SearchIndexOutput, Wave
from generator.model.problems import DatelineError
from generator.model.published_file import FileState, Fingerprint, PublishedFile
from generator.model.withheld import name_in
from generator.publish.decide import Reason
from generator.publish.staging import Staged, staged
from generator.publish.transaction import Transaction

_SCRIPT = "pagefind.js"


class IndexFiles(NamedTuple):
    """The `paths` of all files of the indexes, the `decisions` on those that were made, and what
    could not be made: then nothing may be published."""

    paths: frozenset[str]
    decisions: tuple[Decision, ...] = ()
    failures: tuple[Failed, ...] = ()


def index_files(
    decisions: Iterable[Decision],
    before: Mapping[str, PublishedFile],
    is_altered: Container[str],
    transaction: Transaction,
    tools: Tools,
) -> IndexFiles:
    """Stage the indexes that are stale, and keep the others; `decisions` are those on their first
    files. Raises DatelineError when Pagefind fails."""
    paths: set[str] = set()
    made: list[Decision] = []
    for decision in decisions:
        output = decision.output
        if not isinstance(output, SearchIndexOutput):
            continue
        own = [path for path in before if path.startswith(output.folder)]
        if not decision.reasons and not any(path in is_altered for path in own) and all(map(transaction.keep, own)):
            paths.update(own)
            continue
        found = _made_index(output, transaction, tools)
        if isinstance(found, Failed):
            return IndexFiles(frozenset(), (), (found,))
        paths.update(each.path for each in found)
        for each in found:
            entry = before.get(each.path)
            if each.path != output.path and (entry is None or entry.state != each.seen):
                reason = Reason.VIEW if entry else Reason.NEW
                file = AssetOutput(each.path, b"", output.origin)
                made.append(Decision(file, Fingerprint(view=each.seen.digest), (reason,)))
    return IndexFiles(frozenset(paths), tuple(made))


def _made_index(output: SearchIndexOutput, transaction: Transaction, tools: Tools) -> list[Staged] | Failed:
    try:
        scratch = Path(transaction.staging_folder())
        for name in ("pages", "shown", "index"):
            (scratch / name).mkdir()
        if failed := _written(output, scratch, tools):
            return failed
        total = len(output.entries)
        index_pages(
            scratch / "pages", scratch / "index", output.lang, lambda done: tools.progress("Search", done, total)
        )
        return [
            *_common_files(output, scratch / "index", transaction),
            *_fragments(output, scratch, transaction, tools),
        ]
    except OSError as fault:
        raise transaction.nothing_published(fault) from fault
    except (ValueError, KeyError) as fault:
        reason = f"this version of Pagefind writes other files than Dateline knows ({fault})"
        raise DatelineError(f"Nothing was published: {reason}.") from fault


class _PageTask(NamedTuple):
    """A task for a worker: to write pages for Pagefind, and what readers are shown, into `scratch`."""

    ledger: Path
    scratch: Path
    language: str
    entries: tuple[SearchEntry, ...]
    withheld: tuple[str, ...] | None


def _written(output: SearchIndexOutput, scratch: Path, tools: Tools) -> Failed | None:
    """Write all pages; return a problem, if an article has a name that is withheld."""
    tasks = (
        _PageTask(tools.ledger, scratch, output.lang, batch, tools.withheld)
        for batch in tools.workshop.batches(output.entries)
    )
    for name in spread_here(_write_pages, tasks, tools.workshop):
        if name:
            return refused(output.path, output.origin, name)
    return None


def _write_pages(task: _PageTask) -> str:
    """Write some pages; return the withheld name in one of them, or ""."""
    wanted = {digest for entry in task.entries for digest in (entry.card.digest, entry.body, entry.around) if digest}
    with closing(Ledger(task.ledger)) as ledger:
        objects = ledger.objects(wanted)
    if len(objects) < len(wanted):
        raise DamagedError
    for entry, document in zip(task.entries, search_documents(task.entries, objects, task.language), strict=True):
        names = () if task.withheld is None else (*task.withheld, *entry.withheld)
        if names and (name := name_in(document.text, names)):
            return name
        (task.scratch / "pages" / f"{document.name}.html").write_bytes(document.page)
        (task.scratch / "shown" / f"{document.name}.json").write_bytes(document.shown)
    return ""


class _FragmentTask(NamedTuple):
    """A task for a worker: to finish results and stage them in `folder`. `names` are those of
    Pagefind's files, `paths` and `standing` where they are published and what lies there."""

    scratch: Path
    names: tuple[str, ...]
    paths: tuple[str, ...]
    standing: tuple[FileState | None, ...]
    folder: str


def _fragments(output: SearchIndexOutput, scratch: Path, transaction: Transaction, tools: Tools) -> Iterator[Staged]:
    names = sorted(each.name for each in (scratch / "index" / "fragment").iterdir())

    def task(batch: tuple[str, ...]) -> _FragmentTask:
        paths = tuple([f"{output.folder}fragment/{name}" for name in batch])
        standing = tuple([transaction.found(path) for path in paths])
        return _FragmentTask(scratch, batch, paths, standing, transaction.staging_folder())

    tasks = map(task, tools.workshop.batches(names))
    for found in spread_here(_finish, tasks, tools.workshop):
        for made in found:
            transaction.take(Wave.FILES, made)
        yield from found


def _finish(task: _FragmentTask) -> tuple[Staged, ...]:
    def shown(name: str) -> bytes:
        return (task.scratch / "shown" / f"{name}.json").read_bytes()

    def content(name: str) -> bytes:
        made = (task.scratch / "index" / "fragment" / name).read_bytes()
        return packed(finished_fragment(unpacked(made), shown))

    each = enumerate(zip(task.names, task.paths, task.standing, strict=True))
    return tuple(staged(path, content(name), f"{task.folder}/{number}", there) for number, (name, path, there) in each)


def _common_files(output: SearchIndexOutput, index: Path, transaction: Transaction) -> Iterator[Staged]:
    """Stage everything else: words, filters, the list of all files, the program for browsers, and
    last the file that names the list."""
    entry = json.loads((index / "pagefind-entry.json").read_bytes())
    ((language, about),) = entry["languages"].items()
    files = {f"index/{each.name}": each.read_bytes() for each in (index / "index").iterdir()}
    for content in files.values():
        unpacked(content)
    suffix = ".pf_filter"
    filters = {each.name.removesuffix(suffix): unpacked(each.read_bytes()) for each in (index / "filter").iterdir()}
    listed = unpacked((index / f"pagefind.{about['hash']}.pf_meta").read_bytes())
    filters, listed = in_order(filters, listed)
    about["hash"] = list_name(about["hash"], listed)
    files |= {f"filter/{name}{suffix}": packed(content) for name, content in filters.items()}
    files[f"pagefind.{about['hash']}.pf_meta"] = packed(listed)
    for name in (_SCRIPT, f"wasm.{about['wasm'] or 'unknown'}.pagefind"):
        files[name] = (index / name).read_bytes()
    folder = transaction.staging_folder()
    written = json.dumps(entry | {"languages": {language: about}}, ensure_ascii=False, separators=(",", ":"))
    paths = {output.folder + name: content for name, content in sorted(files.items())}
    for number, (path, content) in enumerate({**paths, output.path: written.encode()}.items()):
        made = staged(path, content, f"{folder}/{number}", transaction.found(path))
        transaction.take(output.wave if path == output.path else Wave.FILES, made)
        yield made
