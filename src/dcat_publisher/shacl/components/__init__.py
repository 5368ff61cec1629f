"""The constraint components of SHACL Core (SHACL 4): from parameter to the function that compiles it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dcat_publisher.shacl.components.cardinality import max_count, min_count
from dcat_publisher.shacl.components.logical import all_of, exactly_one_of, none_of, one_of
from dcat_publisher.shacl.components.other import closed, has_value, is_in
from dcat_publisher.shacl.components.property_pair import disjoint, equals, less_than, less_than_or_equals
from dcat_publisher.shacl.components.shape_based import node, property_, qualified_value_shape
from dcat_publisher.shacl.components.string_based import (
    language_in,
    max_length,
    min_length,
    pattern,
    unique_lang,
)
from dcat_publisher.shacl.components.value_range import (
    max_exclusive,
    max_inclusive,
    min_exclusive,
    min_inclusive,
)
from dcat_publisher.shacl.components.value_type import class_, datatype, node_kind
from dcat_publisher.shacl.declaration import Declaration
from dcat_publisher.shacl.model import Constraint
from dcat_publisher.shacl.names import sh

Compiler = Callable[[Declaration], Iterator[Constraint]]

COMPONENTS: Final[Mapping[str, Compiler]] = {
    sh("class"): class_,
    sh("datatype"): datatype,
    sh("nodeKind"): node_kind,
    sh("minCount"): min_count,
    sh("maxCount"): max_count,
    sh("minExclusive"): min_exclusive,
    sh("minInclusive"): min_inclusive,
    sh("maxExclusive"): max_exclusive,
    sh("maxInclusive"): max_inclusive,
    sh("minLength"): min_length,
    sh("maxLength"): max_length,
    sh("pattern"): pattern,
    sh("languageIn"): language_in,
    sh("uniqueLang"): unique_lang,
    sh("equals"): equals,
    sh("disjoint"): disjoint,
    sh("lessThan"): less_than,
    sh("lessThanOrEquals"): less_than_or_equals,
    sh("not"): none_of,
    sh("and"): all_of,
    sh("or"): one_of,
    sh("xone"): exactly_one_of,
    sh("node"): node,
    sh("property"): property_,
    sh("qualifiedValueShape"): qualified_value_shape,
    sh("closed"): closed,
    sh("hasValue"): has_value,
    sh("in"): is_in,
}
"""Parameter -> what compiles its values, in the order of SHACL 4."""

FURTHER_PARAMETERS: Final = frozenset(
    map(
        sh,
        (
            "flags",
            "qualifiedMinCount",
            "qualifiedMaxCount",
            "qualifiedValueShapesDisjoint",
            "ignoredProperties",
        ),
    )
)
"""Parameters that belong to one of the above."""
