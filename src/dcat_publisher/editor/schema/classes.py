"""What the shapes say of a class and a JSON Schema can say: required keys, single values, allowed codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dcat_publisher.editor.schema.codes import codes_of
from dcat_publisher.editor.schema.forms import Schema, several
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT, SH
from dcat_publisher.model.terms import iri_value, is_iri, lexical
from dcat_publisher.rdf.jsonld_context import Definition, Json, Kind
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.shacl.lists import read_list
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.allowed_values import allowed_values

# The mapping links the catalogue to what is in it, so nobody has to write these.
_DERIVED = frozenset({DCAT.dataset, DCAT.service})



@dataclass(frozen=True)
class Classes:
    """Reads the property shapes of classes.

    `inherited` are the properties, by class, that the catalogue's defaults give; None when no catalogue is
    known: then only texts are required, as anything else may be inherited.
    """

    vocabulary: Vocabulary
    rules: RuleBook
    inherited: dict[str, set[str]] | None = None

    @property
    def _graph(self) -> Graph:
        return self.rules.profile.graph

    def schema_of(self, class_: str) -> Schema:
        """Return what holds for nodes of a class, by its term: own shapes and those of superclasses."""
        groups: list[Json] = []
        properties: dict[str, Json] = {}
        for shape in self.shapes(class_):
            paths = self.paths(shape)
            definitions = [one for path in paths for one in self.definitions(path, class_)]
            if not definitions:
                continue
            if self._requires(shape, class_, paths, definitions):
                groups.append(
                    {"anyOf": [{"required": [key]} for one in definitions for key in self._keys(one)]}
                )
            if len(paths) == 1:
                self._restrict(shape, definitions[0], properties)
        schema: Schema = {"allOf": groups} if groups else {}
        return {**schema, "properties": properties} if properties else schema

    def shapes(self, class_: str) -> Iterator[str]:
        """Yield the property shapes of a class and of its superclasses."""
        for each in (class_, *self.vocabulary.superclasses(class_)):
            for owner in self._graph.subjects(SH.targetClass, each):
                yield from self._graph.objects(owner, SH.property)

    def paths(self, shape: str) -> list[str]:
        """Return the predicates of a path that is one, or a choice of some; none for any other path."""
        path = next(iter(self._graph.objects(shape, SH.path)), "")
        if path and is_iri(path):
            return [path]
        choices = self._graph.objects(path, SH.alternativePath)
        members = read_list(self._graph, choices[0], shape, "sh:alternativePath") if choices else []
        return members if all(is_iri(member) for member in members) else []

    def definitions(self, predicate: str, class_: str) -> list[Definition]:
        """Return the keys of a predicate; of several, as for dct:type, the one named after the class."""
        definitions = self.vocabulary.context.by_property.get(iri_value(predicate), ())
        if len(definitions) < 2:
            return list(definitions)
        names = [
            self.vocabulary.context.type_of.get(iri_value(one), "")
            for one in (class_, *self.vocabulary.superclasses(class_))
        ]
        starts = tuple(name[0].lower() + name[1:] for name in names if name)
        return [definition for definition in definitions if definition.name.startswith(starts)][:1]

    def _keys(self, definition: Definition) -> Iterable[str]:
        """Return the ways to write a property: each key, and the prefixed name."""
        context = self.vocabulary.context
        yield from (
            key
            for key, one in context.definitions.items()
            if one.iri == definition.iri and one.name == definition.name
        )
        for prefix, space in context.prefixes.items():
            if definition.iri.startswith(space):
                yield f"{prefix}:{definition.iri.removeprefix(space)}"

    def _requires(self, shape: str, class_: str, paths: list[str], definitions: list[Definition]) -> bool:
        least = self._number(shape, "minCount")
        if not least or self._graph.objects(shape, SH.severity) not in ([], [SH.Violation]):
            return False
        if self.inherited is None:
            return all(one.kind is Kind.TEXT for one in definitions)
        given = set().union(
            *(self.inherited.get(one, set()) for one in (class_, *self.vocabulary.superclasses(class_)))
        )
        return not given.union(_DERIVED).intersection(paths)

    def _restrict(self, shape: str, definition: Definition, properties: dict[str, Json]) -> None:
        """Add what the shape says of the values of one property, under each of its keys."""
        said: Schema = {}
        most = self._number(shape, "maxCount")
        if most == 0:
            said = {"deprecated": True, "description": self._message(shape)}
        elif most is not None and definition.kind is not Kind.TEXT:
            said = {"maxItems": most}
        allowed = self.allowed(shape) if definition.kind is Kind.CODE else frozenset()
        if allowed:
            known = {code for entry in self.vocabulary.codes.of_key(definition.name) for code in entry.codes}
            if not known <= allowed and len(allowed) < 50:
                one = codes_of(definition, self.vocabulary.codes, (), allowed)
                said = {**said, **several({"anyOf": [one, {"type": "object"}]})}
        if said:
            for key in self._keys(definition):
                former = properties.get(key)
                properties[key] = {**former, **said} if isinstance(former, dict) else said

    def allowed(self, shape: str) -> frozenset[str]:
        """Return the IRIs that a shape allows; empty where it allows others too."""
        return allowed_values(self._graph, shape)

    def _number(self, shape: str, parameter: str) -> int | None:
        value = next(iter(self._graph.objects(shape, SH[parameter])), None)
        return None if value is None else int(lexical(value))

    def _message(self, shape: str) -> str:
        return "\n\n".join(lexical(text) for text in self._graph.objects(shape, SH.message))
