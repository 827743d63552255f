"""From a rendered scene to a print: depth of field, painterly planes, and the handing over to the canvas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.illustrations.canvas import LUMA, Canvas, Film, Pixels, develop, resize
from tests.illustrations.render import Air, GBuffer, Light, Surface, shade, shafts
from tests.illustrations.shapes import Camera, Shape, Vec, unit, vec

Array = npt.NDArray[Any]
DETAIL = 2 / 3
"""Size of the rendered picture in relation to the print; film grain goes on at full size."""


@dataclass
class Stage:
    """Everything that stands before the camera, the camera itself and how it is set."""

    eye: Vec
    target: Vec
    fov: float
    shapes: list[Shape]
    lights: list[Light]
    surfaces: dict[str, Surface]
    air: Air = field(default_factory=Air)
    background: Vec | Array = (0.0, 0.0, 0.0)
    roll: float = 0.0
    focus: float = 5.0
    aperture: float = 0.01
    largest: float = 0.02
    beams: Light | None = None
    beam_reach: float = 20.0
    beam_gain: float = 1.0
    mirror: float | None = None
    mirror_blur: float = 0.004
    mirror_gain: float = 0.5
    ghosts: list[Shape] = field(default_factory=list)
    ghost_share: float = 0.15
    brush: int = 5
    brush_mix: float = 0.5

    def camera(self, width: int, height: int) -> Camera:
        """The camera at a resolution."""
        return Camera(self.eye, self.target, self.fov, width, height, self.roll)


def photograph(stage: Stage, scale: float, seed: int, width: int = 2400, height: int = 1600) -> Canvas:
    """Render the stage and put it on a canvas of the print's size, still in linear light."""
    canvas = Canvas(scale, width, height, seed)
    columns, rows = round(canvas.columns * DETAIL), round(canvas.rows * DETAIL)
    rng = np.random.default_rng(seed)
    for light in stage.lights:
        light.prepare(stage.shapes, rng)
    g = GBuffer(stage.camera(columns, rows), stage.shapes)
    picture = shade(g, stage.lights, stage.surfaces, stage.air, stage.background, seed)
    if stage.mirror is not None:
        picture = _reflect(stage, g, picture, seed)
    if stage.ghosts:
        picture = _overlay(stage, g, picture, seed)
    if stage.beams is not None:
        picture = picture + _beams(stage, stage.beams, g)
    picture = focus(picture, g.depth, stage.focus, stage.aperture, stage.largest)
    if stage.brush:
        radius = max(2, round(stage.brush * columns / 1600))
        picture = painterly(picture, radius, stage.brush_mix)
    low = np.minimum(picture, 1)  # lamps are enlarged apart, or the bicubic lobes would ring them with black
    layers = [np.maximum(resize(layer, canvas.rows, canvas.columns), 0) for layer in (low, picture - low)]
    canvas.pixels = layers[0] + layers[1]
    return canvas


def finish(canvas: Canvas, film: Film) -> Pixels:
    """The print; what burns out anyway is capped first, so that sharpening leaves no rings around lamps."""
    canvas.pixels = np.minimum(canvas.pixels, 1.3)
    return develop(canvas, film)


def _beams(stage: Stage, light: Light, g: GBuffer) -> Array:
    dust = shafts(g, light, stage.beam_reach)
    wide = resize(disc(dust, max(1.5, dust.shape[1] / 150)), *g.depth.shape)
    result: Array = np.maximum(wide, 0)[..., None] * vec(light.color) * stage.beam_gain
    return result


def _overlay(stage: Stage, g: GBuffer, picture: Array, seed: int) -> Array:
    """Lay glass over the picture: clear where it is seen straight on, bright along its edges."""
    glass = GBuffer(g.camera, stage.ghosts)
    seen = shade(glass, stage.lights, stage.surfaces, stage.air, seed=seed)
    view = unit(g.camera.origin - glass.positions())
    edge = 1 - np.abs(np.einsum("...i,...i->...", view, glass.normal))
    share = stage.ghost_share + (0.85 - stage.ghost_share) * edge**3
    glint = np.clip(seen @ LUMA - 0.7, 0, 1)
    share = np.where(glass.normal[..., 1] > 0.9, stage.ghost_share, share + glint)
    share = np.where(glass.depth < g.depth, np.clip(share, 0, 1), 0)[..., None]
    g.depth = np.minimum(g.depth, glass.depth)
    result: Array = picture * (1 - share) + seen * share
    return result


