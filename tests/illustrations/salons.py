"""Rooms of culture: the cinema, the archive, the tea house."""

from __future__ import annotations

import numpy as np

from tests.illustrations.canvas import Canvas, Film, Pixels, smoothstep
from tests.illustrations.lens import Stage, finish, photograph
from tests.illustrations.materials import BASE, grime
from tests.illustrations.people import passer, seated
from tests.illustrations.render import Air, Light, Surface
from tests.illustrations.shapes import Array, Blob, Box, Ellipsoid, Part, Shape, Vec, sample, tile, turn, vec

# ---- cinema


def _film_still(p: Array, n: Array, color: Array) -> Array:
    """The picture on the screen: a rider on a ridge before a low sun."""
    x, y = p[..., 0], p[..., 1] - 1.4
    sun = np.exp(-((x - 1.2) ** 2 + (y - 1.75) ** 2) / 0.05)
    glow = np.exp(-((x - 1.2) ** 2 * 0.12 + (y - 1.6) ** 2 * 0.5))
    sky = np.stack([0.5 + 0.7 * glow, 0.34 + 0.36 * glow, 0.28 + 0.1 * glow], axis=-1) * (1.1 - 0.14 * y)[..., None]
    sky += sun[..., None] * np.array([1.6, 1.3, 0.9])
    cloud = sample(tile(71, 1.5), x * 0.06, y * 0.35)
    picture = sky * (1 + 0.13 * cloud)[..., None]
    for k, (base, rise) in enumerate(((1.75, 0.5), (1.3, 0.42), (0.75, 0.5))):
        edge = base + rise * (sample(tile(73 + k, 1.6), x * 0.075 + 0.3 * k, x * 0) * 0.6 - 0.06 * abs(k - 1) * x)
        shade = np.array([0.33, 0.24, 0.24]) * (0.62 - 0.27 * k)
        grain = 1 + 0.12 * sample(tile(79, 1.0), x * 0.4, y * 0.9)
        cover = smoothstep(-0.02, 0.02, edge - y)[..., None]
        picture = picture * (1 - cover) + shade * grain[..., None] * cover
    return np.asarray(picture, dtype=np.float32)


def film_festival(scale: float) -> Pixels:
    """An audience before a lit screen."""
    rng = np.random.default_rng(37)
    shapes: list[Shape] = [
        Box((0, 3.35, 15.0), (5.2, 2.2, 0.05), (1, 1, 1), "screen", casts=False),
        Box((0, 3.3, 15.2), (9.5, 4.5, 0.1), (0.035, 0.012, 0.012), "curtain"),
        Box((0, 0.5, 14.2), (9, 0.55, 0.8), (0.05, 0.03, 0.02), "wood"),
        Box((0, 7.6, 8), (9.5, 0.1, 9), (0.04, 0.035, 0.035)),
    ]
    shapes += [Box((s * 8.6, 3.5, 8), (0.2, 4.5, 9), (0.07, 0.035, 0.03), "curtain") for s in (-1, 1)]
    for row in range(9):
        z, y = 3.0 + row * 1.15, 0.62 - row * 0.16
        shapes.append(Box((0, y - 0.55, z), (8.5, 0.3, 0.6), (0.03, 0.015, 0.015)))
        for k in range(-8, 9):
            x = k * 0.66 + (0.33 if row % 2 else 0)
            shapes.append(
                Blob(
                    (x, y, z - 0.22),
                    [Part("box", (0, 0.28, 0), (0.27, 0.36, 0.06), (0.12, 0.02, 0.02), ra=0.09)],
                )
            )
            if rng.random() < 0.86 and abs(x) < 0.55 * z + 1.2:
                shapes.append(_viewer(x, y, z, rng))
    screen = [
        Light((sx, 3.6, 14.4), (30, 22, 18), (sx * 0.3, 0.5, 3), 120, 0.5, 1, wrap=0.25, resolution=640)
        for sx in (-3.0, 3.0)
    ]
    beam = Light((0.4, 5.6, -3.5), (1.0, 0.86, 0.7), (0, 3.6, 15), 30, 0.02, 1, cone=True, resolution=256)
    surfaces = BASE | {
        "screen": Surface(_film_still, emit=1.05, lit=0),
        "curtain": Surface(grime(0.2, 0.4), 0.35, (1.4, 0.02)),
        "cloth": Surface(grime(0.1), 0.1, (1, 1), 0, wrap=0.1, rim=1.2),
    }
    air = Air((0.012, 0.013, 0.018), (0.014, 0.011, 0.01), (0.1, 0.06, 0.05), 0.006, 1.0, 0.4)
    stage = Stage(
        (-1.0, 2.0, 1.0),
        (0.2, 2.05, 9),
        46,
        shapes,
        screen,
        surfaces,
        air,
        focus=5.2,
        aperture=0.02,
        largest=0.007,
        beams=beam,
        beam_reach=15,
        beam_gain=0.16,
    )
    canvas = photograph(stage, scale, 37)
    canvas.bloom(0.7, 60, 0.35)
    return finish(canvas, Film(1.05, 0.3, 1.0, "#767e8c", "#8a8276", 0.4, 0.017))


