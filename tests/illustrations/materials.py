"""Surfaces that several scenes share: plaster, cloth, wood, metal, stone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.illustrations.render import Surface
from tests.illustrations.shapes import Array, sample, tile, vec


def grime(amount: float = 0.15, scale: float = 0.25, seed: int = 41) -> Callable[[Array, Array, Array], Array]:
    """A texture that breaks a colour up with broad stains and fine specks."""

    def texture(p: Array, n: Array, color: Array) -> Array:
        u = p[..., 0] * 0.8 + p[..., 2] * (1 - np.abs(n[..., 2]) * 0.5)
        v = p[..., 1] + p[..., 2] * np.abs(n[..., 1])
        broad = sample(tile(seed, 1.5), u * scale, v * scale)
        fine = sample(tile(seed + 1, 0.9), u * scale * 3.7, v * scale * 3.7)
        result: Array = color * np.exp(amount * (0.7 * broad + 0.5 * fine))[..., None]
        return result

    return texture


def tiles(
    size: float, joint: float = 0.012, dark: float = 0.45, stagger: bool = False
) -> Callable[[Array, Array, Array], Array]:
    """Square slabs on a floor, each a little different, with darker joints."""

    def texture(p: Array, n: Array, color: Array) -> Array:
        v = p[..., 2] / size
        u = p[..., 0] / size + (0.5 * (np.floor(v) % 2) if stagger else 0)
        edge = np.minimum(np.minimum(u % 1, 1 - u % 1), np.minimum(v % 1, 1 - v % 1)) * size
        own = sample(tile(51, 0.2), np.floor(u) * 0.137, np.floor(v) * 0.171)
        gap = np.clip(1 - edge / joint, 0, 1) * dark
        result: Array = grime(0.12, 0.4)(p, n, color) * ((1 + 0.09 * own) * (1 - gap))[..., None]
        return result

    return texture


CLOTH = Surface(bump=0.18, bump_scale=(1.3, 0.5), wrap=0.15, rim=1.0, texture=grime(0.12, 0.6))
SKINNY = Surface(bump=0.05, wrap=0.3, rim=0.6)
PLASTER = Surface(texture=grime(0.1), bump=0.06, bump_scale=(0.7, 0.7))
LAMP = Surface(emit=14.0, lit=0)
BASE: dict[str, Surface] = {"cloth": CLOTH, "skin": SKINNY, "plain": PLASTER, "lamp": LAMP}


def glazing(p: Array, n: Array, color: Array) -> Array:
    """Windows that mirror a pale sky."""
    shine = (
        0.12
        + 0.1 * np.clip((p[..., 1] - 1.25) * 2, 0, 1)
        + 0.05 * sample(tile(69, 1.4), p[..., 2] * 0.3, p[..., 1] * 0.6)
    )
    result: Array = color + np.clip(shine, 0, 1)[..., None] * vec([0.75, 0.8, 0.85])
    return result
