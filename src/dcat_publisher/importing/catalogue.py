"""A graph to the files of a source folder, with a count of every triple."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dcat_publisher.importing.addresses import Addresses
from dcat_publisher.importing.describe import Describer
from dcat_publisher.importing.factor import lifted
from dcat_publisher.importing.forms import Forms
from dcat_publisher.importing.implied import Implied
from dcat_publisher.importing.layout import COLLECTIONS, LARGEST, REST, Layout, Naming, laid_out
from dcat_publisher.importing.nodes import Nodes, members, placed, uses_of
from dcat_publisher.importing.own_context import FILE, context_text, own_context
from dcat_publisher.importing.repairs import Repair, repaired
from dcat_publisher.importing.signatures import signatures
from dcat_publisher.importing.tree import Node, Value
from dcat_publisher.importing.yaml_text import yaml_text
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.namespaces import DCAT, short
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, is_blank, language
from dcat_publisher.source.mapping.enrichment import MEMBER_PREDICATES, MEMBERSHIP
from dcat_publisher.source.mapping.iris import iri_fault
from dcat_publisher.source.mapping.language_tags import language_fault
from dcat_publisher.source.mapping.settings import BASE_FORM
from dcat_publisher.vocabulary import Vocabulary, vocabulary_in

_WORDS: Final = Words(__file__)
_SHOWN: Final = 120


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the call says of an import; None where it leaves the choice to us."""

    base: str | None = None
    language: str | None = None
    title: str | None = None
    as_is: bool = False
    factor: bool = False

    def checked(self) -> Wishes:
        """Return the same; raise ConfigurationError for a base that is none, or a tag that is no language."""
        base = self.base
        if base is not None and (BASE_FORM.fullmatch(base) is None or iri_fault(base) is not None):
            raise ConfigurationError(filled(_WORDS["no_base"], base=base))
        if self.language is not None and language_fault(self.language, Place("")) is not None:
            raise ConfigurationError(filled(_WORDS["no_language"], tag=self.language))
        return self if self.language is None else replace(self, language=self.language.lower())


@dataclass(slots=True)
class Imported:
    """The files of a source, and what became of the triples that they were made of.

    `graph` is what the files say, in the terms of the input but for what was repaired; `minted` has the
    addresses that its blank nodes got.
    """

    files: dict[str, str]
    graph: Graph
    layout: Layout
    kept: Counter[str]
    implied: Counter[str]
    repairs: Sequence[Repair]
    lost: Sequence[tuple[Triple, str]]
    minted: Mapping[str, str]
    cells: frozenset[str] = frozenset()
    untagged: int = 0

    @property
    def total(self) -> int:
        """The number of triples that are accounted for."""
        return sum(self.kept.values()) + sum(self.implied.values()) + len(self.lost)


def imported(
    graph: Graph, vocabulary: Vocabulary, prefixes: Mapping[str, str], wishes: Wishes, scratch: Path,
    note: str,
) -> Imported:  # fmt: skip
    """Return a graph as a source folder.

    `scratch` is an empty folder of the caller's for the context of the catalogue's own; `note` has the words
    of a comment on what was repaired, with a blank for the value that was there.
    """
    done = None if wishes.as_is else repaired(graph, vocabulary, wishes.language)
    whole, repairs = (graph, ()) if done is None else (done.graph, done.repairs)
    own = own_context(whole, vocabulary.context, prefixes)
    vocabulary = _with(vocabulary, own, scratch)
    notes = {repair.after: note.format(value=_shown(repair)) for repair in repairs}
    making = _Making(whole, vocabulary, wishes, notes)
    files = making.files()
    if own:
        files[FILE] = context_text(own)
    return Imported(
        files, whole, making.layout, making.describer.done.kept, making.implied_count(), list(repairs),
        making.describer.done.lost, making.minted(), frozenset(making.nodes.lists.cells),
        making.describer.done.untagged,
    )  # fmt: skip


def _with(vocabulary: Vocabulary, own: Mapping[str, object], scratch: Path) -> Vocabulary:
    if not own:
        return vocabulary
    folder = scratch / "vocab"
    folder.mkdir(exist_ok=True)
    (folder / "context.jsonld").write_text(context_text(own), "utf-8", newline="\n")  # type: ignore[arg-type]
    return vocabulary_in((*vocabulary.folders, folder))


def _shown(repair: Repair) -> str:
    """Return what a triple was, for a comment: its property where that is another now, else its value."""
    before, after = repair.before, repair.after
    value = before[2] if before[2][0] == '"' else short(before[2])
    return short(before[1]) if before[1] != after[1] else value.replace("\n", " ")[:_SHOWN]


