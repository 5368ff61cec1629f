"""Scores as a table for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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
from dcat_publisher.insight.scores.scorecard import Scorecard, failure_text
from dcat_publisher.model.language import Message, words
from dcat_publisher.model.terms import lexical

SCHEMA_VERSION: Final = 1
WORDS: Final[Mapping[str, Message]] = {
    "eu": words("EU (data.europa.eu)", "EU (data.europa.eu)", "EU (data.europa.eu)"),
    "fdk": words("Nasjonal (data.norge.no)", "Nasjonal (data.norge.no)", "National (data.norge.no)"),
    "dataset": words("datasett", "datasett", "dataset"),
    "mean": words("gjennomsnitt", "gjennomsnitt", "mean"),
    "of": words("av", "av", "of"),
    "gain": words("Mer å hente:", "Meir å hente:", "More to gain:"),
    "unmeasured": words(
        "I tillegg {points} poeng som ikke er målt: adressene er ikke spurt (--online).",
        "I tillegg {points} poeng som ikkje er målte: adressene er ikkje spurde (--online).",
        "Besides, {points} points were not measured: the addresses were not asked (--online).",
    ),
    "unreachable": words(
        "{points} poeng kan ingen få på data.norge.no: ingen tjeneste måler dem.",
        "{points} poeng kan ingen få på data.norge.no: inga teneste måler dei.",
        "{points} points nobody can win at data.norge.no: no service measures them.",
    ),
    "unassessed": words("Uten poeng (serie): ", "Utan poeng (serie): ", "Without a score (series): "),
    "voided": words(
        "{title}: en distribusjon uten rdf:type dcat:Distribution hindrer måling av alle.",
        "{title}: ein distribusjon utan rdf:type dcat:Distribution hindrar måling av alle.",
        "{title}: a distribution without rdf:type dcat:Distribution keeps all from being measured.",
    ),
    "datasets": words("{number} datasett", "{number} datasett", "{number} datasets"),
    "compliance": words("Brudd på profilen,", "Brot på profilen,", "Failures of the profile,"),
}


def table(card: Scorecard, tongue: str) -> Iterator[str]:
    """Write the scores as lines of text: each dataset, the mean by dimension, and what can be gained."""
    for scheme in Scheme:
        entries = card.assessments[scheme]
        yield f"{WORDS[scheme.value][tongue]}"
        yield from _rows(card, entries, scheme, tongue)
        yield ""
        yield from _gains(entries, scheme, tongue)
        yield ""
    for assessment in card.assessments[Scheme.FDK]:
        if assessment.voided:
            yield WORDS["voided"][tongue].format(title=card.title(assessment.subject, tongue))
    if card.unassessed:
        names = ", ".join(card.title(subject, tongue) for subject in card.unassessed)
        yield f"{WORDS['unassessed'][tongue]}{names}"


def _rows(card: Scorecard, entries: list[Assessment], scheme: Scheme, tongue: str) -> Iterator[str]:
    heads = [DIMENSION_LABELS[dimension][tongue] for dimension in Dimension]
    tops = [maximum(scheme, dimension) for dimension in Dimension]
    widths = [max(len(head), 7) for head in heads]
    columns = "  ".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True))
    yield f"  {columns}  {'':>9}"
    for assessment in entries:
        cells = [str(assessment.total(dimension)) for dimension in Dimension]
        sums = f"{assessment.total():>4}/{maximum(scheme)}"
        line = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"  {line}  {sums}  {card.title(assessment.subject, tongue)}"
    cells = [f"{mean(entries, dimension):.0f}/{top}" for dimension, top in zip(Dimension, tops, strict=True)]
    line = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    whole = mean(entries)
    named = f"{WORDS['mean'][tongue]} ({rating(whole, scheme)[tongue]})"
    yield f"  {line}  {whole:>4.0f}/{maximum(scheme)}  {named}"


def _gains(entries: list[Assessment], scheme: Scheme, tongue: str) -> Iterator[str]:
    yield f"  {WORDS['gain'][tongue]}"
    for name, subjects in gains(entries).items():
        metric = BY_NAME[name]
        number = WORDS["datasets"][tongue].format(number=len(subjects))
        yield f"    +{metric.points(scheme):<3} {name}: {metric.advice[tongue]} ({number})"
    open_ = sum(assessment.unmeasured() for assessment in entries) / len(entries) if entries else 0
    if open_:
        yield f"  {WORDS['unmeasured'][tongue].format(points=f'{open_:.0f}')}"
    lost = sum(metric.points(scheme) for metric in METRICS if not metric.is_reachable(scheme))
    if lost:
        yield f"  {WORDS['unreachable'][tongue].format(points=lost)}"


def compliance_lines(card: Scorecard, tongue: str) -> Iterator[str]:
    """List what keeps each dataset from following the profile of each portal."""
    for scheme in Scheme:
        failing = {subject: found for subject, found in card.failures[scheme].items() if found}
        yield f"{WORDS['compliance'][tongue]} {WORDS[scheme.value][tongue]}: {len(failing)}"
        for subject, found in failing.items():
            yield f"  {card.title(subject, tongue)}"
            yield from (f"    {failure_text(failure)}" for failure in found)


def as_json(card: Scorecard) -> str:
    """Write the scores as JSON."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "target": card.name,
        "online": bool(card.statuses),
        "schemes": {scheme.value: _scheme(card.assessments[scheme], scheme) for scheme in Scheme},
        "datasets": [_dataset(card, subject) for subject in card.failures[Scheme.EU]],
        "unassessed": [lexical(subject) for subject in card.unassessed],
        "statuses": dict(card.statuses),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _scheme(entries: list[Assessment], scheme: Scheme) -> dict[str, object]:
    return {
        "maximum": maximum(scheme),
        "mean": round(mean(entries), 2),
        "rating": rating(mean(entries), scheme)["en"],
        "dimensions": {
            dimension.value: {
                "maximum": maximum(scheme, dimension), "mean": round(mean(entries, dimension), 2),
            }
            for dimension in Dimension
        },
        "gains": [
            {"metric": name, "points": BY_NAME[name].points(scheme), "advice": dict(BY_NAME[name].advice),
             "datasets": [lexical(subject) for subject in subjects]}
            for name, subjects in gains(entries).items()
        ],
    }  # fmt: skip


def _dataset(card: Scorecard, subject: str) -> dict[str, object]:
    return {
        "iri": lexical(subject),
        "title": card.title(subject),
        "scores": {scheme.value: _assessment(found) for scheme, found in card.of(subject).items()},
        "compliance": {
            scheme.value: [failure_text(failure) for failure in card.failures[scheme][subject]]
            for scheme in Scheme
        },
    }


def _assessment(assessment: Assessment) -> dict[str, object]:
    return {
        "total": assessment.total(),
        "rating": assessment.rating()["en"],
        "not_measured": assessment.unmeasured(),
        "best_distribution": None if assessment.best is None else lexical(assessment.best),
        "dimensions": {dimension.value: assessment.total(dimension) for dimension in Dimension},
        "metrics": {
            metric.name: {
                "measured": assessment.measured.get(metric.name),
                "points": assessment.points(metric),
                "maximum": metric.points(assessment.scheme),
            }
            for metric in METRICS
            if metric.points(assessment.scheme)
        },
    }
