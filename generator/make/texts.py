"""Pages and files for programs, as outputs -> their bytes, a batch at a time, in a worker. Reads no
file but layouts: all objects come as arguments."""

from __future__ import annotations

from generator.make.opening import PackedObjects, make_room, opened_data
from generator.make.pages.feed_texts import printed_texts
from generator.make.pages.layouts import Layouts
from generator.make.pages.lite import PhotoSizes
from generator.make.pages.render import made_page
from generator.make.withheld import withheld_in
from generator.model.dataclass import dataclass
from generator.model.outputs import DataOutput, Failed, Feed, Made, PageOutput


@dataclass(frozen=True, slots=True)
class TextBatch:
    """Outputs to make, and all their objects by digest."""

    outputs: tuple[PageOutput | DataOutput, ...]
    objects: PackedObjects


def make_texts(
    layouts: Layouts, batch: TextBatch, withheld: tuple[str, ...] | None = (), sizes: PhotoSizes | None = None
) -> tuple[Made | Failed, ...]:
    """Return the finished files. `withheld` are names that none of them may have, beside its own;
    None for files that only the newsroom reads. `sizes` are those of photographs, which lite pages
    need. Never raises: one that fails becomes `Failed`."""
    make_room()
    return tuple(_made(layouts, withheld, sizes, output, batch.objects) for output in batch.outputs)


def _made(
    layouts: Layouts,
    withheld: tuple[str, ...] | None,
    sizes: PhotoSizes | None,
    output: PageOutput | DataOutput,
    objects: PackedObjects,
) -> Made | Failed:
    if isinstance(output, PageOutput):
        made = made_page(layouts, output, objects, sizes)
        return withheld_in(made, () if withheld is None else (*withheld, *output.withheld), output.origin)
    return withheld_in(_made_data(layouts, output, objects), (*(withheld or ()), *output.withheld), output.origin)


def _made_data(layouts: Layouts, output: DataOutput, objects: PackedObjects) -> Made | Failed:
    from generator.make.feeds.data_file import data_file  # noqa: PLC0415 - an edited text may change no feed

    try:
        content = opened_data(output, objects)
        texts = printed_texts(layouts, output, content) if isinstance(content, Feed) and output.layout else ()
        if isinstance(texts, Failed):
            return texts
        return Made(output.path, data_file(content, texts))
    except Exception as fault:  # any exception: nothing is published, and the file is reported
        return Failed(output.path, output.origin, f"{type(fault).__name__}: {fault}")
