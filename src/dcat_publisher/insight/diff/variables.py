"""The variables of two catalogues beside their graphs, which only lead to the lists of them.

For the comparison each variable is a node of its dataset. These triples are nowhere else: they are not
counted, and are in no patch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCT, WDRS
from dcat_publisher.model.terms import iri, iri_value, is_iri, literal
from dcat_publisher.source.folder import LIST_SUFFIX
from dcat_publisher.source.variables import Variable, VariableList, read_list
from dcat_publisher.source.variables.codes import Known
from dcat_publisher.vocabulary import Vocabulary

Lists = Mapping[str, VariableList]
"""The lists of variables, by the term of the dataset that they are of."""
_OWN: Final = "<urn:x-dcat-publisher:{}>"
VARIABLE: Final = _OWN.format("variable")
"""What leads from a dataset to a variable."""
NAMED: Final = {
    _OWN.format(key): key
    for key in (
        "variable", "name", "datatype", "unit", "code_list", "concept", "valid_from", "valid_to", "required",
        "table",
    )
}  # fmt: skip
"""Each property of a variable that no vocabulary names here -> the key of its name among the words."""


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
    values = {
        "name": variable.name, "datatype": variable.datatype, "unit": variable.unit,
        "code_list": variable.code_list, "concept": variable.concept, "valid_from": variable.valid_from,
        "valid_to": variable.valid_to, "table": variable.table,
        "required": "" if variable.is_required is None else str(variable.is_required).lower(),
    }  # fmt: skip
    for key, value in values.items():
        yield _OWN.format(key), [literal(value)] if value else []


def _texts(texts: Mapping[str, str]) -> list[str]:
    return [literal(text, language=tag) for tag, text in texts.items()]


def published_lists(folder: Path, graph: Graph, vocabulary: Vocabulary) -> dict[str, VariableList]:
    """Return the lists that a built folder has, by the datasets that lead to them."""
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob(f"*{LIST_SUFFIX}"))}
    found: dict[str, VariableList] = {}
    for dataset, said in graph.index.items() if files else ():
        for address in said.get(WDRS.describedby, ()):
            name = next((name for name in files if _ends(address, name)), None)
            if name is not None:
                found[dataset], _ = read_list(files[name], name, folder, Known(vocabulary), "nb")
    return found


def _ends(address: str, name: str) -> bool:
    return is_iri(address) and f"/{iri_value(address)}".endswith(f"/{name}")


__all__ = ["NAMED", "VARIABLE", "Lists", "published_lists", "with_variables"]
