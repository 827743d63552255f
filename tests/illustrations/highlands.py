"""Scenes in the mountains: a valley, a reservoir, a road in snow, a monastery, a night of torches."""

from __future__ import annotations

import math

import numpy as np

from tests.illustrations.canvas import (
    Canvas,
    Film,
    Pixels,
    Plane,
    blur,
    develop,
    mix,
    rgb,
    sample,
    smooth_path,
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
    coarse,
    eroded,
    fine,
    grit,
    paint_view,
    scatter,
    seen_light,
    view,
)


def mountain_valley(scale: float) -> Pixels:
    """Morning over a valley in the Zagros: ridge behind ridge, a river in the haze."""
    canvas = Canvas(scale, seed=11)
    camera = Camera(horizon=560, focal=2100, eye=760)
    sun = Sun((0.85, 0.42, 0.55), (1.75, 1.28, 0.86), (0.34, 0.43, 0.6))
    canvas.sky([(0, "#88abc8"), (300, "#b0c7d6"), (520, "#e6d9c3"), (640, "#f2dcb6")])
    cloud = canvas.cloud_cover(620, cell=520, cover=0.32, seed=5, squash=1.4)
    canvas.paint(cloud * 0.75, mix("#f7ead7", "#c3cbd8", canvas.noise(240, 4, seed=2) * 0.5 + 0.5))
    canvas.glow(2150, 430, 240, "#ffdca6", 0.9)

    size = 1400
    land = Terrain(np.zeros((size, size), np.float32), 19600)
    x, z = land.axes()
    river = 520 * np.sin(z / 1250 + 0.6) + 240 * np.sin(z / 520) + z * 0.03 - 150
    off = np.abs(x - river)
    wall = smoothstep(120, 3300, off) ** 0.85
    rough = eroded(size, 8.6, 4, erosion=0.9, stretch=0.6)
    crest = 0.75 + 0.5 * smoothstep(4000, 15000, z)
    land.height = (wall * (820 + 620 * rough) * crest + 60 * rough * smoothstep(60, 500, off)).astype(np.float32)
    land.height += (
        smoothstep(9500, 15500, z) * (700 + 560 * eroded(size, 5.8, 9, stretch=1.8)) * smoothstep(0, 2500, off + 900)
    )
    colours = _zagros(land, off)
    lit = land.lit(colours, sun, 14)

    seen = view(canvas, camera, land, 420, 16800)
    light = seen_light(land, lit, seen, camera.focal)
    light *= 1 + 0.2 * grit(seen.x, seen.z, seen.z / 2100 * 3, 3, (9, 22, 60))[..., None]
    here = np.abs(seen.x - land.at(np.broadcast_to(river, land.height.shape), seen.x, seen.z))
    wide = 26 + 9 * np.sin(seen.z / 300) + 7 * np.sin(seen.z / 117 + 2)
    water = smoothstep(wide, wide - 9, here)[..., None]
    bars = smoothstep(wide + 70, wide + 20, here + 26 * grit(seen.x, seen.z, seen.z / 700, 6, (60, 200)))[..., None]
    light += (rgb("#b9ab8e") * (0.6 + 0.4 * smoothstep(0.1, 0.6, light.mean(-1)))[..., None] - light) * bars * 0.6
    light += (mix("#9fb6c4", "#efdcb8", smoothstep(1500, 7000, seen.z)) - light) * water * 0.92
    warm = mix(
        "#a9bccf",
        "#f6ddb2",
        smoothstep(200, 2300, np.broadcast_to(fine(canvas.xs + canvas.ys * 0), seen.z.shape)),
    )
    low = np.exp(-np.maximum(seen.y, 0) / 330)
    light = air(light, seen.z * (0.55 + 2.1 * low * smoothstep(2500, 7000, seen.z)), 11500, warm)
    paint_view(canvas, seen, light)
    canvas.bloom(0.75, 60, 0.35)
    return develop(canvas, Film(exposure=0.93, contrast=0.48, saturation=0.95, shadows="#7a8088", highlights="#868078"))


def _zagros(land: Terrain, off: Plane) -> Plane:
    """Limestone, dry grass, oak scrub and, along the river, fields."""
    dx, dz = land.slope()
    steep = np.hypot(dx, dz)
    tile = tile_noise(1024, 1.1, 12)
    u, v = np.meshgrid(np.arange(land.height.shape[1]), np.arange(land.height.shape[0]))
    patch = sample(tile, u.astype(np.float32) * 0.6, v.astype(np.float32) * 0.6)
    ground = albedo([(-2, "#6f6a45"), (0, "#9a8a5c"), (2, "#b39d6e")], patch)
    rock = albedo([(-2, "#7d766b"), (2, "#b5aa98")], patch + np.sin(land.height / 42 + patch) * 0.8)
    ground += (rock - ground) * smoothstep(0.55, 0.95, steep + patch * 0.08)[..., None]
    fields = np.floor((u * 0.8 + v * 0.35) / 13) * 7 + np.floor((v * 0.9 - u * 0.3) / 21) * 13
    crop = albedo([(0, "#6c7a3a"), (3, "#a99a55"), (6, "#83903f"), (10, "#c2ad6b")], np.mod(fields * 2.7, 10.3))
    flat = smoothstep(900, 420, off) * smoothstep(0.22, 0.1, steep)
    ground += (crop - ground) * flat[..., None]
    oaks = scatter(
        land,
        np.clip(0.55 + patch * 0.35, 0, 1) * smoothstep(0.9, 0.5, steep) * (1 - flat * 0.85),
        60000,
        (0.6, 1.5),
        8,
    )
    land.height += oaks * 7
    return np.asarray(ground + (rgb("#3c4526") - ground) * (oaks > 0.2)[..., None] * 0.85, np.float32)


