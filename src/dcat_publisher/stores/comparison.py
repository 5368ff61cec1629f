"""When is a triple in a store the same as ours? Stores keep values, not always the spelling of them.

Seen in stores that are in wide use: `"01"^^xsd:integer` comes back as `"1"`, `xsd:nonNegativeInteger` and
`xsd:double` as other numeric types, `10:00:00.5` as `10:00:00.500`, a language tag in lower case, a geometry
with a datatype of the store's own, a decimal with fifteen digits. A triple with such a literal is compared by
what it means, so that a second push finds nothing to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import datatype, is_literal, language, lexical
from dcat_publisher.shacl.datatypes import INTEGERS

_GEOMETRIES: Final = frozenset(
    {
        "http://www.opengis.net/ont/geosparql#wktLiteral",
        "http://www.openlinksw.com/schemas/virtrdf#Geometry",
    }
)

# A binary double has so many digits, and so has a decimal in a store that keeps it as one.
_DIGITS: Final = 15
_AROUND: Final = re.compile(r" *([(),]) *")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")


def meaning(value: str) -> str:
    """Return a term in the spelling in which equal values are equal texts."""
    if not is_literal(value):
        return value
    tag = language(value)
    if tag is not None:
        return value[: len(value) - len(tag)] + tag.lower()
    type_ = datatype(value) or ""
    if type_ in _GEOMETRIES:
        text = _AROUND.sub(r"\1", " ".join(lexical(value).split()))
        return "geometry " + _NUMBER.sub(lambda match: _number(match[0]), text)
    canonical = _CANONICAL.get(type_.removeprefix(XSD.iri)) if type_.startswith(XSD.iri) else None
    return value if canonical is None else canonical(lexical(value).strip())


def _number(text: str) -> str:
    try:
        number = Decimal(text.replace("INF", "Infinity"))
    except InvalidOperation:
        return f"number {text}"
    if not number.is_finite():
        return f"number {number}"
    return f"number {number:.{_DIGITS - 1}e}" if number else "number 0"


def _boolean(text: str) -> str:
    return f"boolean {text in ('true', '1')}"


def _time(text: str) -> str:
    """Return a date or time with its fraction shortened, its year unpadded, and UTC written in one way."""
    text = re.sub(r"\.(\d*?)0*(?=\D|$)", lambda match: f".{match[1]}" if match[1] else "", text)
    return "time " + re.sub(r"^(-?)0*(?=\d)", r"\1", text.replace("+00:00", "Z"))


_CANONICAL: Final[Mapping[str, Callable[[str], str]]] = {
    **dict.fromkeys((*INTEGERS, "decimal", "double", "float"), _number),
    "boolean": _boolean,
    **dict.fromkeys(("date", "dateTime", "dateTimeStamp", "gYear", "gYearMonth"), _time),
}

Triples = Mapping[str, str]
"""Triples by what they mean: the text to compare by -> the triple in N-Triples, without the full stop."""


def ours(document: bytes) -> Triples:
    """Read N-Triples that this program wrote, one triple a line."""
    triples: dict[str, str] = {}
    for line in document.decode("utf-8").splitlines():
        triple = line.removesuffix(" .")
        subject, predicate, value = triple.split(" ", 2)
        triples[f"{subject} {predicate} {meaning(value)}"] = triple
    return triples


def triples_of(statements: Iterable[tuple[str, str, str]]) -> Triples:
    """Index triples by what they mean."""
    return {
        f"{subject} {predicate} {meaning(value)}": f"{subject} {predicate} {value}"
        for subject, predicate, value in statements
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """A named graph that is not the same there as here: what is to be added there, and what to be removed."""

    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def difference(name: str, here: Triples, there: Triples) -> Difference | None:
    """Return what would have to change there; None when nothing would."""
    if here.keys() == there.keys():
        return None
    return Difference(
        name,
        tuple(triple for key, triple in here.items() if key not in there),
        tuple(triple for key, triple in there.items() if key not in here),
    )
