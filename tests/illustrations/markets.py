"""The covered bazaar, and a stall of pomegranates."""

from __future__ import annotations

import numpy as np

from tests.illustrations.canvas import Film, Pixels, smoothstep
from tests.illustrations.lens import Stage, finish, photograph
from tests.illustrations.materials import BASE, grime, tiles
from tests.illustrations.people import Dress, figure, passer
from tests.illustrations.render import Air, Light, Surface
from tests.illustrations.shapes import (
    Array,
    Blob,
    Box,
    Ellipsoid,
    Part,
    Shape,
    Vault,
    Vec,
    sample,
    tile,
    turn,
    vec,
)

# ---- bazaar

SPICES: tuple[Vec, ...] = (
    (0.4, 0.14, 0.02),
    (0.35, 0.04, 0.02),
    (0.45, 0.28, 0.03),
    (0.2, 0.1, 0.04),
    (0.12, 0.14, 0.04),
    (0.3, 0.22, 0.12),
)
CLOTHS: tuple[Vec, ...] = (
    (0.28, 0.05, 0.05),
    (0.06, 0.09, 0.18),
    (0.3, 0.19, 0.07),
    (0.07, 0.13, 0.1),
    (0.18, 0.06, 0.1),
    (0.36, 0.3, 0.22),
)


def _shop(x: float, z: float, side: int, rng: np.random.Generator) -> list[Shape]:
    """A niche with a counter of goods, hanging cloth and a canopy."""
    shapes: list[Shape] = [
        Box((x + side * 1.0, 1.5, z), (0.1, 1.6, 1.5), (0.1, 0.07, 0.05)),
        Box((x - side * 0.1, 0.42, z), (0.5, 0.42, 1.15), (0.14, 0.08, 0.045), "wood"),
        Box(
            (x - side * 0.22, 2.62, z),
            (0.55, 0.02, 1.3),
            CLOTHS[int(rng.integers(6))],
            "cloth",
            turn(0, 0, side * 17),
        ),
    ]
    if rng.random() < 0.5:
        for i in range(3):
            for j in range(5):
                color = SPICES[int(rng.integers(len(SPICES)))]
                middle = (x - side * (0.42 - 0.32 * i), 0.84, z - 0.9 + 0.45 * j)
                shapes.append(
                    Blob(
                        middle,
                        [
                            Part("cone", (0, 0, 0), (0, 0.15, 0), color, 0.16, 0.02),
                            Part("cone", (0, -0.05, 0), (0, 0.0, 0), (0.3, 0.24, 0.16), 0.18, 0.19, blend=0.01),
                        ],
                        smooth=0.03,
                    )
                )
    else:
        for j in range(7):
            color = CLOTHS[int(rng.integers(len(CLOTHS)))]
            tall = float(rng.uniform(0.08, 0.34))
            shapes.append(
                Box(
                    (x - side * 0.15, 0.86 + tall, z - 1.0 + 0.33 * j),
                    (0.3, tall, 0.13),
                    color,
                    "cloth",
                    turn(float(rng.normal(0, 5))),
                )
            )
    for j in range(4):
        drop = float(rng.uniform(0.3, 0.6))
        color = CLOTHS[int(rng.integers(len(CLOTHS)))]
        shapes.append(
            Box(
                (x - side * 0.55, 2.45 - drop, z - 1.1 + 0.7 * j),
                (0.03, drop, 0.2),
                color,
                "cloth",
                turn(float(rng.normal(0, 12))),
            )
        )
    return shapes