def reservoir_low(scale: float) -> Pixels:
    """A reservoir far below its banks: pale terraces of former shorelines, cracked mud in front."""
    canvas = Canvas(scale, seed=23)
    camera = Camera(horizon=500, focal=1900, eye=74)
    sun = Sun((-0.7, 0.5, 0.25), (1.85, 1.5, 1.12), (0.36, 0.43, 0.54))
    canvas.sky([(0, "#86a6c0"), (260, "#b0c3cf"), (460, "#ddd8ca"), (560, "#e5d9c2")])
    cloud = canvas.cloud_cover(560, cell=480, cover=0.3, seed=9, squash=1.6)
    canvas.paint(cloud * 0.6, "#f1ebe2")

    size = 1400
    land = Terrain(np.zeros((size, size), np.float32), 5400)
    x, z = land.axes()
    rough = eroded(size, 7.7, 31, erosion=0.7, stretch=1.7)
    shore = -92 + 0.30 * z - 0.00009 * z * z + 46 * np.sin(z / 150 + 1.3) * smoothstep(100, 500, z) + 9 * np.sin(z / 37)
    bowl = np.clip((x - shore) * 0.15, -14, 60) + 46 * smoothstep(250, 900, x - shore)
    bowl += 110 * smoothstep(-420, -1500, x + 0.18 * z)
    back = smoothstep(1900, 4100, z) * 330
    land.height = (bowl + (back + bowl * 0.35 + 7) * rough * 0.6 + back * 0.55).astype(np.float32)
    lit = land.lit(_shoreline(land), sun, 5)

    seen = view(canvas, camera, land, 40, 4150)
    light = seen_light(land, lit, seen, camera.focal)
    light *= 1 + 0.17 * grit(seen.x, seen.z, seen.z / 1900 * 2.4, 5)[..., None]
    light = air(light, seen.z, 5200, rgb("#c3c8c8"))
    paint_view(canvas, seen, light)

    level = 0.0
    lake = coarse(smoothstep(0.4, -0.2, seen.y)) * coarse(seen.cover)
    wx, wz = camera.ground(canvas, level)
    tile = tile_noise(1024, 1.0, 77)
    wind = sample(tile_noise(1024, 1.6, 12), wx * 0.9, wz * 0.22)
    ripple = sample(tile, wx * 9, wz * 2.2) * np.clip(1.2 - wz / 500, 0.1, 1) + 0.6 * wind
    row = np.clip((2 * camera.horizon - canvas.ys + 6 + ripple * 6) * scale, 0, canvas.rows - 1).astype(np.int32)
    reflection = canvas.blur(canvas.pixels[row, np.arange(canvas.columns)[None, :]], (6, 2))
    deep = mix("#3b5a5e", "#4d7378", smoothstep(150, 900, wz))
    grazing = np.clip(0.26 + 0.68 * smoothstep(80, 1500, wz) + 0.05 * wind, 0, 0.93)[..., None]
    water = (deep + (reflection - deep) * grazing) * (1 + 0.035 * ripple[..., None])
    canvas.paint(lake, water)
    _cracks(canvas, camera, lake)
    _stranded(canvas, camera, sun, land)
    return develop(canvas, Film(exposure=0.98, contrast=0.5, saturation=0.9, highlights="#85817a"))


def _cracks(canvas: Canvas, camera: Camera, lake: Plane) -> None:
    """Dried mud near the lens: cracks run where the two nearest of scattered points are as near."""
    top = round(760 * canvas.scale)
    x, z = (plane[top:] for plane in camera.ground(canvas, 6))
    x = x + 0.5 * canvas.noise(60, 3, seed=70)[top:] * z / 150
    size = 3.4
    u, v = x / size, np.broadcast_to(z / size, x.shape)
    random = np.random.default_rng(6)
    jitter = random.uniform(0.1, 0.9, (2, 256, 256)).astype(np.float32)
    column, row = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    first = np.full(x.shape, 9, np.float32)
    second = first.copy()
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            i, j = (row + dy) % 256, (column + dx) % 256
            away = np.hypot(column + dx + jitter[0][i, j] - u, row + dy + jitter[1][i, j] - v)
            second = np.minimum(second, np.maximum(first, away))
            first = np.minimum(first, away)
    gap = smoothstep(0.11, 0.03, second - first) * smoothstep(520, 160, v * size)
    wet = 1 - lake[top:]
    mask = np.zeros((canvas.rows, canvas.columns), np.float32)
    mask[top:] = gap * np.clip(0.75 + 0.5 * canvas.noise(130, 3, seed=71)[top:], 0, 1) * (wet > 0.98)
    canvas.shade(mask, "#6a543e", 0.62)
    lip = np.clip(np.roll(mask, (round(-2 * canvas.scale), round(2 * canvas.scale)), (0, 1)) - mask, 0, 1)
    canvas.light(lip, "#e9d6b4", 0.07)


