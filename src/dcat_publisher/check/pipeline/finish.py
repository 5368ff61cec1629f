"""What can be said only when all parts are known: names that mean nothing, repeated IRIs, consequences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dcat_publisher.check.pipeline.compile import CATALOG
from dcat_publisher.check.pipeline.linking import LinkedParts
from dcat_publisher.check.pipeline.parts import Symbols, document_of
from dcat_publisher.check.pipeline.places import PlaceCodec
from dcat_publisher.check.pipeline.units import LATER, Verdict
from dcat_publisher.check.validation import without_consequences
from dcat_publisher.model.finding import Finding, in_order
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping import NamedRecord, Names, Settings, same_iri_findings, still_there
from dcat_publisher.source.mapping.nested_iris import dangling
from dcat_publisher.source.mapping.open_names import NAME

_NOT_MEMBERS = {"<http://www.w3.org/ns/dcat#Catalog>", "<http://www.w3.org/ns/dcat#CatalogRecord>"}


def records_in(
    parts: Sequence[Symbols], files: Sequence[Sequence[str]], codec: PlaceCodec
) -> list[NamedRecord]:
    """Return the records of all parts, in order of file."""
    found = []
    for symbols, names in zip(parts, files, strict=True):
        own = codec.over(names)
        found += [
            NamedRecord(path, iri, address, own.place(kept)) for path, iri, address, kept in symbols.records
        ]
    if any(len(names) > 1 for names in files):
        order = {
            name: number
            for number, name in enumerate(sorted((f for names in files for f in names), key=_order))
        }
        found.sort(key=lambda record: order[record.place.file])
    return found


def _order(file: str) -> list[str]:
    return file.split("/")


def names_of(records: Iterable[NamedRecord], parts: Iterable[Symbols], base: str) -> Names:
    """Return the local names of records, and those that files which cannot be read would have."""
    names = Names()
    for record in records:
        names.add(record)
    for symbols in parts:
        for path, keys in symbols.unread:
            names.add_unread(path, base, None if keys is None else frozenset(keys))
    return names


def bindings_of(names: Names, used: Iterable[str]) -> dict[str, str | None]:
    """Return what open references mean; where a name may be that of an unread file, `names` notes it."""
    nowhere = Place("")
    bindings: dict[str, str | None] = {}
    for term in used:
        name = term[len(NAME) :]
        outcome = names.term(name, nowhere) if term.startswith(NAME) or name in names else None
        bindings[term] = outcome[0] if isinstance(outcome, tuple) else None
    return bindings


def _meaningless(parts: LinkedParts, names: Names) -> Iterator[Finding]:
    """Report the references whose names mean nothing, or too much."""
    bindings = parts.index.bindings
    lost = {term for term, meaning in bindings.items() if meaning is None}
    known: dict[str, Finding] = {}
    for number, symbols in enumerate(parts.index.parts):
        if lost.isdisjoint(symbols.names):
            continue
        codec = parts.codec(number)
        for subject, predicate, term, kept, fault in parts.remarks(number).references:
            if term in lost:
                name, focus = term[len(NAME) :], bindings.get(subject, subject) or subject
                if term.startswith(NAME) or name in names:
                    found = known.get(name) or _fault(name, names)
                    known[name] = found
                else:
                    assert fault is not None
                    found = codec.finding(fault)
                yield replace(found, place=codec.place(kept)).about(focus, predicate)


def _fault(name: str, names: Names) -> Finding:
    found = names.term(name, Place(""))
    assert isinstance(found, Finding)
    return found


def _dangling(parts: LinkedParts) -> Iterator[Finding]:
    """Report the references to parts of records that nobody has."""
    for number, symbols in enumerate(parts.index.parts):
        for term, text, kept in parts.remarks(number).loose if symbols.loose else ():
            described = [
                node for other in parts.index.describing(document_of(term)) for node in parts.places(other)[1]
            ]
            if term not in described:
                yield dangling(term, text, parts.codec(number).place(kept), described)


class Ending:
    """The findings of a run, put together."""

    def __init__(
        self, parts: LinkedParts, records: Sequence[NamedRecord], names: Names, settings: Settings,
        unread: Sequence[Finding],
    ) -> None:  # fmt: skip
        self.parts = parts
        self.names = names
        self.earlier = [
            *unread,
            *settings.findings,
            *self._of_files(),
            *_meaningless(parts, names),
            *_dangling(parts),
            *same_iri_findings(records),
            *still_there(settings.removed, {record.path for record in records}),
        ]

    def _of_files(self) -> Iterator[Finding]:
        for number, symbols in enumerate(self.parts.index.parts):
            if symbols.faults:
                codec = self.parts.codec(number)
                yield from map(codec.finding, self.parts.remarks(number).findings)

    def unvalidated(self) -> list[Finding]:
        """Return the findings where the settings are not known: every absence would be a false alarm."""
        return in_order(self.earlier)

    def findings(self, verdicts: Iterable[Verdict], whole: Place) -> list[Finding]:
        """Return all findings in order; `whole` is the place of what has no line."""
        verdicts = list(verdicts)
        results = [found for verdict in verdicts for found in verdict.results]
        numbers = [found for verdict in verdicts for found in verdict.numbers]
        results = without_consequences(results, self.earlier, self.names.unread)
        placed = [self._placed(found, whole) for found in (*results, *numbers)]
        return in_order([*self.earlier, *placed, *self._emptiness(whole)])

    def _placed(self, found: Finding, whole: Place) -> Finding:
        if found.place != LATER:
            return found
        return replace(found, place=self.parts.first_reference(found.focus or "") or whole)

    def _emptiness(self, whole: Place) -> list[Finding]:
        """Report a catalogue without members, unless one may be among what is unread or has no type."""
        if self.names.unread or any(found.code in ("R102", "R103") for found in self.earlier):
            return []
        index = self.parts.index
        types = {type_ for symbols in index.parts for type_ in symbols.classes}
        types |= {type_ for said in index.coded.values() for type_ in said.get(TYPE, ())}
        types |= {parent for type_ in types for parent in index.vocabulary.superclasses(type_)}
        found = any(map(index.vocabulary.is_record_class, types - _NOT_MEMBERS))
        return [] if found else [finding("R001", whole)]


__all__ = ["CATALOG", "Ending", "NamedRecord", "bindings_of", "names_of", "records_in"]
