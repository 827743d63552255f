"""A camera and what it can see: boxes, ellipsoids, vaults and smooth blobs, met by rays (metres, y up)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from tests.illustrations.canvas import sample as sample_tile
from tests.illustrations.canvas import tile_noise

Array = npt.NDArray[Any]
Vec = tuple[float, float, float]
NEAR = 0.05
FAR = 1e6


def vec(values: Sequence[Any] | Array) -> Array:
    """The values as a float32 vector."""
    return np.asarray(values, dtype=np.float32)


def unit(values: Sequence[Any] | Array) -> Array:
    """The vector (or the vectors along the last axis) at length one."""
    v = vec(values)
    length: Array = np.sqrt(np.einsum("...i,...i->...", v, v))
    return v / np.maximum(length, 1e-9)[..., None]


def turn(yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0) -> Array:
    """A rotation matrix: roll about z, then pitch about x, then yaw about y (degrees)."""
    y, p, r = np.radians([yaw, pitch, roll])
    ry = [[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]]
    rx = [[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]]
    rz = [[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]]
    return (np.array(ry) @ np.array(rx) @ np.array(rz)).astype(np.float32)


@cache
def tile(seed: int, slope: float = 1.1, size: int = 512) -> Array:
    """A seamless noise tile, mean 0 and deviation 1, whose spectrum falls off with the slope."""
    return tile_noise(size, slope, seed)


def sample(noise: Array, u: Array, v: Array) -> Array:
    """The tile at (u, v), one unit being one whole tile."""
    size = noise.shape[0]
    return sample_tile(noise, u * size, v * size)


def surface_uv(p: Array, n: Array) -> tuple[Array, Array]:
    """Texture coordinates in metres, taken from the plane that the surface faces most."""
    ax, ay, az = np.abs(n[..., 0]), np.abs(n[..., 1]), np.abs(n[..., 2])
    floor = (ay >= ax) & (ay >= az)
    side = ~floor & (ax > az)
    u = np.where(side, p[..., 2], p[..., 0])
    v = np.where(floor, p[..., 2], p[..., 1])
    return u, v


# ---------------------------------------------------------------------------------------------- camera


@dataclass
class Camera:
    """A pinhole camera; a depth is measured along the direction of view."""

    eye: Vec
    target: Vec
    fov: float
    width: int
    height: int
    roll: float = 0.0

    def __post_init__(self) -> None:
        self.origin = vec(self.eye)
        self.forward = unit(vec(self.target) - self.origin)
        up = (0.0, 0.0, 1.0) if abs(self.forward[1]) > 0.999 else (0.0, 1.0, 0.0)
        right = unit(np.cross(vec(up), self.forward))
        upward = np.cross(self.forward, right)
        c, s = np.cos(np.radians(self.roll)), np.sin(np.radians(self.roll))
        self.right, self.up = vec(c * right + s * upward), vec(c * upward - s * right)
        self.focal = 0.5 * self.height / np.tan(np.radians(self.fov) / 2)

    def project(self, points: Array) -> tuple[Array, Array, Array]:
        """Pixel x, pixel y and depth of points."""
        rel = points - self.origin
        z = rel @ self.forward
        safe = np.maximum(z, 1e-3)
        x = self.width / 2 + self.focal * (rel @ self.right) / safe
        y = self.height / 2 - self.focal * (rel @ self.up) / safe
        return x, y, z

    def rect(self, corners: Array) -> tuple[int, int, int, int] | None:
        """The pixels that the corners enclose (x0, x1, y0, y1); None outside the picture."""
        x, y, z = self.project(corners)
        if z.max() < NEAR:
            return None
        if z.min() < NEAR:
            return 0, self.width, 0, self.height
        x0, x1 = max(0, int(x.min()) - 1), min(self.width, int(x.max()) + 2)
        y0, y1 = max(0, int(y.min()) - 1), min(self.height, int(y.max()) + 2)
        return (x0, x1, y0, y1) if x0 < x1 and y0 < y1 else None

    def rays(self, x0: int, x1: int, y0: int, y1: int) -> Array:
        """Ray directions of a rectangle of pixels, one unit deep."""
        sx = ((np.arange(x0, x1) + 0.5 - self.width / 2) / self.focal).astype(np.float32)
        sy = ((self.height / 2 - np.arange(y0, y1) - 0.5) / self.focal).astype(np.float32)
        rays: Array = self.forward + sx[None, :, None] * self.right + sy[:, None, None] * self.up
        return rays


# ---------------------------------------------------------------------------------------------- shapes

Look = tuple[Array, Array]
CUBE = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], dtype=np.float32)


class Shape(Protocol):
    """Something a ray can hit."""

    material: str
    casts: bool

    def corners(self) -> Array:
        """Points around the shape."""

    def hit(self, origin: Array, rays: Array) -> Array:
        """Depth for each ray, infinite where it misses."""

    def look(self, origin: Array, rays: Array, t: Array) -> Look:
        """Normals and colours (or one colour) where rays, given as a list, hit at depths t."""


@dataclass
class Box:
    """A box with its centre, half sizes and rotation."""

    center: Vec
    half: Vec
    color: Vec
    material: str = "plain"
    rotation: Array | None = None
    casts: bool = True

    def corners(self) -> Array:
        """The eight corners."""
        local = CUBE * vec(self.half)
        return (local if self.rotation is None else local @ self.rotation.T) + vec(self.center)

    def hit(self, origin: Array, rays: Array) -> Array:
        """The slab test."""
        o, d = self._local(origin, rays)
        enter = np.full(d.shape[:-1], -np.inf, dtype=np.float32)
        leave = np.full(d.shape[:-1], np.inf, dtype=np.float32)
        for k in range(3):
            along = d[..., k]
            inv = 1 / np.where(np.abs(along) < 1e-8, np.float32(1e-8), along)
            middle, reach = -o[k] * inv, np.abs(inv) * np.float32(self.half[k])
            np.maximum(enter, middle - reach, out=enter)
            np.minimum(leave, middle + reach, out=leave)
        t = np.where(enter < NEAR, leave, enter)
        result: Array = np.where((enter <= leave) & (leave > NEAR), t, np.float32(np.inf))
        return result

    def look(self, origin: Array, rays: Array, t: Array) -> Look:
        """The face hit is the one that the point lies nearest to."""
        o, d = self._local(origin, rays)
        at = (o + d * t[:, None]) / vec(self.half)
        axis = np.abs(at).argmax(axis=1)
        rows = np.arange(len(at))
        normal = np.zeros_like(at)
        normal[rows, axis] = -np.sign(d[rows, axis])
        return normal if self.rotation is None else normal @ self.rotation.T, vec(self.color)

    def _local(self, origin: Array, rays: Array) -> tuple[Array, Array]:
        o = origin - vec(self.center)
        return (o, rays) if self.rotation is None else (o @ self.rotation, rays @ self.rotation)


@dataclass
class Ellipsoid:
    """An ellipsoid with its centre, radii and rotation."""

    center: Vec
    radii: Vec
    color: Vec
    material: str = "plain"
    rotation: Array | None = None
    casts: bool = True

    def corners(self) -> Array:
        """The corners of the box around it."""
        local = CUBE * vec(self.radii)
        return (local if self.rotation is None else local @ self.rotation.T) + vec(self.center)

    def hit(self, origin: Array, rays: Array) -> Array:
        """The quadratic, solved in the space where the ellipsoid is a ball."""
        o, d = self._local(origin, rays)
        a = np.einsum("...i,...i->...", d, d)
        b = d @ o
        root = b * b - a * (o @ o - 1)
        t = (-b - np.sqrt(np.maximum(root, 0))) / a
        result: Array = np.where((root > 0) & (t > NEAR), t, np.float32(np.inf))
        return result

    def look(self, origin: Array, rays: Array, t: Array) -> Look:
        """The gradient of the quadratic."""
        o, d = self._local(origin, rays)
        normal = unit((o + d * t[:, None]) / vec(self.radii))
        return normal if self.rotation is None else normal @ self.rotation.T, vec(self.color)

    def _local(self, origin: Array, rays: Array) -> tuple[Array, Array]:
        o, d = origin - vec(self.center), rays
        if self.rotation is not None:
            o, d = o @ self.rotation, d @ self.rotation
        return o / vec(self.radii), d / vec(self.radii)


@dataclass
class Vault:
    """The inside of a half cylinder along z, from the springing line up."""

    center: Vec
    radius: float
    length: float
    color: Vec
    material: str = "plain"
    casts: bool = True
    holes: tuple[tuple[float, float], ...] = ()

    def corners(self) -> Array:
        """The corners of the box around it."""
        return CUBE * vec((self.radius, self.radius, self.length)) + vec(self.center)

    def hit(self, origin: Array, rays: Array) -> Array:
        """The far wall of the cylinder, with round skylights (z, radius) left open at the crown."""
        o = origin - vec(self.center)
        ox, oy, dx, dy = o[0], o[1], rays[..., 0], rays[..., 1]
        a = np.maximum(dx * dx + dy * dy, 1e-9)
        b, c = ox * dx + oy * dy, ox * ox + oy * oy - self.radius**2
        root = np.sqrt(np.maximum(b * b - a * c, 0))
        best = np.full(dx.shape, np.inf, dtype=np.float32)
        for t in ((-b - root) / a, (-b + root) / a):
            x, y, z = ox + dx * t, oy + dy * t, o[2] + rays[..., 2] * t
            good = (b * b > a * c) & (t > NEAR) & (y > 0) & (np.abs(z) < self.length)
            for hole, size in self.holes:
                good &= np.hypot(x, z - hole) > size
            best = np.where(good & (t < best), t, best).astype(np.float32)
        return best

    def look(self, origin: Array, rays: Array, t: Array) -> Look:
        """Normals towards the axis."""
        at = origin - vec(self.center) + rays * t[:, None]
        at[:, 2] = 0
        return -unit(at), vec(self.color)


@dataclass
class Part:
    """A piece of a blob: a ball-ended cone from a to b, an ellipsoid or a rounded box at a with sizes b."""

    kind: str
    a: Vec
    b: Vec
    color: Vec
    ra: float = 0.0
    rb: float = 0.0
    flat: Vec = (1.0, 1.0, 1.0)
    carve: bool = False
    blend: float | None = None

    def __post_init__(self) -> None:
        self.start, self.size, self.stretch = vec(self.a), vec(self.b), vec(self.flat)
        self.axis = (self.size - self.start) / self.stretch
        self.square = max(float(self.axis @ self.axis), 1e-9)

    def distance(self, p: Array) -> Array:
        """The (approximate) signed distance of points."""
        if self.kind == "cone":
            return self._cone(p)
        if self.kind == "ball":
            q = (p - self.start) / self.size
            k0 = np.sqrt(np.einsum("...i,...i->...", q, q))
            s = q / self.size
            k1 = np.sqrt(np.einsum("...i,...i->...", s, s))
            inner: Array = k0 * (k0 - 1) / np.maximum(k1, 1e-6)
            return inner
        q = np.abs(p - self.start) - self.size + self.ra
        out = np.maximum(q, 0)
        edge: Array = np.sqrt(np.einsum("...i,...i->...", out, out)) + np.minimum(q.max(axis=-1), 0) - self.ra
        return edge

    def _cone(self, p: Array) -> Array:
        q = p - self.start
        if self.flat != (1.0, 1.0, 1.0):
            q = q / self.stretch
        h = np.clip(q @ self.axis / self.square, 0, 1)
        rest = q - h[..., None] * self.axis
        length = np.sqrt(np.einsum("...i,...i->...", rest, rest))
        result: Array = (length - (self.ra + (self.rb - self.ra) * h)) * min(self.flat)
        return result

    def reach(self) -> tuple[Array, Array]:
        """The lowest and the highest corner of the box around it."""
        a, b = vec(self.a), vec(self.b)
        if self.kind != "cone":
            return a - b, a + b
        wide = vec(self.flat) * max(self.ra, self.rb)
        return np.minimum(a, b) - wide, np.maximum(a, b) + wide


@dataclass
class Blob:
    """Parts melted into one another, found by sphere tracing."""

    center: Vec
    parts: list[Part]
    yaw: float = 0.0
    scale: float = 1.0
    smooth: float = 0.03
    material: str = "cloth"
    casts: bool = True
    ripple: float = 0.0
    tilt: float = 0.0
    steps: int = 40

    def __post_init__(self) -> None:
        self.rotation = turn(self.yaw, self.tilt)
        spans = [part.reach() for part in self.parts if not part.carve]
        margin = self.smooth + self.ripple
        self.low = np.min([s[0] for s in spans], axis=0) - margin
        self.high = np.max([s[1] for s in spans], axis=0) + margin

    def corners(self) -> Array:
        """The corners of the box around the parts."""
        middle, half = (self.low + self.high) / 2, (self.high - self.low) / 2
        result: Array = (CUBE * half + middle) * self.scale @ self.rotation.T + vec(self.center)
        return result

    def distance(self, p: Array) -> Array:
        """The signed distance of local points to the melted surface."""
        total: Array | None = None
        for part in self.parts:
            d, k = part.distance(p), self.smooth if part.blend is None else part.blend
            if total is None:
                total = d
            elif part.carve:
                h = np.clip(0.5 - 0.5 * (d + total) / k, 0, 1)
                total = total * (1 - h) - d * h + k * h * (1 - h)
            else:
                h = np.clip(0.5 + 0.5 * (total - d) / k, 0, 1)
                total = d * h + total * (1 - h) - k * h * (1 - h)
        assert total is not None
        if self.ripple:
            u, v = p[..., 0] + 0.6 * p[..., 2], p[..., 1] * 0.35
            total = total + self.ripple * sample(tile(5, 2.0, 256), u * 0.9, v * 0.9) * 0.5
        return total

    def hit(self, origin: Array, rays: Array) -> Array:
        """March the rays through the box around the blob."""
        o, d = self._local(origin, rays)
        shape = d.shape[:-1]
        d = d.reshape(-1, 3)
        enter = np.full(len(d), NEAR, dtype=np.float32)
        leave = np.full(len(d), np.inf, dtype=np.float32)
        for k in range(3):
            along = d[:, k]
            inv = 1 / np.where(np.abs(along) < 1e-8, np.float32(1e-8), along)
            first, second = (self.low[k] - o[k]) * inv, (self.high[k] - o[k]) * inv
            np.maximum(enter, np.minimum(first, second), out=enter)
            np.minimum(leave, np.maximum(first, second), out=leave)
        live = np.flatnonzero(leave > enter)
        found = self._march(o, d, enter, leave, live)
        depth = np.full(len(d), np.inf, dtype=np.float32)
        depth[found] = enter[found]
        return depth.reshape(shape)

    def look(self, origin: Array, rays: Array, t: Array) -> Look:
        """The gradient of the distance, and the colours of the nearest parts."""
        o, d = self._local(origin, rays)
        at = o + d * t[:, None]
        return self._gradient(at) @ self.rotation.T, self._color(at)

    def _local(self, origin: Array, rays: Array) -> tuple[Array, Array]:
        o = (origin - vec(self.center)) @ self.rotation / self.scale
        return o, rays @ self.rotation / np.float32(self.scale)

    def _march(self, o: Array, d: Array, t: Array, leave: Array, live: Array) -> Array:
        speed = np.sqrt(np.einsum("...i,...i->...", d, d))
        done: list[Array] = []
        for _ in range(self.steps):
            if not len(live):
                break
            gap = self.distance(o + d[live] * t[live, None])
            tiny = np.maximum(0.0012, 0.0007 * t[live] / self.scale)
            near = gap < tiny
            done.append(live[near])
            live, step = live[~near], np.maximum(gap, tiny)[~near]
            t[live] += 0.85 * step / speed[live]
            live = live[t[live] < leave[live]]
        return np.concatenate(done) if done else live

    def _gradient(self, p: Array) -> Array:
        total = np.zeros_like(p)
        for corner in ((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)):
            k = vec(corner)
            total += self.distance(p + k * 0.002)[..., None] * k
        return unit(total)

    def _color(self, p: Array) -> Array:
        solid = [part for part in self.parts if not part.carve]
        gaps = np.stack([part.distance(p) for part in solid])
        weight = np.exp(-np.clip((gaps - gaps.min(axis=0)) / 0.006, 0, 40))
        weight /= weight.sum(axis=0)
        result: Array = np.einsum("kn,kc->nc", weight, vec([part.color for part in solid]))
        return result