def _stranded(canvas: Canvas, camera: Camera, sun: Sun, land: Terrain) -> None:
    """A boat left on the mud, and someone walking past it for scale."""
    x, z = 33.0, 168.0
    y = land.level(x, z)
    solids = Solids(canvas, camera, sun, "#c3c8c8", 5200, 4)
    keel = np.array([[-3.6, 0.75, 0], [-2.4, 0.1, -0.5], [2.6, 0.0, -0.5], [3.4, 0.2, 0]], np.float32)
    rim = np.array([[-4.3, 1.5, 0], [-2.4, 1.1, -1.15], [2.8, 1.0, -1.05], [3.6, 1.1, 0]], np.float32)
    mirror = np.array([1, 1, -1], np.float32)
    base = turned(np.array([[-4, 0, -1], [3.5, 0, -1], [3.5, 0, 1], [-4, 0, 1]], np.float32), 0.45, x, y, z)
    solids.shadow(base, 0.9, y)
    canvas.shade(solids.shadows.mask(0.8), "#5d564e", 0.8)
    for flip, order in ((mirror, 12.0), (np.ones(3, np.float32), 10.0)):
        low, high = (turned(part * flip, 0.45, x, y, z) for part in (keel, rim))
        for i in range(3):
            side = np.array([low[i], low[i + 1], high[i + 1], high[i]])
            solids.face(side, "#5f8ea8" if order < 11 else "#8a7050", order, both=True)
            band = side.copy()
            band[:2] = side[:2] + (side[[3, 2]] - side[:2]) * 0.72
            solids.face(band, "#d8d2c4" if order < 11 else "#6b573f", order - 0.1, both=True)
    for along in (-1.4, 0.8):
        seat = turned(
            np.array(
                [
                    [along, 0.85, -1.0],
                    [along + 0.4, 0.85, -1.0],
                    [along + 0.4, 0.85, 1.0],
                    [along, 0.85, 1.0],
                ],
                np.float32,
            ),
            0.45,
            x,
            y,
            z,
        )
        solids.face(seat, "#a88c62", 11, both=True)
    solids.paint()
    pen, shadow = canvas.pen(4), canvas.pen(3)
    fx, fz = 23.0, 160.0
    fy = land.level(fx, fz)
    px, py = (float(value) for value in camera.project(np.array([fx, fy, fz], np.float32)))
    shadow.line([(px, py), (px + 26, py - 5)], 4)
    canvas.shade(shadow.mask(1), "#5d564e", 0.8)
    figure(pen, px, py, 22, stride=0.5)
    canvas.paint(pen.mask(0.4), "#26241f")


def _shoreline(land: Terrain) -> Plane:
    """Dry hills above the old waterline, bleached terraces below it, wet mud at the edge."""
    tile = tile_noise(1024, 1.2, 3)
    u, v = np.meshgrid(
        np.arange(land.height.shape[1], dtype=np.float32), np.arange(land.height.shape[0], dtype=np.float32)
    )
    patch = sample(tile, u, v)
    level = land.height
    hills = albedo([(-2, "#8a7544"), (0, "#ab935c"), (2, "#bda56f")], patch)
    bank = albedo([(-2, "#b29d80"), (2, "#d3c3a6")], patch + 1.3 * np.sin(level * 2.1) + 0.8 * np.sin(level * 0.83 + 1))
    mud = albedo([(-2, "#6a5a46"), (2, "#85735a")], patch)
    ground = hills + (bank - hills) * smoothstep(39, 36.5, level + patch * 0.5)[..., None]
    ground += (mud - ground) * smoothstep(4.5, 0.3, level)[..., None]
    terrace = np.where(level < 38, np.sin(level * 2.1) * 0.42, 0)
    bushes = scatter(land, smoothstep(40, 46, level) * 0.5, 22000, (0.5, 1.2), 14)
    land.height = (level + terrace + bushes * 3).astype(np.float32)
    return np.asarray(ground + (rgb("#4b4c2c") - ground) * (bushes > 0.2)[..., None] * 0.85, np.float32)


