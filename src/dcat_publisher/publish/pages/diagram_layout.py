"""What stands in the picture and where: boxes in three columns, and what belongs together in frames.

Of many data sources a picture shows the groups: a box for each series, and one for each theme of the others,
with how many they are. So it stays as high as one screen or two, of two hundred as of ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.publish.pages.catalog_page import members, of_type
from dcat_publisher.publish.pages.lists import by_name
from dcat_publisher.publish.pages.predicates import (
    CONTACT,
    DATASET,
    IN_SERIES,
    LEGISLATION,
    PUBLISHER,
    SERIES,
    THEME,
)
from dcat_publisher.publish.pages.reader import Reader

MARGIN: Final = 24
LEFT, MIDDLE, RIGHT = (MARGIN, 290), (398, 430), (912, 344)  # x and width of the three columns
TOP, BOX, STEP, PADDING, BETWEEN = 56, 34, 42, 14, 28
# More data sources than this are drawn as groups, and no column has more boxes.
MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Box:
    """A box with a text: the term it is named by, left and upper edge, width, and the terms it stands for."""

    node: str
    x: float
    y: float
    width: float
    nodes: tuple[str, ...]
    main: bool = False

    @property
    def left(self) -> tuple[float, float]:
        """The middle of the left edge."""
        return self.x, self.y + BOX / 2

    @property
    def right(self) -> tuple[float, float]:
        """The middle of the right edge."""
        return self.x + self.width, self.y + BOX / 2


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: the series that says so, or none, its members, and the frame around them."""

    series: Box | None
    members: tuple[Box, ...]
    y: float
    height: float

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of the group, from above."""
        return self.members if self.series is None else (self.series, *self.members)

    @property
    def left(self) -> tuple[float, float]:
        """Where lines from the left end."""
        return self.members[0].left if self.series is None else (MIDDLE[0], self.series.left[1])


def groups(reader: Reader, catalog: str) -> Iterator[Group]:
    """Stack the data sources: each series with its members in a frame, then those in no series."""
    within = members(reader, catalog)
    sources = of_type(reader, within, DATASET)
    by_series = _by_series(reader, of_type(reader, within, SERIES), sources)
    placed = {node for own in by_series.values() for node in own}
    others = [node for node in sources if node not in placed]
    if len(sources) > MOST:
        yield from _summed_up(reader, by_series, others, catalog)
        return
    y: float = TOP
    for series, own in by_series.items():
        x, width = MIDDLE[0] + PADDING, MIDDLE[1] - 2 * PADDING
        boxes = [Box(node, x, y + PADDING + (n + 1) * STEP, width, (node,)) for n, node in enumerate(own)]
        height = (len(own) + 1) * STEP - (STEP - BOX) + 2 * PADDING
        yield Group(Box(series, x, y + PADDING, width, (series,), main=True), tuple(boxes), y, height)
        y += height + BETWEEN
    for node in others:
        yield Group(None, (Box(node, *_at(MIDDLE, y), (node,)),), y, BOX)
        y += STEP


def _by_series(reader: Reader, series: Sequence[str], sources: Sequence[str]) -> dict[str, list[str]]:
    """Return the members of each series; who is in several stands in the first."""
    found: dict[str, list[str]] = {one: [] for one in series}
    for node in sources:
        own = next((one for one in reader.graph.objects(node, IN_SERIES) if one in found), None)
        if own is not None:
            found[own].append(node)
    return found


def _summed_up(
    reader: Reader, by_series: dict[str, list[str]], others: Sequence[str], catalog: str
) -> Iterator[Group]:
    """Yield a box for each series, and for each theme of what is in none; the largest of them."""
    by_theme: dict[str, list[str]] = {}
    for node in others:
        first = next(iter(reader.graph.objects(node, THEME)), catalog)
        by_theme.setdefault(first, []).append(node)
    themes = {theme: by_theme[theme] for theme in by_name(reader, by_theme)}
    all_ = {**by_series, **themes}
    largest = set(sorted(all_, key=lambda node: -len(all_[node]))[:MOST])
    for number, node in enumerate(node for node in all_ if node in largest):
        own, main = all_[node], node in by_series
        y = TOP + number * STEP
        yield Group(None, (Box(node, *_at(MIDDLE, y), tuple(own), main=main),), y, BOX)


def _at(column: tuple[int, int], y: float) -> tuple[float, float, float]:
    return column[0], y, column[1]


def objects(reader: Reader, nodes: Iterable[str], predicates: Sequence[str]) -> list[str]:
    """Return what the nodes refer to by the predicates: first what is most referred to, then by name."""
    counts: dict[str, int] = {}
    for node in nodes:
        for predicate in predicates:
            for term in reader.graph.objects(node, predicate):
                counts[term] = counts.get(term, 0) + 1
    return sorted(by_name(reader, counts), key=lambda term: -counts[term])


def agents_and_catalog(reader: Reader, catalog: str, found: Sequence[Group], bottom: float) -> list[Box]:
    """Return the left column: the catalogue, and around it those who publish it or answer for it."""
    nodes = [node for group in found for box in group.boxes for node in box.nodes]
    agents = objects(reader, [catalog, *nodes], (PUBLISHER, CONTACT))[:MOST]
    return _column([*agents[:1], catalog, *agents[1:]], LEFT, bottom)


def laws(reader: Reader, found: Sequence[Group], bottom: float) -> list[Box]:
    """Give the right column in the order in which few lines cross: by the middle height of what they rule."""
    heights: dict[str, list[float]] = {}
    for group in found:
        for box in group.members:
            for law in ruled_by(reader, box):
                heights.setdefault(law, []).append(box.y)
    most = sorted(heights, key=lambda law: (-len(heights[law]), law))[:MOST]
    order = sorted(most, key=lambda law: (sum(heights[law]) / len(heights[law]), law))
    return _column(order, RIGHT, bottom)


def ruled_by(reader: Reader, box: Box) -> set[str]:
    """Return the laws that apply to what a box stands for, or to some of it."""
    return {law for node in box.nodes for law in reader.graph.objects(node, LEGISLATION)}


def _column(nodes: Sequence[str], column: tuple[int, int], bottom: float) -> list[Box]:
    """Spread boxes over the height of a column."""
    step = max(STEP, (bottom - TOP) / max(len(nodes), 1))
    first = max(TOP, TOP + (bottom - TOP - step * (len(nodes) - 1) - BOX) / 2)
    return [Box(node, *_at(column, first + number * step), (node,)) for number, node in enumerate(nodes)]
