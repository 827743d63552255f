"""Builds the site again from nothing, in a scratch folder, and compares it with the published one,
byte for byte. Then compares its pages with the words of the sources. It checks two laws: an
incremental build equals a clean one, and every word of a source is on its page."""

from __future__ import annotations

import filecmp
import tempfile
from collections.abc import Collection
from pathlib import Path

from generator.engine.build import run
from generator.executors.workshop import Workshop
from generator.model.dataclass import replace
from generator.model.problems import SourceLocation
from generator.model.report import Build, BuildReport
from generator.publish.manifest import owned
from generator.read.locate import located
from generator.read.markdown.body import HIDING_WORDS
from generator.verify.proofreading import unprinted


def differences(build: Build, workshop: Workshop, staying: Collection[str] = ()) -> list[str]:
    """Return a line for each file that differs from a clean build of the same instant. `staying`
    are last pages of broken documents: no clean build could make them."""
    with tempfile.TemporaryDirectory() as scratch:
        output, cache = Path(scratch, "output"), Path(scratch, "cache")
        cache.mkdir()
        report = run(
            replace(build, folders=replace(build.folders, output=output, cache=cache)),
            workshop,
            lambda stage, done, total: None,
        )
        if not report.published:
            return ["error: a clean build publishes nothing, because the content has errors."]
        clean, live = owned(output), owned(build.folders.output)
        for path in staying:
            if path not in clean:
                live.pop(path, None)
        lines = []
        for path in sorted(clean.keys() | live.keys()):
            if path not in clean:
                lines.append(f"error: /{path} is published, and a clean build would not have it.")
            elif path not in live:
                lines.append(f"error: /{path} is not published, and a clean build would have it.")
            elif not _are_equal(output / path, build.folders.output / path):
                lines.append(f"error: /{path} is published otherwise than a clean build would have it.")
        lines += _lost_words(build, report, output, cache)
        return lines


def _lost_words(build: Build, report: BuildReport, output: Path, cache: Path) -> list[str]:
    """Return lost words, except in documents with a problem that reports hidden words."""
    reported = {
        problem.where.path
        for problem in report.problems
        if problem.where and problem.code in HIDING_WORDS | {"expired-photo"}
    }
    lines = []
    for problem in unprinted(build.folders.content, output, cache, reported):
        where = located(problem, build.folders.sources).where
        line = f":{where.line}" if isinstance(where, SourceLocation) and where.line else ""
        lines.append(f"error: {where.path if where else ''}{line}: {problem.message} {problem.hint}")
    return lines


def _are_equal(clean: Path, live: Path) -> bool:
    try:
        return filecmp.cmp(clean, live, shallow=False)
    except OSError:
        return False