def _viewer(x: float, y: float, z: float, rng: np.random.Generator) -> Blob:
    """The upper half of somebody who watches."""
    dress = passer(rng)
    dress.stride, dress.bow = 0.0, float(rng.uniform(-0.03, 0.05))
    whole = seated(
        x + float(rng.normal(0, 0.05)),
        z,
        dress,
        float(rng.normal(0, 9)),
        y=0.45,
        height=float(rng.uniform(1.58, 1.82)),
    )
    upper = [part for part in whole.parts if part.a[1] > 0.96]
    return Blob((whole.center[0], whole.center[1] + y - 0.42, z), upper, whole.yaw, whole.scale, 0.035, casts=z < 6)


# ---- archive

LEATHERS: tuple[Vec, ...] = (
    (0.16, 0.07, 0.035),
    (0.1, 0.035, 0.025),
    (0.22, 0.15, 0.08),
    (0.06, 0.07, 0.05),
    (0.05, 0.045, 0.06),
    (0.28, 0.22, 0.14),
    (0.12, 0.09, 0.06),
    (0.2, 0.1, 0.05),
)


def _shelf_run(x: float, z0: float, z1: float, side: int, rng: np.random.Generator) -> list[Shape]:
    """A wall of shelves with books, on the left (side -1) or the right."""
    wood: Vec = (0.13, 0.07, 0.035)
    shapes: list[Shape] = [Box((x + side * 0.22, 1.7, (z0 + z1) / 2), (0.03, 1.8, (z1 - z0) / 2), wood, "wood")]
    for level in range(7):
        y = 0.2 + level * 0.46
        shapes.append(Box((x, y, (z0 + z1) / 2), (0.22, 0.02, (z1 - z0) / 2), wood, "wood"))
        z = z0 + 0.03
        while z < z1 - 0.1:
            thick = float(rng.uniform(0.018, 0.05)) * (1.35 if z > 5 else 1)
            tall, deep = float(rng.uniform(0.13, 0.19)), float(rng.uniform(0.11, 0.16))
            if rng.random() < 0.07:
                z += float(rng.uniform(0.05, 0.22))
                continue
            color = LEATHERS[int(rng.integers(len(LEATHERS)))]
            lean = float(rng.normal(0, 5)) if rng.random() < 0.12 else 0.0
            shapes.append(
                Box(
                    (x + side * (0.2 - deep), y + 0.025 + tall, z + thick),
                    (deep, tall, thick),
                    color,
                    "leather",
                    turn(0, lean),
                )
            )
            z += 2 * thick + 0.002
    shapes += [Box((x - side * 0.01, 1.7, z), (0.24, 1.8, 0.03), wood, "wood") for z in np.arange(z0, z1 + 0.1, 1.7)]
    return shapes


