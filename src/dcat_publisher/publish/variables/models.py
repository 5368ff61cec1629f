"""Lists of variables as information models: ModelDCAT-AP-NO 1.3, which data.norge.no harvests by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote

from dcat_publisher.model.bounded_description import add_parts
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT, DCT, RDFS, SKOS, XSD
from dcat_publisher.model.terms import TYPE, iri, iri_value, literal
from dcat_publisher.rdf.formats import JSON_LD, TURTLE, Format
from dcat_publisher.source.variables import Variable, VariableList
from dcat_publisher.source.variables.datatypes import CODE
from dcat_publisher.source.variables.model import model_iri, table_iri

PATH: Final = "information-models"
"""What the documents of the catalogue of models are called, below the base."""
HARVESTED: Final = (TURTLE.suffix, JSON_LD.suffix)
"""The formats that models are in where a site has all: what harvesters and programs on the web read.

5,000 variables are 10 MB in these, and 26 MB in the four, which say the same.
"""
_MODEL: Final = "<https://data.norge.no/vocabulary/modelldcatno#{}>"
_WHOLE_NUMBER: Final = f"{XSD.iri}nonNegativeInteger"
_POSITIVE: Final = f"{XSD.iri}positiveInteger"
_ZERO, _ONE = (literal(number, _WHOLE_NUMBER) for number in "01")
_CLASS, _ELEMENT, _PROPERTY, _SIMPLE, _CODES = (
    _MODEL.format(name)
    for name in ("InformationModel", "containsModelElement", "hasProperty", "hasSimpleType", "hasValueFrom")
)
_TITLE, _DESCRIPTION, _IDENTIFIER, _SUBJECT = DCT.title, DCT.description, DCT.identifier, DCT.subject
_ATTRIBUTE, _LEAST, _MOST, _PLACE = (
    _MODEL.format(name) for name in ("Attribute", "minOccurs", "maxOccurs", "sequenceNumber")
)


def formats_of_models(formats: Iterable[Format]) -> list[Format]:
    """Return those of the formats of a site that its models are in; all, where it has none of the usual."""
    chosen = list(formats)
    return [entry for entry in chosen if entry.suffix in HARVESTED] or chosen


@dataclass(frozen=True)
class Models:
    """The catalogue of models: one for each dataset that has a list.

    `source` is the graph that the datasets are described in; `language` is the catalogue's.
    """

    source: Graph
    catalog: str
    base: str
    lists: Mapping[str, VariableList]
    language: str

    @cached_property
    def head(self) -> Graph:
        """What is said of the catalogue and the models, without what they are made of."""
        return _head(self.source, self.catalog, self.base, [*_names(self.lists)])

    def graph(self) -> Graph:
        """Return the whole."""
        found = Graph(self.head)
        for dataset in _names(self.lists):
            model = _model_of(dataset)
            for element in _elements(found, dataset, self.lists[dataset], self.source, self.language):
                found.add(model, _ELEMENT, element)
        return found


def _names(lists: Mapping[str, VariableList]) -> Iterator[str]:
    return (dataset for dataset in sorted(lists) if lists[dataset].variables)


def _model_of(dataset: str) -> str:
    return iri(model_iri(iri_value(dataset)))


def _head(graph: Graph, catalog: str, base: str, datasets: Sequence[str]) -> Graph:
    found, own = Graph(), iri(f"{base}{PATH}.ttl#catalog")
    names = {dataset: _model_of(dataset) for dataset in datasets}
    _say(found, own, {TYPE: [DCAT.Catalog], DCT.identifier: [literal(iri_value(own))],
                      _MODEL.format("model"): names.values(), DCT.hasPart: names.values()})  # fmt: skip
    _copy(found, own, graph, catalog, catalog)
    for dataset, model in names.items():
        identifier = [literal(iri_value(model))]
        _say(found, model, {TYPE: [_CLASS], DCT.identifier: identifier,
                            _MODEL.format("informationModelIdentifier"): identifier})  # fmt: skip
        _copy(found, model, graph, dataset, catalog)
    return found


def _say(graph: Graph, subject: str, said: Mapping[str, Iterable[str]]) -> None:
    for predicate, values in said.items():
        for value in values:
            graph.add(subject, predicate, value)


def _copy(found: Graph, subject: str, graph: Graph, node: str, catalog: str) -> None:
    """Say of a catalogue or a model what is said of the catalogue or the dataset that it is made of."""
    for predicate in (DCT.title, DCT.description):
        _say(found, subject, {predicate: graph.objects(node, predicate)})
    for predicate in (DCT.publisher, DCAT.contactPoint):
        values = (graph.objects(node, predicate) or graph.objects(catalog, predicate))[:1]
        _say(found, subject, {predicate: values})
        add_parts(found, graph, [value for value in values if value in graph.index])


def _elements(
    found: Graph, dataset: str, listed: VariableList, graph: Graph, language: str
) -> Iterator[str]:
    """Add the tables with their variables, the types and the code lists; yield their terms."""
    base, types = iri_value(dataset), dict[str, None]()
    for table, variables in listed.tables().items():
        element = iri(table_iri(base, table))
        title = [literal(table, language=language)] if table else graph.objects(dataset, DCT.title)
        _say(found, element, {TYPE: [_MODEL.format("ObjectType")], DCT.title: title})
        yield element
        for number, variable in enumerate(variables, start=1):
            attribute = iri(f"{base}#{variable.fragment}")
            found.add(element, _PROPERTY, attribute)
            found.index[attribute] = {name: said for name, said in _attribute(variable, number) if said}
            if variable.concept:  # the portal's shapes want its class, which only its own place can tell
                found.add(iri(variable.concept), TYPE, SKOS.Concept)
            kind, value = _values(base, variable)
            found.add(attribute, kind, value)
            if value not in types:
                types[value] = None
                _say(found, value, _type(variable))
    yield from types


def _attribute(variable: Variable, number: int) -> Iterator[tuple[str, list[str]]]:
    yield TYPE, [_ATTRIBUTE]
    yield _TITLE, [literal(text, language=tag) for tag, text in variable.titles.items()]
    yield _DESCRIPTION, [literal(text, language=tag) for tag, text in variable.descriptions.items()]
    yield _IDENTIFIER, [literal(variable.name)]
    yield _SUBJECT, [iri(variable.concept)] if variable.concept else []
    yield _LEAST, [_ONE if variable.is_required else _ZERO]
    yield _MOST, [_ONE]
    yield _PLACE, [literal(str(number), _POSITIVE)]


def _datatype(variable: Variable) -> str:
    return "string" if variable.datatype == CODE else variable.datatype


def _values(base: str, variable: Variable) -> tuple[str, str]:
    """Return what leads to the values of a variable, and to what: a code list, else a type."""
    if variable.code_list:
        return _CODES, iri(f"{base}#codes-{quote(variable.code_list, safe='')}")
    return _SIMPLE, iri(f"{base}#type-{_datatype(variable)}")


def _type(variable: Variable) -> dict[str, Sequence[str]]:
    if variable.code_list:
        name = variable.code_list.rstrip("/#").replace("#", "/").rpartition("/")[2]
        return {
            TYPE: [_MODEL.format("CodeList")], DCT.title: [literal(name, language="nb")],
            RDFS.seeAlso: [iri(variable.code_list)],
            # What data.norge.no shows, by the same property as the specification had once.
            _MODEL.format("codeListReference"): [iri(variable.code_list)],
        }  # fmt: skip
    reference = literal(XSD.iri + _datatype(variable), f"{XSD.iri}anyURI")
    return {
        TYPE: [_MODEL.format("SimpleType")], DCT.title: [literal(_datatype(variable), language="en")],
        _MODEL.format("typeDefinitionReference"): [reference],
    }  # fmt: skip