def snow_road(scale: float) -> Pixels:
    """A plough comes down a mountain road, its lights on, in falling snow."""
    canvas = Canvas(scale, seed=37)
    camera = Camera(horizon=640, focal=2050, eye=5.2)
    sun = Sun((-0.75, 0.4, 0.45), (0.62, 0.6, 0.58), (0.5, 0.58, 0.7))
    fog = rgb("#b9c6d3")
    canvas.sky([(0, "#8496aa"), (300, "#a7b5c4"), (640, "#ccd3d8")])
    canvas.paint(canvas.cloud_cover(660, cell=500, cover=0.6, seed=4, squash=1.2) * 0.5, "#7c8b9c")
    _snow_range(canvas, sun, fog)

    size = 1400
    land = Terrain(np.zeros((size, size), np.float32), 860)
    x, z = land.axes()
    path = 0.00042 * z * z - 24 * smoothstep(120, 330, z) + 0.4
    off = x - path
    rough = eroded(size, 9, 8, erosion=0.4)
    hill = np.clip(off - 6, 0, None) * 0.5 - np.clip(-off - 7, 0, None) * 0.42
    bank = 1.25 * np.exp(-(((np.abs(off) - 5.6) / 1.1) ** 2)) * (0.8 + 0.5 * rough)
    away = smoothstep(5, 30, np.abs(off))
    land.height = (hill * (0.85 + 0.3 * rough) + bank + away * rough * 6 + z * 0.012).astype(np.float32)
    tile = tile_noise(1024, 1.1, 6)
    u, v = np.meshgrid(np.arange(size, dtype=np.float32), np.arange(size, dtype=np.float32))
    patch = sample(tile, u, v)
    rocks = smoothstep(0.62, 1.0, np.hypot(*land.slope()) + 0.16 * patch) * smoothstep(7, 14, np.abs(off))
    firs = scatter(land, smoothstep(14, 40, np.abs(off)) * 0.75 * (patch > -0.3), 2600, (0.8, 1.7), 3)
    land.height += firs * 1.6
    colours = mix("#eef1f4", "#5d5a58", rocks * 0.85)
    colours += (rgb("#34392f") - colours) * ((firs > 0.1) * (0.75 - 0.3 * patch).clip(0.3, 1))[..., None]
    lit = land.lit(colours, sun, 2.5)
    seen = view(canvas, camera, land, 4, 600)
    light = seen_light(land, lit, seen, camera.focal)
    lane = seen.x - land.at(np.broadcast_to(path, land.height.shape).astype(np.float32), seen.x, seen.z)
    rubble = grit(seen.x, seen.z, seen.z / 1000, 5, (0.12, 0.5, 2, 7))
    light += (_slush(lane, rubble) - light) * smoothstep(4.6, 4.1, np.abs(lane) + rubble * 0.16)[..., None]
    light *= 1 + 0.07 * rubble[..., None]
    paint_view(canvas, seen, air(light, seen.z, 420, fog))
    _poles(canvas, camera, land, path, fog)
    _plough(canvas, camera, sun, fog)
    _snowfall(canvas)
    canvas.bloom(0.85, 30, 0.3)
    return develop(canvas, Film(exposure=1.0, contrast=0.45, saturation=0.92, shadows="#757f8c", vignette=0.35))


def _snow_range(canvas: Canvas, sun: Sun, fog: Plane) -> None:
    """Snowy mountains on the far side of the valley."""
    land = Terrain((eroded(900, 7, 21, stretch=1.8) * 520).astype(np.float32), 10600)
    _, z = land.axes()
    land.height = (land.height * smoothstep(1500, 5000, z) + smoothstep(1500, 8000, z) * 800).astype(np.float32)
    steep = np.hypot(*land.slope())
    lit = land.lit(mix("#e9eef3", "#6c6b6e", smoothstep(0.75, 1.15, steep + land.height * -0.00012)), sun, 20)
    seen = view(canvas, Camera(horizon=640, focal=2050, eye=330), land, 900, 8900, 600)
    paint_view(canvas, seen, air(seen_light(land, lit, seen, 2050), seen.z, 6500, fog))


def _slush(lane: Plane, rubble: Plane) -> Plane:
    """Wet asphalt: dark where wheels run, grey slush between."""
    tracks = sum(np.exp(-(((lane - at) / 0.42) ** 2)) for at in (-2.9, -1.1, 1.1, 2.9))
    slush = mix("#a4adb5", "#4d535a", np.clip(0.12 + np.asarray(tracks) * 0.72 + rubble * 0.3, 0, 1))
    return np.asarray(slush * 0.85, np.float32)


def _poles(canvas: Canvas, camera: Camera, land: Terrain, path: Plane, fog: Plane) -> None:
    """Red and white snow poles along both edges of the road."""
    for far, near in ((150, 80), (80, 40), (40, 13)):
        pens = (canvas.pen(3), canvas.pen(3))
        for z in np.arange(far, near, -9.0):
            for side in (-6.2, 6.2):
                x = float(np.interp(z, land.axes()[1][:, 0], path[:, 0])) + side
                foot = land.level(x, float(z)) - 0.1
                ends = camera.project(np.array([[x, foot + k * 0.46, z] for k in range(6)], np.float32))
                for k in range(5):
                    part = [(float(a), float(b)) for a, b in ends[k : k + 2]]
                    pens[k % 2].line(part, 0.085 * camera.focal / z)
        share = 1 - math.exp(-(far + near) / 520)
        for pen, tone in zip(pens, ("#a02c22", "#dfe2e4"), strict=True):
            canvas.paint(pen.mask(0.6), mix(tone, fog, share))


