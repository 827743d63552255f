"""Three portraits, lit from the side or from behind and laid in with a broad brush."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.illustrations.canvas import Film, Pixels, smoothstep
from tests.illustrations.lens import Stage, finish, photograph
from tests.illustrations.materials import BASE, grime
from tests.illustrations.people import BLACK, Dress, arms, face, trunk
from tests.illustrations.render import Air, Light, Surface
from tests.illustrations.shapes import Array, Blob, Box, Ellipsoid, Part, Shape, Vec, sample, tile, turn, vec
from tests.illustrations.yards import sky

FLESH = Surface(grime(0.09, 3.0, 91), 0.07, (3.5, 3.5), 0.05, 14, wrap=0.22, rim=0.8)
WOOL = Surface(grime(0.12, 1.2, 93), 0.13, (2.2, 1.0), wrap=0.18, rim=0.9)


def _hand(at: Vec, toward: Vec, skin: Vec) -> list[Part]:
    """A hand with its fingers together, reaching on from the wrist."""
    a, d = np.array(at), np.array(toward)
    parts = [Part("cone", at, _point(a + d * 0.07), skin, 0.026, 0.03, (1, 0.75, 1))]
    for k in range(4):
        side = np.array([(k - 1.5) * 0.016, -0.004 * abs(k - 1.5), 0])
        parts.append(
            Part(
                "cone",
                _point(a + d * 0.08 + side),
                _point(a + d * 0.125 + side + np.array([0, -0.012, 0])),
                skin,
                0.0105,
                0.0085,
                blend=0.006,
            )
        )
        parts.append(
            Part(
                "cone",
                _point(a + d * 0.125 + side + np.array([0, -0.012, 0])),
                _point(a + d * 0.15 + side + np.array([0, -0.04, 0])),
                skin,
                0.0085,
                0.007,
                blend=0.005,
            )
        )
    parts.append(
        Part(
            "cone",
            _point(a + d * 0.03),
            _point(a + d * 0.09 + np.array([0.03, -0.03, 0])),
            skin,
            0.014,
            0.009,
            blend=0.01,
        )
    )
    return parts


def _point(v: Any) -> Vec:
    return float(v[0]), float(v[1]), float(v[2])


# ---------------------------------------------------------------------------------------------- weaver


def portrait_weaver(scale: float) -> Pixels:
    """An elderly woman at her loom, seen over her shoulder in the light of a window."""
    dress: Vec = (0.085, 0.035, 0.045)
    shapes = _weaver(dress) + _loom(-0.16, 0.62)
    shapes += [
        Box((0, 1.5, 2.6), (4, 2, 0.1), (0.17, 0.13, 0.095)),
        Box((0, 0, 1), (4, 0.05, 3), (0.12, 0.08, 0.05)),
        Box((0.2, 0.2, -0.05), (0.3, 0.22, 0.25), (0.14, 0.08, 0.045), "wood"),
    ]
    for k, color in enumerate(WOOLS):
        x = -0.74 + 0.14 * k
        shapes.append(
            Blob(
                (x, 1.93, 0.6),
                [
                    Part("cone", (-0.02, 0, 0), (-0.025, -0.26, 0), color, 0.022, 0.03, (1, 1, 1.3)),
                    Part("cone", (0.025, 0, 0), (0.03, -0.27, 0), color, 0.022, 0.03, (1, 1, 1.3)),
                ],
                smooth=0.02,
                ripple=0.02,
                material="wool",
            )
        )
    window = Light((-2.4, 2.3, -0.35), (19, 17.6, 15.6), (0.0, 1.2, 0.2), 70, 0.4, 5, haze=0.004, resolution=900)
    bounce = Light((2.2, 1.6, -1.6), (0.5, 0.4, 0.29), (0, 1.2, 0), 60, 0.5, 1)
    surfaces = BASE | {
        "flesh": FLESH,
        "wool": WOOL,
        "kilim": Surface(_kilim, 0.25, (5, 5), wrap=0.15),
        "linen": Surface(grime(0.05, 1.2), 0.05, (2.0, 1.2), wrap=0.2, rim=0.5),
        "thread": Surface(wrap=0.3),
        "wood": Surface(grime(0.3, 0.9), 0.07, (3, 0.5), 0.06, 26),
    }
    air = Air((0.03, 0.033, 0.04), (0.036, 0.025, 0.018), (0.16, 0.13, 0.1), 0.015, 1.2, 0.12)
    stage = Stage(
        (0.62, 1.6, -1.75),
        (-0.06, 1.27, 0.25),
        42,
        shapes,
        [window, bounce],
        surfaces,
        air,
        focus=1.85,
        aperture=0.012,
        largest=0.012,
        brush=7,
        brush_mix=0.8,
    )
    canvas = photograph(stage, scale, 83, 2000, 2500)
    canvas.bloom(0.9, 50, 0.25)
    return finish(canvas, Film(1.4, 0.38, 1.0, "#747a84", "#8c8474", 0.5, 0.015))


WOOLS: tuple[Vec, ...] = (
    (0.17, 0.03, 0.022),
    (0.24, 0.14, 0.045),
    (0.035, 0.05, 0.095),
    (0.3, 0.26, 0.19),
    (0.065, 0.08, 0.045),
    (0.09, 0.05, 0.035),
)


def _weaver(dress: Vec) -> list[Shape]:
    skin: Vec = (0.4, 0.24, 0.16)
    scarf: Vec = (0.5, 0.47, 0.42)
    y, z = 1.56, 0.08
    body = [
        *trunk(Dress(dress, bow=0.07, skin=skin, broad=0.92)),
        Part("cone", (0, 0.95, 0.02), (0, 0.5, 0.05), dress, 0.19, 0.27),
    ]
    hands: list[Part] = []
    for side, lift in ((-1, 0.16), (1, 0.04)):
        elbow: Vec = (side * 0.29, 1.1 + lift * 0.4, 0.1)
        wrist: Vec = (side * 0.2 - 0.06, 1.12 + lift, 0.4)
        body += [
            Part("cone", (side * 0.18, 1.36, 0.05), elbow, dress, 0.064, 0.052),
            Part("cone", elbow, wrist, dress, 0.052, 0.042),
        ]
        hands += _hand(wrist, (-side * 0.15, 0.3, 0.92), skin)
    cover = [
        Part("ball", (0, y + 0.045, z - 0.03), (0.093, 0.104, 0.106), scarf),
        Part("cone", (0, y - 0.02, z - 0.06), (0, y - 0.16, z - 0.07), scarf, 0.085, 0.12, (1.05, 1, 0.75)),
        Part("cone", (0, y - 0.14, z - 0.09), (0.01, y - 0.4, z - 0.16), scarf, 0.11, 0.05, (1.25, 1, 0.45)),
        Part("cone", (-0.06, y - 0.12, z), (0.06, y - 0.13, z + 0.02), scarf, 0.05, 0.05),
    ]
    return [
        Blob((0.2, -0.04, 0), body, -14, smooth=0.05, ripple=0.025, material="wool", steps=60),
        Blob((0.2, -0.04, 0), face((0, y - 0.01, z), skin, 1.0), -58, smooth=0.015, material="flesh", steps=60),
        Blob((0.2, -0.04, 0), hands, -14, smooth=0.014, material="flesh", steps=60),
        Blob((0.2, -0.04, 0), cover, -58, smooth=0.025, ripple=0.02, material="linen", steps=60),
    ]


def _loom(x: float, z: float) -> list[Shape]:
    wood: Vec = (0.2, 0.11, 0.055)
    shapes: list[Shape] = [Box((x + s * 0.8, 1.2, z), (0.05, 1.2, 0.05), wood, "wood") for s in (-1, 1)]
    shapes += [
        Blob(
            (x, h, z),
            [Part("cone", (-0.86, 0, 0), (0.86, 0, 0), wood, 0.05, 0.05)],
            smooth=0.01,
            material="wood",
        )
        for h in (0.5, 2.02)
    ]
    shapes.append(Box((x, 0.87, z), (0.68, 0.36, 0.012), (0.4, 0.1, 0.08), "kilim"))
    for k in range(58):
        at = x - 0.68 + 1.36 * (k + 0.5) / 58
        shapes.append(Box((at, 1.62, z), (0.0038, 0.4, 0.003), (0.5, 0.45, 0.36), "thread"))
    shapes.append(
        Blob(
            (x, 1.66, z - 0.02),
            [Part("cone", (-0.8, 0, 0), (0.8, 0, 0), wood, 0.017, 0.017)],
            smooth=0.01,
            material="wood",
        )
    )
    return shapes


def _kilim(p: Array, n: Array, color: Array) -> Array:
    """Stepped lozenges in madder, indigo, ochre and undyed wool."""
    u, v = np.floor(p[..., 0] / 0.016), np.floor(p[..., 1] / 0.016)
    d = np.abs((u + 9) % 18 - 9) + np.abs((v + 2) % 18 - 9)
    palette = vec(
        [
            (0.2, 0.035, 0.025),
            (0.035, 0.05, 0.095),
            (0.34, 0.29, 0.21),
            (0.25, 0.14, 0.05),
            (0.13, 0.025, 0.022),
        ]
    )
    ring = palette[(d // 2.5).astype(int) % 5]
    border = (v % 15 < 2)[..., None]
    result: Array = (
        np.where(border, palette[2], ring) * (1 + 0.09 * sample(tile(95, 0.3), p[..., 0] * 3, p[..., 1] * 3))[..., None]
    )
    return result


# --------------------------------------------------------------------------------------------- official


def portrait_official(scale: float) -> Pixels:
    """A man in a suit at a lectern, half in shadow."""
    skin: Vec = (0.4, 0.25, 0.17)
    suit: Vec = (0.03, 0.035, 0.05)
    y, z = 1.6, 0.03
    yaw = -102.0
    torso = [
        *trunk(Dress(suit, skin=suit, broad=1.02)),
        Part("cone", (0, 1.46, -0.01), (0.2, 1.4, 0), suit, 0.06, 0.07),
        Part("cone", (0, 1.46, -0.01), (-0.2, 1.4, 0), suit, 0.06, 0.07),
    ]
    for side in (-1, 1):
        torso += [
            Part("cone", (side * 0.21, 1.4, 0), (side * 0.3, 1.15, 0.06), suit, 0.078, 0.066),
            Part("cone", (side * 0.3, 1.15, 0.06), (side * 0.2, 1.1, 0.33), suit, 0.062, 0.048),
        ]
        torso.append(
            Part(
                "cone",
                (side * 0.055, 1.5, 0.06),
                (side * 0.02, 1.2, 0.145),
                (0.024, 0.028, 0.04),
                0.022,
                0.03,
                blend=0.006,
            )
        )
    shirt = [
        Part("cone", (0, 1.5, 0.045), (0, 1.25, 0.12), (0.55, 0.56, 0.58), 0.05, 0.02),
        Part("cone", (-0.045, 1.525, 0.03), (-0.012, 1.475, 0.095), (0.6, 0.61, 0.63), 0.02, 0.014),
        Part("cone", (0.045, 1.525, 0.03), (0.012, 1.475, 0.095), (0.6, 0.61, 0.63), 0.02, 0.014),
        Part(
            "cone",
            (0, 1.485, 0.1),
            (0, 1.24, 0.155),
            (0.16, 0.02, 0.03),
            0.016,
            0.03,
            (1, 1, 0.6),
            blend=0.003,
        ),
    ]
    grey: Vec = (0.05, 0.047, 0.045)
    hair = [
        Part("ball", (0, y + 0.075, z - 0.035), (0.083, 0.084, 0.094), grey),
        Part("ball", (0, y + 0.02, z - 0.06), (0.079, 0.085, 0.062), grey),
        Part("cone", (-0.06, y + 0.118, z + 0.025), (0.05, y + 0.128, z + 0.02), grey, 0.022, 0.026),
        Part("cone", (0.077, y + 0.04, z + 0.0), (0.077, y + 0.0, z - 0.005), grey, 0.008, 0.006),
        Part("cone", (-0.077, y + 0.04, z + 0.0), (-0.077, y + 0.0, z - 0.005), grey, 0.008, 0.006),
    ]
    moustache = [
        Part("cone", (s * 0.003, y - 0.051, z + 0.088), (s * 0.028, y - 0.062, z + 0.08), grey, 0.007, 0.004)
        for s in (-1, 1)
    ]
    shapes: list[Shape] = [
        Blob((0, 0, 0), torso, yaw, smooth=0.03, ripple=0.012, material="wool", steps=60),
        Blob((0, 0, 0), shirt, yaw, smooth=0.006, material="linen", steps=60),
        Blob((0, 0, 0), face((0, y, z), skin, 0.35), yaw, smooth=0.015, material="flesh", steps=60),
        Blob((0, 0, 0), hair, yaw, smooth=0.02, ripple=0.02, material="hair", steps=60),
        Blob((0, 0, 0), moustache, yaw, smooth=0.008, material="hair", steps=60),
    ]
    hands = _hand((-0.19, 1.1, 0.34), (0.2, -0.05, 0.95), skin) + _hand((0.19, 1.1, 0.34), (-0.2, -0.05, 0.95), skin)
    shapes.append(Blob((0, 0, 0), hands, yaw, smooth=0.014, material="flesh"))
    shapes += _lectern(turn(yaw))
    shapes += [
        Box((0, 2, 3.4), (6, 4, 0.1), (0.035, 0.05, 0.085), "curtain"),
        Box((0, 0, 1), (5, 0.05, 4), (0.06, 0.05, 0.05)),
    ]
    key = Light((-1.9, 2.3, 1.25), (21, 18, 14), (0, 1.4, 0), 50, 0.3, 6, haze=0.002, resolution=900)
    rim = Light((-1.2, 2.6, -2.4), (2.3, 2.3, 2.5), (0, 1.4, 0), 50, 0.7, 4, resolution=800)
    wash = Light((0.6, 3.4, 1.3), (2.3, 2.7, 3.4), (-0.9, 1.2, 3.4), 90, 0.3, 1, cone=True)
    surfaces = BASE | {
        "flesh": FLESH,
        "wool": Surface(grime(0.1, 2), 0.1, (2, 1.2), wrap=0.1, rim=1.0),
        "linen": Surface(wrap=0.2),
        "hair": Surface(grime(0.2, 3), 0.22, (6, 2), 0.03, 12, rim=0.4),
        "curtain": Surface(grime(0.1, 0.3), 0.6, (0.7, 0.01)),
        "wood": Surface(grime(0.2, 0.9), 0.03, (3, 0.5), 0.15, 40),
        "foam": Surface(bump=0.25, bump_scale=(9, 9), wrap=0.1, rim=1),
    }
    air = Air((0.035, 0.04, 0.055), (0.03, 0.024, 0.02), (0.1, 0.12, 0.16), 0.006, 1.2, 0.1)
    stage = Stage(
        (0.3, 1.46, -1.75),
        (-0.2, 1.4, 0),
        31,
        shapes,
        [key, rim, wash],
        surfaces,
        air,
        focus=1.9,
        aperture=0.03,
        largest=0.014,
        brush=8,
        brush_mix=0.8,
    )
    canvas = photograph(stage, scale, 89)
    canvas.bloom(0.9, 45, 0.2)
    return finish(canvas, Film(1.3, 0.36, 0.95, "#747c8a", "#8a8276", 0.45, 0.015))


def _lectern(rot: Array) -> list[Shape]:
    def at(p: Vec) -> Vec:
        return _point(rot @ vec(p))

    shapes: list[Shape] = [
        Box(at((0, 1.02, 0.52)), (0.42, 0.025, 0.24), (0.2, 0.09, 0.04), "wood", rot),
        Box(at((0, 0.5, 0.6)), (0.34, 0.5, 0.16), (0.18, 0.08, 0.035), "wood", rot),
    ]
    for x, tall, foam in ((-0.13, 0.28, BLACK), (-0.02, 0.24, (0.28, 0.03, 0.03)), (0.1, 0.27, BLACK)):
        base, tip = (x, 1.04, 0.68), (x * 0.8, 1.04 + tall, 0.52)
        shapes.append(
            Blob(
                (0, 0, 0),
                [
                    Part("cone", at(base), at(tip), BLACK, 0.006, 0.007),
                    Part("cone", at(tip), at((tip[0], tip[1] + 0.045, tip[2] - 0.035)), foam, 0.026, 0.026),
                ],
                smooth=0.005,
                material="foam",
            )
        )
    return shapes


# ---------------------------------------------------------------------------------------------- farmer


def portrait_farmer(scale: float) -> Pixels:
    """A farmer in a headscarf looks over his field at the end of the day."""
    rng = np.random.default_rng(97)
    skin: Vec = (0.33, 0.19, 0.12)
    coat: Vec = (0.13, 0.11, 0.08)
    y, z = 1.6, 0.04
    yaw = -62.0
    torso = [
        *trunk(Dress(coat, skin=coat, broad=1.08, bow=0.02, sash=(0.1, 0.07, 0.06))),
        *arms(Dress(coat, broad=1.1)),
    ]
    wrap: Vec = (0.4, 0.37, 0.33)
    cover = [
        Part("cone", (-0.06, y + 0.075, z - 0.03), (0.06, y + 0.09, z - 0.02), wrap, 0.075, 0.07, (1, 0.9, 1.4)),
        Part("cone", (-0.05, y + 0.075, z + 0.055), (0.055, y + 0.1, z + 0.05), wrap, 0.036, 0.032),
        Part(
            "cone",
            (-0.05, y + 0.115, z + 0.045),
            (0.05, y + 0.065, z + 0.062),
            wrap,
            0.026,
            0.03,
            blend=0.008,
        ),
        Part("cone", (0.075, y + 0.08, z + 0.03), (0.06, y + 0.05, z - 0.1), wrap, 0.032, 0.035, blend=0.008),
        Part("cone", (-0.075, y + 0.08, z + 0.03), (-0.065, y + 0.04, z - 0.1), wrap, 0.032, 0.035, blend=0.008),
        Part("ball", (0, y + 0.02, z - 0.065), (0.082, 0.085, 0.07), wrap),
        Part("cone", (0.03, y - 0.02, z - 0.115), (0.05, y - 0.2, z - 0.13), wrap, 0.045, 0.06, (1, 1, 0.5)),
        Part("cone", (-0.09, y - 0.14, z - 0.02), (0.09, y - 0.14, z - 0.02), wrap, 0.06, 0.06, (1, 0.7, 1.2)),
    ]
    beard: Vec = (0.1, 0.095, 0.09)
    hair = [
        Part("cone", (s * 0.004, y - 0.056, z + 0.098), (s * 0.033, y - 0.066, z + 0.08), beard, 0.009, 0.006)
        for s in (-1, 1)
    ]
    hair += [
        Part("cone", (s * 0.058, y - 0.045, z + 0.01), (s * 0.015, y - 0.105, z + 0.065), beard, 0.011, 0.015)
        for s in (-1, 1)
    ]
    shapes: list[Shape] = [
        Blob((0, 0, 0), torso, yaw, smooth=0.045, ripple=0.03, material="wool", steps=60),
        Blob((0, 0, 0), face((0, y, z), skin, 0.8), yaw, smooth=0.015, material="flesh", steps=60),
        Blob((0, 0, 0), hair, yaw, smooth=0.012, material="hair", steps=60),
        Blob((0, 0, 0), cover, yaw, smooth=0.022, ripple=0.025, material="linen", steps=60),
    ]
    shapes.append(Box((0, -0.1, 60), (120, 0.1, 62), (0.3, 0.22, 0.1), "field"))
    for k in range(9):
        shapes.append(
            Ellipsoid(
                (-62 + 17 * k + float(rng.normal(0, 4)), -2, 118),
                (22, float(rng.uniform(9, 20)), 4),
                (0.16, 0.15, 0.17),
                "plain",
            )
        )
    for _ in range(170):
        d = float(rng.uniform(2.2, 9))
        x = float(rng.uniform(-0.5, 0.5)) * d
        tall = float(rng.uniform(0.7, 1.0))
        lean = float(rng.normal(0, 7))
        shapes.append(
            Box(
                (x, tall / 2, d),
                (0.004, tall / 2, 0.004),
                (0.4, 0.28, 0.11),
                "straw",
                turn(0, 0, lean),
                casts=False,
            )
        )
        shapes.append(
            Ellipsoid(
                (x - float(np.sin(np.radians(lean))) * tall / 2, tall, d),
                (0.011, 0.06, 0.011),
                (0.5, 0.34, 0.13),
                "straw",
                turn(0, 0, lean),
                casts=False,
            )
        )
    sun = Light((-26, 11, 40), (5.2, 3.5, 1.9), (0, 1.4, 0), 6, 0.5, 3, sun=True, resolution=900)
    fill = Light((1.6, 2.4, -2.6), (1.2, 1.35, 1.7), (0, 1.4, 0), 50, 0.5, 1)
    surfaces = BASE | {
        "flesh": FLESH,
        "wool": WOOL,
        "linen": Surface(_check, 0.14, (2.2, 1.6), wrap=0.2, rim=0.8),
        "hair": Surface(grime(0.3, 3), 0.4, (6, 3), rim=0.8),
        "field": Surface(_furrows, 0.3, (1, 1), wrap=0.35),
        "straw": Surface(wrap=0.7, rim=1.0),
    }
    air = Air((0.17, 0.19, 0.24), (0.13, 0.09, 0.05), (1.0, 0.66, 0.38), 0.011, 1.2, 0.1)
    backdrop = sky(scale, (0.3, 0.38, 0.5), (1.15, 0.78, 0.45), 0.62, 98, (0.13, 0.3))
    stage = Stage(
        (0.25, 1.48, -1.75),
        (-0.28, 1.5, 0),
        32,
        shapes,
        [sun, fill],
        surfaces,
        air,
        backdrop,
        focus=1.72,
        aperture=0.022,
        largest=0.014,
        brush=8,
        brush_mix=0.8,
    )
    canvas = photograph(stage, scale, 97)
    canvas.bloom(0.9, 70, 0.3)
    return finish(canvas, Film(1.05, 0.36, 0.95, "#74788a", "#8c8474", 0.4, 0.015))


def _check(p: Array, n: Array, color: Array) -> Array:
    """A black and white headcloth, its small check bent by the folds."""
    warp = sample(tile(99, 1.8), p[..., 0] * 0.6 + p[..., 2] * 0.4, p[..., 1] * 0.6) * 0.012
    u, v = (
        (p[..., 0] * 0.7 + p[..., 2] * 0.7 + p[..., 1] * 0.4 + warp) / 0.016,
        (p[..., 1] - 0.35 * p[..., 0] + warp) / 0.016,
    )
    lattice = smoothstep(0.24, 0.3, np.abs(u % 1 - 0.5)) * 0.5 + smoothstep(0.24, 0.3, np.abs(v % 1 - 0.5)) * 0.5
    result: Array = grime(0.08, 1)(p, n, color) * (1 - 0.72 * lattice)[..., None]
    return result


def _furrows(p: Array, n: Array, color: Array) -> Array:
    """Stubble in rows."""
    row = 0.5 + 0.5 * np.sin(p[..., 0] * 5 + 0.4 * sample(tile(96, 1.5), p[..., 0] * 0.05, p[..., 2] * 0.05))
    result: Array = grime(0.25, 0.08)(p, n, color) * (0.72 + 0.4 * row)[..., None]
    return result
