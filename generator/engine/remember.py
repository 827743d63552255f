"""The understood and published site -> the ledger, so that the next build can use it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from generator.cache.ledger import DamagedError, Ledger, Row, emptied
from generator.cache.objects import Objects
from generator.cache.packing import packed_story
from generator.cache.program import program_stamp
from generator.cache.published_files import write_published
from generator.cache.story_index import write_archive
from generator.engine.recorded import Checked
from generator.engine.render import Decision
from generator.engine.snapshot import Snapshot, lasting, options_of, remember_sources
from generator.model.dataclass import dataclass
from generator.model.outputs import PageOutput
from generator.model.problems import DatelineError
from generator.model.published_file import PublishedFile
from generator.model.report import Build, BuildReport
from generator.model.schedule import Schedule
from generator.plan.site.archive import Archive
from generator.plan.story.stories import PlannedStory
from generator.publish.transaction import Published

UNDERSTOOD = (
    "code",
    "program",
    "recipe",
    "reading",
    "style",
    "base",
    "timezone",
    "layouts",
    "chromes",
    "shared",
    "emblems",
    "assets",
)
"""The names of what the ledger stores beside documents and stories.

They are: the program that read them (its digest, and its stamp at that time) and the reading
options; the version of the code that makes photographs; base path and time zone of the site; the
files behind each layout; the digests of the chrome by edition, and of the views of people and
comment policies; the pictures of the outlet; and the paths of all assets."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """The documents and stories of one build. `rows` are the documents that were read, by path;
    `gone` are the paths of deleted ones. `stories` were planned now; `before` are those of an
    earlier build. `archive` has all stories in short; None if it is as it was. `is_whole` says that
    the whole site was planned."""

    rows: Mapping[str, Row]
    gone: tuple[str, ...]
    stories: Mapping[str, PlannedStory]
    before: Mapping[str, PlannedStory]
    archive: Archive | None = None
    is_whole: bool = False


def remember_understanding(
    ledger: Ledger, understood: Understanding, meta: Mapping[str, Any], objects: Objects
) -> None:
    """Write into the ledger what was understood; it helps the next build, even if this one fails.
    `meta` has the names in `UNDERSTOOD`."""
    rows, gone, stories, before = understood.rows, understood.gone, understood.stories, understood.before
    known = ledger.meta("chromes", "shared")
    useless = ledger.bodies_of((*rows, *gone)) | {*known.get("chromes", {}).values(), *known.get("shared", ())}
    useless |= {digest for path in (*stories, *gone) if path in before for digest in _object_ids(before[path])}
    useless -= {
        *meta["chromes"].values(),
        *meta["shared"],
        *(digest for story in stories.values() for digest in _object_ids(story)),
    }
    if useless:
        others = (story for path, story in before.items() if path not in stories and path not in gone)
        useless -= {
            digest for story in others for digest in _object_ids(story)
        }  # another article with the same contents has the same objects
    ledger.write_documents(rows.values(), gone)
    ledger.write_stories(((path, packed_story(story)) for path, story in stories.items()), gone)
    if understood.archive:
        write_archive(ledger, understood.archive, None if understood.is_whole else gone)
    objects.flush()
    ledger.forget(useless)
    ledger.write_meta({name: meta[name] for name in UNDERSTOOD})
    ledger.commit()


def _object_ids(story: PlannedStory) -> tuple[str, ...]:
    """Return the digests of a story's objects."""
    return story.record.objects if story.record else ()


@dataclass(frozen=True, slots=True)
class PublishResult:
    """The result of publishing. `before` are the ledger's entries of the files that were decided
    upon. `gone` are the paths of files that are no longer ours."""

    result: Published
    decisions: list[Decision]
    before: Mapping[str, PublishedFile]
    gone: Collection[str] = ()


def remember(
    ledger: Ledger,
    build: Build,
    snapshot: Snapshot,
    looked_at: Mapping[str, str],
    outcome: PublishResult,
    report: BuildReport,
    record: Checked,
) -> None:
    """Write the published files, the sources, the report and the check of the record into the ledger.
    `looked_at` are the digests of sources that were opened, by location. Raises DatelineError when
    the cache folder cannot be written to."""
    try:
        write_published(ledger, _entries(outcome, report), outcome.gone)
        remember_sources(ledger, looked_at, snapshot, build)
        ledger.write_meta(
            {"report": lasting(report), "options": tuple(options_of(build)), "stamp": program_stamp(), "record": record}
        )
        schedule = Schedule(report.as_of.timestamp(), report.due)
        ledger.write_meta({"schedule": schedule, "manifest": outcome.result.manifest})
        ledger.commit()
    except DamagedError:  # the next build starts from an empty ledger
        ledger.close()
        emptied(ledger.path).close()
    except DatelineError as fault:
        raise DatelineError(f"The site is published, but {ledger.path} cannot be written to.") from fault


def _entries(outcome: PublishResult, report: BuildReport) -> Iterable[PublishedFile]:
    """Return the entries of the files for which the ledger has to change."""
    now = report.as_of.isoformat()
    for decision in outcome.decisions:
        output, old = decision.output, outcome.before.get(decision.output.path)
        seen = outcome.result.seen.get(output.path)
        if seen is None:
            continue
        layout = output.layout if isinstance(output, PageOutput) else ""
        reasons, made = (" ".join(decision.reasons), now) if decision.reasons or not old else (old.reasons, old.made)
        entry = PublishedFile(output.path, output.origin, decision.fingerprint, seen, layout, reasons, made)
        if entry != old:
            yield entry
