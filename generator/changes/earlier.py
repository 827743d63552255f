"""The source folders as a commit of git has them, in a scratch folder. What did not change is a link
to the file of today: ten thousand files take a third of a second, and photographs no space."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.model.report import Folders
from generator.publish.places import files_below
from generator.record.revisions import Revisions


def earlier_folders(folders: Folders, revision: str, scratch: Path) -> Folders:
    """Fill `scratch` with the sources of a revision, and return the folders of its build. The cache
    stays, so that no photograph is encoded again. Layouts and assets that are in no repository, or
    in another one, are those of today. Raises DatelineError if git does not know the revision."""
    Revisions(folders.content).commit(revision)
    made = {}
    for name, folder in folders.sources.items():
        made[name] = scratch / name
        _copy(folder, made[name], revision)
    return replace(folders, output=scratch / "site", **made)


def _copy(folder: Path, to: Path, revision: str) -> None:
    try:
        revisions = Revisions(folder)
        commit = revisions.commit(revision)
    except DatelineError:
        _link(folder, to, files_below(str(folder), ""))
        return
    changed = revisions.changed(commit, ".")
    others = {each.now for each in changed}
    _link(folder, to, (path for path in files_below(str(folder), "") if path not in others))
    for path, content in revisions.contents(commit, {each.before for each in changed} - {""}).items():
        if ".." in PurePosixPath(path).parts:
            continue
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).write_bytes(content)


def _link(folder: Path, to: Path, paths: Iterable[str]) -> None:
    to.mkdir(parents=True)
    for path in paths:
        copy = to / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(folder / path, copy, follow_symlinks=True)
        except OSError:  # another disk, or one without links
            if (folder / path).is_file():
                shutil.copy2(folder / path, copy)
