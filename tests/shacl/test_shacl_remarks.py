"""What stands beside sound shapes and has no effect is told of, with the shape, the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dcat_publisher.checking.shape_notes import shape_errors, shape_warnings
from dcat_publisher.checking.validate_rdf import Validation, validate
from dcat_publisher.model.language import LANGUAGES

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
SOUND = "ex:Sound a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .\n"
OF_X = "ex:X a sh:NodeShape ; sh:targetClass ex:C ;\n  {} ."
OF_P = "ex:X a sh:NodeShape ; sh:targetClass ex:C ;\n  sh:property [ sh:path ex:p ; {} ] ."

MISTAKES = {
    # What stands on line 5, in a shape that begins on line 4 -> what is said of it.
    OF_P.format("sh:qualifiedMinCount 1"): "has sh:qualifiedMinCount without sh:qualifiedValueShape",
    OF_P.format("sh:qualifiedMaxCount 1"): "has sh:qualifiedMaxCount without sh:qualifiedValueShape",
    OF_P.format("sh:qualifiedValueShapesDisjoint true"): "has sh:qualifiedValueShapesDisjoint without",
    OF_P.format('sh:flags "i"'): "has sh:flags without sh:pattern; it has no effect",
    OF_X.format("sh:ignoredProperties ( ex:p )"): "has sh:ignoredProperties without sh:closed",
    OF_X.format("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ]"): "in a node shape",
    OF_P.format(
        "sh:nodeKind sh:IRI ; sh:severity sh:Waring"
    ): "sh:severity, and SHACL has no such name; did you mean sh:Warning?",
    OF_P.format("sh:class sh:Nonsense"): "has the value sh:Nonsense for sh:class",
    OF_P.format("sh:minLenght 3"): "has sh:minLenght, which SHACL does not have",
    OF_P.format("sh:path2 [ sh:inversPath ex:p ]"): "has sh:inversPath",
    OF_P.format("sh:nodeKind sh:IRI ; sh:message 5"): "has sh:message 5, which is not text",
    OF_P.format('sh:nodeKind sh:IRI ; sh:message "a"^^ex:t'): "which is not text",
    OF_P.format(
        "sh:datatype xsd:sting"
    ): "XML Schema does not have: no value can have it; did you mean xsd:string?",
    OF_P.format('sh:minInclusive "abc"^^xsd:integer'): "is not well-formed: no value can be compared with it",
    OF_P.format("sh:in ()"): "has an empty list for sh:in",
}
DOUBTS = {
    OF_X.format(
        "sh:node ex:Nowhere"
    ): "refers by sh:node to the shape <http://example.org/Nowhere>, which none of",
    OF_X.format("sh:not ex:Nowhere"): "refers by sh:not to",
    OF_X.format("sh:property ex:Nowhere"): "refers by sh:property to",
    OF_X.format("sh:and ( ex:Nowhere )"): "refers by sh:and to",
    OF_X.format("sh:or ( ex:Nowhere )"): "refers by sh:or to",
    OF_X.format("sh:xone ( ex:Nowhere )"): "refers by sh:xone to",
    OF_P.format("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape ex:Nowhere"): "by sh:qualifiedValueShape to",
    OF_X.format(
        "sh:node ex:Y . ex:Y a rdfs:Class"
    ): "to <http://example.org/Y>, which is no shape: nothing in it is",
    OF_X.format("sh:node ( ex:Y )"): "which is no shape",
    OF_X.format("sh:node [ ]"): "which none of the files describes",
    OF_X.format("sh:singleLine true"): "has sh:singleLine, a term of SHACL 1.2",
    OF_P.format("<http://datashapes.org/dash#hasValueIn> ( 1 )"): "has dash:hasValueIn, a constraint of DASH",
    "ex:X a sh:NodeShape ; sh:property\n [ sh:path ex:p ; sh:minCount 5 ] .": "has no target, and no",
    "ex:X a sh:PropertyShape ; sh:path\n ex:p ; sh:minCount 5 .": "has no target",
}
FAULTS = {
    OF_X.format('sh:node "text"'): 'shape "text" in <http://example.org/X>: is a literal',
    OF_X.format('sh:and ( "text" )'): 'shape "text" in <http://example.org/X>: is a literal',
    OF_X.format(
        "sh:nodeKind sh:IRI ; sh:targetNode [ ]"
    ): "sh:targetNode is a blank node, which no data can have",
    OF_P.format("sh:nodeKind sh:Iri"): "did you mean sh:IRI?",
    OF_P.format('sh:pattern "a" ; sh:flags 5'): "sh:flags is 5 and must be a string",
    OF_X.format('sh:closed true ; sh:ignoredProperties ( "p" )'): 'has "p", which is not an IRI',
    OF_X.format("sh:closed true ; sh:ignoredProperties ( ex:p ) , ( ex:q )"): "has 2 values and may have one",
    OF_X.format('sh:sparql "SELECT"'): "has no query (sh:select)",
    OF_X.format("sh:property [ sh:minCount 1 ]"): "sh:path is missing",
}


def _validation(folder: Path, shapes: str, data: str = "ex:a a ex:C ; ex:p 1 .") -> Validation:
    (folder / "s.ttl").write_text(PREFIXES + SOUND + shapes, "utf-8")
    return validate(f"{PREFIXES}{data}".encode(), shapes=folder / "s.ttl")


@pytest.mark.parametrize(("shapes", "said"), MISTAKES.items(), ids=range(len(MISTAKES)))
def test_mistakes_are_told(shapes: str, said: str, tmp_path: Path) -> None:
    validation = _validation(tmp_path, shapes)
    lines = [line for line in shape_errors(validation.shapes, "en") if said in line]
    assert len(lines) == 1
    where = 5 if "[ sh:path" in shapes else 4
    assert lines[0].startswith(f"{tmp_path / 's.ttl'}:{where}: shape ")
    assert "<http://example.org/X>" in lines[0]
    assert not validation.shapes.faults


@pytest.mark.parametrize(("shapes", "said"), (DOUBTS | FAULTS).items(), ids=range(len(DOUBTS | FAULTS)))
def test_doubts_and_faults_are_told(shapes: str, said: str, tmp_path: Path) -> None:
    validation = _validation(tmp_path, shapes)
    lines = list(shape_warnings(validation.shapes, [tmp_path / "s.ttl"], "en"))
    assert [said in line for line in lines] == [True], lines
    where = 5 if "sh:property [" in shapes else 4
    assert lines[0].startswith(f"{tmp_path / 's.ttl'}:{where}: shape ")
    assert "<http://example.org/X>" in lines[0]
    assert len(validation.shapes.faults) == (shapes in FAULTS)


def test_sound_shapes_are_not_spoken_of(tmp_path: Path) -> None:
    shapes = """ex:X a sh:NodeShape ; sh:targetClass ex:C ; sh:closed false ; sh:ignoredProperties ( ex:p ) ;
      sh:severity ex:Mine ; sh:message "a", "b"@nb ; sh:node ex:Y ; sh:property ex:P, ex:Q .
    ex:Y sh:not [ sh:class sh:NodeShape ] . ex:P sh:path sh:minCount ; sh:datatype xsd:anyURI, xsd:anyURI .
    ex:Q sh:path [ sh:inversePath ex:p ] ; sh:pattern "a" ; sh:flags "i" ; sh:minInclusive "b" ;
      sh:group ex:G .
    ex:G a sh:PropertyGroup . ex:D a sh:NodeShape ; sh:deactivated true ; sh:targetClass ex:C ."""
    validation = _validation(tmp_path, shapes)
    assert not validation.shapes.faults
    assert not list(shape_errors(validation.shapes, "en"))
    assert not list(shape_warnings(validation.shapes, [tmp_path / "s.ttl"], "en"))
    assert validation.coverage[:4] == (2, 2, 1, 1)


def test_one_mistake_on_many_shapes_is_one_line(tmp_path: Path) -> None:
    many = " ".join(f"ex:X{n} a sh:NodeShape ; sh:targetClass ex:C ; sh:flags 'i' ." for n in range(5))
    (line,) = shape_errors(_validation(tmp_path, many).shapes, "en")
    assert line.endswith("(and 4 more shapes)")


def test_what_a_shape_that_is_left_out_uses_is_not_unused(tmp_path: Path) -> None:
    shapes = OF_P.format("sh:qualifiedValueShape ex:Y") + " ex:Y a sh:NodeShape ; sh:nodeKind sh:IRI ."
    lines = list(shape_warnings(_validation(tmp_path, shapes).shapes, [tmp_path / "s.ttl"], "en"))
    assert len(lines) == 1
    assert "neither sh:qualifiedMinCount nor" in lines[0]


@pytest.mark.parametrize("shapes", [*list(MISTAKES)[:3], *list(DOUBTS)[:3], *list(FAULTS)[:3]])
def test_each_line_is_in_the_language_that_was_asked_for(shapes: str, tmp_path: Path) -> None:
    validation = _validation(tmp_path, shapes)
    lines = {
        language: [
            *shape_warnings(validation.shapes, [tmp_path / "s.ttl"], language),
            *shape_errors(validation.shapes, language),
        ]
        for language in LANGUAGES
    }
    assert all(len(said) == len(lines["en"]) > 0 for said in lines.values())
    assert all("form" in line for line in lines["nb"] + lines["nn"])
    assert len({tuple(said) for said in lines.values()}) == len(LANGUAGES)


def test_a_node_without_a_name_in_shapes_is_none_of_the_data(tmp_path: Path) -> None:
    """Labels are those of a file (RDF 1.1, 3.4): `_:b1` of the data is not the second node of the shapes."""
    shapes = "ex:X a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:q ; sh:in ( _:n ) ] , "
    shapes += "[ sh:path ex:q ; sh:hasValue _:n ] ."
    labels = " , ".join(f"_:b{number}" for number in range(12))
    validation = _validation(tmp_path, shapes, f"ex:a a ex:C ; ex:p 1 ; ex:q {labels} .")
    assert len(validation.results) == 12 + 1


@pytest.mark.parametrize(("class_", "coverage"), [("C", (2, 2, 2, 0, 0)), ("None", (2, 1, 2, 0, 0))])
def test_nodes_that_sparql_finds_are_counted(class_: str, coverage: tuple[int, ...], tmp_path: Path) -> None:
    query = f"SELECT ?this WHERE {{ ?this a <http://example.org/{class_}> }}"
    target = f'[ a sh:SPARQLTarget ; sh:select "{query}" ]'
    shapes = f"ex:X sh:nodeKind sh:Literal ; sh:target {target} ."
    validation = _validation(tmp_path, shapes, "ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 1 .")
    assert validation.coverage == coverage
    assert len(validation.results) == (2 if class_ == "C" else 0)


def test_nodes_that_are_not_in_the_data_are_counted_apart(tmp_path: Path) -> None:
    shapes = "ex:X a sh:NodeShape ; sh:nodeKind sh:IRI ; sh:targetNode ex:a, ex:typo ."
    assert _validation(tmp_path, shapes).coverage == (2, 2, 2, 0, 1)