def _plough(canvas: Canvas, camera: Camera, sun: Sun, fog: Plane) -> None:
    """An orange lorry with a blade, seen from the front, throwing snow to its side."""
    solids = Solids(canvas, camera, sun, fog, 420, 3)
    x, z, y = -1.5, 23.0, 0.3
    solids.box(x, y + 1.15, z + 4.6, 2.5, 1.9, 5.0, "#c8641c", order=60, top="#dfe3e6")
    solids.box(x, y + 0.55, z + 3, 1.9, 0.6, 8.0, "#26282a", order=59)
    for side in (-1, 1):
        solids.wheel(x + side * 1.02, y + 0.52, z + 0.9, 0.54, 0.42, "#161718", order=50)
    cab = solids.box(x, y + 0.95, z + 1.1, 2.45, 2.15, 1.9, "#d9701f", order=40, top="#e9edf0")
    wall = cab[0][0]
    solids.panel(wall, (0.07, 0.93), (0.5, 0.93), "#1c242c", 39)
    solids.panel(wall, (0.1, 0.52), (0.53, 0.9), "#46535f", 38.9)
    solids.panel(wall, (0.12, 0.88), (0.1, 0.34), "#2b2c2d", 39)
    solids.panel(wall, (0.0, 1.0), (0.0, 0.06), "#1d1e1f", 38.8)
    for side in (-1, 1):
        solids.box(x + side * 1.42, y + 2.1, z + 0.4, 0.22, 0.5, 0.15, "#1b1c1d", order=38)
    solids.beam((x - 0.8, y + 3.14, z + 0.2), (x + 0.8, y + 3.14, z + 0.2), 0.16, "#b85a10", order=37)
    blade = np.array([[-1.9, 0.12, 0.35], [1.75, 0.12, -0.75], [1.9, 1.25, -0.45], [-1.9, 0.98, 0.6]], np.float32)
    solids.face(blade + np.array([x, y, z - 1.3], np.float32), "#c79a1e", 30, both=True)
    solids.face(blade * [1, 0.25, 1] + np.array([x, y, z - 1.32], np.float32), "#3a3a3a", 29, both=True)
    solids.paint(1 + 0.09 * canvas.noise(26, 4, seed=44))
    foot = camera.project(np.array([[x + 1.7, y + 0.5, z - 1.7]], np.float32))[0]
    across, down = canvas.xs - float(foot[0]), canvas.ys - float(foot[1])
    t = np.clip(across / 330, 0, 1)
    arc = -150 * t + 190 * t * t
    spread = 24 + 95 * t
    spray = np.exp(-(((down - arc) / spread) ** 2)) * smoothstep(-30, 25, across) * smoothstep(390, 60, across)
    canvas.paint(np.clip(spray * (0.75 + 0.8 * canvas.noise(60, 5, seed=71)), 0, 0.93), "#e8edf1")
    for across_by in (-0.86, 0.86):
        for high, strength in ((1.2, 5.0), (2.95, 1.6)):
            lamp = camera.project(np.array([[x + across_by, y + high, z]], np.float32))[0]
            canvas.glow(float(lamp[0]), float(lamp[1]), 8.5, "#ffe2b0", strength)
            canvas.glow(float(lamp[0]), float(lamp[1]), 60, "#ffdca0", 0.14 * strength / 2)
    beacon = camera.project(np.array([[x, y + 3.25, z]], np.float32))[0]
    canvas.glow(float(beacon[0]), float(beacon[1]), 9, "#ff8a1c", 5)
    canvas.glow(float(beacon[0]), float(beacon[1]), 80, "#ff8a1c", 0.3)


def _snowfall(canvas: Canvas) -> None:
    """Flakes near and far; the nearest are out of focus."""
    random = np.random.default_rng(5)
    for count, size, soft, opacity in ((1500, 1.7, 0.8, 0.6), (420, 3.6, 2.2, 0.5), (70, 9.0, 6.0, 0.4)):
        pen = canvas.pen(2)
        for x, y, r in zip(
            random.uniform(0, 2400, count),
            random.uniform(0, 1600, count),
            random.uniform(0.6, 1.3, count) * size,
            strict=True,
        ):
            pen.ellipse(x, y, r, r * 1.5, random.uniform(0.3, 1), turn=0.35)
        canvas.paint(pen.mask(soft) * opacity, "#f4f6f8")


