"""Which literals are well-formed: the lexical spaces of the XSD datatypes (XML Schema 1.1 part 2).

A literal matches sh:datatype when its datatype is that IRI and its text is in the datatype's lexical space
(SHACL 4.1.2). Datatypes that are not listed here have no lexical check; neither has xsd:anyURI, as every text
is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dcat_publisher.model.namespaces import RDF, RDFS, XSD

TermTest = Callable[[str], bool]

LITERAL: Final = RDFS.Literal
LANG_STRING: Final = RDF.langString
STRING: Final = XSD.string

_ZONE: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR: Final = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = r"(?:0[1-9]|[12][0-9]|3[01])"
_CLOCK: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_DATE: Final = rf"(?P<year>{_YEAR})-(?P<month>{_MONTH})-(?P<day>{_DAY})"
_DAYS: Final = r"(?:[0-9]+D)"
_HOURS: Final = (
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)"  # at least one of the three
)
_INTEGER: Final = r"[+-]?[0-9]+"
_FLOAT: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|[+-]?INF|NaN"
_BASE64: Final = r"(?:[A-Za-z0-9+/] ?)"

LEXICAL: Final = {
    "boolean": r"true|false|1|0",
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "float": _FLOAT,
    "double": _FLOAT,
    "date": _DATE + _ZONE,
    "dateTime": f"{_DATE}T{_CLOCK}{_ZONE}",
    "dateTimeStamp": f"{_DATE}T{_CLOCK}{_ZONE[:-1]}",
    "time": _CLOCK + _ZONE,
    "gYear": _YEAR + _ZONE,
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "gMonthDay": f"--(?P<month>{_MONTH})-(?P<day>{_DAY}){_ZONE}",
    "duration": rf"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?{_DAYS}?{_HOURS}?",
    "dayTimeDuration": rf"-?P(?=[0-9T]){_DAYS}?{_HOURS}?",
    "yearMonthDuration": r"-?P(?=[0-9])(?:[0-9]+Y)?(?:[0-9]+M)?",
    "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
    "base64Binary": rf"(?:{_BASE64}{{4}})*(?:{_BASE64}{{3}}[A-Za-z0-9+/]|{_BASE64}{{2}}[AEIMQUYcgkosw048] ?="
    rf"|{_BASE64}[AQgw] ?= ?=)?",
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
}
"""Local name of a datatype -> its lexical space."""

INTEGERS: Final[dict[str, tuple[int | None, int | None]]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
"""Local name of an integer datatype -> its smallest and its largest value."""

# Datatypes without a lexical space to check: any text is one, or they are of documents and not of RDF.
_OTHERS: Final = """
    string anyURI normalizedString token Name NCName NMTOKEN QName NOTATION ENTITY ID IDREF NMTOKENS ENTITIES
    IDREFS anyType anySimpleType anyAtomicType precisionDecimal
"""
DATATYPES: Final = frozenset(XSD[name] for name in (*LEXICAL, *INTEGERS, *_OTHERS.split()))
"""All datatypes of XML Schema 1.1."""

# More than any of the bounds has; Python turns no more than 4,300 digits into a number.
_MOST_DIGITS: Final = 20
_MONTH_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def nearest_datatype(name: str) -> str | None:
    """Return the datatype of XML Schema that was probably meant, as people write it: `xsd:string`."""
    from difflib import get_close_matches  # noqa: PLC0415  few shapes have one that there is not

    by_folded = {XSD.local(term).casefold(): XSD.local(term) for term in sorted(DATATYPES)}
    close = get_close_matches(XSD.local(name).casefold(), by_folded, 1, 0.6)
    return f"xsd:{by_folded[close[0]]}" if close else None


def datatype_test(datatype: str) -> TermTest:
    """Return the test whether a term is a well-formed literal of a datatype (a term itself).

    rdfs:Literal accepts every literal: no literal has that datatype, but shapes in the field use it so, and
    pySHACL reads it so.
    """
    if datatype == LITERAL:
        return lambda term: term[0] == '"'
    if datatype == STRING:
        return lambda term: term[0] == '"' and term[-1] == '"'
    if datatype == LANG_STRING:
        return lambda term: term[0] == '"' and term[-1] != '"' and term[-1] != ">"
    suffix = f'"^^{datatype}'
    name = XSD.local(datatype) if XSD.has(datatype) else ""
    if name in INTEGERS:
        return _integer_test(suffix, *INTEGERS[name])
    if name in LEXICAL:
        return _lexical_test(suffix, LEXICAL[name])
    return lambda term: term.endswith(suffix) and term[0] == '"'


def _integer_test(suffix: str, low: int | None, high: int | None) -> TermTest:
    match = re.compile(_INTEGER).fullmatch
    cut = len(suffix)

    def test(term: str) -> bool:
        if not term.endswith(suffix) or match(term, 1, len(term) - cut) is None:
            return False
        return (low is None and high is None) or _is_between(term[1:-cut], low, high)

    return test


def _is_between(text: str, low: int | None, high: int | None) -> bool:
    """Return whether a whole number is within bounds; of a very long one its sign says enough."""
    digits = text.lstrip("+-0") or "0"
    if len(digits) > _MOST_DIGITS:
        return low is None if text[0] == "-" else high is None
    number = -int(digits) if text[0] == "-" else int(digits)
    return (low is None or number >= low) and (high is None or number <= high)


def _lexical_test(suffix: str, lexical: str) -> TermTest:
    pattern = re.compile(lexical)
    match = pattern.fullmatch
    cut = len(suffix)
    if "day" not in pattern.groupindex:
        return lambda term: term.endswith(suffix) and match(term, 1, len(term) - cut) is not None

    def test(term: str) -> bool:
        if not term.endswith(suffix):
            return False
        date = match(term, 1, len(term) - cut)
        return date is not None and (date["day"] < "29" or _is_day(date))

    return test


def _is_day(date: re.Match[str]) -> bool:
    """Return whether the month of a date has such a day; without a year, that of a leap year."""
    day, month = int(date["day"]), int(date["month"])
    if day > _MONTH_LENGTHS[month - 1]:
        return False
    year = date.groupdict().get("year")
    return month != 2 or day < 29 or year is None or is_leap(int(year[-4:]))


def is_leap(year: int) -> bool:
    """Return whether a year of the (proleptic) Gregorian calendar has a 29 February; year 0 has."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
