"""A picture as one document uses it -> its caption and credit for readers, its data for search
engines, and its files. An editor's text counts; embedded metadata replaces it where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from generator.model.outputs import PhotoOutput
from generator.model.photo_files import FORMATS, name_of
from generator.model.pictures import PictureView, Source
from generator.model.settings import Language
from generator.model.site import Focus, PhotoFiles, Photograph
from generator.model.views import FigureView, ImageView, Moment
from generator.plan.dates import day_name, gives_day
from generator.plan.edition_context import EditionContext
from generator.plan.inputs import PlanInputs
from generator.plan.photos.drawings import drawing
from generator.plan.photos.variants import (
    PhotoUse,
    card_crops,
    credited,
    finished_of,
    lead_files,
    narrow_crops,
    notes_of,
    plain_format,
    portrait_crops,
    search_crops,
    thumbnail_crops,
    variants,
)
from generator.plan.urls import Address

PREFERRED_WIDTH = 800
"""The width of the one file that browsers without `srcset` load."""

GENERATED = {
    "trainedAlgorithmicMedia": "made",
    "compositeWithTrainedAlgorithmicMedia": "edited",
    "compositeSynthetic": "edited",
}
"""The digital source types of IPTC in which a trained model took part, and the word for readers.
“algorithmicMedia” is not one: a program drew it by rule, without a trained model."""


def shown(photograph: Photograph | None, context: EditionContext) -> Photograph | None:
    """Return a picture; None also for one that may no longer be shown."""
    return None if photograph is None or photograph.reference.is_withdrawn(context.as_of) else photograph


def _use(photograph: Photograph, context: EditionContext | PlanInputs) -> PhotoUse:
    reference = photograph.reference
    picture = credited(photograph.picture, reference.credit)
    finished = finished_of(photograph.picture, context.finished)
    return PhotoUse(picture, reference.focus, context.settings.photos, context.recipe, finished)


def _is_file_photo(photograph: Photograph, day: date | None, after_days: int) -> bool:
    said = photograph.reference.file_photo
    return said if said is not None else day is not None and photograph.is_old(day, after_days)


def lead_view(photograph: Photograph | None, day: date, language: str, context: EditionContext) -> FigureView | None:
    """Return the lead of an article: its figure, with its crop for narrow screens."""
    if photograph is None or shown(photograph, context) is None:
        return _figure(photograph, (), day, language, context)
    use = _use(photograph, context)
    return _figure(photograph, variants(use), day, language, context, narrow_crops(use))


def figure_view(
    photograph: Photograph | None, day: date | None, language: str, context: EditionContext
) -> FigureView | None:
    """Return a picture in a text or a gallery. `day` is that of its story, None without one;
    `language` is that of the page."""
    files = variants(_use(photograph, context)) if photograph else ()
    return _figure(photograph, files, day, language, context)


def portrait_view(photograph: Photograph | None, language: str, context: EditionContext) -> FigureView | None:
    files = portrait_crops(_use(photograph, context)) if photograph else ()
    return _figure(photograph, files, None, language, context)


def card_picture(photograph: Photograph | None, context: EditionContext) -> PictureView | None:
    photograph = shown(photograph, context)
    return picture_view(photograph, card_crops(_use(photograph, context)), context.address) if photograph else None


def thumbnail(photograph: Photograph | None, inputs: PlanInputs) -> str:
    """Return a small picture for links, packed for `thumbnail_view`; "" for none. It has one width
    and no text, because the link says the same."""
    if photograph is None or photograph.reference.is_withdrawn(inputs.as_of):
        return ""
    view = picture_view(photograph, thumbnail_crops(_use(photograph, inputs)), inputs.address)
    return "\t".join(
        (
            *(view.src, view.srcset, str(view.width), str(view.height), view.focus, view.colour),
            *(part for source in view.sources for part in (source.type, source.srcset)),
        )
    )


def thumbnail_view(packed: str) -> PictureView | None:
    """Return the picture that `thumbnail` packed."""
    if not packed:
        return None
    src, srcset, width, height, focus, colour, *others = packed.split("\t")
    sources = tuple(Source(*pair) for pair in zip(others[::2], others[1::2], strict=True))
    return PictureView(sources, src, srcset, int(width), int(height), "", focus, colour)


def _figure(
    photograph: Photograph | None,
    files: tuple[PhotoOutput, ...],
    day: date | None,
    language: str,
    context: EditionContext,
    narrow: tuple[PhotoOutput, ...] = (),
) -> FigureView | None:
    if photograph is None:
        return None
    if shown(photograph, context) is None:
        return FigureView(None)
    picture = photograph.picture
    generated = GENERATED.get(picture.source_type, "")
    said = photograph.reference.file_photo
    kind, credit = ("", photograph.credit) if generated else drawing(photograph.credit, picture.source_type)
    # Only an editor can say that a drawing is from the archive: it has no day on which it was
    # taken.
    is_file_photo = bool(said) if kind else _is_file_photo(photograph, day, context.settings.photos.old_after_days)
    caption = photograph.caption
    taken = picture.created if is_file_photo and not kind and not _is_later(picture.created, day) else None
    written_in = "" if photograph.reference.caption or not caption else picture.caption_lang
    is_other = bool(written_in) and not _are_alike(written_in, language, context)
    if taken and gives_day(caption, taken, context.spoken(language)):
        taken = None
    return FigureView(
        picture=picture_view(photograph, files, context.address, narrow),
        caption=caption,
        credit=credit,
        file_photo=is_file_photo,
        taken=_day(taken, context.spoken(language)) if taken else None,
        generated=generated,
        drawing=kind,
        lang=written_in if is_other else "",
        dir=context.direction(written_in) if is_other else "",
    )


def _are_alike(tag: str, other: str, context: EditionContext) -> bool:
    """Whether two tags name one language in one direction, as en-US and en do."""
    spoken, of_page = (each.split("-", 1)[0].lower() for each in (tag, other))
    return spoken == of_page and context.direction(tag) == context.direction(other)


def _is_later(created: date | None, day: date | None) -> bool:
    """Whether a picture's metadata says that it was taken after its article: then the camera's
    clock was wrong."""
    return created is not None and day is not None and created > day


def _day(day: date, language: Language) -> Moment:
    return Moment(day.isoformat(), day_name(day, language), "")


def picture_view(
    photograph: Photograph,
    made: tuple[PhotoOutput, ...],
    address: Address,
    narrow: tuple[PhotoOutput, ...] = (),
) -> PictureView:
    """Return a picture in all its formats. `made` and `narrow` are results of `variants`."""
    rows = _rows(made)
    plain = rows.pop(plain_format(list(rows)))
    fallback = _preferred(plain)
    focus, picture = photograph.reference.focus, photograph.picture
    return PictureView(
        sources=tuple(Source(FORMATS[name].media_type, _srcset(row, address)) for name, row in rows.items()),
        src=address.href("/" + fallback.path),
        srcset=_srcset(plain, address),
        width=fallback.width,
        height=fallback.height,
        alt=photograph.reference.alt,
        focus=f"{focus[0]:.0%} {focus[1]:.0%}" if focus and fallback.crop is None else "",
        colour=picture.colour,
        narrow=tuple(_narrow_source(name, row, address) for name, row in _rows(narrow).items()),
    )


def _rows(made: Iterable[PhotoOutput]) -> dict[str, list[PhotoOutput]]:
    rows: dict[str, list[PhotoOutput]] = {}
    for file in made:
        rows.setdefault(file.format, []).append(file)
    return rows


def _narrow_source(name: str, row: list[PhotoOutput], address: Address) -> Source:
    file = _preferred(row)
    return Source(FORMATS[name].media_type, _srcset(row, address), file.width, file.height)


def _preferred(row: list[PhotoOutput]) -> PhotoOutput:
    return next((file for file in row if file.width >= PREFERRED_WIDTH), row[-1])


def _srcset(row: Iterable[PhotoOutput], address: Address) -> str:
    return ", ".join([f"{address.href('/' + file.path)} {file.width}w" for file in row])


def search_images(photograph: Photograph | None, context: EditionContext) -> tuple[ImageView, ...]:
    """Return the lead of an article in the shapes for search engines, the one for social networks
    first; none without a lead that may be shown."""
    photograph = shown(photograph, context)
    if photograph is None:
        return ()
    alt = photograph.reference.alt
    return tuple(
        ImageView(context.address.canonical("/" + crop.path), crop.width, crop.height, alt)
        for crop in search_crops(_use(photograph, context))
    )


def lead_photo_files(photograph: Photograph | None, context: EditionContext) -> Iterator[PhotoFiles]:
    """Yield the files of the lead picture of an article."""
    if photograph := shown(photograph, context):
        yield _photo_files(photograph, lead_files, photograph.reference.focus, context)


def figure_files(photograph: Photograph | None, context: EditionContext) -> Iterator[PhotoFiles]:
    """Yield the files of a picture in a text or a gallery."""
    if photograph := shown(photograph, context):
        yield _photo_files(photograph, variants, None, context)


def portrait_files(photograph: Photograph | None, context: EditionContext) -> Iterator[PhotoFiles]:
    """Yield the files of the portrait of an author."""
    if photograph := shown(photograph, context):
        yield _photo_files(photograph, portrait_crops, photograph.reference.focus, context)


def _photo_files(
    photograph: Photograph,
    files_of: Callable[[PhotoUse], Iterable[PhotoOutput]],
    focus: Focus | None,
    context: EditionContext,
) -> PhotoFiles:
    use = _use(photograph, context)
    credit = photograph.reference.credit if use.picture is not photograph.picture else ""
    made_for = (focus, credit, notes_of(photograph.picture))
    files = tuple([file.path for file in files_of(use)])
    if use.finished is None:
        return use.picture.path, made_for, files, ()
    ready = use.finished | {name_of(path) for path in files}
    wanted = files_of(use._replace(finished=None))
    return use.picture.path, made_for, files, tuple([file.path for file in wanted if name_of(file.path) not in ready])
