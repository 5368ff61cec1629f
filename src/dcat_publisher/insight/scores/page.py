"""Scores as one HTML page with a chart: self-contained, readable without colours and by screen readers."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from dcat_publisher.insight.scores.assessment import Assessment, gains, mean, rating
from dcat_publisher.insight.scores.metrics import (
    BY_NAME,
    DIMENSION_LABELS,
    METRICS,
    Dimension,
    Scheme,
    maximum,
)
from dcat_publisher.insight.scores.output import WORDS
from dcat_publisher.insight.scores.scorecard import Scorecard, failure_text
from dcat_publisher.model.language import words

_TITLE: Final = words("Kvalitetspoeng", "Kvalitetspoeng", "Quality scores")
_CHART: Final = words(
    "{scheme}: {points} av {maximum} poeng i gjennomsnitt. {parts}.",
    "{scheme}: {points} av {maximum} poeng i gjennomsnitt. {parts}.",
    "{scheme}: {points} of {maximum} points on average. {parts}.",
)
_SUM: Final = words("Sum", "Sum", "Sum")
_METRIC: Final = words("Mål", "Mål", "Metric")
_POINTS: Final = words("Poeng", "Poeng", "Points")
_HOW: Final = words("Hva som skal til", "Kva som skal til", "What to do")
_STYLE: Final = """
:root{color-scheme:light dark;--bar:#1d5a86;--open:#b9c6cf;--line:#8a949b}
@media (prefers-color-scheme:dark){:root{--bar:#7db8e0;--open:#46525b;--line:#8a949b}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;margin:1rem 0;width:100%}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:right;vertical-align:top}
th:first-child,td:first-child,.text{text-align:left}
svg{max-width:100%;height:auto}.won{fill:var(--bar)}.open{fill:var(--open)}svg text{fill:currentColor}
.wide{overflow-x:auto}li{margin:.25rem 0}
@media (max-width:40rem){th,td{padding:.25rem;font-size:.875rem;hyphens:auto}
th[scope=row]{min-width:9.5rem}.text{min-width:9rem}svg{max-width:none;width:34rem}}
"""
_ROW, _LEFT, _SCALE = 34, 190, 4.0


def as_page(card: Scorecard, tongue: str) -> str:
    """Write the page."""
    title = _text(_TITLE[tongue])
    body = "\n".join(line for scheme in Scheme for line in _section(card, scheme, tongue))
    failures = "\n".join(line for scheme in Scheme for line in _failures(card, scheme, tongue))
    return (
        f'<!doctype html>\n<html lang="{tongue}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>\n'
        f"<style>{_STYLE}</style></head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n<p>{_text(card.name)}</p>\n{body}\n{failures}\n</main>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return html.escape(text)


def _section(card: Scorecard, scheme: Scheme, tongue: str) -> Iterator[str]:
    entries = card.assessments[scheme]
    name, whole = WORDS[scheme.value][tongue], mean(entries)
    yield f'<section aria-labelledby="{scheme.value}"><h2 id="{scheme.value}">{_text(name)}</h2>'
    verdict = f"{whole:.0f} / {maximum(scheme)}: {rating(whole, scheme)[tongue]}"
    yield f"<p><strong>{_text(verdict)}</strong></p>"
    yield f"{_box(WORDS[scheme.value][tongue])}{_chart(entries, scheme, tongue)}</div>"
    yield from _scores(card, entries, scheme, tongue)
    yield from _todo(entries, scheme, tongue)
    yield "</section>"


def _chart(entries: list[Assessment], scheme: Scheme, tongue: str) -> str:
    """Draw a bar per dimension; the text alternative says the same numbers."""
    found = [(DIMENSION_LABELS[one][tongue], mean(entries, one), maximum(scheme, one)) for one in Dimension]
    parts = ", ".join(f"{label} {points:.0f}/{top}" for label, points, top in found)
    whole = _CHART[tongue].format(
        scheme=WORDS[scheme.value][tongue],
        points=f"{mean(entries):.0f}",
        maximum=maximum(scheme),
        parts=parts,
    )
    bars = "".join(_bar(number, *one) for number, one in enumerate(found))
    width = int(_LEFT + _SCALE * max(top for _, _, top in found) + 80)
    return (
        f'<svg viewBox="0 0 {width} {_ROW * len(found)}" width="{width}" role="img" '
        f'aria-label="{_text(whole)}">{bars}</svg>'
    )


def _bar(number: int, label: str, points: float, top: int) -> str:
    y, won, full = number * _ROW, points * _SCALE, top * _SCALE
    return (
        f'<text x="0" y="{y + 21}">{_text(label)}</text>'
        f'<rect class="open" x="{_LEFT}" y="{y + 4}" width="{full:.0f}" height="24"/>'
        f'<rect class="won" x="{_LEFT}" y="{y + 4}" width="{won:.1f}" height="24"/>'
        f'<text x="{_LEFT + full + 8:.0f}" y="{y + 21}">{points:.0f}/{top}</text>'
    )


def _box(name: str) -> str:
    """Begin a box that scrolls sideways on a narrow screen, with the keyboard too (WCAG 2.2, 2.1.1)."""
    return f'<div class="wide" tabindex="0" role="group" aria-label="{_text(name)}">'


def _scores(card: Scorecard, entries: list[Assessment], scheme: Scheme, tongue: str) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_text(DIMENSION_LABELS[one][tongue])}</th>' for one in Dimension)
    name = WORDS[scheme.value][tongue]
    yield f"{_box(name)}<table><caption>{_text(name)}</caption>"
    first, last = _text(WORDS["dataset"][tongue].capitalize()), _text(_SUM[tongue])
    yield f'<thead><tr><th scope="col">{first}</th><th scope="col">{last}</th>{heads}</tr></thead><tbody>'
    for assessment in entries:
        cells = "".join(f"<td>{assessment.total(one)}</td>" for one in Dimension)
        title = _text(card.title(assessment.subject, tongue))
        yield f'<tr><th scope="row">{title}</th><td>{assessment.total()}</td>{cells}</tr>'
    yield "</tbody></table></div>"


def _todo(entries: list[Assessment], scheme: Scheme, tongue: str) -> Iterator[str]:
    heads = "".join(
        f'<th scope="col"{align}>{_text(one[tongue])}</th>'
        for one, align in ((_METRIC, ""), (_POINTS, ""), (WORDS["dataset"], ""), (_HOW, ' class="text"'))
    )
    caption = WORDS["gain"][tongue].rstrip(":")
    yield f"{_box(caption)}<table><caption>{_text(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>"
    for name, subjects in gains(entries).items():
        metric = BY_NAME[name]
        yield (
            f'<tr><th scope="row">{_text(metric.label[tongue])}</th><td>{metric.points(scheme)}</td>'
            f'<td>{len(subjects)}</td><td class="text">{_text(metric.advice[tongue])}</td></tr>'
        )
    yield "</tbody></table></div>"
    open_ = sum(assessment.unmeasured() for assessment in entries) / len(entries) if entries else 0
    if open_:
        yield f"<p>{_text(WORDS['unmeasured'][tongue].format(points=f'{open_:.0f}'))}</p>"
    lost = sum(metric.points(scheme) for metric in METRICS if not metric.is_reachable(scheme))
    if lost:
        yield f"<p>{_text(WORDS['unreachable'][tongue].format(points=lost))}</p>"


def _failures(card: Scorecard, scheme: Scheme, tongue: str) -> Iterator[str]:
    if not any(card.failures[scheme].values()):
        return
    heading = f"{WORDS['compliance'][tongue]} {WORDS[scheme.value][tongue]}"
    yield f"<section><h2>{_text(heading)}</h2>"
    for subject, found in card.failures[scheme].items():
        if found:
            items = "".join(f"<li>{_text(failure_text(failure))}</li>" for failure in found)
            name = _text(card.title(subject, tongue))
            yield f"<details><summary>{name}</summary><ul>{items}</ul></details>"
    yield "</section>"