def archive_shelves(scale: float) -> Pixels:
    """Old books on their shelves, and a reading lamp over an open manuscript."""
    rng = np.random.default_rng(41)
    shapes: list[Shape] = [
        Box((0, -0.1, 5), (4, 0.1, 7), (0.1, 0.06, 0.04), "wood"),
        Box((0, 3.5, 5), (4, 0.1, 7), (0.2, 0.18, 0.15)),
        Box((0, 1.7, 9.2), (4, 2, 0.1), (0.2, 0.17, 0.13)),
        Box((0.15, 1.9, 9.08), (0.42, 0.85, 0.05), (0.55, 0.7, 1.0), "window", casts=False),
        Box((0.15, 1.9, 9.0), (0.02, 0.85, 0.03), (0.03, 0.03, 0.03)),
        Box((0.15, 2.1, 9.0), (0.42, 0.02, 0.03), (0.03, 0.03, 0.03)),
    ]
    shapes += _shelf_run(-1.45, 1.0, 8.6, -1, rng) + _shelf_run(1.65, 2.0, 8.6, 1, rng)
    shapes += _reading_table(rng)
    lamp = Light((0.42, 1.2, 1.62), (0.95, 0.68, 0.38), (0.3, 0, 1.61), 150, 0.05, 4, haze=0.003, resolution=640)
    spill = Light((0.42, 1.25, 1.62), (0.55, 0.4, 0.24), shadow=False)
    aisle = Light((0.1, 3.2, 5.6), (3.4, 2.5, 1.5), (0.1, 0, 5.61), 150, 0.3, 2)
    day = Light((0.15, 2.1, 9.0), (3.6, 4.4, 5.8), (0, 0.9, 2), 90, 0.4, 2)
    surfaces = BASE | {
        "wood": Surface(grime(0.3, 0.7), 0.06, (0.4, 3), 0.06, 30),
        "leather": Surface(_spine, 0.1, (2, 2), 0.05, 18),
        "window": Surface(emit=0.9, lit=0),
        "paper": Surface(_script, 0.08, (1, 1), wrap=0.1),
        "shade": Surface(emit=0.22, spec=0.3, power=50),
        "brass": Surface(None, 0.03, spec=0.6, power=35),
        "lamp": Surface(emit=9),
    }
    air = Air((0.035, 0.035, 0.042), (0.03, 0.02, 0.013), (0.12, 0.1, 0.09), 0.012, 1.3, 0.25)
    stage = Stage(
        (-0.2, 1.45, 0.0),
        (0.14, 1.2, 3),
        50,
        shapes,
        [lamp, spill, aisle, day],
        surfaces,
        air,
        focus=1.75,
        aperture=0.011,
        largest=0.006,
    )
    canvas = photograph(stage, scale, 41)
    canvas.bloom(0.8, 50, 0.35)
    return finish(canvas, Film(1.5, 0.35, 1.0, "#767c86", "#8c8474", 0.5, 0.015))


def _spine(p: Array, n: Array, color: Array) -> Array:
    """Leather with rubbed edges and bands of faded gold."""
    worn = grime(0.3, 1.6)(p, n, color)
    height = (p[..., 1] - 0.2) % 0.46
    band = np.exp(-(((height - 0.09) / 0.006) ** 2)) + np.exp(-(((height - 0.23) / 0.006) ** 2))
    gold = np.clip(band, 0, 1) * np.clip(0.5 + sample(tile(43, 1.0), p[..., 2] * 0.9, p[..., 1] * 0.1), 0, 1)
    result: Array = worn + gold[..., None] * vec([0.22, 0.15, 0.05])
    return result


def _script(p: Array, n: Array, color: Array) -> Array:
    """Paper with lines of writing too small to read."""
    line = np.abs((p[..., 2] * 62) % 1 - 0.5) < 0.2
    ink = sample(tile(47, 0.35), p[..., 0] * 2.3, np.floor(p[..., 2] * 62) * 0.137) > -0.25
    page = np.abs(np.abs(p[..., 0] - 0.2) - 0.13)
    inside = (page < 0.095) & (np.abs(p[..., 2] - 1.42) < 0.14)
    dark = (line & ink & inside & (n[..., 1] > 0.7)) * 0.72
    aged = grime(0.12, 1.2)(p, n, color)
    result: Array = aged * (1 - dark)[..., None]
    return result


