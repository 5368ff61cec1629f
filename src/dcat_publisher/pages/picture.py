"""A picture of the catalogue: who publishes what, what belongs together, which laws apply; SVG with links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dcat_publisher.pages.catalog_page import members, of_type
from dcat_publisher.pages.lists import by_name
from dcat_publisher.pages.predicates import CONTACT, DATASET, IN_SERIES, LEGISLATION, PUBLISHER, SERIES
from dcat_publisher.pages.reader import Reader
from dcat_publisher.pages.wording import word

_WIDTH, _MARGIN = 1280, 24
_LEFT, _MIDDLE, _RIGHT = (_MARGIN, 290), (398, 430), (912, 344)  # x and width of the three columns
_TOP, _BOX, _STEP, _PADDING, _BETWEEN = 56, 34, 42, 14, 28
# Letters of this size are about so wide; a text that may not fit is cut.
_LETTER: Final = 7.4
# A picture of more boxes than this is read by nobody.
_MOST_DATASETS: Final = 120
_STYLE: Final = """
:root{color-scheme:light dark;--ink:#10242c;--ground:#fff;--tint:#eef4f6;--line:#6f8791;--accent:#004f63}
@media
(prefers-color-scheme:dark){:root{--ink:#e6eef1;--ground:#0f1a1f;--tint:#18272e;--line:#8ba0aa;--accent:#9adcf0}}
svg{background:var(--ground);font:14px system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
rect{fill:var(--ground);stroke:var(--line)} .group{fill:var(--tint)} .main
rect{stroke:var(--accent);stroke-width:2} .head{font-weight:600}
path{fill:none;stroke:var(--line);stroke-width:1.25} text{fill:var(--ink)} a text{fill:var(--accent)} a:hover
text{text-decoration:underline}
"""


@dataclass(frozen=True, slots=True)
class _Box:
    """A box with a text: left and upper edge, width, and the term it stands for."""

    node: str
    x: float
    y: float
    width: float
    main: bool = False

    @property
    def left(self) -> tuple[float, float]:
        return self.x, self.y + _BOX / 2

    @property
    def right(self) -> tuple[float, float]:
        return self.x + self.width, self.y + _BOX / 2


@dataclass(frozen=True, slots=True)
class _Group:
    """What belongs together: the series that says so, or none, its members, and the frame around them."""

    series: _Box | None
    members: tuple[_Box, ...]
    y: float
    height: float

    @property
    def boxes(self) -> tuple[_Box, ...]:
        return self.members if self.series is None else (self.series, *self.members)

    @property
    def left(self) -> tuple[float, float]:
        return self.members[0].left if self.series is None else (_MIDDLE[0], self.series.left[1])


def picture(reader: Reader, catalog: str) -> bytes:
    """Draw the catalogue in the language of the reader; the links lead to the pages beside the picture."""
    groups = list(_groups(reader, catalog))
    bottom = max((group.y + group.height for group in groups), default=_TOP + 4 * _STEP)
    sources = [box.node for group in groups for box in group.boxes]
    laws = _column(_by_height(reader, groups), _RIGHT, bottom)
    agents = _objects(reader, [catalog, *sources], (PUBLISHER, CONTACT))
    left = _column([*agents[:1], catalog, *agents[1:]], _LEFT, bottom)
    middle = next(box for box in left if box.node == catalog)
    heads = zip(("responsible", "sources", "law"), (_LEFT, _MIDDLE, _RIGHT), strict=True)
    parts = [
        *(_head(word(key, reader.language), column[0]) for key, column in heads),
        *(_frame(group) for group in groups if group.series is not None),
        *_agent_lines(reader, left, middle, groups),
        *(_curve(middle.right, group.left) for group in groups),
        *_law_lines(reader, groups, laws),
        *(_drawn(reader, box) for group in groups for box in group.boxes),
        *(_drawn(reader, box) for box in (*laws, *left)),
    ]
    height = max(bottom, *(box.y + _BOX for box in (*laws, *left))) + _MARGIN
    return _SVG.format(
        width=_WIDTH, height=round(height), language=reader.language, title=escape(reader.name(catalog).text),
        style=_STYLE, parts="\n".join(parts),
    ).encode("utf-8", "replace")  # fmt: skip


_SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" lang="{language}">
<title>{title}</title>
<style>{style}</style>
{parts}
</svg>
"""


def in_words(reader: Reader, catalog: str) -> str:
    """Say what the picture shows, for those who do not see it."""
    within = members(reader, catalog)
    sources = of_type(reader, within, DATASET)
    laws = _objects(reader, within, (LEGISLATION,))
    series = of_type(reader, within, SERIES)
    return word("picture", reader.language).format(sources=len(sources), series=len(series), laws=len(laws))


def _groups(reader: Reader, catalog: str) -> Iterator[_Group]:
    """Stack the data sources: each series with its members in a frame, then those in no series."""
    within = members(reader, catalog)[:_MOST_DATASETS]
    sources = of_type(reader, within, DATASET)
    y: float = _TOP
    placed: set[str] = set()
    for series in of_type(reader, within, SERIES):
        own = [
            node for node in sources if series in reader.graph.objects(node, IN_SERIES) and node not in placed
        ]
        placed.update(own)
        x, width = _MIDDLE[0] + _PADDING, _MIDDLE[1] - 2 * _PADDING
        boxes = [_Box(node, x, y + _PADDING + (n + 1) * _STEP, width) for n, node in enumerate(own)]
        height = (len(own) + 1) * _STEP - (_STEP - _BOX) + 2 * _PADDING
        yield _Group(_Box(series, x, y + _PADDING, width, main=True), tuple(boxes), y, height)
        y += height + _BETWEEN
    for node in (node for node in sources if node not in placed):
        yield _Group(None, (_Box(node, *_at(_MIDDLE, y)),), y, _BOX)
        y += _STEP


def _at(column: tuple[int, int], y: float) -> tuple[float, float, float]:
    return column[0], y, column[1]


def _objects(reader: Reader, nodes: Sequence[str], predicates: Sequence[str]) -> list[str]:
    """Give what the nodes refer to by the predicates: first what is most referred to, then by name."""
    counts: dict[str, int] = {}
    for node in nodes:
        for predicate in predicates:
            for term in reader.graph.objects(node, predicate):
                counts[term] = counts.get(term, 0) + 1
    return sorted(by_name(reader, counts), key=lambda term: -counts[term])


def _column(nodes: Sequence[str], column: tuple[int, int], bottom: float) -> list[_Box]:
    """Spread boxes over the height of a column."""
    step = max(_STEP, (bottom - _TOP) / max(len(nodes), 1))
    first = max(_TOP, _TOP + (bottom - _TOP - step * (len(nodes) - 1) - _BOX) / 2)
    return [_Box(node, *_at(column, first + number * step)) for number, node in enumerate(nodes)]


def _by_height(reader: Reader, groups: Sequence[_Group]) -> list[str]:
    """Give the laws in the order in which few lines cross: by the middle height of what they apply to."""
    heights: dict[str, list[float]] = {}
    for group in groups:
        for box in group.members:
            for law in reader.graph.objects(box.node, LEGISLATION):
                heights.setdefault(law, []).append(box.y)
    return sorted(heights, key=lambda law: (sum(heights[law]) / len(heights[law]), law))


def _agent_lines(
    reader: Reader, left: Sequence[_Box], catalog: _Box, groups: Sequence[_Group]
) -> Iterator[str]:
    """Join agents and catalogue; an agent that the catalogue does not name is joined to what names it."""
    named = {term for name in (PUBLISHER, CONTACT) for term in reader.graph.objects(catalog.node, name)}
    for agent in left:
        if agent.node == catalog.node:
            continue
        if agent.node in named:
            x, upper, lower = (
                agent.x + agent.width / 2,
                min(agent.y, catalog.y) + _BOX,
                max(agent.y, catalog.y),
            )
            yield f'<path d="M{x:.0f} {upper:.1f}V{lower:.1f}"/>'
            continue
        for group in groups:
            if agent.node in _objects(reader, [box.node for box in group.boxes], (PUBLISHER, CONTACT)):
                yield _curve(agent.right, group.left)


def _law_lines(reader: Reader, groups: Sequence[_Group], laws: Sequence[_Box]) -> Iterator[str]:
    """Join data sources and laws; one line where a law applies to all that is in a frame."""
    for group in groups:
        for law in laws:
            ruled = [box for box in group.members if law.node in reader.graph.objects(box.node, LEGISLATION)]
            if group.series is not None and len(ruled) == len(group.members) and ruled:
                yield _curve((_MIDDLE[0] + _MIDDLE[1], group.series.right[1]), law.left)
            else:
                yield from (_curve(box.right, law.left) for box in ruled)


def _head(text: str, x: int) -> str:
    return f'<text class="head" x="{x}" y="{_TOP - 20}">{escape(text[:1].upper() + text[1:])}</text>'


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    half = (start[0] + end[0]) / 2
    (x, y), (to_x, to_y) = start, end
    return f'<path d="M{x:.0f} {y:.1f}C{half:.0f} {y:.1f} {half:.0f} {to_y:.1f} {to_x:.0f} {to_y:.1f}"/>'


def _frame(group: _Group) -> str:
    x, width = _MIDDLE
    return (
        f'<rect class="group" x="{x}" y="{group.y:.1f}" width="{width}" height="{group.height:.1f}" rx="8"/>'
    )


def _drawn(reader: Reader, box: _Box) -> str:
    full = reader.name(box.node).text
    fits = int((box.width - 20) / _LETTER)
    shown = full if len(full) <= fits else f"{full[: fits - 1].rstrip()}…"
    href = reader.href(box.node, "")
    drawn = (
        f'<rect x="{box.x:.0f}" y="{box.y:.1f}" width="{box.width:.0f}" height="{_BOX}" rx="6"/>'
        f'<text x="{box.x + 10:.0f}" y="{box.y + _BOX / 2 + 5:.1f}">{escape(shown)}</text>'
        f"<title>{escape(full)}</title>"
    )
    inner = drawn if href is None else f'<a href="{escape(href)}">{drawn}</a>'
    return f'<g class="main">{inner}</g>' if box.main else f"<g>{inner}</g>"
