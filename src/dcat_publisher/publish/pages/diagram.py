"""A picture of the catalogue: who publishes what, and which laws apply to it; SVG with links and a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from dcat_publisher.publish.pages.catalog_page import held, members
from dcat_publisher.publish.pages.diagram_layout import (
    BOX,
    LEFT,
    MARGIN,
    MIDDLE,
    MOST_OF_A_GROUP,
    RIGHT,
    STEP,
    TOP,
    Box,
    Group,
    groups,
    laws,
    leaves_out,
    named_by,
    objects,
    publishers,
)
from dcat_publisher.publish.pages.predicates import DATASET, LEGISLATION, PUBLISHER, SERIES, SERVICE
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.wording import word

_WIDTH: Final = 1280
# Letters of this size are about so wide; a text that may not fit is cut.
_LETTER: Final = 7.4
# The colours are those of the pages; a picture has no other way to them.
_STYLE: Final = """
:root{color-scheme:light
dark;--ink:#10242c;--quiet:#465a63;--ground:#fff;--tint:#eef4f6;--line:#6f8791;--accent:#004f63;--law:#7a4a00}
@media
(prefers-color-scheme:dark){:root{--ink:#e6eef1;--quiet:#adbfc7;--ground:#0f1a1f;--tint:#18272e;--line:#8ba0aa;--accent:#9adcf0;--law:#ffca7a}}
svg{background:var(--ground);font:14px system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
rect{fill:var(--ground);stroke:var(--line)} .group{fill:var(--tint)} .series
rect{stroke:var(--accent);stroke-width:2} .agent rect{fill:var(--tint);stroke:var(--accent)} .service
rect{stroke-dasharray:5 3} .law rect{stroke:var(--law)} .head{font-weight:600} .note{fill:var(--quiet)}
path{fill:none;stroke:var(--line);stroke-width:1.25} path.law{stroke:var(--law);stroke-dasharray:2 3}
path.many{stroke-opacity:.6} text{fill:var(--ink)} a text{fill:var(--accent)} a:hover
text{text-decoration:underline}
"""
_MANY_LINES: Final = 60
_KINDS_OF_BOXES: Final = (
    ("series", "one_series"), ("source", "picture_source"), ("service", "one_service"), ("law", "law"),
)  # fmt: skip
_ROUND: Final = {"service": 17, "series": 6, "agent": 6}


def picture(reader: Reader, catalog: str) -> bytes:
    """Draw the catalogue in the language of the reader; the links lead to the pages beside the picture."""
    found = list(groups(reader, catalog))
    bottom = max((group.y + group.height for group in found), default=TOP + 4 * STEP)
    left, right = publishers(reader, found, bottom), laws(reader, found, bottom)
    heads = zip(("publisher", "picture_data", "law"), (LEFT, MIDDLE, RIGHT), strict=True)
    lines = [*_agent_lines(reader, left, found), *_law_lines(reader, found, right)]
    many = " many" if len(lines) > _MANY_LINES else ""
    parts = [
        *_legend(reader.language, cut=leaves_out(reader, found)),
        *(_head(word(key, reader.language), column[0]) for key, column in heads),
        *(_frame(group) for group in found if group.series is not None),
        *(f'<path class="{kind}{many}" d="{curve}"/>' for kind, curve in lines),
        *(_drawn(reader, box) for group in found for box in group.boxes),
        *(_drawn(reader, box) for box in (*left, *right)),
    ]
    height = max([bottom, *(box.y + BOX for box in (*left, *right))]) + MARGIN
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
    sources = held(reader, catalog, DATASET)
    ruling = objects(reader, within, (LEGISLATION,))
    counts = {"series": held(reader, catalog, SERIES), "services": held(reader, catalog, SERVICE)}
    numbers = {name: len(nodes) for name, nodes in counts.items()}
    return word("picture", reader.language).format(sources=len(sources), laws=len(ruling), **numbers)


def _legend(language: str, *, cut: bool) -> Iterator[str]:
    """Yield what boxes and lines mean, in a row over the columns."""
    x, y = MARGIN, 20
    for kind, key in _KINDS_OF_BOXES:
        text = word(key, language)
        yield f'<g class="{kind}"><rect x="{x}" y="{y}" width="26" height="16" rx="4"/></g>'
        yield f'<text class="note" x="{x + 34}" y="{y + 13}">{escape(_capital(text))}</text>'
        x += round(34 + len(text) * _LETTER + 32)
    for kind, key in (("publishes", "picture_publishes"), ("law", "picture_rules")):
        text = word(key, language)
        yield f'<path class="{kind}" d="M{x} {y + 8}H{x + 30}"/>'
        yield f'<text class="note" x="{x + 38}" y="{y + 13}">{escape(text)}</text>'
        x += round(38 + len(text) * _LETTER + 32)
    if cut:
        text = word("picture_most", language).format(number=MOST_OF_A_GROUP)
        yield f'<text class="note" x="{MIDDLE[0]}" y="{y + 36}">{escape(text)}</text>'


def _agent_lines(reader: Reader, left: Sequence[Box], found: Sequence[Group]) -> Iterator[tuple[str, str]]:
    """Join publishers and what they publish; one line to a frame of which they publish all."""
    for group in found:
        named = {box: named_by(reader, box, PUBLISHER) for box in group.boxes}
        for agent in left:
            own = [box for box in group.boxes if agent.node in named[box]]
            if len(own) == len(group.boxes):
                yield "publishes", _curve(agent.right, group.left)
            else:
                yield from (("publishes", _curve(agent.right, box.left)) for box in own)


def _law_lines(reader: Reader, found: Sequence[Group], right: Sequence[Box]) -> Iterator[tuple[str, str]]:
    """Join what is published and laws; one line where a law applies to all that is in a frame."""
    for group in found:
        rules = {box: named_by(reader, box, LEGISLATION) for box in group.boxes}
        for law in right:
            ruled = [box for box in group.members if law.node in rules[box]]
            if group.series is not None and len(ruled) == len(group.members) and ruled:
                yield "law", _curve((MIDDLE[0] + MIDDLE[1], group.series.right[1]), law.left)
                continue
            if group.series is not None and law.node in rules[group.series]:
                ruled = [group.series, *ruled]
            yield from (("law", _curve(box.right, law.left)) for box in ruled)


def _head(text: str, x: int) -> str:
    return f'<text class="head" x="{x}" y="{TOP - 20}">{escape(_capital(text))}</text>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    half = (start[0] + end[0]) / 2
    (x, y), (to_x, to_y) = start, end
    return f"M{x:.0f} {y:.1f}C{half:.0f} {y:.1f} {half:.0f} {to_y:.1f} {to_x:.0f} {to_y:.1f}"


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
    full = box.label or reader.name(box.node).text
    if box.nodes != (box.node,):
        full = f"{full} ({len(box.nodes)})"
    fits = int((box.width - 20) / _LETTER)
    shown = full if len(full) <= fits else _shortened(full, fits)
    href = reader.href(box.node, "")
    round_ = _ROUND.get(box.kind, 4)
    drawn = (
        f'<rect x="{box.x:.0f}" y="{box.y:.1f}" width="{box.width:.0f}" height="{BOX}" rx="{round_}"/>'
        f'<text x="{box.x + 10:.0f}" y="{box.y + BOX / 2 + 5:.1f}">{escape(shown)}</text>'
        f"<title>{escape(full)}</title>"
    )
    inner = drawn if href is None else f'<a href="{escape(href)}">{drawn}</a>'
    return f'<g class="{box.kind}">{inner}</g>'
