"""Put the countries of an overview into groups: by region, or as the caller says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..errors import RecordError
from ..table.regions import region_of
from .story import Story
from .subjects import Subject

OTHER = "Other"
"""The group of countries that are in none."""


def in_groups(
    subjects: Sequence[Subject], group: str | Mapping[str, str] | None, story: Story
) -> tuple[Subject, ...]:
    """Put countries into groups, in their order inside each.

    Parameters
    ----------
    subjects : sequence of Subject
    group : {"region"} or mapping of str to str, optional
        The subregion of the UN, in the order of their names; or the group of each country, by its
        code or name, in the order in which the groups appear there.
    story : Story

    Returns
    -------
    tuple of Subject
        Group by group, each with the name of its group.

    Raises
    ------
    RecordError
        For another word, or a country that the table does not have.
    """
    if group is None:
        return tuple(subjects)
    if isinstance(group, str):
        if group != "region":
            raise RecordError(
                f"group is {group!r}; expected 'region', or the group of each country: "
                "{'KAZ': 'Central Asia'}."
            )
        names = {subject.code: region_of(subject.code) or OTHER for subject in subjects}
        order = sorted(set(names.values()) - {OTHER})
    else:
        names = {story.code(country): str(name) for country, name in group.items()}
        order = [name for name in dict.fromkeys(names.values()) if name != OTHER]
    named = [replace(subject, group=names.get(subject.code, OTHER)) for subject in subjects]
    places = {name: place for place, name in enumerate([*order, OTHER])}
    return tuple(sorted(named, key=lambda subject: places[subject.group]))
