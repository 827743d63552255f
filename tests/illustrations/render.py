"""A small deferred renderer: shapes lit by lamps, windows and suns through shadow maps.

The indoor scenes are built in three dimensions so that light, perspective and depth of field agree with one
another. A :class:`GBuffer` holds what each pixel of a camera sees; :func:`shade` lights it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from tests.illustrations.shapes import (
    FAR,
    NEAR,
    Array,
    Camera,
    Shape,
    Vec,
    sample,
    surface_uv,
    tile,
    unit,
    vec,
)

# --------------------------------------------------------------------------------------------- buffers


class GBuffer:
    """Depth, normal, colour and material of what a camera sees."""

    def __init__(self, camera: Camera, shapes: Sequence[Shape], depth_only: bool = False) -> None:
        self.camera = camera
        size = (camera.height, camera.width)
        self.depth = np.full(size, FAR, dtype=np.float32)
        self.depth_only = depth_only
        self.names: list[str] = ["none"]
        if not depth_only:
            self.normal = np.zeros((*size, 3), dtype=np.float32)
            self.albedo = np.zeros((*size, 3), dtype=np.float32)
            self.kind = np.zeros(size, dtype=np.int16)
        for shape in shapes:
            if shape.casts or not depth_only:
                self._draw(shape)

    def _draw(self, shape: Shape) -> None:
        rect = self.camera.rect(shape.corners())
        if rect is None:
            return
        x0, x1, y0, y1 = rect
        area = np.s_[y0:y1, x0:x1]
        rays = self.camera.rays(*rect)
        t = shape.hit(self.camera.origin, rays)
        nearer = t < self.depth[area]
        if not nearer.any():
            return
        self.depth[area][nearer] = t[nearer]
        if self.depth_only:
            return
        if shape.material not in self.names:
            self.names.append(shape.material)
        normal, color = shape.look(self.camera.origin, rays[nearer], t[nearer])
        self.normal[area][nearer] = normal
        self.albedo[area][nearer] = color
        self.kind[area][nearer] = self.names.index(shape.material)

    def positions(self) -> Array:
        """The world position seen at each pixel."""
        c = self.camera
        rays = c.rays(0, c.width, 0, c.height)
        where: Array = c.origin + rays * np.minimum(self.depth, 1e4)[..., None]
        return where


# ---------------------------------------------------------------------------------------------- lights


@dataclass
class Light:
    """A lamp, window or sun: a small area that shines, as seen through a few shadow maps."""

    position: Vec
    color: Vec
    target: Vec = (0.0, 0.0, 0.0)
    fov: float = 120.0
    size: float = 0.1
    samples: int = 4
    sun: bool = False
    shadow: bool = True
    haze: float = 0.0
    cone: bool = False
    wrap: float = 0.0
    resolution: int = 512
    bias: float = 0.03
    maps: list[GBuffer] = field(default_factory=list)

    def prepare(self, shapes: Sequence[Shape], rng: np.random.Generator) -> None:
        """Draw the shadow maps."""
        self.maps = []
        if not self.shadow:
            return
        for k in range(self.samples):
            angle, reach = k * 2.39996, np.sqrt((k + 0.5) / self.samples) * self.size
            side = vec((np.cos(angle), rng.uniform(-0.4, 0.4), np.sin(angle))) * reach
            x, y, z = (float(n) for n in vec(self.position) + side)
            camera = Camera((x, y, z), self.target, self.fov, self.resolution, self.resolution)
            self.maps.append(GBuffer(camera, shapes, depth_only=True))

    def visibility(self, p: Array, bias: float = 0.0, soft: Array | None = None) -> Array:
        """The share of the light that reaches each point."""
        if not self.maps:
            return np.ones(p.shape[:-1], dtype=np.float32)
        total = np.zeros(p.shape[:-1], dtype=np.float32)
        for drawn in self.maps:
            c = drawn.camera
            x, y, z = c.project(p)
            if soft is not None:
                x, y = x + soft[..., 0], y + soft[..., 1]
            i = np.clip(x, 0, c.width - 1).astype(np.int32)
            j = np.clip(y, 0, c.height - 1).astype(np.int32)
            outside = (x < 0) | (y < 0) | (x >= c.width) | (y >= c.height) | (z < NEAR)
            total += np.where(outside, 0.0 if self.cone else 1.0, z < drawn.depth[j, i] * 1.002 + bias)
        return total / len(self.maps)

    def spot(self, p: Array) -> Array:
        """The soft edge of a spotlight."""
        if not self.cone:
            return np.ones(p.shape[:-1], dtype=np.float32)
        forward = unit(vec(self.target) - vec(self.position))
        cosine = unit(p - vec(self.position)) @ forward
        edge = np.cos(np.radians(self.fov / 2))
        share: Array = np.clip((cosine - edge) / (1 - edge) * 2.5, 0, 1)
        return share


@dataclass
class Surface:
    """How a material answers light: texture(p, n, color) gives a colour; gloss and emission add to it."""

    texture: Callable[[Array, Array, Array], Array] | None = None
    bump: float = 0.0
    bump_scale: tuple[float, float] = (1.0, 1.0)
    spec: float = 0.0
    power: float = 30.0
    emit: float = 0.0
    wrap: float = 0.0
    rim: float = 0.0
    lit: float = 1.0


@dataclass
class Air:
    """Ambient light from above and below, and what the distance fades into."""

    sky: Vec = (0.2, 0.22, 0.25)
    ground: Vec = (0.1, 0.08, 0.06)
    fog: Vec = (0.5, 0.5, 0.5)
    density: float = 0.0
    occlusion: float = 1.0
    occlusion_radius: float = 0.5


def shade(
    g: GBuffer,
    lights: Sequence[Light],
    surfaces: dict[str, Surface],
    air: Air,
    background: Array | Vec = (0.0, 0.0, 0.0),
    seed: int = 1,
) -> Array:
    """The picture in linear light."""
    rng = np.random.default_rng(seed)
    p = g.positions()
    view = unit(g.camera.origin - p)
    normal, albedo, looks = _surfaces(g, p, surfaces)
    ambient = 0.5 + 0.5 * normal[..., 1:2]
    open_air = occlusion(g, p, air.occlusion_radius, rng) ** air.occlusion
    picture = albedo * (vec(air.sky) * ambient + vec(air.ground) * (1 - ambient)) * open_air[..., None]
    picture += albedo * looks["emit"][..., None]
    soft = rng.uniform(-1.2, 1.2, (*g.depth.shape, 2)).astype(np.float32)
    for light in lights:
        picture += _lit(light, p, normal, view, albedo, looks, soft, open_air)
    if air.density:
        clear = np.exp(-air.density * g.depth)[..., None]
        picture = picture * clear + vec(air.fog) * (1 - clear)
    empty = g.depth >= FAR
    picture[empty] = np.broadcast_to(vec(background), picture.shape)[empty]
    for light in lights:
        if light.haze:
            picture += halo(g, light)
    return picture.astype(np.float32)


def _surfaces(g: GBuffer, p: Array, surfaces: dict[str, Surface]) -> tuple[Array, Array, dict[str, Array]]:
    normal, albedo = g.normal.copy(), g.albedo.copy()
    looks = {key: np.zeros(g.depth.shape, dtype=np.float32) for key in ("spec", "power", "emit", "wrap", "rim", "lit")}
    for index, name in enumerate(g.names):
        surface = surfaces.get(name, Surface())
        mask = g.kind == index
        if index == 0 or not mask.any():
            continue
        for key, values in looks.items():
            values[mask] = getattr(surface, key)
        at, n = p[mask], normal[mask]
        if surface.texture is not None:
            albedo[mask] = surface.texture(at, n, albedo[mask])
        if surface.bump:
            u, v = surface_uv(at, n)
            su, sv = surface.bump_scale
            shift = np.stack([sample(tile(s, 1.3), u * su, v * sv) for s in (21, 22, 23)], axis=-1)
            normal[mask] = unit(n + surface.bump * shift)
    return normal, albedo, looks


def _lit(
    light: Light,
    p: Array,
    normal: Array,
    view: Array,
    albedo: Array,
    looks: dict[str, Array],
    soft: Array,
    open_air: Array,
) -> Array:
    to = vec(light.position) - p
    square = np.einsum("...i,...i->...", to, to)
    toward = to / np.sqrt(square)[..., None]
    cosine = np.einsum("...i,...i->...", normal, toward)
    wrap = np.maximum(looks["wrap"], light.wrap)
    facing = np.clip((cosine + wrap) / (1 + wrap), 0, None)
    power = light.visibility(p + normal * 0.02, light.bias, soft) * light.spot(p)
    if not light.sun:
        power = power / np.maximum(square, 0.02)
    if not light.shadow:
        power = power * open_air
    half = unit(toward + view)
    shine = looks["spec"] * np.clip(np.einsum("...i,...i->...", normal, half), 0, 1) ** np.maximum(looks["power"], 1)
    edge = 1 - np.abs(np.einsum("...i,...i->...", normal, view))
    rim = looks["rim"] * edge**3 * np.clip(0.6 - np.einsum("...i,...i->...", toward, view), 0, None)
    lit = albedo * (facing + rim)[..., None] + shine[..., None] * (cosine > 0)[..., None]
    result: Array = lit * (power * looks["lit"])[..., None] * vec(light.color)
    return result


def occlusion(g: GBuffer, p: Array, radius: float, rng: np.random.Generator, samples: int = 14) -> Array:
    """How open each pixel is to its surroundings, from the depth buffer."""
    height, width = g.depth.shape
    jj, ii = np.mgrid[0:height, 0:width].astype(np.float32)
    reach = np.clip(radius * g.camera.focal / np.maximum(g.depth, 0.1), 2, 0.12 * width)
    spin = rng.uniform(0, 6.283, (height, width)).astype(np.float32)
    total = np.zeros((height, width), dtype=np.float32)
    for k in range(samples):
        r = reach * np.float32(np.sqrt((k + 0.5) / samples))
        a = spin + np.float32(k * 2.39996)
        i = np.clip(ii + r * np.cos(a), 0, width - 1).astype(np.int32)
        j = np.clip(jj + r * np.sin(a), 0, height - 1).astype(np.int32)
        v = p[j, i] - p
        square = np.einsum("...i,...i->...", v, v)
        rise = np.einsum("...i,...i->...", v, g.normal) / np.sqrt(square + 1e-6)
        total += np.clip(rise - 0.08, 0, 1) / (1 + square / radius**2 * 1.5)
    openness: Array = np.clip(1 - 2.2 * total / samples, 0.04, 1)
    return openness


def halo(g: GBuffer, light: Light) -> Array:
    """The glow of dusty air around a lamp, integrated along each ray."""
    c = g.camera
    rays = c.rays(0, c.width, 0, c.height)
    speed = np.sqrt(np.einsum("...i,...i->...", rays, rays))
    to = vec(light.position) - c.origin
    along = rays @ to / speed
    gap = np.sqrt(np.maximum(float(to @ to) - along**2, 1e-4)) + 0.03
    end = np.minimum(g.depth, 1e3) * speed - along
    glow = (np.arctan2(end, gap) + np.arctan2(along, gap)) / gap
    result: Array = light.haze * glow[..., None] * vec(light.color)
    return result


def shafts(g: GBuffer, light: Light, reach: float, steps: int = 48, seed: int = 3) -> Array:
    """Light caught by dust on its way through the room, to be added to the picture (grey, 0 to 1)."""
    c = g.camera
    shrink = max(1, c.width // 400)
    small = Camera(c.eye, c.target, c.fov, c.width // shrink, c.height // shrink, c.roll)
    rays = small.rays(0, small.width, 0, small.height)
    depth = g.depth[shrink // 2 :: shrink, shrink // 2 :: shrink][: small.height, : small.width]
    start = np.random.default_rng(seed).random(depth.shape, dtype=np.float32)
    total = np.zeros(depth.shape, dtype=np.float32)
    dust = tile(31, 1.6)
    for k in range(steps):
        t = (k + start) / steps * reach
        p = c.origin + rays * t[..., None]
        thick = 1 + 0.12 * sample(dust, p[..., 0] * 0.13 + p[..., 2] * 0.05, p[..., 1] * 0.11 + p[..., 2] * 0.07)
        total += np.where(t < depth, light.visibility(p) * light.spot(p) * np.clip(thick, 0.1, None), 0)
    return total / steps
