"""Scenes in towns: a citadel, a stadium, a bridge, cranes, a street in a dust storm."""

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
    rgb,
    sample,
    smoothstep,
    tile_noise,
)
from tests.illustrations.solids import Solids, arches, courses, figure, turned
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


def citadel_dusk(scale: float) -> Pixels:
    """The old citadel on its mound, floodlit, above the roofs of the city after sunset."""
    canvas = Canvas(scale, seed=71)
    camera = Camera(horizon=850, focal=2900, eye=36)
    fog = rgb("#8d6a70")
    canvas.sky([(0, "#34436a"), (330, "#5d6587"), (600, "#a98a8e"), (770, "#dfa173"), (870, "#f0bf85")])
    cloud = canvas.cloud_cover(840, cell=520, cover=0.42, seed=13, squash=1.5)
    canvas.paint(
        cloud * 0.7,
        mix(
            "#4a4f6c",
            "#e8976f",
            smoothstep(250, 760, canvas.ys + 90 * canvas.noise(200, 4, seed=5, stretch=2)),
        ),
    )
    for base, height, cell, seed, tone in ((862, 90, 700, 1, "#a77a78"), (874, 60, 420, 2, "#80606a")):
        canvas.paint(canvas.below(canvas.ridge(base, height, cell, seed)), tone)
    ground = mix("#3a3440", "#8d6a70", smoothstep(1250, 860, canvas.ys)) * np.ones((1, canvas.columns, 1), np.float32)
    canvas.paint(np.broadcast_to(smoothstep(858, 872, canvas.ys), (canvas.rows, canvas.columns)), ground)
    dusk = Sun((-0.75, 0.3, 0.45), (0.62, 0.34, 0.2), (0.2, 0.2, 0.28))
    _roofs(canvas, camera, dusk, fog, (760, 2300), 900, 2)
    _citadel(canvas, camera, fog)
    _roofs(canvas, camera, dusk, fog, (70, 470), 520, 6)
    canvas.bloom(0.5, 16, 0.4)
    return develop(canvas, Film(exposure=1.15, contrast=0.4, saturation=0.95, shadows="#787a8a", vignette=0.4))


def _roofs(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane, span: tuple[int, int], count: int, seed: int) -> None:
    """A quarter of flat-roofed houses, water tanks on the roofs, a lamp in one window of four."""
    random = np.random.default_rng(seed)
    solids = Solids(canvas, camera, sun, fog, 1500, 3)
    lamps = []
    for z in np.sqrt(random.uniform(span[0] ** 2, span[1] ** 2, count)):
        x = float(random.uniform(-0.56, 0.56) * z)
        tall = float(random.uniform(5, 11) if random.random() < 0.9 else random.uniform(12, 19)) * (
            0.75 if z < 160 else 1
        )
        wide, deep = random.uniform(8, 17), random.uniform(8, 15)
        tone = rgb(str(random.choice(["#b39c84", "#a38d78", "#c2b09a", "#8f8078", "#ad9f96"])))
        yaw = float(random.choice([0.0, 0.12, -0.2, 0.4]) + random.normal(0, 0.04))
        order = float(math.hypot(x, z))
        for wall, key in solids.box(x, 0, float(z), wide, tall, deep, tone, yaw, order, top=tone * 0.8):
            _windows(solids, wall, key, random, 3.1 / tall, 2.6 / wide)
        for _ in range(random.integers(0, 3)):
            tank = (x + random.uniform(-3, 3), float(z) + random.uniform(-2, 2))
            solids.box(
                tank[0],
                tall,
                tank[1],
                1.5,
                1.3,
                1.5,
                str(random.choice(["#c9c6c0", "#8d8a88", "#a4563c"])),
                yaw,
                order,
            )
        solids.box(x + random.uniform(-2, 2), tall, float(z) + 2, 3.4, 2.5, 3.2, tone * 0.95, yaw, order + 0.1)
        if random.random() < 0.4:
            lamps.append((x + wide * 0.6, 4.0, float(z) - deep * 0.6))
    solids.paint(1 + 0.1 * canvas.noise(24, 4, seed=seed))
    for lamp in lamps:
        px, py = camera.project(np.array(lamp, np.float32))
        size = min(camera.focal * 0.13 / lamp[2], 4.0)
        colour = "#ffb765" if random.random() < 0.75 else "#e8f0ff"
        canvas.glow(float(px), float(py), size, colour, 3.0)
        canvas.glow(float(px), float(py), size * 10, colour, 0.16)


def _windows(solids: Solids, wall: Plane, key: float, random: np.random.Generator, storey: float, bay: float) -> None:
    """Windows on a wall, `storey` and `bay` being their pitch as a share of it."""
    for low in np.arange(storey * 0.3, 1 - storey * 0.5, storey):
        for left in np.arange(bay * 0.4, 1 - bay * 0.7, bay):
            lit = random.random()
            share = random.uniform(0.3, 0.44) * bay
            if lit < 0.14:
                tone = rgb(str(random.choice(["#ffbf6b", "#ffd696", "#ffe9c8", "#f0a050"]))) * random.uniform(0.5, 1.5)
                solids.panel(
                    wall,
                    (left, left + share),
                    (low + storey * 0.12, low + storey * 0.48),
                    tone,
                    key,
                    emits=True,
                )
            elif lit < 0.8:
                solids.panel(wall, (left, left + share), (low + storey * 0.12, low + storey * 0.48), "#2a2c36", key)


def _citadel(canvas: Canvas, camera: Camera, fog: Plane) -> None:
    """The mound, the ring of house fronts on its edge, the gate and its ramp, lit from below."""
    random = np.random.default_rng(19)
    flood = Sun((-0.35, -0.12, -1), (0.78, 0.44, 0.19), (0.17, 0.15, 0.2))
    solids = Solids(canvas, camera, flood, fog, 2600, 3)
    cx, cz, foot, brow, tall = 40.0, 760.0, 262.0, 208.0, 33.0
    bearings = np.radians(np.arange(178, 363, 1.5))
    for a, b in itertools.pairwise(bearings):
        for low, high in ((0.0, 0.35), (0.35, 0.7), (0.7, 1.0)):
            ring = [
                (t, foot + (brow - foot) * (u**0.8) + 3 * math.sin(t * 31 + u * 7), u * tall)
                for t, u in ((a, low), (b, low), (b, high), (a, high))
            ]
            face = np.array([[cx + r * math.cos(t), y, cz + r * math.sin(t)] for t, r, y in ring], np.float32)
            solids.face(face, mix("#6e5a40", "#a5855a", low + 0.12 * math.sin(a * 43)), 5000, both=True)
    bearing = math.radians(180)
    while bearing < math.radians(360):
        wide, high = random.uniform(9, 17), random.uniform(8.5, 13.5)
        middle = bearing + wide / 2 / brow
        x, z = cx + (brow - 1) * math.cos(middle), cz + (brow - 1) * math.sin(middle)
        tone = rgb(str(random.choice(["#c9a06a", "#b98f5c", "#d5b07b", "#c2965f"])))
        key = 3000 - 500 * abs(math.sin(middle))
        for wall, order in solids.box(
            x, tall - 1.5, z, wide, high, 12, tone, middle + math.pi / 2 + random.normal(0, 0.02), key
        )[:1]:
            arches(solids, wall, order, max(2, int(wide / 2.6)), 0.2, high > 9.5)
        bearing += wide / brow
    for x, w, h in ((cx - 17, 12, 18), (cx + 17, 12, 18), (cx, 22, 15)):
        for wall, order in solids.box(x, tall - 4, cz - brow - 3, w, h, 14, "#cfa56c", order=2200 - h)[:1]:
            if w > 20:
                solids.panel(wall, (0.3, 0.7), (0.2, 0.72), "#20150e", order)
                solids.panel(wall, (0.36, 0.64), (0.72, 0.82), "#20150e", order)
    for i in range(12):
        t = i / 12
        solids.box(cx - 62 + 52 * t, 0, cz - foot - 8 + 44 * t, 12, 4 + (tall - 6) * t, 14, "#a98758", order=2600 - i)
    solids.box(cx + 96, tall, cz - 120, 5, 26, 5, "#d0a873", order=3400)
    solids.cylinder(cx + 96, tall + 26, cz - 120, 3.4, 1.4, "#c79d66", order=3399)
    solids.cylinder(cx + 96, tall + 27.4, cz - 120, 2.2, 7, "#b98f5c", order=3398, taper=0.1)
    texture = 1 + 0.2 * canvas.noise(26, 5, seed=7) + 0.14 * canvas.noise(150, 3, seed=8)
    share = solids.paint(texture)
    pools = np.clip(0.35 + 0.9 * canvas.noise(90, 2, seed=77, stretch=1.2), 0, 1) * smoothstep(1050, 560, canvas.ys)
    canvas.light(share * pools, "#c9722c", 0.10)


