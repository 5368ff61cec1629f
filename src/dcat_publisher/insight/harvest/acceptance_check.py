"""The gate: everything is written once as RDF/XML, and one term that cannot be written refuses it all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.iris import has_xml_name, iri_fault
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.language import Message, Words
from dcat_publisher.model.terms import datatype, iri_value, is_iri, is_literal, language, lexical

# XML 1.0, production 2: what no document can hold, not even escaped. Half a surrogate pair passes in Jena.
NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Jena looks for such characters in an address only where it has something to escape.
_ENTITY: Final = re.compile("[&<>\"']")
_DIRECTION: Final = re.compile(r"--(?:ltr|rtl)$")
REASONS: Final = Words(__file__).group("reason")


def gate_faults(graph: Graph) -> Iterator[Fault]:
    """Yield everything in a graph for which the harvester refuses the whole document, each term once."""
    seen: set[str] = set()
    for subject, predicates in graph.index.items():
        yield from _iri_faults([subject], seen, (subject, "", ""))
        for predicate, values in predicates.items():
            yield from _predicate_faults(predicate, seen, (subject, predicate, values[0]))
            for value in values:
                yield from _iri_faults(_iris_of(value), seen, (subject, predicate, value))
                yield from _literal_faults(value, (subject, predicate, value))


def _iris_of(value: str) -> Iterable[str]:
    if not is_literal(value):
        return [value]
    type_ = datatype(value)
    return [] if type_ is None else [f"<{type_}>"]


def _iri_faults(terms: Iterable[str], seen: set[str], triple: Triple) -> Iterator[Fault]:
    for term in terms:
        if term in seen or not is_iri(term):
            continue
        seen.add(term)
        reason = iri_fault(iri_value(term))
        if reason is not None:
            yield _fault("H102", triple, iri=iri_value(term), reason=reason)
        if _ENTITY.search(iri_value(term)) is not None:
            yield from _not_xml(iri_value(term), triple)


def _predicate_faults(predicate: str, seen: set[str], triple: Triple) -> Iterator[Fault]:
    if f"p{predicate}" in seen:
        return
    seen.add(f"p{predicate}")
    value = iri_value(predicate)
    reason = iri_fault(value)
    if reason is not None:
        yield _fault("H102", triple, iri=value, reason=reason)
    elif not has_xml_name(value):
        yield _fault("H103", triple, iri=value)


def _literal_faults(value: str, triple: Triple) -> Iterator[Fault]:
    if not is_literal(value):
        return
    yield from _not_xml(lexical(value), triple)
    tag = language(value)
    if tag is not None and _DIRECTION.search(tag) is not None:
        yield _fault("H105", triple, tag=tag)


def _not_xml(text: str, triple: Triple) -> Iterator[Fault]:
    match = NOT_XML.search(text)
    if match is not None:
        yield _fault("H104", triple, character=f"U+{ord(match[0]):04X}")


def _fault(code: str, triple: Triple, reason: str | None = None, **blanks: str) -> Fault:
    subject, predicate, value = triple
    filled: dict[str, str | Message] = {**blanks}
    if reason is not None:
        filled["reason"] = REASONS[reason]
    return Fault(code, filled, focus=subject, path=predicate or None, value=value or None)
