"""Landscapes: a height map, eroded and lit once, then seen through a camera column by column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.illustrations.canvas import (
    Canvas,
    Colour,
    Plane,
    blur,
    lattice,
    rgb,
    sample,
    smoothstep,
    tile_noise,
)

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class Camera:
    """A shift lens at (`x`, `eye`, 0) looking along z; metres in the world, design pixels on the canvas."""

    horizon: float
    focal: float = 2000
    eye: float = 2
    x: float = 0
    centre: float = 1200

    def project(self, points: Plane) -> Plane:
        """(x, y) on the canvas of points (…, 3) before the camera."""
        away = np.maximum(points[..., 2], 1e-3)
        across = self.centre + self.focal * (points[..., 0] - self.x) / away
        down = self.horizon - self.focal * (points[..., 1] - self.eye) / away
        return np.stack([across, down], -1).astype(np.float32)

    def ground(self, canvas: Canvas, level: float = 0) -> tuple[Plane, Plane]:
        """World x and z of each pixel of a flat ground at `level` (z is huge at and above the horizon)."""
        drop = np.maximum(canvas.ys - self.horizon, 0.25)
        z = self.focal * (self.eye - level) / drop
        return ((canvas.xs - self.centre) / self.focal * z + self.x).astype(np.float32), z.astype(np.float32)


@dataclass(frozen=True)
class Sun:
    """Where light comes from (a vector towards it) and what colour it and the sky's ambient light have."""

    towards: Vector
    colour: Colour
    ambient: Colour

    @property
    def unit(self) -> Plane:
        """The direction at length one."""
        vector = np.array(self.towards, np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def eroded(
    size: int,
    cells: float,
    seed: int,
    octaves: int = 9,
    erosion: float = 1.0,
    gain: float = 0.5,
    stretch: float = 1.0,
) -> Plane:
    """Mountain noise: octaves fade where the slope is steep already, which leaves ridges and smooth valleys.

    `stretch` draws the ridges out across the view, as the folds of the Zagros run.
    """
    total = np.zeros((size, size), np.float32)
    damp = np.ones_like(total)
    weight, cell = 1.0, size / cells
    for octave in range(octaves):
        if cell < 1.5:
            break
        layer = lattice(size, size, (size, size), (cell, cell * (stretch if octave < 3 else 1)), seed * 31 + octave)
        total += weight * damp * ((0.95 - np.sqrt(layer**2 + 0.05) * 1.7) if octave < 5 else layer * 0.9)
        dy, dx = np.gradient(blur(total, cell * 0.12))
        damp = 1 / (1 + erosion * 0.25 * size / cells * np.hypot(dx, dy))
        weight *= gain
        cell /= 2.03
    return total


@dataclass
class Terrain:
    """A square of land `extent` metres wide, x centred on 0, z from 0; `height` in metres, [z, x]."""

    height: Plane
    extent: float

    @property
    def step(self) -> float:
        """Metres between two samples."""
        return self.extent / len(self.height)

    def slope(self) -> tuple[Plane, Plane]:
        """dy/dx and dy/dz."""
        dz, dx = np.gradient(self.height, self.step)
        return np.asarray(dx, np.float32), np.asarray(dz, np.float32)

    def axes(self) -> tuple[Plane, Plane]:
        """World x (a row) and z (a column) of the samples."""
        count = self.height.shape[0]
        along = (np.arange(count, dtype=np.float32) + 0.5) * self.step
        return (along - self.extent / 2)[None, :], along[:, None]

    def shadow(self, sun: Sun, softness: float = 6.0) -> Plane:
        """1 in sunlight, 0 in the shadow of higher ground."""
        x, y, z = (float(value) for value in sun.unit)
        flat = max(np.hypot(x, z), 1e-6)
        rise = y / flat * self.step
        highest = self.height.copy()
        reach = 1.0
        for _ in range(9):
            shifted = np.roll(highest, (-round(z / flat * reach), -round(x / flat * reach)), (0, 1))
            highest = np.maximum(highest, shifted - rise * reach)
            reach *= 2
        return blur(1 - smoothstep(0, softness, highest - self.height), 1.3)

    def lit(self, albedo: Plane, sun: Sun, softness: float = 6.0) -> Plane:
        """Colours of the land in sunlight and under the sky."""
        dx, dz = self.slope()
        normal = np.stack([-dx, np.ones_like(dx), -dz], -1)
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
        direct = np.clip(normal @ sun.unit, 0, 1) * self.shadow(sun, softness)
        hollow = (self.height - blur(self.height, 10)) / (self.step * 10)
        open_sky = np.clip(0.75 + hollow * 1.2, 0.25, 1.15) * (0.55 + 0.45 * normal[..., 1])
        light = direct[..., None] * rgb(sun.colour) + open_sky[..., None] * rgb(sun.ambient)
        return np.asarray(albedo * light, np.float32)

    def at(self, plane: Plane, x: Plane, z: Plane) -> Plane:
        """Values of a map (height, colours …) at world positions."""
        return sample(plane, (x + self.extent / 2) / self.step - 0.5, z / self.step - 0.5)

    def level(self, x: float, z: float) -> float:
        """Height of the land at one place."""
        return float(self.at(self.height, np.array([x], np.float32), np.array([z], np.float32))[0])


@dataclass
class View:
    """What a camera sees of a terrain, at `tall` samples a row: cover, and world x, y, z of each pixel."""

    cover: Plane
    x: Plane
    y: Plane
    z: Plane


def view(canvas: Canvas, camera: Camera, terrain: Terrain, near: float, far: float, steps: int = 1100) -> View:
    """Cast a fan of rays over the terrain, twice as fine down as across."""
    depths = np.geomspace(near, far, steps).astype(np.float32)[:, None]
    across = (canvas.xs - camera.centre) / camera.focal
    tops = np.empty((steps, canvas.columns), np.float32)
    for part in np.array_split(np.arange(steps), 8):
        z = depths[part]
        heights = terrain.at(terrain.height, across * z + camera.x, z + 0 * across)
        tops[part] = camera.horizon - camera.focal * (heights - camera.eye) / z
    np.minimum.accumulate(tops, axis=0, out=tops)
    rows = (np.arange(canvas.rows * 2, dtype=np.float32) + 0.5) / (2 * canvas.scale)
    depth = np.empty((canvas.rows * 2, canvas.columns), np.float32)
    places = np.arange(steps, dtype=np.float32)
    for column in range(canvas.columns):
        rising = -tops[:, column] + places * 1e-4
        depth[:, column] = np.interp(-rows, rising, depths[:, 0])
    cover = (rows[:, None] >= tops[-1][None, :]).astype(np.float32)
    x = across * depth + camera.x
    return View(cover, x, terrain.at(terrain.height, x, depth), depth)


def seen_light(terrain: Terrain, lit: Plane, seen: View, focal: float) -> Plane:
    """Colours of a view: a softer map is read where a pixel covers more than a sample of it."""
    sharp, soft = terrain.at(lit, seen.x, seen.z), terrain.at(blur(lit, 1.6), seen.x, seen.z)
    return np.asarray(
        sharp + (soft - sharp) * smoothstep(0.4, 2.5, seen.z / focal * 4 / terrain.step)[..., None],
        np.float32,
    )


def paint_view(canvas: Canvas, seen: View, colours: Plane) -> None:
    """Lay the colours of a view (as fine as the view) over the canvas."""
    rows = canvas.rows
    cover = seen.cover.reshape(rows, 2, -1)
    light = (colours * seen.cover[..., None]).reshape(rows, 2, canvas.columns, 3).sum(1)
    share = cover.sum(1)
    canvas.pixels += (light / np.maximum(share, 1)[..., None] - canvas.pixels) * (share / 2)[..., None]


def air(colours: Plane, depth: Plane, reach: float, colour: Plane) -> Plane:
    """Colours seen through the air."""
    share = (1 - np.exp(-depth / reach))[..., None]
    return np.asarray(colours + (colour - colours) * share, np.float32)


def fine(plane: Plane) -> Plane:
    """A plane of the canvas at the fineness of a view."""
    return np.repeat(plane, 2, axis=0)


def coarse(plane: Plane) -> Plane:
    """A plane of a view at the fineness of the canvas."""
    return np.asarray(plane.reshape(plane.shape[0] // 2, 2, *plane.shape[1:]).mean(1), np.float32)


def grit(x: Plane, z: Plane, footprint: Plane, seed: int, sizes: tuple[float, ...] = (0.3, 1.1, 4, 14, 50)) -> Plane:
    """Texture of the ground about -1 to 1, in metres; an octave fades where a pixel covers more than it."""
    tile = tile_noise(512, 0.9, seed)
    total = np.zeros(np.broadcast_shapes(x.shape, z.shape), np.float32)
    for i, size in enumerate(sizes):
        fade = np.clip(1.4 - footprint / size, 0, 1)
        if fade.max() > 0:
            total += sample(tile, x / size * 8 + 37 * i, z / size * 8 + 91 * i) * fade
    return np.asarray(total / np.sqrt(len(sizes)), np.float32)


def scatter(terrain: Terrain, where: Plane, count: int, radius: tuple[float, float], seed: int) -> Plane:
    """A map of round crowns (1 at their middle), `count` tries kept as likely as `where` says."""
    size = terrain.height.shape[0]
    random = np.random.default_rng(seed)
    rows, columns = random.integers(6, size - 6, (2, count))
    keep = random.random(count) < where[rows, columns]
    crowns = np.zeros((size, size), np.float32)
    for row, column, r in zip(rows[keep], columns[keep], random.uniform(*radius, keep.sum()), strict=True):
        reach = int(np.ceil(r))
        ys, xs = np.ogrid[-reach : reach + 1, -reach : reach + 1]
        dome = np.sqrt(np.clip(1 - (xs**2 + ys**2) / (r + 0.4) ** 2, 0, 1)).astype(np.float32)
        spot = crowns[row - reach : row + reach + 1, column - reach : column + reach + 1]
        if spot.shape == dome.shape:
            np.maximum(spot, dome, out=spot)
    return crowns


def albedo(ramp: list[tuple[float, Colour]], value: Plane) -> Plane:
    """Colours of a map by looking its values up in a ramp."""
    knots = [knot for knot, _ in ramp]
    colours = np.array([rgb(colour) for _, colour in ramp])
    return np.stack([np.interp(value, knots, colours[:, i]) for i in range(3)], -1).astype(np.float32)