def bazaar_lane(scale: float) -> Pixels:
    """A vaulted lane of shops; sun falls through the openings of the roof."""
    rng = np.random.default_rng(53)
    holes = tuple((-12.4 + 4.6 * k, 0.5) for k in range(7))
    brick: Vec = (0.3, 0.2, 0.13)
    shapes: list[Shape] = [
        Vault((0, 3.5, 18), 2.75, 22, brick, "brick", holes=holes),
        Box((0, -0.1, 18), (6, 0.1, 24), (0.24, 0.2, 0.16), "floor"),
    ]
    shapes += [Box((s * 5.2, 3.65, 18), (2.5, 0.1, 24), brick) for s in (-1, 1)]
    shapes += [Box((s * 4.0, 1.8, 18), (0.1, 1.8, 24), brick) for s in (-1, 1)]
    lights: list[Light] = []
    for k in range(10):
        z = 1.2 + 3.7 * k
        for side in (-1, 1):
            x = side * 2.75
            shapes += [
                Box((x + side * 0.3, 1.75, z - 1.85), (0.45, 1.8, 0.3), brick, "brick"),
                Box((x + side * 0.5, 3.3, z), (0.6, 0.3, 1.9), brick, "brick"),
            ]
            if k < 7:
                shapes += _shop(x + side * 0.1, z, side, rng)
            lamp: Vec = (side * 2.2, 2.25, z + float(rng.normal(0, 0.4)))
            shapes.append(Ellipsoid(lamp, (0.055, 0.075, 0.055), (1, 0.66, 0.3), "lamp", casts=False))
            if k < 5 and (k + side) % 2:
                lights.append(Light((side * 2.0, 2.1, lamp[2]), (2.6, 1.5, 0.6), shadow=False, haze=0.003))
    for x, z, yaw in (
        (-0.85, 5.0, 4),
        (0.55, 6.8, 5),
        (0.5, 9.6, -4),
        (0.95, 10.1, 8),
        (-1.2, 12.5, 175),
        (0.1, 14.0, 0),
        (-0.45, 17, 180),
        (0.9, 19, 3),
        (-0.9, 22, 0),
        (0.3, 25, 180),
        (1.4, 6.2, -70),
        (-1.55, 9.3, 80),
    ):
        shapes.append(figure(x, z, passer(rng), yaw, float(rng.uniform(1.6, 1.8))))
    shapes.append(Box((0, 3, 41), (4, 3.6, 0.1), (0.9, 0.8, 0.64), "window", casts=False))
    sun = Light((16, 66, 6), (5.0, 4.1, 2.9), (0, 2.5, 18), 36, 0.2, 2, sun=True, resolution=1100)
    end = Light((0, 3.6, 38), (90, 76, 58), (0, 1, 5), 60, 0.6, 2, haze=0.001, resolution=900, bias=0.4)
    surfaces = BASE | {
        "brick": Surface(_brick, 0.12, (0.8, 0.8)),
        "floor": Surface(tiles(0.5, 0.02, 0.5, True), 0.05, (1.5, 1.5), 0.12, 30),
        "wood": Surface(grime(0.3, 0.7), 0.05, (0.4, 3), 0.04, 30),
        "window": Surface(emit=1.3, lit=0),
        "lamp": Surface(emit=9, lit=0),
    }
    air = Air((0.05, 0.052, 0.058), (0.04, 0.031, 0.024), (0.5, 0.42, 0.31), 0.011, 1.2, 0.5)
    stage = Stage(
        (-0.35, 1.62, -0.9),
        (0.12, 1.95, 9),
        50,
        shapes,
        [sun, end, *lights],
        surfaces,
        air,
        focus=7.5,
        aperture=0.012,
        largest=0.005,
        beams=sun,
        beam_reach=26,
        beam_gain=0.7,
        mirror=0.0,
        mirror_gain=0.35,
        mirror_blur=0.012,
    )
    canvas = photograph(stage, scale, 53)
    canvas.bloom(0.8, 55, 0.35)
    return finish(canvas, Film(1.5, 0.5, 0.98, "#707c8a", "#8c8474", 0.5, 0.015))


def _brick(p: Array, n: Array, color: Array) -> Array:
    """Courses of worn brick."""
    row = np.floor(p[..., 1] / 0.075)
    along = (p[..., 2] + p[..., 0] * np.abs(n[..., 2])) / 0.24 + 0.5 * (row % 2)
    own = sample(tile(57, 0.3), np.floor(along) * 0.131, row * 0.173)
    edge = np.minimum(
        np.minimum(along % 1, 1 - along % 1) * 0.24,
        np.minimum(p[..., 1] / 0.075 % 1, 1 - p[..., 1] / 0.075 % 1) * 0.075,
    )
    joint = np.clip(1 - edge / 0.009, 0, 1) * 0.3
    result: Array = grime(0.2, 0.25)(p, n, color) * ((1 + 0.14 * own) * (1 - joint))[..., None]
    return result


# ---- pomegranates


