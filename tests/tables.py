"""Small tables of every shape for the properties of spells, changes and panel."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import strategies as st

COLUMNS = ["country", "kind", "start", "end", "label", "value", "category", "detail", "source"]
YEARS = range(2001, 2008)
RELEASE = {year: date(year, 6, 1) + timedelta(days=year % 7) for year in range(2001, 2010)}
LEVELS = ("1", "2", "2WL", "3", "SC")

dates = st.one_of(
    st.integers(1998, 2009).map(str),
    st.builds("{}-{:02}".format, st.integers(1998, 2009), st.integers(1, 12)),
    st.dates(date(1998, 1, 1), date(2009, 12, 31)).map(str),
    st.builds("{}-{}".format, st.integers(1998, 2009), st.integers(21, 24)),
    st.integers(1998, 2009).map("{}?".format),
)


def table(*rows):
    """A frame of some rows, shorter ones filled up with nothing."""
    filled = [(*row, *[""] * (len(COLUMNS) - len(row))) for row in rows]
    return pd.DataFrame(filled, columns=COLUMNS)


def rating(country, year, value, *, end=None, start=None, category="report"):
    """The rating of a report, from its release to the next."""
    first, last = start or RELEASE[year], end or RELEASE[year + 1]
    return (country, "rating", str(first), str(last), "", value, category, "", f"tip{year}")


@st.composite
def ratings(draw, country):
    rows = []
    values = draw(st.lists(st.sampled_from([None, *LEVELS]), min_size=7, max_size=7))
    for year, value in zip(YEARS, values, strict=True):
        if value is None:
            continue
        if draw(st.integers(0, 5)) == 0:  # redetermined in autumn
            moved = date(year, 9, draw(st.integers(1, 28)))
            other = draw(st.sampled_from([level for level in LEVELS if level != value]))
            rows.append(rating(country, year, value, end=moved))
            rows.append(rating(country, year, other, start=moved, category="redetermination"))
        else:
            rows.append(rating(country, year, value))
    if rows and draw(st.booleans()):
        rows[-1] = (*rows[-1][:3], "..", *rows[-1][4:])
    return rows


@st.composite
def laws(draw, country):
    kinds = st.sampled_from(["partial criminalization", "full criminalization", "law"])
    return [
        (country, "law", start, "", category.capitalize(), "", category, "", "laws")
        for start, category in draw(st.lists(st.tuples(dates, kinds), max_size=4, unique=True))
    ]


@st.composite
def tables(draw):
    """Three countries: ratings with holes and redeterminations, laws in every precision."""
    rows = []
    for country in ("ARM", "KAZ", "North Yemen"):
        rows += draw(ratings(country))
        rows += draw(laws(country))
        rows += [
            (country, "index", str(year), "", "", str(year - 1990), "policy index", "", "cho3p")
            for year in draw(st.sets(st.sampled_from(YEARS)))
        ]
    return table(*draw(st.permutations(rows)))
