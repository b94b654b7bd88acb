"""One sheet with the tiers and laws of the same countries, by three peers and by tinytl.

``python bench/peers.py peers.pdf`` (or ``.png``). With matplotlib by hand: tiles as panelView has
them, and small multiples as a newspaper prints them. Then Figure 9 as printed, and the timeline,
the comparison and the rows of tinytl.
"""

import sys

from matplotlib import pyplot as plt
from matplotlib.patches import Rectangle

import tinytl as tl

CODES = ["KAZ", "ARM", "MYS", "ARG", "ISR", "NGA", "ARE", "ECU", "IDN", "HND", "OMN", "MOZ"]
EVENT = "full criminalization"
COLOURS = {"1": "#2c7fb8", "2": "#a6bddb", "2WL": "#fdae61", "3": "#b2182b"}
TIERS = ["Tier 1", "Tier 2", "Watch List", "Tier 3"]
MM = 72 / 25.4


def tiles(figure, spells, laws):
    """Tiles in strong colours, and a dot for each law."""
    axes = figure.subplots()
    figure.subplots_adjust(left=0.16, right=0.98, top=0.91, bottom=0.07)
    for spell in spells.itertuples():
        row, wide = CODES.index(spell.country), spell.end_day - spell.start_day
        axes.barh(row, wide, left=spell.start_day, height=0.85, color=COLOURS[spell.value])
    for code, day in laws.items():
        axes.plot(day, CODES.index(code), "ok", markersize=3.5)
    axes.set_yticks(range(len(CODES)), [spells.name[spells.country == c].iloc[0] for c in CODES])
    axes.set_ylim(11.5, -0.5)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    keys = [Rectangle((0, 0), 1, 1, color=colour) for colour in COLOURS.values()]
    figure.legend(keys, TIERS, ncols=4, frameon=False, loc="upper center")


def multiples(figure, spells, laws):
    """A step line on a pale area for each country, in years from its law."""
    panels = figure.subplots(3, 4, sharex=True, sharey=True)
    figure.subplots_adjust(left=0.11, right=0.98, top=0.82, bottom=0.07, hspace=0.5)
    figure.text(0.01, 0.94, "Most countries were on the Watch List or below", weight="bold", size=9)
    figure.text(0.01, 0.9, "US tier, years from the law that makes all trafficking a crime (line)")
    for code, axes in zip(CODES, panels.flat, strict=True):
        own = spells[spells.country == code]
        for spell in own.itertuples():
            level = list(COLOURS).index(spell.value)
            years = [(day - laws[code]).days / 365.25 for day in (spell.start_day, spell.end_day)]
            axes.fill_between(years, level, 3.3, color="#d5e3ea", linewidth=0)
            axes.plot(years, [level, level], color="#1b2a6b", linewidth=1.6)
        axes.axvline(0, color="#d7301f", linewidth=1)
        axes.set_title(own.name.iloc[0], loc="left", weight="bold", size=7)
        axes.set(xlim=(-5, 8), ylim=(3.3, -0.3), xticks=(-5, 0, 5))
        axes.set_yticks(range(4), TIERS)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)


def main(path):
    """Draw all on one sheet, ours at true size."""
    records = tl.read_csv()
    spells = tl.spells(records, kind="rating")
    spells = spells[spells.country.isin(CODES) & spells.value.isin(COLOURS)]
    laws = tl.spells(records, kind="law")
    laws = laws[(laws.category == EVENT) & laws.country.isin(CODES)]
    laws = laws.groupby("country").start_day.min()
    compared = tl.compare(records, CODES, align=EVENT, width="183mm")
    ours = (
        tl.timeline(records, "KAZ", preset="figure9", width="120mm"),
        tl.timeline(records, "KAZ", width="120mm"),
        tl.overview(records, CODES, width="120mm"),
    )
    plt.rcParams.update({"font.size": 7})
    heights = [chart.scene.height for chart in ours]
    high = max(sum(heights), compared.scene.height)
    wide = [183 * MM, 120 * MM, 183 * MM]
    sheet = plt.figure(figsize=((sum(wide)) / 72, high / 72))
    left, middle, right = sheet.subfigures(1, 3, width_ratios=wide)
    above, below = left.subfigures(2, 1)
    tiles(above, spells, laws)
    multiples(below, spells, laws)
    rest = [max(high - sum(heights), 1e-6)]
    for chart, part in zip(
        ours, middle.subfigures(4, 1, height_ratios=heights + rest), strict=False
    ):
        chart.on(part)
    own = compared.scene.height
    compared.on(right.subfigures(2, 1, height_ratios=[own, max(high - own, 1e-6)])[0])
    sheet.savefig(path, dpi=150)


if __name__ == "__main__":
    main(sys.argv[1])
