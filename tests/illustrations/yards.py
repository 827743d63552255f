"""Places under the sky where people come together: the bus station and the school."""

from __future__ import annotations

import numpy as np

from tests.illustrations.canvas import Film, Pixels
from tests.illustrations.lens import DETAIL, Stage, finish, photograph
from tests.illustrations.materials import BASE, glazing, grime, tiles
from tests.illustrations.people import Dress, figure, passer
from tests.illustrations.render import Air, Light, Surface
from tests.illustrations.shapes import Array, Blob, Box, Ellipsoid, Part, Shape, Vec, sample, tile, turn, vec


def sky(scale: float, top: Vec, low: Vec, horizon: float, seed: int, sun: tuple[float, float] | None = None) -> Array:
    """A sky behind the scene, as large as the rendered picture; horizon and sun in shares of the frame."""
    columns, rows = round(round(2400 * scale) * DETAIL), round(round(1600 * scale) * DETAIL)
    y = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / rows
    x = (np.arange(columns, dtype=np.float32)[None, :] + 0.5) / columns
    share = np.clip(y / horizon, 0, 1)[..., None] ** 1.4
    cloud = sample(tile(seed, 1.6), x * 0.25 + 0 * y, y * 0.7 + 0 * x)[..., None]
    picture: Array = (vec(top) * (1 - share) + vec(low) * share) * (1 + 0.09 * cloud)
    if sun is not None:
        gap = ((x - sun[0]) * 1.5) ** 2 + (y - sun[1]) ** 2
        picture = picture + (np.exp(-gap / 0.05) * 0.9 + np.exp(-gap / 0.0008) * 6)[..., None] * vec((1.0, 0.85, 0.6))
    return picture.astype(np.float32)


# ---- bus station


def _minibus(x: float, z: float, yaw: float, paint: Vec, tail: bool = True) -> list[Shape]:
    """A minibus; at yaw 0 its back is turned to us."""
    glass: Vec = (0.03, 0.035, 0.04)
    body = [
        Part("box", (0, 0.78, 0), (0.86, 0.45, 2.35), paint, ra=0.16),
        Part("box", (0, 1.5, -0.15), (0.77, 0.52, 2.1), paint, ra=0.2),
    ]
    shell = Blob((x, 0, z), body, yaw=yaw, smooth=0.14, material="car")
    rot = turn(yaw)
    shapes: list[Shape] = [shell]

    def put(at: Vec, half: Vec, color: Vec, material: str) -> None:
        spot = rot @ vec(at) + vec([x, 0, z])
        shapes.append(Box((float(spot[0]), float(spot[1]), float(spot[2])), half, color, material, rot))

    put((0, 1.5, -2.2), (0.62, 0.29, 0.1), glass, "glass")
    put((0, 1.45, 1.95), (0.62, 0.3, 0.1), glass, "glass")
    for side in (-1, 1):
        for k in range(4):
            put((side * 0.74, 1.52, -1.6 + 0.98 * k), (0.06, 0.25, 0.42), glass, "glass")
        for end in (-1.45, 1.5):
            spot = rot @ vec((side * 0.78, 0.34, end)) + vec([x, 0, z])
            shapes.append(
                Ellipsoid(
                    (float(spot[0]), 0.34, float(spot[2])),
                    (0.12, 0.34, 0.34),
                    (0.02, 0.02, 0.02),
                    "plain",
                    rot,
                )
            )
        put((side * 0.7, 0.82, -2.33), (0.08, 0.14, 0.03), (0.6, 0.02, 0.01), "tail" if tail else "car")
        put((side * 0.62, 0.8, 2.33), (0.14, 0.09, 0.03), (0.9, 0.85, 0.7), "head")
    put((0, 0.62, -2.34), (0.24, 0.06, 0.02), (0.4, 0.4, 0.36), "plain")
    put((0, 0.45, -2.34), (0.8, 0.07, 0.04), (0.05, 0.05, 0.05), "plain")
    put((0, 2.06, -0.1), (0.5, 0.03, 1.4), (0.1, 0.1, 0.1), "plain")
    return shapes


