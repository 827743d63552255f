"""Rooms of public life: the assembly, the briefing room, the hospital, the polling station."""

from __future__ import annotations

import numpy as np

from tests.illustrations.canvas import Film, Pixels
from tests.illustrations.lens import Stage, finish, photograph
from tests.illustrations.materials import BASE, grime, tiles
from tests.illustrations.people import Dress, figure, passer, seated
from tests.illustrations.render import Air, Light, Surface
from tests.illustrations.shapes import Blob, Box, Ellipsoid, Part, Shape, Vec, turn

# ---- chamber


def _bench_row(radius: float, y: float, shapes: list[Shape], rng: np.random.Generator) -> None:
    """One curved row: desks in front, chairs behind them, on its own step."""
    step = 0.72 / radius
    for angle in np.arange(-1.12, 1.121, step):
        if abs(abs(angle) - 0.4) < step * 0.6:
            continue
        yaw = float(np.degrees(angle))
        s, c = np.sin(angle), np.cos(angle)
        desk: Vec = (-s * radius, y + 0.42, -c * radius)
        rot = turn(yaw)
        shapes.append(Box(desk, (step * radius * 0.52, 0.42, 0.04), (0.24, 0.1, 0.045), "wood", rot))
        top: Vec = (-s * (radius + 0.17), y + 0.82, -c * (radius + 0.17))
        shapes.append(Box(top, (step * radius * 0.52, 0.02, 0.22), (0.3, 0.13, 0.06), "wood", rot))
        seat = radius + 0.75 + rng.normal(0, 0.03)
        swivel = turn(yaw + float(rng.normal(0, 7)))
        back: Vec = (-s * (seat + 0.2), y + 0.86, -c * (seat + 0.2))
        leather: Vec = (0.13, 0.025, 0.022)
        shapes.append(Ellipsoid(back, (0.27, 0.42, 0.09), leather, "leather", swivel))
        shapes.append(Box((-s * seat, y + 0.48, -c * seat), (0.25, 0.06, 0.24), leather, "leather", swivel))
        if rng.random() < 0.5:
            paper: Vec = (-s * (radius + 0.2), y + 0.845, -c * (radius + 0.2))
            shapes.append(
                Box(
                    paper,
                    (0.11, 0.004, 0.15),
                    (0.7, 0.68, 0.62),
                    "plain",
                    turn(yaw + float(rng.normal(0, 9))),
                )
            )


def parliament_hall(scale: float) -> Pixels:
    """An assembly hall, its curved rows empty, lit from a lantern in the ceiling."""
    rng = np.random.default_rng(11)
    shapes: list[Shape] = [Box((0, -0.1, 0), (30, 0.1, 30), (0.1, 0.025, 0.025), "carpet")]
    for k in range(7):
        radius, y = 6.2 + 1.75 * k, 0.28 * k
        _bench_row(radius, y, shapes, rng)
        for angle in np.arange(-1.2, 1.21, 0.1):
            s, c = np.sin(angle), np.cos(angle)
            middle: Vec = (-s * (radius + 0.9), y - 0.15, -c * (radius + 0.9))
            shapes.append(
                Box(middle, (radius * 0.06, 0.15, 0.9), (0.1, 0.03, 0.028), "carpet", turn(np.degrees(angle)))
            )
    shapes += _dais()
    shapes += _chamber_walls()
    lamp = Light((0, 9.5, -4), (300, 270, 225), (0, 0, -4.01), 130, 1.6, 4, haze=0.0008, resolution=512)
    dais = Light((0, 8, -2), (170, 150, 120), (0, 2, 5), 70, 0.4, 2, cone=True)
    surfaces = BASE | {
        "wood": Surface(grime(0.22, 0.5), 0.04, (0.3, 2.0), 0.10, 60),
        "leather": Surface(grime(0.15, 1.0), 0.05, (2, 2), 0.16, 24),
        "carpet": Surface(grime(0.2, 0.4), 0.1, (3, 3)),
    }
    air = Air((0.16, 0.15, 0.15), (0.07, 0.035, 0.03), (0.2, 0.16, 0.12), 0.006, 1.2, 0.7)
    stage = Stage(
        (-7.0, 4.9, -17.5),
        (0.9, 1.0, -1.0),
        44,
        shapes,
        [lamp, dais],
        surfaces,
        air,
        focus=13,
        aperture=0.03,
        largest=0.008,
    )
    canvas = photograph(stage, scale, 11)
    canvas.bloom(0.9, 50, 0.25)
    return finish(canvas, Film(1.1, 0.4, 0.95, "#7a8088", "#8a8278", 0.5, 0.014))


