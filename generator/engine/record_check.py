"""The check of every build: each recorded address is in the plan, or an editor took it back.

While the record's files are as they were in the last check, only the addresses that leave the site
in this build are looked up in the record. So a build without such an address does not open it. No
build writes into the record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.cache.program import program_stamp
from generator.engine.documents import Documents
from generator.engine.recorded import (
    NOTHING,
    Checked,
    changed_files,
    has_problems,
    lasting_states,
    states_now,
)
from generator.engine.session import Session
from generator.engine.severity import dependents
from generator.model.dataclass import replace
from generator.model.lite import is_lite
from generator.model.outputs import Output, PageOutput
from generator.model.problems import Problem, Severity
from generator.model.published_file import PublishedFile
from generator.model.report import BuildReport
from generator.model.settings import Settings
from generator.model.site import Site
from generator.plan.last_site import FilesNow
from generator.plan.part import PartialPlan
from generator.plan.site.links import files_of
from generator.record.addresses import address_of, file_of, read_addresses, recorded_among, unserved
from generator.record.files import read_record
from generator.record.history import departures
from generator.record.lines import RecordLine
from generator.record.states import FOLDER, States
from generator.record.vanished import Vanishing, addresses_taken_back, taken_back

_OF_A_TEXT = ("content/articles/", "content/pages/")
"""Where the sources of recorded pages lie. Fronts, lists and people come and go by themselves."""


def may_be_recorded(file: PublishedFile) -> bool:
    """Whether a published file may be the page of an article or a static page. (The page of a tag may
    name an article as its origin, too.) A lite page is no address of its own: it comes and goes with
    its setting, and search engines know the full one."""
    return bool(file.layout) and not is_lite(file.layout) and file.origin.startswith(_OF_A_TEXT)


def _last(session: Session) -> Checked:
    """Return what was remembered of the record; nothing unless this program remembered it, and found
    no problem then."""
    report: BuildReport | None = session.meta.get("report")
    checked: Checked = session.meta.get("record") or NOTHING
    is_valid = report and not has_problems(report) and session.meta.get("stamp") == program_stamp()
    return checked if is_valid else NOTHING


class WholePlan(NamedTuple):
    """What a plan of the whole site says of addresses. `before` are the files of the last build.
    `broken` are the locations of documents that have errors or are left out: where their pages would
    be, nobody knows for sure."""

    site: Site
    outputs: tuple[Output, ...]
    before: Mapping[str, PublishedFile]
    broken: frozenset[str]
    documents: Documents
    settings: Settings


class RecordCheck(NamedTuple):
    """The result for a whole plan: the problems of the record, and the lines whose addresses would
    vanish, None if there are none."""

    problems: tuple[Problem, ...] = ()
    vanishing: Vanishing | None = None


def check_whole(session: Session, plan: WholePlan) -> RecordCheck:
    """Check the record against a plan of the whole site."""
    build, states = session.build, states_now(session.build)
    folder = build.folders.content / FOLDER
    known, excused = last = _last(session)
    session.meta["record"] = NOTHING
    if not states:
        return RecordCheck()
    departed: Collection[str] = ()
    if known:
        paths = {output.path for output in plan.outputs}
        gone = (path for path, file in plan.before.items() if path not in paths and may_be_recorded(file))
        departed = {*map(address_of, gone)}
        absent = partial(unserved, files=paths)
    else:  # all addresses are compared
        absent = partial(_absent, there={output.url for output in plan.outputs if isinstance(output, PageOutput)})
    missing, is_sound = _missing(folder, (states, known), departed, excused, absent)
    if states == known and not missing:
        session.meta["record"] = last
        return RecordCheck()
    record = None if is_sound else read_record(folder)
    if record:
        missing |= {*absent(record.lines)}
    back = taken_back(plan.site.newsroom, plan.site.as_of) if missing else {}
    excused = {each: back[each] for each in missing if each in back}
    if missing - excused.keys():
        record = record or read_record(folder)
    lines = [line for each in missing - excused.keys() if record and (line := record.lines.get(each)) and not line.gone]
    excused |= {line.address: line.file for line in lines if line.file.startswith("pages/") and line.file in back}
    lines = [line for line in lines if line.address not in excused]
    vanishing = tuple(_unexplained([line for line in lines if line.first <= plan.site.as_of], plan, session))
    problems = record.problems if record else ()
    found = None
    if record and vanishing:
        live = frozenset(address for address, line in record.lines.items() if not line.gone)
        found = Vanishing(vanishing, plan.site.newsroom, plan.site.as_of, live)
        problems += tuple(found.problems(partial(departures, build.folders.content)))
    if build.preview:
        problems = tuple(replace(problem, severity=Severity.WARNING) for problem in problems)
    session.meta["record"] = ({} if lines else lasting_states(states, build), excused)
    return RecordCheck(problems, found)


def _absent(addresses: Iterable[str], there: Container[str]) -> list[str]:
    return [each for each in addresses if each not in there]


def _missing(
    folder: Path,
    now_and_known: tuple[States, States],
    departed: Collection[str],
    excused: Iterable[str],
    absent: Callable[[Iterable[str]], list[str]],
) -> tuple[set[str], bool]:
    """Return the addresses that no file of the site answers, and whether the changed files of the
    record are sound. Only these are read, and the others if there are `departed` addresses.
    `absent` says which addresses are not in the site."""
    states, known = now_and_known
    changed = changed_files(states, known)
    addresses = read_addresses(folder, changed)
    missing = {*absent(addresses.all), *absent(excused)}
    return missing | recorded_among(folder, states.keys() - {*changed}, departed), addresses.is_sound


def _unexplained(lines: list[RecordLine], plan: WholePlan, session: Session) -> list[RecordLine]:
    """Return the lines that no broken document explains: its own problem is reported already.

    A broken document may be a renamed one: so a line whose file is not there waits until it is
    mended, because nothing is published before. With `keep_going` much is published: then only the
    pages that stay are explained."""
    if not lines or not plan.broken:
        return lines
    broken = plan.broken | dependents(plan.broken, plan.documents.everything(), plan.settings)
    there = files_of(plan.documents.documents_at(each.removeprefix("content/") for each in broken), plan.settings)
    if session.build.keep_going:
        there |= {path for path, entry in plan.before.items() if entry.origin in broken}
    else:
        lines = [line for line in lines if f"content/{line.file}" in session.snapshot.files]
    return [line for line in lines if f"content/{line.file}" not in broken and file_of(line.address) not in there]


class PartOfSite(NamedTuple):
    """A plan of a part, with the last build's entries of its files, and the paths of all files of that
    build. `changed` are the paths of the changed and deleted articles."""

    plan: PartialPlan
    before: Mapping[str, PublishedFile]
    last: Container[str]
    changed: frozenset[str]


def is_part_enough(session: Session, part: PartOfSite) -> bool:
    """Check the record against a plan of a part of the site. Return whether no address vanishes;
    else the whole site has to be planned, which reports it."""
    build, states = session.build, states_now(session.build)
    known, excused = _last(session)
    plan, before = part.plan, part.before
    departed = {address_of(path) for path in plan.gone if path in before and may_be_recorded(before[path])}
    if states == known and not departed and part.changed.isdisjoint(excused.values()):
        return True
    folder = build.folders.content / FOLDER
    files = FilesNow(part.last, plan.gone, {output.path for output in plan.outputs})
    missing, is_sound = _missing(folder, (states, known), departed, excused, partial(unserved, files=files))
    back = {address: path for address, path in excused.items() if path not in part.changed}
    instant = build.as_of.timestamp()
    for story in plan.planned.values():
        back |= dict.fromkeys(addresses_taken_back(story.facts, instant), story.facts.path)
    if not is_sound or not back.keys() >= missing:
        return False
    session.meta["record"] = (lasting_states(states, build), {each: back[each] for each in missing})
    return True
