"""How alike two pictures are, and what a picture ought to look like in a smaller size: the measures of the photographs.

The reference is made as well as can be: reduced by Lanczos-3 in linear light and in floating point, straight from the whole
original. Knows nothing of formats, nor of who made the picture that is compared with it.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Plane = NDArray[np.float32]
"""One number a pixel, 0 (black) to 255 (white)."""

_WINDOW_SIGMA = 1.5
_WINDOW_REACH = 5
_LUMINANCE_TERM = (0.01 * 255) ** 2
_CONTRAST_TERM = (0.03 * 255) ** 2


def linear_light(path: Path) -> tuple[Plane, ...]:
    """Red, green and blue of a photograph in sRGB, each from 0 to 1 and in proportion to the light (IEC 61966-2-1)."""
    with Image.open(path) as original:
        image = _in_srgb(original)
    values = np.arange(256, dtype=np.float32) / 255
    light = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4).astype(np.float32)
    return tuple(light[np.asarray(channel)] for channel in image.split())


def _in_srgb(original: Image.Image) -> Image.Image:
    image, embedded = original.convert("RGB"), original.info.get("icc_profile")
    if not embedded:
        return image
    profile = ImageCms.ImageCmsProfile(io.BytesIO(embedded))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return ImageCms.profileToProfile(image, profile, srgb, ImageCms.Intent.RELATIVE_COLORIMETRIC) or image


def reference_luma(light: tuple[Plane, ...], width: int, height: int) -> Plane:
    """The luma of that photograph in another size."""
    channels = []
    for channel in light:
        small = np.asarray(Image.fromarray(channel).resize((width, height), Image.Resampling.LANCZOS))
        small = np.clip(small, 0, 1)
        channels.append(255 * np.where(small <= 0.0031308, small * 12.92, 1.055 * small ** (1 / 2.4) - 0.055))
    return _luma(channels[0], channels[1], channels[2])


def luma(content: bytes) -> Plane:
    """The luma of a finished file, whatever its format."""
    with Image.open(io.BytesIO(content)) as image:
        red, green, blue = (np.asarray(channel, dtype=np.float32) for channel in image.convert("RGB").split())
    return _luma(red, green, blue)


def _luma(red: Plane, green: Plane, blue: Plane) -> Plane:
    """By the weights of Rec. 709, whose primaries are those of sRGB."""
    return np.asarray(0.2126 * red + 0.7152 * green + 0.0722 * blue, dtype=np.float32)


def ssim(one: Plane, other: Plane) -> float:
    """Structural similarity, 1 for equal pictures: Wang, Bovik, Sheikh and Simoncelli, “Image quality assessment: from error
    visibility to structural similarity” (2004), with their window (Gaussian, 11 × 11, σ 1.5) and constants; mean over all
    places where the window fits. `ValueError` for planes of different shapes, or smaller than the window."""
    if one.shape != other.shape or min(one.shape) < 2 * _WINDOW_REACH + 1:
        raise ValueError(f"{one.shape} and {other.shape} cannot be compared")
    mean_one, mean_other = _smooth(one), _smooth(other)
    variance_one = _smooth(one * one) - mean_one * mean_one
    variance_other = _smooth(other * other) - mean_other * mean_other
    covariance = _smooth(one * other) - mean_one * mean_other
    alike = (2 * mean_one * mean_other + _LUMINANCE_TERM) * (2 * covariance + _CONTRAST_TERM)
    apart = (mean_one**2 + mean_other**2 + _LUMINANCE_TERM) * (variance_one + variance_other + _CONTRAST_TERM)
    return float(np.mean(alike / apart, dtype=np.float64))


def _smooth(plane: Plane) -> Plane:
    """Each place's mean under the window, where it fits."""
    weights = np.exp(-(np.arange(-_WINDOW_REACH, _WINDOW_REACH + 1) ** 2) / (2 * _WINDOW_SIGMA**2))
    weights = (weights / weights.sum()).astype(np.float32)
    width, height = plane.shape[1] - 2 * _WINDOW_REACH, plane.shape[0] - 2 * _WINDOW_REACH
    across = sum(weight * plane[:, at : at + width] for at, weight in enumerate(weights))
    return np.asarray(sum(weight * across[at : at + height] for at, weight in enumerate(weights)), dtype=np.float32)
