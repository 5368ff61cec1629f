"""Nodes of a graph as trees: each value under its key, what is used once where it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dcat_publisher.importing.forms import NO_LANGUAGE, Forms, Written
from dcat_publisher.importing.implied import Implied
from dcat_publisher.importing.layout import Layout
from dcat_publisher.importing.nodes import Nodes
from dcat_publisher.importing.order import in_order, sorted_items
from dcat_publisher.importing.tree import Item, Node, Value, link, listed
from dcat_publisher.model.graph import Triple
from dcat_publisher.model.namespaces import RDF
from dcat_publisher.model.terms import TYPE, is_blank
from dcat_publisher.rdf.jsonld_context import Definition, Kind


@dataclass(slots=True)
class Description:
    """The trees of a graph, and what became of its triples."""

    kept: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[Triple, str]] = field(default_factory=list)
    untagged: int = 0
    """How many texts have no language, under keys whose texts have one."""


class Describer:
    """Describes records; `notes` are the comments on triples that were repaired."""

    def __init__(
        self, nodes: Nodes, implied: Implied, layout: Layout, forms: Forms, language: str | None,
        notes: Mapping[Triple, str],
    ) -> None:  # fmt: skip
        self._nodes, self._implied, self._layout, self._forms = nodes, implied, layout, forms
        self._language = language
        self._notes = notes
        self._records = frozenset(nodes.records)
        self.done = Description()

    def record(self, node: str, skipped: frozenset[str] = frozenset()) -> Node:
        """Return the tree of a record, but for the properties that are skipped."""
        tree = self._node(node, None, skipped)
        if not is_blank(node) and self._layout.address(node) != node[1:-1]:
            tree.entries = {"id": node[1:-1], **tree.entries}
        return tree

    def _node(self, term: str, range_: str | None, skipped: frozenset[str] = frozenset()) -> Node:
        said = self._implied.left_of(term)
        tree = Node(term=term)
        gathered = _Gathered(tree)
        self._types(term, said.get(TYPE, ()), range_, gathered)
        for predicate, values in said.items():
            if predicate != TYPE and predicate not in skipped:
                self._property(term, predicate, values, gathered)
        gathered.settle(self._forms, self._language)
        if not tree.entries:  # nothing but the class that the property gives it
            tree.entries["type"] = listed([self._forms.type_name(one) or "" for one in said.get(TYPE, ())])
        return tree

    def _types(self, term: str, types: Sequence[str], range_: str | None, gathered: _Gathered) -> None:
        names: list[str] = []
        for type_ in types:
            name = self._forms.type_name(type_) if type_[0] == "<" else None
            if name is None:
                self._property(term, TYPE, [type_], gathered)
            else:
                names.append(name)
                self.done.kept[TYPE] += 1
                self._note((term, TYPE, type_), "type", gathered)
        follows = range_ is not None and (
            list(types) == [range_] or (not types and not self._is_record(range_))
        )
        if not follows:
            gathered.tree.entries["type"] = listed([*sorted(names)]) if names else []

    def _is_record(self, class_: str) -> bool:
        return self._forms.vocabulary.is_record_class(class_)

    def _property(self, subject: str, predicate: str, values: Sequence[str], gathered: _Gathered) -> None:
        kept = 0
        for value in values:
            written = self._value(subject, predicate, value)
            if written is None:
                self.done.lost.append(((subject, predicate, value), "unsayable"))
                continue
            kept += 1
            self.done.untagged += written.language == NO_LANGUAGE
            gathered.add(written)
            if self._notes:
                self._note((subject, predicate, value), written.key, gathered)
        self.done.kept[predicate] += kept

    def _note(self, triple: Triple, key: str, gathered: _Gathered) -> None:
        note = self._notes.get(triple)
        if note is not None:
            gathered.tree.comments.setdefault(key, []).append(note)

    def _value(self, subject: str, predicate: str, value: str) -> Written | None:
        if value[0] == '"':
            return self._forms.literal(predicate, value)
        key = self._forms.link_key(predicate, value)
        if key is None:
            return None
        items = self._nodes.lists.items.get(value)
        if items is not None:
            return self._list(value, items, key)
        item = self._linked(subject, predicate, value, key[1])
        return None if item is None else Written(key[0], item)

    def _list(self, head: str, items: Sequence[str], key: tuple[str, Definition | None]) -> Written | None:
        written: list[Item] = []
        for item in items:
            found = self._forms.value_object(item) if item[0] == '"' else self._linked(head, "", item, key[1])
            if found is None:
                return None
            written.append(found)
        for name, number in ((RDF.first, len(items)), (RDF.rest, len(items))):
            self.done.kept[name] += number
        return Written(key[0], Node({"@list": written}))

    def _linked(self, subject: str, predicate: str, value: str, definition: Definition | None) -> Item | None:
        """Return what stands for a node: its description, its name, or its address."""
        use = self._nodes.nested.get(value)
        if use is not None and (
            use == (subject, predicate) or self._nodes.lists.cells.get(use[0]) == subject
        ):
            return self._node(value, self._range(definition, predicate or use[1]))
        is_code = definition is not None and definition.kind is Kind.CODE
        if value in self._records and not (is_code and value in self._implied.listed.index):
            return self._to_record(value, definition)
        if is_blank(value):
            return Node({"type": []}, value)
        return self._forms.address(value, definition)

    def _range(self, definition: Definition | None, predicate: str) -> str | None:
        vocabulary = self._forms.vocabulary
        return vocabulary.range_of(predicate if definition is None else definition.predicate)

    def _to_record(self, value: str, definition: Definition | None) -> Item | None:
        if (
            definition is not None
            and definition.kind is Kind.REFERENCE
            and self._forms.takes_names(definition)
        ):
            return self._layout.reference(value)
        address = self._layout.iri(value)
        if definition is None or definition.kind is Kind.CODE:
            return link(address) if self._forms.can_say(address) else None
        return self._forms.address(f"<{address}>", definition)


class _Gathered:
    """The values of a node while they are gathered: key -> items, and texts by language."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree
        self._items: dict[str, list[Item]] = {}
        self._texts: dict[str, dict[str, list[str]]] = {}

    def add(self, written: Written) -> None:
        if written.language is None:
            self._items.setdefault(written.key, []).append(written.value)
        else:
            assert isinstance(written.value, str)
            by_language = self._texts.setdefault(written.key, {})
            by_language.setdefault(written.language, []).append(written.value)

    def settle(self, forms: Forms, language: str | None) -> None:
        """Put everything into the tree, in order."""
        entries: dict[str, Value] = {key: listed(sorted_items(items)) for key, items in self._items.items()}
        for key, texts in self._texts.items():
            entries[key] = _texts(texts, language)
        own = self.tree.entries
        self.tree.entries = {**own, **in_order(entries, forms)}


def _texts(texts: Mapping[str, list[str]], language: str | None) -> Value:
    """Return texts by language; those in the language of the catalogue alone need not name it."""
    if list(texts) == [language]:
        return _one_or_many(texts[next(iter(texts))])
    ordered = sorted(texts, key=lambda tag: (tag == NO_LANGUAGE, tag != language, tag))
    return Node({tag: _one_or_many(texts[tag]) for tag in ordered})


def _one_or_many(texts: list[str]) -> Value:
    return texts[0] if len(texts) == 1 else [*sorted(texts)]
