"""How data.norge.no will show each dataset, as one page: made of the rehearsal, not of the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from dcat_publisher.insight.harvest.changes import title_of
from dcat_publisher.insight.harvest.identity import dataset_record
from dcat_publisher.insight.harvest.portal import portal_json
from dcat_publisher.insight.harvest.read_properties import ignored
from dcat_publisher.insight.harvest.reader import Reader
from dcat_publisher.insight.harvest.reference_data import ReferenceData
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.insight.harvest.render_text import NOT_READ, shown
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import FALLBACKS, Words, in_language
from dcat_publisher.model.terms import iri_value
from dcat_publisher.system.templates import templates

_WORDS: Final = Words(__file__).group("preview")
_LABELS: Final = Words(__file__).group("dataset")
_ROWS: Final = ("themes", "law", "contact", "distributions")
_MOST: Final = 200
"""How many datasets one page shows."""


@dataclass(frozen=True, slots=True)
class _Card:
    """One dataset as the portal has it; `missing` are the rows that stay empty there."""

    number: int
    title: str
    publisher: str
    access: str
    text: tuple[str, ...]
    keywords: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[str, ...]
    ignored: tuple[str, ...]
    lost: tuple[str, ...]
    record: str


def preview(
    rehearsal: Rehearsal,
    verdict: str,
    lost: Mapping[str, Sequence[Finding]],
    known: ReferenceData,
    language: str,
) -> str:
    """Return the page; of a catalogue that would not be harvested it has the verdict only."""
    subjects = [*rehearsal.split.datasets] if rehearsal.accepted else []
    cards = [
        _card(number, rehearsal, subject, lost.get(subject, ()), known, language)
        for number, subject in enumerate(subjects[:_MOST], 1)
    ]
    return (
        templates("dcat_publisher.insight.harvest")
        .get_template("preview.html")
        .render(
            language=language, word=partial(_word, language=language), name=rehearsal.name, verdict=verdict,
            cards=cards, more=max(0, len(subjects) - _MOST),
        )
    )  # fmt: skip


def _word(key: str, language: str) -> str:
    return in_language(_WORDS[key], language)


def _card(
    number: int,
    rehearsal: Rehearsal,
    subject: str,
    lost: Sequence[Finding],
    known: ReferenceData,
    language: str,
) -> _Card:
    graph = rehearsal.split.datasets[subject].graph
    fields, named = portal_json(Reader(graph), subject), shown(rehearsal, subject, known, language)
    rows = [(in_language(_LABELS[key], language), tuple(named[key])) for key in _ROWS]
    return _Card(
        number,
        title_of(rehearsal, subject),
        ", ".join(named["publisher"]),
        ", ".join(named["access"]),
        tuple(_paragraphs(fields["description"], language)),
        tuple(_keywords(fields["keyword"], language)),
        tuple((label, values) for label, values in rows if values),
        tuple(label for label, values in rows if not values),
        tuple(ignored(graph, subject)),
        tuple(in_language(each.message, language) for each in lost if each.code != NOT_READ),
        dataset_record(iri_value(subject)),
    )


def _paragraphs(texts: object, language: str) -> Iterator[str]:
    text = _best(cast("Mapping[str, str] | None", texts), language)
    yield from (" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _keywords(entries: object, language: str) -> Iterator[str]:
    """Yield the keywords of the reader's language; all of them where it has none."""
    given = cast("Sequence[Mapping[str, str]]", entries or ())
    own = [entry for entry in given if not {language, "no"}.isdisjoint(entry)]
    yield from filter(None, (_best(entry, language) for entry in own or given))


def _best(texts: Mapping[str, str] | None, language: str) -> str:
    given = texts or {}
    return next((given[tag] for tag in (*FALLBACKS[language], "no", *given) if tag in given), "")