def bus_station(scale: float) -> Pixels:
    """Minibuses wait for passengers; the sun is low and the air full of dust."""
    rng = np.random.default_rng(67)
    white: Vec = (0.5, 0.49, 0.46)
    shapes: list[Shape] = [Box((0, -0.1, 40), (60, 0.1, 60), (0.19, 0.165, 0.14), "ground")]
    for x, z, yaw, paint in (
        (-3.4, 9.6, -24, white),
        (-0.4, 12.2, -24, (0.5, 0.42, 0.25)),
        (2.6, 14.8, -24, white),
        (5.8, 17.2, -24, (0.3, 0.34, 0.38)),
        (9.0, 19.8, -24, white),
        (-9.0, 17.5, 160, white),
        (-6, 24, 160, (0.42, 0.4, 0.34)),
    ):
        shapes += _minibus(x, z, yaw, paint)
    for x in (-1.0, 5.4, 11.8):
        shapes.append(Box((x, 2.2, 24.0), (0.1, 2.2, 0.1), (0.08, 0.08, 0.08)))
    shapes.append(Box((5.0, 4.4, 24), (9.5, 0.12, 2.6), (0.1, 0.095, 0.09)))
    for k in range(16):
        tall = float(rng.uniform(2.0, 6.5))
        shapes.append(
            Box(
                (-40 + 5.6 * k, tall, 52 + float(rng.uniform(-6, 8))),
                (2.7, tall, 3),
                (0.2, 0.17, 0.14),
                "plain",
            )
        )
    bag = (0.08, 0.05, 0.05)
    for x, z, yaw in (
        (1.15, 6.4, 14),
        (1.75, 6.9, 10),
        (-1.7, 8.2, 60),
        (4.2, 10.8, 190),
        (4.7, 10.5, 100),
        (7.5, 14, 0),
        (0.6, 16, -60),
        (-6.2, 13, 0),
        (-6.8, 13.6, 30),
        (3.6, 21, 0),
        (8.6, 23, 90),
        (6.6, 22.6, 180),
        (-2.6, 20, 200),
    ):
        dress = passer(rng)
        dress.pack = bag if rng.random() < 0.3 else None
        shapes.append(figure(x, z, dress, yaw, float(rng.uniform(1.58, 1.8))))
    shapes.append(Blob((2.2, 0, 6.5), [Part("box", (0, 0.26, 0), (0.16, 0.22, 0.3), (0.16, 0.04, 0.04), ra=0.06)]))
    sun = Light((22, 17, 60), (3.6, 2.65, 1.6), (1, 0, 13), 46, 0.5, 3, sun=True, resolution=1100)
    surfaces = BASE | {
        "ground": Surface(grime(0.25, 0.12), 0.12, (0.8, 0.8), 0.12, 14),
        "car": Surface(grime(0.14, 0.5), 0.01, spec=0.5, power=50, rim=0.3),
        "glass": Surface(glazing, 0.01, spec=0.9, power=80),
        "tail": Surface(emit=0.35, spec=0.3),
        "head": Surface(emit=0.15, spec=0.6, power=40),
    }
    air = Air((0.2, 0.21, 0.24), (0.1, 0.08, 0.06), (0.75, 0.52, 0.33), 0.014, 1.3, 0.7)
    backdrop = sky(scale, (0.42, 0.46, 0.52), (1.05, 0.78, 0.5), 0.47, 68, (0.8, 0.2))
    stage = Stage(
        (0.6, 1.75, 0.3),
        (0.75, 1.65, 10),
        44,
        shapes,
        [sun],
        surfaces,
        air,
        backdrop,
        focus=9,
        aperture=0.012,
        largest=0.005,
        beams=sun,
        beam_reach=30,
        beam_gain=0.05,
    )
    canvas = photograph(stage, scale, 67)
    canvas.bloom(0.85, 70, 0.3)
    return finish(canvas, Film(0.95, 0.4, 0.95, "#747a86", "#8c8474", 0.4, 0.014))


# ---- school


