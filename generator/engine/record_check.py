"""The check of every build: each recorded address is in the plan, or an editor took it back.

While the record's files are as they were in the last check, only the addresses that leave the site
in this build are looked up in the record. So a build without such an address does not open it. No
build writes into the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import NamedTuple

from generator.engine.documents import Documents
from generator.engine.recorded import NOTHING, Checked, has_problems, lasting_states, states_now
from generator.engine.session import Session
from generator.engine.severity import dependents
from generator.model.dataclass import replace
from generator.model.outputs import Output
from generator.model.problems import Problem, Severity
from generator.model.published_file import PublishedFile
from generator.model.report import BuildReport
from generator.model.settings import Settings
from generator.model.site import Site
from generator.plan.part import PartialPlan
from generator.plan.site.links import files_of
from generator.record.addresses import FOLDER, address_of, file_of, read_addresses, unserved
from generator.record.files import read_record
from generator.record.history import departures
from generator.record.lines import RecordLine
from generator.record.vanished import Vanishing, addresses_taken_back, taken_back

_OF_A_TEXT = ("content/articles/", "content/pages/")
"""Where the sources of recorded pages lie. Fronts, lists and people come and go by themselves."""


def may_be_recorded(file: PublishedFile) -> bool:
    """Whether a published file may be the page of an article or a static page. (The page of a tag may
    name an article as its origin, too.)"""
    return bool(file.layout) and file.origin.startswith(_OF_A_TEXT)


def _last(session: Session) -> Checked:
    """Return what was remembered of the record; nothing unless that check found no problem."""
    report: BuildReport | None = session.meta.get("report")
    checked: Checked = session.meta.get("record") or NOTHING
    return checked if report and not has_problems(report) else NOTHING


class WholePlan(NamedTuple):
    """What a plan of the whole site says of addresses. `before` are the files of the last build. `broken` are the locations of documents that have errors or are left out: where
    their pages would be, nobody knows for sure."""

    site: Site
    outputs: tuple[Output, ...]
    before: Mapping[str, PublishedFile]
    broken: frozenset[str]
    documents: Documents
    settings: Settings


class RecordCheck(NamedTuple):
    """The result for a whole plan: the problems of the record, and the lines whose addresses would
    vanish."""

    problems: tuple[Problem, ...] = ()
    vanishing: tuple[RecordLine, ...] = ()


def check_whole(session: Session, plan: WholePlan) -> RecordCheck:
    """Check the record against a plan of the whole site."""
    build, states = session.build, states_now(session.build)
    folder = build.folders.content / FOLDER
    known, excused_before = last = _last(session)
    session.meta["record"] = NOTHING
    if not states:
        return RecordCheck()
    paths = {output.path for output in plan.outputs}
    suspects = None
    if states == known:
        suspects = {
            address_of(path) for path, file in plan.before.items() if path not in paths and may_be_recorded(file)
        }
        suspects |= excused_before.keys()
        if not suspects:
            session.meta["record"] = last
            return RecordCheck()
    addresses = read_addresses(folder, states)
    missing = unserved(addresses.live if suspects is None else addresses.live & suspects, paths)
    back = taken_back(plan.site.newsroom, plan.site.as_of) if missing else {}
    excused = {each: back[each] for each in missing if each in back}
    missing = [each for each in missing if each not in excused]
    record = read_record(folder) if missing or not addresses.is_sound else None
    lines = [record.lines[each] for each in missing if each in record.lines] if record else []
    excused |= {line.address: line.file for line in lines if line.file.startswith("pages/") and line.file in back}
    lines = [line for line in lines if line.address not in excused]
    vanishing = tuple(_unexplained([line for line in lines if line.first <= plan.site.as_of], plan, session))
    problems = record.problems if record else ()
    if vanishing:
        found = Vanishing(vanishing, plan.site.newsroom, plan.site.as_of, addresses.live)
        problems += tuple(found.problems(partial(departures, build.folders.content)))
    if build.preview:
        problems = tuple(replace(problem, severity=Severity.WARNING) for problem in problems)
    session.meta["record"] = ({} if lines else lasting_states(states, build), excused)
    return RecordCheck(problems, vanishing)


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
    """A plan of a part, with the last build's entries of its files and the paths of all files.
    `changed` are the paths of the changed and deleted articles."""

    plan: PartialPlan
    before: Mapping[str, PublishedFile]
    seen: Collection[str]
    changed: frozenset[str]


def is_part_enough(session: Session, part: PartOfSite) -> bool:
    """Check the record against a plan of a part of the site. Return whether no address vanishes;
    else the whole site has to be planned, which reports it."""
    build, states = session.build, states_now(session.build)
    known, excused_before = _last(session)
    plan, before = part.plan, part.before
    suspects = {address_of(path) for path in plan.gone if path in before and may_be_recorded(before[path])}
    suspects |= {address for address, path in excused_before.items() if path in part.changed}
    is_known = states == known
    if is_known and not suspects:
        return True
    addresses = read_addresses(build.folders.content / FOLDER, states)
    if not addresses.is_sound:
        return False
    planned = {output.path for output in plan.outputs}
    if is_known:
        missing = unserved(suspects & addresses.live, planned)
    else:
        missing = unserved(addresses.live, {*part.seen} - plan.gone | planned)
    back = {address: path for address, path in excused_before.items() if path not in part.changed}
    instant = build.as_of.timestamp()
    for story in plan.planned.values():
        back |= dict.fromkeys(addresses_taken_back(story.facts, instant), story.facts.path)
    if not back.keys() >= set(missing):
        return False
    excused = {each: back[each] for each in missing}
    if is_known:
        excused = {each: path for each, path in excused_before.items() if each not in suspects} | excused
    session.meta["record"] = (lasting_states(states, build), excused)
    return True
