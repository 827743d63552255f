"""Pictures that look alike are found among many, by hashes of real pictures and by hashes at known distances."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from generator.model.documents import Picture
from generator.photo_report.likeness import DISTANCE, alike
from generator.read.photos.measure import measured

HASH = 0x0123456789ABCDEF


def picture(path: str, number: int = HASH) -> Picture:
    return Picture(path, f"digest of {path}", 3000, 2000, likeness=f"{number:016x}", colour="#405060")


def flipped(number: int, bits: list[int]) -> int:
    for bit in bits:
        number ^= 1 << bit
    return number


def test_the_same_hash_is_alike() -> None:
    assert alike([picture("b"), picture("a")]) == (("a", "b"),)


def test_whichever_bits_differ_up_to_the_distance_is_alike_and_not_beyond() -> None:
    for seed in range(200):
        bits = random.Random(seed).sample(range(64), DISTANCE + 1)
        assert alike([picture("a"), picture("b", flipped(HASH, bits[:-1]))]) == (("a", "b"),)
        assert alike([picture("a"), picture("b", flipped(HASH, bits))]) == ()


def test_the_index_finds_what_comparing_all_pairs_finds() -> None:
    chosen = random.Random(7)
    roots = [flipped(0, chosen.sample(range(64), 32)) for _ in range(40)]
    pictures = [
        picture(f"{number:03}", flipped(chosen.choice(roots), chosen.sample(range(64), chosen.randrange(10))))
        for number in range(400)
    ]
    near = {
        frozenset((one.path, other.path))
        for one, other in combinations(pictures, 2)
        if (int(one.likeness, 16) ^ int(other.likeness, 16)).bit_count() <= DISTANCE
    }
    groups = alike(pictures)
    assert {frozenset((group[0], other)) for group in groups for other in group[1:]} <= near
    grouped = {path for group in groups for path in group}
    assert all(pair & grouped for pair in near), "of any two that are alike, one is told at least"


def test_no_picture_is_in_two_groups_and_their_order_is_settled() -> None:
    chain = [flipped(HASH, list(range(start))) for start in (0, 6, 12, 18)]
    pictures = [picture(name, number) for name, number in zip("abcd", chain, strict=True)]
    assert alike(pictures) == alike(pictures[::-1]) == (("a", "b"), ("c", "d"))


@pytest.mark.parametrize("number", [0, 2**64 - 1, 0b11111, 0x4040040440044040])
def test_a_hash_of_an_even_surface_or_a_simple_figure_is_like_no_other(number: int) -> None:
    assert alike([picture("a", number), picture("b", number)]) == ()


@pytest.mark.parametrize("likeness", ["", "no hash", "1" * 20])
def test_a_picture_without_a_hash_is_like_no_other(likeness: str) -> None:
    assert alike([replace(picture("a"), likeness=likeness), replace(picture("b"), likeness=likeness)]) == ()


def test_neither_size_nor_colour_makes_another_picture() -> None:
    assert alike([picture("a"), replace(picture("b"), width=480, height=320, colour="#ff0000")]) == (("a", "b"),)


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return file.getvalue()


def test_real_photographs_are_found_again_and_told_apart(sample: Path) -> None:
    """Each smaller, in low quality, with more contrast, trimmed, and in black and white: three of the sample newsroom's."""
    pictures = []
    for name in ("citadel-dusk", "snow-road", "tea-house"):
        with Image.open(sample / "photos" / f"{name}.jpg") as original:
            image = original.convert("RGB").resize((1200, 800))
        versions = {
            "": jpeg(image),
            "-small": jpeg(image.resize((480, 320))),
            "-poor": jpeg(image, 25),
            "-contrast": jpeg(ImageEnhance.Contrast(image).enhance(1.2)),
            "-trimmed": jpeg(image.crop((6, 4, 1194, 796))),
            "-grey": jpeg(image.convert("L")),
        }
        for suffix, content in versions.items():
            read = measured(f"{name}{suffix}.jpg", content)
            assert isinstance(read, Picture)
            pictures.append(read)
    groups = alike(pictures)
    assert [(group[0].partition("-")[0], len(group)) for group in groups] == [("citadel", 6), ("snow", 6), ("tea", 6)]