def football_stadium(scale: float) -> Pixels:
    """A night match from the stand: the pitch under floodlights, haze in the beams, heads in front."""
    canvas = Canvas(scale, seed=127)
    camera = Camera(horizon=600, focal=1640, eye=17)
    canvas.sky([(0, "#070b16"), (330, "#101a2c"), (600, "#26303f")])
    lamp = Sun((0.1, 1, -0.25), (0.62, 0.66, 0.68), (0.12, 0.13, 0.16))
    _stands(canvas, camera, lamp)
    _pitch(canvas, camera)
    for x, z in ((-66, 150), (66, 150)):
        _floodlight(canvas, camera, x, z)
    smoke = (
        np.clip(0.5 + canvas.noise(330, 5, seed=3, stretch=2.2), 0, 1.3)
        * smoothstep(900, 300, canvas.ys)
        * smoothstep(0, 240, canvas.ys)
    )
    canvas.light(smoke, "#b9cbe0", 0.05)
    _spectators(canvas)
    canvas.bloom(0.8, 40, 0.35)
    return develop(
        canvas,
        Film(exposure=1.2, contrast=0.42, saturation=0.92, shadows="#77808c", vignette=0.42, grain=0.010),
    )


def _pitch(canvas: Canvas, camera: Camera) -> None:
    """Mown stripes, lines and players with their crossed shadows."""
    wx, wz = camera.ground(canvas)
    inside = (
        smoothstep(57.5, 57, np.abs(wx))
        * smoothstep(44, 44.4, wz)
        * smoothstep(125, 124.4, wz)
        * (canvas.ys > camera.horizon)
    )
    turf = grit(wx, wz, wz / 500, 4, (0.3, 1.2, 5, 20))
    stripe = smoothstep(-0.15, 0.15, np.sin(wx / 5.25 * math.pi))
    grass = mix("#2c6a2b", "#3f8236", stripe) * (1 + 0.10 * turf)[..., None]
    pool = 0.62 + 0.5 * np.exp(-((wx / 45) ** 2) - (((wz - 88) / 34) ** 2))
    x, z = np.abs(wx), wz - 84.0
    width = 0.1 + np.clip(wz, 0, 200) / 2600

    def line(distance: Plane) -> Plane:
        return np.asarray(np.clip((width - np.abs(distance)) / (width * 0.7), 0, 1), np.float32)

    edge = np.maximum(line(x - 52.5) * (np.abs(z) < 34), line(np.abs(z) - 34) * (x < 52.5))
    marks = np.maximum(edge, line(wx) * (np.abs(z) < 34))
    marks = np.maximum(marks, line(np.hypot(wx, z) - 9.15))
    marks = np.maximum(marks, line(x - 36) * (np.abs(z) < 20.15))
    marks = np.maximum(marks, line(np.abs(z) - 20.15) * (x > 36) * (x < 52.5))
    marks = np.maximum(marks, line(x - 47) * (np.abs(z) < 9.16))
    marks = np.maximum(marks, line(np.abs(z) - 9.16) * (x > 47) * (x < 52.5))
    grass += (rgb("#dfe8dc") - grass) * (marks * 0.8)[..., None]
    canvas.paint(inside, air(grass * (pool * 0.85)[..., None], wz, 900, rgb("#5d6c78")))
    goals = canvas.pen(4)
    for side in (-52.5, 52.5):
        posts = np.array([[side, 0, 80.3], [side, 2.44, 80.3], [side, 2.44, 87.7], [side, 0, 87.7]], np.float32)
        goals.line([(float(a), float(b)) for a, b in camera.project(posts)], 3)
    canvas.paint(goals.mask(0.6), "#e6ebea", 0.9)
    random = np.random.default_rng(6)
    spots = [(random.uniform(-30, 34), random.uniform(58, 112)) for _ in range(21)] + [
        (49.5, 84.0),
        (-3.0, 70.0),
    ]
    _players(canvas, camera, sorted(spots, key=lambda spot: -spot[1]), random)


def _players(canvas: Canvas, camera: Camera, spots: list[tuple[float, float]], random: np.random.Generator) -> None:
    """Two teams, each player with the four pale shadows of the floodlights."""
    shadow, shorts, skin, heads = canvas.pen(3), canvas.pen(4), canvas.pen(4), canvas.pen(4)
    teams = (canvas.pen(4), canvas.pen(4))
    for i, (px, pz) in enumerate(spots):
        x, y = (float(value) for value in camera.project(np.array([px, 0, pz], np.float32)))
        tall = 1.85 * camera.focal / pz
        for lean in (-0.9, -0.35, 0.4, 0.95):
            drop = (0.12 - 0.3 * (abs(lean) < 0.5)) * tall
            shadow.line([(x, y), (x + lean * tall, y + drop)], tall * 0.13, 0.5)
        stride, arm, tilt = random.uniform(0.3, 0.9), random.uniform(0.3, 0.8), random.uniform(-0.4, 0.4)
        figure(teams[i % 2], x, y, tall, stride=stride, arm=arm, wide=1.1, lean=tilt)
        shorts.rectangle(x - tall * 0.4, y - tall * 0.48, x + tall * 0.4, y - tall * 0.27)
        skin.rectangle(x - tall * 0.4, y - tall * 0.27, x + tall * 0.4, y - tall * 0.12)
        heads.ellipse(x + tall * 0.25 * tilt, y - tall * 0.94, tall * 0.065, tall * 0.085)
    canvas.shade(shadow.mask(1.2), "#27402a", 0.55)
    for pen, shirt, lower in zip(teams, ("#e9ebe8", "#c7372b"), ("#2c4d8c", "#1f2430"), strict=True):
        mask = pen.mask(0.5)
        canvas.paint(mask, shirt)
        canvas.paint(mask * shorts.mask(), lower, 0.9)
        canvas.paint(mask * skin.mask(), "#8a6248", 0.85)
    canvas.paint(heads.mask(0.4), "#4d3427")


