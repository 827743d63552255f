"""Pages and files for programs, as outputs -> their bytes, a batch at a time, in a worker. Reads no
file but layouts: all objects come as arguments."""

from __future__ import annotations

from generator.make.opening import PackedObjects, make_room, opened_data
from generator.make.pages.layouts import Layouts
from generator.make.pages.render import made_page
from generator.model.dataclass import dataclass
from generator.model.outputs import DataOutput, Failed, Made, PageOutput


@dataclass(frozen=True, slots=True)
class TextBatch:
    """Outputs to make, and all their objects by digest."""

    outputs: tuple[PageOutput | DataOutput, ...]
    objects: PackedObjects


def make_texts(layouts: Layouts, batch: TextBatch) -> tuple[Made | Failed, ...]:
    """Return the finished files. Never raises: one that fails becomes `Failed`."""
    make_room()
    return tuple(
        made_page(layouts, output, batch.objects)
        if isinstance(output, PageOutput)
        else _made_data(output, batch.objects)
        for output in batch.outputs
    )


def _made_data(output: DataOutput, objects: PackedObjects) -> Made | Failed:
    from generator.make.feeds.data_file import data_file  # noqa: PLC0415 - an edited text may change no feed

    try:
        return Made(output.path, data_file(opened_data(output, objects)))
    except Exception as fault:  # any exception: nothing is published, and the file is reported
        return Failed(output.path, output.origin, f"{type(fault).__name__}: {fault}")
