"""Compile: the files of a part to triples with places, without what other files say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from dcat_publisher.checking.authors_words import are_norwegian
from dcat_publisher.checking.pipeline.noted import MEMBER_CLASSES, keep_dates, keep_likenesses
from dcat_publisher.checking.pipeline.parts import (
    INHERITED,
    RANGE_SHIFT,
    TYPED_HERE,
    KeptWords,
    OpenGraph,
    Part,
    Places,
    Remarks,
    Symbols,
    document_of,
    triples,
)
from dcat_publisher.checking.pipeline.places import KeptPlace, PlaceCodec, places_of, without_places
from dcat_publisher.checking.pipeline.source_file import SourceFile
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.source.mapping import Names, Record, Settings, records_of
from dcat_publisher.source.mapping.enrichment import MEMBER_PREDICATES, TAXONOMY
from dcat_publisher.source.mapping.open_names import OPEN, OpenMapper, OpenResolver, Wanted
from dcat_publisher.source.mapping.settings import SETTINGS
from dcat_publisher.vocabulary import Vocabulary

CATALOG = "catalog"
"""The path of the catalogue's own record."""


class Compiler:
    """Compiles parts with the settings of one catalogue.

    `backward` are the predicates of which the shapes want to know who leads where, `properties` those that
    they are about, by class.
    """

    def __init__(
        self, vocabulary: Vocabulary, settings: Settings, catalog_file: str, backward: frozenset[str],
        properties: Mapping[str, frozenset[str]],
    ) -> None:  # fmt: skip
        self.vocabulary = vocabulary
        self.settings = settings
        self.catalog_file = catalog_file
        self.backward = backward
        self.properties = properties
        self.codec = PlaceCodec(places_of(settings.defaults))
        self.resolver = OpenResolver(vocabulary, Names())
        classes = sorted(set(vocabulary.link_ranges.values()))
        bits = {class_: 1 << RANGE_SHIFT + number for number, class_ in enumerate(classes)}
        self.ranges = tuple(classes)
        self._bit_of = {predicate: bits[class_] for predicate, class_ in vocabulary.link_ranges.items()}

    @cached_property
    def digest(self) -> bytes:
        """The digest of what every part depends on besides its own files."""
        settings = self.settings
        defaults = [
            (class_, [(key.text, without_places(value)) for key, value in entries])
            for class_, entries in settings.defaults.items()
        ]
        properties = [(class_, sorted(each)) for class_, each in sorted(self.properties.items())]
        backward = sorted(self.backward)
        said = (settings.base, settings.language, defaults, backward, properties, self.catalog_file)
        return hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    @cached_property
    def exact_digest(self) -> bytes:
        """The same, for the few parts that also depend on where the defaults stand."""
        said = repr(places_of(self.settings.defaults)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(said, digest_size=16, key=self.digest).digest()

    def compile(self, files: Sequence[SourceFile]) -> Part:
        """Return the part of some files, which are in order."""
        return _Compilation(self, files).part()

    def properties_of(self, class_: str) -> frozenset[str]:
        """Return the properties that the shapes of a class are about."""
        return self.properties.get(class_, frozenset())

    def bits_of(self, predicate: str, value: str) -> int:
        """Return the bits of the class that follows from a link."""
        class_ = self.vocabulary.link_ranges.get(predicate, "")
        return 0 if self.vocabulary.is_described_elsewhere(value, class_) else self._bit_of.get(predicate, 0)


class _Compilation:
    """One part while it is made."""

    def __init__(self, compiler: Compiler, files: Sequence[SourceFile]) -> None:
        self.compiler = compiler
        self.files = files
        settings = compiler.settings
        self.mapper = OpenMapper(
            compiler.resolver, settings.defaults, settings.language, compiler.properties_of
        )
        self.records: list[Record] = []
        self.findings: list[Finding] = []
        self.unread: list[tuple[str, tuple[str, ...] | None]] = []
        self.norwegian: list[str] = []
        codec = compiler.codec
        own = any(file.file == compiler.catalog_file for file in files)
        self.codec = (PlaceCodec(()) if own else codec).over([file.file for file in files])

    def part(self) -> Part:
        for file in self.files:
            self._read(file)
        for record in self.records:
            self.mapper.record(record, SETTINGS if record.path == CATALOG else frozenset())
        graph, codec = self.mapper.graph, self.codec
        places = [graph.places.get(triple) for triple in triples(graph.index)]
        kept = Places(codec.pack(places), tuple(graph.node_places), codec.pack(graph.node_places.values()))
        open_graph = self._open_graph()
        return Part(self._symbols(places, kept), open_graph, kept, self._remarks())

    def _open_graph(self) -> OpenGraph:
        mapper, index = self.mapper, self.mapper.graph.index
        lists = {(ref.subject, ref.predicate) for ref in mapper.open if ref.subject in index}
        lists = {(subject, predicate) for subject, predicate in lists if _is_open(index[subject], predicate)}
        subjects = {ref.term for ref in mapper.open} & index.keys()
        return OpenGraph(index, tuple(sorted(lists)), tuple(sorted(subjects)))

    def _read(self, file: SourceFile) -> None:
        document, context = file.document(), self.compiler.vocabulary.context
        records, faults = records_of(document, file.path, self.compiler.settings.base, context)
        self.records += records
        self.findings += [*document.findings, *faults]
        if are_norwegian(document.root, context):
            self.norwegian.append(file.file)
        if not isinstance(
            document.root, SourceMapping
        ):  # its finding says so; what refers to it is not wrong
            keys = frozenset() if file.path == CATALOG else document.keys
            self.unread.append((file.path, None if keys is None else tuple(sorted(keys))))

    def _remarks(self) -> Remarks:
        keep, mapper = self.codec.keep, self.mapper
        return Remarks(
            [self.codec.keep_finding(found) for found in (*self.findings, *mapper.findings)],
            [
                (
                    *ref[:3], keep(ref.place),
                    None if ref.fault is None else self.codec.keep_finding(ref.fault),
                    ref.range_, ref.is_value,
                )
                for ref in mapper.open
            ],
            self._loose(),
            [(k.subject, k.key, keep(k.place), _plain(k.words), k.several) for k in mapper.unsure],
        )

    def _loose(self) -> list[tuple[str, str, KeptPlace]]:
        """Return the references to parts of records that are not described here."""
        described, keep = self.mapper.graph.node_places, self.codec.keep
        references = self.mapper.nested.references
        return [(term, node.text, keep(node.place)) for term, node in references if term not in described]

    def _symbols(self, places: Sequence[Place | None], kept: Places) -> Symbols:
        graph, mapper = self.mapper.graph, self.mapper
        own = graph, self.records, self.codec
        links, inherited = self._links(places)
        nodes = dict.fromkeys([*graph.node_places, *graph.index])
        types = dict.fromkeys(type_ for said in graph.index.values() for type_ in said.get(TYPE, ()))
        return Symbols(
            records=tuple(
                (one.path, one.iri, one.address, self.codec.keep(one.place), one.types, one.label)
                for one in self.records
            ),
            unread=tuple(self.unread),
            documents=tuple(dict.fromkeys(map(document_of, nodes))),
            asked=tuple(sorted({document_of(node) for node in mapper.asked})),
            links=tuple(links), bits=tuple(links.values()), inherited=tuple(inherited.items()),
            backward=tuple(triple for triple in triples(graph.index) if triple[1] in self.compiler.backward),
            typed=tuple((node, tuple(graph.types(node))) for node in nodes if "#" not in node),
            classes=tuple(types),
            members=tuple((node, tuple(found)) for node in graph.index
                          if not MEMBER_CLASSES.isdisjoint(found := graph.types(node))),
            concepts=tuple(mapper.concepts),
            schemes=tuple(value for said in graph.index.values() for value in said.get(TAXONOMY, ())),
            names=tuple(sorted({ref.term for ref in mapper.open})),
            claims=tuple(dict.fromkeys(self._claims())),
            faults=bool(self.findings or mapper.findings or mapper.unsure), loose=bool(self._loose()),
            pinned=kept.are_pinned, likenesses=tuple(keep_likenesses(*own)), dated=tuple(keep_dates(*own)),
            lists=tuple((*each[:-1], self.codec.keep(each.place)) for each in mapper.lists.named),
            norwegian=tuple(self.norwegian),
        )  # fmt: skip

    def _links(self, places: Sequence[Place | None]) -> tuple[dict[str, int], dict[str, KeptPlace]]:
        """Return what the part leads to with its bits, and where that stands in the defaults."""
        links: dict[str, int] = {}
        inherited: dict[str, KeptPlace] = {}
        codec, bits_of, own = self.codec, self.compiler.bits_of, {file.file for file in self.files}
        with_types = TYPE in self.compiler.backward
        for (_, predicate, value), place in zip(triples(self.mapper.graph.index), places, strict=True):
            if value[0] not in "<?" or (predicate == TYPE and not with_types):
                continue
            bits = bits_of(predicate, value) | TYPED_HERE
            if place is not None and place.file not in own:
                kept = codec.keep(place)
                bits ^= TYPED_HERE | INHERITED
                inherited[value] = min(kept, inherited.get(value, kept))
            links[value] = links.get(value, 0) | bits
        return links, inherited

    def _claims(self) -> Iterable[tuple[str, str]]:
        """Yield who is said to have members, and by which predicate."""
        for subject, said in self.mapper.graph.index.items():
            yield from ((subject, predicate) for predicate in said.keys() & MEMBER_PREDICATES)


def _plain(words: Iterable[tuple[str, Iterable[Wanted]]]) -> KeptWords:
    return tuple((word, tuple((each.name, each.range_) for each in wanted)) for word, wanted in words)


def _is_open(said: Mapping[str, list[str]], predicate: str) -> bool:
    return any(value[0] == OPEN for value in said.get(predicate, ()))