def _reading_table(rng: np.random.Generator) -> list[Shape]:
    top = 0.78
    shapes: list[Shape] = [
        Box((0.35, top - 0.03, 1.5), (0.95, 0.03, 0.5), (0.2, 0.1, 0.05), "wood"),
        Box((0.35, 0.4, 1.9), (0.9, 0.36, 0.03), (0.14, 0.07, 0.04), "wood"),
    ]
    for side in (-1, 1):
        shapes.append(
            Blob(
                (0.2, top, 1.42),
                [
                    Part("box", (side * 0.13, 0.02, 0), (0.128, 0.02, 0.185), (0.5, 0.42, 0.29), ra=0.015),
                    Part(
                        "cone",
                        (side * 0.07, 0.028, -0.17),
                        (side * 0.07, 0.028, 0.17),
                        (0.5, 0.42, 0.29),
                        0.026,
                        0.026,
                    ),
                ],
                smooth=0.02,
                material="paper",
            )
        )
    for k in range(5):
        yaw = float(rng.normal(0, 12))
        color = LEATHERS[int(rng.integers(len(LEATHERS)))]
        shapes.append(Box((1.0, top + 0.028 + 0.056 * k, 1.62), (0.15, 0.026, 0.2), color, "leather", turn(yaw)))
        shapes.append(
            Box(
                (0.985, top + 0.028 + 0.056 * k, 1.61),
                (0.145, 0.019, 0.2),
                (0.5, 0.42, 0.3),
                "plain",
                turn(yaw),
            )
        )
    for k in range(3):
        shapes.append(
            Box(
                (-0.36, top + 0.025 + 0.05 * k, 1.66),
                (0.13, 0.024, 0.18),
                LEATHERS[k + 1],
                "leather",
                turn(20 - 14 * k),
            )
        )
    brass: Vec = (0.3, 0.19, 0.06)
    shapes.append(
        Blob(
            (0.42, top, 1.75),
            [
                Part("ball", (0, 0.01, 0), (0.09, 0.02, 0.09), brass),
                Part("cone", (0, 0, 0), (0, 0.42, 0), brass, 0.012, 0.01),
                Part("cone", (0, 0.42, 0), (0, 0.5, -0.1), brass, 0.01, 0.01),
            ],
            smooth=0.01,
            material="brass",
        )
    )
    shapes.append(
        Blob(
            (0.42, top + 0.47, 1.63),
            [
                Part("cone", (-0.12, 0, 0), (0.12, 0, 0), (0.02, 0.13, 0.06), 0.085, 0.085, (1, 1.05, 1)),
                Part("box", (0, -0.1, 0), (0.3, 0.08, 0.3), (0, 0, 0), carve=True),
            ],
            smooth=0.006,
            material="shade",
            casts=False,
        )
    )
    shapes.append(Ellipsoid((0.42, top + 0.455, 1.63), (0.1, 0.022, 0.03), (1, 0.8, 0.5), "lamp", casts=False))
    return shapes


# ---- tea house


def _glass(x: float, z: float, y: float) -> tuple[list[Shape], Shape]:
    """A waisted glass of tea on its saucer, with a spoon."""
    amber: Vec = (0.24, 0.05, 0.008)
    tea = Blob(
        (x, y, z),
        [
            Part("ball", (0, 0.024, 0), (0.025, 0.022, 0.025), amber),
            Part("cone", (0, 0.02, 0), (0, 0.045, 0), amber, 0.023, 0.018),
            Part("cone", (0, 0.045, 0), (0, 0.074, 0), amber, 0.018, 0.0245),
            Part("cone", (0, 0.074, 0), (0, 0.084, 0), amber, 0.0245, 0.0262),
            Part("box", (0, 0.109, 0), (0.05, 0.022, 0.05), amber, carve=True, blend=0.001),
        ],
        smooth=0.006,
        material="tea",
    )
    clear: Vec = (0.3, 0.28, 0.25)
    shell = Blob(
        (x, y, z),
        [
            Part("ball", (0, 0.02, 0), (0.028, 0.022, 0.028), clear),
            Part("cone", (0, 0.02, 0), (0, 0.045, 0), clear, 0.026, 0.0205),
            Part("cone", (0, 0.045, 0), (0, 0.074, 0), clear, 0.0205, 0.027),
            Part("cone", (0, 0.074, 0), (0, 0.102, 0), clear, 0.027, 0.031),
            Part("box", (0, 0.122, 0), (0.05, 0.022, 0.05), clear, carve=True, blend=0.001),
        ],
        smooth=0.006,
        material="glass",
        casts=False,
    )
    white: Vec = (0.62, 0.6, 0.57)
    saucer = Blob(
        (x, y - 0.004, z),
        [
            Part("ball", (0, 0, 0), (0.056, 0.009, 0.056), white),
            Part("ball", (0, 0.012, 0), (0.05, 0.009, 0.05), white, carve=True),
        ],
        smooth=0.003,
        material="china",
    )
    spoon = Blob(
        (x, y, z),
        [
            Part("cone", (0.035, 0.012, -0.03), (0.06, 0.016, 0.055), (0.4, 0.38, 0.35), 0.0025, 0.0022),
            Part("ball", (0.03, 0.011, -0.038), (0.009, 0.004, 0.014), (0.4, 0.38, 0.35)),
        ],
        smooth=0.003,
        material="metal",
    )
    return [tea, saucer, spoon], shell