class _Making:
    """One import while it is made."""

    def __init__(
        self, graph: Graph, vocabulary: Vocabulary, wishes: Wishes, notes: Mapping[Triple, str]
    ) -> None:
        uses = uses_of(graph)
        self.graph = graph
        self.vocabulary = vocabulary
        self.wishes = wishes
        self.implied = Implied.of(graph, vocabulary, uses)
        self.nodes: Nodes = placed(graph, vocabulary, self.implied, uses)
        keys = signatures(graph, self.nodes.records)
        self.language = wishes.language or _commonest_language(self.implied)
        naming = Naming(wishes.base, self.language, keys)
        self.layout = laid_out(self.implied, self.nodes.records, naming)
        forms = Forms(vocabulary)
        self.describer = Describer(self.nodes, self.implied, self.layout, forms, self.language, notes)
        self.addresses = Addresses(graph.index)
        self.skipped: Counter[str] = Counter()

    def files(self) -> dict[str, str]:
        """Return path -> text of every file."""
        files: dict[str, Node] = {"catalog.yaml": self._catalog()}
        homes = Counter(path.rpartition("/")[0] for path in self.layout.paths.values())
        for node in sorted(self.layout.paths, key=lambda one: self.layout.paths[one]):
            if node == self.layout.catalog:
                continue
            tree = self.describer.record(node)
            self.addresses.settle(tree, self.layout.address(node))
            path = self.layout.paths[node]
            home, _, name = path.rpartition("/")
            if (home in COLLECTIONS.values() or home == REST) and homes[home] <= LARGEST:
                files.setdefault(f"{home}.yaml", Node()).entries[name] = tree
            else:
                files[f"{path}.yaml"] = tree
        shared = lifted(files) if self.wishes.factor else None
        if shared is not None:
            catalog = files["catalog.yaml"]
            catalog.entries = {**self._head(), "defaults": shared, **catalog.entries}
        return {path: yaml_text(tree) for path, tree in files.items()}

    def _head(self) -> dict[str, Value]:
        base: dict[str, Value] = {"base": self.layout.base}
        return base if self.language is None else {**base, "defaultLanguage": self.language}

    def _catalog(self) -> Node:
        head = self._head()
        main = self.layout.catalog
        if main is None:
            return Node({**head, **self._new_catalog()})
        skipped = frozenset(predicate for predicate in MEMBER_PREDICATES if self._follows(main, predicate))
        for predicate in skipped:
            self.skipped[predicate] += len(self.graph.objects(main, predicate))
        tree = self.describer.record(main, skipped)
        if not tree.entries.get("type"):  # what is in catalog.yaml is one, though nothing said so
            tree.entries["type"] = "Catalog"
        self.addresses.settle(tree, self.layout.address(main))
        return Node({**head, **tree.entries}, main, tree.comments)

    def _follows(self, catalog: str, predicate: str) -> bool:
        """Return whether a catalogue lists just what a build would let it list."""
        classes = next(names for name, names in MEMBERSHIP if name == predicate)
        listed = self.graph.objects(catalog, predicate)
        known = frozenset(DCAT[name] for name in classes)
        return set(listed) == set(members(self.graph, self.vocabulary, known))

    def _new_catalog(self) -> dict[str, Value]:
        title: Value = self.wishes.title or self.layout.base
        address, number = f"{self.layout.base}catalog", 1
        while f"<{address}>" in self.graph.index:
            number += 1
            address = f"{self.layout.base}catalog-{number}"
        own: dict[str, Value] = {} if number == 1 else {"id": address}
        named = title if self.language is not None else Node({"@none": title})
        return {**own, "type": "Catalog", "title": named}

    def implied_count(self) -> Counter[str]:
        """Return how many triples of each property a build says by itself."""
        found = Counter(self.skipped)
        for node, said in self.graph.index.items():
            if node in self.nodes.lists.cells:
                continue
            left = self.implied.left_of(node)
            if left is not said:
                for predicate, values in said.items():
                    found[predicate] += len(values) - len(left.get(predicate, ()))
        return +found

    def minted(self) -> dict[str, str]:
        """Return blank node -> the address that it got, as terms."""
        records = {node: f"<{self.layout.address(node)}>" for node in self.layout.paths if is_blank(node)}
        return {**self.addresses.minted, **records}


def _commonest_language(implied: Implied) -> str | None:
    """Return the language that most texts are in which the source has to say; None where most have none."""
    tags = Counter(
        language(value)
        for node in implied.graph.index
        for predicate, values in implied.left_of(node).items()
        if predicate != TYPE
        for value in values
        if value[0] == '"' and value[-1] not in '">'
    )
    found = min(tags, key=lambda tag: (-tags[tag], tag or ""), default=None)
    return None if found is None else found.lower()
