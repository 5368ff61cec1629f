"""A run as a whole: chosen focus nodes, the order of results, messages, details, other processes, imports."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import language
from dcat_publisher.shacl import (
    compile_shapes,
    parse_shapes,
    read_shapes,
    sort_key,
    validate,
    validate_with_pyshacl,
)
from tests.shacl.shacl_support import graph_of, short

SHAPES = graph_of("""
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:targetObjectsOf ex:q ; sh:node ex:N ;
  sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
    sh:message "nei"@nb, "no"@en ] ;
  sh:property [ sh:path ( ex:q ex:p ) ; sh:maxCount 1 ] .
ex:N sh:property [ sh:path ex:q ; sh:maxCount 0 ] .
""")
DATA = graph_of("""
ex:a a ex:C ; ex:p 1, 2 ; ex:q ex:b, ex:c . ex:b a ex:C ; ex:p ex:a . ex:c ex:p 3 . ex:d a ex:C .
ex:e a ex:C ; ex:p ex:b ; ex:q ex:a .
""")
NODES = [f"<http://example.org/{name}>" for name in "abcde"]


def test_results_of_chosen_focus_nodes_add_up() -> None:
    shapes = compile_shapes(SHAPES)
    whole = validate(DATA, shapes)
    parts = [result for node in NODES for result in validate(DATA, shapes, {node})]
    assert len(whole) > 8
    assert sorted(parts, key=sort_key) == whole
    assert validate(DATA, shapes, set()) == []


def test_order_does_not_depend_on_the_order_of_the_triples() -> None:
    shapes = compile_shapes(SHAPES)
    expected = validate(DATA, shapes)
    triples = list(DATA)
    for seed in range(20):
        random.Random(seed).shuffle(triples)
        assert [result[:6] for result in validate(Graph(triples), shapes)] == [
            result[:6] for result in expected
        ]


def test_messages_are_those_of_the_shape_or_ours() -> None:
    for result in validate(DATA, compile_shapes(SHAPES)):
        if result.path == "<http://example.org/p>":
            assert result.messages == ('"nei"@nb', '"no"@en')
        else:
            assert {language(message) for message in result.messages} == {"nb", "nn", "en"}


def test_details_say_why_a_node_shape_fails() -> None:
    [result] = [result for result in validate(DATA, compile_shapes(SHAPES), {NODES[4]}) if result.details]
    assert short([result]) == ["e - e Node"]
    assert short(result.details) == ["e q - MaxCount"]


def test_compiled_shapes_can_be_sent_to_another_process() -> None:
    shapes = compile_shapes(SHAPES)
    assert validate(DATA, pickle.loads(pickle.dumps(shapes))) == validate(DATA, shapes)


def test_graph_is_not_changed() -> None:
    before = list(DATA)
    validate(DATA, compile_shapes(SHAPES))
    validate_with_pyshacl(DATA, SHAPES)
    assert list(DATA) == before


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    text = "_:x <http://www.w3.org/ns/shacl#path> <http://example.org/p> . "
    files = [tmp_path / "one.ttl", tmp_path / "two.nt", tmp_path / "three.n3"]
    for file in files:
        file.write_text(text, encoding="utf-8")
    assert [subject for subject, _, _ in read_shapes(files)] == ["_:b0", "_:b1", "_:b2"]


def test_an_unknown_suffix_and_bad_turtle_are_told(tmp_path: Path) -> None:
    (tmp_path / "shapes.docx").write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="docx"):
        read_shapes([tmp_path / "shapes.docx"])
    with pytest.raises(SyntaxError):
        parse_shapes("<a> <b>")


PROGRAM = """
import sys
from dcat_publisher.shacl import compile_shapes, parse_shapes, validate
shapes = compile_shapes(parse_shapes('''
@prefix sh: <http://www.w3.org/ns/shacl#> .
<x:S> a sh:NodeShape ; sh:targetNode <x:a> ; sh:property [ sh:path <x:p> ; sh:minCount 1 ] .
'''))
assert len(validate(parse_shapes('<x:a> <x:q> 1 .'), shapes)) == 1
print(*sorted({name.partition('.')[0] for name in sys.modules} & {'rdflib', 'pyshacl'}))
"""


def test_core_shapes_need_neither_rdflib_nor_pyshacl() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert run.stdout == "\n"


def test_importing_needs_no_parser() -> None:
    program = "import sys, dcat_publisher.shacl; print('pyoxigraph' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
