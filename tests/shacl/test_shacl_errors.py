"""Ill-formed shapes graphs end in one sentence that names the shape."""

from __future__ import annotations

import pytest

from dcat_publisher.shacl import ShapesError, compile_shapes
from tests.shacl.shacl_support import graph_of

NODE_SHAPE = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; "
PROPERTY_SHAPE = "ex:S a sh:PropertyShape ; sh:targetClass ex:C ; sh:path ex:p ; "

ILL_FORMED = {
    # What is wrong -> the shape, and words that the message must have.
    NODE_SHAPE + "sh:path ex:p .": "is a sh:NodeShape and has sh:path",
    "ex:S a sh:PropertyShape ; sh:targetClass ex:C .": "is a sh:PropertyShape without sh:path",
    PROPERTY_SHAPE + "sh:path ex:q .": "has 2 values and may have one",
    "ex:S a sh:PropertyShape ; sh:path 'p' .": "is not a path",
    "ex:S a sh:PropertyShape ; sh:path [ ex:p ex:q ] .": "neither a predicate nor a path",
    "ex:S a sh:PropertyShape ; sh:path ( ex:p ) .": "fewer than two members",
    "ex:S a sh:PropertyShape ; sh:path [ sh:alternativePath ex:p ] .": "not a well-formed list",
    "ex:S a sh:PropertyShape ; sh:path [ sh:inversePath ex:p, ex:q ] .": "a path has 2 values",
    "ex:S a sh:PropertyShape ; sh:path _:x . _:x sh:inversePath _:x .": "goes round in a circle",
    "ex:S a sh:PropertyShape ; sh:path _:x . _:x rdf:first ex:p ; rdf:rest _:x .": "not a well-formed list",
    PROPERTY_SHAPE + "sh:minCount 1, 2 .": "has 2 values and may have one",
    PROPERTY_SHAPE + "sh:minCount -1 .": "must be a whole number, 0 or more",
    PROPERTY_SHAPE + "sh:maxCount 'many' .": "must be a whole number, 0 or more",
    PROPERTY_SHAPE + "sh:maxCount 1.5 .": "must be a whole number, 0 or more",
    NODE_SHAPE + "sh:minCount 1 .": "allowed in property shapes only",
    NODE_SHAPE + "sh:maxCount 1 .": "allowed in property shapes only",
    NODE_SHAPE + "sh:uniqueLang true .": "allowed in property shapes only",
    NODE_SHAPE + "sh:lessThan ex:p .": "allowed in property shapes only",
    NODE_SHAPE + "sh:lessThanOrEquals ex:p .": "allowed in property shapes only",
    PROPERTY_SHAPE + "sh:uniqueLang 'yes' .": "must be true or false",
    NODE_SHAPE + "sh:closed 1 .": "must be true or false",
    NODE_SHAPE + "sh:closed true ; sh:ignoredProperties ex:p .": "not a well-formed list",
    NODE_SHAPE + "sh:deactivated 'no' .": "must be true or false",
    NODE_SHAPE + "sh:severity 'high' .": "sh:severity",
    NODE_SHAPE + "sh:severity sh:Info, sh:Warning .": "has 2 values and may have one",
    NODE_SHAPE + "sh:message ex:text .": "must be text",
    NODE_SHAPE + "sh:nodeKind ex:Iri .": "is not a node kind",
    NODE_SHAPE + "sh:class 'C' .": "must be an IRI",
    NODE_SHAPE + "sh:datatype xsd:date, xsd:dateTime .": "has 2 values and may have one",
    NODE_SHAPE + "sh:datatype 'date' .": "must be an IRI",
    NODE_SHAPE + "sh:minInclusive ex:a .": "must be a literal",
    NODE_SHAPE + "sh:pattern 1 .": "must be a string",
    NODE_SHAPE + "sh:pattern '(' .": "is not a regular expression",
    NODE_SHAPE + "sh:pattern 'a' ; sh:flags 'z' .": "unknown flag",
    NODE_SHAPE + "sh:pattern '[a-z-[aeiou]x]' .": "class subtraction",
    NODE_SHAPE + r"sh:pattern '\\p{IsKlingon}' .": "is not supported",
    NODE_SHAPE + "sh:languageIn ( 1 ) .": "which is not a string",
    NODE_SHAPE + "sh:languageIn 'en' .": "not a well-formed list",
    NODE_SHAPE + "sh:in ex:a .": "not a well-formed list",
    NODE_SHAPE + "sh:in ( ex:a ), ( ex:b ) .": "has 2 values and may have one",
    NODE_SHAPE + "sh:equals 'p' .": "must be an IRI",
    NODE_SHAPE + "sh:or () .": "is an empty list",
    NODE_SHAPE + "sh:or ex:T .": "not a well-formed list",
    NODE_SHAPE + "sh:and ( 'text' ) .": "is a literal",
    NODE_SHAPE + "sh:not 'text' .": "is a literal",
    NODE_SHAPE + "sh:property ex:T . ex:T sh:name 'T' .": "has no sh:path",
    NODE_SHAPE + "sh:node ex:T . ex:T sh:path ex:p .": "which is a property shape",
    PROPERTY_SHAPE + "sh:qualifiedValueShape ex:T .": "neither sh:qualifiedMinCount nor sh:qualifiedMaxCount",
    "ex:S a sh:NodeShape ; sh:targetClass 'C' .": "its target",
    "ex:S a sh:NodeShape ; sh:targetSubjectsOf _:x .": "its target",
    NODE_SHAPE + "sh:js [ sh:jsFunctionName 'f' ] .": "not supported",
}


@pytest.mark.parametrize("shapes", ILL_FORMED)
def test_is_refused_with_the_reason(shapes: str) -> None:
    with pytest.raises(ShapesError) as caught:
        compile_shapes(graph_of(shapes))
    assert ILL_FORMED[shapes] in str(caught.value)
    literal_shape = "is a literal" in ILL_FORMED[shapes]
    of_another = "<http://example.org/T>" if "has no sh:path" in ILL_FORMED[shapes] else "<http://example.org/S>"
    assert caught.value.shape == ('"text"' if literal_shape else of_another)


def test_shapes_that_nothing_leads_to_are_checked_when_they_are_typed() -> None:
    with pytest.raises(ShapesError):
        compile_shapes(graph_of("ex:S a sh:NodeShape ; sh:nodeKind ex:Wrong ."))


def test_names_that_shacl_does_not_have_are_told() -> None:
    shapes = compile_shapes(
        graph_of(PROPERTY_SHAPE + "sh:MinCount 1 ; sh:minCount 1 ; sh:name 'p' ; sh:order 1 .")
    )
    assert shapes.unknown == {"<http://www.w3.org/ns/shacl#MinCount>": ["<http://example.org/S>"]}


@pytest.mark.parametrize(
    "reference", ["sh:node ex:T", "sh:not [ sh:not ex:T ]", "sh:or ( ex:T )", "sh:and ( ex:T )"]
)
def test_a_shape_that_is_nowhere_described_is_one_that_all_conform_to(reference: str) -> None:
    compile_shapes(graph_of(f"{NODE_SHAPE} {reference} ."))
