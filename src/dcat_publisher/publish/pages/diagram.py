"""A picture of the catalogue: who publishes what, what belongs together, which laws apply; SVG with links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from dcat_publisher.publish.pages.catalog_page import members, of_type
from dcat_publisher.publish.pages.diagram_layout import (
    BOX,
    LEFT,
    MARGIN,
    MIDDLE,
    RIGHT,
    STEP,
    TOP,
    Box,
    Group,
    agents_and_catalog,
    groups,
    laws,
    objects,
    ruled_by,
)
from dcat_publisher.publish.pages.predicates import CONTACT, DATASET, LEGISLATION, PUBLISHER, SERIES
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.wording import word

_WIDTH: Final = 1280
# Letters of this size are about so wide; a text that may not fit is cut.
_LETTER: Final = 7.4
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


def picture(reader: Reader, catalog: str) -> bytes:
    """Draw the catalogue in the language of the reader; the links lead to the pages beside the picture."""
    found = list(groups(reader, catalog))
    bottom = max((group.y + group.height for group in found), default=TOP + 4 * STEP)
    ruling = laws(reader, found, bottom)
    left = agents_and_catalog(reader, catalog, found, bottom)
    middle = next(box for box in left if box.node == catalog)
    heads = zip(("responsible", "sources", "law"), (LEFT, MIDDLE, RIGHT), strict=True)
    parts = [
        *(_head(word(key, reader.language), column[0]) for key, column in heads),
        *(_frame(group) for group in found if group.series is not None),
        *_agent_lines(reader, left, middle, found),
        *(_curve(middle.right, group.left) for group in found),
        *_law_lines(reader, found, ruling),
        *(_drawn(reader, box) for group in found for box in group.boxes),
        *(_drawn(reader, box) for box in (*ruling, *left)),
    ]
    height = max(bottom, *(box.y + BOX for box in (*ruling, *left))) + MARGIN
    return _SVG.format(
        width=_WIDTH, height=round(height), language=reader.language, title=escape(reader.name(catalog).text),
        description=escape(in_words(reader, catalog)), style=_STYLE, parts="\n".join(parts),
    ).encode("utf-8", "replace")  # fmt: skip


_SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" lang="{language}">
<title>{title}</title>
<desc>{description}</desc>
<style>{style}</style>
{parts}
</svg>
"""


def in_words(reader: Reader, catalog: str) -> str:
    """Say what the picture shows, for those who do not see it."""
    within = members(reader, catalog)
    sources = of_type(reader, within, DATASET)
    ruling = objects(reader, within, (LEGISLATION,))
    series = of_type(reader, within, SERIES)
    return word("picture", reader.language).format(sources=len(sources), series=len(series), laws=len(ruling))


def _agent_lines(
    reader: Reader, left: Sequence[Box], catalog: Box, groups: Sequence[Group]
) -> Iterator[str]:
    """Join agents and catalogue; an agent that the catalogue does not name is joined to what names it."""
    named = {term for name in (PUBLISHER, CONTACT) for term in reader.graph.objects(catalog.node, name)}
    answering = {group: _answering(reader, group) for group in groups}
    for agent in left:
        if agent.node == catalog.node:
            continue
        if agent.node in named:
            x, upper, lower = (
                agent.x + agent.width / 2,
                min(agent.y, catalog.y) + BOX,
                max(agent.y, catalog.y),
            )
            yield f'<path d="M{x:.0f} {upper:.1f}V{lower:.1f}"/>'
            continue
        yield from (_curve(agent.right, group.left) for group in groups if agent.node in answering[group])


def _answering(reader: Reader, group: Group) -> frozenset[str]:
    nodes = [node for box in group.boxes for node in box.nodes]
    return frozenset(objects(reader, nodes, (PUBLISHER, CONTACT)))


def _law_lines(reader: Reader, groups: Sequence[Group], laws: Sequence[Box]) -> Iterator[str]:
    """Join data sources and laws; one line where a law applies to all that is in a frame."""
    for group in groups:
        rules = {box: ruled_by(reader, box) for box in group.members}
        for law in laws:
            ruled = [box for box in group.members if law.node in rules[box]]
            if group.series is not None and len(ruled) == len(group.members) and ruled:
                yield _curve((MIDDLE[0] + MIDDLE[1], group.series.right[1]), law.left)
            else:
                yield from (_curve(box.right, law.left) for box in ruled)


def _head(text: str, x: int) -> str:
    return f'<text class="head" x="{x}" y="{TOP - 20}">{escape(text[:1].upper() + text[1:])}</text>'


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    half = (start[0] + end[0]) / 2
    (x, y), (to_x, to_y) = start, end
    return f'<path d="M{x:.0f} {y:.1f}C{half:.0f} {y:.1f} {half:.0f} {to_y:.1f} {to_x:.0f} {to_y:.1f}"/>'


def _frame(group: Group) -> str:
    x, width = MIDDLE
    return (
        f'<rect class="group" x="{x}" y="{group.y:.1f}" width="{width}" height="{group.height:.1f}" rx="8"/>'
    )


def _shortened(text: str, fits: int) -> str:
    """Cut a name; what stands in brackets at its end, a number or an abbreviation, tells it apart."""
    _, bracket, end = text.rpartition(" (")
    tail = f" ({end}" if bracket and len(end) < fits // 2 else ""
    return f"{text[: fits - 1 - len(tail)].rstrip()}…{tail}"


def _drawn(reader: Reader, box: Box) -> str:
    full = reader.name(box.node).text
    if box.nodes != (box.node,):
        full = f"{full} ({len(box.nodes)})"
    fits = int((box.width - 20) / _LETTER)
    shown = full if len(full) <= fits else _shortened(full, fits)
    href = reader.href(box.node, "")
    drawn = (
        f'<rect x="{box.x:.0f}" y="{box.y:.1f}" width="{box.width:.0f}" height="{BOX}" rx="6"/>'
        f'<text x="{box.x + 10:.0f}" y="{box.y + BOX / 2 + 5:.1f}">{escape(shown)}</text>'
        f"<title>{escape(full)}</title>"
    )
    inner = drawn if href is None else f'<a href="{escape(href)}">{drawn}</a>'
    return f'<g class="main">{inner}</g>' if box.main else f"<g>{inner}</g>"
