"""What the builder does for an order: a look, a build, and what the browsers can be told of it.
Knows no process and no browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.lock import BuildLock, make_cache
from generator.cache.story_index import StoryIndex
from generator.engine.build import run
from generator.engine.held import HeldSources
from generator.engine.session import Progress
from generator.engine.snapshot import Look
from generator.executors.workshop import Workshop
from generator.make.assets import asset_outputs
from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.model.report import Build, BuildReport
from generator.preview.builder import Answer, Order, Outcome, Styles
from generator.read.settings import read_settings
from generator.report.terminal import tell_waiting

At = Callable[[Build], Build]
"""A function that returns a build as of now."""


class PreviewWork:
    """The builds of a preview, one after the other. `now` gives the build as of now; `at_work` opens
    the workers; `show` prints a report."""

    def __init__(
        self,
        build: Build,
        now: At,
        at_work: Callable[[Build], AbstractContextManager[tuple[Workshop, Progress]]],
        show: Callable[[BuildReport], None],
    ) -> None:
        self._build, self._now, self._at_work, self._show = build, now, at_work, show
        self._held = HeldSources()

    def __call__(self, order: Order) -> Iterator[Answer]:
        """Yield the answers to an order. Raises DatelineError and OSError when there can be no
        build."""
        build = self._now(self._build)
        if order.touched and (sheets := self._styles(order.touched)):
            yield Styles(sheets)
        make_cache(build.folders.cache)
        with BuildLock(build.folders.cache, build.folders.output, on_wait=tell_waiting) as lock:
            look = self._held.look(build, order.touched)
            if look is None:
                yield Outcome()
                return
            if look.report:
                report = look.report
            else:
                with self._at_work(build) as (workers, progress):
                    report = run(build, workers, progress, Look() if lock.has_waited else look)
        report = replace(report, waiting=0)  # the preview does not tell of photographs left for later
        self._show(report)
        yield Outcome(report, saved=self._saved(order.touched or ()))
        self._held.hold(build, report)

    def _styles(self, touched: Iterable[str]) -> tuple[tuple[str, str, bytes], ...]:
        """Return all style sheets, if only such files were touched: they are shown before the pages
        that name them are made. Empty if anything is wrong with them: the build says what."""
        assets = self._build.folders.assets
        if not all(path.endswith(".css") and path.startswith(str(assets)) for path in touched):
            return ()
        settings = read_settings(self._build.folders.content).value
        if settings is None:
            return ()
        with suppress(OSError):
            files = {
                path.relative_to(assets).as_posix(): path.read_bytes()
                for path in sorted(assets.rglob("*"))
                if path.is_file() and not path.name.startswith(".") and path.name != "README.md"
            }
            made = asset_outputs(files, settings.site.theme)
            sheets = (each for each in made.value if each.path.endswith(".css") and not made.problems)
            return tuple((each.origin, f"/{each.path}", each.content) for each in sheets)
        return ()

    def _saved(self, touched: Iterable[str]) -> str:
        """Return the address of the article that was written last; "" if none was."""
        folder = self._build.folders.content
        articles = [Path(path) for path in touched if path.endswith(".md") and path.startswith(f"{folder}/articles/")]
        written = [(path.stat().st_mtime_ns, path) for path in articles if path.is_file()]
        if not written:
            return ""
        path = max(written)[1].relative_to(folder).as_posix()
        with (
            suppress(DamagedError, DatelineError),
            closing(Ledger(ledger_of(self._build.folders.output, self._build.folders.cache), is_kept=False)) as ledger,
        ):
            return next((story.facts.url for story in StoryIndex(ledger).at([path]).values() if story.is_shown), "")
        return ""
