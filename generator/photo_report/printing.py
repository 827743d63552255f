"""The contact sheet -> a file that the editor chose, whole or not at all; never in the site or
among its sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.executors.workshop import Workshop
from generator.make.whole_files import write_whole
from generator.model.problems import DatelineError
from generator.model.report import Folders, photo_store
from generator.photo_report.sheet import sheet
from generator.photo_report.survey import PhotoReport
from generator.photo_report.thumbnails import thumbnails

MOST_PICTURES = 1000
"""The most pictures on a sheet of all pictures, some eight megabytes. With more, the sheet has
those with findings only."""


def print_sheet(
    report: PhotoReport, file: Path, folders: Folders, workshop: Workshop, progress: Callable[[int, int], None]
) -> None:
    """Write the contact sheet, replacing an older one. Thumbnails are stored in the photo store of
    the cache folder. Raises DatelineError when the file would lie in the site or among its sources,
    or cannot be written."""
    for folder in (folders.output, *folders.sources.values()):
        if file.resolve().is_relative_to(folder.resolve()):
            raise DatelineError(
                f"The contact sheet is not for readers, so it cannot go into {folder}; name another file."
            )
    mentioned = dict.fromkeys(path for each in report.findings for path in (each.picture, *each.others))
    shown = report.measured if len(report.measured) <= MOST_PICTURES else mentioned
    pictures = [report.measured[path] for path in sorted(shown) if path in report.measured]
    small = thumbnails(pictures, report.originals, photo_store(folders.cache), workshop, progress)
    content = sheet(report, small).encode("utf-8", "replace")
    try:
        write_whole(file, content)
    except OSError as fault:
        raise DatelineError(f"{file} cannot be written: {fault.strerror or fault}.") from fault
