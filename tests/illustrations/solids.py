"""Built things: boxes, prisms and cylinders, lit by one sun, faded by the air, painted from back to front."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from tests.illustrations.canvas import Canvas, Colour, Pen, Plane, rgb, smoothstep
from tests.illustrations.terrain import Camera, Sun, albedo

RANGE = 4.0
"""The brightest light that a face can have."""


def turned(points: Plane, yaw: float, x: float, y: float, z: float) -> Plane:
    """Points turned about the vertical by `yaw` radians, then moved."""
    cos, sin = math.cos(yaw), math.sin(yaw)
    spin = np.array([[cos, 0, -sin], [0, 1, 0], [sin, 0, cos]], np.float32)
    return np.asarray(points @ spin + np.array([x, y, z], np.float32), np.float32)


class Solids:
    """Faces waiting to be painted; the far ones first."""

    def __init__(
        self,
        canvas: Canvas,
        camera: Camera,
        sun: Sun,
        haze: Colour = (0, 0, 0),
        reach: float = 1e9,
        supersample: int = 2,
    ) -> None:
        self.canvas, self.camera, self.sun = canvas, camera, sun
        self.haze_colour, self.reach = rgb(haze), reach
        self.supersample = supersample
        self.faces: list[tuple[float, int, list[tuple[float, float]], Plane]] = []
        self.shadows = canvas.pen(2)

    def lit(self, colour: Colour, normal: Plane, middle: Plane) -> Plane:
        """Light of a face of a colour, as it arrives at the camera."""
        direct = max(0.0, float(normal @ self.sun.unit))
        sky = 0.6 + 0.4 * float(normal[1])
        light = rgb(colour) * (direct * rgb(self.sun.colour) + sky * rgb(self.sun.ambient))
        return self.aired(light, float(middle[2]))

    def aired(self, light: Plane, away: float) -> Plane:
        """Light after `away` metres of air."""
        share = 1 - math.exp(-max(away, 0) / self.reach)
        return np.asarray(light + (self.haze_colour - light) * share, np.float32)

    def face(
        self,
        points: Plane,
        colour: Colour,
        order: float | None = None,
        emits: bool = False,
        both: bool = False,
    ) -> bool:
        """Add a flat face (points from outside: left to right, then up); whether it faces the camera."""
        normal = np.cross(points[2] - points[0], points[1] - points[0])
        normal = normal / max(float(np.linalg.norm(normal)), 1e-9)
        middle = points.mean(0)
        towards = np.array([self.camera.x, self.camera.eye, 0], np.float32) - middle
        if float(normal @ towards) <= 0:
            if not both:
                return False
            normal = -normal
        clipped = clip_near(points)
        if len(clipped) < 3:
            return False
        light = self.aired(rgb(colour), float(middle[2])) if emits else self.lit(colour, normal, middle)
        flat = [(float(x), float(y)) for x, y in self.camera.project(clipped)]
        key = float(np.linalg.norm(towards)) if order is None else order
        self.faces.append((key, len(self.faces), flat, light))
        return True

    def box(
        self,
        x: float,
        y: float,
        z: float,
        wide: float,
        tall: float,
        deep: float,
        colour: Colour,
        yaw: float = 0,
        order: float | None = None,
        top: Colour | None = None,
    ) -> list[tuple[Plane, float]]:
        """A box standing on (x, y, z), its middle; the walls that show, each with its place in the order."""
        w, d = wide / 2, deep / 2
        corners = turned(np.array([[-w, 0, -d], [w, 0, -d], [w, 0, d], [-w, 0, d]], np.float32), yaw, x, y, z)
        return self.prism(corners, tall, colour, order, top)

    def prism(
        self, base: Plane, tall: float, colour: Colour, order: float | None = None, top: Colour | None = None
    ) -> list[tuple[Plane, float]]:
        """A wall around a base (corners anticlockwise from above, the near side left to right) and a lid."""
        lid = base + np.array([0, tall, 0], np.float32)
        middle = (base.mean(0) + lid.mean(0)) / 2
        eye = np.array([self.camera.x, self.camera.eye, 0], np.float32)
        key = float(np.linalg.norm(middle - eye)) if order is None else order
        shown = []
        for i in range(len(base)):
            j = (i + 1) % len(base)
            wall = np.array([base[i], base[j], lid[j], lid[i]])
            if self.face(wall, colour, key):
                shown.append((wall, key))
        self.face(lid, colour if top is None else top, key)
        self.face(base[::-1], colour, key)
        return shown

    def panel(
        self,
        wall: Plane,
        u: tuple[float, float],
        v: tuple[float, float],
        colour: Colour,
        order: float,
        emits: bool = False,
    ) -> None:
        """A rectangle on a wall, in shares of its width and height: a window, a door, a stripe."""
        a, b, _, d = wall
        right, up = b - a, d - a
        points = np.array([a + right * s + up * t for s, t in ((u[0], v[0]), (u[1], v[0]), (u[1], v[1]), (u[0], v[1]))])
        self.face(points, colour, order, emits, both=True)

    def cylinder(
        self,
        x: float,
        y: float,
        z: float,
        radius: float,
        tall: float,
        colour: Colour,
        sides: int = 20,
        order: float | None = None,
        taper: float = 1.0,
    ) -> None:
        """An upright cylinder, or a cone when `taper` is small."""
        angles = np.linspace(0, 2 * math.pi, sides, endpoint=False)
        ring = np.stack([np.cos(angles), 0 * angles, np.sin(angles)], 1).astype(np.float32)
        base, lid = ring * radius + [x, y, z], ring * radius * taper + [x, y + tall, z]
        eye = np.array([self.camera.x, self.camera.eye, 0])
        key = float(np.linalg.norm(np.array([x, y + tall / 2, z]) - eye)) if order is None else order
        for i in range(sides):
            j = (i + 1) % sides
            self.face(np.array([base[i], base[j], lid[j], lid[i]], np.float32), colour, key)
        self.face(lid.astype(np.float32), colour, key)

    def wheel(
        self,
        x: float,
        y: float,
        z: float,
        radius: float,
        wide: float,
        colour: Colour,
        yaw: float = 0,
        order: float | None = None,
        hub: Colour = "#4a4a48",
    ) -> None:
        """A wheel whose axle lies along x (before turning by `yaw`), centred at (x, y, z)."""
        angles = np.linspace(0, 2 * math.pi, 22, endpoint=False)
        rim = np.stack([0 * angles, np.sin(angles), np.cos(angles)], 1).astype(np.float32) * radius
        sides = [turned(rim + np.array([s * wide / 2, 0, 0], np.float32), yaw, x, y, z) for s in (-1, 1)]
        eye = np.array([self.camera.x, self.camera.eye, 0])
        key = float(np.linalg.norm(np.array([x, y, z]) - eye)) if order is None else order
        for i in range(22):
            j = (i + 1) % 22
            self.face(np.array([sides[0][i], sides[0][j], sides[1][j], sides[1][i]]), colour, key, both=True)
        near = min(sides, key=lambda side: float(np.linalg.norm(side.mean(0) - eye)))
        self.face(near, colour, key, both=True)
        middle = near.mean(0)
        self.face(middle + (near - middle) * 0.55, hub, key, both=True)

    def beam(
        self,
        start: Sequence[float],
        end: Sequence[float],
        wide: float,
        colour: Colour,
        order: float | None = None,
    ) -> None:
        """A thin bar between two points, always `wide` metres across as seen from the camera."""
        ends = np.array([start, end], np.float32)
        flat = self.camera.project(ends)
        along = flat[1] - flat[0]
        side = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-6)
        half = self.camera.focal * wide / np.maximum(ends[:, 2], 0.1) / 2
        outline = [
            flat[0] + side * half[0],
            flat[1] + side * half[1],
            flat[1] - side * half[1],
            flat[0] - side * half[0],
        ]
        middle = ends.mean(0)
        key = float(np.linalg.norm(middle - [self.camera.x, self.camera.eye, 0])) if order is None else order
        light = self.lit(colour, np.array([0, 0.3, -0.95], np.float32), middle)
        self.faces.append((key, len(self.faces), [(float(x), float(y)) for x, y in outline], light))

    def shadow(self, base: Plane, tall: float, level: float = 0) -> None:
        """Note the shadow that a prism throws on flat ground."""
        x, y, z = (float(value) for value in self.sun.unit)
        shift = np.array([-x / y * tall, 0, -z / y * tall], np.float32)
        foot = base.copy()
        foot[:, 1] = level
        for part in (
            foot,
            foot + shift,
            *(np.array([foot[i], foot[i - 1], foot[i - 1] + shift, foot[i] + shift]) for i in range(len(foot))),
        ):
            clipped = clip_near(part)
            if len(clipped) >= 3:
                self.shadows.polygon([(float(a), float(b)) for a, b in self.camera.project(clipped)])

    def paint(self, texture: Plane | None = None) -> Plane:
        """Paint everything over the canvas; the mask of what was painted."""
        size = (self.canvas.columns * self.supersample, self.canvas.rows * self.supersample)
        zoom = self.canvas.scale * self.supersample
        image, mask = Image.new("RGB", size), Image.new("L", size)
        colour, cover = ImageDraw.Draw(image), ImageDraw.Draw(mask)
        for _, _, points, light in sorted(self.faces, key=lambda face: (-face[0], face[1])):
            code = np.sqrt(np.clip(light / RANGE, 0, 1)) * 255 + 0.5
            outline = [(x * zoom, y * zoom) for x, y in points]
            colour.polygon(outline, fill=(int(code[0]), int(code[1]), int(code[2])))
            cover.polygon(outline, fill=255)
        share = np.asarray(mask.reduce(self.supersample), np.float32) / 255
        paint = (np.asarray(image.reduce(self.supersample), np.float32) / 255) / np.maximum(share, 0.02)[..., None]
        paint = np.minimum(paint, 1) ** 2 * RANGE
        if texture is not None:
            paint *= texture[..., None]
        self.canvas.paint(share, paint.astype(np.float32))
        return share


def clip_near(points: Plane, near: float = 0.5) -> Plane:
    """The part of a polygon before the camera."""
    kept = []
    for a, b in zip(points, np.roll(points, -1, 0), strict=True):
        if a[2] >= near:
            kept.append(a)
        if (a[2] >= near) != (b[2] >= near):
            kept.append(a + (b - a) * ((near - a[2]) / (b[2] - a[2])))
    return np.array(kept, np.float32)


def figure(
    pen: Pen,
    x: float,
    y: float,
    tall: float,
    stride: float = 0.3,
    arm: float = 0.2,
    robe: bool = False,
    lean: float = 0.0,
    raised: float | None = None,
    wide: float = 1.0,
) -> tuple[float, float]:
    """A standing or walking person, feet at (x, y); `raised` lifts a hand. Where that hand is."""
    u = tall / 8
    girth = u * wide
    hip, neck = (x + lean * u, y - 4.1 * u), (x + lean * 1.9 * u, y - 6.75 * u)
    _legs(pen, hip, x, y, u, wide, stride)
    chest = (neck[0] - 0.02 * u, neck[1] + 1.2 * u)
    torso = [
        (neck[0] - 0.3 * u, neck[1] - 0.02 * u),
        (neck[0] + 0.3 * u, neck[1] - 0.02 * u),
        (neck[0] + 0.82 * girth, neck[1] + 0.25 * u),
        (chest[0] + 0.74 * girth, chest[1]),
        (hip[0] + 0.58 * girth, hip[1] - 0.7 * u),
        (hip[0] + 0.64 * girth, hip[1] + 0.35 * u),
        (hip[0] - 0.64 * girth, hip[1] + 0.35 * u),
        (hip[0] - 0.58 * girth, hip[1] - 0.7 * u),
        (chest[0] - 0.74 * girth, chest[1]),
        (neck[0] - 0.82 * girth, neck[1] + 0.25 * u),
    ]
    pen.curve(torso)
    if robe:
        pen.curve(
            [
                (neck[0] - 0.7 * girth, neck[1] + 0.4 * u),
                (neck[0] + 0.7 * girth, neck[1] + 0.4 * u),
                (hip[0] + 0.8 * girth, hip[1]),
                (x + 1.05 * girth, y - 0.3 * u),
                (x, y - 0.16 * u),
                (x - 1.0 * girth, y - 0.25 * u),
                (hip[0] - 0.8 * girth, hip[1]),
            ]
        )
    left, right = (neck[0] - 0.7 * girth, neck[1] + 0.42 * u), (neck[0] + 0.7 * girth, neck[1] + 0.42 * u)
    sleeve = [0.5 * girth, 0.42 * u, 0.26 * u]
    pen.stroke(
        [
            left,
            (left[0] - (0.12 + arm * 0.5) * u, left[1] + 1.4 * u),
            (left[0] - arm * 0.5 * u, left[1] + 2.75 * u),
        ],
        sleeve,
    )
    hand = (right[0] + arm * 0.9 * u, right[1] + 2.65 * u)
    elbow = (right[0] + (0.1 + arm * 0.5) * u, right[1] + 1.4 * u)
    if raised is not None:
        elbow = (right[0] + 0.55 * u, right[1] + (0.6 - 0.8 * raised) * u)
        hand = (right[0] + 0.75 * u, right[1] - (0.4 + 1.4 * raised) * u)
    pen.stroke([right, elbow, hand], sleeve)
    pen.stroke([(neck[0], neck[1] + 0.2 * u), (neck[0] + 0.04 * u, neck[1] - 0.4 * u)], [0.62 * u, 0.46 * u])
    pen.ellipse(neck[0] + 0.06 * u, neck[1] - 0.72 * u, 0.41 * u, 0.54 * u)
    return hand


def _legs(pen: Pen, hip: tuple[float, float], x: float, y: float, u: float, wide: float, stride: float) -> None:
    """Two legs, the far one lifted a little, with shoes."""
    for way, trail in ((1, 0.0), (-1, 0.25)):
        foot = (x + way * (0.16 + stride * 1.4) * u, y - (0.12 + trail * stride) * u)
        knee = ((hip[0] + foot[0]) / 2 + 0.16 * u, y - 2.1 * u)
        pen.stroke([(hip[0] + way * 0.24 * u, hip[1]), knee, foot], [0.88 * u * wide, 0.6 * u * wide, 0.36 * u])
        pen.stroke([foot, (foot[0] + 0.34 * u, foot[1] + 0.06 * u)], [0.34 * u, 0.22 * u])


def arches(solids: Solids, wall: Plane, key: float, count: int, foot: float, twice: bool) -> None:
    """Rows of small arched windows, dark in the lit wall."""
    for row in range(2 if twice else 1):
        low = foot + (1 - foot) * (0.14 + 0.46 * row)
        for i in range(count):
            u = (i + 0.5) / count
            solids.panel(wall, (u - 0.17 / count, u + 0.17 / count), (low, low + (1 - foot) * 0.24), "#3b2d22", key)
            solids.panel(
                wall,
                (u - 0.1 / count, u + 0.1 / count),
                (low + (1 - foot) * 0.24, low + (1 - foot) * 0.28),
                "#3b2d22",
                key,
            )


def courses(canvas: Canvas, tall: float = 17, wide: float = 27) -> Plane:
    """Squared stones in wavering courses, each of its own tint, with dark joints."""
    wave = canvas.noise(180, 3, seed=51) * tall * 0.3
    row = (canvas.ys + wave) / tall
    course = np.floor(row)
    shift = np.modf(np.abs(np.sin(course * 12.9898) * 43758.5453))[0]
    column = (canvas.xs + canvas.noise(120, 3, seed=52) * 4) / (wide * (1 + 0.45 * shift)) + shift * 7
    block = np.floor(column)
    tint = np.modf(np.abs(np.sin(course * 78.233 + block * 37.719) * 24634.6345))[0]
    joint = np.minimum(
        smoothstep(0, 0.12, row - course) * smoothstep(1, 0.88, row - course),
        smoothstep(0, 0.07, column - block) * smoothstep(1, 0.93, column - block),
    )
    stone = albedo([(0, "#9d8a69"), (0.5, "#b39e79"), (0.85, "#c0ad88"), (1, "#a3927a")], tint)
    stone *= (0.92 + 0.14 * canvas.noise(14, 4, seed=53))[..., None]
    return np.asarray(stone * (0.74 + 0.26 * joint)[..., None], np.float32)