def _stands(canvas: Canvas, camera: Camera, lamp: Sun) -> None:
    """Rakes of seats on three sides with their crowd, a roof at the back, boards along the pitch."""
    random = np.random.default_rng(10)
    solids = Solids(canvas, camera, lamp, "#3d4856", 700, 3)
    tones = ["#3a4252", "#454c5a", "#39404c"]
    for row in range(30):
        z, y = 131 + row * 1.25, 2.2 + row * 0.78
        solids.face(
            np.array([[-80, y, z], [80, y, z], [80, y + 0.8, z + 1.3], [-80, y + 0.8, z + 1.3]], np.float32),
            tones[row % 3],
            900 + row,
            both=True,
        )
        for side in (-1, 1):
            x = side * (63 + row * 1.25)
            solids.face(
                np.array(
                    [
                        [x, y, 40],
                        [x, y, 131 + row],
                        [x + side * 1.3, y + 0.8, 131 + row],
                        [x + side * 1.3, y + 0.8, 40],
                    ],
                    np.float32,
                ),
                tones[row % 3],
                880 + row,
                both=True,
            )
    solids.face(
        np.array([[-85, 31, 158], [85, 31, 158], [88, 35, 175], [-88, 35, 175]], np.float32),
        "#20262f",
        850,
        both=True,
    )
    solids.face(
        np.array([[-85, 31, 158], [85, 31, 158], [85, 32.4, 158], [-85, 32.4, 158]], np.float32),
        "#8f979f",
        840,
        both=True,
    )
    for x in np.arange(-80, 81, 16.0):
        solids.beam((x, 25, 170), (x, 33, 170), 0.5, "#59616b", 845)
        solids.beam((x, 32, 158), (x, 36, 172), 0.3, "#59616b", 839)
    boards = ["#245a8c", "#b8322c", "#d7d9d6", "#2b6b45", "#d29a2c", "#1c2733"]
    for i, x in enumerate(np.arange(-57, 57, 9.5)):
        solids.face(
            np.array([[x, 0, 126], [x + 9.3, 0, 126], [x + 9.3, 1.0, 126], [x, 1.0, 126]], np.float32),
            rgb(boards[(i * 5) % 6]) * 0.55,
            700,
            emits=True,
            both=True,
        )
    wx, wz = camera.ground(canvas)
    lanes = np.maximum(smoothstep(0.1, 0.04, np.abs(np.mod(wz, 1.25) - 0.6)) * (wz < 43.6) * (wz > 34.5), 0)
    rubber = rgb("#7a4234") * 0.42 * (1 + 0.12 * grit(wx, wz, wz / 500, 8, (0.3, 1.2, 5, 20)))[..., None]
    rubber += (rgb("#c9c2ba") * 0.5 - rubber) * (lanes * 0.6)[..., None]
    rubber *= smoothstep(30, 40, wz)[..., None] * 0.9 + 0.1
    canvas.paint(smoothstep(0, 6, canvas.ys - 680) + 0 * canvas.xs, air(rubber, wz, 700, rgb("#3d4856")))
    solids.paint(1 + 0.1 * canvas.noise(20, 3, seed=4))
    pens = {
        tone: canvas.pen(3) for tone in ("#b7b0a6", "#a33a30", "#2b3140", "#caa36b", "#5a6f92", "#e7e5df", "#7d5a45")
    }
    for _ in range(15000):
        rise = random.uniform(0, 30)
        y, wall = 2.9 + rise * 0.78, random.random()
        spot = np.array([random.uniform(-78, 78), y, 131.4 + rise * 1.25], np.float32)
        if wall > 0.7:
            side = 1 if wall > 0.85 else -1
            spot = np.array([side * (63.4 + rise * 1.25), y, random.uniform(60, 130)], np.float32)
        if math.sin(spot[0] * 0.39) > 0.985 and wall <= 0.7:
            continue
        px, py = (float(value) for value in camera.project(spot))
        u = camera.focal / float(spot[2])
        tone = str(random.choice(list(pens)))
        value = random.uniform(0.35, 1)
        pens[tone].rectangle(px - 0.22 * u, py - 0.45 * u, px + 0.22 * u, py + 0.2 * u, value)
        pens["#7d5a45"].rectangle(px - 0.1 * u, py - 0.75 * u, px + 0.1 * u, py - 0.48 * u, value)
    fade = 0.55 + 0.3 * canvas.noise(200, 3, seed=12)
    for tone, pen in pens.items():
        canvas.paint(pen.mask(0.7), (rgb(tone) * 0.42)[None, None, :] * fade[..., None])


def _floodlight(canvas: Canvas, camera: Camera, x: float, z: float) -> None:
    """A mast with a bank of lamps, their glare and a beam through the haze."""
    pen = canvas.pen(3)
    foot, head = (camera.project(np.array([x, y, z], np.float32)) for y in (20.0, 48.0))
    u = camera.focal / z
    for dx in (-0.9, 0.9):
        pen.line(
            [(float(foot[0]) + dx * u, float(foot[1])), (float(head[0]) + dx * u * 0.6, float(head[1]))],
            0.35 * u,
        )
    for k in range(18):
        y0 = float(foot[1] + (head[1] - foot[1]) * k / 18)
        y1 = float(foot[1] + (head[1] - foot[1]) * (k + 1) / 18)
        pen.line([(float(foot[0]) - 0.8 * u * (-1) ** k, y0), (float(foot[0]) + 0.8 * u * (-1) ** k, y1)], 0.15 * u)
    pen.rectangle(float(head[0]) - 5 * u, float(head[1]) - 6.5 * u, float(head[0]) + 5 * u, float(head[1]) + 0.4 * u)
    canvas.paint(pen.mask(0.6), "#161a20")
    lamps = canvas.pen(3)
    for column in range(7):
        for row in range(5):
            lamps.ellipse(
                float(head[0]) + (column - 3) * 1.35 * u,
                float(head[1]) - (row + 0.4) * 1.3 * u,
                0.5 * u,
                0.5 * u,
            )
    canvas.light(lamps.mask(0.8), "#f4f8ff", 4)
    hx, hy = float(head[0]), float(head[1]) - 3 * u
    canvas.glow(hx, hy, 60, "#cfe0ff", 0.75)
    canvas.glow(hx, hy, 260, "#a9c3ee", 0.13)
    angle = np.arctan2(canvas.ys - hy, (canvas.xs - hx) * (1 if hx < 1200 else -1))
    distance = np.hypot(canvas.xs - hx, canvas.ys - hy)
    beam = (
        np.exp(-(((angle - 0.62) / 0.33) ** 2))
        * np.exp(-distance / 900)
        * (0.75 + 0.35 * canvas.noise(260, 4, seed=17))
    )
    canvas.light(beam * smoothstep(20, 160, distance), "#b7cbe8", 0.13)
    canvas.light(np.exp(-np.abs(canvas.ys - hy) / 5) * np.exp(-np.abs(canvas.xs - hx) / 240), "#bcd2ff", 0.22)


def _spectators(canvas: Canvas) -> None:
    """Backs of heads in the nearest rows, dark and soft, rimmed by the floodlights; a scarf held up."""
    random = np.random.default_rng(33)
    for low, size, soft, tone in ((1490, 0.8, 2.0, "#10141c"), (1610, 1.15, 4, "#07090d")):
        pen = canvas.pen(2)
        for place in np.arange(-60, 2500, 158 * size):
            x, y = float(place + random.normal(0, 16)), low + random.normal(0, 22)
            r = 44 * size
            pen.ellipse(x, y - 108 * size, r * random.uniform(0.9, 1.05), r * 1.22)
            pen.stroke([(x, y - 70 * size), (x, y - 30 * size)], [44 * size, 52 * size])
            pen.curve(
                [
                    (x - 34 * size, y - 46 * size),
                    (x + 34 * size, y - 46 * size),
                    (x + 92 * size, y - 8 * size),
                    (x + 104 * size, y + 120 * size),
                    (x - 104 * size, y + 120 * size),
                    (x - 92 * size, y - 8 * size),
                ]
            )
        if size < 1:
            for x in (612.0, 1743.0):
                pen.stroke([(x - 72, 1510), (x - 128, 1440), (x - 118, 1352)], [46, 38, 30])
                pen.stroke([(x + 72, 1510), (x + 128, 1440), (x + 118, 1352)], [46, 38, 30])
                scarf = canvas.pen(2).curve(
                    [
                        (x - 165, 1318),
                        (x - 118, 1330),
                        (x, 1352),
                        (x + 118, 1330),
                        (x + 168, 1312),
                        (x + 172, 1362),
                        (x + 118, 1378),
                        (x, 1400),
                        (x - 118, 1378),
                        (x - 160, 1366),
                    ]
                )
                canvas.paint(
                    scarf.mask(2.2),
                    mix("#5e1814", "#8e8a80", smoothstep(-0.4, 0.4, np.sin(canvas.xs / 13) + 0 * canvas.ys)),
                    0.95,
                )
        mask = pen.mask(soft)
        canvas.paint(mask, tone, 0.98)
        rim = np.clip(mask - np.roll(mask, round(5 * canvas.scale), 0), 0, 1)
        canvas.light(rim, "#9db4d2", 0.16)


