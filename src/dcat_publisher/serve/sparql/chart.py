"""A result as bars, where one of its columns counts something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import datatype, is_literal, lexical

_NUMBERS: Final = frozenset(
    XSD + name for name in ("integer", "decimal", "double", "int", "long", "nonNegativeInteger")
)
_MOST_BARS: Final = 40
_LONGEST_LABEL: Final = 60
_WIDTH: Final = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, its number as it is written, its width from 0 to 100."""

    label: str
    number: str
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of a column; `more` rows have none."""

    column: str
    bars: tuple[Bar, ...]
    more: int


def chart(
    columns: Sequence[str], rows: Sequence[Sequence[str | None]], shown: Sequence[Sequence[str]]
) -> Chart | None:
    """Return a chart of the first column that has a number from 0 on in every row; None where there is none.

    `rows` are the terms, `shown` the texts of the same cells. A bar is named by the shortest of the other
    texts of its row that is no address: that is what people call it.
    """
    if len(rows) < 2 or len(columns) < 2:
        return None
    for at, column in enumerate(columns):
        numbers = [_number(row[at]) for row in rows]
        if any(number is None for number in numbers):
            continue
        values = [number for number in numbers if number is not None]
        most = max(values)
        if most > 0:
            bars = _bars(values[:_MOST_BARS], most, at, shown)
            return Chart(column, tuple(bars), max(0, len(rows) - _MOST_BARS))
    return None


def _bars(values: Sequence[float], most: float, at: int, shown: Sequence[Sequence[str]]) -> Iterator[Bar]:
    for value, texts in zip(values, shown, strict=False):
        yield Bar(_label(texts, at), texts[at], round(_WIDTH * value / most, 2))


def _number(term: str | None) -> float | None:
    if term is None or not is_literal(term) or datatype(term) not in _NUMBERS:
        return None
    try:
        value = float(lexical(term))
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def _label(texts: Sequence[str], at: int) -> str:
    others = [text for n, text in enumerate(texts) if n != at and text]
    named = [text for text in others if not text.startswith(("http:", "https:", "mailto:"))] or others
    label = min(named, key=len, default="–")
    return label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL]}…"
