"""A picture that says it was made by a model, so that the sample newsroom shows how readers are told. It was drawn by this program,
like all the others."""

from __future__ import annotations

import numpy as np

from tests.illustrations.canvas import Pixels, Scene
from tests.illustrations.plains import solar_field

TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def plain_2040(scale: float) -> Pixels:
    """Another field of panels, in a green haze and too smooth, as such pictures are."""
    field = solar_field(scale)[:, ::-1].astype(np.float32)
    haze = np.array([178.0, 214.0, 176.0], np.float32)
    height = np.linspace(0.75, 0.25, field.shape[0], dtype=np.float32)[:, None, None]
    return np.ascontiguousarray(field * (1 - height) + haze * height).astype(np.uint8)


SCENES: tuple[Scene, ...] = (
    ("plain-2040", "2026-11-03T10:00:00+03:00", "An imagined plain under solar panels in a green haze", plain_2040),
)
