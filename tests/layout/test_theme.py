"""Colours: readable, also in grey and for colour-blind readers, on screen and in print."""

import itertools
import warnings

import numpy as np
import pytest

with warnings.catch_warnings():  # its docstrings hold what Python 3.12 no longer likes
    warnings.simplefilter("ignore")
    from colorspacious import cspace_convert, deltaE

from tinytl.layout.theme import DARK, PRINT, SCREEN, THEMES

MEASURED = [SCREEN, DARK, PRINT]  # the book's greys are the book's
LEAST_LIGHTNESS = 15  # L*, for greyscale
LEAST_DIFFERENCE = 10  # CAM02-UCS
CONES = ["deuteranomaly", "protanomaly", "tritanomaly"]

by_name = pytest.mark.parametrize("theme", MEASURED, ids=lambda theme: theme.name)


def rgb(colour):
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour):
    return cspace_convert(rgb(colour), "sRGB1", "CIELab")[0]


def as_seen(colour, cones):
    if cones is None:
        return rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": cones, "severity": 100}
    return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)


def difference(a, b, cones):
    seen = as_seen(a, cones), as_seen(b, cones)
    return deltaE(*seen, input_space="sRGB1", uniform_space="CAM02-UCS")


def apart(theme):
    """What a reader must tell apart: any two tiers, any two governments in a row."""
    assert len(theme.levels) == 4
    fills = [fill for fill, _ in theme.bars]
    neighbours = zip(fills, [*fills[1:], fills[0]], strict=True)
    return [*itertools.combinations(theme.levels, 2), *neighbours]


@by_name
def test_tiers_and_neighbouring_governments_stay_apart_in_grey(theme):
    for a, b in apart(theme):
        assert abs(lightness(a) - lightness(b)) >= LEAST_LIGHTNESS, (a, b)


@by_name
@pytest.mark.parametrize("cones", [None, *CONES])
def test_tiers_and_neighbouring_governments_stay_apart_for_colour_blind_readers(theme, cones):
    for a, b in apart(theme):
        assert difference(a, b, cones) >= LEAST_DIFFERENCE, (a, b)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_has_the_contrast_of_wcag_aa(theme):
    on_paper = [(ink, theme.paper) for ink in (theme.ink, theme.muted)]
    in_boxes = [(ink, fill or theme.paper) for fill, ink, _ in (theme.strong, theme.plain)]
    in_bars = [(ink, fill) for fill, ink in theme.bars] if theme in MEASURED else []
    for ink, ground in [*on_paper, *in_boxes, *in_bars]:
        assert contrast(ink, ground) >= 4.5, (ink, ground)


@by_name
def test_all_that_carries_facts_has_the_contrast_of_wcag_aa(theme):
    lines = [theme.ink, theme.guide, theme.leader, theme.extent, *theme.levels]
    for colour in [*lines, *(fill for fill, _ in theme.bars)]:
        assert contrast(colour, theme.paper) >= 3, colour


@by_name
def test_grid_lines_stay_in_the_background(theme):
    assert 1 < contrast(theme.grid, theme.paper) < 1.5
    assert not theme.without_grid().has_grid


def test_print_is_grey():
    greys = [PRINT.ink, PRINT.muted, PRINT.grid, PRINT.guide, PRINT.leader, PRINT.extent]
    greys += [*PRINT.levels, *PRINT.strong, *PRINT.plain, *itertools.chain(*PRINT.bars)]
    assert all(len({colour[1:3], colour[3:5], colour[5:7]}) == 1 for colour in greys)
