"""What literals mean, as far as SHACL compares them: SPARQL's `<` (SPARQL 1.1, 17.3), and dates.

Two literals compare when they are of one kind: numbers, strings without language, booleans, or dates of the
same sort. SPARQL's table has no operator for xsd:date, xsd:time, xsd:gYear and xsd:gYearMonth; XPath 3.1 has
one for the first two, and processors in the field compare all four, so they compare here. A date with a zone
and one without compare when they are so far apart that no zone could turn their order round (XML Schema 1.1
part 2, E.3.3); nearer ones have no order, as the W3C suite asks (node/minInclusive-003).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import lexical
from dcat_publisher.shacl.datatypes import INTEGERS, TermTest, datatype_test

_DATES: Final = ("dateTime", "dateTimeStamp", "date", "time", "gYearMonth", "gYear")
_FLOATS: Final = ("float", "double")
_WELL_FORMED: Final[dict[str, TermTest]] = {}
_ZONED: Final = " with zone"
# The zones that XML Schema knows end at 14 hours; a date without one may be meant in any of them.
_FARTHEST_ZONE: Final = 14 * 3600
# A year with more digits has no order here: it counts as not comparable, which is a result.
_LONGEST_YEAR: Final = 1000
_PARTS: Final = (
    r"(?:(?P<year>-?[0-9]{4,})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?)?T?"
    r"(?:(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9.]+))?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
)


class Value(NamedTuple):
    """A literal's value: values of one kind are in order by their amounts."""

    kind: str
    amount: Decimal | float | str


def value(term: str) -> Value | None:
    """Return the value of a literal; None for other terms, ill-formed ones and datatypes without an order."""
    if term[0] != '"' or term[-1] not in '">':
        return None
    if term[-1] == '"':
        return Value("string", lexical(term))
    start = term.rindex("<") + 1
    if not term.startswith(XSD.iri, start):
        return None
    name = term[start + len(XSD.iri) : -1]
    return _typed_value(name, lexical(term)) if _is_well_formed(name, term) else None


def compare(left: Value | None, right: Value | None) -> int | None:
    """Return -1, 0 or 1 as the left value is less than, equal to or greater than the right, else None."""
    if left is None or right is None:
        return None
    if left.kind != right.kind:
        return _compare_zoned(left, right)
    one, other = left.amount, right.amount
    # XPath promotes a decimal that meets a double to a double.
    if isinstance(one, float) or isinstance(other, float):
        one, other = float(one), float(other)
        return (one > other) - (one < other) if one == one and other == other else None
    if isinstance(one, str) or isinstance(other, str):
        return (str(one) > str(other)) - (str(one) < str(other))
    return (one > other) - (one < other)


def _compare_zoned(left: Value, right: Value) -> int | None:
    """Compare a date with a zone to one without: in order only where they are in every zone."""
    if {left.kind, right.kind} != {(kind := left.kind.removesuffix(_ZONED)), f"{kind}{_ZONED}"}:
        return None
    apart = Decimal(left.amount) - Decimal(right.amount)
    return None if abs(apart) <= _FARTHEST_ZONE else 1 if apart > 0 else -1


def _is_well_formed(name: str, term: str) -> bool:
    test = _WELL_FORMED.get(name)
    if test is None:
        test = _WELL_FORMED[name] = datatype_test(XSD[name])
    return test(term)


def _typed_value(name: str, text: str) -> Value | None:
    if name in INTEGERS or name == "decimal":
        return Value("number", Decimal(text))
    if name in _FLOATS:
        return Value("number", float(text))
    if name in _DATES:
        return _date_value(name, text)
    if name == "boolean":
        return Value("boolean", Decimal(text in ("true", "1")))
    return None


def _date_value(name: str, text: str) -> Value | None:
    parts = re.fullmatch(_PARTS, text)
    if parts is None or len(parts["year"] or "") > _LONGEST_YEAR:
        return None
    days = days_before(int(parts["year"] or 1), int(parts["month"] or 1), int(parts["day"] or 1))
    minutes = int(parts["hour"] or 0) * 60 + int(parts["minute"] or 0) - _offset(parts["zone"])
    kind = "dateTime" if name == "dateTimeStamp" else name
    seconds = days * 86400 + minutes * 60 + Decimal(parts["second"] or 0)
    return Value(f"{kind}{_ZONED}" if parts["zone"] else kind, seconds)


def _offset(zone: str | None) -> int:
    if zone is None or zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return -minutes if zone[0] == "-" else minutes


def days_before(year: int, month: int, day: int) -> int:
    """Count the days from 1 March of year 0 to a day of the Gregorian calendar; any year, also before 0."""
    # The year is taken to begin in March, so that the leap day is its last day.
    shifted = year - (month < 3)
    return (
        shifted * 365
        + shifted // 4
        - shifted // 100
        + shifted // 400
        + (153 * ((month + 9) % 12) + 2) // 5
        + day
    )