def _reflect(stage: Stage, g: GBuffer, picture: Array, seed: int) -> Array:
    """Add what a polished floor at the height of `mirror` shows of the room."""
    level = stage.mirror or 0.0
    rows, columns = g.depth.shape
    lower = Camera(
        (stage.eye[0], 2 * level - stage.eye[1], stage.eye[2]),
        (stage.target[0], 2 * level - stage.target[1], stage.target[2]),
        stage.fov,
        columns // 2,
        rows // 2,
    )
    above = [shape for shape in stage.shapes if float(shape.corners()[:, 1].max()) > level + 0.01]
    seen = shade(GBuffer(lower, above), stage.lights, stage.surfaces, stage.air, stage.background, seed)
    image = resize(seen[::-1], rows, columns)
    image = disc(image, max(1.0, stage.mirror_blur * columns))
    p = g.positions()
    floor = (np.abs(p[..., 1] - level) < 0.02) & (g.normal[..., 1] > 0.9)
    rays = g.camera.rays(0, columns, 0, rows)
    slope = -rays[..., 1] / np.sqrt(np.einsum("...i,...i->...", rays, rays))
    share = stage.mirror_gain * (0.08 + 0.92 * np.clip(1 - slope, 0, 1) ** 4)
    result: Array = picture + np.maximum(image, 0) * (share * floor)[..., None]
    return result


def _run(picture: Array, radius: int, axis: int) -> Array:
    """A running mean along one axis."""
    if radius < 1:
        return picture
    pad = [(0, 0)] * picture.ndim
    pad[axis] = (radius + 1, radius)
    total = np.cumsum(np.pad(picture, pad, mode="edge"), axis=axis, dtype=np.float64)
    n = picture.shape[axis]
    high = np.take(total, np.arange(2 * radius + 1, 2 * radius + 1 + n), axis=axis)
    low = np.take(total, np.arange(n), axis=axis)
    result: Array = ((high - low) / (2 * radius + 1)).astype(np.float32)
    return result


def disc(picture: Array, radius: float) -> Array:
    """A blur with a round aperture, so that highlights open into discs."""
    height, width = picture.shape[:2]
    shrink = max(1, int(radius / 4))
    small = picture if shrink == 1 else _reduce(picture, shrink)
    r = radius / shrink
    reach = int(np.ceil(r))
    padded = np.pad(small, [(reach, reach)] + [(0, 0)] * (picture.ndim - 1), mode="edge")
    total, count = np.zeros_like(small), 0
    for dy in range(-reach, reach + 1):
        half = int(np.sqrt(max(r * r - dy * dy, 0)) + 0.3)
        total += _run(padded[reach + dy : reach + dy + small.shape[0]], half, 1) * (2 * half + 1)
        count += 2 * half + 1
    out: Array = total / np.float32(count)
    return out if shrink == 1 else resize(out, height, width)


def _reduce(picture: Array, factor: int) -> Array:
    """The picture at 1/factor of its size, each new pixel the mean of a block."""
    height, width = picture.shape[:2]
    pad = [(0, -height % factor), (0, -width % factor)] + [(0, 0)] * (picture.ndim - 2)
    even = np.pad(picture, pad, mode="edge")
    blocks = even.reshape(even.shape[0] // factor, factor, even.shape[1] // factor, factor, *picture.shape[2:])
    result: Array = blocks.mean(axis=(1, 3), dtype=np.float32)
    return result


def focus(picture: Array, depth: Array, distance: float, aperture: float, largest: float = 0.02) -> Array:
    """Depth of field: blur grows with the distance from the plane in focus."""
    width = picture.shape[1]
    circle = aperture * width * np.abs(1 / distance - 1 / np.maximum(depth, 0.05))
    circle = np.minimum(circle, largest * width).astype(np.float32)
    front = np.where(depth < distance, circle, 0)
    circle = np.maximum(circle, disc(front, max(2.0, largest * width * 0.3)) * 0.8)
    out, done = picture.astype(np.float32), 0.7
    for radius in (1.5, 3.0, 6.0, 12.0, 24.0, 48.0):
        if done >= largest * width:
            break
        weight = np.clip(circle / radius * 2 - 0.5, 0.003, 1)
        blurred = disc(picture * weight[..., None], radius) / np.maximum(disc(weight, radius), 1e-3)[..., None]
        share = np.clip((circle - done) / (radius - done), 0, 1)[..., None]
        out = out * (1 - share) + blurred * share
        done = radius
    return out


def painterly(picture: Array, radius: int, mix: float = 1.0) -> Array:
    """Planes of colour with clean edges, as with a loaded brush (a Kuwahara filter with eight sectors)."""
    tone = np.sqrt(np.maximum(picture @ LUMA, 0))
    half = max(1, radius // 2)
    stack = np.concatenate([picture, tone[..., None], tone[..., None] ** 2], axis=-1)
    mean = _run(_run(stack, half, 0), half, 1)
    reach, (rows, columns) = 2 * half, tone.shape
    mean = np.pad(mean, [(reach, reach), (reach, reach), (0, 0)], mode="edge")
    weight = 1 / (1e-4 + np.maximum(mean[..., 4] - mean[..., 3] ** 2, 0)) ** 2
    total, norm = np.zeros_like(picture), np.zeros_like(tone)
    for k in range(8):
        dx, dy = round(half * 1.3 * np.cos(k * np.pi / 4)), round(half * 1.3 * np.sin(k * np.pi / 4))
        area = np.s_[reach + dy : reach + dy + rows, reach + dx : reach + dx + columns]
        w = weight[area]
        total += mean[area][..., :3] * w[..., None]
        norm += w
    result: Array = (picture * (1 - mix) + total / norm[..., None] * mix).astype(np.float32)
    return result
