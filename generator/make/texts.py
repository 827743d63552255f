"""Pages and files that programs read, as outputs -> their bytes, a batch at a time, for a worker. Reads no file but layouts:
everything else comes along."""

from __future__ import annotations

from dataclasses import dataclass

from generator.make.feeds.data_file import data_file
from generator.make.opening import PackedObjects, make_room, opened_data
from generator.make.pages.layouts import Layouts
from generator.make.pages.render import made_page
from generator.model.outputs import DataOutput, Failed, Made, PageOutput


@dataclass(frozen=True, slots=True)
class TextBatch:
    """Outputs to make, and all that lies apart and is to be put into them, by digest."""

    outputs: tuple[PageOutput | DataOutput, ...]
    objects: PackedObjects


def make_texts(layouts: Layouts, batch: TextBatch) -> tuple[Made | Failed, ...]:
    """The finished files. Never raises: what fails is a `Failed`."""
    make_room()
    return tuple(
        made_page(layouts, output, batch.objects)
        if isinstance(output, PageOutput)
        else _made_data(output, batch.objects)
        for output in batch.outputs
    )


def _made_data(output: DataOutput, objects: PackedObjects) -> Made | Failed:
    try:
        return Made(output.path, data_file(opened_data(output, objects)))
    except Exception as fault:  # whatever it is: nothing is published, and it is told with the file's name
        return Failed(output.path, output.origin, f"{type(fault).__name__}: {fault}")