def river_bridge(scale: float) -> Pixels:
    """An old bridge of one great arch over a green river, a town behind it, early light."""
    canvas = Canvas(scale, seed=131)
    canvas.sky([(0, "#9db4c6"), (380, "#c8d1d2"), (700, "#eedfc4")])
    canvas.paint(canvas.cloud_cover(760, cell=520, cover=0.36, seed=5, squash=1.3) * 0.6, "#f7efe2")
    sun = Sun((-0.8, 0.5, -0.3), (1.5, 1.15, 0.8), (0.38, 0.44, 0.55))
    fog = rgb("#cfcdc4")
    size = 900
    land = Terrain(np.zeros((size, size), np.float32), 8400)
    _, z = land.axes()
    rough = eroded(size, 9.5, 5, stretch=2.4)
    land.height = (smoothstep(900, 4200, z) * (380 + 210 * rough)).astype(np.float32)
    oaks = scatter(land, np.clip(0.5 - 0.4 * rough, 0, 1), 22000, (0.6, 1.3), 3)
    land.height += oaks * 4
    tone = albedo([(-1, "#6b6a4a"), (0.5, "#94875f"), (1.5, "#aca289")], rough)
    tone += (rgb("#4b5233") - tone) * (oaks > 0.2)[..., None] * 0.75
    seen = view(canvas, Camera(950, 2000, 60), land, 600, 6900, 600)
    paint_view(canvas, seen, air(seen_light(land, land.lit(tone, sun, 25), seen, 2000), seen.z, 4200, fog))
    _riverside(canvas, sun, fog)
    mist = np.exp(-(((canvas.ys - 1010) / 80) ** 2)) * np.clip(
        0.4 + 0.7 * canvas.noise(200, 4, seed=6, stretch=3.5), 0, 1
    )
    canvas.paint(mist * 0.5, "#e6dccb")
    _bridge(canvas)
    _river(canvas)
    canvas.defocus(smoothstep(1450, 1640, canvas.ys + 0 * canvas.xs), 9)
    return develop(canvas, Film(exposure=0.96, contrast=0.5, saturation=0.88, highlights="#868079"))


def _riverside(canvas: Canvas, sun: Sun, fog: Plane) -> None:
    """Houses of the town rising from the far bank, poplars and willows among them."""
    random = np.random.default_rng(8)
    camera = Camera(horizon=980, focal=2000, eye=10)
    solids = Solids(canvas, camera, sun, fog, 1300, 3)
    for z in np.sort(random.uniform(165, 420, 210))[::-1]:
        x = float(random.uniform(-0.68, 0.68) * z)
        base = (float(z) - 165) * 0.115 * (0.6 + 0.5 * math.sin(x / 60 + 1))
        tall, wide = float(random.uniform(4, 10)), float(random.uniform(7, 15))
        tone = rgb(str(random.choice(["#cfc0a4", "#b9a88d", "#d8cfbd", "#c3ae90", "#a89880", "#ccb9a9"])))
        for wall, key in solids.box(
            x,
            base - 8,
            float(z),
            wide,
            tall + 8,
            9,
            tone,
            random.normal(0.1, 0.25),
            float(z),
            top=tone * 0.85,
        ):
            for low in np.arange(0.3, 3.4 + 0.8 * (tall > 6.5), 3.1):
                for left in np.arange(0.1, 0.85, 2.6 / wide):
                    if random.random() < 0.85:
                        foot = (8 + low + 0.6) / (tall + 8)
                        solids.panel(
                            wall,
                            (left, left + 1.1 / wide),
                            (foot, min(foot + 1.4 / (tall + 8), 0.97)),
                            "#4a4642",
                            key,
                        )
    solids.cylinder(46, 14, 300, 2.0, 26, "#d8cbb0", 14)
    solids.cylinder(46, 40, 300, 2.7, 1.2, "#cbbd9f", 14)
    solids.cylinder(46, 41.2, 300, 1.7, 8, "#9fb0a6", 14, taper=0.05)
    solids.paint(1 + 0.12 * canvas.noise(20, 4, seed=2))
    bank = canvas.below(canvas.ridge(1052, 26, 300, 7), 4)
    canvas.paint(bank, mix("#75704c", "#a4986c", np.clip(0.5 + 0.6 * canvas.noise(40, 5, seed=3, stretch=2), 0, 1)))
    for layer, (count, low, size, fade) in enumerate(((46, 1020, 0.8, 0.32), (26, 1062, 1.2, 0.12))):
        pen, lit = canvas.pen(2), canvas.pen(2)
        for _ in range(count):
            x = float(random.uniform(-40, 2440))
            if 700 < x < 1750 and layer:
                continue
            poplar = random.random() < 0.5
            tall = float(random.uniform(90, 250)) * size * (1 if poplar else 0.6)
            girth = tall * (0.12 if poplar else 0.42)
            for _ in range(int(330 * size)):
                t, a = random.random() ** 0.8, random.normal(0, 0.46) * (0.75 + 0.5 * math.sin(17 * x + 9))
                wide = girth * (math.sin(math.pi * min(0.12 + t * 0.88, 1)) ** 0.7)
                bx, by, r = x + a * wide, low - tall * (0.06 + 0.92 * t), random.uniform(2, 5.5) * size
                pen.ellipse(bx, by, r, r * 0.9)
                if a < 0.1:
                    lit.ellipse(bx - r * 0.4, by - r * 0.45, r * 0.6, r * 0.5, random.uniform(0.3, 0.9))
        mask = pen.mask(1)
        canvas.paint(mask, mix("#333a23", fog, fade))
        canvas.paint(mask * lit.mask(1.2), mix("#7f8440" if layer else "#8f8444", fog, fade), 0.8)


ARCHES = (
    (1230, 400, 1066, 612),
    (640, 108, 1056, 872),
    (1815, 108, 1056, 868),
    (430, 62, 1056, 950),
    (2010, 62, 1056, 948),
)
"""Middle, half span, springing and apex of each arch of the bridge."""


def _arch(x: float, half: float, foot: float, apex: float, shift: float = 0.0) -> list[tuple[float, float]]:
    """Outline of a slightly pointed arch."""
    t = np.linspace(-1, 1, 61)
    rise = (1 - np.abs(t) ** 2.15) ** 0.56 * 0.94 + 0.06 * (1 - np.abs(t))
    return [(x + shift + half * a, foot - (foot - apex) * b) for a, b in zip(t, rise, strict=True)]


def _bridge(canvas: Canvas) -> None:
    """The bridge: coursed stone, voussoirs, the soffit in shadow, people crossing."""
    deck = [
        (-60, 1000),
        (180, 962),
        (520, 868),
        (860, 700),
        (1110, 574),
        (1230, 548),
        (1350, 574),
        (1600, 700),
        (1940, 868),
        (2280, 962),
        (2460, 1000),
    ]
    path = [
        (float(x), float(y))
        for x, y in zip(
            range(-60, 2470, 10),
            np.interp(range(-60, 2470, 10), [x for x, _ in deck], [y for _, y in deck]),
            strict=True,
        )
    ]
    smooth = np.convolve(np.pad([y for _, y in path], 6, mode="edge"), np.ones(13) / 13, "valid")
    top = [(x, float(y)) for (x, _), y in zip(path, smooth, strict=True)]
    face = canvas.pen(3).polygon([*top, (2460, 1110), (-60, 1110)])
    soffit, ring = canvas.pen(3), canvas.pen(3)
    for x, half, foot, apex in ARCHES:
        face.polygon([*_arch(x, half, foot + 60, apex), (x + half, 1120), (x - half, 1120)], 0)
        deep = 0.17 * half + 8
        soffit.polygon([*_arch(x, half, foot + 60, apex), (x + half, 1120), (x - half, 1120)])
        soffit.polygon(
            [
                *_arch(x, half * 0.93, foot + 70, apex + deep * 0.22, -deep * 0.45),
                (x + half * 0.93 - deep * 0.45, 1120),
                (x - half * 0.93 - deep * 0.45, 1120),
            ],
            0,
        )
        ring.polygon(
            [
                *_arch(x, half + 0.07 * half + 12, foot + 60, apex - 0.05 * half - 10),
                *_arch(x, half, foot + 60, apex)[::-1],
            ]
        )
    mask = face.mask(0.8)
    stone = courses(canvas)
    weather = canvas.noise(260, 5, seed=31)
    light = stone * (1 + 0.16 * weather)[..., None] * (0.82 + 0.25 * smoothstep(1100, 560, canvas.ys))[..., None]
    streaks = np.clip(canvas.noise(70, 4, seed=32, stretch=0.35) - 0.1, 0, 1) * smoothstep(1100, 700, canvas.ys)
    light *= (1 - 0.3 * streaks)[..., None]
    canvas.paint(soffit.mask(0.8), stone * rgb((0.2, 0.2, 0.24)))
    canvas.paint(mask, light)
    canvas.paint(mask * ring.mask(0.8), light * 1.16 + 0.01)
    edge = ring.mask(0.5)
    canvas.shade(np.clip(canvas.blur(edge, 4) - edge, 0, 1) * mask, opacity=0.6)
    damp = smoothstep(1010, 1085, canvas.ys + 10 * canvas.noise(60, 4, seed=8)) * mask
    canvas.paint(damp, "#4f4d39", 0.6)
    parapet = canvas.pen(3)
    parapet.line(top, 9)
    canvas.paint(parapet.mask(0.7), "#d9c7a3", 0.9)
    under = canvas.pen(3)
    under.line([(x, y + 24) for x, y in top], 7)
    canvas.shade(under.mask(1.5) * mask, opacity=0.45)
    walkers = canvas.pen(4)
    for x, robe in ((1085, False), (1112, True), (1390, False), (1585, False), (905, True)):
        y = float(np.interp(x, [p[0] for p in top], [p[1] for p in top]))
        figure(walkers, x, y + 4, 46, stride=0.35, robe=robe)
    canvas.paint(walkers.mask(0.6), "#2a2624", 0.95)