def _dais() -> list[Shape]:
    wood: Vec = (0.22, 0.09, 0.04)
    shapes: list[Shape] = [
        Box((0, 0.25, 3.2), (4.6, 0.25, 1.9), (0.1, 0.03, 0.028), "carpet"),
        Box((0, 0.95, 2.2), (3.4, 0.5, 0.08), wood, "wood"),
        Box((0, 1.47, 2.45), (3.5, 0.03, 0.35), wood, "wood"),
        Box((0, 0.55, -0.6), (0.55, 0.55, 0.3), wood, "wood"),
        Box((0, 1.13, -0.62), (0.62, 0.03, 0.36), wood, "wood"),
    ]
    for x in (-2.1, 0.0, 2.1):
        tall = 1.35 if x == 0 else 1.05
        shapes.append(Box((x, 0.5 + tall * 0.75, 3.6), (0.38, tall * 0.75, 0.09), (0.13, 0.025, 0.022), "leather"))
    for x in (-0.12, 0.12):
        shapes.append(
            Blob(
                (0, 0, 0),
                [
                    Part("cone", (x, 1.15, -0.6), (x * 2.2, 1.55, -0.75), (0.02, 0.02, 0.02), 0.012, 0.012),
                    Part("ball", (x * 2.3, 1.58, -0.77), (0.03, 0.04, 0.03), (0.02, 0.02, 0.02)),
                ],
            )
        )
    return shapes


def _chamber_walls() -> list[Shape]:
    shapes: list[Shape] = [
        Box((0, 5, 6.6), (16, 6, 0.3), (0.12, 0.085, 0.055), "plain"),
        Box((0, 11, 0), (30, 0.2, 30), (0.3, 0.28, 0.25), "plain"),
    ]
    for k in range(-9, 10):
        shapes.append(Box((k * 1.5, 5, 6.2), (0.2, 5.5, 0.25), (0.26, 0.13, 0.07), "wood"))
    for x in (-14.5, 14.5):
        shapes.append(Box((x, 5, -4), (0.3, 6, 18), (0.12, 0.09, 0.065), "plain"))
    shapes.append(Box((0, 10.6, -4), (4.2, 0.12, 4.2), (0.8, 0.75, 0.62), "lamp", casts=False))
    return shapes


# ---- press room


def _microphone(x: float, z: float, lean: float, tall: float, foam: Vec, cube: Vec | None) -> Blob:
    """A microphone on its stem, with a windscreen and perhaps a cube; it leans towards the speaker."""
    y, dark = 1.13, (0.015, 0.015, 0.018)
    tip = (x + lean, y + tall, z - 0.16)
    along = np.array([lean * 0.5, 0.1, -0.06])
    end = tuple(float(v) for v in np.array(tip) + along)
    top = tuple(float(v) for v in np.array(tip) + along * 1.3)
    parts = [
        Part("cone", (x, y, z), tip, dark, 0.007, 0.008),
        Part("cone", tip, (end[0], end[1], end[2]), dark, 0.014, 0.019),
        Part("cone", (end[0], end[1], end[2]), (top[0], top[1], top[2]), foam, 0.036, 0.034, blend=0.006),
    ]
    if cube:
        parts.append(
            Part(
                "box",
                (tip[0] + along[0] * 0.4, tip[1] + 0.045, tip[2] - 0.02),
                (0.032, 0.03, 0.032),
                cube,
                ra=0.006,
                blend=0.003,
            )
        )
    return Blob((0, 0, 0), parts, smooth=0.008, material="foam")


