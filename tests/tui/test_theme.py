"""Colours are judged by the formulas of WCAG 2 (contrast), Viénot 1999 (colour blindness) and CIE76 (difference)."""

from itertools import combinations

import pytest

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui.theme import PALETTES, SAFE, Palette

Rgb = tuple[float, float, float]
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> Rgb:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return r, g, b


def contrast(one: str, other: str) -> float:
    dark, bright = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (bright + 0.05) / (dark + 0.05)


def lab(rgb: Rgb) -> Rgb:
    r, g, b = (max(channel, 0.0) for channel in rgb)
    x, y, z = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, blindness: str) -> Rgb:
    r, g, b = linear(colour)
    x, y, z = (row[0] * r + row[1] * g + row[2] * b for row in BLINDNESS[blindness])
    return x, y, z


def difference(one: Rgb, other: Rgb) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_text_can_be_read(palette: Palette) -> None:
    for colour in (palette.text, palette.mute, palette.accent, *palette.lights.values()):
        assert contrast(colour, palette.background) >= 4.5
        assert contrast(colour, palette.panel) >= 4.5
    assert contrast(palette.cursor_text, palette.cursor) >= 4.5


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_the_safe_lights_stay_apart(blindness: str) -> None:
    lights = (Light.GREEN, Light.YELLOW, Light.RED)
    for one, other in combinations(lights, 2):
        assert difference(seen(SAFE.lights[one], blindness), seen(SAFE.lights[other], blindness)) > 30


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_look_uses_its_own_colours_and_no_named_ones(palette: Palette) -> None:
    colours = (palette.text, palette.mute, palette.accent, palette.cursor, *palette.lights.values())
    assert all(colour.startswith("#") and len(colour) == 7 for colour in colours)
    assert palette.theme().dark is palette.dark