def _river(canvas: Canvas) -> None:
    """The river: everything above its edge upside down, broken by ripples; pebbles in front."""
    shore = 1086
    away = np.maximum(canvas.ys - shore, 0.5)
    wz = 9000 / (away + 8)
    ripple = sample(tile_noise(1024, 1.15, 4), canvas.xs / 900 * wz * 0.9 + 0 * away, wz * 9 + 0 * canvas.xs)
    drop = 2 * shore - canvas.ys + ripple * (2 + away * 0.055)
    rows = np.clip((shore - (shore - drop) * 1.0) * canvas.scale, 0, canvas.rows - 1).astype(np.int32)
    columns = np.clip((canvas.xs + ripple * (1 + away * 0.012)) * canvas.scale, 0, canvas.columns - 1).astype(np.int32)
    image = canvas.blur(canvas.pixels[rows, columns], (3.5, 1.2))
    deep = mix("#41594a", "#2e443c", smoothstep(1086, 1600, canvas.ys + 0 * canvas.xs))
    share = 0.74 - 0.34 * smoothstep(1090, 1600, canvas.ys + 0 * canvas.xs) + 0.08 * ripple
    water = deep * 0.8 + (image - deep * 0.8) * np.clip(share, 0, 1)[..., None]
    glint = smoothstep(1.7, 2.6, ripple) * smoothstep(1100, 1300, canvas.ys)
    water += glint[..., None] * rgb("#f4e6c8") * 0.22
    mask = smoothstep(shore - 2, shore + 3, canvas.ys + 3 * canvas.noise(60, 3, seed=9, stretch=3))
    canvas.paint(mask, water.astype(np.float32))
    _pebbles(canvas)


def _pebbles(canvas: Canvas) -> None:
    """A shingle bank in the near corner."""
    random = np.random.default_rng(17)
    skyline = np.interp(canvas.xs[0], [0, 500, 1100, 1700, 2400], [1400, 1450, 1545, 1640, 1680]).astype(
        np.float32
    ) + 6 * canvas.ridge(0, 1, 70, 4)
    canvas.paint(canvas.below(skyline - 16, 26), "#4c4538", 0.6)
    canvas.paint(
        canvas.below(skyline, 4),
        mix("#4d463a", "#8d8068", np.clip(0.5 + 0.5 * canvas.noise(24, 4, seed=4), 0, 1)),
    )
    spots = [(float(random.uniform(-20, 1900)), float(random.uniform(0, 1))) for _ in range(2600)]
    tones = ["#8f8470", "#a99c84", "#75695a", "#c2b69c", "#928d86", "#6a6258"]
    shadow, pens, shine = canvas.pen(2), [canvas.pen(2) for _ in tones], canvas.pen(2)
    for x, t in sorted(spots, key=lambda spot: spot[1]):
        low = float(np.interp(x, [0, 500, 1100, 1700, 2400], [1400, 1450, 1545, 1640, 1680]))
        y = low + 4 + (1640 - low) * t
        r = random.gamma(3, 1.5) * (0.7 + 2.3 * (y - 1400) / 200)
        k = int(random.integers(0, len(tones)))
        for pen in (shadow, shine, *pens):
            pen.ellipse(x, y, r * 1.1, r * 0.75, 0)
        shadow.ellipse(x + r * 0.3, y + r * 0.32, r * 1.15, r * 0.62)
        for j, pen in enumerate(pens):
            pen.ellipse(x, y, r, r * 0.66, 1.0 if j == k else 0.0, turn=0.1)
        shine.ellipse(x - r * 0.25, y - r * 0.24, r * 0.55, r * 0.3)
    canvas.paint(shadow.mask(1), "#2a251f", 0.8)
    for tone, pen in zip(tones, pens, strict=True):
        canvas.paint(pen.mask(0.8), tone)
    canvas.paint(shine.mask(1.6), "#e2d5b8", 0.4)


def city_cranes(scale: float) -> Pixels:
    """A city growing upwards: cranes and bare concrete frames above the roofs, in evening haze."""
    canvas = Canvas(scale, seed=137)
    camera = Camera(horizon=1010, focal=3000, eye=44)
    fog = rgb("#e2b98a")
    canvas.sky([(0, "#8b9fb2"), (380, "#bbbfba"), (760, "#eccb9c"), (960, "#f3c98c")])
    canvas.paint(canvas.cloud_cover(980, cell=560, cover=0.38, seed=12, squash=1.4) * 0.55, "#f5e3c8")
    canvas.glow(520, 760, 260, "#ffdca0", 0.75)
    for base, height, cell, seed, tone in ((1014, 120, 900, 3, "#d9b38a"), (1018, 74, 600, 5, "#cba47e")):
        canvas.paint(canvas.below(canvas.ridge(base, height, cell, seed)), tone)
    canvas.paint(
        smoothstep(1010, 1022, canvas.ys) + 0 * canvas.xs,
        mix("#6f5c4c", fog, smoothstep(1400, 1020, canvas.ys + 0 * canvas.xs)),
    )
    sun = Sun((-0.75, 0.4, 0.35), (1.15, 0.8, 0.48), (0.30, 0.31, 0.36))
    _skyline(canvas, camera, sun, fog, (1150, 1900), 60, 3)
    _skyline(canvas, camera, sun, fog, (640, 1100), 34, 4)
    for x, z, floors, wide in ((60, 560, 24, 30), (-150, 660, 17, 38), (205, 620, 20, 32)):
        _frame(canvas, camera, sun, fog, x, z, floors, wide)
    for x, z, tall, jib, swing in (
        (98, 575, 118, 56, 0.35),
        (-118, 650, 96, 50, 2.7),
        (168, 640, 108, 52, 2.2),
        (-300, 900, 110, 55, 0.6),
        (330, 1000, 120, 55, 2.9),
        (20, 1250, 125, 55, 0.2),
    ):
        _crane(canvas, camera, fog, x, z, tall, jib, swing)
    _day_roofs(canvas, camera, sun, fog)
    canvas.glow(520, 760, 700, "#ffcf90", 0.14)
    canvas.bloom(0.8, 60, 0.3)
    return develop(canvas, Film(exposure=0.95, contrast=0.52, saturation=0.88, shadows="#7b7c86", vignette=0.38))


