"""What depends on the day: dates ahead, descriptions that nobody has confirmed for twelve months.

Only `check` asks. What is built is a function of the source, and no date of today is in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from dcat_publisher.checking.days import day_of
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.namespaces import DCT, SCHEMA
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import lexical
from dcat_publisher.rules import finding

_WORDS: Final = Words(__file__).group("clock")
_REVIEWED: Final = SCHEMA.lastReviewed
_PAST: Final = (DCT.issued, DCT.modified, DCT.created, _REVIEWED)
"""What has happened by its meaning; an end or a validity may lie ahead."""


class Dated(NamedTuple):
    """A date of a node; a record that nobody has confirmed has an empty path and no value."""

    node: str
    path: str
    value: str
    place: Place


def dated(graph: Graph, records: Mapping[str, Place]) -> Iterator[Dated]:
    """Yield the dates of a graph that the clock has a say in, and the records without one of confirmation."""
    for node, said in graph.index.items():
        for path in _PAST:
            for value in said.get(path, ()):
                place = graph.places.get((node, path, value))
                if place is not None:
                    yield Dated(node, path, value, place)
        if node in records and _REVIEWED not in said:
            yield Dated(node, "", "", records[node])


def today() -> date:
    """Return the day, by SOURCE_DATE_EPOCH where it is set."""
    return (source_moment() or datetime.now(UTC)).date()


def source_moment() -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH names (in seconds; reproducible-builds.org); None without it.

    Raises ConfigurationError where it is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigurationError(filled(_WORDS["no_epoch"], text=repr(epoch[:40]))) from error


def clock_findings(dates: Sequence[Dated], day: date, changed: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is to be said of some dates on a day; `changed` is file -> the day of its last change."""
    limit = year_before(day)
    for entry in dates:
        first = day_of(entry.value, latest=False) if entry.value else None
        last = changed.get(entry.place.file)
        if first is not None and first > day.isoformat():
            shown = lexical(entry.value)
            yield finding("T205", entry.place, value=shown, focus=entry.node, path=entry.path)
        if entry.path == _REVIEWED and entry.value:
            last = day_of(entry.value, latest=True)
        if entry.path in ("", _REVIEWED) and last is not None and last < limit:
            yield finding("R304", entry.place, date=last, focus=entry.node)


def may_be_due(path: str, value: str, day: str, *, is_known: bool) -> bool:
    """Return whether `clock_findings` may say something of a date on a day (ISO 8601), cheap questions first.

    `is_known` says whether it is known when its file was last changed.
    """
    if not path:
        return is_known
    if path == _REVIEWED:
        return True
    if value <= '"' + day:  # a literal of an earlier day, or of no date: most are, and `day_of` takes longer
        return False
    first = day_of(value, latest=False)
    return first is not None and first > day


def year_before(day: date) -> str:
    """Return the same day of the year before; 28 February for the day that year does not have."""
    last = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return last.replace(year=last.year - 1).isoformat() if last.year > 1 else date.min.isoformat()


__all__ = ["Dated", "clock_findings", "dated", "source_moment", "today", "year_before"]
