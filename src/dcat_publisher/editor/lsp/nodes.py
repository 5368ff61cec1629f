"""What stands at the cursor: a key, or a value with its key; and what a value refers to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.jsonld_context import Definition
from dcat_publisher.source import Mapping, Node, Scalar
from dcat_publisher.source.mapping import NamedRecord
from dcat_publisher.source.mapping.codes import concept_of
from dcat_publisher.vocabulary import Code, Vocabulary


@dataclass(frozen=True, slots=True)
class At:
    """A scalar at the cursor and the nearest key around it; the scalar is that key itself when `is_key`.

    `owner` is the mapping that has the key, `parent` the key that the mapping is a value of, if any.
    """

    scalar: Scalar
    key: str
    is_key: bool
    owner: Mapping | None = None
    parent: str = ""


def scalar_at(root: Node | None, line: int, column: int, within: At | None = None) -> At | None:
    """Return the scalar whose span has a line and column."""
    if root is None:
        return None
    if isinstance(root, Scalar):
        around = within or At(root, "", False)
        return replace(around, scalar=root, is_key=False) if _holds(root, line, column) else None
    if isinstance(root, Mapping):
        above = "" if within is None else within.key
        for name, value in root.entries:
            here = At(name, name.text, True, root, above)
            if _holds(name, line, column):
                return here
            found = scalar_at(value, line, column, here)
            if found is not None:
                return found
        return None
    items = (scalar_at(item, line, column, within) for item in root.items)
    return next((found for found in items if found is not None), None)


def class_of(at: At, vocabulary: Vocabulary) -> str | None:
    """Return the class, a term, of the node that has a key: as it says, else as the key around it has it."""
    context = vocabulary.context
    for name, value in () if at.owner is None else at.owner.entries:
        if context.keyword(name.text) == "@type" and isinstance(value, Scalar):
            stated = context.type_iri(value.text)
            return None if stated is None else iri(stated)
    parent = context.definition(at.parent) if at.parent else None
    return None if parent is None else vocabulary.range_of(parent.predicate)


def _holds(scalar: Scalar, line: int, column: int) -> bool:
    place = scalar.place
    return (place.line, place.column) <= (line, column) <= (place.end_line, place.end_column)


def record_named(name: str, catalog: Catalog) -> NamedRecord | None:
    """Return the record that a local name or an IRI means, None when it means none or several."""
    exact = [record for record in catalog.records if name in (record.path, record.iri)]
    found = exact or [record for record in catalog.records if record.name == name]
    return found[0] if len(found) == 1 else None


def code_named(at: At, definition: Definition, vocabulary: Vocabulary) -> Code | None:
    """Return the code that a value means, by code, label, prefixed name or IRI; None when it means none."""
    found = vocabulary.context.expand(at.scalar.text)
    if found is None:
        concept = concept_of(at.scalar.text, definition, definition.name, vocabulary, at.scalar.place)
        found = None if isinstance(concept, Finding) else concept
    entry = None if found is None else vocabulary.codes.describing(found)
    return None if entry is None or found is None else entry.codes[found]
