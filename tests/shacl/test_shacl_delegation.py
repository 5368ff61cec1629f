"""What is not SHACL Core goes to pySHACL, that and no more, and the results are those of pySHACL alone."""

from __future__ import annotations

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, compile_shapes, delegation, validate, validate_with_pyshacl
from tests.shacl.shacl_support import graph_of, keys

SPARQL = """sh:sparql [ sh:message "no" ;
    sh:select "SELECT $this ?value WHERE { $this <http://example.org/q> ?value }" ]"""
ON_C = "ex:S a sh:NodeShape ; sh:targetClass ex:C"
WITH_Q = f"ex:N {SPARQL} ."
DATA = """
ex:a a ex:C ; ex:p ex:b, 1 ; ex:q 1 . ex:b a ex:C ; ex:q 2, 3 . ex:c ex:p ex:a . ex:d a ex:C .
"""
CASES = {
    "in a node shape": f"{ON_C} ; {SPARQL} ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
    "in a property shape": f"""{ON_C} ; sh:nodeKind sh:BlankNode ;
        sh:property [ sh:path ex:p ; sh:minCount 1 ; {SPARQL} ], [ sh:path ex:p ; sh:nodeKind sh:IRI ] .""",
    "behind sh:node": f"""ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ;
        sh:property [ sh:path ex:p ; sh:node ex:N ; sh:maxCount 1 ] . {WITH_Q}""",
    "behind sh:not": f"{ON_C} ; sh:not ex:N, [ sh:nodeKind sh:IRI ] . {WITH_Q}",
    "in a list": f"""{ON_C} ; sh:or ( ex:N [ sh:nodeKind sh:Literal ] ) ; sh:and ( [ sh:nodeKind sh:IRI ] ) .
        {WITH_Q}""",
    "in a qualified shape": f"""ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property ex:Q,
        [ sh:path ex:p ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 2 ;
          sh:qualifiedValueShapesDisjoint true ] .
        ex:Q sh:path ex:p ; sh:qualifiedValueShape ex:N ; sh:qualifiedMinCount 1 ;
          sh:qualifiedValueShapesDisjoint true . {WITH_Q}""",
    "in a qualified shape with targets": f"""ex:S a sh:NodeShape ; sh:targetClass ex:None ; sh:property ex:Q,
        [ sh:path ex:p ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 2 ] .
        ex:Q sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:qualifiedValueShape ex:N ; sh:qualifiedMinCount 1 ;
        sh:qualifiedValueShapesDisjoint true . {WITH_Q}""",
    "beside Core shapes": f"""{ON_C} ; {SPARQL} . ex:T a sh:NodeShape ; sh:targetClass ex:C ;
        sh:nodeKind sh:Literal ; sh:property [ sh:path ex:q ; sh:maxCount 1 ] .""",
    "in a shape that is a class": f"ex:C a rdfs:Class, sh:NodeShape ; {SPARQL} ; sh:nodeKind sh:Literal .",
    "in a shape that others use": f"""{ON_C} ; {SPARQL} ; sh:closed true .
        ex:T a sh:NodeShape ; sh:targetNode ex:b ; sh:node ex:S .""",
    "in a deactivated shape": f"{ON_C} ; sh:deactivated true ; {SPARQL} .",
    "with severity": f"{ON_C} ; sh:severity sh:Info ; {SPARQL} ; sh:nodeKind sh:Literal .",
    "a constraint component": """ex:Component a sh:ConstraintComponent ;
          sh:parameter [ sh:path ex:least ], [ sh:path ex:unused ; sh:optional true ] ;
          sh:validator [ a sh:SPARQLAskValidator ;
            sh:ask "ASK { FILTER (isLiteral($value) && $value >= $least) }" ] .
        ex:S a sh:PropertyShape ; sh:targetClass ex:C ; sh:path ex:q ; ex:least 2 ; sh:minCount 1 .""",
    "an advanced target": """ex:S a sh:NodeShape ; sh:nodeKind sh:Literal ; sh:target [ a sh:SPARQLTarget ;
        sh:select "SELECT ?this WHERE { ?this <http://example.org/q> ?value }" ] .""",
    "an expression": f"""{ON_C} ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] ;
        sh:expression [ sh:path ex:q ] .""",
    "rules": f"""{ON_C} ; sh:property [ sh:path ex:q ; sh:maxCount 1 ] ;
          sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate ex:q ; sh:object ex:new ] .
        ex:T a sh:NodeShape ; sh:targetSubjectsOf ex:q ; sh:nodeKind sh:Literal .""",
}


@pytest.mark.parametrize("case", CASES)
def test_same_results_as_pyshacl_alone(case: str) -> None:
    data, shapes = graph_of(DATA), graph_of(CASES[case])
    compiled = compile_shapes(shapes)
    expected = validate_with_pyshacl(data, shapes)
    assert keys(validate(data, compiled)) == keys(expected)
    assert bool(expected) is (case != "in a deactivated shape")
    assert compiled.delegated or compiled.has_rules


@pytest.mark.parametrize("case", [case for case in CASES if case not in ("an advanced target", "rules")])
def test_chosen_focus_nodes_add_up(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each call, which has no say in what is chosen; the test above has them."""

    def here(graph: Graph, shapes_graph: Graph, blamed: list[str]) -> list[Result]:
        return validate_with_pyshacl(graph, shapes_graph)

    monkeypatch.setattr(delegation, "validate_isolated", here)
    data, shapes = graph_of(DATA), compile_shapes(graph_of(CASES[case]))
    nodes = [*data.index, '"1"^^<http://www.w3.org/2001/XMLSchema#integer>']
    parts = [result for node in nodes for result in validate(data, shapes, {node})]
    assert keys(parts) == keys(validate(data, shapes))


def test_core_constraints_of_a_delegated_shape_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Graph] = []

    def spy(graph: Graph, shapes_graph: Graph, blamed: list[str]) -> list[object]:
        seen.append(shapes_graph)
        return []

    monkeypatch.setattr(delegation, "validate_isolated", spy)
    results = validate(graph_of(DATA), compile_shapes(graph_of(CASES["in a property shape"])))
    assert {result.component.rpartition("#")[2] for result in results} == {"NodeKindConstraintComponent>"}
    [stand_in] = [node for node in seen[0].index if node.startswith("_:standIn")]
    names = {predicate.rpartition("#")[2] for predicate in seen[0].predicates(stand_in)}
    assert names == {"type>", "property>", "targetNode>"}
    assert len(seen[0].objects(stand_in, "<http://www.w3.org/ns/shacl#property>")) == 1


def test_reasons_are_told() -> None:
    shapes = compile_shapes(graph_of(CASES["behind sh:node"]))
    assert list(shapes.delegated) == ["<http://example.org/S>"]
    assert shapes.delegated["<http://example.org/S>"].startswith("refers to _:")
    assert compile_shapes(graph_of(CASES["in a node shape"])).delegated == {
        "<http://example.org/S>": "SHACL-SPARQL (sh:sparql)"
    }


def test_core_shapes_are_not_delegated() -> None:
    shapes = compile_shapes(graph_of("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:IRI ."))
    assert shapes.delegated == {}
    assert not shapes.has_rules
