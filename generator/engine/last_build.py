"""The ledger of an output folder -> what the last build left there: its files, why each was made,
and the stories. Opens no source, writes nothing, and waits for no build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from zoneinfo import ZoneInfo

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.packing import unpacked_story
from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError
from generator.model.published_file import PublishedFile
from generator.model.report import Folders
from generator.plan.story.stories import PlannedStory


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The last build of an output folder. `files` are by path, `stories` by the path of their
    article. `base_path` is the path of the site on its server. `layouts` are the files that each
    layout uses."""

    files: Mapping[str, PublishedFile]
    stories: Mapping[str, PlannedStory]
    base_path: str
    timezone: ZoneInfo
    layouts: Mapping[str, tuple[str, ...]]


def last_build(folders: Folders) -> LastBuild:
    """Return the last build. Raises DatelineError when there was none, or when its ledger is
    damaged."""
    with ledger_of_last_build(folders) as ledger:
        meta = ledger.meta("base", "timezone", "layouts")
        return LastBuild(
            ledger.outputs(),
            {article: unpacked_story(story) for article, story in ledger.stories()},
            meta.get("base", ""),
            ZoneInfo(meta.get("timezone", "UTC")),
            meta.get("layouts", ("", {}))[1],
        )


@contextmanager
def ledger_of_last_build(folders: Folders) -> Iterator[Ledger]:
    """Open the ledger of the last build, to read it only. Raises DatelineError when there was no
    build, or when the ledger is damaged."""
    path = ledger_of(folders.output, folders.cache)
    if not path.is_file():
        raise DatelineError("Nothing is known of any page: build the site first.")
    try:
        with closing(Ledger(path, is_kept=False)) as ledger:
            yield ledger
    except DamagedError as fault:
        raise DatelineError("The ledger of the last build cannot be read: build the site again.") from fault