def press_conference(scale: float) -> Pixels:
    """Microphones on a lectern, seen from the speaker's side, before the lamps of the cameras."""
    rng = np.random.default_rng(23)
    shapes: list[Shape] = [
        Box((0, -0.1, 5), (9, 0.1, 9), (0.06, 0.05, 0.045)),
        Box((0, 2, 15), (14, 4, 0.2), (0.05, 0.06, 0.08)),
        Box((0, 1.06, 1.1), (0.55, 0.03, 0.3), (0.2, 0.09, 0.04), "wood", turn(0, 8)),
        Box((0, 1.02, 1.42), (0.57, 0.1, 0.03), (0.17, 0.075, 0.035), "wood"),
    ]
    foams: tuple[Vec, ...] = (
        (0.02, 0.02, 0.02),
        (0.2, 0.03, 0.03),
        (0.03, 0.06, 0.15),
        (0.025, 0.025, 0.03),
        (0.24, 0.17, 0.06),
        (0.02, 0.02, 0.022),
        (0.06, 0.12, 0.09),
        (0.02, 0.02, 0.02),
        (0.2, 0.2, 0.2),
    )
    for k, foam in enumerate(foams):
        x = -0.36 + 0.09 * k + float(rng.normal(0, 0.012))
        cube = foams[(k * 4 + 1) % 9] if k % 3 != 1 else None
        shapes.append(
            _microphone(x, 1.2 + float(rng.normal(0, 0.05)), -x * 0.35, 0.14 + float(rng.uniform(0, 0.14)), foam, cube)
        )
    shapes.append(Box((0.05, 1.105, 0.98), (0.105, 0.003, 0.148), (0.62, 0.6, 0.55), "paper", turn(6, 8)))
    for row in range(4):
        for k in range(7):
            x = -3.0 + k + 0.5 * (row % 2) + float(rng.normal(0, 0.12))
            guest = seated(x, 3.4 + row * 1.05, passer(rng), 180 + float(rng.normal(0, 14)))
            guest.casts = False
            shapes.append(guest)
    lights = [Light((-1.6, 2.6, 8.4), (30, 27, 22), (0, 1.1, 1), 60, 0.1, 2, haze=0.00025)]
    for x, y in ((-2.9, 2.15), (-1.6, 2.6), (-0.45, 2.0), (0.75, 2.35), (1.5, 1.95), (2.6, 2.5), (3.5, 2.1)):
        shapes.append(Ellipsoid((x, y, 8.4), (0.09, 0.09, 0.09), (1, 0.9, 0.75), "lamp", casts=False))
        shapes.append(
            Blob(
                (x, 0, 8.5),
                [
                    Part("box", (0, y - 0.3, 0), (0.1, 0.12, 0.2), (0.01, 0.01, 0.01), ra=0.03),
                    Part("cone", (0, y - 0.4, 0), (0, 0, 0), (0.01, 0.01, 0.01), 0.03, 0.03),
                ],
                casts=False,
            )
        )
    lights += [
        Light((2.6, 2.7, 8.2), (22, 20, 17), (0, 1.1, 1), 60, 0.1, 1, haze=0.00025),
        Light((-1.5, 3.0, -1.0), (3.2, 3.1, 3.0), shadow=False),
    ]
    surfaces = BASE | {
        "wood": Surface(grime(0.2, 0.8), 0.03, (0.5, 3), 0.25, 40),
        "foam": Surface(None, 0.22, (9, 9), 0.04, 12, wrap=0.1, rim=1.4),
        "lamp": Surface(emit=15.0, lit=0),
    }
    air = Air((0.05, 0.06, 0.08), (0.03, 0.025, 0.02), (0.1, 0.11, 0.13), 0.012, 1.0, 0.3)
    stage = Stage(
        (-0.25, 1.5, 0.1),
        (0.0, 1.34, 1.4),
        46,
        shapes,
        lights,
        surfaces,
        air,
        focus=1.0,
        aperture=0.02,
        largest=0.017,
    )
    canvas = photograph(stage, scale, 23)
    canvas.bloom(1.0, 60, 0.3)
    return finish(canvas, Film(1.5, 0.35, 0.95, "#747c88", "#8a847a", 0.45, 0.014))


# ---- hospital