def school_yard(scale: float) -> Pixels:
    """Pupils cross the yard towards their school in the morning."""
    rng = np.random.default_rng(73)
    ochre: Vec = (0.42, 0.34, 0.24)
    shapes: list[Shape] = [
        Box((0, -0.1, 30), (60, 0.1, 50), (0.3, 0.27, 0.23), "ground"),
        Box((2, 3.6, 28), (17, 3.6, 3), ochre, "plain"),
        Box((2, 7.35, 27.6), (17.3, 0.2, 3.7), (0.36, 0.33, 0.28)),
        Box((2, 3.55, 24.3), (17, 0.16, 0.9), (0.36, 0.33, 0.28)),
        Box((2, 0.2, 23.6), (17, 0.2, 1.6), (0.33, 0.3, 0.26)),
    ]
    for k in range(12):
        x = -13.6 + 2.84 * k
        shapes.append(Box((x - 1.42, 3.6, 23.7), (0.16, 3.6, 0.16), (0.46, 0.42, 0.35)))
        shapes += [
            Box((x, 5.3, 24.98), (0.85, 0.75, 0.08), (0.05, 0.06, 0.07), "glass"),
            Box((x, 5.3, 24.9), (0.03, 0.75, 0.05), (0.5, 0.5, 0.46)),
        ]
        if k % 3 == 1:
            shapes.append(Box((x, 1.45, 24.98), (0.6, 1.1, 0.08), (0.07, 0.16, 0.2)))
        else:
            shapes += [
                Box((x, 1.9, 24.98), (0.85, 0.7, 0.08), (0.05, 0.06, 0.07), "glass"),
                Box((x, 1.9, 24.9), (0.03, 0.7, 0.05), (0.5, 0.5, 0.46)),
            ]
        for rail in (3.95, 4.2, 4.45):
            shapes.append(Box((x, rail, 23.5), (1.3, 0.02, 0.02), (0.1, 0.12, 0.13)))
    shapes += [
        Box((-9.2, 2.4, 17), (0.06, 2.4, 0.06), (0.2, 0.2, 0.2)),
        Box((-9.2, 3.9, 16.7), (0.9, 0.55, 0.03), (0.5, 0.5, 0.48)),
        Blob((-9.2, 3.55, 16.2), [Part("cone", (0.22, 0, 0), (-0.22, 0, 0), (0.5, 0.1, 0.03), 0.02, 0.02)]),
    ]
    packs: tuple[Vec, ...] = (
        (0.4, 0.05, 0.05),
        (0.05, 0.12, 0.34),
        (0.36, 0.08, 0.22),
        (0.05, 0.2, 0.16),
        (0.06, 0.06, 0.07),
        (0.4, 0.24, 0.04),
    )
    for k in range(26):
        z = 6.2 + 13.5 * (k / 26) ** 1.2 + float(rng.normal(0, 0.3))
        x = float(rng.uniform(-0.42, 0.5)) * z if k > 3 else (-0.9, -0.2, 2.0, 2.6)[k]
        girl = rng.random() < 0.5
        uniform: Vec = (0.06, 0.08, 0.14) if girl else (0.3, 0.34, 0.4)
        dress = Dress(
            uniform,
            (0.04, 0.045, 0.07),
            head="long" if girl else "hair",
            pack=packs[int(rng.integers(6))],
            stride=float(rng.choice([-1, 1]) * rng.uniform(0.5, 1)),
            broad=0.88,
        )
        shapes.append(
            figure(
                x,
                z,
                dress,
                float(rng.normal(4, 16)) if rng.random() < 0.8 else float(rng.uniform(0, 360)),
                float(rng.uniform(1.22, 1.5)),
            )
        )
    shapes += _tree(9.2, 15.5, rng) + _tree(-12.5, 21.5, rng)
    sun = Light((-34, 22, -2), (3.5, 2.75, 1.9), (0, 1, 15), 46, 0.5, 3, sun=True, resolution=1100)
    surfaces = BASE | {
        "ground": Surface(tiles(2.4, 0.03, 0.3), 0.06, (1, 1), 0.02),
        "leaf": Surface(grime(0.5, 1.5), 0.5, (2, 2), wrap=0.4, rim=0.8),
        "glass": Surface(glazing, 0.01, spec=0.3, power=60),
    }
    air = Air((0.27, 0.32, 0.4), (0.14, 0.115, 0.085), (0.75, 0.72, 0.66), 0.0065, 1.3, 0.8)
    stage = Stage(
        (0.3, 1.5, 0.4),
        (0.5, 2.15, 12),
        42,
        shapes,
        [sun],
        surfaces,
        air,
        sky(scale, (0.22, 0.38, 0.6), (0.75, 0.78, 0.78), 0.5, 74),
        focus=8,
        aperture=0.012,
        largest=0.004,
    )
    canvas = photograph(stage, scale, 73)
    canvas.bloom(0.85, 50, 0.2)
    return finish(canvas, Film(1.0, 0.4, 0.95, "#767c86", "#8a8478", 0.4, 0.013))


def _tree(x: float, z: float, rng: np.random.Generator) -> list[Shape]:
    parts = [Part("cone", (0, 0, 0), (0.1, 3.0, 0), (0.09, 0.065, 0.045), 0.16, 0.1)]
    shapes: list[Shape] = [Blob((x, 0, z), parts, smooth=0.05)]
    for _ in range(420):
        d = rng.normal(0, 1, 3)
        d = d / np.linalg.norm(d) * rng.uniform(0.45, 1.0) * np.array([2.1, 1.35, 2.1])
        r = float(rng.uniform(0.07, 0.2))
        green: Vec = (0.07 + 0.04 * float(rng.random()), 0.105, 0.03)
        shapes.append(
            Ellipsoid(
                (x + float(d[0]), 4.2 + float(d[1]), z + float(d[2])),
                (r, r * 0.6, r * 0.8),
                green,
                "leaf",
                turn(float(rng.uniform(0, 360)), 20),
            )
        )
    return shapes
