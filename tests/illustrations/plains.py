"""Scenes on the plain: tents, wheat, oil, lorries, pylons, panels."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tests.illustrations.canvas import (
    Canvas,
    Film,
    Pen,
    Pixels,
    Plane,
    develop,
    mix,
    resize,
    rgb,
    sample,
    smoothstep,
    tile_noise,
)
from tests.illustrations.solids import Solids, figure, turned
from tests.illustrations.terrain import (
    Camera,
    Sun,
    Terrain,
    air,
    albedo,
    eroded,
    grit,
    paint_view,
    scatter,
    seen_light,
    view,
)


def camp_tents(scale: float) -> Pixels:
    """Rows of tents on a gravel plain below bare mountains, under a sky that promises rain."""
    canvas = Canvas(scale, seed=61)
    camera = Camera(horizon=690, focal=1900, eye=8.5)
    sun = Sun((-0.6, 0.55, -0.3), (1.15, 1.0, 0.84), (0.42, 0.48, 0.56))
    fog = rgb("#a7b2c0")
    canvas.sky([(0, "#98a3ae"), (350, "#b0b8be"), (640, "#d8d4ca")])
    cloud = canvas.cloud_cover(700, cell=430, cover=0.62, seed=8, squash=1.1)
    canvas.paint(cloud * 0.75, mix("#77828f", "#d3d3cf", canvas.noise(200, 5, seed=3, stretch=2.5) * 0.6 + 0.45))
    size = 1100
    land = Terrain(np.zeros((size, size), np.float32), 11400)
    x, z = land.axes()
    rough = eroded(size, 9, 71, stretch=2.2)
    land.height = (smoothstep(1700, 6200, z + 0.3 * x) * (520 + 330 * rough) + rough * 12).astype(np.float32)
    bare = albedo([(-1, "#6e6655"), (0.5, "#978a70"), (1.5, "#b3a78f")], rough + 0.25 * np.sin(land.height / 30))
    lit = land.lit(bare, sun, 30)
    seen = view(canvas, Camera(690, 1900, 40), land, 700, 8900, 700)
    paint_view(canvas, seen, air(seen_light(land, lit, seen, 1900), seen.z, 6000, fog))
    wx, wz = camera.ground(canvas)
    stones = grit(wx, wz, wz / 900, 9, (0.15, 0.6, 2.4, 9, 40))
    soil = albedo([(-2.2, "#6f6351"), (0, "#9c8d74"), (2.2, "#b9ab90")], stones) * rgb((0.95, 0.95, 0.98))
    below = np.broadcast_to(smoothstep(704, 716, canvas.ys), stones.shape)
    canvas.paint(below, air(soil, wz, 5000, fog))
    _camp(canvas, camera, sun, fog)
    return develop(canvas, Film(exposure=0.98, contrast=0.45, saturation=0.85, shadows="#7c8084"))


def _camp(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane) -> None:
    """Tents in rows with lanes between them, water tanks, washing lines, people."""
    random = np.random.default_rng(4)
    solids = Solids(canvas, camera, sun, fog, 1500, 3)
    lanes = []
    for row in range(26):
        z = 24 + row * 9.5 + row * row * 0.32
        for column in range(-26, 27):
            x = column * 7.6 + (4.6 if column >= 0 else -3.0) + random.uniform(-0.35, 0.35)
            if abs(x) > z * 0.68 + 6 or random.random() < 0.05:
                continue
            if column % 9 == 4:
                lanes.append((x, z))
                continue
            _tent(solids, x, z + random.uniform(-0.7, 0.7), random.normal(0, 0.03), random)
    for x, z in lanes[::3]:
        solids.box(x, 0, z, 2, 1.5, 2, "#8b8a86")
        solids.cylinder(x, 1.5, z, 1.0, 1.7, "#dcdcd8" if random.random() < 0.6 else "#31475c")
    _camp_poles(solids)
    _washing(solids, random)
    canvas.shade(solids.shadows.mask(1.2), "#8d93a4", 0.75)
    solids.paint(1 + 0.08 * canvas.noise(22, 5, seed=5, stretch=0.6) + 0.05 * canvas.noise(120, 3, seed=6))
    for x, z, robe, tone in (
        (0.6, 21, False, "#2c3038"),
        (1.7, 21.6, True, "#3b2530"),
        (-1.0, 37, False, "#29343c"),
        (2.4, 52, False, "#4a3426"),
        (1.3, 74, True, "#22252c"),
        (-0.4, 96, False, "#2b2b2b"),
    ):
        foot = camera.project(np.array([x, 0, z], np.float32))
        pen = canvas.pen(4)
        tall = 1.68 * camera.focal / z
        dark = canvas.pen(2).polygon(
            [
                (foot[0] - tall * 0.08, foot[1]),
                (foot[0] + tall * 0.08, foot[1]),
                (foot[0] + tall * 0.55, foot[1] - tall * 0.12),
                (foot[0] + tall * 0.48, foot[1] - tall * 0.15),
            ]
        )
        canvas.shade(dark.mask(2), "#6d7280", 0.7)
        figure(pen, float(foot[0]), float(foot[1]), tall, stride=random.uniform(0.2, 0.5), robe=robe)
        mask = pen.mask(0.6)
        canvas.paint(
            mask,
            mix(
                mix(tone, fog, min(z / 700, 1)),
                "#08090b",
                np.clip(0.35 + 0.5 * canvas.noise(30, 3, seed=int(z)), 0, 1),
            ),
        )


def _camp_poles(solids: Solids) -> None:
    """Wooden poles along the lane with sagging wires."""
    spots = [(-3.2 + 0.3 * math.sin(z), z) for z in np.arange(31.0, 330.0, 24.0)]
    for (x, z), (x1, z1) in itertools.pairwise(spots):
        solids.beam((x, 0, z), (x, 7.2, z), 0.17, "#4e4438", order=z - 1)
        solids.beam((x - 0.7, 6.7, z), (x + 0.7, 6.7, z), 0.1, "#4e4438", order=z - 1.1)
        for dx in (-0.6, 0.6):
            for t in np.arange(0, 1, 0.1):
                ends = [(x + dx + (x1 - x) * k, 6.75 - 3.4 * k * (1 - k), z + (z1 - z) * k) for k in (t, t + 0.1)]
                solids.beam(ends[0], ends[1], 0.035, "#3c3a38", order=z - 1.2)


def _washing(solids: Solids, random: np.random.Generator) -> None:
    """Washing lines between tents: cloths of many colours."""
    for x0, x1, z in (
        (7.4, 9.7, 22.4),
        (-9.0, -6.7, 32.2),
        (7.3, 9.9, 42.5),
        (-16.6, -14.3, 42.0),
        (15.0, 17.4, 53.0),
        (-9.1, -6.5, 64.0),
    ):
        solids.beam((x0, 1.9, z), (x1, 1.9, z), 0.03, "#4c4a46", order=z - 3)
        for x in (x0, x1):
            solids.beam((x, 0, z), (x, 2.0, z), 0.07, "#5b5145", order=z - 2.9)
        left = x0 + 0.1
        while left < x1 - 0.45:
            wide, drop = random.uniform(0.3, 0.6), random.uniform(0.5, 1.0)
            tone = str(random.choice(["#7d2f2a", "#31506e", "#b59a45", "#5d6b4a", "#c9c4b8", "#6a4a68", "#2d2f36"]))
            cloth = np.array(
                [
                    [left, 1.88 - drop, z],
                    [left + wide, 1.9 - drop * 0.96, z],
                    [left + wide, 1.88, z],
                    [left, 1.88, z],
                ],
                np.float32,
            )
            solids.face(cloth, tone, z - 3.1, both=True)
            left += wide + random.uniform(0.04, 0.2)


def _tent(solids: Solids, x: float, z: float, yaw: float, random: np.random.Generator) -> None:
    """A ridge tent of pale canvas with low walls, its door towards the lane."""
    wide, deep, wall, top = 4.6, 5.6, 1.15, 2.55
    tone = rgb(str(random.choice(["#d0cabc", "#c4bcab", "#d8d4c9", "#b8ae9b", "#aab3b9", "#bfc3c1", "#8fa0ab"])))
    sag = random.uniform(0.0, 0.16)
    shape = np.array([[-wide / 2, 0], [wide / 2, 0], [wide / 2, wall], [0.02, top], [-wide / 2, wall]], np.float32)
    ends = [
        turned(np.column_stack([shape, np.full(5, d)]).astype(np.float32), yaw, x, 0, z) for d in (-deep / 2, deep / 2)
    ]
    front, rear = ends
    order = math.hypot(x, z)
    solids.face(rear, tone * 0.6, order + 2, both=True)
    for a, b in ((1, 2), (4, 0), (2, 3), (3, 4)):
        side = np.array([front[a], rear[a], rear[b], front[b]])
        middle = (front[b] + rear[b]) / 2 - [0, sag, 0]
        side = np.array([front[a], rear[a], rear[b], middle, front[b]], np.float32)
        solids.face(
            side[[0, 1, 2, 4]],
            tone * (0.94 if a in (1, 4) else 1.0),
            order + (0.5 if a in (1, 4) else 0.3),
            both=True,
        )
    solids.face(front, tone, order, both=True)
    door = turned(
        np.array(
            [[-0.75, 0, -deep / 2], [0.75, 0, -deep / 2], [0.42, 1.9, -deep / 2], [-0.42, 1.9, -deep / 2]],
            np.float32,
        ),
        yaw,
        x,
        0,
        z,
    )
    solids.face(door, "#34312e" if random.random() < 0.4 else tone * 0.68, order - 0.01, both=True)
    base = np.array([front[0], front[1], rear[1], rear[0]], np.float32)
    solids.shadow(base, 1.9)
    for end in (-1, 1):
        peg = front[0 if end < 0 else 1] + np.array([end * 1.2, 0, 0], np.float32)
        solids.beam(front[4 if end < 0 else 2], peg, 0.03, "#6b675e", order=order)


def wheat_harvest(scale: float) -> Pixels:
    """A combine works through ripe wheat against a low sun, in its own dust."""
    canvas = Canvas(scale, seed=83)
    camera = Camera(horizon=690, focal=2100, eye=2.9)
    sun = Sun((0.55, 0.35, 0.8), (1.5, 1.05, 0.55), (0.42, 0.38, 0.34))
    fog = rgb("#ecc88c")
    canvas.sky([(0, "#7f9db4"), (330, "#c9c3ac"), (600, "#f2d296"), (700, "#f6cd83")])
    canvas.paint(canvas.cloud_cover(720, cell=600, cover=0.3, seed=3, squash=1.3) * 0.5, "#f7e6c6")
    canvas.glow(1880, 420, 210, "#ffe2a0", 1.15)
    for base, height, cell, seed, tone in ((700, 130, 800, 4, "#cfb083"), (708, 70, 520, 9, "#b39263")):
        canvas.paint(canvas.below(canvas.ridge(base, height, cell, seed)), tone, 0.9)
    wx, wz = camera.ground(canvas, 0.85)
    ripe = grit(wx, wz * 0.8, wz / 700, 3, (0.25, 0.8, 2.5, 9, 30))
    rows = np.sin(wx * 3.3 + 0.4 * np.sin(wz / 14)) * np.clip(1.3 - wz / 60, 0, 1)
    crop = albedo([(-2.4, "#7a5420"), (0, "#c8963f"), (2.4, "#f0cb78")], ripe + rows * 0.5)
    stubble = albedo(
        [(-2.4, "#8b6c3c"), (0, "#d0af70"), (2.4, "#f0d9a2")],
        ripe * 0.8 + np.sin(wx * 2.1) * np.clip(1.2 - wz / 90, 0, 1),
    )
    cut = smoothstep(-0.25, 0.25, -(wx + 2.0 - 0.05 * (wz - 40)) + 0.12 * ripe) * smoothstep(14, 22, wz)
    field = crop + (stubble - crop) * cut[..., None]
    field *= (
        1
        + 0.65
        * np.exp(-(((canvas.xs - 1880) / 700) ** 2))[..., None]
        * smoothstep(1500, 700, canvas.ys)[..., None]
        * 0.6
    )
    edge = canvas.below(np.full(canvas.columns, 694, np.float32) + 2 * canvas.ridge(0, 1, 40, 2), 3)
    canvas.paint(edge, air(field, wz, 420, fog))
    _dust_plume(canvas, 0.85, 1)
    _combine(canvas, camera, sun, fog)
    _dust_plume(canvas, 0.5, 2)
    _ears(canvas)
    canvas.glow(1880, 420, 520, "#ffcf83", 0.16)
    canvas.bloom(0.8, 60, 0.3)
    return develop(canvas, Film(exposure=0.93, contrast=0.45, saturation=1.0, shadows="#857c74", vignette=0.35))


def _dust_plume(canvas: Canvas, strength: float, seed: int) -> None:
    """Dust thrown up by the machine and drifting to the left, puff by puff."""
    random = np.random.default_rng(seed)
    xs, ys = canvas.xs[:, ::8], canvas.ys[::8]
    clear = np.ones((ys.shape[0], xs.shape[1]), np.float32)
    for t in np.linspace(0, 1, 70) ** 1.3:
        x, y = (
            (1130 if seed == 1 else 960) - 1150 * t + random.normal(0, 30),
            775 - 95 * t + random.normal(0, 8 + 46 * t),
        )
        r = 26 + 105 * t * random.uniform(0.6, 1.3)
        puff = np.exp(-(((xs - x) / (r * 1.5)) ** 2) - ((ys - y) / r) ** 2)
        clear *= 1 - puff * 0.3 * (1 - t) ** 0.6 * strength
    body = resize(1 - clear, canvas.rows, canvas.columns)
    cloud = np.clip(0.95 + 0.45 * canvas.noise(150, 6, seed=seed, stretch=1.5), 0.3, 1.2)
    tone = mix(
        "#c0955c",
        "#f8dfae",
        np.clip(0.6 + 0.7 * canvas.noise(120, 5, seed=seed + 9) + (700 - canvas.ys) / 400, 0, 1),
    )
    canvas.paint(np.clip(body * cloud, 0, 0.95), tone)


def _combine(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane) -> None:
    """A combine harvester, three-quarter view, header towards the right."""
    solids = Solids(canvas, camera, sun, fog, 420, 3)
    yaw, ox, oz = -1.05, 0.6, 31.0

    def put(
        x: float, y: float, z: float, wide: float, tall: float, deep: float, tone: str, order: float
    ) -> list[tuple[Plane, float]]:
        spot = turned(np.array([[x, 0, z]], np.float32), yaw, ox, 0, oz)[0]
        return solids.box(float(spot[0]), y, float(spot[2]), wide, tall, deep, tone, yaw, order)

    solids.canvas.shade(canvas.pen(2).ellipse(1190, 838, 330, 22).mask(14), "#6a4a26", 0.75)
    for x, z, r in ((1.25, 2.6, 0.6), (1.45, -1.2, 0.98)):
        spot = turned(np.array([[x, 0, z]], np.float32), yaw, ox, 0, oz)[0]
        solids.wheel(float(spot[0]), r, float(spot[2]), r, 0.6, "#1d1a17", yaw, 60)

    def hull(outline: list[tuple[float, float]], wide: float, tone: str, order: float) -> None:
        """A body of one outline (along, up), `wide` across."""
        sides = [
            turned(np.array([[s * wide / 2, b, a] for a, b in outline], np.float32), yaw, ox, 0, oz) for s in (-1, 1)
        ]
        for k in range(len(outline)):
            strip = np.array([sides[0][k], sides[0][k - 1], sides[1][k - 1], sides[1][k]])
            solids.face(strip, tone, order + 0.05 * float(strip[:, 2].mean()), both=True)
        for side in sides:
            solids.face(side, tone, order - 1 + 0.05 * float(side[:, 2].mean()), both=True)

    hull(
        [(-1.3, 1.0), (-1.35, 2.75), (2.3, 2.95), (3.7, 2.45), (4.7, 1.75), (4.6, 1.15), (3.0, 0.95)],
        2.7,
        "#64813a",
        50,
    )
    hull([(-1.2, 2.85), (-1.5, 3.6), (2.1, 3.6), (1.8, 2.85)], 2.5, "#56702f", 47)
    hull([(-1.2, 1.0), (-1.2, 1.4), (3.4, 1.3), (3.0, 0.95)], 2.74, "#2a2f1c", 44)
    hull([(-0.9, 2.05), (-0.9, 2.25), (3.0, 2.2), (3.0, 2.05)], 2.76, "#d9c35a", 44)
    hull([(2.6, 2.9), (2.6, 3.5), (2.75, 3.5), (2.75, 2.9)], 0.2, "#1d1c1a", 46)
    cab = put(0, 1.75, -2.3, 1.9, 1.85, 1.7, "#30363a", 40)
    for wall, key in cab:
        solids.panel(wall, (0.08, 0.92), (0.22, 0.95), "#68757a", key - 0.1)
        solids.panel(wall, (0.12, 0.5), (0.28, 0.9), "#8d9894", key - 0.2)
    put(0, 3.6, -2.3, 2.1, 0.16, 1.9, "#6b8a36", 39)
    put(0, 0.75, -3.5, 1.2, 0.8, 1.5, "#476022", 42)
    header = put(0, 0.3, -4.6, 6.6, 0.85, 0.9, "#8f2f20", 38)
    for wall, key in header:
        solids.panel(wall, (0, 1), (0, 0.25), "#2b1c15", key - 0.1)
    for tilt in np.arange(0, 2 * math.pi, math.pi / 4):
        away, high = -5.3 + 0.7 * math.cos(tilt), 1.25 + 0.7 * math.sin(tilt)
        spot = turned(
            np.array([[-3.2, high, away], [3.2, high, away], [-3.2, 1.25, -5.3], [3.2, 1.25, -5.3]], np.float32),
            yaw,
            ox,
            0,
            oz,
        )
        solids.beam(spot[0], spot[1], 0.07, "#a8873a", 36)
        for end in (0, 1):
            solids.beam(spot[end], spot[end + 2], 0.06, "#8c6f30", 36)
    for x in (-3.1, 3.1):
        spot = turned(np.array([[x, 1.25, -5.3], [x, 1.3, -4.4]], np.float32), yaw, ox, 0, oz)
        solids.beam(spot[0], spot[1], 0.12, "#6b2a1e", 35)
    spout = turned(np.array([[1.2, 0, 0.6], [3.1, 0, -0.2]], np.float32), yaw, ox, 0, oz)
    spout[:, 1] = (3.3, 3.75)
    solids.beam(spout[0], spout[1], 0.34, "#5e7d2c", 35)
    share = solids.paint(1 + 0.2 * canvas.noise(60, 6, seed=6) + 0.1 * canvas.noise(30, 4, seed=7, stretch=3))
    rim = np.clip(share - np.roll(share, (round(3 * canvas.scale), -round(3 * canvas.scale)), (0, 1)), 0, 1)
    canvas.light(rim, "#ffdd9a", 1.3)


def _ears(canvas: Canvas) -> None:
    """Ears of wheat close to the lens, going out of focus towards it."""
    random = np.random.default_rng(30)
    for layer, (count, low, size, soft) in enumerate(
        ((900, 1010, 0.42, 0.7), (700, 1210, 0.62, 1.0), (420, 1450, 1.0, 2.4), (90, 1760, 1.9, 9))
    ):
        body, shine = canvas.pen(2), canvas.pen(2)
        for _ in range(count):
            x, y = random.uniform(-60, 2460), low + random.normal(0, 40) * size + 30 * size
            lean = random.normal(24, 20) * size
            tall = random.uniform(210, 330) * size
            tip = (x + lean, y - tall * 0.62)
            body.line([(x, y + 60 * size), (x + lean * 0.4, y - tall * 0.3), tip], 3.0 * size)
            nod = (tip[0] + 17 * size + lean * 0.25, tip[1] - 52 * size)
            body.stroke(
                [tip, ((tip[0] + nod[0]) / 2 - 3 * size, (tip[1] + nod[1]) / 2), nod],
                [6 * size, 13 * size, 5 * size],
                random.uniform(0.75, 1),
            )
            shine.stroke(
                [(tip[0] + 3 * size, tip[1]), (nod[0] + 2 * size, nod[1])],
                [4 * size, 3 * size],
                random.uniform(0.3, 1),
            )
            for k in (-1, 0, 1):
                shine.line(
                    [(nod[0], nod[1] + 12 * size), (nod[0] + (14 + 12 * k) * size, nod[1] - 46 * size)],
                    1.1 * size,
                    0.6,
                )
        fade = (0.18, 0.1, 0.0, 0.0)[layer]
        floor = smoothstep(low - 160 * size, low + 30 * size, canvas.ys + 0 * canvas.xs) * 0.75
        canvas.paint(
            floor,
            mix("#6f4c1c", "#b88a3c", np.clip(0.45 + 0.5 * canvas.noise(60 * size, 4, seed=90 + layer), 0, 1)),
        )
        canvas.paint(
            body.mask(soft),
            mix(
                mix("#8a6126", "#d9a850", np.clip(0.5 + 0.6 * canvas.noise(50, 4, seed=80 + layer), 0, 1)),
                "#ecc88c",
                fade,
            ),
        )
        canvas.paint(shine.mask(soft), "#f7d88c", 0.75)


def oil_flare(scale: float) -> Pixels:
    """A gas flare over an oil field after sunset; a pump jack, tanks and pipes in its light."""
    canvas = Canvas(scale, seed=97)
    camera = Camera(horizon=1190, focal=2100, eye=2.4)
    canvas.sky([(0, "#16213c"), (500, "#37466a"), (880, "#8a6a76"), (1090, "#d88a58"), (1200, "#efa962")])
    cloud = canvas.cloud_cover(1210, cell=560, cover=0.4, seed=23, squash=1.5)
    canvas.paint(
        cloud * 0.65,
        mix(
            "#232b47",
            "#d9775a",
            smoothstep(560, 1130, canvas.ys + 80 * canvas.noise(220, 4, seed=1, stretch=2)),
        ),
    )
    for base, height, cell, seed, tone in ((1200, 70, 800, 5, "#6f5560"), (1206, 34, 500, 6, "#483a46")):
        canvas.paint(canvas.below(canvas.ridge(base, height, cell, seed)), tone)
    wx, wz = camera.ground(canvas)
    soil = grit(wx, wz, wz / 700, 4, (0.2, 0.7, 2.5, 9, 30))
    flame = np.array([13.5, 50.0, 150.0])
    reach = (wx - flame[0]) ** 2 + (wz - flame[2]) ** 2
    glow = 2600 / (reach * 0.35 + 2600) * (0.65 + 0.35 * np.clip(soil, -1, 1.6))
    earth = albedo([(-2.4, "#221d1c"), (2.4, "#4d413a")], soil) * 0.5 + glow[..., None] * rgb("#c05a1e") * 0.28
    pool = smoothstep(0.7, 1.05, sample(tile_noise(512, 1.4, 15), wx * 4.5, wz * 1.3)) * smoothstep(60, 20, wz)
    canvas.paint(np.broadcast_to(smoothstep(1196, 1203, canvas.ys), soil.shape), air(earth, wz, 900, rgb("#6b4c4a")))
    _smoke(canvas, 1390, 520)
    _flame(canvas, 1390, 505)
    mirrored = canvas.pixels[np.clip((2 * 1194 - canvas.ys[:, 0] * 1.0) * scale, 0, canvas.rows - 1).astype(np.int32)]
    canvas.paint(pool * 0.55, canvas.blur(mirrored, (16, 3)) * 0.7)
    _oilfield(canvas, camera)
    _workers(canvas, camera)
    canvas.bloom(0.75, 60, 0.5)
    return develop(canvas, Film(exposure=1.0, contrast=0.42, saturation=0.95, shadows="#767c8a", vignette=0.42))


def _flame(canvas: Canvas, x: float, y: float) -> None:
    """A torn gas flame leaning downwind, hottest at its root."""
    up = (y - canvas.ys) / 330
    warp = canvas.noise(150, 5, seed=66, stretch=0.8)
    sway = np.clip(up, 0, 1.5) ** 1.2 * 190 + warp * 70 * np.clip(up + 0.05, 0, 1)
    girth = 13 + 95 * np.clip(up, 0, 1) ** 0.7 * np.clip(1.12 - up, 0, 1) ** 0.75
    body = 1 - np.abs(canvas.xs - x - sway) / girth
    shape = (
        smoothstep(0.0, 0.5, body + 0.45 * canvas.noise(75, 5, seed=67, stretch=0.7) * np.clip(up * 2, 0, 1))
        * smoothstep(-0.02, 0.03, up)
        * smoothstep(1.2, 0.75, up + warp * 0.16)
    )
    canvas.paint(np.clip(shape * 1.1, 0, 1), "#e8742a", 0.75)
    canvas.light(shape, mix("#ff9a3a", "#ff5c14", np.clip(up, 0, 1)), 1.5)
    canvas.light(shape**2 * smoothstep(0.2, 0.9, body) * smoothstep(1.1, 0.1, up), "#ffd890", 2.6)
    canvas.glow(x + 60, y - 130, 210, "#ff7a2a", 0.4)
    canvas.glow(x + 60, y - 130, 560, "#e0601f", 0.11)


def _smoke(canvas: Canvas, x: float, y: float) -> None:
    """Smoke rising and leaning from the flame, lit from below."""
    up = np.clip((y - 190 - canvas.ys) / 420 + 0.4 * canvas.noise(260, 4, seed=13) * 0.4, 0, 2)
    drift = canvas.xs - x - 150 - 420 * up
    body = np.exp(-((drift / (60 + 240 * up)) ** 2)) * smoothstep(0, 0.25, up)
    thick = np.clip(0.5 + 1.0 * canvas.noise(210, 6, seed=14), 0, 1.2) * body
    canvas.paint(np.clip(thick * 0.75, 0, 0.85), mix("#6b3d2c", "#1b1d29", smoothstep(0.05, 0.7, up)))


def _oilfield(canvas: Canvas, camera: Camera) -> None:
    """Stack, tanks, pipe rack and pump jack, edged with the light of the flare."""
    light = Sun((0.35, 0.5, 0.4), (0.8, 0.36, 0.12), (0.075, 0.085, 0.125))
    solids = Solids(canvas, camera, light, "#6b4c4a", 900, 3)
    steel = "#57504c"
    solids.cylinder(13.5, 0, 150, 0.45, 50, steel, 10)
    for height in (12, 24, 36, 46):
        for way in (-1, 1):
            solids.beam((13.5, height, 150), (13.5 + way * height * 0.3, 0, 150), 0.05, steel)
    for y in np.arange(2, 49, 1.6):
        solids.beam((14.3, y, 150), (15.1, y + 0.8 * (-1) ** int(y), 150), 0.07, steel)
    solids.beam((14.3, 0, 150), (14.3, 48, 150), 0.1, steel)
    solids.beam((15.1, 0, 150), (15.1, 48, 150), 0.1, steel)
    for x, z, r, h in (
        (46, 170, 11, 12),
        (71, 176, 11, 12),
        (27, 205, 9, 11),
        (-74, 240, 13, 13),
        (-48, 250, 9, 14),
    ):
        solids.cylinder(x, 0, z, r, h, "#8b8580", 28)
        solids.cylinder(x, h, z, r, 1.4, "#7d7772", 28, taper=0.2)
    for post in np.arange(24, 66, 7.0):
        solids.beam((post, 0, 118), (post, 5, 118), 0.22, steel)
    for y in (3.2, 4.1, 5.0):
        solids.beam((16, y, 118), (70, y, 118), 0.3, "#8a7f76")
    for x, h in ((-22, 26), (-25, 19), (34, 30)):
        solids.cylinder(x, 0, 190, 1.4, h, steel, 12)
    _pump_jack(solids, -9.5, 30, 1.0)
    _pump_jack(solids, -27, 95, 1.0)
    for y in (0.32, 0.62):
        solids.beam((-30, y, 21), (30, y, 13), 0.2, "#a08d80", order=12)
    for foot in np.arange(-12, 14, 3.2):
        solids.box(float(foot), 0, 17.0 - foot * 0.13, 0.3, 0.75, 0.3, steel, order=12.5)
    share = solids.paint(1 + 0.15 * canvas.noise(24, 4, seed=3))
    rim = np.clip(share - np.roll(share, -round(3 * canvas.scale), 1), 0, 1) * (canvas.xs < 1390)
    rim += np.clip(share - np.roll(share, round(3 * canvas.scale), 1), 0, 1) * (canvas.xs >= 1390)
    canvas.light(rim, "#ff8a3c", 0.5)
    random = np.random.default_rng(7)
    for _ in range(40):
        lamp = np.array([random.uniform(-90, 90), random.uniform(2, 9), random.uniform(150, 260)], np.float32)
        px, py = camera.project(lamp)
        canvas.glow(float(px), float(py), 2.4, str(random.choice(["#ffe3b0", "#ffc070", "#e8f2ff"])), 1.8)


def _workers(canvas: Canvas, camera: Camera) -> None:
    """Two men in helmets, edged by the flare."""
    pen = canvas.pen(3)
    for x, z in ((4.4, 12.4), (5.15, 12.9)):
        foot = camera.project(np.array([x, 0, z], np.float32))
        tall = 1.78 * camera.focal / z
        figure(pen, float(foot[0]), float(foot[1]), tall, stride=0.14, arm=0.15, wide=1.12)
        pen.curve(
            [
                (float(foot[0]) - tall * 0.06, float(foot[1]) - tall * 0.955),
                (float(foot[0]), float(foot[1]) - tall * 1.025),
                (float(foot[0]) + tall * 0.075, float(foot[1]) - tall * 0.955),
            ]
        )
    mask = pen.mask(0.8)
    canvas.paint(mask, "#0d0b0d")
    edge = np.clip(mask - np.roll(mask, round(4 * canvas.scale), 1), 0, 1)
    canvas.light(edge, "#ff8a3c", 0.4)


def _pump_jack(solids: Solids, x: float, z: float, size: float) -> None:
    """A nodding donkey seen from its side, its horse head over the well on the right."""
    steel = "#4b4542"
    post, tail, nose = (x, 5.6 * size, z), (x - 3.6 * size, 6.5 * size, z), (x + 3.6 * size, 4.9 * size, z)
    for dx in (-1.5, 1.3):
        for dz in (-0.7, 0.7):
            solids.beam((x + dx * size, 0.3, z + dz), post, 0.26 * size, steel, z + 1)
    for y in (1.8, 3.4):
        solids.beam(
            (x - 1.5 * size * (1 - y / 5.6), y, z),
            (x + 1.3 * size * (1 - y / 5.6), y, z),
            0.14,
            steel,
            z + 0.9,
        )
    solids.beam(tail, nose, 0.62 * size, "#5d5550", z + 0.5)
    head = [(3.3, 5.9), (4.1, 5.5), (4.55, 4.6), (4.5, 3.6), (4.2, 3.3), (3.5, 4.4), (3.1, 4.7)]
    solids.face(
        np.array([[x + a * size, b * size, z - 0.2] for a, b in head], np.float32),
        "#655b54",
        z + 0.4,
        both=True,
    )
    solids.beam((x + 4.5 * size, 3.6 * size, z), (x + 4.5 * size, 0.9, z), 0.07, steel, z)
    solids.cylinder(x + 4.5 * size, 0, z, 0.22, 1.5, steel, 10, z - 0.1)
    solids.beam(tail, (x - 3.1 * size, 2.2 * size, z), 0.2 * size, steel, z + 0.3)
    crank = [(-3.9, 1.2), (-3.1, 2.7), (-2.2, 2.5), (-2.4, 1.4), (-3.2, 0.7)]
    solids.face(
        np.array([[x + a * size, b * size, z - 0.5] for a, b in crank], np.float32),
        "#574d48",
        z + 0.2,
        both=True,
    )
    solids.box(x - 2.6 * size, 0.2, z, 2.2 * size, 1.3 * size, 1.2, steel, order=z + 0.6)
    solids.box(x, 0, z, 9 * size, 0.3, 1.8, "#3d3733", order=z + 2)


def border_crossing(scale: float) -> Pixels:
    """Lorries queue for kilometres towards a crossing under the mountains."""
    canvas = Canvas(scale, seed=103)
    camera = Camera(horizon=610, focal=2100, eye=5.6, x=1.6)
    sun = Sun((-0.75, 0.5, -0.15), (1.25, 0.98, 0.72), (0.4, 0.45, 0.53))
    fog = rgb("#c3c1bd")
    canvas.sky([(0, "#98aaba"), (330, "#bcc6cb"), (560, "#e2d6c3")])
    canvas.paint(
        canvas.cloud_cover(620, cell=480, cover=0.5, seed=6, squash=1.2) * 0.6,
        mix("#8b97a5", "#ece4d8", canvas.noise(180, 4, seed=2, stretch=2.5) * 0.6 + 0.5),
    )
    size = 1100
    land = Terrain(np.zeros((size, size), np.float32), 11400)
    x, z = land.axes()
    rough = eroded(size, 9, 15, stretch=2.0)
    land.height = (smoothstep(1200, 5200, z + 0.5 * np.abs(x)) * (500 + 330 * rough) + rough * 10).astype(np.float32)
    scrub = scatter(land, np.clip(0.4 - 0.5 * rough, 0, 1), 16000, (0.5, 1.2), 3)
    bare = albedo([(-1, "#6d6850"), (0.5, "#94876a"), (1.5, "#b5aa96")], rough + 0.2 * np.sin(land.height / 26))
    bare += (rgb("#4a4d36") - bare) * (scrub > 0.2)[..., None] * 0.7
    seen = view(canvas, Camera(600, 2000, 60), land, 600, 8900, 700)
    paint_view(canvas, seen, air(seen_light(land, land.lit(bare, sun, 30), seen, 2000), seen.z, 6200, fog))
    wx, wz = camera.ground(canvas)
    bend = 0.00009 * wz * wz
    lane = wx - bend
    soil = grit(wx, wz, wz / 850, 9, (0.15, 0.6, 2.4, 9, 40))
    verge = albedo([(-2.2, "#736a4c"), (0, "#978a66"), (2.2, "#b7aa88")], soil)
    stain = sample(tile_noise(1024, 1.2, 41), wx * 14, wz * 0.9)
    tar = albedo(
        [(-2.6, "#3d3b39"), (0, "#55524e"), (2.6, "#79746c")],
        soil * 0.6 + 0.75 * stain + 0.9 * np.cos((lane % 3.7) / 3.7 * 4 * math.pi),
    )
    patch = smoothstep(0.9, 1.0, sample(tile_noise(512, 1.6, 42), wx * 3, wz * 1.1))
    tar += (rgb("#353432") - tar) * (patch * 0.7)[..., None]
    tar += (rgb("#a3946f") - tar) * (smoothstep(5.6, 8.6, np.abs(lane) + 0.5 * stain) * 0.7)[..., None]
    verge += (tar - verge) * smoothstep(8.2, 7.7, np.abs(lane) + 0.15 * soil)[..., None]
    line = np.maximum(smoothstep(0.14, 0.07, np.abs(np.abs(lane) - 7.35)), smoothstep(0.14, 0.07, np.abs(lane)))
    dash = smoothstep(0.12, 0.06, np.abs(np.abs(lane) - 3.7)) * (np.mod(wz, 9) < 4.5)
    worn = np.clip(0.5 + 0.3 * soil + 0.3 * stain, 0, 0.85) * smoothstep(220, 40, wz)
    verge += (rgb("#d8d5cc") - verge) * (np.maximum(line, dash) * worn)[..., None]
    canvas.paint(np.broadcast_to(smoothstep(622, 634, canvas.ys), soil.shape), air(verge, wz, 1500, fog))
    _queue(canvas, camera, sun, fog)
    return develop(canvas, Film(exposure=0.98, contrast=0.5, saturation=0.88, highlights="#868079"))


def _queue(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane) -> None:
    """Two lanes of lorries from behind, one coming back, the gate at the far end."""
    random = np.random.default_rng(15)
    solids = Solids(canvas, camera, sun, fog, 650, 3)
    tails = []
    for lane, start in ((1.85, 24.0), (5.55, 15.5)):
        z = start
        while z < 330:
            tails.append(_lorry(solids, lane + 0.00009 * z * z + random.normal(0, 0.12), z, random))
            z += 15.5 + random.uniform(1.5, 4.5)
    for z in (39.0, 118.0, 205.0):
        _lorry(solids, -1.9 + 0.00009 * z * z, z, random, oncoming=True)
    gx, gz = 0.00009 * 350 * 350, 350.0
    solids.box(gx, 6.2, gz, 46, 1.6, 14, "#d5d6d4", order=340, top="#e4e4e0")
    solids.box(gx, 7.9, gz - 7, 16, 2.2, 0.4, "#35566f", order=339)
    for x in np.arange(-21, 22, 7.0):
        solids.box(gx + float(x), 0, gz - 5, 0.7, 6.2, 0.7, "#a8aaa8", order=341)
        solids.box(gx + float(x), 0, gz, 2.0, 3.0, 4, "#8e9698", order=342)
    for x in (-32, 36, 58):
        solids.box(gx + x, 0, gz + 12, 16, 7, 12, "#857e70", order=360)
    for x, side in ((9.6, 1), (-9.6, -1)):
        for z in np.arange(30, 330, 34.0):
            bend = 0.00009 * z * z
            solids.beam((x + bend, 0, z), (x + bend, 9, z), 0.16, "#77797a", z + 3)
            solids.beam((x + bend, 9, z), (x + bend - side * 2.2, 9.4, z), 0.12, "#77797a", z + 3)
    canvas.shade(solids.shadows.mask(1.5), "#70788a", 0.72)
    solids.paint(1 + 0.08 * canvas.noise(26, 4, seed=5))
    for x, z in tails:
        for lamp in (-1.0, 1.0):
            if z > 27:
                continue
            px, py = camera.project(np.array([x + lamp, 0.95, z], np.float32))
            canvas.glow(float(px), float(py), 110 / z + 0.8, "#ff2a18", 1.3)
            canvas.glow(float(px), float(py), 700 / z + 4, "#ff2a18", 0.10)
    for x, z, tone in ((9.3, 19.5, "#23262c"), (10.1, 20, "#3c3026")):
        foot = camera.project(np.array([x + 0.00009 * z * z, 0, z], np.float32))
        pen = canvas.pen(4)
        figure(pen, float(foot[0]), float(foot[1]), 1.74 * camera.focal / z, stride=0.2, arm=0.2)
        canvas.paint(
            pen.mask(0.6),
            mix(tone, "#8d8272", np.clip(0.08 + 0.2 * canvas.noise(30, 3, seed=int(z)), 0, 0.25)),
        )


def _lorry(
    solids: Solids, x: float, z: float, random: np.random.Generator, oncoming: bool = False
) -> tuple[float, float]:
    """A lorry from behind (or from the front): trailer, doors, bumper, wheels, cab."""
    tone = str(random.choice(["#c9c5bb", "#b8bcc0", "#8c3b2c", "#3f5a74", "#d3cdbd", "#5f6f5a", "#a8874f", "#dcdad4"]))
    tall = float(random.uniform(2.5, 2.9))
    solids.shadow(
        np.array([[x - 1.25, 0, z], [x + 1.25, 0, z], [x + 1.25, 0, z + 13], [x - 1.25, 0, z + 13]], np.float32),
        3.8,
    )
    cab_z = z - 1.6 if oncoming else z + 14.3
    cab = solids.box(x, 0.7, cab_z, 2.45, 2.9, 2.2, tone, order=z - 2 if oncoming else z + 20)
    if oncoming:
        for wall, key in cab[:1]:
            solids.panel(wall, (0.06, 0.94), (0.5, 0.88), "#20272e", key - 0.1)
            solids.panel(wall, (0.15, 0.85), (0.08, 0.36), "#2c2d2e", key - 0.1)
    walls = solids.box(x, 1.15, z + 6.5, 2.5, tall, 13, tone, order=z + 2, top=rgb(tone) * 0.9)
    for wall, key in walls[:1]:
        solids.panel(wall, (0.49, 0.51), (0.02, 0.98), rgb(tone) * 0.35, key - 0.1)
        for u in (0.22, 0.36, 0.64, 0.78):
            solids.panel(wall, (u, u + 0.015), (0.03, 0.97), rgb(tone) * 0.55, key - 0.1)
        solids.panel(wall, (0.4, 0.6), (-0.2, -0.14), "#d6d2c6", key - 0.35)
        for u0, u1, v0, v1 in ((0, 1, 0, 0.03), (0, 1, 0.97, 1), (0, 0.02, 0, 1), (0.98, 1, 0, 1)):
            solids.panel(wall, (u0, u1), (v0, v1), rgb(tone) * 0.6, key - 0.1)
    for wall, key in walls[1:2]:
        for u in np.arange(0.04, 1, 0.08):
            solids.panel(wall, (u, u + 0.008), (0.02, 0.98), rgb(tone) * 0.75, key - 0.1)
    solids.box(x, 0.5, z + 0.1, 2.45, 0.3, 0.2, "#2a2a2b", order=z + 1.8)
    for side in (-1.05, 0.85):
        lamp = np.array(
            [[x + side, 0.85, z], [x + side + 0.2, 0.85, z], [x + side + 0.2, 1.0, z], [x + side, 1.0, z]],
            np.float32,
        )
        solids.face(lamp, (1.6, 0.12, 0.06), z + 1.5, emits=True, both=True)
    for back in (1.3, 2.6, 3.9, 11.5):
        for side in (-1.0, 1.0):
            solids.wheel(x + side, 0.5, z + back, 0.5, 0.5, "#191919", order=z + 2.2 + back / 10)
    solids.panel(
        np.array(
            [
                [x - 1.1, 0.1, z + 0.2],
                [x + 1.1, 0.1, z + 0.2],
                [x + 1.1, 0.6, z + 0.2],
                [x - 1.1, 0.6, z + 0.2],
            ],
            np.float32,
        ),
        (0.0, 1.0),
        (0.0, 1.0),
        "#202021",
        z + 1.9,
    )
    return x, z


def power_lines(scale: float) -> Pixels:
    """Pylons march into a hot sunset; their cables sag across the sun."""
    canvas = Canvas(scale, seed=109)
    camera = Camera(horizon=1180, focal=2500, eye=3.2)
    canvas.sky([(0, "#4c4a68"), (380, "#96646a"), (760, "#dd8350"), (1040, "#f6b35c"), (1190, "#f8c878")])
    cloud = canvas.cloud_cover(1230, cell=620, cover=0.48, seed=4, squash=1.6)
    under = smoothstep(300, 1000, canvas.ys + 120 * canvas.noise(220, 4, seed=5, stretch=2.4))
    canvas.paint(cloud * 0.62, mix("#584a62", "#ff9c58", under))
    canvas.glow(1560, 985, 210, "#ffcf7a", 0.75)
    canvas.paint(canvas.pen(3).ellipse(1560, 985, 82, 80).mask(2.5), "#fff0c4", 0.97)
    canvas.light(canvas.pen(3).ellipse(1560, 985, 82, 80).mask(2.5), "#ffd68a", 1.2)
    for base, height, cell, seed, tone in (
        (1165, 130, 900, 1, "#d0804e"),
        (1185, 95, 620, 2, "#a2603f"),
        (1204, 62, 420, 3, "#6d4232"),
    ):
        skyline = canvas.ridge(base, height, cell, seed)
        canvas.paint(
            canvas.below(skyline),
            mix("#f0a860", tone, smoothstep(0, 130, canvas.ys - skyline[None, :] + 70)),
            0.96,
        )
    _pylons(canvas, camera)
    wx, wz = camera.ground(canvas)
    soil = grit(wx, wz, wz / 900, 4, (0.2, 0.7, 2.5, 9, 30))
    earth = albedo([(-2.2, "#241712"), (0, "#4a3020"), (2.2, "#82532c")], soil)
    earth *= (
        1 + 1.6 * np.exp(-(((canvas.xs - 1560) / 420) ** 2))[..., None] * smoothstep(1600, 1180, canvas.ys)[..., None]
    )
    canvas.paint(canvas.below(1206 + canvas.ridge(0, 9, 90, 8), 2.5), air(earth, wz, 700, rgb("#c0703c")))
    _grass(canvas)
    canvas.bloom(0.8, 50, 0.4)
    return develop(canvas, Film(exposure=0.93, contrast=0.45, saturation=1.0, shadows="#847a80", vignette=0.4))


def _pylons(canvas: Canvas, camera: Camera) -> None:
    """Two lines of lattice towers with their cables, the far ones paler."""
    for start, shift, lean in ((-30.0, 0.0, 0.205), (74.0, 40.0, 0.03)):
        spots = [(start + lean * (z - 95), z) for z in np.arange(95 + shift, 2300, 235)]
        before = (spots[0][0] - lean * 235, spots[0][1] - 235 * 0.93)
        chain = [before, *spots]
        for i in range(len(chain) - 1, 0, -1):
            x, z = chain[i]
            tone = mix("#150f12", "#d98a52", 1 - math.exp(-z / 1700))
            wires = canvas.pen(3)
            _cables(wires, camera, chain[i - 1], chain[i])
            canvas.paint(wires.mask(0.5), tone, 0.9)
            pen = canvas.pen(3)
            _pylon(pen, camera, x, z)
            canvas.paint(pen.mask(0.6), tone)


ARMS = ((27.0, 8.6), (33.5, 6.8), (40.0, 5.2))


def _pylon(pen: Pen, camera: Camera, x: float, z: float) -> None:
    """A lattice tower 46 m high: four legs, bracing, three arms and their insulators."""

    def at(dx: float, y: float, dz: float = 0.0) -> tuple[float, float]:
        px, py = camera.project(np.array([x + dx, y, z + dz], np.float32))
        return float(px), float(py)

    def half(y: float) -> float:
        return 4.1 - 3.1 * min(y / 25, 1) - 0.55 * max(0.0, (y - 25) / 21)

    thick = camera.focal / z
    levels = [0, 5.5, 10.5, 15, 19, 22.5, 25.5, 28.5, 31.5, 34.5, 37.5, 40.5, 43.5, 46]
    for side in (-1, 1):
        for dz in (-1, 1):
            pen.line([at(side * half(y), y, dz * half(y)) for y in levels], 0.3 * thick)
    for low, high in itertools.pairwise(levels):
        for dz in (-1, 1):
            for side in (-1, 1):
                pen.line(
                    [
                        at(side * half(low), low, dz * half(low)),
                        at(-side * half(high), high, dz * half(high)),
                    ],
                    0.13 * thick,
                )
            pen.line([at(-half(high), high, dz * half(high)), at(half(high), high, dz * half(high))], 0.13 * thick)
    for y, reach in ARMS:
        for side in (-1, 1):
            tip = at(side * reach, y + 0.5)
            pen.line([at(side * half(y), y), tip], 0.2 * thick)
            pen.line([at(side * half(y + 2), y + 2.4), tip], 0.17 * thick)
            for share in (0.35, 0.65):
                pen.line(
                    [
                        at(side * (half(y) + (reach - half(y)) * share), y + 0.2),
                        at(side * (half(y) + (reach - half(y)) * (share - 0.2)), y + 2.2 * (1 - share)),
                    ],
                    0.1 * thick,
                )
            pen.line([tip, at(side * reach, y - 2.2)], 0.26 * thick)
    pen.line([at(0, 45), at(0, 48)], 0.2 * thick)


def _cables(pen: Pen, camera: Camera, start: tuple[float, float], end: tuple[float, float]) -> None:
    """The six conductors and the earth wire between two towers."""
    t = np.linspace(0, 1, 40)
    ends = [(side * reach, y - 2.2) for y, reach in ARMS for side in (-1, 1)] + [(0.0, 48.0)]
    for dx, y in ends:
        x = start[0] + (end[0] - start[0]) * t + dx
        z = start[1] + (end[1] - start[1]) * t
        sag = y - (8.5 if y < 48 else 6) * 4 * t * (1 - t)
        keep = z > 4
        path = camera.project(np.stack([x, sag, z], -1)[keep].astype(np.float32))
        for a, b, away in zip(path, path[1:], z[keep], strict=False):
            pen.line(
                [(float(a[0]), float(a[1])), (float(b[0]), float(b[1]))],
                max(0.055 * camera.focal / away, 0.7),
            )


def _grass(canvas: Canvas) -> None:
    """Dry thistles and grass near the lens, dark and soft."""
    random = np.random.default_rng(14)
    for count, low, size, soft, tone in ((1100, 1480, 0.5, 1.0, "#2c1a14"), (700, 1640, 1.0, 3.0, "#170e0d")):
        pen = canvas.pen(2)
        for _ in range(count):
            x, tall, lean = (
                random.uniform(-40, 2440),
                random.gamma(3, 42) * size,
                random.normal(14, 34) * size,
            )
            y = low + random.uniform(0, 60)
            pen.stroke(
                [(x, y), (x + lean * 0.35, y - tall * 0.6), (x + lean, y - tall)],
                [5 * size, 3.4 * size, 1.2 * size],
            )
            if random.random() < 0.06:
                pen.ellipse(x + lean, y - tall, 7 * size, 10 * size, turn=0.3)
        canvas.paint(smoothstep(low - 30, low + 70, canvas.ys + 0 * canvas.xs), tone, 0.85)
        canvas.paint(pen.mask(soft), tone, 0.95)


def solar_field(scale: float) -> Pixels:
    """Row after row of solar panels over dry hills, clouds mirrored in the glass."""
    canvas = Canvas(scale, seed=151)
    camera = Camera(horizon=520, focal=1900, eye=13)
    sun = Sun((0.7, 0.6, -0.25), (1.5, 1.22, 0.9), (0.36, 0.43, 0.55))
    fog = rgb("#c9cdd0")
    canvas.sky([(0, "#7c9fbf"), (280, "#a9c1d2"), (500, "#dedbd0")])
    cloud = canvas.cloud_cover(540, cell=430, cover=0.44, seed=22, squash=1.2)
    canvas.paint(
        cloud * 0.85,
        mix("#a9b3c0", "#fbf4e9", np.clip(0.7 + canvas.noise(150, 4, seed=2, stretch=2.2) * 0.6, 0, 1)),
    )
    size = 1000
    land = Terrain(np.zeros((size, size), np.float32), 7600)
    _, z = land.axes()
    rough = eroded(size, 10, 25, stretch=2.4)
    land.height = (
        smoothstep(600, 3600, z) * (110 + 80 * rough) + smoothstep(3500, 5800, z) * 170 * (1 + rough)
    ).astype(np.float32)
    bush = scatter(land, np.full((size, size), 0.5), 14000, (0.5, 1.0), 3)
    dry = albedo([(-1, "#8b7444"), (0.4, "#b59a5f"), (1.5, "#cbb78b")], rough + 0.15 * np.sin(land.height / 9))
    dry += (rgb("#55512f") - dry) * (bush > 0.2)[..., None] * 0.7
    seen = view(canvas, Camera(520, 1900, 40), land, 420, 5900, 700)
    paint_view(canvas, seen, air(seen_light(land, land.lit(dry, sun, 16), seen, 1900), seen.z, 5200, fog))
    wx, wz = camera.ground(canvas)
    soil = grit(wx, wz, wz / 850, 9, (0.15, 0.6, 2.4, 9, 40))
    earth = albedo([(-2.2, "#7d6640"), (0, "#a98d5b"), (2.2, "#c7ad7b")], soil)
    track = smoothstep(2.6, 2.0, np.abs(wx - 3.5 - 0.045 * wz) + 0.15 * soil)
    earth += (rgb("#c2ab80") - earth) * (track * 0.7)[..., None]
    canvas.paint(smoothstep(562, 576, canvas.ys) + 0 * canvas.xs, air(earth, wz, 5000, fog))
    _panels(canvas, camera, sun, fog)
    canvas.bloom(0.85, 40, 0.25)
    return develop(canvas, Film(exposure=0.95, contrast=0.45, saturation=0.86, highlights="#85817b"))


def _panels(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane) -> None:
    """Tables of panels on posts, tilted to the south; a track between the blocks and a man on it."""
    random = np.random.default_rng(3)
    solids = Solids(canvas, camera, sun, fog, 1500, 3)
    for row in range(52):
        z = 21 + row * 6.6 + row * row * 0.05
        swell = 0.9 * math.sin(z / 31) + 0.5 * math.sin(z / 13 + 1)
        for column in range(-26, 27):
            x = column * 9.6 + (9.2 if column >= 0 else -1.2) + 0.045 * z
            if abs(x) > z * 0.66 + 9:
                continue
            lift = max(0.0, swell * 0.35 + 0.5 * math.sin(x / 37 + z / 50)) * min(z / 60, 1)
            _table(solids, x, z, lift, random, detail=z < 120)
    canvas.shade(solids.shadows.mask(1), "#777d90", 0.75)
    solids.paint(1 + 0.05 * canvas.noise(40, 4, seed=3))
    foot = camera.project(np.array([5.0, 0, 27.5], np.float32))
    tall = 1.76 * camera.focal / 27.5
    shadow = canvas.pen(2).polygon(
        [
            (foot[0] - tall * 0.07, foot[1]),
            (foot[0] + tall * 0.07, foot[1]),
            (foot[0] - tall * 0.9, foot[1] + tall * 0.06),
            (foot[0] - tall * 0.96, foot[1]),
        ]
    )
    canvas.shade(shadow.mask(2), "#777d90", 0.75)
    pen, vest = canvas.pen(4), canvas.pen(4)
    figure(pen, float(foot[0]), float(foot[1]), tall, stride=0.42, arm=0.2, wide=1.1)
    pen.ellipse(float(foot[0]), float(foot[1]) - tall * 0.955, tall * 0.07, tall * 0.045)
    vest.rectangle(
        float(foot[0]) - tall,
        float(foot[1]) - tall * 0.83,
        float(foot[0]) + tall,
        float(foot[1]) - tall * 0.47,
    )
    mask = pen.mask(0.6)
    canvas.paint(mask, "#2b3442")
    canvas.paint(mask * vest.mask(0.8), "#c7772a", 0.9)
    canvas.shade(mask * smoothstep(float(foot[0]) + tall * 0.02, float(foot[0]) - tall * 0.06, canvas.xs), opacity=0.4)


def _table(solids: Solids, x: float, z: float, lift: float, random: np.random.Generator, detail: bool) -> None:
    """One table: 2 rows of 8 modules at 25 degrees on four posts."""
    wide, low, high, deep = 9.2, 0.75 + lift, 2.45 + lift, 3.5
    corners = np.array(
        [
            [x - wide / 2, low, z],
            [x + wide / 2, low, z],
            [x + wide / 2, high, z + deep],
            [x - wide / 2, high, z + deep],
        ],
        np.float32,
    )
    order = math.hypot(x, z)
    for u in (-0.4, 0.4):
        solids.beam((x + u * wide, 0, z + 2.6), (x + u * wide, high - 0.4, z + 2.6), 0.14, "#8a8d90", order + 0.5)
        solids.beam((x + u * wide, 0, z + 0.8), (x + u * wide, low + 0.35, z + 0.8), 0.12, "#8a8d90", order + 0.5)
    solids.shadow(
        np.array(
            [
                [x - wide / 2, 0, z],
                [x + wide / 2, 0, z],
                [x + wide / 2, 0, z + deep],
                [x - wide / 2, 0, z + deep],
            ],
            np.float32,
        ),
        1.5,
    )
    mirror = 0.36 + 0.3 * math.sin(x / 34 + z / 47) + 0.2 * math.sin(x / 13 - z / 29 + 2)
    glass = mix(
        "#141f33",
        "#7f9db8",
        min(max(0.12 + 0.62 * mirror * min(z / 150 + 0.35, 1) + random.normal(0, 0.02), 0.02), 0.95),
    )
    if not detail:
        solids.face(corners, glass, order, emits=True, both=True)
        solids.panel(corners, (0, 1), (0.48, 0.52), "#aab4bd", order)
        return
    solids.face(corners, "#a9b1b8", order, both=True)
    for column in range(8):
        for row in range(2):
            u, v = (column + 0.04) / 8, (row + 0.025) / 2
            module = glass * (1 + 0.16 * row + random.normal(0, 0.03))
            solids.panel(corners, (u, u + 0.92 / 8), (v, v + 0.95 / 2), module, order, emits=True)
            if z < 62:
                for k in range(1, 4):
                    solids.panel(
                        corners,
                        (u + k * 0.23 / 8 - 0.0006, u + k * 0.23 / 8 + 0.0006),
                        (v, v + 0.475),
                        module * 1.5,
                        order,
                        emits=True,
                    )
                for k in range(1, 6):
                    solids.panel(
                        corners,
                        (u, u + 0.92 / 8),
                        (v + k * 0.079 - 0.0009, v + k * 0.079 + 0.0009),
                        module * 1.5,
                        order,
                        emits=True,
                    )
