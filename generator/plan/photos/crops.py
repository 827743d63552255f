"""A picture's size and focus -> the part of it that is shown in a given shape. Pure arithmetic;
knows no file."""

from __future__ import annotations

from generator.model.site import Focus

Shape = tuple[int, int]
"""Width to height, in lowest terms."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels of the upright original."""

SEARCH_SHAPES: tuple[Shape, ...] = ((16, 9), (4, 3), (1, 1))
"""The shapes that search engines want of an article's picture; social networks show the first."""

CARD: Shape = (3, 2)
"""The shape of pictures on cards, as in assets/css/40-card.css."""

PORTRAIT: Shape = (1, 1)
NARROW: Shape = (1, 1)
"""The shape of the lead of an article on a telephone, where an editor chose a focus. In 4:3 the
focus is lost, and a picture higher than a square pushes the text off the screen."""

UPPER_THIRD: Focus = (0.5, 1 / 3)
"""The default focus: faces are mostly there."""

_ENOUGH = 0.98
"""A picture that has so much of a shape, each way, counts as having it: the style sheets cut off
the rest."""


def box_of(width: int, height: int, shape: Shape, focus: Focus | None) -> Box | None:
    """Return the largest part of a picture in exactly this shape, with the focus as near to its
    middle as the edges allow. Return None for a picture that has the shape already, or too few
    pixels for it."""
    times = min(width // shape[0], height // shape[1])
    across, down = shape[0] * times, shape[1] * times
    if not times or (across, down) == (width, height):
        return None
    x, y = focus or UPPER_THIRD
    left, top = _start(x, across, width), _start(y, down, height)
    return left, top, left + across, top + down


def _start(focus: float, part: int, whole: int) -> int:
    return min(max(round(focus * whole - part / 2), 0), whole - part)


def is_nearly(width: int, height: int, shape: Shape) -> bool:
    """Whether a picture needs no crop to be shown in a shape."""
    box = box_of(width, height, shape, None)
    return box is None or (box[2] - box[0] >= width * _ENOUGH and box[3] - box[1] >= height * _ENOUGH)