def tea_house(scale: float) -> Pixels:
    """Glasses of tea on a tray; behind them the room, the samovar and the regulars."""
    rng = np.random.default_rng(43)
    top = 0.72
    shapes: list[Shape] = [
        Box((0, top - 0.03, 0.9), (0.9, 0.03, 0.5), (0.16, 0.075, 0.035), "wood"),
        Ellipsoid((0.02, top + 0.003, 0.72), (0.27, 0.007, 0.2), (0.34, 0.3, 0.24), "metal"),
        Blob(
            (0.02, top, 0.72),
            [
                Part("ball", (0, 0.009, 0), (0.272, 0.011, 0.202), (0.4, 0.34, 0.26)),
                Part("ball", (0, 0.03, 0), (0.262, 0.025, 0.192), (0.4, 0.34, 0.26), carve=True),
            ],
            smooth=0.002,
            material="metal",
        ),
    ]
    shells: list[Shape] = []
    for x, z in ((-0.1, 0.66), (0.03, 0.77), (0.14, 0.645), (-0.14, 0.81), (0.18, 0.8)):
        solid, shell = _glass(x, z, top + 0.018)
        shapes += solid
        shells.append(shell)
    shapes += [
        Box((0.01, top + 0.022, 0.6), (0.008, 0.006, 0.011), (0.75, 0.74, 0.7), "china", turn(25)),
        Box((0.03, top + 0.022, 0.607), (0.008, 0.006, 0.011), (0.75, 0.74, 0.7), "china", turn(-40)),
    ]
    shapes += _tea_room(rng)
    window = Light((-1.7, 1.9, 3.4), (15, 13.6, 11), (0, 0.7, 0.8), 80, 0.4, 5, haze=0.008)
    near = Light((0.25, 1.6, 1.9), (1.3, 0.95, 0.55), (0, 0.7, 0.8), 100, 0.15, 3)
    bulbs = [
        Light((x, 2.05, z), (1.6, 0.95, 0.42), shadow=False, haze=0.004)
        for x, z in ((0.7, 3.4), (1.9, 4.4), (-0.2, 4.9))
    ]
    surfaces = BASE | {
        "wood": Surface(grime(0.3, 1.4), 0.04, (0.8, 5), 0.14, 40),
        "metal": Surface(grime(0.12, 3.0), 0.05, (3, 3), 0.8, 26),
        "tea": Surface(_tea, emit=0.16, spec=1.0, power=120, wrap=0.7, rim=1.2),
        "glass": Surface(None, spec=3.0, power=90, wrap=0.5, rim=1.5, emit=0.25),
        "china": Surface(grime(0.05, 2), 0.0, (1, 1), 0.35, 70, wrap=0.2),
        "window": Surface(emit=2.6, lit=0),
        "lamp": Surface(emit=14, lit=0),
    }
    air = Air((0.05, 0.048, 0.045), (0.035, 0.024, 0.016), (0.2, 0.15, 0.1), 0.018, 1.0, 0.04)
    stage = Stage(
        (0.05, 0.93, 0.1),
        (0.01, 0.815, 0.74),
        34,
        shapes,
        [window, near, *bulbs],
        surfaces,
        air,
        focus=0.62,
        aperture=0.011,
        largest=0.016,
        ghosts=shells,
        ghost_share=0.1,
    )
    canvas = photograph(stage, scale, 43)
    canvas.bloom(0.9, 60, 0.35)
    _steam(canvas)
    return finish(canvas, Film(1.25, 0.35, 1.05, "#7a7c82", "#8c8474", 0.5, 0.014))