def hospital_corridor(scale: float) -> Pixels:
    """A nurse walks away down a long corridor."""
    wall: Vec = (0.5, 0.53, 0.5)
    low: Vec = (0.19, 0.32, 0.3)
    shapes: list[Shape] = [
        Box((0, -0.1, 15), (1.5, 0.1, 20), (0.3, 0.31, 0.29), "floor"),
        Box((0, 3.0, 15), (1.5, 0.1, 20), (0.62, 0.62, 0.6)),
    ]
    for side in (-1, 1):
        x = side * 1.5
        shapes += [
            Box((x, 1.5, 15), (0.06, 1.6, 20), wall),
            Box((x - side * 0.062, 0.55, 15), (0.012, 0.55, 20), low, "paint"),
            Box((x - side * 0.11, 0.95, 15), (0.035, 0.055, 20), (0.24, 0.16, 0.1), "wood"),
        ]
        for k in range(7):
            shapes += _door(x - side * 0.05, 2.2 + 4.2 * k + (1.6 if side > 0 else 0), side)
    for k in range(11):
        shapes.append(Box((0, 2.89, 1.0 + 2.9 * k), (0.3, 0.02, 0.62), (0.9, 0.97, 1.0), "panel", casts=False))
    shapes.append(Box((0, 1.5, 33), (1.5, 1.5, 0.05), (0.5, 0.5, 0.5)))
    shapes.append(Box((0, 1.25, 32.9), (0.85, 1.2, 0.05), (0.95, 1.0, 1.0), "window", casts=False))
    shapes += _trolley(1.05, 4.4)
    nurse = Dress((0.1, 0.24, 0.3), (0.09, 0.21, 0.27), head="long", stride=0.75, broad=0.92)
    shapes.append(figure(-0.18, 5.6, nurse, 4, 1.68))
    shapes.append(figure(0.6, 19.5, Dress((0.5, 0.5, 0.5), (0.05, 0.05, 0.07), stride=-0.5), 180, 1.76))
    lights = [
        Light(
            (0, 2.8, 1.0 + 5.8 * k),
            (2.6, 2.8, 2.7),
            (0, 0, 1.01 + 5.8 * k),
            150,
            0.4,
            2,
            wrap=0.1,
            resolution=384,
            shadow=1 <= k <= 2,
        )
        for k in range(5)
    ]
    lights.append(Light((0, 1.6, 32.0), (26, 28, 29), (0, 1, 5), 50, 0.5, 3, haze=0.001))
    surfaces = BASE | {
        "floor": Surface(tiles(0.6), 0.02, (1, 1), 0.05, 60),
        "panel": Surface(emit=2.4, lit=0),
        "window": Surface(emit=2.2, lit=0),
        "paint": Surface(grime(0.12, 0.8), 0.02, (1, 1), 0.07, 30),
        "metal": Surface(None, 0.02, spec=0.5, power=40),
    }
    air = Air((0.2, 0.22, 0.215), (0.15, 0.16, 0.15), (0.6, 0.65, 0.65), 0.008, 1.0, 0.4)
    stage = Stage(
        (-0.42, 1.35, -0.6),
        (-0.02, 1.22, 8),
        50,
        shapes,
        lights,
        surfaces,
        air,
        focus=6.2,
        aperture=0.018,
        largest=0.006,
        mirror=0.0,
        mirror_gain=0.75,
        mirror_blur=0.005,
    )
    canvas = photograph(stage, scale, 31)
    canvas.bloom(0.8, 45, 0.3)
    return finish(canvas, Film(0.95, 0.35, 0.85, "#76807e", "#848482", 0.45, 0.013))


def _door(x: float, z: float, side: int) -> list[Shape]:
    return [
        Box((x, 1.05, z), (0.03, 1.08, 0.62), (0.2, 0.22, 0.2), "wood"),
        Box((x - side * 0.012, 1.03, z), (0.03, 1.02, 0.54), (0.34, 0.25, 0.17), "wood"),
        Box((x - side * 0.03, 1.5, z + 0.2), (0.02, 0.28, 0.1), (0.09, 0.11, 0.12), "metal"),
        Box((x - side * 0.05, 1.02, z - 0.42), (0.03, 0.02, 0.07), (0.3, 0.3, 0.3), "metal"),
    ]


