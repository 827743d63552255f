"""A picture as a page shows it. As `views`: ready to print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One format of a picture, for `<source type=… srcset=…>`. `width` and `height`, in pixels, only where they are other
    than those of the `<img>`."""

    type: str
    srcset: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class PictureView:
    """`sources` are the better formats, best first; `src` and `srcset` the one every browser knows.
    `width` and `height` are those of `src`, in pixels; `focus` is a CSS object-position ("50% 30%") or ""; `colour` stands
    for it while it loads ("#8a7f6b"), or is "". `narrow` are all formats, best first, of a part of it for narrow screens;
    empty where no editor said what is to be seen there."""

    sources: tuple[Source, ...]
    src: str
    srcset: str
    width: int
    height: int
    alt: str
    focus: str = ""
    colour: str = ""
    narrow: tuple[Source, ...] = ()
