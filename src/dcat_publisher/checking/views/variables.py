"""The variables of datasets in CSVW, as HealthDCAT-AP has them (Release 8): named nodes, and no RDF lists.

They are added to what a view says: no other view has them, and asking one for each would take its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCT
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, iri, iri_value, literal
from dcat_publisher.source.variables import Variable, VariableList
from dcat_publisher.source.variables.datatypes import CODE
from dcat_publisher.source.variables.model import table_iri
from dcat_publisher.vocabulary.profile import Profile

HAS_VARIABLES: Final = "<http://healthdataportal.eu/ns/health#hasVariables>"
CSVW: Final = "<http://www.w3.org/ns/csvw#{}>"
_NAME, _TITLE, _DATATYPE, _CONCEPT, _TABLE, _COLUMN = (
    CSVW.format(name) for name in ("name", "title", "datatype", "propertyUrl", "table", "column")
)
_GROUP_CLASS, _TABLE_CLASS, _COLUMN_CLASS = (
    CSVW.format(name) for name in ("TableGroup", "Table", "Column")
)
Said = dict[str, list[str]]


def has_variables(profile: Profile) -> bool:
    """Return whether a profile asks for the variables of datasets."""
    return any(HAS_VARIABLES in paths for paths in profile.properties.values())


def add_variables(view: Graph, source: Graph, lists: Mapping[str, VariableList]) -> None:
    """Add the variables of the datasets that a view has; in the source they get their places."""
    for dataset, found in lists.items():
        if dataset in view.index and found.variables:
            view.index.update(_nodes(dataset, found, view.objects(dataset, DCT.title), source))
            group = iri(f"{iri_value(dataset)}#variables")
            view.index[dataset].setdefault(HAS_VARIABLES, []).append(group)


def _nodes(
    dataset: str, found: VariableList, titles: Sequence[str], source: Graph
) -> Iterator[tuple[str, Said]]:
    """Yield the group of tables, the tables and the columns."""
    base, tables, own = iri_value(dataset), found.tables(), list(titles)
    names = {table: iri(table_iri(base, table)) for table in tables}
    group = iri(f"{base}#variables")
    places = {group: Place(found.file)} | dict.fromkeys(names.values(), Place(found.file))
    yield group, {TYPE: [_GROUP_CLASS], DCT.title: own, _TABLE: [*names.values()]}
    for table, variables in tables.items():
        columns = [iri(f"{base}#{variable.fragment}") for variable in variables]
        title = [literal(table)] if table else own
        yield names[table], {TYPE: [_TABLE_CLASS], DCT.title: title, _COLUMN: columns}
        for column, variable in zip(columns, variables, strict=True):
            places[column] = Place(found.file, variable.line, 1, variable.line, 1)
            yield column, _column(variable)
    source.node_places.update(places)


def _column(variable: Variable) -> Said:
    datatype = "string" if variable.datatype == CODE else variable.datatype
    said = {
        TYPE: [_COLUMN_CLASS], _NAME: [literal(variable.name)],
        _TITLE: [literal(text, language=tag) for tag, text in variable.titles.items()],
        DCT.description: [literal(text, language=tag) for tag, text in variable.descriptions.items()],
        _DATATYPE: [literal(datatype)], _CONCEPT: [iri(variable.concept)] if variable.concept else [],
    }  # fmt: skip
    return {name: values for name, values in said.items() if values}
