"""Colours: readable, also in grey and for colour-blind readers, on screen and in print."""

import itertools
import warnings

import numpy as np
import pytest

with warnings.catch_warnings():  # its docstrings hold what Python 3.12 no longer likes
    warnings.simplefilter("ignore")
    from colorspacious import cspace_convert

from tinytl.layout.theme import BAR_HEIGHTS, DARK, PRINT, SCREEN, THEMES, bar_height

MEASURED = [SCREEN, DARK, PRINT]  # the book's greys are the book's
CONES = [None, "deuteranomaly", "protanomaly", "tritanomaly"]
LEVELS, TINTS = 14, 8  # least CIE76 between neighbours
STEP = 8  # least difference of L* between neighbours

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


def as_seen(colour, cones):
    """The colour in CIELab, as people without one kind of cones see it."""
    seen = rgb(colour)
    if cones:
        space = {"name": "sRGB1+CVD", "cvd_type": cones, "severity": 100}
        seen = np.clip(cspace_convert(seen, space, "sRGB1"), 0, 1)
    return cspace_convert(seen, "sRGB1", "CIELab")


def difference(a, b, cones=None):
    """CIE76."""
    return float(np.linalg.norm(as_seen(a, cones) - as_seen(b, cones)))


def hue(colour):
    """Hue angle in degrees, and chroma."""
    _, a, b = as_seen(colour, None)
    return np.degrees(np.arctan2(b, a)) % 360, np.hypot(a, b)


def tints(theme, count=4):
    return [theme.tint(rank, count) for rank in range(count)]


def strong(theme, count=4):
    return [theme.level(rank, count) for rank in range(count)]


@by_name
@pytest.mark.parametrize("cones", CONES)
@pytest.mark.parametrize("colours", [strong, tints])
def test_levels_run_in_one_order_of_lightness(theme, colours, cones):
    steps = np.diff([as_seen(colour, cones)[0] for colour in colours(theme)])
    assert all(steps < 0) if theme is not DARK else all(steps > 0)
    assert cones or abs(steps).min() >= STEP


@by_name
@pytest.mark.parametrize("cones", CONES)
@pytest.mark.parametrize(("colours", "least"), [(strong, LEVELS), (tints, TINTS)])
def test_neighbouring_levels_stay_apart(theme, colours, least, cones):
    for a, b in itertools.pairwise(colours(theme)):
        assert difference(a, b, cones) >= least, (a, b)


@by_name
@pytest.mark.parametrize("colours", [strong, tints])
def test_a_worse_level_has_more_contrast_to_the_paper(theme, colours):
    seen = [contrast(colour, theme.paper) for colour in colours(theme)]
    assert seen == sorted(seen)


@by_name
def test_a_bar_of_low_contrast_has_an_edge(theme):
    for rank, colour in enumerate(strong(theme)):
        edge, _ = theme.edges_of(rank, 4)
        assert max(contrast(colour, theme.paper), contrast(edge or colour, theme.paper)) >= 2.95


@by_name
@pytest.mark.parametrize("count", range(1, 10))
def test_scales_of_any_length_have_colours_in_order(theme, count):
    for colours in (strong(theme, count), tints(theme, count)):
        seen = [contrast(colour, theme.paper) for colour in colours]
        assert seen == sorted(set(seen)), colours
    heights = [bar_height(rank, count) for rank in range(count)]
    assert heights == sorted(set(heights))
    assert min(heights) == BAR_HEIGHTS[0]
    assert max(heights) <= 1


@by_name
def test_a_scale_of_few_levels_has_no_mixed_colours(theme):
    for count in (1, 2, 3, 4):
        assert set(strong(theme, count)) <= set(theme.levels)
        assert set(tints(theme, count)) <= set(theme.tints)


@by_name
def test_what_has_no_rank_has_no_tint(theme):
    assert theme.tint(None, 4) == ""
    assert theme.level(None, 4) == theme.muted


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_has_the_contrast_of_wcag_aa(theme):
    on_paper = [(ink, theme.paper) for ink in (theme.ink, theme.muted)]
    in_boxes = [
        (ink, fill or theme.paper) for fill, ink, _ in (theme.guide_label, theme.other_label)
    ]
    in_bars = [(ink, fill) for fill, ink in theme.bars] if theme in MEASURED else []
    on_tints = [(theme.ink, tint) for tint in theme.tints]
    for ink, ground in [*on_paper, *in_boxes, *in_bars, *on_tints]:
        assert contrast(ink, ground) >= 4.5, (ink, ground)


@by_name
def test_guides_have_the_contrast_of_wcag_aa_to_all_that_is_behind_them(theme):
    fills = [fill for fill, _ in theme.bars]
    for ground in (theme.paper, theme.grid, theme.accent_tint, *theme.tints, *fills):
        assert contrast(theme.accent, ground) >= 3, ground


@by_name
def test_all_that_carries_facts_has_the_contrast_of_wcag_aa(theme):
    for colour in (theme.ink, theme.accent, theme.leader, theme.extent, theme.muted):
        assert contrast(colour, theme.paper) >= 3, colour
    for fill, _ in theme.bars:  # a tick marks the start of a government
        assert contrast(theme.muted, fill) >= 3, fill


@pytest.mark.parametrize("theme", [SCREEN, DARK], ids=lambda theme: theme.name)
def test_the_accent_shares_no_hue_with_a_level(theme):
    own, _ = hue(theme.accent)
    for colour in theme.levels:
        other, chroma = hue(colour)
        assert chroma < 10 or abs((own - other + 180) % 360 - 180) >= 90, colour


@by_name
@pytest.mark.parametrize("cones", CONES)
def test_the_accent_stays_apart_from_the_ink(theme, cones):
    assert theme is PRINT or difference(theme.accent, theme.ink, cones) >= 30


@by_name
def test_neighbouring_governments_differ_in_lightness(theme):
    fills = [as_seen(fill, None)[0] for fill, _ in theme.bars]
    for a, b in zip(fills, [*fills[1:], fills[0]], strict=True):
        assert abs(a - b) >= STEP


@by_name
def test_grid_lines_stay_in_the_background(theme):
    assert 1 < contrast(theme.grid, theme.paper) < 1.5
    assert not theme.without_grid().has_grid


def test_print_is_grey():
    colours = [value for value in vars(PRINT).values() if str(value).startswith("#")]
    several = (
        PRINT.levels,
        PRINT.tints,
        PRINT.guide_label,
        PRINT.other_label,
        *PRINT.bars,
        *PRINT.edges,
    )
    for colour in filter(None, [*colours, *itertools.chain(*several)]):
        assert len({colour[1:3], colour[3:5], colour[5:7]}) == 1, colour
