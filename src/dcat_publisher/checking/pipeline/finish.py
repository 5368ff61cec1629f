"""What can be said only when all parts are known: names that mean nothing, repeated IRIs, consequences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from dcat_publisher.checking.likeness import likeness_findings
from dcat_publisher.checking.pipeline.compile import CATALOG
from dcat_publisher.checking.pipeline.index import PartIndex
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.nodes import put_together
from dcat_publisher.checking.pipeline.noted import likenesses_in
from dcat_publisher.checking.pipeline.parts import KeptUnsure, Symbols, document_of
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.checking.pipeline.told import Told
from dcat_publisher.checking.pipeline.units import LATER, Verdict
from dcat_publisher.checking.validation import without_consequences, without_strays
from dcat_publisher.model.finding import Finding, in_order
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping import NamedRecord, Names, Settings, same_iri_findings, still_there
from dcat_publisher.source.mapping.meant import guess_of, unknown_key
from dcat_publisher.source.mapping.nested_iris import dangling
from dcat_publisher.source.mapping.open_names import NAME
from dcat_publisher.source.mapping.references import ReferenceResolver
from dcat_publisher.source.mapping.secrets import key_fault

_NOT_MEMBERS = {DCAT.Catalog, DCAT.CatalogRecord}


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


def _meaningless(parts: LinkedParts, resolver: ReferenceResolver) -> Iterator[Finding]:
    """Report the references whose names mean nothing, or too much."""
    bindings, names = parts.index.bindings, resolver.names
    lost = {term for term, meaning in bindings.items() if meaning is None}
    known: dict[tuple[str, str | None], Finding] = {}
    for number, symbols in enumerate(parts.index.parts):
        if lost.isdisjoint(symbols.names):
            continue
        codec = parts.codec(number)
        for subject, predicate, term, kept, fault, range_, _ in parts.remarks(number).references:
            if term in lost:
                name, focus = term[len(NAME) :], bindings.get(subject, subject) or subject
                if term.startswith(NAME) or name in names:
                    if (name, range_) not in known:
                        known[name, range_] = _fault(name, resolver, range_)
                    found = known[name, range_]
                else:
                    assert fault is not None
                    found = codec.finding(fault)
                yield replace(found, place=codec.place(kept)).about(focus, predicate)


def _fault(name: str, resolver: ReferenceResolver, range_: str | None) -> Finding:
    found = resolver.names.term(name, Place(""), resolver.fits(range_))
    assert isinstance(found, Finding)
    return found


def _telling(parts: LinkedParts) -> Iterator[Finding]:
    """Report the references to what has a key or a token in its address."""
    bindings = parts.index.bindings
    nowhere = Place("")
    telling = {term for term, value in bindings.items() if value is not None and key_fault(value, nowhere)}
    for number, symbols in enumerate(parts.index.parts) if telling else ():
        if telling.isdisjoint(symbols.names):
            continue
        codec = parts.codec(number)
        for _, _, term, kept, _, _, is_value in parts.remarks(number).references:
            if is_value and term in telling:
                found = key_fault(bindings[term] or "", codec.place(kept))
                yield from () if found is None else (found,)


def _address_findings(parts: LinkedParts, told: Told, base: str, whole: Place) -> list[Finding]:
    """Report what cannot be served at its address."""
    served = chain.from_iterable(alone.served for alone in told.parts.values())
    places = sorted((*served, *_node_places(parts, told, base, whole)))
    return told.unserved(places, base)


def _node_places(parts: LinkedParts, told: Told, base: str, whole: Place) -> Iterator[tuple[str, Place]]:
    """Yield path and place of what is described below the base and is no record: it gets files, too."""
    index, start = parts.index, f"<{base}"
    own = {f"{start}>"}.union(*(alone.terms for alone in told.parts.values()))
    if start not in index.below:
        index.below[start] = _below(index, start)
    for node in index.below[start]:
        if node not in own and put_together(node, index, parts):
            yield node[len(start) : -1], parts.node_place(node) or whole


def _below(index: PartIndex, start: str) -> list[str]:
    """Return the nodes whose IRI begins so, without a fragment, that have a class or may have one."""

    def below(nodes: Iterable[str]) -> Iterator[str]:
        return (node for node in nodes if node.startswith(start) and "#" not in node)

    linked = below((*index.linkers, *index.linked_by_codes))
    classed = (node for node in linked if index.classes_of_links(node))
    return list(dict.fromkeys((*below((*index.typed, *index.coded)), *classed)))


class Ending:
    """The findings of a run, put together; `whole` is the place of what has no line."""

    def __init__(
        self, parts: LinkedParts, told: Told, records: Sequence[NamedRecord], names: Names,
        settings: Settings, unread: Sequence[Finding], whole: Place,
    ) -> None:  # fmt: skip
        self.parts = parts
        self.names = names
        self._resolver = ReferenceResolver(parts.index.vocabulary, names)
        self._whole = whole
        self.earlier = [
            *unread,
            *settings.findings,
            *self._of_files(),
            *_meaningless(parts, self._resolver),
            *_telling(parts),
            *self._dangling(),
            *same_iri_findings(records),
            *still_there(settings.removed, {record.published for record in records}),
            *_address_findings(parts, told, settings.base, whole),
            *likeness_findings(list(likenesses_in(parts, told))),
        ]

    def _dangling(self) -> Iterator[Finding]:
        """Report the references to parts of records that nobody has."""
        for number, symbols in enumerate(self.parts.index.parts):
            for term, text, kept in self.parts.remarks(number).loose if symbols.loose else ():
                owners = self.parts.index.describing(document_of(term))
                described = [node for other in owners for node in self.parts.places(other)[1]]
                if term not in described:
                    yield dangling(term, text, self.parts.codec(number).place(kept), described, self.names)

    def _of_files(self) -> Iterator[Finding]:
        for number, symbols in enumerate(self.parts.index.parts):
            if symbols.faults:
                codec, remarks = self.parts.codec(number), self.parts.remarks(number)
                yield from map(codec.finding, remarks.findings)
                for unsure in remarks.unsure:
                    yield self._unknown_key(unsure, codec)

    def _unknown_key(self, unsure: KeptUnsure, codec: PlaceCodec) -> Finding:
        """Report an unknown key, now that it is known what the names in its value mean."""
        subject, key, kept, words, several = unsure
        fitting = [word for word, wanted in words if all(self._resolver.may_be(*each) for each in wanted)]
        context = self.parts.index.vocabulary.context
        return unknown_key(key, codec.place(kept), subject, guess_of(fitting, several=several), context)

    def unvalidated(self) -> list[Finding]:
        """Return the findings where the settings are not known: every absence would be a false alarm."""
        return in_order(self.earlier)

    def findings(self, verdicts: Iterable[Verdict]) -> list[Finding]:
        """Return all findings in order."""
        verdicts = list(verdicts)
        results = [found for verdict in verdicts for found in verdict.results]
        numbers = [found for verdict in verdicts for found in verdict.numbers]
        results = without_consequences(results, self.earlier, self.names.unread)
        numbers = without_strays(numbers, self.earlier)
        placed = [self._placed(found) for found in (*results, *numbers)]
        return in_order([*self.earlier, *placed, *self._emptiness()])

    def _placed(self, found: Finding) -> Finding:
        if found.place != LATER:
            return found
        return replace(found, place=self.parts.first_reference(found.focus or "") or self._whole)

    def _emptiness(self) -> list[Finding]:
        """Report a catalogue without members, unless one may be among what is unread or has no type."""
        if self.names.unread or any(found.code in ("R102", "R103") for found in self.earlier):
            return []
        index = self.parts.index
        types = {type_ for symbols in index.parts for type_ in symbols.classes}
        types |= {type_ for said in index.coded.values() for type_ in said.get(TYPE, ())}
        types |= {parent for type_ in types for parent in index.vocabulary.superclasses(type_)}
        found = any(map(index.vocabulary.is_record_class, types - _NOT_MEMBERS))
        return [] if found else [finding("R001", self._whole)]


__all__ = ["CATALOG", "Ending", "NamedRecord", "bindings_of", "names_of"]