def monastery_cliff(scale: float) -> Pixels:
    """A monastery of pale stone clinging to a cliff in the last sun."""
    canvas = Canvas(scale, seed=41)
    camera = Camera(horizon=1180, focal=4100, eye=150)
    sun = Sun((-0.8, 0.5, -0.55), (1.95, 1.42, 0.92), (0.3, 0.37, 0.5))
    canvas.sky([(0, "#7b9cb8"), (380, "#a4bccb"), (800, "#d8d2c2")])
    canvas.paint(canvas.cloud_cover(900, cell=560, cover=0.25, seed=14, squash=1.3) * 0.7, "#f3e6d6")

    size = 1500
    land = Terrain(np.zeros((size, size), np.float32), 2100)
    x, z = land.axes()
    rough = eroded(size, 9, 17, octaves=10, erosion=0.5)
    folds = eroded(size, 16, 61, octaves=8, erosion=0.2)
    line = z - 90 * np.sin(x / 260 + 0.4) - 60 * np.sin(x / 97) + 55 * folds
    cliff = 150 * smoothstep(655, 745, line) + 95 * smoothstep(790, 850, line)
    slope = 0.14 * z + 0.12 * np.clip(line - 850, 0, None)
    land.height = (slope + cliff + rough * (10 + 22 * smoothstep(560, 800, z)) - 20).astype(np.float32)
    ledge = smoothstep(-128, -98, x) * smoothstep(124, 96, x) * smoothstep(718, 734, z) * smoothstep(822, 796, z)
    land.height += (214 - land.height) * ledge
    land.height = blur(land.height, 0.9)
    tile = tile_noise(1024, 1.1, 2)
    u, v = np.meshgrid(np.arange(size, dtype=np.float32), np.arange(size, dtype=np.float32))
    patch = sample(tile, u * 0.7, v * 0.7)
    strata = np.sin(land.height / 3.7 + patch * 0.9) * 0.6 + np.sin(land.height / 11 + 1) * 0.7
    rock = albedo([(-2.5, "#86705a"), (0, "#b09678"), (2.5, "#d3c0a2")], patch + strata)
    ground = albedo([(-2, "#7d7248"), (2, "#a9985f")], patch)
    steep = np.hypot(*land.slope())
    rock += (ground - rock) * smoothstep(0.85, 0.5, steep)[..., None]
    land.height += np.where(steep > 0.7, strata * 1.1, 0)
    oaks = scatter(land, smoothstep(0.95, 0.5, steep) * 0.55, 26000, (0.9, 2.3), 18)
    land.height += oaks * 3.5
    rock += (rgb("#3f4526") - rock) * ((oaks > 0.15) * 0.9)[..., None]
    lit = land.lit(rock, sun, 4)
    seen = view(canvas, camera, land, 120, 2050)
    light = seen_light(land, lit, seen, camera.focal)
    light *= 1 + 0.22 * grit(seen.x, seen.y * 1.3 + seen.z * 0.6, seen.z / 1800, 8, (1, 3, 8, 20, 40))[..., None]
    layers = sample(tile, seen.x * 0.25 + seen.z * 0.1, seen.y * 3.1 + 9 * sample(tile, seen.x * 0.8, seen.y * 0.8))
    light *= 1 + 0.11 * layers[..., None]
    varnish = smoothstep(0.3, 1.6, sample(tile, seen.x * 1.1 + 40, seen.y * 0.28 + seen.z * 0.1))
    light *= 1 - 0.34 * varnish[..., None] * rgb((0.8, 1.0, 1.15))
    paint_view(canvas, seen, air(light, seen.z, 5200, rgb("#b9c2c8")))
    _monastery(canvas, camera, sun, land)
    return develop(canvas, Film(exposure=0.95, contrast=0.45, saturation=0.9, highlights="#86807a"))


def _monastery(canvas: Canvas, camera: Camera, sun: Sun, land: Terrain) -> None:
    """Terraces, cells, a church with a dome and a bell tower, on the ledge above the first cliff."""
    solids = Solids(canvas, camera, sun, "#b9c2c8", 5200, 3)
    random = np.random.default_rng(9)
    stone = ["#d3c09c", "#c6ae88", "#dccaa8", "#bba482"]
    for i, (x, wide, tall, back, lift) in enumerate(
        (
            (-74, 22, 10, 26, 0),
            (-54, 20, 15, 18, 2),
            (-34, 24, 12, 10, 0),
            (-8, 30, 18, 6, 2),
            (20, 26, 13, 4, 3),
            (44, 22, 17, 8, 1),
            (66, 24, 11, 16, 0),
            (-44, 26, 10, 34, 14),
            (-14, 30, 13, 30, 17),
            (16, 22, 11, 28, 15),
            (42, 24, 10, 30, 15),
        )
    ):
        z = 752 + back
        y = 218 + lift
        walls = solids.box(
            x,
            y - 14,
            z,
            wide,
            tall + 14,
            18,
            stone[i % 4],
            yaw=random.uniform(-0.2, 0.2),
            top="#b8a078",
            order=2000 - i if lift < 5 else 3000 - i,
        )
        for wall, key in walls[:1]:
            arches(solids, wall, key, int(wide / 4.2), 14 / (tall + 14), tall > 12)
    solids.cylinder(-8, 244, 776, 7, 9, "#c9ae83", order=1500)
    for k in range(6):
        r0, r1 = (7.4 * math.cos(k / 6 * 1.57), 7.4 * math.cos((k + 1) / 6 * 1.57))
        solids.cylinder(
            -8,
            253 + 7 * math.sin(k / 6 * 1.57),
            776,
            r0,
            7 * (math.sin((k + 1) / 6 * 1.57) - math.sin(k / 6 * 1.57)),
            "#bfa680",
            order=1490 - k,
            taper=max(r1 / r0, 0.02),
        )
    tower = solids.box(24, 236, 770, 7, 24, 7, "#d3bb92", order=1480)
    solids.panel(tower[0][0], (0.25, 0.75), (0.7, 0.92), "#3a2c20", 1479)
    solids.cylinder(24, 260, 770, 4.6, 5, "#a88f69", sides=4, order=1470, taper=0.05)
    rock = canvas.pixels.copy()
    stone = courses(canvas, 8, 15).mean(-1)
    streaks = np.clip(canvas.noise(60, 5, seed=32, stretch=0.3), 0, 1)
    dirt = 1 - 0.3 * streaks + 0.16 * canvas.noise(120, 5, seed=9)
    solids.paint(stone / stone.mean() * dirt * (1 - 0.25 * smoothstep(760, 850, canvas.ys)))
    brow = camera.horizon - camera.focal * (214 - camera.eye) / 736
    canvas.paint(smoothstep(brow - 1, brow + 5, canvas.ys + 9 * canvas.noise(60, 5, seed=66)), rock)


