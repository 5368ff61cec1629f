"""What stands in the picture and where: boxes in three columns, and what belongs together in frames.

Publishers stand to the left, what they publish in the middle, the laws that apply to the right. Of many data
sources a picture shows the groups: a box for each series, and one for each theme of the others, with how many
they are. So it stays as high as one screen or two, of two hundred as of ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.publish.pages.catalog_page import held
from dcat_publisher.publish.pages.lists import by_name
from dcat_publisher.publish.pages.predicates import (
    DATASET,
    IN_SERIES,
    LEGISLATION,
    PUBLISHER,
    SERIES,
    SERVICE,
    THEME,
)
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.wording import word

MARGIN: Final = 24
LEFT, MIDDLE, RIGHT = (MARGIN, 290), (398, 430), (912, 344)  # x and width of the three columns
TOP, BOX, STEP, PADDING, BETWEEN = 104, 34, 42, 14, 28
# More data sources than this are drawn as groups.
_MOST_SOURCES: Final = 60
# No column has more boxes: so many lines can be told apart.
MOST: Final = 24
_MOST_SERVICES: Final = 12
MOST_OF_A_GROUP: Final = 3
"""How many publishers, and how many laws, a group is joined to."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box with a text: the term it is named by, left and upper edge, width, and the terms it stands for.

    `kind` is a class of the style: source, series, service, agent, law; `label` stands for a name.
    """

    node: str
    x: float
    y: float
    width: float
    nodes: tuple[str, ...]
    kind: str = "source"
    label: str = ""

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
    """Stack what is published: each series with its members in a frame, other data sources, the services."""
    sources = held(reader, catalog, DATASET)
    by_series = _by_series(reader, held(reader, catalog, SERIES), sources)
    placed = {node for own in by_series.values() for node in own}
    others = [node for node in sources if node not in placed]
    services = held(reader, catalog, SERVICE)[:_MOST_SERVICES]
    if len(sources) > _MOST_SOURCES:
        rows = [*_summed_up(reader, by_series, others, catalog)]
        yield from rows
        yield from _single(services, "service", TOP + len(rows) * STEP)
        return
    y: float = TOP
    for series, own in by_series.items():
        x, width = MIDDLE[0] + PADDING, MIDDLE[1] - 2 * PADDING
        boxes = [Box(node, x, y + PADDING + (n + 1) * STEP, width, (node,)) for n, node in enumerate(own)]
        height = (len(own) + 1) * STEP - (STEP - BOX) + 2 * PADDING
        yield Group(Box(series, x, y + PADDING, width, (series,), "series"), tuple(boxes), y, height)
        y += height + BETWEEN
    yield from _single(others, "source", y)
    yield from _single(services, "service", y + len(others) * STEP)


def _single(nodes: Sequence[str], kind: str, top: float) -> Iterator[Group]:
    """Yield boxes that stand alone, one below the other."""
    for number, node in enumerate(nodes):
        y = top + number * STEP
        yield Group(None, (Box(node, *_at(MIDDLE, y), (node,), kind),), y, BOX)


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
    """Yield a box for each series, and for each theme of what is in none; one for all the smallest."""
    by_theme: dict[str, list[str]] = {}
    for node in others:
        first = next(iter(reader.graph.objects(node, THEME)), catalog)
        by_theme.setdefault(first, []).append(node)
    themes = {theme: by_theme[theme] for theme in by_name(reader, by_theme)}
    all_ = {**by_series, **themes}
    by_size = sorted(all_, key=lambda node: -len(all_[node]))
    largest = set(by_size if len(by_size) <= MOST else by_size[: MOST - 1])
    shown = [(node, tuple(all_[node]), "") for node in all_ if node in largest]
    rest = tuple(node for group in all_ if group not in largest for node in all_[group])
    if rest:
        shown.append((catalog, rest, word("picture_others", reader.language)))
    for number, (node, own, label) in enumerate(shown):
        y, kind = TOP + number * STEP, "series" if node in by_series else "source"
        yield Group(None, (Box(node, *_at(MIDDLE, y), own, kind, label),), y, BOX)


def _at(column: tuple[int, int], y: float) -> tuple[float, float, float]:
    return column[0], y, column[1]


def objects(reader: Reader, nodes: Iterable[str], predicates: Sequence[str]) -> Sequence[str]:
    """Return what the nodes refer to by the predicates: first what is most referred to, then by name."""
    within = tuple(nodes)
    return reader.once(("objects", within, *predicates), lambda: _objects(reader, within, predicates))


def _objects(reader: Reader, nodes: Sequence[str], predicates: Sequence[str]) -> list[str]:
    counts: dict[str, int] = {}
    for node in nodes:
        for predicate in predicates:
            for term in reader.graph.objects(node, predicate):
                counts[term] = counts.get(term, 0) + 1
    return sorted(by_name(reader, counts), key=lambda term: -counts[term])


def publishers(reader: Reader, found: Sequence[Group], bottom: float) -> list[Box]:
    """Return the left column: those who publish, in the order in which few lines cross."""
    return _beside(reader, found, PUBLISHER, LEFT, bottom, "agent")


def laws(reader: Reader, found: Sequence[Group], bottom: float) -> list[Box]:
    """Return the right column: the laws that apply to something, in the order in which few lines cross."""
    return _beside(reader, found, LEGISLATION, RIGHT, bottom, "law")


def named_by(reader: Reader, box: Box, predicate: str) -> Sequence[str]:
    """Return what is named by what a box stands for; of a group that is what most of it names."""
    found = objects(reader, box.nodes, (predicate,))
    return found if len(box.nodes) == 1 else found[:MOST_OF_A_GROUP]


def leaves_out(reader: Reader, found: Sequence[Group]) -> bool:
    """Return whether a group names more than is drawn of it."""
    boxes = [box for group in found for box in group.boxes if len(box.nodes) > 1]
    return any(
        len(objects(reader, box.nodes, (name,))) > MOST_OF_A_GROUP
        for box in boxes
        for name in (PUBLISHER, LEGISLATION)
    )


def _beside(
    reader: Reader, found: Sequence[Group], predicate: str, column: tuple[int, int], bottom: float, kind: str
) -> list[Box]:
    """Return a column of what is named most, by the middle height of what names it."""
    heights: dict[str, list[float]] = {}
    for group in found:
        for box in group.boxes:
            for term in named_by(reader, box, predicate):
                heights.setdefault(term, []).append(box.y)
    most = sorted(heights, key=lambda term: (-len(heights[term]), term))[:MOST]
    order = sorted(most, key=lambda term: (sum(heights[term]) / len(heights[term]), term))
    return _column(order, column, bottom, kind)


def _column(nodes: Sequence[str], column: tuple[int, int], bottom: float, kind: str) -> list[Box]:
    """Spread boxes over the height of a column."""
    step = max(STEP, (bottom - TOP) / max(len(nodes), 1))
    first = max(TOP, TOP + (bottom - TOP - step * (len(nodes) - 1) - BOX) / 2)
    return [
        Box(node, *_at(column, first + number * step), (node,), kind) for number, node in enumerate(nodes)
    ]
