"""The variables of two catalogues beside their graphs, which only lead to the lists of them.

For the comparison each variable is a node of its dataset. These triples are nowhere else: they are not
counted, and are in no patch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import DEFAULT_LANGUAGE, Words, filled
from dcat_publisher.model.namespaces import DCT, WDRS
from dcat_publisher.model.terms import iri, iri_value, is_iri, literal
from dcat_publisher.source.folder import LIST_SUFFIX
from dcat_publisher.source.variables import Variable, VariableList, read_list
from dcat_publisher.source.variables.codes import Known
from dcat_publisher.source.variables.fields import FIELD_NAMES
from dcat_publisher.vocabulary import Vocabulary

Lists = Mapping[str, VariableList]
"""The lists of variables, by the term of the dataset that they are of."""
_WORDS: Final = Words(__file__)
_OWN: Final = "<urn:x-dcat-publisher:{}>"
VARIABLE: Final = _OWN.format("variable")
"""What leads from a dataset to a variable."""
NAMED: Final = {_OWN.format(key): key for key in FIELD_NAMES}
"""Each property of a variable that no vocabulary names here -> the key of its name among the fields'."""


def with_variables(graph: Graph, lists: Lists) -> Graph:
    """Return a graph with the variables of its datasets, to be read only."""
    if not lists:
        return graph
    index = dict(graph.index)
    for dataset, said in lists.items():
        nodes = {iri(f"{iri_value(dataset)}#{each.fragment}"): each for each in said.variables}
        index[dataset] = {**index.get(dataset, {}), VARIABLE: [*nodes]}
        index.update({node: dict(_said(each)) for node, each in nodes.items()})
    return Graph.over(index)


def _said(variable: Variable) -> Iterator[tuple[str, list[str]]]:
    yield DCT.title, _texts(variable.titles) or [literal(variable.name)]
    yield DCT.description, _texts(variable.descriptions)
    required = "" if variable.is_required is None else str(variable.is_required).lower()
    for key, value in {**variable._asdict(), "required": required}.items():
        if key in FIELD_NAMES:
            yield _OWN.format(key), [literal(value)] if value else []


def _texts(texts: Mapping[str, str]) -> list[str]:
    return [literal(text, language=tag) for tag, text in texts.items()]


def published_lists(folder: Path, graph: Graph, vocabulary: Vocabulary) -> dict[str, VariableList]:
    """Return the lists that a built folder has, by the datasets that lead to them.

    Raises ConfigurationError for one that is no list: its variables would be told as removed.
    """
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob(f"*{LIST_SUFFIX}"))}
    found: dict[str, VariableList] = {}
    for dataset, said in graph.index.items() if files else ():
        names = (name for address in said.get(WDRS.describedby, ()) for name in _ends(address))
        name = next((name for name in names if name in files), None)
        if name is not None:
            found[dataset], faults = read_list(files[name], name, folder, Known(vocabulary), DEFAULT_LANGUAGE)
            if not found[dataset].variables and faults:
                place, why = str(faults[0].place), faults[0].message
                raise ConfigurationError(filled(_WORDS["no_list"], place=place, why=why))
    return found


def _ends(address: str) -> Iterator[str]:
    """Yield what an address may be called in the folder of its site, from the longest on."""
    parts = iri_value(address).split("/") if is_iri(address) else []
    return ("/".join(parts[number:]) for number in range(1, len(parts)))


__all__ = ["NAMED", "VARIABLE", "Lists", "published_lists", "with_variables"]