def _trolley(x: float, z: float) -> list[Shape]:
    steel: Vec = (0.3, 0.32, 0.33)
    parts = [Part("cone", (i, 0.12, j), (i, 0.95, j), steel, 0.015, 0.015) for i in (-0.25, 0.25) for j in (-0.8, 0.8)]
    parts += [Part("cone", (i, 0.95, -0.8), (i, 0.95, 0.8), steel, 0.015, 0.015) for i in (-0.25, 0.25)]
    parts += [
        Part("ball", (i, 0.06, j), (0.03, 0.06, 0.06), (0.03, 0.03, 0.03)) for i in (-0.25, 0.25) for j in (-0.8, 0.8)
    ]
    bed = Blob(
        (x, 0, z),
        [
            Part("box", (0, 0.72, 0), (0.27, 0.07, 0.92), (0.5, 0.53, 0.55), ra=0.05),
            Part("box", (0, 0.82, 0.62), (0.2, 0.06, 0.2), (0.6, 0.62, 0.63), ra=0.05, blend=0.01),
        ],
        smooth=0.02,
    )
    return [Blob((x, 0, z), parts, smooth=0.004, material="metal"), bed]


# ---- voters


def voter_queue(scale: float) -> Pixels:
    """A queue along a classroom wall, a ballot box in front."""
    rng = np.random.default_rng(79)
    shapes: list[Shape] = [
        Box((0, -0.1, 5), (6, 0.1, 7), (0.26, 0.23, 0.19), "floor"),
        Box((0, 3.4, 5), (6, 0.1, 7), (0.45, 0.44, 0.4)),
        Box((0, 1.6, 8.2), (6, 1.9, 0.1), (0.4, 0.42, 0.38)),
        Box((4.6, 1.6, 5), (0.1, 1.9, 7), (0.4, 0.42, 0.38)),
        Box((0, 0.6, 8.08), (6, 0.6, 0.05), (0.16, 0.26, 0.25)),
        Box((-4.2, 1.6, 5), (0.1, 1.9, 7), (0.4, 0.42, 0.38)),
    ]
    for z in (2.6, 4.7, 6.8):
        shapes += [
            Box((-4.08, 1.9, z), (0.03, 0.75, 0.7), (0.95, 0.97, 1.0), "window", casts=False),
            Box((-4.02, 1.9, z), (0.03, 0.75, 0.03), (0.2, 0.2, 0.2)),
            Box((-4.02, 1.9, z), (0.03, 0.025, 0.7), (0.2, 0.2, 0.2)),
        ]
    shapes += [
        Box((2.9, 1.15, 8.05), (0.52, 1.15, 0.06), (1, 0.95, 0.85), "window", casts=False),
        Box((-0.9, 1.95, 8.06), (1.2, 0.55, 0.03), (0.035, 0.06, 0.05)),
    ]
    for k in range(9):
        x = -1.75 + 0.56 * k + float(rng.normal(0, 0.05))
        dress = passer(rng)
        dress.stride, dress.arms = 0.12, str(rng.choice(["down", "folded", "forward"]))
        shapes.append(
            figure(
                x,
                5.1 + 0.24 * k + float(rng.normal(0, 0.08)),
                dress,
                -80 + float(rng.normal(0, 14)),
                float(rng.uniform(1.56, 1.8)),
            )
        )
    shapes += _ballot_table(rng)
    shapes += [
        Box((-2.75, 1.1, 5.6), (0.4, 0.35, 0.02), (0.5, 0.42, 0.3)),
        Box((-3.1, 1.1, 5.9), (0.02, 0.35, 0.3), (0.5, 0.42, 0.3)),
        Box((-2.75, 0.7, 5.9), (0.4, 0.03, 0.32), (0.2, 0.13, 0.08), "wood"),
    ]
    day = [
        Light((-3.7, 2.1, z), (4.4, 4.6, 4.7), (0.5, 0.6, z - 0.3), 130, 0.6, 2, haze=0.0008) for z in (2.6, 4.7, 6.8)
    ]
    door = Light((2.9, 1.5, 7.7), (4, 3.5, 2.8), (1, 0.8, 3), 110, 0.3, 2, haze=0.0012)
    near = Light((-1.9, 2.2, 0.2), (1.6, 1.6, 1.55), (0, 0.9, 1.75), 70, 0.5, 4)
    surfaces = BASE | {
        "floor": Surface(tiles(0.4, 0.008, 0.35), 0.03, (1, 1), 0.06, 40),
        "window": Surface(emit=1.5, lit=0),
        "wood": Surface(grime(0.25, 0.9), 0.04, (0.5, 4), 0.12, 40),
        "acrylic": Surface(None, 0.01, spec=0.5, power=50, wrap=0.5),
        "seal": Surface(spec=0.4, power=40),
    }
    air = Air((0.1, 0.105, 0.11), (0.06, 0.052, 0.045), (0.5, 0.5, 0.5), 0.012, 1.4, 0.4)
    stage = Stage(
        (0.15, 1.36, 0.2),
        (0.05, 1.12, 3.5),
        46,
        shapes,
        [*day, door, near],
        surfaces,
        air,
        focus=1.75,
        aperture=0.013,
        largest=0.007,
        mirror=0.0,
        mirror_gain=0.4,
        mirror_blur=0.008,
        ghosts=[Box((-0.28, 0.98, 1.75), (0.21, 0.23, 0.19), (0.5, 0.56, 0.58), "acrylic")],
        ghost_share=0.3,
    )
    canvas = photograph(stage, scale, 79)
    canvas.bloom(0.85, 55, 0.3)
    return finish(canvas, Film(1.15, 0.38, 0.9, "#747c84", "#8a857a", 0.5, 0.014))