def _fruit(x: float, y: float, z: float, size: float, rng: np.random.Generator) -> list[Shape]:
    """A pomegranate with its crown, turned anyhow."""
    ripe = float(rng.uniform(0, 1))
    skin: Vec = (0.36 + 0.12 * ripe, 0.025 + 0.07 * (1 - ripe) * float(rng.random()), 0.03)
    pose = turn(float(rng.uniform(0, 360)), float(rng.uniform(-70, 25)))
    shapes: list[Shape] = [Ellipsoid((x, y, z), (size, size * 0.93, size), skin, "fruit", pose)]
    if rng.random() < 0.75:
        up = pose @ vec([0, 1, 0])
        base, tip = up * size * 0.85, up * size * 1.32
        ends = [tuple(float(v) for v in e) for e in (base, tip)]
        hollow = tuple(float(v) for v in up * size * 1.4)
        shapes.append(
            Blob(
                (x, y, z),
                [
                    Part(
                        "cone",
                        (ends[0][0], ends[0][1], ends[0][2]),
                        (ends[1][0], ends[1][1], ends[1][2]),
                        (0.3, 0.06, 0.03),
                        size * 0.2,
                        size * 0.3,
                    ),
                    Part(
                        "ball",
                        (hollow[0], hollow[1], hollow[2]),
                        (size * 0.27,) * 3,
                        (0.2, 0.1, 0.03),
                        carve=True,
                    ),
                ],
                smooth=0.006,
                material="fruit",
                casts=False,
            )
        )
    return shapes


def _pyramid(
    x: float, y: float, z: float, wide: int, deep: int, rng: np.random.Generator, size: float = 0.052
) -> list[Shape]:
    shapes: list[Shape] = []
    for level in range(min(wide, deep)):
        for i in range(wide - level):
            for j in range(deep - level):
                if level and 0 < i < wide - level - 1 and j > 1 and level < min(wide, deep) - 2:
                    continue
                jitter = rng.normal(0, 0.004, 3)
                own = size * float(rng.uniform(0.92, 1.08))
                shapes += _fruit(
                    x + (i - (wide - level - 1) / 2) * size * 2.02 + jitter[0],
                    y + size + level * size * 1.5 + jitter[1],
                    z + (j + level / 2) * size * 2.02 + jitter[2],
                    own,
                    rng,
                )
    return shapes


def _halved(x: float, y: float, z: float, rng: np.random.Generator) -> list[Shape]:
    """A fruit cut open, its seeds to the front."""
    shapes: list[Shape] = [
        Ellipsoid((x, y, z), (0.056, 0.056, 0.04), (0.4, 0.04, 0.03), "fruit"),
        Ellipsoid((x, y, z - 0.016), (0.052, 0.052, 0.03), (0.7, 0.5, 0.3), "plain"),
    ]
    for k in range(70):
        a, r = k * 2.39996, 0.046 * np.sqrt((k + 0.5) / 70)
        if abs(np.cos(a * 1.0 + 0.4) * np.sin(1.5 * a)) < 0.06:
            continue
        at: Vec = (x + float(r * np.cos(a)), y + float(r * np.sin(a)), z - 0.042 + float(r * 0.18))
        shapes.append(
            Ellipsoid(
                at,
                (0.0058, 0.0072, 0.006),
                (0.5, 0.012, 0.03),
                "seed",
                turn(0, 0, float(rng.uniform(0, 180))),
                casts=False,
            )
        )
    return shapes