def newroz_fire(scale: float) -> Pixels:
    """Newroz night: a river of torches climbs the mountain above a town; a crowd watches."""
    canvas = Canvas(scale, seed=53)
    camera = Camera(horizon=1020, focal=2000, eye=70)
    moon = Sun((0.8, 0.5, 0.0), (0.10, 0.12, 0.185), (0.016, 0.021, 0.038))
    canvas.sky([(0, "#050912"), (420, "#0d1626"), (820, "#24283a"), (1020, "#3b2f33")])
    _stars(canvas, 620)
    size = 1100
    land = Terrain(np.zeros((size, size), np.float32), 3100)
    x, z = land.axes()
    rough = eroded(size, 7.2, 44, erosion=0.5)
    peak = np.exp(-(((x - 150) / 620) ** 2)) * 430 + np.exp(-(((x + 780) / 420) ** 2)) * 250
    land.height = ((peak + 90 * rough + 40 * smoothstep(300, 900, z)) * smoothstep(420, 1350, z) + 25 * rough).astype(
        np.float32
    )
    lit = land.lit(mix("#6d6252", "#8e8475", rough * 0.5 + 0.3), moon, 12)
    seen = view(canvas, camera, land, 160, 2550)
    light = seen_light(land, lit, seen, camera.focal)
    light *= 1 + 0.2 * grit(seen.x, seen.z, seen.z / 1000, 8, (3, 9, 30))[..., None]
    paint_view(canvas, seen, air(light, seen.z, 5200, rgb("#3a3036")))
    summit = _summit(land, camera)
    _torches(canvas, camera, land, summit)
    _town_lights(canvas, camera, land)
    _summit_fire(canvas, camera, land, summit)
    smoke = (
        canvas.noise(380, 5, seed=31, stretch=1.6) * smoothstep(1400, 700, canvas.ys) * smoothstep(150, 700, canvas.ys)
    )
    canvas.light(np.clip(smoke, 0, 1), "#6b4a3a", 0.16)
    haze = np.exp(-(((canvas.ys - 1330) / 190) ** 2)) * np.clip(
        0.7 + 0.5 * canvas.noise(260, 4, seed=61, stretch=2), 0, 1.3
    )
    canvas.light(haze, "#c06a30", 0.13)
    _watchers(canvas)
    canvas.bloom(0.55, 26, 0.45)
    return develop(
        canvas,
        Film(exposure=1.25, contrast=0.3, saturation=1.05, shadows="#78808c", vignette=0.4, grain=0.011),
    )


def _stars(canvas: Canvas, lowest: float) -> None:
    random = np.random.default_rng(2)
    pen = canvas.pen(3)
    for x, y, s in zip(
        random.uniform(0, 2400, 260),
        random.uniform(0, lowest, 260),
        random.exponential(0.35, 260),
        strict=True,
    ):
        pen.ellipse(x, y, 0.9 + s * 0.8, 0.9 + s * 0.8, min(1.0, 0.2 + s))
    canvas.light(pen.mask(0.6), "#b9c8e8", 0.35)


def _summit(land: Terrain, camera: Camera) -> tuple[float, float]:
    """World x and z of what stands highest in the picture near its middle."""
    x, z = land.axes()
    rise = np.where((np.abs(x - 100) < 420) & (z > 900), (land.height - camera.eye) / z, -1)
    row, column = np.unravel_index(int(rise.argmax()), rise.shape)
    return float(x[0, column]), float(z[row, 0])


def _torches(canvas: Canvas, camera: Camera, land: Terrain, summit: tuple[float, float]) -> None:
    """The procession: zigzags up the slope, each torch lighting the ground around it."""
    random = np.random.default_rng(12)
    turns = np.array(
        [
            [-330, 560],
            [60, 640],
            [-240, 760],
            [200, 850],
            [-90, 950],
            [260, 1040],
            [40, 1110],
            [summit[0], summit[1] - 8],
        ],
        np.float32,
    )
    lengths = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(turns, axis=0).T))])
    along = np.sort(random.uniform(0, lengths[-1], 620)) + random.normal(0, 2, 620)
    x = np.interp(along, lengths, turns[:, 0]) + random.normal(0, 3.5, 620)
    z = np.interp(along, lengths, turns[:, 1]) + random.normal(0, 5, 620)
    y = land.at(land.height, x.astype(np.float32), z.astype(np.float32)) + 2.2
    flat = camera.project(np.stack([x, y, z], -1).astype(np.float32))
    glow = canvas.pen(2)
    core = canvas.pen(3)
    for (px, py), away in zip(flat, z, strict=True):
        size = 2000 / away * random.uniform(0.75, 1.5)
        core.ellipse(px, py, size * 0.75, size * 1.35)
        glow.ellipse(px, py + size * 2, size * 5, size * 3)
    halo = glow.mask(9)
    canvas.light(halo, "#e8681c", 0.34)
    canvas.light(canvas.blur(halo, 45), "#e0601c", 0.24)
    canvas.light(core.mask(1.2), "#ffb85a", 3.4)


