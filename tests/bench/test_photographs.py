"""The measures that the formats of photographs are chosen by, and the table of them."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.bench.photographs import Encoding, Figures, References, bytes_at, ours, table
from tests.bench.similarity import linear_light, reference_luma, ssim

NOISE = np.random.default_rng(1).uniform(0, 255, (40, 60)).astype(np.float32)


def test_a_picture_is_wholly_like_itself() -> None:
    assert ssim(NOISE, NOISE) == pytest.approx(1, abs=1e-6)


def test_a_picture_is_unlike_its_negative_and_less_like_itself_the_more_it_is_disturbed() -> None:
    disturbed = [ssim(NOISE, NOISE + amount * NOISE[::-1]) for amount in (0.05, 0.2, 0.5)]
    assert disturbed == sorted(disturbed, reverse=True)
    assert ssim(NOISE, 255 - NOISE) < 0


def test_of_two_even_planes_only_the_brightness_counts() -> None:
    dark, bright = np.full((20, 20), 100, np.float32), np.full((20, 20), 150, np.float32)
    constant = (0.01 * 255) ** 2
    expected = (2 * 100 * 150 + constant) / (100**2 + 150**2 + constant)
    assert ssim(dark, bright) == pytest.approx(expected, abs=1e-4)


def test_planes_of_other_sizes_and_tiny_ones_are_not_compared() -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        ssim(NOISE, NOISE[1:])
    with pytest.raises(ValueError, match="cannot be compared"):
        ssim(NOISE[:10], NOISE[:10])


def test_the_reference_mixes_light_and_not_numbers(tmp_path: Path) -> None:
    checks = (np.indices((80, 80)).sum(axis=0) % 2 * 255).astype(np.uint8)
    Image.fromarray(checks).convert("RGB").save(tmp_path / "checks.png")
    plane = reference_luma(linear_light(tmp_path / "checks.png"), 20, 20)
    assert plane[8:12, 8:12].mean() == pytest.approx(188, abs=2)  # half of the light, in sRGB


def figures(maker: str, encoding: Encoding, size: float, likeness: float) -> Figures:
    return Figures(maker, (encoding,), size, likeness, 0.1)


def test_bytes_between_two_qualities_lie_between_theirs() -> None:
    measured = [figures("ours", Encoding("avif", q, 0), size, s) for q, size, s in ((50, 100, 0.96), (70, 400, 0.99))]
    assert bytes_at(0.96, measured) == pytest.approx(100)
    assert bytes_at(0.98, measured) == pytest.approx(200)
    assert bytes_at(0.98, measured[:1]) is None


def test_the_table_tells_our_share_of_the_bytes_of_sharp() -> None:
    measured = [
        figures("ours", Encoding("avif", 50, 0), 100_000, 0.96),
        figures("ours", Encoding("avif", 70, 0), 400_000, 0.99),
        figures("sharp", Encoding("webp", 80, 4), 250_000, 0.98),
    ]
    lines = table(measured, 3).splitlines()
    assert "| sharp | webp 80, effort 4 | 250 | 0.9800 | 0.100 |" in lines
    assert "- avif, effort 0: 200 KB, 0.80 of theirs" in lines


def test_a_photograph_is_measured_in_every_width(tmp_path: Path) -> None:
    photo = tmp_path / "ramp.jpg"
    Image.linear_gradient("L").resize((1700, 1100)).convert("RGB").save(photo)
    measured = ours([photo], (Encoding("jpeg", 82, 5),), References([photo]), tmp_path)
    assert measured.bytes > 4000
    assert 0.98 < measured.likeness <= 1
    assert math.isfinite(measured.seconds)
