"""The list of outputs -> finished files in staging: fresh files stay, stale ones are made in
several processes. Files are staged while others are still being made. No live file changes here."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator.cache.ledger import DamagedError, Ledger
from generator.check.withheld import WITHHELD_NAME
from generator.engine.session import Progress
from generator.executors.workshop import Workshop
from generator.make.opening import needed, unopened
from generator.make.pages.layouts import Layouts
from generator.make.pages.lite import PhotoSizes
from generator.make.pages.render import layout_problem
from generator.make.stored_photos import stored
from generator.make.texts import TextBatch, make_texts
from generator.make.withheld import name_in_file, refused
from generator.model.dataclass import dataclass
from generator.model.lite import is_lite
from generator.model.outputs import (
    AssetOutput,
    AttachmentFile,
    DataOutput,
    Failed,
    Made,
    Output,
    PageOutput,
    PhotoFile,
    PhotoOutput,
    Wave,
)
from generator.model.photo_files import name_of
from generator.model.problems import Problem, SourceLocation, error
from generator.model.published_file import FileState, Fingerprint, PublishedFile
from generator.publish.decide import Reason, decide
from generator.publish.staging import Staged, staged
from generator.publish.transaction import Transaction

P = TypeVar("P")


class Decision(NamedTuple):
    """The decision on one output. It is fresh if it has no reasons."""

    output: Output
    fingerprint: Fingerprint
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Tools:
    """The inputs of making, besides the outputs. `original` gives the file of a picture or
    attachment; its name on disk may be in another Unicode form. `photos` gives the planned files of the picture at
    a path. `objects` are all in the `ledger`. `withheld` are the names that no file may have, beside those of
    its output; None where no file is searched for any. `sizes` are those of photographs, None where
    there is no lite edition."""

    layouts: Layouts
    store: Path
    original: Callable[[str], str]
    photos: Callable[[str, Sequence[PhotoFile]], Iterable[PhotoOutput | None]]
    objects: Callable[[Iterable[str]], Mapping[str, bytes]]
    ledger: Path
    workshop: Workshop
    progress: Progress
    withheld: tuple[str, ...] | None = ()
    sizes: PhotoSizes | None = None


def decided(
    outputs: Iterable[Output],
    fingerprint_of: Callable[[Output], Fingerprint],
    before: Mapping[str, PublishedFile],
    transaction: Transaction,
    is_altered: Container[str],
) -> list[Decision]:
    """Return the decision on each output. `is_altered` are the paths in `before` where the file has
    changed since the last build."""
    decisions = []
    for output in outputs:
        path, fingerprint = output.path, fingerprint_of(output)
        entry = before.get(path)
        standing = entry.state.digest if entry and path not in is_altered else transaction.standing(path)
        decisions.append(Decision(output, fingerprint, decide(fingerprint, entry, standing)))
    return decisions


def make(decisions: Iterable[Decision], transaction: Transaction, tools: Tools) -> list[Failed]:
    """Stage every stale output and keep the others; return all that could not be made. If the list
    is not empty, the transaction must not be published."""
    stale: list[Output] = []
    for decision in decisions:
        if decision.reasons or not transaction.keep(decision.output.path):
            output = decision.output
            stale.append(output.whole() if isinstance(output, PageOutput) else output)
    failures: list[Failed] = []
    waves: dict[str, Wave] = {output.path: output.wave for output in stale}
    for output in stale:
        if isinstance(output, AssetOutput):
            transaction.add(output.wave, output.path, output.content)
        elif isinstance(output, AttachmentFile):
            source = Path(tools.original(output.source))
            names = () if tools.withheld is None else (*tools.withheld, *output.withheld)
            if names and (name := name_in_file(source.read_bytes(), names)):
                failures.append(refused(output.path, output.origin, name))
            elif not transaction.copy(output.wave, output.path, source, output.digest):
                reason = "the file was changed while the site was being built; build again"
                failures.append(Failed(output.path, output.origin, reason))
    photos = _staged_photos([output for output in stale if isinstance(output, PhotoFile)], transaction, tools)
    texts = [output for output in stale if isinstance(output, PageOutput | DataOutput)]
    finished = _staged_texts(texts, transaction, tools) if tools.workshop.is_here else _texts_elsewhere(texts, tools)
    for made in chain(photos, finished):
        match made:
            case Made():
                transaction.add(waves[made.path], made.path, made.content)
            case Staged():
                transaction.take(waves[made.path], made)
            case Failed():
                failures.append(made)
    return failures


def _staged_photos(files: list[PhotoFile], transaction: Transaction, tools: Tools) -> Iterator[Staged | Failed]:
    """Return photographs in staging: first those that lie in the photo store, then the others,
    which are put there."""
    missing = []
    for file, copied in _copies(files, transaction, tools):
        if copied:
            yield copied
        else:
            missing.append(file)
    made = []
    for file, failed in _made_photos(missing, tools):
        if failed:
            yield failed
        else:
            made.append(file)
    for file, copied in _copies(made, transaction, tools):
        name = tools.store / name_of(file.path)
        yield copied or Failed(file.path, "content/photos", f"{name} was damaged meanwhile")


class _CopyTask(NamedTuple):
    """A task for a worker on this machine: it copies photographs from `store` into `folder`.
    `standing` as in a `_TextTask`."""

    store: Path
    paths: tuple[str, ...]
    standing: tuple[FileState | None, ...]
    folder: str


def _copies(
    files: list[PhotoFile], transaction: Transaction, tools: Tools
) -> Iterator[tuple[PhotoFile, Staged | None]]:
    """Return the copies of photographs in the photo store; None for each that it does not have, or
    not whole. In one process, 2,400 photographs took half of a build on a new machine."""
    batches = tuple(tools.workshop.batches(files))
    tasks = (
        _CopyTask(
            tools.store,
            tuple([file.path for file in batch]),
            tuple([transaction.found(file.path) for file in batch]),
            transaction.staging_folder(),
        )
        for batch in batches
    )
    results = tools.workshop.spread(_copy, tasks) if tools.workshop.is_here else enumerate(map(_copy, tasks))
    try:
        for place, copies in results:
            yield from zip(batches[place], copies, strict=True)
    except OSError as fault:
        raise transaction.nothing_published(fault) from fault


def _copy(task: _CopyTask) -> tuple[Staged | None, ...]:
    """Copy some photographs. Raises OSError when a file cannot be written."""
    return tuple(
        staged(path, photo.content, f"{task.folder}/{number}", standing, photo.digest)
        if (photo := stored(task.store, name_of(path)))
        else None
        for number, (path, standing) in enumerate(zip(task.paths, task.standing, strict=True))
    )


def _made_photos(files: list[PhotoFile], tools: Tools) -> Iterator[tuple[PhotoFile, Failed | None]]:
    """Put photographs into the photo store; each original is a task of its own."""
    if not files:
        return
    from generator.make.photos.variants import PhotoRequest, make_photo  # noqa: PLC0415 - most builds make none

    wanted: dict[str, list[PhotoFile]] = {}
    for file in files:
        wanted.setdefault(file.source, []).append(file)
    planned, requests = tuple(wanted.values()), []
    for source, of_source in wanted.items():
        variants = tuple(filter(None, tools.photos(source, of_source)))
        if len(variants) < len(of_source):
            raise DamagedError  # the picture in the ledger is not the one that the pages were planned with
        requests.append(PhotoRequest(tools.original(source), str(tools.store), variants))
    done = 0
    for place, photos in tools.workshop.spread(make_photo, requests, long=True):
        done += len(photos)
        tools.progress("Photos", done, len(files))
        for file, photo in zip(planned[place], photos, strict=True):
            yield file, photo if isinstance(photo, Failed) else None


class _TextTask(NamedTuple):
    """A task for a worker on this machine: it reads objects from the ledger and writes files into
    `folder`. `standing` are the files that lie at the paths of the outputs now, in the same order.
    """

    outputs: tuple[PageOutput | DataOutput, ...]
    standing: tuple[FileState | None, ...]
    folder: str


def _staged_texts(
    outputs: list[PageOutput | DataOutput], transaction: Transaction, tools: Tools
) -> Iterator[Staged | Failed]:
    """Return files that workers have staged themselves. The pages of a site of 10,000 articles are
    220 MB and their views 60 MB: when they went through this process, all workers waited for it."""
    tasks = (
        _TextTask(batch, tuple([transaction.found(output.path) for output in batch]), transaction.staging_folder())
        for batch in tools.workshop.batches(outputs)
    )
    try:
        yield from _with_progress(
            tools.workshop.spread(partial(_make_on, tools.layouts, tools.withheld, tools.sizes, tools.ledger), tasks),
            outputs,
            tools,
        )
    except OSError as fault:
        raise transaction.nothing_published(fault) from fault


def _make_on(
    layouts: Layouts, withheld: tuple[str, ...] | None, sizes: PhotoSizes | None, path: Path, task: _TextTask
) -> tuple[Staged | Failed, ...]:
    """Make and stage some pages: one task for a worker. Raises DamagedError, and OSError when a
    file cannot be written."""
    wanted = unopened(task.outputs)
    with closing(Ledger(path)) as ledger:
        objects = ledger.objects(wanted)
    if len(objects) < len(wanted):
        raise DamagedError
    return tuple(
        staged(made.path, made.content, f"{task.folder}/{number}", standing) if isinstance(made, Made) else made
        for number, (made, standing) in enumerate(
            zip(make_texts(layouts, TextBatch(task.outputs, objects), withheld, sizes), task.standing, strict=True)
        )
    )


def _texts_elsewhere(outputs: list[PageOutput | DataOutput], tools: Tools) -> Iterator[Made | Failed]:
    """Return files from workers that may be on other machines, and do not see the output folder. So
    lite pages, which say how large pictures are, are made here."""
    lite = [output for output in outputs if isinstance(output, PageOutput) and is_lite(output.layout)]
    apart = {output.path for output in lite}
    yield from _texts([output for output in outputs if output.path not in apart], tools)
    for batch in tools.workshop.batches(lite):
        yield from make_texts(tools.layouts, _text_batch(batch, tools), tools.withheld, tools.sizes)


def _texts(outputs: list[PageOutput | DataOutput], tools: Tools) -> Iterator[Made | Failed]:
    """Return files by value, from workers that may be on other machines."""
    requests = (_text_batch(batch, tools) for batch in tools.workshop.batches(outputs))
    make = partial(make_texts, tools.layouts, withheld=tools.withheld)
    yield from _with_progress(tools.workshop.spread(make, requests), outputs, tools)


def _with_progress(results: Iterable[tuple[int, tuple[P, ...]]], outputs: Sized, tools: Tools) -> Iterator[P]:
    """Return files batch by batch as they are finished, and report the progress over all
    `outputs`."""
    done = 0
    for _, pages in results:
        done += len(pages)
        tools.progress("Pages", done, len(outputs))
        yield from pages


def _text_batch(outputs: tuple[PageOutput | DataOutput, ...], tools: Tools) -> TextBatch:
    return TextBatch(outputs, tools.objects(digest for output in outputs for digest in needed(output)))


def unmade_pictures(failures: Iterable[Failed], pictures: Mapping[str, str]) -> dict[str, str]:
    """Return why pictures cannot be made, by path. `pictures` gives their paths by location.
    Failures of other outputs are left out."""
    reasons: dict[str, str] = {}
    for failed in failures:
        if failed.origin in pictures and not failed.layout:
            path = pictures[failed.origin]
            reasons.setdefault(path, failed.message.removeprefix(f"{path}: "))
    return reasons


def failure_problems(failures: list[Failed]) -> list[Problem]:
    """Return one problem for each cause: a broken layout spoils many pages, a broken photo all its
    sizes."""
    layouts = {(failed.layout, failed.line, failed.message): failed for failed in reversed(failures) if failed.layout}
    others = {(failed.origin, failed.message): failed for failed in reversed(failures) if not failed.layout}
    return [
        *(layout_problem(failed) for failed in layouts.values()),
        *map(_failure_problem, others.values()),
    ]


def _failure_problem(failed: Failed) -> Problem:
    where = SourceLocation(failed.origin)
    if not failed.withheld:
        return error("not-made", f"{failed.path} could not be made: {failed.message}", where)
    message = f"The file {failed.path} would have the name “{failed.withheld}”, which is withheld."
    hint = (
        "It stands in something that this file shows: a layout, a title of another article, the file itself. Take it out "
        "there, or out of what is withheld."
    )
    return error(WITHHELD_NAME, message, where, hint)