def _ballot_table(rng: np.random.Generator) -> list[Shape]:
    shapes: list[Shape] = [
        Box((0.1, 0.72, 1.75), (0.95, 0.03, 0.42), (0.26, 0.16, 0.09), "wood"),
        Box((-0.28, 1.225, 1.75), (0.225, 0.022, 0.205), (0.5, 0.5, 0.48), "seal"),
        Box((-0.28, 1.249, 1.75), (0.09, 0.003, 0.012), (0.01, 0.01, 0.01)),
        Box((-0.28, 1.35, 1.76), (0.055, 0.1, 0.0025), (0.72, 0.71, 0.68), "seal", turn(8, 0, 7)),
    ]
    for x in (-0.46, -0.1):
        shapes.append(
            Blob(
                (x, 1.2, 1.54),
                [
                    Part("box", (0, 0, 0), (0.012, 0.03, 0.008), (0.4, 0.05, 0.04), ra=0.006),
                    Part("cone", (0, -0.02, 0), (0.01, -0.1, 0), (0.4, 0.05, 0.04), 0.004, 0.003),
                ],
                smooth=0.004,
                material="seal",
            )
        )
    for k in range(60):
        pose = turn(float(rng.uniform(0, 360)), float(rng.normal(0, 22)), float(rng.normal(0, 22)))
        spot: Vec = (
            -0.28 + float(rng.uniform(-0.13, 0.13)),
            0.77 + 0.0032 * k + float(rng.uniform(0, 0.02)),
            1.75 + float(rng.uniform(-0.11, 0.11)),
        )
        shapes.append(Box(spot, (0.062, 0.0025, 0.045), (0.66, 0.65, 0.6), "seal", pose))
    for k in range(9):
        shapes.append(
            Box(
                (0.42 + float(rng.normal(0, 0.006)), 0.754 + 0.004 * k, 1.72),
                (0.11, 0.002, 0.15),
                (0.68, 0.67, 0.63),
                "seal",
                turn(float(rng.normal(-8, 4))),
            )
        )
    shapes.append(
        Blob(
            (0.75, 0.75, 1.66),
            [
                Part("cone", (0, 0, 0), (0, 0.05, 0), (0.12, 0.04, 0.2), 0.028, 0.026),
                Part("cone", (0, 0.06, 0), (0, 0.075, 0), (0.1, 0.03, 0.16), 0.02, 0.02),
            ],
            smooth=0.005,
            material="seal",
        )
    )
    return shapes
