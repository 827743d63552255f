"""A picture as a page shows it. As in `views`, every text is ready to print."""

from __future__ import annotations

from generator.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One format of a picture, for `<source type=… srcset=…>`. `width` and `height`, in pixels, are
    set only where they differ from those of the `<img>`."""

    type: str
    srcset: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture in all its formats.

    `sources` are the better formats, best first; `src` and `srcset` have the format that every
    browser knows. `width` and `height` are those of `src`, in pixels. `focus` is a CSS
    object-position ("50% 30%") or "". `colour` fills the place while the picture loads ("#8a7f6b"),
    or is "".

    `narrow` are the formats, best first, of a crop for narrow screens. It is empty where no editor
    chose a focus."""

    sources: tuple[Source, ...]
    src: str
    srcset: str
    width: int
    height: int
    alt: str
    focus: str = ""
    colour: str = ""
    narrow: tuple[Source, ...] = ()