def pomegranate_market(scale: float) -> Pixels:
    """Pyramids of pomegranates on a stall under a bulb; behind it the seller and the street."""
    rng = np.random.default_rng(59)
    shapes: list[Shape] = [
        Box((0, 0.35, 1.25), (1.5, 0.35, 0.55), (0.2, 0.11, 0.06), "wood"),
        Box((0, 0.82, 1.75), (1.5, 0.12, 0.3), (0.16, 0.09, 0.05), "wood"),
        Box((0, -0.1, 8), (12, 0.1, 12), (0.2, 0.18, 0.16), "floor"),
        Box((0, 0.66, 0.69), (1.5, 0.06, 0.02), (0.24, 0.14, 0.07), "wood"),
    ]
    shapes += (
        _pyramid(-0.56, 0.7, 0.86, 5, 5, rng)
        + _pyramid(0.02, 0.7, 0.98, 5, 5, rng)
        + _pyramid(0.62, 0.7, 0.88, 5, 5, rng)
    )
    shapes += _pyramid(-0.3, 0.94, 1.62, 4, 3, rng) + _pyramid(0.36, 0.94, 1.62, 5, 3, rng)
    shapes += _halved(-0.25, 0.765, 0.8, rng) + _halved(0.31, 0.765, 0.83, rng)
    shapes += (
        _fruit(-0.17, 0.75, 0.78, 0.05, rng)
        + _fruit(0.4, 0.75, 0.75, 0.053, rng)
        + _fruit(0.22, 0.75, 0.77, 0.048, rng)
    )
    seller = Dress(
        (0.09, 0.08, 0.06),
        head="turban",
        lower="baggy",
        hair=(0.3, 0.27, 0.24),
        sash=(0.12, 0.08, 0.06),
        arms="folded",
    )
    shapes.append(figure(-0.55, 2.75, seller, 165, 1.75))
    for x, z, yaw in (
        (0.8, 5.2, 90),
        (1.5, 6.0, -80),
        (-1.9, 6.4, 70),
        (2.7, 7.6, 180),
        (0.2, 8.2, 0),
        (-0.9, 9.5, 10),
        (3.4, 10, 0),
    ):
        shapes.append(figure(x, z, passer(rng), yaw, float(rng.uniform(1.6, 1.8))))
    bulbs: list[Vec] = [(0.12, 1.62, 1.3), (-0.95, 1.66, 1.7), (1.1, 1.64, 1.75)]
    far: list[Vec] = [
        (float(rng.uniform(-6, 6)), float(rng.uniform(1.9, 3.4)), float(rng.uniform(6, 13))) for _ in range(16)
    ]
    for k, at in enumerate(bulbs + far):
        r = 0.035 if k < 3 else 0.06
        shapes.append(Ellipsoid(at, (r, r * 1.25, r), (1, 0.7, 0.36), "lamp", casts=False))
        if k < 3:
            shapes.append(Box((at[0], at[1] + 1.0, at[2]), (0.004, 0.96, 0.004), (0.02, 0.02, 0.02), casts=False))
    shapes.append(Box((0, 3, 15), (14, 4, 0.1), (0.12, 0.12, 0.16)))
    lights = [
        Light(at, (1.5, 1.05, 0.58), (at[0], 0, at[2] + 0.01), 150, 0.05, 3, haze=0.0025, resolution=640)
        for at in bulbs
    ]
    lights.append(Light((-3.5, 3.6, -1.0), (1.6, 2.0, 2.8), (0, 0.8, 1.2), 60, 0.6, 4))
    lights += [Light(at, (3.0, 1.9, 0.9), shadow=False) for at in far[:3]]
    surfaces = BASE | {
        "fruit": Surface(_peel, 0.035, (9, 9), 0.32, 45, wrap=0.12, rim=0.5),
        "seed": Surface(None, 0, spec=0.9, power=60, emit=0.1, wrap=0.4),
        "wood": Surface(grime(0.3, 1.0), 0.06, (0.5, 4), 0.05, 30),
        "floor": Surface(grime(0.2), 0.06, spec=0.1),
        "lamp": Surface(emit=18, lit=0),
    }
    air = Air((0.04, 0.048, 0.065), (0.04, 0.026, 0.02), (0.1, 0.1, 0.14), 0.02, 1.3, 0.05)
    stage = Stage(
        (0.05, 1.2, -0.12),
        (0.03, 0.98, 1.1),
        48,
        shapes,
        lights,
        surfaces,
        air,
        focus=1.05,
        aperture=0.014,
        largest=0.014,
    )
    canvas = photograph(stage, scale, 59)
    canvas.bloom(0.9, 50, 0.3)
    return finish(canvas, Film(1.35, 0.35, 1.05, "#747c8a", "#8c8474", 0.45, 0.013))


def _peel(p: Array, n: Array, color: Array) -> Array:
    """Leathery skin: blushes, paler patches, brown freckles."""
    u, v = p[..., 0] + 0.7 * p[..., 2], p[..., 1] + 0.4 * p[..., 2]
    broad = sample(tile(61, 1.5), u * 2.2, v * 2.2)
    fine = sample(tile(62, 0.6), u * 4.0, v * 4.0)
    pale = smoothstep(0.6, 2.0, broad)[..., None] * 0.5
    tone = color * np.exp(0.25 * broad + 0.12 * fine)[..., None]
    freckle = smoothstep(1.7, 2.4, fine)[..., None] * 0.5
    mixed = tone * (1 - pale) + vec([0.5, 0.27, 0.08]) * pale
    result: Array = mixed * (1 - freckle)
    return result