def _skyline(
    canvas: Canvas, camera: Camera, sun: Sun, fog: Plane, span: tuple[int, int], count: int, seed: int
) -> None:
    """Finished towers with their window bands, fading into the haze."""
    random = np.random.default_rng(seed)
    solids = Solids(canvas, camera, sun, fog, 1250, 3)
    for z in random.uniform(*span, count):
        x, tall = float(random.uniform(-0.52, 0.52) * z), float(random.gamma(5, 9) + 18)
        wide, deep = random.uniform(18, 34), random.uniform(16, 28)
        tone = rgb(str(random.choice(["#b5a594", "#8e9aa6", "#c7b9a6", "#9c8d80", "#7f8c98"])))
        glass = rgb(str(random.choice(["#49525e", "#5a6672", "#54504c"])))
        order = math.hypot(x, z)
        for wall, key in solids.box(
            x, 0, float(z), wide, tall, deep, tone, random.normal(0.2, 0.3), order, top=tone * 0.9
        ):
            bands = int(tall / 3.6)
            for k in range(1, bands):
                solids.panel(wall, (0.05, 0.95), (k / bands, (k + 0.55) / bands), glass * random.uniform(0.8, 1.3), key)
            for u in np.arange(0.05, 0.96, 0.15):
                solids.panel(wall, (u - 0.012, u + 0.012), (0, 1), tone * 0.9, key)
        solids.box(x, tall, float(z), wide * 0.35, 4, deep * 0.4, tone * 0.85, order=order)
    solids.paint(1 + 0.08 * canvas.noise(30, 4, seed=seed))


def _frame(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane, x: float, z: float, floors: int, wide: float) -> None:
    """A tower under construction: slabs and columns, netting on the lower floors."""
    random = np.random.default_rng(floors)
    solids = Solids(canvas, camera, sun, fog, 1250, 3)
    deep, storey = wide * 0.7, 3.7
    for k in range(floors):
        y, order = k * storey, 900 - k
        closed = k < floors * 0.45
        if closed:
            tone = "#9a9184" if k % 2 else "#a39a8c"
            for wall, key in solids.box(x, y, z, wide - 1, storey, deep - 1, tone, 0.3, order):
                for u in np.arange(0.06, 0.9, 0.13):
                    if random.random() < 0.85:
                        solids.panel(wall, (u, u + 0.075), (0.2, 0.75), "#3a3733", key)
        else:
            for u in (-1, -0.5, 0, 0.5, 1):
                for v in (1, 0, -1):
                    spot = turned(np.array([[u * (wide / 2 - 1), 0, v * (deep / 2 - 1)]], np.float32), 0.3, x, 0, z)[0]
                    solids.box(
                        float(spot[0]),
                        y,
                        float(spot[2]),
                        0.9,
                        storey,
                        0.9,
                        "#8d8478",
                        0.3,
                        order + 0.4 + 0.1 * v,
                    )
            solids.box(x, y, z, wide * 0.26, storey, deep * 0.4, "#857c70", 0.3, order + 0.45)
        solids.box(x, y + storey - 0.45, z, wide, 0.45, deep, "#b5ab9c", 0.3, order - 0.3)
    top = floors * storey
    for _ in range(46):
        spot = turned(
            np.array([[random.uniform(-0.48, 0.48) * wide, 0, random.uniform(-0.48, 0.48) * deep]], np.float32),
            0.3,
            x,
            0,
            z,
        )[0]
        solids.beam(
            (spot[0], top, spot[2]),
            (spot[0] + random.normal(0, 0.1), top + random.uniform(1, 3.4), spot[2]),
            0.13,
            "#6b5a4c",
            order=100,
        )
    for k, (u0, u1) in enumerate(((0.0, 0.35), (0.35, 0.8), (0.55, 1.0))):
        low = int(floors * (0.3 + 0.14 * k)) * storey
        corner = turned(
            np.array(
                [[-wide / 2 + u0 * wide, 0, -deep / 2 - 0.4], [-wide / 2 + u1 * wide, 0, -deep / 2 - 0.4]],
                np.float32,
            ),
            0.3,
            x,
            low,
            z,
        )
        net = np.array(
            [corner[0], corner[1], corner[1] + [0, storey * 3, 0], corner[0] + [0, storey * 3, 0]], np.float32
        )
        solids.face(net, "#4f6b58" if k != 1 else "#5d7f98", 90, both=True)
    solids.paint(1 + 0.1 * canvas.noise(22, 4, seed=floors))


def _crane(
    canvas: Canvas, camera: Camera, fog: Plane, x: float, z: float, tall: float, jib: float, swing: float
) -> None:
    """A tower crane: lattice mast, jib at an angle, counterweight, tie bars, trolley and hook."""
    pen = canvas.pen(4)
    u = camera.focal / z
    cos, sin = math.cos(swing), math.sin(swing)

    def at(along: float, y: float, off: float = 0.0) -> tuple[float, float]:
        px, py = camera.project(np.array([x + along * cos - off * sin, y, z + along * sin + off * cos], np.float32))
        return float(px), float(py)

    def lattice_bar(a: tuple[float, float], b: tuple[float, float], depth: float, bays: int) -> None:
        for off in (-0.7, 0.7):
            pen.line([at(a[0], a[1], off), at(b[0], b[1], off)], 0.26 * u)
        pen.line([at(a[0], a[1] + depth), at(b[0], b[1] + depth * 0.5)], 0.24 * u)
        for k in range(bays):
            s, t, m = k / bays, (k + 1) / bays, (k + 0.5) / bays
            pen.line(
                [
                    at(a[0] + (b[0] - a[0]) * s, a[1], -0.7),
                    at(a[0] + (b[0] - a[0]) * m, a[1] + depth * (1 - 0.5 * m)),
                    at(a[0] + (b[0] - a[0]) * t, a[1], 0.7),
                ],
                0.13 * u,
            )

    mx, _ = at(0, 0)
    for dx in (-0.95, 0.95):
        pen.line([(mx + dx * u, at(0, 0)[1]), (mx + dx * u, at(0, tall)[1])], 0.3 * u)
    for k in range(int(tall / 2.2)):
        way = 0.95 * (-1) ** k
        pen.line([(mx - way * u, at(0, k * 2.2)[1]), (mx + way * u, at(0, k * 2.2 + 2.2)[1])], 0.15 * u)
    lattice_bar((1, tall), (jib, tall), 2.2, 22)
    lattice_bar((-1, tall), (-jib * 0.32, tall), 1.2, 6)
    apex = at(0, tall + 9)
    pen.line([at(-0.9, tall), apex, at(0.9, tall)], 0.3 * u)
    for along in (jib * 0.45, jib * 0.85, -jib * 0.3):
        pen.line([apex, at(along, tall + 1.6)], 0.1 * u)
    pen.polygon(
        [
            at(-jib * 0.32, tall + 0.4),
            at(-jib * 0.22, tall + 0.4),
            at(-jib * 0.22, tall - 3),
            at(-jib * 0.32, tall - 3),
        ]
    )
    pen.polygon([at(1.2, tall - 0.1), at(3.2, tall - 0.1), at(3.0, tall - 2.4), at(1.2, tall - 2.4)])
    hook = jib * 0.62
    pen.line([at(hook, tall), at(hook, tall - 34)], 0.09 * u)
    pen.polygon(
        [
            at(hook - 0.8, tall - 34),
            at(hook + 0.8, tall - 34),
            at(hook + 0.5, tall - 36),
            at(hook - 0.5, tall - 36),
        ]
    )
    canvas.paint(pen.mask(0.4), mix("#30231c", fog, 1 - math.exp(-z / 1800)), 0.96)


def _tree(solids: Solids, x: float, z: float, random: np.random.Generator) -> None:
    """A street tree: a cloud of small leafy plates, lighter towards the sun."""
    tall, girth = float(random.uniform(5, 9)), float(random.uniform(1.8, 3.4))
    angles = np.linspace(0, 2 * math.pi, 7)[:-1]
    order = math.hypot(x, z)
    for _ in range(34):
        spot = random.normal(0, 0.42, 3) * [girth, tall * 0.34, girth]
        size = random.uniform(0.35, 0.8)
        ring = [
            [x + spot[0] + size * math.cos(a), tall * 0.7 + spot[1] + size * 0.8 * math.sin(a), z + spot[2]]
            for a in angles
        ]
        shade = 0.75 + 0.5 * (spot[1] / tall - spot[0] / girth) + random.normal(0, 0.12)
        solids.face(np.array(ring, np.float32), rgb("#5f6338") * max(shade, 0.25), order - 0.01 * spot[1], both=True)


