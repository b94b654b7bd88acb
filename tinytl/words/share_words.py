"""Caption and alternative text of shares by report and around an event."""

from __future__ import annotations

from collections.abc import Iterator

from ..story.story import Story
from ..story.subjects import Selection
from ..story.tallies import FEWEST, Tallies, Tally, report_name
from ..table.scales import Scale
from .captions import spoken, with_sources


def share_caption(selection: Selection, story: Story) -> str:
    """Write the caption: what is counted, how to read it, what could mislead, and the sources."""
    tallies, scale = counted(selection), story.scale
    facts = [fact for subject in selection.subjects for fact in subject.facts]
    steps = steps_in_sentence(tallies, scale)
    by_report = steps[:1].upper() + steps[1:]
    opening, *around = _around(tallies, scale) if tallies.aligned else (by_report,)
    reading = f"{selection.title}.", opening, *_balance(tallies), *around, *_limits(tallies, scale)
    return " ".join((with_sources(reading, facts, story.origin), *selection.notes))


def counted(selection: Selection) -> Tallies:
    """Return what a selection of shares counts."""
    assert selection.tallies, "shares have some"
    return selection.tallies


def steps_in_sentence(tallies: Tallies, scale: Scale) -> str:
    """What the steps of shares by report are, and the marks above them."""
    words = (
        f"the share of countries on each level, from report to report, the {_lowest(scale)} level "
        "at the bottom; above it n, the countries on any level"
    )
    if tallies.whole and any(tally.missing for tally in tallies.every):
        words += "; hatched: ratings of the report that the table lacks, with their number"
    if tallies.whole and any(tally.missing is None for tally in tallies.every):
        words += "; ?: it is not known how many countries the report rates"
    return f"{words}."


def _around(tallies: Tallies, scale: Scale) -> Iterator[str]:
    yield (
        f"The share of countries on each level, the {_lowest(scale)} level at the bottom. 0 is "
        f"the first report after {tallies.event}, −1 the last before it: places are reports, not "
        f"years. {tallies.countries} "
        f"{'countries have' if tallies.countries > 1 else 'country has'} it and a report after it."
    )
    yield (
        "Above: n, the countries on any level. Where a date may lie on either side of a release, "
        "the country counts in each possible report with the share of its days, and n is given as "
        "most and least."
    )
    if low := [scale.full_label(code) for code in scale.lower_half]:
        yield (
            f"Line: the share on {' or '.join(low)}. White: how far it moves as dates allow; "
            "hatched: and if countries that are not observed had any level. These bounds hold for "
            "each report by itself and are no confidence interval."
        )


def _balance(tallies: Tallies) -> Iterator[str]:
    if tallies.balanced:
        reports = len({tally.at for tally in tallies.every})
        yield (
            f"Only the {tallies.kept} of {tallies.countries} countries that are on a level in all "
            f"{reports} reports: the composition is constant, but they may differ from the others."
        )


def _limits(tallies: Tallies, scale: Scale) -> Iterator[str]:
    """What is not in the shares, and how the composition changes."""
    if not tallies.balanced:
        changes = [
            f"{f'{name}: ' if name else ''}{_n(own[0])} to {_n(own[-1])}"
            for name, own in tallies.groups.items()
            if _n(own[0]) != _n(own[-1])
        ]
        if changes:
            yield f"The composition changes: n goes from {'; '.join(changes)}."
    if any(tally.observed < FEWEST for tally in tallies.every):
        yield "Nothing is drawn for fewer than five countries."
    if scale.unranked:
        yield (
            "Ratings changed between two reports (redeterminations) are not in the shares; special "
            "cases are no level."
        )


def _lowest(scale: Scale) -> str:
    """Which level is at the bottom: a neutral scale has no worst one."""
    return "last" if scale.neutral else "worst"


def _n(tally: Tally) -> str:
    """How many countries are on a level."""
    return f"{tally.least}" if tally.least == tally.most else f"{tally.least}–{tally.most}"


def share_alt(selection: Selection, scale: Scale) -> str:
    """Write the alternative text: the shares of each report, a line for each.

    Returns
    -------
    str
        ``2001: n = 82; Tier 1 15 %, Tier 2 57 %, Tier 3 28 %.`` The name of a group precedes its
        reports.
    """
    tallies = counted(selection)
    lines = [f"Stacked steps: {spoken(selection.title)}."]
    for name, own in tallies.groups.items():
        lines += [f"{name}:"] if name else []
        lines += [_line(tally, scale, tallies) for tally in own]
    return "\n".join((*lines, *selection.highlight))


def _line(tally: Tally, scale: Scale, tallies: Tallies) -> str:
    """A report in a line."""
    called = str(tally.at) if not tallies.aligned else f"Report {report_name(tally.at)}"
    said = f"{called}: n = {_n(tally)}"
    if tally.observed >= FEWEST:
        shares = [
            f"{label} {level.share * 100:.0f} %"
            for label, level in zip(scale.full_labels, tally.levels, strict=True)
            if level.share
        ]
        said += f"; {', '.join(shares)}"
    if tallies.whole:
        missing = "unknown" if tally.missing is None else tally.missing
        said += f"; missing {missing}" if missing else ""
    return f"{said}."


def share_short(selection: Selection, scale: Scale) -> str:
    """Write the short alternative text: the shares of the first and the last report."""
    tallies, opening = counted(selection), f"Stacked steps: {spoken(selection.title)}"
    own = [tally for tally in next(iter(tallies.groups.values())) if tally.observed >= FEWEST]
    if len(tallies.groups) > 1 or not own:
        return f"{opening}, in {len(tallies.groups)} panels."
    worst = [tally.levels[-1].share * 100 for tally in (own[0], own[-1])]
    return f"{opening}. {scale.full_labels[-1]} {worst[0]:.0f} to {worst[1]:.0f} %."
