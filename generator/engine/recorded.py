"""What the ledger remembers of the record: the state of its files when a build last checked them, and
the addresses that were taken back then, each with the path of its document.

While the files are as they were, a build need not open them. A change of the record alone makes
nothing stale: its addresses are compared with the last site. The module imports little, because a
build with nothing to do asks it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.cache.ledger import Ledger
from generator.model.report import Build, BuildReport
from generator.record.states import FOLDER, VANISHED, States, record_states

Checked = tuple[States, Mapping[str, str]]
"""The states of the record's files, and the addresses that were taken back. Without states, the
next build checks everything."""

NOTHING: Checked = ({}, {})


def states_now(build: Build) -> States:
    return record_states(build.folders.content / FOLDER)


def lasting_states(states: States, build: Build) -> States:
    """Return the states as the next build compares them."""
    return {name: (size, build.sure_time(time), inode) for name, (size, time, inode) in states.items()}


def changed_files(states: States, known: States) -> list[str]:
    """Return the names of files that are not as they were."""
    return [name for name, state in states.items() if state != known.get(name)]


def has_problems(last: BuildReport) -> bool:
    """Whether a report has problems of the record. Only a whole plan knows when they are gone."""
    return any(
        problem.code == VANISHED or (problem.where and problem.where.path.startswith(f"content/{FOLDER}/"))
        for problem in last.problems
    )


def is_as_reported(build: Build, ledger: Ledger, last: BuildReport, checked: Checked | None) -> bool:
    """Check the record against the last site, where nothing else has changed. Return whether the
    report of the last build still holds. `checked` is what the ledger remembers."""
    states, (known, excused) = states_now(build), checked or NOTHING
    if states == known:
        return True
    if has_problems(last):
        return False
    from generator.record.addresses import (  # noqa: PLC0415 - only after the record changed
        file_of,
        read_addresses,
        unserved,
    )

    addresses = read_addresses(build.folders.content / FOLDER, changed_files(states, known))
    listed = [each for each in addresses.all if each not in excused]
    if not addresses.is_sound or unserved(listed, ledger.paths_among(map(file_of, listed))):
        return False
    ledger.write_meta({"record": (lasting_states(states, build), excused)})
    ledger.commit()
    return True
