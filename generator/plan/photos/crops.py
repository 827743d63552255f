"""A picture's size, and what an editor wants kept in it -> the part of it that is shown in a given shape. Pure arithmetic;
knows no file."""

from __future__ import annotations

from generator.model.site import Focus

Shape = tuple[int, int]
"""How wide to how high, in lowest terms."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels of the upright original."""

SEARCH_SHAPES: tuple[Shape, ...] = ((16, 9), (4, 3), (1, 1))
"""What search engines ask of the picture of an article; the first is also what social networks show."""

CARD: Shape = (3, 2)
"""As assets/css/40-card.css shows the pictures of cards."""

PORTRAIT: Shape = (1, 1)
NARROW: Shape = (1, 1)
"""The lead of an article on a telephone, where an editor said what is to be seen: of 4:3 nobody sees what it is for, and
what is higher than a square pushes the text off the screen."""

UPPER_THIRD: Focus = (0.5, 1 / 3)
"""Where faces are, when nobody said so."""

_ENOUGH = 0.98
"""A picture that has so much of a shape, each way, has that shape: the style sheets cut off the rest."""


def box_of(width: int, height: int, shape: Shape, focus: Focus | None) -> Box | None:
    """The largest part of a picture that has exactly this shape, with the focus as near to its middle as the edges allow;
    None for a picture that has the shape already, or too few pixels for it."""
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
    """Whether a picture needs no cropping to be shown in a shape."""
    box = box_of(width, height, shape, None)
    return box is None or (box[2] - box[0] >= width * _ENOUGH and box[3] - box[1] >= height * _ENOUGH)