def _day_roofs(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane) -> None:
    """The low city in front: flat roofs, tanks, stair heads, dishes and trees."""
    random = np.random.default_rng(23)
    solids = Solids(canvas, camera, sun, fog, 1250, 3)
    for z in np.sqrt(random.uniform(120**2, 620**2, 420)):
        _tree(solids, float(random.uniform(-0.5, 0.5) * z), float(z), random)
    for z in map(float, np.sqrt(random.uniform(105**2, 620**2, 640))):
        x, tall = float(random.uniform(-0.56, 0.56) * z), float(random.uniform(6, 12))
        wide, deep = random.uniform(9, 17), random.uniform(9, 16)
        tone = rgb(str(random.choice(["#b7a48c", "#a2917f", "#c9b9a2", "#8f8274", "#bda58a", "#a89a90"])))
        yaw = float(random.choice([0.1, 0.25, -0.15]) + random.normal(0, 0.04))
        order = math.hypot(x, z)
        for wall, key in solids.box(x, 0, z, wide, tall, deep, tone, yaw, order, top=tone * 0.92):
            for low in np.arange(0.08, 0.86, 3.1 / tall):
                for left in np.arange(0.06, 0.88, 2.9 / wide):
                    if random.random() < 0.8:
                        solids.panel(wall, (left, left + 1.4 / wide), (low, low + 1.5 / tall), "#3f3a37", key)
        solids.box(x + random.uniform(-2, 2), tall, z + 2, 3.4, 2.6, 3.4, tone * 0.95, yaw, order - 0.1)
        for _ in range(random.integers(1, 4)):
            spot = (x + random.uniform(-3.5, 3.5), z + random.uniform(-3, 0))
            solids.cylinder(
                spot[0],
                tall + 0.8,
                spot[1],
                0.75,
                1.4,
                str(random.choice(["#d8d3ca", "#b0543c", "#b9b6b0", "#5c6f80"])),
                10,
                order - 0.2,
            )
    solids.paint(1 + 0.12 * canvas.noise(24, 4, seed=6))


def dust_storm(scale: float) -> Pixels:
    """Noon like dusk: headlights in a street drowned in orange dust, people behind their scarves."""
    canvas = Canvas(scale, seed=149)
    camera = Camera(horizon=900, focal=1900, eye=1.75)
    fog = rgb("#cf8434")
    swirl = canvas.noise(620, 5, seed=2, stretch=1.9)
    canvas.pixels += mix(
        "#b56d28", "#e2a04c", np.clip(0.5 + 0.55 * swirl + 0.25 * smoothstep(1100, 200, canvas.ys), 0, 1)
    )
    canvas.glow(1500, 250, 120, "#ffd995", 0.34)
    canvas.paint(canvas.pen(2).ellipse(1500, 250, 48, 48).mask(3), "#ffe6b4", 0.5)
    sun = Sun((0.2, 0.9, 0.2), (0.28, 0.2, 0.12), (0.36, 0.25, 0.15))
    _street(canvas, camera, sun, fog)
    drift = (
        np.clip(0.35 + 0.9 * canvas.noise(240, 5, seed=21, stretch=3), 0, 1)
        * smoothstep(560, 1000, canvas.ys)
        * smoothstep(1500, 1100, canvas.ys)
    )
    canvas.paint(drift * 0.5, "#d8923f")
    _traffic(canvas, camera, sun, fog)
    _walkers(canvas)
    veil = np.clip(0.3 + 0.7 * canvas.noise(420, 5, seed=41, stretch=2.6), 0, 1)
    canvas.paint(veil * 0.2, "#dc9844")
    canvas.bloom(0.7, 60, 0.5)
    return develop(
        canvas,
        Film(exposure=0.95, contrast=0.5, saturation=0.95, shadows="#867c74", vignette=0.42, grain=0.010),
    )


def _street(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane) -> None:
    """The road, shopfronts on both sides, lamp posts and date palms, each fainter than the one before."""
    random = np.random.default_rng(5)
    wx, wz = camera.ground(canvas)
    dirt = grit(wx, wz, wz / 500, 4, (0.15, 0.6, 2.4, 9))
    road = albedo([(-2.2, "#3a2e25"), (2.2, "#6e5539")], dirt) * 0.55
    sand = smoothstep(0.2, 1.3, sample(tile_noise(512, 1.4, 8), wx * 6, wz * 2.2) + 0.7 * smoothstep(3, 7, np.abs(wx)))
    road += (rgb("#a2703a") * 0.7 - road) * (sand * 0.6)[..., None]
    dash = smoothstep(0.13, 0.06, np.abs(wx)) * (np.mod(wz, 8) < 4)
    road += (rgb("#c9a674") - road) * (dash * 0.6)[..., None]
    pavement = smoothstep(7.4, 7.6, np.abs(wx))
    road += (rgb("#8a6338") * 0.55 * (1 + 0.12 * dirt)[..., None] - road) * pavement[..., None]
    canvas.paint(smoothstep(900, 906, canvas.ys) + 0 * canvas.xs, air(road, wz, 38, fog))
    solids = Solids(canvas, camera, sun, fog, 40, 3)
    for side in (-1, 1):
        z = 9.0
        while z < 190:
            long, tall = float(random.uniform(9, 16)), float(random.uniform(7, 15))
            tone = rgb(str(random.choice(["#8d735a", "#7d6a58", "#9a8266", "#6f5d4d"])))
            for wall, key in solids.box(side * 17.5, 0, z + long / 2, 13, tall, long - 0.3, tone, order=z + 10):
                for low in np.arange(3.8, tall - 1.4, 3.2):
                    for left in np.arange(0.08, 0.9, 2.8 / long):
                        solids.panel(wall, (left, left + 1.5 / long), (low / tall, (low + 1.7) / tall), "#2c241e", key)
                solids.panel(wall, (0.05, 0.95), (0.0, 2.9 / tall), "#2a211b", key)
                solids.panel(
                    wall,
                    (0.03, 0.97),
                    (3.0 / tall, 3.6 / tall),
                    str(random.choice(["#7c2f22", "#34506a", "#8d7a3a", "#3d5a3f"])),
                    key,
                )
            solids.box(side * 10.3, 2.9, z + long / 2, 1.6, 0.12, long * 0.86, "#5e4a36", order=z + 5)
            z += long
        for z in np.arange(14, 150, 17.0):
            x = side * 8.2
            solids.beam((x, 0, z), (x, 7.5, z), 0.15, "#3a3028", order=float(z))
            solids.beam((x, 7.5, z), (x - side * 2, 7.9, z), 0.1, "#3a3028", order=float(z))
    solids.paint(1 + 0.1 * canvas.noise(30, 4, seed=5))
    for x, z, tall in ((-8.9, 62.0, 9.0), (9.2, 44.0, 8.2), (-9.0, 29.0, 9.6), (8.8, 21.0, 8.4)):
        pen = canvas.pen(3)
        _palm(pen, camera, x, z, tall, random)
        canvas.paint(pen.mask(0.9), mix("#2a2119", fog, 1 - math.exp(-z / 40)))


def _palm(pen: Pen, camera: Camera, x: float, z: float, tall: float, random: np.random.Generator) -> None:
    """A date palm leaning in the wind, its fronds blown to the right."""
    foot, top = camera.project(np.array([[x, 0, z], [x + 0.5, tall, z]], np.float32))
    u = camera.focal / z
    pen.stroke(
        [
            (float(foot[0]), float(foot[1])),
            (float(foot[0]) + 0.1 * u, float(foot[1] + top[1]) / 2),
            (float(top[0]), float(top[1])),
        ],
        [0.55 * u, 0.38 * u, 0.34 * u],
    )
    for angle in np.linspace(-2.9, 0.25, 17):
        reach = random.uniform(2.1, 3.0) * u
        wind = 0.8 * u
        end = (
            float(top[0]) + math.cos(angle) * reach + wind,
            float(top[1]) + math.sin(angle) * reach * 0.75 + 0.75 * u,
        )
        middle = (
            float(top[0]) + math.cos(angle) * reach * 0.55 + wind * 0.3,
            float(top[1]) + math.sin(angle) * reach * 0.75 - 0.1 * u,
        )
        spine = [(float(top[0]), float(top[1])), middle, end]
        pen.stroke(spine, [0.12 * u, 0.09 * u, 0.03 * u])
        for t in np.linspace(0.12, 1, 30):
            a = (1 - t) ** 2
            px = a * spine[0][0] + 2 * t * (1 - t) * middle[0] + t * t * end[0]
            py = a * spine[0][1] + 2 * t * (1 - t) * middle[1] + t * t * end[1]
            leaf = 0.62 * u * (1.1 - 0.6 * t)
            for way in (-0.5, 0.9):
                pen.line([(px, py), (px + leaf * (0.5 + 0.25 * math.cos(angle)), py + leaf * way * 0.9)], 0.035 * u)