def _town_lights(canvas: Canvas, camera: Camera, land: Terrain) -> None:
    random = np.random.default_rng(3)
    pens = {colour: canvas.pen(3) for colour in ("#ffd9a0", "#fff1d8", "#ffb066")}
    glow = canvas.pen(1)
    for _ in range(520):
        z = float(random.uniform(330, 620))
        x = float(random.normal(-60, 150) + (z - 400) * 0.35)
        y = land.level(x, z) + random.uniform(1.5, 7)
        px, py = camera.project(np.array([x, y, z], np.float32))
        pens[str(random.choice(list(pens)))].ellipse(float(px), float(py), 1.9, 1.9, random.uniform(0.25, 1))
        glow.ellipse(float(px), float(py), 14, 9)
    for colour, pen in pens.items():
        canvas.light(pen.mask(0.9), colour, 1.1)
    canvas.light(glow.mask(14), "#d98c46", 0.10)


def _summit_fire(canvas: Canvas, camera: Camera, land: Terrain, summit: tuple[float, float]) -> None:
    """The great fire on the summit and its lit smoke."""
    place = np.array([summit[0], land.level(*summit), summit[1]], np.float32)
    fx, fy = (float(value) for value in camera.project(place))
    pen = canvas.pen(3)
    random = np.random.default_rng(8)
    for _ in range(26):
        lean, tall = random.normal(0, 9), random.uniform(16, 58)
        pen.curve([(fx + lean - 7, fy), (fx + lean * 1.3, fy - tall), (fx + lean + 7, fy)], 0.8)
    canvas.light(pen.mask(2.5), "#ffae45", 4)
    canvas.glow(fx, fy - 20, 70, "#ff7a22", 0.9)
    drift = smoothstep(0, 500, fy - canvas.ys) * np.exp(
        -(((canvas.xs - fx - (fy - canvas.ys) * 0.55) / (40 + (fy - canvas.ys).clip(0) * 0.42)) ** 2)
    )
    drift = drift * smoothstep(900, 60, fy - canvas.ys) + np.exp(-(((canvas.xs - fx) / 40) ** 2)) * smoothstep(
        0, 40, fy - canvas.ys
    ) * smoothstep(120, 30, fy - canvas.ys)
    canvas.light(drift * np.clip(0.55 + canvas.noise(150, 5, seed=6), 0, 1.4), "#a1542a", 0.3)


def _watchers(canvas: Canvas) -> None:
    """The crowd in front, dark against the lights; some hold torches up."""
    random = np.random.default_rng(21)
    pen, hands = canvas.pen(2), []
    for i, x in enumerate(np.arange(-30, 2460, 62)):
        tall = random.uniform(400, 500)
        raised = float(random.uniform(0.4, 1)) if i % 5 == 2 else None
        hand = figure(
            pen,
            float(x + random.uniform(-24, 24)),
            1800 + random.uniform(-50, 40),
            tall,
            0.15,
            0.1,
            raised=raised,
            wide=random.uniform(0.95, 1.2),
        )
        if raised is not None:
            hands.append(hand)
    mask = pen.mask(1.5)
    rim = np.clip(canvas.blur(mask, 5) - np.roll(mask, round(5 * canvas.scale), 0), 0, 1) * mask
    canvas.paint(mask, "#08080d", 0.98)
    flames, sticks = canvas.pen(3), canvas.pen(2)
    cores = canvas.pen(3)
    for hx, hy in hands:
        sticks.line([(hx, hy + 14), (hx + 6, hy - 52)], 7)
        for k in range(9):
            lean, tall = random.normal(0, 11), random.uniform(30, 112) * (1 - 0.07 * abs(k - 4))
            root, tip = hx + 6 + lean * 0.5, (hx + 16 + lean * 1.5, hy - 48 - tall)
            flames.polygon(
                smooth_path(
                    [
                        (root - 9, hy - 46),
                        (root - 12, hy - 60),
                        ((root + tip[0]) / 2 - 5, hy - 48 - tall * 0.6),
                        tip,
                        ((root + tip[0]) / 2 + 5, hy - 50 - tall * 0.5),
                        (root + 11, hy - 60),
                        (root + 8, hy - 46),
                    ]
                ),
                0.9,
            )
            cores.ellipse(root, hy - 54 - tall * 0.18, 7, 6 + tall * 0.16)
    canvas.paint(sticks.mask(1), "#0a0706")
    fire = flames.mask(2.5)
    canvas.light(fire, "#ff7a1e", 1.25)
    canvas.light(cores.mask(5), "#ffd27a", 1.7)
    near = canvas.blur(fire, 60) * 7
    canvas.light(mask * near, "#b4521c", 0.16)
    canvas.light(rim * np.clip(near + 0.15, 0, 2.5), "#ff8c3c", 0.5)
    for hx, hy in hands:
        canvas.glow(hx + 8, hy - 75, 70, "#ff7a24", 0.22)
