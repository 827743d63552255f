"""Figures for the scenes: standing, walking, seated, seen mostly from behind or against the light."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tests.illustrations.shapes import Blob, Part, Vec

SKIN = (0.36, 0.21, 0.14)
HAIR = (0.018, 0.014, 0.012)
BLACK = (0.02, 0.02, 0.024)


@dataclass
class Dress:
    """What a figure wears, and how it holds itself."""

    coat: Vec = (0.1, 0.1, 0.12)
    legs: Vec = (0.06, 0.06, 0.08)
    hair: Vec = HAIR
    skin: Vec = SKIN
    head: str = "hair"
    lower: str = "trousers"
    sash: Vec | None = None
    pack: Vec | None = None
    stride: float = 0.0
    arms: str = "down"
    broad: float = 1.0
    bow: float = 0.0
    long_coat: bool = False


def figure(x: float, z: float, dress: Dress, yaw: float = 0.0, height: float = 1.72, y: float = 0.0) -> Blob:
    """A standing or walking figure; at yaw 0 it looks away along z."""
    scale = height / 1.74
    parts = [*_lower(dress), *trunk(dress), *arms(dress), *head(dress, (0.0, 1.6, 0.02 + dress.bow))]
    if dress.pack:
        parts.append(Part("box", (0, 1.2, -0.19), (0.15, 0.2, 0.09), dress.pack, ra=0.07, blend=0.015))
    return Blob((x, y, z), parts, yaw=yaw, scale=scale, smooth=0.035, ripple=0.012)


def _lower(dress: Dress) -> list[Part]:
    s = dress.stride
    if dress.lower == "skirt":
        return [
            Part("cone", (0, 1.0, 0), (0, 0.08, 0), dress.legs, 0.15, 0.27, (1, 1, 0.8)),
            Part("ball", (0.09, 0.04, 0.1), (0.05, 0.04, 0.13), BLACK),
            Part("ball", (-0.09, 0.04, 0.02), (0.05, 0.04, 0.13), BLACK),
        ]
    wide = 0.125 if dress.lower == "baggy" else 0.085
    low = 0.085 if dress.lower == "baggy" else 0.058
    parts: list[Part] = []
    for side in (-1, 1):
        swing = side * s
        knee = (side * 0.1, 0.5, 0.04 + 0.14 * swing)
        ankle = (side * 0.11, 0.1 + 0.05 * max(0.0, -swing), 0.3 * swing)
        parts += [
            Part("cone", (side * 0.085, 0.92, 0), knee, dress.legs, wide, (wide + low) / 2),
            Part("cone", knee, ankle, dress.legs, (wide + low) / 2, low),
            Part("ball", (ankle[0] * 1.1, ankle[1] - 0.06, ankle[2] + 0.06), (0.05, 0.042, 0.13), BLACK),
        ]
    return parts


def trunk(dress: Dress) -> list[Part]:
    """Coat, shoulders, neck and sash."""
    b, lean = dress.broad, dress.bow
    hem = 0.5 if dress.long_coat else 0.88
    parts = [
        Part(
            "cone",
            (0, 1.02, 0),
            (0, hem, 0),
            dress.coat,
            0.15 * b,
            0.2 * b if dress.long_coat else 0.165 * b,
            (1, 1, 0.72),
        ),
        Part("cone", (0, 1.02, 0), (0, 1.32, lean * 0.6), dress.coat, 0.148 * b, 0.178 * b, (1.05, 1, 0.66)),
        Part("cone", (-0.15 * b, 1.4, lean * 0.8), (0.15 * b, 1.4, lean * 0.8), dress.coat, 0.072, 0.072),
        Part("cone", (0, 1.4, lean * 0.8), (0, 1.54, lean), dress.skin, 0.056, 0.05),
    ]
    if dress.sash:
        parts.append(Part("ball", (0, 1.03, 0), (0.19 * b, 0.09, 0.14 * b), dress.sash, blend=0.015))
    return parts


def arms(dress: Dress) -> list[Part]:
    """Both arms, as the figure holds them."""
    parts: list[Part] = []
    b, s = dress.broad, dress.stride
    for side in (-1, 1):
        shoulder = (side * 0.195 * b, 1.39, dress.bow * 0.8)
        elbow, hand = (
            (side * 0.25 * b, 1.12, -0.03 - side * 0.12 * s),
            (side * 0.25 * b, 0.87, 0.06 - side * 0.24 * s),
        )
        if dress.arms == "folded":
            elbow, hand = (side * 0.26 * b, 1.13, 0.06), (side * 0.05, 1.14, 0.22)
        elif dress.arms == "raised" and side > 0:
            elbow, hand = (0.3, 1.34, 0.2), (0.2, 1.58, 0.26)
        elif dress.arms == "forward":
            elbow, hand = (side * 0.25 * b, 1.16, 0.1), (side * 0.14, 1.12, 0.36)
        parts += [
            Part("cone", shoulder, elbow, dress.coat, 0.062 * b, 0.05),
            Part("cone", elbow, hand, dress.coat, 0.05, 0.04),
            Part("ball", hand, (0.038, 0.055, 0.045), dress.skin),
        ]
    return parts


def head(dress: Dress, at: Vec) -> list[Part]:
    """A head with its hair, headscarf, turban or cap, centred at a point and looking along z."""
    x, y, z = at
    skull = [
        Part("ball", (x, y + 0.03, z), (0.076, 0.098, 0.095), dress.skin),
        Part("cone", (x, y - 0.05, z + 0.035), (x, y - 0.07, z + 0.045), dress.skin, 0.05, 0.04),
        Part("cone", (x, y + 0.02, z + 0.09), (x, y - 0.015, z + 0.105), dress.skin, 0.012, 0.016, blend=0.015),
    ]
    if dress.head == "scarf":
        return [
            *skull,
            Part("ball", (x, y + 0.035, z - 0.018), (0.097, 0.115, 0.105), dress.hair),
            Part(
                "cone",
                (x, y - 0.02, z - 0.04),
                (x, y - 0.18, z - 0.04),
                dress.hair,
                0.092,
                0.15,
                (1, 1, 0.75),
            ),
        ]
    if dress.head == "turban":
        coils = [
            Part(
                "cone",
                (x - 0.07, y + 0.075 + t, z + 0.02),
                (x + 0.07, y + 0.085 - t, z + 0.01),
                dress.hair,
                0.062,
                0.058,
                (1, 0.85, 1.55),
                blend=0.012,
            )
            for t in (-0.012, 0.03)
        ]
        return [*skull, *coils, Part("ball", (x, y + 0.0, z - 0.04), (0.08, 0.085, 0.07), HAIR)]
    if dress.head == "long":
        return [
            *skull,
            Part("ball", (x, y + 0.045, z - 0.015), (0.088, 0.105, 0.1), dress.hair),
            Part("cone", (x, y, z - 0.055), (x, y - 0.22, z - 0.075), dress.hair, 0.078, 0.075, (1.1, 1, 0.6)),
        ]
    if dress.head == "cap":
        return [*skull, Part("ball", (x, y + 0.06, z - 0.01), (0.084, 0.085, 0.1), dress.hair, blend=0.012)]
    return [
        *skull,
        Part("ball", (x, y + 0.055, z - 0.022), (0.083, 0.09, 0.092), dress.hair),
        Part("ball", (x - 0.079, y + 0.005, z), (0.014, 0.03, 0.018), dress.skin, blend=0.01),
        Part("ball", (x + 0.079, y + 0.005, z), (0.014, 0.03, 0.018), dress.skin, blend=0.01),
    ]


def seated(x: float, z: float, dress: Dress, yaw: float = 0.0, y: float = 0.45, height: float = 1.72) -> Blob:
    """A seated figure, its seat at height y."""
    scale = height / 1.74
    drop = 0.9 - y / scale
    upper = [
        *trunk(replace(dress, long_coat=False)),
        *arms(dress),
        *head(dress, (0.0, 1.6, 0.02 + dress.bow)),
    ]
    legs: list[Part] = []
    for side in (-1, 1):
        knee = (side * 0.13, 0.94, 0.46)
        legs += [
            Part("cone", (side * 0.09, 0.94, 0.02), knee, dress.legs, 0.11, 0.085),
            Part("cone", knee, (side * 0.13, 0.98 - y / scale, 0.42), dress.legs, 0.085, 0.06),
            Part("ball", (side * 0.13, 0.94 - y / scale, 0.5), (0.05, 0.042, 0.13), BLACK),
        ]
    return Blob((x, -drop * scale, z), legs + upper, yaw=yaw, scale=scale, smooth=0.035, ripple=0.012)


COATS: tuple[Vec, ...] = (
    (0.05, 0.055, 0.07),
    (0.16, 0.12, 0.08),
    (0.09, 0.1, 0.07),
    (0.2, 0.18, 0.15),
    (0.1, 0.03, 0.03),
    (0.03, 0.05, 0.1),
    (0.25, 0.22, 0.17),
    (0.06, 0.06, 0.06),
    (0.12, 0.08, 0.11),
)
SCARVES: tuple[Vec, ...] = (
    (0.03, 0.03, 0.04),
    (0.3, 0.26, 0.22),
    (0.22, 0.05, 0.06),
    (0.07, 0.1, 0.17),
    (0.34, 0.3, 0.14),
)


def passer(rng: np.random.Generator) -> Dress:
    """Somebody in the street: men in suits or Kurdish dress, women in coats, with or without a headscarf."""
    coat = COATS[int(rng.integers(len(COATS)))]
    dark: Vec = (coat[0] * 0.6, coat[1] * 0.6, coat[2] * 0.6)
    stride = float(rng.choice([-1, 1]) * rng.uniform(0.3, 1))
    kind = int(rng.integers(5))
    if kind == 0:
        return Dress(
            coat=coat,
            legs=coat,
            head="turban",
            lower="baggy",
            hair=(0.2, 0.185, 0.165),
            sash=(0.18, 0.12, 0.1),
            stride=stride,
        )
    if kind == 1:
        scarf = SCARVES[int(rng.integers(len(SCARVES)))]
        return Dress(coat=coat, legs=dark, head="scarf", hair=scarf, lower="skirt", broad=0.9, long_coat=True)
    if kind == 2:
        return Dress(coat=coat, legs=dark, head="long", stride=stride, broad=0.88)
    return Dress(coat=coat, legs=dark, stride=stride, broad=float(rng.uniform(0.95, 1.1)))


def face(at: Vec, skin: Vec = SKIN, lids: float = 0.5, age: float = 0.0) -> list[Part]:
    """A head seen close, looking along z, from skull to jaw; age hollows the cheeks."""
    x, y, z = at
    red: Vec = (skin[0] * 0.9, skin[1] * 0.68, skin[2] * 0.66)
    dark: Vec = (skin[0] * 0.7, skin[1] * 0.62, skin[2] * 0.6)

    def ball(
        dx: float,
        dy: float,
        dz: float,
        size: Vec,
        color: Vec = skin,
        blend: float = 0.02,
        carve: bool = False,
    ) -> Part:
        return Part("ball", (x + dx, y + dy, z + dz), size, color, blend=blend, carve=carve)

    def cone(a: Vec, b: Vec, ra: float, rb: float, color: Vec = skin, blend: float = 0.015) -> Part:
        return Part("cone", (x + a[0], y + a[1], z + a[2]), (x + b[0], y + b[1], z + b[2]), color, ra, rb, blend=blend)

    parts = [
        ball(0, 0.05, -0.015, (0.077, 0.09, 0.098)),
        ball(0, -0.015, 0.03, (0.064, 0.088, 0.066), blend=0.03),
        cone((0, -0.08, 0.055), (0, -0.088, 0.066), 0.034, 0.026, blend=0.03),
        cone((0.053, -0.055, 0.005), (0.02, -0.092, 0.055), 0.02, 0.02, blend=0.03),
        cone((-0.053, -0.055, 0.005), (-0.02, -0.092, 0.055), 0.02, 0.02, blend=0.03),
        cone((0, -0.05, -0.02), (0, -0.17, -0.035), 0.052, 0.056, blend=0.03),
    ]
    for s in (-1, 1):
        parts += [
            ball(s * 0.032, 0.016, 0.098, (0.02, 0.013, 0.016), blend=0.014, carve=True),
            ball(s * 0.031, 0.014, 0.0765, (0.0145, 0.0135, 0.0135), (0.32, 0.3, 0.28), 0.002),
            ball(s * 0.031, 0.013, 0.0865, (0.0058, 0.0062, 0.0048), (0.015, 0.01, 0.008), 0.001),
            ball(s * 0.031, 0.0225 - 0.006 * lids, 0.0775, (0.0165, 0.0105, 0.0142), dark, 0.003),
            ball(s * 0.031, 0.0035, 0.0765, (0.0165, 0.007, 0.013), skin, 0.004),
            cone((s * 0.016, 0.032, 0.092), (s * 0.05, 0.032, 0.072), 0.009, 0.007, blend=0.014),
            ball(s * 0.046, -0.018, 0.056, (0.022, 0.02, 0.022), blend=0.025),
            ball(s * 0.013, -0.033, 0.096, (0.009, 0.008, 0.011), blend=0.008),
            ball(s * 0.074, 0.005, -0.012, (0.012, 0.031, 0.019), red, 0.012),
            cone(
                (s * 0.014, 0.04, 0.0985),
                (s * 0.05, 0.0425, 0.076),
                0.0038,
                0.0024,
                (0.03, 0.022, 0.018),
                0.003,
            ),
        ]
        if age:
            parts.append(ball(s * 0.05, -0.052, 0.06, (0.02, 0.028, 0.018), blend=0.03 * age, carve=True))
            parts.append(ball(s * 0.033, -0.04, 0.092, (0.005, 0.024, 0.006), blend=0.014 * age, carve=True))
    parts += [
        cone((0, 0.03, 0.088), (0, -0.018, 0.105), 0.0085, 0.0125),
        ball(0, -0.024, 0.104, (0.0135, 0.0115, 0.0125), red, 0.014),
        cone((-0.02, -0.0605, 0.0865), (0.02, -0.0605, 0.0865), 0.0045, 0.0045, red, 0.005),
        ball(0, -0.059, 0.0925, (0.013, 0.0052, 0.006), red, 0.006),
        ball(0, -0.0705, 0.0905, (0.0155, 0.0062, 0.007), red, 0.006),
        ball(0, -0.065, 0.1, (0.024, 0.0014, 0.008), dark, 0.003, True),
    ]
    return parts