def _traffic(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane) -> None:
    """Cars crawling both ways; what shows of them is mostly their lamps."""
    random = np.random.default_rng(9)
    solids = Solids(canvas, camera, sun, fog, 40, 3)
    cars: list[tuple[float, float, bool]] = []
    shadows = canvas.pen(1)
    for z in (112.0, 88.0, 66.0, 47.0, 33.0, 20.0):
        for x, coming in ((-2.7 + random.normal(0, 0.2), True), (2.9 + random.normal(0, 0.2), False)):
            away = z + random.uniform(-5, 5) + (0 if coming else 6)
            if not coming and z < 25:
                continue
            tone = str(random.choice(["#b9b4ab", "#3a3c40", "#6a2c24", "#d3cfc5", "#44525e"]))
            _car(solids, x, away, tone)
            u = camera.focal / away
            foot = camera.project(np.array([x, 0.0, away], np.float32))
            shadows.ellipse(float(foot[0]), float(foot[1]), 1.15 * u, 0.16 * u, math.exp(-away / 60))
            cars.append((x, away, coming))
    canvas.shade(shadows.mask(5), "#3a2a1c", 0.7)
    solids.paint()
    for x, away, coming in cars:
        for side in (-0.66, 0.66):
            _lamp(canvas, camera, x + side, away, coming)


def _car(solids: Solids, x: float, z: float, tone: str) -> None:
    """A saloon seen end on."""
    solids.box(x, 0.32, z + 2.1, 1.78, 0.62, 4.3, tone, order=z)
    solids.box(x, 0.94, z + 2.6, 1.5, 0.52, 2.0, tone, order=z - 0.1)
    shape = [(-0.82, 0.94, 0.95), (0.82, 0.94, 0.95), (0.62, 1.46, 1.7), (-0.62, 1.46, 1.7)]
    solids.face(np.array([[x + a, b, z + c] for a, b, c in shape], np.float32), "#1a1713", z - 0.3, both=True)
    for side in (-0.72, 0.72):
        solids.box(x + side, 0.02, z + 0.5, 0.26, 0.5, 0.6, "#14110f", order=z + 0.2)
    grille = [(-0.85, 0.36), (0.85, 0.36), (0.85, 0.6), (-0.85, 0.6)]
    solids.face(np.array([[x + a, b, z - 0.06] for a, b in grille], np.float32), "#211c18", z - 0.4, both=True)


def _lamp(canvas: Canvas, camera: Camera, x: float, z: float, coming: bool) -> None:
    """A headlight with its shine on the road, or a tail light, dimmed by the dust."""
    px, py = (float(value) for value in camera.project(np.array([x, 0.72, z], np.float32)))
    u, dim = camera.focal / z, math.exp(-z / 85)
    canvas.glow(px, py, 0.13 * u + 1.5, "#fff0c8" if coming else "#ff3a18", (4.2 if coming else 2.6) * dim)
    canvas.glow(px, py, 0.8 * u + 10, "#ffd08a" if coming else "#ff5a20", (0.5 if coming else 0.26) * dim)
    if coming:
        drop = canvas.ys - py
        fall = smoothstep(0.3 * u, 0.55 * u, drop) * np.exp(-np.clip(drop - 0.4 * u, 0, None) / (1.2 * u))
        canvas.light(np.exp(-(((canvas.xs - px) / (0.28 * u)) ** 2)) * fall, "#ffd79a", 0.22 * dim)


def _walkers(canvas: Canvas) -> None:
    """People crossing, bent into the wind, a scarf across the face."""
    fog = rgb("#cf8434")
    for x, y, tall, robe, tone, share in (
        (1330, 1050, 160, True, "#3a2818", 0.55),
        (420, 1195, 310, False, "#33231a", 0.3),
        (2165, 1345, 470, True, "#2c1d14", 0.13),
        (1935, 1420, 560, False, "#211711", 0.05),
    ):
        shadow = canvas.pen(1).ellipse(x, y + 2, tall * 0.2, tall * 0.025).mask(tall * 0.02)
        canvas.shade(shadow, "#3a2a1c", 0.55 * (1 - share))
        pen = canvas.pen(3)
        _wrapped(pen, x, y, tall / 8, robe)
        mask = pen.mask(1.4)
        low = smoothstep(y - 0.5 * tall, y + 0.1 * tall, canvas.ys)
        folds = 0.07 * canvas.noise(tall * 0.14, 3, seed=int(x), stretch=0.35)
        canvas.paint(mask, mix(tone, fog, np.clip(share + 0.035 * low + 0.5 * folds, 0, 1)), 0.98)
        rim = np.clip(mask - np.roll(mask, -round(4 * canvas.scale), 1), 0, 1)
        canvas.light(rim, "#e0a050", 0.14)


def _wrapped(pen: Pen, x: float, y: float, u: float, robe: bool) -> None:
    """Someone walking to the right into the wind: clothes and scarf blown back, an arm before the face."""

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + a * u, y - b * u) for a, b in points]

    if robe:
        pen.curve(
            at(
                (0.3, 6.55),
                (0.9, 6.4),
                (1.2, 5.6),
                (1.12, 4.2),
                (1.2, 2.0),
                (1.32, 0.28),
                (0.3, 0.16),
                (-0.9, 0.3),
                (-1.75, 0.62),
                (-1.0, 2.0),
                (-0.5, 4.0),
                (-0.42, 5.6),
                (-0.1, 6.3),
            )
        )
        pen.curve(at((0.05, 6.2), (0.2, 7.3), (0.68, 7.82), (1.12, 7.5), (1.18, 7.0), (1.05, 6.3), (0.5, 6.0)))
        pen.curve(at((0.2, 7.0), (-0.4, 6.2), (-1.1, 5.7), (-1.5, 5.0), (-0.6, 5.1), (0.3, 5.6)))
        pen.stroke(at((1.0, 0.2), (1.55, 0.12)), [0.32 * u, 0.2 * u])
    else:
        pen.stroke(at((0.5, 3.7), (1.2, 2.15), (1.02, 0.25)), [1.0 * u, 0.7 * u, 0.42 * u])
        pen.stroke(at((1.0, 0.16), (1.6, 0.1)), [0.34 * u, 0.22 * u])
        pen.stroke(at((0.1, 3.7), (-0.3, 2.0), (-1.1, 0.6)), [0.98 * u, 0.66 * u, 0.4 * u])
        pen.stroke(at((-1.12, 0.5), (-0.72, 0.08)), [0.34 * u, 0.22 * u])
        pen.curve(
            at(
                (0.3, 6.5),
                (0.95, 6.38),
                (1.3, 5.9),
                (1.24, 5.0),
                (1.08, 4.0),
                (1.12, 3.3),
                (0.5, 3.12),
                (-0.3, 3.25),
                (-1.15, 2.95),
                (-0.75, 3.7),
                (-0.45, 4.6),
                (-0.38, 5.6),
                (-0.12, 6.2),
            )
        )
        pen.stroke(at((-0.05, 6.0), (-0.62, 4.95), (-0.5, 3.85)), [0.6 * u, 0.48 * u, 0.3 * u])
        pen.ellipse(*at((0.72, 7.2))[0], 0.43 * u, 0.56 * u)
        pen.curve(at((0.22, 6.35), (0.3, 6.95), (0.7, 7.05), (1.16, 7.05), (1.12, 6.6), (0.9, 6.3)))
        pen.stroke(at((0.4, 6.7), (-0.3, 6.72), (-1.0, 6.95), (-1.6, 6.6)), [0.5 * u, 0.42 * u, 0.34 * u, 0.12 * u])
    pen.stroke(at((0.85, 6.0), (1.62, 5.5), (1.16, 6.65)), [0.64 * u, 0.5 * u, 0.34 * u])