def _tea(p: Array, n: Array, color: Array) -> Array:
    """Tea glows where the glass is thin: at its edges and towards the top."""
    height = np.clip((p[..., 1] - 0.735) / 0.08, 0, 1)
    edge = 1 - np.abs(n[..., 2])
    gain = (0.4 + 1.7 * edge**2 + 0.9 * height) * np.where(n[..., 1] > 0.8, 0.35, 1)
    result: Array = (
        color * gain[..., None] * np.stack([np.ones_like(gain), 0.8 + 0.6 * edge, np.ones_like(gain)], axis=-1)
    )
    return result


def _steam(canvas: Canvas) -> None:
    """Wisps above the glasses."""
    wisp = canvas.noise(300, 5, 0.55, 3, 0.35, ridged=True)
    for x, y, tall in ((830, 700, 420), (1330, 560, 430), (1660, 700, 380)):
        sway = x + 50 * np.sin((canvas.ys - y) / 150)
        width = 45 + np.clip(y - canvas.ys, 0, None) * 0.16
        column = (
            np.exp(-(((canvas.xs - sway) / width) ** 2))
            * smoothstep(y, y - 90, canvas.ys)
            * smoothstep(y - tall, y - tall * 0.3, canvas.ys)
        )
        canvas.light(canvas.blur(column * np.clip(wisp, 0, 1), 6), (1.0, 0.93, 0.82), 0.22)


def _tea_room(rng: np.random.Generator) -> list[Shape]:
    copper: Vec = (0.5, 0.22, 0.09)
    shapes: list[Shape] = [
        Box((0, -0.1, 3), (5, 0.1, 5), (0.12, 0.09, 0.07)),
        Box((0, 1.5, 6.2), (5, 2, 0.1), (0.16, 0.12, 0.08)),
        Box((-2.0, 1.5, 3), (0.1, 2, 5), (0.2, 0.16, 0.11)),
    ]
    shapes += [
        Box((-1.86, 1.75, z), (0.03, 0.62, 0.36), (1, 0.92, 0.78), "window", casts=False) for z in (2.4, 3.6, 4.8)
    ]
    shapes += [Box((x, 1.6, 6.05), (0.3, 0.4, 0.02), (0.3, 0.2, 0.1)) for x in (-0.8, 0.5, 2.0)]
    shapes += [
        Ellipsoid((x, 2.05, z), (0.05, 0.06, 0.05), (1, 0.7, 0.36), "lamp", casts=False)
        for x, z in ((0.7, 3.4), (1.9, 4.4), (-0.2, 4.9))
    ]
    shapes.append(
        Blob(
            (0.95, 0.75, 2.5),
            [
                Part("ball", (0, 0.28, 0), (0.15, 0.2, 0.15), copper),
                Part("cone", (0, 0.05, 0), (0, 0.2, 0), copper, 0.1, 0.06),
                Part("cone", (0, 0.46, 0), (0, 0.56, 0), copper, 0.08, 0.06),
                Part("ball", (0, 0.64, 0), (0.09, 0.07, 0.09), (0.5, 0.48, 0.45)),
            ],
            smooth=0.02,
            material="metal",
        )
    )
    shapes.append(Box((1.0, 0.36, 2.6), (0.5, 0.38, 0.35), (0.14, 0.07, 0.04), "wood"))
    for x, z, yaw in (
        (-1.15, 3.1, 60),
        (-0.75, 3.9, 100),
        (0.15, 4.6, 170),
        (-0.35, 3.4, -80),
        (1.75, 3.9, 200),
    ):
        dress = passer(rng)
        dress.head, dress.lower = ("turban", "baggy") if x < 0 else ("hair", "trousers")
        shapes.append(seated(x, z, dress, yaw, 0.42))
    return shapes
