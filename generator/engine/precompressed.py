"""The texts of the site -> a compressed file beside each, in staging. Servers send it to browsers that
take it, and need not compress at each request.

Such a file has an entry in the ledger, though no plan names it: it depends on the bytes of its text
alone. So it is made, kept and deleted with that."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.engine.local_work import spread_here
from generator.engine.render import Decision, Tools
from generator.make.compressed import compressed, compressor
from generator.model.hosting import ENDINGS
from generator.model.outputs import AssetOutput, DataOutput, PageOutput, Wave
from generator.model.published_file import FileState, Fingerprint, PublishedFile
from generator.publish.decide import decide
from generator.publish.staging import Staged, staged
from generator.publish.transaction import Transaction

_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
_LEAST = 1024
"""Bytes. What is smaller fits into one packet of the network as it is."""
_ORIGIN = "content/site.toml"


class _Compression(NamedTuple):
    """A file to be compressed: where it lies now, and the file that stands beside it."""

    source: str
    path: str
    encoding: str
    standing: FileState | None


class _Task(NamedTuple):
    """A task for a worker on this machine: it writes files into `folder`."""

    files: tuple[_Compression, ...]
    folder: str


def precompressed_files(
    decisions: Iterable[Decision],
    staying: Iterable[PublishedFile],
    encodings: Iterable[str],
    before: Mapping[str, PublishedFile],
    is_altered: Container[str],
    transaction: Transaction,
    tools: Tools,
) -> list[Decision]:
    """Stage compressed files that are stale, and keep the others; return the decision on each.
    `decisions` are those on all files of the plan, already made or kept; `staying` are other files
    that stay. Raises DatelineError when a file cannot be written."""
    versions = {encoding: compressor(encoding) for encoding in encodings}
    found: list[Decision] = []
    waiting: list[_Compression] = []
    waves: dict[str, Wave] = {}
    for path, wave in _texts(decisions, staying):
        finished = transaction.finished(path)
        if finished is None or finished[0].size < _LEAST:
            continue
        state, source = finished
        for encoding, version in versions.items():
            beside = path + ENDINGS[encoding]
            entry, fingerprint = before.get(beside), Fingerprint(state.digest, code=version)
            standing = entry.state.digest if entry and beside not in is_altered else transaction.standing(beside)
            reasons = decide(fingerprint, entry, standing)
            found.append(Decision(AssetOutput(beside, b"", _ORIGIN), fingerprint, reasons))
            if reasons or not transaction.keep(beside):
                waves[beside] = wave
                waiting.append(_Compression(source, beside, encoding, transaction.found(beside)))
    tasks = (_Task(batch, transaction.staging_folder()) for batch in tools.workshop.batches(waiting))
    done = 0
    try:
        for made in spread_here(_compress, tasks, tools.workshop):
            for each in made:
                transaction.take(waves[each.path], each)
            done += len(made)
            tools.progress("Compressed", done, len(waiting))
    except OSError as fault:
        raise transaction.nothing_published(fault) from fault
    return found


def _texts(decisions: Iterable[Decision], staying: Iterable[PublishedFile]) -> Iterator[tuple[str, Wave]]:
    """Yield the paths of texts. Names without an ending are for hosts alone."""
    for decision in decisions:
        output = decision.output
        if isinstance(output, PageOutput | DataOutput | AssetOutput) and _is_text(output.path):
            yield output.path, output.wave
    yield from ((entry.path, Wave.PAGES) for entry in staying if _is_text(entry.path))


def _is_text(path: str) -> bool:
    return PurePosixPath(path).suffix in _TEXTS


def _compress(task: _Task) -> tuple[Staged, ...]:
    """Compress and stage some files. Raises OSError."""
    return tuple(
        staged(
            file.path,
            compressed(Path(file.source).read_bytes(), file.encoding),
            f"{task.folder}/{number}",
            file.standing,
        )
        for number, file in enumerate(task.files)
    )
